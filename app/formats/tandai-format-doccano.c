/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * doccano: a document a line, with entities and the relations between them.
 * Offsets count code points, which is what its import and its API take. Any
 * other member becomes its “meta” and comes back with its export.
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/tandai-json.h"
#include "formats/tandai-article-json.h"
#include "formats/tandai-doccano-reader.h"
#include "formats/tandai-jsonl.h"
#include "formats/tandai-regions.h"

static void
append_entities (GArray *regions, GString *to)
{
  g_string_append (to, ",\"entities\":[");
  for (guint i = 0; i < regions->len; i++)
    {
      const TandaiRegion *region = &g_array_index (regions, TandaiRegion, i);

      g_string_append_printf (to, "%s{\"id\":%u,\"label\":", i > 0 ? "," : "", i + 1);
      tandai_json_write_string (to, tandai_span_get_label (region->span), -1);
      g_string_append_printf (to, ",\"start_offset\":%u,\"end_offset\":%u}", region->range.start,
                              region->range.end);
    }
}

static void
append_relations (GArray *links, GString *to)
{
  g_string_append (to, "],\"relations\":[");
  for (guint i = 0; i < links->len; i++)
    {
      const TandaiRegionLink *link = &g_array_index (links, TandaiRegionLink, i);

      g_string_append_printf (to, "%s{\"id\":%u,\"from_id\":%u,\"to_id\":%u,\"type\":", i > 0 ? "," : "",
                              i + 1, link->from + 1, link->to + 1);
      tandai_json_write_string (to, link->type, -1);
      g_string_append_c (to, '}');
    }
  g_string_append_c (to, ']');
}

static void
write_article (gpointer state,
               const TandaiExportArticle *article,
               const TandaiExportOptions *options,
               GPtrArray *files,
               TandaiReport *report)
{
  const TandaiText *text = article->sidecar->text;
  g_autoptr (GArray) regions = tandai_regions_new (article, report);
  g_autoptr (GArray) links = tandai_regions_links (regions, article, report);
  GString *to = tandai_format_file (files, "");
  gsize from = to->len;

  g_string_append (to, "{\"text\":");
  tandai_json_write_string (to, tandai_text_get_chars (text), (gssize) tandai_text_get_bytes (text));
  append_entities (regions, to);
  append_relations (links, to);
  tandai_article_json_append (article, to);
  g_string_append_c (to, '}');
  tandai_jsonl_end_line (to, from);
  tandai_article_json_report_rest (&tandai_format_doccano, article, report);
}

const TandaiFormat tandai_format_doccano = {
  .name = "doccano",
  .summary = N_ ("for doccano: a text a line, with its entities and relations"),
  .carries = TANDAI_CARRIES_NESTED | TANDAI_CARRIES_DISCONTINUOUS | TANDAI_CARRIES_RELATIONS
             | TANDAI_CARRIES_STATUS | TANDAI_CARRIES_METADATA,
  .takes = TANDAI_TAKES_UTF16,
  .one_file = TRUE,
  .suffix = ".jsonl",
  /* Translators: what is in quotation marks are doccano's words, which it does not translate. */
  .loading =
      N_ ("In doccano: a project of “Sequence Labeling” with “Allow overlapping spans” and “Use relation "
          "labeling”, then import as JSONL."),
  .write = write_article,
  .read = tandai_doccano_read,
};
