/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What exports and imports have to say for themselves, to people. */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "formats/tandai-result-words.h"

static void G_GNUC_PRINTF (2, 3) add (GPtrArray *lines, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_ptr_array_add (lines, g_strdup_vprintf (format, args));
  va_end (args);
}

static int
compare_labels (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Each label's share of a part's spans: “actor 40.0 %, place 60.0 %”. */
static char *
describe_labels (const TandaiExportPart *part)
{
  GString *shares = g_string_new (NULL);
  guint n_labels;
  g_autofree gpointer *labels = g_hash_table_get_keys_as_array (part->labels, &n_labels);

  qsort (labels, n_labels, sizeof *labels, compare_labels);
  for (guint i = 0; i < n_labels; i++)
    g_string_append_printf (shares, "%s%s %.1f %%", i > 0 ? ", " : "", (char *) labels[i],
                            100.0 * GPOINTER_TO_UINT (g_hash_table_lookup (part->labels, labels[i]))
                                / part->n_spans);
  return g_string_free (shares, FALSE);
}

static void
add_part (GPtrArray *lines, const TandaiExportPart *part, guint n_articles)
{
  g_autofree char *labels = describe_labels (part);
  double share = n_articles > 0 ? 100.0 * part->n_articles / n_articles : 0;

  if (part->n_spans == 0)
    /* Translators: a part's name, how many articles it has, their share, how many groups of articles that are
       alike. */
    add (lines, _ ("%s: articles: %u (%.1f %%), groups: %u, no spans"), part->name, part->n_articles, share,
         part->n_groups);
  else
    /* Translators: as above, then how many spans, and a list of labels with their shares. */
    add (lines, _ ("%s: articles: %u (%.1f %%), groups: %u, spans: %u (%s)"), part->name, part->n_articles,
         share, part->n_groups, part->n_spans, labels);
}

static void
add_split (GPtrArray *lines, const TandaiExportResult *result)
{
  for (guint i = 0; i < result->parts->len; i++)
    add_part (lines, result->parts->pdata[i], result->n_exported);
  if (result->n_ungrouped > 0)
    add (lines,
         ngettext ("%u article lacks the field of --group-by: grouped by its words alone",
                   "%u articles lack the field of --group-by: grouped by their words alone",
                   result->n_ungrouped),
         result->n_ungrouped);
  if (result->n_clashes > 0)
    add (lines,
         ngettext ("%u article of the earlier split is like one in another part: it stays where it was",
                   "%u articles of the earlier split are like one in another part: they stay where they were",
                   result->n_clashes),
         result->n_clashes);
}

static void
add_report (GPtrArray *lines, TandaiReport *report)
{
  g_autofree char *summary = tandai_report_summary (report);
  g_auto (GStrv) parts = g_strsplit (summary, "\n", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      g_ptr_array_add (lines, g_strdup (parts[i]));
}

static void
add_exported (GPtrArray *lines, const TandaiExportResult *result, gboolean written)
{
  if (written)
    /* Translators: the %u are numbers of articles and of spans. */
    add (lines,
         ngettext ("%u article exported (spans: %u)", "%u articles exported (spans: %u)", result->n_exported),
         result->n_exported, result->n_spans);
  else
    /* Translators: as above, said before it is done. */
    add (lines,
         ngettext ("%u article will be exported (spans: %u)", "%u articles will be exported (spans: %u)",
                   result->n_exported),
         result->n_exported, result->n_spans);
}

/**
 * tandai_result_words_export:
 * @result: what was done
 * @written: whether it was; else it was only tried
 *
 * Says how much was exported, how it was split, and what was left out or
 * changed. What failed stands in the result in words already.
 *
 * Returns: (transfer full) (element-type utf8): lines in the user's language
 */
GPtrArray *
tandai_result_words_export (const TandaiExportResult *result, gboolean written)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);

  add_exported (lines, result, written);
  if (result->parts != NULL)
    add_split (lines, result);
  if (result->n_left_out > 0)
    add (lines,
         ngettext ("%u article left out by its status or for want of annotations",
                   "%u articles left out by their status or for want of annotations", result->n_left_out),
         result->n_left_out);
  if (result->n_changed > 0)
    add (lines,
         ngettext ("%u article has changed since: the text that was annotated is exported",
                   "%u articles have changed since: the text that was annotated is exported",
                   result->n_changed),
         result->n_changed);
  add_report (lines, result->report);
  return lines;
}

/**
 * tandai_result_words_import:
 * @result: what was done
 *
 * Returns: (transfer full) (element-type utf8): as tandai_result_words_export(), of an import
 */
GPtrArray *
tandai_result_words_import (const TandaiImportResult *result)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);

  /* Translators: the %u are numbers of articles and of spans. */
  add (lines,
       ngettext ("%u article imported (spans: %u)", "%u articles imported (spans: %u)", result->n_articles),
       result->n_articles, result->n_spans);
  add_report (lines, result->report);
  return lines;
}
