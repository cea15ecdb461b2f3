#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RapportPage:
 * @name: what actions and settings call it
 * @title: translatable: what stands in the sidebar
 * @icon: its symbolic icon
 * @get_type: (nullable): its widget class: an AdwBin with the property "workspace"
 *
 * A page of the sidebar, shown with Alt and its number.
 */
typedef struct
{
  const char *name;
  const char *title;
  const char *icon;
  GType     (*get_type) (void);
} RapportPage;

/**
 * RapportScreen:
 *
 * Screens that open from everywhere and stand in no sidebar.
 */
typedef enum
{
  RAPPORT_SCREEN_ACCOUNT,      /* the page of an account: int64 property "account" */
  RAPPORT_SCREEN_IMPORT,       /* window: string property "path" */
  RAPPORT_N_SCREENS,
} RapportScreen;

const RapportPage *rapport_pages_get       (guint                n);
const RapportPage *rapport_pages_find      (const char          *name);
GType              rapport_screens_get     (RapportScreen        screen);

/* For tests of the window alone. */
void               rapport_pages_replace   (const RapportPage   *pages,
                                            guint                n_pages);
void               rapport_screens_replace (RapportScreen        screen,
                                            GType              (*get_type) (void));

G_END_DECLS
