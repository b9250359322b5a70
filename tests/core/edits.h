/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * An article that people edit, where each character knows which of the original
 * it is: so what a span should become is known without comparing anything.
 */
typedef struct
{
  GArray *chars;
  GRand *rand;
  const char *foreign;
} Edits;

void  edits_init  (Edits *self, const char *article, const char *foreign, GRand *rand);
void  edits_clear (Edits *self);
void  edits_make  (Edits *self, guint n_edits);
char *edits_dup_text (const Edits *self);
guint *edits_find_places (const Edits *self, guint n_chars);

#define EDITS_GONE G_MAXUINT
