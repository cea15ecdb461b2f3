#include "config.h"

#include "views/rapport-filter-bar.h"

#include <glib/gi18n.h>

#include "service/rapport-filter-choices.h"
#include "widgets/rapport-adaptive-bin.h"
#include "widgets/rapport-pill.h"

/* When, after the workspace is set, to ask what the pills can offer. */
#define CHOICES_MILLISECONDS 400

struct _RapportFilterBar
{
  AdwBin                parent_instance;

  /* Template children */
  GtkSearchEntry       *search_entry;
  RapportPill          *group_pill;
  RapportPill          *stage_pill;
  RapportPill          *owner_pill;
  RapportPill          *tag_pill;
  RapportPill          *flag_pill;
  GtkLabel             *summary_label;
  GtkLabel             *dot_label;
  GtkLabel             *worth_label;

  /* Owned */
  RapportWorkspace     *workspace;
  gulong                changed_id;
  guint                 choices_id;
  RapportAccountFilter *filter;
  GCancellable         *cancellable;
  gboolean              with_stages;
  gboolean              showing; /* the widgets are being set, not used */
};

typedef enum
{
  PROP_WORKSPACE = 1,
  PROP_FILTER,
  PROP_WITH_STAGES,
  PROP_SUMMARY,
  PROP_WORTH,
} RapportFilterBarProperty;

static GParamSpec *properties[PROP_WORTH + 1];

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const struct
{
  RapportAccountFlags flag;
  const char         *id;
  const char         *label;
} flags[] = {
  { RAPPORT_ACCOUNT_FLAG_OVERDUE, "overdue", N_("Overdue") },
  { RAPPORT_ACCOUNT_FLAG_COMPLAINT, "complaint", N_("Open complaint") },
  { RAPPORT_ACCOUNT_FLAG_SILENT, "silent", N_("Silent") },
  { RAPPORT_ACCOUNT_FLAG_STARRED, "starred", N_("Starred") },
};

G_DEFINE_FINAL_TYPE (RapportFilterBar, rapport_filter_bar, ADW_TYPE_BIN)

static char *
count_groups (guint    n,
              gpointer data)
{
  return g_strdup_printf (ngettext ("%u group", "%u groups", n), n);
}

static char *
count_stages (guint    n,
              gpointer data)
{
  return g_strdup_printf (ngettext ("%u stage", "%u stages", n), n);
}

static char *
count_owners (guint    n,
              gpointer data)
{
  return g_strdup_printf (ngettext ("%u owner", "%u owners", n), n);
}

static char *
count_tags (guint    n,
            gpointer data)
{
  return g_strdup_printf (ngettext ("%u tag", "%u tags", n), n);
}

static char *
count_flags (guint    n,
             gpointer data)
{
  return g_strdup_printf (ngettext ("%u flag", "%u flags", n), n);
}

/* What is chosen stays on offer, even where nothing carries it any more: else it could not be taken back. */
static void
offer (RapportPill *pill,
       GArray      *choices,
       GStrv        selected)
{
  for (guint i = 0; selected != NULL && selected[i] != NULL; i++)
    {
      gboolean known = FALSE;

      for (guint k = 0; k < choices->len; k++)
        known |= g_str_equal (g_array_index (choices, RapportPillChoice, k).id, selected[i]);
      if (!known)
        g_array_append_vals (choices, &(RapportPillChoice) { selected[i], selected[i] }, 1);
    }
  rapport_pill_set_choices (pill, (const RapportPillChoice *) (gpointer) choices->data, choices->len);
  rapport_pill_set_selected (pill, (const char *const *) selected);
}

static void
offer_texts (RapportPill *pill,
             GPtrArray   *texts,
             GStrv        selected)
{
  g_autoptr(GArray) choices = g_array_new (FALSE, FALSE, sizeof (RapportPillChoice));

  for (guint i = 0; i < texts->len; i++)
    g_array_append_vals (choices, &(RapportPillChoice) { g_ptr_array_index (texts, i), g_ptr_array_index (texts, i) },
                         1);
  offer (pill, choices, selected);
  gtk_widget_set_visible (GTK_WIDGET (pill), choices->len > 0);
}

/* Members, or stages of the filter's model. */
static void
offer_records (RapportFilterBar *self,
               RapportPill      *pill,
               RapportKindId     kind,
               GStrv             selected)
{
  g_autoptr(GArray) choices = g_array_new (FALSE, FALSE, sizeof (RapportPillChoice));
  g_autoptr(GPtrArray) records = kind == RAPPORT_KIND_STAGE
    ? rapport_workspace_list_stages (self->workspace, self->filter->model)
    : rapport_workspace_list_small (self->workspace, kind);
  g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < records->len; i++)
    {
      gint64 id = rapport_record_get_id (g_ptr_array_index (records, i));
      const char *title = rapport_workspace_get_title (self->workspace, kind, id);
      char *text = g_strdup_printf ("%" G_GINT64_FORMAT, id);

      g_ptr_array_add (ids, text);
      g_array_append_vals (choices, &(RapportPillChoice) { text, title ? title : "?" }, 1);
    }
  if (kind == RAPPORT_KIND_STAGE)
    g_array_append_vals (choices, &(RapportPillChoice) { "0", _("Ended") }, 1);
  offer (pill, choices, selected);
  gtk_widget_set_visible (GTK_WIDGET (pill), records->len > 0);
}

static void
choices_loaded_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      data)
{
  g_autoptr(RapportFilterBar) self = data;
  g_autoptr(RapportFilterChoices) choices = NULL;
  g_autoptr(GError) error = NULL;

  choices = rapport_store_read_finish (RAPPORT_STORE (source), result, &error);
  if (choices == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_warning ("Groups and tags could not be read: %s", error->message);
      return;
    }
  if (self->workspace == NULL || rapport_workspace_get_store (self->workspace) != RAPPORT_STORE (source))
    return;
  offer_texts (self->group_pill, choices->groups, self->filter->groups);
  offer_texts (self->tag_pill, choices->tags, self->filter->tags);
}

static void
load_choices (RapportFilterBar *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->workspace == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  rapport_filter_choices_load_async (self->workspace, self->cancellable, choices_loaded_cb, g_object_ref (self));
}

static gboolean
choices_cb (gpointer data)
{
  RapportFilterBar *self = data;

  self->choices_id = 0;
  load_choices (self);
  return G_SOURCE_REMOVE;
}

static void
show_flags (RapportFilterBar *self)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) selected = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    if (self->filter->flags & flags[i].flag)
      g_strv_builder_add (builder, flags[i].id);
  selected = g_strv_builder_end (builder);
  rapport_pill_set_selected (self->flag_pill, (const char *const *) selected);
}

static void
show_stages (RapportFilterBar *self)
{
  if (self->workspace != NULL && self->with_stages)
    offer_records (self, self->stage_pill, RAPPORT_KIND_STAGE, self->filter->stages);
  else
    gtk_widget_set_visible (GTK_WIDGET (self->stage_pill), FALSE);
}

static void
show_filter (RapportFilterBar *self)
{
  self->showing = TRUE;
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->search_entry)),
                 self->filter->text ? self->filter->text : "") != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->search_entry), self->filter->text ? self->filter->text : "");
  rapport_pill_set_selected (self->group_pill, (const char *const *) self->filter->groups);
  rapport_pill_set_selected (self->owner_pill, (const char *const *) self->filter->owners);
  rapport_pill_set_selected (self->tag_pill, (const char *const *) self->filter->tags);
  show_stages (self);
  show_flags (self);
  self->showing = FALSE;
}

static GStrv
take_selected (RapportPill *pill)
{
  GStrv selected = rapport_pill_dup_selected (pill);

  if (selected != NULL && selected[0] == NULL)
    g_clear_pointer (&selected, g_strfreev);
  return selected;
}

static void
notify_changed (RapportFilterBar *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FILTER]);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
pill_changed_cb (RapportFilterBar *self,
                 RapportPill      *pill)
{
  g_auto(GStrv) chosen = NULL;

  g_strfreev (self->filter->groups);
  g_strfreev (self->filter->owners);
  g_strfreev (self->filter->tags);
  g_strfreev (self->filter->stages);
  self->filter->groups = take_selected (self->group_pill);
  self->filter->owners = take_selected (self->owner_pill);
  self->filter->tags = take_selected (self->tag_pill);
  self->filter->stages = self->with_stages ? take_selected (self->stage_pill) : NULL;
  self->filter->flags = 0;
  chosen = rapport_pill_dup_selected (self->flag_pill);
  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    if (chosen != NULL && g_strv_contains ((const char *const *) chosen, flags[i].id))
      self->filter->flags |= flags[i].flag;
  notify_changed (self);
}

static void
text_changed_cb (RapportFilterBar *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));

  if (self->showing || g_strcmp0 (text, self->filter->text ? self->filter->text : "") == 0)
    return;
  g_free (self->filter->text);
  self->filter->text = *text ? g_strdup (text) : NULL;
  notify_changed (self);
}

/* Escape: clear what is typed first, then go back to the list. */
static void
stop_search_cb (RapportFilterBar *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->search_entry)) != '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  else
    gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))), GTK_DIR_TAB_FORWARD);
}

static gboolean
focus_search_cb (GtkWidget *widget,
                 GVariant  *arguments,
                 gpointer   data)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  rapport_filter_bar_focus_search (RAPPORT_FILTER_BAR (widget));
  return TRUE;
}

static gboolean
clear_cb (GtkWidget *widget,
          GVariant  *arguments,
          gpointer   data)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  rapport_filter_bar_clear (RAPPORT_FILTER_BAR (widget));
  return TRUE;
}

static void
workspace_changed_cb (RapportWorkspace *workspace,
                      RapportChanges   *changes,
                      RapportFilterBar *self)
{
  if (rapport_changes_touch (changes, RAPPORT_KIND_ACCOUNT))
    load_choices (self);
  if (rapport_changes_touch (changes, RAPPORT_KIND_MEMBER))
    offer_records (self, self->owner_pill, RAPPORT_KIND_MEMBER, self->filter->owners);
  if (rapport_changes_touch (changes, RAPPORT_KIND_STAGE))
    show_stages (self);
}

static void
rapport_filter_bar_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  RapportFilterBar *self = RAPPORT_FILTER_BAR (object);

  switch ((RapportFilterBarProperty) prop_id)
    {
    case PROP_WORKSPACE:
      g_value_set_object (value, self->workspace);
      break;
    case PROP_FILTER:
      g_value_set_boxed (value, self->filter);
      break;
    case PROP_WITH_STAGES:
      g_value_set_boolean (value, self->with_stages);
      break;
    case PROP_SUMMARY:
      g_value_set_string (value, rapport_filter_bar_get_summary (self));
      break;
    case PROP_WORTH:
      g_value_set_string (value, rapport_filter_bar_get_worth (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rapport_filter_bar_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  RapportFilterBar *self = RAPPORT_FILTER_BAR (object);

  switch ((RapportFilterBarProperty) prop_id)
    {
    case PROP_WORKSPACE:
      rapport_filter_bar_set_workspace (self, g_value_get_object (value));
      break;
    case PROP_FILTER:
      rapport_filter_bar_set_filter (self, g_value_get_boxed (value));
      break;
    case PROP_WITH_STAGES:
      rapport_filter_bar_set_with_stages (self, g_value_get_boolean (value));
      break;
    case PROP_SUMMARY:
      rapport_filter_bar_set_summary (self, g_value_get_string (value));
      break;
    case PROP_WORTH:
      rapport_filter_bar_set_worth (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rapport_filter_bar_dispose (GObject *object)
{
  RapportFilterBar *self = RAPPORT_FILTER_BAR (object);

  g_clear_handle_id (&self->choices_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->workspace != NULL)
    g_clear_signal_handler (&self->changed_id, self->workspace);
  g_clear_object (&self->workspace);
  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_FILTER_BAR);

  G_OBJECT_CLASS (rapport_filter_bar_parent_class)->dispose (object);
}

static void
rapport_filter_bar_finalize (GObject *object)
{
  rapport_account_filter_free (RAPPORT_FILTER_BAR (object)->filter);

  G_OBJECT_CLASS (rapport_filter_bar_parent_class)->finalize (object);
}

/* Where there is little room, it goes to the pills rather than to an empty entry. */
static void
narrow_changed_cb (RapportFilterBar   *self,
                   GParamSpec         *pspec,
                   RapportAdaptiveBin *bin)
{
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->search_entry), rapport_adaptive_bin_is_narrow (bin) ? 12 : 32);
}

static void
rapport_filter_bar_class_init (RapportFilterBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags readwrite = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = rapport_filter_bar_get_property;
  object_class->set_property = rapport_filter_bar_set_property;
  object_class->dispose = rapport_filter_bar_dispose;
  object_class->finalize = rapport_filter_bar_finalize;

  properties[PROP_WORKSPACE] = g_param_spec_object ("workspace", NULL, NULL, RAPPORT_TYPE_WORKSPACE, readwrite);
  properties[PROP_FILTER] = g_param_spec_boxed ("filter", NULL, NULL, RAPPORT_TYPE_ACCOUNT_FILTER, readwrite);
  properties[PROP_WITH_STAGES] = g_param_spec_boolean ("with-stages", NULL, NULL, FALSE, readwrite);
  properties[PROP_SUMMARY] = g_param_spec_string ("summary", NULL, NULL, NULL, readwrite);
  properties[PROP_WORTH] = g_param_spec_string ("worth", NULL, NULL, NULL, readwrite);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[CHANGED] = g_signal_new ("changed", RAPPORT_TYPE_FILTER_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  g_type_ensure (RAPPORT_TYPE_PILL);
  g_type_ensure (RAPPORT_TYPE_ADAPTIVE_BIN);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/rapport/Rapport/rapport-filter-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportFilterBar, search_entry);
  gtk_widget_class_bind_template_child (widget_class, RapportFilterBar, group_pill);
  gtk_widget_class_bind_template_child (widget_class, RapportFilterBar, stage_pill);
  gtk_widget_class_bind_template_child (widget_class, RapportFilterBar, owner_pill);
  gtk_widget_class_bind_template_child (widget_class, RapportFilterBar, tag_pill);
  gtk_widget_class_bind_template_child (widget_class, RapportFilterBar, flag_pill);
  gtk_widget_class_bind_template_child (widget_class, RapportFilterBar, summary_label);
  gtk_widget_class_bind_template_child (widget_class, RapportFilterBar, dot_label);
  gtk_widget_class_bind_template_child (widget_class, RapportFilterBar, worth_label);
  gtk_widget_class_bind_template_callback (widget_class, narrow_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, text_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, pill_changed_cb);
}

static void
rapport_filter_bar_init (RapportFilterBar *self)
{
  GtkEventController *shortcuts = gtk_shortcut_controller_new ();
  RapportPillChoice choices[G_N_ELEMENTS (flags)];

  self->filter = rapport_account_filter_new ();
  gtk_widget_init_template (GTK_WIDGET (self));

  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    choices[i] = (RapportPillChoice) { flags[i].id, _(flags[i].label) };
  rapport_pill_set_choices (self->flag_pill, choices, G_N_ELEMENTS (choices));
  rapport_pill_set_count_func (self->group_pill, count_groups, NULL, NULL);
  rapport_pill_set_count_func (self->stage_pill, count_stages, NULL, NULL);
  rapport_pill_set_count_func (self->owner_pill, count_owners, NULL, NULL);
  rapport_pill_set_count_func (self->tag_pill, count_tags, NULL, NULL);
  rapport_pill_set_count_func (self->flag_pill, count_flags, NULL, NULL);

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (shortcuts), GTK_SHORTCUT_SCOPE_GLOBAL);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (shortcuts),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_f, GDK_CONTROL_MASK),
                      gtk_callback_action_new (focus_search_cb, NULL, NULL)));
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (shortcuts),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_f, GDK_CONTROL_MASK | GDK_SHIFT_MASK),
                      gtk_callback_action_new (clear_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), shortcuts);
}

/**
 * rapport_filter_bar_new:
 *
 * Returns: (transfer floating): a bar that lets everything through
 */
GtkWidget *
rapport_filter_bar_new (void)
{
  return g_object_new (RAPPORT_TYPE_FILTER_BAR, NULL);
}

/**
 * rapport_filter_bar_get_workspace:
 * @self: a filter bar
 *
 * Returns: (nullable) (transfer none): the workspace whose accounts are filtered
 */
RapportWorkspace *
rapport_filter_bar_get_workspace (RapportFilterBar *self)
{
  g_return_val_if_fail (RAPPORT_IS_FILTER_BAR (self), NULL);

  return self->workspace;
}

/**
 * rapport_filter_bar_set_workspace:
 * @self: a filter bar
 * @workspace: (nullable): the workspace whose accounts are filtered
 */
void
rapport_filter_bar_set_workspace (RapportFilterBar *self,
                                  RapportWorkspace *workspace)
{
  g_return_if_fail (RAPPORT_IS_FILTER_BAR (self));
  g_return_if_fail (workspace == NULL || RAPPORT_IS_WORKSPACE (workspace));

  if (self->workspace == workspace)
    return;
  if (self->workspace != NULL)
    g_clear_signal_handler (&self->changed_id, self->workspace);
  g_set_object (&self->workspace, workspace);
  if (workspace != NULL)
    {
      self->changed_id = g_signal_connect (workspace, "changed", G_CALLBACK (workspace_changed_cb), self);
      offer_records (self, self->owner_pill, RAPPORT_KIND_MEMBER, self->filter->owners);
      show_stages (self);
    }
  /* The list itself comes first. */
  g_clear_handle_id (&self->choices_id, g_source_remove);
  if (workspace != NULL)
    self->choices_id = g_timeout_add (CHOICES_MILLISECONDS, choices_cb, self);
  else
    load_choices (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WORKSPACE]);
}

/**
 * rapport_filter_bar_get_filter:
 * @self: a filter bar
 *
 * Returns: (transfer none): what is chosen, valid until the user chooses again
 */
const RapportAccountFilter *
rapport_filter_bar_get_filter (RapportFilterBar *self)
{
  g_return_val_if_fail (RAPPORT_IS_FILTER_BAR (self), NULL);

  return self->filter;
}

/**
 * rapport_filter_bar_set_filter:
 * @self: a filter bar
 * @filter: (nullable): what shall be chosen; %NULL lets everything through
 */
void
rapport_filter_bar_set_filter (RapportFilterBar           *self,
                               const RapportAccountFilter *filter)
{
  RapportAccountFilter *copy;

  g_return_if_fail (RAPPORT_IS_FILTER_BAR (self));

  copy = filter ? rapport_account_filter_copy (filter) : rapport_account_filter_new ();
  rapport_account_filter_free (self->filter);
  self->filter = copy;
  show_filter (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FILTER]);
}

gboolean
rapport_filter_bar_get_with_stages (RapportFilterBar *self)
{
  g_return_val_if_fail (RAPPORT_IS_FILTER_BAR (self), FALSE);

  return self->with_stages;
}

/**
 * rapport_filter_bar_set_with_stages:
 * @self: a filter bar
 * @with_stages: whether there is a pill for the stages of the filter's model
 */
void
rapport_filter_bar_set_with_stages (RapportFilterBar *self,
                                    gboolean          with_stages)
{
  g_return_if_fail (RAPPORT_IS_FILTER_BAR (self));

  if (self->with_stages == with_stages)
    return;
  self->with_stages = with_stages;
  show_stages (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WITH_STAGES]);
}

const char *
rapport_filter_bar_get_summary (RapportFilterBar *self)
{
  g_return_val_if_fail (RAPPORT_IS_FILTER_BAR (self), NULL);

  return gtk_label_get_text (self->summary_label);
}

static void
set_text (RapportFilterBar         *self,
          GtkLabel                 *label,
          const char               *text,
          RapportFilterBarProperty  property)
{
  if (g_strcmp0 (gtk_label_get_text (label), text ? text : "") == 0)
    return;
  gtk_label_set_text (label, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->dot_label), *gtk_label_get_text (self->summary_label) != '\0' &&
                                                        *gtk_label_get_text (self->worth_label) != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self->worth_label), *gtk_label_get_text (self->worth_label) != '\0');
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

/**
 * rapport_filter_bar_set_summary:
 * @self: a filter bar
 * @summary: (nullable): how many rows there are: "34 of 214 accounts"
 */
void
rapport_filter_bar_set_summary (RapportFilterBar *self,
                                const char       *summary)
{
  g_return_if_fail (RAPPORT_IS_FILTER_BAR (self));

  set_text (self, self->summary_label, summary, PROP_SUMMARY);
}

const char *
rapport_filter_bar_get_worth (RapportFilterBar *self)
{
  g_return_val_if_fail (RAPPORT_IS_FILTER_BAR (self), NULL);

  return gtk_label_get_text (self->worth_label);
}

/**
 * rapport_filter_bar_set_worth:
 * @self: a filter bar
 * @worth: (nullable): what they are worth: "€2.46M a year"
 */
void
rapport_filter_bar_set_worth (RapportFilterBar *self,
                              const char       *worth)
{
  g_return_if_fail (RAPPORT_IS_FILTER_BAR (self));

  set_text (self, self->worth_label, worth, PROP_WORTH);
}

/**
 * rapport_filter_bar_clear:
 * @self: a filter bar
 *
 * Takes back everything that is chosen, as Ctrl+Shift+F does.
 */
void
rapport_filter_bar_clear (RapportFilterBar *self)
{
  g_autoptr(RapportAccountFilter) empty = NULL;

  g_return_if_fail (RAPPORT_IS_FILTER_BAR (self));

  if (!rapport_account_filter_is_active (self->filter))
    return;
  empty = rapport_account_filter_new ();
  empty->model = self->filter->model;
  empty->sort = self->filter->sort;
  empty->descending = self->filter->descending;
  empty->then_sort = self->filter->then_sort;
  empty->then_descending = self->filter->then_descending;
  empty->with_ended = self->filter->with_ended;
  empty->trash = self->filter->trash;
  rapport_filter_bar_set_filter (self, empty);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * rapport_filter_bar_focus_search:
 * @self: a filter bar
 *
 * Goes to the search entry and selects what is typed there, as Ctrl+F does.
 */
void
rapport_filter_bar_focus_search (RapportFilterBar *self)
{
  g_return_if_fail (RAPPORT_IS_FILTER_BAR (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
  gtk_editable_select_region (GTK_EDITABLE (self->search_entry), 0, -1);
}
