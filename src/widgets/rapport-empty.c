#include "config.h"

#include "widgets/rapport-empty.h"

#include <adwaita.h>

/**
 * rapport_empty_new:
 * @icon_name: (nullable): the icon of the page
 * @title: "No customers yet"
 * @description: (nullable): what to do about it
 *
 * Returns: (transfer floating): a status page for a page without anything
 */
GtkWidget *
rapport_empty_new (const char *icon_name,
                   const char *title,
                   const char *description)
{
  return g_object_new (ADW_TYPE_STATUS_PAGE,
                       "icon-name", icon_name,
                       "title", title,
                       "description", description,
                       "hexpand", TRUE,
                       "vexpand", TRUE,
                       NULL);
}

/**
 * rapport_empty_new_compact:
 * @title: "No match"
 * @description: (nullable): more
 *
 * Returns: (transfer floating): a small status page for a panel or a list
 */
GtkWidget *
rapport_empty_new_compact (const char *title,
                           const char *description)
{
  GtkWidget *empty = rapport_empty_new (NULL, title, description);

  gtk_widget_add_css_class (empty, "compact");
  return empty;
}

/**
 * rapport_empty_add_button:
 * @empty: a status page of rapport_empty_new()
 * @label: with a mnemonic
 * @action_name: what it does
 * @suggested: whether it is the one suggested act of the screen
 *
 * Returns: (transfer none): the button
 */
GtkWidget *
rapport_empty_add_button (GtkWidget  *empty,
                          const char *label,
                          const char *action_name,
                          gboolean    suggested)
{
  GtkWidget *box, *button;

  g_return_val_if_fail (ADW_IS_STATUS_PAGE (empty), NULL);

  box = adw_status_page_get_child (ADW_STATUS_PAGE (empty));
  if (box == NULL)
    {
      box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
      gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
      adw_status_page_set_child (ADW_STATUS_PAGE (empty), box);
    }

  button = gtk_button_new_with_mnemonic (label);
  gtk_widget_add_css_class (button, "pill");
  if (suggested)
    gtk_widget_add_css_class (button, "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action_name);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}
