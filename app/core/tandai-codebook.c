/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The schema as a page to be printed: what each label is for, and what it looks like. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/tandai-codebook.h"
#include "core/tandai-file.h"

#define STYLE                                                                                                \
  "body{font:11pt/1.5 system-ui,sans-serif;max-width:44em;margin:2em auto;padding:0 1em;color:#1e1e1e}"      \
  "h1{font-size:1.8em;line-height:1.2}h2{font-size:1.2em;margin:2em 0 .3em}"                                 \
  "section{break-inside:avoid}p{margin:.3em 0}dl{display:grid;grid-template-columns:max-content 1fr;"        \
  "gap:.2em 1em;margin:.5em 0}dt{color:#555}dd{margin:0}code,kbd{font:.92em ui-monospace,monospace}"         \
  "kbd{border:1px solid #999;border-radius:3px;padding:0 .35em}ul{margin:.3em 0;padding-left:1.2em}"         \
  ".outline{border:2px solid var(--c);border-radius:4px;padding:0 .25em}"                                    \
  ".chip{background:color-mix(in srgb,var(--c) 18%,white);border-bottom:2px solid var(--c);padding:0 .2em}"  \
  ".dashes{border-bottom:2px dashed var(--c)}"                                                               \
  ".band{background:color-mix(in srgb,var(--c) 22%,white);border:solid var(--c);border-width:0 3px;"         \
  "padding:0 .25em}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}"

static void G_GNUC_PRINTF (2, 3) append (GString *to, const char *format, ...)
{
  va_list args;
  char *text;

  va_start (args, format);
  text = g_markup_vprintf_escaped (format, args);
  va_end (args);
  g_string_append (to, text);
  g_free (text);
}

/* The words that a label marks, drawn as it marks them. */
static void
append_mark (GString *to, const TandaiLabelDef *def, const char *words)
{
  append (to, "<span class=\"%s\" style=\"--c:%s\">%s</span>", tandai_label_shape_to_string (def->shape),
          def->color_light, words);
}

static void
append_examples (GString *to, const TandaiLabelDef *def)
{
  if (def->examples == NULL || def->examples[0] == NULL)
    return;
  append (to, "<dt>%s</dt><dd>", _ ("Examples"));
  for (guint i = 0; def->examples[i] != NULL; i++)
    {
      g_string_append (to, i > 0 ? " · " : "");
      append_mark (to, def, def->examples[i]);
    }
  g_string_append (to, "</dd>\n");
}

static void
append_attribute (GString *to, const TandaiAttributeDef *def)
{
  append (to, "<li><code>%s</code>", def->name);
  for (guint i = 0; def->values != NULL && def->values[i] != NULL; i++)
    append (to, "%s<code>%s</code>", i > 0 ? ", " : ": ", def->values[i]);
  if (def->title != NULL)
    append (to, " – %s", def->title);
  if (def->description != NULL)
    append (to, "<br>%s", def->description);
  g_string_append (to, "</li>");
}

static void
append_attributes (GString *to, GPtrArray *defs)
{
  if (defs->len == 0)
    return;
  append (to, "<dt>%s</dt><dd><ul>", _ ("Attributes"));
  for (guint i = 0; i < defs->len; i++)
    append_attribute (to, defs->pdata[i]);
  g_string_append (to, "</ul></dd>\n");
}

static void
append_label (GString *to, const TandaiLabelDef *def)
{
  g_string_append (to, "<section><h2>");
  append_mark (to, def, def->title);
  g_string_append (to, "</h2>\n");
  if (def->description != NULL)
    append (to, "<p>%s</p>\n", def->description);
  append (to, "<dl><dt>%s</dt><dd><code>%s</code></dd>\n", _ ("Name"), def->name);
  if (*def->key != '\0')
    append (to, "<dt>%s</dt><dd><kbd>%s</kbd></dd>\n", _ ("Key"), def->key);
  append_examples (to, def);
  append_attributes (to, def->attributes);
  g_string_append (to, "</dl></section>\n");
}

static void
append_ends (GString *to, TandaiSchema *schema, char **labels)
{
  for (guint i = 0; labels != NULL && labels[i] != NULL; i++)
    append (to, "%s%s", i > 0 ? ", " : "", tandai_schema_find_label (schema, labels[i], NULL)->title);
  if (labels == NULL || labels[0] == NULL)
    append (to, "%s", _ ("any label"));
}

static void
append_relations (GString *to, TandaiSchema *schema)
{
  guint n = tandai_schema_get_n_relations (schema);

  if (n == 0)
    return;
  append (to, "<section><h2>%s</h2><ul>\n", _ ("Relations"));
  for (guint i = 0; i < n; i++)
    {
      const TandaiRelationDef *def = tandai_schema_get_relation (schema, i);

      append (to, "<li><b>%s</b> <code>%s</code>: ", def->title, def->name);
      append_ends (to, schema, def->from);
      g_string_append (to, " → ");
      append_ends (to, schema, def->to);
      g_string_append (to, "</li>\n");
    }
  g_string_append (to, "</ul></section>\n");
}

/**
 * tandai_codebook_make_html:
 * @schema: a schema
 * @title: what it is the codebook of, like a folder's name
 *
 * Returns: (transfer full): a page in the user's language that needs no other file
 */
GBytes *
tandai_codebook_make_html (TandaiSchema *schema, const char *title)
{
  GString *to = g_string_new ("<!DOCTYPE html>\n");
  g_autofree char *heading = g_strdup_printf (
      /* Translators: %s is a folder's name. */
      _ ("Codebook: %s"), title);

  append (to, "<html lang=\"%s\"><head><meta charset=\"utf-8\"><title>%s</title>",
          /* Translators: the code of the language that you translate to, for the pages that are written. */
          C_ ("language code", "en"), heading);
  g_string_append (to, "<style>" STYLE "</style></head><body>\n");
  append (to, "<h1>%s</h1>\n", heading);
  for (guint i = 0; i < tandai_schema_get_n_labels (schema); i++)
    append_label (to, tandai_schema_get_label (schema, i));
  append_relations (to, schema);
  if (tandai_schema_get_article_attributes (schema)->len > 0)
    {
      append (to, "<section><h2>%s</h2><dl>", _ ("Articles"));
      append_attributes (to, tandai_schema_get_article_attributes (schema));
      g_string_append (to, "</dl></section>\n");
    }
  g_string_append (to, "</body></html>\n");
  return g_string_free_to_bytes (to);
}

/**
 * tandai_codebook_save:
 * @schema: a schema
 * @title: as in tandai_codebook_make_html()
 * @path: where the page goes; what is there is replaced
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for an error that names the file
 *
 * Returns: whether the page is written
 */
gboolean
tandai_codebook_save (
    TandaiSchema *schema, const char *title, const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) bytes = tandai_codebook_make_html (schema, title);

  return tandai_file_write (path, bytes, NULL, TRUE, cancellable, error);
}
