/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/tandai-range.h"

G_BEGIN_DECLS

/**
 * TandaiLabelPlace:
 * @name: an article's path below the folder
 * @range: where the words stand, in code points
 * @words: the words
 *
 * A place in an article that gets a label.
 */
typedef struct
{
  char *name;
  TandaiRange range;
  char *words;
} TandaiLabelPlace;

TandaiLabelPlace *tandai_label_place_new  (const char *name, TandaiRange range, const char *words);
void              tandai_label_place_free (TandaiLabelPlace *self);

G_END_DECLS
