/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "core/tandai-error.h"
#include "core/tandai-schema.h"

static TandaiSchema *
parse (const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  return tandai_schema_parse (bytes, error);
}

static double
channel (const char *color, guint at)
{
  char hex[3] = { color[at], color[at + 1] };
  double value = g_ascii_strtoull (hex, NULL, 16) / 255.0;

  return value <= 0.03928 ? value / 12.92 : pow ((value + 0.055) / 1.055, 2.4);
}

/* The contrast of WCAG 2.1, 1.4.3. */
static double
contrast (const char *a, const char *b)
{
  double light = 0.2126 * channel (a, 1) + 0.7152 * channel (a, 3) + 0.0722 * channel (a, 5) + 0.05;
  double dark = 0.2126 * channel (b, 1) + 0.7152 * channel (b, 3) + 0.0722 * channel (b, 5) + 0.05;

  return light > dark ? light / dark : dark / light;
}

static void
test_default (void)
{
  static const char *const NAMES[] = { "actor", "place", "claim", "quote" };
  TandaiSchema *schema = tandai_schema_get_default ();

  g_assert_cmpuint (tandai_schema_get_n_labels (schema), ==, G_N_ELEMENTS (NAMES));
  for (guint i = 0; i < G_N_ELEMENTS (NAMES); i++)
    {
      const TandaiLabelDef *def = tandai_schema_get_label (schema, i);

      g_assert_cmpstr (def->name, ==, NAMES[i]);
      g_assert_cmpint (def->key[0], ==, '1' + (int) i);
      g_assert_cmpfloat (contrast (def->color_light, "#ffffff"), >=, 4.5);
      g_assert_cmpfloat (contrast (def->color_dark, "#1e1e1e"), >=, 4.5);
    }
  g_assert_nonnull (tandai_schema_find_relation (schema, "source"));
  g_assert_null (tandai_schema_get_sha256 (schema));
}

static void
test_keys (void)
{
  g_autoptr (TandaiSchema) schema = parse (
      "{\"format\": \"tandai-corpus/1\", \"labels\": [{\"name\": \"a\", \"key\": \"2\"}, {\"name\": \"b\"}, "
      "{\"name\": \"c\", \"key\": \"j\"}, {\"name\": \"d\", \"key\": \"2\"}, {\"name\": \"e\", \"key\": "
      "\"t\"}]}",
      NULL);
  static const char *const KEYS[] = { "2", "1", "3", "4", "t" };

  for (guint i = 0; i < G_N_ELEMENTS (KEYS); i++)
    g_assert_cmpstr (tandai_schema_get_label (schema, i)->key, ==, KEYS[i]);
  g_assert_cmpuint (g_strv_length ((char **) tandai_schema_get_notices (schema)), ==, 2);
}

/* Reads what @rest adds to a corpus file, and expects the place and the reason. */
static void
assert_rejected (const char *rest, const char *message)
{
  g_autofree char *text = g_strdup_printf ("{\"format\": \"tandai-corpus/1\"%s}", rest);
  g_autoptr (GError) error = NULL;

  g_assert_null (parse (text, &error));
  g_assert_error (error, TANDAI_ERROR, TANDAI_ERROR_SCHEMA);
  g_assert_cmpstr (error->message, ==, message);
}

static void
test_rejected (void)
{
  static const char *const CASES[][2] = {
    { "", "labels: is missing" },
    { ", \"labels\": {}", "labels: a list was expected" },
    { ", \"labels\": [{}]", "labels[0].name: is missing" },
    { ", \"labels\": [{\"name\": 1}]", "labels[0].name: a text was expected" },
    { ", \"labels\": [{\"name\": \"a\"}, {\"name\": \"a\"}]", "labels[1].name: “a” stands twice" },
    { ", \"labels\": [{\"name\": \"a\", \"color\": {\"light\": \"red\"}}]",
      "labels[0].color: must be colors like “#0072b2”" },
    { ", \"labels\": [{\"name\": \"a\", \"title\": 1}]",
      "labels[0].title: a text, or texts by language, were expected" },
    { ", \"labels\": [{\"name\": \"a\"}], \"relations\": [{\"name\": \"r\", \"to\": [\"b\"]}]",
      "relations[0]: there is no label “b”" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    assert_rejected (CASES[i][0], CASES[i][1]);
}

static void
test_rejected_whole (void)
{
  static const char *const CASES[] = {
    "[]",
    "{\"format\": \"tandai-corpus/2\", \"labels\": [{\"name\": \"a\"}]}",
    "{\"format\": \"tandai-corpus/1\", \"labels\": [{\"name\": \"a b\"}]}",
    "{\"format\": \"tandai-corpus/1\", \"labels\": [{\"name\": \"-a\"}]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (parse (CASES[i], &error));
      g_assert_error (error, TANDAI_ERROR, TANDAI_ERROR_SCHEMA);
    }
}

/* A list of labels that was there was said to be missing. */
static void
test_no_labels (void)
{
  assert_rejected (", \"labels\": []", "labels: at least one label is needed");
}

/* Names of labels were looked at, those of relations and attributes were not: the second was never found. */
static void
test_twice (void)
{
  assert_rejected (", \"labels\": [{\"name\": \"a\"}], \"relations\": [{\"name\": \"r\"}, {\"name\": \"r\"}]",
                   "relations[1].name: “r” stands twice");
  assert_rejected (
      ", \"labels\": [{\"name\": \"a\", \"attributes\": [{\"name\": \"x\"}, {\"name\": \"x\"}]}]",
      "labels[0].attributes[1].name: “x” stands twice");
}

/* Two labels may have attributes of the same name. */
static void
test_same_attribute (void)
{
  g_autoptr (TandaiSchema) schema =
      parse ("{\"format\": \"tandai-corpus/1\", \"labels\": [{\"name\": \"a\", \"attributes\": [{\"name\": "
             "\"x\"}]}, {\"name\": \"b\", \"attributes\": [{\"name\": \"x\"}]}]}",
             NULL);

  g_assert_nonnull (schema);
}

/* A translation that is no text was passed over, in whatever language it was. */
static void
test_translations (void)
{
  assert_rejected (", \"labels\": [{\"name\": \"a\", \"title\": {\"en\": \"A\", \"id\": 3}}]",
                   "labels[0].title.id: a text was expected");
  assert_rejected (", \"labels\": [{\"name\": \"a\", \"description\": {\"en\": [\"A\"]}}]",
                   "labels[0].description.en: a text was expected");
  assert_rejected (
      ", \"labels\": [{\"name\": \"a\"}], \"relations\": [{\"name\": \"r\", \"title\": {\"id\": null}}]",
      "relations[0].title.id: a text was expected");
}

static void
test_article_attributes (void)
{
  g_autoptr (TandaiSchema) schema =
      parse ("{\"format\": \"tandai-corpus/1\", \"labels\": [{\"name\": \"a\"}], \"article-attributes\": "
             "[{\"name\": \"topic\", \"values\": [\"protest\", \"flood\"]}, {\"name\": \"desk\"}]}",
             NULL);
  GPtrArray *defs = tandai_schema_get_article_attributes (schema);

  g_assert_cmpuint (defs->len, ==, 2);
  g_assert_cmpstr (tandai_schema_find_attribute (defs, "topic")->values[1], ==, "flood");
  g_assert_null (tandai_schema_find_attribute (defs, "desk")->values);
  g_assert_null (tandai_schema_find_attribute (defs, "a"));
  g_assert_cmpuint (tandai_schema_get_article_attributes (tandai_schema_get_default ())->len, ==, 0);
}

/* What articles carry is read as strictly as what spans carry. */
static void
test_article_attributes_rejected (void)
{
  static const char *const CASES[][2] = {
    { "{}", "article-attributes: a list was expected" },
    { "[1]", "article-attributes[0]: an object was expected" },
    { "[{}]", "article-attributes[0].name: is missing" },
    { "[{\"name\": \"x\", \"values\": 1}]", "article-attributes[0].values: a list was expected" },
    { "[{\"name\": \"x\", \"values\": [1]}]", "article-attributes[0].values: a text was expected" },
    { "[{\"name\": \"x\"}, {\"name\": \"x\"}]", "article-attributes[1].name: “x” stands twice" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *rest =
          g_strdup_printf (", \"labels\": [{\"name\": \"a\"}], \"article-attributes\": %s", CASES[i][0]);

      assert_rejected (rest, CASES[i][1]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/schema/default", test_default);
  g_test_add_func ("/schema/keys", test_keys);
  g_test_add_func ("/schema/rejected", test_rejected);
  g_test_add_func ("/schema/rejected-whole", test_rejected_whole);
  g_test_add_func ("/schema/no-labels-are-not-missing", test_no_labels);
  g_test_add_func ("/schema/names-stand-once", test_twice);
  g_test_add_func ("/schema/same-attribute-of-two-labels", test_same_attribute);
  g_test_add_func ("/schema/translations-are-texts", test_translations);
  g_test_add_func ("/schema/article-attributes", test_article_attributes);
  g_test_add_func ("/schema/article-attributes-rejected", test_article_attributes_rejected);
  return g_test_run ();
}
