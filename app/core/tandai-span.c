/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "core/tandai-attributes.h"
#include "core/tandai-span.h"

#define ID_CHARS     8
#define ID_MAX_CHARS 64

/* So many labels of the last spans are found again without waiting for other threads. */
#define RECENT_LABELS 8

/* So many spans are kept for the next article of a thread. */
#define MAX_SPARE 64

/* Ids of our own making are shorter than this. */
#define SHORT_ID_BYTES 16

/* What few spans have: an id that is longer, several fragments, and so on. */
typedef struct
{
  char *id;
  TandaiRange *many;
  guint n_ranges;
  char **attributes;
  char *note;
  char *origin;
  char *created;
  char *stated;
  char *review;
  char *extra;
} Rare;

struct _TandaiSpan
{
  GObject parent_instance;

  /* A long article has a hundred thousand spans: all that most have is in here. */
  char short_id[SHORT_ID_BYTES];
  const char *label;
  TandaiRange single;
  Rare *rare;
};

G_DEFINE_FINAL_TYPE (TandaiSpan, tandai_span, G_TYPE_OBJECT)

static void
rare_free (Rare *rare)
{
  g_free (rare->id);
  g_free (rare->many);
  g_strfreev (rare->attributes);
  g_free (rare->note);
  g_free (rare->origin);
  g_free (rare->created);
  g_free (rare->stated);
  g_free (rare->review);
  g_free (rare->extra);
  g_free (rare);
}

/* A span has nothing to let go of. What GObject would do here, for signals and weak references, it does once
 * more when the last reference goes, and a corpus has spans by the million. */
static void
tandai_span_dispose (GObject *object)
{
}

static void
tandai_span_finalize (GObject *object)
{
  TandaiSpan *self = TANDAI_SPAN (object);

  g_clear_pointer (&self->rare, rare_free);
  G_OBJECT_CLASS (tandai_span_parent_class)->finalize (object);
}

static void
tandai_span_class_init (TandaiSpanClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tandai_span_dispose;
  G_OBJECT_CLASS (klass)->finalize = tandai_span_finalize;
}

static void
tandai_span_init (TandaiSpan *self)
{
}

typedef struct
{
  TandaiSpan *spans[MAX_SPARE];
  guint n;
} Spare;

static void
spare_free (gpointer data)
{
  Spare *self = data;

  while (self->n > 0)
    g_object_unref (self->spans[--self->n]);
  g_free (self);
}

static GPrivate spare_key = G_PRIVATE_INIT (spare_free);

/* Whether whoever has it has the only reference, weak ones too. */
static gboolean
is_sole (TandaiSpan *self)
{
  return g_atomic_int_get (&self->parent_instance.ref_count) == 1 && self->parent_instance.qdata == NULL;
}

static TandaiSpan *
make_span (void)
{
  Spare *spare = g_private_get (&spare_key);
  TandaiSpan *self = spare != NULL && spare->n > 0 ? spare->spans[--spare->n] : NULL;

  if (self == NULL || !is_sole (self))
    {
      g_clear_object (&self);
      return g_object_new (TANDAI_TYPE_SPAN, NULL);
    }
  g_clear_pointer (&self->rare, rare_free);
  return self;
}

/**
 * tandai_span_keep_spare:
 * @spans: (element-type TandaiSpan): spans that are about to be freed
 *
 * Keeps some that nobody else has for tandai_span_new() in this thread. Where
 * articles are read by the hundred thousand, making and freeing an object for
 * each span took an eighth of the time.
 */
void
tandai_span_keep_spare (GPtrArray *spans)
{
  Spare *spare = g_private_get (&spare_key);

  if (spare == NULL)
    g_private_set (&spare_key, spare = g_new0 (Spare, 1));
  for (guint i = 0; i < spans->len && spare->n < MAX_SPARE; i++)
    if (is_sole (spans->pdata[i]))
      spare->spans[spare->n++] = g_object_ref (spans->pdata[i]);
}

static const char *
intern_label (const char *label)
{
  static GMutex mutex;
  static GHashTable *labels;
  static GStringChunk *strings;
  const char *interned;

  g_mutex_lock (&mutex);
  if (labels == NULL)
    {
      labels = g_hash_table_new (g_str_hash, g_str_equal);
      strings = g_string_chunk_new (4096);
    }
  interned = g_hash_table_lookup (labels, label);
  if (interned == NULL)
    {
      interned = g_string_chunk_insert (strings, label);
      g_hash_table_add (labels, (gpointer) interned);
    }
  g_mutex_unlock (&mutex);
  return interned;
}

/**
 * tandai_span_intern_label:
 * @label: a label's name
 *
 * g_intern_string() would do, but what it keeps grows with the square of how
 * many strings there are, and a hostile sidecar has a label for each of
 * millions of spans. Safe in a thread.
 *
 * Returns: (transfer none): the same name, at the same address for each equal one, for good
 */
const char *
tandai_span_intern_label (const char *label)
{
  static _Thread_local const char *recent[RECENT_LABELS];
  static _Thread_local guint n_interned;

  for (guint i = 0; i < RECENT_LABELS && recent[i] != NULL; i++)
    if (strcmp (recent[i], label) == 0)
      return recent[i];
  return recent[n_interned++ % RECENT_LABELS] = intern_label (label);
}

static gboolean
is_short (const char *id)
{
  return strlen (id) < SHORT_ID_BYTES;
}

static gboolean
is_rare (const TandaiSpanFields *fields, const char *id)
{
  return !is_short (id) || fields->n_ranges > 1 || tandai_attributes_count (fields->attributes) > 0
         || fields->note || fields->origin || fields->created || fields->stated || fields->review
         || fields->extra;
}

static Rare *
rare_new (const TandaiSpanFields *fields, const char *id)
{
  Rare *rare = g_new0 (Rare, 1);

  if (!is_short (id))
    rare->id = g_strdup (id);
  if (fields->n_ranges > 1)
    {
      rare->many = g_memdup2 (fields->ranges, fields->n_ranges * sizeof (TandaiRange));
      rare->n_ranges = fields->n_ranges;
    }
  if (tandai_attributes_count (fields->attributes) > 0)
    rare->attributes = g_strdupv ((char **) fields->attributes);
  rare->note = g_strdup (fields->note);
  rare->origin = g_strdup (fields->origin);
  rare->created = g_strdup (fields->created);
  rare->stated = g_strdup (fields->stated);
  rare->review = g_strdup (fields->review);
  rare->extra = g_strdup (fields->extra);
  return rare;
}

/**
 * tandai_span_new:
 * @fields: its parts, copied
 *
 * Returns: (transfer full): a span
 */
TandaiSpan *
tandai_span_new (const TandaiSpanFields *fields)
{
  g_autofree char *new_id = fields->id == NULL ? tandai_id_new ('s') : NULL;
  const char *id = fields->id != NULL ? fields->id : new_id;
  TandaiSpan *self;

  g_return_val_if_fail (fields->label != NULL && fields->n_ranges > 0, NULL);
  g_return_val_if_fail (tandai_ranges_is_proper (fields->ranges, fields->n_ranges), NULL);
  self = make_span ();
  if (is_short (id))
    memcpy (self->short_id, id, strlen (id) + 1);
  self->label = tandai_span_intern_label (fields->label);
  self->single = fields->ranges[0];
  if (is_rare (fields, id))
    self->rare = rare_new (fields, id);
  return self;
}

/**
 * tandai_span_new_simple:
 * @label: a label's name
 * @start: the first code point
 * @end: the code point after the last
 *
 * Returns: (transfer full): a span of one piece with a new id
 */
TandaiSpan *
tandai_span_new_simple (const char *label, guint start, guint end)
{
  TandaiRange range = { start, end };
  TandaiSpanFields fields = { .label = label, .ranges = &range, .n_ranges = 1 };

  return tandai_span_new (&fields);
}

/**
 * tandai_span_get_fields:
 * @self: a span
 * @fields: (out caller-allocates): its parts, borrowed from @self
 *
 * Fills @fields, to make a changed copy from.
 */
void
tandai_span_get_fields (TandaiSpan *self, TandaiSpanFields *fields)
{
  *fields = (TandaiSpanFields){ .id = tandai_span_get_id (self), .label = self->label };
  fields->ranges = tandai_span_get_ranges (self, &fields->n_ranges);
  if (self->rare == NULL)
    return;
  fields->attributes = (const char *const *) self->rare->attributes;
  fields->note = self->rare->note;
  fields->origin = self->rare->origin;
  fields->created = self->rare->created;
  fields->stated = self->rare->stated;
  fields->review = self->rare->review;
  fields->extra = self->rare->extra;
}

/** tandai_span_get_id: Returns: its id, which it keeps as long as it lives */
const char *
tandai_span_get_id (TandaiSpan *self)
{
  return self->rare != NULL && self->rare->id != NULL ? self->rare->id : self->short_id;
}

/** tandai_span_get_label: Returns: its label's name */
const char *
tandai_span_get_label (TandaiSpan *self)
{
  return self->label;
}

/** tandai_span_get_start: Returns: its first code point */
guint
tandai_span_get_start (TandaiSpan *self)
{
  return tandai_span_get_ranges (self, NULL)->start;
}

/** tandai_span_get_end: Returns: the code point after its last */
guint
tandai_span_get_end (TandaiSpan *self)
{
  guint n_ranges;
  const TandaiRange *ranges = tandai_span_get_ranges (self, &n_ranges);

  return ranges[n_ranges - 1].end;
}

/** tandai_span_get_hull: Returns: from its first code point to after its last, gaps and all */
TandaiRange
tandai_span_get_hull (TandaiSpan *self)
{
  return (TandaiRange){ tandai_span_get_start (self), tandai_span_get_end (self) };
}

/**
 * tandai_span_get_ranges:
 * @self: a span
 * @n_ranges: (out) (optional): how many
 *
 * Returns: (transfer none) (array length=n_ranges): its fragments, in code points
 */
const TandaiRange *
tandai_span_get_ranges (TandaiSpan *self, guint *n_ranges)
{
  gboolean is_single = self->rare == NULL || self->rare->many == NULL;

  if (n_ranges != NULL)
    *n_ranges = is_single ? 1 : self->rare->n_ranges;
  return is_single ? &self->single : self->rare->many;
}

/** tandai_span_get_attributes: Returns: (nullable): see tandai-attributes.h */
const char *const *
tandai_span_get_attributes (TandaiSpan *self)
{
  return self->rare != NULL ? (const char *const *) self->rare->attributes : NULL;
}

/** tandai_span_get_attribute: Returns: (nullable): one attribute's value */
const char *
tandai_span_get_attribute (TandaiSpan *self, const char *name)
{
  return tandai_attributes_get (tandai_span_get_attributes (self), name);
}

/** tandai_span_get_note: Returns: (nullable): a person's words on it */
const char *
tandai_span_get_note (TandaiSpan *self)
{
  return self->rare != NULL ? self->rare->note : NULL;
}

/** tandai_span_get_review: Returns: (nullable): why a person should look at it, as JSON; see tandai-review.h
 */
const char *
tandai_span_get_review (TandaiSpan *self)
{
  return self->rare != NULL ? self->rare->review : NULL;
}

/** tandai_span_get_stated: Returns: (nullable): the words its sidecar states, where they are not the slice */
const char *
tandai_span_get_stated (TandaiSpan *self)
{
  return self->rare != NULL ? self->rare->stated : NULL;
}

/** tandai_span_covers: Returns: whether a fragment holds the code point at @offset */
gboolean
tandai_span_covers (TandaiSpan *self, guint offset)
{
  guint n_ranges;
  const TandaiRange *ranges = tandai_span_get_ranges (self, &n_ranges);

  for (guint i = 0; i < n_ranges; i++)
    if (ranges[i].start <= offset && offset < ranges[i].end)
      return TRUE;
  return FALSE;
}

/**
 * tandai_span_dup_text:
 * @self: a span
 * @text: the text it lies in
 *
 * Returns: (transfer full): its words, fragments joined with one space
 */
char *
tandai_span_dup_text (TandaiSpan *self, const TandaiText *text)
{
  GString *words = g_string_new (NULL);
  guint n_ranges;
  const TandaiRange *ranges = tandai_span_get_ranges (self, &n_ranges);

  for (guint i = 0; i < n_ranges; i++)
    {
      gsize n_bytes;
      const char *slice = tandai_text_peek (text, ranges[i].start, ranges[i].end, &n_bytes);

      if (i > 0)
        g_string_append_c (words, ' ');
      g_string_append_len (words, slice, (gssize) n_bytes);
    }
  return g_string_free (words, FALSE);
}

/**
 * tandai_span_compare:
 * @a: a span
 * @b: another
 *
 * Returns: below, at or above 0, in the sidecar's order: start, longer hull first, label, id, bytewise
 */
int
tandai_span_compare (TandaiSpan *a, TandaiSpan *b)
{
  TandaiRange hull_a = tandai_span_get_hull (a);
  TandaiRange hull_b = tandai_span_get_hull (b);
  int order;

  if (hull_a.start != hull_b.start)
    return hull_a.start < hull_b.start ? -1 : 1;
  if (hull_a.end != hull_b.end)
    return hull_a.end > hull_b.end ? -1 : 1;
  order = strcmp (a->label, b->label);
  return order != 0 ? order : strcmp (tandai_span_get_id (a), tandai_span_get_id (b));
}

static int
compare_items (gconstpointer a, gconstpointer b)
{
  return tandai_span_compare (*(TandaiSpan *const *) a, *(TandaiSpan *const *) b);
}

/**
 * tandai_spans_sort:
 * @spans: (element-type TandaiSpan): spans
 *
 * Brings them into the sidecar's order, in which they mostly are already.
 */
void
tandai_spans_sort (GPtrArray *spans)
{
  for (guint i = 1; i < spans->len; i++)
    if (tandai_span_compare (spans->pdata[i - 1], spans->pdata[i]) > 0)
      {
        g_ptr_array_sort (spans, compare_items);
        return;
      }
}

/** tandai_span_same_place: Returns: whether both have the same label and the same fragments, and so are one
 * span */
gboolean
tandai_span_same_place (TandaiSpan *a, TandaiSpan *b)
{
  guint n_a;
  guint n_b;
  const TandaiRange *ranges_a = tandai_span_get_ranges (a, &n_a);
  const TandaiRange *ranges_b = tandai_span_get_ranges (b, &n_b);

  return a->label == b->label && tandai_ranges_equal (ranges_a, n_a, ranges_b, n_b);
}

/** tandai_span_hash_place: Returns: the same for spans of which tandai_span_equal_places() is true, for a
 * #GHashTable of spans */
guint
tandai_span_hash_place (gconstpointer span)
{
  guint n_ranges;
  const TandaiRange *ranges = tandai_span_get_ranges ((TandaiSpan *) span, &n_ranges);
  guint hash = g_direct_hash (tandai_span_get_label ((TandaiSpan *) span));

  for (guint i = 0; i < n_ranges; i++)
    hash = (hash * 31 + ranges[i].start) * 31 + ranges[i].end;
  return hash;
}

/** tandai_span_equal_places: does tandai_span_same_place() for a #GHashTable of spans */
gboolean
tandai_span_equal_places (gconstpointer a, gconstpointer b)
{
  return tandai_span_same_place ((TandaiSpan *) a, (TandaiSpan *) b);
}

static guint
hash_id (gconstpointer span)
{
  return g_str_hash (tandai_span_get_id ((TandaiSpan *) span));
}

static gboolean
equal_ids (gconstpointer a, gconstpointer b)
{
  return g_str_equal (tandai_span_get_id ((TandaiSpan *) a), tandai_span_get_id ((TandaiSpan *) b));
}

/**
 * tandai_span_table_new:
 *
 * A table whose keys are its values takes a third less memory than one from ids to spans.
 *
 * Returns: (transfer full): a set of spans, borrowed, by their ids; see tandai_span_table_lookup()
 */
GHashTable *
tandai_span_table_new (void)
{
  return g_hash_table_new (hash_id, equal_ids);
}

/** tandai_span_table_lookup: Returns: (transfer none) (nullable): the span of an id */
TandaiSpan *
tandai_span_table_lookup (GHashTable *table, const char *id)
{
  Rare rare = { .id = (char *) id };
  TandaiSpan probe = { .rare = &rare };

  return g_hash_table_lookup (table, &probe);
}

/** tandai_id_is_valid: Returns: whether it matches `[A-Za-z0-9_-]{1,64}` */
gboolean
tandai_id_is_valid (const char *id)
{
  gsize length = strlen (id);

  for (const char *p = id; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && *p != '_' && *p != '-')
      return FALSE;
  return length > 0 && length <= ID_MAX_CHARS;
}

/**
 * tandai_id_new:
 * @kind: 's' for a span, 'r' for a relation
 *
 * Returns: (transfer full): @kind and 8 random characters of 0-9a-z
 */
char *
tandai_id_new (char kind)
{
  static const char CHARS[] = "0123456789abcdefghijklmnopqrstuvwxyz";
  char id[ID_CHARS + 2] = { kind };

  for (guint i = 1; i <= ID_CHARS; i++)
    id[i] = CHARS[g_random_int_range (0, (gint32) strlen (CHARS))];
  return g_strdup (id);
}
