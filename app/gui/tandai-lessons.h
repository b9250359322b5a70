/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-string-table.h"
#include "suggest/tandai-habits.h"
#include "suggest/tandai-word-lists.h"

G_BEGIN_DECLS

/**
 * TandaiLessons:
 * @lists: the word lists of the corpus
 * @strings: what was tagged in the other articles of the folder
 * @habits: which candidates were taken in those that are done
 *
 * What the suggestions for one article go by besides itself.
 */
typedef struct
{
  TandaiWordLists *lists;
  TandaiStringTable *strings;
  TandaiHabits *habits;
} TandaiLessons;

TandaiLessons *tandai_lessons_new (void);
void tandai_lessons_free (TandaiLessons *self);
void tandai_lessons_load_async (GFile *article,
                                GFile *folder,
                                GPtrArray *others,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
TandaiLessons *tandai_lessons_load_finish (GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiLessons, tandai_lessons_free)

G_END_DECLS
