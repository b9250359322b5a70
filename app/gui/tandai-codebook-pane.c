/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "gui/tandai-codebook-pane.h"
#include "gui/tandai-keys.h"
#include "gui/tandai-swatch.h"

struct _TandaiCodebookPane
{
  AdwBin parent_instance;

  GtkBox *labels;
  GtkWidget *edit_button;
  GtkWidget *save_button;
  GtkWidget *close_button;
};

enum
{
  SAVE,
  EDIT,
  CLOSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TandaiCodebookPane, tandai_codebook_pane, ADW_TYPE_BIN)

static GtkWidget *
text_new (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), FALSE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
head_new (TandaiSchema *schema, const TandaiLabelDef *def)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *swatch = tandai_swatch_new ();
  GtkWidget *title = text_new (def->title, "heading");
  GtkWidget *key = gtk_label_new (tandai_keys_get_label_key (tandai_keys_get_default (), def));

  tandai_swatch_set_label (TANDAI_SWATCH (swatch), schema, def->name);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (key, "dim-label");
  gtk_box_append (GTK_BOX (box), swatch);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), key);
  return box;
}

static char *
dup_examples (const TandaiLabelDef *def)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; def->examples != NULL && def->examples[i] != NULL; i++)
    /* Translators: an example of a label’s words. */
    g_string_append_printf (text, _ ("%s“%s”"), i > 0 ? " · " : "", def->examples[i]);
  return g_string_free (text, FALSE);
}

static char *
dup_attribute (const TandaiAttributeDef *def)
{
  g_autofree char *values = def->values != NULL ? g_strjoinv (", ", def->values) : NULL;

  const char *title = def->title != NULL ? def->title : def->name;
  GString *text = g_string_new (title);

  if (values != NULL && *values != '\0')
    g_string_append_printf (text, ": %s", values);
  if (def->description != NULL)
    g_string_append_printf (text, "\n%s", def->description);
  return g_string_free (text, FALSE);
}

static GtkWidget *
label_new (TandaiSchema *schema, const TandaiLabelDef *def)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  g_autofree char *examples = dup_examples (def);

  gtk_box_append (GTK_BOX (box), head_new (schema, def));
  if (def->description != NULL)
    gtk_box_append (GTK_BOX (box), text_new (def->description, NULL));
  if (*examples != '\0')
    gtk_box_append (GTK_BOX (box), text_new (examples, "dim-label"));
  for (guint i = 0; i < def->attributes->len; i++)
    {
      g_autofree char *attribute = dup_attribute (def->attributes->pdata[i]);

      gtk_box_append (GTK_BOX (box), text_new (attribute, "caption"));
    }
  return box;
}

/** tandai_codebook_pane_set_schema: shows the labels of a schema */
void
tandai_codebook_pane_set_schema (TandaiCodebookPane *self, TandaiSchema *schema)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->labels))) != NULL)
    gtk_box_remove (self->labels, child);
  for (guint i = 0; i < tandai_schema_get_n_labels (schema); i++)
    gtk_box_append (self->labels, label_new (schema, tandai_schema_get_label (schema, i)));
}

static void
clicked_cb (GtkWidget *button, TandaiCodebookPane *self)
{
  if (button == self->save_button)
    g_signal_emit (self, signals[SAVE], 0);
  else if (button == self->edit_button)
    g_signal_emit (self, signals[EDIT], 0);
  else
    g_signal_emit (self, signals[CLOSED], 0);
}

static void
tandai_codebook_pane_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), TANDAI_TYPE_CODEBOOK_PANE);
  G_OBJECT_CLASS (tandai_codebook_pane_parent_class)->dispose (object);
}

static guint
signal_new (const char *name)
{
  return g_signal_new (name, TANDAI_TYPE_CODEBOOK_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                       0);
}

static void
tandai_codebook_pane_class_init (TandaiCodebookPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tandai_codebook_pane_dispose;
  signals[SAVE] = signal_new ("save");
  signals[EDIT] = signal_new ("edit");
  signals[CLOSED] = signal_new ("closed");
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tandai/Tandai/tandai-codebook-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, TandaiCodebookPane, labels);
  gtk_widget_class_bind_template_child (widget_class, TandaiCodebookPane, edit_button);
  gtk_widget_class_bind_template_child (widget_class, TandaiCodebookPane, save_button);
  gtk_widget_class_bind_template_child (widget_class, TandaiCodebookPane, close_button);
}

static void
tandai_codebook_pane_init (TandaiCodebookPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self->save_button, "clicked", G_CALLBACK (clicked_cb), self);
  g_signal_connect (self->edit_button, "clicked", G_CALLBACK (clicked_cb), self);
  g_signal_connect (self->close_button, "clicked", G_CALLBACK (clicked_cb), self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->edit_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Change the labels"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->save_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Save as a page to be printed"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->close_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Close the codebook"), -1);
}
