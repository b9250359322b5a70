/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Other programs that change, rename or delete the files of the article that is shown. */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "core/tandai-error.h"
#include "core/tandai-paths.h"
#include "core/tandai-replaced.h"
#include "gui/tandai-window-private.h"

/* A program that writes a file does so in several steps: what it made of it is looked at after the last. */
#define CALM_MS 200

/* What a thread found out. */
typedef enum
{
  FOUND_NOTHING,
  FOUND_ARTICLE,
  FOUND_SCHEMA,
  FOUND_SIDECAR,
  FOUND_SIDECAR_BROKEN,
  FOUND_SIDECAR_GONE,
} Found;

/* What is watched, in this order. */
enum
{
  WATCH_ARTICLE,
  WATCH_SCHEMA,
  WATCH_SIDECAR,
  WATCH_FOLDER,
};

typedef struct
{
  char *article;
  char *sha256;
  char *sidecar;
  TandaiStamp stamp;
  TandaiSidecar *ours;
  gboolean at_article;
  gboolean is_missing;
  gboolean at_schema;
  GFile *root;
  TandaiDocument *document;
} Look;

static void
look_free (gpointer data)
{
  Look *look = data;

  g_free (look->article);
  g_free (look->sha256);
  g_free (look->sidecar);
  tandai_sidecar_free (look->ours);
  g_clear_object (&look->root);
  g_object_unref (look->document);
  g_free (look);
}

static gboolean
is_other_article (const Look *look)
{
  TandaiStamp now;
  g_autoptr (GBytes) bytes = tandai_file_read (look->article, TANDAI_ARTICLE_MAX_BYTES, &now, NULL, NULL);

  if (look->is_missing)
    return bytes != NULL;
  return bytes == NULL || strcmp (now.sha256, look->sha256) != 0;
}

/* What another program wrote is shown in place of ours, if it can be; ours is kept, for undoing that. */
static Found
compare_sidecar (const Look *look)
{
  g_autoptr (GBytes) theirs = NULL;
  g_autoptr (GBytes) ours = NULL;
  g_autoptr (TandaiSidecar) sidecar = NULL;

  if (tandai_file_is_unchanged (look->sidecar, &look->stamp, NULL))
    return FOUND_NOTHING;
  if (!g_file_test (look->sidecar, G_FILE_TEST_EXISTS))
    return FOUND_SIDECAR_GONE;
  theirs = tandai_file_read (look->sidecar, TANDAI_SIDECAR_MAX_BYTES, NULL, NULL, NULL);
  sidecar = theirs != NULL ? tandai_sidecar_parse (theirs, NULL) : NULL;
  if (sidecar == NULL || !tandai_sidecar_check_owner (sidecar, look->article, look->ours->annotator, NULL))
    return FOUND_SIDECAR_BROKEN;
  ours = tandai_sidecar_serialize (look->ours);
  return tandai_replaced_keep (look->sidecar, ours, theirs, NULL, NULL) ? FOUND_SIDECAR
                                                                        : FOUND_SIDECAR_BROKEN;
}

/* A schema that can't be read leaves the one in force; opening the article again tells why. */
static gboolean
is_other_schema (const Look *look)
{
  g_autoptr (TandaiSchema) schema =
      tandai_schema_load_for (tandai_document_get_file (look->document), look->root, NULL, NULL);

  return schema != NULL
         && g_strcmp0 (tandai_schema_get_sha256 (schema),
                       tandai_schema_get_sha256 (tandai_document_get_schema (look->document)))
                != 0;
}

static void
look_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Look *look = task_data;

  if (look->at_article && is_other_article (look))
    g_task_return_int (task, FOUND_ARTICLE);
  else if (look->at_schema && is_other_schema (look))
    g_task_return_int (task, FOUND_SCHEMA);
  else
    g_task_return_int (task, compare_sidecar (look));
}

static const char *
describe (Found found)
{
  switch (found)
    {
    case FOUND_ARTICLE:
      return _ ("Another program changed the article");
    case FOUND_SCHEMA:
      return _ ("Another program changed the labels");
    case FOUND_SIDECAR:
      return _ ("Another program changed the annotations");
    case FOUND_SIDECAR_BROKEN:
      return _ ("Another program made the sidecar unreadable; the annotations are kept here");
    case FOUND_SIDECAR_GONE:
      return _ ("Another program removed the sidecar; the annotations are kept here");
    case FOUND_NOTHING:
    default:
      return "";
    }
}

static void
show (TandaiWindow *self, Found found)
{
  if (found == FOUND_SIDECAR)
    {
      _tandai_window_reload_undoable (self, describe (found));
      return;
    }
  /* What is said in the status line goes with the document that is shown anew. */
  if (found == FOUND_ARTICLE || found == FOUND_SCHEMA)
    _tandai_window_reload (self);
  _tandai_window_toast (self, describe (found));
}

/* Of what can't be saved just now, which may last, it is told at once; it is shown once that is saved. */
static void
put_off (TandaiWindow *self, const Look *look, Found found)
{
  self->look_at_article |= look->at_article;
  self->look_at_schema |= look->at_schema;
  if (tandai_saver_get_state (self->saver) != TANDAI_SAVER_FAILED)
    _tandai_window_look_later (self);
  else if (found == FOUND_ARTICLE || found == FOUND_SCHEMA)
    _tandai_window_toast (self, describe (found));
}

/* What was not saved yet must not be lost: the saver finds out by itself that the sidecar is another's. */
static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TandaiWindow) self = user_data;
  const Look *look = g_task_get_task_data (G_TASK (result));
  Found found = (Found) g_task_propagate_int (G_TASK (result), NULL);

  if (self->document != look->document || found == FOUND_NOTHING)
    return;
  if (tandai_saver_is_busy (self->saver) || tandai_document_is_modified (self->document)
      || memcmp (&look->stamp, tandai_document_get_stamp (self->document), sizeof look->stamp) != 0)
    put_off (self, look, found);
  else
    show (self, found);
}

static gboolean
look_cb (gpointer user_data)
{
  TandaiWindow *self = user_data;
  const TandaiSidecar *sidecar;
  g_autoptr (GTask) task = NULL;
  Look *look;

  self->look_source = 0;
  if (self->document == NULL)
    return G_SOURCE_REMOVE;
  _tandai_window_check_read_only (self);
  sidecar = tandai_document_get_sidecar (self->document);
  look = g_new (Look, 1);
  *look = (Look){ g_file_get_path (tandai_document_get_file (self->document)),
                  g_strdup (sidecar->sha256),
                  g_strdup (tandai_document_get_sidecar_path (self->document)),
                  *tandai_document_get_stamp (self->document),
                  tandai_document_snapshot (self->document, NULL),
                  self->look_at_article,
                  tandai_document_get_lock (self->document, NULL) == TANDAI_LOCK_ARTICLE_MISSING,
                  self->look_at_schema,
                  self->folder != NULL ? g_object_ref (self->folder) : NULL,
                  g_object_ref (self->document) };
  self->look_at_article = self->look_at_schema = FALSE;
  task = g_task_new (NULL, NULL, looked_cb, g_object_ref (self));
  g_task_set_source_tag (task, look_cb);
  g_task_set_task_data (task, look, look_free);
  g_task_run_in_thread (task, look_thread);
  return G_SOURCE_REMOVE;
}

/* Looks at the files once they are calm. */
void
_tandai_window_look_later (TandaiWindow *self)
{
  g_clear_handle_id (&self->look_source, g_source_remove);
  self->look_source = g_timeout_add (CALM_MS, look_cb, self);
}

/* Looks at what was put off while nothing could be saved. */
void
_tandai_window_look_again (TandaiWindow *self)
{
  if (self->look_at_article || self->look_at_schema)
    _tandai_window_look_later (self);
}

static void
changed_cb (GFileMonitor *monitor, GFile *file, GFile *other, GFileMonitorEvent event, TandaiWindow *self)
{
  if (event == G_FILE_MONITOR_EVENT_ATTRIBUTE_CHANGED)
    {
      if (monitor == self->monitors->pdata[WATCH_SIDECAR] || monitor == self->monitors->pdata[WATCH_FOLDER])
        _tandai_window_check_read_only (self);
      return;
    }
  /* The article, which may be long, is read only where something was heard of it. */
  if (monitor == self->monitors->pdata[WATCH_ARTICLE])
    self->look_at_article = TRUE;
  if (monitor == self->monitors->pdata[WATCH_SCHEMA])
    self->look_at_schema = TRUE;
  /* A folder that was gone may be there again. */
  if (monitor == self->monitors->pdata[WATCH_FOLDER]
      && tandai_saver_get_state (self->saver) == TANDAI_SAVER_FAILED)
    tandai_saver_retry (self->saver);
  _tandai_window_look_later (self);
}

static void
watch (TandaiWindow *self, GFile *file)
{
  GFileMonitor *monitor = g_file_monitor_file (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);

  /* Where nothing can be watched, the saver still looks before it writes. */
  g_ptr_array_add (self->monitors, monitor);
  if (monitor == NULL)
    return;
  g_signal_connect_object (monitor, "changed", G_CALLBACK (changed_cb), self, 0);
}

static void
clear_monitor (gpointer monitor)
{
  g_clear_object (&monitor);
}

/* Stops watching. */
void
_tandai_window_forget_files (TandaiWindow *self)
{
  g_clear_handle_id (&self->look_source, g_source_remove);
  g_clear_pointer (&self->monitors, g_ptr_array_unref);
  self->look_at_article = self->look_at_schema = FALSE;
  _tandai_window_forget_read_only (self);
}

/* The corpus file that serves, or the one that would if it were there. */
static GFile *
find_schema (TandaiWindow *self)
{
  GFile *article = tandai_document_get_file (self->document);
  g_autoptr (GFile) folder = g_file_get_parent (article);
  GFile *schema = tandai_schema_find_file (article, self->folder);

  return schema != NULL ? schema : g_file_get_child (folder, TANDAI_SCHEMA_NAME);
}

/* Nobody but a person can open it again; an article that is gone may come back by itself. */
static gboolean
waits_for_person (TandaiDocument *document)
{
  TandaiLock lock = tandai_document_get_lock (document, NULL);

  return lock != TANDAI_LOCK_NONE && lock != TANDAI_LOCK_ARTICLE_MISSING;
}

/* Watches the files of the document that was taken. */
void
_tandai_window_watch_files (TandaiWindow *self)
{
  g_autoptr (GFile) sidecar = NULL;
  g_autoptr (GFile) schema = NULL;
  g_autoptr (GFile) folder = NULL;

  _tandai_window_forget_files (self);
  if (self->document == NULL || waits_for_person (self->document))
    return;
  self->monitors = g_ptr_array_new_with_free_func (clear_monitor);
  sidecar = g_file_new_for_path (tandai_document_get_sidecar_path (self->document));
  schema = find_schema (self);
  folder = g_file_get_parent (sidecar);
  watch (self, tandai_document_get_file (self->document));
  watch (self, schema);
  watch (self, sidecar);
  watch (self, folder);
  _tandai_window_check_read_only (self);
}
