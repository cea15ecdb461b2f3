#include "config.h"

#include "views/rapport-search-window-private.h"

#include <glib/gi18n.h>

#include "views/rapport-search-row.h"
#include "widgets/rapport-reach.h"

#define PER_GROUP 5
#define IN_ONE_GROUP 50
#define ANNOUNCE_MILLISECONDS 300
#define WIDTH 704

G_DEFINE_FINAL_TYPE (RapportSearchWindow, rapport_search_window, ADW_TYPE_WINDOW)

/* Lines ------------------------------------------------------------------------------------------------------ */

static guint
find_line (RapportSearchWindow *self,
           RapportSearchEntry  *wanted)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->entries));

  for (guint i = 0; wanted != NULL && i < n; i++)
    {
      g_autoptr(RapportSearchEntry) line = g_list_model_get_item (G_LIST_MODEL (self->entries), i);

      if (line->heading == NULL && line->group == wanted->group &&
          ((line->hit && wanted->hit && line->hit->id == wanted->hit->id && line->hit->kind == wanted->hit->kind) ||
           (line->action && g_strcmp0 (line->action, wanted->action) == 0)))
        return i;
    }
  return GTK_INVALID_LIST_POSITION;
}

static void
select_from (RapportSearchWindow *self,
             guint                position,
             int                  step)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->entries));

  while (position < n)
    {
      g_autoptr(RapportSearchEntry) line = g_list_model_get_item (G_LIST_MODEL (self->entries), position);

      if (line->heading == NULL)
        {
          gtk_single_selection_set_selected (self->selection, position);
          gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u",
                                      position == 1 ? 0 : position);
          return;
        }
      position += (guint) step;
    }
}

static void
rebuild (RapportSearchWindow *self)
{
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(RapportSearchEntry) selected = NULL;
  gboolean asked = self->text != NULL && *self->text != '\0';
  guint n_hits, position = GTK_INVALID_LIST_POSITION;

  if (self->touched && gtk_single_selection_get_selected_item (self->selection) != NULL)
    selected = g_object_ref (gtk_single_selection_get_selected_item (self->selection));

  n_hits = _rapport_search_window_add_lines (self, lines);

  g_list_store_splice (self->entries, 0, g_list_model_get_n_items (G_LIST_MODEL (self->entries)), lines->pdata,
                       lines->len);
  if (selected != NULL)
    position = find_line (self, selected);
  if (position != GTK_INVALID_LIST_POSITION)
    gtk_single_selection_set_selected (self->selection, position);
  else
    select_from (self, 0, 1);

  if (asked && n_hits == 0 && self->n_waiting == 0 && self->only != RAPPORT_SEARCH_GROUP_ACTIONS)
    {
      g_autofree char *text = g_strdup_printf (_("Nothing called “%s”"), self->text);

      gtk_label_set_text (self->empty_label, text);
      gtk_widget_set_visible (self->empty_new, !rapport_workspace_is_read_only (self->workspace));
      gtk_widget_set_visible (self->empty_ended, !self->with_ended);
      gtk_stack_set_visible_child_name (self->stack, "empty");
    }
  else
    {
      gtk_stack_set_visible_child_name (self->stack, "list");
    }
}

/* Searching -------------------------------------------------------------------------------------------------- */

static char *
dup_count (RapportSearchWindow *self)
{
  guint n = rapport_search_window_get_n_hits (self);

  return g_strdup_printf (self->similar && n > 0
                              ? ngettext ("nothing found, %u similar", "nothing found, %u similar", n)
                              : ngettext ("%u found", "%u found", n),
                          n);
}

static gboolean
announce_cb (gpointer data)
{
  RapportSearchWindow *self = data;
  g_autofree char *text = dup_count (self);

  self->announce_id = 0;
  /* Told by the entry that has the focus, since GTK of the floor has no announcements. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
  return G_SOURCE_REMOVE;
}

static void found_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      data);

static void
ask (RapportSearchWindow *self)
{
  RapportSearchFlags flags = (self->tags ? RAPPORT_SEARCH_TAGS : 0) | (self->with_ended ? RAPPORT_SEARCH_ENDED : 0) |
                             (self->similar ? RAPPORT_SEARCH_SIMILAR : 0);

  self->n_waiting = 0;
  for (guint g = 0; *self->text && g < RAPPORT_SEARCH_N_GROUPS; g++)
    {
      if (self->only >= 0 && self->only != (int) g)
        continue;
      if (self->tags && g > RAPPORT_SEARCH_PEOPLE)
        continue;
      self->n_waiting++;
      rapport_search_async (self->workspace, g, self->text, flags, self->only >= 0 ? IN_ONE_GROUP : PER_GROUP,
                            self->cancellable, found_cb, g_object_ref (self));
    }
}

static void
search (RapportSearchWindow *self)
{
  const char *typed = gtk_editable_get_text (self->entry);
  int only = self->only;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  for (guint g = 0; g < RAPPORT_SEARCH_N_GROUPS; g++)
    g_clear_pointer (&self->results[g], rapport_search_result_free);
  self->similar = self->tags = FALSE;

  if (*typed == '>' || *typed == '@' || *typed == '#')
    {
      only = *typed == '>' ? (int) RAPPORT_SEARCH_GROUP_ACTIONS : *typed == '@' ? (int) RAPPORT_SEARCH_PEOPLE : -1;
      self->tags = *typed == '#';
      typed++;
    }
  self->only = only;
  g_free (self->text);
  self->text = g_strstrip (g_strdup (typed));
  gtk_label_set_text (self->count_label, "");

  ask (self);
  if (self->n_waiting == 0)
    rebuild (self);
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr(RapportSearchWindow) self = data;
  g_autoptr(GError) error = NULL;
  RapportSearchResult *found = rapport_search_finish (self->workspace, result, &error);
  g_autofree char *text = NULL;
  guint n;

  if (found == NULL)
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        return;
      gtk_label_set_text (self->count_label, error->message);
    }
  else
    {
      g_clear_pointer (&self->results[found->group], rapport_search_result_free);
      self->results[found->group] = found;
    }
  self->n_waiting--;
  n = rapport_search_window_get_n_hits (self);
  if (self->n_waiting == 0 && error == NULL && n == 0 && !self->similar && !self->tags)
    {
      self->similar = TRUE;
      ask (self);
      return;
    }
  rebuild (self);

  if (self->n_waiting == 0 && error == NULL)
    {
      text = dup_count (self);
      gtk_label_set_text (self->count_label, text);
      g_clear_handle_id (&self->announce_id, g_source_remove);
      self->announce_id = g_timeout_add (ANNOUNCE_MILLISECONDS, announce_cb, self);
    }
}

static void
text_changed_cb (RapportSearchWindow *self)
{
  self->touched = FALSE;
  self->only = -1;
  search (self);
}

/* Acting ----------------------------------------------------------------------------------------------------- */

static void
perform (RapportSearchWindow *self,
         const char          *detailed)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  g_autofree char *name = NULL;
  g_autoptr(GVariant) target = NULL;
  g_autoptr(GError) error = NULL;

  if (parent == NULL || !g_action_parse_detailed_name (detailed, &name, &target, &error))
    {
      if (error != NULL)
        g_warning ("%s", error->message);
      return;
    }
  g_object_ref (parent);
  gtk_window_close (GTK_WINDOW (self));
  gtk_widget_activate_action_variant (GTK_WIDGET (parent), name, target);
  g_object_unref (parent);
}

static void
ended_clicked_cb (RapportSearchWindow *self)
{
  self->with_ended = TRUE;
  search (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
open_line (RapportSearchWindow *self,
           guint                position)
{
  g_autoptr(RapportSearchEntry) line = g_list_model_get_item (G_LIST_MODEL (self->entries), position);
  g_autofree char *action = NULL;

  if (line == NULL || line->heading != NULL)
    return;
  if (g_strcmp0 (line->action, RAPPORT_SEARCH_ENDED_ACTION) == 0)
    {
      ended_clicked_cb (self);
      return;
    }
  if (line->action != NULL)
    {
      perform (self, line->action);
      return;
    }
  if (line->hit->account <= 0)
    return;
  action = g_strdup_printf ("win.open-account(int64 %" G_GINT64_FORMAT ")", line->hit->account);
  perform (self, action);
}

static void
activate_cb (RapportSearchWindow *self)
{
  open_line (self, gtk_single_selection_get_selected (self->selection));
}

static void
row_activated_cb (GtkListView         *list,
                  guint                position,
                  RapportSearchWindow *self)
{
  open_line (self, position);
}

static void
new_clicked_cb (RapportSearchWindow *self)
{
  g_autoptr(GVariant) target = g_variant_ref_sink (g_variant_new_string (self->text));
  g_autofree char *action = g_action_print_detailed_name ("win.new-account", target);

  perform (self, action);
}

static void
one_group_only (RapportSearchWindow *self)
{
  RapportSearchEntry *line = gtk_single_selection_get_selected_item (self->selection);

  self->only = self->only >= 0 || line == NULL ? -1 : (int) line->group;
  search (self);
}

/* The buttons of a line, with the keyboard: Tab is taken, and the focus stays where one types. */
static gboolean
reach (RapportSearchWindow *self,
       RapportSearchEntry  *line,
       RapportReach         how)
{
  g_autoptr(RapportRecord) record = NULL;

  if (line == NULL || line->hit == NULL ||
      (line->hit->kind != RAPPORT_KIND_ACCOUNT && line->hit->kind != RAPPORT_KIND_PERSON))
    return FALSE;
  record = rapport_workspace_get_record (self->workspace, line->hit->kind, line->hit->id);
  if (!rapport_reach_is_possible (how, record))
    return FALSE;
  rapport_reach (GTK_WIDGET (self), how, record);
  return TRUE;
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint                  keyval,
        guint                  keycode,
        GdkModifierType        state,
        RapportSearchWindow   *self)
{
  guint selected = gtk_single_selection_get_selected (self->selection);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->entries));
  RapportSearchEntry *line = gtk_single_selection_get_selected_item (self->selection);
  gboolean in_list = g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "list") == 0;

  switch (keyval)
    {
    case GDK_KEY_Down:
    case GDK_KEY_Up:
    case GDK_KEY_Page_Down:
    case GDK_KEY_Page_Up:
      if (n == 0 || !in_list)
        return GDK_EVENT_PROPAGATE;
      self->touched = TRUE;
      if (keyval == GDK_KEY_Down)
        select_from (self, selected + 1, 1);
      else if (keyval == GDK_KEY_Up)
        select_from (self, selected - 1, -1);
      else if (keyval == GDK_KEY_Page_Down)
        select_from (self, MIN (selected + 8, n - 1), selected + 8 < n ? 1 : -1);
      else
        select_from (self, selected > 8 ? selected - 8 : 1, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Tab:
    case GDK_KEY_ISO_Left_Tab:
      if (!in_list || self->text == NULL || *self->text == '\0')
        return GDK_EVENT_PROPAGATE;
      one_group_only (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_Escape:
      if (*gtk_editable_get_text (self->entry) != '\0')
        gtk_editable_set_text (self->entry, "");
      else
        gtk_window_close (GTK_WINDOW (self));
      return GDK_EVENT_STOP;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      if (line == NULL || line->hit == NULL || line->hit->account <= 0)
        return GDK_EVENT_PROPAGATE;
      if (state & (GDK_ALT_MASK | GDK_CONTROL_MASK))
        {
          g_autofree char *action = g_strdup_printf ("win.%s(int64 %" G_GINT64_FORMAT ")",
                                                     state & GDK_ALT_MASK ? "show-on-board" : "open-in-window",
                                                     line->hit->account);

          perform (self, action);
          return GDK_EVENT_STOP;
        }
      return GDK_EVENT_PROPAGATE;
    case GDK_KEY_c:
    case GDK_KEY_m:
      return (state & GDK_ALT_MASK) && reach (self, line, keyval == GDK_KEY_c ? RAPPORT_REACH_CALL : RAPPORT_REACH_MAIL)
             ? GDK_EVENT_STOP : GDK_EVENT_PROPAGATE;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* The widget ------------------------------------------------------------------------------------------------- */

static void
setup_cb (GtkListItemFactory  *factory,
          GtkListItem         *item,
          RapportSearchWindow *self)
{
  gtk_list_item_set_child (item, rapport_search_row_new ());
}

static void
bind_cb (GtkListItemFactory  *factory,
         GtkListItem         *item,
         RapportSearchWindow *self)
{
  RapportSearchEntry *line = gtk_list_item_get_item (item);

  gtk_list_item_set_selectable (item, line->heading == NULL);
  gtk_list_item_set_activatable (item, line->heading == NULL);
  rapport_search_row_bind (gtk_list_item_get_child (item), self->workspace, line);
}

static void
rapport_search_window_dispose (GObject *object)
{
  RapportSearchWindow *self = RAPPORT_SEARCH_WINDOW (object);

  if (self->keep_text != NULL && self->entry != NULL)
    {
      g_free (*self->keep_text);
      *self->keep_text = g_strdup (gtk_editable_get_text (self->entry));
      self->keep_text = NULL;
    }
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->announce_id, g_source_remove);
  G_OBJECT_CLASS (rapport_search_window_parent_class)->dispose (object);
}

static void
rapport_search_window_finalize (GObject *object)
{
  RapportSearchWindow *self = RAPPORT_SEARCH_WINDOW (object);

  for (guint g = 0; g < RAPPORT_SEARCH_N_GROUPS; g++)
    g_clear_pointer (&self->results[g], rapport_search_result_free);
  g_clear_object (&self->workspace);
  g_clear_object (&self->selection);
  g_array_unref (self->last_accounts);
  g_free (self->text);
  G_OBJECT_CLASS (rapport_search_window_parent_class)->finalize (object);
}

static void
rapport_search_window_class_init (RapportSearchWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_search_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = rapport_search_window_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/app/rapport/Rapport/rapport-search-window.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportSearchWindow, count_label);
  gtk_widget_class_bind_template_child (widget_class, RapportSearchWindow, empty_box);
  gtk_widget_class_bind_template_child (widget_class, RapportSearchWindow, empty_ended);
  gtk_widget_class_bind_template_child (widget_class, RapportSearchWindow, empty_label);
  gtk_widget_class_bind_template_child (widget_class, RapportSearchWindow, empty_new);
  gtk_widget_class_bind_template_child (widget_class, RapportSearchWindow, entry);
  gtk_widget_class_bind_template_child (widget_class, RapportSearchWindow, hints);
  gtk_widget_class_bind_template_child (widget_class, RapportSearchWindow, list);
  gtk_widget_class_bind_template_child (widget_class, RapportSearchWindow, stack);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, ended_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_cb);
  gtk_widget_class_bind_template_callback (widget_class, new_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, text_changed_cb);
}

static void
rapport_search_window_init (RapportSearchWindow *self)
{
  self->only = -1;
  self->last_accounts = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->entries = g_list_store_new (RAPPORT_TYPE_SEARCH_ENTRY);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (self->entries));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
}

/**
 * rapport_search_window_new:
 * @workspace: a workspace
 * @text: (nullable): what was searched last
 * @last_accounts: (array length=n_last_accounts): the accounts opened last
 * @n_last_accounts: how many
 *
 * Returns: (transfer floating): the window
 */
GtkWidget *
rapport_search_window_new (RapportWorkspace *workspace,
                           const char       *text,
                           const gint64     *last_accounts,
                           guint             n_last_accounts)
{
  RapportSearchWindow *self = g_object_new (RAPPORT_TYPE_SEARCH_WINDOW, NULL);

  self->workspace = g_object_ref (workspace);
  g_array_append_vals (self->last_accounts, last_accounts, n_last_accounts);
  if (text != NULL && *text != '\0')
    {
      gtk_editable_set_text (self->entry, text);
      gtk_editable_select_region (self->entry, 0, -1);
    }
  else
    {
      search (self);
    }
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  return GTK_WIDGET (self);
}

/**
 * rapport_search_window_place:
 * @self: a search window
 * @parent: the window it stands before
 * @keep_text: where the text is kept for the next time; has to live as long as @parent
 *
 * Fits the window into @parent.
 */
void
rapport_search_window_place (RapportSearchWindow  *self,
                             GtkWindow            *parent,
                             char                **keep_text)
{
  int width = gtk_widget_get_width (GTK_WIDGET (parent)), height = gtk_widget_get_height (GTK_WIDGET (parent));

  g_return_if_fail (RAPPORT_IS_SEARCH_WINDOW (self));

  self->keep_text = keep_text;
  if (width > 0 && height > 0)
    gtk_window_set_default_size (GTK_WINDOW (self), MIN (WIDTH, width - 24), MAX (360, height * 7 / 10));
  gtk_widget_set_visible (self->hints, width == 0 || width > WIDTH);
}

/**
 * rapport_search_window_is_busy:
 * @self: a search window
 *
 * Returns: whether hits are still on their way
 */
gboolean
rapport_search_window_is_busy (RapportSearchWindow *self)
{
  return self->n_waiting > 0;
}

/**
 * rapport_search_window_get_n_hits:
 * @self: a search window
 *
 * Returns: how many were found in all groups
 */
guint
rapport_search_window_get_n_hits (RapportSearchWindow *self)
{
  guint n = 0;

  for (guint g = 0; g < RAPPORT_SEARCH_N_GROUPS; g++)
    if (self->results[g] != NULL)
      n += self->results[g]->n_found;
  return n;
}
