/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any sidecar that can be read can be written in every format, and what is written can be read. */

#include "config.h"

#include "formats/tandai-selection.h"

#include "fuzz.h"

/* These keep an article's text to the character, and all that is said of it; the others its tokens, its spans
 * or its records. */
static const char *const WHOLE[] = { "brat", "uima-json", NULL };

static void
write_as (const TandaiFormat *format, const TandaiSidecar *sidecar, const TandaiExportOptions *options)
{
  g_autoptr (GPtrArray) files = tandai_format_files_new ();
  TandaiReport *report = tandai_report_new ();
  g_autoptr (TandaiSidecar) selected = tandai_selection_apply (sidecar, "a/b.txt", options, report);
  const TandaiExportArticle article = { "a/b.txt", "a/b", NULL, selected, tandai_schema_get_default () };
  gpointer state = format->begin != NULL ? format->begin (options) : NULL;

  format->write (state, &article, options, files, report);
  if (format->end != NULL)
    format->end (state, files);
  fuzz_read_back (format, files, selected, g_strv_contains (WHOLE, format->name));
  tandai_report_free (report);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (TandaiSidecar) sidecar = NULL;
  const TandaiExportOptions options = { .overlap = TANDAI_OVERLAP_LONGEST, .scheme = "BIO", .columns = 2 };
  const TandaiFormat *const *formats = tandai_format_list ();

  fuzz_begin ();
  sidecar = tandai_sidecar_parse (bytes, NULL);
  for (guint i = 0; sidecar != NULL && formats[i] != NULL; i++)
    if (formats[i]->write != NULL)
      write_as (formats[i], sidecar, &options);
  return 0;
}
