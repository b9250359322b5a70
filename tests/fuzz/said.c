/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whether what a sidecar says of spans and relations is what another says, whatever their ids are. */

#include "config.h"

#include <string.h>

#include "formats/tandai-brat-line.h"
#include "formats/tandai-brat-pieces.h"

#include "said.h"

static void
append_said (GString *to, const char *text)
{
  /* With its length, so that no two lists of texts are one. */
  g_string_append_printf (to, "%" G_GSIZE_FORMAT ":%s,", text != NULL ? strlen (text) : 0,
                          text != NULL ? text : "");
}

static void
append_details (GString *to, const char *const *attributes, const char *note)
{
  for (guint i = 0; attributes != NULL && attributes[i] != NULL; i++)
    append_said (to, attributes[i]);
  g_string_append_c (to, '/');
  append_said (to, note);
}

static char *
dup_span (TandaiSpan *span)
{
  GString *said = g_string_new (NULL);
  guint n_ranges;
  const TandaiRange *ranges = tandai_span_get_ranges (span, &n_ranges);

  for (guint i = 0; i < n_ranges; i++)
    g_string_append_printf (said, "%u-%u ", ranges[i].start, ranges[i].end);
  append_said (said, tandai_span_get_label (span));
  append_details (said, tandai_span_get_attributes (span), tandai_span_get_note (span));
  return g_string_free (said, FALSE);
}

static char *
dup_relation (const TandaiRelationFields *fields, GHashTable *spans)
{
  GString *said = g_string_new (NULL);

  append_said (said, fields->type);
  append_said (said, g_hash_table_lookup (spans, fields->from));
  append_said (said, g_hash_table_lookup (spans, fields->to));
  append_details (said, fields->attributes, fields->note);
  return g_string_free (said, FALSE);
}

/* brat has no span of blanks alone, which is told. */
static gboolean
is_blank (const TandaiSidecar *sidecar, TandaiSpan *span)
{
  guint n_ranges;
  const TandaiRange *ranges = tandai_span_get_ranges (span, &n_ranges);
  g_autoptr (GArray) pieces = tandai_brat_pieces_split (sidecar->text, ranges, n_ranges);

  return pieces->len == 0;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* All that is said, in an order that is not that of ids. */
static char *
dup_all (const TandaiSidecar *sidecar, gboolean with_blanks)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) spans = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < sidecar->spans->len; i++)
    {
      TandaiSpan *span = sidecar->spans->pdata[i];

      if (!with_blanks && is_blank (sidecar, span))
        continue;
      g_ptr_array_add (all, dup_span (span));
      g_hash_table_insert (spans, (gpointer) tandai_span_get_id (span), all->pdata[all->len - 1]);
    }
  for (guint i = 0; i < sidecar->relations->len; i++)
    {
      TandaiRelationFields fields;

      tandai_relation_get_fields (sidecar->relations->pdata[i], &fields);
      if (g_hash_table_contains (spans, fields.from) && g_hash_table_contains (spans, fields.to))
        g_ptr_array_add (all, dup_relation (&fields, spans));
    }
  g_ptr_array_sort (all, compare);
  g_ptr_array_add (all, NULL);
  return g_strjoinv ("\n", (char **) all->pdata);
}

/**
 * fuzz_is_plain:
 * @sidecar: a sidecar
 *
 * Returns: whether an import could make it: no two spans are one, no relation leads from a span to itself,
 * and there are no lines of brat's in it, which may say anything
 */
gboolean
fuzz_is_plain (const TandaiSidecar *sidecar)
{
  g_autoptr (GHashTable) places = g_hash_table_new (tandai_span_hash_place, tandai_span_equal_places);

  for (guint i = 0; i < sidecar->spans->len; i++)
    if (!g_hash_table_add (places, sidecar->spans->pdata[i]))
      return FALSE;
  for (guint i = 0; i < sidecar->relations->len; i++)
    if (strcmp (tandai_relation_get_from (sidecar->relations->pdata[i]),
                tandai_relation_get_to (sidecar->relations->pdata[i]))
        == 0)
      return FALSE;
  for (guint i = 0; sidecar->extra != NULL && sidecar->extra[i] != NULL; i++)
    if (g_str_has_prefix (sidecar->extra[i], "\"" TANDAI_BRAT_MEMBER "\""))
      return FALSE;
  return TRUE;
}

/**
 * fuzz_check_said:
 * @before: what was written
 * @after: (nullable): what was read of it; %NULL for nothing
 * @with_blanks: whether the format holds spans of blanks alone
 *
 * The same spans, fragments, relations, attributes and notes are in both.
 */
void
fuzz_check_said (const TandaiSidecar *before, const TandaiSidecar *after, gboolean with_blanks)
{
  g_autofree char *wanted = dup_all (before, with_blanks);
  g_autofree char *found = after != NULL ? dup_all (after, with_blanks) : g_strdup ("");

  g_assert_cmpstr (found, ==, wanted);
}
