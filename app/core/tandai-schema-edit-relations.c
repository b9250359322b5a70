/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be done to the relations of a corpus file. */

#include "config.h"

#include <string.h>

#include "core/tandai-schema-edit-private.h"

#define RELATIONS "relations"

static const char *const ENDS[] = { "from", "to" };

/* The labels of one end, with @label replaced or taken out, each once. */
static char *
make_end (const TandaiJson *json, guint list, const char *label, const char *by, guint *n_left)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);

  for (int item = tandai_json_first (json, list); item >= 0; item = tandai_json_next (json, (guint) item))
    {
      g_autofree char *name = tandai_json_dup_string (json, (guint) item);
      const char *now = strcmp (name, label) == 0 ? by : name;

      if (now != NULL && !g_ptr_array_find_with_equal_func (labels, now, g_str_equal, NULL))
        g_ptr_array_add (labels, g_strdup (now));
    }
  *n_left = labels->len;
  g_ptr_array_add (labels, NULL);
  return _tandai_json_quote_list ((const char *const *) labels->pdata);
}

static gboolean
names_label (const TandaiJson *json, guint list, const char *label)
{
  for (int item = tandai_json_first (json, list); item >= 0; item = tandai_json_next (json, (guint) item))
    if (tandai_json_string_is (json, (guint) item, label, strlen (label)))
      return TRUE;
  return FALSE;
}

/* Changes one relation; FALSE where that leaves no label for an end, which would mean any. */
static gboolean
replace_ends_of (TandaiSchemaEdit *self, const char *relation, const char *label, const char *by)
{
  guint n_left = 1;

  for (guint i = 0; i < G_N_ELEMENTS (ENDS) && n_left > 0; i++)
    {
      const TandaiJson *json = tandai_json_edit_get_json (self->text);
      int object = _tandai_schema_edit_find (self, RELATIONS, relation);
      int list = tandai_json_find (json, (guint) object, ENDS[i]);

      if (list >= 0 && names_label (json, (guint) list, label))
        {
          g_autofree char *raw = make_end (json, (guint) list, label, by, &n_left);

          if (n_left > 0)
            tandai_json_edit_set_value (self->text, (guint) list, raw);
        }
    }
  return n_left > 0;
}

/* Puts a label in another's place in all relations, or, where @by is NULL, takes it out. */
void
_tandai_schema_edit_replace_ends (TandaiSchemaEdit *self, const char *label, const char *by)
{
  const TandaiJson *json = tandai_json_edit_get_json (self->text);
  int list = tandai_json_find (json, 0, RELATIONS);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (int item = list >= 0 ? tandai_json_first (json, (guint) list) : -1; item >= 0;
       item = tandai_json_next (json, (guint) item))
    g_ptr_array_add (names,
                     tandai_json_dup_string (json, (guint) tandai_json_find (json, (guint) item, "name")));
  for (guint i = 0; i < names->len; i++)
    if (!replace_ends_of (self, names->pdata[i], label, by))
      _tandai_schema_edit_remove (self, RELATIONS, names->pdata[i]);
}

static void
set_end (TandaiSchemaEdit *self, const char *relation, const char *end, const char *const *labels)
{
  g_autofree char *raw = labels != NULL && labels[0] != NULL ? _tandai_json_quote_list (labels) : NULL;

  tandai_json_edit_set_member (self->text, (guint) _tandai_schema_edit_find (self, RELATIONS, relation), end,
                               raw);
}

/**
 * tandai_schema_edit_set_relation:
 * @self: a corpus file
 * @relation: a relation's name, new or not
 * @from: (nullable): the labels that it may start from; %NULL or none for any
 * @to: (nullable): the labels that it may lead to; %NULL or none for any
 * @error: return location for a %TANDAI_ERROR_NAME or %TANDAI_ERROR_NOT_FOUND
 *
 * Adds a relation, or changes which labels it joins.
 *
 * Returns: whether the labels are there, and the name is one
 */
gboolean
tandai_schema_edit_set_relation (TandaiSchemaEdit *self,
                                 const char *relation,
                                 const char *const *from,
                                 const char *const *to,
                                 GError **error)
{
  for (guint i = 0; from != NULL && from[i] != NULL; i++)
    if (_tandai_schema_edit_require (self, "labels", from[i], error) < 0)
      return FALSE;
  for (guint i = 0; to != NULL && to[i] != NULL; i++)
    if (_tandai_schema_edit_require (self, "labels", to[i], error) < 0)
      return FALSE;
  if (_tandai_schema_edit_find (self, RELATIONS, relation) < 0)
    {
      g_autofree char *name = _tandai_json_quote (relation);
      g_autofree char *raw = g_strdup_printf ("{\"name\": %s}", name);

      if (!_tandai_schema_edit_check_new (self, RELATIONS, relation, error))
        return FALSE;
      _tandai_schema_edit_append (self, RELATIONS, raw);
    }
  set_end (self, relation, "from", from);
  set_end (self, relation, "to", to);
  return TRUE;
}

/** tandai_schema_edit_set_relation_title: as tandai_schema_edit_set_title(), of a relation */
gboolean
tandai_schema_edit_set_relation_title (
    TandaiSchemaEdit *self, const char *relation, const char *language, const char *text, GError **error)
{
  return _tandai_schema_edit_translate (self, RELATIONS, relation, "title", language, text, error);
}

/** tandai_schema_edit_remove_relation: removes a relation; those that join spans stay. Returns: whether it
 * was there */
gboolean
tandai_schema_edit_remove_relation (TandaiSchemaEdit *self, const char *relation, GError **error)
{
  if (_tandai_schema_edit_require (self, RELATIONS, relation, error) < 0)
    return FALSE;
  _tandai_schema_edit_remove (self, RELATIONS, relation);
  return TRUE;
}
