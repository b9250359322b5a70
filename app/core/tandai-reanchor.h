/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-alignment.h"
#include "core/tandai-sidecar.h"

G_BEGIN_DECLS

/**
 * TandaiFate:
 * @TANDAI_FATE_UNCHANGED: the same words at the same place
 * @TANDAI_FATE_MOVED: the same words at another place
 * @TANDAI_FATE_CHANGED: its words were changed
 * @TANDAI_FATE_ORPHANED: nothing of it is left
 *
 * What became of a span when its article changed.
 */
typedef enum
{
  TANDAI_FATE_UNCHANGED,
  TANDAI_FATE_MOVED,
  TANDAI_FATE_CHANGED,
  TANDAI_FATE_ORPHANED,
  TANDAI_FATE_N,
} TandaiFate;

const char *tandai_fate_to_string (TandaiFate fate);

/**
 * TandaiCarried:
 * @before: the span in the old text
 * @after: (nullable): the span in the new one, with the same id; %NULL for an orphan
 * @fate: what became of it
 * @to_review: whether a person should look: it was changed or orphaned, or these may be other words than were meant
 *
 * One span, before and after.
 */
typedef struct
{
  TandaiSpan *before;
  TandaiSpan *after;
  TandaiFate fate;
  gboolean to_review;
} TandaiCarried;

/**
 * TandaiReanchoring:
 * @old_text: the text that was annotated
 * @new_text: what became of it
 * @spans: (element-type TandaiCarried): the spans, in the old sidecar's order
 * @counts: how many of each fate
 * @n_to_review: how many a person should look at
 *
 * All spans of a sidecar carried over to a changed text.
 */
typedef struct
{
  TandaiText *old_text;
  TandaiText *new_text;
  GArray *spans;
  guint counts[TANDAI_FATE_N];
  guint n_to_review;
} TandaiReanchoring;

TandaiReanchoring *tandai_reanchoring_new   (GPtrArray *spans, TandaiText *old_text, TandaiText *new_text,
                                             GCancellable *cancellable, GError **error);
TandaiReanchoring *tandai_reanchoring_new_aligned (GPtrArray *spans, const TandaiAlignment *alignment,
                                                   TandaiText *old_text, TandaiText *new_text);
void               tandai_reanchoring_free  (TandaiReanchoring *self);
TandaiSidecar     *tandai_reanchoring_apply (const TandaiReanchoring *self, const TandaiSidecar *sidecar,
                                             TandaiArticle *article);
TandaiSidecar     *tandai_reanchor_to       (const TandaiSidecar *sidecar, const TandaiSidecar *newer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiReanchoring, tandai_reanchoring_free)

G_END_DECLS
