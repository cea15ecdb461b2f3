#include "config.h"

#include "views/rapport-import-window-private.h"

#include <glib/gi18n.h>

#include "widgets/rapport-confirm.h"
#include "widgets/rapport-feedback.h"
#include "widgets/rapport-pick-file.h"

/* What can be kept of an import before it is done: where the columns go, under a name; and the rows with problems. */

static void
mapping_named_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      data)
{
  g_autoptr(RapportImportWindow) self = data;
  g_autofree char *answer = rapport_ask_finish (result);
  GtkEditable *entry = g_object_get_data (G_OBJECT (self), "mapping-name");
  g_autofree char *name = g_strstrip (g_strdup (entry ? gtk_editable_get_text (entry) : ""));
  g_autofree char *text = NULL;

  g_object_set_data (G_OBJECT (self), "mapping-name", NULL);
  if (g_strcmp0 (answer, "save") != 0 || self->workspace == NULL || self->inspection == NULL)
    return;
  rapport_import_remember_as (self->workspace, self->inspection->plan, name);
  g_free (self->inspection->mapping);
  self->inspection->mapping = *name != '\0' ? g_strdup (name) : NULL;
  self->saved = TRUE;
  text = g_strdup_printf (_("Mapping “%s” saved: the next file with these headings is read like this"), name);
  rapport_toast (GTK_WIDGET (self), text, FALSE);
}

void
_rapport_import_window_save_mapping (GtkWidget  *widget,
                                     const char *name,
                                     GVariant   *parameter)
{
  static const RapportAnswer answers[] = { { "save", N_("_Save"), RAPPORT_ANSWER_SUGGESTED } };
  RapportImportWindow *self = RAPPORT_IMPORT_WINDOW (widget);
  RapportAnswer translated[G_N_ELEMENTS (answers)];
  GtkWidget *entry;
  g_autofree char *base = NULL;
  char *dot;

  if (self->inspection == NULL)
    return;
  base = g_file_get_basename (self->file);
  dot = strrchr (base, '.');
  if (dot != NULL && dot != base)
    *dot = '\0';
  entry = gtk_entry_new ();
  gtk_editable_set_text (GTK_EDITABLE (entry), self->inspection->mapping ? self->inspection->mapping : base);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Name of the mapping"), -1);
  g_object_set_data_full (G_OBJECT (self), "mapping-name", g_object_ref_sink (entry), g_object_unref);
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    translated[i] = (RapportAnswer) { answers[i].id, _(answers[i].label), answers[i].look };
  rapport_ask_async (widget, _("Save as Mapping"),
                     _("A file with the same headings is read the same way, and shows its preview at once."), entry,
                     translated, G_N_ELEMENTS (translated), mapping_named_cb, g_object_ref (self));
}

static void
problems_exported_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      data)
{
  g_autoptr(RapportImportWindow) self = data;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  gssize n = rapport_import_export_rejects_finish (RAPPORT_WORKSPACE (source), result, &error);

  if (self->workspace == NULL)
    return;
  if (n < 0)
    {
      rapport_report_error (GTK_WIDGET (self), error);
      return;
    }
  text = g_strdup_printf (ngettext ("%zd row exported", "%zd rows exported", (gulong) n), n);
  rapport_toast (GTK_WIDGET (self), text, FALSE);
}

static void
problems_target_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      data)
{
  g_autoptr(RapportImportWindow) self = data;
  g_autoptr(GFile) target = rapport_pick_file_finish (result);

  if (target != NULL && self->workspace != NULL && self->inspection != NULL)
    rapport_import_export_rejects_async (self->workspace, self->inspection->plan, target, NULL, problems_exported_cb,
                                         g_object_ref (self));
}

void
_rapport_import_window_export_problems (GtkWidget  *widget,
                                        const char *name,
                                        GVariant   *parameter)
{
  RapportImportWindow *self = RAPPORT_IMPORT_WINDOW (widget);
  g_autofree char *base = g_file_get_basename (self->file), *target = NULL;
  char *dot = strrchr (base, '.');

  if (dot != NULL && dot != base)
    *dot = '\0';
  /* Translators: the name of a file; %s is that of the imported one */
  target = g_strdup_printf (_("%s problems.csv"), base);
  rapport_pick_file_async (widget, RAPPORT_PICK_SAVE, RAPPORT_FILES_TABLES, _("Export Problem Rows"), _("_Export"),
                           NULL, target, problems_target_cb, g_object_ref (self));
}
