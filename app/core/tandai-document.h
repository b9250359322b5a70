/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/tandai-annotation-set.h"
#include "core/tandai-article.h"
#include "core/tandai-history.h"
#include "core/tandai-schema.h"
#include "core/tandai-sidecar.h"

G_BEGIN_DECLS

/**
 * TandaiDocument:
 *
 * An article with its annotations: the one thing that the window and the
 * command line hold. It joins the text, the schema, the annotation set and the
 * history. Every change is one of the commands of tandai-document-commands.h.
 *
 * Properties: `status` (int), `can-undo`, `can-redo` (boolean).
 * Signal `changed` (#TandaiStep step, gboolean undone): after a step was made, redone (FALSE) or undone (TRUE);
 * in an undone step each edit's before and after are to be read the other way round.
 */
#define TANDAI_TYPE_DOCUMENT (tandai_document_get_type ())
G_DECLARE_FINAL_TYPE (TandaiDocument, tandai_document, TANDAI, DOCUMENT, GObject)

/**
 * TandaiLock:
 * @TANDAI_LOCK_NONE: annotations can be made
 * @TANDAI_LOCK_ARTICLE_CHANGED: the article is not the annotated one; the sidecar's text is shown
 * @TANDAI_LOCK_ARTICLE_MISSING: the article is gone; the sidecar's text is shown
 * @TANDAI_LOCK_SIDECAR_INVALID: the sidecar could not be read; the article is shown
 * @TANDAI_LOCK_NAME_CLASH: the sidecar by that name belongs to another article or annotator
 *
 * Why a document takes no annotations.
 */
typedef enum
{
  TANDAI_LOCK_NONE,
  TANDAI_LOCK_ARTICLE_CHANGED,
  TANDAI_LOCK_ARTICLE_MISSING,
  TANDAI_LOCK_SIDECAR_INVALID,
  TANDAI_LOCK_NAME_CLASH,
} TandaiLock;

TandaiDocument *tandai_document_load        (GFile *file, const char *annotator, GFile *root,
                                             GCancellable *cancellable, GError **error);
void            tandai_document_load_async  (GFile *file, const char *annotator, GFile *root,
                                             GCancellable *cancellable, GAsyncReadyCallback callback,
                                             gpointer user_data);
TandaiDocument *tandai_document_load_finish (GAsyncResult *result, GError **error);

GFile               *tandai_document_get_file         (TandaiDocument *self);
const char          *tandai_document_get_sidecar_path (TandaiDocument *self);
TandaiText          *tandai_document_get_text         (TandaiDocument *self);
TandaiSchema        *tandai_document_get_schema       (TandaiDocument *self);
TandaiAnnotationSet *tandai_document_get_annotations  (TandaiDocument *self);
const TandaiSidecar *tandai_document_get_sidecar      (TandaiDocument *self);
TandaiLock           tandai_document_get_lock         (TandaiDocument *self, const char **message);
TandaiStatus         tandai_document_get_status       (TandaiDocument *self);
char                *tandai_document_dup_title        (TandaiDocument *self);
const char          *tandai_document_get_encoding_notice (TandaiDocument *self);
TandaiHistory       *tandai_document_get_history      (TandaiDocument *self);

void           tandai_document_restore_history (TandaiDocument *self);
gboolean       tandai_document_is_modified (TandaiDocument *self);
TandaiSidecar *tandai_document_snapshot    (TandaiDocument *self, guint64 *revision);
gboolean       tandai_document_save        (TandaiDocument *self, char **conflict, GCancellable *cancellable,
                                            GError **error);
void           tandai_document_saved       (TandaiDocument *self, guint64 revision, const TandaiStamp *stamp);
const TandaiStamp *tandai_document_get_stamp (TandaiDocument *self);
void           tandai_document_divert      (TandaiDocument *self, const char *path);

G_END_DECLS
