/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * An article on its way in. Foreign offsets count over the foreign text; where
 * that has a byte order mark or CR LF, which a sidecar's text has not, they are
 * carried over here, once for all formats.
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/tandai-attributes.h"
#include "core/tandai-error.h"
#include "formats/tandai-draft.h"
#include "formats/tandai-rebuild.h"

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"
#define NAME_MAX_CHARS  64
#define ID_DIGITS       "0123456789abcdefghijklmnopqrstuvwxyz"

/* A span that may still be given attributes and a note. */
typedef struct
{
  char *id;
  char *label;
  GArray *ranges;
  char **attributes;
  char *note;
  char *extra;
} DraftSpan;

/*
 * @raw is the foreign text where it is not the article's; @removed are the
 * code points of it that the article's text lacks, in order.
 */
struct _TandaiDraft
{
  char *name;
  GBytes *bytes;
  TandaiSidecar *sidecar;
  TandaiText *raw;
  GArray *removed;
  GPtrArray *spans;
  GHashTable *by_id;
  GHashTable *by_place;
  GHashTable *relation_ids;
  GHashTable *renamed;
  guint n_made;
  gboolean is_exact;
};

static void
draft_span_free (DraftSpan *self)
{
  g_free (self->id);
  g_free (self->label);
  g_array_unref (self->ranges);
  g_strfreev (self->attributes);
  g_free (self->note);
  g_free (self->extra);
  g_free (self);
}

static void
note_removed (TandaiDraft *self, const char *utf8)
{
  guint offset = 0;

  for (const char *p = utf8; *p != '\0'; p = g_utf8_next_char (p), offset++)
    if ((offset == 0 && g_str_has_prefix (p, BYTE_ORDER_MARK)) || (p[0] == '\r' && p[1] == '\n'))
      g_array_append_val (self->removed, offset);
}

static gboolean
is_plain (const char *utf8)
{
  return !g_str_has_prefix (utf8, BYTE_ORDER_MARK) && strstr (utf8, "\r\n") == NULL;
}

/* The foreign text as UTF-8; what is in another encoding is converted with its byte order mark. */
static char *
dup_raw (GBytes *bytes, const char *encoding)
{
  gsize n_bytes;
  const char *data = g_bytes_get_data (bytes, &n_bytes);

  if (strcmp (encoding, "UTF-8") == 0)
    return g_strndup (data, n_bytes);
  return g_convert (data, n_bytes, "UTF-8", encoding, NULL, NULL, NULL);
}

static void
keep_raw (TandaiDraft *self, const char *encoding)
{
  g_autofree char *raw = dup_raw (self->bytes, encoding);

  if (raw == NULL || is_plain (raw))
    return;
  note_removed (self, raw);
  self->raw = tandai_text_new (raw);
}

static TandaiDraft *
draft_new (const char *name, GBytes *bytes)
{
  TandaiDraft *self = g_new0 (TandaiDraft, 1);

  self->name = g_strdup (name);
  self->bytes = g_bytes_ref (bytes);
  self->removed = g_array_new (FALSE, FALSE, sizeof (guint));
  self->spans = g_ptr_array_new_with_free_func ((GDestroyNotify) draft_span_free);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->by_place = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->relation_ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->renamed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

/**
 * tandai_draft_new:
 * @name: the article's path, relative to the folder that takes it
 * @bytes: its file's content
 * @encoding: (nullable): its encoding; %NULL to find out
 * @error: return location for a %TANDAI_ERROR_NOT_TEXT
 *
 * Begins an article whose file is given; it will lie in the folder byte for byte.
 *
 * Returns: (transfer full): the draft, or %NULL where the bytes are no text
 */
TandaiDraft *
tandai_draft_new (const char *name, GBytes *bytes, const char *encoding, GError **error)
{
  g_autoptr (TandaiDraft) self = draft_new (name, bytes);
  g_autoptr (TandaiText) text = NULL;
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  TandaiArticle article = { .path = (char *) name, .sha256 = sha256 };

  text = tandai_decode (bytes, encoding, &article.origin, error);
  if (text == NULL)
    return NULL;
  article.text = text;
  self->sidecar = tandai_sidecar_new (&article, "");
  keep_raw (self, article.origin.encoding);
  return g_steal_pointer (&self);
}

/**
 * tandai_draft_new_text:
 * @name: the article's path, relative to the folder that takes it
 * @text: its text, UTF-8
 * @error: return location for a %TANDAI_ERROR_NOT_TEXT
 *
 * Begins an article whose text stood in another file.
 *
 * Returns: (transfer full): the draft, or %NULL where it is no text
 */
TandaiDraft *
tandai_draft_new_text (const char *name, const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return tandai_draft_new (name, bytes, "UTF-8", error);
}

/**
 * tandai_draft_new_sidecar:
 * @name: the article's path, relative to the folder that takes it
 * @sidecar: (transfer full): a whole sidecar
 * @exact: (out): whether the article's file could be rebuilt byte for byte
 *
 * Begins an article of which a sidecar is at hand. Where its file had mixed
 * line ends, say, it is written in UTF-8 with LF, and the sidecar states that.
 *
 * Returns: (transfer full): the draft, to which nothing can be added
 */
TandaiDraft *
tandai_draft_new_sidecar (const char *name, TandaiSidecar *sidecar, gboolean *exact)
{
  g_autoptr (GBytes) bytes = tandai_rebuild_article (sidecar, exact);
  TandaiDraft *self;

  self = draft_new (name, bytes);
  self->sidecar = sidecar;
  return self;
}

/**
 * tandai_draft_free:
 * @self: (nullable): a draft
 *
 * Frees it.
 */
void
tandai_draft_free (TandaiDraft *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_bytes_unref (self->bytes);
  g_clear_pointer (&self->sidecar, tandai_sidecar_free);
  g_clear_pointer (&self->raw, tandai_text_unref);
  g_array_unref (self->removed);
  g_ptr_array_unref (self->spans);
  g_hash_table_unref (self->by_id);
  g_hash_table_unref (self->by_place);
  g_hash_table_unref (self->relation_ids);
  g_hash_table_unref (self->renamed);
  g_free (self);
}

/** tandai_draft_get_name: Returns: the article's path, relative to the folder that takes it */
const char *
tandai_draft_get_name (TandaiDraft *self)
{
  return self->name;
}

/** tandai_draft_get_bytes: Returns: (transfer none): the article's file */
GBytes *
tandai_draft_get_bytes (TandaiDraft *self)
{
  return self->bytes;
}

/**
 * tandai_draft_get_sidecar:
 * @self: a draft
 *
 * Returns: (transfer none): its sidecar, whose metadata, note, attributes, status and unknown members may be
 * set; the spans are in it after tandai_draft_finish()
 */
TandaiSidecar *
tandai_draft_get_sidecar (TandaiDraft *self)
{
  return self->sidecar;
}

/**
 * tandai_draft_get_renamed:
 * @self: a draft
 *
 * Returns: (transfer container) (element-type utf8): the names that could not be taken as they were, sorted
 */
GList *
tandai_draft_get_renamed (TandaiDraft *self)
{
  return g_list_sort (g_hash_table_get_keys (self->renamed), (GCompareFunc) strcmp);
}

static gboolean
set_range_error (GError **error, gint64 start, gint64 end, const char *reason)
{
  g_set_error (error, TANDAI_ERROR, TANDAI_ERROR_RANGE, "%" G_GINT64_FORMAT "–%" G_GINT64_FORMAT ": %s",
               start, end, reason);
  return FALSE;
}

/* A foreign offset as one of code points in the same text; FALSE inside a character. */
static gboolean
to_code_point (const TandaiText *text, TandaiUnit unit, guint offset, guint *code_point)
{
  switch (unit)
    {
    case TANDAI_UNIT_UTF16:
      if (offset > tandai_text_to_unit (text, tandai_text_get_length (text)))
        return FALSE;
      *code_point = tandai_text_from_unit (text, offset);
      return tandai_text_to_unit (text, *code_point) == offset;
    case TANDAI_UNIT_BYTES:
      if (offset > tandai_text_get_bytes (text))
        return FALSE;
      *code_point = tandai_text_from_byte (text, offset);
      return tandai_text_to_byte (text, *code_point) == offset;
    case TANDAI_UNIT_CODE_POINTS:
    default:
      *code_point = offset;
      return offset <= tandai_text_get_length (text);
    }
}

static int
compare_removed (gconstpointer a, gconstpointer b)
{
  const guint *left = a;
  const guint *right = b;

  return (*left > *right) - (*left < *right);
}

/* How many of the removed code points lie before an offset. */
static guint
count_removed (TandaiDraft *self, guint offset)
{
  guint low = 0, high = self->removed->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (compare_removed (&g_array_index (self->removed, guint, middle), &offset) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static gboolean
map_offset (TandaiDraft *self, TandaiUnit unit, gint64 offset, guint *mapped)
{
  const TandaiText *text = self->raw != NULL ? self->raw : self->sidecar->text;

  if (offset < 0 || offset > G_MAXINT32 || !to_code_point (text, unit, (guint) offset, mapped))
    return FALSE;
  *mapped -= count_removed (self, *mapped);
  return TRUE;
}

/**
 * tandai_draft_map:
 * @self: a draft
 * @unit: what the offsets count
 * @start: where a fragment starts in the foreign text
 * @end: where it ends
 * @range: (out): the same in code points of the article's text
 * @error: return location for a %TANDAI_ERROR_RANGE
 *
 * Carries a fragment over.
 *
 * Returns: %FALSE where it is empty, outside the text or cuts a character
 */
gboolean
tandai_draft_map (
    TandaiDraft *self, TandaiUnit unit, gint64 start, gint64 end, TandaiRange *range, GError **error)
{
  if (start >= end)
    return set_range_error (error, start, end, _ ("the span is empty"));
  if (!map_offset (self, unit, start, &range->start) || !map_offset (self, unit, end, &range->end))
    return set_range_error (error, start, end, _ ("the span lies outside the text or cuts a character"));
  if (range->start >= range->end)
    return set_range_error (error, start, end, _ ("the span is empty"));
  return TRUE;
}

/* The name as it can be here; one that had to be changed is remembered. A label is never empty. */
static char *
take_name (TandaiDraft *self, const char *name, gboolean is_label)
{
  g_autofree char *clean = NULL;

  if (self->is_exact && !(is_label && *name == '\0'))
    return g_strdup (name);
  clean = tandai_draft_clean_name (name);
  if (strcmp (clean, name) != 0)
    g_hash_table_add (self->renamed, g_strdup (name));
  return g_steal_pointer (&clean);
}

static int
compare_ranges (gconstpointer a, gconstpointer b)
{
  const TandaiRange *left = a;
  const TandaiRange *right = b;

  return (left->start > right->start) - (left->start < right->start);
}

/* Sorted, and those that meet joined. */
static GArray *
normalize (GArray *ranges)
{
  GArray *result = g_array_new (FALSE, FALSE, sizeof (TandaiRange));

  g_array_sort (ranges, compare_ranges);
  for (guint i = 0; i < ranges->len; i++)
    {
      TandaiRange range = g_array_index (ranges, TandaiRange, i);
      TandaiRange *last = result->len > 0 ? &g_array_index (result, TandaiRange, result->len - 1) : NULL;

      if (last != NULL && range.start <= last->end)
        last->end = MAX (last->end, range.end);
      else
        g_array_append_val (result, range);
    }
  return result;
}

static char *
dup_place (const char *label, GArray *ranges)
{
  GString *place = g_string_new (label);

  for (guint i = 0; i < ranges->len; i++)
    {
      const TandaiRange *range = &g_array_index (ranges, TandaiRange, i);

      g_string_append_printf (place, " %u-%u", range->start, range->end);
    }
  return g_string_free (place, FALSE);
}

/* Made of the article's name and a count, so that the same import gives the same ids. */
static char *
make_id (TandaiDraft *self, char kind)
{
  g_autofree char *seed = g_strdup_printf ("%s\n%c%u", self->name, kind, self->n_made++);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize n = sizeof digest;
  char *id = g_strdup_printf ("%c%08d", kind, 0);

  g_checksum_update (checksum, (const guchar *) seed, -1);
  g_checksum_get_digest (checksum, digest, &n);
  for (guint i = 0; i < 8; i++)
    id[i + 1] = ID_DIGITS[digest[i] % strlen (ID_DIGITS)];
  return id;
}

static char *
choose_id (TandaiDraft *self, const char *id, char kind, GHashTable *taken)
{
  char *made;

  if (id != NULL && tandai_id_is_valid (id) && !g_hash_table_contains (taken, id))
    return g_strdup (id);
  made = make_id (self, kind);
  while (g_hash_table_contains (taken, made))
    {
      g_free (made);
      made = make_id (self, kind);
    }
  return made;
}

/**
 * tandai_draft_set_exact:
 * @self: a draft
 * @is_exact: whether names that are given from now on come from a sidecar
 *
 * Says that names are taken as they are: what a sidecar had one may have. No
 * label and no type may then be empty.
 */
void
tandai_draft_set_exact (TandaiDraft *self, gboolean is_exact)
{
  self->is_exact = is_exact;
}

/**
 * tandai_draft_add_span:
 * @self: a draft
 * @id: (nullable): the id it has; another is made where it can't be one here or is taken
 * @label: the label, of any form: see tandai_draft_clean_name()
 * @ranges: (element-type TandaiRange): its fragments as tandai_draft_map() gave them, in any order
 * @error: return location for a %TANDAI_ERROR_RANGE
 *
 * Adds a span. Fragments that touch or overlap are joined. A label has one span
 * at a place: a second one is the first.
 *
 * Returns: (transfer none): the id that it has here, or %NULL where there are no fragments
 */
const char *
tandai_draft_add_span (TandaiDraft *self, const char *id, const char *label, GArray *ranges, GError **error)
{
  g_autoptr (GArray) normal = normalize (ranges);
  g_autofree char *name = take_name (self, label, TRUE);
  g_autofree char *place = dup_place (name, normal);
  DraftSpan *span = g_hash_table_lookup (self->by_place, place);

  if (span != NULL)
    return span->id;
  if (normal->len == 0)
    {
      g_set_error_literal (error, TANDAI_ERROR, TANDAI_ERROR_RANGE, _ ("the span is empty"));
      return NULL;
    }
  span = g_new0 (DraftSpan, 1);
  span->id = choose_id (self, id, 's', self->by_id);
  span->label = g_steal_pointer (&name);
  span->ranges = g_steal_pointer (&normal);
  g_ptr_array_add (self->spans, span);
  g_hash_table_insert (self->by_id, span->id, span);
  g_hash_table_insert (self->by_place, g_steal_pointer (&place), span);
  return span->id;
}

/**
 * tandai_draft_add_range:
 * @self: a draft
 * @id: (nullable): see tandai_draft_add_span()
 * @label: the label, of any form
 * @unit: what the offsets count
 * @start: where the span starts in the foreign text
 * @end: where it ends
 * @error: return location for a %TANDAI_ERROR_RANGE
 *
 * Adds a span of one piece.
 *
 * Returns: (transfer none): the id that it has here, or %NULL
 */
const char *
tandai_draft_add_range (TandaiDraft *self,
                        const char *id,
                        const char *label,
                        TandaiUnit unit,
                        gint64 start,
                        gint64 end,
                        GError **error)
{
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (TandaiRange));
  TandaiRange range;

  if (!tandai_draft_map (self, unit, start, end, &range, error))
    return NULL;
  g_array_append_val (ranges, range);
  return tandai_draft_add_span (self, id, label, ranges, error);
}

/** tandai_draft_has_span: Returns: whether there is a span of that id */
gboolean
tandai_draft_has_span (TandaiDraft *self, const char *id)
{
  return g_hash_table_contains (self->by_id, id);
}

/**
 * tandai_draft_set_attribute:
 * @self: a draft
 * @id: a span's id here
 * @name: an attribute's name, of any form
 * @value: its value
 *
 * Sets an attribute.
 *
 * Returns: whether there is such a span
 */
gboolean
tandai_draft_set_attribute (TandaiDraft *self, const char *id, const char *name, const char *value)
{
  DraftSpan *span = g_hash_table_lookup (self->by_id, id);
  g_autofree char *clean = take_name (self, name, FALSE);
  char **more;

  if (span == NULL)
    return FALSE;
  more = tandai_attributes_with ((const char *const *) span->attributes, clean, value);
  g_strfreev (span->attributes);
  span->attributes = more;
  return TRUE;
}

/**
 * tandai_draft_set_article_attribute:
 * @self: a draft
 * @name: an attribute's name, of any form
 * @value: its value
 *
 * Sets an attribute of the article.
 */
void
tandai_draft_set_article_attribute (TandaiDraft *self, const char *name, const char *value)
{
  TandaiSidecar *sidecar = self->sidecar;
  g_autofree char *clean = take_name (self, name, FALSE);
  char **more = tandai_attributes_with ((const char *const *) sidecar->attributes, clean, value);

  g_strfreev (sidecar->attributes);
  sidecar->attributes = more;
}

/**
 * tandai_draft_set_note:
 * @self: a draft
 * @id: a span's id here
 * @note: a person's words
 *
 * Sets a note, after the one that is there, on a line of its own.
 *
 * Returns: whether there is such a span
 */
gboolean
tandai_draft_set_note (TandaiDraft *self, const char *id, const char *note)
{
  DraftSpan *span = g_hash_table_lookup (self->by_id, id);
  char *both;

  if (span == NULL)
    return FALSE;
  both = span->note != NULL ? g_strconcat (span->note, "\n", note, NULL) : g_strdup (note);
  g_free (span->note);
  span->note = both;
  return TRUE;
}

/**
 * tandai_draft_set_extra:
 * @self: a draft
 * @id: a span's id here
 * @extra: further members, as in #TandaiSpanFields
 *
 * Keeps what only the foreign format knows.
 *
 * Returns: whether there is such a span
 */
gboolean
tandai_draft_set_extra (TandaiDraft *self, const char *id, const char *extra)
{
  DraftSpan *span = g_hash_table_lookup (self->by_id, id);

  if (span == NULL)
    return FALSE;
  g_free (span->extra);
  span->extra = g_strdup (extra);
  return TRUE;
}

/**
 * tandai_draft_add_relation:
 * @self: a draft
 * @id: (nullable): the id it has; another is made where it can't be one here or is taken
 * @type: its type, of any form
 * @from: a span's id here
 * @to: a span's id here
 * @note: (nullable): a person's words
 * @error: return location for a %TANDAI_ERROR_NOT_FOUND
 *
 * Adds a relation between two spans that were added.
 *
 * Returns: (transfer none): the id that it has here, or %NULL where a span is missing or leads to itself
 */
const char *
tandai_draft_add_relation (TandaiDraft *self,
                           const char *id,
                           const char *type,
                           const char *from,
                           const char *to,
                           const char *note,
                           GError **error)
{
  g_autofree char *name = take_name (self, type, TRUE);
  TandaiRelationFields fields = { NULL, name, from, to, NULL, note, NULL, NULL };
  char *chosen;

  for (guint i = 0; i < 2; i++)
    if (!tandai_draft_has_span (self, i == 0 ? from : to))
      {
        g_set_error (error, TANDAI_ERROR, TANDAI_ERROR_NOT_FOUND, _ ("there is no span “%s”"),
                     i == 0 ? from : to);
        return NULL;
      }
  if (strcmp (from, to) == 0)
    {
      g_set_error (error, TANDAI_ERROR, TANDAI_ERROR_NOT_FOUND, _ ("a relation leads from “%s” to itself"),
                   from);
      return NULL;
    }
  chosen = choose_id (self, id, 'r', self->relation_ids);
  g_hash_table_add (self->relation_ids, chosen);
  fields.id = chosen;
  g_ptr_array_add (self->sidecar->relations, tandai_relation_new (&fields));
  return chosen;
}

/**
 * tandai_draft_set_relation_attribute:
 * @self: a draft
 * @id: the id of one of the relations that were added last
 * @name: an attribute's name, of any form
 * @value: its value
 *
 * Sets an attribute of a relation.
 *
 * Returns: whether there is such a relation
 */
gboolean
tandai_draft_set_relation_attribute (TandaiDraft *self, const char *id, const char *name, const char *value)
{
  GPtrArray *relations = self->sidecar->relations;
  g_autofree char *clean = take_name (self, name, FALSE);

  for (guint i = relations->len; i-- > 0;)
    {
      TandaiRelationFields fields;
      TandaiRelation *relation;
      g_auto (GStrv) more = NULL;

      tandai_relation_get_fields (relations->pdata[i], &fields);
      if (strcmp (fields.id, id) != 0)
        continue;
      more = tandai_attributes_with (fields.attributes, clean, value);
      fields.attributes = (const char *const *) more;
      relation = tandai_relation_new (&fields);
      g_object_unref (relations->pdata[i]);
      relations->pdata[i] = relation;
      return TRUE;
    }
  return FALSE;
}

static int
compare_relations (gconstpointer a, gconstpointer b)
{
  return tandai_relation_compare (*(TandaiRelation *const *) a, *(TandaiRelation *const *) b);
}

static TandaiSpan *
make_span (const DraftSpan *span, const char *origin)
{
  const TandaiSpanFields fields = {
    .id = span->id,
    .label = span->label,
    .ranges = (const TandaiRange *) (gpointer) span->ranges->data,
    .n_ranges = span->ranges->len,
    .attributes = (const char *const *) span->attributes,
    .note = span->note,
    .origin = origin,
    .extra = span->extra,
  };

  return tandai_span_new (&fields);
}

static void
set_origins (GPtrArray *relations, const char *origin)
{
  for (guint i = 0; i < relations->len; i++)
    {
      TandaiRelationFields fields;
      TandaiRelation *relation;

      tandai_relation_get_fields (relations->pdata[i], &fields);
      fields.origin = origin;
      relation = tandai_relation_new (&fields);
      g_object_unref (relations->pdata[i]);
      relations->pdata[i] = relation;
    }
}

/**
 * tandai_draft_finish:
 * @self: a draft
 * @format: the format's name, for the spans' origin
 *
 * Puts the spans into the sidecar and, where there are any, makes an article
 * that is new one in progress. A sidecar that came whole stays as it is.
 */
void
tandai_draft_finish (TandaiDraft *self, const char *format)
{
  g_autofree char *origin = g_strconcat ("import:", format, NULL);
  TandaiSidecar *sidecar = self->sidecar;

  if (self->spans->len == 0)
    return;
  for (guint i = 0; i < self->spans->len; i++)
    g_ptr_array_add (sidecar->spans, make_span (self->spans->pdata[i], origin));
  g_hash_table_remove_all (self->by_id);
  g_hash_table_remove_all (self->by_place);
  g_ptr_array_set_size (self->spans, 0);
  set_origins (sidecar->relations, origin);
  tandai_spans_sort (sidecar->spans);
  g_ptr_array_sort (sidecar->relations, compare_relations);
  if (sidecar->status == TANDAI_STATUS_NEW)
    sidecar->status = TANDAI_STATUS_IN_PROGRESS;
}

/**
 * tandai_draft_clean_name:
 * @name: a label's, relation's or attribute's name, of any form
 *
 * Makes a name that a corpus file takes: at most 64 characters, with "_" for
 * white space, control characters, "|", ";" and ",", and not beginning with "-".
 *
 * Returns: (transfer full): the name, never empty
 */
char *
tandai_draft_clean_name (const char *name)
{
  GString *clean = g_string_new (NULL);
  guint n = 0;

  for (const char *p = name; *p != '\0' && n < NAME_MAX_CHARS; p = g_utf8_next_char (p), n++)
    {
      gunichar c = g_utf8_get_char (p);
      gboolean bad = g_unichar_isspace (c) || g_unichar_iscntrl (c) || c == '|' || c == ';' || c == ','
                     || (c == '-' && n == 0);

      g_string_append_unichar (clean, bad ? '_' : c);
    }
  if (clean->len == 0)
    g_string_append_c (clean, '_');
  return g_string_free (clean, FALSE);
}
