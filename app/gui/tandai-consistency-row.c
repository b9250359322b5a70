/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "core/tandai-error.h"
#include "gui/tandai-consistency-row.h"
#include "gui/tandai-span-words.h"
#include "gui/tandai-swatch.h"

/* What a row is made of. */
typedef struct
{
  GtkWidget *swatch;
  GtkWidget *before;
  GtkWidget *words;
  GtkWidget *after;
  GtkWidget *state;
} Parts;

#define PARTS "tandai-parts"

/* So much of the words stays in view in a narrow window, in characters. */
#define WORDS_CHARS 24

static GtkWidget *
words_new (PangoEllipsizeMode mode)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), mode);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), mode == PANGO_ELLIPSIZE_START ? 1 : 0);
  return label;
}

/** tandai_consistency_row_new: Returns: (transfer floating): a row that shows nothing yet */
GtkWidget *
tandai_consistency_row_new (void)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  Parts *parts = g_new (Parts, 1);

  *parts = (Parts){ tandai_swatch_new (), words_new (PANGO_ELLIPSIZE_START), words_new (PANGO_ELLIPSIZE_END),
                    words_new (PANGO_ELLIPSIZE_END), words_new (PANGO_ELLIPSIZE_END) };
  gtk_widget_add_css_class (parts->words, "heading");
  gtk_widget_add_css_class (parts->state, "caption");
  gtk_widget_add_css_class (parts->state, "dim-label");
  gtk_widget_add_css_class (row, "consistency-row");
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_widget_set_valign (lines, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (line), parts->before);
  gtk_box_append (GTK_BOX (line), parts->words);
  gtk_box_append (GTK_BOX (line), parts->after);
  gtk_box_append (GTK_BOX (lines), line);
  gtk_box_append (GTK_BOX (lines), parts->state);
  gtk_box_append (GTK_BOX (row), parts->swatch);
  gtk_box_append (GTK_BOX (row), lines);
  g_object_set_data_full (G_OBJECT (row), PARTS, parts, g_free);
  return row;
}

/* Lines of an article are one here, and nothing in it turns the row’s own words round. */
static void
set_words (GtkWidget *label, const char *text)
{
  g_autofree char *joined = g_strdelimit (g_strdup (text), "\n\t", ' ');

  gtk_label_set_text (GTK_LABEL (label), joined);
  gtk_widget_set_visible (label, *joined != '\0');
}

static char *
dup_counts (const TandaiInconsistency *string, TandaiSchema *schema)
{
  GString *to = g_string_new (NULL);

  for (guint i = 0; i < string->labels->len; i++)
    {
      const TandaiLabelCount *count = string->labels->pdata[i];

      g_string_append_printf (to, "%s%s %u", i > 0 ? " · " : "", tandai_label_name (schema, count->label),
                              count->n);
    }
  if (string->n_unlabelled > 0)
    {
      g_string_append (to, " · ");
      g_string_append_printf (to, _ ("%u unlabelled"), string->n_unlabelled);
    }
  return g_string_free (to, FALSE);
}

static void
show_string (const Parts *parts, const TandaiInconsistency *string, TandaiSchema *schema)
{
  g_autofree char *counts = dup_counts (string, schema);

  set_words (parts->before, "");
  set_words (parts->words, string->string);
  gtk_label_set_ellipsize (GTK_LABEL (parts->words), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (parts->words), -1);
  set_words (parts->after, "");
  set_words (parts->state, counts);
  tandai_swatch_set_label (TANDAI_SWATCH (parts->swatch), schema,
                           ((TandaiLabelCount *) string->labels->pdata[0])->label);
}

/* Long words give way to the window’s width, but not to what stands round them. */
static void
keep_in_view (GtkWidget *words, const char *text)
{
  gboolean long_words = g_utf8_strlen (text, -1) > WORDS_CHARS;

  gtk_label_set_ellipsize (GTK_LABEL (words), long_words ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
  gtk_label_set_width_chars (GTK_LABEL (words), long_words ? WORDS_CHARS : -1);
}

static void
show_place (const Parts *parts, const TandaiConsistencyPlace *place, TandaiSchema *schema)
{
  g_autofree char *base = g_file_get_basename (place->file);
  g_autofree char *file = tandai_display_name (base);
  const char *label = place->label != NULL
                          ? tandai_label_name (schema, place->label)
                          /* Translators: in the place of a label’s title, after a file’s name. */
                          : _ ("no label");
  g_autofree char *state = g_strdup_printf ("%s · %s", file, label);

  set_words (parts->before, place->before);
  set_words (parts->words, place->words);
  keep_in_view (parts->words, place->words);
  set_words (parts->after, place->after);
  set_words (parts->state, state);
  if (place->label != NULL)
    tandai_swatch_set_label (TANDAI_SWATCH (parts->swatch), schema, place->label);
}

/**
 * tandai_consistency_row_show:
 * @row: what tandai_consistency_row_new() gave
 * @item: a string or a place
 * @schema: names and colours the labels
 *
 * Shows it in place of what was shown before.
 */
void
tandai_consistency_row_show (GtkWidget *row, TandaiConsistencyItem *item, TandaiSchema *schema)
{
  const Parts *parts = g_object_get_data (G_OBJECT (row), PARTS);
  const TandaiConsistencyPlace *place = tandai_consistency_item_get_place (item);

  if (place != NULL)
    show_place (parts, place, schema);
  else
    show_string (parts, tandai_consistency_item_get_string (item), schema);
  /* Where there is no label its room stays, so that the words stand below each other. */
  gtk_widget_set_opacity (parts->swatch, place == NULL || place->label != NULL ? 1 : 0);
}
