/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tandai-regions.h"
#include "formats/tandai-tokens.h"

G_BEGIN_DECLS

/**
 * TandaiWebannoPlace:
 * @token: the position of a token
 * @sub: the number of a part of it, from 1; 0 for the whole
 * @range: where the token or the part is
 * @region: the position of the region that is here
 *
 * A region at a row of the table.
 */
typedef struct
{
  guint token;
  guint sub;
  TandaiRange range;
  guint region;
} TandaiWebannoPlace;

/**
 * TandaiWebannoLayout:
 * @tokens: (element-type TandaiPiece): the text's tokens
 * @regions: (element-type TandaiRegion): the regions that have a token
 * @places: (element-type TandaiWebannoPlace): where they are, in the order of the rows and, in a row, of the regions
 * @firsts: (array): for each region the position of its first place
 * @sentences: (array): for each token the number of its sentence, from 1
 * @numbers: (array): for each token its number in the sentence, from 1
 *
 * A text as a table of tokens and parts of tokens.
 */
typedef struct
{
  GArray *tokens;
  GArray *regions;
  GArray *places;
  guint *firsts;
  guint *sentences;
  guint *numbers;
} TandaiWebannoLayout;

TandaiWebannoLayout *tandai_webanno_layout_new (const TandaiExportArticle *article, TandaiTokenRule rule,
                                                TandaiReport *report);
void tandai_webanno_layout_free (TandaiWebannoLayout *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiWebannoLayout, tandai_webanno_layout_free)

G_END_DECLS
