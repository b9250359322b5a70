/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/tandai-range.h"
#include "core/tandai-text.h"

G_BEGIN_DECLS

/**
 * TandaiFindFlags:
 * @TANDAI_FIND_WHOLE_WORD: both ends of a match stand where a word begins or ends, as tandai-words.h has it
 * @TANDAI_FIND_MATCH_CASE: to the letter; otherwise capitals, straight and curly quotation marks, the kinds of
 *   hyphens and spaces, and Arabic vowel signs make no difference
 * @TANDAI_FIND_REGEX: what is looked for is a regular expression of GRegex; ^ and $ stand for a paragraph's ends
 *
 * How a text is searched.
 */
typedef enum
{
  TANDAI_FIND_WHOLE_WORD = 1 << 0,
  TANDAI_FIND_MATCH_CASE = 1 << 1,
  TANDAI_FIND_REGEX = 1 << 2,
} TandaiFindFlags;

/* No more matches than this are looked for. */
#define TANDAI_FIND_MAX 100000

/*
 * Finds a string or a regular expression. Matches do not overlap, are never
 * empty and never cut a grapheme cluster; composed and decomposed letters are
 * the same. An expression that cannot be read, or that would take too long,
 * fails with %TANDAI_ERROR_PATTERN. Safe to use from any thread.
 */
GArray *tandai_find        (TandaiText *text, const char *query, TandaiFindFlags flags, gboolean *more,
                            GCancellable *cancellable, GError **error);
void    tandai_find_async  (TandaiText *text, const char *query, TandaiFindFlags flags, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data);
GArray *tandai_find_finish (GAsyncResult *result, gboolean *more, GError **error);

guint   tandai_find_first_from (GArray *matches, guint offset);

G_END_DECLS
