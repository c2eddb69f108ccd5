//! Filters, a word and a value in each line: parsed, shown, and applied to known lists.

#![no_main]

use std::sync::LazyLock;

use confcal::{Events, Feed, Filter, Names, PreviousFeed, Source, Stamps, calendar};
use confcal_fuzz::{EVERYTHING, FILTERS, WORDS, events, feed, stamp};
use libfuzzer_sys::fuzz_target;

struct Known {
    events: Events,
    names: Names,
    stamps: Stamps,
    whole: std::collections::BTreeMap<String, String>,
}

static KNOWN: LazyLock<Vec<Known>> = LazyLock::new(|| {
    let known = [EVERYTHING, FILTERS, WORDS].map(|list| {
        let feed = feed(list);
        let whole = Source::from_bytes("all.ics", calendar(&feed, stamp(), None).bytes);
        Known {
            names: Names::of(&feed),
            stamps: PreviousFeed::read(&whole).stamps(),
            whole: events(whole.text().as_bytes()),
            events: Events::new(feed, stamp()),
        }
    });
    known.into()
});

fuzz_target!(|text: &str| {
    let words: Vec<(&str, &str)> = text.lines().filter_map(|line| line.split_once('=')).collect();
    for known in KNOWN.iter() {
        let filter = match Filter::parse(words.iter().copied(), &known.names, stamp().time()) {
            Ok(filter) => filter,
            Err(error) => {
                assert!(!error.to_string().is_empty());
                continue;
            }
        };
        let _ = (filter.to_string(), filter.window());
        let part = known.events.part(&filter, None, None, &known.stamps);
        let feed = known.events.feed();
        let alone = calendar(&Feed { name: None, source: None, ..filter.apply(feed.clone()) }, stamp(), None);
        let found = events(&part.bytes);
        assert_eq!((found.len(), part.events), (alone.events, alone.events), "{words:?}");
        if part.events > 0 {
            assert_eq!(String::from_utf8_lossy(&part.bytes), String::from_utf8_lossy(&alone.bytes), "{words:?}");
        }
        let in_utc = words.iter().any(|(word, _)| *word == "times");
        for (uid, event) in &found {
            let whole = known.whole.get(uid).unwrap_or_else(|| panic!("{uid} is not in the whole: {words:?}"));
            assert!(in_utc || event == whole, "{words:?}: {event} is not {whole}");
        }
        let wider = filter.without_window().apply(feed.clone());
        assert!(calendar(&wider, stamp(), None).events >= part.events, "{words:?}");
    }
});
