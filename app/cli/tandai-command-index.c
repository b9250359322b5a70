/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Builds or refreshes the index of a folder, which is never needed, only earlier. */

#include "config.h"

#include <stdio.h>

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

#include "cli/tandai-command.h"
#include "cli/tandai-members.h"
#include "core/tandai-error.h"
#include "corpus/tandai-index.h"

static char *
format_json (TandaiIndex *index, const TandaiIndexChanges *changes)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *json = NULL;
  g_autofree char *path = tandai_display_name (tandai_index_get_path (index));

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "index");
  json_builder_add_string_value (builder, path);
  tandai_members_add_number (builder, "articles", changes->n_articles);
  tandai_members_add_number (builder, "read", changes->n_read);
  tandai_members_add_number (builder, "removed", changes->n_removed);
  tandai_members_add_number (builder, "failures", changes->failures->len);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  json = json_to_string (root, TRUE);
  return g_strconcat (json, "\n", NULL);
}

static char *
format_text (const TandaiIndexChanges *changes)
{
  return g_strdup_printf (_ ("Articles: %u\nNew or changed: %u\nRemoved: %u\n"), changes->n_articles,
                          changes->n_read, changes->n_removed);
}

static TandaiExit
index_folder (GFile *folder, gboolean as_json, GCancellable *cancellable)
{
  g_autoptr (TandaiIndex) index = tandai_index_new (folder);
  g_autoptr (GError) error = NULL;
  g_autoptr (TandaiIndexChanges) changes =
      tandai_index_refresh (index, tandai_command_progress, NULL, cancellable, &error);
  g_autofree char *result = NULL;

  if (changes == NULL)
    return tandai_command_fail (error);
  result = as_json ? format_json (index, changes) : format_text (changes);
  if (!tandai_command_print (result))
    return TANDAI_EXIT_FAILED;
  tandai_command_messages (changes->failures);
  return changes->failures->len > 0 ? TANDAI_EXIT_FOUND : TANDAI_EXIT_DONE;
}

static TandaiExit
run (const TandaiCommand *self, int argc, char **argv, GCancellable *cancellable)
{
  gboolean as_json = FALSE;
  g_auto (GStrv) paths = NULL;
  g_autoptr (GFile) folder = NULL;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_ ("Print the numbers as one JSON value"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &paths, NULL, NULL },
    { NULL },
  };

  if (!tandai_command_parse (self, entries, &argc, &argv))
    return TANDAI_EXIT_FAILED;
  if (paths == NULL || paths[1] != NULL)
    {
      tandai_command_message (_ ("one folder must be named"));
      return TANDAI_EXIT_FAILED;
    }
  if (g_file_test (paths[0], G_FILE_TEST_EXISTS) && !g_file_test (paths[0], G_FILE_TEST_IS_DIR))
    {
      /* Translators: the %s is the name of a file. */
      tandai_command_message (_ ("“%s” is not a folder"), paths[0]);
      return TANDAI_EXIT_FAILED;
    }
  folder = g_file_new_for_path (paths[0]);
  return index_folder (folder, as_json, cancellable);
}

const TandaiCommand tandai_command_index = {
  .name = "index",
  .arguments = N_ ("FOLDER"),
  .summary = N_ ("Build or refresh the index of a folder, by which searches are quick"),
  .description = N_ ("The index lies in the cache folder and can be deleted at any time. It is never needed: "
                     "what uses it builds it."),
  .run = run,
};
