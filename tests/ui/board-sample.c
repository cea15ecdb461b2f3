#include "config.h"

#include "board-sample.h"

#include <string.h>

#include "core/rapport-palette.h"

struct _SampleCard
{
  GObject parent_instance;

  gint64 id;
  char *title;
  char *caption;
  char *icon;
  char *value;
  char *note;
  char *colour;
  guint flags;
};

enum
{
  PROP_VALUE = 1,
};

static GParamSpec *properties[PROP_VALUE + 1];

G_DEFINE_FINAL_TYPE (SampleCard, sample_card, G_TYPE_OBJECT)

static void
sample_card_get_property (GObject    *object,
                          guint       id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  g_value_set_string (value, SAMPLE_CARD (object)->value);
}

static void
sample_card_finalize (GObject *object)
{
  SampleCard *self = SAMPLE_CARD (object);

  g_free (self->title);
  g_free (self->caption);
  g_free (self->icon);
  g_free (self->value);
  g_free (self->note);
  g_free (self->colour);

  G_OBJECT_CLASS (sample_card_parent_class)->finalize (object);
}

static void
sample_card_class_init (SampleCardClass *klass)
{
  G_OBJECT_CLASS (klass)->get_property = sample_card_get_property;
  G_OBJECT_CLASS (klass)->finalize = sample_card_finalize;
  properties[PROP_VALUE] = g_param_spec_string ("value", NULL, NULL, NULL,
                                                G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY |
                                                G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), G_N_ELEMENTS (properties), properties);
}

static void
sample_card_init (SampleCard *self)
{
}

SampleCard *
sample_card_new (gint64      id,
                 const char *title,
                 const char *caption,
                 const char *icon,
                 const char *value,
                 guint       flags)
{
  SampleCard *self = g_object_new (SAMPLE_TYPE_CARD, NULL);

  self->id = id;
  self->title = g_strdup (title);
  self->caption = g_strdup (caption);
  self->icon = g_strdup (icon);
  self->value = g_strdup (value);
  self->flags = flags;

  return self;
}

gint64
sample_card_get_id (SampleCard *self)
{
  return self->id;
}

void
sample_card_set_value (SampleCard *self,
                       const char *value)
{
  g_free (self->value);
  self->value = g_strdup (value);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALUE]);
}

void
sample_card_set_note (SampleCard *self,
                      const char *note,
                      const char *colour)
{
  g_free (self->note);
  g_free (self->colour);
  self->note = g_strdup (note);
  self->colour = g_strdup (colour);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALUE]);
}

void
sample_describe (gpointer         item,
                 RapportCardFace *face,
                 gpointer         user_data)
{
  SampleCard *card = item;

  face->id = card->id;
  face->title = g_strdup (card->title);
  face->colour_seed = rapport_palette_avatar_index (card->title);
  face->caption = g_strdup (card->caption);
  face->caption_icon = g_strdup (card->icon);
  face->value = g_strdup (card->value);
  face->note = g_strdup (card->note);
  face->flags = card->flags;
  face->has_ring = card->colour != NULL && gdk_rgba_parse (&face->ring, card->colour);
}

struct _SampleModel
{
  GObject parent_instance;

  GArray *ids;             /* gint64 */
  gint64 next_id;
  guint asked;
};

static GType
sample_model_get_item_type (GListModel *model)
{
  return SAMPLE_TYPE_CARD;
}

static guint
sample_model_get_n_items (GListModel *model)
{
  return SAMPLE_MODEL (model)->ids->len;
}

static gpointer
sample_model_get_item (GListModel *model,
                       guint       position)
{
  SampleModel *self = SAMPLE_MODEL (model);
  g_autofree char *title = NULL;
  gint64 id;

  if (position >= self->ids->len)
    return NULL;

  self->asked++;
  id = g_array_index (self->ids, gint64, position);
  title = g_strdup_printf ("Account %" G_GINT64_FORMAT, id);

  return sample_card_new (id, title, "Contact today", NULL, "€1k", 0);
}

static void
sample_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = sample_model_get_item_type;
  iface->get_n_items = sample_model_get_n_items;
  iface->get_item = sample_model_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (SampleModel, sample_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, sample_model_iface_init))

static void
sample_model_finalize (GObject *object)
{
  g_array_unref (SAMPLE_MODEL (object)->ids);

  G_OBJECT_CLASS (sample_model_parent_class)->finalize (object);
}

static void
sample_model_class_init (SampleModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sample_model_finalize;
}

static void
sample_model_init (SampleModel *self)
{
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->next_id = 1;
}

SampleModel *
sample_model_new (guint n_items)
{
  SampleModel *self = g_object_new (SAMPLE_TYPE_MODEL, NULL);

  sample_model_splice (self, 0, 0, n_items);

  return self;
}

void
sample_model_splice (SampleModel *self,
                     guint        position,
                     guint        removed,
                     guint        added)
{
  g_autofree gint64 *ids = g_new (gint64, MAX (added, 1));

  for (guint i = 0; i < added; i++)
    ids[i] = self->next_id++;
  if (removed > 0)
    g_array_remove_range (self->ids, position, removed);
  g_array_insert_vals (self->ids, position, ids, added);
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

guint
sample_model_take_asked (SampleModel *self)
{
  guint asked = self->asked;

  self->asked = 0;

  return asked;
}

static const struct
{
  const char *id;
  const char *title;
  RapportBoardLaneKind kind;
  const char *sum;
  const char *remark;
} lanes[SAMPLE_N_LANES] = {
  { "unplaced", "Unplaced", RAPPORT_BOARD_LANE_UNPLACED, NULL, NULL },
  { "suspect", "Suspect", RAPPORT_BOARD_LANE_STAGE, "~ €242k / yr", "median 26 d" },
  { "prospect", "Prospect", RAPPORT_BOARD_LANE_STAGE, "~ €420k / yr", "median 41 d" },
  { "first-time", "First-time", RAPPORT_BOARD_LANE_STAGE, "€68k / yr", "median 74 d" },
  { "repeat", "Repeat", RAPPORT_BOARD_LANE_STAGE, "€242k / yr", "median 188 d" },
  { "majority", "Majority", RAPPORT_BOARD_LANE_STAGE, "€544k / yr", "median 402 d" },
  { "loyal", "Loyal", RAPPORT_BOARD_LANE_STAGE, "€511k / yr", "median 611 d" },
  { "advocate", "Advocate", RAPPORT_BOARD_LANE_STAGE, "€434k / yr", "median 538 d" },
  { "ended", "Ended", RAPPORT_BOARD_LANE_ENDED, NULL, NULL },
};

#define PHONE "call-start-symbolic"
#define MAIL "mail-unread-symbolic"
#define PLACE "mark-location-symbolic"
#define WEB "web-browser-symbolic"

static const struct
{
  guint lane;
  const char *title;
  int days;
  const char *icon;
  const char *value;
  guint flags;
} cards[] = {
  { 1, "Reykholt Energy", 41, WEB, "~ €60k", 0 },
  { 1, "Peniche Conservas", 28, PLACE, "~ €35k", 0 },
  { 1, "Łódź Print House", 19, MAIL, "~ €22k", 0 },
  { 1, "Vltava Glass", 9, WEB, "~ €44k", 0 },
  { 1, "Fjordkraft Drift", 2, PHONE, "~ €81k", 0 },
  { 2, "Clínica San Telmo", 3, PLACE, "~ €72k", 0 },
  { 2, "Tallinn Data House", 6, PHONE, "~ €48k", 0 },
  { 2, "Dunmore Care Homes", 14, PHONE, "~ €38k", 0 },
  { 2, "Castellane Pharma", 21, MAIL, "~ €95k", RAPPORT_CARD_OVERDUE },
  { 2, "Kaunas Medtech", 11, WEB, "~ €57k", 0 },
  { 2, "Ravenna Porto", 5, PLACE, "~ €110k", 0 },
  { 3, "Hotel Väinö", 5, PHONE, "€18.4k", 0 },
  { 3, "Boréal Emballage", 11, PHONE, "€21k", 0 },
  { 3, "Zuidas Legal", 17, MAIL, "€12.9k", 0 },
  { 3, "Galway Foods", 38, MAIL, "€15.2k", RAPPORT_CARD_FALLING },
  { 4, "Bright & Co.", 4, PHONE, "€52.7k", RAPPORT_CARD_COMPLAINT | RAPPORT_CARD_FALLING },
  { 4, "Søndergaard Mejeri", 8, PLACE, "€46.8k", 0 },
  { 4, "Aurélien Textiles", 13, MAIL, "€39.5k", 0 },
  { 4, "Kowalczyk Meble", 24, PHONE, "€33.1k", RAPPORT_CARD_OVERDUE },
  { 4, "Kvarner Yachts", 30, MAIL, "€28.3k", RAPPORT_CARD_SILENT },
  { 4, "Oulu Paperi", 18, PLACE, "€41.7k", 0 },
  { 5, "Ferretti Meccanica", 2, PHONE, "€121k", 0 },
  { 5, "Alpenblick Hotels", 9, PLACE, "€74.6k", 0 },
  { 5, "Müller & Söhne", 15, MAIL, "€88k", 0 },
  { 5, "Ångström Instruments", 27, MAIL, "€69.9k", 0 },
  { 5, "Port of Zeeland", 48, MAIL, "€132k", RAPPORT_CARD_FALLING | RAPPORT_CARD_SILENT },
  { 5, "Grand Hôtel Lutèce", 6, PHONE, "€58.2k", 0 },
  { 6, "Halden Marine", 0, PHONE, "€146k", 0 },
  { 6, "Nordwind Logistik", 0, PHONE, "€184k", RAPPORT_CARD_OVERDUE | RAPPORT_CARD_COMPLAINT },
  { 6, "Ostsee Kliniken", 12, PLACE, "€97.2k", 0 },
  { 6, "Brouwer Bakkerijen", 20, PHONE, "€83.9k", 0 },
  { 7, "Lindqvist & Holm", 7, PLACE, "€158k", 0 },
  { 7, "Casa Valdés", 10, WEB, "€64.5k", 0 },
  { 7, "Stadtwerke Aalen", 16, PHONE, "€211k", 0 },
};

static void
update_head (Sample *self,
             guint   lane)
{
  rapport_board_set_lane_head (self->board, lanes[lane].id,
                               g_list_model_get_n_items (G_LIST_MODEL (self->stores[lane])),
                               lanes[lane].sum, lanes[lane].remark);
}

G_GNUC_PRINTF (2, 3)
static void
note (Sample     *self,
      const char *format,
      ...)
{
  g_autofree char *line = NULL;
  va_list arguments;

  va_start (arguments, format);
  line = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_string_append_printf (self->log, "%s\n", line);
  if (self->verbose)
    g_print ("%s\n", line);
}

static SampleCard *
take_card (Sample *self,
           gint64  id)
{
  for (guint lane = 0; lane < SAMPLE_N_LANES; lane++)
    {
      guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->stores[lane]));

      for (guint i = 0; i < n_items; i++)
        {
          g_autoptr(SampleCard) card = g_list_model_get_item (G_LIST_MODEL (self->stores[lane]), i);

          if (card->id == id)
            {
              g_list_store_remove (self->stores[lane], i);
              update_head (self, lane);
              return g_steal_pointer (&card);
            }
        }
    }

  return NULL;
}

static void
move_requested_cb (RapportBoard *board,
                   GVariant     *ids,
                   const char   *lane_id,
                   gint64        above_id,
                   gint64        below_id,
                   Sample       *self)
{
  g_autofree char *text = g_variant_print (ids, FALSE);
  gsize n_ids;
  const gint64 *values = g_variant_get_fixed_array (ids, &n_ids, sizeof (gint64));
  guint lane = 0, place = 0, n_items;

  note (self, "move-requested %s %s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT, text, lane_id,
        above_id, below_id);
  if (self->refuse)
    {
      rapport_board_refuse_move (board, "The owner says no");
      return;
    }

  while (g_strcmp0 (lanes[lane].id, lane_id) != 0)
    lane++;
  for (gsize i = 0; i < n_ids; i++)
    {
      g_autoptr(SampleCard) card = take_card (self, values[i]);

      n_items = g_list_model_get_n_items (G_LIST_MODEL (self->stores[lane]));
      for (guint k = 0; i == 0 && k < n_items; k++)
        {
          g_autoptr(SampleCard) other =
              g_list_model_get_item (G_LIST_MODEL (self->stores[lane]), k);

          if (other->id == above_id)
            place = k + 1;
        }
      g_list_store_insert (self->stores[lane], MIN (place, n_items), card);
      place++;
    }
  update_head (self, lane);
  rapport_board_mark_moved (board, ids);
}

static void
card_activated_cb (RapportBoard *board,
                   gint64        id,
                   Sample       *self)
{
  note (self, "card-activated %" G_GINT64_FORMAT, id);
}

static void
card_menu_cb (RapportBoard *board,
              gint64        id,
              double        x,
              double        y,
              Sample       *self)
{
  note (self, "card-menu %" G_GINT64_FORMAT, id);
}

static void
refused_cb (RapportBoard *board,
            Sample       *self)
{
  note (self, "refused");
}

static void
selection_changed_cb (RapportBoard *board,
                      Sample       *self)
{
  g_autoptr(GVariant) ids = rapport_board_get_selection (board);
  g_autofree char *text = g_variant_print (ids, FALSE);

  note (self, "selection %s", text);
}

Sample *
sample_new (void)
{
  Sample *self = g_new0 (Sample, 1);
  RapportBoardLane board_lanes[SAMPLE_N_LANES];
  gint64 id = 101;

  self->log = g_string_new (NULL);
  self->board = g_object_ref_sink (RAPPORT_BOARD (rapport_board_new ()));
  rapport_board_set_face_func (self->board, sample_describe, NULL, NULL);
  for (guint i = 0; i < SAMPLE_N_LANES; i++)
    {
      RapportColor light = { 0.5, 0.5, 0.5, 1 }, dark = { 0.5, 0.5, 0.5, 1 };

      if (lanes[i].kind == RAPPORT_BOARD_LANE_STAGE)
        {
          rapport_palette_stage (i - 1, SAMPLE_N_LANES - 2, FALSE, &light);
          rapport_palette_stage (i - 1, SAMPLE_N_LANES - 2, TRUE, &dark);
        }
      board_lanes[i] = (RapportBoardLane) {
        lanes[i].id, lanes[i].title, lanes[i].kind,
        { (float) light.r, (float) light.g, (float) light.b, 1 },
        { (float) dark.r, (float) dark.g, (float) dark.b, 1 },
      };
      self->stores[i] = g_list_store_new (SAMPLE_TYPE_CARD);
    }
  for (guint i = 0; i < G_N_ELEMENTS (cards); i++)
    {
      g_autofree char *caption = cards[i].days == 0 ? g_strdup ("Contact today") :
                                 g_strdup_printf ("Last contact %d d ago", cards[i].days);
      g_autoptr(SampleCard) card = sample_card_new (id++, cards[i].title, caption, cards[i].icon,
                                                    cards[i].value, cards[i].flags);

      g_list_store_append (self->stores[cards[i].lane], card);
    }

  /* The ladder places everyone: its board has no lane for the unplaced. */
  rapport_board_set_lanes (self->board, board_lanes + 1, SAMPLE_N_LANES - 1);
  for (guint i = 1; i < SAMPLE_N_LANES; i++)
    {
      rapport_board_set_lane_model (self->board, lanes[i].id, G_LIST_MODEL (self->stores[i]));
      update_head (self, i);
    }
  g_signal_connect (self->board, "move-requested", G_CALLBACK (move_requested_cb), self);
  g_signal_connect (self->board, "card-activated", G_CALLBACK (card_activated_cb), self);
  g_signal_connect (self->board, "card-menu", G_CALLBACK (card_menu_cb), self);
  g_signal_connect (self->board, "refused", G_CALLBACK (refused_cb), self);
  g_signal_connect (self->board, "selection-changed", G_CALLBACK (selection_changed_cb), self);

  return self;
}

void
sample_free (Sample *self)
{
  g_signal_handlers_disconnect_by_data (self->board, self);
  g_assert_finalize_object (self->board);
  for (guint i = 0; i < SAMPLE_N_LANES; i++)
    g_assert_finalize_object (self->stores[i]);
  g_string_free (self->log, TRUE);
  g_free (self);
}
