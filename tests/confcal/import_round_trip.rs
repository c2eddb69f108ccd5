//! What confcal writes, imported again: every feed gives the same events, and the JSON of a site the same list.

use std::collections::HashMap;

use confcal::{EventKind, Feed, Filter, ImportInput, ImportOptions};
use proptest::prelude::*;

use crate::readers::any_list;
use crate::support::{Folder, all_lists, feed, ics, repeatable};

/// The calendar without its events, and each event with all of its properties but its UIDs and its revision. The event
/// that another is part of is named by its title and its start.
fn events(ics: &str) -> Vec<String> {
    let unfolded = ics.replace("\r\n ", "");
    let value = |event: &str, name: &str| {
        event.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix([':', ';'])).unwrap_or_default().to_owned()
    };
    let unfolded = unfolded.replace("END:VCALENDAR\r\n", "");
    let (head, events) = unfolded.split_once("BEGIN:VEVENT").unwrap_or((&unfolded, ""));
    let events: Vec<&str> = events.split("BEGIN:VEVENT").filter(|event| !event.is_empty()).collect();
    let titles: HashMap<String, String> = events
        .iter()
        .map(|event| (value(event, "UID"), format!("{} {}", value(event, "SUMMARY"), value(event, "DTSTART"))))
        .collect();
    let is_own =
        |line: &&str| !["UID:", "DTSTAMP:", "LAST-MODIFIED:", "SEQUENCE:"].iter().any(|name| line.starts_with(name));
    let event = |event: &&str| {
        let line = |line: &str| match line.strip_prefix("RELATED-TO;RELTYPE=PARENT:") {
            Some(uid) => format!("part of {}", titles.get(uid).map_or("another", String::as_str)),
            None => line.to_owned(),
        };
        event.lines().filter(is_own).map(line).collect::<Vec<_>>().join("\n")
    };
    let mut all: Vec<String> = events.iter().map(event).collect();
    all.sort();
    all.push(head.lines().filter(is_own).collect::<Vec<_>>().join("\n"));
    all
}

/// The events without the name of a conference that they are part of and that is not in the feed.
fn in_feed(events: Vec<String>) -> Vec<String> {
    let is_whole = |event: &str| event.contains("\nCATEGORIES:conference") && event.contains("\npart of another");
    let without = |event: String| {
        if !is_whole(&event) {
            return event;
        }
        let lines = event.lines().filter(|line| *line != "part of another");
        let lines = lines.map(|line| match line.split_once("Part of: ") {
            Some((before, name)) => before.to_owned() + name.split_once("\\n").map_or("", |(_, rest)| rest),
            None => line.to_owned(),
        });
        let lines: Vec<_> = lines.filter(|line| line != "DESCRIPTION:").collect();
        lines.join("\n")
    };
    events.into_iter().map(without).collect()
}

/// The list that comes of what confcal wrote, and the report as text.
fn import(name: &str, text: &str) -> (String, String) {
    let made = confcal::import(&[ImportInput::new(name, text)], &ImportOptions::default());
    (made.list, format!("{:#?}", made.report))
}

/// Compares the events of a feed with those of the list that is imported from it.
fn check(name: &str, feed: &Feed) {
    check_filtered(name, feed, &Filter::default());
}

/// Compares the events of a feed with the same events of the list that is imported from it.
fn check_filtered(name: &str, feed: &Feed, filter: &Filter) {
    let feed = &filter.apply(feed.clone());
    let ours = ics(feed);
    if !ours.contains("BEGIN:VEVENT") {
        return;
    }
    let (list, report) = import("feed.ics", &ours);
    // How times are written is asked of the command, and no value of a list.
    let mut again = filter.apply(crate::support::feed(&list));
    again.times = feed.times;
    let again = ics(&again);
    let (expected, got) = (in_feed(events(&ours)), in_feed(events(&again)));
    let missing: Vec<_> = expected.iter().filter(|event| !got.contains(event)).collect();
    let extra: Vec<_> = got.iter().filter(|event| !expected.contains(event)).collect();
    assert!(expected == got, "{name}:\n{missing:#?}\n instead\n{extra:#?}\n{list}\n{report}");
}

#[test]
fn a_feed_gives_the_same_events() {
    for (name, list) in all_lists() {
        let mut feed = feed(&list);
        // What is retired is in no feed.
        feed.keep = None;
        check(&name, &feed);
        feed.times = confcal::Times::Utc;
        check(&format!("{name} in UTC"), &feed);
        feed.remind(&["7d".parse().expect("a duration"), "90m".parse().expect("a duration")]);
        check(&format!("{name} with reminders"), &feed);
    }
}

#[test]
fn a_feed_of_parts_gives_the_same_events() {
    for (name, list) in all_lists() {
        let feed = feed(&list);
        for only in [EventKind::Deadlines, EventKind::Sessions, EventKind::Conferences] {
            check_filtered(&format!("{only} of {name}"), &feed, &Filter::default().only(only));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..repeatable() })]

    #[test]
    fn a_feed_of_any_list_gives_the_same_events(list in any_list()) {
        check(&list, &feed(&list));
    }

    #[test]
    fn the_json_of_any_list_gives_the_list_back(list in any_list()) {
        check_json("any", &list);
    }
}

/// The feed without the order of what has none in the JSON of a site.
fn in_order(mut feed: Feed) -> Feed {
    for conference in &mut feed.conferences {
        conference.links.sort();
    }
    for view in &mut feed.views {
        view.filter.sort();
    }
    // A feed without an id has the seed of its UIDs as one.
    feed.id = None;
    feed
}

fn check_json(name: &str, list: &str) {
    let directory = Folder::new();
    directory.put("conferences.toml", list);
    let built = directory.run("build -o public --base-url https://example.org/ --allow-empty -q");
    if built.code != Some(0) {
        return;
    }
    let json = directory.read("public/conferences.json");
    let (again, report) = import("conferences.json", &json);
    let expected = feed(list);
    if expected.conferences.is_empty() {
        return;
    }
    assert_eq!(in_order(feed(&again)), in_order(expected), "{name}:\n{again}\n{report}");
}

#[test]
fn the_json_of_a_site_gives_the_list_back() {
    for (name, list) in all_lists() {
        check_json(&name, &list);
    }
}

/// A list in which every key has a value.
const FULL: &str = r#"
[feed]
id = "feed"
name = "Conferences"
description = "Of one topic"
url = "https://example.org/"
language = "en"
color = "steelblue"
refresh = "2h"
timezone = "Europe/Oslo"
deadline-timezone = "Europe/Oslo"
deadline-length = "1h"
keep = "9y"
contribute = "https://example.org/new"

[[conference]]
name = "Main 2027"
id = "main-2027"
start = 2027-05-01
city = "Oslo"
country = "NO"

[[conference]]
name = "International Conference on Examples"
short = "ICE 2027"
start = 2027-05-05T09:00:00
end = 2027-05-08T17:00:00
id = "ice"
timezone = "Europe/Oslo"
url = "https://example.org/ice"
venue = "Opera"
address = "Kirsten Flagstads Plass 1"
city = "Oslo"
country = "NO"
geo = { lat = 59.907, lon = 10.753 }
online = "https://example.org/join"
tags = ["rust", "Conference"]
series = "ice"
aliases = ["Examples 27"]
languages = ["en"]
part-of = "main-2027"
links = { conduct = "https://example.org/conduct", jobs-fair = "https://example.org/jobs" }
description = "About examples.\n\nAnd more."
status = "tentative"
busy = true
updated = 2026-01-01

[[conference.session]]
id = "one"
name = "Day 1: talks"
start = 2027-05-05T10:00:00
end = 2027-05-05T12:00:00
url = "https://example.org/talks"
venue = "Deichman"
city = "Oslo"
country = "NO"
online = true
description = "All talks."

[[conference.deadline]]
id = "two"
kind = "paper"
name = "Round 2"
due = 2027-01-31T23:59:00
timezone = "Europe/Berlin"
opens = 2026-11-01
was = [2027-01-15]
url = "https://example.org/papers"
remind = ["7d", "36h"]
"#;

/// The keys of a table whose values another table has not, with those of its parts.
fn lost(before: &toml::Table, again: &toml::Table) -> Vec<String> {
    let mut lost = Vec::new();
    for (key, value) in before {
        let part = |value: Option<&toml::Value>| value?.as_array()?.first()?.as_table().cloned();
        match (part(Some(value)), part(again.get(key))) {
            (Some(one), Some(other)) => {
                lost.extend(self::lost(&one, &other).into_iter().map(|inner| format!("{key}.{inner}")))
            }
            _ if again.get(key) == Some(value) => {}
            _ => lost.push(key.clone()),
        }
    }
    lost
}

#[test]
fn what_does_not_come_back_is_listed() {
    let directory = Folder::new();
    directory.put("conferences.toml", FULL);
    assert_eq!(directory.run("build -o public --base-url https://example.org/ -q").code, Some(0));
    let feed = ics(&feed(FULL));
    let table = |list: &str| list.parse::<toml::Table>().expect("TOML");
    let second = |list: &toml::Table, name: &str| {
        let conferences = list["conference"].as_array().expect("conferences");
        let found =
            conferences.iter().filter_map(toml::Value::as_table).find(|table| table["name"].as_str() == Some(name));
        found.expect("the conference").clone()
    };
    let name = "International Conference on Examples";
    let before = table(FULL);
    for (file, text, of_feed, of_conference) in [
        (
            "feed.ics",
            feed,
            &["contribute", "deadline-timezone", "keep", "language", "timezone"][..],
            &["deadline.id", "id", "languages", "series", "session.id", "updated"][..],
        ),
        (
            "conferences.json",
            directory.read("public/conferences.json"),
            &["deadline-timezone", "keep", "timezone"],
            &["updated"],
        ),
    ] {
        let again = table(&import(file, &text).0);
        let heads = [&before, &again].map(|list| list["feed"].as_table().expect("a feed"));
        assert_eq!(lost(heads[0], heads[1]), of_feed, "{file}");
        assert_eq!(lost(&second(&before, name), &second(&again, name)), of_conference, "{file}: {again:#?}");
    }
}
