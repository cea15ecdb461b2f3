#include "config.h"

#include <glib/gi18n.h>

#include "views/rapport-accounts-view-private.h"

/* The popover behind the button with the columns: which are shown, and their order by dragging or Alt+Up and
 * Alt+Down. */

#define COLUMN "column"

typedef struct
{
  RapportAccountsView *view; /* which owns the popover */
  GtkWidget           *popover;
  GtkWidget           *list;
  gboolean             filling;
} Chooser;

static void
chooser_free (gpointer  data,
              GClosure *closure)
{
  g_free (data);
}

static void fill (Chooser *chooser);

static const char *
row_column (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), COLUMN);
}

/* What the rows say, in their order. */
static void
choose (Chooser *chooser)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) columns = NULL;

  for (GtkWidget *row = gtk_widget_get_first_child (chooser->list); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (gtk_check_button_get_active (g_object_get_data (G_OBJECT (row), "check")))
      g_strv_builder_add (builder, row_column (row));
  columns = g_strv_builder_end (builder);
  _rapport_accounts_view_choose_columns (chooser->view, (const char *const *) columns);
}

static void
toggled_cb (GtkCheckButton *check,
            Chooser        *chooser)
{
  if (!chooser->filling)
    choose (chooser);
}

static void
activated_cb (GtkListBox    *list,
              GtkListBoxRow *row,
              Chooser       *chooser)
{
  GtkCheckButton *check = g_object_get_data (G_OBJECT (row), "check");

  if (gtk_widget_get_sensitive (GTK_WIDGET (check)))
    gtk_check_button_set_active (check, !gtk_check_button_get_active (check));
}

static void
move_row (Chooser   *chooser,
          GtkWidget *row,
          int        position)
{
  /* The name stays first. */
  if (position < 1 || gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)) < 1)
    return;
  g_object_ref (row);
  gtk_list_box_remove (GTK_LIST_BOX (chooser->list), row);
  gtk_list_box_insert (GTK_LIST_BOX (chooser->list), row, position);
  g_object_unref (row);
  gtk_widget_grab_focus (row);
  choose (chooser);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        state,
                Chooser               *chooser)
{
  GtkWidget *row = gtk_widget_get_focus_child (chooser->list);
  int index;

  if (row == NULL || (state & gtk_accelerator_get_default_mod_mask ()) != GDK_ALT_MASK)
    return GDK_EVENT_PROPAGATE;
  index = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));
  if (keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up)
    move_row (chooser, row, index - 1);
  else if (keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down)
    move_row (chooser, row, index + 1);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static gboolean
dropped_cb (GtkDropTarget *target,
            const GValue  *value,
            double         x,
            double         y,
            Chooser       *chooser)
{
  GtkWidget *onto = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));
  const char *id = g_value_get_string (value);

  for (GtkWidget *row = gtk_widget_get_first_child (chooser->list); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (g_strcmp0 (row_column (row), id) == 0 && row != onto)
      {
        move_row (chooser, row, gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (onto)));
        return TRUE;
      }
  return FALSE;
}

static GtkWidget *
new_row (Chooser    *chooser,
         const char *id,
         gboolean    shown)
{
  g_autofree char *label = rapport_list_get_column_label (id);
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *check = gtk_check_button_new_with_label (label),
            *handle = gtk_image_new_from_icon_name ("list-drag-handle-symbolic");
  GtkEventController *source, *target;
  g_autoptr(GdkContentProvider) content = gdk_content_provider_new_typed (G_TYPE_STRING, id);
  gboolean fixed = g_str_equal (id, "name");

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), shown);
  gtk_widget_set_sensitive (check, !fixed);
  gtk_widget_set_hexpand (check, TRUE);
  gtk_widget_set_focusable (check, FALSE);
  gtk_widget_add_css_class (handle, "rp-dim");
  gtk_widget_set_visible (handle, !fixed);
  gtk_box_append (GTK_BOX (box), check);
  gtk_box_append (GTK_BOX (box), handle);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data (G_OBJECT (row), COLUMN, (gpointer) g_intern_string (id));
  g_object_set_data (G_OBJECT (row), "check", check);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect (check, "toggled", G_CALLBACK (toggled_cb), chooser);

  if (!fixed)
    {
      source = GTK_EVENT_CONTROLLER (gtk_drag_source_new ());
      gtk_drag_source_set_content (GTK_DRAG_SOURCE (source), content);
      gtk_drag_source_set_actions (GTK_DRAG_SOURCE (source), GDK_ACTION_MOVE);
      gtk_widget_add_controller (handle, source);
      target = GTK_EVENT_CONTROLLER (gtk_drop_target_new (G_TYPE_STRING, GDK_ACTION_MOVE));
      g_signal_connect (target, "drop", G_CALLBACK (dropped_cb), chooser);
      gtk_widget_add_controller (row, target);
    }
  return row;
}

static void
fill (Chooser *chooser)
{
  g_auto(GStrv) shown = _rapport_accounts_view_dup_columns (chooser->view);
  g_auto(GStrv) all = rapport_list_dup_columns ();
  GtkWidget *row;

  chooser->filling = TRUE;
  while ((row = gtk_widget_get_first_child (chooser->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (chooser->list), row);
  for (guint i = 0; shown != NULL && shown[i] != NULL; i++)
    gtk_list_box_append (GTK_LIST_BOX (chooser->list), new_row (chooser, shown[i], TRUE));
  for (guint i = 0; all[i] != NULL; i++)
    if (shown == NULL || !g_strv_contains ((const char *const *) shown, all[i]))
      gtk_list_box_append (GTK_LIST_BOX (chooser->list), new_row (chooser, all[i], FALSE));
  chooser->filling = FALSE;
}

static void
default_cb (GtkButton *button,
            Chooser   *chooser)
{
  const char *usual[] = { "name",
                          RAPPORT_LIST_COLUMN_STAGE,
                          "account_group",
                          "owner",
                          "last_contact",
                          "value",
                          "next_step",
                          "next_due",
                          RAPPORT_LIST_COLUMN_FLAGS,
                          NULL };

  _rapport_accounts_view_choose_columns (chooser->view, usual);
  fill (chooser);
}

static void
show_cb (GtkWidget *popover,
         Chooser   *chooser)
{
  fill (chooser);
}

GtkWidget *
_rapport_accounts_view_new_chooser (RapportAccountsView *self)
{
  Chooser *chooser = g_new0 (Chooser, 1);
  GtkWidget *scrolled = gtk_scrolled_window_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Usual Columns"));
  GtkEventController *keys = gtk_event_controller_key_new ();

  chooser->view = self;
  chooser->popover = gtk_popover_new ();
  chooser->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (chooser->list), GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chooser->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Columns"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 420);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), chooser->list);
  gtk_widget_set_size_request (scrolled, 250, -1);
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_box_append (GTK_BOX (box), button);
  gtk_popover_set_child (GTK_POPOVER (chooser->popover), box);
  gtk_widget_add_css_class (chooser->popover, "rp-pill-popover");

  g_signal_connect_data (chooser->popover, "show", G_CALLBACK (show_cb), chooser, chooser_free, 0);
  g_signal_connect (chooser->list, "row-activated", G_CALLBACK (activated_cb), chooser);
  g_signal_connect (button, "clicked", G_CALLBACK (default_cb), chooser);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), chooser);
  gtk_widget_add_controller (chooser->list, keys);
  return chooser->popover;
}
