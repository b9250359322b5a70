/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TandaiPlace:
 * @caret: where the caret was, in code points
 * @top: what stood at the top, in code points
 *
 * A place in an article.
 */
typedef struct
{
  guint caret;
  guint top;
} TandaiPlace;

typedef struct _TandaiPlaces TandaiPlaces;

/*
 * Where a person was in the articles of a folder: a small file in the user's
 * state folder, which keeps the latest ones and can be deleted at any time.
 */
TandaiPlaces *tandai_places_load (GFile *folder);
void tandai_places_free (TandaiPlaces *self);
gboolean tandai_places_is_for (TandaiPlaces *self, GFile *folder);
gboolean tandai_places_get (TandaiPlaces *self, GFile *article, TandaiPlace *place);
void tandai_places_put (TandaiPlaces *self, GFile *article, const TandaiPlace *place);
gboolean tandai_places_save (TandaiPlaces *self, GError **error);
void tandai_places_save_in_background (TandaiPlaces *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiPlaces, tandai_places_free)

G_END_DECLS
