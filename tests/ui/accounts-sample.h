#pragma once

#include "service/rapport-workspace.h"

/* Instead of a number: the company of the sample workspace. */
#define ACCOUNTS_SAMPLE_COMPANY G_MAXUINT

typedef struct
{
  char             *dir;
  char             *path;
  RapportWorkspace *workspace;
} AccountsSample;

AccountsSample *accounts_sample_new  (guint           n_accounts);
void            accounts_sample_free (AccountsSample *sample);
