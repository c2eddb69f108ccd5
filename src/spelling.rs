//! Words in messages: "did you mean …?", the one that was meant by a wrong one, and the wrong one as it can be shown.

use std::borrow::Cow;

/// The word that is near enough in spelling to be the one meant.
pub(crate) fn nearest<'w>(wrong: &str, words: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    if wrong.len() > 64 {
        return None;
    }
    let wrong = wrong.to_lowercase();
    let length = wrong.chars().count();
    words
        .filter_map(|word| {
            let limit = (word.chars().count().max(length) / 3).max(1);
            // The lengths come first: they are cheap, and there may be many words.
            let near = word.chars().count().abs_diff(length) <= limit;
            let distance = near.then(|| strsim::osa_distance(&wrong, &word.to_lowercase()))?;
            (distance <= limit).then_some((distance, word))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, word)| word)
}

/// A word as a message repeats it: on one line, not too long, and without characters that change how the rest is shown.
pub(crate) fn shown(word: &str) -> Cow<'_, str> {
    const LONGEST: usize = 80;
    if word.chars().nth(LONGEST).is_none() && !word.chars().any(is_unsafe) {
        return Cow::Borrowed(word);
    }
    let mut shown: String = word.chars().filter(|&char| !is_unsafe(char)).take(LONGEST).collect();
    if word.chars().nth(LONGEST).is_some() {
        shown.push('…');
    }
    Cow::Owned(shown)
}

/// A text from outside as a terminal can show it: control characters and marks of direction, which would move the cursor,
/// change colours or turn the line around, are replaced by U+FFFD. Line breaks stay.
///
/// # Examples
///
/// ```
/// assert_eq!(confcal::harmless("PyCon\u{9b}2J"), "PyCon\u{fffd}2J");
/// ```
pub fn harmless(text: &str) -> Cow<'_, str> {
    let is_harmful = |char: char| is_unsafe(char) && char != '\n';
    if text.contains(is_harmful) { Cow::Owned(text.replace(is_harmful, "\u{fffd}")) } else { Cow::Borrowed(text) }
}

/// Whether a terminal would obey a character instead of showing it: control characters (C0, DEL, C1), and those that
/// change the direction of writing.
pub(crate) fn is_unsafe(char: char) -> bool {
    char.is_control()
        || matches!(char, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_shown_on_one_line() {
        assert_eq!(shown("Dublin"), "Dublin");
        assert_eq!(shown("a\nb\u{1b}[31m\u{202e}c"), "ab[31mc");
        assert_eq!(shown(&"é".repeat(80)), "é".repeat(80));
        assert_eq!(shown(&"é".repeat(81)), "é".repeat(80) + "…");
    }
}
