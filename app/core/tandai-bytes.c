/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/tandai-bytes-private.h"

static inline gboolean
is_ascii (char byte)
{
  return (guchar) byte < 0x80;
}

/* The first byte that is NUL or not ASCII, or @end. */
static const char *
pass_ascii (const char *at, const char *end)
{
  while (end - at >= TANDAI_BLOCK_BYTES)
    {
      TandaiBlock block = tandai_block_load (at);
      guint bits = tandai_block_bits (block | tandai_block_equal (block, '\0'));

      if (bits != 0)
        return at + __builtin_ctz (bits);
      at += TANDAI_BLOCK_BYTES;
    }
  while (at < end && is_ascii (*at) && *at != '\0')
    at++;
  return at;
}

/* The first byte that is NUL or no UTF-8, or @end. What is not ASCII mostly stands alone among what is. */
const char *
_tandai_bytes_find_no_text (const char *at, const char *end)
{
  for (at = pass_ascii (at, end); at < end && *at != '\0'; at = pass_ascii (at, end))
    {
      const char *other = at;

      while (at < end && !is_ascii (*at))
        at++;
      if (!g_utf8_validate_len (other, (gsize) (at - other), &other))
        return other;
    }
  return at;
}
