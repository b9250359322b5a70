/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "gui/tandai-search-tagger.h"

/* So many articles that were left alone are named. */
#define MAX_FAILURES 3

struct _TandaiSearchTagger
{
  GObject parent_instance;

  GFile *folder;
  /* The label that is given, as it is shown. */
  char *title;
  char *undo_title;
  GCancellable *working;
  TandaiLabelTask task;
  /* How far the work is; told by its thread. */
  int done;
  int total;
};

G_DEFINE_FINAL_TYPE (TandaiSearchTagger, tandai_search_tagger, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_SAID,
  SIGNAL_DONE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
tandai_search_tagger_finalize (GObject *object)
{
  TandaiSearchTagger *self = TANDAI_SEARCH_TAGGER (object);

  g_object_unref (self->folder);
  g_free (self->title);
  g_free (self->undo_title);
  g_clear_object (&self->working);
  G_OBJECT_CLASS (tandai_search_tagger_parent_class)->finalize (object);
}

static void
tandai_search_tagger_class_init (TandaiSearchTaggerClass *klass)
{
  GType type = TANDAI_TYPE_SEARCH_TAGGER;

  G_OBJECT_CLASS (klass)->finalize = tandai_search_tagger_finalize;
  signals[SIGNAL_CHANGED] =
      g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_SAID] = g_signal_new ("said", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                       G_TYPE_STRING, G_TYPE_BOOLEAN);
  signals[SIGNAL_DONE] = g_signal_new ("done", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
tandai_search_tagger_init (TandaiSearchTagger *self)
{
}

static void
say (TandaiSearchTagger *self, const char *message, gboolean undoable)
{
  g_signal_emit (self, signals[SIGNAL_SAID], 0, message, undoable);
}

static char *
dup_tagged (TandaiSearchTagger *self, const TandaiLabelReport *report)
{
  const TandaiRelabelCounts *counts = &report->counts;
  g_autofree char *tagged = NULL;
  g_autofree char *kept = NULL;

  if (counts->n_added == 0 && counts->n_kept == 0)
    return g_strdup (_ ("Nothing was tagged"));
  /* Translators: a label’s title. */
  if (counts->n_added == 0)
    return g_strdup_printf (_ ("All of them are tagged as %s already"), self->title);
  /* Translators: a number of places in articles, then a label’s title. */
  tagged = g_strdup_printf (ngettext ("%u place tagged as %s", "%u places tagged as %s", counts->n_added),
                            counts->n_added, self->title);
  if (counts->n_kept == 0)
    return g_steal_pointer (&tagged);
  kept = g_strdup_printf (ngettext ("%u was tagged already", "%u were tagged already", counts->n_kept),
                          counts->n_kept);
  return g_strdup_printf ("%s · %s", tagged, kept);
}

static void
say_done (TandaiSearchTagger *self, const TandaiLabelReport *report)
{
  g_autofree char *said = NULL;

  for (guint i = 0; i < MIN (report->failures->len, MAX_FAILURES); i++)
    say (self, report->failures->pdata[i], FALSE);
  if (self->task == TANDAI_LABEL_UNDO)
    /* Translators: %s is what was done to labels. */
    said = g_strdup_printf (_ ("Undone: %s"), report->title);
  else
    said = dup_tagged (self, report);
  say (self, said, self->task == TANDAI_LABEL_APPLY && report->n_sidecars > 0);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TandaiSearchTagger *self = TANDAI_SEARCH_TAGGER (source);

  g_free (self->undo_title);
  self->undo_title = g_task_propagate_pointer (G_TASK (result), NULL);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
look_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_task_return_pointer (task, tandai_label_dup_undo_title (task_data, NULL), g_free);
}

/* Asks what can be taken back. */
static void
look (TandaiSearchTagger *self)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, looked_cb, NULL);

  g_task_set_source_tag (task, look);
  g_task_set_task_data (task, g_object_ref (self->folder), g_object_unref);
  g_task_run_in_thread (task, look_thread);
}

static void
worked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TandaiSearchTagger) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TandaiLabelReport) report = tandai_label_run_finish (result, &error);

  g_clear_object (&self->working);
  if (report != NULL)
    say_done (self, report);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    say (self, _ ("Stopped; nothing was tagged"), FALSE);
  else
    say (self, error->message, FALSE);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  g_signal_emit (self, signals[SIGNAL_DONE], 0);
  look (self);
}

static void
progress_cb (guint done, guint total, gpointer user_data)
{
  TandaiSearchTagger *self = user_data;

  g_atomic_int_set (&self->done, (int) done);
  g_atomic_int_set (&self->total, (int) total);
}

static void
run (TandaiSearchTagger *self, TandaiLabelTask task, const TandaiLabelChange *change)
{
  self->working = g_cancellable_new ();
  self->task = task;
  g_atomic_int_set (&self->done, 0);
  g_atomic_int_set (&self->total, 0);
  tandai_label_run_async (self->folder, task, change, progress_cb, self, self->working, worked_cb,
                          g_object_ref (self));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * tandai_search_tagger_tag:
 * @self: a tagger
 * @label: a label’s name
 * @title: as it is shown
 * @places: (element-type TandaiLabelPlace): what gets it
 *
 * Tags places, unless something is being done.
 */
void
tandai_search_tagger_tag (TandaiSearchTagger *self, const char *label, const char *title, GPtrArray *places)
{
  TandaiLabelChange change = { .relabel = { .kind = TANDAI_RELABEL_PLACES, .into = label },
                               .places = places };
  g_autofree char *words = NULL;

  if (self->working != NULL)
    return;
  g_free (self->title);
  self->title = g_strdup (title);
  /* Translators: what was done: a number of lines of a search, then a label’s title. */
  words = g_strdup_printf (ngettext ("%u line tagged as %s", "%u lines tagged as %s", places->len),
                           places->len, title);
  change.title = words;
  run (self, TANDAI_LABEL_APPLY, &change);
}

/** tandai_search_tagger_undo: takes the latest step back, unless something is being done */
void
tandai_search_tagger_undo (TandaiSearchTagger *self)
{
  if (self->working == NULL)
    run (self, TANDAI_LABEL_UNDO, NULL);
}

/** tandai_search_tagger_cancel: stops what is being done, which is taken back then */
void
tandai_search_tagger_cancel (TandaiSearchTagger *self)
{
  if (self->working != NULL)
    g_cancellable_cancel (self->working);
}

/** tandai_search_tagger_is_busy: Returns: whether something is being done */
gboolean
tandai_search_tagger_is_busy (TandaiSearchTagger *self)
{
  return self->working != NULL;
}

/** tandai_search_tagger_get_fraction: a #TandaiWorkFraction */
double
tandai_search_tagger_get_fraction (gpointer self)
{
  TandaiSearchTagger *tagger = TANDAI_SEARCH_TAGGER (self);
  int total = g_atomic_int_get (&tagger->total);

  return total > 0 ? (double) g_atomic_int_get (&tagger->done) / total : -1;
}

/** tandai_search_tagger_get_undo_title: Returns: (transfer none) (nullable): what
 * tandai_search_tagger_undo() takes back */
const char *
tandai_search_tagger_get_undo_title (TandaiSearchTagger *self)
{
  return self->undo_title;
}

/** tandai_search_tagger_new: Returns: (transfer full): a tagger of a folder */
TandaiSearchTagger *
tandai_search_tagger_new (GFile *folder)
{
  TandaiSearchTagger *self = g_object_new (TANDAI_TYPE_SEARCH_TAGGER, NULL);

  self->folder = g_object_ref (folder);
  look (self);
  return self;
}
