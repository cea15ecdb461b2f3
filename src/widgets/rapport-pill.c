#include "config.h"

#include "widgets/rapport-pill.h"

#include <glib/gi18n.h>

/* More choices than this need a search field. */
#define MAX_WITHOUT_SEARCH 8

struct _RapportPill
{
  GtkWidget parent_instance;

  /* Children (borrowed) */
  GtkWidget *button;
  GtkWidget *search;
  GtkWidget *box;
  GtkWidget *clear;
  GtkWidget *none;

  GtkWidget *fact_name;         /* (nullable) */
  GtkWidget *fact_value;

  char *label;
  gboolean single;
  gboolean setting;             /* the checks move because a setter said so */
  GPtrArray *checks;            /* of GtkCheckButton, borrowed; data "id" */

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

static GtkCheckButton *
get_check (RapportPill *self,
           guint        index)
{
  return g_ptr_array_index (self->checks, index);
}

static guint
count_selected (RapportPill     *self,
                GtkCheckButton **first)
{
  guint n = 0;

  for (guint i = 0; i < self->checks->len; i++)
    if (gtk_check_button_get_active (get_check (self, i)) && n++ == 0 && first != NULL)
      *first = get_check (self, i);
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
  gtk_widget_set_sensitive (self->clear, active);
}

static void
toggled_cb (RapportPill    *self,
            GtkCheckButton *check)
{
  if (self->setting)
    return;

  if (self->single && gtk_check_button_get_active (check))
    {
      self->setting = TRUE;
      for (guint i = 0; i < self->checks->len; i++)
        if (get_check (self, i) != check)
          gtk_check_button_set_active (get_check (self, i), FALSE);
      self->setting = FALSE;
    }
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

  for (guint i = 0; i < self->checks->len; i++)
    {
      GtkCheckButton *check = get_check (self, i);
      gboolean match = *text == '\0' ||
                       g_str_match_string (text, gtk_check_button_get_label (check), TRUE);

      gtk_widget_set_visible (GTK_WIDGET (check), match);
      any = any || match;
    }
  gtk_widget_set_visible (self->none, !any);
}

/* Enter in the search takes the first match: a choice is made without leaving the keyboard. */
static void
search_activate_cb (RapportPill *self)
{
  for (guint i = 0; i < self->checks->len; i++)
    if (gtk_widget_get_visible (GTK_WIDGET (get_check (self, i))))
      {
        gtk_check_button_set_active (get_check (self, i),
                                     !gtk_check_button_get_active (get_check (self, i)));
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

  g_ptr_array_set_size (self->checks, 0);
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
  g_clear_pointer (&self->checks, g_ptr_array_unref);
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
rapport_pill_init (RapportPill *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->label = g_strdup ("");
  self->checks = g_ptr_array_new ();

  self->search = gtk_search_entry_new ();
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Search the choices"), -1);
  gtk_widget_set_visible (self->search, FALSE);
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (search_changed_cb), self);
  g_signal_connect_swapped (self->search, "activate", G_CALLBACK (search_activate_cb), self);
  gtk_box_append (GTK_BOX (content), self->search);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->none = gtk_label_new (_("No match"));
  gtk_widget_add_css_class (self->none, "rp-dim");
  gtk_widget_set_visible (self->none, FALSE);
  gtk_box_append (GTK_BOX (self->box), self->none);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 360);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->box);
  gtk_box_append (GTK_BOX (content), scrolled);

  self->clear = gtk_button_new_with_mnemonic (_("_Clear"));
  gtk_widget_add_css_class (self->clear, "flat");
  g_signal_connect_swapped (self->clear, "clicked", G_CALLBACK (clear_cb), self);
  gtk_box_append (GTK_BOX (content), self->clear);

  gtk_popover_set_child (GTK_POPOVER (popover), content);
  gtk_widget_add_css_class (popover, "rp-pill-popover");
  g_signal_connect_swapped (popover, "closed", G_CALLBACK (closed_cb), self);

  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), popover);
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
  for (guint i = 0; i < self->checks->len; i++)
    gtk_box_remove (GTK_BOX (self->box), GTK_WIDGET (get_check (self, i)));
  g_ptr_array_set_size (self->checks, 0);

  for (gsize i = 0; i < n_choices; i++)
    {
      GtkWidget *check = gtk_check_button_new_with_label (choices[i].label);

      g_object_set_data_full (G_OBJECT (check), "id", g_strdup (choices[i].id), g_free);
      g_signal_connect_swapped (check, "toggled", G_CALLBACK (toggled_cb), self);
      gtk_box_append (GTK_BOX (self->box), check);
      g_ptr_array_add (self->checks, check);
    }
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
  for (guint i = 0; i < self->checks->len; i++)
    if (gtk_check_button_get_active (get_check (self, i)))
      g_strv_builder_add (builder, g_object_get_data (G_OBJECT (get_check (self, i)), "id"));
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

  self->setting = TRUE;
  for (guint i = 0; i < self->checks->len; i++)
    {
      const char *id = g_object_get_data (G_OBJECT (get_check (self, i)), "id");

      gtk_check_button_set_active (get_check (self, i), ids != NULL && g_strv_contains (ids, id));
    }
  self->setting = FALSE;
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
  GtkCheckButton *first = NULL;
  guint n;

  g_return_val_if_fail (RAPPORT_IS_PILL (self), NULL);

  n = count_selected (self, &first);
  if (n == 0)
    return g_strdup (self->label);
  if (n == 1)
    /* Translators: what is filtered, the choice: Owner: Ines Duarte. */
    return g_strdup_printf (_("%s: %s"), self->label, gtk_check_button_get_label (first));
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
