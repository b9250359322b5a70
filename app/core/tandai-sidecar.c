/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/tandai-attributes.h"
#include "core/tandai-error.h"
#include "core/tandai-paths.h"
#include "core/tandai-sidecar.h"

static const char *const STATUS_NAMES[] = { "new", "in-progress", "done", "excluded" };

/**
 * tandai_status_to_string:
 * @status: a status
 *
 * Returns: its name in the sidecar
 */
const char *
tandai_status_to_string (TandaiStatus status)
{
  g_return_val_if_fail ((guint) status < G_N_ELEMENTS (STATUS_NAMES), STATUS_NAMES[0]);
  return STATUS_NAMES[status];
}

/**
 * tandai_status_from_string:
 * @name: a name as in the sidecar
 * @status: (out): the status
 *
 * Returns: whether there is one of that name
 */
gboolean
tandai_status_from_string (const char *name, TandaiStatus *status)
{
  for (guint i = 0; i < G_N_ELEMENTS (STATUS_NAMES); i++)
    if (g_str_equal (name, STATUS_NAMES[i]))
      {
        *status = (TandaiStatus) i;
        return TRUE;
      }
  return FALSE;
}

/**
 * tandai_problem_new:
 * @path: a JSON path
 * @reason: what is wrong there, translated
 *
 * Returns: (transfer full): a problem
 */
TandaiProblem *
tandai_problem_new (const char *path, const char *reason)
{
  TandaiProblem *problem = g_new (TandaiProblem, 1);

  problem->path = g_strdup (path);
  problem->reason = g_strdup (reason);
  return problem;
}

/**
 * tandai_problem_free:
 * @problem: a problem
 *
 * Frees it.
 */
void
tandai_problem_free (TandaiProblem *problem)
{
  g_free (problem->path);
  g_free (problem->reason);
  g_free (problem);
}

/**
 * tandai_sidecar_new:
 * @article: an article
 * @annotator: "" or a name
 *
 * Returns: (transfer full): a sidecar for it without annotations, of status new
 */
TandaiSidecar *
tandai_sidecar_new (TandaiArticle *article, const char *annotator)
{
  TandaiSidecar *self = g_new0 (TandaiSidecar, 1);

  self->file = tandai_paths_file_name (article->path);
  self->sha256 = g_strdup (tandai_article_get_sha256 (article));
  self->encoding = g_strdup (article->origin.encoding);
  self->newline = article->origin.newline;
  self->annotator = g_strdup (annotator);
  self->text = tandai_text_ref (article->text);
  self->spans = g_ptr_array_new_with_free_func (g_object_unref);
  self->relations = g_ptr_array_new_with_free_func (g_object_unref);
  self->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) tandai_problem_free);
  return self;
}

/**
 * tandai_sidecar_copy:
 * @self: a sidecar
 *
 * Returns: (transfer full): a copy without its problems. It shares the text and the lists of spans and of
 * relations, which may be replaced in it but not changed.
 */
TandaiSidecar *
tandai_sidecar_copy (const TandaiSidecar *self)
{
  TandaiSidecar *copy = g_new0 (TandaiSidecar, 1);

  *copy = *self;
  copy->file = g_strdup (self->file);
  copy->sha256 = g_strdup (self->sha256);
  copy->encoding = g_strdup (self->encoding);
  copy->language = g_strdup (self->language);
  copy->title = g_strdup (self->title);
  copy->url = g_strdup (self->url);
  copy->publisher = g_strdup (self->publisher);
  copy->published = g_strdup (self->published);
  copy->article_extra = g_strdup (self->article_extra);
  copy->schema_sha256 = g_strdup (self->schema_sha256);
  copy->schema_version = g_strdup (self->schema_version);
  copy->schema_extra = g_strdup (self->schema_extra);
  copy->annotator = g_strdup (self->annotator);
  copy->note = g_strdup (self->note);
  copy->attributes = g_strdupv (self->attributes);
  copy->text = tandai_text_ref (self->text);
  copy->spans = g_ptr_array_ref (self->spans);
  copy->relations = g_ptr_array_ref (self->relations);
  copy->orphans = g_strdup (self->orphans);
  copy->conflicts = g_strdup (self->conflicts);
  copy->extra = g_strdupv (self->extra);
  copy->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) tandai_problem_free);
  return copy;
}

/**
 * tandai_sidecar_get_field:
 * @self: a sidecar
 * @name: "language", "title", "url", "publisher", "published", "annotator", "status" or an attribute of the
 *   article
 *
 * Returns: (transfer none) (nullable): what the sidecar says of the article by that name
 */
const char *
tandai_sidecar_get_field (const TandaiSidecar *self, const char *name)
{
  const struct
  {
    const char *name;
    const char *value;
  } fields[] = {
    { "language", self->language },
    { "title", self->title },
    { "url", self->url },
    { "publisher", self->publisher },
    { "published", self->published },
    { "annotator", self->annotator },
    { "status", tandai_status_to_string (self->status) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (strcmp (fields[i].name, name) == 0)
      return fields[i].value;
  return tandai_attributes_get ((const char *const *) self->attributes, name);
}

/**
 * tandai_sidecar_free:
 * @self: (nullable): a sidecar
 *
 * Frees it.
 */
void
tandai_sidecar_free (TandaiSidecar *self)
{
  if (self == NULL)
    return;
  g_free (self->file);
  g_free (self->sha256);
  g_free (self->encoding);
  g_free (self->language);
  g_free (self->title);
  g_free (self->url);
  g_free (self->publisher);
  g_free (self->published);
  g_free (self->article_extra);
  g_free (self->schema_sha256);
  g_free (self->schema_version);
  g_free (self->schema_extra);
  g_free (self->annotator);
  g_free (self->note);
  g_strfreev (self->attributes);
  g_clear_pointer (&self->text, tandai_text_unref);
  g_clear_pointer (&self->spans, g_ptr_array_unref);
  g_clear_pointer (&self->relations, g_ptr_array_unref);
  g_free (self->orphans);
  g_free (self->conflicts);
  g_strfreev (self->extra);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  g_free (self);
}

static TandaiSidecar *
load (const char *path, gboolean head, TandaiStamp *stamp, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) bytes = tandai_file_read (path, TANDAI_SIDECAR_MAX_BYTES, stamp, cancellable, error);
  TandaiSidecar *self;

  if (bytes == NULL)
    return NULL;
  self = head ? tandai_sidecar_parse_head (bytes, error) : tandai_sidecar_parse (bytes, error);
  if (self == NULL)
    tandai_prefix_path (error, path);
  return self;
}

/**
 * tandai_sidecar_load:
 * @path: a sidecar's path
 * @stamp: (out) (optional): what the file was
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for an error that names the file, the JSON path and the reason
 *
 * Returns: (transfer full): the sidecar, or %NULL
 */
TandaiSidecar *
tandai_sidecar_load (const char *path, TandaiStamp *stamp, GCancellable *cancellable, GError **error)
{
  return load (path, FALSE, stamp, cancellable, error);
}

/**
 * tandai_sidecar_load_head:
 * @path: a sidecar's path
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for an error as of tandai_sidecar_load()
 *
 * Loads what tandai_sidecar_parse_head() reads, in half the time.
 *
 * Returns: (transfer full): the sidecar, or %NULL
 */
TandaiSidecar *
tandai_sidecar_load_head (const char *path, GCancellable *cancellable, GError **error)
{
  return load (path, TRUE, NULL, cancellable, error);
}

static void
load_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  TandaiStamp *stamp = g_new0 (TandaiStamp, 1);
  GError *error = NULL;
  TandaiSidecar *sidecar = tandai_sidecar_load (task_data, stamp, cancellable, &error);

  g_object_set_data_full (G_OBJECT (task), "stamp", stamp, g_free);
  if (sidecar != NULL)
    g_task_return_pointer (task, sidecar, (GDestroyNotify) tandai_sidecar_free);
  else
    g_task_return_error (task, error);
}

/**
 * tandai_sidecar_load_async:
 * @path: a sidecar's path
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Does tandai_sidecar_load() in a thread.
 */
void
tandai_sidecar_load_async (const char *path,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, tandai_sidecar_load_async);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, load_thread);
}

/**
 * tandai_sidecar_load_finish:
 * @result: what the callback got
 * @stamp: (out) (optional): what the file was
 * @error: return location for an error
 *
 * Returns: (transfer full): the sidecar, or %NULL
 */
TandaiSidecar *
tandai_sidecar_load_finish (GAsyncResult *result, TandaiStamp *stamp, GError **error)
{
  const TandaiStamp *read;

  g_return_val_if_fail (g_async_result_is_tagged (result, tandai_sidecar_load_async), NULL);
  read = g_object_get_data (G_OBJECT (result), "stamp");
  if (stamp != NULL && read != NULL)
    *stamp = *read;
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * tandai_sidecar_save:
 * @self: a sidecar
 * @path: where it goes
 * @stamp: (inout): what the file was when it was last read or written, and then what it is now
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for an error; %TANDAI_ERROR_CHANGED where another program changed the file
 *
 * Writes the canonical bytes, as tandai_file_write() does.
 *
 * Returns: whether it is on disk
 */
gboolean
tandai_sidecar_save (const TandaiSidecar *self,
                     const char *path,
                     TandaiStamp *stamp,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (GBytes) bytes = tandai_sidecar_serialize (self);

  return tandai_file_write (path, bytes, stamp, FALSE, cancellable, error);
}

/* As where there was no sidecar before: what another program removed is no version that could be overwritten.
 */
static gboolean
save_anew (const TandaiSidecar *self,
           const char *path,
           TandaiStamp *stamp,
           GCancellable *cancellable,
           GError **error)
{
  TandaiStamp none = { 0 };
  gboolean saved = tandai_sidecar_save (self, path, &none, cancellable, error);

  /* What may not outlast a power failure is there all the same. */
  if (none.exists)
    *stamp = none;
  return saved;
}

/**
 * tandai_sidecar_save_or_divert:
 * @self: a sidecar
 * @path: where it goes
 * @stamp: (inout): as in tandai_sidecar_save(); of the diverted file where there is one. A failure to divert
 *   leaves it as it was.
 * @diverted: (out) (transfer full): where it went when another program had changed @path; else %NULL
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for an error
 *
 * Saves, and where another program has changed the file leaves that one alone
 * and writes beside it. What another program removed is written again.
 *
 * Returns: whether it is on disk, in either place
 */
gboolean
tandai_sidecar_save_or_divert (const TandaiSidecar *self,
                               const char *path,
                               TandaiStamp *stamp,
                               char **diverted,
                               GCancellable *cancellable,
                               GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GDateTime) now = NULL;
  g_autofree char *beside = NULL;
  TandaiStamp beside_stamp = { 0 };

  *diverted = NULL;
  if (tandai_sidecar_save (self, path, stamp, cancellable, &local))
    return TRUE;
  if (stamp->exists && g_error_matches (local, TANDAI_ERROR, TANDAI_ERROR_CHANGED))
    {
      g_clear_error (&local);
      if (save_anew (self, path, stamp, cancellable, &local))
        return TRUE;
    }
  if (!g_error_matches (local, TANDAI_ERROR, TANDAI_ERROR_CHANGED))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  now = g_date_time_new_now_utc ();
  beside = tandai_paths_conflict (path, now);
  if (!tandai_sidecar_save (self, beside, &beside_stamp, cancellable, error))
    return FALSE;
  *stamp = beside_stamp;
  *diverted = g_steal_pointer (&beside);
  return TRUE;
}
