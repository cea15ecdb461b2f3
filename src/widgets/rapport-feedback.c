#include "config.h"

#include "widgets/rapport-feedback.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "widgets/rapport-confirm.h"

#define LAST_TOAST "rapport-last-toast"
#define SECONDS 5

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

static void
toast_slot_free (gpointer data)
{
  GWeakRef *slot = data;

  g_weak_ref_clear (slot);
  g_free (slot);
}

/* The newest is shown at once. "Undo" takes back the newest act: a toast about an older one must not stay. */
static void
replace_last (AdwToastOverlay *overlay,
               AdwToast        *toast)
{
  GWeakRef *slot = g_object_get_data (G_OBJECT (overlay), LAST_TOAST);
  g_autoptr(AdwToast) before = NULL;

  if (slot == NULL)
    {
      slot = g_new0 (GWeakRef, 1);
      g_weak_ref_init (slot, NULL);
      g_object_set_data_full (G_OBJECT (overlay), LAST_TOAST, slot, toast_slot_free);
    }
  before = g_weak_ref_get (slot);
  g_weak_ref_set (slot, toast);
  if (before != NULL)
    adw_toast_dismiss (before);
}

static void
show_toast (AdwToastOverlay *overlay,
            AdwToast        *toast)
{
  replace_last (overlay, toast);
  adw_toast_overlay_add_toast (overlay, toast);
}

static AdwToast *
new_toast (const char *text)
{
  /* The title is markup. */
  g_autofree char *title = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (title);

  adw_toast_set_timeout (toast, SECONDS);
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
  adw_toast_dismiss (toast);
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
