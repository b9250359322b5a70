/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A sidecar on disk that is carried over to its article as it is now. */

#include "config.h"

#include <string.h>

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

/* Most articles are UTF-8: such a one is read while its sidecar is. */
static gpointer
read_ahead (gpointer file)
{
  return tandai_article_load (file, "UTF-8", NULL, NULL);
}

/* What was read ahead, if that is how the sidecar has it; else the article is read as it should be. */
static TandaiArticle *
take_article (GFile *file,
              const TandaiSidecar *sidecar,
              TandaiArticle **ahead,
              GCancellable *cancellable,
              GError **error)
{
  return *ahead != NULL && is_utf8 (sidecar->encoding)
             ? g_steal_pointer (ahead)
             : tandai_reanchor_load_article (file, sidecar, cancellable, error);
}

static TandaiSidecar *
load (const char *path, GFile *article, const char *annotator, GBytes *bytes, GError **error)
{
  g_autoptr (TandaiSidecar) sidecar = tandai_sidecar_parse (bytes, error);

  if (sidecar == NULL)
    {
      g_autofree char *shown = tandai_display_name (path);

      g_prefix_error (error, "%s: ", shown);
      return NULL;
    }
  if (!tandai_sidecar_check_owner (sidecar, g_file_peek_path (article), annotator, error))
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
  GThread *thread = g_thread_new ("article", read_ahead, article);
  g_autoptr (GBytes) before =
      tandai_file_read (path, TANDAI_SIDECAR_MAX_BYTES, write ? &stamp : NULL, cancellable, error);
  g_autoptr (TandaiArticle) ahead = NULL;
  g_autoptr (TandaiSidecar) sidecar = NULL;
  g_autoptr (TandaiArticle) now = NULL;
  g_autoptr (TandaiReanchoring) reanchoring = NULL;

  *changed = FALSE;
  sidecar = before != NULL ? load (path, article, annotator, before, error) : NULL;
  ahead = g_thread_join (thread);
  if (sidecar == NULL)
    return NULL;
  now = take_article (article, sidecar, &ahead, cancellable, error);
  if (now == NULL || strcmp (now->sha256, sidecar->sha256) == 0)
    return NULL;
  *changed = TRUE;
  reanchoring = tandai_reanchoring_new (sidecar->spans, sidecar->text, now->text, cancellable, error);
  if (reanchoring == NULL)
    return NULL;
  if (write)
    {
      g_autoptr (TandaiSidecar) after = tandai_reanchoring_apply (reanchoring, sidecar, now);

      if (!replace (path, before, after, &stamp, cancellable, error))
        return NULL;
    }
  return g_steal_pointer (&reanchoring);
}
