/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "core/tandai-attributes.h"
#include "core/tandai-span.h"

#define ID_CHARS     8
#define ID_MAX_CHARS 64

/* What few spans have. */
typedef struct
{
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

  char *id;
  const char *label;
  TandaiRange single;
  TandaiRange *many;
  guint n_ranges;
  char **attributes;
  Rare *rare;
};

G_DEFINE_FINAL_TYPE (TandaiSpan, tandai_span, G_TYPE_OBJECT)

static void
rare_free (Rare *rare)
{
  g_free (rare->note);
  g_free (rare->origin);
  g_free (rare->created);
  g_free (rare->stated);
  g_free (rare->review);
  g_free (rare->extra);
  g_free (rare);
}

static void
tandai_span_finalize (GObject *object)
{
  TandaiSpan *self = TANDAI_SPAN (object);

  g_free (self->id);
  g_free (self->many);
  g_strfreev (self->attributes);
  g_clear_pointer (&self->rare, rare_free);
  G_OBJECT_CLASS (tandai_span_parent_class)->finalize (object);
}

static void
tandai_span_class_init (TandaiSpanClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tandai_span_finalize;
}

static void
tandai_span_init (TandaiSpan *self)
{
}

static Rare *
rare_new (const TandaiSpanFields *fields)
{
  Rare *rare;

  if (!fields->note && !fields->origin && !fields->created && !fields->stated && !fields->review
      && !fields->extra)
    return NULL;
  rare = g_new (Rare, 1);
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
  TandaiSpan *self;

  g_return_val_if_fail (fields->label != NULL && fields->n_ranges > 0, NULL);
  g_return_val_if_fail (tandai_ranges_is_proper (fields->ranges, fields->n_ranges), NULL);
  self = g_object_new (TANDAI_TYPE_SPAN, NULL);
  self->id = fields->id != NULL ? g_strdup (fields->id) : tandai_id_new ('s');
  self->label = g_intern_string (fields->label);
  self->n_ranges = fields->n_ranges;
  if (fields->n_ranges == 1)
    self->single = fields->ranges[0];
  else
    self->many = g_memdup2 (fields->ranges, fields->n_ranges * sizeof (TandaiRange));
  if (tandai_attributes_count (fields->attributes) > 0)
    self->attributes = g_strdupv ((char **) fields->attributes);
  self->rare = rare_new (fields);
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
  *fields = (TandaiSpanFields){ .id = self->id,
                                .label = self->label,
                                .attributes = (const char *const *) self->attributes };
  fields->ranges = tandai_span_get_ranges (self, &fields->n_ranges);
  if (self->rare == NULL)
    return;
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
  return self->id;
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
  return self->n_ranges == 1 ? self->single.start : self->many[0].start;
}

/** tandai_span_get_end: Returns: the code point after its last */
guint
tandai_span_get_end (TandaiSpan *self)
{
  return self->n_ranges == 1 ? self->single.end : self->many[self->n_ranges - 1].end;
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
  if (n_ranges != NULL)
    *n_ranges = self->n_ranges;
  return self->n_ranges == 1 ? &self->single : self->many;
}

/** tandai_span_get_attributes: Returns: (nullable): see tandai-attributes.h */
const char *const *
tandai_span_get_attributes (TandaiSpan *self)
{
  return (const char *const *) self->attributes;
}

/** tandai_span_get_attribute: Returns: (nullable): one attribute's value */
const char *
tandai_span_get_attribute (TandaiSpan *self, const char *name)
{
  return tandai_attributes_get ((const char *const *) self->attributes, name);
}

/** tandai_span_get_note: Returns: (nullable): a person's words on it */
const char *
tandai_span_get_note (TandaiSpan *self)
{
  return self->rare != NULL ? self->rare->note : NULL;
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
  return order != 0 ? order : strcmp (a->id, b->id);
}

/** tandai_span_same_place: Returns: whether both have the same label and the same fragments, and so are one
 * span */
gboolean
tandai_span_same_place (TandaiSpan *a, TandaiSpan *b)
{
  return a->label == b->label
         && tandai_ranges_equal (tandai_span_get_ranges (a, NULL), a->n_ranges,
                                 tandai_span_get_ranges (b, NULL), b->n_ranges);
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
