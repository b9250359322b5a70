/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * WebAnno TSV 3.3, for INCEpTION: a file a text, with a row for each token and
 * a column for each feature of the layers “Span” and “Relation”. Offsets count
 * UTF-16 units. Every span has a number in brackets, so that nested spans can
 * be told apart; the fragments of a discontinuous span are spans of their own
 * that relations of the type “fragment” join. The text is what stands after
 * “#Text=”; what lies between two sentences belongs to the first, since nothing
 * else would keep it.
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "formats/tandai-format.h"
#include "formats/tandai-webanno-escape.h"
#include "formats/tandai-webanno-layout.h"
#include "formats/tandai-webanno-reader.h"

#define SPAN_LAYER     "webanno.custom.Span"
#define RELATION_LAYER "webanno.custom.Relation"

/* A feature's column: @name is the attribute's, @written the feature's. */
typedef struct
{
  char *name;
  char *written;
} Column;

/* A relation in the row where it ends. */
typedef struct
{
  guint place;
  guint link;
} RowLink;

typedef struct
{
  const TandaiExportArticle *article;
  TandaiReport *report;
  GString *to;
  TandaiWebannoLayout *layout;
  GArray *links;
  GPtrArray *columns;
  /* RowLinks in the order of the rows, and the next of them and of the places that is to be written. */
  GArray *row_links;
  guint next_link;
  guint next_place;
} Writing;

static void
column_free (Column *self)
{
  g_free (self->name);
  g_free (self->written);
  g_free (self);
}

static gboolean
is_written (GPtrArray *columns, const char *written)
{
  static const char *const reserved[] = {
    TANDAI_WEBANNO_LABEL, TANDAI_WEBANNO_NOTE, "begin", "end", "sofa", NULL
  };

  if (g_strv_contains (reserved, written))
    return TRUE;
  for (guint i = 0; i < columns->len; i++)
    if (strcmp (((Column *) columns->pdata[i])->written, written) == 0)
      return TRUE;
  return FALSE;
}

/* A feature's name is one of Java, and must not look like the name of a type. */
static char *
dup_feature (GPtrArray *columns, const char *name)
{
  GString *feature = g_string_new (g_ascii_isalpha (*name) ? NULL : "f_");

  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    g_string_append_c (feature, g_ascii_isalnum (*p) ? *p : '_');
  if (g_str_has_prefix (feature->str, TANDAI_WEBANNO_ROLE))
    g_string_prepend (feature, "f_");
  while (is_written (columns, feature->str))
    g_string_append_c (feature, '_');
  return g_string_free (feature, FALSE);
}

static Column *
find_column (GPtrArray *columns, const char *name)
{
  for (guint i = 0; i < columns->len; i++)
    if (strcmp (((Column *) columns->pdata[i])->name, name) == 0)
      return columns->pdata[i];
  return NULL;
}

/* The attributes of all labels in the schema's order, so that all files have the same columns. */
static GPtrArray *
list_columns (TandaiSchema *schema)
{
  GPtrArray *columns = g_ptr_array_new_with_free_func ((GDestroyNotify) column_free);

  for (guint i = 0; i < tandai_schema_get_n_labels (schema); i++)
    {
      const TandaiLabelDef *label = tandai_schema_get_label (schema, i);

      for (guint j = 0; j < label->attributes->len; j++)
        {
          const TandaiAttributeDef *attribute = label->attributes->pdata[j];
          Column *column;

          if (find_column (columns, attribute->name) != NULL)
            continue;
          column = g_new (Column, 1);
          *column = (Column){ g_strdup (attribute->name), dup_feature (columns, attribute->name) };
          g_ptr_array_add (columns, column);
        }
    }
  return columns;
}

static void
append_header (Writing *writing)
{
  g_string_append (writing->to,
                   TANDAI_WEBANNO_FORMAT ".3\n" TANDAI_WEBANNO_SPAN SPAN_LAYER "|" TANDAI_WEBANNO_LABEL);
  for (guint i = 0; i < writing->columns->len; i++)
    g_string_append_printf (writing->to, "|%s", ((Column *) writing->columns->pdata[i])->written);
  g_string_append (writing->to, "|" TANDAI_WEBANNO_NOTE "\n" TANDAI_WEBANNO_RELATION RELATION_LAYER
                                "|" TANDAI_WEBANNO_LABEL "|" TANDAI_WEBANNO_BASE SPAN_LAYER "\n\n");
}

static const TandaiPiece *
get_token (Writing *writing, guint token)
{
  return &g_array_index (writing->layout->tokens, TandaiPiece, token);
}

static const TandaiWebannoPlace *
get_place (Writing *writing, guint place)
{
  return &g_array_index (writing->layout->places, TandaiWebannoPlace, place);
}

static const TandaiRegion *
get_region (Writing *writing, guint region)
{
  return &g_array_index (writing->layout->regions, TandaiRegion, region);
}

/* Where the text of a sentence ends: the next one begins there, or after the line end that is there. */
static guint
find_sentence_end (Writing *writing, guint token)
{
  const TandaiText *text = writing->article->sidecar->text;
  guint end;

  while (token + 1 < writing->layout->tokens->len
         && writing->layout->sentences[token + 1] == writing->layout->sentences[token])
    token++;
  end = token + 1 < writing->layout->tokens->len ? get_token (writing, token + 1)->start
                                                 : tandai_text_get_length (text);
  return tandai_text_get_char (text, end - 1) == '\n' ? end - 1 : end;
}

static void
append_sentence (Writing *writing, guint token)
{
  const TandaiText *text = writing->article->sidecar->text;
  gsize n_bytes;
  const char *line = tandai_text_peek (text, get_token (writing, token)->start,
                                       find_sentence_end (writing, token), &n_bytes);
  const char *end = line + n_bytes;

  g_string_append_c (writing->to, '\n');
  for (;;)
    {
      const char *newline = memchr (line, '\n', (gsize) (end - line));

      g_string_append (writing->to, TANDAI_WEBANNO_TEXT);
      tandai_webanno_escape_text (writing->to, line, (gsize) ((newline != NULL ? newline : end) - line));
      g_string_append_c (writing->to, '\n');
      if (newline == NULL)
        return;
      line = newline + 1;
    }
}

static void
append_row_id (Writing *writing, guint token, guint sub)
{
  g_string_append_printf (writing->to, "%u-%u", writing->layout->sentences[token],
                          writing->layout->numbers[token]);
  if (sub > 0)
    g_string_append_printf (writing->to, ".%u", sub);
}

static void
append_value (Writing *writing, const char *value, guint region)
{
  if (value != NULL)
    tandai_webanno_escape_value (writing->to, value);
  else
    g_string_append_c (writing->to, '*');
  g_string_append_printf (writing->to, "[%u]", region + 1);
}

/* What a region has in a column: the label, attributes, the note. The first fragment of a span has all. */
static const char *
get_value (Writing *writing, const TandaiRegion *region, guint column)
{
  if (column == 0)
    return tandai_span_get_label (region->span);
  if (region->number > 0)
    return NULL;
  if (column > writing->columns->len)
    return tandai_span_get_note (region->span);
  return tandai_span_get_attribute (region->span, ((Column *) writing->columns->pdata[column - 1])->name);
}

static void
append_cells (Writing *writing, guint from, guint to)
{
  for (guint i = 0; i < writing->columns->len + 2; i++)
    {
      for (guint j = from; j < to; j++)
        {
          const guint position = get_place (writing, j)->region;

          g_string_append (writing->to, j > from ? "|" : "");
          append_value (writing, get_value (writing, get_region (writing, position), i), position);
        }
      g_string_append (writing->to, from == to ? "_\t" : "\t");
    }
}

static const TandaiRegionLink *
get_link (Writing *writing, guint row_link)
{
  guint link = g_array_index (writing->row_links, RowLink, row_link).link;

  return &g_array_index (writing->links, TandaiRegionLink, link);
}

static void
append_link_cells (Writing *writing, guint from, guint to)
{
  for (guint i = from; i < to; i++)
    {
      g_string_append (writing->to, i > from ? "|" : "");
      tandai_webanno_escape_value (writing->to, get_link (writing, i)->type);
    }
  g_string_append (writing->to, from == to ? "_\t" : "\t");
  for (guint i = from; i < to; i++)
    {
      const TandaiRegionLink *link = get_link (writing, i);
      const TandaiWebannoPlace *place = get_place (writing, writing->layout->firsts[link->from]);

      g_string_append (writing->to, i > from ? "|" : "");
      append_row_id (writing, place->token, place->sub);
      g_string_append_printf (writing->to, "[%u_%u]", link->from + 1, link->to + 1);
    }
  g_string_append (writing->to, from == to ? "_\t" : "\t");
}

static gboolean
is_at (Writing *writing, guint place, guint token, guint sub)
{
  return place < writing->layout->places->len && get_place (writing, place)->token == token
         && get_place (writing, place)->sub == sub;
}

static void
append_row (Writing *writing, guint token, guint sub, TandaiRange range)
{
  const TandaiText *text = writing->article->sidecar->text;
  const guint place = writing->next_place;
  const guint link = writing->next_link;
  gsize n_bytes;
  const char *words = tandai_text_peek (text, range.start, range.end, &n_bytes);

  append_row_id (writing, token, sub);
  g_string_append_printf (writing->to, "\t%u-%u\t", tandai_text_to_unit (text, range.start),
                          tandai_text_to_unit (text, range.end));
  g_string_append_len (writing->to, words, (gssize) n_bytes);
  g_string_append_c (writing->to, '\t');
  while (is_at (writing, writing->next_place, token, sub))
    writing->next_place++;
  while (
      writing->next_link < writing->row_links->len
      && is_at (writing, g_array_index (writing->row_links, RowLink, writing->next_link).place, token, sub))
    writing->next_link++;
  append_cells (writing, place, writing->next_place);
  append_link_cells (writing, link, writing->next_link);
  g_string_append_c (writing->to, '\n');
}

static void
append_token (Writing *writing, guint token)
{
  const TandaiPiece *piece = get_token (writing, token);

  if (writing->layout->numbers[token] == 1)
    append_sentence (writing, token);
  append_row (writing, token, 0, (TandaiRange){ piece->start, piece->end });
  while (writing->next_place < writing->layout->places->len
         && get_place (writing, writing->next_place)->token == token)
    {
      const TandaiWebannoPlace *place = get_place (writing, writing->next_place);

      append_row (writing, token, place->sub, place->range);
    }
}

static int
compare_row_links (gconstpointer a, gconstpointer b)
{
  const RowLink *left = a;
  const RowLink *right = b;

  if (left->place != right->place)
    return (left->place > right->place) - (left->place < right->place);
  return (left->link > right->link) - (left->link < right->link);
}

static GArray *
sort_links (TandaiWebannoLayout *layout, GArray *links)
{
  GArray *row_links = g_array_sized_new (FALSE, FALSE, sizeof (RowLink), links->len);

  for (guint i = 0; i < links->len; i++)
    {
      RowLink link = { layout->firsts[g_array_index (links, TandaiRegionLink, i).to], i };

      g_array_append_val (row_links, link);
    }
  g_array_sort (row_links, compare_row_links);
  return row_links;
}

static void
report_attributes (Writing *writing, TandaiSpan *span, GHashTable *renamed)
{
  const char *const *attributes = tandai_span_get_attributes (span);

  for (guint i = 0; attributes != NULL && attributes[i] != NULL; i += 2)
    {
      const Column *column = find_column (writing->columns, attributes[i]);
      const char *const one[] = { attributes[i], attributes[i + 1], NULL };

      if (column == NULL)
        tandai_format_report_attributes (writing->article, writing->report, tandai_span_get_id (span), one,
                                         NULL);
      else if (strcmp (column->written, column->name) != 0 && g_hash_table_add (renamed, column->name))
        tandai_report_add (writing->report, TANDAI_LOSS_NAME, FALSE, writing->article->name, NULL,
                           column->name);
    }
}

static void
report_spans (Writing *writing)
{
  g_autoptr (GHashTable) renamed = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *spans = writing->article->sidecar->spans;

  for (guint i = 0; i < spans->len; i++)
    report_attributes (writing, spans->pdata[i], renamed);
}

static void
write_article (gpointer state,
               const TandaiExportArticle *article,
               const TandaiExportOptions *options,
               GPtrArray *files,
               TandaiReport *report)
{
  TandaiTokenRule rule = options->whitespace_tokens ? TANDAI_TOKENS_WHITESPACE : TANDAI_TOKENS_WORDS;
  g_autofree char *name = g_strconcat (article->stem, ".tsv", NULL);
  g_autoptr (TandaiWebannoLayout) layout = tandai_webanno_layout_new (article, rule, report);
  g_autoptr (GArray) links = tandai_regions_links (layout->regions, article, report);
  g_autoptr (GPtrArray) columns = list_columns (article->schema);
  g_autoptr (GArray) row_links = sort_links (layout, links);
  Writing writing = { article, report, NULL, layout, links, columns, row_links };

  writing.to = tandai_format_file (files, name);
  append_header (&writing);
  for (guint i = 0; i < layout->tokens->len; i++)
    append_token (&writing, i);
  report_spans (&writing);
  tandai_format_report_lost (&tandai_format_webanno_tsv, article, report);
}

const TandaiFormat tandai_format_webanno_tsv = {
  .name = "webanno-tsv",
  .summary = N_ ("WebAnno TSV 3.3 for INCEpTION: a file a text, with a row a token"),
  .carries = TANDAI_CARRIES_NESTED | TANDAI_CARRIES_DISCONTINUOUS | TANDAI_CARRIES_RELATIONS
             | TANDAI_CARRIES_ATTRIBUTES | TANDAI_CARRIES_NOTES,
  .takes = TANDAI_TAKES_TOKENS,
  .one_file = FALSE,
  /* Translators: what is in quotation marks are INCEpTION's words, which it does not translate, and names. */
  .loading =
      N_ ("In INCEpTION: a project with a layer “Span” of type “Span” that allows any overlap and a layer "
          "“Relation” of type “Relation” on it, with the features that the head of a file names, as strings; "
          "then import as “WebAnno TSV v3.3 (WebAnno v3.x)”."),
  .write = write_article,
  .read = tandai_webanno_read,
};
