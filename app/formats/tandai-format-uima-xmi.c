/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * UIMA's XMI: each text with its annotations in one file, and one type system
 * for all. The text is an attribute, in which an XML reader takes a plain line
 * end for a space: line ends and tabs are written as references. Characters
 * that XML 1.0 forbids become U+FFFD, which has the same length.
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "formats/tandai-article-json.h"
#include "formats/tandai-uima-files.h"
#include "formats/tandai-uima-reader.h"
#include "formats/tandai-uima-writer.h"

#define SUFFIX      ".xmi"
#define REPLACEMENT "\xEF\xBF\xBD"

typedef struct
{
  const char *package;
  const char *prefix;
} Package;

static const Package packages[] = {
  { TANDAI_UIMA_PACKAGE, "tandai" },
  { "uima.tcas.", "tcas" },
  { "uima.cas.", "cas" },
};

/* U+FFFE and U+FFFF, from their first byte. */
static gboolean
is_noncharacter (const char *p)
{
  return strncmp (p, "\xEF\xBF\xBE", 3) == 0 || strncmp (p, "\xEF\xBF\xBF", 3) == 0;
}

static gboolean
is_plain (const char *p)
{
  return (guchar) *p >= 0x20 && strchr ("&<>\"", *p) == NULL && !((guchar) *p == 0xEF && is_noncharacter (p));
}

static void
report_character (TandaiUimaWriter *writer, const char *p)
{
  g_autofree char *detail = g_strdup_printf ("U+%04X", g_utf8_get_char (p));

  tandai_report_add (writer->report, TANDAI_LOSS_CHARACTER, FALSE, writer->article->name, NULL, detail);
}

/* Returns the length in bytes of the character that was written. */
static gsize
append_special (TandaiUimaWriter *writer, const char *p)
{
  switch (*p)
    {
    case '&':
      g_string_append (writer->to, "&amp;");
      return 1;
    case '<':
      g_string_append (writer->to, "&lt;");
      return 1;
    case '>':
      g_string_append (writer->to, "&gt;");
      return 1;
    case '"':
      g_string_append (writer->to, "&quot;");
      return 1;
    case '\t':
    case '\n':
    case '\r':
      g_string_append_printf (writer->to, "&#%d;", *p);
      return 1;
    default:
      report_character (writer, p);
      g_string_append (writer->to, REPLACEMENT);
      return (guchar) *p < 0x80 ? 1 : 3;
    }
}

static void
write_text (TandaiUimaWriter *writer, const char *name, const char *value)
{
  const char *p = value;

  g_string_append_printf (writer->to, " %s=\"", name);
  while (*p != '\0')
    {
      const char *start = p;

      while (*p != '\0' && is_plain (p))
        p++;
      g_string_append_len (writer->to, start, p - start);
      if (*p != '\0')
        p += append_special (writer, p);
    }
  g_string_append_c (writer->to, '"');
}

static void
write_begin (TandaiUimaWriter *writer, guint id, const char *type)
{
  const Package *package = packages;

  while (!g_str_has_prefix (type, package->package))
    package++;
  g_string_append_printf (writer->to, "<%s:%s xmi:id=\"%u\"", package->prefix,
                          type + strlen (package->package), id);
}

static void
write_number (TandaiUimaWriter *writer, const char *name, guint value)
{
  g_string_append_printf (writer->to, " %s=\"%u\"", name, value);
}

static void
write_list (TandaiUimaWriter *writer, const char *name, const char *type, guint first, guint n)
{
  g_string_append_printf (writer->to, " %s=\"%u", name, first);
  for (guint i = 1; i < n; i++)
    g_string_append_printf (writer->to, " %u", first + i);
  g_string_append_c (writer->to, '"');
}

static void
write_end (TandaiUimaWriter *writer)
{
  g_string_append (writer->to, "/>\n");
}

static const TandaiUimaSyntax syntax = {
  .begin = write_begin,
  .number = write_number,
  .text = write_text,
  .reference = write_number,
  .list = write_list,
  .end = write_end,
};

static void
append_view (TandaiUimaWriter *writer)
{
  g_string_append_printf (writer->to, "<cas:View sofa=\"%u\" members=\"", TANDAI_UIMA_SOFA_ID);
  for (guint i = 0; i < writer->members->len; i++)
    g_string_append_printf (writer->to, "%s%u", i > 0 ? " " : "", g_array_index (writer->members, guint, i));
  g_string_append (writer->to, "\"/>\n");
}

static void
write_article (gpointer state,
               const TandaiExportArticle *article,
               const TandaiExportOptions *options,
               GPtrArray *files,
               TandaiReport *report)
{
  g_autofree char *name = g_strconcat (article->stem, SUFFIX, NULL);
  TandaiUimaWriter writer;

  tandai_uima_writer_init (&writer, &syntax, article, report, tandai_format_file (files, name));
  g_string_append (writer.to,
                   "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                   "<xmi:XMI xmlns:xmi=\"http://www.omg.org/XMI\" xmlns:cas=\"http:///uima/cas.ecore\""
                   " xmlns:tcas=\"http:///uima/tcas.ecore\" xmlns:tandai=\"http:///org/tandai.ecore\""
                   " xmi:version=\"2.0\">\n"
                   "<cas:NULL xmi:id=\"0\"/>\n");
  tandai_uima_writer_run (&writer);
  append_view (&writer);
  g_string_append (writer.to, "</xmi:XMI>\n");
  tandai_uima_writer_clear (&writer);
  tandai_article_json_report_rest (&tandai_format_uima_xmi, article, report);
}

static void
end (gpointer state, GPtrArray *files)
{
  tandai_uima_types_append_xml (tandai_format_file (files, "TypeSystem.xml"));
}

static void
read_files (TandaiImport *import, const char *path)
{
  static const char *const suffixes[] = { SUFFIX, NULL };
  g_autoptr (GPtrArray) files = tandai_import_list (import, path, suffixes);

  for (guint i = 0; i < files->len; i++)
    {
      g_autoptr (TandaiUimaCas) cas = NULL;

      if (g_cancellable_is_cancelled (tandai_import_get_cancellable (import)))
        return;
      cas = tandai_uima_xmi_read (import, files->pdata[i]);
      if (cas != NULL)
        tandai_uima_take (import, files->pdata[i], SUFFIX, cas);
    }
}

const TandaiFormat tandai_format_uima_xmi = {
  .name = "uima-xmi",
  .summary = N_ ("UIMA XMI: each text with its annotations, and their type system, for INCEpTION and Java"),
  .carries = TANDAI_CARRIES_NESTED | TANDAI_CARRIES_DISCONTINUOUS | TANDAI_CARRIES_RELATIONS
             | TANDAI_CARRIES_ATTRIBUTES | TANDAI_CARRIES_NOTES | TANDAI_CARRIES_STATUS
             | TANDAI_CARRIES_METADATA,
  .one_file = FALSE,
  .loading = N_ ("With dkpro-cassis: types = load_typesystem(open(\"TypeSystem.xml\", \"rb\")), then "
                 "load_cas_from_xmi(open(\"FILE\", \"rb\"), typesystem=types); begin and end count UTF-16 "
                 "code units."),
  .write = write_article,
  .end = end,
  .read = read_files,
};
