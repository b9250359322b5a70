/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "gui/tandai-label-style.h"
#include "gui/tandai-span-draw.h"
#include "gui/tandai-span-nest.h"
#include "gui/tandai-swatch.h"

#define WIDTH  22
#define HEIGHT 16

/* As between the lines of a page that is not zoomed. */
#define ROOM 15

struct _TandaiSwatch
{
  GtkWidget parent_instance;

  TandaiSchema *schema;
  char *label;
};

G_DEFINE_FINAL_TYPE (TandaiSwatch, tandai_swatch, GTK_TYPE_WIDGET)

static void
tandai_swatch_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH : HEIGHT;
}

/* The same drawing as in the article, of a span that is nothing but its shape. */
static void
tandai_swatch_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  TandaiSwatch *self = TANDAI_SWATCH (widget);
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (TandaiSpanPiece));
  double middle = gtk_widget_get_height (widget) / 2.0;
  TandaiSpanPiece piece = { .x = 4,
                            .width = WIDTH - 8,
                            .top = middle - 5,
                            .cap = middle - 5,
                            .bottom = middle + 5,
                            .left = TRUE,
                            .right = TRUE };
  TandaiSpanItem item = { .pieces = pieces };
  g_autoptr (GPtrArray) items = g_ptr_array_new ();

  if (self->schema == NULL)
    return;
  item.style = tandai_label_style (self->schema, self->label, tandai_page_now ());
  if (item.style.shape == TANDAI_LABEL_SHAPE_DASHES)
    piece.bottom = middle - 3;
  g_array_append_val (pieces, piece);
  g_ptr_array_add (items, &item);
  tandai_span_nest (items, ROOM);
  tandai_span_draw_shape (snapshot, &item);
}

static void
tandai_swatch_finalize (GObject *object)
{
  TandaiSwatch *self = TANDAI_SWATCH (object);

  g_clear_pointer (&self->schema, tandai_schema_unref);
  g_free (self->label);
  G_OBJECT_CLASS (tandai_swatch_parent_class)->finalize (object);
}

static void
tandai_swatch_class_init (TandaiSwatchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = tandai_swatch_finalize;
  widget_class->measure = tandai_swatch_measure;
  widget_class->snapshot = tandai_swatch_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
tandai_swatch_init (TandaiSwatch *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  tandai_page_watch (GTK_WIDGET (self));
}

/** tandai_swatch_new: Returns: a mark that shows nothing yet */
GtkWidget *
tandai_swatch_new (void)
{
  return g_object_new (TANDAI_TYPE_SWATCH, NULL);
}

/** tandai_swatch_set_label: says which label's mark it is */
void
tandai_swatch_set_label (TandaiSwatch *self, TandaiSchema *schema, const char *label)
{
  g_clear_pointer (&self->schema, tandai_schema_unref);
  self->schema = tandai_schema_ref (schema);
  g_free (self->label);
  self->label = g_strdup (label);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
