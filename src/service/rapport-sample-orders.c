#include "config.h"

#include "service/rapport-sample-private.h"

#include <string.h>

/* What customers buy: when, how much, and what of. */

static GPtrArray *
product_table (Sample *sample)
{
  return g_ptr_array_index (sample->tables, 1);
}

void
_sample_add_products (Sample *sample)
{
  GPtrArray *table = product_table (sample);

  for (guint i = 0; i < table->len; i++)
    {
      char **field = g_ptr_array_index (table, i);
      RapportRow *row = rapport_row_new (RAPPORT_KIND_PRODUCT);
      g_autofree char *code = g_strdup_printf ("V-%03u", 100 + i * 5);
      gint64 price = g_ascii_strtoll (field[2], NULL, 10) * 1000000;
      gint64 id;

      rapport_row_put (row, "name", field[0], "product_group", field[1], "price", price,
                       "cost", price / 1000 * g_ascii_strtoll (field[3], NULL, 10), "currency", "EUR",
                       "active", (gint64) 1, "external_id", code, NULL);
      id = _sample_insert (sample, row);
      g_array_append_val (sample->products, id);
    }
}

static int
compare_orders (gconstpointer a,
                gconstpointer b)
{
  const SampleOrder *x = a, *y = b;

  return y->ago - x->ago;
}

/* Scales what was bought from @from to @to days ago to @euro, exactly. */
static void
scale (SampleAccount *account,
       int            from,
       int            to,
       gint64         euro)
{
  gint64 sum = 0;
  SampleOrder *largest = NULL;

  for (guint i = 0; i < account->orders->len; i++)
    {
      SampleOrder *order = &g_array_index (account->orders, SampleOrder, i);

      if (order->ago <= from && order->ago >= to)
        sum += order->euro;
    }
  if (sum == 0)
    return;
  for (guint i = 0; i < account->orders->len; i++)
    {
      SampleOrder *order = &g_array_index (account->orders, SampleOrder, i);

      if (order->ago > from || order->ago < to)
        continue;
      order->euro = MAX (100, order->euro * euro / sum / 10 * 10);
      if (largest == NULL || order->euro > largest->euro)
        largest = order;
    }
  for (guint i = 0; i < account->orders->len; i++)
    {
      SampleOrder *order = &g_array_index (account->orders, SampleOrder, i);

      if (order->ago <= from && order->ago >= to)
        euro -= order->euro;
    }
  largest->euro += euro;
}

/* The days of a window of 12 months that ends @back years ago, as days ago. */
static void
window (Sample *sample,
        int     end,
        int    *from,
        int    *to)
{
  RapportDay last = _sample_day (sample, end);

  *to = end;
  *from = rapport_day_diff (rapport_day_add_years (last, -1), sample->today) - 1;
}

static void
add_order (Sample        *sample,
           SampleAccount *account,
           int            ago,
           gint64         euro)
{
  SampleOrder order = { ago, euro, NULL, 0, { -1, -1, -1, -1 } };

  g_array_append_val (account->orders, order);
}

static void
name_order (Sample        *sample,
            SampleAccount *account,
            SampleOrder   *order)
{
  static const char *const places[] = { ", {site}", "", " for {site}" };
  GPtrArray *table = product_table (sample);
  guint n_lines = 1 + _sample_random (sample, order->euro > 3000 ? 3 : 2);
  g_autofree char *format = NULL;
  g_autofree char *title = NULL;

  for (guint i = 0; i < n_lines; i++)
    {
      int product = (int) _sample_random (sample, table->len);
      char **field = g_ptr_array_index (table, product);

      /* Nothing dearer than the order itself, and what it is called by comes first. */
      while (g_ascii_strtoll (field[2], NULL, 10) > order->euro)
        {
          product = (product + 1) % (int) table->len;
          field = g_ptr_array_index (table, product);
        }
      order->products[i] = product;
    }
  format = g_strconcat (((char **) g_ptr_array_index (table, order->products[0]))[4],
                        places[_sample_random (sample, G_N_ELEMENTS (places))], NULL);
  title = _sample_words (sample, account, format, order->ago, NULL);
  order->title = _sample_keep (sample, title);
}

static void
plan_orders (Sample        *sample,
             SampleAccount *account)
{
  static const int per_year[SAMPLE_N_STAGES] = { 0, 0, 2, 4, 7, 10, 12 };
  int gap = 365 / MAX (1, per_year[account->stage] + _sample_between (sample, -1, 2));
  int first = account->first_order, last = account->last_order;
  int from, to;

  if (account->step != NULL && account->owner == 0 && last == 0)
    last = account->n_orders == 1 ? first : _sample_between (sample, 2, 34);
  if (account->last_order == 0 && account->owner != 0)
    last = _sample_between (sample, 2, 30);
  last = MIN (last, first);

  if (account->n_orders > 1)
    gap = (first - last) / (account->n_orders - 1);
  add_order (sample, account, first, _sample_between (sample, 40, 160));
  for (int ago = first - gap; account->n_orders != 1 && ago > last + gap / 2;
       ago -= MAX (1, gap * _sample_between (sample, 70, 130) / 100))
    {
      int day = _sample_workday (sample, ago);
      /* A pause between the end of a relationship and its second beginning. */
      gboolean pause = account->won_back >= 0 && day > account->won_back && day < account->won_back + 300;

      if (day < first && day > last && !pause &&
          (account->n_orders == 0 || account->orders->len < (guint) account->n_orders - 1))
        add_order (sample, account, day, _sample_between (sample, 40, 160));
    }
  if (last < first)
    add_order (sample, account, last, _sample_between (sample, 40, 160));
  g_array_sort (account->orders, compare_orders);

  /* Years ago it was less; then what the pictures say. */
  window (sample, 0, &from, &to);
  for (guint i = 0; i < account->orders->len; i++)
    {
      SampleOrder *order = &g_array_index (account->orders, SampleOrder, i);
      gint64 yearly = account->value > 0 ? account->value : 24000;

      order->euro = MAX (200, order->euro * yearly * gap / 36500 * (100 - MIN (60, order->ago / 30)) / 100 / 10 * 10);
      if (account->first_order < 365)
        order->euro = MAX (200, order->euro);
    }
  if (account->value > 0)
    scale (account, from, to, account->value);
  if (account->then_contact >= 0 && account->then_value > 0)
    {
      int then_from, then_to;
      gboolean any = FALSE;

      window (sample, SAMPLE_THEN, &then_from, &then_to);
      for (guint i = 0; i < account->orders->len; i++)
        any |= g_array_index (account->orders, SampleOrder, i).ago <= then_from &&
               g_array_index (account->orders, SampleOrder, i).ago >= then_to;
      if (!any)
        {
          add_order (sample, account, _sample_workday (sample, SAMPLE_THEN + 40), 100);
          g_array_sort (account->orders, compare_orders);
        }
      scale (account, then_from, then_to, account->then_value);
    }
  for (guint i = 0; i < account->orders->len; i++)
    name_order (sample, account, &g_array_index (account->orders, SampleOrder, i));
}

void
_sample_plan_orders (Sample *sample)
{
  for (guint i = 0; i < sample->accounts->len; i++)
    {
      SampleAccount *account = g_ptr_array_index (sample->accounts, i);

      if (account->first_order >= 0 && !account->told)
        plan_orders (sample, account);
    }
}

/* Costs so that Nordwind's margin is the design's: €57.9k of 184.3, €53.1k of 173.5 the year before. */
static gint64
cost_of (Sample        *sample,
         SampleAccount *account,
         SampleOrder   *order,
         gint64        *left)
{
  gint64 cost;
  int year;

  if (!account->told)
    return order->euro * _sample_between (sample, 640, 730) / 10;

  year = order->ago < 365 ? 0 : order->ago < 731 ? 1 : 2;
  if (year == 2)
    return order->euro * _sample_between (sample, 690, 715) / 10;
  cost = year == 0 ? order->euro * 12640000 / 184300 : order->euro * 12040000 / 173500;
  left[year] -= order->euro;
  left[2 + year] -= cost;
  return left[year] == 0 ? cost + left[2 + year] : cost;
}

void
_sample_add_orders (Sample *sample)
{
  guint number = 0;

  for (guint i = 0; i < sample->accounts->len && sample->error == NULL; i++)
    {
      SampleAccount *account = g_ptr_array_index (sample->accounts, i);
      gint64 left[4] = { 184300, 173500, 12640000, 12040000 };

      for (guint k = 0; k < account->orders->len; k++)
        {
          SampleOrder *order = &g_array_index (account->orders, SampleOrder, k);
          RapportRow *row = rapport_row_new (RAPPORT_KIND_PURCHASE);
          gint64 total = order->euro * 100, cost = cost_of (sample, account, order, left);
          gint64 rest = total, cost_rest = cost, quantities = 0;
          g_autofree char *code = g_strdup_printf ("R%05u", 20400 + 7 * ++number);
          int n_lines = 0;
          gint64 id;
          struct { gint64 quantity, amount, cost; int product; } lines[4];

          for (; n_lines < 4 && order->products[n_lines] >= 0; n_lines++)
            {
              static const int counts[] = { 1, 1, 2, 4, 5, 8, 10, 20 };
              gboolean end = n_lines == 3 || order->products[n_lines + 1] < 0;

              lines[n_lines].product = order->products[n_lines];
              lines[n_lines].quantity = counts[_sample_random (sample, G_N_ELEMENTS (counts))];
              lines[n_lines].amount = end ? rest : total / 1000 * _sample_between (sample, 3, 6) / 10 * 1000 / 2;
              lines[n_lines].cost = end ? cost_rest : cost * lines[n_lines].amount / total;
              rest -= lines[n_lines].amount;
              cost_rest -= lines[n_lines].cost;
              quantities += lines[n_lines].quantity;
            }

          rapport_row_put (row, "account", account->id, "day", (gint64) _sample_day (sample, order->ago), "title",
                           order->title, "total", total, "currency", "EUR", "total_from", "lines", "quantity",
                           quantities * 1000000, "cost", cost, "member", sample->members[account->owner],
                           "external_id", code, "created", _sample_instant (sample, order->ago, 17 * 60), NULL);
          if (order->episode != 0)
            rapport_row_put (row, "episode", order->episode, NULL);
          id = _sample_insert (sample, row);

          for (int l = 0; l < n_lines; l++)
            {
              RapportRow *line = rapport_row_new (RAPPORT_KIND_PURCHASE_LINE);
              char **field = g_ptr_array_index (product_table (sample), lines[l].product);

              rapport_row_put (line, "purchase", id, "product",
                               g_array_index (sample->products, gint64, lines[l].product), "title",
                               l == 0 ? order->title : field[4], "quantity", lines[l].quantity * 1000000,
                               "unit_price", lines[l].amount * 10000 / lines[l].quantity, "discount", (gint64) 0,
                               "unit_cost", lines[l].cost * 10000 / lines[l].quantity, "amount", lines[l].amount,
                               "created", _sample_instant (sample, order->ago, 17 * 60), NULL);
              _sample_insert (sample, line);
            }
        }
    }
}
