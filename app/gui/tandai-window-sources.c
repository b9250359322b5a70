/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "core/tandai-document-commands.h"
#include "gui/tandai-window-private.h"
#include "suggest/tandai-sources.h"

/* Who said it: the likeliest, the next one, one picked by hand, or nobody who is named. */

#define RELATION_SOURCE  "source"
#define ATTRIBUTE_SOURCE "source"
#define SOURCE_UNNAMED   "unnamed"

/* More letters of a source are not said. */
#define SAID_CHARS 60

/* What S has linked last, so that S again takes it back and links the next likely one. */
struct _TandaiGuess
{
  char *span;
  GPtrArray *sources;
  guint at;
  TandaiStep *step;
};

static TandaiWindow *
window (gpointer user_data)
{
  return TANDAI_WINDOW (user_data);
}

static TandaiAnnotationSet *
annotations_of (TandaiWindow *self)
{
  return tandai_document_get_annotations (self->document);
}

static TandaiHistory *
history_of (TandaiWindow *self)
{
  return tandai_document_get_history (self->document);
}

static const TandaiRelationDef *
get_def (TandaiWindow *self)
{
  return tandai_schema_find_relation (tandai_document_get_schema (self->document), RELATION_SOURCE);
}

/* The labels that a source may have, the one of what S tags first. */
static const char *const *
get_labels (TandaiWindow *self)
{
  static const char *const DEFAULTS[] = { "actor", "place", NULL };
  const TandaiRelationDef *def = get_def (self);

  return def->to != NULL && def->to[0] != NULL ? (const char *const *) def->to : DEFAULTS;
}

/* Forgets what S has linked last: the next S begins anew. */
void
_tandai_window_forget_guess (TandaiWindow *self)
{
  if (self->guess == NULL)
    return;
  g_free (self->guess->span);
  g_ptr_array_unref (self->guess->sources);
  tandai_step_unref (self->guess->step);
  g_clear_pointer (&self->guess, g_free);
}

/* Whether the last thing that was done is what S has linked for this span. */
static gboolean
is_guessing (TandaiWindow *self, const char *span)
{
  return self->guess != NULL && g_str_equal (self->guess->span, span)
         && tandai_history_peek_undo (history_of (self)) == self->guess->step;
}

static gboolean
may_lead_from (const TandaiRelationDef *def, const char *label)
{
  return def->from == NULL || def->from[0] == NULL
         || g_strv_contains ((const char *const *) def->from, label);
}

static char *
dup_titles (TandaiWindow *self, const char *const *labels)
{
  g_autoptr (GPtrArray) titles = g_ptr_array_new ();

  for (guint i = 0; labels[i] != NULL; i++)
    g_ptr_array_add (titles, (gpointer) _tandai_window_label_title (self, labels[i]));
  g_ptr_array_add (titles, NULL);
  return g_strjoinv (", ", (char **) titles->pdata);
}

/* Why something could not be done, where it is seen and where it is heard. */
static void
refuse (TandaiWindow *self, const char *reason)
{
  _tandai_window_say (self, reason);
  _tandai_window_toast (self, reason);
}

/* The current span, where it can have a source; else the reason is said. */
static TandaiSpan *
need_speech (TandaiWindow *self)
{
  TandaiSpan *span = _tandai_window_get_current_span (self);
  const TandaiRelationDef *def = get_def (self);
  g_autofree char *titles = NULL;
  g_autofree char *reason = NULL;

  if (def == NULL)
    {
      /* Translators: %s is a relation's name. */
      reason = g_strdup_printf (_ ("The schema has no relation “%s”"), RELATION_SOURCE);
      refuse (self, reason);
      return NULL;
    }
  if (span == NULL)
    {
      _tandai_window_say (self, _ ("Select a quote or claim first"));
      return NULL;
    }
  if (may_lead_from (def, tandai_span_get_label (span)))
    return span;
  titles = dup_titles (self, (const char *const *) def->from);
  /* Translators: %s are titles of labels, like “Quote, Claim”. */
  reason = g_strdup_printf (_ ("Only these have a source: %s"), titles);
  refuse (self, reason);
  return NULL;
}

/* The links of a span to its sources. */
static GPtrArray *
list_links (TandaiWindow *self, const char *span)
{
  GPtrArray *links = tandai_annotation_set_list_relations (annotations_of (self), span);

  for (guint i = links->len; i-- > 0;)
    if (!g_str_equal (tandai_relation_get_kind (links->pdata[i]), RELATION_SOURCE)
        || !g_str_equal (tandai_relation_get_from (links->pdata[i]), span))
      g_ptr_array_remove_index (links, i);
  return links;
}

static void
remove_links (TandaiWindow *self, GPtrArray *links)
{
  for (guint i = 0; i < links->len; i++)
    tandai_document_remove_relation (self->document, tandai_relation_get_id (links->pdata[i]), NULL);
}

/* A source as it is said: its words on one line, the end left out where they are many. */
static void
say_source (TandaiWindow *self, TandaiRange range)
{
  gboolean is_long = range.end - range.start > SAID_CHARS;
  guint end = is_long ? range.start + SAID_CHARS : range.end;
  g_autofree char *words = tandai_text_slice (tandai_document_get_text (self->document), range.start, end);
  g_autofree char *shown = g_strconcat (g_strdelimit (words, "\n\t", ' '), is_long ? "…" : "", NULL);
  /* Translators: %s is who said it. */
  g_autofree char *said = g_strdup_printf (_ ("Source: %s"), shown);

  _tandai_window_say (self, said);
}

/* A source is named from now on. */
static void
clear_unnamed (TandaiWindow *self, const char *id)
{
  TandaiSpan *span = tandai_annotation_set_lookup_span (annotations_of (self), id);

  if (g_strcmp0 (tandai_span_get_attribute (span, ATTRIBUTE_SOURCE), SOURCE_UNNAMED) == 0)
    tandai_document_set_attribute (self->document, id, ATTRIBUTE_SOURCE, NULL, NULL);
}

/* The id of a source's span, which is made where there is none yet. */
static const char *
get_source_span (TandaiWindow *self, const TandaiSource *source, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *created = g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");
  TandaiSpanFields fields = {
    .label = get_labels (self)[0], .ranges = &source->range, .n_ranges = 1, .created = created
  };
  TandaiSpan *span;

  if (source->id != NULL)
    return source->id;
  span = tandai_document_add_span_full (self->document, &fields, error);
  return span != NULL ? tandai_span_get_id (span) : NULL;
}

/* One step: the source is tagged where it is not yet, and linked in place of what was linked before. */
static gboolean
link_in_place (TandaiWindow *self, const char *id, const TandaiSource *source, GError **error)
{
  g_autoptr (GPtrArray) links = list_links (self, id);
  gboolean linked;
  const char *to;

  /* Translators: what an undo would take back. */
  tandai_document_begin (self->document, C_ ("undo step", "Link source"));
  to = get_source_span (self, source, error);
  linked =
      to != NULL && tandai_document_add_relation (self->document, RELATION_SOURCE, id, to, error) != NULL;
  if (linked)
    {
      remove_links (self, links);
      clear_unnamed (self, id);
    }
  tandai_document_end (self->document);
  return linked;
}

static gboolean
is_linked (GPtrArray *links, const TandaiSource *source)
{
  for (guint i = 0; source->id != NULL && i < links->len; i++)
    if (g_str_equal (tandai_relation_get_to (links->pdata[i]), source->id))
      return TRUE;
  return FALSE;
}

/* Who may have said it, the likeliest first, but for who is linked already. */
static GPtrArray *
rank_sources (TandaiWindow *self, TandaiSpan *span)
{
  g_autoptr (GPtrArray) links = list_links (self, tandai_span_get_id (span));
  GPtrArray *sources =
      tandai_sources_rank (tandai_document_get_text (self->document), _tandai_window_get_word_lists (self),
                           annotations_of (self), get_labels (self), span);

  for (guint i = sources->len; i-- > 0;)
    if (is_linked (links, sources->pdata[i]))
      g_ptr_array_remove_index (sources, i);
  return sources;
}

/* Links a source and keeps in mind which, for when S is pressed again. */
static void
guess (TandaiWindow *self, const char *id, GPtrArray *sources, guint at)
{
  const TandaiSource *source = sources->pdata[at];
  g_autoptr (GError) error = NULL;
  TandaiGuess *made;

  if (!link_in_place (self, id, source, &error))
    {
      _tandai_window_say_error (self, error);
      return;
    }
  made = g_new0 (TandaiGuess, 1);
  made->span = g_strdup (id);
  made->sources = g_ptr_array_ref (sources);
  made->at = at;
  made->step = tandai_step_ref (tandai_history_peek_undo (history_of (self)));
  _tandai_window_forget_guess (self);
  self->guess = made;
  say_source (self, source->range);
}

/* The last guess leaves nothing behind, not even what it tagged: the next one takes its place. */
static void
guess_next (TandaiWindow *self, const char *id)
{
  g_autoptr (GPtrArray) sources = g_ptr_array_ref (self->guess->sources);
  guint at = (self->guess->at + 1) % sources->len;

  if (sources->len == 1)
    {
      _tandai_window_say (self, _ ("There is no other likely source; pick one by hand"));
      return;
    }
  if (tandai_document_undo (self->document))
    guess (self, id, sources, at);
  if (at == 0)
    _tandai_window_toast (self, _ ("These were all; the likeliest source again"));
}

static void
guess_first (TandaiWindow *self, TandaiSpan *span)
{
  g_autofree char *id = g_strdup (tandai_span_get_id (span));
  g_autoptr (GPtrArray) links = list_links (self, id);
  g_autoptr (GPtrArray) sources = NULL;

  /* Several are linked by hand: which of them a guess would replace is not for S to say. */
  if (links->len > 1)
    {
      refuse (self, _ ("There are several sources; pick a further one by hand"));
      return;
    }
  sources = rank_sources (self, span);
  if (sources->len == 0)
    _tandai_window_say (self, links->len > 0 ? _ ("There is no other likely source; pick one by hand")
                                             : _ ("There is no actor to link yet"));
  else
    guess (self, id, sources, 0);
}

/* A further source, which is a span already. */
static void
add_source (TandaiWindow *self, const char *id, const char *source)
{
  g_autoptr (GError) error = NULL;
  gboolean linked;

  tandai_document_begin (self->document, C_ ("undo step", "Link source"));
  linked = tandai_document_add_relation (self->document, RELATION_SOURCE, id, source, &error) != NULL;
  if (linked)
    clear_unnamed (self, id);
  tandai_document_end (self->document);
  if (linked)
    say_source (self,
                tandai_span_get_hull (tandai_annotation_set_lookup_span (annotations_of (self), source)));
  else
    _tandai_window_say_error (self, error);
}

static void
link_source_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TandaiWindow *self = window (user_data);
  g_autofree char *source = g_variant_dup_string (parameter, NULL);
  TandaiSpan *span = need_speech (self);
  g_autofree char *id = NULL;

  if (span == NULL)
    return;
  id = g_strdup (tandai_span_get_id (span));
  if (*source != '\0')
    add_source (self, id, source);
  else if (is_guessing (self, id))
    guess_next (self, id);
  else if (_tandai_window_check_label (self, get_labels (self)[0]))
    guess_first (self, span);
}

/* Returns whether the span says so now; links to sources would belie it. */
static gboolean
set_unnamed (TandaiWindow *self, const char *id, GError **error)
{
  g_autoptr (GPtrArray) links = list_links (self, id);
  gboolean done;

  /* Translators: what an undo would take back. */
  tandai_document_begin (self->document, C_ ("undo step", "Source not named"));
  done = tandai_document_set_attribute (self->document, id, ATTRIBUTE_SOURCE, SOURCE_UNNAMED, error);
  if (done)
    remove_links (self, links);
  tandai_document_end (self->document);
  return done;
}

static void
no_source_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TandaiWindow *self = window (user_data);
  TandaiSpan *span = need_speech (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  gboolean undone;

  if (span == NULL)
    return;
  id = g_strdup (tandai_span_get_id (span));
  /* A wrong guess leaves nothing behind. */
  undone = is_guessing (self, id) && tandai_document_undo (self->document);
  if (set_unnamed (self, id, &error))
    {
      _tandai_window_say (self, _ ("No source is named"));
      return;
    }
  if (undone)
    tandai_document_redo (self->document);
  _tandai_window_say_error (self, error);
}

/* Made when it is first asked for: a window must be there sooner than this. */
static TandaiSourcePicker *
get_picker (TandaiWindow *self)
{
  if (self->source_picker == NULL)
    {
      self->source_picker = TANDAI_SOURCE_PICKER (tandai_source_picker_new ());
      gtk_widget_set_parent (GTK_WIDGET (self->source_picker), self->page);
      g_signal_connect_object (self->source_picker, "closed", G_CALLBACK (gtk_widget_grab_focus), self->view,
                               G_CONNECT_SWAPPED);
    }
  return self->source_picker;
}

static void
pick_source_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TandaiWindow *self = window (user_data);
  TandaiSpan *span = need_speech (self);
  const TandaiRelationDef *def = get_def (self);
  GdkRectangle target;

  if (span == NULL)
    return;
  if (!tandai_source_picker_fill (get_picker (self), self->document, def, span))
    {
      g_autofree char *titles = dup_titles (self, get_labels (self));
      /* Translators: %s are titles of labels, like “Actor, Place”. */
      g_autofree char *reason = g_strdup_printf (_ ("There is none of these to pick yet: %s"), titles);

      _tandai_window_say (self, reason);
      return;
    }
  tandai_article_view_scroll_to (self->view, tandai_span_get_start (span));
  _tandai_window_locate (self, tandai_span_get_start (span), &target);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->source_picker), &target);
  gtk_popover_popup (GTK_POPOVER (self->source_picker));
}

static const GActionEntry ENTRIES[] = {
  { "link-source", link_source_action, "s" },
  { "no-source", no_source_action },
  { "pick-source", pick_source_action },
};

void
_tandai_window_add_source_actions (TandaiWindow *self)
{
  g_autoptr (GPropertyAction) toggle = g_property_action_new ("toggle-links", self->view, "show-links");

  _tandai_window_add_table (self, ENTRIES, G_N_ELEMENTS (ENTRIES));
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (toggle));
}
