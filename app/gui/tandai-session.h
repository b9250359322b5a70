/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-document.h"

G_BEGIN_DECLS

/*
 * What was done since the program was started, by all of its windows: spans
 * that were made and are still there, articles that were marked as done and
 * still are. For who wants to know; nothing reminds of it.
 */
void  tandai_session_take_step      (TandaiDocument *document, const TandaiStep *step, gboolean undone);
guint tandai_session_count_spans    (void);
guint tandai_session_count_articles (void);

G_END_DECLS
