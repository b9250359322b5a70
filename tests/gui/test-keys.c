/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "gui/tandai-application.h"
#include "gui/tandai-keys.h"
#include "gui/tandai-window.h"

/* What the design gives a key; the ones that are built must have it. */
static const char *const KEYED[] = {
  "app.open",
  "app.new-window",
  "app.preferences",
  "app.shortcuts",
  "app.help",
  "app.quit",
  "win.pick-label",
  "win.next-candidate",
  "win.previous-candidate",
  "win.accept-suggestion",
  "win.reject-suggestion",
  "win.expand-selection",
  "win.shrink-selection",
  "win.move-start",
  "win.move-end",
  "win.move-start-word",
  "win.move-end-word",
  "win.next-span",
  "win.previous-span",
  "win.untag",
  "win.add-fragment",
  "win.cut-fragment",
  "win.link-source",
  "win.no-source",
  "win.pick-source",
  "win.repeat-tag",
  "win.edit-attributes",
  "win.edit-note",
  "win.undo",
  "win.redo",
  "win.find",
  "win.find-next",
  "win.search-corpus",
  "win.next-article",
  "win.previous-article",
  "win.done",
  "win.close",
  "win.zoom-in",
  "win.zoom-out",
  "win.zoom-reset",
  "win.codebook",
  "win.toggle-inspector",
  "win.leave-article",
};

static GSettings *settings;

static void
set_keys (const char *text)
{
  g_autoptr (GVariant) value = g_variant_ref_sink (g_variant_new_parsed (text));

  g_settings_set_value (settings, "keys", value);
}

static const TandaiCommand *
command (const char *action)
{
  guint n_commands;
  int at = tandai_commands_find (action);

  g_assert_cmpint (at, >=, 0);
  return &tandai_commands_get (&n_commands)[at];
}

static const char *
action_of (const char *key)
{
  TandaiAccel accel;
  const TandaiCommand *found;

  g_assert_true (tandai_accel_parse (key, &accel));
  found = tandai_keys_lookup (tandai_keys_get_default (), &accel);
  return found != NULL ? found->action : NULL;
}

static guint
count_notices (void)
{
  return g_strv_length ((char **) tandai_keys_get_notices (tandai_keys_get_default ()));
}

static void
test_no_two_share_a_key (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n_commands, n_keys = 0;
  const TandaiCommand *commands = tandai_commands_get (&n_commands);

  for (guint i = 0; i < n_commands; i++)
    for (guint j = 0; commands[i].action != NULL && commands[i].accels[j] != NULL; j++)
      {
        TandaiAccel accel;

        g_test_message ("%s %s", commands[i].action, commands[i].accels[j]);
        g_assert_true (tandai_accel_parse (commands[i].accels[j], &accel));
        g_assert_true (g_hash_table_add (seen, tandai_accel_dup_name (&accel)));
        n_keys++;
      }
  g_assert_cmpuint (n_keys, >, 40);
}

/* What the schema gives no label, and what the table takes, are the same letters or fewer. */
static void
test_letters_are_not_for_labels (void)
{
  g_autoptr (TandaiSchema) schema = tandai_schema_ref (tandai_schema_get_default ());
  guint n_commands;
  const TandaiCommand *commands = tandai_commands_get (&n_commands);

  for (guint i = 0; i < n_commands; i++)
    for (guint j = 0; commands[i].action != NULL && commands[i].accels[j] != NULL; j++)
      {
        TandaiAccel accel;

        g_assert_true (tandai_accel_parse (commands[i].accels[j], &accel));
        if ((accel.state & ~GDK_CONTROL_MASK) == 0 && accel.key >= GDK_KEY_a && accel.key <= GDK_KEY_z)
          g_assert_nonnull (strchr ("acdefjklnoqrsuvwxz", (int) accel.key));
      }
  for (guint i = 0; i < tandai_schema_get_n_labels (schema); i++)
    g_assert_null (tandai_keys_takes_label (tandai_keys_get_default (), tandai_schema_get_label (schema, i)));
}

static gboolean
has_action (GtkApplication *application, GtkWindow *window, const char *name)
{
  GActionGroup *group =
      g_str_has_prefix (name, "app.") ? G_ACTION_GROUP (application) : G_ACTION_GROUP (window);

  return g_action_group_has_action (group, name + strlen ("app."));
}

static gboolean
stands_in_table (const char *action)
{
  guint n_commands;
  const TandaiCommand *commands = tandai_commands_get (&n_commands);

  for (guint i = 0; i < n_commands; i++)
    {
      g_autofree char *name = NULL;
      g_autoptr (GVariant) value = NULL;

      if (commands[i].action != NULL && g_action_parse_detailed_name (commands[i].action, &name, &value, NULL)
          && g_str_equal (name, action))
        return TRUE;
    }
  return FALSE;
}

static void
activate_cb (GtkApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (application);
  guint n_commands;
  const TandaiCommand *commands = tandai_commands_get (&n_commands);

  for (guint i = 0; i < n_commands; i++)
    {
      g_autofree char *name = NULL;
      g_autoptr (GVariant) value = NULL;

      if (commands[i].action == NULL)
        continue;
      g_test_message ("%s", commands[i].action);
      g_assert_true (g_action_parse_detailed_name (commands[i].action, &name, &value, NULL));
      g_assert_true (has_action (application, window, name));
    }
  for (guint i = 0; i < G_N_ELEMENTS (KEYED); i++)
    {
      g_test_message ("%s", KEYED[i]);
      if (has_action (application, window, KEYED[i]))
        g_assert_true (stands_in_table (KEYED[i]));
    }
  gtk_window_destroy (window);
}

static void
test_actions (void)
{
  g_autoptr (TandaiApplication) application = tandai_application_new ();
  char name[] = "tandai";
  char *arguments[] = { name, NULL };

  g_signal_connect_after (application, "activate", G_CALLBACK (activate_cb), NULL);
  g_assert_cmpint (g_application_run (G_APPLICATION (application), 1, arguments), ==, 0);
}

static void
test_same_key (void)
{
  const char *const pairs[][2] = {
    { "plus", "equal" },       { "plus", "KP_Add" },
    { "<Shift>plus", "plus" }, { "<Shift>Tab", "<Shift>ISO_Left_Tab" },
    { "KP_Delete", "Delete" }, { "<Ctrl>O", "<Primary>o" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      TandaiAccel one, other;

      g_assert_true (tandai_accel_parse (pairs[i][0], &one));
      g_assert_true (tandai_accel_parse (pairs[i][1], &other));
      g_assert_true (tandai_accel_equal (&one, &other));
    }
  g_assert_cmpstr (action_of ("<Shift>s"), ==, "win.pick-source");
  g_assert_cmpstr (action_of ("s"), ==, "win.link-source::");
}

static void
test_change_and_reset (void)
{
  TandaiKeys *keys = tandai_keys_get_default ();
  TandaiAccel accel = tandai_accel_new (GDK_KEY_g, 0);
  g_autoptr (GVariant) value = NULL;
  g_autofree char *text = NULL;

  tandai_keys_set (keys, command ("win.repeat-tag"), &accel);
  g_assert_cmpstr (action_of ("g"), ==, "win.repeat-tag");
  g_assert_null (action_of ("r"));
  value = g_settings_get_value (settings, "keys");
  text = g_variant_print (value, FALSE);
  g_assert_cmpstr (text, ==, "{'win.repeat-tag': ['g']}");
  tandai_keys_reset (keys, command ("win.repeat-tag"));
  g_assert_cmpstr (action_of ("r"), ==, "win.repeat-tag");
  g_assert_false (tandai_keys_any_changed (keys));
  /* The key of the table, pressed anew, is no change. */
  accel.key = GDK_KEY_r;
  tandai_keys_set (keys, command ("win.repeat-tag"), &accel);
  g_assert_false (tandai_keys_any_changed (keys));
}

static TandaiKeyFault
check (const char *action, const char *key, TandaiSchema *schema, char **message)
{
  TandaiAccel accel;

  g_assert_true (tandai_accel_parse (key, &accel));
  return tandai_keys_check (tandai_keys_get_default (), command (action), &accel, schema, message);
}

static void
test_conflicts_are_named (void)
{
  static const struct
  {
    const char *key;
    TandaiKeyFault fault;
    const char *message;
  } cases[] = {
    { "g", TANDAI_KEY_FREE, NULL },
    { "d", TANDAI_KEY_FREE, NULL },
    { "r", TANDAI_KEY_OF_COMMAND, "R is the key of “Repeat the tag on the same words”" },
    { "b", TANDAI_KEY_OF_LABEL, "B is the key of “Brand”" },
    { "<Ctrl>b", TANDAI_KEY_OF_LABEL, "Ctrl+B is the key of “Brand”" },
    { "Escape", TANDAI_KEY_RESERVED, "Escape always stays as it is" },
    { "KP_Enter", TANDAI_KEY_RESERVED, "Return always stays as it is" },
    { "3", TANDAI_KEY_RESERVED, "3 is kept for labels" },
    { "<Ctrl>KP_3", TANDAI_KEY_RESERVED, "Ctrl+3 is kept for labels" },
    { "<Ctrl>c", TANDAI_KEY_RESERVED, "Ctrl+C is a key of all texts and entries" },
    { "<Shift>Left", TANDAI_KEY_RESERVED, "Shift+Left is a key of all texts and entries" },
  };
  const char *json =
      "{\"format\": \"tandai-corpus/1\", \"labels\": [{\"name\": \"brand\", \"title\": \"Brand\","
      " \"key\": \"b\"}]}";
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static (json, strlen (json));
  g_autoptr (TandaiSchema) schema = tandai_schema_parse (bytes, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *message = NULL;

      g_test_message ("%s", cases[i].key);
      g_assert_cmpint (check ("win.done", cases[i].key, schema, &message), ==, cases[i].fault);
      g_assert_cmpstr (message, ==, cases[i].message);
    }
}

static void
test_bad_settings (void)
{
  static const struct
  {
    const char *text;
    guint n_notices;
    const char *key;
    const char *action;
  } cases[] = {
    { "{'win.nothing': ['g'], '': ['h']}", 2, "g", NULL },
    { "{'win.done': ['no such key']}", 1, "d", "win.done" },
    { "{'win.done': ['']}", 1, "d", "win.done" },
    { "{'win.done': ['<Ctrl>c']}", 1, "d", "win.done" },
    { "{'win.done': ['5']}", 1, "d", "win.done" },
    { "{'win.accept-suggestion': ['g']}", 1, "Return", "win.accept-suggestion" },
    { "{'win.done': ['r']}", 1, "r", "win.repeat-tag" },
    { "{'win.done': ['g'], 'win.repeat-tag': ['g']}", 1, "g", "win.done" },
    /* Two that change their keys with each other are no clash. */
    { "{'win.done': ['r'], 'win.repeat-tag': ['d']}", 0, "d", "win.repeat-tag" },
    /* The one that goes back to its own key takes that from a third. */
    { "{'win.done': ['j'], 'win.next-span': ['<Shift>j', '5']}", 2, "j", "win.next-span" },
    { "@a{sas} {'win.done': @as []}", 0, "d", NULL },
    { "{'win.done': ['g', 'G', 'h']}", 0, "h", "win.done" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].text);
      set_keys (cases[i].text);
      g_assert_cmpuint (count_notices (), ==, cases[i].n_notices);
      g_assert_cmpstr (action_of (cases[i].key), ==, cases[i].action);
    }
  g_variant_unref (tandai_keys_reset_all (tandai_keys_get_default ()));
  g_assert_cmpuint (count_notices (), ==, 0);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  settings = g_settings_new (APPLICATION_ID);
  g_test_add_func ("/keys/no-two-share-a-key", test_no_two_share_a_key);
  g_test_add_func ("/keys/letters-are-not-for-labels", test_letters_are_not_for_labels);
  g_test_add_func ("/keys/actions", test_actions);
  g_test_add_func ("/keys/same-key", test_same_key);
  g_test_add_func ("/keys/change-and-reset", test_change_and_reset);
  g_test_add_func ("/keys/conflicts-are-named", test_conflicts_are_named);
  g_test_add_func ("/keys/bad-settings", test_bad_settings);
  return g_test_run ();
}
