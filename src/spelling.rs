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

/// Control characters, and those that turn the direction of writing around.
fn is_unsafe(char: char) -> bool {
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
