/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include <glib/gstdio.h>

#include "core/tandai-file.h"
#include "corpus/tandai-places.h"

/* Of more articles the oldest are let go: the file is read when a folder is opened. */
#define MAX_PLACES 2000
#define MAX_BYTES  (256 * 1024)

/* Articles are told apart by so much of a checksum of their paths, which no name can break. */
#define NAME_CHARS 16

typedef struct
{
  char name[NAME_CHARS + 1];
  TandaiPlace place;
} Line;

/* The latest comes last. */
struct _TandaiPlaces
{
  GFile *folder;
  char *path;
  GArray *lines;
  gboolean is_changed;
};

static char *
store_path (GFile *folder)
{
  g_autofree char *uri = g_file_get_uri (folder);
  g_autofree char *name = g_compute_checksum_for_string (G_CHECKSUM_SHA256, uri, -1);

  return g_build_filename (g_get_user_state_dir (), "tandai", "places", name, NULL);
}

/* What is not as it was written is passed over: nobody misses it. */
static void
take_line (TandaiPlaces *self, const char *text)
{
  Line line;

  if (sscanf (text, "%16[0-9a-f] %u %u", line.name, &line.place.caret, &line.place.top) == 3
      && strlen (line.name) == NAME_CHARS && self->lines->len < MAX_PLACES)
    g_array_append_val (self->lines, line);
}

/** tandai_places_load: Returns: (transfer full): what is remembered of a folder's articles */
TandaiPlaces *
tandai_places_load (GFile *folder)
{
  TandaiPlaces *self = g_new0 (TandaiPlaces, 1);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *content = NULL;
  g_auto (GStrv) lines = NULL;

  self->folder = g_object_ref (folder);
  self->path = store_path (folder);
  self->lines = g_array_new (FALSE, FALSE, sizeof (Line));
  bytes = tandai_file_read (self->path, MAX_BYTES, NULL, NULL, NULL);
  if (bytes == NULL)
    return self;
  content = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  lines = g_strsplit (content, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    take_line (self, lines[i]);
  return self;
}

/** tandai_places_free: frees it (nullable); what was not saved is forgotten */
void
tandai_places_free (TandaiPlaces *self)
{
  if (self == NULL)
    return;
  g_object_unref (self->folder);
  g_free (self->path);
  g_array_unref (self->lines);
  g_free (self);
}

/** tandai_places_is_for: Returns: whether it is of this folder */
gboolean
tandai_places_is_for (TandaiPlaces *self, GFile *folder)
{
  return g_file_equal (self->folder, folder);
}

static void
fill_name (TandaiPlaces *self, GFile *article, char *name)
{
  g_autofree char *path = g_file_get_relative_path (self->folder, article);
  g_autofree char *uri = path == NULL ? g_file_get_uri (article) : NULL;
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, path != NULL ? path : uri, -1);

  g_strlcpy (name, hash, NAME_CHARS + 1);
}

static gboolean
find (TandaiPlaces *self, const char *name, guint *index)
{
  for (*index = self->lines->len; *index > 0; --*index)
    if (strcmp (g_array_index (self->lines, Line, *index - 1).name, name) == 0)
      {
        --*index;
        return TRUE;
      }
  return FALSE;
}

/** tandai_places_get: fills in where a person was in an article. Returns: whether that is known */
gboolean
tandai_places_get (TandaiPlaces *self, GFile *article, TandaiPlace *place)
{
  char name[NAME_CHARS + 1];
  guint index;

  fill_name (self, article, name);
  if (!find (self, name, &index))
    return FALSE;
  *place = g_array_index (self->lines, Line, index).place;
  return TRUE;
}

/** tandai_places_put: remembers where a person is; the beginning needs no remembering */
void
tandai_places_put (TandaiPlaces *self, GFile *article, const TandaiPlace *place)
{
  Line line = { .place = *place };
  guint index;

  fill_name (self, article, line.name);
  if (find (self, line.name, &index))
    g_array_remove_index (self->lines, index);
  else if (place->caret == 0 && place->top == 0)
    return;
  else if (self->lines->len == MAX_PLACES)
    g_array_remove_index (self->lines, 0);
  if (place->caret != 0 || place->top != 0)
    g_array_append_val (self->lines, line);
  self->is_changed = TRUE;
}

static GBytes *
serialize (TandaiPlaces *self)
{
  GString *content = g_string_new (NULL);

  for (guint i = 0; i < self->lines->len; i++)
    {
      const Line *line = &g_array_index (self->lines, Line, i);

      g_string_append_printf (content, "%s %u %u\n", line->name, line->place.caret, line->place.top);
    }
  return g_string_free_to_bytes (content);
}

static gboolean
save (const char *path, GBytes *bytes, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  g_mkdir_with_parents (folder, 0700);
  return tandai_file_write (path, bytes, NULL, TRUE, NULL, error);
}

/**
 * tandai_places_save:
 * @self: places
 * @error: return location for an error from writing
 *
 * Returns: whether all of it is on disk
 */
gboolean
tandai_places_save (TandaiPlaces *self, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  if (!self->is_changed)
    return TRUE;
  self->is_changed = FALSE;
  bytes = serialize (self);
  return save (self->path, bytes, error);
}

typedef struct
{
  char *path;
  GBytes *bytes;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  g_free (saving->path);
  g_bytes_unref (saving->bytes);
  g_free (saving);
}

/* Where it can't be written, the places are forgotten, which is no loss to tell of. */
static void
save_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Saving *saving = task_data;

  g_task_return_boolean (task, save (saving->path, saving->bytes, NULL));
}

/** tandai_places_save_in_background: does tandai_places_save() in a thread, of what there is now */
void
tandai_places_save_in_background (TandaiPlaces *self)
{
  g_autoptr (GTask) task = NULL;
  Saving *saving;

  if (!self->is_changed)
    return;
  self->is_changed = FALSE;
  saving = g_new (Saving, 1);
  *saving = (Saving){ g_strdup (self->path), serialize (self) };
  task = g_task_new (NULL, NULL, NULL, NULL);
  g_task_set_source_tag (task, tandai_places_save_in_background);
  g_task_set_task_data (task, saving, saving_free);
  g_task_run_in_thread (task, save_thread);
}
