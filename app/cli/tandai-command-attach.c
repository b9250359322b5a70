/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From shared annotations to sidecars beside the articles that one has. */

#include "config.h"

#include <glib/gi18n.h>

#include "cli/tandai-command.h"
#include "formats/tandai-attach.h"

static void
say_result (const TandaiAttachResult *result)
{
  tandai_command_messages (result->failures);
  for (guint i = 0; i < result->bare->len; i++)
    tandai_command_message (_ ("%s: there are no annotations for it"), (const char *) result->bare->pdata[i]);
  tandai_command_message (ngettext ("%u sidecar attached", "%u sidecars attached", result->n_attached),
                          result->n_attached);
  if (result->n_there > 0)
    tandai_command_message (ngettext ("%u sidecar was there already", "%u sidecars were there already",
                                      result->n_there),
                            result->n_there);
}

static GPtrArray *
list_files (GPtrArray *items)
{
  GPtrArray *files = g_ptr_array_new ();

  for (guint i = 0; i < items->len; i++)
    g_ptr_array_add (files, ((const TandaiFolderItem *) items->pdata[i])->file);
  return files;
}

static TandaiExit
attach (char **paths, GCancellable *cancellable)
{
  g_autoptr (GPtrArray) failures = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GPtrArray) files = NULL;
  g_autoptr (TandaiAttachResult) result = NULL;
  g_autoptr (GError) error = NULL;
  TandaiAttachJob job = { .standoff = paths[0], .progress = tandai_command_progress };

  items = tandai_command_resolve ((const char *const *) paths + 1, failures, cancellable);
  if (items == NULL)
    return TANDAI_EXIT_FAILED;
  tandai_command_messages (failures);
  job.articles = files = list_files (items);
  result = tandai_attach_run (&job, cancellable, &error);
  if (result == NULL)
    return tandai_command_fail (error);
  say_result (result);
  return failures->len + result->failures->len > 0 ? TANDAI_EXIT_FOUND : TANDAI_EXIT_DONE;
}

static TandaiExit
run (const TandaiCommand *self, int argc, char **argv, GCancellable *cancellable)
{
  g_auto (GStrv) paths = NULL;
  const GOptionEntry entries[] = {
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &paths, NULL, NULL },
    { NULL },
  };

  if (!tandai_command_parse (self, entries, &argc, &argv))
    return TANDAI_EXIT_FAILED;
  if (paths != NULL)
    return attach (paths, cancellable);
  tandai_command_message (_ ("no file or folder is named"));
  return TANDAI_EXIT_FAILED;
}

const TandaiCommand tandai_command_attach = {
  .name = "attach",
  .arguments = N_ ("STANDOFF PATH…"),
  .summary = N_ ("Put annotations that were shared without text beside articles"),
  .description =
      N_ ("STANDOFF is a file or folder that was exported as standoff. Its sidecars are written beside the "
          "articles that they belong to, which are found by their content, whatever they are called. "
          "A sidecar that is there and differs is not replaced."),
  .run = run,
};
