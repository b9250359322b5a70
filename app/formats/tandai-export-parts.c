/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "formats/tandai-export-parts.h"

/* @groups has a set of groups for each part: an earlier split may have one group in two parts. */
struct _TandaiExportParts
{
  GPtrArray *parts;
  GPtrArray *groups;
};

static void
part_free (TandaiExportPart *part)
{
  g_free (part->name);
  g_hash_table_unref (part->labels);
  g_free (part);
}

static guint
find_part (TandaiExportParts *self, const char *name)
{
  TandaiExportPart *part;

  for (guint i = 0; i < self->parts->len; i++)
    {
      part = self->parts->pdata[i];
      if (g_str_equal (part->name, name))
        return i;
    }
  part = g_new0 (TandaiExportPart, 1);
  part->name = g_strdup (name);
  part->labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_ptr_array_add (self->parts, part);
  g_ptr_array_add (self->groups, g_hash_table_new (NULL, NULL));
  return self->parts->len - 1;
}

/**
 * tandai_export_parts_new:
 * @names: (array zero-terminated=1): the parts that were asked for; an earlier split may have others
 *
 * Returns: (transfer full): parts with nothing in them
 */
TandaiExportParts *
tandai_export_parts_new (const char *const *names)
{
  TandaiExportParts *self = g_new0 (TandaiExportParts, 1);

  self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) part_free);
  self->groups = g_ptr_array_new_with_free_func ((GDestroyNotify) g_hash_table_unref);
  for (guint i = 0; names[i] != NULL; i++)
    find_part (self, names[i]);
  return self;
}

/**
 * tandai_export_parts_free:
 * @self: (transfer full): parts
 *
 * Frees them.
 */
void
tandai_export_parts_free (TandaiExportParts *self)
{
  g_ptr_array_unref (self->parts);
  g_ptr_array_unref (self->groups);
  g_free (self);
}

/**
 * tandai_export_parts_add:
 * @self: parts
 * @article: an article with its place
 * @labels: (element-type utf8): the label of each of its spans
 *
 * Counts an article.
 */
void
tandai_export_parts_add (TandaiExportParts *self, const TandaiSplitArticle *article, GPtrArray *labels)
{
  guint place = find_part (self, article->part);
  TandaiExportPart *part = self->parts->pdata[place];

  part->n_articles++;
  part->n_spans += labels->len;
  /* A group's name is one string, wherever it stands. */
  if (g_hash_table_add (self->groups->pdata[place], (gpointer) article->group))
    part->n_groups++;
  for (guint i = 0; i < labels->len; i++)
    {
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (part->labels, labels->pdata[i]));

      g_hash_table_replace (part->labels, g_strdup (labels->pdata[i]), GUINT_TO_POINTER (n + 1));
    }
}

/**
 * tandai_export_parts_list:
 * @self: parts
 *
 * Returns: (transfer full) (element-type TandaiExportPart): what has come into each
 */
GPtrArray *
tandai_export_parts_list (TandaiExportParts *self)
{
  return g_ptr_array_ref (self->parts);
}
