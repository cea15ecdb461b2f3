#include "config.h"

#include "views/rapport-import-window-private.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "core/rapport-time.h"

/* What the window shows of an inspection: pills, columns, preview, problems. Each choice leads to a new inspection. */

/* Pills -------------------------------------------------------------------------------------------------------- */

static const RapportKindId import_kinds[] = { RAPPORT_KIND_ACCOUNT, RAPPORT_KIND_PERSON, RAPPORT_KIND_MEMBER, RAPPORT_KIND_PRODUCT,
                                              RAPPORT_KIND_INTERACTION, RAPPORT_KIND_PURCHASE, RAPPORT_KIND_PURCHASE_LINE };
static const char delimiters[] = { ',', ';', '\t', '|' };
static const RapportCsvEncoding encodings[] = { RAPPORT_CSV_ENCODING_UTF_8, RAPPORT_CSV_ENCODING_UTF_16LE, RAPPORT_CSV_ENCODING_UTF_16BE,
                                                RAPPORT_CSV_ENCODING_WINDOWS_1252 };
static const char *const nothing_words[] = { "NULL", "null", "N/A", "n/a", "NA", "None", "-", "n.v.t.", "k.A.", NULL };

static void
kind_changed (RapportImportWindow *self,
              const char          *id)
{
  RapportKindId kind = rapport_import_kind_from_string (id);

  if (kind == RAPPORT_KIND_NONE || kind == self->kind)
    return;
  self->kind = kind;
  self->kind_chosen = TRUE;
  _rapport_import_window_inspect (self, self->inspection->plan->dialect, FALSE);
}

static void
pill_changed_cb (RapportPill         *pill,
                 RapportImportWindow *self)
{
  g_auto(GStrv) selected = rapport_pill_dup_selected (pill);
  g_autoptr(RapportCsvDialect) dialect = NULL;
  ImportPill which;
  RapportCsvEncoding encoding;
  char delimiter;

  if (self->filling || self->inspection == NULL)
    return;
  for (which = 0; which < N_PILLS && self->pills[which] != pill; which++)
    ;
  dialect = rapport_csv_dialect_copy (self->inspection->plan->dialect);
  /* Choosing nothing leaves what was found; only a list of words can be empty. */
  if (which != PILL_NOTHING && selected[0] == NULL)
    {
      _rapport_import_window_show_pills (self);
      return;
    }

  switch (which)
    {
    case PILL_KIND:
      kind_changed (self, selected[0]);
      return;
    case PILL_DELIMITER:
      if (rapport_csv_delimiter_from_string (selected[0], &delimiter))
        rapport_csv_dialect_set_delimiter (dialect, delimiter);
      break;
    case PILL_ENCODING:
      if (rapport_csv_encoding_from_string (selected[0], &encoding))
        rapport_csv_dialect_set_encoding (dialect, encoding);
      break;
    case PILL_DECIMAL:
      rapport_csv_dialect_set_decimal_sign (dialect, selected[0][0]);
      break;
    case PILL_NOTHING:
      rapport_csv_dialect_set_null_words (dialect, (const char *const *) selected);
      break;
    case PILL_HEADINGS:
      rapport_csv_dialect_set_has_headings (dialect, g_str_equal (selected[0], "headings"));
      break;
    case PILL_ACCOUNTS:
      self->inspection->plan->create_accounts = g_str_equal (selected[0], "make");
      _rapport_import_window_inspect (self, NULL, TRUE);
      return;
    case N_PILLS:
    default:
      g_assert_not_reached ();
    }
  _rapport_import_window_inspect (self, dialect, TRUE);
}

static char *
count_words (guint    n,
             gpointer data)
{
  return g_strdup_printf (ngettext ("Nothing is: %u word", "Nothing is: %u words", n), n);
}

/* Makes the pills and what can be chosen in them. */
void
_rapport_import_window_make_pills (RapportImportWindow *self)
{
  const char *labels[N_PILLS] = { _("Rows"), _("Separator"), _("Encoding"), _("Decimal"), _("Nothing is"), _("First row"), _("Unknown customers") };
  RapportPillChoice kinds[G_N_ELEMENTS (import_kinds)];
  RapportPillChoice encoding_choices[G_N_ELEMENTS (encodings)];
  const RapportPillChoice separators[] = { { "comma", C_("separator of cells", "comma") }, { "semicolon", C_("separator of cells", "semicolon") },
                                           { "tab", C_("separator of cells", "tab") }, { "pipe", C_("separator of cells", "vertical bar") } };
  const RapportPillChoice decimals[] = { { ".", C_("decimal sign", "point") }, { ",", C_("decimal sign", "comma") } };
  const RapportPillChoice headings[] = { { "headings", C_("first row", "headings") }, { "data", C_("first row", "data") } };
  const RapportPillChoice accounts[] = { { "reject", C_("unknown customers", "leave out") }, { "make", C_("unknown customers", "make accounts") } };

  for (guint i = 0; i < N_PILLS; i++)
    {
      self->pills[i] = RAPPORT_PILL (rapport_pill_new (labels[i]));
      rapport_pill_set_single (self->pills[i], i != PILL_NOTHING);
      g_signal_connect_object (self->pills[i], "changed", G_CALLBACK (pill_changed_cb), self, 0);
      gtk_box_append (self->pill_box, GTK_WIDGET (self->pills[i]));
    }
  for (guint i = 0; i < G_N_ELEMENTS (import_kinds); i++)
    kinds[i] = (RapportPillChoice) { rapport_kind_get (import_kinds[i])->plural, _(rapport_kind_get (import_kinds[i])->label_plural) };
  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++)
    encoding_choices[i] = (RapportPillChoice) { rapport_csv_encoding_to_string (encodings[i]), rapport_csv_encoding_to_string (encodings[i]) };
  rapport_pill_set_choices (self->pills[PILL_KIND], kinds, G_N_ELEMENTS (kinds));
  rapport_pill_set_choices (self->pills[PILL_DELIMITER], separators, G_N_ELEMENTS (separators));
  rapport_pill_set_choices (self->pills[PILL_ENCODING], encoding_choices, G_N_ELEMENTS (encoding_choices));
  rapport_pill_set_choices (self->pills[PILL_DECIMAL], decimals, G_N_ELEMENTS (decimals));
  rapport_pill_set_choices (self->pills[PILL_HEADINGS], headings, G_N_ELEMENTS (headings));
  rapport_pill_set_choices (self->pills[PILL_ACCOUNTS], accounts, G_N_ELEMENTS (accounts));
  rapport_pill_set_count_func (self->pills[PILL_NOTHING], count_words, NULL, NULL);
}

static void
select_one (RapportImportWindow *self,
            ImportPill           pill,
            const char          *id,
            gboolean             guessed)
{
  rapport_pill_set_selected (self->pills[pill], (const char *const[]) { id, NULL });
  if (guessed)
    gtk_widget_add_css_class (GTK_WIDGET (self->pills[pill]), "amber");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->pills[pill]), "amber");
}

/* The words of this file, and those that often stand for nothing. */
static void
show_words (RapportImportWindow     *self,
            const RapportCsvDialect *dialect)
{
  g_autoptr(GArray) choices = g_array_new (FALSE, FALSE, sizeof (RapportPillChoice));

  for (guint i = 0; dialect->null_words[i] != NULL; i++)
    g_array_append_vals (choices, &(RapportPillChoice) { dialect->null_words[i], dialect->null_words[i] }, 1);
  for (guint i = 0; nothing_words[i] != NULL; i++)
    if (!g_strv_contains ((const char *const *) dialect->null_words, nothing_words[i]))
      g_array_append_vals (choices, &(RapportPillChoice) { nothing_words[i], nothing_words[i] }, 1);
  rapport_pill_set_choices (self->pills[PILL_NOTHING], (const RapportPillChoice *) (gpointer) choices->data, choices->len);
  rapport_pill_set_selected (self->pills[PILL_NOTHING], (const char *const *) dialect->null_words);
}

void
_rapport_import_window_show_pills (RapportImportWindow *self)
{
  const RapportImportPlan *plan = self->inspection->plan;
  const RapportCsvDialect *dialect = plan->dialect;
  const char *const separator_ids[] = { "comma", "semicolon", "tab", "pipe" };
  gboolean refers = plan->kind == RAPPORT_KIND_PURCHASE || plan->kind == RAPPORT_KIND_INTERACTION || plan->kind == RAPPORT_KIND_PERSON;

  self->filling = TRUE;
  select_one (self, PILL_KIND, rapport_kind_get (self->kind)->plural, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (delimiters); i++)
    if (dialect->delimiter == delimiters[i])
      select_one (self, PILL_DELIMITER, separator_ids[i], dialect->delimiter_certainty == RAPPORT_CSV_GUESSED);
  select_one (self, PILL_ENCODING, rapport_csv_encoding_to_string (dialect->encoding), dialect->encoding_certainty == RAPPORT_CSV_GUESSED);
  select_one (self, PILL_DECIMAL, dialect->decimal_sign == ',' ? "," : ".", dialect->decimal_certainty == RAPPORT_CSV_GUESSED);
  select_one (self, PILL_HEADINGS, dialect->has_headings ? "headings" : "data", dialect->headings_certainty == RAPPORT_CSV_GUESSED);
  select_one (self, PILL_ACCOUNTS, plan->create_accounts ? "make" : "reject", FALSE);
  show_words (self, dialect);
  gtk_widget_set_visible (GTK_WIDGET (self->pills[PILL_ACCOUNTS]), refers);
  self->filling = FALSE;
}

/* Columns ------------------------------------------------------------------------------------------------------ */

static GtkStringList *
field_model (RapportKindId kind)
{
  GtkStringList *model = gtk_string_list_new ((const char *const[]) { _("Do not import"), NULL });
  guint n;
  const RapportImportField *fields = rapport_import_get_fields (kind, &n);

  for (guint i = 0; i < n; i++)
    gtk_string_list_append (model, fields[i].label);
  return model;
}

static guint
column_of (GtkWidget *widget)
{
  GtkWidget *row = gtk_widget_get_ancestor (widget, GTK_TYPE_LIST_BOX_ROW);

  return (guint) gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));
}

static void
field_chosen_cb (GtkDropDown         *drop_down,
                 GParamSpec          *pspec,
                 RapportImportWindow *self)
{
  guint selected = gtk_drop_down_get_selected (drop_down), n;
  const RapportImportField *fields = rapport_import_get_fields (self->kind, &n);

  if (self->filling || self->inspection == NULL || selected == GTK_INVALID_LIST_POSITION)
    return;
  rapport_import_plan_set_field (self->inspection->plan, column_of (GTK_WIDGET (drop_down)), selected == 0 ? NULL : fields[selected - 1].id);
  _rapport_import_window_inspect (self, NULL, TRUE);
}

static void
order_chosen_cb (GtkToggleButton     *button,
                 RapportImportWindow *self)
{
  RapportDateFormat format = (RapportDateFormat) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "format"));

  if (self->filling || self->inspection == NULL || !gtk_toggle_button_get_active (button))
    return;
  rapport_csv_dialect_set_date_format (self->inspection->plan->dialect, (int) column_of (GTK_WIDGET (button)), format);
  _rapport_import_window_inspect (self, NULL, TRUE);
}

static GtkWidget *
make_label (const char *text,
            const char *css_class,
            int         width)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (width > 0)
    {
      gtk_label_set_width_chars (GTK_LABEL (label), width);
      gtk_label_set_max_width_chars (GTK_LABEL (label), width);
    }
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

/* "Which comes first in 04/07/2019?" */
static GtkWidget *
date_question (RapportImportWindow    *self,
               const RapportCsvColumn *column)
{
  static const RapportDateFormat formats[] = { RAPPORT_DATE_FORMAT_DMY, RAPPORT_DATE_FORMAT_MDY };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  g_autofree char *question = g_strdup_printf (_("Which comes first in %s?"), column->example ? column->example : "");
  GtkWidget *first = NULL;

  gtk_box_append (GTK_BOX (box), make_label (question, "heading", 0));
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      GtkWidget *button = gtk_toggle_button_new ();
      g_autofree char *day = rapport_time_format_day (column->example_days[formats[i]], 0);
      g_autofree char *label = g_strdup_printf ("%s\n%s", formats[i] == RAPPORT_DATE_FORMAT_DMY ? _("Day first") : _("Month first"), day);

      gtk_button_set_label (GTK_BUTTON (button), label);
      gtk_label_set_justify (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), GTK_JUSTIFY_CENTER);
      if (first == NULL)
        first = button;
      else
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), GTK_TOGGLE_BUTTON (first));
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button),
                                    column->date_certainty == RAPPORT_CSV_CHOSEN && column->date_format == formats[i]);
      g_object_set_data (G_OBJECT (button), "format", GINT_TO_POINTER (formats[i]));
      g_signal_connect_object (button, "toggled", G_CALLBACK (order_chosen_cb), self, 0);
      gtk_box_append (GTK_BOX (box), button);
    }
  return box;
}

static GtkWidget *
make_column (RapportImportWindow *self,
             GtkStringList       *model,
             guint                index)
{
  const RapportImportPlan *plan = self->inspection->plan;
  const RapportCsvColumn *column = &plan->dialect->columns[index];
  RapportMatchConfidence confidence = self->inspection->matches[index].confidence;
  const char *const sures[] = { "○○○", "●○○", "●●○", "●●●" };
  const char *const words[] = { C_("how sure", "left out"), C_("how sure", "your choice"), C_("how sure", "likely"), C_("how sure", "sure") };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4), *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkExpression *expression = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");
  GtkWidget *drop_down = gtk_drop_down_new (g_object_ref (G_LIST_MODEL (model)), expression);
  g_autofree char *values = column->samples ? g_strjoinv (" · ", column->samples) : g_strdup ("");
  g_autofree char *name = g_strdup_printf (_("Field for the column %s"), plan->dialect->headings[index]);
  g_autofree char *sure = NULL;
  GtkWidget *samples, *dots;
  guint n, selected = 0;
  const RapportImportField *fields = rapport_import_get_fields (plan->kind, &n);

  for (guint i = 0; plan->fields[index] != NULL && i < n; i++)
    if (g_str_equal (fields[i].id, plan->fields[index]))
      selected = i + 1;
  if (selected == 0)
    confidence = RAPPORT_MATCH_NONE;
  gtk_drop_down_set_enable_search (GTK_DROP_DOWN (drop_down), TRUE);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), selected);
  gtk_widget_set_size_request (drop_down, 220, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (drop_down, "notify::selected", G_CALLBACK (field_chosen_cb), self, 0);

  samples = make_label (values, "rp-dim", 0);
  gtk_widget_set_hexpand (samples, TRUE);
  sure = g_strdup_printf ("%s  %s", sures[confidence], words[confidence]);
  dots = make_label (sure, confidence == RAPPORT_MATCH_USER ? "rp-watch" : "rp-dim", 17);

  gtk_box_append (GTK_BOX (line), make_label (plan->dialect->headings[index], "heading", 20));
  gtk_box_append (GTK_BOX (line), drop_down);
  gtk_box_append (GTK_BOX (line), samples);
  gtk_box_append (GTK_BOX (line), dots);
  gtk_box_append (GTK_BOX (box), line);
  if (selected > 0 && column->date_ambiguous &&
      (fields[selected - 1].type == RAPPORT_CSV_TYPE_DAY || fields[selected - 1].type == RAPPORT_CSV_TYPE_INSTANT))
    gtk_box_append (GTK_BOX (box), date_question (self, column));
  gtk_widget_set_margin_start (box, 10);
  gtk_widget_set_margin_end (box, 10);
  gtk_widget_set_margin_top (box, 3);
  gtk_widget_set_margin_bottom (box, 3);
  return box;
}

static void
empty_list (GtkListBox *list)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, child);
}

void
_rapport_import_window_show_columns (RapportImportWindow *self)
{
  const RapportImportPlan *plan = self->inspection->plan;
  g_autoptr(GtkStringList) model = field_model (plan->kind);
  g_autoptr(GString) text = g_string_new (NULL);
  guint n_matched = 0, n_asked = 0, n_out = 0;

  self->filling = TRUE;
  empty_list (self->columns_list);
  for (guint i = 0; i < plan->n_columns; i++)
    {
      GtkWidget *row = gtk_list_box_row_new ();

      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), make_column (self, model, i));
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
      gtk_widget_set_focusable (row, FALSE);
      if (plan->fields[i] != NULL && self->inspection->matches[i].confidence == RAPPORT_MATCH_USER)
        gtk_widget_add_css_class (row, "rp-question");
      gtk_list_box_append (self->columns_list, row);
      if (plan->fields[i] == NULL)
        n_out++;
      else if (self->inspection->matches[i].confidence == RAPPORT_MATCH_USER)
        n_asked++;
      else
        n_matched++;
    }
  self->filling = FALSE;

  g_string_append_printf (text, ngettext ("%u of %u column matched", "%u of %u columns matched", plan->n_columns), n_matched, plan->n_columns);
  if (n_asked > 0)
    g_string_append_printf (text, ngettext (", %u needs your choice", ", %u need your choice", n_asked), n_asked);
  if (n_out > 0)
    g_string_append_printf (text, ngettext (", %u is left out", ", %u are left out", n_out), n_out);
  if (self->inspection->recalled != RAPPORT_DAY_NONE)
    {
      g_autofree char *day = rapport_time_format_day_full (self->inspection->recalled);

      g_string_append_c (text, ' ');
      g_string_append_printf (text, _("(read as on %s)"), day);
    }
  gtk_label_set_label (self->columns_label, text->str);
}

/* Preview ------------------------------------------------------------------------------------------------------ */

#define RAPPORT_TYPE_IMPORT_LINE (rapport_import_line_get_type ())
G_DECLARE_FINAL_TYPE (RapportImportLine, rapport_import_line, RAPPORT, IMPORT_LINE, GObject)

struct _RapportImportLine
{
  GObject   parent_instance;
  guint64   line;
  char    **cells; /* NULL for nothing */
  guint     n_cells;
  int       bad_column;
  char     *problem;
};

G_DEFINE_FINAL_TYPE (RapportImportLine, rapport_import_line, G_TYPE_OBJECT)

static void
rapport_import_line_finalize (GObject *object)
{
  RapportImportLine *self = RAPPORT_IMPORT_LINE (object);

  for (guint i = 0; i < self->n_cells; i++)
    g_free (self->cells[i]);
  g_free (self->cells);
  g_free (self->problem);
  G_OBJECT_CLASS (rapport_import_line_parent_class)->finalize (object);
}

static void
rapport_import_line_class_init (RapportImportLineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rapport_import_line_finalize;
}

static void
rapport_import_line_init (RapportImportLine *self)
{
}

static RapportImportLine *
line_new (const RapportImportPreview *preview)
{
  RapportImportLine *line = g_object_new (RAPPORT_TYPE_IMPORT_LINE, NULL);

  line->line = preview->line;
  line->n_cells = preview->n_cells;
  line->cells = g_new0 (char *, preview->n_cells + 1);
  for (guint i = 0; i < preview->n_cells; i++)
    line->cells[i] = g_strdup (preview->cells[i]);
  line->bad_column = preview->bad_column;
  line->problem = g_strdup (preview->problem);
  return line;
}

static void
setup_cell_cb (GtkSignalListItemFactory *factory,
               GtkListItem              *item,
               gpointer                  data)
{
  gtk_list_item_set_child (item, make_label (NULL, NULL, 0));
  gtk_list_item_set_activatable (item, FALSE);
}

/* @data: the column; −1 for the line's number. */
static void
bind_cell_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *item,
              gpointer                  data)
{
  int column = GPOINTER_TO_INT (data);
  GtkWidget *label = gtk_list_item_get_child (item);
  RapportImportLine *line = gtk_list_item_get_item (item);
  g_autofree char *number = g_strdup_printf ("%" G_GUINT64_FORMAT, line->line);

  if (column < 0)
    gtk_label_set_label (GTK_LABEL (label), number);
  else
    gtk_label_set_label (GTK_LABEL (label), line->cells[column] ? line->cells[column] : "–");
  if (line->problem != NULL && (column == line->bad_column || (column < 0 && line->bad_column < 0)))
    gtk_widget_add_css_class (label, "rp-bad");
  else
    gtk_widget_remove_css_class (label, "rp-bad");
  gtk_widget_set_tooltip_text (label, line->problem);
}

static void
add_preview_column (RapportImportWindow *self,
                    const char          *title,
                    int                  column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr(GtkColumnViewColumn) view_column = NULL;

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cell_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cell_cb), GINT_TO_POINTER (column));
  view_column = gtk_column_view_column_new (title, factory);
  gtk_column_view_column_set_resizable (view_column, TRUE);
  if (column >= 0)
    gtk_column_view_column_set_fixed_width (view_column, 150);
  gtk_column_view_append_column (self->preview, view_column);
}

void
_rapport_import_window_show_preview (RapportImportWindow *self)
{
  const RapportImportPlan *plan = self->inspection->plan;
  GListModel *columns = gtk_column_view_get_columns (self->preview);
  GListStore *lines = g_list_store_new (RAPPORT_TYPE_IMPORT_LINE);
  g_autoptr(GtkSelectionModel) selection = NULL;

  gtk_column_view_set_model (self->preview, NULL);
  while (g_list_model_get_n_items (columns) > 0)
    {
      g_autoptr(GtkColumnViewColumn) column = g_list_model_get_item (columns, 0);

      gtk_column_view_remove_column (self->preview, column);
    }
  add_preview_column (self, _("Row"), -1);
  for (guint i = 0; i < plan->n_columns; i++)
    if (plan->fields[i] != NULL)
      add_preview_column (self, rapport_import_find_field (plan->kind, plan->fields[i])->label, (int) i);

  for (guint i = 0; i < self->inspection->preview->len; i++)
    {
      g_autoptr(RapportImportLine) line = line_new (g_ptr_array_index (self->inspection->preview, i));

      g_list_store_append (lines, line);
    }
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (lines)));
  gtk_column_view_set_model (self->preview, selection);
}

/* Problems ----------------------------------------------------------------------------------------------------- */

static const RapportImportProblem *
problem_of (RapportImportWindow *self,
            GtkWidget           *widget)
{
  return g_ptr_array_index (self->inspection->result->problems, column_of (widget));
}

static void
read_as_nothing_cb (GtkButton           *button,
                    RapportImportWindow *self)
{
  const RapportImportProblem *problem = problem_of (self, GTK_WIDGET (button));
  g_autoptr(RapportCsvDialect) dialect = rapport_csv_dialect_copy (self->inspection->plan->dialect);
  g_autoptr(GStrvBuilder) words = g_strv_builder_new ();
  g_auto(GStrv) all = NULL;

  g_strv_builder_addv (words, (const char **) dialect->null_words);
  g_strv_builder_add (words, problem->value);
  all = g_strv_builder_end (words);
  rapport_csv_dialect_set_null_words (dialect, (const char *const *) all);
  _rapport_import_window_inspect (self, dialect, TRUE);
}

static void
leave_out_cb (GtkButton           *button,
              RapportImportWindow *self)
{
  const RapportImportProblem *problem = problem_of (self, GTK_WIDGET (button));

  g_ptr_array_add (self->inspection->plan->leave_out, g_strdup (problem->reason));
  gtk_widget_set_sensitive (GTK_WIDGET (button), FALSE);
  gtk_button_set_label (button, _("Left Out"));
}

static gboolean
is_left_out (const RapportImportPlan *plan,
             const char              *reason)
{
  return g_ptr_array_find_with_equal_func (plan->leave_out, reason, g_str_equal, NULL);
}

static GtkWidget *
make_problem (RapportImportWindow        *self,
              const RapportImportProblem *problem)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10), *label, *button;
  g_autofree char *text = problem->n_rows == 1
    ? g_strdup_printf (_("Row %" PRIu64 ": %s"), problem->lines[0], problem->reason)
    : g_strdup_printf (ngettext ("Row %" PRIu64 ": %s %" PRIu64 " other row says the same.",
                                 "Row %" PRIu64 ": %s %" PRIu64 " other rows say the same.", (gulong) (problem->n_rows - 1)),
                       problem->lines[0], problem->reason, problem->n_rows - 1);
  g_autofree char *leave = g_strdup_printf (ngettext ("Leave Out %" PRIu64 " Row", "Leave Out %" PRIu64 " Rows",
                                                      (gulong) problem->n_rows), problem->n_rows);
  gboolean out = is_left_out (self->inspection->plan, problem->reason);

  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("dialog-warning-symbolic"));
  label = make_label (text, "rp-bad", 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_tooltip_text (label, text);
  gtk_box_append (GTK_BOX (box), label);
  if (problem->column >= 0 && problem->value != NULL && *problem->value != '\0' && g_utf8_strlen (problem->value, -1) <= 20)
    {
      g_autofree char *nothing = g_strdup_printf (_("Read “%s” as Nothing"), problem->value);

      button = gtk_button_new_with_label (nothing);
      g_signal_connect_object (button, "clicked", G_CALLBACK (read_as_nothing_cb), self, 0);
      gtk_box_append (GTK_BOX (box), button);
    }
  button = gtk_button_new_with_label (out ? _("Left Out") : leave);
  gtk_widget_set_sensitive (button, !out);
  gtk_widget_set_tooltip_text (button, _("They are not written to the file of rejected rows either"));
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", G_CALLBACK (leave_out_cb), self, 0);
  gtk_box_append (GTK_BOX (box), button);
  gtk_widget_set_margin_start (box, 10);
  gtk_widget_set_margin_end (box, 6);
  return box;
}

void
_rapport_import_window_show_problems (RapportImportWindow *self)
{
  GPtrArray *problems = self->inspection->result->problems;

  empty_list (self->problems_list);
  for (guint i = 0; i < MIN (problems->len, 50); i++)
    {
      GtkWidget *row = gtk_list_box_row_new ();

      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), make_problem (self, g_ptr_array_index (problems, i)));
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
      gtk_widget_set_focusable (row, FALSE);
      gtk_list_box_append (self->problems_list, row);
    }
  gtk_widget_set_visible (self->problems_scroller, problems->len > 0);
}
