/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-range.h"
#include "core/tandai-text.h"
#include "suggest/tandai-word-lists.h"

G_BEGIN_DECLS

/*
 * The units of language that a selection grows and shrinks by: word, name,
 * clause, quoted stretch, sentence, paragraph; and the stops that its ends move
 * by. All look at a window round the place only.
 */
TandaiRange tandai_units_expand     (TandaiText *text, TandaiWordLists *lists, TandaiRange range);
TandaiRange tandai_units_shrink     (TandaiText *text, TandaiWordLists *lists, TandaiRange range);
guint       tandai_units_move_start (TandaiText *text, TandaiWordLists *lists, TandaiRange range, int by);
guint       tandai_units_move_end   (TandaiText *text, TandaiWordLists *lists, TandaiRange range, int by);
GArray     *tandai_units_start_stops (TandaiText *text, TandaiWordLists *lists, guint start, guint end);
GArray     *tandai_units_end_stops  (TandaiText *text, TandaiWordLists *lists, guint start, guint end);

G_END_DECLS
