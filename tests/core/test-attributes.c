/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/tandai-attributes.h"

static const char *const *
constant (char **attributes)
{
  return (const char *const *) attributes;
}

/* Sets one more, and frees what it was set on. */
static char **
with (char **attributes, const char *name, const char *value)
{
  char **after = tandai_attributes_with (constant (attributes), name, value);

  g_strfreev (attributes);
  return after;
}

static void
test_none (void)
{
  const char *const empty[] = { NULL };

  g_assert_null (tandai_attributes_get (NULL, "role"));
  g_assert_null (tandai_attributes_get (empty, "role"));
  g_assert_cmpuint (tandai_attributes_count (NULL), ==, 0);
  g_assert_true (tandai_attributes_equal (NULL, empty));
  g_assert_null (tandai_attributes_with (NULL, "role", NULL));
  g_assert_null (tandai_attributes_with (empty, "role", NULL));
}

/* Bytewise: capitals, then small letters, then what is beyond ASCII. */
static void
test_sorted (void)
{
  static const char *const EXPECTED[] = { "Role", "1", "kind", "2", "role", "3", "rôle", "4", NULL };
  g_auto (GStrv) attributes = NULL;

  attributes = with (attributes, "role", "3");
  attributes = with (attributes, "rôle", "4");
  attributes = with (attributes, "Role", "1");
  attributes = with (attributes, "kind", "2");
  g_assert_true (tandai_attributes_equal (constant (attributes), EXPECTED));
  g_assert_cmpuint (tandai_attributes_count (constant (attributes)), ==, 4);
}

static void
test_change (void)
{
  g_auto (GStrv) attributes = NULL;

  attributes = with (attributes, "kind", "person");
  attributes = with (attributes, "role", "bupati");
  attributes = with (attributes, "role", "camat");
  g_assert_cmpuint (tandai_attributes_count (constant (attributes)), ==, 2);
  g_assert_cmpstr (tandai_attributes_get (constant (attributes), "role"), ==, "camat");
  attributes = with (attributes, "entity", NULL);
  g_assert_cmpuint (tandai_attributes_count (constant (attributes)), ==, 2);
  attributes = with (attributes, "kind", NULL);
  g_assert_null (tandai_attributes_get (constant (attributes), "kind"));
  attributes = with (attributes, "role", NULL);
  g_assert_null (attributes);
}

/* A value is never taken for a name, and "" is a value. */
static void
test_values (void)
{
  const char *const attributes[] = { "kind", "role", "note", "", NULL };
  const char *const other[] = { "kind", "role", "note", "x", NULL };

  g_assert_null (tandai_attributes_get (attributes, "role"));
  g_assert_cmpstr (tandai_attributes_get (attributes, "note"), ==, "");
  g_assert_false (tandai_attributes_equal (attributes, other));
  g_assert_false (tandai_attributes_equal (attributes, NULL));
}

static void
test_no_name (void)
{
  g_test_expect_message ("tandai-core", G_LOG_LEVEL_CRITICAL, "*name != NULL*");
  g_assert_null (tandai_attributes_get (NULL, NULL));
  g_test_expect_message ("tandai-core", G_LOG_LEVEL_CRITICAL, "*name != NULL*");
  g_assert_null (tandai_attributes_with (NULL, NULL, "x"));
  g_test_assert_expected_messages ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/attributes/none", test_none);
  g_test_add_func ("/attributes/sorted", test_sorted);
  g_test_add_func ("/attributes/change", test_change);
  g_test_add_func ("/attributes/values", test_values);
  g_test_add_func ("/attributes/no-name", test_no_name);
  return g_test_run ();
}
