/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A standoff of an article, then the article: what is put back beside it is a sidecar of it, and nothing else
 * is written. */

#define _GNU_SOURCE
#include "config.h"

#include <string.h>

#include "formats/tandai-attach.h"

#include "fuzz.h"

/* No mutation finds an article's hash. */
static GBytes *
name_article (GBytes *standoff, GBytes *article)
{
  gsize n_bytes;
  const char *data = g_bytes_get_data (standoff, &n_bytes);
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, article);
  g_autoptr (GString) named = g_string_new_len (data, (gssize) n_bytes);
  char *at = memmem (named->str, named->len, FUZZ_ANY_SHA256, strlen (FUZZ_ANY_SHA256));

  if (at != NULL)
    memcpy (at, sha256, strlen (sha256));
  return g_bytes_new (named->str, named->len);
}

static TandaiAttachResult *
attach (const char *standoff, const char *article)
{
  g_autoptr (GPtrArray) articles = g_ptr_array_new_with_free_func (g_object_unref);
  TandaiAttachJob job = { .standoff = standoff, .articles = articles };
  g_autoptr (GError) error = NULL;
  TandaiAttachResult *result;

  g_ptr_array_add (articles, g_file_new_for_path (article));
  result = tandai_attach_run (&job, NULL, &error);
  g_assert_no_error (error);
  fuzz_check_messages (result->failures);
  fuzz_check_messages (result->bare);
  fuzz_check_folder ();
  return result;
}

static void
check_attached (const char *standoff, const char *article)
{
  g_autoptr (TandaiAttachResult) first = attach (standoff, article);
  g_autoptr (TandaiAttachResult) second = attach (standoff, article);

  g_assert_cmpuint (first->n_attached + first->failures->len, ==, 1);
  g_assert_cmpuint (first->n_there, ==, 0);
  g_assert_cmpuint (second->n_attached, ==, 0);
  g_assert_cmpuint (second->n_there, ==, first->n_attached);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) standoff = fuzz_take_part (&data, &size);
  g_autoptr (GBytes) article = g_bytes_new (data, size);
  g_autoptr (GBytes) named = NULL;
  g_autofree char *standoff_path = NULL;
  g_autofree char *article_path = NULL;
  const char *folder, *other;

  if (standoff == NULL)
    return 0;
  folder = fuzz_begin_folders (&other);
  named = name_article (standoff, article);
  standoff_path = fuzz_put (other, "a" TANDAI_STANDOFF_SUFFIX, named);
  article_path = fuzz_put (folder, "a.txt", article);
  check_attached (standoff_path, article_path);
  fuzz_end_folders ();
  return 0;
}
