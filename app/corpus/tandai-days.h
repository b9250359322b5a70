/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-sidecar.h"
#include "corpus/tandai-tokenized.h"

G_BEGIN_DECLS

/* Who makes no span for so long has been away. */
#define TANDAI_BREAK_MINUTES 5

/**
 * TandaiDay:
 * @n_spans: spans made on it
 * @n_articles: articles whose last span was made on it and that are done now
 * @n_words: words that were read on it
 * @gap_seconds: how long it took from a span to the next, breaks left out
 * @n_gaps: how often that was measured
 *
 * What was done on a day, in the time zone of who asks.
 */
typedef struct
{
  guint n_spans;
  guint n_articles;
  guint64 n_words;
  gint64 gap_seconds;
  guint n_gaps;
} TandaiDay;

/**
 * TandaiDays:
 * @days: (element-type utf8 TandaiDay): by their date, like "2026-01-31"
 * @total: all of them together
 * @n_undated_spans: spans of which it is not known when they were made
 * @n_undated_articles: done articles without a dated span
 *
 * What was done when. How fast people annotate is estimated: between two
 * neighbours in time among an article's spans lies the time that the later one
 * took, its reading included, unless more than %TANDAI_BREAK_MINUTES lie
 * there, which is a break. Each span, the first of an article too, took as
 * long as these took on average. Read are the words up to the furthest dated
 * span; all of an article that is done.
 */
typedef struct
{
  GTree *days;
  TandaiDay total;
  guint n_undated_spans;
  guint n_undated_articles;
} TandaiDays;

TandaiDays *tandai_days_new         (void);
void        tandai_days_free        (TandaiDays *self);
void        tandai_days_add_sidecar (TandaiDays *self, const TandaiSidecar *sidecar, const TandaiTokenized *text,
                                     const char *label);
void        tandai_days_add_done    (TandaiDays *self, GPtrArray *sidecars);
void        tandai_days_merge       (TandaiDays *self, const TandaiDays *other);
double      tandai_day_get_minutes  (const TandaiDay *self);
double      tandai_day_get_pace     (const TandaiDay *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiDays, tandai_days_free)

G_END_DECLS
