/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-span.h"

G_BEGIN_DECLS

/**
 * TandaiStringTable:
 *
 * Which strings were tagged with which labels: within one article, or in a
 * whole folder. It finds their other occurrences, word-bounded, also where a
 * clitic follows (Jokowilah, warganya). Strings of one line and at most
 * %TANDAI_STRING_MAX_CHARS characters are kept; quotations do not recur.
 */
typedef struct _TandaiStringTable TandaiStringTable;

#define TANDAI_STRING_MAX_CHARS 96

/**
 * TandaiStringMatch:
 * @range: where it is, in code points, without a clitic
 * @label: the label that it was tagged with most often; owned by the table
 * @n_label: how often with this label
 * @n_total: how often with any
 *
 * An occurrence of a string of the table.
 */
typedef struct
{
  TandaiRange range;
  const char *label;
  guint n_label;
  guint n_total;
} TandaiStringMatch;

TandaiStringTable *tandai_string_table_new       (void);
void               tandai_string_table_free      (TandaiStringTable *self);
void               tandai_string_table_add       (TandaiStringTable *self, const char *string, const char *label);
void               tandai_string_table_remove    (TandaiStringTable *self, const char *string, const char *label);
void               tandai_string_table_add_spans (TandaiStringTable *self, const TandaiText *text, GPtrArray *spans);
const char        *tandai_string_table_lookup    (TandaiStringTable *self, const char *string, guint *n_label,
                                                  guint *n_total);
GArray            *tandai_string_table_find      (TandaiStringTable *self, const TandaiText *text, guint start,
                                                  guint end);
GArray            *tandai_string_occurrences     (const TandaiText *text, const char *string, guint start, guint end);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiStringTable, tandai_string_table_free)

G_END_DECLS
