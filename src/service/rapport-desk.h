#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RapportRecent:
 * @path: a workspace file
 * @used: when it was opened last, UTC seconds
 */
typedef struct
{
  char   *path;
  gint64  used;
} RapportRecent;

/**
 * RapportGlance:
 * @name: (nullable): what the workspace is called
 * @n_accounts: how many accounts it has
 * @read_only: whether it can only be read
 * @used_by: (nullable): the other program that has it open
 */
typedef struct
{
  char     *name;
  gint64    n_accounts;
  gboolean  read_only;
  char     *used_by;
} RapportGlance;

void           rapport_desk_init_schemas       (const char           *program);
GSettings     *rapport_desk_get_settings       (void);
GPtrArray     *rapport_desk_list_recents       (void);
void           rapport_desk_note_opened        (const char           *path);
void           rapport_desk_forget             (const char           *path);
char          *rapport_desk_get_last_workspace (void);
void           rapport_desk_clear_last         (void);
gint64         rapport_desk_get_member         (const char           *path);
void           rapport_desk_set_member         (const char           *path,
                                                gint64                member);
char          *rapport_desk_get_data_dir       (void);
char          *rapport_desk_get_sample_path    (void);
char          *rapport_desk_make_path          (const char           *name);

void           rapport_recent_free             (RapportRecent        *recent);
void           rapport_glance_free             (RapportGlance        *glance);
void           rapport_desk_glance_async       (const char           *path,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
RapportGlance *rapport_desk_glance_finish      (GAsyncResult         *result,
                                                GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportRecent, rapport_recent_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportGlance, rapport_glance_free)

G_END_DECLS
