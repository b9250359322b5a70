/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "core/tandai-document-commands.h"
#include "gui/tandai-inspector-rows.h"

/* The attributes of the default schema and their values, as people see them.
 * What a corpus file adds is shown as it is written there. */
static const char *
translate_name (const char *name)
{
  static const char *const KNOWN[][2] = {
    { "kind", N_ ("Kind") },     { "role", N_ ("Role") },
    { "entity", N_ ("Entity") }, { "mode", N_ ("Mode") },
    { "source", N_ ("Source") }, { "person", N_ ("Person") },
    { "group", N_ ("Group") },   { "organization", N_ ("Organization") },
    { "direct", N_ ("Direct") }, { "indirect", N_ ("Indirect") },
    { "mixed", N_ ("Mixed") },   { "unnamed", N_ ("Unnamed") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (KNOWN); i++)
    if (g_str_equal (KNOWN[i][0], name))
      return _ (KNOWN[i][1]);
  return name;
}

static void
remember_span (GtkWidget *row, TandaiDocument *document, TandaiSpan *span, const char *attribute)
{
  g_object_set_data_full (G_OBJECT (row), "document", g_object_ref (document), g_object_unref);
  g_object_set_data_full (G_OBJECT (row), "span", g_strdup (tandai_span_get_id (span)), g_free);
  g_object_set_data_full (G_OBJECT (row), "attribute", g_strdup (attribute), g_free);
}

static void
set_attribute (GtkWidget *row, const char *value)
{
  g_autoptr (TandaiDocument) document = g_object_ref (g_object_get_data (G_OBJECT (row), "document"));
  g_autofree char *id = g_strdup (g_object_get_data (G_OBJECT (row), "span"));
  g_autofree char *attribute = g_strdup (g_object_get_data (G_OBJECT (row), "attribute"));
  g_autofree char *copy = g_strdup (value);

  if (attribute != NULL)
    tandai_document_set_attribute (document, id, attribute, copy, NULL);
  else
    tandai_document_set_span_note (document, id, copy, NULL);
}

static void
choice_cb (AdwComboRow *row, GParamSpec *pspec, gpointer user_data)
{
  char **values = g_object_get_data (G_OBJECT (row), "values");
  guint selected = adw_combo_row_get_selected (row);

  set_attribute (GTK_WIDGET (row), selected == 0 ? NULL : values[selected - 1]);
}

static void
apply_cb (AdwEntryRow *row, gpointer user_data)
{
  set_attribute (GTK_WIDGET (row), gtk_editable_get_text (GTK_EDITABLE (row)));
}

static GtkWidget *
choice_row (const TandaiAttributeDef *def, const char *value)
{
  GtkWidget *row = adw_combo_row_new ();
  /* Translators: no value is chosen for an attribute. */
  g_autoptr (GtkStringList) shown = gtk_string_list_new ((const char *[]){ C_ ("attribute", "None"), NULL });
  guint selected = 0;

  for (guint i = 0; def->values[i] != NULL; i++)
    {
      gtk_string_list_append (shown, translate_name (def->values[i]));
      if (g_strcmp0 (def->values[i], value) == 0)
        selected = i + 1;
    }
  g_object_set_data_full (G_OBJECT (row), "values", g_strdupv (def->values), (GDestroyNotify) g_strfreev);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (shown));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), selected);
  g_signal_connect (row, "notify::selected", G_CALLBACK (choice_cb), NULL);
  return row;
}

static GtkWidget *
entry_row (const char *value)
{
  GtkWidget *row = adw_entry_row_new ();

  gtk_editable_set_text (GTK_EDITABLE (row), value != NULL ? value : "");
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
  g_signal_connect (row, "apply", G_CALLBACK (apply_cb), NULL);
  return row;
}

static void
add_row (GPtrArray *rows,
         GtkWidget *row,
         const char *title,
         TandaiDocument *document,
         TandaiSpan *span,
         const char *name)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  gtk_widget_set_sensitive (row, tandai_document_get_lock (document, NULL) == TANDAI_LOCK_NONE);
  remember_span (row, document, span, name);
  g_ptr_array_add (rows, row);
}

/* The button acts through the window, which says what came of it. */
static GtkWidget *
row_button (const char *icon, const char *title, const char *action, const char *target)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

static GtkWidget *
relation_row (TandaiDocument *document, TandaiRelation *relation, TandaiSpan *other)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *unlink = row_button ("window-close-symbolic", _ ("Remove the link"), "win.unlink",
                                  tandai_relation_get_id (relation));
  GtkWidget *go =
      row_button ("go-jump-symbolic", _ ("Go to this span"), "win.select-span", tandai_span_get_id (other));
  g_autofree char *words = tandai_span_dup_text (other, tandai_document_get_text (document));

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), go);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), unlink);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), go);
  return row;
}

/* A link's title from where it starts; from where it ends, the same with an arrow back. */
static char *
relation_title (TandaiDocument *document, TandaiRelation *relation, gboolean from)
{
  const TandaiRelationDef *def = tandai_schema_find_relation (tandai_document_get_schema (document),
                                                              tandai_relation_get_kind (relation));
  const char *title = def != NULL ? def->title : tandai_relation_get_kind (relation);

  return g_strconcat (from ? "→ " : "← ", title, NULL);
}

static void
add_relations (TandaiDocument *document, TandaiSpan *span, GPtrArray *rows)
{
  TandaiAnnotationSet *set = tandai_document_get_annotations (document);
  g_autoptr (GPtrArray) relations = tandai_annotation_set_list_relations (set, tandai_span_get_id (span));

  for (guint i = 0; i < relations->len; i++)
    {
      TandaiRelation *relation = g_ptr_array_index (relations, i);
      gboolean from = g_str_equal (tandai_relation_get_from (relation), tandai_span_get_id (span));
      TandaiSpan *other = tandai_annotation_set_lookup_span (set, from ? tandai_relation_get_to (relation)
                                                                       : tandai_relation_get_from (relation));
      g_autofree char *title = relation_title (document, relation, from);

      if (other != NULL)
        add_row (rows, relation_row (document, relation, other), title, document, span, NULL);
    }
}

/**
 * tandai_inspector_rows_build:
 * @document: a document
 * @span: one of its spans
 * @rows: (element-type GtkWidget): where the rows are added
 *
 * Makes a row for each attribute that the schema gives the span's label, one
 * for its note and one for each of its links.
 */
void
tandai_inspector_rows_build (TandaiDocument *document, TandaiSpan *span, GPtrArray *rows)
{
  const TandaiLabelDef *label =
      tandai_schema_find_label (tandai_document_get_schema (document), tandai_span_get_label (span), NULL);

  for (guint i = 0; label != NULL && i < label->attributes->len; i++)
    {
      const TandaiAttributeDef *def = g_ptr_array_index (label->attributes, i);
      const char *value = tandai_span_get_attribute (span, def->name);

      add_row (rows, def->values != NULL ? choice_row (def, value) : entry_row (value),
               translate_name (def->name), document, span, def->name);
    }
  add_row (rows, entry_row (tandai_span_get_note (span)), _ ("Note"), document, span, NULL);
  add_relations (document, span, rows);
}
