/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Carries annotations over to articles that were changed after they were annotated. */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

#include "cli/tandai-command.h"
#include "core/tandai-paths.h"
#include "core/tandai-reanchor-file.h"
#include "core/tandai-replaced.h"

/* What the command was asked for, and what it has found so far. */
typedef struct
{
  gboolean dry_run;
  gboolean undo;
  char *annotator;
  JsonBuilder *json;
  GString *report;
  GCancellable *cancellable;
  guint n_sidecars;
  guint n_to_review;
  gboolean failed;
} Carrying;

static void
fail (Carrying *carrying, const GError *error)
{
  tandai_command_message ("%s", error->message);
  carrying->failed = TRUE;
}

static char *
describe_place (TandaiSpan *span, const TandaiText *text)
{
  g_autofree char *words = tandai_span_dup_text (span, text);

  /* Translators: the numbers are offsets in a text, the %s the words there. */
  return g_strdup_printf (_ ("%u–%u “%s”"), tandai_span_get_start (span), tandai_span_get_end (span), words);
}

static const char *
fate_title (const TandaiCarried *carried)
{
  switch (carried->fate)
    {
    case TANDAI_FATE_CHANGED:
      /* Translators: what became of a span when its article changed. */
      return C_ ("span", "changed");
    case TANDAI_FATE_ORPHANED:
      return C_ ("span", "orphaned");
    case TANDAI_FATE_UNCHANGED:
    case TANDAI_FATE_MOVED:
    default:
      return C_ ("span", "uncertain");
    }
}

/* One line for each span that a person should look at. */
static void
describe_span (Carrying *carrying, const TandaiReanchoring *reanchoring, const TandaiCarried *carried)
{
  g_autofree char *before = describe_place (carried->before, reanchoring->old_text);
  g_autofree char *after =
      carried->after != NULL ? describe_place (carried->after, reanchoring->new_text) : g_strdup ("–");
  g_autofree char *line =
      g_strdup_printf ("  %s: %s %s: %s → %s", fate_title (carried), tandai_span_get_label (carried->before),
                       tandai_span_get_id (carried->before), before, after);
  g_autofree char *plain = tandai_command_plain (line);

  g_string_append_printf (carrying->report, "%s\n", plain);
}

static void
describe (Carrying *carrying, const char *name, const TandaiReanchoring *reanchoring)
{
  g_autofree char *plain = tandai_command_plain (name);

  /* Translators: the %s is a sidecar file, the numbers say what became of its spans. */
  g_string_append_printf (carrying->report, _ ("%s: %u unchanged, %u moved, %u changed, %u orphaned"), plain,
                          reanchoring->counts[TANDAI_FATE_UNCHANGED], reanchoring->counts[TANDAI_FATE_MOVED],
                          reanchoring->counts[TANDAI_FATE_CHANGED],
                          reanchoring->counts[TANDAI_FATE_ORPHANED]);
  g_string_append_c (carrying->report, '\n');
  for (guint i = 0; i < reanchoring->spans->len; i++)
    {
      const TandaiCarried *carried = &g_array_index (reanchoring->spans, TandaiCarried, i);

      if (carried->to_review)
        describe_span (carrying, reanchoring, carried);
    }
}

static void
add_place (JsonBuilder *json, const char *name, TandaiSpan *span, const TandaiText *text)
{
  g_autofree char *words = NULL;

  json_builder_set_member_name (json, name);
  if (span == NULL)
    {
      json_builder_add_null_value (json);
      return;
    }
  words = tandai_span_dup_text (span, text);
  json_builder_begin_object (json);
  json_builder_set_member_name (json, "start");
  json_builder_add_int_value (json, tandai_span_get_start (span));
  json_builder_set_member_name (json, "end");
  json_builder_add_int_value (json, tandai_span_get_end (span));
  json_builder_set_member_name (json, "text");
  json_builder_add_string_value (json, words);
  json_builder_end_object (json);
}

static void
add_span (JsonBuilder *json, const TandaiReanchoring *reanchoring, const TandaiCarried *carried)
{
  json_builder_begin_object (json);
  json_builder_set_member_name (json, "id");
  json_builder_add_string_value (json, tandai_span_get_id (carried->before));
  json_builder_set_member_name (json, "label");
  json_builder_add_string_value (json, tandai_span_get_label (carried->before));
  json_builder_set_member_name (json, "fate");
  json_builder_add_string_value (json, tandai_fate_to_string (carried->fate));
  json_builder_set_member_name (json, "review");
  json_builder_add_boolean_value (json, carried->to_review);
  add_place (json, "before", carried->before, reanchoring->old_text);
  add_place (json, "after", carried->after, reanchoring->new_text);
  json_builder_end_object (json);
}

static void
add_sidecar (Carrying *carrying, const char *name, const TandaiReanchoring *reanchoring)
{
  JsonBuilder *json = carrying->json;

  json_builder_begin_object (json);
  json_builder_set_member_name (json, "file");
  json_builder_add_string_value (json, name);
  for (TandaiFate fate = 0; fate < TANDAI_FATE_N; fate++)
    {
      json_builder_set_member_name (json, tandai_fate_to_string (fate));
      json_builder_add_int_value (json, reanchoring->counts[fate]);
    }
  json_builder_set_member_name (json, "review");
  json_builder_add_int_value (json, reanchoring->n_to_review);
  json_builder_set_member_name (json, "spans");
  json_builder_begin_array (json);
  for (guint i = 0; i < reanchoring->spans->len; i++)
    add_span (json, reanchoring, &g_array_index (reanchoring->spans, TandaiCarried, i));
  json_builder_end_array (json);
  json_builder_end_object (json);
}

/* What was reported last is kept: the end of the program frees a hundred thousand spans faster than anybody.
 */
static void
keep (TandaiReanchoring *reanchoring)
{
  static TandaiReanchoring *last;

  tandai_reanchoring_free (last);
  last = reanchoring;
}

static void
carry_sidecar (Carrying *carrying, const TandaiFolderItem *item, const char *annotator, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TandaiReanchoring) reanchoring = NULL;
  gboolean changed;

  reanchoring = tandai_reanchor_sidecar (item->file, annotator, !carrying->dry_run, &changed,
                                         carrying->cancellable, &error);
  if (error != NULL)
    fail (carrying, error);
  if (reanchoring == NULL)
    return;
  carrying->n_sidecars++;
  carrying->n_to_review += reanchoring->n_to_review;
  if (carrying->json != NULL)
    add_sidecar (carrying, name, reanchoring);
  else
    describe (carrying, name, reanchoring);
  keep (g_steal_pointer (&reanchoring));
}

static void
undo_sidecar (Carrying *carrying, const char *path)
{
  g_autoptr (GError) error = NULL;

  if (tandai_replaced_restore (path, carrying->cancellable, &error))
    carrying->n_sidecars++;
  else
    fail (carrying, error);
}

/* A sidecar that was named is carried over alone; an article and a folder with all of theirs. */
static void
carry_item (Carrying *carrying, const TandaiFolderItem *item)
{
  const char *only = carrying->annotator != NULL ? carrying->annotator : item->annotator;

  for (guint i = 0; item->annotators[i] != NULL; i++)
    {
      g_autofree char *path = tandai_paths_sidecar (g_file_peek_path (item->file), item->annotators[i]);
      g_autoptr (GFile) file = g_file_new_for_path (path);
      g_autofree char *name = tandai_command_display (file);

      if (only != NULL && strcmp (only, item->annotators[i]) != 0)
        continue;
      if (carrying->undo)
        undo_sidecar (carrying, path);
      else
        carry_sidecar (carrying, item, item->annotators[i], name);
    }
}

static void
say_result (const Carrying *carrying)
{
  if (carrying->undo)
    tandai_command_message (ngettext ("%u sidecar is what it was", "%u sidecars are what they were",
                                      carrying->n_sidecars),
                            carrying->n_sidecars);
  else if (carrying->dry_run)
    tandai_command_message (ngettext ("%u sidecar would be carried over", "%u sidecars would be carried over",
                                      carrying->n_sidecars),
                            carrying->n_sidecars);
  else
    tandai_command_message (ngettext ("%u sidecar carried over", "%u sidecars carried over",
                                      carrying->n_sidecars),
                            carrying->n_sidecars);
  if (carrying->n_to_review > 0)
    tandai_command_message (ngettext ("%u span to review", "%u spans to review", carrying->n_to_review),
                            carrying->n_to_review);
}

static gboolean
print (Carrying *carrying)
{
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  if (carrying->json == NULL)
    return tandai_command_print (carrying->report->str);
  json_builder_end_array (carrying->json);
  root = json_builder_get_root (carrying->json);
  text = json_to_string (root, TRUE);
  return tandai_command_print (text) && tandai_command_print ("\n");
}

static TandaiExit
carry (Carrying *carrying, char **paths)
{
  g_autoptr (GPtrArray) failures = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) items =
      tandai_command_resolve ((const char *const *) paths, failures, carrying->cancellable);

  if (items == NULL)
    return TANDAI_EXIT_FAILED;
  tandai_command_messages (failures);
  for (guint i = 0; i < items->len && !g_cancellable_is_cancelled (carrying->cancellable); i++)
    {
      tandai_command_progress (i, items->len, NULL);
      carry_item (carrying, items->pdata[i]);
    }
  tandai_command_progress (items->len, items->len, NULL);
  if (!print (carrying) || g_cancellable_is_cancelled (carrying->cancellable))
    return TANDAI_EXIT_FAILED;
  say_result (carrying);
  return carrying->failed || failures->len > 0 || carrying->n_to_review > 0 ? TANDAI_EXIT_FOUND
                                                                            : TANDAI_EXIT_DONE;
}

static TandaiExit
run (const TandaiCommand *self, int argc, char **argv, GCancellable *cancellable)
{
  g_autoptr (GString) report = g_string_new (NULL);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *annotator = NULL;
  g_auto (GStrv) paths = NULL;
  gboolean json = FALSE;
  Carrying carrying = { .report = report, .cancellable = cancellable };
  const GOptionEntry entries[] = {
    { "dry-run", 'n', 0, G_OPTION_ARG_NONE, &carrying.dry_run, N_ ("Write nothing, only report"), NULL },
    { "undo", 0, 0, G_OPTION_ARG_NONE, &carrying.undo, N_ ("Make the sidecars what they were before"), NULL },
    { "annotator", 'a', 0, G_OPTION_ARG_STRING, &annotator, N_ ("Whose annotations"), N_ ("NAME") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Report as JSON"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &paths, NULL, NULL },
    { NULL },
  };

  if (!tandai_command_parse (self, entries, &argc, &argv) || !tandai_command_check_annotator (annotator))
    return TANDAI_EXIT_FAILED;
  if (carrying.undo && (carrying.dry_run || json))
    {
      tandai_command_message (_ ("--undo goes with neither --dry-run nor --json"));
      return TANDAI_EXIT_FAILED;
    }
  carrying.annotator = annotator;
  if (json)
    carrying.json = json_builder_begin_array (builder);
  return carry (&carrying, paths);
}

const TandaiCommand tandai_command_reanchor = {
  .name = "reanchor",
  .arguments = N_ ("PATH…"),
  .summary = N_ ("Carry annotations over to articles that were changed"),
  .description =
      N_ ("The text that was annotated is in the sidecar: it is compared with the article as it is now, word "
          "by word. A span whose words were changed, or are there more than once, is marked for review; one "
          "of which nothing is left is kept among the orphans. What a sidecar was is kept for --undo."),
  .run = run,
};
