/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fixture.h"

#include <string.h>

#include "core/tandai-json.h"

static const TandaiExportOptions options = { .scheme = "BIO", .columns = 2 };

/* An element of an XMI file as its attributes, with its name as "". */
static void
take_element (GMarkupParseContext *context,
              const char *name,
              const char **names,
              const char **values,
              gpointer user_data,
              GError **error)
{
  GPtrArray *elements = user_data;
  GHashTable *element = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  g_hash_table_insert (element, g_strdup (""), g_strdup (name));
  for (guint i = 0; names[i] != NULL; i++)
    g_hash_table_insert (element, g_strdup (names[i]), g_strdup (values[i]));
  g_ptr_array_add (elements, element);
}

static GPtrArray *
parse_xmi (const char *xmi)
{
  const GMarkupParser parser = { .start_element = take_element };
  GPtrArray *elements = g_ptr_array_new_with_free_func ((GDestroyNotify) g_hash_table_unref);
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, elements, NULL);
  g_autoptr (GError) error = NULL;

  g_markup_parse_context_parse (context, xmi, -1, &error);
  g_assert_no_error (error);
  g_markup_parse_context_end_parse (context, &error);
  g_assert_no_error (error);
  return elements;
}

static GPtrArray *
write_xmi (const TandaiSidecar *sidecar, TandaiReport *report)
{
  g_autoptr (GPtrArray) files = fixture_write (&tandai_format_uima_xmi, sidecar, &options, report);

  g_assert_cmpuint (files->len, ==, 2);
  return parse_xmi (tandai_format_file (files, "a/b.xmi")->str);
}

/* The only one, or the position-th, of a name. */
static GHashTable *
element (GPtrArray *elements, const char *name, guint position)
{
  for (guint i = 0; i < elements->len; i++)
    if (strcmp (g_hash_table_lookup (elements->pdata[i], ""), name) == 0 && position-- == 0)
      return elements->pdata[i];
  g_assert_not_reached ();
}

static void
assert_value (GHashTable *element, const char *name, const char *value)
{
  g_assert_cmpstr (g_hash_table_lookup (element, name), ==, value);
}

/* What begin and end cut out of the text when it is UTF-16, as a Java program holds it. */
static void
assert_slice (const char *text, guint begin, guint end, const char *words)
{
  g_autofree gunichar2 *units = g_utf8_to_utf16 (text, -1, NULL, NULL, NULL);
  g_autofree char *slice = g_utf16_to_utf8 (units + begin, (glong) (end - begin), NULL, NULL, NULL);

  g_assert_cmpstr (slice, ==, words);
}

static void
assert_words (GPtrArray *elements, const char *name, guint position, const char *words)
{
  GHashTable *found = element (elements, name, position);

  assert_slice (g_hash_table_lookup (element (elements, "cas:Sofa", 0), "sofaString"),
                (guint) atoi (g_hash_table_lookup (found, "begin")),
                (guint) atoi (g_hash_table_lookup (found, "end")), words);
}

static TandaiSidecar *
hard_sidecar (void)
{
  TandaiSidecar *sidecar = fixture_sidecar ("😡😡 “Ya 😡,”\nujar <Ani> & \"Kota\" Lama, “itu\tbenar.”\n");

  fixture_add (sidecar, "s1", "quote", "3 10;35 47");
  fixture_add (sidecar, "s2", "place", "24 35");
  fixture_add (sidecar, "s3", "actor", "16 21");
  fixture_relate (sidecar, "r1", "s1", "s3");
  return sidecar;
}

static void
test_xmi_offsets (void)
{
  g_autoptr (TandaiReport) report = tandai_report_new ();
  g_autoptr (TandaiSidecar) sidecar = hard_sidecar ();
  g_autoptr (GPtrArray) elements = write_xmi (sidecar, report);

  assert_value (element (elements, "cas:Sofa", 0), "sofaString", tandai_text_get_chars (sidecar->text));
  assert_words (elements, "tandai:Fragment", 0, "“Ya 😡,”");
  assert_words (elements, "tandai:Fragment", 1, ", “itu\tbenar");
  assert_words (elements, "tandai:Span", 1, "<Ani>");
  assert_words (elements, "tandai:Span", 2, "\"Kota\" Lama");
  assert_words (elements, "tandai:Relation", 0, "<Ani>");
  assert_words (elements, "tcas:DocumentAnnotation", 0, tandai_text_get_chars (sidecar->text));
  g_assert_cmpuint (tandai_report_dropped (report), ==, 0);
}

/* An XML reader takes a plain line end or tab in an attribute for a space; GMarkup does not. */
static void
test_xmi_references (void)
{
  g_autoptr (TandaiReport) report = tandai_report_new ();
  g_autoptr (TandaiSidecar) sidecar = fixture_sidecar ("a\tb\nc");
  g_autoptr (GPtrArray) files = fixture_write (&tandai_format_uima_xmi, sidecar, &options, report);

  g_assert_nonnull (strstr (tandai_format_file (files, "a/b.xmi")->str, "sofaString=\"a&#9;b&#10;c\""));
}

static void
test_xmi_lists (void)
{
  g_autoptr (TandaiReport) report = tandai_report_new ();
  g_autoptr (TandaiSidecar) sidecar = hard_sidecar ();
  g_autoptr (GPtrArray) elements = write_xmi (sidecar, report);
  GHashTable *quote = element (elements, "tandai:Span", 0);
  g_autofree char *fragments =
      g_strdup_printf ("%s %s",
                       (char *) g_hash_table_lookup (element (elements, "tandai:Fragment", 0), "xmi:id"),
                       (char *) g_hash_table_lookup (element (elements, "tandai:Fragment", 1), "xmi:id"));

  assert_value (quote, "fragments", fragments);
  assert_value (quote, "attributes", NULL);
  assert_value (element (elements, "tandai:Span", 1), "fragments", NULL);
  assert_value (element (elements, "tandai:Relation", 0), "Governor", g_hash_table_lookup (quote, "xmi:id"));
  assert_value (element (elements, "tandai:Relation", 0), "Dependent",
                g_hash_table_lookup (element (elements, "tandai:Span", 1), "xmi:id"));
}

/* Each is one UTF-16 code unit, so that no offset moves. */
static void
test_xmi_characters (void)
{
  g_autoptr (TandaiReport) report = tandai_report_new ();
  g_autoptr (TandaiSidecar) sidecar = fixture_sidecar ("a\f\001b\xEF\xBF\xBE\xEF\xBF\xBFz\xEF\xBF\xBD“");
  g_autoptr (GPtrArray) elements = NULL;

  fixture_add (sidecar, "s1", "actor", "6 7");
  elements = write_xmi (sidecar, report);
  assert_value (element (elements, "cas:Sofa", 0), "sofaString", "a\uFFFD\uFFFDb\uFFFD\uFFFDz\uFFFD“");
  assert_words (elements, "tandai:Span", 0, "z");
  g_assert_cmpuint (tandai_report_count (report, TANDAI_LOSS_CHARACTER), ==, 4);
  g_assert_cmpuint (tandai_report_dropped (report), ==, 0);
}

static TandaiSidecar *
full_sidecar (void)
{
  const char *const attributes[] = { "mode", "direct", "x", "<1>", NULL };
  const char *const sure[] = { "sure", "no", NULL };
  const char *const topic[] = { "topic", "protest", NULL };
  const TandaiRange range = { 5, 8 };
  TandaiRelationFields relation = {
    .id = "r1", .type = "source", .from = "s1", .to = "s2", .note = "why", .attributes = sure
  };
  TandaiSidecar *sidecar = fixture_sidecar ("satu dua tiga");
  TandaiSpanFields fields = { .id = "s2",
                              .label = "quote",
                              .ranges = &range,
                              .n_ranges = 1,
                              .attributes = attributes,
                              .note = "one\n\"two\"" };

  fixture_add_full (sidecar, &fields);
  fixture_add (sidecar, "s1", "actor", "0 4");
  g_ptr_array_add (sidecar->relations, tandai_relation_new (&relation));
  fixture_relate (sidecar, "r2", "s1", "s9");
  sidecar->title = g_strdup ("Satu");
  sidecar->language = g_strdup ("id");
  g_free (sidecar->annotator);
  sidecar->annotator = g_strdup ("siti");
  sidecar->note = g_strdup ("cek");
  sidecar->attributes = g_strdupv ((char **) topic);
  return sidecar;
}

static void
test_xmi_everything (void)
{
  g_autoptr (TandaiReport) report = tandai_report_new ();
  g_autoptr (TandaiSidecar) sidecar = full_sidecar ();
  g_autoptr (GPtrArray) elements = write_xmi (sidecar, report);
  GHashTable *article = element (elements, "tandai:Article", 0);

  assert_value (article, "title", "Satu");
  assert_value (article, "annotator", "siti");
  assert_value (article, "status", "done");
  assert_value (article, "note", "cek");
  assert_value (element (elements, "tcas:DocumentAnnotation", 0), "language", "id");
  assert_value (element (elements, "tandai:Attribute", 0), "value", "protest");
  assert_value (element (elements, "tandai:Span", 1), "note", "one\n\"two\"");
  assert_value (element (elements, "tandai:Attribute", 1), "name", "mode");
  assert_value (element (elements, "tandai:Attribute", 2), "value", "<1>");
  assert_value (element (elements, "tandai:Relation", 0), "note", "why");
  assert_value (element (elements, "tandai:Attribute", 3), "name", "sure");
  g_assert_cmpuint (tandai_report_count (report, TANDAI_LOSS_RELATION), ==, 1);
  g_assert_cmpuint (tandai_report_dropped (report), ==, 1);
}

static void
test_types (void)
{
  const char *const names[] = { "Span", "Fragment", "Relation", "Attribute", "Article" };
  g_autoptr (TandaiReport) report = tandai_report_new ();
  g_autoptr (TandaiSidecar) sidecar = fixture_sidecar ("satu");
  g_autoptr (GPtrArray) files = fixture_write (&tandai_format_uima_xmi, sidecar, &options, report);
  const char *types = tandai_format_file (files, "TypeSystem.xml")->str;

  g_ptr_array_unref (parse_xmi (types));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = g_strdup_printf ("<name>org.tandai.%s</name>", names[i]);

      g_assert_nonnull (strstr (types, name));
    }
}

static guint
member (const TandaiJson *json, guint object, const char *name)
{
  int value = tandai_json_find (json, object, name);

  g_assert_cmpint (value, >=, 0);
  return (guint) value;
}

static guint
number (const TandaiJson *json, guint object, const char *name)
{
  guint n;

  g_assert_true (tandai_json_get_offset (json, member (json, object, name), &n));
  return n;
}

static guint
structure (const TandaiJson *json, const char *type, guint position)
{
  const guint list = member (json, 0, "%FEATURE_STRUCTURES");

  for (int item = tandai_json_first (json, list); item >= 0; item = tandai_json_next (json, (guint) item))
    if (tandai_json_string_is (json, member (json, (guint) item, "%TYPE"), type, strlen (type))
        && position-- == 0)
      return (guint) item;
  g_assert_not_reached ();
}

static void
assert_string (const TandaiJson *json, guint object, const char *name, const char *expected)
{
  g_autofree char *text = tandai_json_dup_string (json, member (json, object, name));

  g_assert_cmpstr (text, ==, expected);
}

static TandaiJson *
write_json (const TandaiSidecar *sidecar, TandaiReport *report)
{
  g_autoptr (GPtrArray) files = fixture_write (&tandai_format_uima_json, sidecar, &options, report);
  const GString *bytes = tandai_format_file (files, "a/b.json");
  g_autoptr (GError) error = NULL;
  TandaiJson *json = tandai_json_parse (bytes->str, bytes->len, &error);

  g_assert_cmpuint (files->len, ==, 1);
  g_assert_no_error (error);
  return json;
}

static void
assert_json_words (const TandaiJson *json, const TandaiSidecar *sidecar, guint structure, const char *words)
{
  assert_slice (tandai_text_get_chars (sidecar->text), number (json, structure, "begin"),
                number (json, structure, "end"), words);
}

static void
test_json_offsets (void)
{
  g_autoptr (TandaiReport) report = tandai_report_new ();
  g_autoptr (TandaiSidecar) sidecar = hard_sidecar ();
  g_autoptr (TandaiJson) json = write_json (sidecar, report);
  const guint quote = structure (json, "org.tandai.Span", 0);
  const guint list = structure (json, "org.tandai.Fragment[]", 0);
  const guint relation = structure (json, "org.tandai.Relation", 0);

  assert_string (json, structure (json, "uima.cas.Sofa", 0), "sofaString",
                 tandai_text_get_chars (sidecar->text));
  assert_json_words (json, sidecar, structure (json, "org.tandai.Fragment", 0), "“Ya 😡,”");
  assert_json_words (json, sidecar, structure (json, "org.tandai.Fragment", 1), ", “itu\tbenar");
  assert_json_words (json, sidecar, structure (json, "org.tandai.Span", 1), "<Ani>");
  assert_json_words (json, sidecar, relation, "<Ani>");
  g_assert_cmpuint (number (json, quote, "@fragments"), ==, number (json, list, "%ID"));
  g_assert_cmpuint (tandai_json_count (json, member (json, list, "%ELEMENTS")), ==, 2);
  g_assert_cmpuint (number (json, relation, "@Governor"), ==, number (json, quote, "%ID"));
}

/* JSON holds every character. */
static void
test_json_everything (void)
{
  g_autoptr (TandaiReport) report = tandai_report_new ();
  g_autoptr (TandaiSidecar) sidecar = full_sidecar ();
  g_autoptr (TandaiJson) json = NULL;

  g_clear_pointer (&sidecar->text, tandai_text_unref);
  sidecar->text = tandai_text_new ("satu dua\ftiga");
  json = write_json (sidecar, report);
  assert_string (json, structure (json, "uima.cas.Sofa", 0), "sofaString", "satu dua\ftiga");
  assert_string (json, structure (json, "org.tandai.Article", 0), "title", "Satu");
  assert_string (json, structure (json, "org.tandai.Attribute", 2), "value", "<1>");
  assert_string (json, structure (json, "org.tandai.Span", 1), "note", "one\n\"two\"");
  member (json, member (json, 0, "%TYPES"), "org.tandai.Relation");
  g_assert_cmpuint (
      tandai_json_count (json, member (json, member (json, member (json, 0, "%VIEWS"), "_InitialView"),
                                       "%MEMBERS")),
      ==, 5);
  g_assert_cmpuint (tandai_report_dropped (report), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/formats/uima-xmi/offsets", test_xmi_offsets);
  g_test_add_func ("/formats/uima-xmi/references", test_xmi_references);
  g_test_add_func ("/formats/uima-xmi/lists", test_xmi_lists);
  g_test_add_func ("/formats/uima-xmi/characters", test_xmi_characters);
  g_test_add_func ("/formats/uima-xmi/everything", test_xmi_everything);
  g_test_add_func ("/formats/uima-xmi/types", test_types);
  g_test_add_func ("/formats/uima-json/offsets", test_json_offsets);
  g_test_add_func ("/formats/uima-json/everything", test_json_everything);
  return g_test_run ();
}
