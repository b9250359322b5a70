/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The type system that articles are written with: a span is an annotation with
 * its label as a string, so that one type serves every schema. What has no
 * place in one annotation is given by lists: the pieces of a discontinuous
 * span, and attributes by name and value. A relation stands where it leads, as
 * INCEpTION's do.
 */

#include "config.h"

#include "core/tandai-json.h"
#include "formats/tandai-uima-types.h"

#define STRING     "uima.cas.String"
#define ANNOTATION "uima.tcas.Annotation"

/* @element: (nullable): what a list of feature structures holds. */
typedef struct
{
  const char *name;
  const char *range;
  const char *element;
  const char *description;
} Feature;

typedef struct
{
  const char *name;
  const char *super;
  const char *description;
  Feature features[12];
} Type;

#define FEATURE_ID                                                                                           \
  {                                                                                                          \
    "id", STRING, NULL, "What it is called in Tandai's files."                                               \
  }
#define FEATURE_NOTE                                                                                         \
  {                                                                                                          \
    "note", STRING, NULL, "A person's words about it."                                                       \
  }
#define FEATURE_ATTRIBUTES                                                                                   \
  {                                                                                                          \
    "attributes", TANDAI_UIMA_ARRAY, TANDAI_UIMA_ATTRIBUTE, "Further names with values."                     \
  }

/* clang-format off */
static const Type types[] = {
  { TANDAI_UIMA_SPAN, ANNOTATION,
    "A piece of the text with a label. Where it is discontinuous, begin and end are those of the whole, and its "
    "fragments say what belongs to it.",
    { FEATURE_ID,
      { "label", STRING, NULL, "What kind of thing it is: actor, place, claim, quote or a name of the corpus's own." },
      FEATURE_NOTE,
      FEATURE_ATTRIBUTES,
      { "fragments", TANDAI_UIMA_ARRAY, TANDAI_UIMA_FRAGMENT,
        "The pieces of a discontinuous span, in their order; nothing where it is of one piece." } } },
  { TANDAI_UIMA_FRAGMENT, ANNOTATION,
    "A piece of a discontinuous span, which lists it.", {} },
  { TANDAI_UIMA_RELATION, ANNOTATION,
    "A relation between two spans. Its begin and end are those of the span that it leads to.",
    { FEATURE_ID,
      { "label", STRING, NULL, "What kind of relation it is, like source." },
      { "Governor", TANDAI_UIMA_SPAN, NULL, "The span that it leads from: the quote of a source." },
      { "Dependent", TANDAI_UIMA_SPAN, NULL, "The span that it leads to: the source of a quote." },
      FEATURE_NOTE,
      FEATURE_ATTRIBUTES } },
  { TANDAI_UIMA_ATTRIBUTE, "uima.cas.TOP",
    "A name with a value.",
    { { "name", STRING, NULL, "The name." },
      { "value", STRING, NULL, "The value." } } },
  { TANDAI_UIMA_ARTICLE, "uima.cas.AnnotationBase",
    "What is known of the text as a whole.",
    { { "file", STRING, NULL, "The name of its file." },
      { "title", STRING, NULL, "Its title." },
      { "url", STRING, NULL, "Its address." },
      { "publisher", STRING, NULL, "Who published it." },
      { "published", STRING, NULL, "When it was published." },
      { "language", STRING, NULL, "The language it is in." },
      { "annotator", STRING, NULL, "Who annotated it." },
      { "status", STRING, NULL, "How far its annotation has come: new, in-progress, done or excluded." },
      FEATURE_NOTE,
      FEATURE_ATTRIBUTES } },
};
/* clang-format on */

static void
append_element (GString *to, const char *name, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_string_append_printf (to, "<%s>%s</%s>", name, escaped, name);
}

static void
append_feature_xml (GString *to, const Feature *feature)
{
  g_string_append (to, "    <featureDescription>");
  append_element (to, "name", feature->name);
  append_element (to, "description", feature->description);
  append_element (to, "rangeTypeName", feature->range);
  if (feature->element != NULL)
    append_element (to, "elementType", feature->element);
  g_string_append (to, "</featureDescription>\n");
}

/**
 * tandai_uima_types_append_xml:
 * @to: what takes it
 *
 * Writes the type system as a file of its own, as UIMA's tools load it.
 */
void
tandai_uima_types_append_xml (GString *to)
{
  g_string_append (to, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                       "<typeSystemDescription xmlns=\"http://uima.apache.org/resourceSpecifier\">\n"
                       " <name>Tandai</name>\n"
                       " <types>\n");
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_string_append (to, "  <typeDescription>\n   ");
      append_element (to, "name", types[i].name);
      append_element (to, "description", types[i].description);
      append_element (to, "supertypeName", types[i].super);
      g_string_append (to, "\n   <features>\n");
      for (const Feature *feature = types[i].features; feature->name != NULL; feature++)
        append_feature_xml (to, feature);
      g_string_append (to, "   </features>\n  </typeDescription>\n");
    }
  g_string_append (to, " </types>\n</typeSystemDescription>\n");
}

static void
append_member (GString *to, const char *before, const char *name, const char *value)
{
  g_string_append_printf (to, "%s\"%s\": ", before, name);
  tandai_json_write_string (to, value, -1);
}

static void
append_feature_json (GString *to, const Feature *feature)
{
  g_autofree char *range = feature->element != NULL ? g_strconcat (feature->element, "[]", NULL) : NULL;

  g_string_append_printf (to, ",\n   \"%s\": {", feature->name);
  append_member (to, "", "%NAME", feature->name);
  append_member (to, ", ", "%RANGE", range != NULL ? range : feature->range);
  g_string_append_c (to, '}');
}

/**
 * tandai_uima_types_append_json:
 * @to: what takes it
 *
 * Writes the type system as an object, as it stands in CAS JSON.
 */
void
tandai_uima_types_append_json (GString *to)
{
  g_string_append (to, "{\n");
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_string_append_printf (to, "%s  \"%s\": {", i > 0 ? ",\n" : "", types[i].name);
      append_member (to, "", "%NAME", types[i].name);
      append_member (to, ", ", "%SUPER_TYPE", types[i].super);
      for (const Feature *feature = types[i].features; feature->name != NULL; feature++)
        append_feature_json (to, feature);
      g_string_append_c (to, '}');
    }
  g_string_append (to, "\n }");
}
