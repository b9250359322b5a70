/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A walk that tells of articles while it goes on. Names stay strings and each
 * folder is read once: of a hundred thousand articles the first is told of
 * after as many names have been read, and nothing else.
 */

#include "config.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <string.h>
#include <sys/stat.h>

#include <glib/gi18n-lib.h>

#include "core/tandai-error.h"
#include "core/tandai-paths.h"
#include "core/tandai-schema.h"
#include "corpus/tandai-corpus-walk.h"

/* A person sees something by then, even of a folder that is far away. */
#define PATIENCE_US (200 * G_TIME_SPAN_MILLISECOND)

/* What holds for a whole walk. */
typedef struct
{
  const char *root;
  TandaiCorpusFoundFunc func;
  gpointer user_data;
  GPtrArray *folders;
  GPtrArray *stray;
  GPtrArray *failures;
  GCancellable *cancellable;
  gint64 patience_ends;
  gboolean told;
} Walk;

/* The corpus file in force, and where it lies below the root. */
typedef struct
{
  TandaiSchema *schema;
  const char *folder;
} Rules;

/* A child of a folder. */
typedef struct
{
  const char *name;
  const char *annotators;
  gboolean own;
  gboolean is_folder;
} Child;

/* What was read of one folder. */
typedef struct
{
  GStringChunk *names;
  GArray *children;
  GPtrArray *sidecars;
  gboolean has_schema;
} Listing;

static Listing *
listing_new (void)
{
  Listing *self = g_new0 (Listing, 1);

  self->names = g_string_chunk_new (4096);
  self->children = g_array_new (FALSE, FALSE, sizeof (Child));
  self->sidecars = g_ptr_array_new ();
  return self;
}

static void
listing_free (Listing *self)
{
  g_string_chunk_free (self->names);
  g_array_unref (self->children);
  g_ptr_array_unref (self->sidecars);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Listing, listing_free)

/* Regular files, also those that a link means, and folders, of which links are not followed. */
static mode_t
get_type (int folder, const struct dirent *entry)
{
  struct stat found;

  if (entry->d_type == DT_REG)
    return S_IFREG;
  if (entry->d_type == DT_DIR)
    return S_IFDIR;
  if (entry->d_type == DT_UNKNOWN && fstatat (folder, entry->d_name, &found, AT_SYMLINK_NOFOLLOW) == 0
      && !S_ISLNK (found.st_mode))
    return found.st_mode & S_IFMT;
  if (entry->d_type != DT_LNK && entry->d_type != DT_UNKNOWN)
    return 0;
  return fstatat (folder, entry->d_name, &found, 0) == 0 && S_ISREG (found.st_mode) ? S_IFREG : 0;
}

static void
listing_take (Listing *self, int folder, const struct dirent *entry)
{
  const char *name = entry->d_name;
  mode_t type;
  Child child = { NULL };

  if (name[0] == '.' || tandai_paths_is_temporary (name))
    return;
  type = get_type (folder, entry);
  if (type == S_IFREG && tandai_paths_is_sidecar (name))
    g_ptr_array_add (self->sidecars, g_string_chunk_insert (self->names, name));
  else if (type == S_IFREG && strcmp (name, TANDAI_SCHEMA_NAME) == 0)
    self->has_schema = TRUE;
  else if (type == S_IFREG || type == S_IFDIR)
    {
      child.name = g_string_chunk_insert (self->names, name);
      child.is_folder = type == S_IFDIR;
      g_array_append_val (self->children, child);
    }
}

/* Where its paths stand in the bytewise order of all: those of a folder begin with its name and a slash. */
static int
compare_children (gconstpointer a, gconstpointer b)
{
  const Child *left = a;
  const Child *right = b;
  const guint8 *l = (const guint8 *) left->name;
  const guint8 *r = (const guint8 *) right->name;

  while (*l != '\0' && *l == *r)
    l++, r++;
  return (*l != '\0' || !left->is_folder ? *l : '/') - (*r != '\0' || !right->is_folder ? *r : '/');
}

static Child *
find_child (Listing *self, const char *name)
{
  Child wanted = { name, NULL, FALSE, FALSE };

  if (self->children->len == 0)
    return NULL;
  return bsearch (&wanted, self->children->data, self->children->len, sizeof (Child), compare_children);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
child_add_annotator (Child *child, GStringChunk *names, const char *annotator)
{
  g_autofree char *all = NULL;

  if (child->annotators != NULL)
    annotator = all = g_strconcat (child->annotators, " ", annotator, NULL);
  child->annotators = g_string_chunk_insert (names, annotator);
}

/* As tandai_paths_article() reads a name, without a look at the disk: what is there has been listed. Tells
 * whether the article is there. */
static gboolean
listing_add_sidecar (Listing *self, const char *sidecar)
{
  g_autofree char *name = g_strndup (sidecar, strlen (sidecar) - strlen (TANDAI_SIDECAR_SUFFIX));
  Child *child = find_child (self, name);
  char *dot = strrchr (name, '.');

  if (child != NULL)
    {
      child->own = TRUE;
      return TRUE;
    }
  if (dot == NULL || dot[1] == '\0' || !tandai_annotator_is_valid (dot + 1))
    return FALSE;
  *dot = '\0';
  child = find_child (self, name);
  if (child != NULL)
    child_add_annotator (child, self->names, dot + 1);
  return child != NULL;
}

static gboolean
glob_matches (const char *glob, const Rules *rules, const char *folder, const char *name)
{
  const char *below = folder + strlen (rules->folder);
  g_autofree char *path = NULL;

  if (strchr (glob, '/') == NULL)
    return fnmatch (glob, name, 0) == 0;
  while (*below == '/')
    below++;
  path = *below != '\0' ? g_strconcat (below, "/", name, NULL) : g_strdup (name);
  return fnmatch (glob, path, 0) == 0;
}

static gboolean
is_article (const Rules *rules, const char *folder, const char *name)
{
  const char *const *globs = tandai_schema_get_articles (rules->schema);

  for (guint i = 0; globs != NULL && globs[i] != NULL; i++)
    if (glob_matches (globs[i], rules, folder, name))
      return TRUE;
  return FALSE;
}

static void
sort (Listing *listing)
{
  g_array_sort (listing->children, compare_children);
  g_ptr_array_sort (listing->sidecars, compare_names);
}

static void
tell (Walk *walk, const char *folder, GArray *found)
{
  if (found->len == 0)
    return;
  walk->func (folder, found, walk->user_data);
  walk->told = TRUE;
  g_array_set_size (found, 0);
}

static void
add_found (GArray *found, const Child *child)
{
  TandaiCorpusFound one = { child->name, child->annotators, child->own };

  g_array_append_val (found, one);
}

/* Tells of what is known so far of a folder that is slow. */
static void
tell_early (Walk *walk, Listing *listing, const Rules *rules, const char *folder)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (TandaiCorpusFound));

  sort (listing);
  for (guint i = 0; i < listing->children->len; i++)
    {
      const Child *child = &g_array_index (listing->children, Child, i);

      if (!child->is_folder && is_article (rules, folder, child->name))
        add_found (found, child);
    }
  tell (walk, folder, found);
}

static Listing *
set_error (GError **error, const char *path, int reason)
{
  g_autofree char *shown = tandai_display_name (path);

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (reason), _ ("Could not read the folder “%s”: %s"),
               shown, g_strerror (reason));
  return NULL;
}

static Listing *
listing_read (Walk *walk, const char *path, const Rules *rules, const char *folder, GError **error)
{
  g_autoptr (Listing) self = listing_new ();
  DIR *stream = opendir (path);
  struct dirent *entry;
  int reason;

  if (stream == NULL)
    return set_error (error, path, errno);
  for (guint n = 0;; n++)
    {
      errno = 0;
      entry = readdir (stream);
      if (entry == NULL || g_cancellable_is_cancelled (walk->cancellable))
        break;
      listing_take (self, dirfd (stream), entry);
      if (n % 64 == 0 && !walk->told && g_get_monotonic_time () > walk->patience_ends)
        tell_early (walk, self, rules, folder);
    }
  reason = errno;
  closedir (stream);
  if (g_cancellable_set_error_if_cancelled (walk->cancellable, error))
    return NULL;
  if (reason != 0)
    return set_error (error, path, reason);
  sort (self);
  for (guint i = 0; i < self->sidecars->len; i++)
    if (!listing_add_sidecar (self, self->sidecars->pdata[i]) && walk->stray != NULL)
      g_ptr_array_add (walk->stray, g_build_filename (path, self->sidecars->pdata[i], NULL));
  return g_steal_pointer (&self);
}

static gboolean
is_passed_over (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED)
         || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static gboolean walk_folder (Walk *walk, const char *folder, Rules rules, GError **error);

static gboolean
walk_subfolder (Walk *walk, const char *folder, const char *name, Rules rules, GError **error)
{
  g_autofree char *path = *folder != '\0' ? g_strconcat (folder, "/", name, NULL) : g_strdup (name);
  GError *cause = NULL;

  if (walk_folder (walk, path, rules, &cause))
    return TRUE;
  if (!is_passed_over (cause))
    {
      g_propagate_error (error, cause);
      return FALSE;
    }
  g_ptr_array_add (walk->failures, g_strdup (cause->message));
  g_error_free (cause);
  return TRUE;
}

static gboolean
walk_children (Walk *walk, Listing *listing, const char *folder, Rules rules, GError **error)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (TandaiCorpusFound));

  for (guint i = 0; i < listing->children->len; i++)
    {
      const Child *child = &g_array_index (listing->children, Child, i);

      if (!child->is_folder)
        {
          if (is_article (&rules, folder, child->name))
            add_found (found, child);
          continue;
        }
      tell (walk, folder, found);
      if (!walk_subfolder (walk, folder, child->name, rules, error))
        return FALSE;
    }
  tell (walk, folder, found);
  return TRUE;
}

static TandaiSchema *
load_schema (const char *path, GCancellable *cancellable, GError **error)
{
  g_autofree char *name = g_build_filename (path, TANDAI_SCHEMA_NAME, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (name);

  return tandai_schema_load (file, cancellable, error);
}

static gboolean
walk_folder (Walk *walk, const char *folder, Rules rules, GError **error)
{
  g_autofree char *path = g_build_filename (walk->root, folder, NULL);
  g_autoptr (Listing) listing = listing_read (walk, path, &rules, folder, error);
  g_autoptr (TandaiSchema) own = NULL;

  if (listing == NULL)
    return FALSE;
  if (listing->has_schema)
    {
      own = load_schema (path, walk->cancellable, error);
      if (own == NULL)
        return FALSE;
      rules = (Rules){ own, folder };
    }
  if (walk->folders != NULL)
    g_ptr_array_add (walk->folders, g_strdup (folder));
  return walk_children (walk, listing, folder, rules, error);
}

/* The corpus file that is in force for a folder inside the root, if it or one above it has one. */
static gboolean
find_rules (Walk *walk, const char *below, Rules *rules, TandaiSchema **held, char **place, GError **error)
{
  g_autofree char *folder = g_strdup (below);

  *rules = (Rules){ tandai_schema_get_default (), "" };
  while (*folder != '\0')
    {
      g_autofree char *path = NULL;
      g_autofree char *name = NULL;
      char *slash = strrchr (folder, '/');

      *(slash != NULL ? slash : folder) = '\0';
      path = g_build_filename (walk->root, folder, NULL);
      name = g_build_filename (path, TANDAI_SCHEMA_NAME, NULL);
      if (!g_file_test (name, G_FILE_TEST_EXISTS))
        continue;
      *held = load_schema (path, walk->cancellable, error);
      *place = g_steal_pointer (&folder);
      *rules = (Rules){ *held, *place };
      return *held != NULL;
    }
  return TRUE;
}

/**
 * tandai_corpus_walk:
 * @root: a local folder
 * @below: a folder's path below @root, "" for @root itself
 * @func: (scope call): told of the articles in and below it
 * @user_data: for @func
 * @folders: (nullable) (element-type filename): takes the paths below @root of the folders that were read
 * @stray: (nullable) (element-type filename): takes the whole paths of sidecars beside which no article is
 * found
 * @failures: (element-type utf8): takes a message for each folder inside that may not be read
 * @cancellable: (nullable): to stop it
 * @error: return location for an error
 *
 * Fails where @below can't be read, or where a tandai.json does not keep its contract.
 *
 * Returns: whether it came to the end
 */
gboolean
tandai_corpus_walk (GFile *root,
                    const char *below,
                    TandaiCorpusFoundFunc func,
                    gpointer user_data,
                    GPtrArray *folders,
                    GPtrArray *stray,
                    GPtrArray *failures,
                    GCancellable *cancellable,
                    GError **error)
{
  Walk walk = { g_file_peek_path (root),
                func,
                user_data,
                folders,
                stray,
                failures,
                cancellable,
                g_get_monotonic_time () + PATIENCE_US,
                FALSE };
  g_autoptr (TandaiSchema) held = NULL;
  g_autofree char *place = NULL;
  Rules rules;

  return find_rules (&walk, below, &rules, &held, &place, error) && walk_folder (&walk, below, rules, error);
}
