#include "config.h"

#include "widgets/rapport-menu.h"

/**
 * rapport_menu_append:
 * @menu: a menu
 * @label: with its mnemonic
 * @action: name of an action, with its group
 * @target: (nullable): its parameter; a floating one is taken
 *
 * Appends an item whose target is a value, which g_menu_append() could only read from text.
 */
void
rapport_menu_append (GMenu      *menu,
                     const char *label,
                     const char *action,
                     GVariant   *target)
{
  g_autoptr(GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target_value (item, action, target);
  g_menu_append_item (menu, item);
}

static void
open_cb (GtkMenuButton *button,
         gpointer       model)
{
  if (gtk_menu_button_get_menu_model (button) != model)
    gtk_menu_button_set_menu_model (button, model);
}

/**
 * rapport_menu_set_on_open:
 * @button: a menu button
 * @model: its menu
 *
 * Gives @button a menu that is built when it is opened: most are not, and each takes as long as a row of cards.
 */
void
rapport_menu_set_on_open (GtkMenuButton *button,
                          GMenuModel    *model)
{
  g_return_if_fail (GTK_IS_MENU_BUTTON (button));
  g_return_if_fail (G_IS_MENU_MODEL (model));

  gtk_menu_button_set_create_popup_func (button, open_cb, g_object_ref (model), g_object_unref);
}
