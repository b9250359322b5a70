/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From sidecars to what trainers read. */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "cli/tandai-command.h"
#include "formats/tandai-export.h"
#include "formats/tandai-output.h"

typedef struct
{
  char *format;
  char *output;
  char *report;
  char *annotator;
  char *status;
  char *overlap;
  char *scheme;
  char *columns;
  char *tokens;
  char **labels;
  char **paths;
  gboolean include_unannotated;
  gboolean trim_quotes;
  gboolean strict;
  gboolean list;
  char **overlap_labels;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->format);
  g_free (options->output);
  g_free (options->report);
  g_free (options->annotator);
  g_free (options->status);
  g_free (options->overlap);
  g_free (options->scheme);
  g_free (options->columns);
  g_free (options->tokens);
  g_strfreev (options->labels);
  g_strfreev (options->paths);
  g_strfreev (options->overlap_labels);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static void
append_carried (GString *to, TandaiCarries carries, gboolean carried)
{
  const struct
  {
    TandaiCarries carries;
    const char *name;
  } things[] = {
    { TANDAI_CARRIES_NESTED, N_ ("nested spans") },
    { TANDAI_CARRIES_DISCONTINUOUS, N_ ("discontinuous spans") },
    { TANDAI_CARRIES_RELATIONS, N_ ("relations") },
    { TANDAI_CARRIES_ATTRIBUTES, N_ ("attributes") },
    { TANDAI_CARRIES_NOTES, N_ ("notes") },
    { TANDAI_CARRIES_STATUS, N_ ("status") },
    { TANDAI_CARRIES_METADATA, N_ ("metadata") },
  };
  const char *separator = "";

  for (guint i = 0; i < G_N_ELEMENTS (things); i++)
    if (((carries & things[i].carries) != 0) == carried)
      {
        g_string_append_printf (to, "%s%s", separator, _ (things[i].name));
        separator = ", ";
      }
  if (*separator == '\0')
    /* Translators: said of the things that a file format can or can’t hold. */
    g_string_append (to, _ ("nothing"));
}

static TandaiExit
list_formats (void)
{
  const TandaiFormat *const *formats = tandai_format_list ();
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; formats[i] != NULL; i++)
    {
      g_string_append_printf (list, "%-8s %s; ", formats[i]->name, _ (formats[i]->summary));
      /* Translators: a list of the things that a file format can hold follows, then one of those it can’t. */
      g_string_append (list, _ ("carries: "));
      append_carried (list, formats[i]->carries, TRUE);
      g_string_append (list, _ ("; can’t carry: "));
      append_carried (list, formats[i]->carries, FALSE);
      g_string_append_c (list, '\n');
    }
  return tandai_command_print (list->str) ? TANDAI_EXIT_DONE : TANDAI_EXIT_FAILED;
}

/* One of a few words, or the first of them where none is given. */
static gboolean
take_choice (const char *option, const char *value, const char *const *choices, const char **choice)
{
  g_autofree char *all = NULL;

  *choice = value != NULL ? value : choices[0];
  if (g_strv_contains (choices, *choice))
    return TRUE;
  all = g_strjoinv (", ", (char **) choices);
  /* Translators: an option’s name, what it can be given, what it was given. */
  tandai_command_message (_ ("%s takes one of %s, not “%s”"), option, all, value);
  return FALSE;
}

static const TandaiFormat *
take_format (const Options *options)
{
  const TandaiFormat *format;

  if (options->format == NULL)
    {
      tandai_command_message (_ ("--format is missing; --list tells what there is"));
      return NULL;
    }
  format = tandai_format_find (options->format);
  if (format == NULL)
    tandai_command_message (_ ("there is no format “%s”; --list tells what there is"), options->format);
  else if (!format->one_file && options->output == NULL)
    {
      tandai_command_message (_ ("“%s” is written to a folder: name it with --output"), format->name);
      return NULL;
    }
  return format;
}

static gboolean
take_export_options (Options *options, TandaiExportOptions *taken)
{
  const char *const schemes[] = { "BIO", "BIOES", "BILOU", "IO", NULL };
  const char *const columns[] = { "2", "4", NULL };
  const char *const tokens[] = { "words", "whitespace", NULL };
  const char *n_columns, *tokenizer;
  g_autoptr (GError) error = NULL;

  if (!take_choice ("--scheme", options->scheme, schemes, &taken->scheme)
      || !take_choice ("--columns", options->columns, columns, &n_columns)
      || !take_choice ("--tokens", options->tokens, tokens, &tokenizer))
    return FALSE;
  taken->columns = n_columns[0] == '4' ? 4 : 2;
  taken->whitespace_tokens = strcmp (tokenizer, "whitespace") == 0;
  taken->labels = options->labels;
  taken->trim_quotes = options->trim_quotes;
  if (!tandai_overlap_parse (options->overlap != NULL ? options->overlap : "longest", &taken->overlap,
                             &options->overlap_labels, &error))
    {
      tandai_command_fail (error);
      return FALSE;
    }
  taken->overlap_labels = options->overlap_labels;
  return TRUE;
}

static gboolean
take_selection (const Options *options, TandaiExportSelection *selection)
{
  const char *const statuses[] = { "new", "in-progress", "done", "excluded", NULL };

  if (!tandai_command_check_annotator (options->annotator))
    return FALSE;
  if (options->status != NULL && !take_choice ("--status", options->status, statuses, &selection->status))
    return FALSE;
  selection->annotator = options->annotator;
  selection->include_unannotated = options->include_unannotated;
  return TRUE;
}

static GPtrArray *
make_items (GPtrArray *found)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < found->len; i++)
    {
      const TandaiFolderItem *item = found->pdata[i];
      TandaiExportItem *copy = g_new (TandaiExportItem, 1);

      *copy = (TandaiExportItem){ item->file, item->root, item->name, item->annotator,
                                  (const char *const *) item->annotators };
      g_ptr_array_add (items, copy);
    }
  return items;
}

/* The report is an output too, and replaces nothing of a corpus either. */
static gboolean
write_report (const char *path, TandaiReport *report, GPtrArray *found)
{
  g_autofree char *list = tandai_report_list (report);
  g_autoptr (GPtrArray) roots = g_ptr_array_new ();
  g_autoptr (GPtrArray) articles = g_ptr_array_new ();
  g_autoptr (TandaiOutput) output = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < found->len; i++)
    {
      const TandaiFolderItem *item = found->pdata[i];

      g_ptr_array_add (articles, item->file);
      if (item->root != NULL && !g_ptr_array_find (roots, item->root, NULL))
        g_ptr_array_add (roots, item->root);
    }
  output = tandai_output_new (path, FALSE, roots, articles, &error);
  if (output != NULL && tandai_output_write (output, "", list, strlen (list), &error)
      && tandai_output_commit (output, &error))
    return TRUE;
  tandai_command_fail (error);
  return FALSE;
}

static void
say_result (const TandaiExportResult *result)
{
  g_autofree char *summary = tandai_report_summary (result->report);
  g_auto (GStrv) lines = g_strsplit (summary, "\n", -1);

  tandai_command_messages (result->failures);
  /* Translators: the %u are numbers of articles and of spans. */
  tandai_command_message (ngettext ("%u article exported (spans: %u)", "%u articles exported (spans: %u)",
                                    result->n_exported),
                          result->n_exported, result->n_spans);
  if (result->n_left_out > 0)
    tandai_command_message (ngettext ("%u article left out by its status or for want of annotations",
                                      "%u articles left out by their status or for want of annotations",
                                      result->n_left_out),
                            result->n_left_out);
  if (result->n_changed > 0)
    tandai_command_message (
        ngettext ("%u article has changed since: the text that was annotated is exported",
                  "%u articles have changed since: the text that was annotated is exported",
                  result->n_changed),
        result->n_changed);
  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      tandai_command_message ("%s", lines[i]);
}

static TandaiExit export(const Options *options,
                         const TandaiExportJob *job,
                         GPtrArray *found,
                         GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TandaiExportResult) result = tandai_export_run (job, cancellable, &error);

  if (result == NULL)
    return tandai_command_fail (error);
  say_result (result);
  if (options->report != NULL && !write_report (options->report, result->report, found))
    return TANDAI_EXIT_FAILED;
  if (result->failures->len > 0 || (options->strict && tandai_report_dropped (result->report) > 0))
    return TANDAI_EXIT_FOUND;
  return TANDAI_EXIT_DONE;
}

static TandaiExit
export_paths (Options *options, GCancellable *cancellable)
{
  g_autoptr (GPtrArray) failures = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) items = NULL;
  TandaiExportOptions export_options = { 0 };
  TandaiExportSelection selection = { NULL };
  TandaiExportJob job = { .selection = &selection, .options = &export_options, .output = options->output };
  TandaiExit status;

  job.format = take_format (options);
  if (job.format == NULL || !take_export_options (options, &export_options)
      || !take_selection (options, &selection))
    return TANDAI_EXIT_FAILED;
  found = tandai_command_resolve ((const char *const *) options->paths, failures, cancellable);
  if (found == NULL)
    return TANDAI_EXIT_FAILED;
  items = make_items (found);
  job.items = items;
  job.progress = tandai_command_progress;
  tandai_command_messages (failures);
  status = export(options, &job, found, cancellable);
  return failures->len > 0 ? MAX (status, TANDAI_EXIT_FOUND) : status;
}

static TandaiExit
run (const TandaiCommand *self, int argc, char **argv, GCancellable *cancellable)
{
  g_auto (Options) options = { NULL };
  const GOptionEntry entries[] = {
    { "format", 'f', 0, G_OPTION_ARG_STRING, &options.format, N_ ("The format to write"), N_ ("FORMAT") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output, N_ ("The file or folder to write"),
      N_ ("PATH") },
    { "list", 0, 0, G_OPTION_ARG_NONE, &options.list, N_ ("List the formats with what each carries"), NULL },
    { "annotator", 'a', 0, G_OPTION_ARG_STRING, &options.annotator, N_ ("Whose annotations"), N_ ("NAME") },
    { "label", 'l', 0, G_OPTION_ARG_STRING_ARRAY, &options.labels, N_ ("Only spans of this label; repeat it"),
      N_ ("LABEL") },
    { "status", 0, 0, G_OPTION_ARG_STRING, &options.status, N_ ("Only articles of this status"),
      N_ ("STATUS") },
    { "include-unannotated", 0, 0, G_OPTION_ARG_NONE, &options.include_unannotated,
      N_ ("Articles that nobody annotated, too"), NULL },
    { "overlap", 0, 0, G_OPTION_ARG_STRING, &options.overlap,
      N_ ("What a flat format keeps where spans overlap: longest (the default), first, labels:A,B,… or "
          "nested"),
      N_ ("HOW") },
    { "scheme", 0, 0, G_OPTION_ARG_STRING, &options.scheme,
      N_ ("Tags of conll: BIO (the default), BIOES, BILOU or IO"), N_ ("SCHEME") },
    { "columns", 0, 0, G_OPTION_ARG_STRING, &options.columns, N_ ("Columns of conll: 2 (the default) or 4"),
      N_ ("N") },
    { "tokens", 0, 0, G_OPTION_ARG_STRING, &options.tokens,
      N_ ("Tokens of conll: words (the default) or whitespace"), N_ ("TOKENS") },
    { "trim-quotes", 0, 0, G_OPTION_ARG_NONE, &options.trim_quotes,
      N_ ("Leave quotation marks out of quotes"), NULL },
    { "report", 0, 0, G_OPTION_ARG_FILENAME, &options.report,
      N_ ("Write the list of what was left out or changed"), N_ ("FILE") },
    { "strict", 0, 0, G_OPTION_ARG_NONE, &options.strict, N_ ("Exit with 1 where an annotation was left out"),
      NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.paths, NULL, NULL },
    { NULL },
  };

  if (!tandai_command_parse (self, entries, &argc, &argv))
    return TANDAI_EXIT_FAILED;
  return options.list ? list_formats () : export_paths (&options, cancellable);
}

const TandaiCommand tandai_command_export = {
  .name = "export",
  .arguments = N_ ("PATH…"),
  .summary = N_ ("Write what trainers read"),
  .description =
      N_ ("Without --output, a format of one file goes to standard output. conll writes a file an article, "
          "a token and its tag a line, separated by a tab; with four columns, by spaces, and with a "
          "-DOCSTART- line in front. With --overlap nested, what one layer can’t hold goes to NAME.2.conll "
          "and so on."),
  .run = run,
};
