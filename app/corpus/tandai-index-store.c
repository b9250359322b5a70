/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The file of an index. What is written there can be had again from the
 * articles, so nothing waits for the disk; that the machine stops in the middle
 * is noticed by SQLite, and the index made anew.
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "core/tandai-error.h"
#include "corpus/tandai-index-private.h"

/* Whatever changes in the tables, or in what they mean, gets another number. */
#define VERSION  2
#define INDEX_ID 0x54616e64
#define BUSY_MS  2000

static const char *const tables = "PRAGMA user_version = " G_STRINGIFY (
    VERSION) ";"
             "PRAGMA application_id = " G_STRINGIFY (
                 INDEX_ID) ";"
                           "CREATE TABLE articles (id INTEGER PRIMARY KEY AUTOINCREMENT, path BLOB NOT NULL "
                           "UNIQUE, stamp BLOB NOT NULL,"
                           "  size INTEGER, mtime INTEGER, status INTEGER, spans INTEGER, title TEXT, "
                           "published TEXT, annotators TEXT,"
                           "  labels TEXT, failure TEXT);"
                           /* What left the articles stays behind here, under numbers that are never given
                              again. */
                           "CREATE TABLE postings (id INTEGER PRIMARY KEY, groups BLOB NOT NULL);"
                           /* Every term at least once, so that those which hold a part of a word are found by
                                                     looking through them. */
                           "CREATE TABLE vocabulary (id INTEGER PRIMARY KEY, terms BLOB NOT NULL);";

static const char *const settings = "PRAGMA synchronous = OFF;"
                                    "PRAGMA secure_delete = OFF;"
                                    "PRAGMA temp_store = MEMORY;"
                                    "PRAGMA cell_size_check = ON;"
                                    "PRAGMA cache_size = -65536;";

typedef enum
{
  INDEX_ERROR_DAMAGED,
} IndexError;

static GQuark
damage_quark (void)
{
  return g_quark_from_static_string ("tandai-index-damage");
}

/** _tandai_index_error_is_damage: Returns: whether making the index anew would help */
gboolean
_tandai_index_error_is_damage (const GError *error)
{
  return error != NULL && error->domain == damage_quark ();
}

static gboolean
is_damage (int code)
{
  switch (code & 0xff)
    {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_FORMAT:
    case SQLITE_MISMATCH:
    case SQLITE_SCHEMA:
    /* A table or a column is missing: our statements have no other faults. */
    case SQLITE_ERROR:
      return TRUE;
    default:
      return FALSE;
    }
}

static GIOErrorEnum
error_code (int code)
{
  switch (code & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return G_IO_ERROR_BUSY;
    case SQLITE_FULL:
      return G_IO_ERROR_NO_SPACE;
    case SQLITE_READONLY:
      return G_IO_ERROR_READ_ONLY;
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_CANTOPEN:
      return G_IO_ERROR_PERMISSION_DENIED;
    default:
      return G_IO_ERROR_FAILED;
    }
}

static gboolean
fail (TandaiIndexStore *self, int code, GError **error)
{
  g_autofree char *shown = tandai_display_name (self->path);
  const char *reason = self->db != NULL ? sqlite3_errmsg (self->db) : sqlite3_errstr (code);

  if ((code & 0xff) == SQLITE_BUSY || (code & 0xff) == SQLITE_LOCKED)
    reason = _ ("another program is writing to it");
  g_set_error (error, is_damage (code) ? damage_quark () : G_IO_ERROR,
               is_damage (code) ? INDEX_ERROR_DAMAGED : (int) error_code (code),
               /* Translators: the first %s is the index's file, the second the reason. */
               _ ("The corpus index “%s” can’t be used: %s"), shown, reason);
  return FALSE;
}

/** _tandai_index_store_fail_damaged: Returns: %FALSE, having said that what was read makes no sense */
gboolean
_tandai_index_store_fail_damaged (TandaiIndexStore *self, GError **error)
{
  g_autofree char *shown = tandai_display_name (self->path);

  g_set_error (error, damage_quark (), INDEX_ERROR_DAMAGED, _ ("The corpus index “%s” can’t be used: %s"),
               shown, sqlite3_errstr (SQLITE_CORRUPT));
  return FALSE;
}

/** _tandai_index_store_run: Returns: whether statements without results could be run */
gboolean
_tandai_index_store_run (TandaiIndexStore *self, const char *sql, GError **error)
{
  int code = sqlite3_exec (self->db, sql, NULL, NULL, NULL);

  return code == SQLITE_OK || fail (self, code, error);
}

/** _tandai_index_store_prepare: Returns: (transfer full): a statement, or %NULL */
sqlite3_stmt *
_tandai_index_store_prepare (TandaiIndexStore *self, const char *sql, GError **error)
{
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2 (self->db, sql, -1, &statement, NULL);

  if (code != SQLITE_OK)
    fail (self, code, error);
  return statement;
}

/** _tandai_index_store_step: steps to the next row, if any; after the last the statement can be bound again
 */
gboolean
_tandai_index_store_step (TandaiIndexStore *self, sqlite3_stmt *statement, gboolean *is_row, GError **error)
{
  int code = sqlite3_step (statement);

  if (is_row != NULL)
    *is_row = code == SQLITE_ROW;
  if (code == SQLITE_ROW)
    return TRUE;
  sqlite3_reset (statement);
  return code == SQLITE_DONE || fail (self, code, error);
}

static gboolean
read_number (TandaiIndexStore *self, const char *sql, gint64 *number, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = _tandai_index_store_prepare (self, sql, error);
  gboolean is_row;

  if (statement == NULL || !_tandai_index_store_step (self, statement, &is_row, error))
    return FALSE;
  *number = is_row ? sqlite3_column_int64 (statement, 0) : 0;
  return TRUE;
}

/* An empty file gets its tables; one of another version is as good as damaged. */
static gboolean
check_version (TandaiIndexStore *self, gboolean to_write, GError **error)
{
  gint64 version;
  gint64 n_tables;

  if (!read_number (self, "PRAGMA user_version", &version, error)
      || !read_number (self, "SELECT count(*) FROM sqlite_schema", &n_tables, error))
    return FALSE;
  if (version == VERSION)
    return TRUE;
  if (!to_write || n_tables > 0 || version != 0)
    return fail (self, SQLITE_FORMAT, error);
  return _tandai_index_store_run (self, "BEGIN IMMEDIATE", error)
         && _tandai_index_store_run (self, tables, error) && _tandai_index_store_run (self, "COMMIT", error);
}

/**
 * _tandai_index_store_open:
 * @path: the file
 * @to_write: whether it is made where it is missing
 * @error: return location for an error
 *
 * Returns: (transfer full): a connection, or %NULL
 */
TandaiIndexStore *
_tandai_index_store_open (const char *path, gboolean to_write, GError **error)
{
  g_autoptr (TandaiIndexStore) self = g_new0 (TandaiIndexStore, 1);
  int code;

  self->path = g_strdup (path);
  if (!to_write && !g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _ ("The folder has no index yet"));
      return NULL;
    }
  code = sqlite3_open_v2 (path, &self->db,
                          SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_READWRITE | (to_write ? SQLITE_OPEN_CREATE : 0),
                          NULL);
  if (code != SQLITE_OK)
    {
      fail (self, code, error);
      return NULL;
    }
  sqlite3_busy_timeout (self->db, BUSY_MS);
  if (!_tandai_index_store_run (self, settings, error)
      || (to_write && !_tandai_index_store_run (self, "PRAGMA journal_mode = WAL", error))
      || !check_version (self, to_write, error))
    return NULL;
  return g_steal_pointer (&self);
}

/** _tandai_index_store_clear: Returns: whether everything could be taken out */
gboolean
_tandai_index_store_clear (TandaiIndexStore *self, GError **error)
{
  return _tandai_index_store_run (self,
                                  "BEGIN IMMEDIATE;"
                                  "DELETE FROM articles;"
                                  "DELETE FROM sqlite_sequence;"
                                  "DELETE FROM vocabulary;"
                                  "DELETE FROM postings;"
                                  "COMMIT",
                                  error);
}

/** _tandai_index_store_close: closes and frees a connection */
void
_tandai_index_store_close (TandaiIndexStore *self)
{
  sqlite3_close_v2 (self->db);
  g_free (self->path);
  g_free (self);
}

/** _tandai_index_store_discard: removes the file and what belongs to it */
void
_tandai_index_store_discard (const char *path)
{
  const char *const suffixes[] = { "-wal", "-shm", "-journal", "" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *name = g_strconcat (path, suffixes[i], NULL);

      g_unlink (name);
    }
}
