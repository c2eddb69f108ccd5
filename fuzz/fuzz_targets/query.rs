//! Filters, a word and a value in each line: parsed, shown, and applied to known lists.

#![no_main]

use std::sync::{Arc, LazyLock};

use confcal::{Calendar, EncodedFeed, Filter, Names, PreviousFeed, Source, Stamps};
use confcal_fuzz::{EVERYTHING, FILTERS, WORDS, events, feed, stamp};
use libfuzzer_sys::fuzz_target;

struct Known {
    encoded: Arc<EncodedFeed>,
    names: Names,
    stamps: Stamps,
    whole: std::collections::BTreeMap<String, String>,
}

static KNOWN: LazyLock<Vec<Known>> = LazyLock::new(|| {
    let known = [EVERYTHING, FILTERS, WORDS].map(|list| {
        let feed = feed(list);
        let whole = Source::from_bytes("all.ics", Calendar::new(&feed, stamp()).to_bytes());
        Known {
            names: Names::of(&feed),
            stamps: PreviousFeed::read(&whole).stamps(),
            whole: events(whole.text().as_bytes()),
            encoded: EncodedFeed::new(feed, stamp()),
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
        let mut part = known.encoded.calendar(&filter, None, None);
        part.revise_as_part(&known.stamps);
        let feed = known.encoded.feed();
        let mut smaller = filter.apply(feed.clone());
        (smaller.name, smaller.source) = (None, None);
        let alone = Calendar::new(&smaller, stamp());
        let bytes = part.to_bytes();
        let found = events(&bytes);
        assert_eq!((found.len(), part.len()), (alone.len(), alone.len()), "{words:?}");
        if !part.is_empty() {
            let alone = alone.to_bytes();
            assert_eq!(String::from_utf8_lossy(&bytes), String::from_utf8_lossy(&alone), "{words:?}");
        }
        let in_utc = words.iter().any(|(word, _)| *word == "times");
        for (uid, event) in &found {
            let whole = known.whole.get(uid).unwrap_or_else(|| panic!("{uid} is not in the whole: {words:?}"));
            assert!(in_utc || event == whole, "{words:?}: {event} is not {whole}");
        }
        let wider = filter.without_window().apply(feed.clone());
        assert!(Calendar::new(&wider, stamp()).len() >= part.len(), "{words:?}");
    }
});
