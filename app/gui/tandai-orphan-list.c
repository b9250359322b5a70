/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "core/tandai-orphan.h"
#include "gui/tandai-detail-rows.h"
#include "gui/tandai-orphan-list.h"
#include "gui/tandai-span-words.h"

/* More than a person looks through here; the next ones come up as these are settled. */
#define MAX_ROWS 50

struct _TandaiOrphanList
{
  AdwBin parent_instance;

  GtkListBox *rows;

  /* What the rows were made of. */
  TandaiDocument *document;
  char *shown;
};

G_DEFINE_FINAL_TYPE (TandaiOrphanList, tandai_orphan_list, ADW_TYPE_BIN)

static void
append (GString *markup, const char *words, const char *tag)
{
  g_autofree char *line = g_strdelimit (g_strdup (words), "\n\t", ' ');
  g_autofree char *escaped = g_markup_escape_text (line, -1);

  g_string_append_printf (markup, "<%s>%s</%s>", tag, escaped, *tag == 'b' ? "b" : "span");
}

/* Its words among those that stood round them. */
static GtkWidget *
words_new (const TandaiOrphan *orphan)
{
  g_autoptr (GString) markup = g_string_new (NULL);
  GtkWidget *label = gtk_label_new (NULL);

  append (markup, orphan->before, "span alpha=\"60%\"");
  append (markup, orphan->text, "b");
  append (markup, orphan->after, "span alpha=\"60%\"");
  gtk_label_set_markup (GTK_LABEL (label), markup->str);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (label), 3);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  return label;
}

static GtkWidget *
caption_new (TandaiDocument *document, const TandaiOrphan *orphan)
{
  GtkWidget *label = gtk_label_new (tandai_label_name (tandai_document_get_schema (document), orphan->label));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "caption-heading");
  return label;
}

static void
add_button (
    GtkWidget *box, const char *title, const char *action, const TandaiOrphan *orphan, const char *tip)
{
  GtkWidget *button = gtk_button_new_with_label (title);
  g_autofree char *name = g_strdup_printf (_ ("%s: %s"), title, orphan->text);

  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", orphan->id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_tooltip_text (button, tip);
  gtk_widget_set_hexpand (button, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_box_append (GTK_BOX (box), button);
}

static GtkWidget *
row_new (TandaiDocument *document, const TandaiOrphan *orphan)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (box), caption_new (document, orphan));
  gtk_box_append (GTK_BOX (box), words_new (orphan));
  /* Translators: a span that was kept aside gets the place that is selected in the article. */
  add_button (buttons, C_ ("orphan", "Put Back"), "win.place-orphan", orphan,
              _ ("At the words that are selected in the article"));
  add_button (buttons, C_ ("review", "Drop"), "win.drop-orphan", orphan, _ ("Remove the span and its links"));
  gtk_box_append (GTK_BOX (box), buttons);
  gtk_widget_add_css_class (box, "review-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_widget_set_sensitive (row, tandai_document_get_lock (document, NULL) == TANDAI_LOCK_NONE);
  g_object_set_data_full (G_OBJECT (row), "id", g_strdup (orphan->id), g_free);
  return row;
}

static const char *
row_id (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "id");
}

static gboolean
is_in (GPtrArray *orphans, guint from, const char *id)
{
  for (guint i = from; i < orphans->len && i < MAX_ROWS; i++)
    if (g_str_equal (((const TandaiOrphan *) orphans->pdata[i])->id, id))
      return TRUE;
  return FALSE;
}

/* Rows of what is still there stay, and with them the focus: it may be on one while another comes back. */
static void
update_rows (TandaiOrphanList *self, TandaiDocument *document)
{
  g_autoptr (GPtrArray) orphans = tandai_orphans_list (document);
  GtkListBoxRow *row;
  guint i;

  for (i = 0; i < orphans->len && i < MAX_ROWS; i++)
    {
      const TandaiOrphan *orphan = orphans->pdata[i];

      while ((row = gtk_list_box_get_row_at_index (self->rows, (int) i)) != NULL
             && !is_in (orphans, i, row_id (row)))
        gtk_list_box_remove (self->rows, GTK_WIDGET (row));
      if (row == NULL || !g_str_equal (row_id (row), orphan->id))
        gtk_list_box_insert (self->rows, row_new (document, orphan), (int) i);
    }
  while ((row = gtk_list_box_get_row_at_index (self->rows, (int) i)) != NULL)
    gtk_list_box_remove (self->rows, GTK_WIDGET (row));
}

static void
clear (TandaiOrphanList *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->rows, 0)) != NULL)
    gtk_list_box_remove (self->rows, GTK_WIDGET (row));
}

static void
tandai_orphan_list_dispose (GObject *object)
{
  g_clear_object (&TANDAI_ORPHAN_LIST (object)->document);
  G_OBJECT_CLASS (tandai_orphan_list_parent_class)->dispose (object);
}

static void
tandai_orphan_list_finalize (GObject *object)
{
  g_free (TANDAI_ORPHAN_LIST (object)->shown);
  G_OBJECT_CLASS (tandai_orphan_list_parent_class)->finalize (object);
}

static void
tandai_orphan_list_class_init (TandaiOrphanListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tandai_orphan_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = tandai_orphan_list_finalize;
}

static void
tandai_orphan_list_init (TandaiOrphanList *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  /* Translators: spans whose words are no longer in the article. */
  adw_preferences_group_set_title (group, _ ("Kept Aside"));
  adw_preferences_group_set_description (group, _ ("Their words are no longer in the article."));
  self->rows = GTK_LIST_BOX (tandai_detail_list_new (_ ("Kept Aside")));
  adw_preferences_group_add (group, GTK_WIDGET (self->rows));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (group));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * tandai_orphan_list_show:
 * @self: the list
 * @document: (nullable): a document
 *
 * Shows a document's spans that are kept aside now.
 */
void
tandai_orphan_list_show (TandaiOrphanList *self, TandaiDocument *document)
{
  const char *orphans = document != NULL ? tandai_document_get_sidecar (document)->orphans : NULL;
  gboolean other = g_set_object (&self->document, document);

  if (other)
    clear (self);
  if (!other && g_strcmp0 (orphans, self->shown) == 0)
    return;
  g_free (self->shown);
  self->shown = g_strdup (orphans);
  if (orphans != NULL)
    update_rows (self, document);
  else
    clear (self);
  gtk_widget_set_visible (GTK_WIDGET (self), orphans != NULL);
}

/** tandai_orphan_list_focus: Returns: whether there is something that has the focus now */
gboolean
tandai_orphan_list_focus (TandaiOrphanList *self)
{
  GtkListBoxRow *first = gtk_list_box_get_row_at_index (self->rows, 0);

  return first != NULL && gtk_widget_child_focus (GTK_WIDGET (first), GTK_DIR_TAB_FORWARD);
}
