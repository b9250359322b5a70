/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <string.h>
#include <gio/gio.h>
#include <glib/gstdio.h>

#include "core/tandai-file.h"
#include "core/tandai-history-store.h"
#include "core/tandai-sidecar-private.h"

#define FORMAT "tandai-history/1"

/* Older steps are let go: a file that is written at each leaving must stay small. */
#define MAX_STEPS 1000

static const char *const KINDS[] = { "span", "relation", "field" };

static char *
folder_path (void)
{
  return g_build_filename (g_get_user_state_dir (), "tandai", "history", NULL);
}

/* One file a sidecar, whatever signs its path holds. */
static char *
store_path (const char *sidecar)
{
  g_autofree char *folder = folder_path ();
  g_autofree char *absolute = g_canonicalize_filename (sidecar, NULL);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, absolute, -1);
  g_autofree char *name = g_strconcat (hash, ".json", NULL);

  return g_build_filename (folder, name, NULL);
}

static void
append_value (GString *to, TandaiEditKind kind, gpointer value, const TandaiText *text)
{
  if (value == NULL)
    g_string_append (to, "null");
  else if (kind == TANDAI_EDIT_SPAN)
    _tandai_sidecar_append_span (to, value, text);
  else if (kind == TANDAI_EDIT_RELATION)
    _tandai_sidecar_append_relation (to, value);
  else
    tandai_json_write_string (to, value, -1);
}

static void
append_edit (GString *to, const TandaiEdit *edit, const TandaiText *text)
{
  g_string_append_printf (to, "{\"kind\": \"%s\"", KINDS[edit->kind]);
  if (edit->field != NULL)
    {
      g_string_append (to, ", \"field\": ");
      tandai_json_write_string (to, edit->field, -1);
    }
  g_string_append (to, ", \"before\": ");
  append_value (to, edit->kind, edit->before, text);
  g_string_append (to, ", \"after\": ");
  append_value (to, edit->kind, edit->after, text);
  g_string_append_c (to, '}');
}

static void
append_step (GString *to, const TandaiStep *step, const TandaiText *text)
{
  g_string_append (to, "{\"title\": ");
  tandai_json_write_string (to, step->title, -1);
  g_string_append (to, ", \"edits\": [");
  for (guint i = 0; i < step->edits->len; i++)
    {
      if (i > 0)
        g_string_append (to, ", ");
      append_edit (to, g_ptr_array_index (step->edits, i), text);
    }
  g_string_append (to, "]}");
}

/**
 * tandai_history_store_write:
 * @steps: (element-type TandaiStep): the steps, oldest first
 * @n_done: how many of them are done; the others were undone
 * @text: the document's text
 * @sidecar: the sidecar's path
 * @sha256: of the sidecar's bytes, in hex
 * @error: return location for an error
 *
 * Keeps the latest steps. Safe in a thread: steps are not changed once made.
 *
 * Returns: whether they are kept
 */
gboolean
tandai_history_store_write (GPtrArray *steps,
                            guint n_done,
                            const TandaiText *text,
                            const char *sidecar,
                            const char *sha256,
                            GError **error)
{
  g_autofree char *path = store_path (sidecar);
  g_autofree char *folder = folder_path ();
  g_autoptr (GString) to = g_string_new ("{\"format\": \"" FORMAT "\", \"sidecar\": ");
  guint first = n_done > MAX_STEPS ? n_done - MAX_STEPS : 0;

  tandai_json_write_string (to, sha256, -1);
  g_string_append_printf (to, ", \"done\": %u, \"steps\": [", n_done - first);
  for (guint i = first; i < steps->len; i++)
    {
      if (i > first)
        g_string_append (to, ",\n");
      append_step (to, g_ptr_array_index (steps, i), text);
    }
  g_string_append (to, "]}\n");
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error_literal (error, G_FILE_ERROR, g_file_error_from_errno (errno), g_strerror (errno));
      return FALSE;
    }
  return g_file_set_contents_full (path, to->str, (gssize) to->len, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                                   error);
}

static gboolean
fail (GError **error, const char *what)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, what);
  return FALSE;
}

static gboolean
read_value (
    TandaiJson *json, int value, TandaiEditKind kind, TandaiText *text, gpointer *result, GError **error)
{
  *result = NULL;
  if (value < 0)
    return fail (error, "an edit lacks a member");
  if (tandai_json_get_kind (json, value) == TANDAI_JSON_NULL)
    return TRUE;
  if (kind == TANDAI_EDIT_SPAN)
    *result = _tandai_sidecar_read_span (json, value, text, error);
  else if (kind == TANDAI_EDIT_RELATION)
    *result = _tandai_sidecar_read_relation (json, value, error);
  else
    *result = tandai_json_dup_string (json, value);
  return *result != NULL || kind == TANDAI_EDIT_FIELD;
}

static int
find_kind (TandaiJson *json, int value)
{
  g_autofree char *name = value >= 0 ? tandai_json_dup_string (json, value) : NULL;

  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (KINDS); i++)
    if (g_str_equal (KINDS[i], name))
      return (int) i;
  return -1;
}

static void
add_objects (TandaiStep *step, TandaiEditKind kind, GObject *before, GObject *after)
{
  if (kind == TANDAI_EDIT_SPAN)
    tandai_step_add_span (step, (TandaiSpan *) before, (TandaiSpan *) after);
  else
    tandai_step_add_relation (step, (TandaiRelation *) before, (TandaiRelation *) after);
  g_clear_object (&before);
  g_clear_object (&after);
}

static gboolean
read_edit (TandaiStep *step, TandaiJson *json, int object, TandaiText *text, GError **error)
{
  gboolean is_object = tandai_json_get_kind (json, object) == TANDAI_JSON_OBJECT;
  int kind = is_object ? find_kind (json, tandai_json_find (json, object, "kind")) : -1;
  int field = is_object ? tandai_json_find (json, object, "field") : -1;
  g_autofree char *name = field >= 0 ? tandai_json_dup_string (json, field) : NULL;
  gpointer before = NULL;
  gpointer after = NULL;
  gboolean read;

  if (kind < 0 || (kind == TANDAI_EDIT_FIELD && name == NULL))
    return fail (error, "an edit is of no known kind");
  read = read_value (json, tandai_json_find (json, object, "before"), kind, text, &before, error)
         && read_value (json, tandai_json_find (json, object, "after"), kind, text, &after, error);
  if (kind == TANDAI_EDIT_FIELD)
    {
      tandai_step_add_field (step, name, before, after);
      g_free (before);
      g_free (after);
    }
  else
    add_objects (step, kind, before, after);
  return read;
}

static TandaiStep *
read_step (TandaiJson *json, int object, TandaiText *text, GError **error)
{
  int value = tandai_json_find (json, object, "title");
  int edits = tandai_json_find (json, object, "edits");
  g_autofree char *title = value >= 0 ? tandai_json_dup_string (json, value) : NULL;
  g_autoptr (TandaiStep) step = NULL;

  if (title == NULL || edits < 0 || tandai_json_get_kind (json, edits) != TANDAI_JSON_ARRAY)
    {
      fail (error, "a step lacks a member");
      return NULL;
    }
  step = tandai_step_new (title);
  for (int edit = tandai_json_first (json, edits); edit >= 0; edit = tandai_json_next (json, edit))
    if (!read_edit (step, json, edit, text, error))
      return NULL;
  return g_steal_pointer (&step);
}

static gboolean
string_is (TandaiJson *json, const char *name, const char *text)
{
  int value = tandai_json_find (json, 0, name);
  g_autofree char *found = value >= 0 ? tandai_json_dup_string (json, value) : NULL;

  return g_strcmp0 (found, text) == 0;
}

static gboolean
read_steps (TandaiHistory *history, TandaiJson *json, TandaiText *text, GError **error)
{
  g_autoptr (GPtrArray) steps = g_ptr_array_new_with_free_func ((GDestroyNotify) tandai_step_unref);
  int list = tandai_json_find (json, 0, "steps");
  int done = tandai_json_find (json, 0, "done");
  guint n_done;

  if (list < 0 || tandai_json_get_kind (json, list) != TANDAI_JSON_ARRAY || done < 0
      || !tandai_json_get_offset (json, done, &n_done))
    return fail (error, "the steps are missing");
  for (int item = tandai_json_first (json, list); item >= 0; item = tandai_json_next (json, item))
    {
      TandaiStep *step;

      if (tandai_json_get_kind (json, item) != TANDAI_JSON_OBJECT)
        return fail (error, "a step is not an object");
      step = read_step (json, item, text, error);
      if (step == NULL)
        return FALSE;
      g_ptr_array_add (steps, step);
    }
  if (n_done > steps->len)
    return fail (error, "more steps are done than there are");
  tandai_history_restore (history, steps, n_done);
  return TRUE;
}

/**
 * tandai_history_store_read:
 * @history: an empty history
 * @text: the document's text
 * @sidecar: the sidecar's path
 * @sha256: of the sidecar's bytes as they are now
 * @error: return location for an error; %G_IO_ERROR_NOT_FOUND where nothing that fits is kept
 *
 * Gives the steps back that were kept for a sidecar of this very content.
 *
 * Returns: whether there were such
 */
gboolean
tandai_history_store_read (
    TandaiHistory *history, TandaiText *text, const char *sidecar, const char *sha256, GError **error)
{
  g_autofree char *path = store_path (sidecar);
  g_autoptr (GBytes) bytes = tandai_file_read (path, TANDAI_SIDECAR_MAX_BYTES, NULL, NULL, error);
  g_autoptr (TandaiJson) json = NULL;
  gsize n_bytes;
  const char *data;

  if (bytes == NULL)
    return FALSE;
  data = g_bytes_get_data (bytes, &n_bytes);
  json = tandai_json_parse (data, n_bytes, error);
  if (json == NULL)
    return FALSE;
  if (tandai_json_get_kind (json, 0) != TANDAI_JSON_OBJECT || !string_is (json, "format", FORMAT))
    return fail (error, "it is not a history");
  if (!string_is (json, "sidecar", sha256))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "it is of another content");
      return FALSE;
    }
  return read_steps (history, json, text, error);
}

static TandaiSpan *
rename_span (TandaiSpan *span, const char *label, const char *name)
{
  TandaiSpanFields fields;

  if (span == NULL || strcmp (tandai_span_get_label (span), label) != 0)
    return span != NULL ? g_object_ref (span) : NULL;
  tandai_span_get_fields (span, &fields);
  fields.label = name;
  return tandai_span_new (&fields);
}

static TandaiStep *
rename_step (const TandaiStep *step, const char *label, const char *name)
{
  TandaiStep *renamed = tandai_step_new (step->title);

  for (guint i = 0; i < step->edits->len; i++)
    {
      const TandaiEdit *edit = step->edits->pdata[i];

      if (edit->kind == TANDAI_EDIT_SPAN)
        add_objects (renamed, edit->kind, (GObject *) rename_span (edit->before, label, name),
                     (GObject *) rename_span (edit->after, label, name));
      else if (edit->kind == TANDAI_EDIT_RELATION)
        tandai_step_add_relation (renamed, edit->before, edit->after);
      else
        tandai_step_add_field (renamed, edit->field, edit->before, edit->after);
    }
  return renamed;
}

/**
 * tandai_history_store_rename:
 * @sidecar: the sidecar's path
 * @before: its content, for which steps may be kept
 * @after: its content with the label renamed
 * @label: the label's name
 * @name: its new name
 *
 * What could be undone before a label was renamed can be undone after it.
 *
 * Returns: whether there was something to undo, and it is kept
 */
gboolean
tandai_history_store_rename (
    const char *sidecar, GBytes *before, GBytes *after, const char *label, const char *name)
{
  g_autofree char *path = store_path (sidecar);
  g_autofree char *was = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, before);
  g_autofree char *is = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, after);
  g_autoptr (TandaiHistory) history = NULL;
  g_autoptr (TandaiSidecar) content = NULL;
  g_autoptr (GPtrArray) steps = NULL;
  g_autoptr (GPtrArray) renamed = g_ptr_array_new_with_free_func ((GDestroyNotify) tandai_step_unref);
  guint n_done;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return FALSE;
  history = tandai_history_new ();
  content = tandai_sidecar_parse (before, NULL);
  if (content == NULL || !tandai_history_store_read (history, content->text, sidecar, was, NULL))
    return FALSE;
  steps = tandai_history_list_steps (history, &n_done);
  for (guint i = 0; i < steps->len; i++)
    g_ptr_array_add (renamed, rename_step (steps->pdata[i], label, name));
  return tandai_history_store_write (renamed, n_done, content->text, sidecar, is, NULL);
}
