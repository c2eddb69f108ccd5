//! Words and marks that make a date a doubtful one: `around 10 May`, `not before 5 May`, `10 or 17 May`.

use crate::import::status;

/// A longer text is prose.
const MAX_OCTETS: usize = 120;

/// The kind of doubt that a text has about its date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Doubt {
    /// The date is meant, and not sure.
    About,
    /// Another day is meant, which is not named.
    OtherDay,
    /// A day up to this one is meant, which for a deadline is this one.
    UpTo,
}

/// Words beside a date that is not sure, beside those for a conference that is not.
const ABOUT: &str = "around about approx approximately circa ca roughly probably maybe perhaps possibly presumably hopefully tentatively provisionally \
    target targeted proposed draft etwa ungefähr vermutlich wahrscheinlich eventuell environ probablement possiblement aproximadamente probablemente \
    alrededor probabilmente indicativamente aproximadamente provavelmente ongeveer waarschijnlijk około prawdopodobnie примерно ориентировочно";

/// Phrases beside a date that is not sure, in whole words.
const ABOUT_PHRASES: [&str; 12] = [
    " subject to change ",
    " week of ",
    " week commencing ",
    " week beginning ",
    " week starting ",
    " w c ",
    " w b ",
    " or so ",
    " to be decided ",
    " to be announced ",
    " not final ",
    " à confirmer ",
];

/// Phrases of a bound, in whole words.
const BOUNDS: [&str; 14] = [
    " not before ",
    " no earlier ",
    " not earlier ",
    " at the earliest ",
    " earliest ",
    " no sooner ",
    " not sooner ",
    " nicht vor ",
    " frühestens ",
    " pas avant ",
    " au plus tôt ",
    " no antes ",
    " non prima ",
    " nie wcześniej ",
];

/// Words that begin a text of a day that is not meant, or no more.
const OTHER: &str =
    "after nach après not nicht pas kein was were previously formerly originally initially ursprünglich initialement";

/// Words that begin a text of the last day that may be.
const UP_TO: &str = "before by until till latest vor bis spätestens avant jusqu antes hasta entro prima";

/// Phrases of the last day that may be, in whole words.
const UP_TO_PHRASES: [&str; 5] =
    [" no later than ", " not later than ", " at the latest ", " nicht später als ", " au plus tard "];

/// The doubt of a text that is a date.
pub(crate) fn doubt(text: &str) -> Option<Doubt> {
    let may_doubt = |char: char| char.is_alphabetic() || matches!(char, '~' | '≈' | '±' | '∼' | '?');
    if text.len() > MAX_OCTETS || !text.contains(may_doubt) {
        return None;
    }
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let phrase = format!(" {} ", words.join(" "));
    let first = words.first().copied().unwrap_or_default();
    let is_other = OTHER.split(' ').any(|word| word == first);
    let has = |phrases: &[&str]| phrases.iter().any(|known| phrase.contains(known));
    if has(&UP_TO_PHRASES) || UP_TO.split(' ').any(|word| word == first) {
        return Some(Doubt::UpTo);
    }
    if is_other || has(&BOUNDS) || is_choice(&lower) {
        return Some(Doubt::OtherDay);
    }
    let is_about = |word: &&str| {
        ABOUT.split_ascii_whitespace().any(|about| about == *word) || status::of_word(word) == Some("tentative")
    };
    let bare = lower.trim_start_matches(['(', '[', ' ']);
    let is_marked = bare.starts_with(['~', '≈', '±', '∼', '?'])
        || lower.contains('?')
        || bare.starts_with("c. ")
        || bare.starts_with("est. ");
    let is_unsure = words.iter().any(is_about) || has(&ABOUT_PHRASES);
    (is_marked || is_unsure || phrase.contains(" to be confirmed ")).then_some(Doubt::About)
}

/// True for two dates of which one is meant: `10 May 2027 or 17 May 2027`.
fn is_choice(lower: &str) -> bool {
    let dates = [" or ", " oder ", " ou ", " o "].into_iter().find_map(|or| lower.split_once(or));
    dates.is_some_and(|(one, other)| {
        let are_days =
            one.ends_with(|char: char| char.is_ascii_digit()) && other.starts_with(|char: char| char.is_ascii_digit());
        are_days || one.ends_with(|char: char| char.is_ascii_digit() || char.is_alphabetic()) && super::is_date(other)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_doubt_are_told() {
        let mut wrong = Vec::new();
        for (text, expected) in [
            ("~10 May 2027", Some(Doubt::About)),
            ("≈ 10 May 2027", Some(Doubt::About)),
            ("around 10 May 2027", Some(Doubt::About)),
            ("c. 10 May 2027", Some(Doubt::About)),
            ("est. 10 May 2027", Some(Doubt::About)),
            ("ca. 10. Mai 2027", Some(Doubt::About)),
            ("10 May 2027 (tentative)", Some(Doubt::About)),
            ("expected 10 May 2027", Some(Doubt::About)),
            ("voraussichtlich 10. Mai 2027", Some(Doubt::About)),
            ("probably 5-8 May 2027", Some(Doubt::About)),
            ("5-8 May 2027?", Some(Doubt::About)),
            ("week of 10 May 2027", Some(Doubt::About)),
            ("10 May 2027, subject to change", Some(Doubt::About)),
            ("10 May 2027 (to be confirmed)", Some(Doubt::About)),
            ("not before 5 May 2027", Some(Doubt::OtherDay)),
            ("No earlier than 5 May 2027", Some(Doubt::OtherDay)),
            ("10 May 2027 at the earliest", Some(Doubt::OtherDay)),
            ("after 5 May 2027", Some(Doubt::OtherDay)),
            ("frühestens 5. Mai 2027", Some(Doubt::OtherDay)),
            ("10 May 2027 or 17 May 2027", Some(Doubt::OtherDay)),
            ("10 or 17 May 2027", Some(Doubt::OtherDay)),
            ("May 10 or 17, 2027", Some(Doubt::OtherDay)),
            ("May 10-12 or 17-19, 2027", Some(Doubt::OtherDay)),
            ("5-8 May 2027", None),
            ("10 May 2027 (confirmed)", None),
            ("10~12 May 2027", None),
            ("from 10 May 2027", None),
            ("not 10 May 2027", Some(Doubt::OtherDay)),
            ("was 10 May 2027", Some(Doubt::OtherDay)),
            ("10 May 2027 or so", Some(Doubt::About)),
            ("w/c 10 May 2027", Some(Doubt::About)),
            ("Week commencing 10 May 2027", Some(Doubt::About)),
            ("before 5 May 2027", Some(Doubt::UpTo)),
            ("until 5 May 2027", Some(Doubt::UpTo)),
            ("by 5 May 2027", Some(Doubt::UpTo)),
            ("no later than 5 May 2027", Some(Doubt::UpTo)),
            ("5 May 2027 until 8 May 2027", None),
            ("5 May 2027, not online", None),
            ("6 November 2027 (08:00–16:00 EST)", None),
            ("August 2027 (TBA)", None),
            ("5 May 2027 (online or in Oslo)", None),
            ("5 May 2027, day after Easter", None),
        ] {
            let found = doubt(text);
            if found != expected {
                wrong.push(format!("{text}: {found:?}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
