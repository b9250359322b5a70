/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TandaiJson:
 *
 * A strictly parsed JSON text (RFC 8259 to the letter), kept as its bytes and
 * a flat table of values, so that numbers stay digit for digit and a value's
 * raw text is at hand. json-glib keeps neither. Values are named by their
 * index; 0 is the whole.
 */
typedef struct _TandaiJson TandaiJson;

typedef enum
{
  TANDAI_JSON_NULL,
  TANDAI_JSON_FALSE,
  TANDAI_JSON_TRUE,
  TANDAI_JSON_NUMBER,
  TANDAI_JSON_STRING,
  TANDAI_JSON_ARRAY,
  TANDAI_JSON_OBJECT,
} TandaiJsonType;

#define TANDAI_JSON_MAX_DEPTH 64

TandaiJson    *tandai_json_parse    (const char *bytes, gsize n_bytes, GError **error);
TandaiJson    *tandai_json_parse_at (const char *bytes, gsize n_bytes, guint line, GError **error);
void           tandai_json_free     (TandaiJson *self);
TandaiJsonType tandai_json_get_kind (const TandaiJson *self, guint value);

/* Walking: a member's value follows its name; -1 ends. */
int      tandai_json_first       (const TandaiJson *self, guint container);
int      tandai_json_next        (const TandaiJson *self, guint value);
gboolean tandai_json_name_is     (const TandaiJson *self, guint member, const char *name);
char    *tandai_json_dup_name    (const TandaiJson *self, guint member);
int      tandai_json_find        (const TandaiJson *self, guint object, const char *name);
guint    tandai_json_count       (const TandaiJson *self, guint container);

char    *tandai_json_dup_string  (const TandaiJson *self, guint value);
const char *tandai_json_end_string (TandaiJson *self, guint value);
gboolean tandai_json_string_is   (const TandaiJson *self, guint value, const char *text, gsize n_bytes);
const char *tandai_json_peek_string (const TandaiJson *self, guint value, gsize *n_bytes);
gboolean tandai_json_get_offset  (const TandaiJson *self, guint value, guint *offset);

/* Writing. */
void tandai_json_append_raw    (const TandaiJson *self, guint value, GString *to);
void tandai_json_append_member (const TandaiJson *self, guint member, GString *to);
void tandai_json_write_string  (GString *to, const char *text, gssize n_bytes);
void tandai_json_write_offset  (GString *to, guint offset);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiJson, tandai_json_free)

G_END_DECLS
