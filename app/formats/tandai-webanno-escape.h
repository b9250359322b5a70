/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define TANDAI_WEBANNO_FORMAT   "#FORMAT=WebAnno TSV 3"
#define TANDAI_WEBANNO_TEXT     "#Text="
#define TANDAI_WEBANNO_SPAN     "#T_SP="
#define TANDAI_WEBANNO_RELATION "#T_RL="
#define TANDAI_WEBANNO_CHAIN    "#T_CH="
#define TANDAI_WEBANNO_BASE     "BT_"
#define TANDAI_WEBANNO_ROLE     "ROLE_"
#define TANDAI_WEBANNO_LABEL    "label"
#define TANDAI_WEBANNO_NOTE     "note"

void  tandai_webanno_escape_text    (GString *to, const char *text, gsize n_bytes);
void  tandai_webanno_unescape_text  (GString *to, const char *text);
void  tandai_webanno_escape_value   (GString *to, const char *value);
char *tandai_webanno_unescape_value (const char *value);
GPtrArray *tandai_webanno_split     (const char *cell, char separator);

G_END_DECLS
