#!/usr/bin/env python3
"""Drives real Chromium through the sites that confcal builds, and asserts what a reader sees.

tests/browser/run.py --confcal PATH [--generate PATH]   build the sites with that binary and check them; the program that
                                                     writes large lists is examples/generate beside it unless named
tests/browser/run.py --setup                            only set up

README.md says more. Exit status: 0 all is as it should be, 1 it is not or something could not run, 2 wrong usage.
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys

sys.dont_write_bytecode = True  # no __pycache__ in the checkout
HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(HERE.parent / "clients"))
from machine import Failure, command, install

CHROMIUM = pathlib.Path("/usr/bin/chromium")
WORK = ROOT / "target" / "browser"
NODE, LISTS, SITES, PICTURES = WORK / "node", WORK / "lists", WORK / "sites", WORK / "pictures"

# One moment for every build, as check.mjs was written for it: 2022-05-01T00:00:00Z. Half of a long list is over by 2025-12-01.
SOURCE_DATE_EPOCH = "1651363200"
HALF_OVER = "1764547200"
BASE_URL = "https://example.org/conferences/"
LANGUAGES = ("en", "de", "zh", "es", "fr")
MANY = 2000


def set_up():
    WORK.mkdir(parents=True, exist_ok=True)
    install(["chromium", "fonts-dejavu-core"], CHROMIUM.exists)
    wanted = [(HERE / name).read_bytes() for name in ("package.json", "package-lock.json")]
    there = [NODE / name for name in ("package.json", "package-lock.json", "done")]
    if all(file.exists() for file in there) and [file.read_bytes() for file in there[:2]] == wanted:
        return
    shutil.rmtree(NODE, ignore_errors=True)
    NODE.mkdir()
    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(HERE / name, NODE / name)
    command(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=NODE)
    (NODE / "done").touch()


def dates(language):
    """A list in a language, with a deadline on every day of a month, and at noon on the first of every month of a year."""
    days = [f"2022-10-{day:02}" for day in range(1, 32)]
    moments = [f"{2022 + month // 13}-{(month - 1) % 12 + 1:02}-01T12:00:00Z" for month in range(6, 18)]
    deadline = '[[conference.deadline]]\nkind = "other"\nname = "{0}"\ndue = {0}\n'
    head = '[feed]\nid = "dates"\nlanguage = "{}"\n[[conference]]\nid = "dates"\nname = "Dates"\nstart = 2023-12-01\n'
    return head.format(language) + "".join(deadline.format(due) for due in days + moments)


def write_lists(generate):
    """Name and text of the list of each site."""
    bundled = (ROOT / "conferences.toml").read_text(encoding="utf-8")
    yield "bundled", bundled
    yield "no-address", bundled
    for language in LANGUAGES:
        translated, replaced = re.subn(r'^language = "en"$', f'language = "{language}"', bundled, flags=re.MULTILINE)
        if replaced != 1:
            raise Failure('conferences.toml has no single line `language = "en"`')
        yield f"language-{language}", translated
        yield f"dates-{language}", dates(language)
    for source in sorted((HERE / "lists").glob("*.toml")):
        yield source.stem, source.read_text(encoding="utf-8").replace("LONG", "long" * 120)
    many = command([generate, str(MANY)]).decode()
    yield "many", many
    yield "many-half", many


def build(confcal, generate):
    for folder in (LISTS, SITES, PICTURES):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    for name, text in write_lists(generate):
        source = LISTS / f"{name}.toml"
        source.write_text(text, encoding="utf-8")
        address = [] if name == "no-address" else ["--base-url", BASE_URL]
        epoch = HALF_OVER if name == "many-half" else SOURCE_DATE_EPOCH
        environment = {**os.environ, "SOURCE_DATE_EPOCH": epoch, "TZ": "Pacific/Marquesas"}
        command([confcal, "build", "--allow-empty", source, "-o", SITES / name, *address], env=environment)


def main(arguments):
    if arguments == ["--setup"]:
        options = {}
    elif len(arguments) in (2, 4) and arguments[0] == "--confcal" and arguments[2:3] in ([], ["--generate"]):
        options = dict(zip(arguments[::2], arguments[1::2], strict=True))
    else:
        print(__doc__)
        return 0 if arguments in (["-h"], ["--help"]) else 2
    try:
        set_up()
        if not options:
            return 0
        confcal = pathlib.Path(options["--confcal"]).resolve()
        generate = pathlib.Path(options.get("--generate", confcal.parent / "examples" / "generate")).resolve()
        build(confcal, generate)
    except Failure as failure:
        print(f"browser: set-up failed: {failure}", file=sys.stderr)
        return 1
    check = ["node", HERE / "check.mjs", NODE, SITES, PICTURES]
    try:
        # Far more than it takes: a browser that hangs must not hang the gate.
        done = subprocess.run([str(part) for part in check], stdin=subprocess.DEVNULL, timeout=1200, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        print(f"browser: {error}", file=sys.stderr)
        return 1
    return 1 if done.returncode else 0


sys.exit(main(sys.argv[1:]))
