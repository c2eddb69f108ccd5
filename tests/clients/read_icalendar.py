#!/usr/bin/env python3
"""Reads a feed, or the files of a folder of events, with PyPI `icalendar` and prints its events as JSON (README.md says which).

A TZID is looked up by its name in the pinned `tzdata`, as Google and Proton do it: the file's own VTIMEZONE has no say here.
"""

import datetime
import json
import sys

from icalendar import Calendar

DAY = datetime.timedelta(days=1)


def when(value):
    """A date as YYYY-MM-DD, a moment as a UTC instant; a floating time is an error."""
    if not isinstance(value, datetime.datetime):
        return value.isoformat()
    if value.tzinfo is None:
        raise ValueError(f"floating time {value}")
    return value.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def text(component, name):
    value = component.get(name)
    return None if value is None else str(value)


def categories(component):
    value = component.get("CATEGORIES", [])
    lists = value if isinstance(value, list) else [value]
    return sorted(str(category) for one in lists for category in one.cats)


def event(component):
    if component.errors:
        raise ValueError(f"{component.get('UID')}: {component.errors}")
    start = component.DTSTART
    all_day = not isinstance(start, datetime.datetime)
    end = component.DTEND
    if end is None:
        end = start + DAY if all_day else start
    return {
        "uid": text(component, "UID"),
        "all_day": all_day,
        "start": when(start),
        "end": when(end),
        "summary": text(component, "SUMMARY"),
        "location": text(component, "LOCATION"),
        "url": text(component, "URL"),
        "description": text(component, "DESCRIPTION"),
        "status": text(component, "STATUS"),
        "categories": categories(component),
        "alarms": sorted(int(alarm.TRIGGER.total_seconds()) for alarm in component.walk("VALARM")),
    }


def main():
    events = []
    for path in sys.argv[1:]:
        with open(path, "rb") as file:
            calendar = Calendar.from_ical(file.read())
        events += [event(component) for component in calendar.walk("VEVENT")]
    json.dump(sorted(events, key=lambda e: e["uid"]), sys.stdout, ensure_ascii=False, indent=1)


main()
