/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A tree of tokens: from each node an edge for each token that goes on with one
 * of the strings, with white space before it or without. Matches begin and end
 * where tokens do, which is what whole words are to tandai_find().
 */

#include "config.h"

#include <string.h>

#include "corpus/tandai-span-string.h"
#include "corpus/tandai-token-strings.h"

#define ROOT 0

struct _TandaiTokenStrings
{
  gboolean ignore_case;
  /* From strings to their indices, and from tokens to their numbers, which begin with 1. */
  GHashTable *indices;
  GHashTable *tokens;
  /* From a node and a token to the next node; for each node the index of the string that ends there, and 1.
   */
  GHashTable *edges;
  GArray *ends;
};

/** tandai_token_strings_new: Returns: (transfer full): no strings yet; @ignore_case: whether capitals make no
 * difference */
TandaiTokenStrings *
tandai_token_strings_new (gboolean ignore_case)
{
  TandaiTokenStrings *self = g_new0 (TandaiTokenStrings, 1);

  self->ignore_case = ignore_case;
  self->indices = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->tokens = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->edges = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->ends = g_array_new (FALSE, TRUE, sizeof (guint));
  g_array_set_size (self->ends, ROOT + 1);
  return self;
}

/** tandai_token_strings_free: frees them */
void
tandai_token_strings_free (TandaiTokenStrings *self)
{
  g_hash_table_unref (self->indices);
  g_hash_table_unref (self->tokens);
  g_hash_table_unref (self->edges);
  g_array_unref (self->ends);
  g_free (self);
}

static gint64
make_edge (guint node, guint token, gboolean spaced)
{
  return (gint64) ((guint64) node << 32 | (guint64) token << 1 | (spaced ? 1 : 0));
}

/* What a token is to be compared by. */
static void
put_form (const TandaiTokenStrings *self, const TandaiText *text, const TandaiToken *token, GString *form)
{
  const char *chars = tandai_text_get_chars (text) + token->byte;
  gboolean plain = !self->ignore_case;

  for (guint i = 0; i < token->n_bytes && plain; i++)
    plain = (guchar) chars[i] < 0x80;
  g_string_truncate (form, 0);
  g_string_append_len (form, chars, token->n_bytes);
  if (!plain)
    {
      g_autofree char *made = tandai_span_string_make (form->str, self->ignore_case);

      g_string_assign (form, made);
    }
}

static guint
number_token (TandaiTokenStrings *self, const char *form)
{
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->tokens, form));

  if (number != 0)
    return number;
  number = g_hash_table_size (self->tokens) + 1;
  g_hash_table_insert (self->tokens, g_strdup (form), GUINT_TO_POINTER (number));
  return number;
}

static guint
extend (TandaiTokenStrings *self, guint node, guint token, gboolean spaced)
{
  gint64 edge = make_edge (node, token, spaced);
  guint next = GPOINTER_TO_UINT (g_hash_table_lookup (self->edges, &edge));

  if (next != ROOT)
    return next;
  next = self->ends->len;
  g_array_set_size (self->ends, next + 1);
  g_hash_table_insert (self->edges, g_memdup2 (&edge, sizeof edge), GUINT_TO_POINTER (next));
  return next;
}

/**
 * tandai_token_strings_add:
 * @self: strings
 * @string: what tandai_span_string_make() gave, in the same case; not there yet
 *
 * Adds it. The first has the index 0, the next 1.
 */
void
tandai_token_strings_add (TandaiTokenStrings *self, const char *string)
{
  g_autoptr (TandaiText) text = tandai_text_new (string);
  g_autoptr (GArray) tokens = tandai_words_tokenize (text, 0, tandai_text_get_length (text));
  g_autoptr (GString) form = g_string_new (NULL);
  guint index = g_hash_table_size (self->indices);
  guint node = ROOT;

  for (guint i = 0; i < tokens->len; i++)
    {
      const TandaiToken *token = &g_array_index (tokens, TandaiToken, i);

      put_form (self, text, token, form);
      node = extend (self, node, number_token (self, form->str), i > 0 && token[-1].end < token->start);
    }
  if (node != ROOT)
    g_array_index (self->ends, guint, node) = index + 1;
  g_hash_table_insert (self->indices, g_strdup (string), GUINT_TO_POINTER (index));
}

/**
 * tandai_token_strings_lookup:
 * @self: strings
 * @string: what tandai_span_string_of() gave
 * @index: (out): which of the strings it is
 *
 * Returns: whether it is one of them
 */
gboolean
tandai_token_strings_lookup (const TandaiTokenStrings *self, const char *string, guint *index)
{
  g_autofree char *folded = self->ignore_case ? g_utf8_casefold (string, -1) : NULL;
  gpointer value;

  if (!g_hash_table_lookup_extended (self->indices, folded != NULL ? folded : string, NULL, &value))
    return FALSE;
  *index = GPOINTER_TO_UINT (value);
  return TRUE;
}

/* Adds the matches that begin with one token, the longest first. */
static void
find_at (const TandaiTokenStrings *self, GArray *tokens, const guint *numbers, guint first, GArray *found)
{
  const TandaiToken *token = (const TandaiToken *) (const void *) tokens->data;
  guint n_before = found->len;
  guint node = ROOT;

  for (guint i = first; i < tokens->len && numbers[i] != 0; i++)
    {
      gint64 edge = make_edge (node, numbers[i], i > first && token[i - 1].end < token[i].start);
      guint end;

      node = GPOINTER_TO_UINT (g_hash_table_lookup (self->edges, &edge));
      if (node == ROOT)
        break;
      end = g_array_index (self->ends, guint, node);
      if (end != 0)
        {
          TandaiTokenMatch match = { { token[first].start, token[i].end }, end - 1 };

          g_array_insert_val (found, n_before, match);
        }
    }
}

/**
 * tandai_token_strings_find:
 * @self: strings
 * @text: a text
 *
 * Returns: (transfer full) (element-type TandaiTokenMatch): where they occur, by their starts; of those that
 * start together the longest first. They may overlap.
 */
GArray *
tandai_token_strings_find (const TandaiTokenStrings *self, const TandaiText *text)
{
  g_autoptr (GArray) tokens = tandai_words_tokenize (text, 0, tandai_text_get_length (text));
  g_autoptr (GString) form = g_string_new (NULL);
  g_autofree guint *numbers = g_new (guint, MAX (tokens->len, 1));
  GArray *found = g_array_new (FALSE, FALSE, sizeof (TandaiTokenMatch));

  for (guint i = 0; i < tokens->len; i++)
    {
      put_form (self, text, &g_array_index (tokens, TandaiToken, i), form);
      numbers[i] = GPOINTER_TO_UINT (g_hash_table_lookup (self->tokens, form->str));
    }
  for (guint i = 0; i < tokens->len; i++)
    if (numbers[i] != 0)
      find_at (self, tokens, numbers, i, found);
  return found;
}
