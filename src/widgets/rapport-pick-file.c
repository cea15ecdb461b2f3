#include "config.h"

#include "widgets/rapport-pick-file.h"

#include <glib/gi18n.h>

/* The only place for GtkFileChooserNative, which newer GTK has another class for. */

static void
add_filter (GtkFileChooser     *chooser,
            const char         *name,
            const char * const *suffixes)
{
  g_autoptr(GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  if (suffixes == NULL)
    gtk_file_filter_add_pattern (filter, "*");
  for (guint i = 0; suffixes != NULL && suffixes[i] != NULL; i++)
    gtk_file_filter_add_suffix (filter, suffixes[i]);
  gtk_file_chooser_add_filter (chooser, filter);
}

static void
add_filters (GtkFileChooser *chooser,
             RapportFiles    files)
{
  static const char * const workspaces[] = { "rapport", NULL };
  static const char * const tables[] = { "csv", "tsv", "txt", NULL };
  static const char * const cards[] = { "vcf", "vcard", NULL };
  static const char * const pdf[] = { "pdf", NULL };
  static const char * const import[] = { "csv", "tsv", "txt", "vcf", "vcard", NULL };

  switch (files)
    {
    case RAPPORT_FILES_WORKSPACES:
      add_filter (chooser, _("Rapport workspaces"), workspaces);
      break;
    case RAPPORT_FILES_TABLES:
      add_filter (chooser, _("Tables (CSV)"), tables);
      break;
    case RAPPORT_FILES_CARDS:
      add_filter (chooser, _("Address cards (vCard)"), cards);
      break;
    case RAPPORT_FILES_PDF:
      add_filter (chooser, _("PDF documents"), pdf);
      break;
    case RAPPORT_FILES_IMPORT:
      add_filter (chooser, _("Tables and address cards"), import);
      break;
    case RAPPORT_FILES_ALL:
    default:
      break;
    }
  if (gtk_file_chooser_get_action (chooser) == GTK_FILE_CHOOSER_ACTION_OPEN || files == RAPPORT_FILES_ALL)
    add_filter (chooser, _("All files"), NULL);
}

static void
response_cb (GtkNativeDialog *dialog,
             int              response,
             GTask           *task)
{
  GFile *file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_task_return_pointer (task, file, g_object_unref);
  g_object_unref (dialog);
  g_object_unref (task);
}

/**
 * rapport_pick_file_async:
 * @from: the widget that asks
 * @pick: what for
 * @files: what kind of file
 * @title: title of the dialog
 * @accept: (nullable): label of the button, with a mnemonic
 * @folder: (nullable): where to begin
 * @name: (nullable): proposed name for %RAPPORT_PICK_SAVE
 * @callback: called with the choice
 * @user_data: for @callback
 *
 * Lets the user choose a file.
 */
void
rapport_pick_file_async (GtkWidget           *from,
                         RapportPick          pick,
                         RapportFiles         files,
                         const char          *title,
                         const char          *accept,
                         const char          *folder,
                         const char          *name,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  static const GtkFileChooserAction actions[] = {
    [RAPPORT_PICK_OPEN] = GTK_FILE_CHOOSER_ACTION_OPEN,
    [RAPPORT_PICK_SAVE] = GTK_FILE_CHOOSER_ACTION_SAVE,
    [RAPPORT_PICK_FOLDER] = GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
  };
  GtkFileChooserNative *native;
  GtkRoot *root;
  GTask *task;

  g_return_if_fail (GTK_IS_WIDGET (from));

  root = gtk_widget_get_root (from);
  task = g_task_new (from, NULL, callback, user_data);
  g_task_set_source_tag (task, rapport_pick_file_async);

  native = gtk_file_chooser_native_new (title, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, actions[pick],
                                        accept, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (native), TRUE);
  if (pick != RAPPORT_PICK_FOLDER)
    add_filters (GTK_FILE_CHOOSER (native), files);
  if (folder != NULL && g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      g_autoptr(GFile) file = g_file_new_for_path (folder);

      gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (native), file, NULL);
    }
  if (name != NULL && pick == RAPPORT_PICK_SAVE)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (native), name);
  g_signal_connect (native, "response", G_CALLBACK (response_cb), task);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (native));
}

/**
 * rapport_pick_file_finish:
 * @result: what the callback got
 *
 * Returns: (nullable) (transfer full): the file, %NULL where the user chose none
 */
GFile *
rapport_pick_file_finish (GAsyncResult *result)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), NULL);
}
