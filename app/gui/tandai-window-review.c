/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Annotations of an article that was changed: carried over, looked at one by one, and taken back. */

#include "config.h"

#include <glib/gi18n.h>

#include "core/tandai-document-commands.h"
#include "core/tandai-orphan.h"
#include "core/tandai-review.h"
#include "core/tandai-words.h"
#include "gui/tandai-dialog.h"
#include "gui/tandai-reanchor-dialog.h"
#include "gui/tandai-reanchor-task.h"
#include "gui/tandai-window-private.h"

/* Of the document that is shown: spans with a review of their own. A mark alone, without two versions, is
 * one. */
static guint
count_reviews (TandaiWindow *self)
{
  gboolean disputed = tandai_document_get_sidecar (self->document)->n_conflicts > 0;
  TandaiAnnotationSet *set = tandai_document_get_annotations (self->document);
  guint n_spans = tandai_annotation_set_get_n_spans (set);
  guint n_reviews = 0;

  for (guint i = 0; i < n_spans; i++)
    {
      TandaiSpan *span = tandai_annotation_set_get_span (set, i);

      if (tandai_span_get_review (span) != NULL
          && (!disputed || tandai_review_read (span, NULL) != TANDAI_REVIEW_CONFLICT))
        n_reviews++;
    }
  return n_reviews;
}

static guint
count_orphans (TandaiWindow *self)
{
  return tandai_document_get_sidecar (self->document)->n_orphans;
}

static guint
count_conflicts (TandaiWindow *self)
{
  return tandai_document_get_sidecar (self->document)->n_conflicts;
}

static char *
dup_message (guint n_reviews, guint n_conflicts, guint n_orphans)
{
  if (n_reviews > 0 && n_conflicts > 0)
    /* Translators: spans that were carried over, and conflicts. */
    return g_strdup_printf (ngettext ("%u thing is to be looked at", "%u things are to be looked at",
                                      n_reviews + n_conflicts),
                            n_reviews + n_conflicts);
  if (n_conflicts > 0)
    return g_strdup_printf (ngettext ("%u conflict is to be decided", "%u conflicts are to be decided",
                                      n_conflicts),
                            n_conflicts);
  if (n_reviews > 0)
    return g_strdup_printf (ngettext ("%u span is to be looked at", "%u spans are to be looked at",
                                      n_reviews),
                            n_reviews);
  if (n_orphans == 0)
    return NULL;
  return g_strdup_printf (ngettext ("%u span is kept aside: its words are no longer in the article",
                                    "%u spans are kept aside: their words are no longer in the article",
                                    n_orphans),
                          n_orphans);
}

/* What the banner says of what a person should look at; NULL where there is nothing. */
char *
_tandai_window_dup_review_message (TandaiWindow *self)
{
  /* What was decided before a restart may have been undone. */
  if (count_conflicts (self) > 0 || count_orphans (self) > 0)
    self->reviews = TRUE;
  if (!self->reviews || tandai_document_get_lock (self->document, NULL) != TANDAI_LOCK_NONE)
    return NULL;
  return dup_message (count_reviews (self), count_conflicts (self), count_orphans (self));
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
  self->reviews = self->document != NULL
                  && (count_reviews (self) > 0 || count_conflicts (self) > 0 || count_orphans (self) > 0);
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

  if (tandai_document_get_lock (self->document, NULL) == TANDAI_LOCK_ARTICLE_CHANGED)
    {
      carry_over (self);
      return;
    }
  if (!_tandai_window_show_next_review (self) && !show_orphans (self))
    _tandai_window_say (self, _ ("There is nothing to look at"));
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

  if (g_str_equal (what, "keep") && _tandai_window_keep_conflict (self))
    return;
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
    done = _tandai_window_drop_conflict (self, id, &error);
  else
    done = tandai_review_settle (self->document, id, &error);
  if (done)
    _tandai_window_hop_to_review (self);
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
  { "place-orphan", place_orphan_action, "s" },
  { "drop-orphan", drop_orphan_action, "s" },
  { "carry-over", carry_over_action },
  { "next-review", next_review_action },
  { "review", review_action, "s" },
};

void
_tandai_window_add_review_actions (TandaiWindow *self)
{
  _tandai_window_add_table (self, ENTRIES, G_N_ELEMENTS (ENTRIES));
}
