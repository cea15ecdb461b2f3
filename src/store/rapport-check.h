#pragma once

#include "core/rapport-day.h"
#include "store/rapport-db.h"

G_BEGIN_DECLS

/**
 * RapportFinding:
 * @sentence: what is wrong, in a sentence
 * @repairable: whether rapport_check_repair() mends it without losing anything
 */
typedef struct
{
  char     *sentence;
  gboolean  repairable;
} RapportFinding;

void       rapport_finding_free (RapportFinding  *finding);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportFinding, rapport_finding_free)

gboolean   rapport_check_has_wal (const char     *path);
gboolean   rapport_check_header  (const char     *path,
                                  GError        **error);
gboolean   rapport_check_quick   (RapportDb      *db,
                                  GError        **error);
gboolean   rapport_check_pages   (RapportDb      *db,
                                  GError        **error);
GPtrArray *rapport_check         (RapportDb      *db,
                                  GError        **error);
gboolean   rapport_check_repair  (RapportDb      *db,
                                  RapportDay      today,
                                  GError        **error);

G_END_DECLS
