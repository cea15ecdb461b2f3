#include "config.h"

#include "views/rapport-place-offer.h"

#include <glib/gi18n.h>

#include "service/rapport-board-service.h"
#include "widgets/rapport-confirm.h"
#include "widgets/rapport-feedback.h"

typedef struct
{
  GtkWidget        *from;
  RapportWorkspace *workspace;
  gboolean          asked;
} Offer;

static void
offer_free (Offer *offer)
{
  g_object_unref (offer->from);
  g_object_unref (offer->workspace);
  g_free (offer);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Offer, offer_free)

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr(Offer) offer = data;

  if (rapport_confirm_finish (result))
    rapport_do (offer->from, offer->workspace, rapport_board_act_place (offer->workspace),
                _("Accounts placed by their purchases"));
}

static void
counted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr(Offer) offer = data;
  g_autoptr(GError) error = NULL;
  g_autofree char *heading = NULL;
  gssize n = rapport_board_count_places_finish (RAPPORT_WORKSPACE (source), result, &error);
  GtkWidget *from = offer->from;

  /* The window may have been closed, or show another workspace. */
  if (gtk_widget_get_root (from) == NULL || !gtk_widget_get_mapped (GTK_WIDGET (gtk_widget_get_root (from))))
    return;
  if (n < 0)
    {
      rapport_report_error (from, error);
      return;
    }
  if (n == 0)
    {
      if (offer->asked)
        rapport_toast (from, _("Every account stands where its purchases or a person have put it"), FALSE);
      return;
    }
  heading = g_strdup_printf (ngettext ("Place %u account by its purchases?", "Place %u accounts by their purchases?",
                                       (gulong) n), (guint) n);
  rapport_confirm_async (from, heading,
                         _("On the value ladder: prospect without a purchase, first-time with one, repeat with more. Accounts that a person has placed stay where they are."),
                         _("_Place"), RAPPORT_ANSWER_SUGGESTED, answered_cb, g_steal_pointer (&offer));
}

/**
 * rapport_place_offer:
 * @from: a widget of the window
 * @workspace: a workspace
 * @asked: whether a person asked for it, who is told where there is nothing to do
 *
 * Offers to place accounts on the value ladder by their purchases, as after an import of purchases.
 */
void
rapport_place_offer (GtkWidget        *from,
                     RapportWorkspace *workspace,
                     gboolean          asked)
{
  Offer *offer = g_new0 (Offer, 1);

  offer->from = g_object_ref (from);
  offer->workspace = g_object_ref (workspace);
  offer->asked = asked;
  rapport_board_count_places_async (workspace, NULL, counted_cb, offer);
}
