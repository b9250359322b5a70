/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "core/tandai-document-commands.h"
#include "gui/tandai-article-details.h"
#include "gui/tandai-detail-rows.h"

struct _TandaiArticleDetails
{
  AdwBin parent_instance;

  GtkWidget *list;
  TandaiDocument *document;
  GPtrArray *rows;
};

G_DEFINE_FINAL_TYPE (TandaiArticleDetails, tandai_article_details, ADW_TYPE_BIN)

enum
{
  SIGNAL_REFUSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* What is said of every article, in the order in which people say it. */
static const struct
{
  const char *key;
  const char *title;
} DETAILS[] = {
  { "title", N_ ("Title") },     { "publisher", N_ ("Publisher") }, { "published", N_ ("Published") },
  { "url", N_ ("Web Address") }, { "language", N_ ("Language") },   { "status", N_ ("Status") },
  { "note", N_ ("Note") },
};

static const char *const STATUSES[] = { "new", "in-progress", "done", "excluded", NULL };

static gboolean
set_detail (TandaiArticleDetails *self, const char *key, const char *value, GError **error)
{
  TandaiStatus status;

  if (g_str_equal (key, "status"))
    return tandai_status_from_string (value, &status)
           && tandai_document_set_status (self->document, status, error);
  return tandai_document_set_metadata (self->document, key, value, error);
}

static gboolean
changed (const char *key, const char *value, gpointer owner)
{
  TandaiArticleDetails *self = owner;
  g_autoptr (GError) error = NULL;

  if (self->document == NULL)
    return FALSE;
  if (set_detail (self, key, value, &error))
    return TRUE;
  if (error != NULL)
    g_signal_emit (self, signals[SIGNAL_REFUSED], 0, error->message);
  return FALSE;
}

static void
add_row (TandaiArticleDetails *self, GtkWidget *row)
{
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
  g_ptr_array_add (self->rows, row);
}

static void
add_entry (TandaiArticleDetails *self, const char *key, const char *title)
{
  add_row (self, tandai_detail_entry_new (key, title, changed, self));
}

static void
add_attribute (TandaiArticleDetails *self, const TandaiAttributeDef *def)
{
  g_autofree char *key = g_strconcat ("attributes.", def->name, NULL);
  g_autoptr (GPtrArray) values = g_ptr_array_new ();

  if (def->values == NULL)
    {
      add_entry (self, key, tandai_detail_title (def));
      return;
    }
  g_ptr_array_add (values, (gpointer) "");
  for (guint i = 0; def->values[i] != NULL; i++)
    g_ptr_array_add (values, def->values[i]);
  g_ptr_array_add (values, NULL);
  add_row (self, tandai_detail_choice_new (key, tandai_detail_title (def),
                                           (const char *const *) values->pdata, NULL, changed, self));
}

/* Which rows there are depends on the schema. */
static void
build (TandaiArticleDetails *self)
{
  GPtrArray *defs = tandai_schema_get_article_attributes (tandai_document_get_schema (self->document));
  const char *titles[] = { C_ ("article status", "New"), C_ ("article status", "In progress"),
                           C_ ("article status", "Done"), C_ ("article status", "Excluded"), NULL };

  for (guint i = 0; i < G_N_ELEMENTS (DETAILS); i++)
    if (g_str_equal (DETAILS[i].key, "status"))
      add_row (self,
               tandai_detail_choice_new ("status", _ (DETAILS[i].title), STATUSES, titles, changed, self));
    else
      add_entry (self, DETAILS[i].key, _ (DETAILS[i].title));
  for (guint i = 0; i < defs->len; i++)
    add_attribute (self, g_ptr_array_index (defs, i));
}

static void
clear (TandaiArticleDetails *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
}

static void
tandai_article_details_dispose (GObject *object)
{
  TandaiArticleDetails *self = TANDAI_ARTICLE_DETAILS (object);

  g_clear_object (&self->document);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (tandai_article_details_parent_class)->dispose (object);
}

static void
tandai_article_details_class_init (TandaiArticleDetailsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tandai_article_details_dispose;
  signals[SIGNAL_REFUSED] = g_signal_new ("refused", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
tandai_article_details_init (TandaiArticleDetails *self)
{
  self->rows = g_ptr_array_new ();
  self->list = tandai_detail_list_new (_ ("Details of the article"));
  gtk_widget_set_valign (self->list, GTK_ALIGN_START);
  adw_bin_set_child (ADW_BIN (self), self->list);
}

static const char *
get_value (TandaiArticleDetails *self, const char *key)
{
  return g_str_equal (key, "status") ? tandai_status_to_string (tandai_document_get_status (self->document))
                                     : tandai_document_get_metadata (self->document, key);
}

/** tandai_article_detail_name: Returns: (nullable): what people call something that is said of every article,
 * by its name in the sidecar; %NULL for any other name */
const char *
tandai_article_detail_name (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (DETAILS); i++)
    if (g_str_equal (DETAILS[i].key, key))
      return _ (DETAILS[i].title);
  return NULL;
}

/**
 * tandai_article_details_show:
 * @self: the details
 * @document: (nullable): a document
 *
 * Shows what is said of a document's article now.
 */
void
tandai_article_details_show (TandaiArticleDetails *self, TandaiDocument *document)
{
  gboolean open = document != NULL && tandai_document_get_lock (document, NULL) == TANDAI_LOCK_NONE;

  if (g_set_object (&self->document, document))
    {
      clear (self);
      if (document != NULL)
        build (self);
    }
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);

      tandai_detail_row_set_value (row, get_value (self, tandai_detail_row_get_key (row)));
      gtk_widget_set_sensitive (row, open);
    }
}

/** tandai_article_details_commit: makes what was typed count */
void
tandai_article_details_commit (TandaiArticleDetails *self)
{
  tandai_detail_list_commit (self->list);
}

/** tandai_article_details_revert: gives up what was typed */
void
tandai_article_details_revert (TandaiArticleDetails *self)
{
  tandai_detail_list_revert (self->list);
}

/** tandai_article_details_focus: puts the focus on the first detail */
void
tandai_article_details_focus (TandaiArticleDetails *self)
{
  if (self->rows->len > 0)
    tandai_detail_row_focus (g_ptr_array_index (self->rows, 0));
}
