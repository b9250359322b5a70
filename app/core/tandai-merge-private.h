/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-merge.h"

G_BEGIN_DECLS

/* What one side has by an id: a span, or an orphan as it stands, or nothing. */
typedef struct
{
  TandaiSpan *span;
  const char *orphan;
} Piece;

/* One span in all three; in the end @result is what stays, if anything. A group that was found to be the same
 * span as another goes @into that one. Pieces are borrowed. */
typedef struct _SpanGroup SpanGroup;
struct _SpanGroup
{
  const char *id;
  Piece sides[TANDAI_MERGE_N_SIDES];
  Piece result;
  SpanGroup *into;
  gboolean disputed;
  gboolean renamed;
};

/* One relation in all three, its ends named as the result names them. */
typedef struct
{
  const char *id;
  TandaiRelation *sides[TANDAI_MERGE_N_SIDES];
  TandaiRelation *result;
  gboolean disputed;
  gboolean renamed;
} RelationGroup;

/* What a person has to decide. The id is that of a group, which may change while groups are joined, or a
 * place like "$.article". Both sides are JSON objects, or NULL. */
typedef struct
{
  const char *const *id;
  gboolean is_place;
  char *ours;
  char *theirs;
} Dispute;

/* One item of a list in JSON, and its id. */
typedef struct
{
  char *id;
  char *json;
} ListItem;

/* A merge under way; it keeps what was made for it alive. */
typedef struct
{
  const TandaiSidecar *sides[TANDAI_MERGE_N_SIDES];
  TandaiSidecar *result;
  GPtrArray *spans;
  GHashTable *spans_by_id[TANDAI_MERGE_N_SIDES];
  GPtrArray *relations;
  GPtrArray *disputes;
  GPtrArray *objects;
  GStringChunk *strings;
  /* Whether one id is one thing on both sides, though nobody knows what they began with. */
  gboolean ids_shared;
} Merge;

/* Called for each name that both sides gave another value. */
typedef void (*ClashFunc) (const char *name, const char *ours, const char *theirs, gpointer user_data);

gboolean _tandai_merge_pick (const char *base, const char *ours, const char *theirs, const char **picked);
const char *
_tandai_merge_origin (const char *base, const char *ours, const char *theirs, gboolean made_twice);
void _tandai_merge_note_clash (const char *name, const char *ours, const char *theirs, gpointer user_data);
char **_tandai_merge_attributes (const char *const *base,
                                 const char *const *ours,
                                 const char *const *theirs,
                                 ClashFunc clash,
                                 gpointer user_data);
char *_tandai_merge_members (
    const char *base, const char *ours, const char *theirs, ClashFunc clash, gpointer user_data);
GPtrArray *_tandai_merge_split_list (const char *json);
char *_tandai_merge_with_id (const char *object, const char *id);
const char *_tandai_merge_rename (Merge *merge, char kind, const char *content, GHashTable *taken);

gboolean _tandai_merge_carry (Merge *merge, TandaiSidecar **owned, TandaiMergeSide *culprit, GError **error);

void _tandai_merge_dispute (Merge *merge, const char *const *id, gboolean is_place, char *ours, char *theirs);

void _tandai_merge_spans (Merge *merge);
SpanGroup *_tandai_merge_find_group (const Merge *merge, TandaiMergeSide side, const char *id);
SpanGroup *_tandai_merge_find_place (GHashTable *places, const SpanGroup *group);
GHashTable *_tandai_merge_list_places (const Merge *merge);
void _tandai_merge_dispute_span (Merge *merge, SpanGroup *group);
void _tandai_merge_bring_back (Merge *merge, SpanGroup *group);
void _tandai_merge_write_spans (Merge *merge);
void _tandai_merge_relations (Merge *merge);
void _tandai_merge_fields (Merge *merge);
void _tandai_merge_write_disputes (Merge *merge);

G_END_DECLS
