/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The walk through a folder of articles. One pass over each folder finds both
 * the articles and who has a sidecar of them.
 */

#include "config.h"

#include <fnmatch.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/tandai-error.h"
#include "core/tandai-paths.h"
#include "core/tandai-sidecar.h"
#include "corpus/tandai-folder.h"

#define FOLDER_ATTRIBUTES G_FILE_ATTRIBUTE_STANDARD_NAME "," G_FILE_ATTRIBUTE_STANDARD_TYPE

/* What holds for a whole walk. */
typedef struct
{
  GFile *root;
  GHashTable *items;
  GPtrArray *failures;
  GCancellable *cancellable;
} Walk;

/* What holds for all paths of a command line: the items by file, and the names of sidecars by folder. */
typedef struct
{
  GHashTable *items;
  GHashTable *sidecars;
  GPtrArray *failures;
} Resolve;

/* What was read of one folder. */
typedef struct
{
  GPtrArray *files;
  GPtrArray *folders;
  GPtrArray *sidecars;
} Listing;

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

static void
listing_free (Listing *self)
{
  g_ptr_array_unref (self->files);
  g_ptr_array_unref (self->folders);
  g_ptr_array_unref (self->sidecars);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Listing, listing_free)

static void
listing_take (Listing *self, GFileEnumerator *children, GFileInfo *info)
{
  const char *name = g_file_info_get_name (info);
  gboolean linked = g_file_info_get_file_type (info) == G_FILE_TYPE_SYMBOLIC_LINK;
  g_autoptr (GFile) file = NULL;
  GFileType type;

  if (name[0] == '.' || tandai_paths_is_temporary (name))
    return;
  file = g_file_enumerator_get_child (children, info);
  type =
      linked ? g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, NULL) : g_file_info_get_file_type (info);
  if (type == G_FILE_TYPE_DIRECTORY && !linked)
    g_ptr_array_add (self->folders, g_steal_pointer (&file));
  else if (type == G_FILE_TYPE_REGULAR && tandai_paths_is_sidecar (name))
    g_ptr_array_add (self->sidecars, g_steal_pointer (&file));
  else if (type == G_FILE_TYPE_REGULAR && strcmp (name, TANDAI_SCHEMA_NAME) != 0)
    g_ptr_array_add (self->files, g_steal_pointer (&file));
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

static Listing *
listing_read (GFile *folder, GCancellable *cancellable, GError **error)
{
  g_autoptr (Listing) self = g_new0 (Listing, 1);
  g_autoptr (GFileEnumerator) children = NULL;
  GError *cause = NULL;

  self->files = g_ptr_array_new_with_free_func (g_object_unref);
  self->folders = g_ptr_array_new_with_free_func (g_object_unref);
  self->sidecars = g_ptr_array_new_with_free_func (g_object_unref);
  children = g_file_enumerate_children (folder, FOLDER_ATTRIBUTES, G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS,
                                        cancellable, &cause);
  while (children != NULL)
    {
      GFileInfo *info = NULL;

      if (!g_file_enumerator_iterate (children, &info, NULL, cancellable, &cause))
        break;
      if (info == NULL)
        return g_steal_pointer (&self);
      listing_take (self, children, info);
    }
  /* Translators: the first %s is the name of a folder, the second the system's reason. */
  propagate (error, cause, _ ("Could not read the folder “%s”: %s"), g_file_peek_path (folder));
  return NULL;
}

static gboolean
glob_matches (const char *glob, GFile *folder, GFile *file)
{
  g_autofree char *name = NULL;

  if (strchr (glob, '/') != NULL)
    name = g_file_get_relative_path (folder, file);
  else
    name = g_file_get_basename (file);
  return name != NULL && fnmatch (glob, name, 0) == 0;
}

static gboolean
is_article (TandaiSchema *schema, GFile *schema_folder, GFile *file)
{
  const char *const *globs = tandai_schema_get_articles (schema);

  for (guint i = 0; globs != NULL && globs[i] != NULL; i++)
    if (glob_matches (globs[i], schema_folder, file))
      return TRUE;
  return FALSE;
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

static TandaiFolderItem *
walk_add (Walk *walk, GFile *file)
{
  TandaiFolderItem *item = g_hash_table_lookup (walk->items, file);

  if (item == NULL)
    {
      item = item_new (file, walk->root);
      g_hash_table_insert (walk->items, item->file, item);
    }
  return item;
}

/* A sidecar stands for its article, even where the article itself is gone. */
static void
walk_add_sidecar (Walk *walk, TandaiSchema *schema, GFile *schema_folder, GFile *sidecar)
{
  g_autofree char *annotator = NULL;
  g_autofree char *path = find_article (g_file_peek_path (sidecar), &annotator);
  g_autoptr (GFile) article = NULL;

  if (path == NULL)
    return;
  article = g_file_new_for_path (path);
  /* What is gone can't be asked for its name: a broken sidecar of it must not be passed over. */
  if (!g_file_test (path, G_FILE_TEST_EXISTS) || is_article (schema, schema_folder, article))
    item_add_annotator (walk_add (walk, article), annotator);
}

static gboolean
walk_folder (Walk *walk, GFile *folder, TandaiSchema *schema, GFile *schema_folder, GError **error);

static gboolean
walk_subfolders (Walk *walk, Listing *listing, TandaiSchema *schema, GFile *schema_folder, GError **error)
{
  for (guint i = 0; i < listing->folders->len; i++)
    {
      g_autoptr (GError) local_error = NULL;

      if (walk_folder (walk, listing->folders->pdata[i], schema, schema_folder, &local_error))
        continue;
      if (!g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED)
          && !g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      if (walk->failures != NULL)
        g_ptr_array_add (walk->failures, g_strdup (local_error->message));
    }
  return TRUE;
}

static gboolean
walk_folder (Walk *walk, GFile *folder, TandaiSchema *schema, GFile *schema_folder, GError **error)
{
  g_autoptr (Listing) listing = listing_read (folder, walk->cancellable, error);
  g_autoptr (TandaiSchema) own_schema = NULL;
  g_autoptr (GFile) schema_file = NULL;

  if (listing == NULL)
    return FALSE;
  schema_file = g_file_get_child (folder, TANDAI_SCHEMA_NAME);
  if (g_file_query_exists (schema_file, NULL))
    {
      own_schema = tandai_schema_load (schema_file, walk->cancellable, error);
      if (own_schema == NULL)
        return FALSE;
      schema = own_schema;
      schema_folder = folder;
    }
  for (guint i = 0; i < listing->files->len; i++)
    if (is_article (schema, schema_folder, listing->files->pdata[i]))
      walk_add (walk, listing->files->pdata[i]);
  for (guint i = 0; i < listing->sidecars->len; i++)
    walk_add_sidecar (walk, schema, schema_folder, listing->sidecars->pdata[i]);
  return walk_subfolders (walk, listing, schema, schema_folder, error);
}

static gboolean
walk_root (GHashTable *items, GFile *root, GPtrArray *failures, GCancellable *cancellable, GError **error)
{
  Walk walk = { root, items, failures, cancellable };

  return walk_folder (&walk, root, tandai_schema_get_default (), root, error);
}

static GHashTable *
items_new (void)
{
  return g_hash_table_new_full (g_file_hash, (GEqualFunc) g_file_equal, NULL,
                                (GDestroyNotify) tandai_folder_item_free);
}

static GPtrArray *
items_sort (GHashTable *items)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_new_with_free_func ((GDestroyNotify) tandai_folder_item_free);
  GHashTableIter iter;
  gpointer item;

  g_hash_table_iter_init (&iter, items);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    {
      g_hash_table_iter_steal (&iter);
      g_ptr_array_add (sorted, item);
    }
  g_ptr_array_sort (sorted, compare_items);
  return g_steal_pointer (&sorted);
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
  TandaiFolderItem *item = g_hash_table_lookup (resolve->items, article);

  if (item == NULL)
    {
      item = item_new (article, NULL);
      item_find_annotators (item, resolve);
      g_hash_table_insert (resolve->items, item->file, item);
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
  g_autoptr (GHashTable) items = items_new ();
  g_autoptr (GPtrArray) sorted = NULL;
  GPtrArray *files;

  g_return_val_if_fail (G_IS_FILE (folder), NULL);

  if (!walk_root (items, folder, NULL, cancellable, error))
    return NULL;
  sorted = items_sort (items);
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
  g_autoptr (GHashTable) items = items_new ();
  g_autoptr (GHashTable) sidecars =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GFile) base = NULL;
  Resolve resolve = { items, sidecars, failures };
  GPtrArray *sorted;

  g_return_val_if_fail (paths != NULL, NULL);

  for (guint i = 0; paths[i] != NULL; i++)
    if (!resolve_path (&resolve, paths[i], &base, failures, cancellable, error))
      return NULL;
  sorted = items_sort (items);
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
