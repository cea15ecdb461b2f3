#include "config.h"

#include "views/rapport-need-row.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#include "core/rapport-records.h"
#include "service/rapport-entry.h"
#include "widgets/rapport-feedback.h"
#include "widgets/rapport-format.h"

/* Who needs attention, the reason, and one button that acts. */

struct _RapportNeedRow
{
  GtkListBoxRow     parent_instance;

  /* Template children */
  AdwAvatar        *avatar;
  GtkLabel         *name_label;
  GtkImage         *icon;
  GtkLabel         *reason_label;
  GtkLabel         *value_label;
  GtkButton        *act_button;
  GtkMenuButton    *snooze_button;
  GMenuModel       *snooze_menu;

  /* Owned */
  RapportWorkspace *workspace;
  RapportNeed       need;
};

G_DEFINE_FINAL_TYPE (RapportNeedRow, rapport_need_row, GTK_TYPE_LIST_BOX_ROW)

static void
plan_visit (RapportNeedRow *self)
{
  RapportRow *row = rapport_row_new (RAPPORT_KIND_COMMITMENT);
  gint64 today = rapport_workspace_get_today (self->workspace);
  gint64 member = rapport_workspace_get_member (self->workspace);
  const char *name = rapport_workspace_get_title (self->workspace, RAPPORT_KIND_ACCOUNT, self->need.account);
  /* Translators: an account */
  g_autofree char *toast = g_strdup_printf (_("A visit to %s is planned for next week"), name);
  gint64 owner = RAPPORT_UNSET;
  g_autoptr(RapportRecord) account = rapport_workspace_get_record (self->workspace, RAPPORT_KIND_ACCOUNT, self->need.account);

  if (account != NULL)
    owner = rapport_record_get_int (account, "owner");
  if (owner == RAPPORT_UNSET && member != 0)
    owner = member;
  rapport_row_put (row, "account", self->need.account, "title", _("Plan a visit"), "kind", "next-step", "side", "ours",
                   "made", today, "due", today + 7, "first_due", today + 7,
                   "owner", owner, "person", self->need.person ? self->need.person : RAPPORT_UNSET, NULL);
  rapport_do (GTK_WIDGET (self), self->workspace, rapport_act_save (row), toast);
}

static void
act_cb (RapportNeedRow *self)
{
  switch (self->need.kind)
    {
    case RAPPORT_NEED_PROMISE_OVERDUE:
    case RAPPORT_NEED_PROMISE_DUE:
    case RAPPORT_NEED_STEP_OVERDUE:
    case RAPPORT_NEED_STEP_DUE:
      {
        /* Translators: what was promised or planned */
        g_autofree char *toast = g_strdup_printf (_("“%s” is done"), self->need.title);

        rapport_do (GTK_WIDGET (self), self->workspace,
                    rapport_entry_act_finish_commitment (self->workspace, self->need.record, RAPPORT_DAY_NONE, NULL), toast);
        break;
      }
    case RAPPORT_NEED_COMPLAINT:
      gtk_widget_activate_action (GTK_WIDGET (self), "win.log-interaction", "x", self->need.account);
      break;
    case RAPPORT_NEED_SILENT:
    default:
      plan_visit (self);
      break;
    }
}

static void
snooze_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  RapportNeedRow *self = RAPPORT_NEED_ROW (widget);
  RapportDay day = rapport_workspace_get_today (self->workspace) + g_variant_get_int32 (parameter);
  g_autofree char *until = rapport_format_day (self->workspace, day);
  const char *account = rapport_workspace_get_title (self->workspace, RAPPORT_KIND_ACCOUNT, self->need.account);
  /* Translators: an account and a day */
  g_autofree char *toast = g_strdup_printf (_("%s comes back on %s"), account, until);

  rapport_do (widget, self->workspace,
              rapport_today_act_snooze (self->workspace, &self->need, rapport_day_to_instant (day, NULL)), toast);
}

static void
rapport_need_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RAPPORT_TYPE_NEED_ROW);

  G_OBJECT_CLASS (rapport_need_row_parent_class)->dispose (object);
}

static void
rapport_need_row_finalize (GObject *object)
{
  RapportNeedRow *self = RAPPORT_NEED_ROW (object);

  g_clear_object (&self->workspace);
  g_free (self->need.title);

  G_OBJECT_CLASS (rapport_need_row_parent_class)->finalize (object);
}

static void
rapport_need_row_class_init (RapportNeedRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rapport_need_row_dispose;
  object_class->finalize = rapport_need_row_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/app/rapport/Rapport/rapport-need-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportNeedRow, act_button);
  gtk_widget_class_bind_template_child (widget_class, RapportNeedRow, avatar);
  gtk_widget_class_bind_template_child (widget_class, RapportNeedRow, icon);
  gtk_widget_class_bind_template_child (widget_class, RapportNeedRow, name_label);
  gtk_widget_class_bind_template_child (widget_class, RapportNeedRow, reason_label);
  gtk_widget_class_bind_template_child (widget_class, RapportNeedRow, snooze_button);
  gtk_widget_class_bind_template_child (widget_class, RapportNeedRow, snooze_menu);
  gtk_widget_class_bind_template_child (widget_class, RapportNeedRow, value_label);
  gtk_widget_class_bind_template_callback (widget_class, act_cb);
  gtk_widget_class_install_action (widget_class, "need.snooze", "i", snooze_action);
}

static void
rapport_need_row_init (RapportNeedRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_menu_model (self->snooze_button, self->snooze_menu);
}

static char *
act_label (RapportNeedRow *self)
{
  switch (self->need.kind)
    {
    case RAPPORT_NEED_PROMISE_OVERDUE:
    case RAPPORT_NEED_PROMISE_DUE:
      return g_strdup (_("Keep Promise"));
    case RAPPORT_NEED_STEP_OVERDUE:
    case RAPPORT_NEED_STEP_DUE:
      return g_strdup (_("Mark Done"));
    case RAPPORT_NEED_COMPLAINT:
      {
        const char *person = rapport_workspace_get_title (self->workspace, RAPPORT_KIND_PERSON, self->need.person);

        if (person != NULL)
          {
            const char *space = strchr (person, ' ');
            g_autofree char *first = space ? g_strndup (person, space - person) : g_strdup (person);

            /* Translators: a first name */
            return g_strdup_printf (_("Call %s"), first);
          }
        return g_strdup (_("Log a Reply"));
      }
    case RAPPORT_NEED_SILENT:
    default:
      return g_strdup (_("Plan a Visit"));
    }
}

/**
 * rapport_need_row_new:
 * @workspace: a workspace
 * @need: who needs attention and why; it is copied
 * @suggested: whether its button is the one suggested act of the page
 *
 * Returns: the row
 */
GtkWidget *
rapport_need_row_new (RapportWorkspace  *workspace,
                      const RapportNeed *need,
                      gboolean           suggested)
{
  RapportNeedRow *self = g_object_new (RAPPORT_TYPE_NEED_ROW, NULL);
  const char *name = rapport_workspace_get_title (workspace, RAPPORT_KIND_ACCOUNT, need->account);
  g_autofree char *reason = rapport_need_describe (need);
  g_autofree char *value = rapport_format_value (workspace, need->value, need->estimated);
  g_autofree char *act = NULL;
  g_autofree char *act_name = NULL;
  g_autofree char *all = NULL;

  self->workspace = g_object_ref (workspace);
  self->need = *need;
  self->need.title = g_strdup (need->title);

  if (need->n_more > 0)
    {
      /* Translators: a reason, and how many more the account has */
      char *more = g_strdup_printf (_("%s, %u more"), reason, need->n_more);

      g_free (reason);
      reason = more;
    }
  act = act_label (self);
  adw_avatar_set_text (self->avatar, name);
  gtk_label_set_label (self->name_label, name);
  gtk_label_set_label (self->reason_label, reason);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->reason_label), reason);
  gtk_label_set_label (self->value_label, value);
  gtk_button_set_label (self->act_button, act);
  gtk_image_set_from_icon_name (self->icon, need->kind == RAPPORT_NEED_COMPLAINT ? "rp-complaint-symbolic"
                                            : need->kind == RAPPORT_NEED_SILENT  ? "rp-silent-symbolic"
                                            : need->days > 0                     ? "rp-overdue-symbolic"
                                                                                 : "rp-calendar-symbolic");
  if (rapport_need_is_urgent (need))
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->reason_label), "rp-bad");
      gtk_widget_add_css_class (GTK_WIDGET (self->icon), "rp-bad");
    }
  else
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->reason_label), "rp-dim");
      gtk_widget_add_css_class (GTK_WIDGET (self->icon), need->kind == RAPPORT_NEED_SILENT ? "rp-watch" : "rp-dim");
    }
  if (suggested)
    gtk_widget_add_css_class (GTK_WIDGET (self->act_button), "suggested-action");

  /* Translators: an account, why it needs attention, what it is worth */
  all = g_strdup_printf (_("%s: %s, %s"), name, reason, value);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, all, -1);
  /* Translators: what a button does, and for which account */
  act_name = g_strdup_printf (_("%s, %s"), act, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->act_button), GTK_ACCESSIBLE_PROPERTY_LABEL, act_name, -1);
  return GTK_WIDGET (self);
}

const RapportNeed *
rapport_need_row_get_need (RapportNeedRow *self)
{
  return &self->need;
}
