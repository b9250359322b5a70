/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "core/tandai-error.h"
#include "core/tandai-paths.h"
#include "core/tandai-sidecar.h"
#include "gui/tandai-corpus-sidebar.h"

struct _TandaiCorpusSidebar
{
  AdwBin parent_instance;

  GtkListView *list;
  GListStore *articles;
  GtkSingleSelection *selection;

  /* The articles whose rows are on screen, or near it. */
  GHashTable *rows;
};

G_DEFINE_FINAL_TYPE (TandaiCorpusSidebar, tandai_corpus_sidebar, ADW_TYPE_BIN)

enum
{
  SIGNAL_ARTICLE_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const char *
status_title (TandaiStatus status)
{
  switch (status)
    {
    case TANDAI_STATUS_IN_PROGRESS:
      return C_ ("article status", "In progress");
    case TANDAI_STATUS_DONE:
      return C_ ("article status", "Done");
    case TANDAI_STATUS_EXCLUDED:
      return C_ ("article status", "Excluded");
    case TANDAI_STATUS_NEW:
    default:
      return C_ ("article status", "New");
    }
}

static GtkWidget *
row_label_new (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    {
      gtk_widget_add_css_class (label, css_class);
      gtk_widget_add_css_class (label, "dim-label");
    }
  return label;
}

static void
setup_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item, TandaiCorpusSidebar *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_widget_set_margin_top (box, 4);
  gtk_widget_set_margin_bottom (box, 4);
  gtk_box_append (GTK_BOX (box), row_label_new (NULL));
  gtk_box_append (GTK_BOX (box), row_label_new ("corpus-state"));
  gtk_list_item_set_child (item, box);
}

/* The row may show another article by the time its sidecar is read. */
typedef struct
{
  GtkListItem *item;
  GFile *article;
} Row;

static void
row_free (Row *row)
{
  g_object_unref (row->item);
  g_object_unref (row->article);
  g_free (row);
}

static void
set_state (GtkListItem *item, const char *title, TandaiStatus status, guint n_spans)
{
  GtkWidget *box = gtk_list_item_get_child (item);
  g_autofree char *count = g_strdup_printf (ngettext ("%u span", "%u spans", n_spans), n_spans);
  g_autofree char *state = g_strdup_printf ("%s · %s", status_title (status), count);

  if (box == NULL)
    return;
  if (title != NULL)
    gtk_label_set_label (GTK_LABEL (gtk_widget_get_first_child (box)), title);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (box)), state);
}

static void
sidecar_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Row *row = user_data;
  g_autoptr (TandaiSidecar) sidecar = tandai_sidecar_load_finish (result, NULL, NULL);

  if (sidecar != NULL && gtk_list_item_get_item (row->item) == (gpointer) row->article)
    {
      g_autofree char *line = tandai_text_dup_title (sidecar->text);

      set_state (row->item, sidecar->title != NULL ? sidecar->title : line, sidecar->status,
                 sidecar->spans->len);
    }
  row_free (row);
}

static void
bind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item, TandaiCorpusSidebar *self)
{
  GFile *article = gtk_list_item_get_item (item);
  g_autofree char *base = g_file_get_basename (article);
  g_autofree char *shown = tandai_display_name (base);
  g_autofree char *path = g_file_get_path (article);
  g_autofree char *sidecar = tandai_paths_sidecar (path, "");
  Row *row = g_new0 (Row, 1);

  g_hash_table_insert (self->rows, article, item);
  set_state (item, shown, TANDAI_STATUS_NEW, 0);
  row->item = g_object_ref (item);
  row->article = g_object_ref (article);
  tandai_sidecar_load_async (sidecar, NULL, sidecar_loaded_cb, row);
}

static void
unbind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item, TandaiCorpusSidebar *self)
{
  g_hash_table_remove (self->rows, gtk_list_item_get_item (item));
}

static void
activate_cb (GtkListView *list, guint position, TandaiCorpusSidebar *self)
{
  g_autoptr (GFile) article = g_list_model_get_item (G_LIST_MODEL (self->articles), position);

  g_signal_emit (self, signals[SIGNAL_ARTICLE_ACTIVATED], 0, article);
}

static void
tandai_corpus_sidebar_dispose (GObject *object)
{
  TandaiCorpusSidebar *self = TANDAI_CORPUS_SIDEBAR (object);

  g_clear_object (&self->selection);
  g_clear_object (&self->articles);
  gtk_widget_dispose_template (GTK_WIDGET (self), TANDAI_TYPE_CORPUS_SIDEBAR);
  G_OBJECT_CLASS (tandai_corpus_sidebar_parent_class)->dispose (object);
}

static void
tandai_corpus_sidebar_finalize (GObject *object)
{
  g_hash_table_unref (TANDAI_CORPUS_SIDEBAR (object)->rows);
  G_OBJECT_CLASS (tandai_corpus_sidebar_parent_class)->finalize (object);
}

static void
tandai_corpus_sidebar_class_init (TandaiCorpusSidebarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tandai_corpus_sidebar_dispose;
  G_OBJECT_CLASS (klass)->finalize = tandai_corpus_sidebar_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tandai/Tandai/tandai-corpus-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, TandaiCorpusSidebar, list);
  signals[SIGNAL_ARTICLE_ACTIVATED] =
      g_signal_new ("article-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, G_TYPE_FILE);
}

static void
tandai_corpus_sidebar_init (TandaiCorpusSidebar *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = g_hash_table_new ((GHashFunc) g_file_hash, (GEqualFunc) g_file_equal);
  self->articles = g_list_store_new (G_TYPE_FILE);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->articles)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_row_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_row_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_row_cb), self, 0);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->list, "activate", G_CALLBACK (activate_cb), self, 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Articles"),
                                  -1);
}

/** tandai_corpus_sidebar_set_articles: lists these (element-type GFile) */
void
tandai_corpus_sidebar_set_articles (TandaiCorpusSidebar *self, GPtrArray *articles)
{
  g_list_store_splice (self->articles, 0, g_list_model_get_n_items (G_LIST_MODEL (self->articles)),
                       articles->pdata, articles->len);
}

static guint
find_article (TandaiCorpusSidebar *self, GFile *article)
{
  guint position = GTK_INVALID_LIST_POSITION;

  if (!g_list_store_find_with_equal_func (self->articles, article, (GEqualFunc) g_file_equal, &position))
    return GTK_INVALID_LIST_POSITION;
  return position;
}

/** tandai_corpus_sidebar_show_article: chooses an article's row and brings it into view */
void
tandai_corpus_sidebar_show_article (TandaiCorpusSidebar *self, GFile *article)
{
  guint position = find_article (self, article);

  gtk_single_selection_set_selected (self->selection, position);
  if (position != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
}

/** tandai_corpus_sidebar_step: Returns: (transfer full) (nullable): the article @by places from another */
GFile *
tandai_corpus_sidebar_step (TandaiCorpusSidebar *self, GFile *from, int by)
{
  guint position = find_article (self, from);
  gint64 to = (gint64) position + by;

  if (position == GTK_INVALID_LIST_POSITION || to < 0)
    return NULL;
  return g_list_model_get_item (G_LIST_MODEL (self->articles), (guint) to);
}

/** tandai_corpus_sidebar_update: shows how an article stands that is open and so ahead of its sidecar */
void
tandai_corpus_sidebar_update (
    TandaiCorpusSidebar *self, GFile *article, const char *title, TandaiStatus status, guint n_spans)
{
  GtkListItem *item = g_hash_table_lookup (self->rows, article);

  if (item != NULL)
    set_state (item, title, status, n_spans);
}

/**
 * tandai_corpus_sidebar_list:
 * @self: a sidebar
 * @article: one of its articles
 * @position: (out): where that one stands
 *
 * Returns: (transfer full) (element-type GFile): all articles, in their order
 */
GPtrArray *
tandai_corpus_sidebar_list (TandaiCorpusSidebar *self, GFile *article, guint *position)
{
  GPtrArray *articles = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->articles));

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (articles, g_list_model_get_item (G_LIST_MODEL (self->articles), i));
  *position = find_article (self, article);
  return articles;
}
