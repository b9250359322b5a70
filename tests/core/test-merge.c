/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a merge does with each thing that two people can disagree on. test-merge-random.c has them do it. */

#include "config.h"

#include <string.h>

#include "core/tandai-error.h"
#include "core/tandai-merge.h"

#define HASH_A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define HASH_B "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
#define TEXT   "Siti berkata."

#define ARTICLE                                                                                              \
  "\"file\": \"a.txt\", \"sha256\": \"" HASH_A "\", \"encoding\": \"UTF-8\", \"newline\": \"lf\""

#define SITI  "{\"id\": \"s1\", \"start\": 0, \"end\": 4, \"label\": \"actor\", \"text\": \"Siti\"}"
#define QUOTE "{\"id\": \"s2\", \"start\": 5, \"end\": 12, \"label\": \"quote\", \"text\": \"berkata\"}"
#define LINK  "{\"id\": \"r1\", \"type\": \"source\", \"from\": \"s2\", \"to\": \"s1\"}"

/* The parts of a sidecar; what is left out is as in most. */
typedef struct
{
  const char *article;
  const char *head;
  const char *status;
  const char *text;
  const char *spans;
  const char *relations;
  const char *tail;
} Parts;

static const char *
or_else (const char *value, const char *otherwise)
{
  return value != NULL ? value : otherwise;
}

static TandaiSidecar *
make (Parts parts)
{
  g_autofree char *json =
      g_strdup_printf ("{\"format\": \"tandai/1\", \"article\": {%s}, %s \"status\": \"%s\", \"text\": "
                       "\"%s\", \"spans\": [%s], "
                       "\"relations\": [%s]%s}",
                       or_else (parts.article, ARTICLE), or_else (parts.head, "\"annotator\": \"\","),
                       or_else (parts.status, "new"), or_else (parts.text, TEXT), or_else (parts.spans, ""),
                       or_else (parts.relations, ""), or_else (parts.tail, ""));
  g_autoptr (GBytes) bytes = g_bytes_new (json, strlen (json));
  g_autoptr (GError) error = NULL;
  TandaiSidecar *sidecar = tandai_sidecar_parse (bytes, &error);

  g_assert_no_error (error);
  return sidecar;
}

static char *
write_bytes (const TandaiSidecar *sidecar)
{
  g_autoptr (GBytes) bytes = tandai_sidecar_serialize (sidecar);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* Merges, and reads what it wrote; @base may be NULL. */
static TandaiSidecar *
merge_or_not (const Parts *base, Parts ours, Parts theirs, guint n_disputes)
{
  g_autoptr (TandaiSidecar) from = base != NULL ? make (*base) : NULL;
  g_autoptr (TandaiSidecar) our_sidecar = make (ours);
  g_autoptr (TandaiSidecar) their_sidecar = make (theirs);
  g_autoptr (TandaiSidecar) merged = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  TandaiSidecar *again;
  guint n;

  merged = tandai_merge (from, our_sidecar, their_sidecar, &n, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, n_disputes);
  bytes = tandai_sidecar_serialize (merged);
  again = tandai_sidecar_parse (bytes, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (again->n_conflicts, ==, merged->n_conflicts);
  g_assert_cmpuint (again->n_orphans, ==, merged->n_orphans);
  return again;
}

static TandaiSidecar *
merge (Parts base, Parts ours, Parts theirs, guint n_disputes)
{
  return merge_or_not (&base, ours, theirs, n_disputes);
}

static void
assert_is (const TandaiSidecar *sidecar, Parts expected)
{
  g_autoptr (TandaiSidecar) wanted = make (expected);
  g_autofree char *is = write_bytes (sidecar);
  g_autofree char *should_be = write_bytes (wanted);

  g_assert_cmpstr (is, ==, should_be);
}

static void
test_both_add (void)
{
  g_autoptr (TandaiSidecar) merged =
      merge ((Parts){ NULL }, (Parts){ .spans = SITI }, (Parts){ .spans = QUOTE }, 0);

  assert_is (merged, (Parts){ .spans = SITI ", " QUOTE });
}

/* When it was made, and whether by hand, is no disagreement. */
static void
test_made_twice (void)
{
  static const char OURS[] =
      "{\"id\": \"s5\", \"start\": 0, \"end\": 4, \"label\": \"actor\", \"text\": \"Siti\", \"attributes\": "
      "{\"kind\": "
      "\"person\"}, \"origin\": \"suggestion:names\", \"created\": \"2026-11-25T00:00:00Z\"}, " QUOTE;
  static const char THEIRS[] = "{\"id\": \"s3\", \"start\": 0, \"end\": 4, \"label\": \"actor\", \"text\": "
                               "\"Siti\", \"attributes\": {\"role\": "
                               "\"x\"}, \"note\": \"ya\", \"created\": \"2026-11-24T00:00:00Z\"}, " QUOTE;
  static const char BOTH[] =
      "{\"id\": \"s3\", \"start\": 0, \"end\": 4, \"label\": \"actor\", \"text\": \"Siti\", \"attributes\": "
      "{\"kind\": "
      "\"person\", \"role\": \"x\"}, \"note\": \"ya\", \"created\": \"2026-11-24T00:00:00Z\"}, " QUOTE;
  const Parts base = { .spans = QUOTE };
  const Parts ours = { .spans = OURS,
                       .relations =
                           "{\"id\": \"r2\", \"type\": \"source\", \"from\": \"s2\", \"to\": \"s5\"}" };
  const Parts theirs = { .spans = THEIRS,
                         .relations =
                             "{\"id\": \"r3\", \"type\": \"source\", \"from\": \"s2\", \"to\": \"s3\"}" };
  const Parts expected = { .spans = BOTH,
                           .relations =
                               "{\"id\": \"r2\", \"type\": \"source\", \"from\": \"s2\", \"to\": \"s3\"}" };
  g_autoptr (TandaiSidecar) merged = merge (base, ours, theirs, 0);
  g_autoptr (TandaiSidecar) swapped = merge (base, theirs, ours, 0);

  assert_is (merged, expected);
  assert_is (swapped, expected);
}

static void
test_made_twice_differently (void)
{
  g_autoptr (TandaiSidecar) merged = merge (
      (Parts){ NULL },
      (Parts){ .spans =
                   "{\"id\": \"s5\", \"start\": 0, \"end\": 4, \"label\": \"actor\", \"text\": \"Siti\", "
                   "\"note\": \"a\"}" },
      (Parts){ .spans =
                   "{\"id\": \"s3\", \"start\": 0, \"end\": 4, \"label\": \"actor\", \"text\": \"Siti\", "
                   "\"note\": \"b\"}" },
      1);

  assert_is (
      merged,
      (Parts){
          .spans = "{\"id\": \"s3\", \"start\": 0, \"end\": 4, \"label\": \"actor\", \"text\": \"Siti\", "
                   "\"note\": \"a\", \"review\": {\"reason\": \"conflict\"}}",
          .tail = ", \"conflicts\": [{\"id\": \"s3\", \"ours\": {\"id\": \"s3\", \"start\": 0, \"end\": 4, "
                  "\"label\": \"actor\", \"text\": \"Siti\", \"note\": \"a\"}, \"theirs\": {\"id\": \"s3\", "
                  "\"start\": 0, \"end\": 4, \"label\": \"actor\", \"text\": \"Siti\", \"note\": \"b\"}}]" });
}

/* Theirs is renamed, its relations with it, and its conflicts, the same way each time. */
static void
test_one_id_on_two (void)
{
  const Parts base = { .spans = SITI };
  const Parts ours = { .spans = SITI ", " QUOTE, .relations = LINK };
  const Parts theirs = { .spans = SITI
                         ", {\"id\": \"s2\", \"start\": 5, \"end\": 8, \"label\": \"claim\", \"text\": "
                         "\"ber\"}",
                         .relations =
                             "{\"id\": \"r1\", \"type\": \"source\", \"from\": \"s2\", \"to\": \"s1\"}",
                         .tail = ", \"conflicts\": [{\"id\": \"s2\", \"ours\": null, \"theirs\": null}]" };
  g_autoptr (TandaiSidecar) merged = merge (base, ours, theirs, 0);
  g_autoptr (TandaiSidecar) again = merge (base, ours, theirs, 0);
  g_autofree char *bytes = write_bytes (merged);
  g_autofree char *bytes_again = write_bytes (again);
  const char *id = tandai_span_get_id (merged->spans->pdata[2]);
  g_autofree char *conflicts = g_strdup_printf ("[{\"id\": \"%s\", \"ours\": null, \"theirs\": null}]", id);

  g_assert_cmpstr (bytes, ==, bytes_again);
  g_assert_cmpuint (merged->spans->len, ==, 3);
  g_assert_cmpstr (tandai_span_get_id (merged->spans->pdata[1]), ==, "s2");
  g_assert_cmpstr (tandai_span_get_label (merged->spans->pdata[1]), ==, "quote");
  g_assert_cmpstr (tandai_span_get_label (merged->spans->pdata[2]), ==, "claim");
  g_assert_cmpstr (id, !=, "s2");
  g_assert_cmpuint (strlen (id), ==, 9);
  g_assert_true (tandai_id_is_valid (id));
  g_assert_cmpuint (merged->relations->len, ==, 2);
  g_assert_cmpstr (tandai_relation_get_from (merged->relations->pdata[0]), ==, "s2");
  g_assert_cmpstr (tandai_relation_get_from (merged->relations->pdata[1]), ==, id);
  g_assert_cmpstr (merged->conflicts, ==, conflicts);
}

/* Different parts of one span go together; the label and what belongs to it do not. */
static void
test_parts_of_a_span (void)
{
  static const char LABELLED[] =
      "{\"id\": \"s1\", \"start\": 0, \"end\": 4, \"label\": \"place\", \"text\": \"Siti\"}";
  static const char NOTED[] =
      "{\"id\": \"s1\", \"start\": 0, \"end\": 4, \"label\": \"actor\", \"text\": \"Siti\", "
      "\"note\": \"x\", \"later\": 1.50}";
  static const char MOVED[] =
      "{\"id\": \"s1\", \"start\": 0, \"end\": 3, \"label\": \"actor\", \"text\": \"Sit\"}";
  static const char WITH_KIND[] =
      "{\"id\": \"s1\", \"start\": 0, \"end\": 4, \"label\": \"actor\", \"text\": \"Siti\", "
      "\"attributes\": {\"kind\": \"person\"}}";
  g_autoptr (TandaiSidecar) merged =
      merge ((Parts){ .spans = SITI }, (Parts){ .spans = MOVED }, (Parts){ .spans = NOTED }, 0);
  g_autoptr (TandaiSidecar) places =
      merge ((Parts){ .spans = SITI }, (Parts){ .spans = MOVED }, (Parts){ .spans = LABELLED }, 1);
  g_autoptr (TandaiSidecar) kinds =
      merge ((Parts){ .spans = SITI }, (Parts){ .spans = LABELLED }, (Parts){ .spans = WITH_KIND }, 1);

  assert_is (merged,
             (Parts){ .spans = "{\"id\": \"s1\", \"start\": 0, \"end\": 3, \"label\": \"actor\", \"text\": "
                               "\"Sit\", \"note\": \"x\", \"later\": 1.50}" });
  g_assert_cmpuint (tandai_span_get_end (places->spans->pdata[0]), ==, 3);
  g_assert_nonnull (strstr (places->conflicts, "\"label\": \"place\""));
  g_assert_cmpstr (tandai_span_get_label (kinds->spans->pdata[0]), ==, "place");
  g_assert_nonnull (strstr (kinds->conflicts, "\"kind\": \"person\""));
}

/* Nothing vanishes: what ours removed and theirs changed is whole in the conflicts, and its relation with it.
 */
static void
test_changed_and_removed (void)
{
  static const char NOTED[] =
      "{\"id\": \"s1\", \"start\": 0, \"end\": 4, \"label\": \"actor\", \"text\": \"Siti\", "
      "\"note\": \"x\"}";
  static const char MARKED[] =
      "{\"id\": \"s1\", \"start\": 0, \"end\": 4, \"label\": \"actor\", \"text\": \"Siti\", "
      "\"note\": \"x\", \"review\": {\"reason\": \"conflict\"}}";
  const Parts base = { .spans = SITI ", " QUOTE, .relations = LINK };
  const Parts removed = { .spans = QUOTE };
  const Parts changed = { .spans = g_strconcat (NOTED, ", ", QUOTE, NULL), .relations = LINK };
  g_autofree char *their_change =
      g_strconcat (", \"conflicts\": [{\"id\": \"r1\", \"ours\": null, \"theirs\": ", LINK,
                   "}, {\"id\": \"s1\", \"ours\": null, \"theirs\": ", NOTED, "}]", NULL);
  g_autofree char *our_change =
      g_strconcat (", \"conflicts\": [{\"id\": \"r1\", \"ours\": ", LINK,
                   ", \"theirs\": null}, {\"id\": \"s1\", \"ours\": ", NOTED, ", \"theirs\": null}]", NULL);
  g_autofree char *spans = g_strconcat (MARKED, ", ", QUOTE, NULL);
  g_autoptr (TandaiSidecar) ours_removed = merge (base, removed, changed, 2);
  g_autoptr (TandaiSidecar) theirs_removed = merge (base, changed, removed, 2);

  assert_is (ours_removed, (Parts){ .spans = QUOTE, .tail = their_change });
  assert_is (theirs_removed, (Parts){ .spans = spans, .relations = LINK, .tail = our_change });
  g_free ((char *) changed.spans);
}

/* One removed a span that the other links to at the same time: it comes back, and a person decides. */
static void
test_relation_to_removed (void)
{
  static const char MARKED[] =
      "{\"id\": \"s1\", \"start\": 0, \"end\": 4, \"label\": \"actor\", \"text\": \"Siti\", "
      "\"review\": {\"reason\": \"conflict\"}}, " QUOTE;
  const Parts base = { .spans = SITI ", " QUOTE };
  const Parts removed = { .spans = QUOTE };
  const Parts linked = { .spans = SITI ", " QUOTE, .relations = LINK };
  g_autoptr (TandaiSidecar) ours_removed = merge (base, removed, linked, 1);
  g_autoptr (TandaiSidecar) theirs_removed = merge (base, linked, removed, 1);

  assert_is (ours_removed,
             (Parts){ .spans = MARKED,
                      .relations = LINK,
                      .tail = ", \"conflicts\": [{\"id\": \"s1\", \"ours\": null, \"theirs\": " SITI "}]" });
  assert_is (theirs_removed,
             (Parts){ .spans = MARKED,
                      .relations = LINK,
                      .tail = ", \"conflicts\": [{\"id\": \"s1\", \"ours\": " SITI ", \"theirs\": null}]" });
}

/* What was removed and made anew is found by its label and fragments. */
static void
test_relation_to_remade (void)
{
  static const char ANEW[] =
      "{\"id\": \"s9\", \"start\": 0, \"end\": 4, \"label\": \"actor\", \"text\": \"Siti\"}, " QUOTE;
  const Parts base = { .spans = SITI ", " QUOTE };
  const Parts linked = { .spans = SITI ", " QUOTE, .relations = LINK };
  g_autoptr (TandaiSidecar) merged = merge (base, (Parts){ .spans = ANEW }, linked, 0);

  assert_is (merged,
             (Parts){ .spans = ANEW,
                      .relations =
                          "{\"id\": \"r1\", \"type\": \"source\", \"from\": \"s2\", \"to\": \"s9\"}" });
}

/* A relation that theirs changed and ours removed together with its end: both can be brought back. */
static void
test_relation_changed_and_removed (void)
{
  static const char NOTED[] =
      "{\"id\": \"r1\", \"type\": \"source\", \"from\": \"s2\", \"to\": \"s1\", \"note\": \"x\"}";
  g_autofree char *tail =
      g_strconcat (", \"conflicts\": [{\"id\": \"r1\", \"ours\": null, \"theirs\": ", NOTED,
                   "}, {\"id\": \"s1\", \"ours\": null, \"theirs\": ", SITI, "}]", NULL);
  g_autoptr (TandaiSidecar) merged =
      merge ((Parts){ .spans = SITI ", " QUOTE, .relations = LINK }, (Parts){ .spans = QUOTE },
             (Parts){ .spans = SITI ", " QUOTE, .relations = NOTED }, 2);

  assert_is (merged, (Parts){ .spans = QUOTE, .tail = tail });
}

static void
test_relations (void)
{
  static const char OTHER[] = "{\"id\": \"r1\", \"type\": \"cue\", \"from\": \"s2\", \"to\": \"s1\"}";
  static const char WITH_ROLE[] = "{\"id\": \"r1\", \"type\": \"source\", \"from\": \"s2\", \"to\": \"s1\", "
                                  "\"attributes\": {\"role\": \"a\"}}";
  static const char BOTH[] = "{\"id\": \"r1\", \"type\": \"cue\", \"from\": \"s2\", \"to\": \"s1\", "
                             "\"attributes\": {\"role\": \"a\"}}";
  static const char TURNED[] = "{\"id\": \"r1\", \"type\": \"source\", \"from\": \"s1\", \"to\": \"s2\"}";
  static const char SPANS[] = SITI ", " QUOTE;
  const Parts base = { .spans = SPANS, .relations = LINK };
  g_autoptr (TandaiSidecar) parts = merge (base, (Parts){ .spans = SPANS, .relations = OTHER },
                                           (Parts){ .spans = SPANS, .relations = WITH_ROLE }, 0);
  g_autoptr (TandaiSidecar) clash = merge (base, (Parts){ .spans = SPANS, .relations = OTHER },
                                           (Parts){ .spans = SPANS, .relations = TURNED }, 1);
  g_autoptr (TandaiSidecar) gone = merge (base, (Parts){ .spans = SPANS }, base, 0);
  g_autofree char *conflicts =
      g_strdup_printf (", \"conflicts\": [{\"id\": \"r1\", \"ours\": %s, \"theirs\": %s}]", OTHER, TURNED);

  assert_is (parts, (Parts){ .spans = SPANS, .relations = BOTH });
  assert_is (clash, (Parts){ .spans = SPANS, .relations = OTHER, .tail = conflicts });
  assert_is (gone, (Parts){ .spans = SPANS });
}

/* Each moved another span to one place: both stay where ours has them. */
static void
test_moved_to_one_place (void)
{
  static const char FIRST[] =
      "{\"id\": \"s1\", \"start\": 0, \"end\": 1, \"label\": \"actor\", \"text\": \"S\"}";
  static const char SECOND[] =
      "{\"id\": \"s2\", \"start\": 2, \"end\": 3, \"label\": \"actor\", \"text\": \"t\"}";
  static const char THERE[] = "\"start\": 5, \"end\": 8, \"label\": \"actor\", \"text\": \"ber\"}";
  g_autofree char *base = g_strconcat (FIRST, ", ", SECOND, NULL);
  g_autofree char *ours = g_strconcat ("{\"id\": \"s1\", ", THERE, ", ", SECOND, NULL);
  g_autofree char *theirs = g_strconcat (FIRST, ", {\"id\": \"s2\", ", THERE, NULL);
  g_autoptr (TandaiSidecar) merged =
      merge ((Parts){ .spans = base }, (Parts){ .spans = ours }, (Parts){ .spans = theirs }, 2);

  g_assert_cmpuint (merged->spans->len, ==, 2);
  g_assert_cmpuint (merged->n_conflicts, ==, 2);
  g_assert_cmpstr (tandai_span_get_id (merged->spans->pdata[0]), ==, "s2");
  g_assert_cmpuint (tandai_span_get_start (merged->spans->pdata[0]), ==, 2);
  g_assert_cmpuint (tandai_span_get_start (merged->spans->pdata[1]), ==, 5);
}

/* What one side itself has twice, it keeps; what the other has there too is one of them. */
static void
test_own_duplicates (void)
{
  static const char TWO[] =
      SITI ", {\"id\": \"s3\", \"start\": 0, \"end\": 4, \"label\": \"actor\", \"text\": \"Siti\"}";
  static const char OTHER[] =
      "{\"id\": \"s0\", \"start\": 0, \"end\": 4, \"label\": \"actor\", \"text\": \"Siti\"}";
  g_autoptr (TandaiSidecar) kept = merge ((Parts){ NULL }, (Parts){ .spans = TWO }, (Parts){ NULL }, 0);
  g_autoptr (TandaiSidecar) met =
      merge ((Parts){ NULL }, (Parts){ .spans = TWO }, (Parts){ .spans = OTHER }, 0);

  assert_is (kept, (Parts){ .spans = TWO });
  g_assert_cmpuint (met->spans->len, ==, 2);
  g_assert_cmpstr (tandai_span_get_id (met->spans->pdata[0]), ==, "s0");
}

/* Theirs moved a span to where ours made one: one span, unless that would bring back what theirs took off. */
static void
test_old_meets_new (void)
{
  static const char OLD[] =
      "{\"id\": \"s1\", \"start\": 0, \"end\": 4, \"label\": \"actor\", \"text\": \"Siti\", "
      "\"note\": \"x\"}";
  static const char MADE[] =
      ", {\"id\": \"s0\", \"start\": 5, \"end\": 8, \"label\": \"actor\", \"text\": \"ber\", "
      "\"note\": \"x\"}";
  static const char MOVED[] =
      "{\"id\": \"s1\", \"start\": 5, \"end\": 8, \"label\": \"actor\", \"text\": \"ber\", "
      "\"note\": \"x\"}";
  static const char BARE[] =
      "{\"id\": \"s1\", \"start\": 5, \"end\": 8, \"label\": \"actor\", \"text\": \"ber\"}";
  g_autofree char *both = g_strconcat (OLD, MADE, NULL);
  const Parts base = { .spans = OLD };
  const Parts ours = { .spans = both };
  g_autoptr (TandaiSidecar) one = merge (base, ours, (Parts){ .spans = MOVED }, 0);
  g_autoptr (TandaiSidecar) two = merge (base, ours, (Parts){ .spans = BARE }, 2);

  assert_is (one, (Parts){ .spans = MOVED });
  g_assert_cmpuint (two->spans->len, ==, 2);
  g_assert_cmpuint (two->n_conflicts, ==, 2);
}

static void
test_fields (void)
{
  const Parts base = {
    .article = ARTICLE ", \"title\": \"a\", \"later\": 1",
    .head = "\"schema\": {\"version\": \"1\"}, \"annotator\": \"\", \"attributes\": {\"topic\": \"a\"},",
    .tail = ", \"mine\": 1, \"x\": 1"
  };
  const Parts ours = {
    .article = ARTICLE ", \"language\": \"id\", \"title\": \"b\", \"later\": 2",
    .head = "\"schema\": {\"version\": \"2\"}, \"annotator\": \"\", \"attributes\": {\"place\": \"p\", "
            "\"topic\": \"a\"},",
    .status = "done",
    .tail = ", \"mine\": 1, \"x\": 1, \"ours\": 1"
  };
  const Parts theirs = { .article = ARTICLE ", \"title\": \"a\", \"url\": \"u\", \"later\": 1",
                         .head = "\"schema\": {\"version\": \"1\"}, \"annotator\": \"\", \"note\": \"n\", "
                                 "\"attributes\": {\"topic\": \"b\"},",
                         .tail = ", \"mine\": 1.50, \"theirs\": [1]" };
  const Parts expected = { .article = ARTICLE
                           ", \"language\": \"id\", \"title\": \"b\", \"url\": \"u\", \"later\": 2",
                           .head = "\"schema\": {\"version\": \"2\"}, \"annotator\": \"\", \"note\": \"n\", "
                                   "\"attributes\": {\"place\": \"p\", \"topic\": \"b\"},",
                           .status = "done",
                           .tail = ", \"mine\": 1.50, \"ours\": 1, \"theirs\": [1]" };
  g_autoptr (TandaiSidecar) merged = merge (base, ours, theirs, 0);

  assert_is (merged, expected);
}

static void
test_fields_in_dispute (void)
{
  const Parts base = { .head = "\"annotator\": \"\", \"attributes\": {\"topic\": \"a\"}," };
  const Parts ours = { .article = ARTICLE ", \"title\": \"a\", \"later\": 1",
                       .head = "\"schema\": {\"sha256\": \"" HASH_A
                               "\", \"version\": \"2\"}, \"annotator\": \"\",",
                       .status = "done",
                       .tail = ", \"mine\": 1" };
  const Parts theirs = {
    .article = ARTICLE ", \"title\": \"b \\\"c\\\"\", \"later\": 2",
    .head = "\"schema\": {\"version\": \"3\"}, \"annotator\": \"\", \"attributes\": {\"topic\": \"b\"},",
    .status = "excluded",
    .tail = ", \"mine\": {\"id\": 2}"
  };
  g_autoptr (TandaiSidecar) merged = merge (base, ours, theirs, 6);
  Parts expected = ours;

  expected.tail =
      ", \"conflicts\": [{\"id\": \"$\", \"ours\": {\"mine\": 1}, \"theirs\": {\"mine\": {\"id\": 2}}}, "
      "{\"id\": \"$\", \"ours\": {\"status\": \"done\"}, \"theirs\": {\"status\": \"excluded\"}}, "
      "{\"id\": \"$.article\", \"ours\": {\"later\": 1}, \"theirs\": {\"later\": 2}}, "
      "{\"id\": \"$.article\", \"ours\": {\"title\": \"a\"}, \"theirs\": {\"title\": \"b \\\"c\\\"\"}}, "
      "{\"id\": \"$.attributes\", \"ours\": null, \"theirs\": {\"topic\": \"b\"}}, "
      "{\"id\": \"$.schema\", \"ours\": {\"sha256\": \"" HASH_A "\", \"version\": \"2\"}, "
      "\"theirs\": {\"version\": \"3\"}}], \"mine\": 1";
  assert_is (merged, expected);
}

#define ORPHAN(id, more)                                                                                     \
  "{\"id\": \"" id "\", \"start\": 0, \"end\": 1, \"label\": \"actor\", \"text\": \"X\"" more                \
  ", \"before\": \"\", \"after\": \"\"}"

static void
test_orphans (void)
{
  static const char LINKED[] = "{\"id\": \"r9\", \"type\": \"source\", \"from\": \"s2\", \"to\": \"o1\"}";
  const Parts base = { .spans = QUOTE,
                       .tail = ", \"orphans\": [" ORPHAN ("o1", "") ", " ORPHAN ("o2", "") "]" };
  const Parts ours = { .spans = QUOTE, .relations = LINKED, .tail = base.tail };
  const Parts theirs = {
    .spans = QUOTE, .tail = ", \"orphans\": [" ORPHAN ("o3", "") ", " ORPHAN ("o1", ", \"note\": \"x\"") "]"
  };
  const Parts removed = { .spans = QUOTE, .tail = ", \"orphans\": [" ORPHAN ("o2", "") "]" };
  g_autoptr (TandaiSidecar) merged = merge (base, ours, theirs, 0);
  g_autoptr (TandaiSidecar) back = merge (base, removed, ours, 1);
  g_autoptr (TandaiSidecar) placed = merge (
      base, theirs,
      (Parts){
          .spans =
              "{\"id\": \"o2\", \"start\": 0, \"end\": 1, \"label\": \"actor\", \"text\": \"S\"}, " QUOTE,
          .tail = ", \"orphans\": [" ORPHAN ("o1", "") "]" },
      1);

  assert_is (merged, (Parts){ .spans = QUOTE, .relations = LINKED, .tail = theirs.tail });
  assert_is (
      back,
      (Parts){ .spans = QUOTE,
               .relations = LINKED,
               .tail = ", \"orphans\": [" ORPHAN ("o2", "") ", " ORPHAN (
                   "o1",
                   "") "], \"conflicts\": [{\"id\": \"o1\", \"ours\": null, \"theirs\": " ORPHAN ("o1",
                                                                                                  "") "}]" });
  /* Ours removed the orphan that theirs found a place for. */
  g_assert_cmpuint (placed->spans->len, ==, 1);
  g_assert_nonnull (strstr (placed->conflicts,
                            "{\"id\": \"o2\", \"ours\": null, \"theirs\": {\"id\": \"o2\", \"start\": 0"));
}

/* A conflict that one side decided is decided. */
static void
test_conflicts_of_before (void)
{
  const Parts base = {
    .tail = ", \"conflicts\": [{\"id\": \"s1\", \"ours\": 1, \"theirs\": 1}, {\"id\": \"s2\"}]"
  };
  const Parts ours = { .tail = ", \"conflicts\": [{\"id\": \"s2\"}, {\"id\": \"s3\"}]" };
  const Parts theirs = { .tail = ", \"conflicts\": [{\"id\": \"s1\", \"ours\": 1, \"theirs\": 1}, \"odd\"]" };
  g_autoptr (TandaiSidecar) merged = merge (base, ours, theirs, 0);

  assert_is (merged, (Parts){ .tail = ", \"conflicts\": [{\"id\": \"s3\"}, \"odd\"]" });
}

static void
test_no_base (void)
{
  g_autoptr (TandaiSidecar) merged =
      merge_or_not (NULL, (Parts){ .spans = SITI, .status = "in-progress" },
                    (Parts){ .spans = QUOTE, .head = "\"annotator\": \"\", \"note\": \"n\"," }, 0);

  assert_is (merged, (Parts){ .spans = SITI ", " QUOTE,
                              .status = "in-progress",
                              .head = "\"annotator\": \"\", \"note\": \"n\"," });
}

/* The same words in another file: the offsets are as good as before. */
static void
test_same_text_of_other_bytes (void)
{
  static const char OTHER[] =
      "\"file\": \"a.txt\", \"sha256\": \"" HASH_B "\", \"encoding\": \"UTF-16LE\", \"newline\": \"crlf\"";
  g_autoptr (TandaiSidecar) merged =
      merge ((Parts){ NULL }, (Parts){ .spans = SITI }, (Parts){ .article = OTHER }, 0);

  assert_is (merged, (Parts){ .spans = SITI, .article = OTHER });
}

static void
assert_refused (Parts base, Parts ours, Parts theirs, TandaiMergeSide culprit, const char *reason)
{
  g_autoptr (TandaiSidecar) from = make (base);
  g_autoptr (TandaiSidecar) our_sidecar = make (ours);
  g_autoptr (TandaiSidecar) their_sidecar = make (theirs);
  g_autoptr (GError) error = NULL;
  TandaiMergeSide is = TANDAI_MERGE_N_SIDES;

  g_assert_null (tandai_merge (from, our_sidecar, their_sidecar, NULL, &is, &error));
  g_assert_error (error, TANDAI_ERROR, TANDAI_ERROR_SIDECAR);
  g_assert_cmpuint (is, ==, culprit);
  g_assert_true (g_str_has_prefix (error->message, reason));
}

static void
test_refused (void)
{
  const Parts old = { NULL };
  const Parts new = { .text = "Siti." };
  const Parts newest = { .text = "Budi." };
  const Parts of_siti = { .head = "\"annotator\": \"siti\"," };

  assert_refused (old, new, newest, TANDAI_MERGE_THEIRS, "text: is not the text that OURS annotates");
  assert_refused (old, old, of_siti, TANDAI_MERGE_THEIRS, "annotator: is “siti”");
  assert_refused (of_siti, old, old, TANDAI_MERGE_BASE, "annotator: is “siti”");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/merge/both-add", test_both_add);
  g_test_add_func ("/merge/made-twice", test_made_twice);
  g_test_add_func ("/merge/made-twice-differently", test_made_twice_differently);
  g_test_add_func ("/merge/one-id-on-two", test_one_id_on_two);
  g_test_add_func ("/merge/parts-of-a-span", test_parts_of_a_span);
  g_test_add_func ("/merge/changed-and-removed", test_changed_and_removed);
  g_test_add_func ("/merge/relation-to-removed", test_relation_to_removed);
  g_test_add_func ("/merge/relation-to-remade", test_relation_to_remade);
  g_test_add_func ("/merge/relation-changed-and-removed", test_relation_changed_and_removed);
  g_test_add_func ("/merge/relations", test_relations);
  g_test_add_func ("/merge/moved-to-one-place", test_moved_to_one_place);
  g_test_add_func ("/merge/own-duplicates", test_own_duplicates);
  g_test_add_func ("/merge/old-meets-new", test_old_meets_new);
  g_test_add_func ("/merge/fields", test_fields);
  g_test_add_func ("/merge/fields-in-dispute", test_fields_in_dispute);
  g_test_add_func ("/merge/orphans", test_orphans);
  g_test_add_func ("/merge/conflicts-of-before", test_conflicts_of_before);
  g_test_add_func ("/merge/no-base", test_no_base);
  g_test_add_func ("/merge/same-text-of-other-bytes", test_same_text_of_other_bytes);
  g_test_add_func ("/merge/refused", test_refused);
  return g_test_run ();
}
