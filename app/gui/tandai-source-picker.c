/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "gui/tandai-source-picker.h"
#include "gui/tandai-swatch.h"

/* So many are offered before the quote or claim, and so many after it: filtering more takes longer than a
 * frame. */
#define MAX_EACH_WAY 1000

/* Some of the words that follow tell one “Budi” from the other. */
#define CONTEXT_CHARS 32

struct _TandaiSourcePicker
{
  GtkPopover parent_instance;

  GtkSearchEntry *entry;
  GtkListView *list;
  GListStore *spans;
  GtkFilterListModel *shown;
  GtkSingleSelection *selection;
  TandaiDocument *document;
  TandaiSpan *speech;
};

G_DEFINE_FINAL_TYPE (TandaiSourcePicker, tandai_source_picker, GTK_TYPE_POPOVER)

static char *
dup_line (TandaiSourcePicker *self, guint start, guint end)
{
  TandaiText *text = tandai_document_get_text (self->document);
  char *line = tandai_text_slice (text, start, MIN (end, tandai_text_get_length (text)));

  return g_strdelimit (line, "\n\t", ' ');
}

static char *
dup_words (TandaiSourcePicker *self, TandaiSpan *span)
{
  TandaiRange hull = tandai_span_get_hull (span);

  return dup_line (self, hull.start, hull.end);
}

static gboolean
filter_cb (gpointer item, gpointer user_data)
{
  TandaiSourcePicker *self = user_data;
  g_autofree char *typed = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->entry)), -1);
  g_autofree char *words = NULL;
  g_autofree char *folded = NULL;

  if (*typed == '\0' || self->document == NULL)
    return TRUE;
  words = dup_words (self, item);
  folded = g_utf8_casefold (words, -1);
  return strstr (folded, typed) != NULL;
}

/* A list that has no size yet does not scroll. */
static gboolean
scroll_cb (GtkWidget *list, GdkFrameClock *clock, gpointer user_data)
{
  TandaiSourcePicker *self = user_data;
  guint position = gtk_single_selection_get_selected (self->selection);

  if (gtk_widget_get_height (list) == 0)
    return G_SOURCE_CONTINUE;
  if (position != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (list, "list.scroll-to-item", "u", position);
  return G_SOURCE_REMOVE;
}

static void
choose (TandaiSourcePicker *self, guint position)
{
  gtk_single_selection_set_selected (self->selection, position);
  gtk_widget_add_tick_callback (GTK_WIDGET (self->list), scroll_cb, self, NULL);
}

/* The nearest one before the quote or claim, else the first. */
static void
choose_nearest (TandaiSourcePicker *self)
{
  GListModel *model = G_LIST_MODEL (self->selection);
  guint n = g_list_model_get_n_items (model);
  guint position = 0;

  for (; self->speech != NULL && position < n; position++)
    {
      g_autoptr (TandaiSpan) span = g_list_model_get_item (model, position);

      if (tandai_span_compare (span, self->speech) > 0)
        break;
    }
  choose (self, position > 0 ? position - 1 : 0);
}

static void
search_changed_cb (GtkSearchEntry *entry, TandaiSourcePicker *self)
{
  gtk_filter_changed (gtk_filter_list_model_get_filter (self->shown), GTK_FILTER_CHANGE_DIFFERENT);
  choose_nearest (self);
}

static void
pick (TandaiSourcePicker *self)
{
  TandaiSpan *span = gtk_single_selection_get_selected_item (self->selection);
  g_autofree char *id = span != NULL ? g_strdup (tandai_span_get_id (span)) : NULL;

  if (id == NULL)
    return;
  gtk_popover_popdown (GTK_POPOVER (self));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.link-source", "s", id);
}

static void
activate_cb (GtkListView *list, guint position, TandaiSourcePicker *self)
{
  gtk_single_selection_set_selected (self->selection, position);
  pick (self);
}

/* Not through the list's single click: with that a pointer that merely rests there chooses what scrolls by.
 */
static void
released_cb (GtkGestureClick *gesture, int n_press, double x, double y, GtkListItem *item)
{
  TandaiSourcePicker *self = g_object_get_data (G_OBJECT (gesture), "picker");

  gtk_single_selection_set_selected (self->selection, gtk_list_item_get_position (item));
  pick (self);
}

static gboolean
key_pressed_cb (
    GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, TandaiSourcePicker *self)
{
  guint at = gtk_single_selection_get_selected (self->selection);

  switch (key)
    {
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      pick (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_Down:
      if (at + 1 < g_list_model_get_n_items (G_LIST_MODEL (self->selection)))
        choose (self, at + 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
      if (at > 0 && at != GTK_INVALID_LIST_POSITION)
        choose (self, at - 1);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
stop_search_cb (GtkSearchEntry *entry, TandaiSourcePicker *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
}

static GtkWidget *
words_new (void)
{
  GtkWidget *words = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (words), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (words), 0);
  return words;
}

/* Of a row: its swatch, its words, those that follow in the text, and whether it is a source already. */
static void
setup_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item, TandaiSourcePicker *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *words = words_new ();
  GtkWidget *context = words_new ();
  GtkWidget *check = gtk_image_new_from_icon_name ("object-select-symbolic");
  GtkGesture *click = gtk_gesture_click_new ();

  g_object_set_data (G_OBJECT (click), "picker", self);
  g_signal_connect_object (click, "released", G_CALLBACK (released_cb), item, 0);
  gtk_widget_add_controller (box, GTK_EVENT_CONTROLLER (click));
  gtk_label_set_max_width_chars (GTK_LABEL (words), 36);
  gtk_label_set_max_width_chars (GTK_LABEL (context), 1);
  gtk_widget_set_hexpand (context, TRUE);
  gtk_widget_add_css_class (context, "dim-label");
  gtk_widget_set_tooltip_text (check, _ ("Linked"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Linked"), -1);
  gtk_box_append (GTK_BOX (box), tandai_swatch_new ());
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), context);
  gtk_box_append (GTK_BOX (box), check);
  gtk_list_item_set_child (item, box);
}

static gboolean
is_source (TandaiSourcePicker *self, TandaiSpan *span)
{
  const char *id = tandai_span_get_id (self->speech);
  g_autoptr (GPtrArray) links =
      tandai_annotation_set_list_relations (tandai_document_get_annotations (self->document), id);

  for (guint i = 0; i < links->len; i++)
    if (g_str_equal (tandai_relation_get_from (links->pdata[i]), id)
        && g_str_equal (tandai_relation_get_to (links->pdata[i]), tandai_span_get_id (span))
        && g_str_equal (tandai_relation_get_kind (links->pdata[i]), "source"))
      return TRUE;
  return FALSE;
}

static void
bind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item, TandaiSourcePicker *self)
{
  TandaiSchema *schema = tandai_document_get_schema (self->document);
  TandaiSpan *span = gtk_list_item_get_item (item);
  const TandaiLabelDef *def = tandai_schema_find_label (schema, tandai_span_get_label (span), NULL);
  TandaiRange hull = tandai_span_get_hull (span);
  GtkWidget *box = gtk_list_item_get_child (item);
  GtkWidget *swatch = gtk_widget_get_first_child (box);
  GtkWidget *words = gtk_widget_get_next_sibling (swatch);
  GtkWidget *context = gtk_widget_get_next_sibling (words);
  g_autofree char *line = dup_words (self, span);
  g_autofree char *rest = dup_line (self, hull.end, hull.end + CONTEXT_CHARS);
  g_autofree char *name = g_strdup_printf ("%s: %s", def != NULL ? def->title : "", line);

  tandai_swatch_set_label (TANDAI_SWATCH (swatch), schema, tandai_span_get_label (span));
  gtk_label_set_label (GTK_LABEL (words), line);
  gtk_label_set_label (GTK_LABEL (context), rest);
  gtk_widget_set_visible (gtk_widget_get_next_sibling (context), is_source (self, span));
  gtk_accessible_update_property (GTK_ACCESSIBLE (words), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
tandai_source_picker_show (GtkWidget *widget)
{
  TandaiSourcePicker *self = TANDAI_SOURCE_PICKER (widget);

  GTK_WIDGET_CLASS (tandai_source_picker_parent_class)->show (widget);
  choose_nearest (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
tandai_source_picker_dispose (GObject *object)
{
  TandaiSourcePicker *self = TANDAI_SOURCE_PICKER (object);

  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);
  g_clear_object (&self->selection);
  g_clear_object (&self->document);
  g_clear_object (&self->speech);
  gtk_widget_dispose_template (GTK_WIDGET (self), TANDAI_TYPE_SOURCE_PICKER);
  G_OBJECT_CLASS (tandai_source_picker_parent_class)->dispose (object);
}

static void
tandai_source_picker_class_init (TandaiSourcePickerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tandai_source_picker_dispose;
  widget_class->show = tandai_source_picker_show;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tandai/Tandai/tandai-source-picker.ui");
  gtk_widget_class_bind_template_child (widget_class, TandaiSourcePicker, entry);
  gtk_widget_class_bind_template_child (widget_class, TandaiSourcePicker, list);
}

static void
make_list (TandaiSourcePicker *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkFilter *filter = GTK_FILTER (gtk_custom_filter_new (filter_cb, self, NULL));

  self->spans = g_list_store_new (TANDAI_TYPE_SPAN);
  self->shown = gtk_filter_list_model_new (G_LIST_MODEL (self->spans), filter);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (self->shown));
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_row_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_row_cb), self, 0);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_object_unref (factory);
}

static void
tandai_source_picker_init (TandaiSourcePicker *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  make_list (self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
  g_signal_connect_object (self->entry, "search-changed", G_CALLBACK (search_changed_cb), self, 0);
  g_signal_connect_object (self->entry, "stop-search", G_CALLBACK (stop_search_cb), self, 0);
  g_signal_connect_object (self->list, "activate", G_CALLBACK (activate_cb), self, 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Words of a source"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Sources"),
                                  -1);
}

/** tandai_source_picker_new: Returns: a picker that offers nothing */
GtkWidget *
tandai_source_picker_new (void)
{
  return g_object_new (TANDAI_TYPE_SOURCE_PICKER, NULL);
}

static gboolean
may_be_source (const TandaiRelationDef *def, TandaiSpan *span, TandaiSpan *speech)
{
  return span != speech
         && (def->to == NULL || def->to[0] == NULL
             || g_strv_contains ((const char *const *) def->to, tandai_span_get_label (span)));
}

/* Goes through the spans from one position, at most so many of them that may be a source. */
static GPtrArray *
collect (TandaiAnnotationSet *set, const TandaiRelationDef *def, TandaiSpan *speech, gint64 from, int by)
{
  GPtrArray *found = g_ptr_array_new ();
  gint64 n = tandai_annotation_set_get_n_spans (set);

  for (gint64 i = from; i >= 0 && i < n && found->len < MAX_EACH_WAY; i += by)
    {
      TandaiSpan *span = tandai_annotation_set_get_span (set, (guint) i);

      if (may_be_source (def, span, speech))
        g_ptr_array_add (found, span);
    }
  return found;
}

/**
 * tandai_source_picker_fill:
 * @self: a picker
 * @document: an article
 * @def: the relation to a source
 * @speech: the quote or claim that is to have one
 *
 * Offers the spans that may be a source of @speech.
 *
 * Returns: whether there are any
 */
gboolean
tandai_source_picker_fill (TandaiSourcePicker *self,
                           TandaiDocument *document,
                           const TandaiRelationDef *def,
                           TandaiSpan *speech)
{
  TandaiAnnotationSet *set = tandai_document_get_annotations (document);
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;
  guint position = 0;

  g_set_object (&self->document, document);
  g_set_object (&self->speech, speech);
  tandai_annotation_set_find_position (set, speech, &position);
  before = collect (set, def, speech, (gint64) position - 1, -1);
  after = collect (set, def, speech, (gint64) position + 1, 1);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  g_list_store_remove_all (self->spans);
  for (guint i = before->len; i-- > 0;)
    g_list_store_append (self->spans, before->pdata[i]);
  g_list_store_splice (self->spans, before->len, 0, after->pdata, after->len);
  return before->len + after->len > 0;
}
