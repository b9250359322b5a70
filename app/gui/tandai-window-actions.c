/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "core/tandai-document-commands.h"
#include "core/tandai-words.h"
#include "gui/tandai-trace.h"
#include "gui/tandai-window-private.h"

static TandaiWindow *
window (gpointer user_data)
{
  return TANDAI_WINDOW (user_data);
}

/* A label as it is shown. */
const char *
_tandai_window_label_title (TandaiWindow *self, const char *label)
{
  const TandaiLabelDef *def =
      tandai_schema_find_label (tandai_document_get_schema (self->document), label, NULL);

  return def != NULL ? def->title : label;
}

/* Adds a span that is made now, and nothing else; @origin is %NULL where a person made it. */
TandaiSpan *
_tandai_window_add_span (TandaiWindow *self,
                         const char *label,
                         const TandaiRange *ranges,
                         guint n_ranges,
                         const char *origin,
                         GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *created = g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");
  TandaiSpanFields fields = {
    .label = label, .ranges = ranges, .n_ranges = n_ranges, .origin = origin, .created = created
  };

  return tandai_document_add_span_full (self->document, &fields, error);
}

static TandaiSpan *
tag_ranges (
    TandaiWindow *self, const char *label, const TandaiRange *ranges, guint n_ranges, const char *origin)
{
  g_autofree char *said = NULL;
  GError *error = NULL;
  TandaiSpan *span;

  if (!_tandai_window_check_label (self, label))
    return NULL;
  span = _tandai_window_add_span (self, label, ranges, n_ranges, origin, &error);
  if (!_tandai_window_take_span (self, span, error))
    return NULL;
  tandai_trace ("tag");
  self->steering++;
  tandai_article_view_clear_selection (self->view);
  self->steering--;
  _tandai_window_make_current (self, tandai_span_get_id (span));
  /* Translators: %s is a label's title. */
  said = g_strdup_printf (_ ("Tagged: %s"), _tandai_window_label_title (self, label));
  _tandai_window_say (self, said);
  return span;
}

/* Tags the stop; with @hops_on goes to the next one. */
void
_tandai_window_tag_stop (TandaiWindow *self, const char *label, const char *origin, gboolean hops_on)
{
  g_autoptr (GArray) ranges = NULL;
  TandaiSpan *span;
  TandaiStop stop;

  if (!_tandai_window_get_stop (self, &stop))
    return;
  ranges = tandai_ranges_new (stop.ranges, stop.n_ranges);
  tandai_stops_settle (self->stops, (const TandaiRange *) (void *) ranges->data, ranges->len);
  span = tag_ranges (self, label, (const TandaiRange *) (void *) ranges->data, ranges->len, origin);
  if (span != NULL && hops_on)
    _tandai_window_hop_on (self, span);
}

static gboolean
tag_selection (TandaiWindow *self, const char *label)
{
  TandaiRange range;

  if (!tandai_article_view_get_selection (self->view, &range))
    return FALSE;
  range = tandai_words_trim (tandai_document_get_text (self->document), range);
  range = range.start < range.end ? tandai_words_graphemes (tandai_document_get_text (self->document), range)
                                  : range;
  if (range.start < range.end)
    {
      TandaiSpan *span = tag_ranges (self, label, &range, 1, NULL);

      if (span != NULL)
        _tandai_window_hand_at (self, span);
    }
  return TRUE;
}

static TandaiSpan *
selected_or_current_span (TandaiWindow *self)
{
  TandaiSpan *span = _tandai_window_get_selected_span (self);

  return span != NULL ? span : _tandai_window_get_current_span (self);
}

static void
relabel (TandaiWindow *self, const char *label)
{
  TandaiSpan *span = _tandai_window_get_selected_span (self);
  g_autofree char *said = NULL;
  GError *error = NULL;

  if (span == NULL)
    {
      _tandai_window_say (self, _ ("Select words or a span first"));
      return;
    }
  span = tandai_document_relabel (self->document, tandai_span_get_id (span), label, &error);
  if (!_tandai_window_take_span (self, span, error))
    return;
  said = g_strdup_printf (_ ("Tagged: %s"), _tandai_window_label_title (self, label));
  _tandai_window_select_span (self, tandai_span_get_id (span), FALSE);
  _tandai_window_say (self, said);
}

static void
select_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  guint start;
  guint end;

  g_variant_get (parameter, "(uu)", &start, &end);
  _tandai_window_select_span (window (user_data), NULL, FALSE);
  tandai_article_view_select_range (window (user_data)->view, start, end);
}

static void
select_span_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  _tandai_window_select_span (window (user_data), g_variant_get_string (parameter, NULL), TRUE);
}

static void
tag_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TandaiWindow *self = window (user_data);
  const char *label = g_variant_get_string (parameter, NULL);

  TandaiStop stop;

  if (tag_selection (self, label))
    return;
  if (_tandai_window_get_selected_span (self) == NULL && _tandai_window_get_stop (self, &stop))
    _tandai_window_tag_stop (self, label, NULL, TRUE);
  else
    relabel (self, label);
}

static void
add_tag_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TandaiWindow *self = window (user_data);
  const char *label = g_variant_get_string (parameter, NULL);
  TandaiSpan *span = selected_or_current_span (self);
  guint n_ranges;
  const TandaiRange *ranges;
  TandaiStop stop;

  if (tag_selection (self, label))
    return;
  if (_tandai_window_get_selected_span (self) == NULL && _tandai_window_get_stop (self, &stop))
    {
      _tandai_window_tag_stop (self, label, NULL, FALSE);
      return;
    }
  if (span == NULL)
    {
      _tandai_window_say (self, _ ("Select words or a span first"));
      return;
    }
  ranges = tandai_span_get_ranges (span, &n_ranges);
  tag_ranges (self, label, ranges, n_ranges, NULL);
}

static void
relabel_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  relabel (window (user_data), g_variant_get_string (parameter, NULL));
}

static void
untag_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TandaiWindow *self = window (user_data);
  TandaiSpan *span = _tandai_window_get_selected_span (self);
  g_autofree char *id = NULL;
  AdwToast *toast;

  if (span == NULL)
    return;
  id = g_strdup (tandai_span_get_id (span));
  _tandai_window_make_current (self, NULL);
  if (!tandai_document_remove_span (self->document, id, NULL))
    return;
  _tandai_window_say (self, _ ("Span removed"));
  toast = adw_toast_new (_ ("Span removed"));
  adw_toast_set_button_label (toast, _ ("Undo"));
  adw_toast_set_action_name (toast, "win.undo");
  _tandai_window_show_toast (self, toast);
}

static void
set_range_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TandaiWindow *self = window (user_data);
  TandaiSpan *span = selected_or_current_span (self);
  TandaiRange range;
  GError *error = NULL;

  g_variant_get (parameter, "(uu)", &range.start, &range.end);
  if (span != NULL)
    _tandai_window_take_span (self,
                              tandai_document_set_ranges (self->document, tandai_span_get_id (span), &range,
                                                          1, &error),
                              error);
}

typedef TandaiSpan *(*FragmentFunc) (TandaiDocument *document,
                                     const char *id,
                                     TandaiRange range,
                                     GError **error);

static void
change_fragment (TandaiWindow *self, FragmentFunc change, const char *said)
{
  TandaiSpan *span = _tandai_window_get_current_span (self);
  GError *error = NULL;
  TandaiRange range;

  if (span == NULL || !tandai_article_view_get_selection (self->view, &range))
    {
      _tandai_window_say (self,
                          _ ("Select words first; they are joined to the current span or cut out of it"));
      return;
    }
  range = tandai_words_trim (tandai_document_get_text (self->document), range);
  if (range.start == range.end)
    return;
  span = change (self->document, tandai_span_get_id (span), range, &error);
  if (!_tandai_window_take_span (self, span, error))
    return;
  tandai_article_view_clear_selection (self->view);
  _tandai_window_make_current (self, tandai_span_get_id (span));
  _tandai_window_hand_at (self, span);
  _tandai_window_say (self, said);
}

static void
add_fragment_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  change_fragment (window (user_data), tandai_document_add_fragment, _ ("Joined to the span"));
}

static void
cut_fragment_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  change_fragment (window (user_data), tandai_document_cut_fragment, _ ("Cut out of the span"));
}

/* The span before or after the selected one; where none is selected, before or after the caret. */
static void
step_span (TandaiWindow *self, int by)
{
  TandaiAnnotationSet *set = tandai_document_get_annotations (self->document);
  guint n = tandai_annotation_set_get_n_spans (set);
  TandaiSpan *span = _tandai_window_get_selected_span (self);
  gint64 position;
  guint at;

  if (n == 0)
    return;
  if (span != NULL && tandai_annotation_set_find_position (set, span, &at))
    position = (gint64) at + by;
  else
    {
      at = tandai_annotation_set_count_before (set, tandai_article_view_get_caret (self->view));
      position = by > 0 ? at : (gint64) at - 1;
    }
  at = (guint) CLAMP (position, 0, (gint64) n - 1);
  _tandai_window_select_span (self, tandai_span_get_id (tandai_annotation_set_get_span (set, at)), TRUE);
}

static void
next_span_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  step_span (window (user_data), 1);
}

static void
previous_span_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  step_span (window (user_data), -1);
}

/* Where a step links two spans it is about the one from which the link leads. */
static const char *
linked_span (TandaiStep *step)
{
  for (guint i = 0; i < step->edits->len; i++)
    {
      TandaiEdit *edit = g_ptr_array_index (step->edits, i);

      if (edit->kind == TANDAI_EDIT_RELATION && edit->after != NULL)
        return tandai_relation_get_from (edit->after);
    }
  return NULL;
}

/* Shows where an undo or redo took effect. */
static void
show_step (TandaiWindow *self, TandaiStep *step, gboolean undone)
{
  const char *linked = linked_span (step);
  TandaiSpan *from =
      linked != NULL
          ? tandai_annotation_set_lookup_span (tandai_document_get_annotations (self->document), linked)
          : NULL;

  if (from != NULL)
    {
      _tandai_window_make_current (self, linked);
      tandai_article_view_scroll_to (self->view, tandai_span_get_start (from));
      return;
    }
  for (guint i = 0; i < step->edits->len; i++)
    {
      TandaiEdit *edit = g_ptr_array_index (step->edits, i);
      TandaiSpan *left = undone ? edit->before : edit->after;
      TandaiSpan *gone = undone ? edit->after : edit->before;

      if (edit->kind != TANDAI_EDIT_SPAN)
        continue;
      _tandai_window_make_current (self, left != NULL ? tandai_span_get_id (left) : NULL);
      tandai_article_view_scroll_to (self->view, tandai_span_get_start (left != NULL ? left : gone));
      return;
    }
}

static void
undo_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TandaiWindow *self = window (user_data);
  TandaiStep *step = tandai_history_peek_undo (tandai_document_get_history (self->document));
  g_autofree char *said = NULL;

  if (step == NULL && _tandai_window_can_take_back (self))
    _tandai_window_take_back (self);
  if (step == NULL || !tandai_document_undo (self->document))
    return;
  show_step (self, step, TRUE);
  /* Translators: %s is what was taken back, like “Tag”. */
  said = g_strdup_printf (_ ("Undone: %s"), step->title);
  _tandai_window_say (self, said);
}

static void
redo_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TandaiWindow *self = window (user_data);
  TandaiStep *step = tandai_history_peek_redo (tandai_document_get_history (self->document));
  g_autofree char *said = NULL;

  if (step == NULL || !tandai_document_redo (self->document))
    return;
  show_step (self, step, FALSE);
  /* Translators: %s is what was done again, like “Tag”. */
  said = g_strdup_printf (_ ("Redone: %s"), step->title);
  _tandai_window_say (self, said);
}

static void
next_article_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  _tandai_window_step_article (window (user_data), 1);
}

static void
previous_article_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  _tandai_window_step_article (window (user_data), -1);
}

static void
set_status_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TandaiWindow *self = window (user_data);
  g_autoptr (GError) error = NULL;
  TandaiStatus status;

  if (!tandai_status_from_string (g_variant_get_string (parameter, NULL), &status))
    return;
  if (!tandai_document_set_status (self->document, status, &error))
    _tandai_window_say_error (self, error);
}

static void
done_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  _tandai_window_finish_article (window (user_data));
}

static void
zoom (TandaiWindow *self, double factor)
{
  double now = g_settings_get_double (self->settings, "zoom");

  g_settings_set_double (self->settings, "zoom",
                         factor == 0 ? 1.0 : CLAMP (now * factor, TANDAI_ZOOM_MIN, TANDAI_ZOOM_MAX));
}

static void
zoom_in_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  zoom (window (user_data), 1.1);
}

static void
zoom_out_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  zoom (window (user_data), 1 / 1.1);
}

static void
zoom_reset_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  zoom (window (user_data), 0);
}

static void
leave_article_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  _tandai_window_next_pane (window (user_data));
}

/* For hands that save out of habit: nothing is ever left to save, unless that failed. */
static void
save_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TandaiWindow *self = window (user_data);

  _tandai_window_toast (self, tandai_saver_get_state (self->saver) == TANDAI_SAVER_FAILED
                                  ? tandai_saver_get_message (self->saver)
                                  : _ ("Everything is saved as you go"));
}

static void
close_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_window_close (GTK_WINDOW (user_data));
}

static void
expand_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  _tandai_window_expand_selection (window (user_data));
}

static void
shrink_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  _tandai_window_shrink_selection (window (user_data));
}

static void
pick_label_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  _tandai_window_pick_label (window (user_data));
}

static void
move_start_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  _tandai_window_move_edge (window (user_data), TANDAI_EDGE_START, g_variant_get_int32 (parameter), FALSE);
}

static void
move_end_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  _tandai_window_move_edge (window (user_data), TANDAI_EDGE_END, g_variant_get_int32 (parameter), FALSE);
}

static void
move_start_word_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  _tandai_window_move_edge (window (user_data), TANDAI_EDGE_START, g_variant_get_int32 (parameter), TRUE);
}

static void
move_end_word_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  _tandai_window_move_edge (window (user_data), TANDAI_EDGE_END, g_variant_get_int32 (parameter), TRUE);
}

static const GActionEntry ENTRIES[] = {
  { "select", select_action, "(uu)" },
  { "select-span", select_span_action, "s" },
  { "tag", tag_action, "s" },
  { "add-tag", add_tag_action, "s" },
  { "relabel", relabel_action, "s" },
  { "untag", untag_action },
  { "set-range", set_range_action, "(uu)" },
  { "add-fragment", add_fragment_action },
  { "cut-fragment", cut_fragment_action },
  { "expand-selection", expand_action },
  { "shrink-selection", shrink_action },
  { "next-span", next_span_action },
  { "previous-span", previous_span_action },
  { "undo", undo_action },
  { "redo", redo_action },
  { "next-article", next_article_action },
  { "previous-article", previous_article_action },
  { "set-status", set_status_action, "s" },
  { "done", done_action },
  { "zoom-in", zoom_in_action },
  { "zoom-out", zoom_out_action },
  { "zoom-reset", zoom_reset_action },
  { "leave-article", leave_article_action },
  { "pick-label", pick_label_action },
  { "move-start", move_start_action, "i" },
  { "move-end", move_end_action, "i" },
  { "move-start-word", move_start_word_action, "i" },
  { "move-end-word", move_end_word_action, "i" },
  { "save", save_action },
  { "close", close_action },
};

/* What stays possible without an article. */
static gboolean
needs_document (const char *name)
{
  static const char *const ALWAYS[] = { "close",      "import",        "zoom-in", "zoom-out",
                                        "zoom-reset", "leave-article", NULL };

  return !g_strv_contains (ALWAYS, name);
}

static gboolean
is_possible (TandaiWindow *self, const char *name)
{
  TandaiHistory *history;

  if (self->document == NULL)
    return !needs_document (name);
  history = tandai_document_get_history (self->document);
  if (g_str_equal (name, "undo"))
    return tandai_history_peek_undo (history) != NULL || _tandai_window_can_take_back (self);
  if (g_str_equal (name, "redo"))
    return tandai_history_peek_redo (history) != NULL;
  if (g_str_equal (name, "untag"))
    return _tandai_window_get_selected_span (self) != NULL;
  if (g_str_has_suffix (name, "-candidate"))
    return self->stops != NULL;
  return TRUE;
}

/* Every action of every table is what it can be now. */
void
_tandai_window_update_actions (TandaiWindow *self)
{
  for (guint i = 0; self->actions != NULL && i < self->actions->len; i++)
    {
      GSimpleAction *action = g_ptr_array_index (self->actions, i);

      g_simple_action_set_enabled (action, is_possible (self, g_action_get_name (G_ACTION (action))));
    }
}

/* Adds a table of actions, which from then on are possible only beside an article. */
void
_tandai_window_add_table (TandaiWindow *self, const GActionEntry *entries, guint n_entries)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, (int) n_entries, self);
  if (self->actions == NULL)
    self->actions = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < n_entries; i++)
    g_ptr_array_add (self->actions,
                     g_object_ref (g_action_map_lookup_action (G_ACTION_MAP (self), entries[i].name)));
}

void
_tandai_window_add_actions (TandaiWindow *self)
{
  g_autoptr (GPropertyAction) inspector =
      g_property_action_new ("toggle-inspector", self->inspector_flap, "reveal-flap");
  g_autoptr (GPropertyAction) toggle_names = g_property_action_new ("toggle-names", self->view, "show-names");

  _tandai_window_add_table (self, ENTRIES, G_N_ELEMENTS (ENTRIES));
  _tandai_window_add_detail_actions (self);
  _tandai_window_add_source_actions (self);
  _tandai_window_add_hand_actions (self);
  _tandai_window_add_repeat_actions (self);
  _tandai_window_add_find_actions (self);
  _tandai_window_add_search_actions (self);
  _tandai_window_add_label_actions (self);
  _tandai_window_add_consistency_actions (self);
  _tandai_window_add_exchange_actions (self);
  _tandai_window_add_review_actions (self);
  _tandai_window_add_conflict_actions (self);
  _tandai_window_add_saving_actions (self);
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (inspector));
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (toggle_names));
  _tandai_window_update_actions (self);
}
