/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What two people changed differently, in a researcher's words. */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "core/tandai-error.h"
#include "gui/tandai-article-details.h"
#include "gui/tandai-conflict-words.h"
#include "gui/tandai-corpus-row.h"
#include "gui/tandai-detail-rows.h"
#include "gui/tandai-span-words.h"

/* What a person takes in at a glance. */
#define MOST_CHARS 240

#define ATTRIBUTE_PREFIX "attributes."

/* The parts of a span and of a relation, and what is said of an article's file, as people call them. */
static const char *const NAMES[][2] = {
  { "label", N_ ("Label") },
  { "words", N_ ("Words") },
  /* Translators: where the words of a span stand in the article. */
  { "place", N_ ("Place in the Text") },
  { "note", N_ ("Note") },
  /* Translators: what kind of link there is between two spans. */
  { "type", N_ ("Kind of Link") },
  /* Translators: the span from which a link starts. */
  { "from", N_ ("From") },
  /* Translators: the span to which a link leads. */
  { "to", N_ ("To") },
};

static const TandaiConflictPart *
find_part (GPtrArray *parts, const char *name)
{
  for (guint i = 0; i < parts->len; i++)
    if (g_str_equal (((const TandaiConflictPart *) parts->pdata[i])->name, name))
      return parts->pdata[i];
  return NULL;
}

/* What both have; where one side has nothing, what the other has. */
static const char *
shared_value (const TandaiConflict *conflict, const TandaiConflictPart *part)
{
  gboolean alone = conflict->versions[TANDAI_DECISION_OURS].json == NULL
                   || conflict->versions[TANDAI_DECISION_THEIRS].json == NULL;

  if (part == NULL || (part->differs && !alone))
    return NULL;
  return part->values[0] != NULL ? part->values[0] : part->values[1];
}

/** tandai_conflict_kind_name: Returns: what it is about, in a word */
const char *
tandai_conflict_kind_name (const TandaiConflict *conflict)
{
  switch (conflict->kind)
    {
    case TANDAI_CONFLICT_SPAN:
      return _ ("Span");
    case TANDAI_CONFLICT_RELATION:
      /* Translators: a link between two spans, as a heading. */
      return C_ ("conflict", "Link");
    case TANDAI_CONFLICT_MEMBER:
      return _ ("Article");
    case TANDAI_CONFLICT_UNREADABLE:
    default:
      return _ ("Unreadable");
    }
}

static char *
title_of_span (TandaiSchema *schema, const TandaiConflict *conflict, GPtrArray *parts)
{
  const char *label = shared_value (conflict, find_part (parts, "label"));
  const char *words = shared_value (conflict, find_part (parts, "words"));
  g_autofree char *shown = words != NULL ? tandai_display_words (words, MOST_CHARS) : NULL;

  if (label != NULL && shown != NULL)
    return g_strdup_printf (_ ("%s: %s"), tandai_label_name (schema, label), shown);
  if (label != NULL)
    return g_strdup (tandai_label_name (schema, label));
  return shown != NULL ? g_strdup_printf (_ ("“%s”"), shown) : g_strdup (conflict->id);
}

/* The ends that both agree on. */
static char *
title_of_relation (TandaiSchema *schema, const TandaiConflict *conflict, GPtrArray *parts)
{
  const char *type = shared_value (conflict, find_part (parts, "type"));
  const char *from = shared_value (conflict, find_part (parts, "from"));
  const char *to = shared_value (conflict, find_part (parts, "to"));
  g_autofree char *start = tandai_display_words (from != NULL ? from : "…", MOST_CHARS);
  g_autofree char *end = tandai_display_words (to != NULL ? to : "…", MOST_CHARS);

  if (parts->len == 0)
    return g_strdup (conflict->id);
  if (type == NULL)
    return g_strdup_printf ("%s → %s", start, end);
  /* Translators: the title of a kind of link, the words where it starts, the words where it leads. */
  return g_strdup_printf (_ ("%s: %s → %s"), tandai_relation_name (schema, type), start, end);
}

static char *
title_of_member (const TandaiConflict *conflict, GPtrArray *parts)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < parts->len; i++)
    g_ptr_array_add (names, tandai_conflict_part_name (conflict, parts->pdata[i]));
  if (names->len == 0)
    return g_strdup (conflict->key);
  g_ptr_array_add (names, NULL);
  return g_strjoinv (", ", (char **) names->pdata);
}

/**
 * tandai_conflict_title:
 * @document: a document
 * @conflict: one of its conflicts
 * @parts: (element-type TandaiConflictPart): the parts of it
 *
 * Returns: (transfer full): what the two disagree on, without that in which they do
 */
char *
tandai_conflict_title (TandaiDocument *document, const TandaiConflict *conflict, GPtrArray *parts)
{
  TandaiSchema *schema = tandai_document_get_schema (document);

  switch (conflict->kind)
    {
    case TANDAI_CONFLICT_SPAN:
      return title_of_span (schema, conflict, parts);
    case TANDAI_CONFLICT_RELATION:
      return title_of_relation (schema, conflict, parts);
    case TANDAI_CONFLICT_MEMBER:
      return title_of_member (conflict, parts);
    case TANDAI_CONFLICT_UNREADABLE:
    default:
      /* Translators: %s is a position, like “#3”. */
      return g_strdup_printf (_ ("Entry %s of the conflicts"), conflict->key);
    }
}

/**
 * tandai_conflict_part_name:
 * @conflict: a conflict
 * @part: a part of it
 *
 * Returns: (transfer full): what people call it; of what is not known here its place in the file
 */
char *
tandai_conflict_part_name (const TandaiConflict *conflict, const TandaiConflictPart *part)
{
  gboolean of_article = conflict->kind == TANDAI_CONFLICT_MEMBER;
  const char *known = of_article ? tandai_article_detail_name (part->name) : NULL;

  if (g_str_has_prefix (part->name, ATTRIBUTE_PREFIX))
    return g_strdup (tandai_detail_name (part->name + strlen (ATTRIBUTE_PREFIX)));
  for (guint i = 0; !of_article && i < G_N_ELEMENTS (NAMES); i++)
    if (g_str_equal (NAMES[i][0], part->name))
      return g_strdup (_ (NAMES[i][1]));
  /* The note of the article and its status stand at the top, all else that is known in the article. */
  if (known != NULL)
    return g_strdup (known);
  return of_article ? g_strconcat (conflict->id, ".", part->name, NULL) : g_strdup (part->name);
}

/* Whether people choose it from a list whose values have names. */
static gboolean
is_choice (TandaiSchema *schema, const TandaiConflict *conflict, GPtrArray *parts, const char *attribute)
{
  const TandaiConflictPart *label = find_part (parts, "label");
  const TandaiAttributeDef *def = NULL;

  if (conflict->kind == TANDAI_CONFLICT_MEMBER)
    def = tandai_schema_find_attribute (tandai_schema_get_article_attributes (schema), attribute);
  for (guint side = 0; label != NULL && def == NULL && side < TANDAI_N_VERSIONS; side++)
    {
      const TandaiLabelDef *of =
          label->values[side] != NULL ? tandai_schema_find_label (schema, label->values[side], NULL) : NULL;

      def = of != NULL ? tandai_schema_find_attribute (of->attributes, attribute) : NULL;
    }
  return def != NULL && def->values != NULL;
}

/**
 * tandai_conflict_value:
 * @document: a document
 * @conflict: one of its conflicts
 * @parts: (element-type TandaiConflictPart): the parts of it
 * @part: one of them
 * @version: whose
 *
 * Returns: (transfer full) (nullable): what that version has, on one line; %NULL where it has nothing
 */
char *
tandai_conflict_value (TandaiDocument *document,
                       const TandaiConflict *conflict,
                       GPtrArray *parts,
                       const TandaiConflictPart *part,
                       TandaiDecision version)
{
  TandaiSchema *schema = tandai_document_get_schema (document);
  const char *value = part->values[version];
  TandaiStatus status;

  if (value == NULL)
    return NULL;
  if (g_str_has_prefix (part->name, ATTRIBUTE_PREFIX)
      && is_choice (schema, conflict, parts, part->name + strlen (ATTRIBUTE_PREFIX)))
    return g_strdup (tandai_detail_name (value));
  if (conflict->kind == TANDAI_CONFLICT_SPAN && g_str_equal (part->name, "label"))
    return g_strdup (tandai_label_name (schema, value));
  if (conflict->kind == TANDAI_CONFLICT_RELATION && g_str_equal (part->name, "type"))
    return g_strdup (tandai_relation_name (schema, value));
  if (conflict->kind == TANDAI_CONFLICT_MEMBER && g_str_equal (part->name, "status")
      && tandai_status_from_string (value, &status))
    return g_strdup (tandai_corpus_status_title (status));
  return tandai_display_words (value, MOST_CHARS);
}

/** tandai_conflict_in_title: Returns: whether the title says what both agree on in that part */
gboolean
tandai_conflict_in_title (const TandaiConflict *conflict, const TandaiConflictPart *part)
{
  static const char *const OF_SPAN[] = { "label", "words", NULL };
  static const char *const OF_RELATION[] = { "type", "from", "to", NULL };

  if (conflict->kind == TANDAI_CONFLICT_SPAN)
    return g_strv_contains (OF_SPAN, part->name);
  return conflict->kind == TANDAI_CONFLICT_RELATION && g_strv_contains (OF_RELATION, part->name);
}
