/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "core/tandai-decode.h"

#include "fuzz.h"

static void
check_decoding (GBytes *bytes, const char *encoding)
{
  TandaiOrigin origin, again_origin;
  g_autoptr (GError) error = NULL;
  g_autoptr (TandaiText) text = tandai_decode (bytes, encoding, &origin, &error);
  g_autoptr (TandaiText) again = NULL;

  g_assert_true ((text == NULL) == (error != NULL));
  if (text == NULL)
    return;
  fuzz_check_text (text);
  /* As a sidecar will state it. */
  again = tandai_decode (bytes, origin.encoding, &again_origin, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (tandai_text_get_chars (again), ==, tandai_text_get_chars (text));
  g_assert_cmpint (again_origin.newline, ==, origin.newline);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  const char *const encodings[] = { NULL, "UTF-8", "UTF-16LE", "UTF-16BE", "windows-1252", "x-unknown" };

  fuzz_begin ();
  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++)
    check_decoding (bytes, encodings[i]);
  return 0;
}
