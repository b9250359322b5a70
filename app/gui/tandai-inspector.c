/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "core/tandai-document-commands.h"
#include "gui/tandai-inspector.h"
#include "gui/tandai-inspector-rows.h"
#include "gui/tandai-swatch.h"
#include "gui/tandai-trace.h"

struct _TandaiInspector
{
  AdwBin parent_instance;

  GtkStack *stack;
  GtkListView *list;
  AdwPreferencesGroup *details;

  TandaiDocument *document;
  GtkSingleSelection *selection;
  GPtrArray *rows;
  char *shown;
  gboolean showing;
};

G_DEFINE_FINAL_TYPE (TandaiInspector, tandai_inspector, ADW_TYPE_BIN)

enum
{
  SIGNAL_SPAN_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
setup_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item, TandaiInspector *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *words = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (words), PANGO_ELLIPSIZE_END);
  gtk_label_set_lines (GTK_LABEL (words), 2);
  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (words), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_add_css_class (words, "span-words");
  gtk_box_append (GTK_BOX (box), tandai_swatch_new ());
  gtk_box_append (GTK_BOX (box), words);
  gtk_list_item_set_child (item, box);
}

/* One line of words, whatever the span crosses. */
static char *
dup_words (TandaiInspector *self, TandaiSpan *span)
{
  g_autofree char *text = tandai_span_dup_text (span, tandai_document_get_text (self->document));

  return g_strdelimit (g_steal_pointer (&text), "\n\t", ' ');
}

static void
bind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item, TandaiInspector *self)
{
  TandaiSpan *span = gtk_list_item_get_item (item);
  GtkWidget *box = gtk_list_item_get_child (item);
  TandaiSchema *schema = tandai_document_get_schema (self->document);
  const TandaiLabelDef *def = tandai_schema_find_label (schema, tandai_span_get_label (span), NULL);
  g_autofree char *words = dup_words (self, span);
  /* Translators: a row for assistive technology: a label's title, then the words that are marked. */
  g_autofree char *name =
      g_strdup_printf (_ ("%s: %s"), def != NULL ? def->title : tandai_span_get_label (span), words);
  GtkWidget *label = gtk_widget_get_last_child (box);

  tandai_swatch_set_label (TANDAI_SWATCH (gtk_widget_get_first_child (box)), schema,
                           tandai_span_get_label (span));
  gtk_label_set_label (GTK_LABEL (label), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  tandai_trace ("row");
}

static void
selected_cb (GtkSingleSelection *selection, GParamSpec *pspec, TandaiInspector *self)
{
  TandaiSpan *span = gtk_single_selection_get_selected_item (selection);

  if (!self->showing && span != NULL)
    g_signal_emit (self, signals[SIGNAL_SPAN_ACTIVATED], 0, tandai_span_get_id (span));
}

static void
update_page (TandaiInspector *self)
{
  gboolean empty =
      self->document == NULL
      || tandai_annotation_set_get_n_spans (tandai_document_get_annotations (self->document)) == 0;

  gtk_stack_set_visible_child_name (self->stack, empty ? "empty" : "list");
}

static void
clear_rows (TandaiInspector *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->details, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
}

static void
show_details (TandaiInspector *self)
{
  TandaiSpan *span = NULL;

  clear_rows (self);
  if (self->document != NULL && self->shown != NULL)
    span = tandai_annotation_set_lookup_span (tandai_document_get_annotations (self->document), self->shown);
  gtk_widget_set_visible (GTK_WIDGET (self->details), span != NULL);
  if (span == NULL)
    return;
  tandai_inspector_rows_build (self->document, span, self->rows);
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_add (self->details, g_ptr_array_index (self->rows, i));
}

static gboolean
concerns (TandaiStep *step, const char *id)
{
  for (guint i = 0; i < step->edits->len; i++)
    {
      TandaiEdit *edit = g_ptr_array_index (step->edits, i);

      if (edit->kind == TANDAI_EDIT_RELATION)
        return TRUE;
      if (edit->kind == TANDAI_EDIT_SPAN
          && g_str_equal (tandai_span_get_id (edit->after != NULL ? edit->after : edit->before), id))
        return TRUE;
    }
  return FALSE;
}

static void
document_changed_cb (TandaiDocument *document, TandaiStep *step, gboolean undone, TandaiInspector *self)
{
  update_page (self);
  if (self->shown != NULL && concerns (step, self->shown))
    show_details (self);
}

static void
tandai_inspector_dispose (GObject *object)
{
  TandaiInspector *self = TANDAI_INSPECTOR (object);

  tandai_inspector_set_document (self, NULL);
  g_clear_object (&self->selection);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->shown, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), TANDAI_TYPE_INSPECTOR);
  G_OBJECT_CLASS (tandai_inspector_parent_class)->dispose (object);
}

static void
tandai_inspector_class_init (TandaiInspectorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tandai_inspector_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tandai/Tandai/tandai-inspector.ui");
  gtk_widget_class_bind_template_child (widget_class, TandaiInspector, stack);
  gtk_widget_class_bind_template_child (widget_class, TandaiInspector, list);
  gtk_widget_class_bind_template_child (widget_class, TandaiInspector, details);
  signals[SIGNAL_SPAN_ACTIVATED] =
      g_signal_new ("span-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
tandai_inspector_init (TandaiInspector *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = g_ptr_array_new ();
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_row_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_row_cb), self, 0);
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (selected_cb), self, 0);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Spans"),
                                  -1);
}

/** tandai_inspector_set_document: shows the spans of a document; %NULL for none */
void
tandai_inspector_set_document (TandaiInspector *self, TandaiDocument *document)
{
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_func (self->document, document_changed_cb, self);
  self->showing = TRUE;
  g_clear_pointer (&self->shown, g_free);
  if (self->selection != NULL)
    gtk_single_selection_set_model (self->selection, NULL);
  g_set_object (&self->document, document);
  if (document == NULL)
    return;
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (tandai_document_get_annotations (document)));
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  g_signal_connect_object (document, "changed", G_CALLBACK (document_changed_cb), self, 0);
  self->showing = FALSE;
  update_page (self);
  show_details (self);
}

/**
 * tandai_inspector_show_span:
 * @self: an inspector
 * @id: (nullable): a span's id
 *
 * Chooses a span's row without telling anybody, and shows its details.
 */
void
tandai_inspector_show_span (TandaiInspector *self, const char *id)
{
  TandaiSpan *span = NULL;
  g_autofree char *old = self->shown;
  guint position = GTK_INVALID_LIST_POSITION;

  if (self->document != NULL && id != NULL)
    span = tandai_annotation_set_lookup_span (tandai_document_get_annotations (self->document), id);
  if (span != NULL)
    tandai_annotation_set_find_position (tandai_document_get_annotations (self->document), span, &position);
  self->shown = g_strdup (id);
  self->showing = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  self->showing = FALSE;
  if (position != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
  show_details (self);
}

/** tandai_inspector_get_list: Returns: (transfer none): the list, where single keys act too */
GtkWidget *
tandai_inspector_get_list (TandaiInspector *self)
{
  return GTK_WIDGET (self->list);
}
