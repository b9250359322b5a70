/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What is meant by paths: the articles of a folder, and of a command line, and
 * who has a sidecar of them.
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/tandai-error.h"
#include "core/tandai-paths.h"
#include "core/tandai-sidecar.h"
#include "corpus/tandai-corpus-walk.h"
#include "corpus/tandai-folder.h"

/* What holds for a whole walk. */
typedef struct
{
  struct _Items *items;
  GFile *root;
} Walk;

/* Articles, each once, and where each stands by its path. */
typedef struct _Items
{
  GPtrArray *list;
  GHashTable *by_path;
} Items;

/* What holds for all paths of a command line: the items, and the names of sidecars by folder. */
typedef struct
{
  Items *items;
  GHashTable *sidecars;
  GPtrArray *failures;
} Resolve;

static TandaiFolderItem *
item_new (GFile *file, GFile *root)
{
  TandaiFolderItem *self = g_new0 (TandaiFolderItem, 1);

  self->file = g_object_ref (file);
  self->root = root != NULL ? g_object_ref (root) : NULL;
  self->annotators = g_new0 (char *, 1);
  return self;
}

static int
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static int
compare_items (gconstpointer a, gconstpointer b)
{
  const TandaiFolderItem *const *left = a;
  const TandaiFolderItem *const *right = b;

  return strcmp (g_file_peek_path ((*left)->file), g_file_peek_path ((*right)->file));
}

static void
item_add_annotator (TandaiFolderItem *self, const char *annotator)
{
  guint n = g_strv_length (self->annotators);

  if (g_strv_contains ((const char *const *) self->annotators, annotator))
    return;
  self->annotators = g_renew (char *, self->annotators, n + 2);
  self->annotators[n] = g_strdup (annotator);
  self->annotators[n + 1] = NULL;
  qsort (self->annotators, n + 1, sizeof (char *), compare_strings);
}

/* GIO's messages hold the name as it is; what follows it is the system's reason. */
static const char *
get_reason (const GError *error)
{
  const char *colon = g_strrstr (error->message, ": ");

  return colon != NULL ? colon + strlen (": ") : error->message;
}

static void
propagate (GError **error, GError *cause, const char *format, const char *path)
{
  g_autofree char *name = tandai_display_name (path);

  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, cause);
      return;
    }
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_set_error (error, cause->domain, cause->code, format, name, get_reason (cause));
#pragma GCC diagnostic pop
  g_error_free (cause);
}

/* Where the article is gone, its name alone may not tell where the annotator's begins: the sidecar knows. */
static char *
find_article (const char *sidecar, char **annotator)
{
  g_autofree char *path = tandai_paths_article (sidecar, annotator);
  g_autoptr (TandaiSidecar) content = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *stated = NULL;
  g_autofree char *expected = NULL;

  if (path == NULL || g_file_test (path, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&path);
  content = tandai_sidecar_load (sidecar, NULL, NULL, NULL);
  if (content == NULL)
    return g_steal_pointer (&path);
  folder = g_path_get_dirname (sidecar);
  stated = g_build_filename (folder, content->file, NULL);
  expected = tandai_paths_sidecar (stated, content->annotator);
  if (strcmp (expected, sidecar) != 0)
    return g_steal_pointer (&path);
  g_free (*annotator);
  *annotator = g_strdup (content->annotator);
  return g_steal_pointer (&stated);
}

static void
items_init (Items *self)
{
  self->list = g_ptr_array_new_with_free_func ((GDestroyNotify) tandai_folder_item_free);
  self->by_path = g_hash_table_new (g_str_hash, g_str_equal);
}

static void
items_clear (Items *self)
{
  g_clear_pointer (&self->by_path, g_hash_table_unref);
  g_clear_pointer (&self->list, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Items, items_clear)

static TandaiFolderItem *
items_find (Items *self, const char *path)
{
  return g_hash_table_lookup (self->by_path, path);
}

static TandaiFolderItem *
items_add (Items *self, GFile *file, GFile *root)
{
  TandaiFolderItem *item = item_new (file, root);

  g_ptr_array_add (self->list, item);
  g_hash_table_insert (self->by_path, (gpointer) g_file_peek_path (file), item);
  return item;
}

/* A walk comes by them in their order already. */
static GPtrArray *
items_sort (Items *self)
{
  for (guint i = 1; i < self->list->len; i++)
    if (compare_items (&self->list->pdata[i - 1], &self->list->pdata[i]) > 0)
      {
        g_ptr_array_sort (self->list, compare_items);
        break;
      }
  return g_steal_pointer (&self->list);
}

static void
add_annotators (TandaiFolderItem *item, const TandaiCorpusFound *found)
{
  g_auto (GStrv) others = found->annotators != NULL ? g_strsplit (found->annotators, " ", -1) : NULL;

  if (found->own)
    item_add_annotator (item, "");
  for (guint i = 0; others != NULL && others[i] != NULL; i++)
    item_add_annotator (item, others[i]);
}

static void
found_cb (const char *folder, GArray *all, gpointer user_data)
{
  const Walk *walk = user_data;
  g_autofree char *path = g_build_filename (g_file_peek_path (walk->root), folder, NULL);

  for (guint i = 0; i < all->len; i++)
    {
      const TandaiCorpusFound *found = &g_array_index (all, TandaiCorpusFound, i);
      g_autofree char *name = g_build_filename (path, found->name, NULL);
      TandaiFolderItem *item = items_find (walk->items, name);

      if (item == NULL)
        {
          g_autoptr (GFile) file = g_file_new_for_path (name);

          item = items_add (walk->items, file, walk->root);
        }
      add_annotators (item, found);
    }
}

/* A sidecar stands for its article, even where the article itself is gone. */
static void
add_stray (const Walk *walk, const char *sidecar)
{
  g_autofree char *annotator = NULL;
  g_autofree char *path = find_article (sidecar, &annotator);
  TandaiFolderItem *item;

  if (path == NULL)
    return;
  item = items_find (walk->items, path);
  if (item == NULL)
    {
      g_autoptr (GFile) article = g_file_new_for_path (path);

      item = items_add (walk->items, article, walk->root);
    }
  item_add_annotator (item, annotator);
}

static gboolean
walk_root (Items *items, GFile *root, GPtrArray *failures, GCancellable *cancellable, GError **error)
{
  Walk walk = { items, root };
  g_autoptr (GPtrArray) stray = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) unsaid = g_ptr_array_new_with_free_func (g_free);

  if (!tandai_corpus_walk (root, "", found_cb, &walk, NULL, stray, failures != NULL ? failures : unsaid,
                           cancellable, error))
    return FALSE;
  for (guint i = 0; i < stray->len; i++)
    add_stray (&walk, stray->pdata[i]);
  return TRUE;
}

static void
list_thread_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *files = tandai_folder_list (data, cancellable, &error);

  if (files != NULL)
    g_task_return_pointer (task, files, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* The deepest folder that holds both. */
static GFile *
common_folder (GFile *a, GFile *b)
{
  g_autoptr (GFile) folder = g_object_ref (a);

  while (!g_file_equal (folder, b) && !g_file_has_prefix (b, folder))
    {
      g_autoptr (GFile) parent = g_file_get_parent (folder);

      if (parent == NULL)
        break;
      g_set_object (&folder, parent);
    }
  return g_steal_pointer (&folder);
}

static void
widen_base (GFile **base, GFile *folder)
{
  g_autoptr (GFile) wider = NULL;

  if (folder == NULL)
    return;
  wider = *base != NULL ? common_folder (*base, folder) : g_object_ref (folder);
  g_set_object (base, wider);
}

static void
note_unlisted (Resolve *resolve, const char *folder, GError *cause)
{
  g_autoptr (GError) error = NULL;

  propagate (&error, cause, _ ("Could not read the folder “%s”: %s"), folder);
  if (resolve->failures != NULL)
    g_ptr_array_add (resolve->failures, g_strdup (error->message));
}

/* The names of a folder's sidecars, sorted; folders are read once, however many of their files are named. */
static GPtrArray *
list_sidecar_names (Resolve *resolve, const char *folder)
{
  GPtrArray *names = g_hash_table_lookup (resolve->sidecars, folder);
  g_autoptr (GDir) children = NULL;
  GError *cause = NULL;
  const char *name;

  if (names != NULL)
    return names;
  names = g_ptr_array_new_with_free_func (g_free);
  children = g_dir_open (folder, 0, &cause);
  if (children == NULL)
    note_unlisted (resolve, folder, cause);
  while (children != NULL && (name = g_dir_read_name (children)) != NULL)
    if (tandai_paths_is_sidecar (name))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_strings);
  g_hash_table_insert (resolve->sidecars, g_strdup (folder), names);
  return names;
}

static guint
find_first (GPtrArray *names, const char *stem)
{
  guint low = 0, high = names->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (strcmp (names->pdata[middle], stem) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static void
item_find_annotators (TandaiFolderItem *item, Resolve *resolve)
{
  const char *path = g_file_peek_path (item->file);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *stem = g_strconcat (base, ".", NULL);
  g_autofree char *unnamed = tandai_paths_sidecar (path, "");
  GPtrArray *names = list_sidecar_names (resolve, folder);

  for (guint i = find_first (names, stem); i < names->len && g_str_has_prefix (names->pdata[i], stem); i++)
    {
      g_autofree char *sidecar = g_build_filename (folder, names->pdata[i], NULL);
      g_autofree char *annotator = NULL;
      g_autofree char *article = tandai_paths_article (sidecar, &annotator);

      if (strcmp (article, path) == 0)
        item_add_annotator (item, annotator);
    }
  /* A folder that can't be listed keeps no secret of a file whose name is known. */
  if (names->len == 0 && g_file_test (unnamed, G_FILE_TEST_EXISTS))
    item_add_annotator (item, "");
}

static TandaiFolderItem *
resolve_article (Resolve *resolve, GFile *article)
{
  TandaiFolderItem *item = items_find (resolve->items, g_file_peek_path (article));

  if (item == NULL)
    {
      item = items_add (resolve->items, article, NULL);
      item_find_annotators (item, resolve);
    }
  return item;
}

static GFile *
resolve_file (Resolve *resolve, GFile *file)
{
  g_autofree char *annotator = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GFile) article = NULL;
  TandaiFolderItem *item;

  if (tandai_paths_is_sidecar (g_file_peek_path (file)))
    path = find_article (g_file_peek_path (file), &annotator);
  article = path != NULL ? g_file_new_for_path (path) : g_object_ref (file);
  item = resolve_article (resolve, article);
  if (path != NULL)
    item_add_annotator (item, annotator);
  if (path != NULL && item->annotator == NULL)
    item->annotator = g_steal_pointer (&annotator);
  return g_file_get_parent (article);
}

static gboolean
resolve_path (Resolve *resolve,
              const char *path,
              GFile **base,
              GPtrArray *failures,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info = NULL;
  g_autoptr (GFile) folder = NULL;
  GError *cause = NULL;

  info =
      g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE, G_FILE_QUERY_INFO_NONE, cancellable, &cause);
  if (info == NULL)
    {
      /* Translators: the first %s is the name of a file or folder, the second the system's reason. */
      propagate (error, cause, _ ("Could not open “%s”: %s"), path);
      return FALSE;
    }
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_DIRECTORY)
    folder = resolve_file (resolve, file);
  else if (walk_root (resolve->items, file, failures, cancellable, error))
    folder = g_object_ref (file);
  else
    return FALSE;
  widen_base (base, folder);
  return TRUE;
}

/**
 * tandai_folder_list:
 * @folder: a folder
 * @cancellable: (nullable): to stop it
 * @error: return location for an error
 *
 * Lists the articles of a folder and of the folders in it. A folder inside that
 * may not be read is passed over. Fails where @folder can't be read, or where a
 * tandai.json in it does not keep its contract.
 *
 * Returns: (transfer full) (element-type GFile): the articles, sorted bytewise by path
 */
GPtrArray *
tandai_folder_list (GFile *folder, GCancellable *cancellable, GError **error)
{
  g_auto (Items) items = { NULL };
  g_autoptr (GPtrArray) sorted = NULL;
  GPtrArray *files;

  g_return_val_if_fail (G_IS_FILE (folder), NULL);

  items_init (&items);
  if (!walk_root (&items, folder, NULL, cancellable, error))
    return NULL;
  sorted = items_sort (&items);
  files = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < sorted->len; i++)
    {
      TandaiFolderItem *item = sorted->pdata[i];

      if (item->annotators[0] == NULL || g_file_query_exists (item->file, NULL))
        g_ptr_array_add (files, g_object_ref (item->file));
    }
  return files;
}

/**
 * tandai_folder_list_async:
 * @folder: a folder
 * @cancellable: (nullable): to stop it
 * @callback: called when done
 * @user_data: for @callback
 *
 * The asynchronous twin of tandai_folder_list().
 */
void
tandai_folder_list_async (GFile *folder,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (G_IS_FILE (folder));

  task = g_task_new (folder, cancellable, callback, user_data);
  g_task_set_source_tag (task, tandai_folder_list_async);
  g_task_set_task_data (task, g_object_ref (folder), g_object_unref);
  g_task_run_in_thread (task, list_thread_cb);
}

/**
 * tandai_folder_list_finish:
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends tandai_folder_list_async().
 *
 * Returns: (transfer full) (element-type GFile): the articles, sorted bytewise by path
 */
GPtrArray *
tandai_folder_list_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * tandai_folder_resolve:
 * @paths: (array zero-terminated=1): paths in the file system's encoding
 * @failures: (nullable) (element-type utf8): takes a message for each folder inside that may not be read, and
 *   for each that holds a named file and can't be listed, of which only the unnamed sidecars are found
 * @cancellable: (nullable): to stop it
 * @error: return location for an error
 *
 * Finds the articles that the paths of a command line mean. In a folder, a
 * sidecar whose article is gone stands for it. Fails where a path that was
 * named is not there or is a folder that can't be read.
 *
 * Returns: (transfer full) (element-type TandaiFolderItem): each article once, sorted bytewise by path
 */
GPtrArray *
tandai_folder_resolve (const char *const *paths,
                       GPtrArray *failures,
                       GCancellable *cancellable,
                       GError **error)
{
  g_auto (Items) items = { NULL };
  g_autoptr (GHashTable) sidecars =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GFile) base = NULL;
  Resolve resolve = { &items, sidecars, failures };
  GPtrArray *sorted;

  g_return_val_if_fail (paths != NULL, NULL);

  items_init (&items);
  for (guint i = 0; paths[i] != NULL; i++)
    if (!resolve_path (&resolve, paths[i], &base, failures, cancellable, error))
      return NULL;
  sorted = items_sort (&items);
  for (guint i = 0; i < sorted->len; i++)
    {
      TandaiFolderItem *item = sorted->pdata[i];

      item->name = g_file_get_relative_path (base, item->file);
    }
  return sorted;
}

/**
 * tandai_folder_item_free:
 * @self: (transfer full): an item
 *
 * Frees an item.
 */
void
tandai_folder_item_free (TandaiFolderItem *self)
{
  g_clear_object (&self->file);
  g_clear_object (&self->root);
  g_free (self->name);
  g_free (self->annotator);
  g_strfreev (self->annotators);
  g_free (self);
}
