/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>
#include <malloc.h>
#include <signal.h>
#include <glib/gi18n.h>

#include "gui/tandai-application.h"

/* What a load needs for a moment, tens of megabytes for a long article, goes back to the system: glibc would
 * keep ever larger pieces otherwise, among which what stays is then strewn. */
#define MMAP_BYTES (256 * 1024)

int
main (int argc, char **argv)
{
  const char *locale = g_getenv ("TANDAI_LOCALEDIR");
  g_autoptr (TandaiApplication) application = NULL;

  mallopt (M_MMAP_THRESHOLD, MMAP_BYTES);
  setlocale (LC_ALL, "");
  /* A limit on file sizes is an error like any other, to be said, not the end. */
  signal (SIGXFSZ, SIG_IGN);
  bindtextdomain (GETTEXT_PACKAGE, locale != NULL ? locale : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_application_name (_ ("Tandai"));
  application = tandai_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
