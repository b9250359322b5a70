/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The labels of the folder: the codebook beside the article, and its page. */

#include "config.h"

#include <glib/gi18n.h>

#include "core/tandai-codebook.h"
#include "core/tandai-error.h"
#include "core/tandai-paths.h"
#include "corpus/tandai-label-change.h"
#include "corpus/tandai-label-journal.h"
#include "gui/tandai-dialog.h"
#include "gui/tandai-labels-window.h"
#include "gui/tandai-window-private.h"

#define CODEBOOK  "codebook"
#define INSPECTOR "inspector"

/* The folder whose corpus file the labels of the article stand in, or would stand in. */
static GFile *
find_label_folder (TandaiWindow *self)
{
  GFile *article = self->document != NULL ? tandai_document_get_file (self->document) : NULL;
  g_autoptr (GFile) schema = article != NULL ? tandai_schema_find_file (article, self->folder) : NULL;

  if (schema != NULL)
    return g_file_get_parent (schema);
  if (self->folder != NULL)
    return g_object_ref (self->folder);
  return article != NULL ? g_file_get_parent (article) : NULL;
}

static gboolean
shows_codebook (TandaiWindow *self)
{
  return adw_flap_get_reveal_flap (self->inspector_flap)
         && g_str_equal (gtk_stack_get_visible_child_name (self->side), CODEBOOK);
}

/* The codebook gives way to the inspector. */
void
_tandai_window_show_inspector (TandaiWindow *self)
{
  gtk_stack_set_visible_child_name (self->side, INSPECTOR);
}

static void
update_codebook_action (TandaiWindow *self)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), CODEBOOK);

  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_boolean (shows_codebook (self)));
}

static void
show_codebook (TandaiWindow *self)
{
  self->side_was_hidden = !adw_flap_get_reveal_flap (self->inspector_flap);
  tandai_codebook_pane_set_schema (self->codebook, tandai_document_get_schema (self->document));
  gtk_stack_set_visible_child_name (self->side, CODEBOOK);
  adw_flap_set_reveal_flap (self->inspector_flap, TRUE);
  _tandai_window_say (self, _ ("Codebook"));
}

/* What stood there before it comes back. */
static void
hide_codebook (TandaiWindow *self)
{
  _tandai_window_show_inspector (self);
  if (self->side_was_hidden)
    adw_flap_set_reveal_flap (self->inspector_flap, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
codebook_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TandaiWindow *self = TANDAI_WINDOW (user_data);

  if (self->document == NULL)
    return;
  if (shows_codebook (self))
    hide_codebook (self);
  else
    show_codebook (self);
}

static void
closed_cb (TandaiCodebookPane *pane, TandaiWindow *self)
{
  hide_codebook (self);
}

/* What a thread needs to write the page; it owns all of it. */
typedef struct
{
  TandaiSchema *schema;
  char *title;
  char *path;
} Page;

static void
page_free (gpointer data)
{
  Page *page = data;

  tandai_schema_unref (page->schema);
  g_free (page->title);
  g_free (page->path);
  g_free (page);
}

static void
save_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Page *page = task_data;
  GError *error = NULL;

  if (tandai_codebook_save (page->schema, page->title, page->path, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TandaiWindow) self = user_data;
  const Page *page = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *shown = tandai_display_name (page->path);
  g_autofree char *said = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      _tandai_window_say_error (self, error);
      return;
    }
  /* Translators: %s is a file. */
  said = g_strdup_printf (_ ("The codebook is in “%s”"), shown);
  _tandai_window_say (self, said);
  _tandai_window_toast (self, said);
}

static void
chosen_cb (GtkNativeDialog *chooser, int response, TandaiWindow *self)
{
  g_autoptr (GFile) file =
      response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser)) : NULL;
  g_autoptr (GFile) folder = find_label_folder (self);
  g_autoptr (GTask) task = NULL;
  g_autofree char *base = NULL;
  Page *page;

  g_object_unref (chooser);
  if (file == NULL || g_file_peek_path (file) == NULL || self->document == NULL)
    return;
  base = g_file_get_basename (folder);
  page = g_new (Page, 1);
  *page = (Page){ tandai_schema_ref (tandai_document_get_schema (self->document)), tandai_display_name (base),
                  g_file_get_path (file) };
  task = g_task_new (NULL, NULL, saved_cb, g_object_ref (self));
  g_task_set_source_tag (task, chosen_cb);
  g_task_set_task_data (task, page, page_free);
  g_task_run_in_thread (task, save_thread);
}

static void
save_cb (TandaiCodebookPane *pane, TandaiWindow *self)
{
  GtkFileChooserNative *chooser =
      gtk_file_chooser_native_new (_ ("Save the Codebook"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SAVE,
                                   _ ("_Save"), _ ("_Cancel"));

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  /* Translators: the name of a file. */
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), _ ("codebook.html"));
  g_signal_connect_object (chooser, "response", G_CALLBACK (chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
labels_changed_cb (TandaiLabelsWindow *labels, TandaiWindow *self)
{
  if (self->document != NULL)
    _tandai_window_reload (self);
}

static void
show_labels (TandaiWindow *self, gpointer user_data)
{
  g_autoptr (GFile) folder = find_label_folder (self);
  GtkWidget *labels;

  if (folder == NULL)
    return;
  labels = tandai_labels_window_new (GTK_WINDOW (self), folder);
  g_signal_connect_object (labels, "changed", G_CALLBACK (labels_changed_cb), self, 0);
  tandai_dialog_present (labels);
}

/* All is saved first: what the labels window changes is the files. */
static void
labels_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  _tandai_window_when_saved (TANDAI_WINDOW (user_data), show_labels, NULL, NULL);
}

static void
edit_cb (TandaiCodebookPane *pane, TandaiWindow *self)
{
  labels_action (NULL, NULL, self);
}

static void
recovered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TandaiWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TandaiLabelReport) report = tandai_label_run_finish (result, &error);
  g_autofree char *said = NULL;

  /* While another program changes labels nothing is left half done. */
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_BUSY))
    _tandai_window_say_error (self, error);
  if (report == NULL || report->recovered == NULL)
    return;
  said = g_strdup_printf (report->taken_back ? _ ("What had been interrupted is taken back: %s")
                                             : _ ("What had been interrupted is finished: %s"),
                          report->recovered);
  if (self->document != NULL)
    _tandai_window_reload (self);
  _tandai_window_toast (self, said);
}

/* What a killed program left half done in the folder is finished, once for each folder. */
static void
recover (TandaiWindow *self)
{
  g_autoptr (GFile) folder = find_label_folder (self);

  if (folder == NULL || (self->recovered != NULL && g_file_equal (self->recovered, folder)))
    return;
  g_set_object (&self->recovered, folder);
  if (tandai_label_journal_exists (folder))
    tandai_label_run_async (folder, TANDAI_LABEL_RECOVER, NULL, NULL, NULL, NULL, recovered_cb,
                            g_object_ref (self));
}

/* Shows the labels of the document that was taken. */
void
_tandai_window_labels_take_document (TandaiWindow *self)
{
  if (self->document != NULL)
    recover (self);
  if (self->document != NULL && shows_codebook (self))
    tandai_codebook_pane_set_schema (self->codebook, tandai_document_get_schema (self->document));
}

void
_tandai_window_add_label_actions (TandaiWindow *self)
{
  const GActionEntry entries[] = {
    { CODEBOOK, codebook_action, NULL, "false" },
    { "labels", labels_action },
  };

  _tandai_window_add_table (self, entries, G_N_ELEMENTS (entries));
  g_signal_connect_object (self->codebook, "save", G_CALLBACK (save_cb), self, 0);
  g_signal_connect_object (self->codebook, "edit", G_CALLBACK (edit_cb), self, 0);
  g_signal_connect_object (self->codebook, "closed", G_CALLBACK (closed_cb), self, 0);
  g_signal_connect_object (self->side, "notify::visible-child", G_CALLBACK (update_codebook_action), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->inspector_flap, "notify::reveal-flap", G_CALLBACK (update_codebook_action),
                           self, G_CONNECT_SWAPPED);
}
