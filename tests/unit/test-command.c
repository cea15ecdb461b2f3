#include "config.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>
#include <unistd.h>

#include "service/rapport-workspace.h"
#include "tests/test-tools.h"

/* Runs the program itself, with a home of its own and no display. */

typedef struct
{
  char *dir;
  char *path;      /* the workspace, which is not there at first */
  char *out;
  char *err;
  char *prefix[4]; /* run as somebody else */
} Fixture;

static Fixture *
fixture_new (void)
{
  Fixture *fixture = g_new0 (Fixture, 1);
  GError *error = NULL;

  fixture->dir = g_dir_make_tmp ("rapport-command-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->dir, "t.rapport", NULL);
  return fixture;
}

static void
fixture_free (Fixture *fixture)
{
  remove_tree (fixture->dir);
  g_free (fixture->dir);
  g_free (fixture->path);
  g_free (fixture->out);
  g_free (fixture->err);
  g_free (fixture);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fixture, fixture_free)

static int
run_argv (Fixture  *fixture,
          GPtrArray *argv)
{
  g_auto(GStrv) envp = g_get_environ ();
  GError *error = NULL;
  int status;

  envp = g_environ_setenv (envp, "HOME", fixture->dir, TRUE);
  envp = g_environ_setenv (envp, "TZ", "Europe/Berlin", TRUE);
  envp = g_environ_setenv (envp, "LC_ALL", "C.UTF-8", TRUE);
  envp = g_environ_unsetenv (envp, "DISPLAY");
  envp = g_environ_unsetenv (envp, "WAYLAND_DISPLAY");
  envp = g_environ_unsetenv (envp, "XDG_DATA_HOME");
  envp = g_environ_unsetenv (envp, "XDG_CONFIG_HOME");
  envp = g_environ_unsetenv (envp, "XDG_STATE_HOME");

  g_clear_pointer (&fixture->out, g_free);
  g_clear_pointer (&fixture->err, g_free);
  g_ptr_array_add (argv, NULL);
  g_spawn_sync (NULL, (char **) argv->pdata, envp, G_SPAWN_SEARCH_PATH, NULL, NULL, &fixture->out, &fixture->err,
                &status, &error);
  g_assert_no_error (error);
  if (!WIFEXITED (status))
    g_test_message ("%s", fixture->err);
  g_assert_true (WIFEXITED (status));
  return WEXITSTATUS (status);
}

/* The arguments after the program's name; "@" stands for --workspace and the fixture's file. */
static int
run (Fixture    *fixture,
     const char *first,
     ...) G_GNUC_NULL_TERMINATED;

static int
run (Fixture    *fixture,
     const char *first,
     ...)
{
  g_autoptr(GPtrArray) argv = g_ptr_array_new ();
  g_autofree char *program = g_test_build_filename (G_TEST_BUILT, "..", "src", "rapport", NULL);
  va_list args;
  int status;

  for (guint i = 0; fixture->prefix[i] != NULL; i++)
    g_ptr_array_add (argv, fixture->prefix[i]);
  g_ptr_array_add (argv, program);
  va_start (args, first);
  for (const char *argument = first; argument != NULL; argument = va_arg (args, const char *))
    if (g_str_equal (argument, "@"))
      {
        g_ptr_array_add (argv, (gpointer) "--workspace");
        g_ptr_array_add (argv, fixture->path);
      }
    else
      g_ptr_array_add (argv, (gpointer) argument);
  va_end (args);
  status = run_argv (fixture, argv);
  if (g_test_verbose ())
    g_test_message ("%s → %d: %s", first, status, fixture->err);
  return status;
}

#define assert_in(text, part)                                                          \
  G_STMT_START                                                                         \
    {                                                                                  \
      if (strstr ((text), (part)) == NULL)                                             \
        g_error ("%s:%d: “%s” is not in: %s", __FILE__, __LINE__, (part), (text));     \
    }                                                                                  \
  G_STMT_END

static JsonArray *
list (Fixture    *fixture,
      const char *kind)
{
  g_autoptr(JsonParser) parser = json_parser_new ();
  GError *error = NULL;
  int status = run (fixture, "list", kind, "--format", "json", "@", NULL);

  g_assert_cmpint (status, ==, 0);
  g_assert_cmpstr (fixture->err, ==, "");
  json_parser_load_from_data (parser, fixture->out, -1, &error);
  g_assert_no_error (error);
  return json_array_ref (json_node_get_array (json_parser_get_root (parser)));
}

static JsonObject *
find (JsonArray  *array,
      const char *member,
      const char *value)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *object = json_array_get_object_element (array, i);

      if (g_strcmp0 (json_object_get_string_member_with_default (object, member, NULL), value) == 0)
        return object;
    }
  return NULL;
}

static gint64
printed_id (Fixture *fixture)
{
  gint64 id;

  g_strchomp (fixture->out);
  g_assert_true (g_ascii_string_to_signed (fixture->out, 10, 1, G_MAXINT64, &id, NULL));
  return id;
}

static const char *const subcommands[] = {
  "import", "export", "list", "show", "add", "set", "delete", "restore-deleted", "move", "end", "place", "log",
  "history", "undo", "redo", "print",
  "check", "backup", "restore", "sample",
};

static void
test_help (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();

  g_assert_cmpint (run (fixture, "--help", NULL), ==, 0);
  g_assert_cmpstr (fixture->err, ==, "");
  for (guint i = 0; i < G_N_ELEMENTS (subcommands); i++)
    assert_in (fixture->out, subcommands[i]);
  for (guint i = 0; i < G_N_ELEMENTS (subcommands); i++)
    {
      g_autofree char *usage = g_strdup_printf ("rapport [OPTION…] %s", subcommands[i]);

      g_assert_cmpint (run (fixture, subcommands[i], "--help", NULL), ==, 0);
      g_assert_cmpstr (fixture->err, ==, "");
      assert_in (fixture->out, usage);
      assert_in (fixture->out, "--as-of");
      g_assert_cmpint (run (fixture, "help", subcommands[i], NULL), ==, 0);
      assert_in (fixture->out, usage);
      g_assert_cmpint (run (fixture, subcommands[i], "--no-such-option", NULL), ==, 2);
      g_assert_cmpstr (fixture->out, ==, "");
      assert_in (fixture->err, subcommands[i]);
    }
  g_assert_cmpint (run (fixture, "--version", NULL), ==, 0);
  assert_in (fixture->out, PACKAGE_VERSION);

  g_assert_cmpint (run (fixture, "lsit", NULL), ==, 2);
  assert_in (fixture->err, "“list”");
  g_assert_cmpint (run (fixture, "frobnicate", NULL), ==, 2);
  g_assert_cmpint (run (fixture, "@", "hepl", NULL), ==, 2);
  g_assert_cmpstr (fixture->out, ==, "");
}

static void
test_workspace (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  g_autofree char *text = g_build_filename (fixture->dir, "text.rapport", NULL);

  /* None named and none opened; one that is not there; a file that is something else. */
  g_assert_cmpint (run (fixture, "list", "accounts", NULL), ==, 2);
  assert_in (fixture->err, "--workspace");
  g_assert_cmpint (run (fixture, "list", "accounts", "@", NULL), ==, 1);
  g_assert_cmpstr (fixture->out, ==, "");
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  g_assert_cmpint (run (fixture, "log", "X", "y", "@", NULL), ==, 1);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_set_contents (text, "no workspace at all, but long enough to look at", -1, NULL));
  g_assert_cmpint (run (fixture, "list", "accounts", "--workspace", text, NULL), ==, 1);
  g_assert_cmpint (run (fixture, "add", "account", "A", "--workspace", text, NULL), ==, 1);

  /* Adding begins a workspace; options may stand before or after. */
  g_assert_cmpint (run (fixture, "@", "add", "account", "Ångström & Søn A/S", NULL), ==, 0);
  assert_in (fixture->err, "new workspace");
  g_assert_cmpint (run (fixture, "--as-of", "2025-11-20", "list", "accounts", "@", NULL), ==, 0);
  g_assert_cmpint (run (fixture, "@", "list", "accounts", "--as-of=2099-01-01", NULL), ==, 0);
  assert_in (fixture->out, "Ångström & Søn A/S");
  g_assert_cmpint (run (fixture, "list", "accounts", "@", "--as-of", "20.11.2025", NULL), ==, 2);
  g_assert_cmpint (run (fixture, "list", "accounts", "@", "--format", "xml", NULL), ==, 2);
  g_assert_cmpint (run (fixture, "list", "acounts", "@", NULL), ==, 2);
  assert_in (fixture->err, "accounts");
  g_assert_cmpint (run (fixture, "list", "@", NULL), ==, 2);
  g_assert_cmpint (run (fixture, "list", "accounts", "people", "@", NULL), ==, 2);
  g_assert_cmpint (run (fixture, "list", "accounts", "@", "--model", "ladder", NULL), ==, 2);
  assert_in (fixture->err, "value-ladder");

  /* The past cannot be changed. */
  g_assert_cmpint (run (fixture, "log", "Ångström & Søn A/S", "Called", "--at", "2020-01-01 10:00", "@", NULL), ==, 0);
  g_assert_cmpint (run (fixture, "add", "account", "Late", "@", "--as-of", "2001-01-01", NULL), ==, 1);
}

static void
test_records (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  g_autoptr(JsonArray) accounts = NULL, members = NULL, people = NULL, commitments = NULL, opportunities = NULL,
                       stages = NULL;
  g_autofree char *id = NULL;
  g_autofree char *csv = NULL;
  JsonObject *object;
  JsonArray *array;

  g_assert_cmpint (run (fixture, "add", "member", "Ines Duarte", "initials=ID", "login=ines", "hourly_rate=45", "@",
                        NULL), ==, 0);
  g_assert_cmpint (run (fixture, "add", "account", "Halden Marine", "external_id=C1", "owner=ID",
                        "phone=+47 69 12 34 56",
                        "estimated_value=1200.50", "tags= pilot , marine,", "website=https://www.halden.example/",
                        "starred=yes",
                        "customer_since=2021-03-26", "@", NULL), ==, 0);
  id = g_strdup_printf ("id:%" G_GINT64_FORMAT, printed_id (fixture));
  g_assert_cmpint (run (fixture, "add", "person", "Sverre Strand", "account=C1", "role=decision-maker",
                        "email=ss@halden.example", "@", NULL), ==, 0);
  g_assert_cmpint (run (fixture, "add", "commitment", "Send the offer", "account=name:Halden Marine",
                        "kind=promise", "due=2025-12-01",
                        "person=Sverre Strand", "@", NULL), ==, 0);
  g_assert_cmpint (run (fixture, "add", "opportunity", "Gate 7", "account=C1", "value=12000 USD", "probability=40",
                        "@", NULL), ==, 0);

  accounts = list (fixture, "accounts");
  g_assert_cmpint (json_array_get_length (accounts), ==, 1);
  object = json_array_get_object_element (accounts, 0);
  g_assert_cmpstr (json_object_get_string_member (object, "name"), ==, "Halden Marine");
  g_assert_cmpstr (json_object_get_string_member (object, "external_id"), ==, "C1");
  g_assert_cmpstr (json_object_get_string_member (object, "stage"), ==, "suspect");
  g_assert_cmpstr (json_object_get_string_member (object, "tags"), ==, "pilot,marine");
  g_assert_cmpstr (json_object_get_string_member (object, "customer_since"), ==, "2021-03-26");
  g_assert_false (json_object_get_boolean_member (object, "ended"));
  g_assert_true (json_object_get_boolean_member (object, "starred"));
  g_assert_true (json_object_get_null_member (object, "street"));
  g_assert_cmpfloat (json_object_get_double_member (object, "estimated_value"), ==, 1200.5);
  assert_in (fixture->out, "\"estimated_value\": 1200.50,");
  members = list (fixture, "members");
  g_assert_cmpint (json_object_get_int_member (object, "owner"), ==,
                   json_object_get_int_member (json_array_get_object_element (members, 0), "id"));
  people = list (fixture, "people");
  g_assert_nonnull (find (people, "name", "Sverre Strand"));
  array = commitments = list (fixture, "commitments");
  object = json_array_get_object_element (array, 0);
  g_assert_cmpstr (json_object_get_string_member (object, "first_due"), ==, "2025-12-01");
  g_assert_cmpstr (json_object_get_string_member (object, "side"), ==, "ours");
  opportunities = list (fixture, "opportunities");
  object = json_array_get_object_element (opportunities, 0);
  g_assert_cmpstr (json_object_get_string_member (object, "currency"), ==, "USD");
  g_assert_cmpstr (json_object_get_string_member (object, "stage"), ==, "lead-generation");
  stages = list (fixture, "stages");
  g_assert_cmpint (json_array_get_length (stages), ==, 7);
  g_assert_nonnull (find (stages, "slug", "advocate"));

  /* A customer who seems to be there is named, and added all the same. */
  g_assert_cmpint (run (fixture, "add", "account", "HALDEN marine AS", "@", NULL), ==, 0);
  assert_in (fixture->err, "same name");
  assert_in (fixture->err, id);
  g_assert_cmpint (run (fixture, "add", "account", "Other", "phone=0047 6912 3456", "@", NULL), ==, 0);
  assert_in (fixture->err, "same telephone number");
  g_assert_cmpint (run (fixture, "add", "account", "Another", "email=SS@halden.example", "@", NULL), ==, 0);
  assert_in (fixture->err, "same e-mail address");
  g_assert_cmpint (run (fixture, "add", "account", "Third", "website=halden.example", "@", NULL), ==, 0);
  assert_in (fixture->err, "same web site");
  /* So it is with the rows of a file. */
  csv = g_build_filename (fixture->dir, "more.csv", NULL);
  g_assert_true (g_file_set_contents (
      csv, "customer no,name,phone\nC77,Halden Marine Ltd,\nC78,Quite New,+47 69 12 34 56\n", -1, NULL));
  g_assert_cmpint (run (fixture, "import", "--as", "accounts", "--dry-run", csv, "@", NULL), ==, 0);
  assert_in (fixture->out, "imported 2,");
  assert_in (fixture->err, "line 2: “Halden Marine Ltd” may be the account “Halden Marine");
  assert_in (fixture->err, "): the same name");
  assert_in (fixture->err, "line 3: “Quite New” may be the account “");
  assert_in (fixture->err, "): the same telephone number");
  g_assert_cmpint (run (fixture, "add", "account", "Fourth", "phone=+49 30 1", "stage=loyal", "@", NULL), ==, 0);
  g_assert_cmpstr (fixture->err, ==, "");

  /* What cannot be meant. */
  g_assert_cmpint (run (fixture, "set", "account", "C1", "motive=money", "@", NULL), ==, 2);
  assert_in (fixture->err, "complex-product");
  g_assert_cmpint (run (fixture, "set", "account", "C1", "estimated_value=1.234,50", "@", NULL), ==, 2);
  g_assert_cmpint (run (fixture, "set", "account", "C1", "estimated_value=1.2345", "@", NULL), ==, 2);
  g_assert_cmpint (run (fixture, "set", "account", "C1", "customer_since=26/03/2021", "@", NULL), ==, 2);
  g_assert_cmpint (run (fixture, "set", "account", "C1", "owner=Nobody", "@", NULL), ==, 2);
  g_assert_cmpint (run (fixture, "set", "account", "C1", "currency=EURO", "@", NULL), ==, 2);
  g_assert_cmpint (run (fixture, "set", "account", "C1", "starred=perhaps", "@", NULL), ==, 2);
  g_assert_cmpint (run (fixture, "set", "account", "C1", "fone=1", "@", NULL), ==, 2);
  assert_in (fixture->err, "phone");
  g_assert_cmpint (run (fixture, "set", "account", "C1", "value=1", "@", NULL), ==, 2);
  g_assert_cmpint (run (fixture, "set", "account", "C1", "name=", "@", NULL), ==, 2);
  g_assert_cmpint (run (fixture, "set", "account", "C1", "phone", "@", NULL), ==, 2);
  g_assert_cmpint (run (fixture, "set", "account", "C1", "@", NULL), ==, 2);
  g_assert_cmpint (run (fixture, "set", "account", "C1", "notes=\xff\xfe", "@", NULL), ==, 2);
  g_assert_cmpint (run (fixture, "set", "account", "C9", "phone=1", "@", NULL), ==, 1);
  g_assert_cmpint (run (fixture, "add", "account", "city=Berlin", "@", NULL), ==, 2);
  g_assert_cmpint (run (fixture, "add", "commitment", "x", "@", NULL), ==, 2);
  g_assert_cmpint (run (fixture, "add", "person", "x", "role=user", "@", NULL), ==, 2);
  g_assert_cmpint (run (fixture, "add", "placement", "stage=101", "@", NULL), ==, 2);
  g_assert_cmpint (run (fixture, "add", "opportunity", "x", "account=C1", "probability=101", "@", NULL), ==, 2);
  g_assert_cmpint (run (fixture, "add", "account", "--fields", "@", NULL), ==, 0);
  assert_in (fixture->out, "preferred_channel");

  g_assert_cmpint (run (fixture, "set", "account", "C1", "phone=", "notes=Two\nlines, \"quoted\" \\ and \x01", "@",
                        NULL), ==, 0);
  g_clear_pointer (&accounts, json_array_unref);
  accounts = list (fixture, "accounts");
  object = find (accounts, "external_id", "C1");
  g_assert_true (json_object_get_null_member (object, "phone"));
  g_assert_cmpstr (json_object_get_string_member (object, "notes"), ==, "Two\nlines, \"quoted\" \\ and \x01");
  g_assert_cmpstr (json_object_get_string_member (find (accounts, "name", "Fourth"), "stage"), ==, "loyal");

  /* The trash hides an account with what belongs to it. */
  g_assert_cmpint (run (fixture, "delete", "account", "C1", "@", NULL), ==, 0);
  g_clear_pointer (&commitments, json_array_unref);
  commitments = list (fixture, "commitments");
  g_assert_cmpint (json_array_get_length (commitments), ==, 0);
  g_assert_cmpint (run (fixture, "show", "C1", "@", NULL), ==, 1);
  assert_in (fixture->err, "trash");
  g_assert_cmpint (run (fixture, "restore-deleted", "account", "C2", "@", NULL), ==, 1);
  g_assert_cmpint (run (fixture, "restore-deleted", "account", "C1", "@", NULL), ==, 0);
  g_assert_cmpint (run (fixture, "show", "C1", "@", NULL), ==, 0);
  assert_in (fixture->out, "Send the offer");
  g_assert_cmpint (run (fixture, "check", "@", NULL), ==, 0);
}

static void
test_lookup (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  g_autofree char *first = NULL, *second = NULL, *by_id = NULL;

  g_assert_cmpint (run (fixture, "add", "account", "Twin", "city=Oslo", "external_id=T1", "@", NULL), ==, 0);
  first = g_strdup_printf ("%" G_GINT64_FORMAT, printed_id (fixture));
  g_assert_cmpint (run (fixture, "add", "account", "Twin", "city=Bergen", "external_id=T2", "@", NULL), ==, 0);
  second = g_strdup_printf ("%" G_GINT64_FORMAT, printed_id (fixture));
  by_id = g_strconcat ("id:", second, NULL);

  g_assert_cmpint (run (fixture, "show", "Twin", "@", NULL), ==, 2);
  g_assert_cmpstr (fixture->out, ==, "");
  assert_in (fixture->err, first);
  assert_in (fixture->err, second);
  assert_in (fixture->err, "Bergen");
  g_assert_cmpint (run (fixture, "show", "T1", "@", NULL), ==, 0);
  assert_in (fixture->out, "Oslo");
  g_assert_cmpint (run (fixture, "show", by_id, "@", NULL), ==, 0);
  assert_in (fixture->out, "Bergen");
  g_assert_cmpint (run (fixture, "show", second, "@", NULL), ==, 0);
  g_assert_cmpint (run (fixture, "show", "ext:Twin", "@", NULL), ==, 1);
  g_assert_cmpint (run (fixture, "show", "name:T1", "@", NULL), ==, 1);
  g_assert_cmpint (run (fixture, "show", "twi", "@", NULL), ==, 1);
  assert_in (fixture->err, "Twin");

  /* An external id comes before a name, a name before an id. */
  g_assert_cmpint (run (fixture, "add", "account", "T1", "city=Paris", "@", NULL), ==, 0);
  g_assert_cmpint (run (fixture, "show", "T1", "@", NULL), ==, 0);
  assert_in (fixture->out, "Oslo");
  g_assert_cmpint (run (fixture, "show", "name:T1", "@", NULL), ==, 0);
  assert_in (fixture->out, "Paris");
  g_assert_cmpint (run (fixture, "add", "account", first, "city=Rome", "@", NULL), ==, 0);
  g_assert_cmpint (run (fixture, "show", first, "@", NULL), ==, 0);
  assert_in (fixture->out, "Rome");
}

static const char *
stage_of (Fixture    *fixture,
          const char *name,
          gboolean   *ended)
{
  g_autoptr(JsonArray) accounts = list (fixture, "accounts");
  JsonObject *object = find (accounts, "name", name);

  *ended = json_object_get_boolean_member (object, "ended");
  return g_intern_string (json_object_get_string_member (object, "stage"));
}

static void
test_stages (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  gboolean ended;

  g_assert_cmpint (run (fixture, "add", "account", "A", "@", NULL), ==, 0);
  g_assert_cmpint (run (fixture, "add", "opportunity", "Deal", "account=A", "@", NULL), ==, 0);
  g_assert_cmpint (run (fixture, "move", "A", "loyal", "@", NULL), ==, 0);
  g_assert_cmpstr (stage_of (fixture, "A", &ended), ==, "loyal");
  g_assert_cmpint (run (fixture, "move", "A", "loyal", "@", NULL), ==, 0);
  g_assert_cmpint (run (fixture, "move", "A", "dissolution", "@", NULL), ==, 2);
  assert_in (fixture->err, "first-time");
  g_assert_cmpint (run (fixture, "move", "A", "@", NULL), ==, 2);

  g_assert_cmpint (run (fixture, "move", "A", "dissolution", "--model", "exploration", "@", NULL), ==, 1);
  assert_in (fixture->err, "reason");
  g_assert_cmpint (run (fixture, "move", "A", "decline", "--model", "cooperation-cycle", "@", NULL), ==, 1);
  g_assert_cmpint (run (fixture, "list", "accounts", "--model", "exploration", "--format", "csv", "@", NULL), ==, 0);
  g_assert_null (strstr (fixture->out, "dissolution"));
  g_assert_cmpint (run (fixture, "move", "A", "dissolution", "--model", "exploration", "--reason",
                        "their new buyer", "@", NULL), ==, 0);
  g_assert_cmpint (run (fixture, "move", "A", "decline", "--model", "cooperation-cycle", "--reason", "dissatisfied",
                        "@", NULL), ==, 0);
  g_assert_cmpint (run (fixture, "list", "accounts", "--model", "exploration", "--format", "csv", "@", NULL), ==, 0);
  assert_in (fixture->out, ",dissolution\r\n");
  g_assert_true (g_str_has_prefix (fixture->out, "id,name,"));
  g_assert_cmpint (run (fixture, "list", "moves", "--format", "json", "@", NULL), ==, 0);
  assert_in (fixture->out, "their new buyer");
  assert_in (fixture->out, "\"reason\": \"dissatisfied\"");

  g_assert_cmpint (run (fixture, "move", "Deal", "closing", "--model", "sales-process", "@", NULL), ==, 0);
  g_assert_cmpint (run (fixture, "move", "A", "closing", "--model", "sales-process", "@", NULL), ==, 1);
  g_assert_cmpint (run (fixture, "list", "opportunities", "@", NULL), ==, 0);
  assert_in (fixture->out, "Closing");

  g_assert_cmpint (run (fixture, "end", "A", "@", NULL), ==, 2);
  g_assert_cmpint (run (fixture, "end", "A", "--reason", "bored", "@", NULL), ==, 2);
  assert_in (fixture->err, "needs-changed");
  g_assert_cmpint (run (fixture, "end", "A", "--reason", "fraud", "--note", "false invoices", "@", NULL), ==, 0);
  g_assert_cmpstr (stage_of (fixture, "A", &ended), ==, "loyal");
  g_assert_true (ended);
  g_assert_cmpint (run (fixture, "list", "relationship-ends", "--format", "json", "@", NULL), ==, 0);
  assert_in (fixture->out, "\"ended_by\": \"us\"");
  g_assert_cmpint (run (fixture, "end", "A", "--reason", "fraud", "@", NULL), ==, 1);
  g_assert_cmpint (run (fixture, "move", "A", "repeat", "@", NULL), ==, 0);
  assert_in (fixture->out, "won back");
  g_assert_cmpstr (stage_of (fixture, "A", &ended), ==, "repeat");
  g_assert_false (ended);
  g_assert_cmpint (run (fixture, "undo", "@", NULL), ==, 0);
  g_assert_cmpstr (stage_of (fixture, "A", &ended), ==, "loyal");
  g_assert_true (ended);

  /* By history: the one whom nobody placed. */
  g_assert_cmpint (run (fixture, "undo", "@", NULL), ==, 0);
  g_assert_cmpint (run (fixture, "add", "account", "B", "@", NULL), ==, 0);
  for (guint i = 0; i < 2; i++)
    g_assert_cmpint (run (fixture, "add", "purchase", "account=B", "day=2024-01-01", "total=10", "@", NULL), ==, 0);
  g_assert_cmpint (run (fixture, "place", "--dry-run", "@", NULL), ==, 0);
  assert_in (fixture->out, "1 account would");
  g_assert_cmpstr (stage_of (fixture, "B", &ended), ==, "suspect");
  g_assert_cmpint (run (fixture, "place", "@", NULL), ==, 0);
  g_assert_cmpstr (stage_of (fixture, "B", &ended), ==, "repeat");
  g_assert_cmpstr (stage_of (fixture, "A", &ended), ==, "loyal");
  g_assert_cmpint (run (fixture, "place", "@", NULL), ==, 0);
  assert_in (fixture->out, "0 accounts");
  g_assert_cmpint (run (fixture, "undo", "@", NULL), ==, 0);
  g_assert_cmpstr (stage_of (fixture, "B", &ended), ==, "suspect");
}

static void
test_log (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  g_autoptr(JsonArray) interactions = NULL, episodes = NULL;
  g_autofree char *lengthy = g_strnfill (150, 'x');
  JsonObject *object;
  gint64 episode;

  g_assert_cmpint (run (fixture, "add", "account", "A", "@", NULL), ==, 0);
  g_assert_cmpint (run (fixture, "add", "account", "B", "@", NULL), ==, 0);
  g_assert_cmpint (run (fixture, "add", "member", "Tomasz Wilk", "initials=TW", "@", NULL), ==, 0);
  g_assert_cmpint (run (fixture, "add", "person", "Jo", "account=A", "@", NULL), ==, 0);

  g_assert_cmpint (run (fixture, "log", "A", "Crane stuck\nThe motor hums.", "--channel", "phone", "--direction",
                        "in", "--episode", "Crane",
                        "--kind", "complaint", "--by", "TW", "--with", "Jo", "--at", "2025-11-20 08:14",
                        "--minutes", "12", "@", NULL), ==, 0);
  g_assert_cmpint (run (fixture, "log", "A", "Repaired it", "--channel", "visit", "--episode", "crane", "--by",
                        "Tomasz Wilk",
                        "--at", "2025-11-21T10:00:00+02:00", "@", NULL), ==, 0);
  g_assert_cmpint (run (fixture, "log", "B", "Another crane", "--episode", "Crane", "@", NULL), ==, 0);
  g_assert_cmpint (run (fixture, "log", "A", lengthy, "@", NULL), ==, 0);
  g_assert_cmpint (run (fixture, "log", "A", "Asked for a price", "--kind", "enquiry", "@", NULL), ==, 0);
  g_assert_cmpint (run (fixture, "log", "A", "--", "-5 degrees in the hall", "@", NULL), ==, 2);
  g_assert_cmpint (run (fixture, "@", "log", "--", "A", "-5 degrees in the hall", NULL), ==, 0);

  episodes = list (fixture, "episodes");
  g_assert_cmpint (json_array_get_length (episodes), ==, 3);
  object = find (episodes, "kind", "complaint");
  g_assert_cmpstr (json_object_get_string_member (object, "started"), ==, "2025-11-20");
  episode = json_object_get_int_member (object, "id");
  interactions = list (fixture, "interactions");
  object = find (interactions, "subject", "Crane stuck");
  g_assert_cmpstr (json_object_get_string_member (object, "text"), ==, "The motor hums.");
  g_assert_cmpstr (json_object_get_string_member (object, "at"), ==, "2025-11-20T07:14:00Z");
  g_assert_cmpstr (json_object_get_string_member (object, "direction"), ==, "in");
  g_assert_cmpint (json_object_get_int_member (object, "episode"), ==, episode);
  g_assert_cmpint (json_object_get_int_member (object, "minutes"), ==, 12);
  g_assert_false (json_object_get_null_member (object, "person"));
  g_assert_false (json_object_get_null_member (object, "member"));
  object = find (interactions, "subject", "Repaired it");
  g_assert_cmpstr (json_object_get_string_member (object, "at"), ==, "2025-11-21T08:00:00Z");
  g_assert_cmpint (json_object_get_int_member (object, "episode"), ==, episode);
  object = find (interactions, "subject", "Another crane");
  g_assert_cmpint (json_object_get_int_member (object, "episode"), !=, episode);
  object = find (interactions, "text", lengthy);
  g_assert_nonnull (object);
  g_assert_nonnull (find (episodes, "title", "Asked for a price"));

  g_assert_cmpint (run (fixture, "log", "A", "x", "--channel", "fax", "@", NULL), ==, 2);
  assert_in (fixture->err, "letter");
  g_assert_cmpint (run (fixture, "log", "A", "x", "--direction", "up", "@", NULL), ==, 2);
  g_assert_cmpint (run (fixture, "log", "A", "x", "--at", "yesterday", "@", NULL), ==, 2);
  g_assert_cmpint (run (fixture, "log", "A", "x", "--by", "XX", "@", NULL), ==, 1);
  g_assert_cmpint (run (fixture, "log", "A", "x", "--episode", "Crane", "--kind", "review", "@", NULL), ==, 1);
  g_assert_cmpint (run (fixture, "log", "A", "  ", "@", NULL), ==, 2);
  g_assert_cmpint (run (fixture, "log", "C", "x", "@", NULL), ==, 1);
  g_assert_cmpint (run (fixture, "log", "A", "@", NULL), ==, 2);

  g_assert_cmpint (run (fixture, "show", "A", "--format", "json", "@", NULL), ==, 0);
  {
    g_autoptr(JsonParser) parser = json_parser_new ();

    g_assert_true (json_parser_load_from_data (parser, fixture->out, -1, NULL));
    object = json_node_get_object (json_parser_get_root (parser));
    g_assert_cmpint (json_array_get_length (json_object_get_array_member (object, "people")), ==, 1);
    g_assert_cmpint (json_array_get_length (json_object_get_array_member (object, "interactions")), ==, 5);
    g_assert_cmpint (json_object_get_int_member (object, "open_complaints"), ==, 1);
    g_assert_cmpstr (json_object_get_string_member (object, "stage"), ==, "suspect");
  }
}

static char *
everything (Fixture *fixture)
{
  static const char *const kinds[] = { "accounts", "people", "affiliations", "members", "placements", "moves",
                                       "episodes", "interactions",
                                       "commitments", "purchases", "opportunities", "relationship-ends" };
  g_autoptr(GString) all = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_assert_cmpint (run (fixture, "list", kinds[i], "--format", "csv", "@", "--as-of", "2099-01-01", NULL), ==, 0);
      g_string_append (all, fixture->out);
    }
  return g_string_free (g_steal_pointer (&all), FALSE);
}

static void
test_undo (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  g_autoptr(GPtrArray) states = g_ptr_array_new_with_free_func (g_free);
  guint n = 0;

#define STEP(...)                                                    \
  G_STMT_START                                                       \
    {                                                                \
      g_assert_cmpint (run (fixture, __VA_ARGS__, "@", NULL), ==, 0); \
      g_ptr_array_add (states, everything (fixture));                \
      n++;                                                           \
    }                                                                \
  G_STMT_END

  STEP ("add", "account", "A", "phone=1");
  STEP ("set", "account", "A", "phone=2", "city=Oslo");
  STEP ("add", "person", "P", "account=A");
  STEP ("log", "A", "said", "--episode", "E", "--kind", "complaint");
  STEP ("move", "A", "loyal");
  STEP ("end", "A", "--reason", "fraud");
  STEP ("move", "A", "repeat");
  STEP ("delete", "person", "P");
#undef STEP

  for (guint round = 0; round < 2; round++)
    {
      for (guint i = n; i-- > 1;)
        {
          g_autofree char *now = NULL;

          g_assert_cmpint (run (fixture, "undo", "@", NULL), ==, 0);
          assert_in (fixture->out, "Undone: ");
          now = everything (fixture);
          g_assert_cmpstr (now, ==, g_ptr_array_index (states, i - 1));
        }
      for (guint i = 1; i < n; i++)
        {
          g_autofree char *now = NULL;

          g_assert_cmpint (run (fixture, "redo", "@", NULL), ==, 0);
          now = everything (fixture);
          g_assert_cmpstr (now, ==, g_ptr_array_index (states, i));
        }
    }
  g_assert_cmpint (run (fixture, "redo", "@", NULL), ==, 1);

  g_assert_cmpint (run (fixture, "history", "@", NULL), ==, 0);
  assert_in (fixture->out, "Add Account “A”");
  g_assert_cmpint (run (fixture, "history", "A", "@", NULL), ==, 0);
  assert_in (fixture->out, "Phone: 1 → 2");
  g_assert_cmpint (run (fixture, "history", "A", "--limit", "0", "@", NULL), ==, 2);
  for (guint i = 0; i < n; i++)
    g_assert_cmpint (run (fixture, "undo", "@", NULL), ==, 0);
  g_assert_cmpint (run (fixture, "undo", "@", NULL), ==, 1);
  assert_in (fixture->err, "nothing to undo");
}

static void
test_files (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  g_autofree char *other = g_build_filename (fixture->dir, "other.rapport", NULL);
  g_autofree char *pdf = g_build_filename (fixture->dir, "out.pdf", NULL);
  g_autofree char *one = NULL, *two = NULL;
  gsize n_one, n_two;

  g_assert_cmpint (run (fixture, "sample", "--as-of", "2025-11-20", "@", NULL), ==, 0);
  g_assert_cmpint (run (fixture, "sample", "--as-of", "2025-11-20", "--workspace", other, NULL), ==, 0);
  g_assert_true (g_file_get_contents (fixture->path, &one, &n_one, NULL));
  g_assert_true (g_file_get_contents (other, &two, &n_two, NULL));
  g_assert_cmpmem (one, n_one, two, n_two);
  g_assert_cmpint (run (fixture, "sample", "@", NULL), ==, 1);

  g_assert_cmpint (run (fixture, "print", "Halden Marine", "C1084", "--output", pdf, "--paper", "Letter", "@",
                        "--as-of", "2025-11-20", NULL), ==, 0);
  g_assert_cmpstr (fixture->out, ==, "");
  g_clear_pointer (&one, g_free);
  g_assert_true (g_file_get_contents (pdf, &one, &n_one, NULL));
  g_assert_true (g_str_has_prefix (one, "%PDF-"));
  g_assert_cmpint (run (fixture, "print", "Halden Marine", "@", NULL), ==, 2);
  g_assert_cmpint (run (fixture, "print", "Halden Marine", "--output", pdf, "--paper", "A3", "@", NULL), ==, 2);
  g_assert_cmpint (run (fixture, "print", "Nobody", "--output", pdf, "@", NULL), ==, 1);
  g_assert_cmpint (run (fixture, "print", "Halden Marine", "--output", other, "@", NULL), ==, 1);
  g_assert_cmpint (run (fixture, "print", "Halden Marine", "--output", "/nowhere/x.pdf", "@", NULL), ==, 1);

  g_assert_cmpint (run (fixture, "check", "@", NULL), ==, 0);
  g_assert_cmpint (run (fixture, "backup", other, "@", NULL), ==, 1);
  g_assert_cmpint (run (fixture, "backup", "@", NULL), ==, 0);
  g_strchomp (fixture->out);
  {
    g_autofree char *backup = g_strdup (fixture->out);

    g_assert_true (g_file_test (backup, G_FILE_TEST_EXISTS));
    g_assert_cmpint (run (fixture, "set", "account", "Halden Marine", "phone=1", "@", NULL), ==, 0);
    g_assert_cmpint (run (fixture, "restore", pdf, "@", NULL), ==, 1);
    g_assert_cmpint (run (fixture, "show", "Halden Marine", "@", NULL), ==, 0);
    g_assert_null (strstr (fixture->out, "+47 56 555 127"));
    g_assert_cmpint (run (fixture, "restore", backup, "@", NULL), ==, 0);
    assert_in (fixture->err, "kept");
    g_assert_cmpint (run (fixture, "show", "Halden Marine", "@", NULL), ==, 0);
    assert_in (fixture->out, "+47 56 555 127");
  }
  g_assert_cmpint (run (fixture, "list", "interactions", "@", "--as-of", "2025-11-20", NULL), ==, 0);
  g_assert_cmpint (run (fixture, "show", "Halden Marine", "--format", "json", "@", "--as-of", "2025-11-20", NULL),
                   ==, 0);
}

static void
test_read_only (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();

  g_assert_cmpint (run (fixture, "add", "account", "A", "@", NULL), ==, 0);
  g_chmod (fixture->path, 0444);
  g_chmod (fixture->dir, 0555);
  if (geteuid () == 0)
    {
      g_autofree char *setpriv = g_find_program_in_path ("setpriv");

      if (setpriv == NULL)
        {
          g_test_skip ("setpriv is missing");
          return;
        }
      fixture->prefix[0] = (char *) "setpriv";
      fixture->prefix[1] = (char *) "--reuid=65534";
      fixture->prefix[2] = (char *) "--clear-groups";
    }
  g_assert_cmpint (run (fixture, "list", "accounts", "@", NULL), ==, 0);
  assert_in (fixture->out, "A");
  g_assert_cmpint (run (fixture, "add", "account", "B", "@", NULL), ==, 1);
  g_assert_cmpint (run (fixture, "log", "A", "x", "@", NULL), ==, 1);
  assert_in (fixture->err, "only be read");
  g_assert_cmpint (run (fixture, "undo", "@", NULL), ==, 1);
  g_chmod (fixture->dir, 0755);
}

static void
changed_cb (RapportWorkspace *workspace,
            RapportChanges   *changes,
            gint64           *when)
{
  *when = g_get_monotonic_time ();
}

/* What a subcommand writes is seen by a program that has the workspace open. */
static void
test_seen (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  g_autoptr(RapportWorkspace) workspace = NULL;
  g_autoptr(RapportRecord) account = NULL;
  GError *error = NULL;
  gint64 id, written, seen = 0;

  g_assert_cmpint (run (fixture, "add", "account", "A", "@", NULL), ==, 0);
  id = printed_id (fixture);
  workspace = rapport_workspace_open (fixture->path, RAPPORT_STORE_DEFAULT, &error);
  g_assert_no_error (error);
  account = rapport_workspace_get_record (workspace, RAPPORT_KIND_ACCOUNT, id);
  g_signal_connect (workspace, "changed", G_CALLBACK (changed_cb), &seen);

  g_assert_cmpint (run (fixture, "set", "account", "A", "city=Oslo", "@", NULL), ==, 0);
  written = g_get_monotonic_time ();
  while (seen == 0 && g_get_monotonic_time () < written + 3 * G_USEC_PER_SEC)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (2000);
  g_assert_cmpint (seen, >, 0);
  g_assert_cmpint (seen - written, <, G_USEC_PER_SEC);
  g_assert_cmpstr (rapport_record_get_text (account, "city"), ==, "Oslo");

  g_clear_object (&account);
  rapport_workspace_close (workspace);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/command/help", test_help);
  g_test_add_func ("/command/workspace", test_workspace);
  g_test_add_func ("/command/records", test_records);
  g_test_add_func ("/command/lookup", test_lookup);
  g_test_add_func ("/command/stages", test_stages);
  g_test_add_func ("/command/log", test_log);
  g_test_add_func ("/command/undo", test_undo);
  g_test_add_func ("/command/files", test_files);
  g_test_add_func ("/command/read-only", test_read_only);
  g_test_add_func ("/command/seen", test_seen);
  return g_test_run ();
}
