/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which labels the spans of a folder have. */

#include "config.h"

#include <string.h>

#include "core/tandai-paths.h"
#include "core/tandai-sidecar.h"
#include "corpus/tandai-label-uses.h"
#include "corpus/tandai-sidecar-walk.h"

typedef struct
{
  GHashTable *uses;
  /* Pairs of article and label that were counted. */
  GHashTable *articles;
} Count;

static void
use_free (gpointer data)
{
  TandaiLabelUse *use = data;

  g_free (use->name);
  g_free (use);
}

static TandaiLabelUse *
find_use (Count *count, const char *name)
{
  TandaiLabelUse *use = g_hash_table_lookup (count->uses, name);

  if (use != NULL)
    return use;
  use = g_new0 (TandaiLabelUse, 1);
  use->name = g_strdup (name);
  g_hash_table_insert (count->uses, use->name, use);
  return use;
}

static void
count_sidecar (Count *count, const char *path, const TandaiSidecar *sidecar)
{
  g_autofree char *below = g_path_get_dirname (path);

  for (guint i = 0; i < sidecar->spans->len; i++)
    {
      const char *label = tandai_span_get_label (sidecar->spans->pdata[i]);
      TandaiLabelUse *use = find_use (count, label);

      use->n_spans++;
      if (g_hash_table_add (count->articles, g_strdup_printf ("%s/%s\n%s", below, sidecar->file, label)))
        use->n_articles++;
    }
}

static int
compare_uses (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(TandaiLabelUse *const *) a)->name, (*(TandaiLabelUse *const *) b)->name);
}

static GPtrArray *
list_uses (Count *count)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (use_free);
  GHashTableIter iter;
  gpointer use;

  g_hash_table_iter_init (&iter, count->uses);
  while (g_hash_table_iter_next (&iter, NULL, &use))
    g_ptr_array_add (list, use);
  g_ptr_array_sort (list, compare_uses);
  return list;
}

/**
 * tandai_label_uses_count:
 * @folder: a folder of articles
 * @failures: (element-type utf8): takes messages on what can't be read
 * @cancellable: (nullable): to stop it
 * @error: return location for a cancellation
 *
 * Counts the spans of each label in all sidecars that the folder's corpus file
 * is in force for.
 *
 * Returns: (transfer full) (element-type TandaiLabelUse): the labels that are used, sorted bytewise, or %NULL
 */
GPtrArray *
tandai_label_uses_count (GFile *folder, GPtrArray *failures, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) paths = tandai_sidecar_walk (folder, failures, cancellable, error);
  g_autoptr (GHashTable) uses = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) articles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Count count = { uses, articles };

  for (guint i = 0; paths != NULL && i < paths->len; i++)
    {
      g_autofree char *path = g_build_filename (g_file_peek_path (folder), paths->pdata[i], NULL);
      g_autoptr (GError) local = NULL;
      g_autoptr (TandaiSidecar) sidecar = tandai_sidecar_load (path, NULL, cancellable, &local);

      if (sidecar != NULL)
        count_sidecar (&count, paths->pdata[i], sidecar);
      else if (!g_cancellable_is_cancelled (cancellable))
        g_ptr_array_add (failures, g_strdup (local->message));
    }
  if (paths != NULL && !g_cancellable_set_error_if_cancelled (cancellable, error))
    return list_uses (&count);
  g_ptr_array_unref (list_uses (&count));
  return NULL;
}
