#!/usr/bin/env python3
"""Subscribes Evolution Data Server, and vdirsyncer with khal, to a running `confcal serve`, edits the list, and asserts after
each edit that they show what the list says.

tests/clients/subscribers.py --confcal PATH   with that binary

README.md says more. Exit status: 0 all as it should be, 1 it is not or something could not run, 2 wrong usage.
"""

import datetime
import http.client
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import threading
import time

sys.dont_write_bytecode = True  # no __pycache__ in the checkout
import follow
from follow import SOON, after, differences, edited, stamp_faults
from machine import Failure, command, make_venv

HERE = pathlib.Path(__file__).resolve().parent
VENV = HERE.parent.parent / "target" / "clients" / "venv-subscribers"
# How this script calls itself.
AGENT = "subscribers"
# Seconds within which an edit must be served and the server must end, while other steps of .ci/run take both cores.
SERVED_WITHIN, ENDS_WITHIN = 5, 10

# --- The list, and what is done to it. ---

FEED_ID = "confcal-clients-subscribers"
LIST = f"""
[feed]
name = "Served"
id = "{FEED_ID}"
deadline-length = "0m"

[[conference]]
id = "europython-2022"
name = "EuroPython 2022"
start = 2022-07-11
end = 2022-07-17
timezone = "Europe/Dublin"
city = "Dublin"
country = "IE"
tags = ["python"]

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
city = "Cardiff"
country = "GB"
tags = ["python"]

[[conference.deadline]]
kind = "tickets"
due = 2022-09-01

[[conference]]
id = "django-day-2022"
name = "Django Day 2022"
start = 2022-10-14
city = "Copenhagen"
country = "DK"
tags = ["django"]

[[conference]]
id = "djangocon-us-2022"
name = "DjangoCon US 2022"
start = 2022-10-16
end = 2022-10-21
city = "San Diego"
country = "US"
tags = ["python", "django"]

# More to come.
"""
DJANGOCON = """[[conference]]
id = "djangocon-us-2022"
name = "DjangoCon US San Diego 2022"
start = 2022-10-16
end = 2022-10-21
city = "San Diego"
country = "US"
tags = ["python", "django"]
"""
PYLADIES = """[[conference]]
id = "pyladies-2022"
name = "PyLadies Berlin 2022"
start = 2022-11-05T10:00:00
end = 2022-11-05T16:00:00
timezone = "Europe/Berlin"
city = "Berlin"
country = "DE"
tags = ["python"]
"""
DJANGO_DAY = """[[conference]]
id = "django-day-2022"
name = "Django Day Odense 2022"
start = 2022-10-14
city = "San Francisco"
country = "US"
tags = ["django"]
"""

DJANGO_GIRLS = """[[conference]]
id = "django-girls-2022"
name = "Django Girls Porto 2022"
start = 2022-09-20
city = "Porto"
country = "PT"
tags = ["django"]
"""

# What is subscribed to.
ALL, EUROPE, DJANGO = "all", "europe", "django"
TARGETS = {ALL: "/all.ics", EUROPE: "/feed.ics?region=europe&only=conferences,deadlines", DJANGO: "/topics/django.ics"}

# What is to be seen at first, by the path that the UID is made from, and in which feeds. Written by hand from the list; `end` is
# exclusive, instants are in UTC, and a deadline with a time is a moment.
FIRST = {path: dict(zip((*follow.FIELDS, "feeds"), values, strict=True)) for path, values in {
    "europython-2022": ("EuroPython 2022", True, "2022-07-11", "2022-07-18", "CONFIRMED", {ALL, EUROPE}),
    "europython-2022/session/sprints": ("Sprints: EuroPython 2022", True, "2022-07-16", "2022-07-18", "CONFIRMED", {ALL}),
    "europython-2022/session/social": (
        "Social evening: EuroPython 2022", False, "2022-07-14T18:00:00Z", "2022-07-14T21:30:00Z", "CONFIRMED", {ALL}),
    "europython-2022/deadline/cfp": (
        "CFP closes: EuroPython 2022", False, "2022-04-03T22:59:00Z", "2022-04-03T22:59:00Z", "CONFIRMED", {ALL, EUROPE}),
    "pycon-uk-2022": ("PyCon UK 2022", True, "2022-09-16", "2022-09-19", "CONFIRMED", {ALL, EUROPE}),
    "pycon-uk-2022/deadline/tickets": (
        "Ticket sales end: PyCon UK 2022", True, "2022-09-01", "2022-09-02", "CONFIRMED", {ALL, EUROPE}),
    "django-day-2022": ("Django Day 2022", True, "2022-10-14", "2022-10-15", "CONFIRMED", {ALL, EUROPE, DJANGO}),
    "djangocon-us-2022": ("DjangoCon US 2022", True, "2022-10-16", "2022-10-22", "CONFIRMED", {ALL, DJANGO}),
}.items()}

# Each step: what it is, the edits of the list (old text, new text), and what then is to be seen, as `follow.after` has it. {} is
# an event of which only the description changes. What is not named stays as it is, its stamps too.
STEPS = [
    ("a title changes", [('"DjangoCon US 2022"', '"DjangoCon US San Diego 2022"')], {
        "djangocon-us-2022": {"summary": "DjangoCon US San Diego 2022"},
    }),
    ("a title with parts changes", [('"EuroPython 2022"', '"EuroPython Dublin 2022"')], {
        "europython-2022": {"summary": "EuroPython Dublin 2022"},
        "europython-2022/session/sprints": {"summary": "Sprints: EuroPython Dublin 2022"},
        "europython-2022/session/social": {"summary": "Social evening: EuroPython Dublin 2022"},
        "europython-2022/deadline/cfp": {"summary": "CFP closes: EuroPython Dublin 2022"},
    }),
    ("days move", [("2022-09-16", "2022-09-23"), ("2022-09-18", "2022-09-25")], {
        "pycon-uk-2022": {"start": "2022-09-23", "end": "2022-09-26"},
        # It says when the conference is.
        "pycon-uk-2022/deadline/tickets": {},
    }),
    ("one is cancelled", [("start = 2022-07-11\n", 'start = 2022-07-11\nstatus = "cancelled"\n')], {
        "europython-2022": {"summary": "Cancelled: EuroPython Dublin 2022", "status": "CANCELLED"},
        "europython-2022/session/sprints": {
            "summary": "Cancelled: Sprints: EuroPython Dublin 2022", "status": "CANCELLED"},
        "europython-2022/session/social": {
            "summary": "Cancelled: Social evening: EuroPython Dublin 2022", "status": "CANCELLED"},
        "europython-2022/deadline/cfp": {
            "summary": "Cancelled: CFP closes: EuroPython Dublin 2022", "status": "CANCELLED"},
    }),
    ("one is removed", [(DJANGOCON, "")], {"djangocon-us-2022": None}),
    ("one is added", [("# More to come.\n", PYLADIES + "# More to come.\n")], {
        "pyladies-2022": {
            "summary": "PyLadies Berlin 2022", "all_day": False,
            "start": "2022-11-05T09:00:00Z", "end": "2022-11-05T15:00:00Z", "status": "CONFIRMED", "feeds": {ALL, EUROPE}},
    }),
    ("one moves out of Europe", [('city = "Copenhagen"\ncountry = "DK"', 'city = "San Francisco"\ncountry = "US"')], {
        "django-day-2022": {"feeds": {ALL, DJANGO}},
    }),
]
# More edits, and what then is to be seen.
RENAMED = [('"Django Day 2022"', '"Django Day Odense 2022"')], {"django-day-2022": {"summary": "Django Day Odense 2022"}}
# A fault, and beside it a change that must wait for the repair.
FAULT = [("end = 2022-09-25", "end = 2022-09-21"), ('"PyLadies Berlin 2022"', '"PyLadies Potsdam 2022"')]
FAULT_CODE = "ends-before-start"
REPAIRED = [("end = 2022-09-21", "end = 2022-09-25")], {"pyladies-2022": {"summary": "PyLadies Potsdam 2022"}}
WHILE_DOWN = [("Potsdam", "Spandau")], {"pyladies-2022": {"summary": "PyLadies Spandau 2022"}}
LAST_REMOVED = [(DJANGO_DAY, "")], {"django-day-2022": None}
BACK = [("# More to come.\n", DJANGO_GIRLS)], {
    "django-girls-2022": {
        "summary": "Django Girls Porto 2022", "all_day": True,
        "start": "2022-09-20", "end": "2022-09-21", "status": "CONFIRMED", "feeds": {ALL, EUROPE, DJANGO}},
}
# A fresh checkout, or a backup put back: 2021-05-01T00:00:00Z, long before any stamp.
OLD, OLD_WRITTEN = 1619827200, "2021-05-01T00:00:00Z"


def uid(path):
    return follow.uid(FEED_ID, path)


def part(truth, feed):
    """What of it is in a feed."""
    return {path: event for path, event in truth.items() if feed in event["feeds"]}


# --- The server. ---


class Server:
    """`confcal serve`, and its log, which must be one JSON object to a line."""

    def __init__(self, confcal, source, listen, *arguments):
        environment = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
        self.process = subprocess.Popen(
            [confcal, "serve", source, "--listen", listen, "--log", "json", *arguments],
            env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        self.log, self.is_log_faulty = [], False
        self.reader = threading.Thread(target=self.read_log, daemon=True)
        self.reader.start()
        self.asked = 0
        try:
            said = self.wait_for(lambda line: re.fullmatch(r"serving .* at http://(.*)/", line.get("message", "")))
            self.address = re.search(r"http://(.*)/", said["message"])[1]
        except Failure:
            self.process.kill()
            self.process.wait()
            raise

    def read_log(self):
        for line in self.process.stderr:
            try:
                self.log.append(json.loads(line))
            except ValueError:
                self.is_log_faulty = True
                self.log.append({"message": f"not JSON: {line!r}"})

    def wait_for(self, is_it):
        """The first line of the log that is it."""
        deadline, seen = time.monotonic() + SOON, 0
        while True:
            while seen < len(self.log):
                line, seen = self.log[seen], seen + 1
                if is_it(line):
                    return line
            if time.monotonic() > deadline or not self.reader.is_alive():
                others = [json.dumps(line) for line in self.log if line.get("user_agent") != AGENT]
                raise Failure("\n    ".join(["the server does not say what it should, but:", *others[-20:]]))
            time.sleep(0.005)

    def get(self, target, **headers):
        """The status, the headers and the body of an answer."""
        connection = http.client.HTTPConnection(self.address, timeout=SOON)
        try:
            connection.request("GET", target, headers={"User-Agent": AGENT, **headers})
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        except http.client.HTTPException as error:
            raise Failure(f"{target}: {error!r}") from error
        finally:
            connection.close()

    def etags(self, truth):
        """The ETag of each feed, which must be there with so many events."""
        found = {}
        for name, target in TARGETS.items():
            status, headers, body = self.get(target)
            if status != 200 or headers["Content-Type"] != "text/calendar; charset=utf-8" or b"BEGIN:VCALENDAR" not in body:
                raise Failure(f"{target}: {status}, {headers['Content-Type']}, {body[:100]}")
            if body.count(b"BEGIN:VEVENT") != len(part(truth, name)):
                raise Failure(f"{target}: there are {body.count(b'BEGIN:VEVENT')} events")
            found[name] = headers["ETag"]
        return found

    def health(self):
        status, _, body = self.get("/healthz")
        if status != 200:
            raise Failure(f"/healthz: {status}")
        return json.loads(body)

    def answered(self):
        """How long the log is once all that has been answered by now is in it."""
        self.asked += 1
        self.get(f"/healthz?{self.asked}")
        self.wait_for(lambda line: line.get("target") == f"/healthz?{self.asked}")
        return len(self.log)

    def to_evolution(self, name, since):
        """The statuses of the answers to Evolution's requests for a feed, from that line of the log on."""
        lines = [line for line in self.log[since:] if line.get("user_agent", "").startswith("Evolution/")]
        return [line["status"] for line in lines if line["target"] == TARGETS[name]]

    def end(self):
        """Stops it as systemd does."""
        if self.process.poll() is None:
            self.process.terminate()
        try:
            status = self.process.wait(ENDS_WITHIN)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise Failure(f"the server has not ended {ENDS_WITHIN} s after SIGTERM") from None
        finally:
            self.reader.join(SOON)
            self.process.stderr.close()
        if status != 0:
            raise Failure(f"the server ended with {status}")
        if self.is_log_faulty:
            raise Failure("; ".join(line["message"] for line in self.log if line.get("message", "").startswith("not JSON")))


# --- vdirsyncer and khal. ---

VDIRSYNCER = """[general]
status_path = "{folder}/status"

[pair served]
a = "local"
b = "remote"
collections = null
conflict_resolution = "b wins"

[storage local]
type = "filesystem"
path = "{folder}/events"
fileext = ".ics"

[storage remote]
type = "http"
url = "http://{address}{target}"
"""

KHAL = """[calendars]
[[served]]
path = {folder}/events
readonly = True

[sqlite]
path = {folder}/khal.db

[locale]
local_timezone = UTC
default_timezone = Pacific/Marquesas
timeformat = %H:%M:%SZ
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%dT%H:%M:%SZ
longdatetimeformat = %Y-%m-%dT%H:%M:%SZ
"""


class Vdir:
    """A folder with a file for each event, which vdirsyncer makes of the whole feed and khal reads."""

    def __init__(self, folder, address):
        self.folder = folder
        (folder / "events").mkdir(parents=True)
        (folder / "vdirsyncer.conf").write_text(VDIRSYNCER.format(folder=folder, address=address, target=TARGETS[ALL]))
        (folder / "khal.conf").write_text(KHAL.format(folder=folder))
        # Nothing of the user's: no settings, no proxy. The zone is far from any in the feed: brings out times read as local ones.
        self.environment = {
            "PATH": "/usr/bin:/bin", "HOME": str(folder), "LANG": "C.UTF-8", "TZ": "Pacific/Marquesas", "PYTHONTZPATH": "",
        }
        self.run("vdirsyncer", "--config", folder / "vdirsyncer.conf", "discover", "served")
        # By their titles: vdirsyncer takes no UIDs from the web, but makes its own from what the event is.
        self.files = {}

    def run(self, program, *arguments):
        return command([VENV / "bin" / program, *arguments], env=self.environment, timeout=follow.PATIENCE)

    def synchronise(self):
        self.run("vdirsyncer", "--config", self.folder / "vdirsyncer.conf", "sync", "served")

    def faults(self, truth, unchanged):
        """Where the files and khal do not show the truth, and where the file of an unchanged event has not been left alone."""
        events, old = self.read(), self.files
        for who, expected, seen in (("the files", truth, events), ("khal", as_khal_sees(truth), self.khal())):
            yield from (f"{who}: {fault}" for fault in differences(expected, seen, lambda path: truth[path]["summary"]))
        self.files = {summary: self.version(event["uid"]) for summary, event in events.items()}
        for summary in (truth[path]["summary"] for path in unchanged):
            if old[summary] != self.files.get(summary):
                yield f"the files: {summary} has not changed, yet its file has"

    def version(self, name):
        """What changes when the file is written again."""
        status = (self.folder / "events" / f"{name}.ics").stat()
        return name, status.st_mtime_ns, status.st_ino

    def read(self):
        files = sorted((self.folder / "events").iterdir())
        return by_summary(json.loads(self.run("python", HERE / "read_icalendar.py", *files)))

    def khal(self):
        fields = ("title", "all-day", "start-long-full", "end-long-full", "status")
        options = [option for field in fields for option in ("--json", field)]
        # A line for each day.
        lines = self.run("khal", "--config", self.folder / "khal.conf", "list", "--once", *options, "2022-01-01", "2022-12-31")
        events = []
        for event in (event for line in lines.splitlines() for event in json.loads(line)):
            summary, all_day, start, end, status = (event[field].strip() for field in fields)
            if all_day == "True":
                start, end = start[:10], end[:10]
            events.append({"summary": summary, "all_day": all_day == "True", "start": start, "end": end, "status": status})
        return by_summary(events)


def by_summary(events):
    found = {event["summary"]: event for event in events}
    if len(found) != len(events):
        raise Failure("two events have one title: " + ", ".join(sorted(event["summary"] for event in events)))
    return found


def as_khal_sees(truth):
    """khal names the last day, and gives a moment an hour."""
    seen = {}
    for path, event in truth.items():
        end = datetime.datetime.fromisoformat(event["end"].removesuffix("Z"))
        if event["all_day"]:
            end = f"{end - datetime.timedelta(days=1):%Y-%m-%d}"
        else:
            end = f"{end + datetime.timedelta(hours=event['start'] == event['end']):%Y-%m-%dT%H:%M:%SZ}"
        seen[path] = {**event, "end": end}
    return seen


# --- All together. ---


class Subscription:
    """A list, the server that serves it, and the clients that follow it."""

    def __init__(self, confcal, folder):
        self.confcal, self.source, self.state = confcal, folder / "list.toml", folder / "state"
        self.text, self.truth, self.saves = "", FIRST, 0
        # By feed: what Evolution showed last, and the ETag. What has changed since vdirsyncer was run.
        self.seen, self.etags, self.pending = {}, {}, None
        # How long edits took to be served.
        self.took = []
        self.evolution = None
        self.write(LIST)
        self.server = Server(confcal, self.source, "127.0.0.1:0", "--state", self.state)
        try:
            self.evolution = follow.Evolution(folder / "home", self.server.address.rpartition(":")[2], TARGETS)
            self.vdir = Vdir(folder / "vdir", self.server.address)
        except BaseException:
            self.end()
            raise

    def end(self):
        try:
            self.server.end()
        finally:
            if self.evolution:
                # Last: it waits for whatever this process has started.
                self.evolution.end()

    def write(self, text, moment=None):
        """Saves the list as editors do, by turns into the file and in its place, with the time that it is to have; when."""
        begun = time.monotonic()
        self.text, self.saves = text, self.saves + 1
        if self.saves % 2:
            self.source.write_text(text)
        else:
            new = self.source.with_suffix(".new")
            new.write_text(text)
            new.replace(self.source)
        if moment is not None:
            os.utime(self.source, (moment, moment))
        return begun

    def wait(self, begun, is_served):
        """Asks the server until it is served, and says how long that took, the last question and its answer included."""
        while not is_served():
            if time.monotonic() > begun + SOON:
                raise Failure(f"the list is not taken up {SOON} s after it was written")
            time.sleep(0.01)
        took = time.monotonic() - begun
        if took > SERVED_WITHIN:
            raise Failure(f"the list was taken up {took:.2f} s after it was written, and {SERVED_WITHIN} s are granted")
        self.took.append(took)

    def is_new(self):
        """Whether the whole feed is another than it was."""
        status, headers, _ = self.server.get(TARGETS[ALL], **{"If-None-Match": self.etags[ALL]})
        if status != (304 if headers["ETag"] == self.etags[ALL] else 200):
            raise Failure(f"{TARGETS[ALL]}: {status} with {headers['ETag']} for who has {self.etags[ALL]}")
        return status == 200

    def refresh(self, faults):
        """Has Evolution read all feeds again, and looks; the statuses of the answers to it, by feed."""
        since = self.server.answered()
        for name in TARGETS:
            self.evolution.refresh(name)
        for name in TARGETS:
            self.server.wait_for(lambda _, name=name: self.server.to_evolution(name, since))
            self.seen[name] = self.evolution.look(name, lambda seen, name=name: faults(name, seen))
        self.server.answered()
        return {name: self.server.to_evolution(name, since) for name in TARGETS}

    def follow(self, changes):
        """Has Evolution show the truth after these changes. What has changed has new stamps and nothing else has; the feeds that
        it is or was in are sent, and no others."""
        before, self.truth = self.truth, after(self.truth, changes)
        in_feeds = [truth[path]["feeds"] for truth in (before, self.truth) for path in changes if path in truth]
        changed = set().union(*in_feeds)
        etags = self.server.etags(self.truth)
        for name, etag in etags.items():
            if (etag != self.etags[name]) != (name in changed):
                raise Failure(f"{TARGETS[name]}: the ETag was {self.etags[name]} and is {etag}")
        self.etags = etags
        old = dict(self.seen)

        def faults(name, seen):
            expected = part(self.truth, name)
            if not expected and seen.keys() <= old[name].keys():
                # Evolution 3.46 leaves all as it is when a feed has no event any more, until it has one again.
                return
            yield from differences(expected, seen, uid)
            yield from stamp_faults(changes, old[name], seen, uid)
            # What is made on demand has the stamps of the whole, which is looked at first.
            yield from stamp_faults({}, self.seen[ALL] if name == EUROPE else {}, seen, uid)

        for name, statuses in self.refresh(faults).items():
            # Evolution asks once more after a 304.
            if set(statuses) - {304} != ({200} if name in changed else set()):
                raise Failure(f"{TARGETS[name]}: Evolution was answered with {statuses}")
        self.pending |= changes.keys()

    def expect_health(self, stale):
        health = self.server.health()
        if health["stale"] != stale or health["conferences"] != sum("/" not in path for path in self.truth):
            raise Failure(f"/healthz says {health}")

    # The steps.

    def start(self):
        self.expect_health(False)
        for name in TARGETS:
            self.seen[name] = self.evolution.look(name, lambda seen, name=name: differences(part(self.truth, name), seen, uid))
        self.server.answered()
        for name, target in TARGETS.items():
            if (statuses := self.server.to_evolution(name, 0))[:1] != [200]:
                raise Failure(f"{target}: Evolution was answered with {statuses}")
        self.etags, self.pending = self.server.etags(self.truth), set(self.truth)

    def edit(self, edits, changes, moment=None):
        self.wait(self.write(edited(self.text, edits), moment), self.is_new)
        self.follow(changes)
        self.expect_health(False)
        return f"served after {self.took[-1]:.2f} s"

    def synchronise(self):
        self.vdir.synchronise()
        found = list(self.vdir.faults(self.truth, self.truth.keys() - self.pending))
        if found:
            raise Failure("\n  ".join(["vdirsyncer and khal do not show what the list says", *found]))
        self.pending = set()

    def comment(self):
        """Changes no event, and the time of the list to an old one."""
        begun = self.write(self.text + "# Nor later.\n", OLD)
        self.wait(begun, lambda: self.server.health()["list_changed"] == OLD_WRITTEN)
        self.follow({})

    def fault(self):
        begun = self.write(edited(self.text, FAULT))
        self.wait(begun, lambda: self.server.health()["stale"])
        self.server.wait_for(lambda line: line.get("code") == FAULT_CODE)
        self.follow({})
        self.expect_health(True)

    def hide(self):
        """The list is gone for a while."""
        hidden = self.source.with_suffix(".hidden")
        begun = time.monotonic()
        self.source.rename(hidden)
        self.wait(begun, lambda: self.server.health()["stale"])
        self.follow({})
        self.expect_health(True)
        begun = time.monotonic()
        hidden.rename(self.source)
        self.wait(begun, lambda: not self.server.health()["stale"])
        self.follow({})

    def restart(self, edits, changes):
        """Stops the server, edits the list or only touches it, and starts the server again at the same address."""
        self.server.end()
        self.write(edited(self.text, edits))
        self.server = Server(self.confcal, self.source, self.server.address, "--state", self.state)
        self.follow(changes)
        self.expect_health(False)

    def control(self):
        """Starts the server again without what it has kept: every event seems to have changed. And looks for what is not so."""
        self.server.end()
        os.utime(self.source, (OLD, OLD))
        self.server = Server(self.confcal, self.source, self.server.address)
        wrong = after(self.truth, {"pycon-uk-2022": {"status": "TENTATIVE"}})
        stamps, old = {}, dict(self.seen)

        def faults(name, seen):
            stamps[name] = list(stamp_faults({}, old[name], seen, uid))
            if len(stamps[name]) != len(part(self.truth, name)):
                yield f"the comparison finds {stamps[name]}"
            yield from differences(part(self.truth, name), seen, uid)

        self.refresh(faults)
        found = [fault for name in TARGETS for fault in differences(part(wrong, name), self.seen[name], uid)]
        self.vdir.synchronise()
        found += self.vdir.faults(wrong, self.truth)
        fault = "pycon-uk-2022: status is 'CONFIRMED', not 'TENTATIVE'"
        expected = [fault, fault, f"the files: {fault}", f"khal: {fault}"]
        expected += [f"the files: {event['summary']} has not changed, yet its file has" for event in self.truth.values()]
        if found != expected:
            raise Failure(f"the comparison finds {found}")


def check(confcal):
    """Goes through all steps; whether all were right."""
    make_venv(VENV, HERE / "requirements-subscribers.txt")
    with tempfile.TemporaryDirectory(prefix="confcal-subscribers-") as folder:
        subscription = Subscription(confcal, pathlib.Path(folder))
        to_vdir = subscription.synchronise
        steps = [("start", subscription.start, ()), ("start: vdirsyncer and khal", to_vdir, ())]
        for name, *arguments in STEPS:
            steps += [(name, subscription.edit, arguments), (f"{name}: vdirsyncer and khal", to_vdir, ())]
        steps += [
            ("nothing happens", subscription.follow, ({},)),
            ("a comment changes, and the list has an old time", subscription.comment, ()),
            ("a title changes, and the list has an old time", subscription.edit, (*RENAMED, OLD + 60)),
            ("the list gets a fault", subscription.fault, ()),
            ("the list is repaired", subscription.edit, REPAIRED),
            ("the list is gone for a while", subscription.hide, ()),
            ("the server is started again", subscription.restart, ((), {})),
            ("the list changes while the server is down", subscription.restart, WHILE_DOWN),
            ("after all that: vdirsyncer and khal", to_vdir, ()),
            ("the last conference of a topic is removed", subscription.edit, LAST_REMOVED),
            ("the server is started again, without the topic", subscription.restart, ((), {})),
            ("the topic comes back", subscription.edit, BACK),
            ("the topic comes back: vdirsyncer and khal", to_vdir, ()),
            ("the check can fail: no revisions kept, and a wrong truth", subscription.control, ()),
        ]
        try:
            passed = follow.go(steps)
        finally:
            subscription.end()
    if subscription.took:
        print(f"subscribers: an edit was served after {max(subscription.took):.2f} s at most")
    return passed


sys.exit(follow.main("subscribers", __doc__, sys.argv[1:], check))
