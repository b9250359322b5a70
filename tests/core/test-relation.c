/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "core/tandai-attributes.h"
#include "core/tandai-relation.h"

static void
test_new_id (void)
{
  const TandaiRelationFields fields = { .type = "source", .from = "s2", .to = "s1" };
  g_autoptr (TandaiRelation) relation = tandai_relation_new (&fields);
  g_autoptr (TandaiRelation) other = tandai_relation_new (&fields);

  g_assert_true (g_str_has_prefix (tandai_relation_get_id (relation), "r"));
  g_assert_cmpuint (strlen (tandai_relation_get_id (relation)), ==, 9);
  g_assert_cmpstr (tandai_relation_get_id (relation), !=, tandai_relation_get_id (other));
  g_assert_cmpstr (tandai_relation_get_kind (relation), ==, "source");
  g_assert_cmpstr (tandai_relation_get_from (relation), ==, "s2");
  g_assert_cmpstr (tandai_relation_get_to (relation), ==, "s1");
}

/* Fields taken out and put in again make the same relation. */
static void
test_fields (void)
{
  const char *attributes[] = { "certainty", "low", NULL };
  const TandaiRelationFields given = { "r1",       "source", "s2",          "s1",
                                       attributes, "note",   "import:brat", "\"a\": 1" };
  g_autoptr (TandaiRelation) first = tandai_relation_new (&given);
  g_autoptr (TandaiRelation) second = NULL;
  TandaiRelationFields taken;

  tandai_relation_get_fields (first, &taken);
  second = tandai_relation_new (&taken);
  g_clear_object (&first);
  tandai_relation_get_fields (second, &taken);
  g_assert_cmpstr (taken.id, ==, "r1");
  g_assert_cmpstr (taken.type, ==, "source");
  g_assert_cmpstr (taken.from, ==, "s2");
  g_assert_cmpstr (taken.to, ==, "s1");
  g_assert_cmpstr (tandai_attributes_get (taken.attributes, "certainty"), ==, "low");
  g_assert_cmpstr (taken.note, ==, "note");
  g_assert_cmpstr (taken.origin, ==, "import:brat");
  g_assert_cmpstr (taken.extra, ==, "\"a\": 1");
}

/* Attributes without a name are none, so that the sidecar has no empty object. */
static void
test_no_attributes (void)
{
  const char *const empty[] = { NULL };
  const TandaiRelationFields fields = { .type = "source", .from = "a", .to = "b", .attributes = empty };
  g_autoptr (TandaiRelation) relation = tandai_relation_new (&fields);
  TandaiRelationFields taken;

  tandai_relation_get_fields (relation, &taken);
  g_assert_null (taken.attributes);
}

static void
test_order (void)
{
  static const char *const IDS[] = { "r-", "r1", "r10", "r2", "rA", "r_", "ra" };

  for (guint i = 1; i < G_N_ELEMENTS (IDS); i++)
    {
      g_autoptr (TandaiRelation) before = tandai_relation_new (
          &(TandaiRelationFields){ .id = IDS[i - 1], .type = "z", .from = "z", .to = "z" });
      g_autoptr (TandaiRelation) after =
          tandai_relation_new (&(TandaiRelationFields){ .id = IDS[i], .type = "a", .from = "a", .to = "a" });

      g_assert_cmpint (tandai_relation_compare (before, after), <, 0);
      g_assert_cmpint (tandai_relation_compare (after, before), >, 0);
      g_assert_cmpint (tandai_relation_compare (after, after), ==, 0);
    }
}

static void
test_incomplete (void)
{
  static const TandaiRelationFields CASES[] = {
    { .from = "s2", .to = "s1" },
    { .type = "source", .to = "s1" },
    { .type = "source", .from = "s2" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_test_expect_message ("tandai-core", G_LOG_LEVEL_CRITICAL, "*fields->type*");
      g_assert_null (tandai_relation_new (&CASES[i]));
    }
  g_test_assert_expected_messages ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/relation/new-id", test_new_id);
  g_test_add_func ("/relation/fields", test_fields);
  g_test_add_func ("/relation/no-attributes", test_no_attributes);
  g_test_add_func ("/relation/order", test_order);
  g_test_add_func ("/relation/incomplete", test_incomplete);
  return g_test_run ();
}
