/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "gui/tandai-dialog.h"
#include "gui/tandai-export-dialog.h"
#include "gui/tandai-export-preview.h"
#include "gui/tandai-export-task.h"
#include "gui/tandai-fold-layout.h"
#include "gui/tandai-path-row.h"
#include "gui/tandai-report-rows.h"
#include "gui/tandai-work-bar.h"

/* A try follows the last key by this. */
#define TRY_AFTER_MS 150

struct _TandaiExportDialog
{
  AdwWindow parent_instance;

  GtkButton *cancel_button;
  GtkButton *export_button;
  GtkProgressBar *progress;
  GtkWidget *options;
  AdwComboRow *format_row;
  AdwComboRow *scheme_row;
  AdwComboRow *columns_row;
  AdwComboRow *tokens_row;
  AdwComboRow *overlap_row;
  AdwActionRow *one_file_row;
  GtkSwitch *one_file;
  GtkSwitch *trim_quotes;
  AdwComboRow *scope_row;
  AdwComboRow *status_row;
  AdwComboRow *annotator_row;
  AdwExpanderRow *split_row;
  AdwEntryRow *parts_row;
  GtkSpinButton *seed;
  AdwComboRow *group_row;
  AdwEntryRow *from_row;
  GtkWidget *from_button;
  AdwEntryRow *target_row;
  GtkWidget *target_button;
  AdwPreferencesGroup *target_group;
  GtkTextView *preview;
  GtkListBox *report;

  GFile *folder;
  GFile *article;
  GPtrArray *annotators;
  char *proposed;

  /* What is running: a try, or, where @writing, the export itself. */
  GCancellable *running;
  TandaiExportState *state;
  gboolean writing;
  guint try_id;
};

G_DEFINE_FINAL_TYPE (TandaiExportDialog, tandai_export_dialog, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_EXPORTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* --- what is asked for */

static const TandaiFormat *
get_chosen (TandaiExportDialog *self)
{
  const TandaiFormat *const *formats = tandai_format_list ();
  guint left = adw_combo_row_get_selected (self->format_row);

  for (; *formats != NULL; formats++)
    if ((*formats)->write != NULL && left-- == 0)
      return *formats;
  g_return_val_if_reached (NULL);
}

/* Of the format that was chosen, the kind with as many files as are wanted. */
static const TandaiFormat *
get_format (TandaiExportDialog *self)
{
  const TandaiFormat *format = get_chosen (self);

  return format->joined != NULL && gtk_switch_get_active (self->one_file) ? format->joined : format;
}

static GFile *
get_place (TandaiExportDialog *self)
{
  return self->folder != NULL && adw_combo_row_get_selected (self->scope_row) == 0 ? self->folder
                                                                                   : self->article;
}

static void
take_options (TandaiExportDialog *self, TandaiExportOptions *options)
{
  const char *const schemes[] = { "BIO", "BIOES", "BILOU", "IO" };
  const TandaiOverlapPolicy policies[] = { TANDAI_OVERLAP_LONGEST, TANDAI_OVERLAP_FIRST,
                                           TANDAI_OVERLAP_NESTED };

  options->overlap = policies[adw_combo_row_get_selected (self->overlap_row)];
  options->scheme = schemes[adw_combo_row_get_selected (self->scheme_row)];
  options->columns = adw_combo_row_get_selected (self->columns_row) == 0 ? 2 : 4;
  options->whitespace_tokens = adw_combo_row_get_selected (self->tokens_row) == 1;
  options->trim_quotes = gtk_switch_get_active (self->trim_quotes);
}

static void
take_split (TandaiExportDialog *self, TandaiExportRequest *request)
{
  const char *const fields[] = { NULL, "publisher", "published", "language" };

  if (!adw_expander_row_get_enable_expansion (self->split_row))
    return;
  request->split = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->parts_row)));
  request->seed = (guint64) gtk_spin_button_get_value_as_int (self->seed);
  request->group_by = g_strdup (fields[adw_combo_row_get_selected (self->group_row)]);
  request->split_from = tandai_path_row_dup (self->from_row);
}

static TandaiExportRequest *
make_request (TandaiExportDialog *self)
{
  TandaiExportRequest *request = tandai_export_request_new (get_place (self));
  guint which = adw_combo_row_get_selected (self->status_row);

  request->format = get_format (self);
  request->status = which == 1 ? "done" : NULL;
  request->include_unannotated = which == 2;
  if (gtk_widget_get_visible (GTK_WIDGET (self->annotator_row)))
    request->annotator = g_strdup (self->annotators->pdata[adw_combo_row_get_selected (self->annotator_row)]);
  take_options (self, &request->options);
  take_split (self, request);
  return request;
}

/* --- what it is written to */

static gboolean
is_folder (TandaiExportDialog *self)
{
  return !get_format (self)->one_file || adw_expander_row_get_enable_expansion (self->split_row);
}

/* Beside the corpus, never in it. */
static char *
propose (TandaiExportDialog *self)
{
  const TandaiFormat *format = get_format (self);
  g_autoptr (GFile) parent = g_file_get_parent (self->folder != NULL ? self->folder : get_place (self));
  g_autofree char *base = g_file_get_basename (get_place (self));
  g_autofree char *stem =
      g_str_has_suffix (base, ".txt") ? g_strndup (base, strlen (base) - strlen (".txt")) : g_strdup (base);
  g_autofree char *name = is_folder (self) ? g_strconcat (stem, "-", format->name, NULL)
                                           : g_strconcat (stem, format->suffix, NULL);
  g_autofree char *path =
      g_build_filename (parent != NULL ? g_file_peek_path (parent) : g_get_home_dir (), name, NULL);

  return g_filename_to_utf8 (path, -1, NULL, NULL, NULL);
}

/* What a person wrote there stays. */
static void
update_target (TandaiExportDialog *self)
{
  g_autofree char *proposed = NULL;
  const char *shown = gtk_editable_get_text (GTK_EDITABLE (self->target_row));

  if (*shown != '\0' && g_strcmp0 (shown, self->proposed) != 0)
    return;
  proposed = propose (self);
  g_free (self->proposed);
  self->proposed = g_steal_pointer (&proposed);
  gtk_editable_set_text (GTK_EDITABLE (self->target_row), self->proposed != NULL ? self->proposed : "");
}

static void
say_target (TandaiExportDialog *self)
{
  g_autofree char *path = tandai_path_row_dup (self->target_row);
  gboolean there = path != NULL && g_file_test (path, G_FILE_TEST_EXISTS);
  const char *said = "";

  if (there && is_folder (self))
    said = _ ("This folder is there already: files of the same names in it are replaced.");
  else if (there)
    said = _ ("This file is there already and is replaced.");
  adw_preferences_group_set_description (self->target_group, said);
  tandai_dialog_label_button (self->export_button, there ? _ ("_Replace") : _ ("_Export"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->export_button), path != NULL && !self->writing);
}

/* --- what comes of it */

static void
stop (TandaiExportDialog *self)
{
  if (self->running != NULL)
    g_cancellable_cancel (self->running);
  g_clear_object (&self->running);
  tandai_work_bar_stop (self->progress);
  g_clear_pointer (&self->state, tandai_export_state_unref);
}

static void
show_annotators (TandaiExportDialog *self, GPtrArray *annotators)
{
  g_autoptr (GtkStringList) names = NULL;

  if (self->annotators != NULL)
    return;
  self->annotators = g_ptr_array_ref (annotators);
  gtk_widget_set_visible (GTK_WIDGET (self->annotator_row), annotators->len > 1);
  names = gtk_string_list_new (NULL);
  for (guint i = 0; i < annotators->len; i++)
    gtk_string_list_append (names, *(char *) annotators->pdata[i] != '\0'
                                       ? annotators->pdata[i]
                                       /* Translators: an annotator. */
                                       : C_ ("annotator", "Without a Name"));
  adw_combo_row_set_model (self->annotator_row, G_LIST_MODEL (names));
}

static void
preview_cb (GPtrArray *pieces, gpointer user_data)
{
  TandaiExportDialog *self = user_data;

  tandai_export_preview_show (self->preview, pieces);
}

static void
tried_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TandaiExportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TandaiExportOutcome) outcome = tandai_export_task_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->report == NULL)
    return;
  stop (self);
  tandai_report_rows_show (self->report, outcome != NULL ? outcome->lines : NULL,
                           outcome != NULL ? outcome->failures : NULL, error);
  if (outcome != NULL)
    show_annotators (self, outcome->annotators);
  else
    tandai_export_preview_show (self->preview, NULL);
}

static void
end_writing (TandaiExportDialog *self)
{
  stop (self);
  self->writing = FALSE;
  gtk_widget_set_sensitive (self->options, TRUE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->target_group), TRUE);
  say_target (self);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TandaiExportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TandaiExportOutcome) outcome = tandai_export_task_finish (result, &error);
  g_autofree char *path = NULL;

  if (self->report == NULL)
    return;
  end_writing (self);
  if (outcome == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        tandai_report_rows_show (self->report, NULL, NULL, error);
      return;
    }
  path = tandai_path_row_dup (self->target_row);
  g_signal_emit (self, signals[SIGNAL_EXPORTED], 0, outcome->lines->pdata[0], path);
  gtk_window_destroy (GTK_WINDOW (self));
}

static double
fraction_cb (gpointer user_data)
{
  return tandai_export_state_get_fraction (TANDAI_EXPORT_DIALOG (user_data)->state);
}

/* A later try takes the place of an earlier one. */
static void
run (TandaiExportDialog *self, TandaiExportRequest *request, GAsyncReadyCallback callback)
{
  stop (self);
  self->running = g_cancellable_new ();
  self->state =
      tandai_export_task_run (request, preview_cb, self, self->running, callback, g_object_ref (self));
  tandai_work_bar_start (self->progress, fraction_cb, self);
}

static gboolean
try_cb (gpointer user_data)
{
  TandaiExportDialog *self = user_data;

  self->try_id = 0;
  run (self, make_request (self), tried_cb);
  return G_SOURCE_REMOVE;
}

static void
queue_try (TandaiExportDialog *self)
{
  if (self->writing)
    return;
  g_clear_handle_id (&self->try_id, g_source_remove);
  self->try_id = g_timeout_add (TRY_AFTER_MS, try_cb, self);
}

static void
changed_cb (TandaiExportDialog *self)
{
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->format_row), _ (get_format (self)->summary));
  update_target (self);
  say_target (self);
  queue_try (self);
}

/* What a format does not know of is not asked for. */
static void
format_cb (TandaiExportDialog *self)
{
  const TandaiFormat *format = get_chosen (self);
  gboolean tags = g_str_equal (format->name, "conll") || g_str_equal (format->name, "hf");

  gtk_widget_set_visible (GTK_WIDGET (self->scheme_row), tags);
  gtk_widget_set_visible (GTK_WIDGET (self->tokens_row), tags);
  gtk_widget_set_visible (GTK_WIDGET (self->columns_row), g_str_equal (format->name, "conll"));
  gtk_widget_set_visible (GTK_WIDGET (self->one_file_row), format->joined != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->overlap_row), (format->carries & TANDAI_CARRIES_NESTED) == 0);
  changed_cb (self);
}

static void
export_cb (TandaiExportDialog *self)
{
  TandaiExportRequest *request = make_request (self);

  request->output = tandai_path_row_dup (self->target_row);
  g_clear_handle_id (&self->try_id, g_source_remove);
  self->writing = TRUE;
  gtk_widget_set_sensitive (self->options, FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->target_group), FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->export_button), FALSE);
  run (self, request, written_cb);
}

static void
cancel_cb (TandaiExportDialog *self)
{
  if (self->writing)
    g_cancellable_cancel (self->running);
  else
    gtk_window_close (GTK_WINDOW (self));
}

/* --- choosing places */

/* A folder is named like a file: what is chosen is where it lies, and files are not strewn into one that is
 * there. */
static void
choose_target_cb (TandaiExportDialog *self)
{
  tandai_path_row_choose (self->target_row, GTK_FILE_CHOOSER_ACTION_SAVE);
}

static void
choose_from_cb (TandaiExportDialog *self)
{
  tandai_path_row_choose (self->from_row, GTK_FILE_CHOOSER_ACTION_OPEN);
}

/* Escape does what the button does: it stops what is running, and closes the dialog when nothing is. */
static gboolean
escape_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  cancel_cb (TANDAI_EXPORT_DIALOG (widget));
  return TRUE;
}

static void
tandai_export_dialog_dispose (GObject *object)
{
  TandaiExportDialog *self = TANDAI_EXPORT_DIALOG (object);

  g_clear_handle_id (&self->try_id, g_source_remove);
  if (self->progress != NULL)
    stop (self);
  g_clear_object (&self->folder);
  g_clear_object (&self->article);
  g_clear_pointer (&self->annotators, g_ptr_array_unref);
  g_clear_pointer (&self->proposed, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), TANDAI_TYPE_EXPORT_DIALOG);
  G_OBJECT_CLASS (tandai_export_dialog_parent_class)->dispose (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, TandaiExportDialog, name)

static void
tandai_export_dialog_class_init (TandaiExportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tandai_export_dialog_dispose;
  g_type_ensure (TANDAI_TYPE_FOLD_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tandai/Tandai/tandai-export-dialog.ui");
  BIND (cancel_button);
  BIND (export_button);
  BIND (progress);
  BIND (options);
  BIND (format_row);
  BIND (scheme_row);
  BIND (columns_row);
  BIND (tokens_row);
  BIND (overlap_row);
  BIND (one_file_row);
  BIND (one_file);
  BIND (trim_quotes);
  BIND (scope_row);
  BIND (status_row);
  BIND (annotator_row);
  BIND (split_row);
  BIND (parts_row);
  BIND (seed);
  BIND (group_row);
  BIND (from_row);
  BIND (from_button);
  BIND (target_row);
  BIND (target_button);
  BIND (target_group);
  BIND (preview);
  BIND (report);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
  signals[SIGNAL_EXPORTED] = g_signal_new ("exported", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                           NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
list_formats (TandaiExportDialog *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  const TandaiFormat *const *formats = tandai_format_list ();

  for (; *formats != NULL; formats++)
    if ((*formats)->write != NULL)
      gtk_string_list_append (names, (*formats)->name);
  adw_combo_row_set_model (self->format_row, G_LIST_MODEL (names));
}

static void
watch (TandaiExportDialog *self)
{
  AdwComboRow *choices[] = { self->scheme_row, self->columns_row, self->tokens_row,    self->overlap_row,
                             self->scope_row,  self->status_row,  self->annotator_row, self->group_row };

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    g_signal_connect_swapped (choices[i], "notify::selected", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->format_row, "notify::selected", G_CALLBACK (format_cb), self);
  g_signal_connect_swapped (self->one_file, "notify::active", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->trim_quotes, "notify::active", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->split_row, "notify::enable-expansion", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->parts_row, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->from_row, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->seed, "value-changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->target_row, "changed", G_CALLBACK (say_target), self);
  g_signal_connect_swapped (self->target_button, "clicked", G_CALLBACK (choose_target_cb), self);
  g_signal_connect_swapped (self->from_button, "clicked", G_CALLBACK (choose_from_cb), self);
  g_signal_connect_swapped (self->export_button, "clicked", G_CALLBACK (export_cb), self);
  g_signal_connect_swapped (self->cancel_button, "clicked", G_CALLBACK (cancel_cb), self);
}

static void
tandai_export_dialog_init (TandaiExportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  list_formats (self);
}

/**
 * tandai_export_dialog_new:
 * @parent: the window above which it is
 * @folder: (nullable): the folder that is open
 * @article: (nullable): the article that is open; one of the two must be
 *
 * Returns: (transfer floating): the dialog
 */
GtkWidget *
tandai_export_dialog_new (GtkWindow *parent, GFile *folder, GFile *article)
{
  TandaiExportDialog *self = g_object_new (TANDAI_TYPE_EXPORT_DIALOG, "transient-for", parent, NULL);

  g_return_val_if_fail (folder != NULL || article != NULL, NULL);

  self->folder = folder != NULL ? g_object_ref (folder) : NULL;
  self->article = article != NULL ? g_object_ref (article) : NULL;
  gtk_widget_set_visible (GTK_WIDGET (self->scope_row), folder != NULL && article != NULL);
  watch (self);
  format_cb (self);
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->format_row));
  return GTK_WIDGET (self);
}
