/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "gui/tandai-corpus-menu.h"
#include "gui/tandai-corpus-row.h"

struct _TandaiCorpusMenu
{
  GObject parent_instance;

  GSimpleActionGroup *actions;
  guint statuses;
  char *label;
  TandaiCorpusSort sort;
};

G_DEFINE_FINAL_TYPE (TandaiCorpusMenu, tandai_corpus_menu, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

#define UNFINISHED (1U << TANDAI_STATUS_NEW | 1U << TANDAI_STATUS_IN_PROGRESS)

static const char *const SORTS[] = { "path", "title", "date", "status", "spans" };

static const TandaiStatus STATUSES[] = { TANDAI_STATUS_NEW, TANDAI_STATUS_IN_PROGRESS, TANDAI_STATUS_DONE,
                                         TANDAI_STATUS_EXCLUDED };

static void
tandai_corpus_menu_finalize (GObject *object)
{
  TandaiCorpusMenu *self = TANDAI_CORPUS_MENU (object);

  g_object_unref (self->actions);
  g_free (self->label);
  G_OBJECT_CLASS (tandai_corpus_menu_parent_class)->finalize (object);
}

static void
tandai_corpus_menu_class_init (TandaiCorpusMenuClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tandai_corpus_menu_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
}

static void
set_state (TandaiCorpusMenu *self, const char *name, GVariant *state)
{
  g_simple_action_set_state (G_SIMPLE_ACTION (
                                 g_action_map_lookup_action (G_ACTION_MAP (self->actions), name)),
                             state);
}

/* The checks and dots are what is in force. */
static void
update (TandaiCorpusMenu *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (STATUSES); i++)
    set_state (self, tandai_status_to_string (STATUSES[i]),
               g_variant_new_boolean ((self->statuses & (1U << STATUSES[i])) != 0));
  set_state (self, "unfinished", g_variant_new_boolean (self->statuses == UNFINISHED));
  set_state (self, "label", g_variant_new_string (self->label));
  set_state (self, "sort", g_variant_new_string (SORTS[self->sort]));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
status_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TandaiCorpusMenu *self = user_data;
  TandaiStatus status;

  if (tandai_status_from_string (g_action_get_name (G_ACTION (action)), &status))
    self->statuses ^= 1U << status;
  else
    self->statuses = self->statuses == UNFINISHED ? 0 : UNFINISHED;
  update (self);
}

static void
label_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TandaiCorpusMenu *self = user_data;

  g_free (self->label);
  self->label = g_variant_dup_string (parameter, NULL);
  update (self);
}

static void
sort_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TandaiCorpusMenu *self = user_data;

  for (guint i = 0; i < G_N_ELEMENTS (SORTS); i++)
    if (g_str_equal (SORTS[i], g_variant_get_string (parameter, NULL)))
      self->sort = (TandaiCorpusSort) i;
  update (self);
}

static const GActionEntry ENTRIES[] = {
  { "new", status_cb, NULL, "false", NULL, { 0 } },
  { "in-progress", status_cb, NULL, "false", NULL, { 0 } },
  { "done", status_cb, NULL, "false", NULL, { 0 } },
  { "excluded", status_cb, NULL, "false", NULL, { 0 } },
  { "unfinished", status_cb, NULL, "false", NULL, { 0 } },
  { "label", label_cb, "s", "''", NULL, { 0 } },
  { "sort", sort_cb, "s", "'path'", NULL, { 0 } },
};

static void
tandai_corpus_menu_init (TandaiCorpusMenu *self)
{
  self->label = g_strdup ("");
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), ENTRIES, G_N_ELEMENTS (ENTRIES), self);
}

/** tandai_corpus_menu_new: Returns: (transfer full): nothing is filtered; its actions are @widget's, as
 * `corpus` */
TandaiCorpusMenu *
tandai_corpus_menu_new (GtkWidget *widget)
{
  TandaiCorpusMenu *self = g_object_new (TANDAI_TYPE_CORPUS_MENU, NULL);

  gtk_widget_insert_action_group (widget, "corpus", G_ACTION_GROUP (self->actions));
  return self;
}

static GMenu *
build_statuses (void)
{
  GMenu *menu = g_menu_new ();

  /* Translators: shows only articles that are neither done nor excluded. */
  g_menu_append (menu, _ ("_Unfinished"), "corpus.unfinished");
  for (guint i = 0; i < G_N_ELEMENTS (STATUSES); i++)
    {
      g_autofree char *action = g_strconcat ("corpus.", tandai_status_to_string (STATUSES[i]), NULL);

      g_menu_append (menu, tandai_corpus_status_title (STATUSES[i]), action);
    }
  return menu;
}

static void
append_target (GMenu *menu, const char *title, const char *action, const char *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (title, NULL);

  g_menu_item_set_action_and_target (item, action, "s", target);
  g_menu_append_item (menu, item);
}

/* A title may hold an underline, which would make the next letter a mnemonic. */
static void
append_label (GMenu *menu, const char *title, const char *label)
{
  g_auto (GStrv) pieces = g_strsplit (title, "_", -1);
  g_autofree char *shown = g_strjoinv ("__", pieces);

  append_target (menu, shown, "corpus.label", label);
}

static GMenu *
build_labels (TandaiCorpus *corpus, TandaiSchema *schema)
{
  GMenu *menu = g_menu_new ();
  g_auto (GStrv) labels = corpus != NULL ? tandai_corpus_dup_labels (corpus) : NULL;

  append_target (menu, _ ("_Any Label"), "corpus.label", "");
  for (guint i = 0; schema != NULL && i < tandai_schema_get_n_labels (schema); i++)
    append_label (menu, tandai_schema_get_label (schema, i)->title,
                  tandai_schema_get_label (schema, i)->name);
  for (guint i = 0; labels != NULL && labels[i] != NULL; i++)
    if (schema == NULL || tandai_schema_find_label (schema, labels[i], NULL) == NULL)
      append_label (menu, labels[i], labels[i]);
  return menu;
}

static GMenu *
build_sorts (void)
{
  GMenu *menu = g_menu_new ();

  append_target (menu, _ ("By _Path"), "corpus.sort", "path");
  append_target (menu, _ ("By _Title"), "corpus.sort", "title");
  append_target (menu, _ ("By _Date"), "corpus.sort", "date");
  append_target (menu, _ ("By _Status"), "corpus.sort", "status");
  append_target (menu, _ ("By Number of Sp_ans"), "corpus.sort", "spans");
  return menu;
}

/**
 * tandai_corpus_menu_build:
 * @self: a menu
 * @corpus: (nullable): whose labels can be filtered by
 * @schema: (nullable): gives labels their titles
 *
 * Returns: (transfer full): the menu as it is now
 */
GMenuModel *
tandai_corpus_menu_build (TandaiCorpusMenu *self, TandaiCorpus *corpus, TandaiSchema *schema)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) statuses = build_statuses ();
  g_autoptr (GMenu) labels = build_labels (corpus, schema);
  g_autoptr (GMenu) sorts = build_sorts ();
  g_autoptr (GMenu) more = g_menu_new ();

  g_menu_append_section (menu, _ ("Show"), G_MENU_MODEL (statuses));
  g_menu_append_submenu (more, _ ("With the _Label"), G_MENU_MODEL (labels));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (more));
  g_menu_append_section (menu, _ ("Sort"), G_MENU_MODEL (sorts));
  return G_MENU_MODEL (menu);
}

/** tandai_corpus_menu_clear: filters nothing any more; the order stays */
void
tandai_corpus_menu_clear (TandaiCorpusMenu *self)
{
  self->statuses = 0;
  g_free (self->label);
  self->label = g_strdup ("");
  update (self);
}

/** tandai_corpus_menu_is_filter: Returns: whether it filters */
gboolean
tandai_corpus_menu_is_filter (TandaiCorpusMenu *self)
{
  return self->statuses != 0 || *self->label != '\0';
}

/** tandai_corpus_menu_fill: puts what is chosen into a query, whose labels the caller frees */
void
tandai_corpus_menu_fill (TandaiCorpusMenu *self, TandaiCorpusQuery *query)
{
  const char *const labels[] = { self->label, NULL };

  query->statuses = self->statuses;
  query->labels = *self->label != '\0' ? g_strdupv ((char **) labels) : NULL;
  query->sort = self->sort;
}
