/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-document.h"

G_BEGIN_DECLS

/*
 * What two people changed differently, in the sidecar's conflicts, until a
 * person decides; see tandai-merge.h for what they hold.
 */

/**
 * TandaiConflictKind:
 * @TANDAI_CONFLICT_UNREADABLE: an entry that says not even what it is about
 * @TANDAI_CONFLICT_SPAN: a span, or one that is kept aside
 * @TANDAI_CONFLICT_RELATION: a relation
 * @TANDAI_CONFLICT_MEMBER: something that is said of the whole article
 */
typedef enum
{
  TANDAI_CONFLICT_UNREADABLE,
  TANDAI_CONFLICT_SPAN,
  TANDAI_CONFLICT_RELATION,
  TANDAI_CONFLICT_MEMBER,
} TandaiConflictKind;

/**
 * TandaiDecision:
 * @TANDAI_DECISION_OURS: our version, as it is now: it may have been changed since
 * @TANDAI_DECISION_THEIRS: their version takes its place
 * @TANDAI_DECISION_KEEP: neither is taken: what is there stays, and what is not there stays away
 *
 * What a person decides. The first two count the versions of a #TandaiConflict.
 */
typedef enum
{
  TANDAI_DECISION_OURS,
  TANDAI_DECISION_THEIRS,
  TANDAI_DECISION_KEEP,
} TandaiDecision;

#define TANDAI_N_VERSIONS 2

/**
 * TandaiVersion:
 * @json: (nullable): what it is, an object in the sidecar's JSON; %NULL where that side has nothing
 * @problem: (nullable): why it cannot be taken, translated
 *
 * One of the two versions.
 */
typedef struct
{
  char *json;
  char *problem;
} TandaiVersion;

/**
 * TandaiConflict:
 * @key: what decides it: the id of a span or relation; of a member its place and name, like "$.article.title";
 *   of what cannot be read its position, like "#0"
 * @kind: what it is about
 * @id: the id of a span or relation, or the place of a member, like "$.article"; "" where it cannot be read
 * @position: where it stands among the sidecar's conflicts, from 0
 * @stands: whether what it is about is there now
 * @versions: ours and theirs
 *
 * Something that waits for a decision. Of several with one key the first is
 * decided first.
 */
typedef struct
{
  char *key;
  TandaiConflictKind kind;
  char *id;
  guint position;
  gboolean stands;
  TandaiVersion versions[TANDAI_N_VERSIONS];
} TandaiConflict;

/**
 * TandaiConflictPart:
 * @name: "label", "words", "place", "type", "from", "to", "note", "attributes.kind", or a member's name
 * @values: (nullable): what each version has: names as the schema has them, words as the text has them;
 *   what this version of the format does not know, as JSON
 * @differs: whether the two disagree on it
 *
 * One thing in which two versions agree or disagree.
 */
typedef struct
{
  char *name;
  char *values[TANDAI_N_VERSIONS];
  gboolean differs;
} TandaiConflictPart;

GPtrArray      *tandai_conflicts_list      (const TandaiSidecar *sidecar, TandaiAnnotationSet *set);
GPtrArray      *tandai_conflict_list_parts (const TandaiConflict *self, const TandaiSidecar *sidecar,
                                            TandaiAnnotationSet *set);
char           *tandai_conflict_dup_span   (const TandaiConflict *self, TandaiAnnotationSet *set);
gboolean        tandai_conflict_is_nothing (const TandaiConflict *self, TandaiDecision version);
void            tandai_conflict_free       (TandaiConflict *self);

GPtrArray      *tandai_document_list_conflicts (TandaiDocument *document);
gboolean        tandai_conflict_resolve (TandaiDocument *document, const char *key, TandaiDecision decision,
                                         GError **error);
gboolean        tandai_decision_from_string (const char *name, TandaiDecision *decision);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiConflict, tandai_conflict_free)

G_END_DECLS
