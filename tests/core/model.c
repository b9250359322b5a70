/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a document must come to, made as simply as can be. */

#include "config.h"

#include "core/tandai-document-commands.h"
#include "model.h"

const char *const MODEL_ATTRIBUTE_NAMES[MODEL_ATTRIBUTES] = { "kind", "mode", "catatan \"x\"" };

static GStringChunk *strings;

/** model_intern: Returns: (nullable) (transfer none): the one copy of a string, until model_clear_strings()
 */
const char *
model_intern (const char *string)
{
  /* GLib's own would never be freed, and there are many ids. */
  if (strings == NULL)
    strings = g_string_chunk_new (4096);
  return string != NULL ? g_string_chunk_insert_const (strings, string) : NULL;
}

/** model_clear_strings: frees what model_intern() gave */
void
model_clear_strings (void)
{
  g_clear_pointer (&strings, g_string_chunk_free);
}

/** model_state_new: Returns: (transfer full): no annotations */
ModelState *
model_state_new (void)
{
  ModelState *self = g_new0 (ModelState, 1);

  self->spans = g_array_new (FALSE, FALSE, sizeof (ModelSpan));
  self->relations = g_array_new (FALSE, FALSE, sizeof (ModelRelation));
  return self;
}

/** model_state_copy: Returns: (transfer full): the same once more */
ModelState *
model_state_copy (const ModelState *self)
{
  ModelState *copy = model_state_new ();

  g_array_append_vals (copy->spans, self->spans->data, self->spans->len);
  g_array_append_vals (copy->relations, self->relations->data, self->relations->len);
  copy->status = self->status;
  copy->title = self->title;
  return copy;
}

/** model_state_free: frees a state */
void
model_state_free (ModelState *self)
{
  g_array_unref (self->spans);
  g_array_unref (self->relations);
  g_free (self);
}

/** model_state_find: Returns: (nullable): the span of that id */
ModelSpan *
model_state_find (ModelState *self, const char *id)
{
  for (guint i = 0; i < self->spans->len; i++)
    if (g_str_equal (g_array_index (self->spans, ModelSpan, i).id, id))
      return &g_array_index (self->spans, ModelSpan, i);
  return NULL;
}

/** model_state_is_taken: Returns: whether a span other than @but has that label on those words */
gboolean
model_state_is_taken (ModelState *self, const char *label, guint64 words, const char *but)
{
  for (guint i = 0; i < self->spans->len; i++)
    {
      const ModelSpan *span = &g_array_index (self->spans, ModelSpan, i);

      if (span->words == words && g_str_equal (span->label, label) && g_strcmp0 (span->id, but) != 0)
        return TRUE;
    }
  return FALSE;
}

/** model_state_remove: removes a span with its relations, or a relation */
void
model_state_remove (ModelState *self, const char *id)
{
  for (guint i = self->spans->len; i-- > 0;)
    if (g_str_equal (g_array_index (self->spans, ModelSpan, i).id, id))
      g_array_remove_index (self->spans, i);
  for (guint i = self->relations->len; i-- > 0;)
    {
      const ModelRelation *relation = &g_array_index (self->relations, ModelRelation, i);

      if (g_str_equal (relation->id, id) || g_str_equal (relation->from, id)
          || g_str_equal (relation->to, id))
        g_array_remove_index (self->relations, i);
    }
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

static char *
dump_span (const ModelSpan *span)
{
  return g_strdup_printf ("%s %s %016" G_GINT64_MODIFIER "x [%s|%s|%s] note=%s origin=%s", span->id,
                          span->label, span->words, span->attributes[0], span->attributes[1],
                          span->attributes[2], span->note, span->origin);
}

static char *
dump_relation (const ModelRelation *relation)
{
  return g_strdup_printf ("%s %s %s %s", relation->id, relation->kind, relation->from, relation->to);
}

/** model_state_dump: Returns: (transfer full): all of it in lines, in order */
char *
model_state_dump (const ModelState *self)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->spans->len; i++)
    g_ptr_array_add (lines, dump_span (&g_array_index (self->spans, ModelSpan, i)));
  for (guint i = 0; i < self->relations->len; i++)
    g_ptr_array_add (lines, dump_relation (&g_array_index (self->relations, ModelRelation, i)));
  g_ptr_array_sort (lines, compare_lines);
  g_ptr_array_add (lines, g_strdup (tandai_status_to_string (self->status)));
  g_ptr_array_add (lines, g_strdup_printf ("title=%s", self->title));
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

/** model_new: Returns: (transfer full): a model that is in @first, which it takes */
Model *
model_new (ModelState *first)
{
  Model *self = g_new0 (Model, 1);

  self->states = g_ptr_array_new_with_free_func ((GDestroyNotify) model_state_free);
  g_ptr_array_add (self->states, first);
  return self;
}

/** model_free: frees a model */
void
model_free (Model *self)
{
  g_ptr_array_unref (self->states);
  g_free (self);
}

/** model_now: Returns: (transfer none): what it has now */
ModelState *
model_now (Model *self)
{
  return g_ptr_array_index (self->states, self->now);
}

/** model_push: takes a state that one step leads to */
void
model_push (Model *self, ModelState *state)
{
  g_ptr_array_set_size (self->states, (int) self->now + 1);
  g_ptr_array_add (self->states, state);
  self->now++;
}

/** model_move: undoes (-1) or redoes (1); Returns: whether there was something */
gboolean
model_move (Model *self, int by)
{
  int to = (int) self->now + by;

  if (to < 0 || to >= (int) self->states->len)
    return FALSE;
  self->now = (guint) to;
  return TRUE;
}

/** model_words: Returns: the bits of a range */
guint64
model_words (guint start, guint end)
{
  guint64 words = 0;

  for (guint i = start; i < end; i++)
    words |= G_GUINT64_CONSTANT (1) << i;
  return words;
}

/** model_ranges: Returns: (transfer full) (element-type TandaiRange): the runs of bits */
GArray *
model_ranges (guint64 words)
{
  GArray *ranges = g_array_new (FALSE, FALSE, sizeof (TandaiRange));
  TandaiRange range = { 0 };

  for (guint i = 0; i <= MODEL_LENGTH; i++)
    {
      gboolean is_in = (words >> i & 1) != 0;

      if (is_in && range.end == 0)
        range.start = i;
      if (is_in)
        range.end = i + 1;
      else if (range.end > 0)
        {
          g_array_append_val (ranges, range);
          range.end = 0;
        }
    }
  return ranges;
}

static void
add_span (ModelState *state, TandaiSpan *span)
{
  TandaiSpanFields fields;
  ModelSpan model = { 0 };

  tandai_span_get_fields (span, &fields);
  model.id = model_intern (fields.id);
  model.label = model_intern (fields.label);
  model.note = model_intern (fields.note);
  model.origin = model_intern (fields.origin);
  for (guint i = 0; i < fields.n_ranges; i++)
    model.words |= model_words (fields.ranges[i].start, fields.ranges[i].end);
  for (guint i = 0; i < MODEL_ATTRIBUTES; i++)
    model.attributes[i] = model_intern (tandai_span_get_attribute (span, MODEL_ATTRIBUTE_NAMES[i]));
  g_array_append_val (state->spans, model);
}

/** model_state_from_document: Returns: (transfer full): what a document holds */
ModelState *
model_state_from_document (TandaiDocument *document)
{
  TandaiAnnotationSet *set = tandai_document_get_annotations (document);
  ModelState *state = model_state_new ();

  for (guint i = 0; i < tandai_annotation_set_get_n_spans (set); i++)
    add_span (state, tandai_annotation_set_get_span (set, i));
  for (guint i = 0; i < tandai_annotation_set_get_n_relations (set); i++)
    {
      TandaiRelation *relation = tandai_annotation_set_get_relation (set, i);
      ModelRelation model = { model_intern (tandai_relation_get_id (relation)),
                              model_intern (tandai_relation_get_kind (relation)),
                              model_intern (tandai_relation_get_from (relation)),
                              model_intern (tandai_relation_get_to (relation)) };

      g_array_append_val (state->relations, model);
    }
  state->status = tandai_document_get_status (document);
  state->title = model_intern (tandai_document_get_metadata (document, "title"));
  return state;
}

/** model_dump_document: Returns: (transfer full): what a document holds, as model_state_dump() has it */
char *
model_dump_document (TandaiDocument *document)
{
  ModelState *state = model_state_from_document (document);
  char *dump = model_state_dump (state);

  model_state_free (state);
  return dump;
}
