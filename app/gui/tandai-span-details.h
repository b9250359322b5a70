/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/tandai-document.h"

G_BEGIN_DECLS

/**
 * TandaiSpanDetails:
 *
 * One span: its label, words, attributes, note, links, place and origin, each
 * to be changed there. Signal `refused` (reason): a change could not be.
 */
#define TANDAI_TYPE_SPAN_DETAILS (tandai_span_details_get_type ())
G_DECLARE_FINAL_TYPE (TandaiSpanDetails, tandai_span_details, TANDAI, SPAN_DETAILS, AdwBin)

void     tandai_span_details_show             (TandaiSpanDetails *self, TandaiDocument *document, TandaiSpan *span);
void     tandai_span_details_commit           (TandaiSpanDetails *self);
void     tandai_span_details_revert           (TandaiSpanDetails *self);
gboolean tandai_span_details_has_attributes   (TandaiSpanDetails *self);
void     tandai_span_details_focus_attributes (TandaiSpanDetails *self);
void     tandai_span_details_focus_note       (TandaiSpanDetails *self);

G_END_DECLS
