//! The events that a filter leaves.

use super::*;
use crate::diagnostic::Source;

fn time(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn read(list: &str) -> Feed {
    let (feed, faults) =
        crate::list::read(&[Source::new("list.toml", format!("[feed]\nid = 'x'\n{list}"))], crate::Level::Hint);
    feed.unwrap_or_else(|| panic!("{faults:?}"))
}

/// The events that a filter leaves, by their names and the kinds of deadlines.
fn left(feed: &Feed, words: &[(&str, &str)], now: &str) -> Vec<String> {
    let filter = Filter::parse(words.iter().copied(), &Names::of(feed), time(now)).unwrap();
    let mut left = Vec::new();
    for conference in filter.apply(feed.clone()).conferences {
        left.extend(conference.included.then(|| conference.name.to_string()));
        left.extend(conference.sessions.iter().map(|session| session.name.to_string()));
        let dated = conference.deadlines.iter().filter(|deadline| deadline.due.is_some());
        left.extend(dated.map(|deadline| deadline.kind.as_str().to_owned()));
    }
    left
}

/// Dates of a conference or deadline, and the instant from which on they are over.
const OVER: &[(&str, &str)] = &[
    // Whole days: when the last is over everywhere, whatever the zone of the entry.
    ("start = 2022-06-22", "2022-06-23T12:00:00Z"),
    ("start = 2022-06-20\nend = 2022-06-22", "2022-06-23T12:00:00Z"),
    ("start = 2022-06-22\ntimezone = 'Pacific/Kiritimati'", "2022-06-23T12:00:00Z"),
    // Times: at their end, on the clocks there.
    ("start = 2022-06-22T09:00:00\nend = 2022-06-22T18:00:00\ntimezone = 'Pacific/Honolulu'", "2022-06-23T04:00:00Z"),
    ("start = 2022-06-22T09:00:00\nend = 2022-06-22T18:00:00\ntimezone = 'Asia/Tokyo'", "2022-06-22T09:00:00Z"),
    ("start = 2022-06-22T09:00:00Z\nend = 2022-06-23T00:00:00Z", "2022-06-23T00:00:00Z"),
    // Without an end: when its day is over there.
    ("start = 2022-06-22T09:00:00\ntimezone = 'Pacific/Honolulu'", "2022-06-23T10:00:00Z"),
    ("start = 2022-06-22T09:00:00\ntimezone = 'Pacific/Auckland'", "2022-06-22T12:00:00Z"),
    // Deadlines: a whole day everywhere, a moment when it has come.
    ("due = 2022-06-22", "2022-06-23T12:00:00Z"),
    ("due = 2022-06-22T23:59:00\ntimezone = 'AoE'", "2022-06-23T11:59:00Z"),
    ("due = 2022-06-22T23:59:00\ntimezone = 'Asia/Tokyo'", "2022-06-22T14:59:00Z"),
    ("due = 2022-06-23T00:00:00\ntimezone = 'UTC'", "2022-06-23T00:00:00Z"),
    ("due = 2022-06-22T23:59:00-05:00", "2022-06-23T04:59:00Z"),
    // Its day is still to come in UTC, and it is over.
    ("due = 2022-06-23T01:00:00\ntimezone = 'Pacific/Kiritimati'", "2022-06-22T11:00:00Z"),
];

#[test]
fn what_is_not_over_stays_with_today() {
    for (dates, over_at) in OVER {
        let is_deadline = dates.starts_with("due");
        let list = if is_deadline {
            format!(
                "[[conference]]\nname = 'A'\nid = 'a'\nstart = 2030-01-01\n[[conference.deadline]]\nkind = 'cfp'\n{dates}\n"
            )
        } else {
            format!("[[conference]]\nname = 'A'\nid = 'a'\n{dates}\n")
        };
        let only = if is_deadline { "deadlines" } else { "conferences" };
        let feed = read(&list);
        let over_at = time(over_at);
        for hours in -40..40 {
            for seconds in [-1, 0, 1] {
                let now = over_at + chrono::TimeDelta::seconds(hours * 3600 + seconds);
                let is_open = now < over_at;
                let now = now.to_rfc3339();
                let words = [("from", "today"), ("only", only)];
                assert_eq!(left(&feed, &words, &now).len(), usize::from(is_open), "{dates} at {now}");
                // Yesterday was before today, and tomorrow comes after it.
                if is_open {
                    assert_eq!(left(&feed, &[("from", "today-1d"), ("only", only)], &now).len(), 1, "{dates} at {now}");
                } else {
                    assert_eq!(left(&feed, &[("from", "today+1d"), ("only", only)], &now).len(), 0, "{dates} at {now}");
                }
            }
        }
    }
}

#[test]
fn dates_that_are_named_are_days_of_the_calendar() {
    let feed = read(
        "[[conference]]\nname = 'A'\nid = 'a'\nstart = 2022-06-22\n[[conference.deadline]]\nkind = 'cfp'\n\
         due = 2022-06-22T23:59:00\n[[conference]]\nname = 'B'\nid = 'b'\nstart = 2022-06-23\n",
    );
    let now = "2022-06-23T00:30:00Z";
    assert_eq!(left(&feed, &[("from", "2022-06-22")], now), ["A", "cfp", "B"]);
    assert_eq!(left(&feed, &[("from", "2022-06-23")], now), ["B"]);
    assert_eq!(left(&feed, &[("from", "today")], now), ["A", "cfp", "B"]);
    assert_eq!(left(&feed, &[("from", "today+0d")], now), ["A", "cfp", "B"]);
    assert_eq!(left(&feed, &[("from", "today-1d")], now), ["A", "cfp", "B"]);
    assert_eq!(left(&feed, &[("from", "today+1d")], now), [""; 0]);
    assert_eq!(left(&feed, &[("until", "today-1d")], now), ["A", "cfp"]);
    assert_eq!(left(&feed, &[("from", "2022-06-23"), ("from", "today")], now), ["A", "cfp", "B"], "either");
}

#[test]
fn deadlines_are_chosen_by_kind_and_conferences_by_status() {
    let feed = read(
        "[[conference]]\nname = 'A'\nid = 'a'\nstart = 2022-06-22\ncountry = 'NO'\nstatus = 'cancelled'\n\
         [[conference.deadline]]\nkind = 'cfp'\ndue = 2022-03-01\n\
         [[conference.deadline]]\nkind = 'tickets'\ndue = 2022-06-01\n\
         [[conference.deadline]]\nkind = 'paper'\n\
         [[conference.session]]\nname = 'S'\nstart = 2022-06-22\n\
         [[conference]]\nname = 'B'\nid = 'b'\nstart = 2022-06-23\ncountry = 'US'\n\
         [[conference.deadline]]\nkind = 'paper'\ndue = 2022-05-01\n",
    );
    let left = |words: &[(&str, &str)]| left(&feed, words, "2022-01-01T00:00:00Z");
    assert_eq!(left(&[("kind", "cfp")]), ["A", "S", "cfp", "B"], "conferences and sessions stay");
    assert_eq!(left(&[("kind", "cfp, paper"), ("only", "deadlines")]), ["cfp", "paper"]);
    assert_eq!(left(&[("kind", "cfp,paper"), ("only", "deadlines"), ("region", "europe")]), ["cfp"]);
    assert_eq!(left(&[("kind", "cfp"), ("kind", "tickets"), ("only", "deadlines")]), ["cfp", "tickets"]);
    assert_eq!(left(&[("status", "confirmed")]), ["B", "paper"]);
    assert_eq!(left(&[("status", "confirmed,cancelled"), ("only", "conferences")]), ["A", "B"]);
    assert_eq!(left(&[("country", "NO"), ("country", "US"), ("only", "conferences")]), ["A", "B"]);
    // A deadline without a date is a line of its conference, and goes with it.
    let undated = |words: &[(&str, &str)]| {
        let filter = Filter::parse(words.iter().copied(), &Names::of(&feed), time("2022-01-01T00:00:00Z")).unwrap();
        let deadlines = filter.apply(feed.clone()).conferences.into_iter().flat_map(|one| one.deadlines);
        deadlines.filter(|deadline| deadline.due.is_none()).count()
    };
    assert_eq!(undated(&[("id", "a")]), 1);
    assert_eq!(undated(&[("id", "a"), ("kind", "cfp")]), 1);
    assert_eq!(undated(&[("id", "a"), ("only", "deadlines")]), 0);
}

#[test]
fn near_takes_only_places_with_coordinates() {
    let feed = read(
        "[[conference]]\nname = 'A'\nid = 'a'\nstart = 2022-06-22\ncity = 'Dublin'\n\
         geo = { lat = 53.35, lon = -6.26 }\n[[conference]]\nname = 'B'\nid = 'b'\nstart = 2022-06-22\ncity = 'Dublin'\n",
    );
    assert_eq!(left(&feed, &[("near", "53.35,-6.26,50")], "2022-01-01T00:00:00Z"), ["A"]);
    assert_eq!(left(&feed, &[("near", "53.35,-6.26,20000")], "2022-01-01T00:00:00Z"), ["A"]);
    let bare = read("[[conference]]\nname = 'B'\nid = 'b'\nstart = 2022-06-22\ncity = 'Dublin'\n");
    let error = Filter::parse([("near", "53.35,-6.26,50")], &Names::of(&bare), DateTime::<Utc>::default()).unwrap_err();
    assert_eq!(error.message(), "nothing in the list has coordinates");
}

#[test]
fn values_that_cannot_be_are_explained() {
    for (key, value, says) in [
        (
            "country",
            "NO,SE",
            "there is no country `NO,SE`; give each by itself: `--country NO --country SE`, in an \
         address `country=NO&country=SE`",
        ),
        ("times", "noon", "there is no form of times `noon`; write one of local, utc"),
        ("near", "53.3,-6.2,0", "`53.3,-6.2,0` is not a circle"),
        ("region", "europe, asia", "`--region europe --region asia`"),
        ("kind", "cfp,talks", "there is no kind of deadline `talks`"),
        ("kind", "papers", "did you mean `paper`?"),
        ("status", "canceled", "did you mean `cancelled`?"),
        ("status", "", "write one of confirmed, tentative, cancelled, postponed"),
        ("from", "today+1m", "`today+1m` is not a date"),
        ("until", "today+1h", "in days or weeks"),
        ("from", "today+1d2h", "in days or weeks"),
        ("from", "today+1y", "in days or weeks"),
        ("from", "today+", "in days or weeks"),
        ("from", "today30d", "in days or weeks"),
        ("from", "today ä", "in days or weeks"),
        ("colour", "red", "there is no filter `colour`"),
    ] {
        let error = Filter::parse([(key, value)], &Names::default(), DateTime::<Utc>::default()).unwrap_err();
        assert!(error.to_string().contains(says), "{key} {value}: {error}");
    }
}
