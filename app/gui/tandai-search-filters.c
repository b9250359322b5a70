/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "gui/tandai-corpus-row.h"
#include "gui/tandai-search-filters.h"

struct _TandaiSearchFilters
{
  GtkPopover parent_instance;

  AdwComboRow *label;
  AdwComboRow *status;
  AdwEntryRow *attribute;
  AdwEntryRow *source;
  AdwEntryRow *annotator;
  GtkSwitch *unnamed;
  GtkWidget *clear;

  TandaiSchema *schema;
  /* Above 0 while several are changed at once. */
  guint holding;
};

G_DEFINE_FINAL_TYPE (TandaiSearchFilters, tandai_search_filters, GTK_TYPE_POPOVER)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const TandaiStatus STATUSES[] = { TANDAI_STATUS_NEW, TANDAI_STATUS_IN_PROGRESS, TANDAI_STATUS_DONE,
                                         TANDAI_STATUS_EXCLUDED };

/* A row's text; NULL where nothing is said. */
static char *
dup_text (AdwEntryRow *row)
{
  char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));

  if (*text != '\0')
    return text;
  g_free (text);
  return NULL;
}

/**
 * tandai_search_filters_fill:
 * @self: filters
 * @query: what is looked for
 *
 * Says in @query where it is looked for.
 *
 * Returns: whether anything is filtered
 */
gboolean
tandai_search_filters_fill (TandaiSearchFilters *self, TandaiSearchQuery *query)
{
  guint label = adw_combo_row_get_selected (self->label);
  guint status = adw_combo_row_get_selected (self->status);
  g_autofree char *attribute = dup_text (self->attribute);

  if (label > 0 && label <= tandai_schema_get_n_labels (self->schema))
    query->label = g_strdup (tandai_schema_get_label (self->schema, label - 1)->name);
  if (status > 0 && status <= G_N_ELEMENTS (STATUSES))
    query->status = g_strdup (tandai_status_to_string (STATUSES[status - 1]));
  if (attribute != NULL)
    {
      query->attributes = g_new0 (char *, 2);
      query->attributes[0] = g_steal_pointer (&attribute);
    }
  query->source = dup_text (self->source);
  query->annotator = gtk_switch_get_active (self->unnamed) ? g_strdup ("") : dup_text (self->annotator);
  return query->label != NULL || query->status != NULL || query->attributes != NULL || query->source != NULL
         || query->annotator != NULL;
}

static void
changed (TandaiSearchFilters *self)
{
  if (self->holding == 0)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/** tandai_search_filters_clear: filters nothing */
void
tandai_search_filters_clear (TandaiSearchFilters *self)
{
  self->holding++;
  adw_combo_row_set_selected (self->label, 0);
  adw_combo_row_set_selected (self->status, 0);
  gtk_editable_set_text (GTK_EDITABLE (self->attribute), "");
  gtk_editable_set_text (GTK_EDITABLE (self->source), "");
  gtk_editable_set_text (GTK_EDITABLE (self->annotator), "");
  gtk_switch_set_active (self->unnamed, FALSE);
  self->holding--;
  changed (self);
}

static void
fill_statuses (TandaiSearchFilters *self)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  gtk_string_list_append (titles, C_ ("article status", "Any"));
  for (guint i = 0; i < G_N_ELEMENTS (STATUSES); i++)
    gtk_string_list_append (titles, tandai_corpus_status_title (STATUSES[i]));
  adw_combo_row_set_model (self->status, G_LIST_MODEL (titles));
}

/** tandai_search_filters_set_schema: offers the labels of a schema */
void
tandai_search_filters_set_schema (TandaiSearchFilters *self, TandaiSchema *schema)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  g_clear_pointer (&self->schema, tandai_schema_unref);
  self->schema = tandai_schema_ref (schema);
  /* Translators: where a search looks: not in spans of a label, but in whole articles. */
  gtk_string_list_append (titles, _ ("Whole text"));
  for (guint i = 0; i < tandai_schema_get_n_labels (schema); i++)
    gtk_string_list_append (titles, tandai_schema_get_label (schema, i)->title);
  self->holding++;
  adw_combo_row_set_model (self->label, G_LIST_MODEL (titles));
  self->holding--;
}

static void
tandai_search_filters_dispose (GObject *object)
{
  TandaiSearchFilters *self = TANDAI_SEARCH_FILTERS (object);

  g_clear_pointer (&self->schema, tandai_schema_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), TANDAI_TYPE_SEARCH_FILTERS);
  G_OBJECT_CLASS (tandai_search_filters_parent_class)->dispose (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, TandaiSearchFilters, name)

static void
tandai_search_filters_class_init (TandaiSearchFiltersClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tandai_search_filters_dispose;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tandai/Tandai/tandai-search-filters.ui");
  BIND (label);
  BIND (status);
  BIND (attribute);
  BIND (source);
  BIND (annotator);
  BIND (unnamed);
  BIND (clear);
}

static void
tandai_search_filters_init (TandaiSearchFilters *self)
{
  AdwEntryRow **entries[] = { &self->attribute, &self->source, &self->annotator };

  gtk_widget_init_template (GTK_WIDGET (self));
  fill_statuses (self);
  g_signal_connect_swapped (self->label, "notify::selected", G_CALLBACK (changed), self);
  g_signal_connect_swapped (self->status, "notify::selected", G_CALLBACK (changed), self);
  g_signal_connect_swapped (self->unnamed, "notify::active", G_CALLBACK (changed), self);
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    g_signal_connect_swapped (*entries[i], "changed", G_CALLBACK (changed), self);
  g_signal_connect_swapped (self->clear, "clicked", G_CALLBACK (tandai_search_filters_clear), self);
}

/** tandai_search_filters_new: Returns: (transfer floating): filters that filter nothing */
GtkWidget *
tandai_search_filters_new (void)
{
  return g_object_new (TANDAI_TYPE_SEARCH_FILTERS, NULL);
}
