/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A table of what is known of articles, then the sidecar of one, or nothing: what is set can be read, and a
 * dry run writes nothing. */

#include "config.h"

#include "core/tandai-file.h"
#include "formats/tandai-metadata.h"

#include "fuzz.h"

#define TEXT "Warga Demak berkumpul.\n"

static GBytes *
read_sidecar (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "a.txt.tandai.json", NULL);

  return tandai_file_read (path, TANDAI_SIDECAR_MAX_BYTES, NULL, NULL, NULL);
}

static void
apply (const TandaiMetadataTable *table, const char *folder, gboolean replace, gboolean dry_run)
{
  static const char *const annotators[] = { "", NULL };
  g_autofree char *path = g_build_filename (folder, "a.txt", NULL);
  g_autoptr (GFile) root = g_file_new_for_path (folder);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GBytes) sidecar = read_sidecar (folder);
  TandaiExportItem item = {
    .file = file, .root = root, .name = "a.txt", .annotators = sidecar != NULL ? annotators : annotators + 1
  };
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  TandaiMetadataJob job = { .table = table, .items = items, .replace = replace, .dry_run = dry_run };
  g_autoptr (GError) error = NULL;
  g_autoptr (TandaiMetadataResult) result = NULL;
  g_autoptr (GPtrArray) lines = NULL;

  g_ptr_array_add (items, &item);
  result = tandai_metadata_apply (&job, NULL, &error);
  g_assert_no_error (error);
  fuzz_check_messages (result->failures);
  lines = tandai_metadata_result_tell (result, dry_run);
  fuzz_check_messages (lines);
  fuzz_check_folder ();
}

static void
check_dry_run (const TandaiMetadataTable *table, const char *folder)
{
  g_autoptr (GBytes) before = read_sidecar (folder);
  g_autoptr (GBytes) after = NULL;

  apply (table, folder, TRUE, TRUE);
  after = read_sidecar (folder);
  g_assert_true (before == NULL ? after == NULL : g_bytes_equal (before, after));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const char *other;
  const char *folder = fuzz_begin_folders (&other);
  g_autoptr (GBytes) rows = fuzz_take_part (&data, &size);
  g_autoptr (GBytes) json = g_bytes_new (data, size);
  g_autoptr (GBytes) text = g_bytes_new_static (TEXT, sizeof TEXT - 1);
  g_autofree char *path = rows != NULL ? fuzz_put (other, "table.csv", rows) : NULL;
  g_autofree char *article = fuzz_put (folder, "a.txt", text);
  g_autoptr (TandaiSidecar) sidecar = fuzz_put_article (json);
  g_autoptr (GError) error = NULL;
  g_autoptr (TandaiMetadataTable) table = NULL;

  if (path != NULL)
    {
      table = tandai_metadata_table_load (path, NULL, &error);
      g_assert_true ((table == NULL) == (error != NULL));
    }
  if (table != NULL)
    {
      fuzz_check_messages (table->failures);
      check_dry_run (table, folder);
      apply (table, folder, FALSE, FALSE);
      apply (table, folder, TRUE, FALSE);
    }
  fuzz_end_folders ();
  return 0;
}
