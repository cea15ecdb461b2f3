#pragma once

#include "service/rapport-workspace.h"

G_BEGIN_DECLS

RapportAct *rapport_accounts_act_assign       (const gint64         *accounts,
                                              guint                 n_accounts,
                                              gint64                owner,
                                              const char           *owner_name);
RapportAct *rapport_accounts_act_tag          (const gint64         *accounts,
                                              guint                 n_accounts,
                                              const char           *tag,
                                              gboolean              remove);
char       *rapport_accounts_change_tags      (const char           *tags,
                                               const char           *tag,
                                               gboolean              remove);
RapportAct *rapport_accounts_act_star         (gint64                account,
                                              gboolean              starred);
RapportAct *rapport_accounts_act_delete       (const gint64         *accounts,
                                              guint                 n_accounts);

/**
 * RapportAccountsNew:
 * @account: (transfer none): fields of the account, without an id
 * @model: a lifecycle model of accounts, 0 for the default one
 * @stage: the stage of it to begin in, 0 for its first
 * @person: (nullable): name of the first contact
 * @person_job_title: (nullable): what that person does there
 * @person_email: (nullable): its address
 * @person_phone: (nullable): its number
 *
 * A new account with what is entered along with it.
 */
typedef struct
{
  const RapportRow *account;
  gint64            model;
  gint64            stage;
  const char       *person;
  const char       *person_job_title;
  const char       *person_email;
  const char       *person_phone;
} RapportAccountsNew;

RapportAct *rapport_accounts_act_add          (const RapportAccountsNew *new_account);
gint64      rapport_accounts_act_get_added_id (RapportAct           *act);

/**
 * RapportAccountsDigest:
 * @n_accounts: how many
 * @value: the sum of their values a year, minor units of the workspace's currency
 * @n_estimated: how many of these are estimates
 * @n_unconverted: accounts with purchases in a currency without a rate
 * @n_with_history: accounts that anything was ever logged, promised or bought for
 * @n_interactions: interactions of them
 * @n_purchases: purchases of them
 *
 * What several accounts are together.
 */
typedef struct
{
  guint  n_accounts;
  gint64 value;
  guint  n_estimated;
  guint  n_unconverted;
  guint  n_with_history;
  guint  n_interactions;
  guint  n_purchases;
} RapportAccountsDigest;

void        rapport_accounts_digest_async     (RapportWorkspace     *workspace,
                                              const gint64         *accounts,
                                              guint                 n_accounts,
                                              gboolean              with_history,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
gboolean    rapport_accounts_digest_finish    (RapportWorkspace     *workspace,
                                              GAsyncResult         *result,
                                              RapportAccountsDigest *digest,
                                              GError              **error);

G_END_DECLS
