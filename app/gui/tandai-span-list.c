/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "gui/tandai-head-model.h"
#include "gui/tandai-label-filter.h"
#include "gui/tandai-span-list.h"
#include "gui/tandai-span-model.h"
#include "gui/tandai-span-row.h"
#include "gui/tandai-trace.h"

struct _TandaiSpanList
{
  AdwBin parent_instance;

  GtkListView *list;
  TandaiLabelFilter *filter;

  TandaiDocument *document;
  TandaiSpanModel *model;
  TandaiHeadModel *head;
  GtkSingleSelection *selection;
  guint grow_source;

  /* The list's items by the id of the span in them, for what changes beside the span. */
  GHashTable *bound;
  char *selected;
  gboolean showing;
};

/* Laying out all the rows that a list view makes ready takes longer than a
 * frame: so many come first, as many more with each further turn. */
#define FIRST_ROWS 32

/* From here on a list view makes no further rows. */
#define LAST_ROWS 256

G_DEFINE_FINAL_TYPE (TandaiSpanList, tandai_span_list, ADW_TYPE_BIN)

enum
{
  SIGNAL_SPAN_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
setup_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item, TandaiSpanList *self)
{
  gtk_list_item_set_child (item, tandai_span_row_new ());
}

static void
fill_row (TandaiSpanList *self, GtkListItem *item)
{
  tandai_span_row_fill (gtk_list_item_get_child (item), self->document, gtk_list_item_get_item (item));
}

static void
bind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item, TandaiSpanList *self)
{
  TandaiSpan *span = gtk_list_item_get_item (item);

  g_hash_table_insert (self->bound, g_strdup (tandai_span_get_id (span)), item);
  fill_row (self, item);
  tandai_trace ("row");
}

static void
unbind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item, TandaiSpanList *self)
{
  TandaiSpan *span = gtk_list_item_get_item (item);

  /* A changed span's new row may be bound before its old one is given up. */
  if (g_hash_table_lookup (self->bound, tandai_span_get_id (span)) == item)
    g_hash_table_remove (self->bound, tandai_span_get_id (span));
}

static void
refill_row (TandaiSpanList *self, const char *id)
{
  GtkListItem *item = g_hash_table_lookup (self->bound, id);

  if (item != NULL && gtk_list_item_get_child (item) != NULL)
    fill_row (self, item);
}

static void
selected_cb (GtkSingleSelection *selection, GParamSpec *pspec, TandaiSpanList *self)
{
  TandaiSpan *span = gtk_single_selection_get_selected_item (selection);

  /* What is shown already has not been chosen: spans that come before it move its row. */
  if (!self->showing && span != NULL && g_strcmp0 (tandai_span_get_id (span), self->selected) != 0)
    g_signal_emit (self, signals[SIGNAL_SPAN_ACTIVATED], 0, tandai_span_get_id (span));
}

static void
stop_growing (TandaiSpanList *self, guint size)
{
  g_clear_handle_id (&self->grow_source, g_source_remove);
  tandai_head_model_set_size (self->head, size);
}

static gboolean
grow_cb (gpointer user_data)
{
  TandaiSpanList *self = user_data;
  guint size = tandai_head_model_get_size (self->head);

  if (size < LAST_ROWS)
    {
      tandai_head_model_set_size (self->head, size + FIRST_ROWS);
      return G_SOURCE_CONTINUE;
    }
  self->grow_source = 0;
  tandai_head_model_set_size (self->head, G_MAXUINT);
  return G_SOURCE_REMOVE;
}

/* Chooses the row of the selected span without telling anybody; none where the span is not listed. */
static guint
select_row (TandaiSpanList *self)
{
  TandaiSpan *span = NULL;
  guint position = GTK_INVALID_LIST_POSITION;

  if (self->document != NULL && self->selected != NULL)
    span =
        tandai_annotation_set_lookup_span (tandai_document_get_annotations (self->document), self->selected);
  if (span == NULL || !tandai_span_model_find (self->model, span, &position))
    position = GTK_INVALID_LIST_POSITION;
  if (position != GTK_INVALID_LIST_POSITION && position >= tandai_head_model_get_size (self->head))
    stop_growing (self, G_MAXUINT);
  self->showing = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  self->showing = FALSE;
  return position;
}

static void
show_row (TandaiSpanList *self)
{
  guint position = select_row (self);

  if (position != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
}

/* The first rows of another list come first, the others after the frame that shows them. */
static void
model_changed_cb (TandaiSpanModel *model, TandaiSpanList *self)
{
  self->showing = TRUE;
  gtk_single_selection_set_model (self->selection, NULL);
  stop_growing (self, FIRST_ROWS);
  tandai_head_model_set_model (self->head, tandai_span_model_get_list (model));
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->head));
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  self->showing = FALSE;
  self->grow_source = g_idle_add_full (G_PRIORITY_LOW, grow_cb, self, NULL);
  show_row (self);
}

static void
settled_cb (TandaiSpanModel *model, TandaiSpanList *self)
{
  show_row (self);
}

static void
filter_changed_cb (TandaiLabelFilter *filter, TandaiSpanList *self)
{
  g_auto (GStrv) labels = tandai_label_filter_dup_labels (filter);

  tandai_span_model_set_filter (self->model, (const char *const *) labels,
                                tandai_label_filter_get_grouped (filter));
}

static void
tandai_span_list_dispose (GObject *object)
{
  TandaiSpanList *self = TANDAI_SPAN_LIST (object);

  if (self->model != NULL)
    tandai_span_list_set_document (self, NULL);
  g_clear_object (&self->selection);
  g_clear_object (&self->head);
  g_clear_object (&self->model);
  g_clear_pointer (&self->selected, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), TANDAI_TYPE_SPAN_LIST);
  G_OBJECT_CLASS (tandai_span_list_parent_class)->dispose (object);
}

static void
tandai_span_list_finalize (GObject *object)
{
  g_hash_table_unref (TANDAI_SPAN_LIST (object)->bound);
  G_OBJECT_CLASS (tandai_span_list_parent_class)->finalize (object);
}

static void
tandai_span_list_class_init (TandaiSpanListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tandai_span_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = tandai_span_list_finalize;
  g_type_ensure (TANDAI_TYPE_LABEL_FILTER);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tandai/Tandai/tandai-span-list.ui");
  gtk_widget_class_bind_template_child (widget_class, TandaiSpanList, list);
  gtk_widget_class_bind_template_child (widget_class, TandaiSpanList, filter);
  signals[SIGNAL_SPAN_ACTIVATED] =
      g_signal_new ("span-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
init_list (TandaiSpanList *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_row_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_row_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_row_cb), self, 0);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Spans"),
                                  -1);
}

static void
tandai_span_list_init (TandaiSpanList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->bound = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->model = tandai_span_model_new ();
  self->head = tandai_head_model_new (FIRST_ROWS);
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (selected_cb), self, 0);
  g_signal_connect_object (self->model, "changed", G_CALLBACK (model_changed_cb), self, 0);
  g_signal_connect_object (self->model, "settled", G_CALLBACK (settled_cb), self, 0);
  g_signal_connect_object (self->filter, "changed", G_CALLBACK (filter_changed_cb), self, 0);
  init_list (self);
}

/** tandai_span_list_set_document: shows the spans of a document; %NULL for none */
void
tandai_span_list_set_document (TandaiSpanList *self, TandaiDocument *document)
{
  self->showing = TRUE;
  g_clear_pointer (&self->selected, g_free);
  gtk_single_selection_set_model (self->selection, NULL);
  stop_growing (self, FIRST_ROWS);
  g_set_object (&self->document, document);
  tandai_span_model_set_document (self->model, document);
  self->showing = FALSE;
  if (document != NULL)
    tandai_span_list_update (self);
}

/** tandai_span_list_take_step: what must follow at once: a link shows in the rows of both its spans, which
 * are themselves unchanged */
void
tandai_span_list_take_step (TandaiSpanList *self, TandaiStep *step)
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

/** tandai_span_list_update: what may follow a moment later: the counts, and the row of the selected span */
void
tandai_span_list_update (TandaiSpanList *self)
{
  gboolean empty =
      self->document == NULL
      || tandai_annotation_set_get_n_spans (tandai_document_get_annotations (self->document)) == 0;

  gtk_stack_set_visible_child_name (GTK_STACK (adw_bin_get_child (ADW_BIN (self))), empty ? "empty" : "list");
  tandai_label_filter_update (self->filter, self->document);
  tandai_span_model_update (self->model);
  select_row (self);
}

/** tandai_span_list_select: chooses a span's row without telling anybody; %NULL for none */
void
tandai_span_list_select (TandaiSpanList *self, TandaiSpan *span)
{
  g_free (self->selected);
  self->selected = span != NULL ? g_strdup (tandai_span_get_id (span)) : NULL;
  show_row (self);
}

/** tandai_span_list_get_view: Returns: (transfer none): the list itself, where single keys act too */
GtkWidget *
tandai_span_list_get_view (TandaiSpanList *self)
{
  return GTK_WIDGET (self->list);
}
