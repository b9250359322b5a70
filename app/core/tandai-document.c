/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#include "core/tandai-document-private.h"
#include "core/tandai-error.h"
#include "core/tandai-history-store.h"
#include "core/tandai-paths.h"

G_DEFINE_FINAL_TYPE (TandaiDocument, tandai_document, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_STATUS,
  PROP_CAN_UNDO,
  PROP_CAN_REDO,
  N_PROPS,
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* What a thread needs to load a document. */
typedef struct
{
  GFile *file;
  char *annotator;
  GFile *root;
} Load;

static void
load_free (Load *load)
{
  g_clear_object (&load->file);
  g_clear_object (&load->root);
  g_free (load->annotator);
  g_free (load);
}

static void
set_lock (TandaiDocument *self, TandaiLock lock, char *message)
{
  self->lock = lock;
  g_free (self->lock_message);
  self->lock_message = message;
}

static void
take_sidecar (TandaiDocument *self, TandaiSidecar *sidecar)
{
  self->sidecar = sidecar;
  self->text = tandai_text_ref (sidecar->text);
  self->annotations = tandai_annotation_set_new (sidecar->spans, sidecar->relations);
}

void
_tandai_document_apply_field (TandaiDocument *self, const char *field, const char *value)
{
  if (!g_str_equal (field, "status"))
    {
      _tandai_document_set_field (self->sidecar, field, value);
      return;
    }
  tandai_status_from_string (value, &self->sidecar->status);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATUS]);
}

/* Steps of an earlier session name what is in the set by other objects of the same id. */
static gpointer
find_held (TandaiDocument *self, TandaiEditKind kind, gpointer value)
{
  if (value == NULL)
    return NULL;
  if (kind == TANDAI_EDIT_SPAN)
    return tandai_annotation_set_lookup_span (self->annotations, tandai_span_get_id (value));
  return tandai_annotation_set_lookup_relation (self->annotations, tandai_relation_get_id (value));
}

static void
apply_edit (TandaiDocument *self, const TandaiEdit *edit, gboolean undone)
{
  gpointer before = undone ? edit->after : edit->before;
  gpointer after = undone ? edit->before : edit->after;

  switch (edit->kind)
    {
    case TANDAI_EDIT_SPAN:
      tandai_annotation_set_replace_span (self->annotations, find_held (self, edit->kind, before), after);
      break;
    case TANDAI_EDIT_RELATION:
      tandai_annotation_set_replace_relation (self->annotations, find_held (self, edit->kind, before), after);
      break;
    case TANDAI_EDIT_FIELD:
      _tandai_document_apply_field (self, edit->field, after);
      break;
    default:
      g_assert_not_reached ();
    }
}

/* Takes back what was done in the step under way after its first edits: a command that fails leaves nothing.
 */
void
_tandai_document_rewind (TandaiDocument *self, guint n_edits)
{
  GPtrArray *edits = self->step->edits;

  while (edits->len > n_edits)
    {
      apply_edit (self, g_ptr_array_index (edits, edits->len - 1), TRUE);
      g_ptr_array_set_size (edits, (int) edits->len - 1);
    }
}

/* Applies a step's edits, backwards where it is undone, and tells everybody. */
void
_tandai_document_apply (TandaiDocument *self, TandaiStep *step, gboolean undone)
{
  tandai_annotation_set_begin (self->annotations);
  for (guint i = 0; i < step->edits->len; i++)
    apply_edit (self, g_ptr_array_index (step->edits, undone ? step->edits->len - 1 - i : i), undone);
  tandai_annotation_set_end (self->annotations);
  self->revision++;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, step, undone);
}

/* A step whose edits the commands have applied one by one. */
void
_tandai_document_record (TandaiDocument *self, TandaiStep *step)
{
  self->revision++;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, step, FALSE);
}

static TandaiSidecar *
load_sidecar (TandaiDocument *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local = NULL;
  TandaiSidecar *sidecar = tandai_sidecar_load (self->sidecar_path, &self->stamp, cancellable, &local);

  /* Of a name that is too long nothing can be there; that it can't be saved either is said when it is tried.
   */
  if (sidecar != NULL || g_error_matches (local, G_IO_ERROR, G_IO_ERROR_NOT_FOUND)
      || g_error_matches (local, G_IO_ERROR, G_IO_ERROR_FILENAME_TOO_LONG))
    return sidecar;
  if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_steal_pointer (&local));
  else
    set_lock (self, TANDAI_LOCK_SIDECAR_INVALID, g_strdup (local->message));
  return NULL;
}

static void
check_owner (TandaiDocument *self, const char *path, const char *annotator)
{
  g_autoptr (GError) error = NULL;

  if (!tandai_sidecar_check_owner (self->sidecar, path, annotator, &error))
    set_lock (self, TANDAI_LOCK_NAME_CLASH, g_strdup (error->message));
}

static void
check_article (TandaiDocument *self, TandaiArticle *article)
{
  g_autofree char *shown = tandai_file_display_name (self->file);

  if (g_str_equal (tandai_text_get_chars (article->text), tandai_text_get_chars (self->text))
      && g_str_equal (tandai_article_get_sha256 (article), self->sidecar->sha256))
    return;
  set_lock (self, TANDAI_LOCK_ARTICLE_CHANGED,
            /* Translators: %s is an article's file. */
            g_strdup_printf (_ ("“%s” has changed since it was annotated; the annotated text is shown"),
                             shown));
}

static void
join_article (TandaiDocument *self, TandaiArticle *article, const char *annotator)
{
  if (article->origin.guessed)
    {
      g_autofree char *shown = tandai_file_display_name (self->file);

      /* Translators: %s is an article's file; “Windows-1252” is a character encoding. */
      self->encoding_notice = g_strdup_printf (_ ("“%s” is not UTF-8; it is read as Windows-1252"), shown);
    }
  if (self->sidecar == NULL)
    take_sidecar (self, tandai_sidecar_new (article, annotator));
  else
    check_article (self, article);
}

/* The article may be gone while its sidecar, which holds the text, is there. */
static gboolean
load_article (TandaiDocument *self, const char *annotator, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (TandaiArticle) article = NULL;
  const char *encoding = self->sidecar != NULL ? self->sidecar->encoding : NULL;

  article = tandai_article_load (self->file, encoding, cancellable, &local);
  if (article != NULL)
    {
      join_article (self, article, annotator);
      return TRUE;
    }
  if (self->sidecar == NULL || g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  set_lock (self,
            g_error_matches (local, G_IO_ERROR, G_IO_ERROR_NOT_FOUND) ? TANDAI_LOCK_ARTICLE_MISSING
                                                                      : TANDAI_LOCK_ARTICLE_CHANGED,
            /* Translators: %s says why an article could not be read. */
            g_strdup_printf (_ ("%s; the annotated text is shown"), local->message));
  return TRUE;
}

/**
 * tandai_document_load:
 * @file: a local article
 * @annotator: "" or a name
 * @root: (nullable): the opened folder, above which no tandai.json counts
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for an error that names the file and the reason
 *
 * Loads an article, the schema in force and the annotator's sidecar. A sidecar
 * that can't be read or does not fit the article locks the document; only an
 * article without text to show, or a broken tandai.json, is an error.
 *
 * Returns: (transfer full): the document, or %NULL
 */
TandaiDocument *
tandai_document_load (
    GFile *file, const char *annotator, GFile *root, GCancellable *cancellable, GError **error)
{
  g_autoptr (TandaiDocument) self = g_object_new (TANDAI_TYPE_DOCUMENT, NULL);
  g_autoptr (GError) local = NULL;
  g_autofree char *path = g_file_get_path (file);

  g_return_val_if_fail (tandai_annotator_is_valid (annotator), NULL);
  self->file = g_object_ref (file);
  if (path == NULL)
    {
      g_autofree char *shown = tandai_file_display_name (file);

      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, _ ("“%s” is not a local file"), shown);
      return NULL;
    }
  self->sidecar_path = tandai_paths_sidecar (path, annotator);
  self->schema = tandai_schema_load_for (file, root, cancellable, error);
  if (self->schema == NULL)
    return NULL;
  {
    TandaiSidecar *sidecar = load_sidecar (self, cancellable, &local);

    if (local != NULL)
      {
        g_propagate_error (error, g_steal_pointer (&local));
        return NULL;
      }
    if (sidecar != NULL)
      take_sidecar (self, sidecar);
  }
  if (!load_article (self, annotator, cancellable, error))
    return NULL;
  if (self->lock == TANDAI_LOCK_NONE)
    check_owner (self, path, annotator);
  return g_steal_pointer (&self);
}

static void
load_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Load *load = task_data;
  GError *error = NULL;
  TandaiDocument *document =
      tandai_document_load (load->file, load->annotator, load->root, cancellable, &error);

  if (document == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  tandai_document_restore_history (document);
  g_task_return_pointer (task, document, g_object_unref);
}

/**
 * tandai_document_load_async:
 * @file: a local article
 * @annotator: "" or a name
 * @root: (nullable): the opened folder
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Does tandai_document_load() and tandai_document_restore_history() in a thread.
 */
void
tandai_document_load_async (GFile *file,
                            const char *annotator,
                            GFile *root,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Load *load = g_new0 (Load, 1);

  load->file = g_object_ref (file);
  load->annotator = g_strdup (annotator);
  load->root = root != NULL ? g_object_ref (root) : NULL;
  g_task_set_source_tag (task, tandai_document_load_async);
  g_task_set_task_data (task, load, (GDestroyNotify) load_free);
  g_task_run_in_thread (task, load_thread);
}

/**
 * tandai_document_load_finish:
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full): the document, or %NULL
 */
TandaiDocument *
tandai_document_load_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, tandai_document_load_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
history_notify_cb (GObject *history, GParamSpec *pspec, TandaiDocument *self)
{
  g_object_notify (G_OBJECT (self), pspec->name);
}

static void
tandai_document_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  TandaiDocument *self = TANDAI_DOCUMENT (object);

  switch (id)
    {
    case PROP_STATUS:
      g_value_set_int (value, tandai_document_get_status (self));
      break;
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, tandai_history_peek_undo (self->history) != NULL);
      break;
    case PROP_CAN_REDO:
      g_value_set_boolean (value, tandai_history_peek_redo (self->history) != NULL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
tandai_document_finalize (GObject *object)
{
  TandaiDocument *self = TANDAI_DOCUMENT (object);

  g_clear_object (&self->file);
  g_clear_object (&self->annotations);
  g_clear_object (&self->history);
  g_clear_pointer (&self->text, tandai_text_unref);
  g_clear_pointer (&self->schema, tandai_schema_unref);
  g_clear_pointer (&self->sidecar, tandai_sidecar_free);
  g_clear_pointer (&self->step, tandai_step_unref);
  g_free (self->sidecar_path);
  g_free (self->lock_message);
  g_free (self->encoding_notice);
  G_OBJECT_CLASS (tandai_document_parent_class)->finalize (object);
}

static void
tandai_document_class_init (TandaiDocumentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = tandai_document_get_property;
  object_class->finalize = tandai_document_finalize;
  properties[PROP_STATUS] = g_param_spec_int ("status", NULL, NULL, 0, TANDAI_STATUS_EXCLUDED, 0, flags);
  properties[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, flags);
  properties[PROP_CAN_REDO] = g_param_spec_boolean ("can-redo", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 2, TANDAI_TYPE_STEP, G_TYPE_BOOLEAN);
}

static void
tandai_document_init (TandaiDocument *self)
{
  self->history = tandai_history_new ();
  g_signal_connect (self->history, "notify::can-undo", G_CALLBACK (history_notify_cb), self);
  g_signal_connect (self->history, "notify::can-redo", G_CALLBACK (history_notify_cb), self);
}

/** tandai_document_get_file: Returns: (transfer none): the article's file */
GFile *
tandai_document_get_file (TandaiDocument *self)
{
  return self->file;
}

/** tandai_document_get_sidecar_path: Returns: where saves go, in the file system's encoding */
const char *
tandai_document_get_sidecar_path (TandaiDocument *self)
{
  return self->sidecar_path;
}

/** tandai_document_get_text: Returns: (transfer none): the text that the spans' offsets count in */
TandaiText *
tandai_document_get_text (TandaiDocument *self)
{
  return self->text;
}

/** tandai_document_get_schema: Returns: (transfer none): the schema in force */
TandaiSchema *
tandai_document_get_schema (TandaiDocument *self)
{
  return self->schema;
}

/** tandai_document_get_annotations: Returns: (transfer none): the spans, a #GListModel, and relations */
TandaiAnnotationSet *
tandai_document_get_annotations (TandaiDocument *self)
{
  return self->annotations;
}

/** tandai_document_get_sidecar: Returns: (transfer none): its head; the spans and relations in it are those
 * of the load */
const TandaiSidecar *
tandai_document_get_sidecar (TandaiDocument *self)
{
  return self->sidecar;
}

/**
 * tandai_document_get_lock:
 * @self: a document
 * @message: (out) (optional) (nullable): why, in words fit to be shown
 *
 * Returns: why it takes no annotations, or %TANDAI_LOCK_NONE
 */
TandaiLock
tandai_document_get_lock (TandaiDocument *self, const char **message)
{
  if (message != NULL)
    *message = self->lock_message;
  return self->lock;
}

/** tandai_document_get_status: Returns: how far the annotation has come */
TandaiStatus
tandai_document_get_status (TandaiDocument *self)
{
  return self->sidecar != NULL ? self->sidecar->status : TANDAI_STATUS_NEW;
}

/** tandai_document_dup_title: Returns: (transfer full): the stated title, else the first line, else the
 * file's name */
char *
tandai_document_dup_title (TandaiDocument *self)
{
  g_autofree char *base = g_file_get_basename (self->file);
  char *title =
      self->sidecar->title != NULL ? g_strdup (self->sidecar->title) : tandai_text_dup_title (self->text);

  return title != NULL ? title : tandai_display_name (base);
}

/** tandai_document_get_encoding_notice: Returns: (nullable): that the encoding was guessed, in words */
const char *
tandai_document_get_encoding_notice (TandaiDocument *self)
{
  return self->encoding_notice;
}

/** tandai_document_get_history: Returns: (transfer none): what can be undone and redone */
TandaiHistory *
tandai_document_get_history (TandaiDocument *self)
{
  return self->history;
}

/**
 * tandai_document_restore_history:
 * @self: a document that was just loaded
 *
 * Makes undoable again what was when the article was last left, unless its
 * sidecar has changed since.
 */
void
tandai_document_restore_history (TandaiDocument *self)
{
  g_autoptr (GError) error = NULL;

  if (self->lock != TANDAI_LOCK_NONE || !self->stamp.exists)
    return;
  if (!tandai_history_store_read (self->history, self->text, self->sidecar_path, self->stamp.sha256, &error)
      && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    g_info ("The history of “%s” was not read: %s", self->sidecar_path, error->message);
}

/** tandai_document_is_modified: Returns: whether something is not on disk yet */
gboolean
tandai_document_is_modified (TandaiDocument *self)
{
  return self->revision != self->saved_revision;
}

static GPtrArray *
list_relations (TandaiAnnotationSet *set)
{
  guint n = tandai_annotation_set_get_n_relations (set);
  GPtrArray *relations = g_ptr_array_new_full (n, g_object_unref);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (relations, g_object_ref (tandai_annotation_set_get_relation (set, i)));
  return relations;
}

/**
 * tandai_document_snapshot:
 * @self: a document
 * @revision: (out) (optional): what tandai_document_saved() is to be told
 *
 * Returns: (transfer full): all of it as it is now, for a thread to write
 */
TandaiSidecar *
tandai_document_snapshot (TandaiDocument *self, guint64 *revision)
{
  TandaiSidecar *snapshot;
  GPtrArray *spans = self->sidecar->spans;
  GPtrArray *relations = self->sidecar->relations;

  self->sidecar->spans = tandai_annotation_set_list_spans (self->annotations);
  self->sidecar->relations = list_relations (self->annotations);
  snapshot = tandai_sidecar_copy (self->sidecar);
  g_ptr_array_unref (self->sidecar->spans);
  g_ptr_array_unref (self->sidecar->relations);
  self->sidecar->spans = spans;
  self->sidecar->relations = relations;
  if (revision != NULL)
    *revision = self->revision;
  return snapshot;
}

/**
 * tandai_document_save:
 * @self: a document
 * @conflict: (out) (optional) (transfer full): where it went when another program had changed the sidecar,
 * else %NULL
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for an error
 *
 * Writes the sidecar now, in this thread.
 *
 * Returns: whether it is on disk
 */
gboolean
tandai_document_save (TandaiDocument *self, char **conflict, GCancellable *cancellable, GError **error)
{
  guint64 revision;
  g_autoptr (TandaiSidecar) snapshot = NULL;
  g_autofree char *diverted = NULL;
  TandaiStamp stamp = self->stamp;

  if (self->lock != TANDAI_LOCK_NONE)
    {
      g_set_error_literal (error, TANDAI_ERROR, TANDAI_ERROR_READ_ONLY, self->lock_message);
      return FALSE;
    }
  snapshot = tandai_document_snapshot (self, &revision);
  if (!tandai_sidecar_save_or_divert (snapshot, self->sidecar_path, &stamp, &diverted, cancellable, error))
    {
      tandai_document_saved (self, 0, &stamp);
      return FALSE;
    }
  if (diverted != NULL)
    tandai_document_divert (self, diverted);
  tandai_document_saved (self, revision, &stamp);
  if (conflict != NULL)
    *conflict = g_steal_pointer (&diverted);
  return TRUE;
}

/**
 * tandai_document_saved:
 * @self: a document
 * @revision: which state was saved, from tandai_document_snapshot(); 0 where none is on disk for sure
 * @stamp: what the file is now
 *
 * Tells the document that a snapshot is on disk, or what a save that failed has left there.
 */
void
tandai_document_saved (TandaiDocument *self, guint64 revision, const TandaiStamp *stamp)
{
  self->saved_revision = MAX (self->saved_revision, revision);
  self->stamp = *stamp;
}

/** tandai_document_get_stamp: Returns: (transfer none): what the sidecar was when it was last read or written
 */
const TandaiStamp *
tandai_document_get_stamp (TandaiDocument *self)
{
  return &self->stamp;
}

/**
 * tandai_document_divert:
 * @self: a document
 * @path: a path
 *
 * Sends the following saves to another file, since the sidecar is another program's now.
 */
void
tandai_document_divert (TandaiDocument *self, const char *path)
{
  g_autofree char *old = self->sidecar_path;

  self->sidecar_path = g_strdup (path);
}
