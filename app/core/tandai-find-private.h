/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-find.h"

G_BEGIN_DECLS

/**
 * TandaiFolder:
 *
 * Makes characters that a search takes for the same the same bytes.
 */
typedef struct _TandaiFolder TandaiFolder;

/**
 * TandaiFolded:
 * @bytes: a stretch of a text, folded
 * @origins: for each byte, and for the end, where in the text its character begins
 * @n_bytes: how many bytes
 */
typedef struct
{
  GByteArray *bytes;
  GArray *origins;
  gsize n_bytes;
} TandaiFolded;

TandaiFolder *_tandai_folder_new    (gboolean exact);
void          _tandai_folder_free   (TandaiFolder *self);
void          _tandai_folder_fold   (TandaiFolder *self, const char *chars, gsize from, gsize to, TandaiFolded *folded);
void          _tandai_folded_init   (TandaiFolded *folded);
void          _tandai_folded_clear  (TandaiFolded *folded);
gboolean      _tandai_folded_splits (const TandaiFolded *folded, gsize at);

/**
 * TandaiEdges:
 * @text: a text
 * @start, @end: the code points that @tokens are of
 * @tokens: (nullable) (element-type TandaiToken): the words round the place that was last asked for
 *
 * Tells where words and grapheme clusters end, most often from the characters
 * beside the place alone.
 */
typedef struct
{
  const TandaiText *text;
  guint start;
  guint end;
  GArray *tokens;
} TandaiEdges;

gboolean _tandai_edges_is_word_edge (TandaiEdges *self, gsize byte);
gboolean _tandai_edges_keeps_whole  (TandaiEdges *self, gsize from, gsize to);
void     _tandai_edges_clear        (TandaiEdges *self);

/**
 * TandaiSearch:
 * @text: what is searched
 * @flags: how
 * @edges: of @text
 * @found: (element-type TandaiRange): the matches so far
 * @more: whether there are more than %TANDAI_FIND_MAX
 * @deadline: when it has taken too long, in the time of its thread
 * @cancellable: (nullable): ends it
 *
 * A search under way.
 */
typedef struct
{
  TandaiText *text;
  TandaiFindFlags flags;
  TandaiEdges edges;
  GArray *found;
  gboolean more;
  gint64 deadline;
  GCancellable *cancellable;
} TandaiSearch;

gboolean _tandai_search_take  (TandaiSearch *self, gsize from, gsize to);
gboolean _tandai_search_check (TandaiSearch *self, GError **error);
gboolean _tandai_search_regex (TandaiSearch *self, const char *pattern, GError **error);

G_END_DECLS
