//! Two dates in one text: the one that a deadline had, and the one that it has now.

use chrono::Datelike as _;

use super::super::dates::{self, Hint, Parsed};
use super::super::markdown;

/// Words and signs behind the date of before, and in front of the one of now.
const TO: [&str; 14] = [
    "extended to",
    "extended until",
    "extended till",
    "extended:",
    "moved to",
    "postponed to",
    "changed to",
    "verlängert bis",
    "verlängert auf",
    "→",
    "⇒",
    "->",
    "=>",
    "new:",
];

/// Words behind the date of now, and in front of the one of before; `was` and `now` stand in the others too.
const FROM: [&str; 13] = [
    "extended from",
    "moved from",
    "postponed from",
    "changed from",
    "instead of",
    "previously",
    "formerly",
    "originally",
    "initially",
    "verlängert vom",
    "ursprünglich",
    "statt",
    "was",
];

/// The dates that a deadline had and the one that it has now, of a text that says both: `1 Feb -> 15 Feb`, `15 Feb (was 1 Feb)`,
/// `~~1 Feb~~ 15 Feb`.
pub(super) fn moved(text: &str) -> Option<(Vec<String>, String)> {
    if let Some(moved) = struck(text) {
        return Some(moved);
    }
    let text = markdown::plain(text);
    let sides = TO.into_iter().map(|mark| (mark, true));
    let sides = sides.chain(FROM.into_iter().map(|mark| (mark, false))).chain([("now", true)]);
    sides
        .filter_map(|(mark, is_to)| {
            let (first, second) = split_once(&text, mark)?;
            let (before, now) = if is_to { (first, second) } else { (second, first) };
            let (before, now) = (trimmed(before), trimmed(now));
            (is_one_date(&before) && is_one_date(&now)).then(|| (vec![before], now))
        })
        .next()
}

/// The dates that are struck through, and the one that is not.
fn struck(text: &str) -> Option<(Vec<String>, String)> {
    const TAGS: [&str; 6] = ["<del>", "</del>", "<s>", "</s>", "<strike>", "</strike>"];
    let marked = TAGS.into_iter().fold(text.to_owned(), |text, tag| text.replace(tag, "~~"));
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
    (before.iter().all(|before| is_one_date(before)) && is_one_date(&now)).then_some((before, now))
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

/// The text before and behind a mark, whose letters are whole words in any case.
fn split_once<'t>(text: &'t str, mark: &str) -> Option<(&'t str, &'t str)> {
    let is_letter = |char: Option<char>| char.is_some_and(char::is_alphabetic);
    text.char_indices().find_map(|(at, _)| {
        let found = text.get(at..at + mark.len())?;
        let (first, second) = (&text[..at], &text[at + mark.len()..]);
        let is_word = mark.starts_with(char::is_alphabetic);
        let is_part = is_word && (is_letter(first.chars().next_back()) || is_letter(second.chars().next()));
        (found.to_lowercase() == mark && !is_part).then_some((first, second))
    })
}

fn trimmed(text: &str) -> String {
    text.trim_matches(|char: char| !char.is_alphanumeric()).to_owned()
}

fn is_one_date(text: &str) -> bool {
    // A day and month alone need a year from elsewhere.
    let hint = Hint { year: Some(2024), ..Hint::default() };
    match dates::parse(text, &hint) {
        Parsed::Dates(found) => {
            found.start.day().is_some() && found.end.is_none() && found.leftover.len() * 2 <= text.len()
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
            ("15 Feb now (was 1 Feb)", "1 Feb > 15 Feb now"),
            ("Now 15 Feb, was: 1 Feb", "1 Feb > Now 15 Feb"),
            ("1 Feb was extended to 15 Feb", "1 Feb was > 15 Feb"),
            ("1 Feb -> 15 Feb", "1 Feb > 15 Feb"),
            ("1 Feb, now 15 Feb", "1 Feb > 15 Feb"),
            ("1 Feb (Extended: 15 Feb, 23:59 AoE)", "1 Feb > 15 Feb, 23:59 AoE"),
            ("2027-02-15, previously 2027-02-01", "2027-02-01 > 2027-02-15"),
            ("15. Februar 2027 (statt 1. Februar)", "1. Februar > 15. Februar 2027"),
            ("~~1 Feb~~ 15 Feb", "1 Feb > 15 Feb"),
            ("15 Feb ~~1 Feb~~", "1 Feb > 15 Feb"),
            ("**~~1 Feb~~** **15 Feb**", "1 Feb > 15 Feb"),
            ("~~25 Jan~~ ~~1 Feb~~ 15 Feb (AoE)", "25 Jan, 1 Feb > 15 Feb (AoE"),
            ("<del>1 Feb</del> 15 Feb", "1 Feb > 15 Feb"),
            ("<s>1 Feb 2027</s> <b>15 Feb 2027</b>", "1 Feb 2027 > 15 Feb 2027"),
            ("~~1 Feb~~", ""),
            ("15 Feb", ""),
            ("1 Feb - 15 Feb", ""),
            ("Washington, 15 Feb", ""),
            ("15 Feb (was TBA)", ""),
            ("Abstract: 1 Feb; paper: 15 Feb", ""),
        ] {
            let found = moved(text).map(|(before, now)| format!("{} > {now}", before.join(", ")));
            assert_eq!(found.unwrap_or_default(), expected, "{text}");
        }
    }
}
