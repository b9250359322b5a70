/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Conflicts that nobody can decide, or should have written: nothing is lost by them. */

#include "config.h"

#include <string.h>

#include "conflict-fixture.h"
#include "core/tandai-document-commands.h"
#include "core/tandai-error.h"

/* A span that was decided away takes a relation's end with it: the relation cannot come back, and may go. */
static void
test_end_is_gone (void)
{
  g_auto (Place) place = { NULL };
  g_autoptr (TandaiDocument) document = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;

  conflict_place_init (&place);
  document =
      conflict_load_parts (&place,
                           (Parts){ .relations = RELATION,
                                    .tail = CONFLICTS (TWO ("r1", RELATION, LINK ("about", "a1", ""))) });
  g_assert_true (tandai_document_remove_span (document, "a1", NULL));
  before = conflict_state_of (document);
  for (guint side = 0; side < TANDAI_N_VERSIONS; side++)
    {
      g_assert_false (tandai_conflict_resolve (document, "r1", side, &error));
      g_assert_error (error, TANDAI_ERROR, TANDAI_ERROR_RANGE);
      g_assert_nonnull (strstr (error->message, "a1"));
      g_clear_error (&error);
      conflict_assert_state (document, before);
    }
  g_assert_true (tandai_conflict_resolve (document, "r1", TANDAI_DECISION_KEEP, &error));
  conflict_assert_keys (document, "");
  conflict_assert_saved (&place, document);
}

/* Of a relation and its end one can be had and the other not: nothing is done by halves. */
static void
test_nothing_by_halves (void)
{
  static const char LIST[] = CONFLICTS (TWO ("r1", "null", LINK ("source", "a2", "")) ", " TWO (
      "a2", "null",
      "{\"id\": \"a2\", \"start\": 23, \"end\": 34, \"label\": \"actor\", \"text\": \"Bupati Joko\"}"));
  g_auto (Place) place = { NULL };
  g_autoptr (TandaiDocument) document = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *first = NULL;

  conflict_place_init (&place);
  document = conflict_load_parts (&place, (Parts){ .tail = LIST });
  first = conflict_state_of (document);
  /* These words have that label already. */
  g_assert_false (tandai_conflict_resolve (document, "r1", TANDAI_DECISION_THEIRS, &error));
  g_assert_error (error, TANDAI_ERROR, TANDAI_ERROR_RANGE);
  conflict_assert_state (document, first);
  g_assert_null (tandai_history_peek_undo (tandai_document_get_history (document)));
}

/* Entries that nobody should have written, each with what decides it. */
static const struct
{
  const char *entry;
  const char *key;
  gboolean ours_too;
} HOSTILE[] = {
  { "5", "#0", TRUE },
  { "\"odd\"", "#0", TRUE },
  { "null", "#0", TRUE },
  { "[[]]", "#0", TRUE },
  { "{}", "#0", TRUE },
  { "{\"id\": 7, \"ours\": null, \"theirs\": null}", "#0", TRUE },
  { "{\"id\": \"\", \"ours\": null, \"theirs\": null}", "#0", TRUE },
  { "{\"id\": \"a1\"}", "a1", TRUE },
  { "{\"id\": \"a1\", \"ours\": 1, \"theirs\": [2]}", "a1", TRUE },
  { TWO ("none", "{}", "{}"), "none", TRUE },
  { TWO ("a1", ACTOR, "{\"id\": \"a1\", \"start\": 23, \"end\": 9000, \"label\": \"x\", \"text\": \"y\"}"),
    "a1", FALSE },
  { TWO ("a1", ACTOR, "{\"id\": \"a1\", \"start\": \"23\", \"end\": 34, \"label\": \"x\", \"text\": \"y\"}"),
    "a1", FALSE },
  { TWO ("a1", ACTOR, SPAN ("other", 23, 34, "place", "Bupati Joko", "")), "a1", FALSE },
  { TWO ("a1", ACTOR, SPAN ("a1", 38, 43, "place", "Demak", "")), "a1", FALSE },
  { TWO ("a1", ACTOR, SPAN ("a1", 0, 4, "actor", "Kami", ", \"attributes\": {\"a\": 1}")), "a1", FALSE },
  { TWO ("a1", ACTOR, "{\"id\": \"a1\", \"before\": \"\", \"after\": \"\"}"), "a1", FALSE },
  { TWO ("bad id", "null", SPAN ("bad id", 0, 4, "actor", "Kami", "")), "bad id", FALSE },
  { TWO ("r9", "null", "{\"id\": \"r9\", \"type\": \"source\", \"from\": \"q1\", \"to\": \"nobody\"}"), "r9",
    FALSE },
  { TWO ("r9", "null", "{\"id\": \"r9\", \"type\": \"source\", \"from\": \"q1\"}"), "r9", FALSE },
  { TWO ("r1", "null", "{\"id\": \"r8\", \"type\": \"source\", \"from\": \"q1\", \"to\": \"a1\"}"), "r1",
    FALSE },
  { TWO ("$.nowhere", "{\"a\": 1}", "{\"a\": 2}"), "$.nowhere.a", TRUE },
  { TWO ("$", "{\"spans\": []}", "{\"spans\": [1]}"), "$.spans", FALSE },
  { TWO ("$", "null", "{\"conflicts\": []}"), "$.conflicts", FALSE },
  { TWO ("$", "{\"format\": \"tandai/1\"}", "{\"format\": \"tandai/2\"}"), "$.format", FALSE },
  { TWO ("$", "null", "{\"annotator\": \"siti\"}"), "$.annotator", FALSE },
  { TWO ("$", "{\"status\": \"done\"}", "{\"status\": \"ready\"}"), "$.status", FALSE },
  { TWO ("$", "{\"status\": \"done\"}", "null"), "$.status", FALSE },
  { TWO ("$", "null", "{\"note\": 5}"), "$.note", FALSE },
  { TWO ("$.article", "{\"title\": \"A\"}", "{\"title\": {\"en\": \"A\"}}"), "$.article.title", FALSE },
  { TWO ("$.article", "{\"file\": \"a.txt\"}", "{\"file\": \"../b.txt\"}"), "$.article.file", FALSE },
  { TWO ("$.article", "{\"sha256\": \"x\"}", "{\"sha256\": \"0\", \"encoding\": \"UTF-16LE\"}"),
    "$.article.sha256", FALSE },
  { TWO ("$.attributes", "null", "{\"topic\": []}"), "$.attributes.topic", FALSE },
};

/* What cannot be taken is said, nothing is changed by it, and a person can be rid of it. */
static void
test_hostile (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (HOSTILE); i++)
    {
      g_auto (Place) place = { NULL };
      g_autoptr (TandaiDocument) document = NULL;
      g_autofree char *tail = g_strdup_printf (", \"conflicts\": [%s]", HOSTILE[i].entry);
      g_autofree char *first = NULL;
      g_autoptr (GPtrArray) parts = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", HOSTILE[i].entry);
      conflict_place_init (&place);
      document = conflict_load_parts (&place, (Parts){ .tail = tail });
      first = conflict_state_of (document);
      conflict_assert_keys (document, HOSTILE[i].key);
      parts = conflict_list_parts (document, HOSTILE[i].key);
      for (guint side = HOSTILE[i].ours_too ? 0 : 1; side < TANDAI_N_VERSIONS; side++)
        {
          g_assert_false (tandai_conflict_resolve (document, HOSTILE[i].key, side, &error));
          g_assert_error (error, TANDAI_ERROR, TANDAI_ERROR_RANGE);
          g_clear_error (&error);
          conflict_assert_state (document, first);
        }
      g_assert_null (tandai_history_peek_undo (tandai_document_get_history (document)));
      g_assert_true (tandai_conflict_resolve (document, HOSTILE[i].key, TANDAI_DECISION_KEEP, &error));
      conflict_assert_keys (document, "");
      conflict_assert_saved (&place, document);
      tandai_document_undo (document);
      conflict_assert_state (document, first);
    }
}

static void
test_refused (void)
{
  g_auto (Place) place = { NULL };
  g_autoptr (TandaiDocument) document = NULL;
  g_autoptr (GError) error = NULL;

  conflict_place_init (&place);
  document =
      conflict_load_parts (&place, (Parts){ .tail = CONFLICTS (TWO ("$", "null", "{\"note\": \"n\"}")) });
  g_assert_false (tandai_conflict_resolve (document, "a1", TANDAI_DECISION_KEEP, &error));
  g_assert_error (error, TANDAI_ERROR, TANDAI_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_clear_object (&document);
  g_assert_true (g_file_set_contents (place.article, "Lain.\n", -1, NULL));
  {
    g_autoptr (GFile) file = g_file_new_for_path (place.article);

    document = tandai_document_load (file, "", NULL, NULL, NULL);
  }
  g_assert_false (tandai_conflict_resolve (document, "$.note", TANDAI_DECISION_THEIRS, &error));
  g_assert_error (error, TANDAI_ERROR, TANDAI_ERROR_READ_ONLY);
}

/* Of several entries with one key the first counts; a third was compared with what the second had been. */
static void
test_one_key_three_times (void)
{
  static const char LIST[] = CONFLICTS (TWO ("a1", ACTOR, ACTOR_AS ("place", "")) ", " TWO (
      "a1", ACTOR, ACTOR_AS ("claim", "")) ", " TWO ("a1", ACTOR, "null"));
  g_auto (Place) place = { NULL };
  g_autoptr (TandaiDocument) document = NULL;
  g_autoptr (GPtrArray) conflicts = NULL;

  conflict_place_init (&place);
  document = conflict_load_parts (&place, (Parts){ .tail = LIST });
  conflicts = tandai_document_list_conflicts (document);
  g_assert_cmpuint (conflicts->len, ==, 1);
  conflict_assert_keys (document, "a1");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/conflict/end-is-gone", test_end_is_gone);
  g_test_add_func ("/conflict/nothing-by-halves", test_nothing_by_halves);
  g_test_add_func ("/conflict/hostile", test_hostile);
  g_test_add_func ("/conflict/refused", test_refused);
  g_test_add_func ("/conflict/one-key-three-times", test_one_key_three_times);
  return g_test_run ();
}
