/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tandai-format.h"

G_BEGIN_DECLS

/**
 * TandaiBratKept:
 *
 * brat's lines that came with an article and say what is still so, which are
 * written as they stood; and what they thereby say already.
 */
typedef struct _TandaiBratKept TandaiBratKept;

TandaiBratKept *tandai_brat_kept_new  (const TandaiExportArticle *article, TandaiReport *report);
void            tandai_brat_kept_free (TandaiBratKept *self);
void            tandai_brat_kept_append (TandaiBratKept *self, GString *to);
gboolean        tandai_brat_kept_has_number    (TandaiBratKept *self, char kind, guint number);
gboolean        tandai_brat_kept_says_relation (TandaiBratKept *self, const char *id);
gboolean        tandai_brat_kept_says_type     (TandaiBratKept *self, const char *id);
gboolean        tandai_brat_kept_says_attribute (TandaiBratKept *self, const char *id, const char *name);
const char     *tandai_brat_kept_skip_note     (TandaiBratKept *self, const char *id, const char *note);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiBratKept, tandai_brat_kept_free)

G_END_DECLS
