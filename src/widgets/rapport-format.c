#include "config.h"

#include "widgets/rapport-format.h"

#include <glib/gi18n.h>

#include "core/rapport-money.h"
#include "core/rapport-records.h"

/**
 * rapport_format_value:
 * @workspace: a workspace
 * @amount: minor units of its currency, may be %RAPPORT_UNSET
 * @estimated: whether nobody knows exactly
 *
 * Returns: (transfer full): what an account is worth a year, for cards and cells: "€146k", "~ €60k", empty where
 *   nothing is known
 */
char *
rapport_format_value (RapportWorkspace *workspace,
                      gint64            amount,
                      gboolean          estimated)
{
  g_return_val_if_fail (RAPPORT_IS_WORKSPACE (workspace), NULL);

  if (amount == RAPPORT_UNSET)
    return g_strdup ("");
  return rapport_money_format (amount, rapport_workspace_get_currency (workspace),
                               RAPPORT_MONEY_SHORT | (estimated ? RAPPORT_MONEY_ESTIMATED : 0));
}

/**
 * rapport_format_money:
 * @workspace: a workspace
 * @minor: minor units, may be %RAPPORT_UNSET
 * @currency: (nullable): ISO 4217 code, %NULL or empty for the workspace's
 *
 * Returns: (transfer full): an amount with all its digits: "€12,400.00", empty where nothing is known
 */
char *
rapport_format_money (RapportWorkspace *workspace,
                      gint64            minor,
                      const char       *currency)
{
  g_return_val_if_fail (RAPPORT_IS_WORKSPACE (workspace), NULL);

  if (minor == RAPPORT_UNSET)
    return g_strdup ("");
  if (currency == NULL || *currency == '\0')
    currency = rapport_workspace_get_currency (workspace);
  return rapport_money_format (minor, currency, RAPPORT_MONEY_FULL);
}

/**
 * rapport_format_contact:
 * @workspace: a workspace
 * @instant: when the last interaction was, UTC seconds, may be %RAPPORT_UNSET
 *
 * Returns: (transfer full): "Last contact 5 d ago", "Contact today", "No contact yet"
 */
char *
rapport_format_contact (RapportWorkspace *workspace,
                        gint64            instant)
{
  g_autofree char *when = NULL;
  RapportDay day, today;

  g_return_val_if_fail (RAPPORT_IS_WORKSPACE (workspace), NULL);

  if (instant == RAPPORT_UNSET)
    return g_strdup (_("No contact yet"));

  day = rapport_day_from_instant (instant, NULL);
  today = rapport_workspace_get_today (workspace);
  if (day == today)
    return g_strdup (_("Contact today"));
  if (day > today)
    return g_strdup (_("Contact planned"));

  when = rapport_time_format_relative (day, today, RAPPORT_TIME_STYLE_SHORT);
  /* Translators: %s is "yesterday" or "5 d ago". */
  return g_strdup_printf (_("Last contact %s"), when);
}

/**
 * rapport_format_due:
 * @workspace: a workspace
 * @due: a day, may be %RAPPORT_DAY_NONE
 *
 * Returns: (transfer full): "1 d overdue", "Today", "27 Nov", empty where there is no day
 */
char *
rapport_format_due (RapportWorkspace *workspace,
                    RapportDay        due)
{
  g_return_val_if_fail (RAPPORT_IS_WORKSPACE (workspace), NULL);

  if (!rapport_day_is_valid (due))
    return g_strdup ("");
  return rapport_time_format_due (due, rapport_workspace_get_today (workspace), RAPPORT_TIME_STYLE_SHORT);
}

/**
 * rapport_format_is_overdue:
 * @workspace: a workspace
 * @due: a day, may be %RAPPORT_DAY_NONE
 *
 * Returns: whether the day has passed
 */
gboolean
rapport_format_is_overdue (RapportWorkspace *workspace,
                           RapportDay        due)
{
  g_return_val_if_fail (RAPPORT_IS_WORKSPACE (workspace), FALSE);

  return rapport_day_is_valid (due) && due < rapport_workspace_get_today (workspace);
}

/**
 * rapport_format_day:
 * @workspace: a workspace
 * @day: a day, may be %RAPPORT_DAY_NONE
 *
 * Returns: (transfer full): a day in a list, "27 Nov", with the year where it is another; empty for no day
 */
char *
rapport_format_day (RapportWorkspace *workspace,
                    RapportDay        day)
{
  g_return_val_if_fail (RAPPORT_IS_WORKSPACE (workspace), NULL);

  if (!rapport_day_is_valid (day))
    return g_strdup ("");
  return rapport_time_format_day (day, rapport_workspace_get_today (workspace));
}

/**
 * rapport_format_instant:
 * @workspace: a workspace
 * @instant: UTC seconds, may be %RAPPORT_UNSET
 *
 * Returns: (transfer full): "Today, 14:32", "27 Nov, 9:05", empty for none
 */
char *
rapport_format_instant (RapportWorkspace *workspace,
                        gint64            instant)
{
  g_autofree char *day_text = NULL, *clock = NULL;
  RapportDay day, today;

  g_return_val_if_fail (RAPPORT_IS_WORKSPACE (workspace), NULL);

  if (instant == RAPPORT_UNSET)
    return g_strdup ("");

  day = rapport_day_from_instant (instant, NULL);
  today = rapport_workspace_get_today (workspace);
  day_text = day == today ? g_strdup (_("Today")) : rapport_time_format_day (day, today);
  clock = rapport_time_format_clock (instant, NULL);
  /* Translators: a day and a time of day: "27 Nov, 9:05" */
  return g_strdup_printf (_("%s, %s"), day_text, clock);
}

/**
 * rapport_format_undo_tooltip:
 * @label: (nullable): what would be undone or redone
 * @redo: whether it is redo
 *
 * Returns: (transfer full): what the button says: "Undo: Move Halden Marine to Loyal", "Nothing to undo"
 */
char *
rapport_format_undo_tooltip (const char *label,
                             gboolean    redo)
{
  if (label == NULL)
    return g_strdup (redo ? _("Nothing to redo") : _("Nothing to undo"));
  /* Translators: what would be taken back: "Undo: Move Halden Marine to Loyal" */
  return g_strdup_printf (redo ? _("Redo: %s") : _("Undo: %s"), label);
}

typedef struct
{
  const char *id;
  const char *icon;
  guint       lane;
} Look;

static const Look channels[] = {
  { "phone", "rp-phone-symbolic" },
  { "email", "rp-mail-symbolic" },
  { "visit", "rp-visit-symbolic" },
  { "video", "rp-video-symbolic" },
  { "meal", "rp-meal-symbolic" },
  { "meeting", "rp-meeting-symbolic" },
  { "letter", "rp-letter-symbolic" },
  { "web", "rp-web-symbolic" },
  { "chat", "rp-chat-symbolic" },
  { "event", "rp-fair-symbolic" },
};

static const Look episodes[] = {
  { "purchase", "rp-purchase-symbolic", 0 },
  { "enquiry", "rp-in-symbolic", 0 },
  { "quotation", "rp-letter-symbolic", 0 },
  { "sales-call", "rp-phone-symbolic", 0 },
  { "campaign-response", "rp-motive-symbolic", 0 },
  { "service", "rp-service-symbolic", 1 },
  { "complaint", "rp-complaint-symbolic", 2 },
  { "review", "rp-review-symbolic", 3 },
  { "social", "rp-people-symbolic", 4 },
};

static const Look *
find_look (const Look *looks,
           gsize       n_looks,
           const char *id)
{
  for (gsize i = 0; i < n_looks; i++)
    if (g_strcmp0 (looks[i].id, id) == 0)
      return &looks[i];
  return NULL;
}

static const char *
choice_label (const RapportChoice *choices,
              const char          *id)
{
  for (; choices->id != NULL; choices++)
    if (g_strcmp0 (choices->id, id) == 0)
      return rapport_choice_get_label (choices);
  return id;
}

/**
 * rapport_channel_icon:
 * @channel: (nullable): id of a channel
 *
 * Returns: name of a symbolic icon
 */
const char *
rapport_channel_icon (const char *channel)
{
  const Look *look = find_look (channels, G_N_ELEMENTS (channels), channel);

  return look ? look->icon : "rp-edit-symbolic";
}

/**
 * rapport_channel_label:
 * @channel: (nullable): id of a channel
 *
 * Returns: (nullable): its name in the user's language
 */
const char *
rapport_channel_label (const char *channel)
{
  return choice_label (rapport_channel_choices, channel);
}

/**
 * rapport_episode_icon:
 * @kind: (nullable): id of a kind of episode
 *
 * Returns: name of a symbolic icon
 */
const char *
rapport_episode_icon (const char *kind)
{
  const Look *look = find_look (episodes, G_N_ELEMENTS (episodes), kind);

  return look ? look->icon : "rp-episode-symbolic";
}

/**
 * rapport_episode_label:
 * @kind: (nullable): id of a kind of episode
 *
 * Returns: (nullable): its name in the user's language
 */
const char *
rapport_episode_label (const char *kind)
{
  return choice_label (rapport_episode_choices, kind);
}

/**
 * rapport_episode_lane:
 * @kind: (nullable): id of a kind of episode
 *
 * Returns: the lane of the ribbon that it is drawn on: 0 purchase, 1 service, 2 complaint, 3 review, 4 social
 */
guint
rapport_episode_lane (const char *kind)
{
  const Look *look = find_look (episodes, G_N_ELEMENTS (episodes), kind);

  return look ? look->lane : 0;
}

/**
 * rapport_episode_lane_label:
 * @lane: a lane of rapport_episode_lane()
 *
 * Returns: its name in the user's language
 */
const char *
rapport_episode_lane_label (guint lane)
{
  static const char * const kinds[RAPPORT_N_EPISODE_LANES] = {
    "purchase", "service", "complaint", "review", "social",
  };

  g_return_val_if_fail (lane < RAPPORT_N_EPISODE_LANES, NULL);

  return rapport_episode_label (kinds[lane]);
}

/* For .ui files: <closure type="gchararray" function="format_value">. The first argument is the object that the
 * expression stands at. While a record or a workspace is missing, nothing is shown. */

static char *
format_value (gpointer          self,
              RapportWorkspace *workspace,
              gint64            amount,
              gboolean          estimated)
{
  return workspace ? rapport_format_value (workspace, amount, estimated) : NULL;
}

static char *
format_money (gpointer          self,
              RapportWorkspace *workspace,
              gint64            minor,
              const char       *currency)
{
  return workspace ? rapport_format_money (workspace, minor, currency) : NULL;
}

static char *
format_contact (gpointer          self,
                RapportWorkspace *workspace,
                gint64            instant)
{
  return workspace ? rapport_format_contact (workspace, instant) : NULL;
}

static char *
format_due (gpointer          self,
            RapportWorkspace *workspace,
            int               day)
{
  return workspace ? rapport_format_due (workspace, day) : NULL;
}

static char *
format_day (gpointer          self,
            RapportWorkspace *workspace,
            int               day)
{
  return workspace ? rapport_format_day (workspace, day) : NULL;
}

static char *
format_instant (gpointer          self,
                RapportWorkspace *workspace,
                gint64            instant)
{
  return workspace ? rapport_format_instant (workspace, instant) : NULL;
}

static char *
channel_icon (gpointer    self,
              const char *channel)
{
  return g_strdup (rapport_channel_icon (channel));
}

static char *
channel_label (gpointer    self,
               const char *channel)
{
  return g_strdup (rapport_channel_label (channel));
}

static char *
episode_icon (gpointer    self,
              const char *kind)
{
  return g_strdup (rapport_episode_icon (kind));
}

static char *
episode_label (gpointer    self,
               const char *kind)
{
  return g_strdup (rapport_episode_label (kind));
}

static gboolean
is_set (gpointer    self,
        const char *text)
{
  return text != NULL && *text != '\0';
}

/**
 * rapport_format_bind:
 * @klass: the class of a template
 *
 * Makes these functions closures of the template: format_value (workspace, amount, estimated), format_money
 * (workspace, minor, currency), format_contact (workspace, instant), format_due and format_day (workspace, day),
 * format_instant (workspace, instant), channel_icon, channel_label (channel), episode_icon, episode_label (kind),
 * is_set (text).
 */
void
rapport_format_bind (GtkWidgetClass *klass)
{
  static const struct
  {
    const char *name;
    GCallback   function;
  } closures[] = {
    { "format_value", G_CALLBACK (format_value) },
    { "format_money", G_CALLBACK (format_money) },
    { "format_contact", G_CALLBACK (format_contact) },
    { "format_due", G_CALLBACK (format_due) },
    { "format_day", G_CALLBACK (format_day) },
    { "format_instant", G_CALLBACK (format_instant) },
    { "channel_icon", G_CALLBACK (channel_icon) },
    { "channel_label", G_CALLBACK (channel_label) },
    { "episode_icon", G_CALLBACK (episode_icon) },
    { "episode_label", G_CALLBACK (episode_label) },
    { "is_set", G_CALLBACK (is_set) },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (closures); i++)
    gtk_widget_class_bind_template_callback_full (klass, closures[i].name, closures[i].function);
}
