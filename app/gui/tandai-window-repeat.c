/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "core/tandai-bulk.h"
#include "core/tandai-string-table.h"
#include "gui/tandai-window-private.h"
#include "suggest/tandai-repeat.h"

/* Takes the preview off the page; returns whether there was one. */
gboolean
_tandai_window_drop_preview (TandaiWindow *self)
{
  if (self->preview == NULL)
    return FALSE;
  g_clear_pointer (&self->preview, g_array_unref);
  g_clear_pointer (&self->preview_label, g_free);
  _tandai_window_draw_marks (self);
  _tandai_window_end_question (self);
  return TRUE;
}

/* Shows what would be tagged: @places (transfer full) (element-type TandaiRange). */
void
_tandai_window_take_preview (TandaiWindow *self, GArray *places, const char *label)
{
  g_clear_pointer (&self->preview, g_array_unref);
  g_free (self->preview_label);
  self->preview = places;
  self->preview_label = g_strdup (label);
  _tandai_window_draw_marks (self);
}

static void
offer_undo (TandaiWindow *self, guint n, const char *label)
{
  g_autofree char *said =
      /* Translators: %2$s is a label's title. */
      g_strdup_printf (ngettext ("Tagged %1$u time: %2$s", "Tagged %1$u times: %2$s", n), n,
                       _tandai_window_label_title (self, label));
  g_autofree char *escaped = g_markup_escape_text (said, -1);
  AdwToast *toast = adw_toast_new (escaped);

  adw_toast_set_button_label (toast, _ ("Undo"));
  adw_toast_set_action_name (toast, "win.undo");
  _tandai_window_show_toast (self, toast);
  _tandai_window_say (self, said);
}

/* Tags many places as one undo step. */
static void
tag_places (TandaiWindow *self, GArray *places, const char *label, const char *origin)
{
  g_autoptr (GError) error = NULL;
  guint n = tandai_bulk_tag (self->document, label, places, origin, _ ("Tag All"), &error);

  if (error != NULL)
    _tandai_window_say_error (self, error);
  else if (n > 0)
    offer_undo (self, n, label);
}

/* Tags what is previewed; returns whether something was. */
gboolean
_tandai_window_apply_preview (TandaiWindow *self)
{
  g_autoptr (GArray) places = g_steal_pointer (&self->preview);
  g_autofree char *label = g_steal_pointer (&self->preview_label);

  if (places == NULL)
    return FALSE;
  _tandai_window_end_question (self);
  tag_places (self, places, label, NULL);
  _tandai_window_draw_marks (self);
  return TRUE;
}

/* The places of the words of a span that have not got its label yet; %NULL where they are too many words. */
static GArray *
find_places (TandaiWindow *self, TandaiSpan *span)
{
  TandaiText *text = tandai_document_get_text (self->document);
  TandaiRange hull = tandai_span_get_hull (span);
  g_autofree char *string = NULL;
  guint n_ranges;

  tandai_span_get_ranges (span, &n_ranges);
  if (n_ranges > 1 || hull.end - hull.start > TANDAI_STRING_MAX_CHARS)
    return NULL;
  string = tandai_text_slice (text, hull.start, hull.end);
  return tandai_repeat_places (text, tandai_document_get_annotations (self->document), string,
                               tandai_span_get_label (span));
}

/* First shows what would be tagged, then tags it. */
static void
repeat_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TandaiWindow *self = TANDAI_WINDOW (user_data);
  TandaiSpan *span = _tandai_window_get_current_span (self);
  g_autoptr (GArray) places = NULL;
  g_autofree char *said = NULL;

  if (_tandai_window_apply_preview (self))
    return;
  if (span == NULL)
    {
      _tandai_window_say (self, _ ("Tag something first"));
      return;
    }
  places = find_places (self, span);
  if (places == NULL || places->len == 0)
    {
      _tandai_window_say (self, _ ("The same words stand nowhere else untagged"));
      return;
    }
  said = g_strdup_printf (
      /* Translators: %2$s is a label's title; R is a key, and stays R. */
      ngettext ("R or Enter tags %1$u more time: %2$s; Esc cancels",
                "R or Enter tags %1$u more times: %2$s; Esc cancels", places->len),
      places->len, _tandai_window_label_title (self, tandai_span_get_label (span)));
  _tandai_window_take_preview (self, g_steal_pointer (&places), tandai_span_get_label (span));
  _tandai_window_say (self, said);
}

/* Accepts a suggestion wherever its words stand: those named, else those of the stop. */
static void
accept_all_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TandaiWindow *self = TANDAI_WINDOW (user_data);
  TandaiText *text = tandai_document_get_text (self->document);
  g_autofree char *string = g_variant_dup_string (parameter, NULL);
  g_autofree char *label = NULL;
  g_autoptr (GArray) places = NULL;
  TandaiStop stop;

  if (*string == '\0' && _tandai_window_get_stop (self, &stop) && stop.label != NULL && stop.n_ranges == 1)
    {
      g_free (string);
      string = tandai_text_slice (text, stop.ranges[0].start, stop.ranges[0].end);
      label = g_strdup (stop.label);
    }
  else if (*string != '\0' && self->stops != NULL)
    label = g_strdup (tandai_stops_lookup (self->stops, string));
  if (label == NULL)
    {
      _tandai_window_say (self, _ ("Nothing is suggested here"));
      return;
    }
  places = tandai_repeat_places (text, tandai_document_get_annotations (self->document), string, label);
  tag_places (self, places, label, "suggestion:article");
}

static const GActionEntry ENTRIES[] = {
  { "repeat-tag", repeat_action },
  { "accept-all", accept_all_action, "s" },
};

void
_tandai_window_add_repeat_actions (TandaiWindow *self)
{
  _tandai_window_add_table (self, ENTRIES, G_N_ELEMENTS (ENTRIES));
}
