/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "gui/tandai-keys-page.h"
#include "gui/tandai-preferences.h"

struct _TandaiPreferences
{
  AdwPreferencesWindow parent_instance;

  GtkSwitch *serif;
  GtkSwitch *names;
  GtkSwitch *links;
  GtkSwitch *hop_on;
  GtkSpinButton *size;
  GSettings *settings;
};

G_DEFINE_FINAL_TYPE (TandaiPreferences, tandai_preferences, ADW_TYPE_PREFERENCES_WINDOW)

static gboolean
zoom_to_percent (GValue *value, GVariant *variant, gpointer user_data)
{
  g_value_set_double (value, round (g_variant_get_double (variant) * 100));
  return TRUE;
}

static GVariant *
percent_to_zoom (const GValue *value, const GVariantType *type, gpointer user_data)
{
  return g_variant_new_double (g_value_get_double (value) / 100);
}

static void
tandai_preferences_dispose (GObject *object)
{
  TandaiPreferences *self = TANDAI_PREFERENCES (object);

  g_clear_object (&self->settings);
  gtk_widget_dispose_template (GTK_WIDGET (self), TANDAI_TYPE_PREFERENCES);
  G_OBJECT_CLASS (tandai_preferences_parent_class)->dispose (object);
}

static void
tandai_preferences_class_init (TandaiPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tandai_preferences_dispose;
  g_type_ensure (TANDAI_TYPE_KEYS_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tandai/Tandai/tandai-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, TandaiPreferences, serif);
  gtk_widget_class_bind_template_child (widget_class, TandaiPreferences, names);
  gtk_widget_class_bind_template_child (widget_class, TandaiPreferences, links);
  gtk_widget_class_bind_template_child (widget_class, TandaiPreferences, hop_on);
  gtk_widget_class_bind_template_child (widget_class, TandaiPreferences, size);
}

static void
tandai_preferences_init (TandaiPreferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->settings = g_settings_new (APPLICATION_ID);
  g_settings_bind (self->settings, "font-serif", self->serif, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "show-names", self->names, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "show-links", self->links, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "hop-on", self->hop_on, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind_with_mapping (self->settings, "zoom", self->size, "value", G_SETTINGS_BIND_DEFAULT,
                                zoom_to_percent, percent_to_zoom, NULL, NULL);
}

/** tandai_preferences_new: Returns: the preferences window, above @parent */
GtkWindow *
tandai_preferences_new (GtkWindow *parent)
{
  return g_object_new (TANDAI_TYPE_PREFERENCES, "transient-for", parent, NULL);
}
