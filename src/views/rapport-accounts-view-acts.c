#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "core/rapport-money.h"
#include "core/rapport-records.h"
#include "service/rapport-accounts-service.h"
#include "service/rapport-board-service.h"
#include "views/rapport-accounts-view-private.h"
#include "widgets/rapport-confirm.h"
#include "widgets/rapport-feedback.h"
#include "widgets/rapport-reason-dialog.h"

/* What is done to the selected rows. */

/* More than these, and those with a history, are not deleted without a question. */
#define UNASKED 20

typedef struct
{
  RapportAccountsView *view;
  RapportWorkspace    *workspace;
  GArray              *ids;
  gint64               stage;
} Deed;

static void
deed_free (Deed *deed)
{
  g_object_unref (deed->view);
  g_object_unref (deed->workspace);
  g_array_unref (deed->ids);
  g_free (deed);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Deed, deed_free)

static Deed *
deed_new (RapportAccountsView *self)
{
  Deed *deed = g_new0 (Deed, 1);

  deed->view = g_object_ref (self);
  deed->workspace = g_object_ref (self->workspace);
  deed->ids = rapport_id_selection_dup_ids (self->selection);
  return deed;
}

static const gint64 *
deed_ids (Deed *deed)
{
  return (const gint64 *) (gpointer) deed->ids->data;
}

static char *
count_accounts (guint n)
{
  return g_strdup_printf (ngettext ("%u account", "%u accounts", n), n);
}

static char *
name_accounts (Deed *deed)
{
  if (deed->ids->len == 1)
    return g_strdup (rapport_workspace_get_title (deed->workspace, RAPPORT_KIND_ACCOUNT, deed_ids (deed)[0]));
  return count_accounts (deed->ids->len);
}

/* The bar ------------------------------------------------------------------------------------------------------ */

static void
digested_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr(RapportAccountsView) self = data;
  g_autoptr(GError) error = NULL;
  g_autofree char *value = NULL, *text = NULL, *tooltip = NULL;
  RapportAccountsDigest digest;

  if (!rapport_accounts_digest_finish (RAPPORT_WORKSPACE (source), result, &digest, &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        rapport_report_error (GTK_WIDGET (self), error);
      return;
    }
  value = rapport_money_format (digest.value, rapport_workspace_get_currency (RAPPORT_WORKSPACE (source)),
                                RAPPORT_MONEY_SHORT_4 | (digest.n_estimated > 0 ? RAPPORT_MONEY_ESTIMATED : 0));
  /* Translators: %s is an amount of money */
  text = g_strdup_printf (digest.n_unconverted > 0 ? _("%s * a year") : _("%s a year"), value);
  if (digest.n_unconverted > 0)
    tooltip = g_strdup_printf (
        ngettext ("* %u account has purchases in a currency without a rate, which are not in this sum",
                  "* %u accounts have purchases in currencies without a rate, which are not in this sum",
                  digest.n_unconverted),
        digest.n_unconverted);
  gtk_label_set_text (self->bar_value, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->bar_value), tooltip);
}

static gboolean
shows_opportunities (RapportAccountsView *self)
{
  g_autoptr(RapportRecord) model = rapport_workspace_get_record (self->workspace, RAPPORT_KIND_MODEL,
                                                                 self->filter->model);

  return model != NULL && g_strcmp0 (rapport_record_get_text (model, "subject"), "opportunity") == 0;
}

/* Says how many are selected and what they are worth, and what can be done. */
void
_rapport_accounts_view_update_bar (RapportAccountsView *self)
{
  guint n = rapport_id_selection_get_n (self->selection);
  gboolean writable = self->workspace != NULL && !rapport_workspace_is_read_only (self->workspace);
  g_autofree char *count = NULL;
  g_autoptr(GArray) ids = NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "accounts.delete", n > 0 && writable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "accounts.copy", n > 0);
  gtk_revealer_set_reveal_child (self->bar, n > 0);
  g_cancellable_cancel (self->digest_cancellable);
  g_clear_object (&self->digest_cancellable);
  if (n == 0 || self->workspace == NULL)
    return;

  gtk_widget_set_sensitive (GTK_WIDGET (self->move_button), writable && !shows_opportunities (self));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->move_button),
                               shows_opportunities (self) ? _("In this model opportunities are moved, not accounts")
                                                          : NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->assign_button), writable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->tag_button), writable);
  if (rapport_account_filter_is_active (self->filter) && n == _rapport_accounts_view_get_n_rows (self))
    /* Translators: all rows that a filter lets through are selected */
    count = g_strdup_printf (ngettext ("%u selected, all that is filtered", "%u selected, all that are filtered", n),
                             n);
  else
    count = g_strdup_printf (ngettext ("%u selected", "%u selected", n), n);
  gtk_label_set_text (self->bar_count, count);
  self->digest_cancellable = g_cancellable_new ();
  ids = rapport_id_selection_dup_ids (self->selection);
  rapport_accounts_digest_async (self->workspace, (const gint64 *) (gpointer) ids->data, ids->len, FALSE,
                                 self->digest_cancellable, digested_cb, g_object_ref (self));
}

/* Move --------------------------------------------------------------------------------------------------------- */

static void
reason_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(Deed) deed = data;
  g_autoptr(RapportReason) reason = rapport_ask_reason_finish (result);
  g_autofree char *what = name_accounts (deed);
  g_autofree char *text = NULL;
  RapportAct *act;
  gint64 model = deed->view->filter->model;

  if (reason == NULL)
    return;
  if (deed->stage == RAPPORT_LANE_ENDED)
    {
      act = rapport_board_act_end (deed->workspace, deed_ids (deed), deed->ids->len, reason->reason, reason->ended_by,
                                   reason->note);
      /* Translators: %s is a customer, or "3 accounts" */
      text = g_strdup_printf (_("%s ended"), what);
    }
  else
    {
      if (reason->ends)
        act = rapport_board_act_move_and_end (deed->workspace, model, deed_ids (deed), deed->ids->len, deed->stage,
                                              reason->reason, reason->ended_by, reason->note);
      else
        act = rapport_board_act_move (deed->workspace, model, deed_ids (deed), deed->ids->len, deed->stage, 0, 0,
                                      reason->reason, reason->note);
      /* Translators: first a customer, or "3 accounts", then a stage */
      text = g_strdup_printf (_("%s moved to %s"), what,
                              rapport_workspace_get_title (deed->workspace, RAPPORT_KIND_STAGE, deed->stage));
    }
  rapport_do (GTK_WIDGET (deed->view), deed->workspace, act, text);
}

static void
move_to (RapportAccountsView *self,
         gint64               stage)
{
  g_autoptr(Deed) deed = NULL;
  g_autofree char *what = NULL, *heading = NULL, *text = NULL;

  if (rapport_id_selection_get_n (self->selection) == 0)
    return;
  deed = deed_new (self);
  deed->stage = stage;
  what = name_accounts (deed);
  if (stage == RAPPORT_LANE_ENDED || rapport_board_needs_reason (self->workspace, stage))
    {
      heading = g_strdup_printf (
          stage == RAPPORT_LANE_ENDED ? _("End the Relationship with %s?") : _("Why Does %s Go Back?"), what);
      rapport_ask_reason_async (GTK_WIDGET (self), heading,
                                deed->ids->len > 1 ? _("The reason is kept with each of them.") : NULL,
                                stage != RAPPORT_LANE_ENDED, reason_cb, g_steal_pointer (&deed));
      return;
    }
  text = g_strdup_printf (_("%s moved to %s"), what,
                          rapport_workspace_get_title (self->workspace, RAPPORT_KIND_STAGE, stage));
  rapport_do (GTK_WIDGET (self), self->workspace,
              rapport_board_act_move (self->workspace, self->filter->model, deed_ids (deed), deed->ids->len, stage, 0,
                                      0, NULL, NULL),
              text);
}

/* Popovers with one button per choice. */

typedef void (*ChosenFunc) (RapportAccountsView *self,
                            gint64               id);

static GtkWidget *
new_popover (const char  *label,
             GtkWidget  **box)
{
  GtkWidget *popover = gtk_popover_new (), *scrolled = gtk_scrolled_window_new ();

  *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 420);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), *box);
  gtk_popover_set_child (GTK_POPOVER (popover), scrolled);
  gtk_widget_add_css_class (popover, "menu");
  gtk_accessible_update_property (GTK_ACCESSIBLE (popover), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return popover;
}

static void
choice_cb (GtkButton *button,
           gpointer   data)
{
  RapportAccountsView *self = data;
  ChosenFunc func = (ChosenFunc) g_object_get_data (G_OBJECT (button), "func");
  const gint64 *id = g_object_get_data (G_OBJECT (button), "id");
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (button), GTK_TYPE_POPOVER);
  gint64 chosen = *id;

  g_object_ref (self);
  gtk_popover_popdown (GTK_POPOVER (popover));
  func (self, chosen);
  g_object_unref (self);
}

static void
add_choice (RapportAccountsView *self,
            GtkWidget           *box,
            const char          *label,
            gint64               id,
            ChosenFunc           func)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_halign (gtk_button_get_child (GTK_BUTTON (button)), GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "rp-choice");
  g_object_set_data_full (G_OBJECT (button), "id", g_memdup2 (&id, sizeof id), g_free);
  g_object_set_data (G_OBJECT (button), "func", (gpointer) func);
  g_signal_connect (button, "clicked", G_CALLBACK (choice_cb), self);
  gtk_box_append (GTK_BOX (box), button);
}

static void
make_move_popover_cb (GtkMenuButton *button,
                      gpointer       data)
{
  RapportAccountsView *self = data;
  g_autoptr(GPtrArray) stages = NULL;
  GtkWidget *box, *popover = new_popover (_("Move to"), &box);

  if (self->workspace != NULL)
    {
      stages = rapport_workspace_list_stages (self->workspace, self->filter->model);
      for (guint i = 0; i < stages->len; i++)
        {
          gint64 id = rapport_record_get_id (g_ptr_array_index (stages, i));
          const char *title = rapport_workspace_get_title (self->workspace, RAPPORT_KIND_STAGE, id);
          g_autofree char *label = rapport_board_needs_reason (self->workspace, id) ? g_strconcat (title, "…", NULL)
                                                                                    : g_strdup (title);

          add_choice (self, box, label, id, move_to);
        }
      gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
      add_choice (self, box, _("Ended…"), RAPPORT_LANE_ENDED, move_to);
    }
  gtk_menu_button_set_popover (button, popover);
}

/* Assign ------------------------------------------------------------------------------------------------------- */

static void
assign_to (RapportAccountsView *self,
           gint64               owner)
{
  g_autoptr(Deed) deed = NULL;
  g_autofree char *what = NULL, *text = NULL;
  const char *name = rapport_workspace_get_title (self->workspace, RAPPORT_KIND_MEMBER, owner);

  if (rapport_id_selection_get_n (self->selection) == 0)
    return;
  deed = deed_new (self);
  what = name_accounts (deed);
  /* Translators: first a customer, or "3 accounts", then a member */
  text = g_strdup_printf (_("%s assigned to %s"), what, name ? name : _("nobody"));
  rapport_do (GTK_WIDGET (self), self->workspace,
              rapport_accounts_act_assign (deed_ids (deed), deed->ids->len, owner, name), text);
}

static void
make_assign_popover_cb (GtkMenuButton *button,
                        gpointer       data)
{
  RapportAccountsView *self = data;
  g_autoptr(GPtrArray) members = NULL;
  GtkWidget *box, *popover = new_popover (_("Assign to"), &box);

  if (self->workspace != NULL)
    {
      members = rapport_workspace_list_small (self->workspace, RAPPORT_KIND_MEMBER);
      for (guint i = 0; i < members->len; i++)
        {
          RapportRecord *member = g_ptr_array_index (members, i);

          if (rapport_record_get_int (member, "active") != 0)
            add_choice (self, box, rapport_record_get_title (member), rapport_record_get_id (member), assign_to);
        }
      gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
      add_choice (self, box, _("Nobody"), 0, assign_to);
    }
  gtk_menu_button_set_popover (button, popover);
}

/* Tag ---------------------------------------------------------------------------------------------------------- */

static void
tag_selected (RapportAccountsView *self,
              const char          *typed,
              gboolean             remove)
{
  g_autofree char *tag = g_strstrip (g_strdelimit (g_strdup (typed), ",", ' '));
  g_autoptr(Deed) deed = NULL;
  g_autofree char *what = NULL, *text = NULL;

  if (*tag == '\0' || rapport_id_selection_get_n (self->selection) == 0)
    return;
  deed = deed_new (self);
  what = name_accounts (deed);
  /* Translators: first a tag, then a customer, or "3 accounts" */
  text = g_strdup_printf (remove ? _("“%s” taken from %s") : _("“%s” put on %s"), tag, what);
  rapport_do (GTK_WIDGET (self), self->workspace,
              rapport_accounts_act_tag (deed_ids (deed), deed->ids->len, tag, remove), text);
}

static void
tag_entry_cb (GtkWidget           *widget,
              RapportAccountsView *self)
{
  GtkWidget *popover = gtk_widget_get_ancestor (widget, GTK_TYPE_POPOVER);
  GtkEditable *entry = g_object_get_data (G_OBJECT (popover), "entry");
  g_autofree char *tag = g_strdup (gtk_editable_get_text (entry));

  gtk_popover_popdown (GTK_POPOVER (popover));
  tag_selected (self, tag, FALSE);
}

static void
tag_button_cb (GtkButton           *button,
               RapportAccountsView *self)
{
  g_autofree char *tag = g_strdup (g_object_get_data (G_OBJECT (button), "tag"));
  gboolean remove = g_object_get_data (G_OBJECT (button), "remove") != NULL;

  gtk_popover_popdown (GTK_POPOVER (gtk_widget_get_ancestor (GTK_WIDGET (button), GTK_TYPE_POPOVER)));
  tag_selected (self, tag, remove);
}

static void
make_tag_popover_cb (GtkMenuButton *button,
                     gpointer       data)
{
  RapportAccountsView *self = data;
  g_autoptr(GPtrArray) tags = NULL;
  GtkWidget *box, *popover = new_popover (_("Tags"), &box);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *entry = gtk_entry_new ();
  GtkWidget *add = gtk_button_new_with_mnemonic (_("_Add"));

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _("New tag"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("New tag"), -1);
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_box_append (GTK_BOX (line), entry);
  gtk_box_append (GTK_BOX (line), add);
  gtk_box_append (GTK_BOX (box), line);
  g_object_set_data (G_OBJECT (popover), "entry", entry);
  g_signal_connect (entry, "activate", G_CALLBACK (tag_entry_cb), self);
  g_signal_connect (add, "clicked", G_CALLBACK (tag_entry_cb), self);

  if (self->workspace != NULL)
    {
      tags = rapport_account_filter_list_tags (self->workspace);
      for (guint i = 0; i < tags->len; i++)
        {
          const char *tag = g_ptr_array_index (tags, i);
          GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), *put = gtk_button_new_with_label (tag);
          GtkWidget *take = gtk_button_new_from_icon_name ("list-remove-symbolic");
          g_autofree char *label = g_strdup_printf (_("Take “%s” away"), tag);

          gtk_widget_set_halign (gtk_button_get_child (GTK_BUTTON (put)), GTK_ALIGN_START);
          gtk_widget_set_hexpand (put, TRUE);
          gtk_widget_add_css_class (put, "flat");
          gtk_widget_add_css_class (take, "flat");
          gtk_widget_set_tooltip_text (take, label);
          gtk_accessible_update_property (GTK_ACCESSIBLE (take), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
          g_object_set_data_full (G_OBJECT (put), "tag", g_strdup (tag), g_free);
          g_object_set_data_full (G_OBJECT (take), "tag", g_strdup (tag), g_free);
          g_object_set_data (G_OBJECT (take), "remove", take);
          g_signal_connect (put, "clicked", G_CALLBACK (tag_button_cb), self);
          g_signal_connect (take, "clicked", G_CALLBACK (tag_button_cb), self);
          gtk_box_append (GTK_BOX (row), put);
          gtk_box_append (GTK_BOX (row), take);
          gtk_box_append (GTK_BOX (box), row);
        }
    }
  gtk_menu_button_set_popover (button, popover);
}

/* Delete ------------------------------------------------------------------------------------------------------- */

static void
delete_now (Deed *deed)
{
  g_autofree char *what = name_accounts (deed);
  /* Translators: %s is a customer, or "3 accounts" */
  g_autofree char *text = g_strdup_printf (_("%s deleted"), what);

  rapport_do (GTK_WIDGET (deed->view), deed->workspace, rapport_accounts_act_delete (deed_ids (deed), deed->ids->len),
              text);
}

static void
confirmed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr(Deed) deed = data;

  if (rapport_confirm_finish (result))
    delete_now (deed);
}

static void
history_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr(Deed) deed = data;
  g_autoptr(GError) error = NULL;
  g_autofree char *what = NULL, *heading = NULL, *interactions = NULL, *purchases = NULL, *body = NULL;
  RapportAccountsDigest digest;

  if (!rapport_accounts_digest_finish (RAPPORT_WORKSPACE (source), result, &digest, &error))
    {
      rapport_report_error (GTK_WIDGET (deed->view), error);
      return;
    }
  if (deed->ids->len <= UNASKED && digest.n_with_history == 0)
    {
      delete_now (deed);
      return;
    }
  what = name_accounts (deed);
  heading = g_strdup_printf (_("Delete %s?"), what);
  interactions = g_strdup_printf (ngettext ("%u interaction", "%u interactions", digest.n_interactions),
                                  digest.n_interactions);
  purchases = g_strdup_printf (ngettext ("%u purchase", "%u purchases", digest.n_purchases), digest.n_purchases);
  /* Translators: first "12 interactions", then "3 purchases" */
  body = g_strdup_printf (
      _("With them go %s and %s. All of it stays in the trash until that is emptied, and can be undone."),
      interactions, purchases);
  rapport_confirm_async (GTK_WIDGET (deed->view), heading, body, _("_Delete"), RAPPORT_ANSWER_DESTRUCTIVE,
                         confirmed_cb, deed);
  g_steal_pointer (&deed);
}

static void
delete_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  RapportAccountsView *self = RAPPORT_ACCOUNTS_VIEW (widget);
  Deed *deed;

  if (rapport_id_selection_get_n (self->selection) == 0)
    return;
  deed = deed_new (self);
  rapport_accounts_digest_async (self->workspace, deed_ids (deed), deed->ids->len, TRUE, NULL, history_cb, deed);
}

void
_rapport_accounts_view_class_acts_init (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "accounts.delete", NULL, delete_action);
}

void
_rapport_accounts_view_init_acts (RapportAccountsView *self)
{
  gtk_menu_button_set_create_popup_func (self->move_button, make_move_popover_cb, self, NULL);
  gtk_menu_button_set_create_popup_func (self->assign_button, make_assign_popover_cb, self, NULL);
  gtk_menu_button_set_create_popup_func (self->tag_button, make_tag_popover_cb, self, NULL);
  _rapport_accounts_view_update_bar (self);
}
