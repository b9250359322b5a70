/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Spans of any text in any other: none is lost, and what needs no look has its very words. */

#define _GNU_SOURCE
#include "config.h"

#include <string.h>

#include "core/tandai-reanchor.h"

#include "fuzz.h"

static TandaiText *
make_text (const char *chars, gsize n_bytes)
{
  g_autofree char *valid = g_utf8_make_valid (chars, (gssize) n_bytes);

  return tandai_text_new (valid);
}

/* Long ones and short ones, all over the text. */
static GPtrArray *
make_spans (const TandaiText *text)
{
  GPtrArray *spans = g_ptr_array_new_with_free_func (g_object_unref);
  guint length = tandai_text_get_length (text);

  for (guint start = 0; start < length; start += 1 + length / 24)
    for (guint n = 1; n < 40 && start + n <= length; n = n * 3 + 1)
      g_ptr_array_add (spans, tandai_span_new_simple ("quote", start, start + n));
  tandai_spans_sort (spans);
  return spans;
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
  g_assert_true (carried->to_review == (tandai_span_get_review (carried->after) != NULL));
}

static void
check_applied (const TandaiReanchoring *reanchoring, GPtrArray *spans)
{
  TandaiArticle article = { .path = (char *) "a.txt", .text = reanchoring->old_text };
  g_autofree char *sha256 = g_strnfill (64, '0');
  g_autoptr (TandaiSidecar) sidecar = NULL;
  g_autoptr (TandaiSidecar) applied = NULL;

  article.sha256 = sha256;
  article.origin.encoding = (char *) "UTF-8";
  sidecar = tandai_sidecar_new (&article, "");
  article.text = reanchoring->new_text;
  applied = tandai_reanchoring_apply (reanchoring, sidecar, &article);
  g_assert_cmpuint (applied->spans->len + applied->n_orphans, ==, spans->len);
  if (strchr (tandai_text_get_chars (reanchoring->new_text), '\r') == NULL)
    fuzz_check_sidecar (applied);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const char *chars = (const char *) data;
  const char *parting = memmem (chars, size, FUZZ_NEXT_FILE, strlen (FUZZ_NEXT_FILE));
  gsize n_old = parting != NULL ? (gsize) (parting - chars) : size / 2;
  gsize n_skipped = parting != NULL ? n_old + strlen (FUZZ_NEXT_FILE) : n_old;
  g_autoptr (TandaiText) old_text = make_text (chars, n_old);
  g_autoptr (TandaiText) new_text = make_text (chars + n_skipped, size - n_skipped);
  g_autoptr (GPtrArray) spans = make_spans (old_text);
  g_autoptr (TandaiReanchoring) reanchoring = NULL;

  fuzz_begin ();
  reanchoring = tandai_reanchoring_new (spans, old_text, new_text, NULL, NULL);
  g_assert_cmpuint (reanchoring->spans->len, ==, spans->len);
  for (guint i = 0; i < reanchoring->spans->len; i++)
    check_carried (&g_array_index (reanchoring->spans, TandaiCarried, i), reanchoring);
  check_applied (reanchoring, spans);
  return 0;
}
