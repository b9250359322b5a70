/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TandaiTextRowFunc:
 * @text: a text that was removed or typed
 * @user_data: as given
 */
typedef void (*TandaiTextRowFunc) (const char *text, gpointer user_data);

/**
 * TandaiTextRows:
 * @remove: called for a row that is to go
 * @add: called for a text that was typed
 * @add_title: what is typed there
 * @user_data: for both
 *
 * What becomes of a list of texts under an expander.
 */
typedef struct
{
  TandaiTextRowFunc remove;
  TandaiTextRowFunc add;
  const char *add_title;
  gpointer user_data;
} TandaiTextRows;

void tandai_text_rows_show (AdwExpanderRow *expander, const char *const *texts, const TandaiTextRows *rows);

G_END_DECLS
