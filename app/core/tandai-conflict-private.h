/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-conflict.h"
#include "core/tandai-json-private.h"

G_BEGIN_DECLS

/* What conflicts are read against. @list and @orphans are NULL where there are none; @ends are made when they
 * are needed. */
typedef struct
{
  const TandaiSidecar *sidecar;
  TandaiAnnotationSet *set;
  TandaiJson *list;
  TandaiJson *orphans;
  GHashTable *ends[TANDAI_N_VERSIONS];
} TandaiConflictReading;

void     _tandai_conflict_reading_init  (TandaiConflictReading *reading, const TandaiSidecar *sidecar,
                                         TandaiAnnotationSet *set);
void     _tandai_conflict_reading_clear (TandaiConflictReading *reading);
int      _tandai_conflict_find_orphan   (const TandaiConflictReading *reading, const char *id);
int      _tandai_conflict_find_side     (const TandaiConflictReading *reading, int entry, guint version);
int      _tandai_conflict_find_end      (TandaiConflictReading *reading, const char *id, guint version);
gboolean _tandai_conflict_is_orphan     (const TandaiJson *json, guint object);
char    *_tandai_conflict_dup_text      (const TandaiJson *json, guint object, const char *name);

void     _tandai_conflict_read_member  (const TandaiConflictReading *reading, TandaiConflict *conflict);
void     _tandai_conflict_apply_member (TandaiDocument *document, const TandaiConflict *conflict);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TandaiConflictReading, _tandai_conflict_reading_clear)

G_END_DECLS
