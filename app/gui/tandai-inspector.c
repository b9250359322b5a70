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
  GtkWidget *details_page;
  AdwPreferencesGroup *details;
  GtkButton *remove;

  TandaiDocument *document;
  GtkSliceListModel *slice;
  GtkSingleSelection *selection;
  guint grow_source;
  GdkFrameClock *details_clock;
  GPtrArray *rows;

  /* The list's items by the id of the span in them, for what changes beside the span. */
  GHashTable *bound;
  char *shown;
  gboolean showing;
};

/* Laying out all the rows that a list view makes ready takes longer than a
 * frame: so many come first, twice as many with each further turn. */
#define FIRST_ROWS 32

/* From here on a list view makes no further rows. */
#define LAST_ROWS 512

G_DEFINE_FINAL_TYPE (TandaiInspector, tandai_inspector, ADW_TYPE_BIN)

enum
{
  SIGNAL_SPAN_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static GtkWidget *
mark_new (GtkWidget *mark, const char *title)
{
  gtk_widget_set_tooltip_text (mark, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (mark), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_widget_add_css_class (mark, "dim-label");
  gtk_widget_set_visible (mark, FALSE);
  return mark;
}

/* Of a row: its swatch, its words, and the marks of what else the span has. */
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
  gtk_box_append (GTK_BOX (box), mark_new (gtk_label_new ("→"), _ ("Linked")));
  gtk_box_append (GTK_BOX (box),
                  mark_new (gtk_image_new_from_icon_name ("document-edit-symbolic"), _ ("Note")));
  gtk_list_item_set_child (item, box);
}

/* One line of words, whatever the span crosses; what a span leaves out shows as an ellipsis. */
static char *
dup_words (TandaiInspector *self, TandaiSpan *span)
{
  TandaiText *text = tandai_document_get_text (self->document);
  GString *words = g_string_new (NULL);
  guint n_ranges;
  const TandaiRange *ranges = tandai_span_get_ranges (span, &n_ranges);

  for (guint i = 0; i < n_ranges; i++)
    {
      g_autofree char *piece = tandai_text_slice (text, ranges[i].start, ranges[i].end);

      if (i > 0)
        g_string_append (words, " … ");
      g_string_append (words, g_strdelimit (piece, "\n\t", ' '));
    }
  return g_string_free (words, FALSE);
}

static gboolean
is_linked (TandaiInspector *self, TandaiSpan *span)
{
  TandaiAnnotationSet *set = tandai_document_get_annotations (self->document);
  g_autoptr (GPtrArray) relations = tandai_annotation_set_list_relations (set, tandai_span_get_id (span));

  return relations->len > 0;
}

static void
fill_row (TandaiInspector *self, GtkListItem *item)
{
  TandaiSpan *span = gtk_list_item_get_item (item);
  GtkWidget *swatch = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *label = gtk_widget_get_next_sibling (swatch);
  GtkWidget *link = gtk_widget_get_next_sibling (label);
  TandaiSchema *schema = tandai_document_get_schema (self->document);
  const TandaiLabelDef *def = tandai_schema_find_label (schema, tandai_span_get_label (span), NULL);
  g_autofree char *words = dup_words (self, span);
  /* Translators: a row for assistive technology: a label's title, then the words that are marked. */
  g_autofree char *name =
      g_strdup_printf (_ ("%s: %s"), def != NULL ? def->title : tandai_span_get_label (span), words);

  tandai_swatch_set_label (TANDAI_SWATCH (swatch), schema, tandai_span_get_label (span));
  gtk_label_set_label (GTK_LABEL (label), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_visible (link, is_linked (self, span));
  gtk_widget_set_visible (gtk_widget_get_next_sibling (link), tandai_span_get_note (span) != NULL);
}

static void
bind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item, TandaiInspector *self)
{
  TandaiSpan *span = gtk_list_item_get_item (item);

  g_hash_table_insert (self->bound, g_strdup (tandai_span_get_id (span)), item);
  fill_row (self, item);
  tandai_trace ("row");
}

static void
unbind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item, TandaiInspector *self)
{
  TandaiSpan *span = gtk_list_item_get_item (item);

  /* A changed span's new row may be bound before its old one is given up. */
  if (g_hash_table_lookup (self->bound, tandai_span_get_id (span)) == item)
    g_hash_table_remove (self->bound, tandai_span_get_id (span));
}

static void
refill_row (TandaiInspector *self, const char *id)
{
  GtkListItem *item = g_hash_table_lookup (self->bound, id);

  if (item != NULL && gtk_list_item_get_child (item) != NULL)
    fill_row (self, item);
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

/* Where the span is and who made it. */
static char *
describe (TandaiInspector *self, TandaiSpan *span)
{
  TandaiSpanFields fields;
  GString *text = g_string_new (NULL);

  tandai_span_get_fields (span, &fields);
  for (guint i = 0; i < fields.n_ranges; i++)
    /* Translators: the first and last place of a stretch of text, in characters. */
    g_string_append_printf (text, i == 0 ? _ ("Characters %u–%u") : ", %u–%u", fields.ranges[i].start,
                            fields.ranges[i].end);
  if (fields.origin != NULL)
    g_string_append_printf (text, " · %s", fields.origin);
  return g_string_free (text, FALSE);
}

static void
show_details (TandaiInspector *self)
{
  TandaiSpan *span = NULL;
  const TandaiLabelDef *def;
  g_autofree char *description = NULL;
  g_autofree char *title = NULL;

  clear_rows (self);
  if (self->document != NULL && self->shown != NULL)
    span = tandai_annotation_set_lookup_span (tandai_document_get_annotations (self->document), self->shown);
  gtk_widget_set_visible (self->details_page, span != NULL);
  if (span == NULL)
    return;
  def = tandai_schema_find_label (tandai_document_get_schema (self->document), tandai_span_get_label (span),
                                  NULL);
  title = g_markup_escape_text (def != NULL ? def->title : tandai_span_get_label (span), -1);
  description = describe (self, span);
  adw_preferences_group_set_title (self->details, title);
  adw_preferences_group_set_description (self->details, description);
  gtk_widget_set_sensitive (GTK_WIDGET (self->remove),
                            tandai_document_get_lock (self->document, NULL) == TANDAI_LOCK_NONE);
  tandai_inspector_rows_build (self->document, span, self->rows);
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_add (self->details, g_ptr_array_index (self->rows, i));
}

static void
stop_waiting (TandaiInspector *self)
{
  if (self->details_clock != NULL)
    g_signal_handlers_disconnect_by_data (self->details_clock, self);
  g_clear_object (&self->details_clock);
}

static void
after_paint_cb (GdkFrameClock *clock, TandaiInspector *self)
{
  stop_waiting (self);
  show_details (self);
}

/* The frame that answers a key comes first: laying the details out takes as long as all else in it. */
static void
queue_details (TandaiInspector *self)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self));

  if (self->details_clock != NULL)
    return;
  if (clock == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      show_details (self);
      return;
    }
  self->details_clock = g_object_ref (clock);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), self);
  gtk_widget_queue_draw (GTK_WIDGET (self->list));
}

static void
remove_cb (GtkButton *button, TandaiInspector *self)
{
  g_autofree char *id = g_strdup (self->shown);

  if (id == NULL)
    return;
  gtk_widget_activate_action (GTK_WIDGET (self), "win.select-span", "s", id);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.untag", NULL);
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

/* A link shows in the rows of both its spans, which are themselves unchanged. */
static void
refill_linked (TandaiInspector *self, TandaiStep *step)
{
  for (guint i = 0; i < step->edits->len; i++)
    {
      TandaiEdit *edit = g_ptr_array_index (step->edits, i);
      TandaiRelation *relation = edit->after != NULL ? edit->after : edit->before;

      if (edit->kind != TANDAI_EDIT_RELATION)
        continue;
      refill_row (self, tandai_relation_get_from (relation));
      refill_row (self, tandai_relation_get_to (relation));
    }
}

static void
document_changed_cb (TandaiDocument *document, TandaiStep *step, gboolean undone, TandaiInspector *self)
{
  update_page (self);
  refill_linked (self, step);
  if (self->shown != NULL && concerns (step, self->shown))
    queue_details (self);
}

static void
tandai_inspector_dispose (GObject *object)
{
  TandaiInspector *self = TANDAI_INSPECTOR (object);

  tandai_inspector_set_document (self, NULL);
  stop_waiting (self);
  g_clear_object (&self->selection);
  g_clear_object (&self->slice);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->shown, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), TANDAI_TYPE_INSPECTOR);
  G_OBJECT_CLASS (tandai_inspector_parent_class)->dispose (object);
}

static void
tandai_inspector_finalize (GObject *object)
{
  g_hash_table_unref (TANDAI_INSPECTOR (object)->bound);
  G_OBJECT_CLASS (tandai_inspector_parent_class)->finalize (object);
}

static void
tandai_inspector_class_init (TandaiInspectorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tandai_inspector_dispose;
  G_OBJECT_CLASS (klass)->finalize = tandai_inspector_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tandai/Tandai/tandai-inspector.ui");
  gtk_widget_class_bind_template_child (widget_class, TandaiInspector, stack);
  gtk_widget_class_bind_template_child (widget_class, TandaiInspector, list);
  gtk_widget_class_bind_template_child (widget_class, TandaiInspector, details_page);
  gtk_widget_class_bind_template_child (widget_class, TandaiInspector, details);
  gtk_widget_class_bind_template_child (widget_class, TandaiInspector, remove);
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
  self->bound = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->slice = gtk_slice_list_model_new (NULL, 0, FIRST_ROWS);
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_row_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_row_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_row_cb), self, 0);
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (selected_cb), self, 0);
  g_signal_connect_object (self->remove, "clicked", G_CALLBACK (remove_cb), self, 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->remove), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Remove the span"), -1);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Spans"),
                                  -1);
}

static void
stop_growing (TandaiInspector *self, guint size)
{
  g_clear_handle_id (&self->grow_source, g_source_remove);
  gtk_slice_list_model_set_size (self->slice, size);
}

static gboolean
grow_cb (gpointer user_data)
{
  TandaiInspector *self = user_data;
  guint size = gtk_slice_list_model_get_size (self->slice);

  if (size < LAST_ROWS)
    {
      gtk_slice_list_model_set_size (self->slice, 2 * size);
      return G_SOURCE_CONTINUE;
    }
  self->grow_source = 0;
  gtk_slice_list_model_set_size (self->slice, G_MAXUINT);
  return G_SOURCE_REMOVE;
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
    {
      gtk_single_selection_set_model (self->selection, NULL);
      stop_growing (self, FIRST_ROWS);
    }
  g_set_object (&self->document, document);
  if (document == NULL)
    return;
  gtk_slice_list_model_set_model (self->slice, G_LIST_MODEL (tandai_document_get_annotations (document)));
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->slice));
  /* After the frame that shows the first ones. */
  self->grow_source = g_idle_add_full (G_PRIORITY_LOW, grow_cb, self, NULL);
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
  if (position != GTK_INVALID_LIST_POSITION && position >= gtk_slice_list_model_get_size (self->slice))
    stop_growing (self, G_MAXUINT);
  self->shown = g_strdup (id);
  self->showing = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  self->showing = FALSE;
  if (position != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
  queue_details (self);
}

/** tandai_inspector_get_list: Returns: (transfer none): the list, where single keys act too */
GtkWidget *
tandai_inspector_get_list (TandaiInspector *self)
{
  return GTK_WIDGET (self->list);
}
