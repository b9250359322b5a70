/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A few lines beside what was exported, for whoever finds it a year later. */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "formats/tandai-export-readme.h"

static void
append_lost (GString *readme, TandaiReport *report)
{
  g_autofree char *summary = tandai_report_summary (report);
  g_auto (GStrv) lines = NULL;
  g_autofree char *joined = NULL;

  if (*summary == '\0')
    {
      g_string_append (readme, _ ("Nothing was left out or changed."));
      return;
    }
  summary[strlen (summary) - 1] = '\0';
  lines = g_strsplit (summary, "\n", -1);
  joined = g_strjoinv ("; ", lines);
  /* Translators: what follows is a list like “3 relations left out; 2 names written differently”. */
  g_string_append_printf (readme, _ ("Left out or changed: %s."), joined);
}

/**
 * tandai_export_readme:
 * @format: what was written
 * @split: whether it is split into parts
 * @n_articles: how many articles
 * @n_spans: how many spans they had
 * @report: what was left out or changed
 *
 * Says in the user's language what an export is, what it left out and how to
 * load it. The same export gives the same words: there is no date in them.
 *
 * Returns: (transfer full): five lines
 */
char *
tandai_export_readme (
    const TandaiFormat *format, gboolean split, guint n_articles, guint n_spans, TandaiReport *report)
{
  GString *readme = g_string_new (NULL);

  /* Translators: the name of a file format, then what it is, like “brat: standoff: each text with …”. */
  g_string_append_printf (readme, _ ("%s: %s."), format->name, _ (format->summary));
  g_string_append_c (readme, '\n');
  g_string_append_printf (readme,
                          ngettext ("%u article with %u spans.", "%u articles with %u spans.", n_articles),
                          n_articles, n_spans);
  if (split)
    /* Translators: “split.tsv” is a file, “--split-from” an option of a command. This follows a sentence. */
    g_string_append (readme, _ (" split.tsv tells which article is in which part, by its hash; with "
                                "--split-from it stays so when the corpus grows."));
  g_string_append_c (readme, '\n');
  append_lost (readme, report);
  g_string_append_c (readme, '\n');
  if (format->loading != NULL)
    g_string_append_printf (readme, "%s\n", _ (format->loading));
  g_string_append_printf (readme, _ ("Written by Tandai %s."), PACKAGE_VERSION);
  g_string_append_c (readme, '\n');
  return g_string_free (readme, FALSE);
}
