/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What other people's feature structures are, by the names of their types and
 * features: there is no type of UIMA's own for a labelled span or a relation,
 * and INCEpTION's users name theirs as they like.
 */

#include "config.h"

#include <string.h>

#include "formats/tandai-uima-names.h"
#include "formats/tandai-uima-types.h"

#define DKPRO "de.tudarmstadt.ukp.dkpro.core.api."

/* What a relation's two ends are called: where it leads from, and where to. The first ones are never anything
 * else. */
#define N_CERTAIN_ENDS 2
static const char *const ends[][2] = {
  { "Governor", "Dependent" },
  { "governor", "dependent" },
  { "source", "target" },
  { "Source", "Target" },
  { "from", "to" },
  { "head", "dependent" },
  { "arg1", "arg2" },
};

/* Where a label may be, the likeliest first. */
static const char *const labels[] = { "label", "value",    "relationType", "DependencyType", "role",
                                      "type",  "category", "tag",          "class",          "kind" };

static const char *const language_packages[] = { DKPRO "segmentation.", DKPRO "lexmorph.", DKPRO "syntax.",
                                                 DKPRO "metadata.", DKPRO "transform." };

static const char *const language_types[] = { "Token",     "Sentence", "Lemma",       "Stem",      "POS",
                                              "Paragraph", "Chunk",    "Constituent", "Dependency" };

/** tandai_uima_short_type: Returns: (transfer none): a type's name without its package */
const char *
tandai_uima_short_type (const char *type)
{
  const char *dot = strrchr (type, '.');

  return dot != NULL ? dot + 1 : type;
}

/** tandai_uima_is_ours: Returns: whether its type is one that we write */
gboolean
tandai_uima_is_ours (const TandaiUimaStructure *structure)
{
  return g_str_has_prefix (structure->type, TANDAI_UIMA_PACKAGE);
}

static gboolean
refers (const TandaiUimaCas *cas, const TandaiUimaStructure *structure, const char *feature, guint *position)
{
  guint id;

  return tandai_uima_parse_number (tandai_uima_cas_text (cas, structure, feature), &id)
         && tandai_uima_cas_find (cas, id, position);
}

/**
 * tandai_uima_ends:
 * @cas: a CAS
 * @structure: a feature structure in it
 * @from: (out): the position of the one that it leads from
 * @to: (out): of the one that it leads to
 *
 * Returns: whether it has both ends of a relation
 */
gboolean
tandai_uima_ends (const TandaiUimaCas *cas, const TandaiUimaStructure *structure, guint *from, guint *to)
{
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    if (refers (cas, structure, ends[i][0], from) && refers (cas, structure, ends[i][1], to))
      return TRUE;
  return FALSE;
}

/* Whether a feature leads to an element, be it there or not. XMI does not say what is a reference and what a
 * number; words never are one. */
static gboolean
may_refer (const TandaiUimaCas *cas, const TandaiUimaStructure *structure, const char *name)
{
  guint id;

  for (guint i = 0; i < structure->n_features; i++)
    {
      const TandaiUimaFeature *feature = tandai_uima_cas_feature (cas, structure, i);

      if (strcmp (feature->name, name) == 0)
        return feature->refers
               || (tandai_uima_cas_is_by_line (cas) && tandai_uima_parse_number (feature->text, &id));
    }
  return FALSE;
}

/* Whether it would lead from one to another, though one may not be there. Two numbers may be others. */
static gboolean
is_relation (const TandaiUimaCas *cas, const TandaiUimaStructure *structure)
{
  guint position;

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      gboolean from = may_refer (cas, structure, ends[i][0]);
      gboolean to = may_refer (cas, structure, ends[i][1]);

      if (i < N_CERTAIN_ENDS
              ? from || to
              : from && to
                    && (!tandai_uima_cas_is_by_line (cas) || refers (cas, structure, ends[i][0], &position)
                        || refers (cas, structure, ends[i][1], &position)))
        return TRUE;
    }
  return FALSE;
}

/** tandai_uima_is_end: Returns: whether a feature of that name may be the end of a relation */
gboolean
tandai_uima_is_end (const char *feature)
{
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    if (strcmp (feature, ends[i][0]) == 0 || strcmp (feature, ends[i][1]) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_language (const TandaiUimaCas *cas, const char *type)
{
  const char *name = tandai_uima_short_type (type);

  for (guint i = 0; i < G_N_ELEMENTS (language_packages); i++)
    if (g_str_has_prefix (type, language_packages[i]))
      return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (language_types); i++)
    if (strcmp (name, language_types[i]) == 0)
      return TRUE;
  return tandai_uima_cas_is_a (cas, type, DKPRO "lexmorph.type.pos.POS");
}

static gboolean
is_document (const TandaiUimaCas *cas, const char *type)
{
  return tandai_uima_cas_is_a (cas, type, TANDAI_UIMA_DOCUMENT) || strcmp (type, TANDAI_UIMA_ARTICLE) == 0
         || strcmp (tandai_uima_short_type (type), "DocumentMetaData") == 0;
}

static gboolean
is_part (const char *type)
{
  return g_str_has_prefix (type, "uima.cas.") || g_str_has_suffix (type, "[]")
         || strcmp (type, TANDAI_UIMA_FRAGMENT) == 0 || strcmp (type, TANDAI_UIMA_ATTRIBUTE) == 0;
}

/**
 * tandai_uima_role:
 * @cas: a CAS
 * @structure: a feature structure in it
 *
 * Returns: what it is for us
 */
TandaiUimaRole
tandai_uima_role (const TandaiUimaCas *cas, const TandaiUimaStructure *structure)
{
  if (is_document (cas, structure->type))
    return TANDAI_UIMA_ROLE_DOCUMENT;
  if (is_part (structure->type))
    return TANDAI_UIMA_ROLE_PART;
  if (is_language (cas, structure->type))
    return TANDAI_UIMA_ROLE_LANGUAGE;
  if (strcmp (structure->type, TANDAI_UIMA_RELATION) == 0 || is_relation (cas, structure))
    return TANDAI_UIMA_ROLE_RELATION;
  if (tandai_uima_cas_text (cas, structure, "begin") != NULL
      && tandai_uima_cas_text (cas, structure, "end") != NULL)
    return TANDAI_UIMA_ROLE_SPAN;
  return TANDAI_UIMA_ROLE_OTHER;
}

/**
 * tandai_uima_label:
 * @cas: a CAS
 * @structure: a feature structure in it
 * @feature: (out) (nullable): the name of the feature that says it
 *
 * Returns: (transfer none): its label, or its type's short name where it states none
 */
const char *
tandai_uima_label (const TandaiUimaCas *cas, const TandaiUimaStructure *structure, const char **feature)
{
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    for (guint j = 0; j < structure->n_features; j++)
      {
        const TandaiUimaFeature *found = tandai_uima_cas_feature (cas, structure, j);

        if (strcmp (found->name, labels[i]) != 0 || found->refers || *found->text == '\0')
          continue;
        *feature = found->name;
        return found->text;
      }
  *feature = NULL;
  return tandai_uima_short_type (structure->type);
}
