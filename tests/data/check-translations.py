#!/usr/bin/env python3
"""Checks every po/*.po with msgfmt, and that po/LINGUAS lists exactly these."""
import pathlib
import subprocess
import sys

PO = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".").resolve() / "po"
listed = [word for line in (PO / "LINGUAS").read_text(encoding="utf-8").splitlines()
          for word in line.split("#")[0].split()]
there = sorted(path.stem for path in PO.glob("*.po"))
failed = False
if sorted(listed) != there:
    print(f"po/LINGUAS lists {sorted(listed)}, but there are {there}", file=sys.stderr)
    failed = True
for language in there:
    failed |= subprocess.run(["msgfmt", "--check", "--output-file=/dev/null", str(PO / f"{language}.po")]).returncode != 0
sys.exit(failed)
