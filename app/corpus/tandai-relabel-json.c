/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The spans that a sidecar keeps as JSON: orphans, and both sides of conflicts. */

#include "config.h"

#include <string.h>

#include "core/tandai-json-edit.h"
#include "corpus/tandai-relabel-private.h"

static TandaiJsonEdit *
begin (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return tandai_json_edit_new (bytes, NULL);
}

/* The text as it is now; NULL where the list is empty. */
static char *
end (TandaiJsonEdit *edit, guint *n_items)
{
  g_autoptr (GBytes) bytes = tandai_json_edit_dup_bytes (edit);

  *n_items = tandai_json_count (tandai_json_edit_get_json (edit), 0);
  return *n_items > 0 ? g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)) : NULL;
}

static int
find_member (const TandaiJson *json, int object, const char *name)
{
  return object >= 0 && tandai_json_get_kind (json, (guint) object) == TANDAI_JSON_OBJECT
             ? tandai_json_find (json, (guint) object, name)
             : -1;
}

static gboolean
has_label (const TandaiJson *json, int object, const char *label)
{
  int value = find_member (json, object, "label");

  return value >= 0 && tandai_json_string_is (json, (guint) value, label, strlen (label));
}

static void
set_label (TandaiJsonEdit *edit, int object, const char *label)
{
  g_autoptr (GString) raw = g_string_new (NULL);

  tandai_json_write_string (raw, label, -1);
  tandai_json_edit_set_value (edit, (guint) find_member (tandai_json_edit_get_json (edit), object, "label"),
                              raw->str);
}

static char *
dup_id (const TandaiJson *json, int object)
{
  int value = find_member (json, object, "id");

  return value >= 0 ? tandai_json_dup_string (json, (guint) value) : NULL;
}

/* An orphan with the label; after a change the search begins anew, since all indices are other ones. */
static int
find_orphan (const TandaiJson *json, const char *label)
{
  for (int item = tandai_json_first (json, 0); item >= 0; item = tandai_json_next (json, (guint) item))
    if (has_label (json, item, label))
      return item;
  return -1;
}

/* Returns: (transfer full) (nullable): the orphans with their labels changed; ids of those that go are added
 * to
 * @gone */
char *
_tandai_relabel_orphans (
    const TandaiRelabel *self, const char *orphans, GHashTable *gone, guint *n_orphans, guint *n_spans)
{
  g_autoptr (TandaiJsonEdit) edit = begin (orphans);
  int item;

  while ((item = find_orphan (tandai_json_edit_get_json (edit), self->label)) >= 0)
    {
      (*n_spans)++;
      if (self->kind != TANDAI_RELABEL_DELETE)
        set_label (edit, item, self->into);
      else
        {
          char *id = dup_id (tandai_json_edit_get_json (edit), item);

          if (id != NULL)
            g_hash_table_add (gone, id);
          tandai_json_edit_remove (edit, 0, (guint) item);
        }
    }
  return end (edit, n_orphans);
}

/* One side of one conflict that has the label; what is told of the sidecar itself has no label. */
static int
find_side (const TandaiJson *json, const char *label)
{
  for (int item = tandai_json_first (json, 0); item >= 0; item = tandai_json_next (json, (guint) item))
    {
      g_autofree char *id = dup_id (json, item);
      int ours = find_member (json, item, "ours");
      int theirs = find_member (json, item, "theirs");

      if (id == NULL || *id == '$')
        continue;
      if (has_label (json, ours, label))
        return ours;
      if (has_label (json, theirs, label))
        return theirs;
    }
  return -1;
}

static int
find_gone (const TandaiJson *json, GHashTable *gone)
{
  for (int item = tandai_json_first (json, 0); item >= 0; item = tandai_json_next (json, (guint) item))
    {
      g_autofree char *id = dup_id (json, item);

      if (id != NULL && g_hash_table_contains (gone, id))
        return item;
    }
  return -1;
}

/* Returns: (transfer full) (nullable): the conflicts with the labels of both sides changed, without those of
 * what is gone */
char *
_tandai_relabel_conflicts (const TandaiRelabel *self,
                           const char *conflicts,
                           GHashTable *gone,
                           guint *n_conflicts)
{
  g_autoptr (TandaiJsonEdit) edit = begin (conflicts);
  int item;

  while (self->kind != TANDAI_RELABEL_DELETE
         && (item = find_side (tandai_json_edit_get_json (edit), self->label)) >= 0)
    set_label (edit, item, self->into);
  while ((item = find_gone (tandai_json_edit_get_json (edit), gone)) >= 0)
    tandai_json_edit_remove (edit, 0, (guint) item);
  return end (edit, n_conflicts);
}

/* Whether a list of objects has one of that id. */
gboolean
_tandai_relabel_names_id (const char *json, const char *id)
{
  g_autoptr (TandaiJson) list = json != NULL ? tandai_json_parse (json, strlen (json), NULL) : NULL;

  for (int item = list != NULL ? tandai_json_first (list, 0) : -1; item >= 0;
       item = tandai_json_next (list, (guint) item))
    {
      g_autofree char *other = dup_id (list, item);

      if (g_strcmp0 (other, id) == 0)
        return TRUE;
    }
  return FALSE;
}
