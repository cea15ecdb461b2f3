#include "config.h"

#include "application/rapport-window-private.h"

#include <glib/gi18n.h>

#include "application/rapport-pages.h"
#include "service/rapport-desk.h"
#include "service/rapport-today-service.h"
#include "views/rapport-today-view.h"

/* The sidebar: its rows, the badge that counts those who need attention, folding; and what the window keeps from one
 * time to the next. */

/* Below this width the sidebar folds. */
#define FOLD_WIDTH 860
/* Late enough that what the window shows is asked for before. */
#define BADGE_MILLISECONDS 300
#define MAX_LAST_ACCOUNTS 5

/* Rows ------------------------------------------------------------------------------------------------------- */

void
_rapport_window_select_row (RapportWindow *self,
                            const char    *name)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->page_list, i)) != NULL; i++)
    if (g_strcmp0 (g_object_get_data (G_OBJECT (row), "page"), name) == 0)
      {
        gtk_list_box_select_row (self->page_list, row);
        return;
      }
  gtk_list_box_unselect_all (self->page_list);
}

void
_rapport_window_add_row (RapportWindow     *self,
                         const RapportPage *page,
                         guint              n)
{
  const char *title = g_dpgettext2 (GETTEXT_PACKAGE, "page", page->title);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (title);
  g_autofree char *tooltip = g_strdup_printf ("%s (Alt+%u)", title, n + 1);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (page->icon));
  gtk_box_append (GTK_BOX (box), label);
  if (g_str_equal (page->name, "today"))
    {
      self->today_badge = GTK_LABEL (gtk_label_new (NULL));
      gtk_widget_add_css_class (GTK_WIDGET (self->today_badge), "rp-badge");
      gtk_widget_set_valign (GTK_WIDGET (self->today_badge), GTK_ALIGN_CENTER);
      gtk_widget_set_visible (GTK_WIDGET (self->today_badge), FALSE);
      gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->today_badge));
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_tooltip_text (row, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_object_set_data (G_OBJECT (row), "page", (gpointer) page->name);
  gtk_list_box_append (self->page_list, row);
}

/* Badge ------------------------------------------------------------------------------------------------------ */

static void
show_badge (RapportWindow *self,
            guint          n)
{
  g_autofree char *text = g_strdup_printf ("%u", n);
  g_autofree char *words = g_strdup_printf (ngettext ("%u account needs attention", "%u accounts need attention", n),
                                            n);

  if (self->today_badge == NULL)
    return;
  gtk_label_set_text (self->today_badge, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->today_badge), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->today_badge), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_set_visible (GTK_WIDGET (self->today_badge), n > 0);
}

/* Where the page is there, it has counted; it goes on doing so while it is hidden. */
static GtkWidget *
find_today (RapportWindow *self)
{
  GtkWidget *page = gtk_stack_get_child_by_name (self->page_stack, "today");

  return page != NULL && RAPPORT_IS_TODAY_VIEW (page) ? page : NULL;
}

static void
needs_changed_cb (GObject       *page,
                  GParamSpec    *pspec,
                  RapportWindow *self)
{
  guint n;

  g_object_get (page, "n-needs", &n, NULL);
  show_badge (self, n);
}

static void
needs_loaded_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  g_autoptr(RapportWindow) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(RapportToday) today = NULL;

  if (self->workspace == NULL || source != (GObject *) rapport_workspace_get_store (self->workspace))
    return;
  today = rapport_today_load_finish (self->workspace, result, &error);
  if (today == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_warning ("Those who need attention could not be counted: %s", error->message);
    }
  else if (find_today (self) == NULL)
    {
      show_badge (self, today->n_needs);
    }
}

static gboolean
badge_cb (gpointer data)
{
  RapportWindow *self = data;

  self->badge_id = 0;
  if (self->workspace != NULL && find_today (self) == NULL)
    rapport_today_load_needs_async (self->workspace, 0, self->cancellable, needs_loaded_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

void
_rapport_window_queue_badge (RapportWindow *self)
{
  if (self->today_badge != NULL && self->badge_id == 0)
    self->badge_id = g_timeout_add_full (G_PRIORITY_LOW, BADGE_MILLISECONDS, badge_cb, self, NULL);
}

/* The page of those who need attention counts them, too. */
void
_rapport_window_watch_needs (RapportWindow *self,
                             GtkWidget     *page)
{
  g_signal_connect_object (page, "notify::n-needs", G_CALLBACK (needs_changed_cb), self, 0);
}

/* Folding ---------------------------------------------------------------------------------------------------- */

static gboolean
fold_cb (gpointer data)
{
  RapportWindow *self = data;

  self->fold_id = 0;
  adw_leaflet_set_can_unfold (self->leaflet, gtk_widget_get_width (GTK_WIDGET (self)) >= FOLD_WIDTH);
  return G_SOURCE_REMOVE;
}

void
_rapport_window_update_fold (RapportWindow *self,
                             int            width)
{
  /* Not in the middle of an allocation. */
  if (adw_leaflet_get_can_unfold (self->leaflet) != (width >= FOLD_WIDTH) && self->fold_id == 0)
    self->fold_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, fold_cb, self, NULL);
}

/* What is kept ----------------------------------------------------------------------------------------------- */

void
_rapport_window_note_account (RapportWindow *self,
                              gint64         account)
{
  for (guint i = self->last_accounts->len; i > 0; i--)
    if (g_array_index (self->last_accounts, gint64, i - 1) == account)
      g_array_remove_index (self->last_accounts, i - 1);
  g_array_prepend_val (self->last_accounts, account);
  if (self->last_accounts->len > MAX_LAST_ACCOUNTS)
    g_array_set_size (self->last_accounts, MAX_LAST_ACCOUNTS);
}

void
_rapport_window_read_last_accounts (RapportWindow *self)
{
  g_autofree char *text = rapport_workspace_get_setting (self->workspace, "last-accounts", TRUE);
  g_auto(GStrv) ids = g_strsplit (text ? text : "", ",", MAX_LAST_ACCOUNTS);

  g_array_set_size (self->last_accounts, 0);
  for (guint i = 0; ids[i] != NULL; i++)
    {
      gint64 id = g_ascii_strtoll (ids[i], NULL, 10);

      if (id > 0)
        g_array_append_val (self->last_accounts, id);
    }
}

void
_rapport_window_keep_last_accounts (RapportWindow *self)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autofree char *before = rapport_workspace_get_setting (self->workspace, "last-accounts", TRUE);

  for (guint i = 0; i < self->last_accounts->len; i++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i ? "," : "", g_array_index (self->last_accounts, gint64, i));
  if (g_strcmp0 (before ? before : "", text->str) != 0)
    rapport_workspace_set_setting (self->workspace, "last-accounts", TRUE, text->str);
}

void
_rapport_window_keep_state (RapportWindow *self)
{
  GSettings *settings = rapport_desk_get_settings ();
  int width, height;

  if (settings == NULL)
    return;
  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set_boolean (settings, "maximized", gtk_window_is_maximized (GTK_WINDOW (self)));
  if (width >= 360 && height >= 360)
    {
      g_settings_set_int (settings, "window-width", width);
      g_settings_set_int (settings, "window-height", height);
    }
  if (self->place.page != NULL)
    g_settings_set_string (settings, "page", self->place.page);
  g_settings_sync ();
}
