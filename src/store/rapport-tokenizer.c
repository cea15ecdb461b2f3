#include "config.h"

#include "store/rapport-tokenizer.h"

#include <sqlite3.h>
#include <string.h>

/* The FTS5 tokenizer "rapport": unicode61, which folds case and takes accents off, and on top of it the letters
 * that have no accent to take off but are typed without: ß as ss, ø as o, ł as l … */

typedef struct
{
  fts5_tokenizer  inner_class;
  Fts5Tokenizer  *inner;
} Tokenizer;

typedef struct
{
  void  *context;
  int  (*token) (void *, int, const char *, int, int, int);
} Forward;

/* Returns the length of the folded text, or 0 where nothing had to be folded. */
static int
fold (const char *text,
      int         length,
      char       *folded,
      int         room)
{
  static const struct
  {
    const char *from;
    const char *to;
  } letters[] = {
    { "ß", "ss" }, { "ø", "o" }, { "ł", "l" }, { "đ", "d" }, { "ð", "d" },
    { "þ", "th" }, { "æ", "ae" }, { "œ", "oe" }, { "ı", "i" }, { "ħ", "h" },
  };
  gboolean changed = FALSE;
  int n = 0;

  for (int i = 0; i < length && n < room - 4;)
    {
      guint k = G_N_ELEMENTS (letters);

      if ((guchar) text[i] >= 0xc3 && (guchar) text[i] <= 0xc5 && i + 1 < length)
        for (k = 0; k < G_N_ELEMENTS (letters); k++)
          if (memcmp (text + i, letters[k].from, 2) == 0)
            break;

      if (k < G_N_ELEMENTS (letters))
        {
          for (const char *p = letters[k].to; *p; p++)
            folded[n++] = *p;
          i += 2;
          changed = TRUE;
        }
      else
        {
          folded[n++] = text[i++];
        }
    }
  return changed ? n : 0;
}

static int
forward_token (void       *data,
               int         flags,
               const char *text,
               int         length,
               int         start,
               int         end)
{
  Forward *forward = data;
  char folded[256];
  int n = fold (text, length, folded, sizeof folded);

  return n > 0 ? forward->token (forward->context, flags, folded, n, start, end)
               : forward->token (forward->context, flags, text, length, start, end);
}

static int
tokenize (Fts5Tokenizer *tokenizer,
          void          *context,
          int            flags,
          const char    *text,
          int            length,
          int          (*token) (void *, int, const char *, int, int, int))
{
  Tokenizer *self = (Tokenizer *) tokenizer;
  Forward forward = { context, token };

  return self->inner_class.xTokenize (self->inner, &forward, flags, text, length, forward_token);
}

static void
tokenizer_delete (Fts5Tokenizer *tokenizer)
{
  Tokenizer *self = (Tokenizer *) tokenizer;

  if (self->inner != NULL)
    self->inner_class.xDelete (self->inner);
  g_free (self);
}

static int
tokenizer_create (void           *api_pointer,
                  const char    **args,
                  int             n_args,
                  Fts5Tokenizer **tokenizer)
{
  static const char *inner_args[] = { "remove_diacritics", "2" };
  fts5_api *api = api_pointer;
  Tokenizer *self = g_new0 (Tokenizer, 1);
  void *inner_data = NULL;
  int rc = api->xFindTokenizer (api, "unicode61", &inner_data, &self->inner_class);

  if (rc == SQLITE_OK)
    rc = self->inner_class.xCreate (inner_data, inner_args, G_N_ELEMENTS (inner_args), &self->inner);
  if (rc != SQLITE_OK)
    {
      g_free (self);
      return rc;
    }

  *tokenizer = (Fts5Tokenizer *) self;
  return SQLITE_OK;
}

/**
 * rapport_tokenizer_register: (skip)
 * @handle: an sqlite3 handle
 *
 * Makes the tokenizer "rapport" known to a connection.
 *
 * Returns: whether FTS5 is there and took it
 */
gboolean
rapport_tokenizer_register (gpointer handle)
{
  static fts5_tokenizer tokenizer = { tokenizer_create, tokenizer_delete, tokenize };
  sqlite3_stmt *statement = NULL;
  fts5_api *api = NULL;

  if (sqlite3_prepare_v2 (handle, "SELECT fts5(?1)", -1, &statement, NULL) != SQLITE_OK)
    return FALSE;
  sqlite3_bind_pointer (statement, 1, &api, "fts5_api_ptr", NULL);
  sqlite3_step (statement);
  sqlite3_finalize (statement);

  return api != NULL && api->xCreateTokenizer (api, "rapport", api, &tokenizer, NULL) == SQLITE_OK;
}

/**
 * rapport_tokenizer_fold:
 * @word: one word
 *
 * Returns: (transfer full): the word as it stands in an index
 */
char *
rapport_tokenizer_fold (const char *word)
{
  g_autofree char *lower = g_utf8_strdown (word, -1);
  g_autofree char *parts = g_utf8_normalize (lower, -1, G_NORMALIZE_NFD);
  g_autoptr(GString) plain = g_string_new (NULL);
  char folded[256];
  int n;

  for (const char *p = parts ? parts : word; *p; p = g_utf8_next_char (p))
    if (!g_unichar_ismark (g_utf8_get_char (p)))
      g_string_append_unichar (plain, g_utf8_get_char (p));
  n = fold (plain->str, (int) plain->len, folded, sizeof folded);
  return n > 0 ? g_strndup (folded, (gsize) n) : g_string_free (g_steal_pointer (&plain), FALSE);
}
