//! What the fuzz targets share: known lists, a time, and a feed as another program reads it.

use std::collections::BTreeMap;

use calcard::icalendar::{ICalendarComponentType, ICalendarProperty};
use calcard::{Entry, Parser};
use confcal::{Feed, Level, Source, Stamp};

/// Every key of a list, few entries.
pub const EVERYTHING: &str = include_str!("../../tests/lists/ok/everything.toml");

/// Deadlines with reminders, sessions, tags, regions and places.
pub const WORDS: &str = include_str!("../../tests/lists/ok/words.toml");

/// Zones of every kind.
pub const ZONES: &str = include_str!("../../tests/lists/ok/zones.toml");

/// Views and regions.
pub const FILTERS: &str = include_str!("../../tests/lists/ok/filters.toml");

/// The time of every list: 2022-05-01T00:00:00Z.
pub fn stamp() -> Stamp {
    Stamp::new("2022-05-01T00:00:00Z".parse().expect("a time"))
}

/// The feed of a list that has no error.
pub fn feed(list: &str) -> Feed {
    let (feed, diagnostics) = confcal::read(&[Source::new("list.toml", list)], confcal::Level::Hint);
    feed.unwrap_or_else(|| panic!("the list has errors: {diagnostics:#?}"))
}

/// Holds that diagnostics lie within their sources, and that a feed is missing only because of an error.
pub fn check_reading(feed: Option<&Feed>, diagnostics: &[confcal::Diagnostic]) {
    assert_eq!(feed.is_none(), diagnostics.iter().any(|fault| fault.level() == Level::Error));
    check_labels(diagnostics);
}

/// Holds that whoever shows a diagnostic can cut its sources there.
pub fn check_labels(diagnostics: &[confcal::Diagnostic]) {
    for fault in diagnostics {
        let labels = fault.labels.iter().map(|label| (&label.source, &label.range));
        for (source, range) in labels.chain(fault.fix.iter().map(|fix| (&fix.source, &fix.range))) {
            assert!(source.text().get(range.clone()).is_some(), "{fault:?}");
            assert!(source.position(range.start).0 > 0);
        }
    }
}

/// The events of a feed by UID, each as calcard reads it. Panics where that sees two of one UID, or two calendars.
pub fn events(bytes: &[u8]) -> BTreeMap<String, String> {
    let text = std::str::from_utf8(bytes).expect("a feed is UTF-8");
    assert!(text.starts_with("BEGIN:VCALENDAR\r\n") && text.ends_with("\r\nEND:VCALENDAR\r\n"), "{text}");
    for line in text.split("\r\n") {
        assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{line:?}");
    }
    let mut parser = Parser::new(text);
    let Entry::ICalendar(calendar) = parser.entry() else { panic!("no calendar: {text}") };
    assert_eq!(parser.entry(), Entry::Eof, "one calendar and nothing else: {text}");
    let is_event = |kind| kind == ICalendarComponentType::VEvent;
    let mut events = BTreeMap::new();
    for event in calendar.components.iter().filter(|component| is_event(component.component_type.clone())) {
        let uid = event.property(&ICalendarProperty::Uid).and_then(|uid| uid.values.first()?.as_text());
        let uid = uid.unwrap_or_else(|| panic!("no UID: {text}")).to_owned();
        let known = events.insert(uid, format!("{:?}", event.entries));
        assert_eq!(known, None, "two events of one UID: {text}");
    }
    events
}
