/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gstdio.h>

#include "core/tandai-sidecar.h"
#include "corpus/tandai-label-change.h"
#include "corpus/tandai-label-journal.h"

#define TEXT_A "Warga Demak pulang ke Demak.\n"
#define TEXT_B "Bupati Demak datang.\n"

typedef struct
{
  char *folder;
  GFile *place;
  GPtrArray *places;
} Fixture;

static char *
path_of (Fixture *fixture, const char *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

static void
put (Fixture *fixture, const char *name, const char *content)
{
  g_autofree char *path = path_of (fixture, name);

  g_assert_true (g_file_set_contents (path, content, -1, NULL));
}

static char *
get (Fixture *fixture, const char *name)
{
  g_autofree char *path = path_of (fixture, name);
  char *content = NULL;

  g_file_get_contents (path, &content, NULL, NULL);
  return content;
}

static void
add_place (Fixture *fixture, const char *name, guint start, guint end, const char *words)
{
  g_ptr_array_add (fixture->places, tandai_label_place_new (name, (TandaiRange){ start, end }, words));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("tandai-test-XXXXXX", NULL);
  fixture->place = g_file_new_for_path (fixture->folder);
  fixture->places = g_ptr_array_new_with_free_func ((GDestroyNotify) tandai_label_place_free);
  put (fixture, "a.txt", TEXT_A);
  put (fixture, "b.txt", TEXT_B);
  add_place (fixture, "b.txt", 7, 12, "Demak");
  add_place (fixture, "a.txt", 22, 27, "Demak");
  add_place (fixture, "a.txt", 6, 11, "Demak");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) folder = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = path_of (fixture, name);

      g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_ptr_array_unref (fixture->places);
  g_object_unref (fixture->place);
  g_free (fixture->folder);
}

static TandaiLabelReport *
run (Fixture *fixture, TandaiLabelTask task, const char *label)
{
  const TandaiLabelChange change = { .relabel = { .kind = TANDAI_RELABEL_PLACES, .into = label },
                                     .places = fixture->places,
                                     .title = "tagged" };
  g_autoptr (GError) error = NULL;
  TandaiLabelReport *report = tandai_label_run (fixture->place, task, &change, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return report;
}

static TandaiSidecar *
load (Fixture *fixture, const char *name)
{
  g_autofree char *content = get (fixture, name);
  g_autoptr (GBytes) bytes = NULL;
  TandaiSidecar *sidecar;

  g_assert_nonnull (content);
  bytes = g_bytes_new (content, strlen (content));
  sidecar = tandai_sidecar_parse (bytes, NULL);
  g_assert_nonnull (sidecar);
  return sidecar;
}

static void
assert_spans (Fixture *fixture, const char *name, const char *label, guint n_spans)
{
  g_autoptr (TandaiSidecar) sidecar = load (fixture, name);
  guint n_found = 0;

  for (guint i = 0; i < sidecar->spans->len; i++)
    n_found += strcmp (tandai_span_get_label (sidecar->spans->pdata[i]), label) == 0 ? 1 : 0;
  g_assert_cmpuint (n_found, ==, n_spans);
}

static void
assert_gone (Fixture *fixture, const char *name)
{
  g_autofree char *content = get (fixture, name);

  g_assert_null (content);
}

static void
test_tag_and_undo (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TandaiLabelReport) tagged = run (fixture, TANDAI_LABEL_APPLY, "actor");
  g_autoptr (TandaiLabelReport) undone = NULL;

  g_assert_cmpuint (tagged->counts.n_added, ==, 3);
  g_assert_cmpuint (tagged->counts.n_kept, ==, 0);
  g_assert_cmpuint (tagged->n_articles, ==, 2);
  assert_spans (fixture, "a.txt.tandai.json", "actor", 2);
  assert_spans (fixture, "b.txt.tandai.json", "actor", 1);
  undone = run (fixture, TANDAI_LABEL_UNDO, NULL);
  g_assert_cmpstr (undone->title, ==, "tagged");
  assert_gone (fixture, "a.txt.tandai.json");
  assert_gone (fixture, "b.txt.tandai.json");
}

/* What has the label stays, and leaves nothing to be undone. */
static void
test_tagged_already (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TandaiLabelReport) first = run (fixture, TANDAI_LABEL_APPLY, "actor");
  g_autofree char *before = get (fixture, "a.txt.tandai.json");
  g_autoptr (TandaiLabelReport) second = run (fixture, TANDAI_LABEL_APPLY, "actor");
  g_autofree char *after = get (fixture, "a.txt.tandai.json");
  g_autoptr (TandaiLabelReport) third = run (fixture, TANDAI_LABEL_APPLY, "place");
  g_autoptr (TandaiLabelReport) undone = NULL;
  g_autofree char *again = NULL;

  g_assert_cmpuint (second->counts.n_added, ==, 0);
  g_assert_cmpuint (second->counts.n_kept, ==, 3);
  g_assert_cmpstr (before, ==, after);
  assert_spans (fixture, "a.txt.tandai.json", "place", 2);
  undone = run (fixture, TANDAI_LABEL_UNDO, NULL);
  again = get (fixture, "a.txt.tandai.json");
  g_assert_cmpstr (again, ==, before);
}

/* Words that are no longer there are not tagged; other articles are. */
static void
test_changed_article (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TandaiLabelReport) report = NULL;

  put (fixture, "a.txt", "Semua warga Demak pulang ke Demak.\n");
  report = run (fixture, TANDAI_LABEL_APPLY, "actor");
  g_assert_cmpuint (report->failures->len, ==, 1);
  g_assert_cmpuint (report->counts.n_added, ==, 1);
  assert_gone (fixture, "a.txt.tandai.json");
  assert_spans (fixture, "b.txt.tandai.json", "actor", 1);
}

static void
test_unknown_label (Fixture *fixture, gconstpointer data)
{
  const TandaiLabelChange change = { .relabel = { .kind = TANDAI_RELABEL_PLACES, .into = "nothing" },
                                     .places = fixture->places };
  g_autoptr (GError) error = NULL;

  g_assert_null (tandai_label_run (fixture->place, TANDAI_LABEL_APPLY, &change, NULL, NULL, NULL, &error));
  g_assert_nonnull (error);
  assert_gone (fixture, "b.txt.tandai.json");
}

/* What a killed program leaves: the step is in the journal as under way, and only some sidecars are written.
 */
static void
set_state (Fixture *fixture, TandaiLabelState state)
{
  g_autoptr (TandaiLabelJournal) journal = tandai_label_journal_open (fixture->place, NULL);
  g_autoptr (TandaiLabelStep) step = NULL;

  g_assert_true (tandai_label_journal_get_last (journal, &step, NULL));
  step->state = state;
  g_assert_true (tandai_label_journal_put_step (journal, step, NULL));
}

static void
test_killed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TandaiLabelReport) tagged = run (fixture, TANDAI_LABEL_APPLY, "actor");
  g_autofree char *path = path_of (fixture, "b.txt.tandai.json");
  g_autofree char *written = get (fixture, "b.txt.tandai.json");
  g_autofree char *again = NULL;
  g_autoptr (TandaiLabelReport) recovered = NULL;
  g_autoptr (TandaiLabelReport) undone = NULL;

  g_assert_cmpint (g_remove (path), ==, 0);
  set_state (fixture, TANDAI_LABEL_STATE_DOING);
  recovered = run (fixture, TANDAI_LABEL_RECOVER, NULL);
  g_assert_cmpstr (recovered->recovered, ==, "tagged");
  again = get (fixture, "b.txt.tandai.json");
  g_assert_cmpstr (again, ==, written);
  set_state (fixture, TANDAI_LABEL_STATE_UNDOING);
  undone = run (fixture, TANDAI_LABEL_RECOVER, NULL);
  g_assert_true (undone->taken_back);
  assert_gone (fixture, "a.txt.tandai.json");
  assert_gone (fixture, "b.txt.tandai.json");
}

#define ADD(name, function) g_test_add ("/label-places/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("tag-and-undo", test_tag_and_undo);
  ADD ("tagged-already", test_tagged_already);
  ADD ("changed-article", test_changed_article);
  ADD ("unknown-label", test_unknown_label);
  ADD ("killed", test_killed);
  return g_test_run ();
}
