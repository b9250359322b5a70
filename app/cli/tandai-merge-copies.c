/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Merges the copies that were left beside sidecars which two programs wrote at once. */

#include "config.h"

#include <glib/gi18n.h>

#include "cli/tandai-merge-copies.h"
#include "core/tandai-copies.h"
#include "core/tandai-error.h"
#include "core/tandai-paths.h"
#include "core/tandai-rejoin.h"
#include "corpus/tandai-folder.h"

/**
 * tandai_merge_say_disputes:
 * @path: a sidecar into which something was merged
 * @n_disputes: on how many things the two disagreed
 *
 * Says what a person has to decide.
 *
 * Returns: %TANDAI_EXIT_FOUND where there is something, else %TANDAI_EXIT_DONE
 */
TandaiExit
tandai_merge_say_disputes (const char *path, guint n_disputes)
{
  g_autofree char *shown = tandai_display_name (path);

  if (n_disputes == 0)
    return TANDAI_EXIT_DONE;
  /* Translators: the %s is a file. */
  tandai_command_message (ngettext ("%s: the two disagree on %u thing; both versions are in its conflicts",
                                    "%s: the two disagree on %u things; both versions are in its conflicts",
                                    n_disputes),
                          shown, n_disputes);
  return TANDAI_EXIT_FOUND;
}

static TandaiExit
worse (TandaiExit a, TandaiExit b)
{
  return MAX (a, b);
}

static TandaiExit
join (const char *copy, const char *sidecar, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *shown = tandai_display_name (copy);
  guint n_disputes;

  if (!tandai_rejoin_copy (copy, sidecar, &n_disputes, cancellable, &error))
    return tandai_command_fail (error);
  /* Translators: %s is a file. */
  tandai_command_message (_ ("%s: merged"), shown);
  return tandai_merge_say_disputes (sidecar, n_disputes);
}

static TandaiExit
join_all (TandaiCopies *copies, const char *article, const char *annotator, GCancellable *cancellable)
{
  g_autofree char *sidecar = tandai_paths_sidecar (article, annotator);
  g_autoptr (GPtrArray) found = tandai_copies_find (copies, sidecar);
  TandaiExit worst = TANDAI_EXIT_DONE;

  for (guint i = 0; i < found->len && !g_cancellable_is_cancelled (cancellable); i++)
    worst = worse (worst, join (found->pdata[i], sidecar, cancellable));
  return worst;
}

static TandaiExit
join_item (const TandaiFolderItem *item, TandaiCopies *copies, GCancellable *cancellable)
{
  const char *article = g_file_peek_path (item->file);
  gboolean has_unnamed = g_strv_contains ((const char *const *) item->annotators, "");
  /* A sidecar that is gone may have a copy still. */
  TandaiExit worst = has_unnamed ? TANDAI_EXIT_DONE : join_all (copies, article, "", cancellable);

  for (guint i = 0; item->annotators[i] != NULL; i++)
    worst = worse (worst, join_all (copies, article, item->annotators[i], cancellable));
  return worst;
}

/**
 * tandai_merge_copies:
 * @paths: (nullable) (array zero-terminated=1): articles, sidecars and folders
 * @cancellable: (nullable): to stop it
 *
 * Merges the copies that lie beside their sidecars, and says what became of each.
 *
 * Returns: what to exit with
 */
TandaiExit
tandai_merge_copies (const char *const *paths, GCancellable *cancellable)
{
  g_autoptr (GPtrArray) failures = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) items = tandai_command_resolve (paths, failures, cancellable);
  g_auto (TandaiCopies) copies = { NULL };
  TandaiExit worst = TANDAI_EXIT_DONE;

  tandai_command_messages (failures);
  for (guint i = 0; items != NULL && i < items->len && !g_cancellable_is_cancelled (cancellable); i++)
    worst = worse (worst, join_item (items->pdata[i], &copies, cancellable));
  if (items == NULL || failures->len > 0 || g_cancellable_is_cancelled (cancellable))
    return TANDAI_EXIT_FAILED;
  return worst;
}
