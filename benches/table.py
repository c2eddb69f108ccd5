#!/usr/bin/env python3
"""Makes the table of the README: `confcal export` beside other programs that do the same job, as CPU time and peak memory.

    benches/table.py [CONFERENCES]...

CPU time is user and system time of the whole process, as a ratio to `straightforward.rs`; the median of several runs, which
go round all programs so that whatever else the machine does meets them alike. Needs Rust, Python 3.11, Node and a C
compiler; the libraries of the peers are installed into target/peers, libical by apt. Whatever cannot run fails.
"""

import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import venv

ROOT = pathlib.Path(__file__).resolve().parent.parent
PEERS = ROOT / "benches" / "peers"
TARGET = ROOT / "target" / "peers"
sys.path.insert(0, str(ROOT / "tests" / "clients"))

from machine import Failure, command, install

RUNS = 15
SLOW_RUNS = 1


def prepare():
    """Builds and installs everything. The programs by name: a command, and what is its standard input."""
    build = ["cargo", "build", "--release", "--locked"]
    command([*build, "--bins"], cwd=ROOT, timeout=1800)
    # The profile makes what is in this package small: the peer is fast, as a program of its own would be.
    fast = ["--config", "profile.release.package.confcal.opt-level=3"]
    command([*build, "--example", "generate", "--example", "straightforward", *fast], cwd=ROOT, timeout=1800)
    TARGET.mkdir(parents=True, exist_ok=True)
    python = TARGET / "venv" / "bin" / "python"
    if not python.exists():
        venv.create(TARGET / "venv", with_pip=True)
    command([python, "-m", "pip", "install", "--quiet", "--requirement", PEERS / "requirements.txt"], timeout=600)
    for name in ("package.json", "package-lock.json", "peer.mjs"):
        shutil.copy(PEERS / name, TARGET)
    command(["npm", "ci", "--no-audit", "--no-fund"], cwd=TARGET, timeout=600)
    install(["libical-dev", "gcc", "libc6-dev"], lambda: pathlib.Path("/usr/include/libical/ical.h").exists())
    command(["cc", "-O2", "-o", TARGET / "peer_libical", PEERS / "peer_libical.c", "-lical"])
    release = ROOT / "target" / "release"
    peer = [python, PEERS / "peer.py"]
    node = ["node", TARGET / "peer.mjs"]
    return {
        "straightforward Rust": [release / "examples" / "straightforward", "LIST"],
        "confcal export": [release / "confcal", "export", "LIST"],
        "libical in C, without reading TOML": [TARGET / "peer_libical"],
        "npm ical.js": [*node, "ical.js", "LIST"],
        "npm ics": [*node, "ics", "LIST"],
        "npm ical-generator": [*node, "ical-generator", "LIST"],
        "Python ics": [*peer, "ics", "LIST"],
        "Python icalendar": [*peer, "icalendar", "LIST"],
    }


def run(arguments, source):
    """CPU seconds and peak memory in MB of one run, and how many events it wrote."""
    out = TARGET / "out.ics"
    with open(source, "rb") as stdin, open(out, "wb") as stdout, open(TARGET / "stderr", "wb") as stderr:
        process = subprocess.Popen([str(argument) for argument in arguments], stdin=stdin, stdout=stdout, stderr=stderr)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        said = (TARGET / "stderr").read_text(errors="replace").strip().splitlines()[-5:]
        raise Failure(f"`{arguments[0]}` failed with {process.returncode}: " + "\n".join(said))
    with open(out, "rb") as feed:
        events = sum(line.startswith(b"BEGIN:VEVENT") for line in feed)
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, events


def table(programs, conferences):
    path = TARGET / f"list-{conferences}.toml"
    with open(path, "wb") as file:
        subprocess.run([ROOT / "target" / "release" / "examples" / "generate", str(conferences)], stdout=file, check=True)
    events = TARGET / f"list-{conferences}.tsv"
    # In a process of its own: what this one once held would count as the peak of every program that it starts.
    with open(events, "wb") as file:
        subprocess.run([TARGET / "venv" / "bin" / "python", PEERS / "peer.py", "tabs", path], stdout=file, check=True)
    results = {name: [] for name in programs}
    for number in range(RUNS):
        for name, arguments in programs.items():
            if number >= SLOW_RUNS and results[name][0][0] > 3:
                continue
            results[name].append(run([path if argument == "LIST" else argument for argument in arguments], events))
    counts = {name: runs[0][2] for name, runs in results.items()}
    if len(set(counts.values())) != 1:
        raise Failure(f"the programs do not write the same events: {counts}")
    base = statistics.median(cpu for cpu, _, _ in results["straightforward Rust"])
    size = path.stat().st_size / 1e6
    print(f"\n{conferences:,} conferences, {counts['confcal export']:,} events, a list of {size:.1f} MB\n")
    print("| | CPU | peak memory |\n|-|-:|-:|")
    for name, runs in results.items():
        cpu = statistics.median(cpu for cpu, _, _ in runs)
        print(f"| {name} | {cpu / base:.2f} ({cpu:.2f} s) | {max(peak for _, peak, _ in runs):.0f} MB |", flush=True)


if __name__ == "__main__":
    try:
        prepared = prepare()
        for size in [int(argument) for argument in sys.argv[1:]] or [10_000]:
            table(prepared, size)
    except Failure as failure:
        sys.exit(f"benches/table.py: {failure}")
