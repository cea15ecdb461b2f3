#pragma once

#include "views/rapport-import-window.h"

#include "widgets/rapport-pill.h"

G_BEGIN_DECLS

/* The pills above the columns. */
typedef enum
{
  PILL_KIND,
  PILL_DELIMITER,
  PILL_ENCODING,
  PILL_DECIMAL,
  PILL_NOTHING,
  PILL_HEADINGS,
  PILL_ACCOUNTS,
  N_PILLS,
} ImportPill;

struct _RapportImportWindow
{
  AdwWindow                parent_instance;

  /* Template children (borrowed) */
  GtkStack                *stack;
  AdwStatusPage           *error_page;
  GtkLabel                *name_label;
  GtkLabel                *size_label;
  GtkBox                  *pill_box;
  GtkLabel                *columns_label;
  GtkListBox              *columns_list;
  GtkColumnView           *preview;
  GtkWidget               *problems_scroller;
  GtkListBox              *problems_list;
  GtkLabel                *counts_label;
  GtkSpinner              *spinner;
  GtkProgressBar          *progress;
  GtkButton               *cancel_button;
  GtkButton               *import_button;
  RapportPill             *pills[N_PILLS];

  /* Owned */
  RapportWorkspace        *workspace;
  char                    *path;
  GFile                   *file;
  RapportImportInspection *inspection;
  GCancellable            *reading;   /* an inspection is under way */
  GCancellable            *writing;   /* the import is */
  RapportAct              *act;
  guint                    progress_source;

  RapportKindId            kind;
  gboolean                 kind_chosen;
  gboolean                 filling;   /* the widgets are being set, nobody is choosing */
};

void _rapport_import_window_inspect       (RapportImportWindow      *self,
                                           const RapportCsvDialect  *chosen,
                                           gboolean                  keep_plan);
void _rapport_import_window_make_pills    (RapportImportWindow      *self);
void _rapport_import_window_show_pills    (RapportImportWindow      *self);
void _rapport_import_window_show_columns  (RapportImportWindow      *self);
void _rapport_import_window_show_preview  (RapportImportWindow      *self);
void _rapport_import_window_show_problems (RapportImportWindow      *self);

G_END_DECLS
