//! `check --previous DIR`: the list compared with the folder of a site.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;

use crate::support::{Folder, LIST, Run, files_beneath};

/// The list of the folder, built into `site`.
fn built(list: &str, args: &str) -> Folder {
    let folder = Folder::new();
    folder.put("conferences.toml", list);
    let run = folder.run(&format!("build -o site {args}"));
    assert_eq!(run.code, Some(0), "{}", run.err);
    folder
}

fn check(folder: &Folder, args: &str) -> Run {
    folder.run(&format!("check --previous site {args}"))
}

const NOTHING: &str = "nothing changes for subscribers\n";

#[test]
fn a_site_of_the_same_list_does_not_change() {
    let named = LIST.replace("[feed]", "[feed]\nname = 'Python'\nurl = 'https://example.org/'");
    for (list, built_with, checked_with) in [
        (LIST, "", ""),
        (LIST, "--base-url https://example.org/x/", ""),
        (LIST, "--base-url https://example.org/x/", "--base-url https://example.org/x/"),
        (&named, "", ""),
        (&named, "--base-url https://example.org/x/", ""),
        (&named, "--country gb --name Britain --remind 7d", "--country gb --name Britain --remind 7d"),
    ] {
        let folder = built(list, built_with);
        let run = check(&folder, checked_with);
        assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (Some(0), NOTHING, ""), "{built_with}");
        assert_eq!(check(&folder, &format!("{checked_with} --format github")).out, "");
        // The feed of the site as a file.
        let run = folder.run(&format!(
            "check --previous site/all.ics {}",
            checked_with.replace("--base-url https://example.org/x/", "")
        ));
        assert_eq!(run.out, NOTHING, "{built_with}");
    }
}

#[test]
fn each_change_is_shown_once() {
    let folder = built(LIST, "");
    let moved = LIST
        .replace("\"Cardiff\"\ncountry = \"GB\"", "\"Vienna\"\ncountry = \"AT\"")
        .replace("\"Python\", \"education\"", "\"Python\", \"teaching\"");
    let new = "\n[[conference]]\nid = 'pycon-at'\nname = 'PyCon AT'\nstart = 2022-10-01\ncity = 'Graz'\ncountry = 'AT'\ntags = ['python']\n";
    folder.put("conferences.toml", &format!("{moved}{new}"));
    let before = contents(&folder);
    let run = check(&folder, "");
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    let (events, feeds) = run.out.split_once("\n\n").expect("feeds");
    assert!(
        events.contains("changed    PyCon UK 2022, 2022-09-16") && events.ends_with("new        PyCon AT, 2022-10-01"),
        "{events}"
    );
    let one = "  enters   PyCon UK 2022, 2022-09-16\n";
    let stays = "has become empty; it stays for its subscribers";
    assert_eq!(
        feeds,
        format!(
            "regions/dach.ics (Conferences: dach): 1 event enters\n{one}\
             regions/western-europe.ics (Conferences: Western Europe): 1 event enters\n{one}\
             countries/at.ics (Conferences: Austria): new, 2 events\n\
             topics/teaching.ics (Conferences: teaching): new, 1 event\n\
             regions/northern-europe.ics (Conferences: Northern Europe): {stays}\n\
             countries/gb.ics (Conferences: United Kingdom): {stays}\n\
             topics/education.ics (Conferences: education): {stays}\n\n\
             1 new, 1 changed; feeds: 2 new, 2 changed, 3 emptied\n"
        )
    );
    let short = check(&folder, "--format short").out;
    assert!(short.contains("\nregions/dach.ics (Conferences: dach): 1 event enters\nregions/western"), "{short}");
    let github = check(&folder, "--format github").out;
    assert!(
        github.contains("\n::notice title=feed new::topics/teaching.ics (Conferences: teaching): new, 1 event\n"),
        "{github}"
    );
    let json: serde_json::Value = serde_json::from_str(&check(&folder, "--format json").out).expect("JSON");
    assert_eq!(json["changes"].as_array().map(Vec::len), Some(2));
    assert_eq!(json["feeds"].as_array().map(Vec::len), Some(7));
    assert_eq!(
        (&json["feeds"][0]["kind"], &json["feeds"][0]["changes"][0]["kind"]),
        (&"changed".into(), &"new".into())
    );
    assert_eq!(contents(&folder), before, "nothing is written");
}

/// Every file of the folder.
fn contents(folder: &Folder) -> BTreeMap<std::path::PathBuf, Vec<u8>> {
    files_beneath(&folder.path("."))
        .into_iter()
        .map(|path| {
            let bytes = fs::read(&path).expect("a file");
            (path, bytes)
        })
        .collect()
}

#[test]
fn a_new_name_or_address_is_one_change() {
    let folder = built(&LIST.replace("[feed]", "[feed]\nname = 'Python'"), "--base-url https://example.org/a/");
    folder.put("conferences.toml", &LIST.replace("[feed]", "[feed]\nname = 'Snakes'"));
    let run = check(&folder, "--base-url https://example.org/b/");
    assert!(run.out.starts_with("changed    the calendar itself, Snakes\n"), "{}", run.out);
    assert!(run.out.ends_with("\n\n1 changed\n") && run.out.matches("Snakes").count() < 4, "{}", run.out);
    assert!(run.out.contains("- https://example.org/a/all.ics") || run.out.contains("a/all.ics"), "{}", run.out);
}

#[test]
fn what_the_list_lost_is_a_finding_and_not_repeated() {
    let folder = built(LIST, "");
    folder.put("conferences.toml", &LIST.replace("[[conference.deadline]]\nkind = \"cfp\"\ndue = 2022-01-09\n", ""));
    let run = check(&folder, "--strict");
    assert_eq!(run.code, Some(1));
    assert_eq!(run.out.matches("warning[event-gone]").count(), 1, "{}", run.out);
    assert!(run.out.contains("--> conferences.toml:1:1"), "{}", run.out);
    assert!(run.out.contains("gone       CFP closes: PyCon DE 2022"), "{}", run.out);
    assert!(run.out.ends_with("\n\n1 gone; feeds: 2 emptied\n") && run.out.contains("deadlines.ics"), "{}", run.out);
}

#[test]
fn a_folder_that_is_no_whole_site_is_named() {
    let folder = built(LIST, "");
    fs::create_dir(folder.path("empty")).expect("a folder");
    folder.run("check --previous empty").fails(2, "there is no feeds.json in empty");
    folder.run("check --previous missing").fails(2, "cannot read missing");
    folder.run("check --base-url https://example.org/").fails(2, "with `--previous DIR`");
    folder.run("check --previous site/all.ics --base-url https://example.org/").fails(2, "name its folder");
    fs::rename(folder.path("site/countries/gb.ics"), folder.path("gb.ics")).expect("it is moved");
    check(&folder, "").fails(2, "site/countries/gb.ics is missing, though feeds.json names it");
    symlink("../../gb.ics", folder.path("site/countries/gb.ics")).expect("a link");
    check(&folder, "").fails(2, "site/countries/gb.ics is a link, which a site does not have");
    fs::rename(folder.path("site/countries"), folder.path("countries")).expect("it is moved");
    symlink("../countries", folder.path("site/countries")).expect("a link");
    check(&folder, "").fails(2, "site/countries is a link, which a site does not have");
    folder.put("site/feeds.json", "{\"mine\": 1}");
    check(&folder, "").fails(2, "site/feeds.json is not of a site of confcal");
    fs::remove_file(folder.path("site/feeds.json")).expect("it was there");
    symlink("../gb.ics", folder.path("site/feeds.json")).expect("a link");
    check(&folder, "").fails(2, "site/feeds.json is a link");
}
