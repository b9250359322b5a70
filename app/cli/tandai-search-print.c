/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "cli/tandai-command.h"
#include "cli/tandai-search-print.h"
#include "core/tandai-error.h"
#include "core/tandai-json.h"

static guint
columns_of (const char *text)
{
  guint columns = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_iszerowidth (c))
        columns += g_unichar_iswide (c) ? 2 : 1;
    }
  return columns;
}

/* On one line: white space of any kind is one space, and no character drives the terminal. */
static char *
make_plain (const char *text)
{
  g_autoptr (GString) line = g_string_new (NULL);
  g_autoptr (GString) plain = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isspace (c))
        g_string_append_unichar (line, c);
      else if (line->len == 0 || line->str[line->len - 1] != ' ')
        g_string_append_c (line, ' ');
    }
  tandai_terminal_append_text (plain, line->str, line->len);
  return g_string_free (g_steal_pointer (&plain), FALSE);
}

static void
pad (GString *to, guint from, guint width)
{
  for (guint i = from; i < width; i++)
    g_string_append_c (to, ' ');
}

/* The end of a text that is no wider than so many columns. */
static const char *
fit_end (const char *text, guint width)
{
  while (columns_of (text) > width)
    text = g_utf8_next_char (text);
  return text;
}

static void
append_match (
    GString *to, const TandaiSearchLine *line, const char *match, TandaiSchema *schema, TandaiColors colors)
{
  const TandaiSearchSpan *innermost = line->spans->len > 0 ? line->spans->pdata[line->spans->len - 1] : NULL;
  const TandaiLabelDef *label =
      innermost != NULL ? tandai_schema_find_label (schema, tandai_span_get_label (innermost->span), NULL)
                        : NULL;

  if (label != NULL)
    tandai_terminal_append_color (to, colors,
                                  tandai_terminal_is_light () ? label->color_light : label->color_dark, TRUE);
  else if (colors != TANDAI_COLORS_NONE)
    g_string_append (to, "\033[1m");
  g_string_append (to, match);
  tandai_terminal_append_reset (to, colors);
}

/**
 * tandai_search_append_text:
 * @to: what takes it
 * @line: a line
 * @context: how many columns stand left of the match
 * @schema: whose colours the labels have
 * @colors: how colours are written
 *
 * Adds a line for a terminal: all matches begin in one column, and where they are follows.
 */
void
tandai_search_append_text (
    GString *to, const TandaiSearchLine *line, guint context, TandaiSchema *schema, TandaiColors colors)
{
  g_autofree char *left = make_plain (line->left);
  g_autofree char *match = make_plain (line->match);
  g_autofree char *right = make_plain (line->right);
  g_autofree char *name = tandai_command_display (line->file);
  const char *end = fit_end (left, context);

  pad (to, columns_of (end), context);
  g_string_append (to, end);
  append_match (to, line, match, schema, colors);
  g_string_append (to, right);
  pad (to, columns_of (right), context);
  g_string_append_printf (to, "  %s:%u", name, line->start);
  for (guint i = 0; i < line->spans->len; i++)
    {
      const TandaiSearchSpan *found = line->spans->pdata[i];
      const char *label = tandai_span_get_label (found->span);

      g_string_append (to, i == 0 ? " [" : ", ");
      tandai_terminal_append_text (to, label, strlen (label));
    }
  g_string_append (to, line->spans->len > 0 ? "]\n" : "\n");
}

static void
append_member (GString *to, const char *name, const char *text)
{
  g_string_append_printf (to, "\"%s\": ", name);
  tandai_json_write_string (to, text, -1);
}

static void
append_json_attributes (GString *to, const char *const *attributes)
{
  if (attributes == NULL || attributes[0] == NULL)
    return;
  for (guint i = 0; attributes[i] != NULL; i += 2)
    {
      g_string_append (to, i == 0 ? ", \"attributes\": {" : ", ");
      tandai_json_write_string (to, attributes[i], -1);
      g_string_append (to, ": ");
      tandai_json_write_string (to, attributes[i + 1], -1);
    }
  g_string_append_c (to, '}');
}

static void
append_json_span (GString *to, const TandaiSearchSpan *found)
{
  guint n_ranges;
  const TandaiRange *ranges = tandai_span_get_ranges (found->span, &n_ranges);

  g_string_append_c (to, '{');
  append_member (to, "annotator", found->annotator);
  g_string_append (to, ", ");
  append_member (to, "id", tandai_span_get_id (found->span));
  g_string_append (to, ", ");
  append_member (to, "label", tandai_span_get_label (found->span));
  g_string_append_printf (to, ", \"start\": %u, \"end\": %u", tandai_span_get_start (found->span),
                          tandai_span_get_end (found->span));
  for (guint i = 0; n_ranges > 1 && i < n_ranges; i++)
    g_string_append_printf (to, "%s[%u, %u]%s", i == 0 ? ", \"fragments\": [" : ", ", ranges[i].start,
                            ranges[i].end, i + 1 == n_ranges ? "]" : "");
  append_json_attributes (to, tandai_span_get_attributes (found->span));
  g_string_append_c (to, '}');
}

/**
 * tandai_search_append_json:
 * @to: what takes it
 * @line: a line
 *
 * Adds a line as a JSON object.
 */
void
tandai_search_append_json (GString *to, const TandaiSearchLine *line)
{
  g_autofree char *file = tandai_command_display (line->file);

  g_string_append_c (to, '{');
  append_member (to, "file", file);
  g_string_append_printf (to, ", \"start\": %u, \"end\": %u, ", line->start, line->end);
  append_member (to, "left", line->left);
  g_string_append (to, ", ");
  append_member (to, "match", line->match);
  g_string_append (to, ", ");
  append_member (to, "right", line->right);
  g_string_append (to, ", \"spans\": [");
  for (guint i = 0; i < line->spans->len; i++)
    {
      g_string_append (to, i > 0 ? ", " : "");
      append_json_span (to, line->spans->pdata[i]);
    }
  g_string_append (to, "]}");
}
