/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <glib/gstdio.h>

#include "core/tandai-document-commands.h"
#include "core/tandai-rejoin.h"
#include "core/tandai-saver.h"
#include "flush.h"

static char *folder;
static char *sidecar;

static TandaiDocument *
new_document_of (const char *chars)
{
  g_autofree char *article = NULL;
  g_autoptr (GFile) file = NULL;

  g_free (folder);
  g_free (sidecar);
  folder = g_dir_make_tmp ("tandai-XXXXXX", NULL);
  article = g_build_filename (folder, "a.txt", NULL);
  sidecar = g_strconcat (article, ".tandai.json", NULL);
  file = g_file_new_for_path (article);
  g_assert_true (g_file_set_contents (article, chars, -1, NULL));
  return tandai_document_load (file, "", NULL, NULL, NULL);
}

static TandaiDocument *
new_document (void)
{
  return new_document_of ("Satu dua tiga empat.\n");
}

static void
wait_for (TandaiSaver *saver, TandaiSaverState state)
{
  while (tandai_saver_get_state (saver) != state)
    g_main_context_iteration (NULL, TRUE);
}

static void
assert_on_disk (const char *words)
{
  g_autofree char *content = NULL;

  g_assert_true (g_file_get_contents (sidecar, &content, NULL, NULL));
  g_assert_nonnull (strstr (content, words));
}

/* Many edits in one turn are few saves, and the last state is what is on disk. */
static void
test_coalesced (void)
{
  g_autoptr (TandaiDocument) document = new_document ();
  g_autoptr (TandaiSaver) saver = tandai_saver_new (document);

  for (guint i = 0; i < 15; i++)
    {
      TandaiRange range = { i, i + 1 };

      g_assert_nonnull (tandai_document_add_span (document, "actor", &range, 1, NULL));
    }
  g_assert_cmpint (tandai_saver_get_state (saver), ==, TANDAI_SAVER_SAVING);
  wait_for (saver, TANDAI_SAVER_SAVED);
  g_assert_false (tandai_document_is_modified (document));
  assert_on_disk ("\"start\": 14");
}

/* With many spans the frame that answers a key comes before the save, which a flush does not wait for. */
static void
test_many_spans_begin_later (void)
{
  g_autofree char *chars = g_strnfill (5002, 'a');
  g_autoptr (TandaiDocument) document = new_document_of (chars);
  g_autoptr (TandaiSaver) saver = NULL;
  TandaiRange range = { 0, 4 };

  tandai_document_begin (document, "many");
  for (guint i = 0; i <= 5000; i++)
    {
      TandaiRange one = { i, i + 1 };

      g_assert_nonnull (tandai_document_add_span (document, "actor", &one, 1, NULL));
    }
  tandai_document_end (document);
  g_assert_true (tandai_document_save (document, NULL, NULL, NULL));
  saver = tandai_saver_new (document);

  g_assert_nonnull (tandai_document_add_span (document, "later", &range, 1, NULL));
  g_assert_cmpint (tandai_saver_get_state (saver), ==, TANDAI_SAVER_SAVING);
  wait_for (saver, TANDAI_SAVER_SAVED);
  assert_on_disk ("\"later\"");

  g_assert_nonnull (tandai_document_add_span (document, "last", &range, 1, NULL));
  g_assert_true (flush (saver, NULL));
  assert_on_disk ("\"last\"");
  g_assert_cmpint (tandai_saver_get_state (saver), ==, TANDAI_SAVER_SAVED);
}

static void
test_flush (void)
{
  g_autoptr (TandaiDocument) document = new_document ();
  g_autoptr (TandaiSaver) saver = tandai_saver_new (document);
  TandaiRange first = { 0, 4 };
  TandaiRange second = { 5, 8 };

  tandai_document_add_span (document, "actor", &first, 1, NULL);
  tandai_document_add_span (document, "place", &second, 1, NULL);
  g_assert_true (flush (saver, NULL));
  assert_on_disk ("\"place\"");
}

/* The edits stay in memory, and the next save succeeds once it can. */
static void
test_failed (void)
{
  g_autoptr (TandaiDocument) document = new_document ();
  g_autoptr (TandaiSaver) saver = tandai_saver_new (document);
  g_autofree char *away = g_strconcat (folder, "-away", NULL);
  TandaiRange range = { 0, 4 };

  g_assert_cmpint (g_rename (folder, away), ==, 0);
  tandai_document_add_span (document, "actor", &range, 1, NULL);
  wait_for (saver, TANDAI_SAVER_FAILED);
  g_assert_nonnull (tandai_saver_get_message (saver));
  g_assert_true (tandai_document_is_modified (document));
  g_assert_cmpint (g_rename (away, folder), ==, 0);
  tandai_saver_retry (saver);
  wait_for (saver, TANDAI_SAVER_SAVED);
  assert_on_disk ("Satu");
}

/* A flush tries again what failed, and says why it failed once more. */
static void
test_flush_after_failure (void)
{
  g_autoptr (TandaiDocument) document = new_document ();
  g_autoptr (TandaiSaver) saver = tandai_saver_new (document);
  g_autofree char *away = g_strconcat (folder, "-away", NULL);
  g_autoptr (GError) error = NULL;
  TandaiRange range = { 0, 4 };

  g_assert_cmpint (g_rename (folder, away), ==, 0);
  tandai_document_add_span (document, "actor", &range, 1, NULL);
  g_assert_false (flush (saver, &error));
  g_assert_cmpstr (error->message, ==, tandai_saver_get_message (saver));
  g_assert_cmpint (g_rename (away, folder), ==, 0);
  g_assert_true (flush (saver, NULL));
  assert_on_disk ("Satu");
}

static void
test_diverted (void)
{
  g_autoptr (TandaiDocument) document = new_document ();
  g_autoptr (TandaiSaver) saver = tandai_saver_new (document);
  TandaiRange first = { 0, 4 };
  TandaiRange second = { 5, 8 };

  g_assert_true (g_file_set_contents (sidecar, "theirs", -1, NULL));
  tandai_document_add_span (document, "actor", &first, 1, NULL);
  wait_for (saver, TANDAI_SAVER_DIVERTED);
  assert_on_disk ("theirs");
  tandai_document_add_span (document, "place", &second, 1, NULL);
  g_assert_true (flush (saver, NULL));
  assert_on_disk ("theirs");
}

/* It went to a file beside, where nobody saw it any more when the article was opened the next time. */
static void
test_removed_by_another (void)
{
  g_autoptr (TandaiDocument) document = new_document ();
  g_autoptr (TandaiSaver) saver = tandai_saver_new (document);
  TandaiRange first = { 0, 4 };
  TandaiRange second = { 5, 8 };

  tandai_document_add_span (document, "actor", &first, 1, NULL);
  wait_for (saver, TANDAI_SAVER_SAVED);
  g_assert_cmpint (g_unlink (sidecar), ==, 0);
  tandai_document_add_span (document, "place", &second, 1, NULL);
  wait_for (saver, TANDAI_SAVER_SAVED);
  assert_on_disk ("\"actor\"");
  assert_on_disk ("\"place\"");
  g_assert_cmpstr (tandai_document_get_sidecar_path (document), ==, sidecar);
}

/* Two versions came apart, and then the other one was removed: a merge found nothing to merge with. */
static void
test_rejoined_after_removal (void)
{
  g_autoptr (TandaiDocument) document = new_document ();
  g_autoptr (TandaiSaver) saver = tandai_saver_new (document);
  g_autoptr (TandaiSidecar) ours = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *beside = NULL;
  TandaiRange range = { 0, 4 };
  guint n_disputes = 1;

  g_assert_true (g_file_set_contents (sidecar, "theirs", -1, NULL));
  tandai_document_add_span (document, "actor", &range, 1, NULL);
  wait_for (saver, TANDAI_SAVER_DIVERTED);
  beside = g_strdup (tandai_document_get_sidecar_path (document));
  ours = tandai_document_snapshot (document, NULL);
  g_assert_cmpint (g_unlink (sidecar), ==, 0);
  g_assert_true (
      tandai_rejoin (tandai_saver_get_base (saver), ours, sidecar, beside, &n_disputes, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_disputes, ==, 0);
  assert_on_disk ("\"actor\"");
  g_assert_false (g_file_test (beside, G_FILE_TEST_EXISTS));
}

static gboolean
drop_cb (gpointer user_data)
{
  g_clear_object ((TandaiSaver **) user_data);
  return G_SOURCE_REMOVE;
}

/* The main loop goes on while a flush waits, and another article may take this one's place meanwhile. */
static void
test_flush_outlives_owner (void)
{
  g_autoptr (TandaiDocument) document = new_document ();
  TandaiSaver *saver = tandai_saver_new (document);
  TandaiRange range = { 0, 4 };

  tandai_document_add_span (document, "actor", &range, 1, NULL);
  g_idle_add_full (G_PRIORITY_HIGH, drop_cb, &saver, NULL);
  g_assert_true (flush (saver, NULL));
  g_assert_null (saver);
  assert_on_disk ("Satu");
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_assert_true (tandai_saver_flush_finish (TANDAI_SAVER (source), result, NULL));
  *(guint *) user_data += 1;
}

/* Nothing else is handled within the event that asked for it, and everybody who asked is answered. */
static void
test_flush_within_an_event (void)
{
  g_autoptr (TandaiDocument) document = new_document ();
  g_autoptr (TandaiSaver) saver = tandai_saver_new (document);
  g_autoptr (TandaiSaver) other = g_object_ref (saver);
  TandaiRange range = { 0, 4 };
  guint n_answered = 0;

  tandai_document_add_span (document, "actor", &range, 1, NULL);
  g_idle_add_full (G_PRIORITY_HIGH, drop_cb, &other, NULL);
  tandai_saver_flush_async (saver, NULL, answered_cb, &n_answered);
  tandai_saver_flush_async (saver, NULL, answered_cb, &n_answered);
  g_assert_nonnull (other);
  g_assert_cmpuint (n_answered, ==, 0);
  while (n_answered < 2)
    g_main_context_iteration (NULL, TRUE);
  assert_on_disk ("Satu");
  g_assert_false (tandai_saver_is_busy (saver));
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/saver/coalesced", test_coalesced);
  g_test_add_func ("/saver/many-spans-begin-later", test_many_spans_begin_later);
  g_test_add_func ("/saver/flush", test_flush);
  g_test_add_func ("/saver/failed", test_failed);
  g_test_add_func ("/saver/flush-after-failure", test_flush_after_failure);
  g_test_add_func ("/saver/flush-outlives-owner", test_flush_outlives_owner);
  g_test_add_func ("/saver/flush-within-an-event", test_flush_within_an_event);
  g_test_add_func ("/saver/diverted", test_diverted);
  g_test_add_func ("/saver/removed-by-another", test_removed_by_another);
  g_test_add_func ("/saver/rejoined-after-removal", test_rejoined_after_removal);
  result = g_test_run ();
  g_free (folder);
  g_free (sidecar);
  return result;
}
