/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Counts what is in sidecars, for people and for programs. */

#include "config.h"

#include <glib/gi18n.h>

#include "cli/tandai-command.h"
#include "cli/tandai-stats-print.h"

typedef struct
{
  char **paths;
  char *by;
  gboolean as_json;
  char *folders[TANDAI_N_PLOT_FORMATS];
} Options;

static void
options_clear (Options *options)
{
  g_strfreev (options->paths);
  g_free (options->by);
  for (guint i = 0; i < TANDAI_N_PLOT_FORMATS; i++)
    g_free (options->folders[i]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static TandaiExit
print (const TandaiStatistics *statistics, gboolean as_json, GPtrArray *failures)
{
  g_autofree char *result =
      as_json ? tandai_stats_format_json (statistics) : tandai_stats_format_text (statistics);

  if (!tandai_command_print (result))
    return TANDAI_EXIT_FAILED;
  tandai_command_messages (failures);
  tandai_command_messages (statistics->failures);
  return failures->len + statistics->failures->len > 0 ? TANDAI_EXIT_FOUND : TANDAI_EXIT_DONE;
}

static gboolean
wants_plots (const Options *options)
{
  for (guint i = 0; i < TANDAI_N_PLOT_FORMATS; i++)
    if (options->folders[i] != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
write_plots (const Options *options,
             const TandaiStatistics *statistics,
             GPtrArray *items,
             GCancellable *cancellable)
{
  for (guint i = 0; i < TANDAI_N_PLOT_FORMATS; i++)
    {
      g_autoptr (GError) error = NULL;

      if (options->folders[i] == NULL
          || tandai_stats_write_plots (statistics, items, i, options->folders[i], cancellable, &error))
        continue;
      tandai_command_fail (error);
      return FALSE;
    }
  return TRUE;
}

static TandaiExit
count (const Options *options, GCancellable *cancellable)
{
  g_autoptr (GPtrArray) failures = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) items =
      tandai_command_resolve ((const char *const *) options->paths, failures, cancellable);
  g_autoptr (TandaiStatistics) statistics = NULL;

  if (items == NULL)
    return TANDAI_EXIT_FAILED;
  statistics =
      tandai_statistics_count_items (items, options->by, tandai_command_progress, NULL, cancellable, NULL);
  if (statistics == NULL || !write_plots (options, statistics, items, cancellable))
    return TANDAI_EXIT_FAILED;
  return print (statistics, options->as_json, failures);
}

static gboolean
check_field (const char *by)
{
  g_autofree char *all = NULL;

  if (by == NULL || tandai_statistics_can_be_by (by))
    return TRUE;
  all = g_strjoinv (", ", (char **) tandai_statistics_list_fields ());
  /* Translators: “attributes.NAME” stays as it is but for NAME. */
  tandai_command_message (_ ("%s takes one of %s or attributes.NAME, not “%s”"), "--by", all, by);
  return FALSE;
}

static gboolean
check_options (const Options *options)
{
  if (!check_field (options->by))
    return FALSE;
  if (options->by == NULL || !wants_plots (options))
    return TRUE;
  tandai_command_message (_ ("--csv, --svg and --png show the whole: they do not go with --by"));
  return FALSE;
}

static TandaiExit
run (const TandaiCommand *self, int argc, char **argv, GCancellable *cancellable)
{
  g_auto (Options) options = { NULL };
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.as_json, N_ ("Print the numbers as one JSON value"), NULL },
    { "by", 0, 0, G_OPTION_ARG_STRING, &options.by,
      N_ ("Count by publisher, language, annotator, status, label, published, title, url or attributes.NAME"),
      N_ ("FIELD") },
    { "svg", 0, 0, G_OPTION_ARG_FILENAME, &options.folders[TANDAI_PLOT_SVG],
      N_ ("Draw the plots as SVG files in a folder"), N_ ("FOLDER") },
    { "png", 0, 0, G_OPTION_ARG_FILENAME, &options.folders[TANDAI_PLOT_PNG],
      N_ ("Draw the plots as PNG files in a folder"), N_ ("FOLDER") },
    { "csv", 0, 0, G_OPTION_ARG_FILENAME, &options.folders[TANDAI_PLOT_CSV],
      N_ ("Write the plots’ numbers as tables to a folder"), N_ ("FOLDER") },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.paths, NULL, NULL },
    { NULL },
  };

  if (!tandai_command_parse (self, entries, &argc, &argv) || !check_options (&options))
    return TANDAI_EXIT_FAILED;
  return count (&options, cancellable);
}

const TandaiCommand tandai_command_stats = {
  .name = "stats",
  .arguments = N_ ("PATH…"),
  .summary = N_ ("Count articles, spans and relations"),
  .run = run,
};
