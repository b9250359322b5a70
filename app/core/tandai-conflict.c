/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Deciding between two versions of a span or a relation. */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/tandai-conflict.h"
#include "core/tandai-document-commands.h"
#include "core/tandai-document-private.h"
#include "core/tandai-error.h"
#include "core/tandai-json-private.h"
#include "core/tandai-sidecar-private.h"

#define FIELD "conflicts"

/* The conflicts, parsed, and the entry of one id. */
typedef struct
{
  TandaiJson *json;
  int entry;
} Conflict;

static void
conflict_clear (Conflict *conflict)
{
  g_clear_pointer (&conflict->json, tandai_json_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Conflict, conflict_clear)

static gboolean
find_entry (TandaiDocument *document, const char *id, Conflict *conflict)
{
  const char *list = tandai_document_get_sidecar (document)->conflicts;

  conflict->entry = -1;
  conflict->json = list != NULL ? tandai_json_parse (list, strlen (list), NULL) : NULL;
  if (conflict->json == NULL)
    return FALSE;
  conflict->entry = _tandai_json_find_entry (conflict->json, id);
  return conflict->entry >= 0;
}

/* A side's object, or -1 where it has none. */
static int
find_side (const Conflict *conflict, const char *side)
{
  int value = tandai_json_find (conflict->json, (guint) conflict->entry, side);

  return value >= 0 && tandai_json_get_kind (conflict->json, (guint) value) == TANDAI_JSON_OBJECT ? value
                                                                                                  : -1;
}

static TandaiSpan *
read_span (TandaiDocument *document, const Conflict *conflict, const char *side)
{
  int object = find_side (conflict, side);

  return object >= 0 ? _tandai_sidecar_read_span (conflict->json, (guint) object,
                                                  tandai_document_get_text (document), NULL)
                     : NULL;
}

/**
 * tandai_conflict_find:
 * @document: a document
 * @id: a span's id
 * @ours: (out) (transfer full) (nullable): our version; %NULL where we removed it
 * @theirs: (out) (transfer full) (nullable): their version
 *
 * Returns: whether two people changed the span differently, and nobody has decided yet
 */
gboolean
tandai_conflict_find (TandaiDocument *document, const char *id, TandaiSpan **ours, TandaiSpan **theirs)
{
  g_auto (Conflict) conflict = { NULL };

  *ours = *theirs = NULL;
  if (!find_entry (document, id, &conflict))
    return FALSE;
  *ours = read_span (document, &conflict, "ours");
  *theirs = read_span (document, &conflict, "theirs");
  return TRUE;
}

/* Theirs takes the place of what is there; ours is there already, maybe changed since. A side that removed
 * the span removes it. */
static gboolean
settle_span (
    TandaiDocument *document, const char *id, TandaiSpan *version, gboolean take_theirs, GError **error)
{
  TandaiSpan *span = tandai_annotation_set_lookup_span (tandai_document_get_annotations (document), id);
  TandaiSpanFields fields;

  if (version == NULL)
    return span == NULL || tandai_document_remove_span (document, id, error);
  if (!take_theirs && span != NULL)
    return _tandai_document_clear_review (document, id, error);
  tandai_span_get_fields (version, &fields);
  fields.review = NULL;
  return _tandai_document_put_span (document, span, &fields, error);
}

/**
 * tandai_conflict_resolve:
 * @document: a document
 * @id: the id of a span that two people changed differently
 * @take_theirs: whether their version is taken, and not ours
 * @error: return location for an error; %TANDAI_ERROR_NOT_FOUND where there is no such conflict
 *
 * Decides, as one step: the version that is taken stands among the spans, and
 * the conflict is gone.
 *
 * Returns: whether it is decided
 */
gboolean
tandai_conflict_resolve (TandaiDocument *document, const char *id, gboolean take_theirs, GError **error)
{
  g_auto (Conflict) conflict = { NULL };
  g_autoptr (TandaiSpan) version = NULL;
  g_autofree char *held = g_strdup (id);
  g_autofree char *others = NULL;
  gboolean put;

  if (!_tandai_document_check_open (document, error))
    return FALSE;
  if (!find_entry (document, held, &conflict))
    {
      g_set_error (error, TANDAI_ERROR, TANDAI_ERROR_NOT_FOUND, _ ("There is nothing to decide about “%s”"),
                   held);
      return FALSE;
    }
  version = read_span (document, &conflict, take_theirs ? "theirs" : "ours");
  others = _tandai_json_list_others (conflict.json, held);
  /* Translators: of two versions of a span one was taken. */
  tandai_document_begin (document, C_ ("undo step", "Decide"));
  put = settle_span (document, held, version, take_theirs, error);
  if (put)
    _tandai_document_change_field (document, FIELD, tandai_document_get_sidecar (document)->conflicts,
                                   others);
  tandai_document_end (document);
  return put;
}
