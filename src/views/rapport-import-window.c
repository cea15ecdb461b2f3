#include "config.h"

#include "views/rapport-import-window-private.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "widgets/rapport-confirm.h"
#include "widgets/rapport-feedback.h"
#include "widgets/rapport-pick-file.h"

G_DEFINE_FINAL_TYPE (RapportImportWindow, rapport_import_window, ADW_TYPE_WINDOW)

typedef enum
{
  PROP_WORKSPACE = 1,
  PROP_PATH,
} RapportImportWindowProperty;

static GParamSpec *properties[PROP_PATH + 1];

/* A smaller import is done before a bar could be read. */
#define ROWS_WITH_PROGRESS 5000

static const RapportKindId import_kinds[] = { RAPPORT_KIND_ACCOUNT,      RAPPORT_KIND_PERSON,
                                              RAPPORT_KIND_MEMBER,       RAPPORT_KIND_PRODUCT,
                                              RAPPORT_KIND_INTERACTION,  RAPPORT_KIND_PURCHASE,
                                              RAPPORT_KIND_PURCHASE_LINE };

/* What can be pressed, and what is shown of what is under way. */
void
_rapport_import_window_update_actions (RapportImportWindow *self)
{
  gboolean ready = self->inspection != NULL && self->reading == NULL && self->writing == NULL;
  const GError *error = ready ? self->inspection->error : NULL;
  gboolean asked = g_error_matches (error, RAPPORT_IMPORT_ERROR, RAPPORT_IMPORT_ERROR_AMBIGUOUS_DATE);
  gboolean large = self->inspection != NULL && self->inspection->plan->dialect->n_rows > ROWS_WITH_PROGRESS;
  guint64 n = ready ? self->inspection->result->imported + self->inspection->result->updated : 0;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.run", ready && n > 0 && (error == NULL || asked));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.choose", self->writing == NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.undo", self->writing == NULL && self->done->len > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.save-mapping",
                                 ready && (error == NULL || asked) && self->inspection->plan->dialect->has_headings);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.export-problems",
                                 ready && (error == NULL || asked) && self->inspection->result->rejected > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.duplicates",
                                 ready && self->inspection->result->duplicates->len > 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->stack), self->writing == NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->tag_button), self->writing == NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->kind_drop_down), self->inspection != NULL && self->writing == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), self->writing != NULL && large);
  gtk_widget_set_visible (self->counts_box, self->inspection != NULL && (self->writing == NULL || !large));
  gtk_spinner_set_spinning (self->spinner, self->reading != NULL || (self->writing != NULL && !large));
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), gtk_spinner_get_spinning (self->spinner));
  gtk_button_set_label (self->cancel_button, self->writing != NULL ? _("Stop") : _("Cancel"));
  if (ready)
    {
      g_autofree char *label = g_strdup_printf (_("Import %" PRIu64), n);

      gtk_button_set_label (self->import_button, n > 0 ? label : _("Import"));
    }
}

static void
show_counts (RapportImportWindow *self)
{
  const RapportImportResult *result = self->inspection->result;
  gboolean failed = self->inspection->error != NULL &&
                    !g_error_matches (self->inspection->error, RAPPORT_IMPORT_ERROR,
                                      RAPPORT_IMPORT_ERROR_AMBIGUOUS_DATE);
  guint64 n_rows = failed ? self->inspection->plan->dialect->n_rows : result->rows, out = 0;
  g_autofree char *rows = g_strdup_printf (ngettext ("%'" PRIu64 " row", "%'" PRIu64 " rows", (gulong) n_rows), n_rows);
  g_autofree char *problems = NULL, *duplicates = NULL;
  g_autoptr(GString) ready = g_string_new (NULL);

  for (guint i = 0; i < result->problems->len; i++)
    {
      const RapportImportProblem *problem = g_ptr_array_index (result->problems, i);

      if (!problem->note &&
          g_ptr_array_find_with_equal_func (self->inspection->plan->leave_out, problem->reason, g_str_equal, NULL))
        out += problem->n_rows;
    }
  gtk_label_set_label (self->rows_label, rows);
  gtk_label_set_label (self->error_label, failed ? self->inspection->error->message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), failed);
  g_string_append_printf (ready, _("· %'" PRIu64 " ready"), result->imported + result->updated);
  if (result->updated > 0)
    g_string_append_printf (ready, _(" (%'" PRIu64 " to update)"), result->updated);
  if (result->unchanged > result->skipped)
    g_string_append_printf (ready, _(" · %'" PRIu64 " there already"), result->unchanged - result->skipped);
  if (result->skipped > 0)
    g_string_append_printf (ready, _(" · %'" PRIu64 " skipped"), result->skipped);
  if (result->restored > 0)
    g_string_append_printf (ready, _(" · %'" PRIu64 " from the trash"), result->restored);
  if (out > 0)
    g_string_append_printf (ready, _(" · %'" PRIu64 " left out"), out);
  gtk_label_set_label (self->ready_label, ready->str);
  gtk_widget_set_visible (GTK_WIDGET (self->ready_label), !failed);

  out = result->rejected > out ? result->rejected - out : 0;
  problems = g_strdup_printf (_("%'" PRIu64 " with problems"), out);
  gtk_label_set_label (self->problems_label, problems);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->problems_button), GTK_ACCESSIBLE_PROPERTY_LABEL, problems, -1);
  gtk_widget_set_visible (GTK_WIDGET (self->problems_button), !failed && out > 0);
  duplicates = g_strdup_printf (ngettext ("%'" PRIu64 " may be an account you have",
                                          "%'" PRIu64 " may be accounts you have", (gulong) result->n_duplicates),
                                result->n_duplicates);
  gtk_button_set_label (self->duplicates_button, duplicates);
  gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (self->duplicates_button)), PANGO_ELLIPSIZE_END);
  gtk_widget_set_visible (GTK_WIDGET (self->duplicates_button), !failed && result->duplicates->len > 0);
  if (out == 0 && self->show == SHOW_PROBLEMS)
    gtk_toggle_button_set_active (self->problems_button, FALSE);
}

static void
show_kind (RapportImportWindow *self)
{
  gboolean was = self->filling;

  self->filling = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (import_kinds); i++)
    if (import_kinds[i] == self->kind)
      gtk_drop_down_set_selected (self->kind_drop_down, i);
  self->filling = was;
}

static void
show_file (RapportImportWindow *self)
{
  const RapportImportPlan *plan = self->inspection->plan;
  g_autofree char *name = g_file_get_basename (self->file);
  g_autofree char *title = g_strdup_printf (_("Import %s"), _(rapport_kind_get (self->kind)->label_plural));
  g_autofree char *rows = g_strdup_printf (
      ngettext ("%'" PRIu64 " row", "%'" PRIu64 " rows", (gulong) plan->dialect->n_rows), plan->dialect->n_rows);
  g_autofree char *columns = g_strdup_printf (ngettext ("%u column", "%u columns", plan->n_columns), plan->n_columns);
  /* Translators: "91 rows", "11 columns" */
  g_autofree char *size = g_strdup_printf (_("%s, %s"), rows, columns);

  gtk_window_set_title (GTK_WINDOW (self), title);
  gtk_label_set_label (self->name_label, name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->name_label), name);
  gtk_label_set_label (self->size_label, size);
  show_kind (self);
  _rapport_import_window_show_pills (self);
  show_counts (self);
  _rapport_import_window_show_tag (self);
}

/* An inspection is shown over several turns of the main loop, as a file may have many columns; until then the window is
 * reading. */
static gboolean
show_piece_cb (gpointer data)
{
  RapportImportWindow *self = data;

  if (self->show_step == 0)
    show_file (self);
  else if (!_rapport_import_window_show_columns (self))
    return G_SOURCE_CONTINUE;
  else
    {
      _rapport_import_window_show_preview (self);
      gtk_stack_set_visible_child_name (self->stack, "file");
      self->show_source = 0;
      g_clear_object (&self->reading);
      _rapport_import_window_update_actions (self);
      return G_SOURCE_REMOVE;
    }
  self->show_step++;
  return G_SOURCE_CONTINUE;
}

static void
show_inspection (RapportImportWindow *self)
{
  self->show_step = 0;
  self->show_source = g_idle_add (show_piece_cb, self);
}

/* Reading ------------------------------------------------------------------------------------------------------ */

/* "The File Is Empty", and the reason in a sentence. */
static void
show_error (RapportImportWindow *self,
            const GError        *error)
{
  const char *title = g_error_matches (error, RAPPORT_CSV_ERROR, RAPPORT_CSV_ERROR_EMPTY) ? _("The File Is Empty")
                      : g_error_matches (error, RAPPORT_CSV_ERROR, RAPPORT_CSV_ERROR_NO_HEADINGS)
                          ? _("The File Has No Headings")
                      : g_error_matches (error, RAPPORT_CSV_ERROR, RAPPORT_CSV_ERROR_BINARY)
                          ? _("The File Is No Table")
                      : g_error_matches (error, RAPPORT_IMPORT_ERROR, RAPPORT_IMPORT_ERROR_TOO_MANY)
                          ? _("The File Is Too Large")
                      : g_error_matches (error, RAPPORT_CSV_ERROR, RAPPORT_CSV_ERROR_UNREADABLE)
                          ? _("The File Cannot Be Read")
                          : _("The File Cannot Be Imported");
  g_autofree char *description = g_markup_escape_text (error->message, -1);

  adw_status_page_set_title (self->error_page, title);
  adw_status_page_set_description (self->error_page, description);
  gtk_stack_set_visible_child_name (self->stack, "error");
}

static void
inspected_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr(RapportImportWindow) self = data;
  g_autoptr(GError) error = NULL;
  RapportImportInspection *inspection = rapport_import_inspect_finish (RAPPORT_WORKSPACE (source), result, &error);
  gboolean first;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->workspace == NULL)
    {
      rapport_import_inspection_free (inspection);
      return;
    }
  first = self->inspection == NULL;
  /* What was remembered holds as long as nobody says otherwise. */
  if (inspection != NULL && !first && inspection->plan->n_columns == self->inspection->plan->n_columns &&
      inspection->plan->kind == self->inspection->plan->kind)
    {
      if (inspection->recalled == RAPPORT_DAY_NONE && self->done->len == 0)
        inspection->recalled = self->inspection->recalled;
      if (inspection->mapping == NULL)
        inspection->mapping = g_steal_pointer (&self->inspection->mapping);
    }
  _rapport_import_window_stop_preview (self);
  g_clear_pointer (&self->inspection, rapport_import_inspection_free);
  self->inspection = inspection;
  if (inspection == NULL)
    {
      g_clear_object (&self->reading);
      show_error (self, error);
    }
  else
    {
      self->kind = inspection->plan->kind;
      /* A file like one before goes straight to the preview. */
      if (first)
        gtk_toggle_button_set_active (self->columns_toggle,
                                      inspection->recalled == RAPPORT_DAY_NONE || inspection->error != NULL);
      gtk_widget_set_visible (GTK_WIDGET (self->columns_toggle),
                              inspection->recalled != RAPPORT_DAY_NONE ||
                                  !gtk_toggle_button_get_active (self->columns_toggle));
      show_inspection (self);
    }
  _rapport_import_window_update_actions (self);
}

/* Looks at the file again, in a thread. @chosen (nullable): how it is to be read; @keep_plan: where columns go stays.
 */
void
_rapport_import_window_inspect (RapportImportWindow     *self,
                                const RapportCsvDialect *chosen,
                                gboolean                 keep_plan)
{
  g_autoptr(RapportImportPlan) plan = keep_plan && self->inspection
                                           ? rapport_import_plan_ref (self->inspection->plan)
                                           : NULL;

  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_handle_id (&self->show_source, g_source_remove);
  self->reading = g_cancellable_new ();
  rapport_import_inspect_async (self->workspace, self->file, self->kind, chosen, plan, self->reading, inspected_cb,
                                g_object_ref (self));
  _rapport_import_window_update_actions (self);
}

/**
 * _rapport_import_window_will_change:
 * @self: a window that shows a file
 *
 * To be called before a choice by hand changes the plan: keeps it for Ctrl+Z.
 */
void
_rapport_import_window_will_change (RapportImportWindow *self)
{
  g_ptr_array_add (self->done, rapport_import_plan_copy (self->inspection->plan));
  self->saved = FALSE;
}

static void
undo_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  RapportImportWindow *self = RAPPORT_IMPORT_WINDOW (widget);
  g_autoptr(RapportImportPlan) plan = NULL;

  if (self->done->len == 0 || self->inspection == NULL || self->writing != NULL)
    return;
  plan = g_ptr_array_steal_index (self->done, self->done->len - 1);
  self->kind = plan->kind;
  rapport_import_plan_unref (self->inspection->plan);
  self->inspection->plan = g_steal_pointer (&plan);
  _rapport_import_window_inspect (self, NULL, TRUE);
}

static void
kind_selected_cb (RapportImportWindow *self)
{
  guint selected = gtk_drop_down_get_selected (self->kind_drop_down);

  if (self->filling || self->inspection == NULL || selected >= G_N_ELEMENTS (import_kinds) ||
      import_kinds[selected] == self->kind)
    return;
  _rapport_import_window_will_change (self);
  self->kind = import_kinds[selected];
  _rapport_import_window_inspect (self, self->inspection->plan->dialect, FALSE);
}

static void
problems_toggled_cb (RapportImportWindow *self)
{
  self->show = gtk_toggle_button_get_active (self->problems_button) ? SHOW_PROBLEMS : SHOW_FIRST;
  if (self->inspection != NULL && self->reading == NULL)
    _rapport_import_window_show_preview (self);
}

static void
narrow_changed_cb (RapportImportWindow *self)
{
  _rapport_import_window_set_narrow (self);
}

static void
duplicates_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  RapportImportWindow *self = RAPPORT_IMPORT_WINDOW (widget);

  if (self->inspection != NULL && self->inspection->result->duplicates->len > 0)
    _rapport_import_window_show_duplicates (self);
}

static void
open_file (RapportImportWindow *self,
           GFile               *file)
{
  g_set_object (&self->file, file);
  g_ptr_array_set_size (self->done, 0);
  self->asked = FALSE;
  _rapport_import_window_stop_preview (self);
  g_clear_pointer (&self->inspection, rapport_import_inspection_free);
  gtk_toggle_button_set_active (self->problems_button, FALSE);
  self->kind = RAPPORT_KIND_NONE;
  gtk_stack_set_visible_child_name (self->stack, "loading");
  _rapport_import_window_inspect (self, NULL, FALSE);
}

static void
picked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(RapportImportWindow) self = data;
  g_autoptr(GFile) file = rapport_pick_file_finish (result);

  if (file != NULL && self->workspace != NULL)
    open_file (self, file);
  else if (self->file == NULL && self->workspace != NULL)
    gtk_window_close (GTK_WINDOW (self));
}

/* Another file, on the window that shows one; what was chosen by hand for this one is not lost in passing. */
static gboolean
dropped_cb (GtkDropTarget       *target,
            const GValue        *value,
            double               x,
            double               y,
            RapportImportWindow *self)
{
  const GSList *files = g_value_get_boxed (value);

  if (files == NULL || self->writing != NULL || g_file_peek_path (files->data) == NULL)
    return FALSE;
  if (self->done->len > 0 && !self->saved)
    {
      rapport_toast (GTK_WIDGET (self),
                     _("What you have chosen for this file would be lost: import or cancel it first"), FALSE);
      return FALSE;
    }
  open_file (self, files->data);
  return TRUE;
}

static void
choose_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  rapport_pick_file_async (widget, RAPPORT_PICK_OPEN, RAPPORT_FILES_TABLES, _("Import"), _("_Open"), NULL, NULL,
                           picked_cb, g_object_ref (widget));
}

static void
cancel_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  RapportImportWindow *self = RAPPORT_IMPORT_WINDOW (widget);

  if (self->writing != NULL)
    g_cancellable_cancel (self->writing);
  else
    gtk_window_close (GTK_WINDOW (self));
}

static void
discard_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr(RapportImportWindow) self = data;

  if (rapport_confirm_finish (result) && self->workspace != NULL)
    {
      self->closing = TRUE;
      gtk_window_close (GTK_WINDOW (self));
    }
}

/* While it writes the window stays until that is whole or taken back; what was chosen by hand is not lost unasked. */
static gboolean
rapport_import_window_close_request (GtkWindow *window)
{
  RapportImportWindow *self = RAPPORT_IMPORT_WINDOW (window);

  if (self->writing != NULL)
    {
      g_cancellable_cancel (self->writing);
      return TRUE;
    }
  if (self->done->len > 0 && !self->saved && !self->closing && self->inspection != NULL)
    {
      rapport_confirm_async (GTK_WIDGET (self), _("Cancel the import?"),
                             _("What you have chosen for this file is lost."), _("_Discard"),
                             RAPPORT_ANSWER_DESTRUCTIVE, discard_cb, g_object_ref (self));
      return TRUE;
    }
  return GTK_WINDOW_CLASS (rapport_import_window_parent_class)->close_request (window);
}

static void
rapport_import_window_constructed (GObject *object)
{
  RapportImportWindow *self = RAPPORT_IMPORT_WINDOW (object);

  G_OBJECT_CLASS (rapport_import_window_parent_class)->constructed (object);
  _rapport_import_window_update_actions (self);
}

/* Begins when both properties are there, in whichever order. */
static void
begin (RapportImportWindow *self)
{
  g_autoptr(GFile) file = NULL;

  if (self->workspace == NULL || self->path == NULL || self->file != NULL || self->reading != NULL)
    return;
  if (*self->path == '\0')
    return;
  file = g_file_new_for_path (self->path);
  open_file (self, file);
}

static void
rapport_import_window_map (GtkWidget *widget)
{
  RapportImportWindow *self = RAPPORT_IMPORT_WINDOW (widget);

  GTK_WIDGET_CLASS (rapport_import_window_parent_class)->map (widget);
  begin (self);
  if (self->file == NULL)
    gtk_widget_activate_action (widget, "import.choose", NULL);
}

static void
rapport_import_window_get_property (GObject    *object,
                                    guint       id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  RapportImportWindow *self = RAPPORT_IMPORT_WINDOW (object);

  switch ((RapportImportWindowProperty) id)
    {
    case PROP_WORKSPACE:
      g_value_set_object (value, self->workspace);
      break;
    case PROP_PATH:
      g_value_set_string (value, self->path);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
rapport_import_window_set_property (GObject      *object,
                                    guint         id,
                                    const GValue *value,
                                    GParamSpec   *pspec)
{
  RapportImportWindow *self = RAPPORT_IMPORT_WINDOW (object);

  switch ((RapportImportWindowProperty) id)
    {
    case PROP_WORKSPACE:
      if (g_set_object (&self->workspace, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_PATH:
      if (g_strcmp0 (self->path, g_value_get_string (value)) != 0)
        {
          g_free (self->path);
          self->path = g_value_dup_string (value);
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
rapport_import_window_dispose (GObject *object)
{
  RapportImportWindow *self = RAPPORT_IMPORT_WINDOW (object);

  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_handle_id (&self->progress_source, g_source_remove);
  g_clear_handle_id (&self->follow_source, g_source_remove);
  g_clear_handle_id (&self->show_source, g_source_remove);
  _rapport_import_window_stop_preview (self);
  self->preview = NULL;
  g_clear_object (&self->reading);
  g_clear_object (&self->workspace);
  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_IMPORT_WINDOW);
  G_OBJECT_CLASS (rapport_import_window_parent_class)->dispose (object);
}

static void
rapport_import_window_finalize (GObject *object)
{
  RapportImportWindow *self = RAPPORT_IMPORT_WINDOW (object);

  g_clear_object (&self->writing);
  g_clear_object (&self->file);
  g_clear_pointer (&self->inspection, rapport_import_inspection_free);
  g_clear_pointer (&self->act, rapport_act_unref);
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  g_clear_pointer (&self->done, g_ptr_array_unref);
  g_free (self->columns_key);
  g_free (self->path);
  G_OBJECT_CLASS (rapport_import_window_parent_class)->finalize (object);
}

static void
rapport_import_window_class_init (RapportImportWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = rapport_import_window_constructed;
  object_class->get_property = rapport_import_window_get_property;
  object_class->set_property = rapport_import_window_set_property;
  object_class->dispose = rapport_import_window_dispose;
  object_class->finalize = rapport_import_window_finalize;
  widget_class->map = rapport_import_window_map;
  GTK_WINDOW_CLASS (klass)->close_request = rapport_import_window_close_request;

  properties[PROP_WORKSPACE] = g_param_spec_object ("workspace", NULL, NULL, RAPPORT_TYPE_WORKSPACE, flags);
  properties[PROP_PATH] = g_param_spec_string ("path", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (RAPPORT_TYPE_ADAPTIVE_BIN);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/rapport/Rapport/rapport-import-window.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportImportWindow, bin);
  gtk_widget_class_bind_template_child (widget_class, RapportImportWindow, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, RapportImportWindow, columns_header);
  gtk_widget_class_bind_template_child (widget_class, RapportImportWindow, columns_label);
  gtk_widget_class_bind_template_child (widget_class, RapportImportWindow, columns_list);
  gtk_widget_class_bind_template_child (widget_class, RapportImportWindow, columns_panel);
  gtk_widget_class_bind_template_child (widget_class, RapportImportWindow, columns_scroller);
  gtk_widget_class_bind_template_child (widget_class, RapportImportWindow, columns_toggle);
  gtk_widget_class_bind_template_child (widget_class, RapportImportWindow, counts_box);
  gtk_widget_class_bind_template_child (widget_class, RapportImportWindow, duplicates_button);
  gtk_widget_class_bind_template_child (widget_class, RapportImportWindow, error_label);
  gtk_widget_class_bind_template_child (widget_class, RapportImportWindow, error_page);
  gtk_widget_class_bind_template_child (widget_class, RapportImportWindow, field_group);
  gtk_widget_class_bind_template_child (widget_class, RapportImportWindow, import_button);
  gtk_widget_class_bind_template_child (widget_class, RapportImportWindow, kind_drop_down);
  gtk_widget_class_bind_template_child (widget_class, RapportImportWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, RapportImportWindow, name_group);
  gtk_widget_class_bind_template_child (widget_class, RapportImportWindow, name_label);
  gtk_widget_class_bind_template_child (widget_class, RapportImportWindow, pill_box);
  gtk_widget_class_bind_template_child (widget_class, RapportImportWindow, preview_label);
  gtk_widget_class_bind_template_child (widget_class, RapportImportWindow, preview_scroller);
  gtk_widget_class_bind_template_child (widget_class, RapportImportWindow, problems_button);
  gtk_widget_class_bind_template_child (widget_class, RapportImportWindow, problems_label);
  gtk_widget_class_bind_template_child (widget_class, RapportImportWindow, progress);
  gtk_widget_class_bind_template_child (widget_class, RapportImportWindow, ready_label);
  gtk_widget_class_bind_template_child (widget_class, RapportImportWindow, rows_label);
  gtk_widget_class_bind_template_child (widget_class, RapportImportWindow, samples_header);
  gtk_widget_class_bind_template_child (widget_class, RapportImportWindow, save_button);
  gtk_widget_class_bind_template_child (widget_class, RapportImportWindow, size_label);
  gtk_widget_class_bind_template_child (widget_class, RapportImportWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, RapportImportWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, RapportImportWindow, sure_group);
  gtk_widget_class_bind_template_child (widget_class, RapportImportWindow, tag_button);
  gtk_widget_class_bind_template_child (widget_class, RapportImportWindow, tag_label);
  gtk_widget_class_bind_template_child (widget_class, RapportImportWindow, top_box);
  gtk_widget_class_bind_template_callback (widget_class, kind_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, narrow_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, problems_toggled_cb);

  gtk_widget_class_install_action (widget_class, "import.choose", NULL, choose_action);
  gtk_widget_class_install_action (widget_class, "import.duplicates", NULL, duplicates_action);
  gtk_widget_class_install_action (widget_class, "import.export-problems", NULL,
                                   _rapport_import_window_export_problems);
  gtk_widget_class_install_action (widget_class, "import.save-mapping", NULL, _rapport_import_window_save_mapping);
  gtk_widget_class_install_action (widget_class, "import.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "import.run", NULL, _rapport_import_window_run);
  gtk_widget_class_install_action (widget_class, "import.cancel", NULL, cancel_action);
}

static void
fill_kinds (RapportImportWindow *self)
{
  g_autoptr(GtkStringList) kinds = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (import_kinds); i++)
    {
      g_autofree char *label = g_strdup_printf (_("Import %s"), _(rapport_kind_get (import_kinds[i])->label_plural));

      gtk_string_list_append (kinds, label);
    }
  gtk_drop_down_set_model (self->kind_drop_down, G_LIST_MODEL (kinds));
}

static void
rapport_import_window_init (RapportImportWindow *self)
{
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  self->columns = g_ptr_array_new_with_free_func (g_free);
  self->done = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_import_plan_unref);
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_kinds (self);
  self->filling = FALSE;
  g_signal_connect (drop, "drop", G_CALLBACK (dropped_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
  _rapport_import_window_make_pills (self);
}

/**
 * rapport_import_window_new:
 * @workspace: a workspace
 * @path: (nullable): the file; %NULL or empty asks for one
 *
 * Returns: (transfer none): a window; set its parent before it is shown
 */
GtkWidget *
rapport_import_window_new (RapportWorkspace *workspace,
                           const char       *path)
{
  return g_object_new (RAPPORT_TYPE_IMPORT_WINDOW, "workspace", workspace, "path", path ? path : "", NULL);
}
