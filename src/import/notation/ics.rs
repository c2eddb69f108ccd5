//! iCalendar of any origin (RFC 5545), read line by line, so that what is wrong in one event costs that event alone.
//!
//! An event becomes a map with the names of fields: `summary`, `start`, `end` … A time is written with its zone in brackets
//! (RFC 9557), so that one at midnight stays a time. In a feed of confcal, the deadlines and sessions of a conference become
//! lists in it.

use std::collections::HashMap;

use chrono::NaiveDateTime;

use crate::deadline_kind::DeadlineKind;
use crate::ics::lines::{self, Lines, unescape};
use crate::import::dates::{self, ZoneText, day_before};
use crate::import::document::ReadFault;
use crate::import::record::{Node, Value};
use crate::zone::Zone;

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
pub(super) fn read(text: &str, faults: &mut Vec<ReadFault>) -> Vec<Node> {
    let mut reader = CalendarReader {
        calendar: VEvent::default(),
        events: Vec::new(),
        zones: HashMap::new(),
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
    let CalendarReader { calendar, events, zones, .. } = reader;
    let zones: HashMap<String, ZoneText> = zones;
    let is_ours = calendar.get("PRODID").is_some_and(|property| property.value.starts_with("-//confcal//"));
    let mut nodes: Vec<(Option<String>, Option<String>, Node)> = Vec::new();
    for event in &events {
        match node(event, &zones) {
            Ok(node) => nodes.push((event.text("UID"), parent(event), node)),
            Err(fault) => faults.push(fault),
        }
    }
    let events = if is_ours { parts(nodes) } else { nodes.into_iter().map(|(.., node)| node).collect() };
    let mut members = Vec::new();
    for (key, names) in [
        ("name", ["NAME", "X-WR-CALNAME"]),
        ("description", ["DESCRIPTION", "X-WR-CALDESC"]),
        ("url", ["URL", "SOURCE"]),
    ] {
        if let Some(text) = names.iter().find_map(|name| calendar.text(name)) {
            members.push((key.to_owned(), Node::text(1, text)));
        }
    }
    members.push(("events".to_owned(), Node::list(1, events)));
    vec![Node::map(1, members)]
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
    /// The zones that the calendar defines, by their TZID.
    zones: HashMap<String, ZoneText>,
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
            self.zones.insert(tzid, zone);
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
            Some((Component::Other, _)) if depth == 1 => self.calendar.properties.push(property),
            _ => {}
        }
    }
}

/// The zone of a TZID: a name of the tz database, also behind a prefix, a name of Windows, an offset in words.
fn named(tzid: &str) -> Option<ZoneText> {
    let bare = tzid.trim_matches('"').trim_start_matches('/');
    // `/freeassociation.sourceforge.net/Europe/Oslo`
    let mut rest = bare;
    loop {
        match rest.parse::<Zone>() {
            Ok(zone) => return Some(ZoneText::Name(zone.name().to_owned())),
            Err(_) => match rest.split_once('/') {
                Some((_, after)) => rest = after,
                None => break,
            },
        }
    }
    let suggested = bare.parse::<Zone>().err().and_then(|unknown| unknown.suggestion());
    suggested.map(|name| ZoneText::Name(name.to_owned())).or_else(|| dates::zone(bare))
}

fn offset(text: &str) -> Option<i32> {
    let (sign, digits) = match text.split_at_checked(1)? {
        ("+", digits) => (1, digits),
        ("-", digits) => (-1, digits),
        _ => return None,
    };
    let hours: i32 = digits.get(..2)?.parse().ok()?;
    let minutes: i32 = digits.get(2..4)?.parse().ok()?;
    Some(sign * (hours * 60 + minutes))
}

fn parent(event: &VEvent) -> Option<String> {
    let related = event.properties.iter().filter(|property| property.name == "RELATED-TO");
    let mut parents =
        related.filter(|property| property.parameter("RELTYPE").is_none_or(|kind| kind.eq_ignore_ascii_case("PARENT")));
    parents.next().map(|property| property.value.trim().to_owned())
}

/// A time or a day, as text that keeps its zone.
fn time(property: &Property, zones: &HashMap<String, ZoneText>) -> Result<String, ReadFault> {
    let value = property.value.trim();
    let bad = || {
        ReadFault::new(
            property.line,
            format!("`{}` is not a date of iCalendar: the event is left out", crate::spelling::shown(value)),
        )
    };
    if value.len() == 8 || property.parameter("VALUE").is_some_and(|kind| kind.eq_ignore_ascii_case("DATE")) {
        return lines::day(value).map(|day| day.to_string()).ok_or_else(bad);
    }
    let local = lines::time(value).ok_or_else(bad)?;
    if value.ends_with('Z') {
        return Ok(format!("{}[UTC]", iso(local)));
    }
    let zone = property.parameter("TZID").and_then(|tzid| zones.get(tzid).cloned().or_else(|| named(tzid)));
    Ok(match zone {
        Some(ZoneText::Name(name)) => format!("{}[{name}]", iso(local)),
        Some(ZoneText::Aoe) => format!("{}[-12:00]", iso(local)),
        Some(ZoneText::Offset(minutes)) => format!(
            "{}[{}{:02}:{:02}]",
            iso(local),
            if minutes < 0 { '-' } else { '+' },
            minutes.abs() / 60,
            minutes.abs() % 60
        ),
        None => iso(local),
    })
}

fn iso(time: NaiveDateTime) -> String {
    time.format("%Y-%m-%dT%H:%M:%S").to_string()
}

/// The fields of an event.
fn node(event: &VEvent, zones: &HashMap<String, ZoneText>) -> Result<Node, ReadFault> {
    let mut members: Vec<(String, Node)> = Vec::new();
    let mut push = |key: &str, line: usize, text: String| members.push((key.to_owned(), Node::text(line, text)));
    let texts = [
        ("summary", "SUMMARY"),
        ("location", "LOCATION"),
        ("status", "STATUS"),
        ("url", "URL"),
        ("conference", "CONFERENCE"),
        ("uid", "UID"),
    ];
    for (key, name) in texts {
        if let (Some(property), Some(text)) = (event.get(name), event.text(name)) {
            push(key, property.line, text);
        }
    }
    let description = event.text("DESCRIPTION");
    let html = event.text("X-ALT-DESC").or_else(|| event.text("STYLED-DESCRIPTION"));
    if let Some(text) = description.or(html) {
        push("description", event.get("DESCRIPTION").map_or(event.line, |property| property.line), text);
    }
    // The address of the site is often in the description alone.
    if event.get("URL").is_none()
        && let Some((line, address)) = first_address(event)
    {
        push("link", line, address);
    }
    if let Some(start) = event.get("DTSTART") {
        let text = time(start, zones)?;
        let is_day = text.len() == 10;
        push("start", start.line, text.clone());
        if let Some(end) = event.get("DTEND") {
            let end_text = time(end, zones)?;
            let last = lines::day(end.value.trim()).map(day_before).filter(|_| end_text.len() == 10 && is_day);
            push("end", end.line, last.map_or(end_text, |last| last.to_string().max(text)));
        } else if let Some(duration) = event.get("DURATION")
            && let Some(end) = after(start, &duration.value, is_day, zones)
        {
            push("end", duration.line, end.max(text));
        }
    }
    if let Some(geo) = event.get("GEO") {
        push("geo", geo.line, geo.value.replace(';', ","));
    }
    for (key, name) in [("@recurs", "RRULE"), ("@recurs", "RDATE")] {
        if let Some(rule) = event.get(name) {
            push(key, rule.line, rule.value.clone());
        }
    }
    let categories = event.properties.iter().filter(|property| property.name == "CATEGORIES");
    let tags: Vec<Node> = categories
        .flat_map(|property| list(&property.value).into_iter().map(|tag| Node::text(property.line, tag)))
        .collect();
    members.push(("categories".to_owned(), Node::list(event.line, tags)));
    Ok(Node::map(event.line, members))
}

/// The first address of the web in the description.
fn first_address(event: &VEvent) -> Option<(usize, String)> {
    let property = event.get("DESCRIPTION").or_else(|| event.get("X-ALT-DESC"))?;
    let text = unescape(&property.value);
    let linked =
        super::markdown::links(&text).into_iter().find(|link| !link.is_image && link.address.starts_with("http"));
    let bare = || {
        let at = text.find("https://").or_else(|| text.find("http://"))?;
        let end = text[at..]
            .find(|char: char| char.is_whitespace() || matches!(char, '"' | '<' | '>' | ')' | '|'))
            .map_or(text.len(), |end| at + end);
        Some(text[at..end].trim_end_matches(['.', ',', ';']).to_owned())
    };
    Some((property.line, linked.map(|link| link.address).or_else(bare)?))
}

/// The end of an event that has a duration instead.
fn after(start: &Property, duration: &str, is_day: bool, zones: &HashMap<String, ZoneText>) -> Option<String> {
    let (mut minutes, mut number) = (0_i64, 0_i64);
    for char in duration.trim().trim_start_matches('+').chars() {
        match char {
            '0'..='9' => number = number.checked_mul(10)?.checked_add(i64::from(char.to_digit(10)?))?,
            'W' => (minutes, number) = (minutes.checked_add(number.checked_mul(7 * 24 * 60)?)?, 0),
            'D' => (minutes, number) = (minutes.checked_add(number.checked_mul(24 * 60)?)?, 0),
            'H' => (minutes, number) = (minutes.checked_add(number.checked_mul(60)?)?, 0),
            'M' => (minutes, number) = (minutes.checked_add(number)?, 0),
            'P' | 'T' | 'S' => number = 0,
            _ => return None,
        }
    }
    if is_day {
        let last = lines::day(start.value.trim())?.checked_add_signed(chrono::TimeDelta::try_minutes(minutes)?)?;
        return Some(day_before(last).to_string());
    }
    let local = lines::time(start.value.trim())?.checked_add_signed(chrono::TimeDelta::try_minutes(minutes)?)?;
    let text = time(start, zones).ok()?;
    let zone = text.find('[').map(|at| text[at..].to_owned()).unwrap_or_default();
    Some(format!("{}{zone}", iso(local)))
}

/// The values of a list; a comma behind a backslash ends none.
fn list(value: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut escaped = false;
    for char in value.chars() {
        if char == ',' && !escaped {
            parts.push(String::new());
        } else if let Some(last) = parts.last_mut() {
            last.push(char);
        }
        escaped = char == '\\' && !escaped;
    }
    parts.iter().map(|part| unescape(part).trim().to_owned()).filter(|part| !part.is_empty()).collect()
}

/// The conferences of a feed of confcal, each with its sessions and deadlines.
fn parts(nodes: Vec<(Option<String>, Option<String>, Node)>) -> Vec<Node> {
    let is = |node: &Node, word: &str| {
        node.get("categories").is_some_and(|tags| tags.items().first().and_then(Node::scalar).as_deref() == Some(word))
    };
    let mut conferences: Vec<(Option<String>, Node)> = Vec::new();
    let mut inner: Vec<(String, Node)> = Vec::new();
    for (uid, parent, node) in nodes {
        match parent {
            Some(parent) if is(&node, "deadline") || is(&node, "session") || is(&node, "reminder") => {
                inner.push((parent, node))
            }
            _ => conferences.push((uid, node)),
        }
    }
    for (parent, node) in inner {
        if is(&node, "reminder") {
            continue;
        }
        let index = match conferences.iter().position(|(uid, _)| uid.as_deref() == Some(&parent)) {
            Some(index) => index,
            None => {
                conferences.push((Some(parent), undated(&node)));
                conferences.len() - 1
            }
        };
        let conference = &mut conferences[index].1;
        let (key, part) = if is(&node, "session") {
            ("sessions", session(&node, conference))
        } else {
            ("deadlines", deadline(&node, conference))
        };
        push_part(conference, key, part);
    }
    let mut nodes: Vec<Node> = conferences.into_iter().map(|(_, node)| node).collect();
    nodes.iter_mut().for_each(tidy);
    nodes
}

/// Takes what the feed adds from the description of a conference, and finds there what has no property of its own.
fn tidy(node: &mut Node) {
    if let Value::Map(members) = &mut node.value {
        members.retain(|(key, _)| key != "link");
    }
    let Some(text) = node.get("description").and_then(Node::scalar) else { return };
    let mut kept: Vec<&str> = Vec::new();
    let mut found: Vec<(&str, &str)> = Vec::new();
    let last = text.rsplit("\n\n").next().unwrap_or_default();
    let labels = ["Also known as", "Part of", "Web", "Online"];
    let is_tail = last.lines().all(|line| line.split_once(": ").is_some())
        && last.lines().any(|line| labels.iter().any(|label| line.starts_with(&format!("{label}: "))));
    for paragraph in text.split("\n\n") {
        let is_status = ["Tentative: ", "Cancelled: ", "Cancelled.", "Postponed: "]
            .iter()
            .any(|start| paragraph.starts_with(start))
            && kept.is_empty();
        if std::ptr::eq(paragraph.as_ptr(), last.as_ptr()) && is_tail {
            found.extend(paragraph.lines().filter_map(|line| line.split_once(": ")));
        } else if !is_status {
            kept.push(paragraph);
        }
    }
    let line = node.line;
    let description = kept.join("\n\n");
    let mut add: Vec<(String, Node)> = Vec::new();
    for (label, value) in found {
        match label {
            "Also known as" => add.push((
                "aliases".to_owned(),
                Node::list(line, value.split(", ").map(|name| Node::text(line, name)).collect()),
            )),
            "Online" => add.push((
                "online".to_owned(),
                Node::text(line, if value.starts_with("yes") || value.starts_with("online") { "true" } else { value }),
            )),
            "Part of" | "Web" => {}
            label if value.contains("://") => {
                add.push(("links".to_owned(), Node::map(line, vec![(crate::slug(label), Node::text(line, value))])))
            }
            _ => {}
        }
    }
    if let Value::Map(members) = &mut node.value {
        members.retain(|(key, _)| key != "description");
        if !description.trim().is_empty() {
            members.push(("description".to_owned(), Node::text(line, description)));
        }
        members.extend(add);
    }
}

fn push_part(conference: &mut Node, key: &str, part: Node) {
    let line = part.line;
    let Value::Map(members) = &mut conference.value else { return };
    match members.iter_mut().find(|(name, _)| name == key) {
        Some((_, Node { value: Value::List(items), .. })) => items.push(part),
        _ => members.push((key.to_owned(), Node::list(line, vec![part]))),
    }
}

/// A conference that is not dated yet, as one of its deadlines tells of it.
fn undated(deadline: &Node) -> Node {
    let text = |key: &str| deadline.get(key).and_then(Node::scalar);
    let summary = text("summary").unwrap_or_default();
    let bare = without_status(&summary);
    let status = &summary[..summary.len() - bare.len()];
    let name = format!("{status}{}", bare.split_once(": ").map_or(bare, |(_, name)| name));
    let name =
        ["(extended)", "(moved)"].iter().fold(name, |name, end| name.trim_end_matches(end).trim_end().to_owned());
    let mut members = vec![("summary".to_owned(), Node::text(deadline.line, name))];
    // `Conference: October 2027, dates to be announced, Oslo, Norway`
    let about = text("description")
        .and_then(|text| text.lines().find_map(|line| line.strip_prefix("Conference: ").map(str::to_owned)));
    if let Some((expected, place)) = about.as_deref().and_then(|about| about.split_once("dates to be announced")) {
        members.push(("expected".to_owned(), Node::text(deadline.line, expected.trim_matches([',', ' ']))));
        members.push(("location".to_owned(), Node::text(deadline.line, place.trim_matches([',', ' ']))));
    }
    for key in ["status", "categories"] {
        members.extend(deadline.get(key).map(|node| (key.to_owned(), node.clone())));
    }
    Node::map(deadline.line, members)
}

fn without_status(summary: &str) -> &str {
    ["Cancelled: ", "Postponed: ", "Tentative: "].iter().find_map(|word| summary.strip_prefix(word)).unwrap_or(summary)
}

fn session(node: &Node, conference: &Node) -> Node {
    let summary = node.get("summary").and_then(Node::scalar).unwrap_or_default();
    let name = without_status(&summary);
    let name = name.rsplit_once(": ").map_or(name, |(name, _)| name);
    let mut members = vec![("name".to_owned(), Node::text(node.line, name))];
    for key in ["start", "end", "location", "url", "geo"] {
        let own = node.get(key).filter(|own| {
            matches!(key, "start" | "end") || conference.get(key).map(|node| &node.value) != Some(&own.value)
        });
        members.extend(own.map(|own| (key.to_owned(), own.clone())));
    }
    Node::map(node.line, members)
}

fn deadline(node: &Node, conference: &Node) -> Node {
    let line = node.line;
    let text = |key: &str| node.get(key).and_then(Node::scalar);
    let kind = node.get("categories").and_then(|tags| tags.items().get(1)).and_then(Node::scalar).unwrap_or_default();
    let mut members = vec![("kind".to_owned(), Node::text(line, kind.clone()))];
    let summary = text("summary").unwrap_or_default();
    let title = without_status(&summary);
    let what = DeadlineKind::ALL.iter().find(|known| known.as_str() == kind).map_or("", |kind| kind.event());
    // `CFP closes (Round 2): Conf`, and of another kind its name: `Hotel booking deadline: Conf`
    let name = match title.strip_prefix(what).filter(|_| kind != "other") {
        Some(rest) => rest.strip_prefix(" (").and_then(|rest| rest.split_once("): ")).map(|(name, _)| name.to_owned()),
        None => title.split_once(": ").map(|(name, _)| name.trim_end_matches(" deadline").to_owned()),
    };
    members.extend(name.map(|name| ("name".to_owned(), Node::text(line, name))));
    let due = text("start").map(|start| if start.len() == 10 { start } else { text("end").unwrap_or(start) });
    members.extend(due.map(|due| ("due".to_owned(), Node::text(line, due))));
    let url = text("url").filter(|url| conference.get("url").and_then(Node::scalar).as_ref() != Some(url));
    members.extend(url.map(|url| ("url".to_owned(), Node::text(line, url))));
    let description = text("description").unwrap_or_default();
    let after = |start: &str| {
        description
            .split("\n\n")
            .flat_map(|paragraph| paragraph.split(". "))
            .find_map(|sentence| sentence.strip_prefix(start).map(|rest| rest.trim_end_matches('.').to_owned()))
    };
    members.extend(after("Open from ").map(|opens| ("opens".to_owned(), Node::text(line, opens))));
    if let Some(was) = after("Extended from ").or_else(|| after("Moved from ")) {
        let was = was.split(", then ").map(|day| Node::text(line, day)).collect();
        members.push(("was".to_owned(), Node::list(line, was)));
    }
    Node::map(line, members)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn events(text: &str) -> (Vec<String>, Vec<ReadFault>) {
        let mut faults = Vec::new();
        let nodes = read(text, &mut faults);
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
    fn deep_nesting_ends_the_reading() {
        let (_, faults) = events(&"BEGIN:X\n".repeat(100_000));
        assert_eq!(faults.len(), 1);
    }
}
