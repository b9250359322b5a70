/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The cells of a row of WebAnno TSV: what is annotated there, layer by layer. */

#include "config.h"

#include <stdio.h>
#include <string.h>

#include "formats/tandai-webanno-cells.h"
#include "formats/tandai-webanno-escape.h"
#include "formats/tandai-webanno-layers.h"

#define NOTHING  "_"
#define NO_VALUE "*"

/* One annotation of a row: @lists are for each column of the layer its values, or NULL; @stack is its
 * position among them, @number its number or 0. */
typedef struct
{
  TandaiWebannoSpans *spans;
  GPtrArray *layers;
  const TandaiWebannoRow *row;
  const TandaiWebannoLayer *layer;
  int position;
  GPtrArray **lists;
  guint stack;
  guint number;
} Reading;

/* Takes what stands in brackets off the end of a value, still escaped. */
static char *
take_brackets (char *value)
{
  char *open =
      g_str_has_suffix (value, "]") && !g_str_has_suffix (value, "\\]") ? strrchr (value, '[') : NULL;
  char *inner;

  if (open == NULL || (open > value && open[-1] == '\\'))
    return NULL;
  *open = '\0';
  inner = g_strdup (open + 1);
  inner[strlen (inner) - 1] = '\0';
  return inner;
}

static char *
dup_at (const Reading *reading, guint column, guint position, char **brackets)
{
  GPtrArray *values = reading->lists[column];
  char *value;

  *brackets = NULL;
  if (values == NULL || position >= values->len)
    return NULL;
  value = g_strdup (values->pdata[position]);
  *brackets = take_brackets (value);
  return value;
}

static guint
parse_number (const char *brackets)
{
  return brackets != NULL ? (guint) MIN (g_ascii_strtoull (brackets, NULL, 10), G_MAXUINT) : 0;
}

/* What a column has of the annotation: usually in the place of it, but some leave out what has no value. The
 * numbers of chains are not those of spans. */
static char *
dup_raw (const Reading *reading, guint column, char **brackets)
{
  const guint n_values = reading->lists[column] != NULL ? reading->lists[column]->len : 0;
  char *value = dup_at (reading, column, reading->stack, brackets);

  if (value != NULL
      && (*brackets == NULL || parse_number (*brackets) == reading->number
          || reading->layer->kind != TANDAI_WEBANNO_SPANS))
    return value;
  g_clear_pointer (&value, g_free);
  for (guint i = 0; i < n_values && reading->number > 0 && value == NULL; i++)
    {
      g_clear_pointer (brackets, g_free);
      value = dup_at (reading, column, i, brackets);
      if (value != NULL && parse_number (*brackets) != reading->number)
        g_clear_pointer (&value, g_free);
    }
  return value;
}

static const TandaiWebannoColumn *
get_column (const Reading *reading, guint column)
{
  return reading->layer->columns->pdata[column];
}

static gboolean
is_nothing (const char *raw)
{
  return strcmp (raw, NO_VALUE) == 0 || strcmp (raw, NOTHING) == 0;
}

/* The value of the annotation in a column, or NULL where it has none. */
static char *
dup_value (const Reading *reading, guint column)
{
  g_autofree char *brackets = NULL;
  g_autofree char *raw = dup_raw (reading, column, &brackets);

  if (raw == NULL || is_nothing (raw))
    return NULL;
  return tandai_webanno_unescape_value (raw);
}

static char *
dup_label (const Reading *reading)
{
  char *value = reading->layer->label >= 0 ? dup_value (reading, (guint) reading->layer->label) : NULL;

  return value != NULL ? value : g_strdup (reading->layer->title);
}

static TandaiWebannoEnd
make_end (const Reading *reading, const char *type, const char *row, const char *number)
{
  return (TandaiWebannoEnd){ tandai_webanno_layers_find (reading->layers, type), row,
                             number != NULL ? (guint) g_ascii_strtoull (number, NULL, 10) : 0 };
}

/* The spans that this one has a slot for become the ends of relations. */
static void
take_slots (const Reading *reading, guint column)
{
  const TandaiWebannoEnd from = { reading->position, reading->row->id, reading->number };
  g_autofree char *brackets = NULL;
  g_autofree char *raw = dup_at (reading, column, reading->stack, &brackets);
  GPtrArray *cell = column + 1 < reading->layer->columns->len ? reading->lists[column + 1] : NULL;
  g_autoptr (GPtrArray) roles = NULL;
  g_autoptr (GPtrArray) targets = NULL;

  if (raw == NULL || cell == NULL || reading->stack >= cell->len)
    return;
  roles = tandai_webanno_split (raw, ';');
  targets = tandai_webanno_split (cell->pdata[reading->stack], ';');
  for (guint i = 0; i < targets->len; i++)
    {
      const char *role = i < roles->len ? roles->pdata[i] : NO_VALUE;
      g_autofree char *type = is_nothing (role) ? g_strdup (get_column (reading, column)->name)
                                                : tandai_webanno_unescape_value (role);
      g_autofree char *to = take_brackets (targets->pdata[i]);

      if (!is_nothing (targets->pdata[i]))
        tandai_webanno_spans_link (reading->spans, reading->row->line, type, from,
                                   make_end (reading, get_column (reading, column + 1)->name,
                                             targets->pdata[i], to));
    }
}

/* The value of a column that holds values other than labels. */
static char *
dup_other_value (const Reading *reading, guint column)
{
  return get_column (reading, column)->kind == TANDAI_WEBANNO_VALUE && (int) column != reading->layer->label
             ? dup_value (reading, column)
             : NULL;
}

static TandaiWebannoMet
make_met (const Reading *reading, const char *row, guint number, guint stack)
{
  return (TandaiWebannoMet){ reading->position, row, number, stack, reading->row->start, reading->row->end,
                             reading->row->line };
}

static void
take_span (const Reading *reading)
{
  const TandaiWebannoMet met = make_met (reading, reading->row->id, reading->number, reading->stack);
  g_autofree char *label = dup_label (reading);

  if (!tandai_webanno_spans_meet (reading->spans, &met, label))
    return;
  for (guint i = 0; i < reading->layer->columns->len; i++)
    {
      g_autofree char *value = dup_other_value (reading, i);

      if (value != NULL)
        tandai_webanno_spans_set (reading->spans, get_column (reading, i)->name, value);
      if (get_column (reading, i)->kind == TANDAI_WEBANNO_ROLES)
        take_slots (reading, i);
    }
}

/* Relations have no attributes here that an import could set. */
static void
lose_values (const Reading *reading)
{
  for (guint i = 0; i < reading->layer->columns->len; i++)
    {
      g_autofree char *value = dup_other_value (reading, i);

      if (value != NULL)
        tandai_webanno_spans_lose (reading->spans, reading->row->id, get_column (reading, i)->name, value);
    }
}

static void
take_relation (const Reading *reading)
{
  g_autofree char *type = dup_label (reading);

  for (guint i = 0; i < reading->layer->columns->len; i++)
    {
      const char *base = get_column (reading, i)->name;
      g_autofree char *brackets = NULL;
      g_autofree char *source = dup_at (reading, i, reading->stack, &brackets);
      const char *second = brackets != NULL ? strchr (brackets, '_') : NULL;

      if (get_column (reading, i)->kind != TANDAI_WEBANNO_SOURCE || source == NULL)
        continue;
      tandai_webanno_spans_link (reading->spans, reading->row->line, type,
                                 make_end (reading, base, source, brackets),
                                 make_end (reading, base, reading->row->id,
                                           second != NULL ? second + 1 : NULL));
    }
  lose_values (reading);
}

/* A link of a chain is “value->CHAIN-NUMBER”: it leads to the chain's next number. */
static gboolean
parse_chain (const char *raw, char **value, guint *chain, guint *number)
{
  const char *arrow = g_strrstr (raw, "->");

  if (arrow == NULL || sscanf (arrow, "->%u-%u", chain, number) != 2 || *number == G_MAXUINT)
    return FALSE;
  *value = g_strndup (raw, (gsize) (arrow - raw));
  return TRUE;
}

/* A link of a chain is named by its place in the chain, whichever rows it covers. */
static void
meet_link (const Reading *reading, const char *type, guint chain, guint number)
{
  g_autofree char *here = g_strdup_printf (">%u-%u", chain, number);
  g_autofree char *next = g_strdup_printf (">%u-%u", chain, number + 1);
  g_autofree char *label = dup_label (reading);
  const TandaiWebannoMet met = make_met (reading, here, 0, 0);

  if (tandai_webanno_spans_meet (reading->spans, &met, label))
    tandai_webanno_spans_link (reading->spans, reading->row->line, type,
                               (TandaiWebannoEnd){ reading->position, here, 0 },
                               (TandaiWebannoEnd){ reading->position, next, 0 });
}

static void
take_chain (const Reading *reading)
{
  for (guint i = 0; i < reading->layer->columns->len; i++)
    {
      g_autofree char *brackets = NULL;
      g_autofree char *raw = dup_at (reading, i, reading->stack, &brackets);
      g_autofree char *value = NULL;
      g_autofree char *type = NULL;
      guint chain, number;

      if (raw == NULL || !parse_chain (raw, &value, &chain, &number))
        continue;
      type = is_nothing (value) ? g_strdup (reading->layer->title) : tandai_webanno_unescape_value (value);
      meet_link (reading, type, chain, number);
    }
}

/* A span for each number in a row, and for each place without one. */
static void
take_spans (Reading *reading)
{
  g_autoptr (GHashTable) numbers = g_hash_table_new (NULL, NULL);
  guint n_places = 0;

  for (guint i = 0; i < reading->layer->columns->len; i++)
    {
      const guint n_values = reading->lists[i] != NULL ? reading->lists[i]->len : 0;

      for (reading->stack = 0; reading->stack < n_values; reading->stack++)
        {
          g_autofree char *brackets = NULL;
          g_autofree char *raw = dup_at (reading, i, reading->stack, &brackets);

          if (get_column (reading, i)->kind == TANDAI_WEBANNO_TARGETS)
            continue;
          reading->number = parse_number (brackets);
          if (reading->number > 0 ? !g_hash_table_add (numbers, GUINT_TO_POINTER (reading->number))
                                  : reading->stack < n_places)
            continue;
          if (reading->number == 0)
            n_places = reading->stack + 1;
          take_span (reading);
        }
    }
}

static void
take_layer (Reading *reading)
{
  const guint n_columns = reading->layer->columns->len;
  g_autofree GPtrArray **lists = g_new0 (GPtrArray *, n_columns);
  guint n_stacked = 0;

  for (guint i = 0; i < n_columns; i++)
    if (strcmp (reading->row->cells[reading->layer->first + i], NOTHING) != 0)
      {
        lists[i] = tandai_webanno_split (reading->row->cells[reading->layer->first + i], '|');
        n_stacked = MAX (n_stacked, lists[i]->len);
      }
  if (n_stacked == 0)
    return;
  reading->lists = lists;
  if (reading->layer->kind == TANDAI_WEBANNO_SPANS)
    take_spans (reading);
  else
    for (reading->stack = 0; reading->stack < n_stacked; reading->stack++)
      if (reading->layer->kind == TANDAI_WEBANNO_RELATIONS)
        take_relation (reading);
      else
        take_chain (reading);
  for (guint i = 0; i < n_columns; i++)
    g_clear_pointer (&lists[i], g_ptr_array_unref);
}

/**
 * tandai_webanno_cells_take:
 * @spans: what takes them
 * @layers: (element-type TandaiWebannoLayer): the file's layers
 * @row: a row with a cell for each column of the layers
 *
 * Takes a row's annotations.
 */
void
tandai_webanno_cells_take (TandaiWebannoSpans *spans, GPtrArray *layers, const TandaiWebannoRow *row)
{
  for (guint i = 0; i < layers->len; i++)
    {
      Reading reading = { spans, layers, row, layers->pdata[i], (int) i };

      take_layer (&reading);
    }
}
