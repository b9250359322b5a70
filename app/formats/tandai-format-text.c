/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Plain text: articles that nobody has annotated, as they are. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "formats/tandai-import.h"

static void
read_file (TandaiImport *import, const char *path)
{
  g_autofree char *name = tandai_import_name (import, path, NULL);
  g_autoptr (GBytes) bytes = tandai_import_load (import, path);
  g_autoptr (GError) error = NULL;
  TandaiDraft *draft = bytes != NULL ? tandai_draft_new (name, bytes, NULL, &error) : NULL;

  if (draft != NULL)
    tandai_import_take (import, path, draft);
  else if (error != NULL)
    tandai_import_fail (import, path, 0, "%s", error->message);
}

static void
read_path (TandaiImport *import, const char *path)
{
  const char *const suffixes[] = { ".txt", NULL };
  g_autoptr (GPtrArray) files = tandai_import_list (import, path, suffixes);

  for (guint i = 0; i < files->len && !g_cancellable_is_cancelled (tandai_import_get_cancellable (import));
       i++)
    read_file (import, files->pdata[i]);
}

const TandaiFormat tandai_format_text = {
  .name = "text",
  .summary = N_ ("plain text: articles without annotations"),
  .read = read_path,
};
