/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Columns in: a token a line, its tag in one of the columns, an empty line
 * between sentences. The text is made of the tokens, joined by one space, with
 * a line for each sentence, so that the export's “--tokens whitespace” gives
 * them back.
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "formats/tandai-conll-reader.h"
#include "formats/tandai-iob.h"

#define DOCUMENT_START "-DOCSTART-"

/* Further layers of a.conll are a.2.conll, a.3.conll, …: no more than these. */
#define MAX_LAYERS 99

/*
 * One file, and the article of it that is being read. @files are those that are
 * read with it, in which its further layers are looked for; a layer's own text
 * makes no article.
 */
typedef struct
{
  TandaiImport *import;
  const char *path;
  guint label_column;
  GHashTable *files;
  gboolean is_layer;
  gboolean has_tabs;
  guint n_columns;
  gboolean has_spaces;
  gboolean in_sentence;
  gboolean divided;
  guint n_articles;
  guint length;
  GString *text;
  TandaiIob *tags;
} Reading;

static void
begin_article (Reading *reading)
{
  reading->text = g_string_new (NULL);
  reading->tags = tandai_iob_new ();
  reading->length = 0;
  reading->in_sentence = FALSE;
}

static void
drop_article (Reading *reading)
{
  g_string_free (reading->text, TRUE);
  tandai_iob_free (reading->tags);
}

/* The "." of a file's suffix, or the path's end. */
static const char *
find_suffix (const char *path)
{
  const char *dot = strrchr (path, '.');
  const char *slash = strrchr (path, '/');

  return dot != NULL && (slash == NULL || dot > slash + 1) ? dot : path + strlen (path);
}

static char *
make_name (Reading *reading)
{
  int stem = (int) (find_suffix (reading->path) - reading->path);
  g_autofree char *name = reading->divided
                              ? g_strdup_printf ("%.*s-%05u", stem, reading->path, reading->n_articles)
                              : g_strdup_printf ("%.*s", stem, reading->path);

  return tandai_import_name (reading->import, name, NULL);
}

static void
add_spans (Reading *reading, TandaiDraft *draft)
{
  g_autoptr (GArray) spans = tandai_iob_finish (reading->tags);

  for (guint i = 0; i < spans->len; i++)
    {
      const TandaiIobSpan *span = &g_array_index (spans, TandaiIobSpan, i);

      tandai_draft_add_range (draft, NULL, span->label, TANDAI_UNIT_CODE_POINTS, span->range.start,
                              span->range.end, NULL);
    }
}

static void
end_sentence (Reading *reading)
{
  if (!reading->in_sentence)
    return;
  g_string_append_c (reading->text, '\n');
  reading->length++;
  reading->in_sentence = FALSE;
  tandai_iob_break (reading->tags);
}

static gboolean take_line (guint line, const char *bytes, gsize n_bytes, gpointer user_data);

static void
read_layer (Reading *reading, const char *path, TandaiDraft *draft)
{
  Reading layer = { reading->import, path, reading->label_column, NULL, TRUE };

  begin_article (&layer);
  tandai_import_each_line (layer.import, path, take_line, &layer);
  end_sentence (&layer);
  if (g_string_equal (layer.text, reading->text))
    add_spans (&layer, draft);
  else
    {
      g_autofree char *first = g_path_get_basename (reading->path);

      /* Translators: %s is a file's name. */
      tandai_import_fail (layer.import, path, 0,
                          _ ("its tokens are not those of “%s”, of which it is a layer"), first);
    }
  drop_article (&layer);
}

/* "a.conll" and 2 are "a.2.conll". */
static char *
make_layer_path (const char *path, guint layer)
{
  const char *dot = find_suffix (path);

  return g_strdup_printf ("%.*s.%u%s", (int) (dot - path), path, layer, dot);
}

static void
read_layers (Reading *reading, TandaiDraft *draft)
{
  for (guint i = 2; reading->files != NULL && !reading->divided && i <= MAX_LAYERS; i++)
    {
      g_autofree char *path = make_layer_path (reading->path, i);

      if (!g_hash_table_contains (reading->files, path))
        return;
      read_layer (reading, path, draft);
    }
}

static void
end_article (Reading *reading)
{
  g_autofree char *name = NULL;
  g_autoptr (GError) error = NULL;
  TandaiDraft *draft;

  end_sentence (reading);
  if (reading->text->len == 0 || reading->is_layer)
    return;
  reading->n_articles++;
  name = make_name (reading);
  draft = tandai_draft_new_text (name, reading->text->str, &error);
  if (draft == NULL)
    {
      tandai_import_fail (reading->import, reading->path, 0, "%s", error->message);
      return;
    }
  add_spans (reading, draft);
  read_layers (reading, draft);
  tandai_import_take (reading->import, reading->path, draft);
}

static char **
split_columns (Reading *reading, const char *line)
{
  g_autoptr (GPtrArray) columns = NULL;

  if (reading->has_tabs)
    return g_strsplit (line, "\t", -1);
  columns = g_ptr_array_new ();
  for (const char *p = line + strspn (line, " "); *p != '\0'; p += strspn (p, " "))
    {
      gsize n = strcspn (p, " ");

      g_ptr_array_add (columns, g_strndup (p, n));
      p += n;
    }
  g_ptr_array_add (columns, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&columns), FALSE);
}

static void
add_token (Reading *reading, const char *token, const char *tag)
{
  TandaiRange range;

  if (reading->in_sentence)
    {
      g_string_append_c (reading->text, ' ');
      reading->length++;
    }
  reading->in_sentence = TRUE;
  range.start = reading->length;
  range.end = reading->length += (guint) g_utf8_strlen (token, -1);
  g_string_append (reading->text, token);
  reading->has_spaces |= strchr (token, ' ') != NULL;
  tandai_iob_add (reading->tags, range, tag);
}

/* The tag of a line; a line without one is told, and its token stays in the text. */
static const char *
find_tag (Reading *reading, guint line, char **columns, guint n_columns)
{
  if (n_columns < 2 || reading->label_column > n_columns)
    {
      tandai_import_fail (reading->import, reading->path, line,
                          _ ("column %u, which has the tag, is missing"), MAX (reading->label_column, 2));
      return "O";
    }
  if (n_columns != reading->n_columns)
    tandai_import_fail (reading->import, reading->path, line,
                        ngettext ("it has %u column, the lines before have %u",
                                  "it has %u columns, the lines before have %u", n_columns),
                        n_columns, reading->n_columns);
  return columns[(reading->label_column > 0 ? reading->label_column : n_columns) - 1];
}

/* A “#” may be a token as well: then it has as many columns as others have. */
static gboolean
is_comment (Reading *reading, const char *bytes, guint n_columns)
{
  return g_str_has_prefix (bytes, "# ") && n_columns != (reading->n_columns > 0 ? reading->n_columns : 2);
}

static void
take_columns (Reading *reading, guint line, const char *bytes)
{
  g_auto (GStrv) columns = split_columns (reading, bytes);
  guint n_columns = g_strv_length (columns);

  if (is_comment (reading, bytes, n_columns))
    return;
  if (reading->n_columns == 0)
    reading->n_columns = n_columns;
  if (*columns[0] == '\0')
    tandai_import_fail (reading->import, reading->path, line, "%s", _ ("it has no token"));
  else
    add_token (reading, columns[0], find_tag (reading, line, columns, n_columns));
}

static gboolean
take_line (guint line, const char *bytes, gsize n_bytes, gpointer user_data)
{
  Reading *reading = user_data;

  if (!g_utf8_validate (bytes, (gssize) n_bytes, NULL))
    tandai_import_fail (reading->import, reading->path, line, "%s", _ ("it is not UTF-8"));
  else if (strspn (bytes, " \t") == n_bytes)
    end_sentence (reading);
  else if (g_str_has_prefix (bytes, DOCUMENT_START))
    {
      /* The first article is only now known to be one of several. */
      reading->divided |= reading->text->len > 0;
      end_article (reading);
      drop_article (reading);
      begin_article (reading);
    }
  else
    {
      if (reading->n_columns == 0)
        reading->has_tabs = strchr (bytes, '\t') != NULL;
      take_columns (reading, line, bytes);
    }
  return !g_cancellable_is_cancelled (tandai_import_get_cancellable (reading->import));
}

/* Columns that no annotation is made of are told once a file. */
static void
report_lost (Reading *reading)
{
  if (reading->n_columns > 2)
    {
      g_autofree char *detail = g_strdup_printf ("%u", reading->n_columns - 2);

      tandai_import_lose (reading->import, TANDAI_LOSS_METADATA, TRUE, reading->path, NULL, detail);
    }
  if (reading->has_spaces)
    tandai_import_lose (reading->import, TANDAI_LOSS_METADATA, FALSE, reading->path, NULL,
                        "tokens with spaces");
}

/* "a.2.conll" is one where "a.conll" is there too. */
static gboolean
is_layer (GHashTable *files, const char *path)
{
  const char *dot = find_suffix (path);
  g_autofree char *stem = g_strndup (path, (gsize) (dot - path));
  char *number = strrchr (stem, '.');
  g_autofree char *first = NULL;
  guint64 layer;

  if (number == NULL || !g_ascii_string_to_unsigned (number + 1, 10, 2, MAX_LAYERS, &layer, NULL))
    return FALSE;
  *number = '\0';
  first = g_strconcat (stem, dot, NULL);
  return g_hash_table_contains (files, first);
}

static void
read_file (TandaiImport *import, const char *path, GHashTable *files)
{
  Reading reading = { import, path, tandai_import_get_options (import)->label_column, files };

  begin_article (&reading);
  tandai_import_each_line (import, path, take_line, &reading);
  end_article (&reading);
  drop_article (&reading);
  report_lost (&reading);
}

/**
 * tandai_conll_read:
 * @import: the import
 * @path: a file of columns, or a folder of them
 *
 * Reads columns of any of the usual schemes. Between tabs a token may hold
 * spaces; where a file has no tabs, blanks part the columns. “-DOCSTART-”
 * begins an article; without one a file is an article. In a folder, a.2.conll
 * and so on are further layers of a.conll.
 */
void
tandai_conll_read (TandaiImport *import, const char *path)
{
  const char *const suffixes[] = { ".conll", ".conll02", ".conll03", ".conll2002", ".conll2003",
                                   ".bio",   ".iob",     ".iob2",    ".bioes",     ".bilou",
                                   ".tsv",   ".txt",     NULL };
  g_autoptr (GPtrArray) files = tandai_import_list (import, path, suffixes);

  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < files->len; i++)
    g_hash_table_add (names, files->pdata[i]);
  for (guint i = 0; i < files->len && !g_cancellable_is_cancelled (tandai_import_get_cancellable (import));
       i++)
    if (!is_layer (names, files->pdata[i]))
      read_file (import, files->pdata[i], names);
}
