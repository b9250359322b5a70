/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "formats/tandai-label-studio-config.h"
#include "formats/tandai-names.h"
#include "formats/tandai-regions.h"

/* What a label looks like and which key picks it. */
typedef struct
{
  char *color;
  char *key;
} Look;

/* The control of an attribute: the labels it is for and, where it is not free text, the values. */
typedef struct
{
  TandaiNames *labels;
  TandaiNames *values;
} Control;

struct _TandaiLabelStudioConfig
{
  GMutex mutex;
  TandaiNames *labels;
  TandaiNames *relations;
  TandaiNames *choices;
  TandaiNames *texts;
  GHashTable *looks;
  GHashTable *controls;
  GHashTable *schemas;
};

static void
look_free (Look *self)
{
  g_free (self->color);
  g_free (self->key);
  g_free (self);
}

static void
control_free (Control *self)
{
  tandai_names_free (self->labels);
  tandai_names_free (self->values);
  g_free (self);
}

static Control *
get_control (TandaiLabelStudioConfig *self, TandaiNames *kind, const char *name, guint rank)
{
  g_autofree char *key = g_strconcat (kind == self->choices ? "C" : "T", name, NULL);
  Control *control = g_hash_table_lookup (self->controls, key);

  tandai_names_add (kind, name, rank);
  if (control != NULL)
    return control;
  control = g_new (Control, 1);
  *control = (Control){ tandai_names_new (), tandai_names_new () };
  g_hash_table_insert (self->controls, g_steal_pointer (&key), control);
  return control;
}

/**
 * tandai_label_studio_config_new:
 *
 * Returns: (transfer full): no controls yet
 */
TandaiLabelStudioConfig *
tandai_label_studio_config_new (void)
{
  TandaiLabelStudioConfig *self = g_new (TandaiLabelStudioConfig, 1);

  g_mutex_init (&self->mutex);
  self->labels = tandai_names_new ();
  self->relations = tandai_names_new ();
  self->choices = tandai_names_new ();
  self->texts = tandai_names_new ();
  self->looks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) look_free);
  self->controls = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) control_free);
  self->schemas = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

/**
 * tandai_label_studio_config_free:
 * @self: (transfer full): a configuration
 *
 * Frees a configuration.
 */
void
tandai_label_studio_config_free (TandaiLabelStudioConfig *self)
{
  tandai_names_free (self->labels);
  tandai_names_free (self->relations);
  tandai_names_free (self->choices);
  tandai_names_free (self->texts);
  g_hash_table_unref (self->looks);
  g_hash_table_unref (self->controls);
  g_hash_table_unref (self->schemas);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/**
 * tandai_label_studio_config_name:
 * @attribute: an attribute's name
 *
 * Returns: (transfer full): what its control is called; no two controls may have one name
 */
char *
tandai_label_studio_config_name (const char *attribute)
{
  gboolean taken =
      strcmp (attribute, TANDAI_LABEL_STUDIO_TEXT) == 0 || strcmp (attribute, TANDAI_LABEL_STUDIO_LABEL) == 0;

  return g_strconcat (attribute, taken ? "_" : "", NULL);
}

/**
 * tandai_label_studio_config_has_choice:
 * @schema: the schema in force
 * @label: a label
 * @attribute: an attribute of its
 * @value: a value of that
 *
 * Returns: whether the schema lists the value, so that it is one to choose and no free text
 */
gboolean
tandai_label_studio_config_has_choice (TandaiSchema *schema,
                                       const char *label,
                                       const char *attribute,
                                       const char *value)
{
  const TandaiLabelDef *def = tandai_schema_find_label (schema, label, NULL);
  const TandaiAttributeDef *found = def != NULL && def->attributes != NULL
                                        ? tandai_schema_find_attribute (def->attributes, attribute)
                                        : NULL;

  return found != NULL && found->values != NULL
         && g_strv_contains ((const char *const *) found->values, value);
}

static void
add_attribute_def (TandaiLabelStudioConfig *self,
                   const TandaiAttributeDef *attribute,
                   guint rank,
                   const char *label,
                   guint label_rank)
{
  TandaiNames *kind = attribute->values != NULL ? self->choices : self->texts;
  Control *control = get_control (self, kind, attribute->name, rank);

  tandai_names_add (control->labels, label, label_rank);
  for (guint i = 0; attribute->values != NULL && attribute->values[i] != NULL; i++)
    tandai_names_add (control->values, attribute->values[i], i);
}

static void
add_label_def (TandaiLabelStudioConfig *self, const TandaiLabelDef *label, guint rank)
{
  tandai_names_add (self->labels, label->name, rank);
  if (!g_hash_table_contains (self->looks, label->name))
    {
      Look *look = g_new (Look, 1);

      *look = (Look){ g_strdup (label->color_light), g_strdup (label->key) };
      g_hash_table_insert (self->looks, g_strdup (label->name), look);
    }
  for (guint i = 0; label->attributes != NULL && i < label->attributes->len; i++)
    add_attribute_def (self, label->attributes->pdata[i], i, label->name, rank);
}

/**
 * tandai_label_studio_config_add_schema:
 * @self: a configuration
 * @schema: a schema
 *
 * Adds controls for all names of a schema.
 */
void
tandai_label_studio_config_add_schema (TandaiLabelStudioConfig *self, TandaiSchema *schema)
{
  const char *sha256 = tandai_schema_get_sha256 (schema);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (!g_hash_table_add (self->schemas, g_strdup (sha256 != NULL ? sha256 : "")))
    return;
  for (guint i = 0; i < tandai_schema_get_n_labels (schema); i++)
    add_label_def (self, tandai_schema_get_label (schema, i), i);
  for (guint i = 0; i < tandai_schema_get_n_relations (schema); i++)
    tandai_names_add (self->relations, tandai_schema_get_relation (schema, i)->name, i);
}

/**
 * tandai_label_studio_config_add_label:
 * @self: a configuration
 * @label: a label
 *
 * Adds a label that was met.
 */
void
tandai_label_studio_config_add_label (TandaiLabelStudioConfig *self, const char *label)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  tandai_names_add (self->labels, label, TANDAI_NAMES_MET);
}

/**
 * tandai_label_studio_config_add_relation:
 * @self: a configuration
 * @name: a relation
 *
 * Adds a relation that was met.
 */
void
tandai_label_studio_config_add_relation (TandaiLabelStudioConfig *self, const char *name)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  tandai_names_add (self->relations, name, TANDAI_NAMES_MET);
}

/**
 * tandai_label_studio_config_add_attribute:
 * @self: a configuration
 * @name: an attribute that was met and is free text
 * @label: the label of the span that has it
 *
 * Adds a control for it.
 */
void
tandai_label_studio_config_add_attribute (TandaiLabelStudioConfig *self, const char *name, const char *label)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  Control *control = get_control (self, self->texts, name, TANDAI_NAMES_MET);

  tandai_names_add (control->labels, label, TANDAI_NAMES_MET);
}

static void
append_escaped (GString *to, const char *before, const char *text, const char *after)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_string_append_printf (to, "%s%s%s", before, escaped, after);
}

static void
append_labels (TandaiLabelStudioConfig *self, GString *to)
{
  guint n = tandai_names_sort (self->labels);

  g_string_append (to, "  <Labels name=\"" TANDAI_LABEL_STUDIO_LABEL "\" toName=\"" TANDAI_LABEL_STUDIO_TEXT
                       "\">\n");
  for (guint i = 0; i < n; i++)
    {
      const char *name = tandai_names_get (self->labels, i);
      const Look *look = g_hash_table_lookup (self->looks, name);

      append_escaped (to, "    <Label value=\"", name, "\"");
      if (look != NULL && look->color != NULL)
        append_escaped (to, " background=\"", look->color, "\"");
      if (look != NULL && look->key != NULL)
        append_escaped (to, " hotkey=\"", look->key, "\"");
      g_string_append (to, "/>\n");
    }
  g_string_append (to, "  </Labels>\n");
}

static void
append_relations (TandaiLabelStudioConfig *self, GString *to)
{
  guint n = tandai_names_sort (self->relations);

  g_string_append (to, "  <Relations>\n");
  for (guint i = 0; i < n; i++)
    append_escaped (to, "    <Relation value=\"", tandai_names_get (self->relations, i), "\"/>\n");
  if (!tandai_names_has (self->relations, TANDAI_REGION_FRAGMENT))
    g_string_append (to, "    <Relation value=\"" TANDAI_REGION_FRAGMENT "\"/>\n");
  g_string_append (to, "  </Relations>\n");
}

static void
append_control (GString *to, const char *tag, const char *attribute, Control *control)
{
  g_autoptr (GString) labels = g_string_new (NULL);
  g_autofree char *name = tandai_label_studio_config_name (attribute);
  guint n_values = tandai_names_sort (control->values);

  tandai_names_join (control->labels, labels, ",");
  g_string_append_printf (to, "  <%s", tag);
  append_escaped (to, " name=\"", name, "\" toName=\"" TANDAI_LABEL_STUDIO_TEXT "\" perRegion=\"true\"");
  append_escaped (to, " whenTagName=\"" TANDAI_LABEL_STUDIO_LABEL "\" whenLabelValue=\"", labels->str, "\"");
  if (n_values == 0)
    {
      append_escaped (to, " placeholder=\"", attribute, "\"/>\n");
      return;
    }
  g_string_append (to, ">\n");
  for (guint i = 0; i < n_values; i++)
    append_escaped (to, "    <Choice value=\"", tandai_names_get (control->values, i), "\"/>\n");
  g_string_append_printf (to, "  </%s>\n", tag);
}

/* One attribute may be a choice for one label and free text for another: the text's control gives way. */
static void
append_controls (TandaiLabelStudioConfig *self, GString *to)
{
  guint n = tandai_names_sort (self->choices);

  for (guint i = 0; i < n; i++)
    {
      const char *name = tandai_names_get (self->choices, i);

      append_control (to, "Choices", name, get_control (self, self->choices, name, TANDAI_NAMES_MET));
    }
  n = tandai_names_sort (self->texts);
  for (guint i = 0; i < n; i++)
    {
      const char *name = tandai_names_get (self->texts, i);

      if (!tandai_names_has (self->choices, name))
        append_control (to, "TextArea", name, get_control (self, self->texts, name, TANDAI_NAMES_MET));
    }
}

/**
 * tandai_label_studio_config_append:
 * @self: a configuration
 * @to: what takes it
 *
 * Writes the interface: the text, its labels and relations, and a control for
 * each attribute.
 */
void
tandai_label_studio_config_append (TandaiLabelStudioConfig *self, GString *to)
{
  g_string_append (to, "<View>\n");
  append_labels (self, to);
  append_relations (self, to);
  g_string_append (to, "  <Text name=\"" TANDAI_LABEL_STUDIO_TEXT "\" value=\"$text\"/>\n");
  append_controls (self, to);
  g_string_append (to, "</View>\n");
}
