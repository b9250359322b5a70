/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "corpus/tandai-label-change.h"

G_BEGIN_DECLS

/**
 * TandaiSearchTagger:
 *
 * Tags places in the articles of a folder, off the main thread, as one step
 * that can be taken back, also by a later program. Signals: `changed`: what it
 * does, or what can be undone; `said` (utf8 message, gboolean undoable): after
 * something was done or could not be; `done`: after sidecars were written.
 */
#define TANDAI_TYPE_SEARCH_TAGGER (tandai_search_tagger_get_type ())
G_DECLARE_FINAL_TYPE (TandaiSearchTagger, tandai_search_tagger, TANDAI, SEARCH_TAGGER, GObject)

TandaiSearchTagger *tandai_search_tagger_new (GFile *folder);
void
tandai_search_tagger_tag (TandaiSearchTagger *self, const char *label, const char *title, GPtrArray *places);
void tandai_search_tagger_undo (TandaiSearchTagger *self);
void tandai_search_tagger_cancel (TandaiSearchTagger *self);
gboolean tandai_search_tagger_is_busy (TandaiSearchTagger *self);
double tandai_search_tagger_get_fraction (gpointer self);
const char *tandai_search_tagger_get_undo_title (TandaiSearchTagger *self);

G_END_DECLS
