//! Several dates in one text: those that a deadline or a conference had, and the one that it has now.

use std::sync::LazyLock;

use chrono::{Datelike as _, NaiveDate};

use super::super::dates::{self, Hint, Parsed, Word};
use super::super::markdown;

/// Words and signs behind the date of before, and in front of the one of now.
const TO: [&str; 33] = [
    "extended to",
    "extended until",
    "extended till",
    "extended:",
    "/ extended",
    "moved to",
    "postponed to",
    "postponed until",
    "rescheduled to",
    "rescheduled for",
    "delayed to",
    "delayed until",
    "pushed to",
    "shifted to",
    "changed to",
    "verlängert bis",
    "verlängert auf",
    "verschoben auf",
    "prolongé jusqu'au",
    "prolongée jusqu'au",
    "reporté au",
    "reportée au",
    "prorrogado hasta",
    "aplazado al",
    "prorogato al",
    "→",
    "⇒",
    "➔",
    "->",
    "=>",
    "new:",
    "new date:",
    "now",
];

/// The signs of [`TO`], which may stand between the first and the last day too.
const ARROWS: [&str; 5] = ["→", "⇒", "➔", "->", "=>"];

/// Words behind the date of now, and in front of the one of before.
const FROM: [&str; 22] = [
    "extended from",
    "moved from",
    "postponed from",
    "rescheduled from",
    "delayed from",
    "pushed from",
    "shifted from",
    "changed from",
    "instead of",
    "previously",
    "formerly",
    "originally",
    "initially",
    "verlängert vom",
    "verschoben vom",
    "ursprünglich",
    "statt",
    "au lieu du",
    "initialement",
    "not",
    "nicht",
    "was",
];

/// The marks by their first octet in small letters, because an import asks at each letter of each date.
static MARKS: LazyLock<[Vec<&str>; 256]> = LazyLock::new(|| {
    let mut marks = [const { Vec::new() }; 256];
    for mark in TO.into_iter().chain(FROM) {
        marks[usize::from(mark.as_bytes()[0])].push(mark);
    }
    marks
});

/// Marks between two dates of before.
const BETWEEN: [&str; 6] = [", then ", " then ", " and ", ";", ", ", " / "];

/// The dates of a text that was moved.
#[derive(Debug, PartialEq)]
pub(super) struct Moved {
    /// The dates of before, as they stand in the text.
    pub(super) before: Vec<String>,
    /// The date of now, or the word in its place.
    pub(super) now: String,
    /// True if nothing but arrows says so.
    has_arrows: bool,
}

impl Moved {
    /// The word in the place of a date of now, as `TBA` is.
    pub(super) fn word(&self) -> Option<Word> {
        match dates::parse(&self.now, &Hint::default()) {
            // A call that is closed had the date of before.
            Parsed::Word(word) if !matches!(word, Word::Closed | Word::Open) => Some(word),
            _ => None,
        }
    }

    /// True if the text may be a first and a last day with an arrow between them.
    pub(super) fn may_be_range(&self, hint: &Hint) -> bool {
        /// The most days of a range with an arrow.
        const MAX_DAYS: i64 = 31;
        let single = |text: &str| match dates::parse(text, hint) {
            Parsed::Dates(found) if found.end.is_none() => found.start.day(),
            _ => None,
        };
        let days = |(first, last): (NaiveDate, NaiveDate)| (0..=MAX_DAYS).contains(&(last - first).num_days());
        match &self.before[..] {
            [first] => self.has_arrows && single(first).zip(single(&self.now)).is_none_or(days) && !self.has_range(),
            _ => false,
        }
    }

    fn has_range(&self) -> bool {
        let hint = Hint { year: Some(2024), ..Hint::default() };
        let is_range = |text: &String| matches!(dates::parse(text, &hint), Parsed::Dates(found) if found.end.is_some());
        self.before.iter().chain([&self.now]).any(is_range)
    }
}

/// The dates of before and of now of a text that has both: `1 Feb -> 15 Feb`, `15 Feb (was 1 Feb, then 10 Feb)`, `~~1 Feb~~ 15 Feb`,
/// `TBA (was 1 Feb)`.
pub(super) fn moved(text: &str) -> Option<Moved> {
    if let Some(moved) = struck(text) {
        return Some(moved);
    }
    let text = markdown::plain(text);
    let (first, parts) = cut(&text);
    let mut moved = Moved { before: Vec::new(), now: trimmed(first), has_arrows: true };
    for (mark, part) in parts {
        let part = trimmed(part);
        if part.is_empty() {
            continue;
        }
        moved.has_arrows &= ARROWS.contains(&mark);
        if TO.contains(&mark) {
            moved.before.push(std::mem::replace(&mut moved.now, part));
        } else if let Some((before, now)) = from_to(&part).filter(|_| moved.now.is_empty()) {
            moved.before.push(before);
            moved.now = now;
        } else {
            moved.before.extend(dates_of(&part)?);
        }
    }
    moved.before.retain(|before| !before.is_empty());
    let is_sound = !moved.before.is_empty() && moved.before.iter().all(|before| is_date(before));
    (is_sound && (is_date(&moved.now) || !moved.now.is_empty() && moved.word().is_some())).then_some(moved)
}

/// True if the whole of a text is struck through, so that it says no date.
pub(super) fn is_struck(text: &str) -> bool {
    if !may_be_struck(text) {
        return false;
    }
    let marked = marked(text);
    let inner = marked.trim().strip_prefix("~~").and_then(|text| text.strip_suffix("~~"));
    inner.is_some_and(|inner| !inner.contains("~~") && inner.chars().any(char::is_alphanumeric))
}

/// Hardly any date has a mark or a tag, and an import asks at every one.
fn may_be_struck(text: &str) -> bool {
    text.contains("~~") || text.contains('<')
}

/// A text with one mark for what is struck through.
fn marked(text: &str) -> String {
    const TAGS: [&str; 6] = ["<del>", "</del>", "<s>", "</s>", "<strike>", "</strike>"];
    TAGS.into_iter().fold(text.to_owned(), |text, tag| text.replace(tag, "~~"))
}

/// The dates that are struck through, and the one that is not.
fn struck(text: &str) -> Option<Moved> {
    if !may_be_struck(text) {
        return None;
    }
    let marked = marked(text);
    let parts: Vec<&str> = marked.split("~~").collect();
    // Two marks around each part that is struck.
    if parts.len() < 3 || parts.len().is_multiple_of(2) {
        return None;
    }
    let plain = |at: usize| -> Vec<String> {
        parts.iter().skip(at).step_by(2).map(|part| trimmed(&markdown::plain(part))).collect()
    };
    let before = plain(1);
    let now = trimmed(&plain(0).join(" "));
    let moved = Moved { before, now, has_arrows: false };
    let is_sound = moved.before.iter().all(|before| is_date(before));
    (is_sound && (is_date(&moved.now) || !moved.now.is_empty() && moved.word().is_some())).then_some(moved)
}

/// The two dates of a text that does not say which of them counts: `1 Feb (15 Feb)`.
pub(super) fn open(text: &str) -> Option<(String, String)> {
    let text = markdown::plain(text);
    let (first, second) = text.strip_suffix(')')?.split_once('(')?;
    let (first, second) = (trimmed(first), trimmed(second));
    // `12 May 2027 (12.5.)` is one date.
    (day_alone(&first)? != day_alone(&second)?).then_some((first, second))
}

/// The month and the day of a text that is a date and nothing else.
fn day_alone(text: &str) -> Option<(u32, u32)> {
    match dates::parse(text, &Hint { year: Some(2024), ..Hint::default() }) {
        Parsed::Dates(found) if found.end.is_none() && found.leftover.is_empty() => {
            found.start.day().map(|day| (day.month(), day.day()))
        }
        _ => None,
    }
}

/// The text in front of the first mark, and each mark with the text behind it. The letters of a mark are whole words in any case.
fn cut(text: &str) -> (&str, Vec<(&'static str, &str)>) {
    let is_letter = |char: Option<char>| char.is_some_and(char::is_alphabetic);
    let is_mark =
        |found: &str, mark: &str| found.eq_ignore_ascii_case(mark) || !mark.is_ascii() && found.to_lowercase() == mark;
    let mark_at = |at: usize| {
        let first = text.as_bytes()[at].to_ascii_lowercase();
        let marks = MARKS[usize::from(first)].iter().copied().filter(|mark| {
            let Some(found) = text.get(at..at + mark.len()).filter(|found| is_mark(found, mark)) else { return false };
            let is_part = mark.starts_with(char::is_alphabetic)
                && (is_letter(text[..at].chars().next_back()) || is_letter(text[at + found.len()..].chars().next()));
            !is_part
        });
        marks.max_by_key(|mark| mark.len()).map(|mark| (at, mark))
    };
    let mut marks: Vec<(usize, &'static str)> = Vec::new();
    for (at, _) in text.char_indices() {
        if marks.last().is_none_or(|(last, mark)| at >= last + mark.len()) {
            marks.extend(mark_at(at));
        }
    }
    let first = marks.first().map_or(text.len(), |(at, _)| *at);
    let ends = marks.iter().skip(1).map(|(at, _)| *at).chain([text.len()]);
    (&text[..first], marks.iter().zip(ends).map(|((at, mark), end)| (*mark, &text[at + mark.len()..end])).collect())
}

/// The date of a text, or its dates with marks between them.
fn dates_of(text: &str) -> Option<Vec<String>> {
    if is_date(text) {
        return Some(vec![text.to_owned()]);
    }
    BETWEEN.into_iter().filter(|mark| text.contains(mark)).find_map(|mark| {
        let dates: Vec<String> = text.split(mark).map(trimmed).collect();
        dates.iter().all(|date| is_date(date)).then_some(dates)
    })
}

/// The date of before and the one of now behind a word that says so: `1 Mar to 15 Mar`, `1 Mar but 8 Mar`.
fn from_to(text: &str) -> Option<(String, String)> {
    const JOINTS: [&str; 12] = [
        " to ",
        " until ",
        " till ",
        " but ",
        " auf ",
        " bis ",
        " sondern ",
        " au ",
        " mais ",
        " al ",
        " hasta ",
        " sino ",
    ];
    let is_moved = |(before, now): &(String, String)| is_date(before) && is_date(now);
    let parts = |joint: &&str| text.split_once(*joint).map(|(before, now)| (trimmed(before), trimmed(now)));
    JOINTS.iter().filter_map(parts).find(is_moved)
}

fn trimmed(text: &str) -> String {
    text.trim_matches(|char: char| !char.is_alphanumeric()).to_owned()
}

/// True if a text is one day or one range.
fn is_date(text: &str) -> bool {
    // A day and month alone need a year from elsewhere.
    let hint = Hint { year: Some(2024), ..Hint::default() };
    match dates::parse(text, &hint) {
        Parsed::Dates(found) => {
            let is_known = found.start.day().is_some() && found.end.as_ref().is_none_or(|end| end.day().is_some());
            is_known && found.leftover.len() * 2 <= text.len()
        }
        Parsed::Ambiguous(..) => true,
        Parsed::Several(_) | Parsed::Word(_) | Parsed::Unknown => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_dates_without_a_word_are_open() {
        for (text, expected) in [
            ("1 Feb (15 Feb)", "1 Feb, 15 Feb"),
            ("2027-02-01 (2027-02-15)", "2027-02-01, 2027-02-15"),
            ("**15 Feb 2027** (1 Feb 2027)", "15 Feb 2027, 1 Feb 2027"),
            ("12 May 2027 (12.5.)", ""),
            ("15 Feb (AoE)", ""),
            ("15 Feb (was 1 Feb)", ""),
            ("31 May (abstract 24 May)", ""),
        ] {
            let found = open(text).map(|(first, second)| format!("{first}, {second}"));
            assert_eq!(found.unwrap_or_default(), expected, "{text}");
        }
    }

    #[test]
    fn both_dates_of_a_text_are_told_apart() {
        for (text, expected) in [
            ("15 Feb (extended from 1 Feb)", "1 Feb > 15 Feb"),
            ("15 Feb (was 1 Feb)", "1 Feb > 15 Feb"),
            ("15 Feb now (was 1 Feb)", "1 Feb > 15 Feb"),
            ("Now 15 Feb, was: 1 Feb", "1 Feb > 15 Feb"),
            ("1 Feb was extended to 15 Feb", "1 Feb > 15 Feb"),
            ("1 Feb -> 15 Feb", "1 Feb > 15 Feb"),
            ("1 Feb, now 15 Feb", "1 Feb > 15 Feb"),
            ("1 Feb 2027 / extended 15 Feb 2027", "1 Feb 2027 > 15 Feb 2027"),
            ("1 Feb 2027 / 15 Feb 2027", ""),
            ("1 Feb (Extended: 15 Feb, 23:59 AoE)", "1 Feb > 15 Feb, 23:59 AoE"),
            ("2027-02-15, previously 2027-02-01", "2027-02-01 > 2027-02-15"),
            ("15. Februar 2027 (statt 1. Februar)", "1. Februar > 15. Februar 2027"),
            ("~~1 Feb~~ 15 Feb", "1 Feb > 15 Feb"),
            ("15 Feb ~~1 Feb~~", "1 Feb > 15 Feb"),
            ("**~~1 Feb~~** **15 Feb**", "1 Feb > 15 Feb"),
            ("~~25 Jan~~ ~~1 Feb~~ 15 Feb (AoE)", "25 Jan, 1 Feb > 15 Feb (AoE"),
            ("<del>1 Feb</del> 15 Feb", "1 Feb > 15 Feb"),
            ("<s>1 Feb 2027</s> <b>15 Feb 2027</b>", "1 Feb 2027 > 15 Feb 2027"),
            ("15 Feb 2027 -> 20 Feb 2027 -> 1 Mar 2027", "15 Feb 2027, 20 Feb 2027 > 1 Mar 2027"),
            ("15 Feb 2027 (was 1 Feb, then 10 Feb)", "1 Feb, 10 Feb > 15 Feb 2027"),
            ("1 Mar 2027 (was 15 Feb 2027, was 1 Feb 2027)", "15 Feb 2027, 1 Feb 2027 > 1 Mar 2027"),
            ("1 Mar (previously 15 Feb and 1 Feb)", "15 Feb, 1 Feb > 1 Mar"),
            ("was 1 Feb, now 15 Feb", "1 Feb > 15 Feb"),
            ("1 Feb, extended to 15 Feb, now 1 Mar", "1 Feb, 15 Feb > 1 Mar"),
            ("May 5-7, 2027 (postponed from Nov 5-7, 2026)", "Nov 5-7, 2026 > May 5-7, 2027"),
            ("Nov 5-7, 2026 -> May 5-7, 2027", "Nov 5-7, 2026 > May 5-7, 2027"),
            ("TBA (was 1 Mar 2027)", "1 Mar 2027 > TBA"),
            ("postponed from 1 Mar 2027 to 15 Mar 2027", "1 Mar 2027 > 15 Mar 2027"),
            ("Extended from 1 Feb until 15 Feb", "1 Feb > 15 Feb"),
            ("Moved from 5-7 May 2027 to 8-10 June 2027", "5-7 May 2027 > 8-10 June 2027"),
            ("verschoben vom 1. März auf 15. März", "1. März > 15. März"),
            ("not 1 Mar 2027 but 8 Mar 2027", "1 Mar 2027 > 8 Mar 2027"),
            ("8 Mar 2027, not 1 Mar", "1 Mar > 8 Mar 2027"),
            ("nicht am 1.3.2027, sondern am 8.3.2027", "am 1.3.2027 > am 8.3.2027"),
            ("not 1 Mar 2027", ""),
            ("not before 1 Mar 2027", ""),
            ("5-7 May 2027, not online", ""),
            ("from 1 Mar to 15 Mar", ""),
            ("cancelled (was 1 Mar 2027)", "1 Mar 2027 > cancelled"),
            ("1 Mar 2027 -> TBA", "1 Mar 2027 > TBA"),
            ("5-7 May 2027, now online", ""),
            ("~~1 Feb~~ TBA", "1 Feb > TBA"),
            ("closed (was 1 Feb 2027)", ""),
            ("~~1 Feb~~", ""),
            ("15 Feb", ""),
            ("1 Feb - 15 Feb", ""),
            ("Washington, 15 Feb", ""),
            ("15 Feb (was TBA)", ""),
            ("Abstract: 1 Feb; paper: 15 Feb", ""),
        ] {
            let found = moved(text).map(|moved| format!("{} > {}", moved.before.join(", "), moved.now));
            assert_eq!(found.unwrap_or_default(), expected, "{text}");
        }
    }

    #[test]
    fn an_arrow_may_stand_between_the_days_of_one_conference() {
        for (text, may_be) in [
            ("5 May 2027 -> 6 May 2027", true),
            ("5 May → 6 May", true),
            ("5 Nov 2026 -> 5 May 2027", false),
            ("7 May 2027 -> 5 May 2027", false),
            ("Nov 5-7, 2026 -> May 5-7, 2027", false),
            ("5 May 2027, now 6 May 2027", false),
            ("5 May 2027 -> 6 May 2027 -> 7 May 2027", false),
        ] {
            let hint = Hint { year: Some(2027), ..Hint::default() };
            assert_eq!(moved(text).expect(text).may_be_range(&hint), may_be, "{text}");
        }
    }
}
