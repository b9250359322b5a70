/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The table of formats, and what their writers share. */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/tandai-attributes.h"
#include "formats/tandai-format.h"

/* A file that grows byte by byte is moved about while it does; most articles need no more. */
#define FIRST_BYTES 16384

/* One a line. */
/* clang-format off */
static const TandaiFormat *const formats[] = {
  &tandai_format_jsonl,
  &tandai_format_conll,
  &tandai_format_brat,
  &tandai_format_hf,
  &tandai_format_gliner,
  &tandai_format_spacy,
  &tandai_format_chat,
  &tandai_format_csv,
  &tandai_format_citron,
  &tandai_format_doccano,
  &tandai_format_standoff,
  &tandai_format_label_studio,
  &tandai_format_web_annotation,
  &tandai_format_uima_json,
  &tandai_format_uima_xmi,
  &tandai_format_webanno_tsv,
  &tandai_format_text,
  &tandai_format_html,
  NULL,
};
/* clang-format on */

typedef struct
{
  const TandaiExportArticle *article;
  TandaiReport *report;
  TandaiCarries carries;
} Losses;

static void
export_file_free (TandaiExportFile *self)
{
  g_free (self->name);
  g_string_free (self->bytes, TRUE);
  g_free (self);
}

static void
report_item (Losses *losses, TandaiLoss loss, const char *id, const char *detail)
{
  tandai_report_add (losses->report, loss, TRUE, losses->article->name, id, detail);
}

/**
 * tandai_format_report_attributes:
 * @article: an article
 * @report: what takes the items
 * @id: (nullable): the id of the span or relation that has them
 * @attributes: (nullable): attributes
 * @carried: (nullable): the name of the one among them that is not left out
 *
 * Reports that attributes are left out.
 */
void
tandai_format_report_attributes (const TandaiExportArticle *article,
                                 TandaiReport *report,
                                 const char *id,
                                 const char *const *attributes,
                                 const char *carried)
{
  for (guint i = 0; attributes != NULL && attributes[i] != NULL; i += 2)
    {
      g_autofree char *detail = NULL;

      if (g_strcmp0 (attributes[i], carried) == 0)
        continue;
      if (tandai_report_has_items (report))
        detail = g_strdup_printf ("%s=%s", attributes[i], attributes[i + 1]);
      tandai_report_add (report, TANDAI_LOSS_ATTRIBUTE, TRUE, article->name, id, detail);
    }
}

static void
report_attributes (Losses *losses, const char *id, const char *const *attributes)
{
  tandai_format_report_attributes (losses->article, losses->report, id, attributes, NULL);
}

static void
report_spans (Losses *losses)
{
  GPtrArray *spans = losses->article->sidecar->spans;

  for (guint i = 0; i < spans->len; i++)
    {
      TandaiSpanFields fields;

      tandai_span_get_fields (spans->pdata[i], &fields);
      if (!(losses->carries & TANDAI_CARRIES_ATTRIBUTES))
        report_attributes (losses, fields.id, fields.attributes);
      if (!(losses->carries & TANDAI_CARRIES_NOTES) && fields.note != NULL)
        report_item (losses, TANDAI_LOSS_NOTE, fields.id, fields.note);
    }
}

/**
 * tandai_format_report_relation:
 * @article: an article
 * @report: what takes the item
 * @relation: a relation of it
 *
 * Reports that a relation is left out.
 */
void
tandai_format_report_relation (const TandaiExportArticle *article,
                               TandaiReport *report,
                               const TandaiRelationFields *relation)
{
  g_autofree char *detail = tandai_report_has_items (report) ? g_strdup_printf ("%s: %s → %s", relation->type,
                                                                                relation->from, relation->to)
                                                             : NULL;

  tandai_report_add (report, TANDAI_LOSS_RELATION, TRUE, article->name, relation->id, detail);
}

/**
 * tandai_format_report_relation_details:
 * @article: an article
 * @report: what takes the items
 * @relation: a relation of it that is written
 *
 * Reports that what a relation has besides its ends and its type is left out.
 */
void
tandai_format_report_relation_details (const TandaiExportArticle *article,
                                       TandaiReport *report,
                                       const TandaiRelationFields *relation)
{
  tandai_format_report_attributes (article, report, relation->id, relation->attributes, NULL);
  if (relation->note != NULL)
    tandai_report_add (report, TANDAI_LOSS_NOTE, TRUE, article->name, relation->id, relation->note);
}

static void
report_relations (Losses *losses)
{
  GPtrArray *relations = losses->article->sidecar->relations;

  if (losses->carries & TANDAI_CARRIES_RELATIONS)
    return;
  for (guint i = 0; i < relations->len; i++)
    {
      TandaiRelationFields fields;

      tandai_relation_get_fields (relations->pdata[i], &fields);
      tandai_format_report_relation (losses->article, losses->report, &fields);
    }
}

static void
append_name (GString *names, const char *name, gboolean there)
{
  if (!there)
    return;
  if (names->len > 0)
    g_string_append (names, ", ");
  g_string_append (names, name);
}

static void
append_span_names (GString *names, GPtrArray *spans)
{
  gboolean origin = FALSE, created = FALSE, review = FALSE, extra = FALSE;

  for (guint i = 0; i < spans->len; i++)
    {
      TandaiSpanFields fields;

      tandai_span_get_fields (spans->pdata[i], &fields);
      origin |= fields.origin != NULL;
      created |= fields.created != NULL;
      review |= fields.review != NULL;
      extra |= fields.extra != NULL;
    }
  append_name (names, "spans.origin", origin);
  append_name (names, "spans.created", created);
  append_name (names, "spans.review", review);
  append_name (names, "spans.…", extra);
}

static void
report_metadata (Losses *losses)
{
  const TandaiSidecar *sidecar = losses->article->sidecar;
  g_autoptr (GString) names = g_string_new (NULL);

  append_name (names, "language", sidecar->language != NULL);
  append_name (names, "title", sidecar->title != NULL);
  append_name (names, "url", sidecar->url != NULL);
  append_name (names, "publisher", sidecar->publisher != NULL);
  append_name (names, "published", sidecar->published != NULL);
  append_name (names, "annotator", sidecar->annotator != NULL && *sidecar->annotator != '\0');
  append_name (names, "encoding", sidecar->encoding != NULL && strcmp (sidecar->encoding, "UTF-8") != 0);
  append_name (names, "newline", sidecar->newline != TANDAI_NEWLINE_LF);
  append_name (names, "article.…", sidecar->article_extra != NULL);
  append_name (names, "…", sidecar->extra != NULL);
  append_span_names (names, sidecar->spans);
  if (names->len > 0)
    report_item (losses, TANDAI_LOSS_METADATA, NULL, names->str);
}

/**
 * tandai_format_list:
 *
 * Returns: (transfer none) (array zero-terminated=1): all formats
 */
const TandaiFormat *const *
tandai_format_list (void)
{
  return formats;
}

/**
 * tandai_format_find:
 * @name: what --format takes
 *
 * Returns: (nullable) (transfer none): the format of that name
 */
const TandaiFormat *
tandai_format_find (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  for (guint i = 0; formats[i] != NULL; i++)
    if (strcmp (formats[i]->name, name) == 0)
      return formats[i];
  return NULL;
}

/**
 * tandai_format_get_reading:
 * @self: a format that can be read
 *
 * Returns: (transfer none): what is read, one line for people, to be translated
 */
const char *
tandai_format_get_reading (const TandaiFormat *self)
{
  return self->reading != NULL ? self->reading : self->summary;
}

/**
 * tandai_format_files_new:
 *
 * Returns: (transfer full) (element-type TandaiExportFile): no files yet
 */
GPtrArray *
tandai_format_files_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) export_file_free);
}

static TandaiExportFile *
find_file (GPtrArray *files, const char *name, gboolean shared)
{
  TandaiExportFile *file;

  for (guint i = 0; i < files->len; i++)
    {
      file = files->pdata[i];
      if (strcmp (file->name, name) == 0)
        return file;
    }
  file = g_new (TandaiExportFile, 1);
  *file = (TandaiExportFile){ g_strdup (name), g_string_sized_new (FIRST_BYTES), shared };
  g_ptr_array_add (files, file);
  return file;
}

/**
 * tandai_format_file:
 * @files: (element-type TandaiExportFile): the files that an article is written to
 * @name: the path of one, relative to the output; "" for the single file of a one-file format
 *
 * Finds the file of that name, or adds it.
 *
 * Returns: (transfer none): what goes into it so far
 */
GString *
tandai_format_file (GPtrArray *files, const char *name)
{
  return find_file (files, name, FALSE)->bytes;
}

/**
 * tandai_format_shared_file:
 * @files: (element-type TandaiExportFile): the files that an article is written to
 * @name: the path of one that all articles add to, relative to the output folder
 *
 * Finds the file of that name, or adds it.
 *
 * Returns: (transfer none): what this article adds to it so far
 */
GString *
tandai_format_shared_file (GPtrArray *files, const char *name)
{
  return find_file (files, name, TRUE)->bytes;
}

/**
 * tandai_format_clean_name:
 * @name: a label's, attribute's or relation's name
 * @reserved: ASCII characters that a format can't have in a name
 *
 * Makes a name fit for a format whose fields end at white space: white space,
 * control characters and @reserved become underscores.
 *
 * Returns: (transfer full): the name, never empty
 */
char *
tandai_format_clean_name (const char *name, const char *reserved)
{
  GString *clean = g_string_new (NULL);

  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) || g_unichar_iscntrl (c) || (c < 0x80 && strchr (reserved, (int) c) != NULL))
        g_string_append_c (clean, '_');
      else
        g_string_append_unichar (clean, c);
    }
  if (clean->len == 0)
    g_string_append_c (clean, '_');
  return g_string_free (clean, FALSE);
}

/**
 * tandai_format_report_lost:
 * @format: a format
 * @article: an article
 * @report: what takes the items
 *
 * Reports what an article has of the things that @format, as its table says,
 * can't hold at all: relations, attributes, notes, the status and metadata.
 */
void
tandai_format_report_lost (const TandaiFormat *format,
                           const TandaiExportArticle *article,
                           TandaiReport *report)
{
  Losses losses = { article, report, format->carries };
  const TandaiSidecar *sidecar = article->sidecar;

  report_spans (&losses);
  report_relations (&losses);
  if (!(losses.carries & TANDAI_CARRIES_STATUS) && sidecar->status != TANDAI_STATUS_NEW)
    report_item (&losses, TANDAI_LOSS_STATUS, NULL, tandai_status_to_string (sidecar->status));
  if (losses.carries & TANDAI_CARRIES_METADATA)
    return;
  report_metadata (&losses);
  report_attributes (&losses, NULL, (const char *const *) sidecar->attributes);
  if (sidecar->note != NULL)
    report_item (&losses, TANDAI_LOSS_NOTE, NULL, sidecar->note);
  for (guint i = 0; i < sidecar->n_conflicts; i++)
    report_item (&losses, TANDAI_LOSS_CONFLICT, NULL, NULL);
}
