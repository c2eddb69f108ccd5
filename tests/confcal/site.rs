//! The site that `build` writes: its feeds, its files, and what a second build does.

mod folder;
mod news;
mod paths;
mod removed;
mod revisions;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::support::{DAY, EventLines, Folder, LIST, MAY, Run, files_beneath};

const BASE: &str = "https://example.org/c/";

fn build(folder: &Folder, epoch: u64, args: &str) -> Run {
    let run = folder.run_at(epoch, &format!("build -o site {args}"));
    assert_eq!(run.out, "");
    run
}

fn built() -> Folder {
    let folder = Folder::new();
    let run = build(&folder, MAY, &format!("--base-url {BASE}"));
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    folder
}

/// Every file of the site by its path.
fn files(folder: &Folder) -> BTreeMap<String, Vec<u8>> {
    let root = folder.path("site");
    let name = |path: &Path| path.strip_prefix(&root).expect("inside").to_str().expect("UTF-8").to_owned();
    files_beneath(&root).into_iter().map(|path| (name(&path), fs::read(&path).expect("a file"))).collect()
}

fn json(folder: &Folder, name: &str) -> Value {
    serde_json::from_str(&folder.read(&format!("site/{name}"))).expect("JSON")
}

#[test]
fn a_site_has_a_feed_for_everything_that_there_is() {
    let folder = built();
    let files = files(&folder);
    let feeds: Vec<_> = files
        .keys()
        .filter(|path| path.ends_with(".ics") && !path.starts_with("events/"))
        .map(String::as_str)
        .collect();
    assert_eq!(
        feeds,
        [
            "all.ics",
            "calls.ics",
            "conferences.ics",
            "countries/de.ics",
            "countries/gb.ics",
            "deadlines.ics",
            "regions/dach.ics",
            "regions/europe.ics",
            "regions/northern-europe.ics",
            "regions/western-europe.ics",
            "topics/education.ics",
            "topics/python.ics",
        ]
    );
    for path in ["index.html", "conferences.json", "feeds.json", ".nojekyll", "atom.xml", "closing.xml", "sitemap.xml"]
    {
        assert!(files.contains_key(path), "{path}");
    }
    assert!(files.contains_key("events/pycon-uk-2022.ics"));
}

#[test]
fn every_feed_is_what_export_makes_of_its_filter() {
    let folder = built();
    for feed in json(&folder, "feeds.json")["feeds"].as_array().expect("feeds") {
        let path = feed["path"].as_str().expect("a path");
        let mut command = folder.command("export");
        for pair in feed["filter"].as_array().expect("a filter") {
            command.arg(format!("--{}", pair[0].as_str().expect("a word"))).arg(pair[1].as_str().expect("a value"));
        }
        command.arg("--name").arg(feed["title"].as_str().expect("a title"));
        let exported = Run::from(command.output().expect("confcal runs"));
        let text = folder.read(&format!("site/{path}"));
        let source = format!("SOURCE;VALUE=URI:{BASE}{path}\r\n");
        assert_eq!(text.contains(&source), !path.starts_with("events/"), "{path}");
        let named = |text: &str| !text.contains("\r\nNAME:");
        let plain: String = if named(&text) {
            // The list has no name, and the feed of all is called as the list is.
            exported
                .out
                .split_inclusive("\r\n")
                .filter(|line| !line.starts_with("NAME:") && !line.starts_with("X-WR-CALNAME:"))
                .collect()
        } else {
            exported.out
        };
        assert_eq!(text.replace(&source, ""), plain, "{path}");
        assert_eq!(feed["events"], text.matches("BEGIN:VEVENT").count(), "{path}");
        assert_eq!(feed["bytes"], text.len(), "{path}");
        assert_eq!(feed["url"], format!("{BASE}{path}"));
        let sha256 = confcal::sha256(text.as_bytes());
        assert_eq!(feed["sha256"], sha256);
    }
}

#[test]
fn an_event_has_one_uid_everywhere() {
    let folder = built();
    let mut uids: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for text in files(&folder).into_iter().filter(|(path, _)| path.ends_with(".ics")).map(|(_, bytes)| bytes) {
        let text = String::from_utf8(text).expect("UTF-8");
        for event in EventLines::all(&text) {
            uids.entry(event.value("SUMMARY").to_owned()).or_default().insert(event.value("UID").to_owned());
        }
    }
    assert_eq!(uids.len(), 3);
    assert!(uids.values().all(|uids| uids.len() == 1), "{uids:?}");
}

/// The files that are the same on every day: all but the pages, and the manifest, which has their digests.
fn timeless(mut files: BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Vec<u8>> {
    files.retain(|path, _| !path.ends_with(".html") && path != "feeds.json");
    files
}

#[test]
fn a_second_build_touches_nothing() {
    let folder = built();
    let whole = files(&folder);
    assert_eq!(build(&folder, MAY + 3600, &format!("--base-url {BASE}")).err, "");
    assert_eq!(files(&folder), whole, "on the same day");
    let before = timeless(whole);
    let modified =
        |path: &str| fs::metadata(folder.path("site").join(path)).and_then(|file| file.modified()).expect("a time");
    let times: BTreeMap<&String, _> = before.keys().map(|path| (path, modified(path))).collect();
    assert_eq!(build(&folder, MAY + 30 * DAY, &format!("--base-url {BASE}")).err, "");
    assert_eq!(timeless(files(&folder)), before);
    for (path, time) in times {
        assert_eq!(modified(path), time, "{path}");
    }
}

/// A build without the option keeps the address, and so the buttons to subscribe.
#[test]
fn a_site_keeps_its_address() {
    let folder = built();
    let before = timeless(files(&folder));
    assert_eq!(build(&folder, MAY + 30 * DAY, "").err, "");
    assert_eq!(timeless(files(&folder)), before);
    assert!(folder.read("site/index.html").contains(BASE));
    build(&folder, MAY + 30 * DAY, "--base-url https://other.example/");
    assert!(folder.read("site/all.ics").contains("https://other.example/all.ics"));
}

#[test]
fn a_change_reaches_the_files_that_show_it() {
    let folder = built();
    let before = files(&folder);
    folder.put("conferences.toml", &LIST.replace("Cardiff", "Swansea"));
    assert_eq!(build(&folder, MAY + 30 * DAY, &format!("--base-url {BASE}")).err, "");
    let changed: Vec<_> = files(&folder)
        .into_iter()
        .filter(|(path, bytes)| before.get(path) != Some(bytes))
        .map(|(path, _)| path)
        .collect();
    for path in &changed {
        assert!(!path.contains("dach") && !path.contains("countries/de") && path != "deadlines.ics", "{path}");
    }
    for path in ["all.ics", "countries/gb.ics", "topics/education.ics", "events/pycon-uk-2022.ics", "feeds.json"] {
        assert!(changed.iter().any(|changed| changed == path), "{path}");
    }
    let all = folder.read("site/all.ics");
    assert_eq!(all.matches("DTSTAMP:20220501T000000Z").count(), 2);
    assert_eq!(all.matches("DTSTAMP:20220531T000000Z").count(), 1);
}

#[test]
fn what_cannot_be_built_is_said() {
    let folder = Folder::new();
    folder.run("build").fails(2, "--output <DIR>");
    folder.run("build -o site --base-url example.org").fails(2, "does not begin with https://");
    folder.run("build -o conferences.toml").fails(2, "conferences.toml is not a folder");
    folder.run("build -o site --tag nothing").fails(2, "no conference of the list has the tag");
    folder.run("build -o site --year 1999").fails(2, "--allow-empty");
    fs::create_dir(folder.path("mine")).expect("a folder");
    folder.put("mine/index.html", "<h1>My own</h1>");
    folder.run("build -o mine").fails(2, "mine/index.html is not of the last build and would be lost");
    assert_eq!(folder.read("mine/index.html"), "<h1>My own</h1>");
    folder.run("build -o /").fails(2, "/ is the root of the file system");
    folder.put("conferences.toml", "[[conference]]\n");
    folder.run("build -o site").fails(1, "nothing is written");
    assert!(!folder.path("site").exists());
}

#[test]
fn views_are_feeds_of_their_own() {
    let folder = Folder::new();
    let view =
        "[[view]]\npath = 'by/dach-cfp.ics'\nname = 'Calls in DACH'\nregion = ['dach']\nonly = ['deadlines']\n\n";
    folder.put("conferences.toml", &LIST.replacen("[[conference]]", &format!("{view}[[conference]]"), 1));
    assert_eq!(build(&folder, MAY, "").code, Some(0));
    let feed = folder.read("site/by/dach-cfp.ics");
    assert!(
        feed.contains("\r\nNAME:Calls in DACH\r\n") && !feed.contains("SOURCE"),
        "without a base URL nobody knows it"
    );
    assert_eq!(feed.matches("BEGIN:VEVENT").count(), 1);
    let named = json(&folder, "feeds.json")["feeds"]
        .as_array()
        .expect("feeds")
        .iter()
        .any(|feed| feed["kind"] == "view" && feed["title"] == "Calls in DACH");
    assert!(named);
}

#[test]
fn a_build_says_what_it_wrote() {
    let folder = Folder::new();
    let says = |args: &str| {
        let run = folder.run(&format!("build -o site {args}"));
        assert_eq!((run.code, run.out.as_str()), (Some(0), ""), "{run:?}");
        run.err
    };
    let first = says("-v");
    let all = files(&folder).len();
    assert_eq!(first, format!("confcal: {all} files; {all} new, 0 changed, 0 removed; the page is site/index.html\n"));
    let same = format!("confcal: {all} files; 0 new, 0 changed, 0 removed; the page is site/index.html\n");
    assert_eq!(says("-v"), same);
    let before = files(&folder);
    folder.put("conferences.toml", &LIST.replace("\"Python\", \"education\"", "\"Python\", \"teaching\""));
    let changed = says("-v --prune");
    let after = files(&folder);
    let new = after.keys().filter(|path| !before.contains_key(*path)).count();
    let removed = before.keys().filter(|path| !after.contains_key(*path)).count();
    let differ = after.iter().filter(|(path, bytes)| before.get(*path).is_some_and(|old| old != *bytes)).count();
    assert!(new > 0 && removed > 0 && differ > 0);
    let counts = format!("confcal: {} files; {new} new, {differ} changed, {removed} removed;", after.len());
    assert!(changed.contains(&counts), "{counts:?} is not in {changed:?}");
    assert_eq!((says("").as_str(), says("-q").as_str()), ("", ""));
}

/// The feeds of `feeds.json` that are offered, and those that are kept, each as its kind and path.
fn kinds(folder: &Folder) -> [Vec<(String, String)>; 2] {
    let json = json(folder, "feeds.json");
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    ["feeds", "kept"].map(|key| {
        json[key].as_array().expect("feeds").iter().map(|feed| (text(&feed["kind"]), text(&feed["path"]))).collect()
    })
}

/// A list of this name with a conference and more.
fn list_named(name: &str, more: &str) -> String {
    let name = if name.is_empty() { String::new() } else { format!("name = {name:?}\n") };
    format!(
        "[feed]\nid = 'x'\n{name}\n[[conference]]\nid = 'a'\nname = 'A'\nstart = 2022-09-16\ncountry = 'GB'\n\
         tags = ['python']\n\n[[conference]]\nid = 'b'\nname = 'B'\nstart = 2022-10-16\ncountry = 'DE'\ntags = ['web']\n{more}"
    )
}

fn view(path: &str, filter: &str) -> String {
    format!("[[view]]\npath = '{path}'\nname = 'View'\n{filter}\n")
}

/// A list with a deadline of each kind.
fn list_with_deadlines(name: &str, more: &str) -> String {
    let deadline = |kind: &&str| {
        let name = if *kind == "other" { "name = 'Quiz'\n" } else { "" };
        format!("[[conference.deadline]]\nkind = '{kind}'\n{name}due = 2022-08-01\n")
    };
    let kinds: Vec<&str> = confcal::DeadlineKind::ALL.iter().map(|kind| kind.as_str()).collect();
    let deadlines: String = kinds.iter().map(deadline).collect();
    format!(
        "[feed]\nid = 'x'\nname = '{name}'\n{more}[[conference]]\nid = 'a'\nname = 'A'\nstart = 2022-09-16\n{deadlines}"
    )
}

#[test]
fn the_feed_of_calls_has_the_deadlines_by_which_somebody_proposes_something() {
    let folder = Folder::new();
    folder.put("conferences.toml", &list_with_deadlines("Web", ""));
    assert_eq!(build(&folder, MAY, "").err, "");
    let feed = folder.read("site/calls.ics");
    let titles: Vec<String> = EventLines::all(&feed).map(|event| event.value("SUMMARY").to_owned()).collect();
    let expected = [
        "CFP closes: A",
        "Abstracts due: A",
        "Papers due: A",
        "Poster proposals close: A",
        "Tutorial proposals close: A",
        "Workshop proposals close: A",
    ];
    assert_eq!(BTreeSet::from_iter(titles.iter().map(String::as_str)), BTreeSet::from(expected));
    assert!(feed.contains("\r\nNAME:Web: calls for proposals\r\n"), "{feed}");
    // Without such a deadline there is no file.
    let folder = Folder::new();
    let list = list_named("Web", "[[conference.deadline]]\nkind = 'tickets'\ndue = 2022-08-01\n");
    folder.put("conferences.toml", &list);
    assert_eq!(build(&folder, MAY, "").err, "");
    assert!(folder.path("site/deadlines.ics").exists() && !folder.path("site/calls.ics").exists());
}
