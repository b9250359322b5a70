/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#include "core/tandai-attributes.h"
#include "core/tandai-document-commands.h"
#include "core/tandai-document-private.h"
#include "core/tandai-error.h"

gboolean
_tandai_document_check_open (TandaiDocument *self, GError **error)
{
  if (self->lock == TANDAI_LOCK_NONE)
    return TRUE;
  g_set_error_literal (error, TANDAI_ERROR, TANDAI_ERROR_READ_ONLY, self->lock_message);
  return FALSE;
}

static TandaiSpan *
find_span (TandaiDocument *self, const char *id, GError **error)
{
  TandaiSpan *span = tandai_annotation_set_lookup_span (self->annotations, id);

  if (span == NULL)
    g_set_error (error, TANDAI_ERROR, TANDAI_ERROR_NOT_FOUND, _ ("There is no span “%s”"), id);
  return span;
}

static gboolean
check_ranges (TandaiDocument *self, const TandaiRange *ranges, guint n_ranges, GError **error)
{
  guint length = tandai_text_get_length (self->text);

  if (n_ranges == 0 || !tandai_ranges_is_proper (ranges, n_ranges))
    {
      g_set_error (error, TANDAI_ERROR, TANDAI_ERROR_RANGE,
                   _ ("A span’s fragments must be in order, not empty, and neither overlap nor touch"));
      return FALSE;
    }
  if (ranges[n_ranges - 1].end > length)
    {
      g_set_error (error, TANDAI_ERROR, TANDAI_ERROR_RANGE,
                   _ ("%u lies beyond the text, which has %u characters"), ranges[n_ranges - 1].end, length);
      return FALSE;
    }
  return TRUE;
}

/**
 * tandai_document_begin:
 * @self: a document
 * @title: what the step will be called, in the user's words
 *
 * Begins a step of several commands. Calls nest; the outermost title counts.
 */
void
tandai_document_begin (TandaiDocument *self, const char *title)
{
  if (self->group_depth++ > 0)
    return;
  self->step = tandai_step_new (title);
  tandai_annotation_set_begin (self->annotations);
}

/**
 * tandai_document_end:
 * @self: a document
 *
 * Ends what tandai_document_begin() began, and applies and records the step
 * where it holds an edit.
 */
void
tandai_document_end (TandaiDocument *self)
{
  g_autoptr (TandaiStep) step = NULL;

  g_return_if_fail (self->group_depth > 0);
  if (--self->group_depth > 0)
    return;
  tandai_annotation_set_end (self->annotations);
  if (self->step->edits->len > 0)
    _tandai_document_name_schema (self);
  step = g_steal_pointer (&self->step);
  if (step->edits->len == 0)
    return;
  tandai_history_push (self->history, step);
  _tandai_document_record (self, step);
}

/**
 * tandai_document_undo:
 * @self: a document
 *
 * Takes the last step back.
 *
 * Returns: whether there was one
 */
gboolean
tandai_document_undo (TandaiDocument *self)
{
  g_autoptr (TandaiStep) step = NULL;

  if (self->lock != TANDAI_LOCK_NONE || tandai_history_peek_undo (self->history) == NULL)
    return FALSE;
  step = tandai_step_ref (tandai_history_undo (self->history));
  _tandai_document_apply (self, step, TRUE);
  return TRUE;
}

/**
 * tandai_document_redo:
 * @self: a document
 *
 * Does the step that was last taken back once more.
 *
 * Returns: whether there was one
 */
gboolean
tandai_document_redo (TandaiDocument *self)
{
  g_autoptr (TandaiStep) step = NULL;

  if (self->lock != TANDAI_LOCK_NONE || tandai_history_peek_redo (self->history) == NULL)
    return FALSE;
  step = tandai_step_ref (tandai_history_redo (self->history));
  _tandai_document_apply (self, step, FALSE);
  return TRUE;
}

/* The set changes at once, so that the next command of a step finds what the last one did. */
void
_tandai_document_change_span (TandaiDocument *self, TandaiSpan *before, TandaiSpan *after)
{
  tandai_step_add_span (self->step, before, after);
  tandai_annotation_set_replace_span (self->annotations, before, after);
}

void
_tandai_document_change_relation (TandaiDocument *self, TandaiRelation *before, TandaiRelation *after)
{
  tandai_step_add_relation (self->step, before, after);
  tandai_annotation_set_replace_relation (self->annotations, before, after);
}

static void
change_status (TandaiDocument *self, TandaiStatus status)
{
  tandai_step_add_field (self->step, "status", tandai_status_to_string (self->sidecar->status),
                         tandai_status_to_string (status));
  _tandai_document_apply_field (self, "status", tandai_status_to_string (status));
}

static TandaiSpan *
replace_fields (TandaiDocument *self, TandaiSpan *before, const TandaiSpanFields *fields, const char *title)
{
  g_autoptr (TandaiSpan) after = tandai_span_new (fields);

  tandai_document_begin (self, title);
  _tandai_document_change_span (self, before, after);
  tandai_document_end (self);
  return tandai_annotation_set_lookup_span (self->annotations, fields->id);
}

/**
 * tandai_document_add_span_full:
 * @self: a document
 * @fields: the new span; with %NULL as id it gets a new one
 * @error: return location for an error
 *
 * Adds a span, or finds the one of the same label and fragments that is there.
 *
 * Returns: (transfer none): the span, or %NULL
 */
TandaiSpan *
tandai_document_add_span_full (TandaiDocument *self, const TandaiSpanFields *fields, GError **error)
{
  g_autoptr (TandaiSpan) span = NULL;
  TandaiSpan *same;

  if (!_tandai_document_check_open (self, error)
      || !check_ranges (self, fields->ranges, fields->n_ranges, error))
    return NULL;
  span = tandai_span_new (fields);
  same = tandai_annotation_set_find_same_place (self->annotations, span);
  if (same != NULL)
    return same;
  /* Translators: what an undo would take back. */
  tandai_document_begin (self, C_ ("undo step", "Tag"));
  _tandai_document_change_span (self, NULL, span);
  if (self->sidecar->status == TANDAI_STATUS_NEW)
    change_status (self, TANDAI_STATUS_IN_PROGRESS);
  tandai_document_end (self);
  return tandai_annotation_set_lookup_span (self->annotations, tandai_span_get_id (span));
}

/**
 * tandai_document_add_span:
 * @self: a document
 * @label: a label's name
 * @ranges: (array length=n_ranges): its fragments, in code points
 * @n_ranges: how many
 * @error: return location for an error
 *
 * As tandai_document_add_span_full(), with nothing but the label.
 *
 * Returns: (transfer none): the span, or %NULL
 */
TandaiSpan *
tandai_document_add_span (
    TandaiDocument *self, const char *label, const TandaiRange *ranges, guint n_ranges, GError **error)
{
  TandaiSpanFields fields = { .label = label, .ranges = ranges, .n_ranges = n_ranges };

  return tandai_document_add_span_full (self, &fields, error);
}

/**
 * tandai_document_remove_span:
 * @self: a document
 * @id: a span's id
 * @error: return location for an error
 *
 * Removes a span and its relations, in one step.
 *
 * Returns: whether it was there
 */
gboolean
tandai_document_remove_span (TandaiDocument *self, const char *id, GError **error)
{
  TandaiSpan *span;
  g_autoptr (GPtrArray) relations = NULL;

  if (!_tandai_document_check_open (self, error) || (span = find_span (self, id, error)) == NULL)
    return FALSE;
  relations = tandai_annotation_set_list_relations (self->annotations, id);
  tandai_document_begin (self, C_ ("undo step", "Remove"));
  for (guint i = 0; i < relations->len; i++)
    _tandai_document_change_relation (self, g_ptr_array_index (relations, i), NULL);
  _tandai_document_change_span (self, span, NULL);
  tandai_document_end (self);
  return TRUE;
}

/* The same words under the same label would be one span twice. */
static gboolean
check_free (TandaiDocument *self, const TandaiSpanFields *fields, GError **error)
{
  g_autoptr (TandaiSpan) like = tandai_span_new (fields);
  TandaiSpan *same = tandai_annotation_set_find_same_place (self->annotations, like);

  if (same == NULL || g_str_equal (tandai_span_get_id (same), fields->id))
    return TRUE;
  g_set_error (error, TANDAI_ERROR, TANDAI_ERROR_RANGE, _ ("These words have this label already"));
  return FALSE;
}

/**
 * tandai_document_relabel:
 * @self: a document
 * @id: a span's id
 * @label: another label's name
 * @error: return location for an error
 *
 * Changes a span's label to another of the schema. Its attributes stay: a schema may share them.
 *
 * Returns: (transfer none): the span as it is now, or %NULL
 */
TandaiSpan *
tandai_document_relabel (TandaiDocument *self, const char *id, const char *label, GError **error)
{
  TandaiSpanFields fields;
  TandaiSpan *span;

  if (!_tandai_document_check_open (self, error) || (span = find_span (self, id, error)) == NULL)
    return NULL;
  if (g_str_equal (tandai_span_get_label (span), label))
    return span;
  if (tandai_schema_find_label (self->schema, label, NULL) == NULL)
    {
      g_set_error (error, TANDAI_ERROR, TANDAI_ERROR_NOT_FOUND, _ ("The schema has no label “%s”"), label);
      return NULL;
    }
  tandai_span_get_fields (span, &fields);
  fields.label = label;
  if (!check_free (self, &fields, error))
    return NULL;
  return replace_fields (self, span, &fields, C_ ("undo step", "Change label"));
}

/**
 * tandai_document_set_ranges:
 * @self: a document
 * @id: a span's id
 * @ranges: (array length=n_ranges): its new fragments, in code points
 * @n_ranges: how many
 * @error: return location for an error
 *
 * Puts a span on other words.
 *
 * Returns: (transfer none): the span as it is now, or %NULL
 */
TandaiSpan *
tandai_document_set_ranges (
    TandaiDocument *self, const char *id, const TandaiRange *ranges, guint n_ranges, GError **error)
{
  TandaiSpanFields fields;
  TandaiSpan *span;

  if (!_tandai_document_check_open (self, error) || (span = find_span (self, id, error)) == NULL
      || !check_ranges (self, ranges, n_ranges, error))
    return NULL;
  tandai_span_get_fields (span, &fields);
  if (tandai_ranges_equal (fields.ranges, fields.n_ranges, ranges, n_ranges))
    return span;
  fields.ranges = ranges;
  fields.n_ranges = n_ranges;
  fields.stated = NULL;
  /* Who puts it on other words has looked at it. */
  fields.review = NULL;
  if (!check_free (self, &fields, error))
    return NULL;
  return replace_fields (self, span, &fields, C_ ("undo step", "Change extent"));
}

/**
 * tandai_document_add_fragment:
 * @self: a document
 * @id: a span's id
 * @range: what is added, in code points
 * @error: return location for an error
 *
 * Joins words to a span: a further fragment, or an extension where they touch.
 *
 * Returns: (transfer none): the span as it is now, or %NULL
 */
TandaiSpan *
tandai_document_add_fragment (TandaiDocument *self, const char *id, TandaiRange range, GError **error)
{
  g_autoptr (GArray) joined = NULL;
  const TandaiRange *ranges;
  TandaiSpan *span;
  guint n_ranges;

  if (!_tandai_document_check_open (self, error) || (span = find_span (self, id, error)) == NULL
      || !check_ranges (self, &range, 1, error))
    return NULL;
  ranges = tandai_span_get_ranges (span, &n_ranges);
  joined = tandai_ranges_join (ranges, n_ranges, range);
  return tandai_document_set_ranges (self, id, (TandaiRange *) (void *) joined->data, joined->len, error);
}

/**
 * tandai_document_cut_fragment:
 * @self: a document
 * @id: a span's id
 * @range: what is cut out, in code points
 * @error: return location for an error; nothing would be left
 *
 * Cuts words out of a span, and the white space that would be left at the new edges.
 *
 * Returns: (transfer none): the span as it is now, or %NULL
 */
TandaiSpan *
tandai_document_cut_fragment (TandaiDocument *self, const char *id, TandaiRange range, GError **error)
{
  g_autoptr (GArray) left = NULL;
  const TandaiRange *ranges;
  TandaiSpan *span;
  guint n_ranges;

  if (!_tandai_document_check_open (self, error) || (span = find_span (self, id, error)) == NULL)
    return NULL;
  while (range.start > 0 && g_unichar_isspace (tandai_text_get_char (self->text, range.start - 1)))
    range.start--;
  while (range.end < tandai_text_get_length (self->text)
         && g_unichar_isspace (tandai_text_get_char (self->text, range.end)))
    range.end++;
  ranges = tandai_span_get_ranges (span, &n_ranges);
  left = tandai_ranges_cut (ranges, n_ranges, range);
  if (left->len == 0)
    {
      g_set_error (error, TANDAI_ERROR, TANDAI_ERROR_RANGE, _ ("Nothing would be left of the span"));
      return NULL;
    }
  return tandai_document_set_ranges (self, id, (TandaiRange *) (void *) left->data, left->len, error);
}

static const TandaiAttributeDef *
find_attribute (TandaiDocument *self, TandaiSpan *span, const char *name)
{
  const TandaiLabelDef *label = tandai_schema_find_label (self->schema, tandai_span_get_label (span), NULL);

  return label != NULL ? tandai_schema_find_attribute (label->attributes, name) : NULL;
}

/**
 * tandai_document_set_attribute:
 * @self: a document
 * @id: a span's id
 * @name: an attribute's name
 * @value: (nullable): its value; %NULL or "" takes it away
 * @error: return location for an error; a value that is not among those that the schema gives
 *
 * Returns: whether the span has that value now
 */
gboolean
tandai_document_set_attribute (
    TandaiDocument *self, const char *id, const char *name, const char *value, GError **error)
{
  g_auto (GStrv) attributes = NULL;
  TandaiSpanFields fields;
  TandaiSpan *span;

  if (!_tandai_document_check_open (self, error) || (span = find_span (self, id, error)) == NULL)
    return FALSE;
  if (value != NULL && *value == '\0')
    value = NULL;
  if (g_strcmp0 (tandai_span_get_attribute (span, name), value) == 0)
    return TRUE;
  if (!_tandai_document_check_value (find_attribute (self, span, name), value, error))
    return FALSE;
  tandai_span_get_fields (span, &fields);
  attributes = tandai_attributes_with (fields.attributes, name, value);
  fields.attributes = (const char *const *) attributes;
  replace_fields (self, span, &fields, C_ ("undo step", "Set attribute"));
  return TRUE;
}

/* Puts a span with an id of its own in the place of @before, or where there was none. */
gboolean
_tandai_document_put_span (TandaiDocument *self,
                           TandaiSpan *before,
                           const TandaiSpanFields *fields,
                           GError **error)
{
  g_autoptr (TandaiSpan) span = NULL;

  if (!check_ranges (self, fields->ranges, fields->n_ranges, error) || !check_free (self, fields, error))
    return FALSE;
  span = tandai_span_new (fields);
  tandai_document_begin (self, C_ ("undo step", "Decide"));
  _tandai_document_change_span (self, before, span);
  tandai_document_end (self);
  return TRUE;
}

gboolean
_tandai_document_clear_review (TandaiDocument *self, const char *id, GError **error)
{
  TandaiSpanFields fields;
  TandaiSpan *span;

  if (!_tandai_document_check_open (self, error) || (span = find_span (self, id, error)) == NULL)
    return FALSE;
  tandai_span_get_fields (span, &fields);
  if (fields.review == NULL)
    return TRUE;
  fields.review = NULL;
  /* Translators: a person has looked at a span that was carried over and keeps it. */
  replace_fields (self, span, &fields, C_ ("undo step", "Keep"));
  return TRUE;
}

/**
 * tandai_document_set_span_note:
 * @self: a document
 * @id: a span's id
 * @note: (nullable): a note; %NULL or "" takes it away
 * @error: return location for an error
 *
 * Returns: whether the span is there
 */
gboolean
tandai_document_set_span_note (TandaiDocument *self, const char *id, const char *note, GError **error)
{
  TandaiSpanFields fields;
  TandaiSpan *span;

  if (!_tandai_document_check_open (self, error) || (span = find_span (self, id, error)) == NULL)
    return FALSE;
  if (note != NULL && *note == '\0')
    note = NULL;
  if (g_strcmp0 (tandai_span_get_note (span), note) == 0)
    return TRUE;
  tandai_span_get_fields (span, &fields);
  fields.note = note;
  replace_fields (self, span, &fields, C_ ("undo step", "Set note"));
  return TRUE;
}

static TandaiRelation *
find_relation (TandaiDocument *self, const char *type, const char *from, const char *to)
{
  g_autoptr (GPtrArray) relations = tandai_annotation_set_list_relations (self->annotations, from);

  for (guint i = 0; i < relations->len; i++)
    {
      TandaiRelation *relation = g_ptr_array_index (relations, i);

      if (g_str_equal (tandai_relation_get_kind (relation), type)
          && g_str_equal (tandai_relation_get_from (relation), from)
          && g_str_equal (tandai_relation_get_to (relation), to))
        return relation;
    }
  return NULL;
}

static gboolean
label_is_among (TandaiSpan *span, char **labels)
{
  return labels == NULL || labels[0] == NULL
         || g_strv_contains ((const char *const *) labels, tandai_span_get_label (span));
}

static gboolean
check_relation (TandaiDocument *self, const char *type, TandaiSpan *from, TandaiSpan *to, GError **error)
{
  const TandaiRelationDef *def = tandai_schema_find_relation (self->schema, type);

  if (def == NULL)
    {
      g_set_error (error, TANDAI_ERROR, TANDAI_ERROR_NOT_FOUND, _ ("The schema has no relation “%s”"), type);
      return FALSE;
    }
  if (from == to || !label_is_among (from, def->from) || !label_is_among (to, def->to))
    {
      g_set_error (error, TANDAI_ERROR, TANDAI_ERROR_RANGE,
                   /* Translators: a relation's name, then two labels. */
                   _ ("“%s” does not lead from %s to %s"), type, tandai_span_get_label (from),
                   tandai_span_get_label (to));
      return FALSE;
    }
  return TRUE;
}

/**
 * tandai_document_add_relation:
 * @self: a document
 * @type: a relation's name in the schema
 * @from: a span's id
 * @to: another span's id
 * @error: return location for an error
 *
 * Links two spans, or finds the link that is there.
 *
 * Returns: (transfer none): the relation, or %NULL
 */
TandaiRelation *
tandai_document_add_relation (
    TandaiDocument *self, const char *type, const char *from, const char *to, GError **error)
{
  TandaiRelationFields fields = { .type = type, .from = from, .to = to };
  g_autoptr (TandaiRelation) relation = NULL;
  TandaiRelation *same;
  TandaiSpan *from_span;
  TandaiSpan *to_span;

  if (!_tandai_document_check_open (self, error) || (from_span = find_span (self, from, error)) == NULL
      || (to_span = find_span (self, to, error)) == NULL
      || !check_relation (self, type, from_span, to_span, error))
    return NULL;
  same = find_relation (self, type, from, to);
  if (same != NULL)
    return same;
  relation = tandai_relation_new (&fields);
  tandai_document_begin (self, C_ ("undo step", "Link"));
  _tandai_document_change_relation (self, NULL, relation);
  tandai_document_end (self);
  return tandai_annotation_set_lookup_relation (self->annotations, tandai_relation_get_id (relation));
}

/**
 * tandai_document_remove_relation:
 * @self: a document
 * @id: a relation's id
 * @error: return location for an error
 *
 * Returns: whether it was there
 */
gboolean
tandai_document_remove_relation (TandaiDocument *self, const char *id, GError **error)
{
  TandaiRelation *relation;

  if (!_tandai_document_check_open (self, error))
    return FALSE;
  relation = tandai_annotation_set_lookup_relation (self->annotations, id);
  if (relation == NULL)
    {
      g_set_error (error, TANDAI_ERROR, TANDAI_ERROR_NOT_FOUND, _ ("There is no relation “%s”"), id);
      return FALSE;
    }
  tandai_document_begin (self, C_ ("undo step", "Unlink"));
  _tandai_document_change_relation (self, relation, NULL);
  tandai_document_end (self);
  return TRUE;
}

/**
 * tandai_document_set_status:
 * @self: a document
 * @status: a status
 * @error: return location for an error
 *
 * Says how far the annotation has come.
 *
 * Returns: whether it could be said
 */
gboolean
tandai_document_set_status (TandaiDocument *self, TandaiStatus status, GError **error)
{
  if (!_tandai_document_check_open (self, error))
    return FALSE;
  if (self->sidecar->status == status)
    return TRUE;
  tandai_document_begin (self, C_ ("undo step", "Change status"));
  change_status (self, status);
  tandai_document_end (self);
  return TRUE;
}
