//! Faults that no parser notices, looked for in the bytes of every feed of the tests (RFC 5545 §3.1, §3.6, §3.8).
//!
//! Sixteen parsers and validators let pass a bare LF, a line of 76 octets, DTEND = DTSTART and `TZID=…:…Z`; calendar
//! programs stumble over each.

use std::collections::{BTreeMap, BTreeSet};

use crate::support::{all_feeds, feed, ics};

/// A content line: the components that it is in, its name, its parameters, its value.
struct Line<'t> {
    path: String,
    name: &'t str,
    params: BTreeMap<&'t str, &'t str>,
    value: &'t str,
}

/// The content lines of an unfolded feed. A quoted parameter may hold anything but a quote.
fn lines(unfolded: &str) -> Vec<Line<'_>> {
    let mut path: Vec<&str> = Vec::new();
    let mut lines = Vec::new();
    for text in unfolded.split_terminator("\r\n") {
        let mut quoted = false;
        let mut ends = text.char_indices().filter(|&(_, char)| {
            quoted ^= char == '"';
            !quoted && matches!(char, ';' | ':')
        });
        let mut parts = Vec::new();
        let mut start = 0;
        let colon = loop {
            let (at, char) = ends.next().unwrap_or_else(|| panic!("no content line: {text}"));
            parts.push(&text[start..at]);
            start = at + 1;
            if char == ':' {
                break at;
            }
        };
        let (name, value) = (parts[0], &text[colon + 1..]);
        assert!(!name.is_empty() && name.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'-'), "{text}");
        let params = parts[1..].iter().map(|param| param.split_once('=').expect("a parameter has a value")).collect();
        match name {
            "BEGIN" => path.push(value),
            "END" => assert_eq!(path.pop(), Some(value)),
            _ => {}
        }
        lines.push(Line { path: path.join("/"), name, params, value });
    }
    assert!(path.is_empty(), "every component is closed");
    lines
}

fn has(words: &str, word: &str) -> bool {
    words.split(' ').any(|other| other == word)
}

#[test]
fn lines_end_in_crlf_and_are_folded_at_75_octets_between_characters() {
    for (name, bytes) in all_feeds() {
        assert!(bytes.starts_with(b"BEGIN:VCALENDAR\r\n") && bytes.ends_with(b"\r\nEND:VCALENDAR\r\n"), "{name}");
        let text = std::str::from_utf8(&bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
        for line in text.split_terminator("\r\n") {
            assert!(line.len() <= 75, "{name}: {} octets: {line}", line.len());
            assert!(!line.contains(['\r', '\n']), "{name}: a bare line break: {line:?}");
            assert!(!line.trim().is_empty(), "{name}: a blank line");
            assert!(
                !line.chars().any(|char| char.is_control() && char != '\t'),
                "{name}: a control character: {line:?}"
            );
            // A line that is UTF-8 was not folded inside a character.
            assert!(!line.contains('\u{fffd}'), "{name}: {line}");
        }
    }
}

#[test]
fn every_component_has_what_it_needs_and_nothing_that_is_misread() {
    const NEVER: &str = "METHOD ORGANIZER ATTENDEE CLASS CREATED ATTACH X-ALT-DESC X-WR-TIMEZONE RDATE EXDATE DURATION \
        PRIORITY X-OUTLOOK-COLOR";
    const COMPONENTS: &str = "VCALENDAR VTIMEZONE STANDARD DAYLIGHT VEVENT VALARM";
    for (name, bytes) in all_feeds() {
        let unfolded = String::from_utf8_lossy(&bytes).replace("\r\n ", "");
        let lines = lines(&unfolded);
        let heads: Vec<&str> = lines[1..4].iter().map(|line| line.name).collect();
        assert_eq!(heads, ["VERSION", "PRODID", "CALSCALE"], "{name}");
        let begins = || lines.iter().filter(|line| line.name == "BEGIN");
        assert_eq!(begins().filter(|line| line.value == "VCALENDAR").count(), 1, "{name}");
        assert!(begins().all(|line| has(COMPONENTS, line.value)), "{name}");
        let first_event = lines.iter().position(|line| line.value == "VEVENT").unwrap_or(lines.len());
        assert!(
            !lines[first_event..].iter().any(|line| line.value == "VTIMEZONE"),
            "{name}: a VTIMEZONE after an event"
        );
        for line in &lines {
            assert!(!has(NEVER, line.name), "{name}: {}", line.name);
            assert!(line.name != "RRULE" || line.path.starts_with("VCALENDAR/VTIMEZONE"), "{name}: an event repeats");
        }
    }
}

#[test]
fn zones_are_defined_once_if_used_and_times_never_float() {
    for (name, bytes) in all_feeds() {
        let unfolded = String::from_utf8_lossy(&bytes).replace("\r\n ", "");
        let lines = lines(&unfolded);
        let defined: Vec<&str> = lines.iter().filter(|line| line.name == "TZID").map(|line| line.value).collect();
        let used: BTreeSet<&str> = lines.iter().filter_map(|line| line.params.get("TZID").copied()).collect();
        assert_eq!(defined, used.into_iter().collect::<Vec<_>>(), "{name}: each zone once, sorted, and none unused");
        for line in lines.iter().filter(|line| line.path == "VCALENDAR/VEVENT") {
            let (date, zoned) = (line.params.get("VALUE") == Some(&"DATE"), line.params.contains_key("TZID"));
            match line.name {
                "DTSTART" | "DTEND" => {
                    let kinds = u8::from(date) + u8::from(zoned) + u8::from(line.value.ends_with('Z'));
                    assert_eq!(kinds, 1, "{name}: {} is one of date, zoned, UTC: {}", line.name, line.value);
                    assert_eq!(line.value.len(), if date { 8 } else { 15 + usize::from(!zoned) }, "{name}");
                }
                "DTSTAMP" | "LAST-MODIFIED" => assert!(line.value.ends_with('Z') && line.params.is_empty(), "{name}"),
                _ => assert!(!zoned && !date, "{name}: {}", line.name),
            }
        }
    }
}

#[test]
fn events_have_one_of_each_property_in_one_order() {
    const ORDER: &str = "UID DTSTAMP LAST-MODIFIED SEQUENCE DTSTART DTEND SUMMARY LOCATION GEO \
        X-APPLE-STRUCTURED-LOCATION URL CONFERENCE DESCRIPTION RELATED-TO CATEGORIES STATUS TRANSP \
        X-MICROSOFT-CDO-BUSYSTATUS";
    const ALWAYS: &str = "UID DTSTAMP LAST-MODIFIED SEQUENCE DTSTART SUMMARY STATUS TRANSP X-MICROSOFT-CDO-BUSYSTATUS";
    for (name, bytes) in all_feeds() {
        let unfolded = String::from_utf8_lossy(&bytes).replace("\r\n ", "");
        let mut uids = BTreeSet::new();
        for event in unfolded.split("\r\nBEGIN:VEVENT\r\n").skip(1) {
            let event = event.split("\r\nEND:VEVENT").next().unwrap_or_default();
            let own = event.split("\r\nBEGIN:VALARM\r\n").next().unwrap_or_default();
            let names: Vec<&str> = own.lines().map(|line| line.split([';', ':']).next().unwrap_or_default()).collect();
            let places: Vec<usize> = names
                .iter()
                .map(|name| ORDER.split(' ').position(|other| other == *name).unwrap_or_else(|| panic!("{name}")))
                .collect();
            assert!(places.is_sorted_by(|a, b| a < b), "{name}: {names:?}");
            assert!(ALWAYS.split(' ').all(|name| names.contains(&name)), "{name}: {names:?}");
            let value = |wanted: &str| own.lines().find_map(|line| line.strip_prefix(wanted));
            assert!(uids.insert(value("UID:").expect("a UID").to_owned()), "{name}: a UID stands twice");
            assert_eq!(value("DTSTAMP:"), value("LAST-MODIFIED:"), "{name}");
            // The parameters and the value.
            let time = |name: &str| value(name).and_then(|time| time.split_once(':'));
            if let (Some(start), Some(end)) = (time("DTSTART"), time("DTEND")) {
                assert_eq!(start.0, end.0, "{name}: start and end are of one kind");
                // Digits in one form sort as times do; local times never end in the hour that comes twice.
                assert!(end.1 > start.1, "{name}: DTEND {} is not later than DTSTART {}", end.1, start.1);
            }
            for alarm in event.split("\r\nBEGIN:VALARM\r\n").skip(1) {
                let names: Vec<&str> = alarm.lines().map(|line| line.split(':').next().unwrap_or_default()).collect();
                assert_eq!(names[..4], ["UID", "ACTION", "TRIGGER", "DESCRIPTION"], "{name}");
            }
        }
    }
}

#[test]
fn the_order_of_entries_changes_nothing_and_a_new_one_changes_no_other() {
    let head = "[feed]\nid = 'order'\n";
    let entry = |id: &str, day: u32| {
        format!(
            "[[conference]]\nid = '{id}'\nname = '{id} 2022'\nstart = 2022-07-{day}\ncity = 'Dublin'\n\
             [[conference.session]]\nname = 'Talks'\nstart = 2022-07-{day}\n\
             [[conference.deadline]]\nkind = 'cfp'\ndue = 2022-03-{day}\n"
        )
    };
    let (one, two, three) = (entry("one", 11), entry("two", 11), entry("three", 12));
    let of = |entries: &[&str]| ics(&feed(&format!("{head}{}", entries.concat())));
    assert_eq!(of(&[&one, &two, &three]), of(&[&three, &two, &one]));
    let (small, large) = (of(&[&one, &three]), of(&[&two, &one, &three]));
    let events = |ics: &str| -> BTreeSet<String> { ics.split("BEGIN:VEVENT").skip(1).map(str::to_owned).collect() };
    let end = |events: BTreeSet<String>| -> BTreeSet<String> {
        events.into_iter().map(|event| event.replace("END:VCALENDAR\r\n", "")).collect()
    };
    assert!(end(events(&small)).is_subset(&end(events(&large))));
    assert_eq!(events(&large).len(), 9);
}

#[test]
fn uids_come_from_ids_alone() {
    let uid = |list: &str| -> String {
        let ics = ics(&feed(list));
        ics.lines().find_map(|line| line.strip_prefix("UID:")).expect("an event").to_owned()
    };
    let first = uid("feed.id = 'x'\n[[conference]]\nid = 'a'\nname = 'A'\nstart = 2022-07-11\ncity = 'Dublin'\n");
    let moved =
        uid("feed.id = 'x'\n[[conference]]\nid = 'a'\nname = 'B'\nstart = 2023-08-12T09:00:00Z\ncountry = 'DE'\n");
    assert_eq!(first, moved);
    // Worked out by another implementation: Python's uuid5(uuid5(NAMESPACE_URL, "x"), "a").
    assert_eq!(first, "d36df5be-e0c4-559c-8689-b0fa769cc2f6");
    assert_ne!(
        first,
        uid("feed.id = 'y'\n[[conference]]\nid = 'a'\nname = 'A'\nstart = 2022-07-11\ncity = 'Dublin'\n")
    );
    // Without an `id` the slug of the name counts, with the year if the name does not hold it.
    let from_name = uid("feed.id = 'x'\n[[conference]]\nname = 'Ünïcode Çonf'\nstart = 2022-07-11\ncity = 'Dublin'\n");
    let spelt_out =
        uid("feed.id = 'x'\n[[conference]]\nid = 'unicode-conf-2022'\nname = 'A'\nstart = 2022-07-11\ncity = 'D'\n");
    assert_eq!(from_name, spelt_out);
    let with_year = uid("feed.id = 'x'\n[[conference]]\nname = 'Conf 2022'\nstart = 2022-07-11\ncity = 'Dublin'\n");
    assert_eq!(
        with_year,
        uid("feed.id = 'x'\n[[conference]]\nid = 'conf-2022'\nname = 'A'\nstart = 2022-07-11\ncity = 'D'\n")
    );
    // No `id`: the feed's address, then the text `confcal`.
    let by_url = "[[conference]]\nid = 'a'\nname = 'A'\nstart = 2022-07-11\ncity = 'D'\n";
    assert_eq!(uid(by_url), "b49bf647-456f-5896-9d22-a5969a90d998");
    assert_eq!(uid(&format!("feed.url = 'https://example.org/'\n{by_url}")), "70738563-43ff-5969-8e1d-a67f7e510a06");
}
