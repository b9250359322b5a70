/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  fuzz_import ("webanno-tsv", (const char *const[]){ "a.tsv", NULL }, data, size);
  return 0;
}
