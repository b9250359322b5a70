/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-document.h"

G_BEGIN_DECLS

/**
 * TandaiReviewReason:
 * @TANDAI_REVIEW_NONE: nobody needs to look
 * @TANDAI_REVIEW_CHANGED: its words were changed when the article was
 * @TANDAI_REVIEW_UNCERTAIN: these may be other words than were meant
 * @TANDAI_REVIEW_CONFLICT: two people changed it differently
 * @TANDAI_REVIEW_OTHER: a reason that is not known here
 *
 * Why a person should look at a span.
 */
typedef enum
{
  TANDAI_REVIEW_NONE,
  TANDAI_REVIEW_CHANGED,
  TANDAI_REVIEW_UNCERTAIN,
  TANDAI_REVIEW_CONFLICT,
  TANDAI_REVIEW_OTHER,
} TandaiReviewReason;

/* The review of a span that waits for a decision between two versions of it. */
#define TANDAI_REVIEW_OF_CONFLICT "{\"reason\": \"conflict\"}"

TandaiReviewReason tandai_review_read   (TandaiSpan *span, char **was);
gboolean           tandai_review_settle (TandaiDocument *document, const char *id, GError **error);

G_END_DECLS
