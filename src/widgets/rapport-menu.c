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
