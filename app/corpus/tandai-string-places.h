/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-sidecar.h"
#include "corpus/tandai-token-strings.h"

G_BEGIN_DECLS

/**
 * TandaiStringPlace:
 * @range: where a string stands, in code points
 * @string: which
 * @span: (nullable): the span that has another label there; %NULL where it has none
 *
 * A place where a string is not labelled as it is wanted to be.
 */
typedef struct
{
  TandaiRange range;
  guint string;
  TandaiSpan *span;
} TandaiStringPlace;

GArray  *tandai_string_places_find (const TandaiTokenStrings *strings, const char *const *labels,
                                    const TandaiSidecar *sidecar);
gboolean tandai_sidecar_is_annotated (const TandaiSidecar *sidecar);

G_END_DECLS
