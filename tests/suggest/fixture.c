/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "fixture.h"

TandaiRange
fixture_range (TandaiText *text, const char *words)
{
  const char *chars = tandai_text_get_chars (text);
  const char *at = strstr (chars, words);
  guint start;

  g_assert_nonnull (at);
  start = (guint) g_utf8_strlen (chars, at - chars);
  return (TandaiRange){ start, start + (guint) g_utf8_strlen (words, -1) };
}

TandaiSpan *
fixture_span (TandaiText *text, const char *written, GPtrArray *spans)
{
  const char *colon = strchr (written, ':');
  g_autofree char *label = g_strndup (written, (gsize) (colon - written));
  const char *chars = tandai_text_get_chars (text);
  guint length = (guint) g_utf8_strlen (colon + 1, -1);

  for (const char *at = strstr (chars, colon + 1); at != NULL; at = strstr (at + 1, colon + 1))
    {
      guint start = (guint) g_utf8_strlen (chars, at - chars);
      gboolean taken = FALSE;

      for (guint i = 0; spans != NULL && i < spans->len; i++)
        taken |= tandai_span_get_start (spans->pdata[i]) == start
                 && strcmp (tandai_span_get_label (spans->pdata[i]), label) == 0;
      if (!taken)
        return tandai_span_new_simple (label, start, start + length);
    }
  g_error ("“%s” is not in the text", written);
  return NULL;
}

static int
compare_spans (gconstpointer a, gconstpointer b)
{
  return tandai_span_compare (*(TandaiSpan *const *) a, *(TandaiSpan *const *) b);
}

GPtrArray *
fixture_spans (TandaiText *text, const char *const *written)
{
  GPtrArray *spans = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; written[i] != NULL; i++)
    g_ptr_array_add (spans, fixture_span (text, written[i], spans));
  g_ptr_array_sort (spans, compare_spans);
  return spans;
}

/* The fragments of a candidate with | between them. */
char *
fixture_words (TandaiText *text, const TandaiCandidate *candidate)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < candidate->n_ranges; i++)
    {
      g_autofree char *part = tandai_text_slice (text, candidate->ranges[i].start, candidate->ranges[i].end);

      g_string_append_printf (words, "%s%s", i > 0 ? "|" : "", part);
    }
  return g_string_free (words, FALSE);
}

/* Whether a rule, or any where form is NULL, finds a candidate of these words. */
gboolean
fixture_finds (const char *chars, const char *words, const char *form)
{
  g_autoptr (TandaiText) text = tandai_text_new (chars);
  g_autoptr (GPtrArray) found =
      tandai_candidates_find (text, 0, tandai_text_get_length (text), tandai_word_lists_get_default ());

  for (guint i = 0; i < found->len; i++)
    {
      const TandaiCandidate *candidate = found->pdata[i];
      g_autofree char *own = fixture_words (text, candidate);

      if (strcmp (own, words) == 0 && (form == NULL || strcmp (candidate->form, form) == 0))
        return TRUE;
    }
  for (guint i = 0; i < found->len; i++)
    {
      const TandaiCandidate *candidate = found->pdata[i];
      g_autofree char *own = fixture_words (text, candidate);

      g_test_message ("found %s: %s", candidate->form, own);
    }
  return FALSE;
}
