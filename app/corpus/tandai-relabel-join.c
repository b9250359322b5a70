/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two spans of the same words that got the same label, and so are one. */

#include "config.h"

#include <string.h>

#include "core/tandai-attributes.h"
#include "corpus/tandai-relabel-private.h"

/* What stands on one side alone, or on both the same; FALSE where the sides differ. */
static gboolean
join_text (const char *kept, const char *added, const char **joined)
{
  *joined = kept != NULL ? kept : added;
  return kept == NULL || added == NULL || strcmp (kept, added) == 0;
}

static void
add_line (GString *note, const char *line)
{
  if (note->len > 0)
    g_string_append_c (note, '\n');
  g_string_append (note, line);
}

/* All attributes of both; of one that differs, what was added goes to the note. */
static char **
join_attributes (TandaiSpan *kept, TandaiSpan *added, GString *note, gboolean *noted)
{
  const char *const *more = tandai_span_get_attributes (added);
  g_auto (GStrv) joined = g_strdupv ((char **) tandai_span_get_attributes (kept));

  for (guint i = 0; more != NULL && more[i] != NULL; i += 2)
    {
      const char *value = tandai_attributes_get ((const char *const *) joined, more[i]);
      g_autofree char *line = g_strdup_printf ("%s: %s", more[i], more[i + 1]);

      if (value == NULL)
        {
          char **with = tandai_attributes_with ((const char *const *) joined, more[i], more[i + 1]);

          g_strfreev (joined);
          joined = with;
        }
      else if (strcmp (value, more[i + 1]) != 0)
        {
          add_line (note, line);
          *noted = TRUE;
        }
    }
  return g_steal_pointer (&joined);
}

static const char *
earlier (const char *a, const char *b)
{
  if (a == NULL || b == NULL)
    return a != NULL ? a : b;
  return strcmp (a, b) <= 0 ? a : b;
}

/**
 * _tandai_relabel_join:
 * @kept: the span that had the label
 * @added: one of the same fragments that got it
 *
 * The smaller id stays, as where two people made the same span. Nothing of
 * either is lost: notes are joined, and of an attribute that differs the added
 * value goes to the note. Where that can't be, as with two reviews, they are
 * not joined.
 *
 * Returns: what they became
 */
TandaiJoin
_tandai_relabel_join (TandaiSpan *kept, TandaiSpan *added)
{
  TandaiJoin join = { NULL };
  TandaiSpanFields fields, more;
  g_autoptr (GString) note = g_string_new (NULL);
  g_auto (GStrv) attributes = NULL;

  tandai_span_get_fields (kept, &fields);
  tandai_span_get_fields (added, &more);
  if (!join_text (fields.stated, more.stated, &fields.stated)
      || !join_text (fields.review, more.review, &fields.review)
      || !join_text (fields.extra, more.extra, &fields.extra))
    return join;
  if (fields.note != NULL)
    add_line (note, fields.note);
  if (more.note != NULL && g_strcmp0 (fields.note, more.note) != 0)
    add_line (note, more.note);
  attributes = join_attributes (kept, added, note, &join.noted);
  fields.attributes = (const char *const *) attributes;
  fields.note = note->len > 0 ? note->str : NULL;
  fields.origin = fields.origin == NULL || more.origin == NULL ? NULL : fields.origin;
  fields.created = earlier (fields.created, more.created);
  if (strcmp (more.id, fields.id) < 0)
    fields.id = more.id;
  join.span = tandai_span_new (&fields);
  return join;
}
