#include "config.h"

#include "widgets/rapport-pill.h"

#include <glib/gi18n.h>

/* More choices than this need a search field. */
#define MAX_WITHOUT_SEARCH 8

typedef struct
{
  char *id;
  char *label;
  gboolean selected;
  GtkCheckButton *check;        /* borrowed, NULL before the popover is made */
} Choice;

struct _RapportPill
{
  GtkWidget parent_instance;

  GtkWidget *button;            /* borrowed */

  /* The popover's, which is made when it is opened first (borrowed, nullable) */
  GtkWidget *search;
  GtkWidget *box;
  GtkWidget *clear;
  GtkWidget *none;

  GtkWidget *fact_name;         /* (nullable) */
  GtkWidget *fact_value;

  char *label;
  gboolean single;
  gboolean setting;             /* the checks move because a setter said so */
  GPtrArray *choices;           /* of Choice */

  RapportPillCount count;
  gpointer count_data;
  GDestroyNotify count_destroy;
};

G_DEFINE_FINAL_TYPE (RapportPill, rapport_pill, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_LABEL = 1,
  PROP_SINGLE
} RapportPillProperty;

static GParamSpec *properties[PROP_SINGLE + 1];

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
choice_free (gpointer data)
{
  Choice *choice = data;

  g_free (choice->id);
  g_free (choice->label);
  g_free (choice);
}

static Choice *
get_choice (RapportPill *self,
            guint        index)
{
  return g_ptr_array_index (self->choices, index);
}

static guint
count_selected (RapportPill   *self,
                const Choice **first)
{
  guint n = 0;

  for (guint i = 0; i < self->choices->len; i++)
    if (get_choice (self, i)->selected && n++ == 0 && first != NULL)
      *first = get_choice (self, i);
  return n;
}

static void
update_button (RapportPill *self)
{
  g_autofree char *text = rapport_pill_dup_text (self);
  gboolean active = rapport_pill_is_active (self);

  if (self->fact_value != NULL)
    return;
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->button), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text, -1);
  if (active)
    gtk_widget_add_css_class (GTK_WIDGET (self), "active");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "active");
  if (self->clear != NULL)
    gtk_widget_set_sensitive (self->clear, active);
}

/* The checks say what the choices are. */
static void
update_checks (RapportPill *self)
{
  self->setting = TRUE;
  for (guint i = 0; i < self->choices->len; i++)
    if (get_choice (self, i)->check != NULL)
      gtk_check_button_set_active (get_choice (self, i)->check, get_choice (self, i)->selected);
  self->setting = FALSE;
}

static void
toggled_cb (RapportPill    *self,
            GtkCheckButton *check)
{
  if (self->setting)
    return;

  for (guint i = 0; i < self->choices->len; i++)
    {
      Choice *choice = get_choice (self, i);

      if (choice->check == check)
        choice->selected = gtk_check_button_get_active (check);
      else if (self->single && gtk_check_button_get_active (check))
        choice->selected = FALSE;
    }
  update_checks (self);
  update_button (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
clear_cb (RapportPill *self)
{
  if (!rapport_pill_is_active (self))
    return;
  rapport_pill_clear (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
search_changed_cb (RapportPill *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));
  gboolean any = FALSE;

  for (guint i = 0; i < self->choices->len; i++)
    {
      gboolean match = *text == '\0' || g_str_match_string (text, get_choice (self, i)->label, TRUE);

      gtk_widget_set_visible (GTK_WIDGET (get_choice (self, i)->check), match);
      any = any || match;
    }
  gtk_widget_set_visible (self->none, !any);
}

/* Enter in the search takes the first match: a choice is made without leaving the keyboard. */
static void
search_activate_cb (RapportPill *self)
{
  for (guint i = 0; i < self->choices->len; i++)
    if (gtk_widget_get_visible (GTK_WIDGET (get_choice (self, i)->check)))
      {
        gtk_check_button_set_active (get_choice (self, i)->check, !get_choice (self, i)->selected);
        return;
      }
}

static void
closed_cb (RapportPill *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
}

static void
rapport_pill_get_property (GObject    *object,
                           guint       id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  RapportPill *self = RAPPORT_PILL (object);

  switch ((RapportPillProperty) id)
    {
    case PROP_LABEL:
      g_value_set_string (value, self->label);
      break;
    case PROP_SINGLE:
      g_value_set_boolean (value, self->single);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
rapport_pill_set_property (GObject      *object,
                           guint         id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  RapportPill *self = RAPPORT_PILL (object);

  switch ((RapportPillProperty) id)
    {
    case PROP_LABEL:
      rapport_pill_set_label (self, g_value_get_string (value));
      break;
    case PROP_SINGLE:
      rapport_pill_set_single (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
rapport_pill_dispose (GObject *object)
{
  RapportPill *self = RAPPORT_PILL (object);

  g_ptr_array_set_size (self->choices, 0);
  g_clear_pointer (&self->button, gtk_widget_unparent);
  G_OBJECT_CLASS (rapport_pill_parent_class)->dispose (object);
}

static void
rapport_pill_finalize (GObject *object)
{
  RapportPill *self = RAPPORT_PILL (object);

  if (self->count_destroy != NULL)
    self->count_destroy (self->count_data);
  g_clear_pointer (&self->label, g_free);
  g_clear_pointer (&self->choices, g_ptr_array_unref);
  G_OBJECT_CLASS (rapport_pill_parent_class)->finalize (object);
}

static void
rapport_pill_class_init (RapportPillClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rapport_pill_dispose;
  object_class->finalize = rapport_pill_finalize;
  object_class->get_property = rapport_pill_get_property;
  object_class->set_property = rapport_pill_set_property;

  properties[PROP_LABEL] =
    g_param_spec_string ("label", NULL, NULL, "",
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SINGLE] =
    g_param_spec_boolean ("single", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "rp-pill");
}

static void
add_check (RapportPill *self,
           Choice      *choice)
{
  GtkWidget *check = gtk_check_button_new_with_label (choice->label);

  choice->check = GTK_CHECK_BUTTON (check);
  gtk_check_button_set_active (choice->check, choice->selected);
  g_signal_connect_swapped (check, "toggled", G_CALLBACK (toggled_cb), self);
  gtk_box_append (GTK_BOX (self->box), check);
}

/* Many pills are never opened, so that their popovers are made when they are. */
static void
create_popover_cb (GtkMenuButton *button,
                   gpointer       data)
{
  RapportPill *self = data;
  GtkWidget *popover, *content, *scrolled;

  if (self->box != NULL)
    return;
  popover = gtk_popover_new ();
  content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  scrolled = gtk_scrolled_window_new ();

  self->search = gtk_search_entry_new ();
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Search the choices"), -1);
  gtk_widget_set_visible (self->search, self->choices->len > MAX_WITHOUT_SEARCH);
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (search_changed_cb), self);
  g_signal_connect_swapped (self->search, "activate", G_CALLBACK (search_activate_cb), self);
  gtk_box_append (GTK_BOX (content), self->search);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->none = gtk_label_new (_("No match"));
  gtk_widget_add_css_class (self->none, "rp-dim");
  gtk_widget_set_visible (self->none, FALSE);
  gtk_box_append (GTK_BOX (self->box), self->none);
  for (guint i = 0; i < self->choices->len; i++)
    add_check (self, get_choice (self, i));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 360);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->box);
  gtk_box_append (GTK_BOX (content), scrolled);

  self->clear = gtk_button_new_with_mnemonic (_("_Clear"));
  gtk_widget_add_css_class (self->clear, "flat");
  gtk_widget_set_visible (self->clear, self->fact_value == NULL);
  gtk_widget_set_sensitive (self->clear, rapport_pill_is_active (self));
  g_signal_connect_swapped (self->clear, "clicked", G_CALLBACK (clear_cb), self);
  gtk_box_append (GTK_BOX (content), self->clear);

  gtk_popover_set_child (GTK_POPOVER (popover), content);
  gtk_widget_add_css_class (popover, "rp-pill-popover");
  g_signal_connect_swapped (popover, "closed", G_CALLBACK (closed_cb), self);
  gtk_menu_button_set_popover (button, popover);
}

static void
rapport_pill_init (RapportPill *self)
{
  self->label = g_strdup ("");
  self->choices = g_ptr_array_new_with_free_func (choice_free);

  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->button), create_popover_cb, self, NULL);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "rp-pill");
  update_button (self);
}

/**
 * rapport_pill_new:
 * @label: what is filtered: "Owner"
 *
 * Returns: (transfer floating): a pill without choices
 */
GtkWidget *
rapport_pill_new (const char *label)
{
  return g_object_new (RAPPORT_TYPE_PILL, "label", label, NULL);
}

/**
 * rapport_pill_get_label:
 * @self: a pill
 *
 * Returns: (transfer none): what is filtered
 */
const char *
rapport_pill_get_label (RapportPill *self)
{
  g_return_val_if_fail (RAPPORT_IS_PILL (self), NULL);

  return self->label;
}

/**
 * rapport_pill_set_label:
 * @self: a pill
 * @label: what is filtered
 */
void
rapport_pill_set_label (RapportPill *self,
                        const char  *label)
{
  g_return_if_fail (RAPPORT_IS_PILL (self));
  g_return_if_fail (label != NULL);

  if (g_strcmp0 (self->label, label) == 0)
    return;

  g_free (self->label);
  self->label = g_strdup (label);
  update_button (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LABEL]);
}

/**
 * rapport_pill_set_count_func:
 * @self: a pill
 * @func: (nullable): says "3 owners"; without it the pill says "Owner: 3"
 * @user_data: data for @func
 * @destroy: (nullable): frees @user_data
 */
void
rapport_pill_set_count_func (RapportPill      *self,
                             RapportPillCount  func,
                             gpointer          user_data,
                             GDestroyNotify    destroy)
{
  g_return_if_fail (RAPPORT_IS_PILL (self));

  if (self->count_destroy != NULL)
    self->count_destroy (self->count_data);
  self->count = func;
  self->count_data = user_data;
  self->count_destroy = destroy;
  update_button (self);
}

/**
 * rapport_pill_get_single:
 * @self: a pill
 *
 * Returns: whether only one can be chosen
 */
gboolean
rapport_pill_get_single (RapportPill *self)
{
  g_return_val_if_fail (RAPPORT_IS_PILL (self), FALSE);

  return self->single;
}

/**
 * rapport_pill_set_single:
 * @self: a pill
 * @single: whether choosing one takes the others back
 */
void
rapport_pill_set_single (RapportPill *self,
                         gboolean     single)
{
  g_return_if_fail (RAPPORT_IS_PILL (self));

  if (self->single == single)
    return;

  self->single = single;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SINGLE]);
}

/**
 * rapport_pill_set_choices:
 * @self: a pill
 * @choices: (array length=n_choices): what can be chosen; copied
 * @n_choices: how many
 *
 * Those that were chosen and are still there stay chosen.
 */
void
rapport_pill_set_choices (RapportPill             *self,
                          const RapportPillChoice *choices,
                          gsize                    n_choices)
{
  g_auto(GStrv) selected = NULL;

  g_return_if_fail (RAPPORT_IS_PILL (self));
  g_return_if_fail (choices != NULL || n_choices == 0);

  selected = rapport_pill_dup_selected (self);
  for (guint i = 0; i < self->choices->len; i++)
    if (get_choice (self, i)->check != NULL)
      gtk_box_remove (GTK_BOX (self->box), GTK_WIDGET (get_choice (self, i)->check));
  g_ptr_array_set_size (self->choices, 0);

  for (gsize i = 0; i < n_choices; i++)
    {
      Choice *choice = g_new0 (Choice, 1);

      choice->id = g_strdup (choices[i].id);
      choice->label = g_strdup (choices[i].label);
      g_ptr_array_add (self->choices, choice);
      if (self->box != NULL)
        add_check (self, choice);
    }
  if (self->search != NULL)
    gtk_widget_set_visible (self->search, n_choices > MAX_WITHOUT_SEARCH);
  rapport_pill_set_selected (self, (const char *const *) selected);
}

/**
 * rapport_pill_dup_selected:
 * @self: a pill
 *
 * Returns: (transfer full): ids of what is chosen, in the order of the choices
 */
GStrv
rapport_pill_dup_selected (RapportPill *self)
{
  g_autoptr(GStrvBuilder) builder = NULL;

  g_return_val_if_fail (RAPPORT_IS_PILL (self), NULL);

  builder = g_strv_builder_new ();
  for (guint i = 0; i < self->choices->len; i++)
    if (get_choice (self, i)->selected)
      g_strv_builder_add (builder, get_choice (self, i)->id);
  return g_strv_builder_end (builder);
}

/**
 * rapport_pill_set_selected:
 * @self: a pill
 * @ids: (nullable) (array zero-terminated=1): what is chosen; ids that are no choice are
 *   passed over
 *
 * Does not emit `changed`.
 */
void
rapport_pill_set_selected (RapportPill       *self,
                           const char *const *ids)
{
  g_return_if_fail (RAPPORT_IS_PILL (self));

  for (guint i = 0; i < self->choices->len; i++)
    get_choice (self, i)->selected = ids != NULL && g_strv_contains (ids, get_choice (self, i)->id);
  update_checks (self);
  update_button (self);
}

/**
 * rapport_pill_set_fact:
 * @self: a pill
 * @value: what holds
 *
 * Makes it one that says what holds instead of one that filters: "Separator semicolon", the name dim and the
 * value bold. What the choices say no longer shows by itself.
 */
void
rapport_pill_set_fact (RapportPill *self,
                       const char  *value)
{
  g_autofree char *name = NULL;

  g_return_if_fail (RAPPORT_IS_PILL (self));
  g_return_if_fail (value != NULL);

  if (self->fact_value == NULL)
    {
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 5);

      self->fact_name = gtk_label_new (self->label);
      self->fact_value = gtk_label_new (NULL);
      gtk_widget_add_css_class (self->fact_name, "rp-fact-name");
      gtk_widget_add_css_class (self->fact_value, "rp-fact-value");
      gtk_box_append (GTK_BOX (box), self->fact_name);
      gtk_box_append (GTK_BOX (box), self->fact_value);
      gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (self->button), TRUE);
      gtk_menu_button_set_child (GTK_MENU_BUTTON (self->button), box);
      gtk_widget_remove_css_class (GTK_WIDGET (self), "active");
      if (self->clear != NULL)
        gtk_widget_set_visible (self->clear, FALSE);
    }
  gtk_label_set_label (GTK_LABEL (self->fact_value), value);
  /* Translators: what is said of a file, and what holds: Separator: semicolon. */
  name = g_strdup_printf (_("%s: %s"), self->label, value);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/**
 * rapport_pill_is_active:
 * @self: a pill
 *
 * Returns: whether anything is chosen
 */
gboolean
rapport_pill_is_active (RapportPill *self)
{
  g_return_val_if_fail (RAPPORT_IS_PILL (self), FALSE);

  return count_selected (self, NULL) > 0;
}

/**
 * rapport_pill_clear:
 * @self: a pill
 *
 * Takes every choice back, without emitting `changed`.
 */
void
rapport_pill_clear (RapportPill *self)
{
  rapport_pill_set_selected (self, NULL);
}

/**
 * rapport_pill_dup_text:
 * @self: a pill
 *
 * Returns: (transfer full): what the button says
 */
char *
rapport_pill_dup_text (RapportPill *self)
{
  const Choice *first = NULL;
  guint n;

  g_return_val_if_fail (RAPPORT_IS_PILL (self), NULL);

  n = count_selected (self, &first);
  if (n == 0)
    return g_strdup (self->label);
  if (n == 1)
    /* Translators: what is filtered, the choice: Owner: Ines Duarte. */
    return g_strdup_printf (_("%s: %s"), self->label, first->label);
  if (self->count != NULL)
    return self->count (n, self->count_data);
  /* Translators: what is filtered, how many are chosen. */
  return g_strdup_printf (_("%s: %u"), self->label, n);
}

/**
 * rapport_pill_popup:
 * @self: a pill
 *
 * Opens the choices.
 */
void
rapport_pill_popup (RapportPill *self)
{
  g_return_if_fail (RAPPORT_IS_PILL (self));

  gtk_menu_button_popup (GTK_MENU_BUTTON (self->button));
}
