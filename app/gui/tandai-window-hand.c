/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "core/tandai-document-commands.h"
#include "gui/tandai-mark.h"
#include "gui/tandai-trace.h"
#include "gui/tandai-window-private.h"

/* What is suggested is drawn once the frame that answers a key is on the screen. */
#define SUGGEST_PRIORITY G_PRIORITY_LOW

static TandaiWindow *
window (gpointer user_data)
{
  return TANDAI_WINDOW (user_data);
}

static void
add_mark (GPtrArray *marks, TandaiMarkKind kind, const TandaiRange *ranges, guint n_ranges, const char *label)
{
  g_ptr_array_add (marks, tandai_mark_new (kind, ranges, n_ranges, label));
}

/* The stop is drawn as such, not also as a suggestion. */
static void
add_suggestion (GPtrArray *marks, const TandaiSuggestion *suggestion, const TandaiStop *stop)
{
  const TandaiCandidate *candidate = suggestion->candidate;

  if (stop != NULL
      && tandai_ranges_equal (candidate->ranges, candidate->n_ranges, stop->ranges, stop->n_ranges))
    return;
  add_mark (marks, suggestion->source == TANDAI_OFFER_FOLDER ? TANDAI_MARK_FAINT : TANDAI_MARK_SUGGESTION,
            candidate->ranges, candidate->n_ranges, suggestion->label);
}

/* Draws what is suggested, what the next key would take, and what is previewed. */
void
_tandai_window_draw_marks (TandaiWindow *self)
{
  GPtrArray *marks = g_ptr_array_new_with_free_func ((GDestroyNotify) tandai_mark_free);
  TandaiStop stop;
  gboolean stopped = self->stops != NULL && tandai_stops_get (self->stops, &stop);

  for (guint i = 0; self->suggestions != NULL && i < self->suggestions->len; i++)
    add_suggestion (marks, g_ptr_array_index (self->suggestions, i), stopped ? &stop : NULL);
  if (stopped)
    add_mark (marks, TANDAI_MARK_CANDIDATE, stop.ranges, stop.n_ranges, stop.label);
  for (guint i = 0; self->preview != NULL && i < self->preview->len; i++)
    add_mark (marks, TANDAI_MARK_PREVIEW, &g_array_index (self->preview, TandaiRange, i), 1,
              self->preview_label);
  tandai_article_view_take_marks (self->view, marks);
}

static gboolean
suggest_cb (gpointer user_data)
{
  TandaiWindow *self = user_data;
  TandaiRange visible;

  self->suggest_source = 0;
  tandai_article_view_get_visible_range (self->view, &visible);
  g_clear_pointer (&self->suggestions, g_ptr_array_unref);
  self->suggestions = tandai_stops_list_suggestions (self->stops, visible.start, visible.end);
  _tandai_window_draw_marks (self);
  return G_SOURCE_REMOVE;
}

static void
queue_suggest (TandaiWindow *self)
{
  if (self->stops != NULL && self->suggest_source == 0)
    self->suggest_source = g_idle_add_full (SUGGEST_PRIORITY, suggest_cb, self, NULL);
}

static void
scrolled_cb (GtkAdjustment *adjustment, TandaiWindow *self)
{
  queue_suggest (self);
}

/* The caret goes to the stop, which stays what it is by that. */
static void
show_stop (TandaiWindow *self)
{
  TandaiStop stop;

  if (tandai_stops_get (self->stops, &stop))
    {
      self->steering++;
      tandai_article_view_set_selected_span (self->view, NULL);
      tandai_article_view_place_caret (self->view, stop.ranges[0].start);
      self->steering--;
    }
  _tandai_window_draw_marks (self);
}

/* Says what the stop is, for who does not see its outline. */
static void
say_stop (TandaiWindow *self)
{
  TandaiText *text = tandai_document_get_text (self->document);
  TandaiStop stop;
  g_autofree char *words = NULL;
  g_autofree char *said = NULL;

  if (!tandai_stops_get (self->stops, &stop))
    {
      _tandai_window_say (self, _ ("Nothing further is suggested here"));
      return;
    }
  words = tandai_text_slice (text, stop.ranges[0].start, stop.ranges[stop.n_ranges - 1].end);
  if (stop.label != NULL)
    /* Translators: a suggestion: a label's title, then the words that would get it. */
    said = g_strdup_printf (_ ("%s? %s"), _tandai_window_label_title (self, stop.label), words);
  _tandai_window_say (self, said != NULL ? said : words);
}

/* The word lists of the corpus, the usual ones until they are read. */
TandaiWordLists *
_tandai_window_get_word_lists (TandaiWindow *self)
{
  return self->lessons != NULL ? self->lessons->lists : tandai_word_lists_get_default ();
}

/* Whether there is a stop, which the next label key would take. */
gboolean
_tandai_window_get_stop (TandaiWindow *self, TandaiStop *stop)
{
  return self->stops != NULL && tandai_stops_get (self->stops, stop);
}

/* Moves the ends of the stop. */
void
_tandai_window_adjust_stop (TandaiWindow *self, TandaiRange range)
{
  tandai_stops_adjust (self->stops, range);
  show_stop (self);
  say_stop (self);
}

/* A person has put the caret or a selection somewhere. */
void
_tandai_window_hand_moved (TandaiWindow *self)
{
  guint caret = tandai_article_view_get_caret (self->view);
  TandaiStop stop;
  gboolean stopped;

  if (self->steering > 0 || self->stops == NULL)
    return;
  stopped = tandai_stops_get (self->stops, &stop);
  tandai_stops_set_place (self->stops, (TandaiRange){ caret, G_MAXUINT });
  if (stopped)
    _tandai_window_draw_marks (self);
}

/* What a step did is what the next suggestions go by. */
void
_tandai_window_hand_changed (TandaiWindow *self, TandaiStep *step, gboolean undone)
{
  TandaiStop stop;
  gboolean changed = FALSE;

  if (self->stops == NULL)
    return;
  for (guint i = 0; i < step->edits->len; i++)
    {
      TandaiEdit *edit = g_ptr_array_index (step->edits, i);

      if (edit->kind != TANDAI_EDIT_SPAN)
        continue;
      tandai_stops_changed (self->stops, undone ? edit->after : edit->before,
                            undone ? edit->before : edit->after);
      changed = TRUE;
    }
  if (!changed)
    return;
  tandai_stops_refresh (self->stops);
  if (tandai_stops_get (self->stops, &stop) && !stop.adjusted)
    show_stop (self);
  queue_suggest (self);
}

/* After a tag: on to the next stop where a stop was tagged, else the next hop goes from there. */
void
_tandai_window_hop_on (TandaiWindow *self, TandaiSpan *span)
{
  TandaiRange hull = tandai_span_get_hull (span);
  TandaiStop stop;

  if (self->stops == NULL)
    return;
  if (!tandai_stops_get (self->stops, &stop) || !g_settings_get_boolean (self->settings, "hop-on"))
    {
      tandai_stops_set_place (self->stops, hull);
      _tandai_window_draw_marks (self);
      return;
    }
  self->steering++;
  tandai_article_view_place_caret (self->view, hull.start);
  self->steering--;
  tandai_stops_hop_on (self->stops, hull);
  show_stop (self);
}

/* The next hop goes from a span. */
void
_tandai_window_hand_at (TandaiWindow *self, TandaiSpan *span)
{
  if (self->stops != NULL)
    tandai_stops_set_place (self->stops, tandai_span_get_hull (span));
  _tandai_window_draw_marks (self);
}

/* There is no stop any more; the next hop goes on from it. */
void
_tandai_window_leave_stop (TandaiWindow *self)
{
  tandai_stops_set_place (self->stops, tandai_stops_get_place (self->stops));
  _tandai_window_draw_marks (self);
}

static void
hop (TandaiWindow *self, gboolean (*step) (TandaiStops *))
{
  if (self->stops == NULL)
    return;
  tandai_trace ("hop");
  _tandai_window_drop_preview (self);
  self->steering++;
  tandai_article_view_clear_selection (self->view);
  self->steering--;
  step (self->stops);
  show_stop (self);
  say_stop (self);
  tandai_trace ("hopped");
}

static void
next_candidate_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  hop (window (user_data), tandai_stops_next);
}

static void
previous_candidate_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  hop (window (user_data), tandai_stops_previous);
}

/* The suggestion on the page that the caret is in. */
static const TandaiSuggestion *
suggestion_at_caret (TandaiWindow *self)
{
  guint caret = tandai_article_view_get_caret (self->view);

  for (guint i = 0; self->suggestions != NULL && i < self->suggestions->len; i++)
    {
      const TandaiSuggestion *suggestion = g_ptr_array_index (self->suggestions, i);
      TandaiRange hull = tandai_candidate_get_hull (suggestion->candidate);

      if (hull.start <= caret && caret <= hull.end)
        return suggestion;
    }
  return NULL;
}

/* Where the caret is in a suggestion, that is the stop. */
static gboolean
stop_at_caret (TandaiWindow *self, TandaiStop *stop)
{
  const TandaiSuggestion *suggestion;

  if (self->stops == NULL)
    return FALSE;
  if (tandai_stops_get (self->stops, stop))
    return stop->label != NULL;
  suggestion = suggestion_at_caret (self);
  return suggestion != NULL && tandai_stops_go_to (self->stops, suggestion)
         && tandai_stops_get (self->stops, stop);
}

static void
accept_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TandaiWindow *self = window (user_data);
  TandaiStop stop;
  g_autofree char *label = NULL;

  if (_tandai_window_apply_preview (self))
    return;
  if (!stop_at_caret (self, &stop))
    {
      _tandai_window_say (self, _ ("Nothing is suggested here; press a label’s key"));
      return;
    }
  label = g_strdup (stop.label);
  _tandai_window_tag_stop (self, label,
                           stop.source == TANDAI_OFFER_FOLDER ? "suggestion:folder" : "suggestion:article",
                           TRUE);
}

static void
reject_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TandaiWindow *self = window (user_data);
  TandaiStop stop;

  if (!stop_at_caret (self, &stop) || !tandai_stops_reject (self->stops))
    {
      _tandai_window_say (self, _ ("Nothing is suggested here"));
      return;
    }
  show_stop (self);
  say_stop (self);
  queue_suggest (self);
}

static const GActionEntry ENTRIES[] = {
  { "next-candidate", next_candidate_action },
  { "previous-candidate", previous_candidate_action },
  { "accept-suggestion", accept_action },
  { "reject-suggestion", reject_action },
};

/* The hand stays where it is; the stop is found anew. */
static void
take_lessons (TandaiWindow *self, TandaiLessons *lessons)
{
  TandaiRange place = { 0, G_MAXUINT };
  TandaiStop stop;
  gboolean stopped = self->stops != NULL && tandai_stops_get (self->stops, &stop);

  if (self->stops != NULL)
    place = tandai_stops_get_place (self->stops);
  g_clear_pointer (&self->stops, tandai_stops_free);
  g_clear_pointer (&self->lessons, tandai_lessons_free);
  self->lessons = lessons;
  self->stops =
      tandai_stops_new (tandai_document_get_text (self->document), lessons->lists,
                        tandai_document_get_annotations (self->document), lessons->habits, lessons->strings);
  if (stopped)
    {
      place.end++;
      tandai_stops_hop_on (self->stops, place);
      show_stop (self);
    }
  else
    tandai_stops_set_place (self->stops, place);
  tandai_article_view_set_word_lists (self->view, lessons->lists);
  _tandai_window_update_actions (self);
  queue_suggest (self);
}

/* More articles than these change little, and reading them takes a while. */
#define MAX_LESSONS 1000

static void load_lessons (TandaiWindow *self, gboolean learn);

static void
learned_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TandaiWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  TandaiLessons *lessons = tandai_lessons_load_finish (result, &error);
  gboolean first = self->lessons == NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->document == NULL)
    {
      g_clear_pointer (&lessons, tandai_lessons_free);
      return;
    }
  if (lessons == NULL)
    {
      _tandai_window_say_error (self, error);
      lessons = tandai_lessons_new ();
    }
  take_lessons (self, lessons);
  if (first && self->articles != NULL && error == NULL)
    load_lessons (self, TRUE);
}

static void
load_lessons (TandaiWindow *self, gboolean learn)
{
  g_autoptr (GPtrArray) others = NULL;

  if (learn)
    others = tandai_corpus_list_annotated (self->articles, MAX_LESSONS);
  tandai_lessons_load_async (tandai_document_get_file (self->document), self->folder, others, self->learning,
                             learned_cb, g_object_ref (self));
}

/* Takes a document in hand: first its word lists are read, then what the folder teaches. */
void
_tandai_window_hand_take_document (TandaiWindow *self)
{
  self->learning = g_cancellable_new ();
  load_lessons (self, FALSE);
}

/* Forgets the document that is being left. */
void
_tandai_window_hand_forget_document (TandaiWindow *self)
{
  if (self->learning != NULL)
    g_cancellable_cancel (self->learning);
  g_clear_object (&self->learning);
  g_clear_handle_id (&self->suggest_source, g_source_remove);
  g_clear_pointer (&self->suggestions, g_ptr_array_unref);
  g_clear_pointer (&self->preview, g_array_unref);
  g_clear_pointer (&self->preview_label, g_free);
  g_clear_pointer (&self->stops, tandai_stops_free);
  g_clear_pointer (&self->lessons, tandai_lessons_free);
}

void
_tandai_window_add_hand_actions (TandaiWindow *self)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view));

  _tandai_window_add_table (self, ENTRIES, G_N_ELEMENTS (ENTRIES));
  if (adjustment != NULL)
    g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (scrolled_cb), self, 0);
}
