/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#include "core/tandai-error.h"
#include "core/tandai-file.h"
#include "core/tandai-json.h"
#include "core/tandai-schema.h"
#include "suggest/tandai-word-lists.h"

/* Made by glib-compile-resources; that it is asked for keeps it in the program. */
extern GResource *tandai_suggest_get_resource (void);

#define RESOURCE_FOLDER "/org/tandai/Tandai/suggest/"

/* The bit of a phrase that is the beginning of a longer one. */
#define GOES_ON (1u << 31)

struct _TandaiWordLists
{
  gatomicrefcount ref_count;
  /* From a phrase in small letters to the bits of the lists that hold it. */
  GHashTable *phrases;
};

static const char *const NAMES[TANDAI_N_LISTS] = {
  "according", "bodies", "calendar", "common",   "conjunctions", "gazetteer",     "many",
  "particles", "people", "places",   "pronouns", "report-after", "report-before", "titles",
};

/** tandai_word_list_get_name: Returns: the name of a list: its file's, and that of its member in tandai.json
 */
const char *
tandai_word_list_get_name (TandaiWordList list)
{
  return NAMES[list];
}

static guint
get_bits (GHashTable *phrases, const char *phrase)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (phrases, phrase));
}

static void
set_bits (GHashTable *phrases, const char *phrase, guint bits)
{
  g_hash_table_insert (phrases, g_strdup (phrase), GUINT_TO_POINTER (bits));
}

/* Each beginning of a phrase is known as one, so that looking ahead stops early. */
static void
add_phrase (GHashTable *phrases, const char *phrase, TandaiWordList list)
{
  for (const char *space = strchr (phrase, ' '); space != NULL; space = strchr (space + 1, ' '))
    {
      g_autofree char *beginning = g_strndup (phrase, (gsize) (space - phrase));

      set_bits (phrases, beginning, get_bits (phrases, beginning) | GOES_ON);
    }
  set_bits (phrases, phrase, get_bits (phrases, phrase) | TANDAI_LIST_BIT (list));
}

/* One line of a file, or one text of tandai.json. */
static void
add_entry (GHashTable *phrases, const char *entry, TandaiWordList list)
{
  g_autofree char *copy = g_strstrip (g_strdup (entry));
  gboolean taken_out = copy[0] == '-';
  g_autofree char *folded = g_utf8_strdown (taken_out ? copy + 1 : copy, -1);

  if (folded[0] == '\0' || folded[0] == '#')
    return;
  if (taken_out)
    set_bits (phrases, folded, get_bits (phrases, folded) & ~TANDAI_LIST_BIT (list));
  else
    add_phrase (phrases, folded, list);
}

static void
add_resource (GHashTable *phrases, TandaiWordList list)
{
  g_autofree char *path = g_strconcat (RESOURCE_FOLDER, NAMES[list], ".txt", NULL);
  g_autoptr (GBytes) bytes =
      g_resource_lookup_data (tandai_suggest_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_auto (GStrv) lines = NULL;

  g_assert (bytes != NULL);
  lines = g_strsplit (g_bytes_get_data (bytes, NULL), "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    add_entry (phrases, lines[i], list);
}

static TandaiWordLists *
new_built_in (void)
{
  TandaiWordLists *self = g_new0 (TandaiWordLists, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->phrases = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < TANDAI_N_LISTS; i++)
    add_resource (self->phrases, i);
  return self;
}

/** tandai_word_lists_get_default: Returns: (transfer none): the lists as they come */
TandaiWordLists *
tandai_word_lists_get_default (void)
{
  static TandaiWordLists *lists;

  if (g_once_init_enter (&lists))
    g_once_init_leave (&lists, new_built_in ());
  return lists;
}

static gboolean
reject (GError **error, const char *list, const char *reason)
{
  g_set_error (error, TANDAI_ERROR, TANDAI_ERROR_SCHEMA, _ ("%s: %s"), list, reason);
  return FALSE;
}

static gboolean
read_list (TandaiWordLists *self, const TandaiJson *json, guint lists, TandaiWordList list, GError **error)
{
  g_autofree char *path = g_strconcat ("word-lists.", NAMES[list], NULL);
  int value = tandai_json_find (json, lists, NAMES[list]);

  if (value < 0)
    return TRUE;
  if (tandai_json_get_kind (json, value) != TANDAI_JSON_ARRAY)
    return reject (error, path, _ ("a list was expected"));
  for (int item = tandai_json_first (json, value); item >= 0; item = tandai_json_next (json, item))
    {
      g_autofree char *text = tandai_json_dup_string (json, item);

      if (text == NULL)
        return reject (error, path, _ ("a text was expected"));
      add_entry (self->phrases, text, list);
    }
  return TRUE;
}

/**
 * tandai_word_lists_parse:
 * @corpus_file: what a tandai.json holds
 * @error: return location for a #TandaiError
 *
 * Returns: (transfer full): the lists with what the corpus adds and takes out, or %NULL
 */
TandaiWordLists *
tandai_word_lists_parse (GBytes *corpus_file, GError **error)
{
  gsize n_bytes;
  const char *bytes = g_bytes_get_data (corpus_file, &n_bytes);
  g_autoptr (TandaiJson) json = tandai_json_parse (bytes, n_bytes, error);
  g_autoptr (TandaiWordLists) self = NULL;
  int lists;

  if (json == NULL)
    return NULL;
  lists = tandai_json_find (json, 0, "word-lists");
  if (lists < 0)
    return tandai_word_lists_ref (tandai_word_lists_get_default ());
  if (tandai_json_get_kind (json, lists) != TANDAI_JSON_OBJECT)
    {
      reject (error, "word-lists", _ ("an object was expected"));
      return NULL;
    }
  self = new_built_in ();
  for (guint i = 0; i < TANDAI_N_LISTS; i++)
    if (!read_list (self, json, lists, i, error))
      return NULL;
  return g_steal_pointer (&self);
}

/**
 * tandai_word_lists_load_for:
 * @article: an article
 * @root: (nullable): the opened folder, above which no corpus file counts
 * @cancellable: (nullable): to stop it
 * @error: return location for an error
 *
 * Returns: (transfer full): the lists in force for an article, or %NULL
 */
TandaiWordLists *
tandai_word_lists_load_for (GFile *article, GFile *root, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = tandai_schema_find_file (article, root);
  g_autoptr (GBytes) bytes = NULL;

  if (file == NULL)
    return tandai_word_lists_ref (tandai_word_lists_get_default ());
  bytes = g_file_load_bytes (file, cancellable, NULL, error);
  return bytes != NULL ? tandai_word_lists_parse (bytes, error) : NULL;
}

/** tandai_word_lists_ref: Returns: (transfer full): @self */
TandaiWordLists *
tandai_word_lists_ref (TandaiWordLists *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/** tandai_word_lists_unref: gives a reference back */
void
tandai_word_lists_unref (TandaiWordLists *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_hash_table_unref (self->phrases);
  g_free (self);
}

/**
 * tandai_word_lists_lookup:
 * @self: word lists
 * @folded: a word or phrase in small letters, its words joined by one space
 *
 * Returns: the bits of the lists that hold it
 */
guint
tandai_word_lists_lookup (const TandaiWordLists *self, const char *folded)
{
  return get_bits (self->phrases, folded) & ~GOES_ON;
}

/** tandai_word_lists_goes_on: Returns: whether a longer phrase of a list begins with these words */
gboolean
tandai_word_lists_goes_on (const TandaiWordLists *self, const char *folded)
{
  return (get_bits (self->phrases, folded) & GOES_ON) != 0;
}
