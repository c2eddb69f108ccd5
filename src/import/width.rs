//! Digits of other scripts, and the wide letters and marks of East Asia: `٣`, `२०२६`, `２０２６／０５／１２`, `（京都）`.

use std::borrow::Cow;

/// The text with its digits and its wide characters as those of ASCII that they stand for.
pub(super) fn narrow(text: &str) -> Cow<'_, str> {
    // Texts that a site writes into its pages have the blanks of HTML.
    if text.contains("&nbsp;") || text.contains("&#160;") {
        return Cow::Owned(narrow(&text.replace("&nbsp;", " ").replace("&#160;", " ")).into_owned());
    }
    if text.is_ascii() || !text.contains(|char| narrow_char(char) != char) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(narrow_char).collect())
}

/// The zeros of scripts, behind which the other digits stand: Arabic, Persian, Devanagari, Bengali, Thai.
const ZEROS: [char; 5] = ['\u{660}', '\u{6f0}', '\u{966}', '\u{9e6}', '\u{e50}'];

fn narrow_char(char: char) -> char {
    match char {
        '\u{3000}' => ' ',
        // The block has the characters of ASCII in their order.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(char) - 0xff01 + 0x21).unwrap_or(char),
        '\u{660}'..='\u{e59}' => {
            let number =
                ZEROS.iter().find_map(|zero| u32::from(char).checked_sub(u32::from(*zero)).filter(|digit| *digit < 10));
            number.and_then(|digit| char::from_digit(digit, 10)).unwrap_or(char)
        }
        char => char,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_and_wide_characters_are_those_of_ascii() {
        for (text, expected) in [
            ("２０２６／０５／１２", "2026/05/12"),
            ("会館（京都）", "会館(京都)"),
            ("ＡＢＣ　！～", "ABC !~"),
            ("٣ أبريل ٢٠٢٤", "3 أبريل 2024"),
            ("۱۲ مارس", "12 مارس"),
            ("२० मई / ১০ / ๒๕", "20 मई / 10 / 25"),
            ("Köln、京都", "Köln、京都"),
        ] {
            assert_eq!(narrow(text), expected, "{text}");
        }
    }
}
