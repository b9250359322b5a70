/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* "2026-01-31" */
#define TANDAI_DATE_LENGTH 10

/**
 * TandaiDateRange:
 * @from: the first year, month or day, like "2026", "2026-01" or "2026-01-31"; "" for no first one
 * @to: the last one, which is within; "" for no last one
 *
 * A range of dates, as people write it: "2026-01..2026-03", either side of which may be left out.
 */
typedef struct
{
  char from[TANDAI_DATE_LENGTH + 1];
  char to[TANDAI_DATE_LENGTH + 1];
} TandaiDateRange;

gboolean tandai_date_range_parse (TandaiDateRange *self, const char *word);
gboolean tandai_date_range_holds (const TandaiDateRange *self, const char *date);
gboolean tandai_date_is_like     (const char *word);

G_END_DECLS
