// Reads a feed with npm `ical.js` (Thunderbird, Nextcloud) and prints its events as JSON (README.md says which).
// A TZID means the file's own VTIMEZONE and nothing else: the library has no zones of its own.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(new URL("../../target/clients/node/", import.meta.url));
const ICAL = require("ical.js");

/** A date as YYYY-MM-DD, a moment as a UTC instant; a floating time is an error. */
function when(time) {
  if (time.isDate) return time.toString();
  if (time.zone === ICAL.Timezone.localTimezone) throw new Error(`floating time ${time}`);
  return time.convertToZone(ICAL.Timezone.utcTimezone).toString();
}

function event(component) {
  const entry = new ICAL.Event(component);
  const alarms = component.getAllSubcomponents("valarm");
  return {
    uid: entry.uid,
    all_day: entry.startDate.isDate,
    start: when(entry.startDate),
    end: when(entry.endDate),
    summary: entry.summary,
    location: entry.location,
    url: component.getFirstPropertyValue("url"),
    description: entry.description,
    status: component.getFirstPropertyValue("status"),
    categories: component.getAllProperties("categories").flatMap((property) => property.getValues()).sort(),
    alarms: alarms.map((alarm) => alarm.getFirstPropertyValue("trigger").toSeconds()).sort((a, b) => a - b),
  };
}

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const calendar = new ICAL.Component(ICAL.parse(decoder.decode(readFileSync(process.argv[2]))));
ICAL.TimezoneService.reset();
for (const zone of calendar.getAllSubcomponents("vtimezone")) {
  ICAL.TimezoneService.register(zone);
}
const events = calendar.getAllSubcomponents("vevent").map(event);
events.sort((a, b) => (a.uid < b.uid ? -1 : 1));
console.log(JSON.stringify(events, null, 1));
