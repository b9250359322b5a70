/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two versions side by side, of which a person takes one. */

#include "config.h"

#include <glib/gi18n.h>

#include "gui/tandai-conflict-row.h"
#include "gui/tandai-conflict-words.h"
#include "gui/tandai-detail-rows.h"

static const char *const SIDES[TANDAI_N_VERSIONS] = { "ours", "theirs" };

/* A row under way. */
typedef struct
{
  TandaiDocument *document;
  const TandaiConflict *conflict;
  GPtrArray *parts;
  char *title;
  GtkGrid *grid;
  int line;
  GtkWidget *first_button;
} Filling;

static void
attach (Filling *filling, const char *words, const char *css_class, guint side)
{
  GtkWidget *label = tandai_detail_line_new (words, css_class);

  gtk_widget_set_hexpand (label, TRUE);
  gtk_grid_attach (filling->grid, label, (int) side, filling->line, 1, 1);
}

static void
attach_name (Filling *filling, const char *name)
{
  GtkWidget *label = tandai_detail_line_new (name, "caption");

  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_set_margin_top (label, 4);
  gtk_grid_attach (filling->grid, label, 0, filling->line++, TANDAI_N_VERSIONS, 1);
}

/* Whether a side has nothing at all, or what it has can not be read. */
static gboolean
is_alone (const TandaiConflict *conflict)
{
  return conflict->versions[0].json == NULL || conflict->versions[1].json == NULL;
}

static const char *
nothing_words (const TandaiConflict *conflict)
{
  if (conflict->kind == TANDAI_CONFLICT_MEMBER)
    /* Translators: one of two people says nothing of it. */
    return _ ("not stated");
  /* Translators: what one of two people did with a span or a link. */
  return _ ("removed");
}

/* What became of it on each side, where one has nothing. */
static void
add_fates (Filling *filling)
{
  const TandaiConflict *conflict = filling->conflict;

  if (!is_alone (conflict) || conflict->kind == TANDAI_CONFLICT_MEMBER)
    return;
  for (guint side = 0; side < TANDAI_N_VERSIONS; side++)
    if (conflict->versions[side].json != NULL)
      /* Translators: what one of two people did with a span or a link that the other one removed. */
      attach (filling, _ ("kept"), NULL, side);
    else if (conflict->versions[side].problem == NULL)
      attach (filling, nothing_words (conflict), NULL, side);
  filling->line++;
}

static void
add_part (Filling *filling, const TandaiConflictPart *part)
{
  g_autofree char *name = tandai_conflict_part_name (filling->conflict, part);

  /* The title of the row says it already where there is nothing else. */
  if (filling->conflict->kind != TANDAI_CONFLICT_MEMBER || filling->parts->len > 1)
    attach_name (filling, name);
  for (guint side = 0; side < TANDAI_N_VERSIONS; side++)
    {
      g_autofree char *value =
          tandai_conflict_value (filling->document, filling->conflict, filling->parts, part, side);

      if (value != NULL)
        attach (filling, value, NULL, side);
      else if (filling->conflict->versions[side].problem == NULL)
        attach (filling,
                !is_alone (filling->conflict) || filling->conflict->kind == TANDAI_CONFLICT_MEMBER
                    ? _ ("not stated")
                    : "",
                "dim-label", side);
    }
  filling->line++;
}

static void
add_parts (Filling *filling)
{
  for (guint i = 0; i < filling->parts->len; i++)
    {
      const TandaiConflictPart *part = filling->parts->pdata[i];

      if (part->differs
          && !(is_alone (filling->conflict) && tandai_conflict_in_title (filling->conflict, part)))
        add_part (filling, part);
    }
}

static gboolean
has_problem (const TandaiConflict *conflict)
{
  return conflict->versions[0].problem != NULL || conflict->versions[1].problem != NULL;
}

static void
attach_problem (Filling *filling, const char *problem, guint side, int n_columns)
{
  /* Translators: %s says why a version cannot be taken. */
  g_autofree char *words = g_strdup_printf (_ ("cannot be taken: %s"), problem);

  gtk_grid_attach (filling->grid, tandai_detail_line_new (words, "error"), (int) side, filling->line,
                   n_columns, 1);
}

/* What holds for both is said once. */
static void
add_problems (Filling *filling)
{
  const TandaiVersion *versions = filling->conflict->versions;

  if (g_strcmp0 (versions[0].problem, versions[1].problem) == 0)
    {
      if (versions[0].problem != NULL)
        attach_problem (filling, versions[0].problem, 0, TANDAI_N_VERSIONS);
    }
  else
    for (guint side = 0; side < TANDAI_N_VERSIONS; side++)
      if (versions[side].problem != NULL)
        attach_problem (filling, versions[side].problem, side, 1);
  filling->line++;
}

static GtkWidget *
button_new (Filling *filling, const char *title, const char *side, const char *tooltip)
{
  GtkWidget *button = gtk_button_new_with_label (title);
  /* Translators: what a button does, then with what; for assistive technology. */
  g_autofree char *name = g_strdup_printf (_ ("%s: %s"), title, filling->title);
  GtkWidget *label = gtk_button_get_child (GTK_BUTTON (button));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(ss)", filling->conflict->key, side);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.resolve");
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_set_hexpand (button, TRUE);
  gtk_widget_set_margin_top (button, 4);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (filling->first_button == NULL)
    filling->first_button = button;
  return button;
}

/* Where nothing is there, neither of two versions may be what is wanted. */
static gboolean
may_keep (const TandaiConflict *conflict)
{
  return has_problem (conflict) || (!conflict->stands && !is_alone (conflict));
}

static void
add_buttons (Filling *filling)
{
  const char *titles[] = { _ ("Take Ours"), _ ("Take Theirs") };

  for (guint side = 0; side < TANDAI_N_VERSIONS; side++)
    if (filling->conflict->versions[side].problem == NULL)
      gtk_grid_attach (filling->grid, button_new (filling, titles[side], SIDES[side], NULL), (int) side,
                       filling->line, 1, 1);
  filling->line++;
  if (may_keep (filling->conflict))
    /* Translators: neither of two versions is taken. */
    gtk_grid_attach (filling->grid,
                     button_new (filling, _ ("Leave as It Is"), "keep", _ ("Neither version is taken")), 0,
                     filling->line++, TANDAI_N_VERSIONS, 1);
}

static void
fill (Filling *filling)
{
  if (filling->conflict->kind != TANDAI_CONFLICT_UNREADABLE)
    {
      attach (filling, _ ("Ours"), "caption-heading", TANDAI_DECISION_OURS);
      attach (filling, _ ("Theirs"), "caption-heading", TANDAI_DECISION_THEIRS);
      filling->line++;
    }
  add_fates (filling);
  add_parts (filling);
  add_problems (filling);
  add_buttons (filling);
}

/* What a row is made of: it is made anew when this is another. */
static char *
state_of (const TandaiConflict *conflict)
{
  const TandaiVersion *ours = &conflict->versions[TANDAI_DECISION_OURS];
  const TandaiVersion *theirs = &conflict->versions[TANDAI_DECISION_THEIRS];

  return g_strdup_printf ("%d\n%s\n%s\n%s\n%s", conflict->stands, ours->json != NULL ? ours->json : "",
                          ours->problem != NULL ? ours->problem : "",
                          theirs->json != NULL ? theirs->json : "",
                          theirs->problem != NULL ? theirs->problem : "");
}

static GtkWidget *
grid_new (void)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 4);
  return grid;
}

/**
 * tandai_conflict_row_new:
 * @document: a document
 * @conflict: one of its conflicts
 *
 * Returns: (transfer floating): a row with both versions and a button for each
 */
GtkWidget *
tandai_conflict_row_new (TandaiDocument *document, const TandaiConflict *conflict)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *grid = grid_new ();
  GtkWidget *kind = tandai_detail_line_new (tandai_conflict_kind_name (conflict), "caption");
  g_autoptr (GPtrArray) parts = tandai_conflict_list_parts (conflict, tandai_document_get_sidecar (document),
                                                            tandai_document_get_annotations (document));
  g_autofree char *title = tandai_conflict_title (document, conflict, parts);
  Filling filling = { document, conflict, parts, title, GTK_GRID (grid), 0, NULL };

  gtk_widget_add_css_class (kind, "dim-label");
  gtk_box_append (GTK_BOX (box), kind);
  gtk_box_append (GTK_BOX (box), tandai_detail_line_new (title, "heading"));
  fill (&filling);
  gtk_box_append (GTK_BOX (box), grid);
  gtk_widget_add_css_class (box, "review-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_widget_set_sensitive (row, tandai_document_get_lock (document, NULL) == TANDAI_LOCK_NONE);
  g_object_set_data (G_OBJECT (row), "first-button", filling.first_button);
  g_object_set_data_full (G_OBJECT (row), "key", g_strdup (conflict->key), g_free);
  g_object_set_data_full (G_OBJECT (row), "state", state_of (conflict), g_free);
  return row;
}

/** tandai_conflict_row_get_key: Returns: (transfer none): the key of the conflict that a row shows */
const char *
tandai_conflict_row_get_key (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), "key");
}

/** tandai_conflict_row_is_of: Returns: whether a row shows just that */
gboolean
tandai_conflict_row_is_of (GtkWidget *row, const TandaiConflict *conflict)
{
  g_autofree char *state = state_of (conflict);

  return g_str_equal (tandai_conflict_row_get_key (row), conflict->key)
         && g_str_equal (g_object_get_data (G_OBJECT (row), "state"), state);
}

/** tandai_conflict_row_focus: Returns: whether its first button has the focus now */
gboolean
tandai_conflict_row_focus (GtkWidget *row)
{
  return gtk_widget_grab_focus (g_object_get_data (G_OBJECT (row), "first-button"));
}
