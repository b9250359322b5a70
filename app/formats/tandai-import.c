/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * From other people's files to a folder of articles with sidecars. Readers give
 * one article after another; each lies in the folder before the next is read,
 * so that memory is that of the largest one. Nothing that is there is replaced.
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "core/tandai-error.h"
#include "core/tandai-file.h"
#include "core/tandai-paths.h"
#include "formats/tandai-import-private.h"

/* A file of a million broken lines says no more after these. */
#define MAX_FAILURES 1000

/* Deeper folders are made one: a name of a thousand would make a tree that few programs can walk. */
#define MAX_FOLDERS 32

/* Leaves room in 255 bytes for what a sidecar's name adds. */
#define MAX_COMPONENT_BYTES 200

void
_tandai_import_add_failure (TandaiImport *self, char *message)
{
  if (self->result->failures->len < MAX_FAILURES)
    g_ptr_array_add (self->result->failures, message);
  else
    {
      self->n_unsaid++;
      g_free (message);
    }
}

/**
 * tandai_import_fail:
 * @self: the import
 * @path: the file that was read, in the file system's encoding
 * @line: its line, from 1; 0 where there is none to name
 * @format: what is wrong, translated, for g_strdup_printf()
 * @...: its arguments
 *
 * Notes something that could not be read; the import goes on and ends with
 * exit status 1.
 */
void
tandai_import_fail (TandaiImport *self, const char *path, guint line, const char *format, ...)
{
  g_autofree char *name = tandai_display_name (path);
  g_autofree char *words = NULL;
  g_autofree char *reason = NULL;
  va_list args;

  va_start (args, format);
  words = g_strdup_vprintf (format, args);
  va_end (args);
  /* It may quote the file, which may hold anything, to a person in front of a terminal or a window. */
  reason = tandai_display_name (words);
  if (line > 0)
    /* Translators: the name of a file, the number of a line in it, what is wrong there. */
    _tandai_import_add_failure (self, g_strdup_printf (_ ("%s: line %u: %s"), name, line, reason));
  else
    _tandai_import_add_failure (self, g_strdup_printf (_ ("%s: %s"), name, reason));
}

/**
 * tandai_import_lose:
 * @self: the import
 * @loss: what kind of thing
 * @dropped: whether it was left out; %FALSE where it is there, but differently
 * @path: the file that was read, in the file system's encoding
 * @id: (nullable): its id in the file
 * @detail: (nullable): what helps a person to find it
 *
 * Notes what could not be represented.
 */
void
tandai_import_lose (TandaiImport *self,
                    TandaiLoss loss,
                    gboolean dropped,
                    const char *path,
                    const char *id,
                    const char *detail)
{
  tandai_report_add (self->result->report, loss, dropped, path, id, detail);
}

/** tandai_import_get_options: Returns: (transfer none): what the reader is to do */
const TandaiImportOptions *
tandai_import_get_options (TandaiImport *self)
{
  return self->job->options;
}

/** tandai_import_get_cancellable: Returns: (transfer none) (nullable): what stops the import */
GCancellable *
tandai_import_get_cancellable (TandaiImport *self)
{
  return self->cancellable;
}

/** tandai_import_get_unit: Returns: what offsets count where the format leaves that open */
TandaiUnit
tandai_import_get_unit (TandaiImport *self)
{
  return self->job->options->utf16 ? TANDAI_UNIT_UTF16 : TANDAI_UNIT_CODE_POINTS;
}

/* One folder or file of an article's path: no hidden name, nothing that a file system refuses. */
static void
append_component (GString *to, const char *component)
{
  gsize start = to->len;

  for (const char *p = component; *p != '\0'; p = g_utf8_next_char (p))
    {
      gsize n_bytes = (gsize) (g_utf8_next_char (p) - p);
      gboolean bad = g_unichar_iscntrl (g_utf8_get_char (p)) || *p == '\\' || *p == ':';

      /* A name that was cut within a character would be no UTF-8. */
      if (to->len - start + n_bytes > MAX_COMPONENT_BYTES)
        break;
      if (bad || (to->len == start && *p == '.'))
        g_string_append_c (to, '_');
      else
        g_string_append_len (to, p, (gssize) n_bytes);
    }
  if (to->len == start)
    g_string_append_c (to, '_');
}

/**
 * tandai_import_name:
 * @self: the import
 * @path: a file that is read, or an id from one
 * @suffix: (nullable): the end of its name that is not the article's, like ".ann"
 *
 * Makes an article's path: that of the file below the folder that was named,
 * or the id's, with ".txt" at the end. It never leads out of the folder that
 * takes the articles, whatever the id holds.
 *
 * Returns: (transfer full): the path, relative
 */
char *
tandai_import_name (TandaiImport *self, const char *path, const char *suffix)
{
  gsize n = strlen (self->root);
  const char *relative = n > 0 && strncmp (path, self->root, n) == 0 ? path + n : path;
  g_autofree char *valid = g_utf8_make_valid (relative, -1);
  g_auto (GStrv) components = NULL;
  GString *name = g_string_new (NULL);
  guint n_folders = 0;

  if (suffix != NULL && g_str_has_suffix (valid, suffix) && strlen (valid) > strlen (suffix))
    valid[strlen (valid) - strlen (suffix)] = '\0';
  components = g_strsplit (valid, "/", -1);
  for (guint i = 0; components[i] != NULL && n_folders <= MAX_FOLDERS; i++)
    if (*components[i] != '\0')
      {
        g_autofree char *rest = n_folders == MAX_FOLDERS ? g_strjoinv ("_", components + i) : NULL;

        if (name->len > 0)
          g_string_append_c (name, '/');
        append_component (name, rest != NULL ? rest : components[i]);
        n_folders++;
      }
  if (name->len == 0)
    g_string_append_c (name, '_');
  if (!g_str_has_suffix (name->str, ".txt"))
    g_string_append (name, ".txt");
  return g_string_free (name, FALSE);
}

/* Whether an article of that name is another one, or has been annotated by the same person, in this import.
 */
static gboolean
is_taken (TandaiImport *self, const char *name, const TandaiSidecar *sidecar)
{
  g_autofree char *annotated = g_strconcat (name, "/", sidecar->annotator, NULL);
  const char *sha256 = g_hash_table_lookup (self->names, name);

  return (sha256 != NULL && strcmp (sha256, sidecar->sha256) != 0)
         || g_hash_table_contains (self->names, annotated);
}

/* Two articles of one name in one import: the second is numbered. */
static char *
unique_name (TandaiImport *self, const char *name, const TandaiSidecar *sidecar)
{
  gsize stem = strlen (name) - (g_str_has_suffix (name, ".txt") ? strlen (".txt") : 0);
  char *unique = g_strdup (name);

  for (guint i = 2; is_taken (self, unique, sidecar); i++)
    {
      g_free (unique);
      unique = g_strdup_printf ("%.*s-%u%s", (int) stem, name, i, name + stem);
    }
  g_hash_table_insert (self->names, g_strdup (unique), g_strdup (sidecar->sha256));
  g_hash_table_insert (self->names, g_strconcat (unique, "/", sidecar->annotator, NULL), g_strdup (""));
  return unique;
}

static gboolean
is_same_file (const char *path, GBytes *bytes, GCancellable *cancellable)
{
  g_autoptr (GBytes) there = tandai_file_read (path, TANDAI_SIDECAR_MAX_BYTES, NULL, cancellable, NULL);

  return there != NULL && g_bytes_equal (there, bytes);
}

/* Writes a file where there is none; one that holds just that is as good. */
static gboolean
put (TandaiImport *self, const char *path, GBytes *bytes, const char *source)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_path_get_dirname (path);

  if (g_file_test (path, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK))
    {
      g_autofree char *name = tandai_display_name (path);

      if (is_same_file (path, bytes, self->cancellable))
        return TRUE;
      tandai_import_fail (self, source, 0, _ ("“%s” is there already and is not replaced"), name);
      return FALSE;
    }
  g_mkdir_with_parents (folder, 0777);
  if (tandai_file_write (path, bytes, NULL, FALSE, self->cancellable, &error))
    return TRUE;
  tandai_import_fail (self, source, 0, "%s", error->message);
  return FALSE;
}

static gboolean
says_anything (const TandaiSidecar *sidecar)
{
  return sidecar->status != TANDAI_STATUS_NEW || sidecar->spans->len > 0 || sidecar->relations->len > 0
         || sidecar->note != NULL || sidecar->attributes != NULL || sidecar->title != NULL
         || sidecar->url != NULL || sidecar->publisher != NULL || sidecar->published != NULL
         || sidecar->language != NULL || sidecar->extra != NULL || sidecar->article_extra != NULL
         || sidecar->orphans != NULL || sidecar->conflicts != NULL;
}

static gboolean
put_sidecar (TandaiImport *self, const char *path, TandaiSidecar *sidecar, const char *source)
{
  g_autofree char *sidecar_path = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_free (sidecar->file);
  sidecar->file = tandai_paths_file_name (path);
  if (!says_anything (sidecar))
    return TRUE;
  sidecar_path = tandai_paths_sidecar (path, sidecar->annotator);
  bytes = tandai_sidecar_serialize (sidecar);
  return put (self, sidecar_path, bytes, source);
}

static void
report_renamed (TandaiImport *self, const char *path, TandaiDraft *draft)
{
  g_autoptr (GList) renamed = tandai_draft_get_renamed (draft);

  for (GList *name = renamed; name != NULL; name = name->next)
    tandai_import_lose (self, TANDAI_LOSS_NAME, FALSE, path, NULL, name->data);
}

/**
 * tandai_import_take:
 * @self: the import
 * @path: the file that it was read from, for messages
 * @draft: (transfer full): an article
 *
 * Puts an article and its sidecar into the folder. What can't be written is
 * told and never stops the rest.
 */
void
tandai_import_take (TandaiImport *self, const char *path, TandaiDraft *draft)
{
  g_autoptr (TandaiDraft) taken = draft;
  TandaiSidecar *sidecar = tandai_draft_get_sidecar (draft);
  g_autofree char *name = unique_name (self, tandai_draft_get_name (draft), sidecar);
  g_autofree char *article = g_build_filename (self->job->output, name, NULL);

  tandai_draft_finish (draft, self->job->format->name);
  if (!put (self, article, tandai_draft_get_bytes (draft), path)
      || !put_sidecar (self, article, sidecar, path))
    return;
  report_renamed (self, path, draft);
  _tandai_import_schema_add (self->schema, sidecar);
  self->result->n_articles++;
  self->result->n_spans += sidecar->spans->len;
}

/**
 * tandai_import_load:
 * @self: the import
 * @path: a file
 *
 * Reads a whole file of at most 256 MiB; tells where that fails.
 *
 * Returns: (transfer full) (nullable): its bytes
 */
GBytes *
tandai_import_load (TandaiImport *self, const char *path)
{
  g_autoptr (GError) error = NULL;
  GBytes *bytes = tandai_file_read (path, TANDAI_SIDECAR_MAX_BYTES, NULL, self->cancellable, &error);

  if (bytes == NULL)
    _tandai_import_add_failure (self, g_strdup (error->message));
  return bytes;
}

static int
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static gboolean
has_suffix (const char *name, const char *const *suffixes)
{
  for (guint i = 0; suffixes[i] != NULL; i++)
    if (g_str_has_suffix (name, suffixes[i]))
      return TRUE;
  return FALSE;
}

static void
list_folder (TandaiImport *self, const char *folder, const char *const *suffixes, GPtrArray *files)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) children = g_dir_open (folder, 0, &error);
  const char *name;

  if (children == NULL)
    _tandai_import_add_failure (self, g_strdup (error->message));
  while (children != NULL && (name = g_dir_read_name (children)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      gboolean is_folder = g_file_test (path, G_FILE_TEST_IS_DIR);

      if (name[0] == '.' || (is_folder && g_file_test (path, G_FILE_TEST_IS_SYMLINK)))
        continue;
      if (is_folder)
        list_folder (self, path, suffixes, files);
      else if (has_suffix (name, suffixes))
        g_ptr_array_add (files, g_steal_pointer (&path));
    }
}

/**
 * tandai_import_list:
 * @self: the import
 * @path: a file or folder
 * @suffixes: (array zero-terminated=1): what the names of a folder's files end with, "" for all
 *
 * Lists the files that a path means: the file itself, whatever its name, or
 * those of a folder and the folders in it; no hidden ones, no links to folders.
 *
 * Returns: (transfer full) (element-type filename): the paths, sorted bytewise
 */
GPtrArray *
tandai_import_list (TandaiImport *self, const char *path, const char *const *suffixes)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (g_free);

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    list_folder (self, path, suffixes, files);
  else
    g_ptr_array_add (files, g_strdup (path));
  g_ptr_array_sort (files, compare_paths);
  return files;
}

static gboolean
check_places (const TandaiImportJob *job, GError **error)
{
  g_autoptr (GFile) output = g_file_new_for_path (job->output);

  for (guint i = 0; job->paths[i] != NULL; i++)
    {
      g_autoptr (GFile) file = g_file_new_for_path (job->paths[i]);
      g_autofree char *name = tandai_display_name (job->paths[i]);

      if (!g_file_test (job->paths[i], G_FILE_TEST_EXISTS))
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _ ("“%s” does not exist"), name);
          return FALSE;
        }
      if (g_file_equal (output, file) || g_file_has_prefix (output, file))
        {
          g_set_error (error, TANDAI_ERROR, TANDAI_ERROR_NAME,
                       _ ("the output lies in “%s”, which is being imported: choose a place outside"), name);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
make_output (const char *output, GError **error)
{
  g_autofree char *name = tandai_display_name (output);

  if (g_mkdir_with_parents (output, 0777) == 0 && g_file_test (output, G_FILE_TEST_IS_DIR))
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("“%s” can’t be made a folder"), name);
  return FALSE;
}

static void
read_path (TandaiImport *self, const char *path)
{
  g_autofree char *folder =
      g_file_test (path, G_FILE_TEST_IS_DIR) ? g_strdup (path) : g_path_get_dirname (path);

  while (strlen (folder) > 1 && g_str_has_suffix (folder, "/"))
    folder[strlen (folder) - 1] = '\0';
  g_free (self->root);
  self->root = strcmp (folder, ".") == 0 && !g_str_has_prefix (path, "./") && strcmp (path, ".") != 0
                   ? g_strdup ("")
                   : g_strconcat (folder, "/", NULL);
  self->job->format->read (self, path);
}

static void
import_free (TandaiImport *self)
{
  g_free (self->root);
  g_hash_table_unref (self->names);
  g_clear_pointer (&self->schema, _tandai_import_schema_free);
  g_clear_pointer (&self->result, tandai_import_result_free);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiImport, import_free)

static TandaiImport *
import_new (const TandaiImportJob *job, GCancellable *cancellable)
{
  TandaiImport *self = g_new0 (TandaiImport, 1);

  self->job = job;
  self->cancellable = cancellable;
  self->root = g_strdup ("");
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->result = g_new0 (TandaiImportResult, 1);
  self->result->failures = g_ptr_array_new_with_free_func (g_free);
  self->result->report = tandai_report_new ();
  return self;
}

static void
say_unsaid (TandaiImport *self)
{
  if (self->n_unsaid > 0)
    g_ptr_array_add (self->result->failures,
                     g_strdup_printf (ngettext ("and %u more", "and %u more", self->n_unsaid),
                                      self->n_unsaid));
}

/**
 * tandai_import_run:
 * @job: what is imported, and how
 * @cancellable: (nullable): to stop it; what was imported before stays
 * @error: return location for an error
 *
 * Imports. What can't be read is among the result's failures and the rest is
 * imported. Labels, relations and attributes that the folder's tandai.json
 * lacks are added to it.
 *
 * Returns: (transfer full): what was done, or %NULL with @error set where the output can't be used
 */
TandaiImportResult *
tandai_import_run (const TandaiImportJob *job, GCancellable *cancellable, GError **error)
{
  g_autoptr (TandaiImport) self = import_new (job, cancellable);
  g_autoptr (GError) local_error = NULL;
  guint n_paths = g_strv_length ((char **) job->paths);
  gboolean was_there = g_file_test (job->output, G_FILE_TEST_EXISTS);

  g_return_val_if_fail (job->format->read != NULL, NULL);

  if (!check_places (job, error) || !make_output (job->output, error))
    return NULL;
  self->schema = _tandai_import_schema_load (job->output, cancellable, error);
  if (self->schema == NULL)
    return NULL;
  for (guint i = 0; i < n_paths && !g_cancellable_is_cancelled (cancellable); i++)
    {
      read_path (self, job->paths[i]);
      if (job->progress != NULL)
        job->progress (i + 1, n_paths, job->progress_data);
    }
  if (!_tandai_import_schema_save (self->schema, &local_error))
    _tandai_import_add_failure (self, g_strdup (local_error->message));
  /* Where nothing could be imported there is nothing to be found: a folder that is not empty stays. */
  if (!was_there && self->result->n_articles == 0)
    g_rmdir (job->output);
  say_unsaid (self);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  return g_steal_pointer (&self->result);
}

/**
 * tandai_import_result_free:
 * @self: (transfer full): a result
 *
 * Frees a result.
 */
void
tandai_import_result_free (TandaiImportResult *self)
{
  g_ptr_array_unref (self->failures);
  tandai_report_free (self->report);
  g_free (self);
}
