/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "gui/tandai-mark.h"

#define RADIUS 4.0
/* How far the outline stands off the words. */
#define ROOM 2.5

/** tandai_mark_new: Returns: (transfer full): a mark */
TandaiMark *
tandai_mark_new (TandaiMarkKind kind, const TandaiRange *ranges, guint n_ranges, const char *label)
{
  TandaiMark *self = g_new0 (TandaiMark, 1);

  self->kind = kind;
  self->ranges = g_array_new (FALSE, FALSE, sizeof (TandaiRange));
  g_array_append_vals (self->ranges, ranges, n_ranges);
  self->label = g_strdup (label);
  return self;
}

/** tandai_mark_free: frees a mark */
void
tandai_mark_free (TandaiMark *self)
{
  g_array_unref (self->ranges);
  g_free (self->label);
  g_free (self);
}

/* Round where the piece is closed, open where it goes on in another line. */
static void
trace_outline (
    cairo_t *cr, double left, double top, double right, double bottom, const TandaiSpanPiece *piece)
{
  double r = RADIUS;

  if (piece->left)
    {
      cairo_move_to (cr, left + r, bottom);
      cairo_arc (cr, left + r, bottom - r, r, G_PI / 2, G_PI);
      cairo_arc (cr, left + r, top + r, r, G_PI, 3 * G_PI / 2);
    }
  else
    cairo_move_to (cr, left, top);
  cairo_line_to (cr, piece->right ? right - r : right, top);
  if (piece->right)
    {
      cairo_arc (cr, right - r, top + r, r, 3 * G_PI / 2, 2 * G_PI);
      cairo_arc (cr, right - r, bottom - r, r, 0, G_PI / 2);
    }
  else
    cairo_move_to (cr, right, bottom);
  cairo_line_to (cr, piece->left ? left + r : left, bottom);
}

/**
 * tandai_mark_draw:
 * @snapshot: where to draw
 * @kind: what it says
 * @color: its colour
 * @piece: where
 *
 * Draws one piece of a mark: dotted what a key would make, a thin line what is suggested, and
 * thin dashes what is only after other articles: paler alone could not be seen by all.
 */
void
tandai_mark_draw (GtkSnapshot *snapshot,
                  TandaiMarkKind kind,
                  const GdkRGBA *color,
                  const TandaiSpanPiece *piece)
{
  gboolean dotted = kind == TANDAI_MARK_CANDIDATE || kind == TANDAI_MARK_PREVIEW;
  const double dots[] = { 0.01, 3.5 };
  const double dashes[] = { 4, 2 };
  double left = round (piece->x - ROOM) + 0.5;
  double right = round (piece->x + piece->width + ROOM) - 0.5;
  double top = round (piece->cap - ROOM - 1) + 0.5;
  double bottom = round (piece->bottom) - 0.5;
  GdkRGBA line = *color;
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT ((float) left - 2, (float) top - 2,
                                                                          (float) (right - left) + 4,
                                                                          (float) (bottom - top) + 4));

  if (kind == TANDAI_MARK_FAINT)
    {
      line = tandai_faint_color (color, tandai_page_now ());
      cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
    }
  gdk_cairo_set_source_rgba (cr, &line);
  cairo_set_line_width (cr, dotted ? 2.0 : 1.0);
  if (dotted)
    {
      cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
      cairo_set_dash (cr, dots, G_N_ELEMENTS (dots), 0);
    }
  trace_outline (cr, left, top, right, bottom, piece);
  cairo_stroke (cr);
  cairo_destroy (cr);
}
