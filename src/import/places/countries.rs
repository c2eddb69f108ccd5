//! Countries in words and codes, and the cities that are known to be in one.

use any_ascii::any_ascii;

use super::cities::is_listed;
use super::exonyms;
use super::states::{subdivision, subdivision_of};
use super::words::is_of_town;
use crate::import::letters;
use crate::place::{Country, suggest_country};
use crate::zone;

/// The country of a name or a code.
pub(super) fn country(text: &str) -> Option<&'static str> {
    let text = text.trim().trim_end_matches('.');
    // `A/S` is no code.
    let is_mark = text.len() < 5 && text.contains('/');
    // `and` and `are` are words, though they are codes of Andorra and the Emirates.
    let is_word =
        matches!(text.len(), 2 | 3) && text != text.to_uppercase() && !["usa", "uae"].contains(&&*text.to_lowercase());
    if text.is_empty() || is_mark || is_word {
        return None;
    }
    if let Some((_, country)) = SPORTS_CODES.iter().find(|(code, _)| *code == text) {
        return Some(country);
    }
    let lower = text.to_lowercase();
    let bare = ["the republic of ", "republic of ", "kingdom of ", "state of ", "p.r. ", "p. r. ", "p.r.", "pr "]
        .iter()
        .find_map(|prefix| lower.strip_prefix(prefix));
    let known = |text: &str| Country::known(text).map(Country::alpha2);
    let exonym = || exonyms::country(&lower);
    let known_bare = || known(bare.filter(|bare| bare.len() > 3)?);
    known(text).or_else(known_bare).or_else(exonym)
}

/// True if a text is the name of a country, and no code.
pub(crate) fn is_name_of_country(text: &str) -> bool {
    text.trim().len() > 3 && country(text).is_some()
}

/// The country and the state of a code of ISO 3166-2: `US-CA`.
pub(crate) fn country_and_state(text: &str) -> Option<(&'static str, &str)> {
    let (of, state) = text.trim().split_once('-')?;
    let is_state =
        (1..=3).contains(&state.len()) && state.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    let of = Country::known(of).map(Country::alpha2).filter(|alpha2| *alpha2 == of)?;
    is_state.then_some((of, state))
}

/// The countries of a text that names several: `USA / Canada`, `Germany & France`, `Germany, France`, but not of `Georgia, USA`.
pub(crate) fn several_countries(text: &str) -> Vec<&'static str> {
    if text.contains(',') {
        let parts: Vec<&str> = text.split(',').map(str::trim).collect();
        return if are_several(&parts) { parts.into_iter().filter_map(country).collect() } else { Vec::new() };
    }
    let text =
        [" and ", " und ", " et ", " y ", " or "].into_iter().fold(text.to_owned(), |text, and| text.replace(and, "/"));
    let parts = text.split(['/', '&', '+', ';', '|']).map(country).collect::<Option<Vec<_>>>();
    let mut countries = parts.unwrap_or_default();
    countries.dedup();
    countries
}

/// Legal forms of companies that are the code of a country or a state, too: `SAP SE`, `Acme SA`.
const LEGAL_FORMS_LIKE_CODES: &str = "AB AG AS ASA BV CO KG LP NV PC PT SA SE SL SPA A/S B/V";

/// The longest of them, with its full stops: `S.p.A.`
const MAX_LEGAL_FORM_OCTETS: usize = 6;

/// True for the legal form of a company behind a name that is no city: `Equinor AS`, but not `Kyoto JP` or `Las Vegas NV`. Nothing
/// is held on the islands whose codes are `AS` and `BV`.
pub(super) fn is_legal_form(name: &str, behind: &str) -> bool {
    if behind.len() > MAX_LEGAL_FORM_OCTETS {
        return false;
    }
    let bare = behind.replace('.', "");
    let is_form = LEGAL_FORMS_LIKE_CODES.split(' ').any(|form| form == bare);
    is_form && (matches!(bare.as_str(), "AS" | "BV") || behind.contains('.') || !is_known_city(name))
}

/// True if the time zones or the table of cities know a name.
fn is_known_city(name: &str) -> bool {
    zone_of(name).is_some() || is_listed(name)
}

/// True for a word that makes the name of a country that of another place: `Noord-Holland`, `North Holland`.
pub(super) fn is_direction(word: &str) -> bool {
    const DIRECTIONS: &str = "north south east west noord zuid oost nord sud süd ost norte sur norra södra";
    let lower = word.to_lowercase();
    DIRECTIONS.split(' ').any(|direction| direction == lower)
}

/// The country at the end of a text without a comma: `Ohio USA`, `London UK`, `Budapest Hungary`.
pub(super) fn country_at_the_end(text: &str) -> Option<(&str, &'static str)> {
    const BEFORE_A_NAME: &[&str] = &["new", "port", "san", "saint", "hotel", "of", "the", "in", "at", "de"];
    for (at, _) in text.match_indices(' ') {
        let (prefix, name) = (text[..at].trim(), text[at + 1..].trim());
        let last_word = prefix.rsplit(' ').next().unwrap_or_default().to_lowercase();
        if BEFORE_A_NAME.contains(&last_word.as_str())
            || is_direction(&last_word)
            || QUARTERS.contains(&name)
            || is_legal_form(prefix, name)
        {
            continue;
        }
        if let Some(found) = country(name) {
            return Some((prefix.trim_end_matches(['-', '–', ' ', '.']), found));
        }
    }
    None
}

/// The countries that a country has as states (ISO 3166-2), and those that are parts of its kingdom.
const COUNTRIES_AS_STATES: [(&str, &str); 8] = [
    ("CN", "HK MO TW"),
    ("DK", "FO GL"),
    ("FI", "AX"),
    ("FR", "BL GF GP MF MQ NC PF PM RE TF WF YT"),
    ("GB", "BM FK GG GI IM JE KY VG"),
    ("NL", "AW BQ CW SX"),
    ("NO", "SJ"),
    ("US", "AS GU MP PR UM VI"),
];

/// True if a text is the name of another country than `of`, which has no state of that name either: `Ghana` of Nigeria, but
/// neither `Georgia` nor `Puerto Rico` of the United States.
pub(super) fn is_another_country(text: &str, of: &'static str) -> bool {
    let is_state = |found: &str| {
        subdivision_of(text, of).is_some()
            || COUNTRIES_AS_STATES.iter().any(|(country, states)| *country == of && states.contains(found))
    };
    text.len() > 3 && country(text).is_some_and(|found| found != of && !is_state(found))
}

/// True if the parts of a place are countries and nothing else, of which none is a part of another: not `Hong Kong, China`.
pub(super) fn are_several(parts: &[&str]) -> bool {
    if parts.len() < 2 {
        return false;
    }
    let is_city = |code: &str| CITY_STATES.iter().any(|(of, _)| *of == code);
    let found: Option<Vec<&'static str>> = parts.iter().map(|part| country(part)).collect();
    let Some(found) = found else { return false };
    let is_apart = |(one, other): (usize, usize)| {
        one == other
            || is_another_country(parts[one], found[other])
                && !is_city(found[one])
                && !is_city_of(parts[one], found[other])
    };
    let pairs = |one: usize| (0..parts.len()).map(move |other| (one, other));
    (0..parts.len()).flat_map(pairs).all(is_apart)
}

/// Drops the country where it stands a second time: `Accra, Ghana, Ghana`, `Ghana, Accra, Ghana`, `Accra/Ghana, Ghana`. A
/// city that is a country stays once.
pub(super) fn drop_second_country(parts: &mut Vec<&str>, of: &'static str) {
    let is_again = |part: &str| country(part) == Some(of) && subdivision_of(part, of).is_none();
    let is_city = CITY_STATES.iter().any(|(code, _)| *code == of);
    while let [.., before, last] = parts[..]
        && is_again(last)
        && (!is_city || is_again(before))
    {
        parts.pop();
    }
    while !is_city && parts.len() > 1 && is_again(parts[0]) {
        parts.remove(0);
    }
    if let Some(last) = parts.last_mut()
        && let Some((city, name)) = last.rsplit_once('/')
        && is_again(name.trim())
    {
        *last = city.trim();
    }
}

/// The text of a city without its country, which stands behind it or before it: `Accra Ghana`. A city that is a country stays.
pub(crate) fn without_country<'t>(text: &'t str, of: &'static str) -> &'t str {
    if CITY_STATES.iter().any(|(code, _)| *code == of) || subdivision_of(text, of).is_some() || country(text).is_some()
    {
        return text;
    }
    country_at_the_end(text).filter(|(city, found)| *found == of && !city.is_empty()).map_or(text, |(city, _)| city)
}

/// The usual name of a country whose form of state stands behind a comma, as in lists of ISO 3166: `Korea, Republic of`.
pub(super) fn turned_name(name: &str, form: &str) -> Option<&'static str> {
    let is_form = form.ends_with(" of") || form.ends_with(" of the") || form.starts_with("Province of ");
    let of =
        Some(()).filter(|()| is_form).and_then(|()| country(&format!("{name}, {form}")).or_else(|| country(name)))?;
    Country::known(of).map(Country::name)
}

/// Points of the compass that are the code of a country: `København SV`.
pub(super) const QUARTERS: &[&str] = &["NE", "SE", "SV"];

/// The country of this flag, if a text is its name in another language: `Francia` beside the flag of France.
pub(super) fn is_named_like(text: &str, country: &str) -> bool {
    let name = country.parse::<Country>().map_or("", Country::name);
    strsim::jaro_winkler(&any_ascii(text).to_lowercase(), &name.to_lowercase()) > 0.85
}

/// True if a text is the name of a city that the table of cities or the time zones know.
pub(crate) fn is_city(text: &str) -> bool {
    let is_country = country(text).is_some_and(|found| CITY_STATES.iter().all(|(code, _)| *code != found));
    // `42 Rio`
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let is_numbered = (1..3).contains(&digits) && text[digits..].starts_with(' ');
    // `America/North_Dakota/Center`
    let is_word = text == "Center";
    !is_country
        && !is_numbered
        && !is_word
        && subdivision(text).is_none()
        && (zone_of(text).is_some() || is_listed(text) || is_told_apart(text))
}

/// True for a town with its river or its region: `Frankfurt (Oder)`.
fn is_told_apart(text: &str) -> bool {
    let parts = text.strip_suffix(')').and_then(|text| text.split_once(" ("));
    parts.is_some_and(|(town, inside)| !town.is_empty() && is_of_town(inside))
}

/// Countries that are a city.
pub(super) const CITY_STATES: [(&str, &str); 5] =
    [("SG", "Singapore"), ("HK", "Hong Kong"), ("LU", "Luxembourg"), ("MO", "Macau"), ("MC", "Monaco")];

/// Names of countries that are also cities of another one: Oman and Amman are written alike in Arabic.
const COUNTRIES_LIKE_CITIES: [(&str, &str); 1] = [("عمان", "JO")];

/// True if the name of a country is that of a city of this one, too.
pub(super) fn is_city_of(name: &str, of: &str) -> bool {
    COUNTRIES_LIKE_CITIES.contains(&(&*letters::fold(name), of))
}

/// True if a name may be that of a country or of a city of another one.
pub(super) fn is_country_or_city(name: &str) -> bool {
    COUNTRIES_LIKE_CITIES.iter().any(|(known, _)| *known == &*letters::fold(name))
}

/// True if a city that the time zones know is in this country; the country of one that only the table of cities knows is open.
pub(super) fn may_be_city_of(city: &str, of: &str) -> bool {
    let zones: Vec<&str> = Country::known(of).into_iter().flat_map(Country::zones).collect();
    is_city(city) && (zone_of(city).is_none() || zone::of_city_among(city, &zones).is_some())
}

/// True if the zone of a city is one of this country: not for Berlin and Hungary, which have the same time of day.
pub(super) fn has_zone_of(city: &str, of: &str) -> bool {
    let mut zones = Country::known(of).into_iter().flat_map(Country::zones);
    zone_of(city).is_some_and(|zone| zones.any(|other| other == zone))
}

/// The country that a wrong name behind a city means beyond doubt, and its name: `Sydney, Austrailia`.
pub(super) fn misspelt_country(city: &str, name: &str) -> Option<(&'static str, &'static str)> {
    zone_of(city)?;
    let is_name = name.len() > 4 && name.chars().all(|char| char.is_alphabetic() || char == ' ') && !is_city(name);
    let found = suggest_country(name).filter(|_| is_name)?;
    may_be_city_of(city, found.alpha2()).then_some((found.alpha2(), found.name()))
}

/// Names of cities that are also the names of their state.
pub(super) const CITIES_LIKE_STATES: &[&str] =
    &["New York", "Washington", "Québec", "Quebec", "São Paulo", "Sao Paulo", "Rio de Janeiro", "Delhi", "NYC"];

/// True if a name is that of a city and of its state: `New York`.
pub(crate) fn is_city_like_state(name: &str) -> bool {
    CITIES_LIKE_STATES.contains(&name)
}

/// The time zone of a city: `Tel Aviv-Yafo` is known as `Tel Aviv`.
pub(super) fn zone_of(city: &str) -> Option<&'static str> {
    let city = city.rsplit(',').next().unwrap_or(city).trim();
    zone::of_city(city).or_else(|| zone::of_city(city.split_once(['-', '/']).filter(|(first, _)| first.len() > 4)?.0))
}

/// Codes of the Olympic committees that are no codes of ISO 3166-1, as people use them.
const SPORTS_CODES: &[(&str, &str)] = &[
    ("BUL", "BG"),
    ("CHI", "CL"),
    ("CRO", "HR"),
    ("DEN", "DK"),
    ("ENG", "GB"),
    ("GER", "DE"),
    ("GRE", "GR"),
    ("INA", "ID"),
    ("IRE", "IE"),
    ("IRL", "IE"),
    ("KSA", "SA"),
    ("LAT", "LV"),
    ("MAS", "MY"),
    ("NED", "NL"),
    ("NGR", "NG"),
    ("PHI", "PH"),
    ("POR", "PT"),
    ("RSA", "ZA"),
    ("SLO", "SI"),
    ("SUI", "CH"),
    ("TPE", "TW"),
    ("UAE", "AE"),
    ("URU", "UY"),
    ("VIE", "VN"),
];
