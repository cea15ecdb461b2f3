#include "config.h"

#include <glib/gi18n.h>

#include "core/rapport-palette.h"
#include "core/rapport-records.h"
#include "views/rapport-board-view-private.h"
#include "widgets/rapport-format.h"
#include "widgets/rapport-theme.h"

/* What a card says of an account or an opportunity. Called for the cards on screen only. */

static void
describe_days (RapportBoardView *self,
               RapportCardFace  *face)
{
  RapportDay since = rapport_board_data_get_since (self->data, face->id);
  int days;

  if (since == RAPPORT_DAY_NONE)
    return;
  days = MAX (0, rapport_workspace_get_today (self->workspace) - since);
  /* Translators: days in a stage, short: "38 d" */
  face->days = g_strdup_printf (_("%d d"), days);
  face->days_label = g_strdup_printf (ngettext ("%d day in this stage", "%d days in this stage", days), days);
}

/* As of a past day: what moved in that month is outlined in the colour of its stage, and says so. */
static void
describe_move (RapportBoardView *self,
               RapportCardFace  *face)
{
  const RapportBoardMove *move = rapport_board_data_get_move (self->data, face->id);
  RapportDay today = rapport_workspace_get_today (self->workspace);
  g_autofree char *day = NULL;
  const char *from;
  gint64 stage;

  if (move == NULL || _rapport_board_view_find_lane (self, face->id, &stage) == NULL)
    return;
  day = rapport_time_format_day (move->day, today);
  from = move->from != 0 ? rapport_workspace_get_title (self->workspace, RAPPORT_KIND_STAGE, move->from) : NULL;
  if (from != NULL)
    /* Translators: the stage that a customer was in before, and when that changed: "from First-time, 10 May" */
    face->note = g_strdup_printf (_("from %s, %s"), from, day);
  else
    /* Translators: when a customer was entered: "new on 8 May" */
    face->note = g_strdup_printf (_("new on %s"), day);
  if (stage > 0)
    {
      guint mark = GPOINTER_TO_UINT (g_hash_table_lookup (self->marks, &stage));

      face->has_ring = TRUE;
      rapport_theme_get_stage_color (GTK_WIDGET (self->board), mark > 0 ? mark - 1 : 0, self->n_stages, &face->ring);
    }
}

static char *
describe_contact (RapportBoardView *self,
                  gint64            contact)
{
  RapportDay day;
  int days;

  if (!_rapport_board_view_is_past (self) || contact == RAPPORT_UNSET)
    return rapport_format_contact (self->workspace, contact);
  day = rapport_day_from_instant (contact, NULL);
  days = rapport_workspace_get_today (self->workspace) - day;
  if (days <= 0)
    return g_strdup (_("Contact that day"));
  /* Translators: short; before the day that is looked at */
  return g_strdup_printf (ngettext ("Contact %d d before", "Contact %d d before", days), days);
}

static void
describe_flags (RapportBoardView *self,
                RapportRecord    *account,
                RapportCardFace  *face)
{
  RapportAccountFlags flags = rapport_account_get_flags (account, rapport_workspace_get_today (self->workspace));
  const RapportRow *row = rapport_record_get_row (account);
  gint64 now, before;

  if (flags & RAPPORT_ACCOUNT_FLAG_OVERDUE)
    face->flags |= RAPPORT_CARD_OVERDUE;
  if (flags & RAPPORT_ACCOUNT_FLAG_COMPLAINT)
    face->flags |= RAPPORT_CARD_COMPLAINT;
  if (flags & RAPPORT_ACCOUNT_FLAG_SILENT)
    face->flags |= RAPPORT_CARD_SILENT;

  /* Falling: a fifth less in the last twelve months than in the twelve before. */
  now = rapport_row_get_int (row, RAPPORT_ACCOUNT_REVENUE_12M);
  before = rapport_row_get_int (row, RAPPORT_ACCOUNT_REVENUE_BEFORE);
  if (before != RAPPORT_UNSET && before > 0 && (now == RAPPORT_UNSET ? 0 : now) < before - before / 5)
    face->flags |= RAPPORT_CARD_FALLING;
}

static void
describe_account (RapportBoardView *self,
                  RapportRecord    *account,
                  RapportCardFace  *face)
{
  const RapportRow *row = rapport_record_get_row (account);
  const char *channel = rapport_row_get_text (row, RAPPORT_ACCOUNT_LAST_CHANNEL);
  const char *label;

  face->caption = describe_contact (self, rapport_row_get_int (row, RAPPORT_ACCOUNT_LAST_CONTACT));
  if (channel != NULL)
    {
      face->caption_icon = g_strdup (rapport_channel_icon (channel));
      label = rapport_channel_label (channel);
      face->caption_icon_label = g_strdup (label);
    }
  face->value = rapport_format_value (self->workspace, rapport_row_get_int (row, RAPPORT_ACCOUNT_VALUE),
                                      rapport_row_get_int (row, RAPPORT_ACCOUNT_ESTIMATED) == 1);
  describe_flags (self, account, face);
  if (!rapport_row_is_null (row, RAPPORT_ACCOUNT_DELETED))
    face->ghost = TRUE;
}

static void
describe_opportunity (RapportBoardView *self,
                      RapportRecord    *opportunity,
                      RapportCardFace  *face)
{
  const RapportRow *row = rapport_record_get_row (opportunity);
  gint64 account = rapport_row_get_int (row, RAPPORT_OPPORTUNITY_ACCOUNT);
  gint64 close = rapport_row_get_int (row, RAPPORT_OPPORTUNITY_EXPECTED_CLOSE);
  gint64 value = rapport_row_get_int (row, RAPPORT_OPPORTUNITY_VALUE);
  const char *name = rapport_workspace_get_title (self->workspace, RAPPORT_KIND_ACCOUNT, account);
  RapportDay today = rapport_workspace_get_today (self->workspace);

  if (name != NULL)
    face->colour_seed = rapport_palette_avatar_index (name), face->initials = rapport_palette_initials (name);
  if (close != RAPPORT_UNSET)
    {
      g_autofree char *day = rapport_time_format_day ((RapportDay) close, today);

      /* Translators: an account, and the day that the deal is expected to close */
      face->caption = g_strdup_printf (_("%s · %s"), name ? name : "", day);
      if (close < today && g_strcmp0 (rapport_row_get_text (row, RAPPORT_OPPORTUNITY_OUTCOME), "won") != 0)
        face->flags |= RAPPORT_CARD_OVERDUE;
    }
  else
    {
      face->caption = g_strdup (name);
    }
  if (value != RAPPORT_UNSET)
    {
      gint64 probability = rapport_row_get_int (row, RAPPORT_OPPORTUNITY_PROBABILITY);
      g_autofree char *amount = rapport_format_value (self->workspace, value, FALSE);

      if (probability != RAPPORT_UNSET)
        /* Translators: the value of a deal and how likely it is: "€12k · 40 %" */
        face->value = g_strdup_printf (_("%s · %d %%"), amount, (int) probability);
      else
        face->value = g_steal_pointer (&amount);
    }
  if (!rapport_row_is_null (row, RAPPORT_OPPORTUNITY_DELETED))
    face->ghost = TRUE;
}

void
_rapport_board_view_describe (gpointer         item,
                              RapportCardFace *face,
                              gpointer         data)
{
  RapportBoardView *self = data;
  RapportRecord *record = item;
  const char *title = rapport_record_get_title (record);

  face->id = rapport_record_get_id (record);
  face->title = g_strdup (title ? title : "");
  face->colour_seed = rapport_palette_avatar_index (face->title);
  if (rapport_record_get_row (record) == NULL || self->data == NULL || self->workspace == NULL)
    {
      /* Deleted for good a moment ago: the lane is about to lose it. */
      face->id = face->id != 0 ? face->id : -1;
      face->ghost = TRUE;
      return;
    }

  describe_days (self, face);
  if (rapport_record_get_kind (record)->id == RAPPORT_KIND_OPPORTUNITY)
    describe_opportunity (self, record, face);
  else
    describe_account (self, record, face);
  if (self->comparison != NULL)
    _rapport_board_view_describe_today (self, face);
  else if (_rapport_board_view_is_past (self))
    describe_move (self, face);
}
