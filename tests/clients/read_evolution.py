"""Asks Evolution Data Server for what it knows of calendars. Run by `evolution.py` and `subscribers.py`, in a session bus of its own,
with the system's Python, because only that one has `gi`.

read_evolution.py SOURCE…: for each line on standard input, one line of JSON on standard output. `refresh SOURCE` asks the server
to read the feed again (true); `events SOURCE` lists all its events, with the fields of README.md that `follow.py` compares, and
`stamps`: DTSTAMP, LAST-MODIFIED and SEQUENCE.
"""

import json
import sys

import gi

gi.require_version("ECal", "2.0")
gi.require_version("EDataServer", "1.2")
gi.require_version("ICalGLib", "3.0")
from gi.repository import ECal, EDataServer, ICalGLib

UTC = ICalGLib.Timezone.get_utc_timezone()
# `connect_sync` shall not wait until the feed has been read: the first listing does that.
NO_WAIT = 2**32 - 1


def day(time):
    return f"{time.get_year():04}-{time.get_month():02}-{time.get_day():02}"


def instant(time):
    return f"{day(time)}T{time.get_hour():02}:{time.get_minute():02}:{time.get_second():02}Z"


def when(client, uid, written):
    """A date as YYYY-MM-DD, a moment as a UTC instant by the zone that the server has for it; a floating time is an error."""
    time, tzid = written.get_value(), written.get_tzid()
    if time.is_date():
        return day(time)
    if not time.is_utc():
        zone = client.get_timezone_sync(tzid, None)[1] if tzid else None
        if zone is None:
            raise ValueError(f"{uid}: {time.as_ical_string()} floats")
        time.set_timezone(zone)
    return instant(time.convert_to_zone(UTC))


def event(client, component):
    uid, start, end = component.get_uid(), component.get_dtstart(), component.get_dtend()
    status = component.get_icalcomponent().get_first_property(ICalGLib.PropertyKind.STATUS_PROPERTY)
    return {
        "uid": uid,
        "all_day": bool(start.get_value().is_date()),
        "start": when(client, uid, start),
        # A moment has no end; every day that confcal writes has one.
        "end": when(client, uid, end or start),
        "summary": component.get_summary().get_value(),
        "status": status and status.get_value_as_string(),
        "stamps": [instant(component.get_dtstamp()), instant(component.get_last_modified()), component.get_sequence()],
    }


def main():
    registry = EDataServer.SourceRegistry.new_sync(None)
    clients = {
        name: ECal.Client.connect_sync(registry.ref_source(name), ECal.ClientSourceType.EVENTS, NO_WAIT, None)
        for name in sys.argv[1:]
    }
    for line in sys.stdin:
        question, name = line.split()
        client = clients[name]
        if question == "refresh":
            answer = client.refresh_sync(None)
        else:
            # All of them, as a search expression of Evolution.
            answer = [event(client, component) for component in client.get_object_list_as_comps_sync("#t", None)[1]]
        print(json.dumps(answer), flush=True)


main()
