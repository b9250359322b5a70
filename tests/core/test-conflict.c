/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What two people changed differently is merged, decided for either, undone, saved and read again. */

#include "config.h"

#include <string.h>

#include "conflict-fixture.h"
#include "core/tandai-document-commands.h"
#include "core/tandai-error.h"
#include "core/tandai-history-store.h"
#include "core/tandai-merge.h"
#include "core/tandai-reanchor-file.h"
#include "core/tandai-review.h"

/* What two people made of a sidecar, what is to be decided then, and what is there when one of it is. */
typedef struct
{
  const char *path;
  Parts base;
  Parts ours;
  Parts theirs;
  const char *keys;
  const char *key;
  const char *has[TANDAI_N_VERSIONS];
  const char *lacks[TANDAI_N_VERSIONS];
} Case;

#define WITH_RELATION                                                                                        \
  {                                                                                                          \
    .relations = RELATION                                                                                    \
  }

static const Case CASES[] = {
  { "/conflict/span/label",
    { NULL },
    { .spans = QUOTE ", " ACTOR_AS ("claim", "") ", " PLACE },
    { .spans = QUOTE ", " ACTOR_AS ("place", "") ", " PLACE },
    "a1",
    "a1",
    { ACTOR_AS ("claim", ""), ACTOR_AS ("place", "") },
    { MARK, MARK } },
  { "/conflict/span/removed-by-ours",
    WITH_RELATION,
    { .spans = QUOTE ", " PLACE },
    { .spans = QUOTE ", " ACTOR_AS ("actor", ", \"note\": \"n\"") ", " PLACE, .relations = RELATION },
    "a1 r1",
    "a1",
    { PLACE, ACTOR_AS ("actor", ", \"note\": \"n\"") },
    { "Bupati Joko\"", MARK } },
  { "/conflict/span/removed-by-theirs",
    { NULL },
    { .spans = QUOTE ", " ACTOR_AS ("claim", "") ", " PLACE },
    { .spans = QUOTE ", " PLACE },
    "a1",
    "a1",
    { ACTOR_AS ("claim", ""), PLACE },
    { MARK, "\"claim\"" } },
  { "/conflict/relation/ends",
    WITH_RELATION,
    { .relations = LINK ("source", "p1", "") },
    { .relations = LINK ("about", "a1", "") },
    "r1",
    "r1",
    { LINK ("source", "p1", ""), LINK ("about", "a1", "") },
    { "\"about\"", "\"source\"" } },
  { "/conflict/relation/attribute",
    WITH_RELATION,
    { .relations = LINK ("source", "a1", ", \"attributes\": {\"sure\": \"yes\"}") },
    { .relations = LINK ("source", "a1", ", \"attributes\": {\"sure\": \"no\"}") },
    "r1",
    "r1",
    { "\"yes\"", "\"no\"" },
    { "\"no\"", "\"yes\"" } },
  { "/conflict/relation/removed-by-ours",
    WITH_RELATION,
    { .relations = "" },
    { .relations = LINK ("source", "a1", ", \"note\": \"n\"") },
    "r1",
    "r1",
    { "\"relations\": []", LINK ("source", "a1", ", \"note\": \"n\"") },
    { "\"r1\"", NULL } },
  { "/conflict/relation/removed-by-theirs",
    WITH_RELATION,
    { .relations = LINK ("source", "a1", ", \"note\": \"n\"") },
    { .relations = "" },
    "r1",
    "r1",
    { LINK ("source", "a1", ", \"note\": \"n\""), "\"relations\": []" },
    { NULL, "\"r1\"" } },
  /* An end comes back with the relation, and so both are decided. */
  { "/conflict/relation/brings-its-end",
    WITH_RELATION,
    { .spans = ACTOR ", " PLACE },
    { .spans = QUOTE_WITH (", \"note\": \"x\"") ", " ACTOR ", " PLACE,
      .relations = LINK ("source", "a1", ", \"note\": \"n\"") },
    "q1 r1",
    "r1",
    { "\"relations\": []", QUOTE_WITH (", \"note\": \"x\"") ", " ACTOR ", " PLACE "], \"relations\": [" LINK (
                               "source", "a1", ", \"note\": \"n\"") "]}" },
    { "\"r1\"", "conflicts" } },
  { "/conflict/member/title",
    { .article = ", \"title\": \"A\"" },
    { .article = ", \"title\": \"B\"" },
    { .article = ", \"title\": \"C \\\"ya\\\"\"" },
    "$.article.title",
    "$.article.title",
    { "\"title\": \"B\"", "\"title\": \"C \\\"ya\\\"\"" },
    { "C ", "\"B\"" } },
  { "/conflict/member/date",
    { NULL },
    { .article = ", \"published\": \"2022-01-06\"" },
    { .article = ", \"published\": \"2022-01-07\"" },
    "$.article.published",
    "$.article.published",
    { "2022-01-06", "2022-01-07" },
    { "2022-01-07", "2022-01-06" } },
  { "/conflict/member/url-gone",
    { .article = ", \"url\": \"http://a\"" },
    { .article = ", \"url\": \"http://b\"" },
    { NULL },
    "$.article.url",
    "$.article.url",
    { "http://b", "\"newline\": \"lf\"}" },
    { NULL, "url" } },
  { "/conflict/member/status",
    { NULL },
    { .status = "done" },
    { .status = "excluded" },
    "$.status",
    "$.status",
    { "\"status\": \"done\"", "\"status\": \"excluded\"" },
    { "excluded", "done" } },
  { "/conflict/member/note",
    { NULL },
    { .top = ", \"note\": \"mine\"" },
    { .top = ", \"note\": \"yours\"" },
    "$.note",
    "$.note",
    { "mine", "yours" },
    { "yours", "mine" } },
  { "/conflict/member/attribute",
    { NULL },
    { .top = ", \"attributes\": {\"topic\": \"flood\"}" },
    { .top = ", \"attributes\": {\"topic\": \"vote\"}" },
    "$.attributes.topic",
    "$.attributes.topic",
    { "flood", "vote" },
    { "vote", "flood" } },
  { "/conflict/member/schema",
    { .schema = ", \"schema\": {\"version\": \"1\"}" },
    { .schema = ", \"schema\": {\"version\": \"2\"}" },
    { .schema = ", \"schema\": {\"version\": \"3\"}" },
    "$.schema.version",
    "$.schema.version",
    { "\"version\": \"2\"", "\"version\": \"3\"" },
    { "\"3\"", "\"2\"" } },
  { "/conflict/member/unknown-at-the-top",
    { .tail = ", \"a\": 0, \"x\": 0, \"z\": 0" },
    { .tail = ", \"a\": 0, \"x\": [1.50], \"z\": 0" },
    { .tail = ", \"a\": 0, \"x\": {\"y\": null}, \"z\": 0" },
    "$.x",
    "$.x",
    { "\"a\": 0, \"x\": [1.50], \"z\": 0", "\"a\": 0, \"x\": {\"y\": null}, \"z\": 0" },
    { "null", "1.50" } },
  { "/conflict/member/unknown-of-the-article",
    { .article = ", \"desk\": 1" },
    { .article = ", \"desk\": 2" },
    { NULL },
    "$.article.desk",
    "$.article.desk",
    { "\"desk\": 2", "\"newline\": \"lf\"}" },
    { NULL, "desk" } },
  { "/conflict/member/unknown-of-the-schema",
    { .schema = ", \"schema\": {\"by\": 1}" },
    { .schema = ", \"schema\": {\"by\": 2}" },
    { .schema = ", \"schema\": {\"by\": 3}" },
    "$.schema.by",
    "$.schema.by",
    { "\"by\": 2", "\"by\": 3" },
    { "\"by\": 3", "\"by\": 2" } },
  /* Two are two decisions. */
  { "/conflict/member/one-of-two",
    { NULL },
    { .top = ", \"note\": \"mine\"", .status = "done" },
    { .top = ", \"note\": \"yours\"", .status = "excluded" },
    "$.note $.status",
    "$.status",
    { "\"status\": \"done\", \"note\": \"mine\"", "\"status\": \"excluded\", \"note\": \"mine\"" },
    { "\"ours\": {\"status\"", "\"ours\": {\"status\"" } },
};

static void
put_merged (const Place *place, const Case *test)
{
  g_autoptr (TandaiSidecar) base = conflict_make (test->base);
  g_autoptr (TandaiSidecar) ours = conflict_make (test->ours);
  g_autoptr (TandaiSidecar) theirs = conflict_make (test->theirs);
  g_autoptr (TandaiSidecar) merged = NULL;
  g_autoptr (GError) error = NULL;
  TandaiStamp stamp = { 0 };

  merged = tandai_merge (base, ours, theirs, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (tandai_sidecar_save (merged, place->sidecar, &stamp, NULL, &error));
  g_assert_no_error (error);
}

static void
assert_holds (const char *state, const char *has, const char *lacks)
{
  if (strstr (state, has) == NULL || (lacks != NULL && strstr (state, lacks) != NULL))
    g_error ("%s\nhas not %s\nor has %s", state, has, lacks);
}

/* It is undone after a restart as well, from the history that was kept. */
static void
assert_undone_later (const Place *place, TandaiDocument *document, const char *first)
{
  guint n_done;
  g_autoptr (GPtrArray) steps = tandai_history_list_steps (tandai_document_get_history (document), &n_done);
  g_autoptr (TandaiDocument) again = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (tandai_history_store_write (steps, n_done, tandai_document_get_text (document),
                                             place->sidecar, tandai_document_get_stamp (document)->sha256,
                                             &error));
  g_assert_no_error (error);
  again = conflict_load (place);
  tandai_document_restore_history (again);
  g_assert_true (tandai_document_undo (again));
  conflict_assert_state (again, first);
}

static void
decide (const Case *test, TandaiDecision decision)
{
  g_auto (Place) place = { NULL };
  g_autoptr (TandaiDocument) document = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *first = NULL;
  g_autofree char *state = NULL;

  conflict_place_init (&place);
  put_merged (&place, test);
  document = conflict_load (&place);
  first = conflict_state_of (document);
  conflict_assert_keys (document, test->keys);
  g_assert_true (tandai_conflict_resolve (document, test->key, decision, &error));
  g_assert_no_error (error);
  state = conflict_state_of (document);
  assert_holds (state, test->has[decision], test->lacks[decision]);
  g_assert_true (tandai_document_undo (document));
  conflict_assert_state (document, first);
  g_assert_null (tandai_history_peek_undo (tandai_document_get_history (document)));
  g_assert_true (tandai_document_redo (document));
  conflict_assert_state (document, state);
  conflict_assert_saved (&place, document);
  assert_undone_later (&place, document, first);
}

static void
test_case (gconstpointer data)
{
  decide (data, TANDAI_DECISION_OURS);
  decide (data, TANDAI_DECISION_THEIRS);
}

/* Neither is taken: what is there stays as it is. */
static void
test_keep (gconstpointer data)
{
  const Case *test = data;
  g_auto (Place) place = { NULL };
  g_autoptr (TandaiDocument) document = NULL;
  guint n_spans, n_relations;
  TandaiAnnotationSet *set;

  conflict_place_init (&place);
  put_merged (&place, test);
  document = conflict_load (&place);
  set = tandai_document_get_annotations (document);
  n_spans = tandai_annotation_set_get_n_spans (set);
  n_relations = tandai_annotation_set_get_n_relations (set);
  while (tandai_document_get_sidecar (document)->n_conflicts > 0)
    {
      g_autoptr (GPtrArray) conflicts = tandai_document_list_conflicts (document);
      const TandaiConflict *conflict = conflicts->pdata[0];

      g_assert_true (tandai_conflict_resolve (document, conflict->key, TANDAI_DECISION_KEEP, NULL));
    }
  g_assert_cmpuint (tandai_annotation_set_get_n_spans (set), ==, n_spans);
  g_assert_cmpuint (tandai_annotation_set_get_n_relations (set), ==, n_relations);
  conflict_assert_saved (&place, document);
}

static void
assert_part (GPtrArray *parts, const char *name, const char *ours, const char *theirs, gboolean differs)
{
  for (guint i = 0; i < parts->len; i++)
    {
      const TandaiConflictPart *part = parts->pdata[i];

      if (!g_str_equal (part->name, name))
        continue;
      g_assert_cmpstr (part->values[0], ==, ours);
      g_assert_cmpstr (part->values[1], ==, theirs);
      g_assert_cmpint (part->differs, ==, differs);
      return;
    }
  g_error ("no part “%s”", name);
}

/* What a person reads of two versions: what they share, and what they do not. */
static void
test_parts (void)
{
  g_auto (Place) place = { NULL };
  g_autoptr (TandaiDocument) document = NULL;
  g_autoptr (GPtrArray) of_span = NULL;
  g_autoptr (GPtrArray) of_relation = NULL;
  g_autoptr (GPtrArray) of_member = NULL;

  conflict_place_init (&place);
  document = conflict_load_parts (
      &place,
      (Parts){ .spans = QUOTE ", " ACTOR_AS ("actor", ", \"attributes\": {\"kind\": \"person\"}") ", " PLACE,
               .relations = RELATION,
               .tail = CONFLICTS (TWO ("a1", ACTOR, ACTOR_AS ("place", ", \"note\": \"n\"")) ", " TWO (
                   "r1", RELATION, LINK ("source", "p1", "")) ", " TWO ("$.attributes", "null",
                                                                        "{\"topic\": \"vote\"}")) });
  of_span = conflict_list_parts (document, "a1");
  assert_part (of_span, "words", "Bupati Joko", "Bupati Joko", FALSE);
  assert_part (of_span, "label", "actor", "place", TRUE);
  /* Ours is what is there, which was changed since. */
  assert_part (of_span, "attributes.kind", "person", NULL, TRUE);
  assert_part (of_span, "note", NULL, "n", TRUE);
  of_relation = conflict_list_parts (document, "r1");
  assert_part (of_relation, "from", "Kami bantu warga", "Kami bantu warga", FALSE);
  assert_part (of_relation, "to", "Bupati Joko (23–34)", "Demak (38–43)", TRUE);
  of_member = conflict_list_parts (document, "$.attributes.topic");
  assert_part (of_member, "attributes.topic", NULL, "vote", TRUE);
}

/* The words may have lost their place on one side, or have found one. */
static void
test_kept_aside (void)
{
  g_auto (Place) place = { NULL };
  g_autoptr (TandaiDocument) document = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *first = NULL;
  TandaiAnnotationSet *set;

  conflict_place_init (&place);
  document = conflict_load_parts (&place, (Parts){ .relations = RELATION,
                                                   .tail = CONFLICTS (TWO ("a1", ACTOR, ORPHAN)) });
  set = tandai_document_get_annotations (document);
  first = conflict_state_of (document);
  g_assert_true (tandai_conflict_resolve (document, "a1", TANDAI_DECISION_THEIRS, &error));
  g_assert_no_error (error);
  g_assert_null (tandai_annotation_set_lookup_span (set, "a1"));
  g_assert_nonnull (tandai_annotation_set_lookup_relation (set, "r1"));
  g_assert_cmpuint (tandai_document_get_sidecar (document)->n_orphans, ==, 1);
  conflict_assert_saved (&place, document);
  tandai_document_undo (document);
  conflict_assert_state (document, first);
  g_clear_object (&document);

  document = conflict_load_parts (&place, (Parts){ .spans = QUOTE ", " PLACE,
                                                   .relations = RELATION,
                                                   .tail = ", \"orphans\": [" ORPHAN
                                                           "]" CONFLICTS (TWO ("a1", ORPHAN, ACTOR)) });
  set = tandai_document_get_annotations (document);
  g_assert_true (tandai_conflict_resolve (document, "a1", TANDAI_DECISION_THEIRS, &error));
  g_assert_no_error (error);
  g_assert_nonnull (tandai_annotation_set_lookup_span (set, "a1"));
  g_assert_cmpuint (tandai_document_get_sidecar (document)->n_orphans, ==, 0);
  conflict_assert_saved (&place, document);
}

/* The article was changed after the merge, and the span carried over: theirs is what was said of the words.
 */
static void
test_moved_since (void)
{
  static const char THEIRS[] = CONFLICTS (
      TWO ("a1", ACTOR,
           "{\"id\": \"a1\", \"start\": 3, \"end\": 14, \"label\": \"place\", \"text\": \"Bupati Joko\"}"));
  static const char ELSEWHERE[] = CONFLICTS (
      TWO ("a1", ACTOR,
           "{\"id\": \"a1\", \"start\": 3, \"end\": 14, \"label\": \"place\", \"text\": \"Bupati Kudus\"}"));
  g_auto (Place) place = { NULL };
  g_autoptr (TandaiDocument) document = NULL;
  g_autoptr (GError) error = NULL;
  TandaiSpan *span;

  conflict_place_init (&place);
  document = conflict_load_parts (&place, (Parts){ .tail = THEIRS });
  g_assert_true (tandai_conflict_resolve (document, "a1", TANDAI_DECISION_THEIRS, &error));
  g_assert_no_error (error);
  span = tandai_annotation_set_lookup_span (tandai_document_get_annotations (document), "a1");
  g_assert_cmpuint (tandai_span_get_start (span), ==, 23);
  g_assert_cmpstr (tandai_span_get_label (span), ==, "place");
  g_assert_null (tandai_span_get_stated (span));
  g_clear_object (&document);

  document = conflict_load_parts (&place, (Parts){ .tail = ELSEWHERE });
  g_assert_false (tandai_conflict_resolve (document, "a1", TANDAI_DECISION_THEIRS, &error));
  g_assert_error (error, TANDAI_ERROR, TANDAI_ERROR_RANGE);
}

/* Carried over with the article, a version can be taken whose words are not those that stand there. */
static void
test_carried_with_the_article (void)
{
  static const char OTHER_WORDS[] =
      CONFLICTS (TWO ("a1", ACTOR, SPAN ("a1", 30, 34, "actor", "Joko", ", \"note\": \"n\"")));
  g_auto (Place) place = { NULL };
  g_autoptr (TandaiDocument) document = NULL;
  g_autoptr (TandaiReanchoring) reanchoring = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;
  gboolean changed;
  TandaiSpan *span;

  conflict_place_init (&place);
  document = conflict_load_parts (&place, (Parts){ .tail = OTHER_WORDS });
  g_clear_object (&document);
  g_assert_true (g_file_set_contents (place.article, "Kini: " TEXT, -1, NULL));
  file = g_file_new_for_path (place.article);
  reanchoring = tandai_reanchor_sidecar (file, "", TRUE, &changed, NULL, &error);
  g_assert_no_error (error);
  document = conflict_load (&place);
  g_assert_true (tandai_conflict_resolve (document, "a1", TANDAI_DECISION_THEIRS, &error));
  g_assert_no_error (error);
  span = tandai_annotation_set_lookup_span (tandai_document_get_annotations (document), "a1");
  g_assert_cmpuint (tandai_span_get_start (span), ==, 36);
  g_assert_cmpuint (tandai_span_get_end (span), ==, 40);
  g_assert_null (tandai_span_get_review (span));
  conflict_assert_saved (&place, document);
}

/* Of two entries on one span the first is decided first, and the mark stays for the second. */
static void
test_twice (void)
{
  g_auto (Place) place = { NULL };
  g_autoptr (TandaiDocument) document = NULL;
  TandaiAnnotationSet *set;

  conflict_place_init (&place);
  document =
      conflict_load_parts (&place,
                           (Parts){ .spans = ACTOR_AS ("actor", ", \"review\": {\"reason\": \"conflict\"}"),
                                    .tail = CONFLICTS (TWO ("a1", ACTOR, ACTOR_AS ("claim", "")) ", " TWO (
                                        "a1", ACTOR, ACTOR_AS ("place", ""))) });
  set = tandai_document_get_annotations (document);
  conflict_assert_keys (document, "a1");
  g_assert_true (tandai_conflict_resolve (document, "a1", TANDAI_DECISION_THEIRS, NULL));
  g_assert_cmpstr (tandai_span_get_label (tandai_annotation_set_get_span (set, 0)), ==, "claim");
  g_assert_cmpint (tandai_review_read (tandai_annotation_set_get_span (set, 0), NULL), ==,
                   TANDAI_REVIEW_CONFLICT);
  conflict_assert_keys (document, "a1");
  g_assert_true (tandai_conflict_resolve (document, "a1", TANDAI_DECISION_THEIRS, NULL));
  g_assert_cmpstr (tandai_span_get_label (tandai_annotation_set_get_span (set, 0)), ==, "place");
  g_assert_null (tandai_span_get_review (tandai_annotation_set_get_span (set, 0)));
  conflict_assert_keys (document, "");
}

int
main (int argc, char **argv)
{
  g_autofree char *kept = g_dir_make_tmp ("tandai-state-XXXXXX", NULL);

  /* GLib's own folders for tests are never freed. */
  g_setenv ("XDG_STATE_HOME", kept, TRUE);
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *keep = g_strconcat (CASES[i].path, "/keep", NULL);
      g_autofree char *sides = g_strconcat (CASES[i].path, "/decided", NULL);

      g_test_add_data_func (sides, &CASES[i], test_case);
      g_test_add_data_func (keep, &CASES[i], test_keep);
    }
  g_test_add_func ("/conflict/parts", test_parts);
  g_test_add_func ("/conflict/kept-aside", test_kept_aside);
  g_test_add_func ("/conflict/moved-since", test_moved_since);
  g_test_add_func ("/conflict/carried-with-the-article", test_carried_with_the_article);
  g_test_add_func ("/conflict/twice", test_twice);
  return g_test_run ();
}
