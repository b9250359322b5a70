/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The other way of tandai-regions.c. */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/tandai-error.h"
#include "formats/tandai-region-set.h"
#include "formats/tandai-regions.h"

/* @whole is the region that this one is a fragment of; @id the span's, in the end. */
typedef struct _Region Region;
struct _Region
{
  char *key;
  char *label;
  GArray *ranges;
  Region *whole;
  const char *id;
};

typedef struct
{
  char *type;
  Region *from;
  Region *to;
} Link;

struct _TandaiRegionSet
{
  TandaiDraft *draft;
  GPtrArray *regions;
  GHashTable *by_key;
  GPtrArray *links;
};

static void
region_free (Region *self)
{
  g_free (self->key);
  g_free (self->label);
  g_array_unref (self->ranges);
  g_free (self);
}

static void
link_free (Link *self)
{
  g_free (self->type);
  g_free (self);
}

/**
 * tandai_region_set_new:
 * @draft: (transfer none): the article
 *
 * Begins a set.
 *
 * Returns: (transfer full): the set
 */
TandaiRegionSet *
tandai_region_set_new (TandaiDraft *draft)
{
  TandaiRegionSet *self = g_new (TandaiRegionSet, 1);

  self->draft = draft;
  self->regions = g_ptr_array_new_with_free_func ((GDestroyNotify) region_free);
  self->by_key = g_hash_table_new (g_str_hash, g_str_equal);
  self->links = g_ptr_array_new_with_free_func ((GDestroyNotify) link_free);
  return self;
}

/**
 * tandai_region_set_free:
 * @self: (nullable): a set
 *
 * Frees it.
 */
void
tandai_region_set_free (TandaiRegionSet *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->links);
  g_hash_table_unref (self->by_key);
  g_ptr_array_unref (self->regions);
  g_free (self);
}

/**
 * tandai_region_set_add:
 * @self: a set
 * @key: (nullable): what the format calls the region
 * @label: its label, of any form
 * @range: where it is, as tandai_draft_map() gave it
 *
 * Adds a region.
 *
 * Returns: whether nothing else has that key; where something has, the region is added without one
 */
gboolean
tandai_region_set_add (TandaiRegionSet *self, const char *key, const char *label, TandaiRange range)
{
  Region *region = g_new0 (Region, 1);

  region->label = g_strdup (label);
  region->ranges = tandai_ranges_new (&range, 1);
  g_ptr_array_add (self->regions, region);
  if (key == NULL)
    return TRUE;
  if (g_hash_table_contains (self->by_key, key))
    return FALSE;
  region->key = g_strdup (key);
  g_hash_table_insert (self->by_key, region->key, region);
  return TRUE;
}

/**
 * tandai_region_set_relate:
 * @self: a set
 * @type: the relation's name
 * @from: the key of a region
 * @to: the key of another
 *
 * Adds a relation.
 *
 * Returns: whether there are two such regions
 */
gboolean
tandai_region_set_relate (TandaiRegionSet *self, const char *type, const char *from, const char *to)
{
  Link link = { NULL, g_hash_table_lookup (self->by_key, from), g_hash_table_lookup (self->by_key, to) };

  if (link.from == NULL || link.to == NULL || link.from == link.to)
    return FALSE;
  link.type = g_strdup (type);
  g_ptr_array_add (self->links, g_memdup2 (&link, sizeof link));
  return TRUE;
}

static Region *
find_whole (Region *region)
{
  while (region->whole != NULL)
    region = region->whole;
  return region;
}

static gboolean
joins (const Link *link)
{
  return strcmp (link->type, TANDAI_REGION_FRAGMENT) == 0 && strcmp (link->from->label, link->to->label) == 0;
}

/* However the joining relations run, even in a circle, each region ends up in one whole. */
static void
join (const Link *link)
{
  Region *whole = find_whole (link->from);
  Region *part = find_whole (link->to);

  if (whole == part)
    return;
  g_array_append_vals (whole->ranges, part->ranges->data, part->ranges->len);
  part->whole = whole;
}

static void
add_relation (TandaiRegionSet *self, const Link *link, GPtrArray *messages)
{
  g_autoptr (GError) error = NULL;

  if (tandai_draft_add_relation (self->draft, NULL, link->type, find_whole (link->from)->id,
                                 find_whole (link->to)->id, NULL, &error)
      == NULL)
    g_ptr_array_add (messages, g_strdup (error->message));
}

/**
 * tandai_region_set_finish:
 * @self: a set
 *
 * Joins the regions that are one span, and adds the spans and the relations to
 * the article.
 *
 * Returns: (transfer full) (element-type utf8): what could not be added, and why
 */
GPtrArray *
tandai_region_set_finish (TandaiRegionSet *self)
{
  GPtrArray *messages = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->links->len; i++)
    if (joins (self->links->pdata[i]))
      join (self->links->pdata[i]);
  for (guint i = 0; i < self->regions->len; i++)
    {
      Region *region = self->regions->pdata[i];
      g_autoptr (GError) error = NULL;

      if (region->whole == NULL)
        region->id = tandai_draft_add_span (self->draft, region->key, region->label, region->ranges, &error);
    }
  for (guint i = 0; i < self->links->len; i++)
    if (!joins (self->links->pdata[i]))
      add_relation (self, self->links->pdata[i], messages);
  return messages;
}

/**
 * tandai_region_set_find:
 * @self: a finished set
 * @key: a region's key
 *
 * Returns: (transfer none) (nullable): the id of the span that the region became
 */
const char *
tandai_region_set_find (TandaiRegionSet *self, const char *key)
{
  Region *region = g_hash_table_lookup (self->by_key, key);

  return region != NULL ? find_whole (region)->id : NULL;
}
