/* What the tests of a whole workspace share: one in a folder of its own, and acts that must succeed in it. */
#pragma once

#include "service/rapport-workspace.h"
#include "tests/test-tools.h"

/* An empty workspace in euros; @dir becomes its folder. */
static inline RapportWorkspace *
workspace_make (const char  *name,
                char       **dir)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *path = NULL;
  RapportWorkspace *workspace;

  *dir = g_dir_make_tmp ("rapport-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (*dir, "test.rapport", NULL);
  workspace = rapport_workspace_create (path, name, "EUR", &error);
  g_assert_no_error (error);
  return workspace;
}

/* Nothing may hold the workspace any longer. */
static inline void
workspace_drop (RapportWorkspace *workspace,
                char             *dir)
{
  settle_object (workspace);
  rapport_workspace_close (workspace);
  settle_object (workspace);
  g_assert_finalize_object (workspace);
  remove_tree (dir);
  g_free (dir);
}

/* Takes @act. */
static inline void
workspace_do (RapportWorkspace *workspace,
              RapportAct       *act)
{
  g_autoptr(RapportAct) owned = act;
  g_autoptr(GError) error = NULL;

  g_assert_true (rapport_workspace_do (workspace, owned, &error));
  g_assert_no_error (error);
}

/* Takes @row; returns the id of its record. */
static inline gint64
workspace_save (RapportWorkspace *workspace,
                RapportRow       *row)
{
  g_autoptr(RapportAct) act = rapport_act_save (row);

  workspace_do (workspace, rapport_act_ref (act));
  return rapport_act_get_saved_id (act);
}

static inline gint64
workspace_ask (RapportWorkspace *workspace,
               const char       *sql)
{
  g_autoptr(GError) error = NULL;
  gint64 value;

  rapport_db_query_int (rapport_store_get_db (rapport_workspace_get_store (workspace)), &value, &error, sql, NULL);
  g_assert_no_error (error);
  return value;
}
