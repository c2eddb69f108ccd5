//! Several lists read as one: each keeps its own hours, UIDs, regions and views.

use std::collections::BTreeMap;

use confcal::{Code, Diagnostic, Feed, Filter, Level, Names, Source, read};
use proptest::prelude::*;
use proptest::sample::select;

use crate::support::{EventLines, Folder, ics};

fn read_all(lists: &[&str]) -> (Option<Feed>, Vec<Diagnostic>) {
    let sources: Vec<Source> =
        lists.iter().enumerate().map(|(number, list)| Source::new(&*format!("{number}.toml"), *list)).collect();
    read(&sources, Level::Hint)
}

fn sound(lists: &[&str]) -> Feed {
    let (feed, diagnostics) = read_all(lists);
    feed.unwrap_or_else(|| panic!("{diagnostics:#?}"))
}

/// The instants of every event by its UID, in UTC where it has a time.
fn instants(feed: &Feed) -> BTreeMap<String, String> {
    let mut instants = BTreeMap::new();
    for conference in &feed.conferences {
        let mut insert = |uid: uuid::Uuid, when: String| instants.insert(uid.to_string(), when);
        insert(conference.uid(), format!("{:?}", conference.dates));
        for session in &conference.sessions {
            insert(conference.session_uid(session), format!("{:?}", session.dates));
        }
        for deadline in &conference.deadlines {
            insert(conference.deadline_uid(deadline), format!("{:?} {:?}", deadline.due, conference.deadline_length));
        }
    }
    instants
}

/// The first line of each event that begins with this text, without it, by the UID of the event.
fn values(feed: &Feed, property: &str) -> BTreeMap<String, String> {
    let text = ics(feed).replace("\r\n ", "");
    let value =
        |event: &EventLines| event.lines().find_map(|line| line.strip_prefix(property)).unwrap_or_default().to_owned();
    EventLines::all(&text).map(|event| (event.value("UID").to_owned(), value(&event))).collect()
}

const LONDON: &str = "\
[feed]
id = 'london'
name = 'London'
timezone = 'Europe/London'

[[conference]]
id = 'a'
name = 'A'
start = 2027-03-01T09:00:00
end = 2027-03-01T18:00:00
city = 'London'
[[conference.deadline]]
kind = 'cfp'
due = 2027-01-15T17:00:00
";

const NEW_YORK: &str = "\
[feed]
id = 'new-york'
name = 'New York'
timezone = 'America/New_York'
deadline-timezone = 'America/New_York'
deadline-length = '1h'

[[conference]]
id = 'b'
name = 'B'
start = 2027-04-01T09:00:00
end = 2027-04-01T18:00:00
city = 'New York'
[[conference.deadline]]
kind = 'cfp'
due = 2027-01-15T17:00:00
remind = ['1d']
";

#[test]
fn each_list_keeps_its_zones_lengths_and_uids() {
    for lists in [[LONDON, NEW_YORK], [NEW_YORK, LONDON]] {
        let merged = sound(&lists);
        for own in lists {
            let own = sound(&[own]);
            for property in ["DTSTART", "DTEND", "RELATED-TO", "TRIGGER", "SUMMARY"] {
                let all = values(&merged, property);
                for (uid, value) in values(&own, property) {
                    assert_eq!(all.get(&uid), Some(&value), "{property} of {uid}");
                }
            }
        }
        assert_eq!(merged.conferences.len(), 2);
    }
    let dues = values(&sound(&[LONDON, NEW_YORK]), "DTEND;TZID=America/New_York:");
    assert!(dues.values().any(|due| due == "20270115T170000"), "{dues:?}");
}

#[test]
fn a_list_without_a_feed_belongs_to_the_first_that_has_one() {
    let more = "[[conference]]\nid = 'c'\nname = 'C'\nstart = 2027-05-01T09:00:00\ncity = 'Boston'\n";
    for lists in [[more, NEW_YORK], [NEW_YORK, more]] {
        let feed = sound(&lists);
        let identity = |id: &str| feed.conferences.iter().find(|other| other.id == id).unwrap().identity.namespace;
        assert_eq!(identity("c"), identity("b"));
        assert!(ics(&feed).contains("DTSTART;TZID=America/New_York:20270501T090000"));
    }
    // One with a feed that names no zone has no time without one, but for deadlines, which are AoE in it.
    let deadline = "[[conference.deadline]]\nkind = 'cfp'\ndue = 2027-01-15T17:00:00\n";
    let own = format!("[feed]\nid = 'own'\n{}{deadline}", more.replace("T09:00:00", ""));
    let (alone, merged) = (sound(&[&own]), sound(&[NEW_YORK, &own]));
    assert_eq!(alone.conferences[0].deadlines, merged.conferences[1].deadlines);
}

#[test]
fn ids_are_unique_within_one_feed() {
    let clash = NEW_YORK.replace("id = 'b'", "id = 'a'");
    let feed = sound(&[LONDON, &clash]);
    let suffix = &feed.conferences[1].identity.namespace.simple().to_string()[..8];
    let ids: Vec<&str> = feed.conferences.iter().map(|conference| conference.id.as_str()).collect();
    assert_eq!(ids, ["a", &format!("a-{suffix}")]);
    let alone = sound(&[&clash]);
    assert_eq!(feed.conferences[1].uid(), alone.conferences[0].uid());
    // One id finds one conference.
    for conference in &feed.conferences {
        let filter = Filter::parse([("id", &*conference.id)], &Names::of(&feed), Default::default()).unwrap();
        let found = filter.apply(feed.clone()).conferences;
        assert!(found.len() == 1 && found[0].name == conference.name, "{found:?}");
    }
    // The same feed in two files is one.
    let (_, faults) = read_all(&[LONDON, &clash.replace("id = 'new-york'", "id = 'london'")]);
    assert!(faults.iter().any(|fault| fault.code == Code::DuplicateId), "{faults:?}");
}

#[test]
fn what_names_an_id_means_that_of_its_own_list() {
    let part = "[[conference]]\nid = 'part'\nname = 'Part'\nstart = 2027-04-01\ncity = 'New York'\npart-of = 'a'\n\
                [[view]]\npath = 'mine.ics'\nname = 'Mine'\nid = ['a', 'part']\n";
    let clash = NEW_YORK.replace("id = 'b'", "id = 'a'") + part;
    let feed = sound(&[LONDON, &clash]);
    let own = &feed.conferences[1];
    let parent = feed.conferences[2].part_of.as_ref().unwrap();
    assert_eq!((&parent.id, parent.uid, &*parent.name), (&own.id, own.uid(), "B"));
    assert_eq!(feed.views[0].filter, [("id".to_owned(), own.id.to_string()), ("id".to_owned(), "part".to_owned())]);
    // A conference that its own list lacks may be in another list.
    let elsewhere = NEW_YORK.to_owned() + &part.replace("'a', ", "");
    let feed = sound(&[LONDON, &elsewhere]);
    assert_eq!(feed.conferences[2].part_of.as_ref().unwrap().uid, feed.conferences[0].uid());
}

fn entry(feed: &str, id: &str, name: &str, start: &str, url: &str) -> String {
    format!(
        "[feed]\nid = '{feed}'\n[[conference]]\nid = '{id}'\nname = '{name}'\nstart = {start}\ncity = 'X'\n{}",
        if url.is_empty() { String::new() } else { format!("url = '{url}'\n") }
    )
}

#[test]
fn the_same_conference_of_two_feeds_comes_in_once() {
    let first = entry("one", "ep", "EuroPython 2027", "2027-07-12", "https://ep2027.europython.eu/");
    let same = [
        ("other name", entry("two", "europython", "EP", "2027-07-12", "http://www.ep2027.europython.eu")),
        ("moved", entry("two", "ep", "EuroPython", "2027-07-20", "https://ep2027.europython.eu/?utm_source=x")),
        ("other site", entry("two", "ep", "europython 2027", "2027-07-12", "https://europython.eu/")),
        ("no site", entry("two", "x", "EuroPython 2027", "2027-07-12", "")),
        ("place on the page", entry("two", "x", "EP", "2027-07-12", "https://ep2027.europython.eu/?utm_source=z#top")),
        ("same id, day and place", entry("two", "ep", "EP", "2027-07-12", "https://pycon.org/")),
    ];
    for (what, other) in same {
        let (feed, faults) = read_all(&[&first, &other]);
        let feed = feed.unwrap();
        assert_eq!(feed.conferences, sound(&[&first]).conferences, "{what}");
        let warning = faults.iter().find(|fault| fault.code == Code::InTwoLists).expect(what);
        let places: Vec<&str> = warning.labels.iter().map(|label| label.source.name()).collect();
        assert_eq!(places, ["1.toml", "0.toml"], "{what}");
        // Of one feed they are two entries, as ever.
        let one_feed = other.replace("'two'", "'one'").replace("id = 'ep'", "id = 'ep2'");
        assert_eq!(sound(&[&first, &one_feed]).conferences.len(), 2, "{what}");
    }
    let others = [
        ("next year", entry("two", "ep", "EuroPython", "2028-07-12", "https://ep2027.europython.eu/")),
        ("another", entry("two", "pycon", "PyCon", "2027-07-12", "https://pycon.org/")),
        ("same id elsewhere", entry("two", "ep", "PyCon", "2027-07-12", "https://pycon.org/").replace("'X'", "'Y'")),
        ("same id, other day", entry("two", "ep", "PyCon", "2027-07-13", "https://pycon.org/")),
        ("same name, other days", entry("two", "ep", "EuroPython 2027", "2027-07-13", "https://pycon.org/")),
    ];
    for (what, other) in others {
        assert_eq!(sound(&[&first, &other]).conferences.len(), 2, "{what}");
    }
    // A conference and the workshop beside it have one address: only their names tell which is which.
    let beside = "[[conference]]\nid = 'w'\nname = 'Workshop'\nstart = 2027-07-11\ncity = 'X'\nurl = 'https://ep2027.europython.eu/'\n";
    let two = entry("two", "ep", "EuroPython 2027", "2027-07-12", "https://ep2027.europython.eu/") + beside;
    let names = |feed: &Feed| feed.conferences.iter().map(|other| other.name.to_string()).collect::<Vec<_>>();
    assert_eq!(names(&sound(&[&first, &two])), ["EuroPython 2027", "Workshop"]);
}

#[test]
fn a_part_of_what_is_left_out_is_part_of_what_counts() {
    let first = entry("one", "ep", "EuroPython 2027", "2027-07-12", "");
    let part = "[[conference]]\nid = 'w'\nname = 'Workshop'\nstart = 2027-07-11\ncity = 'X'\npart-of = 'europython'\n\
                [[view]]\npath = 'mine.ics'\nname = 'Mine'\nid = 'europython'\n";
    let feed = sound(&[&first, &(entry("two", "europython", "EuroPython 2027", "2027-07-12", "") + part)]);
    let parent = feed.conferences[1].part_of.as_ref().unwrap();
    assert_eq!((&*parent.id, parent.uid), ("ep", feed.conferences[0].uid()));
    assert_eq!(feed.views[0].filter, [("id".to_owned(), "ep".to_owned())]);
}

#[test]
fn what_of_a_feed_does_not_count_is_said() {
    let folder = Folder::new();
    folder.put("london.toml", LONDON);
    folder.put("new-york.toml", NEW_YORK);
    let check = folder.run("check london.toml new-york.toml --format short");
    assert_eq!(check.out, "new-york.toml:1:1: hint[feed-ignored]: `name` of this `[feed]` is not used\n1 hint\n");
    let view = "[[view]]\npath = 'mine.ics'\nname = 'Mine'\nid = 'a'\n";
    folder.put("new-york.toml", &(NEW_YORK.replace("id = 'b'", "id = 'a'") + view));
    let build = folder.run("build london.toml new-york.toml -o site --allow-empty");
    assert_eq!(build.code, Some(0), "{build:?}");
    let json: serde_json::Value = serde_json::from_str(&folder.read("site/conferences.json")).unwrap();
    let all = json["conferences"].as_array().unwrap();
    let uid = |feed: &str| sound(&[feed]).conferences[0].uid().to_string();
    assert_eq!((&all[0]["id"], all[0]["uid"].as_str()), (&"a".into(), Some(&*uid(LONDON))));
    let id = all[1]["id"].as_str().unwrap();
    let own = folder.read(&format!("site/events/{id}.ics"));
    assert!(own.contains(all[1]["uid"].as_str().unwrap()) && own.contains("SUMMARY:B"), "{own}");
    assert!(
        folder.read("site/mine.ics").contains("SUMMARY:B\r\n") && !folder.read("site/mine.ics").contains("SUMMARY:A")
    );
}

/// A list of a feed with these settings behind it.
fn list_of(feed: &str, settings: &str) -> String {
    entry(feed, feed, feed, "2027-07-12", "") + settings
}

/// Regions or views of a feed as texts.
type Texts = Vec<String>;

fn regions(feed: &Feed) -> Texts {
    let region = |region: &confcal::Region| {
        let countries = ["AT", "CH", "DE", "LI"].into_iter().filter(|code| region.contains(code.parse().unwrap()));
        format!("{} ({}): {}", region.name(), region.title(), countries.collect::<Vec<_>>().join(" "))
    };
    feed.regions.iter().map(region).collect()
}

fn views(feed: &Feed) -> Texts {
    let view = |view: &confcal::View| {
        let words: Vec<_> = view.filter.iter().map(|(key, value)| format!("{key}={value}")).collect();
        format!("{} ({}): {}", view.path, view.name, words.join(" "))
    };
    feed.views.iter().map(view).collect()
}

/// Of two lists, what the first has, what the second has, and what comes of both if they are of two feeds; an empty text for
/// no warning, else a part of its message. In one feed, what differs is an error.
#[test]
fn regions_and_views_of_one_name_come_in_once_or_under_two_names() {
    let digits =
        |id: &str| sound(&[&list_of(id, "")]).conferences[0].identity.namespace.simple().to_string()[..8].to_owned();
    let (two, three) = (digits("two"), digits("three"));
    let region = |value: &str| format!("[regions]\ndach = {value}\n");
    let view = |filter: &str| format!("[[view]]\npath = 'mine.ics'\nname = 'Mine'\n{filter}\n");
    let mine = |filter: &str, region: &str| region.to_owned() + &view(filter);
    let (plain, with_li) = (region("['DE', 'AT', 'CH']"), region("['DE', 'AT', 'CH', 'LI']"));
    let titled = region("{ name = 'Alps', countries = ['DE', 'LI'] }");
    let plain_text = "dach (dach): AT CH DE";
    let li_text = format!("dach-{two} (dach): AT CH DE LI");
    let region_warning = "an earlier list has a region `dach` of other countries";
    let view_warning = "an earlier list has a view `mine.ics` with other filters";
    let of_regions: fn(&Feed) -> Texts = regions;
    let of_views: fn(&Feed) -> Texts = views;
    for (first, second, of, expected, warning) in [
        (plain.clone(), plain.clone(), of_regions, vec![plain_text.to_owned()], ""),
        (plain.clone(), region("['CH', 'Germany', 'AUT', 'DE']"), of_regions, vec![plain_text.to_owned()], ""),
        (plain.clone(), with_li.clone(), of_regions, vec![plain_text.to_owned(), li_text], region_warning),
        (
            plain.clone(),
            titled.clone(),
            of_regions,
            vec![plain_text.to_owned(), format!("dach-{two} (Alps): DE LI")],
            region_warning,
        ),
        (String::new(), with_li.clone(), of_regions, vec!["dach (dach): AT CH DE LI".to_owned()], ""),
        (view("year = 2027"), view("year = '2027'"), of_views, vec!["mine.ics (Mine): year=2027".to_owned()], ""),
        (
            view("only = ['sessions', 'conferences']"),
            view("only = 'conferences, sessions'"),
            of_views,
            vec!["mine.ics (Mine): only=sessions only=conferences".to_owned()],
            "",
        ),
        (
            view("year = 2027"),
            view("year = 2028"),
            of_views,
            vec!["mine.ics (Mine): year=2027".to_owned(), format!("mine-{two}.ics (Mine): year=2028")],
            view_warning,
        ),
        // The same words mean two regions.
        (
            mine("region = 'dach'", &plain),
            mine("region = 'DACH'", &with_li),
            of_views,
            vec!["mine.ics (Mine): region=dach".to_owned(), format!("mine-{two}.ics (Mine): region=dach-{two}")],
            view_warning,
        ),
        (
            plain.clone(),
            mine("region = 'Alps'", &titled),
            of_views,
            vec![format!("mine.ics (Mine): region=dach-{two}")],
            region_warning,
        ),
        (
            mine("region = 'dach'", &plain),
            mine("region = 'dach'", &plain),
            of_views,
            vec!["mine.ics (Mine): region=dach".to_owned()],
            "",
        ),
    ] {
        let (first, second) = (list_of("one", &first), list_of("two", &second));
        let (feed, faults) = read_all(&[&first, &second]);
        let found: Vec<_> = faults.iter().filter(|fault| fault.code == Code::InTwoLists).collect();
        assert_eq!(of(&feed.unwrap_or_else(|| panic!("{faults:#?}"))), expected, "{second}");
        assert_eq!(found.is_empty(), warning.is_empty(), "{second}: {found:#?}");
        for fault in &found {
            let places: Vec<&str> = fault.labels.iter().map(|label| label.source.name()).collect();
            assert_eq!(places, ["1.toml", "0.toml"], "both are named: {fault:?}");
        }
        assert!(warning.is_empty() || found.iter().any(|fault| fault.message == warning), "{second}: {found:#?}");
        // Each alone stays as it is; of one feed, what differs is an error still.
        let one_feed = second.replacen("id = 'two'", "id = 'one'", 1);
        let differs = !warning.is_empty() || second.contains("[[view]]") && first.contains("[[view]]");
        assert_eq!(read_all(&[&first, &one_feed]).0.is_none(), differs, "{second}");
    }
    // A third list that means what the second does comes in with it.
    let lists = [("one", &plain), ("two", &with_li), ("three", &with_li)].map(|(feed, region)| list_of(feed, region));
    let lists = [&*lists[0], &*lists[1], &*lists[2]];
    assert_eq!(regions(&sound(&lists)).len(), 2);
    let other = list_of("three", &region("['LI']"));
    assert!(regions(&sound(&[lists[0], lists[1], &other])).contains(&format!("dach-{three} (dach): LI")));
}

/// A list, with a feed or without, of up to four conferences from a few names, ids, days and addresses.
fn list() -> impl Strategy<Value = String> {
    let key = |name: &'static str, values: &'static [&'static str]| {
        select(values)
            .prop_map(move |value| if value.is_empty() { String::new() } else { format!("{name} = {value}\n") })
    };
    let feed = (
        select(&["'x'", "'y'"][..]),
        key("timezone", &["", "'Europe/London'", "'Asia/Tokyo'"]),
        key("deadline-timezone", &["", "'America/New_York'", "'Europe/Berlin'"]),
        key("deadline-length", &["", "'1h'", "'0m'"]),
    );
    let feed = feed.prop_map(|(id, zone, deadlines, length)| format!("[feed]\nid = {id}\n{zone}{deadlines}{length}"));
    let conference = (
        select(&["2027-03-01", "2027-03-01T09:00:00", "2027-05-01T09:00:00+02:00"][..]),
        key("url", &["", "'https://a.org'", "'https://b.org/'", "'http://www.a.org/?utm_x=1'"]),
        select(&["A", "B", "C"][..]),
        select(&["2027-01-15T17:00:00", "2027-01-15", "2027-07-01T12:00:00Z"][..]),
    );
    let conference = conference.prop_map(|(start, url, name, due)| {
        format!("name = '{name}'\nstart = {start}\ncity = 'X'\n{url}[[conference.deadline]]\nkind = 'notification'\ndue = {due}\n")
    });
    (feed, proptest::collection::vec(conference, 1..4)).prop_map(|(feed, conferences)| {
        let entries = conferences.iter().enumerate().map(|(id, text)| format!("[[conference]]\nid = 'c{id}'\n{text}"));
        feed + &entries.collect::<String>()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    /// Whatever two lists are read together, every event has the UID and the instants that its own list gives it.
    #[test]
    fn no_hour_and_no_uid_changes_because_lists_are_read_together(one in list(), other in list()) {
        let (Some(first), Some(second)) = (read_all(&[&one]).0, read_all(&[&other]).0) else { return Ok(()) };
        let (merged, faults) = read_all(&[&one, &other]);
        let Some(merged) = merged else {
            prop_assert!(faults.iter().any(|fault| fault.code == Code::DuplicateId), "{:?}", faults);
            return Ok(());
        };
        let (first, second) = (instants(&first), instants(&second));
        let own = |uid: &String| first.get(uid).or_else(|| second.get(uid));
        for (uid, when) in instants(&merged) {
            prop_assert_eq!(Some(&when), own(&uid));
        }
        let left_out = faults.iter().filter(|fault| fault.code == Code::InTwoLists).count();
        prop_assert_eq!(instants(&merged).len(), first.len() + second.len() - 2 * left_out);
        let ids: std::collections::BTreeSet<_> = merged.conferences.iter().map(|conference| &conference.id).collect();
        prop_assert_eq!(ids.len(), merged.conferences.len());
    }
}

#[test]
fn a_conference_that_two_lists_of_one_feed_have_is_not_to_get_another_id() {
    let one = "[feed]\nid = 'x'\n[[conference]]\nid = 'a'\nname = 'A'\nstart = 2027-05-01\ncity = 'Oslo'\n";
    let again = one.replace("[feed]\nid = 'x'\n", "");
    let help = |other: &str| {
        let lists = [confcal::Source::new("one.toml", one), confcal::Source::new("two.toml", other)];
        let fault = confcal::read(&lists, confcal::Level::Hint)
            .1
            .into_iter()
            .find(|fault| fault.code == confcal::Code::DuplicateId);
        fault.and_then(|fault| fault.help).unwrap_or_default()
    };
    assert_eq!(help(&again), "they have the same name and dates: remove one of the two");
    assert!(help(&again.replace("Oslo", "Bergen")).contains("`id = \"a-bergen\"`"));
    assert!(help(&again.replace("'A'", "'B'")).starts_with("remove one of the two if"));
    // In lists of two feeds, both keep their ids.
    assert_eq!(help(&one.replace("'x'", "'y'")), "");
}
