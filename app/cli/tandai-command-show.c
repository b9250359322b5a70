/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The article in the terminal. Each span stands in brackets that name its label,
 * in the label's colour; a closing bracket is named where it does not close the
 * innermost span that is open.
 */

#include "config.h"

#include <stdio.h>
#include <string.h>

#include <glib/gi18n.h>

#include "cli/tandai-command.h"
#include "cli/tandai-pending.h"
#include "cli/tandai-terminal.h"

/* One end of a fragment. */
typedef struct
{
  TandaiSpan *span;
  TandaiRange range;
  guint fragment;
  guint n_fragments;
  gboolean opens;
} Edge;

typedef struct
{
  TandaiDocument *document;
  TandaiColors colors;
  GPtrArray *open;
  GString *to;
} Showing;

static guint
edge_offset (const Edge *edge)
{
  return edge->opens ? edge->range.start : edge->range.end;
}

/* At one place spans close before others open; the longer opens first and closes last. */
static int
compare_edges (gconstpointer a, gconstpointer b)
{
  const Edge *left = a;
  const Edge *right = b;
  int order;

  if (edge_offset (left) != edge_offset (right))
    return edge_offset (left) < edge_offset (right) ? -1 : 1;
  if (left->opens != right->opens)
    return left->opens ? 1 : -1;
  if (left->opens && left->range.end != right->range.end)
    return left->range.end > right->range.end ? -1 : 1;
  if (!left->opens && left->range.start != right->range.start)
    return left->range.start > right->range.start ? -1 : 1;
  order = tandai_span_compare (left->span, right->span);
  return left->opens ? order : -order;
}

static void
add_edges (GArray *edges, TandaiSpan *span)
{
  guint n_ranges;
  const TandaiRange *ranges = tandai_span_get_ranges (span, &n_ranges);

  for (guint i = 0; i < n_ranges; i++)
    {
      Edge edge = { span, ranges[i], i + 1, n_ranges, TRUE };

      g_array_append_val (edges, edge);
      edge.opens = FALSE;
      g_array_append_val (edges, edge);
    }
}

static GArray *
list_edges (TandaiAnnotationSet *set)
{
  GArray *edges = g_array_new (FALSE, FALSE, sizeof (Edge));

  for (guint i = 0; i < tandai_annotation_set_get_n_spans (set); i++)
    add_edges (edges, tandai_annotation_set_get_span (set, i));
  g_array_sort (edges, compare_edges);
  return edges;
}

static void
set_color (Showing *showing, TandaiSpan *span, gboolean bold)
{
  TandaiSchema *schema = tandai_document_get_schema (showing->document);
  const TandaiLabelDef *label = tandai_schema_find_label (schema, tandai_span_get_label (span), NULL);

  if (label != NULL)
    tandai_terminal_append_color (showing->to, showing->colors,
                                  tandai_terminal_is_light () ? label->color_light : label->color_dark, bold);
}

/* The text goes on in the colour of the innermost span that is open. */
static void
resume_color (Showing *showing)
{
  tandai_terminal_append_reset (showing->to, showing->colors);
  if (showing->open->len > 0)
    set_color (showing, showing->open->pdata[showing->open->len - 1], FALSE);
}

static void
append_label (Showing *showing, TandaiSpan *span)
{
  const char *label = tandai_span_get_label (span);

  tandai_terminal_append_text (showing->to, label, strlen (label));
}

static void
show_opening (Showing *showing, const Edge *edge)
{
  g_ptr_array_add (showing->open, edge->span);
  set_color (showing, edge->span, TRUE);
  g_string_append_c (showing->to, '[');
  append_label (showing, edge->span);
  if (edge->n_fragments > 1)
    g_string_append_printf (showing->to, " %u/%u", edge->fragment, edge->n_fragments);
  g_string_append_c (showing->to, ' ');
}

static void
show_closing (Showing *showing, const Edge *edge)
{
  gboolean innermost = showing->open->pdata[showing->open->len - 1] == edge->span;

  set_color (showing, edge->span, TRUE);
  if (!innermost)
    {
      g_string_append (showing->to, " /");
      append_label (showing, edge->span);
    }
  g_string_append_c (showing->to, ']');
  g_ptr_array_remove (showing->open, edge->span);
}

static void
show_text (Showing *showing, guint start, guint end)
{
  gsize n_bytes;
  const char *text;

  if (start >= end)
    return;
  text = tandai_text_peek (tandai_document_get_text (showing->document), start, end, &n_bytes);
  tandai_terminal_append_text (showing->to, text, n_bytes);
}

static void
show_annotated (Showing *showing)
{
  g_autoptr (GArray) edges = list_edges (tandai_document_get_annotations (showing->document));
  guint length = tandai_text_get_length (tandai_document_get_text (showing->document));
  guint shown = 0;

  for (guint i = 0; i < edges->len; i++)
    {
      const Edge *edge = &g_array_index (edges, Edge, i);

      show_text (showing, shown, edge_offset (edge));
      shown = edge_offset (edge);
      if (edge->opens)
        show_opening (showing, edge);
      else
        show_closing (showing, edge);
      resume_color (showing);
    }
  show_text (showing, shown, length);
  if (showing->to->len > 0 && showing->to->str[showing->to->len - 1] != '\n')
    g_string_append_c (showing->to, '\n');
}

static TandaiExit
show_document (TandaiDocument *document, const char *name, gboolean with_heading, TandaiColors colors)
{
  g_autoptr (GString) to = g_string_new (NULL);
  g_autoptr (GPtrArray) open = g_ptr_array_new ();
  Showing showing = { document, colors, open, to };
  const char *message;
  TandaiLock lock = tandai_document_get_lock (document, &message);

  if (lock != TANDAI_LOCK_NONE)
    tandai_command_message ("%s", message);
  if (tandai_document_get_encoding_notice (document) != NULL)
    tandai_command_message ("%s", tandai_document_get_encoding_notice (document));
  if (with_heading)
    g_string_append_printf (to, "==> %s <==\n", name);
  show_annotated (&showing);
  if (!tandai_command_print (to->str))
    return TANDAI_EXIT_FAILED;
  tandai_pending_tell (document, name);
  return lock == TANDAI_LOCK_NONE ? TANDAI_EXIT_DONE : TANDAI_EXIT_FOUND;
}

static TandaiExit
show_item (const TandaiFolderItem *item,
           const char *asked,
           gboolean with_heading,
           TandaiColors colors,
           GCancellable *cancellable)
{
  const char *annotator = tandai_command_choose_annotator (item, asked);
  g_autofree char *name = tandai_command_display (item->file);
  g_autoptr (TandaiDocument) document = NULL;
  g_autoptr (GError) error = NULL;

  if (annotator == NULL)
    {
      g_autofree char *names = g_strjoinv (", ", item->annotators);

      tandai_command_message (_ ("%s: annotated by %s: say whose annotations are meant"), name, names);
      return TANDAI_EXIT_FAILED;
    }
  document = tandai_document_load (item->file, annotator, item->root, cancellable, &error);
  if (document == NULL)
    return tandai_command_fail (error);
  return show_document (document, name, with_heading, colors);
}

static TandaiExit
show_items (GPtrArray *items, const char *asked, TandaiColors colors, GCancellable *cancellable)
{
  TandaiExit status = TANDAI_EXIT_DONE;

  for (guint i = 0; i < items->len && !g_cancellable_is_cancelled (cancellable) && !ferror (stdout); i++)
    {
      TandaiExit shown = show_item (items->pdata[i], asked, items->len > 1, colors, cancellable);

      status = MAX (status, shown);
    }
  if (g_cancellable_is_cancelled (cancellable) || ferror (stdout))
    return TANDAI_EXIT_FAILED;
  /* Among many, one that can't be shown is something that was found. */
  return items->len > 1 ? MIN (status, TANDAI_EXIT_FOUND) : status;
}

static TandaiExit
run (const TandaiCommand *self, int argc, char **argv, GCancellable *cancellable)
{
  g_autofree char *when = NULL;
  g_autofree char *annotator = NULL;
  g_auto (GStrv) paths = NULL;
  g_autoptr (GPtrArray) failures = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) items = NULL;
  TandaiColors colors;
  TandaiExit status;
  const GOptionEntry entries[] = {
    { "color", 0, 0, G_OPTION_ARG_STRING, &when, N_ ("Colour the spans: auto, always or never"),
      N_ ("WHEN") },
    { "annotator", 'a', 0, G_OPTION_ARG_STRING, &annotator, N_ ("Whose annotations"), N_ ("NAME") },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &paths, NULL, NULL },
    { NULL },
  };

  if (!tandai_command_parse (self, entries, &argc, &argv) || !tandai_command_check_annotator (annotator))
    return TANDAI_EXIT_FAILED;
  if (!tandai_terminal_choose (when != NULL ? when : "auto", &colors))
    {
      tandai_command_message (_ ("--color takes “auto”, “always” or “never”, not “%s”"), when);
      return TANDAI_EXIT_FAILED;
    }
  items = tandai_command_resolve ((const char *const *) paths, failures, cancellable);
  if (items == NULL)
    return TANDAI_EXIT_FAILED;
  tandai_command_messages (failures);
  status = show_items (items, annotator, colors, cancellable);
  return failures->len > 0 ? MAX (status, TANDAI_EXIT_FOUND) : status;
}

const TandaiCommand tandai_command_show = {
  .name = "show",
  .arguments = N_ ("PATH…"),
  .summary = N_ ("Show articles with their spans"),
  .run = run,
};
