/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-alignment.h"

G_BEGIN_DECLS

/**
 * TandaiCarry:
 * @TANDAI_CARRY_EXACT: the same words, one after the other, stand there
 * @TANDAI_CARRY_DOUBTFUL: the same words stand there, but may be others than were meant
 * @TANDAI_CARRY_CHANGED: something was changed inside, or at an edge
 * @TANDAI_CARRY_LOST: nothing of it is left
 *
 * What became of a stretch of an old text in a new one.
 */
typedef enum
{
  TANDAI_CARRY_EXACT,
  TANDAI_CARRY_DOUBTFUL,
  TANDAI_CARRY_CHANGED,
  TANDAI_CARRY_LOST,
} TandaiCarry;

TandaiCarry tandai_carry (const TandaiAlignment *alignment, const TandaiText *old_text, const TandaiText *new_text,
                          TandaiRange range, TandaiRange *carried);

G_END_DECLS
