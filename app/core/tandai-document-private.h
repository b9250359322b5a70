/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-document.h"

G_BEGIN_DECLS

/* What the document and its commands share. */
struct _TandaiDocument
{
  GObject parent_instance;

  GFile *file;
  char *sidecar_path;
  TandaiText *text;
  TandaiSchema *schema;
  TandaiAnnotationSet *annotations;
  TandaiHistory *history;

  /* Everything of the sidecar but its spans and relations, which live in the set. */
  TandaiSidecar *sidecar;
  TandaiStamp stamp;

  TandaiLock lock;
  char *lock_message;
  char *encoding_notice;

  TandaiStep *step;
  guint group_depth;
  guint64 revision;
  guint64 saved_revision;
};

void _tandai_document_apply       (TandaiDocument *self, TandaiStep *step, gboolean undone);
void _tandai_document_apply_field (TandaiDocument *self, const char *field, const char *value);
void _tandai_document_set_field   (TandaiSidecar *sidecar, const char *field, const char *value);
void _tandai_document_record      (TandaiDocument *self, TandaiStep *step);
void _tandai_document_name_schema (TandaiDocument *self);

void _tandai_document_change_field (TandaiDocument *self, const char *field, const char *before, const char *after);
void _tandai_document_change_span     (TandaiDocument *self, TandaiSpan *before, TandaiSpan *after);
void _tandai_document_change_relation (TandaiDocument *self, TandaiRelation *before, TandaiRelation *after);
void _tandai_document_rewind          (TandaiDocument *self, guint n_edits);
gboolean _tandai_document_put_span (TandaiDocument *self, TandaiSpan *before, const TandaiSpanFields *fields, GError **error);
gboolean _tandai_document_clear_review (TandaiDocument *self, const char *id, GError **error);
gboolean _tandai_document_check_open  (TandaiDocument *self, GError **error);
gboolean _tandai_document_check_value (const TandaiAttributeDef *def, const char *value, GError **error);

G_END_DECLS
