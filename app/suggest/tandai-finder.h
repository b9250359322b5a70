/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "suggest/tandai-candidate.h"
#include "suggest/tandai-scan.h"

G_BEGIN_DECLS

/*
 * What the rules share, each of which is a file: tandai-names.c, tandai-nouns.c,
 * tandai-quotations.c, tandai-clauses.c. Positions are those of the scan's words.
 */
typedef struct
{
  const TandaiScan *scan;
  GPtrArray *found;
  /* One for each word: the group that its name's alternatives share. */
  guint last_group;
} TandaiFinder;

void tandai_finder_add       (TandaiFinder *self, TandaiCandidateKind kind, const char *form, guint group, guint from,
                              guint to);
void tandai_finder_add_ranges (TandaiFinder *self, TandaiCandidateKind kind, const char *form, guint group,
                               const TandaiRange *ranges, guint n_ranges);

void tandai_find_names      (TandaiFinder *self);
void tandai_find_nouns      (TandaiFinder *self);
void tandai_find_quotations (TandaiFinder *self, GArray *quotations);
void tandai_find_clauses    (TandaiFinder *self, GArray *quotations);

/**
 * TandaiQuotation:
 * @open: the position of its opening mark
 * @close: the position of its closing mark, or of its last word where none closes it
 * @closed: whether a mark closes it
 *
 * A stretch in double quotation marks.
 */
typedef struct
{
  guint open;
  guint close;
  gboolean closed;
} TandaiQuotation;

/* Questions that several rules ask. */
gboolean tandai_scan_reports_after  (const TandaiScan *scan, guint position);
gboolean tandai_scan_reports_before (const TandaiScan *scan, guint position);
gboolean tandai_scan_is_double_mark (gunichar mark);
guint    tandai_scan_sentence_end   (const TandaiScan *scan, guint position);
guint    tandai_scan_sentence_start (const TandaiScan *scan, guint position);
guint    tandai_scan_name_end       (const TandaiScan *scan, guint position);

G_END_DECLS
