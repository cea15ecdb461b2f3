#include "config.h"

#include "widgets/rapport-board-private.h"

/* How the lanes share the width. */

#define EDGE 6

void
_rapport_board_measure_strip (GtkWidget      *widget,
                              GtkOrientation  orientation,
                              int             for_size,
                              int            *minimum,
                              int            *natural,
                              int            *minimum_baseline,
                              int            *natural_baseline)
{
  *minimum = *natural = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum, child_natural;

      gtk_widget_measure (child, orientation, -1, &child_minimum, &child_natural, NULL, NULL);
      if (orientation == GTK_ORIENTATION_VERTICAL)
        {
          *minimum = MAX (*minimum, child_minimum);
          *natural = MAX (*natural, child_natural);
        }
      else
        {
          int inset = RAPPORT_LANE (child)->folded ? 0 : 2 * 4;

          *minimum += child_minimum + inset;
          *natural += child_natural + inset;
        }
    }
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum += 2 * EDGE;
      *natural += 2 * EDGE;
    }
}

/* Lanes share the width, cards being 160 to 240 px wide (times the text scale). Where it is tight,
 * the gutters give way before the board starts to scroll: seven lanes and a folded one fit in 1242
 * px. */
void
_rapport_board_allocate_strip (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  double scale = rapport_card_text_scale (widget);
  int available = width - 2 * EDGE;
  int n_open = 0, inset, lane_width, spare, x = EDGE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (RAPPORT_LANE (child)->folded)
        available -= _rapport_lane_strip_width (RAPPORT_LANE (child));
      else
        n_open++;
    }

  lane_width = available / MAX (n_open, 1);
  inset = lane_width >= (int) (160 * scale) + 12 ? 6 : 4;
  lane_width = CLAMP (lane_width, (int) (160 * scale) + 2 * inset, (int) (240 * scale) + 2 * inset);
  spare = MAX (available - lane_width * n_open, 0);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      RapportLane *lane = RAPPORT_LANE (child);
      int child_width = lane_width;
      int minimum;

      if (lane->folded)
        child_width = _rapport_lane_strip_width (lane);
      else if (spare > 0 && lane_width < (int) (240 * scale) + 2 * inset)
        child_width++, spare--;

      _rapport_lane_set_inset (lane, inset);
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      child_width = MAX (child_width, minimum);
      gtk_widget_size_allocate (child,
                                &(GtkAllocation) { rtl ? width - x - child_width : x, EDGE,
                                                   child_width, MAX (height - 2 * EDGE, 1) }, -1);
      x += child_width;
    }
}

/* A point of one widget in another's coordinates. */
gboolean
_rapport_board_translate (GtkWidget *from,
                          GtkWidget *to,
                          double     x,
                          double     y,
                          double    *to_x,
                          double    *to_y)
{
  graphene_point_t point;

  if (!gtk_widget_compute_point (from, to, &GRAPHENE_POINT_INIT ((float) x, (float) y), &point))
    return FALSE;
  if (to_x != NULL)
    *to_x = point.x;
  if (to_y != NULL)
    *to_y = point.y;
  return TRUE;
}
