/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * brat standoff: the text as it is, its annotations a line each beside it, and
 * one annotation.conf that declares every name. Offsets count code points. A
 * span may not hold a line end, so it is written as one fragment a line. What
 * brat has no place for is written as notes of our own types.
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "formats/tandai-brat-config.h"
#include "formats/tandai-brat-kept.h"
#include "formats/tandai-brat-line.h"
#include "formats/tandai-brat-note.h"
#include "formats/tandai-brat-pieces.h"
#include "formats/tandai-brat-reader.h"
#include "formats/tandai-draft.h"
#include "formats/tandai-format.h"

/* @kept are the lines that came from brat; @targets and @spans are by a span's id, @relations are the
 * ids of relations. */
typedef struct
{
  TandaiBratConfig *config;
  TandaiBratKept *kept;
  const TandaiExportArticle *article;
  TandaiReport *report;
  GHashTable *targets;
  GHashTable *spans;
  GHashTable *relations;
  GHashTable *renamed;
  GString *to;
  guint n_spans;
  guint n_relations;
  guint n_attributes;
  guint n_notes;
} Writing;

static GArray *
split_lines (const TandaiText *text, TandaiSpan *span)
{
  guint n_ranges;
  const TandaiRange *ranges = tandai_span_get_ranges (span, &n_ranges);

  return tandai_brat_pieces_split (text, ranges, n_ranges);
}

static gboolean
has_ranges (TandaiSpan *span, GArray *pieces)
{
  guint n_ranges;
  const TandaiRange *ranges = tandai_span_get_ranges (span, &n_ranges);

  return tandai_ranges_equal ((const TandaiRange *) (gpointer) pieces->data, pieces->len, ranges, n_ranges);
}

static void
report_item (Writing *writing, TandaiLoss loss, gboolean dropped, const char *id, const char *detail)
{
  tandai_report_add (writing->report, loss, dropped, writing->article->name, id, detail);
}

static void
report_split (Writing *writing, TandaiSpan *span, GArray *pieces)
{
  g_autofree char *words = NULL;

  if (has_ranges (span, pieces))
    return;
  words = tandai_span_dup_text (span, writing->article->sidecar->text);
  report_item (writing, TANDAI_LOSS_SPLIT_LINE, pieces->len == 0, tandai_span_get_id (span), words);
}

/* The next number of a kind that no line has which came from brat. */
static guint
next_number (Writing *writing, char kind, guint *last)
{
  do
    ++*last;
  while (writing->kept != NULL && tandai_brat_kept_has_number (writing->kept, kind, *last));
  return *last;
}

static void
begin_note (Writing *writing, const char *type, const char *target)
{
  g_string_append_printf (writing->to, "#%u\t%s %s\t", next_number (writing, '#', &writing->n_notes), type,
                          target);
}

static void
append_person_note (Writing *writing, const char *target, const char *note)
{
  const char *rest =
      note != NULL && writing->kept != NULL ? tandai_brat_kept_skip_note (writing->kept, target, note) : note;

  if (rest == NULL)
    return;
  if (tandai_brat_note_is_plain (rest))
    {
      begin_note (writing, TANDAI_BRAT_PERSON, target);
      g_string_append (writing->to, rest);
    }
  else
    {
      begin_note (writing, TANDAI_BRAT_NOTE, target);
      tandai_brat_note_escape (writing->to, rest);
    }
  g_string_append_c (writing->to, '\n');
}

static void
append_attribute_note (Writing *writing, const char *target, const char *name, const char *value)
{
  begin_note (writing, TANDAI_BRAT_ATTRIBUTE, target);
  tandai_brat_note_escape_attribute (writing->to, name, value);
  g_string_append_c (writing->to, '\n');
}

static gboolean
comes_back (const char *name)
{
  g_autofree char *written = tandai_brat_config_name (name);
  g_autofree char *read = tandai_draft_clean_name (written);

  return strcmp (read, name) == 0;
}

/* A label or type of relation that would come back as another. */
static void
append_name_note (Writing *writing, const char *target, const char *name)
{
  if (comes_back (name))
    return;
  begin_note (writing, TANDAI_BRAT_NAME, target);
  tandai_brat_note_escape (writing->to, name);
  g_string_append_c (writing->to, '\n');
}

static void
append_ranges (GString *to, const TandaiRange *ranges, guint n_ranges)
{
  for (guint i = 0; i < n_ranges; i++)
    g_string_append_printf (to, "%s%u %u", i > 0 ? ";" : "", ranges[i].start, ranges[i].end);
}

/* A place that would come back as another: blanks next to line ends, or fragments that end there. */
static void
append_fragments_note (Writing *writing, const char *target, TandaiSpan *span)
{
  const TandaiText *text = writing->article->sidecar->text;
  g_autoptr (GArray) pieces = split_lines (text, span);
  guint n_ranges;
  const TandaiRange *ranges = tandai_span_get_ranges (span, &n_ranges);

  tandai_brat_pieces_join (text, pieces);
  if (has_ranges (span, pieces))
    return;
  begin_note (writing, TANDAI_BRAT_FRAGMENTS, target);
  append_ranges (writing->to, ranges, n_ranges);
  g_string_append_c (writing->to, '\n');
}

static char *
take_name (Writing *writing, const char *name)
{
  char *written = tandai_brat_config_name (name);

  if (strcmp (written, name) != 0 && g_hash_table_add (writing->renamed, (gpointer) name))
    report_item (writing, TANDAI_LOSS_NAME, FALSE, NULL, name);
  return written;
}

static gboolean
is_kept (Writing *writing, const char *target, const char *name)
{
  return writing->kept != NULL && tandai_brat_kept_says_attribute (writing->kept, target, name);
}

/* A line that is kept says it, or a line of its own. */
static void
append_attribute (
    Writing *writing, const char *target, TandaiSpan *span, const char *attribute, const char *value)
{
  gboolean kept = is_kept (writing, target, attribute);
  g_autofree char *name = tandai_brat_config_name (attribute);

  if (!kept && !(comes_back (attribute) && tandai_brat_config_holds_value (value)))
    {
      append_attribute_note (writing, target, attribute, value);
      return;
    }
  if (tandai_brat_config_holds_value (value))
    tandai_brat_config_add_attribute (writing->config, name, tandai_span_get_label (span), value);
  if (!kept)
    g_string_append_printf (writing->to, "A%u\t%s %s %s\n",
                            next_number (writing, 'A', &writing->n_attributes), name, target, value);
}

/* An id that is brat's stays: kept lines may name it. The others take the numbers that are free. */
static const char *
choose_target (Writing *writing, TandaiSpan *span)
{
  const char *id = tandai_span_get_id (span);
  char *target = tandai_brat_id_is (id, 'T') ? g_strdup (id) : NULL;

  while (target == NULL || (strcmp (target, id) != 0 && g_hash_table_contains (writing->spans, target)))
    {
      g_free (target);
      target = g_strdup_printf ("T%u", ++writing->n_spans);
    }
  g_hash_table_insert (writing->targets, (gpointer) id, target);
  return target;
}

static void
append_span (Writing *writing, TandaiSpan *span)
{
  const TandaiText *text = writing->article->sidecar->text;
  g_autoptr (GArray) pieces = split_lines (text, span);
  g_autofree char *label = NULL;

  report_split (writing, span, pieces);
  if (pieces->len == 0)
    return;
  label = take_name (writing, tandai_span_get_label (span));
  tandai_brat_config_add_label (writing->config, label);
  g_string_append_printf (writing->to, "%s\t%s ", choose_target (writing, span), label);
  append_ranges (writing->to, (const TandaiRange *) (gpointer) pieces->data, pieces->len);
  for (guint i = 0; i < pieces->len; i++)
    {
      const TandaiRange *piece = &g_array_index (pieces, TandaiRange, i);
      gsize n_bytes;
      const char *words = tandai_text_peek (text, piece->start, piece->end, &n_bytes);

      g_string_append_c (writing->to, i > 0 ? ' ' : '\t');
      g_string_append_len (writing->to, words, n_bytes);
    }
  g_string_append_c (writing->to, '\n');
}

static void
append_span_details (Writing *writing, TandaiSpan *span)
{
  const char *id = tandai_span_get_id (span);
  const char *target = g_hash_table_lookup (writing->targets, id);
  const char *const *attributes = tandai_span_get_attributes (span);
  const char *note = tandai_span_get_note (span);

  if (target == NULL)
    {
      tandai_format_report_attributes (writing->article, writing->report, id, attributes, NULL);
      if (note != NULL)
        report_item (writing, TANDAI_LOSS_NOTE, TRUE, id, note);
      return;
    }
  append_name_note (writing, target, tandai_span_get_label (span));
  append_fragments_note (writing, target, span);
  for (guint i = 0; attributes != NULL && attributes[i] != NULL; i += 2)
    append_attribute (writing, target, span, attributes[i], attributes[i + 1]);
  append_person_note (writing, target, note);
}

static const char *
label_of (Writing *writing, const char *id)
{
  TandaiSpan *span = g_hash_table_lookup (writing->spans, id);

  return span != NULL ? tandai_span_get_label (span) : "";
}

static char *
relation_target (Writing *writing, const char *id)
{
  char *target = g_strdup (id);

  while (!tandai_brat_id_is (id, 'R')
         && (target == NULL || g_hash_table_contains (writing->relations, target)))
    {
      g_free (target);
      target = g_strdup_printf ("R%u", next_number (writing, 'R', &writing->n_relations));
    }
  return target;
}

static void
append_relation (Writing *writing, TandaiRelation *relation)
{
  TandaiRelationFields fields;
  const char *from, *to;
  g_autofree char *name = NULL;
  g_autofree char *target = NULL;

  tandai_relation_get_fields (relation, &fields);
  from = g_hash_table_lookup (writing->targets, fields.from);
  to = g_hash_table_lookup (writing->targets, fields.to);
  if (from == NULL || to == NULL)
    {
      tandai_format_report_relation (writing->article, writing->report, &fields);
      return;
    }
  name = take_name (writing, fields.type);
  tandai_brat_config_add_relation (writing->config, name, label_of (writing, fields.from),
                                   label_of (writing, fields.to));
  target = relation_target (writing, fields.id);
  if (writing->kept == NULL || !tandai_brat_kept_says_relation (writing->kept, fields.id))
    g_string_append_printf (writing->to, "%s\t%s Arg1:%s Arg2:%s\n", target, name, from, to);
  if (writing->kept == NULL || !tandai_brat_kept_says_type (writing->kept, fields.id))
    append_name_note (writing, target, fields.type);
  for (guint i = 0; fields.attributes != NULL && fields.attributes[i] != NULL; i += 2)
    if (!is_kept (writing, target, fields.attributes[i]))
      append_attribute_note (writing, target, fields.attributes[i], fields.attributes[i + 1]);
  append_person_note (writing, target, fields.note);
}

static void
append_annotations (Writing *writing)
{
  const TandaiSidecar *sidecar = writing->article->sidecar;

  for (guint i = 0; i < sidecar->spans->len; i++)
    g_hash_table_insert (writing->spans, (gpointer) tandai_span_get_id (sidecar->spans->pdata[i]),
                         sidecar->spans->pdata[i]);
  for (guint i = 0; i < sidecar->relations->len; i++)
    g_hash_table_add (writing->relations, (gpointer) tandai_relation_get_id (sidecar->relations->pdata[i]));
  for (guint i = 0; i < sidecar->spans->len; i++)
    append_span (writing, sidecar->spans->pdata[i]);
  if (writing->kept != NULL)
    tandai_brat_kept_append (writing->kept, writing->to);
  for (guint i = 0; i < sidecar->spans->len; i++)
    append_span_details (writing, sidecar->spans->pdata[i]);
  for (guint i = 0; i < sidecar->relations->len; i++)
    append_relation (writing, sidecar->relations->pdata[i]);
}

/* What the kept lines said is not lost with the member that holds them. */
static void
report_rest (Writing *writing)
{
  TandaiSidecar rest = *writing->article->sidecar;
  TandaiExportArticle less = *writing->article;

  less.sidecar = &rest;
  /* The article's file is beside it, byte for byte. */
  rest.encoding = NULL;
  rest.newline = TANDAI_NEWLINE_LF;
  if (writing->kept != NULL && g_strv_length (rest.extra) == 1)
    rest.extra = NULL;
  tandai_format_report_lost (&tandai_format_brat, &less, writing->report);
}

static gpointer
begin (const TandaiExportOptions *options)
{
  return tandai_brat_config_new ();
}

static void
write_article (gpointer state,
               const TandaiExportArticle *article,
               const TandaiExportOptions *options,
               GPtrArray *files,
               TandaiReport *report)
{
  g_autoptr (GHashTable) targets = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  g_autofree char *text_name = g_strconcat (article->stem, ".txt", NULL);
  g_autofree char *name = g_strconcat (article->stem, ".ann", NULL);
  const TandaiText *text = article->sidecar->text;
  g_autoptr (GHashTable) renamed = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) spans = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) relations = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (TandaiBratKept) kept = tandai_brat_kept_new (article, report);
  Writing writing = { state, kept, article, report, targets, spans, relations, renamed };

  g_string_append_len (tandai_format_file (files, text_name), tandai_text_get_chars (text),
                       tandai_text_get_bytes (text));
  writing.to = tandai_format_file (files, name);
  tandai_brat_config_add_schema (writing.config, article->schema);
  append_annotations (&writing);
  report_rest (&writing);
}

static void
end (gpointer state, GPtrArray *files)
{
  TandaiBratConfig *config = state;

  tandai_brat_config_append (config, tandai_format_file (files, "annotation.conf"));
  tandai_brat_config_free (config);
}

const TandaiFormat tandai_format_brat = {
  .name = "brat",
  .summary = N_ ("standoff: each text with a file of its annotations, and annotation.conf"),
  .carries = TANDAI_CARRIES_NESTED | TANDAI_CARRIES_DISCONTINUOUS | TANDAI_CARRIES_RELATIONS
             | TANDAI_CARRIES_ATTRIBUTES | TANDAI_CARRIES_NOTES,
  .takes = TANDAI_TAKES_UTF16,
  .one_file = FALSE,
  .loading = N_ (
      "In brat: put the folder into its data folder. Offsets count Unicode code points of the .txt "
      "beside; readers in Java count UTF-16, which differs behind characters such as emoji. Notes of types "
      "that begin with Tandai hold what brat has no place for, and are read back by tandai-cli import."),
  .begin = begin,
  .write = write_article,
  .end = end,
  .read = tandai_brat_read,
};
