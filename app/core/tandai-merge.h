/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-sidecar.h"

G_BEGIN_DECLS

/**
 * TandaiMergeSide:
 * @TANDAI_MERGE_BASE: what both began with
 * @TANDAI_MERGE_OURS: what the result goes to
 * @TANDAI_MERGE_THEIRS: what is merged into it
 *
 * The three sidecars of a merge.
 */
typedef enum
{
  TANDAI_MERGE_BASE,
  TANDAI_MERGE_OURS,
  TANDAI_MERGE_THEIRS,
  TANDAI_MERGE_N_SIDES,
} TandaiMergeSide;

/*
 * What both sides changed differently stays as OURS has it, a span with the
 * review `{"reason": "conflict"}`, and is told in the sidecar's conflicts:
 *
 *   {"id": "s7kq2m9xa", "ours": {…}, "theirs": {…}}   a span, an orphan or a relation, whole;
 *                                                     null where that side removed it
 *   {"id": "$", "ours": {"status": "done"}, "theirs": {"status": "excluded"}}
 *                                                     a member of the sidecar; in place of "$" it is
 *                                                     "$.article", "$.schema" or "$.attributes"
 *                                                     where the member stands in one of these;
 *                                                     null where that side does not have it
 *
 * No id of a span begins with "$". One entry holds one member, except that what
 * describes the article's bytes (sha256, encoding, newline) and what describes
 * the schema (sha256, version) go together.
 */
TandaiSidecar *tandai_merge (const TandaiSidecar *base, const TandaiSidecar *ours, const TandaiSidecar *theirs,
                             guint *n_disputes, TandaiMergeSide *culprit, GError **error);
TandaiSidecar *tandai_merge_versions (const TandaiSidecar *ours, const TandaiSidecar *theirs, guint *n_disputes,
                                      GError **error);
GBytes        *tandai_merge_serialize (const TandaiSidecar *merged, GError **error);

G_END_DECLS
