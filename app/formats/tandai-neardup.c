/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which of many texts may be alike, without comparing each with each: those that share a band of their
 * signatures (locality-sensitive hashing; Leskovec, Rajaraman and Ullman, 2014, 3.4). */

#include "config.h"

#include <stdlib.h>

#include "formats/tandai-neardup.h"

typedef struct
{
  guint64 band;
  guint index;
} Entry;

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const Entry *left = a;
  const Entry *right = b;

  if (left->band != right->band)
    return left->band < right->band ? -1 : 1;
  return left->index < right->index ? -1 : left->index > right->index;
}

static gboolean
give_bucket (const Entry *entries,
             guint n,
             TandaiNeardupPair pair,
             gpointer user_data,
             GCancellable *cancellable,
             GError **error)
{
  for (guint i = 0; i < n; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      for (guint j = i + 1; j < n; j++)
        pair (entries[i].index, entries[j].index, user_data);
    }
  return TRUE;
}

static guint
bucket_size (const Entry *entries, guint n)
{
  guint size = 1;

  while (size < n && entries[size].band == entries[0].band)
    size++;
  return size;
}

/**
 * tandai_neardup_pairs:
 * @signatures: (array length=n): of texts
 * @n: how many
 * @pair: called for each pair that may be near-duplicates, in an order that depends on the texts alone
 * @user_data: for @pair
 * @cancellable: (nullable): to stop it
 * @error: return location for an error
 *
 * Finds pairs that are worth comparing with tandai_signature_alike().
 *
 * Returns: %FALSE with @error set where it was stopped
 */
gboolean
tandai_neardup_pairs (const TandaiSignature *signatures,
                      guint n,
                      TandaiNeardupPair pair,
                      gpointer user_data,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autofree Entry *entries = g_new (Entry, MAX (n, 1));

  for (guint band = 0; band < TANDAI_SIGNATURE_BANDS; band++)
    {
      guint n_entries = 0;

      for (guint i = 0; i < n; i++)
        if (!tandai_signature_is_empty (&signatures[i]))
          entries[n_entries++] = (Entry){ tandai_signature_band (&signatures[i], band), i };
      qsort (entries, n_entries, sizeof *entries, compare_entries);
      for (guint at = 0, size; at < n_entries; at += size)
        {
          size = bucket_size (entries + at, n_entries - at);
          if (!give_bucket (entries + at, size, pair, user_data, cancellable, error))
            return FALSE;
        }
    }
  return TRUE;
}
