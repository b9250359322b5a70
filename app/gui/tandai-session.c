/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gui/tandai-session.h"

#define FIELD_STATUS "status"

/* By their names, so that what is taken back no longer counts. */
static GHashTable *spans;
static GHashTable *articles;

static void
note (GHashTable **set, char *name, gboolean is_there)
{
  if (*set == NULL)
    *set = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (is_there)
    g_hash_table_add (*set, name);
  else
    {
      g_hash_table_remove (*set, name);
      g_free (name);
    }
}

/* Only what is new or gone: who changes a span does not make one. */
static void
take_span (const char *path, TandaiSpan *before, TandaiSpan *after)
{
  TandaiSpan *span = after != NULL ? after : before;

  if ((before == NULL) != (after == NULL))
    note (&spans, g_strconcat (path, "\n", tandai_span_get_id (span), NULL), after != NULL);
}

static void
take_status (const char *path, const char *before, const char *after)
{
  const char *done = tandai_status_to_string (TANDAI_STATUS_DONE);

  if (g_strcmp0 (after, done) == 0 || g_strcmp0 (before, done) == 0)
    note (&articles, g_strdup (path), g_strcmp0 (after, done) == 0);
}

/**
 * tandai_session_take_step:
 * @document: a document
 * @step: what was done to it
 * @undone: whether that was taken back
 *
 * Counts what was done.
 */
void
tandai_session_take_step (TandaiDocument *document, const TandaiStep *step, gboolean undone)
{
  const char *path = tandai_document_get_sidecar_path (document);

  for (guint i = 0; i < step->edits->len; i++)
    {
      const TandaiEdit *edit = step->edits->pdata[i];
      gpointer before = undone ? edit->after : edit->before;
      gpointer after = undone ? edit->before : edit->after;

      if (edit->kind == TANDAI_EDIT_SPAN)
        take_span (path, before, after);
      else if (edit->kind == TANDAI_EDIT_FIELD && g_strcmp0 (edit->field, FIELD_STATUS) == 0)
        take_status (path, before, after);
    }
}

/** tandai_session_count_spans: Returns: how many spans were made */
guint
tandai_session_count_spans (void)
{
  return spans != NULL ? g_hash_table_size (spans) : 0;
}

/** tandai_session_count_articles: Returns: how many articles were marked as done */
guint
tandai_session_count_articles (void)
{
  return articles != NULL ? g_hash_table_size (articles) : 0;
}
