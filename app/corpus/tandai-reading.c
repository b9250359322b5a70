/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/tandai-error.h"
#include "core/tandai-paths.h"
#include "corpus/tandai-reading.h"

static void
note (TandaiReading *self, const GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_ptr_array_add (self->failures, g_strdup (error->message));
}

static void
read_sidecar (TandaiReading *self,
              const TandaiFolderItem *item,
              const char *annotator,
              GCancellable *cancellable)
{
  const char *path = g_file_peek_path (item->file);
  g_autofree char *name = tandai_paths_sidecar (path, annotator);
  g_autoptr (GError) error = NULL;
  g_autoptr (TandaiSidecar) sidecar = tandai_sidecar_load (name, NULL, cancellable, &error);

  if (sidecar != NULL && tandai_sidecar_check_owner (sidecar, path, annotator, &error))
    g_ptr_array_add (self->sidecars, g_steal_pointer (&sidecar));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    note (self, error);
}

static void
read_article (TandaiReading *self, const TandaiFolderItem *item, GCancellable *cancellable)
{
  const char *path = g_file_peek_path (item->file);
  const char *encoding =
      self->sidecars->len > 0 ? ((TandaiSidecar *) self->sidecars->pdata[0])->encoding : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = tandai_file_read (path, TANDAI_ARTICLE_MAX_BYTES, NULL, cancellable, &error);
  TandaiOrigin origin;

  if (bytes != NULL)
    {
      self->text = tandai_decode (bytes, encoding, &origin, &error);
      if (self->text == NULL)
        {
          g_autofree char *shown = tandai_display_name (path);

          g_prefix_error (&error, _ ("Could not read “%s”: "), shown);
        }
    }
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    note (self, error);
}

/**
 * tandai_reading_new:
 * @item: an article
 * @annotator: (nullable): whose sidecar alone is read
 * @cancellable: (nullable): a #GCancellable
 *
 * Reads an article and its sidecars. What is gone is no failure.
 *
 * Returns: (transfer full): what could be read
 */
TandaiReading *
tandai_reading_new (const TandaiFolderItem *item, const char *annotator, GCancellable *cancellable)
{
  TandaiReading *self = g_new0 (TandaiReading, 1);

  self->sidecars = g_ptr_array_new_with_free_func ((GDestroyNotify) tandai_sidecar_free);
  self->failures = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; item->annotators[i] != NULL; i++)
    if (annotator == NULL || strcmp (annotator, item->annotators[i]) == 0)
      read_sidecar (self, item, item->annotators[i], cancellable);
  read_article (self, item, cancellable);
  return self;
}

/**
 * tandai_reading_free:
 * @self: (transfer full): a reading
 *
 * Frees it.
 */
void
tandai_reading_free (TandaiReading *self)
{
  g_clear_pointer (&self->text, tandai_text_unref);
  g_ptr_array_unref (self->sidecars);
  g_ptr_array_unref (self->failures);
  g_free (self);
}

/**
 * tandai_reading_fits:
 * @self: a reading
 * @sidecar: one of its sidecars
 *
 * Returns: whether the sidecar's spans lie in the article's present text
 */
gboolean
tandai_reading_fits (const TandaiReading *self, const TandaiSidecar *sidecar)
{
  gsize n_bytes = tandai_text_get_bytes (sidecar->text);

  return self->text != NULL && tandai_text_get_bytes (self->text) == n_bytes
         && memcmp (tandai_text_get_chars (self->text), tandai_text_get_chars (sidecar->text), n_bytes) == 0;
}

/**
 * tandai_reading_status:
 * @self: a reading
 *
 * Returns: how far the article has come: as far as the one who came furthest
 */
TandaiStatus
tandai_reading_status (const TandaiReading *self)
{
  const TandaiStatus order[] = { TANDAI_STATUS_DONE, TANDAI_STATUS_IN_PROGRESS, TANDAI_STATUS_NEW };

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    for (guint j = 0; j < self->sidecars->len; j++)
      if (((TandaiSidecar *) self->sidecars->pdata[j])->status == order[i])
        return order[i];
  return self->sidecars->len > 0 ? TANDAI_STATUS_EXCLUDED : TANDAI_STATUS_NEW;
}

/** tandai_reading_dup_title: Returns: (transfer full) (nullable): the article's title: what a sidecar says,
 * or its first line */
char *
tandai_reading_dup_title (const TandaiReading *self)
{
  for (guint i = 0; i < self->sidecars->len; i++)
    {
      const TandaiSidecar *sidecar = self->sidecars->pdata[i];

      if (sidecar->title != NULL)
        return g_strdup (sidecar->title);
    }
  if (self->text != NULL)
    return tandai_text_dup_title (self->text);
  return self->sidecars->len > 0 ? tandai_text_dup_title (((TandaiSidecar *) self->sidecars->pdata[0])->text)
                                 : NULL;
}
