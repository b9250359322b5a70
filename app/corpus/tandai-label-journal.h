/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "corpus/tandai-relabel.h"

G_BEGIN_DECLS

/**
 * TandaiLabelJournal:
 *
 * What was done to the labels of a folder, with all that is needed to take it
 * back, in the user's state folder. It is written before the folder is, so that
 * what a killed program left half done is known to the next one. While one
 * program holds it no other can open it.
 */
typedef struct _TandaiLabelJournal TandaiLabelJournal;

/**
 * TandaiLabelState:
 * @TANDAI_LABEL_STATE_DOING: the folder is being changed; to be finished by whoever finds it so
 * @TANDAI_LABEL_STATE_DONE: all is done, and can be undone
 * @TANDAI_LABEL_STATE_UNDOING: the folder is being changed back
 *
 * How far a step has come.
 */
typedef enum
{
  TANDAI_LABEL_STATE_DOING,
  TANDAI_LABEL_STATE_DONE,
  TANDAI_LABEL_STATE_UNDOING,
} TandaiLabelState;

/**
 * TandaiLabelStep:
 * @id: which it is
 * @state: how far it has come
 * @kind: what was done to spans
 * @label: (nullable): to which label's
 * @into, @annotator: (nullable): as in #TandaiRelabel
 * @ignore_case: as in #TandaiRelabel
 * @title: what it was, in the user's words
 * @schema_before: (nullable): the corpus file as it was; %NULL where there was none
 * @schema_after: (nullable): as it is to be; %NULL where it does not change
 *
 * One change to the labels of a folder.
 */
typedef struct
{
  gint64 id;
  TandaiLabelState state;
  TandaiRelabelKind kind;
  char *label;
  char *into;
  char *annotator;
  gboolean ignore_case;
  char *title;
  GBytes *schema_before;
  GBytes *schema_after;
} TandaiLabelStep;

/**
 * TandaiLabelEntry:
 * @path: the sidecar's path below the folder
 * @before: its content before the step; where there was none, what one without spans would have been
 * @before_sha256: of that; "" where there was none
 * @after_sha256: of what the step makes of it
 * @after: (nullable): that, where it can't be made again of @before
 *
 * A sidecar that a step changes.
 */
typedef struct
{
  char *path;
  GBytes *before;
  char *before_sha256;
  char *after_sha256;
  GBytes *after;
} TandaiLabelEntry;

gboolean            tandai_label_journal_exists (GFile *folder);
TandaiLabelJournal *tandai_label_journal_open   (GFile *folder, GError **error);
void                tandai_label_journal_close  (TandaiLabelJournal *self);

gboolean         tandai_label_journal_begin      (TandaiLabelJournal *self, GError **error);
gboolean         tandai_label_journal_commit     (TandaiLabelJournal *self, GError **error);
void             tandai_label_journal_roll_back  (TandaiLabelJournal *self);
gboolean         tandai_label_journal_get_last   (TandaiLabelJournal *self, TandaiLabelStep **step, GError **error);
gboolean         tandai_label_journal_put_step   (TandaiLabelJournal *self, TandaiLabelStep *step, GError **error);
gboolean         tandai_label_journal_remove_step (TandaiLabelJournal *self, const TandaiLabelStep *step, GError **error);
gboolean         tandai_label_journal_prune      (TandaiLabelJournal *self, GError **error);
gboolean         tandai_label_journal_put_entry  (TandaiLabelJournal *self, const TandaiLabelStep *step,
                                                  const TandaiLabelEntry *entry, GError **error);
gboolean         tandai_label_journal_remove_entry (TandaiLabelJournal *self, const TandaiLabelStep *step,
                                                    const char *path, GError **error);
gboolean         tandai_label_journal_get_entry  (TandaiLabelJournal *self, const TandaiLabelStep *step, const char *path,
                                                  TandaiLabelEntry **entry, GError **error);
GPtrArray       *tandai_label_journal_list_paths (TandaiLabelJournal *self, const TandaiLabelStep *step, GError **error);

void tandai_label_step_free  (TandaiLabelStep *step);
void tandai_label_entry_free (TandaiLabelEntry *entry);
gboolean tandai_label_entry_is_new (const TandaiLabelEntry *entry);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiLabelJournal, tandai_label_journal_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiLabelStep, tandai_label_step_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiLabelEntry, tandai_label_entry_free)

G_END_DECLS
