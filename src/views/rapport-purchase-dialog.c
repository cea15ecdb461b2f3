#include "config.h"

#include "views/rapport-purchase-dialog.h"

#include <glib/gi18n.h>

#include "core/rapport-money.h"
#include "core/rapport-records.h"
#include "service/rapport-purchase-service.h"
#include "service/rapport-value.h"
#include "views/rapport-account-parts.h"
#include "views/rapport-field-editor.h"
#include "views/rapport-product-picker.h"
#include "widgets/rapport-confirm.h"
#include "widgets/rapport-feedback.h"

struct _RapportPurchaseDialog
{
  AdwWindow         parent_instance;

  /* Template children */
  GtkWidget        *cancel_button;
  GtkButton        *save_button;
  GtkWidget        *scrolled;
  GtkGrid          *fields;
  GtkWidget        *add_button;
  GtkBox           *panel;
  GtkListBox       *lines;
  GtkCheckButton   *follow;
  GtkLabel         *sum;
  GtkWidget        *delete_button;

  GtkWidget        *editors[RAPPORT_PURCHASE_N_FIELDS]; /* %NULL for fields that are not asked for */
  GtkSizeGroup     *groups[RAPPORT_LINE_N_COLUMNS];
  GtkWidget        *picker;
  RapportPurchaseLineRow *asking; /* whose product is being chosen */

  GtkWidget        *from; /* weak */
  RapportWorkspace *workspace;
  RapportRow       *row; /* as it is stored, or what a new one begins with */
  gboolean          dirty;
  gboolean          lines_changed;
  gboolean          filling;
  gboolean          writing;
  gboolean          may_close;
};

G_DEFINE_FINAL_TYPE (RapportPurchaseDialog, rapport_purchase_dialog, ADW_TYPE_WINDOW)

/* Lines -------------------------------------------------------------------------------------------------------- */

static const char *
get_currency (RapportPurchaseDialog *self)
{
  GtkWidget *input = rapport_field_editor_get_input (RAPPORT_FIELD_EDITOR (self->editors[RAPPORT_PURCHASE_CURRENCY]));
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (input));
  const char *const *codes = rapport_currency_get_codes ();

  for (guint i = 0; codes[i] != NULL; i++)
    if (g_ascii_strcasecmp (codes[i], typed) == 0)
      return codes[i];
  return rapport_workspace_get_currency (self->workspace);
}

static int
count_lines (RapportPurchaseDialog *self)
{
  int n = 0;

  while (gtk_list_box_get_row_at_index (self->lines, n) != NULL)
    n++;
  return n;
}

/* %NULL where one of them cannot be read; the first of these has the focus where it is to be told. */
static GPtrArray *
read_lines (RapportPurchaseDialog *self,
            gboolean               tell)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_row_free);
  gboolean understood = TRUE;

  for (int i = 0, n = count_lines (self); i < n; i++)
    {
      RapportPurchaseLineRow *line = rapport_purchase_dialog_get_line (self, i);
      RapportRow *row;

      if (rapport_purchase_line_row_is_empty (line))
        continue;
      row = rapport_purchase_line_row_read (line, tell && understood, NULL);
      if (row != NULL)
        g_ptr_array_add (rows, row);
      else
        understood = FALSE;
    }
  return understood ? g_steal_pointer (&rows) : NULL;
}

static void
show_total (RapportPurchaseDialog *self,
            gint64                 minor)
{
  GtkWidget *input = rapport_field_editor_get_input (RAPPORT_FIELD_EDITOR (self->editors[RAPPORT_PURCHASE_TOTAL]));
  g_autofree char *text = rapport_value_format_minor (minor, get_currency (self));
  gboolean was_filling = self->filling;

  self->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (input), text);
  self->filling = was_filling;
}

static void
show_sum (RapportPurchaseDialog *self)
{
  gboolean follow = gtk_check_button_get_active (self->follow);
  gboolean writable = !rapport_workspace_is_read_only (self->workspace);
  g_autoptr(GPtrArray) rows = read_lines (self, FALSE);
  g_autofree char *money = NULL, *text = NULL;
  gint64 minor;

  if (rows != NULL && rows->len > 0 && rapport_purchase_sum_rows (rows, get_currency (self), &minor, NULL))
    {
      money = _rapport_money (self->workspace, minor, get_currency (self));
      if (follow && writable)
        show_total (self, minor);
    }
  /* Translators: %s is an amount of money */
  text = money ? g_strdup_printf (follow ? _("Amount %s") : _("Lines %s"), money) : NULL;
  gtk_label_set_text (self->sum, text ? text : "");
  gtk_widget_set_sensitive (GTK_WIDGET (self->follow), writable && count_lines (self) > 0);
  gtk_widget_set_sensitive (self->editors[RAPPORT_PURCHASE_TOTAL], writable && !(follow && count_lines (self) > 0));
  gtk_widget_set_visible (GTK_WIDGET (self->panel), count_lines (self) > 0);
}

static void
line_changed_cb (RapportPurchaseDialog *self)
{
  if (self->filling)
    return;
  self->dirty = self->lines_changed = TRUE;
  show_sum (self);
}

static void
line_removed_cb (RapportPurchaseLineRow *line,
                 RapportPurchaseDialog  *self)
{
  int index = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (line)), n;

  if (self->asking == line)
    self->asking = NULL;
  gtk_list_box_remove (self->lines, GTK_WIDGET (line));
  n = count_lines (self);
  /* The next one takes the focus, so that several can be removed in a row. */
  if (n > 0)
    gtk_widget_child_focus (GTK_WIDGET (rapport_purchase_dialog_get_line (self, MIN (index, n - 1))),
                            GTK_DIR_TAB_FORWARD);
  else
    gtk_widget_grab_focus (self->add_button);
  line_changed_cb (self);
}

static void
picked_cb (RapportPurchaseDialog *self,
           gint64                 product)
{
  if (self->asking == NULL)
    return;
  rapport_purchase_line_row_set_product (self->asking, product);
  gtk_widget_grab_focus (rapport_purchase_line_row_get_entry (self->asking, RAPPORT_LINE_QUANTITY));
  self->asking = NULL;
}

static void
product_cb (RapportPurchaseLineRow *line,
            RapportPurchaseDialog  *self)
{
  if (self->picker == NULL)
    {
      self->picker = rapport_product_picker_new (self->workspace);
      gtk_widget_set_parent (self->picker, GTK_WIDGET (self->panel));
      g_signal_connect_object (self->picker, "picked", G_CALLBACK (picked_cb), self, G_CONNECT_SWAPPED);
    }
  self->asking = line;
  rapport_product_picker_ask (RAPPORT_PRODUCT_PICKER (self->picker), rapport_purchase_line_row_get_button (line));
}

static RapportPurchaseLineRow *
append_line (RapportPurchaseDialog *self,
             const RapportRow      *row)
{
  GtkWidget *line = rapport_purchase_line_row_new (self->workspace, row, get_currency (self), self->groups);

  g_signal_connect_object (line, "changed", G_CALLBACK (line_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (line, "removed", G_CALLBACK (line_removed_cb), self, 0);
  g_signal_connect_object (line, "product", G_CALLBACK (product_cb), self, 0);
  gtk_list_box_append (self->lines, line);
  return RAPPORT_PURCHASE_LINE_ROW (line);
}

/**
 * rapport_purchase_dialog_add_line:
 * @self: a dialog
 *
 * Adds an empty line below the others.
 *
 * Returns: (transfer none): the line
 */
RapportPurchaseLineRow *
rapport_purchase_dialog_add_line (RapportPurchaseDialog *self)
{
  RapportPurchaseLineRow *line;

  g_return_val_if_fail (RAPPORT_IS_PURCHASE_DIALOG (self), NULL);

  /* A new purchase whose amount nobody has stated follows its lines. */
  if (count_lines (self) == 0)
    {
      GtkWidget *input = rapport_field_editor_get_input (RAPPORT_FIELD_EDITOR (self->editors[RAPPORT_PURCHASE_TOTAL]));

      gtk_check_button_set_active (self->follow, *gtk_editable_get_text (GTK_EDITABLE (input)) == '\0');
    }
  line = append_line (self, NULL);
  show_sum (self);
  return line;
}

/**
 * rapport_purchase_dialog_get_line:
 * @self: a dialog
 * @index: from 0
 *
 * Returns: (transfer none) (nullable): that line
 */
RapportPurchaseLineRow *
rapport_purchase_dialog_get_line (RapportPurchaseDialog *self,
                                  int                    index)
{
  GtkListBoxRow *row;

  g_return_val_if_fail (RAPPORT_IS_PURCHASE_DIALOG (self), NULL);

  row = gtk_list_box_get_row_at_index (self->lines, index);
  return row ? RAPPORT_PURCHASE_LINE_ROW (row) : NULL;
}

/**
 * rapport_purchase_dialog_get_editor:
 * @self: a dialog
 * @field: a field of purchases
 *
 * Returns: (transfer none) (nullable): its editor
 */
GtkWidget *
rapport_purchase_dialog_get_editor (RapportPurchaseDialog *self,
                                    guint                  field)
{
  g_return_val_if_fail (RAPPORT_IS_PURCHASE_DIALOG (self), NULL);
  g_return_val_if_fail (field < RAPPORT_PURCHASE_N_FIELDS, NULL);

  return self->editors[field];
}

static void
follow_cb (RapportPurchaseDialog *self)
{
  if (self->filling)
    return;
  self->dirty = TRUE;
  show_sum (self);
}

/* Save --------------------------------------------------------------------------------------------------------- */

static gboolean
read_fields (RapportPurchaseDialog *self,
             RapportRow            *row)
{
  GtkWidget *wrong = NULL;

  /* The currency first: amounts are read in it. */
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < RAPPORT_PURCHASE_N_FIELDS; i++)
      {
        g_autoptr(GError) error = NULL;
        gboolean understood;

        if (self->editors[i] == NULL || (i == RAPPORT_PURCHASE_CURRENCY) != (pass == 0))
          continue;
        understood = rapport_field_editor_read (RAPPORT_FIELD_EDITOR (self->editors[i]), row, &error);
        rapport_field_editor_set_problem (RAPPORT_FIELD_EDITOR (self->editors[i]), understood ? NULL : error->message);
        if (!understood && wrong == NULL)
          wrong = self->editors[i];
      }
  if (wrong != NULL)
    gtk_widget_grab_focus (wrong);
  return wrong == NULL;
}

static gboolean
are_costed (RapportPurchaseDialog *self)
{
  for (int i = 0, n = count_lines (self); i < n; i++)
    {
      RapportPurchaseLineRow *line = rapport_purchase_dialog_get_line (self, i);

      if (!rapport_purchase_line_row_is_empty (line) && !rapport_purchase_line_row_is_costed (line))
        return FALSE;
    }
  return TRUE;
}

static void
written_cb (RapportWorkspace *workspace,
            RapportAct       *act,
            gpointer          data)
{
  g_autoptr(RapportPurchaseDialog) self = data;

  self->writing = FALSE;
  gtk_widget_set_sensitive (self->scrolled, TRUE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->save_button), TRUE);
  if (act == NULL)
    return;
  self->may_close = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static void
write_act (RapportPurchaseDialog *self,
           RapportAct            *act,
           const char            *toast)
{
  GtkWidget *from = self->from != NULL && gtk_widget_get_root (self->from) != NULL ? self->from : self->scrolled;

  self->writing = TRUE;
  /* An entry that is made insensitive would go on blinking. */
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  gtk_widget_set_sensitive (self->scrolled, FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->save_button), FALSE);
  rapport_do_then (from, self->workspace, act, toast, written_cb, g_object_ref (self));
}

static void
save_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  RapportPurchaseDialog *self = RAPPORT_PURCHASE_DIALOG (widget);
  g_autoptr(RapportRow) row = NULL;
  g_autoptr(GPtrArray) lines = NULL;
  gboolean follow, new = rapport_row_get_id (self->row) == 0;
  gint64 sum;
  g_autoptr(GError) error = NULL;

  if (self->writing)
    return;
  row = rapport_row_copy (self->row);
  if (!read_fields (self, row))
    return;
  lines = read_lines (self, TRUE);
  if (lines == NULL)
    return;
  follow = lines->len > 0 && gtk_check_button_get_active (self->follow);
  if (follow && !rapport_purchase_sum_rows (lines, get_currency (self), &sum, &error))
    {
      rapport_report_error (self->scrolled, error);
      return;
    }
  if (!follow && !rapport_row_is_null (row, RAPPORT_PURCHASE_TOTAL))
    rapport_row_set_text (row, RAPPORT_PURCHASE_TOTAL_FROM, "file");
  /* A cost that stood for other lines is not the cost of these. */
  if (self->lines_changed && lines->len > 0 && are_costed (self) &&
      !rapport_field_editor_is_changed (RAPPORT_FIELD_EDITOR (self->editors[RAPPORT_PURCHASE_COST])))
    rapport_row_set_null (row, RAPPORT_PURCHASE_COST);
  /* What was bought names the order where nothing else does. */
  if (new && rapport_row_is_null (row, RAPPORT_PURCHASE_TITLE) && lines->len > 0)
    {
      const RapportRow *first = g_ptr_array_index (lines, 0);
      const char *title = rapport_row_get_text (first, RAPPORT_PURCHASE_LINE_TITLE);

      if (title == NULL && !rapport_row_is_null (first, RAPPORT_PURCHASE_LINE_PRODUCT))
        title = rapport_workspace_get_title (self->workspace, RAPPORT_KIND_PRODUCT,
                                             rapport_row_get_int (first, RAPPORT_PURCHASE_LINE_PRODUCT));
      if (title != NULL)
        rapport_row_set_text (row, RAPPORT_PURCHASE_TITLE, title);
    }
  write_act (
      self, rapport_purchase_act_save (g_steal_pointer (&row), g_steal_pointer (&lines), follow, get_currency (self)),
      new ? NULL : _("Purchase changed"));
}

static void
add_line_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  RapportPurchaseLineRow *line = rapport_purchase_dialog_add_line (RAPPORT_PURCHASE_DIALOG (widget));

  gtk_widget_grab_focus (rapport_purchase_line_row_get_button (line));
}

static void
delete_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  RapportPurchaseDialog *self = RAPPORT_PURCHASE_DIALOG (widget);
  gint64 id = rapport_row_get_id (self->row);

  if (id != 0 && !self->writing)
    write_act (self, rapport_act_trash (RAPPORT_KIND_PURCHASE, &id, 1), _("Purchase deleted"));
}

/* Window ------------------------------------------------------------------------------------------------------- */

static void
discard_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr(RapportPurchaseDialog) self = data;

  if (rapport_confirm_finish (result))
    {
      self->may_close = TRUE;
      gtk_window_close (GTK_WINDOW (self));
    }
}

static gboolean
rapport_purchase_dialog_close_request (GtkWindow *window)
{
  RapportPurchaseDialog *self = RAPPORT_PURCHASE_DIALOG (window);

  if (!self->may_close && self->writing)
    return TRUE;
  if (!self->may_close && self->dirty)
    {
      rapport_confirm_async (GTK_WIDGET (self), _("Drop What You Typed?"),
                             _("Nothing of this form has been saved yet."), _("_Drop"), RAPPORT_ANSWER_DESTRUCTIVE,
                             discard_cb, g_object_ref (self));
      return TRUE;
    }
  return GTK_WINDOW_CLASS (rapport_purchase_dialog_parent_class)->close_request (window);
}

static void
rapport_purchase_dialog_dispose (GObject *object)
{
  RapportPurchaseDialog *self = RAPPORT_PURCHASE_DIALOG (object);

  g_clear_pointer (&self->picker, gtk_widget_unparent);
  g_clear_weak_pointer (&self->from);
  for (guint i = 0; i < G_N_ELEMENTS (self->groups); i++)
    g_clear_object (&self->groups[i]);
  G_OBJECT_CLASS (rapport_purchase_dialog_parent_class)->dispose (object);
}

static void
rapport_purchase_dialog_finalize (GObject *object)
{
  RapportPurchaseDialog *self = RAPPORT_PURCHASE_DIALOG (object);

  g_clear_object (&self->workspace);
  g_clear_pointer (&self->row, rapport_row_free);
  G_OBJECT_CLASS (rapport_purchase_dialog_parent_class)->finalize (object);
}

static void
rapport_purchase_dialog_class_init (RapportPurchaseDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_purchase_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = rapport_purchase_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = rapport_purchase_dialog_close_request;

  gtk_widget_class_set_template_from_resource (widget_class, "/app/rapport/Rapport/rapport-purchase-dialog.ui");
#define CHILD(name) gtk_widget_class_bind_template_child (widget_class, RapportPurchaseDialog, name)
  CHILD (cancel_button);
  CHILD (save_button);
  CHILD (scrolled);
  CHILD (fields);
  CHILD (add_button);
  CHILD (panel);
  CHILD (lines);
  CHILD (follow);
  CHILD (sum);
  CHILD (delete_button);
#undef CHILD
  gtk_widget_class_bind_template_callback (widget_class, follow_cb);
  gtk_widget_class_install_action (widget_class, "purchase.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "purchase.add-line", NULL, add_line_action);
  gtk_widget_class_install_action (widget_class, "purchase.delete", NULL, delete_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "purchase.save", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, GDK_CONTROL_MASK, "purchase.add-line", NULL);
}

static void
rapport_purchase_dialog_init (RapportPurchaseDialog *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->groups); i++)
    self->groups[i] = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_box_prepend (self->panel, rapport_purchase_line_heading_new (self->groups));
}

static void
edited_cb (RapportPurchaseDialog *self)
{
  if (!self->filling)
    self->dirty = TRUE;
}

static void
currency_cb (RapportPurchaseDialog *self)
{
  if (self->filling)
    return;
  for (int i = 0, n = count_lines (self); i < n; i++)
    rapport_purchase_line_row_set_currency (rapport_purchase_dialog_get_line (self, i), get_currency (self));
  show_sum (self);
}

static void
add_editor (RapportPurchaseDialog *self,
            guint                  field,
            const char            *label,
            int                    column,
            int                    row,
            int                    width)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3), *caption = _rapport_line_new (label, "rp-caption");
  GtkWidget *editor = rapport_field_editor_new (RAPPORT_KIND_PURCHASE, field);
  GtkWidget *input = rapport_field_editor_get_input (RAPPORT_FIELD_EDITOR (editor));

  gtk_label_set_xalign (GTK_LABEL (caption), 0);
  gtk_widget_remove_css_class (input, "rp-inplace");
  gtk_widget_set_halign (input, GTK_ALIGN_FILL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (input), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_box_append (GTK_BOX (box), caption);
  gtk_box_append (GTK_BOX (box), editor);
  gtk_grid_attach (self->fields, box, column, row, width, 1);
  g_signal_connect_object (editor, "changed", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  rapport_field_editor_set_row (RAPPORT_FIELD_EDITOR (editor), self->workspace, self->row);
  self->editors[field] = editor;
}

static void
add_editors (RapportPurchaseDialog *self)
{
  add_editor (self, RAPPORT_PURCHASE_TITLE, _("Title"), 0, 0, 4);
  add_editor (self, RAPPORT_PURCHASE_DAY, _("Day"), 4, 0, 2);
  add_editor (self, RAPPORT_PURCHASE_EXTERNAL_ID, _("Order number"), 0, 1, 2);
  add_editor (self, RAPPORT_PURCHASE_MEMBER, _("Sold by"), 2, 1, 2);
  add_editor (self, RAPPORT_PURCHASE_CURRENCY, _("Currency"), 4, 1, 2);
  add_editor (self, RAPPORT_PURCHASE_TOTAL, _("Amount"), 0, 2, 2);
  add_editor (self, RAPPORT_PURCHASE_COST, _("Cost"), 2, 2, 2);
  gtk_entry_set_placeholder_text (
      GTK_ENTRY (rapport_field_editor_get_input (RAPPORT_FIELD_EDITOR (self->editors[RAPPORT_PURCHASE_CURRENCY]))),
      rapport_workspace_get_currency (self->workspace));
  g_signal_connect_object (self->editors[RAPPORT_PURCHASE_CURRENCY], "changed", G_CALLBACK (currency_cb), self,
                           G_CONNECT_SWAPPED);
}

/* A stated amount that the lines do not come to stays stated. */
static gboolean
follows (RapportPurchaseDialog *self,
         GPtrArray             *lines)
{
  const char *from = rapport_row_get_text (self->row, RAPPORT_PURCHASE_TOTAL_FROM);
  gint64 sum;

  if (lines->len == 0)
    return FALSE;
  if (g_strcmp0 (from, "lines") == 0 || rapport_row_is_null (self->row, RAPPORT_PURCHASE_TOTAL))
    return TRUE;
  return rapport_purchase_sum_rows (lines, get_currency (self), &sum, NULL) &&
         sum == rapport_row_get_int (self->row, RAPPORT_PURCHASE_TOTAL);
}

static void
begin (RapportPurchaseDialog *self,
       gint64                 account)
{
  gint64 member = rapport_workspace_get_member (self->workspace);

  self->row = rapport_row_new (RAPPORT_KIND_PURCHASE);
  rapport_row_set_int (self->row, RAPPORT_PURCHASE_ACCOUNT, account);
  rapport_row_set_int (self->row, RAPPORT_PURCHASE_DAY, rapport_workspace_get_today (self->workspace));
  if (member != 0)
    rapport_row_set_int (self->row, RAPPORT_PURCHASE_MEMBER, member);
}

/**
 * rapport_purchase_dialog_new:
 * @from: the widget that asks
 * @workspace: a workspace
 * @account: who buys
 * @purchase: a purchase to look at and change, 0 for a new one
 *
 * Returns: (transfer none) (nullable): the window, which is shown; %NULL where the purchase cannot be
 *   read, which the user has been told
 */
GtkWidget *
rapport_purchase_dialog_new (GtkWidget        *from,
                             RapportWorkspace *workspace,
                             gint64            account,
                             gint64            purchase)
{
  GtkRoot *root = gtk_widget_get_root (from);
  g_autoptr(RapportRecord) record = NULL;
  g_autoptr(GPtrArray) lines = NULL;
  g_autoptr(GError) error = NULL;
  gboolean writable = !rapport_workspace_is_read_only (workspace);
  RapportPurchaseDialog *self;

  if (purchase != 0)
    {
      record = rapport_workspace_get_record (workspace, RAPPORT_KIND_PURCHASE, purchase);
      lines = rapport_purchase_list_lines (workspace, purchase, &error);
      if (record == NULL || lines == NULL)
        {
          if (error != NULL)
            rapport_report_error (from, error);
          else
            rapport_toast (from, _("This purchase is no longer there."), FALSE);
          return NULL;
        }
    }
  self = g_object_new (RAPPORT_TYPE_PURCHASE_DIALOG, NULL);
  g_set_weak_pointer (&self->from, from);
  self->workspace = g_object_ref (workspace);
  self->filling = TRUE;
  if (record != NULL)
    self->row = rapport_row_copy (rapport_record_get_row (record));
  else
    begin (self, account);
  gtk_window_set_title (GTK_WINDOW (self), record ? _("Purchase") : _("Add Purchase"));
  gtk_button_set_label (self->save_button, record ? _("_Save") : _("_Add"));
  add_editors (self);
  for (guint i = 0; lines != NULL && i < lines->len; i++)
    append_line (self, g_ptr_array_index (lines, i));
  gtk_check_button_set_active (self->follow, lines == NULL || follows (self, lines));
  gtk_widget_set_visible (self->delete_button, record != NULL && writable);
  gtk_widget_set_visible (GTK_WIDGET (self->save_button), writable);
  gtk_widget_set_visible (self->add_button, writable);
  if (!writable)
    {
      gtk_button_set_label (GTK_BUTTON (self->cancel_button), _("_Close"));
      gtk_widget_set_sensitive (GTK_WIDGET (self->fields), FALSE);
      gtk_widget_set_sensitive (GTK_WIDGET (self->lines), FALSE);
    }
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "purchase.save", writable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "purchase.add-line", writable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "purchase.delete", writable && record != NULL);
  show_sum (self);
  self->filling = FALSE;

  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (root));
  gtk_window_present (GTK_WINDOW (self));
  if (writable)
    gtk_widget_grab_focus (self->editors[RAPPORT_PURCHASE_TITLE]);
  return GTK_WIDGET (self);
}
