/* SPDX-License-Identifier: GPL-3.0-or-later */

/* People who edit a sidecar at random, as two do who then merge. */

#include "config.h"

#include <string.h>

#include "core/tandai-attributes.h"
#include "merge-edits.h"

static const char *const LABELS[] = { "actor", "place", "quote" };
static const char *const NAMES[] = { "kind", "role" };
static const char *const VALUES[] = { NULL, "a", "é \"b\"", "c" };
static const char *const TITLES[] = { NULL, "Banjir", "Demak" };

static guint
pick (Writer *writer, guint n)
{
  return (guint) g_rand_int_range (writer->random, 0, (gint32) n);
}

TandaiSpan *
edits_find_span (const TandaiSidecar *sidecar, const char *id)
{
  for (guint i = 0; i < sidecar->spans->len; i++)
    if (strcmp (tandai_span_get_id (sidecar->spans->pdata[i]), id) == 0)
      return sidecar->spans->pdata[i];
  return NULL;
}

TandaiRelation *
edits_find_relation (const TandaiSidecar *sidecar, const char *id)
{
  for (guint i = 0; i < sidecar->relations->len; i++)
    if (strcmp (tandai_relation_get_id (sidecar->relations->pdata[i]), id) == 0)
      return sidecar->relations->pdata[i];
  return NULL;
}

TandaiSidecar *
edits_copy (const TandaiSidecar *sidecar)
{
  TandaiSidecar *copy = tandai_sidecar_copy (sidecar);

  g_ptr_array_unref (copy->spans);
  copy->spans = g_ptr_array_copy (sidecar->spans, (GCopyFunc) (void *) g_object_ref, NULL);
  g_ptr_array_set_free_func (copy->spans, g_object_unref);
  g_ptr_array_unref (copy->relations);
  copy->relations = g_ptr_array_copy (sidecar->relations, (GCopyFunc) (void *) g_object_ref, NULL);
  g_ptr_array_set_free_func (copy->relations, g_object_unref);
  return copy;
}

static int
compare_spans (gconstpointer a, gconstpointer b)
{
  return tandai_span_compare (*(TandaiSpan *const *) a, *(TandaiSpan *const *) b);
}

static int
compare_relations (gconstpointer a, gconstpointer b)
{
  return tandai_relation_compare (*(TandaiRelation *const *) a, *(TandaiRelation *const *) b);
}

static void
put_span (TandaiSidecar *sidecar, TandaiSpan *before, const TandaiSpanFields *fields)
{
  TandaiSpan *span = tandai_span_new (fields);

  if (before != NULL)
    g_ptr_array_remove (sidecar->spans, before);
  g_ptr_array_add (sidecar->spans, span);
  g_ptr_array_sort (sidecar->spans, compare_spans);
}

static void
put_relation (TandaiSidecar *sidecar, TandaiRelation *before, const TandaiRelationFields *fields)
{
  TandaiRelation *relation = tandai_relation_new (fields);

  if (before != NULL)
    g_ptr_array_remove (sidecar->relations, before);
  g_ptr_array_add (sidecar->relations, relation);
  g_ptr_array_sort (sidecar->relations, compare_relations);
}

static void
remove_span (TandaiSidecar *sidecar, TandaiSpan *span)
{
  const char *id = tandai_span_get_id (span);

  for (guint i = sidecar->relations->len; i > 0; i--)
    {
      TandaiRelation *relation = sidecar->relations->pdata[i - 1];

      if (strcmp (tandai_relation_get_from (relation), id) == 0
          || strcmp (tandai_relation_get_to (relation), id) == 0)
        g_ptr_array_remove_index (sidecar->relations, i - 1);
    }
  g_ptr_array_remove (sidecar->spans, span);
}

static gboolean
apply_to_span (const Edit *edit, TandaiSidecar *sidecar)
{
  TandaiSpan *span = edits_find_span (sidecar, edit->id);
  g_auto (GStrv) attributes = NULL;
  TandaiSpanFields fields = { .id = edit->id, .label = edit->label };

  if ((span != NULL) == (edit->kind == EDIT_ADD_SPAN))
    return FALSE;
  if (edit->kind == EDIT_REMOVE_SPAN)
    {
      remove_span (sidecar, span);
      return FALSE;
    }
  if (span != NULL)
    tandai_span_get_fields (span, &fields);
  if (edit->kind == EDIT_ADD_SPAN || edit->kind == EDIT_MOVE)
    {
      fields.ranges = edit->ranges;
      fields.n_ranges = edit->n_ranges;
    }
  if (edit->kind == EDIT_ADD_SPAN || edit->kind == EDIT_SPAN_NOTE)
    fields.note = edit->value;
  if (edit->kind == EDIT_RELABEL)
    fields.label = edit->label;
  if (edit->kind == EDIT_SPAN_ATTRIBUTE)
    {
      attributes = tandai_attributes_with (fields.attributes, edit->label, edit->value);
      fields.attributes = (const char *const *) attributes;
    }
  put_span (sidecar, span, &fields);
  return TRUE;
}

static gboolean
apply_to_relation (const Edit *edit, TandaiSidecar *sidecar)
{
  TandaiRelation *relation = edits_find_relation (sidecar, edit->id);
  TandaiRelationFields fields = { .id = edit->id, .type = "source", .from = edit->from };
  gboolean leads = edit->kind == EDIT_ADD_RELATION || edit->kind == EDIT_RETARGET;

  if ((relation != NULL) == (edit->kind == EDIT_ADD_RELATION)
      || (edit->kind == EDIT_ADD_RELATION && edits_find_span (sidecar, edit->from) == NULL)
      || (leads && edits_find_span (sidecar, edit->to) == NULL))
    return FALSE;
  if (edit->kind == EDIT_REMOVE_RELATION)
    {
      g_ptr_array_remove (sidecar->relations, relation);
      return FALSE;
    }
  if (relation != NULL)
    tandai_relation_get_fields (relation, &fields);
  if (leads)
    fields.to = edit->to;
  if (edit->kind == EDIT_RELATION_NOTE)
    fields.note = edit->value;
  put_relation (sidecar, relation, &fields);
  return TRUE;
}

static void
apply_to_attributes (const Edit *edit, TandaiSidecar *sidecar)
{
  g_auto (GStrv) before = sidecar->attributes;

  sidecar->attributes = tandai_attributes_with ((const char *const *) before, edit->label, edit->value);
}

static gboolean
apply (const Edit *edit, TandaiSidecar *sidecar)
{
  char **text = edit->kind == EDIT_NOTE ? &sidecar->note : &sidecar->title;

  if (edit->kind < EDIT_ADD_RELATION)
    return apply_to_span (edit, sidecar);
  if (edit->kind < EDIT_STATUS)
    return apply_to_relation (edit, sidecar);
  if (edit->kind == EDIT_STATUS)
    tandai_status_from_string (edit->value, &sidecar->status);
  else if (edit->kind == EDIT_ATTRIBUTE)
    apply_to_attributes (edit, sidecar);
  else
    {
      g_free (*text);
      *text = g_strdup (edit->value);
    }
  return TRUE;
}

/* Returns whether each of them could be done. */
gboolean
edits_apply (const GArray *edits, TandaiSidecar *sidecar)
{
  gboolean all_done = TRUE;

  for (guint i = 0; i < edits->len; i++)
    all_done = apply (&g_array_index (edits, Edit, i), sidecar) && all_done;
  return all_done;
}

/* A quarter of the spans are in two pieces; few places, so that two people often choose the same. */
static void
pick_ranges (Writer *writer, Edit *edit)
{
  guint start = pick (writer, EDITS_LENGTH / 4) * 3;

  edit->ranges[0] = (TandaiRange){ start, start + 1 + pick (writer, 3) };
  edit->n_ranges = pick (writer, 4) == 0 ? 2 : 1;
  edit->ranges[1] = (TandaiRange){ edit->ranges[0].end + 1, edit->ranges[0].end + 2 + pick (writer, 2) };
}

/* Whether a span of the sidecar but @id has the place that @edit gives. */
static gboolean
is_taken (const TandaiSidecar *sidecar, const Edit *edit, const char *label)
{
  TandaiSpanFields fields = { .id = edit->id, .label = label, .ranges = edit->ranges, edit->n_ranges };
  g_autoptr (TandaiSpan) wanted = tandai_span_new (&fields);

  for (guint i = 0; i < sidecar->spans->len; i++)
    if (tandai_span_same_place (sidecar->spans->pdata[i], wanted))
      return TRUE;
  return FALSE;
}

static TandaiSpan *
pick_span (Writer *writer, const TandaiSidecar *sidecar, char *id)
{
  TandaiSpan *span =
      sidecar->spans->len > 0 ? sidecar->spans->pdata[pick (writer, sidecar->spans->len)] : NULL;

  if (span != NULL)
    g_strlcpy (id, tandai_span_get_id (span), 16);
  return span;
}

static gboolean
make_span_edit (Writer *writer, const TandaiSidecar *sidecar, Edit *edit)
{
  TandaiSpan *span = edit->kind != EDIT_ADD_SPAN ? pick_span (writer, sidecar, edit->id) : NULL;
  const TandaiRange *ranges;

  if (edit->kind != EDIT_ADD_SPAN && span == NULL)
    return FALSE;
  edit->value = VALUES[pick (writer, G_N_ELEMENTS (VALUES))];
  edit->label = edit->kind == EDIT_SPAN_ATTRIBUTE ? NAMES[pick (writer, G_N_ELEMENTS (NAMES))]
                                                  : LABELS[pick (writer, G_N_ELEMENTS (LABELS))];
  if (edit->kind == EDIT_ADD_SPAN)
    g_snprintf (edit->id, sizeof edit->id, "s%s%u", writer->prefix, writer->n_made++);
  if (edit->kind == EDIT_ADD_SPAN || edit->kind == EDIT_MOVE)
    {
      pick_ranges (writer, edit);
      return !is_taken (sidecar, edit, span != NULL ? tandai_span_get_label (span) : edit->label);
    }
  if (edit->kind != EDIT_RELABEL)
    return TRUE;
  ranges = tandai_span_get_ranges (span, &edit->n_ranges);
  memcpy (edit->ranges, ranges, edit->n_ranges * sizeof *ranges);
  return !is_taken (sidecar, edit, edit->label);
}

static gboolean
is_linked (const TandaiSidecar *sidecar, const char *from, const char *to)
{
  for (guint i = 0; i < sidecar->relations->len; i++)
    if (strcmp (tandai_relation_get_from (sidecar->relations->pdata[i]), from) == 0
        && strcmp (tandai_relation_get_to (sidecar->relations->pdata[i]), to) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
make_relation_edit (Writer *writer, const TandaiSidecar *sidecar, Edit *edit)
{
  guint n_relations = sidecar->relations->len;
  TandaiRelation *relation = n_relations > 0 ? sidecar->relations->pdata[pick (writer, n_relations)] : NULL;

  edit->value = VALUES[pick (writer, G_N_ELEMENTS (VALUES))];
  if (edit->kind == EDIT_ADD_RELATION)
    {
      g_snprintf (edit->id, sizeof edit->id, "r%s%u", writer->prefix, writer->n_made++);
      return pick_span (writer, sidecar, edit->from) != NULL && pick_span (writer, sidecar, edit->to) != NULL
             && strcmp (edit->from, edit->to) != 0 && !is_linked (sidecar, edit->from, edit->to);
    }
  if (relation == NULL)
    return FALSE;
  g_strlcpy (edit->id, tandai_relation_get_id (relation), sizeof edit->id);
  return edit->kind != EDIT_RETARGET
         || (pick_span (writer, sidecar, edit->to) != NULL
             && strcmp (edit->to, tandai_relation_get_from (relation)) != 0
             && !is_linked (sidecar, tandai_relation_get_from (relation), edit->to));
}

static gboolean
make_edit (Writer *writer, const TandaiSidecar *sidecar, Edit *edit)
{
  static const EditKind ADDITIONS[] = { EDIT_ADD_SPAN, EDIT_ADD_SPAN, EDIT_ADD_RELATION };

  /* More is added than removed. */
  *edit = (Edit){ .kind = pick (writer, 3) == 0 ? ADDITIONS[pick (writer, G_N_ELEMENTS (ADDITIONS))]
                                                : pick (writer, EDIT_KINDS) };
  if (edit->kind < EDIT_ADD_RELATION)
    return make_span_edit (writer, sidecar, edit);
  if (edit->kind < EDIT_STATUS)
    return make_relation_edit (writer, sidecar, edit);
  edit->label = "topic";
  edit->value = edit->kind == EDIT_STATUS  ? tandai_status_to_string (pick (writer, 4))
                : edit->kind == EDIT_TITLE ? TITLES[pick (writer, G_N_ELEMENTS (TITLES))]
                                           : VALUES[pick (writer, G_N_ELEMENTS (VALUES))];
  return TRUE;
}

/* Returns so many edits or fewer, which are applied to @sidecar. */
GArray *
edits_make (Writer *writer, TandaiSidecar *sidecar, guint n_edits)
{
  GArray *edits = g_array_new (FALSE, FALSE, sizeof (Edit));

  for (guint i = 0; i < n_edits; i++)
    {
      Edit edit;

      if (!make_edit (writer, sidecar, &edit))
        continue;
      apply (&edit, sidecar);
      g_array_append_val (edits, edit);
    }
  return edits;
}

TandaiSidecar *
edits_begin (Writer *writer)
{
  static const char BARE[] =
      "{\"format\": \"tandai/1\", \"article\": {\"file\": \"a.txt\", \"sha256\": "
      "\"0000000000000000000000000000000000000000000000000000000000000000\", "
      "\"encoding\": \"UTF-8\", \"newline\": \"lf\"}, \"annotator\": \"\", \"status\": "
      "\"new\", \"text\": \"“Air naik di Demak,” kata Siti 😡 kepada Budi.\", "
      "\"spans\": [], \"relations\": []}";
  g_autoptr (GBytes) bytes = g_bytes_new_static (BARE, strlen (BARE));
  g_autoptr (GError) error = NULL;
  TandaiSidecar *sidecar = tandai_sidecar_parse (bytes, &error);
  g_autoptr (GArray) edits = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (tandai_text_get_length (sidecar->text), >=, EDITS_LENGTH);
  edits = edits_make (writer, sidecar, 25);
  return sidecar;
}
