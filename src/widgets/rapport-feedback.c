#include "config.h"

#include "widgets/rapport-feedback.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "widgets/rapport-confirm.h"

#define TOASTS "rapport-toasts"
#define DISMISSED "rapport-dismissed"
#define SECONDS 5
#define AT_REST_MILLISECONDS 800

/* Acts on their way; the application lives until they have ended. */
static guint n_writing;

static AdwToastOverlay *
find_below (GtkWidget *widget)
{
  AdwToastOverlay *found = NULL;

  if (ADW_IS_TOAST_OVERLAY (widget))
    return ADW_TOAST_OVERLAY (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_below (child);
  return found;
}

/* The overlay around @from, else that of its window, else that of the window it stands before. */
static AdwToastOverlay *
find_overlay (GtkWidget *from)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (from, ADW_TYPE_TOAST_OVERLAY);
  GtkRoot *root = gtk_widget_get_root (from);
  GtkWidget *window = GTK_IS_WINDOW (root) ? GTK_WIDGET (root) : NULL;

  if (overlay != NULL)
    return ADW_TOAST_OVERLAY (overlay);
  for (; window != NULL; window = GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (window))))
    {
      AdwToastOverlay *found = find_below (window);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* The toasts of one overlay. */
typedef struct
{
  AdwToastOverlay *overlay; /* it owns this */
  AdwToast        *last;    /* weak: the one that is shown */
  AdwToast        *next;    /* waits until the one before has come to rest */
  gint64           changed;
  guint            next_id;
} Toasts;

static void
toasts_free (gpointer data)
{
  Toasts *toasts = data;

  g_clear_handle_id (&toasts->next_id, g_source_remove);
  g_clear_weak_pointer (&toasts->last);
  g_clear_object (&toasts->next);
  g_free (toasts);
}

static void
dismissed_cb (AdwToast *toast)
{
  g_object_set_data (G_OBJECT (toast), DISMISSED, GINT_TO_POINTER (TRUE));
}

/* A toast that is on its way out must not be dismissed again. */
static void
dismiss (AdwToast *toast)
{
  if (g_object_get_data (G_OBJECT (toast), DISMISSED) == NULL)
    adw_toast_dismiss (toast);
}

static void
replace (Toasts   *toasts,
         AdwToast *toast)
{
  g_autoptr(AdwToast) before = toasts->last ? g_object_ref (toasts->last) : NULL;

  g_set_weak_pointer (&toasts->last, toast);
  if (before != NULL)
    dismiss (before);
  toasts->changed = g_get_monotonic_time ();
  adw_toast_overlay_add_toast (toasts->overlay, toast);
}

static gboolean
next_cb (gpointer data)
{
  Toasts *toasts = data;

  toasts->next_id = 0;
  replace (toasts, g_steal_pointer (&toasts->next));
  return G_SOURCE_REMOVE;
}

/* The newest is shown at once: "Undo" takes back the newest act, so that a toast about an older one must not stay.
 * But libadwaita 1.2 crashes where toasts are dismissed faster than they come and go, so that of several in quick
 * succession only the last is told. */
static void
show_toast (AdwToastOverlay *overlay,
            AdwToast        *toast)
{
  Toasts *toasts = g_object_get_data (G_OBJECT (overlay), TOASTS);
  gint64 since;

  if (toasts == NULL)
    {
      toasts = g_new0 (Toasts, 1);
      toasts->overlay = overlay;
      g_object_set_data_full (G_OBJECT (overlay), TOASTS, toasts, toasts_free);
    }
  since = (g_get_monotonic_time () - toasts->changed) / 1000;
  if (toasts->next == NULL && (toasts->last == NULL || since >= AT_REST_MILLISECONDS))
    {
      replace (toasts, toast);
      return;
    }
  g_clear_object (&toasts->next);
  toasts->next = toast;
  if (toasts->next_id == 0)
    toasts->next_id = g_timeout_add ((guint) CLAMP (AT_REST_MILLISECONDS - since, 0, AT_REST_MILLISECONDS), next_cb,
                                     toasts);
}

static AdwToast *
new_toast (const char *text)
{
  /* The title is markup. */
  g_autofree char *title = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (title);

  adw_toast_set_timeout (toast, SECONDS);
  g_signal_connect (toast, "dismissed", G_CALLBACK (dismissed_cb), NULL);
  return toast;
}

static void
add_toast (AdwToastOverlay *overlay,
           const char      *text,
           gboolean         with_undo)
{
  AdwToast *toast = new_toast (text);

  if (with_undo)
    {
      adw_toast_set_button_label (toast, _("_Undo"));
      adw_toast_set_action_name (toast, "win.undo");
    }
  show_toast (overlay, toast);
}

/**
 * rapport_toast:
 * @from: the widget that has something to say
 * @text: what happened, plain text
 * @with_undo: whether to offer to take the newest act back
 *
 * Shows a passing message in the window of @from.
 */
void
rapport_toast (GtkWidget  *from,
               const char *text,
               gboolean    with_undo)
{
  AdwToastOverlay *overlay;

  g_return_if_fail (GTK_IS_WIDGET (from));
  g_return_if_fail (text != NULL);

  overlay = find_overlay (from);
  if (overlay != NULL)
    add_toast (overlay, text, with_undo);
}

typedef struct
{
  GtkWidget *from; /* weak */
  AdwToast  *toast;
  char      *action;
  GVariant  *target;
} Act;

static void
act_free (gpointer  data,
          GClosure *closure)
{
  Act *act = data;

  g_clear_weak_pointer (&act->from);
  g_free (act->action);
  g_clear_pointer (&act->target, g_variant_unref);
  g_free (act);
}

static void
act_clicked_cb (GtkButton *button,
                Act       *act)
{
  AdwToast *toast = act->toast;

  if (act->from != NULL)
    gtk_widget_activate_action_variant (act->from, act->action, act->target);
  dismiss (toast);
}

static void
add_act (GtkWidget  *box,
         GtkWidget  *from,
         AdwToast   *toast,
         const char *label,
         const char *action_name,
         GVariant   *target)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);
  Act *act = g_new0 (Act, 1);

  g_set_weak_pointer (&act->from, from);
  act->toast = toast;
  act->action = g_strdup (action_name);
  act->target = target ? g_variant_ref_sink (target) : NULL;
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_data (button, "clicked", G_CALLBACK (act_clicked_cb), act, act_free, 0);
  gtk_box_append (GTK_BOX (box), button);
}

/**
 * rapport_toast_with_act:
 * @from: the widget that has something to say
 * @text: what happened, plain text
 * @with_undo: whether to offer to take the newest act back, too
 * @label: what else can be done, with a mnemonic
 * @action_name: the action, looked up from @from
 * @target: (nullable): its parameter; a floating one is consumed
 *
 * Shows a passing message that offers one more act.
 */
void
rapport_toast_with_act (GtkWidget  *from,
                        const char *text,
                        gboolean    with_undo,
                        const char *label,
                        const char *action_name,
                        GVariant   *target)
{
  g_autoptr(GVariant) parameter = target ? g_variant_ref_sink (target) : NULL;
  AdwToastOverlay *overlay;
  AdwToast *toast;
  GtkWidget *box, *words;

  g_return_if_fail (GTK_IS_WIDGET (from));
  g_return_if_fail (text != NULL && label != NULL && action_name != NULL);

  overlay = find_overlay (from);
  if (overlay == NULL)
    return;

  toast = new_toast (text);
  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  words = gtk_label_new (text);
  gtk_label_set_ellipsize (GTK_LABEL (words), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (box), words);
  add_act (box, from, toast, label, action_name, parameter);
  if (with_undo)
    add_act (box, GTK_WIDGET (overlay), toast, _("_Undo"), "win.undo", NULL);
  adw_toast_set_custom_title (toast, box);
  show_toast (overlay, toast);
}

/* What passes is said in passing; what asks for something to be done stays until it is read. */
static gboolean
is_grave (const GError *error)
{
  return g_error_matches (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_DAMAGED) ||
         g_error_matches (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_FULL) ||
         g_error_matches (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_FAILED) ||
         g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
}

static void
report (GtkWidget       *from,
        AdwToastOverlay *overlay,
        const GError    *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (overlay == NULL || is_grave (error))
    rapport_tell (overlay ? GTK_WIDGET (overlay) : from, _("That did not work"), error->message);
  else
    add_toast (overlay, error->message, FALSE);
}

/**
 * rapport_report_error:
 * @from: the widget whose act failed
 * @error: why
 *
 * Tells the user why something did not work; says nothing about what the user cancelled.
 */
void
rapport_report_error (GtkWidget    *from,
                      const GError *error)
{
  g_return_if_fail (GTK_IS_WIDGET (from));
  g_return_if_fail (error != NULL);

  report (from, find_overlay (from), error);
}

typedef struct
{
  GtkWidget       *from;
  AdwToastOverlay *overlay;
  char            *text;
  RapportDoneFunc  callback;
  gpointer         data;
} Job;

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  RapportWorkspace *workspace = RAPPORT_WORKSPACE (source);
  Job *job = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(RapportAct) act = rapport_workspace_do_finish (workspace, result, &error);

  n_writing--;
  if (act == NULL)
    report (job->from, job->overlay, error);
  else if (job->text != NULL && job->overlay != NULL)
    add_toast (job->overlay, job->text, TRUE);

  if (job->callback != NULL)
    job->callback (workspace, act, job->data);

  g_clear_object (&job->overlay);
  g_clear_object (&job->from);
  g_free (job->text);
  g_free (job);
}

/**
 * rapport_do_then:
 * @from: the widget that the act comes from
 * @workspace: where
 * @act: (transfer full): what to do
 * @toast_text: (nullable): what to say when it is done, with Undo
 * @callback: (nullable) (scope async): called when it is done or has failed
 * @data: for @callback
 *
 * Does something that a person asked for: without waiting, with a toast that can take it back, and with a word
 * about it where it fails.
 */
void
rapport_do_then (GtkWidget        *from,
                 RapportWorkspace *workspace,
                 RapportAct       *act,
                 const char       *toast_text,
                 RapportDoneFunc   callback,
                 gpointer          data)
{
  g_autoptr(RapportAct) owned = act;
  AdwToastOverlay *overlay;
  Job *job;

  g_return_if_fail (GTK_IS_WIDGET (from));
  g_return_if_fail (RAPPORT_IS_WORKSPACE (workspace));
  g_return_if_fail (act != NULL);

  job = g_new0 (Job, 1);
  overlay = find_overlay (from);
  job->from = g_object_ref (from);
  job->overlay = overlay ? g_object_ref (overlay) : NULL;
  job->text = g_strdup (toast_text);
  job->callback = callback;
  job->data = data;
  n_writing++;
  rapport_workspace_do_async (workspace, g_steal_pointer (&owned), NULL, done_cb, job);
}

/**
 * rapport_do:
 * @from: the widget that the act comes from
 * @workspace: where
 * @act: (transfer full): what to do
 * @toast_text: (nullable): what to say when it is done, with Undo
 *
 * Does something that a person asked for; see rapport_do_then().
 */
void
rapport_do (GtkWidget        *from,
            RapportWorkspace *workspace,
            RapportAct       *act,
            const char       *toast_text)
{
  rapport_do_then (from, workspace, act, toast_text, NULL, NULL);
}

/**
 * rapport_feedback_is_writing:
 *
 * Returns: whether an act of rapport_do() is on its way: a window waits for it before it closes
 */
gboolean
rapport_feedback_is_writing (void)
{
  return n_writing > 0;
}
