/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-document.h"

G_BEGIN_DECLS

/**
 * TandaiSaverState:
 * @TANDAI_SAVER_SAVED: what is shown is on disk
 * @TANDAI_SAVER_SAVING: a save is under way
 * @TANDAI_SAVER_FAILED: the last save failed; the edits are in memory, and a retry follows each edit, and after a
 *   while
 * @TANDAI_SAVER_DIVERTED: another program changed the sidecar; ours goes to a file beside it
 */
typedef enum
{
  TANDAI_SAVER_SAVED,
  TANDAI_SAVER_SAVING,
  TANDAI_SAVER_FAILED,
  TANDAI_SAVER_DIVERTED,
} TandaiSaverState;

/**
 * TandaiSaver:
 *
 * Writes a document's sidecar after each change, in a thread, one save at a
 * time, coalesced and in order. Property `state` (int); signal
 * `state-changed`. The message of a failure or diversion is from
 * tandai_saver_get_message().
 */
#define TANDAI_TYPE_SAVER (tandai_saver_get_type ())
G_DECLARE_FINAL_TYPE (TandaiSaver, tandai_saver, TANDAI, SAVER, GObject)

TandaiSaver     *tandai_saver_new         (TandaiDocument *document);
TandaiSaverState tandai_saver_get_state   (TandaiSaver *self);
const char      *tandai_saver_get_message (TandaiSaver *self);
const TandaiSidecar *tandai_saver_get_base (TandaiSaver *self);
const char      *tandai_saver_get_diverted_from (TandaiSaver *self);
gboolean         tandai_saver_is_busy     (TandaiSaver *self);
void             tandai_saver_retry       (TandaiSaver *self);
void             tandai_saver_flush_async (TandaiSaver *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                                           gpointer user_data);
gboolean         tandai_saver_flush_finish (TandaiSaver *self, GAsyncResult *result, GError **error);

G_END_DECLS
