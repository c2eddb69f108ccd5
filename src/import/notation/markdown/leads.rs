//! Lines below a heading that hold its date, with a place beside it.

use super::fields::{is_place, is_whole_date, place_of};
use super::parts::{beside_date, is_season, stops, trimmed};
use crate::import::no_value::{NoValue, no_value};
use crate::import::years;

/// A longer line is prose, also where it begins with a date.
pub(super) const MAX_LEAD_OCTETS: usize = 160;

/// The longest date that a text begins or ends with, and the rest, which has no figures: a second date leaves open which one counts.
pub(super) fn day_at_an_end(text: &str) -> Option<(&str, &str)> {
    if text.len() > MAX_LEAD_OCTETS {
        return None;
    }
    let cuts = || text.match_indices(' ').map(|(at, _)| (trimmed(&text[..at]), trimmed(&text[at..])));
    let whole = Some((trimmed(text), "")).filter(|(day, _)| is_whole_date(day));
    let begins = || cuts().rfind(|(day, _)| is_whole_date(day));
    let ends = || cuts().find(|(_, day)| is_whole_date(day)).map(|(rest, day)| (day, rest));
    let found = whole.or_else(begins).or_else(ends)?;
    Some(found).filter(|(_, rest)| !rest.bytes().any(|byte| byte.is_ascii_digit()))
}

/// True if a text is a city and its country, or online.
pub(super) fn is_whole_place(text: &str) -> bool {
    let place = place_of(text);
    text.is_empty() || place.venue.is_none() && (place.online || place.country.is_some() && place.city.is_some())
}

/// The date that a line begins or ends with, and the place beside it.
pub(super) fn dated(line: &str) -> Option<(&str, &str)> {
    if line.len() > MAX_LEAD_OCTETS {
        return None;
    }
    if let Some((vague, rest)) = line.split_once(", ")
        && (is_season(vague) || no_value(vague) == Some(NoValue::Undecided))
        && is_place(rest)
    {
        return Some((vague, rest));
    }
    if is_vague(line) {
        return Some((line, ""));
    }
    if !line.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    if is_whole_date(line) && !are_years(line) {
        return Some((line, ""));
    }
    const MARKS: [&str; 11] = [" - ", " – ", " — ", " | ", " • ", " · ", ", ", "; ", " in ", " at ", " @ "];
    let marks = MARKS.iter().flat_map(|mark| line.match_indices(mark).map(|(at, mark)| (at, at + mark.len())));
    let mut cuts: Vec<(usize, usize)> = marks.chain(stops(line).map(|at| (at, at + 1))).collect();
    cuts.sort_unstable();
    // `2024 | 2023 | 2022` are links to other lists.
    let is_date = |text: &str| is_whole_date(text) && !are_years(text);
    let begins = cuts.iter().rev().find(|(start, _)| is_date(trimmed(&line[..*start])));
    if let Some((start, end)) = begins {
        return Some((trimmed(&line[..*start]), &line[*end..]));
    }
    let (day, rest) = cuts
        .iter()
        .find(|(_, end)| is_date(trimmed(&line[*end..])))
        .map(|(start, end)| (trimmed(&line[*end..]), trimmed(&line[..*start])))
        .or_else(|| beside_date(line))?;
    is_place(rest).then_some((day, rest))
}

/// The only date between the bars of a line, and what else stands there: `Upcoming | July 14-18, 2025`.
pub(super) fn dated_columns(line: &str) -> Option<(&str, Vec<&str>)> {
    let parts: Vec<&str> = line.split(" | ").map(trimmed).filter(|part| !part.is_empty()).collect();
    let is_short = parts.len() > 1 && line.len() <= MAX_LEAD_OCTETS && parts.iter().all(|part| part.len() < 40);
    let is_date = |part: &&&str| is_whole_date(part) && !are_years(part);
    let mut found = parts.iter().filter(is_date);
    let (Some(dates), None) = (found.next(), found.next()) else { return None };
    is_short.then(|| (*dates, parts.iter().copied().filter(|part| part != dates).collect()))
}

/// True if a text is years alone.
pub(super) fn are_years(text: &str) -> bool {
    text.split(|char: char| !char.is_alphanumeric()).all(|word| word.is_empty() || years::is_year(word))
}

/// True if a line is a year, a season or a word for a date that is not known, and nothing else.
pub(super) fn is_vague(line: &str) -> bool {
    years::is_year(line) || is_season(line) || no_value(line) == Some(NoValue::Undecided)
}
