/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <string.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "core/tandai-error.h"
#include "core/tandai-file.h"
#include "core/tandai-json.h"
#include "core/tandai-paths.h"
#include "core/tandai-schema.h"
#include "core/tandai-schema-default.h"

#define NAME_MAX_CHARS 64

struct _TandaiSchema
{
  gatomicrefcount ref_count;
  char *version;
  char *sha256;
  char **articles;
  GPtrArray *labels;
  GPtrArray *relations;
  GPtrArray *article_attributes;
  GPtrArray *notices;
};

/* One corpus file that is being read. */
typedef struct
{
  TandaiJson *json;
  TandaiSchema *schema;
  GError **error;
} Reader;

G_DEFINE_BOXED_TYPE (TandaiSchema, tandai_schema, tandai_schema_ref, tandai_schema_unref)

/* For labels that state no colours: light and dark, each at least 4.5:1 on its page, and the first four apart
 * to any eyes; see tests/gui/test-colors.c. */
static const char *const COLORS[][2] = {
  { "#0b57b0", "#58a8e8" }, { "#0b6a48", "#36d6a8" }, { "#962800", "#fa9868" }, { "#847100", "#f3d03a" },
  { "#8a3a8a", "#dc9cdc" }, { "#00686f", "#5cc8d2" }, { "#b3234a", "#ff8fa8" }, { "#4b5563", "#b6bfca" },
};

static void
attribute_free (TandaiAttributeDef *def)
{
  g_free (def->name);
  g_strfreev (def->values);
  g_free (def);
}

static void
label_free (TandaiLabelDef *def)
{
  g_free (def->name);
  g_free (def->key);
  g_free (def->color_light);
  g_free (def->color_dark);
  g_free (def->title);
  g_free (def->description);
  g_ptr_array_unref (def->attributes);
  g_free (def);
}

static void
relation_free (TandaiRelationDef *def)
{
  g_free (def->name);
  g_strfreev (def->from);
  g_strfreev (def->to);
  g_free (def->title);
  g_free (def);
}

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

static gboolean
name_is_valid (const char *name)
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
  if (!name_is_valid (name))
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

/* A title or description: a text, or an object of languages. */
static gboolean
read_translated (
    Reader *reader, guint object, const char *path, const char *name, const char *fallback, char **text)
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
  return TRUE;
}

static gboolean
is_color (const char *text)
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
  if (!is_color (def->color_light) || !is_color (def->color_dark))
    return reject (reader, place, _ ("must be colors like “#0072b2”"));
  return TRUE;
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
  return read_texts (reader, object, path, "values", &def->values);
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

  def->attributes = g_ptr_array_new_with_free_func ((GDestroyNotify) attribute_free);
  def->name = read_name (reader, object, path);
  g_ptr_array_add (reader->schema->labels, def);
  if (def->name == NULL)
    return FALSE;
  if (tandai_schema_find_label (reader->schema, def->name, &other) != def)
    return reject (reader, place, _ ("“%s” stands twice"), def->name);
  return read_text (reader, object, path, "key", "", &def->key)
         && read_colors (reader, object, path, position, def)
         && read_translated (reader, object, path, "title", def->name, &def->title)
         && read_translated (reader, object, path, "description", NULL, &def->description)
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
         && read_translated (reader, object, path, "title", def->name, &def->title)
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

/* A digit, or a letter whose plain and Ctrl forms no command has. */
static gboolean
key_is_free (const char *key)
{
  if (strlen (key) != 1)
    return FALSE;
  return (*key >= '1' && *key <= '9')
         || (g_ascii_isalpha (*key) && strchr ("ACDEFJKLNOQRSUVWXZ", g_ascii_toupper (*key)) == NULL);
}

static void
drop_key (TandaiSchema *self, TandaiLabelDef *def)
{
  g_ptr_array_add (self->notices,
                   /* Translators: a key, then the title of a label. */
                   g_strdup_printf (_ ("The key “%s” of “%s” is taken and is ignored"), def->key,
                                    def->title));
  g_free (def->key);
  def->key = g_strdup ("");
}

static gboolean
key_is_used (TandaiSchema *self, const char *key, guint before)
{
  for (guint i = 0; i < before; i++)
    if (g_ascii_strcasecmp (((TandaiLabelDef *) g_ptr_array_index (self->labels, i))->key, key) == 0)
      return TRUE;
  return FALSE;
}

static void
assign_keys (TandaiSchema *self)
{
  char digit[2] = "1";

  for (guint i = 0; i < self->labels->len; i++)
    {
      TandaiLabelDef *def = g_ptr_array_index (self->labels, i);

      if (*def->key != '\0' && (!key_is_free (def->key) || key_is_used (self, def->key, i)))
        drop_key (self, def);
    }
  for (guint i = 0; i < self->labels->len; i++)
    {
      TandaiLabelDef *def = g_ptr_array_index (self->labels, i);

      if (*def->key != '\0')
        continue;
      while (digit[0] <= '9' && key_is_used (self, digit, self->labels->len))
        digit[0]++;
      if (digit[0] > '9')
        return;
      g_free (def->key);
      def->key = g_strdup (digit);
    }
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
  assign_keys (self);
  return TRUE;
}

/** tandai_schema_get_default: Returns: (transfer none): the schema that serves where there is no tandai.json
 */
TandaiSchema *
tandai_schema_get_default (void)
{
  static TandaiSchema *schema;

  if (g_once_init_enter (&schema))
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (TANDAI_SCHEMA_DEFAULT, strlen (TANDAI_SCHEMA_DEFAULT));
      g_autoptr (GError) error = NULL;
      TandaiSchema *parsed = tandai_schema_parse (bytes, &error);

      g_assert_no_error (error);
      g_clear_pointer (&parsed->sha256, g_free);
      g_once_init_leave (&schema, parsed);
    }
  return schema;
}

/**
 * tandai_schema_parse:
 * @bytes: a tandai.json
 * @error: return location for a %TANDAI_ERROR_JSON or %TANDAI_ERROR_SCHEMA with JSON path and reason
 *
 * Returns: (transfer full): the schema, or %NULL
 */
TandaiSchema *
tandai_schema_parse (GBytes *bytes, GError **error)
{
  gsize n_bytes;
  const char *data = g_bytes_get_data (bytes, &n_bytes);
  g_autoptr (TandaiJson) json = tandai_json_parse (data, n_bytes, error);
  g_autoptr (TandaiSchema) self = NULL;
  Reader reader;

  if (json == NULL)
    return NULL;
  self = g_new0 (TandaiSchema, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->labels = g_ptr_array_new_with_free_func ((GDestroyNotify) label_free);
  self->relations = g_ptr_array_new_with_free_func ((GDestroyNotify) relation_free);
  self->article_attributes = g_ptr_array_new_with_free_func ((GDestroyNotify) attribute_free);
  self->notices = g_ptr_array_new_null_terminated (0, g_free, TRUE);
  self->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  reader = (Reader){ json, self, error };
  return read_all (&reader) ? g_steal_pointer (&self) : NULL;
}

/**
 * tandai_schema_load:
 * @file: a local tandai.json
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for an error that names the file, the JSON path and the reason
 *
 * Returns: (transfer full): the schema, or %NULL
 */
TandaiSchema *
tandai_schema_load (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = g_file_get_path (file);
  g_autoptr (GBytes) bytes = tandai_file_read (path, TANDAI_ARTICLE_MAX_BYTES, NULL, cancellable, error);
  TandaiSchema *self;

  if (bytes == NULL)
    return NULL;
  self = tandai_schema_parse (bytes, error);
  if (self == NULL)
    {
      g_autofree char *shown = tandai_file_display_name (file);

      g_prefix_error (error, "%s: ", shown);
    }
  return self;
}

/* A single file's search ends at the repository's top or at the home folder. */
static gboolean
is_top (GFile *folder, GFile *root)
{
  g_autoptr (GFile) repository = g_file_get_child (folder, ".git");
  g_autoptr (GFile) home = g_file_new_for_path (g_get_home_dir ());

  if (root != NULL)
    return g_file_equal (folder, root);
  return g_file_equal (folder, home) || g_file_query_exists (repository, NULL);
}

/* What can't be looked at may be there, and reading it will tell why not: the default labels must not take
 * its place in silence. */
static gboolean
may_exist (GFile *file)
{
  g_autofree char *path = g_file_get_path (file);
  GStatBuf info;

  return path != NULL && (g_stat (path, &info) == 0 || (errno != ENOENT && errno != ENOTDIR));
}

/**
 * tandai_schema_find_file:
 * @article: an article, or a folder's would-be child
 * @root: (nullable): the opened folder
 *
 * Looks upward from the article's folder to @root, or without one to the
 * repository's top or the home folder. Outside all of these only the article's
 * own folder counts: a stranger's file higher up must not decide.
 *
 * Returns: (transfer full) (nullable): the tandai.json that is in force
 */
GFile *
tandai_schema_find_file (GFile *article, GFile *root)
{
  g_autoptr (GFile) folder = g_file_get_parent (article);
  g_autoptr (GFile) found = NULL;
  gboolean own = TRUE;
  gboolean found_own = FALSE;

  while (folder != NULL)
    {
      g_autoptr (GFile) file = g_file_get_child (folder, TANDAI_SCHEMA_NAME);
      GFile *parent;

      if (found == NULL && may_exist (file))
        {
          found = g_steal_pointer (&file);
          found_own = own;
        }
      if (is_top (folder, root))
        return g_steal_pointer (&found);
      own = FALSE;
      parent = g_file_get_parent (folder);
      g_set_object (&folder, parent);
      g_clear_object (&parent);
    }
  return found_own ? g_steal_pointer (&found) : NULL;
}

/** tandai_schema_load_for: Returns: (transfer full): the schema in force for an article, or %NULL with @error
 * set */
TandaiSchema *
tandai_schema_load_for (GFile *article, GFile *root, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = tandai_schema_find_file (article, root);

  if (file == NULL)
    return tandai_schema_ref (tandai_schema_get_default ());
  return tandai_schema_load (file, cancellable, error);
}

/** tandai_schema_ref: Returns: (transfer full): the schema */
TandaiSchema *
tandai_schema_ref (TandaiSchema *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/** tandai_schema_unref: gives a reference back */
void
tandai_schema_unref (TandaiSchema *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->version);
  g_free (self->sha256);
  g_strfreev (self->articles);
  g_ptr_array_unref (self->labels);
  g_ptr_array_unref (self->relations);
  g_ptr_array_unref (self->article_attributes);
  g_ptr_array_unref (self->notices);
  g_free (self);
}

/** tandai_schema_get_n_labels: Returns: how many labels there are */
guint
tandai_schema_get_n_labels (TandaiSchema *self)
{
  return self->labels->len;
}

/** tandai_schema_get_label: Returns: (transfer none): the label at a position */
const TandaiLabelDef *
tandai_schema_get_label (TandaiSchema *self, guint position)
{
  g_return_val_if_fail (position < self->labels->len, NULL);
  return g_ptr_array_index (self->labels, position);
}

/** tandai_schema_find_label: Returns: (transfer none) (nullable): the label of that name, and its position */
const TandaiLabelDef *
tandai_schema_find_label (TandaiSchema *self, const char *name, guint *position)
{
  for (guint i = 0; i < self->labels->len; i++)
    {
      TandaiLabelDef *def = g_ptr_array_index (self->labels, i);

      if (g_strcmp0 (def->name, name) != 0)
        continue;
      if (position != NULL)
        *position = i;
      return def;
    }
  return NULL;
}

/** tandai_schema_get_n_relations: Returns: how many relations there are */
guint
tandai_schema_get_n_relations (TandaiSchema *self)
{
  return self->relations->len;
}

/** tandai_schema_get_relation: Returns: (transfer none): the relation at a position */
const TandaiRelationDef *
tandai_schema_get_relation (TandaiSchema *self, guint position)
{
  g_return_val_if_fail (position < self->relations->len, NULL);
  return g_ptr_array_index (self->relations, position);
}

/** tandai_schema_find_relation: Returns: (transfer none) (nullable): the relation of that name */
const TandaiRelationDef *
tandai_schema_find_relation (TandaiSchema *self, const char *name)
{
  for (guint i = 0; i < self->relations->len; i++)
    {
      TandaiRelationDef *def = g_ptr_array_index (self->relations, i);

      if (g_strcmp0 (def->name, name) == 0)
        return def;
    }
  return NULL;
}

/** tandai_schema_find_attribute: Returns: (transfer none) (nullable): the attribute of that name among those
 * of a label or of articles */
const TandaiAttributeDef *
tandai_schema_find_attribute (GPtrArray *defs, const char *name)
{
  for (guint i = 0; i < defs->len; i++)
    {
      TandaiAttributeDef *def = g_ptr_array_index (defs, i);

      if (g_str_equal (def->name, name))
        return def;
    }
  return NULL;
}

/** tandai_schema_get_article_attributes: Returns: (transfer none) (element-type TandaiAttributeDef): what
 * articles may carry */
GPtrArray *
tandai_schema_get_article_attributes (TandaiSchema *self)
{
  return self->article_attributes;
}

/** tandai_schema_get_articles: Returns: (transfer none): the globs that say which files are articles */
const char *const *
tandai_schema_get_articles (TandaiSchema *self)
{
  return (const char *const *) self->articles;
}

/** tandai_schema_get_version: Returns: the corpus file's version */
const char *
tandai_schema_get_version (TandaiSchema *self)
{
  return self->version;
}

/** tandai_schema_get_sha256: Returns: (nullable): of the tandai.json; %NULL for the default schema */
const char *
tandai_schema_get_sha256 (TandaiSchema *self)
{
  return self->sha256;
}

/** tandai_schema_get_notices: Returns: (transfer none): what a person should know of it, in words */
const char *const *
tandai_schema_get_notices (TandaiSchema *self)
{
  static const char *const none[] = { NULL };

  return self->notices->len > 0 ? (const char *const *) self->notices->pdata : none;
}
