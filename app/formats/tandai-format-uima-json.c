/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * UIMA's CAS JSON: each text with its annotations and their type system in one
 * file. What XMI writes as a list of numbers is an array with a number of its
 * own here; it follows the feature structure that has it.
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/tandai-json.h"
#include "core/tandai-paths.h"
#include "formats/tandai-article-json.h"
#include "formats/tandai-uima-files.h"
#include "formats/tandai-uima-reader.h"
#include "formats/tandai-uima-writer.h"

#define SUFFIX ".json"

/* A list that is still to be written. */
typedef struct
{
  guint id;
  const char *type;
  guint first;
  guint n;
} List;

static void
write_begin (TandaiUimaWriter *writer, guint id, const char *type)
{
  g_string_append_printf (writer->to, "%s  {\"%%ID\": %u, \"%%TYPE\": \"%s\"",
                          id > TANDAI_UIMA_SOFA_ID ? ",\n" : "", id, type);
}

static void
write_number (TandaiUimaWriter *writer, const char *name, guint value)
{
  g_string_append_printf (writer->to, ", \"%s\": %u", name, value);
}

static void
write_text (TandaiUimaWriter *writer, const char *name, const char *value)
{
  g_string_append_printf (writer->to, ", \"%s\": ", name);
  tandai_json_write_string (writer->to, value, -1);
}

static void
write_reference (TandaiUimaWriter *writer, const char *name, guint id)
{
  g_string_append_printf (writer->to, ", \"@%s\": %u", name, id);
}

static void
write_list (TandaiUimaWriter *writer, const char *name, const char *type, guint first, guint n)
{
  GArray *lists = writer->user_data;
  List list = { ++writer->n_ids, type, first, n };

  write_reference (writer, name, list.id);
  g_array_append_val (lists, list);
}

static void
append_list (TandaiUimaWriter *writer, const List *list)
{
  g_autofree char *type = g_strconcat (list->type, "[]", NULL);

  write_begin (writer, list->id, type);
  g_string_append (writer->to, ", \"%ELEMENTS\": [");
  for (guint i = 0; i < list->n; i++)
    g_string_append_printf (writer->to, "%s%u", i > 0 ? ", " : "", list->first + i);
  g_string_append (writer->to, "]}");
}

static void
write_end (TandaiUimaWriter *writer)
{
  GArray *lists = writer->user_data;

  g_string_append_c (writer->to, '}');
  for (guint i = 0; i < lists->len; i++)
    append_list (writer, &g_array_index (lists, List, i));
  g_array_set_size (lists, 0);
}

static const TandaiUimaSyntax syntax = {
  .begin = write_begin,
  .number = write_number,
  .text = write_text,
  .reference = write_reference,
  .list = write_list,
  .end = write_end,
};

static void
append_views (TandaiUimaWriter *writer)
{
  g_string_append_printf (writer->to, "{\"%s\": {\"%%SOFA\": %u, \"%%MEMBERS\": [", TANDAI_UIMA_VIEW,
                          TANDAI_UIMA_SOFA_ID);
  for (guint i = 0; i < writer->members->len; i++)
    g_string_append_printf (writer->to, "%s%u", i > 0 ? ", " : "", g_array_index (writer->members, guint, i));
  g_string_append (writer->to, "]}}");
}

static void
write_article (gpointer state,
               const TandaiExportArticle *article,
               const TandaiExportOptions *options,
               GPtrArray *files,
               TandaiReport *report)
{
  g_autoptr (GArray) lists = g_array_new (FALSE, FALSE, sizeof (List));
  g_autofree char *name = g_strconcat (article->stem, SUFFIX, NULL);
  TandaiUimaWriter writer;

  tandai_uima_writer_init (&writer, &syntax, article, report, tandai_format_file (files, name));
  writer.user_data = lists;
  g_string_append (writer.to, "{\n \"%TYPES\": ");
  tandai_uima_types_append_json (writer.to);
  g_string_append (writer.to, ",\n \"%FEATURE_STRUCTURES\": [\n");
  tandai_uima_writer_run (&writer);
  g_string_append (writer.to, "\n ],\n \"%VIEWS\": ");
  append_views (&writer);
  g_string_append (writer.to, "\n}\n");
  tandai_uima_writer_clear (&writer);
  tandai_article_json_report_rest (&tandai_format_uima_json, article, report);
}

/* A folder of ours has files of JSON that are nobody's CAS. */
static gboolean
is_ours (const char *path)
{
  g_autofree char *name = g_path_get_basename (path);

  return tandai_paths_is_sidecar (name) || strcmp (name, "tandai.json") == 0;
}

static void
read_files (TandaiImport *import, const char *path)
{
  static const char *const suffixes[] = { SUFFIX, NULL };
  g_autoptr (GPtrArray) files = tandai_import_list (import, path, suffixes);

  for (guint i = 0; i < files->len; i++)
    {
      g_autoptr (TandaiUimaCas) cas = NULL;

      if (g_cancellable_is_cancelled (tandai_import_get_cancellable (import)))
        return;
      if (!is_ours (files->pdata[i]))
        cas = tandai_uima_json_read (import, files->pdata[i]);
      if (cas != NULL)
        tandai_uima_take (import, files->pdata[i], SUFFIX, cas);
    }
}

const TandaiFormat tandai_format_uima_json = {
  .name = "uima-json",
  .summary =
      N_ ("UIMA CAS JSON: each text with its annotations and their type system, for INCEpTION and Python"),
  .carries = TANDAI_CARRIES_NESTED | TANDAI_CARRIES_DISCONTINUOUS | TANDAI_CARRIES_RELATIONS
             | TANDAI_CARRIES_ATTRIBUTES | TANDAI_CARRIES_NOTES | TANDAI_CARRIES_STATUS
             | TANDAI_CARRIES_METADATA,
  .one_file = FALSE,
  .loading =
      N_ ("With dkpro-cassis: load_cas_from_json(open(\"FILE\", \"rb\")); begin and end count UTF-16 code "
          "units."),
  .write = write_article,
  .read = read_files,
};
