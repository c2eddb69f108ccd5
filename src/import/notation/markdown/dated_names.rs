//! A name and its dates that only blanks part: `GopherCon 2026-08-01, Denver, USA`, `2026-08-05 G Conf`.

use super::fields::{is_country, is_exact, is_field, is_month, may_be_place};
use crate::import::guess::words::{self, Tokens};
use crate::import::{dates, places, years};

/// A longer text is prose.
const MAX_NAME_OCTETS: usize = 80;

/// No date has more words, with the marks between them.
const MAX_DATE_WORDS: usize = 8;

/// A longer text is no date.
const MAX_DATE_OCTETS: usize = 100;

/// A longer text is no place.
const MAX_PLACE_OCTETS: usize = 300;

/// Marks that part a date from the place behind it.
const MARKS: [&str; 12] = [", ", " @ ", " in ", " at ", " - ", " – ", " — ", " | ", " · ", " • ", "; ", " ("];

/// A line that is a name, its dates, and the place behind a mark.
#[derive(Debug, PartialEq)]
pub(super) struct DatedName<'t> {
    pub(super) name: &'t str,
    pub(super) dates: &'t str,
    pub(super) place: &'t str,
    /// True for words that begin in small letters, and are no place.
    pub(super) is_remark: bool,
}

/// The parts of a line that is a name, its dates with a year, and the place behind a mark.
pub(super) fn dated_name(text: &str) -> Option<DatedName<'_>> {
    // What is longer than a name with its date, or than a place, is not looked at, because a line may have thousands of marks.
    let up_to = |most: usize| move |(at, _): &(usize, &str)| *at <= most;
    let is_near = up_to(MAX_NAME_OCTETS + " ".len() + MAX_DATE_OCTETS);
    let mut cuts: Vec<(usize, &str)> =
        MARKS.iter().flat_map(|mark| text.match_indices(mark).take_while(is_near)).collect();
    cuts.sort_unstable();
    cuts.into_iter().rev().find_map(|(at, mark)| {
        let (name, dates) = name_and_dates(&text[..at])?;
        let place = text[at + mark.len()..].trim();
        let place = if mark == " (" { place.strip_suffix(')')? } else { place };
        // More may stand behind the place: `Denver, USA, CFP until 1 March 2026`.
        let marks = MARKS.iter().flat_map(|mark| place.match_indices(mark).take_while(up_to(MAX_PLACE_OCTETS)));
        let whole = Some(place.len()).filter(|length| *length <= MAX_PLACE_OCTETS);
        let mut ends = marks.map(|(at, _)| at).chain(whole);
        let is_remark = !ends.any(|end| may_be_place(&place[..end]));
        let is_told = !is_remark || mark == ", " && place.starts_with(char::is_lowercase);
        (is_name(name) && is_told).then_some(DatedName { name, dates, place, is_remark })
    })
}

/// The name and the longest date with a year that a text ends in.
fn name_and_dates(text: &str) -> Option<(&str, &str)> {
    let cuts: Vec<usize> = text.rmatch_indices(' ').map(|(at, _)| at).take(MAX_DATE_WORDS).collect();
    let is_whole = |dates: &&str| {
        dates::is_date(dates)
            && is_exact(dates)
            && begins_date(dates)
            && years::years(dates).next().is_some()
            && !years::is_year(dates)
    };
    cuts.into_iter().rev().map(|at| (text[..at].trim(), &text[at + 1..])).find(|(_, dates)| is_whole(dates))
}

/// True if the first word of a date is part of it: `May 2026` and `Mon 5 May 2026`, not `G 2026-07-08` or `2026 5 May 2026`.
fn begins_date(dates: &str) -> bool {
    let Some((first, rest)) = dates.split_once(' ') else { return true };
    let next = rest.split(' ').next().unwrap_or_default();
    let has_year = |word: &str| years::years(word).next().is_some();
    if first.starts_with(|char: char| char.is_ascii_digit()) {
        return !years::is_year(first) || !has_year(rest);
    }
    let is_of_month = words::month(first).is_some() && (years::is_year(next) || !has_year(next));
    is_of_month || is_weekday(first)
}

/// True if a text can be a name: not a place, a label, a call or the words of a sentence.
fn is_name(text: &str) -> bool {
    const JOINTS: &str = "on at in from until till by before since of and the a to is are due closes";
    let last = text.rsplit(' ').next().unwrap_or_default();
    let is_sentence = JOINTS.split(' ').any(|joint| joint == last.to_lowercase());
    let is_marked = MARKS.iter().chain([&": "]).any(|mark| text.contains(mark));
    text.contains(char::is_alphabetic)
        && text.ends_with(|char: char| char.is_alphanumeric() || matches!(char, ')' | '!' | '+' | '#' | '"'))
        && text.len() <= MAX_NAME_OCTETS
        && !is_sentence
        && !is_marked
        && !is_month(text)
        && !is_field(text)
        && !Tokens::of(text).is_deadline()
        && !is_country(text)
        && !places::is_city(text)
}

/// True if the words that a text ends in are of its date: not those behind a date that is whole, as `G` in `2026-08-05: G`.
pub(super) fn ends_date(dates: &str) -> bool {
    let has_digit = |word: &&str| word.bytes().any(|byte| byte.is_ascii_digit());
    let mut others = dates.split_whitespace().rev().take_while(|word| !has_digit(word));
    let are_of_date = others.all(|word| !word.contains(char::is_alphabetic) || is_weekday(word));
    let mut numbers = dates.split_whitespace().filter(has_digit);
    let last_has_year = numbers.next_back().is_some_and(|word| years::years(word).next().is_some());
    let is_year_alone = dates.split_whitespace().next().is_some_and(years::is_year) && numbers.next().is_none();
    are_of_date || !last_has_year || is_year_alone
}

fn is_weekday(word: &str) -> bool {
    const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let lower = word.to_lowercase();
    let lower = lower.trim_matches(|char: char| !char.is_alphabetic());
    DAYS.into_iter().any(|day| lower.starts_with(day)) && (lower.len() < 6 || lower.ends_with("day"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stands_before_its_dates_and_its_place() {
        for (text, expected) in [
            ("GopherCon 2026-08-01, Denver, USA", "GopherCon|2026-08-01|Denver, USA"),
            ("GopherCon 1 Aug 2026, Denver", "GopherCon|1 Aug 2026|Denver"),
            ("PyCon Italia 2026-05-27, Bologna, Italy", "PyCon Italia|2026-05-27|Bologna, Italy"),
            ("PyCon Italia 27-30 May 2026 - Bologna, Italy", "PyCon Italia|27-30 May 2026|Bologna, Italy"),
            ("D Conf 2026-07-08 @ Berlin, Germany", "D Conf|2026-07-08|Berlin, Germany"),
            ("D Conf 2026-07-08 in Berlin", "D Conf|2026-07-08|Berlin"),
            ("D Conf 2026-07-08 (Berlin, Germany)", "D Conf|2026-07-08|Berlin, Germany"),
            ("PyCon US May 5-8, 2026, Pittsburgh, USA", "PyCon US|May 5-8, 2026|Pittsburgh, USA"),
            ("PEARC 28 Jul - 1 Aug 2019 | Chicago", "PEARC|28 Jul - 1 Aug 2019|Chicago"),
            ("RustConf 2026-08-01 - 2026-08-03, Tokyo, Japan", "RustConf|2026-08-01 - 2026-08-03|Tokyo, Japan"),
            ("Project G 2026-07-08, Rome", "Project G|2026-07-08|Rome"),
            ("PyCon 2026 5 May 2026, Oslo", "PyCon 2026|5 May 2026|Oslo"),
            ("May Conference May 2026, Oslo", "May Conference|May 2026|Oslo"),
            ("PyCon 5 May 2026, with two workshops", "PyCon|5 May 2026|with two workshops"),
            ("Foo 2026-08-01, something", "Foo|2026-08-01|something"),
            // Not the name of a conference, or no date, or no place.
            ("PyCon 2026, Oslo", ""),
            ("Oslo 5 May 2026, Norway", ""),
            ("Deadline 5 May 2026, Oslo", ""),
            ("We meet on 5 May 2026, Oslo", ""),
            ("5 May 2026, Oslo", ""),
            ("PyCon 5 May 2026, With Two Workshops of Its Own Making", ""),
        ] {
            let found = dated_name(text).map(|found| format!("{}|{}|{}", found.name, found.dates, found.place));
            assert_eq!(found.unwrap_or_default(), expected, "{text}");
        }
    }

    #[test]
    fn a_word_behind_a_whole_date_is_none_of_it() {
        for text in [
            "2026-08-05: G",
            "2026-08-08 May",
            "5 May 2026 G",
            "August 8, 2026, March",
            "2026-08-05 - G",
            "2026-08-09: March for",
        ] {
            assert!(!ends_date(text), "{text}");
        }
        for text in ["2026-Sept-12 Saturday", "2026 March", "1 Aug 2026 - 3 Aug", "2026-08-05", "5 May 2026 -"] {
            assert!(ends_date(text), "{text}");
        }
    }
}
