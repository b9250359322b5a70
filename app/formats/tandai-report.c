/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <stdio.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/tandai-error.h"
#include "formats/tandai-report.h"

#define HEADINGS "file\tid\tkind\tresult\tdetail\n"

/* What a list may take in memory before it goes to a file that has no name. */
#define MAX_LIST_BYTES (4 * 1024 * 1024)
#define CHUNK          65536

/* Without a @list it counts alone. */
struct _TandaiReport
{
  guint dropped[TANDAI_N_LOSSES];
  guint changed[TANDAI_N_LOSSES];
  GString *list;
  FILE *spool;
};

static const char *const loss_names[TANDAI_N_LOSSES] = {
  "overlap",  "discontinuous", "relation", "attribute", "note",   "cut-token", "split-line",
  "orphan",   "conflict",      "mismatch", "metadata",  "name",   "merged",    "too-long",
  "no-place", "character",     "trimmed",  "split",     "member", "status",    "line",
};

/* Whether a terminal, or a reader of lines, does something else with it than to show it. */
static gboolean
is_obeyed (gunichar c)
{
  return g_unichar_iscntrl (c) || c == 0x2028 || c == 0x2029;
}

/* A field of the list: on one line, without a character that a terminal obeys. */
static void
append_field (GString *list, const char *field, char end)
{
  const char *p = field != NULL ? field : "";

  while (*p != '\0')
    {
      const char *plain = p;
      const char *next;

      while (*p >= 0x20 && *p < 0x7f)
        p++;
      g_string_append_len (list, plain, p - plain);
      if (*p == '\0')
        break;
      next = g_utf8_next_char (p);
      if (is_obeyed (g_utf8_get_char (p)))
        g_string_append_c (list, ' ');
      else
        g_string_append_len (list, p, next - p);
      p = next;
    }
  g_string_append_c (list, end);
}

static const char *
dropped_format (TandaiLoss loss, guint n)
{
  switch (loss)
    {
    case TANDAI_LOSS_OVERLAP:
      return ngettext ("%u span left out: nested in or overlapping another",
                       "%u spans left out: nested in or overlapping another", n);
    case TANDAI_LOSS_DISCONTINUOUS:
      return ngettext ("%u discontinuous span left out", "%u discontinuous spans left out", n);
    case TANDAI_LOSS_RELATION:
      return ngettext ("%u relation left out", "%u relations left out", n);
    case TANDAI_LOSS_ATTRIBUTE:
      return ngettext ("%u attribute left out", "%u attributes left out", n);
    case TANDAI_LOSS_NOTE:
      return ngettext ("%u note left out", "%u notes left out", n);
    case TANDAI_LOSS_CUT_TOKEN:
      return ngettext ("%u span left out: no token in it", "%u spans left out: no token in them", n);
    case TANDAI_LOSS_SPLIT_LINE:
    case TANDAI_LOSS_TRIMMED:
      return ngettext ("%u span left out: only white space in it",
                       "%u spans left out: only white space in them", n);
    case TANDAI_LOSS_ORPHAN:
      return ngettext ("%u orphan left out: its words are no longer in the article",
                       "%u orphans left out: their words are no longer in the article", n);
    case TANDAI_LOSS_CONFLICT:
      return ngettext ("%u undecided conflict left out", "%u undecided conflicts left out", n);
    case TANDAI_LOSS_MISMATCH:
      return ngettext ("%u span left out: its words are not the article’s",
                       "%u spans left out: their words are not the article’s", n);
    case TANDAI_LOSS_METADATA:
      return ngettext ("metadata of %u article left out", "metadata of %u articles left out", n);
    case TANDAI_LOSS_NAME:
      return ngettext ("%u name left out", "%u names left out", n);
    case TANDAI_LOSS_MERGED:
      return ngettext ("%u span left out: not to be told from its neighbour",
                       "%u spans left out: not to be told from their neighbours", n);
    case TANDAI_LOSS_TOO_LONG:
      return ngettext ("%u span left out: too long", "%u spans left out: too long", n);
    case TANDAI_LOSS_NO_PLACE:
      return ngettext ("%u span left out: the format has no place for it",
                       "%u spans left out: the format has no place for them", n);
    case TANDAI_LOSS_CHARACTER:
      return ngettext ("%u character left out", "%u characters left out", n);
    case TANDAI_LOSS_SPLIT:
      return ngettext ("%u article left out: like articles of two parts",
                       "%u articles left out: like articles of two parts", n);
    case TANDAI_LOSS_MEMBER:
      return ngettext ("%u field of a record left out: an article has no place for it",
                       "%u fields of records left out: an article has no place for them", n);
    case TANDAI_LOSS_STATUS:
      return ngettext ("status of %u article left out", "status of %u articles left out", n);
    case TANDAI_LOSS_LINE:
      return ngettext ("%u line of brat’s left out: what it is about is no longer there",
                       "%u lines of brat’s left out: what they are about is no longer there", n);
    case TANDAI_N_LOSSES:
    default:
      g_return_val_if_reached ("%u");
    }
}

static const char *
changed_format (TandaiLoss loss, guint n)
{
  switch (loss)
    {
    case TANDAI_LOSS_DISCONTINUOUS:
      return ngettext ("%u discontinuous span written as separate pieces",
                       "%u discontinuous spans written as separate pieces", n);
    case TANDAI_LOSS_CUT_TOKEN:
      return ngettext ("%u span begins or ends inside a token: the token was cut there",
                       "%u spans begin or end inside a token: the token was cut there", n);
    case TANDAI_LOSS_SPLIT_LINE:
      return ngettext ("%u span crosses a line end: written line by line",
                       "%u spans cross a line end: written line by line", n);
    case TANDAI_LOSS_NAME:
      return ngettext ("%u name written differently", "%u names written differently", n);
    case TANDAI_LOSS_MERGED:
      return ngettext ("%u span is no longer to be told from its neighbour",
                       "%u spans are no longer to be told from their neighbours", n);
    case TANDAI_LOSS_TOO_LONG:
      return ngettext ("%u span is longer than readers of the format take by default",
                       "%u spans are longer than readers of the format take by default", n);
    case TANDAI_LOSS_OVERLAP:
      return ngettext ("%u span nested in or overlapping another is written apart from the others",
                       "%u spans nested in or overlapping another are written apart from the others", n);
    case TANDAI_LOSS_MISMATCH:
      return ngettext ("%u span differs from the words stated with it: its offsets were kept",
                       "%u spans differ from the words stated with them: their offsets were kept", n);
    case TANDAI_LOSS_CHARACTER:
      return ngettext ("%u control character replaced: the format can’t hold it",
                       "%u control characters replaced: the format can’t hold them", n);
    case TANDAI_LOSS_TRIMMED:
      return ngettext ("%u span begins or ends with white space: written without it",
                       "%u spans begin or end with white space: written without it", n);
    case TANDAI_LOSS_RELATION:
      return ngettext ("%u relation led both ways: it leads one way now",
                       "%u relations led both ways: they lead one way now", n);
    case TANDAI_LOSS_METADATA:
      return ngettext ("%u article has tokens with spaces in them, or other bytes than its original",
                       "%u articles have tokens with spaces in them, or other bytes than their originals", n);
    case TANDAI_LOSS_ATTRIBUTE:
    case TANDAI_LOSS_NOTE:
    case TANDAI_LOSS_ORPHAN:
    case TANDAI_LOSS_CONFLICT:
    case TANDAI_LOSS_NO_PLACE:
    case TANDAI_LOSS_SPLIT:
    case TANDAI_LOSS_MEMBER:
    case TANDAI_LOSS_STATUS:
    case TANDAI_LOSS_LINE:
    case TANDAI_N_LOSSES:
    default:
      return ngettext ("%u item changed", "%u items changed", n);
    }
}

static void
append_line (GString *summary, const char *format, guint n)
{
  if (n == 0)
    return;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_string_append_printf (summary, format, n);
#pragma GCC diagnostic pop
  g_string_append_c (summary, '\n');
}

/**
 * tandai_report_new:
 *
 * Returns: (transfer full): an empty report
 */
TandaiReport *
tandai_report_new (void)
{
  TandaiReport *self = g_new0 (TandaiReport, 1);

  self->list = g_string_new (NULL);
  return self;
}

/**
 * tandai_report_new_counting:
 *
 * Makes a report that counts and keeps no list of its items: where nobody asks
 * for the list, putting it together would be a tenth of an export's work.
 *
 * Returns: (transfer full): an empty report
 */
TandaiReport *
tandai_report_new_counting (void)
{
  return g_new0 (TandaiReport, 1);
}

/**
 * tandai_report_has_items:
 * @self: a report
 *
 * Returns: whether it keeps a list of its items, which are worth being described
 */
gboolean
tandai_report_has_items (const TandaiReport *self)
{
  return self->list != NULL;
}

/**
 * tandai_report_free:
 * @self: (transfer full) (nullable): a report
 *
 * Frees a report.
 */
void
tandai_report_free (TandaiReport *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->spool, fclose);
  if (self->list != NULL)
    g_string_free (self->list, TRUE);
  g_free (self);
}

/**
 * tandai_report_add:
 * @self: a report
 * @loss: what kind of thing it is
 * @dropped: whether it was left out; %FALSE where it was carried, but differently
 * @file: the article's name, in the file system's encoding
 * @id: (nullable): the span's or relation's id
 * @detail: (nullable): what helps a person to find it
 *
 * Adds an item.
 */
void
tandai_report_add (TandaiReport *self,
                   TandaiLoss loss,
                   gboolean dropped,
                   const char *file,
                   const char *id,
                   const char *detail)
{
  g_autofree char *name = NULL;

  g_return_if_fail (loss < TANDAI_N_LOSSES);

  if (dropped)
    self->dropped[loss]++;
  else
    self->changed[loss]++;
  if (self->list == NULL)
    return;
  name = tandai_display_name (file);
  append_field (self->list, name, '\t');
  append_field (self->list, id, '\t');
  append_field (self->list, loss_names[loss], '\t');
  append_field (self->list, dropped ? "dropped" : "changed", '\t');
  append_field (self->list, detail, '\n');
}

/* Where no temporary file can be had the list stays in memory. */
static void
spool_list (TandaiReport *self)
{
  if (self->spool == NULL)
    self->spool = tmpfile ();
  if (self->spool != NULL && fwrite (self->list->str, 1, self->list->len, self->spool) == self->list->len)
    g_string_truncate (self->list, 0);
}

/**
 * tandai_report_count_in:
 * @self: a report
 * @other: another one
 *
 * Adds the counts of another report, without its items.
 */
void
tandai_report_count_in (TandaiReport *self, const TandaiReport *other)
{
  for (guint i = 0; i < TANDAI_N_LOSSES; i++)
    {
      self->dropped[i] += other->dropped[i];
      self->changed[i] += other->changed[i];
    }
}

/**
 * tandai_report_merge:
 * @self: a report
 * @other: (transfer full): another one, of what comes after it
 *
 * Adds all items of another report. However long the list becomes, memory does
 * not grow with it.
 */
void
tandai_report_merge (TandaiReport *self, TandaiReport *other)
{
  g_return_if_fail (other->spool == NULL);

  tandai_report_count_in (self, other);
  if (self->list != NULL && other->list != NULL)
    g_string_append_len (self->list, other->list->str, (gssize) other->list->len);
  tandai_report_free (other);
  if (self->list != NULL && self->list->len > MAX_LIST_BYTES)
    spool_list (self);
}

/**
 * tandai_report_count:
 * @self: a report
 * @loss: a kind of thing
 *
 * Returns: how many items of the kind there are, dropped and changed
 */
guint
tandai_report_count (TandaiReport *self, TandaiLoss loss)
{
  g_return_val_if_fail (loss < TANDAI_N_LOSSES, 0);

  return self->dropped[loss] + self->changed[loss];
}

/**
 * tandai_report_dropped:
 * @self: a report
 *
 * Counts what was left out of the annotations: spans, relations, attributes,
 * notes, orphans and conflicts. Metadata, the members of records, an article's
 * status and brat's own lines are no annotations of ours.
 *
 * Returns: how many
 */
guint
tandai_report_dropped (TandaiReport *self)
{
  guint n = 0;

  for (guint i = 0; i < TANDAI_N_LOSSES; i++)
    if (i != TANDAI_LOSS_METADATA && i != TANDAI_LOSS_MEMBER && i != TANDAI_LOSS_STATUS
        && i != TANDAI_LOSS_LINE)
      n += self->dropped[i];
  return n;
}

/**
 * tandai_report_summary:
 * @self: a report
 *
 * Returns: (transfer full): the counts in the user's language, one line a kind; "" where nothing was lost
 */
char *
tandai_report_summary (TandaiReport *self)
{
  GString *summary = g_string_new (NULL);

  for (guint i = 0; i < TANDAI_N_LOSSES; i++)
    {
      append_line (summary, dropped_format (i, self->dropped[i]), self->dropped[i]);
      append_line (summary, changed_format (i, self->changed[i]), self->changed[i]);
    }
  return g_string_free (summary, FALSE);
}

static gboolean
save_spool (TandaiReport *self, TandaiOutput *output, GError **error)
{
  g_autofree char *chunk = g_malloc (CHUNK);
  gsize n_bytes;

  rewind (self->spool);
  while ((n_bytes = fread (chunk, 1, CHUNK, self->spool)) > 0)
    if (!tandai_output_write (output, "", chunk, n_bytes, error))
      return FALSE;
  return TRUE;
}

/**
 * tandai_report_save:
 * @self: a report that keeps its items, to which nothing is added any more
 * @output: where to write
 * @error: return location for an error
 *
 * Writes the items one by one, for programs and for people who look for one:
 * lines of tab-separated values with a line of headings. Not translated.
 *
 * Returns: whether it was written
 */
gboolean
tandai_report_save (TandaiReport *self, TandaiOutput *output, GError **error)
{
  return tandai_output_write (output, "", HEADINGS, strlen (HEADINGS), error)
         && (self->spool == NULL || save_spool (self, output, error))
         && tandai_output_write (output, "", self->list->str, self->list->len, error);
}

/**
 * tandai_report_list:
 * @self: a report
 *
 * As tandai_report_save(), for a report of one article.
 *
 * Returns: (transfer full): the list
 */
char *
tandai_report_list (TandaiReport *self)
{
  return g_strconcat (HEADINGS, self->list->str, NULL);
}
