/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is not labelled the same everywhere, in words and as JSON. */

#include "config.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

#include "cli/tandai-command.h"
#include "cli/tandai-members.h"
#include "cli/tandai-consistency-print.h"

static const char *
usual_label (const TandaiInconsistency *self)
{
  return ((TandaiLabelCount *) self->labels->pdata[0])->label;
}

/* Lines of an article become one; other signs that a terminal would obey are written out. */
static void
append_plain (GString *to, const char *text)
{
  g_autofree char *joined = g_strdelimit (g_strdup (text), "\n\t", ' ');
  g_autofree char *plain = tandai_command_plain (joined);

  g_string_append (to, plain);
}

static void
append_head (GString *to, const TandaiInconsistency *self)
{
  append_plain (to, self->string);
  g_string_append (to, ": ");
  for (guint i = 0; i < self->labels->len; i++)
    {
      const TandaiLabelCount *count = self->labels->pdata[i];

      g_string_append (to, i > 0 ? ", " : "");
      append_plain (to, count->label);
      g_string_append_printf (to, " %u", count->n);
    }
  if (self->n_unlabelled > 0)
    {
      g_string_append (to, ", ");
      /* Translators: a number of places in articles. */
      g_string_append_printf (to, _ ("%u unlabelled"), self->n_unlabelled);
    }
  g_string_append_c (to, '\n');
}

static void
append_place (GString *to, const TandaiInconsistency *self, const TandaiConsistencyPlace *place)
{
  g_autofree char *file = tandai_command_display (place->file);
  g_autofree char *what = NULL;

  if (place->label != NULL)
    /* Translators: names of labels: the one that it has, and the one that its words have elsewhere. */
    what = g_strdup_printf (_ ("%s, elsewhere %s"), place->label, usual_label (self));
  else
    /* Translators: %s is a label’s name. */
    what = g_strdup_printf (_ ("unlabelled, elsewhere %s"), usual_label (self));
  g_string_append_printf (to, "  %s:%u-%u: ", file, place->range.start, place->range.end);
  if (*place->annotator != '\0')
    {
      append_plain (to, place->annotator);
      g_string_append (to, ": ");
    }
  append_plain (to, what);
  g_string_append (to, ": ");
  append_plain (to, place->before);
  g_string_append_c (to, '[');
  append_plain (to, place->words);
  g_string_append_c (to, ']');
  append_plain (to, place->after);
  g_string_append_c (to, '\n');
}

/** tandai_consistency_format_text: Returns: (transfer full): a line for each string, and under it one for
 * each place */
char *
tandai_consistency_format_text (const TandaiConsistency *found)
{
  GString *to = g_string_new (NULL);

  for (guint i = 0; i < found->found->len; i++)
    {
      const TandaiInconsistency *inconsistency = found->found->pdata[i];

      append_head (to, inconsistency);
      for (guint j = 0; j < inconsistency->places->len; j++)
        append_place (to, inconsistency, inconsistency->places->pdata[j]);
    }
  return g_string_free (to, FALSE);
}

static void
add_labels (JsonBuilder *json, GPtrArray *labels)
{
  json_builder_set_member_name (json, "labels");
  json_builder_begin_object (json);
  for (guint i = 0; i < labels->len; i++)
    {
      const TandaiLabelCount *count = labels->pdata[i];

      tandai_members_add_number (json, count->label, count->n);
    }
  json_builder_end_object (json);
}

static void
add_place (JsonBuilder *json, const TandaiConsistencyPlace *place)
{
  g_autofree char *file = tandai_command_display (place->file);

  json_builder_begin_object (json);
  tandai_members_add_text (json, "file", file);
  tandai_members_add_text (json, "annotator", place->annotator);
  tandai_members_add_number (json, "start", place->range.start);
  tandai_members_add_number (json, "end", place->range.end);
  tandai_members_add_text (json, "label", place->label);
  tandai_members_add_text (json, "left", place->before);
  tandai_members_add_text (json, "match", place->words);
  tandai_members_add_text (json, "right", place->after);
  json_builder_end_object (json);
}

static void
add_inconsistency (JsonBuilder *json, const TandaiInconsistency *self)
{
  json_builder_begin_object (json);
  tandai_members_add_text (json, "string", self->string);
  tandai_members_add_text (json, "usual", usual_label (self));
  add_labels (json, self->labels);
  tandai_members_add_number (json, "differing", self->n_differing);
  tandai_members_add_number (json, "unlabelled", self->n_unlabelled);
  json_builder_set_member_name (json, "places");
  json_builder_begin_array (json);
  for (guint i = 0; i < self->places->len; i++)
    add_place (json, self->places->pdata[i]);
  json_builder_end_array (json);
  json_builder_end_object (json);
}

/** tandai_consistency_format_json: Returns: (transfer full): an array with an object for each string */
char *
tandai_consistency_format_json (const TandaiConsistency *found)
{
  g_autoptr (JsonBuilder) json = json_builder_begin_array (json_builder_new ());
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < found->found->len; i++)
    add_inconsistency (json, found->found->pdata[i]);
  json_builder_end_array (json);
  root = json_builder_get_root (json);
  text = json_to_string (root, TRUE);
  return g_strconcat (text, "\n", NULL);
}
