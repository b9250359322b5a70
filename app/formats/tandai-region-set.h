/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tandai-draft.h"

G_BEGIN_DECLS

/**
 * TandaiRegionSet:
 *
 * The regions of an article on its way in, each of one piece and with a key of
 * its own, until it is known which of them are fragments of one span.
 */
typedef struct _TandaiRegionSet TandaiRegionSet;

TandaiRegionSet *tandai_region_set_new    (TandaiDraft *draft);
void             tandai_region_set_free   (TandaiRegionSet *self);
gboolean         tandai_region_set_add    (TandaiRegionSet *self, const char *key, const char *label,
                                           TandaiRange range);
gboolean         tandai_region_set_relate (TandaiRegionSet *self, const char *type, const char *from,
                                           const char *to);
GPtrArray       *tandai_region_set_finish (TandaiRegionSet *self);
const char      *tandai_region_set_find   (TandaiRegionSet *self, const char *key);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiRegionSet, tandai_region_set_free)

G_END_DECLS
