/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-json.h"
#include "formats/tandai-draft.h"
#include "formats/tandai-format.h"

G_BEGIN_DECLS

void     tandai_article_json_append (const TandaiExportArticle *article, GString *to);
void     tandai_article_json_report_rest (const TandaiFormat *format, const TandaiExportArticle *article,
                                          TandaiReport *report);

char    *tandai_article_json_dup_name (const TandaiJson *json, guint object);
char    *tandai_article_json_dup_value (const TandaiJson *json, guint value);
void     tandai_article_take_field  (TandaiDraft *draft, const char *name, const char *text);
gboolean tandai_article_is_name     (const char *name);
const char *tandai_article_match_field (const char *name);
gboolean tandai_article_json_take   (TandaiDraft *draft, const TandaiJson *json, guint member);

G_END_DECLS
