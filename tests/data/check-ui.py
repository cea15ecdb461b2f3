#!/usr/bin/env python3
"""Checks the files of ui/: well-formed, for the floor's GTK, in a resource list, translatable, with icons that exist."""
import pathlib
import re
import sys
import xml.etree.ElementTree as ET

ROOT = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".").resolve()
UI = ROOT / "ui"
VISIBLE = {"label", "title", "subtitle", "tooltip-text", "placeholder-text", "description", "body", "heading"}
CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.S)
ICON = re.compile(r"\brp-[a-z-]+-symbolic\b")

complaints = []
resources = set()
for listing in sorted(UI.rglob("*.gresource.xml")):
    for entry in ET.parse(listing).iter("file"):
        drawn = re.fullmatch(r"(.*)\.symbolic\.png", entry.text.strip())
        # Drawn from the SVG when the program is built.
        path = listing.parent / (f"scalable/actions/{drawn[1]}.svg" if drawn else entry.text.strip())
        resources.add(path.resolve())
        if not path.is_file():
            complaints.append(f"{listing.relative_to(ROOT)}: no such file: {entry.text}")

icons = {path.stem for path in (UI / "icons").rglob("*.svg")}
for path in sorted([*UI.rglob("*.ui"), *(UI / "icons").rglob("*.svg"), *UI.glob("*.css")]):
    name = path.relative_to(ROOT)
    if path.resolve() not in resources:
        complaints.append(f"{name}: in no resource list")
    if path.suffix == ".css":
        continue
    try:
        root = ET.parse(path).getroot()
    except ET.ParseError as error:
        complaints.append(f"{name}: {error}")
        continue
    if path.suffix == ".svg":
        # GTK colours rect, circle and path by their fill; a stroke keeps the colour of the file.
        if any(e.get("stroke", "none") != "none" for e in root.iter()):
            complaints.append(f"{name}: a symbolic icon has filled shapes only")
        continue
    versions = [r.get("version") for r in root.findall("requires") if r.get("lib") == "gtk"]
    if root.tag != "interface" or len(versions) != 1:
        complaints.append(f'{name}: needs one <requires lib="gtk" version="4.8"/>')
    elif tuple(map(int, versions[0].split("."))) > (4, 8):
        complaints.append(f"{name}: asks for GTK {versions[0]}, the floor is 4.8")
    if any("translatable=" in part for part in CDATA.findall(path.read_text(encoding="utf-8"))):
        complaints.append(f"{name}: strings in CDATA are not translated; give the row a .ui file of its own")
    for element in root.iter("property"):
        text = (element.text or "").strip()
        if element.get("name") in VISIBLE and re.search(r"[^\W\d_]{2}", text) and not element.get("translatable") \
           and not element.get("bind-source") and not list(element):
            complaints.append(f"{name}: \"{text}\" is not translatable")

for path in sorted([*(ROOT / "src").rglob("*.[ch]"), *UI.rglob("*.ui")]):
    for icon in sorted(set(ICON.findall(path.read_text(encoding="utf-8"))) - icons):
        complaints.append(f"{path.relative_to(ROOT)}: there is no icon {icon}")

print("\n".join(complaints), file=sys.stderr)
sys.exit(1 if complaints else 0)
