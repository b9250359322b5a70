/* SPDX-License-Identifier: GPL-3.0-or-later */

/* JSON lines: the sidecars' own records, one a line. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/tandai-paths.h"
#include "formats/tandai-article-json.h"
#include "formats/tandai-import.h"
#include "formats/tandai-jsonl.h"
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

typedef struct
{
  TandaiImport *import;
  const char *path;
  TandaiTable *table;
} Reading;

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
choose_name (Reading *reading, const char *file)
{
  if (*file == '.' || tandai_paths_is_sidecar (file) || tandai_paths_is_temporary (file)
      || strcmp (file, TANDAI_SCHEMA_NAME) == 0 || has_control (file))
    return tandai_import_name (reading->import, file, NULL);
  return g_strdup (file);
}

/* An object that is no sidecar is a row of a table, where a member of it is an article. */
static gboolean
take_as_row (Reading *reading, guint line, const char *bytes, gsize n_bytes)
{
  g_autoptr (TandaiJson) json = tandai_json_parse (bytes, n_bytes, NULL);
  gboolean has_text = FALSE;

  if (json == NULL || tandai_json_get_kind (json, 0) != TANDAI_JSON_OBJECT
      || tandai_json_find (json, 0, "format") >= 0)
    return FALSE;
  tandai_table_begin (reading->table, line);
  for (int member = tandai_json_first (json, 0); member >= 0;
       member = tandai_json_next (json, (guint) member))
    {
      g_autofree char *name = tandai_json_dup_name (json, (guint) member);
      g_autofree char *value = tandai_article_json_dup_value (json, (guint) member + 1);

      has_text |= tandai_table_is_text (reading->table, name, 0);
      if (value != NULL)
        tandai_table_add (reading->table, name, 0, value);
      else if (tandai_json_get_kind (json, (guint) member + 1) != TANDAI_JSON_NULL)
        tandai_import_lose (reading->import, TANDAI_LOSS_METADATA, TRUE, reading->path, NULL, name);
    }
  if (has_text)
    tandai_table_end (reading->table);
  return has_text;
}

static gboolean
read_line (guint line, const char *bytes, gsize n_bytes, gpointer user_data)
{
  Reading *reading = user_data;
  g_autoptr (GBytes) record = g_bytes_new_static (bytes, n_bytes);
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  TandaiSidecar *sidecar;
  TandaiDraft *draft;
  gboolean exact;

  if (n_bytes == 0 || take_as_row (reading, line, bytes, n_bytes))
    return TRUE;
  sidecar = tandai_sidecar_parse (record, &error);
  if (sidecar == NULL)
    {
      tandai_import_fail (reading->import, reading->path, line, "%s", error->message);
      return TRUE;
    }
  name = choose_name (reading, sidecar->file);
  draft = tandai_draft_new_sidecar (name, sidecar, &exact);
  if (!exact)
    tandai_import_lose (reading->import, TANDAI_LOSS_METADATA, FALSE, reading->path, NULL, sidecar->file);
  tandai_import_take (reading->import, reading->path, draft);
  return TRUE;
}

static void
read_file (TandaiImport *import, const char *path)
{
  const char *const suffixes[] = { ".jsonl", NULL };
  g_autoptr (GPtrArray) files = tandai_import_list (import, path, suffixes);

  for (guint i = 0; i < files->len; i++)
    {
      g_autoptr (TandaiTable) table = tandai_table_new (import, files->pdata[i]);
      Reading reading = { import, files->pdata[i], table };

      tandai_import_each_line (import, files->pdata[i], read_line, &reading);
    }
}

const TandaiFormat tandai_format_jsonl = {
  .name = "jsonl",
  .summary = N_ ("the sidecars’ own records, one a line"),
  .reading = N_ ("the sidecars’ own records, one a line, or other records with an article’s text each"),
  .carries = TANDAI_CARRIES_NESTED | TANDAI_CARRIES_DISCONTINUOUS | TANDAI_CARRIES_RELATIONS
             | TANDAI_CARRIES_ATTRIBUTES | TANDAI_CARRIES_NOTES | TANDAI_CARRIES_STATUS
             | TANDAI_CARRIES_METADATA,
  .one_file = TRUE,
  .suffix = ".jsonl",
  /* Translators: “load_dataset” and what is in quotation marks is code in Python. */
  .loading =
      N_ ("In Python: datasets.load_dataset(\"json\", data_files=\"FILE\"), or one json.loads a line."),
  .write = write_article,
  .read = read_file,
};
