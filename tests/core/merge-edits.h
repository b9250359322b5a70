/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-sidecar.h"

G_BEGIN_DECLS

/** EditKind: what a person may do to a sidecar */
typedef enum
{
  EDIT_ADD_SPAN,
  EDIT_REMOVE_SPAN,
  EDIT_RELABEL,
  EDIT_MOVE,
  EDIT_SPAN_NOTE,
  EDIT_SPAN_ATTRIBUTE,
  EDIT_ADD_RELATION,
  EDIT_REMOVE_RELATION,
  EDIT_RELATION_NOTE,
  EDIT_RETARGET,
  EDIT_STATUS,
  EDIT_NOTE,
  EDIT_TITLE,
  EDIT_ATTRIBUTE,
  EDIT_KINDS,
} EditKind;

/**
 * Edit:
 * @kind: what is done
 * @id: of the span or relation
 * @label: a label, a type or an attribute's name
 * @value: what is set, or %NULL to take it away
 * @from, @to: the ends of a relation
 * @ranges, @n_ranges: where a span goes
 *
 * One edit, which sets things to what they shall be, whatever they are.
 */
typedef struct
{
  EditKind kind;
  char id[16];
  const char *label;
  const char *value;
  char from[16];
  char to[16];
  TandaiRange ranges[2];
  guint n_ranges;
} Edit;

/**
 * Writer:
 * @random: the dice
 * @prefix: what the ids begin with that this person gives
 * @n_made: how many were given
 *
 * A person who edits at random.
 */
typedef struct
{
  GRand *random;
  const char *prefix;
  guint n_made;
} Writer;

#define EDITS_LENGTH 40

TandaiSidecar *edits_begin (Writer *writer);
GArray *edits_make (Writer *writer, TandaiSidecar *sidecar, guint n_edits);
gboolean edits_apply (const GArray *edits, TandaiSidecar *sidecar);
TandaiSidecar *edits_copy (const TandaiSidecar *sidecar);
TandaiSpan *edits_find_span (const TandaiSidecar *sidecar, const char *id);
TandaiRelation *edits_find_relation (const TandaiSidecar *sidecar, const char *id);

G_END_DECLS
