/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/tandai-document.h"
#include "corpus/tandai-folder.h"

G_BEGIN_DECLS

/**
 * TandaiExit:
 * @TANDAI_EXIT_DONE: done
 * @TANDAI_EXIT_FOUND: done, but something was found
 * @TANDAI_EXIT_FAILED: could not be done
 *
 * The exit status of every command.
 */
typedef enum
{
  TANDAI_EXIT_DONE = 0,
  TANDAI_EXIT_FOUND = 1,
  TANDAI_EXIT_FAILED = 2,
} TandaiExit;

/**
 * TandaiCommand:
 * @name: what it is called by
 * @arguments: what follows the options in its help, to be translated
 * @summary: one line for people, to be translated
 * @description: (nullable): what follows the options in its help, to be translated
 * @run: does it, with its own name as first argument
 *
 * One command of tandai-cli.
 */
typedef struct _TandaiCommand TandaiCommand;
struct _TandaiCommand
{
  const char *name;
  const char *arguments;
  const char *summary;
  const char *description;
  TandaiExit (*run) (const TandaiCommand *self, int argc, char **argv, GCancellable *cancellable);
};

/* What an option that takes a count is before it is given. */
#define TANDAI_COUNT_NOT_GIVEN G_MININT

extern const TandaiCommand tandai_command_show;
extern const TandaiCommand tandai_command_annotate;
extern const TandaiCommand tandai_command_validate;
extern const TandaiCommand tandai_command_stats;
extern const TandaiCommand tandai_command_export;
extern const TandaiCommand tandai_command_import;
extern const TandaiCommand tandai_command_attach;
extern const TandaiCommand tandai_command_labels;
extern const TandaiCommand tandai_command_consistency;
extern const TandaiCommand tandai_command_merge;
extern const TandaiCommand tandai_command_metadata;
extern const TandaiCommand tandai_command_suggest;
extern const TandaiCommand tandai_command_reanchor;
extern const TandaiCommand tandai_command_search;
extern const TandaiCommand tandai_command_index;

gboolean   tandai_command_parse   (const TandaiCommand *self, const GOptionEntry *entries, int *argc, char ***argv);
GPtrArray *tandai_command_resolve (const char *const *paths, GPtrArray *failures, GCancellable *cancellable);
TandaiExit tandai_command_fail    (GError *error);
gboolean   tandai_command_check_annotator (const char *annotator);
gboolean   tandai_command_take_count (const char *option, int given, guint most, guint *count);
const char *tandai_command_choose_annotator (const TandaiFolderItem *item, const char *asked);

void     tandai_command_message  (const char *format, ...) G_GNUC_PRINTF (1, 2);
void     tandai_command_messages (GPtrArray *messages);
void     tandai_command_progress (guint done, guint total, gpointer user_data);
char    *tandai_command_display  (GFile *file);
char    *tandai_command_plain    (const char *message);
gboolean tandai_command_print    (const char *text);

G_END_DECLS
