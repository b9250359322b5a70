/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-range.h"
#include "core/tandai-text.h"
#include "suggest/tandai-word-lists.h"

G_BEGIN_DECLS

/**
 * TandaiCandidateKind:
 * @TANDAI_CANDIDATE_NAME: a run of words with capitals
 * @TANDAI_CANDIDATE_NOUN: people without a name: warga, para pengunjuk rasa, pihaknya
 * @TANDAI_CANDIDATE_QUOTATION: what stands in quotation marks
 * @TANDAI_CANDIDATE_CLAUSE: what is reported without them
 * @TANDAI_CANDIDATE_KNOWN: words that were tagged elsewhere
 */
typedef enum
{
  TANDAI_CANDIDATE_NAME,
  TANDAI_CANDIDATE_NOUN,
  TANDAI_CANDIDATE_QUOTATION,
  TANDAI_CANDIDATE_CLAUSE,
  TANDAI_CANDIDATE_KNOWN,
} TandaiCandidateKind;

/* What is remembered of a candidate to learn which ones are taken. */
#define TANDAI_CANDIDATE_TRAITS 6

/**
 * TandaiCandidate:
 * @kind: what it is
 * @form: which rule found it, a static string: "titled", "paren", "clause-that", …
 * @ranges: its fragments, a proper list
 * @n_ranges: how many
 * @labels: (array zero-terminated=1): the likely labels of the default schema, in order; static
 * @group: candidates of one group are alternatives, of which one at most is offered; 0 for none
 * @traits: hashes of its words and what stands beside it
 *
 * A stretch of a text where a span probably lies.
 */
typedef struct
{
  TandaiCandidateKind kind;
  const char *form;
  TandaiRange *ranges;
  guint n_ranges;
  const char *const *labels;
  guint group;
  guint traits[TANDAI_CANDIDATE_TRAITS];
} TandaiCandidate;

GPtrArray       *tandai_candidates_find  (TandaiText *text, guint start, guint end, TandaiWordLists *lists);
gboolean         tandai_candidates_next  (TandaiText *text, TandaiWordLists *lists, guint from,
                                          TandaiCandidate **found, guint *searched_to);
gboolean         tandai_candidates_previous (TandaiText *text, TandaiWordLists *lists, guint from,
                                             TandaiCandidate **found, guint *searched_to);
GPtrArray       *tandai_candidates_in_chunk (TandaiText *text, TandaiWordLists *lists, guint chunk);
guint            tandai_candidates_chunk_of (guint offset);
guint            tandai_candidates_chunk_start (guint chunk);

TandaiCandidate *tandai_candidate_new     (TandaiCandidateKind kind, const char *form, const TandaiRange *ranges,
                                           guint n_ranges);
TandaiCandidate *tandai_candidate_copy    (const TandaiCandidate *self);
void             tandai_candidate_free    (TandaiCandidate *self);
void             tandai_candidate_remember (TandaiCandidate *self, TandaiText *text);
guint            tandai_candidate_first_word_trait (const char *folded);
TandaiRange      tandai_candidate_get_hull (const TandaiCandidate *self);
int              tandai_candidate_compare (const TandaiCandidate *a, const TandaiCandidate *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiCandidate, tandai_candidate_free)

G_END_DECLS
