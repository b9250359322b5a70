/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-sidecar.h"

G_BEGIN_DECLS

/**
 * TandaiCorpusState:
 * @title: (nullable): the title that its sidecar states, else its first line
 * @date: (nullable): when it was published
 * @labels: (nullable) (array zero-terminated=1): the labels of its spans, in no order
 * @n_spans: how many spans its unnamed sidecar has; all others together where that one is missing
 * @status: what the unnamed sidecar says
 * @stamp: of the sidecars; 0 where there are none
 * @broken: whether a sidecar could not be read
 *
 * How far an article has come.
 */
typedef struct
{
  char *title;
  char *date;
  char **labels;
  guint n_spans;
  TandaiStatus status;
  guint32 stamp;
  gboolean broken;
} TandaiCorpusState;

guint32 tandai_corpus_state_stamp (const char *article, gboolean own, const char *annotators);
TandaiCorpusState *tandai_corpus_state_read (const char *article, gboolean own, const char *annotators);
void tandai_corpus_state_free (TandaiCorpusState *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiCorpusState, tandai_corpus_state_free)

G_END_DECLS
