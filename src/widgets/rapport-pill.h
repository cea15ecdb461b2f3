#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RapportPillChoice:
 * @id: what the program calls it
 * @label: what the user reads
 */
typedef struct
{
  const char *id;
  const char *label;
} RapportPillChoice;

/**
 * RapportPill:
 *
 * A filter: a round button with a popover of check rows, searchable when there are more than eight.
 * It reads "Owner" when nothing is chosen, "Owner: Ines Duarte" for one, "3 owners" for several.
 * Properties: `label` (string); `single` (boolean): choosing one takes the others back.
 * Signal `changed`: the user changed the choice (not sent by the setters).
 */
#define RAPPORT_TYPE_PILL (rapport_pill_get_type ())
G_DECLARE_FINAL_TYPE (RapportPill, rapport_pill, RAPPORT, PILL, GtkWidget)

/**
 * RapportPillCount:
 * @n: how many are chosen, at least 2
 * @user_data: data
 *
 * Returns: (transfer full): "3 owners", made with ngettext()
 */
typedef char *(*RapportPillCount) (guint n, gpointer user_data);

GtkWidget  *rapport_pill_new             (const char              *label);
const char *rapport_pill_get_label       (RapportPill             *self);
void        rapport_pill_set_label       (RapportPill             *self,
                                          const char              *label);
void        rapport_pill_set_count_func  (RapportPill             *self,
                                          RapportPillCount         func,
                                          gpointer                 user_data,
                                          GDestroyNotify           destroy);
gboolean    rapport_pill_get_single      (RapportPill             *self);
void        rapport_pill_set_single      (RapportPill             *self,
                                          gboolean                 single);
void        rapport_pill_set_choices     (RapportPill             *self,
                                          const RapportPillChoice *choices,
                                          gsize                    n_choices);
GStrv       rapport_pill_dup_selected    (RapportPill             *self);
void        rapport_pill_set_selected    (RapportPill             *self,
                                          const char *const       *ids);
void        rapport_pill_set_fact        (RapportPill             *self,
                                          const char              *value);
gboolean    rapport_pill_is_active       (RapportPill             *self);
void        rapport_pill_clear           (RapportPill             *self);
char       *rapport_pill_dup_text        (RapportPill             *self);
void        rapport_pill_popup           (RapportPill             *self);

G_END_DECLS
