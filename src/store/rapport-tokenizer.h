#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean rapport_tokenizer_register (gpointer    handle);
char    *rapport_tokenizer_fold     (const char *word);

G_END_DECLS
