#include "config.h"

#include "views/rapport-account-view-private.h"

#include <glib/gi18n.h>

#include "core/rapport-records.h"
#include "service/rapport-entry.h"
#include "views/rapport-account-parts.h"
#include "views/rapport-field-editor.h"
#include "widgets/rapport-adaptive-bin.h"
#include "widgets/rapport-feedback.h"
#include "widgets/rapport-stage-path.h"

typedef enum
{
  PROP_WORKSPACE = 1,
  PROP_ACCOUNT,
  PROP_RECORD,
  PROP_TAB,
} RapportAccountViewProperty;

static GParamSpec *properties[PROP_TAB + 1];

G_DEFINE_FINAL_TYPE (RapportAccountView, rapport_account_view, ADW_TYPE_BIN)

static void load (RapportAccountView *self);

/* Head ---------------------------------------------------------------------------------------------------------- */

static void
show_identity (RapportAccountView *self)
{
  const RapportRow *row = self->record ? rapport_record_get_row (self->record) : NULL;
  const char *city, *country, *owner;
  gint64 complaints;
  g_autofree char *place = NULL, *line = NULL;

  if (row == NULL)
    return;
  city = rapport_row_get_text (row, RAPPORT_ACCOUNT_CITY);
  country = rapport_row_get_text (row, RAPPORT_ACCOUNT_COUNTRY);
  owner = rapport_workspace_get_title (self->workspace, RAPPORT_KIND_MEMBER,
                                       rapport_row_get_int (row, RAPPORT_ACCOUNT_OWNER));
  complaints = rapport_row_get_int (row, RAPPORT_ACCOUNT_OPEN_COMPLAINTS);
  place = city && country ? g_strdup_printf (_("%s, %s"), city, country) : g_strdup (city ? city : country);
  line = _rapport_join (rapport_row_get_text (row, RAPPORT_ACCOUNT_ACCOUNT_GROUP),
                        rapport_row_get_text (row, RAPPORT_ACCOUNT_INDUSTRY), place);

  /* As wide as the name, within reason. */
  gtk_editable_set_width_chars (
      GTK_EDITABLE (rapport_field_editor_get_input (RAPPORT_FIELD_EDITOR (self->name))),
      CLAMP ((int) g_utf8_strlen (rapport_row_get_text (row, RAPPORT_ACCOUNT_NAME), -1) + 2, 6, 28));
  adw_view_switcher_title_set_title (self->switcher, rapport_row_get_text (row, RAPPORT_ACCOUNT_NAME));
  adw_avatar_set_text (self->avatar, rapport_row_get_text (row, RAPPORT_ACCOUNT_NAME));
  gtk_label_set_text (self->place, line);
  gtk_widget_set_visible (GTK_WIDGET (self->place), *line != '\0');
  gtk_label_set_text (self->owner, owner ? owner : "");
  gtk_widget_set_visible (self->owner_box, owner != NULL);
  gtk_widget_set_visible (self->complaint_box, complaints != RAPPORT_UNSET && complaints > 0);
  if (complaints != RAPPORT_UNSET && complaints > 0)
    {
      g_autofree char *text = g_strdup_printf (ngettext ("%d open complaint", "%d open complaints", (int) complaints),
                                               (int) complaints);

      gtk_label_set_text (self->complaint, text);
    }

  self->filling = TRUE;
  gtk_toggle_button_set_active (self->star, rapport_row_get_int (row, RAPPORT_ACCOUNT_STARRED) == 1);
  self->filling = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->star), !rapport_workspace_is_read_only (self->workspace));
}

static void
star_cb (RapportAccountView *self)
{
  RapportRow *row;

  gtk_button_set_icon_name (GTK_BUTTON (self->star), "rp-star-symbolic");
  if (self->filling || self->record == NULL)
    return;
  row = rapport_row_new (RAPPORT_KIND_ACCOUNT);
  rapport_row_set_id (row, self->account);
  rapport_row_set_int (row, RAPPORT_ACCOUNT_STARRED, gtk_toggle_button_get_active (self->star));
  rapport_do (GTK_WIDGET (self), self->workspace, rapport_act_save (row), NULL);
}

/* The same customer twice --------------------------------------------------------------------------------------- */

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr(RapportAccountView) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) found = rapport_entry_find_duplicates_finish (RAPPORT_WORKSPACE (source), result, &error);

  if (found == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_warning ("%s", error->message);
      return;
    }
  if (self->workspace != RAPPORT_WORKSPACE (source))
    return;
  if (found->len > 0)
    {
      const RapportDuplicate *first = &g_array_index (found, RapportDuplicate, 0);
      g_autofree char *text = rapport_entry_describe_duplicate (self->workspace, first);

      gtk_label_set_text (self->duplicate_label, text);
      gtk_actionable_set_action_target_value (GTK_ACTIONABLE (self->duplicate_button),
                                              g_variant_new_int64 (first->account));
    }
  gtk_revealer_set_reveal_child (self->duplicate_revealer, found->len > 0);
}

static void
look_for_duplicates (RapportAccountView *self)
{
  const RapportRow *row = self->record ? rapport_record_get_row (self->record) : NULL;

  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  if (row == NULL || rapport_workspace_is_read_only (self->workspace))
    return;
  self->looking = g_cancellable_new ();
  rapport_entry_find_duplicates_async (self->workspace, rapport_row_get_text (row, RAPPORT_ACCOUNT_NAME),
                                       rapport_row_get_text (row, RAPPORT_ACCOUNT_PHONE),
                                       rapport_row_get_text (row, RAPPORT_ACCOUNT_EMAIL),
                                       rapport_row_get_text (row, RAPPORT_ACCOUNT_WEBSITE), self->account,
                                       self->looking, found_cb, g_object_ref (self));
}

static void
record_changed_cb (RapportRecord      *record,
                   GParamSpec         *pspec,
                   RapportAccountView *self)
{
  static const char *const telling[] = { "name", "phone", "email", "website" };

  show_identity (self);
  for (guint i = 0; i < G_N_ELEMENTS (telling); i++)
    if (g_str_equal (pspec->name, telling[i]))
      look_for_duplicates (self);
}

/* Reading ------------------------------------------------------------------------------------------------------- */

static void
show_timeline (RapportAccountView *self)
{
  if (self->timeline_of == self->account ||
      g_strcmp0 (adw_view_stack_get_visible_child_name (self->stack), "timeline") != 0)
    return;
  self->timeline_of = self->account;
  adw_bin_set_child (self->timeline,
                     self->record ? rapport_account_view_create_timeline (self->workspace, self->account) : NULL);
}

static void
show_data (RapportAccountView *self)
{
  show_identity (self);
  _rapport_account_view_show_path (self);
  _rapport_account_view_update_actions (self);
  rapport_account_overview_show (self->overview, self->workspace, self->record, self->data);
  rapport_account_people_show (self->people, self->workspace, self->record, self->data);
  rapport_account_value_tab_show (self->value, self->workspace, self->record, self->data);
  rapport_account_relationship_show (self->relationship, self->workspace, self->record, self->data);
  show_timeline (self);
  gtk_stack_set_visible_child_name (self->state, "page");
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(RapportAccountView) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(RapportAccountData) read = rapport_account_load_finish (RAPPORT_WORKSPACE (source), result, &error);

  if (read == NULL)
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        return;
      adw_status_page_set_description (self->problem, error->message);
      gtk_stack_set_visible_child_name (self->state, "problem");
      return;
    }
  if (self->record == NULL || rapport_row_get_id (read->account) != self->account)
    return;
  rapport_account_data_free (self->data);
  self->data = g_steal_pointer (&read);
  show_data (self);
}

static void
load (RapportAccountView *self)
{
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->stale = FALSE;
  if (self->record == NULL)
    return;
  self->loading = g_cancellable_new ();
  rapport_account_load_async (self->workspace, self->account,
                              RAPPORT_ACCOUNT_PART_RECENT | RAPPORT_ACCOUNT_PART_PURCHASES |
                                  RAPPORT_ACCOUNT_PART_HISTORY,
                              self->loading, loaded_cb, g_object_ref (self));
}

static void
follow (RapportAccountView *self)
{
  /* A hidden page asks nothing; it catches up when it is shown. */
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    load (self);
  else
    self->stale = TRUE;
}

static void
changed_cb (RapportWorkspace   *workspace,
            RapportChanges     *changes,
            RapportAccountView *self)
{
  if (self->record == NULL)
    return;
  if (rapport_account_is_touched_by (self->account, changes))
    follow (self);
}

static void
rapport_account_view_map (GtkWidget *widget)
{
  RapportAccountView *self = RAPPORT_ACCOUNT_VIEW (widget);

  GTK_WIDGET_CLASS (rapport_account_view_parent_class)->map (widget);
  if (self->stale)
    load (self);
}

static void
drop_record (RapportAccountView *self)
{
  if (self->record != NULL)
    g_signal_handlers_disconnect_by_data (self->record, self);
  g_clear_object (&self->record);
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  g_clear_pointer (&self->data, rapport_account_data_free);
}

static void
show_account (RapportAccountView *self)
{
  drop_record (self);
  gtk_revealer_set_reveal_child (self->duplicate_revealer, FALSE);
  self->timeline_of = 0;
  adw_bin_set_child (self->timeline, NULL);
  if (self->workspace != NULL && self->account != 0)
    self->record = rapport_workspace_get_record (self->workspace, RAPPORT_KIND_ACCOUNT, self->account);
  rapport_field_editor_set_record (RAPPORT_FIELD_EDITOR (self->name), self->workspace, self->record);
  if (self->record != NULL)
    {
      g_signal_connect (self->record, "notify", G_CALLBACK (record_changed_cb), self);
      show_identity (self);
      _rapport_account_view_update_menu (self);
      load (self);
    }
  gtk_stack_set_visible_child_name (self->state, "loading");
  if (self->record == NULL)
    {
      adw_status_page_set_description (self->problem, self->account != 0 ? _("This account is no longer there.")
                                                                         : _("No account is open."));
      gtk_stack_set_visible_child_name (self->state, "problem");
    }
  _rapport_account_view_update_actions (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RECORD]);
}

static void
drop_workspace (RapportAccountView *self)
{
  if (self->workspace == NULL)
    return;
  g_clear_signal_handler (&self->changed_id, self->workspace);
  g_clear_signal_handler (&self->model_id, self->workspace);
  g_clear_signal_handler (&self->today_id, self->workspace);
  g_clear_object (&self->workspace);
}

static void
set_workspace (RapportAccountView *self,
               RapportWorkspace   *workspace)
{
  if (self->workspace == workspace)
    return;
  drop_record (self);
  rapport_field_editor_set_record (RAPPORT_FIELD_EDITOR (self->name), NULL, NULL);
  drop_workspace (self);
  if (workspace != NULL)
    {
      self->workspace = g_object_ref (workspace);
      self->changed_id = g_signal_connect (workspace, "changed", G_CALLBACK (changed_cb), self);
      self->model_id = g_signal_connect_swapped (workspace, "notify::model", G_CALLBACK (follow), self);
      self->today_id = g_signal_connect_swapped (workspace, "notify::today", G_CALLBACK (follow), self);
    }
  self->account = 0;
  show_account (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WORKSPACE]);
}

/**
 * rapport_account_view_get_account:
 * @self: a page
 *
 * Returns: id of the account that it shows, 0 for none
 */
gint64
rapport_account_view_get_account (RapportAccountView *self)
{
  g_return_val_if_fail (RAPPORT_IS_ACCOUNT_VIEW (self), 0);

  return self->account;
}

/**
 * rapport_account_view_set_account:
 * @self: a page
 * @account: id of an account, 0 for none
 *
 * Shows an account; what was typed for the one before is written first.
 */
void
rapport_account_view_set_account (RapportAccountView *self,
                                  gint64              account)
{
  g_return_if_fail (RAPPORT_IS_ACCOUNT_VIEW (self));

  if (self->account == account)
    return;
  self->account = account;
  show_account (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACCOUNT]);
}

/**
 * rapport_account_view_show_tab:
 * @self: a page
 * @tab: overview, timeline, people, value or relationship
 */
void
rapport_account_view_show_tab (RapportAccountView *self,
                               const char         *tab)
{
  g_return_if_fail (RAPPORT_IS_ACCOUNT_VIEW (self));

  adw_view_stack_set_visible_child_name (self->stack, tab);
}

static void
tab_cb (RapportAccountView *self)
{
  if (self->workspace != NULL)
    show_timeline (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TAB]);
}

/**
 * rapport_account_view_new:
 *
 * Returns: (transfer floating): a page without an account
 */
GtkWidget *
rapport_account_view_new (void)
{
  return g_object_new (RAPPORT_TYPE_ACCOUNT_VIEW, NULL);
}

static void
narrow_changed_cb (RapportAccountView *self,
                   GParamSpec         *pspec,
                   RapportAdaptiveBin *bin)
{
  _rapport_columns_fit (self->head, bin);
}

static void
rapport_account_view_get_property (GObject    *object,
                                   guint       prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  RapportAccountView *self = RAPPORT_ACCOUNT_VIEW (object);

  switch ((RapportAccountViewProperty) prop_id)
    {
    case PROP_WORKSPACE:
      g_value_set_object (value, self->workspace);
      break;
    case PROP_ACCOUNT:
      g_value_set_int64 (value, self->account);
      break;
    case PROP_RECORD:
      g_value_set_object (value, self->record);
      break;
    case PROP_TAB:
      g_value_set_string (value, adw_view_stack_get_visible_child_name (self->stack));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rapport_account_view_set_property (GObject      *object,
                                   guint         prop_id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  RapportAccountView *self = RAPPORT_ACCOUNT_VIEW (object);

  switch ((RapportAccountViewProperty) prop_id)
    {
    case PROP_WORKSPACE:
      set_workspace (self, g_value_get_object (value));
      break;
    case PROP_ACCOUNT:
      rapport_account_view_set_account (self, g_value_get_int64 (value));
      break;
    case PROP_TAB:
      rapport_account_view_show_tab (self, g_value_get_string (value));
      break;
    case PROP_RECORD:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rapport_account_view_dispose (GObject *object)
{
  RapportAccountView *self = RAPPORT_ACCOUNT_VIEW (object);

  drop_record (self);
  drop_workspace (self);
  G_OBJECT_CLASS (rapport_account_view_parent_class)->dispose (object);
}

static void
rapport_account_view_class_init (RapportAccountViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = rapport_account_view_get_property;
  object_class->set_property = rapport_account_view_set_property;
  object_class->dispose = rapport_account_view_dispose;
  widget_class->map = rapport_account_view_map;

  properties[PROP_WORKSPACE] = g_param_spec_object ("workspace", NULL, NULL, RAPPORT_TYPE_WORKSPACE, flags);
  properties[PROP_ACCOUNT] = g_param_spec_int64 ("account", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_RECORD] = g_param_spec_object ("record", NULL, NULL, RAPPORT_TYPE_RECORD, flags & ~G_PARAM_WRITABLE);
  properties[PROP_TAB] = g_param_spec_string ("tab", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (RAPPORT_TYPE_PAGE_HEADER);
  g_type_ensure (RAPPORT_TYPE_ACCOUNT_OVERVIEW);
  g_type_ensure (RAPPORT_TYPE_ACCOUNT_PEOPLE);
  g_type_ensure (RAPPORT_TYPE_ACCOUNT_VALUE_TAB);
  g_type_ensure (RAPPORT_TYPE_ACCOUNT_RELATIONSHIP);
  g_type_ensure (RAPPORT_TYPE_ADAPTIVE_BIN);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/rapport/Rapport/rapport-account-view.ui");
#define CHILD(name) gtk_widget_class_bind_template_child (widget_class, RapportAccountView, name)
  CHILD (header);
  CHILD (log_button);
  CHILD (print_button);
  CHILD (state);
  CHILD (head);
  CHILD (avatar);
  CHILD (name_box);
  CHILD (star);
  CHILD (place);
  CHILD (owner_box);
  CHILD (owner);
  CHILD (complaint_box);
  CHILD (complaint);
  CHILD (path_box);
  CHILD (end_box);
  CHILD (end_label);
  CHILD (win_back);
  CHILD (duplicate_revealer);
  CHILD (duplicate_label);
  CHILD (duplicate_button);
  CHILD (stack);
  CHILD (switcher);
  CHILD (switcher_bar);
  CHILD (timeline);
  CHILD (overview);
  CHILD (people);
  CHILD (value);
  CHILD (relationship);
  CHILD (problem);
#undef CHILD
  gtk_widget_class_bind_template_callback (widget_class, narrow_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, star_cb);
  gtk_widget_class_bind_template_callback (widget_class, tab_cb);

  _rapport_account_view_install_actions (klass);
}

static void
rapport_account_view_init (RapportAccountView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->name = rapport_field_editor_new (RAPPORT_KIND_ACCOUNT, RAPPORT_ACCOUNT_NAME);
  gtk_widget_add_css_class (self->name, "rp-account-name-editor");
  gtk_editable_set_width_chars (GTK_EDITABLE (rapport_field_editor_get_input (RAPPORT_FIELD_EDITOR (self->name))), 12);
  gtk_box_prepend (self->name_box, self->name);

  self->path = rapport_stage_path_new ();
  rapport_chart_set_title (RAPPORT_CHART (self->path), _("Stage path"));
  gtk_widget_set_hexpand (self->path, TRUE);
  g_signal_connect_object (self->path, "stage-activated", G_CALLBACK (_rapport_account_view_stage_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_prepend (self->path_box, self->path);
  show_account (self);
}
