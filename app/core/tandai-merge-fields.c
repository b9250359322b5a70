/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Merges what a sidecar says of its article: status, note, metadata, attributes, and members that this
 * version does not know. */

#include "config.h"

#include <string.h>

#include "core/tandai-json-private.h"
#include "core/tandai-merge-private.h"

#define TOP        "$"
#define ARTICLE    "$.article"
#define SCHEMA     "$.schema"
#define ATTRIBUTES "$.attributes"

/* Where a clash of names is told, and whether a name comes without its value's JSON. */
typedef struct
{
  Merge *merge;
  const char *const *place;
  gboolean is_plain;
} Clashing;

static const char *const PLACE_TOP = TOP;
static const char *const PLACE_ARTICLE = ARTICLE;
static const char *const PLACE_SCHEMA = SCHEMA;
static const char *const PLACE_ATTRIBUTES = ATTRIBUTES;

/* The members that are one text each. */
static const struct
{
  const char *const *place;
  const char *name;
  gsize offset;
} TEXTS[] = {
  { &PLACE_TOP, "note", G_STRUCT_OFFSET (TandaiSidecar, note) },
  { &PLACE_ARTICLE, "file", G_STRUCT_OFFSET (TandaiSidecar, file) },
  { &PLACE_ARTICLE, "language", G_STRUCT_OFFSET (TandaiSidecar, language) },
  { &PLACE_ARTICLE, "title", G_STRUCT_OFFSET (TandaiSidecar, title) },
  { &PLACE_ARTICLE, "url", G_STRUCT_OFFSET (TandaiSidecar, url) },
  { &PLACE_ARTICLE, "publisher", G_STRUCT_OFFSET (TandaiSidecar, publisher) },
  { &PLACE_ARTICLE, "published", G_STRUCT_OFFSET (TandaiSidecar, published) },
};

static char *
braced (const char *members)
{
  return members != NULL ? g_strconcat ("{", members, "}", NULL) : NULL;
}

static void
dispute_place (Merge *merge, const char *const *place, const char *ours, const char *theirs)
{
  _tandai_merge_dispute (merge, place, TRUE, braced (ours), braced (theirs));
}

/* Appends `"name": "value"`, after a comma where something stands before it. */
static void
append_text (GString *members, const char *name, const char *value)
{
  if (value == NULL)
    return;
  if (members->len > 0)
    g_string_append (members, ", ");
  tandai_json_write_string (members, name, -1);
  g_string_append (members, ": ");
  tandai_json_write_string (members, value, -1);
}

static char *
take_members (GString *members)
{
  return g_string_free (members, members->len == 0);
}

static char *
text_member (const char *name, const char *value)
{
  GString *members = g_string_new (NULL);

  append_text (members, name, value);
  return take_members (members);
}

static char **
text_of (const TandaiSidecar *sidecar, gsize offset)
{
  return G_STRUCT_MEMBER_P (sidecar, offset);
}

static void
merge_text (Merge *merge, const char *const *place, const char *name, gsize offset)
{
  const TandaiSidecar *base = merge->sides[TANDAI_MERGE_BASE];
  const char *ours = *text_of (merge->sides[TANDAI_MERGE_OURS], offset);
  const char *theirs = *text_of (merge->sides[TANDAI_MERGE_THEIRS], offset);
  char **result = text_of (merge->result, offset);
  const char *picked;

  if (!_tandai_merge_pick (base != NULL ? *text_of (base, offset) : NULL, ours, theirs, &picked))
    {
      g_autofree char *in_ours = text_member (name, ours);
      g_autofree char *in_theirs = text_member (name, theirs);

      dispute_place (merge, place, in_ours, in_theirs);
    }
  g_free (*result);
  *result = g_strdup (picked);
}

static char *
describe_status (const TandaiSidecar *sidecar)
{
  return text_member ("status", tandai_status_to_string (sidecar->status));
}

static char *
describe_bytes (const TandaiSidecar *sidecar)
{
  GString *members = g_string_new (NULL);

  append_text (members, "sha256", sidecar->sha256);
  append_text (members, "encoding", sidecar->encoding);
  append_text (members, "newline", tandai_newline_to_string (sidecar->newline));
  return take_members (members);
}

static char *
describe_schema (const TandaiSidecar *sidecar)
{
  GString *members = g_string_new (NULL);

  append_text (members, "sha256", sidecar->schema_sha256);
  append_text (members, "version", sidecar->schema_version);
  return take_members (members);
}

/* Returns the sidecar whose part stays: members that only mean something together. */
static const TandaiSidecar *
choose_side (Merge *merge,
             const char *const *place,
             char *(*describe) (const TandaiSidecar *sidecar),
             const char *without_base)
{
  const TandaiSidecar *const *sides = merge->sides;
  g_autofree char *base =
      sides[TANDAI_MERGE_BASE] != NULL ? describe (sides[TANDAI_MERGE_BASE]) : g_strdup (without_base);
  g_autofree char *ours = describe (sides[TANDAI_MERGE_OURS]);
  g_autofree char *theirs = describe (sides[TANDAI_MERGE_THEIRS]);
  const char *picked;

  if (!_tandai_merge_pick (base, ours, theirs, &picked))
    dispute_place (merge, place, ours, theirs);
  return sides[picked == theirs ? TANDAI_MERGE_THEIRS : TANDAI_MERGE_OURS];
}

static void
merge_parts (Merge *merge)
{
  TandaiSidecar *result = merge->result;
  const TandaiSidecar *status = choose_side (merge, &PLACE_TOP, describe_status, "\"status\": \"new\"");
  const TandaiSidecar *bytes = choose_side (merge, &PLACE_ARTICLE, describe_bytes, NULL);
  const TandaiSidecar *schema = choose_side (merge, &PLACE_SCHEMA, describe_schema, NULL);

  result->status = status->status;
  g_free (result->sha256);
  result->sha256 = g_strdup (bytes->sha256);
  g_free (result->encoding);
  result->encoding = g_strdup (bytes->encoding);
  result->newline = bytes->newline;
  g_free (result->schema_sha256);
  result->schema_sha256 = g_strdup (schema->schema_sha256);
  g_free (result->schema_version);
  result->schema_version = g_strdup (schema->schema_version);
}

static void
tell_clash (const char *name, const char *ours, const char *theirs, gpointer user_data)
{
  const Clashing *clashing = user_data;
  g_autofree char *in_ours = clashing->is_plain ? text_member (name, ours) : g_strdup (ours);
  g_autofree char *in_theirs = clashing->is_plain ? text_member (name, theirs) : g_strdup (theirs);

  dispute_place (clashing->merge, clashing->place, in_ours, in_theirs);
}

static void
merge_attributes (Merge *merge)
{
  const TandaiSidecar *base = merge->sides[TANDAI_MERGE_BASE];
  Clashing clashing = { merge, &PLACE_ATTRIBUTES, TRUE };

  g_strfreev (merge->result->attributes);
  merge->result->attributes =
      _tandai_merge_attributes (base != NULL ? (const char *const *) base->attributes : NULL,
                                (const char *const *) merge->sides[TANDAI_MERGE_OURS]->attributes,
                                (const char *const *) merge->sides[TANDAI_MERGE_THEIRS]->attributes,
                                tell_clash, &clashing);
}

static void
merge_members (Merge *merge, const char *const *place, gsize offset)
{
  const TandaiSidecar *base = merge->sides[TANDAI_MERGE_BASE];
  Clashing clashing = { merge, place, FALSE };
  char **result = text_of (merge->result, offset);

  g_free (*result);
  *result =
      _tandai_merge_members (base != NULL ? *text_of (base, offset) : NULL,
                             *text_of (merge->sides[TANDAI_MERGE_OURS], offset),
                             *text_of (merge->sides[TANDAI_MERGE_THEIRS], offset), tell_clash, &clashing);
}

static char *
join_members (const TandaiSidecar *sidecar)
{
  return sidecar != NULL && sidecar->extra != NULL ? g_strjoinv (", ", sidecar->extra) : NULL;
}

static void
merge_unknown_at_top (Merge *merge)
{
  g_autofree char *base = join_members (merge->sides[TANDAI_MERGE_BASE]);
  g_autofree char *ours = join_members (merge->sides[TANDAI_MERGE_OURS]);
  g_autofree char *theirs = join_members (merge->sides[TANDAI_MERGE_THEIRS]);
  Clashing clashing = { merge, &PLACE_TOP, FALSE };
  g_autofree char *merged = _tandai_merge_members (base, ours, theirs, tell_clash, &clashing);

  g_strfreev (merge->result->extra);
  merge->result->extra = _tandai_json_split_members (merged);
}

/**
 * _tandai_merge_fields:
 * @merge: a merge
 *
 * Merges what is neither a span nor a relation into the result.
 */
void
_tandai_merge_fields (Merge *merge)
{
  for (guint i = 0; i < G_N_ELEMENTS (TEXTS); i++)
    merge_text (merge, TEXTS[i].place, TEXTS[i].name, TEXTS[i].offset);
  merge_parts (merge);
  merge_attributes (merge);
  merge_members (merge, &PLACE_ARTICLE, G_STRUCT_OFFSET (TandaiSidecar, article_extra));
  merge_members (merge, &PLACE_SCHEMA, G_STRUCT_OFFSET (TandaiSidecar, schema_extra));
  merge_unknown_at_top (merge);
}
