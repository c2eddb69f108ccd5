//! The wide digits, letters and marks of East Asia: `２０２６／０５／１２`, `（京都）`.

use std::borrow::Cow;

/// The text with its wide characters as those of ASCII that they stand for.
pub(super) fn narrow(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || !text.contains(is_wide) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|char| if is_wide(char) { narrow_char(char) } else { char }).collect())
}

fn is_wide(char: char) -> bool {
    matches!(char, '\u{ff01}'..='\u{ff5e}' | '\u{3000}')
}

fn narrow_char(char: char) -> char {
    match char {
        '\u{3000}' => ' ',
        // The block has the characters of ASCII in their order.
        char => char::from_u32(u32::from(char) - 0xff01 + 0x21).unwrap_or(char),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_characters_are_those_of_ascii() {
        for (text, expected) in [
            ("２０２６／０５／１２", "2026/05/12"),
            ("会館（京都）", "会館(京都)"),
            ("ＡＢＣ　！～", "ABC !~"),
            ("Köln、京都", "Köln、京都"),
        ] {
            assert_eq!(narrow(text), expected, "{text}");
        }
    }
}
