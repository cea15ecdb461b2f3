#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

/**
 * RapportCardFlags:
 * @RAPPORT_CARD_OVERDUE: a promise is overdue (a clock in a disc)
 * @RAPPORT_CARD_COMPLAINT: a complaint is open (a speech bubble with a mark of exclamation)
 * @RAPPORT_CARD_SILENT: silent for longer than usual (a crescent moon)
 * @RAPPORT_CARD_FALLING: buys less than before (a falling line)
 *
 * What a card warns of. Each is drawn as a shape of its own, never as a colour alone, and is said
 * in the accessible label.
 */
typedef enum
{
  RAPPORT_CARD_OVERDUE = 1 << 0,
  RAPPORT_CARD_COMPLAINT = 1 << 1,
  RAPPORT_CARD_SILENT = 1 << 2,
  RAPPORT_CARD_FALLING = 1 << 3,
} RapportCardFlags;

/**
 * RapportCardFace:
 * @id: identity of the subject; never 0
 * @title: name, wrapped to two lines
 * @initials: (nullable): text of the avatar; %NULL: taken from @title
 * @colour_seed: picks the avatar's colour; rapport_palette_avatar_index() of the name gives
 * AdwAvatar's
 * @caption: (nullable): dim line under the name, such as "Last contact 5 d ago"
 * @caption_icon: (nullable): name of a symbolic icon at the end of that line (the channel)
 * @caption_icon_label: (nullable): what the icon says, for the accessible label ("by phone")
 * @value: (nullable): formatted worth, such as "€146k" or "~ €60k"
 * @days: (nullable): dim text beside the value, such as "38 d"; left out where there is no room
 * @days_label: (nullable): the same in words ("38 days in this stage"), for the accessible label
 * and for the line of the note where there is no note
 * @note: (nullable): bold small line at the bottom, such as "from First-time, 10 May"; drawn only
 * in a column whose #RapportBoardColumn:notes is set
 * @flags: what the card warns of
 * @has_ring: whether @ring is set: outline of the card and colour of @note
 * @ring: see @has_ring
 * @ghost: drawn faint, as a subject that is not here any more (or not yet)
 *
 * What one card shows: plain values, no record. Strings are owned by the face.
 */
typedef struct
{
  gint64 id;
  char *title;
  char *initials;
  guint colour_seed;
  char *caption;
  char *caption_icon;
  char *caption_icon_label;
  char *value;
  char *days;
  char *days_label;
  char *note;
  RapportCardFlags flags;
  gboolean has_ring;
  GdkRGBA ring;
  gboolean ghost;
} RapportCardFace;

#define RAPPORT_TYPE_CARD_FACE (rapport_card_face_get_type ())

GType            rapport_card_face_get_type       (void) G_GNUC_CONST;
RapportCardFace *rapport_card_face_new            (void);
RapportCardFace *rapport_card_face_copy           (const RapportCardFace *self);
void             rapport_card_face_free           (RapportCardFace       *self);
void             rapport_card_face_clear          (RapportCardFace       *self);
gboolean         rapport_card_face_equal          (const RapportCardFace *a,
                                                   const RapportCardFace *b);
char            *rapport_card_face_dup_initials   (const RapportCardFace *self);
char            *rapport_card_face_dup_spoken     (const RapportCardFace *self);

/**
 * RapportCardFaceFunc:
 * @item: an item of the column's model
 * @face: an empty face (all zero); the function gives it strings of its own (g_strdup())
 * @user_data: data of the function
 *
 * Describes @item. Called for the cards on screen and around it, and again whenever the item emits
 * #GObject::notify. Must be quick and must not change the model.
 */
typedef void (*RapportCardFaceFunc) (gpointer         item,
                                     RapportCardFace *face,
                                     gpointer         user_data);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RapportCardFace, rapport_card_face_clear)

G_END_DECLS
