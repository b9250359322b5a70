/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "gui/tandai-attribute-editor.h"
#include "gui/tandai-dialog.h"
#include "gui/tandai-keys.h"
#include "gui/tandai-label-page.h"
#include "gui/tandai-text-rows.h"
#include "gui/tandai-translated-row.h"

struct _TandaiLabelPage
{
  AdwBin parent_instance;

  AdwActionRow *name_row;
  AdwEntryRow *title_en;
  AdwEntryRow *title_id;
  AdwEntryRow *description_en;
  AdwEntryRow *description_id;
  AdwExpanderRow *examples;
  GtkColorButton *color_light;
  GtkColorButton *color_dark;
  AdwComboRow *shape;
  AdwEntryRow *key;
  AdwPreferencesGroup *attributes;
  AdwEntryRow *add_attribute;
  GtkWidget *rename_button;
  GtkWidget *merge_button;
  GtkWidget *delete_button;

  TandaiLabelStore *store;
  char *label;
  GPtrArray *attribute_rows;
  /* Above 0 while the page shows what is so, and nobody changes it. */
  guint showing;
};

enum
{
  REFUSED,
  RENAME,
  MERGE,
  DELETE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TandaiLabelPage, tandai_label_page, ADW_TYPE_BIN)

static const TandaiLabelDef *
get_def (TandaiLabelPage *self)
{
  return self->label != NULL
             ? tandai_schema_find_label (tandai_label_store_get_schema (self->store), self->label, NULL)
             : NULL;
}

static TandaiSchemaEdit *
begin (TandaiLabelPage *self)
{
  return get_def (self) != NULL ? tandai_label_store_begin (self->store) : NULL;
}

/* Writes what was changed, or says why it can't be so. */
static void
commit (TandaiLabelPage *self, TandaiSchemaEdit *edit, gboolean changed, GError *error)
{
  g_autoptr (GError) held = error;
  /* Translators: what was changed: a label’s title. */
  g_autofree char *title = g_strdup_printf (_ ("“%s” changed"), get_def (self)->title);

  if (changed && tandai_label_store_commit (self->store, edit, title, held == NULL ? &held : NULL))
    return;
  if (held != NULL)
    g_signal_emit (self, signals[REFUSED], 0, held->message);
  tandai_label_page_update (self);
}

static const char *
get_text (gpointer row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

/* A row is applied when it is left too: what was only passed through changes nothing. */
static TandaiSchemaEdit *
begin_row (TandaiLabelPage *self, AdwEntryRow *row)
{
  return tandai_translated_row_is_changed (row) ? begin (self) : NULL;
}

static void
title_applied_cb (AdwEntryRow *row, TandaiLabelPage *self)
{
  g_autoptr (TandaiSchemaEdit) edit = begin_row (self, row);
  GError *error = NULL;

  if (edit != NULL)
    commit (self, edit,
            tandai_schema_edit_set_title (edit, self->label, row == self->title_en ? "en" : "id",
                                          get_text (row), &error),
            error);
}

static void
description_applied_cb (AdwEntryRow *row, TandaiLabelPage *self)
{
  g_autoptr (TandaiSchemaEdit) edit = begin_row (self, row);
  GError *error = NULL;

  if (edit != NULL)
    commit (self, edit,
            tandai_schema_edit_set_description (edit, self->label, row == self->description_en ? "en" : "id",
                                                get_text (row), &error),
            error);
}

/* A command that was given the key keeps it; the schema knows only of those that have one unless changed. */
static char *
dup_command_clash (TandaiLabelPage *self, const char *key)
{
  const TandaiLabelDef *def = get_def (self);
  TandaiLabelDef like = *def;
  const TandaiCommand *command;

  like.key = (char *) key;
  command = *key != '\0' ? tandai_keys_takes_label (tandai_keys_get_default (), &like) : NULL;
  /* Translators: a key, then the title of a command. */
  return command != NULL ? g_strdup_printf (_ ("“%s” is the key of the command “%s”"), key,
                                            tandai_command_get_title (command))
                         : NULL;
}

static void
key_applied_cb (AdwEntryRow *row, TandaiLabelPage *self)
{
  g_autoptr (TandaiSchemaEdit) edit = begin_row (self, row);
  g_autofree char *key = g_strstrip (g_strdup (get_text (row)));
  g_autofree char *clash = edit != NULL ? dup_command_clash (self, key) : NULL;
  GError *error = NULL;

  if (edit == NULL)
    return;
  if (clash != NULL)
    {
      g_signal_emit (self, signals[REFUSED], 0, clash);
      tandai_label_page_update (self);
      return;
    }
  commit (self, edit, tandai_schema_edit_set_key (edit, self->label, key, &error), error);
}

static char *
dup_color (GtkColorButton *button)
{
  GdkRGBA color;

  gtk_color_chooser_get_rgba (GTK_COLOR_CHOOSER (button), &color);
  return g_strdup_printf ("#%02x%02x%02x", (guint) (color.red * 255 + 0.5f),
                          (guint) (color.green * 255 + 0.5f), (guint) (color.blue * 255 + 0.5f));
}

static void
color_set_cb (GtkColorButton *button, TandaiLabelPage *self)
{
  g_autoptr (TandaiSchemaEdit) edit = begin (self);
  g_autofree char *light = dup_color (self->color_light);
  g_autofree char *dark = dup_color (self->color_dark);
  GError *error = NULL;

  if (edit != NULL)
    commit (self, edit, tandai_schema_edit_set_color (edit, self->label, light, dark, &error), error);
}

static void
shape_selected_cb (AdwComboRow *row, GParamSpec *pspec, TandaiLabelPage *self)
{
  g_autoptr (TandaiSchemaEdit) edit = self->showing == 0 ? begin (self) : NULL;
  TandaiLabelShape shape = (TandaiLabelShape) adw_combo_row_get_selected (row);
  GError *error = NULL;

  if (edit != NULL)
    commit (self, edit,
            tandai_schema_edit_set_shape (edit, self->label, tandai_label_shape_to_string (shape), &error),
            error);
}

/* Both are given their list anew with one more or one less. */
static void
set_examples (TandaiLabelPage *self, const char *without, const char *with)
{
  g_autoptr (TandaiSchemaEdit) edit = begin (self);
  g_autoptr (GPtrArray) examples = g_ptr_array_new ();
  char **before = get_def (self) != NULL ? get_def (self)->examples : NULL;
  GError *error = NULL;

  if (edit == NULL)
    return;
  for (guint i = 0; before != NULL && before[i] != NULL; i++)
    if (g_strcmp0 (before[i], without) != 0)
      g_ptr_array_add (examples, before[i]);
  if (with != NULL)
    g_ptr_array_add (examples, (char *) with);
  g_ptr_array_add (examples, NULL);
  commit (self, edit,
          tandai_schema_edit_set_examples (edit, self->label, (const char *const *) examples->pdata, &error),
          error);
}

static void
remove_example (const char *text, gpointer user_data)
{
  set_examples (user_data, text, NULL);
}

static void
add_example (const char *text, gpointer user_data)
{
  set_examples (user_data, NULL, text);
}

/* "direct, indirect" */
static char **
split_values (const char *text)
{
  g_auto (GStrv) values = g_strsplit (text, ",", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; values[i] != NULL; i++)
    if (*g_strstrip (values[i]) != '\0')
      g_strv_builder_add (builder, values[i]);
  return g_strv_builder_end (builder);
}

static gboolean
change_attribute (TandaiLabelPage *self,
                  TandaiSchemaEdit *edit,
                  const char *attribute,
                  TandaiAttributePart part,
                  const char *language,
                  const char *text,
                  GError **error)
{
  g_auto (GStrv) values = split_values (text);

  switch (part)
    {
    case TANDAI_ATTRIBUTE_VALUES:
      return tandai_schema_edit_set_attribute (edit, self->label, attribute, (const char *const *) values,
                                               error);
    case TANDAI_ATTRIBUTE_TITLE:
      return tandai_schema_edit_set_attribute_title (edit, self->label, attribute, language, text, error);
    case TANDAI_ATTRIBUTE_DESCRIPTION:
      return tandai_schema_edit_set_attribute_description (edit, self->label, attribute, language, text,
                                                           error);
    case TANDAI_ATTRIBUTE_WHOLE:
    default:
      return tandai_schema_edit_remove_attribute (edit, self->label, attribute, error);
    }
}

static void
attribute_changed (const char *attribute,
                   TandaiAttributePart part,
                   const char *language,
                   const char *text,
                   gpointer user_data)
{
  TandaiLabelPage *self = user_data;
  g_autoptr (TandaiSchemaEdit) edit = begin (self);
  GError *error = NULL;

  if (edit != NULL)
    commit (self, edit, change_attribute (self, edit, attribute, part, language, text, &error), error);
}

/* "mode: direct, indirect" */
static void
add_attribute_cb (AdwEntryRow *row, TandaiLabelPage *self)
{
  g_autoptr (TandaiSchemaEdit) edit = begin (self);
  const char *text = get_text (row);
  const char *colon = strchr (text, ':');
  g_autofree char *name = g_strstrip (g_strndup (text, strcspn (text, ":")));
  g_auto (GStrv) values = split_values (colon != NULL ? colon + 1 : "");
  GError *error = NULL;
  gboolean added;

  if (edit == NULL || *name == '\0')
    return;
  added = tandai_schema_edit_set_attribute (edit, self->label, name, (const char *const *) values, &error);
  if (added)
    gtk_editable_set_text (GTK_EDITABLE (row), "");
  commit (self, edit, added, error);
}

static void
clicked_cb (GtkWidget *button, TandaiLabelPage *self)
{
  if (button == self->rename_button)
    g_signal_emit (self, signals[RENAME], 0);
  else if (button == self->merge_button)
    g_signal_emit (self, signals[MERGE], 0);
  else
    g_signal_emit (self, signals[DELETE], 0);
}

static void
show_key (TandaiLabelPage *self, const TandaiLabelDef *def)
{
  char *const texts[] = { (char *) "", def->key, NULL };

  tandai_translated_row_show (self->key, (char **) texts, "");
}

static void
show_colors (TandaiLabelPage *self, const TandaiLabelDef *def)
{
  GdkRGBA color;

  if (gdk_rgba_parse (&color, def->color_light))
    gtk_color_chooser_set_rgba (GTK_COLOR_CHOOSER (self->color_light), &color);
  if (gdk_rgba_parse (&color, def->color_dark))
    gtk_color_chooser_set_rgba (GTK_COLOR_CHOOSER (self->color_dark), &color);
}

static gboolean
shows_attributes (TandaiLabelPage *self, GPtrArray *defs)
{
  if (self->attribute_rows->len != defs->len)
    return FALSE;
  for (guint i = 0; i < defs->len; i++)
    if (strcmp (tandai_attribute_editor_get_attribute (self->attribute_rows->pdata[i]),
                ((TandaiAttributeDef *) defs->pdata[i])->name)
        != 0)
      return FALSE;
  return TRUE;
}

/* The rows are made anew only where they are others: one may be open, and have the focus. */
static void
show_attributes (TandaiLabelPage *self, const TandaiLabelDef *def)
{
  if (shows_attributes (self, def->attributes))
    {
      for (guint i = 0; i < def->attributes->len; i++)
        tandai_attribute_editor_update (self->attribute_rows->pdata[i], def->attributes->pdata[i]);
      return;
    }
  for (guint i = 0; i < self->attribute_rows->len; i++)
    adw_preferences_group_remove (self->attributes, self->attribute_rows->pdata[i]);
  g_ptr_array_set_size (self->attribute_rows, 0);
  for (guint i = 0; i < def->attributes->len; i++)
    {
      GtkWidget *row = tandai_attribute_editor_new (def->attributes->pdata[i], attribute_changed, self);

      adw_preferences_group_add (self->attributes, row);
      g_ptr_array_add (self->attribute_rows, row);
    }
}

static void
show_examples (TandaiLabelPage *self, const TandaiLabelDef *def)
{
  const TandaiTextRows rows = { remove_example, add_example, _ ("Words of an example"), self };
  guint n = def->examples != NULL ? g_strv_length (def->examples) : 0;
  g_autofree char *count = g_strdup_printf (ngettext ("%u example", "%u examples", n), n);

  adw_expander_row_set_subtitle (self->examples, count);
  tandai_text_rows_show (self->examples, (const char *const *) def->examples, &rows);
}

/** tandai_label_page_update: shows the label as it is now */
void
tandai_label_page_update (TandaiLabelPage *self)
{
  const TandaiLabelDef *def = get_def (self);

  if (def == NULL)
    return;
  self->showing++;
  adw_action_row_set_subtitle (self->name_row, def->name);
  tandai_translated_row_show (self->title_en, def->titles, "en");
  tandai_translated_row_show (self->title_id, def->titles, "id");
  tandai_translated_row_show (self->description_en, def->descriptions, "en");
  tandai_translated_row_show (self->description_id, def->descriptions, "id");
  show_key (self, def);
  show_colors (self, def);
  adw_combo_row_set_selected (self->shape, def->shape);
  show_examples (self, def);
  show_attributes (self, def);
  self->showing--;
}

/** tandai_label_page_show: shows a label */
void
tandai_label_page_show (TandaiLabelPage *self, const char *label)
{
  g_autofree char *held = g_strdup (label);

  g_free (self->label);
  self->label = g_steal_pointer (&held);
  tandai_label_page_update (self);
}

/** tandai_label_page_get_label: Returns: (nullable): which label it shows */
const char *
tandai_label_page_get_label (TandaiLabelPage *self)
{
  return self->label;
}

/** tandai_label_page_set_store: says whose labels they are */
void
tandai_label_page_set_store (TandaiLabelPage *self, TandaiLabelStore *store)
{
  g_set_object (&self->store, store);
}

static void
tandai_label_page_dispose (GObject *object)
{
  TandaiLabelPage *self = TANDAI_LABEL_PAGE (object);

  g_clear_object (&self->store);
  g_clear_pointer (&self->label, g_free);
  g_clear_pointer (&self->attribute_rows, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), TANDAI_TYPE_LABEL_PAGE);
  G_OBJECT_CLASS (tandai_label_page_parent_class)->dispose (object);
}

static guint
signal_new (const char *name)
{
  return g_signal_new (name, TANDAI_TYPE_LABEL_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, TandaiLabelPage, name_row);
  gtk_widget_class_bind_template_child (widget_class, TandaiLabelPage, title_en);
  gtk_widget_class_bind_template_child (widget_class, TandaiLabelPage, title_id);
  gtk_widget_class_bind_template_child (widget_class, TandaiLabelPage, description_en);
  gtk_widget_class_bind_template_child (widget_class, TandaiLabelPage, description_id);
  gtk_widget_class_bind_template_child (widget_class, TandaiLabelPage, examples);
  gtk_widget_class_bind_template_child (widget_class, TandaiLabelPage, color_light);
  gtk_widget_class_bind_template_child (widget_class, TandaiLabelPage, color_dark);
  gtk_widget_class_bind_template_child (widget_class, TandaiLabelPage, shape);
  gtk_widget_class_bind_template_child (widget_class, TandaiLabelPage, key);
  gtk_widget_class_bind_template_child (widget_class, TandaiLabelPage, attributes);
  gtk_widget_class_bind_template_child (widget_class, TandaiLabelPage, add_attribute);
  gtk_widget_class_bind_template_child (widget_class, TandaiLabelPage, rename_button);
  gtk_widget_class_bind_template_child (widget_class, TandaiLabelPage, merge_button);
  gtk_widget_class_bind_template_child (widget_class, TandaiLabelPage, delete_button);
}

static void
tandai_label_page_class_init (TandaiLabelPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tandai_label_page_dispose;
  signals[REFUSED] = g_signal_new ("refused", TANDAI_TYPE_LABEL_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[RENAME] = signal_new ("rename");
  signals[MERGE] = signal_new ("merge");
  signals[DELETE] = signal_new ("delete");
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tandai/Tandai/tandai-label-page.ui");
  bind_children (widget_class);
}

static void
fill_shapes (TandaiLabelPage *self)
{
  /* Translators: how a label’s spans are drawn. */
  const char *const names[] = { C_ ("shape", "Outline"), C_ ("shape", "Chip"), C_ ("shape", "Dashes"),
                                C_ ("shape", "Band"), NULL };
  g_autoptr (GtkStringList) model = gtk_string_list_new (names);

  self->showing++;
  adw_combo_row_set_model (self->shape, G_LIST_MODEL (model));
  self->showing--;
}

/* What has the focus is the button inside, which GTK leaves without a name. */
static void
set_color_title (GtkColorButton *button, const char *title)
{
  GtkWidget *inside = gtk_widget_get_first_child (GTK_WIDGET (button));

  gtk_color_button_set_title (button, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  if (inside != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (inside), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

static void
tandai_label_page_init (TandaiLabelPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  tandai_dialog_name_lists (GTK_WIDGET (self));
  self->attribute_rows = g_ptr_array_new ();
  fill_shapes (self);
  set_color_title (self->color_light, _ ("Color on Light Pages"));
  set_color_title (self->color_dark, _ ("Color on Dark Pages"));
  tandai_translated_row_connect (self->title_en, G_CALLBACK (title_applied_cb), self);
  tandai_translated_row_connect (self->title_id, G_CALLBACK (title_applied_cb), self);
  tandai_translated_row_connect (self->description_en, G_CALLBACK (description_applied_cb), self);
  tandai_translated_row_connect (self->description_id, G_CALLBACK (description_applied_cb), self);
  tandai_translated_row_connect (self->key, G_CALLBACK (key_applied_cb), self);
  g_signal_connect (self->add_attribute, "apply", G_CALLBACK (add_attribute_cb), self);
  g_signal_connect (self->color_light, "color-set", G_CALLBACK (color_set_cb), self);
  g_signal_connect (self->color_dark, "color-set", G_CALLBACK (color_set_cb), self);
  g_signal_connect (self->shape, "notify::selected", G_CALLBACK (shape_selected_cb), self);
  g_signal_connect (self->rename_button, "clicked", G_CALLBACK (clicked_cb), self);
  g_signal_connect (self->merge_button, "clicked", G_CALLBACK (clicked_cb), self);
  g_signal_connect (self->delete_button, "clicked", G_CALLBACK (clicked_cb), self);
}
