#include "config.h"

#include <glib/gi18n.h>

#include "core/rapport-time.h"
#include "views/rapport-board-view-private.h"
#include "widgets/rapport-feedback.h"

/* The board as of a past day: the banner, what is told of that month, and the bar that looks back. */

void
_rapport_board_view_show_past (RapportBoardView *self)
{
  gboolean past = _rapport_board_view_is_past (self);
  gboolean writable = self->workspace != NULL && !rapport_workspace_is_read_only (self->workspace);
  RapportDay today = self->workspace ? rapport_workspace_get_today (self->workspace) : RAPPORT_DAY_NONE;
  g_autofree char *day = past ? rapport_time_format_day_long (today) : NULL;
  g_autofree char *subtitle = NULL;

  if (past)
    /* Translators: a date */
    subtitle = g_strdup_printf (_("as of %s"), day);
  rapport_page_header_set_title (self->header, _("Board"), subtitle ? subtitle : "");
  rapport_board_set_read_only (self->board, !writable);
  rapport_board_set_notes (self->board, past);
  gtk_revealer_set_reveal_child (self->banner_revealer, past);
  gtk_widget_set_sensitive (GTK_WIDGET (self->new_button), writable);

  if (past)
    {
      RapportDay first = self->as_of_bar ? rapport_as_of_bar_get_first (self->as_of_bar) : RAPPORT_DAY_NONE;
      guint n_without = self->as_of_bar ? rapport_as_of_bar_get_n_without (self->as_of_bar) : 0;
      g_autoptr(GString) text = g_string_new (NULL);

      if (first != RAPPORT_DAY_NONE && today < first)
        {
          g_autofree char *first_text = rapport_time_format_day_long (first);

          g_string_append_printf (text, _("Nothing recorded before %s."), first_text);
        }
      else
        {
          g_string_append (text, _("You are looking at the past, so cards stay where they were. Open one to see what was known that day."));
        }
      if (n_without > 0)
        {
          g_string_append_c (text, ' ');
          g_string_append_printf (text, ngettext ("%u card has no history.", "%u cards have no history.", n_without),
                                  n_without);
        }
      gtk_label_set_text (self->banner_label, text->str);
    }

  gtk_widget_set_visible (self->moves_box, past && self->data != NULL);
  if (past && self->comparison != NULL)
    {
      g_autofree char *text = _rapport_board_view_describe_comparison (self);

      gtk_label_set_text (self->moves_label, text);
    }
  else if (past && self->data != NULL)
    {
      g_autofree char *month = rapport_time_format_month (today);
      g_autofree char *moved = NULL;
      g_autofree char *all = NULL;
      guint n_new = 0, n_moved;

      for (guint i = 0; i < self->data->moves->len; i++)
        n_new += g_array_index (self->data->moves, RapportBoardMove, i).from == 0;
      n_moved = self->data->moves->len - n_new;
      /* Translators: cards, and a month: "5 moved in May 2024" */
      moved = g_strdup_printf (ngettext ("%1$u moved in %2$s", "%1$u moved in %2$s", n_moved), n_moved, month);
      if (n_new > 0)
        /* Translators: after "5 moved in May 2024": how many were new in that month */
        all = g_strdup_printf (ngettext ("%1$s, %2$u new", "%1$s, %2$u new", n_new), moved, n_new);
      gtk_label_set_text (self->moves_label, all ? all : moved);
    }
}

static gboolean
calm_cb (gpointer data)
{
  RapportBoardView *self = data;

  self->bold_id = 0;
  gtk_widget_remove_css_class (GTK_WIDGET (self->banner_label), "rp-loud");
  return G_SOURCE_REMOVE;
}

/* Somebody tried to drag in the past: the banner says why that does not go, louder for a second. */
void
_rapport_board_view_refused_cb (RapportBoardView *self)
{
  if (!_rapport_board_view_is_past (self))
    {
      rapport_toast (GTK_WIDGET (self), _("This workspace can only be read"), FALSE);
      return;
    }
  gtk_widget_add_css_class (GTK_WIDGET (self->banner_label), "rp-loud");
  g_clear_handle_id (&self->bold_id, g_source_remove);
  self->bold_id = g_timeout_add_seconds (1, calm_cb, self);
}

static void
as_of_active_cb (RapportBoardView *self)
{
  gboolean active = rapport_as_of_bar_get_active (self->as_of_bar);
  gboolean was_active = gtk_revealer_get_reveal_child (self->as_of_revealer);

  gtk_revealer_set_reveal_child (self->as_of_revealer, active);
  gtk_widget_set_sensitive (GTK_WIDGET (self->as_of_bar), active);
  if (gtk_toggle_button_get_active (self->clock_toggle) != active)
    gtk_toggle_button_set_active (self->clock_toggle, active);
  _rapport_board_view_show_past (self);
  if (active && !was_active)
    gtk_widget_grab_focus (GTK_WIDGET (self->as_of_bar));
}

/* Most days nobody looks back, so that the bar is made when it is asked for. */
static void
ensure_as_of_bar (RapportBoardView *self)
{
  if (self->as_of_bar != NULL)
    return;
  self->as_of_bar = RAPPORT_AS_OF_BAR (rapport_as_of_bar_new ());
  gtk_widget_set_sensitive (GTK_WIDGET (self->as_of_bar), FALSE);
  g_object_bind_property (self, "workspace", self->as_of_bar, "workspace", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (self->as_of_bar, "notify::active", G_CALLBACK (as_of_active_cb), self, G_CONNECT_SWAPPED);
  gtk_revealer_set_child (self->as_of_revealer, GTK_WIDGET (self->as_of_bar));
}

void
_rapport_board_view_clock_toggled_cb (RapportBoardView *self)
{
  rapport_board_view_set_past (self, gtk_toggle_button_get_active (self->clock_toggle));
}

/**
 * rapport_board_view_set_past:
 * @self: the page
 * @past: whether the bar that looks back is shown
 *
 * What the clock button does; hiding the bar goes back to today.
 */
void
rapport_board_view_set_past (RapportBoardView *self,
                             gboolean          past)
{
  g_return_if_fail (RAPPORT_IS_BOARD_VIEW (self));

  if (past)
    ensure_as_of_bar (self);
  if (self->as_of_bar != NULL)
    rapport_as_of_bar_set_active (self->as_of_bar, past);
  if (gtk_toggle_button_get_active (self->clock_toggle) != rapport_board_view_is_past (self))
    gtk_toggle_button_set_active (self->clock_toggle, rapport_board_view_is_past (self));
}

/**
 * rapport_board_view_is_past:
 * @self: the page
 *
 * Returns: whether the bar that looks back is shown
 */
gboolean
rapport_board_view_is_past (RapportBoardView *self)
{
  g_return_val_if_fail (RAPPORT_IS_BOARD_VIEW (self), FALSE);

  return self->as_of_bar != NULL && rapport_as_of_bar_get_active (self->as_of_bar);
}
