/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Pairs of people edit one sidecar and merge, and a third decides what they disagree on in any order:
 * whatever a merge leaves to decide can be decided. TANDAI_SEED and TANDAI_PAIRS ask for other pairs, or for
 * the one that failed. */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include <glib/gstdio.h>

#include "core/tandai-conflict.h"
#include "core/tandai-document-commands.h"
#include "core/tandai-merge.h"
#include "merge-edits.h"

#define N_PAIRS    2000
#define FIRST_SEED 20261129
#define MAX_EDITS  12

/* The folder in which all pairs are merged. */
typedef struct
{
  char *folder;
  char *article;
  char *sidecar;
} Place;

static guint n_decided;
static guint n_refused;

static char *
state_of (TandaiDocument *document)
{
  g_autoptr (TandaiSidecar) snapshot = tandai_document_snapshot (document, NULL);
  g_autoptr (GString) record = g_string_new (NULL);

  tandai_sidecar_append_record (snapshot, record);
  return g_string_free (g_steal_pointer (&record), FALSE);
}

static TandaiDocument *
load_merged (const Place *place, TandaiSidecar *merged)
{
  const char *text = tandai_text_get_chars (merged->text);
  g_autoptr (GFile) file = g_file_new_for_path (place->article);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  TandaiDocument *document;

  g_free (merged->sha256);
  merged->sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  bytes = tandai_sidecar_serialize (merged);
  g_assert_true (g_file_set_contents (place->article, text, -1, NULL));
  g_assert_true (g_file_set_contents (place->sidecar, g_bytes_get_data (bytes, NULL),
                                      (gssize) g_bytes_get_size (bytes), NULL));
  document = tandai_document_load (file, "", NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (tandai_document_get_lock (document, NULL), ==, TANDAI_LOCK_NONE);
  return document;
}

/* What is there can be written, and read again as it was. */
static void
check_whole (TandaiDocument *document, guint32 seed)
{
  g_autoptr (TandaiSidecar) snapshot = tandai_document_snapshot (document, NULL);
  g_autoptr (GBytes) bytes = tandai_sidecar_serialize (snapshot);
  g_autoptr (GError) error = NULL;
  g_autoptr (TandaiSidecar) again = tandai_sidecar_parse (bytes, &error);
  g_autoptr (GBytes) written = again != NULL ? tandai_sidecar_serialize (again) : NULL;

  if (again == NULL || again->problems->len > 0 || !g_bytes_equal (bytes, written))
    g_error ("seed %u: %s\n%s", seed, error != NULL ? error->message : "not the same again",
             (const char *) g_bytes_get_data (bytes, NULL));
}

/* Takes one of the versions; where that cannot be, nothing is changed, and the other can be taken. */
static void
decide (TandaiDocument *document, const TandaiConflict *conflict, TandaiDecision side, guint32 seed)
{
  g_autofree char *key = g_strdup (conflict->key);
  g_autofree char *before = state_of (document);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  guint n_conflicts = tandai_document_get_sidecar (document)->n_conflicts;

  if (!tandai_conflict_resolve (document, key, side, &error))
    {
      after = state_of (document);
      g_assert_cmpstr (after, ==, before);
      n_refused++;
      if (!tandai_conflict_resolve (document, key, TANDAI_DECISION_THEIRS - side, NULL))
        g_error ("seed %u: “%s”: %s\n%s", seed, key, error->message, before);
    }
  n_decided++;
  g_assert_cmpuint (tandai_document_get_sidecar (document)->n_conflicts, <, n_conflicts);
  check_whole (document, seed);
}

static void
decide_all (TandaiDocument *document, GRand *random, guint32 seed)
{
  g_autofree char *first = state_of (document);
  g_autofree char *undone = NULL;

  while (tandai_document_get_sidecar (document)->n_conflicts > 0)
    {
      g_autoptr (GPtrArray) conflicts = tandai_document_list_conflicts (document);
      const TandaiConflict *conflict = conflicts->pdata[g_rand_int_range (random, 0, (int) conflicts->len)];
      g_autoptr (GPtrArray) parts =
          tandai_conflict_list_parts (conflict, tandai_document_get_sidecar (document),
                                      tandai_document_get_annotations (document));

      decide (document, conflict, g_rand_boolean (random) ? TANDAI_DECISION_OURS : TANDAI_DECISION_THEIRS,
              seed);
    }
  undone = state_of (document);
  if (strstr (undone, "\"review\"") != NULL)
    g_error ("seed %u: a mark is left\n%s", seed, undone);
  g_clear_pointer (&undone, g_free);
  while (tandai_document_undo (document))
    ;
  undone = state_of (document);
  g_assert_cmpstr (undone, ==, first);
}

static void
run_pair (const Place *place, guint32 seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  Writer writers[] = { { random, "0", 0 }, { random, "a", 0 }, { random, seed % 8 == 0 ? "a" : "b", 0 } };
  g_autoptr (TandaiSidecar) base = edits_begin (&writers[0]);
  g_autoptr (TandaiSidecar) ours = edits_copy (base);
  g_autoptr (TandaiSidecar) theirs = edits_copy (base);
  g_autoptr (GArray) of_ours =
      edits_make (&writers[1], ours, (guint) g_rand_int_range (random, 1, MAX_EDITS));
  g_autoptr (GArray) of_theirs =
      edits_make (&writers[2], theirs, (guint) g_rand_int_range (random, 1, MAX_EDITS));
  g_autoptr (TandaiSidecar) merged = NULL;
  g_autoptr (TandaiDocument) document = NULL;
  g_autoptr (GError) error = NULL;

  merged = tandai_merge (base, ours, theirs, NULL, NULL, &error);
  g_assert_no_error (error);
  if (merged->n_conflicts == 0)
    return;
  document = load_merged (place, merged);
  decide_all (document, random, seed);
}

static guint32
read_number (const char *variable, guint32 otherwise)
{
  const char *value = g_getenv (variable);

  return value != NULL ? (guint32) strtoul (value, NULL, 10) : otherwise;
}

static void
test_pairs (void)
{
  guint32 seed = read_number ("TANDAI_SEED", FIRST_SEED);
  guint32 n_pairs = read_number ("TANDAI_PAIRS", N_PAIRS);
  Place place = { .folder = g_dir_make_tmp ("tandai-XXXXXX", NULL) };

  place.article = g_build_filename (place.folder, "a.txt", NULL);
  place.sidecar = g_strconcat (place.article, ".tandai.json", NULL);
  for (guint32 i = 0; i < n_pairs; i++)
    run_pair (&place, seed + i);
  g_test_message ("%u pairs, %u decisions, %u of them the other way round", n_pairs, n_decided, n_refused);
  g_assert_true (n_pairs < N_PAIRS || n_decided > n_pairs / 4);
  g_remove (place.article);
  g_remove (place.sidecar);
  g_rmdir (place.folder);
  g_free (place.folder);
  g_free (place.article);
  g_free (place.sidecar);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/conflict/pairs", test_pairs);
  return g_test_run ();
}
