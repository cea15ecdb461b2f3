#pragma once

#include <gtk/gtk.h>

#include "widgets/rapport-theme.h"

G_BEGIN_DECLS

typedef enum
{
  RAPPORT_LIST_PART_TEXT,
  RAPPORT_LIST_PART_ICON,
  RAPPORT_LIST_PART_AVATAR,
  RAPPORT_LIST_PART_STAGE,
} RapportListPartKind;

typedef enum
{
  RAPPORT_LIST_FONT_BODY,
  RAPPORT_LIST_FONT_BOLD,
  RAPPORT_LIST_FONT_TITLE,
  RAPPORT_LIST_FONT_NOTE,
} RapportListFont;

#define RAPPORT_N_LIST_FONTS (RAPPORT_LIST_FONT_NOTE + 1)

/**
 * RapportListPart:
 * @kind: what it is
 * @line: 1 or 2; 0 beside both
 * @at_end: whether it stands at the end of the line
 * @shrinks: whether its text is cut where there is no room for all
 * @chars: so many characters wide, whatever the text; 0: as wide as the text
 * @size: of an icon or avatar, in px
 * @gap: what is left free before it in px, where something stands there; after it, where it is beside both lines
 * @font: of a text
 * @role: its colour
 * @paint: (nullable): a colour by name instead
 * @text: (owned) (nullable): a text, the name of a stage, whose avatar
 * @icon: (nullable): name of an icon; %NULL keeps its room
 * @word: (nullable): what an icon says; static
 * @index: which stage it is, from 0, or -1
 * @n_stages: how many there are
 *
 * One thing that a cell shows.
 */
typedef struct
{
  RapportListPartKind  kind;
  guint                line;
  gboolean             at_end;
  gboolean             shrinks;
  int                  chars;
  int                  size;
  int                  gap;
  RapportListFont      font;
  RapportColorRole     role;
  const char          *paint;
  char                *text;
  const char          *icon;
  const char          *word;
  int                  index;
  guint                n_stages;
} RapportListPart;

#define RAPPORT_LIST_MAX_PARTS 10

/**
 * RapportListFace:
 * @parts: what it shows
 * @n_parts: how many
 * @tip: (owned) (nullable): more about it
 *
 * What a cell of a list shows.
 */
typedef struct
{
  RapportListPart  parts[RAPPORT_LIST_MAX_PARTS];
  guint            n_parts;
  char            *tip;
} RapportListFace;

RapportListPart *rapport_list_face_add      (RapportListFace       *face,
                                             RapportListPartKind    kind);
RapportListPart *rapport_list_face_add_text (RapportListFace       *face,
                                             const char            *text,
                                             RapportListFont        font,
                                             RapportColorRole       role);
RapportListPart *rapport_list_face_add_icon (RapportListFace       *face,
                                             const char            *icon,
                                             int                    size,
                                             RapportColorRole       role);
void             rapport_list_face_clear    (RapportListFace       *face);
char            *rapport_list_face_dup_spoken (const RapportListFace *face);

G_END_DECLS
