#!/usr/bin/env python3
"""Counts the instructions of the export of 1,000 conferences, and compares them with the recorded number.

Unlike seconds they hardly depend on the machine, so that this is the one check of speed that may fail a build: where they are
more than 5 % off, in either direction. The program is built as it is released. `--record` writes down what they are now.
Installs valgrind by apt if it is missing.
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "clients"))

from machine import Failure, command, install

RECORDED = ROOT / "benches" / "instructions"
TOLERANCE = 0.05


def count(folder):
    """How many instructions the program takes, its start included."""
    # As it is released, whatever flags the machine has set for other builds.
    plain = {key: value for key, value in os.environ.items() if key not in ("RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS")}
    # Each by itself: an example brings the dependencies of the tests, with which the program would be built once more.
    for what in (["--release", "--bin", "confcal"], ["--example", "generate"]):
        command(["cargo", "build", "--locked", *what], cwd=ROOT, timeout=1800, env=plain)
    target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    (folder / "list.toml").write_bytes(command([target / "debug" / "examples" / "generate", "1000"]))
    shutil.copy(target / "release" / "confcal", folder)
    valgrind = [shutil.which("valgrind"), "--tool=callgrind", "--callgrind-out-file=/dev/null"]
    done = subprocess.run(
        [*valgrind, "./confcal", "export", "list.toml"],
        check=False,
        cwd=folder,
        env={"SOURCE_DATE_EPOCH": "1651363200"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        timeout=600,
    )
    collected = re.search(r"Collected : (\d+)", done.stderr)
    if done.returncode != 0 or not collected:
        raise Failure(f"callgrind failed with {done.returncode}:\n{done.stderr.strip()[-2000:]}")
    return int(collected[1])


def check():
    # valgrind cannot start a program without the symbols of the dynamic linker that libc6-dbg brings.
    install(["valgrind", "libc6-dbg"], lambda: shutil.which("valgrind"))
    with tempfile.TemporaryDirectory() as folder:
        now = count(pathlib.Path(folder))
    if sys.argv[1:] == ["--record"]:
        RECORDED.write_text(f"{now}\n")
        print(f"recorded {now:,} instructions")
        return
    recorded = int(RECORDED.read_text())
    ratio = now / recorded
    print(f"{now:,} instructions, {ratio - 1:+.1%} of the recorded {recorded:,}")
    if ratio > 1 + TOLERANCE:
        raise Failure("the export has become slower; if there is a good reason, record it: .ci/instructions.py --record")
    if ratio < 1 - TOLERANCE:
        raise Failure("the export has become faster; record it, so that it stays so: .ci/instructions.py --record")


if __name__ == "__main__":
    try:
        check()
    except (Failure, subprocess.TimeoutExpired) as failure:
        sys.exit(f".ci/instructions.py: {failure}")
