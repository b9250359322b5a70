/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/tandai-error.h"
#include "core/tandai-find-private.h"

/* A text is matched window by window, so that the search can be ended between two. PCRE itself says where a
 * window's end gets in the way of a match: it is widened then. The first window is small, for the sake of
 * expressions that are slow at every place; a window grows while it takes no time. */
#define FIRST_WINDOW 1024
#define MAX_WINDOW   (8 * 1024)
#define MAX_WIDENED  (1024 * 1024)
#define QUICK        (4 * G_TIME_SPAN_MILLISECOND)
#define SLOW         (100 * G_TIME_SPAN_MILLISECOND)

/* How often an expression may go back from one place before it is given up: (a+)+b would not end. */
#define LIMIT "(*LIMIT_MATCH=100000)"

typedef struct
{
  TandaiSearch *search;
  GRegex *regex;
  const char *chars;
  gsize n_bytes;
  gsize at;
  gsize window;
  gsize end;
} Scan;

static const char *
explain (const GError *error)
{
  switch (error->code)
    {
    case G_REGEX_ERROR_STRAY_BACKSLASH:
      return _ ("Something must follow “\\”");
    case G_REGEX_ERROR_UNTERMINATED_CHARACTER_CLASS:
      return _ ("“[” needs a “]”");
    case G_REGEX_ERROR_UNMATCHED_PARENTHESIS:
      return _ ("“(” and “)” must come in pairs");
    case G_REGEX_ERROR_NOTHING_TO_REPEAT:
      return _ ("Before “*”, “+” or “?” something must stand that can be repeated");
    case G_REGEX_ERROR_VARIABLE_LENGTH_LOOKBEHIND:
      return _ ("What is looked back for must have a fixed length");
    default:
      return _ ("This is not a regular expression");
    }
}

static GRegex *
compile (const char *pattern, TandaiFindFlags flags, GError **error)
{
  GRegexCompileFlags options = G_REGEX_MULTILINE | (flags & TANDAI_FIND_MATCH_CASE ? 0 : G_REGEX_CASELESS);
  g_autoptr (GError) local = NULL;
  g_autoptr (GRegex) alone = g_regex_new (pattern, options, 0, &local);
  g_autofree char *limited = NULL;
  GRegex *regex = NULL;

  /* An expression that begins with settings of its own could raise the limit: only at the very start are they
   * read. */
  limited = g_strconcat (LIMIT, g_str_has_prefix (pattern, "(*") ? "(?:)" : "", pattern, NULL);
  if (alone != NULL)
    regex = g_regex_new (limited, options, 0, &local);
  if (regex == NULL)
    g_set_error_literal (error, TANDAI_ERROR, TANDAI_ERROR_PATTERN, explain (local));
  return regex;
}

/* Behind a line end in the window's second half, else at white space, else behind any character. */
static gsize
end_window (const Scan *scan, gsize size)
{
  gsize end = scan->at + size;
  gsize space = 0;

  if (end >= scan->n_bytes)
    return scan->n_bytes;
  for (gsize at = end; at > scan->at + size / 2; at--)
    {
      if (scan->chars[at - 1] == '\n')
        return at;
      if (space == 0 && g_ascii_isspace (scan->chars[at - 1]))
        space = at;
    }
  if (space != 0)
    return space;
  while (((guchar) scan->chars[end] & 0xc0) == 0x80)
    end++;
  return end;
}

typedef enum
{
  FOUND,
  NOTHING,
  CUT_OFF,
  FAILED,
} Outcome;

static Outcome
match (Scan *scan, gboolean whole, gsize *from, gsize *to, GError **error)
{
  g_autoptr (GMatchInfo) info = NULL;
  g_autoptr (GError) local = NULL;
  GRegexMatchFlags flags = G_REGEX_MATCH_NOTEMPTY;
  gboolean last = scan->end == scan->n_bytes;
  int first_byte;
  int end_byte;

  if (!whole && !last)
    flags |= G_REGEX_MATCH_PARTIAL_HARD;
  if (!last && scan->chars[scan->end - 1] != '\n')
    flags |= G_REGEX_MATCH_NOTEOL;
  if (g_regex_match_full (scan->regex, scan->chars, (gssize) scan->end, (int) scan->at, flags, &info, &local))
    {
      g_match_info_fetch_pos (info, 0, &first_byte, &end_byte);
      *from = (gsize) first_byte;
      *to = (gsize) end_byte;
      return FOUND;
    }
  if (local != NULL)
    {
      g_set_error_literal (error, TANDAI_ERROR, TANDAI_ERROR_PATTERN, _ ("This would take too long here"));
      return FAILED;
    }
  return g_match_info_is_partial_match (info) ? CUT_OFF : NOTHING;
}

/* Behind a character that cannot be where a match begins. */
static void
step (Scan *scan, gsize from)
{
  from += (gsize) g_utf8_skip[(guchar) scan->chars[from]];
  while (from < scan->n_bytes && ((guchar) scan->chars[from] & 0xc0) == 0x80)
    from++;
  scan->at = MAX (scan->at, from);
}

/* Matches in a window once; widens it where its end got in the way, unless that takes long already. */
static Outcome
match_in_window (Scan *scan, gsize *from, gsize *to, GError **error)
{
  gint64 begun = g_get_monotonic_time ();
  Outcome outcome = match (scan, FALSE, from, to, error);

  while (outcome == CUT_OFF)
    {
      gsize size = (scan->end - scan->at) * 2;
      gboolean wide = size > MAX_WIDENED || g_get_monotonic_time () - begun > SLOW;

      if (!_tandai_search_check (scan->search, error))
        return FAILED;
      if (!wide)
        scan->end = end_window (scan, size);
      begun = g_get_monotonic_time ();
      outcome = match (scan, wide, from, to, error);
    }
  if (g_get_monotonic_time () - begun < QUICK)
    scan->window = MIN (scan->window * 2, MAX_WINDOW);
  else
    scan->window = MAX (scan->window / 2, FIRST_WINDOW);
  return outcome;
}

static gboolean
scan_text (Scan *scan, GError **error)
{
  while (scan->at < scan->n_bytes && !scan->search->more)
    {
      gsize from = 0;
      gsize to = 0;
      Outcome outcome;

      if (!_tandai_search_check (scan->search, error))
        return FALSE;
      if (scan->end <= scan->at)
        scan->end = end_window (scan, scan->window);
      outcome = match_in_window (scan, &from, &to, error);
      if (outcome == FAILED)
        return FALSE;
      if (outcome == NOTHING)
        scan->at = scan->end;
      else if (_tandai_search_take (scan->search, from, to))
        scan->at = to;
      else
        step (scan, MAX (from, scan->at));
    }
  return TRUE;
}

/**
 * _tandai_search_regex:
 * @self: a search
 * @pattern: a regular expression
 * @error: return location for an error
 *
 * Adds what an expression matches.
 *
 * Returns: whether all was looked through
 */
gboolean
_tandai_search_regex (TandaiSearch *self, const char *pattern, GError **error)
{
  Scan scan = { .search = self,
                .chars = tandai_text_get_chars (self->text),
                .n_bytes = tandai_text_get_bytes (self->text),
                .window = FIRST_WINDOW };
  gboolean done;

  if (*pattern == '\0')
    return TRUE;
  /* GRegex counts bytes in an int. */
  if (scan.n_bytes > G_MAXINT)
    {
      g_set_error_literal (error, TANDAI_ERROR, TANDAI_ERROR_PATTERN, _ ("This would take too long here"));
      return FALSE;
    }
  scan.regex = compile (pattern, self->flags, error);
  if (scan.regex == NULL)
    return FALSE;
  done = scan_text (&scan, error);
  g_regex_unref (scan.regex);
  return done;
}
