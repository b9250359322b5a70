/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Annotations of an article that was changed: carried over, looked at one by one, and taken back. */

#include "config.h"

#include <glib/gi18n.h>

#include "core/tandai-conflict.h"
#include "core/tandai-document-commands.h"
#include "core/tandai-orphan.h"
#include "core/tandai-review.h"
#include "core/tandai-words.h"
#include "gui/tandai-dialog.h"
#include "gui/tandai-reanchor-dialog.h"
#include "gui/tandai-reanchor-task.h"
#include "gui/tandai-window-private.h"

/* Of the document that is shown. */
static guint
count_reviews (TandaiWindow *self)
{
  TandaiAnnotationSet *set = tandai_document_get_annotations (self->document);
  guint n_spans = tandai_annotation_set_get_n_spans (set);
  guint n_reviews = 0;

  for (guint i = 0; i < n_spans; i++)
    n_reviews += tandai_span_get_review (tandai_annotation_set_get_span (set, i)) != NULL;
  return n_reviews;
}

static guint
count_orphans (TandaiWindow *self)
{
  return tandai_document_get_sidecar (self->document)->n_orphans;
}

/* What the banner says of spans that a person should look at; NULL where there are none. */
char *
_tandai_window_dup_review_message (TandaiWindow *self)
{
  guint n_reviews, n_orphans;

  if (!self->reviews || tandai_document_get_lock (self->document, NULL) != TANDAI_LOCK_NONE)
    return NULL;
  n_reviews = count_reviews (self);
  if (n_reviews > 0)
    return g_strdup_printf (ngettext ("%u span is to be looked at", "%u spans are to be looked at",
                                      n_reviews),
                            n_reviews);
  n_orphans = count_orphans (self);
  if (n_orphans == 0)
    return NULL;
  return g_strdup_printf (ngettext ("%u span is kept aside: its words are no longer in the article",
                                    "%u spans are kept aside: their words are no longer in the article",
                                    n_orphans),
                          n_orphans);
}

static void
taken_back_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TandaiWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!tandai_reanchor_undo_finish (result, &error))
    {
      _tandai_window_toast (self, error->message);
      return;
    }
  if (self->document == NULL)
    return;
  _tandai_window_reload (self);
  _tandai_window_say (self, _ ("The annotations are what they were"));
}

/* Whether the annotations of the document that is shown were carried over in this window, and nothing was
 * done since. */
gboolean
_tandai_window_can_take_back (TandaiWindow *self)
{
  return self->document != NULL && self->carried != NULL
         && g_str_equal (self->carried, tandai_document_get_sidecar_path (self->document))
         && tandai_history_peek_undo (tandai_document_get_history (self->document)) == NULL
         && !tandai_document_is_modified (self->document);
}

void
_tandai_window_take_back (TandaiWindow *self)
{
  g_autofree char *sidecar = g_steal_pointer (&self->carried);

  tandai_reanchor_undo_run (sidecar, self->carried_by_other, taken_back_cb, g_object_ref (self));
}

static void
undo_cb (AdwToast *toast, TandaiWindow *self)
{
  if (_tandai_window_can_take_back (self))
    _tandai_window_take_back (self);
  else
    _tandai_window_toast (self, _ ("There is something newer: undo that first"));
}

/* Once the document that was carried over is painted, says so and offers to take it back. */
void
_tandai_window_offer_take_back (TandaiWindow *self)
{
  AdwToast *toast;

  if (self->carried_said == NULL)
    return;
  toast = adw_toast_new (self->carried_said);
  adw_toast_set_button_label (toast, _ ("Undo"));
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_cb), self, 0);
  _tandai_window_say (self, self->carried_said);
  _tandai_window_show_toast (self, toast);
  g_clear_pointer (&self->carried_said, g_free);
}

/* Counted once for an article that has none: no act of the window makes one. */
void
_tandai_window_review_take_document (TandaiWindow *self)
{
  self->reviews = self->document != NULL && (count_reviews (self) > 0 || count_orphans (self) > 0);
}

static void
reload_undoable (TandaiWindow *self, const char *said, gboolean by_other)
{
  g_free (self->carried);
  g_free (self->carried_said);
  self->carried = g_strdup (tandai_document_get_sidecar_path (self->document));
  self->carried_said = g_strdup (said);
  self->carried_by_other = by_other;
  _tandai_window_reload (self);
}

/* Shows what another program made of the sidecar; what it was is kept. */
void
_tandai_window_reload_undoable (TandaiWindow *self, const char *said)
{
  reload_undoable (self, said, TRUE);
}

static void
carried_cb (TandaiReanchorDialog *dialog, const char *said, TandaiWindow *self)
{
  reload_undoable (self, said, FALSE);
}

static void
carry_over (TandaiWindow *self)
{
  GtkWidget *dialog = tandai_reanchor_dialog_new (GTK_WINDOW (self), self->document);

  g_signal_connect_object (dialog, "carried", G_CALLBACK (carried_cb), self, 0);
  tandai_dialog_present (dialog);
}

static void
carry_over_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TandaiWindow *self = TANDAI_WINDOW (user_data);

  if (tandai_document_get_lock (self->document, NULL) == TANDAI_LOCK_ARTICLE_CHANGED)
    carry_over (self);
  else
    _tandai_window_say (self, _ ("The article is what was annotated"));
}

/* The next span to look at behind the one that is current, round the article's end. */
static TandaiSpan *
find_review (TandaiWindow *self)
{
  TandaiAnnotationSet *set = tandai_document_get_annotations (self->document);
  guint n_spans = tandai_annotation_set_get_n_spans (set);
  TandaiSpan *current = _tandai_window_get_current_span (self);
  TandaiSpan *first = NULL;

  for (guint i = 0; i < n_spans; i++)
    {
      TandaiSpan *span = tandai_annotation_set_get_span (set, i);

      if (tandai_span_get_review (span) == NULL)
        continue;
      if (current == NULL || tandai_span_compare (span, current) > 0)
        return span;
      if (first == NULL)
        first = span;
    }
  return first;
}

/* Why it is to be looked at stands in the details. Where they would cover the article, they come up only for
 * what is decided there. */
static void
show_reason (TandaiWindow *self, TandaiSpan *span)
{
  if (!adw_flap_get_folded (self->inspector_flap)
      || tandai_review_read (span, NULL) == TANDAI_REVIEW_CONFLICT)
    {
      _tandai_window_show_inspector (self);
      adw_flap_set_reveal_flap (self->inspector_flap, TRUE);
    }
}

/* What has no place in the article is settled last, beside it. */
static gboolean
show_orphans (TandaiWindow *self)
{
  if (count_orphans (self) == 0)
    return FALSE;
  adw_flap_set_reveal_flap (self->inspector_flap, TRUE);
  tandai_inspector_edit (self->inspector, TANDAI_DETAILS_ORPHANS);
  _tandai_window_say (self, _ ("Select words and put the span back there, or drop it"));
  return TRUE;
}

static void
next_review_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TandaiWindow *self = TANDAI_WINDOW (user_data);
  TandaiSpan *span;

  if (tandai_document_get_lock (self->document, NULL) == TANDAI_LOCK_ARTICLE_CHANGED)
    {
      carry_over (self);
      return;
    }
  span = find_review (self);
  if (span == NULL)
    {
      if (!show_orphans (self))
        _tandai_window_say (self, _ ("There is nothing to look at"));
      return;
    }
  _tandai_window_select_span (self, tandai_span_get_id (span), TRUE);
  show_reason (self, span);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
hop_on (TandaiWindow *self)
{
  TandaiSpan *next = find_review (self);

  if (next != NULL)
    _tandai_window_select_span (self, tandai_span_get_id (next), TRUE);
  else
    _tandai_window_say (self, _ ("All spans are looked at"));
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
review_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TandaiWindow *self = TANDAI_WINDOW (user_data);
  const char *what = g_variant_get_string (parameter, NULL);
  TandaiSpan *span = _tandai_window_get_current_span (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  gboolean done;

  if (span == NULL || tandai_span_get_review (span) == NULL)
    {
      _tandai_window_say (self, _ ("There is nothing to look at"));
      return;
    }
  id = g_strdup (tandai_span_get_id (span));
  if (g_str_equal (what, "adjust"))
    {
      /* The keys that move its ends do the rest. */
      _tandai_window_select_span (self, id, TRUE);
      _tandai_window_say (self, _ ("[ ] and Shift with the arrows move its ends"));
      gtk_widget_grab_focus (GTK_WIDGET (self->view));
      return;
    }
  if (g_str_equal (what, "drop"))
    done = tandai_document_remove_span (self->document, id, &error);
  else if (tandai_review_read (span, NULL) == TANDAI_REVIEW_CONFLICT)
    done = tandai_conflict_resolve (self->document, id, FALSE, &error);
  else
    done = tandai_review_settle (self->document, id, &error);
  if (done)
    hop_on (self);
  else
    _tandai_window_say_error (self, error);
}

static void
resolve_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TandaiWindow *self = TANDAI_WINDOW (user_data);
  g_autoptr (GError) error = NULL;
  const char *id, *side;

  g_variant_get (parameter, "(&s&s)", &id, &side);
  if (tandai_conflict_resolve (self->document, id, g_str_equal (side, "theirs"), &error))
    hop_on (self);
  else
    _tandai_window_say_error (self, error);
}

/* The one that was settled is gone from the list; the next one has its place. */
static void
go_on_with_orphans (TandaiWindow *self, const char *said)
{
  if (count_orphans (self) > 0)
    tandai_inspector_edit (self->inspector, TANDAI_DETAILS_ORPHANS);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
  _tandai_window_say (self, said);
}

static void
place_orphan_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TandaiWindow *self = TANDAI_WINDOW (user_data);
  g_autofree char *id = g_variant_dup_string (parameter, NULL);
  g_autoptr (GError) error = NULL;
  TandaiRange range;

  if (!tandai_article_view_get_selection (self->view, &range))
    {
      _tandai_window_toast (self, _ ("Select the words in the article first"));
      return;
    }
  range = tandai_words_trim (tandai_document_get_text (self->document), range);
  if (!tandai_orphan_place (self->document, id, &range, 1, &error))
    {
      _tandai_window_say_error (self, error);
      return;
    }
  _tandai_window_select_span (self, id, FALSE);
  go_on_with_orphans (self, _ ("The span is back in the article"));
}

static void
drop_orphan_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TandaiWindow *self = TANDAI_WINDOW (user_data);
  g_autofree char *id = g_variant_dup_string (parameter, NULL);
  g_autoptr (GError) error = NULL;

  if (tandai_orphan_drop (self->document, id, &error))
    go_on_with_orphans (self, _ ("The span is dropped"));
  else
    _tandai_window_say_error (self, error);
}

static const GActionEntry ENTRIES[] = {
  { "place-orphan", place_orphan_action, "s" }, { "drop-orphan", drop_orphan_action, "s" },
  { "resolve", resolve_action, "(ss)" },        { "carry-over", carry_over_action },
  { "next-review", next_review_action },        { "review", review_action, "s" },
};

void
_tandai_window_add_review_actions (TandaiWindow *self)
{
  _tandai_window_add_table (self, ENTRIES, G_N_ELEMENTS (ENTRIES));
}
