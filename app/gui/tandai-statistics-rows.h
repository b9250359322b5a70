/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "corpus/tandai-tally.h"

G_BEGIN_DECLS

void tandai_statistics_rows_show (GtkListBox *list, const TandaiTally *tally);

G_END_DECLS
