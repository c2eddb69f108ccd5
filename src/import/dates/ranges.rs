//! Ranges of days in one text: as the one that they make if they follow each other, `March 9-12 (workshops) & 13-20, 2027`, else as all
//! their days, `27-28 January and 3-4 February 2027`.
//!
//! Comes in: a text. Goes out: its reading, if every part of it is a range or a day.

use chrono::{Datelike as _, NaiveDate};

use super::reader::{DateReader, is_and};
use super::tokens::tokens;
use super::{Dates, Hint, Parsed, When};
use crate::import::years::{is_year, years};

/// The longest range whose days are told apart from those of another one.
const MAX_DAYS: i64 = 40;

/// The days of several ranges, or of ranges and days.
pub(super) fn joined(text: &str, hint: &Hint) -> Option<Parsed> {
    // Two ranges have two dashes, or a range and a day one.
    if !text.contains(['-', '–']) || !text.contains(' ') {
        return None;
    }
    let (text, mut leftover) = without_notes(text);
    let parts = parts(&text);
    let mut named = years(&text);
    let year = named.next();
    // `21-24 June 2027 and 3 July 2028` are of two years.
    if parts.len() < 2 || named.any(|other| Some(other) != year) {
        return None;
    }
    let year = year.and_then(|year| year.parse().ok());
    let mut hint = Hint { year: year.or(hint.year), ..*hint };
    let read = |part: &str, hint: &Hint| DateReader::new(hint).read(&tokens(part));
    // `9-10 e 16-17 settembre`: the last one names the month.
    if hint.month.is_none()
        && let Parsed::Dates(last) = read(parts.last()?, &hint)
    {
        hint.month = last.start.day().map(|day| day.month());
    }
    let mut days: Vec<(NaiveDate, NaiveDate)> = Vec::new();
    for part in &parts {
        let Parsed::Dates(found) = read(part, &hint) else { return None };
        let (When::Day(first), None | Some(When::Day(_))) = (&found.start, &found.end) else { return None };
        let last = found.end.as_ref().and_then(When::day).unwrap_or(*first);
        hint.month = Some(last.month());
        leftover.extend(Some(found.leftover).filter(|words| !words.is_empty()));
        days.push((*first, last));
    }
    let follow = |pair: &[(NaiveDate, NaiveDate)]| pair[0].0 <= pair[1].0 && pair[0].1.succ_opt() >= Some(pair[1].0);
    if !days.iter().any(|(first, last)| first < last) {
        return None;
    }
    if !days.windows(2).all(follow) {
        return apart(&days);
    }
    let last = days.iter().map(|(_, last)| *last).max()?;
    Some(Parsed::Dates(Dates {
        start: When::Day(days[0].0),
        end: Some(When::Day(last)),
        guessed_year: year.is_none(),
        leftover: leftover.join(" "),
    }))
}

/// The parts of a text between commas, `&`, `+` and words such as `and`, but for those that are a year.
fn parts(text: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    for word in text.split_whitespace() {
        if matches!(word, "&" | "+") || is_and(&word.to_lowercase()) {
            parts.push(String::new());
            continue;
        }
        let last = parts.last_mut().expect("there is always one");
        if !last.is_empty() {
            last.push(' ');
        }
        last.push_str(word.trim_end_matches([',', ';']));
        if word.ends_with([',', ';']) {
            parts.push(String::new());
        }
    }
    parts.retain(|part| !part.is_empty() && !is_year(part));
    parts
}

/// All days of ranges between which others lie, in their order; `None` if they do not follow the calendar.
fn apart(ranges: &[(NaiveDate, NaiveDate)]) -> Option<Parsed> {
    let is_short = |(first, last): &(NaiveDate, NaiveDate)| (*last - *first).num_days() <= MAX_DAYS;
    if !ranges.iter().all(is_short) || ranges.windows(2).any(|pair| pair[0].1 >= pair[1].0) {
        return None;
    }
    let days = |(first, last): &(NaiveDate, NaiveDate)| {
        let last = *last;
        first.iter_days().take_while(move |day| *day <= last)
    };
    Some(Parsed::Several(ranges.iter().flat_map(days).map(When::Day).collect()))
}

/// A text without what stands in brackets, and that: `9-12 (workshops) & 13-20`.
fn without_notes(text: &str) -> (String, Vec<String>) {
    let mut notes = Vec::new();
    let mut rest = text.to_owned();
    while let Some((before, behind)) = rest.split_once('(')
        && let Some((inside, behind)) = behind.split_once(')')
        && !inside.contains(|char: char| char.is_ascii_digit())
    {
        notes.push(inside.to_owned());
        let (before, behind) = (before.trim_end(), behind.trim_start());
        let joint = if behind.starts_with([',', ';']) { "" } else { " " };
        rest = format!("{before}{joint}{behind}");
    }
    (rest, notes)
}
