/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/tandai-paths.h"
#include "core/tandai-sidecar.h"
#include "gui/tandai-lessons.h"

typedef struct
{
  GFile *article;
  GFile *folder;
  GPtrArray *others;
} Loading;

/** tandai_lessons_new: Returns: (transfer full): the usual word lists, and nothing learned */
TandaiLessons *
tandai_lessons_new (void)
{
  TandaiLessons *self = g_new0 (TandaiLessons, 1);

  self->lists = tandai_word_lists_ref (tandai_word_lists_get_default ());
  self->strings = tandai_string_table_new ();
  self->habits = tandai_habits_new ();
  return self;
}

/** tandai_lessons_free: frees lessons */
void
tandai_lessons_free (TandaiLessons *self)
{
  tandai_word_lists_unref (self->lists);
  tandai_string_table_free (self->strings);
  tandai_habits_free (self->habits);
  g_free (self);
}

static void
loading_free (Loading *loading)
{
  g_object_unref (loading->article);
  g_clear_object (&loading->folder);
  g_clear_pointer (&loading->others, g_ptr_array_unref);
  g_free (loading);
}

/* A sidecar that cannot be read teaches nothing; it is complained of where it is opened. */
static void
learn_article (TandaiLessons *self, GFile *article, GCancellable *cancellable)
{
  g_autofree char *path = g_file_get_path (article);
  g_autofree char *name = path != NULL ? tandai_paths_sidecar (path, "") : NULL;
  g_autoptr (TandaiSidecar) sidecar = NULL;

  if (name != NULL)
    sidecar = tandai_sidecar_load (name, NULL, cancellable, NULL);
  if (sidecar == NULL || sidecar->status == TANDAI_STATUS_EXCLUDED)
    return;
  tandai_string_table_add_spans (self->strings, sidecar->text, sidecar->spans);
  if (sidecar->status == TANDAI_STATUS_DONE)
    tandai_habits_learn (self->habits, sidecar->text, self->lists, sidecar->spans);
}

static void
learn_others (TandaiLessons *self, const Loading *loading, GCancellable *cancellable)
{
  for (guint i = 0; i < loading->others->len; i++)
    if (!g_cancellable_is_cancelled (cancellable)
        && !g_file_equal (loading->others->pdata[i], loading->article))
      learn_article (self, loading->others->pdata[i], cancellable);
}

static void
load_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Loading *loading = task_data;
  g_autoptr (TandaiLessons) self = tandai_lessons_new ();
  GError *error = NULL;
  TandaiWordLists *lists =
      tandai_word_lists_load_for (loading->article, loading->folder, cancellable, &error);

  if (lists == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  tandai_word_lists_unref (self->lists);
  self->lists = lists;
  if (loading->others != NULL)
    learn_others (self, loading, cancellable);
  if (!g_task_return_error_if_cancelled (task))
    g_task_return_pointer (task, g_steal_pointer (&self), (GDestroyNotify) tandai_lessons_free);
}

/**
 * tandai_lessons_load_async:
 * @article: an article
 * @folder: (nullable): the folder that is open
 * @others: (nullable) (element-type GFile): articles that are learned from, which takes a while
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Reads, off the main thread, what suggestions for @article go by.
 */
void
tandai_lessons_load_async (GFile *article,
                           GFile *folder,
                           GPtrArray *others,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Loading *loading = g_new0 (Loading, 1);

  loading->article = g_object_ref (article);
  loading->others = others != NULL ? g_ptr_array_ref (others) : NULL;
  loading->folder = folder != NULL ? g_object_ref (folder) : NULL;
  g_task_set_source_tag (task, tandai_lessons_load_async);
  g_task_set_task_data (task, loading, (GDestroyNotify) loading_free);
  g_task_run_in_thread (task, load_thread);
}

/** tandai_lessons_load_finish: Returns: (transfer full) (nullable): the lessons; %NULL with @error where the
 * corpus file's word lists cannot be read */
TandaiLessons *
tandai_lessons_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
