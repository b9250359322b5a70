/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Counts what is in sidecars, for people and for programs. */

#include "config.h"

#include <glib/gi18n.h>

#include "cli/tandai-command.h"
#include "cli/tandai-stats-print.h"

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

static TandaiExit
count (const char *const *paths, const char *by, gboolean as_json, GCancellable *cancellable)
{
  g_autoptr (GPtrArray) failures = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) items = tandai_command_resolve (paths, failures, cancellable);
  g_autoptr (TandaiStatistics) statistics = NULL;

  if (items == NULL)
    return TANDAI_EXIT_FAILED;
  statistics = tandai_statistics_count_items (items, by, tandai_command_progress, NULL, cancellable, NULL);
  return statistics != NULL ? print (statistics, as_json, failures) : TANDAI_EXIT_FAILED;
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

static TandaiExit
run (const TandaiCommand *self, int argc, char **argv, GCancellable *cancellable)
{
  gboolean as_json = FALSE;
  g_autofree char *by = NULL;
  g_auto (GStrv) paths = NULL;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_ ("Print the numbers as one JSON value"), NULL },
    { "by", 0, 0, G_OPTION_ARG_STRING, &by,
      N_ ("Count by publisher, language, annotator, status, label, published, title, url or attributes.NAME"),
      N_ ("FIELD") },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &paths, NULL, NULL },
    { NULL },
  };

  if (!tandai_command_parse (self, entries, &argc, &argv) || !check_field (by))
    return TANDAI_EXIT_FAILED;
  return count ((const char *const *) paths, by, as_json, cancellable);
}

const TandaiCommand tandai_command_stats = {
  .name = "stats",
  .arguments = N_ ("PATH…"),
  .summary = N_ ("Count articles, spans and relations"),
  .run = run,
};
