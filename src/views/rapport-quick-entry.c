#include "config.h"

#include "views/rapport-quick-entry.h"

#include <glib/gi18n.h>

#include "core/rapport-records.h"
#include "service/rapport-entry.h"
#include "views/rapport-account-picker.h"
#include "widgets/rapport-date-button.h"
#include "widgets/rapport-feedback.h"
#include "widgets/rapport-format.h"
#include "widgets/rapport-wrap-box.h"

/* Channels with a button of their own. */
static const char *const channels[] = { "phone", "email", "visit", "video", "meal", "meeting", "chat" };

/* Kinds that a new episode can be opened with from here. */
static const char *const new_kinds[] = { "complaint",  "service", "quotation", "enquiry",
                                         "sales-call", "review",  "social" };

struct _RapportQuickEntry
{
  GtkWidget             parent_instance;

  /* Template children */
  RapportAccountPicker *picker;
  GtkEntry             *entry;
  GtkButton            *add_button;
  GtkWidget            *text_box;
  GtkTextView          *text;
  GtkBox               *channels;
  GtkToggleButton      *out_button;
  GtkToggleButton      *in_button;
  GtkToggleButton      *task_button;
  GtkToggleButton      *social_button;
  GtkDropDown          *person;
  GtkDropDown          *episode;
  RapportDateButton    *day;

  /* Owned */
  RapportWorkspace     *workspace;
  gulong                changed_id;
  GtkToggleButton      *channel_buttons[G_N_ELEMENTS (channels)]; /* borrowed */
  gint64                account;
  gboolean              picks;
  gboolean              busy;
  char                 *toast; /* said when it is logged */
  GArray               *people;   /* gint64, by row of the drop-down */
  GArray               *episodes; /* gint64; from n_open on, kinds of new ones */
  guint                 n_open;
};

typedef enum
{
  PROP_WORKSPACE = 1,
  PROP_ACCOUNT,
  PROP_WITH_TEXT,
} RapportQuickEntryProperty;

static GParamSpec *properties[PROP_WITH_TEXT + 1];

enum
{
  SIGNAL_LOGGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportQuickEntry, rapport_quick_entry, GTK_TYPE_WIDGET)

static gint64
selected_id (GtkDropDown *drop_down,
             GArray      *ids)
{
  guint selected = gtk_drop_down_get_selected (drop_down);

  return ids != NULL && selected < ids->len ? g_array_index (ids, gint64, selected) : 0;
}

static void
fill_people (RapportQuickEntry *self)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  gint64 before = selected_id (self->person, self->people);
  guint selected = 0;

  g_clear_pointer (&self->people, g_array_unref);
  self->people = g_array_new (FALSE, TRUE, sizeof (gint64));
  g_array_set_size (self->people, 1);
  gtk_string_list_append (names, _("Nobody in particular"));
  if (self->account != 0)
    {
      g_autoptr(GPtrArray) people = rapport_entry_list_people (self->workspace, self->account);

      for (guint i = 0; i < people->len; i++)
        {
          gint64 id = rapport_record_get_id (g_ptr_array_index (people, i));

          if (id == before)
            selected = self->people->len;
          g_array_append_val (self->people, id);
          gtk_string_list_append (names, rapport_record_get_title (g_ptr_array_index (people, i)));
        }
    }
  gtk_drop_down_set_model (self->person, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->person, selected);
}

static void
fill_episodes (RapportQuickEntry *self)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  gint64 before = selected_id (self->episode, self->episodes);
  guint selected = 0;

  g_clear_pointer (&self->episodes, g_array_unref);
  self->episodes = g_array_new (FALSE, TRUE, sizeof (gint64));
  g_array_set_size (self->episodes, 1);
  gtk_string_list_append (names, _("No episode"));
  if (self->account != 0)
    {
      g_autoptr(GPtrArray) episodes = rapport_entry_list_open_episodes (self->workspace, self->account);

      for (guint i = 0; i < episodes->len; i++)
        {
          gint64 id = rapport_record_get_id (g_ptr_array_index (episodes, i));

          if (id == before)
            selected = self->episodes->len;
          g_array_append_val (self->episodes, id);
          gtk_string_list_append (names, rapport_record_get_title (g_ptr_array_index (episodes, i)));
        }
    }
  self->n_open = self->episodes->len;
  for (guint i = 0; i < G_N_ELEMENTS (new_kinds); i++)
    {
      /* Translators: a kind of episode: New: Complaint */
      g_autofree char *name = g_strdup_printf (_("New: %s"), rapport_episode_label (new_kinds[i]));

      gtk_string_list_append (names, name);
    }
  gtk_drop_down_set_model (self->episode, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->episode, selected);
}

static void
changed_cb (RapportQuickEntry *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  gtk_widget_set_sensitive (GTK_WIDGET (self->add_button), self->account != 0 && *text != '\0' &&
                                                               self->workspace != NULL &&
                                                               !rapport_workspace_is_read_only (self->workspace));
}

static void
update_account (RapportQuickEntry *self)
{
  /* Nobody has people and episodes: there is room without them. */
  gtk_widget_set_visible (GTK_WIDGET (self->person), self->account != 0);
  gtk_widget_set_visible (GTK_WIDGET (self->episode), self->account != 0);
  if (self->workspace == NULL)
    return;
  fill_people (self);
  fill_episodes (self);
  changed_cb (self);
}

static void
account_chosen_cb (RapportQuickEntry *self)
{
  self->account = rapport_account_picker_get_account (self->picker);
  update_account (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static char *
dup_text (RapportQuickEntry *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  g_strstrip (text);
  return *text ? g_steal_pointer (&text) : NULL;
}

static void
logged_cb (RapportWorkspace *workspace,
           RapportAct       *act,
           gpointer          data)
{
  g_autoptr(RapportQuickEntry) self = data;
  g_autofree char *toast = g_steal_pointer (&self->toast);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWindow *parent = GTK_IS_WINDOW (root) ? gtk_window_get_transient_for (GTK_WINDOW (root)) : NULL;

  self->busy = FALSE;
  gtk_editable_set_editable (GTK_EDITABLE (self->entry), TRUE);
  if (act == NULL)
    {
      changed_cb (self);
      return; /* what was typed stays */
    }
  /* A dialog closes now, and what it says with it. */
  rapport_toast (parent ? GTK_WIDGET (parent) : GTK_WIDGET (self), toast, TRUE);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), "", -1);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  g_signal_emit (self, signals[SIGNAL_LOGGED], 0);
}

static void
add_cb (RapportQuickEntry *self)
{
  rapport_quick_entry_add (self);
}

/**
 * rapport_quick_entry_add:
 * @self: a quick entry
 *
 * Logs what stands in it. Where that fails, the reason is told and everything stays as it was typed.
 */
void
rapport_quick_entry_add (RapportQuickEntry *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autofree char *more = dup_text (self);
  g_autofree char *subject = NULL;
  g_autofree char *text = NULL;
  RapportEntryLog log = { .at = RAPPORT_UNSET, .minutes = RAPPORT_UNSET };
  guint episode = gtk_drop_down_get_selected (self->episode);
  RapportDay day = rapport_date_button_get_day (self->day);

  if (!gtk_widget_get_sensitive (GTK_WIDGET (self->add_button)) || self->busy)
    {
      if (self->account == 0)
        rapport_account_picker_popup (self->picker);
      return;
    }

  if (more != NULL)
    {
      subject = g_strdup (typed);
      text = g_steal_pointer (&more);
    }
  else
    rapport_entry_split_text (typed, &subject, &text);

  log.account = self->account;
  log.subject = subject;
  log.text = text;
  log.channel = channels[0];
  for (guint i = 0; i < G_N_ELEMENTS (channels); i++)
    if (gtk_toggle_button_get_active (self->channel_buttons[i]))
      log.channel = channels[i];
  log.direction = gtk_toggle_button_get_active (self->in_button) ? "in" : "out";
  log.social = gtk_toggle_button_get_active (self->social_button);
  log.person = selected_id (self->person, self->people);
  if (episode < self->n_open)
    log.episode = selected_id (self->episode, self->episodes);
  else
    {
      log.episode_title = subject;
      log.episode_kind = new_kinds[episode - self->n_open];
    }
  if (day != RAPPORT_DAY_NONE && day != rapport_workspace_get_today (self->workspace))
    log.at = rapport_day_to_instant (day, NULL) + 12 * 3600;

  /* Translators: an account */
  g_free (self->toast);
  self->toast = g_strdup_printf (_("Logged with %s"),
                                 rapport_workspace_get_title (self->workspace, RAPPORT_KIND_ACCOUNT, self->account));
  /* Not insensitive: it would lose the keyboard. */
  self->busy = TRUE;
  gtk_editable_set_editable (GTK_EDITABLE (self->entry), FALSE);
  rapport_do_then (GTK_WIDGET (self), self->workspace, rapport_entry_act_log (self->workspace, &log), NULL, logged_cb,
                   g_object_ref (self));
}

static void
workspace_changed_cb (RapportQuickEntry *self,
                      RapportChanges    *changes)
{
  if (self->account == 0)
    return;
  if (rapport_changes_touch (changes, RAPPORT_KIND_PERSON) || rapport_changes_touch (changes, RAPPORT_KIND_AFFILIATION))
    fill_people (self);
  if (rapport_changes_touch (changes, RAPPORT_KIND_EPISODE))
    fill_episodes (self);
  changed_cb (self);
}

static void
set_workspace (RapportQuickEntry *self,
               RapportWorkspace  *workspace)
{
  if (self->workspace == workspace)
    return;
  if (self->workspace != NULL)
    g_clear_signal_handler (&self->changed_id, self->workspace);
  g_set_object (&self->workspace, workspace);
  self->account = 0;
  g_object_set (self->picker, "workspace", workspace, NULL);
  if (workspace != NULL)
    {
      self->changed_id = g_signal_connect_swapped (workspace, "changed", G_CALLBACK (workspace_changed_cb), self);
      rapport_date_button_set_today (self->day, rapport_workspace_get_today (workspace));
    }
  update_account (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WORKSPACE]);
}

/**
 * rapport_quick_entry_set_account:
 * @self: a quick entry
 * @account: with whom; 0 has it chosen here
 */
void
rapport_quick_entry_set_account (RapportQuickEntry *self,
                                 gint64             account)
{
  self->picks = account == 0;
  gtk_widget_set_visible (GTK_WIDGET (self->picker), self->picks);
  if (account != 0 && account != self->account)
    {
      self->account = account;
      rapport_account_picker_set_account (self->picker, account);
      update_account (self);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACCOUNT]);
    }
}

static void
select_id (GtkDropDown *drop_down,
           GArray      *ids,
           gint64       id)
{
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      gtk_drop_down_set_selected (drop_down, i);
}

/**
 * rapport_quick_entry_set_about:
 * @self: a quick entry of an account
 * @person: with whom, 0 for nobody in particular
 * @episode: what it is part of, 0 for nothing
 *
 * Chooses both, where the account has them.
 */
void
rapport_quick_entry_set_about (RapportQuickEntry *self,
                               gint64             person,
                               gint64             episode)
{
  g_return_if_fail (RAPPORT_IS_QUICK_ENTRY (self));

  select_id (self->person, self->people, person);
  select_id (self->episode, self->episodes, episode);
}

/**
 * rapport_quick_entry_has_text:
 * @self: a quick entry
 *
 * Returns: whether something is typed that has not been logged
 */
gboolean
rapport_quick_entry_has_text (RapportQuickEntry *self)
{
  g_autofree char *text = dup_text (self);

  return text != NULL || *gtk_editable_get_text (GTK_EDITABLE (self->entry)) != '\0';
}

/**
 * rapport_quick_entry_focus:
 * @self: a quick entry
 *
 * Puts the focus where one begins to type.
 */
void
rapport_quick_entry_focus (RapportQuickEntry *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
rapport_quick_entry_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  RapportQuickEntry *self = RAPPORT_QUICK_ENTRY (object);

  switch ((RapportQuickEntryProperty) prop_id)
    {
    case PROP_WORKSPACE:
      g_value_set_object (value, self->workspace);
      break;
    case PROP_ACCOUNT:
      g_value_set_int64 (value, self->account);
      break;
    case PROP_WITH_TEXT:
      g_value_set_boolean (value, gtk_widget_get_visible (self->text_box));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rapport_quick_entry_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  RapportQuickEntry *self = RAPPORT_QUICK_ENTRY (object);

  switch ((RapportQuickEntryProperty) prop_id)
    {
    case PROP_WORKSPACE:
      set_workspace (self, g_value_get_object (value));
      break;
    case PROP_ACCOUNT:
      rapport_quick_entry_set_account (self, g_value_get_int64 (value));
      break;
    case PROP_WITH_TEXT:
      gtk_widget_set_visible (self->text_box, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rapport_quick_entry_dispose (GObject *object)
{
  RapportQuickEntry *self = RAPPORT_QUICK_ENTRY (object);
  GtkWidget *child;

  if (self->workspace != NULL)
    g_clear_signal_handler (&self->changed_id, self->workspace);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->people, g_array_unref);
  g_clear_pointer (&self->episodes, g_array_unref);
  g_clear_pointer (&self->toast, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_QUICK_ENTRY);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (rapport_quick_entry_parent_class)->dispose (object);
}

static void
rapport_quick_entry_class_init (RapportQuickEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = rapport_quick_entry_get_property;
  object_class->set_property = rapport_quick_entry_set_property;
  object_class->dispose = rapport_quick_entry_dispose;

  properties[PROP_WORKSPACE] = g_param_spec_object ("workspace", NULL, NULL, RAPPORT_TYPE_WORKSPACE, flags);
  properties[PROP_ACCOUNT] = g_param_spec_int64 ("account", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_WITH_TEXT] = g_param_spec_boolean ("with-text", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_LOGGED] = g_signal_new ("logged", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "rp-quick-entry");
  g_type_ensure (RAPPORT_TYPE_ACCOUNT_PICKER);
  g_type_ensure (RAPPORT_TYPE_DATE_BUTTON);
  g_type_ensure (RAPPORT_TYPE_WRAP_BOX);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/rapport/Rapport/rapport-quick-entry.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportQuickEntry, add_button);
  gtk_widget_class_bind_template_child (widget_class, RapportQuickEntry, channels);
  gtk_widget_class_bind_template_child (widget_class, RapportQuickEntry, day);
  gtk_widget_class_bind_template_child (widget_class, RapportQuickEntry, entry);
  gtk_widget_class_bind_template_child (widget_class, RapportQuickEntry, episode);
  gtk_widget_class_bind_template_child (widget_class, RapportQuickEntry, in_button);
  gtk_widget_class_bind_template_child (widget_class, RapportQuickEntry, out_button);
  gtk_widget_class_bind_template_child (widget_class, RapportQuickEntry, person);
  gtk_widget_class_bind_template_child (widget_class, RapportQuickEntry, picker);
  gtk_widget_class_bind_template_child (widget_class, RapportQuickEntry, social_button);
  gtk_widget_class_bind_template_child (widget_class, RapportQuickEntry, task_button);
  gtk_widget_class_bind_template_child (widget_class, RapportQuickEntry, text);
  gtk_widget_class_bind_template_child (widget_class, RapportQuickEntry, text_box);
  gtk_widget_class_bind_template_callback (widget_class, account_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
rapport_quick_entry_init (RapportQuickEntry *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (channels); i++)
    {
      GtkWidget *button = gtk_toggle_button_new ();

      gtk_button_set_icon_name (GTK_BUTTON (button), rapport_channel_icon (channels[i]));
      gtk_widget_set_tooltip_text (button, rapport_channel_label (channels[i]));
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      rapport_channel_label (channels[i]), -1);
      if (i > 0)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), self->channel_buttons[0]);
      else
        gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
      gtk_box_append (self->channels, button);
      self->channel_buttons[i] = GTK_TOGGLE_BUTTON (button);
    }
}
