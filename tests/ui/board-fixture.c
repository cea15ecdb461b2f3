#include "config.h"

#include "board-fixture.h"

#include <glib/gstdio.h>

#include "widgets/rapport-theme.h"
#include "tests/test-tools.h"

static void
acted_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       data)
{
  BoardFixture *self = data;
  g_autofree char *text = parameter ? g_variant_print (parameter, FALSE) : g_strdup ("");

  g_string_append_printf (self->log, "%s %s\n", g_action_get_name (G_ACTION (action)), text);
}

static void
undo_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  BoardFixture *self = data;
  gboolean redo = g_str_equal (g_action_get_name (G_ACTION (action)), "redo");

  rapport_workspace_undo_async (self->workspace, redo, FALSE, NULL, NULL, NULL, NULL, NULL);
}

BoardFixture *
board_fixture_new (void)
{
  BoardFixture *self = g_new0 (BoardFixture, 1);
  g_autoptr(GError) error = NULL;

  self->dir = g_dir_make_tmp ("rapport-board-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->dir, "t.rapport", NULL);
  self->workspace = rapport_workspace_create (self->path, "Test", "EUR", &error);
  g_assert_no_error (error);
  self->log = g_string_new (NULL);
  return self;
}

void
board_fixture_show (BoardFixture *self,
                    int           width,
                    int           height)
{
  static const struct
  {
    const char *name;
    const char *type;
  } actions[] = {
    { "open-account", "x" }, { "show-timeline", "x" }, { "log-interaction", "x" }, { "new-account", "s" },
    { "import", "s" }, { "print-accounts", "ax" }, { "print-list", NULL }, { "trash", NULL }, { "back", NULL },
    { "undo", NULL }, { "redo", NULL },
  };
  g_autoptr(GSimpleActionGroup) group = g_simple_action_group_new ();
  GtkWidget *overlay = adw_toast_overlay_new ();

  rapport_theme_init (gdk_display_get_default ());
  self->window = GTK_WINDOW (adw_window_new ());
  g_object_ref_sink (self->window);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      g_autoptr(GSimpleAction) action = g_simple_action_new (
          actions[i].name, actions[i].type ? G_VARIANT_TYPE (actions[i].type) : NULL);

      g_signal_connect (action, "activate", G_CALLBACK (acted_cb), self);
      if (g_str_has_suffix (actions[i].name, "do"))
        g_signal_connect (action, "activate", G_CALLBACK (undo_cb), self);
      g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
    }
  gtk_widget_insert_action_group (GTK_WIDGET (self->window), "win", G_ACTION_GROUP (group));
  gtk_window_set_title (self->window, "Board");
  gtk_window_set_default_size (self->window, width, height);
  self->view = RAPPORT_BOARD_VIEW (rapport_board_view_new ());
  rapport_board_view_set_workspace (self->view, self->workspace);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), GTK_WIDGET (self->view));
  adw_window_set_content (ADW_WINDOW (self->window), overlay);
  gtk_window_present (self->window);
  board_fixture_settle (self);
}

static RapportChanges *
write_nothing (RapportDb                  *db,
               const RapportWriteContext  *context,
               gpointer                    data,
               GCancellable               *cancellable,
               GError                    **error)
{
  return rapport_changes_new ();
}

/* Until the page shows what the file says and is drawn. */
void
board_fixture_settle (BoardFixture *self)
{
  RapportStore *store = rapport_workspace_get_store (self->workspace);
  g_autoptr(RapportChanges) changes = NULL;

  /* What is to be written is written before this is. */
  if (!rapport_store_is_in_past (store))
    {
      changes = rapport_store_run (store, "", write_nothing, NULL, NULL, NULL);
      g_assert_nonnull (changes);
    }
  for (guint i = 0; i < 3; i++)
    {
      gint64 until = g_get_monotonic_time () + 40 * G_TIME_SPAN_MILLISECOND;

      wait_until (!rapport_board_view_is_loading (self->view));
      while (g_get_monotonic_time () < until)
        if (!g_main_context_iteration (NULL, FALSE))
          g_usleep (500);
    }
}

void
board_fixture_free (BoardFixture *self)
{
  if (self->window != NULL)
    {
      gtk_window_destroy (self->window);
      g_object_unref (self->window);
    }
  while (g_main_context_iteration (NULL, FALSE))
    ;
  rapport_workspace_close (self->workspace);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_object_unref (self->workspace);
  remove_tree (self->dir);
  g_string_free (self->log, TRUE);
  g_free (self->path);
  g_free (self->dir);
  g_free (self);
}

void
board_fixture_do (BoardFixture *self,
                  RapportAct   *act)
{
  g_autoptr(RapportAct) owned = act;
  g_autoptr(GError) error = NULL;

  rapport_workspace_do (self->workspace, owned, &error);
  g_assert_no_error (error);
}

gint64
board_fixture_add (BoardFixture *self,
                   const char   *name,
                   gint64        value,
                   gint64        stage)
{
  RapportRow *row = rapport_row_new (RAPPORT_KIND_ACCOUNT);
  g_autoptr(RapportAct) act = NULL;
  g_autoptr(GError) error = NULL;
  gint64 id;

  rapport_row_put (row, "name", name, "estimated_value", value, NULL);
  act = rapport_act_save (row);
  rapport_workspace_do (self->workspace, act, &error);
  g_assert_no_error (error);
  id = rapport_act_get_saved_id (act);
  if (stage > 0)
    board_fixture_do (
        self, rapport_board_act_move (self->workspace, stage / 100, &id, 1, stage, 0, 0, "needs-changed", NULL));
  return id;
}

gint64
board_fixture_add_deal (BoardFixture *self,
                        gint64        account,
                        const char   *title,
                        gint64        value,
                        gint64        stage)
{
  RapportRow *row = rapport_row_new (RAPPORT_KIND_OPPORTUNITY);
  g_autoptr(RapportAct) act = NULL;
  g_autoptr(GError) error = NULL;
  gint64 id;

  rapport_row_put (row, "account", account, "title", title, "value", value, "probability", G_GINT64_CONSTANT (40),
                   NULL);
  act = rapport_act_save (row);
  rapport_workspace_do (self->workspace, act, &error);
  g_assert_no_error (error);
  id = rapport_act_get_saved_id (act);
  if (stage > 0)
    board_fixture_do (self, rapport_board_act_move (self->workspace, 7, &id, 1, stage, 0, 0, NULL, NULL));
  return id;
}

/* Read back from the file, on a connection of its own. */
char *
board_fixture_ask_text (BoardFixture *self,
                        const char   *sql)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(RapportDb) db = rapport_db_open (self->path, RAPPORT_DB_READ, &error);
  char *text;

  g_assert_no_error (error);
  text = rapport_db_query_text (db, &error, sql, NULL);
  g_assert_no_error (error);
  return text;
}

gint64
board_fixture_ask (BoardFixture *self,
                   const char   *sql)
{
  g_autofree char *text = board_fixture_ask_text (self, sql);

  return text ? g_ascii_strtoll (text, NULL, 10) : RAPPORT_UNSET;
}

GtkWidget *
board_fixture_find (GtkWidget *within,
                    GType      type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (within, type))
    return within;
  for (GtkWidget *child = gtk_widget_get_first_child (within); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = board_fixture_find (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}
