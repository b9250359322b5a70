/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * From a CAS to an article: the text of its first view, its annotations as
 * spans, those that lead from one to another as relations. Lists are followed
 * one step and no further, so that there is no circle to be caught in.
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/tandai-error.h"
#include "formats/tandai-article-json.h"
#include "formats/tandai-uima-names.h"
#include "formats/tandai-uima-reader.h"
#include "formats/tandai-uima-types.h"

/* Of one list: a span has no more fragments or attributes. */
#define MAX_LIST 1000

/*
 * @sofa is the number of the text that is taken. @ids are the draft's ids by
 * position, NULL where there is no span; @used says which structures were
 * taken as a part of another; @passed_over counts what has no place, by type.
 */
typedef struct
{
  TandaiImport *import;
  const char *path;
  const TandaiUimaCas *cas;
  TandaiDraft *draft;
  guint sofa;
  char **ids;
  gboolean *used;
  GHashTable *taken;
  GHashTable *passed_over;
  GArray *numbers;
} Reading;

/* Takes what a text feature of a structure says. */
typedef void (*TakeText) (Reading *reading, const char *id, const char *name, const char *text);

static void
fail_at (Reading *reading, const TandaiUimaStructure *structure, const char *reason)
{
  if (tandai_uima_cas_is_by_line (reading->cas))
    tandai_import_fail (reading->import, reading->path, structure->place, "%s", reason);
  else
    tandai_import_fail (reading->import, reading->path, 0, "%%FEATURE_STRUCTURES[%u]: %s", structure->place,
                        reason);
}

static const char *
get_text (Reading *reading, const TandaiUimaStructure *structure, const char *name)
{
  return tandai_uima_cas_text (reading->cas, structure, name);
}

static void
lose (Reading *reading, const TandaiUimaStructure *structure, TandaiLoss loss, const char *detail)
{
  g_autofree char *number = g_strdup_printf ("%u", structure->id);
  const char *id = tandai_uima_is_ours (structure) ? get_text (reading, structure, "id") : NULL;

  tandai_import_lose (reading->import, loss, TRUE, reading->path, id != NULL ? id : number, detail);
}

static void
lose_value (Reading *reading, const TandaiUimaStructure *structure, const char *name, const char *text)
{
  g_autofree char *detail = g_strdup_printf ("%s=%s", name, text);

  lose (reading, structure, TANDAI_LOSS_ATTRIBUTE, detail);
}

static void
pass_over (Reading *reading, const char *type)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (reading->passed_over, type));

  g_hash_table_insert (reading->passed_over, (gpointer) type, GUINT_TO_POINTER (n + 1));
}

static gboolean
is_list (const TandaiUimaStructure *structure)
{
  return strcmp (structure->type, TANDAI_UIMA_ARRAY) == 0
         || (g_str_has_suffix (structure->type, "[]") && !g_str_has_prefix (structure->type, "uima.cas."));
}

/* What a feature refers to, as positions: what it names itself, or what the list that it names holds. */
static gboolean
find_targets (Reading *reading, const char *text, GArray *positions)
{
  GArray *numbers = reading->numbers;
  guint position;

  g_array_set_size (positions, 0);
  if (!tandai_uima_parse_numbers (text, MAX_LIST, numbers))
    return FALSE;
  if (numbers->len == 1 && tandai_uima_cas_find (reading->cas, g_array_index (numbers, guint, 0), &position)
      && is_list (tandai_uima_cas_get (reading->cas, position)))
    {
      const char *elements = get_text (reading, tandai_uima_cas_get (reading->cas, position), "elements");

      if (elements == NULL || !tandai_uima_parse_numbers (elements, MAX_LIST, numbers))
        return elements == NULL || *elements == '\0';
    }
  for (guint i = 0; i < numbers->len; i++)
    {
      if (!tandai_uima_cas_find (reading->cas, g_array_index (numbers, guint, i), &position))
        return FALSE;
      g_array_append_val (positions, position);
    }
  return TRUE;
}

/* The structures that one of our own features lists; what it lists and is not there is told. */
static GArray *
get_list (Reading *reading, const TandaiUimaStructure *structure, const char *name)
{
  GArray *positions = g_array_new (FALSE, FALSE, sizeof (guint));
  const char *text = get_text (reading, structure, name);

  if (text != NULL && *text != '\0' && !find_targets (reading, text, positions))
    {
      g_autofree char *reason =
          g_strdup_printf (_ ("“%s” does not lead to elements that are there: %s"), name, text);

      fail_at (reading, structure, reason);
    }
  return positions;
}

/* Only what we wrote has such a list. */
static void
take_list (Reading *reading, const TandaiUimaStructure *structure, const char *id, TakeText take)
{
  g_autoptr (GArray) positions = get_list (reading, structure, "attributes");

  tandai_draft_set_exact (reading->draft, TRUE);
  for (guint i = 0; i < positions->len; i++)
    {
      const TandaiUimaStructure *attribute =
          tandai_uima_cas_get (reading->cas, g_array_index (positions, guint, i));
      const char *name = get_text (reading, attribute, "name");
      const char *value = get_text (reading, attribute, "value");

      if (name != NULL)
        take (reading, id, name, value != NULL ? value : "");
    }
  tandai_draft_set_exact (reading->draft, FALSE);
}

static gboolean
is_here (Reading *reading, const TandaiUimaStructure *structure)
{
  const char *sofa = get_text (reading, structure, "sofa");
  guint number;

  return sofa == NULL || (tandai_uima_parse_number (sofa, &number) && number == reading->sofa);
}

/* --- spans */

static gboolean
add_range (Reading *reading, const TandaiUimaStructure *structure, GArray *ranges)
{
  const char *begin = get_text (reading, structure, "begin");
  const char *end = get_text (reading, structure, "end");
  g_autoptr (GError) error = NULL;
  guint start, stop;
  TandaiRange range;

  if (!tandai_uima_parse_number (begin, &start) || !tandai_uima_parse_number (end, &stop))
    {
      fail_at (reading, structure, _ ("begin and end are no whole numbers"));
      return FALSE;
    }
  if (start == stop)
    {
      lose (reading, structure, TANDAI_LOSS_NO_PLACE, _ ("the span is empty"));
      return FALSE;
    }
  if (!tandai_draft_map (reading->draft, TANDAI_UNIT_UTF16, start, stop, &range, &error))
    {
      fail_at (reading, structure, error->message);
      return FALSE;
    }
  g_array_append_val (ranges, range);
  return TRUE;
}

/* A span's fragments, or itself. */
static GArray *
get_ranges (Reading *reading, const TandaiUimaStructure *structure)
{
  GArray *ranges = g_array_new (FALSE, FALSE, sizeof (TandaiRange));
  g_autoptr (GArray) fragments = NULL;

  if (tandai_uima_is_ours (structure))
    {
      fragments = get_list (reading, structure, "fragments");
      for (guint i = 0; i < fragments->len; i++)
        add_range (reading, tandai_uima_cas_get (reading->cas, g_array_index (fragments, guint, i)), ranges);
    }
  if (fragments == NULL || fragments->len == 0)
    add_range (reading, structure, ranges);
  return ranges;
}

static void
take_span (Reading *reading, guint position)
{
  const TandaiUimaStructure *structure = tandai_uima_cas_get (reading->cas, position);
  g_autoptr (GArray) ranges = get_ranges (reading, structure);
  const char *feature;
  const char *label = tandai_uima_label (reading->cas, structure, &feature);
  const char *stated = tandai_uima_is_ours (structure) ? get_text (reading, structure, "id") : NULL;
  const char *id;

  if (ranges->len == 0)
    return;
  tandai_draft_set_exact (reading->draft, tandai_uima_is_ours (structure));
  id = tandai_draft_add_span (reading->draft, stated, label, ranges, NULL);
  tandai_draft_set_exact (reading->draft, FALSE);
  if (id != NULL && !g_hash_table_add (reading->taken, g_strdup (id)))
    lose (reading, structure, TANDAI_LOSS_MERGED, label);
  reading->ids[position] = g_strdup (id);
}

static void
take_span_text (Reading *reading, const char *id, const char *name, const char *text)
{
  if (strcmp (name, "note") == 0 || strcmp (name, "comment") == 0)
    tandai_draft_set_note (reading->draft, id, text);
  else
    tandai_draft_set_attribute (reading->draft, id, name, text);
}

static void
take_attribute (Reading *reading, const char *id, const char *name, const char *text)
{
  tandai_draft_set_attribute (reading->draft, id, name, text);
}

/* --- relations */

static void
take_relation_attribute (Reading *reading, const char *id, const char *name, const char *text)
{
  tandai_draft_set_relation_attribute (reading->draft, id, name, text);
}

/* What is no span, but could be one, is a fault; what never is one has no place here. */
static gboolean
check_end (Reading *reading, const TandaiUimaStructure *structure, const char *type, guint end)
{
  const TandaiUimaStructure *found = tandai_uima_cas_get (reading->cas, end);
  TandaiUimaRole role = tandai_uima_role (reading->cas, found);
  g_autofree char *number = g_strdup_printf ("%u", found->id);
  g_autofree char *reason = NULL;

  if (reading->ids[end] != NULL)
    return TRUE;
  if (role == TANDAI_UIMA_ROLE_RELATION)
    reason = g_strdup_printf (_ ("a relation leads from a span to a span, and “%s” is a relation"), number);
  else if (role == TANDAI_UIMA_ROLE_SPAN && is_here (reading, found))
    reason = g_strdup_printf (_ ("a relation leads from a span to a span, and “%s” is none"), number);
  if (reason != NULL)
    fail_at (reading, structure, reason);
  else
    lose (reading, structure, TANDAI_LOSS_RELATION, type);
  return FALSE;
}

static const char *
add_relation (Reading *reading,
              const TandaiUimaStructure *structure,
              const char *type,
              guint from,
              guint to,
              const char *note)
{
  gboolean is_ours = strcmp (structure->type, TANDAI_UIMA_RELATION) == 0;
  const char *stated = is_ours ? get_text (reading, structure, "id") : NULL;
  g_autoptr (GError) error = NULL;
  const char *id;

  if (!check_end (reading, structure, type, from) || !check_end (reading, structure, type, to))
    return NULL;
  tandai_draft_set_exact (reading->draft, is_ours);
  id = tandai_draft_add_relation (reading->draft, stated, type, reading->ids[from], reading->ids[to], note,
                                  &error);
  tandai_draft_set_exact (reading->draft, FALSE);
  if (id == NULL)
    fail_at (reading, structure, error->message);
  return id;
}

/* A link has no place in the text, but a target, and mostly a role. */
static gboolean
find_target (Reading *reading, const TandaiUimaStructure *link, guint *target)
{
  guint id;

  return get_text (reading, link, "begin") == NULL
         && tandai_uima_parse_number (get_text (reading, link, "target"), &id)
         && tandai_uima_cas_find (reading->cas, id, target);
}

static gboolean
leads_to_links (Reading *reading, const char *text)
{
  g_autoptr (GArray) positions = g_array_new (FALSE, FALSE, sizeof (guint));
  guint target;

  if (!find_targets (reading, text, positions) || positions->len == 0)
    return FALSE;
  for (guint i = 0; i < positions->len; i++)
    if (!find_target (reading, tandai_uima_cas_get (reading->cas, g_array_index (positions, guint, i)),
                      &target))
      return FALSE;
  return TRUE;
}

/* What a span's feature refers to, as relations: spans, or links to them. */
static void
take_links (Reading *reading, guint position, const TandaiUimaFeature *feature)
{
  const TandaiUimaStructure *structure = tandai_uima_cas_get (reading->cas, position);
  g_autoptr (GArray) positions = get_list (reading, structure, feature->name);

  for (guint i = 0; i < positions->len; i++)
    {
      guint target = g_array_index (positions, guint, i);
      const TandaiUimaStructure *link = tandai_uima_cas_get (reading->cas, target);
      const char *role = NULL;

      if (find_target (reading, link, &target))
        {
          reading->used[g_array_index (positions, guint, i)] = TRUE;
          role = get_text (reading, link, "role");
        }
      add_relation (reading, structure, role != NULL && *role != '\0' ? role : feature->name, position,
                    target, NULL);
    }
}

static gboolean
is_said (const TandaiUimaStructure *structure, const char *name, const char *label)
{
  static const char *const always[] = { "sofa", "begin", "end", NULL };
  static const char *const ours[] = { "id", "attributes", "fragments", NULL };

  return g_strv_contains (always, name) || g_strcmp0 (name, label) == 0
         || (tandai_uima_is_ours (structure) && g_strv_contains (ours, name));
}

/* What else is said of a span. */
static void
take_span_features (Reading *reading, guint position)
{
  const TandaiUimaStructure *structure = tandai_uima_cas_get (reading->cas, position);
  const char *id = reading->ids[position];
  const char *label;

  tandai_uima_label (reading->cas, structure, &label);
  if (tandai_uima_is_ours (structure))
    take_list (reading, structure, id, take_attribute);
  for (guint i = 0; i < structure->n_features; i++)
    {
      const TandaiUimaFeature *feature = tandai_uima_cas_feature (reading->cas, structure, i);

      if (is_said (structure, feature->name, label) || *feature->text == '\0')
        continue;
      if (feature->refers || leads_to_links (reading, feature->text))
        take_links (reading, position, feature);
      else
        take_span_text (reading, id, feature->name, feature->text);
    }
}

static void
take_relation_features (Reading *reading, const TandaiUimaStructure *structure, const char *id)
{
  const char *label;

  tandai_uima_label (reading->cas, structure, &label);
  if (tandai_uima_is_ours (structure))
    take_list (reading, structure, id, take_relation_attribute);
  for (guint i = 0; i < structure->n_features; i++)
    {
      const TandaiUimaFeature *feature = tandai_uima_cas_feature (reading->cas, structure, i);

      if (is_said (structure, feature->name, label) || tandai_uima_is_end (feature->name)
          || strcmp (feature->name, "note") == 0 || *feature->text == '\0')
        continue;
      if (feature->refers)
        lose_value (reading, structure, feature->name, feature->text);
      else
        take_relation_attribute (reading, id, feature->name, feature->text);
    }
}

static void
take_relation (Reading *reading, guint position)
{
  const TandaiUimaStructure *structure = tandai_uima_cas_get (reading->cas, position);
  const char *feature, *id;
  const char *type = tandai_uima_label (reading->cas, structure, &feature);
  guint from, to;

  if (!tandai_uima_ends (reading->cas, structure, &from, &to))
    {
      fail_at (reading, structure,
               _ ("the relation does not lead from one element to another that is there"));
      return;
    }
  id = add_relation (reading, structure, type, from, to, get_text (reading, structure, "note"));
  if (id != NULL)
    take_relation_features (reading, structure, id);
}

/* --- the article */

static void
take_article_attribute (Reading *reading, const char *id, const char *name, const char *text)
{
  tandai_draft_set_article_attribute (reading->draft, name, text);
}

/* Two structures may state the language: a text has one. */
static void
take_language (Reading *reading, const char *language)
{
  TandaiSidecar *sidecar = tandai_draft_get_sidecar (reading->draft);

  if (sidecar->language == NULL && strcmp (language, TANDAI_UIMA_NO_LANGUAGE) != 0)
    sidecar->language = g_strdup (language);
}

static void
take_document_feature (Reading *reading,
                       const TandaiUimaStructure *structure,
                       const char *name,
                       const char *text)
{
  static const char *const bookkeeping[] = { "documentId",   "documentBaseUri", "documentUri",
                                             "collectionId", "isLastSegment",   NULL };
  g_autofree char *detail = g_strdup_printf ("%s=%s", name, text);

  if (strcmp (name, "language") == 0)
    take_language (reading, text);
  else if (strcmp (name, "documentTitle") == 0)
    tandai_article_take_field (reading->draft, "title", text);
  else if (strcmp (name, "documentUri") == 0 && g_str_has_prefix (text, "http"))
    tandai_article_take_field (reading->draft, "url", text);
  else if (g_strv_contains (bookkeeping, name))
    lose (reading, structure, TANDAI_LOSS_METADATA, detail);
  else
    tandai_article_take_field (reading->draft, name, text);
}

static void
take_document (Reading *reading, const TandaiUimaStructure *structure)
{
  if (tandai_uima_is_ours (structure))
    take_list (reading, structure, NULL, take_article_attribute);
  for (guint i = 0; i < structure->n_features; i++)
    {
      const TandaiUimaFeature *feature = tandai_uima_cas_feature (reading->cas, structure, i);

      if (is_said (structure, feature->name, NULL) || *feature->text == '\0'
          || (tandai_uima_is_ours (structure) && strcmp (feature->name, "file") == 0))
        continue;
      if (feature->refers)
        lose_value (reading, structure, feature->name, feature->text);
      else
        take_document_feature (reading, structure, feature->name, feature->text);
    }
}

/* --- the whole */

static gboolean
is_sofa (Reading *reading, const TandaiUimaStructure *structure)
{
  return strcmp (structure->type, TANDAI_UIMA_SOFA) == 0
         && get_text (reading, structure, "sofaString") != NULL;
}

/* The text of the view that has no name of its own, else the first there is. */
static const TandaiUimaStructure *
find_sofa (Reading *reading)
{
  const TandaiUimaStructure *first = NULL;

  for (guint i = 0; i < tandai_uima_cas_get_length (reading->cas); i++)
    {
      const TandaiUimaStructure *structure = tandai_uima_cas_get (reading->cas, i);

      if (!is_sofa (reading, structure))
        continue;
      if (g_strcmp0 (get_text (reading, structure, "sofaID"), TANDAI_UIMA_VIEW) == 0)
        return structure;
      first = first != NULL ? first : structure;
    }
  return first;
}

/* What the article has no place for: other views, and what was referred to by nothing that has a place. */
static void
report_rest (Reading *reading, guint position)
{
  const TandaiUimaStructure *structure = tandai_uima_cas_get (reading->cas, position);
  TandaiUimaRole role = tandai_uima_role (reading->cas, structure);
  const char *type = tandai_uima_short_type (structure->type);

  if (is_sofa (reading, structure) && structure->id != reading->sofa)
    lose (reading, structure, TANDAI_LOSS_METADATA, get_text (reading, structure, "sofaID"));
  else if (role == TANDAI_UIMA_ROLE_LANGUAGE)
    pass_over (reading, type);
  else if ((role == TANDAI_UIMA_ROLE_OTHER && !reading->used[position])
           || (!is_here (reading, structure) && role != TANDAI_UIMA_ROLE_PART
               && role != TANDAI_UIMA_ROLE_DOCUMENT))
    lose (reading, structure, TANDAI_LOSS_NO_PLACE, type);
}

static void
report_passed_over (Reading *reading)
{
  g_autoptr (GList) types = g_hash_table_get_keys (reading->passed_over);

  types = g_list_sort (types, (GCompareFunc) strcmp);
  for (GList *type = types; type != NULL; type = type->next)
    {
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (reading->passed_over, type->data));
      g_autofree char *detail = g_strdup_printf ("%s: %u", (char *) type->data, n);

      tandai_import_lose (reading->import, TANDAI_LOSS_METADATA, TRUE, reading->path, NULL, detail);
    }
}

static void
take_role (Reading *reading, TandaiUimaRole role)
{
  for (guint i = 0; i < tandai_uima_cas_get_length (reading->cas); i++)
    {
      const TandaiUimaStructure *structure = tandai_uima_cas_get (reading->cas, i);

      if (!is_here (reading, structure) || tandai_uima_role (reading->cas, structure) != role)
        continue;
      if (role == TANDAI_UIMA_ROLE_SPAN)
        take_span (reading, i);
      else if (role == TANDAI_UIMA_ROLE_RELATION)
        take_relation (reading, i);
      else if (role == TANDAI_UIMA_ROLE_DOCUMENT)
        take_document (reading, structure);
    }
}

static void
take_all (Reading *reading)
{
  guint n = tandai_uima_cas_get_length (reading->cas);

  take_role (reading, TANDAI_UIMA_ROLE_DOCUMENT);
  take_role (reading, TANDAI_UIMA_ROLE_SPAN);
  for (guint i = 0; i < n; i++)
    if (reading->ids[i] != NULL)
      take_span_features (reading, i);
  take_role (reading, TANDAI_UIMA_ROLE_RELATION);
  for (guint i = 0; i < n; i++)
    report_rest (reading, i);
  report_passed_over (reading);
}

static void
clear (Reading *reading)
{
  for (guint i = 0; i < tandai_uima_cas_get_length (reading->cas); i++)
    g_free (reading->ids[i]);
  g_free (reading->ids);
  g_free (reading->used);
  g_hash_table_unref (reading->taken);
  g_hash_table_unref (reading->passed_over);
  g_array_unref (reading->numbers);
}

/**
 * tandai_uima_take:
 * @import: the import
 * @path: the file that was read
 * @suffix: the end of its name that is not the article's
 * @cas: what is in it
 *
 * Makes an article of a CAS; tells what can't be one, and what has no place in it.
 */
void
tandai_uima_take (TandaiImport *import, const char *path, const char *suffix, const TandaiUimaCas *cas)
{
  guint n = tandai_uima_cas_get_length (cas);
  Reading reading = { .import = import, .path = path, .cas = cas };
  const TandaiUimaStructure *sofa = find_sofa (&reading);
  g_autofree char *name = tandai_import_name (import, path, suffix);
  g_autoptr (GError) error = NULL;

  if (sofa == NULL)
    {
      tandai_import_fail (import, path, 0, "%s", _ ("it has no text: no Sofa with a sofaString"));
      return;
    }
  reading.draft = tandai_draft_new_text (name, get_text (&reading, sofa, "sofaString"), &error);
  if (reading.draft == NULL)
    {
      tandai_import_fail (import, path, 0, "%s", error->message);
      return;
    }
  reading.sofa = sofa->id;
  reading.ids = g_new0 (char *, n + 1);
  reading.used = g_new0 (gboolean, n + 1);
  reading.taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  reading.passed_over = g_hash_table_new (g_str_hash, g_str_equal);
  reading.numbers = g_array_new (FALSE, FALSE, sizeof (guint));
  take_all (&reading);
  clear (&reading);
  tandai_import_take (import, path, reading.draft);
}
