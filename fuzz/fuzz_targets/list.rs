//! Bytes as a list: read, mended, exported, and made a site of.

#![no_main]

use confcal::{Calendar, Level, Manifest, PreviousFeed, SiteOptions, Source, fix, read, sha256, site};
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
    let mut calendar = Calendar::new(&feed, stamp());
    let bytes = calendar.to_bytes();
    assert_eq!(events(&bytes).len(), calendar.len());
    assert_eq!(bytes, Calendar::new(&feed, stamp()).to_bytes());
    assert!(calendar.is_unchanged(bytes.as_slice()));
    let published = Source::from_bytes("all.ics", bytes.clone());
    let published = PreviousFeed::read(&published);
    assert_eq!((published.len(), published.diagnostics()), (calendar.len(), &[][..]));
    let revised = calendar.revise(&published);
    assert_eq!((calendar.to_bytes(), revised.new, revised.changed), (bytes, 0, 0));
    assert_eq!(published.removed(&feed, &sources, stamp()), []);
    let base_url = "https://example.org/conferences/".parse().ok();
    let options = SiteOptions { base_url, lists: &sources, ..SiteOptions::new(stamp()) };
    let site = site(feed, &options);
    for file in site.files() {
        let bytes = file.bytes();
        assert_eq!((file.len(), file.sha256()), (bytes.len(), &*sha256(&bytes)));
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
