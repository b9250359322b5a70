/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The rank of names that no schema declares: they come after those that one does. */
#define TANDAI_NAMES_MET G_MAXUINT

/**
 * TandaiNames:
 *
 * Names, each once. In whatever order they are added, by whichever thread,
 * they are listed by rank, that is as a schema has them, then bytewise. Not
 * safe by itself from several threads.
 */
typedef struct _TandaiNames TandaiNames;

TandaiNames *tandai_names_new  (void);
void         tandai_names_free (TandaiNames *self);
void         tandai_names_add  (TandaiNames *self, const char *name, guint rank);
gboolean     tandai_names_has  (TandaiNames *self, const char *name);
guint        tandai_names_sort (TandaiNames *self);
const char  *tandai_names_get  (TandaiNames *self, guint position);
void         tandai_names_join (TandaiNames *self, GString *to, const char *separator);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiNames, tandai_names_free)

G_END_DECLS
