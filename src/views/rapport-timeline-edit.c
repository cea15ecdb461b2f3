#include "config.h"

#include <glib/gi18n.h>

#include "core/rapport-records.h"
#include "service/rapport-entry.h"
#include "views/rapport-form.h"
#include "views/rapport-timeline.h"
#include "widgets/rapport-feedback.h"
#include "widgets/rapport-menu.h"

/* Editing, grouping and deleting interactions and episodes from a timeline: the actions timeline.*. */

static gboolean
saved_cb (GtkWidget *form,
          GPtrArray *rows,
          gpointer   data)
{
  RapportTimeline *self = data;

  for (guint i = 0; i < rows->len; i++)
    rapport_do (GTK_WIDGET (self), _rapport_timeline_get_workspace (self),
                rapport_act_save (rapport_row_copy (g_ptr_array_index (rows, i))), _("Changed"));
  return TRUE;
}

static void
edit (RapportTimeline        *self,
      RapportKindId           kind,
      gint64                  id,
      const char             *title,
      const RapportFormField *fields,
      guint                   n_fields)
{
  RapportWorkspace *workspace = _rapport_timeline_get_workspace (self);
  g_autoptr(RapportRecord) record = rapport_workspace_get_record (workspace, kind, id);
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_row_free);
  GtkWidget *form;

  if (record == NULL || rapport_workspace_is_read_only (workspace))
    return;
  g_ptr_array_add (rows, rapport_row_copy (rapport_record_get_row (record)));
  form = rapport_form_new (GTK_WIDGET (self), workspace, title, _("_Save"), fields, n_fields,
                           g_steal_pointer (&rows), saved_cb, g_object_ref (self), g_object_unref);
  gtk_window_present (GTK_WINDOW (form));
}

static void
edit_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  static const RapportFormField fields[] = {
    { RAPPORT_KIND_INTERACTION, RAPPORT_INTERACTION_SUBJECT, NULL },
    { RAPPORT_KIND_INTERACTION, RAPPORT_INTERACTION_TEXT, NULL },
    { RAPPORT_KIND_INTERACTION, RAPPORT_INTERACTION_AT, NULL },
    { RAPPORT_KIND_INTERACTION, RAPPORT_INTERACTION_CHANNEL, NULL },
    { RAPPORT_KIND_INTERACTION, RAPPORT_INTERACTION_DIRECTION, NULL },
    { RAPPORT_KIND_INTERACTION, RAPPORT_INTERACTION_SOCIAL, NULL },
    { RAPPORT_KIND_INTERACTION, RAPPORT_INTERACTION_EPISODE, NULL },
    { RAPPORT_KIND_INTERACTION, RAPPORT_INTERACTION_PERSON, NULL },
    { RAPPORT_KIND_INTERACTION, RAPPORT_INTERACTION_MEMBER, NULL },
    { RAPPORT_KIND_INTERACTION, RAPPORT_INTERACTION_MINUTES, NULL },
  };

  edit (RAPPORT_TIMELINE (widget), RAPPORT_KIND_INTERACTION, g_variant_get_int64 (parameter), _("Edit Interaction"),
        fields, G_N_ELEMENTS (fields));
}

static void
edit_episode_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  static const RapportFormField fields[] = {
    { RAPPORT_KIND_EPISODE, RAPPORT_EPISODE_TITLE, NULL },
    { RAPPORT_KIND_EPISODE, RAPPORT_EPISODE_KIND, NULL },
    { RAPPORT_KIND_EPISODE, RAPPORT_EPISODE_STARTED, NULL },
    { RAPPORT_KIND_EPISODE, RAPPORT_EPISODE_ENDED, NULL },
    { RAPPORT_KIND_EPISODE, RAPPORT_EPISODE_OUTCOME, NULL },
    { RAPPORT_KIND_EPISODE, RAPPORT_EPISODE_TEXT, NULL },
    { RAPPORT_KIND_EPISODE, RAPPORT_EPISODE_OWNER, NULL },
    { RAPPORT_KIND_EPISODE, RAPPORT_EPISODE_SOCIAL, NULL },
    { RAPPORT_KIND_EPISODE, RAPPORT_EPISODE_CAUSE, NULL },
    { RAPPORT_KIND_EPISODE, RAPPORT_EPISODE_SEVERITY, NULL },
    { RAPPORT_KIND_EPISODE, RAPPORT_EPISODE_ACKNOWLEDGED, NULL },
    { RAPPORT_KIND_EPISODE, RAPPORT_EPISODE_APOLOGISED, NULL },
    { RAPPORT_KIND_EPISODE, RAPPORT_EPISODE_SETTLED, NULL },
    { RAPPORT_KIND_EPISODE, RAPPORT_EPISODE_COMPENSATION, NULL },
  };
  RapportTimeline *self = RAPPORT_TIMELINE (widget);
  g_autoptr(RapportRecord) episode = rapport_workspace_get_record (
      _rapport_timeline_get_workspace (self), RAPPORT_KIND_EPISODE, g_variant_get_int64 (parameter));
  gboolean complaint = episode != NULL && g_strcmp0 (rapport_record_get_text (episode, "kind"), "complaint") == 0;

  /* The last fields are those of a complaint. */
  edit (self, RAPPORT_KIND_EPISODE, g_variant_get_int64 (parameter), _("Edit Episode"), fields,
        complaint ? G_N_ELEMENTS (fields) : 8);
}

static void
set_episode_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  RapportTimeline *self = RAPPORT_TIMELINE (widget);
  RapportWorkspace *workspace = _rapport_timeline_get_workspace (self);
  g_autoptr(GArray) ids = NULL;
  gint64 interaction, episode;

  g_variant_get (parameter, "(xx)", &interaction, &episode);
  ids = _rapport_timeline_dup_targets (self, interaction);
  rapport_do (widget, workspace,
              rapport_entry_act_set_episode (workspace, (const gint64 *) (gpointer) ids->data, ids->len, episode),
              episode ? _("Moved into the episode") : _("Taken out of its episode"));
}

static void
new_episode_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  RapportTimeline *self = RAPPORT_TIMELINE (widget);
  RapportWorkspace *workspace = _rapport_timeline_get_workspace (self);
  g_autoptr(GArray) ids = NULL;
  gint64 interaction;
  const char *kind;

  g_variant_get (parameter, "(x&s)", &interaction, &kind);
  ids = _rapport_timeline_dup_targets (self, interaction);
  rapport_do (widget, workspace,
              rapport_entry_act_begin_episode (workspace, (const gint64 *) (gpointer) ids->data, ids->len, kind),
              ngettext ("A new episode begins with it", "A new episode holds them", ids->len));
}

static void
close_episode_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  RapportWorkspace *workspace = _rapport_timeline_get_workspace (RAPPORT_TIMELINE (widget));

  rapport_do (widget, workspace,
              rapport_entry_act_close_episode (workspace, g_variant_get_int64 (parameter), RAPPORT_DAY_NONE, NULL),
              _("Episode closed"));
}

static void
reopen_episode_action (GtkWidget  *widget,
                       const char *name,
                       GVariant   *parameter)
{
  RapportWorkspace *workspace = _rapport_timeline_get_workspace (RAPPORT_TIMELINE (widget));

  rapport_do (widget, workspace, rapport_entry_act_reopen_episode (workspace, g_variant_get_int64 (parameter)),
              _("Episode open again"));
}

static void
delete_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  RapportTimeline *self = RAPPORT_TIMELINE (widget);
  g_autoptr(GArray) ids = _rapport_timeline_dup_targets (self, g_variant_get_int64 (parameter));
  g_autofree char *text = g_strdup_printf (ngettext ("Interaction deleted", "%u interactions deleted", ids->len),
                                           ids->len);

  if (rapport_workspace_is_read_only (_rapport_timeline_get_workspace (self)))
    return;
  rapport_do (widget, _rapport_timeline_get_workspace (self),
              rapport_act_trash (RAPPORT_KIND_INTERACTION, (const gint64 *) (gpointer) ids->data, ids->len), text);
}

static void
delete_episode_action (GtkWidget  *widget,
                       const char *name,
                       GVariant   *parameter)
{
  RapportWorkspace *workspace = _rapport_timeline_get_workspace (RAPPORT_TIMELINE (widget));

  rapport_do (widget, workspace, rapport_entry_act_delete_episode (workspace, g_variant_get_int64 (parameter)),
              _("Episode deleted; its interactions stay"));
}

/**
 * _rapport_timeline_make_episode_menu:
 * @episode: an episode
 *
 * Returns: (transfer full): what can be done with it
 */
GMenuModel *
_rapport_timeline_make_episode_menu (RapportRecord *episode)
{
  GMenu *menu = g_menu_new ();
  gint64 id = rapport_record_get_id (episode);
  gboolean open = rapport_record_get_int (episode, "ended") == RAPPORT_UNSET;

  rapport_menu_append (menu, _("Edit E_pisode…"), "timeline.edit-episode", g_variant_new_int64 (id));
  rapport_menu_append (menu, open ? _("_Close Episode") : _("_Reopen Episode"),
                       open ? "timeline.close-episode" : "timeline.reopen-episode", g_variant_new_int64 (id));
  rapport_menu_append (menu, _("De_lete Episode"), "timeline.delete-episode", g_variant_new_int64 (id));
  return G_MENU_MODEL (menu);
}

static gboolean
unparent_cb (gpointer popover)
{
  if (gtk_widget_get_parent (popover) != NULL)
    gtk_widget_unparent (popover);
  return G_SOURCE_REMOVE;
}

/* Not at once: what was chosen is found from where the menu stands. */
static void
closed_cb (GtkWidget *popover)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, unparent_cb, g_object_ref (popover), g_object_unref);
}

/* Opens a menu at a place in @above. */
void
_rapport_timeline_popup (GtkWidget  *above,
                         GMenuModel *menu,
                         int         x,
                         int         y)
{
  GtkWidget *popover = gtk_popover_menu_new_from_model (menu);

  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), &(GdkRectangle) { x, y, 1, 1 });
  gtk_widget_set_halign (popover, GTK_ALIGN_START);
  gtk_widget_set_parent (popover, above);
  g_signal_connect (popover, "closed", G_CALLBACK (closed_cb), NULL);
  gtk_popover_popup (GTK_POPOVER (popover));
}

/**
 * _rapport_timeline_popup_episode:
 * @self: a timeline
 * @above: the widget that shows the episode
 * @id: the episode
 * @x: where in @above
 * @y: where in @above
 *
 * Opens the menu of an episode.
 *
 * Returns: whether there is one
 */
gboolean
_rapport_timeline_popup_episode (RapportTimeline *self,
                                 GtkWidget       *above,
                                 gint64           id,
                                 int              x,
                                 int              y)
{
  RapportWorkspace *workspace = _rapport_timeline_get_workspace (self);
  g_autoptr(RapportRecord) episode = rapport_workspace_get_record (workspace, RAPPORT_KIND_EPISODE, id);
  g_autoptr(GMenuModel) section = NULL;
  g_autoptr(GMenu) menu = NULL;

  if (episode == NULL || rapport_workspace_is_read_only (workspace))
    return FALSE;
  section = _rapport_timeline_make_episode_menu (episode);
  menu = g_menu_new ();
  g_menu_append_section (menu, rapport_record_get_title (episode), section);
  _rapport_timeline_popup (above, G_MENU_MODEL (menu), x, y);
  return TRUE;
}

void
_rapport_timeline_class_install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "timeline.edit", "x", edit_action);
  gtk_widget_class_install_action (klass, "timeline.set-episode", "(xx)", set_episode_action);
  gtk_widget_class_install_action (klass, "timeline.new-episode", "(xs)", new_episode_action);
  gtk_widget_class_install_action (klass, "timeline.edit-episode", "x", edit_episode_action);
  gtk_widget_class_install_action (klass, "timeline.close-episode", "x", close_episode_action);
  gtk_widget_class_install_action (klass, "timeline.reopen-episode", "x", reopen_episode_action);
  gtk_widget_class_install_action (klass, "timeline.delete", "x", delete_action);
  gtk_widget_class_install_action (klass, "timeline.delete-episode", "x", delete_episode_action);
}
