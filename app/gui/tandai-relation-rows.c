/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "gui/tandai-relation-rows.h"
#include "gui/tandai-span-words.h"

#define WORDS_CHARS 200

/* So few never need a second line. */
#define SHORT_CHARS 20

/* A link as its row shows it. */
typedef struct
{
  TandaiRelation *relation;
  TandaiSpan *other;
  gboolean outward;
} Link;

static GArray *
list_links (TandaiDocument *document, TandaiSpan *span)
{
  TandaiAnnotationSet *set = tandai_document_get_annotations (document);
  const char *id = tandai_span_get_id (span);
  g_autoptr (GPtrArray) relations = tandai_annotation_set_list_relations (set, id);
  GArray *links = g_array_new (FALSE, FALSE, sizeof (Link));

  for (guint i = 0; i < relations->len; i++)
    {
      TandaiRelation *relation = g_ptr_array_index (relations, i);
      gboolean outward = g_str_equal (tandai_relation_get_from (relation), id);
      const char *other = outward ? tandai_relation_get_to (relation) : tandai_relation_get_from (relation);
      Link link = { relation, tandai_annotation_set_lookup_span (set, other), outward };

      if (link.other != NULL)
        g_array_append_val (links, link);
    }
  return links;
}

/* The button acts through the window, which says what came of it. */
static GtkWidget *
row_button (const char *icon, const char *title, const char *action, const char *target)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

/* From where a link starts its title has an arrow onward; from where it ends, an arrow back. */
static GtkWidget *
link_row (TandaiDocument *document, const Link *link)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *unlink = row_button ("window-close-symbolic", _ ("Remove the link"), "win.unlink",
                                  tandai_relation_get_id (link->relation));
  GtkWidget *go = row_button ("go-jump-symbolic", _ ("Go to this span"), "win.select-span",
                              tandai_span_get_id (link->other));
  const char *title =
      tandai_relation_name (tandai_document_get_schema (document), tandai_relation_get_kind (link->relation));
  g_autofree char *words = tandai_span_words (document, link->other, WORDS_CHARS);
  g_autofree char *shown = g_strconcat (link->outward ? "→ " : "← ", title, NULL);
  g_autofree char *name = g_strdup_printf (_ ("%s: %s"), title, words);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), shown);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  /* GTK warns of words that may wrap and are narrower than the ellipsis that would cut them. */
  if (g_utf8_strlen (words, -1) > SHORT_CHARS)
    adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
  gtk_widget_set_sensitive (unlink, tandai_document_get_lock (document, NULL) == TANDAI_LOCK_NONE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), go);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), unlink);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), go);
  /* The title, which is in the name already, would be said after it. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (go), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return row;
}

/** tandai_relation_rows_state: Returns: (transfer full): a text that stays the same as long as the rows would
 */
char *
tandai_relation_rows_state (TandaiDocument *document, TandaiSpan *span)
{
  g_autoptr (GArray) links = list_links (document, span);
  GString *state = g_string_new (NULL);

  for (guint i = 0; i < links->len; i++)
    {
      const Link *link = &g_array_index (links, Link, i);
      g_autofree char *words = tandai_span_words (document, link->other, WORDS_CHARS);

      g_string_append_printf (state, "%s %d %s\n", tandai_relation_get_id (link->relation), link->outward,
                              words);
    }
  return g_string_free (state, FALSE);
}

/**
 * tandai_relation_rows_build:
 * @document: a document
 * @span: one of its spans
 * @rows: (element-type GtkWidget): where the rows are added
 *
 * Makes a row for each link from or to the span, with ways to go there and to remove it.
 */
void
tandai_relation_rows_build (TandaiDocument *document, TandaiSpan *span, GPtrArray *rows)
{
  g_autoptr (GArray) links = list_links (document, span);

  for (guint i = 0; i < links->len; i++)
    g_ptr_array_add (rows, link_row (document, &g_array_index (links, Link, i)));
}
