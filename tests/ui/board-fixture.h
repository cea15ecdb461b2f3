#pragma once

#include <adwaita.h>

#include "service/rapport-board-service.h"
#include "views/rapport-board-view.h"
#include "tests/test-tools.h"

/* A workspace in a folder of its own and the board page in a window with the actions that it uses. */
typedef struct
{
  char *dir;
  char *path;
  RapportWorkspace *workspace;
  GtkWindow *window;
  RapportBoardView *view;
  GString *log;            /* window actions that were activated */
} BoardFixture;

BoardFixture *board_fixture_new         (void);
void          board_fixture_free        (BoardFixture *self);
void          board_fixture_show        (BoardFixture *self,
                                         int           width,
                                         int           height);
void          board_fixture_settle      (BoardFixture *self);
gint64        board_fixture_add         (BoardFixture *self,
                                         const char   *name,
                                         gint64        value,
                                         gint64        stage);
gint64        board_fixture_add_deal    (BoardFixture *self,
                                         gint64        account,
                                         const char   *title,
                                         gint64        value,
                                         gint64        stage);
void          board_fixture_do          (BoardFixture *self,
                                         RapportAct   *act);
gint64        board_fixture_ask         (BoardFixture *self,
                                         const char   *sql);
char         *board_fixture_ask_text    (BoardFixture *self,
                                         const char   *sql);
GtkWidget    *board_fixture_find        (GtkWidget    *within,
                                         GType         type);

