/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "core/tandai-known-labels.h"
#include "core/tandai-span.h"

/* More slips than this make another word; a short word bears fewer. */
#define MAX_SLIPS        2
#define LETTERS_PER_SLIP 3

/* A longer word is no label that somebody mistyped. */
#define MAX_LETTERS 64

/* @names are labels; @titles leads from a title to its label. */
struct _TandaiKnownLabels
{
  GHashTable *names;
  GHashTable *titles;
};

/**
 * tandai_known_labels_new:
 *
 * Returns: (transfer full): no label yet
 */
TandaiKnownLabels *
tandai_known_labels_new (void)
{
  TandaiKnownLabels *self = g_new0 (TandaiKnownLabels, 1);

  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

/** tandai_known_labels_free: frees it */
void
tandai_known_labels_free (TandaiKnownLabels *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->names);
  g_hash_table_unref (self->titles);
  g_free (self);
}

/**
 * tandai_known_labels_add:
 * @self: labels
 * @label: another's name
 *
 * Adds a label.
 */
void
tandai_known_labels_add (TandaiKnownLabels *self, const char *label)
{
  if (!g_hash_table_contains (self->names, label))
    g_hash_table_add (self->names, g_strdup (label));
}

static void
add_title (TandaiKnownLabels *self, const char *title, const char *label)
{
  if (!g_hash_table_contains (self->titles, title))
    g_hash_table_insert (self->titles, g_strdup (title), g_strdup (label));
}

/**
 * tandai_known_labels_add_schema:
 * @self: labels
 * @schema: a schema
 *
 * Adds a schema's labels with their titles in every language.
 */
void
tandai_known_labels_add_schema (TandaiKnownLabels *self, TandaiSchema *schema)
{
  for (guint i = 0; i < tandai_schema_get_n_labels (schema); i++)
    {
      const TandaiLabelDef *def = tandai_schema_get_label (schema, i);

      tandai_known_labels_add (self, def->name);
      for (guint j = 0; def->titles[j] != NULL && def->titles[j + 1] != NULL; j += 2)
        add_title (self, def->titles[j + 1], def->name);
    }
}

/**
 * tandai_known_labels_add_spans:
 * @self: labels
 * @spans: (element-type TandaiSpan): spans
 *
 * Adds the labels of spans.
 */
void
tandai_known_labels_add_spans (TandaiKnownLabels *self, GPtrArray *spans)
{
  for (guint i = 0; i < spans->len; i++)
    tandai_known_labels_add (self, tandai_span_get_label (spans->pdata[i]));
}

/**
 * tandai_known_labels_join:
 * @self: labels
 * @other: others
 *
 * Adds all that @other has.
 */
void
tandai_known_labels_join (TandaiKnownLabels *self, const TandaiKnownLabels *other)
{
  GHashTableIter iter;
  gpointer name, label;

  g_hash_table_iter_init (&iter, other->names);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    tandai_known_labels_add (self, name);
  g_hash_table_iter_init (&iter, other->titles);
  while (g_hash_table_iter_next (&iter, &name, &label))
    add_title (self, name, label);
}

/** tandai_known_labels_contains: Returns: whether @label is a label's name, letter by letter */
gboolean
tandai_known_labels_contains (const TandaiKnownLabels *self, const char *label)
{
  return g_hash_table_contains (self->names, label);
}

/* Letters as they are compared: capitals make no slip. */
static gunichar *
fold (const char *word, glong *n)
{
  g_autofree char *valid = g_utf8_make_valid (word, -1);
  g_autofree char *folded = g_utf8_casefold (valid, -1);

  return g_utf8_to_ucs4_fast (folded, -1, n);
}

/* How many slips make one word of the other: a letter more, less or another, or two that have changed places.
 */
static guint
count_slips (const gunichar *a, glong n_a, const gunichar *b, glong n_b)
{
  guint rows[3][MAX_LETTERS + 1] = { 0 };

  for (glong i = 0; i <= n_a; i++)
    {
      guint *row = rows[i % 3], *last = rows[(i + 2) % 3], *before = rows[(i + 1) % 3];

      row[0] = (guint) i;
      for (glong j = 1; j <= n_b; j++)
        {
          if (i == 0)
            {
              row[j] = (guint) j;
              continue;
            }
          row[j] = MIN (MIN (row[j - 1], last[j]) + 1, last[j - 1] + (a[i - 1] != b[j - 1]));
          if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
            row[j] = MIN (row[j], before[j - 2] + 1);
        }
    }
  return rows[n_a % 3][n_b];
}

/* The label that is nearest so far. */
typedef struct
{
  const gunichar *word;
  glong n;
  guint n_slips;
  const char *label;
} Nearest;

static void
compare (Nearest *nearest, const char *known, const char *label)
{
  glong n;
  g_autofree gunichar *letters = fold (known, &n);
  guint bearable = (guint) MIN (MIN (n, nearest->n) / LETTERS_PER_SLIP, MAX_SLIPS);
  guint n_slips;

  if (n > MAX_LETTERS)
    return;
  n_slips = count_slips (nearest->word, nearest->n, letters, n);
  if (n_slips <= bearable
      && (nearest->label == NULL || n_slips < nearest->n_slips
          || (n_slips == nearest->n_slips && strcmp (label, nearest->label) < 0)))
    {
      nearest->label = label;
      nearest->n_slips = n_slips;
    }
}

/**
 * tandai_known_labels_find_nearest:
 * @self: labels
 * @word: what somebody called a label, in any bytes
 *
 * Returns: (transfer none) (nullable): the name of the label that is spelled, or has a title that is spelled,
 * almost so; %NULL where none is
 */
const char *
tandai_known_labels_find_nearest (const TandaiKnownLabels *self, const char *word)
{
  Nearest nearest = { NULL };
  g_autofree gunichar *letters = fold (word, &nearest.n);
  GHashTableIter iter;
  gpointer known, label;

  nearest.word = letters;
  if (nearest.n > MAX_LETTERS)
    return NULL;
  g_hash_table_iter_init (&iter, self->names);
  while (g_hash_table_iter_next (&iter, &known, NULL))
    compare (&nearest, known, known);
  g_hash_table_iter_init (&iter, self->titles);
  while (g_hash_table_iter_next (&iter, &known, &label))
    compare (&nearest, known, label);
  return nearest.label;
}
