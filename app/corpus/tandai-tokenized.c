/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/tandai-words.h"
#include "corpus/tandai-tokenized.h"

/* The first token that ends after @offset. */
static guint
find_token (GArray *tokens, guint offset)
{
  guint low = 0, high = tokens->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (tokens, TandaiToken, middle).end <= offset)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/**
 * tandai_tokenized_new:
 * @text: a text
 *
 * Returns: (transfer full): the text with its words
 */
TandaiTokenized *
tandai_tokenized_new (TandaiText *text)
{
  TandaiTokenized *self = g_new (TandaiTokenized, 1);

  self->text = tandai_text_ref (text);
  self->tokens = tandai_words_tokenize (text, 0, tandai_text_get_length (text));
  self->n_words = g_new0 (guint, self->tokens->len + 1);
  for (guint i = 0; i < self->tokens->len; i++)
    self->n_words[i + 1] = self->n_words[i] + (g_array_index (self->tokens, TandaiToken, i).is_word ? 1 : 0);
  return self;
}

/**
 * tandai_tokenized_free:
 * @self: (transfer full): a text with its words
 *
 * Frees it.
 */
void
tandai_tokenized_free (TandaiTokenized *self)
{
  tandai_text_unref (self->text);
  g_array_unref (self->tokens);
  g_free (self->n_words);
  g_free (self);
}

/**
 * tandai_tokenized_find:
 * @self: a text with its words
 * @range: in code points
 * @from: (out): the first token that has something in common with it
 * @to: (out): the first after those
 *
 * Finds the tokens of a range.
 */
void
tandai_tokenized_find (const TandaiTokenized *self, TandaiRange range, guint *from, guint *to)
{
  *from = find_token (self->tokens, range.start);
  *to = find_token (self->tokens, range.end);
  if (*to < self->tokens->len && g_array_index (self->tokens, TandaiToken, *to).start < range.end)
    (*to)++;
}

/**
 * tandai_tokenized_count_words:
 * @self: a text with its words
 * @range: in code points
 *
 * Returns: how many words have something in common with it
 */
guint
tandai_tokenized_count_words (const TandaiTokenized *self, TandaiRange range)
{
  guint from, to;

  tandai_tokenized_find (self, range, &from, &to);
  return self->n_words[to] - self->n_words[from];
}

/**
 * tandai_tokenized_count_before:
 * @self: a text with its words
 * @offset: in code points
 *
 * Returns: how many words end there or before
 */
guint
tandai_tokenized_count_before (const TandaiTokenized *self, guint offset)
{
  return self->n_words[find_token (self->tokens, offset)];
}
