/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "core/tandai-string-table.h"
#include "suggest/tandai-repeat.h"

typedef struct
{
  TandaiRange range;
  const char *label;
  gboolean taken;
} Place;

/* A longer span of the same label has these words already: Presiden Tokayev has Tokayev. */
static gboolean
look_at_span (TandaiSpan *span, gpointer user_data)
{
  Place *place = user_data;
  TandaiRange hull = tandai_span_get_hull (span);

  if (strcmp (tandai_span_get_label (span), place->label) == 0 && hull.start <= place->range.start
      && hull.end >= place->range.end)
    place->taken = TRUE;
  return !place->taken;
}

/**
 * tandai_repeat_places:
 * @text: the article's text
 * @annotations: its spans
 * @string: the words
 * @label: a label
 *
 * Returns: (transfer full) (element-type TandaiRange): where the same words stand, word-bounded, and have not
 * got the label yet, nor stand in a span that has
 */
GArray *
tandai_repeat_places (TandaiText *text,
                      TandaiAnnotationSet *annotations,
                      const char *string,
                      const char *label)
{
  GArray *places = tandai_string_occurrences (text, string, 0, tandai_text_get_length (text));
  guint n_free = 0;

  for (guint i = 0; i < places->len; i++)
    {
      Place place = { g_array_index (places, TandaiRange, i), label, FALSE };

      tandai_annotation_set_foreach_in (annotations, place.range.start, place.range.end, look_at_span,
                                        &place);
      if (!place.taken)
        g_array_index (places, TandaiRange, n_free++) = place.range;
    }
  g_array_set_size (places, n_free);
  return places;
}
