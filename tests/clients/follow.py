"""What `evolution.py` and `subscribers.py` share: a list that is edited step by step, the truth after each step, Evolution Data Server,
which follows feeds, and how the steps are gone through."""

import ctypes
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import threading
import time
import urllib.parse
import uuid

from machine import Failure, install

HERE = pathlib.Path(__file__).resolve().parent
PACKAGES = ["evolution-data-server", "gir1.2-ecal-2.0", "python3-gi", "dbus"]
# The one that has `gi`; any other Python in PATH has not.
SYSTEM_PYTHON = "/usr/bin/python3"
# Seconds, far more than anything takes: for an answer of any sort, the first being the slowest, and for the right one.
PATIENCE, SOON = 60, 15

# --- The list and the truth. ---

# What is compared of each event. A truth has them by the path that the UID is made from.
FIELDS = ("summary", "all_day", "start", "end", "status")


def uid(feed_id, path):
    return str(uuid.uuid5(uuid.uuid5(uuid.NAMESPACE_URL, feed_id), path))


def edited(text, edits):
    for old, new in edits:
        if text.count(old) != 1:
            raise Failure(f"the list holds {old!r} {text.count(old)} times")
        text = text.replace(old, new)
    return text


def after(truth, changes):
    """The truth after these changes: by event, the fields that change, a whole new event, or None for one that is gone."""
    truth = {path: dict(fields) for path, fields in truth.items()}
    for path, fields in changes.items():
        if fields is None:
            del truth[path]
        else:
            truth[path] = {**truth.get(path, {}), **fields}
    return truth


def differences(truth, seen, key):
    """Where what a client shows is not the truth; `key` is what it has an event under, by its path."""
    left = dict(seen)
    for path, expected in truth.items():
        event = left.pop(key(path), None)
        if event is None:
            yield f"{path}: is not there"
            continue
        for field in FIELDS:
            if event[field] != expected[field]:
                yield f"{path}: {field} is {event[field]!r}, not {expected[field]!r}"
    for event in left.values():
        yield f"{event['summary']}, {event['start']}: should not be there"


def stamp_faults(changes, before, seen, key):
    """Where the stamps do not tell what has changed: Evolution reads an event again only if they do."""
    changed = {key(path) for path in changes}
    for known in before.keys() & seen.keys():
        old, new = before[known]["stamps"], seen[known]["stamps"]
        later = all(one < other for one, other in zip(old, new, strict=True))
        if known in changed and not later:
            yield f"{seen[known]['summary']}: has changed, and its stamps went from {old} to {new}"
        if known not in changed and old != new:
            yield f"{seen[known]['summary']}: has not changed, yet its stamps went from {old} to {new}"


# --- Evolution. ---


def has_evolution():
    if not shutil.which("dpkg-query"):
        return False
    query = ["dpkg-query", "--show", "--showformat", "${db:Status-Status}\\n", *PACKAGES]
    states = subprocess.run(query, capture_output=True, text=True, check=False).stdout.split()
    return states == ["installed"] * len(PACKAGES)


SOURCE = """[Data Source]
DisplayName={name}
Enabled=true
Parent=webcal-stub

[Calendar]
BackendName=webcal

[Authentication]
Host=127.0.0.1
Port={port}
Method=none

[WebDAV Backend]
ResourcePath={path}
ResourceQuery={query}

[Security]
Method=none

[Refresh]
Enabled=false
"""


class Evolution:
    """Evolution Data Server with subscriptions, given as name and target, in a home and a session of its own."""

    def __init__(self, home, port, targets):
        sources = home / "config" / "evolution" / "sources"
        sources.mkdir(parents=True)
        for name, target in targets.items():
            parts = urllib.parse.urlsplit(target)
            source = SOURCE.format(name=name, port=port, path=parts.path, query=parts.query)
            (sources / f"{name}.source").write_text(source)
        (home / "runtime").mkdir(mode=0o700)
        environment = {
            # Nothing of the user's: no session, no settings, no proxy.
            "PATH": "/usr/bin:/bin",
            "HOME": home,
            "XDG_CONFIG_HOME": home / "config",
            "XDG_DATA_HOME": home / "data",
            "XDG_CACHE_HOME": home / "cache",
            "XDG_STATE_HOME": home / "state",
            "XDG_RUNTIME_DIR": home / "runtime",
            "GSETTINGS_BACKEND": "memory",
            "GIO_USE_VFS": "local",
            # The server is on this machine: it is there whatever the network manager says.
            "GIO_USE_NETWORK_MONITOR": "base",
            "LANG": "C.UTF-8",
            # Far from any zone in the feed: brings out times read as local ones.
            "TZ": "Pacific/Marquesas",
        }
        self.log = home / "log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                ["dbus-run-session", "--", SYSTEM_PYTHON, HERE / "read_evolution.py", *targets],
                env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, start_new_session=True)

    def ask(self, question, name):
        watchdog = threading.Timer(PATIENCE, os.killpg, [self.process.pid, signal.SIGKILL])
        watchdog.start()
        try:
            self.process.stdin.write(f"{question} {name}\n".encode())
            self.process.stdin.flush()
            answer = self.process.stdout.readline()
        except OSError:
            answer = b""
        finally:
            watchdog.cancel()
        if not answer:
            said = self.log.read_text(errors="replace").strip().splitlines()[-20:]
            raise Failure("Evolution Data Server does not answer:\n    " + "\n    ".join(said))
        return json.loads(answer)

    def refresh(self, name):
        """Has the feed read again, soon."""
        self.ask("refresh", name)

    def events(self, name):
        events = self.ask("events", name)
        by_uid = {event["uid"]: event for event in events}
        if len(by_uid) != len(events):
            raise Failure("Evolution shows two events with one UID")
        return by_uid

    def look(self, name, faults):
        """Looks at what it shows until nothing is wrong with that, which it returns."""
        deadline = time.monotonic() + SOON
        while True:
            seen = self.events(name)
            found = list(faults(seen))
            if not found:
                return seen
            if time.monotonic() > deadline:
                raise Failure("\n  ".join([f"Evolution does not show what the list says ({name})", *found]))
            time.sleep(0.05)

    def end(self):
        """Ends the session, and with it every process that was started in it."""
        try:
            self.process.stdin.close()
            self.process.wait(PATIENCE)
        except (OSError, subprocess.TimeoutExpired):
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.process.stdout.close()
        end_children()


def adopt_orphans():
    """Makes this process the parent of what its children leave behind, so that all of it can be found and waited for."""
    pr_set_child_subreaper = 36
    if ctypes.CDLL(None).prctl(pr_set_child_subreaper, 1, 0, 0, 0) != 0:
        raise Failure("prctl does not make this process a subreaper")


def end_children():
    """Waits for all that still runs; after ten seconds it is killed."""
    deadline = time.monotonic() + 10
    while True:
        try:
            if os.waitpid(-1, os.WNOHANG) != (0, 0):
                continue
        except ChildProcessError:
            return
        if time.monotonic() > deadline:
            for children in pathlib.Path("/proc/self/task").glob("*/children"):
                for child in children.read_text().split():
                    os.kill(int(child), signal.SIGKILL)
        time.sleep(0.02)


# --- All together. ---


def go(steps):
    """Goes through the steps (name, function, arguments) to the first that is wrong, and prints a line for each, with what the
    function has to add; whether all were right."""
    for name, act, arguments in steps:
        try:
            said = act(*arguments)
        except (Failure, OSError, ValueError) as failure:
            print(f"FAIL {name}\n  {failure}", flush=True)
            return False
        print(f"ok   {name}{f': {said}' if said else ''}", flush=True)
    return True


def main(script, doc, arguments, check):
    """Runs `check` with the path of the binary, once Evolution is there; the exit status."""
    if arguments in (["-h"], ["--help"]):
        print(doc)
        return 0
    if len(arguments) != 2 or arguments[0] != "--confcal":
        print(doc, file=sys.stderr)
        return 2
    # Also when it is told to stop, all that it has begun is ended.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    try:
        install(PACKAGES, has_evolution)
        adopt_orphans()
        passed = check(pathlib.Path(arguments[1]).resolve())
    except (Failure, OSError) as failure:
        print(f"{script}: {failure}", file=sys.stderr)
        return 1
    return 0 if passed else 1
