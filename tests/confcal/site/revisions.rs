//! The revisions of events and feeds from build to build.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use super::{BASE, build, built, files};
use crate::support::{DAY, EventLines, Folder, LIST, MAY};

/// The stamps of each event of a site, by its UID.
fn stamps(folder: &Folder) -> BTreeMap<String, BTreeSet<String>> {
    let mut stamps: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (_, bytes) in files(folder).into_iter().filter(|(path, _)| path.ends_with(".ics")) {
        for event in EventLines::all(&String::from_utf8(bytes).expect("UTF-8")) {
            let stamp = ["DTSTAMP", "LAST-MODIFIED", "SEQUENCE"].map(|property| event.value(property)).join(" ");
            stamps.entry(event.value("UID").to_owned()).or_default().insert(stamp);
        }
    }
    stamps
}

#[test]
fn an_event_has_one_revision_everywhere() {
    let folder = built();
    // Each edit in the same minute, so that each has to go past the last.
    let first = LIST.replace("Cardiff", "Swansea");
    folder.put("conferences.toml", &first);
    build(&folder, MAY, "");
    folder.put("conferences.toml", &first.replace("Berlin", "Bonn"));
    build(&folder, MAY, "");
    let stamps = stamps(&folder);
    assert_eq!(stamps.len(), 3);
    assert!(stamps.values().all(|stamps| stamps.len() == 1), "{stamps:#?}");
    assert!(folder.read("site/countries/de.ics").contains("LAST-MODIFIED:20220501T000200Z"));
}

#[test]
fn without_the_feed_of_all_every_other_goes_on_by_itself() {
    let folder = built();
    fs::remove_file(folder.path("site/all.ics")).expect("it is there");
    folder.put("conferences.toml", &LIST.replace("Cardiff", "Swansea"));
    build(&folder, MAY + DAY, "");
    let conferences = folder.read("site/conferences.ics");
    assert_eq!(conferences.matches("DTSTAMP:20220501T000000Z").count(), 1, "{conferences}");
    assert_eq!(conferences.matches("DTSTAMP:20220502T000000Z").count(), 1, "{conferences}");
}

#[test]
fn a_fault_of_a_published_feed_is_shown_with_its_line() {
    let folder = built();
    let all = folder.read("site/all.ics").replacen("SUMMARY:", "SUMMARY ", 1);
    folder.put("site/all.ics", &all);
    let line = all.lines().position(|line| line.starts_with("SUMMARY ")).expect("a title") + 1;
    let run = build(&folder, MAY + DAY, &format!("--base-url {BASE} --force"));
    let shown = format!("--> all.ics:{line}:1\n   |\n{line} | SUMMARY ");
    assert!(
        run.err.contains("warning[previous-feed]: this is not a content line") && run.err.contains(&shown),
        "{}",
        run.err
    );
}

#[test]
fn the_revision_of_a_feed_does_not_go_back_with_its_newest_event() {
    let folder = built();
    folder.put("conferences.toml", &LIST.replace("Cardiff", "Swansea"));
    build(&folder, MAY + DAY, "");
    let feed = "site/conferences.ics";
    assert!(folder.read(feed).contains("LAST-MODIFIED:20220502T000000Z\r\nBEGIN:VEVENT"));
    folder.put("conferences.toml", LIST.split("[[conference]]\nid = \"pycon-uk-2022\"").next().expect("the first"));
    build(&folder, MAY + 2 * DAY, "");
    let feed = folder.read(feed);
    assert_eq!(feed.matches("BEGIN:VEVENT").count(), 1);
    assert!(feed.contains("LAST-MODIFIED:20220502T000000Z\r\nBEGIN:VEVENT"), "{feed}");
}

#[test]
fn a_build_names_the_entry_whose_id_changed_whatever_its_filters_leave_out() {
    for filters in ["", "--country gb"] {
        let folder = Folder::new();
        build(&folder, MAY, filters);
        let list = folder.read("conferences.toml");
        folder.put("conferences.toml", &list.replace("id = \"pycon-uk-2022\"", "id = \"pycon-uk\""));
        let run = build(&folder, MAY + DAY, filters);
        assert!(run.err.contains("warning[id-changed]: `PyCon UK 2022` has another id"), "{}", run.err);
        assert!(run.err.contains("--> conferences.toml:"), "{}", run.err);
        assert_eq!(run.err.matches("warning[").count(), 1, "{}", run.err);
    }
    // A conference that the filters leave out is still in the list.
    let folder = Folder::new();
    build(&folder, MAY, "");
    let run = build(&folder, MAY + DAY, "--country gb");
    assert!(!run.err.contains("warning["), "{}", run.err);
}
