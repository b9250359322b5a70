/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tandai-import-records.h"

G_BEGIN_DECLS

gboolean tandai_record_spans_is_member (const TandaiJson *json, guint member);
void tandai_record_spans_take (const TandaiImportRecord *record, TandaiDraft *draft);

G_END_DECLS
