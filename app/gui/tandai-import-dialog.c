/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "formats/tandai-guess.h"
#include "formats/tandai-result-words.h"
#include "gui/tandai-dialog.h"
#include "gui/tandai-import-dialog.h"
#include "gui/tandai-import-task.h"
#include "gui/tandai-path-row.h"
#include "gui/tandai-report-rows.h"
#include "gui/tandai-work-bar.h"

/* A guess follows the last key by this. */
#define GUESS_AFTER_MS 150

struct _TandaiImportDialog
{
  AdwWindow parent_instance;

  GtkButton *cancel_button;
  GtkButton *import_button;
  GtkProgressBar *progress;
  GtkWidget *options;
  AdwPreferencesGroup *source_group;
  AdwEntryRow *source_row;
  GtkWidget *file_button;
  GtkWidget *folder_button;
  AdwComboRow *format_row;
  AdwEntryRow *columns_row;
  GtkWidget *utf16_row;
  GtkSwitch *utf16;
  AdwEntryRow *target_row;
  GtkWidget *target_button;
  GtkWidget *report_group;
  GtkListBox *report;

  /* What was dropped beside the first file. */
  GPtrArray *others;
  char *proposed;
  GCancellable *running;
  guint guess_id;
  /* Where the articles are, once they are. */
  GFile *imported;
};

G_DEFINE_FINAL_TYPE (TandaiImportDialog, tandai_import_dialog, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_IMPORTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const TandaiFormat *
get_format (TandaiImportDialog *self)
{
  const TandaiFormat *const *formats = tandai_format_list ();
  guint left = adw_combo_row_get_selected (self->format_row);

  for (; *formats != NULL; formats++)
    if ((*formats)->read != NULL && left-- == 0)
      return *formats;
  g_return_val_if_reached (NULL);
}

static void
choose_format (TandaiImportDialog *self, const TandaiFormat *format)
{
  const TandaiFormat *const *formats = tandai_format_list ();
  guint position = 0;

  for (; *formats != NULL && *formats != format; formats++)
    position += (*formats)->read != NULL ? 1 : 0;
  adw_combo_row_set_selected (self->format_row, position);
}

static void
update_button (TandaiImportDialog *self)
{
  g_autofree char *source = tandai_path_row_dup (self->source_row);
  g_autofree char *target = tandai_path_row_dup (self->target_row);
  gboolean possible = self->imported != NULL
                      || (source != NULL && target != NULL && g_file_test (source, G_FILE_TEST_EXISTS));

  gtk_widget_set_sensitive (GTK_WIDGET (self->import_button), possible && self->running == NULL);
}

/* A folder beside what is imported, unless a folder is open or a person named one. */
static void
propose_target (TandaiImportDialog *self, const char *source)
{
  const char *shown = gtk_editable_get_text (GTK_EDITABLE (self->target_row));
  g_autofree char *base = g_path_get_basename (source);
  g_autofree char *parent = NULL;
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;
  char *dot = strrchr (base, '.');

  if (*shown != '\0' && g_strcmp0 (shown, self->proposed) != 0)
    return;
  if (dot != NULL && dot != base)
    *dot = '\0';
  parent = g_path_get_dirname (source);
  name = g_strconcat (base, "-tandai", NULL);
  path = g_build_filename (parent, name, NULL);
  tandai_path_row_set (self->target_row, path);
  g_free (self->proposed);
  self->proposed = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->target_row)));
}

static void
guess_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_task_return_pointer (task, (gpointer) tandai_guess_format (task_data), NULL);
}

/* Of a path that still stands there. */
static void
guessed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TandaiImportDialog *self = TANDAI_IMPORT_DIALOG (source);
  const TandaiFormat *format = g_task_propagate_pointer (G_TASK (result), NULL);
  g_autofree char *path = self->source_row != NULL ? tandai_path_row_dup (self->source_row) : NULL;

  if (format != NULL && g_strcmp0 (path, g_task_get_task_data (G_TASK (result))) == 0)
    choose_format (self, format);
}

static gboolean
guess_cb (gpointer user_data)
{
  TandaiImportDialog *self = user_data;
  g_autoptr (GTask) task = g_task_new (self, NULL, guessed_cb, NULL);
  char *source = tandai_path_row_dup (self->source_row);

  self->guess_id = 0;
  if (source == NULL)
    return G_SOURCE_REMOVE;
  g_task_set_source_tag (task, guess_cb);
  g_task_set_task_data (task, source, g_free);
  g_task_run_in_thread (task, guess_thread);
  return G_SOURCE_REMOVE;
}

static void
source_cb (TandaiImportDialog *self)
{
  g_autofree char *source = tandai_path_row_dup (self->source_row);

  g_clear_handle_id (&self->guess_id, g_source_remove);
  self->guess_id = g_timeout_add (GUESS_AFTER_MS, guess_cb, self);
  if (source != NULL)
    propose_target (self, source);
  update_button (self);
}

/* What a format does not know of is not asked for. */
static void
format_cb (TandaiImportDialog *self)
{
  const char *const tables[] = { "csv", "jsonl", NULL };
  const char *const counted[] = { "brat", "doccano", "label-studio", NULL };
  const TandaiFormat *format = get_format (self);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->format_row), _ (tandai_format_get_reading (format)));
  gtk_widget_set_visible (GTK_WIDGET (self->columns_row), g_strv_contains (tables, format->name));
  gtk_widget_set_visible (self->utf16_row, g_strv_contains (counted, format->name));
}

static double
fraction_cb (gpointer user_data)
{
  return -1;
}

static void
end (TandaiImportDialog *self)
{
  g_clear_object (&self->running);
  tandai_work_bar_stop (self->progress);
  gtk_widget_set_visible (self->report_group, TRUE);
  update_button (self);
}

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TandaiImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TandaiImportResult) imported = tandai_import_task_finish (result, &error);
  g_autoptr (GPtrArray) lines = imported != NULL ? tandai_result_words_import (imported) : NULL;
  g_autofree char *target = NULL;

  if (self->report == NULL)
    return;
  target = tandai_path_row_dup (self->target_row);
  if (imported != NULL && imported->n_articles > 0)
    {
      self->imported = g_file_new_for_path (target);
      tandai_dialog_label_button (self->import_button, _ ("_Open Folder"));
      tandai_dialog_label_button (self->cancel_button, _ ("_Close"));
    }
  else
    gtk_widget_set_sensitive (self->options, TRUE);
  tandai_report_rows_show (self->report, lines, imported != NULL ? imported->failures : NULL, error);
  end (self);
}

/* "text=Isi, title=Judul" */
static char **
dup_columns (TandaiImportDialog *self)
{
  g_auto (GStrv) columns = g_strsplit (gtk_editable_get_text (GTK_EDITABLE (self->columns_row)), ",", -1);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  for (guint i = 0; columns[i] != NULL; i++)
    if (strchr (g_strstrip (columns[i]), '=') != NULL)
      g_ptr_array_add (kept, g_strdup (columns[i]));
  if (kept->len == 0)
    return NULL;
  g_ptr_array_add (kept, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&kept), FALSE);
}

static void
import (TandaiImportDialog *self)
{
  TandaiImportRequest *request =
      tandai_import_request_new (get_format (self), tandai_path_row_dup (self->target_row));

  g_ptr_array_add (request->paths, tandai_path_row_dup (self->source_row));
  g_ptr_array_extend (request->paths, self->others, (GCopyFunc) g_strdup, NULL);
  if (gtk_widget_get_visible (GTK_WIDGET (self->columns_row)))
    request->columns = dup_columns (self);
  request->utf16 = gtk_widget_get_visible (self->utf16_row) && gtk_switch_get_active (self->utf16);
  self->running = g_cancellable_new ();
  gtk_widget_set_sensitive (self->options, FALSE);
  update_button (self);
  tandai_work_bar_start (self->progress, fraction_cb, self);
  tandai_import_task_run (request, self->running, imported_cb, g_object_ref (self));
}

static void
import_cb (TandaiImportDialog *self)
{
  if (self->imported == NULL)
    {
      import (self);
      return;
    }
  g_signal_emit (self, signals[SIGNAL_IMPORTED], 0, self->imported);
  gtk_window_close (GTK_WINDOW (self));
}

static void
cancel_cb (TandaiImportDialog *self)
{
  if (self->running != NULL)
    g_cancellable_cancel (self->running);
  else
    gtk_window_close (GTK_WINDOW (self));
}

static void
choose_file_cb (TandaiImportDialog *self)
{
  tandai_path_row_choose (self->source_row, GTK_FILE_CHOOSER_ACTION_OPEN);
}

static void
choose_folder_cb (TandaiImportDialog *self)
{
  tandai_path_row_choose (self->source_row, GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER);
}

static void
choose_target_cb (TandaiImportDialog *self)
{
  tandai_path_row_choose (self->target_row, GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER);
}

/* Escape does what the button does: it stops what is running, and closes the dialog when nothing is. */
static gboolean
escape_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  cancel_cb (TANDAI_IMPORT_DIALOG (widget));
  return TRUE;
}

static void
tandai_import_dialog_dispose (GObject *object)
{
  TandaiImportDialog *self = TANDAI_IMPORT_DIALOG (object);

  g_clear_handle_id (&self->guess_id, g_source_remove);
  if (self->running != NULL)
    g_cancellable_cancel (self->running);
  g_clear_object (&self->running);
  if (self->progress != NULL)
    tandai_work_bar_stop (self->progress);
  g_clear_object (&self->imported);
  g_clear_pointer (&self->others, g_ptr_array_unref);
  g_clear_pointer (&self->proposed, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), TANDAI_TYPE_IMPORT_DIALOG);
  G_OBJECT_CLASS (tandai_import_dialog_parent_class)->dispose (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, TandaiImportDialog, name)

static void
tandai_import_dialog_class_init (TandaiImportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tandai_import_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tandai/Tandai/tandai-import-dialog.ui");
  BIND (cancel_button);
  BIND (import_button);
  BIND (progress);
  BIND (options);
  BIND (source_group);
  BIND (source_row);
  BIND (file_button);
  BIND (folder_button);
  BIND (format_row);
  BIND (columns_row);
  BIND (utf16_row);
  BIND (utf16);
  BIND (target_row);
  BIND (target_button);
  BIND (report_group);
  BIND (report);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
  signals[SIGNAL_IMPORTED] = g_signal_new ("imported", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                           NULL, NULL, G_TYPE_NONE, 1, G_TYPE_FILE);
}

static void
list_formats (TandaiImportDialog *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  const TandaiFormat *const *formats = tandai_format_list ();

  for (; *formats != NULL; formats++)
    if ((*formats)->read != NULL)
      gtk_string_list_append (names, (*formats)->name);
  adw_combo_row_set_model (self->format_row, G_LIST_MODEL (names));
}

static void
tandai_import_dialog_init (TandaiImportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->others = g_ptr_array_new_with_free_func (g_free);
  list_formats (self);
  g_signal_connect_swapped (self->source_row, "changed", G_CALLBACK (source_cb), self);
  g_signal_connect_swapped (self->target_row, "changed", G_CALLBACK (update_button), self);
  g_signal_connect_swapped (self->format_row, "notify::selected", G_CALLBACK (format_cb), self);
  g_signal_connect_swapped (self->file_button, "clicked", G_CALLBACK (choose_file_cb), self);
  g_signal_connect_swapped (self->folder_button, "clicked", G_CALLBACK (choose_folder_cb), self);
  g_signal_connect_swapped (self->target_button, "clicked", G_CALLBACK (choose_target_cb), self);
  g_signal_connect_swapped (self->import_button, "clicked", G_CALLBACK (import_cb), self);
  g_signal_connect_swapped (self->cancel_button, "clicked", G_CALLBACK (cancel_cb), self);
  format_cb (self);
}

static void
take_files (TandaiImportDialog *self, GPtrArray *files)
{
  g_autofree char *more = NULL;

  for (guint i = 1; i < files->len; i++)
    g_ptr_array_add (self->others, g_file_get_path (files->pdata[i]));
  tandai_path_row_set (self->source_row, g_file_peek_path (files->pdata[0]));
  if (self->others->len == 0)
    return;
  more = g_strdup_printf (ngettext ("and %u more", "and %u more", self->others->len), self->others->len);
  adw_preferences_group_set_description (self->source_group, more);
}

/**
 * tandai_import_dialog_new:
 * @parent: the window above which it is
 * @folder: (nullable): the folder that is open, which takes the articles
 * @files: (nullable) (element-type GFile): what is to be imported, local files
 *
 * Returns: (transfer floating): the dialog
 */
GtkWidget *
tandai_import_dialog_new (GtkWindow *parent, GFile *folder, GPtrArray *files)
{
  TandaiImportDialog *self = g_object_new (TANDAI_TYPE_IMPORT_DIALOG, "transient-for", parent, NULL);

  if (folder != NULL)
    tandai_path_row_set (self->target_row, g_file_peek_path (folder));
  if (files != NULL && files->len > 0)
    take_files (self, files);
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->source_row));
  return GTK_WIDGET (self);
}
