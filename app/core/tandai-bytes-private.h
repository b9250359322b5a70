/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <string.h>
#include <glib.h>

G_BEGIN_DECLS

/*
 * Eight bytes at once, as one number: most of a text holds nothing that matters,
 * and so most of a walk over it can be made in steps of eight. Each test gives
 * 0 where no byte is meant, and something else where one is ("Determine if a
 * word has a byte less than n", Bit Twiddling Hacks, Sean Eron Anderson).
 */

#define TANDAI_BYTES_LOW  G_GUINT64_CONSTANT (0x0101010101010101)
#define TANDAI_BYTES_HIGH G_GUINT64_CONSTANT (0x8080808080808080)

static inline guint64
tandai_bytes_load (const char *p)
{
  guint64 bytes;

  memcpy (&bytes, p, sizeof bytes);
  return bytes;
}

static inline guint64
tandai_bytes_not_ascii (guint64 bytes)
{
  return bytes & TANDAI_BYTES_HIGH;
}

/* Whether a byte is below @limit, which is at most 128. */
static inline guint64
tandai_bytes_below (guint64 bytes, guint8 limit)
{
  return (bytes - TANDAI_BYTES_LOW * limit) & ~bytes & TANDAI_BYTES_HIGH;
}

static inline guint64
tandai_bytes_equal (guint64 bytes, char byte)
{
  return tandai_bytes_below (bytes ^ TANDAI_BYTES_LOW * (guchar) byte, 1);
}

G_END_DECLS
