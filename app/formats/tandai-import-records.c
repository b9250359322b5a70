/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Files of JSON records: one a line, or all of them in one list, or one alone over many lines. */

#include "config.h"

#include <string.h>

#include <gio/gunixinputstream.h>
#include <glib/gi18n-lib.h>

#include "core/tandai-file.h"
#include "core/tandai-paths.h"
#include "formats/tandai-import-private.h"
#include "formats/tandai-import-records.h"

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

/* Records are taken, or looked at as long as that wants more. */
typedef struct
{
  TandaiImport *import;
  const char *path;
  TandaiImportTake take;
  TandaiImportLook look;
  gpointer user_data;
  gboolean seen_enough;
} Reading;

/**
 * tandai_import_record_fail:
 * @record: a record
 * @format: what is wrong, as for printf()
 * @...: for @format
 *
 * Tells what can't be imported of a record, and where it is.
 */
void
tandai_import_record_fail (const TandaiImportRecord *record, const char *format, ...)
{
  g_autofree char *reason = NULL;
  va_list args;

  va_start (args, format);
  reason = g_strdup_vprintf (format, args);
  va_end (args);
  if (record->line > 0)
    tandai_import_fail (record->import, record->path, record->line, "%s", reason);
  else
    /* Translators: the number of a record in a list, then what is wrong there. */
    tandai_import_fail (record->import, record->path, 0, _ ("record %u: %s"), record->number, reason);
}

/**
 * tandai_import_record_lose:
 * @record: a record
 * @loss: what kind of thing
 * @dropped: whether it was left out
 * @id: (nullable): its id
 * @detail: (nullable): what helps a person to find it
 *
 * Notes what a record has that could not be represented.
 */
void
tandai_import_record_lose (
    const TandaiImportRecord *record, TandaiLoss loss, gboolean dropped, const char *id, const char *detail)
{
  g_autofree char *place = g_strdup_printf ("%s:%u", record->path, record->number);

  tandai_import_lose (record->import, loss, dropped, place, id, detail);
}

/**
 * tandai_import_record_name:
 * @record: a record
 * @stated: (nullable): what it says of its name
 *
 * Makes an article's name: the stated one, or the file's with the record's number.
 *
 * Returns: (transfer full): the path, relative
 */
char *
tandai_import_record_name (const TandaiImportRecord *record, const char *stated)
{
  g_autofree char *name = NULL;
  const char *dot, *slash;

  if (stated != NULL)
    {
      g_autofree char *safe = tandai_import_name (record->import, stated, NULL);

      if (!tandai_paths_is_sidecar (safe) && !tandai_paths_is_temporary (safe))
        return g_steal_pointer (&safe);
    }
  dot = strrchr (record->path, '.');
  slash = strrchr (record->path, '/');
  if (dot == NULL || (slash != NULL && dot < slash + 2))
    dot = record->path + strlen (record->path);
  name = g_strdup_printf ("%.*s-%05u", (int) (dot - record->path), record->path, record->number);
  return tandai_import_name (record->import, name, NULL);
}

static void
give (Reading *reading, const TandaiImportRecord *record)
{
  if (reading->look != NULL)
    reading->seen_enough = !reading->look (record, reading->user_data);
  else
    reading->take (record, reading->user_data);
}

static gboolean
take_line (guint line, const char *bytes, gsize n_bytes, gpointer user_data)
{
  Reading *reading = user_data;
  TandaiImportRecord record = { reading->import, reading->path, line, line, NULL, 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (TandaiJson) json = NULL;

  if (strspn (bytes, " \t") == n_bytes)
    return TRUE;
  json = tandai_json_parse_at (bytes, n_bytes, line, &error);
  record.json = json;
  if (json == NULL)
    /* It names the line itself, with the column. */
    tandai_import_fail (reading->import, reading->path, 0, "%s", error->message);
  else if (tandai_json_get_kind (json, 0) != TANDAI_JSON_OBJECT)
    tandai_import_record_fail (&record, "%s", _ ("it is no JSON object"));
  else
    give (reading, &record);
  return !reading->seen_enough
         && !g_cancellable_is_cancelled (tandai_import_get_cancellable (reading->import));
}

/* What begins with a bracket is one list, and what begins with a brace alone on its line one object, on
 * however many lines. */
static gboolean
is_whole (const char *path, GCancellable *cancellable)
{
  int fd = tandai_file_open (path, NULL);
  g_autoptr (GInputStream) stream = fd >= 0 ? g_unix_input_stream_new (fd, TRUE) : NULL;
  char start[256] = "";
  const char *p = start;

  if (stream == NULL || g_input_stream_read (stream, start, sizeof start - 1, cancellable, NULL) < 1)
    return FALSE;
  if (g_str_has_prefix (p, BYTE_ORDER_MARK))
    p += strlen (BYTE_ORDER_MARK);
  p += strspn (p, " \t\r\n");
  return *p == '[' || (*p == '{' && strchr ("\r\n", p[1 + strspn (p + 1, " \t")]) != NULL && p[1] != '\0');
}

static void
take_value (Reading *reading, TandaiImportRecord *record, guint value)
{
  record->number++;
  record->object = value;
  if (tandai_json_get_kind (record->json, value) == TANDAI_JSON_OBJECT)
    give (reading, record);
  else
    tandai_import_record_fail (record, "%s", _ ("it is no JSON object"));
}

static void
take_whole (Reading *reading)
{
  g_autoptr (GBytes) bytes = tandai_import_load (reading->import, reading->path);
  g_autoptr (GError) error = NULL;
  g_autoptr (TandaiJson) json = NULL;
  TandaiImportRecord record = { reading->import, reading->path };
  const char *data;
  gsize n_bytes;

  if (bytes == NULL)
    return;
  data = g_bytes_get_data (bytes, &n_bytes);
  if (g_str_has_prefix (data, BYTE_ORDER_MARK))
    {
      data += strlen (BYTE_ORDER_MARK);
      n_bytes -= strlen (BYTE_ORDER_MARK);
    }
  record.json = json = tandai_json_parse (data, n_bytes, &error);
  if (json == NULL)
    {
      tandai_import_fail (reading->import, reading->path, 0, "%s", error->message);
      return;
    }
  if (tandai_json_get_kind (json, 0) != TANDAI_JSON_ARRAY)
    {
      take_value (reading, &record, 0);
      return;
    }
  for (int item = tandai_json_first (json, 0); item >= 0 && !reading->seen_enough;
       item = tandai_json_next (json, (guint) item))
    take_value (reading, &record, (guint) item);
}

static void
read_records (Reading *reading)
{
  if (is_whole (reading->path, tandai_import_get_cancellable (reading->import)))
    take_whole (reading);
  else
    tandai_import_each_line (reading->import, reading->path, take_line, reading);
}

/**
 * tandai_import_file_records:
 * @self: the import
 * @file: a file
 * @take: takes a record
 * @user_data: for @take
 *
 * Gives the records of a file that has one JSON object a line, or is one list
 * of them, or is one object. What is no object is told; in a list that is no
 * JSON none can be found.
 */
void
tandai_import_file_records (TandaiImport *self, const char *file, TandaiImportTake take, gpointer user_data)
{
  Reading reading = { .import = self, .path = file, .take = take, .user_data = user_data };

  read_records (&reading);
}

/**
 * tandai_import_look_at_records:
 * @self: the import
 * @file: a file
 * @look: looks at a record
 * @user_data: for @look
 *
 * Shows the records of a file that is still to be taken, as far as @look wants
 * to see them. What is wrong in it is not told, as it will be when it is taken.
 */
void
tandai_import_look_at_records (TandaiImport *self,
                               const char *file,
                               TandaiImportLook look,
                               gpointer user_data)
{
  Reading reading = { .import = self, .path = file, .look = look, .user_data = user_data };
  guint n_failures = self->result->failures->len;
  guint n_unsaid = self->n_unsaid;

  read_records (&reading);
  g_ptr_array_set_size (self->result->failures, (int) n_failures);
  self->n_unsaid = n_unsaid;
}

/**
 * tandai_import_each_record:
 * @self: the import
 * @path: a file or folder; of a folder, the files that end in “.jsonl” or “.json”
 * @take: takes a record
 *
 * Gives the records of files, as tandai_import_file_records().
 */
void
tandai_import_each_record (TandaiImport *self, const char *path, TandaiImportTake take)
{
  const char *const suffixes[] = { ".jsonl", ".json", NULL };
  g_autoptr (GPtrArray) files = tandai_import_list (self, path, suffixes);

  for (guint i = 0; i < files->len; i++)
    tandai_import_file_records (self, files->pdata[i], take, NULL);
}
