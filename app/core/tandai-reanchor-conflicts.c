/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two versions of a span that wait for a decision, in an article that changed: each goes where its words
 * went, as a span does. */

#include "config.h"

#include <string.h>

#include "core/tandai-json-private.h"
#include "core/tandai-reanchor-private.h"
#include "core/tandai-sidecar-private.h"

/* The spans among the versions, and which values of the list they are. */
typedef struct
{
  TandaiJson *list;
  TandaiText *old_text;
  TandaiText *new_text;
  GPtrArray *spans;
  GHashTable *places;
} Versions;

static gboolean
is_side (const TandaiJson *list, guint member)
{
  return (tandai_json_name_is (list, member, "ours") || tandai_json_name_is (list, member, "theirs"))
         && tandai_json_get_kind (list, member + 1) == TANDAI_JSON_OBJECT;
}

/* Whether an object has a place in the text: neither a relation nor what is said of the article has one, and
 * what is kept aside has one in the text of old. */
static gboolean
has_place (const TandaiJson *list, guint object)
{
  return tandai_json_find (list, object, "start") >= 0
         && (tandai_json_find (list, object, "before") < 0 || tandai_json_find (list, object, "after") < 0);
}

/* What cannot be read, or does not have the words that it says, stays as it is. It is read from a copy, as
 * reading ends strings where they stand. */
static void
read_version (Versions *versions, guint object)
{
  g_autofree char *raw = NULL;
  g_autoptr (TandaiJson) json = NULL;
  g_autoptr (TandaiSpan) span = NULL;

  if (!has_place (versions->list, object))
    return;
  raw = _tandai_json_dup_raw (versions->list, object);
  json = tandai_json_parse (raw, strlen (raw), NULL);
  span = _tandai_sidecar_read_span (json, 0, versions->old_text, NULL);
  if (span == NULL || tandai_span_get_stated (span) != NULL)
    return;
  g_hash_table_insert (versions->places, GUINT_TO_POINTER (object), GUINT_TO_POINTER (versions->spans->len));
  g_ptr_array_add (versions->spans, g_steal_pointer (&span));
}

static void
read_versions (Versions *versions, guint entry)
{
  for (int member = tandai_json_first (versions->list, entry); member >= 0;
       member = tandai_json_next (versions->list, (guint) member))
    if (is_side (versions->list, (guint) member))
      read_version (versions, (guint) member + 1);
}

static void
append_version (const Versions *versions, const TandaiReanchoring *carried, guint member, GString *to)
{
  gpointer place;
  const TandaiCarried *version;

  if (!is_side (versions->list, member)
      || !g_hash_table_lookup_extended (versions->places, GUINT_TO_POINTER (member + 1), NULL, &place))
    {
      tandai_json_append_member (versions->list, member, to);
      return;
    }
  version = &g_array_index (carried->spans, TandaiCarried, GPOINTER_TO_UINT (place));
  g_string_append (to, tandai_json_name_is (versions->list, member, "ours") ? "\"ours\": " : "\"theirs\": ");
  if (version->after != NULL)
    _tandai_sidecar_append_span (to, version->after, versions->new_text);
  else
    _tandai_reanchor_append_orphan (to, version->before, versions->old_text);
}

static void
append_entry (const Versions *versions, const TandaiReanchoring *carried, guint entry, GString *to)
{
  if (tandai_json_get_kind (versions->list, entry) != TANDAI_JSON_OBJECT)
    {
      tandai_json_append_raw (versions->list, entry, to);
      return;
    }
  g_string_append_c (to, '{');
  for (int member = tandai_json_first (versions->list, entry); member >= 0;
       member = tandai_json_next (versions->list, (guint) member))
    {
      if (to->str[to->len - 1] != '{')
        g_string_append (to, ", ");
      append_version (versions, carried, (guint) member, to);
    }
  g_string_append_c (to, '}');
}

static char *
write_list (const Versions *versions, const TandaiReanchoring *carried)
{
  GString *list = g_string_new ("[");

  for (int entry = tandai_json_first (versions->list, 0); entry >= 0;
       entry = tandai_json_next (versions->list, (guint) entry))
    {
      if (list->len > 1)
        g_string_append (list, ", ");
      append_entry (versions, carried, (guint) entry, list);
    }
  g_string_append_c (list, ']');
  return g_string_free (list, FALSE);
}

/**
 * _tandai_reanchor_conflicts:
 * @conflicts: a sidecar's conflicts, in canonical JSON
 * @old_text: the text that was annotated
 * @new_text: what became of it
 *
 * A version of which nothing is left becomes one that is kept aside, with what
 * stood round it.
 *
 * Returns: (transfer full): the conflicts for the changed text
 */
char *
_tandai_reanchor_conflicts (const char *conflicts, TandaiText *old_text, TandaiText *new_text)
{
  g_autoptr (TandaiJson) list = tandai_json_parse (conflicts, strlen (conflicts), NULL);
  g_autoptr (GPtrArray) spans = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) places = g_hash_table_new (NULL, NULL);
  g_autoptr (TandaiAlignment) alignment = NULL;
  g_autoptr (TandaiReanchoring) carried = NULL;
  Versions versions = { list, old_text, new_text, spans, places };

  if (list == NULL || tandai_json_get_kind (list, 0) != TANDAI_JSON_ARRAY)
    return g_strdup (conflicts);
  for (int entry = tandai_json_first (list, 0); entry >= 0; entry = tandai_json_next (list, (guint) entry))
    if (tandai_json_get_kind (list, (guint) entry) == TANDAI_JSON_OBJECT)
      read_versions (&versions, (guint) entry);
  if (spans->len == 0)
    return g_strdup (conflicts);
  alignment = tandai_alignment_new (old_text, new_text, NULL, NULL);
  carried = _tandai_reanchoring_new_versions (spans, alignment, old_text, new_text);
  return write_list (&versions, carried);
}
