//! Whole dates in digits that nothing but blanks parts from what stands beside them: `RSA 2023/04/24 - 2023/04/27 San Francisco`.
//!
//! Comes in: a line without marks. Goes out: what stands before its dates, the dates, and what stands behind them.

use super::fields::is_exact;
use crate::import::{dates, years};

/// A line around its dates.
#[derive(Debug, PartialEq)]
pub(super) struct WholeDates<'t> {
    pub(super) before: &'t str,
    pub(super) dates: &'t str,
    pub(super) behind: &'t str,
}

/// The first whole date of a text, or the range that begins with it; `None` if other marks part it from the rest.
pub(super) fn whole_dates(text: &str) -> Option<WholeDates<'_>> {
    let mut words = text.split_whitespace().map(|word| {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        (start, start + word.len(), word)
    });
    let (start, mut end, _) = words.find(|(.., word)| is_whole(word))?;
    if let (Some((.., joint)), Some((_, last, word))) = (words.next(), words.next())
        && matches!(joint, "-" | "–" | "—" | "to" | "until" | "→" | "bis")
        && is_whole(word)
    {
        end = last;
    }
    let (before, dates, behind) = (text[..start].trim(), &text[start..end], text[end..].trim());
    let is_apart = before.is_empty() || before.ends_with(|char: char| char.is_alphanumeric() || char == ')');
    let is_free = behind.is_empty() || behind.starts_with(char::is_alphabetic);
    (is_apart && is_free && is_exact(dates)).then_some(WholeDates { before, dates, behind })
}

/// True for a year, a month and a day in digits: `2023/03/27`, `27.03.2023`.
fn is_whole(word: &str) -> bool {
    let is_of = |mark: char| {
        let parts: Vec<&str> = word.split(mark).collect();
        let is_number = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        parts.len() == 3 && parts.iter().all(is_number) && (years::is_year(parts[0]) || years::is_year(parts[2]))
    };
    word.len() <= 10 && ['/', '-', '.'].into_iter().any(is_of) && dates::is_date(word)
}

/// True if a text is the number or the season of an edition: `XXXVII Fall`, `12th edition`.
pub(super) fn is_edition(text: &str) -> bool {
    const SEASONS: [&str; 7] = ["spring", "summer", "autumn", "fall", "winter", "edition", "ed"];
    let is_of_edition = |word: &str| {
        let digits = word.trim_end_matches(|char: char| char.is_ascii_alphabetic());
        let is_number = !digits.is_empty()
            && digits.len() < 4
            && digits.bytes().all(|byte| byte.is_ascii_digit())
            && matches!(&word[digits.len()..], "" | "st" | "nd" | "rd" | "th");
        let is_roman = word.bytes().all(|byte| b"IVXLC".contains(&byte));
        is_number || is_roman || SEASONS.contains(&word.to_lowercase().trim_end_matches('.'))
    };
    !text.is_empty() && text.split_whitespace().all(is_of_edition)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_dates_are_found_between_blanks() {
        for (text, expected) in [
            ("RSA 2023/04/24 - 2023/04/27 San Francisco", "RSA|2023/04/24 - 2023/04/27|San Francisco"),
            ("Crypto 2023 2023/03/27 – 2023/03/29  Tokyo, Japan", "Crypto 2023|2023/03/27 – 2023/03/29|Tokyo, Japan"),
            ("2023-03-1 to 2023-03-03 Bangkok", "|2023-03-1 to 2023-03-03|Bangkok"),
            ("IETF 116 25.03.2023 Yokohama", "IETF 116|25.03.2023|Yokohama"),
            ("Meetup (Spring) 2023/04/18", "Meetup (Spring)|2023/04/18|"),
            ("PyCon, 2023/04/18", ""),
            ("PyCon 2023/04/18, Oslo", ""),
            ("PyCon 2023/04/18 9:00 Oslo", ""),
            ("PyCon 5 May 2023 Oslo", ""),
            ("version 1.2.2023x", ""),
        ] {
            let found = whole_dates(text).map(|found| format!("{}|{}|{}", found.before, found.dates, found.behind));
            assert_eq!(found.unwrap_or_default(), expected, "{text}");
        }
    }

    #[test]
    fn editions_have_numbers_and_seasons() {
        for text in ["XXXVII Fall", "12th edition", "116", "Spring"] {
            assert!(is_edition(text), "{text}");
        }
        for text in ["", "Oslo", "Fall Oslo", "Via Roma 5a"] {
            assert!(!is_edition(text), "{text}");
        }
    }
}
