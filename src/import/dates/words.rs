//! Words in place of a date.

use crate::import::no_value::{NoValue, no_value};
use crate::import::status;

/// A word that people write in place of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Word {
    /// `TBA`: there will be a date.
    Undecided,
    /// `None`, `N/A`: there is no such date.
    None,
    /// `rolling`: there is no last day.
    Rolling,
    Cancelled,
    Postponed,
    Open,
    Closed,
}

/// A longer text is prose.
const MAX_OCTETS: usize = 80;

/// Calls that nobody can answer of his own accord.
const INVITED: [&str; 5] = ["invite only", "by invitation", "by invitation only", "invitation only", "invited"];

/// True if a text says something of a call though it has no deadline: `invite only`.
pub(crate) fn is_word_of_call(text: &str) -> bool {
    INVITED.contains(&text.trim().to_lowercase().replace('-', " ").as_str())
}

/// The word that a text is, if it is one that stands in place of a date.
pub(super) fn word(text: &str) -> Option<Word> {
    // None of them has a figure.
    if text.len() > MAX_OCTETS || text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let lower = any_ascii::any_ascii(text).to_lowercase();
    let lower = lower.trim_matches(|c: char| !c.is_alphanumeric() && c != '?' && c != '-');
    match no_value(text).or_else(|| no_value(lower)) {
        Some(NoValue::None) => return Some(Word::None),
        Some(NoValue::Undecided) => return Some(Word::Undecided),
        None => {}
    }
    Some(match lower {
        "no" | "false" => Word::None,
        // `Unconference, no CFP`
        lower if lower.split([',', ';', '(', ':']).any(|part| part.trim() == "no cfp") => Word::None,
        lower if is_word_of_call(lower) => Word::None,
        "not yet" | "soon" | "pending" | "upcoming" | "date tba" | "dates tba" | "date tbd" | "dates tbd"
        | "estimated" => Word::Undecided,
        "rolling"
        | "rolling basis"
        | "on a rolling basis"
        | "rolling submissions"
        | "always"
        | "always open"
        | "ongoing"
        | "continuous"
        | "continuously"
        | "anytime"
        | "all year" => Word::Rolling,
        "annule" => Word::Cancelled,
        "reporte" => Word::Postponed,
        "open" | "opened" | "is open" | "open now" => Word::Open,
        "closed" | "close" | "passed" | "past" | "over" | "expired" | "ended" => Word::Closed,
        _ => match status::of_word(text)? {
            "cancelled" => Word::Cancelled,
            "postponed" => Word::Postponed,
            _ => return None,
        },
    })
}
