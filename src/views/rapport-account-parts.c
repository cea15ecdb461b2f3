#include "config.h"

#include "views/rapport-account-parts.h"

#include <glib/gi18n.h>

#include "core/rapport-money.h"
#include "core/rapport-records.h"
#include "core/rapport-time.h"
#include "widgets/rapport-chart.h"
#include "widgets/rapport-format.h"

/* Interactions of a card that are seen without asking. */
#define SHOWN 3

GtkWidget *
_rapport_label_new (const char *text,
                    const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

/* One line that is cut at its end; the whole text is in the tooltip. */
GtkWidget *
_rapport_line_new (const char *text,
                   const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (text != NULL && g_utf8_strlen (text, -1) > 24)
    gtk_widget_set_tooltip_text (label, text);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

GtkWidget *
_rapport_icon_button_new (const char *icon,
                          const char *tooltip)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip, -1);
  return button;
}

void
_rapport_children_clear (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    {
      if (GTK_IS_LIST_BOX (box))
        gtk_list_box_remove (GTK_LIST_BOX (box), child);
      else if (GTK_IS_FLOW_BOX (box))
        gtk_flow_box_remove (GTK_FLOW_BOX (box), child);
      else
        gtk_box_remove (GTK_BOX (box), child);
    }
}

/* One column where there is no room for two. */
void
_rapport_columns_fit (GtkBox             *columns,
                      RapportAdaptiveBin *bin)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (columns), rapport_adaptive_bin_is_narrow (bin)
                                                            ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
}

RapportDay
_rapport_row_day (const RapportRow *row,
                  guint             field)
{
  gint64 day = rapport_row_get_int (row, field);

  return day == RAPPORT_UNSET ? RAPPORT_DAY_NONE : (RapportDay) day;
}

const char *
_rapport_row_choice (const RapportRow *row,
                     guint             field)
{
  const char *id = rapport_row_get_text (row, field);

  return id ? rapport_field_choice_label (&rapport_row_get_kind (row)->fields[field], id) : NULL;
}

char *
_rapport_join (const char *a,
               const char *b,
               const char *c)
{
  const char *const parts[] = { a, b, c };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL && *parts[i] != '\0')
      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", parts[i]);
  return g_string_free (text, FALSE);
}

gboolean
_rapport_is_open_complaint (const RapportRow *episode)
{
  return episode != NULL && g_strcmp0 (rapport_row_get_text (episode, RAPPORT_EPISODE_KIND), "complaint") == 0 &&
         rapport_row_is_null (episode, RAPPORT_EPISODE_ENDED);
}

/* Amounts in lists: whole units where there are no cents. */
char *
_rapport_money (RapportWorkspace *workspace,
                gint64            minor,
                const char       *currency)
{
  const char *code = currency && *currency ? currency : rapport_workspace_get_currency (workspace);
  gint64 unit = 1;

  for (guint i = rapport_currency_get_digits (code); i > 0; i--)
    unit *= 10;
  return rapport_money_format (minor, code, minor % unit == 0 ? RAPPORT_MONEY_WHOLE : RAPPORT_MONEY_FULL);
}

/* Episodes ------------------------------------------------------------------------------------------------------ */

static GtkWidget *
interaction_row_new (RapportWorkspace *workspace,
                     const RapportRow *row)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gint64 at = rapport_row_get_int (row, RAPPORT_INTERACTION_AT);
  RapportDay today = rapport_workspace_get_today (workspace);
  g_autofree char *day = rapport_time_format_day (rapport_day_from_instant (at, NULL), today);
  const char *channel = rapport_row_get_text (row, RAPPORT_INTERACTION_CHANNEL);
  const char *direction = rapport_row_get_text (row, RAPPORT_INTERACTION_DIRECTION);
  const char *person = rapport_workspace_get_title (workspace, RAPPORT_KIND_PERSON,
                                                    rapport_row_get_int (row, RAPPORT_INTERACTION_PERSON));
  const char *text = rapport_row_get_text (row, RAPPORT_INTERACTION_TEXT);
  GtkWidget *date = gtk_label_new (day);
  GtkWidget *icon, *subject;

  gtk_widget_add_css_class (box, "rp-row");
  gtk_label_set_width_chars (GTK_LABEL (date), 7);
  gtk_label_set_xalign (GTK_LABEL (date), 0);
  gtk_widget_add_css_class (date, "rp-remark");
  gtk_box_append (GTK_BOX (box), date);

  icon = gtk_image_new_from_icon_name (rapport_channel_icon (channel));
  gtk_widget_add_css_class (icon, "rp-channel");
  gtk_widget_set_valign (icon, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (icon, rapport_channel_label (channel));
  gtk_box_append (GTK_BOX (box), icon);

  icon = gtk_image_new_from_icon_name (g_strcmp0 (direction, "in") == 0 ? "rp-in-symbolic" : "rp-out-symbolic");
  gtk_widget_set_opacity (icon, direction ? 1 : 0);
  gtk_widget_add_css_class (icon, "rp-dim");
  gtk_widget_set_tooltip_text (icon, _rapport_row_choice (row, RAPPORT_INTERACTION_DIRECTION));
  gtk_box_append (GTK_BOX (box), icon);

  subject = _rapport_line_new (rapport_row_get_text (row, RAPPORT_INTERACTION_SUBJECT), "rp-body");
  gtk_widget_set_hexpand (subject, TRUE);
  if (text != NULL)
    gtk_widget_set_tooltip_text (subject, text);
  gtk_box_append (GTK_BOX (box), subject);
  if (person != NULL)
    gtk_box_append (GTK_BOX (box), _rapport_line_new (person, "rp-remark"));
  if (rapport_row_get_int (row, RAPPORT_INTERACTION_SOCIAL) == 1)
    {
      GtkWidget *tag = gtk_label_new (_("Social"));

      gtk_widget_add_css_class (tag, "rp-tag");
      gtk_widget_add_css_class (tag, "social");
      gtk_widget_set_valign (tag, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (box), tag);
    }
  return box;
}

static GtkWidget *
episode_head_new (RapportWorkspace            *workspace,
                  const RapportAccountEpisode *episode)
{
  const RapportRow *row = episode->episode;
  RapportDay today = rapport_workspace_get_today (workspace);
  RapportDay started = _rapport_row_day (row, RAPPORT_EPISODE_STARTED);
  gboolean open = rapport_row_is_null (row, RAPPORT_EPISODE_ENDED);
  gboolean complaint = _rapport_is_open_complaint (row);
  const char *kind = rapport_row_get_text (row, RAPPORT_EPISODE_KIND);
  const char *outcome = rapport_row_get_text (row, RAPPORT_EPISODE_OUTCOME);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *icon = gtk_image_new_from_icon_name (rapport_episode_icon (kind));
  g_autofree char *title = g_strcmp0 (kind, "complaint") == 0
    ? g_strdup_printf ("%s · %s", rapport_episode_label (kind), rapport_row_get_text (row, RAPPORT_EPISODE_TITLE))
    : g_strdup (rapport_row_get_text (row, RAPPORT_EPISODE_TITLE));
  GtkWidget *label = _rapport_line_new (title, "rp-title");
  GtkWidget *tag;
  g_autofree char *state = NULL;

  gtk_widget_add_css_class (box, "rp-panel-head");
  gtk_widget_add_css_class (icon, complaint ? "rp-bad" : "rp-dim");
  gtk_widget_set_tooltip_text (icon, rapport_episode_label (kind));
  gtk_box_append (GTK_BOX (box), icon);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);

  if (episode->amount != RAPPORT_UNSET)
    {
      g_autofree char *amount = _rapport_money (workspace, episode->amount, episode->currency);

      gtk_box_append (GTK_BOX (box), _rapport_line_new (amount, "rp-amount"));
    }
  else if (open)
    {
      g_autofree char *day = rapport_time_format_day (started, today);
      g_autofree char *since = g_strdup_printf (_("since %s"), day);

      gtk_box_append (GTK_BOX (box), _rapport_line_new (since, "rp-remark"));
    }

  if (complaint)
    {
      g_autofree char *days = rapport_time_format_days (MAX (0, rapport_day_diff (started, today)),
                                                        RAPPORT_TIME_STYLE_SHORT);

      /* Translators: a complaint is open for so many days */
      state = g_strdup_printf (_("Open %s"), days);
    }
  else if (open)
    state = g_strdup (C_("episode", "Open"));
  else
    state = g_strdup (outcome && g_utf8_strlen (outcome, -1) <= 14 ? outcome : C_("episode", "Done"));
  tag = gtk_label_new (state);
  gtk_widget_add_css_class (tag, "rp-tag");
  if (complaint)
    gtk_widget_add_css_class (tag, "open");
  else if (!open)
    gtk_widget_add_css_class (tag, "done");
  if (outcome != NULL)
    gtk_widget_set_tooltip_text (tag, outcome);
  gtk_widget_set_valign (tag, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), tag);
  return box;
}

static void
more_cb (GtkButton   *button,
         GtkRevealer *revealer)
{
  gtk_revealer_set_reveal_child (revealer, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (button), FALSE);
}

/* A card of one episode with its interactions, or of @n interactions that belong to none. */
GtkWidget *
_rapport_episode_card_new (RapportWorkspace *workspace,
                           GPtrArray        *episodes,
                           guint             first,
                           guint             n)
{
  const RapportAccountEpisode *head = g_ptr_array_index (episodes, first);
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *rest = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  guint shown = 0;

  gtk_widget_add_css_class (card, "rp-panel");
  if (head->episode != NULL)
    {
      if (_rapport_is_open_complaint (head->episode))
        gtk_widget_add_css_class (card, "act-now");
      gtk_box_append (GTK_BOX (card), episode_head_new (workspace, head));
    }
  for (guint i = first; i < first + n; i++)
    {
      const RapportAccountEpisode *episode = g_ptr_array_index (episodes, i);

      for (guint k = 0; k < episode->interactions->len; k++, shown++)
        gtk_box_append (GTK_BOX (shown < SHOWN ? card : rest),
                        interaction_row_new (workspace, g_ptr_array_index (episode->interactions, k)));
    }

  if (shown > SHOWN)
    {
      guint hidden = shown - SHOWN;
      g_autofree char *text = g_strdup_printf (ngettext ("Show %u More", "Show %u More", hidden), hidden);
      GtkWidget *revealer = gtk_revealer_new ();
      GtkWidget *button = gtk_button_new_with_label (text);

      gtk_widget_add_css_class (rest, "rp-more");
      gtk_revealer_set_child (GTK_REVEALER (revealer), rest);
      gtk_widget_add_css_class (button, "flat");
      gtk_widget_add_css_class (button, "rp-body");
      g_signal_connect_object (button, "clicked", G_CALLBACK (more_cb), revealer, 0);
      gtk_box_append (GTK_BOX (card), revealer);
      gtk_box_append (GTK_BOX (card), button);
    }
  else
    g_object_unref (g_object_ref_sink (rest));
  return card;
}
