/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "core/tandai-error.h"
#include "core/tandai-schema-edit.h"
#include "core/tandai-schema-template.h"

/* Laid out by hand, with members that no version knows and a number that no double holds. */
static const char FILE_TEXT[] =
    "{\n"
    "  \"format\": \"tandai-corpus/1\",\n"
    "  \"x-more\": [1.10, {\"b\": 12345678901234567890, \"a\": null}],\n"
    "  \"labels\": [\n"
    "    {\"name\": \"actor\", \"x-id\": 0.10, \"title\": {\"id\": \"Aktor\", \"en\": \"Actor\"}},\n"
    "    {\"name\": \"claim\",   \"title\": \"Klaim\", \"key\": \"t\"},\n"
    "    {\n"
    "      \"name\": \"quote\",\n"
    "      \"attributes\": [{\"name\": \"mode\", \"values\": [\"direct\"]}]\n"
    "    }\n"
    "  ],\n"
    "  \"relations\": [\n"
    "    {\"name\": \"source\", \"from\": [\"quote\", \"claim\"], \"to\": [\"actor\"], \"x\": 1}\n"
    "  ]\n"
    "}\n";

static TandaiSchemaEdit *
begin (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (FILE_TEXT, strlen (FILE_TEXT));
  g_autoptr (GError) error = NULL;
  TandaiSchemaEdit *edit = tandai_schema_edit_new (bytes, &error);

  g_assert_no_error (error);
  return edit;
}

static char *
finish (TandaiSchemaEdit *edit, TandaiSchema **schema)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = tandai_schema_edit_finish (edit, schema, &error);

  g_assert_no_error (error);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* Expects the file to be as it was but for some replacements, each of which must be there. */
static void
assert_differs (TandaiSchemaEdit *edit, const char *const *pairs)
{
  g_autofree char *now = finish (edit, NULL);
  g_autoptr (GString) expected = g_string_new (FILE_TEXT);

  for (; pairs[0] != NULL; pairs += 2)
    g_assert_cmpuint (g_string_replace (expected, pairs[0], pairs[1], 0), >, 0);
  g_assert_cmpstr (now, ==, expected->str);
}

static void
test_unchanged (void)
{
  g_autoptr (TandaiSchemaEdit) edit = begin ();

  assert_differs (edit, (const char *const[]){ NULL });
}

static void
test_rename (void)
{
  g_autoptr (TandaiSchemaEdit) edit = begin ();

  g_assert_true (tandai_schema_edit_rename_label (edit, "claim", "pernyataan", NULL));
  assert_differs (edit, (const char *const[]){ "\"claim\"", "\"pernyataan\"", NULL });
}

/* Expects a call that is given &error to fail. */
#define assert_fails(call, code)                                                                             \
  G_STMT_START                                                                                               \
  {                                                                                                          \
    g_autoptr (GError) error = NULL;                                                                         \
                                                                                                             \
    g_assert_false (call);                                                                                   \
    g_assert_error (error, TANDAI_ERROR, code);                                                              \
  }                                                                                                          \
  G_STMT_END

static void
test_rename_refused (void)
{
  g_autoptr (TandaiSchemaEdit) edit = begin ();

  assert_fails (tandai_schema_edit_rename_label (edit, "claim", "quote", &error), TANDAI_ERROR_NAME);
  assert_fails (tandai_schema_edit_rename_label (edit, "claim", "a b", &error), TANDAI_ERROR_NAME);
  assert_fails (tandai_schema_edit_rename_label (edit, "place", "x", &error), TANDAI_ERROR_NOT_FOUND);
  assert_differs (edit, (const char *const[]){ NULL });
}

static void
test_texts (void)
{
  g_autoptr (TandaiSchemaEdit) edit = begin ();

  g_assert_true (tandai_schema_edit_set_title (edit, "actor", "id", "Tokoh “A\"", NULL));
  g_assert_true (tandai_schema_edit_set_title (edit, "claim", "en", "Claim", NULL));
  g_assert_true (tandai_schema_edit_set_description (edit, "actor", "id", "Siapa", NULL));
  assert_differs (edit,
                  (const char *const[]){ "\"id\": \"Aktor\", \"en\": \"Actor\"}",
                                         "\"id\": \"Tokoh “A\\\"\", \"en\": \"Actor\"}, \"description\": "
                                         "{\"id\": \"Siapa\"}",
                                         "\"title\": \"Klaim\"",
                                         "\"title\": {\"id\": \"Klaim\", \"en\": \"Claim\"}", NULL });
}

/* A title in no language is no title; with the last one the member goes. */
static void
test_texts_removed (void)
{
  g_autoptr (TandaiSchemaEdit) edit = begin ();

  g_assert_true (tandai_schema_edit_set_title (edit, "actor", "id", "", NULL));
  g_assert_true (tandai_schema_edit_set_title (edit, "claim", "en", NULL, NULL));
  assert_differs (edit, (const char *const[]){ "{\"id\": \"Aktor\", \"en\": \"Actor\"}",
                                               "{\"en\": \"Actor\"}", "   \"title\": \"Klaim\",", "", NULL });
}

static void
test_look (void)
{
  g_autoptr (TandaiSchemaEdit) edit = begin ();
  g_autoptr (TandaiSchema) schema = NULL;
  g_autofree char *text = NULL;
  const TandaiLabelDef *def;

  g_assert_true (tandai_schema_edit_set_color (edit, "actor", "#112233", "#aabbcc", NULL));
  g_assert_true (tandai_schema_edit_set_color (edit, "actor", "#112234", "#aabbcc", NULL));
  g_assert_true (tandai_schema_edit_set_shape (edit, "actor", "band", NULL));
  g_assert_true (
      tandai_schema_edit_set_examples (edit, "actor", (const char *const[]){ "warga", "kata", NULL }, NULL));
  assert_fails (tandai_schema_edit_set_color (edit, "claim", "red", "#aabbcc", &error), TANDAI_ERROR_NAME);
  assert_fails (tandai_schema_edit_set_shape (edit, "claim", "star", &error), TANDAI_ERROR_NAME);
  text = finish (edit, &schema);
  def = tandai_schema_find_label (schema, "actor", NULL);
  g_assert_cmpstr (def->color_light, ==, "#112234");
  g_assert_cmpint (def->shape, ==, TANDAI_LABEL_SHAPE_BAND);
  g_assert_cmpstr (def->examples[1], ==, "kata");
}

static void
test_keys (void)
{
  g_autoptr (TandaiSchemaEdit) edit = begin ();
  g_autoptr (GError) error = NULL;

  g_assert_true (tandai_schema_edit_set_key (edit, "claim", "7", NULL));
  g_assert_true (tandai_schema_edit_set_key (edit, "claim", "T", NULL));
  tandai_schema_edit_set_key (edit, "actor", "t", &error);
  g_assert_error (error, TANDAI_ERROR, TANDAI_ERROR_NAME);
  g_assert_cmpstr (error->message, ==, "“t” is the key of “Klaim”");
  g_clear_error (&error);
  g_assert_false (tandai_schema_edit_set_key (edit, "actor", "D", &error));
  g_assert_error (error, TANDAI_ERROR, TANDAI_ERROR_NAME);
  assert_differs (edit, (const char *const[]){ "\"key\": \"t\"", "\"key\": \"T\"", NULL });
}

static void
test_attributes (void)
{
  g_autoptr (TandaiSchemaEdit) edit = begin ();

  g_assert_true (tandai_schema_edit_set_attribute (edit, "quote", "mode",
                                                   (const char *const[]){ "direct", "indirect", NULL },
                                                   NULL));
  g_assert_true (tandai_schema_edit_set_attribute (edit, "quote", "tone", NULL, NULL));
  assert_fails (tandai_schema_edit_set_attribute (edit, "quote", "a b", NULL, &error), TANDAI_ERROR_NAME);
  assert_fails (tandai_schema_edit_remove_attribute (edit, "quote", "none", &error), TANDAI_ERROR_NOT_FOUND);
  assert_differs (edit, (const char *const[]){ "[\"direct\"]}",
                                               "[\"direct\", \"indirect\"]}, {\"name\": \"tone\"}", NULL });
  assert_fails (tandai_schema_edit_set_attribute_title (edit, "quote", "none", "id", "Cara", &error),
                TANDAI_ERROR_NOT_FOUND);
  g_assert_true (tandai_schema_edit_remove_attribute (edit, "quote", "mode", NULL));
  assert_differs (edit, (const char *const[]){ "{\"name\": \"mode\", \"values\": [\"direct\"]}",
                                               "{\"name\": \"tone\"}", NULL });
}

/* They go along when the label is merged into another. */
static void
test_attribute_texts (void)
{
  g_autoptr (TandaiSchemaEdit) edit = begin ();
  g_autoptr (TandaiSchema) schema = NULL;
  g_autofree char *now = NULL;
  const TandaiAttributeDef *def;

  g_assert_true (tandai_schema_edit_set_attribute_title (edit, "quote", "mode", "en", "Manner", NULL));
  g_assert_true (tandai_schema_edit_set_attribute_description (edit, "quote", "mode", "id", "Cara", NULL));
  assert_differs (edit, (const char *const[]){ "[\"direct\"]}",
                                               "[\"direct\"], \"title\": {\"en\": \"Manner\"}, "
                                               "\"description\": {\"id\": \"Cara\"}}",
                                               NULL });
  g_assert_true (tandai_schema_edit_merge_label (edit, "quote", "claim", NULL));
  now = finish (edit, &schema);
  def = tandai_schema_find_attribute (tandai_schema_find_label (schema, "claim", NULL)->attributes, "mode");
  g_assert_cmpstr (def->title, ==, "Manner");
  g_assert_cmpstr (def->descriptions[1], ==, "Cara");
  g_assert_true (tandai_schema_edit_set_attribute_title (edit, "claim", "mode", "en", "", NULL));
  g_free (now);
  now = finish (edit, NULL);
  g_assert_null (strstr (now, "Manner"));
}

/* The look of the labels behind one that goes stays, though it went by their place. */
static void
test_remove (void)
{
  g_autoptr (TandaiSchemaEdit) edit = begin ();
  g_autoptr (TandaiSchema) before = NULL;
  g_autoptr (TandaiSchema) after = NULL;
  g_autofree char *old = finish (edit, &before);
  g_autofree char *now = NULL;
  const TandaiLabelDef *was = tandai_schema_find_label (before, "quote", NULL);
  const TandaiLabelDef *is;

  g_assert_true (tandai_schema_edit_remove_label (edit, "claim", NULL));
  now = finish (edit, &after);
  is = tandai_schema_find_label (after, "quote", NULL);
  g_assert_null (tandai_schema_find_label (after, "claim", NULL));
  g_assert_cmpint (is->shape, ==, was->shape);
  g_assert_cmpstr (is->color_dark, ==, was->color_dark);
  g_assert_nonnull (strstr (now, "\"from\": [\"quote\"], \"to\": [\"actor\"], \"x\": 1}"));
}

/* An end without labels would mean any label. */
static void
test_remove_last_end (void)
{
  g_autoptr (TandaiSchemaEdit) edit = begin ();
  g_autoptr (TandaiSchema) schema = NULL;
  g_autofree char *now = NULL;

  g_assert_true (tandai_schema_edit_remove_label (edit, "actor", NULL));
  now = finish (edit, &schema);
  g_assert_cmpuint (tandai_schema_get_n_relations (schema), ==, 0);
  g_assert_true (tandai_schema_edit_remove_label (edit, "claim", NULL));
  assert_fails (tandai_schema_edit_remove_label (edit, "quote", &error), TANDAI_ERROR_NAME);
}

static void
test_merge (void)
{
  g_autoptr (TandaiSchemaEdit) edit = begin ();
  g_autoptr (TandaiSchema) schema = NULL;
  g_autofree char *now = NULL;

  assert_fails (tandai_schema_edit_merge_label (edit, "claim", "claim", &error), TANDAI_ERROR_NAME);
  g_assert_true (tandai_schema_edit_merge_label (edit, "quote", "claim", NULL));
  now = finish (edit, &schema);
  g_assert_nonnull (
      tandai_schema_find_attribute (tandai_schema_find_label (schema, "claim", NULL)->attributes, "mode"));
  g_assert_nonnull (strstr (now, "\"from\": [\"claim\"]"));
}

static void
test_relations (void)
{
  g_autoptr (TandaiSchemaEdit) edit = begin ();

  assert_fails (tandai_schema_edit_set_relation (edit, "r", (const char *const[]){ "none", NULL }, NULL,
                                                 &error),
                TANDAI_ERROR_NOT_FOUND);
  g_assert_true (
      tandai_schema_edit_set_relation (edit, "same", (const char *const[]){ "actor", NULL }, NULL, NULL));
  g_assert_true (tandai_schema_edit_set_relation_title (edit, "same", "id", "Sama", NULL));
  assert_differs (edit, (const char *const[]){ "\"x\": 1}\n",
                                               "\"x\": 1},\n    {\"name\": \"same\", \"from\": [\"actor\"], "
                                               "\"title\": {\"id\": \"Sama\"}}\n",
                                               NULL });
  g_assert_true (tandai_schema_edit_remove_relation (edit, "same", NULL));
  assert_differs (edit, (const char *const[]){ NULL });
}

/* Labels that are there stay as they are, and keep their keys. */
static void
test_templates (void)
{
  guint n_templates;
  const TandaiSchemaTemplate *templates = tandai_schema_templates_list (&n_templates);

  for (guint i = 0; i < n_templates; i++)
    {
      g_autoptr (TandaiSchemaEdit) edit = begin ();
      g_autoptr (TandaiSchema) schema = NULL;
      g_autofree char *now = NULL;

      g_assert_true (tandai_schema_edit_add_template (edit, &templates[i], NULL));
      now = finish (edit, &schema);
      g_assert_cmpstr (tandai_schema_find_label (schema, "actor", NULL)->key, ==, "1");
      g_assert_nonnull (strstr (now, "\"x-id\": 0.10"));
      g_assert_null (tandai_schema_get_notices (schema)[0]);
      g_assert_true (tandai_schema_template_find (templates[i].name) == &templates[i]);
    }
  g_assert_null (tandai_schema_template_find ("none"));
}

/* Where there is no file the built-in schema is what a person begins with. */
static void
test_default (void)
{
  g_autoptr (TandaiSchemaEdit) edit = tandai_schema_edit_new (NULL, NULL);
  g_autoptr (TandaiSchema) schema = NULL;
  g_autofree char *text = NULL;

  g_assert_true (tandai_schema_edit_add_label (edit, "cue", NULL));
  text = finish (edit, &schema);
  g_assert_cmpuint (tandai_schema_get_n_labels (schema), ==, 5);
  g_assert_nonnull (strstr (text, "\n    {\"name\": \"cue\"}\n  ],\n"));
}

static void
test_invalid (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("{}", 2);
  g_autoptr (GError) error = NULL;

  g_assert_null (tandai_schema_edit_new (bytes, &error));
  g_assert_error (error, TANDAI_ERROR, TANDAI_ERROR_SCHEMA);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/schema-edit/unchanged", test_unchanged);
  g_test_add_func ("/schema-edit/rename", test_rename);
  g_test_add_func ("/schema-edit/rename-refused", test_rename_refused);
  g_test_add_func ("/schema-edit/texts", test_texts);
  g_test_add_func ("/schema-edit/texts-removed", test_texts_removed);
  g_test_add_func ("/schema-edit/look", test_look);
  g_test_add_func ("/schema-edit/keys", test_keys);
  g_test_add_func ("/schema-edit/attributes", test_attributes);
  g_test_add_func ("/schema-edit/attribute-texts", test_attribute_texts);
  g_test_add_func ("/schema-edit/remove", test_remove);
  g_test_add_func ("/schema-edit/remove-last-end", test_remove_last_end);
  g_test_add_func ("/schema-edit/merge", test_merge);
  g_test_add_func ("/schema-edit/relations", test_relations);
  g_test_add_func ("/schema-edit/templates", test_templates);
  g_test_add_func ("/schema-edit/default", test_default);
  g_test_add_func ("/schema-edit/invalid", test_invalid);
  return g_test_run ();
}
