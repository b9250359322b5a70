/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every call that opening an article makes fails once, and from then on: that ends in words which name the
 * file and the reason, writes nothing, and the article opens the next time. */

#include "config.h"

#include <errno.h>
#include <string.h>
#include <glib/gstdio.h>

#include "core/tandai-document-commands.h"
#include "core/tandai-error.h"
#include "core/tandai-paths.h"

#include "fault.h"

#define MANY_CALLS 100

static const int ERRORS[] = { EIO, EACCES, ENOMEM, EMFILE };

static const char *const FILES[] = { "a.txt", "a.txt.tandai.json", "tandai.json" };

static const char SCHEMA[] = "{\"format\": \"tandai-corpus/1\", \"version\": \"1\", \"labels\": "
                             "[{\"name\": \"actor\", \"key\": \"1\"}]}";

typedef struct
{
  char *folder;
  GFile *root;
  GFile *article;
  char *contents[G_N_ELEMENTS (FILES)];
} World;

static char *
read_file (World *world, guint i)
{
  g_autofree char *path = g_build_filename (world->folder, FILES[i], NULL);
  char *content;

  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  return content;
}

static void
world_init (World *world)
{
  g_autoptr (TandaiDocument) document = NULL;
  g_autofree char *schema = NULL;
  g_autofree char *article = NULL;
  TandaiRange range = { 0, 4 };

  world->folder = g_dir_make_tmp ("tandai-fault-XXXXXX", NULL);
  world->root = g_file_new_for_path (world->folder);
  world->article = g_file_get_child (world->root, "a.txt");
  schema = g_build_filename (world->folder, "tandai.json", NULL);
  article = g_file_get_path (world->article);
  g_assert_true (g_file_set_contents (article, "Satu dua tiga empat.\n", -1, NULL));
  g_assert_true (g_file_set_contents (schema, SCHEMA, -1, NULL));
  document = tandai_document_load (world->article, "", world->root, NULL, NULL);
  g_assert_nonnull (tandai_document_add_span (document, "actor", &range, 1, NULL));
  g_assert_true (tandai_document_save (document, NULL, NULL, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (FILES); i++)
    world->contents[i] = read_file (world, i);
}

static void
world_clear (World *world)
{
  for (guint i = 0; i < G_N_ELEMENTS (FILES); i++)
    {
      g_autofree char *path = g_build_filename (world->folder, FILES[i], NULL);

      g_assert_cmpint (g_unlink (path), ==, 0);
      g_free (world->contents[i]);
    }
  /* Which proves that nothing else was left there. */
  g_assert_cmpint (g_rmdir (world->folder), ==, 0);
  g_clear_object (&world->root);
  g_clear_object (&world->article);
  g_free (world->folder);
}

static void
assert_untouched (World *world)
{
  for (guint i = 0; i < G_N_ELEMENTS (FILES); i++)
    {
      g_autofree char *content = read_file (world, i);

      g_assert_cmpstr (content, ==, world->contents[i]);
    }
}

static void
assert_whole (TandaiDocument *document)
{
  g_assert_cmpint (tandai_document_get_lock (document, NULL), ==, TANDAI_LOCK_NONE);
  g_assert_cmpuint (tandai_annotation_set_get_n_spans (tandai_document_get_annotations (document)), ==, 1);
  g_assert_cmpuint (tandai_schema_get_n_labels (tandai_document_get_schema (document)), ==, 1);
}

/* A file and the reason: where later calls fail too, one of the files. */
static void
assert_words (const char *words, int error_number)
{
  gboolean named = FALSE;

  g_assert_nonnull (words);
  for (guint i = 0; i < G_N_ELEMENTS (FILES); i++)
    named |= strstr (words, FILES[i]) != NULL;
  g_assert_true (named);
  g_assert_nonnull (strstr (words, g_strerror (error_number)));
}

/* A document that is locked can't be changed, and so never saved over what was not read. */
static void
assert_locked (TandaiDocument *document, int error_number)
{
  TandaiRange range = { 5, 8 };
  const char *message;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (tandai_document_get_lock (document, &message), !=, TANDAI_LOCK_NONE);
  assert_words (message, error_number);
  g_assert_nonnull (tandai_document_get_text (document));
  g_assert_null (tandai_document_add_span (document, "actor", &range, 1, &error));
  g_assert_error (error, TANDAI_ERROR, TANDAI_ERROR_READ_ONLY);
}

static gboolean
load_with_fault (
    World *world, FaultKind kind, guint at, int error_number, gboolean stays, gboolean must_succeed)
{
  g_autoptr (TandaiDocument) document = NULL;
  g_autoptr (TandaiDocument) again = NULL;
  g_autoptr (GError) error = NULL;
  gboolean fired;

  fault_arm (world->folder, kind, at, error_number, stays);
  document = tandai_document_load (world->article, "", world->root, NULL, &error);
  fired = fault_disarm () > 0;
  g_test_message ("%s %u of %s fails with %d%s: %s", fault_kind_names[kind], at, fault_get_path (),
                  error_number, stays ? " and later ones" : "", error != NULL ? error->message : "opened");
  if (document == NULL)
    assert_words (error->message, error_number);
  else if (!fired || must_succeed || kind == FAULT_CLOSE
           || (kind == FAULT_STAT && tandai_document_get_lock (document, NULL) == TANDAI_LOCK_NONE))
    assert_whole (document);
  else
    assert_locked (document, error_number);
  g_assert_true (fired || document != NULL);
  assert_untouched (world);

  again = tandai_document_load (world->article, "", world->root, NULL, NULL);
  assert_whole (again);
  assert_untouched (world);
  return fired;
}

static guint
load_with_each_fault (World *world, FaultKind kind, int error_number, gboolean stays, gboolean must_succeed)
{
  guint at = 1;

  while (load_with_fault (world, kind, at, error_number, stays, must_succeed))
    g_assert_cmpuint (++at, <, MANY_CALLS);
  return at - 1;
}

static void
test_kind (gconstpointer data)
{
  FaultKind kind = GPOINTER_TO_INT (data);
  World world;

  world_init (&world);
  for (guint i = 0; i < G_N_ELEMENTS (ERRORS); i++)
    {
      /* Each of the three files is opened, looked at, read and closed. */
      g_assert_cmpuint (load_with_each_fault (&world, kind, ERRORS[i], FALSE, FALSE), >=, 3);
      g_assert_cmpuint (load_with_each_fault (&world, kind, ERRORS[i], TRUE, FALSE), >=, 3);
    }
  world_clear (&world);
}

static void
test_short_and_interrupted_calls (void)
{
  const FaultKind kinds[] = { FAULT_OPEN, FAULT_READ, FAULT_CLOSE };
  World world;

  world_init (&world);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    g_assert_cmpuint (load_with_each_fault (&world, kinds[i], EINTR, FALSE, TRUE), >=, 3);
  g_assert_cmpuint (load_with_each_fault (&world, FAULT_READ, 0, FALSE, TRUE), >=, 3);
  g_assert_true (load_with_fault (&world, FAULT_READ, 1, 0, TRUE, TRUE));
  world_clear (&world);
}

/* A tandai.json that could not be looked at was taken for none, and the default labels for the corpus's own.
 */
static void
test_unseen_schema_is_not_the_default (void)
{
  World world;

  world_init (&world);
  g_assert_true (load_with_fault (&world, FAULT_STAT, 1, EIO, FALSE, TRUE));
  g_assert_true (load_with_fault (&world, FAULT_STAT, 1, EIO, TRUE, FALSE));
  world_clear (&world);
}

/* An opening must not write, so it makes no call that does. */
static void
test_writes_nothing (void)
{
  const FaultKind kinds[] = { FAULT_WRITE, FAULT_SYNC, FAULT_RENAME, FAULT_LINK, FAULT_UNLINK, FAULT_CHMOD };
  World world;

  world_init (&world);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    g_assert_cmpuint (load_with_each_fault (&world, kinds[i], EIO, FALSE, TRUE), ==, 0);
  world_clear (&world);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/fault/load/open", GINT_TO_POINTER (FAULT_OPEN), test_kind);
  g_test_add_data_func ("/fault/load/stat", GINT_TO_POINTER (FAULT_STAT), test_kind);
  g_test_add_data_func ("/fault/load/read", GINT_TO_POINTER (FAULT_READ), test_kind);
  g_test_add_data_func ("/fault/load/close", GINT_TO_POINTER (FAULT_CLOSE), test_kind);
  g_test_add_func ("/fault/load/short-and-interrupted-calls", test_short_and_interrupted_calls);
  g_test_add_func ("/fault/load/unseen-schema-is-not-the-default", test_unseen_schema_is_not_the_default);
  g_test_add_func ("/fault/load/writes-nothing", test_writes_nothing);
  return g_test_run ();
}
