// The straightforward program for Node: `peer.mjs ical-generator|ics|ical.js LIST` writes the list as a feed. It checks nothing.

import { readFileSync, writeSync } from "node:fs";
import { parse } from "smol-toml";

/** Of every conference, session and dated deadline: what its event says. Times stay local. */
function* events(path) {
  for (const conference of parse(readFileSync(path, "utf8")).conference) {
    const place = [conference.venue, conference.city, conference.country].filter(Boolean);
    const common = { url: conference.url, location: place.join(", "), categories: conference.tags ?? [] };
    const { id, name, description } = conference;
    yield { uid: id, summary: name, description, ...common, ...when(conference) };
    for (const session of conference.session ?? []) {
      yield { uid: `${id}-${session.name}`, summary: `${name}: ${session.name}`, ...common, ...when(session) };
    }
    for (const { kind, due, url } of conference.deadline ?? []) {
      if (due) yield { uid: `${id}-${kind}`, summary: `${name}: ${kind} closes`, url, ...when({ start: due }) };
    }
  }
}

function when({ start, end = start }) {
  const isDay = start.isDate();
  const [from, to] = [start, end].map((date) => new Date(isDay ? date.toISOString() : `${date.toISOString()}Z`));
  if (isDay) to.setUTCDate(to.getUTCDate() + 1);
  return { from, to, isDay };
}

const writers = {
  async "ical-generator"(path) {
    const { default: ical } = await import("ical-generator");
    const calendar = ical({ name: "Peer" });
    for (const { uid, from, to, isDay, categories = [], ...said } of events(path)) {
      const event = calendar.createEvent({ id: uid, start: from, end: to, allDay: isDay, ...said });
      for (const name of categories) event.createCategory({ name });
    }
    return calendar.toString();
  },
  async ics(path) {
    const { createEvents } = await import("ics");
    const parts = (date, isDay) => {
      const day = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
      return isDay ? day : [...day, date.getUTCHours(), date.getUTCMinutes()];
    };
    const list = Array.from(events(path), ({ uid, summary, from, to, isDay, url, location, description, categories }) => ({
      uid, title: summary, start: parts(from, isDay), end: parts(to, isDay), startInputType: "utc", url, location, description, categories,
    }));
    const { error, value } = createEvents(list);
    if (error) throw error;
    return value;
  },
  async "ical.js"(path) {
    const { default: ICAL } = await import("ical.js");
    const calendar = new ICAL.Component("vcalendar");
    calendar.updatePropertyWithValue("version", "2.0");
    calendar.updatePropertyWithValue("prodid", "-//peer//");
    for (const { uid, summary, from, to, isDay, url, location, description, categories } of events(path)) {
      const event = new ICAL.Component("vevent");
      event.addPropertyWithValue("uid", uid);
      event.addPropertyWithValue("summary", summary);
      for (const [name, date] of [["dtstart", from], ["dtend", to]]) {
        const time = ICAL.Time.fromJSDate(date, true);
        time.isDate = isDay;
        event.addPropertyWithValue(name, time);
      }
      for (const [name, value] of Object.entries({ url, location, description })) {
        if (value) event.addPropertyWithValue(name, value);
      }
      if (categories?.length) event.addPropertyWithValue("categories", categories.join(","));
      calendar.addSubcomponent(event);
    }
    return calendar.toString();
  },
};

const bytes = Buffer.from(await writers[process.argv[2]](process.argv[3]));
for (let at = 0; at < bytes.length; ) at += writeSync(1, bytes, at);
