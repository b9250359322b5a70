/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tandai-format.h"
#include "formats/tandai-tokens.h"

G_BEGIN_DECLS

/**
 * TandaiTagging:
 * @article: what is written
 * @options: how
 * @report: takes what the tokens could not carry
 * @tokens: (element-type TandaiPiece): the article's tokens, cut where a span begins or ends
 * @layers: (element-type GPtrArray): the spans layer by layer, none overlapping another of its layer
 *
 * An article as tokens and tags, which the column and token formats share. A
 * token is cut at a span's edge rather than the edge moved.
 */
typedef struct
{
  const TandaiExportArticle *article;
  const TandaiExportOptions *options;
  TandaiReport *report;
  GArray *tokens;
  GPtrArray *layers;

  /*< private >*/
  GHashTable *names;
  GPtrArray *owners;
  gboolean *held;
  gboolean *starts;
} TandaiTagging;

TandaiTagging *tandai_tagging_new (const TandaiExportArticle *article,
                                   const TandaiExportOptions *options,
                                   TandaiTokenRule rule,
                                   TandaiReport *report);
TandaiTagging *tandai_tagging_new_layered (const TandaiExportArticle *article,
                                           const TandaiExportOptions *options,
                                           TandaiReport *report);
void tandai_tagging_free (TandaiTagging *self);
void tandai_tagging_cut (TandaiTagging *self, GPtrArray *spans);
void tandai_tagging_hold (TandaiTagging *self, GPtrArray *spans);
void tandai_tagging_break_lines (TandaiTagging *self, gboolean in_spans);
void tandai_tagging_break_sentences (TandaiTagging *self);
gboolean tandai_tagging_starts (const TandaiTagging *self, guint token);
const char *tandai_tagging_name (TandaiTagging *self, const char *label);
guint tandai_tagging_plain_until (const TandaiTagging *self, guint layer, guint token);
gboolean tandai_tagging_is_tagged (const TandaiTagging *self, guint layer, guint token);
const char *tandai_tagging_peek_tag (TandaiTagging *self, guint layer, guint token, gsize *n_bytes);

void tandai_tagging_report_span (const TandaiExportArticle *article,
                                 TandaiReport *report,
                                 TandaiLoss loss,
                                 gboolean dropped,
                                 TandaiSpan *span);
const char *tandai_tagging_letters (const char *scheme);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiTagging, tandai_tagging_free)

G_END_DECLS
