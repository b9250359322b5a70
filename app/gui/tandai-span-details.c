/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <glib/gi18n.h>

#include "core/tandai-document-commands.h"
#include "gui/tandai-detail-rows.h"
#include "gui/tandai-relation-rows.h"
#include "gui/tandai-review-row.h"
#include "gui/tandai-span-details.h"
#include "gui/tandai-span-words.h"

/* A longer span is shown from its beginning. */
#define WORDS_CHARS 600
#define WORDS_LINES 8

#define ATTRIBUTE_PREFIX "attributes."

struct _TandaiSpanDetails
{
  AdwBin parent_instance;

  GtkWidget *list;
  GtkWidget *label_row;
  GtkLabel *words;
  GtkWidget *note_row;
  GtkLabel *footer;

  TandaiDocument *document;
  char *id;

  /* Rows are made anew only where what they stand for differs from what they were made for. */
  GPtrArray *attribute_rows;
  char *attribute_state;
  GPtrArray *relation_rows;
  char *relation_state;
  GPtrArray *review_rows;
  char *review_state;
};

G_DEFINE_FINAL_TYPE (TandaiSpanDetails, tandai_span_details, ADW_TYPE_BIN)

enum
{
  SIGNAL_REFUSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
set_detail (TandaiSpanDetails *self, const char *key, const char *value, GError **error)
{
  g_autofree char *id = g_strdup (self->id);

  if (g_str_equal (key, "label"))
    return tandai_document_relabel (self->document, id, value, error) != NULL;
  if (g_str_equal (key, "note"))
    return tandai_document_set_span_note (self->document, id, value, error);
  return tandai_document_set_attribute (self->document, id, key + strlen (ATTRIBUTE_PREFIX), value, error);
}

/* Says what could not be done, unless the span has gone meanwhile. */
static gboolean
changed (const char *key, const char *value, gpointer owner)
{
  TandaiSpanDetails *self = owner;
  g_autoptr (GError) error = NULL;

  if (self->document == NULL || self->id == NULL
      || tandai_annotation_set_lookup_span (tandai_document_get_annotations (self->document), self->id)
             == NULL)
    return FALSE;
  if (set_detail (self, key, value, &error))
    return TRUE;
  g_signal_emit (self, signals[SIGNAL_REFUSED], 0, error->message);
  return FALSE;
}

static void
remove_rows (TandaiSpanDetails *self, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), g_ptr_array_index (rows, i));
  g_ptr_array_set_size (rows, 0);
}

static GtkWidget *
choice_row (TandaiSpanDetails *self, const char *key, const TandaiAttributeDef *def)
{
  g_autoptr (GPtrArray) offered = g_ptr_array_new ();

  g_ptr_array_add (offered, (gpointer) "");
  for (guint i = 0; def->values[i] != NULL; i++)
    g_ptr_array_add (offered, def->values[i]);
  g_ptr_array_add (offered, NULL);
  return tandai_detail_choice_new (key, tandai_detail_title (def), (const char *const *) offered->pdata, NULL,
                                   changed, self);
}

/* Of an attribute that the schema does not know there is a name alone. */
static GtkWidget *
attribute_row (TandaiSpanDetails *self, const char *name, const TandaiAttributeDef *def)
{
  g_autofree char *key = g_strconcat (ATTRIBUTE_PREFIX, name, NULL);
  GtkWidget *row;

  if (def != NULL && def->values != NULL)
    row = choice_row (self, key, def);
  else
    row = tandai_detail_entry_new (key, def != NULL ? tandai_detail_title (def) : tandai_detail_name (name),
                                   changed, self);
  gtk_widget_set_tooltip_text (row, def != NULL ? def->description : NULL);
  return row;
}

static const TandaiLabelDef *
label_of (TandaiSpanDetails *self, TandaiSpan *span)
{
  return tandai_schema_find_label (tandai_document_get_schema (self->document), tandai_span_get_label (span),
                                   NULL);
}

static gboolean
is_defined (const TandaiLabelDef *label, const char *name)
{
  return label != NULL && tandai_schema_find_attribute (label->attributes, name) != NULL;
}

/* Those of the label, then what the span carries beyond the schema. */
static void
build_attribute_rows (TandaiSpanDetails *self, TandaiSpan *span)
{
  const TandaiLabelDef *label = label_of (self, span);
  const char *const *extra = tandai_span_get_attributes (span);

  for (guint i = 0; label != NULL && i < label->attributes->len; i++)
    {
      const TandaiAttributeDef *def = g_ptr_array_index (label->attributes, i);

      g_ptr_array_add (self->attribute_rows, attribute_row (self, def->name, def));
    }
  for (; extra != NULL && extra[0] != NULL; extra += 2)
    if (!is_defined (label, extra[0]))
      g_ptr_array_add (self->attribute_rows, attribute_row (self, extra[0], NULL));
}

static char *
attribute_state (TandaiSpanDetails *self, TandaiSpan *span)
{
  const TandaiLabelDef *label = label_of (self, span);
  const char *const *extra = tandai_span_get_attributes (span);
  GString *state = g_string_new (tandai_span_get_label (span));

  for (; extra != NULL && extra[0] != NULL; extra += 2)
    if (!is_defined (label, extra[0]))
      g_string_append_printf (state, "\n%s", extra[0]);
  return g_string_free (state, FALSE);
}

static void
insert_rows (TandaiSpanDetails *self, GPtrArray *rows, GtkWidget *after)
{
  int at = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (after)) + 1;

  for (guint i = 0; i < rows->len; i++)
    gtk_list_box_insert (GTK_LIST_BOX (self->list), g_ptr_array_index (rows, i), at + (int) i);
}

static gboolean
holds_focus (TandaiSpanDetails *self, GPtrArray *rows)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  for (guint i = 0; focus != NULL && i < rows->len; i++)
    if (focus == g_ptr_array_index (rows, i) || gtk_widget_is_ancestor (focus, g_ptr_array_index (rows, i)))
      return TRUE;
  return FALSE;
}

static void
update_attribute_rows (TandaiSpanDetails *self, TandaiSpan *span)
{
  g_autofree char *state = attribute_state (self, span);
  gboolean focus = holds_focus (self, self->attribute_rows);

  if (g_strcmp0 (state, self->attribute_state) == 0)
    return;
  g_free (self->attribute_state);
  self->attribute_state = g_steal_pointer (&state);
  if (focus)
    gtk_widget_grab_focus (self->note_row);
  remove_rows (self, self->attribute_rows);
  build_attribute_rows (self, span);
  insert_rows (self, self->attribute_rows, gtk_widget_get_prev_sibling (self->note_row));
}

static void
update_relation_rows (TandaiSpanDetails *self, TandaiSpan *span)
{
  g_autofree char *links = tandai_relation_rows_state (self->document, span);
  g_autofree char *state = g_strdup_printf ("%s\n%s", tandai_span_get_label (span), links);
  gboolean focus = holds_focus (self, self->relation_rows);

  if (g_strcmp0 (state, self->relation_state) == 0)
    return;
  g_free (self->relation_state);
  self->relation_state = g_steal_pointer (&state);
  if (focus)
    gtk_widget_grab_focus (self->note_row);
  remove_rows (self, self->relation_rows);
  tandai_relation_rows_build (self->document, span, self->relation_rows);
  insert_rows (self, self->relation_rows, self->note_row);
  if (focus && self->relation_rows->len > 0)
    gtk_widget_grab_focus (g_ptr_array_index (self->relation_rows, 0));
}

/* Right under the words, where a span has one. */
static void
update_review_row (TandaiSpanDetails *self, TandaiSpan *span)
{
  const char *review = tandai_span_get_review (span);
  GtkWidget *words_row = gtk_widget_get_ancestor (GTK_WIDGET (self->words), ADW_TYPE_PREFERENCES_ROW);

  if (g_strcmp0 (review, self->review_state) == 0)
    return;
  g_free (self->review_state);
  self->review_state = g_strdup (review);
  if (holds_focus (self, self->review_rows))
    gtk_widget_grab_focus (self->note_row);
  remove_rows (self, self->review_rows);
  if (review != NULL)
    g_ptr_array_add (self->review_rows, tandai_review_row_new (self->document, span));
  insert_rows (self, self->review_rows, words_row);
}

static void
set_values (TandaiSpanDetails *self, TandaiSpan *span)
{
  gboolean open = tandai_document_get_lock (self->document, NULL) == TANDAI_LOCK_NONE;

  tandai_detail_row_set_value (self->label_row, tandai_span_get_label (span));
  tandai_detail_row_set_value (self->note_row, tandai_span_get_note (span));
  for (guint i = 0; i < self->attribute_rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->attribute_rows, i);
      const char *name = tandai_detail_row_get_key (row) + strlen (ATTRIBUTE_PREFIX);

      tandai_detail_row_set_value (row, tandai_span_get_attribute (span, name));
      gtk_widget_set_sensitive (row, open);
    }
  gtk_widget_set_sensitive (self->label_row, open);
  gtk_widget_set_sensitive (self->note_row, open);
}

/* Who made it, where that was no person. */
static void
describe_origin (GString *text, const char *origin)
{
  if (g_str_has_prefix (origin, "suggestion:"))
    /* Translators: %s names what suggested a span. */
    g_string_append_printf (text, _ ("suggested by %s"), origin + strlen ("suggestion:"));
  else if (g_str_has_prefix (origin, "import:"))
    /* Translators: %s is the name of a file format. */
    g_string_append_printf (text, _ ("imported from %s"), origin + strlen ("import:"));
  else if (!g_str_equal (origin, "human"))
    g_string_append (text, origin);
}

static void
describe_time (GString *text, const char *created)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_iso8601 (created, NULL);
  g_autoptr (GDateTime) local = moment != NULL ? g_date_time_to_local (moment) : NULL;
  g_autofree char *shown = local != NULL ? g_date_time_format (local, "%F %H:%M") : NULL;

  g_string_append (text, shown != NULL ? shown : created);
}

/* Where the span is, who made it and when. */
static char *
describe (TandaiSpan *span)
{
  TandaiSpanFields fields;
  GString *text = g_string_new (NULL);

  tandai_span_get_fields (span, &fields);
  for (guint i = 0; i < fields.n_ranges; i++)
    /* Translators: the first and last place of a stretch of text, in characters. */
    g_string_append_printf (text, i == 0 ? _ ("Characters %u–%u") : ", %u–%u", fields.ranges[i].start,
                            fields.ranges[i].end);
  if (fields.origin != NULL)
    {
      g_string_append (text, " · ");
      describe_origin (text, fields.origin);
    }
  if (fields.created != NULL)
    {
      g_string_append (text, " · ");
      describe_time (text, fields.created);
    }
  return g_string_free (text, FALSE);
}

static void
tandai_span_details_dispose (GObject *object)
{
  TandaiSpanDetails *self = TANDAI_SPAN_DETAILS (object);

  g_clear_object (&self->document);
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->attribute_rows, g_ptr_array_unref);
  g_clear_pointer (&self->attribute_state, g_free);
  g_clear_pointer (&self->relation_rows, g_ptr_array_unref);
  g_clear_pointer (&self->relation_state, g_free);
  g_clear_pointer (&self->review_rows, g_ptr_array_unref);
  g_clear_pointer (&self->review_state, g_free);
  G_OBJECT_CLASS (tandai_span_details_parent_class)->dispose (object);
}

static void
tandai_span_details_class_init (TandaiSpanDetailsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tandai_span_details_dispose;
  signals[SIGNAL_REFUSED] = g_signal_new ("refused", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

/* The words as they stand in the article, to be read whole and copied. */
static GtkWidget *
words_row_new (TandaiSpanDetails *self)
{
  GtkWidget *row = adw_preferences_row_new ();

  self->words = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->words, TRUE);
  gtk_label_set_wrap_mode (self->words, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_ellipsize (self->words, PANGO_ELLIPSIZE_END);
  gtk_label_set_lines (self->words, WORDS_LINES);
  gtk_label_set_width_chars (self->words, 3);
  gtk_label_set_xalign (self->words, 0);
  gtk_label_set_yalign (self->words, 0);
  gtk_label_set_selectable (self->words, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->words), "detail-words");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), GTK_WIDGET (self->words));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  /* The label in it takes the focus. */
  gtk_widget_set_focusable (row, FALSE);
  return row;
}

static void
tandai_span_details_init (TandaiSpanDetails *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->attribute_rows = g_ptr_array_new ();
  self->relation_rows = g_ptr_array_new ();
  self->review_rows = g_ptr_array_new ();
  self->list = tandai_detail_list_new (_ ("Details of the span"));
  gtk_list_box_append (GTK_LIST_BOX (self->list), words_row_new (self));
  self->note_row = tandai_detail_entry_new ("note", _ ("Note"), changed, self);
  gtk_list_box_append (GTK_LIST_BOX (self->list), self->note_row);
  self->footer = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->footer, TRUE);
  gtk_label_set_xalign (self->footer, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->footer), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->footer), "caption");
  gtk_box_append (GTK_BOX (box), self->list);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->footer));
  adw_bin_set_child (ADW_BIN (self), box);
}

/* The labels are those of the document's schema. */
static void
build_label_row (TandaiSpanDetails *self)
{
  TandaiSchema *schema = tandai_document_get_schema (self->document);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GPtrArray) titles = g_ptr_array_new ();

  for (guint i = 0; i < tandai_schema_get_n_labels (schema); i++)
    {
      g_ptr_array_add (names, tandai_schema_get_label (schema, i)->name);
      g_ptr_array_add (titles, tandai_schema_get_label (schema, i)->title);
    }
  g_ptr_array_add (names, NULL);
  if (self->label_row != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), self->label_row);
  self->label_row = tandai_detail_choice_new ("label", _ ("Label"), (const char *const *) names->pdata,
                                              (const char *const *) titles->pdata, changed, self);
  gtk_list_box_prepend (GTK_LIST_BOX (self->list), self->label_row);
}

static void
take_document (TandaiSpanDetails *self, TandaiDocument *document)
{
  if (!g_set_object (&self->document, document))
    return;
  g_clear_pointer (&self->attribute_state, g_free);
  g_clear_pointer (&self->relation_state, g_free);
  if (document != NULL)
    build_label_row (self);
}

/**
 * tandai_span_details_show:
 * @self: the details
 * @document: (nullable): a document
 * @span: (nullable): one of its spans
 *
 * Shows a span as it is now. What was typed about another one counts first.
 */
void
tandai_span_details_show (TandaiSpanDetails *self, TandaiDocument *document, TandaiSpan *span)
{
  const char *id = span != NULL ? tandai_span_get_id (span) : NULL;
  g_autofree char *words = NULL;
  g_autofree char *footer = NULL;

  if (document != self->document || g_strcmp0 (id, self->id) != 0)
    {
      tandai_detail_list_commit (self->list);
      g_free (self->id);
      self->id = g_strdup (id);
    }
  take_document (self, document);
  if (span == NULL)
    return;
  words = tandai_span_words (document, span, WORDS_CHARS);
  footer = describe (span);
  if (!g_str_equal (gtk_label_get_label (self->words), words))
    gtk_label_set_label (self->words, words);
  gtk_label_set_label (self->footer, footer);
  update_review_row (self, span);
  update_attribute_rows (self, span);
  set_values (self, span);
  update_relation_rows (self, span);
}

/** tandai_span_details_commit: makes what was typed count */
void
tandai_span_details_commit (TandaiSpanDetails *self)
{
  tandai_detail_list_commit (self->list);
}

/** tandai_span_details_revert: gives up what was typed */
void
tandai_span_details_revert (TandaiSpanDetails *self)
{
  tandai_detail_list_revert (self->list);
}

/** tandai_span_details_has_attributes: Returns: whether there is an attribute to edit */
gboolean
tandai_span_details_has_attributes (TandaiSpanDetails *self)
{
  return self->id != NULL && self->attribute_rows->len > 0;
}

/** tandai_span_details_focus_attributes: puts the focus on the first attribute */
void
tandai_span_details_focus_attributes (TandaiSpanDetails *self)
{
  if (tandai_span_details_has_attributes (self))
    tandai_detail_row_focus (g_ptr_array_index (self->attribute_rows, 0));
}

/** tandai_span_details_focus_note: puts the focus on the note */
void
tandai_span_details_focus_note (TandaiSpanDetails *self)
{
  tandai_detail_row_focus (self->note_row);
}
