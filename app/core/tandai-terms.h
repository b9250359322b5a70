/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-find.h"

G_BEGIN_DECLS

/**
 * TandaiTerms:
 *
 * Takes texts apart into terms, by which an index tells which texts a search
 * may find something in. A term is a run of letters and digits as tandai_find()
 * folds them, without accents; in scripts that set no spaces each character is
 * one. Texts that hold a match hold the query's terms: an index never misses
 * one, and the search itself says what is a match. An index keeps a number for
 * a term, which others may share. Of one thread at a time.
 */
typedef struct _TandaiTerms TandaiTerms;

/* Terms that are longer, in bytes, are left out. */
#define TANDAI_TERM_MAX_BYTES 255

TandaiTerms *tandai_terms_new    (void);
void         tandai_terms_free   (TandaiTerms *self);
gboolean     tandai_terms_take   (TandaiTerms *self, const TandaiText *text, GArray *numbers, GString *fresh);
guint32      tandai_terms_number (const char *term);

/**
 * TandaiTerm:
 * @chars: the term
 * @open_start: whether it may be the end of a longer one
 * @open_end: whether it may be the beginning of a longer one
 *
 * What a text must hold to hold a match.
 */
typedef struct
{
  char *chars;
  gboolean open_start;
  gboolean open_end;
} TandaiTerm;

GPtrArray *tandai_terms_of_query (const char *query, TandaiFindFlags flags);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiTerms, tandai_terms_free)

G_END_DECLS
