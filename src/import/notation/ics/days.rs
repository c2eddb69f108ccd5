//! Days of one conference that a calendar has as events of their own: `NDC Oslo 2027 - Day 1`, `NDC Oslo 2027 - Day 2`.
//!
//! Comes in: the events as maps of fields. Goes out: the events, those that follow each other as one.

use std::collections::HashMap;

use chrono::{Days, NaiveDate};

use crate::import::record::{Node, Value};

/// Words for a day before its number.
const WORDS: &str = "day tag jour jornada día dia giorno dag dzień päivä";

/// The name, the location and the address that the days of one conference share.
type Edition = (String, [Option<String>; 2]);

/// The number of a day, its date, and its place among the events.
type NumberedDay = (u32, NaiveDate, usize);

/// The events, in which the days of a conference are one event from the first to the last.
pub(super) fn joined(mut events: Vec<Node>) -> Vec<Node> {
    let mut groups: HashMap<Edition, Vec<NumberedDay>> = HashMap::new();
    for (at, event) in events.iter().enumerate() {
        let text = |key: &str| event.get(key).and_then(Node::scalar);
        let day = text("start").and_then(|start| start.get(..10)?.parse().ok());
        if let (Some((name, number)), Some(day)) = (text("summary").as_deref().and_then(numbered), day) {
            let key = (name.to_owned(), ["location", "url"].map(text));
            groups.entry(key).or_default().push((number, day, at));
        }
    }
    let mut is_left = vec![true; events.len()];
    for ((name, _), mut days) in groups {
        days.sort_unstable();
        let follow = days.windows(2).all(|pair| {
            let [(one, day, _), (other, next, _)] = pair else { return false };
            one + 1 == *other && day.checked_add_days(Days::new(1)) == Some(*next)
        });
        if days.len() > 1 && follow {
            days[1..].iter().for_each(|(_, _, at)| is_left[*at] = false);
            join(&mut events, &name, &days.iter().map(|(_, _, at)| *at).collect::<Vec<_>>());
        }
    }
    let mut is_left = is_left.into_iter();
    events.retain(|_| is_left.next().unwrap_or(true));
    events
}

/// The name of a conference and the number of its day: `NDC Oslo - Day 1`, `Day 2: NDC Oslo`, `NDC Oslo (Day 1/3)`.
fn numbered(title: &str) -> Option<(&str, u32)> {
    let is_mark = |char: char| {
        char.is_whitespace() || matches!(char, '-' | '–' | '—' | ':' | '|' | ',' | '(' | ')' | '[' | ']' | '·')
    };
    let number = |words: &str| {
        let (word, number) = words.trim_matches(is_mark).split_once(' ')?;
        let first = number.split(['/', ' ']).next()?;
        let is_whole = number.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'/' | b' ' | b'o' | b'f'));
        let is_day = WORDS.split(' ').any(|known| word.to_lowercase() == known);
        first.parse().ok().filter(|number| is_day && is_whole && *number < 32)
    };
    let mut cuts = title.char_indices().filter(|(_, char)| is_mark(*char)).map(|(at, char)| (at, at + char.len_utf8()));
    let found = cuts.find_map(|(at, end)| {
        let behind = number(&title[end..]).map(|number| (title[..at].trim_end_matches(is_mark), number));
        behind.or_else(|| Some((title[end..].trim_start_matches(is_mark), number(&title[..at])?)))
    });
    found.filter(|(name, _)| name.chars().filter(|char| char.is_alphabetic()).count() > 1)
}

/// Makes the first of these events that of all, under this name.
fn join(events: &mut [Node], name: &str, days: &[usize]) {
    let last = &events[days[days.len() - 1]];
    let end = last.get("end").or(last.get("start")).cloned();
    let lines: Vec<String> = days.iter().map(|at| events[*at].line.to_string()).collect();
    let Some((last_line, before)) = lines.split_last() else { return };
    let remark = format!("the events in lines {} and {last_line} are its days", before.join(", "));
    let first = &mut events[days[0]];
    let line = first.line;
    let Value::Map(members) = &mut first.value else { return };
    members.retain(|(key, _)| key != "summary" && key != "end");
    members.push(("summary".to_owned(), Node::text(line, name)));
    members.extend(end.map(|end| ("end".to_owned(), end)));
    members.push(("@remark".to_owned(), Node::text(line, remark)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_a_day_is_told_from_the_name() {
        for (title, expected) in [
            ("NDC Oslo 2027 - Day 1", Some(("NDC Oslo 2027", 1))),
            ("NDC Oslo (Day 2)", Some(("NDC Oslo", 2))),
            ("NDC Oslo Day 3", Some(("NDC Oslo", 3))),
            ("Day 2: NDC Oslo", Some(("NDC Oslo", 2))),
            ("NDC Oslo, Day 1/3", Some(("NDC Oslo", 1))),
            ("NDC Oslo | Day 1 of 3", Some(("NDC Oslo", 1))),
            ("Informatik: Tag 2", Some(("Informatik", 2))),
            ("JSDay 2027", None),
            ("Data Day Texas", None),
            ("NDC Oslo - Day 1: Workshops", None),
            ("Day 1", None),
        ] {
            assert_eq!(numbered(title), expected, "{title}");
        }
    }

    #[test]
    fn days_that_follow_each_other_are_one_conference() {
        let event = |line: usize, summary: &str, day: &str, url: &str| {
            let members = [("summary", summary), ("start", day), ("end", day), ("url", url)];
            Node::map(line, members.iter().map(|(key, text)| ((*key).to_owned(), Node::text(line, *text))).collect())
        };
        let events = joined(vec![
            event(1, "NDC Oslo - Day 1", "2027-05-05", "a"),
            event(5, "Meetup", "2027-05-05", "a"),
            event(9, "NDC Oslo - Day 2", "2027-05-06", "a"),
            event(13, "Foo Day 1", "2027-06-01", "b"),
            event(17, "Foo Day 2", "2027-06-08", "b"),
            event(21, "Bar - Day 1", "2027-07-01", "c"),
            event(25, "Bar - Day 2", "2027-07-02", "d"),
        ]);
        let text = |event: &Node, key: &str| event.get(key).and_then(Node::scalar).unwrap_or_default();
        let short: Vec<_> =
            events.iter().map(|event| format!("{} {}", text(event, "summary"), text(event, "end"))).collect();
        assert_eq!(
            short,
            [
                "NDC Oslo 2027-05-06",
                "Meetup 2027-05-05",
                "Foo Day 1 2027-06-01",
                "Foo Day 2 2027-06-08",
                "Bar - Day 1 2027-07-01",
                "Bar - Day 2 2027-07-02"
            ]
        );
        assert_eq!(text(&events[0], "@remark"), "the events in lines 1 and 9 are its days");
    }
}
