/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Adds one span, puts one back that is kept aside, or decides what two people changed differently. Offsets
 * are code points, taken exactly. */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "cli/tandai-command.h"
#include "core/tandai-conflict.h"
#include "core/tandai-document-commands.h"
#include "core/tandai-error.h"
#include "core/tandai-orphan.h"

#define SOURCE_RELATION "source"

typedef struct
{
  char *label;
  char *start;
  char *end;
  char *quote;
  char *occurrence;
  char **fragments;
  char *source;
  char *orphan;
  char *dropped;
  char **decisions;
  char *annotator;
  char **paths;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->label);
  g_free (options->start);
  g_free (options->end);
  g_free (options->quote);
  g_free (options->occurrence);
  g_strfreev (options->fragments);
  g_free (options->source);
  g_free (options->orphan);
  g_free (options->dropped);
  g_strfreev (options->decisions);
  g_free (options->annotator);
  g_strfreev (options->paths);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
parse_number (const char *text, guint minimum, guint *number)
{
  guint64 value;

  if (!g_ascii_string_to_unsigned (text, 10, minimum, G_MAXUINT, &value, NULL))
    {
      tandai_command_message (_ ("“%s” is not a whole number of at least %u"), text, minimum);
      return FALSE;
    }
  *number = (guint) value;
  return TRUE;
}

static gboolean
parse_fragment (const char *text, TandaiRange *range)
{
  g_auto (GStrv) ends = g_strsplit (text, ":", 2);

  if (g_strv_length (ends) == 2)
    return parse_number (ends[0], 0, &range->start) && parse_number (ends[1], 0, &range->end);
  tandai_command_message (_ ("a fragment is given as START:END, not “%s”"), text);
  return FALSE;
}

static gboolean
take_fragments (char **fragments, GArray *ranges)
{
  for (guint i = 0; fragments[i] != NULL; i++)
    {
      TandaiRange range;

      if (!parse_fragment (fragments[i], &range))
        return FALSE;
      g_array_append_val (ranges, range);
    }
  return TRUE;
}

/* Where the words stand for the Kth time; how often they stand there at all. */
static gboolean
find_quote (const TandaiText *text, const char *quote, guint occurrence, TandaiRange *range, guint *n_found)
{
  const char *chars = tandai_text_get_chars (text);
  const char *place = NULL;

  *n_found = 0;
  for (const char *p = strstr (chars, quote); p != NULL; p = strstr (g_utf8_next_char (p), quote))
    if (++*n_found == occurrence)
      place = p;
  if (place == NULL)
    return FALSE;
  range->start = tandai_text_from_byte (text, place - chars);
  range->end = tandai_text_from_byte (text, place - chars + strlen (quote));
  return TRUE;
}

static gboolean
take_quote (const Options *options, const TandaiText *text, GArray *ranges)
{
  guint occurrence = 1, n_found;
  TandaiRange range;

  if (options->occurrence != NULL && !parse_number (options->occurrence, 1, &occurrence))
    return FALSE;
  if (*options->quote == '\0' || !g_utf8_validate (options->quote, -1, NULL))
    {
      tandai_command_message (_ ("--quote takes words of the article, in UTF-8"));
      return FALSE;
    }
  if (!find_quote (text, options->quote, occurrence, &range, &n_found))
    {
      tandai_command_message (ngettext ("the article holds these words %u time; occurrence %u was asked for",
                                        "the article holds these words %u times; occurrence %u was asked for",
                                        n_found),
                              n_found, occurrence);
      return FALSE;
    }
  if (n_found > 1 && options->occurrence == NULL)
    tandai_command_message (_ ("the article holds these words %u times; the first is taken"), n_found);
  g_array_append_val (ranges, range);
  return TRUE;
}

/* The span is given in one of three ways. */
static gboolean
take_ranges (const Options *options, const TandaiText *text, GArray *ranges)
{
  gboolean offsets = options->start != NULL || options->end != NULL;
  guint n_ways = offsets + (options->quote != NULL) + (options->fragments != NULL);
  TandaiRange range;

  if (n_ways != 1 || (offsets && (options->start == NULL || options->end == NULL))
      || (options->occurrence != NULL && options->quote == NULL))
    {
      tandai_command_message (_ ("give the span by --start and --end, by --quote, or by --fragment"));
      return FALSE;
    }
  if (options->fragments != NULL)
    return take_fragments (options->fragments, ranges);
  if (options->quote != NULL)
    return take_quote (options, text, ranges);
  if (!parse_number (options->start, 0, &range.start) || !parse_number (options->end, 0, &range.end))
    return FALSE;
  g_array_append_val (ranges, range);
  return TRUE;
}

static gboolean
check_label (const char *label, TandaiSchema *schema)
{
  gboolean valid = label[0] != '-' && g_utf8_validate (label, -1, NULL);
  glong length = valid ? g_utf8_strlen (label, -1) : 0;

  valid = valid && length > 0 && length <= 64;
  for (const char *p = label; valid && *p != '\0'; p = g_utf8_next_char (p))
    valid = !g_unichar_isspace (g_utf8_get_char (p)) && !g_unichar_iscntrl (g_utf8_get_char (p))
            && strchr ("|;,", *p) == NULL;
  if (!valid)
    tandai_command_message (
        _ ("“%s” is not a label’s name: at most 64 characters, no white space, none of “|;,”, "
           "no “-” in front"),
        label);
  else if (tandai_schema_find_label (schema, label, NULL) == NULL)
    tandai_command_message (_ ("the schema has no label “%s”; it is written nevertheless"), label);
  return valid;
}

static gboolean
link_source (TandaiDocument *document, const char *id, const char *source, GError **error)
{
  return source == NULL
         || tandai_document_add_relation (document, SOURCE_RELATION, id, source, error) != NULL;
}

static char *
add_span (TandaiDocument *document, const Options *options, GArray *ranges, GError **error)
{
  TandaiSpan *span = tandai_document_add_span (document, options->label,
                                               (TandaiRange *) (gpointer) ranges->data, ranges->len, error);

  if (span == NULL || !link_source (document, tandai_span_get_id (span), options->source, error))
    return NULL;
  return g_strdup (tandai_span_get_id (span));
}

/* Where a span that is kept aside goes. */
static char *
place_orphan (TandaiDocument *document, const Options *options, GArray *ranges, GError **error)
{
  return tandai_orphan_place (document, options->orphan, (TandaiRange *) (gpointer) ranges->data, ranges->len,
                              error)
             ? g_strdup (options->orphan)
             : NULL;
}

/* “ID=SIDE”: a member’s name may hold an “=”, a side does not. */
static gboolean
decide (TandaiDocument *document, const char *text, GString *lines, GError **error)
{
  const char *equals = strrchr (text, '=');
  g_autofree char *key = equals != NULL ? g_strndup (text, (gsize) (equals - text)) : NULL;
  TandaiDecision decision;

  if (key == NULL || !g_utf8_validate (key, -1, NULL) || !tandai_decision_from_string (equals + 1, &decision))
    {
      g_autofree char *shown = g_utf8_make_valid (text, -1);

      g_set_error (error, TANDAI_ERROR, TANDAI_ERROR_RANGE,
                   _ ("--resolve takes ID=ours, ID=theirs or ID=keep, not “%s”"), shown);
      return FALSE;
    }
  g_string_append_printf (lines, "%s%s", lines->len > 0 ? "\n" : "", key);
  return tandai_conflict_resolve (document, key, decision, error);
}

/* All of them or none. */
static char *
decide_all (TandaiDocument *document, const Options *options, GError **error)
{
  g_autoptr (GString) lines = g_string_new (NULL);

  for (guint i = 0; options->decisions[i] != NULL; i++)
    if (!decide (document, options->decisions[i], lines, error))
      return NULL;
  return g_string_free (g_steal_pointer (&lines), FALSE);
}

static TandaiExit
save (TandaiDocument *document, const char *id, GCancellable *cancellable)
{
  g_autofree char *conflict = NULL;
  g_autofree char *name = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *line = g_strconcat (id, "\n", NULL);

  if (tandai_document_is_modified (document)
      && !tandai_document_save (document, &conflict, cancellable, &error))
    return tandai_command_fail (error);
  if (!tandai_command_print (line))
    return TANDAI_EXIT_FAILED;
  if (conflict == NULL)
    return TANDAI_EXIT_DONE;
  name = tandai_display_name (conflict);
  tandai_command_message (_ ("another program has changed the annotations meanwhile; these are in “%s”"),
                          name);
  return TANDAI_EXIT_FOUND;
}

static TandaiExit
annotate (const TandaiFolderItem *item, const Options *options, GCancellable *cancellable)
{
  const char *annotator = options->annotator != NULL ? options->annotator : item->annotator;
  g_autoptr (TandaiDocument) document = NULL;
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (TandaiRange));
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;

  document =
      tandai_document_load (item->file, annotator != NULL ? annotator : "", item->root, cancellable, &error);
  if (document == NULL)
    return tandai_command_fail (error);
  if (options->dropped == NULL && options->decisions == NULL
      && !take_ranges (options, tandai_document_get_text (document), ranges))
    return TANDAI_EXIT_FAILED;
  if (options->label != NULL && !check_label (options->label, tandai_document_get_schema (document)))
    return TANDAI_EXIT_FAILED;
  if (tandai_document_get_encoding_notice (document) != NULL)
    tandai_command_message ("%s", tandai_document_get_encoding_notice (document));
  if (options->dropped != NULL)
    id = tandai_orphan_drop (document, options->dropped, &error) ? g_strdup (options->dropped) : NULL;
  else if (options->decisions != NULL)
    id = decide_all (document, options, &error);
  else if (options->orphan != NULL)
    id = place_orphan (document, options, ranges, &error);
  else
    id = add_span (document, options, ranges, &error);
  return id != NULL ? save (document, id, cancellable) : tandai_command_fail (error);
}

/* A new span has a label; one that is kept aside has its own, and one that is dropped needs no place, nor
 * does a decision. */
static gboolean
check_options (const Options *options)
{
  gboolean placed = options->start != NULL || options->end != NULL || options->quote != NULL
                    || options->occurrence != NULL || options->fragments != NULL;

  if (options->decisions != NULL)
    {
      gboolean alone = !placed && options->label == NULL && options->source == NULL && options->orphan == NULL
                       && options->dropped == NULL;

      if (!alone)
        tandai_command_message (_ ("--resolve goes with nothing else"));
      return alone;
    }
  if (options->orphan == NULL && options->dropped == NULL)
    {
      if (options->label == NULL)
        tandai_command_message (_ ("--label is missing"));
      return options->label != NULL;
    }
  if (options->label == NULL && options->source == NULL
      && (options->orphan == NULL || options->dropped == NULL) && (options->dropped == NULL || !placed))
    return TRUE;
  tandai_command_message (_ ("--orphan goes with a place alone, and --drop-orphan with nothing"));
  return FALSE;
}

static GPtrArray *
resolve_article (const Options *options, GCancellable *cancellable)
{
  g_autoptr (GPtrArray) items = NULL;

  if (options->paths != NULL && options->paths[0] != NULL
      && (options->paths[1] != NULL || g_file_test (options->paths[0], G_FILE_TEST_IS_DIR)))
    {
      tandai_command_message (_ ("name one article, not a folder or several"));
      return NULL;
    }
  items = tandai_command_resolve ((const char *const *) options->paths, NULL, cancellable);
  return g_steal_pointer (&items);
}

static TandaiExit
run (const TandaiCommand *self, int argc, char **argv, GCancellable *cancellable)
{
  g_auto (Options) options = { NULL };
  g_autoptr (GPtrArray) items = NULL;
  const GOptionEntry entries[] = {
    { "label", 'l', 0, G_OPTION_ARG_FILENAME, &options.label, N_ ("The span’s label"), N_ ("LABEL") },
    { "start", 's', 0, G_OPTION_ARG_STRING, &options.start, N_ ("Its first character, counted from 0"),
      N_ ("N") },
    { "end", 'e', 0, G_OPTION_ARG_STRING, &options.end, N_ ("The character after its last"), N_ ("N") },
    { "quote", 'q', 0, G_OPTION_ARG_FILENAME, &options.quote, N_ ("Its words, in place of offsets"),
      N_ ("TEXT") },
    { "occurrence", 'k', 0, G_OPTION_ARG_STRING, &options.occurrence,
      N_ ("Where they occur for the Kth time"), N_ ("K") },
    { "fragment", 'f', 0, G_OPTION_ARG_STRING_ARRAY, &options.fragments,
      N_ ("A fragment of a discontinuous span; repeat it"), N_ ("START:END") },
    { "source", 0, 0, G_OPTION_ARG_STRING, &options.source, N_ ("The id of the span that is its source"),
      N_ ("ID") },
    { "orphan", 0, 0, G_OPTION_ARG_STRING, &options.orphan,
      N_ ("The id of a span that is kept aside, to be put back there"), N_ ("ID") },
    { "drop-orphan", 0, 0, G_OPTION_ARG_STRING, &options.dropped,
      N_ ("The id of a span that is kept aside, to be dropped with its relations"), N_ ("ID") },
    { "resolve", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.decisions,
      N_ ("Decide what two people changed differently: take ours or theirs, or keep what is there; repeat "
          "it"),
      N_ ("ID=SIDE") },
    { "annotator", 'a', 0, G_OPTION_ARG_STRING, &options.annotator, N_ ("Whose annotations"), N_ ("NAME") },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.paths, NULL, NULL },
    { NULL },
  };

  if (!tandai_command_parse (self, entries, &argc, &argv)
      || !tandai_command_check_annotator (options.annotator))
    return TANDAI_EXIT_FAILED;
  if (!check_options (&options))
    return TANDAI_EXIT_FAILED;
  items = resolve_article (&options, cancellable);
  if (items == NULL)
    return TANDAI_EXIT_FAILED;
  return annotate (items->pdata[0], &options, cancellable);
}

const TandaiCommand tandai_command_annotate = {
  .name = "annotate",
  .arguments = N_ ("ARTICLE"),
  .summary = N_ ("Add one span to an article, and print its id"),
  .description =
      N_ ("Offsets count characters (Unicode code points) of the text in the sidecar, where every line end "
          "is one character. A span that is there already is not added again."),
  .run = run,
};
