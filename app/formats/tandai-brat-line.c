/* SPDX-License-Identifier: GPL-3.0-or-later */

/* brat's standoff lines but for spans: <https://brat.nlplab.org/standoff.html>. */

#include "config.h"

#include <string.h>

#include "formats/tandai-brat-line.h"
#include "formats/tandai-brat-note.h"

/* What follows the colon of "Role:T1", or all of "T1". */
static const char *
skip_role (const char *word)
{
  const char *colon = strrchr (word, ':');

  return colon != NULL ? colon + 1 : word;
}

static char **
dup_targets (char **words)
{
  GPtrArray *targets = g_ptr_array_new ();

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_ptr_array_add (targets, g_strdup (skip_role (words[i])));
  g_ptr_array_add (targets, NULL);
  return (char **) g_ptr_array_free (targets, FALSE);
}

/* The kind, and how many words after the name are targets; 0 for all of them. */
static gboolean
find_kind (const char *id, char *kind, guint *n_targets)
{
  *kind = *id;
  *n_targets = strchr ("AMN#", *id) != NULL ? 1 : 0;
  if (*id == '*')
    return id[1] == '\0';
  return *id != '\0' && strchr ("RAMEN#", *id) != NULL && id[1] != '\0';
}

static TandaiBratLine *
line_new (char kind, const char *id, char **words, guint n_targets, const char *tail)
{
  TandaiBratLine *self = g_new0 (TandaiBratLine, 1);
  gboolean has_name = kind != 'E';

  self->kind = kind;
  self->id = g_strdup (id);
  self->name = has_name ? g_strdup (words[0]) : NULL;
  if (n_targets == 0)
    {
      self->targets = dup_targets (words + has_name);
      return self;
    }
  self->targets = g_new0 (char *, 2);
  self->targets[0] = g_strdup (words[1]);
  if (kind == '#')
    self->value = g_strdup (tail != NULL ? tail : "");
  else if (words[2] != NULL)
    self->value = g_strjoinv (" ", words + 2);
  return self;
}

/**
 * tandai_brat_line_parse:
 * @text: a line that does not begin with "T"
 *
 * Parses a line.
 *
 * Returns: (transfer full) (nullable): it, or %NULL where brat would not know it
 */
TandaiBratLine *
tandai_brat_line_parse (const char *text)
{
  g_auto (GStrv) fields = g_strsplit (text, "\t", 3);
  g_auto (GStrv) words = NULL;
  char kind;
  guint n_targets;

  if (g_strv_length (fields) < 2 || !find_kind (fields[0], &kind, &n_targets))
    return NULL;
  g_strchomp (fields[1]);
  words = g_strsplit (fields[1], " ", -1);
  if (words[0] == NULL || *words[0] == '\0' || (words[1] == NULL && kind != 'E')
      || (n_targets > 0 && *words[1] == '\0'))
    return NULL;
  return line_new (kind, fields[0], words, n_targets, fields[2]);
}

/**
 * tandai_brat_line_free:
 * @self: (nullable): a line
 *
 * Frees it.
 */
void
tandai_brat_line_free (TandaiBratLine *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->name);
  g_strfreev (self->targets);
  g_free (self->value);
  g_free (self);
}

/**
 * tandai_brat_line_is_note_of:
 * @self: a line
 * @type: a note's type
 *
 * Returns: whether it is a note of that type
 */
gboolean
tandai_brat_line_is_note_of (const TandaiBratLine *self, const char *type)
{
  return self->kind == '#' && strcmp (self->name, type) == 0;
}

/**
 * tandai_brat_line_is_note:
 * @self: a line
 *
 * Returns: whether it holds a person's words
 */
gboolean
tandai_brat_line_is_note (const TandaiBratLine *self)
{
  return tandai_brat_line_is_note_of (self, TANDAI_BRAT_PERSON);
}

/**
 * tandai_brat_line_get_value:
 * @self: an attribute's line
 *
 * Returns: (transfer none): its value here
 */
const char *
tandai_brat_line_get_value (const TandaiBratLine *self)
{
  return self->value != NULL ? self->value : TANDAI_BRAT_TRUE;
}

/**
 * tandai_brat_id_is:
 * @id: an id of any kind
 * @kind: 'T' or 'R'
 *
 * Returns: whether brat would take it for one of that kind: letters, a number, and anything, like “T0”
 */
gboolean
tandai_brat_id_is (const char *id, char kind)
{
  if (*id != kind)
    return FALSE;
  while (g_ascii_isalpha (*id))
    id++;
  return g_ascii_isdigit (*id);
}
