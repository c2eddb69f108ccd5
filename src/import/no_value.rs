//! Words that stand in place of a value, whatever the field: `TBA`, `n/a`, `-`.
//!
//! Words that do so in one field only are where that field is read: `rolling` in [`dates`](super::dates).

use std::collections::HashMap;
use std::sync::LazyLock;

/// The meaning of a text that is no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoValue {
    /// There is none.
    None,
    /// There will be one.
    Undecided,
}

const NONE: &[&str] = &[
    "na",
    "n/a",
    "nil",
    "no response",
    "none",
    "not applicable",
    "null",
    "unknown",
    "unspecified",
    "not specified",
    "not given",
    "nicht angegeben",
    "keine angabe",
    "unbekannt",
    "non spécifié",
    "non précisé",
    "no especificado",
    "non specificato",
    "não especificado",
    "niet opgegeven",
    "keine",
    "keiner",
    "keins",
    "aucun",
    "aucune",
    "ninguno",
    "ninguna",
    "nessuno",
    "nessuna",
    "nenhum",
    "nenhuma",
    "geen",
    "brak",
    "нет",
    "无",
    "無",
    "なし",
    "無し",
    "없음",
];

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
    "needs a location",
    "no location yet",
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
    "xx",
    "xxx",
    "à annoncer",
    "à déterminer",
    "a determinar",
    "a anunciar",
    "em breve",
    "próximamente",
    "prossimamente",
    "bientôt",
    "n.n.b",
    "nnb",
    "nog onbekend",
    "nader te bepalen",
    "nog te bepalen",
    "noch nicht festgelegt",
    "steht noch nicht fest",
    "à préciser",
    "por determinar",
    "da destinarsi",
    "volgt",
    "folgt",
    "wird bekannt gegeben",
    "do ustalenia",
    "wkrótce",
    "bude upřesněno",
    "meddelas senare",
    "уточняется",
    "скоро",
    "待定",
    "待公布",
    "待确认",
    "未定",
    "未公布",
    "調整中",
    "추후 공지",
    "미정",
];

/// Marks around the words, or alone.
const MARKS: &[char] = &['.', '<', '>', '?', '!', '*', '_', '-', '–', '—', '(', ')', '[', ']', '"', '\'', ' '];

/// A longer text is a value.
const MAX_OCTETS: usize = 80;

/// The meaning of words without marks around them, in lower case.
fn known(bare: &str) -> Option<NoValue> {
    static WORDS: LazyLock<HashMap<&str, NoValue>> = LazyLock::new(|| {
        let none = NONE.iter().map(|word| (*word, NoValue::None));
        none.chain(UNDECIDED.iter().map(|word| (*word, NoValue::Undecided))).collect()
    });
    WORDS.get(bare).copied()
}

/// The meaning of a text that is no value; `None` for a value.
pub(crate) fn no_value(text: &str) -> Option<NoValue> {
    // None of them has a figure.
    if text.len() > MAX_OCTETS || text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    if is_unnamed(text) {
        return Some(NoValue::Undecided);
    }
    let lower = text.trim().to_lowercase();
    match lower.trim_matches(MARKS) {
        "" if lower.contains('?') => Some(NoValue::Undecided),
        "" => Some(NoValue::None),
        bare if is_negated_field(bare) => Some(NoValue::None),
        bare => known(bare)
            .or_else(|| said_twice(bare))
            .or_else(|| none_with_reason(bare))
            .or_else(|| is_undecided_field(bare).then_some(NoValue::Undecided)),
    }
}

/// True for a few words in small letters before one for what is open: `host TBA`, `exact dates TBD`.
fn is_unnamed(text: &str) -> bool {
    let Some((before, last)) = text.trim().rsplit_once(' ') else { return false };
    let is_small = !before.contains(|char: char| char.is_uppercase() || char.is_numeric());
    matches!(last, "TBA" | "TBD" | "TBC") && is_small && before.len() < 30 && before.starts_with(char::is_alphabetic)
}

/// What a text says with its short form: `TBA (to be announced)`.
fn said_twice(text: &str) -> Option<NoValue> {
    let (before, inside) = text.split_once(" (")?;
    let of_both = known(before.trim_matches(MARKS)).zip(known(inside.trim_matches(MARKS)));
    of_both.filter(|(before, inside)| before == inside).map(|(before, _)| before)
}

/// A word for none with the reason behind it: `N/A (abstracts only)`.
fn none_with_reason(text: &str) -> Option<NoValue> {
    let (before, reason) = text.split_once(" (")?;
    let is_none = known(before.trim_matches(MARKS)) == Some(NoValue::None);
    (is_none && !reason.contains('(')).then_some(NoValue::None)
}

/// Names of fields that stand beside such words.
const FIELDS: &[&str] = &[
    "venue",
    "location",
    "place",
    "city",
    "country",
    "date",
    "dates",
    "speaker",
    "speakers",
    "lieu",
    "lugar",
    "ort",
    "local",
    "luogo",
    "sede",
    "plaats",
    "locatie",
    "miejsce",
    "místo",
    "sted",
    "plats",
    "veranstaltungsort",
    "address",
    "adresse",
];

/// True if a text says that its field has no value: `no venue yet`, `<KEIN ORT ANGEGEBEN>`.
fn is_negated_field(text: &str) -> bool {
    const NO: &[&str] = &["no", "kein", "keine", "keinen", "sans", "sin", "senza", "sem", "geen", "brak", "ingen"];
    const GIVEN: &[&str] = &[
        "yet",
        "given",
        "specified",
        "set",
        "known",
        "found",
        "provided",
        "listed",
        "angegeben",
        "bekannt",
        "indiqué",
        "précisé",
        "especificado",
        "indicado",
        "specificato",
        "indicato",
        "opgegeven",
        "bekend",
        "podane",
        "angivet",
    ];
    let mut words = text.split([' ', '-', '_']).filter(|word| !word.is_empty());
    words.next().is_some_and(|word| NO.contains(&word))
        && words.next().is_some_and(|word| FIELDS.contains(&word))
        && words.all(|word| GIVEN.contains(&word))
}

/// True if a text is the name of its field with a word for what is not known yet: `Venue - TBC`, `Ort wird noch bekanntgegeben`.
fn is_undecided_field(text: &str) -> bool {
    let is_word = |text: &str| known(text.trim_matches(MARKS)) == Some(NoValue::Undecided);
    FIELDS.iter().any(|field| {
        let behind = text.strip_prefix(field).filter(|rest| rest.starts_with(MARKS) || rest.starts_with(':'));
        let before = text.strip_suffix(field).filter(|rest| rest.ends_with(MARKS));
        behind.is_some_and(|rest| is_word(rest.trim_start_matches(':'))) || before.is_some_and(is_word)
    })
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
            .into_iter()
            .chain([
                "<KEIN ORT ANGEGEBEN>",
                "no venue yet",
                "Sin lugar",
                "[no location]",
                "not specified",
                "keine Angabe",
            ])
        {
            assert_eq!(no_value(text), Some(NoValue::None), "{text}");
        }
        for text in [
            "?",
            "???",
            "TBA",
            "TBA.",
            "TBA?",
            "(tbd)",
            "*TBC*",
            "T.B.A.",
            "to be announced",
            "xx",
            "xxx",
            "Coming soon!",
            "Venue - TBC",
            "Location: TBA",
            "lieu à définir",
            "Luogo: da definire",
            "Plaats volgt",
            "Lugar por definir",
        ] {
            assert_eq!(no_value(text), Some(NoValue::Undecided), "{text}");
        }
        for text in [
            "Oslo",
            "no",
            "C++",
            "N",
            "#",
            "🎉",
            "Nonesuch",
            "Venue",
            "Orton TBC",
            "Nantes",
            "-1",
            "noon",
            "No Place Like Home",
            "Ort",
        ] {
            assert_eq!(no_value(text), None, "{text}");
        }
        assert!(is_no_value("NA") && !is_no_value_or_code("NA") && is_no_value_or_code("n/a"));
    }
}
