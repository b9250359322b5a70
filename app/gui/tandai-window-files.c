/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <glib/gi18n.h>

#include "core/tandai-document-commands.h"
#include "core/tandai-error.h"
#include "core/tandai-paths.h"
#include "formats/tandai-guess.h"
#include "gui/tandai-dialog.h"
#include "gui/tandai-window-private.h"

/* So many recent files stand on the welcome page. */
#define MAX_RECENT 5

/* What is being opened: an article, by itself or of a folder. */
typedef struct
{
  TandaiWindow *window;
  GFile *file;
  GFile *folder;
  GCancellable *cancellable;
  TandaiDocument *document;
  /* What the present article's sidecar was when this one was begun to be read. */
  TandaiStamp stamp;
  int status;
} Opening;

#define KEEP_STATUS (-1)

static Opening *
opening_new (TandaiWindow *self, GFile *file, GFile *folder)
{
  Opening *opening = g_new0 (Opening, 1);

  opening->window = g_object_ref (self);
  opening->file = g_object_ref (file);
  opening->folder = folder != NULL ? g_object_ref (folder) : NULL;
  opening->status = KEEP_STATUS;
  return opening;
}

static void
opening_free (Opening *opening)
{
  g_object_unref (opening->window);
  g_object_unref (opening->file);
  g_clear_object (&opening->folder);
  g_clear_object (&opening->cancellable);
  g_clear_object (&opening->document);
  g_free (opening);
}

static void
opening_closure_free (gpointer data, GClosure *closure)
{
  opening_free (data);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Opening, opening_free)

static GCancellable *
begin_loading (TandaiWindow *self)
{
  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->loading = g_cancellable_new ();
  return self->loading;
}

/* What was asked for last is what is wanted: an earlier wish that still waits for a save, or is read, is
 * given up. */
static Opening *
opening_wish (TandaiWindow *self, GFile *file, GFile *folder)
{
  Opening *opening = opening_new (self, file, folder);

  opening->cancellable = g_object_ref (begin_loading (self));
  return opening;
}

/* Stands among the recent files from now on. */
void
_tandai_window_note_recent (GFile *file)
{
  g_autofree char *uri = g_file_get_uri (file);

  gtk_recent_manager_add_item (gtk_recent_manager_get_default (), uri);
}

/* A later open takes the place of an earlier one, which then has nothing to say. */
void
_tandai_window_take_open_error (TandaiWindow *self, const GError *error)
{
  GtkWidget *dialog;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  /* The next step in the folder goes on from what could not be opened, else nobody got past it. */
  g_clear_object (&self->loading);
  dialog = adw_message_dialog_new (GTK_WINDOW (self), _ ("Could Not Open"), error->message);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  tandai_dialog_present (dialog);
  _tandai_window_show_page (self, self->document != NULL ? "article" : "welcome");
}

static void load_article (TandaiWindow *self, GFile *article, GFile *folder, int status);

/* The span that stays selected where the article is the one that is shown, read once more. */
static char *
dup_selected (const Opening *opening)
{
  TandaiWindow *self = opening->window;

  if (!tandai_window_shows (self, opening->file))
    return NULL;
  return g_strdup (tandai_article_view_get_selected_span (self->view));
}

static void
take (TandaiWindow *self, gpointer user_data)
{
  Opening *opening = user_data;
  g_autofree char *selected = dup_selected (opening);

  /* Another one may have been asked for since. */
  if (g_cancellable_is_cancelled (opening->cancellable))
    return;
  g_clear_object (&self->loading);
  g_clear_object (&self->next);
  /* Of the folder that is open, or of none. */
  if (opening->folder == NULL || self->folder == NULL || !g_file_equal (opening->folder, self->folder))
    _tandai_window_set_folder (self, NULL);
  _tandai_window_note_recent (opening->file);
  _tandai_window_take_document (self, opening->document);
  if (selected != NULL)
    _tandai_window_select_span (self, selected, FALSE);
  if (opening->status != KEEP_STATUS)
    tandai_document_set_status (opening->document, (TandaiStatus) opening->status, NULL);
}

/* Whether what was read is older than what the window has made of it since. */
static gboolean
is_overtaken (const Opening *opening)
{
  TandaiDocument *present = opening->window->document;

  return tandai_window_shows (opening->window, opening->file)
         && (tandai_document_is_modified (present)
             || memcmp (tandai_document_get_stamp (present), &opening->stamp, sizeof opening->stamp) != 0);
}

/* What was marked in the present article while this one was read is saved before it goes. */
static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Opening) opening = user_data;
  TandaiWindow *self = opening->window;
  g_autoptr (GError) error = NULL;

  opening->document = tandai_document_load_finish (result, &error);
  if (opening->document == NULL)
    _tandai_window_take_open_error (self, error);
  else if (is_overtaken (opening))
    load_article (self, opening->file, opening->folder, opening->status);
  else if (self->document == NULL || !tandai_document_is_modified (self->document))
    take (self, opening);
  else
    _tandai_window_when_saved (self, take, g_steal_pointer (&opening), opening_closure_free);
}

/* Two windows on one article would be two programs on one sidecar: the one that has it comes to the front.
 * A window that was closed while its folder was read opens nothing any more. */
static gboolean
present_elsewhere (TandaiWindow *self, GFile *article)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  if (application == NULL)
    return TRUE;
  for (GList *item = gtk_application_get_windows (application); item != NULL; item = item->next)
    {
      TandaiWindow *other = TANDAI_IS_WINDOW (item->data) ? item->data : NULL;

      if (other == NULL || other == self || !tandai_window_shows (other, article))
        continue;
      gtk_window_present (GTK_WINDOW (other));
      return TRUE;
    }
  return FALSE;
}

static void
load (TandaiWindow *self, gpointer user_data)
{
  Opening *asked = user_data;
  Opening *opening;

  if (g_cancellable_is_cancelled (asked->cancellable))
    return;
  opening = opening_new (self, asked->file, asked->folder);
  opening->status = asked->status;
  if (self->document != NULL)
    opening->stamp = *tandai_document_get_stamp (self->document);
  g_set_object (&self->next, asked->file);
  opening->cancellable = g_object_ref (asked->cancellable);
  tandai_document_load_async (asked->file, "", asked->folder, opening->cancellable, loaded_cb, opening);
}

/* Leaves the present article, once it is saved, for another. */
static void
load_article (TandaiWindow *self, GFile *article, GFile *folder, int status)
{
  Opening *opening;

  if (present_elsewhere (self, article))
    {
      if (self->document == NULL)
        _tandai_window_show_page (self, "welcome");
      return;
    }
  opening = opening_wish (self, article, folder);
  opening->status = status;
  _tandai_window_when_saved (self, load, opening, opening_closure_free);
}

/* Shows another article of the folder that is open. */
void
_tandai_window_show_article (TandaiWindow *self, GFile *article)
{
  load_article (self, article, self->folder, KEEP_STATUS);
}

/* Reads the article that is shown once more. */
void
_tandai_window_reload (TandaiWindow *self)
{
  g_autoptr (GFile) article = g_object_ref (tandai_document_get_file (self->document));

  load_article (self, article, self->folder, KEEP_STATUS);
}

/* A sidecar stands for its article, a folder for its articles. */
static void
queried_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Opening) opening = user_data;
  TandaiWindow *self = opening->window;
  GFile *file = opening->file;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info_finish (file, result, &error);
  const char *path = g_file_peek_path (file);
  g_autoptr (GFile) article = NULL;

  /* What else is wrong with it is said by who reads it. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (info != NULL && g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY)
    {
      _tandai_window_open_folder (self, file);
      return;
    }
  if (path != NULL && tandai_paths_is_sidecar (path))
    {
      g_autofree char *annotator = NULL;
      g_autofree char *name = tandai_paths_article (path, &annotator);

      article = name != NULL ? g_file_new_for_path (name) : NULL;
    }
  load_article (self, article != NULL ? article : file, NULL, KEEP_STATUS);
}

static void
open_file (TandaiWindow *self, gpointer user_data)
{
  const Opening *asked = user_data;

  if (g_cancellable_is_cancelled (asked->cancellable))
    return;
  g_clear_object (&self->next);
  g_clear_object (&self->recovered);
  _tandai_window_forget_opening (self);
  if (self->document == NULL)
    _tandai_window_show_page (self, "loading");
  g_file_query_info_async (asked->file, G_FILE_ATTRIBUTE_STANDARD_TYPE, G_FILE_QUERY_INFO_NONE,
                           G_PRIORITY_DEFAULT, asked->cancellable, queried_cb,
                           opening_new (self, asked->file, NULL));
}

/**
 * tandai_window_open:
 * @self: a window
 * @file: an article, its sidecar, or a folder
 *
 * Opens it here, off the main thread.
 */
void
tandai_window_open (TandaiWindow *self, GFile *file)
{
  _tandai_window_when_saved (self, open_file, opening_wish (self, file, NULL), opening_closure_free);
}

/* Of somebody's data, and not of articles alone. */
static gboolean
import_files (TandaiWindow *self, GSList *files)
{
  g_autoptr (GPtrArray) data = g_ptr_array_new ();

  for (GSList *file = files; file != NULL; file = file->next)
    if (g_file_peek_path (file->data) != NULL && tandai_guess_is_data (g_file_peek_path (file->data)))
      g_ptr_array_add (data, file->data);
  if (data->len == 0)
    return FALSE;
  _tandai_window_import (self, data);
  return TRUE;
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, TandaiWindow *self)
{
  g_autoptr (GPtrArray) others = g_ptr_array_new ();
  GSList *files = g_value_get_boxed (value);

  if (files == NULL)
    return FALSE;
  if (import_files (self, files))
    return TRUE;
  for (GSList *file = files->next; file != NULL; file = file->next)
    g_ptr_array_add (others, file->data);
  tandai_window_open (self, files->data);
  /* The others get windows of their own, as if they had been named on a command line. */
  if (others->len > 0)
    g_application_open (G_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))),
                        (GFile **) others->pdata, (int) others->len, "");
  return TRUE;
}

/* Files can be dropped anywhere on the window. */
void
_tandai_window_add_drop (TandaiWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  /* The article's own drop target would take the files as text. */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), GTK_PHASE_CAPTURE);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

static void
recent_cb (GtkButton *button, TandaiWindow *self)
{
  tandai_window_open (self, g_object_get_data (G_OBJECT (button), "file"));
}

static gboolean
add_recent (TandaiWindow *self, GtkRecentInfo *info)
{
  g_autofree char *path = g_filename_from_uri (gtk_recent_info_get_uri (info), NULL, NULL);
  g_autofree char *base = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *where = gtk_recent_info_get_uri_display (info);
  GtkWidget *button;

  /* Nothing is asked for elsewhere. */
  if (path == NULL)
    return FALSE;
  base = g_path_get_basename (path);
  shown = tandai_display_name (base);
  button = gtk_button_new_with_label (shown);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, where);
  g_object_set_data_full (G_OBJECT (button), "file", g_file_new_for_path (path), g_object_unref);
  g_signal_connect (button, "clicked", G_CALLBACK (recent_cb), self);
  gtk_box_append (self->recent_box, button);
  return TRUE;
}

/* The latest few that still exist, on the welcome page. */
void
_tandai_window_show_recent (TandaiWindow *self)
{
  GList *items = gtk_recent_manager_get_items (gtk_recent_manager_get_default ());
  guint n_shown = 0;

  for (GList *item = items; item != NULL && n_shown < MAX_RECENT; item = item->next)
    if (gtk_recent_info_has_application (item->data, g_get_application_name ())
        && gtk_recent_info_exists (item->data) && add_recent (self, item->data))
      n_shown++;
  g_list_free_full (items, (GDestroyNotify) gtk_recent_info_unref);
}

/* Goes to the article so many places on; from the one that is on its way where a hand is faster than a disk.
 */
void
_tandai_window_step_article (TandaiWindow *self, int by)
{
  GFile *from = self->next;
  g_autoptr (GFile) next = NULL;

  if (self->articles == NULL || self->document == NULL)
    return;
  if (from == NULL)
    from = tandai_document_get_file (self->document);
  next = tandai_corpus_step (self->articles, from, by);
  if (next != NULL)
    _tandai_window_show_article (self, next);
  else
    _tandai_window_say (self, by > 0 ? _ ("This is the last article") : _ ("This is the first article"));
}

static void
undo_done_cb (AdwToast *toast, Opening *opening)
{
  TandaiWindow *self = opening->window;

  if (tandai_window_shows (self, opening->file))
    tandai_document_set_status (self->document, (TandaiStatus) opening->status, NULL);
  else
    load_article (self, opening->file, opening->folder, opening->status);
}

static void
offer_undo (TandaiWindow *self, TandaiStatus status)
{
  AdwToast *toast = adw_toast_new (_ ("Marked as done"));
  Opening *opening = opening_new (self, tandai_document_get_file (self->document), self->folder);

  opening->status = (int) status;
  adw_toast_set_button_label (toast, _ ("Undo"));
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (undo_done_cb), opening, opening_closure_free,
                         0);
  _tandai_window_show_toast (self, toast);
}

/* A hand that is fast presses again before the next one is there; it may have come while this one was saved.
 */
static void
find_unfinished (TandaiWindow *self, gpointer user_data)
{
  const Opening *left = user_data;

  if (self->articles != NULL && tandai_window_shows (self, left->file)
      && !g_cancellable_is_cancelled (left->cancellable))
    _tandai_window_find_unfinished (self, left->cancellable);
}

/* Marks the article as done and goes to the next that is not. */
void
_tandai_window_finish_article (TandaiWindow *self)
{
  TandaiStatus before = tandai_document_get_status (self->document);
  g_autoptr (TandaiDocument) document = g_object_ref (self->document);
  g_autoptr (GError) error = NULL;

  if (!tandai_document_set_status (document, TANDAI_STATUS_DONE, &error))
    {
      _tandai_window_toast (self, error->message);
      return;
    }
  /* Of one that was done already only the way on is wanted. */
  if (before != TANDAI_STATUS_DONE)
    {
      _tandai_window_say (self, _ ("Marked as done"));
      offer_undo (self, before);
    }
  if (self->articles != NULL)
    _tandai_window_when_saved (self, find_unfinished,
                               opening_wish (self, tandai_document_get_file (document), NULL),
                               opening_closure_free);
}
