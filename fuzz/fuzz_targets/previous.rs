//! Bytes as a feed that was published before: read, compared, and followed by the feed of a known list.

#![no_main]

use std::collections::BTreeMap;
use std::sync::LazyLock;

use confcal::{Draft, Events, Feed, Filter, PreviousFeed, SiteOptions, Source, Stamps, calendar, site};
use confcal_fuzz::{EVERYTHING, check_labels, events, feed, stamp};
use libfuzzer_sys::fuzz_target;

struct Known {
    feed: Feed,
    events: Events,
    /// As it is exported without a previous feed.
    first: Source,
}

static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let feed = feed(EVERYTHING);
    let first = Source::from_bytes("first.ics", calendar(&feed, stamp(), None).bytes);
    Known { events: Events::new(feed.clone(), stamp()), feed, first }
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
    let Known { feed, events: known, first } = &*KNOWN;
    let lists = [Source::new("list.toml", EVERYTHING)];
    let previous = Source::from_bytes("previous.ics", bytes.to_vec());
    let published = PreviousFeed::read(&previous);
    check_labels(published.diagnostics());
    check_labels(&published.gone(feed, &lists, stamp()));
    published.changes(&PreviousFeed::read(first));
    PreviousFeed::read(first).changes(&published);
    // It is as it was published only if it is word for word, but for the stamps.
    if Draft::new(feed, stamp()).unchanged(bytes).is_some() {
        assert_eq!(bytes.len(), first.text().len());
    }

    let now = calendar(feed, stamp(), Some(&published));
    check_labels(&now.diagnostics);
    assert_eq!(events(&now.bytes).len(), now.events);
    // A part takes the stamps that were published, and the time of the list where none was.
    let before = stamps(&known.part(&Filter::default(), None, None, &published.stamps()).bytes);
    let list = &stamps(&known.part(&Filter::default(), None, None, &Stamps::default()).bytes);
    for (uid, stamp) in &stamps(&now.bytes) {
        let before = &before[uid];
        assert!(
            before == &list[uid] || stamp.0 >= before.0 && stamp.1 >= before.1,
            "{uid}: {stamp:?} after {before:?}"
        );
    }
    let next = Source::from_bytes("next.ics", now.bytes.clone());
    let next = PreviousFeed::read(&next);
    assert_eq!(next.diagnostics(), []);
    let again = calendar(feed, stamp(), Some(&next));
    assert_eq!((&again.bytes, again.new, again.changed), (&now.bytes, 0, 0), "nothing has changed, so no stamp moves");

    let previous = |path: &str| (path == "all.ics").then(|| bytes.to_vec());
    let options = SiteOptions { previous: &previous, lists: &lists, ..SiteOptions::new(stamp()) };
    let site = site(feed.clone(), &options);
    assert_eq!(events(&site.file("all.ics").expect("a file").bytes()).len(), now.events);
});
