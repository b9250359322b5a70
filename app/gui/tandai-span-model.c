/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gui/tandai-span-model.h"

struct _TandaiSpanModel
{
  GObject parent_instance;

  TandaiDocument *document;
  char **labels;
  gboolean grouped;

  /* The list, and the filters that it is made of: none, one, or one for each label. */
  GListModel *list;
  GListStore *filters;
  char **groups;
  guint settle_source;
};

G_DEFINE_FINAL_TYPE (TandaiSpanModel, tandai_span_model, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_SETTLED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
clear_list (TandaiSpanModel *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->filters)); i++)
    {
      g_autoptr (GObject) filter = g_list_model_get_item (G_LIST_MODEL (self->filters), i);

      g_signal_handlers_disconnect_by_data (filter, self);
    }
  g_clear_handle_id (&self->settle_source, g_source_remove);
  g_list_store_remove_all (self->filters);
  g_clear_object (&self->list);
  g_clear_pointer (&self->groups, g_strfreev);
}

static void
tandai_span_model_dispose (GObject *object)
{
  TandaiSpanModel *self = TANDAI_SPAN_MODEL (object);

  if (self->filters != NULL)
    clear_list (self);
  g_clear_object (&self->filters);
  g_clear_object (&self->document);
  g_clear_pointer (&self->labels, g_strfreev);
  G_OBJECT_CLASS (tandai_span_model_parent_class)->dispose (object);
}

static void
tandai_span_model_class_init (TandaiSpanModelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tandai_span_model_dispose;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_SETTLED] = g_signal_new ("settled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
}

static void
tandai_span_model_init (TandaiSpanModel *self)
{
  self->filters = g_list_store_new (GTK_TYPE_FILTER_LIST_MODEL);
}

/** tandai_span_model_new: Returns: (transfer full): a model of no document */
TandaiSpanModel *
tandai_span_model_new (void)
{
  return g_object_new (TANDAI_TYPE_SPAN_MODEL, NULL);
}

static gboolean
has_label (gpointer item, gpointer user_data)
{
  return g_strv_contains (user_data, tandai_span_get_label (item));
}

static gboolean
settle_cb (gpointer user_data)
{
  TandaiSpanModel *self = user_data;

  self->settle_source = 0;
  g_signal_emit (self, signals[SIGNAL_SETTLED], 0);
  return G_SOURCE_REMOVE;
}

/* The filter says that it is through before it says what has changed. */
static void
pending_cb (GtkFilterListModel *filter, GParamSpec *pspec, TandaiSpanModel *self)
{
  if (gtk_filter_list_model_get_pending (filter) == 0 && self->settle_source == 0)
    self->settle_source = g_idle_add (settle_cb, self);
}

/* The spans of some labels, in text order. */
static void
add_filter (TandaiSpanModel *self, const char *const *labels)
{
  GtkFilter *filter = GTK_FILTER (
      gtk_custom_filter_new (has_label, g_strdupv ((char **) labels), (GDestroyNotify) g_strfreev));
  g_autoptr (GtkFilterListModel) model = gtk_filter_list_model_new (NULL, filter);

  gtk_filter_list_model_set_incremental (model, TRUE);
  gtk_filter_list_model_set_model (model, G_LIST_MODEL (tandai_document_get_annotations (self->document)));
  g_signal_connect (model, "notify::pending", G_CALLBACK (pending_cb), self);
  g_list_store_append (self->filters, model);
}

static gboolean
is_chosen (TandaiSpanModel *self, const char *label)
{
  return self->labels == NULL || g_strv_contains ((const char *const *) self->labels, label);
}

/* The labels that there are groups for: those of the schema in its order, then others in use. */
static char **
list_groups (TandaiSpanModel *self)
{
  TandaiSchema *schema = tandai_document_get_schema (self->document);
  g_auto (GStrv) used = tandai_annotation_set_dup_labels (tandai_document_get_annotations (self->document));
  g_autoptr (GStrvBuilder) groups = g_strv_builder_new ();

  for (guint i = 0; i < tandai_schema_get_n_labels (schema); i++)
    if (is_chosen (self, tandai_schema_get_label (schema, i)->name))
      g_strv_builder_add (groups, tandai_schema_get_label (schema, i)->name);
  for (guint i = 0; used[i] != NULL; i++)
    if (is_chosen (self, used[i]) && tandai_schema_find_label (schema, used[i], NULL) == NULL)
      g_strv_builder_add (groups, used[i]);
  return g_strv_builder_end (groups);
}

static void
build_groups (TandaiSpanModel *self)
{
  self->groups = list_groups (self);
  for (guint i = 0; self->groups[i] != NULL; i++)
    add_filter (self, (const char *const[]){ self->groups[i], NULL });
  self->list = G_LIST_MODEL (gtk_flatten_list_model_new (g_object_ref (G_LIST_MODEL (self->filters))));
}

static void
build_list (TandaiSpanModel *self)
{
  clear_list (self);
  if (self->document == NULL)
    return;
  if (self->grouped)
    build_groups (self);
  else if (self->labels != NULL)
    {
      add_filter (self, (const char *const *) self->labels);
      self->list = g_list_model_get_item (G_LIST_MODEL (self->filters), 0);
    }
  else
    self->list = g_object_ref (G_LIST_MODEL (tandai_document_get_annotations (self->document)));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/** tandai_span_model_set_document: lists the spans of a document; %NULL for none */
void
tandai_span_model_set_document (TandaiSpanModel *self, TandaiDocument *document)
{
  g_set_object (&self->document, document);
  build_list (self);
}

/**
 * tandai_span_model_set_filter:
 * @self: a model
 * @labels: (nullable): whose spans are listed; %NULL for all
 * @grouped: whether they come label by label
 */
void
tandai_span_model_set_filter (TandaiSpanModel *self, const char *const *labels, gboolean grouped)
{
  g_strfreev (self->labels);
  self->labels = g_strdupv ((char **) labels);
  self->grouped = grouped;
  build_list (self);
}

/** tandai_span_model_update: to be called when spans have changed: a label may have come that has no group
 * yet
 */
void
tandai_span_model_update (TandaiSpanModel *self)
{
  g_auto (GStrv) groups = NULL;

  if (self->groups == NULL)
    return;
  groups = list_groups (self);
  if (!g_strv_equal ((const char *const *) groups, (const char *const *) self->groups))
    build_list (self);
}

/** tandai_span_model_get_list: Returns: (transfer none) (nullable): the list */
GListModel *
tandai_span_model_get_list (TandaiSpanModel *self)
{
  return self->list;
}

/* All lists are in text order, so that a span is found without going through them. */
static gboolean
find_in (GListModel *list, TandaiSpan *span, guint *position)
{
  guint low = 0;
  guint high = g_list_model_get_n_items (list);
  guint n_items = high;
  g_autoptr (TandaiSpan) found = NULL;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      g_autoptr (TandaiSpan) item = g_list_model_get_item (list, middle);

      if (tandai_span_compare (item, span) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  *position = low;
  found = low < n_items ? g_list_model_get_item (list, low) : NULL;
  return found == span;
}

/** tandai_span_model_find: Returns: whether a span is in the list, and where */
gboolean
tandai_span_model_find (TandaiSpanModel *self, TandaiSpan *span, guint *position)
{
  guint before = 0;

  if (self->list == NULL)
    return FALSE;
  if (self->groups == NULL)
    return find_in (self->list, span, position);
  for (guint i = 0; self->groups[i] != NULL; i++)
    {
      g_autoptr (GListModel) group = g_list_model_get_item (G_LIST_MODEL (self->filters), i);

      if (g_str_equal (self->groups[i], tandai_span_get_label (span)))
        {
          gboolean found = find_in (group, span, position);

          *position += before;
          return found;
        }
      before += g_list_model_get_n_items (group);
    }
  return FALSE;
}
