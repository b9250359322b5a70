/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Sets a git repository up, so that its sidecars are merged by span. The attributes are a file of the
 * repository, which everybody gets; the driver is in the configuration of each clone. */

#include "config.h"

#include <string.h>
#include <sys/wait.h>

#include <glib/gi18n.h>

#include "cli/tandai-git.h"
#include "core/tandai-error.h"
#include "core/tandai-file.h"

#define ATTRIBUTES_FILE      ".gitattributes"
#define ATTRIBUTES_MAX_BYTES (1024 * 1024)
#define PATTERN              "*.tandai.json"
#define ATTRIBUTE            "merge=tandai"
#define PROGRAM              "tandai-cli"
#define NAME_KEY             "merge.tandai.name"
#define NAME                 "Tandai sidecars, span by span"
#define DRIVER_KEY           "merge.tandai.driver"
#define DRIVER               PROGRAM " merge %O %A %B"

static gboolean
fail_git (const char *folder, const char *said, GError **error)
{
  g_autofree char *shown = tandai_display_name (folder);
  g_autofree char *valid = g_utf8_make_valid (said != NULL ? said : "", -1);

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
               /* Translators: the %s are a folder, and what git said in its own words. */
               _ ("“%s” is in no git repository that can be set up; git says: %s"), shown,
               g_strstrip (valid));
  return FALSE;
}

static char **
list_words (const char *folder, const char *const *arguments)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_strv_builder_add_many (builder, "git", "-C", folder, NULL);
  g_strv_builder_addv (builder, (const char **) arguments);
  return g_strv_builder_end (builder);
}

/* Runs git in a folder; FALSE with an error where it could not be run or, unless @status is given, where it
 * failed. GSubprocess does this in threads, which now and then lock up or break the heap in GLib 2.74. */
static gboolean
run_git (const char *folder,
         const char *const *arguments,
         char **output,
         int *status,
         GCancellable *cancellable,
         GError **error)
{
  g_auto (GStrv) argv = list_words (folder, arguments);
  g_autofree char *said = NULL;
  int wait_status;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (!g_spawn_sync (NULL, argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, output, &said, &wait_status, error))
    {
      g_prefix_error (error, "%s: ", _ ("could not run git"));
      return FALSE;
    }
  if (g_spawn_check_wait_status (wait_status, NULL) || (status != NULL && WIFEXITED (wait_status)))
    {
      if (status != NULL)
        *status = WEXITSTATUS (wait_status);
      return TRUE;
    }
  return fail_git (folder, said, error);
}

static char *
find_top (const char *folder, GCancellable *cancellable, GError **error)
{
  const char *const arguments[] = { "rev-parse", "--show-toplevel", NULL };
  g_autofree char *top = NULL;

  if (!run_git (folder, arguments, &top, NULL, cancellable, error))
    return NULL;
  /* A name may end in white space, but not in the line end that git adds. */
  if (g_str_has_suffix (top, "\n"))
    top[strlen (top) - 1] = '\0';
  return g_steal_pointer (&top);
}

static gboolean
is_ours (const char *line)
{
  g_auto (GStrv) words = g_strsplit_set (line, " \t\r", -1);

  return words[0] != NULL && strcmp (words[0], PATTERN) == 0
         && g_strv_contains ((const char *const *) words, ATTRIBUTE);
}

static gboolean
names_driver (const char *attributes)
{
  g_auto (GStrv) lines = g_strsplit (attributes, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (is_ours (lines[i]))
      return TRUE;
  return FALSE;
}

static GBytes *
add_line (const char *attributes, gsize n_bytes)
{
  GString *more = g_string_new_len (attributes, (gssize) n_bytes);

  if (n_bytes > 0 && attributes[n_bytes - 1] != '\n')
    g_string_append_c (more, '\n');
  g_string_append (more, PATTERN " " ATTRIBUTE "\n");
  return g_string_free_to_bytes (more);
}

static void G_GNUC_PRINTF (2, 3) say (GPtrArray *messages, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_ptr_array_add (messages, g_strdup_vprintf (format, args));
  va_end (args);
}

static gboolean
write_attributes (const char *top, GPtrArray *messages, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = g_build_filename (top, ATTRIBUTES_FILE, NULL);
  g_autofree char *shown = tandai_display_name (path);
  g_autofree char *text = NULL;
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) after = NULL;
  g_autoptr (GError) local = NULL;
  TandaiStamp stamp = { 0 };
  gsize n_bytes = 0;

  before = tandai_file_read (path, ATTRIBUTES_MAX_BYTES, &stamp, cancellable, &local);
  if (before == NULL && !g_error_matches (local, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (before != NULL)
    text = g_strndup (g_bytes_get_data (before, &n_bytes), g_bytes_get_size (before));
  if (text != NULL && names_driver (text))
    {
      /* Translators: the %s are a file and a line in it. */
      say (messages, _ ("%s: the line “%s” is there already"), shown, PATTERN " " ATTRIBUTE);
      return TRUE;
    }
  after = add_line (text != NULL ? g_bytes_get_data (before, NULL) : "", n_bytes);
  if (!tandai_file_write (path, after, &stamp, FALSE, cancellable, error))
    return FALSE;
  /* Translators: the %s are a file and a line in it. */
  say (messages, _ ("%s: the line “%s” is added; commit it, so that everybody has it"), shown,
       PATTERN " " ATTRIBUTE);
  return TRUE;
}

static gboolean
set_config (const char *top,
            const char *key,
            const char *value,
            GPtrArray *messages,
            GCancellable *cancellable,
            GError **error)
{
  const char *const ask[] = { "config", "--local", "--get-all", key, NULL };
  const char *const set[] = { "config", "--local", "--replace-all", key, value, NULL };
  g_autofree char *wanted = g_strconcat (value, "\n", NULL);
  g_autofree char *is = NULL;
  g_autofree char *nothing = NULL;
  int status;

  if (!run_git (top, ask, &is, &status, cancellable, error))
    return FALSE;
  if (status == 0 && strcmp (is, wanted) == 0)
    {
      /* Translators: the %s are a key of git’s configuration and its value. */
      say (messages, _ ("git config: %s is “%s” already"), key, value);
      return TRUE;
    }
  if (!run_git (top, set, &nothing, NULL, cancellable, error))
    return FALSE;
  /* Translators: the %s are a key of git’s configuration and its value. */
  say (messages, _ ("git config: %s is now “%s”, in this clone"), key, value);
  return TRUE;
}

/* What else decides on the attribute may have the last word. */
static gboolean
check_attribute (const char *top, GPtrArray *messages, GCancellable *cancellable, GError **error)
{
  const char *const arguments[] = { "check-attr", "merge", "--", "x.tandai.json", NULL };
  g_autofree char *output = NULL;

  if (!run_git (top, arguments, &output, NULL, cancellable, error))
    return FALSE;
  if (g_str_has_suffix (output, ": merge: tandai\n"))
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
               /* Translators: the first %s is a line of .gitattributes, the second what git said. */
               _ ("another rule of git’s attributes overrides “%s”; git says: %s"), PATTERN " " ATTRIBUTE,
               g_strstrip (output));
  return FALSE;
}

/**
 * tandai_git_install:
 * @folder: a folder in the repository
 * @messages: (element-type utf8): takes what was done, in words
 * @cancellable: (nullable): to stop it
 * @error: return location for an error
 *
 * Makes git merge the sidecars of a repository with tandai-cli. What is set up
 * already stays as it is.
 *
 * Returns: whether git will do so
 */
gboolean
tandai_git_install (const char *folder, GPtrArray *messages, GCancellable *cancellable, GError **error)
{
  g_autofree char *top = find_top (folder, cancellable, error);
  g_autofree char *program = g_find_program_in_path (PROGRAM);

  if (top == NULL || !write_attributes (top, messages, cancellable, error)
      || !set_config (top, NAME_KEY, NAME, messages, cancellable, error)
      || !set_config (top, DRIVER_KEY, DRIVER, messages, cancellable, error)
      || !check_attribute (top, messages, cancellable, error))
    return FALSE;
  if (program == NULL)
    say (messages, _ ("git will not find tandai-cli: put it into a folder that is in PATH"));
  return TRUE;
}
