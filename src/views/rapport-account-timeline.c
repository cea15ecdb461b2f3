#include "config.h"

#include <glib/gi18n.h>

#include "core/rapport-records.h"
#include "core/rapport-time.h"
#include "service/rapport-account-service.h"
#include "service/rapport-query-model.h"
#include "views/rapport-account-parts.h"
#include "views/rapport-account-view.h"
#include "widgets/rapport-empty.h"
#include "widgets/rapport-format.h"

/* What was said to an account, as a list of any length. */

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *date = gtk_inscription_new (NULL);
  GtkWidget *icon = gtk_image_new ();
  GtkWidget *arrow = gtk_image_new ();
  GtkWidget *subject = gtk_inscription_new (NULL);
  GtkWidget *person = gtk_inscription_new (NULL);

  gtk_widget_add_css_class (box, "rp-row");
  gtk_widget_add_css_class (box, "timeline");
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (date), 12);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (date), 12);
  gtk_widget_add_css_class (date, "rp-remark");
  gtk_widget_add_css_class (icon, "rp-channel");
  gtk_widget_set_valign (icon, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (arrow, "rp-dim");
  gtk_widget_set_hexpand (subject, TRUE);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (subject), 12);
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (subject), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_widget_add_css_class (subject, "rp-body");
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (person), 18);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (person), 8);
  gtk_inscription_set_xalign (GTK_INSCRIPTION (person), 1);
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (person), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_widget_add_css_class (person, "rp-remark");
  gtk_box_append (GTK_BOX (box), date);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), arrow);
  gtk_box_append (GTK_BOX (box), subject);
  gtk_box_append (GTK_BOX (box), person);
  gtk_list_item_set_child (item, box);
  gtk_list_item_set_activatable (item, FALSE);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         RapportWorkspace         *workspace)
{
  const RapportRow *row = rapport_record_get_row (gtk_list_item_get_item (item));
  GtkWidget *date = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *icon = gtk_widget_get_next_sibling (date);
  GtkWidget *arrow = gtk_widget_get_next_sibling (icon);
  GtkWidget *subject = gtk_widget_get_next_sibling (arrow);
  GtkWidget *person = gtk_widget_get_next_sibling (subject);
  g_autofree char *day = NULL;
  const char *direction;

  if (row == NULL)
    return;
  direction = rapport_row_get_text (row, RAPPORT_INTERACTION_DIRECTION);
  day = rapport_time_format_day (rapport_day_from_instant (rapport_row_get_int (row, RAPPORT_INTERACTION_AT), NULL),
                                 rapport_workspace_get_today (workspace));
  gtk_inscription_set_text (GTK_INSCRIPTION (date), day);
  gtk_image_set_from_icon_name (GTK_IMAGE (icon), rapport_channel_icon (rapport_row_get_text (row, RAPPORT_INTERACTION_CHANNEL)));
  gtk_image_set_from_icon_name (GTK_IMAGE (arrow), g_strcmp0 (direction, "in") == 0 ? "rp-in-symbolic" : "rp-out-symbolic");
  gtk_widget_set_opacity (arrow, direction ? 1 : 0);
  gtk_inscription_set_text (GTK_INSCRIPTION (subject), rapport_row_get_text (row, RAPPORT_INTERACTION_SUBJECT));
  gtk_inscription_set_text (GTK_INSCRIPTION (person),
                            rapport_workspace_get_title (workspace, RAPPORT_KIND_PERSON, rapport_row_get_int (row, RAPPORT_INTERACTION_PERSON)));
}

static void
count_cb (GListModel *model,
          guint       position,
          guint       removed,
          guint       added,
          GtkStack   *stack)
{
  gtk_stack_set_visible_child_name (stack, g_list_model_get_n_items (model) > 0 ? "list" : "empty");
}

/**
 * rapport_account_view_create_timeline:
 * @workspace: a workspace
 * @account: an account
 *
 * Returns: (transfer floating): what the tab Timeline shows
 */
GtkWidget *
rapport_account_view_create_timeline (RapportWorkspace *workspace,
                                      gint64            account)
{
  g_autoptr(RapportQuery) query = rapport_account_said_query (account);
  RapportQueryModel *model = rapport_query_model_new (workspace, query);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *stack = gtk_stack_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *empty = rapport_empty_new ("rp-timeline-symbolic", _("Nothing logged yet"), _("Log a call, a visit or a mail to start the story."));
  GtkWidget *button = rapport_empty_add_button (empty, _("_Log Interaction"), "win.log-interaction", FALSE);
  GtkWidget *list;

  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), g_variant_new_int64 (account));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), workspace, 0);
  g_signal_connect_object (model, "items-changed", G_CALLBACK (count_cb), stack, 0);
  list = gtk_list_view_new (GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (model))), factory);
  gtk_widget_add_css_class (list, "rp-rows");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Timeline"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), list);
  gtk_widget_add_css_class (scrolled, "rp-panel");
  gtk_widget_set_overflow (scrolled, GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_stack_add_named (GTK_STACK (stack), empty, "empty");
  gtk_stack_add_named (GTK_STACK (stack), scrolled, "list");
  gtk_stack_set_visible_child_name (GTK_STACK (stack), "list");
  return stack;
}
