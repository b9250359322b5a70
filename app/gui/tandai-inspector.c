/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "gui/tandai-article-details.h"
#include "gui/tandai-conflict-list.h"
#include "gui/tandai-inspector.h"
#include "gui/tandai-orphan-list.h"
#include "gui/tandai-span-details.h"
#include "gui/tandai-span-list.h"

struct _TandaiInspector
{
  AdwBin parent_instance;

  TandaiSpanList *list;
  GtkWidget *details_page;
  GtkStack *details;
  TandaiSpanDetails *span_details;
  TandaiArticleDetails *article_details;
  TandaiOrphanList *orphans;
  TandaiConflictList *conflicts;
  GtkToggleButton *span_button;
  GtkToggleButton *article_button;
  GtkToggleButton *conflicts_button;
  GtkButton *remove;

  TandaiDocument *document;
  GdkFrameClock *details_clock;

  char *shown;

  /* What gets the focus as soon as it is on screen. */
  TandaiDetailsPart wanted;
  char *wanted_conflict;
};

G_DEFINE_FINAL_TYPE (TandaiInspector, tandai_inspector, ADW_TYPE_BIN)

enum
{
  SIGNAL_SPAN_ACTIVATED,
  SIGNAL_REFUSED,
  SIGNAL_LEFT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

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
  gboolean conflicts = gtk_toggle_button_get_active (self->conflicts_button);

  gtk_stack_set_visible_child_name (self->details, span ? "span" : conflicts ? "conflicts" : "article");
  gtk_widget_set_visible (GTK_WIDGET (self->remove), span);
}

/* Their page is there as long as there are some. */
static void
show_conflicts (TandaiInspector *self)
{
  gboolean any = self->document != NULL && tandai_document_get_sidecar (self->document)->n_conflicts > 0;

  gtk_widget_set_visible (GTK_WIDGET (self->conflicts_button), any);
  tandai_conflict_list_show (self->conflicts, self->document);
  if (!any && gtk_toggle_button_get_active (self->conflicts_button))
    gtk_toggle_button_set_active (shown_span (self) != NULL ? self->span_button : self->article_button, TRUE);
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
  tandai_span_list_update (self->list);
  tandai_span_details_show (self->span_details, self->document, span);
  tandai_article_details_show (self->article_details, self->document);
  tandai_orphan_list_show (self->orphans, self->document);
  gtk_widget_set_sensitive (GTK_WIDGET (self->span_button), span != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->remove), open);
  show_conflicts (self);
  if (span == NULL && gtk_toggle_button_get_active (self->span_button))
    gtk_toggle_button_set_active (self->article_button, TRUE);
}

static GtkToggleButton *
page_of (TandaiInspector *self, TandaiDetailsPart part)
{
  if (part == TANDAI_DETAILS_CONFLICTS)
    return self->conflicts_button;
  return part == TANDAI_DETAILS_ARTICLE || part == TANDAI_DETAILS_ORPHANS ? self->article_button
                                                                          : self->span_button;
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

static void
document_changed_cb (TandaiDocument *document, TandaiStep *step, gboolean undone, TandaiInspector *self)
{
  tandai_span_list_take_step (self->list, step);
  queue_details (self);
}

static void
span_activated_cb (TandaiSpanList *list, const char *id, TandaiInspector *self)
{
  g_signal_emit (self, signals[SIGNAL_SPAN_ACTIVATED], 0, id);
}

static void
tandai_inspector_dispose (GObject *object)
{
  TandaiInspector *self = TANDAI_INSPECTOR (object);

  tandai_inspector_set_document (self, NULL);
  stop_waiting (self);
  g_clear_pointer (&self->shown, g_free);
  g_clear_pointer (&self->wanted_conflict, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), TANDAI_TYPE_INSPECTOR);
  G_OBJECT_CLASS (tandai_inspector_parent_class)->dispose (object);
}

static void
tandai_inspector_class_init (TandaiInspectorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tandai_inspector_dispose;
  g_type_ensure (TANDAI_TYPE_SPAN_LIST);
  g_type_ensure (TANDAI_TYPE_SPAN_DETAILS);
  g_type_ensure (TANDAI_TYPE_ARTICLE_DETAILS);
  g_type_ensure (TANDAI_TYPE_ORPHAN_LIST);
  g_type_ensure (TANDAI_TYPE_CONFLICT_LIST);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tandai/Tandai/tandai-inspector.ui");
  gtk_widget_class_bind_template_child (widget_class, TandaiInspector, list);
  gtk_widget_class_bind_template_child (widget_class, TandaiInspector, details_page);
  gtk_widget_class_bind_template_child (widget_class, TandaiInspector, details);
  gtk_widget_class_bind_template_child (widget_class, TandaiInspector, span_details);
  gtk_widget_class_bind_template_child (widget_class, TandaiInspector, article_details);
  gtk_widget_class_bind_template_child (widget_class, TandaiInspector, orphans);
  gtk_widget_class_bind_template_child (widget_class, TandaiInspector, conflicts);
  gtk_widget_class_bind_template_child (widget_class, TandaiInspector, span_button);
  gtk_widget_class_bind_template_child (widget_class, TandaiInspector, article_button);
  gtk_widget_class_bind_template_child (widget_class, TandaiInspector, conflicts_button);
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
  else if (part == TANDAI_DETAILS_ORPHANS)
    tandai_orphan_list_focus (self->orphans);
  else if (part == TANDAI_DETAILS_CONFLICTS)
    tandai_conflict_list_focus (self->conflicts, self->wanted_conflict);
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
  g_signal_connect_object (self->conflicts_button, "toggled", G_CALLBACK (page_toggled_cb), self, 0);
  g_signal_connect_object (self->remove, "clicked", G_CALLBACK (remove_cb), self, 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->remove), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Remove the span"), -1);
}

static void
tandai_inspector_init (TandaiInspector *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->list, "span-activated", G_CALLBACK (span_activated_cb), self, 0);
  watch_details (self);
}

/** tandai_inspector_set_document: shows the spans of a document; %NULL for none */
void
tandai_inspector_set_document (TandaiInspector *self, TandaiDocument *document)
{
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_func (self->document, document_changed_cb, self);
  g_clear_pointer (&self->shown, g_free);
  g_set_object (&self->document, document);
  /* Gone already where the widget is being done away with. */
  if (self->list == NULL)
    return;
  tandai_span_list_set_document (self->list, document);
  if (document != NULL)
    g_signal_connect_object (document, "changed", G_CALLBACK (document_changed_cb), self, 0);
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

  if (self->document != NULL && id != NULL)
    span = tandai_annotation_set_lookup_span (tandai_document_get_annotations (self->document), id);
  /* Turned to once for each span: a person may want the article's page beside it. */
  if (span != NULL && g_strcmp0 (old, id) != 0)
    gtk_toggle_button_set_active (self->span_button, TRUE);
  self->shown = g_strdup (id);
  tandai_span_list_select (self->list, span);
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
  if (self->document == NULL || (page_of (self, part) == self->span_button && shown_span (self) == NULL))
    return FALSE;
  if (part == TANDAI_DETAILS_ATTRIBUTES && !tandai_span_details_has_attributes (self->span_details))
    return FALSE;
  gtk_toggle_button_set_active (page_of (self, part), TRUE);
  self->wanted = part;
  if (gtk_widget_get_mapped (self->details_page))
    focus_wanted (self);
  return TRUE;
}

/**
 * tandai_inspector_edit_conflict:
 * @self: an inspector, which may not be on screen yet
 * @key: the key of one of the document's conflicts
 *
 * Puts the focus on what decides a conflict, now or as soon as it is on screen.
 */
void
tandai_inspector_edit_conflict (TandaiInspector *self, const char *key)
{
  g_free (self->wanted_conflict);
  self->wanted_conflict = g_strdup (key);
  tandai_inspector_edit (self, TANDAI_DETAILS_CONFLICTS);
}

/** tandai_inspector_get_focused_conflict: Returns: (transfer none) (nullable): the key of the conflict that
 * has the focus */
const char *
tandai_inspector_get_focused_conflict (TandaiInspector *self)
{
  return tandai_conflict_list_get_focused (self->conflicts);
}

/** tandai_inspector_get_list: Returns: (transfer none): the list, where single keys act too */
GtkWidget *
tandai_inspector_get_list (TandaiInspector *self)
{
  return tandai_span_list_get_view (self->list);
}
