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

/// True for a word that says that what stands behind it is meant as a whole: `across Spain`, `toda España`.
pub(super) fn is_whole(word: &str) -> bool {
    const WORDS: &str =
        "across throughout all whole ganz toute tout tutta tutto toda todo cała cały heel hela hele koko celá вся";
    WORDS.split(' ').any(|whole| whole == lower(word))
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
    let lower = lower(text);
    WORDS.contains(&lower.as_str()) || is_several(&lower)
}

/// True if every word is one of several places, or of all: `multiple cities worldwide`, `cities around the world`, `at sea`.
fn is_several(lower: &str) -> bool {
    const MANY: &str = "multiple several various different many all worldwide world globe globally nationwide countrywide sea mehrere verschiedene \
        plusieurs différentes varios varias várias vários diverse divers";
    const BESIDE: &str = "cities city locations location places place countries venues venue sites hubs regions around across over the at of in and \
        throughout städte orte städten orten an villes lieux ciudades lugares cidades città steden on board aboard a cruise ship";
    let is_in = |words: &str, word: &str| words.split_ascii_whitespace().any(|known| known == word);
    let words = || lower.split([' ', ',', '/']).filter(|word| !word.is_empty());
    words().any(|word| is_in(MANY, word)) && words().all(|word| is_in(MANY, word) || is_in(BESIDE, word))
}

/// True for a verb before a place, from which other words were taken: `held`.
pub(super) fn is_verb(text: &str) -> bool {
    ["held", "to be held", "hosted", "located", "taking place"].contains(&text)
}

/// A place without the verb before it: `held in Leuven, Belgium`, `located at the Town Hall`.
pub(super) fn without_verb(text: &str) -> &str {
    const VERBS: &str = "will be is was to being held takes take taking place located hosted happening organized organised this year's event conference";
    let words: Vec<&str> =
        text.split(' ').take_while(|word| VERBS.split(' ').any(|verb| word.eq_ignore_ascii_case(verb))).collect();
    let behind = words.iter().map(|word| word.len() + 1).sum::<usize>().min(text.len());
    let rest = &text[behind..];
    let preposition = |word: &str| {
        (rest.len() > word.len() && rest.is_char_boundary(word.len()) && rest[..word.len()].eq_ignore_ascii_case(word))
            .then(|| rest[word.len()..].trim_start())
    };
    // `in The Hague`
    let with_article = if rest.get(3..7) == Some("The ") { "in " } else { "in the " };
    let place = ["in the city of ", with_article, "in ", "at ", "near "].into_iter().find_map(preposition);
    match place {
        Some(place) if !words.is_empty() && !place.is_empty() => place,
        // `in Leuven, Belgium`, but `In Person`
        Some(place) if text.starts_with("in ") && place.starts_with(char::is_uppercase) => place,
        _ => text,
    }
}

/// The place of this year in a text about all years: `Various places around the UK - this year in Sheffield`.
pub(super) fn behind_this_year(text: &str) -> Option<&str> {
    // Nearly no text has it.
    if !text.contains("his ") {
        return None;
    }
    let lower = text.to_ascii_lowercase();
    let (at, words) = ["this year in ", "this year at ", "this time in "]
        .into_iter()
        .find_map(|words| Some((lower.find(words)?, words)))?;
    Some(text[at + words.len()..].trim_end_matches([')', '.'])).filter(|place| !place.is_empty())
}

/// Words for places that are not named, and the larger one that they are in: `several cities in Europe`, `somewhere in Hungary`.
pub(super) fn unnamed_in(text: &str) -> Option<(&str, &str)> {
    const JOINTS: [&str; 6] = [" in ", " across ", " throughout ", " all over ", " around ", " of "];
    const UNNAMED: [&str; 6] = ["somewhere", "a city", "cities", "locations", "irgendwo", "quelque part"];
    let is_unnamed = |words: &str| {
        let lower = words.to_lowercase();
        is_several(&lower) || UNNAMED.contains(&lower.as_str())
    };
    let found = JOINTS.into_iter().filter_map(|joint| text.split_once(joint)).find(|(words, _)| is_unnamed(words));
    found.map(|(words, rest)| (words, rest.trim().strip_prefix("the ").unwrap_or(rest.trim())))
}

/// True for a word about the time of day, which no place is: `EST timezone`.
pub(super) fn is_time_zone(text: &str) -> bool {
    let lower = lower(text);
    ["timezone", "time zone", "timezones", "time zones"].iter().any(|end| lower.ends_with(end))
}

fn lower(text: &str) -> String {
    text.trim().trim_matches(['.', '!', '*']).to_lowercase()
}

/// True for a continent, or another part of the world with several countries.
pub(super) fn is_continent(text: &str) -> bool {
    const NAMES: &[&str] = &[
        "africa",
        "afrika",
        "afrique",
        "america",
        "americas",
        "américa latina",
        "apac",
        "asia",
        "asia pacific",
        "asia-pacific",
        "asie",
        "asien",
        "australasia",
        "balkans",
        "baltic states",
        "baltics",
        "benelux",
        "caribbean",
        "central africa",
        "central america",
        "central asia",
        "central europe",
        "dach",
        "earth",
        "east africa",
        "east coast",
        "east asia",
        "eastern europe",
        "emea",
        "eu",
        "europa",
        "europe",
        "european",
        "european union",
        "iberia",
        "latam",
        "latin america",
        "mena",
        "middle east",
        "nordic countries",
        "nordics",
        "north africa",
        "north america",
        "north american",
        "northern europe",
        "oceania",
        "scandinavia",
        "skandinavien",
        "south america",
        "south asia",
        "south east asia",
        "south-east asia",
        "southeast asia",
        "southern africa",
        "southern europe",
        "sub-saharan africa",
        "west africa",
        "west coast",
        "western europe",
        "world",
    ];
    let lower = text.to_lowercase();
    NAMES.contains(&lower.strip_prefix("the ").unwrap_or(&lower))
}

/// True if a text is a postal code of letters and digits, such as `E14 5AB`.
pub(super) fn is_postcode(text: &str) -> bool {
    text.len() <= 9 && text.contains(|c: char| c.is_ascii_digit()) && !text.contains(char::is_lowercase)
}

/// The city of a text with a postal code or a district: `1220 Wien`, `1078 RV Amsterdam`, `London EC1V 9NR`, `København SV`.
pub(crate) fn without_postcode(text: &str) -> &str {
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

/// True for words about a call beside a place: `CFP closed`.
pub(super) fn is_of_call(text: &str) -> bool {
    let lower = text.to_lowercase();
    ["cfp ", "cfp:", "cfs ", "call for "].iter().any(|start| lower.starts_with(start)) || lower == "cfp"
}

/// True for the river or the region in brackets behind the name of a town, which tells it from others of the name: `Frankfurt (Oder)`.
pub(super) fn is_of_town(text: &str) -> bool {
    const BESIDE: &str = "oder saale main havel dosse weser aller lahn ruhr sieg spree elbe donau neckar rhein inn iller isar leine saar mosel warnow \
        breisgau allgäu westfalen oberpfalz pfalz taunus vogtland harz holstein mark uckermark lausitz eifel schwarzwald emsland ems";
    let lower = text.to_lowercase();
    BESIDE.split_ascii_whitespace().any(|word| word == lower)
}
