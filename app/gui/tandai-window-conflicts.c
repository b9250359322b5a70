/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a person should look at, one after the other: spans in the order of the article, then what else two
 * people disagree on; and the decision between two versions. */

#include "config.h"

#include <glib/gi18n.h>

#include "core/tandai-conflict.h"
#include "core/tandai-document-commands.h"
#include "core/tandai-review.h"
#include "gui/tandai-window-private.h"

/* A span to look at, a conflict to decide, or a conflict on a span. */
typedef struct
{
  TandaiSpan *span;
  char *key;
} Stop;

static void
stop_free (gpointer data)
{
  Stop *stop = data;

  g_clear_object (&stop->span);
  g_free (stop->key);
  g_free (stop);
}

static void
stop_add (GPtrArray *stops, TandaiSpan *span, const char *key)
{
  Stop *stop = g_new (Stop, 1);

  *stop = (Stop){ span != NULL ? g_object_ref (span) : NULL, g_strdup (key) };
  g_ptr_array_add (stops, stop);
}

/* The conflicts, by their keys. */
static GHashTable *
index_conflicts (GPtrArray *conflicts)
{
  GHashTable *by_key = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < conflicts->len; i++)
    g_hash_table_insert (by_key, ((TandaiConflict *) conflicts->pdata[i])->key, conflicts->pdata[i]);
  return by_key;
}

static GPtrArray *
list_stops (TandaiWindow *self)
{
  TandaiAnnotationSet *set = tandai_document_get_annotations (self->document);
  g_autoptr (GPtrArray) conflicts = tandai_document_list_conflicts (self->document);
  g_autoptr (GHashTable) left = index_conflicts (conflicts);
  GPtrArray *stops = g_ptr_array_new_with_free_func (stop_free);

  for (guint i = 0; i < tandai_annotation_set_get_n_spans (set); i++)
    {
      TandaiSpan *span = tandai_annotation_set_get_span (set, i);
      const TandaiConflict *conflict = tandai_span_get_review (span) != NULL
                                           ? g_hash_table_lookup (left, tandai_span_get_id (span))
                                           : NULL;

      if (conflict != NULL && conflict->kind == TANDAI_CONFLICT_SPAN)
        {
          stop_add (stops, span, conflict->key);
          g_hash_table_remove (left, conflict->key);
        }
      else if (tandai_span_get_review (span) != NULL)
        stop_add (stops, span, NULL);
    }
  for (guint i = 0; i < conflicts->len; i++)
    {
      const TandaiConflict *conflict = conflicts->pdata[i];

      if (g_hash_table_contains (left, conflict->key))
        stop_add (stops, NULL, conflict->key);
    }
  return stops;
}

static int
find_key (GPtrArray *stops, const char *key)
{
  for (guint i = 0; i < stops->len; i++)
    if (g_strcmp0 (((const Stop *) stops->pdata[i])->key, key) == 0)
      return (int) i;
  return -1;
}

/* The first span behind the one that is current, or what follows the spans. */
static guint
find_behind (GPtrArray *stops, TandaiSpan *current)
{
  for (guint i = 0; current != NULL && i < stops->len; i++)
    {
      const Stop *stop = stops->pdata[i];

      if (stop->span == NULL || tandai_span_compare (stop->span, current) > 0)
        return i;
    }
  return 0;
}

/* What follows the conflict that has the focus, else the current span, round the end; NULL where there is
 * nothing. */
static const Stop *
find_next (TandaiWindow *self, GPtrArray *stops, const char *key)
{
  int at = key != NULL ? find_key (stops, key) : -1;

  if (stops->len == 0)
    return NULL;
  if (at >= 0)
    return stops->pdata[((guint) at + 1) % stops->len];
  return stops->pdata[find_behind (stops, _tandai_window_get_current_span (self))];
}

/* What it is about is shown in the article, too. */
static void
select_place (TandaiWindow *self, const char *key)
{
  TandaiAnnotationSet *set = tandai_document_get_annotations (self->document);
  g_autoptr (GPtrArray) conflicts = tandai_document_list_conflicts (self->document);

  for (guint i = 0; i < conflicts->len; i++)
    {
      const TandaiConflict *conflict = conflicts->pdata[i];
      g_autofree char *span =
          g_str_equal (conflict->key, key) ? tandai_conflict_dup_span (conflict, set) : NULL;

      if (span != NULL)
        _tandai_window_select_span (self, span, TRUE);
    }
}

static void
show_conflict (TandaiWindow *self, const char *key)
{
  select_place (self, key);
  _tandai_window_show_inspector (self);
  adw_flap_set_reveal_flap (self->inspector_flap, TRUE);
  tandai_inspector_edit_conflict (self->inspector, key);
}

static void
show_stop (TandaiWindow *self, const Stop *stop)
{
  if (stop->key != NULL)
    {
      show_conflict (self, stop->key);
      return;
    }
  _tandai_window_select_span (self, tandai_span_get_id (stop->span), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/* Leads to the next span or conflict to look at; returns whether there is one. */
gboolean
_tandai_window_show_next_review (TandaiWindow *self)
{
  g_autoptr (GPtrArray) stops = list_stops (self);
  const Stop *next = find_next (self, stops, tandai_inspector_get_focused_conflict (self->inspector));

  if (next == NULL)
    return FALSE;
  show_stop (self, next);
  /* Why it is to be looked at stands in the details. Where they would cover the article, they stay away. */
  if (next->key == NULL && !adw_flap_get_folded (self->inspector_flap))
    {
      _tandai_window_show_inspector (self);
      adw_flap_set_reveal_flap (self->inspector_flap, TRUE);
    }
  return TRUE;
}

static void
say_all_done (TandaiWindow *self)
{
  _tandai_window_say (self, _ ("Nothing is left to look at"));
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/* After a span was looked at. */
void
_tandai_window_hop_to_review (TandaiWindow *self)
{
  g_autoptr (GPtrArray) stops = list_stops (self);
  const Stop *next = find_next (self, stops, NULL);

  if (next != NULL)
    show_stop (self, next);
  else
    say_all_done (self);
}

/* After a decision: to what followed, unless that was decided with it; else to what is left. */
static void
hop_to (TandaiWindow *self, const char *key, const char *span)
{
  g_autoptr (GPtrArray) stops = list_stops (self);

  for (guint i = 0; i < stops->len; i++)
    {
      const Stop *stop = stops->pdata[i];

      if (key != NULL ? g_strcmp0 (stop->key, key) == 0
                      : stop->span != NULL && g_strcmp0 (tandai_span_get_id (stop->span), span) == 0)
        {
          show_stop (self, stop);
          return;
        }
    }
  if (stops->len > 0)
    show_stop (self, stops->pdata[0]);
  else
    say_all_done (self);
}

static void
say_decision (TandaiWindow *self, TandaiDecision decision)
{
  const char *const said[] = { _ ("Our version is taken"), _ ("Their version is taken"),
                               _ ("Left as it is") };

  _tandai_window_say (self, said[decision]);
}

static void
resolve (TandaiWindow *self, const char *key, TandaiDecision decision)
{
  g_autoptr (GPtrArray) stops = list_stops (self);
  const Stop *next = find_next (self, stops, key);
  g_autoptr (GError) error = NULL;

  if (!tandai_conflict_resolve (self->document, key, decision, &error))
    {
      _tandai_window_say_error (self, error);
      return;
    }
  say_decision (self, decision);
  hop_to (self, next != NULL ? next->key : NULL,
          next != NULL && next->span != NULL ? tandai_span_get_id (next->span) : NULL);
}

static gboolean
is_conflict (TandaiWindow *self, const char *key)
{
  g_autoptr (GPtrArray) conflicts = tandai_document_list_conflicts (self->document);
  g_autoptr (GHashTable) by_key = index_conflicts (conflicts);

  return g_hash_table_contains (by_key, key);
}

/* Takes our version of the conflict that has the focus, else of the current span; returns whether there is
 * one. */
gboolean
_tandai_window_keep_conflict (TandaiWindow *self)
{
  const char *focused = tandai_inspector_get_focused_conflict (self->inspector);
  TandaiSpan *span = _tandai_window_get_current_span (self);
  g_autofree char *key = g_strdup (focused);

  if (key == NULL && span != NULL && tandai_review_read (span, NULL) == TANDAI_REVIEW_CONFLICT)
    key = g_strdup (tandai_span_get_id (span));
  if (key == NULL || !is_conflict (self, key))
    return FALSE;
  resolve (self, key, TANDAI_DECISION_OURS);
  return TRUE;
}

/* Removes a span that is to be looked at; where people disagree on it, that is decided with it. */
gboolean
_tandai_window_drop_conflict (TandaiWindow *self, const char *id, GError **error)
{
  gboolean done;

  tandai_document_begin (self->document, C_ ("undo step", "Remove"));
  done = tandai_document_remove_span (self->document, id, error);
  while (done && is_conflict (self, id)
         && tandai_conflict_resolve (self->document, id, TANDAI_DECISION_KEEP, NULL))
    ;
  tandai_document_end (self->document);
  return done;
}

static void
resolve_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TandaiWindow *self = TANDAI_WINDOW (user_data);
  g_autofree char *key = NULL;
  g_autofree char *side = NULL;
  TandaiDecision decision;

  /* The button that was pressed goes with what it names. */
  g_variant_get (parameter, "(ss)", &key, &side);
  if (tandai_decision_from_string (side, &decision))
    resolve (self, key, decision);
}

static void
show_conflict_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  show_conflict (TANDAI_WINDOW (user_data), g_variant_get_string (parameter, NULL));
}

static const GActionEntry ENTRIES[] = {
  { "resolve", resolve_action, "(ss)" },
  { "show-conflict", show_conflict_action, "s" },
};

void
_tandai_window_add_conflict_actions (TandaiWindow *self)
{
  _tandai_window_add_table (self, ENTRIES, G_N_ELEMENTS (ENTRIES));
}
