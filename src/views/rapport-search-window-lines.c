#include "config.h"

#include "views/rapport-search-window-private.h"

#include <glib/gi18n.h>

/* What the search window lists: what was found, and what can be done. */

static const char *
group_label (guint group)
{
  switch (group)
    {
    case RAPPORT_SEARCH_ACCOUNTS:
      return _("Accounts");
    case RAPPORT_SEARCH_PEOPLE:
      return _("People");
    case RAPPORT_SEARCH_INTERACTIONS:
      return _("Interactions");
    case RAPPORT_SEARCH_EPISODES:
      return _("Episodes");
    case RAPPORT_SEARCH_COMMITMENTS:
      return _("Promises and next steps");
    default:
      return _("Actions");
    }
}

static void
add_heading (RapportSearchWindow *self,
             GPtrArray           *lines,
             guint                group,
             guint                n_shown,
             guint                n_found)
{
  RapportSearchEntry *line = rapport_search_entry_new (group);

  line->heading = g_strdup (group_label (group));
  if (n_found > n_shown)
    /* Translators: hits shown, hits found: "5 of 23", "5 of 1000+" */
    line->count = g_strdup_printf (n_found >= RAPPORT_SEARCH_COUNT_LIMIT ? _("%u of %u+") : _("%u of %u"), n_shown,
                                   n_found);
  g_ptr_array_add (lines, line);
}

static void
add_action (RapportSearchWindow *self,
            GPtrArray           *lines,
            const char          *label,
            const char          *action,
            const char          *icon,
            const char          *keys)
{
  RapportSearchEntry *line = rapport_search_entry_new (RAPPORT_SEARCH_GROUP_ACTIONS);

  line->label = g_strdup (label);
  line->action = g_strdup (action);
  line->icon = g_strdup (icon);
  line->keys = g_strdup (keys);
  g_ptr_array_add (lines, line);
}

static gboolean
matches (const char *label,
         const char *text)
{
  return *text == '\0' || g_str_match_string (text, label, TRUE);
}

/* What can be done, without what cannot be done just now. */
static void
add_actions (RapportSearchWindow *self,
             GPtrArray           *lines)
{
  static const struct
  {
    const char *label;
    const char *action;
    const char *icon;
    const char *keys;
    gboolean    writes;
  } actions[] = {
    { N_("New account…"), "win.new-account::", "rp-add-symbolic", "<Control>n", TRUE },
    { N_("Log interaction…"), "win.log-interaction(int64 0)", "rp-edit-symbolic", "<Control>l", TRUE },
    { N_("Import…"), "app.import", "rp-import-symbolic", NULL, TRUE },
    { N_("View as of a day…"), "win.view-as-of", "rp-clock-symbolic", "<Control>h", FALSE },
    { N_("Go to Today"), "win.show-page::today", "rp-today-symbolic", "<Alt>1", FALSE },
    { N_("Go to Board"), "win.show-page::board", "rp-board-symbolic", "<Alt>2", FALSE },
    { N_("Go to Accounts"), "win.show-page::accounts", "rp-accounts-symbolic", "<Alt>3", FALSE },
    { N_("Go to Timeline"), "win.show-page::timeline", "rp-timeline-symbolic", "<Alt>4", FALSE },
    { N_("History…"), "win.history(int64 0)", "rp-clock-symbolic", NULL, FALSE },
    { N_("Trash…"), "win.trash", "rp-trash-symbolic", NULL, FALSE },
    { N_("Back up now"), "win.back-up", "rp-export-symbolic", NULL, FALSE },
    { N_("Preferences"), "win.preferences", "rp-edit-symbolic", "<Control>comma", FALSE },
  };
  g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean writable = !rapport_workspace_is_read_only (self->workspace);
  const char *text = self->text ? self->text : "";
  guint limit = self->only == RAPPORT_SEARCH_GROUP_ACTIONS ? G_MAXUINT : *text ? 3 : 4;
  RapportSearchResult *accounts = self->results[RAPPORT_SEARCH_ACCOUNTS];

  if (self->only >= 0 && self->only != RAPPORT_SEARCH_GROUP_ACTIONS)
    return;

  /* What can be done with the account on top. */
  if (*text && self->only < 0 && accounts != NULL && accounts->hits->len > 0)
    {
      RapportSearchHit *top = g_ptr_array_index (accounts->hits, 0);
      g_autofree char *log = g_strdup_printf (_("Log interaction with %s…"), top->title);
      g_autofree char *log_action = g_strdup_printf ("win.log-interaction(int64 %" G_GINT64_FORMAT ")", top->id);
      g_autofree char *timeline = g_strdup_printf (_("Timeline of %s"), top->title);
      g_autofree char *timeline_action = g_strdup_printf ("win.show-timeline(int64 %" G_GINT64_FORMAT ")", top->id);

      if (writable)
        add_action (self, found, log, log_action, "rp-edit-symbolic", NULL);
      add_action (self, found, timeline, timeline_action, "rp-timeline-symbolic", NULL);
    }
  for (guint i = 0; i < G_N_ELEMENTS (actions) && found->len < limit; i++)
    if ((writable || !actions[i].writes) && matches (_(actions[i].label), text))
      add_action (self, found, _(actions[i].label), actions[i].action, actions[i].icon, actions[i].keys);
  if (*text && writable && self->only < 0)
    {
      g_autofree char *label = g_strdup_printf (_("New account “%s”…"), text);
      g_autoptr(GVariant) target = g_variant_ref_sink (g_variant_new_string (text));
      g_autofree char *action = g_action_print_detailed_name ("win.new-account", target);

      add_action (self, found, label, action, "rp-add-symbolic", NULL);
    }

  if (self->similar && !self->with_ended)
    add_action (self, found, _("Search also in ended accounts"), RAPPORT_SEARCH_ENDED_ACTION, "rp-search-symbolic",
                NULL);

  if (found->len == 0)
    return;
  add_heading (self, lines, RAPPORT_SEARCH_GROUP_ACTIONS, found->len, found->len);
  for (guint i = 0; i < found->len; i++)
    g_ptr_array_add (lines, g_object_ref (g_ptr_array_index (found, i)));
}

static void
add_last_accounts (RapportSearchWindow *self,
                   GPtrArray           *lines)
{
  guint heading = lines->len;

  for (guint i = 0; i < self->last_accounts->len; i++)
    {
      gint64 id = g_array_index (self->last_accounts, gint64, i);
      g_autoptr(RapportRecord) account = rapport_workspace_get_record (self->workspace, RAPPORT_KIND_ACCOUNT, id);
      RapportSearchEntry *line;

      if (account == NULL || rapport_record_get_int (account, "deleted") != RAPPORT_UNSET)
        continue;
      line = rapport_search_entry_new (RAPPORT_SEARCH_ACCOUNTS);
      line->hit = g_new0 (RapportSearchHit, 1);
      line->hit->kind = RAPPORT_KIND_ACCOUNT;
      line->hit->id = line->hit->account = id;
      line->hit->title = g_strdup (rapport_record_get_title (account));
      line->hit->at = RAPPORT_UNSET;
      g_ptr_array_add (lines, line);
    }
  if (lines->len > heading)
    {
      RapportSearchEntry *line = rapport_search_entry_new (RAPPORT_SEARCH_ACCOUNTS);

      line->heading = g_strdup (_("Opened last"));
      g_ptr_array_insert (lines, (int) heading, line);
    }
}

static void
add_group (RapportSearchWindow *self,
           GPtrArray           *lines,
           guint                group)
{
  RapportSearchResult *result = self->results[group];

  if (result == NULL || result->hits->len == 0)
    return;
  add_heading (self, lines, group, result->hits->len, result->n_found);
  for (guint i = 0; i < result->hits->len; i++)
    {
      RapportSearchEntry *line = rapport_search_entry_new (group);

      line->hit = rapport_search_hit_copy (g_ptr_array_index (result->hits, i));
      g_ptr_array_add (lines, line);
    }
}

/* Fills @lines; returns how many of them are no actions. */
guint
_rapport_search_window_add_lines (RapportSearchWindow *self,
                                  GPtrArray           *lines)
{
  gboolean asked = self->text != NULL && *self->text != '\0';
  guint first = RAPPORT_SEARCH_ACCOUNTS, n_hits;

  if (!asked && self->only < 0)
    add_last_accounts (self, lines);
  /* The best group is first only where its hit is exact. */
  for (guint g = 0; g < RAPPORT_SEARCH_N_GROUPS; g++)
    if (self->results[g] != NULL && self->results[g]->exact)
      {
        first = g;
        break;
      }
  if (self->similar && rapport_search_window_get_n_hits (self) > 0)
    {
      RapportSearchEntry *line = rapport_search_entry_new (first);

      line->heading = g_strdup_printf (_("Nothing called “%s”; these are similar"), self->text);
      g_ptr_array_add (lines, line);
    }
  add_group (self, lines, first);
  for (guint g = 0; g < RAPPORT_SEARCH_N_GROUPS; g++)
    if (g != first)
      add_group (self, lines, g);
  n_hits = lines->len;
  add_actions (self, lines);
  return n_hits;
}
