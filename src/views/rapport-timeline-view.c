#include "config.h"

#include "views/rapport-timeline-view.h"

#include "views/rapport-account-picker.h"
#include "views/rapport-page-header.h"
#include "views/rapport-timeline.h"

struct _RapportTimelineView
{
  AdwBin                parent_instance;

  /* Template children */
  RapportPageHeader    *header;
  RapportAccountPicker *picker;
  RapportTimeline      *timeline;
  GtkToggleButton      *quarter_button;
  GtkToggleButton      *year_button;
  GtkToggleButton      *ever_button;

  /* Owned */
  RapportWorkspace     *workspace;
};

typedef enum
{
  PROP_WORKSPACE = 1,
  PROP_ACCOUNT,
} RapportTimelineViewProperty;

static GParamSpec *properties[PROP_ACCOUNT + 1];

G_DEFINE_FINAL_TYPE (RapportTimelineView, rapport_timeline_view, ADW_TYPE_BIN)

static void
account_chosen_cb (RapportTimelineView *self)
{
  rapport_timeline_set_account (self->timeline, rapport_account_picker_get_account (self->picker));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACCOUNT]);
}

static void
range_changed_cb (RapportTimelineView *self)
{
  rapport_timeline_set_span (self->timeline,
                             gtk_toggle_button_get_active (self->quarter_button) ? RAPPORT_TIMELINE_QUARTER
                             : gtk_toggle_button_get_active (self->year_button)  ? RAPPORT_TIMELINE_YEAR
                                                                                 : RAPPORT_TIMELINE_EVER);
}

static void
search_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  rapport_timeline_focus_search (RAPPORT_TIMELINE_VIEW (widget)->timeline);
}

static void
rapport_timeline_view_get_property (GObject    *object,
                                    guint       prop_id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  RapportTimelineView *self = RAPPORT_TIMELINE_VIEW (object);

  switch ((RapportTimelineViewProperty) prop_id)
    {
    case PROP_WORKSPACE:
      g_value_set_object (value, self->workspace);
      break;
    case PROP_ACCOUNT:
      g_value_set_int64 (value, rapport_account_picker_get_account (self->picker));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rapport_timeline_view_set_property (GObject      *object,
                                    guint         prop_id,
                                    const GValue *value,
                                    GParamSpec   *pspec)
{
  RapportTimelineView *self = RAPPORT_TIMELINE_VIEW (object);

  switch ((RapportTimelineViewProperty) prop_id)
    {
    case PROP_WORKSPACE:
      if (g_set_object (&self->workspace, g_value_get_object (value)))
        {
          rapport_page_header_set_workspace (self->header, self->workspace);
          g_object_set (self->picker, "workspace", self->workspace, NULL);
          g_object_set (self->timeline, "workspace", self->workspace, NULL);
          g_object_notify_by_pspec (object, properties[PROP_WORKSPACE]);
        }
      break;
    case PROP_ACCOUNT:
      rapport_account_picker_set_account (self->picker, g_value_get_int64 (value));
      account_chosen_cb (self);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rapport_timeline_view_dispose (GObject *object)
{
  RapportTimelineView *self = RAPPORT_TIMELINE_VIEW (object);

  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (rapport_timeline_view_parent_class)->dispose (object);
}

static void
rapport_timeline_view_class_init (RapportTimelineViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = rapport_timeline_view_get_property;
  object_class->set_property = rapport_timeline_view_set_property;
  object_class->dispose = rapport_timeline_view_dispose;

  properties[PROP_WORKSPACE] = g_param_spec_object ("workspace", NULL, NULL, RAPPORT_TYPE_WORKSPACE, flags);
  properties[PROP_ACCOUNT] = g_param_spec_int64 ("account", NULL, NULL, 0, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (RAPPORT_TYPE_ACCOUNT_PICKER);
  g_type_ensure (RAPPORT_TYPE_PAGE_HEADER);
  g_type_ensure (RAPPORT_TYPE_TIMELINE);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/rapport/Rapport/rapport-timeline-view.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportTimelineView, ever_button);
  gtk_widget_class_bind_template_child (widget_class, RapportTimelineView, header);
  gtk_widget_class_bind_template_child (widget_class, RapportTimelineView, picker);
  gtk_widget_class_bind_template_child (widget_class, RapportTimelineView, quarter_button);
  gtk_widget_class_bind_template_child (widget_class, RapportTimelineView, timeline);
  gtk_widget_class_bind_template_child (widget_class, RapportTimelineView, year_button);
  gtk_widget_class_bind_template_callback (widget_class, account_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, range_changed_cb);
  gtk_widget_class_install_action (widget_class, "page.search", NULL, search_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "page.search", NULL);
}

static void
rapport_timeline_view_init (RapportTimelineView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
