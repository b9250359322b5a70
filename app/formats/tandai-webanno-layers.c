/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The head of a file of WebAnno TSV: which layers there are, and what their columns hold. */

#include "config.h"

#include <string.h>

#include "formats/tandai-webanno-escape.h"
#include "formats/tandai-webanno-layers.h"

/* Features whose values are what is called a label here, the best first. */
static const char *const label_names[] = { TANDAI_WEBANNO_LABEL, "value", "referenceType" };

static void
column_free (TandaiWebannoColumn *self)
{
  g_free (self->name);
  g_free (self);
}

static void
layer_free (TandaiWebannoLayer *self)
{
  g_free (self->type);
  g_free (self->title);
  g_ptr_array_unref (self->columns);
  g_free (self);
}

/**
 * tandai_webanno_layers_new:
 *
 * Returns: (transfer full) (element-type TandaiWebannoLayer): no layers yet
 */
GPtrArray *
tandai_webanno_layers_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) layer_free);
}

static const char *
after_last (const char *text, char separator)
{
  const char *last = strrchr (text, separator);

  return last != NULL ? last + 1 : text;
}

/* “ROLE_”, the feature after the type and a colon, and the type of the links. */
static char *
dup_role (const char *declaration)
{
  const char *feature = strchr (declaration, ':') != NULL ? strchr (declaration, ':') + 1
                                                          : declaration + strlen (TANDAI_WEBANNO_ROLE);
  const char *end = strrchr (feature, '_');

  return end != NULL && end > feature ? g_strndup (feature, (gsize) (end - feature)) : g_strdup (feature);
}

static TandaiWebannoColumn *
parse_column (TandaiWebannoLayer *layer, const char *declaration)
{
  TandaiWebannoColumn *column = g_new0 (TandaiWebannoColumn, 1);
  const TandaiWebannoColumn *last =
      layer->columns->len > 0 ? layer->columns->pdata[layer->columns->len - 1] : NULL;

  if (layer->kind == TANDAI_WEBANNO_RELATIONS && g_str_has_prefix (declaration, TANDAI_WEBANNO_BASE))
    *column =
        (TandaiWebannoColumn){ TANDAI_WEBANNO_SOURCE, g_strdup (declaration + strlen (TANDAI_WEBANNO_BASE)) };
  else if (layer->kind == TANDAI_WEBANNO_SPANS && g_str_has_prefix (declaration, TANDAI_WEBANNO_ROLE))
    *column = (TandaiWebannoColumn){ TANDAI_WEBANNO_ROLES, dup_role (declaration) };
  else if (last != NULL && last->kind == TANDAI_WEBANNO_ROLES)
    *column = (TandaiWebannoColumn){ TANDAI_WEBANNO_TARGETS, g_strdup (declaration) };
  else if (*declaration == '\0')
    *column = (TandaiWebannoColumn){ TANDAI_WEBANNO_PLACEHOLDER, g_strdup ("") };
  else
    *column = (TandaiWebannoColumn){ TANDAI_WEBANNO_VALUE, g_strdup (declaration) };
  return column;
}

static int
find_feature (const TandaiWebannoLayer *layer, const char *name)
{
  for (guint i = 0; i < layer->columns->len; i++)
    {
      const TandaiWebannoColumn *column = layer->columns->pdata[i];

      if (column->kind == TANDAI_WEBANNO_VALUE && strcmp (column->name, name) == 0)
        return (int) i;
    }
  return -1;
}

/* The column of labels: one that is called so, or the only one that has values. */
static int
find_label (const TandaiWebannoLayer *layer)
{
  int only = -1;
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (label_names); i++)
    if (find_feature (layer, label_names[i]) >= 0)
      return find_feature (layer, label_names[i]);
  for (guint i = 0; i < layer->columns->len; i++)
    if (((const TandaiWebannoColumn *) layer->columns->pdata[i])->kind == TANDAI_WEBANNO_VALUE)
      {
        only = (int) i;
        n++;
      }
  return n == 1 ? only : -1;
}

static TandaiWebannoLayerKind
parse_kind (const char *line)
{
  if (g_str_has_prefix (line, TANDAI_WEBANNO_RELATION))
    return TANDAI_WEBANNO_RELATIONS;
  return g_str_has_prefix (line, TANDAI_WEBANNO_CHAIN) ? TANDAI_WEBANNO_CHAINS : TANDAI_WEBANNO_SPANS;
}

/**
 * tandai_webanno_layers_add:
 * @layers: (element-type TandaiWebannoLayer): the layers so far
 * @line: a line of a file's head
 *
 * Adds the layer that the line declares.
 *
 * Returns: whether it declares one
 */
gboolean
tandai_webanno_layers_add (GPtrArray *layers, const char *line)
{
  g_auto (GStrv) fields = NULL;
  TandaiWebannoLayer *layer;

  if (!g_str_has_prefix (line, TANDAI_WEBANNO_SPAN) && !g_str_has_prefix (line, TANDAI_WEBANNO_RELATION)
      && !g_str_has_prefix (line, TANDAI_WEBANNO_CHAIN))
    return FALSE;
  fields = g_strsplit (strchr (line, '=') + 1, "|", -1);
  layer = g_new0 (TandaiWebannoLayer, 1);
  layer->kind = parse_kind (line);
  layer->type = g_strdup (fields[0] != NULL ? fields[0] : "");
  layer->title = g_strdup (after_last (layer->type, '.'));
  layer->first = tandai_webanno_layers_columns (layers);
  layer->columns = g_ptr_array_new_with_free_func ((GDestroyNotify) column_free);
  for (guint i = 1; fields[0] != NULL && fields[i] != NULL; i++)
    g_ptr_array_add (layer->columns, parse_column (layer, fields[i]));
  if (layer->columns->len == 0)
    g_ptr_array_add (layer->columns, parse_column (layer, ""));
  layer->label = find_label (layer);
  g_ptr_array_add (layers, layer);
  return TRUE;
}

/** tandai_webanno_layers_columns: Returns: how many columns the layers have */
guint
tandai_webanno_layers_columns (GPtrArray *layers)
{
  const TandaiWebannoLayer *last = layers->len > 0 ? layers->pdata[layers->len - 1] : NULL;

  return last != NULL ? last->first + last->columns->len : 0;
}

/**
 * tandai_webanno_layers_find:
 * @layers: (element-type TandaiWebannoLayer): layers
 * @type: a type's name
 *
 * Returns: the position of the layer of that type, or -1
 */
int
tandai_webanno_layers_find (GPtrArray *layers, const char *type)
{
  for (guint i = 0; i < layers->len; i++)
    if (strcmp (((const TandaiWebannoLayer *) layers->pdata[i])->type, type) == 0)
      return (int) i;
  return -1;
}
