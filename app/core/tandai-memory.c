/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Memory for very long texts: the system hands it out in pieces of 4 kB, each at the price of an interrupt,
 * unless it is told that all of it will be used. */

#include "config.h"

#include <string.h>
#include <sys/mman.h>

#include "core/tandai-memory-private.h"

/* Below this the pieces cost next to nothing; the system's large pieces are that large too. */
#define LARGE_BYTES (2 * 1024 * 1024)

void
_tandai_memory_expect (gpointer start, gsize n_bytes)
{
  guintptr from = ((guintptr) start + LARGE_BYTES - 1) & ~(guintptr) (LARGE_BYTES - 1);
  guintptr to = ((guintptr) start + n_bytes) & ~(guintptr) (LARGE_BYTES - 1);

  /* A system that knows no large pieces says so, and goes on as it did. */
  if (n_bytes >= 2 * LARGE_BYTES && from < to)
    madvise ((gpointer) from, to - from, MADV_HUGEPAGE);
}

gpointer
_tandai_memory_new0 (gsize n_bytes)
{
  gpointer memory = g_malloc (n_bytes);

  _tandai_memory_expect (memory, n_bytes);
  return memset (memory, 0, n_bytes);
}
