/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-sidecar.h"

G_BEGIN_DECLS

/**
 * TandaiUnit:
 * @TANDAI_UNIT_CODE_POINTS: Unicode code points
 * @TANDAI_UNIT_UTF16: UTF-16 code units, as Java and JavaScript count
 * @TANDAI_UNIT_BYTES: bytes of UTF-8
 *
 * What a format's offsets count.
 */
typedef enum
{
  TANDAI_UNIT_CODE_POINTS,
  TANDAI_UNIT_UTF16,
  TANDAI_UNIT_BYTES,
} TandaiUnit;

/**
 * TandaiDraft:
 *
 * An article on its way in: its text as it will lie on the disk, and the
 * annotations found so far. Offsets are given as the foreign format counts
 * them, over the foreign text, and carried over to the article's: a byte order
 * mark and CR before LF, which a sidecar's text does not have, are counted.
 */
typedef struct _TandaiDraft TandaiDraft;

TandaiDraft *tandai_draft_new         (const char *name, GBytes *bytes, const char *encoding, GError **error);
TandaiDraft *tandai_draft_new_text    (const char *name, const char *text, GError **error);
TandaiDraft *tandai_draft_new_sidecar (const char *name, TandaiSidecar *sidecar, gboolean *exact);
void         tandai_draft_free        (TandaiDraft *self);

const char    *tandai_draft_get_name    (TandaiDraft *self);
GBytes        *tandai_draft_get_bytes   (TandaiDraft *self);
TandaiSidecar *tandai_draft_get_sidecar (TandaiDraft *self);

gboolean    tandai_draft_map          (TandaiDraft *self, TandaiUnit unit, gint64 start, gint64 end,
                                       TandaiRange *range, GError **error);
void        tandai_draft_set_exact    (TandaiDraft *self, gboolean is_exact);
const char *tandai_draft_add_span     (TandaiDraft *self, const char *id, const char *label, GArray *ranges,
                                       GError **error);
const char *tandai_draft_add_range    (TandaiDraft *self, const char *id, const char *label, TandaiUnit unit,
                                       gint64 start, gint64 end, GError **error);
gboolean    tandai_draft_has_span     (TandaiDraft *self, const char *id);
gboolean    tandai_draft_set_attribute (TandaiDraft *self, const char *id, const char *name, const char *value);
void        tandai_draft_set_article_attribute (TandaiDraft *self, const char *name, const char *value);
gboolean    tandai_draft_set_note     (TandaiDraft *self, const char *id, const char *note);
gboolean    tandai_draft_set_extra    (TandaiDraft *self, const char *id, const char *extra);
const char *tandai_draft_add_relation (TandaiDraft *self, const char *id, const char *type, const char *from,
                                       const char *to, const char *note, GError **error);
gboolean    tandai_draft_set_relation_attribute (TandaiDraft *self, const char *id, const char *name,
                                                 const char *value);
GList      *tandai_draft_get_renamed  (TandaiDraft *self);
void        tandai_draft_finish       (TandaiDraft *self, const char *format);
char       *tandai_draft_clean_name   (const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiDraft, tandai_draft_free)

G_END_DECLS
