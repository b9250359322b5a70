/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "core/tandai-find-private.h"

/* Texts have few different characters: what each is folded to is worked out once. */
#define CACHE_SIZE 1024
#define MAX_BYTES  27

typedef struct
{
  gunichar c;
  guint8 n_bytes;
  char bytes[MAX_BYTES];
} Entry;

struct _TandaiFolder
{
  gboolean exact;
  Entry cache[CACHE_SIZE];
};

/** _tandai_folder_new: Returns: (transfer full): a folder; an exact one only takes letters and accents apart
 */
TandaiFolder *
_tandai_folder_new (gboolean exact)
{
  TandaiFolder *self = g_new0 (TandaiFolder, 1);

  self->exact = exact;
  return self;
}

/** _tandai_folder_free: frees a folder */
void
_tandai_folder_free (TandaiFolder *self)
{
  g_free (self);
}

/** _tandai_folded_init: makes room for a stretch */
void
_tandai_folded_init (TandaiFolded *folded)
{
  folded->bytes = g_byte_array_new ();
  folded->origins = g_array_new (FALSE, FALSE, sizeof (guint));
  folded->n_bytes = 0;
}

/** _tandai_folded_clear: gives the room up */
void
_tandai_folded_clear (TandaiFolded *folded)
{
  g_byte_array_unref (folded->bytes);
  g_array_unref (folded->origins);
}

/* Marks that one keyboard types as one key and typography tells apart. */
static gunichar
plain_mark (gunichar c)
{
  switch (c)
    {
    case 0x2018:
    case 0x2019:
    case 0x02bc:
      return '\'';
    case 0x201c:
    case 0x201d:
    case 0x201e:
      return '"';
    case 0x2010:
    case 0x2011:
      return '-';
    case 0x00a0:
    case 0x202f:
      return ' ';
    default:
      return c;
    }
}

/* Arabic vowel signs and the stroke that stretches a word are left out by most who type. */
static gboolean
is_passed_over (gunichar c)
{
  return (c >= 0x064b && c <= 0x065f) || c == 0x0670 || c == 0x0640;
}

static void
make_entry (TandaiFolder *self, Entry *entry, gunichar c)
{
  char chars[7] = { 0 };
  g_autofree char *apart = NULL;
  g_autofree char *folded = NULL;
  g_autofree char *whole = NULL;
  gsize length;

  g_unichar_to_utf8 (self->exact ? c : plain_mark (c), chars);
  apart = g_utf8_normalize (chars, -1, G_NORMALIZE_NFD);
  folded = self->exact ? g_strdup (apart) : g_utf8_casefold (apart, -1);
  whole = g_utf8_normalize (folded, -1, G_NORMALIZE_NFD);
  length = !self->exact && is_passed_over (c) ? 0 : strlen (whole);
  g_assert (length <= MAX_BYTES);
  *entry = (Entry){ .c = c, .n_bytes = (guint8) length };
  memcpy (entry->bytes, whole, length);
}

static inline const Entry *
look_up (TandaiFolder *self, gunichar c)
{
  Entry *entry = &self->cache[c % CACHE_SIZE];

  if (entry->c != c)
    make_entry (self, entry, c);
  return entry;
}

/**
 * _tandai_folder_fold:
 * @self: a folder
 * @chars: a text
 * @from: the first byte
 * @to: the byte after the last; both where a character begins
 * @folded: what takes the stretch, in place of the one before
 *
 * Folds a stretch of a text, and keeps where each byte comes from.
 */
void
_tandai_folder_fold (TandaiFolder *self, const char *chars, gsize from, gsize to, TandaiFolded *folded)
{
  gsize room = (to - from) * 2 + MAX_BYTES;
  gsize n = 0;

  g_byte_array_set_size (folded->bytes, (guint) room);
  g_array_set_size (folded->origins, (guint) room);
  for (gsize at = from; at < to;)
    {
      guchar first = (guchar) chars[at];
      gboolean ascii = first < 0x80;
      gsize length = ascii ? 1 : (gsize) g_utf8_skip[first];
      const Entry *entry = ascii ? NULL : look_up (self, g_utf8_get_char (chars + at));
      guint n_bytes = ascii ? 1 : entry->n_bytes;

      if (n + n_bytes > room)
        {
          room *= 2;
          g_byte_array_set_size (folded->bytes, (guint) room);
          g_array_set_size (folded->origins, (guint) room);
        }
      if (ascii)
        folded->bytes->data[n] = !self->exact && first >= 'A' && first <= 'Z' ? first + ('a' - 'A') : first;
      else
        memcpy (folded->bytes->data + n, entry->bytes, n_bytes);
      for (guint i = 0; i < n_bytes; i++)
        ((guint *) (void *) folded->origins->data)[n + i] = (guint) at;
      n += n_bytes;
      at += length;
    }
  folded->n_bytes = n;
  g_array_set_size (folded->origins, (guint) n + 1);
  g_array_index (folded->origins, guint, n) = (guint) to;
}

/** _tandai_folded_splits: Returns: whether a place lies inside what one character was folded to */
gboolean
_tandai_folded_splits (const TandaiFolded *folded, gsize at)
{
  return at > 0 && at < folded->n_bytes
         && g_array_index (folded->origins, guint, at) == g_array_index (folded->origins, guint, at - 1);
}
