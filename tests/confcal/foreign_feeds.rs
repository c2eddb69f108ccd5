//! Calendars that nobody here wrote, read as if they had been published: the reader of a previous feed finds every event
//! with its UID, and keeps its stamp apart from those of others.
//!
//! The folder of calendars is named by `CONFCAL_CALENDARS`; calcard, the second reader, ships nearly a thousand that were
//! collected from many programs, and `.ci/run` names those. Each event is given stamps as confcal writes them, because
//! no other program's stamps agree.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::Path;

use calcard::icalendar::{ICalendarComponentType, ICalendarProperty};
use calcard::{Entry, Parser};
use chrono::{DateTime, TimeDelta, Utc};
use confcal::{PreviousFeed, Source, Stamp, Stamps};

/// The stamp of the event at a place in the file.
fn stamp(place: usize) -> Stamp {
    let first: DateTime<Utc> = "2022-05-01T00:00:00Z".parse().expect("a time");
    Stamp::new(first + TimeDelta::minutes(i64::try_from(place).expect("a few events")))
}

/// The calendar with a stamp of its own for each event, and how many events begin in it.
fn stamped(calendar: &str) -> (String, usize) {
    let (mut out, mut events, mut is_left_out, mut depth) = (String::new(), 0, false, None);
    for line in calendar.split_inclusive('\n') {
        let is_continued = line.starts_with([' ', '\t']);
        let begins_with = |name: &str| line.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
        let is_stamp = ["DTSTAMP", "LAST-MODIFIED", "SEQUENCE"].into_iter().any(begins_with);
        is_left_out = depth == Some(0) && (if is_continued { is_left_out } else { is_stamp });
        if is_left_out {
            continue;
        }
        out.push_str(line);
        if begins_with("BEGIN:VEVENT") {
            let stamp = stamp(events);
            let time = stamp.time().format("%Y%m%dT%H%M%SZ");
            write!(out, "DTSTAMP:{time}\r\nLAST-MODIFIED:{time}\r\nSEQUENCE:{}\r\n", stamp.sequence()).expect("text");
            (events, depth) = (events + 1, Some(0));
        } else if begins_with("END:VEVENT") {
            depth = None;
        } else if begins_with("BEGIN:") {
            depth = depth.map(|depth| depth + 1);
        } else if begins_with("END:") {
            depth = depth.map(|depth: usize| depth.saturating_sub(1));
        }
    }
    (out, events)
}

/// The UIDs of the events of a calendar, in their order, as calcard reads them; `None` for one that has none.
fn uids(calendar: &str) -> Vec<Option<String>> {
    let (mut parser, mut uids) = (Parser::new(calendar), Vec::new());
    loop {
        match parser.entry() {
            Entry::ICalendar(calendar) => {
                let events = calendar.components.iter();
                let events = events.filter(|component| component.component_type == ICalendarComponentType::VEvent);
                uids.extend(events.map(|event| {
                    event.property(&ICalendarProperty::Uid)?.values.first()?.as_text().map(str::to_owned)
                }));
            }
            Entry::Eof => return uids,
            _ => {}
        }
    }
}

#[test]
#[ignore = "needs a folder of calendars, named by CONFCAL_CALENDARS"]
fn every_event_of_other_programs_has_its_uid_and_its_stamp() {
    let folder = std::env::var_os("CONFCAL_CALENDARS").expect("CONFCAL_CALENDARS names a folder of calendars");
    let mut paths: Vec<_> =
        std::fs::read_dir(Path::new(&folder)).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "ics"));
    paths.sort();
    let (mut events, mut wrong) = (0, Vec::new());
    for path in &paths {
        let bytes = std::fs::read(path).expect("a calendar");
        let (calendar, begun) = stamped(&String::from_utf8_lossy(&bytes));
        let wanted = uids(&calendar);
        let mut stamps: HashMap<String, Stamp> = HashMap::new();
        // Of several events with one UID the later stamp counts, and that is the later event's.
        stamps.extend(wanted.iter().enumerate().filter_map(|(place, uid)| Some((uid.clone()?, stamp(place)))));
        let source = Source::new("previous.ics", calendar);
        let published = PreviousFeed::read(&source);
        events += wanted.len();
        if wanted.len() != begun || published.stamps() != stamps.into_iter().collect::<Stamps>() {
            println!("{}: calcard {wanted:?}, {begun} begin, confcal {published:?}", path.display());
            wrong.push(path);
        }
    }
    println!("{} calendars, {events} events", paths.len());
    assert!(events > 100, "only {events} events in {} calendars", paths.len());
    assert!(wrong.is_empty(), "read otherwise than by calcard: {wrong:#?}");
}
