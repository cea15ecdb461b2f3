#include "config.h"

#include <gtk/gtk.h>

#include "board-sample.h"
#include "widgets/rapport-bidi.h"
#include "widgets/rapport-board-private.h"
#include "widgets/rapport-card-private.h"
#include "tests/test-tools.h"

static void
spin (guint milliseconds)
{
  gint64 end = g_get_monotonic_time () + milliseconds * G_TIME_SPAN_MILLISECOND;

  while (g_get_monotonic_time () < end)
    {
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (500);
    }
}

static GtkWidget *
show (GtkWidget *child,
      int        width,
      int        height)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_set_child (GTK_WINDOW (window), child);
  gtk_window_present (GTK_WINDOW (window));
  wait_until (gtk_widget_get_height (child) > 100);
  spin (100);

  return window;
}

static void
test_face (void)
{
  g_auto(RapportCardFace) face = { 0 };
  g_autofree char *initials = NULL;
  g_autofree char *spoken = NULL;
  RapportCardFace *copy;

  face.id = 7;
  face.title = g_strdup ("Halden Marine");
  face.value = g_strdup ("€146k");
  face.caption = g_strdup ("Last contact today");
  face.flags = RAPPORT_CARD_OVERDUE | RAPPORT_CARD_SILENT;
  initials = rapport_card_face_dup_initials (&face);
  g_assert_cmpstr (initials, ==, "HM");
  spoken = rapport_card_face_dup_spoken (&face);
  g_assert_cmpstr (spoken, ==,
                   "Halden Marine, €146k, Last contact today, overdue promise, silent for long");

  copy = rapport_card_face_copy (&face);
  g_assert_true (rapport_card_face_equal (&face, copy));
  copy->flags = 0;
  g_assert_false (rapport_card_face_equal (&face, copy));
  copy->flags = face.flags;
  copy->has_ring = TRUE;
  g_assert_false (rapport_card_face_equal (&face, copy));
  rapport_card_face_free (copy);
}

static GtkWidget *
create_column (RapportBoardColumn **column,
               SampleModel         *model)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  *column = RAPPORT_BOARD_COLUMN (rapport_board_column_new ());
  rapport_board_column_set_face_func (*column, sample_describe, NULL, NULL);
  rapport_board_column_set_model (*column, G_LIST_MODEL (model));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (*column));

  return scroller;
}

static guint
count_cards (RapportBoardColumn *column)
{
  guint n = 0;

  for (GtkWidget *card = gtk_widget_get_first_child (GTK_WIDGET (column)); card != NULL;
       card = gtk_widget_get_next_sibling (card))
    n++;

  return n;
}

/* Every position on screen has its card, in the order of the widgets, at its place. */
static void
assert_filled (RapportBoardColumn *column,
               GtkWidget          *scroller,
               GListModel         *model)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  double pitch = gtk_adjustment_get_step_increment (adjustment);
  guint first = (guint) (gtk_adjustment_get_value (adjustment) / pitch);
  guint last =
      (guint) ((gtk_adjustment_get_value (adjustment) + gtk_adjustment_get_page_size (adjustment)) /
               pitch);
  guint previous = 0;

  for (guint position = first; position <= last && position < g_list_model_get_n_items (model);
       position++)
    {
      g_autoptr(SampleCard) item = g_list_model_get_item (model, position);
      RapportCard *card = rapport_board_column_get_card (column, position);

      g_assert_nonnull (card);
      g_assert_cmpint (rapport_card_get_id (card), ==, sample_card_get_id (item));
      g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (card)));
    }
  for (GtkWidget *card = gtk_widget_get_first_child (GTK_WIDGET (column)); card != NULL;
       card = gtk_widget_get_next_sibling (card))
    {
      guint position;

      g_assert_true (
          rapport_board_column_get_card_position (column, RAPPORT_CARD (card), &position));
      g_assert_true (card == gtk_widget_get_first_child (GTK_WIDGET (column)) ||
                     position > previous);
      previous = position;
    }
}

static void
test_column_large (void)
{
  g_autoptr(SampleModel) model = sample_model_new (100000);
  g_autoptr(SampleModel) other = sample_model_new (100000);
  RapportBoardColumn *column;
  GtkWidget *scroller = create_column (&column, model);
  GtkWidget *window = show (scroller, 200, 800);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  RapportCard *focused;
  double value;
  gint64 start;
  guint asked;

  asked = sample_model_take_asked (model);
  g_test_message ("first show asked for %u of 100000", asked);
  g_assert_cmpuint (asked, >, 5);
  g_assert_cmpuint (asked, <, 60);
  g_assert_cmpuint (count_cards (column), <, 60);
  assert_filled (column, scroller, G_LIST_MODEL (model));

  /* Far jumps fill the view at once. */
  sample_model_take_asked (model);
  gtk_adjustment_set_value (adjustment, 0.7 * gtk_adjustment_get_upper (adjustment));
  asked = sample_model_take_asked (model);
  g_assert_cmpuint (asked, <, 60);
  assert_filled (column, scroller, G_LIST_MODEL (model));
  spin (50);
  assert_filled (column, scroller, G_LIST_MODEL (model));
  rapport_board_column_scroll_to (column, 99999);
  spin (50);
  assert_filled (column, scroller, G_LIST_MODEL (model));
  g_assert_nonnull (rapport_board_column_get_card (column, 99999));
  g_assert_cmpuint (count_cards (column), <, 60);

  /* What is on screen stays where it is when something comes or goes above it. */
  rapport_board_column_scroll_to (column, 50000);
  spin (50);
  value = gtk_adjustment_get_value (adjustment);
  sample_model_take_asked (model);
  sample_model_splice (model, 10, 0, 3);
  g_assert_cmpuint (sample_model_take_asked (model), ==, 0);
  g_assert_cmpfloat_with_epsilon (gtk_adjustment_get_value (adjustment),
                                  value + 3 * gtk_adjustment_get_step_increment (adjustment), 0.01);
  assert_filled (column, scroller, G_LIST_MODEL (model));
  sample_model_splice (model, 10, 3, 0);
  g_assert_cmpfloat_with_epsilon (gtk_adjustment_get_value (adjustment), value, 0.01);

  /* A change on screen costs what changed. */
  sample_model_take_asked (model);
  sample_model_splice (model, 50000, 1, 1);
  g_assert_cmpuint (sample_model_take_asked (model), ==, 1);
  assert_filled (column, scroller, G_LIST_MODEL (model));

  /* The focused card is there wherever the view scrolls. */
  rapport_board_column_focus_position (column, 50000);
  focused = rapport_board_column_get_card (column, 50000);
  gtk_adjustment_set_value (adjustment, 0);
  spin (50);
  g_assert_true (rapport_board_column_get_card (column, 50000) == focused);
  g_assert_true (gtk_widget_is_focus (GTK_WIDGET (focused)));
  assert_filled (column, scroller, G_LIST_MODEL (model));

  /* Another model costs its screenful. */
  start = g_get_monotonic_time ();
  rapport_board_column_set_model (column, G_LIST_MODEL (other));
  g_test_message ("another model: %" G_GINT64_FORMAT " µs", g_get_monotonic_time () - start);
  g_assert_cmpuint (sample_model_take_asked (other), <, 60);
  spin (50);
  assert_filled (column, scroller, G_LIST_MODEL (other));

  /* All at once, and nothing at all. */
  sample_model_splice (other, 0, 100000, 0);
  spin (50);
  g_assert_cmpuint (count_cards (column), ==, 0);
  sample_model_splice (other, 0, 0, 100000);
  spin (50);
  assert_filled (column, scroller, G_LIST_MODEL (other));

  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_column_notify (void)
{
  g_autoptr(GListStore) store = g_list_store_new (SAMPLE_TYPE_CARD);
  g_autoptr(SampleCard) item =
      sample_card_new (1, "Halden Marine", "Contact today", NULL, "€1k", 0);
  RapportBoardColumn *column;
  GtkWidget *scroller;
  GtkWidget *window;
  RapportCard *card;

  g_list_store_append (store, item);
  scroller = create_column (&column, NULL);
  rapport_board_column_set_model (column, G_LIST_MODEL (store));
  window = show (scroller, 200, 500);
  card = rapport_board_column_get_card (column, 0);
  g_assert_cmpstr (rapport_card_get_face (card)->value, ==, "€1k");
  sample_card_set_value (item, "€2k");
  g_assert_cmpstr (rapport_card_get_face (card)->value, ==, "€2k");
  gtk_window_destroy (GTK_WINDOW (window));
  sample_card_set_value (item, "€3k");
}

static void
test_column_gap (void)
{
  g_autoptr(SampleModel) model = sample_model_new (20);
  RapportBoardColumn *column;
  GtkWidget *scroller = create_column (&column, model);
  GtkWidget *window = show (scroller, 200, 800);
  double pitch = gtk_adjustment_get_step_increment (
      gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller)));
  graphene_rect_t before, after;
  guint position;

  g_object_set (gtk_widget_get_settings (window), "gtk-enable-animations", FALSE, NULL);
  g_assert_cmpuint (rapport_board_column_get_drop_position (column, 0), ==, 0);
  g_assert_cmpuint (rapport_board_column_get_drop_position (column, 0.6 * pitch), ==, 1);
  g_assert_cmpuint (rapport_board_column_get_drop_position (column, 1e6), ==, 20);

  g_assert_true (gtk_widget_compute_bounds (GTK_WIDGET (rapport_board_column_get_card (column, 2)),
                                            GTK_WIDGET (column), &before));
  rapport_board_column_open_gap (column, 2);
  spin (50);
  g_assert_true (rapport_board_column_get_gap (column, &position));
  g_assert_cmpuint (position, ==, 2);
  g_assert_true (gtk_widget_compute_bounds (GTK_WIDGET (rapport_board_column_get_card (column, 2)),
                                            GTK_WIDGET (column), &after));
  g_assert_cmpfloat_with_epsilon (after.origin.y - before.origin.y, 92, 0.5);
  g_assert_cmpuint (rapport_board_column_get_drop_position (column, 2 * pitch + 40), ==, 2);
  rapport_board_column_close_gap (column, FALSE);
  spin (50);
  g_assert_true (gtk_widget_compute_bounds (GTK_WIDGET (rapport_board_column_get_card (column, 2)),
                                            GTK_WIDGET (column), &after));
  g_assert_cmpfloat_with_epsilon (after.origin.y, before.origin.y, 0.5);
  g_object_set (gtk_widget_get_settings (window), "gtk-enable-animations", TRUE, NULL);

  /* With animations the cards get there, too. */
  rapport_board_column_open_gap (column, 1);
  rapport_board_column_open_gap (column, 2);
  spin (400);
  g_assert_true (gtk_widget_compute_bounds (GTK_WIDGET (rapport_board_column_get_card (column, 2)),
                                            GTK_WIDGET (column), &after));
  g_assert_cmpfloat_with_epsilon (after.origin.y - before.origin.y, 92, 0.5);
  gtk_window_destroy (GTK_WINDOW (window));
}

static gpointer
find_controller (GtkWidget *widget,
                 GType      type)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GObject) controller = g_list_model_get_item (controllers, i);

      if (g_type_is_a (G_OBJECT_TYPE (controller), type))
        return controller;
    }

  return NULL;
}

/* The board's own controllers are given what a drag would give them. */
static void
test_drop_signals (void)
{
  Sample *sample = sample_new ();
  GtkWidget *window = show (GTK_WIDGET (sample->board), 1242, 700);
  RapportBoard *board = sample->board;
  RapportLane *loyal = _rapport_board_get_lane (board, 5);
  GtkDropTarget *target = find_controller (GTK_WIDGET (loyal), GTK_TYPE_DROP_TARGET);
  GdkContentProvider *provider = NULL;
  GtkWidget *card = _rapport_board_find_card (board, 122);
  GdkDragAction action = 0;
  g_auto(GValue) value = G_VALUE_INIT;
  graphene_rect_t bounds;
  gboolean dropped = FALSE;

  g_assert_true (gtk_widget_compute_bounds (card, board->strip, &bounds));
  g_signal_emit_by_name (board->drag_source, "prepare", bounds.origin.x + 20.0,
                         bounds.origin.y + 20.0, &provider);
  g_assert_nonnull (provider);
  g_value_init (&value, G_TYPE_VARIANT);
  g_assert_true (gdk_content_provider_get_value (provider, &value, NULL));
  g_object_unref (provider);

  g_signal_emit_by_name (target, "enter", 50.0, 70.0, &action);
  g_assert_cmpint (action, ==, GDK_ACTION_MOVE);
  g_assert_true (loyal->target);
  g_signal_emit_by_name (target, "drop", &value, 50.0, 70.0, &dropped);
  g_assert_true (dropped);
  g_assert_cmpstr (sample->log->str, ==, "move-requested [122] loyal 0 128\n");
  g_assert_cmpint (rapport_board_get_focus_id (board), ==, 122);
  g_clear_pointer (&board->drag_ids, g_variant_unref);

  /* A drag of somebody else is not taken. */
  g_string_truncate (sample->log, 0);
  g_signal_emit_by_name (target, "drop", &value, 50.0, 70.0, &dropped);
  g_assert_false (dropped);
  g_assert_cmpstr (sample->log->str, ==, "");

  gtk_window_destroy (GTK_WINDOW (window));
  spin (50);
  sample_free (sample);
}

static void
test_selection (void)
{
  Sample *sample = sample_new ();
  GtkWidget *window = show (GTK_WIDGET (sample->board), 1242, 700);
  RapportBoard *board = sample->board;
  g_autoptr(GVariant) ids = NULL;
  g_autofree char *text = NULL;

  _rapport_board_select_only (board, 4, 2);
  _rapport_board_select_toggle (board, 0, 1);
  _rapport_board_select_range (board, 0, 3);
  ids = rapport_board_get_selection (board);
  text = g_variant_print (ids, FALSE);
  g_assert_cmpstr (text, ==, "[102, 103, 104]");

  /* The menu's way, and the selection goes with the cards. */
  g_string_truncate (sample->log, 0);
  rapport_board_request_move (board, "advocate");
  g_assert_cmpstr (sample->log->str, ==, "move-requested [102, 103, 104] advocate 0 132\n");
  spin (50);
  g_assert_cmpuint (rapport_board_get_n_selected (board), ==, 3);
  g_string_truncate (sample->log, 0);
  rapport_board_request_move (board, "advocate");
  g_assert_cmpstr (sample->log->str, ==, "");

  /* What leaves the board leaves the selection. */
  g_list_store_remove (sample->stores[7], 1);
  spin (100);
  g_assert_cmpuint (rapport_board_get_n_selected (board), ==, 2);
  g_assert_true (rapport_board_is_selected (board, 102));
  g_assert_false (rapport_board_is_selected (board, 103));

  g_assert_true (rapport_board_show_card (board, "ended", 0) == FALSE);
  g_assert_true (rapport_board_get_ended_unfolded (board));
  g_assert_true (rapport_board_show_card (board, "loyal", 3));
  g_assert_cmpint (rapport_board_get_focus_id (board), ==, 131);

  rapport_board_set_read_only (board, TRUE);
  g_string_truncate (sample->log, 0);
  rapport_board_request_move (board, "suspect");
  g_assert_cmpstr (sample->log->str, ==, "refused\n");

  gtk_window_destroy (GTK_WINDOW (window));
  spin (50);
  sample_free (sample);
}

static void
test_layout (void)
{
  Sample *sample = sample_new ();
  GtkWidget *window = show (GTK_WIDGET (sample->board), 1242, 700);
  GtkAdjustment *adjustment =
      gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (sample->board->scroller));
  GtkWidget *card = _rapport_board_find_card (sample->board, 101);

  /* Seven lanes and the folded one fit beside the sidebar in 1440 px. */
  g_assert_cmpfloat (gtk_adjustment_get_upper (adjustment), <=, 1242);
  g_assert_cmpint (gtk_widget_get_width (card), >=, 160);
  g_assert_cmpint (gtk_widget_get_width (card), <=, 240);
  gtk_window_destroy (GTK_WINDOW (window));
  sample_free (sample);
}

static void
test_bidi (void)
{
  g_assert_cmpint (rapport_bidi_find_direction ("Rhône Emballages"), ==, GTK_TEXT_DIR_LTR);
  g_assert_cmpint (rapport_bidi_find_direction ("Ναυπηγεία Σύρου"), ==, GTK_TEXT_DIR_LTR);
  g_assert_cmpint (rapport_bidi_find_direction ("קירור הגליל"), ==, GTK_TEXT_DIR_RTL);
  g_assert_cmpint (rapport_bidi_find_direction ("“شركة” Ltd"), ==, GTK_TEXT_DIR_RTL);
  g_assert_cmpint (rapport_bidi_find_direction ("3 קילו"), ==, GTK_TEXT_DIR_RTL);
  g_assert_cmpint (rapport_bidi_find_direction ("€ 184.30"), ==, GTK_TEXT_DIR_NONE);
  g_assert_cmpint (rapport_bidi_find_direction (NULL), ==, GTK_TEXT_DIR_NONE);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ui/board/face", test_face);
  g_test_add_func ("/ui/board/column-large", test_column_large);
  g_test_add_func ("/ui/board/column-notify", test_column_notify);
  g_test_add_func ("/ui/board/column-gap", test_column_gap);
  g_test_add_func ("/ui/board/drop-signals", test_drop_signals);
  g_test_add_func ("/ui/board/selection", test_selection);
  g_test_add_func ("/ui/board/layout", test_layout);
  g_test_add_func ("/ui/bidi", test_bidi);

  return g_test_run ();
}
