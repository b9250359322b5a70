/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "formats/tandai-output.h"

G_BEGIN_DECLS

/**
 * TandaiLoss:
 * @TANDAI_LOSS_OVERLAP: a span nested in another or overlapping it
 * @TANDAI_LOSS_DISCONTINUOUS: a span of several fragments
 * @TANDAI_LOSS_RELATION: a relation
 * @TANDAI_LOSS_ATTRIBUTE: an attribute of a span, a relation or an article
 * @TANDAI_LOSS_NOTE: a person's note
 * @TANDAI_LOSS_CUT_TOKEN: a span that begins or ends inside a token
 * @TANDAI_LOSS_SPLIT_LINE: a span that crosses a line end
 * @TANDAI_LOSS_ORPHAN: a span whose words are no longer in the article
 * @TANDAI_LOSS_CONFLICT: what two people have not decided yet
 * @TANDAI_LOSS_MISMATCH: a span whose stated words are not the article's
 * @TANDAI_LOSS_METADATA: what a sidecar says of the article, or of a span's making
 * @TANDAI_LOSS_NAME: a name that had to be written differently
 * @TANDAI_LOSS_MERGED: a span that can't be told from its neighbour
 * @TANDAI_LOSS_TOO_LONG: a span longer than what the format's readers look at
 * @TANDAI_LOSS_NO_PLACE: a span of a kind that the format does not know, or that lacks what the format needs
 * @TANDAI_LOSS_CHARACTER: a character that the format can't hold
 * @TANDAI_LOSS_TRIMMED: a span that begins or ends with white space
 * @TANDAI_LOSS_SPLIT: an article that is like articles of two parts of a split
 * @TANDAI_LOSS_MEMBER: a member of somebody's record for which an article has no place
 * @TANDAI_LOSS_STATUS: how far an article is
 * @TANDAI_LOSS_LINE: a line that came from brat and is about something that is no longer there
 *
 * The kinds of things that a format may be unable to carry.
 */
typedef enum
{
  TANDAI_LOSS_OVERLAP,
  TANDAI_LOSS_DISCONTINUOUS,
  TANDAI_LOSS_RELATION,
  TANDAI_LOSS_ATTRIBUTE,
  TANDAI_LOSS_NOTE,
  TANDAI_LOSS_CUT_TOKEN,
  TANDAI_LOSS_SPLIT_LINE,
  TANDAI_LOSS_ORPHAN,
  TANDAI_LOSS_CONFLICT,
  TANDAI_LOSS_MISMATCH,
  TANDAI_LOSS_METADATA,
  TANDAI_LOSS_NAME,
  TANDAI_LOSS_MERGED,
  TANDAI_LOSS_TOO_LONG,
  TANDAI_LOSS_NO_PLACE,
  TANDAI_LOSS_CHARACTER,
  TANDAI_LOSS_TRIMMED,
  TANDAI_LOSS_SPLIT,
  TANDAI_LOSS_MEMBER,
  TANDAI_LOSS_STATUS,
  TANDAI_LOSS_LINE,
  TANDAI_N_LOSSES,
} TandaiLoss;

/**
 * TandaiReport:
 *
 * What an export left out or changed, item by item, and what was not exported.
 */
typedef struct _TandaiReport TandaiReport;

TandaiReport *tandai_report_new      (void);
TandaiReport *tandai_report_new_counting (void);
gboolean      tandai_report_has_items (const TandaiReport *self);
void          tandai_report_free     (TandaiReport *self);
void          tandai_report_add      (TandaiReport *self, TandaiLoss loss, gboolean dropped, const char *file,
                                      const char *id, const char *detail);
guint         tandai_report_count    (TandaiReport *self, TandaiLoss loss);
guint         tandai_report_dropped  (TandaiReport *self);
void          tandai_report_merge    (TandaiReport *self, TandaiReport *other);
void          tandai_report_count_in (TandaiReport *self, const TandaiReport *other);
char         *tandai_report_summary  (TandaiReport *self);
gboolean      tandai_report_save     (TandaiReport *self, TandaiOutput *output, GError **error);
char         *tandai_report_list     (TandaiReport *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiReport, tandai_report_free)

G_END_DECLS
