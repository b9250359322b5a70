/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Articles and sidecars that other programs write, rename or remove. */

#include "config.h"

#include <string.h>

#include "core/tandai-paths.h"
#include "corpus/tandai-corpus-private.h"

/* The system watches so many folders for all programs of a person; of more, a look at times has to do. */
#define MAX_FOLDERS 200

/* Whoever comes back to the window sees what is there, but is not to wait for it each time. */
#define LOOK_SECONDS 5

static guint
find_owner (TandaiCorpus *self, const char *sidecar, char **annotator)
{
  g_autofree char *path = g_strndup (sidecar, strlen (sidecar) - strlen (TANDAI_SIDECAR_SUFFIX));
  guint slot = tandai_corpus_table_find (self->table, path);
  char *dot = strrchr (path, '.');

  *annotator = NULL;
  if (slot != TANDAI_CORPUS_NONE || dot == NULL || strchr (dot, '/') != NULL || dot[1] == '\0'
      || !tandai_annotator_is_valid (dot + 1))
    return slot;
  *dot = '\0';
  *annotator = g_strdup (dot + 1);
  return tandai_corpus_table_find (self->table, path);
}

static int
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char *
change_names (const char *names, const char *name, gboolean with)
{
  g_auto (GStrv) all = g_strsplit (names != NULL ? names : "", " ", -1);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  for (guint i = 0; all[i] != NULL; i++)
    if (*all[i] != '\0' && strcmp (all[i], name) != 0)
      g_ptr_array_add (kept, all[i]);
  if (with)
    g_ptr_array_add (kept, (gpointer) name);
  g_ptr_array_sort (kept, compare_strings);
  g_ptr_array_add (kept, NULL);
  return kept->len > 1 ? g_strjoinv (" ", (char **) kept->pdata) : NULL;
}

/* Somebody's sidecar was written, or went. */
static void
sidecar_changed (TandaiCorpus *self, const char *path, gboolean exists)
{
  g_autofree char *annotator = NULL;
  g_autofree char *names = NULL;
  guint slot = find_owner (self, path, &annotator);
  TandaiCorpusEntry *entry;

  if (slot == TANDAI_CORPUS_NONE)
    return;
  entry = tandai_corpus_table_get (self->table, slot);
  if (annotator != NULL)
    {
      names = change_names (entry->annotators, annotator, exists);
      entry->annotators = tandai_corpus_table_intern (self->table, names);
    }
  else if (exists)
    entry->flags |= TANDAI_CORPUS_OWN;
  else
    entry->flags &= (guint8) ~TANDAI_CORPUS_OWN;
  entry->flags &= (guint8) ~TANDAI_CORPUS_TITLED;
  _tandai_corpus_want (self, slot);
}

static char *
dup_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return g_strdup (strcmp (folder, ".") == 0 ? "" : folder);
}

static void
file_changed (TandaiCorpus *self, GFile *file, gboolean was_there)
{
  g_autofree char *path = g_file_get_relative_path (self->folder, file);
  g_autofree char *folder = path != NULL ? dup_folder (path) : g_strdup ("");
  g_autofree char *base = g_file_get_basename (file);
  gboolean exists = g_file_query_exists (file, NULL);
  guint slot;

  if (base[0] == '.' || tandai_paths_is_temporary (base))
    return;
  if (path != NULL && tandai_paths_is_sidecar (base))
    {
      sidecar_changed (self, path, exists);
      return;
    }
  slot = path != NULL ? tandai_corpus_table_find (self->table, path) : TANDAI_CORPUS_NONE;
  if (slot == TANDAI_CORPUS_NONE || !exists)
    {
      /* Another program writes on in a file that is none of ours. */
      if (!was_there || strcmp (base, TANDAI_SCHEMA_NAME) == 0)
        _tandai_corpus_walk_later (self, folder);
      return;
    }
  tandai_corpus_table_get (self->table, slot)->flags &= (guint8) ~TANDAI_CORPUS_TITLED;
  _tandai_corpus_want (self, slot);
  _tandai_corpus_texts_changed (self);
}

static void
changed_cb (GFileMonitor *monitor, GFile *file, GFile *other, GFileMonitorEvent event, TandaiCorpus *self)
{
  if (event == G_FILE_MONITOR_EVENT_ATTRIBUTE_CHANGED || event == G_FILE_MONITOR_EVENT_CHANGED
      || event == G_FILE_MONITOR_EVENT_PRE_UNMOUNT)
    return;
  file_changed (self, file, event == G_FILE_MONITOR_EVENT_CHANGES_DONE_HINT);
  if (other != NULL)
    file_changed (self, other, FALSE);
}

static void
watch_folder (TandaiCorpus *self, const char *folder)
{
  g_autoptr (GFile) file = g_file_resolve_relative_path (self->folder, folder);
  GFileMonitor *monitor = g_file_monitor_directory (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);

  if (monitor == NULL)
    {
      self->is_watched = FALSE;
      return;
    }
  g_signal_connect_object (monitor, "changed", G_CALLBACK (changed_cb), self, 0);
  g_hash_table_insert (self->monitors, g_strdup (folder), monitor);
}

/* Changes that another machine makes are not told of. */
static gboolean
is_local (GFile *folder)
{
  g_autoptr (GFileInfo) info =
      g_file_query_filesystem_info (folder, G_FILE_ATTRIBUTE_FILESYSTEM_REMOTE, NULL, NULL);

  return info == NULL || !g_file_info_get_attribute_boolean (info, G_FILE_ATTRIBUTE_FILESYSTEM_REMOTE);
}

static gboolean
is_gone_cb (gpointer folder, gpointer monitor, gpointer folders)
{
  return !g_ptr_array_find_with_equal_func (folders, folder, g_str_equal, NULL);
}

/* Watches these folders (element-type filename) from now on; @whole: and no others. Returns whether there are
 * new ones, in which something may have changed since they were read. */
gboolean
_tandai_corpus_watch (TandaiCorpus *self, GPtrArray *folders, gboolean whole)
{
  guint before;

  if (whole)
    {
      g_hash_table_foreach_remove (self->monitors, is_gone_cb, folders);
      self->is_watched = is_local (self->folder);
    }
  before = g_hash_table_size (self->monitors);
  for (guint i = 0; i < folders->len; i++)
    {
      if (g_hash_table_contains (self->monitors, folders->pdata[i]))
        continue;
      if (g_hash_table_size (self->monitors) < MAX_FOLDERS)
        watch_folder (self, folders->pdata[i]);
      else
        self->is_watched = FALSE;
    }
  return g_hash_table_size (self->monitors) > before;
}

/* Watches none any more. */
void
_tandai_corpus_unwatch (TandaiCorpus *self)
{
  g_hash_table_remove_all (self->monitors);
}

static void
read_again (TandaiCorpus *self)
{
  g_autoptr (GArray) slots = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint i = 0; i < self->table->order->len; i++)
    {
      guint32 slot = g_array_index (self->table->order, guint32, i);
      const TandaiCorpusEntry *entry = tandai_corpus_table_get (self->table, slot);

      if (entry->annotators != NULL || (entry->flags & TANDAI_CORPUS_OWN) != 0)
        g_array_append_val (slots, slot);
    }
  _tandai_corpus_read_later (self, slots);
}

/**
 * tandai_corpus_look_again:
 * @self: a corpus
 *
 * Somebody comes back to it. Looks for what changed meanwhile where that is not told by the system, or where
 * the folder could not be read the last time.
 */
void
tandai_corpus_look_again (TandaiCorpus *self)
{
  gint64 now = g_get_monotonic_time ();

  if ((self->is_watched && self->failure == NULL) || self->is_walking
      || now - self->looked_at < LOOK_SECONDS * G_TIME_SPAN_SECOND)
    return;
  self->looked_at = now;
  _tandai_corpus_walk (self, "");
  if (self->unread->len == 0)
    read_again (self);
}
