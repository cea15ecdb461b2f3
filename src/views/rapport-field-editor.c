#include "config.h"

#include "views/rapport-field-editor.h"

#include <glib/gi18n.h>

#include "core/rapport-records.h"
#include "service/rapport-value.h"
#include "widgets/rapport-date-button.h"
#include "widgets/rapport-entry-helpers.h"
#include "widgets/rapport-feedback.h"

struct _RapportFieldEditor
{
  AdwBin            parent_instance;

  RapportKindId     kind;
  guint             index;
  const RapportField *field;

  GtkWidget        *input;   /* the widget that takes the focus */
  GtkLabel         *problem;
  GPtrArray        *choices; /* ids as text, the first is nothing */

  RapportWorkspace *workspace;
  RapportRecord    *record;
  gulong            notify_id;
  char             *kept;    /* what the record says, as text */
  gboolean          filling;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportFieldEditor, rapport_field_editor, ADW_TYPE_BIN)

/* What could not be read or written, by record and field, so that it is there when the page is opened again. */
static GHashTable *drafts;

static char *
draft_key (RapportFieldEditor *self)
{
  return g_strdup_printf ("%s\n%u\n%" G_GINT64_FORMAT "\n%u", rapport_workspace_get_path (self->workspace), self->kind,
                          rapport_record_get_id (self->record), self->index);
}

static void
keep_draft (RapportFieldEditor *self,
            const char         *text)
{
  g_autofree char *key = NULL;

  if (self->record == NULL)
    return;
  key = draft_key (self);
  if (drafts == NULL)
    drafts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (text == NULL)
    g_hash_table_remove (drafts, key);
  else
    g_hash_table_replace (drafts, g_steal_pointer (&key), g_strdup (text));
}

static const char *
find_draft (RapportFieldEditor *self)
{
  g_autofree char *key = self->record ? draft_key (self) : NULL;

  return key && drafts ? g_hash_table_lookup (drafts, key) : NULL;
}

static gboolean
is_member (const RapportField *field)
{
  return field->type == RAPPORT_FIELD_REF &&
         (field->refers == RAPPORT_KIND_MEMBER || field->refers == RAPPORT_KIND_CAUSE);
}

/* Text of the input and of a record, comparable ----------------------------------------------------------------- */

static char *
input_text (RapportFieldEditor *self)
{
  if (GTK_IS_EDITABLE (self->input))
    return g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->input)));
  if (GTK_IS_TEXT_VIEW (self->input))
    {
      GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->input));
      GtkTextIter start, end;

      gtk_text_buffer_get_bounds (buffer, &start, &end);
      return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
    }
  if (GTK_IS_DROP_DOWN (self->input))
    {
      guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->input));

      return g_strdup (selected < self->choices->len ? g_ptr_array_index (self->choices, selected) : "");
    }
  if (GTK_IS_SWITCH (self->input))
    return g_strdup (gtk_switch_get_active (GTK_SWITCH (self->input)) ? "true" : "false");
  if (RAPPORT_IS_DATE_BUTTON (self->input))
    {
      RapportDay day = rapport_date_button_get_day (RAPPORT_DATE_BUTTON (self->input));

      return day == RAPPORT_DAY_NONE ? g_strdup ("") : rapport_day_format (day);
    }
  g_return_val_if_reached (NULL);
}

static char *
row_text (RapportFieldEditor *self,
          const RapportRow   *row)
{
  char *text = NULL;

  if (row != NULL && rapport_row_has (row, self->index) && !rapport_row_is_null (row, self->index))
    {
      if (self->field->type == RAPPORT_FIELD_REF && !is_member (self->field))
        text = g_strdup (rapport_workspace_get_title (self->workspace, self->field->refers,
                                                      rapport_row_get_int (row, self->index)));
      /* By the clock on the wall, as it is read back. */
      else if (self->field->type == RAPPORT_FIELD_INSTANT)
        text = rapport_value_describe (self->workspace, row, self->index);
      else
        text = rapport_value_format (self->workspace, row, self->index);
    }
  if (text == NULL)
    text = g_strdup (self->field->type == RAPPORT_FIELD_BOOLEAN ? "false" : "");
  return text;
}

static void
set_input (RapportFieldEditor *self,
           const char         *text)
{
  g_autofree char *now = input_text (self);

  if (g_str_equal (now, text))
    return;
  self->filling = TRUE;
  if (GTK_IS_EDITABLE (self->input))
    {
      gtk_editable_set_text (GTK_EDITABLE (self->input), text);
      gtk_editable_set_position (GTK_EDITABLE (self->input), 0);
    }
  else if (GTK_IS_TEXT_VIEW (self->input))
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->input)), text, -1);
  else if (GTK_IS_DROP_DOWN (self->input))
    {
      for (guint i = 0; i < self->choices->len; i++)
        if (g_str_equal (g_ptr_array_index (self->choices, i), text))
          gtk_drop_down_set_selected (GTK_DROP_DOWN (self->input), i);
    }
  else if (GTK_IS_SWITCH (self->input))
    gtk_switch_set_active (GTK_SWITCH (self->input), g_str_equal (text, "true"));
  else if (RAPPORT_IS_DATE_BUTTON (self->input))
    rapport_date_button_set_day (RAPPORT_DATE_BUTTON (self->input),
                                 *text ? rapport_day_parse (text) : RAPPORT_DAY_NONE);
  self->filling = FALSE;
}

static void
fill (RapportFieldEditor *self,
      const RapportRow   *row)
{
  g_autofree char *before = g_steal_pointer (&self->kept);
  g_autofree char *shown = input_text (self);
  const char *draft = find_draft (self);

  self->kept = row_text (self, row);
  if (draft != NULL && g_str_equal (draft, self->kept))
    {
      keep_draft (self, NULL);
      draft = NULL;
    }
  if (draft != NULL)
    {
      set_input (self, draft);
      rapport_field_editor_set_problem (self, _("Not saved yet: press Enter to try again, Escape to drop it"));
      return;
    }
  /* What is being typed stays; it is written when the focus leaves. */
  if (before == NULL || g_str_equal (before, shown))
    {
      set_input (self, self->kept);
      rapport_field_editor_set_problem (self, NULL);
    }
}

/**
 * rapport_field_editor_is_changed:
 * @self: an editor
 *
 * Returns: whether the input differs from what the record says
 */
gboolean
rapport_field_editor_is_changed (RapportFieldEditor *self)
{
  g_autofree char *text = input_text (self);

  return g_strcmp0 (text, self->kept ? self->kept : "") != 0;
}

/**
 * rapport_field_editor_set_problem:
 * @self: an editor
 * @problem: (nullable): why its text cannot be taken
 */
void
rapport_field_editor_set_problem (RapportFieldEditor *self,
                                  const char         *problem)
{
  rapport_entry_set_problem (self->input, problem);
  gtk_label_set_text (self->problem, problem ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), problem != NULL);
}

/**
 * rapport_field_editor_read:
 * @self: an editor
 * @row: where the value goes
 * @error: return location
 *
 * Returns: whether the input could be read
 */
gboolean
rapport_field_editor_read (RapportFieldEditor  *self,
                           RapportRow          *row,
                           GError             **error)
{
  g_autofree char *text = input_text (self);
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  if (*stripped == '\0' && (self->field->flags & RAPPORT_FIELD_REQUIRED) != 0)
    {
      /* Translators: the name of a field */
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _("%s cannot be empty"),
                   rapport_field_get_label (self->field));
      return FALSE;
    }
  /* The text leaves the seconds out, and an hour that the clock has twice is written alike. */
  if (self->field->type == RAPPORT_FIELD_INSTANT && rapport_row_has (row, self->index) &&
      !rapport_field_editor_is_changed (self))
    return TRUE;
  return rapport_value_parse (self->workspace, row, self->index,
                              self->field->type == RAPPORT_FIELD_NOTE ? text : stripped, error);
}

typedef struct
{
  RapportFieldEditor *editor;
  char               *text;
} Pending;

static void
written_cb (RapportWorkspace *workspace,
            RapportAct       *act,
            gpointer          data)
{
  Pending *pending = data;
  RapportFieldEditor *self = pending->editor;
  g_autofree char *shown = input_text (self);

  if (act != NULL)
    {
      const char *draft = find_draft (self);

      if (draft != NULL && g_str_equal (draft, pending->text))
        keep_draft (self, NULL);
      if (self->record != NULL && rapport_record_get_row (self->record) != NULL)
        fill (self, rapport_record_get_row (self->record));
    }
  else if (g_str_equal (shown, pending->text))
    rapport_field_editor_set_problem (self, _("Not saved: press Enter to try again, Escape to drop it"));
  g_free (pending->text);
  g_object_unref (pending->editor);
  g_free (pending);
}

/**
 * rapport_field_editor_commit:
 * @self: an editor of a record
 *
 * Writes what was typed, if that differs from the record.
 */
void
rapport_field_editor_commit (RapportFieldEditor *self)
{
  g_autoptr(RapportRow) row = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  Pending *pending;

  g_return_if_fail (RAPPORT_IS_FIELD_EDITOR (self));

  if (self->record == NULL || !rapport_field_editor_is_changed (self))
    return;

  text = input_text (self);
  row = rapport_row_new (self->kind);
  rapport_row_set_id (row, rapport_record_get_id (self->record));
  keep_draft (self, text);
  /* The row says which currency an amount is in. */
  {
    const RapportRow *known = rapport_record_get_row (self->record);
    int currency = rapport_kind_find_field (rapport_row_get_kind (row), "currency");
    gboolean lend = self->field->type == RAPPORT_FIELD_MONEY && currency >= 0 && !rapport_row_is_null (known, currency);
    gboolean understood;

    if (lend)
      rapport_row_set_text (row, currency, rapport_row_get_text (known, currency));
    understood = rapport_field_editor_read (self, row, &error);
    if (lend && understood &&
        g_strcmp0 (rapport_row_get_text (row, currency), rapport_row_get_text (known, currency)) == 0)
      rapport_row_unset (row, currency);
    if (!understood)
      {
        rapport_field_editor_set_problem (self, error->message);
        return;
      }
    if (rapport_row_field_equal (row, known, self->index))
      {
        keep_draft (self, NULL);
        g_clear_pointer (&self->kept, g_free);
        fill (self, known);
        return;
      }
  }

  rapport_field_editor_set_problem (self, NULL);
  pending = g_new0 (Pending, 1);
  pending->editor = g_object_ref (self);
  pending->text = g_steal_pointer (&text);
  rapport_do_then (GTK_WIDGET (self), self->workspace, rapport_act_save (g_steal_pointer (&row)), NULL, written_cb,
                   pending);
}

static void
drop_typing (RapportFieldEditor *self)
{
  keep_draft (self, NULL);
  set_input (self, self->kept ? self->kept : "");
  rapport_field_editor_set_problem (self, NULL);
}

/* Input --------------------------------------------------------------------------------------------------------- */

static void
leave_cb (RapportFieldEditor *self)
{
  rapport_field_editor_commit (self);
}

static void
changed_cb (RapportFieldEditor *self)
{
  if (self->filling)
    return;
  if (gtk_widget_get_visible (GTK_WIDGET (self->problem)))
    rapport_field_editor_set_problem (self, NULL);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
chosen_cb (RapportFieldEditor *self)
{
  if (self->filling)
    return;
  changed_cb (self);
  rapport_field_editor_commit (self);
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint                  keyval,
        guint                  keycode,
        GdkModifierType        state,
        RapportFieldEditor    *self)
{
  if (keyval == GDK_KEY_Escape && self->record != NULL && rapport_field_editor_is_changed (self))
    {
      drop_typing (self);
      return GDK_EVENT_STOP;
    }
  if ((keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter) && GTK_IS_TEXT_VIEW (self->input) &&
      (state & GDK_CONTROL_MASK) != 0)
    {
      rapport_field_editor_commit (self);
      return GDK_EVENT_STOP;
    }
  return GDK_EVENT_PROPAGATE;
}

static GtkWidget *
make_drop_down (RapportFieldEditor *self)
{
  g_autoptr(GtkStringList) labels = gtk_string_list_new (NULL);
  GtkWidget *input;

  /* Translators: nothing is chosen */
  gtk_string_list_append (labels, C_("choice", "–"));
  g_ptr_array_add (self->choices, g_strdup (""));
  for (const RapportChoice *choice = self->field->choices; choice != NULL && choice->id != NULL; choice++)
    {
      gtk_string_list_append (labels, rapport_choice_get_label (choice));
      g_ptr_array_add (self->choices, g_strdup (choice->id));
    }
  input = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&labels)), NULL);
  g_signal_connect_swapped (input, "notify::selected", G_CALLBACK (chosen_cb), self);
  return input;
}

static GtkWidget *
make_text (RapportFieldEditor *self,
           GtkWidget         **outer)
{
  GtkWidget *text = gtk_text_view_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (text), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (text), FALSE);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (text), 6);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (text), 6);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (text), 6);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (text), 6);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), text);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), 54);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 240);
  gtk_widget_add_css_class (scrolled, "rp-inplace-note");
  g_signal_connect_swapped (gtk_text_view_get_buffer (GTK_TEXT_VIEW (text)), "changed", G_CALLBACK (changed_cb), self);
  *outer = scrolled;
  return text;
}

static GtkWidget *
make_entry (RapportFieldEditor *self)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 8);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), "–");
  switch (self->field->type)
    {
    case RAPPORT_FIELD_EMAIL:
      gtk_entry_set_input_purpose (GTK_ENTRY (entry), GTK_INPUT_PURPOSE_EMAIL);
      break;
    case RAPPORT_FIELD_PHONE:
      gtk_entry_set_input_purpose (GTK_ENTRY (entry), GTK_INPUT_PURPOSE_PHONE);
      break;
    case RAPPORT_FIELD_URL:
      gtk_entry_set_input_purpose (GTK_ENTRY (entry), GTK_INPUT_PURPOSE_URL);
      break;
    case RAPPORT_FIELD_INTEGER:
    case RAPPORT_FIELD_MONEY:
    case RAPPORT_FIELD_MICRO:
      gtk_entry_set_input_purpose (GTK_ENTRY (entry), GTK_INPUT_PURPOSE_NUMBER);
      break;
    default:
      break;
    }
  gtk_widget_add_css_class (entry, "rp-inplace");
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (rapport_field_editor_commit), self);
  return entry;
}

static void
make_input (RapportFieldEditor *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *outer = NULL;
  GtkEventController *focus, *key;

  switch (self->field->type)
    {
    case RAPPORT_FIELD_CHOICE:
      self->input = make_drop_down (self);
      break;
    case RAPPORT_FIELD_REF:
      self->input = is_member (self->field) ? make_drop_down (self) : make_entry (self);
      break;
    case RAPPORT_FIELD_BOOLEAN:
      self->input = gtk_switch_new ();
      gtk_widget_set_halign (self->input, GTK_ALIGN_END);
      gtk_widget_set_valign (self->input, GTK_ALIGN_CENTER);
      g_signal_connect_swapped (self->input, "notify::active", G_CALLBACK (chosen_cb), self);
      break;
    case RAPPORT_FIELD_DAY:
      self->input = rapport_date_button_new ();
      g_object_set (self->input, "optional", TRUE, NULL);
      gtk_widget_set_halign (self->input, GTK_ALIGN_END);
      g_signal_connect_swapped (self->input, "chosen", G_CALLBACK (chosen_cb), self);
      break;
    case RAPPORT_FIELD_NOTE:
      self->input = make_text (self, &outer);
      break;
    default:
      self->input = make_entry (self);
      break;
    }

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->input), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  rapport_field_get_label (self->field), -1);
  gtk_box_append (GTK_BOX (box), outer ? outer : self->input);
  self->problem = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->problem, TRUE);
  gtk_label_set_xalign (self->problem, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->problem), "rp-note");
  gtk_widget_add_css_class (GTK_WIDGET (self->problem), "rp-bad");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->problem));
  adw_bin_set_child (ADW_BIN (self), box);

  focus = gtk_event_controller_focus_new ();
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  key = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect (key, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), key);
}

/* Members and causes come with the workspace. */
static void
fill_references (RapportFieldEditor *self)
{
  g_autoptr(GPtrArray) records = NULL;
  GtkStringList *labels;
  gboolean was_filling = self->filling;
  g_autofree char *now = NULL;

  if (self->workspace == NULL || !is_member (self->field))
    return;
  now = input_text (self);
  records = rapport_workspace_list_small (self->workspace, self->field->refers);
  labels = GTK_STRING_LIST (gtk_drop_down_get_model (GTK_DROP_DOWN (self->input)));
  self->filling = TRUE;
  gtk_string_list_splice (labels, 1, g_list_model_get_n_items (G_LIST_MODEL (labels)) - 1, NULL);
  g_ptr_array_set_size (self->choices, 1);
  for (guint i = 0; i < records->len; i++)
    {
      RapportRecord *record = g_ptr_array_index (records, i);
      gint64 id = rapport_record_get_id (record);

      gtk_string_list_append (labels, rapport_workspace_get_title (self->workspace, self->field->refers, id));
      g_ptr_array_add (self->choices, g_strdup_printf ("%" G_GINT64_FORMAT, id));
    }
  self->filling = was_filling;
  set_input (self, now);
}

/* Object -------------------------------------------------------------------------------------------------------- */

static void
record_changed_cb (RapportFieldEditor *self)
{
  if (rapport_record_get_row (self->record) != NULL)
    fill (self, rapport_record_get_row (self->record));
}

static void
drop_record (RapportFieldEditor *self)
{
  if (self->record != NULL)
    g_clear_signal_handler (&self->notify_id, self->record);
  g_clear_object (&self->record);
}

static void
rapport_field_editor_unroot (GtkWidget *widget)
{
  /* The page closes: what was typed is written. */
  rapport_field_editor_commit (RAPPORT_FIELD_EDITOR (widget));
  GTK_WIDGET_CLASS (rapport_field_editor_parent_class)->unroot (widget);
}

static gboolean
rapport_field_editor_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (RAPPORT_FIELD_EDITOR (widget)->input);
}

static void
rapport_field_editor_finalize (GObject *object)
{
  RapportFieldEditor *self = RAPPORT_FIELD_EDITOR (object);

  drop_record (self);
  g_clear_object (&self->workspace);
  g_free (self->kept);
  g_ptr_array_unref (self->choices);

  G_OBJECT_CLASS (rapport_field_editor_parent_class)->finalize (object);
}

static void
rapport_field_editor_class_init (RapportFieldEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = rapport_field_editor_finalize;
  widget_class->unroot = rapport_field_editor_unroot;
  widget_class->grab_focus = rapport_field_editor_grab_focus;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", RAPPORT_TYPE_FIELD_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 0);
}

static void
rapport_field_editor_init (RapportFieldEditor *self)
{
  self->choices = g_ptr_array_new_with_free_func (g_free);
}

/**
 * rapport_field_editor_new:
 * @kind: a kind of record
 * @field: index of one of its fields
 *
 * Returns: (transfer floating): an editor of that field
 */
GtkWidget *
rapport_field_editor_new (RapportKindId kind,
                          guint         field)
{
  RapportFieldEditor *self = g_object_new (RAPPORT_TYPE_FIELD_EDITOR, NULL);

  self->kind = kind;
  self->index = field;
  self->field = &rapport_kind_get (kind)->fields[field];
  make_input (self);
  return GTK_WIDGET (self);
}

static void
set_workspace (RapportFieldEditor *self,
               RapportWorkspace   *workspace)
{
  g_set_object (&self->workspace, workspace);
  fill_references (self);
  if (workspace != NULL && RAPPORT_IS_DATE_BUTTON (self->input))
    rapport_date_button_set_today (RAPPORT_DATE_BUTTON (self->input), rapport_workspace_get_today (workspace));
}

/**
 * rapport_field_editor_set_record:
 * @self: an editor
 * @workspace: (nullable): a workspace
 * @record: (nullable): the record to edit in place
 *
 * What was typed for the record before is written first.
 */
void
rapport_field_editor_set_record (RapportFieldEditor *self,
                                 RapportWorkspace   *workspace,
                                 RapportRecord      *record)
{
  g_autofree char *signal = NULL;

  g_return_if_fail (RAPPORT_IS_FIELD_EDITOR (self));

  if (self->record == record && self->workspace == workspace)
    {
      fill_references (self);
      return;
    }
  rapport_field_editor_commit (self);
  drop_record (self);
  g_clear_pointer (&self->kept, g_free);
  set_workspace (self, workspace);
  if (record == NULL)
    return;
  if (RAPPORT_IS_DATE_BUTTON (self->input))
    gtk_widget_add_css_class (self->input, "rp-quiet");

  self->record = g_object_ref (record);
  signal = g_strdelimit (g_strdup_printf ("notify::%s", self->field->name), "_", '-');
  self->notify_id = g_signal_connect_swapped (record, signal, G_CALLBACK (record_changed_cb), self);
  gtk_widget_set_sensitive (self->input, !rapport_workspace_is_read_only (workspace));
  fill (self, rapport_record_get_row (record));
}

/**
 * rapport_field_editor_set_row:
 * @self: an editor
 * @workspace: a workspace
 * @row: (nullable): what a form begins with
 */
void
rapport_field_editor_set_row (RapportFieldEditor *self,
                              RapportWorkspace   *workspace,
                              const RapportRow   *row)
{
  g_return_if_fail (RAPPORT_IS_FIELD_EDITOR (self));

  drop_record (self);
  g_clear_pointer (&self->kept, g_free);
  set_workspace (self, workspace);
  fill (self, row);
}

/**
 * rapport_field_editor_get_input:
 * @self: an editor
 *
 * Returns: (transfer none): the entry, drop-down … in it
 */
GtkWidget *
rapport_field_editor_get_input (RapportFieldEditor *self)
{
  g_return_val_if_fail (RAPPORT_IS_FIELD_EDITOR (self), NULL);

  return self->input;
}
