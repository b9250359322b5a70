/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tandai-format.h"

G_BEGIN_DECLS

/**
 * TandaiFormatOption:
 * @name: the option, like "--scheme"
 * @takes: what a format must take for it
 * @given: whether it was given
 *
 * An option that only some formats take.
 */
typedef struct
{
  const char *name;
  TandaiTakes takes;
  gboolean given;
} TandaiFormatOption;

gboolean tandai_format_options_check (const TandaiFormat *format, const TandaiFormatOption *options);

G_END_DECLS
