/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A text as WebAnno TSV's table: a row a token, and a row for each part of a
 * token that a span covers. No sentence ends inside a region, since INCEpTION's
 * layers refuse that unless they are told otherwise.
 */

#include "config.h"

#include "core/tandai-words.h"
#include "formats/tandai-webanno-layout.h"

static const TandaiPiece *
get_token (const TandaiWebannoLayout *self, guint token)
{
  return &g_array_index (self->tokens, TandaiPiece, token);
}

static void
report_region (const TandaiExportArticle *article,
               TandaiReport *report,
               TandaiLoss loss,
               gboolean dropped,
               const TandaiRegion *region)
{
  g_autofree char *words = tandai_text_slice (article->sidecar->text, region->range.start, region->range.end);

  tandai_report_add (report, loss, dropped, article->name, tandai_span_get_id (region->span), words);
}

/* Adds a place for each token that the region touches; white space at its ends has none. */
static void
place_region (TandaiWebannoLayout *self, guint region, TandaiRange range, TandaiRange *covered)
{
  guint token = tandai_tokens_from (self->tokens, range.start);

  *covered = (TandaiRange){ range.end, range.start };
  for (; token < self->tokens->len && get_token (self, token)->start < range.end; token++)
    {
      TandaiWebannoPlace place = { .token = token, .region = region };

      place.range.start = MAX (get_token (self, token)->start, range.start);
      place.range.end = MIN (get_token (self, token)->end, range.end);
      covered->start = MIN (covered->start, place.range.start);
      covered->end = MAX (covered->end, place.range.end);
      g_array_append_val (self->places, place);
    }
}

/* Keeps a region that has a token; its fragments are counted again. */
static void
keep_region (TandaiWebannoLayout *self, TandaiRegion region)
{
  const TandaiRegion *last =
      self->regions->len > 0 ? &g_array_index (self->regions, TandaiRegion, self->regions->len - 1) : NULL;
  gboolean goes_on = last != NULL && last->span == region.span;

  region.number = goes_on ? last->number + 1 : 0;
  region.first = goes_on ? last->first : self->regions->len;
  g_array_append_val (self->regions, region);
}

static void
place_regions (TandaiWebannoLayout *self, const TandaiExportArticle *article, TandaiReport *report)
{
  g_autoptr (GArray) regions = tandai_regions_new (article, report);

  for (guint i = 0; i < regions->len; i++)
    {
      const TandaiRegion *region = &g_array_index (regions, TandaiRegion, i);
      TandaiRange covered;

      place_region (self, self->regions->len, region->range, &covered);
      if (covered.start >= covered.end)
        report_region (article, report, TANDAI_LOSS_TRIMMED, TRUE, region);
      else
        keep_region (self, *region);
      if (covered.start < covered.end
          && (covered.start != region->range.start || covered.end != region->range.end))
        report_region (article, report, TANDAI_LOSS_TRIMMED, FALSE, region);
    }
}

static int
compare (guint a, guint b)
{
  return (a > b) - (a < b);
}

/* A token before its parts, which INCEpTION orders by where they begin, the longer first. */
static int
compare_places (gconstpointer a, gconstpointer b)
{
  const TandaiWebannoPlace *left = a;
  const TandaiWebannoPlace *right = b;
  int order = compare (left->token, right->token);

  if (order == 0)
    order = compare (left->range.start, right->range.start);
  if (order == 0)
    order = compare (right->range.end, left->range.end);
  return order != 0 ? order : compare (left->region, right->region);
}

static gboolean
is_whole (const TandaiWebannoLayout *self, const TandaiWebannoPlace *place)
{
  const TandaiPiece *token = get_token (self, place->token);

  return place->range.start == token->start && place->range.end == token->end;
}

static void
number_places (TandaiWebannoLayout *self)
{
  TandaiWebannoPlace *places = (TandaiWebannoPlace *) (gpointer) self->places->data;

  g_array_sort (self->places, compare_places);
  for (guint i = 0; i < self->places->len; i++)
    {
      gboolean goes_on = i > 0 && places[i - 1].token == places[i].token;

      if (is_whole (self, &places[i]))
        places[i].sub = 0;
      else if (goes_on && tandai_ranges_equal (&places[i - 1].range, 1, &places[i].range, 1))
        places[i].sub = places[i - 1].sub;
      else
        places[i].sub = goes_on ? places[i - 1].sub + 1 : 1;
    }
  self->firsts = g_new0 (guint, self->regions->len + 1);
  for (guint i = self->places->len; i > 0; i--)
    self->firsts[places[i - 1].region] = i - 1;
}

/* Which tokens go on with a region, so that no sentence may begin there. */
static gboolean *
find_held (const TandaiWebannoLayout *self)
{
  gboolean *held = g_new0 (gboolean, self->tokens->len + 1);

  for (guint i = 0; i < self->places->len; i++)
    {
      const TandaiWebannoPlace *place = &g_array_index (self->places, TandaiWebannoPlace, i);

      if (place->token != g_array_index (self->places, TandaiWebannoPlace, self->firsts[place->region]).token)
        held[place->token] = TRUE;
    }
  return held;
}

static void
number_tokens (TandaiWebannoLayout *self, const TandaiText *text)
{
  g_autofree gboolean *held = find_held (self);
  g_autoptr (GArray) sentences = tandai_words_sentences (text, 0, tandai_text_get_length (text));
  guint next = 0, sentence = 0, number = 0;

  self->sentences = g_new (guint, self->tokens->len + 1);
  self->numbers = g_new (guint, self->tokens->len + 1);
  for (guint i = 0; i < self->tokens->len; i++)
    {
      gboolean begins = i == 0;

      for (; next < sentences->len; next++, begins = TRUE)
        if (g_array_index (sentences, TandaiRange, next).start > get_token (self, i)->start)
          break;
      if (begins && !held[i])
        {
          sentence++;
          number = 0;
        }
      self->sentences[i] = sentence;
      self->numbers[i] = ++number;
    }
}

/**
 * tandai_webanno_layout_new:
 * @article: an article
 * @rule: how its text is taken apart
 * @report: takes the spans that are trimmed or have no token
 *
 * Returns: (transfer full): the article as a table
 */
TandaiWebannoLayout *
tandai_webanno_layout_new (const TandaiExportArticle *article, TandaiTokenRule rule, TandaiReport *report)
{
  TandaiWebannoLayout *self = g_new0 (TandaiWebannoLayout, 1);
  const TandaiText *text = article->sidecar->text;

  self->tokens = tandai_tokens_find (text, rule);
  self->regions = g_array_new (FALSE, FALSE, sizeof (TandaiRegion));
  self->places = g_array_new (FALSE, FALSE, sizeof (TandaiWebannoPlace));
  place_regions (self, article, report);
  number_places (self);
  number_tokens (self, text);
  return self;
}

/**
 * tandai_webanno_layout_free:
 * @self: (nullable): a layout
 *
 * Frees it.
 */
void
tandai_webanno_layout_free (TandaiWebannoLayout *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->tokens);
  g_array_unref (self->regions);
  g_array_unref (self->places);
  g_free (self->firsts);
  g_free (self->sentences);
  g_free (self->numbers);
  g_free (self);
}
