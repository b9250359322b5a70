/* SPDX-License-Identifier: GPL-3.0-or-later */

/* tandai-cli: what the window does, without a screen. */

#include "config.h"

#include <locale.h>
#include <malloc.h>
#include <signal.h>
#include <pthread.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n.h>

#include "cli/tandai-command.h"

#define LOCALEDIR_VARIABLE "TANDAI_LOCALEDIR"

/* Shells take 128 and the signal's number for the end by a signal. */
#define EXIT_BY_SIGNAL 128

static const TandaiCommand *const commands[] = {
  &tandai_command_show,     &tandai_command_annotate, &tandai_command_validate,    &tandai_command_stats,
  &tandai_command_export,   &tandai_command_import,   &tandai_command_attach,      &tandai_command_metadata,
  &tandai_command_reanchor, &tandai_command_labels,   &tandai_command_consistency, &tandai_command_merge,
  &tandai_command_suggest,  &tandai_command_search,   &tandai_command_index,       NULL,
};

/* Each article is a little work of its own in one of several threads: memory that is given back after one,
 * and asked for again by the next, makes all threads wait for the system. */
#define KEPT_BYTES  (16 * 1024 * 1024)
#define GROWN_BYTES (1024 * 1024)

static int caught;
static sigset_t watched;

static void
init_locale (void)
{
  const char *folder = g_getenv (LOCALEDIR_VARIABLE);

  setlocale (LC_ALL, "");
  /* A limit on file sizes is an error like any other, to be said, not the end. */
  signal (SIGXFSZ, SIG_IGN);
  bindtextdomain (GETTEXT_PACKAGE, folder != NULL ? folder : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

static void
keep_memory (void)
{
  mallopt (M_TRIM_THRESHOLD, KEPT_BYTES);
  mallopt (M_TOP_PAD, GROWN_BYTES);
}

/* The first signal asks the work to stop; a second one does not wait for it. */
static gpointer
wait_for_signal (gpointer data)
{
  GCancellable *cancellable = data;
  int number;

  if (sigwait (&watched, &number) != 0)
    return NULL;
  g_atomic_int_set (&caught, number);
  g_cancellable_cancel (cancellable);
  if (sigwait (&watched, &number) == 0)
    _exit (EXIT_BY_SIGNAL + number);
  return NULL;
}

static void
watch_signals (GCancellable *cancellable)
{
  const int numbers[] = { SIGINT, SIGTERM, SIGHUP };

  sigemptyset (&watched);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      struct sigaction action;

      /* What whoever started us had ignored, as nohup does, stays ignored. */
      if (sigaction (numbers[i], NULL, &action) == 0 && action.sa_handler != SIG_IGN)
        sigaddset (&watched, numbers[i]);
    }
  pthread_sigmask (SIG_BLOCK, &watched, NULL);
  g_thread_unref (g_thread_new ("signals", wait_for_signal, cancellable));
}

static char *
list_commands (void)
{
  GString *list = g_string_new (_ ("Commands:"));

  for (guint i = 0; commands[i] != NULL; i++)
    g_string_append_printf (list, "\n  %-12s %s", commands[i]->name, _ (commands[i]->summary));
  g_string_append (list, "\n\n");
  g_string_append (list, _ ("“tandai-cli COMMAND --help” tells more about one."));
  return g_string_free (list, FALSE);
}

static const TandaiCommand *
find_command (const char *name)
{
  for (guint i = 0; commands[i] != NULL; i++)
    if (strcmp (commands[i]->name, name) == 0)
      return commands[i];
  return NULL;
}

static int
run_program (int argc, char **argv)
{
  gboolean version = FALSE;
  const GOptionEntry entries[] = {
    { "version", 'V', 0, G_OPTION_ARG_NONE, &version, N_ ("Print the version"), NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (_ ("COMMAND …"));
  g_autoptr (GError) error = NULL;
  g_autofree char *list = list_commands ();
  g_autofree char *help = NULL;

  if (argc > 1 && argv[1][0] != '-')
    {
      /* Translators: the %s is what somebody gave as a command. */
      tandai_command_message (_ ("there is no command “%s”; “tandai-cli --help” lists them"), argv[1]);
      return TANDAI_EXIT_FAILED;
    }
  g_option_context_set_summary (context,
                                _ ("Mark who says what where in articles, and export it for training."));
  g_option_context_set_description (context, list);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    return tandai_command_fail (error);
  if (version)
    return tandai_command_print ("tandai-cli " PACKAGE_VERSION "\n") ? TANDAI_EXIT_DONE : TANDAI_EXIT_FAILED;
  help = g_option_context_get_help (context, TRUE, NULL);
  g_printerr ("%s", help);
  return TANDAI_EXIT_FAILED;
}

int
main (int argc, char **argv)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  const TandaiCommand *command = argc > 1 ? find_command (argv[1]) : NULL;
  int status;

  keep_memory ();
  init_locale ();
  g_set_prgname ("tandai-cli");
  if (command == NULL)
    return run_program (argc, argv);
  watch_signals (cancellable);
  status = command->run (command, argc - 1, argv + 1, cancellable);
  if (g_atomic_int_get (&caught) != 0 && status != TANDAI_EXIT_DONE)
    status = EXIT_BY_SIGNAL + g_atomic_int_get (&caught);
  return status;
}
