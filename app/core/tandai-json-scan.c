/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The grammar of RFC 8259, to the letter, from bytes to a flat table of values. */

#include "config.h"

#include <string.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "core/tandai-bytes-private.h"
#include "core/tandai-error.h"
#include "core/tandai-json-private.h"
#include "core/tandai-memory-private.h"

/* A container that is being read: where it stands and what leads to it. */
typedef struct
{
  guint32 node;
  guint32 count;
  guint32 name;
  guint32 last;
} Frame;

typedef struct
{
  /* NUL stands behind the end, a block of it, so that a walk need not look where it is. */
  const char *bytes;
  const char *at;
  const char *end;
  Node *nodes;
  guint n_nodes;
  guint n_room;
  Frame stack[TANDAI_JSON_MAX_DEPTH];
  guint depth;
  /* The line of the file in which the bytes begin. */
  guint first_line;
  GError **error;
} Scanner;

/* Above this many members, names are compared through a hash table. */
#define MANY_MEMBERS 24

static char *
scanner_path (Scanner *scanner)
{
  GString *path = g_string_new (NULL);

  for (guint i = 0; i < scanner->depth; i++)
    {
      Frame *frame = &scanner->stack[i];
      Node *container = &scanner->nodes[frame->node];

      if (container->type == TANDAI_JSON_ARRAY)
        g_string_append_printf (path, "[%u]", frame->count);
      else if (frame->name != 0)
        {
          Node *name = &scanner->nodes[frame->name];

          if (path->len > 0)
            g_string_append_c (path, '.');
          g_string_append_len (path, scanner->bytes + name->start + 1, name->end - name->start - 2);
        }
    }
  return g_string_free (path, FALSE);
}

static gboolean G_GNUC_PRINTF (2, 3) fail (Scanner *scanner, const char *format, ...)
{
  g_autofree char *reason = NULL;
  g_autofree char *path = scanner_path (scanner);
  const char *line_start = scanner->bytes;
  guint line = scanner->first_line;
  va_list args;

  va_start (args, format);
  reason = g_strdup_vprintf (format, args);
  va_end (args);
  for (const char *p = scanner->bytes; p < scanner->at && p < scanner->end; p++)
    if (*p == '\n')
      {
        line++;
        line_start = p + 1;
      }
  if (*path != '\0')
    /* Translators: a place in a JSON file: line, column, path like "spans[3].end"; then what is wrong there.
     */
    g_set_error (scanner->error, TANDAI_ERROR, TANDAI_ERROR_JSON, _ ("line %u, column %u, %s: %s"), line,
                 (guint) (scanner->at - line_start) + 1, path, reason);
  else
    /* Translators: a place in a JSON file: line and column; then what is wrong there. */
    g_set_error (scanner->error, TANDAI_ERROR, TANDAI_ERROR_JSON, _ ("line %u, column %u: %s"), line,
                 (guint) (scanner->at - line_start) + 1, reason);
  return FALSE;
}

static guint
add_node (Scanner *scanner, TandaiJsonType type)
{
  if (scanner->n_nodes == scanner->n_room)
    {
      scanner->n_room *= 2;
      scanner->nodes = g_renew (Node, scanner->nodes, scanner->n_room);
      _tandai_memory_expect (scanner->nodes, scanner->n_room * sizeof (Node));
    }
  scanner->nodes[scanner->n_nodes] =
      (Node){ .start = (guint32) (scanner->at - scanner->bytes), .type = type };
  return scanner->n_nodes++;
}

static void
end_node (Scanner *scanner, guint index)
{
  scanner->nodes[index].end = (guint32) (scanner->at - scanner->bytes);
  scanner->nodes[index].skip = scanner->n_nodes;
}

static void
skip_space (Scanner *scanner)
{
  while (*scanner->at == ' ' || *scanner->at == '\n' || *scanner->at == '\t' || *scanner->at == '\r')
    scanner->at++;
}

static gboolean
scan_digits (Scanner *scanner)
{
  const char *from = scanner->at;

  while (scanner->at < scanner->end && g_ascii_isdigit (*scanner->at))
    scanner->at++;
  return scanner->at > from;
}

static gboolean
scan_number (Scanner *scanner)
{
  guint node = add_node (scanner, TANDAI_JSON_NUMBER);

  if (*scanner->at == '-')
    scanner->at++;
  if (scanner->at < scanner->end && *scanner->at == '0')
    {
      scanner->at++;
      if (scanner->at < scanner->end && g_ascii_isdigit (*scanner->at))
        return fail (scanner, _ ("a number must not begin with 0"));
    }
  else if (!scan_digits (scanner))
    return fail (scanner, _ ("a number has no digits"));
  if (scanner->at < scanner->end && *scanner->at == '.')
    {
      scanner->at++;
      if (!scan_digits (scanner))
        return fail (scanner, _ ("a number has no digits after its point"));
    }
  if (scanner->at < scanner->end && (*scanner->at == 'e' || *scanner->at == 'E'))
    {
      scanner->at++;
      if (scanner->at < scanner->end && (*scanner->at == '+' || *scanner->at == '-'))
        scanner->at++;
      if (!scan_digits (scanner))
        return fail (scanner, _ ("a number has no digits in its exponent"));
    }
  end_node (scanner, node);
  return TRUE;
}

static int
scan_hex4 (Scanner *scanner)
{
  int value = 0;

  for (guint i = 0; i < 4; i++, scanner->at++)
    {
      if (scanner->at >= scanner->end || !g_ascii_isxdigit (*scanner->at))
        return -1;
      value = value * 16 + g_ascii_xdigit_value (*scanner->at);
    }
  return value;
}

static gboolean
scan_unicode_escape (Scanner *scanner)
{
  int unit = scan_hex4 (scanner);

  if (unit < 0)
    return fail (scanner, _ ("\\u needs four hexadecimal digits"));
  if (unit == 0)
    return fail (scanner, _ ("a text must not hold NUL"));
  if (unit >= 0xDC00 && unit <= 0xDFFF)
    return fail (scanner, _ ("half of a surrogate pair stands alone"));
  if (unit >= 0xD800 && unit <= 0xDBFF)
    {
      if (scanner->end - scanner->at < 2 || scanner->at[0] != '\\' || scanner->at[1] != 'u')
        return fail (scanner, _ ("half of a surrogate pair stands alone"));
      scanner->at += 2;
      unit = scan_hex4 (scanner);
      if (unit < 0xDC00 || unit > 0xDFFF)
        return fail (scanner, _ ("half of a surrogate pair stands alone"));
    }
  return TRUE;
}

/* Passes what is neither a quotation mark nor a backslash nor a control character, as is what follows the
 * end. */
static inline const char *
pass_plain (const char *at)
{
  for (;; at += TANDAI_BLOCK_BYTES)
    {
      TandaiBlock block = tandai_block_load (at);
      guint bits = tandai_block_bits (tandai_block_equal (block, '"') | tandai_block_equal (block, '\\')
                                      | tandai_block_below (block, 0x20));

      if (bits != 0)
        return at + __builtin_ctz (bits);
    }
}

/* The rest of a string from the first character on that is not plain. */
static gboolean
scan_escapes (Scanner *scanner, guint node)
{
  for (; scanner->at < scanner->end && *scanner->at != '"'; scanner->at = pass_plain (scanner->at))
    {
      if ((guchar) *scanner->at < 0x20)
        return fail (scanner, _ ("a control character in a text must be escaped"));
      scanner->at++;
      scanner->nodes[node].escaped = TRUE;
      if (scanner->at >= scanner->end || strchr ("\"\\/bfnrtu", *scanner->at) == NULL || *scanner->at == '\0')
        return fail (scanner, _ ("an escape that JSON does not know"));
      if (*scanner->at++ == 'u' && !scan_unicode_escape (scanner))
        return FALSE;
    }
  return scanner->at < scanner->end || fail (scanner, _ ("a text is not closed"));
}

static inline gboolean
scan_string (Scanner *scanner)
{
  guint node = add_node (scanner, TANDAI_JSON_STRING);

  scanner->at = pass_plain (scanner->at + 1);
  if (*scanner->at != '"' && !scan_escapes (scanner, node))
    return FALSE;
  scanner->at++;
  end_node (scanner, node);
  return TRUE;
}

static gboolean
scan_word (Scanner *scanner, const char *word, TandaiJsonType type)
{
  gsize length = strlen (word);
  guint node;

  if ((gsize) (scanner->end - scanner->at) < length || memcmp (scanner->at, word, length) != 0)
    return fail (scanner, _ ("a value was expected"));
  node = add_node (scanner, type);
  scanner->at += length;
  end_node (scanner, node);
  return TRUE;
}

static gboolean
same_name (const char *bytes, const Node *a, const Node *b)
{
  g_autofree char *name_a = NULL;
  g_autofree char *name_b = NULL;

  if (!a->escaped && !b->escaped)
    return a->end - a->start == b->end - b->start
           && memcmp (bytes + a->start, bytes + b->start, a->end - a->start) == 0;
  name_a = _tandai_json_dup_node_string (bytes, a);
  name_b = _tandai_json_dup_node_string (bytes, b);
  return g_str_equal (name_a, name_b);
}

static gboolean
check_many_names (Scanner *scanner, guint object)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const Node *nodes = scanner->nodes;

  for (guint i = object + 1; i < scanner->n_nodes; i = nodes[i + 1].skip)
    {
      char *name = _tandai_json_dup_node_string (scanner->bytes, &nodes[i]);

      if (!g_hash_table_add (seen, name))
        return fail (scanner, _ ("the member “%s” stands twice"), name);
    }
  return TRUE;
}

/* Whether names are known to differ without comparing them, by their lengths and first letters. */
static gboolean
differ_at_sight (const Scanner *scanner, guint object)
{
  const Node *nodes = scanner->nodes;
  guint64 seen = 0;

  for (guint i = object + 1; i < scanner->n_nodes; i = nodes[i + 1].skip)
    {
      guint sight = nodes[i].end - nodes[i].start + (guint) (guchar) scanner->bytes[nodes[i].start + 1] * 5;
      guint64 bit = G_GUINT64_CONSTANT (1) << sight % 64;

      if (nodes[i].escaped || (seen & bit) != 0)
        return FALSE;
      seen |= bit;
    }
  return TRUE;
}

/* Called when an object closes: all its names are in the table. */
static gboolean
check_names (Scanner *scanner, Frame *frame)
{
  const Node *nodes = scanner->nodes;
  guint length = scanner->n_nodes;

  frame->name = 0;
  if (frame->count > MANY_MEMBERS)
    return check_many_names (scanner, frame->node);
  if (differ_at_sight (scanner, frame->node))
    return TRUE;
  for (guint i = frame->node + 1; i < length; i = nodes[i + 1].skip)
    for (guint j = nodes[i + 1].skip; j < length; j = nodes[j + 1].skip)
      if (same_name (scanner->bytes, &nodes[i], &nodes[j]))
        {
          g_autofree char *name = _tandai_json_dup_node_string (scanner->bytes, &nodes[i]);

          return fail (scanner, _ ("the member “%s” stands twice"), name);
        }
  return TRUE;
}

static gboolean
open_container (Scanner *scanner, TandaiJsonType type)
{
  if (scanner->depth == TANDAI_JSON_MAX_DEPTH)
    return fail (scanner, _ ("nested deeper than %d levels"), TANDAI_JSON_MAX_DEPTH);
  scanner->stack[scanner->depth] = (Frame){ .node = add_node (scanner, type) };
  scanner->depth++;
  scanner->at++;
  return TRUE;
}

static gboolean
close_container (Scanner *scanner)
{
  Frame *frame = &scanner->stack[scanner->depth - 1];

  if (scanner->nodes[frame->node].type == TANDAI_JSON_OBJECT && !check_names (scanner, frame))
    return FALSE;
  if (frame->last != 0)
    scanner->nodes[frame->last].last = TRUE;
  scanner->at++;
  end_node (scanner, frame->node);
  scanner->depth--;
  return TRUE;
}

static gboolean
scan_value (Scanner *scanner)
{
  switch (*scanner->at)
    {
    case '{':
      return open_container (scanner, TANDAI_JSON_OBJECT);
    case '[':
      return open_container (scanner, TANDAI_JSON_ARRAY);
    case '"':
      return scan_string (scanner);
    case 't':
      return scan_word (scanner, "true", TANDAI_JSON_TRUE);
    case 'f':
      return scan_word (scanner, "false", TANDAI_JSON_FALSE);
    case 'n':
      return scan_word (scanner, "null", TANDAI_JSON_NULL);
    default:
      if (*scanner->at == '-' || g_ascii_isdigit (*scanner->at))
        return scan_number (scanner);
      return fail (scanner, _ ("a value was expected"));
    }
}

static gboolean
scan_name (Scanner *scanner, Frame *frame)
{
  guint name = scanner->n_nodes;

  if (scanner->at >= scanner->end || *scanner->at != '"')
    return fail (scanner, _ ("a member’s name was expected"));
  if (!scan_string (scanner))
    return FALSE;
  frame->name = name;
  scanner->nodes[name].is_name = TRUE;
  skip_space (scanner);
  if (scanner->at >= scanner->end || *scanner->at != ':')
    return fail (scanner, _ ("“:” was expected"));
  scanner->at++;
  skip_space (scanner);
  return TRUE;
}

/* Takes the comma or the end of the innermost container and, where a value is
 * due, what stands before it. Sets @value when the next token is a value. */
static gboolean
scan_separator (Scanner *scanner, gboolean opened, gboolean *value)
{
  Frame *frame = &scanner->stack[scanner->depth - 1];
  gboolean object = scanner->nodes[frame->node].type == TANDAI_JSON_OBJECT;

  *value = FALSE;
  skip_space (scanner);
  if (scanner->at < scanner->end && *scanner->at == (object ? '}' : ']'))
    return close_container (scanner);
  if (!opened)
    {
      if (scanner->at >= scanner->end)
        return fail (scanner, _ ("the file ends before its value is closed"));
      if (*scanner->at != ',')
        return fail (scanner, object ? _ ("“,” or “}” was expected") : _ ("“,” or “]” was expected"));
      scanner->at++;
      skip_space (scanner);
    }
  frame->count += opened ? 0 : 1;
  *value = TRUE;
  frame->last = scanner->n_nodes;
  return !object || scan_name (scanner, frame);
}

static gboolean
scan_document (Scanner *scanner)
{
  gboolean value = TRUE;

  skip_space (scanner);
  do
    {
      guint depth = scanner->depth;

      if (value)
        {
          if (scanner->at >= scanner->end)
            return fail (scanner, depth == 0 && scanner->n_nodes == 0
                                      ? _ ("the file is empty")
                                      : _ ("the file ends before its value is closed"));
          if (!scan_value (scanner))
            return FALSE;
        }
      if (scanner->depth == 0)
        break;
      if (!scan_separator (scanner, scanner->depth > depth, &value))
        return FALSE;
    }
  while (scanner->depth > 0);
  skip_space (scanner);
  if (scanner->at < scanner->end)
    return fail (scanner, _ ("something stands after the end of the value"));
  return TRUE;
}

static gboolean
check_utf8 (Scanner *scanner)
{
  scanner->at = _tandai_bytes_find_no_text (scanner->bytes, scanner->end);
  if (scanner->at < scanner->end)
    return fail (scanner, *scanner->at == '\0' ? _ ("the file holds NUL") : _ ("bytes that are not UTF-8"));
  scanner->at = scanner->bytes;
  if (g_str_has_prefix (scanner->bytes, "\xEF\xBB\xBF"))
    return fail (scanner, _ ("a byte order mark stands before the value"));
  return TRUE;
}

/**
 * tandai_json_parse:
 * @bytes: (array length=n_bytes): a file's content
 * @n_bytes: its length in bytes, below 4 GiB
 * @error: return location for a %TANDAI_ERROR_JSON with line, column, JSON path and reason
 *
 * Parses exactly one JSON value by the grammar of RFC 8259: no comments, no
 * leading zeros, no duplicate names, no lone surrogates, no NUL, no byte order
 * mark, nothing after the value, at most %TANDAI_JSON_MAX_DEPTH levels. Never
 * recurses.
 *
 * Returns: (transfer full): the value, or %NULL
 */
TandaiJson *
tandai_json_parse (const char *bytes, gsize n_bytes, GError **error)
{
  return tandai_json_parse_at (bytes, n_bytes, 1, error);
}

/**
 * tandai_json_parse_at:
 * @bytes: (array length=n_bytes): a part of a file
 * @n_bytes: its length in bytes, below 4 GiB
 * @line: the file's line in which it begins, from 1, for messages
 * @error: return location for an error as of tandai_json_parse()
 *
 * As tandai_json_parse(), of one record of a file that has several.
 *
 * Returns: (transfer full): the value, or %NULL
 */
TandaiJson *
tandai_json_parse_at (const char *bytes, gsize n_bytes, guint line, GError **error)
{
  g_autofree char *copy = NULL;
  g_autofree Node *nodes = NULL;
  Scanner scanner = { .first_line = line, .error = error };
  gboolean parsed;
  TandaiJson *self;

  g_return_val_if_fail (n_bytes < G_MAXUINT32, NULL);
  copy = g_malloc (n_bytes + TANDAI_BLOCK_BYTES);
  _tandai_memory_expect (copy, n_bytes);
  if (n_bytes > 0)
    memcpy (copy, bytes, n_bytes);
  memset (copy + n_bytes, '\0', TANDAI_BLOCK_BYTES);
  scanner.bytes = scanner.at = copy;
  scanner.end = copy + n_bytes;
  scanner.n_room = (guint) (n_bytes / 8 + 16);
  scanner.nodes = g_new (Node, scanner.n_room);
  _tandai_memory_expect (scanner.nodes, scanner.n_room * sizeof (Node));
  parsed = check_utf8 (&scanner) && scan_document (&scanner);
  nodes = scanner.nodes;
  if (!parsed)
    return NULL;
  self = g_new0 (TandaiJson, 1);
  self->bytes = g_steal_pointer (&copy);
  self->n_nodes = scanner.n_nodes;
  self->nodes = g_steal_pointer (&nodes);
  return self;
}
