//! `atom.xml` and `closing.xml`: what is announced, and when.

use std::collections::BTreeSet;

use super::{BASE, build, built, json};
use crate::support::{DAY, Folder, LIST, MAY};

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
    assert!(!ids(&later).contains(&ids(&extended)[0]), "one that is extended is announced again");
    // Mailers pass over an entry that is older than their last letter.
    let published = |xml: &str| xml.split("<published>").nth(1).map(|time| time[..20].to_owned()).expect("an entry");
    assert_eq!(published(&extended), "2022-05-10T00:00:00Z", "{extended}");
    assert_eq!(closing(11), extended, "it keeps its time");
    let json = json(&folder, "conferences.json");
    let deadlines = |json: &serde_json::Value| json["conferences"][0]["deadlines"].clone();
    assert_eq!(deadlines(&json)[0]["due_since"], "2022-05-10T00:00:00Z", "{json}");
    assert_eq!(deadlines(&json)[1].get("due_since"), None, "{json}");
    // One that is extended long before closes when it comes near.
    put(&list.replace("2022-05-20T23:59:00", "2022-06-20"));
    assert!(!closing(12).contains("CFP closes: a"));
    assert_eq!(published(&closing(40)), "2022-06-06T00:00:00Z");
}

/// Each moment is on the clocks of the zone beside it, also where the list gives an offset in its place, and comes back as it was.
#[test]
fn a_time_with_an_offset_is_not_called_utc() {
    for (due, words, local, zone) in [
        ("2022-05-14T12:00:00+01:00", "14 May 2022, 12:00 UTC+01:00", "2022-05-14T12:00:00", "UTC+01:00"),
        ("2022-05-14T12:00:00-03:30", "14 May 2022, 12:00 UTC-03:30", "2022-05-14T12:00:00", "UTC-03:30"),
        ("2022-05-14T12:00:00Z", "14 May 2022, 12:00 UTC", "2022-05-14T12:00:00", "UTC"),
    ] {
        let folder = Folder::new();
        let entry = format!(
            "[feed]\nid = 'closing'\n[[conference]]\nname = 'A'\nid = 'a'\nstart = 2022-09-16T09:00:00+02:00\n\
             end = 2022-09-16T17:00:00+02:00\n[[conference.deadline]]\nkind = 'cfp'\ndue = {due}\n\
             opens = 2022-01-01T00:00:00+02:00\nwas = [2022-05-01T12:00:00+01:00]\n"
        );
        folder.put("conferences.toml", &entry);
        build(&folder, MAY + 8 * DAY, &format!("--base-url {BASE}"));
        let closing = folder.read("site/closing.xml");
        assert!(closing.contains(&format!("<summary>{words} (")), "{due}: {closing}");
        let json = json(&folder, "conferences.json");
        let conference = &json["conferences"][0];
        let time = &conference["deadlines"][0]["due"];
        assert_eq!((&time["local"], &time["zone"]), (&local.into(), &zone.into()), "{due}");
        assert_eq!(conference["start"]["zone"], "UTC+02:00");
        assert_eq!(conference["deadlines"][0]["was"][0]["zone"], "UTC+01:00");
        let run = folder.run("import site/conferences.json -o again.toml");
        assert_eq!(run.code, Some(0), "{run:?}");
        let again = folder.read("again.toml");
        for line in entry.lines().filter(|line| line.contains(" = 2022") || line.contains("[2022")) {
            assert!(again.contains(line), "{due}: {line}: {again}");
        }
    }
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

/// A page of ours stays; the conference's own site and the call's are one step further.
#[test]
fn an_entry_leads_to_the_page_of_its_conference() {
    let folder = Folder::new();
    let list = "[feed]\nid = 'x'\n[[conference]]\nid = 'a'\nname = 'A'\nstart = 2022-09-16\nurl = 'https://a.example/?x&y'\n\
                [[conference.deadline]]\nkind = 'cfp'\ndue = 2022-05-10\nurl = 'https://cfp.example/'\n";
    folder.put("conferences.toml", list);
    let links = |options: &str, path: &str| {
        build(&folder, MAY, options);
        let xml = folder.read(&format!("site/{path}"));
        let entry = |entry: &str| {
            entry.split("<link").skip(1).map(|link| link.split_once("/>").unwrap().0.to_owned()).collect()
        };
        xml.split("<entry>").skip(1).map(entry).collect::<Vec<Vec<String>>>()
    };
    let (page, call) = (format!(" href=\"{BASE}c/a/\""), " rel=\"related\" href=\"https://cfp.example/\"");
    assert_eq!(links(&format!("--base-url {BASE}"), "closing.xml"), [[page.as_str(), call]]);
    let mut news = links(&format!("--base-url {BASE}"), "atom.xml");
    news.sort();
    let own = " rel=\"related\" href=\"https://a.example/?x&amp;y\"";
    assert_eq!(news, [[page.as_str(), own], [page.as_str(), call]]);
    // The folder knows its address by now, so another one.
    let folder = Folder::new();
    folder.put("conferences.toml", list);
    build(&folder, MAY, "");
    assert!(folder.read("site/closing.xml").contains("<link href=\"https://cfp.example/\"/>"));
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
