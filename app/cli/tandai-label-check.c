/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Labels that were asked for and that there are none of: they are mistyped. */

#include "config.h"

#include <glib/gi18n.h>

#include "cli/tandai-command.h"
#include "cli/tandai-label-check.h"

/**
 * tandai_label_check_schema:
 * @path: what the command line names
 * @cancellable: (nullable): a #GCancellable
 *
 * Returns: (transfer full): the schema that is in force there, or the default one where it can't be read
 */
TandaiSchema *
tandai_label_check_schema (const char *path, GCancellable *cancellable)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) inside = g_file_get_child (file, "-");
  gboolean is_folder = g_file_test (path, G_FILE_TEST_IS_DIR);
  TandaiSchema *schema =
      tandai_schema_load_for (is_folder ? inside : file, is_folder ? file : NULL, cancellable, NULL);

  return schema != NULL ? schema : tandai_schema_ref (tandai_schema_get_default ());
}

/**
 * tandai_label_check_say:
 * @known: the labels that there are
 * @label: one that there is not
 *
 * Says so, and which one may be meant.
 */
void
tandai_label_check_say (const TandaiKnownLabels *known, const char *label)
{
  const char *nearest = tandai_known_labels_find_nearest (known, label);

  if (nearest != NULL)
    /* Translators: both %s are names of labels; the second is the one that was probably meant. */
    tandai_command_message (_ ("There is no label “%s”. Did you mean “%s”?"), label, nearest);
  else
    tandai_command_message (_ ("There is no label “%s”"), label);
}

/**
 * tandai_label_check_all:
 * @known: the labels that there are
 * @labels: (nullable) (array zero-terminated=1): labels that were asked for
 *
 * Says which of them there are not.
 */
void
tandai_label_check_all (const TandaiKnownLabels *known, char **labels)
{
  for (guint i = 0; labels != NULL && labels[i] != NULL; i++)
    if (!tandai_known_labels_contains (known, labels[i]))
      tandai_label_check_say (known, labels[i]);
}
