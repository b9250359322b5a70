/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Counts what is in sidecars, for people and for programs. */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

#include "cli/tandai-command.h"
#include "cli/tandai-tally.h"
#include "core/tandai-paths.h"

typedef struct
{
  const char *by;
  GPtrArray *tallies;
  GHashTable *by_value;
  GPtrArray *failures;
  GCancellable *cancellable;
} Counting;

static const char *const fields[] = { "publisher", "language",  "annotator", "status",
                                      "label",     "published", NULL };

static TandaiTally *
get_tally (Counting *counting, const char *value)
{
  TandaiTally *tally;

  if (value == NULL)
    value = "";
  tally = g_hash_table_lookup (counting->by_value, value);
  if (tally == NULL)
    {
      tally = tandai_tally_new (value);
      g_ptr_array_add (counting->tallies, tally);
      g_hash_table_insert (counting->by_value, tally->value, tally);
    }
  return tally;
}

static int
compare_tallies (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(TandaiTally *const *) a)->value, (*(TandaiTally *const *) b)->value);
}

static void
count_labels (Counting *counting,
              const TandaiFolderItem *item,
              const TandaiSidecar *sidecar,
              const TandaiTokenized *text,
              TandaiStatus status)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < sidecar->spans->len; i++)
    {
      const char *label = tandai_span_get_label (sidecar->spans->pdata[i]);
      TandaiTally *tally;

      if (!g_hash_table_add (seen, (gpointer) label))
        continue;
      tally = get_tally (counting, label);
      tandai_tally_add_article (tally, (gpointer) item, status, text);
      tandai_tally_add_sidecar (tally, sidecar, text, label);
    }
}

static void
count_sidecar (Counting *counting,
               const TandaiFolderItem *item,
               const TandaiSidecar *sidecar,
               TandaiTokenized **text,
               TandaiStatus status)
{
  TandaiTally *tally;

  /* People share an article, but not always its text: the sidecar of an older version holds the older one. */
  if (*text != NULL
      && strcmp (tandai_text_get_chars ((*text)->text), tandai_text_get_chars (sidecar->text)) != 0)
    g_clear_pointer (text, tandai_tokenized_free);
  if (*text == NULL)
    *text = tandai_tokenized_new (sidecar->text);
  if (g_strcmp0 (counting->by, "label") == 0)
    {
      count_labels (counting, item, sidecar, *text, status);
      return;
    }
  tally = get_tally (counting, counting->by != NULL ? tandai_sidecar_get_field (sidecar, counting->by) : "");
  tandai_tally_add_article (tally, (gpointer) item, status, *text);
  tandai_tally_add_sidecar (tally, sidecar, *text, NULL);
}

static void
count_unannotated (Counting *counting, const TandaiFolderItem *item)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TandaiArticle) article = tandai_article_load (item->file, NULL, counting->cancellable, &error);
  g_autoptr (TandaiTokenized) text = NULL;
  g_autoptr (TandaiSidecar) sidecar = NULL;

  if (article == NULL)
    {
      g_ptr_array_add (counting->failures, g_strdup (error->message));
      return;
    }
  if (g_strcmp0 (counting->by, "label") == 0)
    return;
  text = tandai_tokenized_new (article->text);
  sidecar = tandai_sidecar_new (article, "");
  tandai_tally_add_article (get_tally (counting, counting->by != NULL
                                                     ? tandai_sidecar_get_field (sidecar, counting->by)
                                                     : ""),
                            (gpointer) item, TANDAI_STATUS_NEW, text);
}

/* How far an article has come is how far the one who came furthest has come. */
static TandaiStatus
item_status (GPtrArray *sidecars)
{
  const TandaiStatus order[] = { TANDAI_STATUS_DONE, TANDAI_STATUS_IN_PROGRESS, TANDAI_STATUS_NEW };

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    for (guint j = 0; j < sidecars->len; j++)
      if (((TandaiSidecar *) sidecars->pdata[j])->status == order[i])
        return order[i];
  return TANDAI_STATUS_EXCLUDED;
}

static GPtrArray *
load_sidecars (Counting *counting, const TandaiFolderItem *item)
{
  GPtrArray *sidecars = g_ptr_array_new_with_free_func ((GDestroyNotify) tandai_sidecar_free);

  for (guint i = 0; item->annotators[i] != NULL; i++)
    {
      g_autofree char *path = tandai_paths_sidecar (g_file_peek_path (item->file), item->annotators[i]);
      g_autoptr (GError) error = NULL;
      TandaiSidecar *sidecar;

      if (item->annotator != NULL && item->root == NULL && strcmp (item->annotator, item->annotators[i]) != 0)
        continue;
      sidecar = tandai_sidecar_load (path, NULL, counting->cancellable, &error);
      if (sidecar != NULL)
        g_ptr_array_add (sidecars, sidecar);
      else
        g_ptr_array_add (counting->failures, g_strdup (error->message));
    }
  return sidecars;
}

static void
count_item (Counting *counting, const TandaiFolderItem *item)
{
  g_autoptr (GPtrArray) sidecars = NULL;
  g_autoptr (TandaiTokenized) text = NULL;
  TandaiStatus status;

  if (item->annotators[0] == NULL)
    {
      count_unannotated (counting, item);
      return;
    }
  sidecars = load_sidecars (counting, item);
  status = item_status (sidecars);
  for (guint i = 0; i < sidecars->len; i++)
    count_sidecar (counting, item, sidecars->pdata[i], &text, status);
}

static double
annotated_share (const TandaiTally *tally)
{
  return tally->n_sidecar_tokens > 0 ? (double) tally->n_annotated_tokens / (double) tally->n_sidecar_tokens
                                     : 0;
}

static void
add_number (JsonBuilder *builder, const char *name, guint64 number)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, (gint64) number);
}

static void
add_lengths (JsonBuilder *builder, const char *name, GArray *numbers)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
  add_number (builder, "median", tandai_tally_percentile (numbers, 50));
  add_number (builder, "p90", tandai_tally_percentile (numbers, 90));
  add_number (builder, "max", tandai_tally_percentile (numbers, 100));
  json_builder_end_object (builder);
}

static gboolean
add_label_cb (gpointer label, gpointer value, gpointer builder)
{
  const TandaiLengths *lengths = value;

  json_builder_set_member_name (builder, label);
  json_builder_begin_object (builder);
  add_number (builder, "spans", lengths->words->len);
  add_lengths (builder, "words", lengths->words);
  add_lengths (builder, "characters", lengths->characters);
  json_builder_end_object (builder);
  return FALSE;
}

static gboolean
add_count_cb (gpointer name, gpointer count, gpointer builder)
{
  add_number (builder, name, GPOINTER_TO_UINT (count));
  return FALSE;
}

static void
add_table (JsonBuilder *builder, const char *name, GTree *table, GTraverseFunc func)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
  g_tree_foreach (table, func, builder);
  json_builder_end_object (builder);
}

static void
add_tally (JsonBuilder *builder, TandaiTally *tally)
{
  add_number (builder, "articles", tally->n_articles);
  json_builder_set_member_name (builder, "articles_by_status");
  json_builder_begin_object (builder);
  for (guint i = 0; i < G_N_ELEMENTS (tally->n_by_status); i++)
    add_number (builder, tandai_status_to_string (i), tally->n_by_status[i]);
  json_builder_end_object (builder);
  add_number (builder, "tokens", tally->n_tokens);
  add_number (builder, "characters", tally->n_characters);
  json_builder_set_member_name (builder, "annotated_share");
  json_builder_add_double_value (builder, annotated_share (tally));
  add_number (builder, "spans", tally->n_spans);
  add_number (builder, "discontinuous", tally->n_discontinuous);
  add_number (builder, "nested", tally->n_nested);
  add_number (builder, "depth", tally->depth);
  add_table (builder, "spans_by_label", tally->labels, add_label_cb);
  add_table (builder, "spans_by_annotator", tally->annotators, add_count_cb);
  add_number (builder, "relations", tally->n_relations);
  add_table (builder, "relations_by_type", tally->relations, add_count_cb);
}

static void
add_groups (JsonBuilder *builder, Counting *counting)
{
  json_builder_set_member_name (builder, "by");
  json_builder_add_string_value (builder, counting->by);
  json_builder_set_member_name (builder, "groups");
  json_builder_begin_array (builder);
  for (guint i = 0; i < counting->tallies->len; i++)
    {
      TandaiTally *tally = counting->tallies->pdata[i];

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "value");
      json_builder_add_string_value (builder, tally->value);
      add_tally (builder, tally);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static char *
format_json (Counting *counting)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *json = NULL;

  json_builder_begin_object (builder);
  if (counting->by != NULL)
    add_groups (builder, counting);
  else
    add_tally (builder, get_tally (counting, ""));
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  json = json_to_string (root, TRUE);
  return g_strconcat (json, "\n", NULL);
}

static void
append_padded (GString *to, const char *text, glong width)
{
  g_autofree char *plain = tandai_command_plain (text);

  g_string_append (to, plain);
  for (glong i = g_utf8_strlen (plain, -1); i < width; i++)
    g_string_append_c (to, ' ');
}

static gboolean
append_label_cb (gpointer label, gpointer value, gpointer to)
{
  const TandaiLengths *lengths = value;

  g_string_append (to, "  ");
  append_padded (to, label, 16);
  g_string_append_printf (to, " %7u  ", lengths->words->len);
  /* Translators: how long spans are: their median, and what nine in ten do not exceed. */
  g_string_append_printf (to, _ ("words: median %u, 90 %% up to %u; characters: median %u, 90 %% up to %u\n"),
                          tandai_tally_percentile (lengths->words, 50),
                          tandai_tally_percentile (lengths->words, 90),
                          tandai_tally_percentile (lengths->characters, 50),
                          tandai_tally_percentile (lengths->characters, 90));
  return FALSE;
}

static gboolean
append_count_cb (gpointer name, gpointer count, gpointer to)
{
  g_string_append (to, "  ");
  /* Translators: the annotator of the sidecar that bears no annotator’s name. */
  append_padded (to, *(const char *) name != '\0' ? name : _ ("(unnamed)"), 16);
  g_string_append_printf (to, " %7u\n", GPOINTER_TO_UINT (count));
  return FALSE;
}

static void
append_tally (GString *to, TandaiTally *tally)
{
  g_string_append_printf (to, _ ("Articles: %u\n"), tally->n_articles);
  for (guint i = 0; i < G_N_ELEMENTS (tally->n_by_status); i++)
    if (tally->n_by_status[i] > 0)
      append_count_cb ((gpointer) tandai_status_to_string (i), GUINT_TO_POINTER (tally->n_by_status[i]), to);
  g_string_append_printf (to, _ ("Tokens: %u\n"), (guint) tally->n_tokens);
  g_string_append_printf (to, _ ("Annotated share of them: %.1f %%\n"), 100 * annotated_share (tally));
  g_string_append_printf (to, _ ("Spans by label: %u\n"), tally->n_spans);
  g_tree_foreach (tally->labels, append_label_cb, to);
  if (tally->n_spans > 0)
    g_string_append (to, _ ("Spans by annotator:\n"));
  g_tree_foreach (tally->annotators, append_count_cb, to);
  g_string_append_printf (to, _ ("Discontinuous: %u\n"), tally->n_discontinuous);
  g_string_append_printf (to, _ ("Inside another span: %u\n"), tally->n_nested);
  g_string_append_printf (to, _ ("Deepest nesting: %u\n"), tally->depth);
  g_string_append_printf (to, _ ("Relations: %u\n"), tally->n_relations);
  g_tree_foreach (tally->relations, append_count_cb, to);
}

static char *
format_text (Counting *counting)
{
  GString *to = g_string_new (NULL);

  if (counting->by == NULL)
    append_tally (to, get_tally (counting, ""));
  for (guint i = 0; counting->by != NULL && i < counting->tallies->len; i++)
    {
      TandaiTally *tally = counting->tallies->pdata[i];
      g_autofree char *value = tandai_command_plain (tally->value);

      /* Translators: a field’s name like “publisher”, and its value, or “none”. */
      g_string_append_printf (to, _ ("%s%s: %s\n"), i > 0 ? "\n" : "", counting->by,
                              *value != '\0' ? value : _ ("none"));
      append_tally (to, tally);
    }
  return g_string_free (to, FALSE);
}

static TandaiExit
count (Counting *counting, GPtrArray *items, gboolean as_json)
{
  g_autofree char *result = NULL;

  for (guint i = 0; i < items->len && !g_cancellable_is_cancelled (counting->cancellable); i++)
    {
      count_item (counting, items->pdata[i]);
      tandai_command_progress (i + 1, items->len, NULL);
    }
  if (g_cancellable_is_cancelled (counting->cancellable))
    return TANDAI_EXIT_FAILED;
  g_ptr_array_sort (counting->tallies, compare_tallies);
  result = as_json ? format_json (counting) : format_text (counting);
  if (!tandai_command_print (result))
    return TANDAI_EXIT_FAILED;
  tandai_command_messages (counting->failures);
  return counting->failures->len > 0 ? TANDAI_EXIT_FOUND : TANDAI_EXIT_DONE;
}

static TandaiExit
count_paths (const char *const *paths, const char *by, gboolean as_json, GCancellable *cancellable)
{
  g_autoptr (GPtrArray) failures = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) tallies = g_ptr_array_new_with_free_func ((GDestroyNotify) tandai_tally_free);
  g_autoptr (GHashTable) by_value = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) items = tandai_command_resolve (paths, failures, cancellable);
  Counting counting = { by, tallies, by_value, failures, cancellable };

  return items != NULL ? count (&counting, items, as_json) : TANDAI_EXIT_FAILED;
}

static TandaiExit
run (const TandaiCommand *self, int argc, char **argv, GCancellable *cancellable)
{
  gboolean as_json = FALSE;
  g_autofree char *by = NULL;
  g_auto (GStrv) paths = NULL;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_ ("Print the numbers as one JSON value"), NULL },
    { "by", 0, 0, G_OPTION_ARG_STRING, &by,
      N_ ("Count by publisher, language, annotator, status, label or published"), N_ ("FIELD") },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &paths, NULL, NULL },
    { NULL },
  };

  if (!tandai_command_parse (self, entries, &argc, &argv))
    return TANDAI_EXIT_FAILED;
  if (by != NULL && !g_strv_contains (fields, by))
    {
      g_autofree char *all = g_strjoinv (", ", (char **) fields);

      tandai_command_message (_ ("%s takes one of %s, not “%s”"), "--by", all, by);
      return TANDAI_EXIT_FAILED;
    }
  return count_paths ((const char *const *) paths, by, as_json, cancellable);
}

const TandaiCommand tandai_command_stats = {
  .name = "stats",
  .arguments = N_ ("PATH…"),
  .summary = N_ ("Count articles, spans and relations"),
  .run = run,
};
