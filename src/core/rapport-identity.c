#include "config.h"

#include "core/rapport-identity.h"

#include <glib/gi18n.h>
#include <string.h>

/* Whether two records mean the same customer. What tells of one is written in many ways: each is brought into one
 * form, a key, and two records with a key in common may be the same. The first letter of a key is what it is made
 * from. This is the whole rule: a form that is being filled in, a file that is being imported and the command line
 * only differ in where they look for the keys. */

#define KEY_NAME    'n'
#define KEY_PHONE   'p'
#define KEY_EMAIL   'e'
#define KEY_WEBSITE 'w'
#define KEY_DOMAIN  'd'

/* What a company may or may not be written with behind its name. Sorted. */
static const char *const legal_forms[] = {
  "ab",   "ag",   "ans",     "aps",          "as",          "asa",  "asbl",     "bhd",     "bt",           "bv",
  "bvba", "co",   "company", "corp",         "corporation", "cv",   "doo",      "eg",      "ehf",          "ek",
  "eurl", "ev",   "gbr",     "gesellschaft", "ggmbh",       "gmbh", "hf",       "inc",     "incorporated", "is",
  "kft",  "kg",   "kgaa",    "kk",           "ks",          "lda",  "limitada", "limited", "llc",          "llp",
  "lp",   "ltd",  "ltda",    "mbh",          "nv",          "nyrt", "ohg",      "oy",      "oyj",          "plc",
  "pllc", "pte",  "pty",     "pvt",          "sa",          "sarl", "sas",      "sasu",    "sau",          "sc",
  "sca",  "scop", "scrl",    "sdn",          "se",          "sl",   "slu",      "snc",     "spa",          "spj",
  "spk",  "sprl", "spzoo",   "srl",          "srls",        "sro",  "ug",       "vof",     "vzw",          "zrt",
};

/* The same in front of it. Sorted. */
static const char *const leading_forms[] = { "eurl", "oao", "ooo", "pao", "sarl", "sci", "zao" };

/* What stands between legal forms: "GmbH & Co. KG", "S.A. de C.V.", "Sp. z o.o.". Sorted. */
static const char *const connectives[] = { "and", "de", "en", "et", "sp", "spol", "und", "y", "z" };

/* Where everybody can have an address, so that sharing the domain says nothing. Sorted. */
static const char *const public_hosts[] = {
  "126.com", "163.com", "aol.com", "aol.de", "arcor.de", "bluewin.ch", "bol.com.br", "btinternet.com", "charter.net",
  "chello.at", "chello.nl", "comcast.net", "cox.net", "earthlink.net", "etsy.com", "facebook.com", "fastmail.com", "fb.com",
  "free.fr", "freenet.de", "gmail.com", "gmx.at", "gmx.ch", "gmx.com", "gmx.de", "gmx.net", "google.com", "googlemail.com",
  "hey.com", "home.nl", "hotmail.be", "hotmail.co.uk", "hotmail.com", "hotmail.de", "hotmail.es", "hotmail.fr",
  "hotmail.it", "hotmail.nl", "icloud.com", "instagram.com", "kpnmail.nl", "laposte.net", "libero.it", "linkedin.com",
  "linktr.ee", "live.be", "live.co.uk", "live.com", "live.de", "live.fr", "live.nl", "mac.com", "mail.com", "mail.de",
  "mail.ru", "me.com", "msn.com", "neuf.fr", "ntlworld.com", "o2.pl", "onet.pl", "online.de", "orange.fr", "outlook.at",
  "outlook.com", "outlook.de", "outlook.es", "outlook.fr", "planet.nl", "pm.me", "posteo.de", "proton.me",
  "protonmail.com", "qq.com", "rediffmail.com", "rocketmail.com", "sbcglobal.net", "seznam.cz", "sfr.fr",
  "sites.google.com", "sky.com", "skynet.be", "sunrise.ch", "t-online.de", "talktalk.net", "telenet.be", "telia.com",
  "tiscali.it", "tutanota.com", "twitter.com", "uol.com.br", "verizon.net", "virgilio.it", "virginmedia.com", "vodafone.de",
  "wanadoo.fr", "wanadoo.nl", "web.de", "wp.pl", "x.com", "xs4all.nl", "yahoo.ca", "yahoo.co.in", "yahoo.co.jp",
  "yahoo.co.uk", "yahoo.com", "yahoo.com.br", "yahoo.de", "yahoo.es", "yahoo.fr", "yahoo.it", "yandex.com", "yandex.ru",
  "ymail.com", "youtube.com", "zeelandnet.nl", "ziggo.nl", "zoho.com", "zonnet.nl",
};

static int
compare_words (gconstpointer a,
               gconstpointer b)
{
  return strcmp (a, *(const char *const *) b);
}

static gboolean
is_one_of (const char        *word,
           const char *const *words,
           gsize              n_words)
{
  return bsearch (word, words, n_words, sizeof *words, compare_words) != NULL;
}

#define IS_ONE_OF(word, words) is_one_of ((word), (words), G_N_ELEMENTS (words))

static const char *
fold_letter (gunichar c,
             gboolean spelt_out)
{
  switch (c)
    {
    case 0xdf: case 0x1e9e: return "ss";
    case 0xe4: return spelt_out ? "ae" : "a";
    case 0xe5: return spelt_out ? "aa" : "a";
    case 0xe6: return "ae";
    case 0xf6: case 0xf8: return spelt_out ? "oe" : "o";
    case 0xfc: return spelt_out ? "ue" : "u";
    case 0xf0: case 0x111: return "d";
    case 0xfe: return "th";
    case 0x127: return "h";
    case 0x131: return "i";
    case 0x142: return "l";
    case 0x153: return "oe";
    default: return NULL;
    }
}

/* Words with one blank between them. "S.A." is one word, "A & B" are two. */
static void
fold_text (GString    *text,
           const char *name,
           gboolean    spelt_out)
{
  g_autofree char *composed = g_str_is_ascii (name) ? NULL : g_utf8_normalize (name, -1, G_NORMALIZE_ALL_COMPOSE);

  for (const char *p = composed ? composed : name; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      const char *folded;

      if (c < 0x80)
        {
          if (g_ascii_isalnum (c))
            g_string_append_c (text, g_ascii_tolower ((char) c));
          else if (c != '.' && c != '\'' && text->len > 0 && text->str[text->len - 1] != ' ')
            g_string_append_c (text, ' ');
          continue;
        }
      c = g_unichar_tolower (c);
      folded = fold_letter (c, spelt_out);
      if (folded != NULL)
        g_string_append (text, folded);
      else if (g_unichar_isalnum (c))
        {
          gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
          gsize n_parts = g_unichar_fully_decompose (c, FALSE, parts, G_N_ELEMENTS (parts));

          for (gsize i = 0; i < n_parts; i++)
            if (!g_unichar_ismark (parts[i]))
              g_string_append_unichar (text, parts[i]);
        }
      else if (!g_unichar_ismark (c) && c != 0x2019 && text->len > 0 && text->str[text->len - 1] != ' ')
        g_string_append_c (text, ' ');
    }
  g_strchomp (text->str);
  text->len = strlen (text->str);
}

/* A legal form at the end of the words, with or without blanks in it ("S. A. R. L.").
 * Returns: of how many words it consists, 0 for none */
static guint
count_form (char  **words,
            guint   n_words)
{
  if (IS_ONE_OF (words[n_words - 1], legal_forms))
    return 1;
  for (guint n = 2; n <= 4 && n < n_words; n++)
    {
      char joined[16] = "";

      for (guint i = n_words - n; i < n_words; i++)
        if (strlen (words[i]) > 3 || g_strlcat (joined, words[i], sizeof joined) >= sizeof joined)
          return 0;
      if (IS_ONE_OF (joined, legal_forms))
        return n;
    }
  return 0;
}

static char *
fold (const char *name,
      gboolean    spelt_out)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_auto(GStrv) words = NULL;
  guint n, first = 0;
  gboolean had_form = FALSE;

  fold_text (text, name, spelt_out);
  words = g_strsplit (text->str, " ", -1);
  n = g_strv_length (words);
  while (n > 1)
    {
      guint form = count_form (words, n);

      if (form == 0 && (!had_form || !IS_ONE_OF (words[n - 1], connectives)))
        break;
      had_form |= form > 0;
      for (form = MAX (form, 1); form > 0; form--)
        g_clear_pointer (&words[--n], g_free);
    }
  if (n > 1 && IS_ONE_OF (words[0], leading_forms))
    first = 1;
  return g_strjoinv (" ", words + first);
}

/**
 * rapport_identity_fold_name:
 * @name: the name of an account
 *
 * Takes from a name what people write one way or another: case, accents, punctuation, and the legal form beside it.
 *
 * Returns: (transfer full): words with one blank between them, empty where there is no letter
 */
char *
rapport_identity_fold_name (const char *name)
{
  return fold (name, FALSE);
}

static void
add_key (GPtrArray  *keys,
         char        what,
         const char *text)
{
  char *key;

  if (*text == '\0')
    return;
  key = g_strdup_printf ("%c%s", what, text);
  if (g_ptr_array_find_with_equal_func (keys, key, g_str_equal, NULL))
    g_free (key);
  else
    g_ptr_array_add (keys, key);
}

/* With or without the country's prefix: the last nine digits say it, or all where there are fewer. An extension behind
 * the number is not part of it. */
static void
add_phone (GPtrArray  *keys,
           const char *phone)
{
  char digits[32];
  gsize n = 0;

  for (const char *p = phone; *p != '\0' && n + 1 < sizeof digits; p++)
    if (g_ascii_isdigit (*p))
      digits[n++] = *p;
    else if (n >= 6 && (g_ascii_isalpha (*p) || *p == ',' || *p == ';'))
      break;
  digits[n] = '\0';
  if (n >= 6)
    add_key (keys, KEY_PHONE, n > 9 ? digits + n - 9 : digits);
}

static gboolean
is_domain (const char *host)
{
  const char *point = strrchr (host, '.');

  return point != NULL && point != host && strlen (point) > 2;
}

static void
add_website (GPtrArray  *keys,
             const char *website)
{
  g_autofree char *text = g_strstrip (g_utf8_strdown (website, -1));
  char *start = strstr (text, "://");
  char *end;
  gsize length;

  start = start ? start + strlen ("://") : text;
  if (g_str_has_prefix (start, "www."))
    start += strlen ("www.");
  length = strcspn (start, "?# ");
  start[length] = '\0';
  while (length > 0 && start[length - 1] == '/')
    start[--length] = '\0';
  end = start + strcspn (start, "/:");
  if (*end == '/')
    {
      g_autofree char *host = g_strndup (start, end - start);

      /* A page of their own at somebody's who has pages for everybody; elsewhere the host is theirs. */
      if (IS_ONE_OF (host, public_hosts))
        {
          if (is_domain (host))
            add_key (keys, KEY_WEBSITE, start);
          return;
        }
    }
  *end = '\0';
  if (!is_domain (start) || IS_ONE_OF (start, public_hosts))
    return;
  add_key (keys, KEY_WEBSITE, start);
  add_key (keys, KEY_DOMAIN, start);
}

/**
 * rapport_identity_add_emails:
 * @keys: (element-type utf8): what rapport_identity_make_keys() made
 * @emails: (nullable): addresses with blanks, commas or semicolons between them
 *
 * Adds addresses of the same customer, as of the people there.
 */
void
rapport_identity_add_emails (GPtrArray  *keys,
                             const char *emails)
{
  g_autofree char *text = g_utf8_strdown (emails ? emails : "", -1);
  char *rest = text, *email;

  while ((email = strsep (&rest, " ,;<>")) != NULL)
    {
      const char *at = strrchr (email, '@');

      if (at == NULL || at == email || !is_domain (at + 1))
        continue;
      add_key (keys, KEY_EMAIL, email);
      if (!IS_ONE_OF (at + 1, public_hosts))
        add_key (keys, KEY_DOMAIN, at + 1);
    }
}

/**
 * rapport_identity_make_keys:
 * @name: (nullable): the name of an account
 * @phone: (nullable): its telephone number
 * @email: (nullable): its e-mail address
 * @website: (nullable): its web site
 *
 * Returns: (transfer full) (element-type utf8): keys: two accounts that have one in common may be the same
 */
GPtrArray *
rapport_identity_make_keys (const char *name,
                            const char *phone,
                            const char *email,
                            const char *website)
{
  GPtrArray *keys = g_ptr_array_new_with_free_func (g_free);

  if (name != NULL)
    {
      g_autofree char *folded = fold (name, FALSE);

      add_key (keys, KEY_NAME, folded);
      /* "Müller" is written "Muller" and "Mueller". */
      if (!g_str_is_ascii (name))
        {
          g_autofree char *spelt_out = fold (name, TRUE);

          add_key (keys, KEY_NAME, spelt_out);
        }
    }
  if (phone != NULL)
    add_phone (keys, phone);
  rapport_identity_add_emails (keys, email);
  if (website != NULL)
    add_website (keys, website);
  return keys;
}

/**
 * rapport_identity_get_reason:
 * @key: a key
 *
 * Returns: what two records have in common that share the key
 */
RapportIdentityReason
rapport_identity_get_reason (const char *key)
{
  switch (*key)
    {
    case KEY_NAME: return RAPPORT_IDENTITY_NAME;
    case KEY_PHONE: return RAPPORT_IDENTITY_PHONE;
    case KEY_EMAIL: return RAPPORT_IDENTITY_EMAIL;
    case KEY_WEBSITE: return RAPPORT_IDENTITY_WEBSITE;
    case KEY_DOMAIN:
    default: return RAPPORT_IDENTITY_DOMAIN;
    }
}

/**
 * rapport_identity_is_shared:
 * @key: a key
 * @n_holders: how many accounts have it
 *
 * Returns: whether it tells of none of them
 */
gboolean
rapport_identity_is_shared (const char *key,
                            guint       n_holders)
{
  return *key != KEY_NAME && n_holders > RAPPORT_IDENTITY_MOST_HOLDERS;
}

/**
 * rapport_identity_weigh:
 * @reasons: what two records have in common
 *
 * Returns: how much speaks for their being the same: what weighs more is to be shown first
 */
int
rapport_identity_weigh (RapportIdentityReason reasons)
{
  return (reasons & RAPPORT_IDENTITY_NAME ? 16 : 0) + (reasons & RAPPORT_IDENTITY_EMAIL ? 8 : 0) +
         (reasons & RAPPORT_IDENTITY_PHONE ? 7 : 0) + (reasons & RAPPORT_IDENTITY_WEBSITE ? 5 : 0) +
         (reasons & RAPPORT_IDENTITY_DOMAIN ? 3 : 0);
}

/**
 * rapport_identity_describe:
 * @reasons: what two records have in common
 *
 * Returns: (transfer full): "the same name, the same telephone number"; the domain only where nothing says more
 */
char *
rapport_identity_describe (RapportIdentityReason reasons)
{
  static const struct
  {
    RapportIdentityReason reason;
    const char           *text;
  } texts[] = {
    { RAPPORT_IDENTITY_NAME, NC_("as of two customers", "the same name") },
    { RAPPORT_IDENTITY_PHONE, NC_("as of two customers", "the same telephone number") },
    { RAPPORT_IDENTITY_EMAIL, NC_("as of two customers", "the same e-mail address") },
    { RAPPORT_IDENTITY_WEBSITE, NC_("as of two customers", "the same web site") },
    { RAPPORT_IDENTITY_DOMAIN, NC_("as of two customers", "addresses of the same domain") },
  };
  GString *text = g_string_new (NULL);

  if (reasons & (RAPPORT_IDENTITY_EMAIL | RAPPORT_IDENTITY_WEBSITE))
    reasons &= ~RAPPORT_IDENTITY_DOMAIN;
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (reasons & texts[i].reason)
      {
        /* Translators: between the parts of a list: "the same name, the same telephone number" */
        g_string_append (text, text->len > 0 ? C_("as of two customers", ", ") : "");
        g_string_append (text, g_dpgettext2 (GETTEXT_PACKAGE, "as of two customers", texts[i].text));
      }
  return g_string_free (text, FALSE);
}
