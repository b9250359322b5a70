/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gui/tandai-window-private.h"

/* Of the title, before buttons that the menu has too give way to it. */
#define TITLE_WIDTH 160

/* What is left of a width for the title when all else in the header bar has what it needs, and what it would
 * like. */
static void
measure_room (TandaiWindow *self, int width, int *least, int *most)
{
  int minimum[2];
  int natural[2];

  gtk_widget_measure (self->header, GTK_ORIENTATION_HORIZONTAL, -1, &minimum[0], &natural[0], NULL, NULL);
  gtk_widget_measure (GTK_WIDGET (self->title_clamp), GTK_ORIENTATION_HORIZONTAL, -1, &minimum[1],
                      &natural[1], NULL, NULL);
  *most = width - (minimum[0] - minimum[1]);
  *least = width - (natural[0] - natural[1]);
}

/* A header bar gives all room to its title first. Here the buttons have it before the rest of a long title.
 */
void
_tandai_window_share_header (TandaiWindow *self, int width)
{
  int least;
  int most;
  int share;

  measure_room (self, width, &least, &most);
  share = MAX (MAX (least, MIN (most, TITLE_WIDTH)), 0);
  adw_clamp_set_tightening_threshold (self->title_clamp, share);
  adw_clamp_set_maximum_size (self->title_clamp, share);
}
