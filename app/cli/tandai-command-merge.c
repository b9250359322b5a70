/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Merges sidecars three ways, as a merge driver of git does; and makes git call it. */

#include "config.h"

#include <glib/gi18n.h>

#include "cli/tandai-command.h"
#include "cli/tandai-git.h"
#include "cli/tandai-merge-copies.h"
#include "core/tandai-error.h"
#include "core/tandai-file.h"
#include "core/tandai-merge.h"

typedef struct
{
  char *paths[TANDAI_MERGE_N_SIDES];
  TandaiSidecar *sides[TANDAI_MERGE_N_SIDES];
  TandaiStamp stamp;
} Sides;

static void
sides_clear (Sides *sides)
{
  for (guint i = 0; i < TANDAI_MERGE_N_SIDES; i++)
    tandai_sidecar_free (sides->sides[i]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sides, sides_clear)

/* Where both sides added the file git gives an empty one for what was before. */
static gboolean
load_base (Sides *sides, GCancellable *cancellable, GError **error)
{
  const char *path = sides->paths[TANDAI_MERGE_BASE];
  g_autoptr (GBytes) bytes = tandai_file_read (path, TANDAI_SIDECAR_MAX_BYTES, NULL, cancellable, error);

  if (bytes == NULL)
    return FALSE;
  if (g_bytes_get_size (bytes) == 0)
    return TRUE;
  sides->sides[TANDAI_MERGE_BASE] = tandai_sidecar_parse (bytes, error);
  if (sides->sides[TANDAI_MERGE_BASE] == NULL)
    tandai_prefix_path (error, path);
  return sides->sides[TANDAI_MERGE_BASE] != NULL;
}

static gboolean
load_side (Sides *sides, TandaiMergeSide side, TandaiStamp *stamp, GCancellable *cancellable, GError **error)
{
  sides->sides[side] = tandai_sidecar_load (sides->paths[side], stamp, cancellable, error);
  return sides->sides[side] != NULL;
}

static gboolean
load_all (Sides *sides, GCancellable *cancellable, GError **error)
{
  return load_base (sides, cancellable, error)
         && load_side (sides, TANDAI_MERGE_OURS, &sides->stamp, cancellable, error)
         && load_side (sides, TANDAI_MERGE_THEIRS, NULL, cancellable, error);
}

static gboolean
save (Sides *sides, const TandaiSidecar *merged, GCancellable *cancellable, GError **error)
{
  const char *path = sides->paths[TANDAI_MERGE_OURS];
  g_autoptr (GBytes) bytes = tandai_merge_serialize (merged, error);

  if (bytes == NULL)
    {
      tandai_prefix_path (error, path);
      return FALSE;
    }
  return tandai_file_write (path, bytes, &sides->stamp, FALSE, cancellable, error);
}

static TandaiExit
merge (char **paths, GCancellable *cancellable)
{
  g_auto (Sides) sides = { .paths = { paths[0], paths[1], paths[2] } };
  g_autoptr (TandaiSidecar) merged = NULL;
  g_autoptr (GError) error = NULL;
  TandaiMergeSide culprit;
  guint n_disputes;

  if (!load_all (&sides, cancellable, &error))
    return tandai_command_fail (error);
  merged = tandai_merge (sides.sides[TANDAI_MERGE_BASE], sides.sides[TANDAI_MERGE_OURS],
                         sides.sides[TANDAI_MERGE_THEIRS], &n_disputes, &culprit, &error);
  if (merged == NULL)
    {
      tandai_prefix_path (&error, paths[culprit]);
      return tandai_command_fail (error);
    }
  if (!save (&sides, merged, cancellable, &error))
    return tandai_command_fail (error);
  return tandai_merge_say_disputes (paths[TANDAI_MERGE_OURS], n_disputes);
}

static TandaiExit
install (char **paths, GCancellable *cancellable)
{
  g_autoptr (GPtrArray) messages = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  if (paths != NULL && paths[0] != NULL && paths[1] != NULL)
    {
      tandai_command_message (_ ("--install takes one folder"));
      return TANDAI_EXIT_FAILED;
    }
  if (!tandai_git_install (paths != NULL && paths[0] != NULL ? paths[0] : ".", messages, cancellable, &error))
    {
      tandai_command_messages (messages);
      return tandai_command_fail (error);
    }
  tandai_command_messages (messages);
  return TANDAI_EXIT_DONE;
}

static TandaiExit
run (const TandaiCommand *self, int argc, char **argv, GCancellable *cancellable)
{
  gboolean installing = FALSE;
  gboolean of_copies = FALSE;
  g_auto (GStrv) paths = NULL;
  const GOptionEntry entries[] = {
    { "install", 0, 0, G_OPTION_ARG_NONE, &installing,
      N_ ("Make git merge the sidecars of a repository this way"), NULL },
    { "copies", 0, 0, G_OPTION_ARG_NONE, &of_copies,
      N_ ("Merge the copies that lie beside sidecars which two programs wrote at once"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &paths, NULL, NULL },
    { NULL },
  };

  if (!tandai_command_parse (self, entries, &argc, &argv))
    return TANDAI_EXIT_FAILED;
  if (installing && of_copies)
    {
      tandai_command_message (_ ("--install and --copies do not go together"));
      return TANDAI_EXIT_FAILED;
    }
  if (of_copies)
    return tandai_merge_copies ((const char *const *) paths, cancellable);
  if (installing)
    return install (paths, cancellable);
  if (paths != NULL && g_strv_length (paths) == TANDAI_MERGE_N_SIDES)
    return merge (paths, cancellable);
  tandai_command_message (_ ("name three sidecars: BASE, OURS and THEIRS"));
  return TANDAI_EXIT_FAILED;
}

const TandaiCommand tandai_command_merge = {
  .name = "merge",
  .arguments = N_ ("BASE OURS THEIRS | --copies FILE|FOLDER… | --install [FOLDER]"),
  .summary = N_ ("Merge what two people annotated from one sidecar"),
  .description = N_ (
      "The result goes to OURS; BASE may be empty. What both changed differently stays as in OURS, and "
      "both versions go to its conflicts: the exit status is 1 then, as git expects of a merge driver. "
      "With --copies the copies to which versions went when two programs wrote one sidecar are merged into "
      "it and removed. With --install git calls it by itself for the sidecars of the repository that FOLDER "
      "lies in."),
  .run = run,
};
