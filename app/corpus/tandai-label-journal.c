/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A database holds the journal: its transactions are what a half written file of our own would have to be. */

#include "config.h"

#include <errno.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "core/tandai-error.h"
#include "core/tandai-paths.h"
#include "corpus/tandai-label-journal.h"

/* Another program that looks for what it may undo is done in no time; one that changes labels is not. */
#define BUSY_MS 2000

/* Older steps are let go: each holds the sidecars that it changed. */
#define MAX_STEPS 20

#define SETUP                                                                                                \
  "PRAGMA locking_mode = EXCLUSIVE;"                                                                         \
  "PRAGMA synchronous = FULL;"                                                                               \
  "PRAGMA foreign_keys = ON;"                                                                                \
  "BEGIN EXCLUSIVE;"                                                                                         \
  "CREATE TABLE IF NOT EXISTS step (id INTEGER PRIMARY KEY, state INTEGER NOT NULL, kind INTEGER NOT NULL,"  \
  " label TEXT, into_label TEXT, title TEXT NOT NULL, schema_before BLOB, schema_after BLOB,"                \
  " annotator TEXT, ignore_case INTEGER);"                                                                   \
  "CREATE TABLE IF NOT EXISTS sidecar (step INTEGER NOT NULL REFERENCES step ON DELETE CASCADE,"             \
  " path BLOB NOT NULL, before BLOB NOT NULL, before_sha256 TEXT NOT NULL, after_sha256 TEXT NOT NULL,"      \
  " after BLOB,"                                                                                             \
  " PRIMARY KEY (step, path));"                                                                              \
  "COMMIT;"

struct _TandaiLabelJournal
{
  sqlite3 *db;
  char *path;
};

/* A statement that is finalized at the end of its block. */
typedef sqlite3_stmt Statement;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Statement, sqlite3_finalize)

/** tandai_label_step_free: frees it */
void
tandai_label_step_free (TandaiLabelStep *step)
{
  if (step == NULL)
    return;
  g_free (step->label);
  g_free (step->into);
  g_free (step->annotator);
  g_free (step->title);
  g_clear_pointer (&step->schema_before, g_bytes_unref);
  g_clear_pointer (&step->schema_after, g_bytes_unref);
  g_free (step);
}

/** tandai_label_entry_free: frees it */
void
tandai_label_entry_free (TandaiLabelEntry *entry)
{
  if (entry == NULL)
    return;
  g_free (entry->path);
  g_clear_pointer (&entry->before, g_bytes_unref);
  g_free (entry->before_sha256);
  g_free (entry->after_sha256);
  g_clear_pointer (&entry->after, g_bytes_unref);
  g_free (entry);
}

/** tandai_label_entry_is_new: Returns: whether there was no sidecar before the step; @entry may be %NULL */
gboolean
tandai_label_entry_is_new (const TandaiLabelEntry *entry)
{
  return entry != NULL && *entry->before_sha256 == '\0';
}

static char *
parent_path (void)
{
  return g_build_filename (g_get_user_state_dir (), "tandai", "labels", NULL);
}

/* One journal a folder, whatever signs its path holds, and however it is reached. */
static char *
journal_path (GFile *folder)
{
  g_autofree char *parent = parent_path ();
  g_autofree char *real = realpath (g_file_peek_path (folder), NULL);
  g_autofree char *hash =
      g_compute_checksum_for_string (G_CHECKSUM_SHA256, real != NULL ? real : g_file_peek_path (folder), -1);
  g_autofree char *name = g_strconcat (hash, ".sqlite", NULL);

  return g_build_filename (parent, name, NULL);
}

static gboolean
fail (TandaiLabelJournal *self, GError **error)
{
  g_autofree char *shown = tandai_display_name (self->path);
  int code = sqlite3_errcode (self->db);

  if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_BUSY,
                         _ ("Another program is changing the labels of this folder"));
  else
    g_set_error (error, G_IO_ERROR, code == SQLITE_FULL ? G_IO_ERROR_NO_SPACE : G_IO_ERROR_FAILED,
                 /* Translators: a file, then the reason. */
                 _ ("“%s”, which is needed to undo changes to labels, can’t be used: %s"), shown,
                 sqlite3_errmsg (self->db));
  return FALSE;
}

/* What this program has not written, and could not do. */
static gboolean
fail_damaged (TandaiLabelJournal *self, GError **error)
{
  g_autofree char *shown = tandai_display_name (self->path);

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
               _ ("“%s”, which is needed to undo changes to labels, can’t be used: %s"), shown,
               sqlite3_errstr (SQLITE_CORRUPT));
  return FALSE;
}

static gboolean
execute (TandaiLabelJournal *self, const char *sql, GError **error)
{
  return sqlite3_exec (self->db, sql, NULL, NULL, NULL) == SQLITE_OK || fail (self, error);
}

static Statement *
prepare (TandaiLabelJournal *self, const char *sql, GError **error)
{
  Statement *statement = NULL;

  if (sqlite3_prepare_v2 (self->db, sql, -1, &statement, NULL) != SQLITE_OK)
    fail (self, error);
  return statement;
}

/* Runs a statement that gives nothing back. */
static gboolean
finish (TandaiLabelJournal *self, Statement *statement, GError **error)
{
  return sqlite3_step (statement) == SQLITE_DONE || fail (self, error);
}

/* Adds a column that earlier journals do not have. */
static gboolean
add_column (TandaiLabelJournal *self, const char *probe, const char *sql, GError **error)
{
  g_autoptr (Statement) known = prepare (self, probe, NULL);

  return known != NULL || execute (self, sql, error);
}

/* Journals were kept before strings could be labelled, and before places could. */
static gboolean
complete (TandaiLabelJournal *self, GError **error)
{
  return add_column (self, "SELECT ignore_case FROM step LIMIT 0",
                     "BEGIN EXCLUSIVE; ALTER TABLE step ADD COLUMN annotator TEXT;"
                     "ALTER TABLE step ADD COLUMN ignore_case INTEGER; COMMIT;",
                     error)
         && add_column (self, "SELECT after FROM sidecar LIMIT 0",
                        "BEGIN EXCLUSIVE; ALTER TABLE sidecar ADD COLUMN after BLOB; COMMIT;", error);
}

/** tandai_label_journal_exists: Returns: whether labels of that folder were ever changed */
gboolean
tandai_label_journal_exists (GFile *folder)
{
  g_autofree char *path = journal_path (folder);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/**
 * tandai_label_journal_open:
 * @folder: a folder of articles
 * @error: return location for an error; %G_IO_ERROR_BUSY where another program holds it
 *
 * Returns: (transfer full): the folder's journal, or %NULL
 */
TandaiLabelJournal *
tandai_label_journal_open (GFile *folder, GError **error)
{
  g_autoptr (TandaiLabelJournal) self = g_new0 (TandaiLabelJournal, 1);
  g_autofree char *parent = parent_path ();

  self->path = journal_path (folder);
  if (g_mkdir_with_parents (parent, 0700) != 0)
    {
      int saved_errno = errno;
      g_autofree char *shown = tandai_display_name (parent);

      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved_errno), _ ("Could not write “%s”: %s"),
                   shown, g_strerror (saved_errno));
      return NULL;
    }
  if (sqlite3_open_v2 (self->path, &self->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL) != SQLITE_OK)
    {
      fail (self, error);
      return NULL;
    }
  sqlite3_busy_timeout (self->db, BUSY_MS);
  return execute (self, SETUP, error) && complete (self, error) ? g_steal_pointer (&self) : NULL;
}

/** tandai_label_journal_close: closes it; what was begun and not committed never was */
void
tandai_label_journal_close (TandaiLabelJournal *self)
{
  if (self == NULL)
    return;
  sqlite3_close (self->db);
  g_free (self->path);
  g_free (self);
}

/** tandai_label_journal_begin: what follows counts together, or not at all. Returns: %FALSE with @error set
 */
gboolean
tandai_label_journal_begin (TandaiLabelJournal *self, GError **error)
{
  return execute (self, "BEGIN", error);
}

/** tandai_label_journal_commit: brings it to disk. Returns: %FALSE with @error set */
gboolean
tandai_label_journal_commit (TandaiLabelJournal *self, GError **error)
{
  return execute (self, "COMMIT", error);
}

/** tandai_label_journal_roll_back: forgets what was begun */
void
tandai_label_journal_roll_back (TandaiLabelJournal *self)
{
  if (!sqlite3_get_autocommit (self->db))
    execute (self, "ROLLBACK", NULL);
}

static GBytes *
dup_blob (Statement *statement, int column)
{
  const void *data = sqlite3_column_blob (statement, column);

  return sqlite3_column_type (statement, column) != SQLITE_NULL
             ? g_bytes_new (data, (gsize) sqlite3_column_bytes (statement, column))
             : NULL;
}

static char *
dup_text (Statement *statement, int column)
{
  return g_strdup ((const char *) sqlite3_column_text (statement, column));
}

static gboolean
is_state (int state)
{
  return state >= TANDAI_LABEL_STATE_DOING && state <= TANDAI_LABEL_STATE_UNDOING;
}

/* Whether a sidecar with such a label can be read again. */
static gboolean
is_sound_name (const char *name)
{
  return name != NULL && *name != '\0' && g_utf8_validate (name, -1, NULL);
}

/* Whether a step says all that its kind needs. */
static gboolean
is_sound_step (const TandaiLabelStep *step)
{
  gboolean needs_label = step->kind != TANDAI_RELABEL_NONE && step->kind != TANDAI_RELABEL_PLACES;
  gboolean needs_into = step->kind != TANDAI_RELABEL_NONE && step->kind != TANDAI_RELABEL_DELETE;

  return is_state ((int) step->state) && (int) step->kind >= TANDAI_RELABEL_NONE
         && step->kind <= TANDAI_RELABEL_PLACES && step->title != NULL
         && g_utf8_validate (step->title, -1, NULL) && (!needs_label || is_sound_name (step->label))
         && (!needs_into || is_sound_name (step->into));
}

/* Whether a path leads to a sidecar in the folder, or below it. */
static gboolean
is_sound_path (const char *path)
{
  g_auto (GStrv) parts = path != NULL ? g_strsplit (path, G_DIR_SEPARATOR_S, -1) : NULL;

  return path != NULL && *path != '\0' && !g_path_is_absolute (path) && tandai_paths_is_sidecar (path)
         && !g_strv_contains ((const char *const *) parts, "..");
}

static gboolean
is_sound_entry (const TandaiLabelEntry *entry)
{
  return is_sound_path (entry->path) && entry->before != NULL && entry->before_sha256 != NULL
         && entry->after_sha256 != NULL && *entry->after_sha256 != '\0';
}

/* Paths are bytes that need not be UTF-8. */
static char *
dup_path (Statement *statement, int column)
{
  return g_strndup (sqlite3_column_blob (statement, column),
                    (gsize) sqlite3_column_bytes (statement, column));
}

static void
bind_text (Statement *statement, int at, const char *text)
{
  sqlite3_bind_text (statement, at, text, -1, SQLITE_STATIC);
}

static void
bind_path (Statement *statement, int at, const char *path)
{
  sqlite3_bind_blob (statement, at, path, (int) strlen (path), SQLITE_STATIC);
}

static void
bind_bytes (Statement *statement, int at, GBytes *bytes)
{
  gsize n_bytes;
  const void *data = bytes != NULL ? g_bytes_get_data (bytes, &n_bytes) : NULL;

  if (bytes != NULL)
    sqlite3_bind_blob64 (statement, at, data != NULL ? data : "", n_bytes, SQLITE_STATIC);
}

/**
 * tandai_label_journal_get_last:
 * @self: a journal
 * @step: (out) (transfer full) (nullable): the latest step; %NULL where there is none
 * @error: return location for an error
 *
 * Returns: %FALSE where it can't be told
 */
gboolean
tandai_label_journal_get_last (TandaiLabelJournal *self, TandaiLabelStep **step, GError **error)
{
  g_autoptr (Statement) statement =
      prepare (self,
               "SELECT id, state, kind, label, into_label, title, schema_before, schema_after, annotator, "
               "ignore_case FROM step "
               "ORDER BY id DESC LIMIT 1",
               error);
  int result;

  *step = NULL;
  if (statement == NULL)
    return FALSE;
  result = sqlite3_step (statement);
  if (result == SQLITE_DONE)
    return TRUE;
  if (result != SQLITE_ROW)
    return fail (self, error);
  *step = g_new (TandaiLabelStep, 1);
  **step = (TandaiLabelStep){ .id = sqlite3_column_int64 (statement, 0),
                              .state = (TandaiLabelState) sqlite3_column_int (statement, 1),
                              .kind = (TandaiRelabelKind) sqlite3_column_int (statement, 2),
                              .label = dup_text (statement, 3),
                              .into = dup_text (statement, 4),
                              .title = dup_text (statement, 5),
                              .schema_before = dup_blob (statement, 6),
                              .schema_after = dup_blob (statement, 7),
                              .annotator = dup_text (statement, 8),
                              .ignore_case = sqlite3_column_int (statement, 9) != 0 };
  if (is_sound_step (*step))
    return TRUE;
  g_clear_pointer (step, tandai_label_step_free);
  return fail_damaged (self, error);
}

/** tandai_label_journal_put_step: writes a step as it is now; one with the id 0 is new and gets one. Returns:
 * %FALSE with @error set */
gboolean
tandai_label_journal_put_step (TandaiLabelJournal *self, TandaiLabelStep *step, GError **error)
{
  g_autoptr (Statement) statement =
      prepare (self,
               "INSERT INTO step (id, state, kind, label, into_label, title, schema_before, schema_after, "
               "annotator, ignore_case) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET "
               "state = excluded.state, "
               "schema_before = excluded.schema_before, schema_after = excluded.schema_after",
               error);

  if (statement == NULL)
    return FALSE;
  if (step->id != 0)
    sqlite3_bind_int64 (statement, 1, step->id);
  sqlite3_bind_int (statement, 2, (int) step->state);
  sqlite3_bind_int (statement, 3, (int) step->kind);
  bind_text (statement, 4, step->label);
  bind_text (statement, 5, step->into);
  bind_text (statement, 6, step->title);
  bind_bytes (statement, 7, step->schema_before);
  bind_bytes (statement, 8, step->schema_after);
  bind_text (statement, 9, step->annotator);
  sqlite3_bind_int (statement, 10, step->ignore_case ? 1 : 0);
  if (!finish (self, statement, error))
    return FALSE;
  if (step->id == 0)
    step->id = sqlite3_last_insert_rowid (self->db);
  return TRUE;
}

/** tandai_label_journal_remove_step: forgets a step and its sidecars. Returns: %FALSE with @error set */
gboolean
tandai_label_journal_remove_step (TandaiLabelJournal *self, const TandaiLabelStep *step, GError **error)
{
  g_autoptr (Statement) statement = prepare (self, "DELETE FROM step WHERE id = ?", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, step->id);
  return finish (self, statement, error);
}

/** tandai_label_journal_prune: forgets the steps that are too old. Returns: %FALSE with @error set */
gboolean
tandai_label_journal_prune (TandaiLabelJournal *self, GError **error)
{
  return execute (self,
                  "DELETE FROM step WHERE id NOT IN (SELECT id FROM step ORDER BY id DESC "
                  "LIMIT " G_STRINGIFY (MAX_STEPS) ")",
                  error);
}

/** tandai_label_journal_put_entry: writes what a step does to a sidecar. Returns: %FALSE with @error set */
gboolean
tandai_label_journal_put_entry (TandaiLabelJournal *self,
                                const TandaiLabelStep *step,
                                const TandaiLabelEntry *entry,
                                GError **error)
{
  g_autoptr (Statement) statement =
      prepare (self,
               "INSERT OR REPLACE INTO sidecar (step, path, before, before_sha256, after_sha256, after) "
               "VALUES (?, ?, ?, ?, ?, ?)",
               error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, step->id);
  bind_path (statement, 2, entry->path);
  bind_bytes (statement, 3, entry->before);
  bind_text (statement, 4, entry->before_sha256);
  bind_text (statement, 5, entry->after_sha256);
  bind_bytes (statement, 6, entry->after);
  return finish (self, statement, error);
}

/** tandai_label_journal_remove_entry: forgets a sidecar that a step left alone. Returns: %FALSE with @error
 * set
 */
gboolean
tandai_label_journal_remove_entry (TandaiLabelJournal *self,
                                   const TandaiLabelStep *step,
                                   const char *path,
                                   GError **error)
{
  g_autoptr (Statement) statement = prepare (self, "DELETE FROM sidecar WHERE step = ? AND path = ?", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, step->id);
  bind_path (statement, 2, path);
  return finish (self, statement, error);
}

/**
 * tandai_label_journal_get_entry:
 * @self: a journal
 * @step: a step
 * @path: a sidecar's path below the folder
 * @entry: (out) (transfer full) (nullable): what the step does to it; %NULL where nothing
 * @error: return location for an error
 *
 * Returns: %FALSE where it can't be told
 */
gboolean
tandai_label_journal_get_entry (TandaiLabelJournal *self,
                                const TandaiLabelStep *step,
                                const char *path,
                                TandaiLabelEntry **entry,
                                GError **error)
{
  g_autoptr (Statement) statement =
      prepare (self,
               "SELECT path, before, before_sha256, after_sha256, after FROM sidecar "
               "WHERE step = ? AND path = ?",
               error);
  int result;

  *entry = NULL;
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, step->id);
  bind_path (statement, 2, path);
  result = sqlite3_step (statement);
  if (result == SQLITE_DONE)
    return TRUE;
  if (result != SQLITE_ROW)
    return fail (self, error);
  *entry = g_new (TandaiLabelEntry, 1);
  **entry = (TandaiLabelEntry){ dup_path (statement, 0), dup_blob (statement, 1), dup_text (statement, 2),
                                dup_text (statement, 3), dup_blob (statement, 4) };
  if (is_sound_entry (*entry))
    return TRUE;
  g_clear_pointer (entry, tandai_label_entry_free);
  return fail_damaged (self, error);
}

/** tandai_label_journal_list_paths: Returns: (transfer full) (element-type filename): the sidecars that a
 * step changes, sorted bytewise, or %NULL with @error set */
GPtrArray *
tandai_label_journal_list_paths (TandaiLabelJournal *self, const TandaiLabelStep *step, GError **error)
{
  g_autoptr (Statement) statement =
      prepare (self, "SELECT path FROM sidecar WHERE step = ? ORDER BY path", error);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  int result;

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, step->id);
  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    {
      g_autofree char *path = dup_path (statement, 0);

      if (!is_sound_path (path))
        {
          fail_damaged (self, error);
          return NULL;
        }
      g_ptr_array_add (paths, g_steal_pointer (&path));
    }
  if (result == SQLITE_DONE)
    return g_steal_pointer (&paths);
  fail (self, error);
  return NULL;
}
