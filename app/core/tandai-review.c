/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a span's review says, and that a person has looked. */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/tandai-document-private.h"
#include "core/tandai-json.h"
#include "core/tandai-review.h"

static TandaiReviewReason
reason_from_string (const char *name)
{
  if (g_strcmp0 (name, "changed") == 0)
    return TANDAI_REVIEW_CHANGED;
  if (g_strcmp0 (name, "uncertain") == 0)
    return TANDAI_REVIEW_UNCERTAIN;
  return g_strcmp0 (name, "conflict") == 0 ? TANDAI_REVIEW_CONFLICT : TANDAI_REVIEW_OTHER;
}

static char *
dup_member (TandaiJson *json, const char *name)
{
  int value = tandai_json_find (json, 0, name);

  return value >= 0 ? tandai_json_dup_string (json, (guint) value) : NULL;
}

/**
 * tandai_review_read:
 * @span: a span
 * @was: (out) (optional) (transfer full) (nullable): what its words were
 *
 * Returns: why a person should look at it
 */
TandaiReviewReason
tandai_review_read (TandaiSpan *span, char **was)
{
  const char *review = tandai_span_get_review (span);
  g_autoptr (TandaiJson) json = NULL;
  g_autofree char *reason = NULL;

  if (was != NULL)
    *was = NULL;
  if (review == NULL)
    return TANDAI_REVIEW_NONE;
  json = tandai_json_parse (review, strlen (review), NULL);
  if (json == NULL || tandai_json_get_kind (json, 0) != TANDAI_JSON_OBJECT)
    return TANDAI_REVIEW_OTHER;
  if (was != NULL)
    *was = dup_member (json, "was");
  reason = dup_member (json, "reason");
  return reason_from_string (reason);
}

/**
 * tandai_review_settle:
 * @document: a document
 * @id: a span's id
 * @error: return location for an error
 *
 * Takes down that a person has looked at a span and left it as it is, as one
 * step.
 *
 * Returns: whether the span is there
 */
gboolean
tandai_review_settle (TandaiDocument *document, const char *id, GError **error)
{
  return _tandai_document_clear_review (document, id, error);
}
