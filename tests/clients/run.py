#!/usr/bin/env python3
"""Reads feeds with four independent calendar libraries and asserts that all of them see the same events.

tests/clients/run.py FEED.ics…        check these feeds; FEED.json beside one is the truth about it
tests/clients/run.py --confcal PATH   export the bundled list and tests/clients/lists/*.toml with that binary and check them
tests/clients/run.py --setup          only set up

README.md says more. Exit status: 0 all agree, 1 they do not or something could not run, 2 wrong usage.
"""

import concurrent.futures
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import uuid

sys.dont_write_bytecode = True  # no __pycache__ in the checkout
from machine import Failure, command, install, make_venv, once

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
WORK = ROOT / "target" / "clients"
VENV, NODE, FEEDS, LIBICAL = WORK / "venv", WORK / "node", WORK / "feeds", WORK / "read_libical"
PYTHON = VENV / "bin" / "python"

READERS = {
    "icalendar": [PYTHON, HERE / "read_icalendar.py"],
    "ical": [PYTHON, HERE / "read_ical.py"],
    "ical.js": ["node", HERE / "read_icaljs.mjs"],
    "libical": [LIBICAL],
}
FIELDS = ["all_day", "start", "end", "summary", "location", "url", "description", "status", "categories", "alarms"]

# One moment for every export, as the truth files were written for it: 2022-05-01T00:00:00Z.
SOURCE_DATE_EPOCH = "1651363200"
# Each list is exported once plainly, and once for each of these, which has no truth of its own.
VARIANTS = {"everything": {"everything-reminders": ["--remind", "7d,1d", "--remind-as", "events"]}}


# --- Set-up. ---


def make_node():
    NODE.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(HERE / name, NODE / name)
    command(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=NODE)


def has_libical():
    if not all(shutil.which(tool) for tool in ("gcc", "pkg-config")):
        return False
    return subprocess.run(["pkg-config", "--exists", "libical"], check=False).returncode == 0


def make_libical():
    flags = command(["pkg-config", "--cflags", "--libs", "libical"]).decode().split()
    command(["gcc", "-O1", "-Wall", "-Wextra", "-o", LIBICAL, HERE / "read_libical.c", *flags])


def set_up():
    WORK.mkdir(parents=True, exist_ok=True)
    make_venv(VENV, HERE / "requirements.txt")
    once(NODE, [(HERE / name).read_bytes() for name in ("package.json", "package-lock.json")], make_node)
    install(["gcc", "libc6-dev", "pkg-config", "libical-dev"], has_libical)
    version = command(["pkg-config", "--modversion", "libical"])
    once(LIBICAL, [version, (HERE / "read_libical.c").read_bytes()], make_libical)


# --- The bytes: what no parser notices. ---

CONTROL = re.compile(rb"[\x00-\x08\x0a-\x1f\x7f]")
CONTENT_LINE = re.compile(r'([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+=(?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)*):(.*)', re.DOTALL)
PARAMETER = re.compile(r';([A-Za-z0-9-]+)=((?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)')
NEVER = {"METHOD", "ORGANIZER", "ATTENDEE", "CLASS", "CREATED", "ATTACH", "X-ALT-DESC", "X-WR-TIMEZONE"}
COMPONENTS = {"VCALENDAR", "VTIMEZONE", "STANDARD", "DAYLIGHT", "VEVENT", "VALARM"}
REPEATABLE = {"CATEGORIES", "RELATED-TO", "CONFERENCE"}


def physical_faults(raw):
    """Faults of the bytes before anything is unfolded."""
    if raw.startswith(b"\xef\xbb\xbf"):
        yield "starts with a BOM"
    if not raw.endswith(b"\r\n"):
        yield "does not end in CRLF"
    for number, line in enumerate(raw.removesuffix(b"\r\n").split(b"\r\n"), 1):
        if b"\n" in line or b"\r" in line:
            yield f"line {number}: bare LF or CR"
        if line in (b"", b" ", b"\t"):
            yield f"line {number}: blank line"
        if len(line) > 75:
            yield f"line {number}: {len(line)} octets"
        if CONTROL.search(line.replace(b"\r", b"").replace(b"\n", b"")):
            yield f"line {number}: control character"
        try:
            line.decode()
        except UnicodeDecodeError:
            yield f"line {number}: not UTF-8, or folded inside a character"


def content_lines(raw):
    """(component path, name, parameters, value) of every content line but BEGIN and END; faults as plain strings."""
    path, opened = (), 0
    for line in raw.decode(errors="replace").replace("\r\n ", "").removesuffix("\r\n").split("\r\n"):
        match = CONTENT_LINE.fullmatch(line)
        if not match:
            yield f"not a content line: {line!r}"
            continue
        name, parameters, value = match[1].upper(), dict(PARAMETER.findall(match[2])), match[3]
        if name == "BEGIN":
            opened += path == ()
            path += (value,)
            if value not in COMPONENTS:
                yield f"a component {value}"
            yield path, name, parameters, value
        elif name == "END":
            if path[-1:] != (value,):
                yield f"END:{value} inside {'/'.join(path) or 'nothing'}"
            path = path[:-1]
        else:
            yield path, name, parameters, value
    if path or opened != 1:
        yield "not exactly one VCALENDAR, begun and ended"


def event_faults(uid, properties):
    """Faults of one VEVENT, given as (name, parameters, value) in their order."""
    names = [name for name, _, _ in properties]
    for name in ("UID", "DTSTAMP", "DTSTART", "SUMMARY"):
        if name not in names:
            yield f"{uid}: no {name}"
    for name in sorted({name for name in names if names.count(name) > 1} - REPEATABLE):
        yield f"{uid}: {name} {names.count(name)} times"
    for name, parameters, value in properties:
        if name in ("DTSTART", "DTEND"):
            date, zone, utc = parameters.get("VALUE") == "DATE", parameters.get("TZID"), value.endswith("Z")
            if zone and utc:
                yield f"{uid}: {name};TZID={zone}:{value} is both zoned and UTC"
            if date + bool(zone) + utc == 0:
                yield f"{uid}: {name}:{value} floats"
            if not re.fullmatch(r"\d{8}" if date else r"\d{8}T\d{6}Z?", value):
                yield f"{uid}: {name} is {value}"
        if name in ("DTSTAMP", "LAST-MODIFIED") and not re.fullmatch(r"\d{8}T\d{6}Z", value):
            yield f"{uid}: {name} is {value}"
        if name == "URL" and not re.fullmatch(r"[!-\[\]-~]+", value):
            yield f"{uid}: URL is {value}"
    ends = {name: (parameters, value) for name, parameters, value in properties if name in ("DTSTART", "DTEND")}
    if "DTSTART" in ends and "DTEND" in ends:
        if ends["DTSTART"] == ends["DTEND"]:
            yield f"{uid}: DTEND equals DTSTART"
        if ends["DTSTART"][0] != ends["DTEND"][0]:
            yield f"{uid}: DTSTART and DTEND are of two kinds"


def byte_faults(raw):
    """Everything that is wrong with the bytes of a feed, although most parsers would read it."""
    yield from physical_faults(raw)
    events, zones, used, seen_event = [], [], set(), False
    for line in content_lines(raw):
        if isinstance(line, str):
            yield line
            continue
        path, name, parameters, value = line
        if name in NEVER:
            yield f"{name} in {path[-1]}"
        if name == "BEGIN":
            seen_event = seen_event or value == "VEVENT"
            if value == "VTIMEZONE" and seen_event:
                yield "a VTIMEZONE after the first VEVENT"
            if value == "VEVENT":
                events.append([])
            elif value == "VTIMEZONE":
                zones.append({"tzid": None, "observances": []})
            elif value in ("STANDARD", "DAYLIGHT") and zones:
                zones[-1]["observances"].append(value)
        elif path[-1:] == ("VEVENT",):
            events[-1].append((name, parameters, value))
        elif path[-1:] == ("VTIMEZONE",) and name == "TZID":
            zones[-1]["tzid"] = value
        # What classic Outlook or Google misread in a zone.
        if "VTIMEZONE" in path:
            if (name.startswith("X-") and name != "X-LIC-LOCATION") or name == "RDATE":
                yield f"{name} in a VTIMEZONE"
            if name == "RRULE" and re.search("UNTIL|COUNT|BYMONTHDAY", value):
                yield f"RRULE:{value} in a VTIMEZONE"
            if name == "DTSTART" and (parameters or not re.fullmatch(r"\d{8}T\d{6}", value)):
                yield f"DTSTART {parameters} {value} in a VTIMEZONE is not local"
        elif "TZID" in parameters:
            used.add(parameters["TZID"].strip('"'))
    tzids = [zone["tzid"] for zone in zones]
    for tzid in sorted({str(tzid) for tzid in tzids if tzids.count(tzid) > 1}):
        yield f"{tzids.count(tzid)} VTIMEZONEs for {tzid}"
    for tzid in sorted(used - set(tzids)):
        yield f"no VTIMEZONE for {tzid}"
    for tzid in sorted({str(tzid) for tzid in tzids} - used):
        yield f"VTIMEZONE for {tzid}, which nothing uses"
    for zone in zones:
        if sorted(zone["observances"]) not in (["STANDARD"], ["DAYLIGHT", "STANDARD"]):
            yield f"VTIMEZONE {zone['tzid']} has {', '.join(zone['observances']) or 'no observance'}"
    uids = []
    for properties in events:
        uids.append(next((value for name, _, value in properties if name == "UID"), "an event"))
        yield from event_faults(uids[-1], properties)
    for uid in sorted({uid for uid in uids if uids.count(uid) > 1}):
        yield f"{uids.count(uid)} events with the UID {uid}"


# --- The readers: what clients see. ---


def read(reader, feed):
    """The events that one reader sees in a feed."""
    # An empty PYTHONTZPATH makes zoneinfo take the pinned tzdata package, not whatever the system has.
    # A zone of the reader's own that is far from any in the feeds brings out times read as local ones.
    environment = {**os.environ, "PYTHONTZPATH": "", "TZ": "Pacific/Marquesas", "NODE_NO_WARNINGS": "1"}
    output = command([*READERS[reader], feed], env=environment, timeout=120)
    try:
        return json.loads(output)
    except ValueError as error:
        raise Failure(f"{reader} did not print JSON: {error}") from error


def shown(value):
    return json.dumps(value, ensure_ascii=False)


def disagreements(seen):
    """Where the readers differ: on the number of events, on which there are, on any field of one."""
    counts = {reader: len(events) for reader, events in seen.items()}
    if len(set(counts.values())) > 1:
        yield "number of events" + table(counts)
    if 0 in counts.values():
        yield "a reader sees no event" + table(counts)
    by_uid = {reader: {event["uid"]: event for event in events} for reader, events in seen.items()}
    for uid in sorted(set().union(*by_uid.values())):
        present = {reader: uid in events for reader, events in by_uid.items()}
        if not all(present.values()):
            yield f"{uid}: is there" + table(present)
            continue
        for field in FIELDS:
            values = {reader: events[uid][field] for reader, events in by_uid.items()}
            if len(set(map(shown, values.values()))) > 1:
                yield f"{uid}: {field}" + table(values)


def table(values):
    return "".join(f"\n    {reader:10} {shown(value)}" for reader, value in values.items())


# --- The truth: what they should see, written by hand. ---


def truth_faults(truth, seen):
    """Where the truth differs from what any reader saw. README.md has the shape of the truth."""
    if isinstance(truth, list):
        truth = {"events": truth}
    namespace = uuid.uuid5(uuid.NAMESPACE_URL, truth.get("feed", "confcal"))
    readers_by_fault = {}
    for reader, events in seen.items():
        for fault in misread(truth["events"], namespace, events):
            readers_by_fault.setdefault(fault, []).append(reader)
    for fault, readers in readers_by_fault.items():
        yield f"truth: {', '.join(readers) if len(readers) < len(seen) else 'all readers'}: {fault}"


def misread(expectations, namespace, events):
    """Where the truth differs from what one reader saw."""
    left = list(events)
    for expectation in expectations:
        expected = dict(expectation)
        name = expected.pop("note", None) or expected.get("id") or expected.get("summary") or expected["uid"]
        if "id" in expected:
            expected["uid"] = str(uuid.uuid5(namespace, expected.pop("id")))
        key = "uid" if "uid" in expected else "summary"
        event = next((event for event in left if event[key] == expected[key]), None)
        if event is None:
            yield f"{name}: no event with the {key} {expected[key]}"
            continue
        left.remove(event)
        yield from (f"{name}: {fault}" for fault in field_faults(expected, event))
    for event in left:
        yield f"{event['uid']}: not in the truth: {shown(event['summary'])}, {event['start']}"


def field_faults(expected, event):
    for key, value in expected.items():
        field = key.removesuffix("_has")
        if field != key:
            for part in value:
                if part not in (event[field] or ""):
                    yield f"{field} lacks {shown(part)}\n    {shown(event[field])}"
        elif event[field] != value:
            yield f"{field}\n    expected   {shown(value)}\n    is         {shown(event[field])}"


# --- All together. ---


def faults(feed):
    """Everything that is wrong with one feed."""
    raw = feed.read_bytes()
    for fault in byte_faults(raw):
        yield f"bytes: {fault}"
    seen = {}
    with concurrent.futures.ThreadPoolExecutor() as pool:
        running = {reader: pool.submit(read, reader, feed) for reader in READERS}
    for reader, result in running.items():
        try:
            seen[reader] = result.result()
        except Failure as failure:
            yield f"{reader}: {failure}"
    if seen:
        yield from disagreements(seen)
    truth = feed.with_suffix(".json")
    if truth.exists():
        yield from truth_faults(json.loads(truth.read_text(encoding="utf-8")), seen)


def export(confcal, source, arguments, feed):
    """Exports a list twice, in two surroundings, and asserts the same bytes."""
    outputs = []
    for zone, language in (("Pacific/Kiritimati", "C"), ("America/Los_Angeles", "tr_TR.UTF-8")):
        environment = {**os.environ, "SOURCE_DATE_EPOCH": SOURCE_DATE_EPOCH, "TZ": zone, "LC_ALL": language}
        outputs.append(command([confcal, "export", *arguments, source], env=environment))
    feed.write_bytes(outputs[0])
    if not outputs[0]:
        raise Failure(f"`confcal export {source.name}` printed nothing")
    if outputs[0] != outputs[1]:
        raise Failure("two exports of one list differ")


def export_all(confcal):
    """(feed, what went wrong or None) for the bundled list and for every list of this folder."""
    shutil.rmtree(FEEDS, ignore_errors=True)
    FEEDS.mkdir(parents=True)
    for source in [ROOT / "conferences.toml", *sorted((HERE / "lists").glob("*.toml"))]:
        truth = source.with_suffix(".json")
        if truth.exists():
            shutil.copyfile(truth, FEEDS / truth.name)
        for name, arguments in {source.stem: [], **VARIANTS.get(source.stem, {})}.items():
            feed = FEEDS / f"{name}.ics"
            try:
                if source.parent != ROOT and not truth.exists():
                    raise Failure(f"{truth.name} is missing: a list without a truth")
                export(confcal, source, arguments, feed)
                yield feed, None
            except Failure as failure:
                yield feed, str(failure)


def check(feeds):
    """Prints a line for each feed; how many passed and failed."""
    passed = failed = 0
    for feed, failure in feeds:
        try:
            found = [failure] if failure else list(faults(feed))
        except (OSError, ValueError) as error:
            found = [str(error)]
        passed, failed = (passed, failed + 1) if found else (passed + 1, failed)
        print(f"{'FAIL' if found else 'ok  '} {feed.name}", flush=True)
        for fault in found:
            print(f"  {feed.name}: {fault}")
    return passed, failed


def main(arguments):
    if not arguments or arguments[0] in ("-h", "--help"):
        print(__doc__)
        return 0 if arguments else 2
    confcal = None
    if arguments[0] == "--confcal":
        if len(arguments) != 2:
            print("--confcal takes the path of the binary and nothing else", file=sys.stderr)
            return 2
        confcal = pathlib.Path(arguments[1]).resolve()
    elif arguments[0].startswith("-") and arguments != ["--setup"]:
        print(f"unknown option {arguments[0]}", file=sys.stderr)
        return 2
    try:
        set_up()
    except Failure as failure:
        print(f"clients: set-up failed: {failure}", file=sys.stderr)
        return 1
    if arguments == ["--setup"]:
        return 0
    feeds = export_all(confcal) if confcal else ((pathlib.Path(feed), None) for feed in arguments)
    passed, failed = check(feeds)
    print(f"clients: {passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


sys.exit(main(sys.argv[1:]))
