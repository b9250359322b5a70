/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "core/tandai-error.h"
#include "corpus/tandai-plots.h"
#include "gui/tandai-dialog.h"
#include "gui/tandai-plot-saver.h"
#include "gui/tandai-plot-view.h"
#include "gui/tandai-report-rows.h"
#include "gui/tandai-statistics-rows.h"
#include "gui/tandai-statistics-window.h"
#include "gui/tandai-wanted.h"
#include "gui/tandai-work-bar.h"

#define MARGIN 12

struct _TandaiStatisticsWindow
{
  AdwWindow parent_instance;

  AdwWindowTitle *title;
  GtkWidget *refresh_button;
  GtkWidget *save_button;
  GtkProgressBar *progress;
  AdwToastOverlay *toasts;
  GtkListBox *failures;
  GtkListBox *summary;
  GtkBox *plots_box;

  GFile *place;
  TandaiSchema *schema;
  GPtrArray *plots;
  GCancellable *running;
  /* How far the counting is; told by another thread. */
  int done;
  int total;
};

G_DEFINE_FINAL_TYPE (TandaiStatisticsWindow, tandai_statistics_window, ADW_TYPE_WINDOW)

static double
fraction_cb (gpointer user_data)
{
  TandaiStatisticsWindow *self = user_data;
  int total = g_atomic_int_get (&self->total);

  return total > 0 ? (double) g_atomic_int_get (&self->done) / total : -1;
}

static void
progress_cb (guint done, guint total, gpointer user_data)
{
  TandaiStatisticsWindow *self = user_data;

  g_atomic_int_set (&self->done, (int) done);
  g_atomic_int_set (&self->total, (int) total);
}

/* A menu button hides a button, which is what a person presses. */
static void
name_menu_button (GtkWidget *button, const char *name)
{
  GtkWidget *inner = gtk_widget_get_first_child (button);

  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (inner), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (inner), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static GtkWidget *
new_save_button (const TandaiPlot *plot)
{
  g_autoptr (GMenuModel) menu = tandai_plot_saver_new_menu (plot->name);
  GtkWidget *button = gtk_menu_button_new ();
  /* Translators: the title of a plot. */
  g_autofree char *name = g_strdup_printf (_ ("Save “%s”"), plot->title);

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "document-save-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), menu);
  name_menu_button (button, name);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_sensitive (button, !tandai_plot_is_empty (plot));
  return button;
}

static void
add_plot (TandaiStatisticsWindow *self, guint position)
{
  const TandaiPlot *plot = self->plots->pdata[position];
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *card = adw_bin_new ();
  GtkWidget *view = tandai_plot_view_new ();

  tandai_plot_view_set_plot (TANDAI_PLOT_VIEW (view), self->plots, position);
  gtk_widget_set_margin_top (view, MARGIN);
  gtk_widget_set_margin_bottom (view, MARGIN);
  gtk_widget_set_margin_start (view, MARGIN);
  gtk_widget_set_margin_end (view, MARGIN);
  adw_bin_set_child (ADW_BIN (card), view);
  gtk_widget_add_css_class (card, "card");
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), plot->title);
  if (plot->note != NULL && !tandai_plot_is_empty (plot))
    adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), plot->note);
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (group), new_save_button (plot));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), card);
  gtk_box_append (self->plots_box, group);
}

/* What there is nothing to show of stands last. */
static void
add_plots (TandaiStatisticsWindow *self, gboolean empty)
{
  for (guint i = 0; i < self->plots->len; i++)
    if (tandai_plot_is_empty (self->plots->pdata[i]) == empty)
      add_plot (self, i);
}

static void
show_plots (TandaiStatisticsWindow *self, GPtrArray *plots)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->plots_box))) != NULL)
    gtk_box_remove (self->plots_box, child);
  g_clear_pointer (&self->plots, g_ptr_array_unref);
  self->plots = g_ptr_array_ref (plots);
  add_plots (self, FALSE);
  add_plots (self, TRUE);
}

static void
show_failures (TandaiStatisticsWindow *self, GPtrArray *failures, const GError *error)
{
  tandai_report_rows_show (self->failures, NULL, failures, error);
  gtk_widget_set_visible (GTK_WIDGET (self->failures),
                          error != NULL || (failures != NULL && failures->len > 0));
}

static void
end (TandaiStatisticsWindow *self)
{
  g_clear_object (&self->running);
  tandai_work_bar_stop (self->progress);
  gtk_widget_set_sensitive (self->refresh_button, TRUE);
}

/* A million lengths take their time to be sorted, and so do a hundred thousand articles. */
static void
make_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  TandaiStatisticsWindow *self = source;

  g_task_return_pointer (task, tandai_plots_make (task_data, self->schema),
                         (GDestroyNotify) g_ptr_array_unref);
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TandaiStatisticsWindow *self = TANDAI_STATISTICS_WINDOW (source);
  const TandaiStatistics *statistics = g_task_get_task_data (G_TASK (result));
  g_autoptr (GPtrArray) plots = g_task_propagate_pointer (G_TASK (result), NULL);

  if (self->summary == NULL || plots == NULL)
    return;
  end (self);
  show_failures (self, statistics->failures, NULL);
  tandai_statistics_rows_show (self->summary, statistics->tallies->pdata[0]);
  gtk_widget_set_visible (GTK_WIDGET (self->summary), TRUE);
  show_plots (self, plots);
  gtk_widget_set_sensitive (self->save_button, TRUE);
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TandaiStatisticsWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TandaiStatistics) statistics = tandai_statistics_count_finish (result, &error);
  g_autoptr (GTask) task = NULL;

  if (self->summary == NULL)
    return;
  if (statistics == NULL)
    {
      end (self);
      show_failures (self, NULL, error);
      return;
    }
  task = g_task_new (self, self->running, made_cb, NULL);
  g_task_set_source_tag (task, counted_cb);
  g_task_set_task_data (task, g_steal_pointer (&statistics), (GDestroyNotify) tandai_statistics_free);
  g_task_run_in_thread (task, make_thread);
}

static void
count (TandaiStatisticsWindow *self)
{
  if (self->running != NULL)
    return;
  self->running = g_cancellable_new ();
  g_atomic_int_set (&self->done, 0);
  g_atomic_int_set (&self->total, 0);
  gtk_widget_set_sensitive (self->refresh_button, FALSE);
  gtk_widget_set_sensitive (self->save_button, FALSE);
  tandai_work_bar_start (self->progress, fraction_cb, self);
  tandai_statistics_count_async (self->place, NULL, progress_cb, self, self->running, counted_cb,
                                 g_object_ref (self));
}

/* What the window still has to write is to be counted, too. */
static void
refresh_cb (TandaiStatisticsWindow *self)
{
  tandai_wanted_emit (self, G_CALLBACK (count), self, NULL);
}

static void
said_cb (TandaiPlotSaver *saver, const char *said, TandaiStatisticsWindow *self)
{
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (said));
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TandaiStatisticsWindow *self = TANDAI_STATISTICS_WINDOW (widget);
  g_autoptr (TandaiPlotSaver) saver = NULL;
  const char *plot, *suffix;

  if (self->plots == NULL)
    return;
  g_variant_get (parameter, "(&s&s)", &plot, &suffix);
  saver = tandai_plot_saver_new (GTK_WINDOW (self), self->plots);
  g_signal_connect_object (saver, "said", G_CALLBACK (said_cb), self, 0);
  tandai_plot_saver_ask (saver, plot, suffix);
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  gtk_window_close (GTK_WINDOW (widget));
  return TRUE;
}

static void
tandai_statistics_window_dispose (GObject *object)
{
  TandaiStatisticsWindow *self = TANDAI_STATISTICS_WINDOW (object);

  if (self->running != NULL)
    g_cancellable_cancel (self->running);
  g_clear_object (&self->running);
  if (self->progress != NULL)
    tandai_work_bar_stop (self->progress);
  g_clear_object (&self->place);
  g_clear_pointer (&self->plots, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), TANDAI_TYPE_STATISTICS_WINDOW);
  G_OBJECT_CLASS (tandai_statistics_window_parent_class)->dispose (object);
}

/* A thread may still ask it while the window closes. */
static void
tandai_statistics_window_finalize (GObject *object)
{
  TandaiStatisticsWindow *self = TANDAI_STATISTICS_WINDOW (object);

  g_clear_pointer (&self->schema, tandai_schema_unref);
  G_OBJECT_CLASS (tandai_statistics_window_parent_class)->finalize (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, TandaiStatisticsWindow, name)

static void
tandai_statistics_window_class_init (TandaiStatisticsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tandai_statistics_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = tandai_statistics_window_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/tandai/Tandai/tandai-statistics-window.ui");
  BIND (title);
  BIND (refresh_button);
  BIND (save_button);
  BIND (progress);
  BIND (toasts);
  BIND (failures);
  BIND (summary);
  BIND (plots_box);
  gtk_widget_class_install_action (widget_class, "plots.save", "(ss)", save_action);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, escape_cb, NULL);
  tandai_wanted_install (klass);
}

static void
tandai_statistics_window_init (TandaiStatisticsWindow *self)
{
  g_autoptr (GMenuModel) menu = tandai_plot_saver_new_menu ("");

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self->summary), FALSE);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->save_button), menu);
  name_menu_button (self->save_button, _ ("Save All Plots"));
  g_signal_connect_swapped (self->refresh_button, "clicked", G_CALLBACK (refresh_cb), self);
}

/**
 * tandai_statistics_window_new:
 * @parent: the window that it belongs to
 * @place: a folder or an article
 * @schema: names and colours the labels
 *
 * Returns: (transfer floating): a window, which begins to count at once
 */
GtkWidget *
tandai_statistics_window_new (GtkWindow *parent, GFile *place, TandaiSchema *schema)
{
  TandaiStatisticsWindow *self = g_object_new (TANDAI_TYPE_STATISTICS_WINDOW, "transient-for", parent, NULL);
  g_autofree char *base = g_file_get_basename (place);
  g_autofree char *name = tandai_display_name (base);

  self->place = g_object_ref (place);
  self->schema = tandai_schema_ref (schema);
  adw_window_title_set_subtitle (self->title, name);
  count (self);
  return GTK_WIDGET (self);
}
