/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every call that a save makes fails once, and from then on, for every reason there is: the old sidecar
 * stays, the edits stay, and the next save succeeds. */

#include "config.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utime.h>
#include <glib/gstdio.h>

#include "core/tandai-document-commands.h"
#include "core/tandai-error.h"
#include "core/tandai-paths.h"
#include "core/tandai-saver.h"

#include "../core/flush.h"
#include "fault.h"

/* More calls of one kind than a save can make. */
#define MANY_CALLS 100

/* How the sidecar stands before the save. */
typedef enum
{
  SCENE_NEW,
  SCENE_THERE,
  /* As a copy back and forth leaves it, so that its bytes must be compared. */
  SCENE_TOUCHED,
  SCENE_LINKED,
  N_SCENES,
} Scene;

static const char *const SCENE_NAMES[N_SCENES] = { "new", "there", "touched", "linked" };

static const int ERRORS[] = { ENOSPC, EIO, EACCES, EDQUOT };

typedef struct
{
  char *folder;
  char *article;
  char *sidecar;
  char *old;
  TandaiDocument *document;
  TandaiSaver *saver;
} World;

static TandaiDocument *
load (World *world)
{
  g_autoptr (GFile) file = g_file_new_for_path (world->article);
  g_autoptr (GError) error = NULL;
  TandaiDocument *document = tandai_document_load (file, "", NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (tandai_document_get_lock (document, NULL), ==, TANDAI_LOCK_NONE);
  return document;
}

static void
add_span (TandaiDocument *document, guint start, guint end)
{
  TandaiRange range = { start, end };

  g_assert_nonnull (tandai_document_add_span (document, "actor", &range, 1, NULL));
}

/* A sidecar with one span, written by the program itself, and moved behind a link where the scene asks for
 * one. */
static void
make_sidecar (World *world, Scene scene)
{
  g_autoptr (TandaiDocument) document = load (world);

  add_span (document, 0, 4);
  g_assert_true (tandai_document_save (document, NULL, NULL, NULL));
  g_assert_cmpint (g_chmod (world->sidecar, 0640), ==, 0);
  g_assert_true (g_file_get_contents (world->sidecar, &world->old, NULL, NULL));
  if (scene == SCENE_LINKED)
    {
      g_autofree char *target = g_build_filename (world->folder, "target", NULL);

      g_assert_cmpint (g_rename (world->sidecar, target), ==, 0);
      g_assert_cmpint (symlink (target, world->sidecar), ==, 0);
    }
}

static void
world_init (World *world, Scene scene)
{
  struct utimbuf earlier = { 1000000000, 1000000000 };

  *world = (World){ .folder = g_dir_make_tmp ("tandai-fault-XXXXXX", NULL) };
  world->article = g_build_filename (world->folder, "a.txt", NULL);
  world->sidecar = tandai_paths_sidecar (world->article, "");
  g_assert_true (g_file_set_contents (world->article, "Satu dua tiga empat.\n", -1, NULL));
  if (scene != SCENE_NEW)
    make_sidecar (world, scene);
  world->document = load (world);
  if (scene == SCENE_TOUCHED)
    g_assert_cmpint (utime (world->sidecar, &earlier), ==, 0);
  world->saver = tandai_saver_new (world->document);
}

static void
world_clear (World *world)
{
  g_autoptr (GDir) dir = g_dir_open (world->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (world->folder, name, NULL);

      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (world->folder), ==, 0);
  g_clear_object (&world->saver);
  g_clear_object (&world->document);
  g_free (world->folder);
  g_free (world->article);
  g_free (world->sidecar);
  g_free (world->old);
}

static char *
read_sidecar (World *world)
{
  char *content = NULL;

  g_file_get_contents (world->sidecar, &content, NULL, NULL);
  return content;
}

/* What the document is, as bytes. */
static char *
serialize (World *world)
{
  g_autoptr (TandaiSidecar) snapshot = tandai_document_snapshot (world->document, NULL);
  g_autoptr (GBytes) bytes = tandai_sidecar_serialize (snapshot);
  gsize n_bytes;
  const char *data = g_bytes_get_data (bytes, &n_bytes);

  return g_strndup (data, n_bytes);
}

/* How many temporary files there are; any other new file is a mistake. */
static guint
count_temporary (World *world)
{
  g_autoptr (GDir) dir = g_dir_open (world->folder, 0, NULL);
  struct utimbuf long_ago = { 1000000000, 1000000000 };
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (world->folder, name, NULL);

      if (g_str_equal (name, "a.txt") || g_str_equal (name, "a.txt.tandai.json")
          || g_str_equal (name, "target"))
        continue;
      g_assert_true (tandai_paths_is_temporary (path));
      g_assert_true (g_str_has_prefix (name, ".tandai-"));
      g_assert_cmpint (utime (path, &long_ago), ==, 0);
      n++;
    }
  return n;
}

/* None is left, unless it was just the removal that failed; and then it goes once it is old. */
static void
assert_no_temporary (World *world, FaultKind kind)
{
  guint n = count_temporary (world);

  if (kind == FAULT_UNLINK)
    g_assert_cmpuint (n, <=, 1);
  else
    g_assert_cmpuint (n, ==, 0);
  tandai_file_remove_stale (world->folder);
  g_assert_cmpuint (count_temporary (world), ==, 0);
}

/* The old bytes; or, where only the folder could not be brought to disk after the rename, all of the new
 * ones. */
static void
assert_old_or_whole (World *world, FaultKind kind, const char *expected)
{
  g_autofree char *content = read_sidecar (world);

  if ((kind == FAULT_SYNC || kind == FAULT_OPEN) && g_str_equal (fault_get_path (), world->folder))
    g_assert_cmpstr (content, ==, expected);
  else
    g_assert_cmpstr (content, ==, world->old);
}

static void
assert_failed (World *world, FaultKind kind, int error_number, const char *expected)
{
  const char *message = tandai_saver_get_message (world->saver);

  g_assert_nonnull (message);
  g_assert_nonnull (strstr (message, "a.txt.tandai.json"));
  if (error_number != 0)
    g_assert_nonnull (strstr (message, g_strerror (error_number)));
  g_assert_true (tandai_document_is_modified (world->document));
  g_assert_cmpuint (tandai_annotation_set_get_n_spans (tandai_document_get_annotations (world->document)), ==,
                    world->old != NULL ? 2 : 1);
  assert_old_or_whole (world, kind, expected);
}

static void
assert_saved (World *world, Scene scene, const char *expected)
{
  g_autofree char *content = read_sidecar (world);
  struct stat info;

  g_assert_cmpstr (content, ==, expected);
  g_assert_false (tandai_document_is_modified (world->document));
  g_assert_cmpint (stat (world->sidecar, &info), ==, 0);
  if (scene != SCENE_NEW)
    g_assert_cmpint (info.st_mode & 0777, ==, 0640);
  if (scene == SCENE_LINKED)
    g_assert_true (g_file_test (world->sidecar, G_FILE_TEST_IS_SYMLINK));
}

static TandaiSaverState
wait_for_save (World *world)
{
  while (tandai_saver_get_state (world->saver) == TANDAI_SAVER_SAVING)
    g_main_context_iteration (NULL, TRUE);
  return tandai_saver_get_state (world->saver);
}

/* One save in which the call @at of that kind fails. Returns whether there was such a call. */
static gboolean
save_with_fault (
    Scene scene, FaultKind kind, guint at, int error_number, gboolean stays, gboolean must_succeed)
{
  World world;
  g_autofree char *expected = NULL;
  g_autofree char *sidecar = NULL;
  g_autoptr (GError) error = NULL;
  gboolean fired;
  TandaiSaverState state;

  world_init (&world, scene);
  sidecar = g_strdup (tandai_document_get_sidecar_path (world.document));
  fault_arm (world.folder, kind, at, error_number, stays);
  add_span (world.document, 5, 8);
  state = wait_for_save (&world);
  fired = fault_disarm () > 0;
  expected = serialize (&world);
  g_test_message ("%s: %s %u of %s fails with %d%s: state %d, %s", SCENE_NAMES[scene], fault_kind_names[kind],
                  at, fault_get_path (), error_number, stays ? " and later ones" : "", state,
                  tandai_saver_get_message (world.saver));
  /* No other program was there. */
  g_assert_cmpint (state, !=, TANDAI_SAVER_DIVERTED);
  if (!fired || must_succeed)
    g_assert_cmpint (state, ==, TANDAI_SAVER_SAVED);
  if (state == TANDAI_SAVER_SAVED)
    assert_saved (&world, scene, expected);
  else
    assert_failed (&world, kind, error_number, expected);
  assert_no_temporary (&world, kind);

  g_assert_true (flush (world.saver, &error));
  g_assert_no_error (error);
  g_assert_cmpint (tandai_saver_get_state (world.saver), ==, TANDAI_SAVER_SAVED);
  g_assert_cmpstr (tandai_document_get_sidecar_path (world.document), ==, sidecar);
  assert_saved (&world, scene, expected);
  assert_no_temporary (&world, kind);
  world_clear (&world);
  return fired;
}

static guint
save_with_each_fault (Scene scene, FaultKind kind, int error_number, gboolean stays, gboolean must_succeed)
{
  guint at = 1;

  while (save_with_fault (scene, kind, at, error_number, stays, must_succeed))
    g_assert_cmpuint (++at, <, MANY_CALLS);
  return at - 1;
}

/* A kind of call that no save makes would test nothing. */
static void
test_kind (gconstpointer data)
{
  FaultKind kind = GPOINTER_TO_INT (data);
  guint n_calls = 0;

  for (guint scene = 0; scene < N_SCENES; scene++)
    for (guint i = 0; i < G_N_ELEMENTS (ERRORS); i++)
      {
        n_calls += save_with_each_fault ((Scene) scene, kind, ERRORS[i], FALSE, FALSE);
        n_calls += save_with_each_fault ((Scene) scene, kind, ERRORS[i], TRUE, FALSE);
      }
  g_assert_cmpuint (n_calls, >, 0);
}

/* A system may do half of what it was asked, as often as it likes. */
static void
test_short_calls (void)
{
  for (guint scene = 0; scene < N_SCENES; scene++)
    {
      g_assert_cmpuint (save_with_each_fault ((Scene) scene, FAULT_WRITE, 0, FALSE, TRUE), >, 0);
      g_assert_true (save_with_fault ((Scene) scene, FAULT_WRITE, 1, 0, TRUE, TRUE));
      save_with_each_fault ((Scene) scene, FAULT_READ, 0, FALSE, TRUE);
    }
  g_assert_true (save_with_fault (SCENE_TOUCHED, FAULT_READ, 1, 0, TRUE, TRUE));
}

/* A signal, or a network file system, may interrupt any call that waits; that is no failure. */
static void
test_interrupted_calls (void)
{
  const FaultKind kinds[] = { FAULT_OPEN, FAULT_READ, FAULT_WRITE, FAULT_SYNC, FAULT_CLOSE };

  for (guint scene = 0; scene < N_SCENES; scene++)
    for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
      save_with_each_fault ((Scene) scene, kinds[i], EINTR, FALSE, TRUE);
}

/* The next save went to a file beside, as if another program had changed what we had just written ourselves.
 */
static void
test_folder_not_synced_is_no_other_program (void)
{
  g_assert_true (save_with_fault (SCENE_THERE, FAULT_SYNC, 2, EIO, FALSE, FALSE));
  g_assert_true (save_with_fault (SCENE_NEW, FAULT_SYNC, 2, EIO, FALSE, FALSE));
}

/* The sidecar was there, and yet the save was called failed, and the next one another program's victim. */
static void
test_temporary_not_removed_is_no_failure (void)
{
  g_assert_true (save_with_fault (SCENE_NEW, FAULT_UNLINK, 1, EIO, FALSE, TRUE));
}

/* That the sidecar could not be looked at was taken for another program's change. */
static void
test_unreadable_is_no_other_program (void)
{
  g_assert_true (save_with_fault (SCENE_TOUCHED, FAULT_READ, 1, EIO, FALSE, FALSE));
  g_assert_true (save_with_fault (SCENE_THERE, FAULT_STAT, 1, EIO, FALSE, FALSE));
}

/* On a memory stick's FAT no new sidecar could be saved, for it has no hard links. */
static void
test_file_system_without_links (void)
{
  g_assert_true (save_with_fault (SCENE_NEW, FAULT_LINK, 1, EPERM, FALSE, TRUE));
  g_assert_true (save_with_fault (SCENE_NEW, FAULT_LINK, 1, EOPNOTSUPP, FALSE, TRUE));
  /* Nor a rename that spares what is there. */
  g_assert_true (save_with_fault (SCENE_NEW, FAULT_LINK, 1, ENOSYS, TRUE, TRUE));
}

/* One may write to a folder that one may not list; it can't be opened, and so not synced. */
static void
test_folder_that_can_not_be_opened (void)
{
  g_assert_true (save_with_fault (SCENE_THERE, FAULT_OPEN, 2, EACCES, FALSE, TRUE));
}

/* Undo across a restart is a comfort: the annotations are on disk, whatever becomes of it. */
static void
test_history_can_not_be_kept (void)
{
  const FaultKind kinds[] = { FAULT_OPEN, FAULT_WRITE, FAULT_SYNC, FAULT_RENAME, FAULT_CLOSE, FAULT_STAT };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      World world;
      g_autofree char *expected = NULL;

      world_init (&world, SCENE_NEW);
      add_span (world.document, 0, 4);
      g_assert_cmpint (wait_for_save (&world), ==, TANDAI_SAVER_SAVED);
      expected = serialize (&world);
      fault_arm (g_get_user_state_dir (), kinds[i], 1, ENOSPC, TRUE);
      g_assert_true (flush (world.saver, NULL));
      g_assert_cmpuint (fault_disarm (), >, 0);
      assert_saved (&world, SCENE_NEW, expected);
      world_clear (&world);
    }
}

static void
add_kind (FaultKind kind)
{
  g_autofree char *path = g_strconcat ("/fault/save/", fault_kind_names[kind], NULL);

  g_test_add_data_func (path, GINT_TO_POINTER (kind), test_kind);
}

int
main (int argc, char **argv)
{
  g_autofree char *state = g_dir_make_tmp ("tandai-state-XXXXXX", NULL);

  /* Histories go there. */
  g_setenv ("XDG_STATE_HOME", state, TRUE);
  g_test_init (&argc, &argv, NULL);
  for (guint kind = 0; kind < FAULT_N_KINDS; kind++)
    add_kind ((FaultKind) kind);
  g_test_add_func ("/fault/save/short-calls", test_short_calls);
  g_test_add_func ("/fault/save/interrupted-calls", test_interrupted_calls);
  g_test_add_func ("/fault/save/folder-not-synced-is-no-other-program",
                   test_folder_not_synced_is_no_other_program);
  g_test_add_func ("/fault/save/temporary-not-removed-is-no-failure",
                   test_temporary_not_removed_is_no_failure);
  g_test_add_func ("/fault/save/unreadable-is-no-other-program", test_unreadable_is_no_other_program);
  g_test_add_func ("/fault/save/file-system-without-links", test_file_system_without_links);
  g_test_add_func ("/fault/save/folder-that-can-not-be-opened", test_folder_that_can_not_be_opened);
  g_test_add_func ("/fault/save/history-can-not-be-kept", test_history_can_not_be_kept);
  return g_test_run ();
}
