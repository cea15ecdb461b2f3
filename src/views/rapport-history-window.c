#include "config.h"

#include "views/rapport-history-window.h"

#include <glib/gi18n.h>

#include "service/rapport-history-service.h"
#include "widgets/rapport-empty.h"
#include "widgets/rapport-feedback.h"
#include "widgets/rapport-format.h"

#define LIMIT 500
#define MAX_LINES 40

struct _RapportHistoryWindow
{
  AdwWindow         parent_instance;

  /* Template children */
  GtkListBox       *list;
  GtkStack         *stack;
  AdwWindowTitle   *title;

  RapportWorkspace *workspace;
  GCancellable     *cancellable;
};

G_DEFINE_FINAL_TYPE (RapportHistoryWindow, rapport_history_window, ADW_TYPE_WINDOW)

static GtkWidget *
new_label (const char *text,
           const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, style);
  return label;
}

static char *
line_text (const RapportHistoryLine *line)
{
  if (line->change == RAPPORT_CHANGE_ADDED)
    return g_strdup_printf ("%s: %s", line->field, line->new_text ? line->new_text : "–");
  if (line->change == RAPPORT_CHANGE_REMOVED)
    return g_strdup_printf ("%s: %s", line->field, line->old_text ? line->old_text : "–");
  /* Translators: a field, what it said before, what it says since: Phone: 123 → 456 */
  return g_strdup_printf (_("%s: %s → %s"), line->field, line->old_text ? line->old_text : "–",
                          line->new_text ? line->new_text : "–");
}

static char *
record_text (const RapportHistoryLine *line)
{
  switch (line->change)
    {
    case RAPPORT_CHANGE_ADDED:
      /* Translators: %s is a record, such as Promise “Send the offer” */
      return g_strdup_printf (_("%s was added"), line->record);
    case RAPPORT_CHANGE_REMOVED:
      return g_strdup_printf (_("%s was deleted for good"), line->record);
    case RAPPORT_CHANGE_UPDATED:
    default:
      return g_strdup (line->record);
    }
}

static void
add_lines (GtkWidget                 *box,
           const RapportHistoryEntry *entry)
{
  const RapportHistoryLine *before = NULL;

  for (guint i = 0; i < entry->lines->len; i++)
    {
      const RapportHistoryLine *line = g_ptr_array_index (entry->lines, i);
      g_autofree char *text = NULL;

      if (i == MAX_LINES)
        {
          text = g_strdup_printf (ngettext ("and %u more change", "and %u more changes", entry->lines->len - i),
                                  entry->lines->len - i);
          gtk_box_append (GTK_BOX (box), new_label (text, "rp-caption"));
          return;
        }
      if (before == NULL || before->kind != line->kind || before->id != line->id)
        {
          g_autofree char *record = record_text (line);

          gtk_box_append (GTK_BOX (box), new_label (record, "rp-body"));
        }
      text = line_text (line);
      gtk_box_append (GTK_BOX (box), new_label (text, "rp-caption"));
      before = line;
    }
}

/* The lines are made when they are asked for: five hundred entries may have thousands. */
static void
expanded_cb (GtkExpander *expander,
             GParamSpec  *pspec,
             GtkWidget   *row)
{
  GtkWidget *box;

  if (gtk_expander_get_child (expander) != NULL)
    return;
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_bottom (box, 6);
  add_lines (box, g_object_get_data (G_OBJECT (row), "entry"));
  gtk_expander_set_child (expander, box);
}

static GtkWidget *
new_row (RapportHistoryWindow *self,
         RapportHistoryEntry  *entry)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *label = new_label (entry->label, "rp-title");
  g_autofree char *when = rapport_format_instant (self->workspace, entry->at);
  g_autoptr(GString) text = g_string_new (when);

  if (entry->member != NULL)
    g_string_append_printf (text, " · %s", entry->member);
  if (entry->state != RAPPORT_JOURNAL_DONE)
    g_string_append_printf (text, " · %s", _("undone"));
  if (entry->batch)
    g_string_append_printf (text, " · %s", _("import"));

  g_object_set_data_full (G_OBJECT (row), "entry", entry, (GDestroyNotify) rapport_history_entry_free);
  gtk_widget_add_css_class (box, "rp-history-row");
  if (entry->state != RAPPORT_JOURNAL_DONE)
    gtk_widget_add_css_class (label, "rp-dim");
  if (entry->lines->len > 0)
    {
      GtkWidget *expander = gtk_expander_new (NULL);

      gtk_expander_set_label_widget (GTK_EXPANDER (expander), label);
      gtk_accessible_update_property (GTK_ACCESSIBLE (expander), GTK_ACCESSIBLE_PROPERTY_LABEL, entry->label, -1);
      g_signal_connect (expander, "notify::expanded", G_CALLBACK (expanded_cb), row);
      gtk_box_append (GTK_BOX (box), expander);
    }
  else
    {
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_box_append (GTK_BOX (box), new_label (text->str, "rp-caption"));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  return row;
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(RapportHistoryWindow) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) entries = rapport_history_load_finish (self->workspace, result, &error);

  if (entries == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        rapport_report_error (GTK_WIDGET (self), error);
      return;
    }
  gtk_stack_set_visible_child_name (self->stack, entries->len > 0 ? "list" : "empty");
  g_ptr_array_set_free_func (entries, NULL);
  for (guint i = 0; i < entries->len; i++)
    gtk_list_box_append (self->list, new_row (self, g_ptr_array_index (entries, i)));
}

static void
rapport_history_window_dispose (GObject *object)
{
  RapportHistoryWindow *self = RAPPORT_HISTORY_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (rapport_history_window_parent_class)->dispose (object);
}

static void
rapport_history_window_finalize (GObject *object)
{
  g_clear_object (&RAPPORT_HISTORY_WINDOW (object)->workspace);
  G_OBJECT_CLASS (rapport_history_window_parent_class)->finalize (object);
}

static void
rapport_history_window_class_init (RapportHistoryWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_history_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = rapport_history_window_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/app/rapport/Rapport/rapport-history-window.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportHistoryWindow, list);
  gtk_widget_class_bind_template_child (widget_class, RapportHistoryWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, RapportHistoryWindow, title);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
rapport_history_window_init (RapportHistoryWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_stack_add_named (self->stack, rapport_empty_new ("rp-clock-symbolic", _("Nothing has been changed yet"), NULL),
                       "empty");
}

/**
 * rapport_history_window_new:
 * @workspace: a workspace
 * @account: an account, also one that was deleted, or 0 for all
 *
 * Returns: (transfer floating): the window
 */
GtkWidget *
rapport_history_window_new (RapportWorkspace *workspace,
                            gint64            account)
{
  RapportHistoryWindow *self = g_object_new (RAPPORT_TYPE_HISTORY_WINDOW, NULL);
  const char *name = account > 0 ? rapport_workspace_get_title (workspace, RAPPORT_KIND_ACCOUNT, account) : NULL;

  self->workspace = g_object_ref (workspace);
  self->cancellable = g_cancellable_new ();
  adw_window_title_set_subtitle (self->title, name ? name : rapport_workspace_get_name (workspace));
  rapport_history_load_async (workspace, account > 0 ? RAPPORT_KIND_ACCOUNT : RAPPORT_KIND_NONE, account, LIMIT,
                              self->cancellable, loaded_cb, g_object_ref (self));
  return GTK_WIDGET (self);
}
