#include "config.h"

#include <glib/gi18n.h>

#include "core/rapport-records.h"
#include "core/rapport-time.h"
#include "service/rapport-board-service.h"
#include "views/rapport-accounts-view-private.h"
#include "widgets/rapport-format.h"

/* The cells. GTK makes them for some 205 rows whatever is visible, so each is one widget that reads and draws its
 * account when it is seen. They are drawn again when the list says that it shows other accounts, and when the
 * workspace says that an account has changed; nothing is connected for each cell. */

#define AVATAR 28
#define ROW_AVATAR 32
#define STAR "#e5a50a" /* .rp-star */

static const struct
{
  RapportAccountFlags flag;
  const char         *icon;
  const char         *word;
  RapportColorRole    role;
} flag_icons[] = {
  { RAPPORT_ACCOUNT_FLAG_SILENT, "rp-silent-symbolic", N_("Silent for longer than usual"), RAPPORT_COLOR_WATCH_TEXT },
  { RAPPORT_ACCOUNT_FLAG_OVERDUE, "rp-overdue-symbolic", N_("Overdue"), RAPPORT_COLOR_POOR_TEXT },
  { RAPPORT_ACCOUNT_FLAG_COMPLAINT, "rp-complaint-symbolic", N_("Open complaint"), RAPPORT_COLOR_POOR_TEXT },
};

/* What they show ----------------------------------------------------------------------------------------------- */

static RapportDb *
get_db (RapportAccountsView *self)
{
  return rapport_store_get_db (rapport_workspace_get_store (self->workspace));
}

static char *
format (RapportAccountsView *self,
        const RapportRow    *row,
        const char          *column)
{
  g_autoptr(GError) error = NULL;
  char *text = rapport_list_format_cell (self->names, get_db (self), row, column, RAPPORT_LIST_SCREEN, &error);

  if (error != NULL)
    g_warning ("A cell cannot be read: %s", error->message);
  return text;
}

static void
add_flags (RapportAccountsView *self,
           const RapportRow    *row,
           RapportListFace     *face,
           int                  gap)
{
  RapportAccountFlags flags = rapport_account_row_get_flags (row, rapport_workspace_get_today (self->workspace));

  for (guint i = 0; i < G_N_ELEMENTS (flag_icons); i++)
    if (flags & flag_icons[i].flag)
      {
        RapportListPart *part = rapport_list_face_add_icon (face, flag_icons[i].icon, 16, flag_icons[i].role);

        part->at_end = TRUE;
        part->word = _(flag_icons[i].word);
        part->gap = gap;
        gap = 6;
      }
}

static void
add_name (RapportAccountsView *self,
          const RapportRow    *row,
          RapportListFace     *face,
          int                  avatar,
          int                  avatar_gap,
          int                  gap)
{
  const char *name = rapport_row_get_text (row, RAPPORT_ACCOUNT_NAME);
  RapportListPart *part = rapport_list_face_add (face, RAPPORT_LIST_PART_AVATAR);

  part->line = 0;
  part->size = avatar;
  part->gap = avatar_gap;
  part->text = g_strdup (name);
  rapport_list_face_add_text (face, name, RAPPORT_LIST_FONT_TITLE, RAPPORT_COLOR_INK);
  if (rapport_row_get_int (row, RAPPORT_ACCOUNT_STARRED) == 1)
    {
      part = rapport_list_face_add_icon (face, "rp-star-symbolic", 16, RAPPORT_COLOR_INK);
      part->paint = STAR;
      part->word = _("Starred");
      part->gap = gap;
    }
}

static RapportListPart *
add_stage (RapportAccountsView *self,
           const RapportRow    *row,
           RapportListFace     *face)
{
  g_autoptr(GError) error = NULL;
  gint64 stage = rapport_list_names_find_stage (self->names, get_db (self), rapport_row_get_id (row), &error);
  RapportListPart *part = rapport_list_face_add (face, RAPPORT_LIST_PART_STAGE);

  if (error != NULL)
    g_warning ("A stage cannot be read: %s", error->message);
  part->text = g_strdup (rapport_list_names_get_stage (self->names, stage));
  part->index = rapport_list_names_get_stage_index (self->names, stage, &part->n_stages);
  return part;
}

static RapportListPart *
add_due (RapportAccountsView *self,
         const RapportRow    *row,
         RapportListFace     *face)
{
  gint64 due = rapport_row_get_int (row, RAPPORT_ACCOUNT_NEXT_DUE);
  RapportDay today = rapport_workspace_get_today (self->workspace);
  gboolean overdue = due != RAPPORT_UNSET && due < today;
  g_autofree char *shown = format (self, row, "next_due");
  RapportListPart *part = rapport_list_face_add_text (face, shown, RAPPORT_LIST_FONT_BODY, RAPPORT_COLOR_INK_SECONDARY);

  if (overdue)
    {
      part->font = RAPPORT_LIST_FONT_BOLD;
      part->role = RAPPORT_COLOR_POOR_TEXT;
    }
  else if (due == today)
    {
      part->font = RAPPORT_LIST_FONT_TITLE;
      part->role = RAPPORT_COLOR_INK;
    }
  part->at_end = TRUE;
  return part;
}

static RapportListPart *
add_value (RapportAccountsView *self,
           const RapportRow    *row,
           RapportListFace     *face)
{
  g_autofree char *value = format (self, row, "value");
  gint64 n = rapport_row_get_int (row, RAPPORT_ACCOUNT_UNCONVERTED);
  RapportListPart *part = rapport_list_face_add_text (face, value, RAPPORT_LIST_FONT_TITLE, RAPPORT_COLOR_INK);

  part->at_end = TRUE;
  if (n > 0)
    face->tip = g_strdup_printf (ngettext ("%u purchase in a currency without a rate is not in this sum",
                                           "%u purchases in currencies without a rate are not in this sum", (guint) n),
                                 (guint) n);
  else if (value != NULL && rapport_row_get_int (row, RAPPORT_ACCOUNT_ESTIMATED) == 1)
    face->tip = g_strdup (_("Estimated: nothing was bought in these months"));
  return part;
}

static void
add_contact (RapportAccountsView *self,
             const RapportRow    *row,
             RapportListFace     *face)
{
  const char *channel = rapport_row_get_text (row, RAPPORT_ACCOUNT_LAST_CHANNEL);
  g_autofree char *text = format (self, row, "last_contact");

  rapport_list_face_add_icon (face, channel ? rapport_channel_icon (channel) : NULL, 14, RAPPORT_COLOR_INK_SECONDARY);
  rapport_list_face_add_text (face, text, RAPPORT_LIST_FONT_BODY, RAPPORT_COLOR_INK)->gap = 6;
  face->tip = g_strdup (channel ? rapport_channel_label (channel) : NULL);
}

static void
add_text (RapportAccountsView *self,
          const RapportRow    *row,
          const char          *column,
          RapportListFace     *face)
{
  g_autofree char *text = format (self, row, column);
  RapportListPart *part;

  if (text == NULL && g_str_equal (column, "next_step"))
    part = rapport_list_face_add_text (face, _("No next step"), RAPPORT_LIST_FONT_BODY, RAPPORT_COLOR_INK_SECONDARY);
  else
    part = rapport_list_face_add_text (face, text, RAPPORT_LIST_FONT_BODY, RAPPORT_COLOR_INK);
  part->at_end = rapport_list_column_is_number (column);
  if (g_str_equal (column, "notes") || g_str_equal (column, "next_step"))
    face->tip = g_steal_pointer (&text);
}

/* Two lines in narrow windows: name and value, then stage, last contact and what is due. */
static void
add_lines (RapportAccountsView *self,
           const RapportRow    *row,
           RapportListFace     *face)
{
  gint64 last = rapport_row_get_int (row, RAPPORT_ACCOUNT_LAST_CONTACT);
  g_autofree char *contact = rapport_format_contact (self->workspace, last);
  RapportListPart *part;

  add_name (self, row, face, ROW_AVATAR, 12, 6);
  add_flags (self, row, face, 6);
  part = add_value (self, row, face);
  part->shrinks = FALSE;
  part->chars = 9;
  part->gap = 6;

  add_stage (self, row, face)->line = 2;
  part = rapport_list_face_add_text (face, contact, RAPPORT_LIST_FONT_NOTE, RAPPORT_COLOR_INK);
  part->line = 2;
  part->gap = 9;
  part = add_due (self, row, face);
  part->line = 2;
  part->shrinks = FALSE;
  part->chars = 12;
  part->gap = 9;
}

static void
describe (gpointer         row,
          const char      *column,
          RapportListFace *face,
          gpointer         data)
{
  RapportAccountsView *self = data;
  g_autoptr(RapportRecord) record = NULL;
  const RapportRow *values;

  if (self->names == NULL || self->workspace == NULL)
    return;
  record = rapport_steady_row_dup_record (row);
  values = record ? rapport_record_get_row (record) : NULL;
  if (values == NULL)
    return;
  if (column == NULL)
    add_lines (self, values, face);
  else if (g_str_equal (column, "name"))
    {
      add_name (self, values, face, AVATAR, 9, 9);
      if (self->width_class != WIDTH_WIDE)
        add_flags (self, values, face, 9);
    }
  else if (g_str_equal (column, RAPPORT_LIST_COLUMN_STAGE))
    add_stage (self, values, face)->shrinks = TRUE;
  else if (g_str_equal (column, RAPPORT_LIST_COLUMN_FLAGS))
    add_flags (self, values, face, 6);
  else if (g_str_equal (column, "next_due"))
    add_due (self, values, face);
  else if (g_str_equal (column, "value"))
    add_value (self, values, face);
  else if (g_str_equal (column, "last_contact"))
    add_contact (self, values, face);
  else
    add_text (self, values, column, face);
}

/* The check box ------------------------------------------------------------------------------------------------ */

static void
check_toggled_cb (GtkCheckButton *check,
                  GtkListItem    *item)
{
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (check), RAPPORT_TYPE_ACCOUNTS_VIEW);
  RapportAccountsView *self = RAPPORT_ACCOUNTS_VIEW (page);
  guint position = gtk_list_item_get_position (item);

  if (self == NULL || gtk_check_button_get_active (check) == gtk_list_item_get_selected (item))
    return;
  if (gtk_check_button_get_active (check))
    gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, FALSE);
  else
    gtk_selection_model_unselect_item (GTK_SELECTION_MODEL (self->selection), position);
}

static void
selected_cb (GtkListItem    *item,
             GParamSpec     *pspec,
             GtkCheckButton *check)
{
  gtk_check_button_set_active (check, gtk_list_item_get_selected (item));
}

static GtkWidget *
new_check (GtkListItem *item)
{
  GtkWidget *check = gtk_check_button_new ();

  gtk_widget_set_halign (check, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  /* The row has the focus, and Space there does the same. */
  gtk_widget_set_focusable (check, FALSE);
  gtk_widget_set_focus_on_click (check, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Select"), -1);
  g_signal_connect (check, "toggled", G_CALLBACK (check_toggled_cb), item);
  g_signal_connect_object (item, "notify::selected", G_CALLBACK (selected_cb), check, 0);
  return check;
}

/* Factories ---------------------------------------------------------------------------------------------------- */

/* A row past the end of the answer, which goes with one of the next frames, is not to be seen. */
static void
show_row (RapportListCell *cell)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (cell)), *row = parent ? gtk_widget_get_parent (parent) : NULL;
  gboolean there = rapport_steady_row_get_id (rapport_list_cell_get_row (cell)) != 0;

  if (row == NULL || gtk_widget_get_can_target (row) == there)
    return;
  gtk_widget_set_can_target (row, there);
  gtk_widget_set_opacity (row, there ? 1 : 0);
}

static void
bind (RapportAccountsView *self,
      RapportListCell     *cell,
      GtkListItem         *item)
{
  const char *column = rapport_list_cell_get_column (cell);

  rapport_list_cell_set_row (cell, gtk_list_item_get_item (item));
  g_hash_table_add (self->cells, cell);
  if (column == NULL || g_str_equal (column, "name"))
    show_row (cell);
}

static void
setup_check_cb (GtkSignalListItemFactory *factory,
                GtkListItem              *item,
                gpointer                  data)
{
  gtk_list_item_set_child (item, new_check (item));
}

static void
bind_check_cb (GtkSignalListItemFactory *factory,
               GtkListItem              *item,
               gpointer                  data)
{
  gtk_check_button_set_active (GTK_CHECK_BUTTON (gtk_list_item_get_child (item)), gtk_list_item_get_selected (item));
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item,
          RapportAccountsView      *self)
{
  const char *column = g_object_get_data (G_OBJECT (factory), "column");

  int avatar = g_str_equal (column, "name") ? AVATAR : 0;

  gtk_list_item_set_child (item, rapport_list_cell_new (self->pen, column, 1, avatar));
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         RapportAccountsView      *self)
{
  bind (self, RAPPORT_LIST_CELL (gtk_list_item_get_child (item)), item);
}

static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem              *item,
           RapportAccountsView      *self)
{
  g_hash_table_remove (self->cells, gtk_list_item_get_child (item));
}

/* A factory may outlive the view for a moment: GTK takes rows down in an idle. */
GtkListItemFactory *
_rapport_accounts_view_new_factory (RapportAccountsView *self,
                                    const char          *column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  if (g_str_equal (column, "check"))
    {
      g_signal_connect (factory, "setup", G_CALLBACK (setup_check_cb), NULL);
      g_signal_connect (factory, "bind", G_CALLBACK (bind_check_cb), NULL);
      return factory;
    }
  g_object_set_data (G_OBJECT (factory), "column", (gpointer) g_intern_string (column));
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, 0);
  return factory;
}

static void
setup_row_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *item,
              RapportAccountsView      *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *cell = rapport_list_cell_new (self->pen, NULL, 2, ROW_AVATAR);

  gtk_box_append (GTK_BOX (box), new_check (item));
  gtk_widget_set_hexpand (cell, TRUE);
  gtk_box_append (GTK_BOX (box), cell);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_list_item_set_child (item, box);
}

static void
bind_row_cb (GtkSignalListItemFactory *factory,
             GtkListItem              *item,
             RapportAccountsView      *self)
{
  GtkWidget *box = gtk_list_item_get_child (item);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (gtk_widget_get_first_child (box)), gtk_list_item_get_selected (item));
  bind (self, RAPPORT_LIST_CELL (gtk_widget_get_last_child (box)), item);
}

static void
unbind_row_cb (GtkSignalListItemFactory *factory,
               GtkListItem              *item,
               RapportAccountsView      *self)
{
  g_hash_table_remove (self->cells, gtk_widget_get_last_child (gtk_list_item_get_child (item)));
}

GtkListItemFactory *
_rapport_accounts_view_new_row_factory (RapportAccountsView *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_row_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_row_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_row_cb), self, 0);
  return factory;
}

/* Has the cells drawn again: with what the list shows now. */
void
_rapport_accounts_view_refresh_cells (RapportAccountsView *self,
                                      gboolean             only_stages)
{
  GHashTableIter iter;
  gpointer cell;

  g_hash_table_iter_init (&iter, self->cells);
  while (g_hash_table_iter_next (&iter, &cell, NULL))
    {
      const char *column = rapport_list_cell_get_column (cell);

      if (column == NULL || g_str_equal (column, "name"))
        show_row (cell);
      if (!only_stages || column == NULL || g_str_equal (column, RAPPORT_LIST_COLUMN_STAGE))
        rapport_list_cell_renew (cell);
    }
}

/* Light, dark, high contrast: cells draw in colours of their own. */
static void
style_changed_cb (RapportAccountsView *self)
{
  _rapport_accounts_view_refresh_cells (self, FALSE);
}

void
_rapport_accounts_view_init_cells (RapportAccountsView *self)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (style_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast", G_CALLBACK (style_changed_cb), self, G_CONNECT_SWAPPED);
  self->cells = g_hash_table_new (NULL, NULL);
  self->pen = rapport_list_pen_new (GTK_WIDGET (self), describe, self);
}
