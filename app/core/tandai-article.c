/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#include "core/tandai-article.h"
#include "core/tandai-error.h"

#define TITLE_MAX_CHARS 120

/**
 * tandai_article_load:
 * @file: a local file
 * @encoding: (nullable): the encoding that its sidecar states; %NULL to find out
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for an error that names the file and the reason
 *
 * Reads and decodes an article of at most 64 MiB.
 *
 * Returns: (transfer full): the article, or %NULL
 */
TandaiArticle *
tandai_article_load (GFile *file, const char *encoding, GCancellable *cancellable, GError **error)
{
  g_autoptr (TandaiArticle) self = g_new0 (TandaiArticle, 1);
  g_autofree char *shown = tandai_file_display_name (file);

  self->file = g_object_ref (file);
  self->path = g_file_get_path (file);
  if (self->path == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, _ ("“%s” is not a local file"), shown);
      return NULL;
    }
  self->bytes = tandai_file_read (self->path, TANDAI_ARTICLE_MAX_BYTES, NULL, cancellable, error);
  if (self->bytes == NULL)
    return NULL;
  self->text = tandai_decode (self->bytes, encoding, &self->origin, error);
  if (self->text == NULL)
    {
      /* Translators: %s is a file; the reason follows. */
      g_prefix_error (error, _ ("Could not read “%s”: "), shown);
      return NULL;
    }
  return g_steal_pointer (&self);
}

/**
 * tandai_article_get_sha256:
 * @self: an article
 *
 * A checksum of a long article takes longer than all else that is done with it:
 * it is not made before it is asked for.
 *
 * Returns: (transfer none): of the bytes that were read, 64 hexadecimal digits
 */
const char *
tandai_article_get_sha256 (TandaiArticle *self)
{
  if (self->sha256 == NULL)
    self->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, self->bytes);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  return self->sha256;
}

/**
 * tandai_article_free:
 * @self: (nullable): an article
 *
 * Frees it.
 */
void
tandai_article_free (TandaiArticle *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->file);
  g_clear_pointer (&self->text, tandai_text_unref);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self->path);
  g_free (self->sha256);
  g_free (self);
}

/**
 * tandai_text_dup_title:
 * @text: an article's text
 *
 * Returns: (transfer full) (nullable): its first line that is not blank, shortened to 120 code points
 */
char *
tandai_text_dup_title (const TandaiText *text)
{
  const char *line = tandai_text_get_chars (text);

  while (*line != '\0')
    {
      gsize length = strcspn (line, "\n");
      g_autofree char *title = g_strstrip (g_strndup (line, length));

      if (*title != '\0')
        {
          if (g_utf8_strlen (title, -1) > TITLE_MAX_CHARS)
            {
              g_autofree char *cut = g_utf8_substring (title, 0, TITLE_MAX_CHARS - 1);

              return g_strconcat (cut, "…", NULL);
            }
          return g_steal_pointer (&title);
        }
      line += length + (line[length] == '\n');
    }
  return NULL;
}
