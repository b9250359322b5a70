/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From other people's annotated data to articles and sidecars. */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include <glib/gi18n.h>

#include "cli/tandai-command.h"
#include "cli/tandai-format-options.h"
#include "core/tandai-error.h"
#include "formats/tandai-output.h"
#include "formats/tandai-result-words.h"

#define MAX_COLUMN 999

typedef struct
{
  char *format;
  char *output;
  char *report;
  char **columns;
  int label_column;
  gboolean utf16;
  gboolean list;
  char **paths;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->format);
  g_free (options->output);
  g_free (options->report);
  g_strfreev (options->columns);
  g_strfreev (options->paths);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static TandaiExit
list_formats (void)
{
  const TandaiFormat *const *formats = tandai_format_list ();
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; formats[i] != NULL; i++)
    if (formats[i]->read != NULL)
      g_string_append_printf (list, "%-14s %s\n", formats[i]->name,
                              _ (tandai_format_get_reading (formats[i])));
  return tandai_command_print (list->str) ? TANDAI_EXIT_DONE : TANDAI_EXIT_FAILED;
}

static const TandaiFormat *
take_format (const char *name)
{
  const TandaiFormat *format = name != NULL ? tandai_format_find (name) : NULL;

  if (name == NULL)
    tandai_command_message (_ ("--format is missing; --list tells what there is"));
  else if (format == NULL)
    tandai_command_message (_ ("there is no format “%s”; --list tells what there is"), name);
  else if (format->read == NULL)
    tandai_command_message (_ ("“%s” can be written but not read; --list tells what can"), name);
  return format != NULL && format->read != NULL ? format : NULL;
}

/* "--columns a=B,c=D" may be repeated; a comma parts two columns where "name=" follows it. */
static char **
take_columns (char **given)
{
  g_autofree char *joined = given != NULL ? g_strjoinv (",", given) : NULL;
  g_autoptr (GPtrArray) columns = g_ptr_array_new ();
  g_auto (GStrv) parts = joined != NULL ? g_strsplit (joined, ",", -1) : NULL;

  for (guint i = 0; parts != NULL && parts[i] != NULL; i++)
    if (strchr (parts[i], '=') != NULL || columns->len == 0)
      g_ptr_array_add (columns, g_strdup (parts[i]));
    else
      {
        char *last = columns->pdata[columns->len - 1];

        columns->pdata[columns->len - 1] = g_strconcat (last, ",", parts[i], NULL);
        g_free (last);
      }
  if (columns->len == 0)
    return NULL;
  g_ptr_array_add (columns, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&columns), FALSE);
}

static gboolean
check_options (const Options *options, const TandaiFormat *format)
{
  const TandaiFormatOption some[] = {
    { "--columns", TANDAI_TAKES_MAPPING, options->columns != NULL },
    { "--label-column", TANDAI_TAKES_LABEL_COLUMN, options->label_column != TANDAI_COUNT_NOT_GIVEN },
    { "--utf16", TANDAI_TAKES_UTF16, options->utf16 },
    { NULL },
  };

  return tandai_format_options_check (format, some);
}

static gboolean
check_columns (char **columns)
{
  for (guint i = 0; columns != NULL && columns[i] != NULL; i++)
    {
      const char *equals = strchr (columns[i], '=');

      if (equals != NULL && equals != columns[i] && equals[1] != '\0')
        continue;
      tandai_command_message (_ ("--columns takes NAME=COLUMN,…, not “%s”"), columns[i]);
      return FALSE;
    }
  return TRUE;
}

static void
say_result (const TandaiImportResult *result)
{
  g_autoptr (GPtrArray) lines = tandai_result_words_import (result);

  tandai_command_messages (result->failures);
  tandai_command_messages (lines);
}

/* The report is an output too, and replaces neither what is imported nor anything of a corpus. */
static TandaiOutput *
open_report (const Options *options, GError **error)
{
  g_autoptr (GPtrArray) sources = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) folders = g_ptr_array_new ();
  g_autoptr (GFile) report = g_file_new_for_path (options->report);

  for (guint i = 0; options->paths[i] != NULL; i++)
    {
      GFile *source = g_file_new_for_path (options->paths[i]);

      g_ptr_array_add (sources, source);
      if (g_file_has_prefix (report, source))
        {
          g_autofree char *name = tandai_display_name (options->paths[i]);

          g_set_error (error, TANDAI_ERROR, TANDAI_ERROR_NAME,
                       _ ("the output lies in “%s”, which is being imported: choose a place outside"), name);
          return NULL;
        }
    }
  return tandai_output_new (options->report, FALSE, folders, sources, error);
}

/* So that nothing is imported where it can't be told what was lost. */
static gboolean
check_report (const Options *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TandaiOutput) output = options->report != NULL ? open_report (options, &error) : NULL;

  if (error != NULL)
    tandai_command_fail (error);
  return error == NULL;
}

static gboolean
write_report (const Options *options, TandaiReport *report)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TandaiOutput) output = NULL;

  if (options->report == NULL)
    return TRUE;
  output = open_report (options, &error);
  if (output != NULL && tandai_report_save (report, output, &error) && tandai_output_commit (output, &error))
    return TRUE;
  tandai_command_fail (error);
  return FALSE;
}

static TandaiExit
import_paths (const Options *options, GCancellable *cancellable)
{
  g_auto (GStrv) columns = take_columns (options->columns);
  TandaiImportOptions import_options = { columns, 0, options->utf16 };
  TandaiImportJob job = { .paths = (const char *const *) options->paths,
                          .output = options->output,
                          .options = &import_options,
                          .progress = tandai_command_progress };
  g_autoptr (TandaiImportResult) result = NULL;
  g_autoptr (GError) error = NULL;

  job.format = take_format (options->format);
  if (job.format == NULL || !check_options (options, job.format) || !check_columns (columns)
      || !tandai_command_take_count ("--label-column", options->label_column, MAX_COLUMN,
                                     &import_options.label_column))
    return TANDAI_EXIT_FAILED;
  if (options->output == NULL || options->paths == NULL)
    {
      tandai_command_message (options->output == NULL
                                  ? _ ("--output is missing: the folder that takes the articles")
                                  : _ ("nothing is named that could be imported"));
      return TANDAI_EXIT_FAILED;
    }
  if (!check_report (options))
    return TANDAI_EXIT_FAILED;
  result = tandai_import_run (&job, cancellable, &error);
  if (result == NULL)
    return tandai_command_fail (error);
  say_result (result);
  if (!write_report (options, result->report))
    return TANDAI_EXIT_FAILED;
  return result->failures->len > 0 ? TANDAI_EXIT_FOUND : TANDAI_EXIT_DONE;
}

static TandaiExit
run (const TandaiCommand *self, int argc, char **argv, GCancellable *cancellable)
{
  g_auto (Options) options = { .label_column = TANDAI_COUNT_NOT_GIVEN };
  const GOptionEntry entries[] = {
    { "format", 'f', 0, G_OPTION_ARG_STRING, &options.format, N_ ("The format to read"), N_ ("FORMAT") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output, N_ ("The folder that takes the articles"),
      N_ ("FOLDER") },
    { "list", 0, 0, G_OPTION_ARG_NONE, &options.list, N_ ("List the formats that can be read"), NULL },
    { "columns", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.columns,
      N_ ("A table’s columns: text=C,title=C,date=C,url=C,… by name or number"), N_ ("NAME=COLUMN,…") },
    { "label-column", 0, 0, G_OPTION_ARG_INT, &options.label_column,
      N_ ("The tag’s column in column files, from 1; the last one by default"), N_ ("N") },
    { "utf16", 0, 0, G_OPTION_ARG_NONE, &options.utf16,
      N_ ("Offsets count UTF-16 code units, as in projects made in a browser or by Java"), NULL },
    { "report", 0, 0, G_OPTION_ARG_FILENAME, &options.report,
      N_ ("Write the list of what was left out or changed"), N_ ("FILE") },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.paths, NULL, NULL },
    { NULL },
  };

  if (!tandai_command_parse (self, entries, &argc, &argv))
    return TANDAI_EXIT_FAILED;
  return options.list ? list_formats () : import_paths (&options, cancellable);
}

const TandaiCommand tandai_command_import = {
  .name = "import",
  .arguments = N_ ("FILE|FOLDER…"),
  .summary = N_ ("Make articles and sidecars of other people’s data"),
  .description =
      N_ ("Nothing that is in the folder is replaced. What can’t be read is told with its file and line, "
          "and the rest is imported; what can’t be represented is counted. Labels that the folder’s "
          "tandai.json lacks are added to it."),
  .run = run,
};
