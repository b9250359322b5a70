/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * GLiNER: one array of records in JSON, with tokens as its own pattern finds
 * them, so that a model is trained on what it will be given. A record is a
 * paragraph, or the paragraphs that a span joins; what is longer than its
 * reader takes is divided between sentences. Ends of spans are inclusive.
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/tandai-json.h"
#include "formats/tandai-tagging.h"

/* What the reader takes by default: config.py of gliner 0.2.29, max_len and max_width. */
#define MAX_TOKENS 384
#define MAX_WIDTH  12

/* One fragment of a span, by its first and last token. */
typedef struct
{
  guint first;
  guint last;
  guint number;
  TandaiSpan *span;
} Entry;

/* A relation between two entries of one record. */
typedef struct
{
  guint head;
  guint tail;
  const char *type;
} Link;

typedef struct
{
  TandaiTagging *tagging;
  GArray *ends;
  GArray *entries;
  GHashTable *positions;
  GArray *links;
  GHashTable *too_long;
  GString *to;
} Writing;

static const Entry *
get_entry (Writing *writing, guint i)
{
  return &g_array_index (writing->entries, Entry, i);
}

/* Where a record that begins at @from ends, if it may not go beyond @end. */
static guint
find_end (TandaiTagging *tagging, guint from, guint end)
{
  guint i;

  if (end - from <= MAX_TOKENS)
    return end;
  for (i = from + MAX_TOKENS; i > from; i--)
    if (tandai_tagging_starts (tagging, i))
      return i;
  for (i = from + MAX_TOKENS + 1; i < end; i++)
    if (tandai_tagging_starts (tagging, i))
      return i;
  return end;
}

static void
divide (Writing *writing)
{
  GArray *paragraphs = writing->ends;
  guint from = 0;

  tandai_tagging_break_sentences (writing->tagging);
  writing->ends = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < paragraphs->len; i++)
    while (from < g_array_index (paragraphs, guint, i))
      {
        from = find_end (writing->tagging, from, g_array_index (paragraphs, guint, i));
        g_array_append_val (writing->ends, from);
      }
  g_array_unref (paragraphs);
}

/* Where the records end: with the paragraphs, but inside none of the spans. */
static void
find_records (Writing *writing)
{
  guint n_tokens = writing->tagging->tokens->len;
  guint longest = 0;
  guint from = 0;

  writing->ends = g_array_new (FALSE, FALSE, sizeof (guint));
  tandai_tagging_break_lines (writing->tagging, FALSE);
  for (guint i = 1; i <= n_tokens; i++)
    if (i == n_tokens || tandai_tagging_starts (writing->tagging, i))
      {
        g_array_append_val (writing->ends, i);
        longest = MAX (longest, i - from);
        from = i;
      }
  if (longest > MAX_TOKENS)
    divide (writing);
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const Entry *left = a;
  const Entry *right = b;

  if (left->first != right->first)
    return left->first < right->first ? -1 : 1;
  if (left->last != right->last)
    return left->last > right->last ? -1 : 1;
  return left->number < right->number ? -1 : 1;
}

static void
find_entries (Writing *writing)
{
  GPtrArray *spans = writing->tagging->article->sidecar->spans;

  for (guint i = 0; i < spans->len; i++)
    {
      guint n_ranges;
      const TandaiRange *ranges = tandai_span_get_ranges (spans->pdata[i], &n_ranges);
      Entry entry = { .number = i, .span = spans->pdata[i] };

      for (guint j = 0; j < n_ranges; j++)
        if (tandai_tokens_in (writing->tagging->tokens, ranges[j], &entry.first, &entry.last))
          g_array_append_val (writing->entries, entry);
    }
  g_array_sort (writing->entries, compare_entries);
  for (guint i = writing->entries->len; i-- > 0;)
    g_hash_table_insert (writing->positions, (gpointer) tandai_span_get_id (get_entry (writing, i)->span),
                         GUINT_TO_POINTER (i + 1));
}

/* The record that holds a token. */
static guint
find_record (Writing *writing, guint token)
{
  guint low = 0;
  guint high = writing->ends->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (writing->ends, guint, middle) <= token)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static gboolean
find_link (Writing *writing, const TandaiRelationFields *relation, Link *link)
{
  guint head = GPOINTER_TO_UINT (g_hash_table_lookup (writing->positions, relation->from));
  guint tail = GPOINTER_TO_UINT (g_hash_table_lookup (writing->positions, relation->to));

  if (head == 0 || tail == 0)
    return FALSE;
  *link = (Link){ head - 1, tail - 1, relation->type };
  return find_record (writing, get_entry (writing, head - 1)->first)
         == find_record (writing, get_entry (writing, tail - 1)->first);
}

static int
compare_links (gconstpointer a, gconstpointer b)
{
  const Link *left = a;
  const Link *right = b;

  if (left->head != right->head)
    return left->head < right->head ? -1 : 1;
  return (left->tail > right->tail) - (left->tail < right->tail);
}

static void
find_links (Writing *writing)
{
  const TandaiExportArticle *article = writing->tagging->article;
  GPtrArray *relations = article->sidecar->relations;

  for (guint i = 0; i < relations->len; i++)
    {
      TandaiRelationFields fields;
      Link link;

      tandai_relation_get_fields (relations->pdata[i], &fields);
      if (!find_link (writing, &fields, &link))
        {
          tandai_format_report_relation (article, writing->tagging->report, &fields);
          continue;
        }
      g_array_append_val (writing->links, link);
      tandai_format_report_relation_details (article, writing->tagging->report, &fields);
    }
  g_array_sort (writing->links, compare_links);
}

/* The spans that the reader does not see, unless it is told to: too wide, or too far behind in a long record.
 */
static void
report_long (Writing *writing, guint from, const Entry *entry)
{
  if (entry->last - entry->first < MAX_WIDTH && entry->last - from < MAX_TOKENS)
    return;
  if (!g_hash_table_add (writing->too_long, entry->span))
    return;
  tandai_tagging_report_span (writing->tagging->article, writing->tagging->report, TANDAI_LOSS_TOO_LONG,
                              FALSE, entry->span);
}

static void
append_tokens (Writing *writing, guint from, guint end)
{
  g_string_append (writing->to, "{\"tokenized_text\":[");
  for (guint i = from; i < end; i++)
    {
      const TandaiPiece *token = &g_array_index (writing->tagging->tokens, TandaiPiece, i);

      if (i > from)
        g_string_append_c (writing->to, ',');
      tandai_json_write_string (writing->to, token->chars, token->n_bytes);
    }
  g_string_append (writing->to, "],\"ner\":[");
}

/* The record's entries, from @entry on; returns the first of the next record. */
static guint
append_entries (Writing *writing, guint from, guint end, guint entry)
{
  for (gboolean first = TRUE; entry < writing->entries->len && get_entry (writing, entry)->first < end;
       entry++, first = FALSE)
    {
      const Entry *at = get_entry (writing, entry);

      g_string_append_printf (writing->to, "%s[%u,%u,", first ? "" : ",", at->first - from, at->last - from);
      tandai_json_write_string (writing->to, tandai_span_get_label (at->span), -1);
      g_string_append_c (writing->to, ']');
      report_long (writing, from, at);
    }
  g_string_append (writing->to, "],\"relations\":[");
  return entry;
}

/* The links between the entries from @base to @end, from @link on; returns the first of the next record. */
static guint
append_links (Writing *writing, guint base, guint end, guint link)
{
  for (gboolean first = TRUE;
       link < writing->links->len && g_array_index (writing->links, Link, link).head < end;
       link++, first = FALSE)
    {
      const Link *at = &g_array_index (writing->links, Link, link);

      g_string_append_printf (writing->to, "%s[%u,%u,", first ? "" : ",", at->head - base, at->tail - base);
      tandai_json_write_string (writing->to, at->type, -1);
      g_string_append_c (writing->to, ']');
    }
  g_string_append (writing->to, "]}");
  return link;
}

/* An article without a token is an empty record, so that the array has no gap. */
static void
append_records (Writing *writing)
{
  guint from = 0, entry = 0, link = 0;

  if (writing->ends->len == 0)
    g_array_append_val (writing->ends, from);
  for (guint i = 0; i < writing->ends->len; i++)
    {
      guint end = g_array_index (writing->ends, guint, i);
      guint base = entry;

      if (i > 0)
        g_string_append (writing->to, ",\n");
      append_tokens (writing, from, end);
      entry = append_entries (writing, from, end, entry);
      link = append_links (writing, base, entry, link);
      from = end;
    }
}

static void
write_article (gpointer state,
               const TandaiExportArticle *article,
               const TandaiExportOptions *options,
               GPtrArray *files,
               TandaiReport *report)
{
  g_autoptr (TandaiTagging) tagging = tandai_tagging_new (article, options, TANDAI_TOKENS_GLINER, report);
  g_autoptr (GHashTable) positions = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_autoptr (GArray) links = g_array_new (FALSE, FALSE, sizeof (Link));
  g_autoptr (GHashTable) too_long = g_hash_table_new (NULL, NULL);
  Writing writing = {
    .tagging = tagging, .entries = entries, .positions = positions, .links = links, .too_long = too_long
  };

  writing.to = tandai_format_file (files, "");
  tandai_tagging_cut (tagging, article->sidecar->spans);
  tandai_tagging_hold (tagging, article->sidecar->spans);
  find_records (&writing);
  find_entries (&writing);
  find_links (&writing);
  append_records (&writing);
  tandai_format_report_lost (&tandai_format_gliner, article, report);
  g_array_unref (writing.ends);
}

const TandaiFormat tandai_format_gliner = {
  .name = "gliner",
  .summary = N_ ("for GLiNER: paragraphs in its own tokens, with spans and relations"),
  .carries = TANDAI_CARRIES_NESTED | TANDAI_CARRIES_RELATIONS,
  .one_file = TRUE,
  .suffix = ".json",
  .head = "[\n",
  .separator = ",\n",
  .tail = "\n]\n",
  /* Translators: “max_width” and “max_len” are GLiNER's settings, “json.load” is code in Python. */
  .loading = N_ ("In Python: json.load, as GLiNER’s training takes it. It passes over spans of more than 12 "
                 "tokens and over what is behind the 384th: raise max_width and max_len, or train without "
                 "quotes."),
  .write = write_article,
};
