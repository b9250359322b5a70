/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Terms are cut from what a search folds a text to, by looking at neighbouring
 * characters alone: so the terms inside a match are those inside the query, and
 * only the first and the last may be parts of longer ones.
 */

#include "config.h"

#include <string.h>

#include "core/tandai-find-private.h"
#include "core/tandai-terms.h"

/* So much of a text is folded at once. */
#define PIECE_BYTES (256 * 1024)
#define MIN_SLOTS   (1u << 11)
#define MIN_ROOM    (1u << 12)
#define MAX_KNOWN   (1u << 22)

typedef enum
{
  NO_LETTER,
  /* Accents and such neither belong to a term nor end one. */
  MARK,
  /* Between two of these no word ends. */
  LATIN,
  OTHER,
  /* Each a term of its own. */
  ALONE,
} Kind;

/* A term that the document has had. */
typedef struct
{
  guint64 hash;
  guint document;
} Slot;

struct _TandaiTerms
{
  TandaiFolder *folder;
  TandaiFolded folded;
  /* The run that is being gathered; of one that is too long, the length alone is right. */
  guchar run[TANDAI_TERM_MAX_BYTES + 1];
  guint n_run;
  Slot *slots;
  guint n_slots;
  guint n_terms;
  guint document;
  /* The hashes of all terms that were met; 0 where there is room. */
  guint64 *known;
  gsize n_room;
  gsize n_known;
};

/* What is folded has no capitals in ASCII. */
static inline Kind
kind_of_ascii (guchar c)
{
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? LATIN : NO_LETTER;
}

static Kind
kind_of (gunichar c)
{
  if (c < 0x80)
    return kind_of_ascii ((guchar) c);
  if (g_unichar_ismark (c))
    return MARK;
  if (!g_unichar_isalnum (c))
    return NO_LETTER;
  if (c >= 0xc0 && c < 0x250)
    return LATIN;
  return c >= 0xe00 && (c < 0x1e00 || c >= 0x2000) ? ALONE : OTHER;
}

/**
 * tandai_terms_new:
 *
 * Returns: (transfer full): what takes texts apart
 */
TandaiTerms *
tandai_terms_new (void)
{
  TandaiTerms *self = g_new0 (TandaiTerms, 1);

  self->folder = _tandai_folder_new (FALSE);
  _tandai_folded_init (&self->folded);
  self->n_slots = MIN_SLOTS;
  self->slots = g_new0 (Slot, self->n_slots);
  self->n_room = MIN_ROOM;
  self->known = g_new0 (guint64, self->n_room);
  return self;
}

/**
 * tandai_terms_free:
 * @self: (transfer full): what takes texts apart
 *
 * Frees it.
 */
void
tandai_terms_free (TandaiTerms *self)
{
  _tandai_folder_free (self->folder);
  _tandai_folded_clear (&self->folded);
  g_free (self->slots);
  g_free (self->known);
  g_free (self);
}

/* FNV-1a, its bits mixed once more: tables look at the low ones, an index keeps the high ones. */
static inline guint64
hash_bytes (const guchar *bytes, gsize n_bytes)
{
  guint64 hash = G_GUINT64_CONSTANT (14695981039346656037);

  for (gsize i = 0; i < n_bytes; i++)
    hash = (hash ^ bytes[i]) * G_GUINT64_CONSTANT (1099511628211);
  hash = (hash ^ hash >> 32) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  return MAX (hash ^ hash >> 29, 1);
}

static inline guint32
number_of (guint64 hash)
{
  return (guint32) (hash >> 32);
}

/** tandai_terms_number: Returns: the number that an index keeps for a term */
guint32
tandai_terms_number (const char *term)
{
  return number_of (hash_bytes ((const guchar *) term, strlen (term)));
}

static void
put_slot (TandaiTerms *self, guint64 hash)
{
  guint at = (guint) hash & (self->n_slots - 1);

  while (self->slots[at].document == self->document)
    at = (at + 1) & (self->n_slots - 1);
  self->slots[at] = (Slot){ hash, self->document };
}

static void
grow_slots (TandaiTerms *self)
{
  g_autofree Slot *old = self->slots;
  guint n_old = self->n_slots;

  self->n_slots *= 2;
  self->slots = g_new0 (Slot, self->n_slots);
  for (guint i = 0; i < n_old; i++)
    if (old[i].document == self->document)
      put_slot (self, old[i].hash);
}

static void
begin_document (TandaiTerms *self)
{
  self->n_terms = 0;
  if (++self->document != 0)
    return;
  self->document = 1;
  memset (self->slots, 0, self->n_slots * sizeof (Slot));
}

/* Whether the document has not had it yet; it has then. */
static gboolean
is_new_here (TandaiTerms *self, guint64 hash)
{
  guint at = (guint) hash & (self->n_slots - 1);

  for (; self->slots[at].document == self->document; at = (at + 1) & (self->n_slots - 1))
    if (self->slots[at].hash == hash)
      return FALSE;
  self->slots[at] = (Slot){ hash, self->document };
  if (++self->n_terms > self->n_slots / 2)
    grow_slots (self);
  return TRUE;
}

static gsize
find_known (const TandaiTerms *self, guint64 hash)
{
  gsize at = hash & (self->n_room - 1);

  while (self->known[at] != 0 && self->known[at] != hash)
    at = (at + 1) & (self->n_room - 1);
  return at;
}

static void
grow_known (TandaiTerms *self)
{
  g_autofree guint64 *old = self->known;
  gsize n_old = self->n_room;
  gboolean forget = self->n_known > MAX_KNOWN;

  self->n_room = forget ? MIN_ROOM : n_old * 2;
  self->known = g_new0 (guint64, self->n_room);
  if (forget)
    self->n_known = 0;
  for (gsize i = 0; !forget && i < n_old; i++)
    if (old[i] != 0)
      self->known[find_known (self, old[i])] = old[i];
}

/* Whether no document had it before, as far as it is remembered. */
static gboolean
is_new_anywhere (TandaiTerms *self, guint64 hash)
{
  gsize at = find_known (self, hash);

  if (self->known[at] == hash)
    return FALSE;
  self->known[at] = hash;
  if (++self->n_known > self->n_room / 2)
    grow_known (self);
  return TRUE;
}

static void
take_run (TandaiTerms *self, GArray *numbers, GString *fresh)
{
  guint64 hash = hash_bytes (self->run, self->n_run);
  guint32 number = number_of (hash);

  if (!is_new_here (self, hash))
    return;
  g_array_append_val (numbers, number);
  if (!is_new_anywhere (self, hash))
    return;
  g_string_append_len (fresh, (const char *) self->run, self->n_run);
  g_string_append_c (fresh, '\n');
}

/* A text is cut where no term goes on; one that goes on for so long is left out anyway. */
static gsize
end_piece (const char *chars, gsize from, gsize n_bytes)
{
  gsize to = from + PIECE_BYTES;

  if (to >= n_bytes)
    return n_bytes;
  while (to > from + PIECE_BYTES / 2 && !g_ascii_isspace (chars[to]))
    to--;
  while (((guchar) chars[to] & 0xc0) == 0x80)
    to++;
  return to;
}

/* Goes over folded bytes. What is said of a run is whether it touches the first and the last byte. */
typedef void (*RunFunc) (TandaiTerms *self, Kind kind, gboolean first, gboolean last, gpointer user_data);

static inline void
append_to_run (TandaiTerms *self, const guchar *bytes, gsize n_bytes)
{
  if (self->n_run + n_bytes <= TANDAI_TERM_MAX_BYTES)
    for (gsize i = 0; i < n_bytes; i++)
      self->run[self->n_run + i] = bytes[i];
  self->n_run += (guint) n_bytes;
}

static void
split (TandaiTerms *self, RunFunc func, gpointer user_data)
{
  const guchar *bytes = self->folded.bytes->data;
  gsize n_bytes = self->folded.n_bytes;
  Kind in = NO_LETTER;
  gboolean first = TRUE;

  self->n_run = 0;
  for (gsize at = 0; at < n_bytes;)
    {
      gsize length = bytes[at] < 0x80 ? 1 : (gsize) g_utf8_skip[bytes[at]];
      Kind kind = bytes[at] < 0x80 ? kind_of_ascii (bytes[at])
                                   : kind_of (g_utf8_get_char ((const char *) bytes + at));

      if (kind != MARK && self->n_run > 0 && (kind != in || kind == ALONE))
        {
          func (self, in, first, FALSE, user_data);
          self->n_run = 0;
          first = FALSE;
        }
      if (kind == NO_LETTER)
        first = FALSE;
      else if (kind != MARK)
        append_to_run (self, bytes + at, length);
      if (kind != MARK)
        in = kind;
      at += length;
    }
  if (self->n_run > 0)
    func (self, in, first, TRUE, user_data);
}

typedef struct
{
  GArray *numbers;
  GString *fresh;
  gboolean complete;
} Taking;

static void
take_cb (TandaiTerms *self, Kind kind, gboolean first, gboolean last, gpointer user_data)
{
  Taking *taking = user_data;

  if (self->n_run > TANDAI_TERM_MAX_BYTES)
    taking->complete = FALSE;
  else
    take_run (self, taking->numbers, taking->fresh);
}

/**
 * tandai_terms_take:
 * @self: what takes texts apart
 * @text: a text
 * @numbers: (inout) (element-type guint32): the numbers of a document's terms, each term once; empty for a
 * new one
 * @fresh: takes the terms that no document had before, as far as it is remembered, each followed by a line
 * end
 *
 * Takes a text apart. A document may have several.
 *
 * Returns: %FALSE where terms were too long and have been left out
 */
gboolean
tandai_terms_take (TandaiTerms *self, const TandaiText *text, GArray *numbers, GString *fresh)
{
  const char *chars = tandai_text_get_chars (text);
  gsize n_bytes = tandai_text_get_bytes (text);
  Taking taking = { numbers, fresh, TRUE };

  if (numbers->len == 0)
    begin_document (self);
  for (gsize from = 0, to; from < n_bytes; from = to)
    {
      to = end_piece (chars, from, n_bytes);
      /* Without white space all that way, a term may be cut. */
      if (to < n_bytes && !g_ascii_isspace (chars[to]))
        taking.complete = FALSE;
      _tandai_folder_fold (self->folder, chars, from, to, &self->folded);
      split (self, take_cb, &taking);
    }
  return taking.complete;
}

static void
term_free (TandaiTerm *term)
{
  g_free (term->chars);
  g_free (term);
}

typedef struct
{
  GPtrArray *terms;
  gboolean whole;
} Asking;

static void
ask_cb (TandaiTerms *self, Kind kind, gboolean first, gboolean last, gpointer user_data)
{
  Asking *asking = user_data;
  gboolean bound = kind == ALONE || (kind == LATIN && asking->whole);
  TandaiTerm *term;

  if (self->n_run > TANDAI_TERM_MAX_BYTES)
    return;
  term = g_new (TandaiTerm, 1);
  term->chars = g_strndup ((const char *) self->run, self->n_run);
  term->open_start = first && !bound;
  term->open_end = last && !bound;
  g_ptr_array_add (asking->terms, term);
}

/**
 * tandai_terms_of_query:
 * @query: what is looked for
 * @flags: how
 *
 * Returns: (transfer full) (element-type TandaiTerm): the terms that each text with a match holds; none where
 * every text might have one
 */
GPtrArray *
tandai_terms_of_query (const char *query, TandaiFindFlags flags)
{
  g_autoptr (TandaiTerms) self = tandai_terms_new ();
  Asking asking = { g_ptr_array_new_with_free_func ((GDestroyNotify) term_free),
                    (flags & TANDAI_FIND_WHOLE_WORD) != 0 };

  if (flags & TANDAI_FIND_REGEX)
    return asking.terms;
  _tandai_folder_fold (self->folder, query, 0, strlen (query), &self->folded);
  split (self, ask_cb, &asking);
  return asking.terms;
}
