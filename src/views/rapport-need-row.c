#include "config.h"

#include "views/rapport-need-row.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#include "core/rapport-records.h"
#include "service/rapport-entry.h"
#include "widgets/rapport-feedback.h"
#include "widgets/rapport-format.h"
#include "widgets/rapport-reach.h"

/* Who needs attention, the reason, and one button that acts. */

#define PLAN_DAYS 7

struct _RapportNeedRow
{
  GtkListBoxRow     parent_instance;

  /* Template children */
  AdwAvatar        *avatar;
  GtkLabel         *name_label;
  GtkLabel         *more_label;
  GtkImage         *icon;
  GtkLabel         *reason_label;
  GtkLabel         *value_label;
  GtkButton        *act_button;
  GtkMenuButton    *snooze_button;
  GMenuModel       *snooze_menu;

  /* Owned */
  RapportWorkspace *workspace;
  RapportNeed      *need;
};

G_DEFINE_FINAL_TYPE (RapportNeedRow, rapport_need_row, GTK_TYPE_LIST_BOX_ROW)

static void
plan_visit (RapportNeedRow *self)
{
  RapportDay due = rapport_day_add_days (rapport_workspace_get_today (self->workspace), PLAN_DAYS);
  g_autofree char *day = rapport_format_day (self->workspace, due);
  const char *name = rapport_workspace_get_title (self->workspace, RAPPORT_KIND_ACCOUNT, self->need->account);
  /* Translators: an account, a day */
  g_autofree char *toast = g_strdup_printf (_("A visit to %s is to be planned by %s"), name, day);

  rapport_do (GTK_WIDGET (self), self->workspace, rapport_today_act_plan_visit (self->workspace, self->need, due),
              toast);
}

/* Dials, and has the line open in which the call is logged: with that person, about that complaint. */
static void
reply (RapportNeedRow *self)
{
  g_autoptr(RapportRecord) person = self->need->person
    ? rapport_workspace_get_record (self->workspace, RAPPORT_KIND_PERSON, self->need->person) : NULL;

  gtk_widget_activate_action (GTK_WIDGET (self), "win.log-about", "(xxx)", self->need->account, self->need->person,
                              self->need->record);
  if (rapport_reach_is_possible (RAPPORT_REACH_CALL, person))
    rapport_reach (GTK_WIDGET (self), RAPPORT_REACH_CALL, person);
}

static void
act_cb (RapportNeedRow *self)
{
  switch (self->need->kind)
    {
    case RAPPORT_NEED_PROMISE_OVERDUE:
    case RAPPORT_NEED_PROMISE_DUE:
    case RAPPORT_NEED_STEP_OVERDUE:
    case RAPPORT_NEED_STEP_DUE:
      {
        /* Translators: what was promised or planned */
        g_autofree char *toast = g_strdup_printf (_("“%s” is done"), self->need->title);

        rapport_do (GTK_WIDGET (self), self->workspace,
                    rapport_entry_act_finish_commitment (self->workspace, self->need->record, RAPPORT_DAY_NONE, NULL),
                    toast);
        break;
      }
    case RAPPORT_NEED_COMPLAINT:
      reply (self);
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
  const char *account = rapport_workspace_get_title (self->workspace, RAPPORT_KIND_ACCOUNT, self->need->account);
  /* Translators: an account and a day */
  g_autofree char *toast = g_strdup_printf (_("%s comes back on %s"), account, until);

  rapport_do (widget, self->workspace,
              rapport_today_act_snooze (self->workspace, self->need, rapport_day_to_instant (day, NULL)), toast);
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
  g_clear_pointer (&self->need, rapport_need_free);

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
  gtk_widget_class_bind_template_child (widget_class, RapportNeedRow, more_label);
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
  switch (self->need->kind)
    {
    case RAPPORT_NEED_PROMISE_OVERDUE:
    case RAPPORT_NEED_PROMISE_DUE:
      return g_strdup (_("Keep Promise"));
    case RAPPORT_NEED_STEP_OVERDUE:
    case RAPPORT_NEED_STEP_DUE:
      return g_strdup (_("Mark Done"));
    case RAPPORT_NEED_COMPLAINT:
      {
        const char *person = rapport_workspace_get_title (self->workspace, RAPPORT_KIND_PERSON, self->need->person);

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
 *
 * Returns: a row without a need
 */
GtkWidget *
rapport_need_row_new (RapportWorkspace *workspace)
{
  RapportNeedRow *self = g_object_new (RAPPORT_TYPE_NEED_ROW, NULL);

  self->workspace = g_object_ref (workspace);
  g_object_bind_property (workspace, "read-only", self->snooze_button, "sensitive",
                          G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
  g_object_bind_property (workspace, "read-only", self->act_button, "sensitive",
                          G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
  return GTK_WIDGET (self);
}

static void
set_class (gpointer    widget,
           const char *name,
           gboolean    set)
{
  if (set)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static const char *
icon_name (const RapportNeed *need)
{
  switch (need->kind)
    {
    case RAPPORT_NEED_COMPLAINT:
      return "rp-complaint-symbolic";
    case RAPPORT_NEED_SILENT:
      return "rp-silent-symbolic";
    case RAPPORT_NEED_PROMISE_OVERDUE:
    case RAPPORT_NEED_STEP_OVERDUE:
      return "rp-overdue-symbolic";
    case RAPPORT_NEED_PROMISE_DUE:
    case RAPPORT_NEED_STEP_DUE:
    default:
      return "rp-calendar-symbolic";
    }
}

/**
 * rapport_need_row_set_need:
 * @self: a row
 * @need: who needs attention and why; it is copied
 * @suggested: whether its button is the one suggested act of the page
 *
 * Shows another need, or the same one anew. The row stays, and with it what has the focus in it.
 */
void
rapport_need_row_set_need (RapportNeedRow    *self,
                           const RapportNeed *need,
                           gboolean           suggested)
{
  const char *name = rapport_workspace_get_title (self->workspace, RAPPORT_KIND_ACCOUNT, need->account);
  g_autofree char *reason = rapport_need_describe (need);
  g_autofree char *value = rapport_format_value (self->workspace, need->value, need->estimated);
  g_autofree char *act = NULL;
  g_autofree char *act_name = NULL;
  g_autofree char *snooze_name = NULL;
  g_autofree char *more = NULL;
  g_autofree char *all = NULL;
  gboolean urgent = rapport_need_is_urgent (need), silent = need->kind == RAPPORT_NEED_SILENT;

  if (self->need != need)
    {
      g_clear_pointer (&self->need, rapport_need_free);
      self->need = rapport_need_copy (need);
    }
  /* Translators: how many more reasons there are */
  more = g_strdup_printf (ngettext ("and %u more reason", "and %u more reasons", need->n_more), need->n_more);
  act = act_label (self);
  adw_avatar_set_text (self->avatar, name);
  gtk_label_set_label (self->name_label, name);
  gtk_label_set_label (self->more_label, more);
  gtk_widget_set_visible (GTK_WIDGET (self->more_label), need->n_more > 0);
  gtk_label_set_label (self->reason_label, reason);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->reason_label), reason);
  gtk_label_set_label (self->value_label, value);
  gtk_button_set_label (self->act_button, act);
  gtk_image_set_from_icon_name (self->icon, icon_name (need));
  set_class (self->reason_label, "rp-bad", urgent);
  set_class (self->reason_label, "rp-dim", !urgent);
  set_class (self->icon, "rp-bad", urgent);
  set_class (self->icon, "rp-watch", silent);
  set_class (self->icon, "rp-dim", !urgent && !silent);
  set_class (self->act_button, "suggested-action", suggested);

  if (need->n_more > 0)
    /* Translators: an account, why it needs attention, that there is more, what it is worth */
    all = g_strdup_printf (_("%s: %s, %s, %s"), name, reason, more, value);
  else
    /* Translators: an account, why it needs attention, what it is worth */
    all = g_strdup_printf (_("%s: %s, %s"), name, reason, value);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, all, -1);
  /* Translators: what a button does, and for which account */
  act_name = g_strdup_printf (_("%s, %s"), act, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->act_button), GTK_ACCESSIBLE_PROPERTY_LABEL, act_name, -1);
  /* Translators: of which account */
  snooze_name = g_strdup_printf (_("Remind me later of %s"), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->snooze_button), GTK_ACCESSIBLE_PROPERTY_LABEL, snooze_name, -1);
}

/**
 * rapport_need_row_set_narrow:
 * @self: a row
 * @narrow: whether there is little room
 *
 * With little room the picture and the value make way for the name and the reason.
 */
void
rapport_need_row_set_narrow (RapportNeedRow *self,
                             gboolean        narrow)
{
  gtk_widget_set_visible (GTK_WIDGET (self->avatar), !narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->value_label), !narrow);
  gtk_label_set_lines (self->reason_label, narrow ? 3 : 1);
  gtk_widget_set_size_request (GTK_WIDGET (self->act_button), narrow ? -1 : 124, -1);
}

/**
 * rapport_need_row_get_need:
 * @self: a row
 *
 * Returns: (nullable) (transfer none): what it shows
 */
const RapportNeed *
rapport_need_row_get_need (RapportNeedRow *self)
{
  return self->need;
}
