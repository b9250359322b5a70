/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Somebody's CAS as flat tables, since there may be some hundred thousand tokens in it. */

#include "config.h"

#include <string.h>

#include "formats/tandai-uima-cas.h"

/* How far a type may be from the one that it descends from. */
#define MAX_SUPERS 64

struct _TandaiUimaCas
{
  gboolean by_line;
  GStringChunk *strings;
  GArray *structures;
  GArray *features;
  GHashTable *by_id;
  GHashTable *supers;
};

/**
 * tandai_uima_cas_new:
 * @by_line: whether places are lines
 *
 * Returns: (transfer full): an empty CAS
 */
TandaiUimaCas *
tandai_uima_cas_new (gboolean by_line)
{
  TandaiUimaCas *self = g_new0 (TandaiUimaCas, 1);

  self->by_line = by_line;
  self->strings = g_string_chunk_new (4096);
  self->structures = g_array_new (FALSE, FALSE, sizeof (TandaiUimaStructure));
  self->features = g_array_new (FALSE, FALSE, sizeof (TandaiUimaFeature));
  self->by_id = g_hash_table_new (NULL, NULL);
  self->supers = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

/**
 * tandai_uima_cas_free:
 * @self: (nullable): a CAS
 *
 * Frees it.
 */
void
tandai_uima_cas_free (TandaiUimaCas *self)
{
  if (self == NULL)
    return;
  g_string_chunk_free (self->strings);
  g_array_unref (self->structures);
  g_array_unref (self->features);
  g_hash_table_unref (self->by_id);
  g_hash_table_unref (self->supers);
  g_free (self);
}

/**
 * tandai_uima_cas_add:
 * @self: a CAS
 * @type: a type's full name
 * @id: its number; 0 for none
 * @place: where it was read
 *
 * Adds a feature structure, which takes the features that are added until the next one.
 *
 * Returns: %FALSE where another one has that number: this one can't be referred to
 */
gboolean
tandai_uima_cas_add (TandaiUimaCas *self, const char *type, guint id, guint place)
{
  gboolean taken = id != 0 && g_hash_table_contains (self->by_id, GUINT_TO_POINTER (id));
  TandaiUimaStructure structure = { taken ? 0 : id, place, g_string_chunk_insert_const (self->strings, type),
                                    self->features->len, 0 };

  g_array_append_val (self->structures, structure);
  if (structure.id != 0)
    g_hash_table_insert (self->by_id, GUINT_TO_POINTER (id), GUINT_TO_POINTER (self->structures->len));
  return !taken;
}

/* A list of strings is an element each; they are one text here. */
static gboolean
join (TandaiUimaCas *self, const char *name, const char *text)
{
  TandaiUimaFeature *last = self->features->len > 0
                                ? &g_array_index (self->features, TandaiUimaFeature, self->features->len - 1)
                                : NULL;
  const TandaiUimaStructure *structure =
      &g_array_index (self->structures, TandaiUimaStructure, self->structures->len - 1);
  g_autofree char *both = NULL;

  if (structure->n_features == 0 || last == NULL || strcmp (last->name, name) != 0)
    return FALSE;
  both = g_strconcat (last->text, "; ", text, NULL);
  last->text = g_string_chunk_insert (self->strings, both);
  return TRUE;
}

/**
 * tandai_uima_cas_add_feature:
 * @self: a CAS that has a feature structure
 * @name: a feature's name
 * @text: its value
 * @n_bytes: how many bytes of it, or -1
 * @refers: whether it is known to refer to feature structures
 *
 * Adds a feature to the last feature structure.
 */
void
tandai_uima_cas_add_feature (
    TandaiUimaCas *self, const char *name, const char *text, gssize n_bytes, gboolean refers)
{
  TandaiUimaStructure *structure =
      &g_array_index (self->structures, TandaiUimaStructure, self->structures->len - 1);
  TandaiUimaFeature feature = { .name = g_string_chunk_insert_const (self->strings, name), .refers = refers };

  feature.text = g_string_chunk_insert_len (self->strings, text, n_bytes);
  if (join (self, name, feature.text))
    return;
  g_array_append_val (self->features, feature);
  structure->n_features++;
}

/**
 * tandai_uima_cas_add_super:
 * @self: a CAS
 * @type: a type's full name
 * @super: that of the type it descends from
 *
 * Says what a type is.
 */
void
tandai_uima_cas_add_super (TandaiUimaCas *self, const char *type, const char *super)
{
  g_hash_table_insert (self->supers, g_string_chunk_insert_const (self->strings, type),
                       g_string_chunk_insert_const (self->strings, super));
}

/** tandai_uima_cas_is_by_line: Returns: whether places are lines */
gboolean
tandai_uima_cas_is_by_line (const TandaiUimaCas *self)
{
  return self->by_line;
}

/** tandai_uima_cas_get_length: Returns: how many feature structures there are */
guint
tandai_uima_cas_get_length (const TandaiUimaCas *self)
{
  return self->structures->len;
}

/** tandai_uima_cas_get: Returns: (transfer none): the feature structure at a position */
const TandaiUimaStructure *
tandai_uima_cas_get (const TandaiUimaCas *self, guint position)
{
  return &g_array_index (self->structures, TandaiUimaStructure, position);
}

/**
 * tandai_uima_cas_find:
 * @self: a CAS
 * @id: a feature structure's number
 * @position: (out): its position
 *
 * Returns: whether there is such a one
 */
gboolean
tandai_uima_cas_find (const TandaiUimaCas *self, guint id, guint *position)
{
  guint found = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_id, GUINT_TO_POINTER (id)));

  *position = found - 1;
  return found > 0;
}

/**
 * tandai_uima_cas_is_a:
 * @self: a CAS
 * @type: a type's full name
 * @super: another's
 *
 * Returns: whether the type is the other one or is known to descend from it
 */
gboolean
tandai_uima_cas_is_a (const TandaiUimaCas *self, const char *type, const char *super)
{
  for (guint i = 0; type != NULL && i < MAX_SUPERS; i++)
    {
      if (strcmp (type, super) == 0)
        return TRUE;
      type = g_hash_table_lookup (self->supers, type);
    }
  return FALSE;
}

/** tandai_uima_cas_feature: Returns: (transfer none): the n-th feature of a structure */
const TandaiUimaFeature *
tandai_uima_cas_feature (const TandaiUimaCas *self, const TandaiUimaStructure *structure, guint n)
{
  return &g_array_index (self->features, TandaiUimaFeature, structure->first + n);
}

/**
 * tandai_uima_cas_text:
 * @self: a CAS
 * @structure: a feature structure in it
 * @name: a feature's name
 *
 * Returns: (transfer none) (nullable): its value
 */
const char *
tandai_uima_cas_text (const TandaiUimaCas *self, const TandaiUimaStructure *structure, const char *name)
{
  for (guint i = 0; i < structure->n_features; i++)
    {
      const TandaiUimaFeature *feature = tandai_uima_cas_feature (self, structure, i);

      if (strcmp (feature->name, name) == 0)
        return feature->text;
    }
  return NULL;
}

/**
 * tandai_uima_parse_number:
 * @text: a text
 * @number: (out): the number that it is
 *
 * Returns: whether it is a whole number of decimal digits, not too large
 */
gboolean
tandai_uima_parse_number (const char *text, guint *number)
{
  guint64 parsed;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT32, &parsed, NULL))
    return FALSE;
  *number = (guint) parsed;
  return TRUE;
}

/**
 * tandai_uima_parse_numbers:
 * @text: a text
 * @most: how many numbers at most
 * @numbers: (element-type guint): what takes them
 *
 * Returns: whether it is nothing but whole numbers with spaces between them, one at least
 */
gboolean
tandai_uima_parse_numbers (const char *text, guint most, GArray *numbers)
{
  const char *p = text;

  g_array_set_size (numbers, 0);
  while (*(p += strspn (p, " ")) != '\0')
    {
      gsize length = strspn (p, "0123456789");
      char digits[16] = "";
      guint number;

      if (length == 0 || length >= sizeof digits || (p[length] != '\0' && p[length] != ' ')
          || numbers->len >= most)
        return FALSE;
      memcpy (digits, p, length);
      if (!tandai_uima_parse_number (digits, &number))
        return FALSE;
      g_array_append_val (numbers, number);
      p += length;
    }
  return numbers->len > 0;
}
