/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-find.h"
#include "core/tandai-sidecar.h"
#include "corpus/tandai-index.h"

G_BEGIN_DECLS

/**
 * TandaiSearchQuery:
 * @words: what is looked for, as in tandai_find(); "" for spans as a whole
 * @flags: how
 * @label: (nullable): only in spans of this label
 * @attributes: (nullable) (array zero-terminated=1): only in spans with all these, "NAME" or "NAME=VALUE" each
 * @source: (nullable): only in spans linked to a source whose words, or entity, hold this
 * @annotator: (nullable): only where this one has a sidecar, and only in their spans; "" for the unnamed
 * @status: (nullable): only in articles of this status: of the annotator's, or as far as anyone has come
 * @context: how many code points stand left and right of a match
 *
 * What is looked for in a corpus. Where no span is asked for, the articles are
 * searched as they are now (what is gone, as its first sidecar has it); spans
 * are searched in the text that they were marked in.
 */
typedef struct
{
  char *words;
  TandaiFindFlags flags;
  char *label;
  char **attributes;
  char *source;
  char *annotator;
  char *status;
  guint context;
} TandaiSearchQuery;

TandaiSearchQuery *tandai_search_query_new   (const char *words);
TandaiSearchQuery *tandai_search_query_copy  (const TandaiSearchQuery *self);
void               tandai_search_query_free  (TandaiSearchQuery *self);
gboolean           tandai_search_query_check (const TandaiSearchQuery *self, GError **error);

/**
 * TandaiSearchSpan:
 * @annotator: whose span it is
 * @span: the span
 */
typedef struct
{
  char *annotator;
  TandaiSpan *span;
} TandaiSearchSpan;

/**
 * TandaiSearchLine:
 * @file: the article
 * @name: its path below the folder that is searched, in the file system's encoding
 * @title: (nullable): its title; the lines of an article share it
 * @start: the first code point of the match
 * @end: the code point after the last
 * @left: what stands before it
 * @match: the match; of a whole span in several pieces the pieces, with […] between them
 * @right: what stands after it
 * @spans: (element-type TandaiSearchSpan): the spans that were asked for and hold the match; where none was
 *   asked for, those that it meets
 *
 * A match with what stands round it: keyword in context.
 */
typedef struct
{
  GFile *file;
  char *name;
  GRefString *title;
  guint start;
  guint end;
  char *left;
  char *match;
  char *right;
  GPtrArray *spans;
} TandaiSearchLine;

void tandai_search_line_free (TandaiSearchLine *self);

/**
 * TandaiSearchFunc:
 * @line: (transfer full): a line
 * @user_data: as given
 *
 * Takes a line, one after another in the order of paths and places.
 *
 * Returns: whether to go on
 */
typedef gboolean (*TandaiSearchFunc) (TandaiSearchLine *line, gpointer user_data);

/*
 * Both look into the articles themselves, and find the same. The index, as it
 * is, tells which articles there are and leaves those out that can hold no match.
 */
gboolean tandai_search_items (GPtrArray *items, const TandaiSearchQuery *query, TandaiSearchFunc func, gpointer user_data,
                              GPtrArray *failures, TandaiIndexProgress progress, GCancellable *cancellable,
                              GError **error);
gboolean tandai_search_index (TandaiIndex *index, const TandaiSearchQuery *query, TandaiSearchFunc func,
                              gpointer user_data, GPtrArray *failures, TandaiIndexProgress progress,
                              GCancellable *cancellable, GError **error);

GHashTable *tandai_search_names (TandaiIndex *index, const char *word, GCancellable *cancellable, GError **error);

/**
 * TandaiSearchLinesFunc:
 * @lines: (element-type TandaiSearchLine): some more lines; keep them with a reference
 * @user_data: as given
 *
 * Takes lines as they are found.
 */
typedef void (*TandaiSearchLinesFunc) (GPtrArray *lines, gpointer user_data);

void     tandai_search_index_async  (TandaiIndex *index, const TandaiSearchQuery *query, guint limit,
                                     TandaiSearchLinesFunc func, gpointer func_data, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer user_data);
void     tandai_search_folder_async (GFile *folder, const TandaiSearchQuery *query, guint limit,
                                     TandaiSearchLinesFunc func, gpointer func_data, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *tandai_search_finish     (GAsyncResult *result, gboolean *more, GError **error);

/**
 * TandaiSearchOrder:
 * @TANDAI_SEARCH_BY_PLACE: by path and place, as they are found
 * @TANDAI_SEARCH_BY_LEFT: by the word before the match, then the one before that
 * @TANDAI_SEARCH_BY_RIGHT: by what follows the match
 */
typedef enum
{
  TANDAI_SEARCH_BY_PLACE,
  TANDAI_SEARCH_BY_LEFT,
  TANDAI_SEARCH_BY_RIGHT,
} TandaiSearchOrder;

void tandai_search_sort (GPtrArray *lines, TandaiSearchOrder order);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiSearchQuery, tandai_search_query_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiSearchLine, tandai_search_line_free)

G_END_DECLS
