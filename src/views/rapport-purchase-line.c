#include "config.h"

#include "views/rapport-purchase-line.h"

#include <glib/gi18n.h>

#include "core/rapport-decimal.h"
#include "core/rapport-records.h"
#include "service/rapport-purchase-service.h"
#include "service/rapport-value.h"
#include "views/rapport-account-parts.h"
#include "widgets/rapport-entry-helpers.h"

struct _RapportPurchaseLineRow
{
  GtkListBoxRow     parent_instance;

  GtkWidget        *box;
  GtkWidget        *product_button;
  GtkLabel         *product_label;
  GtkWidget        *entries[RAPPORT_LINE_N_COLUMNS]; /* %NULL for columns that are none */
  GtkLabel         *amount;

  RapportWorkspace *workspace;
  RapportRow       *row; /* as it is stored, or empty */
  char             *currency;
  gint64            product; /* 0 for none */
  gboolean          filling;
};

enum
{
  CHANGED,
  REMOVED,
  PRODUCT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportPurchaseLineRow, rapport_purchase_line_row, GTK_TYPE_LIST_BOX_ROW)

/* The field behind a column, -1 for none. */
static const int fields[RAPPORT_LINE_N_COLUMNS] = {
  [RAPPORT_LINE_PRODUCT] = -1,
  [RAPPORT_LINE_TITLE] = RAPPORT_PURCHASE_LINE_TITLE,
  [RAPPORT_LINE_QUANTITY] = RAPPORT_PURCHASE_LINE_QUANTITY,
  [RAPPORT_LINE_PRICE] = RAPPORT_PURCHASE_LINE_UNIT_PRICE,
  [RAPPORT_LINE_DISCOUNT] = RAPPORT_PURCHASE_LINE_DISCOUNT,
  [RAPPORT_LINE_COST] = RAPPORT_PURCHASE_LINE_UNIT_COST,
  [RAPPORT_LINE_AMOUNT] = -1,
  [RAPPORT_LINE_REMOVE] = -1,
};

static const int widths[RAPPORT_LINE_N_COLUMNS] = {
  [RAPPORT_LINE_TITLE] = 14, [RAPPORT_LINE_QUANTITY] = 6, [RAPPORT_LINE_PRICE] = 9, [RAPPORT_LINE_DISCOUNT] = 6,
  [RAPPORT_LINE_COST] = 9,
};

static const char *
column_label (RapportPurchaseLineColumn column)
{
  switch (column)
    {
    case RAPPORT_LINE_PRODUCT:
      return _("Product");
    case RAPPORT_LINE_TITLE:
      return _("Text");
    case RAPPORT_LINE_QUANTITY:
      return _("Quantity");
    case RAPPORT_LINE_PRICE:
      return _("Unit price");
    case RAPPORT_LINE_DISCOUNT:
      return _("Discount");
    case RAPPORT_LINE_COST:
      return _("Unit cost");
    case RAPPORT_LINE_AMOUNT:
      return _("Amount");
    case RAPPORT_LINE_REMOVE:
    case RAPPORT_LINE_N_COLUMNS:
    default:
      return "";
    }
}

static gboolean
is_number (RapportPurchaseLineColumn column)
{
  return column >= RAPPORT_LINE_QUANTITY && column <= RAPPORT_LINE_AMOUNT;
}

/* Values ------------------------------------------------------------------------------------------------------- */

static const RapportRow *
product_row (RapportPurchaseLineRow *self,
             RapportRecord         **record)
{
  *record = self->product != 0 ? rapport_workspace_get_record (self->workspace, RAPPORT_KIND_PRODUCT, self->product)
                               : NULL;
  return *record != NULL ? rapport_record_get_row (*record) : NULL;
}

/* What a product's price and cost say counts only in its currency. */
static gboolean
fits_currency (RapportPurchaseLineRow *self,
               const RapportRow       *product)
{
  const char *currency = product ? rapport_row_get_text (product, RAPPORT_PRODUCT_CURRENCY) : NULL;

  return product != NULL && (currency == NULL || g_strcmp0 (currency, self->currency) == 0);
}

static char *
format_micro (gint64 value)
{
  RapportNumberStyle style;

  rapport_number_style_init (&style, ".", NULL);
  return rapport_decimal_format (value, 0, RAPPORT_DECIMAL_PLACES, &style);
}

static gboolean
parse_discount (const char  *text,
                RapportRow  *row,
                GError     **error)
{
  g_autofree char *plain = g_strdup (text);
  RapportNumberStyle style;
  RapportDecimal percent;

  g_strdelimit (plain, "%", ' ');
  g_strstrip (plain);
  if (*plain == '\0')
    {
      rapport_row_set_null (row, RAPPORT_PURCHASE_LINE_DISCOUNT);
      return TRUE;
    }
  rapport_number_style_init (&style, ".", NULL);
  if (!rapport_decimal_parse (plain, &style, RAPPORT_DECIMAL_ROUND, &percent, error))
    return FALSE;
  if (percent < 0 || percent > 100 * RAPPORT_DECIMAL_ONE)
    {
      g_set_error_literal (error, RAPPORT_DECIMAL_ERROR, RAPPORT_DECIMAL_ERROR_RANGE,
                           _("A discount is between 0 and 100 %"));
      return FALSE;
    }
  rapport_row_set_int (row, RAPPORT_PURCHASE_LINE_DISCOUNT, rapport_number_round_div (percent, 100));
  return TRUE;
}

/* An empty line of a table of numbers says nothing: "no discount" is the same as none. */
static gboolean
differs (const RapportRow *a,
         const RapportRow *b,
         guint             field)
{
  gint64 x = rapport_row_get_int (a, field), y = rapport_row_get_int (b, field);

  if (field == RAPPORT_PURCHASE_LINE_DISCOUNT)
    {
      x = x == RAPPORT_UNSET ? 0 : x;
      y = y == RAPPORT_UNSET ? 0 : y;
    }
  return x != y;
}

/**
 * rapport_purchase_line_row_read:
 * @self: a line
 * @tell: whether entries that cannot be read say why
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the line as it is entered; its stated amount is gone where what
 *   it was stated for has changed
 */
RapportRow *
rapport_purchase_line_row_read (RapportPurchaseLineRow  *self,
                                gboolean                 tell,
                                GError                 **error)
{
  g_autoptr(RapportRow) row = NULL;
  g_autoptr(GError) first = NULL;

  g_return_val_if_fail (RAPPORT_IS_PURCHASE_LINE_ROW (self), NULL);

  row = rapport_row_copy (self->row);
  if (self->product != 0)
    rapport_row_set_int (row, RAPPORT_PURCHASE_LINE_PRODUCT, self->product);
  else
    rapport_row_set_null (row, RAPPORT_PURCHASE_LINE_PRODUCT);
  for (int i = 0; i < RAPPORT_LINE_N_COLUMNS; i++)
    {
      g_autoptr(GError) local_error = NULL;
      const char *text;
      gboolean understood;

      if (self->entries[i] == NULL)
        continue;
      text = gtk_editable_get_text (GTK_EDITABLE (self->entries[i]));
      understood = i == RAPPORT_LINE_DISCOUNT
                       ? parse_discount (text, row, &local_error)
                       : rapport_value_parse (self->workspace, row, (guint) fields[i], text, &local_error);
      if (tell)
        rapport_entry_set_problem (self->entries[i], understood ? NULL : local_error->message);
      if (!understood && first == NULL)
        {
          first = g_steal_pointer (&local_error);
          if (tell)
            gtk_widget_grab_focus (self->entries[i]);
        }
    }
  if (first != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&first));
      return NULL;
    }
  if (differs (row, self->row, RAPPORT_PURCHASE_LINE_QUANTITY) ||
      differs (row, self->row, RAPPORT_PURCHASE_LINE_UNIT_PRICE) ||
      differs (row, self->row, RAPPORT_PURCHASE_LINE_DISCOUNT))
    rapport_row_set_null (row, RAPPORT_PURCHASE_LINE_AMOUNT);
  return g_steal_pointer (&row);
}

static void
show_amount (RapportPurchaseLineRow *self)
{
  g_autoptr(RapportRow) row = rapport_purchase_line_row_read (self, FALSE, NULL);
  gint64 minor = RAPPORT_UNSET;
  g_autofree char *text = NULL;

  if (row != NULL && rapport_purchase_get_line_amount (row, self->currency, &minor, NULL) && minor != RAPPORT_UNSET)
    text = _rapport_money (self->workspace, minor, self->currency);
  gtk_label_set_text (self->amount, text ? text : "–");
}

static void
show_product (RapportPurchaseLineRow *self)
{
  g_autoptr(RapportRecord) record = NULL;
  const RapportRow *product = product_row (self, &record);
  g_autofree char *cost = NULL, *words = NULL;

  gtk_label_set_text (self->product_label, product ? rapport_record_get_title (record) : C_("choice", "–"));
  words = g_strdup_printf (_("Product: %s"), product ? rapport_record_get_title (record) : _("none"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->product_button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  /* What counts where nothing is entered. */
  if (fits_currency (self, product) && !rapport_row_is_null (product, RAPPORT_PRODUCT_COST))
    cost = format_micro (rapport_row_get_int (product, RAPPORT_PRODUCT_COST));
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entries[RAPPORT_LINE_COST]), cost ? cost : "–");
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entries[RAPPORT_LINE_TITLE]),
                                  product ? rapport_record_get_title (record) : "–");
}

static void
edited_cb (RapportPurchaseLineRow *self)
{
  if (self->filling)
    return;
  show_amount (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * rapport_purchase_line_row_set_product:
 * @self: a line
 * @product: a product, 0 for none
 *
 * Chooses a product; its price is taken over where none was entered.
 */
void
rapport_purchase_line_row_set_product (RapportPurchaseLineRow *self,
                                       gint64                  product)
{
  g_autoptr(RapportRecord) record = NULL;
  const RapportRow *row;

  g_return_if_fail (RAPPORT_IS_PURCHASE_LINE_ROW (self));

  self->product = product;
  row = product_row (self, &record);
  if (fits_currency (self, row) && !rapport_row_is_null (row, RAPPORT_PRODUCT_PRICE) &&
      *gtk_editable_get_text (GTK_EDITABLE (self->entries[RAPPORT_LINE_PRICE])) == '\0')
    {
      g_autofree char *price = format_micro (rapport_row_get_int (row, RAPPORT_PRODUCT_PRICE));

      gtk_editable_set_text (GTK_EDITABLE (self->entries[RAPPORT_LINE_PRICE]), price);
    }
  if (product != 0 && *gtk_editable_get_text (GTK_EDITABLE (self->entries[RAPPORT_LINE_QUANTITY])) == '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->entries[RAPPORT_LINE_QUANTITY]), "1");
  show_product (self);
  edited_cb (self);
}

/**
 * rapport_purchase_line_row_set_currency:
 * @self: a line
 * @currency: what its purchase is in
 */
void
rapport_purchase_line_row_set_currency (RapportPurchaseLineRow *self,
                                        const char             *currency)
{
  g_return_if_fail (RAPPORT_IS_PURCHASE_LINE_ROW (self));

  g_free (self->currency);
  self->currency = g_strdup (currency);
  show_product (self);
  show_amount (self);
}

/**
 * rapport_purchase_line_row_is_empty:
 * @self: a line
 *
 * Returns: whether nothing is entered in it
 */
gboolean
rapport_purchase_line_row_is_empty (RapportPurchaseLineRow *self)
{
  g_return_val_if_fail (RAPPORT_IS_PURCHASE_LINE_ROW (self), TRUE);

  for (int i = 0; i < RAPPORT_LINE_N_COLUMNS; i++)
    if (self->entries[i] != NULL && *gtk_editable_get_text (GTK_EDITABLE (self->entries[i])) != '\0')
      return FALSE;
  return self->product == 0 && rapport_row_is_null (self->row, RAPPORT_PURCHASE_LINE_AMOUNT);
}

/**
 * rapport_purchase_line_row_is_costed:
 * @self: a line
 *
 * Returns: whether its cost is known, from itself or from its product
 */
gboolean
rapport_purchase_line_row_is_costed (RapportPurchaseLineRow *self)
{
  g_autoptr(RapportRecord) record = NULL;
  const RapportRow *product;

  g_return_val_if_fail (RAPPORT_IS_PURCHASE_LINE_ROW (self), FALSE);

  product = product_row (self, &record);
  return *gtk_editable_get_text (GTK_EDITABLE (self->entries[RAPPORT_LINE_COST])) != '\0' ||
         (fits_currency (self, product) && !rapport_row_is_null (product, RAPPORT_PRODUCT_COST));
}

/**
 * rapport_purchase_line_row_get_button:
 * @self: a line
 *
 * Returns: (transfer none): the button with its product
 */
GtkWidget *
rapport_purchase_line_row_get_button (RapportPurchaseLineRow *self)
{
  g_return_val_if_fail (RAPPORT_IS_PURCHASE_LINE_ROW (self), NULL);

  return self->product_button;
}

/**
 * rapport_purchase_line_row_get_entry:
 * @self: a line
 * @column: a column
 *
 * Returns: (transfer none) (nullable): its entry there
 */
GtkWidget *
rapport_purchase_line_row_get_entry (RapportPurchaseLineRow    *self,
                                     RapportPurchaseLineColumn  column)
{
  g_return_val_if_fail (RAPPORT_IS_PURCHASE_LINE_ROW (self), NULL);

  return self->entries[column];
}

/* Widget ------------------------------------------------------------------------------------------------------- */

static void
product_cb (RapportPurchaseLineRow *self)
{
  g_signal_emit (self, signals[PRODUCT], 0);
}

static void
remove_cb (RapportPurchaseLineRow *self)
{
  g_signal_emit (self, signals[REMOVED], 0);
}

static void
rapport_purchase_line_row_finalize (GObject *object)
{
  RapportPurchaseLineRow *self = RAPPORT_PURCHASE_LINE_ROW (object);

  g_clear_object (&self->workspace);
  g_clear_pointer (&self->row, rapport_row_free);
  g_free (self->currency);
  G_OBJECT_CLASS (rapport_purchase_line_row_parent_class)->finalize (object);
}

static void
rapport_purchase_line_row_class_init (RapportPurchaseLineRowClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = rapport_purchase_line_row_finalize;
  signals[CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REMOVED] = g_signal_new ("removed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[PRODUCT] = g_signal_new ("product", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
add_entry (RapportPurchaseLineRow    *self,
           RapportPurchaseLineColumn  column)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), widths[column]);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), widths[column]);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), "–");
  if (is_number (column))
    {
      gtk_entry_set_input_purpose (GTK_ENTRY (entry), GTK_INPUT_PURPOSE_NUMBER);
      gtk_editable_set_alignment (GTK_EDITABLE (entry), 1);
    }
  else
    gtk_widget_set_hexpand (entry, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, column_label (column), -1);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (edited_cb), self);
  gtk_box_append (GTK_BOX (self->box), entry);
  self->entries[column] = entry;
}

static void
rapport_purchase_line_row_init (RapportPurchaseLineRow *self)
{
  GtkWidget *inner = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6),
            *remove = gtk_button_new_from_icon_name ("rp-trash-symbolic");
  GtkWidget *arrow = gtk_image_new_from_icon_name ("pan-down-symbolic");

  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->product_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->product_label, 0);
  gtk_label_set_ellipsize (self->product_label, PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (self->product_label, 14);
  gtk_label_set_max_width_chars (self->product_label, 14);
  gtk_widget_set_hexpand (GTK_WIDGET (self->product_label), TRUE);
  gtk_box_append (GTK_BOX (inner), GTK_WIDGET (self->product_label));
  gtk_box_append (GTK_BOX (inner), arrow);
  self->product_button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->product_button), inner);
  gtk_widget_set_hexpand (self->product_button, FALSE);
  g_signal_connect_swapped (self->product_button, "clicked", G_CALLBACK (product_cb), self);
  gtk_box_append (GTK_BOX (self->box), self->product_button);
  for (int i = RAPPORT_LINE_TITLE; i <= RAPPORT_LINE_COST; i++)
    add_entry (self, (RapportPurchaseLineColumn) i);
  self->amount = GTK_LABEL (gtk_label_new ("–"));
  gtk_label_set_xalign (self->amount, 1);
  gtk_label_set_width_chars (self->amount, 11);
  gtk_widget_add_css_class (GTK_WIDGET (self->amount), "rp-amount");
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->amount));
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_set_tooltip_text (remove, _("Remove Line"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (remove), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Remove line"), -1);
  g_signal_connect_swapped (remove, "clicked", G_CALLBACK (remove_cb), self);
  gtk_box_append (GTK_BOX (self->box), remove);
  gtk_widget_add_css_class (self->box, "rp-purchase-line");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), self->box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
}

static void
join_groups (GtkWidget    *box,
             GtkSizeGroup *groups[RAPPORT_LINE_N_COLUMNS])
{
  int column = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (box); child != NULL; child = gtk_widget_get_next_sibling (child))
    gtk_size_group_add_widget (groups[column++], child);
}

/**
 * rapport_purchase_line_heading_new:
 * @groups: (array fixed-size=8): what makes the columns equally wide
 *
 * Returns: (transfer floating): the names of the columns
 */
GtkWidget *
rapport_purchase_line_heading_new (GtkSizeGroup *groups[RAPPORT_LINE_N_COLUMNS])
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  for (int i = 0; i < RAPPORT_LINE_N_COLUMNS; i++)
    {
      GtkWidget *label = _rapport_line_new (column_label ((RapportPurchaseLineColumn) i), "rp-caption");

      gtk_label_set_xalign (GTK_LABEL (label), is_number ((RapportPurchaseLineColumn) i) ? 1 : 0);
      gtk_widget_set_hexpand (label, i == RAPPORT_LINE_TITLE);
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_widget_add_css_class (box, "rp-purchase-line");
  join_groups (box, groups);
  return box;
}

/**
 * rapport_purchase_line_row_new:
 * @workspace: a workspace
 * @line: (nullable): a line to change, %NULL for a new one
 * @currency: what its purchase is in
 * @groups: (array fixed-size=8): what makes the columns equally wide
 *
 * Returns: (transfer floating): the row of a #GtkListBox
 */
GtkWidget *
rapport_purchase_line_row_new (RapportWorkspace *workspace,
                               const RapportRow *line,
                               const char       *currency,
                               GtkSizeGroup     *groups[RAPPORT_LINE_N_COLUMNS])
{
  RapportPurchaseLineRow *self = g_object_new (RAPPORT_TYPE_PURCHASE_LINE_ROW, NULL);

  self->workspace = g_object_ref (workspace);
  self->row = line ? rapport_row_copy (line) : rapport_row_new (RAPPORT_KIND_PURCHASE_LINE);
  self->currency = g_strdup (currency);
  self->filling = TRUE;
  if (!rapport_row_is_null (self->row, RAPPORT_PURCHASE_LINE_PRODUCT))
    self->product = rapport_row_get_int (self->row, RAPPORT_PURCHASE_LINE_PRODUCT);
  for (int i = 0; i < RAPPORT_LINE_N_COLUMNS; i++)
    {
      g_autofree char *text = NULL;

      if (self->entries[i] == NULL || rapport_row_is_null (self->row, (guint) fields[i]))
        continue;
      if (i == RAPPORT_LINE_DISCOUNT)
        {
          gint64 discount = rapport_row_get_int (self->row, RAPPORT_PURCHASE_LINE_DISCOUNT);
          g_autofree char *percent = format_micro (discount * 100);

          text = discount != 0 ? g_strdup_printf ("%s %%", percent) : NULL;
        }
      else
        text = rapport_value_format (workspace, self->row, (guint) fields[i]);
      gtk_editable_set_text (GTK_EDITABLE (self->entries[i]), text ? text : "");
    }
  self->filling = FALSE;
  show_product (self);
  show_amount (self);
  join_groups (self->box, groups);
  return GTK_WIDGET (self);
}
