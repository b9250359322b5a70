/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "gui/tandai-article-details.h"
#include "gui/tandai-inspector.h"
#include "gui/tandai-span-details.h"
#include "gui/tandai-span-words.h"
#include "gui/tandai-swatch.h"
#include "gui/tandai-trace.h"

struct _TandaiInspector
{
  AdwBin parent_instance;

  GtkStack *stack;
  GtkListView *list;
  GtkWidget *details_page;
  GtkStack *details;
  TandaiSpanDetails *span_details;
  TandaiArticleDetails *article_details;
  GtkToggleButton *span_button;
  GtkToggleButton *article_button;
  GtkButton *remove;

  TandaiDocument *document;
  GtkSliceListModel *slice;
  GtkSingleSelection *selection;
  guint grow_source;
  GdkFrameClock *details_clock;

  /* The list's items by the id of the span in them, for what changes beside the span. */
  GHashTable *bound;
  char *shown;
  gboolean showing;

  /* What gets the focus as soon as it is on screen. */
  TandaiDetailsPart wanted;
};

/* Laying out all the rows that a list view makes ready takes longer than a
 * frame: so many come first, twice as many with each further turn. */
#define FIRST_ROWS 32

/* From here on a list view makes no further rows. */
#define LAST_ROWS 512

/* A list's row says this much of a span. */
#define WORDS_CHARS 240

G_DEFINE_FINAL_TYPE (TandaiInspector, tandai_inspector, ADW_TYPE_BIN)

enum
{
  SIGNAL_SPAN_ACTIVATED,
  SIGNAL_REFUSED,
  SIGNAL_LEFT,
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
  /* GTK warns of a label that wraps where the ellipsis is wider than its words. */
  gtk_label_set_width_chars (GTK_LABEL (words), 3);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_add_css_class (words, "span-words");
  gtk_box_append (GTK_BOX (box), tandai_swatch_new ());
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), mark_new (gtk_label_new ("→"), _ ("Linked")));
  gtk_box_append (GTK_BOX (box),
                  mark_new (gtk_image_new_from_icon_name ("document-edit-symbolic"), _ ("Note")));
  gtk_list_item_set_child (item, box);
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
  g_autofree char *words = tandai_span_words (self->document, span, WORDS_CHARS);
  g_autofree char *name = tandai_span_name (self->document, span);

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

static TandaiSpan *
shown_span (TandaiInspector *self)
{
  if (self->document == NULL || self->shown == NULL)
    return NULL;
  return tandai_annotation_set_lookup_span (tandai_document_get_annotations (self->document), self->shown);
}

/* The page that a person turned to stays; without a span there is only the article. */
static void
update_details_page (TandaiInspector *self)
{
  gboolean span = gtk_toggle_button_get_active (self->span_button);

  gtk_stack_set_visible_child_name (self->details, span ? "span" : "article");
  gtk_widget_set_visible (GTK_WIDGET (self->remove), span);
}

static void
page_toggled_cb (GtkToggleButton *button, TandaiInspector *self)
{
  update_details_page (self);
}

static void
show_details (TandaiInspector *self)
{
  TandaiSpan *span = shown_span (self);
  gboolean open =
      self->document != NULL && tandai_document_get_lock (self->document, NULL) == TANDAI_LOCK_NONE;

  gtk_widget_set_visible (self->details_page, self->document != NULL);
  tandai_span_details_show (self->span_details, self->document, span);
  tandai_article_details_show (self->article_details, self->document);
  gtk_widget_set_sensitive (GTK_WIDGET (self->span_button), span != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->remove), open);
  if (span == NULL)
    gtk_toggle_button_set_active (self->article_button, TRUE);
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

/* Links and the article's own details show whatever is chosen. */
static gboolean
concerns (TandaiStep *step, const char *id)
{
  for (guint i = 0; i < step->edits->len; i++)
    {
      TandaiEdit *edit = g_ptr_array_index (step->edits, i);

      if (edit->kind != TANDAI_EDIT_SPAN)
        return TRUE;
      if (id != NULL
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
  if (concerns (step, self->shown))
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
  g_type_ensure (TANDAI_TYPE_SPAN_DETAILS);
  g_type_ensure (TANDAI_TYPE_ARTICLE_DETAILS);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tandai/Tandai/tandai-inspector.ui");
  gtk_widget_class_bind_template_child (widget_class, TandaiInspector, stack);
  gtk_widget_class_bind_template_child (widget_class, TandaiInspector, list);
  gtk_widget_class_bind_template_child (widget_class, TandaiInspector, details_page);
  gtk_widget_class_bind_template_child (widget_class, TandaiInspector, details);
  gtk_widget_class_bind_template_child (widget_class, TandaiInspector, span_details);
  gtk_widget_class_bind_template_child (widget_class, TandaiInspector, article_details);
  gtk_widget_class_bind_template_child (widget_class, TandaiInspector, span_button);
  gtk_widget_class_bind_template_child (widget_class, TandaiInspector, article_button);
  gtk_widget_class_bind_template_child (widget_class, TandaiInspector, remove);
  signals[SIGNAL_SPAN_ACTIVATED] =
      g_signal_new ("span-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_REFUSED] = g_signal_new ("refused", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_LEFT] = g_signal_new ("left", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 0);
}

static void
refused_cb (GtkWidget *details, const char *reason, TandaiInspector *self)
{
  g_signal_emit (self, signals[SIGNAL_REFUSED], 0, reason);
}

/* Back to the article, without what was typed and not committed. */
static gboolean
details_key_cb (
    GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, TandaiInspector *self)
{
  if (key != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  tandai_span_details_revert (self->span_details);
  tandai_article_details_revert (self->article_details);
  g_signal_emit (self, signals[SIGNAL_LEFT], 0);
  return GDK_EVENT_STOP;
}

/* What waits for the focus gets it once there is a surface to have it on. */
static void
focus_wanted (TandaiInspector *self)
{
  TandaiDetailsPart part = self->wanted;

  self->wanted = TANDAI_DETAILS_NONE;
  if (part == TANDAI_DETAILS_ATTRIBUTES)
    tandai_span_details_focus_attributes (self->span_details);
  else if (part == TANDAI_DETAILS_NOTE)
    tandai_span_details_focus_note (self->span_details);
  else if (part == TANDAI_DETAILS_ARTICLE)
    tandai_article_details_focus (self->article_details);
}

static void
map_cb (GtkWidget *details_page, TandaiInspector *self)
{
  focus_wanted (self);
}

static void
watch_details (TandaiInspector *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (details_key_cb), self, 0);
  gtk_widget_add_controller (self->details_page, keys);
  g_signal_connect_object (self->details_page, "map", G_CALLBACK (map_cb), self, G_CONNECT_AFTER);
  g_signal_connect_object (self->span_details, "refused", G_CALLBACK (refused_cb), self, 0);
  g_signal_connect_object (self->article_details, "refused", G_CALLBACK (refused_cb), self, 0);
  g_signal_connect_object (self->span_button, "toggled", G_CALLBACK (page_toggled_cb), self, 0);
  g_signal_connect_object (self->remove, "clicked", G_CALLBACK (remove_cb), self, 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->remove), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Remove the span"), -1);
}

static void
tandai_inspector_init (TandaiInspector *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->bound = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->slice = gtk_slice_list_model_new (NULL, 0, FIRST_ROWS);
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_row_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_row_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_row_cb), self, 0);
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (selected_cb), self, 0);
  watch_details (self);
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
    {
      if (self->span_details != NULL)
        show_details (self);
      return;
    }
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
  /* Turned to once for each span: a person may want the article's page beside it. */
  if (span != NULL && g_strcmp0 (old, id) != 0)
    gtk_toggle_button_set_active (self->span_button, TRUE);
  self->shown = g_strdup (id);
  self->showing = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  self->showing = FALSE;
  if (position != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
  queue_details (self);
}

/** tandai_inspector_commit: makes what was typed count */
void
tandai_inspector_commit (TandaiInspector *self)
{
  tandai_span_details_commit (self->span_details);
  tandai_article_details_commit (self->article_details);
}

/**
 * tandai_inspector_edit:
 * @self: an inspector, which may not be on screen yet
 * @part: what to edit
 *
 * Puts the focus on a part of the details, now or as soon as they are on screen.
 *
 * Returns: whether there is such a part
 */
gboolean
tandai_inspector_edit (TandaiInspector *self, TandaiDetailsPart part)
{
  stop_waiting (self);
  show_details (self);
  if (self->document == NULL || (part != TANDAI_DETAILS_ARTICLE && shown_span (self) == NULL))
    return FALSE;
  if (part == TANDAI_DETAILS_ATTRIBUTES && !tandai_span_details_has_attributes (self->span_details))
    return FALSE;
  gtk_toggle_button_set_active (part == TANDAI_DETAILS_ARTICLE ? self->article_button : self->span_button,
                                TRUE);
  self->wanted = part;
  if (gtk_widget_get_mapped (self->details_page))
    focus_wanted (self);
  return TRUE;
}

/** tandai_inspector_get_list: Returns: (transfer none): the list, where single keys act too */
GtkWidget *
tandai_inspector_get_list (TandaiInspector *self)
{
  return GTK_WIDGET (self->list);
}
