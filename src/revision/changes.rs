//! What subscribers see change from one feed to the next.
//!
//! Comes in: two feeds, both read back from what was or would be published, so that nothing is compared but what a
//! client gets to see. Goes out: the events that are new, changed, cancelled or gone, and the properties that differ.

use std::collections::BTreeMap;

use serde::Serialize;

use super::PreviousFeed;
use super::previous_feed::{Event, is_identity};
use crate::ics::lines::{self, Lines};

/// One event that is not as it was.
///
/// # Examples
///
/// ```
/// use confcal::{ChangeKind, PreviousFeed, Source};
/// let was = Source::new("old.ics", "BEGIN:VEVENT\nUID:1\nSUMMARY:PyCon\nDTSTART;VALUE=DATE:20220916\nEND:VEVENT\n");
/// let is = Source::new("new.ics", "BEGIN:VEVENT\nUID:1\nSUMMARY:PyCon UK\nDTSTART;VALUE=DATE:20220917\nEND:VEVENT\n");
/// let changes = PreviousFeed::read(&was).changes(&PreviousFeed::read(&is));
/// assert_eq!((changes.len(), changes[0].kind), (1, ChangeKind::Changed));
/// assert_eq!(changes[0].properties[0].name, "SUMMARY");
/// assert_eq!(changes[0].properties[1].new.as_deref(), Some("2022-09-17"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// What happened to it.
    pub kind: ChangeKind,
    /// Its UID; `None` for the calendar itself.
    pub uid: Option<String>,
    /// Its SUMMARY, of today if it is still there; the NAME of the calendar.
    pub summary: String,
    /// When it starts, or a deadline is due, as a date or a time: `2022-07-11`, `2022-04-03T23:59:00 Europe/Dublin`.
    pub start: Option<String>,
    /// What differs, in the order of the new event. Empty if the event is new or gone.
    pub properties: Vec<PropertyChange>,
}

/// What happened to an event.
///
/// # Examples
///
/// ```
/// assert_eq!(confcal::ChangeKind::Cancelled.as_str(), "cancelled");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ChangeKind {
    /// It was not there before.
    New,
    /// Something about it differs.
    Changed,
    /// It is cancelled, and was not before.
    Cancelled,
    /// It is not there any more.
    Gone,
}

impl ChangeKind {
    /// Every kind, in the order in which they are shown.
    ///
    /// # Examples
    ///
    /// ```
    /// assert_eq!(confcal::ChangeKind::ALL.len(), 4);
    /// ```
    pub const ALL: &[ChangeKind] = &[ChangeKind::New, ChangeKind::Changed, ChangeKind::Cancelled, ChangeKind::Gone];

    /// Its word.
    ///
    /// # Examples
    ///
    /// ```
    /// assert_eq!(confcal::ChangeKind::New.as_str(), "new");
    /// ```
    pub fn as_str(self) -> &'static str {
        match self {
            ChangeKind::New => "new",
            ChangeKind::Changed => "changed",
            ChangeKind::Cancelled => "cancelled",
            ChangeKind::Gone => "gone",
        }
    }
}

/// One property that differs.
///
/// # Examples
///
/// ```
/// let change = confcal::PropertyChange { name: "LOCATION".to_owned(), old: None, new: Some("Dublin".to_owned()) };
/// assert!(change.old.is_none(), "it was not there before");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PropertyChange {
    /// Its name; of an alarm with the component in front, `VALARM TRIGGER`.
    pub name: String,
    /// What it said before: texts as they are meant, dates and times in ISO 8601, everything else as it is written.
    /// Several of one name are joined by `; `.
    pub old: Option<String>,
    /// What it says now.
    pub new: Option<String>,
}

impl PreviousFeed<'_> {
    /// What subscribers of this feed see change when they get the other: the calendar itself, then its events in the order
    /// of the new feed, then those that are gone. Stamps are no change, and neither is a SOURCE that only this feed has:
    /// a site knows where its feeds are, an exported feed does not.
    ///
    /// # Examples
    ///
    /// ```
    /// let source = confcal::Source::new("feed.ics", "BEGIN:VEVENT\nUID:1\nDTSTAMP:20220501T000000Z\nEND:VEVENT\n");
    /// let published = confcal::PreviousFeed::read(&source);
    /// assert_eq!(published.changes(&published), []);
    /// ```
    pub fn changes(&self, new: &PreviousFeed) -> Vec<Change> {
        let mut changes = Vec::new();
        let mut calendar = compare(self.head, new.head);
        calendar.retain(|property| property.name != "SOURCE" || property.new.is_some());
        if !calendar.is_empty() {
            let summary = Lines::new(new.head).find_map(|line| {
                let (name, _, value) = lines::parts(&line.text)?;
                (name == "NAME").then(|| lines::unescape(value))
            });
            changes.push(Change {
                kind: ChangeKind::Changed,
                uid: None,
                summary: summary.unwrap_or_default(),
                start: None,
                properties: calendar,
            });
        }
        for event in &new.events {
            let (kind, properties) = match self.event(&event.uid) {
                None => (ChangeKind::New, Vec::new()),
                Some(before) => (kind(before, event), compare(before.text, event.text)),
            };
            if kind == ChangeKind::New || !properties.is_empty() {
                changes.push(event.change(kind, properties));
            }
        }
        let gone = self.events.iter().filter(|event| new.event(&event.uid).is_none());
        changes.extend(gone.map(|event| event.change(ChangeKind::Gone, Vec::new())));
        changes
    }
}

impl Event<'_> {
    fn change(&self, kind: ChangeKind, properties: Vec<PropertyChange>) -> Change {
        let mut said = Said::of(self.text).0;
        // A deadline with a time is due when its block ends.
        let due = said.remove("DTEND").filter(|end| self.is_deadline() && end.value.contains('T'));
        let start = due.or_else(|| said.remove("DTSTART")).map(|said| said.value);
        Change { kind, uid: Some(self.uid.to_string()), summary: self.name(), start, properties }
    }

    fn is_cancelled(&self) -> bool {
        self.value("STATUS").is_some_and(|status| status.eq_ignore_ascii_case("CANCELLED"))
    }
}

fn kind(before: &Event, now: &Event) -> ChangeKind {
    if now.is_cancelled() && !before.is_cancelled() { ChangeKind::Cancelled } else { ChangeKind::Changed }
}

/// The properties that differ between two components.
fn compare(old: &str, new: &str) -> Vec<PropertyChange> {
    if old == new {
        return Vec::new();
    }
    let (mut old, new) = (Said::of(old), Said::of(new));
    let mut new: Vec<_> = new.0.into_iter().collect();
    new.sort_by_key(|(_, said)| said.place);
    let mut differ = Vec::new();
    for (name, now) in new {
        let before = old.0.remove(&name);
        if before.as_ref().map(|before| &before.value) != Some(&now.value) {
            differ.push(PropertyChange { name, old: before.map(|before| before.value), new: Some(now.value) });
        }
    }
    let mut gone: Vec<_> = old.0.into_iter().collect();
    gone.sort_by_key(|(_, said)| said.place);
    differ.extend(gone.into_iter().map(|(name, said)| PropertyChange { name, old: Some(said.value), new: None }));
    differ
}

/// What a component says, by the name of the property.
struct Said(BTreeMap<String, Value>);

struct Value {
    value: String,
    place: usize,
}

impl Said {
    fn of(text: &str) -> Said {
        let mut said: BTreeMap<String, Value> = BTreeMap::new();
        let mut inside: Vec<String> = Vec::new();
        for (place, line) in Lines::new(text).enumerate() {
            let Some((name, params, value)) = lines::parts(&line.text) else { continue };
            let name = name.to_ascii_uppercase();
            match (name.as_str(), inside.last()) {
                ("BEGIN", None) if value.eq_ignore_ascii_case("VCALENDAR") => continue,
                ("BEGIN", _) => inside.push(value.to_ascii_uppercase()),
                ("END", _) => drop(inside.pop()),
                // Alarms have their UID from the event and are all of one kind; zones are no property of the calendar.
                (name, Some(component)) if component != "VALARM" || is_identity(name) || name == "ACTION" => {}
                (name, None) if is_identity(name) || name == "PRODID" => {}
                (name, component) => {
                    let value = readable(name, params, value);
                    // An alarm says what its event is called.
                    if component.is_some() && said.get("SUMMARY").is_some_and(|summary| summary.value == value) {
                        continue;
                    }
                    let name = component.map_or(name.to_owned(), |component| format!("{component} {name}"));
                    match said.get_mut(&name) {
                        Some(said) => {
                            said.value.push_str("; ");
                            said.value.push_str(&value);
                        }
                        None => drop(said.insert(name, Value { value, place })),
                    }
                }
            }
        }
        Said(said)
    }
}

/// A value as people read it.
fn readable(name: &str, params: &str, value: &str) -> String {
    let zone = params.split(';').find_map(|param| param.strip_prefix("TZID="));
    match name {
        "DTSTART" | "DTEND" => match (lines::time(value), lines::day(value)) {
            (Some(time), _) => {
                let zone =
                    zone.map_or(if value.ends_with('Z') { "Z" } else { "" }.to_owned(), |zone| format!(" {zone}"));
                format!("{}{zone}", time.format("%Y-%m-%dT%H:%M:%S"))
            }
            (None, Some(day)) => day.to_string(),
            (None, None) => value.to_owned(),
        },
        "SUMMARY" | "DESCRIPTION" | "LOCATION" | "CATEGORIES" | "NAME" | "X-WR-CALNAME" | "X-WR-CALDESC" => {
            lines::unescape(value)
        }
        _ if params.is_empty() => value.to_owned(),
        _ => format!("{}:{value}", params.trim_start_matches(';')),
    }
}
