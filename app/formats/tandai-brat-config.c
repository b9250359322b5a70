/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "formats/tandai-brat-config.h"
#include "formats/tandai-format.h"
#include "formats/tandai-names.h"

#define RESERVED "|;,:<>[]()!\"'"

/* A relation with the labels at its two ends, or an attribute with its labels and values. */
typedef struct
{
  TandaiNames *first;
  TandaiNames *second;
} Entry;

struct _TandaiBratConfig
{
  GMutex mutex;
  TandaiNames *labels;
  TandaiNames *relations;
  TandaiNames *attributes;
  GHashTable *entries;
  GHashTable *schemas;
};

static void
append_names (TandaiNames *names, GString *to, const char *if_none)
{
  if (tandai_names_sort (names) == 0)
    g_string_append (to, if_none);
  tandai_names_join (names, to, "|");
}

static Entry *
entry_new (void)
{
  Entry *self = g_new (Entry, 1);

  self->first = tandai_names_new ();
  self->second = tandai_names_new ();
  return self;
}

static void
entry_free (Entry *self)
{
  tandai_names_free (self->first);
  tandai_names_free (self->second);
  g_free (self);
}

/* Relations and attributes have names of their own: the kind keeps them apart. */
static Entry *
get_entry (TandaiBratConfig *self, TandaiNames *names, const char *name, guint rank)
{
  g_autofree char *key = g_strdup_printf ("%c%s", names == self->relations ? 'R' : 'A', name);
  Entry *entry = g_hash_table_lookup (self->entries, key);

  if (entry == NULL)
    {
      entry = entry_new ();
      g_hash_table_insert (self->entries, g_steal_pointer (&key), entry);
    }
  tandai_names_add (names, name, rank);
  return entry;
}

static void
add_clean (TandaiNames *names, const char *name, guint rank)
{
  g_autofree char *clean = tandai_format_clean_name (name, RESERVED);

  tandai_names_add (names, clean, rank);
}

static void
add_all_clean (TandaiNames *names, char **list)
{
  for (guint i = 0; list != NULL && list[i] != NULL; i++)
    add_clean (names, list[i], i);
}

static void
add_label_def (TandaiBratConfig *self, const TandaiLabelDef *label, guint rank)
{
  add_clean (self->labels, label->name, rank);
  for (guint i = 0; label->attributes != NULL && i < label->attributes->len; i++)
    {
      const TandaiAttributeDef *attribute = label->attributes->pdata[i];
      g_autofree char *name = tandai_format_clean_name (attribute->name, RESERVED);
      Entry *entry = get_entry (self, self->attributes, name, i);

      add_clean (entry->first, label->name, rank);
      for (guint j = 0; attribute->values != NULL && attribute->values[j] != NULL; j++)
        if (tandai_brat_config_holds_value (attribute->values[j]))
          tandai_names_add (entry->second, attribute->values[j], j);
    }
}

static void
add_relation_def (TandaiBratConfig *self, const TandaiRelationDef *relation, guint rank)
{
  g_autofree char *name = tandai_format_clean_name (relation->name, RESERVED);
  Entry *entry = get_entry (self, self->relations, name, rank);

  add_all_clean (entry->first, relation->from);
  add_all_clean (entry->second, relation->to);
}

static void
append_relations (TandaiBratConfig *self, GString *to)
{
  guint n = tandai_names_sort (self->relations);

  for (guint i = 0; i < n; i++)
    {
      const char *name = tandai_names_get (self->relations, i);
      Entry *entry = get_entry (self, self->relations, name, TANDAI_NAMES_MET);

      g_string_append_printf (to, "%s\tArg1:", name);
      append_names (entry->first, to, "<ENTITY>");
      g_string_append (to, ", Arg2:");
      append_names (entry->second, to, "<ENTITY>");
      g_string_append_c (to, '\n');
    }
}

/* An attribute without values would be a yes or no to brat: one that is free text and never given is left
 * out. */
static void
append_attributes (TandaiBratConfig *self, GString *to)
{
  guint n = tandai_names_sort (self->attributes);

  for (guint i = 0; i < n; i++)
    {
      const char *name = tandai_names_get (self->attributes, i);
      Entry *entry = get_entry (self, self->attributes, name, TANDAI_NAMES_MET);

      if (tandai_names_sort (entry->second) == 0)
        continue;
      g_string_append_printf (to, "%s\tArg:", name);
      append_names (entry->first, to, "<ENTITY>");
      g_string_append (to, ", Value:");
      append_names (entry->second, to, "");
      g_string_append_c (to, '\n');
    }
}

/**
 * tandai_brat_config_new:
 *
 * Returns: (transfer full): nothing declared yet
 */
TandaiBratConfig *
tandai_brat_config_new (void)
{
  TandaiBratConfig *self = g_new (TandaiBratConfig, 1);

  g_mutex_init (&self->mutex);
  self->labels = tandai_names_new ();
  self->relations = tandai_names_new ();
  self->attributes = tandai_names_new ();
  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) entry_free);
  self->schemas = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

/**
 * tandai_brat_config_free:
 * @self: (transfer full): a configuration
 *
 * Frees a configuration.
 */
void
tandai_brat_config_free (TandaiBratConfig *self)
{
  tandai_names_free (self->labels);
  tandai_names_free (self->relations);
  tandai_names_free (self->attributes);
  g_hash_table_unref (self->entries);
  g_hash_table_unref (self->schemas);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/**
 * tandai_brat_config_name:
 * @name: a label's, attribute's or relation's name
 *
 * Returns: (transfer full): the name as brat can have it
 */
char *
tandai_brat_config_name (const char *name)
{
  return tandai_format_clean_name (name, RESERVED);
}

/**
 * tandai_brat_config_holds_value:
 * @value: an attribute's value
 *
 * Returns: whether it is a single word that can stand in brat's list of values
 */
gboolean
tandai_brat_config_holds_value (const char *value)
{
  g_autofree char *clean = tandai_format_clean_name (value, "|,;:<>");

  return strcmp (clean, value) == 0;
}

/**
 * tandai_brat_config_add_schema:
 * @self: a configuration
 * @schema: a schema
 *
 * Declares all names of a schema.
 */
void
tandai_brat_config_add_schema (TandaiBratConfig *self, TandaiSchema *schema)
{
  const char *sha256 = tandai_schema_get_sha256 (schema);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (!g_hash_table_add (self->schemas, g_strdup (sha256 != NULL ? sha256 : "")))
    return;
  for (guint i = 0; i < tandai_schema_get_n_labels (schema); i++)
    add_label_def (self, tandai_schema_get_label (schema, i), i);
  for (guint i = 0; i < tandai_schema_get_n_relations (schema); i++)
    add_relation_def (self, tandai_schema_get_relation (schema, i), i);
}

/**
 * tandai_brat_config_add_label:
 * @self: a configuration
 * @label: a label, as brat can have it
 *
 * Declares a label that was met.
 */
void
tandai_brat_config_add_label (TandaiBratConfig *self, const char *label)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  tandai_names_add (self->labels, label, TANDAI_NAMES_MET);
}

/**
 * tandai_brat_config_add_relation:
 * @self: a configuration
 * @name: a relation, as brat can have it
 * @from: the label at its start
 * @to: the label at its end
 *
 * Declares a relation that was met.
 */
void
tandai_brat_config_add_relation (TandaiBratConfig *self, const char *name, const char *from, const char *to)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  Entry *entry = get_entry (self, self->relations, name, TANDAI_NAMES_MET);

  add_clean (entry->first, from, TANDAI_NAMES_MET);
  add_clean (entry->second, to, TANDAI_NAMES_MET);
}

/**
 * tandai_brat_config_add_attribute:
 * @self: a configuration
 * @name: an attribute, as brat can have it
 * @label: the label of the span that has it
 * @value: its value
 *
 * Declares an attribute that was met.
 */
void
tandai_brat_config_add_attribute (TandaiBratConfig *self,
                                  const char *name,
                                  const char *label,
                                  const char *value)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  Entry *entry = get_entry (self, self->attributes, name, TANDAI_NAMES_MET);

  add_clean (entry->first, label, TANDAI_NAMES_MET);
  tandai_names_add (entry->second, value, TANDAI_NAMES_MET);
}

/**
 * tandai_brat_config_append:
 * @self: a configuration
 * @to: what takes it
 *
 * Writes the configuration: spans of any labels may overlap in any way.
 */
void
tandai_brat_config_append (TandaiBratConfig *self, GString *to)
{
  g_string_append (to, "[entities]\n");
  tandai_names_join (self->labels, to, "\n");
  if (tandai_names_sort (self->labels) > 0)
    g_string_append_c (to, '\n');
  g_string_append (to, "\n[relations]\n");
  append_relations (self, to);
  g_string_append (to, "<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n");
  g_string_append (to, "\n[events]\n");
  g_string_append (to, "\n[attributes]\n");
  append_attributes (self, to);
}
