/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Lists the labels of a folder, and changes them in its corpus file and in all sidecars. */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

#include "cli/tandai-columns.h"
#include "cli/tandai-command.h"
#include "cli/tandai-members.h"
#include "cli/tandai-label-report.h"
#include "cli/tandai-label-options.h"
#include "core/tandai-codebook.h"
#include "core/tandai-error.h"
#include "core/tandai-file.h"
#include "core/tandai-paths.h"
#include "core/tandai-schema.h"
#include "core/tandai-schema-template.h"
#include "corpus/tandai-label-change.h"
#include "corpus/tandai-label-uses.h"

/* What the command was asked for. */
typedef struct
{
  gboolean dry_run;
  gboolean undo;
  gboolean json;
  gboolean with_spans;
  char *output;
  TandaiLabelOptions options;
  GFile *folder;
  GCancellable *cancellable;
} Request;

/**
 * Action:
 * @name: the word that asks for it; %NULL for the list
 * @n_names: how many names come before the folder
 * @run: does it
 */
typedef struct
{
  const char *name;
  guint n_names;
  TandaiExit (*run) (Request *request, char **names);
} Action;

static TandaiExit
fail (GError *error)
{
  TandaiExit status = tandai_command_fail (error);

  g_error_free (error);
  return status;
}

static char *
folder_title (GFile *folder)
{
  g_autofree char *current = g_canonicalize_filename (g_file_peek_path (folder), NULL);
  g_autofree char *base = g_path_get_basename (current);

  return tandai_display_name (base);
}

/* The folder's own labels, or the usual ones. */
static TandaiSchema *
load_schema (GFile *folder, GError **error)
{
  g_autoptr (GFile) file = g_file_get_child (folder, TANDAI_SCHEMA_NAME);

  return g_file_query_exists (file, NULL) ? tandai_schema_load (file, NULL, error)
                                          : tandai_schema_ref (tandai_schema_get_default ());
}

static const TandaiLabelUse *
find_use (GPtrArray *uses, const char *name)
{
  for (guint i = 0; i < uses->len; i++)
    if (strcmp (((TandaiLabelUse *) uses->pdata[i])->name, name) == 0)
      return uses->pdata[i];
  return NULL;
}

static void
add_row (GPtrArray *rows, const char *key, const char *name, const char *title, const TandaiLabelUse *use)
{
  g_autofree char *spans = g_strdup_printf ("%u", use != NULL ? use->n_spans : 0);
  g_autofree char *articles = g_strdup_printf ("%u", use != NULL ? use->n_articles : 0);
  const char *const row[] = { key, name, title, spans, articles, NULL };

  g_ptr_array_add (rows, g_strdupv ((char **) row));
}

static char *
make_table (TandaiSchema *schema, GPtrArray *uses)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  /* Translators: the heads of a table of labels: the name stands in the files, the title is for people. */
  const char *const heads[] = { C_ ("labels", "Key"),   C_ ("labels", "Name"),     C_ ("labels", "Title"),
                                C_ ("labels", "Spans"), C_ ("labels", "Articles"), NULL };

  g_ptr_array_add (rows, g_strdupv ((char **) heads));
  for (guint i = 0; i < tandai_schema_get_n_labels (schema); i++)
    {
      const TandaiLabelDef *def = tandai_schema_get_label (schema, i);

      add_row (rows, def->key, def->name, def->title, find_use (uses, def->name));
    }
  for (guint i = 0; i < uses->len; i++)
    {
      const TandaiLabelUse *use = uses->pdata[i];

      if (tandai_schema_find_label (schema, use->name, NULL) == NULL)
        /* Translators: in the place of a label’s title. */
        add_row (rows, "", use->name, _ ("(not in the schema)"), use);
    }
  return tandai_columns_format (rows, 3);
}

static void
add_label (JsonBuilder *json, const char *name, const TandaiLabelDef *def, const TandaiLabelUse *use)
{
  json_builder_begin_object (json);
  tandai_members_add_text (json, "name", name);
  tandai_members_add_text (json, "title", def != NULL ? def->title : NULL);
  tandai_members_add_text (json, "key", def != NULL && *def->key != '\0' ? def->key : NULL);
  json_builder_set_member_name (json, "in_schema");
  json_builder_add_boolean_value (json, def != NULL);
  tandai_members_add_number (json, "spans", use != NULL ? use->n_spans : 0);
  tandai_members_add_number (json, "articles", use != NULL ? use->n_articles : 0);
  json_builder_end_object (json);
}

static char *
dup_json (JsonBuilder *json)
{
  g_autoptr (JsonNode) root = json_builder_get_root (json);
  g_autofree char *text = json_to_string (root, TRUE);

  return g_strconcat (text, "\n", NULL);
}

static char *
make_json (TandaiSchema *schema, GPtrArray *uses)
{
  g_autoptr (JsonBuilder) json = json_builder_begin_array (json_builder_new ());

  for (guint i = 0; i < tandai_schema_get_n_labels (schema); i++)
    {
      const TandaiLabelDef *def = tandai_schema_get_label (schema, i);

      add_label (json, def->name, def, find_use (uses, def->name));
    }
  for (guint i = 0; i < uses->len; i++)
    {
      const TandaiLabelUse *use = uses->pdata[i];

      if (tandai_schema_find_label (schema, use->name, NULL) == NULL)
        add_label (json, use->name, NULL, use);
    }
  json_builder_end_array (json);
  return dup_json (json);
}

static TandaiExit
list_labels (Request *request, char **names)
{
  g_autoptr (GPtrArray) failures = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (TandaiSchema) schema = NULL;
  g_autoptr (GPtrArray) uses = NULL;
  g_autofree char *text = NULL;
  GError *error = NULL;

  schema = load_schema (request->folder, &error);
  uses = schema != NULL ? tandai_label_uses_count (request->folder, failures, request->cancellable, &error)
                        : NULL;
  if (uses == NULL)
    return fail (error);
  tandai_command_messages (failures);
  for (guint i = 0; tandai_schema_get_notices (schema)[i] != NULL; i++)
    tandai_command_message ("%s", tandai_schema_get_notices (schema)[i]);
  text = request->json ? make_json (schema, uses) : make_table (schema, uses);
  if (!tandai_command_print (text))
    return TANDAI_EXIT_FAILED;
  return failures->len > 0 ? TANDAI_EXIT_FOUND : TANDAI_EXIT_DONE;
}

static void
say_spans (const Request *request, const TandaiLabelReport *report)
{
  g_autofree char *spans =
      g_strdup_printf (ngettext ("%u span", "%u spans", report->counts.n_spans), report->counts.n_spans);
  g_autofree char *articles =
      g_strdup_printf (ngettext ("%u article", "%u articles", report->n_articles), report->n_articles);

  if (request->dry_run)
    /* Translators: each %s is a number with its noun, like 12 spans in 3 articles. */
    tandai_command_message (_ ("%s in %s would be changed"), spans, articles);
  else
    tandai_command_message (_ ("%s in %s changed"), spans, articles);
}

static void
say_counts (const TandaiRelabelCounts *counts)
{
  if (counts->n_relations > 0)
    tandai_command_message (ngettext ("%u relation goes", "%u relations go", counts->n_relations),
                            counts->n_relations);
  if (counts->n_joined > 0)
    tandai_command_message (ngettext ("%u span is joined with another of the same words",
                                      "%u spans are joined with others of the same words", counts->n_joined),
                            counts->n_joined);
  if (counts->n_noted > 0)
    tandai_command_message (ngettext ("in %u of these an attribute differs: one value goes to the note",
                                      "in %u of these an attribute differs: one value goes to the note",
                                      counts->n_noted),
                            counts->n_noted);
  if (counts->n_twice > 0)
    tandai_command_message (ngettext ("%u span stands beside another of the same words and label",
                                      "%u spans stand beside others of the same words and label",
                                      counts->n_twice),
                            counts->n_twice);
}

static gboolean
print_report (const TandaiLabelReport *report)
{
  g_autoptr (JsonBuilder) json = json_builder_begin_object (json_builder_new ());
  g_autofree char *text = NULL;

  tandai_members_add_number (json, "spans", report->counts.n_spans);
  tandai_members_add_number (json, "articles", report->n_articles);
  tandai_members_add_number (json, "sidecars", report->n_sidecars);
  tandai_members_add_number (json, "relations", report->counts.n_relations);
  tandai_members_add_number (json, "joined", report->counts.n_joined);
  tandai_members_add_number (json, "noted", report->counts.n_noted);
  tandai_members_add_number (json, "twice", report->counts.n_twice);
  json_builder_set_member_name (json, "failures");
  json_builder_begin_array (json);
  for (guint i = 0; i < report->failures->len; i++)
    json_builder_add_string_value (json, report->failures->pdata[i]);
  json_builder_end_array (json);
  json_builder_end_object (json);
  text = dup_json (json);
  return tandai_command_print (text);
}

static TandaiExit
say_report (const Request *request, const TandaiLabelReport *report, gboolean spans)
{
  tandai_label_report_say_recovered (report);
  tandai_command_messages (report->failures);
  if (report->title != NULL)
    /* Translators: %s is what was done to labels, like “actor” renamed to “tokoh”. */
    tandai_command_message (_ ("taken back: %s"), report->title);
  if (request->json && !print_report (report))
    return TANDAI_EXIT_FAILED;
  if (spans && !request->json)
    {
      say_spans (request, report);
      say_counts (&report->counts);
    }
  return report->failures->len > 0 || report->counts.n_twice > 0 ? TANDAI_EXIT_FOUND : TANDAI_EXIT_DONE;
}

static TandaiExit
run_task (Request *request, TandaiLabelTask task, const TandaiLabelChange *change)
{
  GError *error = NULL;
  g_autoptr (TandaiLabelReport) report =
      tandai_label_run (request->folder, task, change, tandai_command_progress, NULL, request->cancellable,
                        &error);

  if (report == NULL)
    return fail (error);
  return say_report (request, report, change != NULL && change->relabel.kind != TANDAI_RELABEL_NONE);
}

static TandaiExit
change_spans (Request *request, TandaiRelabelKind kind, const char *label, const char *into)
{
  const TandaiLabelChange change = { .relabel = { kind, label, into } };

  return run_task (request, request->dry_run ? TANDAI_LABEL_PREVIEW : TANDAI_LABEL_APPLY, &change);
}

static TandaiExit
rename_label (Request *request, char **names)
{
  return change_spans (request, TANDAI_RELABEL_RENAME, names[0], names[1]);
}

static TandaiExit
merge_label (Request *request, char **names)
{
  return change_spans (request, TANDAI_RELABEL_MERGE, names[0], names[1]);
}

/* Nobody is to lose spans for having meant the label alone. */
static TandaiExit
delete_label (Request *request, char **names)
{
  const TandaiLabelChange change = { .relabel = { TANDAI_RELABEL_DELETE, names[0], NULL } };
  g_autoptr (TandaiLabelReport) preview = NULL;
  GError *error = NULL;

  if (request->dry_run || request->with_spans)
    return change_spans (request, TANDAI_RELABEL_DELETE, names[0], NULL);
  preview = tandai_label_run (request->folder, TANDAI_LABEL_PREVIEW, &change, tandai_command_progress, NULL,
                              request->cancellable, &error);
  if (preview == NULL)
    return fail (error);
  if (preview->counts.n_spans == 0)
    return change_spans (request, TANDAI_RELABEL_DELETE, names[0], NULL);
  /* Translators: a label, then a number. */
  tandai_command_message (ngettext ("“%s” has %u span: --with-spans deletes it too",
                                    "“%s” has %u spans: --with-spans deletes them too",
                                    preview->counts.n_spans),
                          names[0], preview->counts.n_spans);
  return TANDAI_EXIT_FAILED;
}

static GBytes *
read_schema (const Request *request, GError **error)
{
  g_autofree char *path = g_build_filename (g_file_peek_path (request->folder), TANDAI_SCHEMA_NAME, NULL);
  g_autoptr (GError) local = NULL;
  GBytes *bytes = tandai_file_read (path, TANDAI_ARTICLE_MAX_BYTES, NULL, NULL, &local);

  if (bytes == NULL && !g_error_matches (local, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    g_propagate_error (error, g_steal_pointer (&local));
  return bytes;
}

typedef gboolean (*EditFunc) (Request *request, TandaiSchemaEdit *edit, char **names, GError **error);

/* Changes the corpus file alone. */
static TandaiExit
edit_schema (Request *request, char **names, EditFunc func)
{
  GError *error = NULL;
  g_autoptr (GBytes) before = read_schema (request, &error);
  g_autoptr (TandaiSchemaEdit) edit = error == NULL ? tandai_schema_edit_new (before, &error) : NULL;
  g_autoptr (GBytes) after = NULL;

  if (edit != NULL && func (request, edit, names, &error))
    after = tandai_schema_edit_finish (edit, NULL, &error);
  if (after == NULL)
    return fail (error);
  if (request->dry_run)
    {
      g_autofree char *text = g_strndup (g_bytes_get_data (after, NULL), g_bytes_get_size (after));

      return tandai_command_print (text) ? TANDAI_EXIT_DONE : TANDAI_EXIT_FAILED;
    }
  return run_task (request, TANDAI_LABEL_APPLY, &(TandaiLabelChange){ .base = before, .edited = after });
}

static gboolean
add_edit (Request *request, TandaiSchemaEdit *edit, char **names, GError **error)
{
  return tandai_schema_edit_add_label (edit, names[0], error)
         && tandai_label_options_apply (&request->options, edit, names[0], error);
}

static gboolean
set_edit (Request *request, TandaiSchemaEdit *edit, char **names, GError **error)
{
  return tandai_label_options_apply (&request->options, edit, names[0], error);
}

static gboolean
relation_edit (Request *request, TandaiSchemaEdit *edit, char **names, GError **error)
{
  return tandai_label_options_apply_relation (&request->options, edit, names[0], error);
}

static gboolean
unrelate_edit (Request *request, TandaiSchemaEdit *edit, char **names, GError **error)
{
  return tandai_schema_edit_remove_relation (edit, names[0], error);
}

static gboolean
template_edit (Request *request, TandaiSchemaEdit *edit, char **names, GError **error)
{
  const TandaiSchemaTemplate *template = tandai_schema_template_find (names[0]);

  if (template != NULL)
    return tandai_schema_edit_add_template (edit, template, error);
  g_set_error (error, TANDAI_ERROR, TANDAI_ERROR_NOT_FOUND,
               /* Translators: %s is what somebody gave; the words in quotation marks stay as they are. */
               _ ("There is no template “%s”: “news”, “attribution” and “entities” are"), names[0]);
  return FALSE;
}

static TandaiExit
add_label_action (Request *request, char **names)
{
  return edit_schema (request, names, add_edit);
}

static TandaiExit
set_label_action (Request *request, char **names)
{
  return edit_schema (request, names, set_edit);
}

static TandaiExit
relation_action (Request *request, char **names)
{
  return edit_schema (request, names, relation_edit);
}

static TandaiExit
unrelate_action (Request *request, char **names)
{
  return edit_schema (request, names, unrelate_edit);
}

static TandaiExit
template_action (Request *request, char **names)
{
  return edit_schema (request, names, template_edit);
}

static TandaiExit
print_codebook (TandaiSchema *schema, const char *title)
{
  g_autoptr (GBytes) page = tandai_codebook_make_html (schema, title);
  g_autofree char *text = g_strndup (g_bytes_get_data (page, NULL), g_bytes_get_size (page));

  return tandai_command_print (text) ? TANDAI_EXIT_DONE : TANDAI_EXIT_FAILED;
}

static TandaiExit
codebook_action (Request *request, char **names)
{
  g_autofree char *title = folder_title (request->folder);
  g_autoptr (TandaiSchema) schema = NULL;
  GError *error = NULL;

  schema = load_schema (request->folder, &error);
  if (schema == NULL)
    return fail (error);
  if (request->output == NULL)
    return print_codebook (schema, title);
  if (!tandai_codebook_save (schema, title, request->output, request->cancellable, &error))
    return fail (error);
  return TANDAI_EXIT_DONE;
}

static const Action LIST = { NULL, 0, list_labels };

static const Action ACTIONS[] = {
  { "rename", 2, rename_label },
  { "merge", 2, merge_label },
  { "delete", 1, delete_label },
  { "add", 1, add_label_action },
  { "set", 1, set_label_action },
  { "relation", 1, relation_action },
  { "remove-relation", 1, unrelate_action },
  { "template", 1, template_action },
  { "codebook", 0, codebook_action },
};

static const Action *
find_action (char **words)
{
  for (guint i = 0; words != NULL && words[0] != NULL && i < G_N_ELEMENTS (ACTIONS); i++)
    if (strcmp (ACTIONS[i].name, words[0]) == 0)
      return &ACTIONS[i];
  return &LIST;
}

static gboolean
take_folder (Request *request, const char *word)
{
  request->folder = g_file_new_for_commandline_arg (word);
  if (g_file_peek_path (request->folder) != NULL
      && g_file_test (g_file_peek_path (request->folder), G_FILE_TEST_IS_DIR))
    return TRUE;
  /* Translators: %s is a file. */
  tandai_command_message (_ ("“%s” is not a folder"), word);
  return FALSE;
}

/* Labels of its own would take the folder out of the corpus that it is part of. */
static gboolean
check_is_whole (const Request *request)
{
  g_autoptr (GFile) child = g_file_get_child (request->folder, TANDAI_SCHEMA_NAME);
  g_autoptr (GFile) schema = tandai_schema_find_file (child, NULL);
  g_autoptr (GFile) above = schema != NULL ? g_file_get_parent (schema) : NULL;
  g_autofree char *shown = NULL;

  if (above == NULL || g_file_equal (above, request->folder))
    return TRUE;
  shown = tandai_command_display (above);
  /* Translators: %s is a folder. */
  tandai_command_message (_ ("the labels of this folder are those of “%s”: name that one"), shown);
  return FALSE;
}

/* What a killed program had begun is finished before anything is listed. */
static TandaiExit
run_action (Request *request, const Action *action, char **names)
{
  TandaiExit found = TANDAI_EXIT_DONE;
  TandaiExit status;

  if (request->undo)
    return run_task (request, TANDAI_LABEL_UNDO, NULL);
  if (!request->dry_run)
    {
      GError *error = NULL;
      g_autoptr (TandaiLabelReport) report = tandai_label_run (request->folder, TANDAI_LABEL_RECOVER, NULL,
                                                               NULL, NULL, request->cancellable, &error);

      if (report == NULL)
        return fail (error);
      tandai_label_report_say_recovered (report);
      tandai_command_messages (report->failures);
      found = report->failures->len > 0 ? TANDAI_EXIT_FOUND : TANDAI_EXIT_DONE;
    }
  status = action->run (request, names);
  return MAX (status, found);
}

static TandaiExit
run_words (Request *request, char **words)
{
  const Action *action = request->undo ? &LIST : find_action (words);
  guint n_words = words != NULL ? g_strv_length (words) : 0;
  guint n_before = (action->name != NULL ? 1 : 0) + action->n_names;
  TandaiExit status;

  if (n_words != n_before + 1)
    {
      tandai_command_message (_ ("“%s --help” tells how it is used"), g_get_prgname ());
      return TANDAI_EXIT_FAILED;
    }
  if (!take_folder (request, words[n_before]) || !check_is_whole (request))
    status = TANDAI_EXIT_FAILED;
  else
    status = run_action (request, action, words + 1);
  g_clear_object (&request->folder);
  return status;
}

static TandaiExit
run (const TandaiCommand *self, int argc, char **argv, GCancellable *cancellable)
{
  Request request = { .cancellable = cancellable };
  g_auto (TandaiLabelOptions) options = { NULL };
  g_autofree char *output = NULL;
  g_auto (GStrv) words = NULL;
  const GOptionEntry entries[] = {
    { "dry-run", 'n', 0, G_OPTION_ARG_NONE, &request.dry_run, N_ ("Write nothing, only report"), NULL },
    { "undo", 0, 0, G_OPTION_ARG_NONE, &request.undo, N_ ("Take the latest change back"), NULL },
    { "with-spans", 0, 0, G_OPTION_ARG_NONE, &request.with_spans, N_ ("delete: the label’s spans too"),
      NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &request.json, N_ ("Report as JSON"), NULL },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("codebook: where the page goes"), N_ ("FILE") },
    { "title", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.titles, N_ ("add, set, relation: a title"),
      N_ ("LANGUAGE=TEXT") },
    { "description", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.descriptions, N_ ("add, set: what it is for"),
      N_ ("LANGUAGE=TEXT") },
    { "example", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.examples,
      N_ ("add, set: words that have the label"), N_ ("TEXT") },
    { "key", 0, 0, G_OPTION_ARG_STRING, &options.key, N_ ("add, set: the key that tags with it"),
      N_ ("KEY") },
    { "color", 0, 0, G_OPTION_ARG_STRING, &options.color, N_ ("add, set: on light and on dark pages"),
      "#RRGGBB,#RRGGBB" },
    { "shape", 0, 0, G_OPTION_ARG_STRING, &options.shape, N_ ("add, set: outline, chip, dashes or band"),
      N_ ("SHAPE") },
    { "attribute", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.attributes,
      N_ ("add, set: what spans may carry"), N_ ("NAME[=VALUE,…]") },
    { "attribute-title", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.attribute_titles,
      N_ ("add, set: an attribute’s title"), N_ ("NAME:LANGUAGE=TEXT") },
    { "attribute-description", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.attribute_descriptions,
      N_ ("add, set: what an attribute is for"), N_ ("NAME:LANGUAGE=TEXT") },
    { "remove-attribute", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.without,
      N_ ("set: what spans need not carry"), N_ ("NAME") },
    { "from", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.from, N_ ("relation: a label it starts from"),
      N_ ("LABEL") },
    { "to", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.to, N_ ("relation: a label it leads to"),
      N_ ("LABEL") },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &words, NULL, NULL },
    { NULL },
  };
  TandaiExit status;

  if (!tandai_command_parse (self, entries, &argc, &argv))
    return TANDAI_EXIT_FAILED;
  request.output = output;
  request.options = options;
  status = run_words (&request, words);
  return status;
}

const TandaiCommand tandai_command_labels = {
  .name = "labels",
  .arguments = N_ ("[ACTION NAME…] FOLDER"),
  .summary = N_ ("List labels; rename, merge, delete and describe them"),
  .description =
      N_ ("Actions: rename OLD NEW; merge LABEL INTO; delete LABEL; add LABEL; set LABEL; relation NAME; "
          "remove-relation NAME; template news|attribution|entities; codebook. Without one the labels are "
          "listed, with how many spans have them in how many articles. All sidecars of the folder are "
          "changed with its tandai.json. What a killed command left half done is finished by the next."),
  .run = run,
};
