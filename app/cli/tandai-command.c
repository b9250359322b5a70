/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the commands share: options, paths, messages and progress. */

#include "config.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n.h>

#include "cli/tandai-command.h"
#include "core/tandai-error.h"
#include "core/tandai-paths.h"
#include "corpus/tandai-label-change.h"

#define PROGRESS_AFTER_US    (1 * G_USEC_PER_SEC)
#define PROGRESS_INTERVAL_US (G_USEC_PER_SEC / 10)

/* Clears the line that the cursor is on. */
#define CLEAR_LINE "\r\033[K"

static gint64 progress_start;
static gint64 progress_shown;

/**
 * tandai_command_parse:
 * @self: a command
 * @entries: its options
 * @argc: (inout): how many arguments
 * @argv: (inout): the arguments
 *
 * Reads a command's options; where help is asked for, prints it and ends the
 * program.
 *
 * Returns: %FALSE, having said so, where an option is not right
 */
gboolean
tandai_command_parse (const TandaiCommand *self, const GOptionEntry *entries, int *argc, char ***argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (_ (self->arguments));
  g_autoptr (GError) error = NULL;
  g_autofree char *program = g_strdup_printf ("tandai-cli %s", self->name);

  g_set_prgname (program);
  g_option_context_set_summary (context, _ (self->summary));
  if (self->description != NULL)
    g_option_context_set_description (context, _ (self->description));
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (g_option_context_parse (context, argc, argv, &error))
    return TRUE;
  tandai_command_fail (error);
  /* Translators: the %s is a command like “tandai-cli show”. */
  tandai_command_message (_ ("“%s --help” tells how it is used"), program);
  return FALSE;
}

/* A folder whose labels are half changed would be counted, exported, … half this way and half that. */
static void
warn_of_half_done (const char *const *paths)
{
  for (guint i = 0; paths[i] != NULL; i++)
    {
      g_autoptr (GFile) folder = g_file_new_for_commandline_arg (paths[i]);
      gboolean unfinished = FALSE;
      g_autofree char *title = g_file_peek_path (folder) != NULL && g_file_test (paths[i], G_FILE_TEST_IS_DIR)
                                   ? tandai_label_dup_undo_title (folder, &unfinished)
                                   : NULL;
      g_autofree char *shown = tandai_command_display (folder);

      if (unfinished)
        /* Translators: the first %s is what was done to labels, the second a folder. */
        tandai_command_message (
            _ ("a change to labels was interrupted (%s): “tandai-cli labels %s” finishes it"), title, shown);
    }
}

/**
 * tandai_command_resolve:
 * @paths: (nullable) (array zero-terminated=1): what the command line names
 * @failures: (element-type utf8): takes messages on folders that may not be read
 * @cancellable: (nullable): to stop it
 *
 * Finds the articles that are meant.
 *
 * Returns: (transfer full) (nullable) (element-type TandaiFolderItem): them, or %NULL, having said why
 */
GPtrArray *
tandai_command_resolve (const char *const *paths, GPtrArray *failures, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *items;

  if (paths == NULL || paths[0] == NULL)
    {
      tandai_command_message (_ ("no file or folder is named"));
      return NULL;
    }
  warn_of_half_done (paths);
  items = tandai_folder_resolve (paths, failures, cancellable, &error);
  if (items == NULL)
    tandai_command_fail (error);
  else if (items->len == 0)
    tandai_command_message (_ ("no articles found"));
  return items;
}

/**
 * tandai_command_fail:
 * @error: an error
 *
 * Says why a command could not be done.
 *
 * Returns: %TANDAI_EXIT_FAILED
 */
TandaiExit
tandai_command_fail (GError *error)
{
  tandai_command_message ("%s", error->message);
  return TANDAI_EXIT_FAILED;
}

/**
 * tandai_command_check_annotator:
 * @annotator: (nullable): what --annotator was given
 *
 * Returns: %FALSE, having said so, where it is no annotator's name
 */
gboolean
tandai_command_check_annotator (const char *annotator)
{
  if (annotator == NULL || tandai_annotator_is_valid (annotator))
    return TRUE;
  tandai_command_message (
      _ ("“%s” is not an annotator’s name: lower-case letters, digits, “_” and “-”, at most 32, "
         "beginning with a letter or digit"),
      annotator);
  return FALSE;
}

/**
 * tandai_command_take_count:
 * @option: an option’s name
 * @given: what it was given, or %TANDAI_COUNT_NOT_GIVEN
 * @most: the most that it takes
 * @count: (out): the count, 0 where none was given
 *
 * Returns: %FALSE, having said so, where it is no count
 */
gboolean
tandai_command_take_count (const char *option, int given, guint most, guint *count)
{
  *count = given == TANDAI_COUNT_NOT_GIVEN ? 0 : (guint) given;
  if (given == TANDAI_COUNT_NOT_GIVEN || (given >= 1 && (guint) given <= most))
    return TRUE;
  /* Translators: an option’s name, the most that it takes, what it was given. */
  tandai_command_message (_ ("%s takes a number from 1 to %u, not %d"), option, most, given);
  return FALSE;
}

/**
 * tandai_command_choose_annotator:
 * @item: an article
 * @asked: (nullable): what --annotator was given
 *
 * Returns: (transfer none): whose sidecar is meant: who was asked for, whose sidecar was named, the unnamed
 * one, the only one there is, or %NULL where it must be said
 */
const char *
tandai_command_choose_annotator (const TandaiFolderItem *item, const char *asked)
{
  if (asked != NULL)
    return asked;
  if (item->annotator != NULL)
    return item->annotator;
  if (item->annotators[0] == NULL || g_strv_contains ((const char *const *) item->annotators, ""))
    return "";
  return item->annotators[1] == NULL ? item->annotators[0] : NULL;
}

/**
 * tandai_command_message:
 * @format: a message
 * @...: what goes into it
 *
 * Says something on standard error, after the program's name.
 */
void
tandai_command_message (const char *format, ...)
{
  g_autofree char *message = NULL;
  g_autofree char *plain = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  plain = tandai_command_plain (message);
  g_printerr ("tandai-cli: %s\n", plain);
}

/**
 * tandai_command_messages:
 * @messages: (element-type utf8): messages
 *
 * Says each of them.
 */
void
tandai_command_messages (GPtrArray *messages)
{
  for (guint i = 0; i < messages->len; i++)
    tandai_command_message ("%s", (const char *) messages->pdata[i]);
}

/**
 * tandai_command_progress:
 * @done: how much is done
 * @total: of how much
 * @user_data: nothing
 *
 * Shows how far the work has come, on a terminal, where it takes over a second.
 */
void
tandai_command_progress (guint done, guint total, gpointer user_data)
{
  gint64 now = g_get_monotonic_time ();

  if (progress_start == 0)
    progress_start = now;
  if (!isatty (STDERR_FILENO))
    return;
  if (done == total && progress_shown != 0)
    {
      fputs (CLEAR_LINE, stderr);
      progress_start = progress_shown = 0;
    }
  else if (done < total && now - progress_start > PROGRESS_AFTER_US
           && now - progress_shown > PROGRESS_INTERVAL_US)
    {
      fputs (CLEAR_LINE, stderr);
      /* Translators: how many articles are done, of how many. */
      g_printerr (_ ("%u of %u articles"), done, total);
      progress_shown = now;
    }
}

/**
 * tandai_command_display:
 * @file: a file
 *
 * Returns: (transfer full): its path as a person would name it here, fit to be shown
 */
char *
tandai_command_display (GFile *file)
{
  g_autofree char *current = g_get_current_dir ();
  g_autoptr (GFile) here = g_file_new_for_path (current);
  g_autofree char *relative = g_file_get_relative_path (here, file);

  return relative != NULL ? tandai_display_name (relative) : tandai_file_display_name (file);
}

/**
 * tandai_command_plain:
 * @message: a message, which may quote what somebody else wrote
 *
 * Returns: (transfer full): the message on one line, without a character that a terminal would obey
 */
char *
tandai_command_plain (const char *message)
{
  g_autofree char *valid = g_utf8_make_valid (message, -1);
  GString *plain = g_string_new (NULL);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_iscntrl (c) || g_unichar_type (c) == G_UNICODE_FORMAT)
        g_string_append_printf (plain, "\\x%02X", c);
      else
        g_string_append_unichar (plain, c);
    }
  return g_string_free (plain, FALSE);
}

/**
 * tandai_command_print:
 * @text: UTF-8
 *
 * Writes a result to standard output, whatever the locale's encoding.
 *
 * Returns: %FALSE, having said so, where it could not be written
 */
gboolean
tandai_command_print (const char *text)
{
  if (fputs (text, stdout) != EOF && fflush (stdout) == 0)
    return TRUE;
  /* Translators: the %s is the system's reason. */
  tandai_command_message (_ ("could not write to standard output: %s"), g_strerror (errno));
  return FALSE;
}
