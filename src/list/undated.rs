//! Texts in place of a date that is not known yet: `TBA`, `spring 2027`, `October`.

use crate::time::{Expected, MONTHS};

/// Reads what a text says that stands for a date which is not known yet: at most the month or the year of it. `None` for
/// any other text.
pub(super) fn not_dated(text: &str) -> Option<Option<Expected>> {
    const UNKNOWN: [&str; 24] = [
        "",
        "?",
        "??",
        "???",
        "coming soon",
        "n a",
        "na",
        "nil",
        "none",
        "not announced yet",
        "null",
        "open",
        "pending",
        "soon",
        "tba",
        "tbc",
        "tbd",
        "to be announced",
        "to be confirmed",
        "to be decided",
        "to be defined",
        "to be determined",
        "undated",
        "unknown",
    ];
    const VAGUE: [&str; 17] = [
        "autumn", "early", "end", "fall", "h1", "h2", "in", "late", "mid", "of", "q1", "q2", "q3", "q4", "spring",
        "summer", "winter",
    ];
    let plain = text.to_lowercase();
    let is_inside = |char: char| char.is_alphanumeric() || char == '?';
    let words: Vec<&str> = plain.split(|char: char| !is_inside(char)).filter(|word| !word.is_empty()).collect();
    if UNKNOWN.contains(&words.join(" ").as_str()) {
        return Some(None);
    }
    let (mut year, mut month) = (None, None);
    for word in words {
        let named = MONTHS.iter().position(|name| word.len() >= 3 && name.to_lowercase().starts_with(word));
        let number = word.parse::<u32>().ok();
        let numbered = named.map(|at| at as u32 + 1).or(number.filter(|number| (1..=12).contains(number)));
        if word.len() == 4 && number.is_some() && year.is_none() {
            year = Some(word);
        } else if numbered.is_some() && month.is_none() {
            month = numbered;
        } else if !UNKNOWN.contains(&word) && !VAGUE.contains(&word) {
            return None;
        }
    }
    let text = month.map_or_else(|| year.map(str::to_owned), |month| Some(format!("{}-{month:02}", year?)))?;
    text.parse().ok().map(Some)
}
