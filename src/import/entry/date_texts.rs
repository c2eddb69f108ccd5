//! Texts of dates that are read in a way of their own: with a pattern, a zone in brackets, a year alone.

use chrono::{DateTime, FixedOffset};

use super::super::dates::{self, Hint, Parsed, When, ZoneText};
use super::super::guess::times::is_time_of_day;
use super::super::records::Record;
use super::super::years;

/// A day by a pattern that has no year.
pub(super) fn without_year(text: &str, pattern: &str, hint: &Hint) -> Option<When> {
    let has_year =
        ["%Y", "%y", "%C", "%D", "%F", "%x", "%c", "%s", "%G", "%+"].iter().any(|part| pattern.contains(part));
    let year = hint.year.filter(|_| !has_year)?;
    dates::with_year(text, pattern, year).map(When::Day)
}

/// A time with its zone in brackets (RFC 9557), as our own notations write it: at midnight it stays a time. Behind the
/// brackets the instant may stand, which counts where the zone is only an offset.
pub(super) fn exact(text: &str) -> Option<When> {
    let (time, rest) = text.trim().split_once('[')?;
    let (zone, instant) = rest.split_once(']')?;
    let time: chrono::NaiveDateTime = time.trim_end_matches('Z').parse().ok()?;
    if let Some(utc) = instant.strip_suffix('Z').and_then(|instant| instant.parse::<chrono::NaiveDateTime>().ok())
        && zone == "UTC"
    {
        let offset = i32::try_from((time - utc).num_seconds()).ok().and_then(FixedOffset::east_opt)?;
        return Some(When::Instant(DateTime::from_naive_utc_and_offset(utc, offset)));
    }
    if !instant.is_empty() && zone.is_empty() {
        return None;
    }
    match dates::zone(zone)? {
        ZoneText::Name(name) if name == "UTC" => Some(When::Instant(time.and_utc().fixed_offset())),
        ZoneText::Offset(minutes) => {
            Some(When::Instant(time.and_local_timezone(FixedOffset::east_opt(minutes * 60)?).single()?))
        }
        ZoneText::Name(name) => Some(When::Local(time, Some(name))),
        ZoneText::Aoe => Some(When::Local(time, Some("AoE".to_owned()))),
    }
}

/// `31-01` below a month is a range of days, which no date of another month is.
pub(super) fn spaced(text: &str, hint: &Hint) -> String {
    let is_day = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    match text.split_once(['-', '–']) {
        Some((first, last)) if hint.month.is_some() && is_day(first.trim()) && is_day(last.trim()) => {
            format!("{} - {}", first.trim(), last.trim())
        }
        _ => text.to_owned(),
    }
}

pub(super) fn is_tentative(text: &str) -> bool {
    let lower = text.to_lowercase();
    ["tentative", "tbc", "to be confirmed", "provisional", "planned", "estimate"]
        .iter()
        .any(|word| lower.contains(word))
}

/// The year that a text names, if it is one.
pub(super) fn only_year(text: &str) -> Option<i32> {
    let year = year_in(text)?;
    let years = text.split(|char: char| !char.is_ascii_digit()).filter(|part| years::is_year(part));
    (years.count() == 1).then_some(year)
}

/// The first year that a text names.
pub(super) fn year_in(text: &str) -> Option<i32> {
    years::years(text).next().and_then(|year| year.parse().ok())
}

/// The first and the last of a list of dates, as one text; `hint` has the month around days alone.
pub(super) fn range(record: &Record, path: &str, hint: &Hint) -> Option<(String, usize)> {
    let found = record.values(path).into_iter().next()?;
    let days: Vec<String> = found.node.items().iter().filter_map(super::super::record::Node::scalar).collect();
    let day = |text: &String| match dates::parse(text, hint) {
        Parsed::Dates(found) => found.start.day(),
        _ => None,
    };
    let (first, last) = (day(days.first()?)?, day(days.last()?)?);
    Some((if first == last { first.to_string() } else { format!("{first} - {last}") }, found.line))
}

/// True if a text is an hour without a day: `4:00 PM`, `16:00`, `16h`.
pub(super) fn is_hour(text: &str) -> bool {
    const MARKS: [&str; 5] = ["am", "pm", "h", "uhr", "hrs"];
    let is_digits = |char: char| char.is_ascii_digit() || matches!(char, ':' | ' ');
    let mark = text.trim_start_matches(is_digits);
    let is_marked = MARKS.iter().any(|known| mark.eq_ignore_ascii_case(known));
    text.len() <= 11 && (is_marked || mark.is_empty() && text.contains(':')) && is_time_of_day(text)
}
