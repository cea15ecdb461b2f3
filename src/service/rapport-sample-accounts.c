#include "config.h"

#include "service/rapport-sample-private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Accounts, people and how they hang together, as records. */

static char **
country_of (Sample     *sample,
            const char *code)
{
  GPtrArray *table = g_ptr_array_index (sample->tables, 2);

  for (guint i = 0; i < table->len; i++)
    if (g_str_equal (((char **) g_ptr_array_index (table, i))[0], code))
      return g_ptr_array_index (table, i);
  g_error ("There is no country “%s” in the sample", code);
}

/* Letters that any mail system takes. */
static char *
plain (const char *text)
{
  g_autofree char *folded = g_str_to_ascii (text, "C");
  GString *result = g_string_new (NULL);

  for (const char *c = folded; *c != '\0'; c++)
    if (g_ascii_isalnum (*c))
      g_string_append_c (result, g_ascii_tolower (*c));
  return g_string_free (result, FALSE);
}

static char *
domain_of (SampleAccount *account,
           guint          number)
{
  g_autofree char *name = plain (account->name);

  return strlen (name) < 4 ? g_strdup_printf ("customer%u.example", number) : g_strdup_printf ("%s.example", name);
}

static void
add_own (Sample *sample)
{
  static const char *const departments[] = { "Service and maintenance", "Sales", "Spare parts", "Accounts" };
  RapportRow *row = rapport_row_new (RAPPORT_KIND_ACCOUNT);

  rapport_row_put (row, "name", "Veldhuis Service", "kind", "own", "industry", "Door, dock and refrigeration service",
                   "street", "Havenstraat 14", "postal_code", "7553 GT", "city", "Hengelo", "country", "Netherlands",
                   "phone", "+31 74 555 01 00", "email", "service@veldhuis.example", "website",
                   "https://veldhuis.example", "language", "Dutch", "currency", "EUR", "created",
                   _sample_instant (sample, 3000, 540), NULL);
  sample->own = _sample_insert (sample, row);

  for (guint i = 0; i < G_N_ELEMENTS (departments); i++)
    {
      row = rapport_row_new (RAPPORT_KIND_ACCOUNT);
      rapport_row_put (row, "name", departments[i], "kind", "own", "parent", sample->own, "city", "Hengelo",
                       "country", "Netherlands", "created", _sample_instant (sample, 3000, 540), NULL);
      _sample_insert (sample, row);
    }
}

static void
add_account (Sample        *sample,
             SampleAccount *account,
             guint          number)
{
  static const char *const streets[] = { "Industrieweg", "Harbour Road", "Bahnhofstraße", "Rue du Port",
                                         "Via Roma",     "Calle Mayor",  "Storgatan",     "Park Lane",
                                         "Am Kanal",     "Fabriekstraat" };
  static const char *const motives[] = { "complex-product", "strategic-importance", "downstream-service",
                                         "financial-risk",  "reciprocity",          "security" };
  static const char *const times[] = { "Mornings",       "After 14 h", "Mon to Wed",
                                       "Not on Fridays", "8 to 10 h",  "Afternoons" };
  static const char *const avoids[] = { "Month end", "Calls at lunch time", "Market days", "Long mails", "August" };
  static const char *const sources[] = {
    "Trade fair", "Referral", "Website", "Cold call", "Newsletter", "Bought list"
  };
  static const char *const channels[] = { "phone", "email", "visit", "video" };
  char **country = country_of (sample, account->country);
  RapportRow *row = rapport_row_new (RAPPORT_KIND_ACCOUNT);
  g_autofree char *domain = domain_of (account, number);
  g_autofree char *code = g_strdup_printf ("C%04u", 1001 + number);
  g_autofree char *phone = g_strdup_printf ("%s %d 555 %03u", country[2], _sample_between (sample, 20, 89),
                                            number + 100);
  g_autofree char *street = g_strdup_printf ("%s %d", streets[_sample_random (sample, G_N_ELEMENTS (streets))],
                                             _sample_between (sample, 1, 140));
  g_autofree char *postal = g_strdup_printf ("%05d", _sample_between (sample, 1000, 98999));
  g_autofree char *email = g_strdup_printf ("info@%s", domain);
  g_autofree char *website = g_strdup_printf ("https://%s", domain);
  int first = -1;

  for (int k = account->stage; k >= 0; k--)
    if (account->since[k] >= 0)
      first = account->since[k];
  g_assert (first >= 0);

  rapport_row_put (row, "name", account->name, "kind", "business", "account_group", account->group,
                   "owner", sample->members[account->owner], "industry", account->industry,
                   "street", street, "postal_code", postal, "city", account->city, "country", country[1],
                   "language", country[3], "currency", "EUR", "external_id", code,
                   "starred", (gint64) account->starred, "created", _sample_instant (sample, first, 9 * 60), NULL);
  if (account->told)
    {
      rapport_row_put (
          row, "phone", "+49 40 5550 100", "website", "https://nordwind.example", "email", "info@nordwind.example",
          "preferred_channel", "phone", "preferred_time", "Tue to Thu, 8 to 10 h", "motive", "security", "avoid",
          "Shift change, 14 h", "street", "Am Windhukkai 5", "postal_code", "20457", "notes",
          "Phone first, then email. Three sites: Hamburg, Bremen, Kiel from {y:2026-01-01} on.", "acquisition_cost",
          (gint64) 640000, "confirmed", (gint64) _sample_day (sample, 23), "tags", "night service,reference", NULL);
      g_autofree char *notes = _sample_words (sample, account, rapport_row_text (row, "notes"), 0, NULL);
      rapport_row_put (row, "notes", notes, NULL);
    }
  else
    {
      rapport_row_put (row, "phone", phone, "email", email, "website", website, NULL);
      if (_sample_chance (sample, 80))
        rapport_row_put (row, "preferred_channel", channels[_sample_random (sample, G_N_ELEMENTS (channels))], NULL);
      if (_sample_chance (sample, 55))
        rapport_row_put (row, "preferred_time", times[_sample_random (sample, G_N_ELEMENTS (times))], NULL);
      if (_sample_chance (sample, 70))
        rapport_row_put (row, "motive", motives[_sample_random (sample, G_N_ELEMENTS (motives))], NULL);
      if (_sample_chance (sample, 30))
        rapport_row_put (row, "avoid", avoids[_sample_random (sample, G_N_ELEMENTS (avoids))], NULL);
      if (account->stage >= 2)
        rapport_row_put (row, "acquisition_cost", (gint64) _sample_between (sample, 4, 60) * 10000, NULL);
      if (_sample_chance (sample, 75))
        rapport_row_put (row, "confirmed", (gint64) _sample_day (sample, _sample_between (sample, 5, 700)), NULL);
      if (_sample_chance (sample, 20))
        rapport_row_put (row, "tags",
                         account->stage >= 5           ? "reference"
                         : _sample_chance (sample, 50) ? "energy day"
                                                       : "price list 2",
                         NULL);
      rapport_row_put (row, "source", sources[_sample_random (sample, G_N_ELEMENTS (sources))], NULL);
    }
  if (account->estimate > 0)
    rapport_row_put (row, "estimated_value", account->estimate * 100, NULL);
  if (account->first_order >= 0)
    rapport_row_put (row, "customer_since", (gint64) _sample_day (sample, account->first_order), NULL);
  account->id = _sample_insert (sample, row);
}

void
_sample_add_accounts (Sample *sample)
{
  _sample_table (sample, "extras");
  add_own (sample);
  for (guint i = 0; i < sample->accounts->len; i++)
    add_account (sample, g_ptr_array_index (sample->accounts, i), i);
}

/* People --------------------------------------------------------------------------------------------------- */

static const char *const roles[] = { "decision-maker", "user", "buyer", "influencer", "gatekeeper", "initiator" };
static const char *const titles[][4] = {
  { "Managing director", "Plant manager", "Head of operations", "Owner" },
  { "Site manager", "Shift leader", "Head of maintenance", "Warehouse manager" },
  { "Purchasing", "Head of purchasing", "Buyer", "Contracts" },
  { "Quality manager", "Energy manager", "Safety officer", "Planner" },
  { "Assistant to the management", "Front desk", "Secretary", "Office manager" },
  { "Project engineer", "Facility engineer", "Hygiene officer", "Logistics planner" },
};

static gint64
add_person (Sample        *sample,
            SampleAccount *account,
            const char    *name,
            guint          role,
            const char    *job_title,
            const char    *phone,
            const char    *email,
            int            known,
            int            birthday,
            const char    *notes)
{
  char **country = country_of (sample, account->country);
  RapportRow *row = rapport_row_new (RAPPORT_KIND_PERSON);
  SamplePerson person = { 0, _sample_keep (sample, name) };

  rapport_row_put (row, "name", name, "job_title", job_title, "language", country[3],
                   "created", _sample_instant (sample, known, 9 * 60 + 30), NULL);
  if (phone != NULL && phone[0] != '\0')
    rapport_row_put (row, "phone", phone, NULL);
  if (email != NULL && email[0] != '\0')
    rapport_row_put (row, "email", email, NULL);
  if (birthday != 0)
    rapport_row_put (row, "birthday", (gint64) birthday, NULL);
  if (notes != NULL && notes[0] != '\0')
    rapport_row_put (row, "notes", notes, NULL);
  person.id = _sample_insert (sample, row);

  row = rapport_row_new (RAPPORT_KIND_AFFILIATION);
  rapport_row_put (row, "person", person.id, "account", account->id, "role", roles[role], "job_title", job_title,
                   "main", (gint64) (account->people->len == 0), "since", (gint64) _sample_day (sample, known),
                   "created", _sample_instant (sample, known, 9 * 60 + 30), NULL);
  _sample_insert (sample, row);
  g_array_append_val (account->people, person);
  return person.id;
}

static guint
role_from_name (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    if (g_str_equal (roles[i], name))
      return i;
  g_error ("There is no role “%s”", name);
}

static void
add_told_people (Sample *sample)
{
  GPtrArray *nordwind = g_ptr_array_index (sample->tables, 3);
  GPtrArray *extras = _sample_table (sample, "extras");
  SampleAccount *account = _sample_find (sample, "Nordwind Logistik");

  for (guint i = 0; i < nordwind->len; i++)
    {
      char **field = g_ptr_array_index (nordwind, i);

      if (field[0][0] == 'P')
        add_person (sample, account, field[1], role_from_name (field[3]), field[2], field[4], field[5],
                    _sample_ago (field[7]), field[8][0] != '\0' ? rapport_day_parse (field[8]) : 0, field[9]);
    }
  for (guint i = 0; i < extras->len; i++)
    {
      char **field = g_ptr_array_index (extras, i);
      int known;

      if (field[0][0] != 'Q')
        continue;
      account = _sample_find (sample, field[1]);
      known = MAX (account->since[1], account->since[0]);
      add_person (sample, account, field[2], role_from_name (field[4]), field[3], field[5], NULL, known,
                  field[6][0] != '\0' ? rapport_day_add_years (_sample_day (sample, -atoi (field[6])), -46) : 0, NULL);
    }
}

static void
cast_people (Sample *sample)
{
  guint left = SAMPLE_PEOPLE, n_single = 37, n_suspects = 12;

  for (guint i = 0; i < sample->accounts->len; i++)
    {
      SampleAccount *account = g_ptr_array_index (sample->accounts, i);

      if (account->stage == 0 && account->ended < 0)
        account->n_people = n_suspects > 0 && account->since[0] > 20 ? n_suspects--, 1 : 0;
      else if (account->stage == 1 || account->ended >= 0)
        account->n_people = 1;
      else if (account->told)
        account->n_people = 4;
      else if (g_str_equal (account->name, "Port of Zeeland") ||
               (account->stage < 5 && n_single > 0 && account->value < 60000))
        account->n_people = 1, n_single--;
      else
        account->n_people = 2;
      left -= account->n_people;
    }
  while (left > 0)
    {
      SampleAccount *account = g_ptr_array_index (sample->accounts, _sample_random (sample, sample->accounts->len));

      if (account->n_people >= 2 && account->n_people < 5 && !account->told)
        account->n_people++, left--;
    }
}

void
_sample_add_people (Sample *sample)
{
  g_autoptr(GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  guint number = 0, moved = 0, tries = 0;
  SamplePerson mover = { 0, NULL };

  cast_people (sample);
  add_told_people (sample);
  for (guint i = 0; i < sample->accounts->len; i++)
    {
      SampleAccount *account = g_ptr_array_index (sample->accounts, i);
      char **country = country_of (sample, account->country);
      g_autofree char *domain = domain_of (account, i);
      int since = MAX (MAX (account->since[0], account->since[1]), account->since[account->stage]);

      while (account->people->len < account->n_people)
        {
          const char *given = _sample_variant (sample, country[4]);
          const char *family = _sample_variant (sample, country[5]);
          gboolean family_first = g_str_equal (country[0], "JP") || g_str_equal (country[0], "HU");
          g_autofree char *name = g_strdup_printf ("%s %s", family_first ? family : given,
                                                   family_first ? given : family);
          g_autofree char *phone = g_strdup_printf ("%s %d 555 %03u", country[2], _sample_between (sample, 20, 89),
                                                    100 + ++number * 2 % 890);
          g_autofree char *first = plain (given);
          g_autofree char *last = plain (family);
          g_autofree char *email = *first != '\0' && *last != '\0' && *first != 'x'
                                       ? g_strdup_printf ("%s.%s@%s", first, last, domain)
                                       : NULL;
          guint role = account->people->len % G_N_ELEMENTS (roles);
          int known = account->people->len == 0 ? since : MAX (0, since - _sample_between (sample, 0, since * 3 / 4));
          int birthday = _sample_chance (sample, 40)
                             ? rapport_day_from_ymd (_sample_between (sample, 1962, 1998),
                                                     _sample_between (sample, 1, 12), _sample_between (sample, 1, 28))
                             : 0;

          /* Namesakes only where a country has few names here. */
          if (!g_hash_table_add (names, (gpointer) _sample_keep (sample, name)) && ++tries < 40)
            continue;
          tries = 0;
          add_person (sample, account, name, role, titles[role][_sample_random (sample, 4)], phone, email, known,
                      birthday, NULL);
        }

      /* Some have moved on to another customer and are known at both. */
      if (account->stage >= 3 && account->people->len > 0 && i % 29 == 17 && moved < 5)
        {
          if (mover.id != 0)
            {
              RapportRow *row = rapport_row_new (RAPPORT_KIND_AFFILIATION);

              rapport_row_put (row, "person", mover.id, "account", account->id, "role", "influencer", "job_title",
                               "Project engineer", "since", (gint64) _sample_day (sample, 900), "until",
                               (gint64) _sample_day (sample, 400), "created", _sample_instant (sample, 900, 600),
                               NULL);
              _sample_insert (sample, row);
              moved++;
            }
          mover = g_array_index (account->people, SamplePerson, account->people->len - 1);
        }
    }
}

/* The ladder ----------------------------------------------------------------------------------------------- */

static gint64
add_move (Sample     *sample,
          int         model,
          const char *kind,
          gint64      subject,
          gint64      from,
          gint64      to,
          int         ago,
          int         minute,
          int         member,
          const char *note)
{
  RapportRow *row = rapport_row_new (RAPPORT_KIND_MOVE);
  gint64 at = _sample_instant (sample, ago, minute);

  rapport_row_put (row, "model", (gint64) model, "subject_kind", kind, "subject", subject, "at", at,
                   "member", sample->members[member], "set_by", "person", "created", at, NULL);
  if (from != 0)
    rapport_row_put (row, "from_stage", from, NULL);
  if (to != 0)
    rapport_row_put (row, "to_stage", to, NULL);
  if (note != NULL)
    rapport_row_put (row, "note", note, NULL);
  return _sample_insert (sample, row);
}

static void
add_placement (Sample     *sample,
               int         model,
               const char *kind,
               gint64      subject,
               gint64      stage,
               int         ago,
               double      rank)
{
  RapportRow *row = rapport_row_new (RAPPORT_KIND_PLACEMENT);

  rapport_row_put (row, "model", (gint64) model, "subject_kind", kind, "subject", subject, "stage", stage,
                   "since", (gint64) _sample_day (sample, ago), "set_by", "person",
                   "created", _sample_instant (sample, ago, 10 * 60), NULL);
  if (rank > 0)
    rapport_row_put (row, "rank", rank, NULL);
  _sample_insert (sample, row);
}

/* Cards lie in order of value, unless somebody laid them otherwise: Ines did. */
static double
rank_of (Sample *sample,
         guint   index)
{
  SampleAccount *account = g_ptr_array_index (sample->accounts, index);
  gint64 below = 0;

  if (account->owner != 0)
    return 0;
  for (guint i = sample->accounts->len; i-- > index;)
    {
      SampleAccount *other = g_ptr_array_index (sample->accounts, i);
      gint64 key = other->value * 100;

      if (other->owner != 0 || other->stage != account->stage)
        continue;
      if (i == index)
        return key > below ? 0 : (double) (below + 1);
      below = key > below ? key : below + 1;
    }
  return 0;
}

static const char *const reasons[] = { "dissatisfied", "moved-brand", "needs-changed", "no-growth", "fraud" };
static const char *const reason_notes[] = {
  "Two late visits in a row, and nobody called", "The group buys doors centrally now", "Closed the cold store",
  "Three visits a year for one spare part", "Invoices paid from an account that was not theirs",
};

static void
add_end (Sample        *sample,
         SampleAccount *account,
         guint          number,
         int            ago)
{
  RapportRow *row = rapport_row_new (RAPPORT_KIND_RELATIONSHIP_END);
  static const guint of[] = { 0, 1, 2, 1, 3, 0, 2, 4, 1, 0, 1, 0 };
  guint reason = of[number % G_N_ELEMENTS (of)];

  rapport_row_put (row, "account", account->id, "ended_on", (gint64) _sample_day (sample, ago),
                   "ended_by", reason >= 3 ? "us" : "them", "reason", reasons[reason], "note", reason_notes[reason],
                   "member", sample->members[account->owner], "created", _sample_instant (sample, ago, 16 * 60), NULL);
  if (account->won_back >= 0)
    rapport_row_put (row, "won_back_on", (gint64) _sample_day (sample, account->won_back), NULL);
  _sample_insert (sample, row);
}

void
_sample_add_ladder (Sample *sample)
{
  static const char *const notes[] = {
    NULL, NULL, "First visit went well", "First order", "Ordered again", "Gives us all doors", "Speaks well of us"
  };
  guint n_ended = 0;

  for (guint i = 0; i < sample->accounts->len && sample->error == NULL; i++)
    {
      SampleAccount *account = g_ptr_array_index (sample->accounts, i);
      int last = -1;
      gint64 move = 0;
      int end = account->ended >= 0      ? account->ended
                : account->won_back >= 0 ? account->won_back + _sample_between (sample, 160, 290)
                                         : -1;

      for (int k = 0; k <= account->stage; k++)
        if (account->since[k] >= 0)
          {
            move = add_move (sample, 1, "account", account->id, last < 0 ? 0 : 101 + last, 101 + k, account->since[k],
                             account->since[k] == 0 ? 13 * 60 : _sample_between (sample, 9 * 60, 17 * 60),
                             account->owner, last < 0 ? NULL : notes[k]);
            last = k;
          }

      /* Taken off the ladder when it ended, put back when it began again. */
      if (account->won_back >= 0 && account->won_back < 30)
        {
          add_move (sample, 1, "account", account->id, 101 + account->stage, 0, end, 16 * 60, account->owner, NULL);
          move = add_move (sample, 1, "account", account->id, 0, 101 + account->stage, account->won_back, 11 * 60,
                           account->owner, "Won back");
          account->since[account->stage] = account->won_back;
        }
      if (end >= 0)
        add_end (sample, account, n_ended++, end);
      add_placement (sample, 1, "account", account->id, 101 + account->stage, account->since[account->stage],
                     rank_of (sample, i));

      for (guint k = account->episodes->len; k-- > 0 && account->stage >= 2;)
        {
          SampleEpisode *episode = &g_array_index (account->episodes, SampleEpisode, k);

          if (episode->ago >= account->since[account->stage] && episode->ago < account->since[account->stage] + 120)
            {
              RapportRow *row = rapport_row_new (RAPPORT_KIND_MOVE_EVIDENCE);

              rapport_row_put (row, "move", move, "episode", episode->id,
                               "created", _sample_instant (sample, account->since[account->stage], 10 * 60), NULL);
              _sample_insert (sample, row);
              break;
            }
        }
    }
}

/* Network, other models, opportunities ------------------------------------------------------------------------ */

static void
add_link (Sample     *sample,
          gint64      from,
          gint64      to,
          const char *kind,
          int         ago,
          const char *note)
{
  RapportRow *row = rapport_row_new (RAPPORT_KIND_LINK);

  rapport_row_put (row, "from_account", from, "to_account", to, "link_kind", kind, "since",
                   (gint64) _sample_day (sample, ago), "created", _sample_instant (sample, ago, 12 * 60), NULL);
  if (note != NULL)
    rapport_row_put (row, "note", note, NULL);
  _sample_insert (sample, row);
}

static gint64
id_of (Sample     *sample,
       const char *name)
{
  return _sample_find (sample, name)->id;
}

static void
place (Sample        *sample,
       SampleAccount *account,
       int            model,
       int            stage)
{
  int top = MAX (account->since[0], account->since[account->stage]);
  int now = _sample_workday (sample, _sample_between (sample, 20, MAX (21, top / 2)));
  int first = model * 100 + 1;

  if (account->since[account->stage] <= 30)
    now = account->since[account->stage];
  if (stage > first && top > now + 40)
    {
      int before = _sample_workday (sample, _sample_between (sample, now + 30, top));

      add_move (sample, model, "account", account->id, 0, stage - 1, before, 11 * 60, account->owner, NULL);
      add_move (sample, model, "account", account->id, stage - 1, stage, now, 11 * 60, account->owner, NULL);
    }
  else
    add_move (sample, model, "account", account->id, 0, stage, now, 11 * 60, account->owner, NULL);
  add_placement (sample, model, "account", account->id, stage, now, 0);
}

static void
add_models (Sample *sample)
{
  GPtrArray *extras = _sample_table (sample, "extras");

  for (guint i = 0; i < extras->len; i++)
    {
      char **field = g_ptr_array_index (extras, i);

      if (field[0][0] == 'M')
        place (sample, _sample_find (sample, field[1]), atoi (field[2]), atoi (field[3]));
    }
  for (guint i = 0; i < sample->accounts->len; i++)
    {
      static const int relationship[] = { 201, 201, 202, 202, 203, 204, 205 };
      static const int cooperation[] = { 401, 401, 401, 402, 402, 403, 403 };
      static const int exploration[] = { 501, 501, 502, 502, 503, 504, 504 };
      static const int clients[] = { 601, 601, 602, 602, 603, 604, 605 };
      SampleAccount *account = g_ptr_array_index (sample->accounts, i);

      if (account->ended >= 0)
        continue;
      if (i % 3 == 0 || account->starred)
        place (sample, account, 2, relationship[account->stage]);
      if (i % 8 == 1)
        place (sample, account, 4,
               account->since[account->stage] > 600 && i % 16 == 1 && account->stage > 3
                   ? 404
                   : cooperation[account->stage]);
      if (i % 9 == 2)
        place (sample, account, 5, exploration[account->stage]);
      if (i % 3 == 1 || account->starred)
        place (sample, account, 6, account->starred && account->stage == 6 ? 606 : clients[account->stage]);
    }
}

static void
add_opportunities (Sample *sample)
{
  GPtrArray *stories = g_ptr_array_index (sample->tables, 0);
  const char *titles_of = "";
  guint n = 0;

  for (guint i = 0; i < stories->len; i++)
    if (((char **) g_ptr_array_index (stories, i))[0][0] == 'O')
      titles_of = ((char **) g_ptr_array_index (stories, i))[2];

  for (guint i = 0; i < sample->accounts->len && n < 25; i++)
    {
      static const int probabilities[] = { 5, 10, 20, 35, 50, 60, 75, 90 };
      SampleAccount *account = g_ptr_array_index (sample->accounts, i);
      const char *outcome = n % 8 == 5 ? "won" : n % 8 == 7 ? "lost" : "open";
      int step = g_str_equal (outcome, "won") ? 7 : (int) (n * 5 % 8);
      int began = _sample_workday (sample, _sample_between (sample, 40, 150)), now;
      RapportRow *row;
      gint64 id;
      g_autofree char *text = NULL;

      if (account->ended >= 0 || account->since[account->stage] < 40 || account->stage == 0 ||
          (i % 4 != 2 && !account->told))
        continue;
      text = _sample_words (sample, account,
                            account->told ? "Bremen night service" : _sample_variant (sample, titles_of), 0, NULL);
      if (account->told)
        outcome = "open", step = 4, began = 23;
      now = _sample_workday (sample, _sample_between (sample, 2, began / 2));
      row = rapport_row_new (RAPPORT_KIND_OPPORTUNITY);
      rapport_row_put (row, "account", account->id, "title", text, "value",
                       account->told ? (gint64) 2640000 : (gint64) _sample_between (sample, 6, 90) * 100000,
                       "currency", "EUR", "probability",
                       (gint64) (g_str_equal (outcome, "won")    ? 100
                                 : g_str_equal (outcome, "lost") ? 0
                                                                 : probabilities[step]),
                       "expected_close", (gint64) _sample_day (sample, -_sample_between (sample, 10, 120)), "owner",
                       sample->members[account->owner], "outcome", outcome, "created",
                       _sample_instant (sample, began, 9 * 60), NULL);
      if (!g_str_equal (outcome, "open"))
        rapport_row_put (row, "closed", (gint64) _sample_day (sample, now), "expected_close",
                         (gint64) _sample_day (sample, now), NULL);
      id = _sample_insert (sample, row);

      for (int k = 0; k <= step; k++)
        {
          int ago = began - (began - now) * k / MAX (1, step);

          add_move (sample, 7, "opportunity", id, k == 0 ? 0 : 700 + k, 701 + k, ago, 9 * 60 + k * 10, account->owner,
                    NULL);
        }
      add_placement (sample, 7, "opportunity", id, 701 + step, step == 0 ? began : now, 0);
      n++;
    }
  g_assert (n == 25);
}

void
_sample_add_network (Sample *sample)
{
  static const struct { const char *currency; gint64 rate; } rates[] = {
    { "GBP", 1140000 }, { "CHF", 1070000 }, { "SEK", 91000 }, { "NOK", 85000 }, { "DKK", 134000 }, { "PLN", 235000 },
  };
  static const char *const suppliers[] = { "Gummiwerk Elbe", "Krahl Antriebe", "DataKälte" };
  SampleAccount *last = NULL;
  guint n_referrals = 0, n_parents = 0;
  RapportRow *row;

  add_link (sample, id_of (sample, "Nordwind Logistik"), id_of (sample, "Ostsee Kliniken"), "referral", 1466,
            "Ms Voss called them for us");
  add_link (sample, id_of (sample, "Stadtwerke Aalen"), id_of (sample, "Ravenna Porto"), "referral", 78,
            "Speaks for us there");
  add_link (sample, id_of (sample, "Hanse Holding"), id_of (sample, "Nordwind Logistik"), "owner",
            _sample_ago ("2016-04-01"), NULL);
  add_link (sample, id_of (sample, "Hanse Holding"), id_of (sample, "Ostsee Kliniken"), "owner",
            _sample_ago ("2018-07-01"), NULL);
  add_link (sample, id_of (sample, "Thermotek"), sample->own, "partner", 1010, NULL);
  add_link (sample, id_of (sample, "Thermotek"), id_of (sample, "Van Aken Foods"), "partner", 700, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (suppliers); i++)
    add_link (sample, id_of (sample, suppliers[i]), sample->own, "supplier", 1010, NULL);

  for (guint i = 0; i < sample->accounts->len; i++)
    {
      SampleAccount *account = g_ptr_array_index (sample->accounts, i);

      if (account->ended >= 0 || account->stage < 2 || account->told)
        continue;
      if (i % 17 == 3 && i > 50)
        add_link (sample, id_of (sample, "Gummiwerk Elbe"), account->id, "supplier",
                  MIN (900, account->first_order + 30), "Seals");
      if (account->stage >= 5)
        {
          last = account;
        }
      else if (last != NULL && i % 6 == 0 && n_referrals < 14)
        {
          add_link (sample, last->id, account->id, "referral",
                    account->since[0] > 0 ? account->since[0] : account->first_order, NULL);
          n_referrals++;
        }
      else if (last != NULL && i % 40 == 7 && n_parents < 3 && g_str_equal (last->group, account->group))
        {
          add_link (sample, last->id, account->id, "parent", 1200, NULL);
          n_parents++;
        }
    }

  add_models (sample);
  add_opportunities (sample);

  for (guint i = 0; i < G_N_ELEMENTS (rates); i++)
    {
      row = rapport_row_new (RAPPORT_KIND_RATE);
      rapport_row_put (row, "currency", rates[i].currency, "day", (gint64) _sample_day (sample, 1500), "rate",
                       rates[i].rate, NULL);
      _sample_insert (sample, row);
    }

  row = rapport_row_new (RAPPORT_KIND_SNOOZE);
  rapport_row_put (row, "subject_kind", (gint64) RAPPORT_KIND_ACCOUNT, "subject", id_of (sample, "Kvarner Yachts"),
                   "reason", "silent", "until", _sample_instant (sample, -14, 0), "member", sample->members[0], NULL);
  _sample_insert (sample, row);
}
