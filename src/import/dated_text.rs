//! Texts that have the date of a conference, and its place, between commas: `37th Symposium on Circuits, September 2-6, Natal, Brazil`.
//!
//! Comes in: a text. Goes out: the part of it with the date and the place. Of prose, only a sentence that says when a conference
//! takes place is read.

use super::dates::{self, Dates, Hint, Parsed, When};
use super::places;

/// What stands before the path of a field whose texts have the date in them.
pub(super) const PREFIX: &str = "@dated ";

/// A longer text is prose.
const MAX_OCTETS: usize = 300;

/// The most parts that a date has: `October 30 - November 3, 2027`.
const MAX_PARTS: usize = 4;

/// Marks between the parts of a text; a dash may be that of a range.
const MARKS: [&str; 13] = [", ", "; ", " | ", " · ", " • ", " – ", " — ", " - ", " (", ") ", ": ", " in ", " at "];

/// The part of a text with its date, and the place behind it, or else before it; `None` if no date stands between two marks.
pub(super) fn dated(text: &str) -> Option<String> {
    let text = text.trim().trim_end_matches(['"', '”', '.', ')']).trim_end();
    if text.len() > MAX_OCTETS {
        return None;
    }
    let mut cuts: Vec<(usize, usize)> =
        MARKS.iter().flat_map(|mark| text.match_indices(mark).map(|(at, mark)| (at, at + mark.len()))).collect();
    cuts.sort_unstable();
    // `, in ` is one.
    cuts.dedup_by(|later, first| {
        let is_one = later.0 < first.1;
        first.1 = if is_one { first.1.max(later.1) } else { first.1 };
        is_one
    });
    let starts: Vec<usize> = std::iter::once(0).chain(cuts.iter().map(|(_, end)| *end)).collect();
    let ends: Vec<usize> = cuts.iter().map(|(start, _)| *start).chain([text.len()]).collect();
    let longest = |first: usize| {
        (first..ends.len().min(first + MAX_PARTS)).rev().find(|last| is_date(&text[starts[first]..ends[*last]]))
    };
    let (first, last) = (0..starts.len()).find_map(|first| Some((first, longest(first)?)))?;
    let date = &text[starts[first]..ends[last]];
    if let Some(behind) = starts.get(last + 1) {
        return Some(format!("{date}, {}", &text[*behind..]));
    }
    let before = first.checked_sub(1).map(|last| ends[last]);
    let place = before.and_then(|end| {
        let most = first.saturating_sub(MAX_PARTS - 1);
        (most..first).rev().map(|from| &text[starts[from]..end]).find(|text| is_place(text))
    });
    Some(place.map_or(date.to_owned(), |place| format!("{place}, {date}")))
}

/// The date of a sentence that says when a conference takes place, and the place beside it: `It was held on 5-7 May 2027 at the
/// Opera House in Oslo, Norway`; `None` for another sentence.
pub(super) fn held(text: &str) -> Option<String> {
    const WORDS: [&str; 8] = [
        " held ",
        " take place ",
        " takes place ",
        " took place ",
        " taking place ",
        " hosted ",
        " happens ",
        " happen ",
    ];
    let words = WORDS.iter().filter_map(|word| text.find(word).map(|at| at + word.len() - 1)).min()?;
    let sentence = &text[words..];
    let sentence = &sentence[..sentence.find(". ").filter(|at| is_end(sentence, *at)).unwrap_or(sentence.len())];
    [" on ", " from ", " between "].iter().find_map(|joint| {
        let (before, behind) = sentence.split_once(joint)?;
        let found = dated(behind).filter(|found| found.get(..4) == behind.get(..4))?;
        let place = before.split_once(" in ").or_else(|| before.split_once(" at ")).map(|(_, place)| place);
        let has_place = found.contains(|char: char| char.is_alphabetic()) && !is_date(&found);
        Some(place.filter(|_| !has_place).map_or(found.clone(), |place| format!("{place}, {found}")))
    })
}

/// True if a stop ends a sentence, and does not shorten a word: `Feb. 3-6`, `St. Gallen`.
fn is_end(text: &str, stop: usize) -> bool {
    let word = text[..stop].rsplit(' ').next().unwrap_or_default();
    word.chars().count() > 3 && word != "Sept" || word.ends_with(|char: char| char.is_ascii_digit())
}

/// True if a text is a day or a range and nothing else.
fn is_date(text: &str) -> bool {
    let hint = Hint { year: Some(2024), ..Hint::default() };
    let has_both = text.contains(|char: char| char.is_ascii_digit()) && text.len() > 4;
    has_both
        && matches!(
            dates::parse(text.trim(), &hint),
            Parsed::Dates(Dates { start: When::Day(_) | When::Local(..), leftover, .. }) if leftover.is_empty()
        )
}

/// True if a text names a city, with its country or alone.
fn is_place(text: &str) -> bool {
    let parsed = places::parse(text, places::Habits::default());
    let is_known = parsed.city.as_deref().is_some_and(places::is_city);
    parsed.note.is_none() && (is_known || parsed.city.is_some() && parsed.country.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_date_and_the_place_of_a_sentence_are_found() {
        for (text, expected) in [
            (
                "The 7th was held on Feb. 3-6, 2027 at the Allen Institute, Seattle, Washington, USA.",
                "Feb. 3-6, 2027, the Allen Institute, Seattle, Washington, USA",
            ),
            (
                "It will take place from 3 to 6 May 2027 in Berlin, Germany. Join us!",
                "3 to 6 May 2027, Berlin, Germany",
            ),
            ("The 5th was held in Paris, France on April 25-27, 2027.", "Paris, France, April 25-27, 2027"),
            ("The school takes place on 5 May 2027", "5 May 2027"),
            ("will be held online on 5 May 2027", "5 May 2027"),
            ("The call closes on 5 May 2027", ""),
            ("It is held every year. The call closes on 5 May 2027", ""),
            ("It will be held on campus, 5 May 2027", ""),
        ] {
            assert_eq!(held(text).unwrap_or_default(), expected, "{text}");
        }
    }

    #[test]
    fn the_date_and_the_place_are_found_between_marks() {
        for (text, expected) in [
            (
                "33rd Conference on Very Large Scale, October 12-15, Puerto Varas, Chile",
                "October 12-15, Puerto Varas, Chile",
            ),
            (
                "36th Symposium, August 28- September 1, Rio de Janeiro, Brasil",
                "August 28- September 1, Rio de Janeiro, Brasil",
            ),
            (
                "CAD workshop, co-located with ICCAD, San Diego, October 30 - November 3, 2022",
                "San Diego, October 30 - November 3, 2022",
            ),
            ("-- \"Trends Day -- , 14th June 2022, Grenoble, France\"", "14th June 2022, Grenoble, France"),
            (
                "29th Conference, 4-8 October 2021, Singapore (virtual event)",
                "4-8 October 2021, Singapore (virtual event",
            ),
            ("Workshop on Logic (12-15 October 2025, Bonn)", "12-15 October 2025, Bonn"),
            ("5-7 May 2027 in Oslo, Norway", "5-7 May 2027, Oslo, Norway"),
            ("Winter School – 5–7 January 2027 – Geilo, Norway", "5–7 January 2027, Geilo, Norway"),
            ("Oslo, Norway | 2027-05-05", "Oslo, Norway, 2027-05-05"),
            ("Spring school, 2027-05-05", "2027-05-05"),
            ("Spring school, in Oslo, 5 May 2027", "Oslo, 5 May 2027"),
            ("Join us on May 5th for talks and food", ""),
            ("The call closes in May, and the talks are chosen in June", ""),
            ("A conference for people", ""),
        ] {
            assert_eq!(dated(text).unwrap_or_default(), expected, "{text}");
        }
    }
}
