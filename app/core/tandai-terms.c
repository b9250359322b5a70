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

/* A term that the document has had: where it lies among them. */
typedef struct
{
  guint hash;
  guint document;
  guint at;
  guint n_bytes;
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
};

static Kind
kind_of (gunichar c)
{
  if (c < 0x80)
    return g_ascii_isalnum ((char) c) ? LATIN : NO_LETTER;
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
  self->document = 1;
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
  g_free (self);
}

static inline guint
hash_bytes (const guchar *bytes, guint n_bytes)
{
  guint hash = 2166136261u;

  for (guint i = 0; i < n_bytes; i++)
    hash = (hash ^ bytes[i]) * 16777619u;
  return hash ^ hash >> 15;
}

static void
grow (TandaiTerms *self)
{
  g_autofree Slot *old = self->slots;
  guint n_old = self->n_slots;

  self->n_slots *= 2;
  self->slots = g_new0 (Slot, self->n_slots);
  for (guint i = 0; i < n_old; i++)
    {
      guint at = old[i].hash & (self->n_slots - 1);

      if (old[i].document != self->document)
        continue;
      while (self->slots[at].document != 0)
        at = (at + 1) & (self->n_slots - 1);
      self->slots[at] = old[i];
    }
}

static void
begin (TandaiTerms *self)
{
  self->n_terms = 0;
  if (++self->document != 0)
    return;
  self->document = 1;
  memset (self->slots, 0, self->n_slots * sizeof (Slot));
}

/* Each term once a document. */
static void
take_run (TandaiTerms *self, GString *terms)
{
  guint hash = hash_bytes (self->run, self->n_run);
  guint at = hash & (self->n_slots - 1);
  Slot *slot;

  for (slot = &self->slots[at]; slot->document == self->document; slot = &self->slots[at])
    {
      if (slot->hash == hash && slot->n_bytes == self->n_run
          && memcmp (terms->str + slot->at, self->run, self->n_run) == 0)
        return;
      at = (at + 1) & (self->n_slots - 1);
    }
  *slot = (Slot){ hash, self->document, (guint) terms->len, self->n_run };
  g_string_append_len (terms, (const char *) self->run, self->n_run);
  g_string_append_c (terms, ' ');
  if (++self->n_terms > self->n_slots / 2)
    grow (self);
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
      Kind kind = kind_of (bytes[at] < 0x80 ? bytes[at] : g_utf8_get_char ((const char *) bytes + at));

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
  GString *terms;
  gboolean complete;
} Taking;

static void
take_cb (TandaiTerms *self, Kind kind, gboolean first, gboolean last, gpointer user_data)
{
  Taking *taking = user_data;

  if (self->n_run > TANDAI_TERM_MAX_BYTES)
    taking->complete = FALSE;
  else
    take_run (self, taking->terms);
}

/**
 * tandai_terms_take:
 * @self: what takes texts apart
 * @text: a text
 * @terms: (inout): a document's terms, each once and followed by a space; empty for a new one
 *
 * Takes a text apart. A document may have several.
 *
 * Returns: %FALSE where terms were too long and have been left out
 */
gboolean
tandai_terms_take (TandaiTerms *self, const TandaiText *text, GString *terms)
{
  const char *chars = tandai_text_get_chars (text);
  gsize n_bytes = tandai_text_get_bytes (text);
  Taking taking = { terms, TRUE };

  if (terms->len == 0)
    begin (self);
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
