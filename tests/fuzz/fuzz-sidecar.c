/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/tandai-conflict.h"

#include "fuzz.h"

/* Whatever the conflicts hold, each is told apart. */
static void
check_conflicts (const TandaiSidecar *sidecar)
{
  g_autoptr (TandaiAnnotationSet) set = tandai_annotation_set_new (sidecar->spans, sidecar->relations);
  g_autoptr (GPtrArray) conflicts = tandai_conflicts_list (sidecar, set);

  g_assert_true ((conflicts->len > 0) == (sidecar->n_conflicts > 0));
  for (guint i = 0; i < conflicts->len; i++)
    {
      g_autoptr (GPtrArray) parts = tandai_conflict_list_parts (conflicts->pdata[i], sidecar, set);
      g_autofree char *span = tandai_conflict_dup_span (conflicts->pdata[i], set);

      g_assert_true (span == NULL || tandai_annotation_set_lookup_span (set, span) != NULL);
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (TandaiSidecar) sidecar = NULL;
  g_autoptr (TandaiSidecar) head = NULL;
  g_autoptr (GError) error = NULL;

  fuzz_begin ();
  sidecar = tandai_sidecar_parse (bytes, &error);
  g_assert_true ((sidecar == NULL) == (error != NULL));
  /* What is read in full is read in part too. */
  head = tandai_sidecar_parse_head (bytes, NULL);
  g_assert_true (sidecar == NULL || head != NULL);
  if (sidecar != NULL)
    {
      fuzz_check_sidecar (sidecar);
      check_conflicts (sidecar);
    }
  return 0;
}
