#pragma once

#include "service/rapport-workspace.h"

G_BEGIN_DECLS

/**
 * RapportSearchGroup:
 *
 * What is searched, in the order in which it is shown.
 */
typedef enum
{
  RAPPORT_SEARCH_ACCOUNTS,
  RAPPORT_SEARCH_PEOPLE,
  RAPPORT_SEARCH_INTERACTIONS,
  RAPPORT_SEARCH_EPISODES,
  RAPPORT_SEARCH_COMMITMENTS,
  RAPPORT_SEARCH_N_GROUPS,
} RapportSearchGroup;

/**
 * RapportSearchFlags:
 * @RAPPORT_SEARCH_TAGS: only tags count
 * @RAPPORT_SEARCH_ENDED: accounts whose relationship has ended are found, too
 * @RAPPORT_SEARCH_SIMILAR: words that are nearly those that were typed are looked for instead
 */
typedef enum
{
  RAPPORT_SEARCH_DEFAULT = 0,
  RAPPORT_SEARCH_TAGS = 1 << 0,
  RAPPORT_SEARCH_ENDED = 1 << 1,
  RAPPORT_SEARCH_SIMILAR = 1 << 2,
} RapportSearchFlags;

/**
 * RapportSearchMark:
 * @start: index of the first byte
 * @end: index after the last byte
 *
 * A part of a text that matches.
 */
typedef struct
{
  guint start;
  guint end;
} RapportSearchMark;

/**
 * RapportSearchHit:
 * @kind: the kind of record
 * @id: the record
 * @account: the account it belongs to, 0 for a person without one
 * @title: its name, or the words around the match
 * @marks: (element-type RapportSearchMark): what matches in @title
 * @found_in: (nullable): where it is no part of @title, the words around the match
 * @found_marks: (nullable) (element-type RapportSearchMark): what matches in @found_in
 * @context: (nullable): name of the account of a person or interaction
 * @more: (nullable): title of the episode, or role of a person there
 * @stage: for an account, the stage in the model shown, else 0
 * @at: when, UTC seconds, or %RAPPORT_UNSET
 * @what: (nullable): channel of an interaction, kind of an episode or commitment
 * @similar: whether it has a word that is only nearly the one that was typed
 */
typedef struct
{
  RapportKindId  kind;
  gint64         id;
  gint64         account;
  char          *title;
  GArray        *marks;
  char          *found_in;
  GArray        *found_marks;
  char          *context;
  char          *more;
  gint64         stage;
  gint64         at;
  char          *what;
  gboolean       similar;
} RapportSearchHit;

/**
 * RapportSearchResult:
 * @group: what was searched
 * @hits: (element-type RapportSearchHit): the best ones, best first
 * @n_found: how many there are, at most %RAPPORT_SEARCH_COUNT_LIMIT
 * @exact: whether the first is called exactly what was searched
 */
typedef struct
{
  RapportSearchGroup  group;
  GPtrArray          *hits;
  guint               n_found;
  gboolean            exact;
} RapportSearchResult;

#define RAPPORT_SEARCH_COUNT_LIMIT 1000

#define RAPPORT_TYPE_SEARCH_HIT (rapport_search_hit_get_type ())
GType                rapport_search_hit_get_type  (void) G_GNUC_CONST;
RapportSearchHit    *rapport_search_hit_copy      (const RapportSearchHit *hit);
void                 rapport_search_hit_free      (RapportSearchHit      *hit);
void                 rapport_search_result_free   (RapportSearchResult   *result);

void                 rapport_search_async         (RapportWorkspace      *workspace,
                                                   RapportSearchGroup     group,
                                                   const char            *text,
                                                   RapportSearchFlags     flags,
                                                   guint                  limit,
                                                   GCancellable          *cancellable,
                                                   GAsyncReadyCallback    callback,
                                                   gpointer               user_data);
RapportSearchResult *rapport_search_finish        (RapportWorkspace      *workspace,
                                                   GAsyncResult          *result,
                                                   GError               **error);
RapportSearchResult *rapport_search               (RapportWorkspace      *workspace,
                                                   RapportSearchGroup     group,
                                                   const char            *text,
                                                   RapportSearchFlags     flags,
                                                   guint                  limit,
                                                   GError               **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportSearchHit, rapport_search_hit_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportSearchResult, rapport_search_result_free)

G_END_DECLS
