//! The changes that subscribers see from one feed to the next.
//!
//! Comes in: two feeds, both read back from published bytes, so that only what a client sees is compared. Goes out: the
//! events that are new, changed, cancelled or gone, and the properties that differ.

use std::collections::BTreeMap;

use serde::Serialize;

use super::previous_feed::{PreviousFeed, PublishedEvent, is_identity};
use crate::ics::lines::{self, Lines};
use crate::spelling::words;

/// The difference of one event between two feeds.
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
#[non_exhaustive]
pub struct Change {
    /// The kind of change.
    pub kind: ChangeKind,
    /// Its UID; `None` for the calendar itself.
    pub uid: Option<String>,
    /// Its current SUMMARY, or the old one if it is gone; the NAME of the calendar.
    pub summary: String,
    /// Its start, or the due date of a deadline, as a date or a time: `2022-07-11`, `2022-04-03T23:59:00
    /// Europe/Dublin`.
    pub start: Option<String>,
    /// The properties that differ, in the order of the new event. Empty if the event is new or removed.
    pub properties: Vec<PropertyChange>,
}

/// The kind of change of an event.
///
/// # Examples
///
/// ```
/// assert_eq!(confcal::ChangeKind::Cancelled.as_str(), "cancelled");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum ChangeKind {
    /// Only the new feed has it.
    New,
    /// A property of it differs.
    Changed,
    /// It is cancelled, and was not before.
    Cancelled,
    /// Only the old feed has it.
    Gone,
}

impl ChangeKind {
    /// Every kind, in the order of reports.
    pub const ALL: &[ChangeKind] = &[ChangeKind::New, ChangeKind::Changed, ChangeKind::Cancelled, ChangeKind::Gone];

    /// The kind as a word.
    pub fn as_str(self) -> &'static str {
        match self {
            ChangeKind::New => "new",
            ChangeKind::Changed => "changed",
            ChangeKind::Cancelled => "cancelled",
            ChangeKind::Gone => "gone",
        }
    }
}

words!(Display for ChangeKind);

/// One property that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct PropertyChange {
    /// Its name; for a property of an alarm `VALARM` and its name, such as `VALARM TRIGGER`.
    pub name: String,
    /// Its old value: TEXT without escapes, dates and times in ISO 8601, everything else as it is written. Several
    /// values of one name are joined by `; `.
    pub old: Option<String>,
    /// Its new value.
    pub new: Option<String>,
}

impl PreviousFeed<'_> {
    /// The changes that subscribers of this feed see when it becomes the other: first of the calendar, then of the
    /// events in the order of the new feed, then the events that are removed. Stamps do not count, and neither does a
    /// SOURCE that only this feed has: a site knows the addresses of its feeds, an export does not.
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
        let mut calendar = compare(&self.head(), &new.head());
        calendar.retain(|property| property.name != "SOURCE" || property.new.is_some());
        if !calendar.is_empty() {
            let summary = Lines::new(&new.head()).find_map(|line| {
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
        for event in new.select(|_| true) {
            let (kind, properties) = match self.event(event.uid) {
                None => (ChangeKind::New, Vec::new()),
                Some(before) => (kind(&before, &event), compare(&before.text, &event.text)),
            };
            if kind == ChangeKind::New || !properties.is_empty() {
                changes.push(event.change(kind, properties));
            }
        }
        let removed = self.select(|_| true).filter(|event| new.index(event.uid).is_none());
        changes.extend(removed.map(|event| event.change(ChangeKind::Gone, Vec::new())));
        changes
    }
}

impl PublishedEvent<'_> {
    fn change(&self, kind: ChangeKind, properties: Vec<PropertyChange>) -> Change {
        let mut values = Properties::read(&self.text).0;
        // A deadline with a time is due at the end of its block.
        let due = values.remove("DTEND").filter(|end| self.is_deadline() && end.value.contains('T'));
        let start = due.or_else(|| values.remove("DTSTART")).map(|property| property.value);
        Change { kind, uid: Some(self.uid.to_string()), summary: self.name(), start, properties }
    }

    fn is_cancelled(&self) -> bool {
        self.value("STATUS").is_some_and(|status| status.eq_ignore_ascii_case("CANCELLED"))
    }
}

fn kind(before: &PublishedEvent, now: &PublishedEvent) -> ChangeKind {
    if now.is_cancelled() && !before.is_cancelled() { ChangeKind::Cancelled } else { ChangeKind::Changed }
}

/// The properties that differ between two components.
fn compare(old: &str, new: &str) -> Vec<PropertyChange> {
    if old == new {
        return Vec::new();
    }
    let (mut old, new) = (Properties::read(old), Properties::read(new));
    let mut new: Vec<_> = new.0.into_iter().collect();
    new.sort_by_key(|(_, property)| property.place);
    let mut differ = Vec::new();
    for (name, now) in new {
        let before = old.0.remove(&name);
        if before.as_ref().map(|before| &before.value) != Some(&now.value) {
            differ.push(PropertyChange { name, old: before.map(|before| before.value), new: Some(now.value) });
        }
    }
    let mut removed: Vec<_> = old.0.into_iter().collect();
    removed.sort_by_key(|(_, property)| property.place);
    differ.extend(removed.into_iter().map(|(name, property)| PropertyChange {
        name,
        old: Some(property.value),
        new: None,
    }));
    differ
}

/// The properties of a component, by name.
struct Properties(BTreeMap<String, PropertyValue>);

struct PropertyValue {
    value: String,
    place: usize,
}

impl Properties {
    fn read(text: &str) -> Properties {
        let mut properties: BTreeMap<String, PropertyValue> = BTreeMap::new();
        let mut inside: Vec<String> = Vec::new();
        for (place, line) in Lines::new(text).enumerate() {
            let Some((name, params, value)) = lines::parts(&line.text) else { continue };
            let name = name.to_ascii_uppercase();
            match (name.as_str(), inside.last()) {
                ("BEGIN", None) if value.eq_ignore_ascii_case("VCALENDAR") => continue,
                ("BEGIN", _) => inside.push(value.to_ascii_uppercase()),
                ("END", _) => drop(inside.pop()),
                // Alarms have their UID from the event and are all of one kind; zones do not belong to the calendar's
                // properties.
                (name, Some(component)) if component != "VALARM" || is_identity(name) || name == "ACTION" => {}
                (name, None) if is_identity(name) || name == "PRODID" => {}
                (name, component) => {
                    let value = readable(name, params, value);
                    // An alarm repeats the SUMMARY of its event.
                    if component.is_some() && properties.get("SUMMARY").is_some_and(|summary| summary.value == value) {
                        continue;
                    }
                    let name = component.map_or(name.to_owned(), |component| format!("{component} {name}"));
                    match properties.get_mut(&name) {
                        Some(property) => {
                            property.value.push_str("; ");
                            property.value.push_str(&value);
                        }
                        None => drop(properties.insert(name, PropertyValue { value, place })),
                    }
                }
            }
        }
        Properties(properties)
    }
}

/// A value in the form of a report.
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
