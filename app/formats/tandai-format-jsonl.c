/* SPDX-License-Identifier: GPL-3.0-or-later */

/* JSON lines: the sidecars' own records, one a line. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/tandai-paths.h"
#include "formats/tandai-article-json.h"
#include "formats/tandai-jsonl.h"
#include "formats/tandai-record-spans.h"
#include "formats/tandai-table.h"

static void
write_article (gpointer state,
               const TandaiExportArticle *article,
               const TandaiExportOptions *options,
               GPtrArray *files,
               TandaiReport *report)
{
  GString *to = tandai_format_file (files, "");
  gsize from = to->len;

  tandai_sidecar_append_record (article->sidecar, to);
  tandai_jsonl_end_line (to, from);
}

static gboolean
has_control (const char *file)
{
  for (; *file != '\0'; file = g_utf8_next_char (file))
    if (g_unichar_iscntrl (g_utf8_get_char (file)))
      return TRUE;
  return FALSE;
}

/* The article's own name, except where it would not be an article's in a folder, or drive a terminal. */
static char *
choose_name (TandaiImport *import, const char *file)
{
  if (*file == '.' || tandai_paths_is_sidecar (file) || tandai_paths_is_temporary (file)
      || strcmp (file, TANDAI_SCHEMA_NAME) == 0 || has_control (file))
    return tandai_import_name (import, file, NULL);
  return g_strdup (file);
}

/* What is no text: spans, and what is known of the article. */
static void
take_others (const TandaiImportRecord *record, TandaiDraft *draft)
{
  const TandaiJson *json = record->json;

  for (int member = tandai_json_first (json, record->object); member >= 0;
       member = tandai_json_next (json, (guint) member))
    {
      g_autofree char *value = tandai_article_json_dup_value (json, (guint) member + 1);
      g_autofree char *name = NULL;

      if (value != NULL || tandai_record_spans_is_member (json, (guint) member)
          || tandai_article_json_take (draft, json, (guint) member))
        continue;
      name = tandai_json_dup_name (json, (guint) member);
      tandai_import_record_lose (record, TANDAI_LOSS_MEMBER, TRUE, NULL, name);
    }
  tandai_record_spans_take (record, draft);
}

static gboolean
is_sidecar (const TandaiImportRecord *record)
{
  return tandai_json_find (record->json, record->object, "format") >= 0;
}

/* An object that is no sidecar is a row of a table, where a member of it is an article. */
static gboolean
take_as_row (TandaiTable *table, const TandaiImportRecord *record)
{
  const TandaiJson *json = record->json;
  gboolean has_text = FALSE;
  TandaiDraft *draft;

  if (is_sidecar (record))
    return FALSE;
  tandai_table_begin (table, record->line, record->number);
  for (int member = tandai_json_first (json, record->object); member >= 0;
       member = tandai_json_next (json, (guint) member))
    {
      g_autofree char *name = tandai_json_dup_name (json, (guint) member);
      g_autofree char *value = tandai_article_json_dup_value (json, (guint) member + 1);

      has_text |= tandai_table_is_text (table, name, 0);
      if (value != NULL)
        tandai_table_add (table, name, 0, value);
    }
  draft = has_text ? tandai_table_end (table) : NULL;
  if (draft != NULL)
    take_others (record, draft);
  return has_text;
}

static TandaiSidecar *
parse_sidecar (const TandaiImportRecord *record, GError **error)
{
  g_autoptr (GString) raw = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;

  tandai_json_append_raw (record->json, record->object, raw);
  bytes = g_string_free_to_bytes (g_steal_pointer (&raw));
  return tandai_sidecar_parse (bytes, error);
}

static void
take_record (const TandaiImportRecord *record, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  TandaiSidecar *sidecar;
  TandaiDraft *draft;
  gboolean exact;

  if (take_as_row (user_data, record))
    return;
  sidecar = parse_sidecar (record, &error);
  if (sidecar == NULL)
    {
      tandai_import_record_fail (record, "%s", error->message);
      return;
    }
  name = choose_name (record->import, sidecar->file);
  draft = tandai_draft_new_sidecar (name, sidecar, &exact);
  if (!exact)
    tandai_import_lose (record->import, TANDAI_LOSS_METADATA, FALSE, record->path, NULL, sidecar->file);
  tandai_import_take (record->import, record->path, draft);
}

/* The names of all members of records that are rows, in the order in which they come. */
typedef struct
{
  GPtrArray *names;
  GHashTable *known;
} Columns;

static gboolean
has_all (const Columns *columns, char **named)
{
  for (guint i = 0; named[i] != NULL; i++)
    if (!g_hash_table_contains (columns->known, strchr (named[i], '=') + 1))
      return FALSE;
  return TRUE;
}

static gboolean
look_at_names (const TandaiImportRecord *record, gpointer user_data)
{
  Columns *columns = user_data;
  const TandaiJson *json = record->json;

  if (is_sidecar (record))
    return TRUE;
  for (int member = tandai_json_first (json, record->object); member >= 0;
       member = tandai_json_next (json, (guint) member))
    {
      g_autofree char *name = tandai_json_dup_name (json, (guint) member);

      if (g_hash_table_contains (columns->known, name))
        continue;
      g_hash_table_add (columns->known, name);
      g_ptr_array_add (columns->names, g_steal_pointer (&name));
    }
  return !has_all (columns, tandai_import_get_options (record->import)->columns);
}

/* Members that the user has named and that no record has are told before anything is taken, as columns are.
 */
static gboolean
check_columns (TandaiImport *import, TandaiTable *table, const char *path)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  Columns columns = { names, known };

  if (tandai_import_get_options (import)->columns == NULL)
    return TRUE;
  tandai_import_look_at_records (import, path, look_at_names, &columns);
  return names->len == 0 || tandai_table_check_names (table, 0, names, FALSE);
}

static void
read_file (TandaiImport *import, const char *path)
{
  const char *const suffixes[] = { ".jsonl", ".ndjson", NULL };
  g_autoptr (GPtrArray) files = tandai_import_list (import, path, suffixes);

  for (guint i = 0; i < files->len; i++)
    {
      g_autoptr (TandaiTable) table = tandai_table_new (import, files->pdata[i]);

      if (check_columns (import, table, files->pdata[i]))
        tandai_import_file_records (import, files->pdata[i], take_record, table);
    }
}

const TandaiFormat tandai_format_jsonl = {
  .name = "jsonl",
  .summary = N_ ("the sidecars’ own records, one a line"),
  .reading =
      N_ ("the sidecars’ own records, one a line, or others with an article’s text each, maybe with spans"),
  .carries = TANDAI_CARRIES_NESTED | TANDAI_CARRIES_DISCONTINUOUS | TANDAI_CARRIES_RELATIONS
             | TANDAI_CARRIES_ATTRIBUTES | TANDAI_CARRIES_NOTES | TANDAI_CARRIES_STATUS
             | TANDAI_CARRIES_METADATA | TANDAI_CARRIES_ORIGINS,
  .takes = TANDAI_TAKES_MAPPING | TANDAI_TAKES_UTF16,
  .one_file = TRUE,
  .suffix = ".jsonl",
  /* Translators: “load_dataset” and what is in quotation marks is code in Python. */
  .loading =
      N_ ("In Python: datasets.load_dataset(\"json\", data_files=\"FILE\"), or one json.loads a line."),
  .write = write_article,
  .read = read_file,
};
