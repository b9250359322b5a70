/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "core/tandai-words.h"
#include "corpus/tandai-search.h"

/* A line, what it is sorted by, and its place before. */
typedef struct
{
  TandaiSearchLine *line;
  char *key;
  guint place;
} Keyed;

/* The words of a context, without what parts them; from its end for what stands left. */
static char *
make_key (const char *context, gboolean from_end)
{
  g_autoptr (TandaiText) text = tandai_text_new (context);
  g_autoptr (GArray) tokens = tandai_words_tokenize (text, 0, tandai_text_get_length (text));
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *folded = NULL;

  for (guint i = 0; i < tokens->len; i++)
    {
      const TandaiToken *token = &g_array_index (tokens, TandaiToken, from_end ? tokens->len - 1 - i : i);

      if (!token->is_word)
        continue;
      g_string_append_len (words, tandai_text_get_chars (text) + token->byte, token->n_bytes);
      g_string_append_c (words, ' ');
    }
  folded = g_utf8_casefold (words->str, (gssize) words->len);
  return g_utf8_collate_key (folded, -1);
}

static int
compare_keyed (gconstpointer a, gconstpointer b)
{
  const Keyed *left = a;
  const Keyed *right = b;
  int order = strcmp (left->key, right->key);

  return order != 0 ? order : left->place < right->place ? -1 : 1;
}

/**
 * tandai_search_sort:
 * @lines: (element-type TandaiSearchLine): lines in the order in which they were found
 * @order: how
 *
 * Sorts lines by what stands beside their matches, as a reader of the locale's
 * language would; lines that are alike stay in their order.
 */
void
tandai_search_sort (GPtrArray *lines, TandaiSearchOrder order)
{
  g_autofree Keyed *keyed = g_new (Keyed, lines->len);

  if (order == TANDAI_SEARCH_BY_PLACE || lines->len == 0)
    return;
  for (guint i = 0; i < lines->len; i++)
    {
      TandaiSearchLine *line = lines->pdata[i];

      keyed[i].line = line;
      keyed[i].place = i;
      keyed[i].key =
          order == TANDAI_SEARCH_BY_LEFT ? make_key (line->left, TRUE) : make_key (line->right, FALSE);
    }
  qsort (keyed, lines->len, sizeof (Keyed), compare_keyed);
  for (guint i = 0; i < lines->len; i++)
    {
      lines->pdata[i] = keyed[i].line;
      g_free (keyed[i].key);
    }
}
