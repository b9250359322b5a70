/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Sides that annotate an article before and after it was changed: the spans of
 * the older text are carried over to the newer one, so that all offsets are
 * into one text before anything is compared.
 */

#include "config.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#include "core/tandai-error.h"
#include "core/tandai-merge-private.h"
#include "core/tandai-reanchor.h"

static const char *const SIDE_NAMES[TANDAI_MERGE_N_SIDES] = { "BASE", "OURS", "THEIRS" };

static gboolean
is_same_text (const TandaiSidecar *a, const TandaiSidecar *b)
{
  return strcmp (tandai_text_get_chars (a->text), tandai_text_get_chars (b->text)) == 0;
}

/* The side whose text is the newer one: the one that left the base's, or either where both have the same. */
static gboolean
find_newer (const TandaiSidecar *const *sides, TandaiMergeSide *newer)
{
  const TandaiSidecar *base = sides[TANDAI_MERGE_BASE];

  *newer = TANDAI_MERGE_OURS;
  if (is_same_text (sides[TANDAI_MERGE_OURS], sides[TANDAI_MERGE_THEIRS]))
    return TRUE;
  if (base == NULL)
    return FALSE;
  if (is_same_text (base, sides[TANDAI_MERGE_OURS]))
    *newer = TANDAI_MERGE_THEIRS;
  return *newer == TANDAI_MERGE_THEIRS || is_same_text (base, sides[TANDAI_MERGE_THEIRS]);
}

/**
 * _tandai_merge_carry:
 * @merge: a merge, whose sides may be replaced
 * @owned: (out caller-allocates) (array fixed-size=3): what replaced them, to be freed after the merge
 * @culprit: (out): on failure, the side that does not go with the others
 * @error: return location for a %TANDAI_ERROR_SIDECAR; the text was changed on both sides, differently
 *
 * Returns: whether all sides annotate one text now
 */
gboolean
_tandai_merge_carry (Merge *merge, TandaiSidecar **owned, TandaiMergeSide *culprit, GError **error)
{
  TandaiMergeSide newer;

  if (!find_newer (merge->sides, &newer))
    {
      *culprit = TANDAI_MERGE_THEIRS;
      g_set_error (error, TANDAI_ERROR, TANDAI_ERROR_SIDECAR,
                   /* Translators: in front of this stands a file; the %s is BASE, OURS or THEIRS. */
                   _ ("text: is not the text that %s annotates: the article was changed in between"),
                   SIDE_NAMES[newer]);
      return FALSE;
    }
  for (guint side = 0; side < TANDAI_MERGE_N_SIDES; side++)
    if (merge->sides[side] != NULL && !is_same_text (merge->sides[side], merge->sides[newer]))
      merge->sides[side] = owned[side] = tandai_reanchor_to (merge->sides[side], merge->sides[newer]);
  return TRUE;
}
