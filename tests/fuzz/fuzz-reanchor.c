/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Spans of any text in any other, or a sidecar with all that it holds: none is lost, and what needs no look
 * has its very words. */

#include "config.h"

#include <string.h>

#include "core/tandai-attributes.h"
#include "core/tandai-reanchor.h"

#include "fuzz.h"

static TandaiText *
make_text (const char *chars, gsize n_bytes)
{
  g_autofree char *valid = g_utf8_make_valid (chars, (gssize) n_bytes);

  return tandai_text_new (valid);
}

/* Long ones and short ones, all over the text, and some of two and of three fragments. */
static GPtrArray *
make_spans (const TandaiText *text)
{
  GPtrArray *spans = g_ptr_array_new_with_free_func (g_object_unref);
  guint length = tandai_text_get_length (text);

  for (guint start = 0; start < length; start += 1 + length / 24)
    for (guint n = 1; n < 40 && start + n <= length; n = n * 3 + 1)
      {
        TandaiRange ranges[] = { { start, start + n },
                                 { start + n + 1, start + 2 * n + 1 },
                                 { start + 3 * n + 1, start + 3 * n + 2 } };
        TandaiSpanFields fields = { .label = "quote", .ranges = ranges, .n_ranges = 2 + start % 2 };

        g_ptr_array_add (spans, tandai_span_new_simple ("quote", start, start + n));
        if (n == 4 && ranges[fields.n_ranges - 1].end <= length)
          g_ptr_array_add (spans, tandai_span_new (&fields));
      }
  tandai_spans_sort (spans);
  return spans;
}

/* All but the place and the review stays. */
static void
check_kept (TandaiSpan *before, TandaiSpan *after)
{
  TandaiSpanFields was, is;

  tandai_span_get_fields (before, &was);
  tandai_span_get_fields (after, &is);
  g_assert_cmpstr (was.id, ==, is.id);
  g_assert_cmpstr (was.label, ==, is.label);
  g_assert_cmpstr (was.note, ==, is.note);
  g_assert_cmpstr (was.origin, ==, is.origin);
  g_assert_cmpstr (was.created, ==, is.created);
  g_assert_cmpstr (was.extra, ==, is.extra);
  g_assert_true (was.review == NULL || g_strcmp0 (was.review, is.review) == 0);
  g_assert_true (tandai_attributes_equal (was.attributes, is.attributes));
}

static void
check_carried (const TandaiCarried *carried, const TandaiReanchoring *reanchoring)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  g_assert_true ((carried->after == NULL) == (carried->fate == TANDAI_FATE_ORPHANED));
  if (carried->after == NULL)
    return;
  g_assert_cmpuint (tandai_span_get_end (carried->after), <=, tandai_text_get_length (reanchoring->new_text));
  before = tandai_span_dup_text (carried->before, reanchoring->old_text);
  after = tandai_span_dup_text (carried->after, reanchoring->new_text);
  if (carried->fate != TANDAI_FATE_CHANGED)
    g_assert_cmpstr (before, ==, after);
  g_assert_true (carried->to_review == (tandai_span_get_review (carried->after) != NULL)
                 || tandai_span_get_review (carried->before) != NULL);
  check_kept (carried->before, carried->after);
}

/* A sidecar without anything but spans, which are no part of it yet. */
static TandaiSidecar *
make_sidecar (TandaiText *text)
{
  TandaiArticle article = { .path = (char *) "a.txt", .text = text, .sha256 = (char *) FUZZ_ANY_SHA256 };

  article.origin.encoding = (char *) "UTF-8";
  return tandai_sidecar_new (&article, "");
}

static void
check_applied (const TandaiReanchoring *reanchoring, const TandaiSidecar *sidecar)
{
  TandaiArticle article = { .path = (char *) "a.txt",
                            .text = reanchoring->new_text,
                            .sha256 = (char *) FUZZ_ANY_SHA256 };
  g_autoptr (TandaiSidecar) applied = NULL;

  article.origin.encoding = (char *) "UTF-8";
  applied = tandai_reanchoring_apply (reanchoring, sidecar, &article);
  g_assert_cmpuint (applied->spans->len + applied->n_orphans, ==,
                    reanchoring->spans->len + sidecar->n_orphans);
  g_assert_cmpuint (applied->relations->len, ==, sidecar->relations->len);
  g_assert_cmpuint (applied->n_conflicts, ==, sidecar->n_conflicts);
  fuzz_check_spans (applied);
  fuzz_check_sidecar (applied);
  fuzz_check_conflicts (applied);
}

/* The text before the parting line, or the sidecar; without such a line half of it all is each text. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const uint8_t *at = data;
  size_t left = size;
  g_autoptr (GBytes) first = fuzz_take_part (&at, &left);
  gsize n_first = first != NULL && left > 0 ? g_bytes_get_size (first) : size / 2;
  const char *second = left > 0 ? (const char *) at : (const char *) data + n_first;
  g_autoptr (TandaiSidecar) given = first != NULL ? tandai_sidecar_parse (first, NULL) : NULL;
  g_autoptr (TandaiText) old_text =
      given != NULL ? tandai_text_ref (given->text) : make_text ((const char *) data, n_first);
  g_autoptr (TandaiText) new_text = make_text (second, left > 0 ? left : size - n_first);
  g_autoptr (GPtrArray) spans = given != NULL ? g_ptr_array_ref (given->spans) : make_spans (old_text);
  g_autoptr (TandaiSidecar) sidecar = given != NULL ? tandai_sidecar_copy (given) : make_sidecar (old_text);
  g_autoptr (TandaiReanchoring) reanchoring = NULL;

  fuzz_begin ();
  reanchoring = tandai_reanchoring_new (spans, old_text, new_text, NULL, NULL);
  g_assert_cmpuint (reanchoring->spans->len, ==, spans->len);
  for (guint i = 0; i < reanchoring->spans->len; i++)
    check_carried (&g_array_index (reanchoring->spans, TandaiCarried, i), reanchoring);
  if (strchr (tandai_text_get_chars (new_text), '\r') == NULL)
    check_applied (reanchoring, sidecar);
  return 0;
}
