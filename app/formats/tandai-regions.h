/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tandai-format.h"

G_BEGIN_DECLS

/* The relation that joins the regions of one discontinuous span, from the first to each of the others. */
#define TANDAI_REGION_FRAGMENT "fragment"

/**
 * TandaiRegion:
 * @span: the span that it is of
 * @range: the fragment of it
 * @number: which fragment, from 0
 * @first: the position of the span's first region
 *
 * What a format of plain regions has for one fragment of a span.
 */
typedef struct
{
  TandaiSpan *span;
  TandaiRange range;
  guint number;
  guint first;
} TandaiRegion;

/**
 * TandaiRegionLink:
 * @from: the position of a region
 * @to: the position of another
 * @type: the relation's name
 *
 * A relation between two regions.
 */
typedef struct
{
  guint from;
  guint to;
  const char *type;
} TandaiRegionLink;

GArray *tandai_regions_new   (const TandaiExportArticle *article, TandaiReport *report);
GArray *tandai_regions_links (GArray *regions, const TandaiExportArticle *article, TandaiReport *report);

G_END_DECLS
