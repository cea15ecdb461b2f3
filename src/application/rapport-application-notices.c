#include "config.h"

#include "application/rapport-application-private.h"

#include "application/rapport-window-private.h"

/* What a notification on the desktop is answered with: in the window of the workspace that it tells of, which is
 * opened again where it has been closed since. */

typedef struct
{
  char   *action;
  char   *page;
  gint64  id;
  int     minutes;
} Answer;

static void
answer_cb (RapportApplication *self,
           RapportWindow      *window,
           gpointer            data)
{
  Answer *answer = data;

  if (window != NULL && g_str_equal (answer->action, "open-account"))
    rapport_window_open_account (window, answer->id);
  else if (window != NULL && g_str_equal (answer->action, "show-page"))
    rapport_window_show_page (window, answer->page);
  else if (window != NULL && window->reminders != NULL && g_str_equal (answer->action, "finish-commitment"))
    rapport_reminders_finish (window->reminders, answer->id);
  else if (window != NULL && window->reminders != NULL && g_str_equal (answer->action, "snooze-commitment"))
    rapport_reminders_snooze (window->reminders, answer->id, answer->minutes);
  g_free (answer->action);
  g_free (answer->page);
  g_free (answer);
}

static void
answer_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       data)
{
  RapportApplication *self = data;
  Answer *answer = g_new0 (Answer, 1);
  const char *path;
  RapportWindow *window;

  answer->action = g_strdup (g_action_get_name (G_ACTION (action)));
  g_variant_get_child (parameter, 0, "&s", &path);
  if (g_variant_is_of_type (parameter, G_VARIANT_TYPE ("(ss)")))
    g_variant_get_child (parameter, 1, "s", &answer->page);
  else
    g_variant_get_child (parameter, 1, "x", &answer->id);
  if (g_variant_n_children (parameter) > 2)
    g_variant_get_child (parameter, 2, "i", &answer->minutes);

  /* What is done or put off needs no window in front. */
  window = _rapport_application_find_window (self, path);
  if (window != NULL &&
      (g_str_equal (answer->action, "finish-commitment") || g_str_equal (answer->action, "snooze-commitment")))
    answer_cb (self, window, answer);
  else
    _rapport_application_open (self, _rapport_application_get_active_window (self), path, RAPPORT_DAY_NONE, answer_cb,
                               answer);
}

static const GActionEntry entries[] = {
  { "open-account", answer_action, "(sx)" },
  { "show-page", answer_action, "(ss)" },
  { "finish-commitment", answer_action, "(sx)" },
  { "snooze-commitment", answer_action, "(sxi)" },
};

void
_rapport_application_add_notice_actions (RapportApplication *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
