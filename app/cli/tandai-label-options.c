/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the command line says of a label, put into the corpus file. */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "cli/tandai-label-options.h"
#include "core/tandai-error.h"

typedef gboolean (*SetText) (
    TandaiSchemaEdit *edit, const char *name, const char *language, const char *text, GError **error);

/** tandai_label_options_clear: frees what it holds */
void
tandai_label_options_clear (TandaiLabelOptions *self)
{
  g_strfreev (self->titles);
  g_strfreev (self->descriptions);
  g_strfreev (self->examples);
  g_free (self->key);
  g_free (self->color);
  g_free (self->shape);
  g_strfreev (self->attributes);
  g_strfreev (self->attribute_titles);
  g_strfreev (self->attribute_descriptions);
  g_strfreev (self->without);
  g_strfreev (self->from);
  g_strfreev (self->to);
}

/* "id=Aktor"; the sign is looked for where a language's code would end. */
static gboolean
set_text (TandaiSchemaEdit *edit, const char *name, const char *option, SetText set, GError **error)
{
  const char *sign = strchr (option, '=');
  g_autofree char *language = sign != NULL ? g_strndup (option, (gsize) (sign - option)) : NULL;

  if (language != NULL && *language != '\0')
    return set (edit, name, language, sign + 1, error);
  g_set_error (error, TANDAI_ERROR, TANDAI_ERROR_NAME,
               /* Translators: %s is what somebody gave; “id=Aktor” is an example that stays as it is. */
               _ ("“%s” has no language: it must be like “id=Aktor”"), option);
  return FALSE;
}

static gboolean
set_texts (TandaiSchemaEdit *edit, const char *name, char **options, SetText set, GError **error)
{
  for (guint i = 0; options != NULL && options[i] != NULL; i++)
    if (!set_text (edit, name, options[i], set, error))
      return FALSE;
  return TRUE;
}

static gboolean
set_color (TandaiSchemaEdit *edit, const char *label, const char *option, GError **error)
{
  g_auto (GStrv) colors = NULL;

  if (option == NULL)
    return TRUE;
  if (*option == '\0')
    return tandai_schema_edit_set_color (edit, label, NULL, NULL, error);
  colors = g_strsplit (option, ",", 2);
  return tandai_schema_edit_set_color (edit, label, colors[0], colors[1] != NULL ? colors[1] : colors[0],
                                       error);
}

static gboolean
set_attribute (TandaiSchemaEdit *edit, const char *label, const char *option, GError **error)
{
  const char *sign = strchr (option, '=');
  g_autofree char *name = sign != NULL ? g_strndup (option, (gsize) (sign - option)) : g_strdup (option);
  g_auto (GStrv) values = sign != NULL ? g_strsplit (sign + 1, ",", -1) : NULL;

  return tandai_schema_edit_set_attribute (edit, label, name, (const char *const *) values, error);
}

typedef gboolean (*SetAttributeText) (TandaiSchemaEdit *edit,
                                      const char *label,
                                      const char *attribute,
                                      const char *language,
                                      const char *text,
                                      GError **error);

/* "mode:id=Cara" */
static gboolean
set_attribute_text (
    TandaiSchemaEdit *edit, const char *label, const char *option, SetAttributeText set, GError **error)
{
  const char *sign = strchr (option, '=');
  g_autofree char *place = g_strndup (option, sign != NULL ? (gsize) (sign - option) : 0);
  char *language = strrchr (place, ':');

  if (language == NULL || language[1] == '\0')
    {
      g_set_error (
          error, TANDAI_ERROR, TANDAI_ERROR_NAME,
          /* Translators: %s is what somebody gave; “mode:id=Cara” is an example that stays as it is. */
          _ ("“%s” has no attribute or no language: it must be like “mode:id=Cara”"), option);
      return FALSE;
    }
  *language++ = '\0';
  return set (edit, label, place, language, sign + 1, error);
}

static gboolean
set_attribute_texts (
    TandaiSchemaEdit *edit, const char *label, char **options, SetAttributeText set, GError **error)
{
  for (guint i = 0; options != NULL && options[i] != NULL; i++)
    if (!set_attribute_text (edit, label, options[i], set, error))
      return FALSE;
  return TRUE;
}

static gboolean
set_attributes (const TandaiLabelOptions *self, TandaiSchemaEdit *edit, const char *label, GError **error)
{
  for (guint i = 0; self->attributes != NULL && self->attributes[i] != NULL; i++)
    if (!set_attribute (edit, label, self->attributes[i], error))
      return FALSE;
  for (guint i = 0; self->without != NULL && self->without[i] != NULL; i++)
    if (!tandai_schema_edit_remove_attribute (edit, label, self->without[i], error))
      return FALSE;
  return set_attribute_texts (edit, label, self->attribute_titles, tandai_schema_edit_set_attribute_title,
                              error)
         && set_attribute_texts (edit, label, self->attribute_descriptions,
                                 tandai_schema_edit_set_attribute_description, error);
}

/* An empty shape is that of the label's place. */
static gboolean
set_shape (TandaiSchemaEdit *edit, const char *label, const char *shape, GError **error)
{
  return shape == NULL || tandai_schema_edit_set_shape (edit, label, *shape != '\0' ? shape : NULL, error);
}

/* The examples that are given take the place of those that were; an empty one alone removes them. */
static gboolean
set_examples (TandaiSchemaEdit *edit, const char *label, char **examples, GError **error)
{
  static const char *const none[] = { NULL };

  if (examples == NULL)
    return TRUE;
  return tandai_schema_edit_set_examples (edit, label,
                                          *examples[0] != '\0' ? (const char *const *) examples : none,
                                          error);
}

/**
 * tandai_label_options_apply:
 * @self: what the command line says
 * @edit: a corpus file
 * @label: a label's name
 * @error: return location for an error
 *
 * Returns: whether the label is as it was asked for
 */
gboolean
tandai_label_options_apply (const TandaiLabelOptions *self,
                            TandaiSchemaEdit *edit,
                            const char *label,
                            GError **error)
{
  return set_texts (edit, label, self->titles, tandai_schema_edit_set_title, error)
         && set_texts (edit, label, self->descriptions, tandai_schema_edit_set_description, error)
         && set_examples (edit, label, self->examples, error)
         && (self->key == NULL || tandai_schema_edit_set_key (edit, label, self->key, error))
         && set_color (edit, label, self->color, error) && set_shape (edit, label, self->shape, error)
         && set_attributes (self, edit, label, error);
}

/** tandai_label_options_apply_relation: as tandai_label_options_apply(), of a relation */
gboolean
tandai_label_options_apply_relation (const TandaiLabelOptions *self,
                                     TandaiSchemaEdit *edit,
                                     const char *relation,
                                     GError **error)
{
  return tandai_schema_edit_set_relation (edit, relation, (const char *const *) self->from,
                                          (const char *const *) self->to, error)
         && set_texts (edit, relation, self->titles, tandai_schema_edit_set_relation_title, error);
}
