/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The corpus file of a folder that takes an import: what it says stays as it
 * is, digit for digit; labels, attributes and relations that the import met and
 * it lacks are added. Where there is none and the usual schema has all that was
 * met, none is written.
 */

#include "config.h"

#include <string.h>

#include "core/tandai-file.h"
#include "core/tandai-json.h"
#include "core/tandai-paths.h"
#include "core/tandai-schema-default.h"
#include "core/tandai-schema.h"
#include "formats/tandai-import-private.h"

/* A name that was met, with the names that go with it: attributes of a label; labels that a relation joins.
 */
typedef struct
{
  char *name;
  GPtrArray *first;
  GPtrArray *second;
} Met;

struct _TandaiImportSchema
{
  char *path;
  gboolean is_there;
  TandaiJson *json;
  TandaiSchema *schema;
  GPtrArray *labels;
  GPtrArray *relations;
};

static void
met_free (Met *self)
{
  g_free (self->name);
  g_ptr_array_unref (self->first);
  g_ptr_array_unref (self->second);
  g_free (self);
}

static void
add_name (GPtrArray *names, const char *name)
{
  g_autofree char *clean = tandai_draft_clean_name (name);

  if (strcmp (clean, name) == 0 && !g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
    g_ptr_array_add (names, g_strdup (name));
}

static Met *
meet (GPtrArray *all, const char *name)
{
  g_autofree char *clean = tandai_draft_clean_name (name);
  Met *met;

  for (guint i = 0; i < all->len; i++)
    if (strcmp (((Met *) all->pdata[i])->name, name) == 0)
      return all->pdata[i];
  if (strcmp (clean, name) != 0)
    return NULL;
  met = g_new (Met, 1);
  *met = (Met){ g_strdup (name), g_ptr_array_new_with_free_func (g_free),
                g_ptr_array_new_with_free_func (g_free) };
  g_ptr_array_add (all, met);
  return met;
}

static void
meet_span (TandaiImportSchema *self, TandaiSpan *span)
{
  Met *met = meet (self->labels, tandai_span_get_label (span));
  const char *const *attributes = tandai_span_get_attributes (span);

  for (guint i = 0; met != NULL && attributes != NULL && attributes[i] != NULL; i += 2)
    add_name (met->first, attributes[i]);
}

static void
meet_relation (TandaiImportSchema *self, TandaiRelation *relation, GHashTable *spans)
{
  Met *met = meet (self->relations, tandai_relation_get_kind (relation));
  TandaiSpan *from = g_hash_table_lookup (spans, tandai_relation_get_from (relation));
  TandaiSpan *to = g_hash_table_lookup (spans, tandai_relation_get_to (relation));

  if (met == NULL || from == NULL || to == NULL)
    return;
  add_name (met->first, tandai_span_get_label (from));
  add_name (met->second, tandai_span_get_label (to));
}

/**
 * _tandai_import_schema_add:
 * @self: the corpus file's content
 * @sidecar: an article's annotations
 *
 * Notes the names that an article uses.
 */
void
_tandai_import_schema_add (TandaiImportSchema *self, const TandaiSidecar *sidecar)
{
  g_autoptr (GHashTable) spans = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < sidecar->spans->len; i++)
    {
      meet_span (self, sidecar->spans->pdata[i]);
      g_hash_table_insert (spans, (gpointer) tandai_span_get_id (sidecar->spans->pdata[i]),
                           sidecar->spans->pdata[i]);
    }
  for (guint i = 0; i < sidecar->relations->len; i++)
    meet_relation (self, sidecar->relations->pdata[i], spans);
}

/**
 * _tandai_import_schema_load:
 * @folder: the folder that takes the import
 * @cancellable: (nullable): to stop it
 * @error: return location for an error that names the file, the place and the reason
 *
 * Returns: (transfer full): what its tandai.json says, or the usual schema where there is none; %NULL where
 * it can't be read
 */
TandaiImportSchema *
_tandai_import_schema_load (const char *folder, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = g_build_filename (folder, TANDAI_SCHEMA_NAME, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (TandaiSchema) schema = NULL;
  gboolean is_there = g_file_test (path, G_FILE_TEST_EXISTS);
  TandaiImportSchema *self;

  schema = is_there ? tandai_schema_load (file, cancellable, error)
                    : tandai_schema_ref (tandai_schema_get_default ());
  bytes = is_there && schema != NULL
              ? tandai_file_read (path, TANDAI_ARTICLE_MAX_BYTES, NULL, cancellable, error)
              : g_bytes_new_static (TANDAI_SCHEMA_DEFAULT, strlen (TANDAI_SCHEMA_DEFAULT));
  if (schema == NULL || bytes == NULL)
    return NULL;
  self = g_new0 (TandaiImportSchema, 1);
  self->path = g_steal_pointer (&path);
  self->is_there = is_there;
  self->schema = g_steal_pointer (&schema);
  self->json = tandai_json_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL);
  self->labels = g_ptr_array_new_with_free_func ((GDestroyNotify) met_free);
  self->relations = g_ptr_array_new_with_free_func ((GDestroyNotify) met_free);
  return self;
}

/**
 * _tandai_import_schema_free:
 * @self: the corpus file's content
 *
 * Frees it.
 */
void
_tandai_import_schema_free (TandaiImportSchema *self)
{
  g_free (self->path);
  tandai_schema_unref (self->schema);
  g_clear_pointer (&self->json, tandai_json_free);
  g_ptr_array_unref (self->labels);
  g_ptr_array_unref (self->relations);
  g_free (self);
}

static gboolean
lacks_attributes (const TandaiLabelDef *def, const Met *met)
{
  for (guint i = 0; i < met->first->len; i++)
    if (tandai_schema_find_attribute (def->attributes, met->first->pdata[i]) == NULL)
      return TRUE;
  return FALSE;
}

static gboolean
lacks_anything (TandaiImportSchema *self)
{
  for (guint i = 0; i < self->labels->len; i++)
    {
      const Met *met = self->labels->pdata[i];
      const TandaiLabelDef *def = tandai_schema_find_label (self->schema, met->name, NULL);

      if (def == NULL || lacks_attributes (def, met))
        return TRUE;
    }
  for (guint i = 0; i < self->relations->len; i++)
    if (tandai_schema_find_relation (self->schema, ((Met *) self->relations->pdata[i])->name) == NULL)
      return TRUE;
  return FALSE;
}

static void
append_named (GString *to, const char *separator, const char *name)
{
  g_string_append (to, separator);
  g_string_append (to, "{\"name\": ");
  tandai_json_write_string (to, name, -1);
  g_string_append_c (to, '}');
}

static void
append_attributes (TandaiImportSchema *self, int list, const TandaiLabelDef *def, const Met *met, GString *to)
{
  const char *separator = "";

  g_string_append (to, "\"attributes\": [");
  for (int item = list >= 0 ? tandai_json_first (self->json, list) : -1; item >= 0;
       item = tandai_json_next (self->json, item))
    {
      g_string_append (to, separator);
      tandai_json_append_raw (self->json, item, to);
      separator = ", ";
    }
  for (guint i = 0; i < met->first->len; i++)
    if (def == NULL || tandai_schema_find_attribute (def->attributes, met->first->pdata[i]) == NULL)
      {
        append_named (to, separator, met->first->pdata[i]);
        separator = ", ";
      }
  g_string_append_c (to, ']');
}

/* A label as it stands, with the attributes that it lacks. */
static void
append_known_label (TandaiImportSchema *self, int label, const Met *met, GString *to)
{
  const TandaiLabelDef *def = tandai_schema_find_label (self->schema, met->name, NULL);
  const char *separator = "{";
  gboolean has_attributes = FALSE;

  for (int member = tandai_json_first (self->json, label); member >= 0;
       member = tandai_json_next (self->json, member))
    {
      g_string_append (to, separator);
      separator = ", ";
      if (!tandai_json_name_is (self->json, member, "attributes"))
        {
          tandai_json_append_member (self->json, member, to);
          continue;
        }
      append_attributes (self, member + 1, def, met, to);
      has_attributes = TRUE;
    }
  if (!has_attributes)
    {
      g_string_append (to, separator);
      append_attributes (self, -1, def, met, to);
    }
  g_string_append_c (to, '}');
}

static void
append_new_label (TandaiImportSchema *self, const Met *met, GString *to)
{
  g_string_append (to, "{\"name\": ");
  tandai_json_write_string (to, met->name, -1);
  if (met->first->len > 0)
    {
      g_string_append (to, ", ");
      append_attributes (self, -1, NULL, met, to);
    }
  g_string_append_c (to, '}');
}

static void
append_names (GString *to, GPtrArray *names)
{
  g_string_append_c (to, '[');
  for (guint i = 0; i < names->len; i++)
    {
      g_string_append (to, i > 0 ? ", " : "");
      tandai_json_write_string (to, names->pdata[i], -1);
    }
  g_string_append_c (to, ']');
}

static void
append_new_relation (TandaiImportSchema *self, const Met *met, GString *to)
{
  g_string_append (to, "{\"name\": ");
  tandai_json_write_string (to, met->name, -1);
  g_string_append (to, ", \"from\": ");
  append_names (to, met->first);
  g_string_append (to, ", \"to\": ");
  append_names (to, met->second);
  g_string_append_c (to, '}');
}

static Met *
find_met (TandaiImportSchema *self, GPtrArray *all, int item)
{
  int name = tandai_json_find (self->json, item, "name");

  for (guint i = 0; name >= 0 && i < all->len; i++)
    {
      Met *met = all->pdata[i];

      if (tandai_json_string_is (self->json, name, met->name, strlen (met->name)))
        return met;
    }
  return NULL;
}

static gboolean
is_known (TandaiImportSchema *self, gboolean labels, const char *name)
{
  return labels ? tandai_schema_find_label (self->schema, name, NULL) != NULL
                : tandai_schema_find_relation (self->schema, name) != NULL;
}

static void
append_item (GString *to, guint *n_items)
{
  g_string_append (to, (*n_items)++ > 0 ? ",\n    " : "\n    ");
}

/* The list with what it lacks; a new corpus file takes of the usual schema only what was met. */
static void
append_list (TandaiImportSchema *self, gboolean labels, GString *to)
{
  GPtrArray *all = labels ? self->labels : self->relations;
  int list = tandai_json_find (self->json, 0, labels ? "labels" : "relations");
  guint n_items = 0;

  g_string_append (to, labels ? "\"labels\": [" : "\"relations\": [");
  for (int item = list >= 0 ? tandai_json_first (self->json, list) : -1; item >= 0;
       item = tandai_json_next (self->json, item))
    {
      const Met *met = find_met (self, all, item);

      if (met == NULL && !self->is_there)
        continue;
      append_item (to, &n_items);
      if (met != NULL && labels
          && lacks_attributes (tandai_schema_find_label (self->schema, met->name, NULL), met))
        append_known_label (self, item, met, to);
      else
        tandai_json_append_raw (self->json, item, to);
    }
  for (guint i = 0; i < all->len; i++)
    {
      const Met *met = all->pdata[i];

      if (is_known (self, labels, met->name))
        continue;
      append_item (to, &n_items);
      if (labels)
        append_new_label (self, met, to);
      else
        append_new_relation (self, met, to);
    }
  g_string_append (to, "\n  ]");
}

static GBytes *
make_file (TandaiImportSchema *self)
{
  g_autoptr (GString) to = g_string_new ("{");
  const char *separator = "\n  ";

  for (int member = tandai_json_first (self->json, 0); member >= 0;
       member = tandai_json_next (self->json, member))
    {
      g_string_append (to, separator);
      separator = ",\n  ";
      if (tandai_json_name_is (self->json, member, "labels"))
        append_list (self, TRUE, to);
      else if (tandai_json_name_is (self->json, member, "relations"))
        append_list (self, FALSE, to);
      else
        tandai_json_append_member (self->json, member, to);
    }
  if (tandai_json_find (self->json, 0, "relations") < 0 && self->relations->len > 0)
    {
      g_string_append (to, separator);
      append_list (self, FALSE, to);
    }
  g_string_append (to, "\n}\n");
  return g_string_free_to_bytes (g_steal_pointer (&to));
}

/* A relation of the usual schema names labels that need not have been met themselves. */
static void
meet_ends (TandaiImportSchema *self)
{
  for (guint i = 0; i < self->relations->len; i++)
    {
      const Met *met = self->relations->pdata[i];
      const TandaiRelationDef *def = tandai_schema_find_relation (self->schema, met->name);

      for (guint j = 0; def != NULL && def->from[j] != NULL; j++)
        meet (self->labels, def->from[j]);
      for (guint j = 0; def != NULL && def->to[j] != NULL; j++)
        meet (self->labels, def->to[j]);
    }
}

/**
 * _tandai_import_schema_save:
 * @self: the corpus file's content
 * @error: return location for an error that names the file and the reason
 *
 * Writes the folder's tandai.json where it lacks something that was met.
 *
 * Returns: whether the folder's schema has all that was met
 */
gboolean
_tandai_import_schema_save (TandaiImportSchema *self, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  if (!lacks_anything (self))
    return TRUE;
  meet_ends (self);
  bytes = make_file (self);
  return tandai_file_write (self->path, bytes, NULL, TRUE, NULL, error);
}
