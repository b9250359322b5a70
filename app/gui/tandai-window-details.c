/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "core/tandai-document-commands.h"
#include "gui/tandai-span-words.h"
#include "gui/tandai-window-private.h"

/* What is said of spans and of the article, beside where the spans are. */

static TandaiWindow *
window (gpointer user_data)
{
  return TANDAI_WINDOW (user_data);
}

/* Says why a command did nothing. */
static void
take_outcome (TandaiWindow *self, GError *error)
{
  g_autoptr (GError) held = error;

  if (held != NULL)
    _tandai_window_say_error (self, held);
}

/* The current span; where there is none, that is said. */
static TandaiSpan *
need_span (TandaiWindow *self)
{
  TandaiSpan *span = _tandai_window_get_current_span (self);

  if (span == NULL)
    _tandai_window_say (self, _ ("Select a span first"));
  return span;
}

static void
refuse (TandaiWindow *self, const char *reason)
{
  _tandai_window_say (self, reason);
  _tandai_window_toast (self, reason);
}

/* Whether the schema has a label; where it has not, that is said. */
gboolean
_tandai_window_check_label (TandaiWindow *self, const char *label)
{
  g_autofree char *message = NULL;

  if (tandai_schema_find_label (tandai_document_get_schema (self->document), label, NULL) != NULL)
    return TRUE;
  message = g_strdup_printf (_ ("The schema has no label “%s”"), label);
  refuse (self, message);
  return FALSE;
}

static void
add_relation_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TandaiWindow *self = window (user_data);
  const char *type;
  const char *from;
  const char *to;
  GError *error = NULL;

  g_variant_get (parameter, "(&s&s&s)", &type, &from, &to);
  if (tandai_document_add_relation (self->document, type, from, to, &error) != NULL)
    _tandai_window_say (self, _ ("Linked"));
  else
    take_outcome (self, error);
}

static void
remove_relation_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TandaiWindow *self = window (user_data);
  g_autofree char *id = g_variant_dup_string (parameter, NULL);
  GError *error = NULL;

  if (tandai_document_remove_relation (self->document, id, &error))
    _tandai_window_say (self, _ ("Link removed"));
  else
    take_outcome (self, error);
}

static void
set_attribute_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TandaiWindow *self = window (user_data);
  TandaiSpan *span = need_span (self);
  const char *name;
  const char *value;
  GError *error = NULL;

  if (span == NULL)
    return;
  g_variant_get (parameter, "(&s&s)", &name, &value);
  tandai_document_set_attribute (self->document, tandai_span_get_id (span), name, value, &error);
  take_outcome (self, error);
}

static void
set_note_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TandaiWindow *self = window (user_data);
  TandaiSpan *span = need_span (self);
  const char *note = g_variant_get_string (parameter, NULL);
  GError *error = NULL;

  if (span == NULL)
    return;
  tandai_document_set_span_note (self->document, tandai_span_get_id (span), note, &error);
  take_outcome (self, error);
}

static void
set_metadata_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TandaiWindow *self = window (user_data);
  const char *name;
  const char *value;
  GError *error = NULL;

  g_variant_get (parameter, "(&s&s)", &name, &value);
  tandai_document_set_metadata (self->document, name, value, &error);
  take_outcome (self, error);
}

/* Leads to a part of the details, which are brought up where they are hidden. */
static gboolean
edit_part (TandaiWindow *self, TandaiDetailsPart part)
{
  _tandai_window_show_inspector (self);
  if (!tandai_inspector_edit (self->inspector, part))
    return FALSE;
  adw_flap_set_reveal_flap (self->inspector_flap, TRUE);
  return TRUE;
}

static void
edit_attributes_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TandaiWindow *self = window (user_data);
  TandaiSpan *span = need_span (self);
  g_autofree char *message = NULL;

  if (span == NULL || edit_part (self, TANDAI_DETAILS_ATTRIBUTES))
    return;
  /* Translators: %s is a label's title. */
  message = g_strdup_printf (_ ("“%s” has no attributes"),
                             tandai_label_name (tandai_document_get_schema (self->document),
                                                tandai_span_get_label (span)));
  _tandai_window_say (self, message);
}

static void
edit_note_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TandaiWindow *self = window (user_data);

  if (need_span (self) != NULL)
    edit_part (self, TANDAI_DETAILS_NOTE);
}

static void
edit_metadata_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  edit_part (window (user_data), TANDAI_DETAILS_ARTICLE);
}

static void
refused_cb (TandaiInspector *inspector, const char *reason, TandaiWindow *self)
{
  refuse (self, reason);
}

static void
left_cb (TandaiInspector *inspector, TandaiWindow *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static const GActionEntry ENTRIES[] = {
  { "add-relation", add_relation_action, "(sss)" },
  { "remove-relation", remove_relation_action, "s" },
  { "unlink", remove_relation_action, "s" },
  { "set-attribute", set_attribute_action, "(ss)" },
  { "set-note", set_note_action, "s" },
  { "set-metadata", set_metadata_action, "(ss)" },
  { "edit-attributes", edit_attributes_action },
  { "edit-note", edit_note_action },
  { "edit-metadata", edit_metadata_action },
};

void
_tandai_window_add_detail_actions (TandaiWindow *self)
{
  g_signal_connect_object (self->inspector, "refused", G_CALLBACK (refused_cb), self, 0);
  g_signal_connect_object (self->inspector, "left", G_CALLBACK (left_cb), self, 0);
  _tandai_window_add_table (self, ENTRIES, G_N_ELEMENTS (ENTRIES));
}
