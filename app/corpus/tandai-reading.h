/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-sidecar.h"
#include "corpus/tandai-folder.h"

G_BEGIN_DECLS

/**
 * TandaiReading:
 * @text: (nullable): the article's text as it is now; %NULL where it is gone or can't be read
 * @sidecars: (element-type TandaiSidecar): those that can be read, in the order of the annotators' names
 * @failures: (element-type utf8): why the article or a sidecar can't be, a message each
 *
 * An article with all its sidecars, to be looked through and not to be changed.
 */
typedef struct
{
  TandaiText *text;
  GPtrArray *sidecars;
  GPtrArray *failures;
} TandaiReading;

TandaiReading *tandai_reading_new   (const TandaiFolderItem *item, const char *annotator, GCancellable *cancellable);
void           tandai_reading_free  (TandaiReading *self);
gboolean       tandai_reading_fits  (const TandaiReading *self, const TandaiSidecar *sidecar);
TandaiStatus   tandai_reading_status (const TandaiReading *self);
char          *tandai_reading_dup_title (const TandaiReading *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiReading, tandai_reading_free)

G_END_DECLS
