#!/usr/bin/env python3
"""Finds what GTK deprecated after the floor, where the floor already has the better way.

GDK_VERSION_MIN_REQUIRED mutes these in the compiler, and no compiler looks into .ui and .css files.
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".").resolve()

COLUMN = "GtkColumnView, GtkListView or GtkGridView over a GListModel"
OWN = "a palette of toggles of our own"
TYPES = {
    "GtkDialog": "AdwWindow", "GtkMessageDialog": "AdwMessageDialog", "GtkFileChooserDialog": "GtkFileChooserNative",
    "GtkTreeView": COLUMN, "GtkTreeViewColumn": COLUMN, "GtkTreeModel": COLUMN, "GtkTreeModelFilter": COLUMN,
    "GtkTreeModelSort": COLUMN, "GtkTreeStore": COLUMN, "GtkTreePath": COLUMN, "GtkTreeIter": COLUMN,
    "GtkTreeSelection": COLUMN, "GtkListStore": COLUMN, "GtkCellRenderer": COLUMN, "GtkCellRendererText": COLUMN,
    "GtkCellRendererPixbuf": COLUMN, "GtkCellRendererToggle": COLUMN, "GtkCellLayout": COLUMN, "GtkCellArea": COLUMN,
    "GtkIconView": COLUMN, "GtkCellView": COLUMN,
    "GtkComboBox": "GtkDropDown or AdwComboRow", "GtkComboBoxText": "GtkDropDown or AdwComboRow",
    "GtkEntryCompletion": "GtkPopover with a GtkListView",
    "GtkInfoBar": "AdwToast or a box in a GtkRevealer", "GtkStatusbar": "AdwToast or a box in a GtkRevealer",
    "GtkLockButton": "an action that is not enabled", "GtkVolumeButton": "GtkScale", "GtkAssistant": "AdwCarousel or GtkStack",
    "GtkColorButton": OWN, "GtkColorChooser": OWN, "GtkColorChooserDialog": OWN, "GtkColorChooserWidget": OWN,
    "GtkFontButton": OWN, "GtkFontChooser": OWN, "GtkFontChooserDialog": OWN, "GtkFontChooserWidget": OWN,
    "GtkAppChooser": "g_app_info_get_recommended_for_type", "GtkAppChooserButton": "g_app_info_get_recommended_for_type",
    "GtkAppChooserDialog": "g_app_info_get_recommended_for_type",
    "GtkAppChooserWidget": "g_app_info_get_recommended_for_type",
    "GtkStyleContext": "gtk_widget_add_css_class and the style sheet",
}
WORDS = {
    r"gtk_widget_get_style_context": "gtk_widget_add_css_class",
    r"gtk_render_\w+": "gtk_snapshot_append_*", r"gtk_snapshot_render_\w+": "gtk_snapshot_append_*",
    r"gtk_widget_(?:show|hide)": "gtk_widget_set_visible",
    r"gtk_show_uri\w*": "g_app_info_launch_default_for_uri_async",
    r"gtk_toggle_button_toggled": "gtk_toggle_button_set_active",
    r"gtk_gesture_set_sequence_state": "gtk_gesture_set_state",
    r"gtk_widget_get_allocated_(?:width|height|baseline)": "gtk_widget_get_width, gtk_widget_get_height",
    r"gtk_widget_get_allocation": "gtk_widget_compute_bounds",
    r"gtk_widget_translate_coordinates": "gtk_widget_compute_point",
    r"gtk_css_provider_load_(?:from_data|named)": "gtk_css_provider_load_from_resource",
    r"gtk_(?:image|picture)_(?:new_from|new_for|set_from|set)_pixbuf": "a GdkPaintable",
    r"gtk_picture_[sg]et_keep_aspect_ratio": "gtk_picture_set_content_fit",
    r"keep-aspect-ratio": "content-fit",
    r"gtk_window_present_with_time": "gtk_window_present",
    r"gtk-application-prefer-dark-theme": "AdwStyleManager",
    r"G_APPLICATION_FLAGS_NONE": "G_APPLICATION_DEFAULT_FLAGS",
}
# Not deprecated: the way to add a style sheet to a display.
ALLOWED = re.compile(r"gtk_style_context_(?:add|remove)_provider_for_display")
CSS = {
    r"\bvar\s*\(": "a named colour (@define-color)", r":root\b": "a named colour (@define-color)",
    r"\bcolor-mix\s*\(": "mix()", r"@media\b": "a style class set by the program",
}


def snake(camel):
    return re.sub(r"(?<!^)(?=[A-Z])", "_", camel).lower()


rules = []
for camel, instead in TYPES.items():
    # gtk_dialog_run is of GtkDialog; gtk_dialog is a prefix of no other type's functions that we could mean.
    names = [camel, snake(camel) + r"_\w+", "GTK_(?:IS_|TYPE_)?" + snake(camel)[4:].upper()]
    longer = [snake(other) for other in TYPES if other != camel and snake(other).startswith(snake(camel) + "_")]
    guard = "".join(rf"(?!{other}_)" for other in longer)
    rules.append((re.compile(rf"\b(?:{names[0]}|{guard}{names[1]}|{names[2]})\b"), instead))
rules += [(re.compile(rf"(?<![\w-]){word}(?![\w-])"), instead) for word, instead in WORDS.items()]
css_rules = [(re.compile(word), instead) for word, instead in CSS.items()]
COMMENT = {"c": re.compile(r"/\*.*?\*/|//[^\n]*", re.S), "ui": re.compile(r"<!--.*?-->", re.S),
           "css": re.compile(r"/\*.*?\*/", re.S)}

complaints = []
paths = [p for top, pattern in (("src", "*.[ch]"), ("ui", "*.ui"), ("ui", "*.css")) for p in (ROOT / top).rglob(pattern)]
for path in sorted(paths):
    kind = {".ui": "ui", ".css": "css"}.get(path.suffix, "c")
    text = COMMENT[kind].sub(lambda m: "\n" * m.group(0).count("\n"), path.read_text(encoding="utf-8"))
    for number, line in enumerate(text.splitlines(), 1):
        line = ALLOWED.sub("", line)
        for rule, instead in css_rules if kind == "css" else rules:
            match = rule.search(line)
            if match:
                complaints.append(f"{path.relative_to(ROOT)}:{number}: {match.group(0)}: use {instead}")

print("\n".join(complaints), file=sys.stderr)
sys.exit(1 if complaints else 0)
