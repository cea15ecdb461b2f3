#include "config.h"

#include "service/rapport-summary-service.h"

#include <glib/gi18n.h>
#include <math.h>

#include "core/rapport-money.h"
#include "core/rapport-records.h"
#include "core/rapport-time.h"
#include "service/rapport-account-service.h"

/* Puts what is known about an account into the words and numbers of its printed summary. */

#define RECENT_DAYS 90
#define LAST_PURCHASES 10

typedef struct
{
  RapportWorkspace   *workspace;
  RapportAccountData *data;
  RapportSummary     *summary;
} Build;

static RapportDay
row_day (const RapportRow *row,
         guint             field)
{
  gint64 day = rapport_row_get_int (row, field);

  return day == RAPPORT_UNSET ? RAPPORT_DAY_NONE : (RapportDay) day;
}

static const char *
choice_label (const RapportRow *row,
              guint             field)
{
  return rapport_field_choice_label (&rapport_row_get_kind (row)->fields[field], rapport_row_get_text (row, field));
}

/* Joins what is known with a middle dot. */
static char *
join (const char *a,
      const char *b,
      const char *c)
{
  const char *const parts[] = { a, b, c };
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL && *parts[i] != '\0')
      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", parts[i]);
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static char *
print_money (gint64      minor,
             const char *currency)
{
  gint64 unit = 1;

  for (guint i = rapport_currency_get_digits (currency); i > 0; i--)
    unit *= 10;
  return rapport_money_format (minor, currency,
                               RAPPORT_MONEY_NARROW_SPACE | (minor % unit == 0 ? RAPPORT_MONEY_WHOLE : 0));
}

static char *
signed_note (double      change,
             const char *unit)
{
  /* Translators: a change; ▲ or ▼, the number, its unit (%% or points) */
  return g_strdup_printf (_("%s %.1f %s"), change >= 0 ? "▲" : "▼", fabs (change), unit);
}

static void
add_tiles (Build *build)
{
  RapportAccountData *data = build->data;
  RapportSummary *summary = build->summary;
  gint64 now = rapport_row_get_int (data->account, RAPPORT_ACCOUNT_REVENUE_12M);
  gint64 before = rapport_row_get_int (data->account, RAPPORT_ACCOUNT_REVENUE_BEFORE);
  gint64 orders = rapport_row_get_int (data->account, RAPPORT_ACCOUNT_ORDERS);
  gint64 contact = rapport_row_get_int (data->account, RAPPORT_ACCOUNT_LAST_CONTACT);
  gint64 gap = rapport_row_get_int (data->account, RAPPORT_ACCOUNT_USUAL_GAP);

  if (data->since != RAPPORT_DAY_NONE && data->since <= data->today)
    {
      g_autofree char *tenure = rapport_time_format_tenure (data->since, data->today, RAPPORT_TIME_STYLE_SHORT);
      g_autofree char *month = rapport_time_format_month (data->since);
      g_autofree char *note = g_strdup_printf (_("since %s"), month);

      rapport_summary_add_tile (summary, _("Tenure"), tenure, note, RAPPORT_SUMMARY_TONE_NEUTRAL);
    }
  if (now != RAPPORT_UNSET)
    {
      g_autofree char *value = rapport_money_format (now, data->currency,
                                                     RAPPORT_MONEY_WHOLE | RAPPORT_MONEY_NARROW_SPACE);
      double change = before != RAPPORT_UNSET && before > 0 ? 100.0 * (now - before) / before : 0;
      g_autofree char *note = before != RAPPORT_UNSET && before > 0 ? signed_note (change, "%") : NULL;

      rapport_summary_add_tile (summary, _("Revenue, 12 months"), value, note,
                                change < 0 ? RAPPORT_SUMMARY_TONE_BAD : RAPPORT_SUMMARY_TONE_GOOD);
    }
  if (!isnan (data->margin))
    {
      g_autofree char *value = g_strdup_printf (_("%.1f %%"), 100 * data->margin);
      double change = isnan (data->margin_before) ? 0 : 100 * (data->margin - data->margin_before);
      g_autofree char *note = isnan (data->margin_before) ? NULL : signed_note (change, _("points"));

      rapport_summary_add_tile (summary, _("Margin"), value, note,
                                change < 0 ? RAPPORT_SUMMARY_TONE_BAD : RAPPORT_SUMMARY_TONE_GOOD);
    }
  if (data->promises.whole > 0)
    {
      g_autofree char *value = g_strdup_printf (_("%.0f %%"), 100 * rapport_share_get_value (data->promises));
      g_autofree char *part = g_strdup_printf (_("%u of %u"), data->promises.part, data->promises.whole);
      g_autofree char *overdue = data->n_overdue > 0
                                     ? g_strdup_printf (ngettext ("%u overdue", "%u overdue", data->n_overdue),
                                                        data->n_overdue)
                                     : NULL;
      g_autofree char *note = join (part, overdue, NULL);

      rapport_summary_add_tile (summary, _("Promises kept"), value, note,
                                data->n_overdue > 0 ? RAPPORT_SUMMARY_TONE_BAD : RAPPORT_SUMMARY_TONE_NEUTRAL);
    }
  if (orders != RAPPORT_UNSET && orders > 0)
    {
      g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT, orders);
      g_autofree char *day = rapport_time_format_day (row_day (data->account, RAPPORT_ACCOUNT_LAST_PURCHASE),
                                                      data->today);
      g_autofree char *note = g_strdup_printf (_("last on %s"), day);

      rapport_summary_add_tile (summary, _("Orders"), value, note, RAPPORT_SUMMARY_TONE_NEUTRAL);
    }
  if (contact != RAPPORT_UNSET)
    {
      int days = MAX (0, rapport_day_diff (rapport_day_from_instant (contact, NULL), data->today));
      g_autofree char *value = rapport_time_format_days (days, RAPPORT_TIME_STYLE_SHORT);
      g_autofree char *usual = gap != RAPPORT_UNSET ? rapport_time_format_days ((int) gap, RAPPORT_TIME_STYLE_SHORT)
                                                    : NULL;
      g_autofree char *note = usual ? g_strdup_printf (_("usual gap %s"), usual) : NULL;

      rapport_summary_add_tile (summary, _("Since last contact"),
                                days == 0 ? C_("since last contact", "Today") : value, note,
                                gap != RAPPORT_UNSET && days > MAX (2 * gap, gap + 7) ? RAPPORT_SUMMARY_TONE_BAD
                                                                                      : RAPPORT_SUMMARY_TONE_NEUTRAL);
    }
}

static void
add_path (Build *build)
{
  RapportAccountData *data = build->data;
  guint current = data->path->len;

  if (!data->placed)
    return;
  for (guint i = 0; i < data->path->len; i++)
    if (g_array_index (data->path, RapportAccountStep, i).stage == data->stage)
      current = i;

  build->summary->colours = data->path->len;
  for (guint i = 0; i < data->path->len; i++)
    {
      RapportAccountStep *step = &g_array_index (data->path, RapportAccountStep, i);
      const char *name = rapport_workspace_get_title (build->workspace, RAPPORT_KIND_STAGE, step->stage);
      RapportSummaryStageState state = i == current                          ? RAPPORT_SUMMARY_STAGE_CURRENT
                                       : i > current                         ? RAPPORT_SUMMARY_STAGE_NEXT
                                       : step->since != RAPPORT_DAY_NONE     ? RAPPORT_SUMMARY_STAGE_DONE
                                                                             : RAPPORT_SUMMARY_STAGE_SKIPPED;
      g_autofree char *month = i <= current && step->since != RAPPORT_DAY_NONE
                                   ? rapport_time_format_month (step->since)
                                   : NULL;

      rapport_summary_add_stage (build->summary, name ? name : "", i == current + 1 ? _("next") : month, state, i);
    }
  if (data->end != NULL)
    {
      g_autofree char *day = rapport_time_format_day_long (row_day (data->end, RAPPORT_RELATIONSHIP_END_ENDED_ON));

      /* Translators: beside the heading of the stage path: the day and the reason */
      build->summary->stage_remark = g_strdup_printf (_("ended on %s: %s"), day,
                                                      choice_label (data->end, RAPPORT_RELATIONSHIP_END_REASON));
    }
}

static void
add_bars (Build *build)
{
  RapportAccountData *data = build->data;
  const char *symbol = rapport_currency_get_symbol (data->currency);
  guint digits = rapport_currency_get_digits (data->currency);
  double largest = 0, unit;
  gboolean thousands, any_before = FALSE;
  int day, first;

  for (guint i = 0; i < RAPPORT_ACCOUNT_N_QUARTERS; i++)
    {
      largest = MAX (largest, fabs ((double) data->quarters[i].revenue));
      any_before |= i < RAPPORT_ACCOUNT_N_QUARTERS / 2 && data->quarters[i].n_orders > 0;
    }
  if (largest == 0)
    return;

  unit = pow (10, digits);
  thousands = largest / unit >= 10000;
  if (thousands)
    unit *= 1000;
  build->summary->bars_unit = thousands ? g_strdup_printf (_("%s thousand"), symbol ? symbol : data->currency)
                                        : g_strdup (symbol ? symbol : data->currency);

  first = any_before ? 0 : RAPPORT_ACCOUNT_N_QUARTERS / 2;
  for (int i = first; i < RAPPORT_ACCOUNT_N_QUARTERS; i++)
    {
      RapportAccountQuarter *quarter = &data->quarters[i];
      g_autofree char *label = rapport_time_format_month_short (quarter->last, i % 4 == 0);
      double value = quarter->revenue / unit;
      g_autofree char *text = g_strdup_printf ("%.0f", fabs (value));
      g_autofree char *with_sign = value <= -0.5 ? g_strconcat ("−", text, NULL) : NULL;

      rapport_summary_add_bar (build->summary, label, value, with_sign ? with_sign : text, i >= 4);
    }

  rapport_day_to_ymd (data->today, NULL, NULL, &day);
  /* Translators: the number is a day of the month */
  build->summary->bars_caption = g_strdup_printf (
      any_before ? _("Three months up to day %d. Light bars: the year before.") : _("Three months up to day %d."),
      day);
}

static void
add_steps (Build *build)
{
  RapportAccountData *data = build->data;

  for (guint i = 0; i < data->commitments->len; i++)
    {
      const RapportRow *row = g_ptr_array_index (data->commitments, i);
      const char *person = rapport_workspace_get_title (build->workspace, RAPPORT_KIND_PERSON,
                                                        rapport_row_get_int (row, RAPPORT_COMMITMENT_PERSON));
      gboolean theirs = g_strcmp0 (rapport_row_get_text (row, RAPPORT_COMMITMENT_SIDE), "theirs") == 0;
      RapportDay due = row_day (row, RAPPORT_COMMITMENT_DUE);
      gboolean overdue = due != RAPPORT_DAY_NONE && due < data->today;
      g_autofree char *whom = NULL;
      g_autofree char *text = NULL;

      if (theirs)
        whom = person ? g_strdup_printf (C_("promise", "by %s"), person) : g_strdup (_("by the customer"));
      else if (person != NULL)
        whom = g_strdup_printf (C_("promise", "to %s"), person);
      if (overdue)
        {
          g_autofree char *day = rapport_time_format_day (due, data->today);
          g_autofree char *late = rapport_time_format_due (due, data->today, RAPPORT_TIME_STYLE_LONG);

          text = g_strdup_printf ("%s, %s", day, late);
        }
      else if (due != RAPPORT_DAY_NONE)
        text = rapport_time_format_day (due, data->today);
      rapport_summary_add_step (build->summary, rapport_row_get_text (row, RAPPORT_COMMITMENT_TITLE), whom, text,
                                overdue);
    }
}

static void
add_people (Build *build)
{
  for (guint i = 0; i < build->data->people->len; i++)
    {
      const RapportAccountPerson *person = g_ptr_array_index (build->data->people, i);
      const char *title = rapport_row_get_text (person->affiliation, RAPPORT_AFFILIATION_JOB_TITLE);
      const char *reach = rapport_row_get_text (person->person, RAPPORT_PERSON_PHONE);
      g_autofree char *contact = NULL;

      if (title == NULL)
        title = rapport_row_get_text (person->person, RAPPORT_PERSON_JOB_TITLE);
      if (reach == NULL)
        reach = rapport_row_get_text (person->person, RAPPORT_PERSON_MOBILE);
      if (reach == NULL)
        reach = rapport_row_get_text (person->person, RAPPORT_PERSON_EMAIL);
      contact = join (title, reach, NULL);
      rapport_summary_add_person (build->summary, rapport_row_get_text (person->person, RAPPORT_PERSON_NAME), contact,
                                  choice_label (person->affiliation, RAPPORT_AFFILIATION_ROLE));
    }
}

static void
add_preferences (Build *build)
{
  static const guint fields[] = { RAPPORT_ACCOUNT_PREFERRED_CHANNEL, RAPPORT_ACCOUNT_PREFERRED_TIME,
                                  RAPPORT_ACCOUNT_MOTIVE, RAPPORT_ACCOUNT_AVOID, RAPPORT_ACCOUNT_LANGUAGE };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const RapportField *field = &rapport_account_kind.fields[fields[i]];
      const char *text = rapport_row_get_text (build->data->account, fields[i]);

      if (text != NULL)
        rapport_summary_add_preference (build->summary, rapport_field_get_label (field),
                                        field->type == RAPPORT_FIELD_CHOICE ? rapport_field_choice_label (field, text)
                                                                            : text);
    }
}

/* "20 Oct – 12 Nov", "13 – 28 Oct", "18 Nov" */
static char *
print_span (RapportDay first,
            RapportDay last,
            RapportDay today)
{
  g_autofree char *to = rapport_time_format_day (last, today);
  g_autofree char *from = NULL;

  if (first == RAPPORT_DAY_NONE || first == last)
    return g_steal_pointer (&to);
  from = rapport_time_format_day (first, today);
  return g_strdup_printf (_("%s – %s"), from, to);
}

static char *
episode_text (Build                       *build,
              const RapportAccountEpisode *episode,
              gboolean                     with_last)
{
  const char *title = rapport_row_get_text (episode->episode, RAPPORT_EPISODE_TITLE);
  const char *text = rapport_row_get_text (episode->episode, RAPPORT_EPISODE_TEXT);
  g_autoptr(GString) all = g_string_new (title);

  if (text != NULL)
    g_string_append_printf (all, "\n%s", text);
  else if (with_last && episode->interactions->len > 0)
    g_string_append_printf (
        all, ": %s",
        rapport_row_get_text (g_ptr_array_index (episode->interactions, 0), RAPPORT_INTERACTION_SUBJECT));
  if (episode->amount != RAPPORT_UNSET)
    {
      g_autofree char *amount = print_money (episode->amount, episode->currency);

      g_string_append_printf (all, "%s %s", g_str_has_suffix (all->str, ".") ? "" : ".", amount);
    }
  return g_string_free (g_steal_pointer (&all), FALSE);
}

static const char *
episode_status (const RapportAccountEpisode *episode,
                RapportSummaryTone          *tone)
{
  const char *outcome = rapport_row_get_text (episode->episode, RAPPORT_EPISODE_OUTCOME);
  gboolean open = rapport_row_is_null (episode->episode, RAPPORT_EPISODE_ENDED);

  *tone = RAPPORT_SUMMARY_TONE_NEUTRAL;
  if (open)
    {
      if (g_strcmp0 (rapport_row_get_text (episode->episode, RAPPORT_EPISODE_KIND), "complaint") == 0)
        *tone = RAPPORT_SUMMARY_TONE_BAD;
      return C_("episode", "Open");
    }
  /* A long outcome is in the text. */
  return outcome != NULL && g_utf8_strlen (outcome, -1) <= 14 ? outcome : C_("episode", "Done");
}

static RapportDay
episode_first (const RapportAccountEpisode *episode)
{
  return row_day (episode->episode, RAPPORT_EPISODE_STARTED);
}

static char *
said_text (Build            *build,
           const RapportRow *row)
{
  const char *text = rapport_row_get_text (row, RAPPORT_INTERACTION_TEXT);
  const char *person = rapport_workspace_get_title (build->workspace, RAPPORT_KIND_PERSON,
                                                    rapport_row_get_int (row, RAPPORT_INTERACTION_PERSON));
  g_autofree char *line = join (rapport_row_get_text (row, RAPPORT_INTERACTION_SUBJECT), person, NULL);

  return text ? g_strdup_printf ("%s\n%s", line, text) : g_steal_pointer (&line);
}

static void
add_recent (Build *build)
{
  RapportAccountData *data = build->data;
  RapportDay from = rapport_day_add_days (data->today, -RECENT_DAYS);

  for (guint i = 0; i < data->episodes->len; i++)
    {
      const RapportAccountEpisode *episode = g_ptr_array_index (data->episodes, i);
      RapportSummaryTone tone = RAPPORT_SUMMARY_TONE_NEUTRAL;
      gboolean open = episode->episode != NULL && rapport_row_is_null (episode->episode, RAPPORT_EPISODE_ENDED);
      g_autofree char *date = NULL;
      g_autofree char *text = NULL;

      if (episode->latest < from && !open)
        continue;
      if (episode->episode != NULL)
        {
          const char *status = episode_status (episode, &tone);
          const char *kind = rapport_row_get_text (episode->episode, RAPPORT_EPISODE_KIND);
          RapportDay first = episode_first (episode);

          date = print_span (first, open ? first : episode->latest, data->today);
          text = episode_text (build, episode, TRUE);
          rapport_summary_add_recent (build->summary, rapport_summary_kind_from_id (kind), date,
                                      choice_label (episode->episode, RAPPORT_EPISODE_KIND), text, status, tone);
        }
      else
        {
          const RapportRow *row = g_ptr_array_index (episode->interactions, 0);
          gboolean social = rapport_row_get_int (row, RAPPORT_INTERACTION_SOCIAL) == 1;

          date = print_span (RAPPORT_DAY_NONE, episode->latest, data->today);
          text = said_text (build, row);
          rapport_summary_add_recent (build->summary,
                                      social ? RAPPORT_SUMMARY_KIND_SOCIAL : RAPPORT_SUMMARY_KIND_OTHER, date,
                                      choice_label (row, RAPPORT_INTERACTION_CHANNEL), text, NULL, tone);
        }
    }
  build->summary->recent_remark = g_strdup_printf (ngettext ("last %d day", "last %d days", RECENT_DAYS), RECENT_DAYS);
}

static int
by_latest (gconstpointer a,
           gconstpointer b)
{
  const RapportAccountEpisode *x = *(RapportAccountEpisode **) a, *y = *(RapportAccountEpisode **) b;

  return x->latest != y->latest ? (x->latest > y->latest ? -1 : 1) : 0;
}

static void
add_timeline (Build *build)
{
  RapportAccountData *data = build->data;
  g_autofree char *since = NULL;

  if (data->episodes->len == 0)
    return;
  g_ptr_array_sort (data->episodes, by_latest);
  for (guint i = 0; i < data->episodes->len; i++)
    {
      const RapportAccountEpisode *episode = g_ptr_array_index (data->episodes, i);
      RapportSummaryKind kind = RAPPORT_SUMMARY_KIND_OTHER;
      g_autofree char *year = rapport_time_format_period (episode->latest, RAPPORT_PERIOD_YEAR, TRUE);
      guint level = 0;

      if (episode->episode != NULL)
        {
          RapportSummaryTone tone;
          const char *status = episode_status (episode, &tone);
          g_autofree char *date = print_span (episode_first (episode), episode->latest, episode->latest);
          g_autofree char *text = episode_text (build, episode, FALSE);

          kind = rapport_summary_kind_from_id (rapport_row_get_text (episode->episode, RAPPORT_EPISODE_KIND));
          rapport_summary_add_timeline (build->summary, kind, date,
                                        choice_label (episode->episode, RAPPORT_EPISODE_KIND), text, status, tone, 0,
                                        year);
          level = 1;
        }
      for (guint k = 0; k < episode->interactions->len; k++)
        {
          const RapportRow *row = g_ptr_array_index (episode->interactions, k);
          RapportDay day = rapport_day_from_instant (rapport_row_get_int (row, RAPPORT_INTERACTION_AT), NULL);
          g_autofree char *date = rapport_time_format_day (day, episode->latest);
          g_autofree char *text = said_text (build, row);

          if (level == 0 && rapport_row_get_int (row, RAPPORT_INTERACTION_SOCIAL) == 1)
            kind = RAPPORT_SUMMARY_KIND_SOCIAL;
          rapport_summary_add_timeline (build->summary, kind, date, choice_label (row, RAPPORT_INTERACTION_CHANNEL),
                                        text, NULL, RAPPORT_SUMMARY_TONE_NEUTRAL, level, year);
        }
    }
  if (data->n_said > 0)
    {
      since = rapport_time_format_month (data->first_said);
      build->summary->timeline_remark = g_strdup_printf (
          ngettext ("since %s, %u entry", "since %s, %u entries", data->n_said), since, data->n_said);
    }
}

static void
add_purchases (Build *build)
{
  RapportAccountData *data = build->data;
  guint n = MIN (data->purchases->len, LAST_PURCHASES);

  for (guint i = 0; i < n; i++)
    {
      const RapportRow *row = g_ptr_array_index (data->purchases, i);
      const char *currency = rapport_row_get_text (row, RAPPORT_PURCHASE_CURRENCY);
      const char *title = rapport_row_get_text (row, RAPPORT_PURCHASE_TITLE);
      const char *number = rapport_row_get_text (row, RAPPORT_PURCHASE_EXTERNAL_ID);
      gint64 total = rapport_row_get_int (row, RAPPORT_PURCHASE_TOTAL);
      gint64 quantity = rapport_row_get_int (row, RAPPORT_PURCHASE_QUANTITY);
      g_autofree char *day = rapport_time_format_day (row_day (row, RAPPORT_PURCHASE_DAY), data->today);
      g_autofree char *amount = total != RAPPORT_UNSET ? print_money (total, currency ? currency : data->currency)
                                                       : NULL;
      g_autofree char *count = quantity != RAPPORT_UNSET ? g_strdup_printf ("%g", quantity / 1e6) : NULL;
      g_autofree char *own = title == NULL && number != NULL ? g_strdup_printf (_("Order %s"), number) : NULL;

      rapport_summary_add_purchase (build->summary, day, title ? title : own ? own : _("Purchase"), count, amount);
    }
  if (data->n_purchases > n)
    build->summary->purchases_remark = g_strdup_printf (
        ngettext ("%u of %u order", "%u of %u orders", data->n_purchases), n, data->n_purchases);
}

static RapportAccountParts
get_parts (RapportSummaryOptions options)
{
  return RAPPORT_ACCOUNT_PART_RECENT | RAPPORT_ACCOUNT_PART_PURCHASES |
         ((options & RAPPORT_SUMMARY_WITH_TIMELINE) != 0 ? RAPPORT_ACCOUNT_PART_EVERYTHING_SAID : 0);
}

static RapportSummary *
put_into_words (RapportWorkspace      *workspace,
                RapportAccountData    *data,
                RapportSummaryOptions  options)
{
  RapportSummary *summary = rapport_summary_new (rapport_workspace_get_name (workspace),
                                                 rapport_row_get_text (data->account, RAPPORT_ACCOUNT_NAME));
  Build build = { workspace, data, summary };
  const char *city = rapport_row_get_text (data->account, RAPPORT_ACCOUNT_CITY);
  const char *country = rapport_row_get_text (data->account, RAPPORT_ACCOUNT_COUNTRY);
  const char *owner = rapport_workspace_get_title (workspace, RAPPORT_KIND_MEMBER,
                                                   rapport_row_get_int (data->account, RAPPORT_ACCOUNT_OWNER));
  g_autofree char *place = city && country ? g_strdup_printf (_("%s, %s"), city, country)
                                           : g_strdup (city ? city : country);

  summary->key_account = rapport_row_get_int (data->account, RAPPORT_ACCOUNT_STARRED) == 1;
  summary->place_line = join (rapport_row_get_text (data->account, RAPPORT_ACCOUNT_ACCOUNT_GROUP),
                              rapport_row_get_text (data->account, RAPPORT_ACCOUNT_INDUSTRY), place);
  summary->owner_line = owner ? g_strdup_printf (_("Cared for by %s"), owner) : NULL;
  summary->notes = g_strdup (rapport_row_get_text (data->account, RAPPORT_ACCOUNT_NOTES));
  add_tiles (&build);
  add_path (&build);
  add_bars (&build);
  add_steps (&build);
  add_people (&build);
  add_preferences (&build);
  add_recent (&build);
  add_purchases (&build);
  if ((options & RAPPORT_SUMMARY_WITH_TIMELINE) != 0)
    add_timeline (&build);
  return summary;
}

/**
 * rapport_summary_service_build_full:
 * @workspace: a workspace
 * @account: an account
 * @options: what is printed besides
 * @error: return location
 *
 * Reads an account and puts it into words for print. Waits for the reader's thread.
 *
 * Returns: (nullable) (transfer full): its summary
 */
RapportSummary *
rapport_summary_service_build_full (RapportWorkspace       *workspace,
                                    gint64                  account,
                                    RapportSummaryOptions   options,
                                    GError                **error)
{
  g_autoptr(RapportAccountData) data = rapport_account_load (workspace, account, get_parts (options), error);

  return data ? put_into_words (workspace, data, options) : NULL;
}

/**
 * rapport_summary_service_build:
 * @workspace: a workspace
 * @account: an account
 * @error: return location
 *
 * Reads an account and puts it into words for print. Waits for the reader's thread.
 *
 * Returns: (nullable) (transfer full): its summary
 */
RapportSummary *
rapport_summary_service_build (RapportWorkspace  *workspace,
                               gint64             account,
                               GError           **error)
{
  return rapport_summary_service_build_full (workspace, account, RAPPORT_SUMMARY_PLAIN, error);
}

/* One title for one account, another for many; %NULL where there is none. */
static RapportDocument *
document_new (RapportWorkspace *workspace,
              GPtrArray        *summaries,
              RapportPaper      paper,
              GError          **error)
{
  const char *by = rapport_workspace_get_title (workspace, RAPPORT_KIND_MEMBER,
                                                rapport_workspace_get_member (workspace));
  g_autoptr(GDateTime) now = g_date_time_new_from_unix_local (rapport_workspace_get_now (workspace));
  RapportDocument *document;
  g_autofree char *title = NULL;
  RapportPageSetup setup;

  if (summaries->len == 0)
    {
      g_set_error_literal (error, RAPPORT_DOCUMENT_ERROR, RAPPORT_DOCUMENT_ERROR_EMPTY, _("There is nothing to print"));
      return NULL;
    }
  title = summaries->len == 1
    ? g_strdup_printf (_("Account summary: %s"), ((RapportSummary *) g_ptr_array_index (summaries, 0))->name)
    : g_strdup (_("Account summaries"));
  document = rapport_document_new (title, by);
  for (guint i = 0; i < summaries->len; i++)
    rapport_document_add_summary (document, g_ptr_array_index (summaries, i));
  rapport_page_setup_init (&setup, paper, FALSE);
  rapport_document_set_page_setup (document, &setup);
  rapport_document_set_printed (document, now, by);
  return document;
}

/**
 * rapport_summary_service_document_full:
 * @workspace: a workspace
 * @accounts: (array length=n): accounts
 * @n: how many
 * @paper: the paper
 * @options: what is printed besides
 * @error: return location
 *
 * Makes one print job of the summaries of accounts, each beginning on a page of its own. Waits for
 * the reader's thread.
 *
 * Returns: (nullable) (transfer full): the job
 */
RapportDocument *
rapport_summary_service_document_full (RapportWorkspace       *workspace,
                                       const gint64           *accounts,
                                       guint                   n,
                                       RapportPaper            paper,
                                       RapportSummaryOptions   options,
                                       GError                **error)
{
  g_autoptr(GPtrArray) summaries = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_summary_unref);

  for (guint i = 0; i < n; i++)
    {
      RapportSummary *summary = rapport_summary_service_build_full (workspace, accounts[i], options, error);

      if (summary == NULL)
        return NULL;
      g_ptr_array_add (summaries, summary);
    }
  return document_new (workspace, summaries, paper, error);
}

typedef struct
{
  GArray                 *accounts;
  guint                   next;
  RapportPaper            paper;
  RapportSummaryOptions   options;
  GPtrArray              *summaries;
  RapportSummaryProgress  progress;
  gpointer                progress_data;
} Job;

static void
job_free (Job *job)
{
  g_array_unref (job->accounts);
  g_ptr_array_unref (job->summaries);
  g_free (job);
}

static void read_next (GTask *task);

static void
account_read_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  RapportWorkspace *workspace = RAPPORT_WORKSPACE (source);
  g_autoptr(GTask) task = data;
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr(RapportAccountData) read = rapport_account_load_finish (workspace, result, &error);

  if (read == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_ptr_array_add (job->summaries, put_into_words (workspace, read, job->options));
  if (job->progress != NULL)
    job->progress ((double) job->summaries->len / job->accounts->len, job->progress_data);
  read_next (g_steal_pointer (&task));
}

/* (transfer full): accounts are read one after the other on the reader's thread, so that the window
 * can draw and the job be cancelled between two of them. */
static void
read_next (GTask *task)
{
  RapportWorkspace *workspace = g_task_get_source_object (task);
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;
  RapportDocument *document;

  if (g_task_return_error_if_cancelled (task))
    {
      g_object_unref (task);
      return;
    }
  if (job->next < job->accounts->len)
    {
      gint64 account = g_array_index (job->accounts, gint64, job->next++);

      rapport_account_load_async (workspace, account, get_parts (job->options), g_task_get_cancellable (task),
                                  account_read_cb, task);
      return;
    }
  document = document_new (workspace, job->summaries, job->paper, &error);
  if (document != NULL)
    g_task_return_pointer (task, document, g_object_unref);
  else
    g_task_return_error (task, error);
  g_object_unref (task);
}

/**
 * rapport_summary_service_document_async:
 * @workspace: a workspace
 * @accounts: (array length=n): accounts; copied
 * @n: how many
 * @paper: the paper
 * @options: what is printed besides
 * @progress: (nullable) (scope notified): told how far it has come, on the main thread
 * @progress_data: for @progress
 * @cancellable: (nullable): stops it
 * @callback: called with the answer
 * @user_data: for @callback
 *
 * Makes one print job of the summaries of accounts, each beginning on a page of its own, without
 * waiting: the accounts are read on the reader's thread.
 */
void
rapport_summary_service_document_async (RapportWorkspace       *workspace,
                                        const gint64           *accounts,
                                        guint                   n,
                                        RapportPaper            paper,
                                        RapportSummaryOptions   options,
                                        RapportSummaryProgress  progress,
                                        gpointer                progress_data,
                                        GCancellable           *cancellable,
                                        GAsyncReadyCallback     callback,
                                        gpointer                user_data)
{
  GTask *task;
  Job *job;

  g_return_if_fail (RAPPORT_IS_WORKSPACE (workspace));
  g_return_if_fail (accounts != NULL || n == 0);

  task = g_task_new (workspace, cancellable, callback, user_data);
  job = g_new0 (Job, 1);
  job->accounts = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n);
  if (n > 0)
    g_array_append_vals (job->accounts, accounts, n);
  job->paper = paper;
  job->options = options;
  job->summaries = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_summary_unref);
  job->progress = progress;
  job->progress_data = progress_data;
  g_task_set_source_tag (task, rapport_summary_service_document_async);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  read_next (task);
}

/**
 * rapport_summary_service_document_finish:
 * @workspace: the workspace
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the job
 */
RapportDocument *
rapport_summary_service_document_finish (RapportWorkspace  *workspace,
                                         GAsyncResult      *result,
                                         GError           **error)
{
  g_return_val_if_fail (g_task_is_valid (result, workspace), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * rapport_summary_service_document:
 * @workspace: a workspace
 * @accounts: (array length=n): accounts
 * @n: how many
 * @paper: the paper
 * @error: return location
 *
 * Makes one print job of the summaries of accounts, each beginning on a page of its own.
 *
 * Returns: (nullable) (transfer full): the job
 */
RapportDocument *
rapport_summary_service_document (RapportWorkspace  *workspace,
                                  const gint64      *accounts,
                                  guint              n,
                                  RapportPaper       paper,
                                  GError           **error)
{
  return rapport_summary_service_document_full (workspace, accounts, n, paper, RAPPORT_SUMMARY_PLAIN, error);
}
