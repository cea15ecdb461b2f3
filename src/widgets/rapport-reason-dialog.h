#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RapportReason:
 * @reason: id of a reason of rapport_end_reason_choices
 * @ended_by: "them" or "us"
 * @note: (nullable): more words
 * @ends: whether the relationship shall be recorded as ended
 *
 * Why a relationship ended or goes back (D11).
 */
typedef struct
{
  char     *reason;
  char     *ended_by;
  char     *note;
  gboolean  ends;
} RapportReason;

void           rapport_reason_free       (RapportReason        *reason);
void           rapport_ask_reason_async  (GtkWidget            *from,
                                          const char           *heading,
                                          const char           *body,
                                          gboolean              offer_end,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
RapportReason *rapport_ask_reason_finish (GAsyncResult         *result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportReason, rapport_reason_free)

G_END_DECLS
