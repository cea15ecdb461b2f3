#include "config.h"

#include "widgets/rapport-reach.h"

#include <glib/gi18n.h>

#include "widgets/rapport-feedback.h"
#include "widgets/rapport-tooltip.h"

/* Calling and writing to people and companies: the desktop's own program for it is started with the number or the
 * address. */

static const char *
find_address (RapportReach   how,
              RapportRecord *record)
{
  static const char *const call[] = { "phone", "mobile", NULL };
  static const char *const mail[] = { "email", NULL };

  for (const char *const *name = how == RAPPORT_REACH_CALL ? call : mail; record != NULL && *name != NULL; name++)
    if (g_object_class_find_property (G_OBJECT_GET_CLASS (record), *name) != NULL)
      {
        const char *text = rapport_record_get_text (record, *name);

        if (text != NULL && *text != '\0')
          return text;
      }
  return NULL;
}

/**
 * rapport_reach_dup_uri:
 * @how: how
 * @address: a telephone number as people write it, or a mail address
 *
 * Returns: (nullable) (transfer full): what programs are started with; %NULL where there is nothing to dial
 */
char *
rapport_reach_dup_uri (RapportReach  how,
                       const char   *address)
{
  g_autoptr(GString) number = NULL;
  g_autofree char *escaped = NULL;

  g_return_val_if_fail (address != NULL, NULL);

  if (how == RAPPORT_REACH_MAIL)
    {
      escaped = g_uri_escape_string (address, "@", FALSE);
      return g_strconcat ("mailto:", escaped, NULL);
    }
  number = g_string_new ("tel:");
  for (const char *p = address; *p; p++)
    {
      /* "+49 (0) 40 …": the nought is for those who dial without the country. */
      if (g_str_has_prefix (p, "(0)") && strchr (number->str, '+') != NULL)
        p += 2;
      else if (g_ascii_isdigit (*p) || (*p == '+' && number->len == 4))
        g_string_append_c (number, *p);
      else if (g_ascii_isalpha (*p) || *p == ',' || *p == ';')
        break; /* "ext. 12" is dialled by hand */
    }
  return number->len > 6 ? g_string_free (g_steal_pointer (&number), FALSE) : NULL;
}

typedef struct
{
  GtkWidget    *from;
  RapportReach  how;
  char         *address;
} Reach;

static void
copy_instead (GtkWidget    *from,
              RapportReach  how,
              const char   *address)
{
  g_autofree char *text = g_strdup_printf (how == RAPPORT_REACH_CALL
                                               ? _("No program here makes calls: %s is copied")
                                               : _("No program here writes mails: %s is copied"),
                                           address);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (from), address);
  rapport_toast (from, text, FALSE);
}

static void
shown_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  Reach *reach = data;
  g_autoptr(GError) error = NULL;

  /* Whatever the reason: with the number at hand one goes on. */
  if (!g_app_info_launch_default_for_uri_finish (result, &error))
    {
      g_info ("%s", error->message);
      copy_instead (reach->from, reach->how, reach->address);
    }
  g_object_unref (reach->from);
  g_free (reach->address);
  g_free (reach);
}

/**
 * rapport_reach:
 * @from: a widget of the window that asks
 * @how: how
 * @record: an account or a person
 *
 * Starts the program that calls or writes. Where there is none, the number or address is copied, and it says so.
 */
void
rapport_reach (GtkWidget     *from,
               RapportReach   how,
               RapportRecord *record)
{
  const char *address = find_address (how, record);
  g_autofree char *uri = address ? rapport_reach_dup_uri (how, address) : NULL;
  g_autoptr(GdkAppLaunchContext) context = NULL;
  Reach *reach;

  if (address == NULL)
    return;
  if (uri == NULL)
    {
      copy_instead (from, how, address);
      return;
    }
  reach = g_new0 (Reach, 1);
  reach->from = g_object_ref (from);
  reach->how = how;
  reach->address = g_strdup (address);
  context = gdk_display_get_app_launch_context (gtk_widget_get_display (from));
  g_app_info_launch_default_for_uri_async (uri, G_APP_LAUNCH_CONTEXT (context), NULL, shown_cb, reach);
}

/**
 * rapport_reach_is_possible:
 * @how: how
 * @record: (nullable): an account or a person
 *
 * Returns: whether it has a number or address for it
 */
gboolean
rapport_reach_is_possible (RapportReach   how,
                           RapportRecord *record)
{
  return find_address (how, record) != NULL;
}

static void
clicked_cb (GtkWidget *button,
            gpointer   how)
{
  rapport_reach (button, GPOINTER_TO_UINT (how), g_object_get_data (G_OBJECT (button), "record"));
}

/**
 * rapport_reach_button_new:
 * @how: how
 *
 * Returns: (transfer floating): a button that calls or writes to a record; hidden until it has one that can be reached
 */
GtkWidget *
rapport_reach_button_new (RapportReach how)
{
  GtkWidget *button = gtk_button_new_from_icon_name (how == RAPPORT_REACH_CALL ? "rp-phone-symbolic"
                                                                               : "rp-mail-symbolic");

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (button, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  how == RAPPORT_REACH_CALL ? _("Call") : _("Write a mail"), -1);
  g_object_set_data (G_OBJECT (button), "how", GUINT_TO_POINTER (how));
  g_signal_connect (button, "clicked", G_CALLBACK (clicked_cb), GUINT_TO_POINTER (how));
  return button;
}

static void
show_address (GtkWidget *button)
{
  RapportReach how = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "how"));
  RapportRecord *record = g_object_get_data (G_OBJECT (button), "record");
  const char *address = find_address (how, record);
  g_autofree char *label = NULL;

  gtk_widget_set_visible (button, address != NULL);
  if (address == NULL)
    return;
  /* Translators: a name, a telephone number or mail address */
  label = g_strdup_printf (how == RAPPORT_REACH_CALL ? _("Call %s, %s") : _("Write to %s, %s"),
                           rapport_record_get_title (record), address);
  rapport_tooltip_set (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/**
 * rapport_reach_button_set_record:
 * @button: a button of rapport_reach_button_new()
 * @record: (nullable): an account or a person
 *
 * Sets whom it reaches; it follows the record's number and address.
 */
void
rapport_reach_button_set_record (GtkWidget     *button,
                                 RapportRecord *record)
{
  RapportRecord *before = g_object_get_data (G_OBJECT (button), "record");

  if (before != NULL)
    g_signal_handlers_disconnect_by_func (before, show_address, button);
  g_object_set_data_full (G_OBJECT (button), "record", record ? g_object_ref (record) : NULL, g_object_unref);
  if (record != NULL)
    g_signal_connect_object (record, "notify", G_CALLBACK (show_address), button, G_CONNECT_SWAPPED);
  show_address (button);
}
