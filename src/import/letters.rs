//! Letters that are written in several ways, in one: Arabic ones with and without their signs, Persian and Arabic forms.

use std::borrow::Cow;

/// The text in one spelling, to be compared.
pub(super) fn fold(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || !text.contains(|char| one(char) != Some(char)) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter_map(one).collect())
}

/// The letter that stands for this one; none for a sign that may be left out.
fn one(char: char) -> Option<char> {
    Some(match char {
        // The vowels of Arabic and its lengthening, joiners, the dot below of Devanagari, and the dot that a small Turkish `İ` has.
        '\u{64b}'..='\u{652}' | '\u{670}' | '\u{640}' | '\u{200c}'..='\u{200f}' | '\u{93c}' | '\u{307}' => return None,
        'أ' | 'إ' | 'آ' => 'ا',
        'ى' | 'ی' | 'ئ' => 'ي',
        'ؤ' => 'و',
        'ة' => 'ه',
        'ک' => 'ك',
        'ё' => 'е',
        char => char,
    })
}

/// True if a text has letters of the Latin alphabet alone.
pub(super) fn is_latin(text: &str) -> bool {
    text.chars().all(|char| char < '\u{250}' || ('\u{1e00}'..'\u{1f00}').contains(&char))
}

/// True for a letter of a script that is neither Latin, Greek nor Cyrillic, or a sign in a word of such: from Hebrew to Georgian.
pub(super) fn is_of_script(char: char) -> bool {
    let is_mark = matches!(char, '،' | '؛' | '؟' | '۔' | '।' | '॥' | '־');
    ('\u{590}'..'\u{1100}').contains(&char) && !char.is_numeric() && !is_mark
}

/// True for a letter of Chinese, Japanese or Korean.
pub(super) fn is_east_asian(char: char) -> bool {
    matches!(char, '\u{1100}'..='\u{11ff}' | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}

/// The text behind its beginning, if it begins so in large or small letters of ASCII: `Between ` in front of days.
pub(super) fn behind<'t>(text: &'t str, beginning: &str) -> Option<&'t str> {
    let (start, behind) = text.split_at_checked(beginning.len())?;
    start.eq_ignore_ascii_case(beginning).then_some(behind)
}

/// The letters and digits of a text, in lower case, so that texts with other marks between their words are the same.
pub(super) fn bare(text: &str) -> String {
    text.chars().filter(|char| char.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beginnings_are_found_in_large_and_small_letters() {
        for (text, expected) in [
            ("Between 5 May", Some("5 May")),
            ("between ", Some("")),
            ("betwee", None),
            ("among 5 May", None),
            ("betweeñ 5 May", None),
        ] {
            assert_eq!(behind(text, "between "), expected, "{text}");
        }
    }

    #[test]
    fn spellings_of_one_word_are_one() {
        for (one, other) in [
            ("أبريل", "ابريل"),
            ("القاهرة", "القاهره"),
            ("آمریکا", "امريكا"),
            ("फ़रवरी", "फरवरी"),
            ("i̇stanbul", "istanbul"),
        ] {
            assert_eq!(fold(one), fold(other), "{one}");
        }
        assert!(matches!(fold("Köln"), Cow::Borrowed(_)));
    }
}
