#!/usr/bin/env python3
"""Joins the scripts of the pages from their pieces, as src/site/page/script.rs does, for .ci/lint.

.ci/scripts.py PAGE FOLDER     write each script of PAGE/script.rs to FOLDER, under its name in lower case
"""

import pathlib
import re
import shutil
import sys

page, folder = map(pathlib.Path, sys.argv[1:])
source = (page / "script.rs").read_text(encoding="utf-8")
scripts = re.findall(r"const (\w+): &str =\s+script!\(([^)]*)\);", source)
if not scripts:
    sys.exit(f"{page}/script.rs names no script")
shutil.rmtree(folder, ignore_errors=True)
folder.mkdir(parents=True)
used = set()
for name, names in scripts:
    pieces = re.findall(r'"(\w+)"', names)
    used.update(pieces)
    text = "".join((page / "script" / f"{piece}.js").read_text(encoding="utf-8") for piece in pieces)
    (folder / f"{name.lower()}.js").write_text(f"(() => {{\n  'use strict';\n\n{text}}})();\n", encoding="utf-8")
if unused := {path.stem for path in (page / "script").glob("*.js")} - used:
    sys.exit(f"{page}/script: no page has {', '.join(sorted(unused))}")
