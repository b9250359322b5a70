/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the targets share: an import into a folder of its own, and what must hold of all that it leaves there.
 */

#define _GNU_SOURCE
#include "config.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <glib/gstdio.h>

#include "core/tandai-article.h"
#include "core/tandai-conflict.h"
#include "core/tandai-file.h"
#include "core/tandai-paths.h"
#include "core/tandai-schema.h"
#include "formats/tandai-import.h"

#include "fuzz.h"
#include "said.h"

/* Memory, where there is such a folder: thousands of inputs a second are written there. */
#define FAST_FOLDER "/dev/shm"

static char *root;
static char *input;
static char *output;
static char *state;

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (!g_file_test (path, G_FILE_TEST_IS_SYMLINK) && g_file_test (path, G_FILE_TEST_IS_DIR))
    dir = g_dir_open (path, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

static void
remove_root (void)
{
  remove_tree (root);
  g_free (root);
  g_free (input);
  g_free (output);
  g_free (state);
}

/* A warning traps, and libFuzzer keeps the input only where the end is one that it knows. */
static void
trapped_cb (int number)
{
  abort ();
}

/**
 * fuzz_begin:
 *
 * Must come first in a target. A warning of any library ends it.
 */
void
fuzz_begin (void)
{
  static gboolean begun;

  if (begun)
    return;
  begun = TRUE;
  signal (SIGTRAP, trapped_cb);
  g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING | G_LOG_FATAL_MASK);
  root = g_file_test (FAST_FOLDER, G_FILE_TEST_IS_DIR) ? g_strdup (FAST_FOLDER "/tandai-fuzz-XXXXXX") : NULL;
  if (root == NULL || g_mkdtemp (root) == NULL)
    {
      g_free (root);
      root = g_dir_make_tmp ("tandai-fuzz-XXXXXX", NULL);
    }
  g_assert_nonnull (root);
  input = g_build_filename (root, "in", NULL);
  output = g_build_filename (root, "out", NULL);
  state = g_build_filename (root, "state", NULL);
  g_setenv ("XDG_STATE_HOME", state, TRUE);
  atexit (remove_root);
}

/**
 * fuzz_take_part:
 * @data: the input, which is moved on behind the part
 * @size: how much is left of it
 *
 * Returns: (transfer full) (nullable): what comes before the next %FUZZ_NEXT_FILE, or %NULL where nothing is
 * left
 */
GBytes *
fuzz_take_part (const uint8_t **data, size_t *size)
{
  const uint8_t *start = *data;
  const uint8_t *parting = *size > 0 ? memmem (start, *size, FUZZ_NEXT_FILE, strlen (FUZZ_NEXT_FILE)) : NULL;
  size_t n_bytes = parting != NULL ? (size_t) (parting - start) : *size;
  size_t n_used = parting != NULL ? n_bytes + strlen (FUZZ_NEXT_FILE) : n_bytes;

  if (*size == 0)
    return NULL;
  *data += n_used;
  *size -= n_used;
  return g_bytes_new (start, n_bytes);
}

/**
 * fuzz_check_text:
 * @text: a text
 *
 * It is UTF-8 without a carriage return, and its offsets agree with each other.
 */
void
fuzz_check_text (const TandaiText *text)
{
  const char *chars = tandai_text_get_chars (text);
  guint length = tandai_text_get_length (text);
  gsize n_bytes = tandai_text_get_bytes (text);

  g_assert_cmpuint (strlen (chars), ==, n_bytes);
  g_assert_true (g_utf8_validate (chars, (gssize) n_bytes, NULL));
  g_assert_null (strchr (chars, '\r'));
  g_assert_cmpint (g_utf8_strlen (chars, (gssize) n_bytes), ==, length);
  g_assert_cmpuint (tandai_text_to_byte (text, length), ==, n_bytes);
  for (guint offset = 0; offset <= length; offset += 1 + length / 64)
    {
      g_assert_cmpuint (tandai_text_from_byte (text, tandai_text_to_byte (text, offset)), ==, offset);
      g_assert_cmpuint (tandai_text_from_unit (text, tandai_text_to_unit (text, offset)), ==, offset);
    }
}

static void
check_span (TandaiSpan *span, guint length)
{
  guint n_ranges;
  const TandaiRange *ranges = tandai_span_get_ranges (span, &n_ranges);

  g_assert_cmpuint (n_ranges, >, 0);
  g_assert_cmpuint (ranges[0].start, ==, tandai_span_get_start (span));
  g_assert_cmpuint (ranges[n_ranges - 1].end, ==, tandai_span_get_end (span));
  g_assert_cmpuint (tandai_span_get_end (span), <=, length);
  for (guint i = 0; i < n_ranges; i++)
    {
      g_assert_cmpuint (ranges[i].start, <, ranges[i].end);
      g_assert_true (i == 0 || ranges[i - 1].end < ranges[i].start);
    }
}

/**
 * fuzz_check_sidecar:
 * @sidecar: a sidecar
 *
 * Its offsets are in its text; what is written of it reads as the same, to the byte.
 */
void
fuzz_check_sidecar (const TandaiSidecar *sidecar)
{
  g_autoptr (GBytes) once = tandai_sidecar_serialize (sidecar);
  g_autoptr (GBytes) twice = NULL;
  g_autoptr (TandaiSidecar) again = NULL;
  g_autoptr (TandaiSidecar) head = NULL;
  g_autoptr (GError) error = NULL;

  fuzz_check_text (sidecar->text);
  for (guint i = 0; i < sidecar->spans->len; i++)
    check_span (sidecar->spans->pdata[i], tandai_text_get_length (sidecar->text));
  again = tandai_sidecar_parse (once, &error);
  g_assert_no_error (error);
  twice = tandai_sidecar_serialize (again);
  if (!g_bytes_equal (once, twice))
    g_error ("Written again it differs:\n%s\n%s", (const char *) g_bytes_get_data (once, NULL),
             (const char *) g_bytes_get_data (twice, NULL));
  g_assert_cmpuint (again->spans->len, ==, sidecar->spans->len);
  g_assert_cmpuint (again->relations->len, ==, sidecar->relations->len);
  head = tandai_sidecar_parse_head (once, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (head->sha256, ==, sidecar->sha256);
}

/** fuzz_check_spans: no two of them are one */
void
fuzz_check_spans (const TandaiSidecar *sidecar)
{
  g_autoptr (GHashTable) places = g_hash_table_new (tandai_span_hash_place, tandai_span_equal_places);

  for (guint i = 0; i < sidecar->spans->len; i++)
    g_assert_true (g_hash_table_add (places, sidecar->spans->pdata[i]));
}

/** fuzz_check_conflicts: whatever the conflicts hold, each is told apart */
void
fuzz_check_conflicts (const TandaiSidecar *sidecar)
{
  g_autoptr (TandaiAnnotationSet) set = tandai_annotation_set_new (sidecar->spans, sidecar->relations);
  g_autoptr (GPtrArray) conflicts = tandai_conflicts_list (sidecar, set);

  g_assert_true ((conflicts->len > 0) == (sidecar->n_conflicts > 0));
  for (guint i = 0; i < conflicts->len; i++)
    {
      g_autoptr (GPtrArray) parts = tandai_conflict_list_parts (conflicts->pdata[i], sidecar, set);
      g_autofree char *span = tandai_conflict_dup_span (conflicts->pdata[i], set);

      g_assert_true (span == NULL || tandai_annotation_set_lookup_span (set, span) != NULL);
    }
}

/** fuzz_check_messages: a message is for a terminal: nothing in it may break its line or drive it */
void
fuzz_check_messages (GPtrArray *failures)
{
  for (guint i = 0; i < failures->len; i++)
    {
      const char *message = failures->pdata[i];

      g_assert_true (g_utf8_validate (message, -1, NULL));
      for (const char *p = message; *p != '\0'; p = g_utf8_next_char (p))
        g_assert_false (g_unichar_iscntrl (g_utf8_get_char (p)));
    }
}

/* What an import has written: right in itself, about the article beside it, and spans that are their words.
 */
static void
check_imported (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = tandai_file_read (path, TANDAI_SIDECAR_MAX_BYTES, NULL, NULL, &error);
  g_autoptr (TandaiSidecar) sidecar = NULL;
  g_autoptr (GBytes) canonical = NULL;
  g_autofree char *article = NULL;
  g_autofree char *annotator = NULL;

  g_assert_no_error (error);
  sidecar = tandai_sidecar_parse (bytes, &error);
  g_assert_no_error (error);
  canonical = tandai_sidecar_serialize (sidecar);
  g_assert_true (g_bytes_equal (bytes, canonical));
  fuzz_check_sidecar (sidecar);
  article = tandai_paths_article (path, &annotator);
  tandai_sidecar_check_owner (sidecar, article, annotator, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_test (article, G_FILE_TEST_IS_REGULAR));
  g_assert_false (tandai_sidecar_find_change (sidecar, article, NULL));
}

static void
check_output (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_assert_false (g_file_test (path, G_FILE_TEST_IS_SYMLINK));
      g_assert_cmpint (name[0], !=, '.');
      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        check_output (path);
      else if (tandai_paths_is_sidecar (path))
        check_imported (path);
    }
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
put (const char *folder, const char *name, const char *bytes, gsize n_bytes)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (
      g_file_set_contents_full (path, bytes, (gssize) n_bytes, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

/* Each name but the last has what comes before a parting line; returns how many files there are. */
static guint
put_input (const char *const *names, const char *data, gsize size)
{
  guint n = 0;

  for (; names[n] != NULL; n++)
    {
      const char *next =
          names[n + 1] != NULL ? memmem (data, size, FUZZ_NEXT_FILE, strlen (FUZZ_NEXT_FILE)) : NULL;
      gsize n_bytes = next != NULL ? (gsize) (next - data) : size;
      gsize n_used = next != NULL ? n_bytes + strlen (FUZZ_NEXT_FILE) : size;

      put (input, names[n], data, n_bytes);
      data += n_used;
      size -= n_used;
    }
  return n;
}

/**
 * fuzz_begin_folders:
 * @other: (out) (transfer none) (optional): a folder for what is not an article
 *
 * Makes two empty folders. The user's state folder lies beside them.
 *
 * Returns: (transfer none): a folder for articles
 */
const char *
fuzz_begin_folders (const char **other)
{
  fuzz_begin ();
  g_assert_cmpint (g_mkdir (input, 0700), ==, 0);
  g_assert_cmpint (g_mkdir (output, 0700), ==, 0);
  if (other != NULL)
    *other = input;
  return output;
}

/** fuzz_check_folder: checks all sidecars in the folder for articles, and that they lie beside theirs */
void
fuzz_check_folder (void)
{
  check_output (output);
}

/** fuzz_end_folders: removes them, and what was kept in the user's state folder */
void
fuzz_end_folders (void)
{
  remove_tree (input);
  remove_tree (output);
  remove_tree (state);
}

/** fuzz_put: Returns: (transfer full): the path of a new file */
char *
fuzz_put (const char *folder, const char *name, GBytes *bytes)
{
  gsize n_bytes;
  const char *data = g_bytes_get_data (bytes, &n_bytes);

  put (folder, name, data != NULL ? data : "", n_bytes);
  return g_build_filename (folder, name, NULL);
}

/**
 * fuzz_put_article:
 * @json: a sidecar of whatever article
 *
 * Puts an article "a.txt" with its text into the folder for articles, and a
 * sidecar that is otherwise as it says beside it.
 *
 * Returns: (transfer full) (nullable): that, or %NULL where @json is none
 */
TandaiSidecar *
fuzz_put_article (GBytes *json)
{
  TandaiSidecar *sidecar = tandai_sidecar_parse (json, NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *path = NULL;
  const char *chars;

  if (sidecar == NULL)
    return NULL;
  chars = tandai_text_get_chars (sidecar->text);
  g_free (sidecar->file);
  sidecar->file = g_strdup ("a.txt");
  g_free (sidecar->annotator);
  sidecar->annotator = g_strdup ("");
  g_free (sidecar->encoding);
  sidecar->encoding = g_strdup ("UTF-8");
  sidecar->newline = TANDAI_NEWLINE_LF;
  g_free (sidecar->sha256);
  sidecar->sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, chars, -1);
  put (output, "a.txt", chars, strlen (chars));
  bytes = tandai_sidecar_serialize (sidecar);
  path = fuzz_put (output, "a.txt.tandai.json", bytes);
  return sidecar;
}

static void
run_import (const char *format, const char *path, gboolean must_succeed)
{
  const TandaiImportOptions options = { NULL };
  const char *const paths[] = { path, NULL };
  const TandaiImportJob job = { tandai_format_find (format), paths, output, &options, NULL, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (TandaiImportResult) result = tandai_import_run (&job, NULL, &error);

  g_assert_no_error (error);
  fuzz_check_messages (result->failures);
  if (must_succeed && result->failures->len > 0)
    g_error ("What was written as %s can't be read: %s", format, (const char *) result->failures->pdata[0]);
  check_output (output);
  /* Nothing was written elsewhere. */
  g_assert_cmpuint (count_files (root), ==, 2);
}

/**
 * fuzz_import_into:
 * @format: the format's name
 * @names: (array zero-terminated=1): the files' names, of which the first is imported, or where there are
 *   several the folder
 * @data: their content, parted by %FUZZ_NEXT_FILE
 * @size: its length
 * @schema: (nullable): the tandai.json that is in the folder before
 * @extended: (out) (optional) (transfer full): the one that is there after
 *
 * Imports, and checks all that is there afterwards.
 */
void
fuzz_import_into (const char *format,
                  const char *const *names,
                  const uint8_t *data,
                  size_t size,
                  const char *schema,
                  GBytes **extended)
{
  g_autofree char *first = NULL;
  g_autofree char *schema_path = NULL;
  guint n_files;

  fuzz_begin_folders (NULL);
  first = g_build_filename (input, names[0], NULL);
  schema_path = g_build_filename (output, "tandai.json", NULL);
  if (schema != NULL)
    put (output, "tandai.json", schema, strlen (schema));
  n_files = put_input (names, (const char *) data, size);
  run_import (format, n_files > 1 ? input : first, FALSE);
  g_assert_cmpuint (count_files (input), ==, n_files);
  if (extended != NULL)
    *extended = tandai_file_read (schema_path, TANDAI_ARTICLE_MAX_BYTES, NULL, NULL, NULL);
  fuzz_end_folders ();
}

static void
put_written (const TandaiFormat *format, const TandaiExportFile *file)
{
  g_autofree char *name =
      *file->name != '\0' ? g_strdup (file->name) : g_strconcat ("a", format->suffix, NULL);
  g_autofree char *path = g_build_filename (input, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *whole = NULL;

  g_assert_true (g_utf8_validate (file->bytes->str, (gssize) file->bytes->len, NULL));
  g_assert_null (strstr (name, ".."));
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  if (*file->name == '\0')
    whole = g_strconcat (format->head != NULL ? format->head : "", file->bytes->str,
                         format->tail != NULL ? format->tail : "", NULL);
  put (input, name, whole != NULL ? whole : file->bytes->str,
       whole != NULL ? strlen (whole) : file->bytes->len);
}

/* The one text that was imported, where it is an article's whole text. */
static void
check_text_came_back (const TandaiSidecar *sidecar, const char *name)
{
  g_autofree char *path = g_build_filename (output, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (TandaiArticle) article = tandai_article_load (file, "UTF-8", NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (tandai_text_get_chars (article->text), ==, tandai_text_get_chars (sidecar->text));
}

/* What an import has made of the one article, where it says anything. */
static void
check_all_came_back (const TandaiSidecar *before, const char *name, const TandaiFormat *format)
{
  g_autofree char *article = g_build_filename (output, name, NULL);
  g_autofree char *path = tandai_paths_sidecar (article, before->annotator);
  g_autofree char *unnamed = tandai_paths_sidecar (article, "");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (TandaiSidecar) after = NULL;

  bytes = tandai_file_read (path, TANDAI_SIDECAR_MAX_BYTES, NULL, NULL, NULL);
  if (bytes == NULL)
    bytes = tandai_file_read (unnamed, TANDAI_SIDECAR_MAX_BYTES, NULL, NULL, NULL);
  after = bytes != NULL ? tandai_sidecar_parse (bytes, NULL) : NULL;
  fuzz_check_said (before, after, strcmp (format->name, "brat") != 0);
}

/**
 * fuzz_read_back:
 * @format: the format's name
 * @files: (element-type TandaiExportFile): what was written as it, of an article "a/b.txt"
 * @sidecar: what was written
 * @whole: whether the format keeps a text to the character, and all that is said of spans and relations
 *
 * Imports what was exported, which must succeed but for csv, where a row's offsets count in an article that
 * is not in the table, and for what no import could make.
 */
void
fuzz_read_back (const TandaiFormat *format, GPtrArray *files, const TandaiSidecar *sidecar, gboolean whole)
{
  gboolean is_plain = fuzz_is_plain (sidecar);

  fuzz_begin_folders (NULL);
  for (guint i = 0; i < files->len; i++)
    put_written (format, files->pdata[i]);
  if (format->read != NULL)
    run_import (format->name, input, is_plain && strcmp (format->name, "csv") != 0);
  if (whole)
    check_text_came_back (sidecar, "a/b.txt");
  if (whole && is_plain)
    check_all_came_back (sidecar, "a/b.txt", format);
  fuzz_end_folders ();
}

/** fuzz_import: does fuzz_import_into() without a tandai.json; the one that it makes must be read */
void
fuzz_import (const char *format, const char *const *names, const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) extended = NULL;
  g_autoptr (TandaiSchema) schema = NULL;
  g_autoptr (GError) error = NULL;

  fuzz_import_into (format, names, data, size, NULL, &extended);
  if (extended == NULL)
    return;
  schema = tandai_schema_parse (extended, &error);
  g_assert_no_error (error);
}
