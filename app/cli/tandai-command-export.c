/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From sidecars to what trainers read. */

#include "config.h"

#include <string.h>
#include <unistd.h>

#include <glib/gi18n.h>

#include "cli/tandai-command.h"
#include "cli/tandai-format-options.h"
#include "cli/tandai-label-check.h"
#include "formats/tandai-result-words.h"
#include "formats/tandai-export.h"
#include "formats/tandai-output.h"

/* More parts than this a name of theirs has no digits for. */
#define MAX_COUNT 99999

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
  gboolean one_file;
  gboolean trim_quotes;
  gboolean strict;
  gboolean list;
  gboolean stdin0;
  int n_shards;
  int n_threads;
  char *shard;
  char **overlap_labels;
  char *split;
  char *split_from;
  char *group_by;
  char *seed;
} Options;

/* What a split is made by, held for the export. */
typedef struct
{
  TandaiSplitSpec *spec;
  TandaiSplitTable *earlier;
  TandaiExportSplitOptions options;
} Split;

static void
split_clear (Split *split)
{
  g_clear_pointer (&split->spec, tandai_split_spec_free);
  g_clear_pointer (&split->earlier, tandai_split_table_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Split, split_clear)

static void
options_clear (Options *options)
{
  g_free (options->format);
  g_free (options->shard);
  g_free (options->split);
  g_free (options->split_from);
  g_free (options->group_by);
  g_free (options->seed);
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
    /* Translators: how a span came to be, and when. */
    { TANDAI_CARRIES_ORIGINS, N_ ("spans’ origins and dates") },
  };
  const char *separator = "";

  /* No format leaves them out. */
  if (!(carries & TANDAI_CARRIES_DISCONTINUOUS))
    {
      if (carried)
        {
          g_string_append (to, _ ("discontinuous spans in pieces"));
          separator = ", ";
        }
      carries |= carried ? 0 : TANDAI_CARRIES_DISCONTINUOUS;
    }

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
      if (formats[i]->write == NULL)
        continue;
      g_string_append_printf (list, "%-14s %s; ", formats[i]->name, _ (formats[i]->summary));
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

/* One file for all articles, where that was asked for. */
static const TandaiFormat *
take_files (const Options *options, const TandaiFormat *format)
{
  if (!options->one_file || format->one_file)
    return format;
  if (format->joined == NULL)
    tandai_command_message (_ ("“%s” has several files: --one-file does not go with it"), format->name);
  else if (g_strcmp0 (options->overlap, "nested") == 0)
    tandai_command_message (
        _ ("one file has no further layers: --one-file does not go with --overlap nested"));
  else
    return format->joined;
  return NULL;
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
  else if (format->write == NULL)
    tandai_command_message (_ ("“%s” can be read but not written; --list tells what can"), options->format);
  return format != NULL && format->write != NULL ? take_files (options, format) : NULL;
}

static gboolean
check_options (const Options *options, const TandaiFormat *format)
{
  const TandaiFormatOption some[] = {
    { "--scheme", TANDAI_TAKES_SCHEME, options->scheme != NULL },
    { "--columns", TANDAI_TAKES_COLUMNS, options->columns != NULL },
    { "--tokens", TANDAI_TAKES_TOKENS, options->tokens != NULL },
    { "--overlap", TANDAI_TAKES_OVERLAP, options->overlap != NULL },
    { NULL },
  };

  return tandai_format_options_check (format, some);
}

static gboolean
check_output (const TandaiExportJob *job)
{
  if (job->output != NULL || !tandai_export_needs_folder (job))
    return TRUE;
  if (job->format->one_file)
    tandai_command_message (_ ("parts are written to a folder: name it with --output"));
  else
    tandai_command_message (_ ("“%s” is written to a folder: name it with --output"), job->format->name);
  return FALSE;
}

/* "I/N", I from 0. */
static gboolean
take_shard (const Options *options, TandaiExportJob *job)
{
  g_auto (GStrv) parts = options->shard != NULL ? g_strsplit (options->shard, "/", 2) : NULL;
  guint64 shard = 0, n_shards = 0;

  job->shard = -1;
  if (!tandai_command_take_count ("--shards", options->n_shards, MAX_COUNT, &job->n_shards)
      || !tandai_command_take_count ("--jobs", options->n_threads, MAX_COUNT, &job->n_threads))
    return FALSE;
  if (parts == NULL)
    return TRUE;
  if (job->n_shards > 0)
    {
      tandai_command_message (_ ("--shard says how many parts there are: --shards does not go with it"));
      return FALSE;
    }
  if (parts[0] != NULL && parts[1] != NULL
      && g_ascii_string_to_unsigned (parts[0], 10, 0, MAX_COUNT - 1, &shard, NULL)
      && g_ascii_string_to_unsigned (parts[1], 10, shard + 1, MAX_COUNT, &n_shards, NULL))
    {
      job->shard = (int) shard;
      job->n_shards = (guint) n_shards;
      return TRUE;
    }
  tandai_command_message (_ ("--shard takes I/N with I from 0 to N − 1, not “%s”"), options->shard);
  return FALSE;
}

static gboolean
check_split (const Options *options, const TandaiExportJob *job)
{
  if (options->split == NULL
      && (options->split_from != NULL || options->group_by != NULL || options->seed != NULL))
    tandai_command_message (_ ("--split-from, --group-by and --seed go with --split"));
  else if (options->split != NULL && job->shard >= 0 && options->split_from == NULL)
    tandai_command_message (_ ("--shard with --split needs --split-from: one part of the work does not see "
                               "the others"));
  else
    return TRUE;
  return FALSE;
}

static gboolean
take_split (const Options *options, TandaiExportJob *job, Split *split, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  guint64 seed = 0;

  if (!check_split (options, job))
    return FALSE;
  if (options->split == NULL)
    return TRUE;
  if (options->seed != NULL && !g_ascii_string_to_unsigned (options->seed, 10, 0, G_MAXUINT64, &seed, NULL))
    {
      tandai_command_message (_ ("--seed takes a number, not “%s”"), options->seed);
      return FALSE;
    }
  split->spec = tandai_split_spec_parse (options->split, seed, &error);
  if (split->spec != NULL && options->split_from != NULL)
    split->earlier = tandai_split_table_load (options->split_from, cancellable, &error);
  if (error != NULL)
    {
      tandai_command_fail (error);
      return FALSE;
    }
  split->options = (TandaiExportSplitOptions){ split->spec, options->group_by, split->earlier };
  job->split = &split->options;
  return TRUE;
}

/* Paths from standard input, each ended by NUL as "find -print0" writes them. */
static gboolean
read_paths (Options *options)
{
  g_autoptr (GIOChannel) input = g_io_channel_unix_new (STDIN_FILENO);
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = NULL;
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();
  gsize n_bytes;

  g_io_channel_set_encoding (input, NULL, NULL);
  if (g_io_channel_read_to_end (input, &bytes, &n_bytes, &error) != G_IO_STATUS_NORMAL && error != NULL)
    {
      tandai_command_fail (error);
      return FALSE;
    }
  for (guint i = 0; options->paths != NULL && options->paths[i] != NULL; i++)
    g_ptr_array_add (paths, g_strdup (options->paths[i]));
  for (gsize at = 0; at < n_bytes; at += strlen (bytes + at) + 1)
    if (bytes[at] != '\0')
      g_ptr_array_add (paths, g_strdup (bytes + at));
  g_ptr_array_add (paths, NULL);
  g_strfreev (options->paths);
  options->paths = (char **) g_ptr_array_free (g_steal_pointer (&paths), FALSE);
  return TRUE;
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

      g_ptr_array_add (items, tandai_export_item_new (item->file, item->root, item->name, item->annotator,
                                                      item->annotators));
    }
  return items;
}

/* The report is an output too, and replaces nothing of a corpus either. */
static gboolean
write_report (const char *path, TandaiReport *report, GPtrArray *found)
{
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
  if (output != NULL && tandai_report_save (report, output, &error) && tandai_output_commit (output, &error))
    return TRUE;
  tandai_command_fail (error);
  return FALSE;
}

/* Of nothing that was exported no label is missing. */
static void
say_unknown_labels (const Options *options, const TandaiExportResult *result)
{
  if (result->known == NULL || result->n_exported == 0)
    return;
  tandai_label_check_all (result->known, options->labels);
  tandai_label_check_all (result->known, options->overlap_labels);
}

static void
say_result (const Options *options, const TandaiExportResult *result)
{
  g_autoptr (GPtrArray) lines = tandai_result_words_export (result, TRUE);

  tandai_command_messages (result->failures);
  say_unknown_labels (options, result);
  tandai_command_messages (lines);
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
  say_result (options, result);
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
  g_auto (Split) split = { NULL };
  TandaiExportJob job = { .selection = &selection, .options = &export_options, .output = options->output };
  TandaiExit status;

  job.format = take_format (options);
  if (job.format == NULL || !check_options (options, job.format)
      || !take_export_options (options, &export_options) || !take_selection (options, &selection)
      || !take_shard (options, &job) || !take_split (options, &job, &split, cancellable)
      || !check_output (&job) || (options->stdin0 && !read_paths (options)))
    return TANDAI_EXIT_FAILED;
  /* A map task may have nothing to do. */
  found = options->stdin0 && options->paths[0] == NULL
              ? g_ptr_array_new ()
              : tandai_command_resolve ((const char *const *) options->paths, failures, cancellable);
  if (found == NULL)
    return TANDAI_EXIT_FAILED;
  items = make_items (found);
  job.items = items;
  job.progress = tandai_command_progress;
  job.counts_only = options->report == NULL;
  tandai_command_messages (failures);
  status = export(options, &job, found, cancellable);
  return failures->len > 0 ? MAX (status, TANDAI_EXIT_FOUND) : status;
}

static TandaiExit
run (const TandaiCommand *self, int argc, char **argv, GCancellable *cancellable)
{
  g_auto (Options) options = { .n_shards = TANDAI_COUNT_NOT_GIVEN, .n_threads = TANDAI_COUNT_NOT_GIVEN };
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
    { "one-file", 0, 0, G_OPTION_ARG_NONE, &options.one_file,
      N_ ("Write the articles of conll into one file, or one a part, in place of a file each"), NULL },
    { "trim-quotes", 0, 0, G_OPTION_ARG_NONE, &options.trim_quotes,
      N_ ("Leave quotation marks out of quotes"), NULL },
    { "report", 0, 0, G_OPTION_ARG_FILENAME, &options.report,
      N_ ("Write the list of what was left out or changed"), N_ ("FILE") },
    { "split", 0, 0, G_OPTION_ARG_STRING, &options.split,
      N_ ("Split into parts with their shares, like train=80,dev=10,test=10; what is alike stays together"),
      N_ ("PARTS") },
    { "seed", 0, 0, G_OPTION_ARG_STRING, &options.seed, N_ ("Another number, another split; 0 by default"),
      N_ ("N") },
    { "group-by", 0, 0, G_OPTION_ARG_STRING, &options.group_by,
      N_ ("Keep articles of one publisher, language, published, … or attribute in one part"), N_ ("FIELD") },
    { "split-from", 0, 0, G_OPTION_ARG_FILENAME, &options.split_from,
      N_ ("The split.tsv of an earlier split, whose articles keep their parts"), N_ ("FILE") },
    { "shards", 0, 0, G_OPTION_ARG_INT, &options.n_shards,
      N_ ("Write N parts, part-00000-of-N and so on, to the output folder"), N_ ("N") },
    { "shard", 0, 0, G_OPTION_ARG_STRING, &options.shard, N_ ("Write one of N parts alone, I from 0"),
      N_ ("I/N") },
    { "stdin0", 0, 0, G_OPTION_ARG_NONE, &options.stdin0,
      N_ ("Read paths from standard input, each ended by NUL"), NULL },
    { "jobs", 'j', 0, G_OPTION_ARG_INT, &options.n_threads,
      N_ ("How many articles at once; as many as there are processors by default"), N_ ("N") },
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
          "-DOCSTART- line in front; with --one-file all go into one, as most trainers take them. With "
          "--overlap nested, what one layer can’t hold goes to NAME.2.conll "
          "and so on."),
  .run = run,
};
