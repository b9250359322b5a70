/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gui/tandai-keys.h"
#include "gui/tandai-window-private.h"

/* The label whose key this is, alone or with Ctrl, unless a command has it. */
static const TandaiLabelDef *
label_of_key (TandaiWindow *self, const TandaiAccel *accel)
{
  TandaiSchema *schema = tandai_document_get_schema (self->document);

  for (guint i = 0; i < tandai_schema_get_n_labels (schema); i++)
    {
      const TandaiLabelDef *def = tandai_schema_get_label (schema, i);

      if (tandai_accel_is_letter (accel, tandai_keys_get_label_key (tandai_keys_get_default (), def)))
        return def;
    }
  return NULL;
}

/* Preview, selection, selected span, back to the article: one at a time. */
static gboolean
escape (TandaiWindow *self)
{
  TandaiRange range;
  TandaiStop stop;

  if (_tandai_window_drop_preview (self) || _tandai_window_escape_find (self))
    return GDK_EVENT_STOP;
  if (tandai_article_view_get_selection (self->view, &range))
    tandai_article_view_clear_selection (self->view);
  else if (_tandai_window_get_stop (self, &stop))
    _tandai_window_leave_stop (self);
  else if (tandai_article_view_get_selected_span (self->view) != NULL)
    _tandai_window_select_span (self, NULL, FALSE);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
  return GDK_EVENT_STOP;
}

/* Whether Shift and an arrow move an end of a span, a stop, or a selection whose end is where the caret is.
 */
static gboolean
moves_end (TandaiWindow *self)
{
  TandaiStop stop;
  TandaiRange range;

  if (tandai_article_view_get_selected_span (self->view) != NULL)
    return TRUE;
  if (tandai_article_view_get_selection (self->view, &range))
    return tandai_article_view_get_caret (self->view) == range.end;
  return _tandai_window_get_stop (self, &stop);
}

/* Tab, Enter and Backspace keep what they mean in a list; keys that no entry wants are the whole window's. */
static gboolean
acts_here (TandaiWindow *self, const TandaiCommand *command, const TandaiAccel *accel, gboolean in_article)
{
  if (command->place == TANDAI_PLACE_WINDOW)
    return tandai_accel_is_plain (accel);
  if (command->place == TANDAI_PLACE_END && !moves_end (self))
    return FALSE;
  return in_article
         || (accel->key != GDK_KEY_Tab && accel->key != GDK_KEY_Return && accel->key != GDK_KEY_BackSpace);
}

static void
activate_command (TandaiWindow *self, const TandaiCommand *command)
{
  g_autofree char *name = NULL;
  g_autoptr (GVariant) value = NULL;

  if (g_action_parse_detailed_name (command->action, &name, &value, NULL))
    gtk_widget_activate_action_variant (GTK_WIDGET (self), name, value);
}

/* Single keys act in the article and in the list of spans, never in an entry. */
static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, TandaiWindow *self)
{
  TandaiAccel accel = tandai_accel_new (key, state);
  const TandaiCommand *command = tandai_keys_lookup (tandai_keys_get_default (), &accel);
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));
  const TandaiLabelDef *label;

  if (self->document == NULL)
    return GDK_EVENT_PROPAGATE;
  if (accel.key == GDK_KEY_Escape)
    return escape (self);
  if (command != NULL)
    {
      if (!acts_here (self, command, &accel, widget == GTK_WIDGET (self->view)))
        return GDK_EVENT_PROPAGATE;
      activate_command (self, command);
      return GDK_EVENT_STOP;
    }
  label = label_of_key (self, &accel);
  if (label == NULL)
    return GDK_EVENT_PROPAGATE;
  gtk_widget_activate_action (GTK_WIDGET (self), accel.state == 0 ? "win.tag" : "win.add-tag", "s",
                              label->name);
  return GDK_EVENT_STOP;
}

/* The list of a pane has the focus, or something round it. */
static gboolean
holds_focus (TandaiWindow *self, GtkWidget *pane)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  return focus != NULL && (focus == pane || gtk_widget_is_ancestor (focus, pane));
}

/* A list that somebody has closed is passed over; one that a narrow window has no room for is opened. */
static gboolean
has_corpus (TandaiWindow *self)
{
  return adw_flap_get_reveal_flap (self->corpus_flap)
         || (self->articles != NULL && adw_flap_get_folded (self->corpus_flap));
}

static void
corpus_mapped_cb (GtkWidget *corpus, TandaiWindow *self)
{
  g_signal_handlers_disconnect_by_func (corpus, corpus_mapped_cb, self);
  gtk_widget_child_focus (corpus, GTK_DIR_TAB_FORWARD);
}

/* What is folded away can't have the focus before it begins to come in. */
static gboolean
unfold_corpus (TandaiWindow *self)
{
  g_signal_handlers_disconnect_by_func (self->corpus, corpus_mapped_cb, self);
  g_signal_connect_object (self->corpus, "map", G_CALLBACK (corpus_mapped_cb), self, 0);
  adw_flap_set_reveal_flap (self->corpus_flap, TRUE);
  return TRUE;
}

static gboolean
enter_pane (TandaiWindow *self, GtkWidget *pane)
{
  if (pane == GTK_WIDGET (self->corpus) && !gtk_widget_get_mapped (pane))
    return unfold_corpus (self);
  /* The spans, not the buttons below them, which may be laid out sooner. */
  if (pane == GTK_WIDGET (self->inspector)
      && gtk_widget_grab_focus (tandai_inspector_get_list (self->inspector)))
    return TRUE;
  return gtk_widget_grab_focus (pane) || gtk_widget_child_focus (pane, GTK_DIR_TAB_FORWARD);
}

/* Article, inspector, corpus, header bar and round again, but for what is folded away. */
void
_tandai_window_next_pane (TandaiWindow *self)
{
  GtkWidget *panes[] = {
    GTK_WIDGET (self->view),
    adw_flap_get_reveal_flap (self->inspector_flap) ? gtk_stack_get_visible_child (self->side) : NULL,
    has_corpus (self) ? GTK_WIDGET (self->corpus) : NULL,
    self->header,
  };
  guint at = G_N_ELEMENTS (panes) - 1;

  for (guint i = 0; i < G_N_ELEMENTS (panes); i++)
    if (panes[i] != NULL && holds_focus (self, panes[i]))
      at = i;
  for (guint i = 1; i <= G_N_ELEMENTS (panes); i++)
    {
      GtkWidget *pane = panes[(at + i) % G_N_ELEMENTS (panes)];

      if (pane == NULL || !enter_pane (self, pane))
        continue;
      if (panes[at] == GTK_WIDGET (self->corpus) && pane != panes[at])
        _tandai_window_fold_corpus (self);
      return;
    }
}

static void
add_key_controller (TandaiWindow *self, GtkWidget *widget)
{
  GtkEventController *controller = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_object (controller, "key-pressed", G_CALLBACK (key_cb), self, 0);
  gtk_widget_add_controller (widget, controller);
}

void
_tandai_window_add_keys (TandaiWindow *self)
{
  add_key_controller (self, GTK_WIDGET (self->view));
  add_key_controller (self, tandai_inspector_get_list (self->inspector));
}
