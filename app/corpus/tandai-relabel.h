/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-sidecar.h"

G_BEGIN_DECLS

/**
 * TandaiRelabelKind:
 * @TANDAI_RELABEL_NONE: spans stay as they are; only the corpus file changes
 * @TANDAI_RELABEL_RENAME: a label gets a name that no other has
 * @TANDAI_RELABEL_MERGE: a label's spans get another label that is there
 * @TANDAI_RELABEL_DELETE: a label goes, and its spans with it
 * @TANDAI_RELABEL_STRING: all places of a string get one label; labels themselves stay
 * @TANDAI_RELABEL_PLACES: places that were chosen get a label; labels themselves stay
 */
typedef enum
{
  TANDAI_RELABEL_NONE,
  TANDAI_RELABEL_RENAME,
  TANDAI_RELABEL_MERGE,
  TANDAI_RELABEL_DELETE,
  TANDAI_RELABEL_STRING,
  TANDAI_RELABEL_PLACES,
} TandaiRelabelKind;

/**
 * TandaiRelabel:
 * @kind: what is done
 * @label: (nullable): the name of the label it is done to; with %TANDAI_RELABEL_STRING the string; %NULL with
 *   %TANDAI_RELABEL_PLACES
 * @into: (nullable): its new name, or the label that takes its place
 * @annotator: (nullable): with %TANDAI_RELABEL_STRING whose sidecars; %NULL for all
 * @ignore_case: with %TANDAI_RELABEL_STRING whether capitals make no difference
 *
 * What becomes of the spans of a label, or of a string.
 */
typedef struct
{
  TandaiRelabelKind kind;
  const char *label;
  const char *into;
  const char *annotator;
  gboolean ignore_case;
} TandaiRelabel;

/**
 * TandaiRelabelCounts:
 * @n_spans: how many spans had the label, orphans among them; of a string, how many had another
 * @n_added: how many spans are new: places that had no label
 * @n_kept: how many of the places that were chosen had the label already
 * @n_relations: how many relations go, with their spans or because they say the same as another
 * @n_joined: how many spans became one with another of the same words
 * @n_noted: in how many of these an attribute differed, so that one value went to the note
 * @n_twice: how many stand beside another of the same words and label, because they can't be joined
 *
 * What was done to a sidecar, or to several.
 */
typedef struct
{
  guint n_spans;
  guint n_added;
  guint n_kept;
  guint n_relations;
  guint n_joined;
  guint n_noted;
  guint n_twice;
} TandaiRelabelCounts;

TandaiSidecar *tandai_relabel_apply (const TandaiRelabel *self, const TandaiSidecar *sidecar, TandaiRelabelCounts *counts);
gboolean       tandai_relabel_may_concern (const TandaiRelabel *self, GBytes *bytes);

G_END_DECLS
