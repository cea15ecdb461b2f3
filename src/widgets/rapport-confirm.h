#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RapportAnswerLook:
 * @RAPPORT_ANSWER_PLAIN: one answer among others
 * @RAPPORT_ANSWER_SUGGESTED: what is meant as a rule; also what Enter gives
 * @RAPPORT_ANSWER_DESTRUCTIVE: something will be gone
 */
typedef enum
{
  RAPPORT_ANSWER_PLAIN,
  RAPPORT_ANSWER_SUGGESTED,
  RAPPORT_ANSWER_DESTRUCTIVE,
} RapportAnswerLook;

/**
 * RapportAnswer:
 * @id: what the program calls it
 * @label: Header Capitals, with a mnemonic
 * @look: how it looks
 */
typedef struct
{
  const char        *id;
  const char        *label;
  RapportAnswerLook  look;
} RapportAnswer;

void      rapport_ask_async      (GtkWidget            *from,
                                  const char           *heading,
                                  const char           *body,
                                  GtkWidget            *extra,
                                  const RapportAnswer  *answers,
                                  guint                 n_answers,
                                  GAsyncReadyCallback   callback,
                                  gpointer              user_data);
char     *rapport_ask_finish     (GAsyncResult         *result);
void      rapport_confirm_async  (GtkWidget            *from,
                                  const char           *heading,
                                  const char           *body,
                                  const char           *accept,
                                  RapportAnswerLook     look,
                                  GAsyncReadyCallback   callback,
                                  gpointer              user_data);
gboolean  rapport_confirm_finish (GAsyncResult         *result);
void      rapport_tell           (GtkWidget            *from,
                                  const char           *heading,
                                  const char           *body);

G_END_DECLS
