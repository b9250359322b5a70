/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tandai-brat-line.h"
#include "formats/tandai-import.h"

G_BEGIN_DECLS

/**
 * TandaiBratSpan:
 * @number: its line
 * @id: its id in the file
 * @label: its label, as it stands there
 * @ranges: (element-type TandaiRange): its fragments, in code points of the article's text
 * @words: the words that the file states
 *
 * A line that is a span.
 */
typedef struct
{
  guint number;
  char *id;
  char *label;
  GArray *ranges;
  char *words;
} TandaiBratSpan;

/**
 * TandaiBratOther:
 * @number: its line
 * @text: all of it
 * @parsed: what it says
 * @taken: whether it is not to be kept as it stands: it is wrong, or all of it is in the sidecar's own members
 *
 * A line that is no span.
 */
typedef struct
{
  guint number;
  char *text;
  TandaiBratLine *parsed;
  gboolean taken;
} TandaiBratOther;

/**
 * TandaiBratReading:
 * @import: the import
 * @path: the file
 * @draft: the article
 * @ids: every id of the file
 * @spans: leads from a span's id to the one that it has here
 * @here: the ids that spans have here
 * @details: leads from an id to the lines of attributes and notes that are about it
 * @given: leads from "id\tname" of an attribute here to its value
 * @met: (element-type TandaiBratSpan): its spans
 * @others: (element-type TandaiBratOther): its other lines
 *
 * What was read of a file, before anything is made of it.
 */
typedef struct
{
  TandaiImport *import;
  const char *path;
  TandaiDraft *draft;
  GHashTable *ids;
  GHashTable *spans;
  GHashTable *here;
  GHashTable *details;
  GHashTable *given;
  GPtrArray *met;
  GPtrArray *others;
} TandaiBratReading;

gboolean tandai_brat_read_ranges (TandaiBratReading *reading, const char *text, GArray *ranges, GError **error);
void     tandai_brat_translate   (TandaiBratReading *reading);

G_END_DECLS
