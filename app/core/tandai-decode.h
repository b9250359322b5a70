/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-text.h"

G_BEGIN_DECLS

/**
 * TandaiNewline:
 *
 * How the lines of an article's file end: all alike, or mixed. A file without
 * a line end counts as LF.
 */
typedef enum
{
  TANDAI_NEWLINE_LF,
  TANDAI_NEWLINE_CRLF,
  TANDAI_NEWLINE_CR,
  TANDAI_NEWLINE_MIXED,
} TandaiNewline;

/**
 * TandaiOrigin:
 * @encoding: (not nullable): a static string: "UTF-8", "UTF-16LE", "UTF-16BE" or "windows-1252"
 * @newline: how its lines end
 * @guessed: whether the encoding was guessed (no byte order mark, not UTF-8), so that it must be said
 *
 * What a decoded article's file was like.
 */
typedef struct
{
  const char *encoding;
  TandaiNewline newline;
  gboolean guessed;
} TandaiOrigin;

const char *tandai_newline_to_string   (TandaiNewline newline);
gboolean    tandai_newline_from_string (const char *name, TandaiNewline *newline);

TandaiText *tandai_decode (GBytes *bytes, const char *encoding, TandaiOrigin *origin, GError **error);

G_END_DECLS
