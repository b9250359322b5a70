/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TandaiError:
 * @TANDAI_ERROR_TOO_LARGE: a file is larger than its limit
 * @TANDAI_ERROR_NOT_A_FILE: a folder, a pipe or a device stands where a file is meant
 * @TANDAI_ERROR_NOT_TEXT: an article that holds NUL or is not text in any encoding we read
 * @TANDAI_ERROR_JSON: text that is not JSON by RFC 8259, to the letter
 * @TANDAI_ERROR_SIDECAR: JSON that does not keep the sidecar's contract
 * @TANDAI_ERROR_SCHEMA: JSON that does not keep the corpus file's contract
 * @TANDAI_ERROR_CHANGED: the file on disk is not the one that was last read or written
 * @TANDAI_ERROR_READ_ONLY: the document takes no annotations at present
 * @TANDAI_ERROR_RANGE: offsets that are out of the text, empty, or cut a grapheme
 * @TANDAI_ERROR_NOT_FOUND: no span, relation, label or format of that name
 * @TANDAI_ERROR_NAME: a name that clashes or is not allowed
 * @TANDAI_ERROR_PATTERN: a regular expression that is none, or that would take too long
 *
 * Errors of Tandai's own. Messages are translated, name the file and the
 * place, and are fit to be shown as they are.
 */
typedef enum
{
  TANDAI_ERROR_TOO_LARGE,
  TANDAI_ERROR_NOT_A_FILE,
  TANDAI_ERROR_NOT_TEXT,
  TANDAI_ERROR_JSON,
  TANDAI_ERROR_SIDECAR,
  TANDAI_ERROR_SCHEMA,
  TANDAI_ERROR_CHANGED,
  TANDAI_ERROR_READ_ONLY,
  TANDAI_ERROR_RANGE,
  TANDAI_ERROR_NOT_FOUND,
  TANDAI_ERROR_NAME,
  TANDAI_ERROR_PATTERN,
} TandaiError;

#define TANDAI_ERROR (tandai_error_quark ())
GQuark tandai_error_quark (void);

char *tandai_display_name (const char *name);
char *tandai_display_words (const char *text, guint most_chars);
char *tandai_file_display_name (GFile *file);
void  tandai_prefix_path (GError **error, const char *path);

G_END_DECLS
