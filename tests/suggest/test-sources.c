/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fixture.h"
#include "suggest/tandai-sources.h"

static const char *const LABELS[] = { "actor", "place", NULL };

typedef struct
{
  const char *text;
  const char *said;
  const char *source;
} Case;

static const Case CASES[] = {
  { "Budi dan Ani datang. “Air naik,” ujar Ani.", "“Air naik,”", "Ani" },
  { "Ani datang. Budi mengatakan, “Air naik.”", "“Air naik.”", "Budi" },
  { "Ani datang. Budi mengatakan bahwa air naik.", "air naik", "Budi" },
  { "Ani datang. Menurut Budi, air naik.", "air naik", "Budi" },
  { "Ani datang. Air naik, kata Budi.", "Air naik", "Budi" },
  { "Budi Santoso datang ke Jakarta. “Air naik,” katanya.", "“Air naik,”", "Budi Santoso" },
  { "Ketuanya, Ujang Sobari, mengatakan bahwa air naik.", "air naik", "Ujang Sobari" },
  { "Samsul Bahri, Kepala Desa Biru, mengatakan bahwa air naik.", "air naik", "Samsul Bahri" },
  { "Di Jakarta, Budi mengatakan bahwa air naik.", "air naik", "Budi" },
  { "Moskow menyatakan air naik.", "air naik", "Moskow" },
  { "“Ani berteriak, ‘Cepat naik ke sana!’ Kami lari,” kata Budi.", "‘Cepat naik ke sana!’", "Ani" },
  { "Then Bob left. “Water rose,” Ann Lee said at the gate.", "“Water rose,”", "Ann Lee" },
  { "Then Bob left. “Water rose,” said Ann Lee. “We ran.”", "“We ran.”", "Ann Lee" },
  { "Bob left. According to Ann Lee, water rose.", "water rose", "Ann Lee" },
  { "Ini digambarkan oleh Budi sebagai “malam yang gelap”.", "“malam yang gelap”", "Budi" },
};

/* The last place where the words stand. */
static TandaiRange
last_range (TandaiText *text, const char *words)
{
  const char *chars = tandai_text_get_chars (text);
  const char *at = g_strrstr (chars, words);
  guint start = (guint) g_utf8_strlen (chars, at - chars);

  return (TandaiRange){ start, start + (guint) g_utf8_strlen (words, -1) };
}

static void
check (const Case *c, gboolean tagged)
{
  g_autoptr (TandaiText) text = tandai_text_new (c->text);
  g_autoptr (GPtrArray) spans = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (TandaiAnnotationSet) annotations = NULL;
  g_autoptr (GPtrArray) sources = NULL;
  TandaiRange said = fixture_range (text, c->said);
  TandaiRange who = last_range (text, c->source);
  TandaiSpan *span = tandai_span_new_simple ("quote", said.start, said.end);
  const TandaiSource *first;
  g_autofree char *words = NULL;

  g_ptr_array_add (spans, span);
  if (tagged)
    g_ptr_array_add (spans, tandai_span_new_simple ("actor", who.start, who.end));
  annotations = tandai_annotation_set_new (spans, NULL);
  sources = tandai_sources_rank (text, tandai_word_lists_get_default (), annotations, LABELS, span);
  g_assert_cmpuint (sources->len, >, 0);
  first = sources->pdata[0];
  words = tandai_text_slice (text, first->range.start, first->range.end);
  g_test_message ("%s: %s", c->text, words);
  g_assert_cmpstr (words, ==, c->source);
  g_assert_cmpint (first->id != NULL, ==, tagged);
}

static void
test_grammar (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    check (&CASES[i], TRUE);
}

/* The likeliest need not be tagged yet. */
static void
test_untagged (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    check (&CASES[i], FALSE);
}

static void
test_shared (void)
{
  g_autoptr (TandaiText) text = tandai_text_new ("Ani dan Budi. “Air naik tadi. Kami lari,” kata Rina.");
  const char *const written[] = { "actor:Ani", "actor:Rina", "quote:“Air naik tadi. Kami lari,”",
                                  "claim:Air naik tadi", NULL };
  g_autoptr (GPtrArray) spans = fixture_spans (text, written);
  g_autoptr (TandaiAnnotationSet) annotations = tandai_annotation_set_new (spans, NULL);
  TandaiRelationFields fields = { .type = "source",
                                  .from = tandai_span_get_id (spans->pdata[1]),
                                  .to = tandai_span_get_id (spans->pdata[0]) };
  g_autoptr (TandaiRelation) relation = tandai_relation_new (&fields);
  g_auto (GStrv) ids = NULL;

  /* Linked by hand against the grammar: the claim inside follows the quotation. */
  tandai_annotation_set_replace_relation (annotations, NULL, relation);
  ids =
      tandai_sources_rank_ids (text, tandai_word_lists_get_default (), annotations, LABELS, spans->pdata[2]);
  g_assert_cmpstr (ids[0], ==, tandai_span_get_id (spans->pdata[0]));
}

static void
test_nobody (void)
{
  g_autoptr (TandaiText) text = tandai_text_new ("“hujan turun”");
  g_autoptr (TandaiSpan) span = tandai_span_new_simple ("quote", 0, 13);
  g_autoptr (TandaiAnnotationSet) annotations = tandai_annotation_set_new (NULL, NULL);
  g_auto (GStrv) ids =
      tandai_sources_rank_ids (text, tandai_word_lists_get_default (), annotations, LABELS, span);

  g_assert_null (ids[0]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sources/grammar", test_grammar);
  g_test_add_func ("/sources/untagged", test_untagged);
  g_test_add_func ("/sources/shared", test_shared);
  g_test_add_func ("/sources/nobody", test_nobody);
  return g_test_run ();
}
