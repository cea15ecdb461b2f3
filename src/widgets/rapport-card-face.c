#include "config.h"

#include "widgets/rapport-card-face.h"

#include <glib/gi18n.h>

#include "core/rapport-palette.h"

G_DEFINE_BOXED_TYPE (RapportCardFace, rapport_card_face, rapport_card_face_copy,
                     rapport_card_face_free)

/**
 * rapport_card_face_new:
 *
 * Returns: (transfer full): an empty face
 */
RapportCardFace *
rapport_card_face_new (void)
{
  return g_new0 (RapportCardFace, 1);
}

/**
 * rapport_card_face_copy:
 * @self: a face
 *
 * Returns: (transfer full): a deep copy
 */
RapportCardFace *
rapport_card_face_copy (const RapportCardFace *self)
{
  RapportCardFace *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new (RapportCardFace, 1);
  *copy = *self;
  copy->title = g_strdup (self->title);
  copy->initials = g_strdup (self->initials);
  copy->caption = g_strdup (self->caption);
  copy->caption_icon = g_strdup (self->caption_icon);
  copy->caption_icon_label = g_strdup (self->caption_icon_label);
  copy->value = g_strdup (self->value);
  copy->days = g_strdup (self->days);
  copy->days_label = g_strdup (self->days_label);
  copy->note = g_strdup (self->note);

  return copy;
}

/**
 * rapport_card_face_clear:
 * @self: a face, such as one on the stack
 *
 * Frees what the face holds and makes it empty.
 */
void
rapport_card_face_clear (RapportCardFace *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->title);
  g_free (self->initials);
  g_free (self->caption);
  g_free (self->caption_icon);
  g_free (self->caption_icon_label);
  g_free (self->value);
  g_free (self->days);
  g_free (self->days_label);
  g_free (self->note);
  *self = (RapportCardFace) { 0 };
}

/**
 * rapport_card_face_free:
 * @self: (transfer full) (nullable): a face
 */
void
rapport_card_face_free (RapportCardFace *self)
{
  if (self == NULL)
    return;

  rapport_card_face_clear (self);
  g_free (self);
}

/**
 * rapport_card_face_equal:
 * @a: a face
 * @b: another
 *
 * Returns: whether both show the same
 */
gboolean
rapport_card_face_equal (const RapportCardFace *a,
                         const RapportCardFace *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  return a->id == b->id &&
         a->colour_seed == b->colour_seed &&
         a->flags == b->flags &&
         !a->has_ring == !b->has_ring &&
         (!a->has_ring || gdk_rgba_equal (&a->ring, &b->ring)) &&
         !a->ghost == !b->ghost &&
         g_strcmp0 (a->title, b->title) == 0 &&
         g_strcmp0 (a->initials, b->initials) == 0 &&
         g_strcmp0 (a->caption, b->caption) == 0 &&
         g_strcmp0 (a->caption_icon, b->caption_icon) == 0 &&
         g_strcmp0 (a->caption_icon_label, b->caption_icon_label) == 0 &&
         g_strcmp0 (a->value, b->value) == 0 &&
         g_strcmp0 (a->days, b->days) == 0 &&
         g_strcmp0 (a->days_label, b->days_label) == 0 &&
         g_strcmp0 (a->note, b->note) == 0;
}

/**
 * rapport_card_face_dup_initials:
 * @self: a face
 *
 * Returns: (transfer full): the initials of the face, or those of its title; may be empty
 */
char *
rapport_card_face_dup_initials (const RapportCardFace *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->initials != NULL ? g_strdup (self->initials) :
                                  rapport_palette_initials (self->title);
}

/**
 * rapport_card_face_dup_spoken:
 * @self: a face
 *
 * All that the card shows, in words, for assistive technology.
 *
 * Returns: (transfer full): such as "Halden Marine, €146k, Last contact today, overdue promise"
 */
char *
rapport_card_face_dup_spoken (const RapportCardFace *self)
{
  static const struct
  {
    RapportCardFlags flag;
    const char *words;
  } warnings[] = {
    { RAPPORT_CARD_OVERDUE, N_("overdue promise") },
    { RAPPORT_CARD_COMPLAINT, N_("open complaint") },
    { RAPPORT_CARD_SILENT, N_("silent for long") },
    { RAPPORT_CARD_FALLING, N_("buys less than before") },
  };
  g_autoptr(GPtrArray) parts = g_ptr_array_new ();
  const char *texts[6];

  g_return_val_if_fail (self != NULL, NULL);

  texts[0] = self->title;
  texts[1] = self->value;
  texts[2] = self->caption;
  texts[3] = self->caption_icon_label;
  texts[4] = self->days_label;
  texts[5] = self->note;
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      if (texts[i] != NULL && *texts[i] != '\0')
        g_ptr_array_add (parts, (gpointer) texts[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (warnings); i++)
    {
      if (self->flags & warnings[i].flag)
        g_ptr_array_add (parts, (gpointer) _(warnings[i].words));
    }
  g_ptr_array_add (parts, NULL);

  /* Translators: stands between the parts of what a screen reader says of a card */
  return g_strjoinv (C_("spoken list", ", "), (char **) parts->pdata);
}
