/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "corpus/tandai-search-private.h"

#define CONTEXT 40

/**
 * tandai_search_query_new:
 * @words: what is looked for
 *
 * Returns: (transfer full): a query for nothing else, whose members may be set
 */
TandaiSearchQuery *
tandai_search_query_new (const char *words)
{
  TandaiSearchQuery *self = g_new0 (TandaiSearchQuery, 1);

  self->words = g_strdup (words);
  self->context = CONTEXT;
  return self;
}

/** tandai_search_query_copy: Returns: (transfer full): a copy */
TandaiSearchQuery *
tandai_search_query_copy (const TandaiSearchQuery *self)
{
  TandaiSearchQuery *copy = g_memdup2 (self, sizeof *self);

  copy->words = g_strdup (self->words);
  copy->label = g_strdup (self->label);
  copy->attributes = g_strdupv (self->attributes);
  copy->source = g_strdup (self->source);
  copy->annotator = g_strdup (self->annotator);
  copy->status = g_strdup (self->status);
  return copy;
}

/** tandai_search_query_free: frees a query */
void
tandai_search_query_free (TandaiSearchQuery *self)
{
  g_free (self->words);
  g_free (self->label);
  g_strfreev (self->attributes);
  g_free (self->source);
  g_free (self->annotator);
  g_free (self->status);
  g_free (self);
}

/**
 * tandai_search_query_check:
 * @self: a query
 * @error: return location for a %TANDAI_ERROR_PATTERN
 *
 * Returns: whether its words can be looked for
 */
gboolean
tandai_search_query_check (const TandaiSearchQuery *self, GError **error)
{
  g_autoptr (TandaiText) nothing = tandai_text_new ("");
  g_autoptr (GArray) found = tandai_find (nothing, self->words, self->flags, NULL, NULL, error);

  return found != NULL;
}

/** _tandai_search_query_wants_spans: Returns: whether matches count in spans alone */
gboolean
_tandai_search_query_wants_spans (const TandaiSearchQuery *self)
{
  return *self->words == '\0' || self->label != NULL || self->source != NULL
         || (self->attributes != NULL && self->attributes[0] != NULL);
}
