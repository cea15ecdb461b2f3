#pragma once

#include "views/rapport-import-window.h"

#include "widgets/rapport-adaptive-bin.h"
#include "widgets/rapport-pill.h"

G_BEGIN_DECLS

/* The pills beside the file. */
typedef enum
{
  PILL_DELIMITER,
  PILL_ENCODING,
  PILL_DECIMAL,
  PILL_DATES,
  PILL_NOTHING,
  PILL_HEADINGS,
  PILL_ACCOUNTS,
  N_PILLS,
} ImportPill;

/* A column of the file and what is asked about it; all widgets borrowed. The rows stay while the
 * file's columns do, so that the keyboard keeps its place when a choice leads to a new
 * inspection. */
typedef struct
{
  GtkWidget *row;
  GtkWidget *drop_down;
  GtkWidget *samples;
  GtkWidget *samples_below; /* the same where there is little room */
  GtkWidget *dots;
  GtkWidget *word;
  GtkWidget *revealer;
  GtkWidget *question;
  GtkWidget *why;
  GtkWidget *orders[2];     /* day first, month first */
  GtkWidget *days[2];
} ImportColumn;

/* What the preview shows. */
typedef enum
{
  SHOW_FIRST,    /* the first rows, and the first of each problem in its place */
  SHOW_PROBLEMS, /* only rows with problems */
} ImportShow;

struct _RapportImportWindow
{
  AdwWindow                parent_instance;

  /* Template children (borrowed) */
  GtkStack                *stack;
  AdwStatusPage           *error_page;
  GtkDropDown             *kind_drop_down;
  GtkMenuButton           *menu_button;
  RapportAdaptiveBin      *bin;
  GtkBox                  *top_box;
  GtkLabel                *name_label;
  GtkLabel                *size_label;
  GtkBox                  *pill_box;
  GtkLabel                *columns_label;
  GtkToggleButton         *columns_toggle;
  GtkButton               *save_button;
  GtkWidget               *columns_panel;
  GtkWidget               *columns_header;
  GtkWidget               *samples_header;
  GtkScrolledWindow       *columns_scroller;
  GtkListBox              *columns_list;
  GtkSizeGroup            *name_group;
  GtkSizeGroup            *field_group;
  GtkSizeGroup            *sure_group;
  GtkLabel                *preview_label;
  GtkScrolledWindow       *preview_scroller;
  GtkWidget               *counts_box;
  GtkLabel                *rows_label;
  GtkLabel                *ready_label;
  GtkToggleButton         *problems_button;
  GtkLabel                *problems_label;
  GtkButton               *duplicates_button;
  GtkLabel                *error_label;
  GtkSpinner              *spinner;
  GtkProgressBar          *progress;
  GtkCheckButton          *tag_button;
  GtkLabel                *tag_label;
  GtkButton               *cancel_button;
  GtkButton               *import_button;
  RapportPill             *pills[N_PILLS];
  GtkGrid                 *preview;        /* what the scroller holds */

  /* Owned */
  RapportWorkspace        *workspace;
  char                    *path;
  GFile                   *file;
  RapportImportInspection *inspection;
  GCancellable            *reading;        /* an inspection is under way */
  GCancellable            *writing;        /* the import is */
  RapportAct              *act;
  guint                    progress_source;
  guint                    follow_source;
  guint                    show_source;    /* an inspection is being shown */
  guint                    show_step;
  guint                    fill_source;    /* the preview is being filled */
  GPtrArray               *columns;        /* ImportColumn */
  char                    *columns_key;    /* what they were made for */
  GPtrArray               *done;           /* RapportImportPlan, as they were before each change by hand */

  RapportKindId            kind;
  ImportShow               show;
  gboolean                 filling;        /* the widgets are being set, nobody is choosing */
  gboolean                 asked;          /* the dates that read two ways have been pointed out */
  gboolean                 saved;          /* the mapping, since the last change */
  gboolean                 closing;        /* asked and answered */
};

void  _rapport_import_window_inspect       (RapportImportWindow     *self,
                                            const RapportCsvDialect *chosen,
                                            gboolean                 keep_plan);
void  _rapport_import_window_will_change   (RapportImportWindow     *self);
void  _rapport_import_window_update_actions
                                           (RapportImportWindow     *self);
void  _rapport_import_window_run           (GtkWidget               *widget,
                                            const char              *name,
                                            GVariant                *parameter);
void  _rapport_import_window_show_tag      (RapportImportWindow     *self);
void  _rapport_import_window_make_pills    (RapportImportWindow     *self);
void  _rapport_import_window_show_pills    (RapportImportWindow     *self);
gboolean
      _rapport_import_window_show_columns  (RapportImportWindow     *self);
void  _rapport_import_window_show_preview  (RapportImportWindow     *self);
void  _rapport_import_window_stop_preview  (RapportImportWindow     *self);
void  _rapport_import_window_show_duplicates
                                           (RapportImportWindow     *self);
gboolean
      _rapport_import_window_is_asked      (RapportImportWindow     *self,
                                            guint                    column);
void  _rapport_import_window_set_narrow    (RapportImportWindow     *self);
void  _rapport_import_window_save_mapping  (GtkWidget               *widget,
                                            const char              *name,
                                            GVariant                *parameter);
void  _rapport_import_window_export_problems
                                           (GtkWidget               *widget,
                                            const char              *name,
                                            GVariant                *parameter);
GtkWidget *
      _rapport_import_window_label         (const char              *text,
                                            const char              *css_class);

G_END_DECLS
