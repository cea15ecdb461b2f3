#include "config.h"

#include <stdlib.h>
#include <string.h>

#include <glib/gi18n.h>

#include "core/rapport-time.h"
#include "views/rapport-accounts-view-private.h"
#include "widgets/rapport-chart.h"

/* Which columns there are, in which order and how wide; which one sorts. Kept for each workspace and member as
 * "name:260,stage:0,…"; a width of 0 is the column's own. */

#define SETTING "accounts.columns"
#define COLUMN "column"
#define CHECK_WIDTH 44

/* What stands beside the words: padding of a cell, and the dot and padding of a stage's tag. */
#define CELL_PADDING 20
#define TAG_PADDING 48

static const struct
{
  const char *column;
  int         width;
  gboolean    expand;
} usual[] = {
  { "name", 200, TRUE },
  { RAPPORT_LIST_COLUMN_STAGE, 110, FALSE },
  { "account_group", 102, FALSE },
  { "owner", 96, FALSE },
  { "last_contact", 98, FALSE },
  { "value", 120, FALSE },
  { "next_step", 110, TRUE },
  { "next_due", 96, FALSE },
  { RAPPORT_LIST_COLUMN_FLAGS, 76, FALSE },
};

/* Without these there is more room for the rest. */
static gboolean
goes_first (const char *column)
{
  return g_str_equal (column, "account_group") || g_str_equal (column, "owner") ||
         g_str_equal (column, RAPPORT_LIST_COLUMN_FLAGS);
}

static const char *
column_id (gpointer column)
{
  return g_object_get_data (G_OBJECT (column), COLUMN);
}

/* Sorting ------------------------------------------------------------------------------------------------------ */

/* GTK 4.8 cannot be asked which column sorts: its sorter is, with two objects that nobody compares. */
static const char *probed_column;

static int
note_column (gconstpointer a,
             gconstpointer b,
             gpointer      column)
{
  probed_column = column;
  return -1;
}

static const char *
probe (GtkColumnView *view,
       gboolean      *descending)
{
  g_autoptr(GtkStringObject) low = gtk_string_object_new ("a");
  g_autoptr(GtkStringObject) high = gtk_string_object_new ("b");

  probed_column = NULL;
  *descending = gtk_sorter_compare (gtk_column_view_get_sorter (view), low, high) == GTK_ORDERING_LARGER;
  return probed_column;
}

static GtkColumnViewColumn *
find_column (RapportAccountsView *self,
             const char          *id)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (g_strcmp0 (column_id (g_ptr_array_index (self->columns, i)), id) == 0)
      return g_ptr_array_index (self->columns, i);
  return NULL;
}

static const char *
find_sorting_column (RapportAccountsView *self,
                     RapportAccountSort   sort)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      const char *id = column_id (g_ptr_array_index (self->columns, i));

      if (rapport_list_get_column_sort (id) == sort)
        return id;
    }
  return NULL;
}

static void
save_sort (RapportAccountsView *self)
{
  const char *first = find_sorting_column (self, self->filter->sort);
  const char *second = find_sorting_column (self, self->filter->then_sort);
  g_autofree char *text = g_strdup_printf ("%s%s,%s%s", self->filter->descending ? "-" : "", first ? first : "value",
                                           self->filter->then_descending ? "-" : "", second ? second : "name");

  if (!rapport_workspace_is_read_only (self->workspace))
    rapport_workspace_set_setting (self->workspace, "accounts.sort", TRUE, text);
}

static void
load_sort (RapportAccountsView *self)
{
  g_autofree char *text = rapport_workspace_get_setting (self->workspace, "accounts.sort", TRUE);
  g_auto(GStrv) parts = g_strsplit (text ? text : "", ",", 2);

  if (g_strv_length (parts) != 2)
    return;
  for (guint i = 0; i < 2; i++)
    {
      gboolean descending = parts[i][0] == '-';
      const char *column = parts[i] + (descending ? 1 : 0);

      if (!rapport_list_has_column (column))
        return;
      if (i == 0)
        {
          self->filter->sort = rapport_list_get_column_sort (column);
          self->filter->descending = descending;
        }
      else
        {
          self->filter->then_sort = rapport_list_get_column_sort (column);
          self->filter->then_descending = descending;
        }
    }
}

/* The heading says the second key, as GTK's arrow is only for the first. */
static void
show_titles (RapportAccountsView *self)
{
  gboolean second = self->filter->then_sort != self->filter->sort &&
                    self->filter->then_sort != RAPPORT_ACCOUNT_SORT_NAME;

  for (guint i = 0; i < self->columns->len; i++)
    {
      GtkColumnViewColumn *column = g_ptr_array_index (self->columns, i);
      g_autofree char *label = rapport_list_get_column_label (column_id (column));
      g_autofree char *title = NULL;

      if (second && rapport_list_get_column_sort (column_id (column)) == self->filter->then_sort)
        /* Translators: heading of the column that is the second sort key, with an arrow */
        title = g_strdup_printf (self->filter->then_descending ? _("%s ₂↓") : _("%s ₂↑"), label);
      if (g_strcmp0 (gtk_column_view_column_get_title (column), title ? title : label) != 0)
        gtk_column_view_column_set_title (column, title ? title : label);
    }
  rapport_accounts_footer_follow (self->footer);
}

/* Shows the filter's order in the headings. */
void
_rapport_accounts_view_show_sort (RapportAccountsView *self)
{
  const char *id = find_sorting_column (self, self->filter->sort);
  GtkColumnViewColumn *column = id ? find_column (self, id) : NULL;

  self->sorting = TRUE;
  /* Once more would turn the order round. */
  gtk_column_view_sort_by_column (self->view, NULL, GTK_SORT_ASCENDING);
  if (column != NULL && gtk_column_view_column_get_sorter (column) != NULL)
    gtk_column_view_sort_by_column (self->view, column,
                                    self->filter->descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
  self->sorting = FALSE;
  show_titles (self);
}

static void
sort_by (RapportAccountsView *self,
         RapportAccountSort   sort,
         gboolean             descending)
{
  self->filter->sort = sort;
  self->filter->descending = descending;
  self->filter->then_sort = RAPPORT_ACCOUNT_SORT_NAME;
  self->filter->then_descending = FALSE;
  _rapport_accounts_view_show_sort (self);
  save_sort (self);
  _rapport_accounts_view_reload (self);
}

static gboolean
resort_cb (gpointer data)
{
  RapportAccountsView *self = data;
  gboolean descending;
  const char *id = probe (self->view, &descending);
  RapportAccountSort sort;

  if (id == NULL || self->workspace == NULL)
    return G_SOURCE_REMOVE;
  sort = rapport_list_get_column_sort (id);
  /* Up, down, and with the third click back. */
  if (sort == self->filter->sort && self->filter->descending && !descending && sort != RAPPORT_ACCOUNT_SORT_VALUE)
    sort_by (self, RAPPORT_ACCOUNT_SORT_VALUE, TRUE);
  else if (sort != self->filter->sort || descending != self->filter->descending)
    sort_by (self, sort, descending);
  return G_SOURCE_REMOVE;
}

static void
sorter_changed_cb (GtkSorter           *sorter,
                   GtkSorterChange      change,
                   RapportAccountsView *self)
{
  /* Not within the signal: it may set the sorter again. */
  if (!self->sorting)
    g_idle_add_full (G_PRIORITY_DEFAULT, resort_cb, g_object_ref (self), g_object_unref);
}

static GtkColumnViewColumn *
column_at (RapportAccountsView *self,
           double               x,
           double               y)
{
  GtkWidget *header = gtk_widget_get_first_child (GTK_WIDGET (self->view));
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (self->view), x, y, GTK_PICK_DEFAULT);

  if (header == NULL || picked == NULL || !gtk_widget_is_ancestor (picked, header))
    return NULL;
  while (gtk_widget_get_parent (picked) != header)
    picked = gtk_widget_get_parent (picked);
  for (guint i = 0; i < self->columns->len; i++)
    {
      GtkColumnViewColumn *column = g_ptr_array_index (self->columns, i);
      const char *title = gtk_column_view_column_get_title (column);
      GtkWidget *box = gtk_widget_get_first_child (picked);

      for (GtkWidget *child = box ? gtk_widget_get_first_child (box) : NULL; child;
           child = gtk_widget_get_next_sibling (child))
        if (GTK_IS_LABEL (child) && g_strcmp0 (gtk_label_get_text (GTK_LABEL (child)), title) == 0)
          return column;
    }
  return NULL;
}

/* Shift+click on a heading: the second key. */
static void
header_pressed_cb (GtkGestureClick     *gesture,
                   int                  n_press,
                   double               x,
                   double               y,
                   RapportAccountsView *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  GtkColumnViewColumn *column = state & GDK_SHIFT_MASK ? column_at (self, x, y) : NULL;
  RapportAccountSort sort;

  if (column == NULL)
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  sort = rapport_list_get_column_sort (column_id (column));
  if (sort == self->filter->sort)
    return;
  if (sort == self->filter->then_sort)
    self->filter->then_descending = !self->filter->then_descending;
  else
    {
      self->filter->then_sort = sort;
      self->filter->then_descending = FALSE;
    }
  show_titles (self);
  save_sort (self);
  _rapport_accounts_view_reload (self);
}

/* Order and widths --------------------------------------------------------------------------------------------- */

static gboolean
save_cb (gpointer data)
{
  RapportAccountsView *self = data;
  g_autoptr(GString) text = g_string_new (NULL);

  self->save_idle = 0;
  if (self->workspace == NULL || rapport_workspace_is_read_only (self->workspace))
    return G_SOURCE_REMOVE;
  for (guint i = 0; self->shown[i] != NULL; i++)
    {
      GtkColumnViewColumn *column = find_column (self, self->shown[i]);

      g_string_append_printf (text, "%s%s:%d", i ? "," : "", self->shown[i],
                              column && g_object_get_data (G_OBJECT (column), "resized")
                                ? gtk_column_view_column_get_fixed_width (column) : 0);
    }
  rapport_workspace_set_setting (self->workspace, SETTING, TRUE, text->str);
  return G_SOURCE_REMOVE;
}

static void
save_later (RapportAccountsView *self)
{
  g_clear_handle_id (&self->save_idle, g_source_remove);
  self->save_idle = g_timeout_add (600, save_cb, self);
}

static void
width_changed_cb (GtkColumnViewColumn *column,
                  GParamSpec          *pspec,
                  RapportAccountsView *self)
{
  rapport_accounts_footer_follow (self->footer);
  if (self->arranging)
    return;
  g_object_set_data (G_OBJECT (column), "resized", self);
  save_later (self);
}

static gboolean
reordered_cb (gpointer data)
{
  RapportAccountsView *self = data;
  GListModel *columns = gtk_column_view_get_columns (self->view);
  g_autoptr(GPtrArray) order = g_ptr_array_new ();
  g_auto(GStrv) before = g_strdupv (self->shown);
  guint next = 0;

  /* What is left out for want of room keeps its place among the others. */
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr(GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      const char *id = column_id (column);

      if (id != NULL)
        g_ptr_array_add (order, (gpointer) id);
    }
  g_ptr_array_remove (order, find_column (self, "name") ? (gpointer) column_id (find_column (self, "name")) : NULL);
  g_ptr_array_insert (order, 0, (gpointer) "name");
  for (guint i = 0; self->shown[i] != NULL; i++)
    {
      gboolean there = FALSE;

      for (guint j = 0; j < order->len; j++)
        there |= g_str_equal (g_ptr_array_index (order, j), self->shown[i]);
      if (there && next < order->len)
        {
          g_free (self->shown[i]);
          self->shown[i] = g_strdup (g_ptr_array_index (order, next++));
        }
    }
  if (!g_strv_equal ((const char *const *) before, (const char *const *) self->shown))
    save_later (self);
  _rapport_accounts_view_arrange (self);
  return G_SOURCE_REMOVE;
}

static void
columns_changed_cb (GListModel          *columns,
                    guint                position,
                    guint                removed,
                    guint                added,
                    RapportAccountsView *self)
{
  rapport_accounts_footer_follow (self->footer);
  /* A heading that is dragged is taken out and put in again. */
  if (!self->arranging && added > 0)
    g_idle_add_full (G_PRIORITY_DEFAULT, reordered_cb, g_object_ref (self), g_object_unref);
}

static int
text_width (RapportAccountsView *self,
            const char          *text)
{
  g_autoptr(PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self->view), NULL);
  g_autoptr(PangoAttrList) bold = pango_attr_list_new ();
  int width;

  pango_attr_list_insert (bold, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (layout, bold);
  pango_layout_set_text (layout, text, -1);
  pango_layout_get_pixel_size (layout, &width, NULL);
  return width;
}

/* The widths were chosen for English words in a text of the usual size: where those of a language are longer, or the
 * text is larger, the column is wider. */
static int
fit_width (RapportAccountsView *self,
           const char          *id,
           const char          *label,
           int                  width)
{
  double scale = MAX (rapport_chart_get_scale (GTK_WIDGET (self)), 1);

  width = (int) (width * scale);
  width = MAX (width, text_width (self, label) + CELL_PADDING);
  if (g_str_equal (id, "next_due"))
    {
      RapportDay day = rapport_day_from_ymd (2025, 11, 20);
      g_autofree char *overdue = rapport_time_format_due (day, day + 9, RAPPORT_TIME_STYLE_SHORT);

      width = MAX (width, text_width (self, overdue) + CELL_PADDING);
    }
  else if (g_str_equal (id, RAPPORT_LIST_COLUMN_STAGE))
    {
      g_autoptr(GPtrArray) stages = rapport_workspace_list_stages (self->workspace,
                                                                   rapport_workspace_get_model (self->workspace));

      for (guint i = 0; i < stages->len; i++)
        {
          const char *name = rapport_workspace_get_title (self->workspace, RAPPORT_KIND_STAGE,
                                                          rapport_record_get_id (g_ptr_array_index (stages, i)));

          if (name != NULL)
            width = MAX (width, MIN (text_width (self, name) + TAG_PADDING, (int) (150 * scale)));
        }
    }
  return width;
}

static GtkColumnViewColumn *
ensure_column (RapportAccountsView *self,
               const char          *id)
{
  GtkColumnViewColumn *column = find_column (self, id);
  g_autoptr(GtkSorter) sorter = NULL;
  g_autofree char *label = NULL;
  int width = 120;

  if (column != NULL)
    return column;
  label = rapport_list_get_column_label (id);
  column = gtk_column_view_column_new (label, _rapport_accounts_view_new_factory (self, id));
  g_object_set_data (G_OBJECT (column), COLUMN, (gpointer) g_intern_string (id));
  sorter = GTK_SORTER (gtk_custom_sorter_new (note_column, (gpointer) g_intern_string (id), NULL));
  gtk_column_view_column_set_sorter (column, sorter);
  gtk_column_view_column_set_resizable (column, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (usual); i++)
    if (g_str_equal (usual[i].column, id))
      {
        width = usual[i].width;
        gtk_column_view_column_set_expand (column, usual[i].expand);
      }
  gtk_column_view_column_set_fixed_width (column, fit_width (self, id, label, width));
  g_signal_connect (column, "notify::fixed-width", G_CALLBACK (width_changed_cb), self);
  g_ptr_array_add (self->columns, column);
  return column;
}

/* Makes the table have the chosen columns, in order, as far as there is room for them. */
void
_rapport_accounts_view_arrange (RapportAccountsView *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);
  guint position = 1;

  if (self->shown == NULL)
    return;
  self->arranging = TRUE;
  if (g_list_model_get_n_items (columns) == 0)
    gtk_column_view_append_column (self->view, self->check_column);
  else
    {
      g_autoptr(GtkColumnViewColumn) first = g_list_model_get_item (columns, 0);

      if (first != self->check_column)
        gtk_column_view_insert_column (self->view, 0, self->check_column);
    }
  for (guint i = 0; self->shown[i] != NULL; i++)
    {
      GtkColumnViewColumn *column = ensure_column (self, self->shown[i]);
      g_autoptr(GtkColumnViewColumn) there = NULL;

      if (self->width_class != WIDTH_WIDE && goes_first (self->shown[i]))
        continue;
      there = g_list_model_get_item (columns, position);
      if (there != column)
        gtk_column_view_insert_column (self->view, position, column);
      position++;
    }
  while (g_list_model_get_n_items (columns) > position)
    {
      g_autoptr(GtkColumnViewColumn) last = g_list_model_get_item (columns, g_list_model_get_n_items (columns) - 1);

      gtk_column_view_remove_column (self->view, last);
    }
  self->arranging = FALSE;
  rapport_accounts_footer_follow (self->footer);
}

static void
set_shown (RapportAccountsView *self,
           const char *const   *columns)
{
  g_autoptr(GStrvBuilder) shown = g_strv_builder_new ();

  /* The name is fixed first. */
  g_strv_builder_add (shown, "name");
  for (guint i = 0; columns[i] != NULL; i++)
    if (rapport_list_has_column (columns[i]) && !g_str_equal (columns[i], "name"))
      g_strv_builder_add (shown, columns[i]);
  g_strfreev (self->shown);
  self->shown = g_strv_builder_end (shown);
}

/* Shows these columns from now on. */
void
_rapport_accounts_view_choose_columns (RapportAccountsView *self,
                                       const char *const   *columns)
{
  set_shown (self, columns);
  _rapport_accounts_view_arrange (self);
  _rapport_accounts_view_show_sort (self);
  save_later (self);
}

/* What is shown now, for print and export. */
GStrv
_rapport_accounts_view_dup_columns (RapportAccountsView *self)
{
  return g_strdupv (self->shown);
}

void
_rapport_accounts_view_load_columns (RapportAccountsView *self)
{
  g_autofree char *text = rapport_workspace_get_setting (self->workspace, SETTING, TRUE);
  g_auto(GStrv) parts = g_strsplit (text ? text : "", ",", -1);
  g_autoptr(GStrvBuilder) chosen = g_strv_builder_new ();
  g_auto(GStrv) columns = NULL;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_auto(GStrv) pair = g_strsplit (parts[i], ":", 2);

      if (g_strv_length (pair) == 2 && rapport_list_has_column (pair[0]))
        {
          int width = atoi (pair[1]);

          g_strv_builder_add (chosen, pair[0]);
          if (width > 0)
            {
              GtkColumnViewColumn *column = ensure_column (self, pair[0]);

              self->arranging = TRUE;
              gtk_column_view_column_set_fixed_width (column, CLAMP (width, 40, 900));
              self->arranging = FALSE;
              g_object_set_data (G_OBJECT (column), "resized", self);
            }
        }
    }
  if (text == NULL || *text == '\0')
    for (guint i = 0; i < G_N_ELEMENTS (usual); i++)
      g_strv_builder_add (chosen, usual[i].column);
  columns = g_strv_builder_end (chosen);
  set_shown (self, (const char *const *) columns);
  load_sort (self);
  _rapport_accounts_view_arrange (self);
  _rapport_accounts_view_show_sort (self);
}

void
_rapport_accounts_view_init_columns (RapportAccountsView *self)
{
  GtkGesture *gesture = gtk_gesture_click_new ();

  self->columns = g_ptr_array_new_with_free_func (g_object_unref);
  self->check_column = gtk_column_view_column_new (NULL, _rapport_accounts_view_new_factory (self, "check"));
  gtk_column_view_column_set_fixed_width (self->check_column, CHECK_WIDTH);
  g_signal_connect (gtk_column_view_get_columns (self->view), "items-changed", G_CALLBACK (columns_changed_cb), self);
  g_signal_connect (gtk_column_view_get_sorter (self->view), "changed", G_CALLBACK (sorter_changed_cb), self);

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (gesture), GTK_PHASE_CAPTURE);
  g_signal_connect (gesture, "pressed", G_CALLBACK (header_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (gesture));
}

void
_rapport_accounts_view_clear_columns (RapportAccountsView *self)
{
  if (self->save_idle != 0)
    {
      g_clear_handle_id (&self->save_idle, g_source_remove);
      save_cb (self);
    }
  if (self->columns == NULL)
    return;
  g_signal_handlers_disconnect_by_data (gtk_column_view_get_columns (self->view), self);
  g_signal_handlers_disconnect_by_data (gtk_column_view_get_sorter (self->view), self);
  for (guint i = 0; i < self->columns->len; i++)
    g_signal_handlers_disconnect_by_data (g_ptr_array_index (self->columns, i), self);
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  g_clear_object (&self->check_column);
}
