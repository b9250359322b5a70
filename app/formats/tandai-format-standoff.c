/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Standoff: the sidecars without the article's text and without the words of
 * their spans, to share annotations of articles that may not be shared. Whoever
 * has the articles gets the sidecars back by tandai_attach_run(). What people
 * wrote, notes above all, is kept although it may quote the article.
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/tandai-json.h"
#include "formats/tandai-attach.h"
#include "formats/tandai-format.h"

/* What stands in the place of the text, and may not stand there twice. */
#define LENGTH_MEMBER "\"length\":"

/* Of a review only the reason is written: it holds the words that the span had. */
static char *
make_review (const char *review)
{
  g_autoptr (TandaiJson) json = tandai_json_parse (review, strlen (review), NULL);
  int reason = json != NULL && tandai_json_get_kind (json, 0) == TANDAI_JSON_OBJECT
                   ? tandai_json_find (json, 0, "reason")
                   : -1;
  GString *made;

  if (reason < 0)
    return NULL;
  made = g_string_new ("{\"reason\": ");
  tandai_json_append_raw (json, (guint) reason, made);
  g_string_append_c (made, '}');
  return g_string_free (made, FALSE);
}

static TandaiSpan *
make_span (const TandaiExportArticle *article, TandaiSpan *span, TandaiReport *report)
{
  g_autofree char *review = NULL;
  TandaiSpanFields fields;

  tandai_span_get_fields (span, &fields);
  if (fields.review == NULL)
    return g_object_ref (span);
  review = make_review (fields.review);
  if (g_strcmp0 (review, fields.review) == 0)
    return g_object_ref (span);
  tandai_report_add (report, TANDAI_LOSS_METADATA, TRUE, article->name, fields.id, "review");
  fields.review = review;
  return tandai_span_new (&fields);
}

static void
replace_spans (const TandaiExportArticle *article, TandaiSidecar *shared, TandaiReport *report)
{
  GPtrArray *spans = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < shared->spans->len; i++)
    g_ptr_array_add (spans, make_span (article, shared->spans->pdata[i], report));
  g_ptr_array_unref (shared->spans);
  shared->spans = spans;
}

static void
leave_out_conflicts (const TandaiExportArticle *article, TandaiSidecar *shared, TandaiReport *report)
{
  for (guint i = 0; i < shared->n_conflicts; i++)
    tandai_report_add (report, TANDAI_LOSS_CONFLICT, TRUE, article->name, NULL, NULL);
  g_clear_pointer (&shared->conflicts, g_free);
  shared->n_conflicts = 0;
}

static void
leave_out_length (const TandaiExportArticle *article, TandaiSidecar *shared, TandaiReport *report)
{
  for (guint i = 0; shared->extra != NULL && shared->extra[i] != NULL; i++)
    if (g_str_has_prefix (shared->extra[i], LENGTH_MEMBER))
      {
        tandai_report_add (report, TANDAI_LOSS_METADATA, TRUE, article->name, NULL, shared->extra[i]);
        *shared->extra[i] = '\0';
      }
}

static void
write_article (gpointer state,
               const TandaiExportArticle *article,
               const TandaiExportOptions *options,
               GPtrArray *files,
               TandaiReport *report)
{
  g_autoptr (TandaiSidecar) shared = tandai_sidecar_copy (article->sidecar);
  g_autofree char *name = g_strconcat (article->name, *shared->annotator != '\0' ? "." : "",
                                       shared->annotator, TANDAI_STANDOFF_SUFFIX, NULL);

  replace_spans (article, shared, report);
  leave_out_conflicts (article, shared, report);
  leave_out_length (article, shared, report);
  tandai_sidecar_append_standoff (shared, tandai_format_file (files, name));
}

const TandaiFormat tandai_format_standoff = {
  .name = "standoff",
  .summary = N_ ("the sidecars without the articles’ text, for articles that may not be shared"),
  .carries = TANDAI_CARRIES_NESTED | TANDAI_CARRIES_DISCONTINUOUS | TANDAI_CARRIES_RELATIONS
             | TANDAI_CARRIES_ATTRIBUTES | TANDAI_CARRIES_NOTES | TANDAI_CARRIES_STATUS
             | TANDAI_CARRIES_METADATA | TANDAI_CARRIES_ORIGINS,
  /* Translators: “tandai-cli attach FOLDER ARTICLES” is a command. */
  .loading =
      N_ ("tandai-cli attach FOLDER ARTICLES puts the sidecars back beside the articles. Titles, notes "
          "and attributes are as people wrote them: they may quote the articles."),
  .write = write_article,
};
