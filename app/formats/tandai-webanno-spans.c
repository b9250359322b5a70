/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The spans of WebAnno TSV. A span is in every row that it covers, told by the
 * number in brackets; without one it is in a single row. Links are kept until
 * all rows were read.
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "formats/tandai-region-set.h"
#include "formats/tandai-webanno-escape.h"
#include "formats/tandai-webanno-spans.h"

/* @values are names and values in turn. */
typedef struct
{
  char *key;
  char *label;
  guint start;
  guint end;
  guint line;
  GPtrArray *values;
} Found;

typedef struct
{
  char *type;
  guint line;
  TandaiWebannoEnd from;
  TandaiWebannoEnd to;
} Link;

/* @by_row are the first spans of each layer in each row. */
struct _TandaiWebannoSpans
{
  TandaiImport *import;
  const char *path;
  GPtrArray *layers;
  GPtrArray *found;
  GHashTable *by_key;
  GHashTable *by_row;
  GPtrArray *links;
};

static void
found_free (Found *self)
{
  g_free (self->key);
  g_free (self->label);
  g_ptr_array_unref (self->values);
  g_free (self);
}

static void
link_free (Link *self)
{
  g_free (self->type);
  g_free ((char *) self->from.row);
  g_free ((char *) self->to.row);
  g_free (self);
}

/**
 * tandai_webanno_spans_new:
 * @import: the import
 * @path: the file, which outlives this
 * @layers: (element-type TandaiWebannoLayer): its layers, which outlive this, and may still be empty
 *
 * Returns: (transfer full): no spans yet
 */
TandaiWebannoSpans *
tandai_webanno_spans_new (TandaiImport *import, const char *path, GPtrArray *layers)
{
  TandaiWebannoSpans *self = g_new0 (TandaiWebannoSpans, 1);

  self->import = import;
  self->path = path;
  self->layers = layers;
  self->found = g_ptr_array_new_with_free_func ((GDestroyNotify) found_free);
  self->by_key = g_hash_table_new (g_str_hash, g_str_equal);
  self->by_row = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->links = g_ptr_array_new_with_free_func ((GDestroyNotify) link_free);
  return self;
}

/**
 * tandai_webanno_spans_free:
 * @self: (nullable): spans
 *
 * Frees them.
 */
void
tandai_webanno_spans_free (TandaiWebannoSpans *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->found);
  g_hash_table_unref (self->by_key);
  g_hash_table_unref (self->by_row);
  g_ptr_array_unref (self->links);
  g_free (self);
}

static char *
number_key (int layer, guint number)
{
  return g_strdup_printf ("%d:%u", layer, number);
}

static char *
row_key (int layer, const char *row)
{
  return g_strdup_printf ("%d@%s", layer, row);
}

static Found *
add_found (TandaiWebannoSpans *self, const TandaiWebannoMet *met, const char *key, const char *label)
{
  Found *found = g_new (Found, 1);

  *found = (Found){ g_strdup (key), g_strdup (label), met->start,
                    met->end,       met->line,        g_ptr_array_new_with_free_func (g_free) };
  g_ptr_array_add (self->found, found);
  g_hash_table_insert (self->by_key, found->key, found);
  return found;
}

/**
 * tandai_webanno_spans_meet:
 * @self: spans
 * @met: where a span is met
 * @label: its label
 *
 * Adds the span, or lets it grow where it was met before.
 *
 * Returns: whether it is new
 */
gboolean
tandai_webanno_spans_meet (TandaiWebannoSpans *self, const TandaiWebannoMet *met, const char *label)
{
  g_autofree char *row = row_key (met->layer, met->row);
  g_autofree char *key =
      met->number > 0 ? number_key (met->layer, met->number) : g_strdup_printf ("%s/%u", row, met->stack);
  Found *found = g_hash_table_lookup (self->by_key, key);
  gboolean is_new = found == NULL;

  if (is_new)
    found = add_found (self, met, key, label);
  found->start = MIN (found->start, met->start);
  found->end = MAX (found->end, met->end);
  if (!g_hash_table_contains (self->by_row, row))
    g_hash_table_insert (self->by_row, g_steal_pointer (&row), found);
  return is_new;
}

/**
 * tandai_webanno_spans_set:
 * @self: spans
 * @name: a feature's name
 * @value: its value
 *
 * Gives the span that was added last a value.
 */
void
tandai_webanno_spans_set (TandaiWebannoSpans *self, const char *name, const char *value)
{
  Found *found = self->found->pdata[self->found->len - 1];

  g_ptr_array_add (found->values, g_strdup (name));
  g_ptr_array_add (found->values, g_strdup (value));
}

/**
 * tandai_webanno_spans_link:
 * @self: spans
 * @line: the line in the file
 * @type: the relation's name
 * @from: the span where it begins
 * @to: the span where it leads
 *
 * Adds a relation between spans that may be met later.
 */
void
tandai_webanno_spans_link (
    TandaiWebannoSpans *self, guint line, const char *type, TandaiWebannoEnd from, TandaiWebannoEnd to)
{
  Link *link = g_new (Link, 1);

  from.row = g_strdup (from.row);
  to.row = g_strdup (to.row);
  *link = (Link){ g_strdup (type), line, from, to };
  g_ptr_array_add (self->links, link);
}

/**
 * tandai_webanno_spans_lose:
 * @self: spans
 * @id: the id of a row
 * @name: the name of a feature of a relation there
 * @value: its value
 *
 * Notes a value for which there is no place.
 */
void
tandai_webanno_spans_lose (TandaiWebannoSpans *self, const char *id, const char *name, const char *value)
{
  g_autofree char *detail = g_strdup_printf ("%s=%s", name, value);

  tandai_import_lose (self->import, TANDAI_LOSS_ATTRIBUTE, TRUE, self->path, id, detail);
}

static const Found *
find_in_layer (TandaiWebannoSpans *self, int layer, const TandaiWebannoEnd *end)
{
  g_autofree char *key = end->number > 0 ? number_key (layer, end->number) : row_key (layer, end->row);

  return g_hash_table_lookup (end->number > 0 ? self->by_key : self->by_row, key);
}

static const Found *
find_end (TandaiWebannoSpans *self, const TandaiWebannoEnd *end)
{
  const Found *found = NULL;

  if (end->layer >= 0)
    return find_in_layer (self, end->layer, end);
  for (guint i = 0; i < self->layers->len && found == NULL; i++)
    found = find_in_layer (self, (int) i, end);
  return found;
}

static void
add_region (TandaiWebannoSpans *self, TandaiDraft *draft, TandaiRegionSet *set, const Found *found)
{
  g_autoptr (GError) error = NULL;
  TandaiRange range;

  if (found->start == found->end)
    tandai_import_lose (self->import, TANDAI_LOSS_NO_PLACE, TRUE, self->path, found->key, found->label);
  else if (!tandai_draft_map (draft, TANDAI_UNIT_UTF16, found->start, found->end, &range, &error))
    tandai_import_fail (self->import, self->path, found->line, "%s", error->message);
  else
    tandai_region_set_add (set, found->key, found->label, range);
}

/* The last link of a chain leads nowhere, and a root to itself. */
static void
add_relation (TandaiWebannoSpans *self, TandaiRegionSet *set, const Link *link)
{
  const Found *from = find_end (self, &link->from);
  const Found *to = find_end (self, &link->to);

  if (*link->to.row == '>' && to == NULL)
    return;
  if ((from == NULL && link->from.layer >= 0) || (to == NULL && link->to.layer >= 0))
    tandai_import_fail (self->import, self->path, link->line,
                        _ ("the relation “%s” leads to no span at “%s”"), link->type,
                        from == NULL ? link->from.row : link->to.row);
  else if (from == NULL || to == NULL || !tandai_region_set_relate (set, link->type, from->key, to->key))
    tandai_import_lose (self->import, TANDAI_LOSS_RELATION, TRUE, self->path, link->to.row, link->type);
}

static void
add_values (TandaiDraft *draft, const char *id, const Found *found)
{
  for (guint i = 0; id != NULL && i < found->values->len; i += 2)
    if (strcmp (found->values->pdata[i], TANDAI_WEBANNO_NOTE) == 0)
      tandai_draft_set_note (draft, id, found->values->pdata[i + 1]);
    else
      tandai_draft_set_attribute (draft, id, found->values->pdata[i], found->values->pdata[i + 1]);
}

/**
 * tandai_webanno_spans_finish:
 * @self: spans
 * @draft: an article of the file's text
 *
 * Adds the spans and relations to the article.
 */
void
tandai_webanno_spans_finish (TandaiWebannoSpans *self, TandaiDraft *draft)
{
  g_autoptr (TandaiRegionSet) set = tandai_region_set_new (draft);
  g_autoptr (GPtrArray) messages = NULL;

  for (guint i = 0; i < self->found->len; i++)
    add_region (self, draft, set, self->found->pdata[i]);
  for (guint i = 0; i < self->links->len; i++)
    add_relation (self, set, self->links->pdata[i]);
  messages = tandai_region_set_finish (set);
  for (guint i = 0; i < messages->len; i++)
    tandai_import_fail (self->import, self->path, 0, "%s", (const char *) messages->pdata[i]);
  for (guint i = 0; i < self->found->len; i++)
    {
      const Found *found = self->found->pdata[i];

      add_values (draft, tandai_region_set_find (set, found->key), found);
    }
}
