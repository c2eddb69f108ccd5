//! Bytes as a list: read, mended, exported, and made a site of.

#![no_main]

use confcal::{Draft, Level, Manifest, PreviousFeed, SiteOptions, Source, calendar, fix, read, sha256, site};
use confcal_fuzz::{check_reading, events, stamp};
use libfuzzer_sys::fuzz_target;

/// Mending reads a list again for every change.
const MAX_MENDED_OCTETS: usize = 1000;

fuzz_target!(|bytes: &[u8]| {
    let sources = [Source::from_bytes("list.toml", bytes.to_vec())];
    let (feed, diagnostics) = read(&sources, Level::Hint);
    check_reading(feed.as_ref(), &diagnostics);
    if bytes.len() <= MAX_MENDED_OCTETS {
        let fixed = fix(&sources);
        check_reading(fixed.feed.as_ref(), &fixed.diagnostics);
        assert!(fixed.feed.is_some() || feed.is_none(), "mending has broken the list: {fixed:?}");
        let again = fix(&fixed.sources);
        assert_eq!(again.changes, [], "mended once, it is mended");
    }
    let Some(feed) = feed else { return };
    let made = calendar(&feed, stamp(), None);
    assert_eq!(events(&made.bytes).len(), made.events);
    assert_eq!(made, calendar(&feed, stamp(), None));
    let draft = Draft::new(&feed, stamp());
    assert!(draft.unchanged(made.bytes.as_slice()).is_some());
    let published = Source::from_bytes("all.ics", made.bytes.clone());
    let published = PreviousFeed::read(&published);
    assert_eq!((published.len(), published.diagnostics()), (made.events, &[][..]));
    let again = calendar(&feed, stamp(), Some(&published));
    assert_eq!((&again.bytes, again.new, again.changed), (&made.bytes, 0, 0));
    assert_eq!(published.gone(&feed, &sources, stamp()), []);
    let base_url = "https://example.org/conferences/".parse().ok();
    let options = SiteOptions { base_url, lists: &sources, ..SiteOptions::new(stamp()) };
    let site = site(feed, &options);
    for file in site.files() {
        let bytes = file.bytes();
        assert_eq!((file.len(), &file.sha256), (bytes.len(), &sha256(&bytes)));
        if file.kind.is_some() {
            events(&bytes);
        } else if file.path.ends_with(".json") {
            serde_json::from_slice::<serde_json::Value>(&bytes).expect("JSON");
        }
    }
    let manifest = Manifest::read(&site.file("feeds.json").expect("it is there").bytes()).expect("a manifest");
    // Nothing is left out where it is read back, so every path is one of a site.
    assert_eq!(manifest.files().count() + 1, site.files().count());
});
