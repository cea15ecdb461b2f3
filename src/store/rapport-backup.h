#pragma once

#include "core/rapport-day.h"
#include "store/rapport-db.h"

G_BEGIN_DECLS

#define RAPPORT_BACKUP_KEEP_DAYS 7
#define RAPPORT_BACKUP_KEEP_WEEKS 4

/**
 * RapportBackup:
 * @path: the file
 * @day: of which day it is
 * @minute: of that day, where somebody asked for it; -1 for a daily one
 * @size: bytes
 * @good: whether it can be opened as a workspace (rapport_backup_restore() reads all of it before
 *   it is used)
 */
typedef struct
{
  char       *path;
  RapportDay  day;
  int         minute;
  gint64      size;
  gboolean    good;
} RapportBackup;

void        rapport_backup_free             (RapportBackup         *backup);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportBackup, rapport_backup_free)

/**
 * RapportBackupProgress:
 * @done: pages copied
 * @total: pages in all
 * @data: the caller's
 *
 * Called on the thread that copies.
 */
typedef void (*RapportBackupProgress) (guint    done,
                                       guint    total,
                                       gpointer data);

gboolean    rapport_backup_run              (const char             *path,
                                             const char             *destination,
                                             gboolean                replace,
                                             GCancellable           *cancellable,
                                             RapportBackupProgress   progress,
                                             gpointer                data,
                                             GError                **error);
gboolean    rapport_backup_verify           (const char             *path,
                                             GCancellable           *cancellable,
                                             GError                **error);
GPtrArray  *rapport_backup_list             (const char             *path,
                                             GError                **error);
char       *rapport_backup_describe         (const RapportBackup    *backup);
gboolean    rapport_backup_is_due           (const char             *path,
                                             RapportDay              today);
char       *rapport_backup_make_daily       (const char             *path,
                                             RapportDay              today,
                                             GCancellable           *cancellable,
                                             GError                **error);
void        rapport_backup_daily_async      (const char             *path,
                                             GCancellable           *cancellable,
                                             GAsyncReadyCallback     callback,
                                             gpointer                user_data);
char       *rapport_backup_daily_finish     (GAsyncResult           *result,
                                             GError                **error);
GArray     *rapport_backup_choose           (const RapportDay       *days,
                                             guint                   n_days);
gboolean    rapport_backup_before_migration (const char             *path,
                                             int                     version,
                                             GError                **error);
gboolean    rapport_backup_restore          (const char             *path,
                                             const char             *backup,
                                             char                  **kept,
                                             GError                **error);

G_END_DECLS
