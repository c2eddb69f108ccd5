//! Bytes as values of a list: written as TOML, read, exported, and read back by three other programs.

#![no_main]

use std::fmt::Write as _;

use arbitrary::{Arbitrary, Unstructured};
use confcal::{Calendar, Code, DeadlineKind, Level, Reminders, Source, Status, read};
use confcal_fuzz::stamp;
use libfuzzer_sys::fuzz_target;

#[path = "../../tests/confcal/readers/compare.rs"]
mod compare;

/// The most entries of a list, or of one kind in an entry.
const MAX_ENTRIES: usize = 4;

#[derive(Arbitrary, Debug)]
struct List {
    length: u16,
    in_events: bool,
    conferences: Vec<Conference>,
}

#[derive(Arbitrary, Debug)]
struct Conference {
    name: Text,
    short: Option<Text>,
    when: Dates,
    status: u8,
    place: Place,
    online: Option<Option<Uri>>,
    url: Option<Uri>,
    description: Option<Text>,
    tags: Vec<Text>,
    links: Vec<Uri>,
    sessions: Vec<Session>,
    deadlines: Vec<Deadline>,
}

#[derive(Arbitrary, Debug)]
struct Session {
    name: Text,
    when: Dates,
    place: Place,
    online: Option<Option<Uri>>,
    url: Option<Uri>,
    description: Option<Text>,
}

#[derive(Arbitrary, Debug)]
struct Deadline {
    kind: u8,
    name: Option<Text>,
    due: Option<Dates>,
    was: Option<u16>,
    url: Option<Uri>,
    remind: Vec<u16>,
}

#[derive(Arbitrary, Debug)]
struct Place {
    venue: Option<Text>,
    city: Option<Text>,
    country: Option<u8>,
    geo: Option<(i16, i16)>,
}

#[derive(Arbitrary, Debug)]
struct Dates {
    day: u16,
    /// Minutes of the day, and in which zone; whole days without.
    time: Option<(u16, u8)>,
    /// Days or minutes that it lasts.
    length: u16,
}

/// A text, written without a tab: calico 0.5 refuses one in a parameter (RFC 5545 §3.1 does not), and Apple's map has the
/// place in one.
#[derive(Arbitrary, Debug)]
struct Text(String);

/// What stands behind the name of a host.
#[derive(Arbitrary, Debug)]
struct Uri(String);

const ZONES: [&str; 12] = [
    "Europe/Dublin",
    "America/New_York",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "America/Mexico_City",
    "UTC",
    "AoE",
    "Africa/Casablanca",
    "Asia/Kathmandu",
    "Pacific/Chatham",
    "America/Sao_Paulo",
    "Europe/London",
];

const COUNTRIES: [&str; 6] = ["IE", "DE", "US", "BR", "JP", "AU"];

/// The most octets of a text, of which a name has room for no more.
const MAX_TEXT_OCTETS: usize = 400;

/// What stands in a text for its control characters, which a list refuses: what is easily written or read wrongly.
const ODD: [char; 16] =
    ['\n', '\r', ',', ';', ':', '\\', '"', '\'', '^', '=', '\u{85}', '\u{2028}', '\u{feff}', '\u{301}', 'א', '👩'];

/// A text as TOML, never empty.
fn quoted(text: &str) -> String {
    let odd = |char: char| if char.is_ascii_control() { ODD[char as usize % ODD.len()] } else { char };
    let mut text: String = text.chars().map(odd).collect();
    text.truncate(text.floor_char_boundary(MAX_TEXT_OCTETS));
    if text.trim().is_empty() {
        text.push('x');
    }
    serde_json::to_string(&text).expect("a text")
}

impl Dates {
    fn write(&self, first: &str, last: Option<&str>, out: &mut String) {
        let start: chrono::NaiveDate = "2015-01-01".parse().expect("a day");
        let day = start + chrono::Days::new(u64::from(self.day) % 8000);
        let Some((minute, zone)) = self.time else {
            let _ = writeln!(out, "{first} = {day}");
            if let Some(last) = last {
                let _ = writeln!(out, "{last} = {}", day + chrono::Days::new(u64::from(self.length % 10)));
            }
            return;
        };
        let at = day.and_hms_opt(0, 0, 0).expect("midnight") + chrono::TimeDelta::minutes(i64::from(minute % 1440));
        let zone = ZONES.get(usize::from(zone) % (ZONES.len() + 3));
        let offset = if zone.is_none() { "+05:45" } else { "" };
        let _ = writeln!(out, "{first} = {}{offset}", at.format("%FT%T"));
        if let Some(last) = last {
            let end = at + chrono::TimeDelta::minutes(i64::from(self.length));
            let _ = writeln!(out, "{last} = {}{offset}", end.format("%FT%T"));
        }
        if let Some(zone) = zone {
            // Anywhere on Earth is for deadlines.
            let zone = if *zone == "AoE" && last.is_some() { "UTC" } else { zone };
            let _ = writeln!(out, "timezone = '{zone}'");
        }
    }
}

impl Place {
    fn write(&self, out: &mut String) {
        text("venue", self.venue.as_ref(), out);
        text("city", self.city.as_ref(), out);
        if let Some(country) = self.country {
            let _ = writeln!(out, "country = '{}'", COUNTRIES[usize::from(country) % COUNTRIES.len()]);
        }
        if let Some((lat, lon)) = self.geo {
            let _ = writeln!(out, "geo = {{ lat = {:?}, lon = {:?} }}", f64::from(lat) / 365.0, f64::from(lon) / 183.0);
        }
    }
}

fn text(key: &str, value: Option<&Text>, out: &mut String) {
    if let Some(Text(value)) = value {
        let _ = writeln!(out, "{key} = {}", quoted(value));
    }
}

fn uri(key: &str, value: Option<&Uri>, out: &mut String) {
    if let Some(Uri(rest)) = value {
        let _ = writeln!(out, "{key} = {}", quoted(&format!("https://example.org/{rest}")));
    }
}

fn online(value: Option<&Option<Uri>>, out: &mut String) {
    match value {
        Some(Some(address)) => uri("online", Some(address), out),
        Some(None) => out.push_str("online = true\n"),
        None => {}
    }
}

fn list(list: &List) -> String {
    let mut out = format!("[feed]\nid = 'any'\ndeadline-length = '{}m'\n", list.length % 3000);
    for (at, conference) in list.conferences.iter().take(MAX_ENTRIES).enumerate() {
        let _ = writeln!(out, "[[conference]]\nid = 'c{at}'");
        text("name", Some(&conference.name), &mut out);
        text("short", conference.short.as_ref(), &mut out);
        conference.when.write("start", Some("end"), &mut out);
        let status = Status::ALL[usize::from(conference.status) % Status::ALL.len()];
        let _ = writeln!(out, "status = '{}'", status.as_str());
        conference.place.write(&mut out);
        online(conference.online.as_ref(), &mut out);
        uri("url", conference.url.as_ref(), &mut out);
        text("description", conference.description.as_ref(), &mut out);
        let tags: Vec<_> =
            conference.tags.iter().take(MAX_ENTRIES).map(|tag| quoted(&tag.0.replace(',', "."))).collect();
        let _ = writeln!(out, "tags = [{}]", tags.join(", "));
        for (at, link) in conference.links.iter().take(MAX_ENTRIES).enumerate() {
            uri(&format!("links.l{at}"), Some(link), &mut out);
        }
        for (at, session) in conference.sessions.iter().take(MAX_ENTRIES).enumerate() {
            let _ = writeln!(out, "[[conference.session]]\nid = 's{at}'");
            text("name", Some(&session.name), &mut out);
            session.when.write("start", Some("end"), &mut out);
            session.place.write(&mut out);
            online(session.online.as_ref(), &mut out);
            uri("url", session.url.as_ref(), &mut out);
            text("description", session.description.as_ref(), &mut out);
        }
        for (at, deadline) in conference.deadlines.iter().take(MAX_ENTRIES).enumerate() {
            let kind = DeadlineKind::ALL[usize::from(deadline.kind) % DeadlineKind::ALL.len()];
            let _ = writeln!(out, "[[conference.deadline]]\nid = 'd{at}'\nkind = '{}'", kind.as_str());
            text("name", deadline.name.as_ref(), &mut out);
            if let Some(due) = &deadline.due {
                due.write("due", None, &mut out);
            }
            if let Some(day) = deadline.was {
                let _ = writeln!(out, "was = [{}-12-24]", 2010 + day % 20);
            }
            uri("url", deadline.url.as_ref(), &mut out);
            let remind: Vec<_> =
                deadline.remind.iter().take(MAX_ENTRIES).map(|minutes| format!("'{minutes}m'")).collect();
            let _ = writeln!(out, "remind = [{}]", remind.join(", "));
        }
    }
    out
}

fuzz_target!(|bytes: &[u8]| {
    let Ok(values) = List::arbitrary_take_rest(Unstructured::new(bytes)) else { return };
    let text = list(&values);
    let (feed, diagnostics) = read(&[Source::new("list.toml", text.as_str())], Level::Hint);
    let Some(mut feed) = feed else {
        // TOML itself must be right, or nothing is tested.
        assert!(diagnostics.iter().all(|fault| fault.code != Code::Syntax), "{text}\n{diagnostics:#?}");
        return;
    };
    if values.in_events {
        feed.reminders = Reminders::Events;
    }
    compare::check(&text, &feed, &Calendar::new(&feed, stamp()).to_bytes());
});
