/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Spans for formats whose regions are of one piece but may be related: a
 * discontinuous span is several regions, and relations of a name that is kept
 * for that join them.
 */

#include "config.h"

#include "formats/tandai-regions.h"

static void
report_fragments (const TandaiExportArticle *article, TandaiReport *report, TandaiSpan *span)
{
  g_autofree char *words = tandai_span_dup_text (span, article->sidecar->text);

  tandai_report_add (report, TANDAI_LOSS_DISCONTINUOUS, FALSE, article->name, tandai_span_get_id (span),
                     words);
}

/**
 * tandai_regions_new:
 * @article: an article
 * @report: takes the discontinuous spans
 *
 * Makes regions of an article's spans.
 *
 * Returns: (transfer full) (element-type TandaiRegion): them, in the order of the spans
 */
GArray *
tandai_regions_new (const TandaiExportArticle *article, TandaiReport *report)
{
  GPtrArray *spans = article->sidecar->spans;
  GArray *regions = g_array_sized_new (FALSE, FALSE, sizeof (TandaiRegion), spans->len);

  for (guint i = 0; i < spans->len; i++)
    {
      guint n_ranges;
      const TandaiRange *ranges = tandai_span_get_ranges (spans->pdata[i], &n_ranges);
      guint first = regions->len;

      for (guint j = 0; j < n_ranges; j++)
        {
          TandaiRegion region = { spans->pdata[i], ranges[j], j, first };

          g_array_append_val (regions, region);
        }
      if (n_ranges > 1)
        report_fragments (article, report, spans->pdata[i]);
    }
  return regions;
}

static void
add_fragments (GArray *regions, GArray *links)
{
  for (guint i = 0; i < regions->len; i++)
    {
      const TandaiRegion *region = &g_array_index (regions, TandaiRegion, i);
      TandaiRegionLink link = { region->first, i, TANDAI_REGION_FRAGMENT };

      if (region->number > 0)
        g_array_append_val (links, link);
    }
}

static void
add_relations (GArray *regions, GArray *links, const TandaiExportArticle *article, TandaiReport *report)
{
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *relations = article->sidecar->relations;

  for (guint i = 0; i < regions->len; i++)
    {
      const TandaiRegion *region = &g_array_index (regions, TandaiRegion, i);

      g_hash_table_insert (by_id, (gpointer) tandai_span_get_id (region->span),
                           GUINT_TO_POINTER (region->first + 1));
    }
  for (guint i = 0; i < relations->len; i++)
    {
      TandaiRelationFields fields;
      TandaiRegionLink link;

      tandai_relation_get_fields (relations->pdata[i], &fields);
      link.from = GPOINTER_TO_UINT (g_hash_table_lookup (by_id, fields.from));
      link.to = GPOINTER_TO_UINT (g_hash_table_lookup (by_id, fields.to));
      link.type = fields.type;
      if (link.from-- == 0 || link.to-- == 0)
        {
          tandai_format_report_relation (article, report, &fields);
          continue;
        }
      g_array_append_val (links, link);
      tandai_format_report_relation_details (article, report, &fields);
    }
}

/**
 * tandai_regions_links:
 * @regions: (element-type TandaiRegion): what tandai_regions_new() made of @article
 * @article: an article
 * @report: takes what its relations have besides their ends and types
 *
 * Finds the relations between regions: first those that join the fragments of
 * a span, then the article's, each from and to the first region of a span.
 *
 * Returns: (transfer full) (element-type TandaiRegionLink): them; their types are the article's
 */
GArray *
tandai_regions_links (GArray *regions, const TandaiExportArticle *article, TandaiReport *report)
{
  GArray *links = g_array_new (FALSE, FALSE, sizeof (TandaiRegionLink));

  add_fragments (regions, links);
  if (article->sidecar->relations->len > 0)
    add_relations (regions, links, article, report);
  return links;
}
