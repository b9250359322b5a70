/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-document.h"

G_BEGIN_DECLS

/*
 * Everything that can be done to a document. Each command is one undo step,
 * unless it stands between begin and end, which make one step of all between.
 * Offsets are code points, taken exactly. Where nothing would change, nothing
 * is recorded. All fail with %TANDAI_ERROR_READ_ONLY on a locked document.
 */
void     tandai_document_begin (TandaiDocument *self, const char *title);
void     tandai_document_end   (TandaiDocument *self);
gboolean tandai_document_undo  (TandaiDocument *self);
gboolean tandai_document_redo  (TandaiDocument *self);

TandaiSpan *tandai_document_add_span      (TandaiDocument *self, const char *label, const TandaiRange *ranges,
                                           guint n_ranges, GError **error);
TandaiSpan *tandai_document_add_span_full (TandaiDocument *self, const TandaiSpanFields *fields, GError **error);
gboolean    tandai_document_remove_span   (TandaiDocument *self, const char *id, GError **error);
TandaiSpan *tandai_document_relabel       (TandaiDocument *self, const char *id, const char *label, GError **error);
TandaiSpan *tandai_document_set_ranges    (TandaiDocument *self, const char *id, const TandaiRange *ranges,
                                           guint n_ranges, GError **error);
TandaiSpan *tandai_document_add_fragment  (TandaiDocument *self, const char *id, TandaiRange range, GError **error);
TandaiSpan *tandai_document_cut_fragment  (TandaiDocument *self, const char *id, TandaiRange range, GError **error);
gboolean    tandai_document_set_attribute (TandaiDocument *self, const char *id, const char *name,
                                           const char *value, GError **error);
gboolean    tandai_document_set_span_note (TandaiDocument *self, const char *id, const char *note, GError **error);

TandaiRelation *tandai_document_add_relation    (TandaiDocument *self, const char *type, const char *from,
                                                 const char *to, GError **error);
gboolean        tandai_document_remove_relation (TandaiDocument *self, const char *id, GError **error);
gboolean        tandai_document_set_status      (TandaiDocument *self, TandaiStatus status, GError **error);
gboolean        tandai_document_check_metadata  (TandaiDocument *self, const char *name, const char *value,
                                                 GError **error);
gboolean        tandai_document_set_metadata    (TandaiDocument *self, const char *name, const char *value,
                                                 GError **error);
const char     *tandai_document_get_metadata    (TandaiDocument *self, const char *name);

G_END_DECLS
