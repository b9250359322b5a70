/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Random command sequences end where a simple model ends, and undoing everything gives back the first bytes.
 * TANDAI_SEED and TANDAI_SEQUENCES ask for other sequences, or for the one that failed. */

#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <glib/gstdio.h>

#include "core/tandai-document-commands.h"
#include "core/tandai-saver.h"
#include "core/tandai-schema-default.h"
#include "flush.h"
#include "model.h"

#define N_SEQUENCES  1000
#define FIRST_SEED   20261125
#define MAX_COMMANDS 40

#define N_ARTICLES 2

static const char *const TEXTS[N_ARTICLES] = {
  "Presiden Tokayev  berkata, “kami 👩‍👦 siap”.\n\nCafe\u0301 Demak.\n",
  "\t“Air naik,” kata Siti.\nBanjir\u00A0di Demak, “dan\ndi Kudus.”  \n",
};
/* Not in the schema: it may be tagged, as imports do, but not chosen instead of another. */
#define UNKNOWN "tak-dikenal"

static const char *const LABELS[] = { "actor", "place", "claim", "quote", UNKNOWN };
static const char *const VALUES[] = { NULL, "", "person", "direct", "a \"b\"\n\\c", "é😡\u2028\x01" };

/* An article as it is open, with its model. */
typedef struct
{
  GFile *file;
  char *sidecar;
  GBytes *first;
  TandaiDocument *document;
  Model *model;
} Article;

/* One random sequence: where in it we are says what failed. */
typedef struct
{
  GRand *random;
  guint32 seed;
  GString *commands;
  Article articles[N_ARTICLES];
  Article *open;
  ModelState *next;
} Sequence;

static char *folder;

#define check(self, condition)                                                                               \
  G_STMT_START                                                                                               \
  {                                                                                                          \
    if (!(condition))                                                                                        \
      fail (self, #condition, __LINE__);                                                                     \
  }                                                                                                          \
  G_STMT_END

static void
fail (Sequence *self, const char *what, int line)
{
  g_error ("line %d: not %s\nagain with TANDAI_SEED=%u TANDAI_SEQUENCES=1\n%s", line, what, self->seed,
           self->commands->str);
}

static guint
pick (Sequence *self, guint n)
{
  return (guint) g_rand_int_range (self->random, 0, (gint32) n);
}

static void
note (Sequence *self, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_string_append_vprintf (self->commands, format, arguments);
  g_string_append_c (self->commands, '\n');
  va_end (arguments);
}

static guint
length_of (Article *article)
{
  return tandai_text_get_length (tandai_document_get_text (article->document));
}

/* One in ten is no good: empty, or beyond the text. */
static TandaiRange
pick_range (Sequence *self)
{
  guint length = length_of (self->open);
  guint start = pick (self, length);
  guint end = MIN (start + 1 + pick (self, 12), length);

  if (pick (self, 20) == 0)
    end = start;
  if (pick (self, 20) == 0)
    end = length + 1 + pick (self, 3);
  return (TandaiRange){ start, end };
}

static gboolean
is_good (Sequence *self, TandaiRange range)
{
  return range.start < range.end && range.end <= length_of (self->open);
}

/* An id of a span, now and then of one that is not there. */
static const char *
pick_span (Sequence *self)
{
  GArray *spans = self->next->spans;

  if (spans->len == 0 || pick (self, 25) == 0)
    return "s-nobody";
  return g_array_index (spans, ModelSpan, pick (self, spans->len)).id;
}

static guint64
pick_words (Sequence *self)
{
  guint64 words = 0;

  do
    {
      TandaiRange range = pick_range (self);

      if (is_good (self, range))
        words |= model_words (range.start, range.end);
    }
  while (words == 0 || pick (self, 4) == 0);
  return words;
}

static gboolean
add_new (Sequence *self, const TandaiSpanFields *fields, guint64 words)
{
  TandaiSpan *span = tandai_document_add_span_full (self->open->document, fields, NULL);
  ModelSpan model = { .label = fields->label, .words = words, .origin = model_intern (fields->origin) };

  check (self, span != NULL);
  if (model_state_is_taken (self->next, model.label, words, NULL))
    return FALSE;
  model.id = model_intern (tandai_span_get_id (span));
  check (self, model_state_find (self->next, model.id) == NULL);
  g_array_append_val (self->next->spans, model);
  if (self->next->status == TANDAI_STATUS_NEW)
    self->next->status = TANDAI_STATUS_IN_PROGRESS;
  return TRUE;
}

static gboolean
tag (Sequence *self)
{
  guint64 words = pick_words (self);
  g_autoptr (GArray) ranges = model_ranges (words);
  TandaiSpanFields fields = { .label = LABELS[pick (self, G_N_ELEMENTS (LABELS))],
                              .ranges = (TandaiRange *) (void *) ranges->data,
                              .n_ranges = ranges->len,
                              .origin = pick (self, 3) == 0 ? "suggestion:repeat" : NULL };

  note (self, "tag %s %" G_GINT64_MODIFIER "x", fields.label, words);
  return add_new (self, &fields, words);
}

/* Nothing, or what lies outside, is refused. */
static gboolean
tag_badly (Sequence *self)
{
  const TandaiRange bad[][2] = { { { 3, 3 } },
                                 { { 5, 4 } },
                                 { { 0, length_of (self->open) + 1 } },
                                 { { 0, 2 }, { 2, 4 } },
                                 { { 4, 6 }, { 0, 1 } } };
  guint which = pick (self, G_N_ELEMENTS (bad));

  note (self, "tag badly %u", which);
  check (self, tandai_document_add_span (self->open->document, "actor", bad[which], which < 3 ? 1 : 2, NULL)
                   == NULL);
  return FALSE;
}

static gboolean
relabel (Sequence *self)
{
  const char *id = pick_span (self);
  const char *label = LABELS[pick (self, G_N_ELEMENTS (LABELS))];
  ModelSpan *span = model_state_find (self->next, id);
  gboolean possible = span != NULL && !model_state_is_taken (self->next, label, span->words, id)
                      && (g_str_equal (span->label, label) || !g_str_equal (label, UNKNOWN));

  note (self, "relabel %s %s", id, label);
  check (self, (tandai_document_relabel (self->open->document, id, label, NULL) != NULL) == possible);
  if (!possible || g_str_equal (span->label, label))
    return FALSE;
  span->label = label;
  return TRUE;
}

/* What every change of an extent must come to. */
static gboolean
put_on (Sequence *self, const char *id, guint64 words, gboolean done)
{
  ModelSpan *span = model_state_find (self->next, id);
  gboolean possible =
      span != NULL && words != 0 && !model_state_is_taken (self->next, span->label, words, id);

  check (self, done == possible);
  if (!possible || span->words == words)
    return FALSE;
  span->words = words;
  return TRUE;
}

static gboolean
resize (Sequence *self)
{
  const char *id = pick_span (self);
  guint64 words = pick_words (self);
  g_autoptr (GArray) ranges = model_ranges (words);

  note (self, "resize %s %" G_GINT64_MODIFIER "x", id, words);
  return put_on (self, id, words,
                 tandai_document_set_ranges (self->open->document, id, (TandaiRange *) (void *) ranges->data,
                                             ranges->len, NULL)
                     != NULL);
}

static gboolean
fragment (Sequence *self)
{
  const char *id = pick_span (self);
  TandaiRange range = pick_range (self);
  ModelSpan *span = model_state_find (self->next, id);
  guint64 words = 0;

  if (span != NULL && is_good (self, range))
    words = span->words | model_words (range.start, range.end);
  note (self, "fragment %s %u %u", id, range.start, range.end);
  return put_on (self, id, words,
                 tandai_document_add_fragment (self->open->document, id, range, NULL) != NULL);
}

/* The words are gone, and the white space next to them. */
static guint64
cut_words (Sequence *self, guint64 words, TandaiRange range)
{
  TandaiText *text = tandai_document_get_text (self->open->document);

  while (range.start > 0 && g_unichar_isspace (tandai_text_get_char (text, range.start - 1)))
    range.start--;
  while (range.end < length_of (self->open) && g_unichar_isspace (tandai_text_get_char (text, range.end)))
    range.end++;
  return words & ~model_words (range.start, MIN (range.end, MODEL_LENGTH));
}

static gboolean
cut (Sequence *self)
{
  const char *id = pick_span (self);
  TandaiRange range = pick_range (self);
  ModelSpan *span = model_state_find (self->next, id);
  guint64 words = 0;

  if (span != NULL)
    words = is_good (self, range) ? cut_words (self, span->words, range) : span->words;
  note (self, "cut %s %u %u", id, range.start, range.end);
  if (!is_good (self, range))
    return FALSE;
  return put_on (self, id, words,
                 tandai_document_cut_fragment (self->open->document, id, range, NULL) != NULL);
}

static gboolean
untag (Sequence *self)
{
  const char *id = pick_span (self);
  gboolean is_there = model_state_find (self->next, id) != NULL;

  note (self, "untag %s", id);
  check (self, tandai_document_remove_span (self->open->document, id, NULL) == is_there);
  if (is_there)
    model_state_remove (self->next, id);
  return is_there;
}

static ModelRelation *
find_link (ModelState *state, const char *from, const char *to)
{
  for (guint i = 0; i < state->relations->len; i++)
    {
      ModelRelation *relation = &g_array_index (state->relations, ModelRelation, i);

      if (g_str_equal (relation->from, from) && g_str_equal (relation->to, to))
        return relation;
    }
  return NULL;
}

/* The schema has one relation: from a quote or claim to an actor or a place. */
static gboolean
can_link (ModelState *state, const char *kind, const char *from, const char *to)
{
  ModelSpan *a = model_state_find (state, from);
  ModelSpan *b = model_state_find (state, to);

  return a != NULL && b != NULL && g_str_equal (kind, "source")
         && (g_str_equal (a->label, "quote") || g_str_equal (a->label, "claim"))
         && (g_str_equal (b->label, "actor") || g_str_equal (b->label, "place"));
}

static gboolean
link_spans (Sequence *self)
{
  ModelRelation model = { NULL, pick (self, 20) == 0 ? "cause" : "source", pick_span (self),
                          pick_span (self) };
  TandaiRelation *relation;
  gboolean possible = can_link (self->next, model.kind, model.from, model.to);

  note (self, "link %s %s %s", model.kind, model.from, model.to);
  relation = tandai_document_add_relation (self->open->document, model.kind, model.from, model.to, NULL);
  check (self, (relation != NULL) == possible);
  if (!possible || find_link (self->next, model.from, model.to) != NULL)
    return FALSE;
  model.id = model_intern (tandai_relation_get_id (relation));
  g_array_append_val (self->next->relations, model);
  return TRUE;
}

static gboolean
unlink_spans (Sequence *self)
{
  GArray *relations = self->next->relations;
  const char *id = "r-nobody";

  if (relations->len > 0 && pick (self, 20) != 0)
    id = g_array_index (relations, ModelRelation, pick (self, relations->len)).id;
  note (self, "unlink %s", id);
  check (self,
         tandai_document_remove_relation (self->open->document, id, NULL) == !g_str_equal (id, "r-nobody"));
  if (g_str_equal (id, "r-nobody"))
    return FALSE;
  model_state_remove (self->next, id);
  return TRUE;
}

/* The empty string takes it away, as NULL does. */
static gboolean
put_value (const char **place, const char *value)
{
  value = model_intern (value != NULL && *value != '\0' ? value : NULL);
  if (*place == value)
    return FALSE;
  *place = value;
  return TRUE;
}

/* The schema gives actors and quotes an attribute each with few values. */
static gboolean
is_allowed (const ModelSpan *span, const char *name, const char *value)
{
  if (value == NULL || *value == '\0')
    return TRUE;
  if (g_str_equal (span->label, "actor") && g_str_equal (name, "kind"))
    return g_str_equal (value, "person");
  if (g_str_equal (span->label, "quote") && g_str_equal (name, "mode"))
    return g_str_equal (value, "direct");
  return TRUE;
}

static gboolean
set_attribute (Sequence *self)
{
  const char *id = pick_span (self);
  ModelSpan *span = model_state_find (self->next, id);
  guint which = pick (self, MODEL_ATTRIBUTES);
  const char *name = MODEL_ATTRIBUTE_NAMES[which];
  const char *value = VALUES[pick (self, G_N_ELEMENTS (VALUES))];
  gboolean possible =
      span != NULL && (is_allowed (span, name, value) || g_strcmp0 (span->attributes[which], value) == 0);

  note (self, "attribute %s %s %s", id, name, value);
  check (self, tandai_document_set_attribute (self->open->document, id, name, value, NULL) == possible);
  return possible && put_value (&span->attributes[which], value);
}

static gboolean
set_note (Sequence *self)
{
  const char *id = pick_span (self);
  ModelSpan *span = model_state_find (self->next, id);
  guint value = pick (self, G_N_ELEMENTS (VALUES));

  note (self, "note %s %u", id, value);
  check (self,
         tandai_document_set_span_note (self->open->document, id, VALUES[value], NULL) == (span != NULL));
  return span != NULL && put_value (&span->note, VALUES[value]);
}

static gboolean
set_status (Sequence *self)
{
  TandaiStatus status = (TandaiStatus) pick (self, TANDAI_STATUS_EXCLUDED + 1);

  note (self, "status %s", tandai_status_to_string (status));
  check (self, tandai_document_set_status (self->open->document, status, NULL));
  if (self->next->status == status)
    return FALSE;
  self->next->status = status;
  return TRUE;
}

static gboolean
set_title (Sequence *self)
{
  const char *value = VALUES[pick (self, G_N_ELEMENTS (VALUES))];

  note (self, "title %s", value);
  check (self, tandai_document_set_metadata (self->open->document, "title", value, NULL));
  return put_value (&self->next->title, value);
}

/* What is in the list several times is done more often. */
static gboolean (*const COMMANDS[]) (Sequence *self) = {
  tag,        tag,          tag,           tag,           tag_badly, resize,     resize,     fragment,
  fragment,   relabel,      relabel,       cut,           cut,       untag,      link_spans, link_spans,
  link_spans, unlink_spans, set_attribute, set_attribute, set_note,  set_status, set_title,
};

static gboolean
do_command (Sequence *self)
{
  return COMMANDS[pick (self, G_N_ELEMENTS (COMMANDS))](self);
}

static gboolean
do_bulk (Sequence *self)
{
  guint n = pick (self, 6);
  gboolean any = FALSE;

  note (self, "bulk {");
  tandai_document_begin (self->open->document, "Bulk");
  for (guint i = 0; i < n; i++)
    any = do_command (self) || any;
  tandai_document_end (self->open->document);
  note (self, "}");
  return any;
}

static void
change (Sequence *self)
{
  self->next = model_state_copy (model_now (self->open->model));
  if (pick (self, 8) == 0 ? do_bulk (self) : do_command (self))
    model_push (self->open->model, self->next);
  else
    model_state_free (self->next);
  self->next = NULL;
}

static void
move (Sequence *self, int by)
{
  gboolean possible = model_move (self->open->model, by);

  note (self, by < 0 ? "undo" : "redo");
  if (by < 0)
    check (self, tandai_document_undo (self->open->document) == possible);
  else
    check (self, tandai_document_redo (self->open->document) == possible);
}

static void
leave (Sequence *self)
{
  g_autoptr (TandaiSaver) saver = tandai_saver_new (self->open->document);

  check (self, flush (saver, NULL));
  g_clear_object (&self->open->document);
}

static void
enter (Sequence *self, Article *article)
{
  g_autoptr (GError) error = NULL;

  self->open = article;
  article->document = tandai_document_load (article->file, "", NULL, NULL, &error);
  g_assert_no_error (error);
  check (self, tandai_document_get_lock (article->document, NULL) == TANDAI_LOCK_NONE);
  tandai_document_restore_history (article->document);
}

static void
restart (Sequence *self)
{
  Article *to = &self->articles[pick (self, N_ARTICLES)];

  note (self, to == self->open ? "restart" : "switch");
  leave (self);
  enter (self, to);
}

static void
compare (Sequence *self)
{
  g_autofree char *expected = model_state_dump (model_now (self->open->model));
  g_autofree char *found = model_dump_document (self->open->document);
  gboolean can_undo;
  gboolean can_redo;

  if (!g_str_equal (expected, found))
    note (self, "expected:\n%s\nfound:\n%s", expected, found);
  check (self, g_str_equal (expected, found));
  g_object_get (self->open->document, "can-undo", &can_undo, "can-redo", &can_redo, NULL);
  check (self, can_undo == (self->open->model->now > 0));
  check (self, can_redo == (self->open->model->now + 1 < self->open->model->states->len));
}

static void
step (Sequence *self)
{
  guint kind = pick (self, 20);

  if (kind < 13)
    change (self);
  else if (kind < 16)
    move (self, -1);
  else if (kind < 18)
    move (self, 1);
  else if (kind < 19)
    for (guint n = pick (self, 6); n > 0; n--)
      move (self, -1);
  else
    restart (self);
  compare (self);
}

/* What a reader must keep: a span that states other words, members of a later version, a review. */
static void
write_first_sidecar (Article *article, guint kind)
{
  g_autoptr (TandaiDocument) document = tandai_document_load (article->file, "", NULL, NULL, NULL);
  g_autofree char *content = NULL;
  g_autoptr (GString) changed = NULL;

  if (kind == 0)
    return;
  for (guint i = 0; i < 3; i++)
    g_assert_nonnull (
        tandai_document_add_span (document, LABELS[3 - i], &(TandaiRange){ 1 + 2 * i, 12 }, 1, NULL));
  g_assert_true (tandai_document_save (document, NULL, NULL, NULL));
  if (kind == 1)
    return;
  g_assert_true (g_file_get_contents (article->sidecar, &content, NULL, NULL));
  changed = g_string_new (content);
  g_string_replace (changed, "\"label\": \"place\", \"text\": \"", "\"label\": \"place\", \"text\": \"lain ",
                    1);
  g_string_replace (changed, "\"}\n  ],\n",
                    "\", \"review\": {\"reason\": \"changed\", \"was\": \"dulu\"}, \"baru\": [1.50]}\n  ],\n",
                    1);
  g_string_replace (changed, "  \"annotator\"",
                    "  \"schema\": {\"sha256\": \"0f\", \"version\": \"old\"},\n  \"annotator\"", 1);
  g_string_replace (changed, "\"relations\": []", "\"relations\": [],\n  \"kelak\": {\"a\": 1e2}", 1);
  g_assert_true (g_file_set_contents (article->sidecar, changed->str, -1, NULL));
}

static GBytes *
bytes_of (TandaiDocument *document)
{
  g_autoptr (TandaiSidecar) snapshot = tandai_document_snapshot (document, NULL);

  return tandai_sidecar_serialize (snapshot);
}

static void
article_init (Sequence *self, guint number)
{
  Article *article = &self->articles[number];
  g_autofree char *name = g_strdup_printf ("%u.txt", number);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  article->file = g_file_new_for_path (path);
  article->sidecar = g_strconcat (path, ".tandai.json", NULL);
  g_assert_true (g_file_set_contents_full (path, TEXTS[number], -1, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  write_first_sidecar (article, pick (self, 3));
}

static void
article_begin (Sequence *self, Article *article)
{
  enter (self, article);
  article->first = bytes_of (article->document);
  article->model = model_new (model_state_from_document (article->document));
  g_clear_object (&article->document);
}

/* Where there was a sidecar, its bytes; where there was none, those of an empty one. */
static void
undo_all (Sequence *self, Article *article)
{
  g_autofree char *content = NULL;
  gsize length;

  enter (self, article);
  note (self, "undo all of %s", article->sidecar);
  while (tandai_document_undo (article->document))
    check (self, model_move (article->model, -1));
  check (self, article->model->now == 0);
  compare (self);
  leave (self);
  if (!g_file_get_contents (article->sidecar, &content, &length, NULL))
    {
      check (self, article->model->states->len == 1);
      return;
    }
  if (!g_str_equal (content, g_bytes_get_data (article->first, NULL)))
    note (self, "expected:\n%s\nfound:\n%s", (const char *) g_bytes_get_data (article->first, NULL), content);
  check (self, length == g_bytes_get_size (article->first));
  check (self, memcmp (content, g_bytes_get_data (article->first, NULL), length) == 0);
}

static void
article_clear (Article *article)
{
  g_autofree char *path = g_file_get_path (article->file);

  g_assert_cmpint (g_remove (path), ==, 0);
  g_remove (article->sidecar);
  g_object_unref (article->file);
  g_free (article->sidecar);
  g_bytes_unref (article->first);
  model_free (article->model);
}

static void
run_sequence (guint32 seed, const char *corpus_file)
{
  Sequence self = { g_rand_new_with_seed (seed), seed, g_string_new (NULL) };
  guint n_commands = 1 + pick (&self, MAX_COMMANDS);
  g_autofree char *path = g_build_filename (folder, "tandai.json", NULL);

  for (guint i = 0; i < N_ARTICLES; i++)
    article_init (&self, i);
  if (corpus_file != NULL)
    g_assert_true (g_file_set_contents (path, corpus_file, -1, NULL));
  for (guint i = 0; i < N_ARTICLES; i++)
    article_begin (&self, &self.articles[i]);
  enter (&self, &self.articles[0]);
  for (guint i = 0; i < n_commands; i++)
    step (&self);
  leave (&self);
  for (guint i = 0; i < N_ARTICLES; i++)
    undo_all (&self, &self.articles[i]);
  for (guint i = 0; i < N_ARTICLES; i++)
    article_clear (&self.articles[i]);
  g_remove (path);
  model_clear_strings ();
  g_string_free (self.commands, TRUE);
  g_rand_free (self.random);
}

static guint
number_from_environment (const char *name, guint otherwise)
{
  const char *value = g_getenv (name);

  return value != NULL ? (guint) strtoul (value, NULL, 10) : otherwise;
}

static void
test_sequences (gconstpointer corpus_file)
{
  guint32 seed = number_from_environment ("TANDAI_SEED", FIRST_SEED);
  guint n = number_from_environment ("TANDAI_SEQUENCES", N_SEQUENCES);

  for (guint i = 0; i < n; i++)
    run_sequence (seed + i, corpus_file);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) entries = g_dir_open (path, 0, NULL);
  const char *name;

  while (entries != NULL && (name = g_dir_read_name (entries)) != NULL)
    {
      g_autofree char *entry = g_build_filename (path, name, NULL);

      remove_folder (entry);
    }
  g_remove (path);
}

int
main (int argc, char **argv)
{
  int status;

  /* Thousands of saves, each safe on disk: the disk is not what is tested. */
  if (g_access ("/dev/shm", R_OK | W_OK | X_OK) == 0)
    g_setenv ("TMPDIR", "/dev/shm", TRUE);
  folder = g_dir_make_tmp ("tandai-XXXXXX", NULL);
  g_setenv ("XDG_STATE_HOME", folder, TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/command-sequences/end-where-the-model-ends", NULL, test_sequences);
  /* Sidecars that name another corpus file, or none, come to be annotated under this one. */
  g_test_add_data_func ("/command-sequences/under-a-corpus-file", TANDAI_SCHEMA_DEFAULT, test_sequences);
  status = g_test_run ();
  remove_folder (folder);
  g_free (folder);
  return status;
}
