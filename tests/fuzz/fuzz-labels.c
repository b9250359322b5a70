/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is kept of changes to a folder's labels, as whatever database or of whatever content, and a folder
 * that may fit it: finishing it and taking it back change nothing outside the folder, and break no sidecar.
 */

#include "config.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/tandai-file.h"
#include "corpus/tandai-label-change.h"
#include "corpus/tandai-label-journal.h"

#include "fuzz.h"

#define DATABASE "SQLite format 3"
#define NAME     "a.txt.tandai.json"

static const char SIDECAR[] =
    "{\"format\": \"tandai/1\", \"article\": {\"file\": \"a.txt\", \"sha256\": \"" FUZZ_ANY_SHA256
    "\", \"encoding\": \"UTF-8\", \"newline\": \"lf\"}, \"annotator\": \"\", \"status\": "
    "\"done\", \"text\": \"Satu dua\", \"spans\": [{\"id\": \"s1\", \"start\": 0, \"end\": 4, "
    "\"label\": \"place\", \"text\": \"Satu\"}], \"relations\": []}";

/* The parts of an input that is no database, in their order; what is left out is not there. */
enum
{
  NUMBERS,
  LABEL,
  INTO,
  ANNOTATOR,
  TITLE,
  SCHEMA_BEFORE,
  SCHEMA_AFTER,
  FOLDER_SIDECAR,
  PATH,
  BEFORE,
  BEFORE_SHA256,
  AFTER_SHA256,
  AFTER,
  N_PARTS,
};

static void
clear_parts (GBytes **parts)
{
  for (guint i = 0; i < N_PARTS; i++)
    g_clear_pointer (&parts[i], g_bytes_unref);
}

/* A line of text. */
static char *
dup_line (GBytes *part)
{
  gsize n_bytes;
  const char *data = part != NULL ? g_bytes_get_data (part, &n_bytes) : NULL;
  g_autofree char *line = data != NULL ? g_strndup (data, n_bytes) : NULL;

  return line != NULL ? g_utf8_make_valid (g_strchomp (line), -1) : NULL;
}

/* What the column is to say, or the hash of what it names. */
static char *
dup_sha256 (GBytes *part, GBytes *now, GBytes *before)
{
  g_autofree char *line = dup_line (part);

  if (g_strcmp0 (line, "now") == 0)
    return g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, now);
  if (g_strcmp0 (line, "before") == 0)
    return g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, before);
  return line != NULL ? g_steal_pointer (&line) : g_strdup ("");
}

static void
put_database (GFile *folder, const uint8_t *data, size_t size)
{
  g_autofree char *parent = g_build_filename (g_get_user_state_dir (), "tandai", "labels", NULL);
  g_autofree char *real = realpath (g_file_peek_path (folder), NULL);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, real, -1);
  g_autofree char *name = g_strconcat (hash, ".sqlite", NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autofree char *path = NULL;

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  path = fuzz_put (parent, name, bytes);
}

static void
put_entry (TandaiLabelJournal *journal, const TandaiLabelStep *step, GBytes **parts, GBytes *now)
{
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);
  GBytes *before = parts[BEFORE] != NULL ? parts[BEFORE] : nothing;
  g_autofree char *path = dup_line (parts[PATH]);
  g_autofree char *before_sha256 = dup_sha256 (parts[BEFORE_SHA256], now, before);
  g_autofree char *after_sha256 = dup_sha256 (parts[AFTER_SHA256], now, before);
  TandaiLabelEntry entry = { path, before, before_sha256, after_sha256, parts[AFTER] };

  if (path != NULL)
    g_assert_true (tandai_label_journal_put_entry (journal, step, &entry, NULL));
}

static void
put_step (GFile *folder, GBytes **parts, GBytes *now)
{
  g_autoptr (TandaiLabelJournal) journal = tandai_label_journal_open (folder, NULL);
  g_autofree char *said = dup_line (parts[NUMBERS]);
  char *numbers = said != NULL ? said : (char *) "";
  g_autofree char *label = dup_line (parts[LABEL]);
  g_autofree char *into = dup_line (parts[INTO]);
  g_autofree char *annotator = dup_line (parts[ANNOTATOR]);
  g_autofree char *title = dup_line (parts[TITLE]);
  char *next = numbers;
  TandaiLabelStep step = { .label = label,
                           .into = into,
                           .annotator = annotator,
                           .title = title != NULL ? title : numbers,
                           .schema_before = parts[SCHEMA_BEFORE],
                           .schema_after = parts[SCHEMA_AFTER] };

  step.state = (TandaiLabelState) strtol (next, &next, 10);
  step.kind = (TandaiRelabelKind) strtol (next, &next, 10);
  step.ignore_case = strtol (next, &next, 10) != 0;
  g_assert_true (tandai_label_journal_put_step (journal, &step, NULL));
  put_entry (journal, &step, parts, now);
}

static void
run (GFile *folder, TandaiLabelTask task)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TandaiLabelReport) report = tandai_label_run (folder, task, NULL, NULL, NULL, NULL, &error);

  g_assert_true ((report == NULL) == (error != NULL));
  if (report != NULL)
    fuzz_check_messages (report->failures);
}

static gboolean
is_part (GBytes *bytes, GBytes **parts)
{
  return (parts[BEFORE] != NULL && g_bytes_equal (bytes, parts[BEFORE]))
         || (parts[AFTER] != NULL && g_bytes_equal (bytes, parts[AFTER]));
}

static void
check_sidecar (const char *path, GBytes **parts)
{
  g_autoptr (GBytes) bytes = tandai_file_read (path, TANDAI_SIDECAR_MAX_BYTES, NULL, NULL, NULL);
  g_autoptr (TandaiSidecar) sidecar = bytes != NULL ? tandai_sidecar_parse (bytes, NULL) : NULL;

  if (sidecar != NULL)
    fuzz_check_sidecar (sidecar);
  else
    g_assert_true (bytes == NULL || is_part (bytes, parts));
}

static void
check_outside (const char *path, GBytes *was)
{
  g_autoptr (GBytes) bytes = tandai_file_read (path, TANDAI_SIDECAR_MAX_BYTES, NULL, NULL, NULL);

  g_assert_true (bytes != NULL && g_bytes_equal (bytes, was));
}

static void
run_all (GFile *folder, const char *sidecar, GBytes **parts)
{
  gboolean unfinished;
  g_autofree char *title = tandai_label_dup_undo_title (folder, &unfinished);

  g_assert_true (title == NULL || g_utf8_validate (title, -1, NULL));
  run (folder, TANDAI_LABEL_RECOVER);
  check_sidecar (sidecar, parts);
  run (folder, TANDAI_LABEL_UNDO);
  check_sidecar (sidecar, parts);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  GBytes *parts[N_PARTS] = { NULL };
  gboolean is_database = size > strlen (DATABASE) && memcmp (data, DATABASE, strlen (DATABASE)) == 0;
  const uint8_t *at = data;
  size_t left = is_database ? 0 : size;
  const char *outside;
  const char *path = fuzz_begin_folders (&outside);
  g_autoptr (GFile) folder = g_file_new_for_path (path);
  g_autoptr (GBytes) given = g_bytes_new_static (SIDECAR, sizeof SIDECAR - 1);
  g_autoptr (TandaiSidecar) sidecar = NULL;
  g_autoptr (GBytes) now = NULL;
  g_autofree char *inside_path = g_build_filename (path, NAME, NULL);
  g_autofree char *outside_path = NULL;

  for (guint i = 0; i < N_PARTS; i++)
    parts[i] = fuzz_take_part (&at, &left);
  sidecar = fuzz_put_article (parts[FOLDER_SIDECAR] != NULL ? parts[FOLDER_SIDECAR] : given);
  if (sidecar == NULL)
    sidecar = fuzz_put_article (given);
  now = tandai_sidecar_serialize (sidecar);
  outside_path = fuzz_put (outside, NAME, now);
  if (is_database)
    put_database (folder, data, size);
  else if (parts[NUMBERS] != NULL)
    put_step (folder, parts, now);
  run_all (folder, inside_path, parts);
  check_outside (outside_path, now);
  clear_parts (parts);
  fuzz_end_folders ();
  return 0;
}
