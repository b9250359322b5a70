/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which format a file or folder of somebody's is probably in, by its name and how it begins. */

#include "config.h"

#include <string.h>

#include <gio/gunixinputstream.h>

#include "core/tandai-file.h"
#include "core/tandai-paths.h"
#include "formats/tandai-guess.h"

/* So much of a file is looked at, and so many names of a folder. */
#define N_LOOK    4096
#define MAX_NAMES 1000
#define MAX_DEPTH 3

#define TEXT "text"

/* Any name of what may be one record a line or a list of them: writers do not agree on it, readers take both.
 */
#define JSON "json"

/* By the end of its name; "?" where the beginning of the file decides. */
static const struct
{
  const char *suffix;
  const char *format;
} SUFFIXES[] = {
  { ".ann", "brat" },  { ".conll", "conll" }, { ".conllu", "conll" }, { ".bio", "conll" },
  { ".iob", "conll" }, { ".iob2", "conll" },  { ".xmi", "uima-xmi" }, { ".csv", "csv" },
  { ".tsv", "?" },     { ".jsonl", "?" },     { ".ndjson", "?" },     { ".json", "?" },
  { ".html", "html" }, { ".htm", "html" },    { ".xhtml", "html" },   { ".txt", TEXT },
};

/* What is found in the beginning of a file that may be of several formats. The first that is there decides.
 */
static const struct
{
  const char *suffix;
  const char *words;
  const char *format;
} BEGINNINGS[] = {
  { ".tsv", "#FORMAT=WebAnno", "webanno-tsv" },
  { ".tsv", "", "csv" },
  { ".json", "%FEATURE_STRUCTURES", "uima-json" },
  { ".json", "%TYPES", "uima-json" },
  { JSON, "\"tandai/1\"", "jsonl" },
  { JSON, "\"annotations\"", "label-studio" },
  { JSON, "\"completions\"", "label-studio" },
  { JSON, "\"spans\"", "jsonl" },
  { JSON, "\"entities\"", "doccano" },
  { JSON, "\"label\"", "doccano" },
  { JSON, "\"data\"", "label-studio" },
  { JSON, "{", "jsonl" },
  { ".json", "", "label-studio" },
  { JSON, "", "jsonl" },
};

static const char *
format_of_name (const char *path, const char **suffix)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *lower = g_ascii_strdown (name, -1);

  *suffix = NULL;
  for (guint i = 0; i < G_N_ELEMENTS (SUFFIXES); i++)
    if (g_str_has_suffix (lower, SUFFIXES[i].suffix))
      {
        *suffix = SUFFIXES[i].suffix;
        return SUFFIXES[i].format;
      }
  return NULL;
}

static const char *
format_of_beginning (const char *path, const char *suffix)
{
  g_autofree char *bytes = g_malloc0 (N_LOOK + 1);
  int fd = tandai_file_open (path, NULL);
  g_autoptr (GInputStream) stream = fd >= 0 ? g_unix_input_stream_new (fd, TRUE) : NULL;
  gsize n_bytes = 0;

  if (stream != NULL)
    g_input_stream_read_all (stream, bytes, N_LOOK, &n_bytes, NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (BEGINNINGS); i++)
    if ((g_str_equal (BEGINNINGS[i].suffix, suffix)
         || (g_str_equal (BEGINNINGS[i].suffix, JSON) && strstr (suffix, JSON) != NULL))
        && g_strstr_len (bytes, (gssize) n_bytes, BEGINNINGS[i].words) != NULL)
      return BEGINNINGS[i].format;
  return NULL;
}

static const char *
format_of_file (const char *path)
{
  const char *suffix;
  const char *format = format_of_name (path, &suffix);

  return g_strcmp0 (format, "?") == 0 ? format_of_beginning (path, suffix) : format;
}

/* Articles alone say little: what lies beside them, or in the folders below, decides. */
static const char *
format_of_folder (const char *path, guint depth, guint *names_left)
{
  g_autoptr (GDir) children = g_dir_open (path, 0, NULL);
  const char *found = NULL;
  const char *name;

  while (children != NULL && *names_left > 0 && (name = g_dir_read_name (children)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);
      const char *below = NULL;

      (*names_left)--;
      if (tandai_guess_is_data (child))
        return format_of_file (child);
      if (depth > 0 && *name != '.' && g_file_test (child, G_FILE_TEST_IS_DIR))
        below = format_of_folder (child, depth - 1, names_left);
      if (below != NULL && !g_str_equal (below, TEXT))
        return below;
      if (below != NULL || g_str_has_suffix (name, ".txt"))
        found = TEXT;
    }
  return found;
}

/**
 * tandai_guess_format:
 * @path: a file or folder, in the file system's encoding
 *
 * Reads the beginning of the file, or the names in the folder.
 *
 * Returns: (nullable): the format that it is probably in
 */
const TandaiFormat *
tandai_guess_format (const char *path)
{
  guint names_left = MAX_NAMES;
  const char *name = g_file_test (path, G_FILE_TEST_IS_DIR) ? format_of_folder (path, MAX_DEPTH, &names_left)
                     : g_file_test (path, G_FILE_TEST_IS_REGULAR) ? format_of_file (path)
                                                                  : NULL;

  return name != NULL ? tandai_format_find (name) : NULL;
}

/**
 * tandai_guess_is_data:
 * @path: a file's path
 *
 * Tells by the name alone whether a file is somebody's data, to be imported,
 * and neither an article nor anything of ours.
 *
 * Returns: whether it is
 */
gboolean
tandai_guess_is_data (const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  const char *suffix;

  return !tandai_paths_is_sidecar (name) && !g_str_equal (name, TANDAI_SCHEMA_NAME) && *name != '.'
         && format_of_name (name, &suffix) != NULL && !g_str_equal (suffix, ".txt");
}
