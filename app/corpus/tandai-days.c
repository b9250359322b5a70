/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "corpus/tandai-days.h"

#define SECONDS_A_MINUTE 60
#define DATE_FORMAT      "%Y-%m-%d"

/* A span with the second in which it was made. */
typedef struct
{
  gint64 second;
  guint end;
} Made;

/* Days on the way: spans that follow one another are mostly of one day, whose bounds are kept. */
typedef struct
{
  TandaiDays *days;
  gint64 from;
  gint64 until;
  TandaiDay *day;
} Calendar;

static int
compare_names (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return strcmp (a, b);
}

static int
compare_made (gconstpointer a, gconstpointer b)
{
  const Made *left = a;
  const Made *right = b;

  if (left->second != right->second)
    return left->second < right->second ? -1 : 1;
  return (left->end > right->end) - (left->end < right->end);
}

static TandaiDay *
get_day (TandaiDays *self, const char *date)
{
  TandaiDay *day = g_tree_lookup (self->days, date);

  if (day == NULL)
    {
      day = g_new0 (TandaiDay, 1);
      g_tree_insert (self->days, g_strdup (date), day);
    }
  return day;
}

static TandaiDay *
find_day (Calendar *calendar, gint64 second)
{
  g_autoptr (GDateTime) moment = NULL;
  g_autoptr (GDateTime) midnight = NULL;
  g_autoptr (GDateTime) next = NULL;
  g_autofree char *date = NULL;

  if (calendar->day != NULL && second >= calendar->from && second < calendar->until)
    return calendar->day;
  moment = g_date_time_new_from_unix_local (second);
  midnight = g_date_time_new_local (g_date_time_get_year (moment), g_date_time_get_month (moment),
                                    g_date_time_get_day_of_month (moment), 0, 0, 0);
  next = g_date_time_add_days (midnight, 1);
  date = g_date_time_format (moment, DATE_FORMAT);
  calendar->day = get_day (calendar->days, date);
  calendar->from = g_date_time_to_unix (midnight);
  calendar->until = next != NULL ? g_date_time_to_unix (next) : second + 1;
  return calendar->day;
}

static gboolean
read_second (TandaiSpan *span, gint64 *second)
{
  TandaiSpanFields fields;
  g_autoptr (GDateTime) moment = NULL;

  tandai_span_get_fields (span, &fields);
  if (fields.created != NULL)
    moment = g_date_time_new_from_iso8601 (fields.created, NULL);
  if (moment != NULL)
    *second = g_date_time_to_unix (moment);
  return moment != NULL;
}

/* In the order in which they were made. */
static GArray *
list_made (TandaiDays *self, const TandaiSidecar *sidecar, const char *label)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (Made));

  for (guint i = 0; i < sidecar->spans->len; i++)
    {
      TandaiSpan *span = sidecar->spans->pdata[i];
      Made made = { 0, tandai_span_get_end (span) };

      if (label != NULL && strcmp (tandai_span_get_label (span), label) != 0)
        continue;
      if (read_second (span, &made.second))
        g_array_append_val (list, made);
      else
        self->n_undated_spans++;
    }
  g_array_sort (list, compare_made);
  return list;
}

static void
add_to_day (TandaiDay *day, const TandaiDay *more)
{
  day->n_spans += more->n_spans;
  day->n_articles += more->n_articles;
  day->n_words += more->n_words;
  day->gap_seconds += more->gap_seconds;
  day->n_gaps += more->n_gaps;
}

static void
add_made (Calendar *calendar, const TandaiDay *more, gint64 second)
{
  add_to_day (find_day (calendar, second), more);
  add_to_day (&calendar->days->total, more);
}

/* How many words of an article had been read when the @i-th of its spans was made. */
static guint
count_read (GArray *made, guint i, const TandaiSidecar *sidecar, const TandaiTokenized *text)
{
  if (i + 1 == made->len && sidecar->status == TANDAI_STATUS_DONE)
    return text->n_words[text->tokens->len];
  return tandai_tokenized_count_before (text, g_array_index (made, Made, i).end);
}

/**
 * tandai_days_new:
 *
 * Returns: (transfer full): no days yet
 */
TandaiDays *
tandai_days_new (void)
{
  TandaiDays *self = g_new0 (TandaiDays, 1);

  self->days = g_tree_new_full (compare_names, NULL, g_free, g_free);
  return self;
}

/**
 * tandai_days_free:
 * @self: (transfer full): days
 *
 * Frees them.
 */
void
tandai_days_free (TandaiDays *self)
{
  g_tree_unref (self->days);
  g_free (self);
}

/**
 * tandai_days_add_sidecar:
 * @self: days
 * @sidecar: a sidecar
 * @text: its text
 * @label: (nullable): only spans of this label
 *
 * Adds when a sidecar's spans were made, and how long that took.
 */
void
tandai_days_add_sidecar (TandaiDays *self,
                         const TandaiSidecar *sidecar,
                         const TandaiTokenized *text,
                         const char *label)
{
  g_autoptr (GArray) made = list_made (self, sidecar, label);
  Calendar calendar = { self };
  guint n_read = 0;

  for (guint i = 0; i < made->len; i++)
    {
      gint64 second = g_array_index (made, Made, i).second;
      gint64 gap = i > 0 ? second - g_array_index (made, Made, i - 1).second : -1;
      guint n_now = count_read (made, i, sidecar, text);
      TandaiDay more = { .n_spans = 1, .n_words = n_now > n_read ? n_now - n_read : 0 };

      if (gap >= 0 && gap <= TANDAI_BREAK_MINUTES * SECONDS_A_MINUTE)
        {
          more.gap_seconds = gap;
          more.n_gaps = 1;
        }
      n_read = MAX (n_read, n_now);
      add_made (&calendar, &more, second);
    }
}

/**
 * tandai_days_add_done:
 * @self: days
 * @sidecars: (element-type TandaiSidecar): all of one article that is done
 *
 * Adds the article to the day of its last span. Sidecars do not tell when an
 * article was marked as done, and the times of files are those of copies.
 */
void
tandai_days_add_done (TandaiDays *self, GPtrArray *sidecars)
{
  const TandaiDay more = { .n_articles = 1 };
  Calendar calendar = { self };
  gint64 second, last = G_MININT64;

  for (guint i = 0; i < sidecars->len; i++)
    {
      const TandaiSidecar *sidecar = sidecars->pdata[i];

      for (guint j = 0; sidecar->status == TANDAI_STATUS_DONE && j < sidecar->spans->len; j++)
        if (read_second (sidecar->spans->pdata[j], &second))
          last = MAX (last, second);
    }
  if (last != G_MININT64)
    add_made (&calendar, &more, last);
  else
    self->n_undated_articles++;
}

static gboolean
merge_day_cb (gpointer date, gpointer day, gpointer self)
{
  add_to_day (get_day (self, date), day);
  return FALSE;
}

/**
 * tandai_days_merge:
 * @self: days
 * @other: more days
 *
 * Adds to days what was done in others.
 */
void
tandai_days_merge (TandaiDays *self, const TandaiDays *other)
{
  g_tree_foreach (other->days, merge_day_cb, self);
  add_to_day (&self->total, &other->total);
  self->n_undated_spans += other->n_undated_spans;
  self->n_undated_articles += other->n_undated_articles;
}

/**
 * tandai_day_get_minutes:
 * @self: a day, or several together
 *
 * Returns: how long its spans took, as #TandaiDays estimates it; 0 where that is not known
 */
double
tandai_day_get_minutes (const TandaiDay *self)
{
  if (self->n_gaps == 0)
    return 0;
  return (double) self->gap_seconds / self->n_gaps * self->n_spans / SECONDS_A_MINUTE;
}

/**
 * tandai_day_get_pace:
 * @self: a day, or several together
 *
 * Returns: how many words a minute were read, as #TandaiDays estimates it; 0 where that is not known
 */
double
tandai_day_get_pace (const TandaiDay *self)
{
  double minutes = tandai_day_get_minutes (self);

  return minutes > 0 ? (double) self->n_words / minutes : 0;
}
