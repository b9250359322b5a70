/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/tandai-range.h"
#include "core/tandai-text.h"

G_BEGIN_DECLS

/**
 * TandaiSpan:
 *
 * An immutable span: a label on one or more fragments of a text, in code
 * points. A change makes a new span with the same id, so that history, views
 * and a save under way can each hold the one they saw.
 */
#define TANDAI_TYPE_SPAN (tandai_span_get_type ())
G_DECLARE_FINAL_TYPE (TandaiSpan, tandai_span, TANDAI, SPAN, GObject)

/**
 * TandaiSpanFields:
 * @id: the id, or %NULL for a new random one
 * @label: the label's name
 * @ranges: (array length=n_ranges): the fragments, a proper list
 * @n_ranges: how many, at least one
 * @attributes: (nullable): see tandai-attributes.h
 * @note: (nullable): a person's words
 * @origin: (nullable): "suggestion:…" or "import:…"; %NULL means a human
 * @created: (nullable): RFC 3339, UTC
 * @stated: (nullable): the words that the sidecar states, where they are not the slice
 * @review: (nullable): the review member's value as canonical JSON
 * @extra: (nullable): members this version does not know, as canonical JSON without braces
 *
 * The parts of a span, borrowed. Fill one by hand, or from a span with
 * tandai_span_get_fields() and change what differs.
 */
typedef struct
{
  const char *id;
  const char *label;
  const TandaiRange *ranges;
  guint n_ranges;
  const char *const *attributes;
  const char *note;
  const char *origin;
  const char *created;
  const char *stated;
  const char *review;
  const char *extra;
} TandaiSpanFields;

TandaiSpan *tandai_span_new (const TandaiSpanFields *fields);
TandaiSpan *tandai_span_new_simple (const char *label, guint start, guint end);
void tandai_span_get_fields (TandaiSpan *self, TandaiSpanFields *fields);

const char *tandai_span_get_id (TandaiSpan *self);
const char *tandai_span_get_label (TandaiSpan *self);
guint tandai_span_get_start (TandaiSpan *self);
guint tandai_span_get_end (TandaiSpan *self);
TandaiRange tandai_span_get_hull (TandaiSpan *self);
const TandaiRange *tandai_span_get_ranges (TandaiSpan *self, guint *n_ranges);
const char *const *tandai_span_get_attributes (TandaiSpan *self);
const char *tandai_span_get_attribute (TandaiSpan *self, const char *name);
const char *tandai_span_get_note (TandaiSpan *self);
const char *tandai_span_get_review (TandaiSpan *self);
const char *tandai_span_get_stated (TandaiSpan *self);

gboolean tandai_span_covers (TandaiSpan *self, guint offset);
char *tandai_span_dup_text (TandaiSpan *self, const TandaiText *text);
int tandai_span_compare (TandaiSpan *a, TandaiSpan *b);
void        tandai_spans_sort          (GPtrArray *spans);
void tandai_span_keep_spare (GPtrArray *spans);
const char *tandai_span_intern_label (const char *label);
gboolean tandai_span_same_place (TandaiSpan *a, TandaiSpan *b);
guint tandai_span_hash_place (gconstpointer span);
gboolean tandai_span_equal_places (gconstpointer a, gconstpointer b);

gboolean tandai_id_is_valid (const char *id);
char *tandai_id_new (char kind);

GHashTable *tandai_span_table_new (void);
TandaiSpan *tandai_span_table_lookup (GHashTable *table, const char *id);

G_END_DECLS
