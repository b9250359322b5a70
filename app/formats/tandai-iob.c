/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From tags to spans. What a tag means depends on the scheme, which the tags themselves tell. */

#include "config.h"

#include <string.h>

#include "formats/tandai-iob.h"

/* A token with its tag's prefix, 0 where it has none; outside of spans the label is NULL. */
typedef struct
{
  TandaiRange range;
  const char *label;
  char prefix;
  gboolean after_break;
} Token;

/* @has_ends: a prefix of BIOES or BILOU was met; @has_starts: an I at which a span must begin, as in the
 * older IOB. */
struct _TandaiIob
{
  GArray *tokens;
  GStringChunk *labels;
  gboolean breaks;
  gboolean has_ends;
  gboolean has_starts;
};

/**
 * tandai_iob_new:
 *
 * Returns: (transfer full): no tokens yet
 */
TandaiIob *
tandai_iob_new (void)
{
  TandaiIob *self = g_new0 (TandaiIob, 1);

  self->tokens = g_array_new (FALSE, FALSE, sizeof (Token));
  self->labels = g_string_chunk_new (1024);
  return self;
}

/**
 * tandai_iob_free:
 * @self: (transfer full): tokens with tags
 *
 * Frees them.
 */
void
tandai_iob_free (TandaiIob *self)
{
  g_array_unref (self->tokens);
  g_string_chunk_free (self->labels);
  g_free (self);
}

static gboolean
is_outside (const char *tag)
{
  return *tag == '\0' || strcmp (tag, "O") == 0 || strcmp (tag, "_") == 0 || strcmp (tag, "-") == 0;
}

static gboolean
is_same (const char *a, const char *b)
{
  return a != NULL && b != NULL && strcmp (a, b) == 0;
}

/**
 * tandai_iob_add:
 * @self: tokens with tags
 * @token: where the next token is
 * @tag: its tag, like "B-PER", "PER" or "O"
 *
 * Adds a token.
 */
void
tandai_iob_add (TandaiIob *self, TandaiRange token, const char *tag)
{
  gboolean prefixed = tag[0] != '\0' && tag[1] == '-' && tag[2] != '\0' && strchr ("BIESLU", tag[0]) != NULL;
  const Token *before =
      self->tokens->len > 0 ? &g_array_index (self->tokens, Token, self->tokens->len - 1) : NULL;
  Token added = { token, NULL, prefixed ? tag[0] : '\0', self->breaks };

  if (!is_outside (tag))
    added.label = g_string_chunk_insert_const (self->labels, prefixed ? tag + 2 : tag);
  self->has_ends |= prefixed && strchr ("ESLU", tag[0]) != NULL;
  self->has_starts |= added.prefix == 'I' && (before == NULL || !is_same (before->label, added.label));
  self->breaks = FALSE;
  g_array_append_val (self->tokens, added);
}

/**
 * tandai_iob_break:
 * @self: tokens with tags
 *
 * Notes that a sentence ends.
 */
void
tandai_iob_break (TandaiIob *self)
{
  self->breaks = TRUE;
}

/*
 * Whether a token goes on with the span before it. Over the end of a sentence
 * it does where an I can mean nothing else: a quotation has many sentences.
 */
static gboolean
goes_on (const TandaiIob *self, const Token *before, const Token *token)
{
  if (before == NULL || !is_same (before->label, token->label))
    return FALSE;
  if (token->prefix != '\0' && strchr ("BSU", token->prefix) != NULL)
    return FALSE;
  if (before->prefix != '\0' && strchr ("ESLU", before->prefix) != NULL)
    return FALSE;
  if (token->after_break && (token->prefix == '\0' || (self->has_starts && !self->has_ends)))
    return FALSE;
  return TRUE;
}

/**
 * tandai_iob_finish:
 * @self: tokens with tags
 *
 * Makes spans of the tags. A tag that can't stand where it is begins a span.
 *
 * Returns: (transfer full) (element-type TandaiIobSpan): them, in order; their labels are @self's
 */
GArray *
tandai_iob_finish (TandaiIob *self)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (TandaiIobSpan));
  const Token *before = NULL;

  for (guint i = 0; i < self->tokens->len; before = &g_array_index (self->tokens, Token, i), i++)
    {
      const Token *token = &g_array_index (self->tokens, Token, i);
      TandaiIobSpan span = { token->label, token->range };

      if (token->label == NULL)
        continue;
      if (goes_on (self, before, token))
        g_array_index (spans, TandaiIobSpan, spans->len - 1).range.end = token->range.end;
      else
        g_array_append_val (spans, span);
    }
  return spans;
}
