#!/usr/bin/env python3
"""Subscribes Evolution Data Server to a feed, edits the list, and asserts after each export that it shows what the list says.

tests/clients/evolution.py --confcal PATH   with that binary

README.md says more. Exit status: 0 all as it should be, 1 it is not or something could not run, 2 wrong usage.
"""

import hashlib
import http.server
import os
import pathlib
import re
import sys
import tempfile
import threading
import time

sys.dont_write_bytecode = True  # no __pycache__ in the checkout
import follow
from follow import FIELDS, SOON, after, differences, edited, stamp_faults
from machine import Failure, command

# --- The list, and what is done to it. ---

FEED_ID = "confcal-clients-evolution"
LIST = f"""
[feed]
name = "Followed"
id = "{FEED_ID}"
deadline-length = "0m"

[[conference]]
id = "europython-2022"
name = "EuroPython 2022"
start = 2022-07-11
end = 2022-07-17
timezone = "Europe/Dublin"

[[conference.session]]
id = "sprints"
name = "Sprints"
start = 2022-07-16
end = 2022-07-17

[[conference.session]]
id = "social"
name = "Social evening"
start = 2022-07-14T19:00:00
end = 2022-07-14T22:30:00

[[conference.deadline]]
kind = "cfp"
due = 2022-04-03T23:59:00
timezone = "Europe/Dublin"

[[conference]]
id = "pycon-uk-2022"
name = "PyCon UK 2022"
start = 2022-09-16
end = 2022-09-18

[[conference.deadline]]
kind = "tickets"
due = 2022-09-01

[[conference]]
id = "django-day-2022"
name = "Django Day 2022"
start = 2022-10-14

# More to come.
"""
DJANGO_DAY = """[[conference]]
id = "django-day-2022"
name = "Django Day Copenhagen 2022"
start = 2022-10-14
"""
PYLADIES = """[[conference]]
id = "pyladies-2022"
name = "PyLadies Online 2022"
start = 2022-11-05T10:00:00
end = 2022-11-05T16:00:00
timezone = "America/New_York"
"""

# What is to be seen at first, by the path that the UID is made from. Written by hand from the list; `end` is exclusive,
# instants are in UTC, and a deadline with a time is a moment.
FIRST = {path: dict(zip(FIELDS, values, strict=True)) for path, values in {
    "europython-2022": ("EuroPython 2022", True, "2022-07-11", "2022-07-18", "CONFIRMED"),
    "europython-2022/session/sprints": ("Sprints: EuroPython 2022", True, "2022-07-16", "2022-07-18", "CONFIRMED"),
    "europython-2022/session/social": (
        "Social evening: EuroPython 2022", False, "2022-07-14T18:00:00Z", "2022-07-14T21:30:00Z", "CONFIRMED"),
    "europython-2022/deadline/cfp": (
        "CFP closes: EuroPython 2022", False, "2022-04-03T22:59:00Z", "2022-04-03T22:59:00Z", "CONFIRMED"),
    "pycon-uk-2022": ("PyCon UK 2022", True, "2022-09-16", "2022-09-19", "CONFIRMED"),
    "pycon-uk-2022/deadline/tickets": ("Ticket sales end: PyCon UK 2022", True, "2022-09-01", "2022-09-02", "CONFIRMED"),
    "django-day-2022": ("Django Day 2022", True, "2022-10-14", "2022-10-15", "CONFIRMED"),
}.items()}

# 2022-05-01T00:00:00Z, the time of the list at first.
START = 1651363200
HOUR = 3600
# Each step: what it is; by how many seconds the time of the list moves; the edits of the list (old text, new text); and what
# then is to be seen, by event: the fields that change, a whole new event, or None for one that is gone. {} is an event of
# which only the description changes. What is not named stays as it is, its stamps too.
STEPS = [
    ("a title changes", HOUR, [('"Django Day 2022"', '"Django Day Copenhagen 2022"')], {
        "django-day-2022": {"summary": "Django Day Copenhagen 2022"},
    }),
    ("a title with parts changes", HOUR, [('"EuroPython 2022"', '"EuroPython Dublin 2022"')], {
        "europython-2022": {"summary": "EuroPython Dublin 2022"},
        "europython-2022/session/sprints": {"summary": "Sprints: EuroPython Dublin 2022"},
        "europython-2022/session/social": {"summary": "Social evening: EuroPython Dublin 2022"},
        "europython-2022/deadline/cfp": {"summary": "CFP closes: EuroPython Dublin 2022"},
    }),
    ("days move", HOUR, [("2022-09-16", "2022-09-23"), ("2022-09-18", "2022-09-25")], {
        "pycon-uk-2022": {"start": "2022-09-23", "end": "2022-09-26"},
        # It says when the conference is.
        "pycon-uk-2022/deadline/tickets": {},
    }),
    # Now it is before 27 March, when the clocks were put forward: local time is UTC.
    ("a deadline with a time moves", HOUR, [("2022-04-03T23:59:00", "2022-03-20T23:59:00")], {
        "europython-2022/deadline/cfp": {"start": "2022-03-20T23:59:00Z", "end": "2022-03-20T23:59:00Z"},
    }),
    ("a day becomes a time", HOUR, [("due = 2022-09-01", 'due = 2022-09-01T12:00:00\ntimezone = "Europe/London"')], {
        "pycon-uk-2022/deadline/tickets": {
            "all_day": False, "start": "2022-09-01T11:00:00Z", "end": "2022-09-01T11:00:00Z"},
    }),
    ("one is cancelled", HOUR, [("start = 2022-07-11\n", 'start = 2022-07-11\nstatus = "cancelled"\n')], {
        "europython-2022": {"summary": "Cancelled: EuroPython Dublin 2022", "status": "CANCELLED"},
        "europython-2022/session/sprints": {
            "summary": "Cancelled: Sprints: EuroPython Dublin 2022", "status": "CANCELLED"},
        "europython-2022/session/social": {
            "summary": "Cancelled: Social evening: EuroPython Dublin 2022", "status": "CANCELLED"},
        "europython-2022/deadline/cfp": {
            "summary": "Cancelled: CFP closes: EuroPython Dublin 2022", "status": "CANCELLED"},
    }),
    ("one is removed", HOUR, [(DJANGO_DAY, "")], {"django-day-2022": None}),
    ("one is added", HOUR, [("# More to come.\n", PYLADIES + "# More to come.\n")], {
        "pyladies-2022": {
            "summary": "PyLadies Online 2022", "all_day": False,
            "start": "2022-11-05T14:00:00Z", "end": "2022-11-05T20:00:00Z", "status": "CONFIRMED"},
    }),
    ("one comes back", HOUR, [("# More to come.\n", DJANGO_DAY)], {
        "django-day-2022": {
            "summary": "Django Day Copenhagen 2022", "all_day": True,
            "start": "2022-10-14", "end": "2022-10-15", "status": "CONFIRMED"},
    }),
    ("the list is touched", HOUR, [], {}),
    ("nothing happens", 0, [], {}),
    ("a title changes twice in a minute", 0, [("Copenhagen", "Odense")], {
        "django-day-2022": {"summary": "Django Day Odense 2022"},
    }),
    # A fresh checkout, or a backup put back.
    ("the list has an older time", -24 * HOUR, [("Odense", "Aarhus")], {
        "django-day-2022": {"summary": "Django Day Aarhus 2022"},
    }),
]

# The events of which `control` changes the titles, without and with new stamps.
STALE, FRESH = "pycon-uk-2022", "django-day-2022"


def uid(path):
    return follow.uid(FEED_ID, path)


# --- The server. ---


class Server(http.server.ThreadingHTTPServer):
    """Serves one file, as it is at that moment, on a port of its own."""

    daemon_threads = True

    def __init__(self, feed):
        super().__init__(("127.0.0.1", 0), Handler)
        self.feed = feed
        # For each request, the ETag that the client had and the status it got.
        self.answers = []


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        body = self.server.feed.read_bytes()
        etag = f'"{hashlib.sha256(body).hexdigest()}"'
        had = self.headers.get("If-None-Match")
        status = 404 if self.path != "/feed.ics" else 304 if had == etag else 200
        self.server.answers.append((had, status))
        self.send_response(status)
        self.send_header("ETag", etag)
        if status == 200:
            self.send_header("Content-Type", "text/calendar; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if status == 200:
            self.wfile.write(body)

    def log_message(self, *_):
        pass


# --- All together. ---


def version(feed):
    """Its bytes, and what changes when it is written again."""
    status = feed.stat()
    return feed.read_bytes(), status.st_mtime_ns, status.st_ino


def altered(feed, path, name, value):
    """The text of the feed with another value for one property of one event."""
    feed, count = re.subn(rf"(UID:{uid(path)}\r\n.*?\r\n{name}:)[^\r]*", rf"\g<1>{value}", feed, count=1, flags=re.DOTALL)
    if count != 1:
        raise Failure(f"the feed has no {name} of {path}")
    return feed


class Subscription:
    """A list, the feed that is made of it, and Evolution, which follows the feed."""

    def __init__(self, confcal, folder):
        self.confcal, self.source, self.feed = confcal, folder / "list.toml", folder / "feed.ics"
        self.text, self.moment, self.truth = LIST, START, FIRST
        self.export()
        self.server = Server(self.feed)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.evolution = follow.Evolution(folder / "home", self.server.server_port, {"followed": "/feed.ics"})
        # What Evolution showed last.
        self.seen = {}

    def end(self):
        self.evolution.end()
        self.server.shutdown()
        self.server.server_close()

    def export(self):
        """Exports the list as if it had been written at that moment."""
        self.source.write_text(self.text)
        os.utime(self.source, (self.moment, self.moment))
        environment = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
        command([self.confcal, "export", self.source, "-o", self.feed], env=environment)
        if not self.feed.exists():
            raise Failure("the export wrote no feed")

    def refresh(self):
        """Has the feed read again; how often the server was asked before."""
        before = len(self.server.answers)
        self.evolution.refresh("followed")
        deadline = time.monotonic() + SOON
        while len(self.server.answers) == before:
            if time.monotonic() > deadline:
                raise Failure("Evolution does not ask the server again")
            time.sleep(0.01)
        return before

    def look(self, faults):
        self.seen = self.evolution.look("followed", faults)

    def start(self):
        self.look(lambda seen: differences(self.truth, seen, uid))

    def step(self, seconds, edits, changes):
        """Edits the list, exports it, has the feed read again, and looks."""
        old = version(self.feed)
        self.text, self.moment, self.truth = edited(self.text, edits), self.moment + seconds, after(self.truth, changes)
        self.export()
        if changes and self.feed.read_bytes() == old[0]:
            raise Failure("the export changed nothing in the feed")
        if not changes and version(self.feed) != old:
            raise Failure("the export wrote the feed again, although nothing in it should change")
        before = self.refresh()
        self.look(lambda seen: [*differences(self.truth, seen, uid), *stamp_faults(changes, self.seen, seen, uid)])
        answers = self.server.answers[before:]
        # Evolution asks once more after a 304.
        if not all(had for had, _ in answers) or {status for _, status in answers} - {304} != ({200} if changes else set()):
            raise Failure(f"the server was asked with these ETags and answered so: {answers}")

    def control(self):
        """Changes two titles in the feed itself, but the stamps of one event only. That Evolution misses the other is why confcal
        moves stamps; that the comparison finds it missing shows that it can fail."""
        feed = self.feed.read_bytes().decode()
        feed = altered(feed, STALE, "SUMMARY", "Stale")
        feed = altered(feed, FRESH, "SUMMARY", "Fresh")
        feed = altered(feed, FRESH, "SEQUENCE", "2000000000")
        self.feed.write_bytes(feed.encode())
        self.refresh()
        shown = after(self.truth, {FRESH: {"summary": "Fresh"}})
        self.look(lambda seen: differences(shown, seen, uid))
        found = list(differences(after(shown, {STALE: {"summary": "Stale"}}), self.seen, uid))
        if found != [f"{STALE}: summary is {self.truth[STALE]['summary']!r}, not 'Stale'"]:
            raise Failure(f"the comparison finds {found}")


def check(confcal):
    """Goes through all steps; whether all were right."""
    with tempfile.TemporaryDirectory(prefix="confcal-evolution-") as folder:
        subscription = Subscription(confcal, pathlib.Path(folder))
        try:
            return follow.go([
                ("start", subscription.start, ()),
                *((name, subscription.step, arguments) for name, *arguments in STEPS),
                ("the check can fail: no new stamps, not shown", subscription.control, ()),
            ])
        finally:
            subscription.end()


sys.exit(follow.main("evolution", __doc__, sys.argv[1:], check))
