/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be done to the labels of a corpus file. */

#include "config.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#include "core/tandai-error.h"
#include "core/tandai-schema-default.h"
#include "core/tandai-schema-edit-private.h"
#include "core/tandai-schema-private.h"
#include "core/tandai-schema-template.h"

#define LABELS "labels"

/**
 * tandai_schema_edit_new:
 * @bytes: (nullable): a tandai.json; %NULL for the built-in schema
 * @error: return location for an error as of tandai_schema_parse()
 *
 * Returns: (transfer full): it, to be changed; %NULL where it is not valid
 */
TandaiSchemaEdit *
tandai_schema_edit_new (GBytes *bytes, GError **error)
{
  g_autoptr (GBytes) content =
      bytes != NULL ? g_bytes_ref (bytes) : tandai_schema_lay_out (TANDAI_SCHEMA_DEFAULT);
  g_autoptr (TandaiSchema) schema = tandai_schema_parse (content, error);
  TandaiSchemaEdit *self;

  if (schema == NULL)
    return NULL;
  self = g_new (TandaiSchemaEdit, 1);
  self->text = tandai_json_edit_new (content, NULL);
  return self;
}

/** tandai_schema_edit_free: frees it */
void
tandai_schema_edit_free (TandaiSchemaEdit *self)
{
  if (self == NULL)
    return;
  tandai_json_edit_free (self->text);
  g_free (self);
}

/**
 * tandai_schema_edit_finish:
 * @self: a corpus file that was changed
 * @schema: (out) (optional) (transfer full): the schema that it is now
 * @error: return location for a %TANDAI_ERROR_SCHEMA where the changes together make no valid schema
 *
 * Returns: (transfer full): the file's new content, or %NULL
 */
GBytes *
tandai_schema_edit_finish (TandaiSchemaEdit *self, TandaiSchema **schema, GError **error)
{
  g_autoptr (GBytes) bytes = tandai_json_edit_dup_bytes (self->text);
  g_autoptr (TandaiSchema) parsed = tandai_schema_parse (bytes, error);

  if (parsed == NULL)
    return NULL;
  if (schema != NULL)
    *schema = g_steal_pointer (&parsed);
  return g_steal_pointer (&bytes);
}

/* Returns: (transfer full): a text as JSON */
char *
_tandai_json_quote (const char *text)
{
  GString *to = g_string_new (NULL);

  tandai_json_write_string (to, text, -1);
  return g_string_free (to, FALSE);
}

/* Returns: (transfer full): texts as JSON */
char *
_tandai_json_quote_list (const char *const *texts)
{
  GString *to = g_string_new ("[");

  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    {
      g_string_append (to, i > 0 ? ", " : "");
      tandai_json_write_string (to, texts[i], -1);
    }
  g_string_append_c (to, ']');
  return g_string_free (to, FALSE);
}

static int
find_in (const TandaiJson *json, int list, const char *name)
{
  for (int item = list >= 0 ? tandai_json_first (json, (guint) list) : -1; item >= 0;
       item = tandai_json_next (json, (guint) item))
    {
      int value = tandai_json_find (json, (guint) item, "name");

      if (value >= 0 && tandai_json_string_is (json, (guint) value, name, strlen (name)))
        return item;
    }
  return -1;
}

/* The object of that name in a list at the top, or -1. */
int
_tandai_schema_edit_find (TandaiSchemaEdit *self, const char *list, const char *name)
{
  const TandaiJson *json = tandai_json_edit_get_json (self->text);

  return find_in (json, tandai_json_find (json, 0, list), name);
}

/* The same, with an error where there is none. */
int
_tandai_schema_edit_require (TandaiSchemaEdit *self, const char *list, const char *name, GError **error)
{
  int item = _tandai_schema_edit_find (self, list, name);

  if (item < 0)
    g_set_error (error, TANDAI_ERROR, TANDAI_ERROR_NOT_FOUND,
                 strcmp (list, LABELS) == 0 ? _ ("There is no label “%s”") : _ ("There is no relation “%s”"),
                 name);
  return item;
}

/* Whether a list at the top can take something of that name. */
gboolean
_tandai_schema_edit_check_new (TandaiSchemaEdit *self, const char *list, const char *name, GError **error)
{
  if (!_tandai_schema_name_is_valid (name))
    {
      g_set_error (error, TANDAI_ERROR, TANDAI_ERROR_NAME,
                   /* Translators: %s is what somebody gave as a name. */
                   _ ("“%s” can’t be a name: it must be 1 to 64 characters without spaces, “|”, “;” and “,”, "
                      "and not begin with “-”"),
                   name);
      return FALSE;
    }
  if (_tandai_schema_edit_find (self, list, name) < 0)
    return TRUE;
  g_set_error (error, TANDAI_ERROR, TANDAI_ERROR_NAME,
               strcmp (list, LABELS) == 0 ? _ ("There is a label “%s” already")
                                          : _ ("There is a relation “%s” already"),
               name);
  return FALSE;
}

/* Adds to a list at the top, which is made where there is none. */
void
_tandai_schema_edit_append (TandaiSchemaEdit *self, const char *list, const char *raw)
{
  int value = tandai_json_find (tandai_json_edit_get_json (self->text), 0, list);
  g_autofree char *items = NULL;

  if (value >= 0 && tandai_json_first (tandai_json_edit_get_json (self->text), (guint) value) >= 0)
    {
      tandai_json_edit_append (self->text, (guint) value, raw);
      return;
    }
  items = g_strdup_printf ("[\n    %s\n  ]", raw);
  tandai_json_edit_set_member (self->text, 0, list, items);
}

/* Removes what has that name from a list at the top. */
void
_tandai_schema_edit_remove (TandaiSchemaEdit *self, const char *list, const char *name)
{
  int value = tandai_json_find (tandai_json_edit_get_json (self->text), 0, list);

  tandai_json_edit_remove (self->text, (guint) value, (guint) _tandai_schema_edit_find (self, list, name));
}

static gboolean
set_label_member (
    TandaiSchemaEdit *self, const char *label, const char *member, const char *raw, GError **error)
{
  int object = _tandai_schema_edit_require (self, LABELS, label, error);

  if (object < 0)
    return FALSE;
  tandai_json_edit_set_member (self->text, (guint) object, member, raw);
  return TRUE;
}

/* A text without a language becomes that of the other language of the two that the program speaks. */
static char *
make_translations (const TandaiJson *json, int old, const char *language, const char *text)
{
  GString *to = g_string_new ("{");
  g_autofree char *plain = old >= 0 ? tandai_json_dup_string (json, (guint) old) : NULL;

  if (plain != NULL)
    {
      g_string_append (to, g_str_equal (language, "en") ? "\"id\": " : "\"en\": ");
      tandai_json_write_string (to, plain, -1);
      g_string_append (to, ", ");
    }
  tandai_json_write_string (to, language, -1);
  g_string_append (to, ": ");
  tandai_json_write_string (to, text, -1);
  g_string_append_c (to, '}');
  return g_string_free (to, FALSE);
}

static void
translate (TandaiSchemaEdit *self, guint object, const char *member, const char *language, const char *text)
{
  const TandaiJson *json = tandai_json_edit_get_json (self->text);
  int value = tandai_json_find (json, object, member);
  gboolean by_language = value >= 0 && tandai_json_get_kind (json, (guint) value) == TANDAI_JSON_OBJECT;
  gboolean none = text == NULL || *text == '\0';
  g_autofree char *raw = none ? NULL : _tandai_json_quote (text);

  if (*language == '\0' || (none && !by_language))
    tandai_json_edit_set_member (self->text, object, member, raw);
  else if (by_language)
    tandai_json_edit_set_member (self->text, (guint) value, language, raw);
  else
    {
      g_autofree char *translations = make_translations (json, value, language, text);

      tandai_json_edit_set_member (self->text, object, member, translations);
    }
}

/* Sets or removes one language's text of a title or description. */
gboolean
_tandai_schema_edit_translate (TandaiSchemaEdit *self,
                               const char *list,
                               const char *name,
                               const char *member,
                               const char *language,
                               const char *text,
                               GError **error)
{
  int object = _tandai_schema_edit_require (self, list, name, error);

  if (object >= 0)
    translate (self, (guint) object, member, language, text);
  return object >= 0;
}

/**
 * tandai_schema_edit_add_label:
 * @self: a corpus file
 * @label: a new label's name
 * @error: return location for a %TANDAI_ERROR_NAME
 *
 * Adds a label at the end.
 *
 * Returns: whether the name could be taken
 */
gboolean
tandai_schema_edit_add_label (TandaiSchemaEdit *self, const char *label, GError **error)
{
  g_autofree char *quoted = _tandai_json_quote (label);
  g_autofree char *raw = g_strdup_printf ("{\"name\": %s}", quoted);

  if (!_tandai_schema_edit_check_new (self, LABELS, label, error))
    return FALSE;
  _tandai_schema_edit_append (self, LABELS, raw);
  return TRUE;
}

/**
 * tandai_schema_edit_rename_label:
 * @self: a corpus file
 * @label: a label's name
 * @name: what it is to be called in sidecars
 * @error: return location for a %TANDAI_ERROR_NAME or %TANDAI_ERROR_NOT_FOUND
 *
 * Renames a label, where relations name it too.
 *
 * Returns: whether it is renamed
 */
gboolean
tandai_schema_edit_rename_label (TandaiSchemaEdit *self, const char *label, const char *name, GError **error)
{
  g_autofree char *raw = _tandai_json_quote (name);

  if (_tandai_schema_edit_require (self, LABELS, label, error) < 0
      || !_tandai_schema_edit_check_new (self, LABELS, name, error)
      || !set_label_member (self, label, "name", raw, error))
    return FALSE;
  _tandai_schema_edit_replace_ends (self, label, name);
  return TRUE;
}

/* Labels after one that goes would change places, and with them the look that they have by their place. */
static void
pin_look (TandaiSchemaEdit *self, const TandaiLabelDef *def)
{
  int object = _tandai_schema_edit_find (self, LABELS, def->name);
  const TandaiJson *json = tandai_json_edit_get_json (self->text);
  gboolean has_color = tandai_json_find (json, (guint) object, "color") >= 0;
  gboolean has_shape = tandai_json_find (json, (guint) object, "shape") >= 0;

  if (!has_color)
    tandai_schema_edit_set_color (self, def->name, def->color_light, def->color_dark, NULL);
  if (!has_shape)
    tandai_schema_edit_set_shape (self, def->name, tandai_label_shape_to_string (def->shape), NULL);
}

static void
drop_label (TandaiSchemaEdit *self, const char *label)
{
  g_autoptr (TandaiSchema) schema = NULL;
  g_autoptr (GBytes) bytes = tandai_schema_edit_finish (self, &schema, NULL);
  guint position = 0;

  if (bytes != NULL && tandai_schema_find_label (schema, label, &position) != NULL)
    for (guint i = position + 1; i < tandai_schema_get_n_labels (schema); i++)
      pin_look (self, tandai_schema_get_label (schema, i));
  _tandai_schema_edit_remove (self, LABELS, label);
}

/**
 * tandai_schema_edit_remove_label:
 * @self: a corpus file
 * @label: a label's name
 * @error: return location for an error; %TANDAI_ERROR_NAME where it is the only one
 *
 * Removes a label, and relations that no label could begin or end then.
 *
 * Returns: whether it is removed
 */
gboolean
tandai_schema_edit_remove_label (TandaiSchemaEdit *self, const char *label, GError **error)
{
  const TandaiJson *json = tandai_json_edit_get_json (self->text);

  if (_tandai_schema_edit_require (self, LABELS, label, error) < 0)
    return FALSE;
  if (tandai_json_count (json, (guint) tandai_json_find (json, 0, LABELS)) == 1)
    {
      g_set_error (error, TANDAI_ERROR, TANDAI_ERROR_NAME, _ ("“%s” is the only label: one is needed"),
                   label);
      return FALSE;
    }
  _tandai_schema_edit_replace_ends (self, label, NULL);
  drop_label (self, label);
  return TRUE;
}

/* What spans of @label may carry, spans of @into may carry then. */
/* What is said of an attribute comes along. */
static void
take_texts (TandaiSchemaEdit *self, const char *into, const TandaiAttributeDef *def)
{
  for (guint i = 0; def->titles[i] != NULL; i += 2)
    tandai_schema_edit_set_attribute_title (self, into, def->name, def->titles[i], def->titles[i + 1], NULL);
  for (guint i = 0; def->descriptions[i] != NULL; i += 2)
    tandai_schema_edit_set_attribute_description (self, into, def->name, def->descriptions[i],
                                                  def->descriptions[i + 1], NULL);
}

static void
take_attributes (TandaiSchemaEdit *self, const TandaiSchema *schema, const char *label, const char *into)
{
  const TandaiLabelDef *from = tandai_schema_find_label ((TandaiSchema *) schema, label, NULL);
  const TandaiLabelDef *to = tandai_schema_find_label ((TandaiSchema *) schema, into, NULL);

  for (guint i = 0; i < from->attributes->len; i++)
    {
      const TandaiAttributeDef *def = from->attributes->pdata[i];

      if (tandai_schema_find_attribute (to->attributes, def->name) != NULL)
        continue;
      tandai_schema_edit_set_attribute (self, into, def->name, (const char *const *) def->values, NULL);
      take_texts (self, into, def);
    }
}

/**
 * tandai_schema_edit_merge_label:
 * @self: a corpus file
 * @label: the name of the label that goes
 * @into: the name of the label that takes its place
 * @error: return location for an error
 *
 * Removes @label; @into gets the attributes that it lacks, and takes its place in relations.
 *
 * Returns: whether it is done
 */
gboolean
tandai_schema_edit_merge_label (TandaiSchemaEdit *self, const char *label, const char *into, GError **error)
{
  g_autoptr (TandaiSchema) schema = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (_tandai_schema_edit_require (self, LABELS, label, error) < 0
      || _tandai_schema_edit_require (self, LABELS, into, error) < 0)
    return FALSE;
  if (strcmp (label, into) == 0)
    {
      g_set_error (error, TANDAI_ERROR, TANDAI_ERROR_NAME, _ ("“%s” can’t be merged into itself"), label);
      return FALSE;
    }
  bytes = tandai_schema_edit_finish (self, &schema, error);
  if (bytes == NULL)
    return FALSE;
  take_attributes (self, schema, label, into);
  _tandai_schema_edit_replace_ends (self, label, into);
  drop_label (self, label);
  return TRUE;
}

/**
 * tandai_schema_edit_set_title:
 * @self: a corpus file
 * @label: a label's name
 * @language: a language's code; "" for a text in place of those of all languages
 * @text: (nullable): the title in that language; %NULL or "" removes it
 * @error: return location for a %TANDAI_ERROR_NOT_FOUND
 *
 * Returns: whether there is such a label
 */
gboolean
tandai_schema_edit_set_title (
    TandaiSchemaEdit *self, const char *label, const char *language, const char *text, GError **error)
{
  return _tandai_schema_edit_translate (self, LABELS, label, "title", language, text, error);
}

/** tandai_schema_edit_set_description: as tandai_schema_edit_set_title(), of what the label is for */
gboolean
tandai_schema_edit_set_description (
    TandaiSchemaEdit *self, const char *label, const char *language, const char *text, GError **error)
{
  return _tandai_schema_edit_translate (self, LABELS, label, "description", language, text, error);
}

/** tandai_schema_edit_set_examples: sets the words from articles that show what @label is for; none removes
 * them. Returns: whether there is such a label */
gboolean
tandai_schema_edit_set_examples (TandaiSchemaEdit *self,
                                 const char *label,
                                 const char *const *examples,
                                 GError **error)
{
  g_autofree char *raw = examples != NULL && examples[0] != NULL ? _tandai_json_quote_list (examples) : NULL;

  return set_label_member (self, label, "examples", raw, error);
}

/**
 * tandai_schema_edit_set_key:
 * @self: a corpus file
 * @label: a label's name
 * @key: (nullable): the key that tags with it; %NULL or "" for the next free digit
 * @error: return location for a %TANDAI_ERROR_NAME that names who has the key, or %TANDAI_ERROR_NOT_FOUND
 *
 * Returns: whether it can have the key
 */
gboolean
tandai_schema_edit_set_key (TandaiSchemaEdit *self, const char *label, const char *key, GError **error)
{
  g_autoptr (TandaiSchema) schema = NULL;
  g_autoptr (GBytes) bytes = tandai_schema_edit_finish (self, &schema, error);
  g_autofree char *raw = NULL;

  if (bytes == NULL)
    return FALSE;
  if (key == NULL || *key == '\0')
    return set_label_member (self, label, "key", NULL, error);
  raw = _tandai_json_quote (key);
  return _tandai_schema_edit_require (self, LABELS, label, error) >= 0
         && tandai_schema_check_key (schema, label, key, error)
         && set_label_member (self, label, "key", raw, error);
}

static gboolean
check_color (const char *color, GError **error)
{
  if (_tandai_schema_is_color (color))
    return TRUE;
  g_set_error (error, TANDAI_ERROR, TANDAI_ERROR_NAME,
               /* Translators: %s is what somebody gave as a color. */
               _ ("“%s” is not a color like “#0072b2”"), color);
  return FALSE;
}

/**
 * tandai_schema_edit_set_color:
 * @self: a corpus file
 * @label: a label's name
 * @light: (nullable): "#rrggbb" on a light page; %NULL for both gives it the color of its place
 * @dark: (nullable): "#rrggbb" on a dark page
 * @error: return location for an error
 *
 * Returns: whether the colors are such
 */
gboolean
tandai_schema_edit_set_color (
    TandaiSchemaEdit *self, const char *label, const char *light, const char *dark, GError **error)
{
  int object = _tandai_schema_edit_require (self, LABELS, label, error);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  if (object < 0)
    return FALSE;
  if (light == NULL || dark == NULL)
    return set_label_member (self, label, "color", NULL, error);
  if (!check_color (light, error) || !check_color (dark, error))
    return FALSE;
  if (tandai_json_find (tandai_json_edit_get_json (self->text), (guint) object, "color") < 0)
    set_label_member (self, label, "color", "{}", NULL);
  first = _tandai_json_quote (light);
  second = _tandai_json_quote (dark);
  for (guint i = 0; i < 2; i++)
    {
      object = _tandai_schema_edit_find (self, LABELS, label);
      tandai_json_edit_set_member (self->text,
                                   (guint) tandai_json_find (tandai_json_edit_get_json (self->text),
                                                             (guint) object, "color"),
                                   i == 0 ? "light" : "dark", i == 0 ? first : second);
    }
  return TRUE;
}

/** tandai_schema_edit_set_shape: sets how @label is drawn, or %NULL for the shape of its place. Returns:
 * whether there are such a label and such a shape */
gboolean
tandai_schema_edit_set_shape (TandaiSchemaEdit *self, const char *label, const char *shape, GError **error)
{
  g_autofree char *raw = shape != NULL ? _tandai_json_quote (shape) : NULL;
  TandaiLabelShape known;

  if (shape == NULL || tandai_label_shape_from_string (shape, &known))
    return set_label_member (self, label, "shape", raw, error);
  g_set_error (
      error, TANDAI_ERROR, TANDAI_ERROR_NAME,
      /* Translators: %s is what somebody gave as a shape; the words in quotation marks stay as they are. */
      _ ("“%s” is not a shape: “outline”, “chip”, “dashes” and “band” are"), shape);
  return FALSE;
}

/* The label's list of attributes, made where there is none, or -1 where there is no such label. */
static int
require_attributes (TandaiSchemaEdit *self, const char *label, GError **error)
{
  int object = _tandai_schema_edit_require (self, LABELS, label, error);

  if (object < 0)
    return -1;
  if (tandai_json_find (tandai_json_edit_get_json (self->text), (guint) object, "attributes") < 0)
    {
      tandai_json_edit_set_member (self->text, (guint) object, "attributes", "[]");
      object = _tandai_schema_edit_find (self, LABELS, label);
    }
  return tandai_json_find (tandai_json_edit_get_json (self->text), (guint) object, "attributes");
}

/**
 * tandai_schema_edit_set_attribute:
 * @self: a corpus file
 * @label: a label's name
 * @attribute: an attribute's name, new or not
 * @values: (nullable): the choices; %NULL or none for free text
 * @error: return location for an error
 *
 * Adds an attribute to a label, or changes its choices.
 *
 * Returns: whether there is such a label, and the name is one
 */
gboolean
tandai_schema_edit_set_attribute (TandaiSchemaEdit *self,
                                  const char *label,
                                  const char *attribute,
                                  const char *const *values,
                                  GError **error)
{
  int list = require_attributes (self, label, error);
  int item = list >= 0 ? find_in (tandai_json_edit_get_json (self->text), list, attribute) : -1;
  g_autofree char *name = _tandai_json_quote (attribute);
  g_autofree char *choices = values != NULL && values[0] != NULL ? _tandai_json_quote_list (values) : NULL;
  g_autofree char *raw = choices != NULL ? g_strdup_printf ("{\"name\": %s, \"values\": %s}", name, choices)
                                         : g_strdup_printf ("{\"name\": %s}", name);

  if (list < 0)
    return FALSE;
  if (item >= 0)
    tandai_json_edit_set_member (self->text, (guint) item, "values", choices);
  else if (!_tandai_schema_edit_check_new (self, "", attribute, error))
    return FALSE;
  else
    tandai_json_edit_append (self->text, (guint) list, raw);
  return TRUE;
}

static int
require_attribute (TandaiSchemaEdit *self, const char *attribute, int list, GError **error)
{
  int item = list >= 0 ? find_in (tandai_json_edit_get_json (self->text), list, attribute) : -1;

  if (list >= 0 && item < 0)
    g_set_error (error, TANDAI_ERROR, TANDAI_ERROR_NOT_FOUND, _ ("There is no attribute “%s”"), attribute);
  return item;
}

static gboolean
translate_attribute (TandaiSchemaEdit *self,
                     const char *label,
                     const char *attribute,
                     const char *member,
                     const char *language,
                     const char *text,
                     GError **error)
{
  int item = require_attribute (self, attribute, require_attributes (self, label, error), error);

  if (item >= 0)
    translate (self, (guint) item, member, language, text);
  return item >= 0;
}

/** tandai_schema_edit_set_attribute_title: as tandai_schema_edit_set_title(), of an attribute of @label */
gboolean
tandai_schema_edit_set_attribute_title (TandaiSchemaEdit *self,
                                        const char *label,
                                        const char *attribute,
                                        const char *language,
                                        const char *text,
                                        GError **error)
{
  return translate_attribute (self, label, attribute, "title", language, text, error);
}

/** tandai_schema_edit_set_attribute_description: as tandai_schema_edit_set_description(), of an attribute of
 * @label */
gboolean
tandai_schema_edit_set_attribute_description (TandaiSchemaEdit *self,
                                              const char *label,
                                              const char *attribute,
                                              const char *language,
                                              const char *text,
                                              GError **error)
{
  return translate_attribute (self, label, attribute, "description", language, text, error);
}

/** tandai_schema_edit_remove_attribute: takes an attribute from a label; spans keep theirs. Returns: whether
 * it was there */
gboolean
tandai_schema_edit_remove_attribute (TandaiSchemaEdit *self,
                                     const char *label,
                                     const char *attribute,
                                     GError **error)
{
  int list = require_attributes (self, label, error);
  int item = require_attribute (self, attribute, list, error);

  if (item >= 0)
    tandai_json_edit_remove (self->text, (guint) list, (guint) item);
  return item >= 0;
}
