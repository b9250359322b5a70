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

static void
test_rejected (void)
{
  static const char *const CASES[] = {
    "[]",
    "{\"format\": \"tandai-corpus/2\", \"labels\": [{\"name\": \"a\"}]}",
    "{\"format\": \"tandai-corpus/1\"}",
    "{\"format\": \"tandai-corpus/1\", \"labels\": {}}",
    "{\"format\": \"tandai-corpus/1\", \"labels\": [{}]}",
    "{\"format\": \"tandai-corpus/1\", \"labels\": [{\"name\": \"a b\"}]}",
    "{\"format\": \"tandai-corpus/1\", \"labels\": [{\"name\": \"-a\"}]}",
    "{\"format\": \"tandai-corpus/1\", \"labels\": [{\"name\": \"a\"}, {\"name\": \"a\"}]}",
    "{\"format\": \"tandai-corpus/1\", \"labels\": [{\"name\": \"a\", \"color\": {\"light\": \"red\"}}]}",
    "{\"format\": \"tandai-corpus/1\", \"labels\": [{\"name\": \"a\"}], \"relations\": [{\"name\": \"r\", "
    "\"to\": [\"b\"]}]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (parse (CASES[i], &error));
      g_assert_error (error, TANDAI_ERROR, TANDAI_ERROR_SCHEMA);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/schema/default", test_default);
  g_test_add_func ("/schema/keys", test_keys);
  g_test_add_func ("/schema/rejected", test_rejected);
  return g_test_run ();
}
