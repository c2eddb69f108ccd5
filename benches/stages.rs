//! How long each stage takes on the way from a list of 10,000 conferences to feeds: `cargo bench`.
//!
//! For looking into one stage while it is worked on. Seconds depend on the machine: what is claimed of confcal's speed comes
//! from `benches/table.py`, and what a build may fail for from `.ci/instructions.py`.

#[allow(dead_code)]
#[path = "generate.rs"]
mod generate;

use confcal::{Calendar, EncodedFeed, Feed, Filter, Names, PreviousFeed, SiteOptions, Source, Stamp};
use divan::{Bencher, black_box};

const CONFERENCES: u64 = 10_000;

/// So that the site has 300 feeds.
const TOPICS: u64 = 254;

fn main() {
    divan::main();
}

fn list() -> Source {
    let mut list = String::from(generate::HEAD);
    (0..CONFERENCES).for_each(|n| generate::conference(n, TOPICS, &mut list));
    Source::new("list.toml", list)
}

fn feed() -> Feed {
    confcal::read(&[list()], confcal::Level::Hint).0.expect("the list is sound")
}

fn time() -> Stamp {
    Stamp::new("2026-01-01T00:00:00Z".parse().expect("a time"))
}

fn europe(feed: &Feed) -> Filter {
    Filter::parse([("region", "europe"), ("only", "conferences")], &Names::of(feed), time().time()).expect("a filter")
}

#[divan::bench]
fn read(bencher: Bencher) {
    let list = [list()];
    bencher.bench_local(|| confcal::read(black_box(&list), confcal::Level::Hint));
}

#[divan::bench]
fn filter(bencher: Bencher) {
    let feed = feed();
    let filter = europe(&feed);
    bencher.with_inputs(|| feed.clone()).bench_local_values(|feed| filter.apply(feed));
}

#[divan::bench]
fn calendar(bencher: Bencher) {
    let feed = feed();
    bencher.bench_local(|| Calendar::new(black_box(&feed), time()).to_bytes());
}

#[divan::bench]
fn calendar_with_previous(bencher: Bencher) {
    let feed = feed();
    let source = Source::from_bytes("feed.ics", Calendar::new(&feed, time()).to_bytes());
    bencher.bench_local(|| {
        let mut calendar = Calendar::new(&feed, time());
        calendar.revise(&PreviousFeed::read(black_box(&source)));
        calendar.to_bytes()
    });
}

#[divan::bench]
fn encode(bencher: Bencher) {
    let feed = feed();
    bencher.with_inputs(|| feed.clone()).bench_local_values(|feed| EncodedFeed::new(feed, time()));
}

/// A query of `serve`.
#[divan::bench]
fn query(bencher: Bencher) {
    let encoded = EncodedFeed::new(feed(), time());
    let filter = europe(encoded.feed());
    bencher.bench_local(|| encoded.calendar(black_box(&filter), Some("Europe"), None).to_bytes());
}

#[divan::bench]
fn site(bencher: Bencher) {
    let feed = feed();
    let base_url = "https://example.org/".parse().ok();
    let options = SiteOptions { base_url, ..SiteOptions::new(time()) };
    bencher.with_inputs(|| feed.clone()).bench_local_values(|feed| confcal::site(feed, &options));
}
