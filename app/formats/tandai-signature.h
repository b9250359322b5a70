/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-text.h"

G_BEGIN_DECLS

/**
 * TANDAI_SIGNATURE_BANDS:
 *
 * A signature is compared band by band: texts that share no band are not alike.
 */
#define TANDAI_SIGNATURE_BANDS 32
#define TANDAI_SIGNATURE_ROWS  4
#define TANDAI_SIGNATURE_SIZE  (TANDAI_SIGNATURE_BANDS * TANDAI_SIGNATURE_ROWS)

/**
 * TandaiSignature:
 * @minima: the lower bits of the least value that each of many hash functions gives any shingle of the text
 *
 * A text's MinHash: the share of places in which two signatures agree estimates
 * how much of their shingles two texts share. Half of the bits are as good as
 * all (Li and König, "b-Bit Minwise Hashing", 2010), and take half the memory.
 */
typedef struct
{
  guint16 minima[TANDAI_SIGNATURE_SIZE];
} TandaiSignature;

void     tandai_signature_take     (TandaiSignature *self, const TandaiText *text);
gboolean tandai_signature_is_empty (const TandaiSignature *self);
guint64  tandai_signature_band     (const TandaiSignature *self, guint band);
gboolean tandai_signature_alike    (const TandaiSignature *a, const TandaiSignature *b);

G_END_DECLS
