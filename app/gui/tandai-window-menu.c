/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gui/tandai-keys.h"
#include "gui/tandai-window-private.h"

/* The keys that GTK does not know of, since the article hears them. Those that move in a menu are not shown
 * there. */
static char *
dup_accel (const char *action)
{
  TandaiKeys *keys = tandai_keys_get_default ();
  g_autofree char *with_text = g_strconcat (action, "::", NULL);
  int at = tandai_commands_find (action);
  const TandaiAccel *accels;
  guint n;

  if (at < 0)
    at = tandai_commands_find (with_text);
  if (at < 0)
    return NULL;
  accels = tandai_keys_get_accels (keys, &tandai_commands_get (&n)[at], &n);
  if (n == 0 || accels[0].key == GDK_KEY_Tab || accels[0].key == GDK_KEY_Return
      || accels[0].key == GDK_KEY_BackSpace)
    return NULL;
  return tandai_accel_dup_name (&accels[0]);
}

static GMenu *menu_copy (GMenuModel *model);

static void
copy_links (GMenuModel *model, int at, GMenuItem *item)
{
  g_autoptr (GMenuLinkIter) iter = g_menu_model_iterate_item_links (model, at);
  const char *name;
  GMenuModel *link;

  while (g_menu_link_iter_get_next (iter, &name, &link))
    {
      g_autoptr (GMenu) copy = menu_copy (link);

      g_menu_item_set_link (item, name, G_MENU_MODEL (copy));
      g_object_unref (link);
    }
}

/* The menu as it was made, with the keys in force. */
static GMenu *
menu_copy (GMenuModel *model)
{
  GMenu *copy = g_menu_new ();

  for (int i = 0; i < g_menu_model_get_n_items (model); i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new_from_model (model, i);
      g_autofree char *action = NULL;
      g_autofree char *accel = NULL;

      copy_links (model, i, item);
      if (g_menu_item_get_attribute (item, G_MENU_ATTRIBUTE_ACTION, "s", &action))
        accel = dup_accel (action);
      g_menu_item_set_attribute (item, "accel", accel != NULL ? "s" : NULL, accel);
      g_menu_append_item (copy, item);
    }
  return copy;
}

static void
menu_mapped_cb (GtkWidget *popover, TandaiWindow *self)
{
  g_set_weak_pointer (&self->before_menu, gtk_window_get_focus (GTK_WINDOW (self)));
}

static void
menu_closed_cb (GtkWidget *popover, TandaiWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (self->before_menu != NULL && (focus == NULL || gtk_widget_is_ancestor (focus, self->menu_button)))
    gtk_widget_grab_focus (self->before_menu);
}

/* F10 opens the menu from anywhere; when it closes the keys go where they went before, not to its button. */
static void
follow_menu (TandaiWindow *self)
{
  GtkPopover *popover = gtk_menu_button_get_popover (GTK_MENU_BUTTON (self->menu_button));

  g_signal_connect_object (popover, "map", G_CALLBACK (menu_mapped_cb), self, 0);
  g_signal_connect_object (popover, "closed", G_CALLBACK (menu_closed_cb), self, 0);
}

/* Shows the keys in force in the menu. */
void
_tandai_window_update_menu (TandaiWindow *self)
{
  GMenuModel *model = gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (self->menu_button));
  g_autoptr (GMenu) copy = menu_copy (model);

  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->menu_button), G_MENU_MODEL (copy));
  follow_menu (self);
}
