#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RapportPick:
 * @RAPPORT_PICK_OPEN: a file that is there
 * @RAPPORT_PICK_SAVE: a file to write; the dialog asks before it takes one that is there
 * @RAPPORT_PICK_FOLDER: a folder
 */
typedef enum
{
  RAPPORT_PICK_OPEN,
  RAPPORT_PICK_SAVE,
  RAPPORT_PICK_FOLDER,
} RapportPick;

/**
 * RapportFiles:
 * @RAPPORT_FILES_ALL: any
 * @RAPPORT_FILES_WORKSPACES: *.rapport
 * @RAPPORT_FILES_TABLES: comma-separated values and the like
 * @RAPPORT_FILES_CARDS: vCards
 * @RAPPORT_FILES_PDF: PDF
 * @RAPPORT_FILES_IMPORT: whatever can be imported: tables and cards
 *
 * What kind of file. Those that read offer all files as a second choice.
 */
typedef enum
{
  RAPPORT_FILES_ALL,
  RAPPORT_FILES_WORKSPACES,
  RAPPORT_FILES_TABLES,
  RAPPORT_FILES_CARDS,
  RAPPORT_FILES_PDF,
  RAPPORT_FILES_IMPORT,
} RapportFiles;

void   rapport_pick_file_async  (GtkWidget            *from,
                                 RapportPick           pick,
                                 RapportFiles          files,
                                 const char           *title,
                                 const char           *accept,
                                 const char           *folder,
                                 const char           *name,
                                 GAsyncReadyCallback   callback,
                                 gpointer              user_data);
GFile *rapport_pick_file_finish (GAsyncResult         *result);

G_END_DECLS
