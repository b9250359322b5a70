/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * An article out of a page. libxml2 mends whatever the page is; the article is
 * what the page says it is (itemprop="articleBody", <article>, <main>), else
 * the element with the most text in paragraphs of its own.
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>
#include <libxml/HTMLparser.h>

#include "core/tandai-error.h"
#include "formats/tandai-html.h"

/* Deeper than any page; the walk is by recursion. */
#define MAX_DEPTH 512

/* What is no part of an article's text. */
static const char *const skipped[] = { "script", "style",      "noscript", "template", "nav",    "aside",
                                       "footer", "figure",     "form",     "button",   "iframe", "svg",
                                       "select", "textarea",   "object",   "video",    "audio",  "head",
                                       "dialog", "figcaption", NULL };

/* What begins a paragraph. */
static const char *const blocks[] = { "p",  "div", "section", "article", "main", "body",       "header",
                                      "h1", "h2",  "h3",      "h4",      "h5",   "h6",         "ul",
                                      "ol", "li",  "table",   "tr",      "td",   "th",         "dl",
                                      "dt", "dd",  "address", "pre",     "hr",   "blockquote", NULL };

typedef struct
{
  GString *text;
  gboolean paragraph;
  gboolean line;
  gboolean blank;
} Writing;

static gboolean
is_element (const xmlNode *node, const char *name)
{
  return node->type == XML_ELEMENT_NODE && strcmp ((const char *) node->name, name) == 0;
}

static gboolean
is_one_of (const xmlNode *node, const char *const *names)
{
  return node->type == XML_ELEMENT_NODE && g_strv_contains (names, (const char *) node->name);
}

static char *
dup_property (xmlNode *node, const char *name)
{
  xmlChar *value = xmlGetProp (node, (const xmlChar *) name);
  char *copy = value != NULL ? g_strstrip (g_strdup ((const char *) value)) : NULL;

  xmlFree (value);
  if (copy != NULL && *copy == '\0')
    g_clear_pointer (&copy, g_free);
  return copy;
}

static gboolean
has_property (xmlNode *node, const char *name, const char *value)
{
  g_autofree char *found = dup_property (node, name);

  return found != NULL && g_ascii_strcasecmp (found, value) == 0;
}

static void
append_char (Writing *writing, gunichar c)
{
  if (g_unichar_isspace (c) || c == 0)
    {
      writing->blank = TRUE;
      return;
    }
  if (writing->text->len > 0 && writing->paragraph)
    g_string_append (writing->text, "\n\n");
  else if (writing->text->len > 0 && writing->line)
    g_string_append_c (writing->text, '\n');
  else if (writing->text->len > 0 && writing->blank)
    g_string_append_c (writing->text, ' ');
  writing->paragraph = writing->line = writing->blank = FALSE;
  g_string_append_unichar (writing->text, c);
}

static void
append_text (Writing *writing, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    append_char (writing, g_utf8_get_char (p));
}

static void
append_node (Writing *writing, xmlNode *node, guint depth)
{
  gboolean block = is_one_of (node, blocks);

  if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE)
    append_text (writing, (const char *) node->content);
  if (node->type != XML_ELEMENT_NODE || is_one_of (node, skipped) || depth > MAX_DEPTH
      || xmlHasProp (node, (const xmlChar *) "hidden") != NULL)
    return;
  writing->line |= is_element (node, "br");
  writing->paragraph |= block;
  for (xmlNode *child = node->children; child != NULL; child = child->next)
    append_node (writing, child, depth + 1);
  writing->paragraph |= block;
}

static char *
dup_text (xmlNode *node)
{
  Writing writing = { g_string_new (NULL) };

  append_node (&writing, node, 0);
  return g_string_free (writing.text, FALSE);
}

/* The next node in the order of the page, within @top. */
static xmlNode *
next_node (xmlNode *node, xmlNode *top)
{
  if (node->children != NULL)
    return node->children;
  while (node != top && node->next == NULL)
    node = node->parent;
  return node != top ? node->next : NULL;
}

/* How much text the paragraphs that are an element's own children have. */
static gsize
weigh (xmlNode *node)
{
  gsize weight = 0;

  for (xmlNode *child = node->children; child != NULL; child = child->next)
    if (is_element (child, "p"))
      {
        g_autofree char *text = dup_text (child);

        weight += strlen (text);
      }
  return weight;
}

static gboolean
is_said_to_be_the_article (xmlNode *node, guint how)
{
  switch (how)
    {
    case 0:
      return node->type == XML_ELEMENT_NODE && has_property (node, "itemprop", "articleBody");
    case 1:
      return is_element (node, "article");
    case 2:
      return is_element (node, "main")
             || (node->type == XML_ELEMENT_NODE && has_property (node, "role", "main"));
    default:
      return node->type == XML_ELEMENT_NODE;
    }
}

static gboolean
is_inside_skipped (const xmlNode *node)
{
  for (; node != NULL && node->type == XML_ELEMENT_NODE; node = node->parent)
    if (is_one_of (node, skipped))
      return TRUE;
  return FALSE;
}

/* Of several the one with the most text: teasers of other articles are articles too. */
static xmlNode *
find_article (xmlNode *root)
{
  for (guint how = 0; how < 4; how++)
    {
      xmlNode *best = NULL;
      gsize most = 0;

      for (xmlNode *node = root; node != NULL; node = next_node (node, root))
        {
          gsize weight;

          if (!is_said_to_be_the_article (node, how) || is_inside_skipped (node))
            continue;
          if (how < 3)
            {
              g_autofree char *text = dup_text (node);

              weight = strlen (text);
            }
          else
            weight = weigh (node);
          if (weight > most)
            {
              best = node;
              most = weight;
            }
        }
      if (best != NULL)
        return best;
    }
  return root;
}

static void
take (char **field, char *value)
{
  if (*field == NULL)
    *field = value;
  else
    g_free (value);
}

static void
take_meta (TandaiHtml *self, xmlNode *node)
{
  const struct
  {
    const char *name;
    char **field;
  } names[] = { { "og:title", &self->title },          { "og:url", &self->url },
                { "og:site_name", &self->publisher },  { "article:published_time", &self->published },
                { "datePublished", &self->published }, { "publishdate", &self->published } };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (has_property (node, "property", names[i].name) || has_property (node, "name", names[i].name)
        || has_property (node, "itemprop", names[i].name))
      take (names[i].field, dup_property (node, "content"));
}

static char *
dup_text_or_null (xmlNode *node)
{
  char *text = dup_text (node);

  if (*text == '\0')
    g_clear_pointer (&text, g_free);
  return text;
}

static char *
dup_title (xmlNode *root, const char *name)
{
  for (xmlNode *node = root; node != NULL; node = next_node (node, root))
    if (is_element (node, name))
      return dup_text_or_null (node);
  return NULL;
}

static void
take_details (TandaiHtml *self, xmlNode *root)
{
  for (xmlNode *node = root; node != NULL; node = next_node (node, root))
    {
      if (is_element (node, "html"))
        take (&self->language, dup_property (node, "lang"));
      else if (is_element (node, "meta"))
        take_meta (self, node);
      else if (is_element (node, "link") && has_property (node, "rel", "canonical"))
        take (&self->url, dup_property (node, "href"));
    }
  for (xmlNode *node = root; node != NULL; node = next_node (node, root))
    if (is_element (node, "time"))
      take (&self->published, dup_property (node, "datetime"));
  take (&self->title, dup_title (root, "h1"));
  take (&self->title, dup_title (root, "title"));
}

/* Of a moment the day. */
static void
shorten_date (char *date)
{
  if (date != NULL && strlen (date) > 10 && g_ascii_isdigit (date[0]) && date[4] == '-' && date[7] == '-'
      && date[10] == 'T')
    date[10] = '\0';
}

/* Whether a page, of which @start is the beginning in lower case, states an encoding: of one name, or any. */
static gboolean
states (const char *start, const char *name)
{
  const char *stated = strstr (start, "charset");

  if (stated == NULL || name == NULL)
    return stated != NULL;
  stated += strlen ("charset");
  stated += strspn (stated, " \t=\"'");
  return g_str_has_prefix (stated, name) && strchr ("\"' \t;/>", stated[strlen (name)]) != NULL;
}

/*
 * What is UTF-8 is that, and what states that it is has no other; libxml2 finds any other encoding that a
 * page states, and else it is Windows'. Latin 1 and ASCII are Windows' too, as in every browser: the
 * quotation marks of such pages would become control characters.
 */
static const char *
find_encoding (GBytes *bytes)
{
  gsize n_bytes;
  const char *data = g_bytes_get_data (bytes, &n_bytes);
  g_autofree char *start = g_ascii_strdown (data, (gssize) MIN (n_bytes, 4096));

  if (g_utf8_validate (data, (gssize) n_bytes, NULL) || states (start, "utf-8"))
    return "UTF-8";
  if (n_bytes > 1 && ((guchar) data[0] == 0xff || (guchar) data[0] == 0xfe))
    return NULL;
  return states (start, NULL) && !states (start, "iso-8859-1") && !states (start, "us-ascii")
             ? NULL
             : "windows-1252";
}

/* libxml2 stops at what it can't decode, gives the page as far as it got, and takes a name that it doesn't
 * know for Latin 1. */
static void
take_error (void *undecoded, xmlErrorPtr error)
{
  *(gboolean *) undecoded |=
      (error->level >= XML_ERR_ERROR && (error->domain == XML_FROM_I18N || error->domain == XML_FROM_IO))
      || error->code == XML_ERR_UNSUPPORTED_ENCODING || error->code == XML_ERR_INVALID_ENCODING;
}

static htmlDocPtr
read_page (GBytes *bytes, guint *line, GError **error)
{
  const int options =
      HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_COMPACT;
  htmlParserCtxtPtr parser = htmlNewParserCtxt ();
  gboolean undecoded = FALSE;
  gsize n_bytes;
  const char *data = g_bytes_get_data (bytes, &n_bytes);
  htmlDocPtr page = NULL;

  /* Of the thread's own; without it libxml2 writes to standard error. */
  xmlSetStructuredErrorFunc (&undecoded, take_error);
  if (n_bytes < G_MAXINT)
    page = htmlCtxtReadMemory (parser, data, (int) n_bytes, NULL, find_encoding (bytes), options);
  xmlSetStructuredErrorFunc (NULL, NULL);
  if (undecoded)
    {
      *line = parser->input != NULL ? (guint) parser->input->line : 0;
      g_set_error_literal (error, TANDAI_ERROR, TANDAI_ERROR_NOT_TEXT,
                           _ ("its encoding is not known, or a character is not in it"));
      g_clear_pointer (&page, xmlFreeDoc);
    }
  htmlFreeParserCtxt (parser);
  return page;
}

/**
 * tandai_html_parse:
 * @bytes: a page
 * @line: (out): the line that an error is about, or 0
 * @error: return location for a %TANDAI_ERROR_NOT_TEXT
 *
 * Takes the article out of a page. Nothing is fetched. A page that can't be
 * decoded to its end is refused: nobody would miss the rest of its article.
 *
 * Returns: (transfer full): it, or %NULL
 */
TandaiHtml *
tandai_html_parse (GBytes *bytes, guint *line, GError **error)
{
  g_autoptr (GError) local = NULL;
  htmlDocPtr page = read_page (bytes, line, &local);
  xmlNode *root = page != NULL ? xmlDocGetRootElement (page) : NULL;
  g_autoptr (TandaiHtml) self = g_new0 (TandaiHtml, 1);

  if (root != NULL)
    {
      g_autofree char *text = dup_text (find_article (root));

      take_details (self, root);
      shorten_date (self->published);
      self->text = *text != '\0' ? g_strconcat (text, "\n", NULL) : NULL;
    }
  xmlFreeDoc (page);
  if (self->text != NULL)
    return g_steal_pointer (&self);
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else
    g_set_error_literal (error, TANDAI_ERROR, TANDAI_ERROR_NOT_TEXT, _ ("it has no text"));
  return NULL;
}

/**
 * tandai_html_free:
 * @self: (transfer full): what was taken out of a page
 *
 * Frees it.
 */
void
tandai_html_free (TandaiHtml *self)
{
  g_free (self->text);
  g_free (self->title);
  g_free (self->url);
  g_free (self->publisher);
  g_free (self->published);
  g_free (self->language);
  g_free (self);
}
