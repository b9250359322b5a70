/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TandaiWordList:
 *
 * The lists that the rules go by, each a file of data/suggest that is linked
 * into the program.
 */
typedef enum
{
  TANDAI_LIST_ACCORDING,
  TANDAI_LIST_BODIES,
  TANDAI_LIST_CALENDAR,
  TANDAI_LIST_COMMON,
  TANDAI_LIST_CONJUNCTIONS,
  TANDAI_LIST_GAZETTEER,
  TANDAI_LIST_MANY,
  TANDAI_LIST_PARTICLES,
  TANDAI_LIST_PEOPLE,
  TANDAI_LIST_PLACES,
  TANDAI_LIST_PRONOUNS,
  TANDAI_LIST_SAID,
  TANDAI_LIST_SAYS,
  TANDAI_LIST_TITLES,
  TANDAI_N_LISTS,
} TandaiWordList;

#define TANDAI_LIST_BIT(list) (1u << (list))

/* A phrase of a list has at most so many words. */
#define TANDAI_PHRASE_WORDS 4

/**
 * TandaiWordLists:
 *
 * Word lists, immutable and reference-counted. A corpus's tandai.json adds to
 * them, and takes out of them what begins with “-”:
 * `"word-lists": {"titles": ["gus", "-ratu"], "people": ["santri"]}`.
 */
typedef struct _TandaiWordLists TandaiWordLists;

TandaiWordLists *tandai_word_lists_get_default (void);
TandaiWordLists *tandai_word_lists_parse       (GBytes *corpus_file, GError **error);
TandaiWordLists *tandai_word_lists_load_for    (GFile *article, GFile *root, GCancellable *cancellable,
                                                GError **error);
TandaiWordLists *tandai_word_lists_ref         (TandaiWordLists *self);
void             tandai_word_lists_unref       (TandaiWordLists *self);

guint            tandai_word_lists_lookup      (const TandaiWordLists *self, const char *folded);
gboolean         tandai_word_lists_goes_on     (const TandaiWordLists *self, const char *folded);
const char      *tandai_word_list_get_name     (TandaiWordList list);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiWordLists, tandai_word_lists_unref)

G_END_DECLS
