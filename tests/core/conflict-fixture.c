/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Sidecars with conflicts, in a folder of their own, and what is asked of them. */

#include "config.h"

#include <string.h>

#include <glib/gstdio.h>

#include "conflict-fixture.h"

void
conflict_place_init (Place *place)
{
  place->folder = g_dir_make_tmp ("tandai-XXXXXX", NULL);
  place->article = g_build_filename (place->folder, "a.txt", NULL);
  place->sidecar = g_strconcat (place->article, ".tandai.json", NULL);
  g_assert_true (g_file_set_contents (place->article, TEXT, -1, NULL));
}

void
conflict_place_clear (Place *place)
{
  g_remove (place->article);
  g_remove (place->sidecar);
  g_rmdir (place->folder);
  g_free (place->folder);
  g_free (place->article);
  g_free (place->sidecar);
}

static const char *
or_else (const char *value, const char *otherwise)
{
  return value != NULL ? value : otherwise;
}

static char *
write_parts (Parts parts)
{
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, TEXT, -1);
  g_autofree char *text = g_strescape (TEXT, NULL);

  return g_strdup_printf ("{\"format\": \"tandai/1\", \"article\": {\"file\": \"a.txt\", \"sha256\": \"%s\", "
                          "\"encoding\": \"UTF-8\", \"newline\": \"lf\"%s}%s, \"annotator\": \"\", "
                          "\"status\": \"%s\"%s, \"text\": \"%s\", \"spans\": [%s], \"relations\": [%s]%s}",
                          sha256, or_else (parts.article, ""), or_else (parts.schema, ""),
                          or_else (parts.status, "in-progress"), or_else (parts.top, ""), text,
                          or_else (parts.spans, SPANS), or_else (parts.relations, ""),
                          or_else (parts.tail, ""));
}

TandaiSidecar *
conflict_make (Parts parts)
{
  g_autofree char *json = write_parts (parts);
  g_autoptr (GBytes) bytes = g_bytes_new (json, strlen (json));
  g_autoptr (GError) error = NULL;
  TandaiSidecar *sidecar = tandai_sidecar_parse (bytes, &error);

  g_assert_no_error (error);
  return sidecar;
}

TandaiDocument *
conflict_load (const Place *place)
{
  g_autoptr (GFile) file = g_file_new_for_path (place->article);
  g_autoptr (GError) error = NULL;
  TandaiDocument *document = tandai_document_load (file, "", NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (tandai_document_get_lock (document, NULL), ==, TANDAI_LOCK_NONE);
  return document;
}

TandaiDocument *
conflict_load_parts (const Place *place, Parts parts)
{
  g_autofree char *json = write_parts (parts);

  g_assert_true (g_file_set_contents (place->sidecar, json, -1, NULL));
  return conflict_load (place);
}

char *
conflict_state_of (TandaiDocument *document)
{
  g_autoptr (TandaiSidecar) snapshot = tandai_document_snapshot (document, NULL);
  g_autoptr (GString) record = g_string_new (NULL);

  tandai_sidecar_append_record (snapshot, record);
  return g_string_free (g_steal_pointer (&record), FALSE);
}

static char *
keys_of (TandaiDocument *document)
{
  g_autoptr (GPtrArray) conflicts = tandai_document_list_conflicts (document);
  g_autoptr (GString) keys = g_string_new (NULL);

  for (guint i = 0; i < conflicts->len; i++)
    g_string_append_printf (keys, "%s%s", i > 0 ? " " : "", ((TandaiConflict *) conflicts->pdata[i])->key);
  return g_string_free (g_steal_pointer (&keys), FALSE);
}

void
conflict_assert_keys (TandaiDocument *document, const char *expected)
{
  g_autofree char *keys = keys_of (document);

  g_assert_cmpstr (keys, ==, expected);
}

void
conflict_assert_state (TandaiDocument *document, const char *expected)
{
  g_autofree char *state = conflict_state_of (document);

  g_assert_cmpstr (state, ==, expected);
}

/* Saved by the document, and read as anybody would. */
void
conflict_assert_saved (const Place *place, TandaiDocument *document)
{
  g_autofree char *state = conflict_state_of (document);
  g_autoptr (TandaiDocument) again = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (tandai_document_save (document, NULL, NULL, &error));
  g_assert_no_error (error);
  again = conflict_load (place);
  conflict_assert_state (again, state);
}

static const TandaiConflict *
find (GPtrArray *conflicts, const char *key)
{
  for (guint i = 0; i < conflicts->len; i++)
    if (g_str_equal (((TandaiConflict *) conflicts->pdata[i])->key, key))
      return conflicts->pdata[i];
  g_assert_not_reached ();
}

GPtrArray *
conflict_list_parts (TandaiDocument *document, const char *key)
{
  g_autoptr (GPtrArray) conflicts = tandai_document_list_conflicts (document);

  return tandai_conflict_list_parts (find (conflicts, key), tandai_document_get_sidecar (document),
                                     tandai_document_get_annotations (document));
}
