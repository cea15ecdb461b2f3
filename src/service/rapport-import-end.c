#include "config.h"

#include "service/rapport-import-private.h"

#include <glib/gi18n.h>

#include "core/rapport-money.h"
#include "core/rapport-records.h"
#include "service/rapport-purchase-service.h"
#include "store/rapport-rows.h"

/* What can only be written when all rows have been seen: parents that stood further down, and totals of purchases. */

/**
 * rapport_importer_set_parents:
 * @self: an importer that has taken all rows
 * @error: return location
 *
 * Fills in the parents that stood further down in the file. One that is not there at all stays empty, and is said
 * among the problems.
 *
 * Returns: whether they could be written
 */
gboolean
rapport_importer_set_parents (Importer  *self,
                              GError   **error)
{
  for (guint i = 0; i < self->pending->len; i++)
    {
      Pending *item = &g_array_index (self->pending, Pending, i);
      gpointer value;
      gint64 parent = RAPPORT_UNSET;

      if (g_hash_table_lookup_extended (self->accounts, item->text, NULL, &value))
        parent = (gint64) (gintptr) value;
      else if (!rapport_importer_find_account_name (self, item->text, NULL, &parent, error))
        return FALSE;

      if (parent == RAPPORT_UNSET || parent == item->id)
        {
          RapportImportProblem *problem = g_new0 (RapportImportProblem, 1);

          problem->reason = g_strdup_printf (_("There is no account “%s”: the row came in without its parent."),
                                             item->text);
          problem->column = -1;
          problem->note = TRUE;
          problem->value = g_strdup (item->text);
          problem->n_rows = problem->n_lines = 1;
          problem->lines[0] = item->line;
          g_ptr_array_add (self->result->problems, problem);
        }
      else if (!self->dry)
        {
          g_autoptr(RapportRow) changes = rapport_row_new (RAPPORT_KIND_ACCOUNT);

          rapport_row_set_id (changes, item->id);
          rapport_row_put (changes, "parent", parent, NULL);
          if (!rapport_write_update (self->write, changes, error))
            return FALSE;
        }
    }
  g_array_set_size (self->pending, 0);
  return TRUE;
}

/**
 * rapport_importer_set_totals:
 * @self: an importer of purchase lines
 * @purchases: (array length=n_purchases): purchases whose lines have changed
 * @n_purchases: how many
 * @error: return location
 *
 * Computes the totals of purchases that state none: the exact sum of their lines, rounded once, half to even.
 *
 * Returns: whether they could be written
 */
gboolean
rapport_importer_set_totals (Importer      *self,
                             const gint64  *purchases,
                             guint          n_purchases,
                             GError       **error)
{
  g_autoptr(RapportRow) changes = rapport_row_new (RAPPORT_KIND_PURCHASE);

  for (guint i = 0; i < n_purchases; i++)
    {
      g_autoptr(RapportRow) purchase = rapport_rows_get (self->db, RAPPORT_KIND_PURCHASE, purchases[i], error);
      const char *from, *currency;
      gint64 total;

      if (purchase == NULL)
        return FALSE;
      from = rapport_row_get_text (purchase, RAPPORT_PURCHASE_TOTAL_FROM);
      currency = rapport_row_get_text (purchase, RAPPORT_PURCHASE_CURRENCY);
      if (g_strcmp0 (from, "lines") != 0 && !rapport_row_is_null (purchase, RAPPORT_PURCHASE_TOTAL))
        continue;
      if (!rapport_purchase_sum_lines (self->db, purchases[i],
                                       currency ? rapport_currency_get_digits (currency) : self->digits, &total,
                                       error))
        return FALSE;
      if (g_strcmp0 (from, "lines") == 0 && rapport_row_get_int (purchase, RAPPORT_PURCHASE_TOTAL) == total)
        continue;
      rapport_row_set_id (changes, purchases[i]);
      rapport_row_put (changes, "total", total, "total_from", "lines", NULL);
      if (!rapport_write_update (self->write, changes, error))
        return FALSE;
    }
  return TRUE;
}
