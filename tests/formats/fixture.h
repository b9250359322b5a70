/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-sidecar.h"
#include "formats/tandai-format.h"

G_BEGIN_DECLS

TandaiSidecar *fixture_sidecar  (const char *text);
void           fixture_add      (TandaiSidecar *sidecar, const char *id, const char *label, const char *ranges);
void           fixture_add_full (TandaiSidecar *sidecar, const TandaiSpanFields *fields);
void           fixture_relate   (TandaiSidecar *sidecar, const char *id, const char *from, const char *to);
GPtrArray     *fixture_write    (const TandaiFormat *format, const TandaiSidecar *sidecar,
                                 const TandaiExportOptions *options, TandaiReport *report);
char          *fixture_folder   (void);
void           fixture_remove   (const char *folder);
void           fixture_put      (const char *folder, const char *name, const char *content);
char          *fixture_get      (const char *folder, const char *name);

G_END_DECLS
