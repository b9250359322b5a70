/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is said of changes to labels, whichever command makes them. */

#include "config.h"

#include <glib/gi18n.h>

#include "cli/tandai-command.h"
#include "cli/tandai-label-report.h"

/** tandai_label_report_say_recovered: says what became of a change that had been interrupted, if there was
 * one */
void
tandai_label_report_say_recovered (const TandaiLabelReport *report)
{
  if (report->recovered == NULL)
    return;
  if (report->taken_back)
    /* Translators: %s is what was done to labels, like “actor” renamed to “tokoh”. */
    tandai_command_message (_ ("what had been interrupted is taken back: %s"), report->recovered);
  else
    tandai_command_message (_ ("what had been interrupted is finished: %s"), report->recovered);
}
