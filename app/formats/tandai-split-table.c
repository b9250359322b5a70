/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/tandai-error.h"
#include "core/tandai-file.h"
#include "formats/tandai-split-spec.h"
#include "formats/tandai-split-table.h"

#define HEADINGS  "article\tgroup\tpart"
#define MAX_BYTES (G_GUINT64_CONSTANT (1) << 30)
#define N_HASH    64

/* About what a line of it takes. */
#define LINE_BYTES (2 * N_HASH + 10)

/* Groups are named by articles, and so all names are held once. */
struct _TandaiSplitTable
{
  GHashTable *entries;
  GStringChunk *names;
};

/** tandai_split_table_new: Returns: (transfer full): a table without articles */
TandaiSplitTable *
tandai_split_table_new (void)
{
  TandaiSplitTable *self = g_new0 (TandaiSplitTable, 1);

  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  self->names = g_string_chunk_new (4096);
  return self;
}

/**
 * tandai_split_table_free:
 * @self: (transfer full): a table
 *
 * Frees it.
 */
void
tandai_split_table_free (TandaiSplitTable *self)
{
  g_hash_table_unref (self->entries);
  g_string_chunk_free (self->names);
  g_free (self);
}

/**
 * tandai_split_table_add:
 * @self: a table
 * @sha256: an article's hash
 * @group: its group
 * @part: its part
 *
 * Adds an article, or says anew where it is.
 */
void
tandai_split_table_add (TandaiSplitTable *self, const char *sha256, const char *group, const char *part)
{
  TandaiSplitEntry *entry = g_new (TandaiSplitEntry, 1);

  entry->group = g_string_chunk_insert_const (self->names, group);
  entry->part = g_string_chunk_insert_const (self->names, part);
  g_hash_table_replace (self->entries, g_string_chunk_insert_const (self->names, sha256), entry);
}

/**
 * tandai_split_table_add_missing:
 * @self: a table
 * @other: another one
 *
 * Adds those of the other's articles that the table does not have.
 */
void
tandai_split_table_add_missing (TandaiSplitTable *self, const TandaiSplitTable *other)
{
  GHashTableIter iter;
  gpointer sha256, entry;

  g_hash_table_iter_init (&iter, other->entries);
  while (g_hash_table_iter_next (&iter, &sha256, &entry))
    if (!g_hash_table_contains (self->entries, sha256))
      tandai_split_table_add (self, sha256, ((TandaiSplitEntry *) entry)->group,
                              ((TandaiSplitEntry *) entry)->part);
}

/**
 * tandai_split_table_lookup:
 * @self: a table
 * @sha256: an article's hash
 *
 * Returns: (transfer none) (nullable): where it is
 */
const TandaiSplitEntry *
tandai_split_table_lookup (const TandaiSplitTable *self, const char *sha256)
{
  return g_hash_table_lookup (self->entries, sha256);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * tandai_split_table_write:
 * @self: a table
 *
 * Returns: (transfer full): the table's file: a line an article, by hash, behind a line of headings
 */
GString *
tandai_split_table_write (const TandaiSplitTable *self)
{
  GString *to = g_string_sized_new (g_hash_table_size (self->entries) * LINE_BYTES);
  g_autoptr (GPtrArray) hashes = g_ptr_array_sized_new (g_hash_table_size (self->entries));
  GHashTableIter iter;
  gpointer sha256;

  g_string_append (to, HEADINGS "\n");
  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, &sha256, NULL))
    g_ptr_array_add (hashes, sha256);
  g_ptr_array_sort (hashes, compare_names);
  for (guint i = 0; i < hashes->len; i++)
    {
      const TandaiSplitEntry *entry = tandai_split_table_lookup (self, hashes->pdata[i]);

      g_string_append_printf (to, "%s\t%s\t%s\n", (char *) hashes->pdata[i], entry->group, entry->part);
    }
  return to;
}

static gboolean
is_hash (const char *text)
{
  return strlen (text) == N_HASH && strspn (text, "0123456789abcdef") == N_HASH;
}

/* A reason to refuse the line; NULL where it was taken. Tables of shards put together have several headings.
 */
static const char *
take_line (TandaiSplitTable *self, const char *line)
{
  g_auto (GStrv) fields = NULL;
  const TandaiSplitEntry *known;

  if (*line == '\0' || strcmp (line, HEADINGS) == 0)
    return NULL;
  fields = g_strsplit (line, "\t", 4);
  if (g_strv_length (fields) != 3)
    return _ ("an article’s hash, its group and its part are meant, parted by tabs");
  if (!is_hash (fields[0]) || !is_hash (fields[1]))
    return _ ("a hash has 64 digits 0–9, a–f");
  if (!tandai_split_is_part (fields[2]))
    return _ ("a part is named in small letters a–z, digits and _");
  known = tandai_split_table_lookup (self, fields[0]);
  if (known != NULL && strcmp (known->part, fields[2]) != 0)
    return _ ("the article is in another part already");
  tandai_split_table_add (self, fields[0], fields[1], fields[2]);
  return NULL;
}

static gboolean
take_lines (TandaiSplitTable *self, const char *text, const char *end, const char *path, GError **error)
{
  guint number = 1;

  for (const char *at = text, *next; at < end; at = next, number++)
    {
      const char *stop = memchr (at, '\n', (gsize) (end - at));
      g_autofree char *line = NULL;
      const char *reason;

      next = stop != NULL ? stop + 1 : end;
      stop = stop != NULL ? stop : end;
      if (stop > at && stop[-1] == '\r')
        stop--;
      line = g_strndup (at, (gsize) (stop - at));
      /* What is behind a NUL would be overlooked. */
      reason = strlen (line) == (gsize) (stop - at) ? take_line (self, line) : _ ("this is not text");
      if (reason != NULL)
        {
          g_autofree char *name = tandai_display_name (path);

          /* Translators: the name of a file, the number of a line in it, what is wrong there. */
          g_set_error (error, TANDAI_ERROR, TANDAI_ERROR_NAME, _ ("%s: line %u: %s"), name, number, reason);
          return FALSE;
        }
    }
  return TRUE;
}

/**
 * tandai_split_table_load:
 * @path: where it lies
 * @cancellable: (nullable): to stop it
 * @error: return location for an error
 *
 * Reads a table. A line that is none fails with its number: a split that is
 * half understood would put articles on both sides.
 *
 * Returns: (transfer full): the table, or %NULL with @error set
 */
TandaiSplitTable *
tandai_split_table_load (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (TandaiSplitTable) self = tandai_split_table_new ();
  g_autoptr (GBytes) bytes = tandai_file_read (path, MAX_BYTES, NULL, cancellable, error);
  const char *text;
  gsize n_bytes;

  if (bytes == NULL)
    return NULL;
  text = g_bytes_get_data (bytes, &n_bytes);
  if (!take_lines (self, text, text + n_bytes, path, error))
    return NULL;
  return g_steal_pointer (&self);
}
