#include "config.h"

#include "application/rapport-window-private.h"

#include <glib/gi18n.h>

#include "application/rapport-about.h"
#include "application/rapport-application.h"
#include "application/rapport-as-of-dialog.h"
#include "application/rapport-pages.h"
#include "service/rapport-desk-queries.h"
#include "service/rapport-desk.h"
#include "service/rapport-summary-service.h"
#include "views/rapport-accounts-view.h"
#include "views/rapport-board-view.h"
#include "views/rapport-history-window.h"
#include "views/rapport-log-dialog.h"
#include "views/rapport-new-account-dialog.h"
#include "views/rapport-preferences.h"
#include "views/rapport-search-window.h"
#include "views/rapport-timeline-view.h"
#include "views/rapport-trash-window.h"
#include "widgets/rapport-feedback.h"
#include "widgets/rapport-print-preview.h"

/* What the window can do, by the names that views and menus use. */

static void
present_modal (RapportWindow *self,
               GtkWidget     *window)
{
  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (self));
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (window), TRUE);
  gtk_window_present (GTK_WINDOW (window));
}

static void
open_screen (RapportWindow *self,
             RapportScreen  screen,
             const char    *property,
             const GValue  *value)
{
  GType type = rapport_screens_get (screen);
  GObject *window;

  if (type == G_TYPE_INVALID)
    return;
  window = g_object_new (type, "workspace", self->workspace, NULL);
  g_object_set_property (window, property, value);
  present_modal (self, GTK_WIDGET (window));
}

static void
show_page_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  rapport_window_show_page (RAPPORT_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
show_nth_page_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  const RapportPage *page = rapport_pages_get ((guint) g_variant_get_int32 (parameter));

  if (page != NULL)
    rapport_window_show_page (RAPPORT_WINDOW (widget), page->name);
}

static void
open_account_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  rapport_window_open_account (RAPPORT_WINDOW (widget), g_variant_get_int64 (parameter));
}

/* Ctrl+Enter in the search. */
static void
open_in_window_action (GtkWidget  *widget,
                       const char *name,
                       GVariant   *parameter)
{
  RapportWindow *self = RAPPORT_WINDOW (widget);
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  if (RAPPORT_IS_APPLICATION (application))
    rapport_application_open_account (RAPPORT_APPLICATION (application), self->workspace,
                                      g_variant_get_int64 (parameter));
}

/* Alt+Enter in the search. */
static void
show_on_board_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  RapportWindow *self = RAPPORT_WINDOW (widget);
  GtkWidget *page;

  rapport_window_show_page (self, "board");
  page = gtk_stack_get_child_by_name (self->page_stack, "board");
  if (page != NULL && RAPPORT_IS_BOARD_VIEW (page) &&
      !rapport_board_view_show_account (RAPPORT_BOARD_VIEW (page), g_variant_get_int64 (parameter)))
    rapport_toast (page, _("This account is not on the board as it is filtered"), FALSE);
}

static void
show_timeline_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  RapportWindow *self = RAPPORT_WINDOW (widget);
  GtkWidget *page;

  rapport_window_show_page (self, "timeline");
  page = gtk_stack_get_child_by_name (self->page_stack, "timeline");
  if (page != NULL && g_object_class_find_property (G_OBJECT_GET_CLASS (page), "account") != NULL)
    g_object_set (page, "account", g_variant_get_int64 (parameter), NULL);
}

static void
back_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  _rapport_window_back (RAPPORT_WINDOW (widget));
}

static void
show_sidebar_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  RapportWindow *self = RAPPORT_WINDOW (widget);

  if (adw_leaflet_get_folded (self->leaflet))
    {
      gboolean shown = adw_leaflet_get_visible_child (self->leaflet) == self->sidebar_box;

      adw_leaflet_set_visible_child (self->leaflet, shown ? self->content_box : self->sidebar_box);
    }
  else
    {
      gtk_widget_set_visible (self->sidebar_box, !gtk_widget_get_visible (self->sidebar_box));
    }
}

/* A focused entry takes back its own typing first: whether it did is seen from its text. */
static gboolean
focus_does (RapportWindow *self,
            const char    *action)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  g_autofree char *before = NULL;

  if (GTK_IS_TEXT_VIEW (focus))
    {
      GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (focus));
      gboolean can = g_str_equal (action, "text.undo") ? gtk_text_buffer_get_can_undo (buffer)
                                                       : gtk_text_buffer_get_can_redo (buffer);

      return can && gtk_widget_activate_action (focus, action, NULL);
    }
  if (!GTK_IS_EDITABLE (focus))
    return FALSE;

  before = g_strdup (gtk_editable_get_text (GTK_EDITABLE (focus)));
  gtk_widget_activate_action (focus, action, NULL);
  return !g_str_equal (before, gtk_editable_get_text (GTK_EDITABLE (focus)));
}

static void
undo_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  RapportWindow *self = RAPPORT_WINDOW (widget);
  gboolean redo = g_str_equal (name, "win.redo");

  if (!focus_does (self, redo ? "text.redo" : "text.undo"))
    _rapport_window_undo (self, redo);
}

static void
undo_cancel_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  g_cancellable_cancel (RAPPORT_WINDOW (widget)->undo_cancellable);
}

static void
search_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  RapportWindow *self = RAPPORT_WINDOW (widget);
  GtkWidget *window;

  window = rapport_search_window_new (self->workspace, self->last_search,
                                      (const gint64 *) (gpointer) self->last_accounts->data,
                                      self->last_accounts->len);
  rapport_search_window_place (RAPPORT_SEARCH_WINDOW (window), GTK_WINDOW (self), &self->last_search);
  present_modal (self, window);
}

static void
new_account_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  rapport_new_account_dialog_present (widget, RAPPORT_WINDOW (widget)->workspace,
                                      g_variant_get_string (parameter, NULL));
}

/* Whose page it is, or whose timeline; 0 for none. */
static gint64
shown_account (RapportWindow *self)
{
  GtkWidget *page = gtk_stack_get_visible_child (self->page_stack);
  gint64 account = self->place.account;

  if (account == 0 && page != NULL && RAPPORT_IS_TIMELINE_VIEW (page))
    g_object_get (page, "account", &account, NULL);
  return account;
}

static void
log_interaction_action (GtkWidget  *widget,
                        const char *name,
                        GVariant   *parameter)
{
  RapportWindow *self = RAPPORT_WINDOW (widget);
  gint64 account = g_variant_get_int64 (parameter);

  rapport_log_dialog_present (widget, self->workspace, account > 0 ? account : shown_account (self), 0, 0);
}

/* With somebody, about something. */
static void
log_about_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  gint64 account, person, episode;

  g_variant_get (parameter, "(xxx)", &account, &person, &episode);
  rapport_log_dialog_present (widget, RAPPORT_WINDOW (widget)->workspace, account, person, episode);
}

static void
import_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  g_auto(GValue) value = G_VALUE_INIT;

  g_value_init (&value, G_TYPE_STRING);
  g_value_set_string (&value, g_variant_get_string (parameter, NULL));
  open_screen (RAPPORT_WINDOW (widget), RAPPORT_SCREEN_IMPORT, "path", &value);
}

/* A file that is dropped on any page is imported. */
static gboolean
dropped_cb (GtkDropTarget *target,
            const GValue  *value,
            double         x,
            double         y,
            RapportWindow *self)
{
  const GSList *files = g_value_get_boxed (value);
  g_autofree char *path = files != NULL ? g_file_get_path (files->data) : NULL;

  if (path == NULL || (self->workspace != NULL && rapport_workspace_is_read_only (self->workspace)))
    return FALSE;
  gtk_widget_activate_action (GTK_WIDGET (self), "app.import-file", "s", path);
  if (files->next != NULL)
    rapport_toast (GTK_WIDGET (self), _("One file at a time: this is the first of them"), FALSE);
  return TRUE;
}

void
_rapport_window_init_drop (RapportWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect (target, "drop", G_CALLBACK (dropped_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

static void
place_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  _rapport_window_place (RAPPORT_WINDOW (widget));
}

static void
next_panel_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  _rapport_window_next_panel (RAPPORT_WINDOW (widget), g_variant_get_boolean (parameter));
}

static void
print_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  /* Each page knows what it prints. */
  static const char * const names[] = { "accounts.print", "board.print" };
  RapportWindow *self = RAPPORT_WINDOW (widget);
  GtkWidget *page = gtk_stack_get_visible_child (self->page_stack);
  gint64 account = shown_account (self);

  if (account > 0)
    {
      gtk_widget_activate_action_variant (
          widget, "win.print-accounts",
          g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, &account, 1, sizeof (gint64)));
      return;
    }
  for (guint i = 0; page != NULL && i < G_N_ELEMENTS (names); i++)
    if (gtk_widget_activate_action (page, names[i], NULL))
      return;
  rapport_toast (page ? page : widget, _("Choose one account to print its summary"), FALSE);
}

static void
summaries_progress_cb (double   fraction,
                       gpointer data)
{
  rapport_print_preview_set_progress (data, fraction);
}

static void
summaries_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr(RapportPrintPreview) preview = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(RapportDocument) document = rapport_summary_service_document_finish (RAPPORT_WORKSPACE (source), result,
                                                                                 &error);
  g_autofree char *name = NULL;

  if (document == NULL)
    {
      rapport_print_preview_fail (preview, error);
      return;
    }
  name = g_strdelimit (g_strconcat (rapport_document_get_title (document), ".pdf", NULL), "/:", '-');
  rapport_print_preview_set_document (preview, document, name);
}

static void
print_accounts_action (GtkWidget  *widget,
                       const char *name,
                       GVariant   *parameter)
{
  RapportWindow *self = RAPPORT_WINDOW (widget);
  RapportPrintPreview *preview;
  gsize n;
  const gint64 *ids = g_variant_get_fixed_array (parameter, &n, sizeof (gint64));

  /* From a page, where its toasts are shown. */
  preview = rapport_print_preview_new (GTK_WIDGET (self->page_stack));
  rapport_summary_service_document_async (
      self->workspace, ids, (guint) n, rapport_paper_get_default (), RAPPORT_SUMMARY_PLAIN, summaries_progress_cb,
      preview, rapport_print_preview_get_cancellable (preview), summaries_cb, g_object_ref (preview));
}

static void
print_list_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  RapportWindow *self = RAPPORT_WINDOW (widget);
  GtkWidget *page;

  rapport_window_show_page (self, "accounts");
  page = gtk_stack_get_child_by_name (self->page_stack, "accounts");
  if (RAPPORT_IS_ACCOUNTS_VIEW (page))
    rapport_accounts_view_print_list (RAPPORT_ACCOUNTS_VIEW (page));
}

static void
view_as_of_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  RapportWindow *self = RAPPORT_WINDOW (widget);
  GtkWidget *page = gtk_stack_get_visible_child (self->page_stack);

  /* The board has a bar for it. */
  if (page != NULL && RAPPORT_IS_BOARD_VIEW (page))
    {
      gtk_widget_activate_action (page, "board.view-past", NULL);
      return;
    }
  present_modal (self, rapport_as_of_dialog_new (self->workspace, GTK_WIDGET (self)));
}

static void
back_to_today_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  RapportWindow *self = RAPPORT_WINDOW (widget);
  GtkWidget *board = gtk_stack_get_child_by_name (self->page_stack, "board");

  /* Where the board has gone back, it leads to where it came from. */
  if (board != NULL && RAPPORT_IS_BOARD_VIEW (board) && rapport_board_view_is_past (RAPPORT_BOARD_VIEW (board)))
    rapport_board_view_set_past (RAPPORT_BOARD_VIEW (board), FALSE);
  else
    rapport_as_of_set (GTK_WIDGET (self), self->workspace, RAPPORT_DAY_NONE);
}

static void
view_newest_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  RapportWindow *self = RAPPORT_WINDOW (widget);

  rapport_as_of_set (GTK_WIDGET (self), self->workspace, self->newest);
}

static void
trash_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  RapportWindow *self = RAPPORT_WINDOW (widget);

  present_modal (self, rapport_trash_window_new (self->workspace));
}

static void
history_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  RapportWindow *self = RAPPORT_WINDOW (widget);

  present_modal (self, rapport_history_window_new (self->workspace, g_variant_get_int64 (parameter)));
}

static void
preferences_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  RapportWindow *self = RAPPORT_WINDOW (widget);

  present_modal (self, rapport_preferences_new (self->workspace));
}

static void
about_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  rapport_about_show (GTK_WINDOW (widget));
}

static void
member_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  RapportWindow *self = RAPPORT_WINDOW (widget);

  if (self->workspace != NULL)
    rapport_workspace_set_member (self->workspace, g_variant_get_int64 (parameter));
}

static void
backup_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  _rapport_window_back_up (RAPPORT_WINDOW (widget), TRUE);
}

static void
restore_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  _rapport_window_restore (RAPPORT_WINDOW (widget));
}

static void
copy_workspace_action (GtkWidget  *widget,
                       const char *name,
                       GVariant   *parameter)
{
  RapportWindow *self = RAPPORT_WINDOW (widget);

  rapport_application_copy (RAPPORT_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))), self,
                            rapport_workspace_get_path (self->workspace));
}

static void
start_over_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  rapport_application_start_over (RAPPORT_APPLICATION (gtk_window_get_application (GTK_WINDOW (widget))),
                                  RAPPORT_WINDOW (widget));
}

static void
close_workspace_action (GtkWidget  *widget,
                        const char *name,
                        GVariant   *parameter)
{
  rapport_window_set_workspace (RAPPORT_WINDOW (widget), NULL);
}

static void
interrupted_done_cb (RapportWorkspace *workspace,
                     RapportAct       *act,
                     gpointer          data)
{
  g_autoptr(RapportWindow) self = data;

  if (act != NULL)
    _rapport_window_hide_banner (self, RAPPORT_BANNER_INTERRUPTED);
}

static void
interrupted_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  RapportWindow *self = RAPPORT_WINDOW (widget);
  gboolean keep = g_str_equal (name, "win.keep-interrupted");

  rapport_do_then (widget, self->workspace,
                   keep ? rapport_desk_act_keep_interrupted (self->interrupted)
                        : rapport_desk_act_undo_interrupted (self->interrupted),
                   NULL, interrupted_done_cb, g_object_ref (self));
}

static void
hide_banner_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  _rapport_window_hide_banner (RAPPORT_WINDOW (widget), (RapportBannerId) g_variant_get_int32 (parameter));
}

static void
close_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  gtk_window_close (GTK_WINDOW (widget));
}

typedef struct
{
  const char                    *name;
  const char                    *parameter;
  GtkWidgetActionActivateFunc    activate;
  const char                    *accelerators[3];
  const char                    *detailed; /* where it has a target */
} Action;

static const Action actions[] = {
  { "win.show-page", "s", show_page_action },
  { "win.show-nth-page", "i", show_nth_page_action },
  { "win.open-account", "x", open_account_action },
  { "win.open-in-window", "x", open_in_window_action },
  { "win.show-timeline", "x", show_timeline_action },
  { "win.show-on-board", "x", show_on_board_action },
  { "win.back", NULL, back_action, { "<Alt>Left", "Back" } },
  { "win.show-sidebar", NULL, show_sidebar_action, { "F9" } },
  { "win.undo", NULL, undo_action, { "<Control>z" } },
  { "win.redo", NULL, undo_action, { "<Control><Shift>z" } },
  { "win.undo-cancel", NULL, undo_cancel_action },
  { "win.search", NULL, search_action, { "<Control>k" } },
  { "win.new-account", "s", new_account_action, { "<Control>n" }, "win.new-account::" },
  { "win.log-interaction", "x", log_interaction_action, { "<Control>l" }, "win.log-interaction(int64 0)" },
  { "win.log-about", "(xxx)", log_about_action },
  { "win.import", "s", import_action },
  { "win.place", NULL, place_action },
  { "win.next-panel", "b", next_panel_action, { "F6" }, "win.next-panel(false)" },
  { "win.print-accounts", "ax", print_accounts_action },
  { "win.print-list", NULL, print_list_action },
  { "win.print", NULL, print_action, { "<Control>p" } },
  { "win.view-as-of", NULL, view_as_of_action, { "<Control>h" } },
  { "win.back-to-today", NULL, back_to_today_action },
  { "win.view-newest", NULL, view_newest_action },
  { "win.trash", NULL, trash_action },
  { "win.history", "x", history_action },
  { "win.preferences", NULL, preferences_action, { "<Control>comma" } },
  { "win.about", NULL, about_action },
  { "win.member", "x", member_action },
  { "win.back-up", NULL, backup_action },
  { "win.restore-backup", NULL, restore_action },
  { "win.copy-workspace", NULL, copy_workspace_action },
  { "win.start-over", NULL, start_over_action },
  { "win.close-workspace", NULL, close_workspace_action },
  { "win.keep-interrupted", NULL, interrupted_action },
  { "win.undo-interrupted", NULL, interrupted_action },
  { "win.hide-banner", "i", hide_banner_action },
  { "win.close", NULL, close_action, { "<Control>w" } },
};

void
_rapport_window_class_init_actions (GtkWidgetClass *klass)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (klass, actions[i].name, actions[i].parameter, actions[i].activate);
}

void
_rapport_window_add_accelerators (GtkApplication *application)
{
  static const char *const backwards[] = { "<Shift>F6", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    if (actions[i].accelerators[0] != NULL)
      gtk_application_set_accels_for_action (application, actions[i].detailed ? actions[i].detailed : actions[i].name,
                                             (const char * const *) actions[i].accelerators);
  gtk_application_set_accels_for_action (application, "win.next-panel(true)", backwards);
  for (guint n = 0; n < 9; n++)
    {
      g_autofree char *action = g_strdup_printf ("win.show-nth-page(%u)", n);
      g_autofree char *key = g_strdup_printf ("<Alt>%u", n + 1);
      const char *accelerators[] = { key, NULL };

      gtk_application_set_accels_for_action (application, action, accelerators);
    }
}

void
_rapport_window_update_actions (RapportWindow *self)
{
  gboolean open = self->workspace != NULL;
  gboolean writable = open && !rapport_workspace_is_read_only (self->workspace);
  const struct
  {
    const char *name;
    gboolean    enabled;
  } states[] = {
    { "win.show-page", open },
    { "win.show-nth-page", open },
    { "win.open-account", open && rapport_screens_get (RAPPORT_SCREEN_ACCOUNT) != G_TYPE_INVALID },
    { "win.open-in-window", open && rapport_screens_get (RAPPORT_SCREEN_ACCOUNT) != G_TYPE_INVALID },
    { "win.show-timeline", open && rapport_pages_find ("timeline") != NULL },
    { "win.show-on-board", open && rapport_pages_find ("board") != NULL },
    { "win.back", open && (self->places->len > 0 || self->place.account > 0) },
    { "win.show-sidebar", open },
    { "win.undo", writable && rapport_workspace_get_undo_label (self->workspace) != NULL },
    { "win.redo", writable && rapport_workspace_get_redo_label (self->workspace) != NULL },
    { "win.undo-cancel", self->undo_cancellable != NULL },
    { "win.search", open },
    { "win.new-account", writable },
    { "win.log-interaction", writable },
    { "win.log-about", writable },
    { "win.import", writable && rapport_screens_get (RAPPORT_SCREEN_IMPORT) != G_TYPE_INVALID },
    { "win.place", writable },
    { "win.next-panel", open },
    { "win.print-accounts", open },
    { "win.print-list", open },
    { "win.print", open && (self->place.account > 0 || g_strcmp0 (self->place.page, "today") != 0) },
    { "win.view-as-of", open },
    { "win.trash", open },
    { "win.history", open },
    { "win.member", open },
    { "win.back-up", writable },
    { "win.restore-backup", writable },
    { "win.copy-workspace", open },
    { "win.close-workspace", open },
  };

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), states[i].name, states[i].enabled);
}
