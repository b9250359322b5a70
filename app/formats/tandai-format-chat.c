/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Instruction tuning: a record a line of three messages, which are a request,
 * the text, and the answer as JSON. The answer has words and no offsets, because
 * models count badly; they are the text's own, so that they can be found again.
 * A long article is divided between paragraphs, but inside none of its spans.
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/tandai-json.h"
#include "formats/tandai-jsonl.h"
#include "formats/tandai-tagging.h"

/* What a record's text should not go beyond, in code points: some two thousand of a model's tokens. */
#define MAX_LENGTH 6000

/* Between the fragments of a discontinuous span. */
#define OMISSION " […] "

#define SPEAKER "source"
#define CUE     "cue"
#define MODE    "mode"

/* What a label's spans are written as. */
typedef enum
{
  SHAPE_QUOTE,
  SHAPE_CLAIM,
  SHAPE_TEXT,
  N_SHAPES,
} Shape;

/* A member of the answer. */
typedef struct
{
  const char *label;
  char *key;
  Shape shape;
} Member;

/* The words of the request; they are data, and do not follow the user's language. */
typedef struct
{
  const char *begin;
  const char *shapes[N_SHAPES];
  const char *end;
} Request;

static const Request request_en = {
  "Extract the following from the news text and answer with JSON: ",
  { "a list of objects with text, speaker, cue and mode", "a list of objects with text and speaker",
    "a list of texts" },
  ". Copy the words exactly as they stand in the text; give null for what it does not say.",
};

static const Request request_id = {
  "Ambil hal-hal berikut dari teks berita dan jawab dengan JSON: ",
  { "daftar objek berisi text, speaker, cue, dan mode", "daftar objek berisi text dan speaker",
    "daftar teks" },
  ". Salin kata-kata persis seperti dalam teks; isi null untuk hal yang tidak disebutkan.",
};

typedef struct
{
  const TandaiExportArticle *article;
  TandaiReport *report;
  GArray *members;
  /* From a span's id to the span that is its speaker or its cue. */
  GHashTable *speakers;
  GHashTable *cues;
  GHashTable *spans;
  /* Where the records end. */
  GArray *ends;
} Writing;

static const Member known[] = {
  { "quote", (char *) "quotes", SHAPE_QUOTE },
  { "claim", (char *) "claims", SHAPE_CLAIM },
  { "actor", (char *) "actors", SHAPE_TEXT },
  { "place", (char *) "places", SHAPE_TEXT },
};

static const Member *
get_member (Writing *writing, guint i)
{
  return &g_array_index (writing->members, Member, i);
}

static void
clear_member (gpointer data)
{
  g_free (((Member *) data)->key);
}

static gboolean
has_member (Writing *writing, const char *label)
{
  for (guint i = 0; i < writing->members->len; i++)
    if (strcmp (get_member (writing, i)->label, label) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_taken (Writing *writing, const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (strcmp (known[i].key, key) == 0)
      return TRUE;
  for (guint i = 0; i < writing->members->len; i++)
    if (strcmp (get_member (writing, i)->key, key) == 0)
      return TRUE;
  return FALSE;
}

/* A label's key is the label itself, unless another is called so. */
static void
add_label (Writing *writing, const char *label)
{
  g_autoptr (GString) key = NULL;
  Member member = { label, NULL, SHAPE_TEXT };

  if (has_member (writing, label))
    return;
  key = g_string_new (label);
  while (is_taken (writing, key->str))
    g_string_append_c (key, '_');
  member.key = g_strdup (key->str);
  g_array_append_val (writing->members, member);
}

static gboolean
is_exported (const TandaiExportOptions *options, const char *label)
{
  return options->labels == NULL || g_strv_contains ((const char *const *) options->labels, label);
}

static gboolean
is_used (Writing *writing, const char *label)
{
  GPtrArray *spans = writing->article->sidecar->spans;

  for (guint i = 0; i < spans->len; i++)
    if (strcmp (tandai_span_get_label (spans->pdata[i]), label) == 0)
      return TRUE;
  return FALSE;
}

/* What is asked for: the schema's labels, whether or not the article has them, and those that it has besides.
 */
static void
find_members (Writing *writing, const TandaiExportOptions *options)
{
  TandaiSchema *schema = writing->article->schema;
  GPtrArray *spans = writing->article->sidecar->spans;

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      Member member = known[i];

      if (!is_used (writing, member.label)
          && (tandai_schema_find_label (schema, member.label, NULL) == NULL
              || !is_exported (options, member.label)))
        continue;
      member.key = g_strdup (member.key);
      g_array_append_val (writing->members, member);
    }
  for (guint i = 0; i < tandai_schema_get_n_labels (schema); i++)
    if (is_exported (options, tandai_schema_get_label (schema, i)->name))
      add_label (writing, tandai_schema_get_label (schema, i)->name);
  for (guint i = 0; i < spans->len; i++)
    add_label (writing, tandai_span_get_label (spans->pdata[i]));
}

/* The places at which no span goes on are where a record may end. */
static void
find_ends (Writing *writing)
{
  const TandaiText *text = writing->article->sidecar->text;
  GPtrArray *spans = writing->article->sidecar->spans;
  guint length = tandai_text_get_length (text);
  guint start = 0, possible = 0, reached = 0, span = 0;
  const char *p = tandai_text_get_chars (text);

  for (guint offset = 1; offset <= length; offset++, p = g_utf8_next_char (p))
    {
      if (*p != '\n' && offset < length)
        continue;
      for (; span < spans->len && tandai_span_get_start (spans->pdata[span]) < offset; span++)
        reached = MAX (reached, tandai_span_get_end (spans->pdata[span]));
      if (reached > offset)
        continue;
      if (offset - start > MAX_LENGTH && possible > start)
        {
          g_array_append_val (writing->ends, possible);
          start = possible;
        }
      possible = offset;
    }
  if (length > 0)
    g_array_append_val (writing->ends, length);
}

static guint
find_record (Writing *writing, TandaiSpan *span)
{
  guint record = 0;

  while (g_array_index (writing->ends, guint, record) <= tandai_span_get_start (span))
    record++;
  return record;
}

static GHashTable *
choose_table (Writing *writing, const char *kind, TandaiSpan *from, TandaiSpan *to)
{
  gboolean is_quote = strcmp (tandai_span_get_label (from), "quote") == 0;

  if (strcmp (kind, CUE) == 0 || strcmp (tandai_span_get_label (to), CUE) == 0)
    return is_quote ? writing->cues : NULL;
  if (strcmp (kind, SPEAKER) != 0)
    return NULL;
  return is_quote || strcmp (tandai_span_get_label (from), "claim") == 0 ? writing->speakers : NULL;
}

/* Notes whose speaker or cue a span is; a second one, and one in another record, can't be told. */
static gboolean
note_relation (Writing *writing, const TandaiRelationFields *relation)
{
  TandaiSpan *from = g_hash_table_lookup (writing->spans, relation->from);
  TandaiSpan *to = g_hash_table_lookup (writing->spans, relation->to);
  GHashTable *table;

  if (from == NULL || to == NULL || find_record (writing, from) != find_record (writing, to))
    return FALSE;
  table = choose_table (writing, relation->type, from, to);
  if (table == NULL || g_hash_table_contains (table, from))
    return FALSE;
  return g_hash_table_insert (table, from, to);
}

static void
note_relations (Writing *writing)
{
  const TandaiSidecar *sidecar = writing->article->sidecar;

  for (guint i = 0; i < sidecar->spans->len; i++)
    g_hash_table_insert (writing->spans, (gpointer) tandai_span_get_id (sidecar->spans->pdata[i]),
                         sidecar->spans->pdata[i]);
  for (guint i = 0; i < sidecar->relations->len; i++)
    {
      TandaiRelationFields fields;

      tandai_relation_get_fields (sidecar->relations->pdata[i], &fields);
      if (note_relation (writing, &fields))
        tandai_format_report_relation_details (writing->article, writing->report, &fields);
      else
        tandai_format_report_relation (writing->article, writing->report, &fields);
    }
}

static void
append_words (Writing *writing, GString *answer, TandaiSpan *span)
{
  const TandaiText *text = writing->article->sidecar->text;
  g_autoptr (GString) words = NULL;
  guint n_ranges;
  const TandaiRange *ranges;

  if (span == NULL)
    {
      g_string_append (answer, "null");
      return;
    }
  words = g_string_new (NULL);
  ranges = tandai_span_get_ranges (span, &n_ranges);
  for (guint i = 0; i < n_ranges; i++)
    {
      gsize n_bytes;
      const char *chars = tandai_text_peek (text, ranges[i].start, ranges[i].end, &n_bytes);

      g_string_append (words, i > 0 ? OMISSION : "");
      g_string_append_len (words, chars, (gssize) n_bytes);
    }
  tandai_json_write_string (answer, words->str, (gssize) words->len);
}

static void
append_mode (GString *answer, TandaiSpan *span)
{
  const char *mode = tandai_span_get_attribute (span, MODE);

  if (mode != NULL)
    tandai_json_write_string (answer, mode, -1);
  else
    g_string_append (answer, "null");
}

static void
append_span (Writing *writing, GString *answer, Shape shape, TandaiSpan *span)
{
  if (shape == SHAPE_TEXT)
    {
      append_words (writing, answer, span);
      return;
    }
  g_string_append (answer, "{\"text\": ");
  append_words (writing, answer, span);
  g_string_append (answer, ", \"speaker\": ");
  append_words (writing, answer, g_hash_table_lookup (writing->speakers, span));
  if (shape == SHAPE_QUOTE)
    {
      g_string_append (answer, ", \"cue\": ");
      append_words (writing, answer, g_hash_table_lookup (writing->cues, span));
      g_string_append (answer, ", \"mode\": ");
      append_mode (answer, span);
    }
  g_string_append_c (answer, '}');
}

static void
append_member (Writing *writing, GString *answer, const Member *member, guint start, guint end)
{
  GPtrArray *spans = writing->article->sidecar->spans;
  gboolean any = FALSE;

  tandai_json_write_string (answer, member->key, -1);
  g_string_append (answer, ": [");
  for (guint i = 0; i < spans->len; i++)
    {
      TandaiSpan *span = spans->pdata[i];

      if (tandai_span_get_start (span) < start || tandai_span_get_start (span) >= end
          || strcmp (tandai_span_get_label (span), member->label) != 0)
        continue;
      g_string_append (answer, any ? ", " : "");
      append_span (writing, answer, member->shape, span);
      any = TRUE;
    }
  g_string_append_c (answer, ']');
}

static char *
make_answer (Writing *writing, guint start, guint end)
{
  GString *answer = g_string_new ("{");

  for (guint i = 0; i < writing->members->len; i++)
    {
      g_string_append (answer, i > 0 ? ", " : "");
      append_member (writing, answer, get_member (writing, i), start, end);
    }
  g_string_append_c (answer, '}');
  return g_string_free (answer, FALSE);
}

static gboolean
is_indonesian (const char *language)
{
  return language != NULL && g_ascii_strncasecmp (language, "id", 2) == 0 && !g_ascii_isalpha (language[2]);
}

static char *
make_request (Writing *writing)
{
  const Request *words = is_indonesian (writing->article->sidecar->language) ? &request_id : &request_en;
  GString *request = g_string_new (words->begin);

  for (guint i = 0; i < writing->members->len; i++)
    g_string_append_printf (request, "%s%s (%s)", i > 0 ? ", " : "", get_member (writing, i)->key,
                            words->shapes[get_member (writing, i)->shape]);
  g_string_append (request, words->end);
  return g_string_free (request, FALSE);
}

static void
append_message (GString *to, const char *role, const char *content, gssize n_bytes)
{
  g_string_append_printf (to, "{\"role\": \"%s\", \"content\": ", role);
  tandai_json_write_string (to, content, n_bytes);
  g_string_append_c (to, '}');
}

static void
append_record (Writing *writing, GString *to, const char *request, guint start, guint end)
{
  g_autofree char *answer = make_answer (writing, start, end);
  gsize from = to->len;
  gsize n_bytes;
  const char *text = tandai_text_peek (writing->article->sidecar->text, start, end, &n_bytes);

  g_string_append (to, "{\"messages\": [");
  append_message (to, "system", request, -1);
  g_string_append (to, ", ");
  append_message (to, "user", text, (gssize) n_bytes);
  g_string_append (to, ", ");
  append_message (to, "assistant", answer, -1);
  g_string_append (to, "]}");
  tandai_jsonl_end_line (to, from);
}

static void
report_spans (Writing *writing)
{
  GPtrArray *spans = writing->article->sidecar->spans;

  for (guint i = 0; i < spans->len; i++)
    {
      TandaiSpan *span = spans->pdata[i];
      gboolean is_quote = strcmp (tandai_span_get_label (span), "quote") == 0;
      guint n_ranges;

      tandai_span_get_ranges (span, &n_ranges);
      if (n_ranges > 1)
        tandai_tagging_report_span (writing->article, writing->report, TANDAI_LOSS_DISCONTINUOUS, FALSE,
                                    span);
      tandai_format_report_attributes (writing->article, writing->report, tandai_span_get_id (span),
                                       tandai_span_get_attributes (span), is_quote ? MODE : NULL);
    }
}

static void
report_losses (Writing *writing)
{
  /* The mode of quotes is carried, other attributes are not. */
  const TandaiFormat reported = { .carries = TANDAI_CARRIES_RELATIONS | TANDAI_CARRIES_ATTRIBUTES };

  report_spans (writing);
  tandai_format_report_lost (&reported, writing->article, writing->report);
}

static void
write_records (Writing *writing, GString *to)
{
  g_autofree char *request = make_request (writing);
  guint start = 0;

  for (guint i = 0; i < writing->ends->len; i++)
    {
      guint end = g_array_index (writing->ends, guint, i);

      append_record (writing, to, request, start, end);
      start = end;
    }
}

static void
write_article (gpointer state,
               const TandaiExportArticle *article,
               const TandaiExportOptions *options,
               GPtrArray *files,
               TandaiReport *report)
{
  g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (Member));
  g_autoptr (GHashTable) speakers = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) cues = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) spans = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (guint));
  Writing writing = { article, report, members, speakers, cues, spans, ends };

  g_array_set_clear_func (members, clear_member);
  find_members (&writing, options);
  find_ends (&writing);
  note_relations (&writing);
  write_records (&writing, tandai_format_file (files, ""));
  report_losses (&writing);
}

const TandaiFormat tandai_format_chat = {
  .name = "chat",
  .summary = N_ ("for instruction tuning: a request, the text, and its annotations as an answer in JSON"),
  .carries = TANDAI_CARRIES_NESTED | TANDAI_CARRIES_RELATIONS,
  .one_file = TRUE,
  .suffix = ".jsonl",
  /* Translators: “messages” is a name in the file; “[…]” is what stands in it. */
  .loading = N_ ("A record a line, with “messages” as chat models are trained on; long articles are divided "
                 "between paragraphs. “[…]” stands where a quote is interrupted."),
  .write = write_article,
};
