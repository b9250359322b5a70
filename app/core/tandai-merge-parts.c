/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is merged piece by piece: single values, attributes by name, and members that this version does not
 * know. */

#include "config.h"

#include <string.h>

#include "core/tandai-attributes.h"
#include "core/tandai-json-private.h"
#include "core/tandai-merge-private.h"

#define ID_CHARS 8

/* Names with their values, in the order in which they stood. */
typedef struct
{
  GPtrArray *names;
  GHashTable *values;
} Named;

static Named *
named_new (void)
{
  Named *self = g_new (Named, 1);

  self->names = g_ptr_array_new_with_free_func (g_free);
  self->values = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  return self;
}

static void
named_free (Named *self)
{
  g_hash_table_unref (self->values);
  g_ptr_array_unref (self->names);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Named, named_free)

static void
named_take (Named *self, char *name, char *value)
{
  g_ptr_array_add (self->names, name);
  g_hash_table_insert (self->values, name, value);
}

static const char *
named_get (const Named *self, const char *name)
{
  return g_hash_table_lookup (self->values, name);
}

static gboolean
named_equal (const Named *a, const Named *b)
{
  if (a->names->len != b->names->len)
    return FALSE;
  for (guint i = 0; i < a->names->len; i++)
    if (g_strcmp0 (named_get (a, a->names->pdata[i]), named_get (b, a->names->pdata[i])) != 0)
      return FALSE;
  return TRUE;
}

static Named *
named_from_attributes (const char *const *attributes)
{
  Named *self = named_new ();

  for (; attributes != NULL && attributes[0] != NULL; attributes += 2)
    named_take (self, g_strdup (attributes[0]), g_strdup (attributes[1]));
  return self;
}

/* The value of a member is the whole of it, with its name as it is spelt. */
static Named *
named_from_members (const char *members)
{
  Named *self = named_new ();
  g_autoptr (TandaiJson) json = members != NULL ? _tandai_json_parse_members (members) : NULL;

  for (int member = json != NULL ? tandai_json_first (json, 0) : -1; member >= 0;
       member = tandai_json_next (json, (guint) member))
    {
      GString *raw = g_string_new (NULL);

      tandai_json_append_member (json, (guint) member, raw);
      named_take (self, tandai_json_dup_name (json, (guint) member), g_string_free (raw, FALSE));
    }
  return self;
}

/**
 * _tandai_merge_pick:
 * @base, @ours, @theirs: (nullable): a value in the three
 * @picked: (out): the one that was changed, or @ours where both were changed
 *
 * Returns: %FALSE where both were changed differently
 */
gboolean
_tandai_merge_pick (const char *base, const char *ours, const char *theirs, const char **picked)
{
  gboolean ours_stayed = g_strcmp0 (base, ours) == 0;

  *picked = ours_stayed ? theirs : ours;
  return ours_stayed || g_strcmp0 (base, theirs) == 0 || g_strcmp0 (ours, theirs) == 0;
}

/**
 * _tandai_merge_origin:
 * @base, @ours, @theirs: (nullable): from what each says that it was made
 * @made_twice: whether both sides made it, each for itself
 *
 * Where something comes from is never worth a quarrel: what one person marked
 * by hand was marked by hand, and of two origins one stays, whoever merges.
 *
 * Returns: (nullable): one of the three
 */
const char *
_tandai_merge_origin (const char *base, const char *ours, const char *theirs, gboolean made_twice)
{
  const char *picked;

  if (made_twice && (ours == NULL || theirs == NULL))
    return NULL;
  if (_tandai_merge_pick (base, ours, theirs, &picked))
    return picked;
  return ours == NULL || theirs == NULL ? NULL : strcmp (ours, theirs) <= 0 ? ours : theirs;
}

/**
 * _tandai_merge_note_clash:
 * @user_data: (type gboolean*): set to %TRUE
 *
 * A #ClashFunc for whom it is enough that there was one.
 */
void
_tandai_merge_note_clash (const char *name, const char *ours, const char *theirs, gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

/* Names stand as in the side that changed, what the other side added after them. */
static Named *
merge_named (const Named *base, const Named *ours, const Named *theirs, ClashFunc clash, gpointer user_data)
{
  gboolean ours_stayed = named_equal (base, ours);
  const Named *order[] = { ours_stayed ? theirs : ours, ours_stayed ? ours : theirs };
  Named *merged = named_new ();

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    for (guint j = 0; j < order[i]->names->len; j++)
      {
        const char *name = order[i]->names->pdata[j];
        const char *from_ours = named_get (ours, name);
        const char *from_theirs = named_get (theirs, name);
        const char *picked;

        if (i > 0 && named_get (order[0], name) != NULL)
          continue;
        if (!_tandai_merge_pick (named_get (base, name), from_ours, from_theirs, &picked))
          clash (name, from_ours, from_theirs, user_data);
        if (picked != NULL)
          named_take (merged, g_strdup (name), g_strdup (picked));
      }
  return merged;
}

/**
 * _tandai_merge_attributes:
 * @base, @ours, @theirs: (nullable): attributes of one thing in the three
 * @clash: called for each name that both changed differently, which keeps what @ours has
 * @user_data: for @clash
 *
 * Returns: (nullable) (transfer full): the merged attributes
 */
char **
_tandai_merge_attributes (const char *const *base,
                          const char *const *ours,
                          const char *const *theirs,
                          ClashFunc clash,
                          gpointer user_data)
{
  g_autoptr (Named) in_base = named_from_attributes (base);
  g_autoptr (Named) in_ours = named_from_attributes (ours);
  g_autoptr (Named) in_theirs = named_from_attributes (theirs);
  g_autoptr (Named) merged = merge_named (in_base, in_ours, in_theirs, clash, user_data);
  char **attributes = NULL;

  for (guint i = 0; i < merged->names->len; i++)
    {
      const char *name = merged->names->pdata[i];
      g_auto (GStrv) fewer = attributes;

      attributes = tandai_attributes_with ((const char *const *) fewer, name, named_get (merged, name));
    }
  return attributes;
}

/**
 * _tandai_merge_members:
 * @base, @ours, @theirs: (nullable): members of one object in the three, as canonical JSON without braces
 * @clash: called for each name that both changed differently, with the whole members
 * @user_data: for @clash
 *
 * Returns: (nullable) (transfer full): the merged members, in the same form
 */
char *
_tandai_merge_members (
    const char *base, const char *ours, const char *theirs, ClashFunc clash, gpointer user_data)
{
  g_autoptr (Named) in_base = NULL;
  g_autoptr (Named) in_ours = NULL;
  g_autoptr (Named) in_theirs = NULL;
  g_autoptr (Named) merged = NULL;
  const char *picked;
  GString *members;

  if (_tandai_merge_pick (base, ours, theirs, &picked))
    return g_strdup (picked);
  in_base = named_from_members (base);
  in_ours = named_from_members (ours);
  in_theirs = named_from_members (theirs);
  merged = merge_named (in_base, in_ours, in_theirs, clash, user_data);
  members = g_string_new (NULL);
  for (guint i = 0; i < merged->names->len; i++)
    g_string_append_printf (members, "%s%s", i > 0 ? ", " : "", named_get (merged, merged->names->pdata[i]));
  return g_string_free (members, merged->names->len == 0);
}

static void
list_item_free (ListItem *item)
{
  g_free (item->id);
  g_free (item->json);
  g_free (item);
}

static ListItem *
list_item_new (const TandaiJson *json, guint value)
{
  ListItem *item = g_new0 (ListItem, 1);
  GString *raw = g_string_new (NULL);
  int id =
      tandai_json_get_kind (json, value) == TANDAI_JSON_OBJECT ? tandai_json_find (json, value, "id") : -1;

  if (id >= 0)
    item->id = tandai_json_dup_string (json, (guint) id);
  tandai_json_append_raw (json, value, raw);
  item->json = g_string_free (raw, FALSE);
  return item;
}

/**
 * _tandai_merge_split_list:
 * @json: (nullable): a list as canonical JSON
 *
 * Returns: (transfer full) (element-type ListItem): its items, with a %NULL id where they have none
 */
GPtrArray *
_tandai_merge_split_list (const char *json)
{
  GPtrArray *items = g_ptr_array_new_with_free_func ((GDestroyNotify) list_item_free);
  g_autoptr (TandaiJson) parsed = json != NULL ? tandai_json_parse (json, strlen (json), NULL) : NULL;

  for (int item = parsed != NULL ? tandai_json_first (parsed, 0) : -1; item >= 0;
       item = tandai_json_next (parsed, (guint) item))
    g_ptr_array_add (items, list_item_new (parsed, (guint) item));
  return items;
}

/**
 * _tandai_merge_with_id:
 * @object: an object as canonical JSON
 * @id: an id
 *
 * Returns: (transfer full): the same object with that id, where it had one
 */
char *
_tandai_merge_with_id (const char *object, const char *id)
{
  g_autoptr (TandaiJson) json = tandai_json_parse (object, strlen (object), NULL);
  GString *changed = g_string_new ("{");

  for (int member = tandai_json_first (json, 0); member >= 0;
       member = tandai_json_next (json, (guint) member))
    {
      if (changed->len > 1)
        g_string_append (changed, ", ");
      if (!tandai_json_name_is (json, (guint) member, "id"))
        {
          tandai_json_append_member (json, (guint) member, changed);
          continue;
        }
      g_string_append (changed, "\"id\": ");
      tandai_json_write_string (changed, id, -1);
    }
  g_string_append_c (changed, '}');
  return g_string_free (changed, FALSE);
}

static char *
hash_to_id (char kind, const char *content, guint attempt)
{
  static const char CHARS[] = "0123456789abcdefghijklmnopqrstuvwxyz";
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize n_digest = sizeof digest;
  char id[ID_CHARS + 2] = { kind };

  g_checksum_update (checksum, (const guchar *) content, -1);
  g_checksum_update (checksum, (const guchar *) &(guint8){ (guint8) attempt }, 1);
  g_checksum_get_digest (checksum, digest, &n_digest);
  for (guint i = 1; i <= ID_CHARS; i++)
    id[i] = CHARS[((guint) digest[2 * i] << 8 | digest[2 * i + 1]) % strlen (CHARS)];
  return g_strdup (id);
}

/**
 * _tandai_merge_rename:
 * @merge: a merge
 * @kind: 's' for a span, 'r' for a relation
 * @content: what it is, with the id that it had
 * @taken: a set of ids
 *
 * Makes an id out of the content, so that everybody who merges the same gets
 * the same, and adds it to @taken.
 *
 * Returns: (transfer none): an id that was not in @taken
 */
const char *
_tandai_merge_rename (Merge *merge, char kind, const char *content, GHashTable *taken)
{
  for (guint attempt = 0;; attempt++)
    {
      g_autofree char *id = hash_to_id (kind, content, attempt);
      const char *kept;

      if (g_hash_table_contains (taken, id))
        continue;
      kept = g_string_chunk_insert (merge->strings, id);
      g_hash_table_add (taken, (gpointer) kept);
      return kept;
    }
}
