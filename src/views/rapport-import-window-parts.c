#include "config.h"

#include "views/rapport-import-window-private.h"
#include "widgets/rapport-theme.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "core/rapport-time.h"

/* What the window says of the file: how it is read (pills), and where its columns go. Each choice leads to a new
 * inspection. */

/* Pills -------------------------------------------------------------------------------------------------------- */

static const char delimiters[] = { ',', ';', '\t', '|' };
static const RapportCsvEncoding encodings[] = { RAPPORT_CSV_ENCODING_UTF_8, RAPPORT_CSV_ENCODING_UTF_16LE,
                                                RAPPORT_CSV_ENCODING_UTF_16BE, RAPPORT_CSV_ENCODING_WINDOWS_1252 };
static const char *const nothing_words[] = { "NULL", "null", "N/A", "n/a", "NA", "None", "-", "n.v.t.", "k.A.", NULL };

static gboolean
is_day_field (const RapportImportPlan *plan,
              guint                    column)
{
  const RapportImportField *field = plan->fields[column]
                                        ? rapport_import_find_field (plan->kind, plan->fields[column])
                                        : NULL;

  return field != NULL && (field->type == RAPPORT_CSV_TYPE_DAY || field->type == RAPPORT_CSV_TYPE_INSTANT);
}

/* Whether the dates of a column read two ways, and nobody has said which. */
gboolean
_rapport_import_window_is_asked (RapportImportWindow *self,
                                 guint                column)
{
  const RapportImportPlan *plan = self->inspection->plan;

  return is_day_field (plan, column) && plan->dialect->columns[column].date_ambiguous &&
         plan->dialect->columns[column].date_certainty != RAPPORT_CSV_CHOSEN;
}

static void
set_dates (RapportImportPlan *plan,
           RapportDateFormat  format)
{
  for (guint i = 0; i < plan->n_columns; i++)
    if (is_day_field (plan, i) && plan->dialect->columns[i].date_ambiguous)
      rapport_csv_dialect_set_date_format (plan->dialect, (int) i, format);
}

static void
pill_changed_cb (RapportPill         *pill,
                 RapportImportWindow *self)
{
  g_auto(GStrv) selected = rapport_pill_dup_selected (pill);
  g_autoptr(RapportCsvDialect) dialect = NULL;
  ImportPill which;
  RapportCsvEncoding encoding;
  RapportDateFormat format;
  char delimiter;

  if (self->filling || self->inspection == NULL)
    return;
  for (which = 0; which < N_PILLS && self->pills[which] != pill; which++)
    ;
  /* Choosing nothing leaves what was found; only a list of words can be empty. */
  if (which != PILL_NOTHING && selected[0] == NULL)
    {
      _rapport_import_window_show_pills (self);
      return;
    }

  _rapport_import_window_will_change (self);
  dialect = rapport_csv_dialect_copy (self->inspection->plan->dialect);
  switch (which)
    {
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
    case PILL_DATES:
      if (rapport_date_format_from_string (selected[0], &format))
        set_dates (self->inspection->plan, format);
      _rapport_import_window_inspect (self, NULL, TRUE);
      return;
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

/* Makes the pills and what can be chosen in them. */
void
_rapport_import_window_make_pills (RapportImportWindow *self)
{
  const char *labels[N_PILLS] = { _("Separator"),  _("Encoding"),  _("Decimal"),          _("Dates"),
                                  _("Nothing is"), _("First row"), _("Unknown customers") };
  RapportPillChoice encoding_choices[G_N_ELEMENTS (encodings)];
  const RapportPillChoice separators[] = { { "comma", C_("separator of cells", "comma") },
                                           { "semicolon", C_("separator of cells", "semicolon") },
                                           { "tab", C_("separator of cells", "tab") },
                                           { "pipe", C_("separator of cells", "vertical bar") } };
  const RapportPillChoice decimals[] = { { ".", C_("decimal sign", "point") }, { ",", C_("decimal sign", "comma") } };
  const RapportPillChoice dates[] = { { "dmy", C_("order of a date", "day first") },
                                      { "mdy", C_("order of a date", "month first") } };
  const RapportPillChoice headings[] = { { "headings", C_("first row", "headings") },
                                         { "data", C_("first row", "data") } };
  const RapportPillChoice accounts[] = { { "reject", C_("unknown customers", "leave out") },
                                         { "make", C_("unknown customers", "make accounts") } };

  for (guint i = 0; i < N_PILLS; i++)
    {
      self->pills[i] = RAPPORT_PILL (rapport_pill_new (labels[i]));
      rapport_pill_set_single (self->pills[i], i != PILL_NOTHING);
      g_signal_connect_object (self->pills[i], "changed", G_CALLBACK (pill_changed_cb), self, 0);
      gtk_box_append (self->pill_box, GTK_WIDGET (self->pills[i]));
    }
  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++)
    encoding_choices[i] = (RapportPillChoice) { rapport_csv_encoding_to_string (encodings[i]),
                                                rapport_csv_encoding_to_string (encodings[i]) };
  rapport_pill_set_choices (self->pills[PILL_DELIMITER], separators, G_N_ELEMENTS (separators));
  rapport_pill_set_choices (self->pills[PILL_ENCODING], encoding_choices, G_N_ELEMENTS (encoding_choices));
  rapport_pill_set_choices (self->pills[PILL_DECIMAL], decimals, G_N_ELEMENTS (decimals));
  rapport_pill_set_choices (self->pills[PILL_DATES], dates, G_N_ELEMENTS (dates));
  rapport_pill_set_choices (self->pills[PILL_HEADINGS], headings, G_N_ELEMENTS (headings));
  rapport_pill_set_choices (self->pills[PILL_ACCOUNTS], accounts, G_N_ELEMENTS (accounts));
}

static void
select_one (RapportImportWindow *self,
            ImportPill           pill,
            const char          *id,
            const char          *value,
            gboolean             guessed)
{
  g_autofree char *asked = g_strdup_printf (C_("a guess that is to be confirmed", "%s?"), value);

  rapport_pill_set_selected (self->pills[pill], (const char *const[]) { id, NULL });
  rapport_pill_set_fact (self->pills[pill], guessed ? asked : value);
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
  g_autoptr(GString) value = g_string_new (C_("nothing is", "empty"));

  for (guint i = 0; dialect->null_words[i] != NULL; i++)
    {
      g_array_append_vals (choices, &(RapportPillChoice) { dialect->null_words[i], dialect->null_words[i] }, 1);
      if (i < 3)
        g_string_append_printf (value, ", %s", dialect->null_words[i]);
      else if (i == 3)
        g_string_append (value, ", …");
    }
  for (guint i = 0; nothing_words[i] != NULL; i++)
    if (!g_strv_contains ((const char *const *) dialect->null_words, nothing_words[i]))
      g_array_append_vals (choices, &(RapportPillChoice) { nothing_words[i], nothing_words[i] }, 1);
  rapport_pill_set_choices (self->pills[PILL_NOTHING], (const RapportPillChoice *) (gpointer) choices->data,
                            choices->len);
  rapport_pill_set_selected (self->pills[PILL_NOTHING], (const char *const *) dialect->null_words);
  rapport_pill_set_fact (self->pills[PILL_NOTHING], value->str);
}

/* There is a choice only where the dates of a column read two ways. */
static void
show_dates (RapportImportWindow *self)
{
  const RapportImportPlan *plan = self->inspection->plan;
  const RapportCsvColumn *shown = NULL;
  gboolean asked = FALSE, month;

  for (guint i = 0; i < plan->n_columns; i++)
    if (is_day_field (plan, i) && plan->dialect->columns[i].date_ambiguous)
      {
        if (shown == NULL || _rapport_import_window_is_asked (self, i))
          shown = &plan->dialect->columns[i];
        asked = asked || _rapport_import_window_is_asked (self, i);
      }
  gtk_widget_set_visible (GTK_WIDGET (self->pills[PILL_DATES]), shown != NULL);
  if (shown == NULL)
    return;
  month = shown->date_format == RAPPORT_DATE_FORMAT_MDY;
  /* Nothing is ticked before it was said: a tick on the proposal confirms it. */
  select_one (self, PILL_DATES, asked ? "" : month ? "mdy" : "dmy",
              month ? C_("order of a date", "month first") : C_("order of a date", "day first"), asked);
}

void
_rapport_import_window_show_pills (RapportImportWindow *self)
{
  const RapportImportPlan *plan = self->inspection->plan;
  const RapportCsvDialect *dialect = plan->dialect;
  const char *const ids[] = { "comma", "semicolon", "tab", "pipe" };
  const char *const values[] = { C_("separator of cells", "comma"), C_("separator of cells", "semicolon"),
                                 C_("separator of cells", "tab"), C_("separator of cells", "vertical bar") };
  gboolean refers = plan->kind == RAPPORT_KIND_PURCHASE || plan->kind == RAPPORT_KIND_INTERACTION ||
                    plan->kind == RAPPORT_KIND_PERSON;

  self->filling = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (delimiters); i++)
    if (dialect->delimiter == delimiters[i])
      select_one (self, PILL_DELIMITER, ids[i], values[i], dialect->delimiter_certainty == RAPPORT_CSV_GUESSED);
  select_one (self, PILL_ENCODING, rapport_csv_encoding_to_string (dialect->encoding),
              rapport_csv_encoding_to_string (dialect->encoding), dialect->encoding_certainty == RAPPORT_CSV_GUESSED);
  select_one (self, PILL_DECIMAL, dialect->decimal_sign == ',' ? "," : ".",
              dialect->decimal_sign == ',' ? C_("decimal sign", "comma") : C_("decimal sign", "point"),
              dialect->decimal_certainty == RAPPORT_CSV_GUESSED);
  show_dates (self);
  show_words (self, dialect);
  select_one (self, PILL_HEADINGS, dialect->has_headings ? "headings" : "data",
              dialect->has_headings ? C_("first row", "headings") : C_("first row", "data"),
              dialect->headings_certainty == RAPPORT_CSV_GUESSED);
  select_one (self, PILL_ACCOUNTS, plan->create_accounts ? "make" : "reject",
              plan->create_accounts ? C_("unknown customers", "make accounts")
                                    : C_("unknown customers", "leave out"),
              FALSE);
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
column_of (RapportImportWindow *self,
           GtkWidget           *widget)
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
  const RapportImportField *fields = rapport_import_get_fields (
      self->inspection ? self->inspection->plan->kind : self->kind, &n);

  if (self->filling || self->inspection == NULL || selected == GTK_INVALID_LIST_POSITION)
    return;
  _rapport_import_window_will_change (self);
  rapport_import_plan_set_field (self->inspection->plan, column_of (self, GTK_WIDGET (drop_down)),
                                 selected == 0 ? NULL : fields[selected - 1].id);
  _rapport_import_window_inspect (self, NULL, TRUE);
}

static const RapportDateFormat orders[] = { RAPPORT_DATE_FORMAT_DMY, RAPPORT_DATE_FORMAT_MDY };

/* Also a click on the proposal, which is pressed already, says yes to it. */
static void
order_clicked_cb (GtkButton           *button,
                  RapportImportWindow *self)
{
  guint column;

  if (self->filling || self->inspection == NULL)
    return;
  column = column_of (self, GTK_WIDGET (button));
  _rapport_import_window_will_change (self);
  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    if (((ImportColumn *) g_ptr_array_index (self->columns, column))->orders[i] == GTK_WIDGET (button))
      rapport_csv_dialect_set_date_format (self->inspection->plan->dialect, (int) column, orders[i]);
  _rapport_import_window_inspect (self, NULL, TRUE);
}

GtkWidget *
_rapport_import_window_label (const char *text,
                              const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

/* "Which comes first in 04/07/2019?" with both readings and why it is asked. */
static GtkWidget *
make_question (RapportImportWindow *self,
               ImportColumn        *column)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  const char *titles[] = { C_("order of a date", "Day first"), C_("order of a date", "Month first") };

  column->question = _rapport_import_window_label (NULL, "heading");
  column->why = _rapport_import_window_label (NULL, "rp-caption");
  gtk_box_append (GTK_BOX (texts), column->question);
  gtk_box_append (GTK_BOX (texts), column->why);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_end (texts, 14);
  gtk_box_append (GTK_BOX (box), texts);
  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
      GtkWidget *button = gtk_toggle_button_new ();

      gtk_widget_set_valign (lines, GTK_ALIGN_CENTER);
      column->days[i] = gtk_label_new (NULL);
      gtk_widget_add_css_class (column->days[i], "rp-caption");
      gtk_box_append (GTK_BOX (lines), gtk_label_new (titles[i]));
      gtk_box_append (GTK_BOX (lines), column->days[i]);
      gtk_button_set_child (GTK_BUTTON (button), lines);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, titles[i], -1);
      gtk_widget_add_css_class (button, "rp-order");
      if (i > 0)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), GTK_TOGGLE_BUTTON (column->orders[0]));
      g_signal_connect_object (button, "clicked", G_CALLBACK (order_clicked_cb), self, 0);
      column->orders[i] = button;
      gtk_box_append (GTK_BOX (box), button);
    }
  column->revealer = gtk_revealer_new ();
  gtk_revealer_set_child (GTK_REVEALER (column->revealer), box);
  gtk_widget_set_margin_bottom (box, 6);
  return column->revealer;
}

static void
add_open_key (GtkWidget *drop_down)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("<Alt>Down|<Alt>KP_Down"),
                                                          gtk_signal_action_new ("activate")));
  gtk_widget_add_controller (drop_down, keys);
}

static GtkWidget *
make_column (RapportImportWindow *self,
             GtkStringList       *model,
             const char          *heading,
             ImportColumn        *column)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *names = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *right = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4), *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *sure = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 7), *name_label, *chevron, *name_line;
  g_autofree char *name = g_strdup_printf (_("Field for the column %s"), heading);

  name_label = _rapport_import_window_label (heading, "rp-strong");
  gtk_widget_set_tooltip_text (name_label, heading);
  gtk_label_set_max_width_chars (GTK_LABEL (name_label), 16);
  gtk_widget_set_hexpand (name_label, TRUE);
  column->samples_below = _rapport_import_window_label (NULL, "rp-caption");
  gtk_label_set_max_width_chars (GTK_LABEL (column->samples_below), 16);
  gtk_widget_set_visible (column->samples_below, FALSE);
  chevron = gtk_image_new_from_icon_name ("go-next-symbolic");
  gtk_image_set_pixel_size (GTK_IMAGE (chevron), 12);
  gtk_widget_add_css_class (chevron, "rp-dim");
  name_line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_box_append (GTK_BOX (name_line), name_label);
  gtk_box_append (GTK_BOX (name_line), chevron);
  gtk_widget_set_size_request (name_line, 132, 30);
  gtk_box_append (GTK_BOX (names), name_line);
  gtk_box_append (GTK_BOX (names), column->samples_below);
  gtk_widget_set_hexpand (names, FALSE);
  gtk_size_group_add_widget (self->name_group, names);

  column->drop_down = gtk_drop_down_new (g_object_ref (G_LIST_MODEL (model)),
                                         gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string"));
  gtk_drop_down_set_enable_search (GTK_DROP_DOWN (column->drop_down), TRUE);
  gtk_widget_set_valign (column->drop_down, GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (column->drop_down, 196, -1);
  gtk_widget_add_css_class (column->drop_down, "rp-field");
  gtk_accessible_update_property (GTK_ACCESSIBLE (column->drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  add_open_key (column->drop_down);
  g_signal_connect_object (column->drop_down, "notify::selected", G_CALLBACK (field_chosen_cb), self, 0);
  gtk_size_group_add_widget (self->field_group, column->drop_down);

  column->samples = _rapport_import_window_label (NULL, "rp-dim");
  gtk_widget_set_hexpand (column->samples, TRUE);
  column->dots = gtk_label_new (NULL);
  column->word = _rapport_import_window_label (NULL, "rp-note");
  gtk_widget_add_css_class (column->dots, "rp-dots");
  gtk_box_append (GTK_BOX (sure), column->dots);
  gtk_box_append (GTK_BOX (sure), column->word);
  gtk_size_group_add_widget (self->sure_group, sure);

  gtk_box_append (GTK_BOX (line), column->drop_down);
  gtk_box_append (GTK_BOX (line), column->samples);
  gtk_box_append (GTK_BOX (line), sure);
  gtk_box_append (GTK_BOX (right), line);
  gtk_box_append (GTK_BOX (right), make_question (self, column));
  gtk_widget_set_hexpand (right, TRUE);
  gtk_box_append (GTK_BOX (box), names);
  gtk_box_append (GTK_BOX (box), right);
  gtk_widget_add_css_class (box, "rp-import-column");
  return box;
}

/* Rows of columns made in one turn of the main loop: each has a list of all fields. */
#define COLUMNS_A_TURN 4

static void
add_column (RapportImportWindow *self,
            GtkStringList       *model,
            const char          *heading)
{
  ImportColumn *column = g_new0 (ImportColumn, 1);

  column->row = gtk_list_box_row_new ();
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (column->row), make_column (self, model, heading, column));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (column->row), FALSE);
  gtk_widget_set_focusable (column->row, FALSE);
  gtk_list_box_append (self->columns_list, column->row);
  g_ptr_array_add (self->columns, column);
}

/* Returns: whether all are there */
static gboolean
remake_columns (RapportImportWindow *self)
{
  const RapportImportPlan *plan = self->inspection->plan;
  g_autofree char *headings = g_strjoinv ("\n", plan->dialect->headings);
  g_autofree char *key = g_strdup_printf ("%d\n%s", (int) plan->kind, headings);
  g_autoptr(GtkStringList) model = NULL;
  GtkWidget *child;

  if (g_strcmp0 (key, self->columns_key) != 0)
    {
      g_free (self->columns_key);
      self->columns_key = g_steal_pointer (&key);
      while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->columns_list))) != NULL)
        gtk_list_box_remove (self->columns_list, child);
      g_ptr_array_set_size (self->columns, 0);
      gtk_widget_set_sensitive (GTK_WIDGET (self->columns_list), FALSE);
    }
  if (self->columns->len < plan->n_columns)
    model = field_model (plan->kind);
  for (guint n = 0; n < COLUMNS_A_TURN && self->columns->len < plan->n_columns; n++)
    add_column (self, model, plan->dialect->headings[self->columns->len]);
  gtk_widget_set_sensitive (GTK_WIDGET (self->columns_list), self->columns->len == plan->n_columns);
  return self->columns->len == plan->n_columns;
}

/* A wrong encoding is to be seen before it is written: what cannot be read stands in red. */
static char *
samples_markup (RapportImportWindow    *self,
                const RapportCsvColumn *column)
{
  g_autofree char *text = column->samples ? g_strjoinv (" · ", column->samples) : g_strdup ("");
  g_autofree char *flat = g_strdelimit (g_utf8_make_valid (text, -1), "\r\n\t", ' ');
  g_autofree char *escaped = g_markup_escape_text (flat, -1);
  g_autofree char *colour = NULL, *red = NULL;
  g_auto(GStrv) parts = NULL;
  GdkRGBA rgba;

  if (strstr (escaped, "\357\277\275") == NULL)
    return g_steal_pointer (&escaped);
  rapport_theme_get_color (GTK_WIDGET (self), RAPPORT_COLOR_POOR_TEXT, &rgba);
  colour = g_strdup_printf ("#%02x%02x%02x", (guint) (rgba.red * 255), (guint) (rgba.green * 255),
                            (guint) (rgba.blue * 255));
  red = g_strdup_printf ("<span weight=\"bold\" color=\"%s\">\357\277\275</span>", colour);
  parts = g_strsplit (escaped, "\357\277\275", -1);
  return g_strjoinv (red, parts);
}

static void
show_question (RapportImportWindow    *self,
               ImportColumn           *widgets,
               const RapportCsvColumn *column,
               gboolean                shown,
               gboolean                asked)
{
  g_autofree char *question = NULL, *why = NULL;

  gtk_revealer_set_reveal_child (GTK_REVEALER (widgets->revealer), shown);
  if (!shown)
    return;
  question = g_strdup_printf (_("Which comes first in %s?"), column->example ? column->example : "");
  why = column->n_values == 1
            ? g_strdup (_("The one date reads both ways: no day above 12 tells."))
            : g_strdup_printf (ngettext ("%" PRIu64 " date reads both ways: no day above 12 tells.",
                                         "All %" PRIu64 " dates read both ways: no day above 12 tells.",
                                         (gulong) column->n_values),
                               column->n_values);
  if (asked)
    {
      char *longer = g_strdup_printf ("%s %s", why, _("Proposed from the country or the other dates."));

      g_free (why);
      why = longer;
    }
  gtk_label_set_label (GTK_LABEL (widgets->question), question);
  gtk_label_set_label (GTK_LABEL (widgets->why), why);
  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      g_autofree char *day = rapport_time_format_day_long (column->example_days[orders[i]]);

      gtk_label_set_label (GTK_LABEL (widgets->days[i]), day);
      gtk_accessible_update_property (GTK_ACCESSIBLE (widgets->orders[i]), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, day,
                                      -1);
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (widgets->orders[i]), column->date_format == orders[i]);
    }
}

static void
show_column (RapportImportWindow *self,
             guint                index)
{
  static const char *const sures[] = { "○○○", "●○○", "●●○", "●●●" };
  const char *const words[] = { C_("how sure", "left out"), C_("how sure", "your choice"),
                                C_("how sure", "likely"), C_("how sure", "sure") };
  const RapportImportPlan *plan = self->inspection->plan;
  const RapportCsvColumn *column = &plan->dialect->columns[index];
  ImportColumn *widgets = g_ptr_array_index (self->columns, index);
  RapportMatchConfidence confidence = self->inspection->matches[index].confidence;
  g_autofree char *markup = samples_markup (self, column);
  gboolean asked = _rapport_import_window_is_asked (self, index);
  guint n, selected = 0;
  const RapportImportField *fields = rapport_import_get_fields (plan->kind, &n);

  for (guint i = 0; plan->fields[index] != NULL && i < n; i++)
    if (g_str_equal (fields[i].id, plan->fields[index]))
      selected = i + 1;
  if (selected == 0)
    confidence = RAPPORT_MATCH_NONE;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (widgets->drop_down), selected);
  gtk_label_set_markup (GTK_LABEL (widgets->samples), markup);
  gtk_label_set_markup (GTK_LABEL (widgets->samples_below), markup);
  gtk_label_set_label (GTK_LABEL (widgets->dots), sures[confidence]);
  gtk_label_set_label (GTK_LABEL (widgets->word), words[confidence]);
  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *label = i ? widgets->word : widgets->dots;

      if (confidence == RAPPORT_MATCH_USER)
        gtk_widget_add_css_class (label, "rp-watch");
      else
        gtk_widget_remove_css_class (label, "rp-watch");
    }
  if (selected == 0)
    gtk_widget_add_css_class (widgets->drop_down, "rp-out");
  else
    gtk_widget_remove_css_class (widgets->drop_down, "rp-out");
  if (asked || confidence == RAPPORT_MATCH_USER)
    gtk_widget_add_css_class (widgets->row, "rp-question");
  else
    {
      gtk_widget_remove_css_class (widgets->row, "rp-question");
      gtk_widget_remove_css_class (widgets->row, "rp-asked");
    }
  /* What was answered stays open here, to be answered otherwise; what an earlier file says is not asked again. */
  show_question (self, widgets, column,
                 is_day_field (plan, index) && column->date_ambiguous &&
                     (asked || self->inspection->recalled == RAPPORT_DAY_NONE),
                 asked);
}

/* Shows a few of the columns where they are new ones. Returns: whether all are shown; else it is to be called again */
gboolean
_rapport_import_window_show_columns (RapportImportWindow *self)
{
  const RapportImportPlan *plan = self->inspection->plan;
  g_autoptr(GString) text = g_string_new (NULL);
  guint n_matched = 0, n_asked = 0, n_out = 0;

  if (!remake_columns (self))
    return FALSE;
  self->filling = TRUE;
  for (guint i = 0; i < plan->n_columns; i++)
    {
      show_column (self, i);
      if (plan->fields[i] == NULL)
        n_out++;
      else if (self->inspection->matches[i].confidence == RAPPORT_MATCH_USER)
        n_asked++;
      else
        n_matched++;
    }
  self->filling = FALSE;

  g_string_append_printf (
      text,
      ngettext ("%u of %u matched by heading and values", "%u of %u matched by heading and values", plan->n_columns),
      n_matched, plan->n_columns);
  if (n_asked > 0)
    g_string_append_printf (text, ngettext (", %u needs your choice", ", %u need your choice", n_asked), n_asked);
  if (n_out > 0)
    g_string_append_printf (text, ngettext (", %u is left out", ", %u are left out", n_out), n_out);
  if (self->inspection->recalled != RAPPORT_DAY_NONE)
    {
      g_autofree char *day = rapport_time_format_day_long (self->inspection->recalled);

      g_string_truncate (text, 0);
      if (self->inspection->mapping != NULL)
        /* Translators: the name of a saved mapping, a day */
        g_string_append_printf (text, _("read as “%s”, on %s"), self->inspection->mapping, day);
      else
        /* Translators: a day */
        g_string_append_printf (text, _("read as on %s"), day);
      if (n_asked > 0)
        g_string_append_printf (text, ngettext (", %u needs your choice", ", %u need your choice", n_asked), n_asked);
    }
  gtk_label_set_label (self->columns_label, text->str);
  _rapport_import_window_set_narrow (self);
  return TRUE;
}

/* With little room the first values go below the heading. */
void
_rapport_import_window_set_narrow (RapportImportWindow *self)
{
  gboolean narrow = rapport_adaptive_bin_is_narrow (self->bin);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->top_box),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_visible (self->samples_header, !narrow);
  for (guint i = 0; i < self->columns->len; i++)
    {
      ImportColumn *column = g_ptr_array_index (self->columns, i);

      gtk_label_set_max_width_chars (GTK_LABEL (column->samples_below), narrow ? 30 : 16);
      gtk_widget_set_visible (column->samples_below, narrow);
      gtk_label_set_max_width_chars (GTK_LABEL (column->samples), narrow ? 1 : -1);
      gtk_widget_set_opacity (column->samples, narrow ? 0 : 1);
    }
}
