/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tandai-tagging.h"

G_BEGIN_DECLS

#define TANDAI_HF_TAGS "ner_tags"
#define TANDAI_HF_NESTED "ner_tags_nested"

/**
 * TandaiHfCard:
 *
 * What the card of a dataset for Hugging Face declares: the tags' names and the
 * parts. It takes them from several threads, in whatever order.
 */
typedef struct _TandaiHfCard TandaiHfCard;

TandaiHfCard *tandai_hf_card_new (const TandaiExportOptions *options);
void tandai_hf_card_free (TandaiHfCard *self);
char *tandai_hf_card_file (const char *part);
void tandai_hf_card_note (TandaiHfCard *self, const TandaiExportArticle *article, TandaiTagging *tagging);
void tandai_hf_card_append (TandaiHfCard *self, GString *to);

G_END_DECLS
