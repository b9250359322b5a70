/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz.h"

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
      fuzz_check_conflicts (sidecar);
    }
  return 0;
}
