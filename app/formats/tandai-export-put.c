/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where the files of an export lie in its output, and what stands in them before, between and after articles.
 */

#include "config.h"

#include <string.h>

#include "formats/tandai-export-private.h"
#include "formats/tandai-export-readme.h"

/* A name that can't be had is this article's trouble; a full disk is everybody's. */
static gboolean
is_one_articles (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_EXISTS)
         || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY)
         || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY)
         || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_FILENAME_TOO_LONG)
         || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_FILENAME);
}

/* The folder of a shard, with its "/". */
static char *
make_prefix (TandaiExporting *exporting)
{
  return *exporting->numbering != '\0' ? g_strconcat ("part", exporting->numbering, "/", NULL)
                                       : g_strdup ("");
}

/* A file that is written once beside files of many articles: one for each shard, so that shards do not meet.
 */
static char *
place_beside (TandaiExporting *exporting, const char *name)
{
  const char *dot = strrchr (name, '.');
  int stem = dot != NULL ? (int) (dot - name) : (int) strlen (name);

  return g_strdup_printf ("%.*s%s%s", stem, name, exporting->numbering, name + stem);
}

/* Where one of an article's files lies in the output; "" for an output that is a single file. */
static char *
place_file (TandaiExporting *exporting, const char *name, const char *part)
{
  const TandaiFormat *format = exporting->job->format;
  g_autofree char *prefix = NULL;

  if (!exporting->in_folder)
    return g_strdup ("");
  if (format->one_file && *name == '\0')
    return g_strconcat (part != NULL ? part : "part", exporting->numbering, format->suffix, NULL);
  if (format->one_file)
    return place_beside (exporting, name);
  prefix = make_prefix (exporting);
  if (part != NULL && !format->names_parts)
    return g_strconcat (prefix, part, "/", name, NULL);
  return g_strconcat (prefix, name, NULL);
}

static gboolean
put (TandaiExporting *exporting, const char *place, const char *bytes, gsize n_bytes, GError **error)
{
  if (exporting->in_folder)
    return tandai_output_append (exporting->output, place, bytes, n_bytes, error);
  return tandai_output_write (exporting->output, place, bytes, n_bytes, error);
}

/* An article's share of a file that has others', with what the format wants before it. */
static gboolean
put_share (TandaiExporting *exporting, const char *place, GString *bytes, GError **error)
{
  const TandaiFormat *format = exporting->job->format;
  const char *before = format->separator;

  if (bytes->len == 0)
    return TRUE;
  if (!g_hash_table_contains (exporting->begun, place))
    {
      g_hash_table_add (exporting->begun, g_strdup (place));
      before = format->head;
    }
  return (before == NULL || !format->one_file || put (exporting, place, before, strlen (before), error))
         && put (exporting, place, bytes->str, bytes->len, error);
}

static gboolean
put_file (TandaiExporting *exporting,
          const TandaiExportFile *file,
          const char *part,
          GPtrArray *places,
          GError **error)
{
  g_autofree char *place = place_file (exporting, file->name, part);

  if (file->shared || exporting->job->format->one_file)
    return put_share (exporting, place, file->bytes, error);
  if (!tandai_output_write (exporting->output, place, file->bytes->str, file->bytes->len, error))
    return FALSE;
  g_ptr_array_add (places, g_steal_pointer (&place));
  return TRUE;
}

gboolean
_tandai_export_put_files (TandaiExporting *exporting,
                          const TandaiExportProduct *product,
                          gboolean *written,
                          GError **error)
{
  g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) local_error = NULL;

  *written = FALSE;
  for (guint i = 0; i < product->files->len; i++)
    {
      if (put_file (exporting, product->files->pdata[i], _tandai_export_part_of (product), places,
                    &local_error))
        continue;
      for (guint j = 0; j < places->len; j++)
        tandai_output_take_back (exporting->output, places->pdata[j]);
      if (is_one_articles (local_error))
        {
          _tandai_export_add_failure (exporting, local_error->message);
          return TRUE;
        }
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  *written = TRUE;
  return TRUE;
}

/* Where not one article was written, a file of many still is one: an empty list, a table's headings. */
static gboolean
put_head (TandaiExporting *exporting, const char *part, GError **error)
{
  const char *head = exporting->job->format->head != NULL ? exporting->job->format->head : "";
  g_autofree char *place = place_file (exporting, "", part);

  if (g_hash_table_contains (exporting->begun, place))
    return TRUE;
  if (!put (exporting, place, head, strlen (head), error))
    return FALSE;
  g_hash_table_add (exporting->begun, g_steal_pointer (&place));
  return TRUE;
}

static gboolean
put_heads (TandaiExporting *exporting, GError **error)
{
  const char *const whole[] = { NULL };
  const char *const *parts =
      exporting->split != NULL ? tandai_split_spec_parts (exporting->job->split->spec) : whole;

  do
    if (!put_head (exporting, *parts, error))
      return FALSE;
  while (*parts != NULL && *++parts != NULL);
  return TRUE;
}

static gboolean
put_tails (TandaiExporting *exporting, GError **error)
{
  const TandaiFormat *format = exporting->job->format;
  GHashTableIter iter;
  gpointer place;

  if (!format->one_file)
    return TRUE;
  if (!put_heads (exporting, error))
    return FALSE;
  g_hash_table_iter_init (&iter, exporting->begun);
  while (format->tail != NULL && g_hash_table_iter_next (&iter, &place, NULL))
    if (!put (exporting, place, format->tail, strlen (format->tail), error))
      return FALSE;
  return TRUE;
}

/* Beside a single file there is no place for another. */
static gboolean
put_last_files (TandaiExporting *exporting, GPtrArray *files, GError **error)
{
  if (!exporting->in_folder)
    return TRUE;
  for (guint i = 0; i < files->len; i++)
    {
      const TandaiExportFile *file = files->pdata[i];
      g_autofree char *place = place_file (exporting, file->name, NULL);

      if (!tandai_output_write (exporting->output, place, file->bytes->str, file->bytes->len, error))
        return FALSE;
    }
  return TRUE;
}

/* Parts of one file each, made by programs that know nothing of each other, have no README that all could
 * share. */
static gboolean
put_readme (TandaiExporting *exporting, GError **error)
{
  const TandaiExportJob *job = exporting->job;
  g_autofree char *readme = NULL;
  g_autofree char *prefix = NULL;
  g_autofree char *place = NULL;

  if (!exporting->in_folder || (job->format->one_file && job->n_shards > 0))
    return TRUE;
  readme = tandai_export_readme (job->format, exporting->split != NULL, exporting->n_articles,
                                 exporting->n_spans, exporting->report);
  prefix = make_prefix (exporting);
  place = g_strconcat (prefix, TANDAI_EXPORT_README, NULL);
  return tandai_output_write (exporting->output, place, readme, strlen (readme), error);
}

/* What a later split needs. An earlier one's articles are kept in it, though they may not be here today. */
static gboolean
put_split (TandaiExporting *exporting, guint n, GError **error)
{
  g_autoptr (GString) table = NULL;
  g_autofree char *place = NULL;

  if (exporting->split == NULL)
    return TRUE;
  table = tandai_export_split_table (exporting->split, exporting->first, n, exporting->job->n_shards == 0);
  place = place_file (exporting, TANDAI_SPLIT_TABLE_NAME, NULL);
  return tandai_output_write (exporting->output, place, table->str, table->len, error);
}

/* What is written once, when all articles are. @n articles were to be written; @files are the format's. */
gboolean
_tandai_export_put_last (TandaiExporting *exporting, guint n, GPtrArray *files, GError **error)
{
  return put_tails (exporting, error) && put_last_files (exporting, files, error)
         && put_readme (exporting, error) && put_split (exporting, n, error);
}
