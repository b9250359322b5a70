/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whoever comes back to an article is where the reading was left. */

#include "config.h"

#include "gui/tandai-window-private.h"

/* Whoever leafs through many articles writes once. */
#define CALM_SECONDS 3

static gboolean
save_cb (gpointer user_data)
{
  TandaiWindow *self = user_data;

  self->places_source = 0;
  tandai_places_save_in_background (self->places);
  return G_SOURCE_REMOVE;
}

/* Remembers the place in the article that is being left. */
void
_tandai_window_keep_place (TandaiWindow *self)
{
  TandaiPlace place;
  TandaiRange visible;

  if (self->places == NULL)
    return;
  tandai_article_view_get_visible_range (self->view, &visible);
  place.caret = tandai_article_view_get_caret (self->view);
  place.top = visible.start;
  tandai_places_put (self->places, tandai_document_get_file (self->document), &place);
  if (self->places_source == 0)
    self->places_source = g_timeout_add_seconds (CALM_SECONDS, save_cb, self);
}

/* Lets go of what is remembered, once it is on disk. */
void
_tandai_window_forget_places (TandaiWindow *self)
{
  g_clear_handle_id (&self->places_source, g_source_remove);
  if (self->places != NULL)
    tandai_places_save (self->places, NULL);
  g_clear_pointer (&self->places, tandai_places_free);
}

/* Goes to the place in the article that was opened. */
void
_tandai_window_find_place (TandaiWindow *self)
{
  GFile *article = tandai_document_get_file (self->document);
  g_autoptr (GFile) parent = g_file_get_parent (article);
  GFile *folder = self->folder != NULL ? self->folder : parent;
  TandaiPlace place;

  if (folder == NULL)
    return;
  if (self->places == NULL || !tandai_places_is_for (self->places, folder))
    {
      _tandai_window_forget_places (self);
      self->places = tandai_places_load (folder);
    }
  if (tandai_places_get (self->places, article, &place))
    tandai_article_view_show_place (self->view, place.caret, place.top);
}
