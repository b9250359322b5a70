/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The lines of one article. */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/tandai-error.h"
#include "corpus/tandai-reading.h"
#include "corpus/tandai-search-private.h"

typedef struct
{
  const TandaiFolderItem *item;
  const TandaiSearchQuery *query;
  const TandaiReading *reading;
  GPtrArray *lines;
  GPtrArray *failures;
  GCancellable *cancellable;
} Searching;

static void
search_span_free (TandaiSearchSpan *self)
{
  g_free (self->annotator);
  g_object_unref (self->span);
  g_free (self);
}

static void
add_span (GPtrArray *spans, const TandaiSidecar *sidecar, TandaiSpan *span)
{
  TandaiSearchSpan *found = g_new (TandaiSearchSpan, 1);

  found->annotator = g_strdup (sidecar->annotator);
  found->span = g_object_ref (span);
  g_ptr_array_add (spans, found);
}

/** tandai_search_line_free: frees a line, if there is one */
void
tandai_search_line_free (TandaiSearchLine *self)
{
  if (self == NULL)
    return;
  g_object_unref (self->file);
  g_free (self->name);
  g_clear_pointer (&self->title, g_ref_string_release);
  g_free (self->left);
  g_free (self->match);
  g_free (self->right);
  g_ptr_array_unref (self->spans);
  g_free (self);
}

static GRefString *
acquire_title (Searching *self)
{
  TandaiSearchLine *first = self->lines->len > 0 ? self->lines->pdata[0] : NULL;
  g_autofree char *title = first == NULL ? tandai_reading_dup_title (self->reading) : NULL;

  if (first != NULL)
    return first->title != NULL ? g_ref_string_acquire (first->title) : NULL;
  return title != NULL ? g_ref_string_new (title) : NULL;
}

static TandaiSearchLine *
add_line (Searching *self, const TandaiText *text, TandaiRange range)
{
  TandaiSearchLine *line = g_new0 (TandaiSearchLine, 1);
  guint context = self->query->context;
  guint length = tandai_text_get_length (text);

  line->file = g_object_ref (self->item->file);
  line->name = g_strdup (self->item->name);
  line->title = acquire_title (self);
  line->start = range.start;
  line->end = range.end;
  line->left = tandai_text_slice (text, range.start > context ? range.start - context : 0, range.start);
  line->match = tandai_text_slice (text, range.start, range.end);
  line->right =
      tandai_text_slice (text, range.end, length - range.end > context ? range.end + context : length);
  line->spans = g_ptr_array_new_with_free_func ((GDestroyNotify) search_span_free);
  g_ptr_array_add (self->lines, line);
  return line;
}

static gboolean
has_attribute (TandaiSpan *span, const char *wanted)
{
  const char *sign = strchr (wanted, '=');
  g_autofree char *name = sign != NULL ? g_strndup (wanted, (gsize) (sign - wanted)) : g_strdup (wanted);
  const char *value = tandai_span_get_attribute (span, name);

  return value != NULL && (sign == NULL || strcmp (value, sign + 1) == 0);
}

static gboolean
holds (const char *text, const char *words)
{
  g_autoptr (TandaiText) searched = tandai_text_new (text);
  g_autoptr (GArray) found = tandai_find (searched, words, 0, NULL, NULL, NULL);

  return found != NULL && found->len > 0;
}

static TandaiSpan *
find_span (const TandaiSidecar *sidecar, const char *id)
{
  for (guint i = 0; i < sidecar->spans->len; i++)
    if (strcmp (tandai_span_get_id (sidecar->spans->pdata[i]), id) == 0)
      return sidecar->spans->pdata[i];
  return NULL;
}

static gboolean
is_named (const TandaiSidecar *sidecar, TandaiSpan *source, const char *words)
{
  const char *entity = tandai_span_get_attribute (source, "entity");
  g_autofree char *text = tandai_span_dup_text (source, sidecar->text);

  return holds (text, words) || (entity != NULL && holds (entity, words));
}

/** _tandai_search_has_source: Returns: whether a source of a span is called by some words */
gboolean
_tandai_search_has_source (const TandaiSidecar *sidecar, TandaiSpan *span, const char *words)
{
  for (guint i = 0; i < sidecar->relations->len; i++)
    {
      TandaiRelation *relation = sidecar->relations->pdata[i];
      TandaiSpan *source;

      if (strcmp (tandai_relation_get_kind (relation), TANDAI_SOURCE_RELATION) != 0
          || strcmp (tandai_relation_get_from (relation), tandai_span_get_id (span)) != 0)
        continue;
      source = find_span (sidecar, tandai_relation_get_to (relation));
      if (source != NULL && is_named (sidecar, source, words))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_wanted (const TandaiSearchQuery *query, const TandaiSidecar *sidecar, TandaiSpan *span)
{
  if (query->label != NULL && strcmp (query->label, tandai_span_get_label (span)) != 0)
    return FALSE;
  for (guint i = 0; query->attributes != NULL && query->attributes[i] != NULL; i++)
    if (!has_attribute (span, query->attributes[i]))
      return FALSE;
  return query->source == NULL || _tandai_search_has_source (sidecar, span, query->source);
}

/* What stands between the pieces of a span was not said to be of it. */
static void
show_pieces (TandaiSearchLine *line, TandaiSpan *span, const TandaiText *text)
{
  guint n_ranges;
  const TandaiRange *ranges = tandai_span_get_ranges (span, &n_ranges);
  g_autoptr (GPtrArray) pieces = g_ptr_array_new_with_free_func (g_free);

  if (n_ranges == 1)
    return;
  for (guint i = 0; i < n_ranges; i++)
    g_ptr_array_add (pieces, tandai_text_slice (text, ranges[i].start, ranges[i].end));
  g_ptr_array_add (pieces, NULL);
  g_free (line->match);
  line->match = g_strjoinv (" […] ", (char **) pieces->pdata);
}

static void
find_whole_spans (Searching *self)
{
  for (guint i = 0; i < self->reading->sidecars->len; i++)
    {
      const TandaiSidecar *sidecar = self->reading->sidecars->pdata[i];

      for (guint j = 0; j < sidecar->spans->len; j++)
        {
          TandaiSpan *span = sidecar->spans->pdata[j];

          TandaiSearchLine *line;

          if (!is_wanted (self->query, sidecar, span))
            continue;
          line = add_line (self, sidecar->text, tandai_span_get_hull (span));
          show_pieces (line, span, sidecar->text);
          add_span (line->spans, sidecar, span);
        }
    }
}

static GArray *
find_words (Searching *self, TandaiText *text)
{
  g_autofree char *name = NULL;
  g_autoptr (GError) error = NULL;
  gboolean more = FALSE;
  GArray *found =
      tandai_find (text, self->query->words, self->query->flags, &more, self->cancellable, &error);

  if (found != NULL && !more)
    return found;
  name = tandai_file_display_name (self->item->file);
  if (more)
    g_ptr_array_add (self->failures,
                     /* Translators: %s is a file. */
                     g_strdup_printf (_ ("%s: only the first %u matches are listed"), name, TANDAI_FIND_MAX));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_ptr_array_add (self->failures, g_strdup_printf ("%s: %s", name, error->message));
  return found;
}

/* Whether the match lies in one piece of the span, or meets one. */
static gboolean
relates (TandaiSpan *span, TandaiRange match, gboolean inside)
{
  guint n_ranges;
  const TandaiRange *ranges = tandai_span_get_ranges (span, &n_ranges);

  for (guint i = 0; i < n_ranges; i++)
    {
      if (inside && ranges[i].start <= match.start && match.end <= ranges[i].end)
        return TRUE;
      if (!inside && ranges[i].start < match.end && match.start < ranges[i].end)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_same_text (const TandaiText *a, const TandaiText *b)
{
  return a == b
         || (tandai_text_get_bytes (a) == tandai_text_get_bytes (b)
             && memcmp (tandai_text_get_chars (a), tandai_text_get_chars (b), tandai_text_get_bytes (a))
                    == 0);
}

/* Spans are sorted by where they start: none after the first beyond the match can meet it. */
static void
list_spans (const TandaiSidecar *sidecar,
            const TandaiSearchQuery *query,
            TandaiRange match,
            gboolean inside,
            GPtrArray *spans)
{
  for (guint i = 0; i < sidecar->spans->len; i++)
    {
      TandaiSpan *span = sidecar->spans->pdata[i];

      if (tandai_span_get_start (span) >= match.end)
        return;
      if (relates (span, match, inside) && (!inside || is_wanted (query, sidecar, span)))
        add_span (spans, sidecar, span);
    }
}

/* All matches in a text, with the spans that those who marked this text have there. */
static void
find_in_text (Searching *self, TandaiText *text, gboolean inside)
{
  g_autoptr (GArray) found = find_words (self, text);

  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      TandaiRange match = g_array_index (found, TandaiRange, i);
      TandaiSearchLine *line = add_line (self, text, match);

      for (guint j = 0; j < self->reading->sidecars->len; j++)
        {
          const TandaiSidecar *sidecar = self->reading->sidecars->pdata[j];

          if (is_same_text (sidecar->text, text))
            list_spans (sidecar, self->query, match, inside, line->spans);
        }
      if (inside && line->spans->len == 0)
        g_ptr_array_remove_index (self->lines, self->lines->len - 1);
    }
}

/* People share an article, but not always its text. */
static gboolean
comes_first (const TandaiReading *reading, guint index)
{
  const TandaiSidecar *sidecar = reading->sidecars->pdata[index];

  for (guint i = 0; i < index; i++)
    if (is_same_text (sidecar->text, ((TandaiSidecar *) reading->sidecars->pdata[i])->text))
      return FALSE;
  return TRUE;
}

static void
find_in_spans (Searching *self)
{
  for (guint i = 0; i < self->reading->sidecars->len; i++)
    if (comes_first (self->reading, i))
      find_in_text (self, ((TandaiSidecar *) self->reading->sidecars->pdata[i])->text, TRUE);
}

static gboolean
is_searched (const TandaiReading *reading, const TandaiSearchQuery *query)
{
  if (query->annotator != NULL && reading->sidecars->len == 0)
    return FALSE;
  return query->status == NULL
         || strcmp (query->status, tandai_status_to_string (tandai_reading_status (reading))) == 0;
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  const TandaiSearchLine *left = *(TandaiSearchLine *const *) a;
  const TandaiSearchLine *right = *(TandaiSearchLine *const *) b;

  if (left->start != right->start)
    return left->start < right->start ? -1 : 1;
  return left->end == right->end ? 0 : left->end < right->end ? -1 : 1;
}

/**
 * _tandai_search_article:
 * @item: an article
 * @query: what is looked for
 * @failures: (element-type utf8): takes why something could not be searched
 * @cancellable: (nullable): a #GCancellable
 *
 * Returns: (transfer full) (element-type TandaiSearchLine): the lines, in order
 */
GPtrArray *
_tandai_search_article (const TandaiFolderItem *item,
                        const TandaiSearchQuery *query,
                        GPtrArray *failures,
                        GCancellable *cancellable)
{
  g_autoptr (TandaiReading) reading = tandai_reading_new (item, query->annotator, cancellable);
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) tandai_search_line_free);
  Searching self = { item, query, reading, lines, failures, cancellable };

  g_ptr_array_extend_and_steal (failures, g_steal_pointer (&reading->failures));
  reading->failures = g_ptr_array_new ();
  if (!is_searched (reading, query))
    return lines;
  if (*query->words == '\0')
    find_whole_spans (&self);
  else if (_tandai_search_query_wants_spans (query))
    find_in_spans (&self);
  else if (reading->text != NULL)
    find_in_text (&self, reading->text, FALSE);
  else if (reading->sidecars->len > 0)
    find_in_text (&self, ((TandaiSidecar *) reading->sidecars->pdata[0])->text, FALSE);
  g_ptr_array_sort (lines, compare_lines);
  return lines;
}
