/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-span.h"

G_BEGIN_DECLS

/* Strings of more words, or more characters, are no names: quotes and claims do not recur. */
#define TANDAI_SPAN_STRING_MAX_WORDS 6
#define TANDAI_SPAN_STRING_MAX_CHARS 120

char    *tandai_span_string_make     (const char *words, gboolean ignore_case);
char    *tandai_span_string_of       (TandaiSpan *span, const TandaiText *text, TandaiRange *place);
gboolean tandai_span_string_is_long  (const char *string);
gboolean tandai_span_string_is_noise (const char *string);

G_END_DECLS
