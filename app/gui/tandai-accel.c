/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "gui/tandai-accel.h"

#define MODIFIERS (GDK_SHIFT_MASK | GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)

/* What stands twice on a keyboard, or is typed for the other without a thought. */
static const struct
{
  guint twin;
  guint key;
} TWINS[] = {
  { GDK_KEY_ISO_Left_Tab, GDK_KEY_Tab },   { GDK_KEY_KP_Enter, GDK_KEY_Return },
  { GDK_KEY_KP_Delete, GDK_KEY_Delete },   { GDK_KEY_equal, GDK_KEY_plus },
  { GDK_KEY_KP_Add, GDK_KEY_plus },        { GDK_KEY_KP_Subtract, GDK_KEY_minus },
  { GDK_KEY_KP_Page_Up, GDK_KEY_Page_Up }, { GDK_KEY_KP_Page_Down, GDK_KEY_Page_Down },
};

static guint
plain_key (guint key)
{
  if (key >= GDK_KEY_KP_0 && key <= GDK_KEY_KP_9)
    return GDK_KEY_0 + (key - GDK_KEY_KP_0);
  for (guint i = 0; i < G_N_ELEMENTS (TWINS); i++)
    if (TWINS[i].twin == key)
      return TWINS[i].key;
  return gdk_keyval_to_lower (key);
}

/* Where a sign stands, and so whether it needs Shift, differs from layout to layout. */
static gboolean
is_sign (guint key)
{
  gunichar c = gdk_keyval_to_unicode (key);

  return c > ' ' && c != 0x7f && !g_unichar_isalpha (c);
}

/** tandai_accel_new: Returns: the key that @key and @state are, as pressed or as written */
TandaiAccel
tandai_accel_new (guint key, GdkModifierType state)
{
  TandaiAccel self = { plain_key (key), state & MODIFIERS };

  if (is_sign (self.key))
    self.state &= ~GDK_SHIFT_MASK;
  return self;
}

/** tandai_accel_parse: Returns: whether @name is a key like “<Ctrl>o”, which is then put in @accel */
gboolean
tandai_accel_parse (const char *name, TandaiAccel *accel)
{
  guint key;
  GdkModifierType state;

  if (!gtk_accelerator_parse (name, &key, &state) || key == 0 || (state & ~MODIFIERS) != 0)
    return FALSE;
  *accel = tandai_accel_new (key, state);
  return TRUE;
}

/** tandai_accel_equal: Returns: whether the two are the same key */
gboolean
tandai_accel_equal (const TandaiAccel *one, const TandaiAccel *other)
{
  return one->key == other->key && one->state == other->state;
}

/** tandai_accel_is_plain: Returns: whether an entry would take it for typing or editing */
gboolean
tandai_accel_is_plain (const TandaiAccel *self)
{
  return (self->state & ~GDK_SHIFT_MASK) == 0
         && (gdk_keyval_to_unicode (self->key) != 0 || self->key == GDK_KEY_Tab
             || self->key == GDK_KEY_Return);
}

/** tandai_accel_is_letter: Returns: whether it is @letter, alone or held with Ctrl, as the keys of labels are
 */
gboolean
tandai_accel_is_letter (const TandaiAccel *self, const char *letter)
{
  return (self->state & ~GDK_CONTROL_MASK) == 0 && *letter != '\0'
         && gdk_keyval_to_unicode (self->key) == g_unichar_tolower (g_utf8_get_char (letter));
}

static gboolean
is_fixed (const TandaiAccel *self)
{
  switch (self->key)
    {
    case GDK_KEY_Escape:
    case GDK_KEY_Return:
    case GDK_KEY_F10:
    case GDK_KEY_Menu:
      return TRUE;
    case GDK_KEY_BackSpace:
      return self->state == 0;
    default:
      return FALSE;
    }
}

/* What moves in a text; articles are turned with Ctrl and the page keys. */
static gboolean
moves (const TandaiAccel *self)
{
  switch (self->key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_Right:
    case GDK_KEY_Up:
    case GDK_KEY_Down:
    case GDK_KEY_Home:
    case GDK_KEY_End:
    case GDK_KEY_space:
      return (self->state & ~(GDK_SHIFT_MASK | GDK_CONTROL_MASK)) == 0;
    case GDK_KEY_Page_Up:
    case GDK_KEY_Page_Down:
      return (self->state & ~GDK_SHIFT_MASK) == 0;
    default:
      return FALSE;
    }
}

static gboolean
edits (const TandaiAccel *self)
{
  guint key = self->key;
  gboolean deletes = key == GDK_KEY_Delete || key == GDK_KEY_BackSpace || key == GDK_KEY_Insert;

  if (deletes)
    return self->state != 0 && (self->state & ~(GDK_SHIFT_MASK | GDK_CONTROL_MASK)) == 0;
  if ((self->state & ~GDK_SHIFT_MASK) != GDK_CONTROL_MASK)
    return FALSE;
  if (self->state & GDK_SHIFT_MASK)
    return key == GDK_KEY_a || key == GDK_KEY_z || key == GDK_KEY_v;
  return key < 0x80 && strchr ("acvxz/\\.;", (int) key) != NULL;
}

/** tandai_accel_reserved: Returns: what the key is kept for, whatever the commands are */
TandaiReserved
tandai_accel_reserved (const TandaiAccel *self)
{
  if (is_fixed (self))
    return TANDAI_RESERVED_FIXED;
  if (moves (self) || edits (self))
    return TANDAI_RESERVED_TEXT;
  if (self->key >= GDK_KEY_1 && self->key <= GDK_KEY_9 && (self->state & ~GDK_CONTROL_MASK) == 0)
    return TANDAI_RESERVED_LABEL;
  return TANDAI_RESERVED_NOT;
}

/** tandai_accel_dup_name: Returns: (transfer full): what tandai_accel_parse() reads */
char *
tandai_accel_dup_name (const TandaiAccel *self)
{
  return gtk_accelerator_name (self->key, self->state);
}

/** tandai_accel_dup_label: Returns: (transfer full): the key as it is read by people */
char *
tandai_accel_dup_label (const TandaiAccel *self)
{
  return gtk_accelerator_get_label (self->key, self->state);
}

/** tandai_accel_add_twins: adds the names of all the keys that are this one to @names, its own first */
void
tandai_accel_add_twins (const TandaiAccel *self, GPtrArray *names)
{
  g_ptr_array_add (names, tandai_accel_dup_name (self));
  if (self->key >= GDK_KEY_0 && self->key <= GDK_KEY_9)
    g_ptr_array_add (names, gtk_accelerator_name (GDK_KEY_KP_0 + (self->key - GDK_KEY_0), self->state));
  for (guint i = 0; i < G_N_ELEMENTS (TWINS); i++)
    if (TWINS[i].key == self->key && TWINS[i].twin != GDK_KEY_ISO_Left_Tab)
      g_ptr_array_add (names, gtk_accelerator_name (TWINS[i].twin, self->state));
}
