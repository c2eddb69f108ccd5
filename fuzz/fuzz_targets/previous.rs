//! Bytes as a feed that was published before: read, compared, and followed by the feed of a known list.

#![no_main]

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use confcal::{Calendar, EncodedFeed, Feed, Filter, PreviousFeed, SiteOptions, Source, Stamps, site};
use confcal_fuzz::{EVERYTHING, check_labels, events, feed, stamp};
use libfuzzer_sys::fuzz_target;

struct Known {
    feed: Feed,
    encoded: Arc<EncodedFeed>,
    /// As it is exported without a previous feed.
    first: Source,
}

static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let feed = feed(EVERYTHING);
    let first = Source::from_bytes("first.ics", Calendar::new(&feed, stamp()).to_bytes());
    Known { encoded: EncodedFeed::new(feed.clone(), stamp()), feed, first }
});

/// The DTSTAMP and the SEQUENCE of each event of a feed of ours, by UID.
fn stamps(feed: &[u8]) -> BTreeMap<String, (String, u32)> {
    let text = std::str::from_utf8(feed).expect("UTF-8");
    let events = text.split("BEGIN:VEVENT\r\nUID:").skip(1).map(|event| {
        let mut lines = event.split("\r\n");
        let uid = lines.next().expect("a UID").to_owned();
        let [dtstamp, changed, sequence] = ["DTSTAMP:", "LAST-MODIFIED:", "SEQUENCE:"]
            .map(|name| lines.next().and_then(|line| line.strip_prefix(name)).expect("a stamp"));
        assert_eq!(dtstamp, changed);
        (uid, (dtstamp.to_owned(), sequence.parse().expect("a number")))
    });
    events.collect()
}

fuzz_target!(|bytes: &[u8]| {
    let Known { feed, encoded, first } = &*KNOWN;
    let lists = [Source::new("list.toml", EVERYTHING)];
    let previous = Source::from_bytes("previous.ics", bytes.to_vec());
    let published = PreviousFeed::read(&previous);
    check_labels(published.diagnostics());
    check_labels(&published.removed(feed, &lists, stamp()));
    let pieces = PreviousFeed::read_from("previous.ics", bytes, |range| bytes[range].to_vec()).expect("a slice");
    assert_eq!((pieces.len(), pieces.stamps()), (published.len(), published.stamps()));
    assert_eq!((pieces.changes(&published), published.changes(&pieces)), (vec![], vec![]));
    published.changes(&PreviousFeed::read(first));
    PreviousFeed::read(first).changes(&published);
    // It is as it was published only if it is word for word, but for the stamps.
    if Calendar::new(feed, stamp()).is_unchanged(bytes) {
        assert_eq!(bytes.len(), first.text().len());
    }

    let mut calendar = Calendar::new(feed, stamp());
    calendar.revise(&published);
    let now = calendar.to_bytes();
    assert_eq!(events(&now).len(), calendar.len());
    // A part takes the stamps that were published, and the time of the list where none was.
    let part = |whole: &Stamps| {
        let mut part = encoded.calendar(&Filter::default(), None, None);
        part.revise_as_part(whole);
        stamps(&part.to_bytes())
    };
    let (before, list) = (part(&published.stamps()), part(&Stamps::default()));
    for (uid, stamp) in &stamps(&now) {
        let before = &before[uid];
        assert!(
            before == &list[uid] || stamp.0 >= before.0 && stamp.1 >= before.1,
            "{uid}: {stamp:?} after {before:?}"
        );
    }
    let next = Source::from_bytes("next.ics", now.clone());
    let next = PreviousFeed::read(&next);
    assert_eq!(next.diagnostics(), []);
    let revised = calendar.revise(&next);
    assert_eq!(
        (calendar.to_bytes(), revised.new, revised.changed),
        (now, 0, 0),
        "nothing has changed, so no stamp moves"
    );

    let previous = |path: &str| (path == "all.ics").then(|| bytes.to_vec());
    let options = SiteOptions { previous: &previous, lists: &lists, ..SiteOptions::new(stamp()) };
    let site = site(feed.clone(), &options);
    assert_eq!(events(&site.file("all.ics").expect("a file").bytes()).len(), calendar.len());
});
