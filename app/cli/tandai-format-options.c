/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Options that mean something to some formats alone. */

#include "config.h"

#include <glib/gi18n.h>

#include "cli/tandai-command.h"
#include "cli/tandai-format-options.h"

static char *
list_takers (TandaiTakes takes)
{
  const TandaiFormat *const *formats = tandai_format_list ();
  GString *names = g_string_new (NULL);

  for (guint i = 0; formats[i] != NULL; i++)
    if (formats[i]->takes & takes)
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", formats[i]->name);
  return g_string_free (names, FALSE);
}

/**
 * tandai_format_options_check:
 * @format: the format that was chosen
 * @options: (array): options, ended by one without a name
 *
 * Refuses an option that the format would pass over in silence.
 *
 * Returns: whether the format takes all that were given; else that is said
 */
gboolean
tandai_format_options_check (const TandaiFormat *format, const TandaiFormatOption *options)
{
  for (const TandaiFormatOption *option = options; option->name != NULL; option++)
    if (option->given && !(format->takes & option->takes))
      {
        g_autofree char *takers = list_takers (option->takes);

        /* Translators: an option, a format's name, the names of the formats that the option is for. */
        tandai_command_message (_ ("%s does not go with “%s”: it is for %s"), option->name, format->name,
                                takers);
        return FALSE;
      }
  return TRUE;
}
