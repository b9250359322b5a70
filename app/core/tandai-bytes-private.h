/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <string.h>
#include <glib.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

G_BEGIN_DECLS

/*
 * Sixteen bytes at once: most of a text holds nothing that matters, and so most
 * of a walk over it can be made in steps of sixteen. The compiler's vectors are
 * compared byte by byte; only how a bit is taken from each is the machine's own.
 */

#define TANDAI_BLOCK_BYTES 16

typedef guint8 TandaiBlock __attribute__ ((vector_size (TANDAI_BLOCK_BYTES)));

static inline TandaiBlock
tandai_block_load (const char *p)
{
  TandaiBlock block;

  memcpy (&block, p, sizeof block);
  return block;
}

static inline TandaiBlock
tandai_block_equal (TandaiBlock block, guint8 byte)
{
  return (TandaiBlock) (block == byte);
}

static inline TandaiBlock
tandai_block_below (TandaiBlock block, guint8 limit)
{
  return (TandaiBlock) (block < limit);
}

/* Whether each byte is one of @n from @first on. */
static inline TandaiBlock
tandai_block_among (TandaiBlock block, guint8 first, guint8 n)
{
  return (TandaiBlock) (block - first < n);
}

/* The highest bit of each byte, that of the first lowest. */
static inline guint
tandai_block_bits (TandaiBlock block)
{
#ifdef __SSE2__
  return (guint) _mm_movemask_epi8 ((__m128i) block);
#else
  guint bits = 0;

  for (guint i = 0; i < TANDAI_BLOCK_BYTES; i++)
    bits |= (guint) (block[i] >> 7) << i;
  return bits;
#endif
}

const char *_tandai_bytes_find_no_text (const char *at, const char *end);

G_END_DECLS
