/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A sidecar on disk that is carried over to its article as it is now. */

#include "config.h"

#include "core/tandai-error.h"
#include "core/tandai-paths.h"
#include "core/tandai-reanchor-file.h"
#include "core/tandai-replaced.h"

static gboolean
is_utf8 (const char *encoding)
{
  return g_ascii_strcasecmp (encoding, "UTF-8") == 0;
}

static gboolean
has_other_than_ascii (const TandaiText *text)
{
  return tandai_text_get_bytes (text) != tandai_text_get_length (text);
}

/**
 * tandai_reanchor_load_article:
 * @file: an article that changed
 * @sidecar: its sidecar
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for an error that names the file
 *
 * Loads it in the encoding that its sidecar has, unless what changed is the
 * encoding: an editor that knows only UTF-8 saved it.
 *
 * Returns: (transfer full): the article, or %NULL
 */
TandaiArticle *
tandai_reanchor_load_article (GFile *file,
                              const TandaiSidecar *sidecar,
                              GCancellable *cancellable,
                              GError **error)
{
  g_autoptr (TandaiArticle) guessed = NULL;
  g_autoptr (TandaiArticle) article = NULL;
  g_autoptr (GError) local = NULL;

  if (!is_utf8 (sidecar->encoding))
    guessed = tandai_article_load (file, NULL, cancellable, NULL);
  if (guessed != NULL && is_utf8 (guessed->origin.encoding) && has_other_than_ascii (guessed->text))
    return g_steal_pointer (&guessed);
  article = tandai_article_load (file, sidecar->encoding, cancellable, &local);
  if (article == NULL && local->domain == TANDAI_ERROR)
    article = tandai_article_load (file, NULL, cancellable, NULL);
  if (article == NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return g_steal_pointer (&article);
}

/* What goes on while the sidecar is read: first the article is read, then the two texts are compared. */
typedef struct
{
  GFile *file;
  GCancellable *cancellable;
  GThread *reading;
  TandaiArticle *now;
  GError *error;
  TandaiText *old_text;
  GThread *comparing;
} Ahead;

/* Most articles are UTF-8: such a one is read before its sidecar says what it is. */
static gpointer
read_thread (gpointer data)
{
  const Ahead *ahead = data;

  return tandai_article_load (ahead->file, "UTF-8", NULL, NULL);
}

static gpointer
compare_thread (gpointer data)
{
  const Ahead *ahead = data;

  return tandai_alignment_new (ahead->old_text, ahead->now->text, ahead->cancellable, NULL);
}

static void
begin (Ahead *ahead)
{
  ahead->reading = g_thread_new ("article", read_thread, ahead);
}

/* What was read ahead, if that is how the sidecar has it; else the article is read as it should be. */
static void
take_article (Ahead *ahead, const TandaiSidecar *sidecar)
{
  g_autoptr (TandaiArticle) read = g_thread_join (g_steal_pointer (&ahead->reading));

  if (read != NULL && is_utf8 (sidecar->encoding))
    ahead->now = g_steal_pointer (&read);
  else
    ahead->now = tandai_reanchor_load_article (ahead->file, sidecar, ahead->cancellable, &ahead->error);
}

/* Another text is another file: the checksum need not be made. */
static gboolean
is_changed (TandaiArticle *now, const TandaiSidecar *head)
{
  return !g_str_equal (tandai_text_get_chars (now->text), tandai_text_get_chars (head->text))
         || !g_str_equal (tandai_article_get_sha256 (now), head->sha256);
}

static void
head_read_cb (const TandaiSidecar *head, gpointer user_data)
{
  Ahead *ahead = user_data;

  take_article (ahead, head);
  if (ahead->now == NULL || !is_changed (ahead->now, head))
    return;
  ahead->old_text = tandai_text_ref (head->text);
  ahead->comparing = g_thread_new ("compare", compare_thread, ahead);
}

/* What was compared; NULL where there was nothing to, or it was cancelled. */
static TandaiAlignment *
end_comparing (Ahead *ahead)
{
  return ahead->comparing != NULL ? g_thread_join (g_steal_pointer (&ahead->comparing)) : NULL;
}

static void
ahead_clear (Ahead *ahead)
{
  g_autoptr (TandaiAlignment) alignment = end_comparing (ahead);
  g_autoptr (TandaiArticle) read = ahead->reading != NULL ? g_thread_join (ahead->reading) : NULL;

  g_clear_pointer (&ahead->now, tandai_article_free);
  g_clear_pointer (&ahead->old_text, tandai_text_unref);
  g_clear_error (&ahead->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Ahead, ahead_clear)

static TandaiSidecar *
load (const char *path, Ahead *ahead, const char *annotator, GBytes *bytes, GError **error)
{
  g_autoptr (TandaiSidecar) sidecar = tandai_sidecar_parse_told (bytes, head_read_cb, ahead, error);

  if (sidecar == NULL)
    {
      tandai_prefix_path (error, path);
      return NULL;
    }
  if (!tandai_sidecar_check_owner (sidecar, g_file_peek_path (ahead->file), annotator, error))
    return NULL;
  return g_steal_pointer (&sidecar);
}

static gboolean
replace (const char *path,
         GBytes *before,
         const TandaiSidecar *sidecar,
         TandaiStamp *stamp,
         GCancellable *cancellable,
         GError **error)
{
  g_autoptr (GBytes) after = tandai_sidecar_serialize (sidecar);

  return tandai_replaced_keep (path, before, after, cancellable, error)
         && tandai_file_write (path, after, stamp, FALSE, cancellable, error);
}

/**
 * tandai_reanchor_sidecar:
 * @article: an article
 * @annotator: whose sidecar
 * @write: whether to write the sidecar, and not only to say what would become of it
 * @changed: (out): whether the article is not what was annotated
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for an error that names the file
 *
 * Carries a sidecar over to the article as it is now. What it replaces is kept
 * for tandai_replaced_restore(). Safe in a thread.
 *
 * Returns: (transfer full): its spans, before and after; %NULL where the article has not changed, or with an
 * error
 */
TandaiReanchoring *
tandai_reanchor_sidecar (GFile *article,
                         const char *annotator,
                         gboolean write,
                         gboolean *changed,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autofree char *path = tandai_paths_sidecar (g_file_peek_path (article), annotator);
  TandaiStamp stamp;
  g_auto (Ahead) ahead = { .file = article, .cancellable = cancellable };
  g_autoptr (GBytes) before = NULL;
  g_autoptr (TandaiSidecar) sidecar = NULL;
  g_autoptr (TandaiAlignment) alignment = NULL;
  g_autoptr (TandaiReanchoring) reanchoring = NULL;

  *changed = FALSE;
  begin (&ahead);
  before = tandai_file_read (path, TANDAI_SIDECAR_MAX_BYTES, write ? &stamp : NULL, cancellable, error);
  sidecar = before != NULL ? load (path, &ahead, annotator, before, error) : NULL;
  if (sidecar == NULL)
    return NULL;
  if (ahead.now == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&ahead.error));
      return NULL;
    }
  *changed = ahead.comparing != NULL;
  alignment = end_comparing (&ahead);
  if (!*changed || g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  reanchoring = tandai_reanchoring_new_aligned (sidecar->spans, alignment, sidecar->text, ahead.now->text);
  if (write)
    {
      g_autoptr (TandaiSidecar) after = tandai_reanchoring_apply (reanchoring, sidecar, ahead.now);

      if (!replace (path, before, after, &stamp, cancellable, error))
        return NULL;
    }
  return g_steal_pointer (&reanchoring);
}
