/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TandaiLoss:
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
  TANDAI_N_LOSSES,
} TandaiLoss;

/**
 * TandaiReport:
 *
 * What an export left out or changed, item by item, and what was not exported.
 */
typedef struct _TandaiReport TandaiReport;

TandaiReport *tandai_report_new      (void);
void          tandai_report_free     (TandaiReport *self);
void          tandai_report_add      (TandaiReport *self, TandaiLoss loss, gboolean dropped, const char *file,
                                      const char *id, const char *detail);
guint         tandai_report_count    (TandaiReport *self, TandaiLoss loss);
guint         tandai_report_dropped  (TandaiReport *self);
char         *tandai_report_summary  (TandaiReport *self);
char         *tandai_report_list     (TandaiReport *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiReport, tandai_report_free)

G_END_DECLS
