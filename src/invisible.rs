//! Invisible characters: those that a text needs, and those that were copied along with it.
//!
//! Thai and Khmer are written without blanks and break at zero-width spaces, Persian and the scripts of India need
//! joiners, emoji are joined by them, and texts from right to left need marks of direction. A character with such a
//! reason is left alone; elsewhere it only makes texts differ that look the same, or hides a part of them.

use std::ops::RangeInclusive;

use crate::octets::OctetSet;

/// An invisible character that the text does not need.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Invisible {
    pub(crate) char: char,
    /// Its offset in the text, in bytes.
    pub(crate) at: usize,
    /// True if the text reads the same without it.
    pub(crate) is_superfluous: bool,
}

impl Invisible {
    /// Its name with an article, and its code point: `a zero-width space (U+200B)`.
    pub(crate) fn in_words(self) -> String {
        format!("{} (U+{:04X})", name(self.char).unwrap_or("an invisible character"), u32::from(self.char))
    }
}

/// The name of an invisible character, with an article; `None` for all others.
pub(crate) fn name(char: char) -> Option<&'static str> {
    Some(match char {
        '\0'..'\u{ad}' => return None,
        '\u{ad}' => "a soft hyphen",
        '\u{61c}' | '\u{200e}' | '\u{200f}' => "a mark of direction",
        '\u{180e}' => "a vowel separator",
        '\u{200b}' => "a zero-width space",
        '\u{200c}' => "a zero-width non-joiner",
        '\u{200d}' => "a zero-width joiner",
        '\u{202a}' | '\u{202b}' => "an embedding of another direction",
        '\u{202c}' => "an end of another direction",
        '\u{202d}' | '\u{202e}' => "a reversal of direction",
        '\u{2060}' => "a word joiner",
        '\u{2061}'..='\u{2064}' => "an invisible sign of mathematics",
        '\u{2066}'..='\u{2068}' => "an isolate of another direction",
        '\u{2069}' => "an end of another direction",
        '\u{206a}'..='\u{206f}' => "a deprecated mark of format",
        '\u{3164}' | '\u{ffa0}' => "a filler of Hangul",
        '\u{feff}' => "a byte order mark",
        '\u{fff9}'..='\u{fffb}' => "a mark of annotation",
        '\u{fffc}' => "a placeholder of an object",
        '\u{e0000}'..='\u{e007f}' => "a tag character",
        _ => return None,
    })
}

/// The first octet of every invisible character.
const BEGIN_ONE: OctetSet = OctetSet::of(b"\xc2\xd8\xef\xf3").and(0xe1, 0xe3);

/// The invisible characters that a text does not need.
pub(crate) fn find(text: &str) -> Vec<Invisible> {
    // Hardly any text has one, and every text of a list is searched.
    if !has_any(text) {
        return Vec::new();
    }
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let reads_from_right = chars.iter().any(|(_, char)| is_right_to_left(*char));
    let is_balanced = is_balanced(text);
    let mut found = Vec::new();
    for (index, &(at, char)) in chars.iter().enumerate() {
        if name(char).is_none() {
            continue;
        }
        let visible = |char: &&(usize, char)| name(char.1).is_none();
        let before = chars[..index].iter().rev().find(visible).map(|(_, char)| *char);
        let after = chars[index + 1..].iter().find(visible).map(|(_, char)| *char);
        let is_beside = |ranges: &[RangeInclusive<char>]| {
            [before, after].into_iter().flatten().any(|char| ranges.iter().any(|range| range.contains(&char)))
        };
        let has_reason = match char {
            '\u{200b}' => is_beside(WITHOUT_BLANKS),
            '\u{200c}' => is_beside(JOINING),
            '\u{200d}' => is_beside(JOINING) || before.is_some_and(is_pictograph) && after.is_some_and(is_pictograph),
            '\u{180e}' => is_beside(&['\u{1800}'..='\u{18af}']),
            '\u{61c}' | '\u{200e}' | '\u{200f}' => reads_from_right,
            '\u{202a}'..='\u{202c}' | '\u{2066}'..='\u{2069}' => reads_from_right && is_balanced,
            // The flags of England, Scotland and Wales.
            '\u{e0020}'..='\u{e007f}' => before == Some('\u{1f3f4}'),
            _ => false,
        };
        if !has_reason {
            // Without it, letters would be read in another order.
            let is_superfluous = !matches!(char, '\u{202e}') && !reads_from_right | !is_of_direction(char);
            let is_superfluous = is_superfluous && !(is_of_direction(char) && text.contains('\u{202e}'));
            found.push(Invisible { char, at, is_superfluous });
        }
    }
    found
}

fn has_any(mut text: &str) -> bool {
    while let Some(at) = BEGIN_ONE.find(text) {
        let mut chars = text[at..].chars();
        if chars.next().is_some_and(|char| name(char).is_some()) {
            return true;
        }
        text = chars.as_str();
    }
    false
}

/// Scripts that are written without blanks between words: Thai, Lao, Myanmar, Khmer, Tai Le, New Tai Lue, Tai Tham,
/// Balinese, Javanese, Tai Viet.
const WITHOUT_BLANKS: &[RangeInclusive<char>] = &[
    '\u{e00}'..='\u{eff}',
    '\u{1000}'..='\u{109f}',
    '\u{1780}'..='\u{17ff}',
    '\u{1950}'..='\u{19ff}',
    '\u{1a20}'..='\u{1aaf}',
    '\u{1b00}'..='\u{1b7f}',
    '\u{a980}'..='\u{a9ff}',
    '\u{aa60}'..='\u{aadf}',
];

/// Scripts whose letters join or stack: Arabic to Myanmar, Khmer, Mongolian, and the others of southern Asia.
const JOINING: &[RangeInclusive<char>] = &[
    '\u{600}'..='\u{109f}',
    '\u{1700}'..='\u{1cff}',
    '\u{a800}'..='\u{abff}',
    '\u{fb50}'..='\u{fdff}',
    '\u{fe70}'..='\u{fefe}',
    '\u{10a00}'..='\u{11fff}',
    '\u{1e900}'..='\u{1eeff}',
];

/// Emoji and the characters that modify them.
fn is_pictograph(char: char) -> bool {
    matches!(char, '\u{2190}'..='\u{2bff}' | '\u{fe0f}' | '\u{20e3}' | '\u{1f000}'..='\u{1faff}')
}

fn is_of_direction(char: char) -> bool {
    matches!(char, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn is_right_to_left(char: char) -> bool {
    matches!(
        char,
        '\u{590}'..='\u{61b}' | '\u{61d}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}'
            | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}'
    )
}

/// True if each change of direction ends within its line, so that it affects nothing else.
fn is_balanced(text: &str) -> bool {
    text.split('\n').all(|line| {
        let mut open: Vec<char> = Vec::new();
        for char in line.chars() {
            match char {
                '\u{202a}' | '\u{202b}' | '\u{202d}' | '\u{202e}' => open.push('\u{202c}'),
                '\u{2066}'..='\u{2068}' => open.push('\u{2069}'),
                '\u{202c}' | '\u{2069}' if open.pop() != Some(char) => return false,
                _ => {}
            }
        }
        open.is_empty()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text without its superfluous characters; `None` if one of those found affects how it reads.
    fn cleaned(text: &str) -> Option<String> {
        let found = find(text);
        found.iter().all(|one| one.is_superfluous).then(|| {
            text.char_indices().filter(|(at, _)| found.iter().all(|one| one.at != *at)).map(|(_, char)| char).collect()
        })
    }

    #[test]
    fn the_first_octets_of_all_are_known() {
        let named = ('\0'..=char::MAX).filter(|char| name(*char).is_some());
        let first: std::collections::BTreeSet<u8> = named.map(|char| char.to_string().as_bytes()[0]).collect();
        for octet in 0..=0xff {
            assert_eq!(BEGIN_ONE.has(octet), first.contains(&octet), "{octet:x}");
        }
    }

    #[test]
    fn what_a_script_needs_is_left_alone() {
        for text in [
            "PyCon UK 2027",
            "สวัสดี\u{200b}ชาวโลก",
            "ភាសា\u{200b}ខ្មែរ",
            "PyCon \u{200b}ไทย",
            "کنفرانس\u{200c}ها 2027",
            "می\u{200c}خواهم",
            "ক\u{9cd}\u{200d}ষ",
            "क\u{94d}\u{200d}ष",
            "👩\u{200d}💻 Day",
            "🏳\u{fe0f}\u{200d}🌈 Pride",
            "❤\u{fe0f}\u{200d}🔥",
            "🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f} Scotland",
            "\u{200f}پایتون 3\u{200f}",
            "כנס \u{2068}PyCon\u{2069} 2027",
            "مؤتمر \u{202a}C++\u{202c} 2027",
            "Zürich\u{a0}2027",
            "葛\u{e0100}城",
            "e\u{301}cole",
        ] {
            assert_eq!(find(text), [], "{text:?}");
        }
    }

    #[test]
    fn what_came_along_is_found_and_taken_out_where_the_text_reads_the_same() {
        for (text, right) in [
            ("Py\u{200b}Con", Some("PyCon")),
            ("\u{200b}PyCon\u{200b}", Some("PyCon")),
            ("Py\u{200c}Con", Some("PyCon")),
            ("Py\u{200d}Con", Some("PyCon")),
            ("Con\u{ad}ference", Some("Conference")),
            ("Py\u{feff}Con", Some("PyCon")),
            ("Py\u{2060}Con \u{2063}x", Some("PyCon x")),
            ("PyCon\u{200e}", Some("PyCon")),
            ("\u{202a}PyCon\u{202c}", Some("PyCon")),
            ("\u{202d}+44 20\u{202c}", Some("+44 20")),
            ("\u{2068}PyCon\u{2069}", Some("PyCon")),
            ("PyCon\u{e0041}\u{e0042}", Some("PyCon")),
            ("x\u{3164}", Some("x")),
            ("\u{fffc}Picture", Some("Picture")),
            ("💻\u{200d} Day", Some("💻 Day")),
            ("\u{202e}noCyP\u{202c}", None),
            ("כנס \u{202d}2027\u{202c}", None),
            ("כנס \u{2068}PyCon 2027", None),
        ] {
            assert!(!find(text).is_empty(), "{text:?}");
            assert_eq!(cleaned(text).as_deref(), right, "{text:?}");
            if let Some(right) = right {
                assert_eq!(find(right), [], "{right:?}");
            }
        }
        let first = find("The\u{200b} Hall")[0];
        assert_eq!((first.at, first.in_words().as_str()), (3, "a zero-width space (U+200B)"));
    }
}
