/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is exported, as it lies on the disk: the sidecar is enough; the article is looked at for changes
 * alone. */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/tandai-error.h"
#include "core/tandai-paths.h"
#include "formats/tandai-export-load.h"

struct _TandaiExportLoader
{
  const TandaiExportSelection *selection;
  GMutex mutex;
  GHashTable *schemas;
};

/* The schema of a folder's articles, or why there is none. */
typedef struct
{
  TandaiSchema *schema;
  char *failure;
} FolderSchema;

static void
folder_schema_free (FolderSchema *self)
{
  g_clear_pointer (&self->schema, tandai_schema_unref);
  g_free (self->failure);
  g_free (self);
}

/**
 * tandai_export_loader_new:
 * @selection: which articles, borrowed
 *
 * Returns: (transfer full): a loader
 */
TandaiExportLoader *
tandai_export_loader_new (const TandaiExportSelection *selection)
{
  TandaiExportLoader *self = g_new0 (TandaiExportLoader, 1);

  self->selection = selection;
  g_mutex_init (&self->mutex);
  self->schemas =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) folder_schema_free);
  return self;
}

/**
 * tandai_export_loader_free:
 * @self: (transfer full): a loader
 *
 * Frees it.
 */
void
tandai_export_loader_free (TandaiExportLoader *self)
{
  g_hash_table_unref (self->schemas);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/**
 * tandai_export_loaded_clear:
 * @self: what was loaded
 *
 * Frees what it holds.
 */
void
tandai_export_loaded_clear (TandaiExportLoaded *self)
{
  if (self->sidecar != NULL)
    tandai_span_keep_spare (self->sidecar->spans);
  g_clear_pointer (&self->sidecar, tandai_sidecar_free);
  g_clear_pointer (&self->schema, tandai_schema_unref);
  g_clear_pointer (&self->failure, g_free);
}

static FolderSchema *
load_folder_schema (const TandaiExportItem *item, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  FolderSchema *loaded = g_new0 (FolderSchema, 1);

  loaded->schema = tandai_schema_load_for (item->file, item->root, cancellable, &error);
  if (loaded->schema == NULL)
    loaded->failure = g_strdup (error->message);
  return loaded;
}

/* A folder's articles share their schema. */
static gboolean
take_schema (TandaiExportLoader *self,
             const TandaiExportItem *item,
             TandaiExportLoaded *loaded,
             GCancellable *cancellable)
{
  g_autofree char *folder = g_path_get_dirname (g_file_peek_path (item->file));
  g_autofree char *key =
      g_strconcat (folder, "\n", item->root != NULL ? g_file_peek_path (item->root) : NULL, NULL);
  FolderSchema *known;

  g_mutex_lock (&self->mutex);
  known = g_hash_table_lookup (self->schemas, key);
  if (known == NULL)
    {
      known = load_folder_schema (item, cancellable);
      g_hash_table_insert (self->schemas, g_steal_pointer (&key), known);
    }
  g_mutex_unlock (&self->mutex);
  loaded->schema = known->schema != NULL ? tandai_schema_ref (known->schema) : NULL;
  loaded->failure = g_strdup (known->failure);
  return loaded->schema != NULL;
}

/* Whose sidecar is meant; NULL where it must be said. */
static const char *
choose_annotator (TandaiExportLoader *self, const TandaiExportItem *item, TandaiExportLoaded *loaded)
{
  g_autofree char *file = NULL;
  g_autofree char *names = NULL;

  if (self->selection->annotator != NULL)
    return self->selection->annotator;
  if (item->annotator != NULL)
    return item->annotator;
  if (item->annotators[0] == NULL || g_strv_contains (item->annotators, ""))
    return "";
  file = tandai_file_display_name (item->file);
  names = g_strjoinv (", ", (char **) item->annotators);
  /* Translators: the first %s is an article's name, the second one or more annotators' names. */
  loaded->failure = g_strdup_printf (_ ("%s: annotated by %s: say whose annotations are meant"), file, names);
  return NULL;
}

static gboolean
is_selected (const TandaiExportSelection *selection, gboolean annotated, TandaiStatus status)
{
  if (selection->status != NULL && strcmp (selection->status, tandai_status_to_string (status)) != 0)
    return annotated ? FALSE : selection->include_unannotated;
  if (selection->status != NULL)
    return annotated || selection->include_unannotated || status == TANDAI_STATUS_NEW;
  if (status == TANDAI_STATUS_EXCLUDED)
    return FALSE;
  return selection->include_unannotated || (annotated && status != TANDAI_STATUS_NEW);
}

static void
load_article (const TandaiExportItem *item,
              const char *annotator,
              TandaiExportLoaded *loaded,
              GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TandaiArticle) article = tandai_article_load (item->file, NULL, cancellable, &error);

  if (article != NULL)
    loaded->sidecar = tandai_sidecar_new (article, annotator);
  else
    loaded->failure = g_strdup (error->message);
}

static void
load_sidecar (const TandaiExportItem *item,
              const char *annotator,
              gboolean head,
              TandaiExportLoaded *loaded,
              GCancellable *cancellable)
{
  const char *path = g_file_peek_path (item->file);
  g_autofree char *sidecar_path = tandai_paths_sidecar (path, annotator);
  g_autoptr (TandaiSidecar) sidecar = NULL;
  g_autoptr (GError) error = NULL;

  sidecar = head ? tandai_sidecar_load_head (sidecar_path, cancellable, &error)
                 : tandai_sidecar_load (sidecar_path, NULL, cancellable, &error);
  if (sidecar == NULL || !tandai_sidecar_check_owner (sidecar, path, annotator, &error))
    {
      loaded->failure = g_strdup (error->message);
      return;
    }
  loaded->sidecar = g_steal_pointer (&sidecar);
}

static void
load (TandaiExportLoader *self,
      const TandaiExportItem *item,
      gboolean head,
      TandaiExportLoaded *loaded,
      GCancellable *cancellable)
{
  const char *annotator;
  gboolean annotated;

  *loaded = (TandaiExportLoaded){ NULL };
  annotator = choose_annotator (self, item, loaded);
  annotated = annotator != NULL && g_strv_contains (item->annotators, annotator);
  if (annotator == NULL || (!annotated && !is_selected (self->selection, FALSE, TANDAI_STATUS_NEW))
      || !take_schema (self, item, loaded, cancellable))
    return;
  if (annotated)
    load_sidecar (item, annotator, head, loaded, cancellable);
  else
    load_article (item, annotator, loaded, cancellable);
  if (loaded->sidecar == NULL)
    return;
  if (!is_selected (self->selection, annotated, loaded->sidecar->status))
    g_clear_pointer (&loaded->sidecar, tandai_sidecar_free);
  else if (annotated && !head)
    loaded->changed =
        tandai_sidecar_find_change (loaded->sidecar, g_file_peek_path (item->file), cancellable);
}

/**
 * tandai_export_loader_load:
 * @self: a loader
 * @item: an article
 * @loaded: (out caller-allocates): what was loaded; without a sidecar and a failure where the selection
 * leaves the article out
 * @cancellable: (nullable): a #GCancellable
 *
 * Loads an article's annotations. An article that has changed does not stand in
 * the way: its annotated text is in the sidecar.
 */
void
tandai_export_loader_load (TandaiExportLoader *self,
                           const TandaiExportItem *item,
                           TandaiExportLoaded *loaded,
                           GCancellable *cancellable)
{
  load (self, item, FALSE, loaded, cancellable);
}

/**
 * tandai_export_loader_look:
 * @self: a loader
 * @item: an article
 * @loaded: (out caller-allocates): what was loaded, as by tandai_export_loader_load()
 * @cancellable: (nullable): a #GCancellable
 *
 * Loads an article's text and what is said of it, without its spans and without
 * looking for changes.
 */
void
tandai_export_loader_look (TandaiExportLoader *self,
                           const TandaiExportItem *item,
                           TandaiExportLoaded *loaded,
                           GCancellable *cancellable)
{
  load (self, item, TRUE, loaded, cancellable);
}
