//! Ranges of days that follow each other in one text, as the one that they make: `March 9-12 (workshops) & 13-20, 2027`.
//!
//! Comes in: a text. Goes out: its first and its last day, if every part of it is a range or a day, and none is left open between them.

use chrono::NaiveDate;

use super::reader::DateReader;
use super::tokens::tokens;
use super::{Dates, Hint, Parsed, When};
use crate::import::years::{is_year, years};

/// Signs and words between two ranges, and between the last one and the year.
const JOINTS: [&str; 6] = [" & ", " + ", " and ", " und ", ", ", "; "];

/// The days from the first of several ranges to the last one, if each begins on the day behind the one before, or within it.
pub(super) fn joined(text: &str, hint: &Hint) -> Option<Dates> {
    // Two ranges have two dashes, or a range and a day one.
    if !text.contains(['-', '–']) || !JOINTS.iter().any(|joint| text.contains(joint)) {
        return None;
    }
    let year = years(text).next().and_then(|year| year.parse().ok());
    let mut hint = Hint { year: year.or(hint.year), ..*hint };
    let split = JOINTS.iter().fold(text.to_owned(), |text, joint| text.replace(joint, "\n"));
    let mut days: Vec<(NaiveDate, NaiveDate)> = Vec::new();
    let mut leftover = Vec::new();
    for part in split.lines().map(str::trim).filter(|part| !is_year(part)) {
        let Parsed::Dates(found) = DateReader::new(&hint).read(&tokens(part)) else { return None };
        let (When::Day(first), None | Some(When::Day(_))) = (&found.start, &found.end) else { return None };
        let last = found.end.as_ref().and_then(When::day).unwrap_or(*first);
        hint.month = Some(chrono::Datelike::month(&last));
        leftover.extend(Some(found.leftover).filter(|words| !words.is_empty()));
        days.push((*first, last));
    }
    let follow = |pair: &[(NaiveDate, NaiveDate)]| pair[0].0 <= pair[1].0 && pair[0].1.succ_opt() >= Some(pair[1].0);
    let has_range = days.iter().any(|(first, last)| first < last);
    if days.len() < 2 || !has_range || !days.windows(2).all(follow) {
        return None;
    }
    let last = days.iter().map(|(_, last)| *last).max()?;
    Some(Dates {
        start: When::Day(days[0].0),
        end: Some(When::Day(last)),
        guessed_year: year.is_none(),
        leftover: leftover.join(" "),
    })
}
