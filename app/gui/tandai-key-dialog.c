/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "gui/tandai-key-dialog.h"
#include "gui/tandai-keys.h"
#include "gui/tandai-window.h"

struct _TandaiKeyDialog
{
  AdwMessageDialog parent_instance;

  const TandaiCommand *command;
  GtkLabel *reason;
};

G_DEFINE_FINAL_TYPE (TandaiKeyDialog, tandai_key_dialog, ADW_TYPE_MESSAGE_DIALOG)

static TandaiSchema *
schema_of (GtkWindow *window)
{
  TandaiDocument *document =
      TANDAI_IS_WINDOW (window) ? tandai_window_get_document (TANDAI_WINDOW (window)) : NULL;

  return document != NULL ? tandai_document_get_schema (document) : NULL;
}

/* What is against a key, in any window that is open; %NULL for nothing. */
static char *
dup_fault (const TandaiCommand *command, const TandaiAccel *accel)
{
  GListModel *windows = gtk_window_get_toplevels ();
  char *fault;

  tandai_keys_check (tandai_keys_get_default (), command, accel, NULL, &fault);
  for (guint i = 0; fault == NULL && i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      tandai_keys_check (tandai_keys_get_default (), command, accel, schema_of (window), &fault);
    }
  return fault;
}

/** tandai_key_dialog_reset: gives a command its usual keys. Returns: (transfer full) (nullable): why it
 * cannot */
char *
tandai_key_dialog_reset (const TandaiCommand *command)
{
  for (guint i = 0; command->accels[i] != NULL; i++)
    {
      TandaiAccel accel;
      char *fault = tandai_accel_parse (command->accels[i], &accel) ? dup_fault (command, &accel) : NULL;

      if (fault != NULL)
        return fault;
    }
  tandai_keys_reset (tandai_keys_get_default (), command);
  return NULL;
}

static void
end (TandaiKeyDialog *self, const char *fault)
{
  if (fault != NULL)
    gtk_label_set_label (self->reason, fault);
  else
    gtk_window_close (GTK_WINDOW (self));
}

static void
take_key (TandaiKeyDialog *self, const TandaiAccel *accel)
{
  g_autofree char *fault = dup_fault (self->command, accel);

  if (fault == NULL)
    tandai_keys_set (tandai_keys_get_default (), self->command, accel);
  end (self, fault);
}

static gboolean
key_cb (
    GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, TandaiKeyDialog *self)
{
  TandaiAccel accel = tandai_accel_new (key, state);
  GdkEvent *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (controller));
  g_autofree char *fault = NULL;

  /* Ctrl or Shift on its way to a key. */
  if (key == GDK_KEY_VoidSymbol || gdk_key_event_is_modifier (event))
    return GDK_EVENT_PROPAGATE;
  if (accel.key == GDK_KEY_Escape)
    gtk_window_close (GTK_WINDOW (self));
  else if (accel.key == GDK_KEY_BackSpace && accel.state == 0)
    {
      fault = tandai_key_dialog_reset (self->command);
      end (self, fault);
    }
  else
    take_key (self, &accel);
  return GDK_EVENT_STOP;
}

static void
tandai_key_dialog_class_init (TandaiKeyDialogClass *klass)
{
}

static void
tandai_key_dialog_init (TandaiKeyDialog *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->reason = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_STATUS, "wrap", TRUE,
                               "justify", GTK_JUSTIFY_CENTER, "max-width-chars", 40, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->reason), "error");
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (self), GTK_WIDGET (self->reason));
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (self), "cancel", _ ("_Cancel"));
  /* Before the dialog's own keys, and those of the program. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/** tandai_key_dialog_new: Returns: a dialog that takes a key for a command, above @parent */
GtkWidget *
tandai_key_dialog_new (GtkWindow *parent, const TandaiCommand *command)
{
  TandaiKeyDialog *self = g_object_new (TANDAI_TYPE_KEY_DIALOG, "transient-for", parent, NULL);

  self->command = command;
  adw_message_dialog_set_heading (ADW_MESSAGE_DIALOG (self), tandai_command_get_title (command));
  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (self),
                               _ ("Press the new key. Backspace brings back the usual one, Escape cancels."));
  return GTK_WIDGET (self);
}
