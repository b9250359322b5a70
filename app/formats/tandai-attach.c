/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Puts sidecars that were exported without words back beside articles that one
 * has: an article is found by the hash of its bytes, whatever it is called, and
 * the words are its own. No sidecar that is there is replaced.
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/tandai-error.h"
#include "core/tandai-paths.h"
#include "core/tandai-sidecar.h"
#include "formats/tandai-attach.h"

/* An article that one has. */
typedef struct
{
  GFile *file;
  char *base;
  gboolean found;
} Article;

/* @by_hash: from a file's SHA-256 to the articles, mostly one, that hold just these bytes. */
typedef struct
{
  const TandaiAttachJob *job;
  TandaiAttachResult *result;
  GPtrArray *articles;
  GHashTable *by_hash;
  GCancellable *cancellable;
} Attaching;

static void
article_free (Article *self)
{
  g_free (self->base);
  g_free (self);
}

static void G_GNUC_PRINTF (3, 4) fail (Attaching *attaching, const char *path, const char *format, ...)
{
  g_autofree char *name = tandai_display_name (path);
  g_autofree char *words = NULL;
  g_autofree char *reason = NULL;
  va_list args;

  va_start (args, format);
  words = g_strdup_vprintf (format, args);
  va_end (args);
  /* It may quote the file. */
  reason = tandai_display_name (words);
  g_ptr_array_add (attaching->result->failures, g_strdup_printf (_ ("%s: %s"), name, reason));
}

/* An article that can't be read can't be found either, and is told. */
static void
add_article (Attaching *attaching, GFile *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  TandaiStamp stamp;
  GPtrArray *alike;
  Article *article;

  bytes = tandai_file_read (g_file_peek_path (file), TANDAI_ARTICLE_MAX_BYTES, &stamp, attaching->cancellable,
                            &error);
  if (bytes == NULL)
    {
      g_ptr_array_add (attaching->result->failures, g_strdup (error->message));
      return;
    }
  article = g_new (Article, 1);
  *article = (Article){ file, tandai_paths_file_name (g_file_peek_path (file)), FALSE };
  g_ptr_array_add (attaching->articles, article);
  alike = g_hash_table_lookup (attaching->by_hash, stamp.sha256);
  if (alike == NULL)
    {
      alike = g_ptr_array_new ();
      g_hash_table_insert (attaching->by_hash, g_strdup (stamp.sha256), alike);
    }
  g_ptr_array_add (alike, article);
}

static gboolean
is_same_file (const char *path, GBytes *bytes, GCancellable *cancellable)
{
  g_autoptr (GBytes) there = tandai_file_read (path, TANDAI_SIDECAR_MAX_BYTES, NULL, cancellable, NULL);

  return there != NULL && g_bytes_equal (there, bytes);
}

/* Whether the sidecar's name is that of this article and annotator and can't be read as another's. */
static gboolean
check_name (Attaching *attaching, const char *standoff, const char *path, const char *article)
{
  g_autofree char *owner = tandai_paths_article (path, NULL);
  g_autofree char *name = tandai_display_name (path);

  if (strcmp (owner, article) == 0)
    return TRUE;
  fail (attaching, standoff, _ ("“%s” would belong to another article by its name"), name);
  return FALSE;
}

static void
put (Attaching *attaching, const char *standoff, const char *article, const TandaiSidecar *sidecar)
{
  g_autofree char *path = tandai_paths_sidecar (article, sidecar->annotator);
  g_autoptr (GBytes) bytes = tandai_sidecar_serialize (sidecar);
  g_autoptr (GError) error = NULL;

  if (!check_name (attaching, standoff, path, article))
    return;
  if (g_file_test (path, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK))
    {
      g_autofree char *name = tandai_display_name (path);

      if (is_same_file (path, bytes, attaching->cancellable))
        attaching->result->n_there++;
      else
        fail (attaching, standoff, _ ("“%s” is there already and is not replaced"), name);
    }
  else if (tandai_file_write (path, bytes, NULL, FALSE, attaching->cancellable, &error))
    attaching->result->n_attached++;
  else
    fail (attaching, standoff, "%s", error->message);
}

/* @about is what the standoff says of its article; the article may have changed since it was looked for. */
static void
attach (
    Attaching *attaching, const char *standoff, GBytes *bytes, const TandaiSidecar *about, Article *article)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TandaiArticle) loaded =
      tandai_article_load (article->file, about->encoding, attaching->cancellable, &error);
  g_autoptr (TandaiSidecar) sidecar = NULL;

  article->found = TRUE;
  if (loaded != NULL && strcmp (tandai_article_get_sha256 (loaded), about->sha256) != 0)
    {
      fail (attaching, standoff, _ ("“%s” has just changed"), article->base);
      return;
    }
  if (loaded != NULL)
    sidecar = tandai_sidecar_parse_standoff (bytes, loaded->text, &error);
  if (sidecar == NULL)
    {
      fail (attaching, standoff, "%s", error->message);
      return;
    }
  g_free (sidecar->file);
  sidecar->file = g_strdup (article->base);
  put (attaching, standoff, loaded->path, sidecar);
}

static gboolean
has_name (GPtrArray *alike, const char *base)
{
  for (guint i = 0; i < alike->len; i++)
    if (strcmp (((Article *) alike->pdata[i])->base, base) == 0)
      return TRUE;
  return FALSE;
}

/* Of several articles with the same bytes those of its name are meant, or all where none has it. */
static void
attach_file (Attaching *attaching, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes =
      tandai_file_read (path, TANDAI_SIDECAR_MAX_BYTES, NULL, attaching->cancellable, &error);
  g_autoptr (TandaiSidecar) about =
      bytes != NULL ? tandai_sidecar_parse_standoff (bytes, NULL, &error) : NULL;
  GPtrArray *alike;
  gboolean named;

  if (about == NULL)
    {
      fail (attaching, path, "%s", error->message);
      return;
    }
  alike = g_hash_table_lookup (attaching->by_hash, about->sha256);
  if (alike == NULL)
    {
      fail (attaching, path, _ ("none of the articles is “%s” as it was annotated"), about->file);
      return;
    }
  named = has_name (alike, about->file);
  for (guint i = 0; i < alike->len; i++)
    if (!named || strcmp (((Article *) alike->pdata[i])->base, about->file) == 0)
      attach (attaching, path, bytes, about, alike->pdata[i]);
}

static int
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
list_folder (Attaching *attaching, const char *folder, GPtrArray *files)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) children = g_dir_open (folder, 0, &error);
  const char *name;

  if (children == NULL)
    g_ptr_array_add (attaching->result->failures, g_strdup (error->message));
  while (children != NULL && (name = g_dir_read_name (children)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      gboolean is_folder = g_file_test (path, G_FILE_TEST_IS_DIR);

      if (name[0] == '.' || (is_folder && g_file_test (path, G_FILE_TEST_IS_SYMLINK)))
        continue;
      if (is_folder)
        list_folder (attaching, path, files);
      else if (g_str_has_suffix (name, TANDAI_STANDOFF_SUFFIX))
        g_ptr_array_add (files, g_steal_pointer (&path));
    }
}

static GPtrArray *
list_standoffs (Attaching *attaching, GError **error)
{
  const char *path = attaching->job->standoff;
  g_autofree char *name = tandai_display_name (path);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _ ("“%s” does not exist"), name);
      return NULL;
    }
  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    list_folder (attaching, path, files);
  else
    g_ptr_array_add (files, g_strdup (path));
  if (files->len == 0)
    {
      /* Translators: the second %s is the end of files' names. */
      g_set_error (error, TANDAI_ERROR, TANDAI_ERROR_NOT_FOUND, _ ("“%s” has no files named *%s"), name,
                   TANDAI_STANDOFF_SUFFIX);
      return NULL;
    }
  g_ptr_array_sort (files, compare_paths);
  return g_steal_pointer (&files);
}

static TandaiAttachResult *
result_new (void)
{
  TandaiAttachResult *self = g_new0 (TandaiAttachResult, 1);

  self->bare = g_ptr_array_new_with_free_func (g_free);
  self->failures = g_ptr_array_new_with_free_func (g_free);
  return self;
}

static void
attach_files (Attaching *attaching, GPtrArray *files)
{
  const TandaiAttachJob *job = attaching->job;

  for (guint i = 0; i < files->len && !g_cancellable_is_cancelled (attaching->cancellable); i++)
    {
      attach_file (attaching, files->pdata[i]);
      if (job->progress != NULL)
        job->progress (i + 1, files->len, job->progress_data);
    }
}

/**
 * tandai_attach_run:
 * @job: what is put back beside what
 * @cancellable: (nullable): to stop it; what was attached before stays
 * @error: return location for an error
 *
 * Writes a sidecar beside each article that a standoff belongs to. What can't
 * be attached is among the result's failures and never stops the rest.
 *
 * Returns: (transfer full): what was done, or %NULL with @error set where there is nothing to attach
 */
TandaiAttachResult *
tandai_attach_run (const TandaiAttachJob *job, GCancellable *cancellable, GError **error)
{
  g_autoptr (TandaiAttachResult) result = result_new ();
  g_autoptr (GPtrArray) articles = g_ptr_array_new_with_free_func ((GDestroyNotify) article_free);
  g_autoptr (GHashTable) by_hash =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  Attaching attaching = { job, result, articles, by_hash, cancellable };
  g_autoptr (GPtrArray) files = list_standoffs (&attaching, error);

  if (files == NULL)
    return NULL;
  for (guint i = 0; i < job->articles->len && !g_cancellable_is_cancelled (cancellable); i++)
    add_article (&attaching, job->articles->pdata[i]);
  attach_files (&attaching, files);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  for (guint i = 0; i < articles->len; i++)
    {
      const Article *article = articles->pdata[i];

      if (!article->found)
        g_ptr_array_add (result->bare, tandai_file_display_name (article->file));
    }
  return g_steal_pointer (&result);
}

/**
 * tandai_attach_result_free:
 * @self: (transfer full): a result
 *
 * Frees a result.
 */
void
tandai_attach_result_free (TandaiAttachResult *self)
{
  g_ptr_array_unref (self->bare);
  g_ptr_array_unref (self->failures);
  g_free (self);
}
