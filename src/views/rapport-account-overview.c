#include "config.h"

#include "views/rapport-account-overview.h"

#include <glib/gi18n.h>
#include <math.h>

#include "core/rapport-money.h"
#include "core/rapport-records.h"
#include "core/rapport-time.h"
#include "service/rapport-entry.h"
#include "views/rapport-account-parts.h"
#include "views/rapport-field-editor.h"
#include "widgets/rapport-adaptive-bin.h"
#include "widgets/rapport-confirm.h"
#include "widgets/rapport-date-button.h"
#include "widgets/rapport-empty.h"
#include "widgets/rapport-feedback.h"
#include "widgets/rapport-tile.h"

/* Cards of the newest episodes. */
#define SHOWN_CARDS 8

struct _RapportAccountOverview
{
  AdwBin            parent_instance;

  GtkFlowBox       *tiles;
  GtkBox           *columns;
  GtkBox           *recent;
  GtkListBox       *commitments;
  GtkListBox       *people;
  GtkListBox       *preferences;
  GtkListBox       *details;
  GtkWidget        *no_commitments;
  GtkWidget        *no_people;
  GtkButton        *add_commitment;
  GtkButton        *add_person;

  RapportWorkspace *workspace;
  gint64            account;
  GPtrArray        *editors; /* borrowed */
};

G_DEFINE_FINAL_TYPE (RapportAccountOverview, rapport_account_overview, ADW_TYPE_BIN)

/* Figures ------------------------------------------------------------------------------------------------------- */

static RapportTile *
add_tile (RapportAccountOverview *self,
          const char             *label,
          const char             *value)
{
  GtkWidget *tile = rapport_tile_new (label);

  rapport_tile_set_value (RAPPORT_TILE (tile), value);
  gtk_widget_set_size_request (tile, 150, -1);
  gtk_flow_box_append (self->tiles, tile);
  gtk_widget_set_focusable (gtk_widget_get_parent (tile), FALSE);
  return RAPPORT_TILE (tile);
}

/* A line of what is known; it takes three points to call it one. */
static void
set_points (RapportTile  *tile,
            const double *points,
            gsize         n_points,
            RapportTone   tone)
{
  g_autoptr(GArray) known = g_array_new (FALSE, FALSE, sizeof (double));

  for (gsize i = 0; i < n_points; i++)
    if (!isnan (points[i]))
      g_array_append_val (known, points[i]);
  if (known->len >= 3)
    rapport_tile_set_series (tile, (const double *) known->data, known->len, tone);
}

static void
add_value_tiles (RapportAccountOverview *self,
                 RapportAccountData     *data)
{
  gint64 now = rapport_row_get_int (data->account, RAPPORT_ACCOUNT_REVENUE_12M);
  gint64 before = rapport_row_get_int (data->account, RAPPORT_ACCOUNT_REVENUE_BEFORE);
  RapportTile *tile;

  if (now != RAPPORT_UNSET || before != RAPPORT_UNSET)
    {
      g_autofree char *value = rapport_money_format (now == RAPPORT_UNSET ? 0 : now, data->currency,
                                                     RAPPORT_MONEY_SHORT_4);

      tile = add_tile (self, _("Revenue, 12 months"), value);
      if (before != RAPPORT_UNSET && before > 0)
        {
          double change = 100.0 * ((now == RAPPORT_UNSET ? 0 : now) - before) / before;
          g_autofree char *note = g_strdup_printf (_("%.1f %% on the year before"), fabs (change));

          rapport_tile_set_note (tile, note, change < 0 ? RAPPORT_TONE_POOR : RAPPORT_TONE_GOOD,
                                 change < 0 ? RAPPORT_TREND_DOWN : RAPPORT_TREND_UP);
        }
      else
        rapport_tile_set_note (tile, _("first year"), RAPPORT_TONE_NEUTRAL, RAPPORT_TREND_NONE);
      set_points (tile, data->revenue_points, RAPPORT_ACCOUNT_N_POINTS, RAPPORT_TONE_NEUTRAL);
    }
  if (!isnan (data->margin))
    {
      g_autofree char *value = g_strdup_printf (_("%.1f %%"), 100 * data->margin);

      tile = add_tile (self, _("Margin"), value);
      if (data->costed_share < 0.995)
        {
          g_autofree char *note = g_strdup_printf (_("cost known of %.0f %%"), 100 * data->costed_share);

          rapport_tile_set_note (tile, note, RAPPORT_TONE_NEUTRAL, RAPPORT_TREND_NONE);
        }
      else if (!isnan (data->margin_before))
        {
          double change = 100 * (data->margin - data->margin_before);
          g_autofree char *note = g_strdup_printf (_("%.1f points"), fabs (change));

          rapport_tile_set_note (tile, note, change < 0 ? RAPPORT_TONE_POOR : RAPPORT_TONE_GOOD,
                                 change < 0 ? RAPPORT_TREND_DOWN : RAPPORT_TREND_UP);
        }
      set_points (tile, data->margin_points, RAPPORT_ACCOUNT_N_POINTS, RAPPORT_TONE_NEUTRAL);
    }
}

static void
add_contact_tiles (RapportAccountOverview *self,
                   RapportAccountData     *data)
{
  gint64 orders = rapport_row_get_int (data->account, RAPPORT_ACCOUNT_ORDERS);
  gint64 contact = rapport_row_get_int (data->account, RAPPORT_ACCOUNT_LAST_CONTACT);
  gint64 gap = rapport_row_get_int (data->account, RAPPORT_ACCOUNT_USUAL_GAP);
  RapportTile *tile;

  if (data->promises.whole > 0)
    {
      double share = rapport_share_get_value (data->promises);
      g_autofree char *value = g_strdup_printf (_("%.0f %%"), 100 * share);
      g_autofree char *part = g_strdup_printf (_("%u of %u"), data->promises.part, data->promises.whole);
      g_autofree char *overdue = data->n_overdue > 0
                                     ? g_strdup_printf (ngettext ("%u overdue", "%u overdue", data->n_overdue),
                                                        data->n_overdue)
                                     : NULL;
      g_autofree char *note = _rapport_join (part, overdue, NULL);

      tile = add_tile (self, _("Promises kept"), value);
      rapport_tile_set_note (tile, note, data->n_overdue > 0 ? RAPPORT_TONE_POOR : RAPPORT_TONE_NEUTRAL,
                             RAPPORT_TREND_NONE);
      set_points (tile, data->promise_points, RAPPORT_ACCOUNT_N_POINTS,
                  share >= 0.95 ? RAPPORT_TONE_GOOD : RAPPORT_TONE_WATCH);
    }
  if (orders != RAPPORT_UNSET && orders > 0)
    {
      double points[RAPPORT_ACCOUNT_N_QUARTERS];
      g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT, orders);
      g_autofree char *day = rapport_time_format_day (_rapport_row_day (data->account, RAPPORT_ACCOUNT_LAST_PURCHASE),
                                                      data->today);
      g_autofree char *note = g_strdup_printf (_("last on %s"), day);
      guint n = 0;

      tile = add_tile (self, _("Orders"), value);
      rapport_tile_set_note (tile, note, RAPPORT_TONE_NEUTRAL, RAPPORT_TREND_NONE);
      for (guint i = 0; i < RAPPORT_ACCOUNT_N_QUARTERS; i++)
        n += (guint) (points[i] = data->quarters[i].n_orders);
      if (n > 0)
        set_points (tile, points, RAPPORT_ACCOUNT_N_QUARTERS, RAPPORT_TONE_NEUTRAL);
    }
  if (contact != RAPPORT_UNSET)
    {
      double points[RAPPORT_ACCOUNT_N_POINTS + 1];
      int days = MAX (0, rapport_day_diff (rapport_day_from_instant (contact, NULL), data->today));
      gboolean silent = gap != RAPPORT_UNSET && days > MAX (2 * gap, gap + 7);
      g_autofree char *value = rapport_time_format_days (days, RAPPORT_TIME_STYLE_SHORT);
      guint n = MIN (data->gap_days->len, RAPPORT_ACCOUNT_N_POINTS);

      tile = add_tile (self, _("Since last contact"), days == 0 ? C_("since last contact", "Today") : value);
      if (gap != RAPPORT_UNSET)
        {
          g_autofree char *usual = rapport_time_format_days ((int) gap, RAPPORT_TIME_STYLE_SHORT);
          g_autofree char *note = g_strdup_printf (silent ? _("silent, usual gap %s") : _("usual gap %s"), usual);

          rapport_tile_set_note (tile, note, silent ? RAPPORT_TONE_POOR : RAPPORT_TONE_NEUTRAL, RAPPORT_TREND_NONE);
        }
      for (guint i = 0; i < n; i++)
        points[i] = g_array_index (data->gap_days, int, i);
      set_points (tile, points, n, silent ? RAPPORT_TONE_POOR : RAPPORT_TONE_QUIET);
    }
}

static void
show_tiles (RapportAccountOverview *self,
            RapportAccountData     *data)
{
  _rapport_children_clear (GTK_WIDGET (self->tiles));
  if (data->since != RAPPORT_DAY_NONE && data->since <= data->today)
    {
      g_autofree char *value = rapport_time_format_tenure (data->since, data->today, RAPPORT_TIME_STYLE_SHORT);
      g_autofree char *month = rapport_time_format_month (data->since);
      g_autofree char *note = g_strdup_printf (_("Customer since %s"), month);
      RapportTile *tile = add_tile (self, _("Tenure"), value);

      rapport_tile_set_note (tile, note, RAPPORT_TONE_NEUTRAL, RAPPORT_TREND_NONE);
    }
  add_value_tiles (self, data);
  add_contact_tiles (self, data);
  gtk_widget_set_visible (GTK_WIDGET (self->tiles), gtk_widget_get_first_child (GTK_WIDGET (self->tiles)) != NULL);
}

/* Recent timeline ----------------------------------------------------------------------------------------------- */

static void
show_recent (RapportAccountOverview *self,
             RapportAccountData     *data)
{
  guint i = 0, cards = 0;

  _rapport_children_clear (GTK_WIDGET (self->recent));
  while (i < data->episodes->len && cards < SHOWN_CARDS)
    {
      const RapportAccountEpisode *episode = g_ptr_array_index (data->episodes, i);
      guint n = 1;

      /* What belongs to no episode stands together. */
      if (episode->episode == NULL)
        while (i + n < data->episodes->len &&
               ((RapportAccountEpisode *) g_ptr_array_index (data->episodes, i + n))->episode == NULL)
          n++;
      gtk_box_append (self->recent, _rapport_episode_card_new (self->workspace, data->episodes, i, n));
      cards++;
      i += n;
    }
  if (data->episodes->len == 0)
    {
      GtkWidget *empty = rapport_empty_new_compact (_("Nothing logged yet"),
                                                    _("Log a call, a visit or a mail to start the story."));
      GtkWidget *panel = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
      GtkWidget *button = rapport_empty_add_button (empty, _("_Log Interaction"), "win.log-interaction", FALSE);

      gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), g_variant_new_int64 (self->account));
      gtk_widget_add_css_class (panel, "rp-panel");
      gtk_box_append (GTK_BOX (panel), empty);
      gtk_box_append (self->recent, panel);
    }
}

/* Promises ------------------------------------------------------------------------------------------------------ */

typedef struct
{
  RapportAccountOverview *self;
  RapportRow             *row;
  RapportDay              day;
} Step;

static void
step_free (gpointer data,
           GClosure *closure)
{
  Step *step = data;

  rapport_row_free (step->row);
  g_free (step);
}

static Step *
step_new (RapportAccountOverview *self,
          const RapportRow       *row)
{
  Step *step = g_new0 (Step, 1);

  step->self = self;
  step->row = rapport_row_copy (row);
  return step;
}

static void
finish_failed_cb (RapportWorkspace *workspace,
                  RapportAct       *act,
                  gpointer          data)
{
  g_autoptr(GtkCheckButton) check = data;

  if (act == NULL)
    gtk_check_button_set_active (check, FALSE);
}

static void
check_cb (GtkCheckButton *check,
          Step           *step)
{
  RapportAccountOverview *self = step->self;
  gboolean promise = g_strcmp0 (rapport_row_get_text (step->row, RAPPORT_COMMITMENT_KIND), "promise") == 0;
  g_autofree char *text = NULL;

  if (!gtk_check_button_get_active (check))
    return;
  text = g_strdup_printf (promise ? _("“%s” kept") : _("“%s” done"),
                          rapport_row_get_text (step->row, RAPPORT_COMMITMENT_TITLE));
  rapport_do_then (GTK_WIDGET (self), self->workspace,
                   rapport_entry_act_finish_commitment (self->workspace, rapport_row_get_id (step->row),
                                                        rapport_workspace_get_today (self->workspace), NULL),
                   text, finish_failed_cb, g_object_ref (check));
}

static void
postpone (RapportAccountOverview *self,
          gint64                  id,
          RapportDay              day,
          gboolean                agreed)
{
  rapport_do (GTK_WIDGET (self), self->workspace,
              rapport_entry_act_postpone_commitment (self->workspace, id, day, agreed), NULL);
}

typedef struct
{
  RapportAccountOverview *self;
  GtkWidget              *button;
  gint64                  id;
  RapportDay              day;
  RapportDay              before;
} Postpone;

static void
agreed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autofree Postpone *job = data;
  g_autofree char *answer = rapport_ask_finish (result);

  if (g_strcmp0 (answer, "agreed") == 0 || g_strcmp0 (answer, "not-agreed") == 0)
    postpone (job->self, job->id, job->day, g_str_equal (answer, "agreed"));
  else
    rapport_date_button_set_day (RAPPORT_DATE_BUTTON (job->button), job->before);
  g_object_unref (job->self);
  g_object_unref (job->button);
}

static void
due_cb (RapportDateButton *button,
        Step              *step)
{
  static const RapportAnswer answers[] = {
    { "not-agreed", N_("_Not Agreed"), RAPPORT_ANSWER_PLAIN },
    { "agreed", N_("_Agreed"), RAPPORT_ANSWER_SUGGESTED },
  };
  RapportAccountOverview *self = step->self;
  RapportDay day = rapport_date_button_get_day (button);
  RapportDay before = _rapport_row_day (step->row, RAPPORT_COMMITMENT_DUE);
  RapportAnswer translated[G_N_ELEMENTS (answers)];
  Postpone *job;

  if (day == before || day == RAPPORT_DAY_NONE)
    return;
  if (g_strcmp0 (rapport_row_get_text (step->row, RAPPORT_COMMITMENT_KIND), "promise") != 0 ||
      before == RAPPORT_DAY_NONE || day < before)
    {
      postpone (self, rapport_row_get_id (step->row), day, FALSE);
      return;
    }

  job = g_new0 (Postpone, 1);
  job->self = g_object_ref (self);
  job->button = g_object_ref (GTK_WIDGET (button));
  job->id = rapport_row_get_id (step->row);
  job->day = day;
  job->before = before;
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      translated[i] = answers[i];
      translated[i].label = _(answers[i].label);
    }
  rapport_ask_async (GTK_WIDGET (self), _("Did the Customer Agree?"),
                     _("A promise counts as kept against its first day, unless the customer agreed to the new one."),
                     NULL, translated, G_N_ELEMENTS (translated), agreed_cb, job);
}

static void
edit_step_cb (GtkListBox             *list,
              GtkListBoxRow          *row,
              RapportAccountOverview *self)
{
  const RapportRow *commitment = g_object_get_data (G_OBJECT (row), "rapport-row");

  if (commitment != NULL)
    _rapport_open_commitment_form (GTK_WIDGET (self), self->workspace, self->account, commitment);
}

static char *
step_subtitle (RapportAccountOverview *self,
               const RapportRow       *row)
{
  const char *person = rapport_workspace_get_title (self->workspace, RAPPORT_KIND_PERSON,
                                                    rapport_row_get_int (row, RAPPORT_COMMITMENT_PERSON));
  const char *episode = rapport_workspace_get_title (self->workspace, RAPPORT_KIND_EPISODE,
                                                     rapport_row_get_int (row, RAPPORT_COMMITMENT_EPISODE));
  const char *owner = rapport_workspace_get_title (self->workspace, RAPPORT_KIND_MEMBER,
                                                   rapport_row_get_int (row, RAPPORT_COMMITMENT_OWNER));
  gboolean promise = g_strcmp0 (rapport_row_get_text (row, RAPPORT_COMMITMENT_KIND), "promise") == 0;
  gboolean theirs = g_strcmp0 (rapport_row_get_text (row, RAPPORT_COMMITMENT_SIDE), "theirs") == 0;

  if (theirs)
    return person ? g_strdup_printf (promise ? _("Promised by %s") : _("To be done by %s"), person)
                  : g_strdup (_("The customer’s"));
  if (promise)
    return person ? g_strdup_printf (_("Promised to %s"), person) : g_strdup (_("Promise"));
  if (episode != NULL)
    return g_strdup (episode);
  return g_strdup (person ? person : owner ? owner : _("Next step"));
}

static GtkWidget *
step_row_new (RapportAccountOverview *self,
              const RapportRow       *row)
{
  RapportDay due = _rapport_row_day (row, RAPPORT_COMMITMENT_DUE);
  RapportDay today = rapport_workspace_get_today (self->workspace);
  gboolean overdue = due != RAPPORT_DAY_NONE && due < today;
  gboolean writable = !rapport_workspace_is_read_only (self->workspace);
  g_autofree char *subtitle = step_subtitle (self, row);
  const char *title = rapport_row_get_text (row, RAPPORT_COMMITMENT_TITLE);
  GtkWidget *list_row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *date = rapport_date_button_new ();
  g_autofree char *name = NULL;

  gtk_widget_add_css_class (box, "rp-row");
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_widget_set_sensitive (check, writable);
  gtk_widget_set_tooltip_text (check, g_strcmp0 (rapport_row_get_text (row, RAPPORT_COMMITMENT_KIND), "promise") == 0
                                          ? _("Keep promise")
                                          : _("Done"));
  name = g_strdup_printf (_("Done: %s"), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_data (check, "toggled", G_CALLBACK (check_cb), step_new (self, row), step_free, 0);
  gtk_box_append (GTK_BOX (box), check);

  gtk_box_append (GTK_BOX (words), _rapport_label_new (title, "rp-title"));
  gtk_box_append (GTK_BOX (words), _rapport_line_new (subtitle, "rp-caption"));
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), words);

  if (overdue)
    {
      g_autofree char *text = rapport_time_format_due (due, today, RAPPORT_TIME_STYLE_SHORT);
      GtkWidget *icon = gtk_image_new_from_icon_name ("rp-overdue-symbolic");
      GtkWidget *label = gtk_label_new (text);

      gtk_widget_add_css_class (label, "rp-body");
      gtk_widget_add_css_class (icon, "rp-overdue");
      gtk_widget_add_css_class (label, "rp-overdue");
      gtk_box_append (GTK_BOX (box), icon);
      gtk_box_append (GTK_BOX (box), label);
    }
  rapport_date_button_set_today (RAPPORT_DATE_BUTTON (date), today);
  g_object_set (date, "placeholder", _("No day"), NULL);
  rapport_date_button_set_day (RAPPORT_DATE_BUTTON (date), due);
  gtk_widget_add_css_class (date, "rp-quiet");
  gtk_widget_set_valign (date, GTK_ALIGN_CENTER);
  gtk_widget_set_sensitive (date, writable);
  name = (g_free (name), g_strdup_printf (_("Due: %s"), title));
  gtk_accessible_update_property (GTK_ACCESSIBLE (date), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_data (date, "chosen", G_CALLBACK (due_cb), step_new (self, row), step_free, 0);
  gtk_box_append (GTK_BOX (box), date);

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (list_row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (list_row), writable);
  g_object_set_data_full (G_OBJECT (list_row), "rapport-row", rapport_row_copy (row),
                          (GDestroyNotify) rapport_row_free);
  return list_row;
}

/* People -------------------------------------------------------------------------------------------------------- */

static GtkWidget *
person_row_new (const RapportAccountPerson *person)
{
  const char *name = rapport_row_get_text (person->person, RAPPORT_PERSON_NAME);
  const char *title = rapport_row_get_text (person->affiliation, RAPPORT_AFFILIATION_JOB_TITLE);
  const char *role = _rapport_row_choice (person->affiliation, RAPPORT_AFFILIATION_ROLE);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *row = gtk_list_box_row_new ();

  if (title == NULL)
    title = rapport_row_get_text (person->person, RAPPORT_PERSON_JOB_TITLE);
  gtk_widget_add_css_class (box, "rp-row");
  gtk_box_append (GTK_BOX (box), adw_avatar_new (28, name, TRUE));
  gtk_box_append (GTK_BOX (words), _rapport_line_new (name, "rp-title"));
  if (title != NULL)
    gtk_box_append (GTK_BOX (words), _rapport_line_new (title, "rp-caption"));
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), words);
  if (role != NULL)
    {
      GtkWidget *pill = gtk_label_new (role);

      gtk_widget_add_css_class (pill, "rp-role-pill");
      gtk_widget_set_valign (pill, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (box), pill);
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  return row;
}

static void
open_people_cb (RapportAccountOverview *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "account.show-tab", "s", "people");
}

static void
add_commitment_cb (RapportAccountOverview *self)
{
  _rapport_open_commitment_form (GTK_WIDGET (self), self->workspace, self->account, NULL);
}

static void
add_person_cb (RapportAccountOverview *self)
{
  _rapport_open_person_form (GTK_WIDGET (self), self->workspace, self->account);
}

static void
show_all_cb (RapportAccountOverview *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "account.show-tab", "s", "timeline");
}

/* Show ---------------------------------------------------------------------------------------------------------- */

/**
 * rapport_account_overview_show:
 * @self: the tab
 * @workspace: a workspace
 * @record: the account, which follows changes
 * @data: what was read about it; not kept
 */
void
rapport_account_overview_show (RapportAccountOverview *self,
                               RapportWorkspace       *workspace,
                               RapportRecord          *record,
                               RapportAccountData     *data)
{
  gboolean writable = !rapport_workspace_is_read_only (workspace);

  g_return_if_fail (RAPPORT_IS_ACCOUNT_OVERVIEW (self));

  g_set_object (&self->workspace, workspace);
  self->account = rapport_record_get_id (record);
  for (guint i = 0; i < self->editors->len; i++)
    rapport_field_editor_set_record (g_ptr_array_index (self->editors, i), workspace, record);

  show_tiles (self, data);
  show_recent (self, data);

  _rapport_children_clear (GTK_WIDGET (self->commitments));
  for (guint i = 0; i < data->commitments->len; i++)
    gtk_list_box_append (self->commitments, step_row_new (self, g_ptr_array_index (data->commitments, i)));
  gtk_widget_set_visible (GTK_WIDGET (self->commitments), data->commitments->len > 0);
  gtk_widget_set_visible (self->no_commitments, data->commitments->len == 0);

  _rapport_children_clear (GTK_WIDGET (self->people));
  for (guint i = 0; i < data->people->len; i++)
    gtk_list_box_append (self->people, person_row_new (g_ptr_array_index (data->people, i)));
  gtk_widget_set_visible (GTK_WIDGET (self->people), data->people->len > 0);
  gtk_widget_set_visible (self->no_people, data->people->len == 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->add_commitment), writable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->add_person), writable);
}

static void
add_editor (RapportAccountOverview *self,
            GtkListBox             *list,
            guint                   field,
            const char             *icon)
{
  const RapportField *description = &rapport_account_kind.fields[field];
  gboolean wide = description->type == RAPPORT_FIELD_NOTE;
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (wide ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL, wide ? 3 : 9);
  GtkWidget *label = _rapport_label_new (rapport_field_get_label (description), "rp-remark");
  GtkWidget *editor = rapport_field_editor_new (RAPPORT_KIND_ACCOUNT, field);
  GtkWidget *input = rapport_field_editor_get_input (RAPPORT_FIELD_EDITOR (editor));

  gtk_widget_add_css_class (box, "rp-row");
  if (wide)
    gtk_widget_add_css_class (box, "wide");
  if (icon != NULL)
    {
      GtkWidget *image = gtk_image_new_from_icon_name (icon);

      gtk_widget_add_css_class (image, "rp-dim");
      gtk_box_append (GTK_BOX (box), image);
    }
  gtk_label_set_wrap (GTK_LABEL (label), FALSE);
  gtk_widget_set_hexpand (editor, TRUE);
  gtk_widget_set_valign (editor, GTK_ALIGN_CENTER);
  if (GTK_IS_ENTRY (input))
    gtk_entry_set_alignment (GTK_ENTRY (input), 1);
  else if (GTK_IS_DROP_DOWN (input))
    {
      gtk_widget_set_halign (input, GTK_ALIGN_END);
      gtk_widget_add_css_class (input, "rp-inplace");
    }
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), editor);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_list_box_append (list, row);
  g_ptr_array_add (self->editors, editor);
}

static void
rapport_account_overview_dispose (GObject *object)
{
  RapportAccountOverview *self = RAPPORT_ACCOUNT_OVERVIEW (object);

  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (rapport_account_overview_parent_class)->dispose (object);
}

static void
rapport_account_overview_finalize (GObject *object)
{
  g_ptr_array_unref (RAPPORT_ACCOUNT_OVERVIEW (object)->editors);
  G_OBJECT_CLASS (rapport_account_overview_parent_class)->finalize (object);
}

static void
narrow_changed_cb (RapportAccountOverview *self,
                   GParamSpec             *pspec,
                   RapportAdaptiveBin     *bin)
{
  _rapport_columns_fit (self->columns, bin);
}

static void
rapport_account_overview_class_init (RapportAccountOverviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_account_overview_dispose;
  G_OBJECT_CLASS (klass)->finalize = rapport_account_overview_finalize;

  g_type_ensure (RAPPORT_TYPE_ADAPTIVE_BIN);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/rapport/Rapport/rapport-account-overview.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportAccountOverview, tiles);
  gtk_widget_class_bind_template_child (widget_class, RapportAccountOverview, columns);
  gtk_widget_class_bind_template_child (widget_class, RapportAccountOverview, recent);
  gtk_widget_class_bind_template_child (widget_class, RapportAccountOverview, commitments);
  gtk_widget_class_bind_template_child (widget_class, RapportAccountOverview, people);
  gtk_widget_class_bind_template_child (widget_class, RapportAccountOverview, preferences);
  gtk_widget_class_bind_template_child (widget_class, RapportAccountOverview, details);
  gtk_widget_class_bind_template_child (widget_class, RapportAccountOverview, no_commitments);
  gtk_widget_class_bind_template_child (widget_class, RapportAccountOverview, no_people);
  gtk_widget_class_bind_template_child (widget_class, RapportAccountOverview, add_commitment);
  gtk_widget_class_bind_template_child (widget_class, RapportAccountOverview, add_person);
  gtk_widget_class_bind_template_callback (widget_class, narrow_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_commitment_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_person_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_people_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_all_cb);
  gtk_widget_class_bind_template_callback (widget_class, edit_step_cb);
}

static void
rapport_account_overview_init (RapportAccountOverview *self)
{
  static const struct { guint field; const char *icon; } preferred[] = {
    { RAPPORT_ACCOUNT_PREFERRED_CHANNEL, "rp-phone-symbolic" }, { RAPPORT_ACCOUNT_PREFERRED_TIME, "rp-clock-symbolic" },
    { RAPPORT_ACCOUNT_MOTIVE, "rp-motive-symbolic" },           { RAPPORT_ACCOUNT_AVOID, "rp-avoid-symbolic" },
  };

  self->editors = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (preferred); i++)
    add_editor (self, self->preferences, preferred[i].field, preferred[i].icon);
  for (guint i = 0; i < rapport_account_kind.n_fields; i++)
    {
      const RapportField *field = &rapport_account_kind.fields[i];
      gboolean above = i == RAPPORT_ACCOUNT_NAME || i == RAPPORT_ACCOUNT_STARRED;

      for (guint k = 0; k < G_N_ELEMENTS (preferred); k++)
        above |= preferred[k].field == i;
      if (!above && (field->flags & (RAPPORT_FIELD_INTERNAL | RAPPORT_FIELD_DERIVED)) == 0)
        add_editor (self, self->details, i, NULL);
    }
}
