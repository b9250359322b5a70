/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-words.h"

G_BEGIN_DECLS

/**
 * TandaiTokenStrings:
 *
 * Strings that are looked for in texts all at once, as whole words. A text is
 * gone through once, however many strings there are. Once all are added it can
 * be used from several threads.
 */
typedef struct _TandaiTokenStrings TandaiTokenStrings;

/**
 * TandaiTokenMatch:
 * @range: where it is, in code points
 * @string: which string it is, in the order in which they were added
 *
 * An occurrence of a string.
 */
typedef struct
{
  TandaiRange range;
  guint string;
} TandaiTokenMatch;

TandaiTokenStrings *tandai_token_strings_new    (gboolean ignore_case);
void                tandai_token_strings_free   (TandaiTokenStrings *self);
void                tandai_token_strings_add    (TandaiTokenStrings *self, const char *string);
gboolean            tandai_token_strings_lookup (const TandaiTokenStrings *self, const char *string, guint *index);
GArray             *tandai_token_strings_find   (const TandaiTokenStrings *self, const TandaiText *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiTokenStrings, tandai_token_strings_free)

G_END_DECLS
