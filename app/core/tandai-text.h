/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * TandaiText:
 *
 * An immutable, reference-counted text of valid UTF-8 without NUL. An *offset*
 * is always a count of Unicode code points from the start; *bytes* are UTF-8
 * bytes; *units* are UTF-16 code units. Conversions cost a walk of at most one
 * block (256 bytes), never of the whole text. Safe to use from any thread.
 */
#define TANDAI_TYPE_TEXT (tandai_text_get_type ())
typedef struct _TandaiText TandaiText;

GType       tandai_text_get_type   (void);
TandaiText *tandai_text_new        (const char *utf8);
TandaiText *tandai_text_new_take   (char *utf8, gsize n_bytes);
TandaiText *tandai_text_ref        (TandaiText *self);
void        tandai_text_unref      (TandaiText *self);

const char *tandai_text_get_chars  (const TandaiText *self);
gsize       tandai_text_get_bytes  (const TandaiText *self);
guint       tandai_text_get_length (const TandaiText *self);

gsize       tandai_text_to_byte    (const TandaiText *self, guint offset);
guint       tandai_text_from_byte  (const TandaiText *self, gsize byte);
guint       tandai_text_to_unit    (const TandaiText *self, guint offset);
guint       tandai_text_from_unit  (const TandaiText *self, guint unit);

gunichar    tandai_text_get_char   (const TandaiText *self, guint offset);
const char *tandai_text_peek       (const TandaiText *self, guint start, guint end, gsize *n_bytes);
char       *tandai_text_slice      (const TandaiText *self, guint start, guint end);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiText, tandai_text_unref)

G_END_DECLS
