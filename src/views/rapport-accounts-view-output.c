#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "views/rapport-accounts-view-private.h"
#include "views/rapport-print-list.h"
#include "widgets/rapport-confirm.h"
#include "widgets/rapport-feedback.h"
#include "widgets/rapport-pick-file.h"

/* The list on paper, in a file, on the clipboard: with the columns shown, of the selected rows or, where none is
 * selected, of all that the filter lets through. */

/* %NULL where nothing is selected: all. */
static GArray *
dup_selected (RapportAccountsView *self)
{
  if (rapport_id_selection_get_n (self->selection) == 0)
    return NULL;
  return rapport_id_selection_dup_ids (self->selection);
}

static void
copy_rows (RapportAccountsView *self,
           RapportListRows     *rows)
{
  g_autofree char *table = rapport_list_rows_to_table (rows), *html = rapport_list_rows_to_html (rows), *text = NULL;
  g_autoptr(GBytes) bytes = g_bytes_new (html, strlen (html));
  g_autoptr(GdkContentProvider) provider = NULL;
  GdkContentProvider *both[2];
  guint n = rapport_list_rows_get_n_rows (rows);

  both[0] = gdk_content_provider_new_typed (G_TYPE_STRING, table);
  both[1] = gdk_content_provider_new_for_bytes ("text/html", bytes);
  provider = gdk_content_provider_new_union (both, G_N_ELEMENTS (both));
  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (self)), provider);
  text = g_strdup_printf (ngettext ("%u row copied", "%u rows copied", n), n);
  rapport_toast (GTK_WIDGET (self), text, FALSE);
}

static void
copied_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(RapportAccountsView) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(RapportListRows) rows = rapport_list_read_finish (RAPPORT_WORKSPACE (source), result, &error);

  if (rows != NULL)
    copy_rows (self, rows);
  else
    rapport_report_error (GTK_WIDGET (self), error);
}

static void
print_list (RapportAccountsView *self,
            const char          *pdf_name)
{
  g_autoptr(GArray) ids = dup_selected (self);
  g_auto(GStrv) columns = _rapport_accounts_view_dup_columns (self);

  if (self->workspace != NULL && columns != NULL)
    rapport_print_list (GTK_WIDGET (self), self->workspace, self->filter,
                        ids ? (const gint64 *) (gpointer) ids->data : NULL, ids ? ids->len : 0,
                        (const char *const *) columns, pdf_name);
}

static void
print_summaries (RapportAccountsView *self)
{
  g_autoptr(GArray) selected = dup_selected (self);
  GArray *ids = selected ? selected : rapport_query_model_get_ids (rapport_id_selection_get_model (self->selection));
  GVariant *target = g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, ids->data, ids->len, sizeof (gint64));

  gtk_widget_activate_action_variant (GTK_WIDGET (self), "win.print-accounts", target);
}

static void
print_answered_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      data)
{
  g_autoptr(RapportAccountsView) self = data;
  g_autofree char *answer = rapport_ask_finish (result);

  if (g_strcmp0 (answer, "list") == 0)
    print_list (self, NULL);
  else if (g_strcmp0 (answer, "summaries") == 0 && rapport_steady_rows_get_model (self->steady) != NULL)
    print_summaries (self);
}

static void
print_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  RapportAccountsView *self = RAPPORT_ACCOUNTS_VIEW (widget);
  const RapportAnswer answers[] = {
    { "summaries", _("_Summaries"), RAPPORT_ANSWER_PLAIN },
    { "list", _("_List"), RAPPORT_ANSWER_SUGGESTED },
  };
  g_autofree char *heading = NULL;
  guint n;

  n = rapport_id_selection_get_n (self->selection);
  if (n == 0)
    n = _rapport_accounts_view_get_n_rows (self);
  if (n == 0)
    return;
  heading = g_strdup_printf (ngettext ("Print %u Account", "Print %u Accounts", n), n);
  rapport_ask_async (widget, heading, _("As the list that is shown, or a summary of each on pages of its own?"),
                     NULL, answers, G_N_ELEMENTS (answers), print_answered_cb, g_object_ref (self));
}

static void
pdf_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  /* Translators: name of a file */
  print_list (RAPPORT_ACCOUNTS_VIEW (widget), _("Accounts.pdf"));
}

static void
copy_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  RapportAccountsView *self = RAPPORT_ACCOUNTS_VIEW (widget);
  g_autoptr(GArray) ids = dup_selected (self);
  g_auto(GStrv) columns = _rapport_accounts_view_dup_columns (self);

  if (self->workspace != NULL && columns != NULL)
    rapport_list_read_async (self->workspace, self->filter, ids ? (const gint64 *) (gpointer) ids->data : NULL,
                             ids ? ids->len : 0, (const char *const *) columns, RAPPORT_LIST_SCREEN, NULL, copied_cb,
                             g_object_ref (self));
}

static void
exported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr(RapportAccountsView) self = data;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  guint n;

  if (!rapport_list_export_finish (RAPPORT_WORKSPACE (source), result, &n, &error))
    {
      rapport_report_error (GTK_WIDGET (self), error);
      return;
    }
  text = g_strdup_printf (ngettext ("%u account exported", "%u accounts exported", n), n);
  rapport_toast (GTK_WIDGET (self), text, FALSE);
}

static void
picked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(RapportAccountsView) self = data;
  g_autoptr(GFile) file = rapport_pick_file_finish (result);
  g_autoptr(GArray) ids = NULL;
  g_auto(GStrv) columns = NULL;

  if (file == NULL || self->workspace == NULL)
    return;
  ids = dup_selected (self);
  columns = _rapport_accounts_view_dup_columns (self);
  rapport_list_export_async (self->workspace, self->filter, ids ? (const gint64 *) (gpointer) ids->data : NULL,
                             ids ? ids->len : 0, (const char *const *) columns, file, NULL, exported_cb,
                             g_object_ref (self));
}

static void
export_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  RapportAccountsView *self = RAPPORT_ACCOUNTS_VIEW (widget);

  if (self->workspace != NULL)
    rapport_pick_file_async (widget, RAPPORT_PICK_SAVE, RAPPORT_FILES_TABLES, _("Export List"), _("_Export"), NULL,
                             /* Translators: name of a file */
                             _("Accounts.csv"), picked_cb, g_object_ref (self));
}

void
_rapport_accounts_view_class_output_init (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "accounts.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "accounts.export", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "accounts.export-pdf", NULL, pdf_action);
  gtk_widget_class_install_action (widget_class, "accounts.copy", NULL, copy_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "accounts.copy",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "accounts.delete", NULL);
}

/**
 * rapport_accounts_view_print_list:
 * @self: a page
 *
 * Prints the list as it is shown: what is selected, else all that the filter lets through.
 */
void
rapport_accounts_view_print_list (RapportAccountsView *self)
{
  g_return_if_fail (RAPPORT_IS_ACCOUNTS_VIEW (self));

  print_list (self, NULL);
}
