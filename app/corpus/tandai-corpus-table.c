/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "corpus/tandai-corpus-table.h"

/** tandai_corpus_table_new: Returns: (transfer full): a table without articles */
TandaiCorpusTable *
tandai_corpus_table_new (void)
{
  TandaiCorpusTable *self = g_new0 (TandaiCorpusTable, 1);

  self->entries = g_array_new (FALSE, TRUE, sizeof (TandaiCorpusEntry));
  self->order = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->folders = g_ptr_array_new ();
  self->labels = g_ptr_array_new ();
  self->folder_numbers = g_hash_table_new (g_str_hash, g_str_equal);
  self->strings = g_string_chunk_new (1 << 16);
  return self;
}

/** tandai_corpus_table_free: frees it (nullable) */
void
tandai_corpus_table_free (TandaiCorpusTable *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->entries);
  g_array_unref (self->order);
  g_ptr_array_unref (self->folders);
  g_ptr_array_unref (self->labels);
  g_hash_table_unref (self->folder_numbers);
  g_string_chunk_free (self->strings);
  g_free (self);
}

/** tandai_corpus_table_get: Returns: (transfer none): what is known of a slot; moves when articles are added
 */
TandaiCorpusEntry *
tandai_corpus_table_get (const TandaiCorpusTable *self, guint slot)
{
  return &g_array_index (self->entries, TandaiCorpusEntry, slot);
}

/** tandai_corpus_table_intern: Returns: (transfer none) (nullable): a copy that lives as long as the table */
const char *
tandai_corpus_table_intern (TandaiCorpusTable *self, const char *text)
{
  return text != NULL ? g_string_chunk_insert_const (self->strings, text) : NULL;
}

/** tandai_corpus_table_label: Returns: the bit of a label; 0 where there are too many */
guint64
tandai_corpus_table_label (TandaiCorpusTable *self, const char *label)
{
  for (guint i = 0; i < self->labels->len; i++)
    if (strcmp (self->labels->pdata[i], label) == 0)
      return G_GUINT64_CONSTANT (1) << i;
  if (self->labels->len == TANDAI_CORPUS_MAX_LABELS)
    return 0;
  g_ptr_array_add (self->labels, (gpointer) tandai_corpus_table_intern (self, label));
  return G_GUINT64_CONSTANT (1) << (self->labels->len - 1);
}

static guint
folder_number (TandaiCorpusTable *self, const char *folder)
{
  gpointer number;
  const char *kept;

  if (g_hash_table_lookup_extended (self->folder_numbers, folder, NULL, &number))
    return GPOINTER_TO_UINT (number);
  kept = g_string_chunk_insert (self->strings, folder);
  g_ptr_array_add (self->folders, (gpointer) kept);
  g_hash_table_insert (self->folder_numbers, (gpointer) kept, GUINT_TO_POINTER (self->folders->len - 1));
  return self->folders->len - 1;
}

/* A path in two pieces, letter by letter. */
typedef struct
{
  const char *at;
  const char *name;
} Walker;

static Walker
walker_new (const char *folder, const char *name)
{
  return *folder != '\0' ? (Walker){ folder, name } : (Walker){ name, NULL };
}

static guint8
walker_next (Walker *self)
{
  guint8 c = (guint8) *self->at;

  if (c != '\0')
    self->at++;
  else if (self->name != NULL)
    {
      c = '/';
      self->at = self->name;
      self->name = NULL;
    }
  return c;
}

static int
compare_paths (const char *folder_a, const char *name_a, const char *folder_b, const char *name_b)
{
  Walker a = walker_new (folder_a, name_a), b = walker_new (folder_b, name_b);
  guint8 left, right;

  if (folder_a == folder_b)
    return strcmp (name_a, name_b);
  do
    {
      left = walker_next (&a);
      right = walker_next (&b);
    }
  while (left != '\0' && left == right);
  return left - right;
}

static int
compare_with (const TandaiCorpusTable *self, guint slot, const char *folder, const char *name)
{
  const TandaiCorpusEntry *entry = tandai_corpus_table_get (self, slot);

  return compare_paths (self->folders->pdata[entry->folder], entry->name, folder, name);
}

/** tandai_corpus_table_compare: Returns: which of two slots comes first, bytewise by path */
int
tandai_corpus_table_compare (const TandaiCorpusTable *self, guint a, guint b)
{
  const TandaiCorpusEntry *other = tandai_corpus_table_get (self, b);

  return compare_with (self, a, self->folders->pdata[other->folder], other->name);
}

static guint
slot_at (const TandaiCorpusTable *self, guint position)
{
  return g_array_index (self->order, guint32, position);
}

/* The first place in the order that is not before a path. */
static guint
find_place (const TandaiCorpusTable *self, const char *folder, const char *name)
{
  guint low = 0, high = self->order->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (compare_with (self, slot_at (self, middle), folder, name) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/** tandai_corpus_table_find: Returns: the slot of a path below the root, or %TANDAI_CORPUS_NONE */
guint
tandai_corpus_table_find (const TandaiCorpusTable *self, const char *path)
{
  guint place = find_place (self, "", path);

  if (place == self->order->len || compare_with (self, slot_at (self, place), "", path) != 0)
    return TANDAI_CORPUS_NONE;
  return slot_at (self, place);
}

/** tandai_corpus_table_dup_path: Returns: (transfer full): the path of a slot below the root */
char *
tandai_corpus_table_dup_path (const TandaiCorpusTable *self, guint slot)
{
  const TandaiCorpusEntry *entry = tandai_corpus_table_get (self, slot);
  const char *folder = self->folders->pdata[entry->folder];

  return *folder != '\0' ? g_strconcat (folder, "/", entry->name, NULL) : g_strdup (entry->name);
}

/* Takes over who has a sidecar of it. Returns whether it has to be read. */
static gboolean
update_entry (TandaiCorpusTable *self, guint slot, const TandaiCorpusFound *found, guint seen)
{
  TandaiCorpusEntry *entry = tandai_corpus_table_get (self, slot);
  guint8 flags = (guint8) (TANDAI_CORPUS_HERE | (found->own ? TANDAI_CORPUS_OWN : 0));
  gboolean same = (entry->flags & (TANDAI_CORPUS_HERE | TANDAI_CORPUS_OWN)) == flags
                  && g_strcmp0 (entry->annotators, found->annotators) == 0;

  entry->seen = seen;
  if (same)
    return FALSE;
  entry->annotators = tandai_corpus_table_intern (self, found->annotators);
  entry->flags = (guint8) (flags | (entry->flags & (TANDAI_CORPUS_TITLED | TANDAI_CORPUS_READ)));
  /* What it was remains shown until it has been read again. */
  entry->stamp = 0;
  return TRUE;
}

static guint
add_entry (TandaiCorpusTable *self, guint folder, const TandaiCorpusFound *found, guint seen)
{
  TandaiCorpusEntry entry = { .name = g_string_chunk_insert (self->strings, found->name), .folder = folder };

  g_array_append_val (self->entries, entry);
  update_entry (self, self->entries->len - 1, found, seen);
  return self->entries->len - 1;
}

/* An article that went and came back has its slot no longer; it gets another. */
static void
insert_merged (TandaiCorpusTable *self, guint from, const GArray *slots)
{
  guint n_old = self->order->len - from, old = 0, fresh = 0;
  g_autofree guint32 *tail =
      g_memdup2 (&g_array_index (self->order, guint32, from), n_old * sizeof (guint32));

  g_array_set_size (self->order, from);
  while (old < n_old || fresh < slots->len)
    {
      gboolean take_old =
          fresh == slots->len
          || (old < n_old
              && tandai_corpus_table_compare (self, tail[old], g_array_index (slots, guint32, fresh)) < 0);
      guint32 slot = take_old ? tail[old++] : g_array_index (slots, guint32, fresh++);

      g_array_append_val (self->order, slot);
    }
}

/**
 * tandai_corpus_table_merge:
 * @self: a table
 * @folder: a folder's path below the root
 * @found: (array length=n_found): articles of it, sorted bytewise
 * @n_found: how many they are
 * @seen: the walk's number
 * @fresh: (element-type guint32): takes the slots of what is new, or has other sidecars than before
 *
 * Adds what is not known yet.
 *
 * Returns: whether the order changed
 */
gboolean
tandai_corpus_table_merge (TandaiCorpusTable *self,
                           const char *folder,
                           const TandaiCorpusFound *found,
                           guint n_found,
                           guint seen,
                           GArray *fresh)
{
  guint number = folder_number (self, folder);
  const char *kept = self->folders->pdata[number];
  guint first = n_found > 0 ? find_place (self, kept, found[0].name) : 0, at = first;
  g_autoptr (GArray) slots = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint i = 0; i < n_found; i++)
    {
      guint32 slot;

      while (at < self->order->len && compare_with (self, slot_at (self, at), kept, found[i].name) < 0)
        at++;
      if (at < self->order->len && compare_with (self, slot_at (self, at), kept, found[i].name) == 0)
        {
          slot = slot_at (self, at);
          if (update_entry (self, slot, &found[i], seen))
            g_array_append_val (fresh, slot);
          continue;
        }
      slot = add_entry (self, number, &found[i], seen);
      g_array_append_val (slots, slot);
      g_array_append_val (fresh, slot);
    }
  if (slots->len > 0)
    insert_merged (self, first, slots);
  return slots->len > 0;
}

static gboolean
is_below (const TandaiCorpusTable *self, const TandaiCorpusEntry *entry, const char *below)
{
  const char *folder = self->folders->pdata[entry->folder];
  gsize length = strlen (below);

  return length == 0
         || (g_str_has_prefix (folder, below) && (folder[length] == '\0' || folder[length] == '/'));
}

/** tandai_corpus_table_sweep: lets go of what a walk below a folder did not come by. Returns: how many */
guint
tandai_corpus_table_sweep (TandaiCorpusTable *self, const char *below, guint seen)
{
  guint kept = 0, n = self->order->len;

  for (guint i = 0; i < n; i++)
    {
      TandaiCorpusEntry *entry = tandai_corpus_table_get (self, slot_at (self, i));

      if (entry->seen != seen && is_below (self, entry, below))
        entry->flags = 0;
      else
        g_array_index (self->order, guint32, kept++) = slot_at (self, i);
    }
  g_array_set_size (self->order, kept);
  return n - kept;
}
