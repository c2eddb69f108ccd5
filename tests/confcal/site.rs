//! The site that `build` writes: its feeds, its files, and what a second build does.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use confcal::{SiteOptions, SitePath, Source};
use serde_json::Value;

use crate::support::{DAY, EventLines, Folder, LIST, MAY, Run, stamp};

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
    fn walk(at: &Path, root: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
        for entry in fs::read_dir(at).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                walk(&path, root, files);
            } else {
                let name = path.strip_prefix(root).expect("inside").to_str().expect("UTF-8").to_owned();
                files.insert(name, fs::read(&path).expect("a file"));
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(&folder.path("site"), &folder.path("site"), &mut found);
    found
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

/// The files that are the same on every day: all but the page, and the manifest, which has its digest.
fn timeless(mut files: BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Vec<u8>> {
    files.retain(|path, _| path != "index.html" && path != "feeds.json");
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
fn what_is_gone_stays_empty_until_a_person_removes_it() {
    let folder = built();
    folder.put("site/mine.txt", "mine");
    folder.put("site/countries/mine.ics", "mine");
    let second = LIST.rfind("[[conference]]").expect("a conference");
    folder.put("conferences.toml", &LIST[..second]);
    let run = build(&folder, MAY + DAY, &format!("--base-url {BASE}"));
    assert_eq!(run.code, Some(0));
    assert!(run.err.contains("warning[event-gone]: `PyCon UK 2022` is gone"), "{}", run.err);
    assert!(run.err.contains("--> all.ics:"), "{}", run.err);
    assert_eq!(run.err.matches("warning").count(), 2, "said once: {}", run.err);
    let files = files(&folder);
    for emptied in ["countries/gb.ics", "regions/northern-europe.ics", "events/pycon-uk-2022.ics"] {
        let feed = String::from_utf8(files[emptied].clone()).expect("UTF-8");
        assert!(feed.starts_with("BEGIN:VCALENDAR\r\n") && !feed.contains("BEGIN:VEVENT"), "{emptied}: {feed}");
        assert!(run.err.contains(&format!("{emptied} has become empty: it stays")), "{}", run.err);
    }
    // It is said once, and the next build touches nothing.
    let after = build(&folder, MAY + 2 * DAY, &format!("--base-url {BASE}"));
    assert_eq!((after.code, after.err.as_str()), (Some(0), ""));
    assert!(self::files(&folder) == files);
    // It was ours, but somebody has edited it.
    folder.put("site/topics/education.ics", "edited");
    let run = build(&folder, MAY + 3 * DAY, &format!("--base-url {BASE} --prune"));
    assert_eq!(run.code, Some(0), "{}", run.err);
    let files = self::files(&folder);
    for gone in ["countries/gb.ics", "regions/northern-europe.ics", "events/pycon-uk-2022.ics"] {
        assert!(!files.contains_key(gone), "{gone}");
    }
    for there in ["mine.txt", "countries/mine.ics", "topics/education.ics"] {
        assert!(files.contains_key(there), "{there}");
    }
}

#[test]
fn what_has_ended_is_no_more_to_import() {
    let folder = built();
    let options = format!("--base-url {BASE}");
    let (before, year) = (files(&folder), MAY + 365 * DAY);
    assert_eq!(build(&folder, year, &options).code, Some(0));
    assert!(timeless(files(&folder)) == timeless(before.clone()), "time alone changes nothing but the page");
    folder.put("conferences.toml", &LIST.replace("Cardiff", "Swansea"));
    assert_eq!(build(&folder, year, &options).code, Some(0));
    let after = files(&folder);
    let gone: Vec<_> = before.keys().filter(|path| !after.contains_key(*path)).collect();
    assert!(!gone.is_empty() && gone.iter().all(|path| path.starts_with("events/")), "{gone:?}");
    assert!(!folder.read("site/index.html").contains("events/") && !folder.read("site/feeds.json").contains("events/"));
}

#[test]
fn a_manifest_leads_nowhere_else() {
    let folder = built();
    folder.put("outside.txt", "outside");
    let sha256 = confcal::sha256(b"outside");
    let path = folder.path("outside.txt");
    for outside in ["../outside.txt", path.to_str().expect("UTF-8")] {
        let manifest = serde_json::json!({"feeds": [{"path": outside, "sha256": sha256}], "files": {outside: sha256}});
        folder.put("site/feeds.json", &manifest.to_string());
        assert_eq!(build(&folder, MAY, "--force --prune").code, Some(0));
        assert_eq!(folder.read("outside.txt"), "outside");
    }
    folder.put("site/feeds.json", "no JSON at all");
    build(&folder, MAY, "").fails(2, "site/feeds.json is not of a site of confcal and would be lost");
    assert_eq!(build(&folder, MAY, "--force").code, Some(0));
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
fn names_of_feeds_are_plain_and_of_one_tag_each() {
    let folder = Folder::new();
    let entry = |id: &str, tag: &str| {
        format!("[[conference]]\nid = '{id}'\nname = '{id}'\nstart = 2022-07-11\ncountry = 'IE'\ntags = ['{tag}']\n")
    };
    let list = ["C", "C++", "C#", "c", "数据", "🤷", "Data Science"].iter().enumerate();
    let list: String = list.map(|(index, tag)| entry(&format!("c{index}"), tag)).collect();
    folder.put("conferences.toml", &format!("[feed]\nid = 'x'\n{list}"));
    assert_eq!(build(&folder, MAY, "").code, Some(0));
    let topics: Vec<String> = files(&folder).into_keys().filter(|path| path.starts_with("topics/")).collect();
    assert_eq!(
        topics,
        [
            "topics/c-plus-plus.ics",
            "topics/c-sharp.ics",
            "topics/c.ics",
            "topics/data-science.ics",
            "topics/shuju.ics",
            "topics/x.ics"
        ]
    );
    let events = |path: &str| folder.read(&format!("site/{path}")).matches("BEGIN:VEVENT").count();
    assert_eq!((events("topics/c.ics"), events("topics/c-plus-plus.ics")), (2, 1), "C and c, not C++");
}

#[test]
fn the_longest_path_of_a_view_is_one_of_a_site() {
    let name = format!("{}.ics", "a".repeat(196));
    let deep = format!("{}/{}/{}/{name}", "b".repeat(200), "c".repeat(200), "d".repeat(197));
    let list = |id: &str, tag: &str| {
        let views = view(&name, &format!("tag = '{tag}'")) + &view(&deep, &format!("tag = '{tag}'"));
        let entry = format!("[[conference]]\nname = '{id} 2022'\nstart = 2022-07-11\ncity = 'X'\ntags = ['{tag}']\n");
        Source::new(id, format!("[feed]\nid = '{id}'\n{views}{entry}"))
    };
    assert_eq!(deep.len(), 800);
    // Two feeds with one path, so that one gets a longer path.
    let lists = [list("one", "web"), list("two", "data")];
    let (feed, diagnostics) = confcal::read(&lists, confcal::Level::Hint);
    let feed = feed.unwrap_or_else(|| panic!("{diagnostics:#?}"));
    let site = confcal::site(feed, &SiteOptions { base_url: BASE.parse().ok(), ..SiteOptions::new(stamp()) });
    let paths: Vec<&str> = site.files().map(|file| file.path.as_str()).collect();
    for path in &paths {
        assert!(path.parse::<SitePath>().is_ok(), "{path}");
    }
    let longest = paths.iter().map(|path| path.len()).max().expect("files");
    assert!(longest > 800 + "qr/.svg".len() && paths.iter().any(|path| path.starts_with("qr/aaa")), "{longest}");
}

#[test]
fn an_id_with_a_hyphen_in_front_has_a_file_too() {
    let folder = Folder::new();
    let ids = ["a", "-a", "--a", "-", "--"];
    let entry = |id: &&str| format!("[[conference]]\nid = '{id}'\nname = 'N'\nstart = 2022-07-11\ncountry = 'IE'\n");
    let long = format!("-{}", "b".repeat(300));
    let list: String = ids.iter().chain([&long.as_str()]).map(entry).collect();
    folder.put("conferences.toml", &format!("[feed]\nid = 'x'\n{list}"));
    let run = build(&folder, MAY, "");
    assert_eq!(run.code, Some(0), "{}", run.err);
    let events: Vec<String> = files(&folder).into_keys().filter(|path| path.starts_with("events/")).collect();
    assert_eq!(events.len(), ids.len() + 1, "{events:?}");
    assert!(
        events.contains(&"events/a.ics".to_owned()) && !events.iter().any(|path| path.contains("/-")),
        "{events:?}"
    );
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

/// A program that sends new entries by mail passes over one that is dated ahead.
#[test]
fn a_deadline_is_announced_when_it_enters_its_last_two_weeks() {
    let folder = Folder::new();
    let deadline = |kind: &str, due: &str| format!("[[conference.deadline]]\nkind = '{kind}'\ndue = {due}\n");
    let entry = |id: &str, rest: &str| {
        format!("[[conference]]\nid = '{id}'\nname = '{id}'\nstart = 2022-09-16\ncountry = 'IE'\n{rest}")
    };
    let list = entry("a", &deadline("cfp", "2022-05-20T23:59:00"))
        + &deadline("tickets", "2022-05-20")
        + &deadline("notification", "2022-05-20")
        + &entry("off", &format!("status = 'cancelled'\n{}", deadline("cfp", "2022-05-20")))
        + &entry("late", &deadline("cfp", "2022-05-06"));
    let put = |list: &str| folder.put("conferences.toml", &format!("[feed]\nid = 'closing'\nname = 'A & B'\n{list}"));
    put(&list);
    let closing = |day: u64| {
        build(&folder, MAY + day * DAY, &format!("--base-url {BASE}"));
        folder.read("site/closing.xml")
    };
    let first = closing(0);
    assert!(first.contains("<title>A &amp; B: closing soon</title>"), "{first}");
    // It was listed when it was near already.
    assert!(first.contains("<title>CFP closes: late</title><published>2022-05-01T00:00:00Z</published>"), "{first}");
    assert_eq!(first.matches("<entry>").count(), 1, "{first}");
    let later = closing(8);
    assert_eq!(later.matches("<entry>").count(), 2, "a call that has closed is left out: {later}");
    assert!(later.contains("<title>CFP closes: a</title><published>2022-05-07T11:59:00Z</published>"), "{later}");
    assert!(later.contains("<published>2022-05-06T00:00:00Z</published>"), "{later}");
    assert!(later.contains("<summary>20 May 2022, 23:59 AoE (16 September 2022, Ireland)</summary>"), "{later}");
    assert_eq!(closing(8), later, "the same list and time, the same bytes");
    let ids = |xml: &str| xml.split("<entry><id>").skip(1).map(|entry| entry[..45].to_owned()).collect::<Vec<_>>();
    assert!(ids(&later).iter().all(|id| !folder.read("site/atom.xml").contains(id)), "an id is of one feed");
    put(&list.replace("2022-05-20T23:59:00", "2022-05-22T23:59:00"));
    let extended = closing(9);
    assert_ne!(ids(&extended)[0], ids(&later)[0], "one that is extended is announced again");
}

/// The titles and the times of the entries of `atom.xml`.
fn news(folder: &Folder) -> Vec<(String, String)> {
    let between = |text: &str, start: &str, end: &str| {
        text.split_once(start).and_then(|(_, rest)| rest.split_once(end)).expect("an element").0.to_owned()
    };
    let xml = folder.read("site/atom.xml");
    let entry = |entry: &str| (between(entry, "<title>", "<"), between(entry, "<published>", "T00:00:00Z<"));
    xml.split("<entry>").skip(1).map(entry).collect()
}

#[test]
fn a_call_is_news_while_it_is_open() {
    let folder = Folder::new();
    let entry = |id: &str, more: &str| {
        let deadline = "[[conference.deadline]]\nkind = 'cfp'\nopens = 2022-05-11\ndue = 2022-05-21\n";
        format!("[[conference]]\nid = '{id}'\nname = '{id}'\nstart = 2022-09-16\ncountry = 'IE'\n{more}{deadline}")
    };
    let list = entry("a", "")
        + "[[conference.deadline]]\nkind = 'paper'\ndue = 2022-05-21T12:00:00Z\n\
           [[conference.deadline]]\nkind = 'notification'\ndue = 2022-05-25\n"
        + &entry("tentative", "status = 'tentative'\n")
        + &entry("cancelled", "status = 'cancelled'\n")
        + &entry("postponed", "status = 'postponed'\n");
    folder.put("conferences.toml", &format!("[feed]\nid = 'x'\n{list}"));
    let calls = ["CFP closes: a", "Tentative: CFP closes: tentative"];
    for (day, open) in [
        // Before they open; the paper has no opening date.
        (1, vec!["Papers due: a"]),
        (10, vec![calls[0], "Papers due: a", calls[1]]),
        // 21 May, until noon; a day lasts until it has ended everywhere.
        (20, vec![calls[0], "Papers due: a", calls[1]]),
        (21, vec![calls[0], calls[1]]),
        (22, vec![]),
    ] {
        build(&folder, MAY + day * DAY, "");
        let mut news: Vec<String> = news(&folder).into_iter().map(|(title, _)| title).collect();
        news.retain(|title| title.contains("closes") || title.contains("due") || title.contains("notified"));
        news.sort();
        assert_eq!(news, open, "{day}");
    }
}

/// A reader of news who has seen the announcement sees the change only as an entry of its own.
#[test]
fn a_conference_that_is_put_off_or_cancelled_is_news() {
    let folder = Folder::new();
    let put = |status: &str| {
        let list =
            format!("[[conference]]\nid = 'a'\nname = 'A'\nstart = 2022-09-16\ncountry = 'IE'\nstatus = '{status}'\n");
        folder.put("conferences.toml", &format!("[feed]\nid = 'x'\n{list}"));
    };
    let mut ids = BTreeSet::new();
    for (day, status, expected) in [
        (0, "confirmed", &[("A", "2022-05-01")][..]),
        (1, "tentative", &[("Tentative: A", "2022-05-01")]),
        (2, "postponed", &[("Postponed: A", "2022-05-03"), ("Postponed: A", "2022-05-01")]),
        (3, "postponed", &[("Postponed: A", "2022-05-03"), ("Postponed: A", "2022-05-01")]),
        (4, "cancelled", &[("Cancelled: A", "2022-05-05"), ("Cancelled: A", "2022-05-01")]),
        (5, "confirmed", &[("A", "2022-05-01")]),
        (6, "postponed", &[("Postponed: A", "2022-05-07"), ("Postponed: A", "2022-05-01")]),
    ] {
        put(status);
        build(&folder, MAY + day * DAY, "");
        let found = news(&folder);
        let found: Vec<_> = found.iter().map(|(title, time)| (title.as_str(), time.as_str())).collect();
        assert_eq!(found, expected, "{status} on day {day}");
        let xml = folder.read("site/atom.xml");
        ids.extend(xml.split("<entry><id>").skip(1).map(|entry| entry[..45].to_owned()));
    }
    assert_eq!(ids.len(), 4, "each change has an id of its own");
    // A site of an earlier version does not say since when.
    let json = folder.read("site/conferences.json");
    let line = json.lines().find(|line| line.contains("status_since")).expect("the key");
    folder.put("site/conferences.json", &json.replace(&format!("{line}\n"), ""));
    build(&folder, MAY + 7 * DAY, "--force");
    assert_eq!(news(&folder), [("Postponed: A".to_owned(), "2022-05-01".to_owned())]);
    // What is listed as such is news once.
    let folder = Folder::new();
    folder.put(
        "conferences.toml",
        "[feed]\nid = 'x'\n[[conference]]\nid = 'a'\nname = 'A'\ncity = 'X'\nstatus = 'postponed'\n",
    );
    build(&folder, MAY, "--allow-empty");
    assert_eq!(news(&folder), [("Postponed: A".to_owned(), "2022-05-01".to_owned())]);
}

#[test]
fn news_keep_their_dates() {
    let folder = built();
    assert_eq!(folder.read("site/atom.xml").matches("<published>2022-05-01T00:00:00Z</published>").count(), 2);
    let list = LIST.replace(
        "due = 2022-01-09",
        "due = 2022-01-09\n\n[[conference.deadline]]\nkind = 'tickets'\nopens = 2022-06-20\ndue = 2022-07-09",
    );
    folder.put(
        "conferences.toml",
        &format!("{list}\n[[conference]]\nid = 'new'\nname = 'A & <B>'\nstart = 2022-10-01\ncountry = 'ES'\n"),
    );
    build(&folder, MAY + 30 * DAY, &format!("--base-url {BASE}"));
    let news = folder.read("site/atom.xml");
    assert!(news.contains("<title>A &amp; &lt;B&gt;</title><published>2022-05-31T00:00:00Z</published>"), "{news}");
    assert!(!news.contains("tickets"), "what opens later is no news yet: {news}");
    assert_eq!(news.matches("<published>2022-05-01T00:00:00Z</published>").count(), 2);
    build(&folder, MAY + 60 * DAY, &format!("--base-url {BASE}"));
    let news = folder.read("site/atom.xml");
    assert!(news.contains("<published>2022-06-20T00:00:00Z</published>"), "{news}");
    let json = json(&folder, "conferences.json");
    assert_eq!(json["conferences"][0]["listed"], "2022-05-01T00:00:00Z");
    assert_eq!(json["conferences"][2]["listed"], "2022-05-31T00:00:00Z");
}

#[test]
fn a_feed_that_was_published_does_not_vanish_because_it_is_empty() {
    let folder = built();
    folder.put("conferences.toml", &LIST.replace("[[conference.deadline]]\nkind = \"cfp\"\ndue = 2022-01-09\n", ""));
    assert_eq!(build(&folder, MAY + DAY, "").code, Some(0));
    let feed = folder.read("site/deadlines.ics");
    assert!(feed.starts_with("BEGIN:VCALENDAR\r\n") && !feed.contains("BEGIN:VEVENT"), "{feed}");
    // A site that never had the file does not get it.
    let folder = Folder::new();
    folder.put("conferences.toml", &LIST.replace("[[conference.deadline]]\nkind = \"cfp\"\ndue = 2022-01-09\n", ""));
    assert_eq!(build(&folder, MAY, "").code, Some(0));
    assert!(!folder.path("site/deadlines.ics").exists());
}

#[test]
fn names_of_files_are_short_enough() {
    let folder = Folder::new();
    let long = "y".repeat(500);
    let list = format!(
        "[feed]\nid = 'x'\n[regions]\n{long} = ['IE']\n[[conference]]\nid = '{long}'\nname = 'A'\nstart = 2022-07-11\ncountry = 'IE'\ntags = ['{long}']\nseries = '{long}'\n"
    );
    folder.put("conferences.toml", &list);
    let run = build(&folder, MAY, "");
    assert_eq!(run.code, Some(0), "{}", run.err);
    assert_eq!(files(&folder).keys().filter(|path| path.contains("yyyy")).count(), 4);
}

/// A list with an entry for each of these tags.
fn tagged(tags: &[&str]) -> String {
    let entry = |tag: &&str| {
        let id = tag.to_lowercase().replace(' ', "-blank-").replace('.', "-dot-");
        format!(
            "[[conference]]\nid = 'c-{id}'\nname = 'About {tag}'\nstart = 2022-07-11\nseries = '{tag}'\ntags = ['{tag}']\n"
        )
    };
    format!("[feed]\nid = 'x'\n{}", tags.iter().map(entry).collect::<String>())
}

#[test]
fn an_address_never_carries_another_topic() {
    let folder = Folder::new();
    let titles = || {
        let json = json(&folder, "feeds.json");
        let feeds = ["feeds", "kept"].iter().flat_map(|key| json[*key].as_array().expect("feeds").clone());
        let of_names = feeds.filter(|feed| feed["kind"] == "topic" || feed["kind"] == "series");
        let pair = |feed: Value| (feed["path"].as_str().expect("a path").to_owned(), feed["filter"][0][1].clone());
        of_names.map(pair).collect::<BTreeMap<_, _>>()
    };
    folder.put("conferences.toml", &tagged(&["node.js"]));
    assert_eq!(build(&folder, MAY, "").code, Some(0));
    // Each step is a list: one that would come first by its name, one whose name is plain, and those without the old one.
    for tags in
        [&["Node JS", "node.js"][..], &["node-js", "Node JS", "node.js"], &["node-js"], &["Node JS"], &["node.js"]]
    {
        let before = titles();
        folder.put("conferences.toml", &tagged(tags));
        assert_eq!(build(&folder, MAY + DAY, "").code, Some(0));
        let after = titles();
        assert_eq!(after["topics/node-js.ics"], "node.js");
        assert_eq!(after["series/node-js.ics"], "node.js");
        for (path, tag) in before {
            assert_eq!(after.get(&path), Some(&tag), "{path} with {tags:?}");
            let feed = folder.read(&format!("site/{path}"));
            let is_listed = tags.iter().any(|listed| tag == **listed);
            assert_eq!(feed.matches("BEGIN:VEVENT").count(), usize::from(is_listed), "{path} with {tags:?}");
        }
    }
    assert_eq!(titles().len(), 6);
}

#[test]
fn what_is_in_the_way_is_named_and_stays() {
    for path in ["404.html", "sitemap.xml", "conferences.json", "events/pycon-uk-2022.ics", "all.ics", "feeds.json"] {
        let folder = Folder::new();
        fs::create_dir_all(folder.path("site/events")).expect("a folder");
        folder.put(&format!("site/{path}"), "mine");
        let options = format!("--base-url {BASE}");
        let run = build(&folder, MAY, &options);
        run.fails(2, &format!("site/{path} is not of"));
        assert!(run.err.contains("--force"), "{}", run.err);
        assert_eq!(files(&folder).len(), 1, "nothing is written: {path}");
        assert_eq!(folder.read(&format!("site/{path}")), "mine");
        assert_eq!(build(&folder, MAY, &format!("{options} --force")).code, Some(0));
        assert_ne!(folder.read(&format!("site/{path}")), "mine");
        assert_eq!(build(&folder, MAY, &options), Run { code: Some(0), out: String::new(), err: String::new() });
    }
    // A page of ours that a person has edited is theirs; a feed is read and gone on with.
    let folder = built();
    folder.put("site/404.html", "mine");
    build(&folder, MAY + DAY, &format!("--base-url {BASE}")).fails(2, "site/404.html is not of the last build");
    let folder = built();
    folder.put("site/topics/python.ics", "damaged");
    assert_eq!(build(&folder, MAY + DAY, &format!("--base-url {BASE}")).code, Some(0));
    assert!(folder.read("site/topics/python.ics").starts_with("BEGIN:VCALENDAR"));
}

#[cfg(unix)]
#[test]
fn links_in_the_folder_are_not_followed() {
    let linked = |link: &str, to: &str| {
        let folder = built();
        folder.put("conferences.toml", &LIST.replace("Cardiff", "Swansea").replace("Berlin", "Munich"));
        fs::create_dir(folder.path("outside")).expect("a folder");
        folder.put("outside/victim.ics", "mine");
        let link = folder.path("site").join(link);
        if link.is_dir() {
            fs::remove_dir_all(&link).expect("it goes");
        } else {
            fs::remove_file(&link).expect("it goes");
        }
        std::os::unix::fs::symlink(folder.path(to), link).expect("a link");
        folder
    };
    let options = format!("--base-url {BASE}");
    let folder = linked("all.ics", "outside/victim.ics");
    build(&folder, MAY + DAY, &options).fails(2, "site/all.ics is a link");
    assert_eq!(build(&folder, MAY + DAY, &format!("{options} --force")).code, Some(0));
    assert_eq!(folder.read("outside/victim.ics"), "mine");
    assert!(fs::symlink_metadata(folder.path("site/all.ics")).expect("it is there").is_file());
    let folder = linked("events", "outside");
    for force in ["", " --force"] {
        build(&folder, MAY + DAY, &format!("{options}{force}")).fails(2, "site/events is a link");
    }
    assert_eq!(fs::read_dir(folder.path("outside")).expect("a folder").count(), 1);
    // A file that was written is not removed through a link either.
    let folder = linked("topics", "outside");
    let sha256 = confcal::sha256(b"mine");
    let feeds = serde_json::json!({"feeds": [], "files": {"topics/victim.ics": sha256}});
    folder.put("site/feeds.json", &feeds.to_string());
    build(&folder, MAY + DAY, &format!("{options} --force --prune")).fails(2, "site/topics is a link");
    assert_eq!(folder.read("outside/victim.ics"), "mine");
    let folder = linked("feeds.json", "outside/victim.ics");
    build(&folder, MAY + DAY, &options).fails(2, "site/feeds.json is a link, and not a file");
}

#[cfg(unix)]
#[test]
fn a_pipe_in_the_folder_is_not_waited_for() {
    for path in ["all.ics", "feeds.json", "404.html", "conferences.json"] {
        let folder = built();
        fs::remove_file(folder.path("site").join(path)).expect("it goes");
        let made = std::process::Command::new("mkfifo").arg(folder.path("site").join(path)).status();
        assert!(made.expect("mkfifo runs").success());
        let run = build(&folder, MAY + DAY, &format!("--base-url {BASE}"));
        run.fails(2, &format!("site/{path} is a pipe, a socket or a device"));
    }
}

#[test]
fn what_a_killed_build_left_is_removed() {
    let folder = built();
    let before = files(&folder);
    // It had written a page and half of another, and not yet said so in `feeds.json`.
    folder.put("site/topics/new.ics", "new");
    folder.put("site/topics/.confcal-AbC123", "ne");
    folder.put("site/404.html", "newer");
    let sha256 = |text: &str| confcal::sha256(text.as_bytes());
    let journal = serde_json::json!({"topics/new.ics": sha256("new"), "404.html": sha256("newer"), "../x": sha256("")});
    folder.put("site/.building.json", &journal.to_string());
    assert_eq!(build(&folder, MAY + 3600, &format!("--base-url {BASE}")).err, "");
    assert!(files(&folder) == before);
}

#[test]
fn two_builds_at_once_do_not_mix() {
    let folder = built();
    let root = fs::File::open(folder.path("site")).expect("it opens");
    root.lock().expect("it is locked");
    build(&folder, MAY, "").fails(2, "another confcal writes to site");
    drop(root);
    assert_eq!(build(&folder, MAY, &format!("--base-url {BASE}")).code, Some(0));
}

#[cfg(unix)]
#[test]
fn folders_are_as_open_as_files() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = Folder::new();
    let confcal = env!("CARGO_BIN_EXE_confcal");
    let mut shell = std::process::Command::new("sh");
    let script = format!("umask 077 && exec '{confcal}' build -o pub/site");
    assert!(shell.args(["-c", &script]).current_dir(folder.path("")).status().expect("it runs").success());
    let mode = |path: &str| fs::metadata(folder.path(path)).expect("it is there").permissions().mode() & 0o777;
    assert_eq!(["pub", "pub/site", "pub/site/topics"].map(mode), [0o755; 3]);
    assert_eq!(["pub/site/all.ics", "pub/site/topics/python.ics", "pub/site/feeds.json"].map(mode), [0o644; 3]);
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

#[test]
fn the_feed_of_all_is_also_under_the_name_of_the_list() {
    let long = format!("{}-ef72bff2.ics", "a".repeat(100));
    for (name, more, expected) in [
        ("Python conferences 2022", String::new(), "python-conferences-2022.ics"),
        ("", String::new(), ""),
        ("🤷", String::new(), ""),
        ("All", String::new(), "all-all.ics"),
        ("Feed", String::new(), "feed-all.ics"),
        ("Conferences", String::new(), "conferences-all.ics"),
        ("Wörld: C++ & Rust", String::new(), "world-c-rust.ics"),
        ("Web", view("web.ics", "tag = 'web'"), "web-all.ics"),
        ("Web", view("web.ics", "tag = 'web'") + &view("web-all.ics", "year = 2022"), ""),
        ("Web", view("web/all.ics", "tag = 'web'"), "web.ics"),
        (&"a".repeat(300), String::new(), &long),
    ] {
        let folder = Folder::new();
        folder.put("conferences.toml", &list_named(name, &more));
        assert_eq!(build(&folder, MAY, &format!("--base-url {BASE}")).err, "", "{name}");
        let [offered, _] = kinds(&folder);
        let aliases: Vec<_> =
            offered.iter().filter(|(kind, _)| kind == "alias").map(|(_, path)| path.as_str()).collect();
        assert_eq!(aliases.concat(), expected, "{name}");
        assert_eq!(offered[0].1, "all.ics", "{name}");
        if !expected.is_empty() {
            assert_eq!(offered[1].1, expected, "it is the first that is offered");
            let all = folder.read("site/all.ics");
            let own =
                all.replace(&format!("SOURCE;VALUE=URI:{BASE}all.ics"), &format!("SOURCE;VALUE=URI:{BASE}{expected}"));
            assert_eq!(
                folder.read(&format!("site/{expected}")).replace("\r\n ", ""),
                own.replace("\r\n ", ""),
                "{name}"
            );
        }
    }
}

#[test]
fn the_feed_of_all_takes_no_file_of_others() {
    let folder = Folder::new();
    folder.put("conferences.toml", &list_named("Web", ""));
    fs::create_dir(folder.path("site")).expect("a folder can be made");
    folder.put("site/web.ics", "mine");
    let run = build(&folder, MAY, "");
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    assert_eq!((kinds(&folder)[0][1].1.as_str(), folder.read("site/web.ics").as_str()), ("web-all.ics", "mine"));
}

#[test]
fn a_list_with_another_name_keeps_the_old_address_of_everything() {
    let folder = Folder::new();
    let put = |name: &str, more: &str| folder.put("conferences.toml", &list_named(name, more));
    let are_whole = |paths: [&str; 2]| {
        for path in paths {
            assert_eq!(folder.read(&format!("site/{path}")), folder.read("site/all.ics"), "{path}");
        }
    };
    put("One", "");
    build(&folder, MAY, "");
    put("Two", "[[conference]]\nid = 'c'\nname = 'C'\nstart = 2022-11-16\ncountry = 'FR'\n");
    let run = build(&folder, MAY + DAY, "");
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    assert!(folder.read("site/all.ics").contains("SUMMARY:C\r\n"));
    are_whole(["one.ics", "two.ics"]);
    let [offered, kept] = kinds(&folder);
    assert_eq!(offered[1], ("alias".into(), "two.ics".into()));
    assert_eq!(kept, [("alias".into(), "one.ics".into())]);
    // Without other changes they stay the same; without a name, and with the first one again, all stay.
    let before = files(&folder);
    build(&folder, MAY + DAY + 3600, "");
    assert_eq!(files(&folder), before);
    for (name, offers, keeps) in [("", 0, 2), ("One", 1, 1)] {
        put(name, "");
        build(&folder, MAY + 3 * DAY, "");
        are_whole(["one.ics", "two.ics"]);
        let [offered, kept] = kinds(&folder).map(|feeds| feeds.iter().filter(|(kind, _)| kind == "alias").count());
        assert_eq!((offered, kept), (offers, keeps), "{name}");
    }
    // Its revision does not go back where only one of its files is left.
    fs::remove_file(folder.path("site/all.ics")).expect("it is there");
    build(&folder, MAY, "");
    are_whole(["one.ics", "two.ics"]);
    // A view takes neither.
    for path in ["one.ics", "two.ics"] {
        put("One", &view(path, "tag = 'web'"));
        let before = files(&folder);
        let run = build(&folder, MAY + 4 * DAY, "");
        run.fails(1, &format!("`{path}` cannot be the path of a view"));
        assert!(run.err.contains("conferences.toml:19:9") && run.err.contains("nothing is written"), "{}", run.err);
        assert_eq!(files(&folder), before);
    }
    put("One", "");
    build(&folder, MAY + 5 * DAY, "--prune");
    assert!(!folder.path("site/two.ics").exists() && folder.path("site/one.ics").exists());
}

#[test]
fn a_view_whose_address_gets_other_filters_is_named() {
    let folder = Folder::new();
    let build_with = |more: &str, args: &str| {
        folder.put("conferences.toml", &list_named("List", more));
        let run = build(&folder, MAY, args);
        assert_eq!(run.code, Some(0), "{more}: {}", run.err);
        run.err
    };
    let first = view("mine.ics", "tag = ['python', 'web']\nyear = 2022");
    assert_eq!(build_with(&first, ""), "");
    for same in [
        first.clone(),
        first.replace("name = 'View'", "name = 'Other'"),
        view("mine.ics", "year = '2022'\ntag = ['Web', 'Python']"),
        view("mine.ics", "year = 2022\ntag = 'python, web'"),
        view("other.ics", "tag = 'web'") + &first,
    ] {
        assert!(!build_with(&same, "--strict").contains("warning"), "{same}");
    }
    let warning = "warning[view-changed]: the view `mine.ics` has other filters than when it was published";
    for other in ["tag = ['python', 'web']", "tag = 'web'\nyear = 2022", "", "times = 'utc'"] {
        let other = view("mine.ics", other);
        let said = build_with(&other, "--strict");
        assert!(said.contains(warning) && said.contains("conferences.toml:19:9"), "{other}: {said}");
        assert_eq!(build_with(&other, ""), "", "it is said once");
    }
    // One that was taken out of the list still has its address.
    build_with(&first, "");
    build_with("", "");
    assert!(build_with(&view("mine.ics", "country = 'DE'"), "").contains(warning));
    assert!(!build_with(&view("another.ics", "country = 'DE'"), "").contains("warning"));
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

/// Those who subscribed to `calls.ics` when it was something else keep what they have.
#[test]
fn the_feed_of_calls_takes_no_address_of_others() {
    let own = view("calls.ics", "only = 'deadlines'\nkind = 'tickets'");
    let kind_of = |folder: &Folder| {
        let feeds = kinds(folder).concat();
        feeds.into_iter().find(|(_, path)| path == "calls.ics").map(|(kind, _)| kind)
    };
    for (name, more, kind) in [("Web", "", Some("calls")), ("Web", &*own, Some("view")), ("Calls", "", Some("alias"))] {
        let folder = Folder::new();
        folder.put("conferences.toml", &list_with_deadlines(name, more));
        assert_eq!(build(&folder, MAY, "").err, "", "{name}");
        assert_eq!(kind_of(&folder).as_deref(), kind, "{name}");
        // What the address was published for, it stays, until it is given up.
        folder.put("conferences.toml", &list_with_deadlines("Other", ""));
        assert_eq!(build(&folder, MAY + DAY, "").code, Some(0), "{name}");
        assert_eq!(kind_of(&folder).as_deref(), kind, "{name}");
        build(&folder, MAY + DAY, "--prune");
        build(&folder, MAY + DAY, "");
        assert_eq!(kind_of(&folder).as_deref(), Some("calls"), "{name}");
    }
    let folder = Folder::new();
    folder.put("conferences.toml", &list_with_deadlines("Web", ""));
    fs::create_dir(folder.path("site")).expect("a folder can be made");
    folder.put("site/calls.ics", "mine");
    assert_eq!(build(&folder, MAY, "").err, "");
    assert_eq!((kind_of(&folder), folder.read("site/calls.ics").as_str()), (None, "mine"));
    // A view that comes later gets another path.
    let folder = Folder::new();
    folder.put("conferences.toml", &list_with_deadlines("Web", ""));
    build(&folder, MAY, "");
    folder.put("conferences.toml", &list_with_deadlines("Web", &own));
    let run = build(&folder, MAY + DAY, "");
    run.fails(1, "`calls.ics` cannot be the path of a view: the feed of calls for proposals was published there");
}

#[test]
fn a_site_has_an_icon_until_its_keeper_puts_another_there() {
    let folder = built();
    let png = files(&folder)["apple-touch-icon.png"].clone();
    // A signature, the length and the name of the first chunk, and its width and height.
    assert!(png.starts_with(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\xb4\0\0\0\xb4") && png.len() < 4096, "{}", png.len());
    assert!(folder.read("site/icon.svg").starts_with("<svg xmlns="));
    let listed = |path: &str| json(&folder, "feeds.json")["files"].get(path).is_some();
    assert!(listed("icon.svg") && listed("apple-touch-icon.png"));
    folder.put("site/icon.svg", "<svg>mine</svg>");
    for _ in 0..2 {
        let run = build(&folder, MAY + DAY, "");
        assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
        assert_eq!(folder.read("site/icon.svg"), "<svg>mine</svg>");
        assert!(!listed("icon.svg") && listed("apple-touch-icon.png"));
    }
    fs::remove_file(folder.path("site/icon.svg")).expect("it is there");
    build(&folder, MAY + 2 * DAY, "");
    assert!(listed("icon.svg") && folder.path("site/icon.svg").exists());
}
