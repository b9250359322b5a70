/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/tandai-words.h"
#include "gui/tandai-caret.h"
#include "suggest/tandai-units.h"

/**
 * tandai_caret_step:
 * @text: the article's text
 * @lists: word lists
 * @at: where the caret is, in code points
 * @step: %GTK_MOVEMENT_WORDS or %GTK_MOVEMENT_PARAGRAPHS
 * @count: how often; back where negative
 *
 * Words are those that a span's start moves by; a paragraph is first gone
 * through to its end, or back to its beginning.
 *
 * Returns: where the caret goes
 */
guint
tandai_caret_step (TandaiText *text, TandaiWordLists *lists, guint at, GtkMovementStep step, int count)
{
  guint length = tandai_text_get_length (text);
  TandaiRange paragraph;

  if (step == GTK_MOVEMENT_WORDS)
    return tandai_units_move_start (text, lists, (TandaiRange){ at, G_MAXUINT }, count);
  for (; count != 0; count -= count > 0 ? 1 : -1)
    {
      paragraph = tandai_words_paragraph_at (text, at);
      if (count > 0 && at >= paragraph.end && at < length)
        paragraph = tandai_words_paragraph_at (text, at + 1);
      else if (count < 0 && at <= paragraph.start && at > 0)
        paragraph = tandai_words_paragraph_at (text, at - 1);
      at = count > 0 ? paragraph.end : paragraph.start;
    }
  return at;
}
