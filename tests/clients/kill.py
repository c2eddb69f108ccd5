#!/usr/bin/env python3
"""Kills exports of a large feed at random moments, and asserts that the file then holds the old feed or the new one, whole.

tests/clients/kill.py --confcal PATH [SEED]   with that binary; SEED, as an earlier run printed it, gives its moments again

README.md says more. Exit status: 0 all as it should be, 1 it is not or something could not run, 2 wrong usage.
"""

import collections
import os
import pathlib
import random
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True  # no __pycache__ in the checkout
from machine import Failure, command

CONFERENCES = 2_000
# Kills at random moments, over so many times what an export takes; and kills aimed at each of two moments that are short.
MOMENTS, SPREAD, AIMED = 50, 1.2, 10
# Seconds, far more than an export takes.
PATIENCE = 60

# When a kill came.
BEFORE, WRITING, AFTER, LATE = "before it wrote", "while it wrote", "after the replacement", "when it was over"

STAMPS = re.compile(rb"(?:DTSTAMP|LAST-MODIFIED|SEQUENCE):[^\r]*\r\n")


def listing(version):
    """A list in which nothing but the ids is as in another version."""
    yield '[feed]\nname = "Large"\nid = "confcal-clients-kill"\n'
    said = f"What the {version} version says of it. " * 12
    for number in range(CONFERENCES):
        year, day = 2000 + number // 300, f"{number // 25 % 12 + 1:02}-{number % 25 + 1:02}"
        yield f"""
[[conference]]
id = "conference-{number}"
name = "Conference {number}, {version}"
start = {year}-{day}
description = "{said}"

[[conference.deadline]]
kind = "cfp"
due = {year - 1}-{day}
"""


class Export:
    """An export of the second version of a list to the file with the feed of the first."""

    def __init__(self, confcal, folder):
        self.folder, self.feed = folder, folder / "feed.ics"
        self.environment = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
        first, self.second = (self.written(confcal, version, day) for version, day in (("first", 0), ("second", 1)))
        self.run(first)
        self.old = self.feed.read_bytes()
        durations, feeds = [], set()
        for _ in range(5):
            self.restore()
            begun = time.monotonic()
            self.run(self.second)
            durations.append(time.monotonic() - begun)
            feeds.add(self.feed.read_bytes())
        if len(feeds) != 1:
            raise Failure("undisturbed exports differ")
        [self.new] = feeds
        self.duration = statistics.median(durations)
        old, new = (STAMPS.sub(b"", feed).split(b"BEGIN:VEVENT")[1:] for feed in (self.old, self.new))
        if not len(old) == len(new) == 2 * CONFERENCES or set(old) & set(new):
            raise Failure("the two feeds do not differ in every event")

    def written(self, confcal, version, day):
        """Writes a version of the list, as on that day; the command that exports it."""
        source = self.folder / f"{version}.toml"
        source.write_text("".join(listing(version)))
        moment = 1651363200 + day * 86400
        os.utime(source, (moment, moment))
        return [confcal, "export", source, "-o", self.feed]

    def run(self, arguments):
        command(arguments, env=self.environment, timeout=PATIENCE)

    def restore(self):
        """Puts the old feed back, so that every export begins with the same."""
        self.feed.write_bytes(self.old)
        self.inode, self.left = self.feed.stat().st_ino, self.leftovers()

    def leftovers(self):
        return set(self.folder.glob(".confcal-*"))

    # How far an export is, which other processes can see: it writes a file of its own and puts that in the place of the feed.

    def begun(self):
        return True

    def writes(self):
        return bool(self.leftovers() - self.left)

    def replaced(self):
        return self.feed.stat().st_ino != self.inode

    def killed(self, happened, delay):
        """Kills an export so many seconds after that has happened, and asserts that the file is whole; when the kill came."""
        self.restore()
        process = subprocess.Popen(self.second, env=self.environment, stdin=subprocess.DEVNULL,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            deadline = time.monotonic() + PATIENCE
            # A busy wait, because what is waited for is over soon.
            while not happened() and process.poll() is None and time.monotonic() < deadline:
                pass
            time.sleep(delay)
        finally:
            process.kill()
            status = process.wait(PATIENCE)
        if status not in (0, -signal.SIGKILL):
            raise Failure(f"an export ended with {status}")
        found = self.feed.read_bytes()
        if found not in (self.old, self.new):
            raise Failure(f"the file holds {len(found)} octets that are neither the old feed nor the new one")
        if found == self.new:
            return LATE if status == 0 else AFTER
        if status == 0:
            raise Failure("an export was done, and the file holds the old feed")
        if not self.writes():
            return BEFORE
        # The next exports shall find what one has left behind, not what all have.
        for leftover in self.left:
            leftover.unlink(missing_ok=True)
        return WRITING


def check(confcal, folder, seed):
    export, chance = Export(confcal, folder), random.Random(seed)
    print(f"seed {seed}; {len(export.new)} octets; an export takes {export.duration:.2f} s", flush=True)

    def moments(count, seconds):
        """Random moments, one in each of so many equal parts of the time, so that none of it is left out."""
        found = [(part + chance.random()) / count * seconds for part in range(count)]
        chance.shuffle(found)
        return found

    kills = {
        "at random moments": [(export.begun, moment) for moment in moments(MOMENTS, SPREAD * export.duration)],
        "once it has replaced the feed": [(export.replaced, 0)] * AIMED,
        "once it writes": [(export.writes, moment) for moment in moments(AIMED, export.duration / 20)],
    }
    seen = set()
    for name, waits in kills.items():
        outcomes = collections.Counter(export.killed(*wait) for wait in waits)
        seen.update(outcomes)
        print(f"ok   killed {name}: " + ", ".join(f"{count} {when}" for when, count in outcomes.items()), flush=True)
    if not {BEFORE, WRITING} <= seen or not {AFTER, LATE} & seen:
        raise Failure("the kills did not come before the writing, while it went on, and after the replacement")
    for _ in range(MOMENTS):
        export.restore()
        if export.left:
            break
        export.killed(export.writes, 0)
    else:
        raise Failure("no killed export has left its file behind")
    export.run(export.second)
    if export.feed.read_bytes() != export.new:
        raise Failure("beside what a killed export left behind, the next one writes something else")
    if export.leftovers():
        raise Failure("what a killed export left behind is not removed by the next")
    print("ok   the next export, which removes what a killed one left behind")


def main(arguments):
    if arguments in (["-h"], ["--help"]):
        print(__doc__)
        return 0
    if len(arguments) not in (2, 3) or arguments[0] != "--confcal" or not all(seed.isdecimal() for seed in arguments[2:]):
        print(__doc__, file=sys.stderr)
        return 2
    seed = int(arguments[2]) if len(arguments) == 3 else random.SystemRandom().randrange(10**9)
    # Also when it is told to stop, nothing stays behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    try:
        with tempfile.TemporaryDirectory(prefix="confcal-kill-") as folder:
            check(pathlib.Path(arguments[1]).resolve(), pathlib.Path(folder), seed)
    except (Failure, OSError, subprocess.TimeoutExpired) as failure:
        print(f"FAIL {failure}")
        return 1
    return 0


sys.exit(main(sys.argv[1:]))
