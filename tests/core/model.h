/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-document.h"

G_BEGIN_DECLS

/* A text that the model can hold has no more code points than this. */
#define MODEL_LENGTH 60

#define MODEL_ATTRIBUTES 3

extern const char *const MODEL_ATTRIBUTE_NAMES[MODEL_ATTRIBUTES];

/**
 * ModelSpan:
 * @id, @label, @note, @origin: as in #TandaiSpanFields; interned
 * @words: one bit for each code point it covers
 * @attributes: the values of MODEL_ATTRIBUTE_NAMES; interned
 */
typedef struct
{
  const char *id;
  const char *label;
  const char *note;
  const char *origin;
  guint64 words;
  const char *attributes[MODEL_ATTRIBUTES];
} ModelSpan;

/** ModelRelation: a link, by ids; interned */
typedef struct
{
  const char *id;
  const char *kind;
  const char *from;
  const char *to;
} ModelRelation;

/** ModelState: the annotations of an article: plain arrays in no order, copied whole before each change */
typedef struct
{
  GArray *spans;
  GArray *relations;
  TandaiStatus status;
  const char *title;
} ModelState;

/** Model: every state that an article was in, and in which it is: what an undo stack must come to */
typedef struct
{
  GPtrArray *states;
  guint now;
} Model;

const char *model_intern (const char *string);
void model_clear_strings (void);

ModelState *model_state_new (void);
ModelState *model_state_copy (const ModelState *self);
void model_state_free (ModelState *self);
ModelSpan *model_state_find (ModelState *self, const char *id);
gboolean model_state_is_taken (ModelState *self, const char *label, guint64 words, const char *but);
void model_state_remove (ModelState *self, const char *id);
char *model_state_dump (const ModelState *self);

Model *model_new (ModelState *first);
void model_free (Model *self);
ModelState *model_now (Model *self);
void model_push (Model *self, ModelState *state);
gboolean model_move (Model *self, int by);

guint64 model_words (guint start, guint end);
GArray *model_ranges (guint64 words);
char *model_dump_document (TandaiDocument *document);
ModelState *model_state_from_document (TandaiDocument *document);

G_END_DECLS
