/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/tandai-bulk.h"
#include "core/tandai-string-table.h"
#include "suggest/tandai-repeat.h"

/**
 * tandai_repeat_places:
 * @text: the article's text
 * @annotations: its spans
 * @string: the words
 * @label: a label
 *
 * Returns: (transfer full) (element-type TandaiRange): where the same words stand, word-bounded, and have not
 * got the label yet, nor stand in a span that has; see tandai_bulk_list_untagged()
 */
GArray *
tandai_repeat_places (TandaiText *text,
                      TandaiAnnotationSet *annotations,
                      const char *string,
                      const char *label)
{
  g_autoptr (GArray) places = tandai_string_occurrences (text, string, 0, tandai_text_get_length (text));

  return tandai_bulk_list_untagged (annotations, label, places, NULL);
}
