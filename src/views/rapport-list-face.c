#include "config.h"

#include "views/rapport-list-face.h"

#include <string.h>

/**
 * rapport_list_face_add:
 * @face: a face
 * @kind: what to add to it
 *
 * Returns: (transfer none): the part, in the first line and at its start
 */
RapportListPart *
rapport_list_face_add (RapportListFace     *face,
                       RapportListPartKind  kind)
{
  RapportListPart *part;

  g_return_val_if_fail (face->n_parts < RAPPORT_LIST_MAX_PARTS, NULL);

  part = &face->parts[face->n_parts++];
  *part = (RapportListPart) { .kind = kind, .line = 1, .index = -1, .role = RAPPORT_COLOR_INK };
  return part;
}

/**
 * rapport_list_face_add_text:
 * @face: a face
 * @text: (nullable): a text, of which the first line is shown
 * @font: its font
 * @role: its colour
 *
 * Returns: (transfer none): the part, which is cut where there is no room
 */
RapportListPart *
rapport_list_face_add_text (RapportListFace  *face,
                            const char       *text,
                            RapportListFont   font,
                            RapportColorRole  role)
{
  RapportListPart *part = rapport_list_face_add (face, RAPPORT_LIST_PART_TEXT);
  gsize length = text ? strcspn (text, "\r\n") : 0;

  part->font = font;
  part->role = role;
  part->shrinks = TRUE;
  if (text != NULL)
    part->text = text[length] == '\0' ? g_strdup (text) : g_strdup_printf ("%.*s…", (int) length, text);
  return part;
}

/**
 * rapport_list_face_add_icon:
 * @face: a face
 * @icon: (nullable): name of a symbolic icon
 * @size: in px
 * @role: its colour
 *
 * Returns: (transfer none): the part
 */
RapportListPart *
rapport_list_face_add_icon (RapportListFace  *face,
                            const char       *icon,
                            int               size,
                            RapportColorRole  role)
{
  RapportListPart *part = rapport_list_face_add (face, RAPPORT_LIST_PART_ICON);

  part->icon = icon;
  part->size = size;
  part->role = role;
  return part;
}

/**
 * rapport_list_face_clear:
 * @face: a face
 *
 * Makes it empty.
 */
void
rapport_list_face_clear (RapportListFace *face)
{
  for (guint i = 0; i < face->n_parts; i++)
    g_clear_pointer (&face->parts[i].text, g_free);
  face->n_parts = 0;
  g_clear_pointer (&face->tip, g_free);
}

/**
 * rapport_list_face_dup_spoken:
 * @face: a face
 *
 * Returns: (transfer full): its texts, and the words of its icons
 */
char *
rapport_list_face_dup_spoken (const RapportListFace *face)
{
  GString *spoken = g_string_new (NULL);

  for (guint i = 0; i < face->n_parts; i++)
    {
      const RapportListPart *part = &face->parts[i];
      const char *said = part->kind == RAPPORT_LIST_PART_ICON ? part->word
                         : part->kind == RAPPORT_LIST_PART_AVATAR ? NULL : part->text;

      if (said == NULL || *said == '\0')
        continue;
      if (spoken->len > 0)
        g_string_append (spoken, ", ");
      g_string_append (spoken, said);
    }
  return g_string_free (spoken, FALSE);
}
