"""The straightforward program in Python: `peer.py icalendar|ics LIST` writes the list as a feed. It checks nothing."""

import datetime
import sys
import tomllib
import zoneinfo

DAY = datetime.timedelta(days=1)


def events(path):
    """Of every conference, session and dated deadline: what one line of the feed each says."""
    with open(path, "rb") as file:
        conferences = tomllib.load(file)["conference"]
    for conference in conferences:
        place = [conference.get(key) for key in ("venue", "city", "country")]
        common = {
            "url": conference.get("url"),
            "location": ", ".join(part for part in place if part),
            "categories": conference.get("tags", []),
        }
        zone = conference.get("timezone")
        yield {
            "uid": conference["id"],
            "summary": conference["name"],
            "description": conference.get("description"),
            **common,
            **when(conference, zone),
        }
        for session in conference.get("session", []):
            summary = f"{conference['name']}: {session['name']}"
            yield {"uid": f"{conference['id']}-{session['name']}", "summary": summary, **common, **when(session, zone)}
        for deadline in conference.get("deadline", []):
            if "due" in deadline:
                due = when({"start": deadline["due"]}, deadline.get("timezone", "Etc/GMT+12"))
                summary = f"{conference['name']}: {deadline['kind']} closes"
                yield {"uid": f"{conference['id']}-{deadline['kind']}", "summary": summary, "url": deadline.get("url"), **due}


def when(entry, zone):
    start, end = entry["start"], entry.get("end", entry["start"])
    if not isinstance(start, datetime.datetime):
        return {"start": start, "end": end + DAY}
    zone = zoneinfo.ZoneInfo(zone)
    return {"start": start.replace(tzinfo=zone), "end": end.replace(tzinfo=zone)}


def with_icalendar(path):
    import icalendar

    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//peer//")
    calendar.add("version", "2.0")
    for said in events(path):
        event = icalendar.Event()
        event.add("uid", said["uid"])
        event.add("summary", said["summary"])
        event.add("dtstart", said["start"])
        event.add("dtend", said["end"])
        event.add("dtstamp", datetime.datetime(2022, 5, 1, tzinfo=datetime.UTC))
        for key in ("url", "location", "description", "categories"):
            if said.get(key):
                event.add(key, said[key])
        calendar.add_component(event)
    return calendar.to_ical()


def with_ics(path):
    import ics

    calendar = ics.Calendar()
    for said in events(path):
        event = ics.Event(
            uid=said["uid"],
            name=said["summary"],
            begin=said["start"],
            url=said.get("url"),
            location=said.get("location"),
            description=said.get("description"),
            categories=set(said.get("categories", [])),
        )
        if isinstance(said["start"], datetime.datetime):
            event.end = said["end"]
        else:
            event.end = said["end"] - DAY
            event.make_all_day()
        calendar.events.add(event)
    return calendar.serialize().encode()


def tabs(path):
    """The events as `peer_libical.c` reads them."""
    lines = []
    for said in events(path):
        times = [said[key] for key in ("start", "end")]
        times = [time.strftime("%Y%m%dT%H%M%S" if hasattr(time, "hour") else "%Y%m%d") for time in times]
        texts = [said.get("url"), said.get("location"), ",".join(said.get("categories", [])), said.get("description")]
        parts = [said["uid"], said["summary"], *times, *(text or "" for text in texts)]
        lines.append("\t".join(part.replace("\t", " ").replace("\n", " ") for part in parts))
    return ("\n".join(lines) + "\n").encode()


if __name__ == "__main__":
    sys.stdout.buffer.write({"icalendar": with_icalendar, "ics": with_ics, "tabs": tabs}[sys.argv[1]](sys.argv[2]))
