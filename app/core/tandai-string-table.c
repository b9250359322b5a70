/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE
#include "config.h"

#include <string.h>

#include "core/tandai-string-table.h"

/* Counting characters from the match before is slower than asking the text from here on. */
#define FAR_BYTES 1024

typedef struct
{
  const char *label;
  guint n;
} Count;

/* A string: how often it was tagged with each label. Most have one label. */
typedef struct
{
  guint n_bytes;
  /* The marks before its first letter or digit, by which it is found. */
  guint n_lead;
  guint n_total;
  guint n_labels;
  Count first;
  Count *others;
  char string[];
} Entry;

struct _TandaiStringTable
{
  GHashTable *entries;
  /* From a first run of letters and digits to the entries that begin with it, the longest first. */
  GHashTable *by_run;
};

/* Tables hold an entry by its string, which is in it: what is its own value takes less memory. */
static Entry *
entry_of (char *string)
{
  return string != NULL ? (Entry *) (void *) (string - G_STRUCT_OFFSET (Entry, string)) : NULL;
}

static void
free_entry_of (char *string)
{
  Entry *entry = entry_of (string);

  g_free (entry->others);
  g_free (entry);
}

static Entry *
find_entry (TandaiStringTable *self, const char *string)
{
  return entry_of (g_hash_table_lookup (self->entries, string));
}

/** tandai_string_table_new: Returns: (transfer full): an empty table */
TandaiStringTable *
tandai_string_table_new (void)
{
  TandaiStringTable *self = g_new0 (TandaiStringTable, 1);

  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, (GDestroyNotify) free_entry_of, NULL);
  self->by_run = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  return self;
}

/** tandai_string_table_free: frees a table */
void
tandai_string_table_free (TandaiStringTable *self)
{
  g_hash_table_unref (self->by_run);
  g_hash_table_unref (self->entries);
  g_free (self);
}

static gboolean
is_word_char (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c);
}

/* The first letter or digit at or after @at, or @end. */
static const char *
run_start (const char *at, const char *end)
{
  while (at < end && !is_word_char (g_utf8_get_char (at)))
    at = g_utf8_next_char (at);
  return at;
}

static const char *
run_end (const char *at, const char *end)
{
  while (at < end && is_word_char (g_utf8_get_char (at)))
    at = g_utf8_next_char (at);
  return at;
}

static int
compare_lengths (const Entry *one, const Entry *other)
{
  if (one->n_bytes != other->n_bytes)
    return one->n_bytes > other->n_bytes ? -1 : 1;
  return strcmp (one->string, other->string);
}

/* Where an entry belongs among others, the longest first. */
static guint
find_place (GPtrArray *entries, Entry *entry)
{
  guint low = 0;
  guint high = entries->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (compare_lengths (entries->pdata[middle], entry) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* Files an entry under its first run of letters and digits; a string without one is never found. */
static void
file_entry (TandaiStringTable *self, Entry *entry)
{
  const char *end = entry->string + entry->n_bytes;
  const char *start = run_start (entry->string, end);
  g_autofree char *run = g_strndup (start, (gsize) (run_end (start, end) - start));
  GPtrArray *entries = g_hash_table_lookup (self->by_run, run);

  entry->n_lead = (guint) (start - entry->string);
  if (*run == '\0')
    return;
  if (entries == NULL)
    {
      entries = g_ptr_array_new ();
      g_hash_table_insert (self->by_run, g_strdup (run), entries);
    }
  g_ptr_array_insert (entries, (int) find_place (entries, entry), entry);
}

static Entry *
make_entry (TandaiStringTable *self, const char *string)
{
  gsize n_bytes = strlen (string);
  Entry *entry = g_malloc0 (sizeof (Entry) + n_bytes + 1);

  memcpy (entry->string, string, n_bytes + 1);
  entry->n_bytes = (guint) n_bytes;
  g_hash_table_add (self->entries, entry->string);
  file_entry (self, entry);
  return entry;
}

static Count *
get_count (Entry *entry, guint at)
{
  return at == 0 ? &entry->first : &entry->others[at - 1];
}

/* The count of a label, made where there is none. */
static Count *
count_of (Entry *entry, const char *label)
{
  const char *interned = tandai_span_intern_label (label);
  Count *count;

  for (guint i = 0; i < entry->n_labels; i++)
    if (get_count (entry, i)->label == interned)
      return get_count (entry, i);
  if (entry->n_labels > 0)
    entry->others = g_renew (Count, entry->others, entry->n_labels);
  count = get_count (entry, entry->n_labels++);
  *count = (Count){ interned, 0 };
  return count;
}

static void
change_count (Entry *entry, const char *label, int by)
{
  Count *count = count_of (entry, label);

  if (by < 0 && count->n == 0)
    return;
  count->n += (guint) by;
  entry->n_total += (guint) by;
}

/**
 * tandai_string_table_add:
 * @self: a table
 * @string: what was tagged
 * @label: with which label
 *
 * Counts it. A string that is too long or crosses a line is left out.
 */
void
tandai_string_table_add (TandaiStringTable *self, const char *string, const char *label)
{
  Entry *entry;

  if (*string == '\0' || strchr (string, '\n') != NULL
      || g_utf8_strlen (string, -1) > TANDAI_STRING_MAX_CHARS)
    return;
  entry = find_entry (self, string);
  if (entry == NULL)
    entry = make_entry (self, string);
  change_count (entry, label, 1);
}

/** tandai_string_table_remove: takes one tagging back */
void
tandai_string_table_remove (TandaiStringTable *self, const char *string, const char *label)
{
  Entry *entry = find_entry (self, string);

  if (entry != NULL)
    change_count (entry, label, -1);
}

/**
 * tandai_string_table_add_spans:
 * @self: a table
 * @text: a text
 * @spans: (element-type TandaiSpan): its spans
 *
 * Counts all of them that are of one piece.
 */
void
tandai_string_table_add_spans (TandaiStringTable *self, const TandaiText *text, GPtrArray *spans)
{
  for (guint i = 0; i < spans->len; i++)
    {
      TandaiSpan *span = spans->pdata[i];
      TandaiRange hull = tandai_span_get_hull (span);
      guint n_ranges;

      tandai_span_get_ranges (span, &n_ranges);
      if (n_ranges == 1 && hull.end - hull.start <= TANDAI_STRING_MAX_CHARS
          && hull.end <= tandai_text_get_length (text))
        {
          g_autofree char *string = tandai_text_slice (text, hull.start, hull.end);

          tandai_string_table_add (self, string, tandai_span_get_label (span));
        }
    }
}

/* The most frequent label; of equals the first bytewise, so that order of adding changes nothing. */
static const char *
best_label (Entry *entry, guint *n_label)
{
  const Count *best = NULL;

  for (guint i = 0; i < entry->n_labels; i++)
    {
      const Count *count = get_count (entry, i);

      if (count->n > 0
          && (best == NULL || count->n > best->n
              || (count->n == best->n && strcmp (count->label, best->label) < 0)))
        best = count;
    }
  *n_label = best != NULL ? best->n : 0;
  return best != NULL ? best->label : NULL;
}

/**
 * tandai_string_table_lookup:
 * @self: a table
 * @string: a string
 * @n_label: (out) (optional): how often it has this label
 * @n_total: (out) (optional): how often it has any
 *
 * Returns: (transfer none) (nullable): the label that it was tagged with most often
 */
const char *
tandai_string_table_lookup (TandaiStringTable *self, const char *string, guint *n_label, guint *n_total)
{
  Entry *entry = find_entry (self, string);
  guint most = 0;
  const char *label = entry != NULL ? best_label (entry, &most) : NULL;

  if (n_label != NULL)
    *n_label = most;
  if (n_total != NULL)
    *n_total = entry != NULL ? entry->n_total : 0;
  return label;
}

static gboolean
is_joiner (gunichar c)
{
  return c == '-' || c == 0x2010 || c == 0x2011 || c == '\'' || c == 0x2019;
}

/* Whether a word ends at @at: nothing of it follows but a clitic, perhaps after a hyphen. */
static gboolean
ends_word (const char *at, const char *end)
{
  static const char *const clitics[] = { "nya", "lah", "kah", "pun" };
  const char *rest = at;

  if (rest < end && is_joiner (g_utf8_get_char (rest)) && g_utf8_next_char (rest) < end
      && is_word_char (g_utf8_get_char (g_utf8_next_char (rest))))
    rest = g_utf8_next_char (rest);
  if (rest == end || !is_word_char (g_utf8_get_char (rest)))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (clitics); i++)
    if ((gsize) (end - rest) >= 3 && memcmp (rest, clitics[i], 3) == 0
        && (rest + 3 == end || !is_word_char (g_utf8_get_char (rest + 3))))
      return TRUE;
  return FALSE;
}

/* Whether a word begins at @at. */
static gboolean
begins_word (const char *at, const char *start)
{
  const char *before;

  if (at == start || !is_word_char (g_utf8_get_char (at)))
    return TRUE;
  before = g_utf8_prev_char (at);
  if (is_joiner (g_utf8_get_char (before)) && before > start)
    return !is_word_char (g_utf8_get_char (g_utf8_prev_char (before)));
  return !is_word_char (g_utf8_get_char (before));
}

static gboolean
occurs_at (const char *string, gsize n_bytes, const char *at, const char *start, const char *end)
{
  const char *last;

  if (at < start || (gsize) (end - at) < n_bytes || memcmp (at, string, n_bytes) != 0
      || !begins_word (at, start))
    return FALSE;
  last = g_utf8_prev_char (at + n_bytes);
  return !is_word_char (g_utf8_get_char (last)) || ends_word (at + n_bytes, end);
}

static gboolean
match_at (TandaiStringTable *self,
          GPtrArray *entries,
          const char *run,
          const char *start,
          const char *end,
          TandaiStringMatch *match,
          gsize *from,
          gsize *to)
{
  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      Entry *entry = entries->pdata[i];
      const char *at = run - entry->n_lead;

      if (entry->n_total == 0 || (gsize) (run - start) < entry->n_lead
          || !occurs_at (entry->string, entry->n_bytes, at, start, end))
        continue;
      match->label = best_label (entry, &match->n_label);
      match->n_total = entry->n_total;
      *from = (gsize) (at - start);
      *to = *from + entry->n_bytes;
      return TRUE;
    }
  return FALSE;
}

/* The whole run of letters and digits, or the same without a clitic, by which an entry is filed. */
static GPtrArray *
entries_for_run (TandaiStringTable *self, const char *run, gsize length)
{
  char key[TANDAI_STRING_MAX_CHARS * 6];
  GPtrArray *entries;

  if (length >= sizeof key)
    return NULL;
  memcpy (key, run, length);
  key[length] = '\0';
  entries = g_hash_table_lookup (self->by_run, key);
  if (entries != NULL || length < 6)
    return entries;
  key[length - 3] = '\0';
  return g_utf8_validate (key, -1, NULL) ? g_hash_table_lookup (self->by_run, key) : NULL;
}

/**
 * tandai_string_table_find:
 * @self: a table
 * @text: a text
 * @start: the first code point, where a word begins
 * @end: the code point after the last
 *
 * Returns: (transfer full) (element-type TandaiStringMatch): where strings of the table occur, in order; of
 * those that begin together the longest
 */
GArray *
tandai_string_table_find (TandaiStringTable *self, const TandaiText *text, guint start, guint end)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (TandaiStringMatch));
  gsize n_bytes;
  const char *first = tandai_text_peek (text, start, end, &n_bytes);
  const char *stop = first + n_bytes;
  const char *counted = first;
  guint offset = start;

  if (g_hash_table_size (self->by_run) == 0)
    return found;
  for (const char *run = run_start (first, stop); run < stop;)
    {
      const char *after = run_end (run, stop);
      GPtrArray *entries = entries_for_run (self, run, (gsize) (after - run));
      TandaiStringMatch match;
      gsize from, to;

      if (entries != NULL && match_at (self, entries, run, first, stop, &match, &from, &to))
        {
          offset += (guint) g_utf8_strlen (counted, run - counted);
          counted = run;
          match.range.start = offset - (guint) g_utf8_strlen (first + from, run - (first + from));
          match.range.end = match.range.start + (guint) g_utf8_strlen (first + from, (gssize) (to - from));
          g_array_append_val (found, match);
        }
      run = run_start (after, stop);
    }
  return found;
}

/**
 * tandai_string_occurrences:
 * @text: a text
 * @string: what is looked for
 * @start: the first code point
 * @end: the code point after the last
 *
 * Returns: (transfer full) (element-type TandaiRange): where it occurs as a word or words, also with a clitic
 */
GArray *
tandai_string_occurrences (const TandaiText *text, const char *string, guint start, guint end)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (TandaiRange));
  gsize length = strlen (string);
  gsize n_bytes;
  const char *first = tandai_text_peek (text, start, end, &n_bytes);
  const char *stop = first + n_bytes;
  guint n_chars = (guint) g_utf8_strlen (string, -1);
  const char *counted = first;
  guint offset = start;

  for (const char *at = length > 0 ? memmem (first, n_bytes, string, length) : NULL; at != NULL;
       at = memmem (at, (gsize) (stop - at), string, length))
    {
      gboolean occurs = occurs_at (string, length, at, first, stop);

      if (occurs)
        {
          TandaiRange range;

          if (at - counted > FAR_BYTES)
            offset = tandai_text_from_byte (text, (gsize) (at - tandai_text_get_chars (text)));
          else
            offset += (guint) g_utf8_strlen (counted, at - counted);
          counted = at;
          range = (TandaiRange){ offset, offset + n_chars };
          g_array_append_val (found, range);
        }
      at += occurs ? length : 1;
      if (at >= stop)
        break;
    }
  return found;
}
