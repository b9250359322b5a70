/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The member of a sidecar that keeps brat's lines about other things than spans, as they stood. */
#define TANDAI_BRAT_MEMBER "brat"

/* What a binary attribute of brat's, which has no value, has here. */
#define TANDAI_BRAT_TRUE "true"

/**
 * TandaiBratLine:
 * @kind: 'R', 'A', 'M', 'E', 'N', '#' or '*'
 * @id: its id; "*" where it has none
 * @name: the type of a relation, attribute, note or reference; %NULL for an event
 * @targets: (array zero-terminated=1): the ids of what it is about, in order
 * @value: (nullable): an attribute's value, a note's text, a reference
 *
 * A line of brat's that is no span.
 */
typedef struct
{
  char kind;
  char *id;
  char *name;
  char **targets;
  char *value;
} TandaiBratLine;

TandaiBratLine *tandai_brat_line_parse (const char *text);
void            tandai_brat_line_free  (TandaiBratLine *self);
gboolean        tandai_brat_line_is_note (const TandaiBratLine *self);
gboolean        tandai_brat_line_is_note_of (const TandaiBratLine *self, const char *type);
const char     *tandai_brat_line_get_value (const TandaiBratLine *self);
gboolean        tandai_brat_id_is      (const char *id, char kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiBratLine, tandai_brat_line_free)

G_END_DECLS
