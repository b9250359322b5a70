/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tandai-uima-cas.h"

G_BEGIN_DECLS

/**
 * TandaiUimaRole:
 * @TANDAI_UIMA_ROLE_SPAN: a span
 * @TANDAI_UIMA_ROLE_RELATION: a relation between two
 * @TANDAI_UIMA_ROLE_DOCUMENT: what is known of the text as a whole
 * @TANDAI_UIMA_ROLE_PART: a part of another one
 * @TANDAI_UIMA_ROLE_LANGUAGE: a token, sentence or the like
 * @TANDAI_UIMA_ROLE_OTHER: something else
 *
 * What a feature structure is for us.
 */
typedef enum
{
  TANDAI_UIMA_ROLE_SPAN,
  TANDAI_UIMA_ROLE_RELATION,
  TANDAI_UIMA_ROLE_DOCUMENT,
  TANDAI_UIMA_ROLE_PART,
  TANDAI_UIMA_ROLE_LANGUAGE,
  TANDAI_UIMA_ROLE_OTHER,
} TandaiUimaRole;

TandaiUimaRole tandai_uima_role  (const TandaiUimaCas *cas, const TandaiUimaStructure *structure);
gboolean       tandai_uima_ends  (const TandaiUimaCas *cas, const TandaiUimaStructure *structure, guint *from,
                                  guint *to);
gboolean       tandai_uima_is_end (const char *feature);
const char    *tandai_uima_label (const TandaiUimaCas *cas, const TandaiUimaStructure *structure,
                                  const char **feature);
gboolean       tandai_uima_is_ours (const TandaiUimaStructure *structure);
const char    *tandai_uima_short_type (const char *type);

G_END_DECLS
