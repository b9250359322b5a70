/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "gui/tandai-metadata-dialog.h"
#include "gui/tandai-metadata-task.h"
#include "gui/tandai-path-row.h"
#include "gui/tandai-report-rows.h"
#include "gui/tandai-work-bar.h"

/* A preview follows the last key by this. */
#define PREVIEW_AFTER_MS 150

/* More than a person reads; the command line prints them all. */
#define MAX_CHANGES 100

struct _TandaiMetadataDialog
{
  AdwWindow parent_instance;

  GtkButton *cancel_button;
  GtkButton *apply_button;
  GtkProgressBar *progress;
  AdwEntryRow *table_row;
  GtkWidget *table_button;
  GtkSwitch *replace;
  GtkWidget *report_group;
  GtkListBox *report;

  GFile *place;
  GCancellable *running;
  guint preview_id;
};

G_DEFINE_FINAL_TYPE (TandaiMetadataDialog, tandai_metadata_dialog, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_APPLIED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static double
fraction_cb (gpointer user_data)
{
  return -1;
}

static void
stop (TandaiMetadataDialog *self)
{
  g_clear_handle_id (&self->preview_id, g_source_remove);
  if (self->running != NULL)
    g_cancellable_cancel (self->running);
  g_clear_object (&self->running);
  if (self->progress != NULL)
    tandai_work_bar_stop (self->progress);
}

/* Returns whether it is still what the person waits for. */
static gboolean
end (TandaiMetadataDialog *self, const GError *error)
{
  if (self->report == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return FALSE;
  g_clear_object (&self->running);
  tandai_work_bar_stop (self->progress);
  gtk_widget_set_visible (self->report_group, TRUE);
  return TRUE;
}

static void
add_changes (GPtrArray *lines, GPtrArray *changes)
{
  guint n_more = changes->len > MAX_CHANGES ? changes->len - MAX_CHANGES : 0;

  for (guint i = 0; i < changes->len - n_more; i++)
    g_ptr_array_add (lines, g_strdup (changes->pdata[i]));
  if (n_more > 0)
    g_ptr_array_add (lines, g_strdup_printf (ngettext ("and %u more", "and %u more", n_more), n_more));
}

static void
previewed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TandaiMetadataDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TandaiMetadataResult) found = tandai_metadata_task_finish (result, &error);
  g_autoptr (GPtrArray) lines = NULL;

  if (!end (self, error))
    return;
  if (found != NULL)
    {
      lines = tandai_metadata_result_tell (found, TRUE);
      add_changes (lines, found->changes);
    }
  tandai_report_rows_show (self->report, lines, found != NULL ? found->failures : NULL, error);
  gtk_widget_set_sensitive (GTK_WIDGET (self->apply_button), found != NULL && found->n_values > 0);
}

static void
applied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TandaiMetadataDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TandaiMetadataResult) done = tandai_metadata_task_finish (result, &error);
  g_autoptr (GPtrArray) lines = NULL;

  if (!end (self, error))
    return;
  if (done == NULL || done->failures->len > 0)
    {
      lines = done != NULL ? tandai_metadata_result_tell (done, FALSE) : NULL;
      tandai_report_rows_show (self->report, lines, done != NULL ? done->failures : NULL, error);
      return;
    }
  lines = tandai_metadata_result_tell (done, FALSE);
  gtk_window_close (GTK_WINDOW (self));
  g_signal_emit (self, signals[SIGNAL_APPLIED], 0, lines->pdata[0]);
}

static void
run (TandaiMetadataDialog *self, gboolean dry_run)
{
  g_autofree char *table = tandai_path_row_dup (self->table_row);

  stop (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->apply_button), FALSE);
  if (table == NULL || !g_file_test (table, G_FILE_TEST_IS_REGULAR))
    {
      gtk_widget_set_visible (self->report_group, FALSE);
      return;
    }
  self->running = g_cancellable_new ();
  tandai_work_bar_start (self->progress, fraction_cb, self);
  tandai_metadata_task_run (self->place, table, gtk_switch_get_active (self->replace), dry_run, self->running,
                            dry_run ? previewed_cb : applied_cb, g_object_ref (self));
}

static gboolean
preview_cb (gpointer user_data)
{
  TandaiMetadataDialog *self = user_data;

  self->preview_id = 0;
  run (self, TRUE);
  return G_SOURCE_REMOVE;
}

/* What is shown is of another table now. */
static void
changed_cb (TandaiMetadataDialog *self)
{
  stop (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->apply_button), FALSE);
  self->preview_id = g_timeout_add (PREVIEW_AFTER_MS, preview_cb, self);
}

static void
apply_cb (TandaiMetadataDialog *self)
{
  run (self, FALSE);
}

static void
choose_cb (TandaiMetadataDialog *self)
{
  tandai_path_row_choose (self->table_row, GTK_FILE_CHOOSER_ACTION_OPEN);
}

static void
cancel_cb (TandaiMetadataDialog *self)
{
  stop (self);
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  cancel_cb (TANDAI_METADATA_DIALOG (widget));
  return TRUE;
}

static void
tandai_metadata_dialog_dispose (GObject *object)
{
  TandaiMetadataDialog *self = TANDAI_METADATA_DIALOG (object);

  stop (self);
  g_clear_object (&self->place);
  gtk_widget_dispose_template (GTK_WIDGET (self), TANDAI_TYPE_METADATA_DIALOG);
  G_OBJECT_CLASS (tandai_metadata_dialog_parent_class)->dispose (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, TandaiMetadataDialog, name)

static void
tandai_metadata_dialog_class_init (TandaiMetadataDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tandai_metadata_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tandai/Tandai/tandai-metadata-dialog.ui");
  BIND (cancel_button);
  BIND (apply_button);
  BIND (progress);
  BIND (table_row);
  BIND (table_button);
  BIND (replace);
  BIND (report_group);
  BIND (report);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
  signals[SIGNAL_APPLIED] = g_signal_new ("applied", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
tandai_metadata_dialog_init (TandaiMetadataDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->table_row, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->replace, "notify::active", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->table_button, "clicked", G_CALLBACK (choose_cb), self);
  g_signal_connect_swapped (self->apply_button, "clicked", G_CALLBACK (apply_cb), self);
  g_signal_connect_swapped (self->cancel_button, "clicked", G_CALLBACK (cancel_cb), self);
}

/**
 * tandai_metadata_dialog_new:
 * @parent: the window above which it is
 * @place: the folder or the article that the table is about
 *
 * Returns: (transfer floating): the dialog
 */
GtkWidget *
tandai_metadata_dialog_new (GtkWindow *parent, GFile *place)
{
  TandaiMetadataDialog *self = g_object_new (TANDAI_TYPE_METADATA_DIALOG, "transient-for", parent, NULL);

  self->place = g_object_ref (place);
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->table_row));
  return GTK_WIDGET (self);
}
