//! The brackets in a place: its country, its building or its district, or words for how one takes part.

use super::attendance::{is_in_person, is_online};
use super::buildings::{is_street, is_venue};
use super::codes::Codes;
use super::countries::{CITIES_LIKE_STATES, CITY_STATES, country, has_zone_of, is_city, may_be_city_of, zone_of};
use super::place_text::PlaceText;
use super::states::{is_code, is_italian, is_province, is_province_in_brackets, subdivision, subdivision_of};
use super::words::{is_continent, is_everywhere, is_fee, is_of_town, is_tentative};
use crate::import::guess::words::month;
use crate::import::no_value::is_no_value;

/// Brackets that stay, while others are looked for.
const KEPT_OPEN: char = '\u{e000}';
const KEPT_CLOSE: char = '\u{e001}';

impl PlaceText {
    /// Takes the words in parentheses: a country goes behind a comma, others are remembered. `Hybrid (Oslo, Norway)` has its
    /// place there.
    pub(super) fn take_parentheses(&mut self, text: &str, codes: Codes) -> String {
        let mut rest = text.to_owned();
        while let Some((open, close)) = rest.find('(').and_then(|open| Some((open, open + rest[open..].find(')')?))) {
            let inner = rest[open + 1..close].trim().to_owned();
            let behind = rest[close + 1..].to_owned();
            rest.truncate(open);
            let before = rest.trim();
            // `Europe (London)`
            if is_continent(before) && behind.trim().is_empty() && !self.is_word(&inner) {
                return inner;
            }
            // `Xichang (China: Sichuan)`
            if let Some((of, state)) = inner.split_once(':').map(|(of, state)| (of.trim(), state.trim()))
                && !before.is_empty()
                && !is_online(before)
                && country(of).is_some()
                && !state.is_empty()
                && country(state).is_none()
            {
                rest = format!("{before}, {state}, {of}{behind}");
                continue;
            }
            // `Google (76 Ninth Ave, New York, NY)`
            let is_address = || inner.contains(',') && inner.split(',').any(|part| is_street(part.trim()));
            // `Coogee Beach (Sydney, Australia)`
            if (inner.rsplit_once(',').is_some_and(|(_, last)| country(last).is_some()) || is_address())
                && !before.is_empty()
                && !is_online(before)
            {
                rest = format!("{before}, {inner}{behind}");
                continue;
            }
            if (before.is_empty() || is_online(before)) && behind.trim().is_empty() && !self.is_word(&inner) {
                let is_hybrid = before.is_empty()
                    || before.to_lowercase().contains("hybrid")
                    || before.contains(char::is_whitespace) && has_known_name(&inner);
                self.online |= !before.is_empty();
                if is_hybrid {
                    return inner;
                }
                self.note(&format!("`{inner}` is left out, for it is online"));
                return String::new();
            }
            let mut kept = String::new();
            for part in parts_of(&inner) {
                let part = part.strip_prefix("and ").unwrap_or(part);
                if part.is_empty() || self.is_word(part) {
                    continue;
                }
                let is_of_list = codes == Codes::Provinces && is_province(part);
                if is_of_list || is_italian(before, part) || is_province_in_brackets(before, part) {
                    kept.push_str(&format!(", {part}, Italy"));
                } else if country(part).is_some_and(|of| !is_acronym(before, part, of)) || subdivision(part).is_some() {
                    kept.push_str(&format!(", {part}"));
                } else if is_code(part) && has_zone_of(before, "BR") && subdivision_of(part, "BR").is_some() {
                    // `São Paulo (SP)`
                    kept.push_str(&format!(", {part}, Brazil"));
                } else if is_city(part)
                    && !CITIES_LIKE_STATES.contains(&before)
                    && !inner.contains(',')
                    && !is_everywhere(before)
                    && !before.contains(',')
                    && !before.is_empty()
                    && !is_city(before)
                {
                    // `Fondation Mozilla (Paris)`
                    kept.push_str(&format!(", {part}"));
                } else if before.rsplit(',').next().is_some_and(is_venue) || is_of_town(part) && !before.is_empty() {
                    // `Convention Centre (Messukeskus), Helsinki`, `Frankfurt (Oder)`
                    kept.push_str(&format!(" {KEPT_OPEN}{part}{KEPT_CLOSE}"));
                } else if (part == inner || !inner.contains(['&', '/', '+', ';'])) && is_building_of(before, &inner) {
                    // `Athens (Grand Hotel)`
                    self.venue = Some(inner.clone());
                } else {
                    self.note(part);
                }
            }
            rest = format!("{}{kept}{behind}", rest.trim_end());
        }
        rest.replace(KEPT_OPEN, "(").replace(KEPT_CLOSE, ")")
    }
}

/// True if one of the parts between commas is a country, a state or a city that is known, rather than a platform: `Virtual event (Crowdcast)`.
fn has_known_name(text: &str) -> bool {
    text.split(',')
        .map(str::trim)
        .any(|part| country(part).is_some() || subdivision(part).is_some() || is_city(part) || is_venue(part))
}

/// The parts of a text in brackets. A comma parts words alone: `online, free`.
fn parts_of(inner: &str) -> Vec<&str> {
    let is_word = |part: &str| {
        let part = part.trim();
        is_online(part) || is_in_person(part) || is_tentative(part) || is_fee(part) || is_no_value(part)
    };
    let has_commas = inner.contains(',') && inner.split(',').all(is_word);
    let parts = inner.split(['&', '/', '+', ';']).flat_map(|part| part.split(" and "));
    if has_commas { inner.split(',').map(str::trim).collect() } else { parts.map(str::trim).collect() }
}

/// True if capital letters behind a city are those of a building, and no code of a country that the city is not in: `Zürich (ETH)`.
fn is_acronym(before: &str, text: &str, of: &str) -> bool {
    let city = before.rsplit(',').next().unwrap_or(before).trim();
    text.len() == 3 && is_code(text) && is_city(city) && !may_be_city_of(city, of)
}

/// True if a text in brackets is a building or a district of the place before it: `Paris, France (Palais des Congrès)`, `Istanbul (Tuzla)`.
fn is_building_of(place: &str, text: &str) -> bool {
    // Parts of a conference, and other ways to see it.
    const OTHERS: &str = "main workshop workshops tutorial tutorials conference event summit edition day days track meetup viewing party \
        co-located colocated collocated jointly together alongside with during";
    let (city, has_country) = match place.rsplit_once(',') {
        Some((city, last)) if country(last).is_some() => (city.trim(), true),
        _ => (place.trim(), false),
    };
    let is_city_state = CITY_STATES.iter().any(|(_, name)| name.eq_ignore_ascii_case(city));
    let is_name = text.starts_with(char::is_uppercase)
        && text.chars().filter(|char| char.is_alphabetic()).count() > 1
        && !is_everywhere(text)
        && !is_continent(text)
        && !text.to_lowercase().split(' ').any(|word| OTHERS.split(' ').any(|other| other == word))
        && month(text).is_none();
    let is_known =
        is_city(city) || CITIES_LIKE_STATES.contains(&city) || has_country && !city.is_empty() && !is_venue(city);
    // Of two cities it is not said which one counts.
    is_known && (is_venue(text) || is_name && (is_city_state || zone_of(text).is_none()))
}
