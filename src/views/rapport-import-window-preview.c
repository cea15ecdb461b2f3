#include "config.h"

#include "views/rapport-import-window-private.h"

#include <glib/gi18n.h>
#include <inttypes.h>

/* As they will be read: the first rows and the first row of each problem in its place, with what is wrong and how it is
 * mended below it. A grid and not a GtkColumnView, as the sentences go over all columns. */

#define MOST_ROWS_SHOWN 100
#define LONGEST_CELL 24
#define ROWS_AT_ONCE 6
#define ROWS_A_TURN 3

static const RapportImportProblem *
find_problem (RapportImportWindow *self,
              const char          *reason)
{
  GPtrArray *problems = self->inspection->result->problems;

  for (guint i = 0; reason != NULL && i < problems->len; i++)
    if (g_str_equal (((const RapportImportProblem *) g_ptr_array_index (problems, i))->reason, reason))
      return g_ptr_array_index (problems, i);
  return NULL;
}

static gboolean
is_left_out (RapportImportWindow *self,
             const char          *reason)
{
  return g_ptr_array_find_with_equal_func (self->inspection->plan->leave_out, reason, g_str_equal, NULL);
}

/* Mending ------------------------------------------------------------------------------------------------------ */

static void
read_as_nothing_cb (GtkButton           *button,
                    RapportImportWindow *self)
{
  const char *value = g_object_get_data (G_OBJECT (button), "value");
  g_autoptr(RapportCsvDialect) dialect = NULL;
  g_autoptr(GStrvBuilder) words = g_strv_builder_new ();
  g_auto(GStrv) all = NULL;

  if (self->inspection == NULL)
    return;
  _rapport_import_window_will_change (self);
  dialect = rapport_csv_dialect_copy (self->inspection->plan->dialect);
  g_strv_builder_addv (words, (const char **) dialect->null_words);
  g_strv_builder_add (words, value);
  all = g_strv_builder_end (words);
  rapport_csv_dialect_set_null_words (dialect, (const char *const *) all);
  _rapport_import_window_inspect (self, dialect, TRUE);
}

static void
make_accounts_cb (GtkButton           *button,
                  RapportImportWindow *self)
{
  if (self->inspection == NULL)
    return;
  _rapport_import_window_will_change (self);
  self->inspection->plan->create_accounts = TRUE;
  _rapport_import_window_inspect (self, NULL, TRUE);
}

/* Whether the cell can be nothing: every record needs some of its fields. */
static gboolean
can_be_nothing (RapportImportWindow        *self,
                const RapportImportProblem *problem)
{
  const RapportImportPlan *plan = self->inspection->plan;
  const RapportImportField *field;

  if (problem->column < 0 || (guint) problem->column >= plan->n_columns || plan->fields[problem->column] == NULL ||
      problem->value == NULL || *problem->value == '\0' || !g_utf8_validate (problem->value, -1, NULL) ||
      g_utf8_strlen (problem->value, -1) > 20)
    return FALSE;
  field = rapport_import_find_field (plan->kind, plan->fields[problem->column]);
  return field->field < 0 || (rapport_kind_get (field->kind)->fields[field->field].flags & RAPPORT_FIELD_REQUIRED) == 0;
}

/* Whether the row is rejected only as its customer is not there. */
static gboolean
lacks_account (RapportImportWindow        *self,
               const RapportImportProblem *problem)
{
  const RapportImportPlan *plan = self->inspection->plan;

  return !plan->create_accounts && problem->column >= 0 && (guint) problem->column < plan->n_columns &&
         g_strcmp0 (plan->fields[problem->column], "account") == 0;
}

static void
leave_out_cb (GtkButton           *button,
              RapportImportWindow *self)
{
  const char *reason = g_object_get_data (G_OBJECT (button), "reason");

  if (self->inspection == NULL)
    return;
  _rapport_import_window_will_change (self);
  g_ptr_array_add (self->inspection->plan->leave_out, g_strdup (reason));
  _rapport_import_window_inspect (self, NULL, TRUE);
}

/* "Rows 38 and 77 say the same." */
static char *
say_others (const RapportImportProblem *problem)
{
  g_autoptr(GString) lines = g_string_new (NULL);
  guint n = MIN (problem->n_lines, 5);

  if (problem->n_rows < 2)
    return g_strdup ("");
  if (problem->n_rows > n)
    {
      guint64 others = problem->n_rows - 1;

      return g_strdup_printf (ngettext (" %" PRIu64 " other row says the same.",
                                        " %" PRIu64 " other rows say the same.", (gulong) others),
                              others);
    }
  for (guint i = 1; i < n; i++)
    /* Translators: the last two of a list of row numbers: "38 and 77" */
    g_string_append_printf (lines, "%s%" G_GUINT64_FORMAT,
                            i == 1       ? ""
                            : i + 1 == n ? C_("list of rows", " and ")
                                         : ", ",
                            problem->lines[i]);
  /* Translators: %s is the number of a row, or several */
  return g_strdup_printf (ngettext (" Row %s says the same.", " Rows %s say the same.", n - 1), lines->str);
}

static GtkWidget *
make_sentence (RapportImportWindow        *self,
               const RapportImportProblem *problem)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10), *label, *button, *icon;
  g_autofree char *others = say_others (problem);
  /* Translators: the number of a row, a sentence on what is wrong, a sentence on which others are alike or nothing */
  g_autofree char *text = g_strdup_printf (_("Row %" PRIu64 ": %s%s"), problem->lines[0], problem->reason, others);
  gboolean out = is_left_out (self, problem->reason);
  const char *css_class = problem->note || out ? "rp-dim" : "rp-bad";

  icon = gtk_image_new_from_icon_name (problem->note ? "dialog-information-symbolic" : "dialog-warning-symbolic");
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  problem->note ? _("Note") : _("Problem"), -1);
  gtk_widget_add_css_class (icon, css_class);
  gtk_box_append (GTK_BOX (box), icon);
  label = _rapport_import_window_label (text, css_class);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_tooltip_text (label, text);
  gtk_box_append (GTK_BOX (box), label);
  if (!problem->note && !out && lacks_account (self, problem))
    {
      button = gtk_button_new_with_label (_("Make Accounts"));
      gtk_widget_set_tooltip_text (button, _("Make an account for each customer who is not there"));
      g_signal_connect_object (button, "clicked", G_CALLBACK (make_accounts_cb), self, 0);
      gtk_box_append (GTK_BOX (box), button);
    }
  else if (!problem->note && !out && can_be_nothing (self, problem))
    {
      g_autofree char *nothing = g_strdup_printf (_("Read “%s” as Nothing"), problem->value);

      button = gtk_button_new_with_label (nothing);
      g_object_set_data_full (G_OBJECT (button), "value", g_strdup (problem->value), g_free);
      g_signal_connect_object (button, "clicked", G_CALLBACK (read_as_nothing_cb), self, 0);
      gtk_box_append (GTK_BOX (box), button);
    }
  if (!problem->note)
    {
      g_autofree char *leave = g_strdup_printf (ngettext ("Leave Out %" PRIu64 " Row", "Leave Out %" PRIu64 " Rows",
                                                          (gulong) problem->n_rows), problem->n_rows);

      button = gtk_button_new_with_label (out ? _("Left Out") : leave);
      gtk_widget_set_sensitive (button, !out);
      gtk_widget_set_tooltip_text (button, _("They are not written to the file of rejected rows either"));
      gtk_widget_add_css_class (button, "flat");
      g_object_set_data_full (G_OBJECT (button), "reason", g_strdup (problem->reason), g_free);
      g_signal_connect_object (button, "clicked", G_CALLBACK (leave_out_cb), self, 0);
      gtk_box_append (GTK_BOX (box), button);
    }
  gtk_widget_add_css_class (box, "rp-import-sentence");
  return box;
}

/* The grid ----------------------------------------------------------------------------------------------------- */

/* Sentences stay in sight while the columns are scrolled sideways. */
static gboolean
follow_scroll_cb (gpointer data)
{
  RapportImportWindow *self = data;
  GtkAdjustment *adjustment = gtk_scrolled_window_get_hadjustment (self->preview_scroller);
  int width = (int) gtk_adjustment_get_page_size (adjustment), at = (int) gtk_adjustment_get_value (adjustment);

  self->follow_source = 0;
  if (width <= 1 || self->preview == NULL)
    return G_SOURCE_REMOVE;
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->preview)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_has_css_class (child, "rp-import-sentence"))
      {
        gtk_widget_set_halign (child, GTK_ALIGN_START);
        gtk_widget_set_size_request (child, width, -1);
        gtk_widget_set_margin_start (child, at);
      }
  return G_SOURCE_REMOVE;
}

/* Not at once, as this comes while places are given out. */
static void
scrolled_cb (GtkAdjustment       *adjustment,
             RapportImportWindow *self)
{
  if (self->follow_source == 0)
    self->follow_source = g_idle_add_full (GDK_PRIORITY_REDRAW - 1, follow_scroll_cb, self, NULL);
}

static GtkWidget *
make_cell (const char *text,
           gboolean    number,
           gboolean    name)
{
  GtkWidget *label = _rapport_import_window_label (text ? text : "–", text == NULL ? "rp-dim"
                                                                      : name       ? "rp-strong"
                                                                                   : NULL);

  if (text == NULL || g_utf8_strlen (text, -1) <= LONGEST_CELL)
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_NONE);
  else
    {
      gtk_label_set_width_chars (GTK_LABEL (label), LONGEST_CELL - 4);
      gtk_label_set_max_width_chars (GTK_LABEL (label), LONGEST_CELL - 4);
      gtk_widget_set_tooltip_text (label, text); /* dear: the pointer is asked for */
    }
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), number ? 1 : 0);
  gtk_widget_add_css_class (label, "rp-import-cell");
  return label;
}

static GtkWidget *
mark_cell (GtkWidget  *cell,
           gboolean    number,
           const char *problem)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_remove_css_class (cell, "rp-import-cell");
  gtk_widget_remove_css_class (cell, "rp-dim");
  gtk_widget_add_css_class (cell, "rp-bad-cell");
  gtk_widget_set_halign (cell, number ? GTK_ALIGN_END : GTK_ALIGN_START);
  gtk_widget_set_valign (cell, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (cell, TRUE);
  gtk_widget_set_tooltip_text (cell, problem);
  gtk_box_append (GTK_BOX (box), cell);
  gtk_widget_add_css_class (box, "rp-import-cell");
  return box;
}

static gboolean
is_number (const RapportImportField *field)
{
  return field->type == RAPPORT_CSV_TYPE_MONEY || field->type == RAPPORT_CSV_TYPE_DECIMAL ||
         field->type == RAPPORT_CSV_TYPE_INTEGER;
}

/* What a record is called. */
static gboolean
is_name (const RapportImportPlan  *plan,
         const RapportImportField *field)
{
  return field->kind == plan->kind &&
         (g_str_equal (field->id, "name") || g_str_equal (field->id, "subject") || g_str_equal (field->id, "number"));
}

/* The columns as they are shown: the id, then the name, then the rest as in the file. */
static GArray *
order_columns (const RapportImportPlan *plan)
{
  GArray *order = g_array_new (FALSE, FALSE, sizeof (guint));

  for (int pass = 0; pass < 3; pass++)
    for (guint i = 0; i < plan->n_columns; i++)
      {
        const RapportImportField *field = plan->fields[i] ? rapport_import_find_field (plan->kind, plan->fields[i])
                                                          : NULL;

        if (field != NULL && pass == (g_str_equal (field->id, "external_id") ? 0 : is_name (plan, field) ? 1 : 2))
          g_array_append_val (order, i);
      }
  return order;
}

static void
add_row (RapportImportWindow        *self,
         GArray                     *order,
         const RapportImportPreview *row,
         int                        *y)
{
  const RapportImportPlan *plan = self->inspection->plan;
  g_autofree char *line = g_strdup_printf ("%" G_GUINT64_FORMAT, row->line);
  GtkWidget *number = make_cell (line, TRUE, FALSE);

  gtk_widget_add_css_class (number, "rp-dim");
  if (row->problem != NULL && row->bad_column < 0)
    number = mark_cell (number, TRUE, row->problem);
  gtk_grid_attach (self->preview, number, 0, *y, 1, 1);
  for (guint i = 0; i < order->len; i++)
    {
      guint column = g_array_index (order, guint, i);
      const RapportImportField *field = rapport_import_find_field (plan->kind, plan->fields[column]);
      GtkWidget *cell = make_cell (row->cells[column], is_number (field), is_name (plan, field));

      if (row->problem != NULL && (int) column == row->bad_column)
        cell = mark_cell (cell, is_number (field), row->problem);
      gtk_grid_attach (self->preview, cell, (int) i + 1, *y, 1, 1);
    }
  (*y)++;
}

static void
add_gap (RapportImportWindow *self,
         guint                n_columns,
         int                 *y)
{
  GtkWidget *gap = make_cell ("…", FALSE, FALSE);

  gtk_widget_add_css_class (gap, "rp-dim");
  gtk_grid_attach (self->preview, gap, 0, (*y)++, (int) n_columns + 1, 1);
}

static void
add_headings (RapportImportWindow *self,
              GArray              *order)
{
  const RapportImportPlan *plan = self->inspection->plan;
  GtkWidget *cell = make_cell (_("Row"), TRUE, FALSE);

  gtk_widget_add_css_class (cell, "rp-import-heading");
  gtk_grid_attach (self->preview, cell, 0, 0, 1, 1);
  for (guint i = 0; i < order->len; i++)
    {
      const RapportImportField *field = rapport_import_find_field (plan->kind,
                                                                   plan->fields[g_array_index (order, guint, i)]);

      cell = make_cell (field->label, is_number (field), FALSE);
      gtk_widget_add_css_class (cell, "rp-import-heading");
      gtk_widget_set_hexpand (cell, TRUE);
      gtk_grid_attach (self->preview, cell, (int) i + 1, 0, 1, 1);
    }
}

/* The rows after the first are added when nothing else is to be done. */
typedef struct
{
  RapportImportWindow *window;
  GArray              *order;
  GHashTable          *said;
  guint                next;
  guint64              last;
  int                  y;
} Filling;

static void
filling_free (gpointer data)
{
  Filling *filling = data;

  g_array_unref (filling->order);
  g_hash_table_unref (filling->said);
  g_free (filling);
}

static GPtrArray *
shown_rows (RapportImportWindow *self)
{
  return self->show == SHOW_PROBLEMS ? self->inspection->rejected : self->inspection->preview;
}

static gboolean
add_rows (Filling *filling,
          guint    most)
{
  RapportImportWindow *self = filling->window;
  GPtrArray *rows = shown_rows (self);
  guint n = MIN (rows->len, MOST_ROWS_SHOWN), end = MIN (n, filling->next + most);

  for (; filling->next < end; filling->next++)
    {
      const RapportImportPreview *row = g_ptr_array_index (rows, filling->next);
      const RapportImportProblem *problem = find_problem (self, row->problem ? row->problem : row->note);

      if (self->show == SHOW_FIRST && filling->next > 0 && row->line > filling->last + 1)
        add_gap (self, filling->order->len, &filling->y);
      filling->last = row->line;
      add_row (self, filling->order, row, &filling->y);
      if (problem != NULL && g_hash_table_add (filling->said, (gpointer) problem->reason))
        gtk_grid_attach (self->preview, make_sentence (self, problem), 0, filling->y++, (int) filling->order->len + 1,
                         1);
    }
  return filling->next < n;
}

static gboolean
fill_cb (gpointer data)
{
  Filling *filling = data;
  RapportImportWindow *self = filling->window;

  if (add_rows (filling, ROWS_A_TURN))
    return G_SOURCE_CONTINUE;
  self->fill_source = 0;
  scrolled_cb (NULL, self);
  return G_SOURCE_REMOVE;
}

/* To be called before the inspection that is shown goes. */
void
_rapport_import_window_stop_preview (RapportImportWindow *self)
{
  g_clear_handle_id (&self->fill_source, g_source_remove);
}

void
_rapport_import_window_show_preview (RapportImportWindow *self)
{
  GPtrArray *rows = shown_rows (self);
  Filling *filling = g_new0 (Filling, 1);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_hadjustment (self->preview_scroller);
  g_autofree char *problems = NULL;

  _rapport_import_window_stop_preview (self);
  g_signal_handlers_disconnect_by_func (adjustment, scrolled_cb, self);
  self->preview = GTK_GRID (gtk_grid_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->preview), "rp-import-preview");
  gtk_widget_set_valign (GTK_WIDGET (self->preview), GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->preview), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("As they will be read"), -1);
  filling->window = self;
  filling->order = order_columns (self->inspection->plan);
  filling->said = g_hash_table_new (g_str_hash, g_str_equal);
  filling->y = 1;
  add_headings (self, filling->order);
  if (add_rows (filling, ROWS_AT_ONCE))
    self->fill_source = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, fill_cb, filling, filling_free);
  else
    filling_free (filling);
  gtk_scrolled_window_set_child (self->preview_scroller, GTK_WIDGET (self->preview));
  adjustment = gtk_scrolled_window_get_hadjustment (self->preview_scroller);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (scrolled_cb), self, 0);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (scrolled_cb), self, 0);
  scrolled_cb (adjustment, self);

  if (self->show == SHOW_PROBLEMS)
    problems = self->inspection->result->rejected > MIN (rows->len, MOST_ROWS_SHOWN)
      ? g_strdup_printf (_("the first %u rows with problems"), MIN (rows->len, MOST_ROWS_SHOWN))
      : g_strdup (_("only rows with problems"));
  else
    problems = g_strdup (self->inspection->result->problems->len > 0
                             ? _("first five rows, and the first of each problem")
                             : _("first five rows"));
  gtk_label_set_label (self->preview_label, problems);
}
