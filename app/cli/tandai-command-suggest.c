/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The suggesters without the window: how well they would have served who made these sidecars. */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

#include "cli/tandai-command.h"
#include "cli/tandai-members.h"
#include "core/tandai-file.h"
#include "core/tandai-paths.h"
#include "suggest/tandai-replay.h"

typedef struct
{
  TandaiReplay *replay;
  GString *trace;
  GPtrArray *failures;
  const char *annotator;
  guint n_articles;
  GCancellable *cancellable;
} Evaluating;

static double
share (double part, double whole)
{
  return whole > 0 ? part / whole : 0;
}

/* Four digits are as many as mean something. */
static void
add_share (JsonBuilder *builder, const char *name, double part, double whole)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_double_value (builder, (double) (gint64) (share (part, whole) * 10000 + 0.5) / 10000);
}

static void
add_ranges (JsonBuilder *builder, TandaiSpan *span)
{
  guint n_ranges;
  const TandaiRange *ranges = tandai_span_get_ranges (span, &n_ranges);

  json_builder_set_member_name (builder, "ranges");
  json_builder_begin_array (builder);
  for (guint i = 0; i < n_ranges; i++)
    {
      json_builder_begin_array (builder);
      json_builder_add_int_value (builder, ranges[i].start);
      json_builder_add_int_value (builder, ranges[i].end);
      json_builder_end_array (builder);
    }
  json_builder_end_array (builder);
}

static void
add_span (JsonBuilder *builder, TandaiSpan *span)
{
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "label");
  json_builder_add_string_value (builder, tandai_span_get_label (span));
  add_ranges (builder, span);
  json_builder_end_object (builder);
}

static void
append_trace (Evaluating *evaluating,
              const TandaiFolderItem *item,
              const TandaiSidecar *sidecar,
              GPtrArray *keys)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *json = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "file");
  json_builder_add_string_value (builder, item->name);
  json_builder_set_member_name (builder, "keys");
  json_builder_begin_array (builder);
  for (guint i = 0; i < keys->len; i++)
    json_builder_add_string_value (builder, keys->pdata[i]);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "spans");
  json_builder_begin_array (builder);
  for (guint i = 0; i < sidecar->spans->len; i++)
    add_span (builder, sidecar->spans->pdata[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  json = json_to_string (root, FALSE);
  g_string_append_printf (evaluating->trace, "%s\n", json);
}

static gboolean
replay (Evaluating *evaluating, const TandaiFolderItem *item, const TandaiSidecar *sidecar, GError **error)
{
  g_autoptr (TandaiSchema) schema =
      tandai_schema_load_for (item->file, item->root, evaluating->cancellable, error);
  g_autoptr (TandaiWordLists) lists = NULL;
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);

  if (schema == NULL)
    return FALSE;
  lists = tandai_word_lists_load_for (item->file, item->root, evaluating->cancellable, error);
  if (lists == NULL)
    return FALSE;
  tandai_replay_article (evaluating->replay, sidecar, schema, lists, keys);
  evaluating->n_articles++;
  if (evaluating->trace != NULL)
    append_trace (evaluating, item, sidecar, keys);
  return TRUE;
}

static void
evaluate_item (Evaluating *evaluating, const TandaiFolderItem *item)
{
  const char *annotator = tandai_command_choose_annotator (item, evaluating->annotator);
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TandaiSidecar) sidecar = NULL;

  if (annotator == NULL || !g_strv_contains ((const char *const *) item->annotators, annotator))
    return;
  path = tandai_paths_sidecar (g_file_peek_path (item->file), annotator);
  sidecar = tandai_sidecar_load (path, NULL, evaluating->cancellable, &error);
  if (sidecar != NULL && (sidecar->status == TANDAI_STATUS_NEW || sidecar->status == TANDAI_STATUS_EXCLUDED))
    return;
  if (sidecar == NULL || !replay (evaluating, item, sidecar, &error))
    g_ptr_array_add (evaluating->failures, g_strdup (error->message));
}

static void
add_tally (JsonBuilder *builder, const TandaiReplayTally *tally)
{
  guint keys = tandai_replay_tally_keys (tally);

  tandai_members_add_number (builder, "spans", tally->n_spans);
  tandai_members_add_number (builder, "keys", keys);
  add_share (builder, "keys_per_span", keys, tally->n_spans);
  tandai_members_add_number (builder, "hops", tally->n_hops);
  tandai_members_add_number (builder, "label_keys", tally->n_labels);
  tandai_members_add_number (builder, "accepts", tally->n_accepts);
  tandai_members_add_number (builder, "boundary_moves", tally->n_moves);
  tandai_members_add_number (builder, "miss_keys", tally->n_misses);
  tandai_members_add_number (builder, "missed", tally->n_missed);
  add_share (builder, "exact", tally->n_exact, tally->n_spans);
  add_share (builder, "reached", tally->n_spans - tally->n_missed, tally->n_spans);
  add_share (builder, "reached_by_words", tally->n_spans - tally->n_missed - tally->n_by_char,
             tally->n_spans);
}

static void
add_links (JsonBuilder *builder, const TandaiReplayTally *tally)
{
  json_builder_set_member_name (builder, "links");
  json_builder_begin_object (builder);
  tandai_members_add_number (builder, "links", tally->n_links);
  tandai_members_add_number (builder, "unnamed", tally->n_unnamed);
  tandai_members_add_number (builder, "keys", tally->n_link_keys);
  add_share (builder, "keys_per_link", tally->n_link_keys, tally->n_links + tally->n_unnamed);
  add_share (builder, "first_right", tally->n_first, tally->n_links);
  json_builder_end_object (builder);
}

static void
add_quality (JsonBuilder *builder, Evaluating *evaluating, const TandaiReplayTally *all)
{
  guint n_offers, n_right;
  double precision, recall;

  tandai_replay_get_offers (evaluating->replay, &n_offers, &n_right);
  precision = share (n_right, n_offers);
  recall = share (all->n_exact, all->n_spans);
  add_share (builder, "precision", n_right, n_offers);
  add_share (builder, "recall", all->n_exact, all->n_spans);
  add_share (builder, "f1", 2 * precision * recall, precision + recall);
}

static char *
format_json (Evaluating *evaluating)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GList) labels = tandai_replay_list_labels (evaluating->replay);
  TandaiReplayTally all = tandai_replay_get_tally (evaluating->replay, NULL);
  g_autofree char *json = NULL;

  json_builder_begin_object (builder);
  tandai_members_add_number (builder, "articles", evaluating->n_articles);
  add_quality (builder, evaluating, &all);
  add_tally (builder, &all);
  add_links (builder, &all);
  json_builder_set_member_name (builder, "by_label");
  json_builder_begin_object (builder);
  for (GList *l = labels; l != NULL; l = l->next)
    {
      TandaiReplayTally tally = tandai_replay_get_tally (evaluating->replay, l->data);

      json_builder_set_member_name (builder, l->data);
      json_builder_begin_object (builder);
      add_tally (builder, &tally);
      if (tally.n_links + tally.n_unnamed > 0)
        add_links (builder, &tally);
      json_builder_end_object (builder);
    }
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  json = json_to_string (root, TRUE);
  return g_strconcat (json, "\n", NULL);
}

static void
append_row (GString *text, const char *name, const TandaiReplayTally *tally)
{
  g_string_append_printf (text, "%-10s %7u %9.2f %7u %7u %7u %7u %7u %8.1f%%\n", name, tally->n_spans,
                          share (tandai_replay_tally_keys (tally), tally->n_spans), tally->n_hops,
                          tally->n_labels, tally->n_accepts, tally->n_moves, tally->n_misses,
                          100 * share (tally->n_spans - tally->n_missed, tally->n_spans));
}

static void
append_keystrokes (GString *text, Evaluating *evaluating, const TandaiReplayTally *all)
{
  g_autoptr (GList) labels = tandai_replay_list_labels (evaluating->replay);

  /* Translators: a table’s head; each word stands over its column, the last nine columns are 7 to 9 wide. */
  g_string_append (text,
                   _ ("label        spans keys/span    hops  labels accepts   moves  misses   reached\n"));
  for (GList *l = labels; l != NULL; l = l->next)
    {
      TandaiReplayTally tally = tandai_replay_get_tally (evaluating->replay, l->data);

      append_row (text, l->data, &tally);
    }
  append_row (text, "", all);
  if (all->n_links + all->n_unnamed > 0)
    g_string_append_printf (text, _ ("Sources: %u, %.2f keys each, %.1f%% right at the first key\n"),
                            all->n_links + all->n_unnamed,
                            share (all->n_link_keys, all->n_links + all->n_unnamed),
                            100 * share (all->n_first, all->n_links));
}

static char *
format_text (Evaluating *evaluating, gboolean keystrokes)
{
  GString *text = g_string_new (NULL);
  TandaiReplayTally all = tandai_replay_get_tally (evaluating->replay, NULL);
  guint n_offers, n_right;
  double precision, recall;

  tandai_replay_get_offers (evaluating->replay, &n_offers, &n_right);
  precision = share (n_right, n_offers);
  recall = share (all.n_exact, all.n_spans);
  g_string_append_printf (text, _ ("Articles: %u\n"), evaluating->n_articles);
  g_string_append_printf (text, _ ("Candidates: precision %.1f%%, recall %.1f%%, F1 %.1f%%\n"),
                          100 * precision, 100 * recall,
                          100 * share (2 * precision * recall, precision + recall));
  if (keystrokes)
    append_keystrokes (text, evaluating, &all);
  return g_string_free (text, FALSE);
}

static gboolean
write_trace (Evaluating *evaluating, const char *path)
{
  g_autoptr (GError) error = NULL;

  if (path == NULL
      || g_file_set_contents_full (path, evaluating->trace->str, (gssize) evaluating->trace->len,
                                   G_FILE_SET_CONTENTS_CONSISTENT, 0666, &error))
    return TRUE;
  tandai_command_fail (error);
  return FALSE;
}

static TandaiExit
evaluate (Evaluating *evaluating,
          const char *const *paths,
          gboolean keystrokes,
          gboolean as_json,
          const char *trace)
{
  g_autoptr (GPtrArray) items = tandai_command_resolve (paths, evaluating->failures, evaluating->cancellable);
  g_autofree char *result = NULL;

  if (items == NULL)
    return TANDAI_EXIT_FAILED;
  for (guint i = 0; i < items->len && !g_cancellable_is_cancelled (evaluating->cancellable); i++)
    {
      evaluate_item (evaluating, items->pdata[i]);
      tandai_command_progress (i + 1, items->len, NULL);
    }
  if (g_cancellable_is_cancelled (evaluating->cancellable) || !write_trace (evaluating, trace))
    return TANDAI_EXIT_FAILED;
  result = as_json ? format_json (evaluating) : format_text (evaluating, keystrokes);
  if (!tandai_command_print (result))
    return TANDAI_EXIT_FAILED;
  tandai_command_messages (evaluating->failures);
  return evaluating->failures->len > 0 ? TANDAI_EXIT_FOUND : TANDAI_EXIT_DONE;
}

static TandaiExit
run (const TandaiCommand *self, int argc, char **argv, GCancellable *cancellable)
{
  gboolean as_json = FALSE;
  gboolean keystrokes = FALSE;
  g_autofree char *trace = NULL;
  g_autofree char *annotator = NULL;
  g_auto (GStrv) words = NULL;
  g_autoptr (GPtrArray) failures = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autoptr (TandaiReplay) replay_all = tandai_replay_new ();
  Evaluating evaluating = { replay_all, NULL, failures, NULL, 0, cancellable };
  const GOptionEntry entries[] = {
    { "keystrokes", 0, 0, G_OPTION_ARG_NONE, &keystrokes, N_ ("Print how many keys a span takes, by label"),
      NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_ ("Print the numbers as one JSON value"), NULL },
    { "trace", 0, 0, G_OPTION_ARG_FILENAME, &trace, N_ ("Write every key and the spans that result to FILE"),
      N_ ("FILE") },
    { "annotator", 'a', 0, G_OPTION_ARG_STRING, &annotator, N_ ("Whose annotations are replayed"),
      N_ ("NAME") },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &words, NULL, NULL },
    { NULL },
  };

  if (!tandai_command_parse (self, entries, &argc, &argv) || !tandai_command_check_annotator (annotator))
    return TANDAI_EXIT_FAILED;
  if (words == NULL || strcmp (words[0], "evaluate") != 0)
    {
      tandai_command_message (_ ("“%s” is followed by “%s”"), "suggest", "evaluate");
      return TANDAI_EXIT_FAILED;
    }
  evaluating.annotator = annotator;
  evaluating.trace = trace != NULL ? lines : NULL;
  return evaluate (&evaluating, (const char *const *) words + 1, keystrokes, as_json, trace);
}

const TandaiCommand tandai_command_suggest = {
  .name = "suggest",
  .arguments = N_ ("evaluate PATH…"),
  .summary = N_ ("Replay finished articles and measure what was suggested"),
  .run = run,
};
