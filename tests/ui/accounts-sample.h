#pragma once

#include "service/rapport-workspace.h"

typedef struct
{
  char             *dir;
  char             *path;
  RapportWorkspace *workspace;
} AccountsSample;

AccountsSample *accounts_sample_new  (guint           n_accounts);
void            accounts_sample_free (AccountsSample *sample);
