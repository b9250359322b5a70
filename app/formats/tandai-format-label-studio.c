/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Label Studio: one array of tasks, each with one annotation of the text.
 * Offsets count code points, as its versions since 1.4 do. An attribute of a
 * span is a choice or a text of the same region, a note its “meta”.
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/tandai-json.h"
#include "formats/tandai-article-json.h"
#include "formats/tandai-label-studio-config.h"
#include "formats/tandai-label-studio-reader.h"
#include "formats/tandai-regions.h"

#define CONFIG   "label_config.xml"
#define TEXTAREA "textarea"

typedef struct
{
  TandaiLabelStudioConfig *config;
  const TandaiExportArticle *article;
  GString *to;
  gboolean any;
} Writing;

/* No id of ours has a colon: a further fragment's is like no span's. */
static void
append_id (GString *to, const char *name, const TandaiRegion *region)
{
  g_autofree char *id =
      region->number == 0 ? g_strdup (tandai_span_get_id (region->span))
                          : g_strdup_printf ("%s:%u", tandai_span_get_id (region->span), region->number + 1);

  g_string_append_printf (to, "\"%s\":", name);
  tandai_json_write_string (to, id, -1);
}

static void
begin_result (Writing *writing)
{
  g_string_append (writing->to, writing->any ? ",\n{" : "\n{");
  writing->any = TRUE;
}

/* What a control made of a region, without the closing brace; a text takes the place of the region's words.
 */
static void
append_result (
    Writing *writing, const TandaiRegion *region, const char *control, const char *kind, const char *value)
{
  const TandaiText *text = writing->article->sidecar->text;
  const gboolean is_text = strcmp (kind, TEXTAREA) == 0;
  GString *to = writing->to;

  begin_result (writing);
  append_id (to, "id", region);
  g_string_append (to, ",\"from_name\":");
  tandai_json_write_string (to, control, -1);
  g_string_append_printf (to,
                          ",\"to_name\":\"" TANDAI_LABEL_STUDIO_TEXT
                          "\",\"type\":\"%s\",\"value\":{\"start\":%u,\"end\":%u",
                          kind, region->range.start, region->range.end);
  if (!is_text)
    {
      gsize n_bytes;
      const char *words = tandai_text_peek (text, region->range.start, region->range.end, &n_bytes);

      g_string_append (to, ",\"text\":");
      tandai_json_write_string (to, words, (gssize) n_bytes);
    }
  g_string_append_printf (to, ",\"%s\":[", is_text ? "text" : kind);
  tandai_json_write_string (to, value, -1);
  g_string_append (to, "]}");
}

static void
append_attributes (Writing *writing, const TandaiRegion *region)
{
  const char *const *attributes = tandai_span_get_attributes (region->span);
  const char *label = tandai_span_get_label (region->span);

  for (guint i = 0; attributes != NULL && attributes[i] != NULL; i += 2)
    {
      g_autofree char *control = tandai_label_studio_config_name (attributes[i]);
      gboolean choice = tandai_label_studio_config_has_choice (writing->article->schema, label, attributes[i],
                                                               attributes[i + 1]);

      if (!choice)
        tandai_label_studio_config_add_attribute (writing->config, attributes[i], label);
      append_result (writing, region, control, choice ? "choices" : TEXTAREA, attributes[i + 1]);
      g_string_append_c (writing->to, '}');
    }
}

static void
append_region (Writing *writing, const TandaiRegion *region)
{
  const char *label = tandai_span_get_label (region->span);
  const char *note = tandai_span_get_note (region->span);

  tandai_label_studio_config_add_label (writing->config, label);
  append_result (writing, region, TANDAI_LABEL_STUDIO_LABEL, "labels", label);
  if (note != NULL && region->number == 0)
    {
      g_string_append (writing->to, ",\"meta\":{\"text\":[");
      tandai_json_write_string (writing->to, note, -1);
      g_string_append (writing->to, "]}");
    }
  g_string_append_c (writing->to, '}');
  if (region->number == 0)
    append_attributes (writing, region);
}

static void
append_link (Writing *writing, GArray *regions, const TandaiRegionLink *link)
{
  GString *to = writing->to;

  tandai_label_studio_config_add_relation (writing->config, link->type);
  begin_result (writing);
  g_string_append (to, "\"type\":\"relation\",");
  append_id (to, "from_id", &g_array_index (regions, TandaiRegion, link->from));
  g_string_append_c (to, ',');
  append_id (to, "to_id", &g_array_index (regions, TandaiRegion, link->to));
  g_string_append (to, ",\"direction\":\"right\",\"labels\":[");
  tandai_json_write_string (to, link->type, -1);
  g_string_append (to, "]}");
}

static gpointer
begin (const TandaiExportOptions *options)
{
  return tandai_label_studio_config_new ();
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
  Writing writing = { state, article, to };

  tandai_label_studio_config_add_schema (writing.config, article->schema);
  g_string_append (to, "{\"data\":{\"text\":");
  tandai_json_write_string (to, tandai_text_get_chars (text), (gssize) tandai_text_get_bytes (text));
  tandai_article_json_append (article, to);
  g_string_append (to, "},\"annotations\":[{\"result\":[");
  for (guint i = 0; i < regions->len; i++)
    append_region (&writing, &g_array_index (regions, TandaiRegion, i));
  for (guint i = 0; i < links->len; i++)
    append_link (&writing, regions, &g_array_index (links, TandaiRegionLink, i));
  g_string_append (to, "]}]}");
  tandai_article_json_report_rest (&tandai_format_label_studio, article, report);
}

static void
end (gpointer state, GPtrArray *files)
{
  TandaiLabelStudioConfig *config = state;

  tandai_label_studio_config_append (config, tandai_format_file (files, CONFIG));
  tandai_label_studio_config_free (config);
}

const TandaiFormat tandai_format_label_studio = {
  .name = "label-studio",
  .summary = N_ ("for Label Studio: tasks with regions, relations and choices"),
  .carries = TANDAI_CARRIES_NESTED | TANDAI_CARRIES_DISCONTINUOUS | TANDAI_CARRIES_RELATIONS
             | TANDAI_CARRIES_ATTRIBUTES | TANDAI_CARRIES_NOTES | TANDAI_CARRIES_STATUS
             | TANDAI_CARRIES_METADATA,
  .takes = TANDAI_TAKES_UTF16,
  .one_file = TRUE,
  .suffix = ".json",
  .head = "[\n",
  .separator = ",\n",
  .tail = "\n]\n",
  /* Translators: “Import” and “Labeling Interface” are Label Studio's words, which it does not translate. */
  .loading =
      N_ ("In Label Studio: put label_config.xml into the project’s “Labeling Interface”, then “Import” the "
          "JSON. Written to a folder (--shards 1 or --split), the interface is beside it."),
  .begin = begin,
  .write = write_article,
  .end = end,
  .read = tandai_label_studio_read,
};
