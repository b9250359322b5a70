/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "core/tandai-error.h"
#include "core/tandai-file.h"
#include "corpus/tandai-search-csv.h"
#include "gui/tandai-search-export.h"

struct _TandaiSearchExport
{
  GObject parent_instance;

  GtkWindow *parent;
  GPtrArray *lines;
  /* What the lines belong to. */
  GPtrArray *batches;
  char *path;
};

G_DEFINE_FINAL_TYPE (TandaiSearchExport, tandai_search_export, G_TYPE_OBJECT)

enum
{
  SIGNAL_SAID,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static GBytes *
make_table (TandaiSearchExport *self)
{
  GString *table = g_string_new (NULL);

  tandai_search_append_csv_head (table);
  for (guint i = 0; i < self->lines->len; i++)
    {
      const TandaiSearchLine *line = self->lines->pdata[i];
      g_autofree char *file = tandai_display_name (line->name);

      tandai_search_append_csv (table, line, file);
    }
  return g_string_free_to_bytes (table);
}

static void
save_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  TandaiSearchExport *self = source;
  g_autoptr (GBytes) table = make_table (self);
  GError *error = NULL;

  if (tandai_file_write (self->path, table, NULL, TRUE, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TandaiSearchExport *self = TANDAI_SEARCH_EXPORT (source);
  g_autoptr (GError) error = NULL;
  g_autofree char *base = g_path_get_basename (self->path);
  g_autofree char *name = tandai_display_name (base);
  g_autofree char *said = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    said = g_strdup_printf (_ ("Saved as “%s”"), name);
  g_signal_emit (self, signals[SIGNAL_SAID], 0, said != NULL ? said : error->message);
}

static void
chosen_cb (GtkNativeDialog *chooser, int response, TandaiSearchExport *self)
{
  g_autoptr (GFile) file =
      response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser)) : NULL;
  g_autoptr (GTask) task = NULL;

  self->path = file != NULL ? g_file_get_path (file) : NULL;
  gtk_native_dialog_destroy (chooser);
  g_object_unref (chooser);
  if (self->path != NULL)
    {
      task = g_task_new (self, NULL, saved_cb, NULL);
      g_task_set_source_tag (task, chosen_cb);
      g_task_run_in_thread (task, save_thread);
    }
  g_object_unref (self);
}

/**
 * tandai_search_export_ask:
 * @self: a new export
 *
 * Asks for a file, and saves there unless the person thinks better of it.
 */
void
tandai_search_export_ask (TandaiSearchExport *self)
{
  GtkFileChooserNative *chooser =
      gtk_file_chooser_native_new (_ ("Save the Lines"), self->parent, GTK_FILE_CHOOSER_ACTION_SAVE,
                                   _ ("_Save"), _ ("_Cancel"));

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  /* Translators: the name of a file. */
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), _ ("lines.csv"));
  g_signal_connect (chooser, "response", G_CALLBACK (chosen_cb), g_object_ref (self));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
tandai_search_export_finalize (GObject *object)
{
  TandaiSearchExport *self = TANDAI_SEARCH_EXPORT (object);

  g_ptr_array_unref (self->lines);
  g_ptr_array_unref (self->batches);
  g_free (self->path);
  G_OBJECT_CLASS (tandai_search_export_parent_class)->finalize (object);
}

static void
tandai_search_export_class_init (TandaiSearchExportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tandai_search_export_finalize;
  signals[SIGNAL_SAID] = g_signal_new ("said", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
tandai_search_export_init (TandaiSearchExport *self)
{
  self->lines = g_ptr_array_new ();
}

/** tandai_search_export_new: Returns: (transfer full): an export of the lines as they are now */
TandaiSearchExport *
tandai_search_export_new (GtkWindow *parent, TandaiSearchList *list)
{
  TandaiSearchExport *self = g_object_new (TANDAI_TYPE_SEARCH_EXPORT, NULL);
  guint n_lines = g_list_model_get_n_items (G_LIST_MODEL (list));

  self->parent = parent;
  self->batches = tandai_search_list_ref_lines (list);
  for (guint i = 0; i < n_lines; i++)
    g_ptr_array_add (self->lines, (gpointer) tandai_search_list_get_line (list, i));
  return self;
}
