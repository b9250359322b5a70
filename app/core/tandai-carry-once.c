/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Words that are not left where they stood, but that stand once in each text:
 * where all that was round them was taken apart, comparing the texts can't tell
 * that it is they. That is no more than likely.
 */

#include "config.h"

#include <string.h>

#include "core/tandai-carry-once.h"

static gboolean
is_letter (const TandaiText *text, guint offset)
{
  return g_unichar_isalnum (tandai_text_get_char (text, offset));
}

static gboolean
is_edge (const TandaiText *text, guint offset)
{
  return offset == 0 || offset == tandai_text_get_length (text)
         || !(is_letter (text, offset - 1) && is_letter (text, offset));
}

static gboolean
has_letter (const TandaiText *text, TandaiRange range)
{
  for (guint i = range.start; i < range.end; i++)
    if (is_letter (text, i))
      return TRUE;
  return FALSE;
}

/* The only place of some words in a text, by whole words. */
static gboolean
find_only (const TandaiText *text, const char *words, TandaiRange *found)
{
  const char *chars = tandai_text_get_chars (text);
  gsize n_bytes = strlen (words);
  guint n_found = 0;

  for (const char *p = strstr (chars, words); p != NULL; p = strstr (p + 1, words))
    {
      TandaiRange place = { tandai_text_from_byte (text, (gsize) (p - chars)),
                            tandai_text_from_byte (text, (gsize) (p - chars) + n_bytes) };

      if (!is_edge (text, place.start) || !is_edge (text, place.end))
        continue;
      if (n_found++ > 0)
        return FALSE;
      *found = place;
    }
  return n_found == 1;
}

/**
 * tandai_carry_once:
 * @old_text: the old text
 * @new_text: the new text
 * @range: a stretch of the old one, in code points, not empty
 * @carried: (out): its place in the new one
 *
 * Takes time that is linear in both texts.
 *
 * Returns: whether its words, whole ones, stand once in each text
 */
gboolean
tandai_carry_once (const TandaiText *old_text,
                   const TandaiText *new_text,
                   TandaiRange range,
                   TandaiRange *carried)
{
  g_autofree char *words = tandai_text_slice (old_text, range.start, range.end);
  TandaiRange is;

  return has_letter (old_text, range) && find_only (old_text, words, &is)
         && tandai_ranges_equal (&is, 1, &range, 1) && find_only (new_text, words, carried);
}
