//! Everything that is tested from outside: one binary, a module per room.

mod bytes;
mod command;
mod docs;
mod fix;
mod foreign_feeds;
mod fuzz;
mod list;
mod lists;
mod messages;
mod parts;
mod previous_site;
mod readers;
mod revisions;
mod robust;
mod serve;
mod several_lists;
mod site;
mod undated;
mod zones;

use std::path::Path;

use confcal::{Feed, Level, Source, Stamp};

/// The revision time of every test: 2022-05-01T00:00:00Z.
const EPOCH: &str = "1651363200";

/// The same, as the library takes it.
fn stamp() -> Stamp {
    Stamp::new("2022-05-01T00:00:00Z".parse().expect("a time"))
}

/// The feed of a list that has no error.
fn feed(list: &str) -> Feed {
    let (feed, diagnostics) = confcal::read(&[Source::new("list.toml", list)], confcal::Level::Hint);
    let errors: Vec<_> = diagnostics.iter().filter(|fault| fault.level() == Level::Error).collect();
    feed.unwrap_or_else(|| panic!("the list has errors: {errors:#?}"))
}

/// The feed as text.
fn ics(feed: &Feed) -> String {
    String::from_utf8(confcal::Calendar::new(feed, stamp()).to_bytes()).expect("a feed is UTF-8")
}

/// The feed of a list as text, its lines unfolded.
fn unfolded(list: &str) -> String {
    ics(&feed(list)).replace("\r\n ", "")
}

/// The files of a folder of this repository that end like this: their names without that ending, sorted, and their texts.
fn texts(folder: &str, ending: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut texts: Vec<(String, String)> = entries
        .filter_map(|entry| {
            let path = entry.expect("an entry").path();
            let name = path.file_name()?.to_str()?.strip_suffix(ending)?.to_owned();
            Some((name, String::from_utf8_lossy(&std::fs::read(&path).expect("a file")).into_owned()))
        })
        .collect();
    assert!(!texts.is_empty(), "{} holds nothing that ends in {ending}", folder.display());
    texts.sort();
    texts
}

/// Every sound list that there is: the bundled one, those with known bytes, and those that the clients read.
fn all_lists() -> Vec<(String, String)> {
    let lists =
        [texts("tests/lists/ok", ".toml"), texts("tests/clients/lists", ".toml"), texts("", "conferences.toml")];
    lists.concat()
}

/// The feeds of all lists: as they are, and with reminders as events.
fn all_feeds() -> Vec<(String, Vec<u8>)> {
    let mut feeds = Vec::new();
    for (name, list) in all_lists() {
        let mut feed = feed(&list);
        feeds.push((name.clone(), confcal::Calendar::new(&feed, stamp()).to_bytes()));
        feed.remind(&["7d".parse().expect("a duration"), "1h".parse().expect("a duration")]);
        feed.reminders = confcal::Reminders::Events;
        feeds.push((format!("{name} with reminders"), confcal::Calendar::new(&feed, stamp()).to_bytes()));
    }
    feeds
}
