/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "corpus/tandai-date-range.h"

#define DOTS ".."

/* Whether this begins as a day does, and ends where a year, a month or a day may. */
static gboolean
is_date (const char *text, gsize length)
{
  const char *shape = "0000-00-00";

  if (length != strlen ("0000") && length != strlen ("0000-00") && length != TANDAI_DATE_LENGTH)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (shape[i] == '-' ? text[i] != '-' : !g_ascii_isdigit (text[i]))
      return FALSE;
  return TRUE;
}

static gboolean
take_side (char *side, const char *text, gsize length)
{
  if (length > 0 && !is_date (text, length))
    return FALSE;
  memcpy (side, text, length);
  side[length] = '\0';
  return TRUE;
}

/**
 * tandai_date_range_parse:
 * @self: (out caller-allocates): takes the range
 * @word: a word
 *
 * Returns: whether it is a range of dates
 */
gboolean
tandai_date_range_parse (TandaiDateRange *self, const char *word)
{
  const char *dots = strstr (word, DOTS);
  const char *to = dots != NULL ? dots + strlen (DOTS) : NULL;

  return dots != NULL && strlen (word) > strlen (DOTS) && take_side (self->from, word, (gsize) (dots - word))
         && take_side (self->to, to, strlen (to));
}

/**
 * tandai_date_range_holds:
 * @self: a range
 * @date: (nullable): when something was published, a year at least; more may follow on a day
 *
 * Returns: whether it lies in the range, as far as it is known
 */
gboolean
tandai_date_range_holds (const TandaiDateRange *self, const char *date)
{
  gsize length = date != NULL ? MIN (strlen (date), TANDAI_DATE_LENGTH) : 0;

  return is_date (date, length) && strncmp (date, self->from, MIN (length, strlen (self->from))) >= 0
         && (*self->to == '\0' || strncmp (date, self->to, MIN (length, strlen (self->to))) <= 0);
}

/** tandai_date_is_like: Returns: whether a word can be nothing but a date, a range, or the beginning of one
 */
gboolean
tandai_date_is_like (const char *word)
{
  gsize n_digits = strspn (word, "0123456789");

  return word[strspn (word, "0123456789-.")] == '\0'
         && ((n_digits == strlen ("0000") && word[n_digits] == '-') || strstr (word, DOTS) != NULL);
}
