/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "gui/tandai-dialog.h"
#include "gui/tandai-reanchor-dialog.h"
#include "gui/tandai-reanchor-row.h"
#include "gui/tandai-reanchor-task.h"
#include "gui/tandai-report-rows.h"
#include "gui/tandai-work-bar.h"

/* More than a person looks through here; in the article they are all gone through one by one. */
#define MAX_ROWS 200

struct _TandaiReanchorDialog
{
  AdwWindow parent_instance;

  GtkButton *cancel_button;
  GtkButton *carry_button;
  GtkProgressBar *progress;
  GtkListBox *report;
  AdwPreferencesGroup *review_group;
  GtkListBox *review;

  TandaiDocument *document;
  GCancellable *running;
};

G_DEFINE_FINAL_TYPE (TandaiReanchorDialog, tandai_reanchor_dialog, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_CARRIED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static double
fraction_cb (gpointer user_data)
{
  return -1;
}

static void
begin (TandaiReanchorDialog *self)
{
  self->running = g_cancellable_new ();
  gtk_widget_set_sensitive (GTK_WIDGET (self->carry_button), FALSE);
  tandai_work_bar_start (self->progress, fraction_cb, self);
}

static void
end (TandaiReanchorDialog *self)
{
  g_clear_object (&self->running);
  tandai_work_bar_stop (self->progress);
}

/* What becomes of how many, in words; what is nothing is not said. */
static GPtrArray *
list_counts (const TandaiReanchoring *reanchoring)
{
  const guint *counts = reanchoring->counts;
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);

  if (counts[TANDAI_FATE_UNCHANGED] > 0)
    g_ptr_array_add (lines,
                     g_strdup_printf (ngettext ("%u span stays where it is", "%u spans stay where they are",
                                                counts[TANDAI_FATE_UNCHANGED]),
                                      counts[TANDAI_FATE_UNCHANGED]));
  if (counts[TANDAI_FATE_MOVED] > 0)
    g_ptr_array_add (lines, g_strdup_printf (ngettext ("%u span moves along with its words",
                                                       "%u spans move along with their words",
                                                       counts[TANDAI_FATE_MOVED]),
                                             counts[TANDAI_FATE_MOVED]));
  if (counts[TANDAI_FATE_CHANGED] > 0)
    g_ptr_array_add (lines,
                     g_strdup_printf (ngettext ("%u span’s words were changed",
                                                "%u spans’ words were changed", counts[TANDAI_FATE_CHANGED]),
                                      counts[TANDAI_FATE_CHANGED]));
  if (counts[TANDAI_FATE_ORPHANED] > 0)
    g_ptr_array_add (lines, g_strdup_printf (ngettext ("%u span’s words are gone: it is kept aside",
                                                       "%u spans’ words are gone: they are kept aside",
                                                       counts[TANDAI_FATE_ORPHANED]),
                                             counts[TANDAI_FATE_ORPHANED]));
  if (lines->len == 0)
    g_ptr_array_add (lines, g_strdup (_ ("There are no spans")));
  return lines;
}

static void
show_rows (TandaiReanchorDialog *self, const TandaiReanchoring *reanchoring)
{
  TandaiSchema *schema = tandai_document_get_schema (self->document);
  guint n_shown = 0;

  for (guint i = 0; i < reanchoring->spans->len && n_shown < MAX_ROWS; i++)
    {
      const TandaiCarried *carried = &g_array_index (reanchoring->spans, TandaiCarried, i);

      if (!carried->to_review)
        continue;
      gtk_list_box_append (self->review, tandai_reanchor_row_new (schema, reanchoring, carried));
      n_shown++;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->review_group), n_shown > 0);
}

static void
compared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TandaiReanchorDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TandaiReanchoring) reanchoring = tandai_reanchor_task_finish (result, &error);
  g_autoptr (GPtrArray) lines = NULL;

  if (self->report == NULL)
    return;
  end (self);
  if (reanchoring != NULL)
    {
      lines = list_counts (reanchoring);
      show_rows (self, reanchoring);
    }
  else if (error == NULL)
    {
      lines = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_add (lines, g_strdup (_ ("The article is again what was annotated")));
    }
  tandai_report_rows_show (self->report, lines, NULL, error);
  gtk_widget_set_sensitive (GTK_WIDGET (self->carry_button), error == NULL);
  if (error == NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->carry_button));
}

static void
carried_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TandaiReanchorDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TandaiReanchoring) reanchoring = tandai_reanchor_task_finish (result, &error);
  g_autofree char *said = NULL;
  guint n_to_review = 0;

  if (self->report == NULL)
    return;
  end (self);
  if (error != NULL)
    {
      tandai_report_rows_show (self->report, NULL, NULL, error);
      return;
    }
  if (reanchoring != NULL)
    n_to_review = reanchoring->n_to_review - reanchoring->counts[TANDAI_FATE_ORPHANED];
  if (n_to_review > 0)
    said = g_strdup_printf (ngettext ("Carried over; %u span to look at", "Carried over; %u spans to look at",
                                      n_to_review),
                            n_to_review);
  else
    said = g_strdup (_ ("Carried over"));
  gtk_window_close (GTK_WINDOW (self));
  g_signal_emit (self, signals[SIGNAL_CARRIED], 0, said);
}

static void
run (TandaiReanchorDialog *self, gboolean write)
{
  begin (self);
  tandai_reanchor_task_run (tandai_document_get_file (self->document),
                            tandai_document_get_sidecar (self->document)->annotator, write, self->running,
                            write ? carried_cb : compared_cb, g_object_ref (self));
}

static void
carry_cb (TandaiReanchorDialog *self)
{
  run (self, TRUE);
}

static void
cancel_cb (TandaiReanchorDialog *self)
{
  if (self->running != NULL)
    g_cancellable_cancel (self->running);
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  cancel_cb (TANDAI_REANCHOR_DIALOG (widget));
  return TRUE;
}

static void
tandai_reanchor_dialog_dispose (GObject *object)
{
  TandaiReanchorDialog *self = TANDAI_REANCHOR_DIALOG (object);

  if (self->running != NULL)
    g_cancellable_cancel (self->running);
  g_clear_object (&self->running);
  if (self->progress != NULL)
    tandai_work_bar_stop (self->progress);
  g_clear_object (&self->document);
  gtk_widget_dispose_template (GTK_WIDGET (self), TANDAI_TYPE_REANCHOR_DIALOG);
  G_OBJECT_CLASS (tandai_reanchor_dialog_parent_class)->dispose (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, TandaiReanchorDialog, name)

static void
tandai_reanchor_dialog_class_init (TandaiReanchorDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tandai_reanchor_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tandai/Tandai/tandai-reanchor-dialog.ui");
  BIND (cancel_button);
  BIND (carry_button);
  BIND (progress);
  BIND (report);
  BIND (review_group);
  BIND (review);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
  signals[SIGNAL_CARRIED] = g_signal_new ("carried", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
tandai_reanchor_dialog_init (TandaiReanchorDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->carry_button, "clicked", G_CALLBACK (carry_cb), self);
  g_signal_connect_swapped (self->cancel_button, "clicked", G_CALLBACK (cancel_cb), self);
}

/**
 * tandai_reanchor_dialog_new:
 * @parent: the window that it belongs to
 * @document: a document whose article has changed
 *
 * Returns: (transfer floating): a dialog, which begins to compare at once
 */
GtkWidget *
tandai_reanchor_dialog_new (GtkWindow *parent, TandaiDocument *document)
{
  TandaiReanchorDialog *self = g_object_new (TANDAI_TYPE_REANCHOR_DIALOG, "transient-for", parent, NULL);

  self->document = g_object_ref (document);
  run (self, FALSE);
  return GTK_WIDGET (self);
}
