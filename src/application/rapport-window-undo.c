#include "config.h"

#include "application/rapport-window-private.h"

#include <glib/gi18n.h>

#include "service/rapport-desk-queries.h"
#include "widgets/rapport-confirm.h"
#include "widgets/rapport-feedback.h"

/* Undo and redo; that of an import may take long, can be stopped, and may meet later work. */

typedef struct
{
  RapportWindow *window;
  char          *label;
  gboolean       redo;
  gboolean       batch;
} Turn;

static void
turn_free (Turn *turn)
{
  g_object_unref (turn->window);
  g_free (turn->label);
  g_free (turn);
}

typedef struct
{
  GWeakRef window;
  guint    done;
  guint    total;
} Progress;

static void
progress_free (gpointer data)
{
  Progress *progress = data;

  g_weak_ref_clear (&progress->window);
  g_free (progress);
}

static gboolean
show_progress_cb (gpointer data)
{
  Progress *progress = data;
  g_autoptr(RapportWindow) self = g_weak_ref_get (&progress->window);

  /* It may have ended meanwhile. */
  if (self == NULL || self->undo_cancellable == NULL)
    return G_SOURCE_REMOVE;
  if (self->banners[RAPPORT_BANNER_PROGRESS].revealer == NULL ||
      !gtk_widget_get_visible (self->banners[RAPPORT_BANNER_PROGRESS].revealer))
    {
      _rapport_window_show_banner (self, RAPPORT_BANNER_PROGRESS, self->progress_text);
      _rapport_window_add_banner_button (self, RAPPORT_BANNER_PROGRESS, _("_Stop"), "win.undo-cancel");
    }
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->banners[RAPPORT_BANNER_PROGRESS].progress),
                                 progress->total ? (double) progress->done / progress->total : 0);
  return G_SOURCE_REMOVE;
}

/* On the writer's thread. */
static void
progress_func (guint    done,
               guint    total,
               gpointer data)
{
  Progress *progress = g_new0 (Progress, 1);
  GWeakRef *window = data;
  g_autoptr(GObject) object = g_weak_ref_get (window);

  g_weak_ref_init (&progress->window, object);
  progress->done = done;
  progress->total = total;
  g_idle_add_full (G_PRIORITY_DEFAULT, show_progress_cb, progress, progress_free);
}

static void turn_now (RapportWindow *self,
                      gboolean       redo,
                      gboolean       keep_later);

static void
conflict_answered_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      data)
{
  g_autoptr(RapportWindow) self = data;

  if (rapport_confirm_finish (result))
    turn_now (self, FALSE, TRUE);
}

static void
turned_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  Turn *turn = data;
  RapportWindow *self = turn->window;
  RapportWorkspace *workspace = RAPPORT_WORKSPACE (source);
  g_autoptr(GError) error = NULL;
  gboolean done = rapport_workspace_undo_finish (workspace, result, &error);

  g_clear_object (&self->undo_cancellable);
  _rapport_window_hide_banner (self, RAPPORT_BANNER_PROGRESS);
  _rapport_window_update_actions (self);

  if (done)
    {
      /* Translators: what was taken back: Undone: Move Halden Marine to Loyal */
      g_autofree char *text = g_strdup_printf (turn->redo ? _("Redone: %s") : _("Undone: %s"), turn->label);

      rapport_toast (GTK_WIDGET (self->page_stack), text, FALSE);
    }
  else if (turn->batch && !turn->redo && g_error_matches (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_CONFLICT))
    {
      rapport_confirm_async (GTK_WIDGET (self), _("Later work builds on this import"), error->message,
                             _("_Take Back All But Those"), RAPPORT_ANSWER_PLAIN, conflict_answered_cb,
                             g_object_ref (self));
    }
  else
    {
      rapport_report_error (GTK_WIDGET (self->page_stack), error);
    }
  turn_free (turn);
}

static void
weak_ref_gone (gpointer data)
{
  GWeakRef *ref = data;

  g_weak_ref_clear (ref);
  g_free (ref);
}

static void
turn_now (RapportWindow *self,
          gboolean       redo,
          gboolean       keep_later)
{
  const char *label;
  GWeakRef *window;
  Turn *turn;

  if (self->workspace == NULL || self->undo_cancellable != NULL)
    return;
  label = redo ? rapport_workspace_get_redo_label (self->workspace)
               : rapport_workspace_get_undo_label (self->workspace);
  if (label == NULL)
    return;

  turn = g_new (Turn, 1);
  *turn = (Turn) { g_object_ref (self), g_strdup (label), redo, rapport_desk_undo_is_batch (self->workspace, redo) };
  g_free (self->progress_text);
  self->progress_text = g_strdup_printf (redo ? _("Redoing: %s") : _("Taking back: %s"), label);
  self->undo_cancellable = g_cancellable_new ();
  window = g_new0 (GWeakRef, 1);
  g_weak_ref_init (window, self);
  g_object_set_data_full (G_OBJECT (self->undo_cancellable), "window", window, weak_ref_gone);
  rapport_workspace_undo_async (self->workspace, redo, keep_later, progress_func, window, self->undo_cancellable,
                                turned_cb, turn);
  _rapport_window_update_actions (self);
}

void
_rapport_window_undo (RapportWindow *self,
                      gboolean       redo)
{
  turn_now (self, redo, FALSE);
}
