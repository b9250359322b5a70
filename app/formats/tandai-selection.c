/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What of an article's annotations is exported: spans whose words are the
 * article's, of the labels that were asked for, and what hangs on them.
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "formats/tandai-selection.h"

#define QUOTE_LABEL "quote"

typedef struct
{
  const TandaiExportOptions *options;
  const TandaiText *text;
  const char *name;
  TandaiReport *report;
} Selecting;

static gboolean
is_quotation_mark (gunichar c)
{
  switch (g_unichar_type (c))
    {
    case G_UNICODE_INITIAL_PUNCTUATION:
    case G_UNICODE_FINAL_PUNCTUATION:
      return TRUE;
    default:
      return c == '"' || c == '\'' || c == '`' || c == 0x201a || c == 0x201e || (c >= 0x300c && c <= 0x300f)
             || c == 0xff02;
    }
}

/* A mark is one character, or two alike as typewriters made them. */
static guint
mark_width (const TandaiText *text, guint near, guint far)
{
  gunichar c = tandai_text_get_char (text, near);

  if (!is_quotation_mark (c))
    return 0;
  return (c == '\'' || c == '`') && tandai_text_get_char (text, far) == c ? 2 : 1;
}

static TandaiRange
trim_marks (const TandaiText *text, TandaiRange range)
{
  TandaiRange trimmed = range;

  if (range.end - range.start < 3)
    return range;
  trimmed.start += mark_width (text, range.start, range.start + 1);
  trimmed.end -= mark_width (text, range.end - 1, range.end - 2);
  return trimmed.start < trimmed.end ? trimmed : range;
}

static TandaiSpan *
trim_span (TandaiSpan *span, const TandaiText *text)
{
  TandaiSpanFields fields;
  g_autoptr (GArray) ranges = NULL;

  tandai_span_get_fields (span, &fields);
  ranges = tandai_ranges_new (fields.ranges, fields.n_ranges);
  for (guint i = 0; i < ranges->len; i++)
    {
      TandaiRange *range = &g_array_index (ranges, TandaiRange, i);

      *range = trim_marks (text, *range);
    }
  fields.ranges = (const TandaiRange *) (gpointer) ranges->data;
  return tandai_span_new (&fields);
}

static gboolean
has_same_place (GPtrArray *spans, TandaiSpan *span)
{
  for (guint i = 0; i < spans->len; i++)
    if (spans->pdata[i] != span && tandai_span_same_place (spans->pdata[i], span))
      return TRUE;
  return FALSE;
}

/* A quote that would become another one of the same label keeps its marks: the two must stay two. */
static void
trim_quotes (GPtrArray *spans, const TandaiText *text)
{
  for (guint i = 0; i < spans->len; i++)
    {
      g_autoptr (TandaiSpan) trimmed = NULL;

      if (strcmp (tandai_span_get_label (spans->pdata[i]), QUOTE_LABEL) != 0)
        continue;
      trimmed = trim_span (spans->pdata[i], text);
      if (tandai_span_same_place (trimmed, spans->pdata[i]) || has_same_place (spans, trimmed))
        continue;
      g_object_unref (spans->pdata[i]);
      spans->pdata[i] = g_steal_pointer (&trimmed);
    }
  tandai_spans_sort (spans);
}

static gboolean
is_sound (Selecting *selecting, TandaiSpan *span)
{
  return tandai_span_get_stated (span) == NULL
         && tandai_span_get_end (span) <= tandai_text_get_length (selecting->text);
}

static gboolean
is_wanted (Selecting *selecting, TandaiSpan *span)
{
  const char *const *labels = (const char *const *) selecting->options->labels;

  return labels == NULL || g_strv_contains (labels, tandai_span_get_label (span));
}

static GPtrArray *
select_spans (Selecting *selecting, GPtrArray *spans)
{
  GPtrArray *selected = g_ptr_array_new_full (spans->len, g_object_unref);

  for (guint i = 0; i < spans->len; i++)
    {
      TandaiSpan *span = spans->pdata[i];

      if (!is_wanted (selecting, span))
        continue;
      if (is_sound (selecting, span))
        g_ptr_array_add (selected, g_object_ref (span));
      else
        tandai_report_add (selecting->report, TANDAI_LOSS_MISMATCH, TRUE, selecting->name,
                           tandai_span_get_id (span), tandai_span_get_stated (span));
    }
  return selected;
}

/* Those between two of @kept; one with an end that nobody wanted is nobody's loss. */
static GPtrArray *
select_relations (Selecting *selecting, GPtrArray *relations, GPtrArray *spans, GPtrArray *kept_spans)
{
  GPtrArray *selected = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) kept = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) unwanted = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < kept_spans->len; i++)
    g_hash_table_add (kept, (gpointer) tandai_span_get_id (kept_spans->pdata[i]));
  for (guint i = 0; i < spans->len; i++)
    if (!is_wanted (selecting, spans->pdata[i]))
      g_hash_table_add (unwanted, (gpointer) tandai_span_get_id (spans->pdata[i]));
  for (guint i = 0; i < relations->len; i++)
    {
      TandaiRelation *relation = relations->pdata[i];
      const char *from = tandai_relation_get_from (relation);
      const char *to = tandai_relation_get_to (relation);

      if (g_hash_table_contains (kept, from) && g_hash_table_contains (kept, to))
        g_ptr_array_add (selected, g_object_ref (relation));
      else if (!g_hash_table_contains (unwanted, from) && !g_hash_table_contains (unwanted, to))
        tandai_report_add (selecting->report, TANDAI_LOSS_RELATION, TRUE, selecting->name,
                           tandai_relation_get_id (relation), tandai_relation_get_kind (relation));
    }
  return selected;
}

static void
leave_out_orphans (Selecting *selecting, TandaiSidecar *sidecar)
{
  for (guint i = 0; i < sidecar->n_orphans; i++)
    tandai_report_add (selecting->report, TANDAI_LOSS_ORPHAN, TRUE, selecting->name, NULL, NULL);
  g_clear_pointer (&sidecar->orphans, g_free);
  sidecar->n_orphans = 0;
}

/**
 * tandai_selection_apply:
 * @sidecar: all of an article's annotations
 * @name: the article's name, for the report
 * @options: which labels, and whether quotation marks stay
 * @report: takes what is left out although it was asked for
 *
 * Selects what is exported. Spans whose stated words are not the article's, and
 * orphans, are left out and reported, with the relations that end in them.
 *
 * Returns: (transfer full): a copy with what is left
 */
TandaiSidecar *
tandai_selection_apply (const TandaiSidecar *sidecar,
                        const char *name,
                        const TandaiExportOptions *options,
                        TandaiReport *report)
{
  TandaiSidecar *selected = tandai_sidecar_copy (sidecar);
  Selecting selecting = { options, sidecar->text, name, report };

  g_ptr_array_unref (selected->spans);
  selected->spans = select_spans (&selecting, sidecar->spans);
  if (sidecar->relations->len > 0)
    {
      g_ptr_array_unref (selected->relations);
      selected->relations =
          select_relations (&selecting, sidecar->relations, sidecar->spans, selected->spans);
    }
  leave_out_orphans (&selecting, selected);
  if (options->trim_quotes)
    trim_quotes (selected->spans, sidecar->text);
  return selected;
}
