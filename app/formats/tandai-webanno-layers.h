/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TandaiWebannoLayerKind:
 *
 * The kinds of layers.
 */
typedef enum
{
  TANDAI_WEBANNO_SPANS,
  TANDAI_WEBANNO_RELATIONS,
  TANDAI_WEBANNO_CHAINS,
} TandaiWebannoLayerKind;

/**
 * TandaiWebannoFeature:
 * @TANDAI_WEBANNO_VALUE: a value
 * @TANDAI_WEBANNO_PLACEHOLDER: no feature: the layer has none
 * @TANDAI_WEBANNO_ROLES: the roles of other spans, whose rows the next column names
 * @TANDAI_WEBANNO_TARGETS: those rows
 * @TANDAI_WEBANNO_SOURCE: the row where a relation begins
 *
 * What a column holds.
 */
typedef enum
{
  TANDAI_WEBANNO_VALUE,
  TANDAI_WEBANNO_PLACEHOLDER,
  TANDAI_WEBANNO_ROLES,
  TANDAI_WEBANNO_TARGETS,
  TANDAI_WEBANNO_SOURCE,
} TandaiWebannoFeature;

/**
 * TandaiWebannoColumn:
 * @kind: what it holds
 * @name: the feature's name; for targets and sources the type of the layer that has them
 *
 * A column of a layer.
 */
typedef struct
{
  TandaiWebannoFeature kind;
  char *name;
} TandaiWebannoColumn;

/**
 * TandaiWebannoLayer:
 * @kind: what it holds
 * @type: its type's name
 * @title: the last part of that
 * @first: its first column, from 0
 * @columns: (element-type TandaiWebannoColumn): its columns, at least one
 * @label: the column whose values are labels, or -1 where the title is the label
 *
 * A layer as a file's head declares it.
 */
typedef struct
{
  TandaiWebannoLayerKind kind;
  char *type;
  char *title;
  guint first;
  GPtrArray *columns;
  int label;
} TandaiWebannoLayer;

GPtrArray *tandai_webanno_layers_new  (void);
gboolean   tandai_webanno_layers_add  (GPtrArray *layers, const char *line);
guint      tandai_webanno_layers_columns (GPtrArray *layers);
int        tandai_webanno_layers_find (GPtrArray *layers, const char *type);

G_END_DECLS
