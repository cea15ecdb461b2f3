#include "config.h"

#include "views/rapport-welcome-view.h"

#include <glib/gi18n.h>
#include <string.h>

#include "core/rapport-time.h"
#include "service/rapport-desk.h"

#define MAX_RECENTS 6
#define N_TINTS 6

struct _RapportWelcomeView
{
  AdwBin        parent_instance;

  /* Template children */
  GtkFlowBox   *cards;
  GtkWidget    *import_card;
  GtkListBox   *recent_list;
  GtkWidget    *recents;
  GtkWidget    *recent_title;
  GtkWidget    *sample_card;
  GtkWidget    *start_card;

  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (RapportWelcomeView, rapport_welcome_view, ADW_TYPE_BIN)

/**
 * rapport_welcome_name_of_path:
 * @path: a workspace file
 *
 * Returns: (transfer full): what to call it before it has been looked into: the file's name
 */
char *
rapport_welcome_name_of_path (const char *path)
{
  char *base = g_path_get_basename (path);

  if (g_str_has_suffix (base, ".rapport"))
    base[strlen (base) - strlen (".rapport")] = '\0';
  return base;
}

/**
 * rapport_welcome_style_initial:
 * @label: a label of the class rp-initial
 * @name: a workspace
 *
 * Makes a label the coloured tile of a workspace: its initial on a colour that follows from the name.
 */
void
rapport_welcome_style_initial (GtkWidget  *label,
                               const char *name)
{
  char initial[8] = { 0 };

  for (guint i = 0; i < N_TINTS; i++)
    {
      g_autofree char *other = g_strdup_printf ("tint-%u", i);

      gtk_widget_remove_css_class (label, other);
    }
  if (name != NULL && *name != '\0')
    {
      g_autofree char *tint = g_strdup_printf ("tint-%u", g_str_hash (name) % N_TINTS);

      g_unichar_to_utf8 (g_unichar_toupper (g_utf8_get_char (name)), initial);
      gtk_widget_add_css_class (label, tint);
    }
  gtk_label_set_text (GTK_LABEL (label), initial);
}

typedef struct
{
  GtkWidget *initial;
  GtkWidget *title;
  GtkWidget *subtitle;
  GtkWidget *arrow;
  GtkWidget *remove;
  char      *path;
} Row;

static void
row_free (gpointer data)
{
  Row *row = data;

  g_free (row->path);
  g_free (row);
}

static char *
folder_of (const char *path)
{
  g_autofree char *directory = g_path_get_dirname (path);
  g_autofree char *data = rapport_desk_get_data_dir ();
  g_autofree char *base = NULL;

  if (g_str_equal (directory, data))
    return g_strdup (_("Workspaces folder"));
  base = g_path_get_basename (directory);
  /* Translators: %s is the name of a folder */
  return g_strdup_printf (_("%s folder"), base);
}

static void
glanced_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr(GtkWidget) widget = data;
  Row *row = g_object_get_data (G_OBJECT (widget), "row");
  g_autoptr(GError) error = NULL;
  g_autoptr(RapportGlance) glance = rapport_desk_glance_finish (result, &error);
  g_autofree char *folder = folder_of (row->path);
  g_autoptr(GString) text = g_string_new (NULL);
  g_autofree char *label = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (glance != NULL)
    {
      if (glance->name != NULL)
        {
          gtk_label_set_text (GTK_LABEL (row->title), glance->name);
          rapport_welcome_style_initial (row->initial, glance->name);
        }
      g_string_append_printf (text, ngettext ("%d account", "%d accounts", (gulong) glance->n_accounts),
                              (int) glance->n_accounts);
      if (glance->read_only)
        g_string_append_printf (text, " · %s", _("read only"));
      if (glance->used_by != NULL)
        {
          g_string_append (text, " · ");
          /* Translators: %s is the name of a program */
          g_string_append_printf (text, _("open in %s"), glance->used_by);
        }
    }
  else if (g_error_matches (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_NOT_FOUND))
    {
      g_string_append (text, _("not found"));
      gtk_widget_add_css_class (row->initial, "rp-missing");
      gtk_widget_add_css_class (row->title, "rp-dim");
      gtk_widget_set_visible (row->arrow, FALSE);
      gtk_widget_set_visible (row->remove, TRUE);
    }
  else if (g_error_matches (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_TOO_NEW))
    g_string_append (text, _("needs a newer Rapport"));
  else if (g_error_matches (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_NOT_A_WORKSPACE))
    g_string_append (text, _("not a workspace"));
  else
    g_string_append (text, _("damaged"));
  g_string_append_printf (text, " · %s", folder);
  gtk_label_set_text (GTK_LABEL (row->subtitle), text->str);

  label = g_strdup_printf ("%s, %s", gtk_label_get_text (GTK_LABEL (row->title)), text->str);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
remove_row (RapportWelcomeView *self,
            GtkWidget          *widget)
{
  Row *row = g_object_get_data (G_OBJECT (widget), "row");

  rapport_desk_forget (row->path);
  rapport_welcome_view_refresh (self);
}

static void
remove_clicked_cb (GtkButton *button,
                   GtkWidget *widget)
{
  remove_row (RAPPORT_WELCOME_VIEW (gtk_widget_get_ancestor (widget, RAPPORT_TYPE_WELCOME_VIEW)), widget);
}

static char *
when_text (gint64 used)
{
  RapportDay today = rapport_day_from_instant (g_get_real_time () / G_USEC_PER_SEC, NULL);
  RapportDay day = rapport_day_from_instant (used, NULL);
  g_autofree char *clock = NULL;

  if (day == today)
    {
      clock = rapport_time_format_clock (used, NULL);
      /* Translators: %s is a time of day */
      return g_strdup_printf (_("today, %s"), clock);
    }
  if (today - day < 7)
    {
      g_autoptr(GDateTime) time = g_date_time_new_from_unix_local (used);

      return g_date_time_format (time, "%A");
    }
  return rapport_time_format_day (day, today);
}

static GtkWidget *
new_row (RapportWelcomeView  *self,
         const RapportRecent *recent)
{
  GtkWidget *widget = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *when;
  g_autofree char *name = rapport_welcome_name_of_path (recent->path);
  g_autofree char *time = when_text (recent->used);
  Row *row = g_new0 (Row, 1);

  row->path = g_strdup (recent->path);
  row->initial = gtk_label_new (NULL);
  gtk_widget_add_css_class (row->initial, "rp-initial");
  gtk_widget_set_valign (row->initial, GTK_ALIGN_CENTER);
  rapport_welcome_style_initial (row->initial, name);
  gtk_box_append (GTK_BOX (box), row->initial);

  row->title = gtk_label_new (name);
  gtk_widget_add_css_class (row->title, "rp-title");
  row->subtitle = gtk_label_new (" ");
  gtk_widget_add_css_class (row->subtitle, "rp-caption");
  gtk_label_set_xalign (GTK_LABEL (row->title), 0);
  gtk_label_set_xalign (GTK_LABEL (row->subtitle), 0);
  gtk_label_set_ellipsize (GTK_LABEL (row->title), PANGO_ELLIPSIZE_END);
  gtk_label_set_ellipsize (GTK_LABEL (row->subtitle), PANGO_ELLIPSIZE_MIDDLE);
  gtk_box_append (GTK_BOX (words), row->title);
  gtk_box_append (GTK_BOX (words), row->subtitle);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), words);

  when = gtk_label_new (time);
  gtk_widget_add_css_class (when, "rp-body");
  gtk_widget_add_css_class (when, "rp-dim");
  gtk_box_append (GTK_BOX (box), when);
  row->remove = gtk_button_new_with_mnemonic (_("_Remove"));
  gtk_widget_add_css_class (row->remove, "flat");
  gtk_widget_set_valign (row->remove, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (row->remove, FALSE);
  g_signal_connect (row->remove, "clicked", G_CALLBACK (remove_clicked_cb), widget);
  gtk_box_append (GTK_BOX (box), row->remove);
  row->arrow = gtk_image_new_from_icon_name ("go-next-symbolic");
  gtk_widget_add_css_class (row->arrow, "rp-dim");
  gtk_box_append (GTK_BOX (box), row->arrow);

  gtk_widget_add_css_class (box, "rp-recent");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (widget), box);
  gtk_widget_set_tooltip_text (widget, recent->path);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (widget), "row", row, row_free);
  rapport_desk_glance_async (recent->path, self->cancellable, glanced_cb, g_object_ref (widget));
  return widget;
}

/**
 * rapport_welcome_view_refresh:
 * @self: a welcome view
 *
 * Looks for recent workspaces anew.
 */
void
rapport_welcome_view_refresh (RapportWelcomeView *self)
{
  g_autoptr(GPtrArray) recents = rapport_desk_list_recents ();
  GtkListBoxRow *row;

  g_return_if_fail (RAPPORT_IS_WELCOME_VIEW (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();

  while ((row = gtk_list_box_get_row_at_index (self->recent_list, 0)) != NULL)
    gtk_list_box_remove (self->recent_list, GTK_WIDGET (row));
  for (guint i = 0; i < MIN (recents->len, MAX_RECENTS); i++)
    gtk_list_box_append (self->recent_list, new_row (self, g_ptr_array_index (recents, i)));
  gtk_widget_set_visible (GTK_WIDGET (self->recent_list), recents->len > 0);
  gtk_widget_set_visible (self->recent_title, recents->len > 0);
}

static void
row_activated_cb (GtkListBox         *list,
                  GtkListBoxRow      *widget,
                  RapportWelcomeView *self)
{
  Row *row = g_object_get_data (G_OBJECT (widget), "row");

  gtk_widget_activate_action (GTK_WIDGET (self), "app.open-workspace", "s", row->path);
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint                  keyval,
        guint                  keycode,
        GdkModifierType        state,
        RapportWelcomeView    *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;
  GtkWidget *row = focus ? gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX_ROW) : NULL;

  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK))
    return GDK_EVENT_PROPAGATE;

  switch (keyval)
    {
    case GDK_KEY_1:
    case GDK_KEY_KP_1:
      return gtk_widget_activate (self->sample_card);
    case GDK_KEY_2:
    case GDK_KEY_KP_2:
      return gtk_widget_activate (self->import_card);
    case GDK_KEY_3:
    case GDK_KEY_KP_3:
      return gtk_widget_activate (self->start_card);
    case GDK_KEY_Delete:
      if (row == NULL || g_object_get_data (G_OBJECT (row), "row") == NULL)
        return GDK_EVENT_PROPAGATE;
      remove_row (self, row);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static gboolean
rapport_welcome_view_grab_focus (GtkWidget *widget)
{
  RapportWelcomeView *self = RAPPORT_WELCOME_VIEW (widget);
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->recent_list, 0);

  return gtk_widget_grab_focus (row ? GTK_WIDGET (row) : self->sample_card);
}

static void
rapport_welcome_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (rapport_welcome_view_parent_class)->map (widget);
  gtk_widget_grab_focus (widget);
}

static void
rapport_welcome_view_dispose (GObject *object)
{
  RapportWelcomeView *self = RAPPORT_WELCOME_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (rapport_welcome_view_parent_class)->dispose (object);
}

static void
rapport_welcome_view_class_init (RapportWelcomeViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_welcome_view_dispose;
  widget_class->grab_focus = rapport_welcome_view_grab_focus;
  widget_class->map = rapport_welcome_view_map;

  gtk_widget_class_set_template_from_resource (widget_class, "/app/rapport/Rapport/rapport-welcome-view.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportWelcomeView, cards);
  gtk_widget_class_bind_template_child (widget_class, RapportWelcomeView, import_card);
  gtk_widget_class_bind_template_child (widget_class, RapportWelcomeView, recent_list);
  gtk_widget_class_bind_template_child (widget_class, RapportWelcomeView, recent_title);
  gtk_widget_class_bind_template_child (widget_class, RapportWelcomeView, recents);
  gtk_widget_class_bind_template_child (widget_class, RapportWelcomeView, sample_card);
  gtk_widget_class_bind_template_child (widget_class, RapportWelcomeView, start_card);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_cb);
}

static void
rapport_welcome_view_init (RapportWelcomeView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rapport_welcome_view_new:
 *
 * Returns: (transfer floating): a welcome page; fill it with rapport_welcome_view_refresh()
 */
GtkWidget *
rapport_welcome_view_new (void)
{
  return g_object_new (RAPPORT_TYPE_WELCOME_VIEW, NULL);
}
