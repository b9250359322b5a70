/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A sidecar's spans in an article that changed: kept, marked for review, or made orphans; never dropped. */

#include "config.h"

#include <string.h>

#include "core/tandai-carry-once.h"
#include "core/tandai-carry.h"
#include "core/tandai-reanchor-private.h"
#include "core/tandai-sidecar-private.h"

/* How many code points of its old surroundings an orphan remembers on each side. */
#define ORPHAN_CONTEXT 40

/* So many spans are worth a thread of their own. */
#define THREAD_SPANS 10000

static const char *const FATE_NAMES[] = { "unchanged", "moved", "changed", "orphaned" };

/** tandai_fate_to_string: Returns: its name in reports */
const char *
tandai_fate_to_string (TandaiFate fate)
{
  g_return_val_if_fail ((guint) fate < G_N_ELEMENTS (FATE_NAMES), FATE_NAMES[0]);
  return FATE_NAMES[fate];
}

/* Words that are lost are looked for in so many bytes of text altogether: all of an article's, a few of a
 * book's. */
#define MAX_SEARCHED (64 * 1024 * 1024)

/* A span's fragments in the new text, and the worst that befell one; @to_search is how many bytes of text may
 * still be searched for words that are lost. */
typedef struct
{
  GArray *ranges;
  TandaiCarry worst;
  gsize to_search;
} Fragments;

static int
compare_ranges (gconstpointer a, gconstpointer b)
{
  const TandaiRange *left = a, *right = b;

  return (left->start > right->start) - (left->start < right->start);
}

/* Fragments that came to overlap or touch, as moved ones can, are one. */
static void
join_fragments (Fragments *fragments)
{
  guint n_kept = 0;

  g_array_sort (fragments->ranges, compare_ranges);
  for (guint i = 0; i < fragments->ranges->len; i++)
    {
      TandaiRange range = g_array_index (fragments->ranges, TandaiRange, i);
      TandaiRange *last = n_kept > 0 ? &g_array_index (fragments->ranges, TandaiRange, n_kept - 1) : NULL;

      if (last != NULL && range.start <= last->end)
        {
          last->end = MAX (last->end, range.end);
          fragments->worst = TANDAI_CARRY_CHANGED;
        }
      else
        g_array_index (fragments->ranges, TandaiRange, n_kept++) = range;
    }
  g_array_set_size (fragments->ranges, n_kept);
}

static TandaiCarry
carry_fragment (Fragments *fragments,
                const TandaiReanchoring *self,
                const TandaiAlignment *alignment,
                TandaiRange range,
                TandaiRange *carried)
{
  TandaiCarry carry = tandai_carry (alignment, self->old_text, self->new_text, range, carried);
  gsize n_bytes = tandai_text_get_bytes (self->old_text) + tandai_text_get_bytes (self->new_text);
  TandaiRange found;

  if (fragments->to_search < n_bytes || carry < TANDAI_CARRY_CHANGED)
    return carry;
  fragments->to_search -= n_bytes;
  if (!tandai_carry_once (self->old_text, self->new_text, range, &found))
    return carry;
  *carried = found;
  return TANDAI_CARRY_DOUBTFUL;
}

static void
carry_fragments (Fragments *fragments,
                 const TandaiReanchoring *self,
                 const TandaiAlignment *alignment,
                 TandaiSpan *span)
{
  guint n_ranges;
  const TandaiRange *ranges = tandai_span_get_ranges (span, &n_ranges);
  gboolean in_order = TRUE;

  g_array_set_size (fragments->ranges, 0);
  fragments->worst = TANDAI_CARRY_EXACT;
  for (guint i = 0; i < n_ranges; i++)
    {
      TandaiRange carried;
      TandaiCarry carry = carry_fragment (fragments, self, alignment, ranges[i], &carried);

      fragments->worst = MAX (fragments->worst, MIN (carry, TANDAI_CARRY_CHANGED));
      if (carry == TANDAI_CARRY_LOST)
        continue;
      in_order = in_order
                 && (fragments->ranges->len == 0
                     || carried.start
                            > g_array_index (fragments->ranges, TandaiRange, fragments->ranges->len - 1).end);
      g_array_append_val (fragments->ranges, carried);
    }
  if (!in_order)
    fragments->worst = TANDAI_CARRY_CHANGED;
  join_fragments (fragments);
}

/* What a review says already stays: the words from before the first change are those that somebody chose. */
static char *
new_review (TandaiSpan *span, const TandaiText *text, gboolean changed)
{
  g_autofree char *words = NULL;
  GString *review = g_string_new ("{\"reason\": ");

  words = tandai_span_dup_text (span, text);
  tandai_json_write_string (review, changed ? "changed" : "uncertain", -1);
  g_string_append (review, ", \"was\": ");
  tandai_json_write_string (review, words, -1);
  g_string_append_c (review, '}');
  return g_string_free (review, FALSE);
}

static TandaiSpan *
carry_span (const TandaiReanchoring *self, TandaiSpan *span, const Fragments *fragments)
{
  TandaiSpanFields fields;
  g_autofree char *review = NULL;

  tandai_span_get_fields (span, &fields);
  fields.ranges = (const TandaiRange *) (gpointer) fragments->ranges->data;
  fields.n_ranges = fragments->ranges->len;
  if (fragments->worst != TANDAI_CARRY_EXACT && fields.review == NULL)
    fields.review = review = new_review (span, self->old_text, fragments->worst == TANDAI_CARRY_CHANGED);
  return tandai_span_new (&fields);
}

static TandaiFate
find_fate (const TandaiCarried *carried, TandaiCarry worst)
{
  guint n_before, n_after;
  const TandaiRange *before, *after;

  if (carried->after == NULL)
    return TANDAI_FATE_ORPHANED;
  if (worst == TANDAI_CARRY_CHANGED)
    return TANDAI_FATE_CHANGED;
  before = tandai_span_get_ranges (carried->before, &n_before);
  after = tandai_span_get_ranges (carried->after, &n_after);
  return tandai_ranges_equal (before, n_before, after, n_after) ? TANDAI_FATE_UNCHANGED : TANDAI_FATE_MOVED;
}

/* 0 for what is sure, 1 where the words are those that were meant, 2 where they changed. */
static guint
get_doubt (const TandaiCarried *carried)
{
  if (!carried->to_review)
    return 0;
  return carried->fate == TANDAI_FATE_CHANGED ? 2 : 1;
}

/* Two spans that came to the same place would be one: the first keeps it, surest first. */
static void
part_spans (GArray *spans)
{
  g_autoptr (GHashTable) places = g_hash_table_new (tandai_span_hash_place, tandai_span_equal_places);

  for (guint doubt = 0; doubt <= 2; doubt++)
    for (guint i = 0; i < spans->len; i++)
      {
        TandaiCarried *carried = &g_array_index (spans, TandaiCarried, i);

        if (carried->after == NULL || get_doubt (carried) != doubt)
          continue;
        /* Unlike what is added, what is inserted leaves the first one's key. */
        if (g_hash_table_insert (places, carried->after, carried->after))
          continue;
        g_clear_object (&carried->after);
        carried->fate = TANDAI_FATE_ORPHANED;
        carried->to_review = TRUE;
      }
}

static void
count_fates (TandaiReanchoring *self)
{
  for (guint i = 0; i < self->spans->len; i++)
    {
      const TandaiCarried *carried = &g_array_index (self->spans, TandaiCarried, i);

      self->counts[carried->fate]++;
      self->n_to_review += carried->to_review;
    }
}

/* What a thread carries over: the spans from @start to before @end. */
typedef struct
{
  const TandaiReanchoring *self;
  const TandaiAlignment *alignment;
  guint start;
  guint end;
} Share;

static void
carry_one (const TandaiReanchoring *self,
           const TandaiAlignment *alignment,
           Fragments *fragments,
           TandaiCarried *carried)
{
  g_clear_object (&carried->after);
  carry_fragments (fragments, self, alignment, carried->before);
  if (fragments->ranges->len > 0)
    carried->after = carry_span (self, carried->before, fragments);
  carried->fate = find_fate (carried, fragments->worst);
  carried->to_review = carried->after == NULL || fragments->worst != TANDAI_CARRY_EXACT;
}

static gpointer
carry_share (gpointer data)
{
  const Share *share = data;
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (TandaiRange));
  Fragments fragments = { ranges };

  for (guint i = share->start; i < share->end; i++)
    carry_one (share->self, share->alignment, &fragments,
               &g_array_index (share->self->spans, TandaiCarried, i));
  return NULL;
}

/* The spans of which something is gone once more, now with a search for what is; all of a span before a part.
 */
static void
search_gone (const TandaiReanchoring *self, const TandaiAlignment *alignment)
{
  static const TandaiFate FATES[] = { TANDAI_FATE_ORPHANED, TANDAI_FATE_CHANGED };
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (TandaiRange));
  Fragments fragments = { ranges, .to_search = MAX_SEARCHED };
  gsize n_bytes = tandai_text_get_bytes (self->old_text) + tandai_text_get_bytes (self->new_text);

  for (guint turn = 0; turn < G_N_ELEMENTS (FATES); turn++)
    for (guint i = 0; i < self->spans->len && fragments.to_search >= n_bytes; i++)
      {
        TandaiCarried *carried = &g_array_index (self->spans, TandaiCarried, i);

        if (carried->fate == FATES[turn])
          carry_one (self, alignment, &fragments, carried);
      }
}

/* Of very many spans another thread takes half. */
static void
carry_spans (const TandaiReanchoring *self, const TandaiAlignment *alignment)
{
  guint n = self->spans->len, n_other = n >= THREAD_SPANS ? n / 2 : 0;
  Share other = { self, alignment, 0, n_other }, own = { self, alignment, n_other, n };
  GThread *thread = n_other > 0 ? g_thread_new ("carry", carry_share, &other) : NULL;

  carry_share (&own);
  if (thread != NULL)
    g_thread_join (thread);
}

static void
carried_clear (gpointer data)
{
  TandaiCarried *carried = data;

  g_clear_object (&carried->before);
  g_clear_object (&carried->after);
}

/**
 * tandai_reanchoring_new:
 * @spans: (element-type TandaiSpan): spans of the old text
 * @old_text: the text that was annotated
 * @new_text: what became of it
 * @cancellable: (nullable): to stop it
 * @error: return location for a %G_IO_ERROR_CANCELLED
 *
 * Finds where each span went, by comparing the texts; by searching for
 * its words alone only where they are not left as they were in its place and
 * stand once in each text. Safe in a thread.
 *
 * Returns: (transfer full): the spans, before and after, or %NULL
 */
TandaiReanchoring *
tandai_reanchoring_new (
    GPtrArray *spans, TandaiText *old_text, TandaiText *new_text, GCancellable *cancellable, GError **error)
{
  g_autoptr (TandaiAlignment) alignment = tandai_alignment_new (old_text, new_text, cancellable, error);

  return alignment != NULL ? tandai_reanchoring_new_aligned (spans, alignment, old_text, new_text) : NULL;
}

static TandaiReanchoring *
carry_all (GPtrArray *spans, const TandaiAlignment *alignment, TandaiText *old_text, TandaiText *new_text)
{
  TandaiReanchoring *self = g_new0 (TandaiReanchoring, 1);

  self->old_text = tandai_text_ref (old_text);
  self->new_text = tandai_text_ref (new_text);
  self->spans = g_array_sized_new (FALSE, FALSE, sizeof (TandaiCarried), spans->len);
  g_array_set_clear_func (self->spans, carried_clear);
  for (guint i = 0; i < spans->len; i++)
    {
      TandaiCarried carried = { g_object_ref (spans->pdata[i]) };

      g_array_append_val (self->spans, carried);
    }
  carry_spans (self, alignment);
  search_gone (self, alignment);
  return self;
}

/**
 * tandai_reanchoring_new_aligned:
 * @spans: (element-type TandaiSpan): spans of the old text
 * @alignment: the two texts, compared
 * @old_text: the text that was annotated
 * @new_text: what became of it
 *
 * As tandai_reanchoring_new(), where the texts have been compared already.
 *
 * Returns: (transfer full): the spans, before and after
 */
TandaiReanchoring *
tandai_reanchoring_new_aligned (GPtrArray *spans,
                                const TandaiAlignment *alignment,
                                TandaiText *old_text,
                                TandaiText *new_text)
{
  TandaiReanchoring *self;

  g_return_val_if_fail (spans != NULL && alignment != NULL && old_text != NULL && new_text != NULL, NULL);

  self = carry_all (spans, alignment, old_text, new_text);
  part_spans (self->spans);
  count_fates (self);
  return self;
}

/** _tandai_reanchoring_new_versions: as tandai_reanchoring_new_aligned(), for versions of which only one will
 * be there, so that several may be in one place */
TandaiReanchoring *
_tandai_reanchoring_new_versions (GPtrArray *spans,
                                  const TandaiAlignment *alignment,
                                  TandaiText *old_text,
                                  TandaiText *new_text)
{
  TandaiReanchoring *self = carry_all (spans, alignment, old_text, new_text);

  count_fates (self);
  return self;
}

/**
 * tandai_reanchoring_free:
 * @self: (nullable): spans, before and after
 *
 * Frees them.
 */
void
tandai_reanchoring_free (TandaiReanchoring *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->spans);
  tandai_text_unref (self->old_text);
  tandai_text_unref (self->new_text);
  g_free (self);
}

static void
append_context (GString *to, const char *name, const TandaiText *text, guint start, guint end)
{
  gsize n_bytes;
  const char *words = tandai_text_peek (text, start, end, &n_bytes);

  g_string_append_printf (to, ", \"%s\": ", name);
  tandai_json_write_string (to, words, (gssize) n_bytes);
}

/** _tandai_reanchor_append_orphan: the whole span as it was, with what stood round it */
void
_tandai_reanchor_append_orphan (GString *to, TandaiSpan *span, const TandaiText *text)
{
  guint start = tandai_span_get_start (span), end = tandai_span_get_end (span);
  guint length = tandai_text_get_length (text);

  _tandai_sidecar_append_span (to, span, text);
  g_string_truncate (to, to->len - 1);
  append_context (to, "before", text, start > ORPHAN_CONTEXT ? start - ORPHAN_CONTEXT : 0, start);
  append_context (to, "after", text, end, MIN (end + ORPHAN_CONTEXT, length));
  g_string_append_c (to, '}');
}

/* Orphans of earlier changes stay before the new ones. */
static void
add_orphans (const TandaiReanchoring *self, TandaiSidecar *sidecar)
{
  GString *orphans = g_string_new (sidecar->orphans != NULL ? sidecar->orphans : "[]");

  g_string_truncate (orphans, orphans->len - 1);
  for (guint i = 0; i < self->spans->len; i++)
    {
      const TandaiCarried *carried = &g_array_index (self->spans, TandaiCarried, i);

      if (carried->after != NULL)
        continue;
      if (sidecar->n_orphans++ > 0)
        g_string_append (orphans, ", ");
      _tandai_reanchor_append_orphan (orphans, carried->before, self->old_text);
    }
  g_string_append_c (orphans, ']');
  g_free (sidecar->orphans);
  sidecar->orphans = g_string_free (orphans, FALSE);
}

/* Who decides later decides about the article as it is then. */
static void
carry_conflicts (const TandaiReanchoring *self, TandaiSidecar *sidecar)
{
  char *carried;

  if (sidecar->conflicts == NULL)
    return;
  carried = _tandai_reanchor_conflicts (sidecar->conflicts, self->old_text, self->new_text);
  g_free (sidecar->conflicts);
  sidecar->conflicts = carried;
}

/**
 * tandai_reanchoring_apply:
 * @self: spans, before and after
 * @sidecar: the sidecar whose spans they were
 * @article: the article as it is now, with the new text
 *
 * Relations, metadata and the rest stay as they are; relations may end in an
 * orphan. Versions of spans that wait for a decision are carried too.
 *
 * Returns: (transfer full): the sidecar for the changed article
 */
TandaiSidecar *
tandai_reanchoring_apply (const TandaiReanchoring *self, const TandaiSidecar *sidecar, TandaiArticle *article)
{
  TandaiSidecar *applied;

  g_return_val_if_fail (self != NULL && sidecar != NULL && article != NULL, NULL);

  applied = tandai_sidecar_copy (sidecar);
  g_free (applied->sha256);
  applied->sha256 = g_strdup (tandai_article_get_sha256 (article));
  g_free (applied->encoding);
  applied->encoding = g_strdup (article->origin.encoding);
  applied->newline = article->origin.newline;
  tandai_text_unref (applied->text);
  applied->text = tandai_text_ref (self->new_text);
  g_ptr_array_unref (applied->spans);
  applied->spans = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < self->spans->len; i++)
    {
      const TandaiCarried *carried = &g_array_index (self->spans, TandaiCarried, i);

      if (carried->after != NULL)
        g_ptr_array_add (applied->spans, g_object_ref (carried->after));
    }
  tandai_spans_sort (applied->spans);
  if (self->counts[TANDAI_FATE_ORPHANED] > 0)
    add_orphans (self, applied);
  carry_conflicts (self, applied);
  return applied;
}

/**
 * tandai_reanchor_to:
 * @sidecar: a sidecar
 * @newer: one of the same article after that was changed
 *
 * Returns: (transfer full): what @sidecar has, carried over to the other's text
 */
TandaiSidecar *
tandai_reanchor_to (const TandaiSidecar *sidecar, const TandaiSidecar *newer)
{
  g_autoptr (TandaiReanchoring) reanchoring =
      tandai_reanchoring_new (sidecar->spans, sidecar->text, newer->text, NULL, NULL);
  TandaiArticle article = { .sha256 = newer->sha256,
                            .text = newer->text,
                            .origin = { .encoding = newer->encoding, .newline = newer->newline } };

  return tandai_reanchoring_apply (reanchoring, sidecar, &article);
}
