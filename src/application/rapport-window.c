#include "config.h"

#include "application/rapport-window-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "application/rapport-application.h"
#include "application/rapport-pages.h"
#include "core/rapport-records.h"
#include "service/rapport-desk.h"
#include "service/rapport-today-service.h"
#include "views/rapport-board-view.h"
#include "views/rapport-page-header.h"
#include "views/rapport-today-view.h"
#include "views/rapport-welcome-view.h"
#include "widgets/rapport-feedback.h"

/* The window: sidebar, pages, the way back. What it can do stands in rapport-window-actions.c, what it says above
 * the page in -banners.c, its sidebar and what it keeps in -sidebar.c, backups and the switcher in -desk.c, what it
 * shows while a workspace is opened in -waiting.c, undo in -undo.c. */

#define MAX_PLACES 50

typedef enum
{
  PROP_WORKSPACE = 1,
} RapportWindowProperty;

static GParamSpec *properties[PROP_WORKSPACE + 1];

G_DEFINE_FINAL_TYPE (RapportWindow, rapport_window, ADW_TYPE_APPLICATION_WINDOW)

static void
place_free (gpointer data)
{
  RapportPlace *place = data;

  g_free (place->page);
  g_free (place);
}

/* Pages ------------------------------------------------------------------------------------------------------ */

static GtkWidget *
ensure_page (RapportWindow *self,
             const char    *name)
{
  const RapportPage *page = rapport_pages_find (name);
  GtkWidget *child = gtk_stack_get_child_by_name (self->page_stack, name);

  if (child != NULL || page == NULL)
    return child;

  child = g_object_new (page->get_type (), "workspace", self->workspace, NULL);
  gtk_stack_add_named (self->page_stack, child, name);
  if (RAPPORT_IS_TODAY_VIEW (child))
    _rapport_window_watch_needs (self, child);
  return child;
}

static GtkWidget *
ensure_account_view (RapportWindow *self,
                     gint64         account)
{
  GType type = rapport_screens_get (RAPPORT_SCREEN_ACCOUNT);

  if (type == G_TYPE_INVALID)
    return NULL;

  if (self->account_view == NULL)
    {
      self->account_view = g_object_new (type, "workspace", self->workspace, "account", account, NULL);
      gtk_stack_add_named (self->page_stack, self->account_view, "account");
    }
  else
    {
      g_object_set (self->account_view, "account", account, NULL);
    }
  return self->account_view;
}

static RapportPageHeader *
find_header (GtkWidget *widget)
{
  RapportPageHeader *found = NULL;

  if (RAPPORT_IS_PAGE_HEADER (widget))
    return RAPPORT_PAGE_HEADER (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_header (child);
  return found;
}

/* Pages that are not shown are hidden, not only covered: assistive technology would read them out otherwise. */
void
_rapport_window_show_only (GtkStack  *stack,
                           GtkWidget *page)
{
  gtk_widget_set_visible (page, TRUE);
  gtk_stack_set_visible_child (stack, page);
  for (GtkWidget *other = gtk_widget_get_first_child (GTK_WIDGET (stack)); other != NULL;
       other = gtk_widget_get_next_sibling (other))
    gtk_widget_set_visible (other, other == page);
}

void
_rapport_window_go (RapportWindow *self,
                    const char    *page,
                    gint64         account,
                    gboolean       keep_place)
{
  g_autofree char *name = g_strdup (page);
  RapportPageHeader *header;
  GtkWidget *child;

  if (self->workspace == NULL)
    return;
  if (account == self->place.account && g_strcmp0 (name, self->place.page) == 0)
    {
      adw_leaflet_set_visible_child (self->leaflet, self->content_box);
      return;
    }

  child = account > 0 ? ensure_account_view (self, account) : ensure_page (self, name);
  if (child == NULL)
    return;

  if (keep_place && self->place.page != NULL)
    {
      RapportPlace *place = g_new (RapportPlace, 1);

      *place = (RapportPlace) { g_strdup (self->place.page), self->place.account };
      g_ptr_array_add (self->places, place);
      if (self->places->len > MAX_PLACES)
        g_ptr_array_remove_index (self->places, 0);
    }
  g_free (self->place.page);
  self->place.page = g_steal_pointer (&name);
  self->place.account = account;
  if (account > 0)
    _rapport_window_note_account (self, account);

  _rapport_window_show_only (self->page_stack, child);
  header = find_header (child);
  if (header != NULL)
    {
      rapport_page_header_take_below (header, GTK_WIDGET (self->banner_box));
      if (account > 0)
        g_object_set (header, "show-back", TRUE, NULL);
    }
  /* The page of an account belongs to the list of them. */
  _rapport_window_select_row (self, account > 0 ? "accounts" : self->place.page);
  if (account == 0 && RAPPORT_IS_BOARD_VIEW (child) &&
      rapport_store_is_in_past (rapport_workspace_get_store (self->workspace)))
    rapport_board_view_set_past (RAPPORT_BOARD_VIEW (child), TRUE);
  _rapport_window_update_banners (self);
  adw_leaflet_set_visible_child (self->leaflet, self->content_box);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_child_focus (child, GTK_DIR_TAB_FORWARD);
  _rapport_window_update_actions (self);
}

void
_rapport_window_back (RapportWindow *self)
{
  g_autofree RapportPlace *place = NULL;
  g_autofree char *page = NULL;

  if (self->places->len == 0)
    {
      if (self->place.account > 0)
        _rapport_window_go (self, self->place.page, 0, FALSE);
      return;
    }
  place = g_ptr_array_steal_index (self->places, self->places->len - 1);
  page = place->page;
  _rapport_window_go (self, page, place->account, FALSE);
}

static void
row_activated_cb (GtkListBox    *list,
                  GtkListBoxRow *row,
                  RapportWindow *self)
{
  _rapport_window_go (self, g_object_get_data (G_OBJECT (row), "page"), 0, TRUE);
}

/* F6: the list of pages, the header, what lies below it. */
void
_rapport_window_next_panel (RapportWindow *self,
                            gboolean       backwards)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self)), *page = gtk_stack_get_visible_child (self->page_stack);
  RapportPageHeader *header = page != NULL ? find_header (page) : NULL;
  GtkWidget *panels[3] = { GTK_WIDGET (self->page_list), NULL, NULL };
  guint n = 1, here = 0;

  if (header != NULL)
    panels[n++] = GTK_WIDGET (header);
  for (GtkWidget *below = header != NULL ? gtk_widget_get_next_sibling (GTK_WIDGET (header)) : page;
       below != NULL && n < G_N_ELEMENTS (panels); below = gtk_widget_get_next_sibling (below))
    if (GTK_WIDGET (self->banner_box) != below && gtk_widget_get_visible (below))
      panels[n++] = below;

  /* Whatever lies deeper on the page counts as its last panel. */
  if (focus != NULL && page != NULL && gtk_widget_is_ancestor (focus, page))
    here = header != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (header)) ? 1 : n - 1;
  for (guint i = 1; i <= n; i++)
    {
      GtkWidget *panel = panels[(here + (backwards ? n - i : i)) % n];

      if (panel == GTK_WIDGET (self->page_list) && adw_leaflet_get_folded (self->leaflet))
        adw_leaflet_set_visible_child (self->leaflet, self->sidebar_box);
      else if (panel != GTK_WIDGET (self->page_list))
        adw_leaflet_set_visible_child (self->leaflet, self->content_box);
      if (gtk_widget_child_focus (panel, GTK_DIR_TAB_FORWARD))
        return;
    }
}

/* The workspace ---------------------------------------------------------------------------------------------- */

static void
update_title (RapportWindow *self)
{
  if (self->workspace != NULL)
    {
      /* Translators: the title of the window: a workspace, and the program's name */
      g_autofree char *title = g_strdup_printf (_("%s – Rapport"), rapport_workspace_get_name (self->workspace));

      gtk_window_set_title (GTK_WINDOW (self), title);
    }
  else
    {
      gtk_window_set_title (GTK_WINDOW (self), _("Rapport"));
    }
  _rapport_window_update_switcher (self);
}

static void
workspace_changed_cb (RapportWorkspace *workspace,
                      RapportChanges   *changes,
                      RapportWindow    *self)
{
  if (rapport_today_needs_are_touched_by (changes))
    _rapport_window_queue_badge (self);
  if (changes->many || rapport_changes_touch (changes, RAPPORT_KIND_MEMBER))
    _rapport_window_update_switcher (self);
  if (changes->many)
    {
      _rapport_window_update_banners (self);
      _rapport_window_look_for_newest (self);
    }
}

static void
workspace_notify_cb (RapportWorkspace *workspace,
                     GParamSpec       *pspec,
                     RapportWindow    *self)
{
  if (g_str_equal (pspec->name, "name"))
    update_title (self);
  else if (g_str_equal (pspec->name, "member"))
    {
      rapport_desk_set_member (rapport_workspace_get_path (workspace), rapport_workspace_get_member (workspace));
      _rapport_window_update_switcher (self);
      _rapport_window_queue_badge (self);
    }
  else if (g_str_equal (pspec->name, "today") || g_str_equal (pspec->name, "read-only"))
    {
      _rapport_window_update_banners (self);
      _rapport_window_queue_badge (self);
    }
  _rapport_window_update_actions (self);
}

static void
waiting_cb (RapportStore  *store,
            const char    *who,
            RapportWindow *self)
{
  /* Translators: %s is the name of a program, such as “rapport” (process 1234) */
  g_autofree char *text = g_strdup_printf (
      _("%s is writing to this workspace. Your change follows when it is done."), who);

  _rapport_window_show_banner (self, RAPPORT_BANNER_WAITING, text);
}

static void
waiting_over_cb (RapportStore  *store,
                 RapportWindow *self)
{
  _rapport_window_hide_banner (self, RAPPORT_BANNER_WAITING);
}

static void
clear_pages (RapportWindow *self)
{
  GtkWidget *child, *banners = GTK_WIDGET (self->banner_box);

  /* The banners live under the header of the page that is shown. */
  g_object_ref (banners);
  if (gtk_widget_get_parent (banners) != GTK_WIDGET (self->bottom_box))
    {
      gtk_box_remove (GTK_BOX (gtk_widget_get_parent (banners)), banners);
      gtk_box_append (self->bottom_box, banners);
    }
  g_object_unref (banners);

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->page_stack))) != NULL)
    gtk_stack_remove (self->page_stack, child);
  self->account_view = NULL;
  g_ptr_array_set_size (self->places, 0);
  g_clear_pointer (&self->place.page, g_free);
  self->place.account = 0;
}

/* Another window that shows the same workspace. */
static RapportWindow *
find_companion (RapportWindow *self,
                gboolean       with_reminders)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWindow) window = g_list_model_get_item (windows, i);
      RapportWindow *other = RAPPORT_IS_WINDOW (window) ? RAPPORT_WINDOW (window) : NULL;

      if (other != NULL && other != self && other->workspace == self->workspace &&
          (!with_reminders || other->reminders != NULL))
        return other;
    }
  return NULL;
}

static void start_reminders (RapportWindow *self);

static void
leave_workspace (RapportWindow *self)
{
  RapportWindow *companion;

  if (self->workspace == NULL)
    return;
  companion = find_companion (self, FALSE);

  /* Editors in place write when the focus leaves them. */
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  _rapport_window_keep_state (self);
  if (!rapport_workspace_is_read_only (self->workspace))
    _rapport_window_keep_last_accounts (self);
  clear_pages (self);
  /* A look that is under way keeps them alive, but shall not go on with a file that is closed. */
  if (self->reminders != NULL)
    g_object_run_dispose (G_OBJECT (self->reminders));
  g_clear_object (&self->reminders);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->badge_id, g_source_remove);
  g_clear_handle_id (&self->look_id, g_source_remove);
  self->newest = RAPPORT_DAY_NONE;
  g_clear_handle_id (&self->midnight_id, g_source_remove);
  g_signal_group_set_target (self->workspace_signals, NULL);
  g_signal_group_set_target (self->store_signals, NULL);
  /* Waits until all that was asked for is written. */
  if (companion == NULL)
    rapport_workspace_close (self->workspace);
  else
    start_reminders (companion);
  g_clear_object (&self->workspace);
}

static void
show_first_page (RapportWindow *self)
{
  GSettings *settings = rapport_desk_get_settings ();
  g_autofree char *last = settings ? g_settings_get_string (settings, "page") : NULL;
  const RapportPage *page = rapport_pages_find (last);

  if (page == NULL)
    page = rapport_pages_get (0);
  if (page != NULL)
    _rapport_window_go (self, page->name, 0, FALSE);
}

static void
reminders_switched_cb (GSettings     *settings,
                       const char    *key,
                       RapportWindow *self)
{
  if (self->reminders != NULL)
    rapport_reminders_set_enabled (self->reminders, g_settings_get_boolean (settings, key));
}

static void
start_reminders (RapportWindow *self)
{
  GApplication *application = G_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));
  GSettings *settings = rapport_desk_get_settings ();

  /* One window of a workspace reminds. */
  if (application == NULL || self->reminders != NULL || find_companion (self, TRUE) != NULL)
    return;
  self->reminders = rapport_reminders_new (application, self->workspace);
  if (settings != NULL)
    reminders_switched_cb (settings, "reminders", self);
}

static void
ensure_welcome (RapportWindow *self)
{
  if (self->welcome == NULL)
    {
      self->welcome = rapport_welcome_view_new ();
      gtk_stack_add_named (self->root_stack, self->welcome, "welcome");
    }
  rapport_welcome_view_refresh (RAPPORT_WELCOME_VIEW (self->welcome));
}

/**
 * rapport_window_set_workspace:
 * @self: a window
 * @workspace: (nullable): the workspace to show; %NULL for the welcome page
 *
 * Shows another workspace; the one before is closed when its writes are done and no other window shows it.
 */
void
rapport_window_set_workspace (RapportWindow    *self,
                              RapportWorkspace *workspace)
{
  g_return_if_fail (RAPPORT_IS_WINDOW (self));

  if (self->workspace == workspace && workspace != NULL)
    return;

  leave_workspace (self);
  if (workspace != NULL)
    _rapport_window_end_waiting (self);
  for (guint i = 0; i < RAPPORT_N_BANNERS; i++)
    _rapport_window_hide_banner (self, i);

  if (workspace == NULL)
    {
      ensure_welcome (self);
      _rapport_window_show_only (self->root_stack, self->welcome);
    }
  else
    {
      self->workspace = g_object_ref (workspace);
      self->cancellable = g_cancellable_new ();
      g_signal_group_set_target (self->workspace_signals, workspace);
      g_signal_group_set_target (self->store_signals, rapport_workspace_get_store (workspace));
      _rapport_window_read_last_accounts (self);
      _rapport_window_show_only (self->root_stack, GTK_WIDGET (self->leaflet));
      show_first_page (self);
      _rapport_window_queue_badge (self);
      start_reminders (self);
    }
  update_title (self);
  _rapport_window_update_actions (self);
  if (workspace != NULL)
    _rapport_window_inspect (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WORKSPACE]);
}

/* Modal windows ---------------------------------------------------------------------------------------------- */

static void
update_scrim (RapportWindow *self)
{
  GListModel *windows = gtk_window_get_toplevels ();
  gboolean modal = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWindow) window = g_list_model_get_item (windows, i);

      if (gtk_window_get_transient_for (window) == GTK_WINDOW (self) && gtk_window_get_modal (window) &&
          gtk_widget_get_visible (GTK_WIDGET (window)))
        modal = TRUE;
    }
  gtk_widget_set_visible (self->scrim, modal);
}

/* GTK does not dim the window behind a modal one. */
static void
windows_changed_cb (GListModel    *windows,
                    guint          position,
                    guint          removed,
                    guint          added,
                    RapportWindow *self)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr(GtkWindow) window = g_list_model_get_item (windows, i);

      if (window != GTK_WINDOW (self))
        g_signal_connect_object (window, "notify::visible", G_CALLBACK (update_scrim), self, G_CONNECT_SWAPPED);
    }
  update_scrim (self);
}

/* The widget ------------------------------------------------------------------------------------------------- */

static void
rapport_window_size_allocate (GtkWidget *widget,
                              int        width,
                              int        height,
                              int        baseline)
{
  RapportWindow *self = RAPPORT_WINDOW (widget);

  GTK_WIDGET_CLASS (rapport_window_parent_class)->size_allocate (widget, width, height, baseline);

  _rapport_window_update_fold (self, width);
}

static gboolean
close_when_written_cb (gpointer data)
{
  RapportWindow *self = data;

  if (rapport_feedback_is_writing ())
    return G_SOURCE_CONTINUE;
  self->waiting_writes_id = 0;
  gtk_window_destroy (GTK_WINDOW (self));
  return G_SOURCE_REMOVE;
}

static gboolean
rapport_window_close_request (GtkWindow *window)
{
  RapportWindow *self = RAPPORT_WINDOW (window);

  if (self->workspace != NULL)
    {
      gtk_window_set_focus (window, NULL);
      _rapport_window_keep_state (self);
    }
  if (!rapport_feedback_is_writing ())
    return GTK_WINDOW_CLASS (rapport_window_parent_class)->close_request (window);

  /* What was typed last is on its way: gone from the screen at once, from memory when it is on the disk. */
  if (!self->closing)
    {
      self->closing = TRUE;
      gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
      self->waiting_writes_id = g_timeout_add (20, close_when_written_cb, self);
    }
  return GDK_EVENT_STOP;
}

static void
rapport_window_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  RapportWindow *self = RAPPORT_WINDOW (object);

  switch ((RapportWindowProperty) prop_id)
    {
    case PROP_WORKSPACE:
      g_value_set_object (value, self->workspace);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rapport_window_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  switch ((RapportWindowProperty) prop_id)
    {
    case PROP_WORKSPACE:
      rapport_window_set_workspace (RAPPORT_WINDOW (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rapport_window_dispose (GObject *object)
{
  RapportWindow *self = RAPPORT_WINDOW (object);

  if (self->workspace != NULL)
    leave_workspace (self);
  g_clear_handle_id (&self->fold_id, g_source_remove);
  g_clear_handle_id (&self->waiting_writes_id, g_source_remove);
  g_clear_object (&self->workspace_signals);
  g_clear_object (&self->store_signals);

  G_OBJECT_CLASS (rapport_window_parent_class)->dispose (object);
}

static void
rapport_window_finalize (GObject *object)
{
  RapportWindow *self = RAPPORT_WINDOW (object);

  g_ptr_array_unref (self->places);
  g_array_unref (self->last_accounts);
  g_free (self->place.page);
  g_free (self->last_search);
  g_free (self->progress_text);
  g_clear_object (&self->undo_cancellable);

  G_OBJECT_CLASS (rapport_window_parent_class)->finalize (object);
}

static void
rapport_window_class_init (RapportWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = rapport_window_get_property;
  object_class->set_property = rapport_window_set_property;
  object_class->dispose = rapport_window_dispose;
  object_class->finalize = rapport_window_finalize;
  widget_class->size_allocate = rapport_window_size_allocate;
  GTK_WINDOW_CLASS (klass)->close_request = rapport_window_close_request;

  properties[PROP_WORKSPACE] = g_param_spec_object ("workspace", NULL, NULL, RAPPORT_TYPE_WORKSPACE,
                                                    G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                                                        G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/app/rapport/Rapport/rapport-window.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportWindow, banner_box);
  gtk_widget_class_bind_template_child (widget_class, RapportWindow, bottom_box);
  gtk_widget_class_bind_template_child (widget_class, RapportWindow, content_box);
  gtk_widget_class_bind_template_child (widget_class, RapportWindow, leaflet);
  gtk_widget_class_bind_template_child (widget_class, RapportWindow, main_menu_button);
  gtk_widget_class_bind_template_child (widget_class, RapportWindow, page_list);
  gtk_widget_class_bind_template_child (widget_class, RapportWindow, page_stack);
  gtk_widget_class_bind_template_child (widget_class, RapportWindow, root_stack);
  gtk_widget_class_bind_template_child (widget_class, RapportWindow, scrim);
  gtk_widget_class_bind_template_child (widget_class, RapportWindow, sidebar_bar);
  gtk_widget_class_bind_template_child (widget_class, RapportWindow, sidebar_box);
  gtk_widget_class_bind_template_child (widget_class, RapportWindow, switcher_button);
  gtk_widget_class_bind_template_child (widget_class, RapportWindow, switcher_initial);
  gtk_widget_class_bind_template_child (widget_class, RapportWindow, switcher_member);
  gtk_widget_class_bind_template_child (widget_class, RapportWindow, switcher_name);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);

  _rapport_window_class_init_actions (widget_class);
}

static void
rapport_window_init (RapportWindow *self)
{
  GSettings *settings = rapport_desk_get_settings ();
  const RapportPage *page;

  self->places = g_ptr_array_new_with_free_func (place_free);
  self->last_accounts = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->newest = RAPPORT_DAY_NONE;
  gtk_widget_init_template (GTK_WIDGET (self));
  _rapport_window_init_banners (self);
  _rapport_window_init_drop (self);

  for (guint n = 0; (page = rapport_pages_get (n)) != NULL; n++)
    _rapport_window_add_row (self, page, n);
  g_object_bind_property (self->leaflet, "folded", self->sidebar_bar, "show-end-title-buttons", G_BINDING_SYNC_CREATE);

  self->workspace_signals = g_signal_group_new (RAPPORT_TYPE_WORKSPACE);
  g_signal_group_connect (self->workspace_signals, "changed", G_CALLBACK (workspace_changed_cb), self);
  g_signal_group_connect (self->workspace_signals, "notify", G_CALLBACK (workspace_notify_cb), self);
  self->store_signals = g_signal_group_new (RAPPORT_TYPE_STORE);
  g_signal_group_connect (self->store_signals, "waiting", G_CALLBACK (waiting_cb), self);
  g_signal_group_connect (self->store_signals, "waiting-over", G_CALLBACK (waiting_over_cb), self);
  g_signal_connect_object (gtk_window_get_toplevels (), "items-changed", G_CALLBACK (windows_changed_cb), self, 0);

  if (settings != NULL)
    {
      g_signal_connect_object (settings, "changed::reminders", G_CALLBACK (reminders_switched_cb), self, 0);
      gtk_window_set_default_size (GTK_WINDOW (self), g_settings_get_int (settings, "window-width"),
                                   g_settings_get_int (settings, "window-height"));
      if (g_settings_get_boolean (settings, "maximized"))
        gtk_window_maximize (GTK_WINDOW (self));
    }
  _rapport_window_update_actions (self);
}

/**
 * rapport_window_new:
 * @application: the application
 * @workspace: (nullable): what to show; %NULL for the welcome page
 *
 * Returns: (transfer none): a window, not shown yet
 */
RapportWindow *
rapport_window_new (GtkApplication   *application,
                    RapportWorkspace *workspace)
{
  RapportWindow *self = g_object_new (RAPPORT_TYPE_WINDOW, "application", application, NULL);

  rapport_window_set_workspace (self, workspace);
  return self;
}

/**
 * rapport_window_get_workspace:
 * @self: a window
 *
 * Returns: (nullable) (transfer none): what it shows
 */
RapportWorkspace *
rapport_window_get_workspace (RapportWindow *self)
{
  g_return_val_if_fail (RAPPORT_IS_WINDOW (self), NULL);

  return self->workspace;
}

/**
 * rapport_window_show_page:
 * @self: a window
 * @name: name of a page
 *
 * Goes to a page.
 */
void
rapport_window_show_page (RapportWindow *self,
                          const char    *name)
{
  g_return_if_fail (RAPPORT_IS_WINDOW (self));

  _rapport_window_go (self, name, 0, TRUE);
}

/**
 * rapport_window_open_account:
 * @self: a window
 * @account: id of an account
 *
 * Goes to the page of an account.
 */
void
rapport_window_open_account (RapportWindow *self,
                             gint64         account)
{
  g_return_if_fail (RAPPORT_IS_WINDOW (self));

  if (account > 0)
    _rapport_window_go (self, self->place.page, account, TRUE);
}

/**
 * rapport_window_get_page:
 * @self: a window
 *
 * Returns: (nullable) (transfer none): name of the page that is shown; of the one behind, where it is an account
 */
const char *
rapport_window_get_page (RapportWindow *self)
{
  g_return_val_if_fail (RAPPORT_IS_WINDOW (self), NULL);

  return self->place.page;
}
