#include "config.h"

#include <glib/gi18n.h>

#include "core/rapport-records.h"
#include "core/rapport-time.h"
#include "service/rapport-board-service.h"
#include "views/rapport-accounts-view-private.h"
#include "views/rapport-stage-tag.h"
#include "widgets/rapport-bidi.h"
#include "widgets/rapport-format.h"

/* The cells. GTK makes them for some 205 rows whatever is visible, so they are few widgets each. They are shown again
 * when the workspace says that their account has changed; nothing is connected for each cell. */

#define COLUMN "column"

/* Parts of a cell, as data of its widget. */
#define PART_AVATAR "avatar"
#define PART_TEXT "text"
#define PART_AT_END "at-end"
#define PART_STAR "star"
#define PART_ICON "icon"
#define PART_STAGE "stage"
#define PART_SECOND "second"
#define PART_VALUE "value"
#define PART_DUE "due"
#define PART_FLAGS "flags"

static gboolean
query_tip_cb (GtkWidget  *widget,
              int         x,
              int         y,
              gboolean    keyboard,
              GtkTooltip *tooltip)
{
  gtk_tooltip_set_text (tooltip, g_object_get_data (G_OBJECT (widget), "rapport-tip"));
  return g_object_get_data (G_OBJECT (widget), "rapport-tip") != NULL;
}

/* GTK asks the display where the pointer is with each text that it is given for a tooltip, and a new list has some
 * two thousand cells: so they are asked for their text when somebody wants to see it. */
static void
set_tip (GtkWidget  *widget,
         const char *text)
{
  const char *before = g_object_get_data (G_OBJECT (widget), "rapport-tip");

  if (g_strcmp0 (before, text) == 0)
    return;
  if (!gtk_widget_get_has_tooltip (widget) && text != NULL)
    {
      g_signal_connect (widget, "query-tooltip", G_CALLBACK (query_tip_cb), NULL);
      gtk_widget_set_has_tooltip (widget, TRUE);
    }
  g_object_set_data_full (G_OBJECT (widget), "rapport-tip", g_strdup (text), g_free);
  if (text != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}

static const struct
{
  RapportAccountFlags flag;
  const char         *icon;
  const char         *word;
  const char         *css;
} flag_icons[] = {
  { RAPPORT_ACCOUNT_FLAG_SILENT, "rp-silent-symbolic", N_("Silent for longer than usual"), "rp-watch" },
  { RAPPORT_ACCOUNT_FLAG_OVERDUE, "rp-overdue-symbolic", N_("Overdue"), "rp-bad" },
  { RAPPORT_ACCOUNT_FLAG_COMPLAINT, "rp-complaint-symbolic", N_("Open complaint"), "rp-bad" },
};

static gpointer
part (GtkWidget  *cell,
      const char *name)
{
  return g_object_get_data (G_OBJECT (cell), name);
}

static GtkWidget *
new_text (gboolean at_end)
{
  GtkWidget *text = gtk_inscription_new (NULL);

  gtk_inscription_set_min_chars (GTK_INSCRIPTION (text), 0);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (text), 6);
  gtk_inscription_set_min_lines (GTK_INSCRIPTION (text), 1);
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (text), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  g_object_set_data (G_OBJECT (text), PART_AT_END, GINT_TO_POINTER (at_end));
  gtk_inscription_set_yalign (GTK_INSCRIPTION (text), .5f);
  /* One line high, so that it does not wrap. */
  gtk_inscription_set_nat_lines (GTK_INSCRIPTION (text), 1);
  gtk_widget_set_valign (text, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_widget_add_css_class (text, "rp-cell-text");
  return text;
}

static GtkWidget *
new_icon (const char *name)
{
  GtkWidget *icon = gtk_image_new_from_icon_name (name);

  gtk_widget_set_valign (icon, GTK_ALIGN_CENTER);
  return icon;
}

static GtkWidget *
new_flags (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  for (guint i = 0; i < G_N_ELEMENTS (flag_icons); i++)
    {
      GtkWidget *icon = new_icon (flag_icons[i].icon);

      gtk_widget_add_css_class (icon, flag_icons[i].css);
      set_tip (icon, _(flag_icons[i].word));
      gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL, _(flag_icons[i].word), -1);
      gtk_widget_set_visible (icon, FALSE);
      gtk_box_append (GTK_BOX (box), icon);
    }
  return box;
}

static void
show_flags (GtkWidget           *box,
            RapportAccountFlags  flags)
{
  GtkWidget *icon = gtk_widget_get_first_child (box);

  for (guint i = 0; i < G_N_ELEMENTS (flag_icons); i++, icon = gtk_widget_get_next_sibling (icon))
    gtk_widget_set_visible (icon, (flags & flag_icons[i].flag) != 0);
}

static void
set_class (GtkWidget  *widget,
           const char *css,
           gboolean    on)
{
  if (on)
    gtk_widget_add_css_class (widget, css);
  else
    gtk_widget_remove_css_class (widget, css);
}

/* A text that runs the other way than the window begins where the others do. */
static void
align_text (GtkWidget  *text,
            const char *shown)
{
  gboolean at_end = g_object_get_data (G_OBJECT (text), PART_AT_END) != NULL;
  GtkTextDirection direction = rapport_bidi_find_direction (shown);
  gboolean foreign = direction != GTK_TEXT_DIR_NONE && direction != gtk_widget_get_direction (text);

  gtk_inscription_set_xalign (GTK_INSCRIPTION (text), at_end != foreign ? 1 : 0);
}

static void
set_text (GtkWidget  *text,
          const char *value,
          const char *none)
{
  const char *shown = value ? value : none ? none : "";

  if (GTK_IS_LABEL (text))
    {
      gtk_label_set_text (GTK_LABEL (text), shown);
      return;
    }
  gtk_inscription_set_text (GTK_INSCRIPTION (text), shown);
  align_text (text, shown);
  gtk_accessible_update_property (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_PROPERTY_LABEL, shown, -1);
  set_class (text, "rp-dim", value == NULL && none != NULL);
}

static char *
format (RapportAccountsView *self,
        const RapportRow    *row,
        const char          *column)
{
  g_autoptr(GError) error = NULL;
  char *text = rapport_list_format_cell (self->names, rapport_store_get_db (rapport_workspace_get_store (self->workspace)), row,
                                         column, RAPPORT_LIST_SCREEN, &error);

  if (error != NULL)
    g_warning ("A cell cannot be read: %s", error->message);
  return text;
}

static void
show_stage (RapportAccountsView *self,
            RapportStageTag   *label,
            const RapportRow    *row)
{
  g_autoptr(GError) error = NULL;
  gint64 stage = rapport_list_names_find_stage (self->names, rapport_store_get_db (rapport_workspace_get_store (self->workspace)),
                                                rapport_row_get_id (row), &error);
  guint n_stages;
  int index = rapport_list_names_get_stage_index (self->names, stage, &n_stages);

  if (error != NULL)
    g_warning ("A stage cannot be read: %s", error->message);
  rapport_stage_tag_set (label, rapport_list_names_get_stage (self->names, stage), index, n_stages);
}

static void
show_due (RapportAccountsView *self,
          GtkWidget           *text,
          const RapportRow    *row)
{
  gint64 due = rapport_row_get_int (row, RAPPORT_ACCOUNT_NEXT_DUE);
  RapportDay today = rapport_workspace_get_today (self->workspace);
  g_autofree char *shown = format (self, row, "next_due");

  set_text (text, shown, NULL);
  set_class (text, "rp-overdue", due != RAPPORT_UNSET && due < today);
  set_class (text, "rp-title", due == today);
  set_class (text, "rp-dim", due != RAPPORT_UNSET && due > today);
}

static void
show_name (RapportAccountsView *self,
           GtkWidget           *cell,
           const RapportRow    *row)
{
  const char *name = rapport_row_get_text (row, RAPPORT_ACCOUNT_NAME);

  adw_avatar_set_text (part (cell, PART_AVATAR), name ? name : "");
  set_text (part (cell, PART_TEXT), name, NULL);
  gtk_widget_set_visible (part (cell, PART_STAR), rapport_row_get_int (row, RAPPORT_ACCOUNT_STARRED) == 1);
}

static void
show_value (RapportAccountsView *self,
            GtkWidget           *text,
            const RapportRow    *row)
{
  g_autofree char *value = format (self, row, "value");
  gint64 n = rapport_row_get_int (row, RAPPORT_ACCOUNT_UNCONVERTED);
  g_autofree char *tooltip = NULL;

  set_text (text, value, NULL);
  if (n > 0)
    tooltip = g_strdup_printf (ngettext ("%u purchase in a currency without a rate is not in this sum",
                                         "%u purchases in currencies without a rate are not in this sum", (guint) n), (guint) n);
  else if (value != NULL && rapport_row_get_int (row, RAPPORT_ACCOUNT_ESTIMATED) == 1)
    tooltip = g_strdup (_("Estimated: nothing was bought in these months"));
  set_tip (text, tooltip);
}

static void
show_cell (RapportAccountsView *self,
           GtkListItem         *item)
{
  RapportRecord *record = gtk_list_item_get_item (item);
  GtkWidget *cell = gtk_list_item_get_child (item);
  const char *column = g_object_get_data (G_OBJECT (item), COLUMN);
  const RapportRow *row = record ? rapport_record_get_row (record) : NULL;
  g_autofree char *text = NULL;

  if (row == NULL || self->names == NULL || self->workspace == NULL)
    return;
  if (g_str_equal (column, "name"))
    {
      show_name (self, cell, row);
      if (self->width_class != WIDTH_WIDE)
        show_flags (part (cell, PART_FLAGS), rapport_account_row_get_flags (row, rapport_workspace_get_today (self->workspace)));
      gtk_widget_set_visible (part (cell, PART_FLAGS), self->width_class != WIDTH_WIDE);
    }
  else if (g_str_equal (column, RAPPORT_LIST_COLUMN_STAGE))
    show_stage (self, RAPPORT_STAGE_TAG (cell), row);
  else if (g_str_equal (column, RAPPORT_LIST_COLUMN_FLAGS))
    show_flags (cell, rapport_account_row_get_flags (row, rapport_workspace_get_today (self->workspace)));
  else if (g_str_equal (column, "next_due"))
    show_due (self, cell, row);
  else if (g_str_equal (column, "value"))
    show_value (self, cell, row);
  else if (g_str_equal (column, "last_contact"))
    {
      const char *channel = rapport_row_get_text (row, RAPPORT_ACCOUNT_LAST_CHANNEL);

      text = format (self, row, column);
      set_text (part (cell, PART_TEXT), text, NULL);
      gtk_image_set_from_icon_name (part (cell, PART_ICON), channel ? rapport_channel_icon (channel) : NULL);
      set_tip (cell, channel ? rapport_channel_label (channel) : NULL);
    }
  else
    {
      text = format (self, row, column);
      set_text (cell, text, g_str_equal (column, "next_step") ? _("No next step") : NULL);
      set_tip (cell, g_str_equal (column, "notes") || g_str_equal (column, "next_step") ? text : NULL);
    }
}

static void
show_row (RapportAccountsView *self,
          GtkListItem         *item)
{
  RapportRecord *record = gtk_list_item_get_item (item);
  GtkWidget *cell = gtk_list_item_get_child (item);
  const RapportRow *row = record ? rapport_record_get_row (record) : NULL;
  g_autofree char *contact = NULL;

  if (row == NULL || self->names == NULL || self->workspace == NULL)
    return;
  show_name (self, cell, row);
  show_stage (self, part (cell, PART_STAGE), row);
  show_value (self, part (cell, PART_VALUE), row);
  show_due (self, part (cell, PART_DUE), row);
  show_flags (part (cell, PART_FLAGS), rapport_account_row_get_flags (row, rapport_workspace_get_today (self->workspace)));
  contact = rapport_format_contact (self->workspace, rapport_row_get_int (row, RAPPORT_ACCOUNT_LAST_CONTACT));
  set_text (part (cell, PART_SECOND), contact, NULL);
}

/* The check box ------------------------------------------------------------------------------------------------ */

static void
check_toggled_cb (GtkCheckButton *check,
                  GtkListItem    *item)
{
  RapportAccountsView *self = RAPPORT_ACCOUNTS_VIEW (gtk_widget_get_ancestor (GTK_WIDGET (check), RAPPORT_TYPE_ACCOUNTS_VIEW));
  guint position = gtk_list_item_get_position (item);

  if (self == NULL || self->selection == NULL || gtk_check_button_get_active (check) == gtk_list_item_get_selected (item))
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

static void
add_part (GtkWidget  *cell,
          GtkWidget  *box,
          const char *name,
          GtkWidget  *widget)
{
  gtk_box_append (GTK_BOX (box), widget);
  g_object_set_data (G_OBJECT (cell), name, widget);
}

/* A label, as the star stands right behind the name. */
static GtkWidget *
new_name (void)
{
  GtkWidget *text = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (text), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_widget_add_css_class (text, "rp-title");
  return text;
}

/* Takes the room that is left. */
static GtkWidget *
new_gap (void)
{
  GtkWidget *gap = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_hexpand (gap, TRUE);
  return gap;
}

static GtkWidget *
new_star (void)
{
  GtkWidget *star = new_icon ("rp-star-symbolic");

  gtk_widget_add_css_class (star, "rp-star");
  set_tip (star, _("Starred"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (star), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Starred"), -1);
  return star;
}

static GtkWidget *
new_name_cell (void)
{
  GtkWidget *cell = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *avatar = adw_avatar_new (28, NULL, TRUE);

  gtk_widget_set_valign (avatar, GTK_ALIGN_CENTER);
  add_part (cell, cell, PART_AVATAR, avatar);
  add_part (cell, cell, PART_TEXT, new_name ());
  add_part (cell, cell, PART_STAR, new_star ());
  gtk_box_append (GTK_BOX (cell), new_gap ());
  add_part (cell, cell, PART_FLAGS, new_flags ());
  return cell;
}

static GtkWidget *
new_contact_cell (void)
{
  GtkWidget *cell = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = new_icon (NULL);

  gtk_widget_add_css_class (icon, "rp-dim");
  gtk_image_set_pixel_size (GTK_IMAGE (icon), 14);
  add_part (cell, cell, PART_ICON, icon);
  add_part (cell, cell, PART_TEXT, new_text (FALSE));
  return cell;
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item,
          const char               *column)
{
  GtkWidget *cell;

  if (g_str_equal (column, "check"))
    cell = new_check (item);
  else if (g_str_equal (column, "name"))
    cell = new_name_cell ();
  else if (g_str_equal (column, RAPPORT_LIST_COLUMN_STAGE))
    {
      cell = rapport_stage_tag_new ();
      gtk_widget_set_valign (cell, GTK_ALIGN_CENTER);
    }
  else if (g_str_equal (column, RAPPORT_LIST_COLUMN_FLAGS))
    {
      cell = new_flags ();
      gtk_widget_set_halign (cell, GTK_ALIGN_END);
    }
  else if (g_str_equal (column, "last_contact"))
    cell = new_contact_cell ();
  else
    {
      cell = new_text (rapport_list_column_is_number (column));
      if (g_str_equal (column, "value"))
        gtk_widget_add_css_class (cell, "rp-title");
    }
  g_object_set_data (G_OBJECT (item), COLUMN, (gpointer) column);
  gtk_list_item_set_child (item, cell);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         RapportAccountsView      *self)
{
  if (g_str_equal (g_object_get_data (G_OBJECT (item), COLUMN), "check"))
    {
      gtk_check_button_set_active (GTK_CHECK_BUTTON (gtk_list_item_get_child (item)), gtk_list_item_get_selected (item));
      return;
    }
  show_cell (self, item);
  g_hash_table_add (self->cells, item);
}

static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem              *item,
           RapportAccountsView      *self)
{
  g_hash_table_remove (self->cells, item);
}

/* A factory may outlive the view for a moment: GTK takes rows down in an idle. */
GtkListItemFactory *
_rapport_accounts_view_new_factory (RapportAccountsView *self,
                                    const char          *column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), (gpointer) g_intern_string (column));
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, 0);
  return factory;
}

/* Two lines in narrow windows: name and value, then stage, last contact and what is due. */
static void
setup_row_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *item,
              gpointer                  data)
{
  GtkWidget *cell = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *first = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *second = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *avatar = adw_avatar_new (32, NULL, TRUE);
  GtkWidget *value = new_text (TRUE), *due = new_text (TRUE), *contact = new_text (FALSE);

  gtk_box_append (GTK_BOX (cell), new_check (item));
  gtk_widget_set_valign (avatar, GTK_ALIGN_CENTER);
  add_part (cell, cell, PART_AVATAR, avatar);
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_box_append (GTK_BOX (cell), lines);
  gtk_box_append (GTK_BOX (lines), first);
  gtk_box_append (GTK_BOX (lines), second);

  add_part (cell, first, PART_TEXT, new_name ());
  add_part (cell, first, PART_STAR, new_star ());
  gtk_box_append (GTK_BOX (first), new_gap ());
  add_part (cell, first, PART_FLAGS, new_flags ());
  gtk_widget_set_hexpand (value, FALSE);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (value), 9);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (value), 9);
  gtk_widget_add_css_class (value, "rp-title");
  add_part (cell, first, PART_VALUE, value);

  add_part (cell, second, PART_STAGE, rapport_stage_tag_new ());
  gtk_widget_add_css_class (contact, "rp-note");
  add_part (cell, second, PART_SECOND, contact);
  gtk_widget_set_hexpand (due, FALSE);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (due), 12);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (due), 12);
  add_part (cell, second, PART_DUE, due);

  gtk_widget_set_margin_start (cell, 12);
  gtk_widget_set_margin_end (cell, 12);
  gtk_widget_set_margin_top (cell, 6);
  gtk_widget_set_margin_bottom (cell, 6);
  gtk_list_item_set_child (item, cell);
}

static void
bind_row_cb (GtkSignalListItemFactory *factory,
             GtkListItem              *item,
             RapportAccountsView      *self)
{
  GtkWidget *check = gtk_widget_get_first_child (gtk_list_item_get_child (item));

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), gtk_list_item_get_selected (item));
  show_row (self, item);
  g_hash_table_add (self->cells, item);
}

GtkListItemFactory *
_rapport_accounts_view_new_row_factory (RapportAccountsView *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_row_cb), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_row_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, 0);
  return factory;
}

void
_rapport_accounts_view_refresh_cells (RapportAccountsView *self,
                                      gboolean             only_stages)
{
  GHashTableIter iter;
  gpointer item;

  g_hash_table_iter_init (&iter, self->cells);
  while (g_hash_table_iter_next (&iter, &item, NULL))
    {
      const char *column = g_object_get_data (G_OBJECT (item), COLUMN);

      if (column == NULL)
        show_row (self, item);
      else if (!only_stages || g_str_equal (column, RAPPORT_LIST_COLUMN_STAGE))
        show_cell (self, item);
    }
}
