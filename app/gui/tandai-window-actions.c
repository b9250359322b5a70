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

static const char *
label_title (TandaiWindow *self, const char *label)
{
  const TandaiLabelDef *def =
      tandai_schema_find_label (tandai_document_get_schema (self->document), label, NULL);

  return def != NULL ? def->title : label;
}

static void
say_error (TandaiWindow *self, const GError *error)
{
  _tandai_window_say (self, error->message);
  _tandai_window_toast (self, error->message);
}

/* Takes the outcome of a command: the span it left, or why it could not. */
static gboolean
take_span (TandaiWindow *self, TandaiSpan *span, GError *error)
{
  g_autoptr (GError) held = error;

  if (span != NULL)
    return TRUE;
  if (held != NULL)
    say_error (self, held);
  return FALSE;
}

static void
tag_ranges (TandaiWindow *self, const char *label, const TandaiRange *ranges, guint n_ranges)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *created = g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");
  TandaiSpanFields fields = { .label = label, .ranges = ranges, .n_ranges = n_ranges, .created = created };
  g_autofree char *said = NULL;
  GError *error = NULL;
  TandaiSpan *span = tandai_document_add_span_full (self->document, &fields, &error);

  if (!take_span (self, span, error))
    return;
  tandai_trace ("tag");
  tandai_article_view_clear_selection (self->view);
  _tandai_window_make_current (self, tandai_span_get_id (span));
  /* Translators: %s is a label's title. */
  said = g_strdup_printf (_ ("Tagged: %s"), label_title (self, label));
  _tandai_window_say (self, said);
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
    tag_ranges (self, label, &range, 1);
  return TRUE;
}

static TandaiSpan *
find_span (TandaiWindow *self, const char *id)
{
  if (self->document == NULL || id == NULL)
    return NULL;
  return tandai_annotation_set_lookup_span (tandai_document_get_annotations (self->document), id);
}

static TandaiSpan *
selected_span (TandaiWindow *self)
{
  return find_span (self, tandai_article_view_get_selected_span (self->view));
}

static TandaiSpan *
current_span (TandaiWindow *self)
{
  return find_span (self, tandai_article_view_get_current_span (self->view));
}

static void
relabel (TandaiWindow *self, const char *label)
{
  TandaiSpan *span = selected_span (self);
  g_autofree char *said = NULL;
  GError *error = NULL;

  if (span == NULL)
    {
      _tandai_window_say (self, _ ("Select words or a span first"));
      return;
    }
  span = tandai_document_relabel (self->document, tandai_span_get_id (span), label, &error);
  if (!take_span (self, span, error))
    return;
  said = g_strdup_printf (_ ("Tagged: %s"), label_title (self, label));
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

  if (!tag_selection (self, label))
    relabel (self, label);
}

static void
add_tag_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TandaiWindow *self = window (user_data);
  const char *label = g_variant_get_string (parameter, NULL);
  TandaiSpan *span = selected_span (self) != NULL ? selected_span (self) : current_span (self);
  guint n_ranges;
  const TandaiRange *ranges;

  if (tag_selection (self, label))
    return;
  if (span == NULL)
    {
      _tandai_window_say (self, _ ("Select words or a span first"));
      return;
    }
  ranges = tandai_span_get_ranges (span, &n_ranges);
  tag_ranges (self, label, ranges, n_ranges);
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
  TandaiSpan *span = selected_span (self);
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
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
set_range_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TandaiWindow *self = window (user_data);
  TandaiSpan *span = selected_span (self) != NULL ? selected_span (self) : current_span (self);
  TandaiRange range;
  GError *error = NULL;

  g_variant_get (parameter, "(uu)", &range.start, &range.end);
  if (span != NULL)
    take_span (self,
               tandai_document_set_ranges (self->document, tandai_span_get_id (span), &range, 1, &error),
               error);
}

typedef TandaiSpan *(*FragmentFunc) (TandaiDocument *document,
                                     const char *id,
                                     TandaiRange range,
                                     GError **error);

static void
change_fragment (TandaiWindow *self, FragmentFunc change, const char *said)
{
  TandaiSpan *span = current_span (self);
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
  if (!take_span (self, span, error))
    return;
  tandai_article_view_clear_selection (self->view);
  _tandai_window_make_current (self, tandai_span_get_id (span));
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

static void
link_source_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TandaiWindow *self = window (user_data);
  TandaiSpan *span = current_span (self);
  g_autoptr (GError) error = NULL;

  if (span == NULL || *g_variant_get_string (parameter, NULL) == '\0')
    return;
  if (tandai_document_add_relation (self->document, "source", tandai_span_get_id (span),
                                    g_variant_get_string (parameter, NULL), &error))
    _tandai_window_say (self, _ ("Source linked"));
  else
    say_error (self, error);
}

static void
add_relation_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TandaiWindow *self = window (user_data);
  const char *type;
  const char *from;
  const char *to;
  g_autoptr (GError) error = NULL;

  g_variant_get (parameter, "(&s&s&s)", &type, &from, &to);
  if (!tandai_document_add_relation (self->document, type, from, to, &error))
    say_error (self, error);
}

static void
remove_relation_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  tandai_document_remove_relation (window (user_data)->document, g_variant_get_string (parameter, NULL),
                                   NULL);
}

static void
set_attribute_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TandaiWindow *self = window (user_data);
  TandaiSpan *span = current_span (self);
  const char *name;
  const char *value;

  g_variant_get (parameter, "(&s&s)", &name, &value);
  if (span != NULL)
    tandai_document_set_attribute (self->document, tandai_span_get_id (span), name, value, NULL);
}

static void
set_note_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TandaiWindow *self = window (user_data);
  TandaiSpan *span = current_span (self);

  if (span != NULL)
    tandai_document_set_span_note (self->document, tandai_span_get_id (span),
                                   g_variant_get_string (parameter, NULL), NULL);
}

static void
expand_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TandaiWindow *self = window (user_data);
  TandaiText *text = tandai_document_get_text (self->document);
  guint caret = tandai_article_view_get_caret (self->view);
  TandaiRange now = { caret, caret };
  TandaiRange steps[3];
  guint at;

  tandai_article_view_get_selection (self->view, &now);
  at = now.start;
  if (!tandai_words_word_at (text, at, &steps[0]))
    steps[0] = (TandaiRange){ at, at };
  steps[1] = tandai_words_sentence_at (text, at);
  steps[2] = tandai_words_paragraph_at (text, at);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (steps[i].start <= now.start && steps[i].end >= now.end
        && steps[i].end - steps[i].start > now.end - now.start)
      {
        tandai_article_view_select_range (self->view, steps[i].start, steps[i].end);
        return;
      }
}

static void
shrink_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TandaiWindow *self = window (user_data);
  TandaiText *text = tandai_document_get_text (self->document);
  TandaiRange now;
  TandaiRange next;

  if (!tandai_article_view_get_selection (self->view, &now))
    return;
  next = tandai_words_sentence_at (text, now.start);
  if (next.end - next.start >= now.end - now.start && !tandai_words_word_at (text, now.start, &next))
    return;
  tandai_article_view_select_range (self->view, next.start, next.end);
}

static void
step_span (TandaiWindow *self, int by)
{
  TandaiAnnotationSet *set = tandai_document_get_annotations (self->document);
  guint n = tandai_annotation_set_get_n_spans (set);
  TandaiSpan *span = selected_span (self) != NULL ? selected_span (self) : current_span (self);
  guint caret = tandai_article_view_get_caret (self->view);
  guint position = 0;

  if (n == 0)
    return;
  if (span != NULL && tandai_annotation_set_find_position (set, span, &position))
    position = (guint) CLAMP ((gint64) position + by, 0, (gint64) n - 1);
  else
    while (position + 1 < n && tandai_span_get_start (tandai_annotation_set_get_span (set, position)) < caret)
      position++;
  _tandai_window_select_span (self, tandai_span_get_id (tandai_annotation_set_get_span (set, position)),
                              TRUE);
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

/* Shows where an undo or redo took effect. */
static void
show_step (TandaiWindow *self, TandaiStep *step, gboolean undone)
{
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
step_article (TandaiWindow *self, int by)
{
  g_autoptr (GFile) next = NULL;

  if (self->folder == NULL || self->document == NULL)
    return;
  next = tandai_corpus_sidebar_step (self->corpus, tandai_document_get_file (self->document), by);
  if (next != NULL)
    _tandai_window_show_article (self, next);
  else
    _tandai_window_say (self, by > 0 ? _ ("This is the last article") : _ ("This is the first article"));
}

static void
next_article_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  step_article (window (user_data), 1);
}

static void
previous_article_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  step_article (window (user_data), -1);
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
    say_error (self, error);
}

static void
done_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TandaiWindow *self = window (user_data);

  if (!tandai_document_set_status (self->document, TANDAI_STATUS_DONE, NULL))
    return;
  _tandai_window_say (self, _ ("Marked as done"));
  step_article (self, 1);
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
  gtk_widget_grab_focus (tandai_inspector_get_list (window (user_data)->inspector));
}

static void
close_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_window_close (GTK_WINDOW (user_data));
}

typedef enum
{
  EDGE_START,
  EDGE_END,
} Edge;

static guint
step_words (const TandaiText *text, guint at, int by)
{
  guint length = tandai_text_get_length (text);
  TandaiRange word;

  for (; by > 0 && at < length; by--)
    {
      while (at < length && g_unichar_isspace (tandai_text_get_char (text, at)))
        at++;
      if (tandai_words_word_at (text, at, &word))
        at = word.end;
    }
  for (; by < 0 && at > 0; by++)
    {
      while (at > 0 && g_unichar_isspace (tandai_text_get_char (text, at - 1)))
        at--;
      if (at > 0 && tandai_words_word_at (text, at - 1, &word))
        at = word.start;
    }
  return at;
}

/* The start moves to a word's start, over the space before it. */
static guint
step_edge (const TandaiText *text, guint at, Edge edge, int by, gboolean words)
{
  guint length = tandai_text_get_length (text);

  if (!words)
    return (guint) CLAMP ((gint64) at + by, 0, (gint64) length);
  at = step_words (text, at, by);
  while (edge == EDGE_START && by > 0 && at < length && g_unichar_isspace (tandai_text_get_char (text, at)))
    at++;
  return at;
}

static void
move_edge (TandaiWindow *self, Edge edge, int by, gboolean words)
{
  const TandaiText *text = tandai_document_get_text (self->document);
  TandaiSpan *span = selected_span (self);
  TandaiRange range;
  const TandaiRange *old;
  guint n_ranges;
  GError *error = NULL;
  g_autoptr (GArray) ranges = NULL;

  if (span == NULL)
    {
      if (!tandai_article_view_get_selection (self->view, &range))
        return;
      if (edge == EDGE_START)
        range.start = step_edge (text, range.start, edge, by, words);
      else
        range.end = step_edge (text, range.end, edge, by, words);
      if (range.start < range.end)
        tandai_article_view_select_range (self->view, range.start, range.end);
      return;
    }
  old = tandai_span_get_ranges (span, &n_ranges);
  ranges = tandai_ranges_new (old, n_ranges);
  if (edge == EDGE_START)
    g_array_index (ranges, TandaiRange, 0).start =
        step_edge (text, g_array_index (ranges, TandaiRange, 0).start, edge, by, words);
  else
    g_array_index (ranges, TandaiRange, n_ranges - 1).end =
        step_edge (text, g_array_index (ranges, TandaiRange, n_ranges - 1).end, edge, by, words);
  span = tandai_document_set_ranges (self->document, tandai_span_get_id (span),
                                     (TandaiRange *) (void *) ranges->data, n_ranges, &error);
  if (take_span (self, span, error))
    _tandai_window_select_span (self, tandai_span_get_id (span), FALSE);
}

static void
move_start_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  move_edge (window (user_data), EDGE_START, g_variant_get_int32 (parameter), FALSE);
}

static void
move_end_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  move_edge (window (user_data), EDGE_END, g_variant_get_int32 (parameter), FALSE);
}

static void
move_start_word_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  move_edge (window (user_data), EDGE_START, g_variant_get_int32 (parameter), TRUE);
}

static void
move_end_word_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  move_edge (window (user_data), EDGE_END, g_variant_get_int32 (parameter), TRUE);
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
  { "link-source", link_source_action, "s" },
  { "add-relation", add_relation_action, "(sss)" },
  { "remove-relation", remove_relation_action, "s" },
  { "unlink", remove_relation_action, "s" },
  { "set-attribute", set_attribute_action, "(ss)" },
  { "set-note", set_note_action, "s" },
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
  { "move-start", move_start_action, "i" },
  { "move-end", move_end_action, "i" },
  { "move-start-word", move_start_word_action, "i" },
  { "move-end-word", move_end_word_action, "i" },
  { "close", close_action },
};

/* What stays possible without an article. */
static gboolean
needs_document (const char *name)
{
  static const char *const ALWAYS[] = { "close", "zoom-in", "zoom-out", "zoom-reset", NULL };

  return !g_strv_contains (ALWAYS, name);
}

void
_tandai_window_update_actions (TandaiWindow *self)
{
  gboolean open = self->document != NULL;
  TandaiHistory *history = open ? tandai_document_get_history (self->document) : NULL;

  for (guint i = 0; i < G_N_ELEMENTS (ENTRIES); i++)
    {
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), ENTRIES[i].name);
      gboolean enabled = open || !needs_document (ENTRIES[i].name);

      if (g_str_equal (ENTRIES[i].name, "undo"))
        enabled = open && tandai_history_peek_undo (history) != NULL;
      else if (g_str_equal (ENTRIES[i].name, "redo"))
        enabled = open && tandai_history_peek_redo (history) != NULL;
      else if (g_str_equal (ENTRIES[i].name, "untag"))
        enabled = open && selected_span (self) != NULL;
      g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
    }
}

void
_tandai_window_add_actions (TandaiWindow *self)
{
  g_autoptr (GPropertyAction) inspector =
      g_property_action_new ("toggle-inspector", self->inspector_flap, "reveal-flap");
  g_autoptr (GPropertyAction) toggle_names = g_property_action_new ("toggle-names", self->view, "show-names");

  g_action_map_add_action_entries (G_ACTION_MAP (self), ENTRIES, G_N_ELEMENTS (ENTRIES), self);
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (inspector));
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (toggle_names));
  _tandai_window_update_actions (self);
}
