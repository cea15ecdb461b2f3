#include "config.h"

#include "views/rapport-search-row.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "core/rapport-records.h"
#include "service/rapport-account-filter.h"
#include "widgets/rapport-format.h"
#include "widgets/rapport-reach.h"
#include "widgets/rapport-theme.h"
#include "widgets/rapport-tooltip.h"

G_DEFINE_FINAL_TYPE (RapportSearchEntry, rapport_search_entry, G_TYPE_OBJECT)

static void
rapport_search_entry_finalize (GObject *object)
{
  RapportSearchEntry *self = RAPPORT_SEARCH_ENTRY (object);

  g_free (self->heading);
  g_free (self->count);
  g_clear_pointer (&self->hit, rapport_search_hit_free);
  g_free (self->label);
  g_free (self->action);
  g_free (self->icon);
  g_free (self->keys);
  G_OBJECT_CLASS (rapport_search_entry_parent_class)->finalize (object);
}

static void
rapport_search_entry_class_init (RapportSearchEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rapport_search_entry_finalize;
}

static void
rapport_search_entry_init (RapportSearchEntry *self)
{
}

RapportSearchEntry *
rapport_search_entry_new (guint group)
{
  RapportSearchEntry *self = g_object_new (RAPPORT_TYPE_SEARCH_ENTRY, NULL);

  self->group = group;
  return self;
}

typedef struct
{
  GtkWidget *stack;
  GtkWidget *heading;
  GtkWidget *count;
  GtkWidget *avatar;
  GtkWidget *icon;
  GtkWidget *title;
  GtkWidget *subtitle;
  GtkWidget *flags;
  GtkWidget *side;
  GtkWidget *call;
  GtkWidget *mail;
  GtkWidget *keys;
} Parts;

static GtkWidget *
new_label (const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, style);
  return label;
}

/**
 * rapport_search_row_new:
 *
 * Returns: (transfer floating): a row that can show any line of the search window
 */
GtkWidget *
rapport_search_row_new (void)
{
  Parts *parts = g_new0 (Parts, 1);
  GtkWidget *group = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *hit = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  parts->stack = gtk_stack_new ();
  gtk_stack_set_vhomogeneous (GTK_STACK (parts->stack), FALSE);

  parts->heading = new_label ("rp-group");
  gtk_widget_set_hexpand (parts->heading, TRUE);
  parts->count = new_label ("rp-group");
  gtk_box_append (GTK_BOX (group), parts->heading);
  gtk_box_append (GTK_BOX (group), parts->count);
  gtk_stack_add_named (GTK_STACK (parts->stack), group, "group");

  parts->avatar = adw_avatar_new (28, NULL, TRUE);
  parts->icon = gtk_image_new ();
  gtk_widget_add_css_class (parts->icon, "rp-channel");
  gtk_widget_set_valign (parts->avatar, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (parts->icon, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (hit), parts->avatar);
  gtk_box_append (GTK_BOX (hit), parts->icon);
  parts->title = new_label ("rp-body");
  parts->subtitle = new_label ("rp-caption");
  gtk_box_append (GTK_BOX (words), parts->title);
  gtk_box_append (GTK_BOX (words), parts->subtitle);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (hit), words);
  parts->flags = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_box_append (GTK_BOX (hit), parts->flags);
  parts->side = new_label ("rp-body");
  gtk_box_append (GTK_BOX (hit), parts->side);
  parts->call = rapport_reach_button_new (RAPPORT_REACH_CALL);
  parts->mail = rapport_reach_button_new (RAPPORT_REACH_MAIL);
  gtk_box_append (GTK_BOX (hit), parts->call);
  gtk_box_append (GTK_BOX (hit), parts->mail);
  parts->keys = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);
  gtk_widget_set_valign (parts->keys, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (hit), parts->keys);
  gtk_widget_add_css_class (hit, "rp-search-hit");
  gtk_stack_add_named (GTK_STACK (parts->stack), hit, "hit");

  g_object_set_data_full (G_OBJECT (parts->stack), "parts", parts, g_free);
  return parts->stack;
}

static void
clear_box (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
}

/* Bold and a tint; underlined where the tint may not be seen. */
static void
set_marked (GtkWidget *label,
            const char *text,
            GArray     *marks)
{
  g_autoptr(PangoAttrList) attributes = pango_attr_list_new ();
  GdkRGBA accent;

  rapport_theme_get_color (label, RAPPORT_COLOR_ACCENT_TEXT, &accent);
  for (guint i = 0; marks != NULL && i < marks->len; i++)
    {
      RapportSearchMark mark = g_array_index (marks, RapportSearchMark, i);
      PangoAttribute *list[] = {
        pango_attr_weight_new (PANGO_WEIGHT_BOLD),
        pango_attr_foreground_new ((guint16) (accent.red * 65535), (guint16) (accent.green * 65535),
                                   (guint16) (accent.blue * 65535)),
        pango_attr_background_new ((guint16) (accent.red * 65535), (guint16) (accent.green * 65535),
                                   (guint16) (accent.blue * 65535)),
        pango_attr_background_alpha_new ((guint16) (.13 * 65535)),
        rapport_theme_is_high_contrast () ? pango_attr_underline_new (PANGO_UNDERLINE_SINGLE) : NULL,
      };

      for (guint k = 0; k < G_N_ELEMENTS (list); k++)
        if (list[k] != NULL)
          {
            list[k]->start_index = mark.start;
            list[k]->end_index = mark.end;
            pango_attr_list_insert (attributes, list[k]);
          }
    }
  gtk_label_set_text (GTK_LABEL (label), text);
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
}

static void
add_flag (GtkWidget  *box,
          const char *icon,
          const char *tooltip,
          const char *style)
{
  GtkWidget *image = gtk_image_new_from_icon_name (icon);

  gtk_widget_add_css_class (image, style);
  rapport_tooltip_set (image, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (image), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip, -1);
  gtk_box_append (GTK_BOX (box), image);
}

static void
join (GString    *text,
      const char *part)
{
  if (part != NULL && *part != '\0')
    g_string_append_printf (text, "%s%s", text->len ? " · " : "", part);
}

static void
bind_account (Parts            *parts,
              RapportWorkspace *workspace,
              RapportRecord    *account,
              RapportSearchHit *hit,
              GString          *subtitle)
{
  RapportAccountFlags flags = rapport_account_get_flags (account, rapport_workspace_get_today (workspace));
  g_autofree char *value = rapport_format_value (workspace, rapport_record_get_int (account, "value"),
                                                 rapport_record_get_int (account, "estimated") == 1);

  join (subtitle, rapport_workspace_get_title (workspace, RAPPORT_KIND_STAGE, hit->stage));
  join (subtitle, rapport_record_get_text (account, "city"));
  join (subtitle,
        rapport_workspace_get_title (workspace, RAPPORT_KIND_MEMBER, rapport_record_get_int (account, "owner")));
  if (rapport_record_get_int (account, "ended") == 1)
    join (subtitle, _("ended"));
  if (flags & RAPPORT_ACCOUNT_FLAG_OVERDUE)
    add_flag (parts->flags, "rp-overdue-symbolic", _("Overdue"), "rp-bad");
  if (flags & RAPPORT_ACCOUNT_FLAG_COMPLAINT)
    add_flag (parts->flags, "rp-complaint-symbolic", _("Open complaint"), "rp-bad");
  if (flags & RAPPORT_ACCOUNT_FLAG_SILENT)
    add_flag (parts->flags, "rp-silent-symbolic", _("Silent for longer than usual"), "rp-watch");
  gtk_label_set_text (GTK_LABEL (parts->side), value);
  gtk_widget_add_css_class (parts->side, "rp-amount");
}

static void
bind_hit (Parts            *parts,
          RapportWorkspace *workspace,
          RapportSearchHit *hit)
{
  g_autoptr(GString) subtitle = g_string_new (NULL);
  gboolean named = hit->kind == RAPPORT_KIND_ACCOUNT || hit->kind == RAPPORT_KIND_PERSON;

  gtk_widget_set_visible (parts->avatar, named);
  gtk_widget_set_visible (parts->icon, !named);
  set_marked (parts->title, hit->title, hit->marks);

  if (hit->kind == RAPPORT_KIND_ACCOUNT)
    {
      g_autoptr(RapportRecord) account = rapport_workspace_get_record (workspace, RAPPORT_KIND_ACCOUNT, hit->id);

      adw_avatar_set_text (ADW_AVATAR (parts->avatar), hit->title);
      if (account != NULL)
        bind_account (parts, workspace, account, hit, subtitle);
      rapport_reach_button_set_record (parts->call, account);
      rapport_reach_button_set_record (parts->mail, account);
    }
  else if (hit->kind == RAPPORT_KIND_PERSON)
    {
      g_autoptr(RapportRecord) person = rapport_workspace_get_record (workspace, RAPPORT_KIND_PERSON, hit->id);

      adw_avatar_set_text (ADW_AVATAR (parts->avatar), hit->title);
      rapport_reach_button_set_record (parts->call, person);
      rapport_reach_button_set_record (parts->mail, person);
      if (hit->more != NULL && hit->context != NULL)
        {
          const RapportField *field = &rapport_affiliation_kind.fields[RAPPORT_AFFILIATION_ROLE];
          /* Translators: a buying role and a company: User at Ångström Instruments */
          g_autofree char *role = g_strdup_printf (_("%s at %s"), rapport_field_choice_label (field, hit->more),
                                                   hit->context);

          join (subtitle, role);
        }
      else
        join (subtitle, hit->context);
      join (subtitle, hit->what);
    }
  else
    {
      g_autofree char *when = hit->at != RAPPORT_UNSET
                                  ? rapport_format_day (workspace, rapport_day_from_instant (hit->at, NULL))
                                  : NULL;

      gtk_image_set_from_icon_name (GTK_IMAGE (parts->icon),
                                    hit->kind == RAPPORT_KIND_INTERACTION ? rapport_channel_icon (hit->what)
                                    : hit->kind == RAPPORT_KIND_EPISODE   ? rapport_episode_icon (hit->what)
                                                                          : "rp-ready-symbolic");
      join (subtitle, hit->context);
      join (subtitle, hit->more);
      gtk_label_set_text (GTK_LABEL (parts->side), when ? when : "");
      gtk_widget_add_css_class (parts->side, "rp-dim");
    }

  if (hit->similar)
    join (subtitle, _("similar word"));
  if (hit->found_in != NULL)
    {
      g_autofree char *found = hit->similar ? g_strdup_printf ("%s · %s", hit->found_in, _("similar word"))
                                            : g_strdup (hit->found_in);

      set_marked (parts->subtitle, found, hit->found_marks);
    }
  else
    set_marked (parts->subtitle, subtitle->str, NULL);
  gtk_widget_set_visible (parts->subtitle, *gtk_label_get_text (GTK_LABEL (parts->subtitle)) != '\0');
}

/* As GTK says them in the user's language: Ctrl and L, Strg and L. */
static void
show_keys (GtkWidget  *box,
           const char *accelerator)
{
  g_autofree char *label = NULL;
  g_auto(GStrv) keys = NULL;
  GdkModifierType modifiers;
  guint key;

  if (!gtk_accelerator_parse (accelerator, &key, &modifiers))
    return;
  label = gtk_accelerator_get_label (key, modifiers);
  keys = g_strsplit (label, "+", -1);
  for (guint i = 0; keys[i] != NULL; i++)
    {
      GtkWidget *cap = gtk_label_new (keys[i]);

      gtk_widget_add_css_class (cap, "rp-keycap");
      gtk_box_append (GTK_BOX (box), cap);
    }
}

/**
 * rapport_search_row_bind:
 * @row: a row of rapport_search_row_new()
 * @workspace: a workspace
 * @entry: a line
 *
 * Shows a line.
 */
void
rapport_search_row_bind (GtkWidget          *row,
                         RapportWorkspace   *workspace,
                         RapportSearchEntry *entry)
{
  Parts *parts = g_object_get_data (G_OBJECT (row), "parts");

  clear_box (parts->flags);
  clear_box (parts->keys);
  gtk_label_set_text (GTK_LABEL (parts->side), "");
  gtk_widget_remove_css_class (parts->side, "rp-amount");
  gtk_widget_remove_css_class (parts->side, "rp-dim");
  gtk_widget_remove_css_class (parts->icon, "accent");
  rapport_reach_button_set_record (parts->call, NULL);
  rapport_reach_button_set_record (parts->mail, NULL);

  gtk_stack_set_visible_child_name (GTK_STACK (row), entry->heading ? "group" : "hit");
  if (entry->heading != NULL)
    {
      gtk_label_set_text (GTK_LABEL (parts->heading), entry->heading);
      gtk_label_set_text (GTK_LABEL (parts->count), entry->count ? entry->count : "");
      return;
    }
  if (entry->hit != NULL)
    {
      bind_hit (parts, workspace, entry->hit);
    }
  else
    {
      gtk_widget_set_visible (parts->avatar, FALSE);
      gtk_widget_set_visible (parts->icon, TRUE);
      gtk_widget_add_css_class (parts->icon, "accent");
      gtk_image_set_from_icon_name (GTK_IMAGE (parts->icon), entry->icon);
      set_marked (parts->title, entry->label, NULL);
      gtk_widget_set_visible (parts->subtitle, FALSE);
    }
  if (entry->keys != NULL)
    show_keys (parts->keys, entry->keys);
}
