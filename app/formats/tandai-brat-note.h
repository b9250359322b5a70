/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * brat takes notes of any type. A person's are of the first; those of ours say
 * what brat has no place for, and are read back: an attribute, "name=value"; a
 * note of several lines; the name of a label or relation that brat can't have;
 * where a span is, as "0 5;9 12", when that can't be told from its lines.
 */
#define TANDAI_BRAT_PERSON    "AnnotatorNotes"
#define TANDAI_BRAT_ATTRIBUTE "TandaiAttribute"
#define TANDAI_BRAT_NOTE      "TandaiNote"
#define TANDAI_BRAT_NAME      "TandaiName"
#define TANDAI_BRAT_FRAGMENTS "TandaiFragments"

/* Escaping is for notes of our types alone: a person's "\n" is a backslash and a letter. */
gboolean tandai_brat_note_is_ours          (const char *type, const char *text);
gboolean tandai_brat_note_is_plain         (const char *text);
void     tandai_brat_note_escape           (GString *to, const char *text);
char    *tandai_brat_note_unescape         (const char *escaped);
void     tandai_brat_note_escape_attribute (GString *to, const char *name, const char *value);
gboolean tandai_brat_note_unescape_attribute (const char *escaped, char **name, char **value);

G_END_DECLS
