#include "config.h"

#include "views/rapport-import-window-private.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "views/rapport-place-offer.h"
#include "widgets/rapport-confirm.h"
#include "widgets/rapport-feedback.h"
#include "widgets/rapport-format.h"

/* The import itself: what is asked before it, its progress, and what is told of it. */

#define TAG_SETTING "import-tag"

/* "Import 20 Nov": by it the accounts of this file are found again. */
static char *
make_tag (RapportImportWindow *self)
{
  g_autofree char *day = rapport_format_day (self->workspace, rapport_workspace_get_today (self->workspace));

  /* Translators: a tag on accounts; %s is the day on which they were imported, "20 Nov" */
  return g_strdup_printf (C_("tag", "Import %s"), day);
}

/* Only accounts can have it. */
void
_rapport_import_window_show_tag (RapportImportWindow *self)
{
  g_autofree char *tag = make_tag (self), *kept = rapport_workspace_get_setting (self->workspace, TAG_SETTING, TRUE);
  g_autofree char *label = g_strdup_printf (_("Tag “%s”"), tag);

  gtk_label_set_label (self->tag_label, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->tag_button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  if (!gtk_widget_get_visible (GTK_WIDGET (self->tag_button)))
    gtk_check_button_set_active (self->tag_button, g_strcmp0 (kept, "no") != 0);
  gtk_widget_set_visible (GTK_WIDGET (self->tag_button),
                          self->kind == RAPPORT_KIND_ACCOUNT && self->inspection->result->imported > 0);
}

/* What the accounts of this import get; whether it was wished is remembered. */
static char *
take_tag (RapportImportWindow *self)
{
  gboolean wished = gtk_check_button_get_active (self->tag_button);
  g_autofree char *kept = rapport_workspace_get_setting (self->workspace, TAG_SETTING, TRUE);

  if (!gtk_widget_get_visible (GTK_WIDGET (self->tag_button)))
    return NULL;
  if (wished == (g_strcmp0 (kept, "no") == 0))
    rapport_workspace_set_setting (self->workspace, TAG_SETTING, TRUE, wished ? NULL : "no");
  return wished ? make_tag (self) : NULL;
}

static void
append_imported (GString       *text,
                 RapportKindId  kind,
                 guint64        n)
{
  if (kind == RAPPORT_KIND_ACCOUNT)
    g_string_append_printf (
        text, ngettext ("%" PRIu64 " account imported", "%" PRIu64 " accounts imported", (gulong) n), n);
  else if (kind == RAPPORT_KIND_PERSON)
    g_string_append_printf (text, ngettext ("%" PRIu64 " person imported", "%" PRIu64 " people imported", (gulong) n),
                            n);
  else if (kind == RAPPORT_KIND_PURCHASE)
    g_string_append_printf (
        text, ngettext ("%" PRIu64 " purchase imported", "%" PRIu64 " purchases imported", (gulong) n), n);
  else
    /* Translators: a kind of records, how many */
    g_string_append_printf (text, _("%s: %" PRIu64 " imported"), _(rapport_kind_get (kind)->label_plural), n);
}

/* What is told when the import window is gone. */
typedef struct
{
  GtkWidget        *parent;
  RapportWorkspace *workspace;
  GFile            *rejects;
  gboolean          purchases;
} Told;

static void
told_free (Told *told)
{
  g_object_unref (told->parent);
  g_object_unref (told->workspace);
  g_clear_object (&told->rejects);
  g_free (told);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Told, told_free)

/* Once purchases are in, the accounts can be placed by them. */
static void
tell_more (Told *told)
{
  if (told->purchases)
    rapport_place_offer (told->parent, told->workspace, FALSE);
}

static void
folder_shown_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  g_autoptr(GtkWidget) parent = data;
  g_autoptr(GError) error = NULL;

  if (!g_app_info_launch_default_for_uri_finish (result, &error))
    rapport_report_error (parent, error);
}

static void
rejects_answered_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      data)
{
  g_autoptr(Told) told = data;
  g_autofree char *answer = rapport_ask_finish (result);

  if (g_strcmp0 (answer, "undo") == 0)
    {
      gtk_widget_activate_action (told->parent, "win.undo", NULL);
      return;
    }
  if (g_strcmp0 (answer, "folder") == 0)
    {
      g_autoptr(GFile) folder = g_file_get_parent (told->rejects);
      g_autofree char *uri = g_file_get_uri (folder);

      g_app_info_launch_default_for_uri_async (uri, NULL, NULL, folder_shown_cb, g_object_ref (told->parent));
    }
  tell_more (told);
}

/* The rejected rows are work that is left: they are told of until somebody has read it. */
static void
tell_rejects (Told                      *told,
              const char                *imported,
              const RapportImportResult *result)
{
  const RapportAnswer answers[] = { { "cancel", _("_Close"), RAPPORT_ANSWER_SUGGESTED },
                                    { "folder", _("Show in _Folder"), RAPPORT_ANSWER_PLAIN },
                                    { "undo", _("_Undo the Import"), RAPPORT_ANSWER_PLAIN } };
  g_autofree char *name = g_file_get_basename (result->rejects);
  g_autoptr(GFile) folder = g_file_get_parent (result->rejects);
  g_autofree char *place = g_file_get_parse_name (folder);
  g_autofree char *rows = g_strdup_printf (
      ngettext ("%'" PRIu64 " row was rejected.", "%'" PRIu64 " rows were rejected.", (gulong) result->rejected),
      result->rejected);
  /* Translators: the name of a file and of its folder */
  g_autofree char *where = g_strdup_printf (_("They are in “%s” in %s, each with its line number and the reason. Mend them there and import that file: what is in already is not doubled."),
                                            name, place);
  g_autofree char *body = g_strdup_printf ("%s %s", rows, where);

  told->rejects = g_object_ref (result->rejects);
  rapport_ask_async (told->parent, imported, body, NULL, answers,
                     result->batch != 0 ? G_N_ELEMENTS (answers) : G_N_ELEMENTS (answers) - 1, rejects_answered_cb,
                     told);
}

static void
tell_result (RapportImportWindow       *self,
             GtkWidget                 *parent,
             const RapportImportResult *result)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(Told) told = g_new0 (Told, 1);

  told->parent = g_object_ref (parent);
  told->workspace = g_object_ref (self->workspace);
  told->purchases = self->kind == RAPPORT_KIND_PURCHASE;
  append_imported (text, self->kind, result->imported);
  if (result->updated > 0)
    g_string_append_printf (text, _(", %" PRIu64 " updated"), result->updated);
  if (result->restored > 0)
    g_string_append_printf (text, _(", %" PRIu64 " restored from the trash"), result->restored);
  if (result->rejects != NULL)
    {
      tell_rejects (g_steal_pointer (&told), text->str, result);
      return;
    }
  rapport_toast (parent, text->str, result->batch != 0);
  tell_more (told);
}

static void
imported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr(RapportImportWindow) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(RapportAct) act = rapport_workspace_do_finish (RAPPORT_WORKSPACE (source), result, &error);
  GtkWidget *parent = GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (self)));

  g_clear_handle_id (&self->progress_source, g_source_remove);
  g_clear_object (&self->writing);
  if (self->workspace == NULL)
    return;
  if (act == NULL)
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        rapport_toast (GTK_WIDGET (self), _("Stopped; nothing was imported"), FALSE);
      else
        rapport_report_error (GTK_WIDGET (self), error);
      _rapport_import_window_update_actions (self);
      return;
    }
  rapport_import_remember_as (self->workspace, self->inspection->plan, self->inspection->mapping);
  if (parent != NULL)
    tell_result (self, parent, rapport_import_act_get_result (act));
  gtk_window_destroy (GTK_WINDOW (self));
}

static gboolean
progress_cb (gpointer data)
{
  RapportImportWindow *self = data;
  g_autofree char *text = NULL;
  guint64 rows;
  double share;

  rapport_import_act_get_progress (self->act, &rows, &share);
  text = g_cancellable_is_cancelled (self->writing)
             ? g_strdup (_("Taking back what was written…"))
             : g_strdup_printf (ngettext ("%" PRIu64 " row", "%" PRIu64 " rows", (gulong) rows), rows);
  gtk_progress_bar_set_fraction (self->progress, share);
  gtk_progress_bar_set_text (self->progress, text);
  return G_SOURCE_CONTINUE;
}

/* Leads to the first column whose dates nobody has decided on, once; who then imports all the same has seen what is
 * proposed. */
static gboolean
ask_date (RapportImportWindow *self)
{
  const RapportImportPlan *plan = self->inspection->plan;

  for (guint i = 0; i < plan->n_columns; i++)
    if (_rapport_import_window_is_asked (self, i))
      {
        ImportColumn *column = g_ptr_array_index (self->columns, i);

        if (self->asked)
          {
            rapport_csv_dialect_set_date_format (plan->dialect, (int) i, plan->dialect->columns[i].date_format);
            continue;
          }
        self->asked = TRUE;
        gtk_toggle_button_set_active (self->columns_toggle, TRUE);
        for (guint k = 0; k < G_N_ELEMENTS (column->orders); k++)
          if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (column->orders[k])))
            gtk_widget_grab_focus (column->orders[k]);
        gtk_widget_add_css_class (column->row, "rp-asked");
        rapport_toast (GTK_WIDGET (self), self->inspection->error->message, FALSE);
        return TRUE;
      }
  return FALSE;
}

void
_rapport_import_window_run (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  RapportImportWindow *self = RAPPORT_IMPORT_WINDOW (widget);
  g_autofree char *tag = NULL;

  if (self->inspection == NULL || self->reading != NULL || self->writing != NULL)
    return;
  if (ask_date (self))
    return;
  tag = take_tag (self);
  rapport_import_plan_set_tag (self->inspection->plan, tag);
  g_clear_pointer (&self->act, rapport_act_unref);
  self->act = rapport_import_act (self->workspace, self->inspection->plan);
  self->writing = g_cancellable_new ();
  self->progress_source = g_timeout_add (100, progress_cb, self);
  progress_cb (self);
  rapport_workspace_do_async (self->workspace, rapport_act_ref (self->act), self->writing, imported_cb,
                              g_object_ref (self));
  _rapport_import_window_update_actions (self);
}
