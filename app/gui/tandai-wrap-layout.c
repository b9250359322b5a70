/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gui/tandai-wrap-layout.h"

/* More rows take the room from what they are for. */
#define MAX_ROWS 4

struct _TandaiWrapLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (TandaiWrapLayout, tandai_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

/* Where the next child goes. */
typedef struct
{
  int width;
  int x;
  int y;
  int row_height;
  int n_rows;
} Pen;

static GtkSizeRequestMode
get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
measure_child (GtkWidget *child, int *width, int *height)
{
  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, width, NULL, NULL);
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, *width, NULL, height, NULL, NULL);
}

/* Takes the place of a child, and a new row where the present one has no room. Returns: whether there is
 * room */
static gboolean
place (Pen *pen, GtkWidget *child, GtkAllocation *place)
{
  measure_child (child, &place->width, &place->height);
  if (pen->x > 0 && pen->x + place->width > pen->width)
    {
      if (++pen->n_rows == MAX_ROWS)
        return FALSE;
      pen->x = 0;
      pen->y += pen->row_height;
      pen->row_height = 0;
    }
  place->x = pen->x;
  place->y = pen->y;
  pen->x += place->width;
  pen->row_height = MAX (pen->row_height, place->height);
  return TRUE;
}

static int
height_for (GtkWidget *widget, int width)
{
  Pen pen = { .width = width < 0 ? G_MAXINT : width };
  GtkAllocation at;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && place (&pen, child, &at);
       child = gtk_widget_get_next_sibling (child))
    continue;
  return pen.y + pen.row_height;
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
  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *minimum = *natural = height_for (widget, for_size);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int width;
      int height;

      measure_child (child, &width, &height);
      *minimum = MAX (*minimum, width);
      *natural += width;
    }
}

static void
allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  gboolean has_room = TRUE;
  Pen pen = { .width = width };
  GtkAllocation at;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      has_room = has_room && place (&pen, child, &at);
      gtk_widget_set_child_visible (child, has_room);
      if (!has_room)
        continue;
      if (rtl)
        at.x = width - at.x - at.width;
      gtk_widget_size_allocate (child, &at, -1);
    }
}

static void
tandai_wrap_layout_class_init (TandaiWrapLayoutClass *klass)
{
  GtkLayoutManagerClass *manager_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  manager_class->get_request_mode = get_request_mode;
  manager_class->measure = measure;
  manager_class->allocate = allocate;
}

static void
tandai_wrap_layout_init (TandaiWrapLayout *self)
{
}
