/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Pages: of each its article, and what the page says of it. */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "formats/tandai-article-json.h"
#include "formats/tandai-html.h"
#include "formats/tandai-import.h"

static void
take_field (TandaiDraft *draft, const char *name, const char *text)
{
  if (text != NULL)
    tandai_article_take_field (draft, name, text);
}

static void
read_file (TandaiImport *import, const char *path)
{
  g_autofree char *name =
      tandai_import_name (import, path, g_str_has_suffix (path, ".htm") ? ".htm" : ".html");
  g_autoptr (GBytes) bytes = tandai_import_load (import, path);
  g_autoptr (GError) error = NULL;
  guint line = 0;
  g_autoptr (TandaiHtml) html = bytes != NULL ? tandai_html_parse (bytes, &line, &error) : NULL;
  TandaiDraft *draft = html != NULL ? tandai_draft_new_text (name, html->text, &error) : NULL;

  if (draft == NULL)
    {
      if (bytes != NULL)
        tandai_import_fail (import, path, line, "%s", error->message);
      return;
    }
  take_field (draft, "title", html->title);
  take_field (draft, "url", html->url);
  take_field (draft, "publisher", html->publisher);
  take_field (draft, "published", html->published);
  take_field (draft, "language", html->language);
  tandai_import_take (import, path, draft);
}

static void
read_path (TandaiImport *import, const char *path)
{
  const char *const suffixes[] = { ".html", ".htm", NULL };
  g_autoptr (GPtrArray) files = tandai_import_list (import, path, suffixes);

  for (guint i = 0; i < files->len && !g_cancellable_is_cancelled (tandai_import_get_cancellable (import));
       i++)
    read_file (import, files->pdata[i]);
}

const TandaiFormat tandai_format_html = {
  .name = "html",
  .summary = N_ ("web pages: the text of each one’s article, with its title and date"),
  .read = read_path,
};
