/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Puts what a table knows of articles into their sidecars. */

#include "config.h"

#include <glib/gi18n.h>

#include "cli/tandai-command.h"
#include "formats/tandai-metadata.h"

typedef struct
{
  char **paths;
  char *annotator;
  gboolean replace;
  gboolean dry_run;
} Options;

static void
options_clear (Options *options)
{
  g_strfreev (options->paths);
  g_free (options->annotator);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static GPtrArray *
make_items (GPtrArray *found)
{
  GPtrArray *items = g_ptr_array_new_full (found->len, g_free);

  for (guint i = 0; i < found->len; i++)
    {
      const TandaiFolderItem *item = found->pdata[i];

      g_ptr_array_add (items, tandai_export_item_new (item->file, item->root, item->name, item->annotator,
                                                      item->annotators));
    }
  return items;
}

static gboolean
print_changes (const TandaiMetadataResult *result)
{
  g_autoptr (GString) to = g_string_new (NULL);

  for (guint i = 0; i < result->changes->len; i++)
    {
      g_autofree char *plain = tandai_command_plain (result->changes->pdata[i]);

      g_string_append_printf (to, "%s\n", plain);
    }
  return tandai_command_print (to->str);
}

static TandaiExit
tell (const TandaiMetadataResult *result, gboolean dry_run, GPtrArray *failures)
{
  g_autoptr (GPtrArray) lines = tandai_metadata_result_tell (result, dry_run);

  if (dry_run && !print_changes (result))
    return TANDAI_EXIT_FAILED;
  tandai_command_messages (failures);
  tandai_command_messages (result->failures);
  tandai_command_messages (lines);
  return failures->len + result->failures->len > 0 ? TANDAI_EXIT_FOUND : TANDAI_EXIT_DONE;
}

static TandaiExit
apply (const Options *options, GCancellable *cancellable)
{
  g_autoptr (GPtrArray) failures = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (TandaiMetadataTable) table = NULL;
  g_autoptr (TandaiMetadataResult) result = NULL;
  g_autoptr (GError) error = NULL;
  TandaiMetadataJob job = { .annotator = options->annotator,
                            .replace = options->replace,
                            .dry_run = options->dry_run,
                            .progress = tandai_command_progress };

  table = tandai_metadata_table_load (options->paths[0], cancellable, &error);
  if (table == NULL)
    return tandai_command_fail (error);
  found = tandai_command_resolve ((const char *const *) options->paths + 1, failures, cancellable);
  if (found == NULL)
    return TANDAI_EXIT_FAILED;
  items = make_items (found);
  job.table = table;
  job.items = items;
  result = tandai_metadata_apply (&job, cancellable, NULL);
  return result != NULL ? tell (result, options->dry_run, failures) : TANDAI_EXIT_FAILED;
}

static TandaiExit
run (const TandaiCommand *self, int argc, char **argv, GCancellable *cancellable)
{
  g_auto (Options) options = { NULL };
  const GOptionEntry entries[] = {
    { "dry-run", 'n', 0, G_OPTION_ARG_NONE, &options.dry_run,
      N_ ("Print what would be set, and write nothing"), NULL },
    { "replace", 0, 0, G_OPTION_ARG_NONE, &options.replace,
      N_ ("Replace what sidecars say already; without it that is kept"), NULL },
    { "annotator", 'a', 0, G_OPTION_ARG_STRING, &options.annotator,
      N_ ("Whose sidecars; all that there are by default"), N_ ("NAME") },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.paths, NULL, NULL },
    { NULL },
  };

  if (!tandai_command_parse (self, entries, &argc, &argv)
      || !tandai_command_check_annotator (options.annotator))
    return TANDAI_EXIT_FAILED;
  if (options.paths != NULL)
    return apply (&options, cancellable);
  tandai_command_message (_ ("no table is named"));
  return TANDAI_EXIT_FAILED;
}

const TandaiCommand tandai_command_metadata = {
  .name = "metadata",
  .arguments = N_ ("TABLE PATH…"),
  .summary = N_ ("Take titles, dates and the like from a table"),
  .description = N_ (
      "TABLE is CSV, its first row names the columns: file (a path, a name, or either without .txt), and "
      "any of title, url, publisher, published, language, status, note, an attribute that the schema gives "
      "articles, or attributes.NAME. An empty cell says nothing. What a sidecar says already is kept unless "
      "--replace is given. A table with the columns file, id and entity, like that of export --format csv, "
      "says who spans are."),
  .run = run,
};
