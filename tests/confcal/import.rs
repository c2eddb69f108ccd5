//! Other people's lists, imported by the command, and what comes of them to the byte; and feeds of ours, imported again.

use std::path::Path;
use std::process::{Command, Output};

use chrono::NaiveDate;
use confcal::{Conference, Feed, ImportInput, ImportOptions, Interval};

use crate::corpus::compare;
use crate::support::{EPOCH, Folder, all_lists, feed};

fn folder() -> String {
    format!("{}/tests/import", env!("CARGO_MANIFEST_DIR"))
}

fn run(args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_confcal"));
    command.args(args).current_dir(folder()).env("SOURCE_DATE_EPOCH", EPOCH);
    command.output().expect("confcal runs")
}

#[test]
fn lists_of_others_give_these_lists_and_feeds() {
    let mut names: Vec<String> = std::fs::read_dir(folder())
        .expect("the folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.is_dir())
        .filter_map(|path| Some(path.file_name()?.to_str()?.to_owned()))
        .collect();
    names.sort();
    assert!(names.len() > 15);
    for name in names {
        let made = run(&["import", &name]);
        compare(&format!("{}/{name}.txt", folder()), &made.stderr);
        // Events that recur become no entries.
        let nothing = name == "rust-calendar";
        assert_eq!(
            made.status.code(),
            Some(if nothing { 2 } else { 0 }),
            "{name}: {}",
            String::from_utf8_lossy(&made.stderr)
        );
        if nothing {
            continue;
        }
        let list = String::from_utf8(made.stdout).expect("a list is UTF-8");
        compare(&format!("{}/{name}.toml", folder()), list.as_bytes());
        compare(&format!("{}/{name}.ics", folder()), crate::support::ics(&feed(&list)).as_bytes());
    }
}

/// What an imported feed must say as the feed did: the days of each conference by its name, its place, tags and status.
fn in_short(feed: &Feed) -> Vec<String> {
    let dates = |interval: &Interval| format!("{:?} {:?}", interval.start().sort(), interval.end().sort());
    let conference = |conference: &Conference| {
        let mut deadlines: Vec<String> = conference
            .deadlines
            .iter()
            .filter_map(|deadline| {
                Some(format!("{} {:?} {:?}", deadline.kind.as_str(), deadline.name, deadline.due?.sort()))
            })
            .collect();
        deadlines.sort();
        let mut sessions: Vec<String> =
            conference.sessions.iter().map(|session| format!("{} {}", session.name, dates(&session.dates))).collect();
        sessions.sort();
        let place = &conference.place;
        let country = place.country.map(|country| country.alpha2());
        let when = conference.dates.as_ref().map(dates);
        format!(
            "{} | {when:?} | {country:?} | {} | {deadlines:?} | {sessions:?}",
            conference.name,
            conference.status.as_str()
        )
    };
    let mut short: Vec<String> =
        feed.conferences.iter().filter(|conference| conference.included).map(conference).collect();
    short.sort();
    short
}

/// An instant or a day, in a form that does not depend on the zone.
trait Sort {
    fn sort(self) -> String;
}

impl Sort for confcal::DateOrTime {
    fn sort(self) -> String {
        match self {
            confcal::DateOrTime::Day(day) => day.to_string(),
            confcal::DateOrTime::Moment(moment) => moment.utc().naive_utc().to_string(),
        }
    }
}

#[test]
fn a_feed_imported_exports_the_same_events() {
    for (name, list) in all_lists() {
        // What is retired is in no feed.
        let list: String = list.split_inclusive('\n').filter(|line| !line.starts_with("keep =")).collect();
        let feed = feed(&list);
        let calendar = crate::support::ics(&feed);
        let made = confcal::import(&[ImportInput::new("feed.ics", calendar)], &ImportOptions::default());
        if made.report.written == 0 {
            assert!(feed.conferences.is_empty() || in_short(&feed).is_empty(), "{name}: {:?}", made.report);
            continue;
        }
        let again = crate::support::feed(&made.list);
        let (expected, got) = (in_short(&feed), in_short(&again));
        let missing: Vec<&String> = expected.iter().filter(|one| !got.contains(one) && has_event(one)).collect();
        let extra: Vec<&String> = got.iter().filter(|one| !expected.contains(one)).collect();
        assert!(missing.is_empty(), "{name}:\n {missing:#?}\n instead\n {extra:#?}");
    }
}

/// Whether an entry makes any event: what is not dated and has no deadline makes none.
fn has_event(short: &str) -> bool {
    !short.contains("| None | ") || !short.contains("| [] | []")
}

#[test]
fn the_json_of_a_site_gives_the_list_back() {
    for (name, list) in all_lists() {
        let feed = feed(&list);
        let directory = Folder::new();
        directory.put("conferences.toml", &list);
        let built = directory.run("build -o public --base-url https://example.org/ --allow-empty -q");
        if built.code != Some(0) {
            continue;
        }
        let json = directory.read("public/conferences.json");
        let made = confcal::import(&[ImportInput::new("conferences.json", json)], &ImportOptions::default());
        if made.report.written == 0 {
            continue;
        }
        assert_eq!(in_short(&crate::support::feed(&made.list)), in_short(&feed), "{name}");
    }
}

#[test]
fn what_is_no_list_is_said() {
    for (octets, words) in [
        (&b"PK\x03\x04\x14\x00"[..], "Save as"),
        (b"", "empty"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (b"name,start\ncaf\xe9,2027-01-01\n", "Latin-1"),
        (b"just some words", "no notation"),
    ] {
        let made = confcal::import(&[ImportInput::new("file", octets)], &ImportOptions::default());
        assert_eq!(made.report.written, 0);
        assert!(made.report.faults[0].message.contains(words), "{:?}", made.report.faults);
    }
    let utf16: Vec<u8> = [0xFF, 0xFE]
        .into_iter()
        .chain("name;start\nÅ;2027-01-01\n".encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    let made = confcal::import(&[ImportInput::new("file.csv", utf16)], &ImportOptions::default());
    assert!(made.list.contains("name = \"Å\""), "{}", made.list);
}

#[test]
fn every_prefix_of_a_list_is_imported_without_a_panic() {
    let root = folder();
    for path in [
        "ccf-deadlines/ccs.yml",
        "it-cfp-list/README.md",
        "python-org/events.ics",
        "rust-calendar/spec.toml",
        "page/index.html",
        "columns/events.json",
        "excel/liste.csv",
    ] {
        let octets = std::fs::read(Path::new(&root).join(path)).expect("a list");
        for length in (0..octets.len().min(1500)).step_by(37) {
            let made = confcal::import(&[ImportInput::new(path, &octets[..length])], &ImportOptions::default());
            if made.report.written > 0 {
                let (_, faults) = confcal::read(&[confcal::Source::new("list", made.list)], confcal::Level::Error);
                assert_eq!(faults, [], "{path} to {length}");
            }
        }
    }
}

#[test]
fn a_list_is_added_to_and_stays_as_it_is() {
    let list = "# Ours\n[feed]\nid = \"x\"\n\n[[conference]]\nname   =   \"PyCon NO\"   # keep\nstart = 2027-09-01\nid = \"pycon-no\"\nurl = \"http://www.pycon.no/\"\n";
    let source = confcal::Source::new("list.toml", list);
    let yaml = "- {name: PyCon Norway 2027, start: 2027-09-01, end: 2027-09-03, url: https://pycon.no, place: 'Oslo, Norway', cfp_deadline: 2027-03-01}\n\
                - {name: Other, start: 2027-10-01, end: 2027-10-02, url: https://other.example, place: 'Bergen, Norway'}\n";
    let inputs = [ImportInput::new("in.yml", yaml)];
    let options = ImportOptions::default();
    let once = confcal::import_into(&source, &inputs, &options).expect("the list is sound");
    assert!(once.list.starts_with(list.trim_end()), "{}", once.list);
    assert!(
        once.list.contains("end = 2027-09-03") && once.list.contains("aliases = [\"PyCon Norway 2027\"]"),
        "{}",
        once.list
    );
    assert_eq!((once.report.written, once.report.merged), (1, 1));
    let feed = feed(&once.list);
    assert_eq!(feed.conferences.len(), 2);
    assert_eq!(feed.conferences[0].deadlines.len(), 1);
    assert_eq!(feed.conferences[0].dates.map(|dates| dates.last_day()), NaiveDate::from_ymd_opt(2027, 9, 3));
    let twice = confcal::import_into(&confcal::Source::new("list.toml", once.list.as_str()), &inputs, &options)
        .expect("the list is sound");
    assert_eq!(twice.list, once.list, "a second run changes nothing");
    assert_eq!(twice.report.written, 0);
}

#[test]
fn a_list_is_brought_up_to_date_from_its_sources() {
    let folder = Folder::new();
    folder.put("in.csv", "name,start,city,country\nOther,2027-10-01,Bergen,Norway\n");
    let list = "[feed]\nid = \"x\"\n\n[[source]]\npath = \"in.csv\"\n\n[[conference]]\nname = \"A\"\nid = \"a\"\nstart = 2027-09-01\ncity = \"Oslo\"\ncountry = \"NO\"\n";
    folder.put("conferences.toml", list);
    assert_eq!(folder.run("check --strict").code, Some(0));
    assert_eq!(folder.run("import --update conferences.toml -q").code, Some(0));
    let updated = folder.read("conferences.toml");
    assert!(updated.starts_with(list) && updated.contains("name = \"Other\""), "{updated}");
    assert_eq!(folder.run("import --update conferences.toml -q").code, Some(0));
    assert_eq!(folder.read("conferences.toml"), updated);
    folder.run("import in.csv -o conferences.toml").fails(2, "is not a list that `confcal import` wrote");
}

#[test]
fn where_list_and_input_differ_the_list_counts() {
    let list = "[feed]\nid = \"x\"\n[[conference]]\nname = \"A\"\nstart = 2027-09-01 # ours\nid = \"a\"\ncity = \"Oslo\"\ncountry = \"NO\"\nurl = \"https://a.example/\"\n";
    let source = confcal::Source::new("list.toml", list);
    let inputs =
        [ImportInput::new("in.csv", "name,start,end,city,url\nA,2027-09-02,2027-09-03,Oslo,https://a.example\n")];
    let mut options = ImportOptions::default();
    let ours = confcal::import_into(&source, &inputs, &options).expect("the list is sound");
    assert!(ours.list.contains("start = 2027-09-01 # ours"));
    assert_eq!(ours.report.conflicts.len(), 1, "{:?}", ours.report);
    options.prefer_input = true;
    let theirs = confcal::import_into(&source, &inputs, &options).expect("the list is sound");
    assert!(
        theirs.list.contains("start = 2027-09-02 # ours") && theirs.list.contains("end = 2027-09-03"),
        "{}",
        theirs.list
    );
}
