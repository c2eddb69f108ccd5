//! The words of places that name no place: for what is everywhere, for what is not known yet, for postal codes.

use super::countries::country;
use super::states::is_code;

/// True if a text says that a place is not certain.
pub(super) fn is_tentative(text: &str) -> bool {
    ["tentative", "tbc", "to be confirmed", "provisional", "planned"].contains(&lower(text).as_str())
}

/// True if a text says only how one gets in: `free`, `ticketed`.
pub(super) fn is_fee(text: &str) -> bool {
    const WORDS: [&str; 22] = [
        "free",
        "free entry",
        "free admission",
        "free of charge",
        "free registration",
        "free event",
        "paid",
        "paid event",
        "ticketed",
        "tickets required",
        "registration required",
        "invite only",
        "invite-only",
        "invitation only",
        "by invitation",
        "members only",
        "sold out",
        "kostenlos",
        "kostenfrei",
        "gratis",
        "gratuit",
        "gratuito",
    ];
    WORDS.contains(&lower(text).as_str())
}

/// True if a text means no single place.
pub(super) fn is_everywhere(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "everywhere",
        "global",
        "globally",
        "multiple",
        "multiple cities",
        "multiple locations",
        "several",
        "varies",
        "various",
        "various cities",
        "various locations",
        "worldwide",
        "nationwide",
        "bundesweit",
        "weltweit",
        "überall",
        "partout",
        "monde entier",
        "mundial",
        "todo el mundo",
        "全国",
        "全域",
        "各地",
        "전국",
    ];
    WORDS.contains(&lower(text).as_str())
}

fn lower(text: &str) -> String {
    text.trim().trim_matches(['.', '!', '*']).to_lowercase()
}

pub(super) fn is_continent(text: &str) -> bool {
    const NAMES: &[&str] = &[
        "africa",
        "america",
        "americas",
        "asia",
        "earth",
        "eu",
        "europe",
        "european",
        "latin america",
        "north america",
        "north american",
        "oceania",
        "south america",
        "world",
    ];
    NAMES.contains(&text.to_lowercase().as_str())
}

/// True if a text is a postal code of letters and digits, such as `E14 5AB`.
pub(super) fn is_postcode(text: &str) -> bool {
    text.len() <= 9 && text.contains(|c: char| c.is_ascii_digit()) && !text.contains(char::is_lowercase)
}

/// The city of a text with a postal code or a district: `1220 Wien`, `1078 RV Amsterdam`, `London EC1V 9NR`, `København SV`.
pub(super) fn without_postcode(text: &str) -> &str {
    let is_number = |c: char| c.is_ascii_digit() || c == ' ' || c == '-';
    // `42 Rio` is no code.
    let digits = text.chars().take_while(|char| is_number(*char)).filter(char::is_ascii_digit).count();
    let mut bare = text.trim_end_matches(is_number);
    if digits > 2 {
        bare = bare.trim_start_matches(is_number);
    }
    if bare.is_empty() {
        return text;
    }
    if let Some((letters, city)) = bare.split_once(' ')
        && text.starts_with(|c: char| c.is_ascii_digit())
        && letters.len() == 2
        && is_code(letters)
    {
        bare = city;
    }
    while let Some((city, last)) = bare.rsplit_once(' ') {
        let is_code = !last.contains(char::is_lowercase) && last.contains(|c: char| c.is_ascii_digit());
        let is_quarter = last.len() <= 3 && !last.contains(char::is_lowercase) && text.len() != bare.len();
        let is_point = ["N", "S", "E", "V", "W", "NE", "NW", "SE", "SW", "SV", "NV", "K", "C", "Ø"].contains(&last);
        if !(is_code || is_quarter || (is_point && city.len() > 3)) {
            break;
        }
        bare = city.trim_end_matches([',', ' ']);
    }
    bare
}

/// The text without emoji, and the country of the first flag.
pub(super) fn without_emoji(text: &str) -> (String, Option<&'static str>) {
    let letter = |c: char| {
        ('\u{1f1e6}'..='\u{1f1ff}')
            .contains(&c)
            .then(|| char::from_u32(u32::from(c) - 0x1f1e6 + u32::from('A')))
            .flatten()
    };
    let letters: String = text.chars().filter_map(letter).take(2).collect();
    let is_emoji = |c: char| {
        letter(c).is_some()
            || matches!(c, '\u{1f300}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}' | '\u{fe0f}' | '\u{200d}' | '\u{e0000}'..='\u{e007f}')
    };
    let text: String = text.chars().filter(|c| !is_emoji(*c)).collect();
    (text.split_whitespace().collect::<Vec<_>>().join(" "), country(&letters))
}

/// True if a text says that a place is not known yet: `physical venue not announced on official page`.
pub(super) fn is_not_announced(text: &str) -> bool {
    const PARTS: [&str; 8] = [
        "not announced",
        "not disclosed",
        "not yet announced",
        "not yet decided",
        "not yet determined",
        "not yet disclosed",
        "not yet known",
        "wird noch bekannt",
    ];
    let lower = lower(text);
    text.len() < 80 && PARTS.iter().any(|part| lower.contains(part))
}
