/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* In which order they are listed. */
typedef enum
{
  TANDAI_GROUP_ARTICLES,
  TANDAI_GROUP_SUGGESTIONS,
  TANDAI_GROUP_SPANS,
  TANDAI_GROUP_SELECTION,
  TANDAI_GROUP_FIND,
  TANDAI_GROUP_WINDOW,
  TANDAI_GROUP_FIXED,
  TANDAI_N_GROUPS,
} TandaiCommandGroup;

/**
 * TandaiCommandPlace:
 * @TANDAI_PLACE_WINDOW: in the whole window
 * @TANDAI_PLACE_TEXT: in the article and the list of spans
 * @TANDAI_PLACE_END: there, but only while there is an end to move; else the key is the text's own
 *
 * Where the keys of a command act. A key that an entry would take for typing never acts outside the article
 * and the list.
 */
typedef enum
{
  TANDAI_PLACE_WINDOW,
  TANDAI_PLACE_TEXT,
  TANDAI_PLACE_END,
} TandaiCommandPlace;

/**
 * TandaiCommand:
 * @action: the action in full, with its value; %NULL for what is merely listed
 * @title: in English; see tandai_command_get_title()
 * @accels: its keys unless they were changed, ended by %NULL
 *
 * Something that can be done by a key.
 */
typedef struct
{
  const char *action;
  const char *title;
  TandaiCommandGroup group;
  TandaiCommandPlace place;
  const char *accels[3];
} TandaiCommand;

const TandaiCommand *tandai_commands_get (guint *n_commands);
int tandai_commands_find (const char *action);
const char *tandai_command_get_title (const TandaiCommand *self);
const char *tandai_command_group_title (TandaiCommandGroup group);

G_END_DECLS
