/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * How far an article has come, from the JSON of its sidecars alone: no span is
 * made, which is a third of the time that loading them takes.
 */

#include "config.h"

#include <string.h>
#include <sys/stat.h>

#include "core/tandai-article.h"
#include "core/tandai-json.h"
#include "core/tandai-paths.h"
#include "corpus/tandai-corpus-state.h"

/* A first line is looked for in so many bytes. */
#define HEAD_BYTES 4096

/** tandai_corpus_state_free: frees it (nullable) */
void
tandai_corpus_state_free (TandaiCorpusState *self)
{
  if (self == NULL)
    return;
  g_free (self->title);
  g_free (self->date);
  g_strfreev (self->labels);
  g_free (self);
}

static guint32
mix (guint32 hash, guint64 value)
{
  return (hash ^ (guint32) value ^ (guint32) (value >> 32)) * 16777619U;
}

static guint32
stamp_add (guint32 stamp, const char *article, const char *annotator)
{
  g_autofree char *path = tandai_paths_sidecar (article, annotator);
  struct stat found;

  if (stat (path, &found) != 0)
    return mix (stamp, 1);
  stamp = mix (stamp, (guint64) found.st_mtim.tv_sec);
  stamp = mix (stamp, (guint64) found.st_mtim.tv_nsec);
  stamp = mix (stamp, found.st_ino);
  return mix (stamp, (guint64) found.st_size);
}

/**
 * tandai_corpus_state_stamp:
 * @article: a path
 * @own: whether it has an unnamed sidecar
 * @annotators: (nullable): whose other sidecars it has, with spaces between
 *
 * Returns: something else where its sidecars were written since; never 0 where it has one
 */
guint32
tandai_corpus_state_stamp (const char *article, gboolean own, const char *annotators)
{
  g_auto (GStrv) others = annotators != NULL ? g_strsplit (annotators, " ", -1) : NULL;
  guint32 stamp = 2166136261U;

  if (!own && others == NULL)
    return 0;
  if (own)
    stamp = stamp_add (stamp, article, "");
  for (guint i = 0; others != NULL && others[i] != NULL; i++)
    stamp = stamp_add (stamp, article, others[i]);
  return MAX (stamp, 1);
}

static char *
dup_member (const TandaiJson *json, int object, const char *name)
{
  int value = object >= 0 ? tandai_json_find (json, (guint) object, name) : -1;

  return value >= 0 && tandai_json_get_kind (json, (guint) value) == TANDAI_JSON_STRING
             ? tandai_json_dup_string (json, (guint) value)
             : NULL;
}

static char *
dup_first_line (const char *text, gsize n_bytes)
{
  const char *end;
  g_autoptr (TandaiText) head = NULL;

  n_bytes = MIN (n_bytes, HEAD_BYTES);
  /* A letter that is cut at the end is left out. */
  g_utf8_validate (text, (gssize) n_bytes, &end);
  head = tandai_text_new_take (g_strndup (text, (gsize) (end - text)), (gsize) (end - text));
  return tandai_text_dup_title (head);
}

static void
add_labels (const TandaiJson *json, guint spans, GHashTable *labels)
{
  for (int span = tandai_json_first (json, spans); span >= 0; span = tandai_json_next (json, (guint) span))
    {
      g_autofree char *label = tandai_json_get_kind (json, (guint) span) == TANDAI_JSON_OBJECT
                                   ? dup_member (json, span, "label")
                                   : NULL;

      if (label != NULL)
        g_hash_table_add (labels, g_steal_pointer (&label));
    }
}

static void
take_title (TandaiCorpusState *self, const TandaiJson *json)
{
  int article = tandai_json_find (json, 0, "article");
  g_autofree char *text = NULL;

  if (self->title == NULL)
    self->title = dup_member (json, article, "title");
  if (self->date == NULL)
    self->date = dup_member (json, article, "published");
  if (self->title == NULL && (text = dup_member (json, 0, "text")) != NULL)
    self->title = dup_first_line (text, strlen (text));
}

static gboolean
take_sidecar (TandaiCorpusState *self, const char *path, gboolean own, GHashTable *labels)
{
  g_autoptr (GBytes) bytes = tandai_file_read (path, TANDAI_SIDECAR_MAX_BYTES, NULL, NULL, NULL);
  gsize n_bytes = 0;
  const char *data = bytes != NULL ? g_bytes_get_data (bytes, &n_bytes) : NULL;
  g_autoptr (TandaiJson) json = data != NULL ? tandai_json_parse (data, n_bytes, NULL) : NULL;
  g_autofree char *format = NULL;
  g_autofree char *name = NULL;
  TandaiStatus status;
  int spans;

  if (json == NULL || tandai_json_get_kind (json, 0) != TANDAI_JSON_OBJECT)
    return FALSE;
  format = dup_member (json, 0, "format");
  name = dup_member (json, 0, "status");
  spans = tandai_json_find (json, 0, "spans");
  if (g_strcmp0 (format, "tandai/1") != 0 || name == NULL || !tandai_status_from_string (name, &status)
      || spans < 0 || tandai_json_get_kind (json, (guint) spans) != TANDAI_JSON_ARRAY)
    return FALSE;
  if (own)
    self->status = status;
  self->n_spans += tandai_json_count (json, (guint) spans);
  add_labels (json, (guint) spans, labels);
  take_title (self, json);
  return TRUE;
}

static char *
read_first_line (const char *article)
{
  g_autofree char *head = g_malloc (HEAD_BYTES);
  g_autoptr (GFile) file = g_file_new_for_path (article);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (TandaiText) text = NULL;
  TandaiOrigin origin;
  gsize n = 0;
  const char *end;

  if (stream == NULL || !g_input_stream_read_all (G_INPUT_STREAM (stream), head, HEAD_BYTES, &n, NULL, NULL))
    return NULL;
  /* A letter that is cut at the end says nothing about the encoding. */
  if (!g_utf8_validate (head, (gssize) n, &end) && n == HEAD_BYTES && n - (gsize) (end - head) < 4)
    n = (gsize) (end - head);
  bytes = g_bytes_new (head, n);
  text = tandai_decode (bytes, NULL, &origin, NULL);
  return text != NULL ? tandai_text_dup_title (text) : NULL;
}

/**
 * tandai_corpus_state_read:
 * @article: a path
 * @own: whether it has an unnamed sidecar
 * @annotators: (nullable): whose other sidecars it has, with spaces between
 *
 * Returns: (transfer full): how far it has come
 */
TandaiCorpusState *
tandai_corpus_state_read (const char *article, gboolean own, const char *annotators)
{
  TandaiCorpusState *self = g_new0 (TandaiCorpusState, 1);
  g_auto (GStrv) others = !own && annotators != NULL ? g_strsplit (annotators, " ", -1) : NULL;
  g_autoptr (GHashTable) labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  self->stamp = tandai_corpus_state_stamp (article, own, annotators);
  if (own)
    {
      g_autofree char *sidecar = tandai_paths_sidecar (article, "");

      self->broken = !take_sidecar (self, sidecar, TRUE, labels);
    }
  for (guint i = 0; others != NULL && others[i] != NULL; i++)
    {
      g_autofree char *sidecar = tandai_paths_sidecar (article, others[i]);

      self->broken |= !take_sidecar (self, sidecar, FALSE, labels);
    }
  if (self->title == NULL)
    self->title = read_first_line (article);
  if (g_hash_table_size (labels) > 0)
    {
      self->labels = (char **) g_hash_table_get_keys_as_array (labels, NULL);
      g_hash_table_steal_all (labels);
    }
  return self;
}
