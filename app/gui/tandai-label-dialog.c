/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Asks before a label is renamed, merged or deleted, and tells first how many spans that changes. */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "gui/tandai-dialog.h"
#include "gui/tandai-label-dialog.h"

#define KEY "tandai-label-question"
#define GO  "go"

/* What is asked; it lives with its dialog. */
typedef struct
{
  AdwMessageDialog *dialog;
  TandaiLabelStore *store;
  TandaiRelabelKind kind;
  char *label;
  GtkWidget *entry;
  /* Why a name that was typed can't be. */
  GtkLabel *reason;
  /* Whether it is known what would be changed. */
  gboolean counted;
  GtkDropDown *others;
  GPtrArray *names;
  GCancellable *counting;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  if (question->counting != NULL)
    g_cancellable_cancel (question->counting);
  g_clear_object (&question->counting);
  g_clear_pointer (&question->names, g_ptr_array_unref);
  g_object_unref (question->store);
  g_free (question->label);
  g_free (question);
}

static const char *
title_of (const Question *question, const char *label)
{
  const TandaiLabelDef *def =
      tandai_schema_find_label (tandai_label_store_get_schema (question->store), label, NULL);

  return def != NULL ? def->title : label;
}

static const char *
get_into (const Question *question)
{
  guint at =
      question->others != NULL ? gtk_drop_down_get_selected (question->others) : GTK_INVALID_LIST_POSITION;

  if (question->entry != NULL)
    return gtk_editable_get_text (GTK_EDITABLE (question->entry));
  return question->names != NULL && at < question->names->len ? question->names->pdata[at] : NULL;
}

static char *
dup_places (const TandaiLabelReport *report)
{
  g_autofree char *spans =
      g_strdup_printf (ngettext ("%u span", "%u spans", report->counts.n_spans), report->counts.n_spans);
  g_autofree char *articles =
      g_strdup_printf (ngettext ("%u article", "%u articles", report->n_articles), report->n_articles);

  /* Translators: each %s is a number with its noun, like 12 spans in 3 articles. */
  return g_strdup_printf (_ ("%s in %s"), spans, articles);
}

static void
append_line (GString *text, char *line)
{
  g_string_append_printf (text, "\n%s", line);
  g_free (line);
}

static void
append_counts (GString *text, const Question *question, const TandaiRelabelCounts *counts)
{
  if (question->kind == TANDAI_RELABEL_DELETE && counts->n_relations > 0)
    append_line (text, g_strdup_printf (ngettext ("%u relation is deleted with them.",
                                                  "%u relations are deleted with them.", counts->n_relations),
                                        counts->n_relations));
  if (counts->n_joined > 0)
    append_line (text,
                 g_strdup_printf (ngettext ("%u of them has the words of another, and becomes one with it.",
                                            "%u of them have the words of others, and become one with them.",
                                            counts->n_joined),
                                  counts->n_joined));
  if (counts->n_noted > 0)
    append_line (text, g_strdup_printf (ngettext ("%u differs in an attribute: one value goes to the note.",
                                                  "%u differ in an attribute: one value goes to the note.",
                                                  counts->n_noted),
                                        counts->n_noted));
}

static char *
dup_body (const Question *question, const TandaiLabelReport *report)
{
  g_autofree char *places = dup_places (report);
  GString *text = g_string_new (NULL);

  if (report->counts.n_spans == 0)
    g_string_append (text, _ ("No span has this label."));
  else if (question->kind == TANDAI_RELABEL_RENAME)
    /* Translators: %s is like “12 spans in 3 articles”. */
    g_string_append_printf (text, _ ("%s will have the new name."), places);
  else if (question->kind == TANDAI_RELABEL_MERGE)
    g_string_append_printf (text, _ ("%s will have the other label."), places);
  else
    g_string_append_printf (text, _ ("%s will be deleted, too."), places);
  append_counts (text, question, &report->counts);
  if (report->failures->len > 0)
    append_line (text, g_strdup_printf (ngettext ("%u file can’t be read, and is left as it is.",
                                                  "%u files can’t be read, and are left as they are.",
                                                  report->failures->len),
                                        report->failures->len));
  return g_string_free (text, FALSE);
}

/* Whether the label can be called so. No name yet, and the one that it has, need no reason. */
static gboolean
check_name (const Question *question, const char *name, GError **error)
{
  g_autoptr (TandaiSchemaEdit) edit = tandai_label_store_begin (question->store);

  return edit != NULL && tandai_schema_edit_rename_label (edit, question->label, name, error);
}

static void
show_reason (const Question *question, const char *reason)
{
  gtk_label_set_label (question->reason, reason);
  gtk_widget_set_visible (GTK_WIDGET (question->reason), *reason != '\0');
  if (*reason != '\0')
    gtk_widget_add_css_class (question->entry, "error");
  else
    gtk_widget_remove_css_class (question->entry, "error");
  gtk_accessible_update_property (GTK_ACCESSIBLE (question->entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  reason, -1);
}

static void
update_response (const Question *question)
{
  const char *into = get_into (question);
  gboolean can = question->kind == TANDAI_RELABEL_DELETE
                 || (into != NULL && *into != '\0' && strcmp (into, question->label) != 0);
  g_autoptr (GError) error = NULL;

  if (question->kind == TANDAI_RELABEL_RENAME)
    {
      can = can && check_name (question, into, &error);
      show_reason (question, error != NULL ? error->message : "");
    }
  adw_message_dialog_set_response_enabled (question->dialog, GO, can && question->counted);
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AdwMessageDialog) dialog = user_data;
  Question *question = g_object_get_data (G_OBJECT (dialog), KEY);
  g_autoptr (GError) error = NULL;
  g_autoptr (TandaiLabelReport) report = tandai_label_run_finish (result, &error);
  g_autofree char *body = NULL;

  if (question == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  body = report != NULL ? dup_body (question, report) : g_strdup (error->message);
  adw_message_dialog_set_body (dialog, body);
  question->counted = report != NULL;
  update_response (question);
}

/* How many spans there are does not depend on a name that is still being typed. */
static void
count (Question *question)
{
  TandaiRelabelKind kind =
      question->kind == TANDAI_RELABEL_MERGE ? TANDAI_RELABEL_MERGE : TANDAI_RELABEL_DELETE;
  const TandaiLabelChange change = {
    .relabel = { kind, question->label, kind == TANDAI_RELABEL_MERGE ? get_into (question) : NULL }
  };

  if (question->counting != NULL)
    g_cancellable_cancel (question->counting);
  g_clear_object (&question->counting);
  if (kind == TANDAI_RELABEL_MERGE && change.relabel.into == NULL)
    return;
  question->counting = g_cancellable_new ();
  tandai_label_run_async (tandai_label_store_get_folder (question->store), TANDAI_LABEL_PREVIEW, &change,
                          NULL, NULL, question->counting, counted_cb, g_object_ref (question->dialog));
}

static void
chosen_cb (GtkDropDown *others, GParamSpec *pspec, Question *question)
{
  count (question);
}

static void
typed_cb (GtkEditable *entry, Question *question)
{
  update_response (question);
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, Question *question)
{
  g_autofree char *into = g_strdup (get_into (question));
  const TandaiRelabel relabel = { question->kind, question->label,
                                  question->kind == TANDAI_RELABEL_DELETE ? NULL : into };

  if (strcmp (response, GO) == 0)
    tandai_label_store_relabel (question->store, &relabel);
}

static GtkLabel *
reason_new (void)
{
  GtkWidget *label =
      g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_STATUS, "wrap", TRUE, "wrap-mode",
                    PANGO_WRAP_WORD_CHAR, "xalign", 0.0, "max-width-chars", 40, "visible", FALSE, NULL);

  gtk_widget_add_css_class (label, "error");
  return GTK_LABEL (label);
}

static void
add_entry (Question *question)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  question->entry = gtk_entry_new ();
  question->reason = reason_new ();
  gtk_editable_set_text (GTK_EDITABLE (question->entry), question->label);
  gtk_entry_set_activates_default (GTK_ENTRY (question->entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (question->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("New name"), -1);
  g_signal_connect (question->entry, "changed", G_CALLBACK (typed_cb), question);
  gtk_box_append (GTK_BOX (box), question->entry);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (question->reason));
  adw_message_dialog_set_extra_child (question->dialog, box);
}

static void
add_others (Question *question)
{
  TandaiSchema *schema = tandai_label_store_get_schema (question->store);
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  question->names = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < tandai_schema_get_n_labels (schema); i++)
    {
      const TandaiLabelDef *def = tandai_schema_get_label (schema, i);

      if (strcmp (def->name, question->label) == 0)
        continue;
      gtk_string_list_append (titles, def->title);
      g_ptr_array_add (question->names, g_strdup (def->name));
    }
  question->others = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&titles)), NULL));
  gtk_accessible_update_property (GTK_ACCESSIBLE (question->others), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("The other label"), -1);
  g_signal_connect (question->others, "notify::selected", G_CALLBACK (chosen_cb), question);
  adw_message_dialog_set_extra_child (question->dialog, GTK_WIDGET (question->others));
}

static char *
dup_heading (const Question *question)
{
  const char *title = title_of (question, question->label);

  if (question->kind == TANDAI_RELABEL_RENAME)
    /* Translators: %s is a label’s title. */
    return g_strdup_printf (_ ("Rename “%s”"), title);
  if (question->kind == TANDAI_RELABEL_MERGE)
    return g_strdup_printf (_ ("Merge “%s”"), title);
  return g_strdup_printf (_ ("Delete “%s”?"), title);
}

static const char *
get_verb (TandaiRelabelKind kind)
{
  if (kind == TANDAI_RELABEL_RENAME)
    return _ ("_Rename");
  return kind == TANDAI_RELABEL_MERGE ? _ ("_Merge") : _ ("_Delete");
}

static Question *
question_new (GtkWindow *parent, TandaiLabelStore *store, TandaiRelabelKind kind, const char *label)
{
  Question *question = g_new0 (Question, 1);

  question->dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, NULL, _ ("Counting…")));
  question->store = g_object_ref (store);
  question->kind = kind;
  question->label = g_strdup (label);
  g_object_set_data_full (G_OBJECT (question->dialog), KEY, question, question_free);
  return question;
}

/**
 * tandai_label_dialog_present:
 * @parent: the window it is about
 * @store: the labels
 * @kind: what is to be done
 * @label: the name of the label it is to be done to
 *
 * Asks, and has it done where the answer is yes.
 */
void
tandai_label_dialog_present (GtkWindow *parent,
                             TandaiLabelStore *store,
                             TandaiRelabelKind kind,
                             const char *label)
{
  Question *question = question_new (parent, store, kind, label);
  AdwMessageDialog *dialog = question->dialog;
  g_autofree char *heading = dup_heading (question);

  adw_message_dialog_set_heading (dialog, heading);
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), GO, get_verb (kind), NULL);
  adw_message_dialog_set_response_appearance (dialog, GO,
                                              kind == TANDAI_RELABEL_DELETE ? ADW_RESPONSE_DESTRUCTIVE
                                                                            : ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, kind == TANDAI_RELABEL_DELETE ? "cancel" : GO);
  adw_message_dialog_set_close_response (dialog, "cancel");
  adw_message_dialog_set_response_enabled (dialog, GO, FALSE);
  if (kind == TANDAI_RELABEL_RENAME)
    add_entry (question);
  else if (kind == TANDAI_RELABEL_MERGE)
    add_others (question);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), question);
  count (question);
  tandai_dialog_present (GTK_WIDGET (dialog));
  if (question->entry != NULL)
    gtk_widget_grab_focus (question->entry);
}
