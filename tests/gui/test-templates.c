/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <string.h>

#include "gui/tandai-application.h"
#include "gui/tandai-article-details.h"
#include "gui/tandai-article-view.h"
#include "gui/tandai-codebook-pane.h"
#include "gui/tandai-consistency-window.h"
#include "gui/tandai-corpus-sidebar.h"
#include "gui/tandai-export-dialog.h"
#include "gui/tandai-find-bar.h"
#include "gui/tandai-import-dialog.h"
#include "gui/tandai-inspector.h"
#include "gui/tandai-label-filter.h"
#include "gui/tandai-label-page.h"
#include "gui/tandai-label-picker.h"
#include "gui/tandai-labels-window.h"
#include "gui/tandai-metadata-dialog.h"
#include "gui/tandai-palette.h"
#include "gui/tandai-plot-view.h"
#include "gui/tandai-preferences.h"
#include "gui/tandai-reanchor-dialog.h"
#include "gui/tandai-search-filters.h"
#include "gui/tandai-search-window.h"
#include "gui/tandai-source-picker.h"
#include "gui/tandai-span-details.h"
#include "gui/tandai-span-list.h"
#include "gui/tandai-statistics-window.h"
#include "gui/tandai-swatch.h"
#include "gui/tandai-window.h"

#define RESOURCES "/org/tandai/Tandai"

typedef GType (*TypeFunc) (void);

/* Every widget class of the program; test_complete() says when a template is not among them. */
static const TypeFunc CLASSES[] = {
  tandai_codebook_pane_get_type,   tandai_label_page_get_type,     tandai_labels_window_get_type,
  tandai_article_details_get_type, tandai_article_view_get_type,   tandai_corpus_sidebar_get_type,
  tandai_export_dialog_get_type,   tandai_find_bar_get_type,       tandai_import_dialog_get_type,
  tandai_inspector_get_type,       tandai_label_filter_get_type,   tandai_label_picker_get_type,
  tandai_metadata_dialog_get_type, tandai_palette_get_type,        tandai_preferences_get_type,
  tandai_reanchor_dialog_get_type, tandai_source_picker_get_type,  tandai_span_details_get_type,
  tandai_span_list_get_type,       tandai_plot_view_get_type,      tandai_statistics_window_get_type,
  tandai_swatch_get_type,          tandai_window_get_type,         tandai_consistency_window_get_type,
  tandai_search_window_get_type,   tandai_search_filters_get_type,
};

static gboolean
is_tested (GType type)
{
  for (guint i = 0; i < G_N_ELEMENTS (CLASSES); i++)
    if (CLASSES[i]() == type)
      return TRUE;
  return FALSE;
}

static void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* Built, shown, painted and taken apart: a warning on the way ends the test, and nothing may hold on to it.
 */
static void
test_class (gconstpointer data)
{
  GType type = (*(const TypeFunc *) data) ();
  GtkWidget *widget = g_object_new (type, NULL);
  GtkWidget *window = GTK_IS_WINDOW (widget) ? widget : gtk_window_new ();
  gpointer weak = widget;

  if (GTK_IS_POPOVER (widget))
    {
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

      gtk_widget_set_parent (widget, box);
      gtk_window_set_child (GTK_WINDOW (window), box);
    }
  else if (window != widget)
    gtk_window_set_child (GTK_WINDOW (window), widget);
  g_object_add_weak_pointer (G_OBJECT (widget), &weak);
  gtk_window_present (GTK_WINDOW (window));
  gtk_test_widget_wait_for_draw (window);
  if (GTK_IS_POPOVER (widget))
    gtk_popover_popup (GTK_POPOVER (widget));
  g_assert_true (gtk_widget_get_mapped (widget));
  /* GTK keeps a popover alive that is open when its window goes. */
  if (GTK_IS_POPOVER (widget))
    gtk_popover_popdown (GTK_POPOVER (widget));
  gtk_window_destroy (GTK_WINDOW (window));
  settle ();
  g_assert_null (weak);
}

static void
activate_cb (GtkApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (application);

  g_assert_true (TANDAI_IS_WINDOW (window));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (window));
  g_action_group_activate_action (G_ACTION_GROUP (application), "preferences", NULL);
  g_action_group_activate_action (G_ACTION_GROUP (application), "shortcuts", NULL);
  g_action_group_activate_action (G_ACTION_GROUP (application), "about", NULL);
  settle ();
  /* The main window and the three. */
  g_assert_cmpuint (g_list_model_get_n_items (gtk_window_get_toplevels ()), ==, 4);
  while (gtk_application_get_windows (application) != NULL)
    gtk_window_destroy (gtk_application_get_windows (application)->data);
}

/* The program itself, with the windows that no class of ours stands for. */
static void
test_application (void)
{
  g_autoptr (TandaiApplication) application = tandai_application_new ();
  char name[] = "tandai";
  char *arguments[] = { name, NULL };

  g_signal_connect_after (application, "activate", G_CALLBACK (activate_cb), NULL);
  g_assert_cmpint (g_application_run (G_APPLICATION (application), 1, arguments), ==, 0);
}

/* The class that a template is for; NULL where the file holds none. */
static char *
template_class (const char *path)
{
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  const char *found;

  g_assert_nonnull (bytes);
  found =
      g_strstr_len (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), "<template class=\"");
  if (found == NULL)
    return NULL;
  found += strlen ("<template class=\"");
  return g_strndup (found, strcspn (found, "\""));
}

static void
test_complete (void)
{
  g_auto (GStrv) names = g_resources_enumerate_children (RESOURCES, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  guint n_templates = 0;

  g_assert_nonnull (names);
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *path = g_strconcat (RESOURCES "/", names[i], NULL);
      g_autofree char *name = g_str_has_suffix (names[i], ".ui") ? template_class (path) : NULL;

      if (name == NULL)
        continue;
      n_templates++;
      g_test_message ("%s", name);
      g_assert_true (is_tested (g_type_from_name (name)));
    }
  g_assert_cmpuint (n_templates, >=, 3);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  for (guint i = 0; i < G_N_ELEMENTS (CLASSES); i++)
    {
      g_autofree char *path = g_strconcat ("/templates/", g_type_name (CLASSES[i]()), NULL);

      g_test_add_data_func (path, &CLASSES[i], test_class);
    }
  g_test_add_func ("/templates/complete", test_complete);
  g_test_add_func ("/templates/application", test_application);
  return g_test_run ();
}
