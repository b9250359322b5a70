/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Reading XMI. The file is whoever's: it is read element by element, with no
 * document type, so that there are no entities to multiply or to fetch, and no
 * deeper than XMI is.
 */

#include "config.h"

#include <string.h>

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include <glib/gi18n-lib.h>

#include "formats/tandai-uima-files.h"

#define XMI_NAMESPACE "http://www.omg.org/XMI"

/* The file, a feature structure, and a feature of several texts. */
#define MAX_DEPTH 3

/* @feature is the name of the one whose text is being read. */
typedef struct
{
  TandaiImport *import;
  const char *path;
  xmlParserCtxt *parser;
  TandaiUimaCas *cas;
  guint depth;
  char *feature;
  GString *text;
  gboolean failed;
} Reading;

static guint
get_line (Reading *reading)
{
  int line = reading->parser->input != NULL ? reading->parser->input->line : 0;

  return line > 0 ? (guint) line : 0;
}

static void
tell (Reading *reading, guint line, const char *reason)
{
  if (!reading->failed)
    tandai_import_fail (reading->import, reading->path, line, "%s", reason);
  reading->failed = TRUE;
}

static void
fail (Reading *reading, guint line, const char *reason)
{
  tell (reading, line, reason);
  xmlStopParser (reading->parser);
}

static void
take_document_type (void *user_data, const xmlChar *name, const xmlChar *public_id, const xmlChar *system_id)
{
  Reading *reading = user_data;

  fail (reading, get_line (reading), _ ("it has a document type, which XMI does not; it was not read"));
}

/* "http:///org/tandai.ecore" and "Span" are "org.tandai.Span". */
static char *
dup_type (const char *uri, const char *name)
{
  g_autofree char *package = NULL;
  const char *start = uri != NULL ? uri : "";

  if (g_str_has_prefix (start, "http:///"))
    start += strlen ("http:///");
  package = g_strdup (start);
  if (g_str_has_suffix (package, ".ecore"))
    package[strlen (package) - strlen (".ecore")] = '\0';
  g_strdelimit (package, "/", '.');
  if (*package == '\0' || strcmp (package, "noNamespace") == 0)
    return g_strdup (name);
  return g_strconcat (package, ".", name, NULL);
}

static gboolean
is_xmi (const xmlChar *uri)
{
  return uri != NULL && strcmp ((const char *) uri, XMI_NAMESPACE) == 0;
}

/* An attribute is five pointers: its name, prefix, namespace, and where its value begins and ends. */
static char *
find_id (const xmlChar **attributes, int n_attributes)
{
  for (int i = 0; i < n_attributes; i++, attributes += 5)
    if (is_xmi (attributes[2]) && strcmp ((const char *) attributes[0], "id") == 0)
      return g_strndup ((const char *) attributes[3], (gsize) (attributes[4] - attributes[3]));
  return NULL;
}

static void
begin_structure (Reading *reading, const char *type, const xmlChar **attributes, int n_attributes)
{
  g_autofree char *id = find_id (attributes, n_attributes);
  guint line = get_line (reading);
  guint number = 0;

  if (id != NULL && !tandai_uima_parse_number (id, &number))
    tandai_import_fail (reading->import, reading->path, line, _ ("“%s” is no number of an element"), id);
  if (!tandai_uima_cas_add (reading->cas, type, number, line))
    tandai_import_fail (reading->import, reading->path, line, _ ("another element has the number %u, too"),
                        number);
  for (int i = 0; i < n_attributes; i++, attributes += 5)
    if (attributes[2] == NULL)
      tandai_uima_cas_add_feature (reading->cas, (const char *) attributes[0], (const char *) attributes[3],
                                   attributes[4] - attributes[3], FALSE);
}

static void
begin_element (void *user_data,
               const xmlChar *name,
               const xmlChar *prefix,
               const xmlChar *uri,
               int n_namespaces,
               const xmlChar **namespaces,
               int n_attributes,
               int n_defaulted,
               const xmlChar **attributes)
{
  Reading *reading = user_data;
  g_autofree char *type = NULL;

  switch (++reading->depth)
    {
    case 1:
      if (!is_xmi (uri) || strcmp ((const char *) name, "XMI") != 0)
        fail (reading, get_line (reading), _ ("it is no XMI file"));
      break;
    case 2:
      type = dup_type ((const char *) uri, (const char *) name);
      begin_structure (reading, type, attributes, n_attributes);
      break;
    case MAX_DEPTH:
      reading->feature = g_strdup ((const char *) name);
      g_string_truncate (reading->text, 0);
      break;
    default:
      fail (reading, get_line (reading), _ ("elements are nested more deeply than in XMI"));
      break;
    }
}

static void
end_element (void *user_data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
  Reading *reading = user_data;

  if (reading->depth-- != MAX_DEPTH || reading->feature == NULL)
    return;
  tandai_uima_cas_add_feature (reading->cas, reading->feature, reading->text->str,
                               (gssize) reading->text->len, FALSE);
  g_clear_pointer (&reading->feature, g_free);
}

static void
take_text (void *user_data, const xmlChar *text, int n_bytes)
{
  Reading *reading = user_data;

  if (reading->feature != NULL)
    g_string_append_len (reading->text, (const char *) text, n_bytes);
}

static const char *
explain (const xmlError *error)
{
  switch (error->code)
    {
    case XML_ERR_DOCUMENT_EMPTY:
      return _ ("it is empty or no XML");
    case XML_ERR_INVALID_CHAR:
    case XML_ERR_INVALID_ENCODING:
    case XML_ERR_UNKNOWN_ENCODING:
    case XML_ERR_UNSUPPORTED_ENCODING:
    case XML_I18N_CONV_FAILED:
    case XML_I18N_NO_NAME:
      return _ ("it has a character that XML or its stated encoding does not allow");
    case XML_ERR_TAG_NOT_FINISHED:
    case XML_ERR_DOCUMENT_END:
    case XML_ERR_ATTRIBUTE_NOT_FINISHED:
      return _ ("it ends too early");
    case XML_ERR_NO_MEMORY:
      return _ ("it takes too much memory");
    default:
      return _ ("it is no well-formed XML");
    }
}

/* The parser is amid its reading where it can't decode, and must not be stopped; it ends there by itself. */
static void
take_error (void *user_data, xmlErrorPtr error)
{
  Reading *reading = user_data;

  if (error->domain == XML_FROM_I18N || error->domain == XML_FROM_IO)
    tell (reading, get_line (reading),
          _ ("it has a character that XML or its stated encoding does not allow"));
  else if (error->level >= XML_ERR_ERROR)
    fail (reading, error->line > 0 ? (guint) error->line : 0, explain (error));
}

static void
set_handlers (xmlSAXHandler *sax)
{
  memset (sax, 0, sizeof *sax);
  sax->initialized = XML_SAX2_MAGIC;
  sax->internalSubset = take_document_type;
  sax->startElementNs = begin_element;
  sax->endElementNs = end_element;
  sax->characters = take_text;
  sax->ignorableWhitespace = take_text;
  sax->cdataBlock = take_text;
  sax->serror = take_error;
}

static void
parse (Reading *reading)
{
  set_handlers (reading->parser->sax);
  reading->parser->userData = reading;
  /* A text of more than 10 MB is no attack where nothing can multiply it. */
  /* NOENT: else “&amp;” in an attribute would be given as “&#38;”; no other entity can be declared. */
  xmlCtxtUseOptions (reading->parser, XML_PARSE_NONET | XML_PARSE_NOENT | XML_PARSE_HUGE);
  /* What can't be decoded is told to the thread, not to the parser: without this, on standard error. */
  xmlSetStructuredErrorFunc (reading, take_error);
  xmlParseDocument (reading->parser);
  xmlSetStructuredErrorFunc (NULL, NULL);
  if (!reading->failed && !reading->parser->wellFormed)
    fail (reading, get_line (reading), _ ("it is no well-formed XML"));
}

/**
 * tandai_uima_xmi_read:
 * @import: the import
 * @path: an XMI file
 *
 * Reads the feature structures of an XMI file; tells where it can't be read.
 *
 * Returns: (transfer full) (nullable): what is in it, or %NULL where it is broken
 */
TandaiUimaCas *
tandai_uima_xmi_read (TandaiImport *import, const char *path)
{
  g_autoptr (GBytes) bytes = tandai_import_load (import, path);
  g_autoptr (TandaiUimaCas) cas = tandai_uima_cas_new (TRUE);
  g_autoptr (GString) text = g_string_new (NULL);
  Reading reading = { .import = import, .path = path, .cas = cas, .text = text };

  if (bytes == NULL)
    return NULL;
  if (g_bytes_get_size (bytes) == 0)
    {
      tandai_import_fail (import, path, 0, "%s", _ ("it is empty or no XML"));
      return NULL;
    }
  reading.parser = xmlCreateMemoryParserCtxt (g_bytes_get_data (bytes, NULL), (int) g_bytes_get_size (bytes));
  parse (&reading);
  g_free (reading.feature);
  xmlFreeParserCtxt (reading.parser);
  return reading.failed ? NULL : g_steal_pointer (&cas);
}
