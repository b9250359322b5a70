/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "gui/tandai-window-private.h"

/* Single keys act in the article and in the list of spans, never in an entry. */
typedef struct
{
  guint key;
  GdkModifierType state;
  const char *action;
  int by;
  const char *text;
} Key;

static const Key KEYS[] = {
  { GDK_KEY_j, 0, "win.next-span" },
  { GDK_KEY_k, 0, "win.previous-span" },
  { GDK_KEY_e, 0, "win.expand-selection" },
  { GDK_KEY_E, GDK_SHIFT_MASK, "win.shrink-selection" },
  { GDK_KEY_r, 0, "win.repeat-tag" },
  { GDK_KEY_d, 0, "win.done" },
  { GDK_KEY_l, 0, "win.pick-label" },
  { GDK_KEY_a, 0, "win.edit-attributes" },
  { GDK_KEY_n, 0, "win.edit-note" },
  { GDK_KEY_s, 0, "win.link-source", 0, "" },
  { GDK_KEY_S, GDK_SHIFT_MASK, "win.pick-source" },
  { GDK_KEY_u, 0, "win.no-source" },
  { GDK_KEY_Delete, 0, "win.untag" },
  { GDK_KEY_KP_Delete, 0, "win.untag" },
  { GDK_KEY_plus, 0, "win.add-fragment" },
  { GDK_KEY_equal, 0, "win.add-fragment" },
  { GDK_KEY_KP_Add, 0, "win.add-fragment" },
  { GDK_KEY_minus, 0, "win.cut-fragment" },
  { GDK_KEY_KP_Subtract, 0, "win.cut-fragment" },
  { GDK_KEY_bracketleft, 0, "win.move-start-word", -1 },
  { GDK_KEY_bracketright, 0, "win.move-start-word", 1 },
  { GDK_KEY_braceleft, 0, "win.move-start", -1 },
  { GDK_KEY_braceright, 0, "win.move-start", 1 },
};

/* In the article alone: the list's own Tab, Enter and Backspace stay. */
static const Key ARTICLE_KEYS[] = {
  { GDK_KEY_Tab, 0, "win.next-candidate" },
  { GDK_KEY_ISO_Left_Tab, GDK_SHIFT_MASK, "win.previous-candidate" },
  { GDK_KEY_Return, 0, "win.accept-suggestion" },
  { GDK_KEY_KP_Enter, 0, "win.accept-suggestion" },
  { GDK_KEY_BackSpace, 0, "win.reject-suggestion" },
};

/* On a selected span these move its end; elsewhere they are the text view's own. */
static const Key SPAN_KEYS[] = {
  { GDK_KEY_Left, GDK_SHIFT_MASK, "win.move-end", -1 },
  { GDK_KEY_Right, GDK_SHIFT_MASK, "win.move-end", 1 },
  { GDK_KEY_Left, GDK_SHIFT_MASK | GDK_CONTROL_MASK, "win.move-end-word", -1 },
  { GDK_KEY_Right, GDK_SHIFT_MASK | GDK_CONTROL_MASK, "win.move-end-word", 1 },
};

/* Where a sign stands on the keyboard, and so whether it needs Shift, differs from layout to layout. */
static GdkModifierType
plain_state (guint key, GdkModifierType state)
{
  gunichar c = gdk_keyval_to_unicode (key);

  return c > ' ' && !g_unichar_isalpha (c) ? state & ~GDK_SHIFT_MASK : state;
}

static gboolean
activate_key (TandaiWindow *self, const Key *keys, guint n_keys, guint key, GdkModifierType state)
{
  for (guint i = 0; i < n_keys; i++)
    if (keys[i].key == key && keys[i].state == plain_state (key, state))
      {
        GVariant *value = keys[i].by != 0        ? g_variant_new_int32 (keys[i].by)
                          : keys[i].text != NULL ? g_variant_new_string (keys[i].text)
                                                 : NULL;

        gtk_widget_activate_action_variant (GTK_WIDGET (self), keys[i].action, value);
        return TRUE;
      }
  return FALSE;
}

static const TandaiLabelDef *
label_of_key (TandaiWindow *self, guint key)
{
  TandaiSchema *schema = tandai_document_get_schema (self->document);
  gunichar c =
      key >= GDK_KEY_KP_0 && key <= GDK_KEY_KP_9 ? '0' + (key - GDK_KEY_KP_0) : gdk_keyval_to_unicode (key);

  for (guint i = 0; i < tandai_schema_get_n_labels (schema); i++)
    {
      const TandaiLabelDef *def = tandai_schema_get_label (schema, i);

      if (*def->key != '\0' && g_unichar_tolower (g_utf8_get_char (def->key)) == g_unichar_tolower (c))
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

static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, TandaiWindow *self)
{
  const TandaiLabelDef *label;

  if (self->document == NULL)
    return GDK_EVENT_PROPAGATE;
  state &= GDK_SHIFT_MASK | GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK;
  if (key == GDK_KEY_Escape)
    return escape (self);
  /* Shift alone makes a capital; Caps Lock does not. */
  key = state & GDK_SHIFT_MASK ? gdk_keyval_to_upper (key) : gdk_keyval_to_lower (key);
  label = label_of_key (self, key);
  if (label != NULL && (state == 0 || state == GDK_CONTROL_MASK))
    {
      gtk_widget_activate_action (GTK_WIDGET (self), state == 0 ? "win.tag" : "win.add-tag", "s",
                                  label->name);
      return GDK_EVENT_STOP;
    }
  if (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller)) == GTK_WIDGET (self->view)
      && activate_key (self, ARTICLE_KEYS, G_N_ELEMENTS (ARTICLE_KEYS), key, state))
    return GDK_EVENT_STOP;
  if (moves_end (self) && activate_key (self, SPAN_KEYS, G_N_ELEMENTS (SPAN_KEYS), key, state))
    return GDK_EVENT_STOP;
  return activate_key (self, KEYS, G_N_ELEMENTS (KEYS), key, state);
}

/* The list of a pane has the focus, or something round it. */
static gboolean
holds_focus (TandaiWindow *self, GtkWidget *pane)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  return focus != NULL && (focus == pane || gtk_widget_is_ancestor (focus, pane));
}

/* Article, inspector, corpus, header bar and round again, but for what is folded away. */
void
_tandai_window_next_pane (TandaiWindow *self)
{
  GtkWidget *panes[] = {
    GTK_WIDGET (self->view),
    adw_flap_get_reveal_flap (self->inspector_flap) ? GTK_WIDGET (self->inspector) : NULL,
    adw_flap_get_reveal_flap (self->corpus_flap) ? GTK_WIDGET (self->corpus) : NULL,
    self->header,
  };
  guint at = G_N_ELEMENTS (panes) - 1;

  for (guint i = 0; i < G_N_ELEMENTS (panes); i++)
    if (panes[i] != NULL && holds_focus (self, panes[i]))
      at = i;
  for (guint i = 1; i <= G_N_ELEMENTS (panes); i++)
    {
      GtkWidget *pane = panes[(at + i) % G_N_ELEMENTS (panes)];

      /* The spans, not the buttons below them, which may be laid out sooner. */
      if (pane == GTK_WIDGET (self->inspector)
          && gtk_widget_grab_focus (tandai_inspector_get_list (self->inspector)))
        return;
      if (pane != NULL
          && (gtk_widget_grab_focus (pane) || gtk_widget_child_focus (pane, GTK_DIR_TAB_FORWARD)))
        return;
    }
}

static gboolean
focus_pane (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  _tandai_window_next_pane (TANDAI_WINDOW (widget));
  return TRUE;
}

static gboolean
say_saved (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  TandaiWindow *self = TANDAI_WINDOW (widget);

  if (self->document != NULL)
    _tandai_window_toast (self, tandai_saver_get_state (self->saver) == TANDAI_SAVER_FAILED
                                    ? tandai_saver_get_message (self->saver)
                                    : _ ("Everything is saved as you go"));
  return TRUE;
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
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_F6, 0),
                                                          gtk_callback_action_new (focus_pane, NULL, NULL)));
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_s,
                                                                                  GDK_CONTROL_MASK),
                                                          gtk_callback_action_new (say_saved, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
  add_key_controller (self, GTK_WIDGET (self->view));
  add_key_controller (self, tandai_inspector_get_list (self->inspector));
}
