#pragma once

#include "service/rapport-workspace.h"

G_BEGIN_DECLS

/**
 * RapportFilterChoices:
 * @groups: (element-type utf8): the groups that accounts are in
 * @tags: (element-type utf8): the tags that accounts carry
 *
 * What a list of accounts can be filtered by, each at most 500, in the order of the alphabet.
 */
typedef struct
{
  GPtrArray *groups;
  GPtrArray *tags;
} RapportFilterChoices;

void                  rapport_filter_choices_free        (RapportFilterChoices *choices);
void                  rapport_filter_choices_load_async  (RapportWorkspace     *workspace,
                                                          GCancellable         *cancellable,
                                                          GAsyncReadyCallback   callback,
                                                          gpointer              user_data);
RapportFilterChoices *rapport_filter_choices_load_finish (RapportWorkspace     *workspace,
                                                          GAsyncResult         *result,
                                                          GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportFilterChoices, rapport_filter_choices_free)

G_END_DECLS
