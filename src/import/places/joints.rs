//! Places whose parts no comma parts, `Berlin/Germany`, `São Paulo - SP`, `Hungary HUSTEF2022`, or whose parts stand in another order.

use std::borrow::Cow;

use super::buildings::{is_company_form, is_like_venue, is_room, is_street, is_venue};
use super::codes::{Codes, subdivision_in};
use super::countries::{country, has_zone_of, is_city, is_city_of, is_direction, may_be_city_of, zone_of};
use super::states::{is_code, subdivision, subdivision_of};
use super::words::{is_postcode, without_postcode};

/// The parts of a text between its commas. The legal form of a company, `Foo, Inc.`, stays with its name.
pub(super) fn between_commas(text: &str) -> Vec<&str> {
    const COMMAS: [char; 4] = [',', '，', '、', '،'];
    let mut parts: Vec<&str> = Vec::new();
    let (mut from, mut at) = (0, 0);
    for part in text.split(COMMAS) {
        let end = at + part.len();
        if parts.is_empty() || !is_company_form(part.trim()) {
            from = at;
        } else {
            parts.pop();
        }
        parts.push(text[from..end].trim());
        at = end + text[end..].chars().next().map_or(0, char::len_utf8);
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// The parts of a text without a comma: `Berlin/Germany`, `Porto-Portugal`, `Toronto. Canada`, `Porto Alegre/RS`,
/// `Waikoloa- Hawaii- USA`, `São Paulo - SP`, `Paris - Assemblée nationale`.
pub(super) fn without_comma(text: &str, codes: Codes) -> Vec<&str> {
    if country(text).is_none() {
        let parts: Vec<&str> = text.split("- ").map(str::trim).collect();
        if parts.len() > 1 && !text.contains(" - ") && parts.last().is_some_and(|last| country(last).is_some()) {
            return parts;
        }
        if let Some(parts) = between_dashes(text, codes) {
            return parts;
        }
        // `日本・東京`, `中国 北京`
        let has_words = text.contains(|char| char < '\u{2e80}' && char != ' ');
        let joints = ["/", " - ", " – ", "-", ". ", "・", " "].into_iter().take(if has_words { 5 } else { 7 });
        for joint in joints {
            let Some((first, last)) = text.rsplit_once(joint) else { continue };
            let (first, last) = (first.trim(), last.trim());
            // `Provinciehuis Noord-Holland`
            if joint == "-" && is_direction(first.rsplit(' ').next().unwrap_or_default()) {
                continue;
            }
            // `الأردن / عمان` is Amman in Jordan.
            if country(first).is_some_and(|of| is_city_of(last, of)) {
                return vec![last, first];
            }
            if country(last).is_some() || (joint == "/" && is_code(last) && subdivision_in(last, codes).is_some()) {
                return vec![first, last];
            }
            if country(first).is_some() && !first.is_empty() {
                return vec![last, first];
            }
        }
        // `China Beijing`
        let is_whole = |name: &str| !is_code(name) && country(name).is_some();
        let pairs = text.match_indices(' ').map(|(at, _)| (&text[..at], text[at..].trim()));
        if let Some((name, city)) = pairs.into_iter().find(|(name, city)| is_whole(name) && is_city(city))
            && !is_city(text)
        {
            return vec![city, name];
        }
    }
    vec![text]
}

/// The parts between dashes, of which the last is a country or a state, or one of two is a known city; that comes last.
fn between_dashes(text: &str, codes: Codes) -> Option<Vec<&str>> {
    [" - ", " – ", " — ", " | ", " · "].into_iter().find_map(|joint| {
        let parts: Vec<&str> = text.split(joint).map(str::trim).filter(|part| !part.is_empty()).collect();
        let last = *parts.last().filter(|_| parts.len() > 1)?;
        let is_state =
            || is_code(last) && (subdivision_in(last, codes).is_some() || subdivision_of(last, "BR").is_some());
        if country(last).is_some() || is_state() {
            return Some(parts);
        }
        match parts[..] {
            [one, other] if is_city(one) != is_city(other) => {
                Some(if is_city(one) { vec![other, one] } else { vec![one, other] })
            }
            // `Maison pour tous - 249 rue Vendôme - 69003 Lyon`
            [.., street, last] if is_street(street) && is_city(without_postcode(last)) => Some(parts),
            _ => None,
        }
    })
}

/// A text in which no comma parts a state from its postal code: `Lexington, KY, 40507`, `Ilorin, Kwara, 240101`.
pub(super) fn with_postcodes(text: &str) -> Cow<'_, str> {
    if text.matches(',').count() < 2 || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return Cow::Borrowed(text);
    }
    let parts: Vec<&str> = text.split(',').collect();
    let mut joined = parts[0].to_owned();
    for (at, part) in parts.iter().enumerate().skip(1) {
        let is_behind_state = at > 1 && subdivision(parts[at - 1].trim()).is_some();
        // `NY 10011` behind `New York` is a state of its own.
        let is_code = is_postcode(part.trim())
            && part.trim().split(' ').all(|word| word.bytes().any(|byte| byte.is_ascii_digit()));
        joined.push_str(if is_behind_state && is_code { "" } else { "," });
        joined.push_str(part);
    }
    Cow::Owned(joined)
}

/// A text without the full stop of a sentence: `Tanke Road, Ilorin.`, but not that of `Foo, Inc.`
pub(super) fn without_stop(text: &str) -> &str {
    let bare = text.strip_suffix('.').unwrap_or(text);
    let last = bare.rsplit([' ', ',']).next().unwrap_or_default();
    let is_word = last.chars().count() > 4 && last.chars().all(char::is_alphabetic) && !is_company_form(last);
    if is_word { bare } else { text }
}

/// A text in which a bar before a postal code is a comma: `Main Street 4 | 4249-004 Porto`.
pub(super) fn with_bars(text: &str) -> Cow<'_, str> {
    // `Germany: Berlin`
    if let Some((of, city)) = text.split_once(": ").filter(|(of, city)| country(of).is_some() && !city.contains(',')) {
        return Cow::Owned(format!("{city}, {of}"));
    }
    match text.split_once(" | ") {
        Some((street, city)) if city.starts_with(|char: char| char.is_ascii_digit()) => {
            Cow::Owned(format!("{street}, {city}"))
        }
        _ => Cow::Borrowed(text),
    }
}

/// Drops the city that stands a second time behind its country: `Rungestraße 20, 10179 Berlin, Germany, Berlin`.
pub(super) fn drop_second_city(parts: &mut Vec<&str>) {
    if let [before @ .., name, city] = &parts[..]
        && name.len() > 3
        && country(name).is_some()
        && country(city).is_none()
        && before.iter().any(|part| without_postcode(part) == *city)
    {
        parts.pop();
    }
}

/// The street or the building before a known city or behind a country, and that: `C/ Mayor 12 - Madrid`; else the part as it is.
pub(super) fn street_and_city(part: &str) -> Vec<&str> {
    let found = [" - ", " – ", " — "].into_iter().find_map(|joint| part.rsplit_once(joint));
    match found.map(|(before, city)| (before.trim(), city.trim())) {
        Some((before, city)) if is_like_venue(before) && is_city(city) => match before.rsplit_once(" - ") {
            // `Belmont University - 1900 Belmont Boulevard - Nashville`
            Some((venue, street)) if is_street(street) => vec![venue.trim(), street.trim(), city],
            _ => vec![before, city],
        },
        // `Malhub - 1 Ilofa Road`
        Some((before, street)) if is_street(street) && !is_street(before) => vec![before, street],
        // `Lisbon, Portugal - FIL`
        Some((name, building)) if country(name).is_some() => vec![name, building],
        // `Paris, TX - City Hall`
        Some((state, building)) if is_code_of_state(state) && is_venue(building) => vec![state, building],
        _ => vec![part],
    }
}

fn is_code_of_state(text: &str) -> bool {
    is_code(text) && subdivision(text).is_some()
}

/// Puts parts that stand behind their city or their country before it: `Museum, Katowice, ul. Dobrowolskiego 1`,
/// `Oslo, Norway, Radisson Blu`.
pub(super) fn from_fine_to_coarse(parts: &mut [&str]) {
    let is_coarse = |part: &&str| country(part).is_some() || subdivision(part).is_some();
    // What stands behind the country.
    if let [_, _, .., last] = parts[..]
        && !is_coarse(&last)
        && !is_city(last)
        && let Some(at) = parts.iter().rposition(|part| part.len() > 3 && country(part).is_some())
        && at > 0
        && (is_city(parts[at - 1]) || parts[at + 1..].iter().all(|part| is_street(part) || is_venue(part)))
    {
        parts.rotate_left(at + 1);
    }
    // What stands behind the code of a state.
    if let [_, .., state, building] = parts[..]
        && is_code_of_state(state)
        && !is_coarse(&building)
        && is_venue(building)
    {
        parts.rotate_right(1);
    }
    let is_of_city = |part: &str| is_city(part) || is_city(without_postcode(part)) && !is_street(part);
    if let Some(street) = parts.iter().rposition(|part| is_street(part))
        && parts[street + 1..].iter().all(is_coarse)
        && let Some(city) = parts[..street].iter().rposition(|part| is_of_city(part))
    {
        parts[city..=street].rotate_left(1);
    }
}

/// The country that a text with a number begins with, and what stands behind it: `Hungary HUSTEF2022`.
pub(super) fn country_before_a_name(text: &str) -> Option<(&'static str, &str)> {
    let (name, rest) = text.split_once(' ')?;
    let found = country(name).filter(|_| name.len() > 3 && rest.contains(|c: char| c.is_ascii_digit()))?;
    Some((found, rest))
}

/// True if the name of a country at the head of several parts is that: a part behind it is a city or a state of it, or none is of
/// another country or a room.
pub(super) fn is_before_its_parts(parts: &[&str], of: &'static str) -> bool {
    let is_of_another = |part: &&str| {
        let is_state = subdivision(part).is_some_and(|(_, country)| country != of) && part.len() > 3;
        is_state || is_city(part) && !may_be_city_of(part, of)
    };
    let is_its_own = |part: &&str| subdivision_of(part, of).is_some() || is_city(part) && has_zone_of(part, of);
    let mut behind = parts[1..].iter();
    behind.clone().any(is_its_own) || !behind.any(|part| is_of_another(part) || is_room(part) || is_numbered_hall(part))
}

/// True for a hall or a building with its number or letter: `Hall 2`, `Halle B`.
fn is_numbered_hall(part: &str) -> bool {
    let is_number = |word: &str| word.len() < 3 && !word.chars().any(char::is_lowercase);
    part.split_once(' ').is_some_and(|(hall, number)| is_number(number) && is_venue(hall))
}

/// Two known cities in one text.
pub(super) struct TwoCities<'t> {
    pub(super) first: &'t str,
    pub(super) second: &'t str,
    /// True if they lie apart, rather than in one country.
    pub(super) are_apart: bool,
    /// True if only one of them is meant: `Berlin or Paris`.
    pub(super) is_choice: bool,
}

/// The cities of a text with two and nothing else: `Berlin/Paris`, `Berlin + Munich`.
pub(super) fn two_cities(text: &str) -> Option<TwoCities<'_>> {
    const JOINTS: [&str; 12] =
        [" & ", " and ", " + ", " / ", "/", " und ", " et ", " y ", " e ", " or ", " oder ", " ou "];
    if text.contains(',') {
        return None;
    }
    let is_one = || country(text).is_some() || !text.contains('/') && is_city(text) || subdivision(text).is_some();
    JOINTS.into_iter().find_map(|joint| {
        let (first, second) = text.split_once(joint)?;
        let (first, second) = (first.trim(), second.trim());
        let is_choice = matches!(joint, " or " | " oder " | " ou ");
        let are_apart = zone_of(first) != zone_of(second);
        let is_known = |city: &str| is_city(city) || country(city).is_none() && zone_of(city).is_some();
        (is_known(first) && is_known(second) && !is_one()).then_some(TwoCities { first, second, are_apart, is_choice })
    })
}
