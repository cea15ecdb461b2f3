#include "config.h"

#include "application/rapport-window-private.h"

#include <glib/gi18n.h>

#include "core/rapport-time.h"
#include "service/rapport-desk-queries.h"

/* What the window says between the header and the page, until it is dealt with. */

/* After the window opens: when to look around, and when then to copy the file. */
#define LOOK_MILLISECONDS 250
#define BACK_UP_MILLISECONDS 1500

static RapportBanner *
ensure_banner (RapportWindow   *self,
               RapportBannerId  id)
{
  static const char * const icons[RAPPORT_N_BANNERS] = {
    [RAPPORT_BANNER_PROGRESS] = "rp-undo-symbolic",
    [RAPPORT_BANNER_WAITING] = "rp-lock-symbolic",
    [RAPPORT_BANNER_INTERRUPTED] = "rp-import-symbolic",
    [RAPPORT_BANNER_BACKUP] = "rp-overdue-symbolic",
    [RAPPORT_BANNER_PAST] = "rp-clock-symbolic",
    [RAPPORT_BANNER_READ_ONLY] = "rp-lock-symbolic",
    [RAPPORT_BANNER_OLD] = "rp-clock-symbolic",
  };
  RapportBanner *banner = &self->banners[id];
  GtkWidget *box, *words;

  if (banner->revealer != NULL)
    return banner;

  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_widget_add_css_class (box, "rp-banner");
  if (id == RAPPORT_BANNER_BACKUP || id == RAPPORT_BANNER_INTERRUPTED)
    gtk_widget_add_css_class (box, "act-now");
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (icons[id]));

  words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  banner->label = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (banner->label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (banner->label), 0);
  gtk_widget_add_css_class (banner->label, "rp-body");
  gtk_box_append (GTK_BOX (words), banner->label);
  if (id == RAPPORT_BANNER_PROGRESS)
    {
      banner->progress = gtk_progress_bar_new ();
      gtk_accessible_update_property (GTK_ACCESSIBLE (banner->progress), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      _("Progress"), -1);
      gtk_box_append (GTK_BOX (words), banner->progress);
    }
  gtk_box_append (GTK_BOX (box), words);
  banner->buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_set_valign (banner->buttons, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), banner->buttons);

  banner->revealer = gtk_revealer_new ();
  gtk_revealer_set_child (GTK_REVEALER (banner->revealer), box);
  /* Nothing of a hidden banner takes the focus. */
  gtk_widget_set_visible (banner->revealer, FALSE);
  gtk_box_append (self->banner_box, banner->revealer);
  return banner;
}

void
_rapport_window_init_banners (RapportWindow *self)
{
  /* Made in the order of their importance only when they are needed. */
  g_assert (self->banner_box != NULL);
}

void
_rapport_window_show_banner (RapportWindow   *self,
                             RapportBannerId  id,
                             const char      *text)
{
  RapportBanner *banner = ensure_banner (self, id);
  GtkWidget *button;

  while ((button = gtk_widget_get_first_child (banner->buttons)) != NULL)
    gtk_box_remove (GTK_BOX (banner->buttons), button);
  gtk_label_set_text (GTK_LABEL (banner->label), text);
  gtk_widget_set_visible (banner->revealer, TRUE);
  gtk_revealer_set_reveal_child (GTK_REVEALER (banner->revealer), TRUE);
}

void
_rapport_window_add_banner_button (RapportWindow   *self,
                                   RapportBannerId  id,
                                   const char      *label,
                                   const char      *action)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), action);
  gtk_box_append (GTK_BOX (self->banners[id].buttons), button);
}

void
_rapport_window_hide_banner (RapportWindow   *self,
                             RapportBannerId  id)
{
  if (self->banners[id].revealer == NULL)
    return;
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->banners[id].revealer), FALSE);
  gtk_widget_set_visible (self->banners[id].revealer, FALSE);
}

/* Those that follow from the state of the workspace. */
void
_rapport_window_update_banners (RapportWindow *self)
{
  RapportStore *store = rapport_workspace_get_store (self->workspace);
  RapportDay as_of = rapport_store_get_as_of (store);

  /* The board looking back has a banner of its own, which says more. */
  if (rapport_store_is_in_past (store) && self->place.account == 0 && g_strcmp0 (self->place.page, "board") == 0)
    {
      _rapport_window_hide_banner (self, RAPPORT_BANNER_PAST);
      _rapport_window_hide_banner (self, RAPPORT_BANNER_OLD);
      _rapport_window_hide_banner (self, RAPPORT_BANNER_READ_ONLY);
      return;
    }
  if (as_of != RAPPORT_DAY_NONE)
    {
      g_autofree char *day = rapport_time_format_day_full (as_of);
      /* Translators: %s is a day: 3 March 2024 */
      g_autofree char *text = g_strdup_printf (
          rapport_store_is_in_past (store) ? _("You are looking at the past, as of %s. Nothing can be changed here.")
                                           : _("You are looking at this workspace as of %s."),
          day);

      _rapport_window_show_banner (self, RAPPORT_BANNER_PAST, text);
      _rapport_window_add_banner_button (self, RAPPORT_BANNER_PAST, _("Back to _Today"), "win.back-to-today");
      _rapport_window_hide_banner (self, RAPPORT_BANNER_OLD);
    }
  else
    {
      _rapport_window_hide_banner (self, RAPPORT_BANNER_PAST);
    }

  /* The past says itself that nothing can be changed. */
  if (rapport_workspace_is_read_only (self->workspace) && !rapport_store_is_in_past (store))
    {
      _rapport_window_show_banner (
          self, RAPPORT_BANNER_READ_ONLY,
          _("This workspace can only be read. Make a copy to work on it, or change its permissions."));
      _rapport_window_add_banner_button (self, RAPPORT_BANNER_READ_ONLY, _("Make a _Copy"), "win.copy-workspace");
    }
  else
    {
      _rapport_window_hide_banner (self, RAPPORT_BANNER_READ_ONLY);
    }
}

static void
newest_found_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  g_autoptr(RapportWindow) self = data;
  g_autoptr(GError) error = NULL;
  RapportDay today, before = self->newest;

  if (self->workspace == NULL || source != (GObject *) rapport_workspace_get_store (self->workspace))
    return;
  if (!rapport_desk_newest_day_finish (self->workspace, result, &self->newest, &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_warning ("Cannot find the newest record: %s", error->message);
      return;
    }

  /* What was said of that day has been read, and perhaps dismissed. */
  if (self->newest == before)
    return;
  today = rapport_workspace_get_today (self->workspace);
  if (rapport_day_is_valid (self->newest) &&
      rapport_store_get_as_of (rapport_workspace_get_store (self->workspace)) == RAPPORT_DAY_NONE &&
      rapport_day_add_years (self->newest, 1) < today)
    {
      g_autofree char *day = rapport_time_format_day_full (self->newest);
      g_autofree char *text = g_strdup_printf (
          _("The newest record is from %s. To see how things stood then, look at the workspace as of that day."),
          day);
      g_autofree char *button = g_strdup_printf (_("_View As Of %s"), day);
      g_autofree char *hide = g_strdup_printf ("win.hide-banner(%d)", RAPPORT_BANNER_OLD);

      _rapport_window_show_banner (self, RAPPORT_BANNER_OLD, text);
      _rapport_window_add_banner_button (self, RAPPORT_BANNER_OLD, button, "win.view-newest");
      _rapport_window_add_banner_button (self, RAPPORT_BANNER_OLD, _("_Dismiss"), hide);
    }
  else
    _rapport_window_hide_banner (self, RAPPORT_BANNER_OLD);
}

/* The newest record may be long ago, when a workspace opens and when a file was imported. */
void
_rapport_window_look_for_newest (RapportWindow *self)
{
  rapport_desk_newest_day_async (self->workspace, self->cancellable, newest_found_cb, g_object_ref (self));
}

static gboolean
back_up_cb (gpointer data)
{
  RapportWindow *self = data;

  self->look_id = 0;
  _rapport_window_back_up (self, FALSE);
  return G_SOURCE_REMOVE;
}

static gboolean
look_around_cb (gpointer data)
{
  RapportWindow *self = data;
  g_autoptr(GError) error = NULL;
  g_autofree char *label = NULL;

  self->interrupted = rapport_desk_find_interrupted (self->workspace, &label, &error);
  if (error != NULL)
    g_warning ("Cannot tell whether an import was cut short: %s", error->message);
  if (self->interrupted != 0 && !rapport_workspace_is_read_only (self->workspace))
    {
      g_autofree char *text = g_strdup_printf (
          _("“%s” was cut short, by a crash or a power cut. Part of it is here."), label);

      _rapport_window_show_banner (self, RAPPORT_BANNER_INTERRUPTED, text);
      _rapport_window_add_banner_button (self, RAPPORT_BANNER_INTERRUPTED, _("_Keep What Is Here"),
                                         "win.keep-interrupted");
      _rapport_window_add_banner_button (self, RAPPORT_BANNER_INTERRUPTED, _("_Take It Back"), "win.undo-interrupted");
    }
  _rapport_window_look_for_newest (self);
  self->look_id = g_timeout_add_full (G_PRIORITY_LOW, BACK_UP_MILLISECONDS, back_up_cb, self, NULL);
  return G_SOURCE_REMOVE;
}

/* What has to be looked at once, when a workspace opens; what is not seen at once, after the page is. */
void
_rapport_window_inspect (RapportWindow *self)
{
  _rapport_window_update_banners (self);
  self->look_id = g_timeout_add_full (G_PRIORITY_LOW, LOOK_MILLISECONDS, look_around_cb, self, NULL);
  _rapport_window_watch_midnight (self);
}
