#include "config.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "command/rapport-command-output.h"
#include "command/rapport-command.h"
#include "core/rapport-money.h"
#include "core/rapport-records.h"
#include "service/rapport-account-service.h"
#include "service/rapport-board-service.h"
#include "service/rapport-value.h"

/* rapport show: one account on a screen of text, or as JSON. */

#define N_RECENT 10

/* The stage's id in a model, NULL where the account has none. */
static const char *
stage_in (RapportWorkspace *workspace,
          gint64            model,
          gint64            account,
          RapportRecord   **held)
{
  RapportDb *db = rapport_store_get_db (rapport_workspace_get_store (workspace));
  g_autoptr(RapportRow) placement = rapport_board_find_placement (db, model, account, NULL);

  g_clear_object (held);
  if (placement == NULL)
    return NULL;
  *held = rapport_workspace_get_record (workspace, RAPPORT_KIND_STAGE,
                                        rapport_row_get_int (placement, RAPPORT_PLACEMENT_STAGE));
  return *held ? rapport_record_get_text (*held, "slug") : NULL;
}

static void
put_rows (GString          *object,
          const char       *name,
          RapportWorkspace *workspace,
          GPtrArray        *rows,
          guint             limit)
{
  g_autoptr(GPtrArray) some = g_ptr_array_new ();

  for (guint i = 0; i < MIN (rows->len, limit); i++)
    g_ptr_array_add (some, g_ptr_array_index (rows, i));
  rapport_output_json_array (object, name, workspace, some);
}

static void
put_share (GString    *object,
           const char *name,
           double      share)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  rapport_output_json_member (object, name,
                              isnan (share) ? "null" : g_ascii_formatd (text, sizeof text, "%.4f", share));
}

static void
show_json (RapportWorkspace   *workspace,
           RapportAccountData *data)
{
  g_autoptr(GString) object = g_string_new (NULL);
  g_autoptr(GString) stages = g_string_new (NULL);
  g_autoptr(GString) people = g_string_new ("[");
  g_autoptr(GPtrArray) episodes = g_ptr_array_new ();
  g_autoptr(GPtrArray) interactions = g_ptr_array_new ();
  g_autoptr(GPtrArray) models = rapport_workspace_list_small (workspace, RAPPORT_KIND_MODEL);
  g_autoptr(RapportRecord) stage = NULL;
  g_autofree char *all = NULL, *purchased = NULL, *since = NULL;
  gint64 account = rapport_row_get_id (data->account);

  rapport_output_json_row (object, workspace, data->account);
  rapport_output_json_text (object, "stage", stage_in (workspace, 1, account, &stage));
  for (guint i = 0; i < models->len; i++)
    {
      RapportRecord *model = g_ptr_array_index (models, i);

      if (g_strcmp0 (rapport_record_get_text (model, "subject"), "account") == 0)
        rapport_output_json_text (stages, rapport_record_get_text (model, "slug"),
                                  stage_in (workspace, rapport_record_get_id (model), account, &stage));
    }
  all = g_strdup_printf ("{%s}", stages->str);
  rapport_output_json_member (object, "stages", all);
  rapport_output_json_text (object, "workspace_currency", data->currency);
  since = data->since != RAPPORT_DAY_NONE ? rapport_day_format (data->since) : NULL;
  rapport_output_json_text (object, "since", since);
  purchased = rapport_value_format_minor (data->purchased, data->currency);
  rapport_output_json_member (object, "purchased", purchased);
  put_share (object, "margin", data->margin);
  rapport_output_json_int (object, "overdue_promises", data->n_overdue);
  rapport_output_json_int (object, "n_interactions", data->n_said);
  rapport_output_json_int (object, "n_purchases", data->n_purchases);

  for (guint i = 0; i < data->people->len; i++)
    {
      RapportAccountPerson *person = g_ptr_array_index (data->people, i);
      g_autoptr(GString) item = g_string_new (NULL);
      gboolean main_one;

      rapport_output_json_row (item, workspace, person->person);
      rapport_output_json_text (item, "role", rapport_row_get_text (person->affiliation, RAPPORT_AFFILIATION_ROLE));
      main_one = !rapport_row_is_null (person->affiliation, RAPPORT_AFFILIATION_MAIN) &&
                 rapport_row_get_int (person->affiliation, RAPPORT_AFFILIATION_MAIN) == 1;
      rapport_output_json_member (item, "main", main_one ? "true" : "false");
      g_string_append_printf (people, "%s{%s}", i > 0 ? ", " : "", item->str);
    }
  g_string_append_c (people, ']');
  rapport_output_json_member (object, "people", people->str);
  put_rows (object, "commitments", workspace, data->commitments, G_MAXUINT);
  for (guint i = 0; i < data->episodes->len; i++)
    {
      RapportAccountEpisode *episode = g_ptr_array_index (data->episodes, i);

      if (episode->episode != NULL)
        g_ptr_array_add (episodes, episode->episode);
      for (guint k = 0; k < episode->interactions->len; k++)
        g_ptr_array_add (interactions, g_ptr_array_index (episode->interactions, k));
    }
  put_rows (object, "episodes", workspace, episodes, N_RECENT);
  put_rows (object, "interactions", workspace, interactions, N_RECENT);
  put_rows (object, "purchases", workspace, data->purchases, N_RECENT);
  rapport_command_say ("{%s}", object->str);
}

static void
say_field (RapportWorkspace *workspace,
           const RapportRow *row,
           const char       *name)
{
  const RapportKind *kind = rapport_row_get_kind (row);
  int field = rapport_kind_find_field (kind, name);
  g_autofree char *text = rapport_value_describe (workspace, row, field);
  const char *label = rapport_field_get_label (&kind->fields[field]);
  glong padding = 32 - g_utf8_strlen (label, -1);

  if (*text != '\0')
    rapport_command_say ("  %s%*s%s", label, (int) MAX (padding, 2), "", text);
}

static void
say_fields (RapportWorkspace *workspace,
            const RapportRow *row,
            const char       *names)
{
  g_auto(GStrv) list = g_strsplit (names, " ", -1);

  for (guint i = 0; list[i] != NULL; i++)
    say_field (workspace, row, list[i]);
}

static char *
describe (RapportWorkspace *workspace,
          const RapportRow *row,
          const char       *name)
{
  return rapport_value_describe (workspace, row, rapport_kind_find_field (rapport_row_get_kind (row), name));
}

static void
say_rows (RapportWorkspace *workspace,
          const char       *heading,
          GPtrArray        *rows,
          const char       *names)
{
  g_auto(GStrv) list = g_strsplit (names, " ", -1);

  if (rows->len == 0)
    return;
  rapport_command_say ("\n%s", heading);
  for (guint i = 0; i < MIN (rows->len, N_RECENT); i++)
    {
      g_autoptr(GString) line = g_string_new (NULL);

      for (guint k = 0; list[k] != NULL; k++)
        {
          g_autofree char *text = describe (workspace, g_ptr_array_index (rows, i), list[k]);

          if (*text != '\0')
            g_string_append_printf (line, "%s%s", line->len > 0 ? "  " : "", text);
        }
      rapport_command_say ("  %s", line->str);
    }
}

static void
show_text (RapportWorkspace   *workspace,
           RapportAccountData *data)
{
  const char *stage = data->placed ? rapport_workspace_get_title (workspace, RAPPORT_KIND_STAGE, data->stage) : NULL;
  const char *model = rapport_workspace_get_title (workspace, RAPPORT_KIND_MODEL, data->model);
  g_autoptr(GPtrArray) interactions = g_ptr_array_new ();
  g_autoptr(GPtrArray) episodes = g_ptr_array_new ();

  rapport_command_say ("%s", rapport_row_get_text (data->account, RAPPORT_ACCOUNT_NAME));
  rapport_command_say ("  %s  id:%" G_GINT64_FORMAT, model ? model : "", rapport_row_get_id (data->account));
  rapport_command_say (_("  Stage: %s"), data->end ? _("ended") : stage ? stage : _("none"));
  if (data->end != NULL)
    say_fields (workspace, data->end, "ended_on ended_by reason note");
  say_fields (workspace, data->account,
              "external_id kind account_group owner industry street postal_code city region country phone email "
              "website preferred_channel preferred_time language motive avoid tags customer_since");
  rapport_command_say ("\n%s", _("Figures"));
  say_fields (workspace, data->account,
              "value estimated revenue_12m revenue_before orders first_purchase last_purchase last_contact usual_gap "
              "open_complaints open_commitments next_due next_step");

  if (data->people->len > 0)
    rapport_command_say ("\n%s", _("People"));
  for (guint i = 0; i < data->people->len; i++)
    {
      RapportAccountPerson *person = g_ptr_array_index (data->people, i);
      g_autofree char *role = describe (workspace, person->affiliation, "role");
      g_autofree char *title = describe (workspace, person->person, "job_title");
      g_autofree char *phone = describe (workspace, person->person, "phone");
      g_autofree char *email = describe (workspace, person->person, "email");
      const char *parts[] = { rapport_row_get_text (person->person, RAPPORT_PERSON_NAME), role, title, phone, email };
      g_autoptr(GString) line = g_string_new (NULL);

      for (guint k = 0; k < G_N_ELEMENTS (parts); k++)
        if (parts[k] != NULL && *parts[k] != '\0')
          g_string_append_printf (line, "%s%s", line->len > 0 ? "  " : "", parts[k]);
      rapport_command_say ("  %s", line->str);
    }

  for (guint i = 0; i < data->episodes->len; i++)
    {
      RapportAccountEpisode *episode = g_ptr_array_index (data->episodes, i);

      if (episode->episode != NULL)
        g_ptr_array_add (episodes, episode->episode);
      for (guint k = 0; k < episode->interactions->len; k++)
        g_ptr_array_add (interactions, g_ptr_array_index (episode->interactions, k));
    }
  say_rows (workspace, _("Open promises and next steps"), data->commitments, "due kind title side owner");
  say_rows (workspace, _("Episodes"), episodes, "started ended kind title outcome");
  say_rows (workspace, _("Interactions"), interactions, "at channel direction subject member");
  say_rows (workspace, _("Purchases"), data->purchases, "day external_id title total");
}

RapportCommandStatus
rapport_command_show (RapportCommand *command)
{
  g_autofree char *format_name = NULL;
  const GOptionEntry options[] = {
    { "format", 'f', 0, G_OPTION_ARG_FILENAME, &format_name, N_("text or json"), N_("FORMAT") },
    { NULL },
  };
  RapportOutputFormat format;
  RapportWorkspace *workspace;
  g_autoptr(RapportAccountData) data = NULL;
  GError *error = NULL;
  gint64 account;

  if (!rapport_command_parse (command, options, 1, 1) ||
      !rapport_output_parse_format (command, format_name, "text json", &format))
    return rapport_command_get_status (command);
  workspace = rapport_command_open (command);
  account = workspace
            ? rapport_command_find (command, RAPPORT_KIND_ACCOUNT, rapport_command_get_arguments (command)[0]) : 0;
  if (account == 0)
    return rapport_command_get_status (command);

  data = rapport_account_load (workspace, account, RAPPORT_ACCOUNT_PART_RECENT | RAPPORT_ACCOUNT_PART_PURCHASES,
                               &error);
  if (data == NULL)
    return rapport_command_fail (command, error);
  if (format == RAPPORT_OUTPUT_JSON)
    show_json (workspace, data);
  else
    show_text (workspace, data);
  return RAPPORT_COMMAND_DONE;
}
