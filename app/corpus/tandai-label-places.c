/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Places in many articles get a label, in the unnamed sidecars. */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/tandai-bulk.h"
#include "core/tandai-document.h"
#include "core/tandai-error.h"
#include "corpus/tandai-label-work-private.h"

/** tandai_label_place_new: Returns: (transfer full): a place */
TandaiLabelPlace *
tandai_label_place_new (const char *name, TandaiRange range, const char *words)
{
  TandaiLabelPlace *self = g_new (TandaiLabelPlace, 1);

  *self = (TandaiLabelPlace){ g_strdup (name), range, g_strdup (words) };
  return self;
}

/** tandai_label_place_free: frees a place */
void
tandai_label_place_free (TandaiLabelPlace *self)
{
  g_free (self->name);
  g_free (self->words);
  g_free (self);
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const TandaiLabelPlace *left = *(TandaiLabelPlace *const *) a;
  const TandaiLabelPlace *right = *(TandaiLabelPlace *const *) b;
  int order = strcmp (left->name, right->name);

  return order != 0 ? order : left->range.start < right->range.start ? -1 : 1;
}

/* Words that stand there no more were found in an article that was changed since. */
static gboolean
check_words (TandaiDocument *document, const TandaiLabelPlace *place)
{
  const TandaiText *text = tandai_document_get_text (document);
  g_autofree char *words = NULL;

  if (place->range.start >= place->range.end || place->range.end > tandai_text_get_length (text))
    return FALSE;
  words = tandai_text_slice (text, place->range.start, place->range.end);
  return strcmp (words, place->words) == 0;
}

static GArray *
list_ranges (TandaiDocument *document, GPtrArray *places, GError **error)
{
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (TandaiRange));
  const char *message = NULL;

  if (tandai_document_get_lock (document, &message) != TANDAI_LOCK_NONE)
    {
      g_set_error_literal (error, TANDAI_ERROR, TANDAI_ERROR_READ_ONLY, message);
      return NULL;
    }
  for (guint i = 0; i < places->len; i++)
    {
      const TandaiLabelPlace *place = places->pdata[i];

      if (!check_words (document, place))
        {
          g_autofree char *shown = tandai_display_name (place->name);

          g_set_error (error, TANDAI_ERROR, TANDAI_ERROR_CHANGED, _ ("“%s” was changed by another program"),
                       shown);
          return NULL;
        }
      g_array_append_val (ranges, place->range);
    }
  return g_steal_pointer (&ranges);
}

/* No more than some are tagged at once. */
static gboolean
tag (TandaiLabelWork *work, TandaiDocument *document, GArray *ranges, guint *n_tagged, GError **error)
{
  g_autoptr (GError) local = NULL;
  guint n_now;

  *n_tagged = 0;
  do
    {
      n_now = tandai_bulk_tag (document, work->step->into, ranges, NULL, work->step->title, &local);
      *n_tagged += n_now;
    }
  while (n_now == TANDAI_BULK_MAX && local == NULL);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static GBytes *
make_bytes (TandaiDocument *document)
{
  g_autoptr (TandaiSidecar) sidecar = tandai_document_snapshot (document, NULL);

  return tandai_sidecar_serialize (sidecar);
}

/* What the sidecar was when the document was read; where there was none, one without spans. */
static GBytes *
read_before (TandaiLabelWork *work, TandaiDocument *document, GError **error)
{
  const TandaiStamp *read = tandai_document_get_stamp (document);
  const char *path = tandai_document_get_sidecar_path (document);
  TandaiStamp stamp;
  GBytes *before;

  if (!read->exists)
    return make_bytes (document);
  before = tandai_file_read (path, TANDAI_SIDECAR_MAX_BYTES, &stamp, work->cancellable, error);
  if (before == NULL || strcmp (stamp.sha256, read->sha256) == 0)
    return before;
  g_bytes_unref (before);
  g_set_error (error, TANDAI_ERROR, TANDAI_ERROR_CHANGED, _ ("“%s” was changed by another program"), path);
  return NULL;
}

static gboolean
put_entry (TandaiLabelWork *work, TandaiDocument *document, const char *path, GBytes *before, GError **error)
{
  const TandaiStamp *read = tandai_document_get_stamp (document);
  g_autoptr (GBytes) after = make_bytes (document);
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, after);
  const TandaiLabelEntry entry = { (char *) path, before, read->exists ? (char *) read->sha256 : (char *) "",
                                   sha256, after };

  return work->journal == NULL || tandai_label_journal_put_entry (work->journal, work->step, &entry, error);
}

static char *
dup_path_below (TandaiLabelWork *work, TandaiDocument *document)
{
  g_autoptr (GFile) file = g_file_new_for_path (tandai_document_get_sidecar_path (document));

  return g_file_get_relative_path (work->folder, file);
}

/* FALSE where the article is left alone; @fatal tells of what must end the whole. */
static gboolean
plan_document (
    TandaiLabelWork *work, TandaiDocument *document, GPtrArray *places, GError **error, GError **fatal)
{
  g_autoptr (GArray) ranges = list_ranges (document, places, error);
  g_autoptr (GBytes) before = ranges != NULL ? read_before (work, document, error) : NULL;
  g_autofree char *path = dup_path_below (work, document);
  g_autofree char *base = g_file_get_basename (tandai_document_get_file (document));
  guint n_tagged;

  if (before == NULL || path == NULL || !tag (work, document, ranges, &n_tagged, error))
    return FALSE;
  work->report->counts.n_added += n_tagged;
  work->report->counts.n_kept += ranges->len - n_tagged;
  if (n_tagged == 0)
    return TRUE;
  _tandai_label_count_article (work, path, base);
  return put_entry (work, document, path, before, fatal);
}

/* FALSE where the whole must end; an article that can't be tagged is noted. */
static gboolean
plan_article (TandaiLabelWork *work, GPtrArray *places, GError **error)
{
  const TandaiLabelPlace *first = places->pdata[0];
  g_autoptr (GFile) file = g_file_resolve_relative_path (work->folder, first->name);
  g_autoptr (GError) local = NULL;
  g_autoptr (GError) fatal = NULL;
  g_autoptr (TandaiDocument) document =
      tandai_document_load (file, "", work->folder, work->cancellable, &local);

  if (document != NULL)
    plan_document (work, document, places, &local, &fatal);
  if (fatal == NULL && g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    fatal = g_steal_pointer (&local);
  if (fatal != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&fatal));
      return FALSE;
    }
  if (local != NULL)
    _tandai_label_fail (work, first->name, local);
  return TRUE;
}

/* The places of the article of the first of them, which are taken off. */
static guint
take_article (GPtrArray *places, guint from, GPtrArray *of_one)
{
  const TandaiLabelPlace *first = places->pdata[from];
  guint i = from;

  g_ptr_array_set_size (of_one, 0);
  for (; i < places->len && strcmp (((TandaiLabelPlace *) places->pdata[i])->name, first->name) == 0; i++)
    g_ptr_array_add (of_one, places->pdata[i]);
  return i;
}

/**
 * _tandai_label_plan_places:
 * @work: a step under work, with its places
 * @error: return location for an error
 *
 * Notes in the journal what each sidecar was and what it becomes. Places that
 * have the label stay; articles that are not what they were when the places
 * were found are left alone and noted.
 *
 * Returns: whether it is planned
 */
gboolean
_tandai_label_plan_places (TandaiLabelWork *work, GError **error)
{
  g_autoptr (GPtrArray) places = g_ptr_array_copy (work->places, NULL, NULL);
  g_autoptr (GPtrArray) of_one = g_ptr_array_new ();

  g_ptr_array_set_free_func (places, NULL);
  g_ptr_array_sort (places, compare_places);
  for (guint at = 0; at < places->len;)
    {
      _tandai_label_progress (work, at, places->len);
      at = take_article (places, at, of_one);
      if (g_cancellable_set_error_if_cancelled (work->cancellable, error)
          || !plan_article (work, of_one, error))
        return FALSE;
    }
  _tandai_label_progress (work, places->len, places->len);
  return TRUE;
}
