/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "core/tandai-relation.h"
#include "core/tandai-span.h"

G_BEGIN_DECLS

/**
 * TandaiEdit:
 * @kind: what it changes
 * @before: (nullable): the span, relation or string as it was; %NULL where it is new
 * @after: (nullable): as it is now; %NULL where it is gone
 * @field: (nullable): which field of the document, for %TANDAI_EDIT_FIELD: "status", "note", "title", …
 *
 * One change to a document, with all that is needed to take it back.
 */
typedef enum
{
  TANDAI_EDIT_SPAN,
  TANDAI_EDIT_RELATION,
  TANDAI_EDIT_FIELD,
} TandaiEditKind;

typedef struct
{
  TandaiEditKind kind;
  gpointer before;
  gpointer after;
  char *field;
} TandaiEdit;

/**
 * TandaiStep:
 * @title: what it was, in the user's words ("Tag"), for the menu and the status line
 * @edits: (element-type TandaiEdit): in the order in which they were made
 *
 * What one undo takes back.
 */
#define TANDAI_TYPE_STEP (tandai_step_get_type ())
typedef struct
{
  char *title;
  GPtrArray *edits;
} TandaiStep;

GType       tandai_step_get_type (void);
TandaiStep *tandai_step_new      (const char *title);
TandaiStep *tandai_step_ref      (TandaiStep *self);
void        tandai_step_unref    (TandaiStep *self);
void        tandai_step_add_span     (TandaiStep *self, TandaiSpan *before, TandaiSpan *after);
void        tandai_step_add_relation (TandaiStep *self, TandaiRelation *before, TandaiRelation *after);
void        tandai_step_add_field    (TandaiStep *self, const char *field, const char *before, const char *after);

/**
 * TandaiHistory:
 *
 * The steps that can be undone and redone. It knows nothing of documents: who
 * holds it applies the edits.
 */
#define TANDAI_TYPE_HISTORY (tandai_history_get_type ())
G_DECLARE_FINAL_TYPE (TandaiHistory, tandai_history, TANDAI, HISTORY, GObject)

TandaiHistory *tandai_history_new  (void);
void           tandai_history_push (TandaiHistory *self, TandaiStep *step);
TandaiStep    *tandai_history_undo (TandaiHistory *self);
TandaiStep    *tandai_history_redo (TandaiHistory *self);
TandaiStep    *tandai_history_peek_undo (TandaiHistory *self);
TandaiStep    *tandai_history_peek_redo (TandaiHistory *self);
GPtrArray     *tandai_history_list_steps (TandaiHistory *self, guint *n_done);
void           tandai_history_restore    (TandaiHistory *self, GPtrArray *steps, guint n_done);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiStep, tandai_step_unref)

G_END_DECLS
