#include "config.h"

#include <glib/gstdio.h>

#include "core/rapport-records.h"
#include "service/rapport-board-service.h"

typedef struct
{
  char             *dir;
  RapportWorkspace *workspace;
} Fixture;

static void
fixture_clear (Fixture *f)
{
  g_autofree char *base = g_build_filename (f->dir, "t.rapport", NULL);
  const char *suffixes[] = { "", "-wal", "-shm" };

  rapport_workspace_close (f->workspace);
  g_assert_finalize_object (f->workspace);
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *path = g_strconcat (base, suffixes[i], NULL);

      g_unlink (path);
    }
  g_rmdir (f->dir);
  g_free (f->dir);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, fixture_clear)

static Fixture
fixture_new (void)
{
  Fixture f = { NULL, NULL };
  g_autofree char *path = NULL;
  g_autoptr(GError) error = NULL;

  f.dir = g_dir_make_tmp ("rapport-board-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (f.dir, "t.rapport", NULL);
  f.workspace = rapport_workspace_create (path, "Test", "EUR", &error);
  g_assert_no_error (error);
  return f;
}

static void
done (Fixture    *f,
      RapportAct *act)
{
  g_autoptr(RapportAct) owned = act;
  g_autoptr(GError) error = NULL;

  rapport_workspace_do (f->workspace, owned, &error);
  g_assert_no_error (error);
}

static gint64
add_account (Fixture    *f,
             const char *name,
             gint64      value)
{
  RapportRow *row = rapport_row_new (RAPPORT_KIND_ACCOUNT);
  g_autoptr(RapportAct) act = NULL;
  g_autoptr(GError) error = NULL;

  rapport_row_put (row, "name", name, "estimated_value", value, NULL);
  act = rapport_act_save (row);
  rapport_workspace_do (f->workspace, act, &error);
  g_assert_no_error (error);
  return rapport_act_get_saved_id (act);
}

static void
test_statements (void)
{
  g_auto(Fixture) f = fixture_new ();
  gint64 a = add_account (&f, "A", 100), b = add_account (&f, "B", 90), c = add_account (&f, "C", 80);
  gint64 all[] = { a, b, c };

  done (&f, rapport_board_act_move (f.workspace, 1, all, 3, 101, 0, 0, NULL, NULL));
  done (&f, rapport_board_act_move (f.workspace, 1, &a, 1, 102, 0, 0, NULL, NULL));
  g_printerr ("---------- drop\n");
  done (&f, rapport_board_act_move (f.workspace, 1, &a, 1, 101, b, c, NULL, NULL));
  g_printerr ("---------- load\n");
  g_autoptr(RapportBoardData) data = rapport_board_load (f.workspace, NULL, NULL);
  g_printerr ("---------- end\n");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/board-service/statements", test_statements);
  return g_test_run ();
}
