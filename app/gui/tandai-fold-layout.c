/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gui/tandai-fold-layout.h"

struct _TandaiFoldLayout
{
  GtkLayoutManager parent_instance;

  int spacing;
  int second_width;
};

G_DEFINE_FINAL_TYPE (TandaiFoldLayout, tandai_fold_layout, GTK_TYPE_LAYOUT_MANAGER)

enum
{
  PROP_0,
  PROP_SPACING,
  PROP_SECOND_WIDTH,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static GtkSizeRequestMode
get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static GtkWidget *
second_of (GtkWidget *widget)
{
  return gtk_widget_get_next_sibling (gtk_widget_get_first_child (widget));
}

/* The widths that each child needs and would like; the second may be told what to like. */
static void
measure_widths (TandaiFoldLayout *self, GtkWidget *widget, int minimum[2], int natural[2])
{
  gtk_widget_measure (gtk_widget_get_first_child (widget), GTK_ORIENTATION_HORIZONTAL, -1, &minimum[0],
                      &natural[0], NULL, NULL);
  gtk_widget_measure (second_of (widget), GTK_ORIENTATION_HORIZONTAL, -1, &minimum[1], &natural[1], NULL,
                      NULL);
  if (self->second_width > 0)
    natural[1] = MAX (minimum[1], self->second_width);
}

/* The second keeps the width it would like; the first shrinks before the two part. */
static gboolean
is_folded (TandaiFoldLayout *self, GtkWidget *widget, int width)
{
  int minimum[2];
  int natural[2];

  measure_widths (self, widget, minimum, natural);
  return width >= 0 && width < minimum[0] + self->spacing + natural[1];
}

/* The width that each child gets. */
static void
share_width (TandaiFoldLayout *self, GtkWidget *widget, int width, int widths[2])
{
  int minimum[2];
  int natural[2];

  widths[0] = widths[1] = width;
  if (width < 0 || is_folded (self, widget, width))
    return;
  measure_widths (self, widget, minimum, natural);
  widths[1] = natural[1];
  widths[0] = width - self->spacing - widths[1];
}

/* Of a child that is as wide as it gets: what is in it may be wrapped. */
static int
measure_height (GtkWidget *child, int width)
{
  int height;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, &height, NULL, NULL, NULL);
  return height;
}

static void
measure_heights (TandaiFoldLayout *self, GtkWidget *widget, int width, int *minimum, int *natural)
{
  int widths[2];
  int heights[2];

  share_width (self, widget, width, widths);
  heights[0] = measure_height (gtk_widget_get_first_child (widget), widths[0]);
  heights[1] = measure_height (second_of (widget), widths[1]);
  *minimum = *natural = is_folded (self, widget, width) ? heights[0] + self->spacing + heights[1]
                                                        : MAX (heights[0], heights[1]);
}

static void
measure (GtkLayoutManager *manager,
         GtkWidget *widget,
         GtkOrientation orientation,
         int for_size,
         int *minimum,
         int *natural,
         int *minimum_baseline,
         int *natural_baseline)
{
  TandaiFoldLayout *self = TANDAI_FOLD_LAYOUT (manager);
  int least[2];
  int liked[2];

  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      measure_heights (self, widget, for_size, minimum, natural);
      return;
    }
  measure_widths (self, widget, least, liked);
  *minimum = MAX (least[0], least[1]);
  *natural = liked[0] + self->spacing + liked[1];
}

static void
allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  TandaiFoldLayout *self = TANDAI_FOLD_LAYOUT (manager);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GtkAllocation first = { 0, 0, width, height };
  GtkAllocation second = { 0, 0, width, height };
  int widths[2];

  share_width (self, widget, width, widths);
  first.width = widths[0];
  second.width = widths[1];
  if (is_folded (self, widget, width))
    {
      first.height = measure_height (gtk_widget_get_first_child (widget), width);
      second.y = first.height + self->spacing;
      second.height = MAX (height - second.y, 0);
    }
  else
    {
      first.x = rtl ? second.width + self->spacing : 0;
      second.x = rtl ? 0 : first.width + self->spacing;
    }
  gtk_widget_size_allocate (gtk_widget_get_first_child (widget), &first, -1);
  gtk_widget_size_allocate (second_of (widget), &second, -1);
}

static int *
find_property (TandaiFoldLayout *self, guint id)
{
  switch (id)
    {
    case PROP_SPACING:
      return &self->spacing;
    case PROP_SECOND_WIDTH:
      return &self->second_width;
    default:
      return NULL;
    }
}

static void
tandai_fold_layout_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  const int *property = find_property (TANDAI_FOLD_LAYOUT (object), id);

  if (property != NULL)
    g_value_set_int (value, *property);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
tandai_fold_layout_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  int *property = find_property (TANDAI_FOLD_LAYOUT (object), id);

  if (property == NULL)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  *property = g_value_get_int (value);
  gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (object));
}

static void
tandai_fold_layout_class_init (TandaiFoldLayoutClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkLayoutManagerClass *manager_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  object_class->get_property = tandai_fold_layout_get_property;
  object_class->set_property = tandai_fold_layout_set_property;
  manager_class->get_request_mode = get_request_mode;
  manager_class->measure = measure;
  manager_class->allocate = allocate;
  properties[PROP_SPACING] =
      g_param_spec_int ("spacing", NULL, NULL, 0, G_MAXINT, 0, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SECOND_WIDTH] = g_param_spec_int ("second-width", NULL, NULL, 0, G_MAXINT, 0,
                                                    G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
tandai_fold_layout_init (TandaiFoldLayout *self)
{
}
