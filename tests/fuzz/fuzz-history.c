/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is kept for undoing in an article, then the article's sidecar: what can be read is written as the
 * same. */

#include "config.h"

#include <glib/gstdio.h>

#include "core/tandai-file.h"
#include "core/tandai-history-store.h"

#include "fuzz.h"

static char *
store_folder (void)
{
  return g_build_filename (g_get_user_state_dir (), "tandai", "history", NULL);
}

static void
put_history (const char *sidecar, GBytes *history)
{
  g_autofree char *folder = store_folder ();
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, sidecar, -1);
  g_autofree char *name = g_strconcat (hash, ".json", NULL);
  g_autofree char *path = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  path = fuzz_put (folder, name, history);
}

static TandaiHistory *
read_history (const char *sidecar, TandaiText *text, const char *sha256)
{
  g_autoptr (TandaiHistory) history = tandai_history_new ();
  g_autoptr (GError) error = NULL;

  if (tandai_history_store_read (history, text, sidecar, sha256, &error))
    {
      g_assert_no_error (error);
      return g_steal_pointer (&history);
    }
  g_assert_nonnull (error);
  return NULL;
}

static void
write_history (TandaiHistory *history, const char *sidecar, TandaiText *text, const char *sha256)
{
  g_autoptr (GError) error = NULL;
  guint n_done;
  g_autoptr (GPtrArray) steps = tandai_history_list_steps (history, &n_done);

  g_assert_true (tandai_history_store_write (steps, n_done, text, sidecar, sha256, &error));
  g_assert_no_error (error);
}

static GBytes *
read_store (const char *sidecar)
{
  g_autofree char *folder = store_folder ();
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, sidecar, -1);
  g_autofree char *path = g_strdup_printf ("%s/%s.json", folder, hash);
  g_autoptr (GError) error = NULL;
  GBytes *bytes = tandai_file_read (path, TANDAI_SIDECAR_MAX_BYTES, NULL, NULL, &error);

  g_assert_no_error (error);
  return bytes;
}

static void
check_written_again (TandaiHistory *history, const char *sidecar, TandaiText *text)
{
  g_autoptr (TandaiHistory) again = NULL;
  g_autoptr (GBytes) once = NULL;
  g_autoptr (GBytes) twice = NULL;

  write_history (history, sidecar, text, FUZZ_ANY_SHA256);
  once = read_store (sidecar);
  again = read_history (sidecar, text, FUZZ_ANY_SHA256);
  g_assert_nonnull (again);
  write_history (again, sidecar, text, FUZZ_ANY_SHA256);
  twice = read_store (sidecar);
  g_assert_true (g_bytes_equal (once, twice));
}

/* It is kept for the sidecar in which the label has its new name. */
static void
check_renamed (TandaiHistory *history, const char *path, const TandaiSidecar *sidecar)
{
  g_autoptr (GBytes) before = tandai_sidecar_serialize (sidecar);
  g_autoptr (GBytes) after = g_bytes_new_static ("{}", 2);
  g_autofree char *was = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, before);
  g_autofree char *is = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, after);
  g_autoptr (TandaiHistory) renamed = NULL;

  write_history (history, path, sidecar->text, was);
  g_assert_true (tandai_history_store_rename (path, before, after, "place", "tempat"));
  renamed = read_history (path, sidecar->text, is);
  g_assert_nonnull (renamed);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const char *folder = fuzz_begin_folders (NULL);
  g_autoptr (GBytes) stored = fuzz_take_part (&data, &size);
  g_autoptr (GBytes) json = g_bytes_new (data, size);
  g_autoptr (TandaiSidecar) sidecar = fuzz_put_article (json);
  g_autofree char *path = g_build_filename (folder, "a.txt.tandai.json", NULL);
  g_autoptr (TandaiHistory) history = NULL;

  if (sidecar != NULL)
    {
      put_history (path, stored);
      history = read_history (path, sidecar->text, FUZZ_ANY_SHA256);
    }
  if (history != NULL)
    {
      check_written_again (history, path, sidecar->text);
      check_renamed (history, path, sidecar);
    }
  fuzz_end_folders ();
  return 0;
}
