#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "command/rapport-command.h"
#include "core/rapport-records.h"
#include "core/rapport-time.h"
#include "service/rapport-entry.h"
#include "service/rapport-lookup.h"

/* rapport log: what happened with a customer. */

/* Who is at the keyboard, where the members have logins. */
static gint64
find_self (RapportWorkspace *workspace)
{
  gint64 member = rapport_workspace_get_member (workspace);
  g_autoptr(GPtrArray) members = NULL;

  if (member != 0)
    return member;
  members = rapport_workspace_list_small (workspace, RAPPORT_KIND_MEMBER);
  for (guint i = 0; i < members->len; i++)
    if (g_strcmp0 (rapport_record_get_text (g_ptr_array_index (members, i), "login"), g_get_user_name ()) == 0)
      return rapport_record_get_id (g_ptr_array_index (members, i));
  return 0;
}

static gboolean
find_all (RapportCommand  *command,
          RapportKindId    kind,
          char           **words,
          gint64          *first,
          GArray          *others)
{
  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    {
      gint64 id = rapport_command_find (command, kind, words[i]);

      if (id == 0)
        return FALSE;
      if (i == 0)
        *first = id;
      else
        g_array_append_val (others, id);
    }
  return TRUE;
}

RapportCommandStatus
rapport_command_log (RapportCommand *command)
{
  g_autofree char *channel = NULL, *direction = NULL, *episode = NULL, *kind = NULL, *at = NULL;
  g_autofree char *subject = NULL, *text = NULL;
  g_auto(GStrv) by = NULL, with = NULL;
  int minutes = -1;
  gboolean social = FALSE;
  const GOptionEntry options[] = {
    { "channel", 'c', 0, G_OPTION_ARG_FILENAME, &channel,
      N_("phone, email, visit, video, meal, meeting, letter, web, chat, event or other"), N_("C") },
    { "direction", 'd', 0, G_OPTION_ARG_FILENAME, &direction, N_("in: from the customer; out: to the customer"),
      N_("in|out") },
    { "episode", 'e', 0, G_OPTION_ARG_FILENAME, &episode,
      N_("The episode it belongs to; opened if there is none of that title"), N_("TITLE") },
    { "kind", 'k', 0, G_OPTION_ARG_FILENAME, &kind,
      N_("Kind of episode: purchase, enquiry, quotation, sales-call, complaint, service, review, campaign-response,"
         " social"), N_("KIND") },
    { "at", 't', 0, G_OPTION_ARG_FILENAME, &at,
      N_("When, “YYYY-MM-DD HH:MM” local or with an offset; by default now"), N_("TIME") },
    { "by", 'b', 0, G_OPTION_ARG_FILENAME_ARRAY, &by, N_("Who of us: login, initials, name or id; may be repeated"),
      N_("MEMBER") },
    { "with", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &with,
      N_("With whom there: name, e-mail address or id; may be repeated"), N_("PERSON") },
    { "minutes", 0, 0, G_OPTION_ARG_INT, &minutes, N_("How long it took"), N_("N") },
    { "social", 0, 0, G_OPTION_ARG_NONE, &social, N_("It was about the people, not the business"), NULL },
    { NULL },
  };
  g_autoptr(GArray) people = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GArray) members = g_array_new (FALSE, FALSE, sizeof (gint64));
  RapportEntryLog log = RAPPORT_ENTRY_LOG_INIT;
  const RapportField *direction_field = &rapport_interaction_kind.fields[RAPPORT_INTERACTION_DIRECTION];
  const char * const *arguments;
  RapportWorkspace *workspace;
  g_autoptr(RapportAct) act = NULL;
  RapportCommandStatus status;

  if (!rapport_command_parse (command, options, 2, 2))
    return rapport_command_get_status (command);
  arguments = rapport_command_get_arguments (command);
  if (!g_utf8_validate (arguments[1], -1, NULL) || (episode != NULL && !g_utf8_validate (episode, -1, NULL)))
    return rapport_command_misuse (command, _("The text is not valid UTF-8."));
  rapport_entry_split_text (arguments[1], &subject, &text);
  if (*subject == '\0')
    return rapport_command_misuse (command, _("log: what happened? TEXT is empty."));
  if ((channel != NULL &&
       rapport_command_find_choice (command, "--channel", rapport_channel_choices, channel) == NULL) ||
      (direction != NULL &&
       rapport_command_find_choice (command, "--direction", direction_field->choices, direction) == NULL) ||
      (kind != NULL && rapport_command_find_choice (command, "--kind", rapport_episode_choices, kind) == NULL))
    return rapport_command_get_status (command);
  if (at != NULL)
    {
      log.at = rapport_time_parse_iso (at, NULL);
      if (log.at == RAPPORT_INSTANT_NONE)
        return rapport_command_misuse (command, _("--at: “%s” is not a time; write it as “YYYY-MM-DD HH:MM”."), at);
    }
  if (minutes < -1)
    return rapport_command_misuse (command, _("--minutes: “%d” is not a length of time."), minutes);

  workspace = rapport_command_open_for_writing (command);
  log.account = workspace ? rapport_command_find (command, RAPPORT_KIND_ACCOUNT, arguments[0]) : 0;
  if (log.account == 0 || !find_all (command, RAPPORT_KIND_MEMBER, by, &log.member, members) ||
      !find_all (command, RAPPORT_KIND_PERSON, with, &log.person, people))
    return rapport_command_get_status (command);
  if (log.member == 0)
    log.member = find_self (workspace);

  log.subject = subject;
  log.text = text;
  log.channel = channel;
  log.direction = direction;
  log.social = social || g_strcmp0 (kind, "social") == 0;
  /* A kind without a title: the episode is called what it began with. */
  log.episode_title = episode != NULL && *g_strstrip (episode) != '\0' ? episode : kind != NULL ? subject : NULL;
  log.episode_kind = kind;
  log.minutes = minutes >= 0 ? minutes : RAPPORT_UNSET;
  log.people = people;
  log.members = members;

  act = rapport_entry_act_log (workspace, &log);
  status = rapport_command_do (command, act);
  if (status == RAPPORT_COMMAND_DONE)
    rapport_command_say ("%" G_GINT64_FORMAT, rapport_entry_act_get_id (act));
  return status;
}
