#include "config.h"

#include "accounts-sample.h"

#include <glib/gstdio.h>

#include "core/rapport-records.h"
#include "service/rapport-board-service.h"
#include "service/rapport-sample.h"

/* A workspace with as many accounts as wanted, spread over groups, owners, stages, with purchases, contacts, steps. */

static gboolean
fill (RapportWrite  *write,
      gpointer       data,
      GError       **error)
{
  static const char *const names[] = { "Stadtwerke Aalen", "Nordwind Logistik",  "Kaltenbach Kühlhaus",
                                       "Lindqvist & Holm", "Halden Marine",      "Bergström Livs",
                                       "Port of Zeeland",  "Rhône Emballages",   "Ferretti Meccanica",
                                       "Kestrel Hotels",   "Atlas Reefer Lines", "Ostsee Kliniken",
                                       "Van Aken Foods",   "Müller & Söhne",     "Brouwer Bakkerijen",
                                       "Piran Marina" };
  static const char *const groups[] = { "Utilities", "Key accounts", "Marine",     "Food",
                                        "Packaging", "Industry",     "Hospitality" };
  static const char *const members[] = { "Ines Duarte", "Tomasz Wilk", "Maren Holt", "Yusuf Demir" };
  static const char *const channels[] = { "phone", "email", "meal", "video", "visit" };
  static const char *const steps[] = { "Reference talk for Ravenna Porto",
                                       "Send credit note CN-2025-118",
                                       "Plan a visit",
                                       "Lunch with Ms Holm",
                                       "Renewal talk",
                                       "Repair visit, line 2" };
  guint n = GPOINTER_TO_UINT (data);
  RapportDay today = rapport_write_get_today (write);
  gint64 owners[4];

  for (guint i = 0; i < 4; i++)
    {
      g_autoptr(RapportRow) row = rapport_row_new (RAPPORT_KIND_MEMBER);

      rapport_row_put (row, "name", members[i], NULL);
      if ((owners[i] = rapport_write_insert (write, row, error)) == 0)
        return FALSE;
    }
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(RapportRow) row = rapport_row_new (RAPPORT_KIND_ACCOUNT);
      g_autofree char *name = i < G_N_ELEMENTS (names) ? g_strdup (names[i])
                                                       : g_strdup_printf ("%s %u", names[i % G_N_ELEMENTS (names)], i);
      gint64 id;

      rapport_row_put (row, "name", name, "account_group", groups[i % 7], "owner", owners[i * 7 % 4], "city",
                       i % 2 ? "Hamburg" : "Oslo", NULL);
      if (i < 5)
        rapport_row_set_int (row, RAPPORT_ACCOUNT_STARRED, 1);
      if (i % 6 == 5)
        rapport_row_set_int (row, RAPPORT_ACCOUNT_ESTIMATED_VALUE, 1200000 - i * 1000);
      if (i % 3 == 0)
        rapport_row_set_text (row, RAPPORT_ACCOUNT_TAGS, "fair");
      if ((id = rapport_write_insert (write, row, error)) == 0)
        return FALSE;
      if (i % 16 != 15 && !rapport_board_place_new (write, 1, "account", id, 101 + (n - i) % 7, "person", error))
        return FALSE;
      if (n > 2000)
        continue; /* the long list needs no more */
      if (i % 6 != 5)
        {
          g_autoptr(RapportRow) purchase = rapport_row_new (RAPPORT_KIND_PURCHASE);

          rapport_row_put (purchase, "account", id, "day",
                           (gint64) rapport_day_add_days (today, -(int) (i % 200) - 1), "total",
                           (gint64) 21100000 - (gint64) i * 100000, NULL);
          if (rapport_write_insert (write, purchase, error) == 0)
            return FALSE;
        }
      if (i % 7 != 6)
        {
          g_autoptr(RapportRow) contact = rapport_row_new (RAPPORT_KIND_INTERACTION);

          rapport_row_put (contact, "account", id, "at", rapport_write_get_now (write) - (gint64) (i % 40) * 86400,
                           "channel", channels[i % 5], "subject", "Talk", NULL);
          if (rapport_write_insert (write, contact, error) == 0)
            return FALSE;
        }
      if (i % 8 != 7)
        {
          g_autoptr(RapportRow) step = rapport_row_new (RAPPORT_KIND_COMMITMENT);

          rapport_row_put (step, "account", id, "kind", "next-step", "title", steps[i % 6], "due",
                           (gint64) rapport_day_add_days (today, (int) (i % 12) - 1), NULL);
          if (rapport_write_insert (write, step, error) == 0)
            return FALSE;
        }
      if (i % 9 == 1)
        {
          g_autoptr(RapportRow) complaint = rapport_row_new (RAPPORT_KIND_EPISODE);

          rapport_row_put (complaint, "account", id, "title", "Late", "kind", "complaint", "started",
                           (gint64) rapport_day_add_days (today, -3), NULL);
          if (rapport_write_insert (write, complaint, error) == 0)
            return FALSE;
        }
    }
  return TRUE;
}

AccountsSample *
accounts_sample_new (guint n_accounts)
{
  AccountsSample *sample = g_new0 (AccountsSample, 1);
  g_autoptr(RapportAct) act = rapport_act_new ("Fill", fill, GUINT_TO_POINTER (n_accounts), NULL);
  g_autoptr(GError) error = NULL;

  sample->dir = g_dir_make_tmp ("rapport-XXXXXX", &error);
  g_assert_no_error (error);
  sample->path = g_build_filename (sample->dir, "test.rapport", NULL);
  if (n_accounts == ACCOUNTS_SAMPLE_COMPANY)
    {
      rapport_sample_create (sample->path, rapport_day_from_ymd (2025, 11, 20), &error);
      g_assert_no_error (error);
      sample->workspace = rapport_workspace_open (sample->path, 0, &error);
      g_assert_no_error (error);
      return sample;
    }
  sample->workspace = rapport_workspace_create (sample->path, "Veldhuis Service", "EUR", &error);
  g_assert_no_error (error);
  if (n_accounts > 0)
    {
      rapport_workspace_do (sample->workspace, act, &error);
      g_assert_no_error (error);
    }
  return sample;
}

void
accounts_sample_free (AccountsSample *sample)
{
  rapport_workspace_close (sample->workspace);
  for (guint i = 0; i < 200 && G_OBJECT (sample->workspace)->ref_count > 1; i++)
    {
      g_usleep (2000);
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
  g_object_unref (sample->workspace);
  g_unlink (sample->path);
  g_rmdir (sample->dir);
  g_free (sample->path);
  g_free (sample->dir);
  g_free (sample);
}
