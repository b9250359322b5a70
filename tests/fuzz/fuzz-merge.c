/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any three sidecars: what they are merged to can be read, and merging with oneself changes nothing. */

#define _GNU_SOURCE
#include "config.h"

#include <string.h>

#include "core/tandai-merge.h"

#include "fuzz.h"

/* The sidecar up to the next parting line; NULL where it is none. */
static TandaiSidecar *
take_sidecar (const char **at, const char *end)
{
  const char *parting = memmem (*at, (gsize) (end - *at), FUZZ_NEXT_FILE, strlen (FUZZ_NEXT_FILE));
  const char *stop = parting != NULL ? parting : end;
  g_autoptr (GBytes) bytes = g_bytes_new_static (*at, (gsize) (stop - *at));

  *at = parting != NULL ? parting + strlen (FUZZ_NEXT_FILE) : end;
  return tandai_sidecar_parse (bytes, NULL);
}

static void
check_same (const TandaiSidecar *a, const TandaiSidecar *b)
{
  g_autoptr (GBytes) a_bytes = tandai_sidecar_serialize (a);
  g_autoptr (GBytes) b_bytes = tandai_sidecar_serialize (b);

  g_assert_true (g_bytes_equal (a_bytes, b_bytes));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const char *at = (const char *) data;
  const char *end = at + size;
  g_autoptr (TandaiSidecar) base = take_sidecar (&at, end);
  g_autoptr (TandaiSidecar) ours = take_sidecar (&at, end);
  g_autoptr (TandaiSidecar) theirs = take_sidecar (&at, end);
  g_autoptr (TandaiSidecar) merged = NULL;
  g_autoptr (TandaiSidecar) alone = NULL;
  g_autoptr (GError) error = NULL;
  TandaiMergeSide culprit;
  guint n_disputes;

  fuzz_begin ();
  if (ours == NULL)
    return 0;
  alone = tandai_merge (ours, ours, ours, &n_disputes, NULL, NULL);
  g_assert_nonnull (alone);
  g_assert_cmpuint (n_disputes, ==, 0);
  check_same (alone, ours);
  if (theirs == NULL)
    return 0;
  merged = tandai_merge (base, ours, theirs, &n_disputes, &culprit, &error);
  g_assert_true ((merged == NULL) == (error != NULL));
  if (merged != NULL)
    fuzz_check_sidecar (merged);
  return 0;
}
