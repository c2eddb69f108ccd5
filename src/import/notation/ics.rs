//! iCalendar of any origin (RFC 5545), read line by line, so that what is wrong in one event costs that event alone.
//!
//! An event becomes a map with the names of fields: `summary`, `start`, `end` … A time is written with its zone in brackets
//! (RFC 9557), so that one at midnight stays a time. In a feed of confcal, the deadlines and sessions of a conference become
//! lists in it.

mod days;
mod deadline_moves;
mod deadline_titles;
mod deadlines;
mod event;
mod keys;
mod nameless;
mod own;
mod zones;

use std::collections::HashMap;

use event::node;
pub(super) use keys::without_parameters;
use zones::{Zones, named, offset};

use crate::ics::lines::{self, Lines, unescape};
use crate::import::dates::ZoneText;
use crate::import::document::{Notation, ReadFault};
use crate::import::record::Node;

/// The name under which an event has the triggers of its alarms.
const ALARM: &str = "VALARM TRIGGER";

/// The deepest nesting of components that is read; RFC 5545 needs three levels.
const MAX_COMPONENTS: usize = 16;

/// A property of a component.
#[derive(Clone, Debug)]
struct Property {
    line: usize,
    name: String,
    parameters: String,
    value: String,
}

impl Property {
    /// The value of a parameter, without quotes.
    fn parameter(&self, name: &str) -> Option<&str> {
        let mut quoted = false;
        let parts = self.parameters.split(|char: char| {
            quoted ^= char == '"';
            char == ';' && !quoted
        });
        let found =
            parts.filter_map(|part| part.split_once('=')).find(|(key, _)| key.trim().eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.trim().trim_matches('"'))
    }
}

/// An event with the line of its BEGIN.
#[derive(Debug, Default)]
struct VEvent {
    line: usize,
    properties: Vec<Property>,
}

impl VEvent {
    fn get(&self, name: &str) -> Option<&Property> {
        self.properties.iter().find(|property| property.name == name)
    }

    fn text(&self, name: &str) -> Option<String> {
        self.get(name).map(|property| unescape(&property.value).trim().to_owned()).filter(|text| !text.is_empty())
    }
}

/// The calendar: its name and description, and its events.
pub(super) fn read(text: &str, faults: &mut Vec<ReadFault>) -> (Notation, Vec<Node>) {
    let mut reader = CalendarReader {
        calendar: VEvent::default(),
        events: Vec::new(),
        zones: Zones::default(),
        tasks: Vec::new(),
        open: Vec::new(),
        zone: None,
    };
    let mut starts = vec![0];
    starts.extend(text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1));
    for line in Lines::new(text) {
        let number = starts.partition_point(|start| *start <= line.start);
        let Some((name, parameters, value)) = lines::parts(&line.text) else {
            if !line.text.trim().is_empty() {
                faults.push(ReadFault::new(number, "the line is not a line of iCalendar: it is passed over"));
            }
            continue;
        };
        let name = name.to_ascii_uppercase();
        let property = Property { line: number, name, parameters: parameters.to_owned(), value: value.to_owned() };
        if !reader.property(property) {
            faults.push(ReadFault::new(
                number,
                format!("components are nested more than {MAX_COMPONENTS} levels deep: the rest is not read"),
            ));
            break;
        }
    }
    if let Some((Component::Event, event)) = reader.open.drain(..).find(|(component, _)| *component == Component::Event)
    {
        faults.push(ReadFault::new(event.line, "the event has no end: the file is cut off here"));
    }
    let CalendarReader { calendar, events, mut zones, tasks, .. } = reader;
    zones.floating = calendar.text("X-WR-TIMEZONE").and_then(|name| named(&name));
    faults.extend(tasks.into_iter().map(|line| ReadFault::new(line, "a task (VTODO) is not an event: it is left out")));
    let is_ours = calendar.get("PRODID").is_some_and(|property| property.value.starts_with("-//confcal//"));
    let events = newest(events, faults);
    let mut nodes = Vec::with_capacity(events.len());
    let mut sound = Vec::with_capacity(events.len());
    for event in &events {
        match node(event, &zones) {
            Ok(_) if is_ours => sound.push(event),
            Ok(node) => nodes.push(node),
            Err(fault) => faults.push(ReadFault { is_entry: true, ..fault }),
        }
    }
    if is_ours {
        return (Notation::ConfcalFeed, vec![own_calendar(&calendar, &sound)]);
    }
    let name = ["NAME", "X-WR-CALNAME"].iter().find_map(|name| calendar.text(name));
    let named = nameless::named(days::joined(nodes), name.as_deref(), faults);
    (Notation::Calendar, vec![foreign_calendar(&calendar, deadlines::gather(named))])
}

/// A calendar of another program.
fn foreign_calendar(calendar: &VEvent, events: Vec<Node>) -> Node {
    let mut members = Vec::new();
    for (key, names) in [
        ("name", ["NAME", "X-WR-CALNAME"]),
        ("calendar-description", ["DESCRIPTION", "X-WR-CALDESC"]),
        ("calendar-url", ["URL", "SOURCE"]),
    ] {
        if let Some(text) = names.iter().find_map(|name| calendar.text(name)) {
            members.push((key.to_owned(), Node::text(1, text)));
        }
    }
    members.push(("events".to_owned(), Node::list(1, events)));
    Node::map(1, members)
}

/// The events without older versions of one: of those with one UID, the one with the highest SEQUENCE counts, then the last.
/// An event that moves one date of a series has a UID that is not its own alone, and stays.
fn newest(events: Vec<VEvent>, faults: &mut Vec<ReadFault>) -> Vec<VEvent> {
    let mut by_uid: HashMap<String, usize> = HashMap::new();
    let mut kept: Vec<Option<VEvent>> = Vec::with_capacity(events.len());
    let sequence = |event: &VEvent| event.text("SEQUENCE").and_then(|number| number.parse::<u32>().ok()).unwrap_or(0);
    for event in events {
        let uid = event.text("UID").filter(|_| event.get("RECURRENCE-ID").is_none());
        let known = uid.as_ref().and_then(|uid| by_uid.get(uid).copied());
        let before = known.and_then(|at| kept[at].take().map(|before| (at, before)));
        let Some((at, before)) = before else {
            by_uid.extend(uid.map(|uid| (uid, kept.len())));
            kept.push(Some(event));
            continue;
        };
        let (newer, older) = if sequence(&before) > sequence(&event) { (before, event) } else { (event, before) };
        let message = format!("the event has the UID of that in line {}, which is newer: it is left out", newer.line);
        faults.push(ReadFault::new(older.line, message));
        kept[at] = Some(newer);
    }
    kept.into_iter().flatten().collect()
}

/// A calendar of confcal, in the shape of the `conferences.json` of a site.
fn own_calendar(calendar: &VEvent, events: &[&VEvent]) -> Node {
    let mut members = Vec::new();
    for (key, name) in [("name", "NAME"), ("description", "DESCRIPTION"), ("url", "URL"), ("color", "COLOR")] {
        members.extend(calendar.text(name).map(|text| (key.to_owned(), Node::text(1, text))));
    }
    let refresh = calendar.get("REFRESH-INTERVAL").and_then(|property| event::minutes(&property.value));
    let length = own::deadline_minutes(events.iter().copied());
    for (key, minutes) in [("refresh_minutes", refresh), ("deadline_minutes", length)] {
        members.extend(minutes.map(|minutes| (key.to_owned(), Node::text(1, minutes.to_string()))));
    }
    members.push(("conferences".to_owned(), Node::list(1, own::conferences(events.iter().copied()))));
    Node::map(1, members)
}

#[derive(Clone, Copy, PartialEq)]
enum Component {
    Event,
    Zone,
    Other,
}

struct CalendarReader {
    calendar: VEvent,
    events: Vec<VEvent>,
    zones: Zones,
    /// The lines of its tasks.
    tasks: Vec<usize>,
    open: Vec<(Component, VEvent)>,
    /// The TZID of the VTIMEZONE that is open, and the zone that its properties name.
    zone: Option<(String, Option<ZoneText>)>,
}

impl CalendarReader {
    /// Takes a property; `false` if the nesting is too deep.
    fn property(&mut self, property: Property) -> bool {
        let value = property.value.trim().to_ascii_uppercase();
        match property.name.as_str() {
            "BEGIN" => {
                let component = match value.as_str() {
                    "VEVENT" => Component::Event,
                    "VTIMEZONE" => Component::Zone,
                    "VTODO" => {
                        self.tasks.push(property.line);
                        Component::Other
                    }
                    _ => Component::Other,
                };
                if component == Component::Zone {
                    self.zone = Some((String::new(), None));
                }
                // An event that begins in another is the next one: the END was lost.
                if component == Component::Event {
                    self.open.retain(|(component, _)| *component == Component::Other);
                }
                self.open.push((component, VEvent { line: property.line, properties: Vec::new() }));
            }
            "END" => match self.open.pop() {
                Some((Component::Event, event)) => self.events.push(event),
                Some((Component::Zone, _)) => self.end_zone(),
                _ => {}
            },
            _ => self.inside(property),
        }
        self.open.len() <= MAX_COMPONENTS
    }

    fn end_zone(&mut self) {
        if let Some((tzid, zone)) = self.zone.take()
            && let Some(zone) = zone
        {
            self.zones.defined.insert(tzid, zone);
        }
    }

    fn inside(&mut self, property: Property) {
        if let Some((tzid, zone)) = &mut self.zone {
            match property.name.as_str() {
                "TZID" => {
                    *tzid = property.value.trim().to_owned();
                    *zone = named(tzid).or(zone.take());
                }
                "X-LIC-LOCATION" => *zone = named(property.value.trim()).or(zone.take()),
                // A zone with one offset.
                "TZOFFSETTO" if zone.is_none() => *zone = offset(property.value.trim()).map(ZoneText::Offset),
                "TZOFFSETTO" if matches!(zone, Some(ZoneText::Offset(minutes)) if offset(property.value.trim()) != Some(*minutes)) =>
                {
                    *zone = None;
                }
                _ => {}
            }
            return;
        }
        let depth = self.open.len();
        match self.open.last_mut() {
            Some((Component::Event, event)) => event.properties.push(property),
            Some((Component::Other, _)) if depth > 1 => {
                if let (true, Some((Component::Event, event))) =
                    (property.name == "TRIGGER", self.open.get_mut(depth - 2))
                {
                    event.properties.push(Property { name: ALARM.to_owned(), ..property });
                }
            }
            Some((Component::Other, _)) if depth == 1 => self.calendar.properties.push(property),
            _ => {}
        }
    }
}

fn parent(event: &VEvent) -> Option<String> {
    let related = event.properties.iter().filter(|property| property.name == "RELATED-TO");
    let mut parents =
        related.filter(|property| property.parameter("RELTYPE").is_none_or(|kind| kind.eq_ignore_ascii_case("PARENT")));
    parents.next().map(|property| property.value.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn events(text: &str) -> (Vec<String>, Vec<ReadFault>) {
        let mut faults = Vec::new();
        let (_, nodes) = read(text, &mut faults);
        let events = nodes[0].get("events").map(|events| events.items().to_vec()).unwrap_or_default();
        let short = |node: &Node| {
            ["summary", "start", "end"].iter().filter_map(|key| node.get(key)?.scalar()).collect::<Vec<_>>().join(" ")
        };
        (events.iter().map(short).collect(), faults)
    }

    #[test]
    fn a_bad_event_costs_itself() {
        let text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:A\nDTSTART;VALUE=DATE:20270501\nDTEND;VALUE=DATE:20270503\nEND:VEVENT\n\
                    BEGIN:VEVENT\nSUMMARY:B\nDTSTART:2027\nEND:VEVENT\nrubbish\nBEGIN:VEVENT\nSUMMARY:C\nDTSTART:20270501T100000Z\nDURATION:PT1H30M\nEND:VEVENT\n\
                    BEGIN:VEVENT\nSUMMARY:D\nDTSTART;TZID=W. Europe Standard Time:20270501T000000\nDURATION:P1D\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:cut off\n";
        let (events, faults) = events(text);
        assert_eq!(
            events,
            [
                "A 2027-05-01 2027-05-02",
                "C 2027-05-01T10:00:00[UTC] 2027-05-01T11:30:00[UTC]",
                "D 2027-05-01T00:00:00[Europe/Berlin] 2027-05-02T00:00:00[Europe/Berlin]"
            ]
        );
        assert_eq!(faults.iter().map(|fault| fault.line).collect::<Vec<_>>(), [11, 22, 9]);
    }

    #[test]
    fn days_of_other_programs_are_days() {
        let berlin = "X-WR-TIMEZONE:Europe/Berlin\n";
        for (head, event, expected) in [
            (
                "",
                "DTSTART;TZID=Europe/Berlin:20270501T000000\nDTEND;TZID=Europe/Berlin:20270503T000000",
                "2027-05-01 2027-05-02",
            ),
            ("", "DTSTART:20270501T000000Z\nDTEND:20270502T000000Z", "2027-05-01 2027-05-01"),
            ("", "DTSTART;VALUE=DATE:20270501\nRRULE:FREQ=DAILY;COUNT=3", "2027-05-01 2027-05-03"),
            (berlin, "DTSTART:20270501T090000", "2027-05-01T09:00:00[Europe/Berlin]"),
            (
                "",
                "DTSTART;TZID=\"(UTC+01:00) Amsterdam, Berlin\":20270501T090000",
                "2027-05-01T09:00:00[Europe/Amsterdam]",
            ),
            (
                "",
                "DTSTART;TZID=\"(UTC-05:00) Eastern Time (US & Canada)\":20270501T090000",
                "2027-05-01T09:00:00[America/New_York]",
            ),
        ] {
            let text = format!("BEGIN:VCALENDAR\n{head}BEGIN:VEVENT\nSUMMARY:A\n{event}\nEND:VEVENT\nEND:VCALENDAR\n");
            assert_eq!(events(&text), (vec![format!("A {expected}")], vec![]), "{event}");
        }
    }

    #[test]
    fn tasks_and_private_events_are_left_out_and_said() {
        let text = "BEGIN:VCALENDAR\nBEGIN:VTODO\nSUMMARY:Book\nEND:VTODO\nBEGIN:VEVENT\nSUMMARY:Dentist\nCLASS:PRIVATE\n\
                    DTSTART;VALUE=DATE:20270501\nEND:VEVENT\nEND:VCALENDAR\n";
        let (events, faults) = events(text);
        let lines: Vec<_> = faults.iter().map(|fault| fault.line).collect();
        assert_eq!((events, lines), (vec![], vec![2, 7]));
    }

    #[test]
    fn of_one_uid_the_newest_counts() {
        let event = |name: &str, more: &str| {
            format!("BEGIN:VEVENT\nUID:1\nSUMMARY:{name}\nDTSTART;VALUE=DATE:20270501\n{more}END:VEVENT\n")
        };
        for (one, other, expected) in [
            (event("A", ""), event("B", ""), &["B 2027-05-01 2027-05-01"][..]),
            (event("A", "SEQUENCE:2\n"), event("B", "SEQUENCE:1\n"), &["A 2027-05-01 2027-05-01"]),
            (
                event("A", ""),
                event("B", "RECURRENCE-ID;VALUE=DATE:20270501\n"),
                &["A 2027-05-01 2027-05-01", "B 2027-05-01 2027-05-01"],
            ),
        ] {
            let (found, faults) = events(&format!("BEGIN:VCALENDAR\n{one}{other}END:VCALENDAR\n"));
            let found: Vec<&str> = found.iter().map(String::as_str).collect();
            let short = |event: &&str| event.split(' ').next().map(str::to_owned);
            let names = |events: &[&str]| events.iter().filter_map(short).collect::<Vec<_>>();
            assert_eq!(names(&found), names(expected));
            assert_eq!(faults.len(), 2 - expected.len());
        }
    }

    #[test]
    fn deep_nesting_ends_the_reading() {
        let (_, faults) = events(&"BEGIN:X\n".repeat(100_000));
        assert_eq!(faults.len(), 1);
    }
}
