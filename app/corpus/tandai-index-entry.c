/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the index takes from an article and its sidecars; made in several threads. */

#include "config.h"

#include <string.h>

#include "core/tandai-paths.h"
#include "corpus/tandai-index-private.h"
#include "corpus/tandai-reading.h"

static guint64
hash_more (guint64 hash, const char *words)
{
  for (const char *p = words != NULL ? words : "\1"; *p != '\0'; p++)
    hash = (hash ^ (guchar) *p) * G_GUINT64_CONSTANT (1099511628211);
  return (hash ^ 0xff) * G_GUINT64_CONSTANT (1099511628211);
}

/**
 * _tandai_index_facet:
 * @kind: what kind of thing it is
 * @name: (nullable): its name
 * @value: (nullable): its value
 *
 * Two things may share a number, with each other and with terms: that there are more articles to look at is
 * all that comes of it.
 *
 * Returns: its number
 */
guint32
_tandai_index_facet (const char *kind, const char *name, const char *value)
{
  guint64 hash = hash_more (G_GUINT64_CONSTANT (14695981039346656037), kind);

  hash = hash_more (hash_more (hash, name), value);
  return (guint32) (hash ^ hash >> 32);
}

static void
add_facet (TandaiIndexEntry *self, const char *kind, const char *name, const char *value)
{
  guint32 facet = _tandai_index_facet (kind, name, value);

  g_array_append_val (self->numbers, facet);
}

static int
compare_labels (gconstpointer a, gconstpointer b)
{
  return strcmp (((const TandaiIndexLabel *) a)->name, ((const TandaiIndexLabel *) b)->name);
}

static void
count_labels (TandaiIndexEntry *self, GPtrArray *sidecars)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer name;
  gpointer count;

  for (guint i = 0; i < sidecars->len; i++)
    {
      const TandaiSidecar *sidecar = sidecars->pdata[i];

      self->row.n_spans += sidecar->spans->len;
      for (guint j = 0; j < sidecar->spans->len; j++)
        {
          const char *label = tandai_span_get_label (sidecar->spans->pdata[j]);

          count = g_hash_table_lookup (counts, label);
          g_hash_table_insert (counts, (gpointer) label, GUINT_TO_POINTER (GPOINTER_TO_UINT (count) + 1));
        }
    }
  self->row.labels = g_new0 (TandaiIndexLabel, g_hash_table_size (counts) + 1);
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &name, &count))
    {
      self->row.labels[self->row.n_labels++] =
          (TandaiIndexLabel){ g_strdup (name), GPOINTER_TO_UINT (count) };
      add_facet (self, "label", name, NULL);
    }
  qsort (self->row.labels, self->row.n_labels, sizeof (TandaiIndexLabel), compare_labels);
}

static void
add_attributes (TandaiIndexEntry *self, const TandaiSidecar *sidecar)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < sidecar->spans->len; i++)
    {
      const char *const *attributes = tandai_span_get_attributes (sidecar->spans->pdata[i]);

      for (guint j = 0; attributes != NULL && attributes[j] != NULL; j += 2)
        {
          if (g_hash_table_add (seen, g_strdup (attributes[j])))
            add_facet (self, "attribute", attributes[j], NULL);
          if (g_hash_table_add (seen, g_strconcat (attributes[j], "\n", attributes[j + 1], NULL)))
            add_facet (self, "attribute", attributes[j], attributes[j + 1]);
        }
    }
}

static void
take_sidecar (TandaiIndexEntry *self, const TandaiSidecar *sidecar)
{
  add_facet (self, "annotator", sidecar->annotator, NULL);
  add_facet (self, "status", tandai_status_to_string (sidecar->status), sidecar->annotator);
  add_attributes (self, sidecar);
  if (sidecar->relations->len > 0)
    add_facet (self, "relations", NULL, NULL);
  if (self->row.published == NULL)
    self->row.published = g_strdup (sidecar->published);
}

static gboolean
take_texts (TandaiIndexEntry *self, const TandaiReading *reading, TandaiTerms *terms)
{
  gboolean complete = TRUE;

  if (reading->text != NULL)
    complete = tandai_terms_take (terms, reading->text, self->numbers, self->fresh);
  for (guint i = 0; i < reading->sidecars->len; i++)
    {
      const TandaiSidecar *sidecar = reading->sidecars->pdata[i];

      /* One who is asked for alone has the article decoded by their own sidecar. */
      if (strcmp (sidecar->encoding, ((TandaiSidecar *) reading->sidecars->pdata[0])->encoding) != 0)
        complete = FALSE;
      if (!tandai_reading_fits (reading, sidecar))
        complete = tandai_terms_take (terms, sidecar->text, self->numbers, self->fresh) && complete;
    }
  return complete;
}

/**
 * _tandai_index_entry_read:
 * @item: an article
 * @terms: takes texts apart
 * @cancellable: (nullable): a #GCancellable
 *
 * Reads an article and its sidecars.
 *
 * Returns: (transfer full): what the index keeps of them; the path, size and time of the row are not set
 */
TandaiIndexEntry *
_tandai_index_entry_read (const TandaiFolderItem *item, TandaiTerms *terms, GCancellable *cancellable)
{
  TandaiIndexEntry *self = g_new0 (TandaiIndexEntry, 1);
  g_autoptr (TandaiReading) reading = tandai_reading_new (item, NULL, cancellable);
  gboolean complete;

  self->numbers = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->fresh = g_string_new (NULL);
  self->row.annotators = g_strdupv (item->annotators);
  self->row.status = tandai_reading_status (reading);
  complete = take_texts (self, reading, terms);
  for (guint i = 0; i < reading->sidecars->len; i++)
    take_sidecar (self, reading->sidecars->pdata[i]);
  count_labels (self, reading->sidecars);
  add_facet (self, "status", tandai_status_to_string (self->row.status), NULL);
  if (self->row.n_spans > 0)
    add_facet (self, "spans", NULL, NULL);
  self->row.title = tandai_reading_dup_title (reading);
  if (reading->failures->len > 0)
    self->row.failure = g_strdup (reading->failures->pdata[0]);
  if (!complete || self->row.failure != NULL)
    add_facet (self, TANDAI_INDEX_ALWAYS, NULL, NULL);
  return self;
}

static void
row_clear (TandaiIndexRow *row)
{
  g_free (row->path);
  g_free (row->title);
  g_free (row->published);
  g_free (row->failure);
  g_strfreev (row->annotators);
  for (guint i = 0; i < row->n_labels; i++)
    g_free (row->labels[i].name);
  g_free (row->labels);
}

/** _tandai_index_entry_free: frees what was read */
void
_tandai_index_entry_free (TandaiIndexEntry *self)
{
  row_clear (&self->row);
  g_array_unref (self->numbers);
  g_string_free (self->fresh, TRUE);
  g_free (self);
}

/**
 * tandai_index_row_free:
 * @row: (transfer full): a row
 *
 * Frees it.
 */
void
tandai_index_row_free (TandaiIndexRow *row)
{
  row_clear (row);
  g_free (row);
}
