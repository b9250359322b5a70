/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading a corpus file. */

#include "config.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#include "core/tandai-error.h"
#include "core/tandai-schema-private.h"

#define NAME_MAX_CHARS 64

/* One corpus file that is being read. */
typedef struct
{
  TandaiJson *json;
  TandaiSchema *schema;
  GError **error;
} Reader;

/* For labels that state no colours: light and dark, each at least 4.5:1 on its page, and the first four apart
 * to any eyes; see tests/gui/test-colors.c. */
static const char *const COLORS[][2] = {
  { "#0b57b0", "#58a8e8" }, { "#0b6a48", "#36d6a8" }, { "#962800", "#fa9868" }, { "#847100", "#f3d03a" },
  { "#8a3a8a", "#dc9cdc" }, { "#00686f", "#5cc8d2" }, { "#b3234a", "#ff8fa8" }, { "#4b5563", "#b6bfca" },
};

static gboolean G_GNUC_PRINTF (3, 4) reject (Reader *reader, const char *path, const char *format, ...)
{
  g_autofree char *reason = NULL;
  va_list args;

  va_start (args, format);
  reason = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (reader->error, TANDAI_ERROR, TANDAI_ERROR_SCHEMA, _ ("%s: %s"), path, reason);
  return FALSE;
}

/* Whether a label, attribute or relation may be called so. */
gboolean
_tandai_schema_name_is_valid (const char *name)
{
  glong length = g_utf8_strlen (name, -1);

  if (length < 1 || length > NAME_MAX_CHARS || *name == '-')
    return FALSE;
  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isspace (g_utf8_get_char (p)) || strchr ("|;,", *p) != NULL)
      return FALSE;
  return TRUE;
}

static char *
read_name (Reader *reader, guint object, const char *path)
{
  g_autofree char *place = g_strconcat (path, ".name", NULL);
  g_autofree char *name = NULL;
  int value;

  if (tandai_json_get_kind (reader->json, object) != TANDAI_JSON_OBJECT)
    {
      reject (reader, path, _ ("an object was expected"));
      return NULL;
    }
  value = tandai_json_find (reader->json, object, "name");
  name = value >= 0 ? tandai_json_dup_string (reader->json, value) : NULL;
  if (name == NULL)
    {
      reject (reader, place, value < 0 ? _ ("is missing") : _ ("a text was expected"));
      return NULL;
    }
  if (!_tandai_schema_name_is_valid (name))
    {
      reject (reader, place,
              _ ("must be 1 to 64 characters without spaces, “|”, “;” and “,”, and not begin with “-”"));
      return NULL;
    }
  return g_steal_pointer (&name);
}

/* Reads an optional text; @fallback where it is absent. */
static gboolean
read_text (
    Reader *reader, guint object, const char *path, const char *name, const char *fallback, char **text)
{
  g_autofree char *place = g_strconcat (path, ".", name, NULL);
  int value = tandai_json_find (reader->json, object, name);

  if (value >= 0 && tandai_json_get_kind (reader->json, value) != TANDAI_JSON_STRING)
    return reject (reader, place, _ ("a text was expected"));
  *text = value >= 0 ? tandai_json_dup_string (reader->json, value) : g_strdup (fallback);
  return TRUE;
}

static gboolean
read_texts (Reader *reader, guint object, const char *path, const char *name, char ***texts)
{
  g_autofree char *place = g_strconcat (path, ".", name, NULL);
  g_autoptr (GPtrArray) list = NULL;
  int value = tandai_json_find (reader->json, object, name);

  if (value < 0)
    return TRUE;
  if (tandai_json_get_kind (reader->json, value) != TANDAI_JSON_ARRAY)
    return reject (reader, place, _ ("a list was expected"));
  list = g_ptr_array_new_with_free_func (g_free);
  for (int item = tandai_json_first (reader->json, value); item >= 0;
       item = tandai_json_next (reader->json, item))
    {
      char *text = tandai_json_dup_string (reader->json, item);

      if (text == NULL)
        return reject (reader, place, _ ("a text was expected"));
      g_ptr_array_add (list, text);
    }
  g_ptr_array_set_free_func (list, NULL);
  g_ptr_array_add (list, NULL);
  *texts = (char **) g_ptr_array_free (g_steal_pointer (&list), FALSE);
  return TRUE;
}

/* All must be texts: the one that is shown here may be another for the next person. */
static gboolean
check_translations (Reader *reader, guint object, const char *path)
{
  for (int member = tandai_json_first (reader->json, object); member >= 0;
       member = tandai_json_next (reader->json, member))
    if (tandai_json_get_kind (reader->json, (guint) member + 1) != TANDAI_JSON_STRING)
      {
        g_autofree char *language = tandai_json_dup_name (reader->json, (guint) member);
        g_autofree char *place = g_strconcat (path, ".", language, NULL);

        return reject (reader, place, _ ("a text was expected"));
      }
  return TRUE;
}

static char *
choose_translation (Reader *reader, guint object)
{
  const char *const *languages = g_get_language_names ();
  int value = -1;

  for (guint i = 0; languages[i] != NULL && value < 0; i++)
    value = tandai_json_find (reader->json, object, languages[i]);
  if (value < 0)
    value = tandai_json_find (reader->json, object, "en");
  if (value < 0 && tandai_json_first (reader->json, object) >= 0)
    value = tandai_json_first (reader->json, object) + 1;
  return value >= 0 ? tandai_json_dup_string (reader->json, value) : NULL;
}

/* What stands for each language, as pairs; a text without a language has "". */
static char **
list_translations (Reader *reader, guint value)
{
  g_autoptr (GPtrArray) pairs = g_ptr_array_new ();

  if (tandai_json_get_kind (reader->json, value) == TANDAI_JSON_STRING)
    {
      g_ptr_array_add (pairs, g_strdup (""));
      g_ptr_array_add (pairs, tandai_json_dup_string (reader->json, value));
    }
  for (int member = tandai_json_first (reader->json, value); member >= 0;
       member = tandai_json_next (reader->json, member))
    {
      g_ptr_array_add (pairs, tandai_json_dup_name (reader->json, (guint) member));
      g_ptr_array_add (pairs, tandai_json_dup_string (reader->json, (guint) member + 1));
    }
  g_ptr_array_add (pairs, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&pairs), FALSE);
}

/* A title or description: a text, or an object of languages. */
static gboolean
read_translated (Reader *reader,
                 guint object,
                 const char *path,
                 const char *name,
                 const char *fallback,
                 char **text,
                 char ***all)
{
  g_autofree char *place = g_strconcat (path, ".", name, NULL);
  int value = tandai_json_find (reader->json, object, name);

  if (value >= 0 && tandai_json_get_kind (reader->json, value) == TANDAI_JSON_OBJECT)
    {
      if (!check_translations (reader, (guint) value, place))
        return FALSE;
      *text = choose_translation (reader, (guint) value);
    }
  else if (value >= 0)
    {
      *text = tandai_json_dup_string (reader->json, value);
      if (*text == NULL)
        return reject (reader, place, _ ("a text, or texts by language, were expected"));
    }
  if (*text == NULL)
    *text = g_strdup (fallback);
  *all = value >= 0 ? list_translations (reader, (guint) value) : g_new0 (char *, 1);
  return TRUE;
}

/* Whether a text is a color like "#0072b2". */
gboolean
_tandai_schema_is_color (const char *text)
{
  return text != NULL && strlen (text) == 7 && text[0] == '#'
         && strspn (text + 1, "0123456789abcdefABCDEF") == 6;
}

static gboolean
read_colors (Reader *reader, guint object, const char *path, guint position, TandaiLabelDef *def)
{
  g_autofree char *place = g_strconcat (path, ".color", NULL);
  const char *const *fallback = COLORS[position % G_N_ELEMENTS (COLORS)];
  int value = tandai_json_find (reader->json, object, "color");

  if (value < 0)
    {
      def->color_light = g_strdup (fallback[0]);
      def->color_dark = g_strdup (fallback[1]);
      return TRUE;
    }
  if (tandai_json_get_kind (reader->json, value) != TANDAI_JSON_OBJECT)
    return reject (reader, place, _ ("an object was expected"));
  if (!read_text (reader, value, place, "light", fallback[0], &def->color_light)
      || !read_text (reader, value, place, "dark", fallback[1], &def->color_dark))
    return FALSE;
  if (!_tandai_schema_is_color (def->color_light) || !_tandai_schema_is_color (def->color_dark))
    return reject (reader, place, _ ("must be colors like “#0072b2”"));
  return TRUE;
}

static gboolean
read_shape (Reader *reader, guint object, const char *path, guint position, TandaiLabelDef *def)
{
  g_autofree char *place = g_strconcat (path, ".shape", NULL);
  g_autofree char *shape = NULL;

  def->shape = position % TANDAI_N_LABEL_SHAPES;
  if (!read_text (reader, object, path, "shape", NULL, &shape))
    return FALSE;
  return shape == NULL || tandai_label_shape_from_string (shape, &def->shape)
         || reject (reader, place, _ ("must be “outline”, “chip”, “dashes” or “band”"));
}

static gboolean
read_attribute_def (Reader *reader, guint object, const char *path, GPtrArray *defs)
{
  g_autofree char *name = read_name (reader, object, path);
  TandaiAttributeDef *def;

  if (name == NULL)
    return FALSE;
  if (tandai_schema_find_attribute (defs, name) != NULL)
    {
      g_autofree char *place = g_strconcat (path, ".name", NULL);

      return reject (reader, place, _ ("“%s” stands twice"), name);
    }
  def = g_new0 (TandaiAttributeDef, 1);
  def->name = g_steal_pointer (&name);
  g_ptr_array_add (defs, def);
  return read_texts (reader, object, path, "values", &def->values)
         && read_translated (reader, object, path, "title", NULL, &def->title, &def->titles)
         && read_translated (reader, object, path, "description", NULL, &def->description,
                             &def->descriptions);
}

static gboolean
read_attribute_defs (Reader *reader, guint object, const char *name, const char *place, GPtrArray *defs)
{
  int list = tandai_json_find (reader->json, object, name);
  guint index = 0;

  if (list < 0)
    return TRUE;
  if (tandai_json_get_kind (reader->json, list) != TANDAI_JSON_ARRAY)
    return reject (reader, place, _ ("a list was expected"));
  for (int item = tandai_json_first (reader->json, list); item >= 0;
       item = tandai_json_next (reader->json, item))
    {
      g_autofree char *inner = g_strdup_printf ("%s[%u]", place, index++);

      if (!read_attribute_def (reader, (guint) item, inner, defs))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_label (Reader *reader, guint object, const char *path, guint position)
{
  TandaiLabelDef *def = g_new0 (TandaiLabelDef, 1);
  g_autofree char *place = g_strconcat (path, ".name", NULL);
  g_autofree char *attributes = g_strconcat (path, ".attributes", NULL);
  guint other;

  def->attributes = _tandai_attribute_defs_new ();
  def->name = read_name (reader, object, path);
  g_ptr_array_add (reader->schema->labels, def);
  if (def->name == NULL)
    return FALSE;
  if (tandai_schema_find_label (reader->schema, def->name, &other) != def)
    return reject (reader, place, _ ("“%s” stands twice"), def->name);
  return read_text (reader, object, path, "key", "", &def->key)
         && read_colors (reader, object, path, position, def)
         && read_shape (reader, object, path, position, def)
         && read_translated (reader, object, path, "title", def->name, &def->title, &def->titles)
         && read_translated (reader, object, path, "description", NULL, &def->description, &def->descriptions)
         && read_texts (reader, object, path, "examples", &def->examples)
         && read_attribute_defs (reader, object, "attributes", attributes, def->attributes);
}

static gboolean
check_ends (Reader *reader, const char *path, char **labels)
{
  for (guint i = 0; labels != NULL && labels[i] != NULL; i++)
    if (tandai_schema_find_label (reader->schema, labels[i], NULL) == NULL)
      return reject (reader, path, _ ("there is no label “%s”"), labels[i]);
  return TRUE;
}

static gboolean
read_relation (Reader *reader, guint object, const char *path, guint position)
{
  TandaiRelationDef *def = g_new0 (TandaiRelationDef, 1);
  g_autofree char *place = g_strconcat (path, ".name", NULL);

  def->name = read_name (reader, object, path);
  g_ptr_array_add (reader->schema->relations, def);
  if (def->name == NULL)
    return FALSE;
  if (tandai_schema_find_relation (reader->schema, def->name) != def)
    return reject (reader, place, _ ("“%s” stands twice"), def->name);
  return read_texts (reader, object, path, "from", &def->from)
         && read_texts (reader, object, path, "to", &def->to)
         && read_translated (reader, object, path, "title", def->name, &def->title, &def->titles)
         && check_ends (reader, path, def->from) && check_ends (reader, path, def->to);
}

static gboolean
read_list (Reader *reader,
           const char *name,
           gboolean (*read) (Reader *reader, guint object, const char *path, guint position))
{
  int list = tandai_json_find (reader->json, 0, name);
  guint index = 0;

  if (list < 0)
    return TRUE;
  if (tandai_json_get_kind (reader->json, list) != TANDAI_JSON_ARRAY)
    return reject (reader, name, _ ("a list was expected"));
  for (int item = tandai_json_first (reader->json, list); item >= 0;
       item = tandai_json_next (reader->json, item))
    {
      g_autofree char *path = g_strdup_printf ("%s[%u]", name, index);

      if (!read (reader, item, path, index++))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_all (Reader *reader)
{
  TandaiSchema *self = reader->schema;
  g_autofree char *format = NULL;

  if (tandai_json_get_kind (reader->json, 0) != TANDAI_JSON_OBJECT)
    return reject (reader, "$", _ ("an object was expected"));
  if (!read_text (reader, 0, "$", "format", "", &format))
    return FALSE;
  if (!g_str_equal (format, "tandai-corpus/1"))
    return reject (reader, "format", _ ("must be “tandai-corpus/1”"));
  if (!read_text (reader, 0, "$", "version", "1", &self->version)
      || !read_texts (reader, 0, "$", "articles", &self->articles)
      || !read_list (reader, "labels", read_label) || !read_list (reader, "relations", read_relation)
      || !read_attribute_defs (reader, 0, "article-attributes", "article-attributes",
                               self->article_attributes))
    return FALSE;
  if (tandai_json_find (reader->json, 0, "labels") < 0)
    return reject (reader, "labels", _ ("is missing"));
  if (self->labels->len == 0)
    return reject (reader, "labels", _ ("at least one label is needed"));
  if (self->articles == NULL)
    self->articles = g_strsplit ("*.txt", "|", -1);
  _tandai_schema_assign_keys (self);
  return TRUE;
}

/**
 * _tandai_schema_read:
 * @self: an empty schema
 * @json: a corpus file
 * @error: return location for a %TANDAI_ERROR_SCHEMA with JSON path and reason
 *
 * Returns: whether the schema has all that the file says
 */
gboolean
_tandai_schema_read (TandaiSchema *self, TandaiJson *json, GError **error)
{
  Reader reader = { json, self, error };

  return read_all (&reader);
}
