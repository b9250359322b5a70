/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "gui/tandai-conflict-list.h"
#include "gui/tandai-conflict-row.h"
#include "gui/tandai-detail-rows.h"

/* More than a person looks through here; the next ones come up as these are settled. */
#define MAX_ROWS 50

struct _TandaiConflictList
{
  AdwBin parent_instance;

  GtkListBox *rows;

  TandaiDocument *document;

  /* Of which conflict the first row is. */
  guint from;
};

G_DEFINE_FINAL_TYPE (TandaiConflictList, tandai_conflict_list, ADW_TYPE_BIN)

static GtkWidget *
row_at (TandaiConflictList *self, guint position)
{
  return GTK_WIDGET (gtk_list_box_get_row_at_index (self->rows, (int) position));
}

static gboolean
is_in (GPtrArray *conflicts, guint from, guint to, GtkWidget *row)
{
  for (guint i = from; i < to; i++)
    if (tandai_conflict_row_is_of (row, conflicts->pdata[i]))
      return TRUE;
  return FALSE;
}

/* Rows of what is as it was stay, and with them the focus: it may be on one while another comes back. */
static void
update_rows (TandaiConflictList *self, GPtrArray *conflicts)
{
  guint to = MIN (conflicts->len, self->from + MAX_ROWS);
  GtkWidget *row;

  for (guint i = self->from; i < to; i++)
    {
      guint at = i - self->from;

      while ((row = row_at (self, at)) != NULL && !is_in (conflicts, i, to, row))
        gtk_list_box_remove (self->rows, row);
      if (row == NULL || !tandai_conflict_row_is_of (row, conflicts->pdata[i]))
        gtk_list_box_insert (self->rows, tandai_conflict_row_new (self->document, conflicts->pdata[i]),
                             (int) at);
    }
  while ((row = row_at (self, to - self->from)) != NULL)
    gtk_list_box_remove (self->rows, row);
}

static void
update (TandaiConflictList *self)
{
  g_autoptr (GPtrArray) conflicts = tandai_document_list_conflicts (self->document);

  if (self->from >= conflicts->len)
    self->from = 0;
  update_rows (self, conflicts);
}

static void
clear (TandaiConflictList *self)
{
  GtkWidget *row;

  while ((row = row_at (self, 0)) != NULL)
    gtk_list_box_remove (self->rows, row);
  self->from = 0;
}

/* Nothing is laid out that nobody looks at. */
static void
map_cb (GtkWidget *widget, gpointer user_data)
{
  TandaiConflictList *self = TANDAI_CONFLICT_LIST (widget);

  if (self->document != NULL)
    update (self);
}

static void
tandai_conflict_list_dispose (GObject *object)
{
  g_clear_object (&TANDAI_CONFLICT_LIST (object)->document);
  G_OBJECT_CLASS (tandai_conflict_list_parent_class)->dispose (object);
}

static void
tandai_conflict_list_class_init (TandaiConflictListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tandai_conflict_list_dispose;
}

static void
tandai_conflict_list_init (TandaiConflictList *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  /* Translators: of spans, links and the article; the rows below have both versions. */
  adw_preferences_group_set_description (group, _ ("Two people changed these differently."));
  self->rows = GTK_LIST_BOX (tandai_detail_list_new (_ ("Conflicts")));
  adw_preferences_group_add (group, GTK_WIDGET (self->rows));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (group));
  g_signal_connect (self, "map", G_CALLBACK (map_cb), NULL);
}

/**
 * tandai_conflict_list_show:
 * @self: the list
 * @document: (nullable): a document
 *
 * Shows what is to be decided of a document now, as soon as the list is on
 * screen.
 */
void
tandai_conflict_list_show (TandaiConflictList *self, TandaiDocument *document)
{
  if (g_set_object (&self->document, document))
    clear (self);
  if (document != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    update (self);
}

static GtkWidget *
find_row (TandaiConflictList *self, const char *key)
{
  GtkWidget *row;

  for (guint i = 0; (row = row_at (self, i)) != NULL; i++)
    if (key == NULL || g_str_equal (tandai_conflict_row_get_key (row), key))
      return row;
  return NULL;
}

/* Brings up the rows among which a conflict is. */
static void
turn_to (TandaiConflictList *self, const char *key)
{
  g_autoptr (GPtrArray) conflicts = tandai_document_list_conflicts (self->document);

  for (guint i = 0; key != NULL && i < conflicts->len; i++)
    if (g_str_equal (((const TandaiConflict *) conflicts->pdata[i])->key, key)
        && (i < self->from || i >= self->from + MAX_ROWS))
      self->from = i - i % MAX_ROWS;
  if (self->from >= conflicts->len)
    self->from = 0;
  update_rows (self, conflicts);
}

static void
scroll_to (GtkWidget *row)
{
  GtkWidget *viewport = gtk_widget_get_ancestor (row, GTK_TYPE_VIEWPORT);
  GtkWidget *child = viewport != NULL ? gtk_viewport_get_child (GTK_VIEWPORT (viewport)) : NULL;
  graphene_rect_t bounds;

  if (child == NULL || !gtk_widget_compute_bounds (row, child, &bounds))
    return;
  gtk_adjustment_clamp_page (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (viewport)), bounds.origin.y,
                             bounds.origin.y + bounds.size.height);
}

/* A row that has just come has no place yet, and nothing scrolls to it by itself. */
static gboolean
scroll_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  const char *key = tandai_conflict_list_get_focused (TANDAI_CONFLICT_LIST (widget));
  GtkWidget *row = key != NULL ? find_row (TANDAI_CONFLICT_LIST (widget), key) : NULL;

  if (row != NULL && gtk_widget_get_height (row) == 0)
    return G_SOURCE_CONTINUE;
  if (row != NULL)
    scroll_to (row);
  return G_SOURCE_REMOVE;
}

/**
 * tandai_conflict_list_focus:
 * @self: the list
 * @key: (nullable): the key of a conflict; %NULL for the first that is shown
 *
 * Puts the focus on what decides it.
 */
void
tandai_conflict_list_focus (TandaiConflictList *self, const char *key)
{
  GtkWidget *row;

  if (self->document == NULL)
    return;
  turn_to (self, key);
  row = find_row (self, key);
  if (row == NULL)
    row = find_row (self, NULL);
  if (row == NULL)
    return;
  tandai_conflict_row_focus (row);
  gtk_widget_add_tick_callback (GTK_WIDGET (self), scroll_cb, NULL, NULL);
}

/** tandai_conflict_list_get_focused: Returns: (transfer none) (nullable): the key of the conflict that has
 * the focus */
const char *
tandai_conflict_list_get_focused (TandaiConflictList *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX_ROW) : NULL;

  return row != NULL && gtk_widget_get_parent (row) == GTK_WIDGET (self->rows)
             ? tandai_conflict_row_get_key (row)
             : NULL;
}
