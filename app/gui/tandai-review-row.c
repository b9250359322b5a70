/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why a person should look at a span, what its words were, and what can be done about it. */

#include "config.h"

#include <glib/gi18n.h>

#include "core/tandai-conflict.h"
#include "core/tandai-review.h"
#include "gui/tandai-detail-rows.h"
#include "gui/tandai-review-row.h"

static const char *
reason_words (TandaiReviewReason reason)
{
  switch (reason)
    {
    case TANDAI_REVIEW_CHANGED:
      return _ ("Its words were changed");
    case TANDAI_REVIEW_UNCERTAIN:
      return _ ("These may be other words than were meant");
    case TANDAI_REVIEW_CONFLICT:
      return _ ("Two people changed it differently");
    case TANDAI_REVIEW_NONE:
    case TANDAI_REVIEW_OTHER:
    default:
      return _ ("To look at");
    }
}

static void
add_button (GtkWidget *box, const char *title, const char *action, GVariant *target, const char *tooltip)
{
  GtkWidget *button = gtk_button_new_with_label (title);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), target);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_set_hexpand (button, TRUE);
  gtk_box_append (GTK_BOX (box), button);
}

/* Whether there are two versions to decide between, and not the mark alone. */
static gboolean
is_disputed (TandaiDocument *document, const char *id)
{
  g_autoptr (GPtrArray) conflicts = tandai_document_list_conflicts (document);

  for (guint i = 0; i < conflicts->len; i++)
    if (g_str_equal (((const TandaiConflict *) conflicts->pdata[i])->key, id))
      return TRUE;
  return FALSE;
}

static void
fill_review (GtkWidget *buttons)
{
  /* Translators: the span stays as it is. */
  add_button (buttons, C_ ("review", "Keep"), "win.review", g_variant_new_string ("keep"),
              _ ("It is right as it is"));
  /* Translators: the span's ends are moved. */
  add_button (buttons, C_ ("review", "Adjust"), "win.review", g_variant_new_string ("adjust"),
              _ ("Move its ends: [ ] and Shift with the arrows"));
  add_button (buttons, C_ ("review", "Drop"), "win.review", g_variant_new_string ("drop"),
              _ ("Remove the span"));
}

/**
 * tandai_review_row_new:
 * @document: a document
 * @span: one of its spans, which has a review
 *
 * Returns: (transfer floating): a row for the span's details
 */
GtkWidget *
tandai_review_row_new (TandaiDocument *document, TandaiSpan *span)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *was = NULL;
  TandaiReviewReason reason = tandai_review_read (span, &was);

  gtk_box_append (GTK_BOX (box), tandai_detail_line_new (reason_words (reason), "heading"));
  if (was != NULL && reason == TANDAI_REVIEW_CHANGED)
    {
      /* Translators: %s is what a span's words were before the article was changed. */
      g_autofree char *words = g_strdup_printf (_ ("Was: %s"), was);

      gtk_box_append (GTK_BOX (box), tandai_detail_line_new (words, NULL));
    }
  if (reason == TANDAI_REVIEW_CONFLICT && is_disputed (document, tandai_span_get_id (span)))
    /* Translators: leads to the two versions of a span, of which one is taken. */
    add_button (buttons, C_ ("review", "Compare"), "win.show-conflict",
                g_variant_new_string (tandai_span_get_id (span)), _ ("Show both versions"));
  else
    fill_review (buttons);
  gtk_box_append (GTK_BOX (box), buttons);
  gtk_widget_add_css_class (box, "review-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  return row;
}
