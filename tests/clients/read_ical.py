#!/usr/bin/env python3
"""Reads a feed with PyPI `ical`, Home Assistant's strict parser, and prints its events as JSON (README.md says which).

It looks up an IANA TZID by its name in the pinned `tzdata`; one fault anywhere in the file and it refuses the whole file.
"""

import datetime
import json
import sys

from ical.calendar_stream import IcsCalendarStream


def when(value):
    """A date as YYYY-MM-DD, a moment as a UTC instant; a floating time is an error."""
    if not isinstance(value, datetime.datetime):
        return value.isoformat()
    if value.tzinfo is None:
        raise ValueError(f"floating time {value}")
    return value.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def text(value):
    return None if value is None else str(value)


def event(entry):
    return {
        "uid": entry.uid,
        "all_day": not isinstance(entry.dtstart, datetime.datetime),
        "start": when(entry.start),
        "end": when(entry.end),
        "summary": text(entry.summary),
        "location": text(entry.location),
        "url": text(entry.url),
        "description": text(entry.description),
        "status": entry.status.value if entry.status else None,
        "categories": sorted(entry.categories),
        "alarms": sorted(int(alarm.trigger.total_seconds()) for alarm in entry.alarm),
    }


def main():
    # newline="" hands over the line ends as they are; utf-8 (not utf-8-sig) leaves a BOM in for the parser to refuse.
    with open(sys.argv[1], encoding="utf-8", newline="") as file:
        calendar = IcsCalendarStream.calendar_from_ics(file.read())
    events = [event(entry) for entry in calendar.events]
    json.dump(sorted(events, key=lambda e: e["uid"]), sys.stdout, ensure_ascii=False, indent=1)


main()
