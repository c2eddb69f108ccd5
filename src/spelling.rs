//! Words in messages: "did you mean …?", the one that was meant by a wrong one, and the wrong one as it can be shown.

use std::borrow::Cow;

use crate::error::Error;

/// The longest text, in octets, that is compared with words.
const MAX_COMPARED_OCTETS: usize = 64;

/// The first of the words that are nearest in spelling, if one letter in three is wrong at most.
pub(crate) fn nearest<'w>(wrong: &str, words: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    let pairs = words.map(|word| (word.to_lowercase(), word));
    all_nearest(&wrong.to_lowercase(), pairs, |_, longer| (longer / 3).max(1)).first().copied()
}

/// The values whose words are nearest in spelling, all that are equally near. `limit` gives the most wrong letters for the
/// lengths of the shorter and the longer word.
pub(crate) fn all_nearest<W: AsRef<str>, T>(
    wrong: &str,
    words: impl Iterator<Item = (W, T)>,
    limit: fn(usize, usize) -> usize,
) -> Vec<T> {
    let (length, mut least, mut nearest) = (wrong.chars().count(), usize::MAX, Vec::new());
    if wrong.len() > MAX_COMPARED_OCTETS {
        return nearest;
    }
    for (word, value) in words {
        let other = word.as_ref().chars().count();
        let most = least.min(limit(length.min(other), length.max(other)));
        // The lengths come first: they are cheap, and there may be many words.
        if length.abs_diff(other) > most {
            continue;
        }
        let distance = strsim::osa_distance(wrong, word.as_ref());
        if distance < least && distance <= most {
            (least, nearest) = (distance, vec![value]);
        } else if distance == least {
            nearest.push(value);
        }
    }
    nearest
}

/// The only word that is one slip of the finger away, if it is long enough to be told by the rest.
pub(crate) fn only_slip<'w>(wrong: &str, words: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    const MIN_LETTERS: usize = 4;
    let mut near = words.filter(|word| {
        word.len() >= MIN_LETTERS && word.len().abs_diff(wrong.len()) <= 1 && strsim::osa_distance(wrong, word) == 1
    });
    near.next().filter(|_| near.next().is_none())
}

/// A closed set of values, each with a word in a list, in a filter and on the command line.
pub(crate) trait Keyword: Copy + 'static {
    /// The set in a message: `status`.
    const NOUN: &'static str;
    /// All values.
    const VALUES: &'static [Self];

    fn word(self) -> &'static str;

    /// Other words for it, in lower case with hyphens.
    fn synonyms(self) -> &'static [&'static str] {
        &[]
    }

    fn words() -> impl Iterator<Item = &'static str> {
        Self::VALUES.iter().map(|value| value.word())
    }

    fn parse(text: &str) -> Result<Self, Error> {
        Self::VALUES.iter().copied().find(|value| value.word() == text).ok_or_else(|| {
            let help = match nearest(text, Self::words()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("write one of {}", Self::words().collect::<Vec<_>>().join(", ")),
            };
            Error::new(format!("there is no {} `{}`", Self::NOUN, shown(text)), help)
        })
    }

    /// The value that a text means by a synonym, or by its own word in other letters.
    fn same(text: &str) -> Option<Self> {
        let plain = text.to_lowercase().replace(['_', ' '], "-");
        let is_same = |value: &Self| value.word() == plain || value.synonyms().contains(&plain.as_str());
        Self::VALUES.iter().copied().find(is_same)
    }
}

/// Gives an enum its `Display` by its `as_str`, and to a [`Keyword`] also its `FromStr`.
macro_rules! words {
    (Display for $type:ty) => {
        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
    (Display, FromStr for $type:ty) => {
        crate::spelling::words!(Display for $type);

        impl std::str::FromStr for $type {
            type Err = crate::error::Error;

            fn from_str(text: &str) -> Result<$type, Self::Err> {
                crate::spelling::Keyword::parse(text)
            }
        }
    };
}
pub(crate) use words;

/// A word as a message repeats it: on one line, not too long, and without characters that change how the rest is shown.
pub(crate) fn shown(word: &str) -> Cow<'_, str> {
    const MAX_SHOWN_CHARS: usize = 80;
    if word.chars().nth(MAX_SHOWN_CHARS).is_none() && !word.chars().any(is_unsafe) {
        return Cow::Borrowed(word);
    }
    let mut shown: String = word.chars().filter(|&char| !is_unsafe(char)).take(MAX_SHOWN_CHARS).collect();
    if word.chars().nth(MAX_SHOWN_CHARS).is_some() {
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

/// True if a terminal would obey a character instead of showing it: control characters (C0, DEL, C1), and those that
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
