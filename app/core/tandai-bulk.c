/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/tandai-bulk.h"
#include "core/tandai-document-commands.h"

/* One place that is looked up. */
typedef struct
{
  const char *label;
  TandaiRange range;
  gboolean tagged;
} Place;

static gboolean
holds (TandaiSpan *span, TandaiRange range)
{
  guint n_ranges;
  const TandaiRange *ranges = tandai_span_get_ranges (span, &n_ranges);

  for (guint i = 0; i < n_ranges; i++)
    if (ranges[i].start <= range.start && range.end <= ranges[i].end)
      return TRUE;
  return FALSE;
}

static gboolean
look (TandaiSpan *span, gpointer user_data)
{
  Place *place = user_data;

  place->tagged = g_str_equal (tandai_span_get_label (span), place->label) && holds (span, place->range);
  return !place->tagged;
}

/**
 * tandai_bulk_list_untagged:
 * @set: the spans that are there
 * @label: a label's name
 * @ranges: (element-type TandaiRange): places
 * @n_more: (out) (optional): how many there are beyond %TANDAI_BULK_MAX
 *
 * Returns: (transfer full) (element-type TandaiRange): those that are not tagged with the label already, at
 * most %TANDAI_BULK_MAX
 */
GArray *
tandai_bulk_list_untagged (TandaiAnnotationSet *set, const char *label, GArray *ranges, guint *n_more)
{
  guint n_untagged = 0;
  GArray *untagged = g_array_new (FALSE, FALSE, sizeof (TandaiRange));

  for (guint i = 0; i < ranges->len; i++)
    {
      Place place = { label, g_array_index (ranges, TandaiRange, i), FALSE };

      tandai_annotation_set_foreach_in (set, place.range.start, place.range.end, look, &place);
      if (!place.tagged && n_untagged++ < TANDAI_BULK_MAX)
        g_array_append_val (untagged, place.range);
    }
  if (n_more != NULL)
    *n_more = n_untagged - untagged->len;
  return untagged;
}

/**
 * tandai_bulk_tag:
 * @document: a document
 * @label: a label's name
 * @ranges: (element-type TandaiRange): places
 * @origin: (nullable): where the spans come from; %NULL means a human
 * @title: what the step will be called
 * @error: return location for an error
 *
 * Tags places that are not tagged with the label already, at most %TANDAI_BULK_MAX.
 *
 * Returns: how many were; 0 with @error set where the document takes no annotations
 */
guint
tandai_bulk_tag (TandaiDocument *document,
                 const char *label,
                 GArray *ranges,
                 const char *origin,
                 const char *title,
                 GError **error)
{
  g_autoptr (GArray) untagged =
      tandai_bulk_list_untagged (tandai_document_get_annotations (document), label, ranges, NULL);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *created = g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");
  guint n_tagged = 0;

  tandai_document_begin (document, title);
  for (guint i = 0; i < untagged->len; i++)
    {
      TandaiSpanFields fields = { .label = label,
                                  .ranges = &g_array_index (untagged, TandaiRange, i),
                                  .n_ranges = 1,
                                  .origin = origin,
                                  .created = created };

      if (tandai_document_add_span_full (document, &fields, error) == NULL)
        break;
      n_tagged++;
    }
  tandai_document_end (document);
  return n_tagged;
}
