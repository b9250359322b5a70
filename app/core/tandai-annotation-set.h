/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-relation.h"
#include "core/tandai-span.h"

G_BEGIN_DECLS

/**
 * TandaiAnnotationSet:
 *
 * The spans and relations of one document. As a #GListModel it lists its spans
 * in the order of the sidecar: by start, longer hull first, label, id.
 */
#define TANDAI_TYPE_ANNOTATION_SET (tandai_annotation_set_get_type ())
G_DECLARE_FINAL_TYPE (TandaiAnnotationSet, tandai_annotation_set, TANDAI, ANNOTATION_SET, GObject)

/**
 * TandaiSpanFunc:
 * @span: a span whose hull meets the range that was asked for
 * @user_data: what was given
 *
 * Returns: %TRUE to go on, %FALSE to stop
 */
typedef gboolean (*TandaiSpanFunc) (TandaiSpan *span, gpointer user_data);

TandaiAnnotationSet *tandai_annotation_set_new (GPtrArray *spans, GPtrArray *relations);

guint tandai_annotation_set_get_n_spans (TandaiAnnotationSet *self);
guint tandai_annotation_set_count_label (TandaiAnnotationSet *self, const char *label);
char **tandai_annotation_set_dup_labels (TandaiAnnotationSet *self);
TandaiSpan *tandai_annotation_set_get_span (TandaiAnnotationSet *self, guint position);
GPtrArray *tandai_annotation_set_list_spans (TandaiAnnotationSet *self);
TandaiSpan *tandai_annotation_set_lookup_span (TandaiAnnotationSet *self, const char *id);
TandaiSpan *tandai_annotation_set_find_same_place (TandaiAnnotationSet *self, TandaiSpan *like);
gboolean tandai_annotation_set_find_position (TandaiAnnotationSet *self, TandaiSpan *span, guint *position);
guint tandai_annotation_set_count_before (TandaiAnnotationSet *self, guint offset);
void tandai_annotation_set_foreach_in (
    TandaiAnnotationSet *self, guint start, guint end, TandaiSpanFunc func, gpointer user_data);
GPtrArray *tandai_annotation_set_list_at (TandaiAnnotationSet *self, guint offset);
guint tandai_annotation_set_get_n_relations (TandaiAnnotationSet *self);
TandaiRelation *tandai_annotation_set_get_relation (TandaiAnnotationSet *self, guint position);
TandaiRelation *tandai_annotation_set_lookup_relation (TandaiAnnotationSet *self, const char *id);
GPtrArray *tandai_annotation_set_list_relations (TandaiAnnotationSet *self, const char *span_id);

void tandai_annotation_set_begin (TandaiAnnotationSet *self);
void tandai_annotation_set_end (TandaiAnnotationSet *self);
void tandai_annotation_set_replace_span (TandaiAnnotationSet *self, TandaiSpan *before, TandaiSpan *after);
void tandai_annotation_set_replace_relation (TandaiAnnotationSet *self,
                                             TandaiRelation *before,
                                             TandaiRelation *after);

G_END_DECLS
