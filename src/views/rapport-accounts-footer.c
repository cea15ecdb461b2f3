#include "config.h"

#include "views/rapport-accounts-footer.h"

#include "service/rapport-list-service.h"

struct _RapportAccountsFooter
{
  GtkWidget      parent_instance;

  /* Children (borrowed) */
  GHashTable    *labels; /* id of the column → GtkLabel */
  GtkWidget     *line;   /* instead of them, where there are no columns */

  GtkColumnView *view;   /* weak */
  GtkAdjustment *adjustment;
};

G_DEFINE_FINAL_TYPE (RapportAccountsFooter, rapport_accounts_footer, GTK_TYPE_WIDGET)

/* The heading of a column is a button with a label in it; GTK 4.8 has no way to ask for it by the column. */
static gboolean
has_text (GtkWidget  *widget,
          const char *text)
{
  if (GTK_IS_LABEL (widget))
    return g_strcmp0 (gtk_label_get_text (GTK_LABEL (widget)), text) == 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (has_text (child, text))
      return TRUE;
  return FALSE;
}

static GtkWidget *
find_heading (RapportAccountsFooter *self,
              const char            *title)
{
  GtkWidget *header = gtk_widget_get_first_child (GTK_WIDGET (self->view));

  if (header == NULL || title == NULL)
    return NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (header); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_visible (child) && has_text (child, title))
      return child;
  return NULL;
}

static GtkColumnViewColumn *
find_column (RapportAccountsFooter *self,
             const char            *id)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr(GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (g_strcmp0 (g_object_get_data (G_OBJECT (column), "column"), id) == 0)
        return column; /* the view holds it */
    }
  return NULL;
}

static void
rapport_accounts_footer_measure (GtkWidget      *widget,
                                 GtkOrientation  orientation,
                                 int             for_size,
                                 int            *minimum,
                                 int            *natural,
                                 int            *minimum_baseline,
                                 int            *natural_baseline)
{
  *minimum = *natural = 0;
  *minimum_baseline = *natural_baseline = -1;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum, child_natural;

      gtk_widget_measure (child, orientation, -1, &child_minimum, &child_natural, NULL, NULL);
      if (orientation == GTK_ORIENTATION_VERTICAL)
        *minimum = *natural = MAX (*natural, child_natural);
    }
}

static void
rapport_accounts_footer_size_allocate (GtkWidget *widget,
                                       int        width,
                                       int        height,
                                       int        baseline)
{
  RapportAccountsFooter *self = RAPPORT_ACCOUNTS_FOOTER (widget);
  GHashTableIter iter;
  gpointer id, label;

  if (gtk_widget_get_visible (self->line))
    gtk_widget_size_allocate (self->line, &(GtkAllocation) { 0, 0, width, height }, -1);

  g_hash_table_iter_init (&iter, self->labels);
  while (g_hash_table_iter_next (&iter, &id, &label))
    {
      GtkColumnViewColumn *column = self->view ? find_column (self, id) : NULL;
      GtkWidget *heading = column ? find_heading (self, gtk_column_view_column_get_title (column)) : NULL;
      graphene_rect_t bounds;
      gboolean shown = !gtk_widget_get_visible (self->line) && heading != NULL &&
                       gtk_widget_compute_bounds (heading, widget, &bounds) && bounds.size.width > 0;

      gtk_widget_set_child_visible (label, shown);
      if (shown)
        {
          int minimum;

          gtk_widget_measure (label, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
          gtk_widget_size_allocate (label, &(GtkAllocation) { (int) bounds.origin.x, 0,
                                                              MAX (minimum, (int) bounds.size.width), height }, -1);
        }
    }
}

static void
rapport_accounts_footer_dispose (GObject *object)
{
  RapportAccountsFooter *self = RAPPORT_ACCOUNTS_FOOTER (object);
  GtkWidget *child;

  rapport_accounts_footer_set_view (self, NULL);
  g_hash_table_remove_all (self->labels);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (rapport_accounts_footer_parent_class)->dispose (object);
}

static void
rapport_accounts_footer_finalize (GObject *object)
{
  g_hash_table_unref (RAPPORT_ACCOUNTS_FOOTER (object)->labels);

  G_OBJECT_CLASS (rapport_accounts_footer_parent_class)->finalize (object);
}

static void
rapport_accounts_footer_class_init (RapportAccountsFooterClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_accounts_footer_dispose;
  G_OBJECT_CLASS (klass)->finalize = rapport_accounts_footer_finalize;
  widget_class->measure = rapport_accounts_footer_measure;
  widget_class->size_allocate = rapport_accounts_footer_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "rp-accounts-footer");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
rapport_accounts_footer_init (RapportAccountsFooter *self)
{
  self->labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->line = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->line), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->line), PANGO_ELLIPSIZE_END);
  gtk_widget_set_visible (self->line, FALSE);
  gtk_widget_set_margin_start (self->line, 12);
  gtk_widget_set_parent (self->line, GTK_WIDGET (self));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/**
 * rapport_accounts_footer_set_view:
 * @self: a footer
 * @view: (nullable): what to stand under; its columns have their id as data "column"
 */
void
rapport_accounts_footer_set_view (RapportAccountsFooter *self,
                                  GtkColumnView         *view)
{
  if (self->adjustment != NULL)
    {
      g_signal_handlers_disconnect_by_func (self->adjustment, rapport_accounts_footer_follow, self);
      g_clear_object (&self->adjustment);
    }
  g_set_weak_pointer (&self->view, view);
  if (view != NULL)
    {
      self->adjustment = g_object_ref (gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (view)));
      g_signal_connect_swapped (self->adjustment, "value-changed", G_CALLBACK (rapport_accounts_footer_follow), self);
      g_signal_connect_swapped (self->adjustment, "changed", G_CALLBACK (rapport_accounts_footer_follow), self);
    }
}

/**
 * rapport_accounts_footer_set_text:
 * @self: a footer
 * @column: id of a column
 * @text: (nullable): what stands under it
 * @tooltip: (nullable): more about it
 */
void
rapport_accounts_footer_set_text (RapportAccountsFooter *self,
                                  const char            *column,
                                  const char            *text,
                                  const char            *tooltip)
{
  GtkWidget *label = g_hash_table_lookup (self->labels, column);

  if (label == NULL)
    {
      label = gtk_label_new (NULL);
      gtk_label_set_xalign (GTK_LABEL (label), rapport_list_column_is_number (column) ? 1 : 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_widget_set_margin_start (label, 8);
      gtk_widget_set_margin_end (label, 8);
      gtk_widget_add_css_class (label, g_str_equal (column, "name") || g_str_equal (column, "value") ? "rp-title"
                                                                                                     : "rp-dim");
      gtk_widget_set_parent (label, GTK_WIDGET (self));
      g_hash_table_insert (self->labels, g_strdup (column), label);
    }
  gtk_label_set_text (GTK_LABEL (label), text ? text : "");
  gtk_widget_set_tooltip_text (label, tooltip);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/**
 * rapport_accounts_footer_set_line:
 * @self: a footer
 * @line: (nullable): one text instead of one under each column
 */
void
rapport_accounts_footer_set_line (RapportAccountsFooter *self,
                                  const char            *line)
{
  gtk_label_set_text (GTK_LABEL (self->line), line ? line : "");
  gtk_widget_set_visible (self->line, line != NULL);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/* A heading stands over its figures, at their end; a column of GTK 4.8 has no property for it. */
static void
align_headings (RapportAccountsFooter *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr(GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      const char *id = g_object_get_data (G_OBJECT (column), "column");
      gboolean at_end = id != NULL &&
                        (rapport_list_column_is_number (id) || g_str_equal (id, RAPPORT_LIST_COLUMN_FLAGS));
      GtkWidget *heading = at_end ? find_heading (self, gtk_column_view_column_get_title (column)) : NULL;
      GtkWidget *box = heading ? gtk_widget_get_first_child (heading) : NULL;

      if (box != NULL)
        gtk_widget_set_halign (box, GTK_ALIGN_END);
    }
}

static gboolean
follow_cb (GtkWidget     *widget,
           GdkFrameClock *clock,
           gpointer       data)
{
  if (RAPPORT_ACCOUNTS_FOOTER (widget)->view != NULL)
    align_headings (RAPPORT_ACCOUNTS_FOOTER (widget));
  gtk_widget_queue_allocate (widget);
  return G_SOURCE_REMOVE;
}

/**
 * rapport_accounts_footer_follow:
 * @self: a footer
 *
 * The columns have changed: looks where they are now.
 */
void
rapport_accounts_footer_follow (RapportAccountsFooter *self)
{
  /* Once now, should the columns be in place, once when they have been. */
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_add_tick_callback (GTK_WIDGET (self), follow_cb, NULL, NULL);
}
