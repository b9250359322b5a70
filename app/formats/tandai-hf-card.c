/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The card of a dataset for Hugging Face, README.md: its head is YAML that says what the lines hold. */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/tandai-json.h"
#include "formats/tandai-hf-card.h"

/* The place of a label that no schema has: behind all others. */
#define NO_PLACE G_MAXUINT

#define WHOLE "train"

struct _TandaiHfCard
{
  GMutex lock;
  const TandaiExportOptions *options;
  GHashTable *places;
  GHashTable *parts;
};

/**
 * tandai_hf_card_new:
 * @options: how is exported; they must outlive the card
 *
 * Returns: (transfer full): a card that declares nothing yet
 */
TandaiHfCard *
tandai_hf_card_new (const TandaiExportOptions *options)
{
  TandaiHfCard *self = g_new0 (TandaiHfCard, 1);

  g_mutex_init (&self->lock);
  self->options = options;
  self->places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->parts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

/**
 * tandai_hf_card_free:
 * @self: (transfer full): a card
 *
 * Frees a card.
 */
void
tandai_hf_card_free (TandaiHfCard *self)
{
  g_mutex_clear (&self->lock);
  g_hash_table_unref (self->places);
  g_hash_table_unref (self->parts);
  g_free (self);
}

/**
 * tandai_hf_card_file:
 * @part: (nullable): a part of a split
 *
 * Returns: (transfer full): the name of the file that holds it
 */
char *
tandai_hf_card_file (const char *part)
{
  return g_strdup_printf ("data/%s.jsonl", part != NULL ? part : WHOLE);
}

/* The earliest place that any schema gives the label, so that the order of the articles doesn't matter. */
static void
note_label (TandaiHfCard *self, const char *name, guint place)
{
  gpointer known;

  if (!g_hash_table_lookup_extended (self->places, name, NULL, &known))
    g_hash_table_insert (self->places, g_strdup (name), GUINT_TO_POINTER (place));
  else if (place < GPOINTER_TO_UINT (known))
    g_hash_table_insert (self->places, g_strdup (name), GUINT_TO_POINTER (place));
}

static gboolean
is_exported (const TandaiExportOptions *options, const char *label)
{
  if (options->labels != NULL && !g_strv_contains ((const char *const *) options->labels, label))
    return FALSE;
  return options->overlap != TANDAI_OVERLAP_LABELS
         || g_strv_contains ((const char *const *) options->overlap_labels, label);
}

static void
note_schema (TandaiHfCard *self, TandaiSchema *schema)
{
  for (guint i = 0; i < tandai_schema_get_n_labels (schema); i++)
    {
      const char *label = tandai_schema_get_label (schema, i)->name;
      g_autofree char *name = NULL;

      if (!is_exported (self->options, label))
        continue;
      name = tandai_format_clean_name (label, "");
      note_label (self, name, i);
    }
}

/**
 * tandai_hf_card_note:
 * @self: a card
 * @article: an article that is written
 * @tagging: the same in tags
 *
 * Notes what the card must declare for the article.
 */
void
tandai_hf_card_note (TandaiHfCard *self, const TandaiExportArticle *article, TandaiTagging *tagging)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  g_hash_table_add (self->parts, g_strdup (article->part != NULL ? article->part : WHOLE));
  note_schema (self, article->schema);
  for (guint i = 0; i < tagging->layers->len; i++)
    {
      GPtrArray *spans = tagging->layers->pdata[i];

      for (guint j = 0; j < spans->len; j++)
        note_label (self, tandai_tagging_name (tagging, tandai_span_get_label (spans->pdata[j])), NO_PLACE);
    }
}

static int
compare_labels (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const char *left = *(const char *const *) a;
  const char *right = *(const char *const *) b;
  guint left_place = GPOINTER_TO_UINT (g_hash_table_lookup (user_data, left));
  guint right_place = GPOINTER_TO_UINT (g_hash_table_lookup (user_data, right));

  if (left_place != right_place)
    return left_place < right_place ? -1 : 1;
  return strcmp (left, right);
}

/* The letters that a scheme's tags begin with, in the order in which they are declared. */
static const char *
scheme_letters (const char *scheme)
{
  if (strcmp (scheme, "IO") == 0)
    return "I";
  if (strcmp (scheme, "BIOES") == 0)
    return "BIES";
  if (strcmp (scheme, "BILOU") == 0)
    return "BILU";
  return "BI";
}

/* A string in quotation marks is read by YAML as by JSON. */
static void
append_class (GString *to, const char *indent, guint number, const char *name)
{
  g_string_append_printf (to, "%s'%u': ", indent, number);
  tandai_json_write_string (to, name, -1);
  g_string_append_c (to, '\n');
}

static void
append_classes (TandaiHfCard *self, GString *to, const char *indent)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  guint number = 0;
  GHashTableIter iter;
  gpointer label;

  g_hash_table_iter_init (&iter, self->places);
  while (g_hash_table_iter_next (&iter, &label, NULL))
    g_ptr_array_add (labels, label);
  g_ptr_array_sort_with_data (labels, compare_labels, self->places);
  append_class (to, indent, number++, "O");
  for (guint i = 0; i < labels->len; i++)
    for (const char *letter = scheme_letters (self->options->scheme); *letter != '\0'; letter++)
      {
        g_autofree char *name = g_strdup_printf ("%c-%s", *letter, (const char *) labels->pdata[i]);

        append_class (to, indent, number++, name);
      }
}

static void
append_features (TandaiHfCard *self, GString *to)
{
  g_string_append (to, "dataset_info:\n"
                       "  features:\n"
                       "  - name: id\n"
                       "    dtype: string\n"
                       "  - name: tokens\n"
                       "    sequence: string\n"
                       "  - name: " TANDAI_HF_TAGS "\n"
                       "    sequence:\n"
                       "      class_label:\n"
                       "        names:\n");
  append_classes (self, to, "          ");
  if (self->options->overlap != TANDAI_OVERLAP_NESTED)
    return;
  g_string_append (to, "  - name: " TANDAI_HF_NESTED "\n"
                       "    sequence:\n"
                       "      sequence:\n"
                       "        class_label:\n"
                       "          names:\n");
  append_classes (self, to, "            ");
}

/* What the hub calls the part that is looked at while training. */
static const char *
split_name (const char *part)
{
  return strcmp (part, "dev") == 0 ? "validation" : part;
}

static int
compare_parts (gconstpointer a, gconstpointer b)
{
  const char *const order[] = { "train", "dev", "test" };
  const char *left = *(const char *const *) a;
  const char *right = *(const char *const *) b;

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    if ((strcmp (left, order[i]) == 0) != (strcmp (right, order[i]) == 0))
      return strcmp (left, order[i]) == 0 ? -1 : 1;
  return strcmp (left, right);
}

static void
append_parts (TandaiHfCard *self, GString *to)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer part;

  g_hash_table_iter_init (&iter, self->parts);
  while (g_hash_table_iter_next (&iter, &part, NULL))
    g_ptr_array_add (parts, part);
  if (parts->len == 0)
    return;
  g_ptr_array_sort (parts, compare_parts);
  g_string_append (to, "configs:\n- config_name: default\n  data_files:\n");
  for (guint i = 0; i < parts->len; i++)
    {
      g_autofree char *file = tandai_hf_card_file (parts->pdata[i]);

      g_string_append_printf (to, "  - split: %s\n    path: %s\n", split_name (parts->pdata[i]), file);
    }
}

/**
 * tandai_hf_card_append:
 * @self: a card
 * @to: where to write
 *
 * Appends README.md.
 */
void
tandai_hf_card_append (TandaiHfCard *self, GString *to)
{
  g_string_append (to, "---\ntask_categories:\n- token-classification\n");
  append_features (self, to);
  append_parts (self, to);
  g_string_append (to, "---\n\n");
  g_string_append (to, _ ("Sentences of annotated articles, as tokens with a tag each. Written by Tandai."));
  g_string_append_c (to, '\n');
}
