//! Words that stand in place of a value, whatever the field: `TBA`, `n/a`, `-`.
//!
//! Words that do so in one field only are where that field is read: `rolling` in [`dates`](super::dates).

/// The meaning of a text that is no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoValue {
    /// There is none.
    None,
    /// There will be one.
    Undecided,
}

const NONE: &[&str] = &["na", "n/a", "nil", "no response", "none", "not applicable", "null", "unknown"];

const UNDECIDED: &[&str] = &[
    "a confirmar",
    "a definir",
    "announced soon",
    "coming soon",
    "da confermare",
    "da definire",
    "nog niet bekend",
    "noch nicht bekannt",
    "noch offen",
    "not announced",
    "not yet announced",
    "ort wird noch bekannt gegeben",
    "ort wird noch bekanntgegeben",
    "por anunciar",
    "por confirmar",
    "por definir",
    "t.b.a",
    "t.b.d",
    "tba",
    "tbc",
    "tbd",
    "to be announced",
    "to be confirmed",
    "to be decided",
    "to be defined",
    "to be determined",
    "to be disclosed",
    "à confirmer",
    "à définir",
    "à venir",
    "xxx",
];

/// Marks around the words, or alone.
const MARKS: &[char] = &['.', '?', '!', '*', '_', '-', '–', '—', '(', ')', '[', ']', '"', '\'', ' '];

/// The meaning of a text that is no value; `None` for a value.
pub(crate) fn no_value(text: &str) -> Option<NoValue> {
    let lower = text.trim().to_lowercase();
    match lower.trim_matches(MARKS) {
        "" if lower.contains('?') => Some(NoValue::Undecided),
        "" => Some(NoValue::None),
        bare if NONE.contains(&bare) => Some(NoValue::None),
        bare if UNDECIDED.contains(&bare) => Some(NoValue::Undecided),
        _ => None,
    }
}

/// True if a text stands in place of a value.
pub(crate) fn is_no_value(text: &str) -> bool {
    no_value(text).is_some()
}

/// True if a text stands in place of a value where codes stand too: `NA` is Namibia, Napoli and North America.
pub(crate) fn is_no_value_or_code(text: &str) -> bool {
    text != "NA" && is_no_value(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_place_of_values_are_known_in_any_form() {
        for text in ["", "-", "--", "—", ".", "n/a", "N/A", "NA", "None", "null", "_No response_", "unknown", "(none)"]
        {
            assert_eq!(no_value(text), Some(NoValue::None), "{text}");
        }
        for text in
            ["?", "???", "TBA", "TBA.", "TBA?", "(tbd)", "*TBC*", "T.B.A.", "to be announced", "xxx", "Coming soon!"]
        {
            assert_eq!(no_value(text), Some(NoValue::Undecided), "{text}");
        }
        for text in ["Oslo", "no", "C++", "N", "#", "🎉", "Nonesuch", "Nantes", "-1", "noon"] {
            assert_eq!(no_value(text), None, "{text}");
        }
        assert!(is_no_value("NA") && !is_no_value_or_code("NA") && is_no_value_or_code("n/a"));
    }
}
