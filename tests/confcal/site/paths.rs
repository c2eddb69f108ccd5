//! The paths of feeds, and which feed a path belongs to.

use std::collections::BTreeMap;
use std::fs;

use confcal::{SiteOptions, SitePath, Source};
use serde_json::Value;

use super::{BASE, build, files, json, kinds, list_named, list_with_deadlines, view};
use crate::support::{DAY, Folder, MAY, stamp};

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
fn names_of_files_are_short_enough() {
    let folder = Folder::new();
    let long = "y".repeat(500);
    let list = format!(
        "[feed]\nid = 'x'\n[regions]\n{long} = ['IE']\n[[conference]]\nid = '{long}'\nname = 'A'\nstart = 2022-07-11\ncountry = 'IE'\ntags = ['{long}']\nseries = '{long}'\n"
    );
    folder.put("conferences.toml", &list);
    let run = build(&folder, MAY, "");
    assert_eq!(run.code, Some(0), "{}", run.err);
    assert_eq!(files(&folder).keys().filter(|path| path.contains("yyyy")).count(), 5);
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
