/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What waits for a person, counted and listed, with what “annotate” calls each. */

#include "config.h"

#include <glib/gi18n.h>

#include "cli/tandai-command.h"
#include "cli/tandai-pending.h"
#include "core/tandai-error.h"
#include "core/tandai-orphan.h"

/* What tells one version from another on a line. */
#define MOST_CHARS 60

/** tandai_pending_orphans: Returns: (transfer full) (nullable): how many spans are kept aside, in words;
 * %NULL for none */
char *
tandai_pending_orphans (const TandaiSidecar *sidecar)
{
  if (sidecar->n_orphans == 0)
    return NULL;
  return g_strdup_printf (ngettext ("%u span is kept aside: its words are no longer in the article",
                                    "%u spans are kept aside: their words are no longer in the article",
                                    sidecar->n_orphans),
                          sidecar->n_orphans);
}

/** tandai_pending_conflicts: Returns: (transfer full) (nullable): how many conflicts there are, in words;
 * %NULL for none */
char *
tandai_pending_conflicts (const TandaiSidecar *sidecar)
{
  if (sidecar->n_conflicts == 0)
    return NULL;
  return g_strdup_printf (ngettext ("%u conflict is to be decided", "%u conflicts are to be decided",
                                    sidecar->n_conflicts),
                          sidecar->n_conflicts);
}

/* In what a version differs from the other one. */
static char *
describe (const TandaiConflict *conflict, GPtrArray *parts, guint side)
{
  g_autoptr (GString) words = g_string_new (NULL);

  if (conflict->versions[side].problem != NULL)
    /* Translators: %s says why a version cannot be taken. */
    return g_strdup_printf (_ ("cannot be taken: %s"), conflict->versions[side].problem);
  if (tandai_conflict_is_nothing (conflict, side))
    return g_strdup (conflict->kind == TANDAI_CONFLICT_MEMBER ? _ ("not stated") : _ ("removed"));
  for (guint i = 0; i < parts->len; i++)
    {
      const TandaiConflictPart *part = parts->pdata[i];
      g_autofree char *value =
          part->values[side] != NULL ? tandai_display_words (part->values[side], MOST_CHARS) : NULL;
      /* Translators: a member’s name and its value. */
      g_autofree char *item = value != NULL ? g_strdup_printf (_ ("%s “%s”"), part->name, value) : NULL;

      if (part->differs && item != NULL)
        g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", item);
    }
  if (words->len == 0)
    g_string_append (words, _ ("not stated"));
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static void
tell_conflict (TandaiDocument *document, const TandaiConflict *conflict)
{
  g_autoptr (GPtrArray) parts = tandai_conflict_list_parts (conflict, tandai_document_get_sidecar (document),
                                                            tandai_document_get_annotations (document));
  g_autofree char *ours = describe (conflict, parts, TANDAI_DECISION_OURS);
  g_autofree char *theirs = describe (conflict, parts, TANDAI_DECISION_THEIRS);

  /* Translators: an id or the name of a member, then what each of two people has. */
  tandai_command_message (_ ("  %s: ours: %s; theirs: %s"), conflict->key, ours, theirs);
}

static void
tell_orphans (TandaiDocument *document, const char *name)
{
  g_autofree char *count = tandai_pending_orphans (tandai_document_get_sidecar (document));
  g_autoptr (GPtrArray) orphans = tandai_orphans_list (document);

  if (count != NULL)
    tandai_command_message ("%s: %s", name, count);
  for (guint i = 0; i < orphans->len; i++)
    {
      const TandaiOrphan *orphan = orphans->pdata[i];
      g_autofree char *words = tandai_display_words (orphan->text, MOST_CHARS);

      /* Translators: an id, a label’s name and the words of a span. */
      tandai_command_message (_ ("  %s: %s “%s”"), orphan->id, orphan->label, words);
    }
}

/**
 * tandai_pending_tell:
 * @document: a document
 * @name: its article, as people see it
 *
 * Says on standard error what of it waits for a person.
 */
void
tandai_pending_tell (TandaiDocument *document, const char *name)
{
  g_autofree char *count = tandai_pending_conflicts (tandai_document_get_sidecar (document));
  g_autoptr (GPtrArray) conflicts = tandai_document_list_conflicts (document);

  tell_orphans (document, name);
  if (count != NULL)
    tandai_command_message ("%s: %s", name, count);
  for (guint i = 0; i < conflicts->len; i++)
    tell_conflict (document, conflicts->pdata[i]);
}
