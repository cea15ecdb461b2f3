#pragma once

#include <glib/gstdio.h>

#include "core/rapport-records.h"
#include "service/rapport-board-service.h"
#include "service/rapport-export.h"
#include "service/rapport-import.h"
#include "workspace-fixture.h"

/* A workspace in a folder of its own, and imports into it. */

typedef struct
{
  char             *dir;
  RapportWorkspace *workspace;
} Fixture;

G_GNUC_UNUSED static void
fixture_open (Fixture    *fixture,
              const char *name)
{
  g_autofree char *path = g_build_filename (fixture->dir, name, NULL);
  g_autoptr(GError) error = NULL;

  fixture->workspace = rapport_workspace_create (path, "Test", "EUR", &error);
  g_assert_no_error (error);
}

G_GNUC_UNUSED static Fixture *
fixture_new (void)
{
  Fixture *fixture = g_new0 (Fixture, 1);
  g_autoptr(GError) error = NULL;

  fixture->dir = g_dir_make_tmp ("rapport-import-XXXXXX", &error);
  g_assert_no_error (error);
  fixture_open (fixture, "test.rapport");
  return fixture;
}

G_GNUC_UNUSED static void
fixture_close (Fixture *fixture)
{
  rapport_workspace_close (fixture->workspace);
  settle_object (fixture->workspace);
  g_clear_object (&fixture->workspace);
}

G_GNUC_UNUSED static void
fixture_free (Fixture *fixture)
{
  if (fixture->workspace != NULL)
    fixture_close (fixture);
  remove_tree (fixture->dir);
  g_free (fixture->dir);
  g_free (fixture);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fixture, fixture_free)

G_GNUC_UNUSED static RapportDb *
fixture_db (Fixture *fixture)
{
  return rapport_store_get_db (rapport_workspace_get_store (fixture->workspace));
}

G_GNUC_UNUSED static gint64
query (Fixture    *fixture,
       const char *sql)
{
  return workspace_ask (fixture->workspace, sql);
}

G_GNUC_UNUSED static char *
query_text (Fixture    *fixture,
            const char *sql)
{
  g_autoptr(GError) error = NULL;
  char *text = rapport_db_query_text (fixture_db (fixture), &error, sql, NULL);

  g_assert_no_error (error);
  return text;
}

G_GNUC_UNUSED static GFile *
fixture_file (Fixture    *fixture,
              const char *name,
              const char *contents)
{
  g_autofree char *path = g_build_filename (fixture->dir, name, NULL);
  g_autoptr(GError) error = NULL;

  g_file_set_contents (path, contents, -1, &error);
  g_assert_no_error (error);
  return g_file_new_for_path (path);
}

/* @maps: "column=field" … NULL. */
G_GNUC_UNUSED static RapportImportPlan *
plan_of (Fixture           *fixture,
         GFile             *file,
         const char        *kind,
         const char *const *maps)
{
  g_autoptr(GError) error = NULL;
  RapportImportPlan *plan = rapport_import_propose (fixture->workspace, file,
                                                    rapport_import_kind_from_string (kind), NULL, &error);

  g_assert_no_error (error);
  for (; maps != NULL && *maps != NULL; maps++)
    {
      g_auto(GStrv) parts = g_strsplit (*maps, "=", 2);

      rapport_import_plan_map (plan, parts[0], parts[1], &error);
      g_assert_no_error (error);
    }
  return plan;
}

G_GNUC_UNUSED static RapportAct *
import_plan (Fixture           *fixture,
             RapportImportPlan *plan)
{
  g_autoptr(GError) error = NULL;
  RapportAct *act = rapport_import_act (fixture->workspace, plan);

  rapport_workspace_do (fixture->workspace, act, &error);
  g_assert_no_error (error);
  return act;
}

G_GNUC_UNUSED static void
assert_result (const RapportImportResult *result,
               const char                *expected)
{
  g_autofree char *text = rapport_import_result_describe (result);

  for (guint i = 0; i < result->problems->len && !g_str_equal (text, expected); i++)
    {
      RapportImportProblem *problem = g_ptr_array_index (result->problems, i);

      g_test_message ("%" G_GUINT64_FORMAT " × %s", problem->n_rows, problem->reason);
    }
  g_assert_cmpstr (text, ==, expected);
}

/* Imports twice: once for @first; then nothing may change. */
G_GNUC_UNUSED static void
import_file (Fixture           *fixture,
             GFile             *file,
             const char        *kind,
             const char *const *maps,
             gboolean           create_accounts,
             const char        *expected)
{
  g_autoptr(RapportImportPlan) plan = plan_of (fixture, file, kind, maps);
  g_autoptr(RapportAct) act = NULL;

  plan->create_accounts = create_accounts;
  act = import_plan (fixture, plan);
  assert_result (rapport_import_act_get_result (act), expected);
}

G_GNUC_UNUSED static gboolean
undo (Fixture  *fixture,
      gboolean  redo)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *label = NULL;
  g_autoptr(RapportChanges) changes = rapport_store_undo (rapport_workspace_get_store (fixture->workspace), redo,
                                                          FALSE, &label, &error);

  if (error != NULL)
    g_test_message ("%s", error->message);
  return changes != NULL;
}
