/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <string.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "core/tandai-error.h"
#include "core/tandai-file.h"
#include "core/tandai-paths.h"
#include "core/tandai-schema-default.h"
#include "core/tandai-schema-private.h"

G_DEFINE_BOXED_TYPE (TandaiSchema, tandai_schema, tandai_schema_ref, tandai_schema_unref)

static void
attribute_free (TandaiAttributeDef *def)
{
  g_free (def->name);
  g_strfreev (def->values);
  g_free (def->title);
  g_free (def->description);
  g_strfreev (def->titles);
  g_strfreev (def->descriptions);
  g_free (def);
}

/* Where definitions of attributes go. */
GPtrArray *
_tandai_attribute_defs_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) attribute_free);
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
  g_strfreev (def->titles);
  g_strfreev (def->descriptions);
  g_strfreev (def->examples);
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
  g_strfreev (def->titles);
  g_free (def);
}

static const char *const SHAPES[TANDAI_N_LABEL_SHAPES] = { "outline", "chip", "dashes", "band" };

/** tandai_label_shape_to_string: Returns: (transfer none): the shape's name in a corpus file */
const char *
tandai_label_shape_to_string (TandaiLabelShape shape)
{
  return SHAPES[shape];
}

/** tandai_label_shape_from_string: Returns: whether @name is a shape's name, which @shape then is */
gboolean
tandai_label_shape_from_string (const char *name, TandaiLabelShape *shape)
{
  for (guint i = 0; i < TANDAI_N_LABEL_SHAPES; i++)
    if (g_str_equal (SHAPES[i], name))
      {
        *shape = i;
        return TRUE;
      }
  return FALSE;
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

/* Gives each label a key: its own where that is free, else the next digit. */
void
_tandai_schema_assign_keys (TandaiSchema *self)
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

  if (json == NULL)
    return NULL;
  self = g_new0 (TandaiSchema, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->labels = g_ptr_array_new_with_free_func ((GDestroyNotify) label_free);
  self->relations = g_ptr_array_new_with_free_func ((GDestroyNotify) relation_free);
  self->article_attributes = _tandai_attribute_defs_new ();
  self->notices = g_ptr_array_new_null_terminated (0, g_free, TRUE);
  self->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  return _tandai_schema_read (self, json, error) ? g_steal_pointer (&self) : NULL;
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

/**
 * tandai_schema_check_key:
 * @self: a schema
 * @label: (nullable): the name of the label that is to have the key
 * @key: a key
 * @error: return location for a %TANDAI_ERROR_NAME that names who has it
 *
 * Returns: whether @label can have @key
 */
gboolean
tandai_schema_check_key (TandaiSchema *self, const char *label, const char *key, GError **error)
{
  if (!key_is_free (key))
    {
      g_set_error (error, TANDAI_ERROR, TANDAI_ERROR_NAME,
                   /* Translators: %s is a key. */
                   _ ("“%s” can’t be the key of a label: a digit from 1 to 9, or one of B, G, H, I, M, P, T, "
                      "Y can"),
                   key);
      return FALSE;
    }
  for (guint i = 0; i < self->labels->len; i++)
    {
      const TandaiLabelDef *def = g_ptr_array_index (self->labels, i);

      if (g_ascii_strcasecmp (def->key, key) != 0 || g_strcmp0 (def->name, label) == 0)
        continue;
      g_set_error (error, TANDAI_ERROR, TANDAI_ERROR_NAME,
                   /* Translators: a key, then the title of a label. */
                   _ ("“%s” is the key of “%s”"), key, def->title);
      return FALSE;
    }
  return TRUE;
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
