/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Lists strings that are not labelled the same everywhere, and gives all their places one label. */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "cli/tandai-command.h"
#include "cli/tandai-label-check.h"
#include "cli/tandai-label-report.h"
#include "cli/tandai-consistency-print.h"
#include "corpus/tandai-label-change.h"
#include "corpus/tandai-span-string.h"

typedef struct
{
  char **paths;
  char *label;
  char *annotator;
  char *fix;
  gboolean ignore_case;
  gboolean as_json;
  gboolean dry_run;
  gboolean undo;
} Options;

static void
options_clear (Options *options)
{
  g_strfreev (options->paths);
  g_free (options->label);
  g_free (options->annotator);
  g_free (options->fix);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* Where nothing was compared no label is missing. */
static void
say_unknown_label (const Options *options, TandaiConsistency *found, GCancellable *cancellable)
{
  char *labels[] = { options->label, NULL };

  if (found->known == NULL || found->n_articles == 0
      || tandai_known_labels_contains (found->known, options->label))
    return;
  for (guint i = 0; options->paths[i] != NULL; i++)
    {
      g_autoptr (TandaiSchema) schema = tandai_label_check_schema (options->paths[i], cancellable);

      tandai_known_labels_add_schema (found->known, schema);
    }
  tandai_label_check_all (found->known, labels);
}

static TandaiExit
list (const Options *options, GCancellable *cancellable)
{
  const TandaiConsistencyOptions compared = { options->label, options->annotator, options->ignore_case };
  g_autoptr (GPtrArray) failures = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) items =
      tandai_command_resolve ((const char *const *) options->paths, failures, cancellable);
  g_autoptr (TandaiConsistency) found = NULL;
  g_autofree char *result = NULL;

  if (items == NULL)
    return TANDAI_EXIT_FAILED;
  found = tandai_consistency_check_items (items, &compared, tandai_command_progress, NULL, cancellable, NULL);
  if (found == NULL)
    return TANDAI_EXIT_FAILED;
  result = options->as_json ? tandai_consistency_format_json (found) : tandai_consistency_format_text (found);
  if (!tandai_command_print (result))
    return TANDAI_EXIT_FAILED;
  tandai_command_messages (failures);
  tandai_command_messages (found->failures);
  say_unknown_label (options, found, cancellable);
  return failures->len + found->failures->len + found->found->len > 0 ? TANDAI_EXIT_FOUND : TANDAI_EXIT_DONE;
}

/* What is written down for undoing is of one folder. */
static GFile *
take_folder (const Options *options)
{
  g_autoptr (GFile) folder = NULL;

  if (options->paths == NULL || options->paths[0] == NULL || options->paths[1] != NULL)
    {
      tandai_command_message (_ ("--fix and --undo take one folder"));
      return NULL;
    }
  folder = g_file_new_for_commandline_arg (options->paths[0]);
  if (g_file_peek_path (folder) != NULL && g_file_test (g_file_peek_path (folder), G_FILE_TEST_IS_DIR))
    return g_steal_pointer (&folder);
  /* Translators: %s is a file. */
  tandai_command_message (_ ("“%s” is not a folder"), options->paths[0]);
  return NULL;
}

static void
say_counts (const TandaiLabelReport *report, gboolean dry_run)
{
  guint n_changed = report->counts.n_spans;
  guint n_added = report->counts.n_added;
  g_autofree char *changed = g_strdup_printf (ngettext ("%u span", "%u spans", n_changed), n_changed);
  g_autofree char *added = g_strdup_printf (ngettext ("%u span", "%u spans", n_added), n_added);
  g_autofree char *articles =
      g_strdup_printf (ngettext ("%u article", "%u articles", report->n_articles), report->n_articles);

  if (dry_run)
    /* Translators: each %s is a number with its noun: 2 spans would be relabelled and 3 spans added in 4
     * articles. */
    tandai_command_message (_ ("%s would be relabelled and %s added in %s"), changed, added, articles);
  else
    tandai_command_message (_ ("%s relabelled and %s added in %s"), changed, added, articles);
}

static TandaiExit
run_task (const Options *options,
          TandaiLabelTask task,
          const TandaiLabelChange *change,
          GCancellable *cancellable)
{
  g_autoptr (GFile) folder = take_folder (options);
  g_autoptr (TandaiLabelReport) report = NULL;
  g_autoptr (GError) error = NULL;

  if (folder == NULL)
    return TANDAI_EXIT_FAILED;
  report = tandai_label_run (folder, task, change, tandai_command_progress, NULL, cancellable, &error);
  if (report == NULL)
    return tandai_command_fail (error);
  tandai_label_report_say_recovered (report);
  tandai_command_messages (report->failures);
  if (report->title != NULL)
    /* Translators: %s is what was done to labels, like “actor” renamed to “tokoh”. */
    tandai_command_message (_ ("taken back: %s"), report->title);
  if (change != NULL)
    say_counts (report, task == TANDAI_LABEL_PREVIEW);
  return report->failures->len > 0 ? TANDAI_EXIT_FOUND : TANDAI_EXIT_DONE;
}

/* A label's name has no “=”, but the words of an article may. */
static TandaiExit
fix (const Options *options, GCancellable *cancellable)
{
  const char *sign = strrchr (options->fix, '=');
  g_autofree char *words =
      sign != NULL ? g_strndup (options->fix, (gsize) (sign - options->fix)) : g_strdup ("");
  g_autofree char *string = tandai_span_string_make (words, FALSE);
  TandaiLabelChange change = { .relabel = { .kind = TANDAI_RELABEL_STRING,
                                            .label = string,
                                            .annotator = options->annotator,
                                            .ignore_case = options->ignore_case } };

  if (*string == '\0' || sign[1] == '\0')
    {
      /* Translators: %s is what somebody gave; “Joko Widodo=actor” is an example. */
      tandai_command_message (_ ("“%s” must be words and a label, like “Joko Widodo=actor”"), options->fix);
      return TANDAI_EXIT_FAILED;
    }
  change.relabel.into = sign + 1;
  return run_task (options, options->dry_run ? TANDAI_LABEL_PREVIEW : TANDAI_LABEL_APPLY, &change,
                   cancellable);
}

static gboolean
check_options (const Options *options)
{
  if (!tandai_command_check_annotator (options->annotator))
    return FALSE;
  if (!(options->undo && (options->fix != NULL || options->dry_run))
      && !(options->dry_run && options->fix == NULL)
      && !((options->fix != NULL || options->undo) && (options->as_json || options->label != NULL)))
    return TRUE;
  tandai_command_message (_ ("these options do not go together"));
  return FALSE;
}

static TandaiExit
run (const TandaiCommand *self, int argc, char **argv, GCancellable *cancellable)
{
  g_auto (Options) options = { NULL };
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.as_json, N_ ("Print the list as one JSON value"), NULL },
    { "label", 'l', 0, G_OPTION_ARG_STRING, &options.label,
      N_ ("Only strings that have this label somewhere"), N_ ("LABEL") },
    { "ignore-case", 'i', 0, G_OPTION_ARG_NONE, &options.ignore_case, N_ ("Capitals make no difference"),
      NULL },
    { "annotator", 'a', 0, G_OPTION_ARG_STRING, &options.annotator, N_ ("Whose sidecars (default: all)"),
      N_ ("NAME") },
    { "fix", 0, 0, G_OPTION_ARG_STRING, &options.fix, N_ ("Give all places of a string one label"),
      N_ ("STRING=LABEL") },
    { "dry-run", 'n', 0, G_OPTION_ARG_NONE, &options.dry_run, N_ ("Write nothing, only report"), NULL },
    { "undo", 0, 0, G_OPTION_ARG_NONE, &options.undo, N_ ("Take the latest change back"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.paths, NULL, NULL },
    { NULL },
  };

  if (!tandai_command_parse (self, entries, &argc, &argv) || !check_options (&options))
    return TANDAI_EXIT_FAILED;
  if (options.fix != NULL)
    return fix (&options, cancellable);
  return options.undo ? run_task (&options, TANDAI_LABEL_UNDO, NULL, cancellable)
                      : list (&options, cancellable);
}

const TandaiCommand tandai_command_consistency = {
  .name = "consistency",
  .arguments = N_ ("PATH…"),
  .summary = N_ ("List strings that are not labelled the same everywhere"),
  .description = N_ (
      "Each string comes with its labels and their numbers, the likeliest mistakes first, then the places "
      "that differ: those with other labels than most, and those with none. --fix relabels these and labels "
      "the others, in one folder as one step."),
  .run = run,
};
