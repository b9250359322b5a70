/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What two people changed differently is merged, decided for either, undone, saved and read again. */

#include "config.h"

#include <string.h>

#include <glib/gstdio.h>

#include "core/tandai-conflict.h"
#include "core/tandai-document-commands.h"
#include "core/tandai-error.h"
#include "core/tandai-merge.h"
#include "core/tandai-orphan.h"
#include "core/tandai-review.h"

#define TEXT "Kami bantu warga, kata Bupati Joko di Demak.\n"

#define SPAN(id, start, end, label, text, more)                                                              \
  "{\"id\": \"" id "\", \"start\": " #start ", \"end\": " #end ", \"label\": \"" label                       \
  "\", \"text\": \"" text "\"" more "}"
#define QUOTE_WITH(more)      SPAN ("q1", 0, 16, "quote", "Kami bantu warga", more)
#define ACTOR_AS(label, more) SPAN ("a1", 23, 34, label, "Bupati Joko", more)
#define QUOTE                 QUOTE_WITH ("")
#define ACTOR                 ACTOR_AS ("actor", "")
#define PLACE                 SPAN ("p1", 38, 43, "place", "Demak", "")
#define SPANS                 QUOTE ", " ACTOR ", " PLACE
#define LINK(type, to, more)                                                                                 \
  "{\"id\": \"r1\", \"type\": \"" type "\", \"from\": \"q1\", \"to\": \"" to "\"" more "}"
#define RELATION LINK ("source", "a1", "")
#define ORPHAN   SPAN ("a1", 900, 911, "actor", "Bupati Joko", ", \"before\": \"kata \", \"after\": \" di\"")
#define MARK     "\"review\""

/* The parts of a sidecar; what is left out is as in most. */
typedef struct
{
  const char *article;
  const char *schema;
  const char *status;
  const char *top;
  const char *spans;
  const char *relations;
  const char *tail;
} Parts;

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

/* An article in a folder of its own. */
typedef struct
{
  char *folder;
  char *article;
  char *sidecar;
} Place;

static void
place_init (Place *place)
{
  place->folder = g_dir_make_tmp ("tandai-XXXXXX", NULL);
  place->article = g_build_filename (place->folder, "a.txt", NULL);
  place->sidecar = g_strconcat (place->article, ".tandai.json", NULL);
  g_assert_true (g_file_set_contents (place->article, TEXT, -1, NULL));
}

static void
place_clear (Place *place)
{
  g_remove (place->article);
  g_remove (place->sidecar);
  g_rmdir (place->folder);
  g_free (place->folder);
  g_free (place->article);
  g_free (place->sidecar);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Place, place_clear)

static const char *
or_else (const char *value, const char *otherwise)
{
  return value != NULL ? value : otherwise;
}

static char *
write_parts (Parts parts)
{
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, TEXT, -1);
  g_autofree char *text = g_strescape (TEXT, NULL);

  return g_strdup_printf ("{\"format\": \"tandai/1\", \"article\": {\"file\": \"a.txt\", \"sha256\": \"%s\", "
                          "\"encoding\": \"UTF-8\", \"newline\": \"lf\"%s}%s, \"annotator\": \"\", "
                          "\"status\": \"%s\"%s, \"text\": \"%s\", \"spans\": [%s], \"relations\": [%s]%s}",
                          sha256, or_else (parts.article, ""), or_else (parts.schema, ""),
                          or_else (parts.status, "in-progress"), or_else (parts.top, ""), text,
                          or_else (parts.spans, SPANS), or_else (parts.relations, ""),
                          or_else (parts.tail, ""));
}

static TandaiSidecar *
make (Parts parts)
{
  g_autofree char *json = write_parts (parts);
  g_autoptr (GBytes) bytes = g_bytes_new (json, strlen (json));
  g_autoptr (GError) error = NULL;
  TandaiSidecar *sidecar = tandai_sidecar_parse (bytes, &error);

  g_assert_no_error (error);
  return sidecar;
}

static void
put_merged (const Place *place, const Case *test)
{
  g_autoptr (TandaiSidecar) base = make (test->base);
  g_autoptr (TandaiSidecar) ours = make (test->ours);
  g_autoptr (TandaiSidecar) theirs = make (test->theirs);
  g_autoptr (TandaiSidecar) merged = NULL;
  g_autoptr (GError) error = NULL;
  TandaiStamp stamp = { 0 };

  merged = tandai_merge (base, ours, theirs, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (tandai_sidecar_save (merged, place->sidecar, &stamp, NULL, &error));
  g_assert_no_error (error);
}

static TandaiDocument *
load (const Place *place)
{
  g_autoptr (GFile) file = g_file_new_for_path (place->article);
  g_autoptr (GError) error = NULL;
  TandaiDocument *document = tandai_document_load (file, "", NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (tandai_document_get_lock (document, NULL), ==, TANDAI_LOCK_NONE);
  return document;
}

static TandaiDocument *
load_parts (const Place *place, Parts parts)
{
  g_autofree char *json = write_parts (parts);

  g_assert_true (g_file_set_contents (place->sidecar, json, -1, NULL));
  return load (place);
}

static char *
state_of (TandaiDocument *document)
{
  g_autoptr (TandaiSidecar) snapshot = tandai_document_snapshot (document, NULL);
  g_autoptr (GString) record = g_string_new (NULL);

  tandai_sidecar_append_record (snapshot, record);
  return g_string_free (g_steal_pointer (&record), FALSE);
}

static char *
keys_of (TandaiDocument *document)
{
  g_autoptr (GPtrArray) conflicts = tandai_document_list_conflicts (document);
  g_autoptr (GString) keys = g_string_new (NULL);

  for (guint i = 0; i < conflicts->len; i++)
    g_string_append_printf (keys, "%s%s", i > 0 ? " " : "", ((TandaiConflict *) conflicts->pdata[i])->key);
  return g_string_free (g_steal_pointer (&keys), FALSE);
}

static void
assert_keys (TandaiDocument *document, const char *expected)
{
  g_autofree char *keys = keys_of (document);

  g_assert_cmpstr (keys, ==, expected);
}

static void
assert_state (TandaiDocument *document, const char *expected)
{
  g_autofree char *state = state_of (document);

  g_assert_cmpstr (state, ==, expected);
}

static void
assert_holds (const char *state, const char *has, const char *lacks)
{
  if (strstr (state, has) == NULL || (lacks != NULL && strstr (state, lacks) != NULL))
    g_error ("%s\nhas not %s\nor has %s", state, has, lacks);
}

/* Saved by the document, and read as anybody would. */
static void
assert_saved (const Place *place, TandaiDocument *document)
{
  g_autofree char *state = state_of (document);
  g_autoptr (TandaiDocument) again = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (tandai_document_save (document, NULL, NULL, &error));
  g_assert_no_error (error);
  again = load (place);
  assert_state (again, state);
}

static void
decide (const Case *test, TandaiDecision decision)
{
  g_auto (Place) place = { NULL };
  g_autoptr (TandaiDocument) document = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *first = NULL;
  g_autofree char *state = NULL;

  place_init (&place);
  put_merged (&place, test);
  document = load (&place);
  first = state_of (document);
  assert_keys (document, test->keys);
  g_assert_true (tandai_conflict_resolve (document, test->key, decision, &error));
  g_assert_no_error (error);
  state = state_of (document);
  assert_holds (state, test->has[decision], test->lacks[decision]);
  g_assert_true (tandai_document_undo (document));
  assert_state (document, first);
  g_assert_null (tandai_history_peek_undo (tandai_document_get_history (document)));
  g_assert_true (tandai_document_redo (document));
  assert_state (document, state);
  assert_saved (&place, document);
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

  place_init (&place);
  put_merged (&place, test);
  document = load (&place);
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
  assert_saved (&place, document);
}

static const TandaiConflict *
find (GPtrArray *conflicts, const char *key)
{
  for (guint i = 0; i < conflicts->len; i++)
    if (g_str_equal (((TandaiConflict *) conflicts->pdata[i])->key, key))
      return conflicts->pdata[i];
  g_assert_not_reached ();
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

#define TWO(id, ours, theirs) "{\"id\": \"" id "\", \"ours\": " ours ", \"theirs\": " theirs "}"
#define CONFLICTS(list)       ", \"conflicts\": [" list "]"

static GPtrArray *
list_parts (TandaiDocument *document, const char *key)
{
  g_autoptr (GPtrArray) conflicts = tandai_document_list_conflicts (document);

  return tandai_conflict_list_parts (find (conflicts, key), tandai_document_get_sidecar (document),
                                     tandai_document_get_annotations (document));
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

  place_init (&place);
  document = load_parts (
      &place,
      (Parts){ .spans = QUOTE ", " ACTOR_AS ("actor", ", \"attributes\": {\"kind\": \"person\"}") ", " PLACE,
               .relations = RELATION,
               .tail = CONFLICTS (TWO ("a1", ACTOR, ACTOR_AS ("place", ", \"note\": \"n\"")) ", " TWO (
                   "r1", RELATION, LINK ("source", "p1", "")) ", " TWO ("$.attributes", "null",
                                                                        "{\"topic\": \"vote\"}")) });
  of_span = list_parts (document, "a1");
  assert_part (of_span, "words", "Bupati Joko", "Bupati Joko", FALSE);
  assert_part (of_span, "label", "actor", "place", TRUE);
  /* Ours is what is there, which was changed since. */
  assert_part (of_span, "attributes.kind", "person", NULL, TRUE);
  assert_part (of_span, "note", NULL, "n", TRUE);
  of_relation = list_parts (document, "r1");
  assert_part (of_relation, "from", "Kami bantu warga", "Kami bantu warga", FALSE);
  assert_part (of_relation, "to", "Bupati Joko (23–34)", "Demak (38–43)", TRUE);
  of_member = list_parts (document, "$.attributes.topic");
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

  place_init (&place);
  document =
      load_parts (&place, (Parts){ .relations = RELATION, .tail = CONFLICTS (TWO ("a1", ACTOR, ORPHAN)) });
  set = tandai_document_get_annotations (document);
  first = state_of (document);
  g_assert_true (tandai_conflict_resolve (document, "a1", TANDAI_DECISION_THEIRS, &error));
  g_assert_no_error (error);
  g_assert_null (tandai_annotation_set_lookup_span (set, "a1"));
  g_assert_nonnull (tandai_annotation_set_lookup_relation (set, "r1"));
  g_assert_cmpuint (tandai_document_get_sidecar (document)->n_orphans, ==, 1);
  assert_saved (&place, document);
  tandai_document_undo (document);
  assert_state (document, first);
  g_clear_object (&document);

  document = load_parts (&place, (Parts){ .spans = QUOTE ", " PLACE,
                                          .relations = RELATION,
                                          .tail = ", \"orphans\": [" ORPHAN
                                                  "]" CONFLICTS (TWO ("a1", ORPHAN, ACTOR)) });
  set = tandai_document_get_annotations (document);
  g_assert_true (tandai_conflict_resolve (document, "a1", TANDAI_DECISION_THEIRS, &error));
  g_assert_no_error (error);
  g_assert_nonnull (tandai_annotation_set_lookup_span (set, "a1"));
  g_assert_cmpuint (tandai_document_get_sidecar (document)->n_orphans, ==, 0);
  assert_saved (&place, document);
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

  place_init (&place);
  document = load_parts (&place, (Parts){ .tail = THEIRS });
  g_assert_true (tandai_conflict_resolve (document, "a1", TANDAI_DECISION_THEIRS, &error));
  g_assert_no_error (error);
  span = tandai_annotation_set_lookup_span (tandai_document_get_annotations (document), "a1");
  g_assert_cmpuint (tandai_span_get_start (span), ==, 23);
  g_assert_cmpstr (tandai_span_get_label (span), ==, "place");
  g_assert_null (tandai_span_get_stated (span));
  g_clear_object (&document);

  document = load_parts (&place, (Parts){ .tail = ELSEWHERE });
  g_assert_false (tandai_conflict_resolve (document, "a1", TANDAI_DECISION_THEIRS, &error));
  g_assert_error (error, TANDAI_ERROR, TANDAI_ERROR_RANGE);
}

/* Of two entries on one span the first is decided first, and the mark stays for the second. */
static void
test_twice (void)
{
  g_auto (Place) place = { NULL };
  g_autoptr (TandaiDocument) document = NULL;
  TandaiAnnotationSet *set;

  place_init (&place);
  document =
      load_parts (&place, (Parts){ .spans = ACTOR_AS ("actor", ", \"review\": {\"reason\": \"conflict\"}"),
                                   .tail = CONFLICTS (TWO ("a1", ACTOR, ACTOR_AS ("claim", "")) ", " TWO (
                                       "a1", ACTOR, ACTOR_AS ("place", ""))) });
  set = tandai_document_get_annotations (document);
  assert_keys (document, "a1");
  g_assert_true (tandai_conflict_resolve (document, "a1", TANDAI_DECISION_THEIRS, NULL));
  g_assert_cmpstr (tandai_span_get_label (tandai_annotation_set_get_span (set, 0)), ==, "claim");
  g_assert_cmpint (tandai_review_read (tandai_annotation_set_get_span (set, 0), NULL), ==,
                   TANDAI_REVIEW_CONFLICT);
  assert_keys (document, "a1");
  g_assert_true (tandai_conflict_resolve (document, "a1", TANDAI_DECISION_THEIRS, NULL));
  g_assert_cmpstr (tandai_span_get_label (tandai_annotation_set_get_span (set, 0)), ==, "place");
  g_assert_null (tandai_span_get_review (tandai_annotation_set_get_span (set, 0)));
  assert_keys (document, "");
}

/* A span that was decided away takes a relation's end with it: the relation cannot come back, and may go. */
static void
test_end_is_gone (void)
{
  g_auto (Place) place = { NULL };
  g_autoptr (TandaiDocument) document = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;

  place_init (&place);
  document =
      load_parts (&place, (Parts){ .relations = RELATION,
                                   .tail = CONFLICTS (TWO ("r1", RELATION, LINK ("about", "a1", ""))) });
  g_assert_true (tandai_document_remove_span (document, "a1", NULL));
  before = state_of (document);
  for (guint side = 0; side < TANDAI_N_VERSIONS; side++)
    {
      g_assert_false (tandai_conflict_resolve (document, "r1", side, &error));
      g_assert_error (error, TANDAI_ERROR, TANDAI_ERROR_RANGE);
      g_assert_nonnull (strstr (error->message, "a1"));
      g_clear_error (&error);
      assert_state (document, before);
    }
  g_assert_true (tandai_conflict_resolve (document, "r1", TANDAI_DECISION_KEEP, &error));
  assert_keys (document, "");
  assert_saved (&place, document);
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

  place_init (&place);
  document = load_parts (&place, (Parts){ .tail = LIST });
  first = state_of (document);
  /* These words have that label already. */
  g_assert_false (tandai_conflict_resolve (document, "r1", TANDAI_DECISION_THEIRS, &error));
  g_assert_error (error, TANDAI_ERROR, TANDAI_ERROR_RANGE);
  assert_state (document, first);
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
      place_init (&place);
      document = load_parts (&place, (Parts){ .tail = tail });
      first = state_of (document);
      assert_keys (document, HOSTILE[i].key);
      parts = list_parts (document, HOSTILE[i].key);
      for (guint side = HOSTILE[i].ours_too ? 0 : 1; side < TANDAI_N_VERSIONS; side++)
        {
          g_assert_false (tandai_conflict_resolve (document, HOSTILE[i].key, side, &error));
          g_assert_error (error, TANDAI_ERROR, TANDAI_ERROR_RANGE);
          g_clear_error (&error);
          assert_state (document, first);
        }
      g_assert_null (tandai_history_peek_undo (tandai_document_get_history (document)));
      g_assert_true (tandai_conflict_resolve (document, HOSTILE[i].key, TANDAI_DECISION_KEEP, &error));
      assert_keys (document, "");
      assert_saved (&place, document);
      tandai_document_undo (document);
      assert_state (document, first);
    }
}

static void
test_refused (void)
{
  g_auto (Place) place = { NULL };
  g_autoptr (TandaiDocument) document = NULL;
  g_autoptr (GError) error = NULL;

  place_init (&place);
  document = load_parts (&place, (Parts){ .tail = CONFLICTS (TWO ("$", "null", "{\"note\": \"n\"}")) });
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

int
main (int argc, char **argv)
{
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
  g_test_add_func ("/conflict/twice", test_twice);
  g_test_add_func ("/conflict/end-is-gone", test_end_is_gone);
  g_test_add_func ("/conflict/nothing-by-halves", test_nothing_by_halves);
  g_test_add_func ("/conflict/hostile", test_hostile);
  g_test_add_func ("/conflict/refused", test_refused);
  return g_test_run ();
}
