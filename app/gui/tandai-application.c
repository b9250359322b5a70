/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "corpus/tandai-sample.h"
#include "gui/tandai-application.h"
#include "gui/tandai-dialog.h"
#include "gui/tandai-keys.h"
#include "gui/tandai-preferences.h"
#include "gui/tandai-shortcuts.h"
#include "gui/tandai-window.h"

struct _TandaiApplication
{
  AdwApplication parent_instance;
};

G_DEFINE_FINAL_TYPE (TandaiApplication, tandai_application, ADW_TYPE_APPLICATION)

/* A window to open something in: the active one while it is empty, else a new one. */
static TandaiWindow *
get_window (TandaiApplication *self)
{
  GtkWindow *active = gtk_application_get_active_window (GTK_APPLICATION (self));

  /* The preferences and the like belong to the window below them. */
  while (active != NULL && !TANDAI_IS_WINDOW (active))
    active = gtk_window_get_transient_for (active);
  if (active != NULL)
    return TANDAI_WINDOW (active);
  return tandai_window_new (GTK_APPLICATION (self));
}

/* One article is open once: a second open brings its window to the front. */
static void
open_file (TandaiApplication *self, GFile *file)
{
  TandaiWindow *window = NULL;

  for (GList *item = gtk_application_get_windows (GTK_APPLICATION (self)); item != NULL; item = item->next)
    if (TANDAI_IS_WINDOW (item->data) && tandai_window_shows (item->data, file))
      {
        gtk_window_present (item->data);
        return;
      }
  window = get_window (self);
  if (!tandai_window_is_empty (window))
    window = tandai_window_new (GTK_APPLICATION (self));
  gtk_window_present (GTK_WINDOW (window));
  tandai_window_open (window, file);
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, TandaiApplication *self)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      tandai_window_open (get_window (self), file);
    }
  g_object_unref (dialog);
}

static void
choose (TandaiApplication *self, GtkFileChooserAction what, const char *title)
{
  TandaiWindow *window = get_window (self);
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (title, GTK_WINDOW (window), what, NULL, NULL);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
open_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  choose (user_data, GTK_FILE_CHOOSER_ACTION_OPEN, _ ("Open Article"));
}

static void
open_folder_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  choose (user_data, GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _ ("Open Folder"));
}

static void
open_sample_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) folder = tandai_sample_copy (&error);
  GtkWidget *dialog;

  if (folder != NULL)
    {
      tandai_window_open (get_window (user_data), folder);
      return;
    }
  dialog = adw_message_dialog_new (GTK_WINDOW (get_window (user_data)), _ ("Could Not Open"), error->message);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  tandai_dialog_present (dialog);
}

static void
new_window_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_window_present (GTK_WINDOW (tandai_window_new (user_data)));
}

/* Their keys work in them too, and must not bring up another one. */
static gboolean
is_open (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type))
        return TRUE;
    }
  return FALSE;
}

static void
preferences_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  if (is_open (TANDAI_TYPE_PREFERENCES))
    return;
  gtk_window_present (tandai_preferences_new (GTK_WINDOW (get_window (user_data))));
}

static void
shortcuts_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  if (is_open (GTK_TYPE_SHORTCUTS_WINDOW))
    return;
  gtk_window_present (tandai_shortcuts_new (GTK_WINDOW (get_window (user_data))));
}

static void
about_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  adw_show_about_window (GTK_WINDOW (get_window (user_data)), "application-name", _ ("Tandai"),
                         "application-icon", APPLICATION_ID, "version", PACKAGE_VERSION, "comments",
                         _ ("Mark who says what, where, in news articles"), "license-type",
                         GTK_LICENSE_GPL_3_0,
                         /* Translators: your names, one a line. */
                         "translator-credits", _ ("translator-credits"), "developer-name",
                         _ ("The Tandai project"), NULL);
}

static void
quit_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GList *windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (user_data)));

  /* Each window saves, or asks, before it goes. */
  for (GList *item = windows; item != NULL; item = item->next)
    gtk_window_close (item->data);
  g_list_free (windows);
}

static const GActionEntry ENTRIES[] = {
  { "open", open_action },
  { "open-folder", open_folder_action },
  { "open-sample", open_sample_action },
  { "new-window", new_window_action },
  { "preferences", preferences_action },
  { "shortcuts", shortcuts_action },
  { "help", shortcuts_action },
  { "about", about_action },
  { "quit", quit_action },
};

/* The keys that act in a whole window; the rest act in the article, which hears them itself. */
static void
set_accels (TandaiApplication *self, TandaiKeys *keys, const TandaiCommand *command)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  guint n_accels;
  const TandaiAccel *accels = tandai_keys_get_accels (keys, command, &n_accels);

  for (guint i = 0; i < n_accels; i++)
    if (!tandai_accel_is_plain (&accels[i]))
      tandai_accel_add_twins (&accels[i], names);
  g_ptr_array_add (names, NULL);
  gtk_application_set_accels_for_action (GTK_APPLICATION (self), command->action,
                                         (const char *const *) names->pdata);
}

static void
keys_changed_cb (TandaiKeys *keys, TandaiApplication *self)
{
  guint n_commands;
  const TandaiCommand *commands = tandai_commands_get (&n_commands);

  for (guint i = 0; i < n_commands; i++)
    if (commands[i].action != NULL && commands[i].place == TANDAI_PLACE_WINDOW)
      set_accels (self, keys, &commands[i]);
}

static void
tandai_application_startup (GApplication *application)
{
  TandaiKeys *keys = tandai_keys_get_default ();

  G_APPLICATION_CLASS (tandai_application_parent_class)->startup (application);
  g_action_map_add_action_entries (G_ACTION_MAP (application), ENTRIES, G_N_ELEMENTS (ENTRIES), application);
  g_signal_connect_object (keys, "changed", G_CALLBACK (keys_changed_cb), application, 0);
  keys_changed_cb (keys, TANDAI_APPLICATION (application));
}

static void
tandai_application_activate (GApplication *application)
{
  gtk_window_present (GTK_WINDOW (get_window (TANDAI_APPLICATION (application))));
}

static void
tandai_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  for (int i = 0; i < n_files; i++)
    open_file (TANDAI_APPLICATION (application), files[i]);
}

static int
tandai_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  gboolean set = FALSE;

  if (g_variant_dict_lookup (options, "version", "b", &set) && set)
    {
      g_print ("tandai %s\n", PACKAGE_VERSION);
      return 0;
    }
  if (g_variant_dict_lookup (options, "new-window", "b", &set) && set)
    {
      g_application_register (application, NULL, NULL);
      g_action_group_activate_action (G_ACTION_GROUP (application), "new-window", NULL);
    }
  return -1;
}

static void
tandai_application_class_init (TandaiApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->startup = tandai_application_startup;
  application_class->activate = tandai_application_activate;
  application_class->open = tandai_application_open;
  application_class->handle_local_options = tandai_application_handle_local_options;
}

static void
tandai_application_init (TandaiApplication *self)
{
  const GOptionEntry options[] = {
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Show the version and quit"), NULL },
    { "new-window", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Open a new window"), NULL },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_set_option_context_parameter_string (G_APPLICATION (self), _ ("[FILE|FOLDER]…"));
}

/** tandai_application_new: Returns: (transfer full): the program */
TandaiApplication *
tandai_application_new (void)
{
  return g_object_new (TANDAI_TYPE_APPLICATION, "application-id", APPLICATION_ID, "flags",
                       G_APPLICATION_HANDLES_OPEN, "resource-base-path", "/org/tandai/Tandai", NULL);
}
