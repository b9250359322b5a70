/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/tandai-document.h"

G_BEGIN_DECLS

/**
 * TandaiArticleDetails:
 *
 * What is said of the article as a whole: title, publisher, date, address,
 * language, status, note and what the schema has for articles. Signal
 * `refused` (reason): a change could not be.
 */
#define TANDAI_TYPE_ARTICLE_DETAILS (tandai_article_details_get_type ())
G_DECLARE_FINAL_TYPE (TandaiArticleDetails, tandai_article_details, TANDAI, ARTICLE_DETAILS, AdwBin)

void tandai_article_details_show   (TandaiArticleDetails *self, TandaiDocument *document);
void tandai_article_details_commit (TandaiArticleDetails *self);
void tandai_article_details_revert (TandaiArticleDetails *self);
void tandai_article_details_focus  (TandaiArticleDetails *self);

const char *tandai_article_detail_name (const char *key);

G_END_DECLS
