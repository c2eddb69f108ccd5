//! Feeds that are published again: which events keep their revision, which get a new one, and how faults are reported.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufReader, Write as _};
use std::process::Stdio;

use chrono::{DateTime, Utc};
use confcal::{
    Calendar, ChangeKind, Code, Feed, Filter, Names, PreviousFeed, Reminders, Site, SiteOptions, Source, Stamp, Times,
};
use proptest::prelude::*;

use crate::support::{DAY, EventLines, Folder, LIST, MAY, Run, all_lists, feed, repeatable, stamp};

const MAY_STAMP: &str = "20220501T000000Z 11744640";
const JUNE_STAMP: &str = "20220531T000000Z 11787840";

/// Exports the list of the folder to feed.ics at a time.
fn export(folder: &Folder, epoch: u64, args: &str) -> Run {
    folder.run_at(epoch, &format!("export -o feed.ics {args}"))
}

/// The stamp of each event by its SUMMARY, as DTSTAMP and SEQUENCE. Asserts that LAST-MODIFIED is the same as DTSTAMP.
fn stamps(ics: &str) -> BTreeMap<String, String> {
    let stamp = |event: &EventLines| {
        assert_eq!(event.value("DTSTAMP"), event.value("LAST-MODIFIED"));
        format!("{} {}", event.value("DTSTAMP"), event.value("SEQUENCE"))
    };
    EventLines::all(ics).map(|event| (event.value("SUMMARY").to_owned(), stamp(&event))).collect()
}

/// The bytes of a feed that continues the revisions of a previous one.
fn revised(feed: &Feed, list_time: Stamp, previous: &PreviousFeed) -> Vec<u8> {
    let mut calendar = Calendar::new(feed, list_time);
    calendar.revise(previous);
    calendar.to_bytes()
}

/// LAST-MODIFIED of the calendar.
fn last_modified(ics: &str) -> &str {
    ics.lines().find_map(|line| line.strip_prefix("LAST-MODIFIED:")).expect("LAST-MODIFIED")
}

fn published() -> Folder {
    let folder = Folder::new();
    assert_eq!(export(&folder, MAY, "").err, "");
    folder
}

fn edit(folder: &Folder, from: &str, to: &str) {
    let list = folder.read("conferences.toml");
    assert!(list.contains(from), "{from} is in the list");
    folder.put("conferences.toml", &list.replace(from, to));
}

#[cfg(unix)]
#[test]
fn an_unchanged_list_leaves_the_file_alone() {
    let folder = published();
    let (bytes, metadata) = (folder.read("feed.ics"), fs::metadata(folder.path("feed.ics")).expect("a file"));
    let run = export(&folder, MAY + 30 * DAY, "");
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    assert_eq!(folder.read("feed.ics"), bytes);
    use std::os::unix::fs::MetadataExt as _;
    let now = fs::metadata(folder.path("feed.ics")).expect("a file");
    assert_eq!((now.ino(), now.modified().ok()), (metadata.ino(), metadata.modified().ok()), "it is not written again");
}

#[test]
fn one_change_changes_one_event_and_the_calendar() {
    let folder = published();
    let before = folder.read("feed.ics");
    edit(&folder, "Cardiff", "Swansea");
    assert_eq!(export(&folder, MAY + 30 * DAY, "").err, "");
    let after = folder.read("feed.ics");
    assert_eq!(
        stamps(&after),
        BTreeMap::from([
            ("PyCon DE 2022".to_owned(), MAY_STAMP.to_owned()),
            ("CFP closes: PyCon DE 2022".to_owned(), MAY_STAMP.to_owned()),
            ("PyCon UK 2022".to_owned(), JUNE_STAMP.to_owned()),
        ])
    );
    let differ: Vec<_> = before.lines().zip(after.lines()).filter(|(before, after)| before != after).collect();
    let names: Vec<_> = differ.iter().map(|(_, after)| after.split([':', ';']).next().unwrap_or_default()).collect();
    assert_eq!(names, ["LAST-MODIFIED", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "LOCATION"]);
    assert_eq!(last_modified(&after), "20220531T000000Z");
}

#[test]
fn a_new_event_gets_the_time_of_the_list() {
    let folder = published();
    edit(
        &folder,
        "[[conference.deadline]]",
        "[[conference.session]]\nid = 's'\nname = 'Sprints'\nstart = 2022-04-13\n\n[[conference.deadline]]",
    );
    assert_eq!(export(&folder, MAY + 30 * DAY, "").err, "");
    let stamps = stamps(&folder.read("feed.ics"));
    assert_eq!(stamps["Sprints: PyCon DE 2022"], JUNE_STAMP);
    assert_eq!(stamps.values().filter(|stamp| *stamp == MAY_STAMP).count(), 3);
}

#[test]
fn without_a_previous_feed_every_event_is_new() {
    let folder = published();
    export(&folder, MAY + 30 * DAY, "--no-previous");
    assert!(stamps(&folder.read("feed.ics")).values().all(|stamp| stamp == JUNE_STAMP));
}

#[test]
fn updated_counts_if_it_is_later_than_what_is_published() {
    let folder = published();
    edit(&folder, "\"Cardiff\"", "\"Swansea\"\nupdated = 2022-05-20T00:00:00Z");
    export(&folder, MAY + 30 * DAY, "");
    assert!(stamps(&folder.read("feed.ics"))["PyCon UK 2022"].starts_with("20220520T"));
    // A second change with the same `updated`.
    edit(&folder, "Swansea", "Newport");
    export(&folder, MAY + 30 * DAY, "");
    assert_eq!(stamps(&folder.read("feed.ics"))["PyCon UK 2022"], JUNE_STAMP);
    // An `updated` that is still in the past changes no event.
    edit(&folder, "2022-05-20T00:00:00Z", "2022-05-25T00:00:00Z");
    export(&folder, MAY + 60 * DAY, "");
    assert_eq!(stamps(&folder.read("feed.ics"))["PyCon UK 2022"], JUNE_STAMP);
}

/// SEQUENCE counts minutes, and has to grow with every change.
#[test]
fn updated_within_the_minute_of_what_is_published_is_the_next_minute() {
    for (updated, stamp) in [
        ("00:00:00", "20220531T000000Z 11787840"),
        ("00:00:30", "20220501T000100Z 11744641"),
        ("00:01:00", "20220501T000100Z 11744641"),
        ("00:01:30", "20220501T000130Z 11744641"),
    ] {
        let folder = published();
        edit(&folder, "\"Cardiff\"", &format!("\"Swansea\"\nupdated = 2022-05-01T{updated}Z"));
        assert_eq!(export(&folder, MAY + 30 * DAY, "").err, "");
        assert_eq!(stamps(&folder.read("feed.ics"))["PyCon UK 2022"], stamp, "{updated}");
    }
}

/// The stamps of quick edits run ahead of the time of the list by themselves.
#[test]
fn quick_edits_are_no_fault_of_the_clock() {
    let folder = published();
    let mut city = "Cardiff";
    for (minute, next) in (0..).zip(["Swansea", "Newport", "Bangor", "Wrexham", "St Davids"]) {
        edit(&folder, city, next);
        let run = export(&folder, MAY + minute, "");
        assert!(!run.err.contains("time-behind"), "{next}: {}", run.err);
        city = next;
    }
}

#[test]
fn no_revision_goes_backwards() {
    let folder = published();
    edit(&folder, "Cardiff", "Swansea");
    let run = export(&folder, MAY - 30 * DAY, "--strict");
    assert_eq!(run.code, Some(0));
    assert!(
        run.err.contains("warning[time-behind]: the list is of 2022-04-01 00:00:00 UTC, before the newest"),
        "{}",
        run.err
    );
    assert!(run.err.contains("1 event gets 2022-05-01 00:01:00 UTC instead"), "{}", run.err);
    assert_eq!(stamps(&folder.read("feed.ics"))["PyCon UK 2022"], "20220501T000100Z 11744641");
    // An unchanged event is not behind.
    let again = export(&folder, MAY - 30 * DAY, "");
    assert_eq!(again.err, "");
    // The list or the options can change twice in one minute, without any fault of a clock.
    for later in [0, 30] {
        let folder = published();
        edit(&folder, "Cardiff", "Swansea");
        assert_eq!(export(&folder, MAY + later, "").err, "");
        assert_eq!(stamps(&folder.read("feed.ics"))["PyCon UK 2022"], "20220501T000100Z 11744641");
    }
}

#[test]
fn a_new_event_is_later_than_all_that_is_published_but_not_for_nothing() {
    // A client that has seen the newest revision has to see the new event too.
    for (time, expected) in [(MAY - DAY, "20220501T000100Z 11744641"), (MAY, "20220501T000000Z 11744640")] {
        let folder = published();
        let list =
            folder.read("conferences.toml") + "[[conference]]\nname = 'PyCon NZ'\nid = 'nz'\nstart = 2022-08-19\n";
        folder.put("conferences.toml", &list);
        export(&folder, time, "");
        assert_eq!(stamps(&folder.read("feed.ics"))["PyCon NZ"], expected);
    }
}

#[test]
fn sequence_grows_before_2000_too() {
    let folder = Folder::new();
    export(&folder, 0, "");
    assert!(stamps(&folder.read("feed.ics")).values().all(|stamp| stamp == "19700101T000000Z 0"));
    edit(&folder, "Cardiff", "Swansea");
    export(&folder, 0, "");
    assert_eq!(stamps(&folder.read("feed.ics"))["PyCon UK 2022"], "20000101T000100Z 1");
}

#[test]
fn the_calendar_does_not_grow_older_when_its_newest_event_goes() {
    let folder = published();
    edit(&folder, "Cardiff", "Swansea");
    export(&folder, MAY + 30 * DAY, "");
    let list = folder.read("conferences.toml");
    folder.put("conferences.toml", &list[..list.rfind("[[conference]]").expect("a conference")]);
    export(&folder, MAY + 60 * DAY, "");
    let after = folder.read("feed.ics");
    assert_eq!(last_modified(&after), "20220531T000000Z");
    export(&folder, MAY + 90 * DAY, "");
    assert_eq!(folder.read("feed.ics"), after, "twice the same");
}

#[test]
fn what_is_gone_from_the_list_is_named_once() {
    let folder = published();
    let list = LIST.replacen(
        "[[conference.deadline]]",
        "[[conference.session]]\nid = 's'\nname = 'S'\nstart = 2022-04-11\n\n[[conference.deadline]]",
        1,
    );
    folder.put("conferences.toml", &list);
    export(&folder, MAY, "");
    let second = list.rfind("[[conference]]").expect("a conference");
    // The first conference, and its parts with it.
    let first = list.find("[[conference]]").expect("a conference");
    folder.put("conferences.toml", &format!("{}{}", &list[..first], &list[second..]));
    fs::copy(folder.path("feed.ics"), folder.path("old.ics")).expect("a copy");
    let run = export(&folder, MAY, "--strict");
    assert_eq!(run.code, Some(0), "the list is not at fault");
    assert!(
        run.err.contains("warning[event-gone]: `PyCon DE 2022` is gone from the list, with 2 sessions and deadlines"),
        "{}",
        run.err
    );
    assert!(run.err.contains("--> feed.ics:") && run.err.contains("| SUMMARY:PyCon DE 2022"), "{}", run.err);
    assert!(run.err.contains("put it back with `status = \"cancelled\"`"), "{}", run.err);
    assert!(run.err.ends_with("\n1 warning\n"), "{}", run.err);
    assert_eq!(export(&folder, MAY, "").err, "", "it is said once");
    // A single part of a conference.
    folder.put("conferences.toml", &LIST.replace("[[conference.deadline]]\nkind = \"cfp\"\ndue = 2022-01-09\n", ""));
    let run = export(&folder, MAY, "--previous old.ics");
    assert!(
        run.err.contains("`S: PyCon DE 2022` is gone") && run.err.contains("`CFP closes: PyCon DE 2022` is gone"),
        "{}",
        run.err
    );
    assert!(run.err.ends_with("\n2 warnings\n"), "{}", run.err);
}

#[test]
fn what_is_filtered_out_retired_or_derived_is_not_gone() {
    let silent = |from: &str, to: &str, args: &str, old_args: &str| {
        let folder = Folder::new();
        export(&folder, MAY, old_args);
        if !from.is_empty() {
            edit(&folder, from, to);
        }
        let run = export(&folder, MAY + 200 * DAY, args);
        assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{from:?} {args:?} {old_args:?}");
    };
    silent("", "", "--country gb", "");
    silent("", "", "--from 2022-05-01", "");
    silent("", "", "--only deadlines", "");
    silent("id = \"test\"", "id = \"test\"\nkeep = \"90d\"", "", "");
    // Fewer reminders: the entries are still there.
    silent("", "", "--remind 7d --remind-as events", "--remind 7d,1d --remind-as events");
    silent("", "", "", "--remind 7d,1d --remind-as events");
}

#[test]
fn what_keep_would_have_retired_goes_without_a_word() {
    let folder = Folder::new();
    edit(&folder, "id = \"test\"", "id = \"test\"\nkeep = \"90d\"");
    export(&folder, MAY, "");
    let list = folder.read("conferences.toml");
    let (first, second) = (list.find("[[conference]]").expect("one"), list.rfind("[[conference]]").expect("one"));
    folder.put("conferences.toml", &format!("{}{}", &list[..first], &list[second..]));
    assert!(export(&folder, MAY + DAY, "").err.contains("`PyCon DE 2022` is gone"), "it was not past long enough");
    folder.put("conferences.toml", &list);
    export(&folder, MAY, "");
    folder.put("conferences.toml", &format!("{}{}", &list[..first], &list[second..]));
    assert_eq!(export(&folder, MAY + 120 * DAY, "").err, "");
}

/// To the second, what `keep` leaves out of a feed is what may be missing from the list without a word.
#[test]
fn what_is_retired_is_what_may_be_gone() {
    let entry = "[[conference]]\nid = 'a'\nname = 'A'\nstart = 2022-04-11\nend = 2022-04-13\ncountry = 'IE'\n";
    let with_keep = |entry: &str| feed(&format!("[feed]\nid = 'x'\nkeep = '10d'\n{entry}"));
    let (full, empty) = (with_keep(entry), with_keep(""));
    let april = Stamp::new("2022-04-01T00:00:00Z".parse().expect("a time"));
    let published = Source::from_bytes("feed.ics", Calendar::new(&full, april).to_bytes());
    // Its last day is over everywhere at noon of the next one, in UTC.
    for (time, is_retired) in [("11:59:59", false), ("12:00:00", false), ("12:00:01", true)] {
        let time = Stamp::new(format!("2022-04-24T{time}Z").parse().expect("a time"));
        assert_eq!(Calendar::new(&full, time).len(), usize::from(!is_retired), "{time:?}");
        assert_eq!(PreviousFeed::read(&published).removed(&empty, &[], time).is_empty(), is_retired, "{time:?}");
    }
}

#[test]
fn a_conference_takes_its_parts_along() {
    for (status, word, says) in [("cancelled", "Cancelled", "CANCELLED"), ("postponed", "Postponed", "TENTATIVE")] {
        let folder = published();
        edit(&folder, "id = \"pycon-de-2022\"", &format!("id = \"pycon-de-2022\"\nstatus = \"{status}\""));
        assert_eq!(export(&folder, MAY + 30 * DAY, "").err, "");
        let after = folder.read("feed.ics");
        let stamps = stamps(&after);
        assert_eq!(stamps[&format!("{word}: PyCon DE 2022")], JUNE_STAMP);
        let part = stamps.keys().find(|summary| summary.contains("CFP")).expect("the deadline");
        assert!(part.starts_with(word), "{part}");
        assert_eq!(stamps[part], JUNE_STAMP);
        assert_eq!(stamps["PyCon UK 2022"], MAY_STAMP);
        assert_eq!(after.matches(&format!("STATUS:{says}")).count(), 2);
    }
}

#[test]
fn another_previous_feed_can_be_named() {
    let folder = published();
    let run = folder.command("export --previous feed.ics").env("SOURCE_DATE_EPOCH", (MAY + DAY).to_string()).output();
    let run = Run::from(run.expect("confcal runs"));
    assert_eq!((run.err.as_str(), run.out), ("", folder.read("feed.ics")));
    // From standard input, in front of another file.
    let mut child = folder
        .command("export --previous - -o other.ics")
        .env("SOURCE_DATE_EPOCH", (MAY + DAY).to_string())
        .stdin(Stdio::piped())
        .spawn()
        .expect("confcal runs");
    child.stdin.take().expect("standard input").write_all(folder.read("feed.ics").as_bytes()).expect("it is read");
    assert!(child.wait().expect("it ends").success());
    assert_eq!(folder.read("other.ics"), folder.read("feed.ics"));
    folder.run("export --previous missing.ics").fails(2, "cannot read missing.ics");
    folder.run("export --previous a --no-previous").fails(2, "cannot be used with");
    folder.run("export - --previous -").fails(2, "standard input can be read only once");
    // Without a file to replace there is no previous feed; a folder, a device and a pipe are none.
    assert_eq!(folder.run("export -o /dev/null").err, "");
}

#[test]
fn line_ends_folds_and_order_are_no_change() {
    let folder = published();
    let feed = folder.read("feed.ics");
    let event = "STATUS:CONFIRMED\r\nTRANSP:TRANSPARENT\r\n";
    let others = [
        feed.replace("\r\n", "\n"),
        feed.replace("\r\n ", ""),
        feed.replace("SUMMARY:Py", "SUMMARY:P\r\n y"),
        feed.replace(event, "TRANSP:TRANSPARENT\r\nSTATUS:CONFIRMED\r\n"),
        format!("\u{feff}{feed}"),
        feed.replace("BEGIN:", "begin:").replace("UID:", "uid:").replace("DTSTAMP:", "dtstamp:"),
    ];
    for other in others {
        assert_ne!(other, feed);
        folder.put("feed.ics", &other);
        assert_eq!(export(&folder, MAY + 30 * DAY, "").err, "");
        assert_eq!(folder.read("feed.ics"), feed);
    }
}

/// Asserts the codes and lines of the faults of a damaged feed, and the number of events that keep their stamp.
#[track_caller]
fn damaged(bytes: &[u8], expected: &[(&str, usize)], keep: usize) {
    let folder = Folder::new();
    fs::write(folder.path("feed.ics"), bytes).expect("a file");
    let run = export(&folder, MAY + 30 * DAY, "--strict --force");
    assert_eq!(run.code, Some(0), "{}", run.err);
    let kept = stamps(&folder.read("feed.ics")).values().filter(|stamp| *stamp == MAY_STAMP).count();
    assert_eq!(kept, keep, "{}", run.err);
    let source = Source::from_bytes("feed.ics", bytes.to_vec());
    let published = PreviousFeed::read(&source);
    let said: Vec<_> = published
        .diagnostics()
        .iter()
        .map(|fault| {
            assert_eq!(fault.code, Code::PreviousFeed);
            (fault.message.as_str(), fault.labels[0].source.position(fault.labels[0].range.start).0)
        })
        .collect();
    assert_eq!(said, expected);
}

#[test]
fn a_damaged_feed_is_used_as_far_as_it_goes() {
    let folder = published();
    let text = folder.read("feed.ics");
    let feed = text.as_bytes();
    let line = |what: &str| text.lines().position(|line| line == what).expect("a line") + 1;
    let first = line("BEGIN:VEVENT");
    let replace = |from: &str, to: &str| text.replacen(from, to, 1).into_bytes();
    let noise = "this is not a content line of an event; the event counts as changed";
    let cut_off = "the event is cut off, and is left out";
    let unstamped = "DTSTAMP, LAST-MODIFIED and SEQUENCE of the event do not say one time, so it counts as changed";
    damaged(feed, &[], 3);
    damaged(b"", &[("the previous feed is not a calendar feed, and cannot be used", 1)], 0);
    damaged(b"\0\0\0\0", &[("the previous feed is not a calendar feed, and cannot be used", 1)], 0);
    damaged(
        "Dear all,\r\nsee you there\r\n".as_bytes(),
        &[("the previous feed is not a calendar feed, and cannot be used", 1)],
        0,
    );
    damaged(&replace("SUMMARY:CFP", "SUMMARY CFP"), &[(noise, line("SUMMARY:CFP closes: PyCon DE 2022"))], 2);
    damaged(&replace("SEQUENCE:", "SEQUENCE:9"), &[(unstamped, first)], 2);
    damaged(&replace("DTSTAMP:2", "DTSTAMP:3"), &[(unstamped, first)], 2);
    damaged(
        &replace(
            "DTSTAMP:20220501T000000Z\r\nLAST-MODIFIED:20220501T000000Z",
            "DTSTAMP:99991231T235959Z\r\nLAST-MODIFIED:99991231T235959Z",
        ),
        &[(unstamped, first)],
        2,
    );
    // A line in front of the UID is one more than there would be today.
    damaged(text.replace("BEGIN:VEVENT\r\n", "BEGIN:VEVENT\r\nX-ODD:1\r\n").as_bytes(), &[], 0);
    damaged(&replace("UID:", "X-UID:"), &[("the event has no UID, and is left out", first)], 2);
    damaged(&replace("END:VEVENT", "X:1"), &[(cut_off, first)], 2);
    damaged(&replace("BEGIN:VEVENT", "X:1"), &[("an event ends here that has no beginning", line("END:VEVENT"))], 2);
    damaged(&replace("BEGIN:VCALENDAR\r\n", ""), &[("the previous feed does not begin with BEGIN:VCALENDAR", 1)], 3);
    damaged(
        &replace("CALSCALE:GREGORIAN\r\n", "what\r\nis\r\nthis\r\n"),
        &[("this is not a content line of a calendar feed", 4)],
        3,
    );
    damaged(
        &replace("PRODID:-//confcal//confcal//EN", "PRODID:-//X//X//EN"),
        &[("the previous feed is of another program: of use are only events with UIDs of this list", 3)],
        3,
    );
    let cut = text.rfind("STATUS").expect("a property");
    let last = text[..cut].lines().count();
    let begin = text[..text.rfind("BEGIN:VEVENT").expect("an event")].lines().count() + 1;
    damaged(
        &feed[..cut],
        &[(cut_off, begin), ("the previous feed is cut off here: END:VCALENDAR is missing", last)],
        2,
    );
    let twice = text.replace("END:VCALENDAR", &text[text.rfind("BEGIN:VEVENT").expect("an event")..]);
    let again = text.lines().count();
    damaged(
        twice.as_bytes(),
        &[("an event before it has the same UID; the one with the later stamp counts", again)],
        3,
    );
    // Of two that say different things, the later one counts, and the first of one time.
    let other = |time: &str, sequence: &str| {
        let (before, event) = twice.split_at(text.rfind("END:VCALENDAR").expect("an end"));
        let event =
            event.replace("SUMMARY:", "SUMMARY:Not ").replace(MAY_STAMP.split(' ').next().expect("a time"), time);
        before.to_owned() + &event.replace("SEQUENCE:11744640", sequence)
    };
    let same_uid = [("an event before it has the same UID; the one with the later stamp counts", again)];
    damaged(other("20220501T000000Z", "SEQUENCE:11744640").as_bytes(), &same_uid, 3);
    damaged(other("20220430T000000Z", "SEQUENCE:11743200").as_bytes(), &same_uid, 3);
    damaged(other("20220502T000000Z", "SEQUENCE:11746080").as_bytes(), &same_uid, 2);
    // Bytes that are not UTF-8, in one event.
    let at = text.find("PyCon DE").expect("a name");
    let mut bytes = feed.to_vec();
    bytes[at] = 0xff;
    damaged(&bytes, &[("the previous feed is not UTF-8 here", line("SUMMARY:CFP closes: PyCon DE 2022"))], 2);
    bytes[at] = 0;
    damaged(&bytes, &[], 2);
}

#[test]
fn nothing_in_a_feed_crashes_or_hangs() {
    let folder = published();
    let text = folder.read("feed.ics");
    let inside = |what: String| text.replacen("SUMMARY:", &format!("{what}SUMMARY:"), 1).into_bytes();
    let hostile = [
        inside("BEGIN:X\r\n".repeat(200_000)),
        inside("END:X\r\n".repeat(200_000)),
        inside("X".repeat(10_000_000)),
        inside("X:1\r\n".repeat(1_000_000)),
        inside("X:\r\n ".repeat(1_000_000)),
        inside("X;A=\"".repeat(1_000_000)),
        inside("SUMMARY:\\".repeat(1_000_000)),
        "BEGIN:VEVENT\r\n".repeat(500_000).into_bytes(),
        "BEGIN:VEVENT\r\nUID:1\r\nEND:VEVENT\r\n".repeat(200_000).into_bytes(),
        vec![0; 10_000_000],
        vec![0xff; 5_000_000],
        vec![b'\n'; 10_000_000],
        vec![b' '; 10_000_000],
    ];
    for bytes in hostile {
        let feed = feed(LIST);
        let source = Source::from_bytes("feed.ics", bytes);
        let published = PreviousFeed::read(&source);
        assert!(published.diagnostics().len() <= 21);
        published.removed(&feed, &[], stamp());
        let bytes = revised(&feed, stamp(), &published);
        assert_eq!(String::from_utf8_lossy(&bytes).matches("BEGIN:VEVENT").count(), 3);
        let new = Source::from_bytes("new.ics", bytes);
        published.changes(&PreviousFeed::read(&new));
    }
}

/// Reads a feed as a file is read.
fn read_in_pieces(bytes: &[u8]) -> PreviousFeed<'_> {
    let feed = BufReader::with_capacity(7, bytes);
    PreviousFeed::read_from("feed.ics", feed, |range| bytes[range].to_vec()).expect("a feed in memory")
}

/// A feed as another program would write it: folded at a width, or with other line breaks, or with the lines of each event in
/// another order.
fn rewritten(feed: &str, line_break: &str, width: usize, is_sorted: bool) -> String {
    let unfolded = feed.replace("\r\n ", "");
    let mut lines: Vec<&str> = unfolded.lines().collect();
    if is_sorted {
        lines
            .chunk_by_mut(|one, other| {
                ![one, other].iter().any(|line| line.starts_with("BEGIN:") || line.starts_with("END:"))
            })
            .for_each(<[&str]>::sort_unstable);
    }
    let fold = |line: &str| {
        let chars: Vec<char> = line.chars().collect();
        chars.chunks(width).map(String::from_iter).collect::<Vec<_>>().join(&format!("{line_break} "))
    };
    lines.into_iter().map(|line| fold(line) + line_break).collect()
}

#[test]
fn a_feed_that_another_program_folded_or_sorted_is_the_same() {
    let (feed, edited) = (feed(LIST), feed(&LIST.replace("Cardiff", "Swansea")));
    let june = Stamp::new("2022-06-01T00:00:00Z".parse().expect("a time"));
    let text = String::from_utf8(Calendar::new(&feed, stamp()).to_bytes()).expect("UTF-8");
    let after = |feed: &Feed, text: &str| {
        let source = Source::new("feed.ics", text);
        let (held, pieces) = (PreviousFeed::read(&source), read_in_pieces(text.as_bytes()));
        let gone = |previous: &PreviousFeed| previous.removed(&Feed::default(), &[], june);
        assert_eq!((held.diagnostics(), gone(&held)), (&[][..], gone(&pieces)));
        assert_eq!((held.changes(&pieces), pieces.changes(&held)), (vec![], vec![]));
        let calendars = [&held, &pieces].map(|previous| revised(feed, june, previous));
        assert_eq!(calendars[0], calendars[1]);
        calendars[0].clone()
    };
    let change = after(&edited, &text);
    assert_ne!(change, text.as_bytes());
    for (line_break, width) in [("\r\n", 75), ("\n", 75), ("\r\n", 20), ("\n", 1000)] {
        for is_sorted in [false, true] {
            let theirs = rewritten(&text, line_break, width, is_sorted);
            assert_eq!(after(&feed, &theirs), text.as_bytes(), "{theirs}");
            assert_eq!(after(&edited, &theirs), change, "{theirs}");
        }
    }
}

/// The text of a published feed is not held: of each event one piece is read, once.
#[test]
fn revisions_look_at_one_event_at_a_time() {
    let feed = feed(LIST);
    let bytes = Calendar::new(&feed, stamp()).to_bytes();
    let pieces = std::cell::RefCell::new(Vec::new());
    let piece = |range: std::ops::Range<usize>| {
        pieces.borrow_mut().push(range.clone());
        bytes[range].to_vec()
    };
    let previous = PreviousFeed::read_from("feed.ics", &*bytes, piece).expect("a feed in memory");
    assert_eq!(previous.removed(&feed, &[], stamp()), []);
    assert_eq!(pieces.borrow().len(), 0, "no event is gone");
    Calendar::new(&feed, stamp()).revise(&previous);
    let text = std::str::from_utf8(&bytes).expect("UTF-8");
    let events: Vec<_> = text.split("BEGIN:VEVENT\r\n").skip(1).map(|event| event.split("END:VEVENT").next()).collect();
    let read: Vec<_> = pieces.borrow().iter().map(|range| text.get(range.clone())).collect();
    assert_eq!(read, events);
}

#[test]
fn every_prefix_and_every_change_of_a_byte_is_taken() {
    let feed = feed(LIST);
    let bytes = Calendar::new(&feed, stamp()).to_bytes();
    let june = Stamp::new("2022-06-01T00:00:00Z".parse().expect("a time"));
    let try_it = |bytes: Vec<u8>| {
        let is_same = Calendar::new(&feed, june).is_unchanged(BufReader::with_capacity(7, &*bytes));
        let source = Source::from_bytes("feed.ics", bytes.clone());
        let published = PreviousFeed::read(&source);
        let again = read_in_pieces(&bytes);
        assert_eq!((again.diagnostics(), again.stamps()), (published.diagnostics(), published.stamps()));
        assert_eq!(revised(&feed, june, &again), revised(&feed, june, &published));
        for fault in published.diagnostics().iter().chain(&published.removed(&feed, &[], june)) {
            for label in &fault.labels {
                assert!(label.source.text().get(label.range.clone()).is_some(), "{fault:?}");
            }
        }
        let text = String::from_utf8(revised(&feed, june, &published)).expect("UTF-8");
        assert_eq!(is_same, text.as_bytes() == bytes, "{}", source.text());
        for stamp in stamps(&text).values() {
            let known = ["20220501T000000Z", "20220601T000000Z"];
            assert!(known.iter().any(|known| stamp.starts_with(known)), "{stamp} in {}", source.text());
        }
    };
    for end in 0..=bytes.len() {
        try_it(bytes[..end].to_vec());
    }
    for at in 0..bytes.len() {
        for byte in [b':', b'\n', b'9', 0, 0xff] {
            let mut bytes = bytes.clone();
            bytes[at] = byte;
            try_it(bytes);
        }
    }
}

proptest! {
    #![proptest_config(repeatable())]

    /// Whatever is edited, and whatever the clock says: a change comes with a later stamp, a later stamp with a change,
    /// and the same list twice gives the same bytes.
    #[test]
    fn stamps_move_with_changes_and_never_back(
        steps in prop::collection::vec((0usize..3, 0u32..4, -3i64..4, any::<bool>()), 1..8),
    ) {
        let time: DateTime<Utc> = "2022-05-01T00:00:00Z".parse().expect("a time");
        let mut cities = [0; 3];
        let mut updated = [false; 3];
        let mut before: Option<Source> = None;
        for (which, city, minutes, with_updated) in steps {
            cities[which] = city;
            updated[which] = with_updated;
            let list: String = (0..3).map(|index| {
                let updated = if updated[index] { "updated = 2022-05-01T00:02:00Z\n" } else { "" };
                format!("[[conference]]\nname = 'C{index}'\nid = 'c{index}'\nstart = 2022-07-11\ncity = 'City {}'\n{updated}", cities[index])
            }).collect();
            let feed = feed(&list);
            let list_time = Stamp::new(time + chrono::TimeDelta::seconds(minutes * 40));
            let published = before.as_ref().map(PreviousFeed::read);
            let bytes = match &published {
                Some(published) => revised(&feed, list_time, published),
                None => Calendar::new(&feed, list_time).to_bytes(),
            };
            let source = Source::from_bytes("feed.ics", bytes);
            if let (Some(old), Some(published)) = (&before, &published) {
                prop_assert_eq!(published.diagnostics(), &[]);
                let (was, is) = (stamps(old.text()), stamps(source.text()));
                let changes = published.changes(&PreviousFeed::read(&source));
                for (summary, stamp) in &is {
                    let changed = changes.iter().any(|change| change.summary == *summary);
                    let sequence = |stamp: &str| stamp.split(' ').nth(1).and_then(|text| text.parse::<u32>().ok());
                    prop_assert_eq!(changed, stamp > &was[summary], "{} {} {}", summary, &was[summary], stamp);
                    prop_assert_eq!(changed, sequence(stamp) > sequence(&was[summary]));
                }
                prop_assert!(last_modified(source.text()) >= last_modified(old.text()));
            }
            let again = PreviousFeed::read(&source);
            let twice = revised(&feed, list_time, &again);
            prop_assert_eq!(&twice, &source.text().as_bytes());
            let is_unchanged = |source: &Source| Calendar::new(&feed, list_time).is_unchanged(source.text().as_bytes());
            prop_assert!(is_unchanged(&source));
            if let Some(old) = &before {
                prop_assert_eq!(is_unchanged(old), old.text() == source.text());
            }
            drop((published, again));
            before = Some(source);
        }
    }
}

/// The stamp, in a form that sorts by time, and the other lines of each event of a feed, by its UID.
fn events_by_uid(ics: &str) -> BTreeMap<String, (String, String)> {
    let mut events = BTreeMap::new();
    for event in EventLines::all(ics) {
        let is_stamp =
            |line: &&str| ["DTSTAMP:", "LAST-MODIFIED:", "SEQUENCE:"].iter().any(|name| line.starts_with(name));
        let (stamps, rest): (Vec<&str>, Vec<&str>) = event.lines().partition(is_stamp);
        assert_eq!(stamps.len(), 3, "{stamps:?}");
        let sequence: u32 = event.value("SEQUENCE").parse().expect("a number");
        events.insert(event.value("UID").to_owned(), (format!("{sequence:010} {:?}", &stamps[..2]), rest.join("\n")));
    }
    events
}

/// The conferences of a list that changes: whether each is there, its year, its zone, its place, and its tags.
type Edit = [(bool, usize, usize, u32, bool, bool); 3];

fn list_of(conferences: &Edit) -> String {
    let mut list = "[feed]\nid = 'x'\n[[view]]\npath = 'coming.ics'\nname = 'Coming'\nfrom = '2024-01-01'\n".to_owned();
    for (index, &(is_there, year, zone, city, a, b)) in conferences.iter().enumerate().filter(|(_, edit)| edit.0) {
        let _ = is_there;
        let year = [2019, 2022, 2024, 2030][year];
        let zone = ["America/Mexico_City", "Europe/Dublin", "America/Vancouver"][zone];
        let tags: Vec<_> = [(a, "'a'"), (b, "'b'")].into_iter().filter(|(has, _)| *has).map(|(_, tag)| tag).collect();
        list += &format!(
            "[[conference]]\nname = 'C{index}'\nid = 'c{index}'\nstart = {year}-07-11T09:00:00\nend = {year}-07-11T17:00:00\n\
             timezone = '{zone}'\ncity = 'City {city}'\ncountry = 'MX'\ntags = [{}]\n\
             [[conference.deadline]]\nkind = 'cfp'\ndue = {year}-03-01\nremind = ['7d', '1d']\n",
            tags.join(", ")
        );
    }
    list
}

/// Every feed of a site, and the answers to some queries.
fn feeds_of(site: &Site) -> BTreeMap<String, String> {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
    let files = site.files().filter(|file| file.kind.is_some());
    let mut feeds: BTreeMap<_, _> = files.map(|file| (file.path.to_string(), text(&file.bytes()))).collect();
    let names: Names = serde_json::from_str("{\"tags\": [\"a\", \"b\"], \"ids\": [\"c0\"]}").unwrap_or_default();
    for words in [
        [("year", "2024"), ("country", "MX")],
        [("from", "2020-01-01"), ("until", "2025-01-01")],
        [("tag", "a"), ("only", "conferences")],
    ] {
        let Ok(filter) = Filter::parse(words, &names, Default::default()) else { continue };
        let part = site.calendar(&filter, Some("A query"), None);
        feeds.insert(format!("feed.ics?{words:?}"), text(&part.to_bytes()));
    }
    feeds
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..repeatable() })]

    /// In every feed of a site, and in every query, what an event says changes only with its stamps, and no event has two
    /// revisions: whatever is edited, whatever the clock says, and whichever of the published feeds are lost.
    #[test]
    fn no_event_of_a_site_changes_without_a_revision(
        steps in prop::collection::vec((
            prop::array::uniform3((prop::bool::weighted(0.8), 0usize..4, 0usize..3, 0u32..2, any::<bool>(), any::<bool>())),
            -2i64..4, prop::option::weighted(0.2, 0usize..6),
        ), 2..6),
    ) {
        let time: DateTime<Utc> = "2022-05-01T00:00:00Z".parse().expect("a time");
        let mut before: BTreeMap<String, String> = BTreeMap::new();
        for (conferences, minutes, lost) in steps {
            let lost = lost.and_then(|at| before.keys().nth(at).cloned());
            if let Some(lost) = &lost {
                before.remove(lost);
            }
            let list_time = Stamp::new(time + chrono::TimeDelta::seconds(minutes * 40));
            let previous = |path: &str| before.get(path).map(|text| text.clone().into_bytes());
            let options = SiteOptions { now: time, previous: &previous, ..SiteOptions::new(list_time) };
            let site = confcal::site(feed(&list_of(&conferences)), &options);
            let after = feeds_of(&site);
            let mut revisions: BTreeMap<String, String> = BTreeMap::new();
            for (path, text) in &after {
                let was = before.get(path).filter(|_| !path.contains('?') || lost.is_none()).map(|text| events_by_uid(text));
                for (uid, (stamp, says)) in events_by_uid(text) {
                    prop_assert_eq!(revisions.entry(uid.clone()).or_insert(stamp.clone()), &stamp, "two revisions, {}", path);
                    let Some((old_stamp, said)) = was.as_ref().and_then(|was| was.get(&uid)) else { continue };
                    prop_assert!(&stamp >= old_stamp, "back from {} to {}, {}", old_stamp, stamp, path);
                    prop_assert!(said == &says || &stamp > old_stamp, "no revision of {}, {}", says, path);
                    prop_assert!(said != &says || &stamp == old_stamp || lost.is_some(), "no change of {}, {}", says, path);
                }
            }
            before = after;
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..repeatable() })]

    /// A site in memory is continued like the same site that is read back, whatever is edited and whatever the clock says.
    #[test]
    fn a_site_in_memory_is_continued_as_if_it_were_read(
        steps in prop::collection::vec((
            prop::array::uniform3((prop::bool::weighted(0.8), 0usize..4, 0usize..3, 0u32..2, any::<bool>(), any::<bool>())),
            -2i64..4, any::<bool>(), prop::array::uniform3(any::<bool>()),
        ), 2..5),
    ) {
        let time: DateTime<Utc> = "2022-05-01T00:00:00Z".parse().expect("a time");
        let mut before: Option<Site> = None;
        for (conferences, minutes, prune, [is_reversed, in_utc, as_events]) in steps {
            let list_time = Stamp::new(time + chrono::TimeDelta::seconds(minutes * 40));
            let read = |path: &str| Some(before.as_ref()?.file(path)?.bytes());
            let base_url = "https://example.org/".parse().ok();
            let options = SiteOptions { base_url, now: time, previous: &read, prune, ..SiteOptions::new(list_time) };
            let mut list = feed(&list_of(&conferences));
            if is_reversed {
                list.conferences.reverse();
            }
            list.times = if in_utc { Times::Utc } else { Times::Local };
            list.reminders = if as_events { Reminders::Events } else { Reminders::Alarms };
            let by_bytes = confcal::site(list.clone(), &options);
            let Some(site) = &before else {
                before = Some(by_bytes);
                continue;
            };
            let in_memory = site.updated(list, &options);
            prop_assert_eq!(&in_memory.diagnostics, &by_bytes.diagnostics);
            prop_assert_eq!((&in_memory.emptied, in_memory.loses_events), (&by_bytes.emptied, by_bytes.loses_events));
            let paths = |site: &Site| site.files().map(|file| (file.path.clone(), file.is_published)).collect::<Vec<_>>();
            prop_assert_eq!(paths(&in_memory), paths(&by_bytes));
            for (one, other) in in_memory.files().zip(by_bytes.files()) {
                prop_assert_eq!(one.sha256(), other.sha256(), "{}", one.path);
                prop_assert_eq!(one.sha256(), confcal::sha256(&one.bytes()), "{}", one.path);
            }
            before = Some(in_memory);
        }
    }
}

/// As they are written before, and by a version that let the years of a feed decide.
#[test]
fn a_change_in_one_feed_of_a_site_gives_the_event_a_revision_in_all() {
    let list = "[feed]\nid = 'x'\n[[conference]]\nname = 'A'\nid = 'a'\nstart = 2022-07-11T09:00:00\n\
                timezone = 'Europe/Dublin'\ncity = 'Dublin'\ncountry = 'IE'\ntags = ['t']\n";
    let make = |previous: &dyn Fn(&str) -> Option<Vec<u8>>| {
        let options = SiteOptions { previous, ..SiteOptions::new(stamp()) };
        confcal::site(feed(list), &options)
    };
    let first = make(&|_| None);
    let published = |path: &str| {
        let text = String::from_utf8(first.file(path)?.bytes()).ok()?;
        Some(if path == "topics/t.ics" { text.replace("LOCATION:Dublin", "LOCATION:Cork") } else { text }.into_bytes())
    };
    let second = make(&published);
    for path in ["all.ics", "topics/t.ics", "countries/ie.ics", "events/a.ics"] {
        let text = String::from_utf8(second.file(path).expect("a feed").bytes()).expect("UTF-8");
        assert_eq!(stamps(&text)["A"], "20220501T000100Z 11744641", "{path}");
        assert!(!second.file(path).expect("a feed").is_published);
    }
}

/// An empty feed says nothing new when the list is touched.
#[test]
fn a_feed_without_events_stays_as_it_is() {
    let june = Stamp::new("2022-06-01T00:00:00Z".parse().expect("a time"));
    let list = "[feed]\nid = 'x'\n[[view]]\npath = 'later.ics'\nname = 'Later'\nfrom = '2050-01-01'\n\
                [[conference]]\nname = 'A'\nid = 'a'\nstart = 2022-07-11\ncity = 'Dublin'\ncountry = 'IE'\n";
    let make = |time: Stamp, previous: &dyn Fn(&str) -> Option<Vec<u8>>| {
        let options = SiteOptions { previous, ..SiteOptions::new(time) };
        confcal::site(feed(list), &options)
    };
    let first = make(stamp(), &|_| None);
    let second = make(june, &|path| Some(first.file(path)?.bytes()));
    assert!(second.file("later.ics").expect("a feed").is_published);
    let query = |site: &Site| {
        let filter = Filter::parse([("from", "2050-01-01")], &Names::default(), Default::default()).expect("a filter");
        site.calendar(&filter, None, None).to_bytes()
    };
    assert_eq!(query(&second), query(&first));
    let empty = Source::from_bytes("feed.ics", Calendar::new(&Feed::default(), stamp()).to_bytes());
    let again = revised(&Feed::default(), june, &PreviousFeed::read(&empty));
    assert_eq!(again, empty.text().as_bytes());
}

#[test]
fn a_time_that_no_feed_can_write_is_replaced_and_said() {
    for (time, last_modified, said) in [
        ("253370764800", "60830123T020600Z", "SOURCE_DATE_EPOCH is 9999-01-01 00:00:00 UTC, which no feed can write"),
        ("9223372036854775807", "60830123T020600Z", "which no feed can write: 6083-01-23 02:06:00 UTC counts"),
        ("-62135596801", "00010101T000000Z", "which no feed can write: 0001-01-01 00:00:00 UTC counts"),
        ("-9223372036854775808", "00010101T000000Z", "which no feed can write"),
        ("-1", "19691231T235959Z", ""),
    ] {
        let folder = Folder::new();
        let run = Run::from(folder.command("export").env("SOURCE_DATE_EPOCH", time).output().expect("confcal runs"));
        assert_eq!((run.code, self::last_modified(&run.out)), (Some(0), last_modified), "{}", run.err);
        assert!(run.err.contains(said) && run.err.is_empty() == said.is_empty(), "{}", run.err);
        let number = |line: &str| line.strip_prefix("SEQUENCE:").and_then(|text| text.parse::<i32>().ok());
        assert!(run.out.lines().filter(|line| line.starts_with("SEQUENCE:")).all(|line| number(line).is_some()));
    }
}

#[test]
fn a_file_of_any_time_can_be_read() {
    let folder = Folder::new();
    let file = fs::File::options().write(true).open(folder.path("conferences.toml")).expect("the list");
    for seconds in [1u64 << 40, 1 << 43, 1 << 58] {
        for time in [
            std::time::SystemTime::UNIX_EPOCH.checked_sub(std::time::Duration::from_secs(seconds)),
            std::time::SystemTime::UNIX_EPOCH.checked_add(std::time::Duration::from_secs(seconds)),
        ] {
            // Not every file system keeps such times.
            let Some(true) = time.map(|time| file.set_modified(time).is_ok()) else { continue };
            for args in ["export", "check", "list --all", "build -o public"] {
                let run =
                    Run::from(folder.command(args).env_remove("SOURCE_DATE_EPOCH").output().expect("confcal runs"));
                assert_eq!(run.code, Some(0), "{args}: {}", run.err);
            }
        }
    }
}

#[test]
fn a_tag_hides_no_deadline_that_is_gone() {
    let folder = Folder::new();
    edit(&folder, "tags = [\"python\"]", "tags = [\"reminder\"]");
    export(&folder, MAY, "");
    edit(&folder, "[[conference.deadline]]\nkind = \"cfp\"\ndue = 2022-01-09\n", "");
    let run = export(&folder, MAY, "");
    assert!(run.err.contains("warning[event-gone]: `CFP closes: PyCon DE 2022` is gone"), "{}", run.err);
}

#[test]
fn check_shows_what_subscribers_would_see_change() {
    let folder = published();
    let check = |args: &str| folder.run(&format!("check --previous feed.ics {args}"));
    let run = check("");
    assert_eq!((run.code, run.out.as_str()), (Some(0), "nothing changes for subscribers\n"));
    let list = LIST
        .replace("id = \"pycon-de-2022\"", "id = \"pycon-de-2022\"\nstatus = \"cancelled\"")
        .replace("start = 2022-09-16", "start = 2022-09-15\nurl = 'https://pyconuk.org/'")
        .replace("[[conference.deadline]]\nkind = \"cfp\"\ndue = 2022-01-09\n", "")
        + "\n[[conference]]\nid = 'new'\nname = 'PyCon ES'\nstart = 2022-10-01\ncountry = 'ES'\n";
    folder.put("conferences.toml", &list);
    let run = check("");
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    let (finding, changes) = run.out.split_once("\n\n1 warning\n\n").expect("a finding");
    assert!(finding.starts_with("warning[event-gone]: `CFP closes: PyCon DE 2022` is gone"), "{finding}");
    assert_eq!(
        changes,
        "cancelled  Cancelled: PyCon DE 2022, 2022-04-11\n\
         changed    PyCon UK 2022, 2022-09-15\n             \
         DTSTART      - 2022-09-16\n                          + 2022-09-15\n             \
         URL          + https://pyconuk.org/\n             \
         DESCRIPTION  + Web: https://pyconuk.org/\n\
         new        PyCon ES, 2022-10-01\n\
         gone       CFP closes: PyCon DE 2022, 2022-01-09\n\n\
         1 new, 1 changed, 1 cancelled, 1 gone\n"
    );
    let short = check("--format short").out;
    let (finding, changes) = short.split_once("\n1 warning\n").expect("a finding");
    assert!(finding.starts_with("conferences.toml:1:1: warning[event-gone]: "), "{finding}");
    assert_eq!(
        changes,
        "cancelled: Cancelled: PyCon DE 2022, 2022-04-11: SUMMARY, DESCRIPTION, STATUS\n\
         changed: PyCon UK 2022, 2022-09-15: DTSTART, URL, DESCRIPTION\n\
         new: PyCon ES, 2022-10-01\n\
         gone: CFP closes: PyCon DE 2022, 2022-01-09\n\
         1 new, 1 changed, 1 cancelled, 1 gone\n"
    );
    assert!(check("--format github").out.contains("::notice title=changed::PyCon UK 2022, 2022-09-15: DTSTART, URL"));
    let json: serde_json::Value = serde_json::from_str(&check("--format json").out).expect("JSON");
    assert_eq!(json["errors"], 0);
    assert_eq!(json["changes"].as_array().map(Vec::len), Some(4));
    assert_eq!(json["changes"][1]["kind"], "changed");
    assert_eq!(
        json["changes"][1]["properties"][0],
        serde_json::json!({"name": "DTSTART", "old": "2022-09-16", "new": "2022-09-15"})
    );
    assert_eq!(json["changes"][1]["properties"][1]["old"], serde_json::Value::Null);
    // Nothing was written, and without `--previous` nothing is compared.
    let json: serde_json::Value = serde_json::from_str(&folder.run("check --format json").out).expect("JSON");
    assert_eq!(json.get("changes"), None);
}

#[test]
fn check_compares_the_feed_that_the_options_make() {
    let folder = Folder::new();
    export(&folder, MAY, "--country gb --name Britain");
    assert_eq!(
        folder.run("check --previous feed.ics --country gb --name Britain").out,
        "nothing changes for subscribers\n"
    );
    assert!(folder.run("check --previous feed.ics --name Britain").out.contains("2 new\n"));
    assert!(folder.run("check --previous feed.ics --country gb").out.contains("changed    the calendar itself"));
    folder.run("check --country gb").fails(2, "name it with `--previous FILE`");
    folder.run("check --previous missing.ics").fails(2, "cannot read missing.ics");
    folder.put("conferences.toml", "[[conference]]\n");
    let run = folder.run("check --previous feed.ics");
    assert_eq!(run.code, Some(1), "the list has errors, and so no feed");
}

#[test]
fn changes_are_read_from_what_a_client_gets() {
    let list = "[feed]\nid = 'x'\n[[conference]]\nid = 'a'\nname = 'A'\nstart = 2022-07-11T09:00:00\nend = 2022-07-11T17:00:00\n\
                timezone = 'Europe/Dublin'\ncountry = 'IE'\n[[conference.deadline]]\nkind = 'cfp'\ndue = 2022-05-01\nremind = ['7d']\n";
    let bytes = |list: &str| Calendar::new(&feed(list), stamp()).to_bytes();
    let old = Source::from_bytes("old.ics", bytes(list));
    let new = Source::from_bytes("new.ics", bytes(&list.replace("T17:00", "T18:00").replace("'7d'", "'7d', '1d'")));
    let changes = PreviousFeed::read(&old).changes(&PreviousFeed::read(&new));
    let said: Vec<_> = changes
        .iter()
        .flat_map(|change| &change.properties)
        .map(|property| {
            (
                property.name.as_str(),
                property.old.as_deref().unwrap_or_default(),
                property.new.as_deref().unwrap_or_default(),
            )
        })
        .collect();
    assert_eq!(changes.iter().map(|change| change.kind).collect::<Vec<_>>(), [ChangeKind::Changed; 2]);
    assert_eq!(
        said,
        [
            ("VALARM TRIGGER", "-P6DT15H", "-P6DT15H; -PT15H"),
            ("DTEND", "2022-07-11T17:00:00 Europe/Dublin", "2022-07-11T18:00:00 Europe/Dublin"),
        ]
    );
}

#[test]
fn what_is_unchanged_is_told_without_holding_it() {
    let later = Stamp::new("2022-05-01T00:01:00Z".parse().expect("a time"));
    for (name, list) in all_lists() {
        let feed = feed(&list);
        let first = Source::from_bytes("feed.ics", Calendar::new(&feed, stamp()).to_bytes());
        let again = revised(&feed, later, &PreviousFeed::read(&first));
        assert_eq!(again, first.text().as_bytes(), "{name}");
        let mut calendar = Calendar::new(&feed, later);
        assert!(calendar.is_unchanged(first.text().as_bytes()), "{name}");
        assert_eq!(calendar.to_bytes(), first.text().as_bytes(), "it has the published revisions then: {name}");
    }
}

#[test]
fn filters_compare_with_what_they_leave_and_miss_only_what_the_list_has_lost() {
    let folder = published();
    let run = export(&folder, MAY, "--country DE");
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "PyCon UK is still in the list");
    let filtered = folder.read("feed.ics");
    assert_eq!(stamps(&filtered).len(), 2);
    export(&folder, MAY + 30 * DAY, "--country DE");
    assert_eq!(folder.read("feed.ics"), filtered);
    edit(&folder, "id = \"pycon-de-2022\"", "id = \"pycon-de\"");
    let run = export(&folder, MAY + 30 * DAY, "--country DE");
    assert!(run.err.contains("[id-changed]: `PyCon DE 2022` has another id"), "{}", run.err);
    assert!(run.err.contains("write `id = \"pycon-de-2022\"`"), "{}", run.err);
}

/// The list of the folder after `from` has become `to`, checked and exported against what was published before.
fn after_edit(list: &str, from: &str, to: &str) -> (Run, Run) {
    let folder = Folder::new();
    folder.put("conferences.toml", list);
    export(&folder, MAY, "");
    edit(&folder, from, to);
    let check = folder.run("check --strict --previous feed.ics");
    (check, export(&folder, MAY + DAY, "--strict"))
}

#[test]
fn another_feed_id_is_one_finding() {
    for (list, from, to, advice) in [
        (LIST.to_owned(), "id = \"test\"", "id = \"other\"", "put the old `id` of `[feed]` back"),
        (LIST.replace("id = \"test\"", ""), "[feed]", "[feed]\nid = \"new\"", "`id = \"confcal\"` in `[feed]`"),
        (
            LIST.replace("id = \"test\"", "url = \"https://example.org/x\""),
            "[feed]",
            "[feed]\nid = \"new\"",
            "`id = \"https://example.org/x\"` in `[feed]`",
        ),
        (
            LIST.replace("id = \"test\"", "url = \"https://example.org/x\""),
            "example.org/x",
            "example.org/y",
            "`id = \"https://example.org/x\"` in `[feed]`",
        ),
    ] {
        let (check, export) = after_edit(&list, from, to);
        assert_eq!((check.code, export.code), (Some(1), Some(0)), "{} {}", check.out, export.err);
        for said in [&check.out, &export.err] {
            assert_eq!(said.matches("warning[feed-id-changed]").count(), 1, "{said}");
            assert!(said.contains("subscribers lose 3 events") && said.contains(advice), "{said}");
            assert!(!said.contains("[event-gone]") && !said.contains("[id-changed]"), "{said}");
            assert!(!said.contains("[no-feed-id]"), "{said}");
        }
    }
}

#[test]
fn another_id_of_an_entry_is_named_with_its_old_one() {
    let mobile = |name: &str, id: &str, start: &str| {
        format!("{LIST}\n[[conference]]\nname = \"{name}\"\n{id}start = {start}\ncity = \"Oslo\"\n")
    };
    let moved = "write `id = \"mobile-days-2020\"`";
    for (list, from, to, advice) in [
        (LIST.to_owned(), "id = \"pycon-de-2022\"", "id = \"pycon-de\"", "write `id = \"pycon-de-2022\"`"),
        (LIST.replace("\"pycon-de-2022\"", "\"x1\""), "\"x1\"", "\"x2\"", "give it its old `id` back"),
        (mobile("Mobile Days", "", "2020-11-05"), "2020-11-05", "2021-02-05", moved),
        (mobile("Mobile Days 2020", "", "2020-11-05"), "2020-11-05", "2021-02-05", moved),
        (mobile("Mobile Days 2020", "", "2020-11-05"), "2020\"\nstart = 2020-11", "2021\"\nstart = 2021-02", moved),
    ] {
        let (check, export) = after_edit(&list, from, to);
        assert_eq!((check.code, export.code), (Some(1), Some(0)), "{} {}", check.out, export.err);
        for said in [&check.out, &export.err] {
            assert_eq!(said.matches("warning[id-changed]").count(), 1, "{said}");
            assert!(said.contains(advice) && said.contains("--> conferences.toml:"), "{said}");
            assert!(!said.contains("[event-gone]") && !said.contains("hint[no-id]"), "{said}");
        }
    }
}

#[test]
fn a_deleted_entry_is_a_finding_at_the_feed() {
    let folder = published();
    let list = LIST[..LIST.rfind("[[conference]]").expect("a conference")].to_owned();
    folder.put("conferences.toml", &list);
    let run = folder.run("check --previous feed.ics --format github");
    assert_eq!(run.code, Some(0), "{}", run.out);
    let line = LIST.lines().position(|line| line == "[feed]").expect("a feed") + 1;
    assert!(run.out.contains(&format!("::warning file=conferences.toml,line={line},")), "{}", run.out);
    assert!(run.out.contains("title=event-gone::`PyCon UK 2022` is gone"), "{}", run.out);
    assert_eq!(folder.run("check --strict --previous feed.ics").code, Some(1));
}

#[test]
fn the_next_edition_in_place_of_the_last_is_named_as_that() {
    let entry = "\n[[conference]]\nname = \"RustFest 2026\"\nstart = 2026-05-20\ncity = \"Oslo\"\n";
    let own = entry.replace("name", "id = \"rustfest-2026\"\nname").replace("start", "short = \"RustFest\"\nstart");
    let next = |entry: &str| entry.replace("2026", "2027").replace("-05-20", "-05-19");
    for entry in [entry, &own] {
        let list = format!("{LIST}{entry}");
        let (check, export) = after_edit(&list, entry, &next(entry));
        assert_eq!(check.code, Some(1));
        for said in [check.out, export.err] {
            assert!(said.contains("`RustFest 2027` took the place of `RustFest 2026`"), "{said}");
            assert!(said.contains("put the entry of `RustFest 2026` back"), "{said}");
            assert!(said.contains("was moved, write `id = \"rustfest-2026\"`"), "{said}");
            assert_eq!(said.matches("warning[").count(), 1, "{said}");
        }
    }
}

/// The codes of what is said of lists that were published as they were before, each with the list that it points into.
fn lost(before: &[&str], after: &[&str]) -> Vec<(Code, Option<usize>)> {
    let read = |lists: &[&str]| {
        let named = lists.iter().enumerate().map(|(at, list)| Source::new(format!("{at}.toml"), *list));
        let sources: Vec<Source> = named.collect();
        (confcal::read(&sources, confcal::Level::Hint).0.expect("a feed"), sources)
    };
    let published = Source::from_bytes("feed.ics", Calendar::new(&read(before).0, stamp()).to_bytes());
    let (feed, sources) = read(after);
    let gone = PreviousFeed::read(&published).removed(&feed, &sources, stamp());
    let place = |fault: &confcal::Diagnostic| {
        let label = fault.labels.first()?;
        sources.iter().position(|source| Source::ptr_eq(source, &label.source))
    };
    gone.iter().map(|fault| (fault.code, place(fault))).collect()
}

#[test]
fn what_is_lost_points_into_its_own_list() {
    let list = |id: &str, name: &str| {
        let entry = |number| {
            format!(
                "[[conference]]\nid = '{}-{number}'\nname = '{name} {number}'\nstart = 2027-0{number}-01\n",
                name.to_lowercase()
            )
        };
        format!("[feed]\nid = '{id}'\n{}{}", entry(1), entry(2))
    };
    let (rust, go) = (list("rust", "Rust"), list("go", "Go"));
    assert_eq!(lost(&[&rust, &go], &[&rust, &go]), []);
    assert_eq!(lost(&[&rust, &go], &[&list("other", "Rust"), &go]), [(Code::FeedIdChanged, Some(0))]);
    assert_eq!(lost(&[&rust, &go], &[&rust, &list("other", "Go")]), [(Code::FeedIdChanged, Some(1))]);
    assert_eq!(
        lost(&[&rust, &go], &[&list("a", "Rust"), &list("b", "Go")]),
        [(Code::FeedIdChanged, Some(0)), (Code::FeedIdChanged, Some(1))]
    );
    let commented = format!("# The feed of Go: see [feed].\n{}", list("other", "Go"));
    assert_eq!(lost(&[&rust, &go], &[&rust, &commented]), [(Code::FeedIdChanged, Some(1))]);
    assert_eq!(lost(&[&rust, &go], &[&rust, &go.replace("'go-1'", "'golang'")]), [(Code::IdChanged, Some(1))]);
    assert_eq!(lost(&[&rust, &go], &[&rust]), [(Code::EventGone, None), (Code::EventGone, None)]);
}

#[test]
fn what_is_dated_or_swapped_is_not_lost() {
    let list = |rest: &str| format!("[feed]\nid = 'x'\n[[conference]]\nname = 'Winter Congress'\nid = 'wc'\n{rest}");
    let undated = list("expected = '2027-10'\n");
    assert_eq!(lost(&[&undated], &[&list("start = 2027-10-04\n")]), []);
    // A postponement to another year, not dated yet.
    assert_eq!(lost(&[&list("start = 2027-10-04\n")], &[&undated]), [(Code::EventGone, None)]);
    let part =
        |id: &str, name: &str| format!("[[conference.session]]\nid = '{id}'\nname = '{name}'\nstart = 2027-10-04\n");
    let parts = |first: &str, second: &str| list(&format!("start = 2027-10-04\n{first}{second}"));
    let (one, two) = (part("a", "Tutorials"), part("b", "Sprints"));
    let before = parts(&one, &two);
    assert_eq!(lost(&[&before], &[&parts(&two, &one)]), []);
    assert_eq!(lost(&[&before], &[&parts(&part("b", "Tutorials"), &part("a", "Sprints"))]), [], "both are there");
    assert_eq!(lost(&[&before], &[&parts(&part("c", "Tutorials"), &two)]), [(Code::IdChanged, Some(0))]);
}

/// The deadline of an undated conference is published before the conference, and the default id holds the year.
#[test]
fn another_year_of_an_undated_conference_is_named_with_its_old_id() {
    let list = |expected: &str| {
        format!(
            "[feed]\nid = 'f'\n[[conference]]\nname = 'Undated Conf'\n{expected}\ncity = 'Oslo'\ncountry = 'NO'\n\
             [[conference.deadline]]\nkind = 'cfp'\ndue = 2026-06-01\n[[conference.deadline]]\nkind = 'paper'\ndue = 2026-07-01\n"
        )
    };
    for now in ["expected = '2027'", "start = 2027-02-01"] {
        let folder = Folder::new();
        folder.put("conferences.toml", &list("expected = '2026'"));
        assert_eq!(folder.run("export -o feed.ics").code, Some(0));
        folder.put("conferences.toml", &list(now));
        let run = folder.run("check --previous feed.ics");
        assert_eq!(run.out.matches("[id-changed]").count(), 1, "{now}: {}", run.out);
        assert!(run.out.contains("`id = \"undated-conf-2026\"`"), "{now}: {}", run.out);
        assert!(!run.out.contains("its id is `cfp`") && !run.out.contains("[event-gone]"), "{now}: {}", run.out);
    }
}

#[test]
fn a_deadline_without_its_date_is_said_to_vanish() {
    let folder = published();
    edit(&folder, "due = 2022-01-09\n", "");
    let run = folder.run("check --strict --previous feed.ics");
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(run.out.contains("has no `due` any more: it vanishes"), "{}", run.out);
}

/// A person who reads the report edits the id: the report stands at it, or at the header of the table that lacks it.
#[test]
fn another_id_is_reported_where_the_id_stands() {
    let entry = |id: &str, session: &str, call: &str, paper: &str| {
        format!(
            "[feed]\nid = 'f'\n\n[[conference]]\nname = 'Other 2027'\nid = 'other'\nstart = 2027-03-01\ncity = 'Oslo'\n\n\
             [[conference.deadline]]\nkind = 'cfp'\ndue = 2027-01-01\n\n[[conference]]\nname = 'Main 2027'\n{id}\
             start = 2027-05-03\nend = 2027-05-07\ncity = 'Oslo'\n\n  [[ conference.session ]]\n  name = 'Sprints'\n  {session}\
             start = 2027-05-06\n\n[[conference.deadline]]\nkind = 'cfp'\n{call}due = 2027-01-05\n\n[[conference.deadline]]\n\
             kind = 'paper'\n{paper}due = 2027-02-05\n"
        )
    };
    let inline = |id: &str| {
        format!(
            "feed.id = 'f'\nconference = [\n  {{ name = 'Main 2027', {id}start = 2027-05-03, city = 'Oslo' }},\n]\n"
        )
    };
    let at = |list: &str, line: &str, nth: usize| {
        list.lines().enumerate().filter(|(_, text)| text.trim() == line).nth(nth).map(|(number, _)| number + 1)
    };
    let plain = entry("", "", "", "");
    for (before, after, line, nth) in [
        (entry("id = 'main'\n", "", "", ""), entry("id = 'new'\n", "", "", ""), "id = 'new'", 0),
        (entry("id = 'main'\n", "", "", ""), plain.clone(), "[[conference]]", 1),
        (entry("", "id = 'a'\n", "", ""), entry("", "id = 'b'\n", "", ""), "id = 'b'", 0),
        (entry("", "id = 'a'\n", "", ""), plain.clone(), "[[ conference.session ]]", 0),
        (entry("", "", "id = 'a'\n", ""), entry("", "", "id = 'b'\n", ""), "id = 'b'", 0),
        (entry("", "", "id = 'a'\n", ""), plain.clone(), "[[conference.deadline]]", 1),
        (entry("", "", "", "id = 'a'\n"), plain.clone(), "[[conference.deadline]]", 2),
        (
            entry("", "", "", "name = 'Full'\nid = 'a'\n"),
            entry("", "", "", "name = 'Full'\n"),
            "[[conference.deadline]]",
            2,
        ),
        (inline("id = 'main', "), inline(""), "{ name = 'Main 2027', start = 2027-05-03, city = 'Oslo' },", 0),
    ] {
        let folder = Folder::new();
        folder.put("conferences.toml", &before);
        assert_eq!(folder.run("export -o feed.ics").code, Some(0));
        folder.put("conferences.toml", &after);
        let run = folder.run("check --previous feed.ics --format short");
        let found: Vec<&str> = run.out.lines().filter(|line| line.contains("[id-changed]")).collect();
        let line = at(&after, line, nth).expect("the line");
        let starts = |found: &&str| found.starts_with(&format!("conferences.toml:{line}:"));
        assert!(!found.is_empty() && found.iter().any(starts), "{line}: {after}{}", run.out);
        let is_main = before.contains("id = 'main'");
        assert!(!is_main || !run.out.contains("add `id = \"main-2027\"`"), "{}", run.out);
    }
}
