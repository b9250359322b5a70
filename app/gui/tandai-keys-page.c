/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "gui/tandai-dialog.h"
#include "gui/tandai-key-dialog.h"
#include "gui/tandai-keys-page.h"
#include "gui/tandai-keys.h"

/* A command as it is listed. */
typedef struct
{
  const TandaiCommand *command;
  GtkWidget *row;
  GtkWidget *shown;
  GtkWidget *reset;
} Line;

struct _TandaiKeysPage
{
  AdwPreferencesPage parent_instance;

  GArray *lines;
  AdwPreferencesGroup *head;
  GtkWidget *reset_all;
};

G_DEFINE_FINAL_TYPE (TandaiKeysPage, tandai_keys_page, ADW_TYPE_PREFERENCES_PAGE)

static void
update_line (const Line *line)
{
  TandaiKeys *keys = tandai_keys_get_default ();
  g_autofree char *shown = tandai_keys_dup_shown (keys, line->command);
  g_autofree char *label = tandai_keys_dup_label (keys, line->command);

  gtk_shortcut_label_set_accelerator (GTK_SHORTCUT_LABEL (line->shown), shown);
  gtk_accessible_update_property (GTK_ACCESSIBLE (line->row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  *label != '\0' ? label : shown, -1);
  if (line->reset != NULL)
    gtk_widget_set_visible (line->reset, tandai_keys_is_changed (keys, line->command));
}

static void
update_head (TandaiKeysPage *self)
{
  const char *const *notices = tandai_keys_get_notices (tandai_keys_get_default ());
  GString *text = g_string_new (
      _ ("Choose a command, then press its new key. Single letters and signs act in the article and in the "
         "list of spans alone. Keys of labels stand in the folder’s tandai.json."));
  g_autofree char *escaped = NULL;

  for (guint i = 0; notices[i] != NULL; i++)
    g_string_append_printf (text, "\n%s", notices[i]);
  escaped = g_markup_escape_text (text->str, -1);
  g_string_free (text, TRUE);
  adw_preferences_group_set_description (self->head, escaped);
  gtk_widget_set_sensitive (self->reset_all, tandai_keys_any_changed (tandai_keys_get_default ()));
}

static void
keys_changed_cb (TandaiKeys *keys, TandaiKeysPage *self)
{
  for (guint i = 0; i < self->lines->len; i++)
    update_line (&g_array_index (self->lines, Line, i));
  update_head (self);
}

static GtkWindow *
get_window (TandaiKeysPage *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

static const Line *
line_of (TandaiKeysPage *self, gpointer widget)
{
  for (guint i = 0; i < self->lines->len; i++)
    {
      const Line *line = &g_array_index (self->lines, Line, i);

      if (line->row == widget || line->reset == widget)
        return line;
    }
  return NULL;
}

static void
activated_cb (AdwActionRow *row, TandaiKeysPage *self)
{
  tandai_dialog_present (tandai_key_dialog_new (get_window (self), line_of (self, row)->command));
}

static void
reset_cb (GtkButton *button, TandaiKeysPage *self)
{
  const Line *line = line_of (self, button);
  g_autofree char *fault = NULL;

  /* The button goes, and must not take the focus along. */
  gtk_widget_grab_focus (line->row);
  fault = tandai_key_dialog_reset (line->command);
  if (fault != NULL)
    adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (get_window (self)), adw_toast_new (fault));
}

static void
restore_cb (AdwToast *toast, GVariant *changes)
{
  tandai_keys_restore (tandai_keys_get_default (), changes);
}

static void
forget_changes (gpointer changes, GClosure *closure)
{
  g_variant_unref (changes);
}

static void
reset_all_cb (GtkButton *button, TandaiKeysPage *self)
{
  AdwToast *toast = adw_toast_new (_ ("All keys are the usual ones"));

  gtk_widget_grab_focus (g_array_index (self->lines, Line, 0).row);
  adw_toast_set_button_label (toast, _ ("Undo"));
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (restore_cb),
                         tandai_keys_reset_all (tandai_keys_get_default ()), forget_changes, 0);
  adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (get_window (self)), toast);
}

static GtkWidget *
reset_button_new (TandaiKeysPage *self, const TandaiCommand *command)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("edit-undo-symbolic");
  /* Translators: %s is the title of a command. */
  g_autofree char *name =
      g_strdup_printf (_ ("Bring back the usual key of “%s”"), tandai_command_get_title (command));

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _ ("Bring back the usual key"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (reset_cb), self, 0);
  return button;
}

static GtkWidget *
row_new (TandaiKeysPage *self, const TandaiCommand *command)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title",
                                 tandai_command_get_title (command), NULL);
  Line line = { command, row, gtk_shortcut_label_new (""), NULL };

  gtk_shortcut_label_set_disabled_text (GTK_SHORTCUT_LABEL (line.shown), _ ("No Key"));
  gtk_widget_set_valign (line.shown, GTK_ALIGN_CENTER);
  if (command->group != TANDAI_GROUP_FIXED)
    {
      line.reset = reset_button_new (self, command);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), line.reset);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      g_signal_connect_object (row, "activated", G_CALLBACK (activated_cb), self, 0);
    }
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), line.shown);
  g_array_append_val (self->lines, line);
  return row;
}

static void
add_head (TandaiKeysPage *self)
{
  self->head = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  self->reset_all = gtk_button_new_with_label (_ ("Reset All Keys"));
  gtk_widget_set_valign (self->reset_all, GTK_ALIGN_CENTER);
  g_signal_connect_object (self->reset_all, "clicked", G_CALLBACK (reset_all_cb), self, 0);
  adw_preferences_group_set_header_suffix (self->head, self->reset_all);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self), self->head);
}

static void
add_group (TandaiKeysPage *self, TandaiCommandGroup group)
{
  GtkWidget *widget = adw_preferences_group_new ();
  guint n_commands;
  const TandaiCommand *commands = tandai_commands_get (&n_commands);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (widget), tandai_command_group_title (group));
  if (group == TANDAI_GROUP_FIXED)
    adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (widget),
                                           _ ("These always stay as they are."));
  for (guint i = 0; i < n_commands; i++)
    if (commands[i].group == group)
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (widget), row_new (self, &commands[i]));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self), ADW_PREFERENCES_GROUP (widget));
}

static void
tandai_keys_page_finalize (GObject *object)
{
  g_array_unref (TANDAI_KEYS_PAGE (object)->lines);
  G_OBJECT_CLASS (tandai_keys_page_parent_class)->finalize (object);
}

static void
tandai_keys_page_class_init (TandaiKeysPageClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tandai_keys_page_finalize;
}

static void
tandai_keys_page_init (TandaiKeysPage *self)
{
  TandaiKeys *keys = tandai_keys_get_default ();

  self->lines = g_array_new (FALSE, FALSE, sizeof (Line));
  add_head (self);
  for (int group = 0; group < TANDAI_N_GROUPS; group++)
    add_group (self, group);
  g_signal_connect_object (keys, "changed", G_CALLBACK (keys_changed_cb), self, 0);
  keys_changed_cb (keys, self);
}
