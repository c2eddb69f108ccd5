//! Everything that is tested from outside: one binary, a module per room.

// mod bytes;
mod command;
mod docs;
mod lists;
// mod readers;
// mod robust;
// mod zones;

use confcal::{Feed, Level, Source, Stamp};

/// The revision time of every test: 2022-05-01T00:00:00Z.
const EPOCH: &str = "1651363200";

/// The same, as the library takes it.
fn stamp() -> Stamp {
    Stamp::new("2022-05-01T00:00:00".parse().expect("a time"))
}

/// The feed of a list that has no error.
fn feed(list: &str) -> Feed {
    let (feed, diagnostics) = confcal::read(&[Source::new("list.toml", list)]);
    let errors: Vec<_> = diagnostics.iter().filter(|fault| fault.level() == Level::Error).collect();
    feed.unwrap_or_else(|| panic!("the list has errors: {errors:#?}"))
}

/// The feed as text.
fn ics(feed: &Feed) -> String {
    String::from_utf8(confcal::calendar(feed, stamp()).bytes).expect("a feed is UTF-8")
}

/// The feed of a list as text, its lines unfolded.
fn unfolded(list: &str) -> String {
    ics(&feed(list)).replace("\r\n ", "")
}

/// The names of the files in a folder of `tests/lists` that end like this, without that ending, sorted.
fn lists(folder: &str, ending: &str) -> Vec<String> {
    let folder = format!("{}/tests/lists/{folder}", env!("CARGO_MANIFEST_DIR"));
    let entries = std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{folder}: {error}"));
    let names = entries.map(|entry| entry.expect("an entry").file_name().into_string().expect("a name"));
    let mut names: Vec<String> = names.filter_map(|name| name.strip_suffix(ending).map(str::to_owned)).collect();
    assert!(!names.is_empty(), "{folder} holds no list");
    names.sort();
    names
}
