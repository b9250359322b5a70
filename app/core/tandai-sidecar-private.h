/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-json.h"
#include "core/tandai-sidecar.h"

G_BEGIN_DECLS

/* Single spans and relations in the sidecar's JSON, for what else keeps them: the history. */
void            _tandai_sidecar_append_span     (GString *to, TandaiSpan *span, const TandaiText *text);
void            _tandai_sidecar_append_relation (GString *to, TandaiRelation *relation);
TandaiSpan     *_tandai_sidecar_read_span       (TandaiJson *json, guint object, TandaiText *text, GError **error);
TandaiRelation *_tandai_sidecar_read_relation   (TandaiJson *json, guint object, GError **error);

G_END_DECLS
