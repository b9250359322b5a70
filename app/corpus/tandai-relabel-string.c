/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One label for all places of a string in one sidecar. */

#include "config.h"

#include <string.h>

#include "corpus/tandai-relabel-private.h"
#include "corpus/tandai-span-string.h"
#include "corpus/tandai-string-places.h"

#define ID_CHARS 8

/* One sidecar under work. */
typedef struct
{
  const TandaiRelabel *relabel;
  const TandaiSidecar *before;
  TandaiRelabelCounts *counts;
  GPtrArray *spans;
  /* From ids to where their spans are among the spans. */
  GHashTable *positions;
} Work;

static gboolean
is_asked (const TandaiRelabel *relabel, const TandaiSidecar *sidecar)
{
  return tandai_sidecar_is_annotated (sidecar)
         && (relabel->annotator == NULL || strcmp (relabel->annotator, sidecar->annotator) == 0);
}

/* An id that is the same whenever the same is done to the same sidecar: a step that was cut short is done
 * again. */
static char *
make_id (Work *work, TandaiRange range)
{
  static const char digits[] = "0123456789abcdefghijklmnopqrstuvwxyz";

  for (guint salt = 0;; salt++)
    {
      g_autofree char *from =
          g_strdup_printf ("%s\n%s\n%s\n%u-%u\n%u", work->before->sha256, work->before->annotator,
                           work->relabel->into, range.start, range.end, salt);
      g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, from, -1);
      char id[ID_CHARS + 2] = "s";

      for (guint i = 0; i < ID_CHARS; i++)
        {
          guint value = (guint) (g_ascii_xdigit_value (hash[4 * i]) * 4096
                                 + g_ascii_xdigit_value (hash[4 * i + 1]) * 256
                                 + g_ascii_xdigit_value (hash[4 * i + 2]) * 16
                                 + g_ascii_xdigit_value (hash[4 * i + 3]));

          id[i + 1] = digits[value % (sizeof digits - 1)];
        }
      if (!g_hash_table_contains (work->positions, id))
        {
          g_hash_table_insert (work->positions, g_strdup (id), GUINT_TO_POINTER (work->spans->len));
          return g_strdup (id);
        }
    }
}

static void
add_span (Work *work, TandaiRange range)
{
  g_autofree char *id = make_id (work, range);
  const TandaiSpanFields fields = { .id = id, .label = work->relabel->into, .ranges = &range, .n_ranges = 1 };

  g_ptr_array_add (work->spans, tandai_span_new (&fields));
  work->counts->n_added++;
}

/* What a person is still to decide about stays. */
static void
change_span (Work *work, TandaiSpan *span)
{
  const char *id = tandai_span_get_id (span);
  guint at = GPOINTER_TO_UINT (g_hash_table_lookup (work->positions, id));
  TandaiSpanFields fields;

  if (_tandai_relabel_names_id (work->before->conflicts, id))
    return;
  tandai_span_get_fields (span, &fields);
  fields.label = work->relabel->into;
  work->spans->pdata[at] = tandai_span_new (&fields);
  g_object_unref (span);
  work->counts->n_spans++;
}

static void
change_places (Work *work, GArray *places)
{
  for (guint i = 0; i < places->len; i++)
    {
      const TandaiStringPlace *place = &g_array_index (places, TandaiStringPlace, i);

      if (place->span != NULL)
        change_span (work, place->span);
      else
        add_span (work, place->range);
    }
}

static void
keep_spans (Work *work)
{
  GPtrArray *spans = work->before->spans;

  for (guint i = 0; i < spans->len; i++)
    {
      g_ptr_array_add (work->spans, g_object_ref (spans->pdata[i]));
      g_hash_table_insert (work->positions, g_strdup (tandai_span_get_id (spans->pdata[i])),
                           GUINT_TO_POINTER (i));
    }
}

static GArray *
find_places (const TandaiRelabel *relabel, const TandaiSidecar *sidecar)
{
  g_autoptr (TandaiTokenStrings) strings = tandai_token_strings_new (relabel->ignore_case);
  g_autofree char *string = tandai_span_string_make (relabel->label, relabel->ignore_case);
  const char *labels[] = { relabel->into };

  tandai_token_strings_add (strings, string);
  return tandai_string_places_find (strings, labels, sidecar);
}

/**
 * _tandai_relabel_string:
 * @self: a string, its label and whose sidecars
 * @sidecar: a sidecar
 * @counts: (inout): what was done is added
 *
 * Spans that have just these words get the label, unless one that has it is
 * there too; where the words stand outside of all spans of the label they get
 * one. Sidecars that are not annotated stay as they are.
 *
 * Returns: (transfer full) (nullable): the sidecar as it is then; %NULL where nothing changes
 */
TandaiSidecar *
_tandai_relabel_string (const TandaiRelabel *self, const TandaiSidecar *sidecar, TandaiRelabelCounts *counts)
{
  g_autoptr (GPtrArray) spans = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) positions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GArray) places = is_asked (self, sidecar) ? find_places (self, sidecar) : NULL;
  guint n_before = counts->n_spans + counts->n_added;
  Work work = { self, sidecar, counts, spans, positions };
  TandaiSidecar *after;

  if (places == NULL || places->len == 0)
    return NULL;
  keep_spans (&work);
  change_places (&work, places);
  if (counts->n_spans + counts->n_added == n_before)
    return NULL;
  tandai_spans_sort (spans);
  after = tandai_sidecar_copy (sidecar);
  g_ptr_array_unref (after->spans);
  after->spans = g_steal_pointer (&spans);
  return after;
}
