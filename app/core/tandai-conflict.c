/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Deciding between two versions of a span, a relation or what is said of the article. */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/tandai-conflict-private.h"
#include "core/tandai-document-commands.h"
#include "core/tandai-document-private.h"
#include "core/tandai-error.h"
#include "core/tandai-orphan.h"
#include "core/tandai-review.h"
#include "core/tandai-sidecar-private.h"

#define FIELD   "conflicts"
#define ORPHANS "orphans"

static gboolean
resolve_as_part (TandaiDocument *document, const char *key, TandaiDecision decision, GError **error);

static TandaiSpan *
lookup_span (TandaiDocument *document, const char *id)
{
  return tandai_annotation_set_lookup_span (tandai_document_get_annotations (document), id);
}

static gboolean
has_orphan (TandaiDocument *document, const char *id)
{
  g_auto (TandaiConflictReading) reading = { NULL };

  _tandai_conflict_reading_init (&reading, tandai_document_get_sidecar (document),
                                 tandai_document_get_annotations (document));
  return _tandai_conflict_find_orphan (&reading, id) >= 0;
}

/* Puts an orphan, or nothing, in the place of the one by its id; links stay. */
static void
replace_orphan (TandaiDocument *document, const char *id, const char *orphan)
{
  const char *list = tandai_document_get_sidecar (document)->orphans;
  g_autoptr (TandaiJson) json = list != NULL ? tandai_json_parse (list, strlen (list), NULL) : NULL;
  g_autofree char *others = json != NULL ? _tandai_json_list_others (json, id) : NULL;
  g_autofree char *with = NULL;

  if (orphan == NULL)
    with = g_strdup (others);
  else if (others == NULL)
    with = g_strconcat ("[", orphan, "]", NULL);
  else
    with = g_strdup_printf ("%.*s, %s]", (int) strlen (others) - 1, others, orphan);
  if (g_strcmp0 (list, with) != 0)
    _tandai_document_change_field (document, ORPHANS, list, with);
}

static gboolean
remove_span (TandaiDocument *document, const char *id, GError **error)
{
  if (lookup_span (document, id) != NULL)
    return tandai_document_remove_span (document, id, error);
  return !has_orphan (document, id) || tandai_orphan_drop (document, id, error);
}

/* A span that loses its place keeps its links. */
static void
set_aside (TandaiDocument *document, const char *id, const char *orphan)
{
  TandaiSpan *span = lookup_span (document, id);

  if (span != NULL)
    _tandai_document_change_span (document, span, NULL);
  replace_orphan (document, id, orphan);
}

static gboolean
apply_span (TandaiDocument *document,
            const TandaiConflict *conflict,
            const TandaiVersion *version,
            GError **error)
{
  g_autoptr (TandaiJson) json =
      version->json != NULL ? tandai_json_parse (version->json, strlen (version->json), NULL) : NULL;
  g_autoptr (TandaiSpan) span = NULL;
  TandaiSpanFields fields;

  if (json == NULL)
    return remove_span (document, conflict->id, error);
  if (_tandai_conflict_is_orphan (json, 0))
    {
      set_aside (document, conflict->id, version->json);
      return TRUE;
    }
  span = _tandai_sidecar_read_span (json, 0, tandai_document_get_text (document), error);
  if (span == NULL)
    return FALSE;
  tandai_span_get_fields (span, &fields);
  fields.review = NULL;
  if (!_tandai_document_put_span (document, lookup_span (document, conflict->id), &fields, error))
    return FALSE;
  replace_orphan (document, conflict->id, NULL);
  return TRUE;
}

static gboolean
is_there (TandaiDocument *document, const char *id)
{
  return lookup_span (document, id) != NULL || has_orphan (document, id);
}

/* A relation brings the spans back that it ends in. */
static gboolean
bring_end (TandaiDocument *document, const char *id, TandaiDecision decision, GError **error)
{
  if (is_there (document, id))
    return TRUE;
  if (!resolve_as_part (document, id, decision, error))
    return FALSE;
  if (is_there (document, id))
    return TRUE;
  g_set_error (error, TANDAI_ERROR, TANDAI_ERROR_NOT_FOUND, _ ("There is no span “%s”"), id);
  return FALSE;
}

static gboolean
apply_relation (TandaiDocument *document,
                const TandaiConflict *conflict,
                TandaiDecision decision,
                GError **error)
{
  const TandaiVersion *version = &conflict->versions[decision];
  TandaiAnnotationSet *set = tandai_document_get_annotations (document);
  g_autoptr (TandaiJson) json =
      version->json != NULL ? tandai_json_parse (version->json, strlen (version->json), NULL) : NULL;
  g_autoptr (TandaiRelation) relation = NULL;
  TandaiRelation *standing;

  if (json != NULL)
    {
      relation = _tandai_sidecar_read_relation (json, 0, error);
      if (relation == NULL || !bring_end (document, tandai_relation_get_from (relation), decision, error)
          || !bring_end (document, tandai_relation_get_to (relation), decision, error))
        return FALSE;
    }
  standing = tandai_annotation_set_lookup_relation (set, conflict->id);
  if (standing != NULL || relation != NULL)
    _tandai_document_change_relation (document, standing, relation);
  return TRUE;
}

/* What our side has is there already, maybe changed since. */
static gboolean
apply (TandaiDocument *document, const TandaiConflict *conflict, TandaiDecision decision, GError **error)
{
  const TandaiVersion *version = &conflict->versions[decision];

  if (decision == TANDAI_DECISION_OURS && conflict->stands && version->json != NULL)
    return TRUE;
  if (conflict->kind == TANDAI_CONFLICT_MEMBER && decision == TANDAI_DECISION_THEIRS)
    _tandai_conflict_apply_member (document, conflict);
  else if (conflict->kind == TANDAI_CONFLICT_SPAN)
    return apply_span (document, conflict, version, error);
  else if (conflict->kind == TANDAI_CONFLICT_RELATION)
    return apply_relation (document, conflict, decision, error);
  return TRUE;
}

static gboolean
has_conflict (TandaiDocument *document, const char *id)
{
  const char *list = tandai_document_get_sidecar (document)->conflicts;
  g_autoptr (TandaiJson) json = list != NULL ? tandai_json_parse (list, strlen (list), NULL) : NULL;

  return json != NULL && _tandai_json_find_entry (json, id) >= 0;
}

/* A span is marked as long as something is to be decided about it. */
static void
mark_span (TandaiDocument *document, const TandaiConflict *conflict)
{
  TandaiSpan *span = conflict->kind == TANDAI_CONFLICT_SPAN ? lookup_span (document, conflict->id) : NULL;
  g_autoptr (TandaiSpan) marked = NULL;
  gboolean waits = has_conflict (document, conflict->id);
  TandaiSpanFields fields;

  if (span == NULL || waits == (tandai_span_get_review (span) != NULL))
    return;
  tandai_span_get_fields (span, &fields);
  fields.review = waits ? TANDAI_REVIEW_OF_CONFLICT : NULL;
  marked = tandai_span_new (&fields);
  _tandai_document_change_span (document, span, marked);
}

static void
forget (TandaiDocument *document, guint position)
{
  const char *list = tandai_document_get_sidecar (document)->conflicts;
  g_autoptr (TandaiJson) json = tandai_json_parse (list, strlen (list), NULL);
  g_autofree char *others = _tandai_json_list_without (json, position);

  _tandai_document_change_field (document, FIELD, list, others);
}

static const TandaiConflict *
find (GPtrArray *conflicts, const char *key, GError **error)
{
  for (guint i = 0; i < conflicts->len; i++)
    if (g_str_equal (((const TandaiConflict *) conflicts->pdata[i])->key, key))
      return conflicts->pdata[i];
  g_set_error (error, TANDAI_ERROR, TANDAI_ERROR_NOT_FOUND, _ ("There is nothing to decide about “%s”"), key);
  return NULL;
}

/* Within a step. The entry goes first: its position is that in the list as it is now. */
static gboolean
resolve_as_part (TandaiDocument *document, const char *key, TandaiDecision decision, GError **error)
{
  g_autoptr (GPtrArray) conflicts = tandai_document_list_conflicts (document);
  const TandaiConflict *conflict = find (conflicts, key, error);

  if (conflict == NULL)
    return FALSE;
  if (decision != TANDAI_DECISION_KEEP && conflict->versions[decision].problem != NULL)
    {
      g_set_error (error, TANDAI_ERROR, TANDAI_ERROR_RANGE,
                   /* Translators: the first %s is what is to be decided, like an id, the second why not. */
                   _ ("This version of “%s” cannot be taken: %s"), key, conflict->versions[decision].problem);
      return FALSE;
    }
  forget (document, conflict->position);
  if (decision != TANDAI_DECISION_KEEP && !apply (document, conflict, decision, error))
    return FALSE;
  mark_span (document, conflict);
  return TRUE;
}

/**
 * tandai_conflict_resolve:
 * @document: a document
 * @key: the key of a #TandaiConflict
 * @decision: which version is taken
 * @error: return location for an error; %TANDAI_ERROR_NOT_FOUND where there is no such conflict,
 *   %TANDAI_ERROR_RANGE where that version cannot be taken
 *
 * Decides, as one step: the version that is taken is there, and the conflict is
 * gone. A relation brings back the spans that it ends in where that version has
 * them. On failure nothing is changed.
 *
 * Returns: whether it is decided
 */
gboolean
tandai_conflict_resolve (TandaiDocument *document, const char *key, TandaiDecision decision, GError **error)
{
  g_autofree char *held = g_strdup (key);
  guint n_edits;
  gboolean done;

  if (!_tandai_document_check_open (document, error))
    return FALSE;
  /* Translators: of two versions of a span one was taken. */
  tandai_document_begin (document, C_ ("undo step", "Decide"));
  n_edits = document->step->edits->len;
  done = resolve_as_part (document, held, decision, error);
  if (!done)
    _tandai_document_rewind (document, n_edits);
  tandai_document_end (document);
  return done;
}

/**
 * tandai_decision_from_string:
 * @name: "ours", "theirs" or "keep"
 * @decision: (out): the decision
 *
 * Returns: whether there is one of that name
 */
gboolean
tandai_decision_from_string (const char *name, TandaiDecision *decision)
{
  static const char *const NAMES[] = { "ours", "theirs", "keep" };

  for (guint i = 0; i < G_N_ELEMENTS (NAMES); i++)
    if (g_str_equal (NAMES[i], name))
      {
        *decision = (TandaiDecision) i;
        return TRUE;
      }
  return FALSE;
}
