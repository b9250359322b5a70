/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Checks every sidecar against the contract, its article and the schema. */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

#include "cli/tandai-command.h"
#include "cli/tandai-pending.h"
#include "core/tandai-copies.h"
#include "core/tandai-error.h"
#include "core/tandai-paths.h"

typedef struct
{
  char *file;
  char *path;
  char *reason;
  gboolean is_warning;
} Finding;

typedef struct
{
  GPtrArray *findings;
  GCancellable *cancellable;
  char *file;
  guint n_checked;
  TandaiCopies copies;
} Checking;

static void
finding_free (Finding *finding)
{
  g_free (finding->file);
  g_free (finding->path);
  g_free (finding->reason);
  g_free (finding);
}

static void
find (Checking *checking, gboolean is_warning, const char *path, const char *reason)
{
  Finding *finding = g_new (Finding, 1);

  finding->file = g_strdup (checking->file);
  finding->path = g_strdup (path);
  finding->reason = g_strdup (reason);
  finding->is_warning = is_warning;
  g_ptr_array_add (checking->findings, finding);
}

static void G_GNUC_PRINTF (3, 4) warn (Checking *checking, const char *path, const char *format, ...)
{
  g_autofree char *reason = NULL;
  va_list args;

  va_start (args, format);
  reason = g_strdup_vprintf (format, args);
  va_end (args);
  find (checking, TRUE, path, reason);
}

/* The reader's message begins with the place. */
static void
find_unreadable (Checking *checking, const GError *error)
{
  const char *colon = strstr (error->message, ": ");
  g_autofree char *path = NULL;

  if (error->domain != TANDAI_ERROR || colon == NULL
      || (error->code != TANDAI_ERROR_JSON && error->code != TANDAI_ERROR_SIDECAR))
    {
      find (checking, FALSE, "", error->message);
      return;
    }
  path = g_strndup (error->message, colon - error->message);
  find (checking, FALSE, path, colon + 2);
}

static void
check_owner (Checking *checking,
             const TandaiSidecar *sidecar,
             const TandaiFolderItem *item,
             const char *annotator)
{
  g_autofree char *name = tandai_paths_file_name (g_file_peek_path (item->file));

  if (strcmp (sidecar->file, name) != 0)
    find (checking, FALSE, "article.file", _ ("is another article’s name than the sidecar’s own name says"));
  if (strcmp (sidecar->annotator, annotator) != 0)
    find (checking, FALSE, "annotator", _ ("is another annotator than the sidecar’s name says"));
}

static void
check_article (Checking *checking, const TandaiSidecar *sidecar, const TandaiFolderItem *item)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TandaiArticle) article =
      tandai_article_load (item->file, sidecar->encoding, checking->cancellable, &error);

  if (article == NULL && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    find (checking, FALSE, "article.file", _ ("the article is missing"));
  else if (article == NULL)
    find (checking, FALSE, "article.file", error->message);
  else if (strcmp (tandai_article_get_sha256 (article), sidecar->sha256) != 0)
    find (checking, FALSE, "article.sha256", _ ("the article has changed since it was annotated"));
  else if (strcmp (tandai_text_get_chars (article->text), tandai_text_get_chars (sidecar->text)) != 0)
    find (checking, FALSE, "text", _ ("is not the article’s text"));
}

static const TandaiAttributeDef *
find_attribute (const TandaiLabelDef *label, const char *name)
{
  for (guint i = 0; label->attributes != NULL && i < label->attributes->len; i++)
    {
      const TandaiAttributeDef *attribute = label->attributes->pdata[i];

      if (strcmp (attribute->name, name) == 0)
        return attribute;
    }
  return NULL;
}

/* These names mean the same in every schema. */
static gboolean
is_reserved (const char *name, const char *value)
{
  return strcmp (name, "entity") == 0 || (strcmp (name, "source") == 0 && strcmp (value, "unnamed") == 0);
}

static void
check_attribute (Checking *checking,
                 const TandaiLabelDef *label,
                 guint position,
                 const char *id,
                 const char *name,
                 const char *value)
{
  const TandaiAttributeDef *attribute = find_attribute (label, name);
  g_autofree char *path = g_strdup_printf ("spans[%u].attributes.%s", position, name);

  if (is_reserved (name, value))
    return;
  if (attribute == NULL)
    /* Translators: the %s are a label’s name and a span's id. */
    warn (checking, path, _ ("the schema gives “%s” no such attribute (span %s)"), label->name, id);
  else if (attribute->values != NULL && !g_strv_contains ((const char *const *) attribute->values, value))
    /* Translators: the %s are an attribute’s value and a span's id. */
    warn (checking, path, _ ("“%s” is not one of the schema’s values (span %s)"), value, id);
}

static void
check_span (Checking *checking, TandaiSchema *schema, TandaiSpan *span, guint position)
{
  const TandaiLabelDef *label = tandai_schema_find_label (schema, tandai_span_get_label (span), NULL);
  const char *const *attributes = tandai_span_get_attributes (span);
  const char *id = tandai_span_get_id (span);
  g_autofree char *path = g_strdup_printf ("spans[%u].label", position);

  if (label == NULL)
    {
      /* Translators: the %s are a label’s name and a span's id. */
      warn (checking, path, _ ("the schema has no label “%s” (span %s)"), tandai_span_get_label (span), id);
      return;
    }
  for (guint i = 0; attributes != NULL && attributes[i] != NULL; i += 2)
    check_attribute (checking, label, position, id, attributes[i], attributes[i + 1]);
}

static GHashTable *
labels_by_id (const TandaiSidecar *sidecar)
{
  GHashTable *labels = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < sidecar->spans->len; i++)
    g_hash_table_insert (labels, (gpointer) tandai_span_get_id (sidecar->spans->pdata[i]),
                         (gpointer) tandai_span_get_label (sidecar->spans->pdata[i]));
  return labels;
}

static gboolean
may_end_in (char **allowed, const char *label)
{
  return label == NULL || allowed == NULL || allowed[0] == NULL
         || g_strv_contains ((const char *const *) allowed, label);
}

static void
check_relation (
    Checking *checking, TandaiSchema *schema, TandaiRelation *relation, GHashTable *labels, guint position)
{
  const char *kind = tandai_relation_get_kind (relation);
  const char *from = g_hash_table_lookup (labels, tandai_relation_get_from (relation));
  const char *to = g_hash_table_lookup (labels, tandai_relation_get_to (relation));
  const char *id = tandai_relation_get_id (relation);
  const TandaiRelationDef *def = tandai_schema_find_relation (schema, kind);
  g_autofree char *path = g_strdup_printf ("relations[%u].type", position);

  if (def == NULL)
    /* Translators: the %s are a relation’s name and its id. */
    warn (checking, path, _ ("the schema has no relation “%s” (%s)"), kind, id);
  else if (!may_end_in (def->from, from) || !may_end_in (def->to, to))
    /* Translators: the %s are a relation’s name, two labels, and the relation’s id. */
    warn (checking, path, _ ("by the schema, “%s” does not lead from %s to %s (%s)"), kind, from, to, id);
}

static void
check_schema (Checking *checking, const TandaiSidecar *sidecar, const TandaiFolderItem *item)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TandaiSchema) schema =
      tandai_schema_load_for (item->file, item->root, checking->cancellable, &error);
  g_autoptr (GHashTable) labels = labels_by_id (sidecar);

  if (schema == NULL)
    {
      find (checking, FALSE, "schema", error->message);
      return;
    }
  for (guint i = 0; i < sidecar->spans->len; i++)
    check_span (checking, schema, sidecar->spans->pdata[i], i);
  for (guint i = 0; i < sidecar->relations->len; i++)
    check_relation (checking, schema, sidecar->relations->pdata[i], labels, i);
}

/* What waits for a person is no fault; what waits and cannot be decided is told one by one. */
static void
check_pending (Checking *checking, const TandaiSidecar *sidecar)
{
  g_autofree char *orphans = tandai_pending_orphans (sidecar);
  g_autofree char *conflicts = tandai_pending_conflicts (sidecar);
  g_autoptr (TandaiAnnotationSet) set = tandai_annotation_set_new (sidecar->spans, sidecar->relations);
  g_autoptr (GPtrArray) list = tandai_conflicts_list (sidecar, set);

  if (orphans != NULL)
    find (checking, TRUE, "orphans", orphans);
  if (conflicts != NULL)
    find (checking, TRUE, "conflicts", conflicts);
  for (guint i = 0; i < list->len; i++)
    {
      const TandaiConflict *conflict = list->pdata[i];
      g_autofree char *path = g_strdup_printf ("conflicts[%u]", conflict->position);

      if (conflict->versions[TANDAI_DECISION_OURS].problem != NULL
          && conflict->versions[TANDAI_DECISION_THEIRS].problem != NULL)
        /* Translators: %s says why. */
        warn (checking, path, _ ("neither version can be taken: %s"),
              conflict->versions[TANDAI_DECISION_THEIRS].problem);
    }
}

/* What has one label and one place is one span. A reader takes two, and changes to labels leave two that
 * cannot be joined without a loss: a person may join them. */
static void
check_doubles (Checking *checking, const TandaiSidecar *sidecar)
{
  g_autoptr (GHashTable) places = g_hash_table_new (tandai_span_hash_place, tandai_span_equal_places);

  for (guint i = 0; i < sidecar->spans->len; i++)
    {
      TandaiSpan *span = sidecar->spans->pdata[i];
      TandaiSpan *first = g_hash_table_lookup (places, span);
      g_autofree char *path = NULL;

      if (first == NULL)
        {
          g_hash_table_add (places, span);
          continue;
        }
      path = g_strdup_printf ("spans[%u]", i);
      /* Translators: the %s are spans' ids. */
      warn (checking, path, _ ("has the same label and the same place as %s, and so they are one span (%s)"),
            tandai_span_get_id (first), tandai_span_get_id (span));
    }
}

/* What waits to be merged is no fault; it might be forgotten. */
static void
check_copies (Checking *checking, const char *sidecar)
{
  g_autoptr (GPtrArray) copies = tandai_copies_find (&checking->copies, sidecar);

  for (guint i = 0; i < copies->len; i++)
    {
      g_autofree char *shown = tandai_display_name (copies->pdata[i]);

      /* Translators: %s is a file. */
      warn (checking, "", _ ("another version waits to be merged, in “%s”"), shown);
    }
}

static void
check_sidecar (Checking *checking, const TandaiFolderItem *item, const char *annotator)
{
  g_autofree char *path = tandai_paths_sidecar (g_file_peek_path (item->file), annotator);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes =
      tandai_file_read (path, TANDAI_SIDECAR_MAX_BYTES, NULL, checking->cancellable, &error);
  g_autoptr (TandaiSidecar) sidecar = bytes != NULL ? tandai_sidecar_parse (bytes, &error) : NULL;

  g_free (checking->file);
  checking->file = tandai_command_display (file);
  checking->n_checked++;
  check_copies (checking, path);
  if (sidecar == NULL)
    {
      find_unreadable (checking, error);
      return;
    }
  check_owner (checking, sidecar, item, annotator);
  check_article (checking, sidecar, item);
  for (guint i = 0; i < sidecar->problems->len; i++)
    {
      const TandaiProblem *problem = sidecar->problems->pdata[i];

      find (checking, FALSE, problem->path, problem->reason);
    }
  check_doubles (checking, sidecar);
  check_pending (checking, sidecar);
  check_schema (checking, sidecar, item);
}

/* A sidecar that was named is checked alone; an article and a folder with all of theirs. */
static void
check_item (Checking *checking, const TandaiFolderItem *item)
{
  g_autofree char *name = tandai_command_display (item->file);

  if (item->annotator != NULL && item->root == NULL)
    {
      check_sidecar (checking, item, item->annotator);
      return;
    }
  for (guint i = 0; item->annotators[i] != NULL; i++)
    check_sidecar (checking, item, item->annotators[i]);
  if (item->annotators[0] == NULL && item->root == NULL)
    tandai_command_message (_ ("%s: not annotated"), name);
}

static char *
format_lines (GPtrArray *findings)
{
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < findings->len; i++)
    {
      const Finding *finding = findings->pdata[i];
      g_autofree char *path = tandai_command_plain (finding->path);
      g_autofree char *reason = tandai_command_plain (finding->reason);

      g_string_append_printf (lines, "%s: %s%s%s%s\n", finding->file, path, *path != '\0' ? ": " : "",
                              finding->is_warning ? _ ("warning: ") : "", reason);
    }
  return g_string_free (lines, FALSE);
}

static void
add_member (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static char *
format_json (GPtrArray *findings)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *json = NULL;

  json_builder_begin_array (builder);
  for (guint i = 0; i < findings->len; i++)
    {
      const Finding *finding = findings->pdata[i];

      json_builder_begin_object (builder);
      add_member (builder, "file", finding->file);
      add_member (builder, "path", finding->path);
      add_member (builder, "reason", finding->reason);
      add_member (builder, "severity", finding->is_warning ? "warning" : "error");
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  root = json_builder_get_root (builder);
  json = json_to_string (root, TRUE);
  return g_strconcat (json, "\n", NULL);
}

static TandaiExit
say_result (Checking *checking, gboolean as_json)
{
  g_autofree char *result = as_json ? format_json (checking->findings) : format_lines (checking->findings);
  guint n_errors = 0;

  for (guint i = 0; i < checking->findings->len; i++)
    n_errors += !((Finding *) checking->findings->pdata[i])->is_warning;
  if (!tandai_command_print (result))
    return TANDAI_EXIT_FAILED;
  tandai_command_message (ngettext ("%u sidecar checked, %u errors, %u warnings",
                                    "%u sidecars checked, %u errors, %u warnings", checking->n_checked),
                          checking->n_checked, n_errors, checking->findings->len - n_errors);
  return n_errors > 0 ? TANDAI_EXIT_FOUND : TANDAI_EXIT_DONE;
}

static TandaiExit
validate (GPtrArray *items, gboolean as_json, GCancellable *cancellable)
{
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify) finding_free);
  Checking checking = { findings, cancellable };
  TandaiExit status;

  for (guint i = 0; i < items->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      check_item (&checking, items->pdata[i]);
      tandai_command_progress (i + 1, items->len, NULL);
    }
  status = g_cancellable_is_cancelled (cancellable) ? TANDAI_EXIT_FAILED : say_result (&checking, as_json);
  g_free (checking.file);
  tandai_copies_clear (&checking.copies);
  return status;
}

static TandaiExit
run (const TandaiCommand *self, int argc, char **argv, GCancellable *cancellable)
{
  gboolean as_json = FALSE;
  g_auto (GStrv) paths = NULL;
  g_autoptr (GPtrArray) failures = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) items = NULL;
  TandaiExit status;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_ ("Print what was found as one JSON value"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &paths, NULL, NULL },
    { NULL },
  };

  if (!tandai_command_parse (self, entries, &argc, &argv))
    return TANDAI_EXIT_FAILED;
  items = tandai_command_resolve ((const char *const *) paths, failures, cancellable);
  if (items == NULL)
    return TANDAI_EXIT_FAILED;
  tandai_command_messages (failures);
  status = validate (items, as_json, cancellable);
  return failures->len > 0 ? MAX (status, TANDAI_EXIT_FOUND) : status;
}

const TandaiCommand tandai_command_validate = {
  .name = "validate",
  .arguments = N_ ("PATH…"),
  .summary = N_ ("Check sidecars against the format and their articles"),
  .description =
      N_ ("Prints FILE: JSON-PATH: REASON for each thing that was found. The exit status is 1 where there "
          "is an error; what lies outside the schema is a warning."),
  .run = run,
};
