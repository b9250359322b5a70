/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-annotation-set.h"
#include "suggest/tandai-candidate.h"

/* Spans are written as the label and the words, "actor:Budi Santoso": the first that is not taken yet. */
TandaiSpan *fixture_span        (TandaiText *text, const char *written, GPtrArray *spans);
GPtrArray  *fixture_spans       (TandaiText *text, const char *const *written);
char       *fixture_words       (TandaiText *text, const TandaiCandidate *candidate);
gboolean    fixture_finds       (const char *text, const char *words, const char *form);
TandaiRange fixture_range       (TandaiText *text, const char *words);
