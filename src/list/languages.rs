//! The codes of languages (ISO 639), and the one that was meant by another text.
//!
//! A BCP 47 tag begins with the two letters of ISO 639-1 where a language has them, else with the three of ISO 639-3, of
//! which there are some 7,900: of those only the shape is checked.

/// Every code of two letters, in order.
const TWO_LETTERS: &str = "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy \
    da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik \
    io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt \
    my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn \
    so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

/// Texts in place of a code: the English name, a country's code, or the three letters of a language that has two.
const MEANT: &[(&str, &str)] = &[
    ("ara", "ar"),
    ("arabic", "ar"),
    ("bul", "bg"),
    ("bulgarian", "bg"),
    ("by", "be"),
    ("cat", "ca"),
    ("catalan", "ca"),
    ("ces", "cs"),
    ("chi", "zh"),
    ("chinese", "zh"),
    ("cmn", "zh"),
    ("cn", "zh"),
    ("croatian", "hr"),
    ("cze", "cs"),
    ("czech", "cs"),
    ("cz", "cs"),
    ("dan", "da"),
    ("danish", "da"),
    ("deu", "de"),
    ("deutsch", "de"),
    ("dk", "da"),
    ("dut", "nl"),
    ("dutch", "nl"),
    ("ell", "el"),
    ("eng", "en"),
    ("english", "en"),
    ("espanol", "es"),
    ("español", "es"),
    ("est", "et"),
    ("estonian", "et"),
    ("fas", "fa"),
    ("fin", "fi"),
    ("finnish", "fi"),
    ("fra", "fr"),
    ("francais", "fr"),
    ("français", "fr"),
    ("fre", "fr"),
    ("french", "fr"),
    ("gb", "en"),
    ("ge", "ka"),
    ("ger", "de"),
    ("german", "de"),
    ("gr", "el"),
    ("gre", "el"),
    ("greek", "el"),
    ("heb", "he"),
    ("hebrew", "he"),
    ("hin", "hi"),
    ("hindi", "hi"),
    ("hrv", "hr"),
    ("hun", "hu"),
    ("hungarian", "hu"),
    ("il", "he"),
    ("ind", "id"),
    ("indonesian", "id"),
    ("ir", "fa"),
    ("ita", "it"),
    ("italian", "it"),
    ("iw", "he"),
    ("japanese", "ja"),
    ("jp", "ja"),
    ("jpn", "ja"),
    ("kor", "ko"),
    ("korean", "ko"),
    ("lithuanian", "lt"),
    ("latvian", "lv"),
    ("lav", "lv"),
    ("lit", "lt"),
    ("nld", "nl"),
    ("nor", "no"),
    ("norwegian", "no"),
    ("per", "fa"),
    ("persian", "fa"),
    ("pol", "pl"),
    ("polish", "pl"),
    ("por", "pt"),
    ("portuguese", "pt"),
    ("romanian", "ro"),
    ("ron", "ro"),
    ("rs", "sr"),
    ("rum", "ro"),
    ("rus", "ru"),
    ("russian", "ru"),
    ("serbian", "sr"),
    ("slk", "sk"),
    ("slovak", "sk"),
    ("slovenian", "sl"),
    ("slv", "sl"),
    ("spa", "es"),
    ("spanish", "es"),
    ("srp", "sr"),
    ("swe", "sv"),
    ("swedish", "sv"),
    ("tha", "th"),
    ("thai", "th"),
    ("tur", "tr"),
    ("turkish", "tr"),
    ("ua", "uk"),
    ("ukr", "uk"),
    ("ukrainian", "uk"),
    ("us", "en"),
    ("vie", "vi"),
    ("vietnamese", "vi"),
    ("vn", "vi"),
    ("zho", "zh"),
];

/// True if a tag may name a language: its first part is a code, the others have the shape of subtags.
pub(super) fn is_language(tag: &str) -> bool {
    let mut subtags = tag.split('-');
    let primary = subtags.next().unwrap_or_default().to_ascii_lowercase();
    let is_code = match primary.len() {
        2 => TWO_LETTERS.split_whitespace().any(|code| code == primary),
        3 => primary.bytes().all(|byte| byte.is_ascii_alphabetic()) && meant(&primary).is_none(),
        _ => false,
    };
    let is_subtag =
        |subtag: &str| (1..=8).contains(&subtag.len()) && subtag.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_code && subtags.all(|subtag| is_subtag(subtag) && !subtag.eq_ignore_ascii_case("uk"))
}

/// The tag that a text names, as people write languages: `EN`, `english`, `pt_BR`.
#[cfg(feature = "import")]
pub(crate) fn code(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let text = if text.len() < 4 { &lower } else { text };
    if is_language(text) { Some(text.to_owned()) } else { suggest(text) }
}

/// The code that another text stands for.
fn meant(text: &str) -> Option<&'static str> {
    MEANT.iter().find(|(other, _)| *other == text).map(|(_, code)| *code)
}

/// The suggestion for a tag that names no language.
pub(super) fn suggest(tag: &str) -> Option<String> {
    let plain = tag.trim().replace(['_', ' '], "-");
    let (primary, rest) = match plain.split_once('-') {
        Some((primary, rest)) => (primary, Some(rest)),
        None => (plain.as_str(), None),
    };
    let primary = primary.to_lowercase();
    let primary = meant(&primary).unwrap_or(&primary);
    let suggestion = match rest {
        Some(rest) if rest.eq_ignore_ascii_case("uk") => format!("{primary}-GB"),
        Some(rest) => format!("{primary}-{rest}"),
        None => primary.to_owned(),
    };
    (suggestion != tag && is_language(&suggestion)).then_some(suggestion)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_those_of_iso_639() {
        for tag in ["en", "de", "pt-BR", "zh-Hant", "EN", "gsw", "de-CH-1996", "se", "uk", "yue", "sr-Latn-RS"] {
            assert!(is_language(tag), "{tag}");
        }
        for (tag, right) in [
            ("cz", Some("cs")),
            ("jp", Some("ja")),
            ("eng", Some("en")),
            ("English", Some("en")),
            ("pt_BR", Some("pt-BR")),
            ("en-UK", Some("en-GB")),
            ("CZ", Some("cs")),
            ("xx", None),
            ("klingon", None),
            ("e", None),
            ("en-", None),
        ] {
            assert!(!is_language(tag), "{tag}");
            assert_eq!(suggest(tag).as_deref(), right, "{tag}");
        }
        for (other, code) in MEANT {
            assert!(is_language(code) && !TWO_LETTERS.split_whitespace().any(|code| code == *other), "{other}");
        }
    }
}
