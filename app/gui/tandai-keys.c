/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "gui/tandai-keys.h"

#define SETTING "keys"

/* The keys of one command. */
typedef struct
{
  GArray *accels;
  gboolean changed;
} Entry;

struct _TandaiKeys
{
  GObject parent_instance;

  GSettings *settings;
  const TandaiCommand *commands;
  guint n_commands;
  Entry *entries;
  GPtrArray *notices;
};

G_DEFINE_FINAL_TYPE (TandaiKeys, tandai_keys, G_TYPE_OBJECT)

static guint signal_changed;

static Entry *
entry_of (TandaiKeys *self, const TandaiCommand *command)
{
  return &self->entries[command - self->commands];
}

static gboolean
holds (const GArray *accels, const TandaiAccel *accel)
{
  for (guint i = 0; i < accels->len; i++)
    if (tandai_accel_equal (&g_array_index (accels, TandaiAccel, i), accel))
      return TRUE;
  return FALSE;
}

/* The keys that are named and are keys; %NULL where one of them is none. */
static GArray *
parse (const char *const *names)
{
  g_autoptr (GArray) accels = g_array_new (FALSE, FALSE, sizeof (TandaiAccel));

  for (guint i = 0; names[i] != NULL; i++)
    {
      TandaiAccel accel;

      if (!tandai_accel_parse (names[i], &accel))
        return NULL;
      if (!holds (accels, &accel))
        g_array_append_val (accels, accel);
    }
  return g_steal_pointer (&accels);
}

/* The digits of labels are listed as a range, which is no key. */
static GArray *
default_accels (const TandaiCommand *command)
{
  GArray *accels = command->action != NULL ? parse (command->accels) : NULL;

  return accels != NULL ? accels : g_array_new (FALSE, FALSE, sizeof (TandaiAccel));
}

static void
take_default (TandaiKeys *self, guint at)
{
  g_clear_pointer (&self->entries[at].accels, g_array_unref);
  self->entries[at].accels = default_accels (&self->commands[at]);
  self->entries[at].changed = FALSE;
}

static void
add_notice (TandaiKeys *self, const char *action)
{
  /* Translators: %s is the name of a command in the settings. */
  char *notice = g_strdup_printf (_ ("What the settings say of the keys of “%s” is ignored"), action);

  g_info ("%s", notice);
  g_ptr_array_insert (self->notices, (int) self->notices->len - 1, notice);
}

static gboolean
may_have (const TandaiCommand *command, const TandaiAccel *accel)
{
  g_autoptr (GArray) own = default_accels (command);

  return tandai_accel_reserved (accel) == TANDAI_RESERVED_NOT || holds (own, accel);
}

static gboolean
all_allowed (const TandaiCommand *command, const GArray *accels)
{
  for (guint i = 0; i < accels->len; i++)
    if (!may_have (command, &g_array_index (accels, TandaiAccel, i)))
      return FALSE;
  return TRUE;
}

/* What the settings say of one command. */
static gboolean
take_setting (TandaiKeys *self, const char *action, const char *const *names)
{
  int at = *action != '\0' ? tandai_commands_find (action) : -1;
  g_autoptr (GArray) accels = parse (names);

  if (at < 0 || accels == NULL || self->commands[at].group == TANDAI_GROUP_FIXED
      || !all_allowed (&self->commands[at], accels))
    return FALSE;
  g_array_unref (self->entries[at].accels);
  self->entries[at].accels = g_steal_pointer (&accels);
  self->entries[at].changed = TRUE;
  return TRUE;
}

static gboolean
share (const Entry *one, const Entry *other)
{
  for (guint i = 0; i < one->accels->len; i++)
    if (holds (other->accels, &g_array_index (one->accels, TandaiAccel, i)))
      return TRUE;
  return FALSE;
}

/* The last changed command that has a key of another; by default no two share one. */
static int
find_clash (TandaiKeys *self)
{
  for (guint i = self->n_commands; i-- > 0;)
    for (guint j = 0; self->entries[i].changed && j < self->n_commands; j++)
      if (j != i && share (&self->entries[i], &self->entries[j]))
        return (int) i;
  return -1;
}

static void
read_settings (TandaiKeys *self)
{
  g_autoptr (GVariant) value = g_settings_get_value (self->settings, SETTING);
  GVariantIter iter;
  const char *action;
  char **names;
  int at;

  g_ptr_array_set_size (self->notices, 0);
  g_ptr_array_add (self->notices, NULL);
  for (guint i = 0; i < self->n_commands; i++)
    take_default (self, i);
  g_variant_iter_init (&iter, value);
  while (g_variant_iter_loop (&iter, "{&s^as}", &action, &names))
    if (!take_setting (self, action, (const char *const *) names))
      add_notice (self, action);
  /* Going back to its own keys can take them from a third one; each turn there is one changed command less.
   */
  while ((at = find_clash (self)) >= 0)
    {
      add_notice (self, self->commands[at].action);
      take_default (self, (guint) at);
    }
}

static void
setting_changed_cb (GSettings *settings, const char *key, TandaiKeys *self)
{
  read_settings (self);
  g_signal_emit (self, signal_changed, 0);
}

static void
tandai_keys_finalize (GObject *object)
{
  TandaiKeys *self = TANDAI_KEYS (object);

  g_clear_object (&self->settings);
  for (guint i = 0; i < self->n_commands; i++)
    g_clear_pointer (&self->entries[i].accels, g_array_unref);
  g_free (self->entries);
  g_ptr_array_unref (self->notices);
  G_OBJECT_CLASS (tandai_keys_parent_class)->finalize (object);
}

static void
tandai_keys_class_init (TandaiKeysClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tandai_keys_finalize;
  signal_changed =
      g_signal_new ("changed", TANDAI_TYPE_KEYS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
tandai_keys_init (TandaiKeys *self)
{
  self->settings = g_settings_new (APPLICATION_ID);
  self->commands = tandai_commands_get (&self->n_commands);
  self->entries = g_new0 (Entry, self->n_commands);
  self->notices = g_ptr_array_new_with_free_func (g_free);
  g_signal_connect_object (self->settings, "changed::" SETTING, G_CALLBACK (setting_changed_cb), self, 0);
  read_settings (self);
}

/** tandai_keys_get_default: Returns: (transfer none): the keys of the program, which all windows share */
TandaiKeys *
tandai_keys_get_default (void)
{
  static TandaiKeys *keys;

  if (keys == NULL)
    keys = g_object_new (TANDAI_TYPE_KEYS, NULL);
  return keys;
}

/** tandai_keys_lookup: Returns: (nullable): the command that has this key */
const TandaiCommand *
tandai_keys_lookup (TandaiKeys *self, const TandaiAccel *accel)
{
  for (guint i = 0; i < self->n_commands; i++)
    if (holds (self->entries[i].accels, accel))
      return &self->commands[i];
  return NULL;
}

/** tandai_keys_get_accels: Returns: (array length=n_accels): the keys of a command */
const TandaiAccel *
tandai_keys_get_accels (TandaiKeys *self, const TandaiCommand *command, guint *n_accels)
{
  GArray *accels = entry_of (self, command)->accels;

  *n_accels = accels->len;
  return (const TandaiAccel *) (gpointer) accels->data;
}

/** tandai_keys_dup_shown: Returns: (transfer full): the keys of a command as GTK's labels of shortcuts take
 * them */
char *
tandai_keys_dup_shown (TandaiKeys *self, const TandaiCommand *command)
{
  GArray *accels = entry_of (self, command)->accels;
  GString *shown = g_string_new (NULL);

  if (command->action == NULL)
    g_string_append (shown, command->accels[0]);
  for (guint i = 0; i < accels->len; i++)
    {
      g_autofree char *name = tandai_accel_dup_name (&g_array_index (accels, TandaiAccel, i));

      g_string_append_printf (shown, "%s%s", i > 0 ? " " : "", name);
    }
  return g_string_free (shown, FALSE);
}

/** tandai_keys_dup_label: Returns: (transfer full): the keys of a command as they are read out */
char *
tandai_keys_dup_label (TandaiKeys *self, const TandaiCommand *command)
{
  GArray *accels = entry_of (self, command)->accels;
  GString *label = g_string_new (NULL);

  for (guint i = 0; i < accels->len; i++)
    {
      g_autofree char *one = tandai_accel_dup_label (&g_array_index (accels, TandaiAccel, i));

      g_string_append_printf (label, "%s%s", i > 0 ? ", " : "", one);
    }
  return g_string_free (label, FALSE);
}

/** tandai_keys_is_changed: Returns: whether a command has other keys than by default */
gboolean
tandai_keys_is_changed (TandaiKeys *self, const TandaiCommand *command)
{
  return entry_of (self, command)->changed;
}

/** tandai_keys_any_changed: Returns: whether the settings say anything of keys, be it good or bad */
gboolean
tandai_keys_any_changed (TandaiKeys *self)
{
  g_autoptr (GVariant) value = g_settings_get_value (self->settings, SETTING);

  return g_variant_n_children (value) > 0;
}

/** tandai_keys_get_notices: Returns: (array zero-terminated=1): what of the settings is passed over */
const char *const *
tandai_keys_get_notices (TandaiKeys *self)
{
  return (const char *const *) self->notices->pdata;
}

static char *
dup_reserved (const TandaiAccel *accel)
{
  g_autofree char *label = tandai_accel_dup_label (accel);

  switch (tandai_accel_reserved (accel))
    {
    case TANDAI_RESERVED_TEXT:
      /* Translators: %s is a key. */
      return g_strdup_printf (_ ("%s is a key of all texts and entries"), label);
    case TANDAI_RESERVED_LABEL:
      /* Translators: %s is a key. */
      return g_strdup_printf (_ ("%s is kept for labels"), label);
    case TANDAI_RESERVED_FIXED:
    case TANDAI_RESERVED_NOT:
    default:
      /* Translators: %s is a key. */
      return g_strdup_printf (_ ("%s always stays as it is"), label);
    }
}

static char *
dup_owner (const TandaiAccel *accel, const char *owner)
{
  g_autofree char *label = tandai_accel_dup_label (accel);

  /* Translators: a key, then the title of a command that has it already. */
  return g_strdup_printf (_ ("%s is the key of “%s”"), label, owner);
}

static const TandaiLabelDef *
find_label (const TandaiAccel *accel, TandaiSchema *schema)
{
  for (guint i = 0; schema != NULL && i < tandai_schema_get_n_labels (schema); i++)
    if (tandai_accel_is_letter (accel, tandai_schema_get_label (schema, i)->key))
      return tandai_schema_get_label (schema, i);
  return NULL;
}

/**
 * tandai_keys_check:
 * @schema: (nullable): whose labels have keys too
 * @message: (out) (transfer full): what is said of it
 *
 * Returns: what is against giving a command this key
 */
TandaiKeyFault
tandai_keys_check (TandaiKeys *self,
                   const TandaiCommand *command,
                   const TandaiAccel *accel,
                   TandaiSchema *schema,
                   char **message)
{
  const TandaiCommand *owner = tandai_keys_lookup (self, accel);
  const TandaiLabelDef *label = find_label (accel, schema);

  *message = NULL;
  if (!may_have (command, accel))
    {
      *message = dup_reserved (accel);
      return TANDAI_KEY_RESERVED;
    }
  if (owner != NULL && owner != command)
    {
      *message = dup_owner (accel, tandai_command_get_title (owner));
      return TANDAI_KEY_OF_COMMAND;
    }
  if (owner == NULL && label != NULL)
    {
      *message = dup_owner (accel, label->title);
      return TANDAI_KEY_OF_LABEL;
    }
  return TANDAI_KEY_FREE;
}

static void
add_entry (TandaiKeys *self, GVariantBuilder *builder, guint at)
{
  GArray *accels = self->entries[at].accels;

  g_variant_builder_open (builder, G_VARIANT_TYPE ("{sas}"));
  g_variant_builder_add (builder, "s", self->commands[at].action);
  g_variant_builder_open (builder, G_VARIANT_TYPE ("as"));
  for (guint i = 0; i < accels->len; i++)
    g_variant_builder_add_value (builder, g_variant_new_take_string (tandai_accel_dup_name (
                                              &g_array_index (accels, TandaiAccel, i))));
  g_variant_builder_close (builder);
  g_variant_builder_close (builder);
}

/* Only what differs from the table is kept, so that a better table reaches everybody. */
static void
write_settings (TandaiKeys *self)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{sas}"));
  for (guint i = 0; i < self->n_commands; i++)
    if (self->entries[i].changed)
      add_entry (self, &builder, i);
  g_settings_set_value (self->settings, SETTING, g_variant_builder_end (&builder));
}

static gboolean
is_default (const TandaiCommand *command, const TandaiAccel *accel)
{
  g_autoptr (GArray) own = default_accels (command);

  return own->len == 1 && holds (own, accel);
}

/** tandai_keys_set: gives a command @accel instead of its keys, and keeps that */
void
tandai_keys_set (TandaiKeys *self, const TandaiCommand *command, const TandaiAccel *accel)
{
  Entry *entry = entry_of (self, command);

  g_array_set_size (entry->accels, 0);
  g_array_append_val (entry->accels, *accel);
  entry->changed = !is_default (command, accel);
  write_settings (self);
}

/** tandai_keys_reset: gives a command its keys of the table again, which must be free; see
 * tandai_keys_check() */
void
tandai_keys_reset (TandaiKeys *self, const TandaiCommand *command)
{
  take_default (self, (guint) (command - self->commands));
  write_settings (self);
}

/**
 * tandai_keys_reset_all:
 * @self: the keys
 *
 * Forgets every change.
 *
 * Returns: (transfer full): the changes, for tandai_keys_restore()
 */
GVariant *
tandai_keys_reset_all (TandaiKeys *self)
{
  GVariant *changes = g_settings_get_value (self->settings, SETTING);

  g_settings_reset (self->settings, SETTING);
  return changes;
}

/** tandai_keys_restore: brings back what tandai_keys_reset_all() took */
void
tandai_keys_restore (TandaiKeys *self, GVariant *changes)
{
  g_settings_set_value (self->settings, SETTING, changes);
}

/** tandai_keys_takes_label: Returns: (nullable): the command that has the key of a label, alone or with Ctrl
 */
const TandaiCommand *
tandai_keys_takes_label (TandaiKeys *self, const TandaiLabelDef *def)
{
  for (guint i = 0; i < self->n_commands; i++)
    for (guint j = 0; j < self->entries[i].accels->len; j++)
      if (tandai_accel_is_letter (&g_array_index (self->entries[i].accels, TandaiAccel, j), def->key))
        return &self->commands[i];
  return NULL;
}

/** tandai_keys_get_label_key: Returns: the key of a label; "" where a command has it */
const char *
tandai_keys_get_label_key (TandaiKeys *self, const TandaiLabelDef *def)
{
  return tandai_keys_takes_label (self, def) == NULL ? def->key : "";
}

/** tandai_keys_dup_label_notice: Returns: (transfer full) (nullable): that and why the key of a label is
 * ignored */
char *
tandai_keys_dup_label_notice (TandaiKeys *self, const TandaiLabelDef *def)
{
  const TandaiCommand *owner = tandai_keys_takes_label (self, def);

  if (owner == NULL)
    return NULL;
  /* Translators: a key, the title of a label, the title of a command. */
  return g_strdup_printf (_ ("The key “%s” of “%s” is ignored: “%s” has it"), def->key, def->title,
                          tandai_command_get_title (owner));
}
