#include "config.h"

#include "widgets/rapport-board-private.h"

#ifdef GDK_WINDOWING_X11
#include <gdk/x11/gdkx.h>
#include <X11/extensions/XInput2.h>
#endif

/* Escape during a drag on X11. GDK grabs the key on the root window for the drag, but events of the
 * root window belong to none of its surfaces and are dropped: nobody ever sees the key (GTK 4.8.3,
 * measured). So the raw events are watched while a drag lasts. Elsewhere the compositor or the key
 * controller of the board sees to it. */

#ifdef GDK_WINDOWING_X11
static gboolean
is_escape (GdkDisplay *display,
           int         keycode)
{
  g_autofree GdkKeymapKey *keys = NULL;
  int n_keys = 0;

  if (!gdk_display_map_keyval (display, GDK_KEY_Escape, &keys, &n_keys))
    return FALSE;
  for (int i = 0; i < n_keys; i++)
    {
      if ((int) keys[i].keycode == keycode)
        return TRUE;
    }

  return FALSE;
}

static gboolean
cancel_cb (gpointer user_data)
{
  RapportBoard *self = user_data;

  self->escape_idle = 0;
  if (self->drag_set != NULL)
    gtk_drag_source_drag_cancel (self->drag_source);

  return G_SOURCE_REMOVE;
}

static gboolean
xevent_cb (GdkDisplay *display,
           gpointer    event,
           gpointer    user_data)
{
  RapportBoard *self = user_data;
  const XEvent *xevent = event;
  const XIDeviceEvent *key;

  if (xevent->type != GenericEvent || xevent->xcookie.evtype != XI_KeyPress ||
      xevent->xcookie.data == NULL)
    return GDK_EVENT_PROPAGATE;

  key = xevent->xcookie.data;
  if (key->event == gdk_x11_display_get_xrootwindow (display) && is_escape (display, key->detail) &&
      self->escape_idle == 0)
    self->escape_idle = g_idle_add (cancel_cb, self);

  return GDK_EVENT_PROPAGATE;
}
#endif

void
_rapport_board_watch_escape (RapportBoard *self)
{
#ifdef GDK_WINDOWING_X11
  GdkDisplay *display = gtk_widget_get_display (GTK_WIDGET (self));

  if (GDK_IS_X11_DISPLAY (display) && self->escape_handler == 0)
    {
      self->escape_display = g_object_ref (display);
      self->escape_handler = g_signal_connect (display, "xevent", G_CALLBACK (xevent_cb), self);
    }
#endif
}

void
_rapport_board_unwatch_escape (RapportBoard *self)
{
  g_clear_handle_id (&self->escape_idle, g_source_remove);
  g_clear_signal_handler (&self->escape_handler, self->escape_display);
  g_clear_object (&self->escape_display);
}
