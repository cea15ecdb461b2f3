#include "config.h"

#include "views/rapport-account-relationship.h"

#include <glib/gi18n.h>

#include "core/rapport-records.h"
#include "core/rapport-time.h"
#include "service/rapport-value.h"
#include "views/rapport-account-parts.h"
#include "widgets/rapport-adaptive-bin.h"

struct _RapportAccountRelationship
{
  AdwBin            parent_instance;

  GtkBox           *columns;
  GtkListBox       *moves;
  GtkWidget        *no_moves;
  GtkListBox       *changes;
  GtkWidget        *no_changes;

  RapportWorkspace *workspace;
};

G_DEFINE_FINAL_TYPE (RapportAccountRelationship, rapport_account_relationship, ADW_TYPE_BIN)

static GtkWidget *
row_new (RapportAccountRelationship *self,
         gint64                      at,
         const char                 *title,
         const char                 *subtitle)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *day = rapport_time_format_day (rapport_day_from_instant (at, NULL),
                                                  rapport_workspace_get_today (self->workspace));
  g_autofree char *exact = rapport_time_format_instant (at, NULL);
  GtkWidget *date = gtk_label_new (day);

  gtk_widget_add_css_class (box, "rp-row");
  gtk_label_set_width_chars (GTK_LABEL (date), 11);
  gtk_label_set_xalign (GTK_LABEL (date), 0);
  gtk_widget_set_tooltip_text (date, exact);
  gtk_widget_add_css_class (date, "rp-remark");
  gtk_box_append (GTK_BOX (box), date);
  gtk_box_append (GTK_BOX (words), _rapport_label_new (title, "rp-title"));
  if (subtitle != NULL && *subtitle != '\0')
    gtk_box_append (GTK_BOX (words), _rapport_label_new (subtitle, "rp-caption"));
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (words, 6);
  gtk_widget_set_margin_bottom (words, 6);
  gtk_box_append (GTK_BOX (box), words);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  return row;
}

/* Moves --------------------------------------------------------------------------------------------------------- */

static void
add_move (RapportAccountRelationship *self,
          RapportAccountData         *data,
          const RapportAccountMove   *move)
{
  const RapportRow *row = move->move;
  const char *from = rapport_workspace_get_title (self->workspace, RAPPORT_KIND_STAGE,
                                                  rapport_row_get_int (row, RAPPORT_MOVE_FROM_STAGE));
  const char *to = rapport_workspace_get_title (self->workspace, RAPPORT_KIND_STAGE,
                                                rapport_row_get_int (row, RAPPORT_MOVE_TO_STAGE));
  const char *model = rapport_workspace_get_title (self->workspace, RAPPORT_KIND_MODEL,
                                                   rapport_row_get_int (row, RAPPORT_MOVE_MODEL));
  const char *member = rapport_workspace_get_title (self->workspace, RAPPORT_KIND_MEMBER,
                                                    rapport_row_get_int (row, RAPPORT_MOVE_MEMBER));
  const char *note = rapport_row_get_text (row, RAPPORT_MOVE_NOTE);
  const char *set_by = rapport_row_get_text (row, RAPPORT_MOVE_SET_BY);
  g_autofree char *title = from && to ? g_strdup_printf (_("%s → %s"), from, to)
                           : to       ? g_strdup_printf (_("Began as %s"), to)
                                      : g_strdup_printf (_("Left %s"), from ? from : "–");
  g_autofree char *rests = move->evidence ? g_strdup_printf (_("rests on %s"), move->evidence) : NULL;
  g_autofree char *why = _rapport_join (_rapport_row_choice (row, RAPPORT_MOVE_REASON), note, rests);
  g_autofree char *who = _rapport_join (rapport_row_get_int (row, RAPPORT_MOVE_MODEL) != data->model ? model : NULL,
                                        member ? member
                                        : g_strcmp0 (set_by, "person") == 0
                                            ? NULL
                                            : _rapport_row_choice (row, RAPPORT_MOVE_SET_BY),
                                        NULL);
  g_autofree char *subtitle = _rapport_join (who, why, NULL);

  gtk_list_box_append (self->moves, row_new (self, rapport_row_get_int (row, RAPPORT_MOVE_AT), title, subtitle));
}

static void
add_end (RapportAccountRelationship *self,
         const RapportRow           *row)
{
  const char *member = rapport_workspace_get_title (self->workspace, RAPPORT_KIND_MEMBER,
                                                    rapport_row_get_int (row, RAPPORT_RELATIONSHIP_END_MEMBER));
  const char *note = rapport_row_get_text (row, RAPPORT_RELATIONSHIP_END_NOTE);
  RapportDay won_back = _rapport_row_day (row, RAPPORT_RELATIONSHIP_END_WON_BACK_ON);
  g_autofree char *title = g_strdup_printf (_("Relationship ended: %s"),
                                            _rapport_row_choice (row, RAPPORT_RELATIONSHIP_END_REASON));
  g_autofree char *subtitle = _rapport_join (member, note, NULL);
  GtkWidget *widget = row_new (
      self, rapport_day_to_instant (_rapport_row_day (row, RAPPORT_RELATIONSHIP_END_ENDED_ON), NULL), title,
      subtitle);

  if (won_back != RAPPORT_DAY_NONE)
    gtk_list_box_append (self->moves, row_new (self, rapport_day_to_instant (won_back, NULL), _("Won back"), member));
  else
    gtk_widget_add_css_class (widget, "rp-bad");
  gtk_list_box_append (self->moves, widget);
}

/* Changes ------------------------------------------------------------------------------------------------------- */

/* Values come as they are in the database. */
static char *
describe (RapportAccountRelationship *self,
          const RapportField         *field,
          guint                       index,
          const char                 *value)
{
  g_autoptr(RapportRow) row = NULL;

  if (value == NULL)
    return g_strdup ("–");
  if (rapport_field_is_text (field) && field->type != RAPPORT_FIELD_CHOICE && field->type != RAPPORT_FIELD_DAY)
    return g_strdup (value);
  row = rapport_row_new (RAPPORT_KIND_ACCOUNT);
  if (field->type == RAPPORT_FIELD_CHOICE)
    rapport_row_set_text (row, index, value);
  else if (field->type == RAPPORT_FIELD_DAY)
    rapport_row_set_int (row, index, rapport_day_parse (value));
  else if (field->type == RAPPORT_FIELD_REAL)
    rapport_row_set_real (row, index, g_ascii_strtod (value, NULL));
  else
    rapport_row_set_int (row, index, g_ascii_strtoll (value, NULL, 10));
  return rapport_value_describe (self->workspace, row, index);
}

static void
add_change (RapportAccountRelationship *self,
            const RapportJournalEntry  *entry)
{
  const char *member = rapport_workspace_get_title (self->workspace, RAPPORT_KIND_MEMBER, entry->member);
  g_autoptr(GString) text = g_string_new (NULL);
  g_autofree char *clock = rapport_time_format_clock (entry->at, NULL);
  g_autofree char *who = _rapport_join (clock, member, entry->state == RAPPORT_JOURNAL_DONE ? NULL : _("taken back"));

  g_string_append (text, who);
  for (guint i = 0; entry->changes != NULL && i < entry->changes->len; i++)
    {
      const RapportFieldChange *change = g_ptr_array_index (entry->changes, i);
      const RapportField *field;

      if (change->kind != RAPPORT_KIND_ACCOUNT || change->change != RAPPORT_CHANGE_UPDATED)
        continue;
      field = &rapport_account_kind.fields[change->field];
      if ((field->flags & RAPPORT_FIELD_INTERNAL) != 0)
        continue;
      {
        g_autofree char *old_value = describe (self, field, change->field, change->old_value);
        g_autofree char *new_value = describe (self, field, change->field, change->new_value);

        /* Translators: the name of a field, its value before and after */
        g_string_append_printf (text, _("\n%s: %s → %s"), rapport_field_get_label (field), old_value, new_value);
      }
    }
  gtk_list_box_append (
      self->changes,
      row_new (self, entry->at, entry->label && *entry->label ? entry->label : _("Change"), text->str));
}

/**
 * rapport_account_relationship_show:
 * @self: the tab
 * @workspace: a workspace
 * @record: the account
 * @data: what was read about it; not kept
 */
void
rapport_account_relationship_show (RapportAccountRelationship *self,
                                   RapportWorkspace           *workspace,
                                   RapportRecord              *record,
                                   RapportAccountData         *data)
{
  guint end = 0;

  g_return_if_fail (RAPPORT_IS_ACCOUNT_RELATIONSHIP (self));

  g_set_object (&self->workspace, workspace);
  _rapport_children_clear (GTK_WIDGET (self->moves));
  for (guint i = 0; i < data->moves->len; i++)
    {
      const RapportAccountMove *move = g_ptr_array_index (data->moves, i);
      RapportDay day = rapport_day_from_instant (rapport_row_get_int (move->move, RAPPORT_MOVE_AT), NULL);

      for (; end < data->ends->len &&
             _rapport_row_day (g_ptr_array_index (data->ends, end), RAPPORT_RELATIONSHIP_END_ENDED_ON) >= day;
           end++)
        add_end (self, g_ptr_array_index (data->ends, end));
      add_move (self, data, move);
    }
  for (; end < data->ends->len; end++)
    add_end (self, g_ptr_array_index (data->ends, end));
  gtk_widget_set_visible (GTK_WIDGET (self->moves), data->moves->len + data->ends->len > 0);
  gtk_widget_set_visible (self->no_moves, data->moves->len + data->ends->len == 0);

  _rapport_children_clear (GTK_WIDGET (self->changes));
  for (guint i = 0; data->history != NULL && i < data->history->len; i++)
    add_change (self, g_ptr_array_index (data->history, i));
  gtk_widget_set_visible (GTK_WIDGET (self->changes), data->history != NULL && data->history->len > 0);
  gtk_widget_set_visible (self->no_changes, data->history == NULL || data->history->len == 0);
}

static void
narrow_changed_cb (RapportAccountRelationship *self,
                   GParamSpec                 *pspec,
                   RapportAdaptiveBin         *bin)
{
  _rapport_columns_fit (self->columns, bin);
}

static void
rapport_account_relationship_dispose (GObject *object)
{
  RapportAccountRelationship *self = RAPPORT_ACCOUNT_RELATIONSHIP (object);

  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (rapport_account_relationship_parent_class)->dispose (object);
}

static void
rapport_account_relationship_class_init (RapportAccountRelationshipClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_account_relationship_dispose;
  g_type_ensure (RAPPORT_TYPE_ADAPTIVE_BIN);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/rapport/Rapport/rapport-account-relationship.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportAccountRelationship, columns);
  gtk_widget_class_bind_template_callback (widget_class, narrow_changed_cb);
  gtk_widget_class_bind_template_child (widget_class, RapportAccountRelationship, moves);
  gtk_widget_class_bind_template_child (widget_class, RapportAccountRelationship, no_moves);
  gtk_widget_class_bind_template_child (widget_class, RapportAccountRelationship, changes);
  gtk_widget_class_bind_template_child (widget_class, RapportAccountRelationship, no_changes);
}

static void
rapport_account_relationship_init (RapportAccountRelationship *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
