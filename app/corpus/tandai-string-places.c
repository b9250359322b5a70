/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where strings stand in one sidecar without the label that each is wanted to have. */

#include "config.h"

#include <string.h>

#include "corpus/tandai-span-string.h"
#include "corpus/tandai-string-places.h"

/* A stretch that a span has its label on. */
typedef struct
{
  TandaiRange range;
  const char *label;
} Cover;

/* One sidecar under work; @marked tells of the places of strings that have spans whether one has the wanted
 * label. */
typedef struct
{
  const TandaiTokenStrings *strings;
  const char *const *labels;
  const TandaiSidecar *sidecar;
  GHashTable *marked;
  GArray *found;
} Work;

static gint64
place_key (TandaiRange range)
{
  return (gint64) ((guint64) range.start << 32 | range.end);
}

static int
compare_ranges (TandaiRange a, TandaiRange b)
{
  if (a.start != b.start)
    return a.start < b.start ? -1 : 1;
  return a.end == b.end ? 0 : a.end > b.end ? -1 : 1;
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  return compare_ranges (((const TandaiStringPlace *) a)->range, ((const TandaiStringPlace *) b)->range);
}

static int
compare_covers (gconstpointer a, gconstpointer b)
{
  return compare_ranges (((const Cover *) a)->range, ((const Cover *) b)->range);
}

/* The spans of the strings, as places. */
static GArray *
list_spans (Work *work)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (TandaiStringPlace));
  GPtrArray *spans = work->sidecar->spans;

  for (guint i = 0; i < spans->len; i++)
    {
      TandaiStringPlace place = { .span = spans->pdata[i] };
      g_autofree char *string = tandai_span_string_of (place.span, work->sidecar->text, &place.range);

      if (string != NULL && tandai_token_strings_lookup (work->strings, string, &place.string))
        g_array_append_val (places, place);
    }
  return places;
}

static void
mark (Work *work, const TandaiStringPlace *place)
{
  gint64 key = place_key (place->range);
  gboolean wanted = strcmp (tandai_span_get_label (place->span), work->labels[place->string]) == 0;

  if (wanted || !g_hash_table_contains (work->marked, &key))
    g_hash_table_replace (work->marked, g_memdup2 (&key, sizeof key), GINT_TO_POINTER (wanted));
}

/* Where there are only spans of other labels, the first of them tells which it is. */
static void
take_differing (Work *work)
{
  g_autoptr (GArray) places = list_spans (work);

  for (guint i = 0; i < places->len; i++)
    mark (work, &g_array_index (places, TandaiStringPlace, i));
  for (guint i = 0; i < places->len; i++)
    {
      TandaiStringPlace *place = &g_array_index (places, TandaiStringPlace, i);
      gint64 key = place_key (place->range);

      if (GPOINTER_TO_INT (g_hash_table_lookup (work->marked, &key)))
        continue;
      g_array_append_val (work->found, *place);
      g_hash_table_replace (work->marked, g_memdup2 (&key, sizeof key), GINT_TO_POINTER (TRUE));
    }
}

static GArray *
list_covers (const TandaiSidecar *sidecar)
{
  GArray *covers = g_array_new (FALSE, FALSE, sizeof (Cover));

  for (guint i = 0; i < sidecar->spans->len; i++)
    {
      guint n_ranges;
      const TandaiRange *ranges = tandai_span_get_ranges (sidecar->spans->pdata[i], &n_ranges);

      for (guint j = 0; j < n_ranges; j++)
        {
          Cover cover = { ranges[j], tandai_span_get_label (sidecar->spans->pdata[i]) };

          g_array_append_val (covers, cover);
        }
    }
  g_array_sort (covers, compare_covers);
  return covers;
}

/* How far what began before reaches: stretches of a label by its name, a string's occurrences by its index.
 */
static guint
get_reach (GHashTable *reaches, gconstpointer of)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (reaches, of));
}

static void
set_reach (GHashTable *reaches, gconstpointer of, guint end)
{
  if (get_reach (reaches, of) < end)
    g_hash_table_insert (reaches, (gpointer) of, GUINT_TO_POINTER (end));
}

/* A string inside a longer one that is to have the same label is part of that. */
static void
take_unlabelled (Work *work)
{
  g_autoptr (GArray) matches = tandai_token_strings_find (work->strings, work->sidecar->text);
  g_autoptr (GArray) covers = list_covers (work->sidecar);
  g_autoptr (GHashTable) by_label = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) by_string = g_hash_table_new (NULL, NULL);
  guint n_covers = 0;

  for (guint i = 0; i < matches->len; i++)
    {
      const TandaiTokenMatch *match = &g_array_index (matches, TandaiTokenMatch, i);
      const char *label = work->labels[match->string];
      TandaiStringPlace place = { match->range, match->string, NULL };
      gint64 key = place_key (match->range);

      for (; n_covers < covers->len; n_covers++)
        {
          const Cover *cover = &g_array_index (covers, Cover, n_covers);

          if (cover->range.start > match->range.start)
            break;
          set_reach (by_label, cover->label, cover->range.end);
        }
      if (!g_hash_table_contains (work->marked, &key) && get_reach (by_label, label) < match->range.end
          && get_reach (by_string, GUINT_TO_POINTER (match->string)) <= match->range.start)
        {
          g_array_append_val (work->found, place);
          set_reach (by_string, GUINT_TO_POINTER (match->string), match->range.end);
        }
      set_reach (by_label, label, match->range.end);
    }
}

/**
 * tandai_string_places_find:
 * @strings: strings
 * @labels: (array): for each of them the label that it is wanted to have
 * @sidecar: a sidecar
 *
 * Finds where a string has spans of other labels alone, and where it stands as
 * whole words with no span on just these words and inside none of the label.
 *
 * Returns: (transfer full) (element-type TandaiStringPlace): these places, by their starts; their spans are
 * borrowed from @sidecar
 */
GArray *
tandai_string_places_find (const TandaiTokenStrings *strings,
                           const char *const *labels,
                           const TandaiSidecar *sidecar)
{
  g_autoptr (GHashTable) marked = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  GArray *found = g_array_new (FALSE, FALSE, sizeof (TandaiStringPlace));
  Work work = { strings, labels, sidecar, marked, found };

  take_differing (&work);
  take_unlabelled (&work);
  g_array_sort (found, compare_places);
  return found;
}

/**
 * tandai_sidecar_is_annotated:
 * @sidecar: a sidecar
 *
 * Returns: whether what it does not mark can be taken for not to be marked, as exports take it
 */
gboolean
tandai_sidecar_is_annotated (const TandaiSidecar *sidecar)
{
  return sidecar->status == TANDAI_STATUS_IN_PROGRESS || sidecar->status == TANDAI_STATUS_DONE;
}
