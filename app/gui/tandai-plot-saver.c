/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "core/tandai-error.h"
#include "gui/tandai-plot-saver.h"

#define ACTION "plots.save"

struct _TandaiPlotSaver
{
  GObject parent_instance;

  GtkWindow *parent;
  GPtrArray *plots;
  /* What was asked for: all where there is no plot. */
  const TandaiPlot *plot;
  TandaiPlotFormat format;
  char *path;
};

G_DEFINE_FINAL_TYPE (TandaiPlotSaver, tandai_plot_saver, G_TYPE_OBJECT)

enum
{
  SIGNAL_SAID,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* The file chooser asks before a file is replaced, but it does not know what comes into a folder. */
static gboolean
save_into (TandaiPlotSaver *self, const TandaiPlot *plot, GCancellable *cancellable, GError **error)
{
  g_autofree char *name = g_strconcat (plot->name, tandai_plot_format_get_suffix (self->format), NULL);
  g_autofree char *path = g_build_filename (self->path, name, NULL);

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return tandai_plot_save (plot, self->format, path, cancellable, error);
  g_set_error (error, TANDAI_ERROR, TANDAI_ERROR_NAME, _ ("“%s” is there already: choose another folder"),
               name);
  return FALSE;
}

static void
save_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  TandaiPlotSaver *self = source;
  gboolean saved = TRUE;
  GError *error = NULL;

  if (self->plot != NULL)
    saved = tandai_plot_save (self->plot, self->format, self->path, cancellable, &error);
  for (guint i = 0; self->plot == NULL && saved && i < self->plots->len; i++)
    saved = save_into (self, self->plots->pdata[i], cancellable, &error);
  if (saved)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TandaiPlotSaver *self = TANDAI_PLOT_SAVER (source);
  g_autoptr (GError) error = NULL;
  g_autofree char *base = g_path_get_basename (self->path);
  g_autofree char *name = tandai_display_name (base);
  g_autofree char *said = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    said = g_strdup_printf (self->plot != NULL ? _ ("Saved as “%s”") : _ ("Saved in “%s”"), name);
  g_signal_emit (self, signals[SIGNAL_SAID], 0, said != NULL ? said : error->message);
}

static void
chosen_cb (GtkNativeDialog *chooser, int response, TandaiPlotSaver *self)
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

static void
tandai_plot_saver_finalize (GObject *object)
{
  TandaiPlotSaver *self = TANDAI_PLOT_SAVER (object);

  g_ptr_array_unref (self->plots);
  g_free (self->path);
  G_OBJECT_CLASS (tandai_plot_saver_parent_class)->finalize (object);
}

static void
tandai_plot_saver_class_init (TandaiPlotSaverClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tandai_plot_saver_finalize;
  signals[SIGNAL_SAID] = g_signal_new ("said", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
tandai_plot_saver_init (TandaiPlotSaver *self)
{
}

/**
 * tandai_plot_saver_new_menu:
 * @plot: the name of a plot, or "" for all
 *
 * Returns: (transfer full): a menu of what it may be saved as, whose action is plots.save (plot, suffix)
 */
GMenuModel *
tandai_plot_saver_new_menu (const char *plot)
{
  const char *const labels[] = { _ ("Save as _SVG…"), _ ("Save as _PNG…"), _ ("Save as _CSV…") };
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < TANDAI_N_PLOT_FORMATS; i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (labels[i], NULL);

      g_menu_item_set_action_and_target (item, ACTION, "(ss)", plot, tandai_plot_format_get_suffix (i));
      g_menu_append_item (menu, item);
    }
  return G_MENU_MODEL (menu);
}

/**
 * tandai_plot_saver_new:
 * @parent: the window that asks
 * @plots: (element-type TandaiPlot): what may be saved
 *
 * Returns: (transfer full): a saver
 */
TandaiPlotSaver *
tandai_plot_saver_new (GtkWindow *parent, GPtrArray *plots)
{
  TandaiPlotSaver *self = g_object_new (TANDAI_TYPE_PLOT_SAVER, NULL);

  self->parent = parent;
  self->plots = g_ptr_array_ref (plots);
  return self;
}

static gboolean
take_question (TandaiPlotSaver *self, const char *plot, const char *suffix)
{
  gboolean found = FALSE;

  for (guint i = 0; i < TANDAI_N_PLOT_FORMATS && !found; i++)
    {
      self->format = i;
      found = g_str_equal (tandai_plot_format_get_suffix (i), suffix);
    }
  for (guint i = 0; i < self->plots->len; i++)
    if (g_str_equal (((TandaiPlot *) self->plots->pdata[i])->name, plot))
      self->plot = self->plots->pdata[i];
  return found && (self->plot != NULL || *plot == '\0');
}

/**
 * tandai_plot_saver_ask:
 * @self: a new saver
 * @plot: the name of a plot, or "" for all
 * @suffix: what it is saved as, see tandai_plot_format_get_suffix()
 *
 * Asks for a place, and saves there unless the person thinks better of it.
 */
void
tandai_plot_saver_ask (TandaiPlotSaver *self, const char *plot, const char *suffix)
{
  GtkFileChooserNative *chooser;
  g_autofree char *name = NULL;

  if (!take_question (self, plot, suffix))
    return;
  chooser =
      gtk_file_chooser_native_new (self->plot != NULL ? _ ("Save Plot") : _ ("Save All Plots in a Folder"),
                                   self->parent,
                                   self->plot != NULL ? GTK_FILE_CHOOSER_ACTION_SAVE
                                                      : GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
                                   _ ("_Save"), _ ("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  name = g_strconcat (plot, suffix, NULL);
  if (self->plot != NULL)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  g_signal_connect (chooser, "response", G_CALLBACK (chosen_cb), g_object_ref (self));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}
