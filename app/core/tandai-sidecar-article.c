/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whether a sidecar is that of an article, and whether the article is still what was annotated. */

#include "config.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#include "core/tandai-error.h"
#include "core/tandai-paths.h"
#include "core/tandai-sidecar.h"

/**
 * tandai_sidecar_check_owner:
 * @self: a sidecar
 * @path: the article beside which it was found
 * @annotator: whose it should be by its name
 * @error: return location for a %TANDAI_ERROR_NAME
 *
 * Returns: whether it says by its content what it says by its name
 */
gboolean
tandai_sidecar_check_owner (const TandaiSidecar *self,
                            const char *path,
                            const char *annotator,
                            GError **error)
{
  g_autofree char *base = tandai_paths_file_name (path);
  g_autofree char *sidecar = NULL;
  g_autofree char *shown = NULL;

  if (g_str_equal (self->file, base) && g_str_equal (self->annotator, annotator))
    return TRUE;
  sidecar = tandai_paths_sidecar (path, annotator);
  shown = tandai_display_name (sidecar);
  g_set_error (error, TANDAI_ERROR, TANDAI_ERROR_NAME,
               /* Translators: %s is a sidecar file. */
               _ ("“%s” belongs to another article or annotator by its content"), shown);
  return FALSE;
}

static gboolean
is_same_text (const TandaiSidecar *self, GBytes *bytes)
{
  g_autoptr (TandaiText) text = NULL;
  TandaiOrigin origin;
  gsize n_bytes;
  const char *data = g_bytes_get_data (bytes, &n_bytes);

  /* Most articles are their text to the byte, which needs no decoding. */
  if (n_bytes == tandai_text_get_bytes (self->text)
      && memcmp (data, tandai_text_get_chars (self->text), n_bytes) == 0)
    return TRUE;
  text = tandai_decode (bytes, self->encoding, &origin, NULL);
  return text != NULL && g_str_equal (tandai_text_get_chars (text), tandai_text_get_chars (self->text));
}

/**
 * tandai_sidecar_find_change:
 * @self: a sidecar
 * @path: its article
 * @cancellable: (nullable): a #GCancellable
 *
 * Compares the article's text with the annotated one. An article that is gone
 * has not changed; one that can't be read has.
 *
 * Returns: whether the article is no longer what was annotated
 */
gboolean
tandai_sidecar_find_change (const TandaiSidecar *self, const char *path, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = tandai_file_read (path, TANDAI_ARTICLE_MAX_BYTES, NULL, cancellable, &error);

  if (bytes == NULL)
    return !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  return !is_same_text (self, bytes);
}
