/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "formats/tandai-names.h"

typedef struct
{
  char *name;
  guint rank;
} Name;

struct _TandaiNames
{
  GPtrArray *list;
  GHashTable *set;
};

static void
name_free (Name *self)
{
  g_free (self->name);
  g_free (self);
}

/**
 * tandai_names_new:
 *
 * Returns: (transfer full): no names yet
 */
TandaiNames *
tandai_names_new (void)
{
  TandaiNames *self = g_new (TandaiNames, 1);

  self->list = g_ptr_array_new_with_free_func ((GDestroyNotify) name_free);
  self->set = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

/**
 * tandai_names_free:
 * @self: (transfer full): names
 *
 * Frees them.
 */
void
tandai_names_free (TandaiNames *self)
{
  g_hash_table_unref (self->set);
  g_ptr_array_unref (self->list);
  g_free (self);
}

/**
 * tandai_names_add:
 * @self: names
 * @name: a name
 * @rank: its place among them, or %TANDAI_NAMES_MET; of several the smallest counts
 *
 * Adds a name, if it is new.
 */
void
tandai_names_add (TandaiNames *self, const char *name, guint rank)
{
  Name *known = g_hash_table_lookup (self->set, name);

  if (known == NULL)
    {
      known = g_new (Name, 1);
      *known = (Name){ g_strdup (name), rank };
      g_ptr_array_add (self->list, known);
      g_hash_table_insert (self->set, known->name, known);
    }
  known->rank = MIN (known->rank, rank);
}

/** tandai_names_has: Returns: whether @name is among them */
gboolean
tandai_names_has (TandaiNames *self, const char *name)
{
  return g_hash_table_contains (self->set, name);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  const Name *left = *(const Name *const *) a;
  const Name *right = *(const Name *const *) b;

  if (left->rank != right->rank)
    return left->rank < right->rank ? -1 : 1;
  return strcmp (left->name, right->name);
}

/**
 * tandai_names_sort:
 * @self: names
 *
 * Puts them in order.
 *
 * Returns: how many there are
 */
guint
tandai_names_sort (TandaiNames *self)
{
  g_ptr_array_sort (self->list, compare_names);
  return self->list->len;
}

/**
 * tandai_names_get:
 * @self: names
 * @position: which one, in the order of the last tandai_names_sort()
 *
 * Returns: (transfer none): the name
 */
const char *
tandai_names_get (TandaiNames *self, guint position)
{
  return ((const Name *) self->list->pdata[position])->name;
}

/**
 * tandai_names_join:
 * @self: names
 * @to: what takes them
 * @separator: what stands between two
 *
 * Puts them in order and appends them.
 */
void
tandai_names_join (TandaiNames *self, GString *to, const char *separator)
{
  guint n = tandai_names_sort (self);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (to, "%s%s", i > 0 ? separator : "", tandai_names_get (self, i));
}
