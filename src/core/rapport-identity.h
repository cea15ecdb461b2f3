#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RapportIdentityReason:
 * @RAPPORT_IDENTITY_NAME: the same name, whatever its case, accents, punctuation and legal form
 * @RAPPORT_IDENTITY_PHONE: the same telephone number, however it is written
 * @RAPPORT_IDENTITY_EMAIL: the same e-mail address, of the account or of a person there
 * @RAPPORT_IDENTITY_WEBSITE: the same web site
 * @RAPPORT_IDENTITY_DOMAIN: addresses of the same domain, in e-mail or on the web, that is not
 *   one where everybody can have an address
 *
 * What two records of the same customer have in common.
 */
typedef enum
{
  RAPPORT_IDENTITY_NAME    = 1 << 0,
  RAPPORT_IDENTITY_PHONE   = 1 << 1,
  RAPPORT_IDENTITY_EMAIL   = 1 << 2,
  RAPPORT_IDENTITY_WEBSITE = 1 << 3,
  RAPPORT_IDENTITY_DOMAIN  = 1 << 4,
} RapportIdentityReason;

/**
 * RAPPORT_IDENTITY_MOST_HOLDERS:
 *
 * A telephone number, web site or domain of more accounts than this tells of none of them: it is
 * that of a group, a switchboard, a landlord.
 */
#define RAPPORT_IDENTITY_MOST_HOLDERS 3

char                  *rapport_identity_fold_name  (const char            *name);
GPtrArray             *rapport_identity_make_keys  (const char            *name,
                                                    const char            *phone,
                                                    const char            *email,
                                                    const char            *website);
void                   rapport_identity_add_emails (GPtrArray             *keys,
                                                    const char            *emails);
RapportIdentityReason  rapport_identity_get_reason (const char            *key);
gboolean               rapport_identity_is_shared  (const char            *key,
                                                    guint                  n_holders);
int                    rapport_identity_weigh      (RapportIdentityReason  reasons);
char                  *rapport_identity_describe   (RapportIdentityReason  reasons);

G_END_DECLS
