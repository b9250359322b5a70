/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Keyword in context, over the words and the spans of articles. A folder is
 * searched by its index, which is refreshed first; without one each article is
 * looked into, and the same is found.
 */

#include "config.h"

#include <stdio.h>
#include <string.h>

#include <glib/gi18n.h>

#include "cli/tandai-command.h"
#include "cli/tandai-label-check.h"
#include "cli/tandai-search-print.h"
#include "cli/tandai-terminal.h"
#include "corpus/tandai-search-csv.h"

typedef enum
{
  AS_TEXT,
  AS_JSON,
  AS_CSV,
} Format;

/* What the options say. */
typedef struct
{
  TandaiSearchQuery *query;
  TandaiSearchOrder order;
  Format format;
  TandaiColors colors;
  guint limit;
  gboolean no_index;
  gboolean no_refresh;
} Options;

typedef struct
{
  const Options *options;
  TandaiSchema *schema;
  GPtrArray *kept;
  GHashTable *said;
  GPtrArray *failures;
  guint n_printed;
  gboolean more;
  /* Whether it is only asked if there is anything, which more tells then. */
  gboolean is_probe;
  GCancellable *cancellable;
} Searching;

static gboolean
print_line (Searching *self, const TandaiSearchLine *line)
{
  g_autoptr (GString) to = g_string_new (NULL);
  g_autofree char *file = tandai_command_display (line->file);

  switch (self->options->format)
    {
    case AS_JSON:
      g_string_append (to, self->n_printed > 0 ? ",\n  " : "\n  ");
      tandai_search_append_json (to, line);
      break;
    case AS_CSV:
      tandai_search_append_csv (to, line, file);
      break;
    case AS_TEXT:
    default:
      tandai_search_append_text (to, line, self->options->query->context, self->schema,
                                 self->options->colors);
      break;
    }
  self->n_printed++;
  return fwrite (to->str, 1, to->len, stdout) == to->len;
}

/* Lines are printed as they come, unless they must be sorted. */
static gboolean
take_line (TandaiSearchLine *line, gpointer user_data)
{
  Searching *self = user_data;
  guint n = self->n_printed + self->kept->len;
  gboolean printed;

  if (self->is_probe)
    {
      self->more = TRUE;
      tandai_search_line_free (line);
      return FALSE;
    }
  if (self->options->order != TANDAI_SEARCH_BY_PLACE)
    {
      g_ptr_array_add (self->kept, line);
      return TRUE;
    }
  if (n == self->options->limit && n > 0)
    {
      self->more = TRUE;
      tandai_search_line_free (line);
      return FALSE;
    }
  printed = print_line (self, line);
  tandai_search_line_free (line);
  return printed;
}

static gboolean
print_kept (Searching *self)
{
  guint limit = self->options->limit > 0 ? self->options->limit : G_MAXUINT;

  tandai_search_sort (self->kept, self->options->order);
  self->more = self->more || self->kept->len > limit;
  for (guint i = 0; i < self->kept->len && i < limit; i++)
    if (!print_line (self, self->kept->pdata[i]))
      return FALSE;
  return TRUE;
}

/* What the refresh says of an article the search says again. */
static void
say_failures (Searching *self)
{
  for (guint i = 0; i < self->failures->len; i++)
    if (g_hash_table_add (self->said, self->failures->pdata[i]))
      tandai_command_message ("%s", (const char *) self->failures->pdata[i]);
}

static void
take_failures (Searching *self, GPtrArray *failures)
{
  g_ptr_array_extend_and_steal (self->failures, failures);
}

typedef enum
{
  DONE,
  FAILED,
  /* Each article is to be looked into. */
  NO_INDEX,
} Outcome;

static Outcome
fall_back (Searching *self, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return FAILED;
  tandai_command_message ("%s", error->message);
  tandai_command_message (_ ("searching without the index"));
  return NO_INDEX;
}

static Outcome
search_by_index (Searching *self, const char *path)
{
  g_autoptr (GFile) folder = g_file_new_for_path (path);
  g_autoptr (TandaiIndex) index = tandai_index_new (folder);
  g_autoptr (GError) error = NULL;

  if (!self->options->no_refresh)
    {
      g_autoptr (TandaiIndexChanges) changes =
          tandai_index_refresh (index, tandai_command_progress, NULL, self->cancellable, &error);

      if (changes == NULL)
        return fall_back (self, error);
      if (changes->n_articles == 0)
        tandai_command_message (_ ("no articles found"));
      take_failures (self, g_steal_pointer (&changes->failures));
      changes->failures = g_ptr_array_new ();
    }
  if (!tandai_search_index (index, self->options->query, take_line, self, self->failures, NULL,
                            self->cancellable, &error))
    return self->n_printed == 0 && self->kept->len == 0 ? fall_back (self, error) : FAILED;
  return DONE;
}

static void
progress_cb (guint done, guint total, gpointer user_data)
{
  tandai_command_progress (done, total, NULL);
}

static Outcome
search_by_reading (Searching *self, const char *const *paths)
{
  g_autoptr (GPtrArray) items = tandai_command_resolve (paths, self->failures, self->cancellable);
  g_autoptr (GError) error = NULL;

  if (items == NULL)
    return FAILED;
  if (tandai_search_items (items, self->options->query, take_line, self, self->failures, progress_cb,
                           self->cancellable, &error))
    return DONE;
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    tandai_command_fail (error);
  return FAILED;
}

static gboolean
is_one_folder (const char *const *paths)
{
  return paths[1] == NULL && g_file_test (paths[0], G_FILE_TEST_IS_DIR);
}

static Outcome
search (Searching *self, const char *const *paths)
{
  Outcome outcome =
      is_one_folder (paths) && !self->options->no_index ? search_by_index (self, paths[0]) : NO_INDEX;

  return outcome == NO_INDEX ? search_by_reading (self, paths) : outcome;
}

static gboolean
print_head (const Options *options)
{
  g_autoptr (GString) head = g_string_new (options->format == AS_JSON ? "[" : NULL);

  if (options->format == AS_CSV)
    tandai_search_append_csv_head (head);
  return fputs (head->str, stdout) != EOF;
}

/* One that neither the schema nor any sidecar knows is mistyped. */
static gboolean
is_known_label (Searching *self, const char *const *paths)
{
  const char *label = self->options->query->label;
  g_autoptr (TandaiSearchQuery) query = tandai_search_query_new ("");
  g_autoptr (GPtrArray) failures = g_ptr_array_new_with_free_func (g_free);
  Options options = *self->options;
  Searching probe = *self;

  if (label == NULL || tandai_schema_find_label (self->schema, label, NULL) != NULL)
    return TRUE;
  query->label = g_strdup (label);
  options.query = query;
  options.no_refresh = TRUE;
  probe.options = &options;
  probe.failures = failures;
  probe.is_probe = TRUE;
  search (&probe, paths);
  return probe.more;
}

/* Which one was meant the schema tells, and of a folder the index, which has labels that no schema knows. */
static void
say_unknown_label (Searching *self, const char *const *paths)
{
  g_autoptr (TandaiKnownLabels) known = tandai_known_labels_new ();
  g_autoptr (GFile) folder = g_file_new_for_path (paths[0]);
  g_autoptr (TandaiIndex) index = tandai_index_new (folder);
  g_autoptr (GPtrArray) rows = NULL;

  tandai_known_labels_add_schema (known, self->schema);
  if (is_one_folder (paths) && !self->options->no_index)
    rows = tandai_index_list (index, self->cancellable, NULL);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const TandaiIndexRow *row = rows->pdata[i];

      for (guint j = 0; j < row->n_labels; j++)
        tandai_known_labels_add (known, row->labels[j].name);
    }
  tandai_label_check_say (known, self->options->query->label);
}

static TandaiExit
finish (Searching *self, const char *const *paths)
{
  const char *end = self->options->format != AS_JSON ? "" : self->n_printed > 0 ? "\n]\n" : "]\n";

  if (!print_kept (self) || !tandai_command_print (end))
    return TANDAI_EXIT_FAILED;
  say_failures (self);
  if (self->more)
    tandai_command_message (_ ("there are more matches than the %u that are shown"), self->options->limit);
  else if (self->n_printed == 0 && !is_known_label (self, paths))
    {
      say_unknown_label (self, paths);
      return TANDAI_EXIT_FAILED;
    }
  else if (self->n_printed == 0 && self->options->format == AS_TEXT)
    tandai_command_message (_ ("No matches"));
  return self->failures->len > 0 ? TANDAI_EXIT_FOUND : TANDAI_EXIT_DONE;
}

static TandaiExit
search_paths (const Options *options, const char *const *paths, GCancellable *cancellable)
{
  /* The folder's own schema tells the colours. */
  g_autoptr (TandaiSchema) schema = tandai_label_check_schema (paths[0], cancellable);
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func ((GDestroyNotify) tandai_search_line_free);
  g_autoptr (GPtrArray) failures = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) said = g_hash_table_new (g_str_hash, g_str_equal);
  Searching self = { options, schema, kept, said, failures, 0, FALSE, FALSE, cancellable };
  g_autoptr (GError) error = NULL;

  if (!tandai_search_query_check (options->query, &error))
    return tandai_command_fail (error);
  if (!print_head (options) || search (&self, paths) == FAILED || ferror (stdout))
    return TANDAI_EXIT_FAILED;
  return finish (&self, paths);
}

static gboolean
choose_order (const char *sort, TandaiSearchOrder *order)
{
  if (sort == NULL || strcmp (sort, "place") == 0)
    *order = TANDAI_SEARCH_BY_PLACE;
  else if (strcmp (sort, "left") == 0)
    *order = TANDAI_SEARCH_BY_LEFT;
  else if (strcmp (sort, "right") == 0)
    *order = TANDAI_SEARCH_BY_RIGHT;
  else
    {
      tandai_command_message (_ ("%s takes one of %s, not “%s”"), "--sort", "place, left, right", sort);
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_status (const char *status)
{
  TandaiStatus known;

  if (status == NULL || tandai_status_from_string (status, &known))
    return TRUE;
  tandai_command_message (_ ("%s takes one of %s, not “%s”"), "--status", "new, in-progress, done, excluded",
                          status);
  return FALSE;
}

static gboolean
check_number (const char *option, gint64 number)
{
  if (number >= 0 && number <= G_MAXINT)
    return TRUE;
  tandai_command_message (_ ("%s takes a number from 0 on"), option);
  return FALSE;
}

/* What the options say before it is looked at. */
typedef struct
{
  gboolean regex;
  gboolean whole;
  gboolean match_case;
  gboolean as_json;
  gboolean as_csv;
  gint64 context;
  gint64 limit;
  char *when;
  char *sort;
  char **words;
} Given;

static void
given_clear (Given *given)
{
  g_free (given->when);
  g_free (given->sort);
  g_strfreev (given->words);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Given, given_clear)

static gboolean
check_words (char **words)
{
  if (words == NULL || words[1] == NULL)
    tandai_command_message (_ ("name what is looked for, and where"));
  else if (!g_utf8_validate (words[0], -1, NULL))
    tandai_command_message (_ ("what is looked for is not valid text"));
  else
    return TRUE;
  return FALSE;
}

static gboolean
check_query (const TandaiSearchQuery *query)
{
  gboolean is_named = query->annotator != NULL && *query->annotator != '\0';

  return (!is_named || tandai_command_check_annotator (query->annotator)) && check_status (query->status);
}

static gboolean
choose_colors (const char *when, TandaiColors *colors)
{
  if (tandai_terminal_choose (when != NULL ? when : "auto", colors))
    return TRUE;
  tandai_command_message (_ ("--color takes “auto”, “always” or “never”, not “%s”"), when);
  return FALSE;
}

static gboolean
take_options (const Given *given, Options *options)
{
  TandaiSearchQuery *query = options->query;

  if (!check_query (query) || !check_number ("--context", given->context)
      || !check_number ("--limit", given->limit) || !choose_order (given->sort, &options->order)
      || !check_words (given->words) || !choose_colors (given->when, &options->colors))
    return FALSE;
  g_free (query->words);
  query->words = g_strdup (given->words[0]);
  query->flags = (given->whole ? TANDAI_FIND_WHOLE_WORD : 0)
                 | (given->match_case ? TANDAI_FIND_MATCH_CASE : 0) | (given->regex ? TANDAI_FIND_REGEX : 0);
  query->context = (guint) given->context;
  options->limit = (guint) given->limit;
  options->format = given->as_json ? AS_JSON : given->as_csv ? AS_CSV : AS_TEXT;
  return TRUE;
}

static TandaiExit
run (const TandaiCommand *self, int argc, char **argv, GCancellable *cancellable)
{
  g_autoptr (TandaiSearchQuery) query = tandai_search_query_new ("");
  g_auto (Given) given = { .context = query->context };
  Options options = { .query = query };
  const GOptionEntry entries[] = {
    { "label", 'l', 0, G_OPTION_ARG_STRING, &query->label, N_ ("Only in spans of this label"), N_ ("LABEL") },
    { "attribute", 0, 0, G_OPTION_ARG_STRING_ARRAY, &query->attributes,
      N_ ("Only in spans with this attribute; may be repeated"), N_ ("NAME[=VALUE]") },
    { "source", 0, 0, G_OPTION_ARG_STRING, &query->source,
      N_ ("Only in spans whose source’s words or entity hold this"), N_ ("WORDS") },
    { "annotator", 'a', 0, G_OPTION_ARG_STRING, &query->annotator, N_ ("Whose annotations"), N_ ("NAME") },
    { "status", 0, 0, G_OPTION_ARG_STRING, &query->status, N_ ("Only in articles of this status"),
      N_ ("STATUS") },
    { "regex", 'r', 0, G_OPTION_ARG_NONE, &given.regex, N_ ("QUERY is a regular expression"), NULL },
    { "whole-words", 'w', 0, G_OPTION_ARG_NONE, &given.whole, N_ ("Only whole words"), NULL },
    { "case", 0, 0, G_OPTION_ARG_NONE, &given.match_case, N_ ("Capitals make a difference"), NULL },
    { "context", 'c', 0, G_OPTION_ARG_INT64, &given.context,
      N_ ("So many characters left and right of a match (40)"), N_ ("N") },
    { "sort", 0, 0, G_OPTION_ARG_STRING, &given.sort,
      N_ ("Sort by place (as it is), left or right: what stands before or after"), N_ ("ORDER") },
    { "limit", 0, 0, G_OPTION_ARG_INT64, &given.limit, N_ ("So many lines at most"), N_ ("N") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &given.as_json, N_ ("Print the lines as one JSON value"), NULL },
    { "csv", 0, 0, G_OPTION_ARG_NONE, &given.as_csv, N_ ("Print the lines as a table for spreadsheets"),
      NULL },
    { "color", 0, 0, G_OPTION_ARG_STRING, &given.when, N_ ("Colour the matches: auto, always or never"),
      N_ ("WHEN") },
    { "no-index", 0, 0, G_OPTION_ARG_NONE, &options.no_index, N_ ("Look into each article"), NULL },
    { "no-refresh", 0, 0, G_OPTION_ARG_NONE, &options.no_refresh,
      N_ ("Use the index as it is: what is new is not found"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &given.words, NULL, NULL },
    { NULL },
  };

  if (!tandai_command_parse (self, entries, &argc, &argv) || !take_options (&given, &options))
    return TANDAI_EXIT_FAILED;
  return search_paths (&options, (const char *const *) given.words + 1, cancellable);
}

const TandaiCommand tandai_command_search = {
  .name = "search",
  .arguments = N_ ("QUERY PATH…"),
  .summary = N_ ("Find words and spans, with what stands round them"),
  .description = N_ ("An empty QUERY (\"\") stands for spans as a whole. Where spans are asked for, QUERY is "
                     "looked for inside them."),
  .run = run,
};
