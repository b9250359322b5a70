/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Conflicts on what is said of the whole article: where a member stands, and what it may be. */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/tandai-attributes.h"
#include "core/tandai-conflict-private.h"
#include "core/tandai-document-private.h"

#define TOP        "$"
#define ARTICLE    "$.article"
#define SCHEMA     "$.schema"
#define ATTRIBUTES "$.attributes"
#define STATUS     "status"

/* An entry is on one member, or on a few that mean something together. */
#define MAX_MEMBERS 16

/* The members that are known, and the field of the document that each is. What has none says what the file
 * itself is. */
static const struct
{
  const char *place;
  const char *name;
  const char *field;
} KNOWN[] = {
  { TOP, STATUS, STATUS },
  { TOP, "note", "note" },
  { TOP, "format", NULL },
  { TOP, "article", NULL },
  { TOP, "schema", NULL },
  { TOP, "annotator", NULL },
  { TOP, "attributes", NULL },
  { TOP, "text", NULL },
  { TOP, "spans", NULL },
  { TOP, "relations", NULL },
  { TOP, "orphans", NULL },
  { TOP, "conflicts", NULL },
  { ARTICLE, "language", "language" },
  { ARTICLE, "title", "title" },
  { ARTICLE, "url", "url" },
  { ARTICLE, "publisher", "publisher" },
  { ARTICLE, "published", "published" },
  { ARTICLE, "file", NULL },
  { ARTICLE, "sha256", NULL },
  { ARTICLE, "encoding", NULL },
  { ARTICLE, "newline", NULL },
  { SCHEMA, "sha256", "schema.sha256" },
  { SCHEMA, "version", "schema.version" },
};

/* Where members stand that are not known. */
static const struct
{
  const char *place;
  const char *field;
} UNKNOWN[] = {
  { TOP, "extra" },
  { ARTICLE, "article.extra" },
  { SCHEMA, "schema.extra" },
};

/* Where a member goes: into a field of its own, or by its name into one that holds several; nowhere where it
 * is not to be changed. */
typedef struct
{
  char *field;
  gboolean is_shared;
} Target;

static void
target_clear (Target *target)
{
  g_free (target->field);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Target, target_clear)

static Target
find_target (const char *place, const char *name)
{
  if (g_str_equal (place, ATTRIBUTES))
    return (Target){ g_strconcat ("attributes.", name, NULL), FALSE };
  for (guint i = 0; i < G_N_ELEMENTS (KNOWN); i++)
    if (g_str_equal (KNOWN[i].place, place) && g_str_equal (KNOWN[i].name, name))
      return (Target){ g_strdup (KNOWN[i].field), FALSE };
  for (guint i = 0; i < G_N_ELEMENTS (UNKNOWN); i++)
    if (g_str_equal (UNKNOWN[i].place, place))
      return (Target){ g_strdup (UNKNOWN[i].field), TRUE };
  return (Target){ NULL, FALSE };
}

/* What a field of the sidecar holds. */
static char *
dup_field (const TandaiSidecar *sidecar, const char *field)
{
  const struct
  {
    const char *name;
    const char *value;
  } fields[] = {
    { "note", sidecar->note },
    { "schema.sha256", sidecar->schema_sha256 },
    { "schema.version", sidecar->schema_version },
    { "article.extra", sidecar->article_extra },
    { "schema.extra", sidecar->schema_extra },
  };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_str_equal (fields[i].name, field))
      return g_strdup (fields[i].value);
  if (g_str_equal (field, "extra"))
    return sidecar->extra != NULL ? g_strjoinv (", ", sidecar->extra) : NULL;
  if (g_str_has_prefix (field, "attributes."))
    return g_strdup (
        tandai_attributes_get ((const char *const *) sidecar->attributes, field + strlen ("attributes.")));
  return g_strdup (tandai_sidecar_get_field (sidecar, field));
}

/* What says which file this is. */
static char *
dup_fixed (const TandaiSidecar *sidecar, const char *place, const char *name)
{
  const struct
  {
    const char *name;
    const char *value;
  } fields[] = {
    { "file", sidecar->file },
    { "sha256", sidecar->sha256 },
    { "encoding", sidecar->encoding },
    { "newline", tandai_newline_to_string (sidecar->newline) },
  };

  for (guint i = 0; g_str_equal (place, ARTICLE) && i < G_N_ELEMENTS (fields); i++)
    if (g_str_equal (fields[i].name, name))
      return g_strdup (fields[i].value);
  return NULL;
}

static char *
quote (const char *text)
{
  GString *json;

  if (text == NULL)
    return NULL;
  json = g_string_new (NULL);
  tandai_json_write_string (json, text, -1);
  return g_string_free (json, FALSE);
}

static char *
dup_value (const TandaiJson *json, const char *name)
{
  int value = json != NULL ? tandai_json_find (json, 0, name) : -1;

  return value >= 0 ? _tandai_json_dup_raw (json, (guint) value) : NULL;
}

/* What the sidecar says by that name now, in JSON; NULL where it says nothing. */
static char *
dup_current (const TandaiSidecar *sidecar, const char *place, const char *name)
{
  g_auto (Target) target = find_target (place, name);
  g_autofree char *held =
      target.field != NULL ? dup_field (sidecar, target.field) : dup_fixed (sidecar, place, name);
  g_autoptr (TandaiJson) members = NULL;

  if (!target.is_shared)
    return quote (held);
  members = held != NULL ? _tandai_json_parse_members (held) : NULL;
  return dup_value (members, name);
}

static TandaiJson *
parse_version (const TandaiVersion *version)
{
  return version->json != NULL ? tandai_json_parse (version->json, strlen (version->json), NULL) : NULL;
}

static void
add_names (GPtrArray *names, const TandaiVersion *version)
{
  g_autoptr (TandaiJson) json = parse_version (version);

  for (int member = json != NULL ? tandai_json_first (json, 0) : -1; member >= 0 && names->len <= MAX_MEMBERS;
       member = tandai_json_next (json, (guint) member))
    {
      g_autofree char *name = tandai_json_dup_name (json, (guint) member);

      if (!g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
        g_ptr_array_add (names, g_steal_pointer (&name));
    }
}

/* What the two say something of. */
static GPtrArray *
list_names (const TandaiConflict *conflict)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (guint side = 0; side < TANDAI_N_VERSIONS; side++)
    add_names (names, &conflict->versions[side]);
  return names;
}

/* Ours is what is there: it may have been changed since. */
static char *
write_current (const TandaiSidecar *sidecar, const char *place, GPtrArray *names)
{
  g_autofree char *members = NULL;

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *before = g_steal_pointer (&members);
      g_autofree char *current = dup_current (sidecar, place, names->pdata[i]);

      members = _tandai_json_members_with (before, names->pdata[i], current);
    }
  return members != NULL ? g_strconcat ("{", members, "}", NULL) : NULL;
}

static gboolean
is_place (const char *place)
{
  gboolean found = g_str_equal (place, ATTRIBUTES);

  for (guint i = 0; !found && i < G_N_ELEMENTS (UNKNOWN); i++)
    found = g_str_equal (UNKNOWN[i].place, place);
  return found;
}

/* Why a member may not have the value that a version gives it; NULL where it may. */
static char *
find_problem (const TandaiSidecar *sidecar, const char *place, const char *name, const TandaiJson *json)
{
  g_auto (Target) target = find_target (place, name);
  int value = json != NULL ? tandai_json_find (json, 0, name) : -1;
  g_autofree char *text = value >= 0 ? tandai_json_dup_string (json, (guint) value) : NULL;
  TandaiStatus status;

  if (target.field == NULL)
    {
      g_autofree char *current = dup_current (sidecar, place, name);
      g_autofree char *wanted = dup_value (json, name);

      /* Translators: %s is a member like “encoding”. */
      return g_strcmp0 (current, wanted) == 0
                 ? NULL
                 : g_strdup_printf (_ ("“%s” says which file this is, and stays"), name);
    }
  if (target.is_shared)
    return NULL;
  if (value >= 0 && text == NULL)
    /* Translators: %s is a member like “title”. */
    return g_strdup_printf (_ ("“%s” is not a text"), name);
  if (g_str_equal (target.field, STATUS) && (text == NULL || !tandai_status_from_string (text, &status)))
    return g_strdup (_ ("the status must be new, in-progress, done or excluded"));
  return NULL;
}

static void
check_theirs (const TandaiSidecar *sidecar, TandaiConflict *conflict, GPtrArray *names)
{
  TandaiVersion *theirs = &conflict->versions[TANDAI_DECISION_THEIRS];
  g_autoptr (TandaiJson) json = parse_version (theirs);

  for (guint i = 0; theirs->problem == NULL && i < names->len; i++)
    theirs->problem = find_problem (sidecar, conflict->id, names->pdata[i], json);
}

static void
refuse (TandaiConflict *conflict, char *problem)
{
  for (guint side = 0; side < TANDAI_N_VERSIONS; side++)
    if (conflict->versions[side].problem == NULL)
      conflict->versions[side].problem = g_strdup (problem);
  g_free (problem);
}

/**
 * _tandai_conflict_read_member:
 * @reading: what conflicts are read against
 * @conflict: (inout): one on a member, with its versions as they stand
 *
 * Finds what decides it, and whether it can be.
 */
void
_tandai_conflict_read_member (const TandaiConflictReading *reading, TandaiConflict *conflict)
{
  TandaiVersion *ours = &conflict->versions[TANDAI_DECISION_OURS];
  g_autoptr (GPtrArray) names = list_names (conflict);

  conflict->key =
      names->len > 0 ? g_strconcat (conflict->id, ".", names->pdata[0], NULL) : g_strdup (conflict->id);
  if (!is_place (conflict->id))
    /* Translators: %s is a place in a sidecar, like “$.article”. */
    refuse (conflict, g_strdup_printf (_ ("there is no place “%s”"), conflict->id));
  else if (names->len > MAX_MEMBERS)
    refuse (conflict, g_strdup (_ ("the entry is on more than one thing")));
  else
    check_theirs (reading->sidecar, conflict, names);
  if (ours->problem != NULL)
    return;
  g_free (ours->json);
  ours->json = write_current (reading->sidecar, conflict->id, names);
}

static void
apply_member (TandaiDocument *document, const char *place, const char *name, const TandaiJson *json)
{
  const TandaiSidecar *sidecar = tandai_document_get_sidecar (document);
  g_auto (Target) target = find_target (place, name);
  g_autofree char *before = target.field != NULL ? dup_field (sidecar, target.field) : NULL;
  g_autofree char *raw = dup_value (json, name);
  g_autofree char *after = NULL;

  if (target.field == NULL)
    return;
  if (target.is_shared)
    after = _tandai_json_members_with (before, name, raw);
  else if (raw != NULL)
    after = tandai_json_dup_string (json, (guint) tandai_json_find (json, 0, name));
  if (g_strcmp0 (before, after) != 0)
    _tandai_document_change_field (document, target.field, before, after);
}

/**
 * _tandai_conflict_apply_member:
 * @document: a document, in a step
 * @conflict: one on a member whose other version can be taken
 *
 * Says of the article what theirs says.
 */
void
_tandai_conflict_apply_member (TandaiDocument *document, const TandaiConflict *conflict)
{
  g_autoptr (GPtrArray) names = list_names (conflict);
  g_autoptr (TandaiJson) json = parse_version (&conflict->versions[TANDAI_DECISION_THEIRS]);

  for (guint i = 0; i < names->len; i++)
    apply_member (document, conflict->id, names->pdata[i], json);
}
