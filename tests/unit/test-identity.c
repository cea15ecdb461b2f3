#include "config.h"

#include "core/rapport-identity.h"

static void
test_names (void)
{
  static const struct
  {
    const char *name;
    const char *folded;
  } names[] = {
    { "Halden Marine", "halden marine" },
    { "  HALDEN  MARINE, Ltd. ", "halden marine" },
    { "Halden-Marine Limited", "halden marine" },
    { "Kühltechnik Albrecht GmbH & Co. KG", "kuhltechnik albrecht" },
    { "Albrecht und Co.", "albrecht" },
    { "Suprêmes délices S.A.", "supremes delices" },
    { "Suprêmes délices S. A. R. L.", "supremes delices" },
    { "Comercio Mineiro S.A. de C.V.", "comercio mineiro" },
    { "Wolski Sp. z o.o.", "wolski" },
    { "Plavba spol. s r.o.", "plavba" },
    { "Simons bistro A/S", "simons bistro" },
    { "SARL Dupont", "dupont" },
    { "Vaffeljernet ApS", "vaffeljernet" },
    { "B's Beverages", "bs beverages" },
    { "B’s Beverages", "bs beverages" },
    { "AG", "ag" },               /* a legal form alone is the name */
    { "Berlin Zoo", "berlin zoo" },
    { "Smith & Co and Sons", "smith co and sons" },
    { "株式会社 山田", "株式会社 山田" },
    { "한국", "한국" },
    { "…", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *folded = rapport_identity_fold_name (names[i].name);
      g_autofree char *composed = g_utf8_normalize (folded, -1, G_NORMALIZE_ALL_COMPOSE);

      g_assert_cmpstr (composed, ==, names[i].folded);
    }
}

/* What two customers have in common, as a form that is filled in and a file compare them. */
static RapportIdentityReason
compare (GPtrArray *first,
         GPtrArray *second)
{
  RapportIdentityReason reasons = 0;

  for (guint i = 0; i < first->len; i++)
    if (g_ptr_array_find_with_equal_func (second, g_ptr_array_index (first, i), g_str_equal, NULL))
      reasons |= rapport_identity_get_reason (g_ptr_array_index (first, i));
  g_ptr_array_unref (first);
  g_ptr_array_unref (second);
  return reasons;
}

#define KEYS(name, phone, email, website) rapport_identity_make_keys ((name), (phone), (email), (website))

static void
test_keys (void)
{
  g_assert_cmpint (compare (KEYS ("Alpha GmbH", NULL, NULL, NULL), KEYS ("ALPHA", NULL, NULL, NULL)), ==,
                   RAPPORT_IDENTITY_NAME);
  g_assert_cmpint (compare (KEYS ("Alpha", NULL, NULL, NULL), KEYS ("Alphabet", NULL, NULL, NULL)), ==, 0);
  /* As umlauts are written where there are none. */
  g_assert_cmpint (compare (KEYS ("Müller", NULL, NULL, NULL), KEYS ("Mueller", NULL, NULL, NULL)), ==,
                   RAPPORT_IDENTITY_NAME);
  g_assert_cmpint (compare (KEYS ("Müller", NULL, NULL, NULL), KEYS ("Muller", NULL, NULL, NULL)), ==,
                   RAPPORT_IDENTITY_NAME);
  g_assert_cmpint (compare (KEYS ("Bauer", NULL, NULL, NULL), KEYS ("Baur", NULL, NULL, NULL)), ==, 0);

  g_assert_cmpint (compare (KEYS (NULL, "+49 (0)431 555-014", NULL, NULL), KEYS (NULL, "0431/555014", NULL, NULL)),
                   ==, RAPPORT_IDENTITY_PHONE);
  g_assert_cmpint (
      compare (KEYS (NULL, "(206) 555-9857 ext. 12", NULL, NULL), KEYS (NULL, "206 5559857", NULL, NULL)), ==,
      RAPPORT_IDENTITY_PHONE);
  g_assert_cmpint (compare (KEYS (NULL, "0431 555014", NULL, NULL), KEYS (NULL, "0431 555015", NULL, NULL)), ==, 0);
  g_assert_cmpint (compare (KEYS (NULL, "555", NULL, NULL), KEYS (NULL, "555", NULL, NULL)), ==, 0);

  g_assert_cmpint (
      compare (KEYS (NULL, NULL, "Joe@Alpha.example", NULL), KEYS (NULL, NULL, "joe@alpha.example", NULL)), ==,
      RAPPORT_IDENTITY_EMAIL | RAPPORT_IDENTITY_DOMAIN);
  g_assert_cmpint (
      compare (KEYS (NULL, NULL, "joe@alpha.example", NULL), KEYS (NULL, NULL, "info@alpha.example", NULL)), ==,
      RAPPORT_IDENTITY_DOMAIN);
  g_assert_cmpint (compare (KEYS (NULL, NULL, "joe@gmail.com", NULL), KEYS (NULL, NULL, "ann@gmail.com", NULL)), ==, 0);
  g_assert_cmpint (compare (KEYS (NULL, NULL, "joe@gmail.com", NULL), KEYS (NULL, NULL, "Joe@Gmail.com", NULL)), ==,
                   RAPPORT_IDENTITY_EMAIL);
  g_assert_cmpint (compare (KEYS (NULL, NULL, "joe", NULL), KEYS (NULL, NULL, "joe", NULL)), ==, 0);

  g_assert_cmpint (
      compare (KEYS (NULL, NULL, NULL, "https://www.alpha.example/en/?x"), KEYS (NULL, NULL, NULL, "alpha.example")),
      ==, RAPPORT_IDENTITY_WEBSITE | RAPPORT_IDENTITY_DOMAIN);
  g_assert_cmpint (
      compare (KEYS (NULL, NULL, NULL, "http://alpha.example:8080"), KEYS (NULL, NULL, "joe@alpha.example", NULL)),
      ==, RAPPORT_IDENTITY_DOMAIN);
  /* Pages where everybody has one. */
  g_assert_cmpint (
      compare (KEYS (NULL, NULL, NULL, "https://facebook.com/alpha"), KEYS (NULL, NULL, NULL, "facebook.com/beta")),
      ==, 0);
  g_assert_cmpint (compare (KEYS (NULL, NULL, NULL, "https://facebook.com/alpha/"),
                            KEYS (NULL, NULL, NULL, "www.facebook.com/alpha")),
                   ==, RAPPORT_IDENTITY_WEBSITE);
  g_assert_cmpint (compare (KEYS (NULL, NULL, NULL, "none"), KEYS (NULL, NULL, NULL, "none")), ==, 0);
  g_assert_cmpint (compare (KEYS ("", "", "", ""), KEYS ("", "", "", "")), ==, 0);
}

static void
test_words (void)
{
  g_autofree char *both = rapport_identity_describe (RAPPORT_IDENTITY_NAME | RAPPORT_IDENTITY_EMAIL |
                                                     RAPPORT_IDENTITY_DOMAIN);
  g_autofree char *domain = rapport_identity_describe (RAPPORT_IDENTITY_DOMAIN);

  g_assert_cmpstr (both, ==, "the same name, the same e-mail address");
  g_assert_cmpstr (domain, ==, "addresses of the same domain");
  g_assert_cmpint (rapport_identity_weigh (RAPPORT_IDENTITY_NAME), >,
                   rapport_identity_weigh (RAPPORT_IDENTITY_PHONE | RAPPORT_IDENTITY_WEBSITE));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/identity/names", test_names);
  g_test_add_func ("/identity/keys", test_keys);
  g_test_add_func ("/identity/words", test_words);
  return g_test_run ();
}
