#!/usr/bin/env python3
"""Checks the layers of src/: dependencies point downwards only, GTK begins at widgets/, SQLite stays in store/."""
import pathlib
import re
import sys

ROOT = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".").resolve()

# What a layer may include besides itself.
BELOW = {
    "core": set(),
    "store": {"core"},
    "insight": {"core"},
    "exchange": {"core"},
    "document": {"core"},
    "service": {"core", "store", "insight", "exchange", "document"},
    "command": {"core", "store", "insight", "exchange", "document", "service"},
    "widgets": {"core", "store", "insight", "exchange", "document", "service"},
    "views": {"core", "store", "insight", "exchange", "document", "service", "widgets"},
    "application": {"core", "store", "insight", "exchange", "document", "service", "widgets", "views"},
}
WITH_GTK = {"widgets", "views", "application"}
INCLUDE = re.compile(r"^\s*#\s*include\s*([<\"])([^>\"]+)[>\"]", re.M)
GTK = re.compile(r"^(?:gtk|gdk|gsk)/|^adwaita\.h$")
STRING = re.compile(r"\"((?:[^\"\\\n]|\\.)*)\"")
SQL = re.compile(r"^\s*(?:SELECT\s|INSERT\s+(?:OR\s+\w+\s+)?INTO\b|UPDATE\s+\w+\s+SET\b|DELETE\s+FROM\b|"
                 r"CREATE\s+(?:TABLE|INDEX|TRIGGER|VIEW)\b|WITH\s+\w+\s+AS\s*\(|PRAGMA\s|BEGIN\s+IMMEDIATE)|"
                 r"\b(?:FROM|JOIN)\s+[a-z_]+\s+(?:WHERE|ON|JOIN|ORDER\s+BY|GROUP\s+BY)\b|\bORDER\s+BY\s+[a-z_]")
COMMENT = re.compile(r"/\*.*?\*/|//[^\n]*", re.S)

complaints = []
for path in sorted((ROOT / "src").rglob("*.[ch]")):
    name = path.relative_to(ROOT).as_posix()
    parts = path.relative_to(ROOT / "src").parts
    layer = parts[0] if len(parts) > 1 else None        # src/main.c stands above all of them
    if layer is not None and layer not in BELOW:
        complaints.append(f"{name}: src/{layer} is no layer of architecture")
        continue
    text = COMMENT.sub(lambda m: "\n" * m.group(0).count("\n"), path.read_text(encoding="utf-8"))
    for match in INCLUDE.finditer(text):
        line = text.count("\n", 0, match.start(2)) + 1
        kind, header = match.groups()
        if layer is not None and layer not in WITH_GTK and GTK.match(header):
            complaints.append(f"{name}:{line}: {layer}/ must not include {header}")
        if header == "sqlite3.h" and layer != "store":
            complaints.append(f"{name}:{line}: only store/ includes sqlite3.h")
        target = header.split("/")[0] if kind == '"' and "/" in header else None
        if layer is not None and target in BELOW and target != layer and target not in BELOW[layer]:
            complaints.append(f"{name}:{line}: {layer}/ must not include {header}")
    if layer is None or layer in WITH_GTK:
        for match in STRING.finditer(text):
            if SQL.search(match.group(1)):
                line = text.count("\n", 0, match.start()) + 1
                complaints.append(f"{name}:{line}: SQL belongs to store/ and service/")

print("\n".join(complaints), file=sys.stderr)
sys.exit(1 if complaints else 0)
