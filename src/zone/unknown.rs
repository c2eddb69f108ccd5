//! Suggestions for a name that is not a time zone.
//!
//! Comes in: a wrong name. Goes out: one sentence of help. The kinds of wrong names are tried from the surest to the
//! vaguest: other case, offsets, abbreviations, Windows names, cities, then the nearest spelling. A name with the sign
//! reversed (`Etc/GMT+2` for `GMT+2`) is never offered.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::LazyLock;

use any_ascii::any_ascii;
use chrono_tz::{TZ_VARIANTS, Tz};

use super::names::{CITIES, SEVERAL, WINDOWS};
use crate::error::Error;
use crate::spelling::shown;

/// The error for a text that names no time zone.
pub(super) fn error(given: &str) -> Error {
    let message = match given.trim() {
        "" => "the name of the time zone is empty".to_owned(),
        _ => format!("there is no time zone `{}`", shown(given)),
    };
    Error::with_search(message, given, |given| guess(given).0)
}

/// The only zone that a wrong name can mean: the same name in another case, a Windows name, the city of a zone, another city
/// with the right continent before it, or a slip of one letter, where none of these can have two times of day.
pub(crate) fn suggestion(given: &str) -> Option<&'static str> {
    guess(given).1
}

/// The help and the suggestion. Cached, because `--fix` reads a list many times with the same wrong names.
fn guess(given: &str) -> (String, Option<&'static str>) {
    thread_local! {
        static CACHE: RefCell<HashMap<String, (String, Option<&'static str>)>> = RefCell::default();
    }
    CACHE.with_borrow_mut(|cache| {
        if cache.len() >= MAX_CACHED {
            cache.clear();
        }
        cache.entry(given.to_owned()).or_insert_with(|| (help(given), find_suggestion(given))).clone()
    })
}

fn find_suggestion(given: &str) -> Option<&'static str> {
    let name = given.trim();
    if name.is_empty() || name.len() > MAX_NAME_OCTETS {
        return None;
    }
    let lower = name.to_ascii_lowercase();
    match special(&lower).or_else(|| offset(&lower)).or_else(|| several(&lower)) {
        Some(help) => (help == mean("AoE")).then_some("AoE"),
        None => other_case(name).or_else(|| windows(name)).or_else(|| sure(name)),
    }
}

/// The most wrong names whose suggestions are cached.
const MAX_CACHED: usize = 256;

const GENERAL: &str = "write an IANA name, such as `Europe/London`, or `AoE`";
/// The longest name that is looked up, in octets: twice that of `America/Argentina/ComodRivadavia`.
const MAX_NAME_OCTETS: usize = 64;

fn help(given: &str) -> String {
    let name = given.trim();
    if name.is_empty() || name.len() > MAX_NAME_OCTETS {
        return GENERAL.to_owned();
    }
    let lower = name.to_ascii_lowercase();
    special(&lower)
        .or_else(|| offset(&lower))
        .or_else(|| several(&lower))
        .or_else(|| other_case(name).map(mean))
        .or_else(|| windows(name).map(mean))
        .or_else(|| sure(name).map(mean))
        .or_else(|| city(name).map(mean))
        .or_else(|| nearest(name).map(mean))
        .unwrap_or_else(|| GENERAL.to_owned())
}

fn mean(name: &str) -> String {
    format!("did you mean `{name}`?")
}

fn special(lower: &str) -> Option<String> {
    let help = match letters(lower).as_str() {
        "aoe" | "anywhereonearth" | "anywhereonearthaoe" | "aoeanywhereonearth" | "anywhere" | "etcaoe"
        | "earthanywhere" => mean("AoE"),
        "z" => "write `UTC`".to_owned(),
        "local" | "localtime" | "here" | "floating" | "default" => {
            "write the zone of the place, such as `Europe/London`".to_owned()
        }
        _ => return None,
    };
    Some(help)
}

/// Help for an offset such as `GMT+2`, `UTC-8`, `UTC+5:30` or `+02:00`. In the IANA names that look like one, the sign
/// is reversed.
fn offset(lower: &str) -> Option<String> {
    let posix = lower.starts_with("etc/gmt");
    let compact: String = lower.strip_prefix("etc/").unwrap_or(lower).chars().filter(|c| !c.is_whitespace()).collect();
    let value = compact.strip_prefix("utc").or_else(|| compact.strip_prefix("gmt")).unwrap_or(&compact);
    let mut rest = value.chars();
    let east = match rest.next()? {
        '+' => true,
        '-' | '\u{2212}' | '\u{2013}' => false,
        _ => return None,
    };
    let (hours, minutes) = hours_and_minutes(rest.as_str())?;
    if posix {
        return Some(
            "the names of this form run from `Etc/GMT-14` to `Etc/GMT+12`, with the sign reversed: better write the zone of \
             the city, such as `Europe/London`"
                .to_owned(),
        );
    }
    // The offsets in use today; the sum is in minutes and small, for both parts have two digits.
    let total = hours * 60 + minutes;
    if minutes > 59 || total > if east { 14 * 60 } else { 12 * 60 } {
        return Some(
            "offsets run from -12:00 to +14:00; write the zone of the city, such as `Europe/London`".to_owned(),
        );
    }
    if total == 0 {
        return Some(mean("UTC"));
    }
    let sign = if east { '+' } else { '-' };
    let moment = format!("a moment with its offset, such as `2022-07-11T09:00:00{sign}{hours:02}:{minutes:02}`");
    Some(match (minutes, east, hours) {
        (0, false, 12) => format!("did you mean `AoE` (anywhere on Earth)? Or write {moment}"),
        (0, _, _) => {
            let reversed = if east { '-' } else { '+' };
            format!(
                "write the zone of the city, or {moment}, or `Etc/GMT{reversed}{hours}` (in this name the sign is reversed)"
            )
        }
        _ => format!("write the zone of the city, or {moment}"),
    })
}

/// Reads `2`, `02`, `0200`, `2:00` and `02:00`.
fn hours_and_minutes(text: &str) -> Option<(u32, u32)> {
    let (hours, minutes) = match text.split_once([':', '.']) {
        Some(parts) => parts,
        None if text.len() > 2 => text.split_at_checked(text.len() - 2)?,
        None => (text, "0"),
    };
    let number = |digits: &str| match digits.len() {
        1 | 2 if digits.bytes().all(|b| b.is_ascii_digit()) => digits.parse().ok(),
        _ => None,
    };
    Some((number(hours)?, number(minutes)?))
}

fn several(lower: &str) -> Option<String> {
    // `PST/PDT` and `PST (UTC-8)` mean what `PST` means.
    let first = lower.split(['/', ' ', '(']).next()?;
    let rest = lower[first.len()..].trim();
    let whole = rest.is_empty() || rest.starts_with('(') || abbreviation(&rest.replace(['/', ' '], "")).is_some();
    let zones =
        abbreviation(&lower.replace([' ', '.'], "")).or_else(|| whole.then(|| abbreviation(first)).flatten())?;
    Some(match zones {
        [zone] => format!("did you mean `{zone}`? Write the zone of the city"),
        [zones @ .., last] => {
            let zones: Vec<_> = zones.iter().map(|zone| format!("`{zone}`")).collect();
            format!("write the zone of the city, such as {} or `{last}`", zones.join(", "))
        }
        [] => return None,
    })
}

fn abbreviation(key: &str) -> Option<&'static [&'static str]> {
    let found = SEVERAL.iter().find(|(name, _)| *name == key)?;
    Some(found.1)
}

fn other_case(name: &str) -> Option<&'static str> {
    TZ_VARIANTS.iter().map(|tz| tz.name()).find(|known| known.eq_ignore_ascii_case(name))
}

/// The zone of a name that Windows gives one: `W. Europe Standard Time`.
pub(crate) fn windows(name: &str) -> Option<&'static str> {
    let name = letters_and_digits(name);
    // Windows has a name for the summer too, of the same zone.
    let name = name.replace("daylighttime", "standardtime").replace("summertime", "standardtime");
    let found = WINDOWS.iter().find(|(known, _)| letters_and_digits(known) == name)?;
    Some(found.1)
}

/// The zone of a city with any text around it: `San Diego`, `America/San_Diego`, `San Diego, CA`.
fn city(name: &str) -> Option<&'static str> {
    let last = name.rsplit('/').next()?;
    let before_comma = last.split([',', '(']).next()?;
    // The whole name first: `Birmingham, AL` is another city than `Birmingham`.
    [name, last, before_comma].into_iter().find_map(|text| {
        let key = letters(text);
        let listed = CITIES.iter().find(|(_, keys)| keys.split(' ').any(|known| known == key));
        listed.map(|(zone, _)| *zone).or_else(|| by_last_part(&key))
    })
}

/// The name of the zone of a city: `Munich` is in `Europe/Berlin`.
#[cfg(feature = "import")]
pub(crate) fn of_city(name: &str) -> Option<&'static str> {
    static ZONES: LazyLock<HashMap<String, &str>> = LazyLock::new(|| {
        let named = cities().map(|zone| (letters(last_part(zone)), zone));
        let listed = CITIES.iter().flat_map(|(zone, keys)| keys.split(' ').map(move |key| (key.to_owned(), *zone)));
        named.chain(listed).collect()
    });
    ZONES.get(&letters(name)).copied()
}

/// The name of the zone of a city whose name no city, country or abbreviation of another zone shares: not of `Cambridge`.
#[cfg(feature = "import")]
pub(crate) fn of_one_city(name: &str) -> Option<&'static str> {
    of_city(name).filter(|_| abbreviation(&letters(name)).is_none())
}

/// The name of the zone of a city that lies in one of these zones, or in one with the same time of day: `America/Toronto` of Montreal.
#[cfg(feature = "import")]
pub(crate) fn of_city_among(name: &str, zones: &[&'static str]) -> Option<&'static str> {
    let names = of_city(name).into_iter().chain(abbreviation(&letters(name)).into_iter().flatten().copied());
    names.into_iter().find_map(|of_city| {
        let alike = || zones.iter().find(|zone| one_time(&[zone, of_city]).is_some());
        zones.iter().find(|zone| **zone == of_city).or_else(alike).copied()
    })
}

/// The only zone that is one letter away, or the zone of a city.
fn sure(name: &str) -> Option<&'static str> {
    let lower = name.to_ascii_lowercase().replace(' ', "_");
    let is_slip = |zone: &&str| lower.contains('/') && strsim::osa_distance(&zone.to_ascii_lowercase(), &lower) == 1;
    let slips: Vec<_> = places().filter(is_slip).collect();
    if !slips.is_empty() {
        return one_time(&slips);
    }
    let (area, city) = name.split_once('/').map_or((None, name), |(area, city)| (Some(area), city));
    let of_area =
        |zone: &&str| area.is_none_or(|area| area.eq_ignore_ascii_case(zone.split('/').next().unwrap_or(zone)));
    let key = letters(city);
    let named = || cities().filter(of_area);
    let listed = CITIES.iter().filter(|(_, keys)| keys.split(' ').any(|known| known == key)).map(|(zone, _)| *zone);
    let of_city: Vec<_> = named().filter(|zone| letters(last_part(zone)) == key).chain(listed).collect();
    if of_city.is_empty() {
        let is_near = |zone: &&str| key.len() > 4 && strsim::osa_distance(&letters(last_part(zone)), &key) <= 1;
        return one_time(&named().filter(is_near).collect::<Vec<_>>());
    }
    // A city without a zone of its own may be in many countries.
    let is_known = of_city.iter().all(of_area) && (area.is_some() || letters(last_part(of_city[0])) == key);
    one_time(&of_city).filter(|_| is_known)
}

/// The first of these zones, if all of them have the same time of day in winter and in summer.
fn one_time(zones: &[&'static str]) -> Option<&'static str> {
    let offsets = |zone: &str| {
        let zone: Tz = zone.parse().ok()?;
        let day = |month| {
            let day = chrono::NaiveDate::from_ymd_opt(2027, month, 15).unwrap_or_default();
            day.and_time(Default::default()).and_utc()
        };
        Some([1, 7].map(|month| super::Zone::Iana(zone).offset_at(day(month)).local_minus_utc()))
    };
    let first = offsets(zones.first()?)?;
    zones.iter().all(|zone| offsets(zone) == Some(first)).then_some(zones[0])
}

/// The zones that are named after a city.
fn cities() -> impl Iterator<Item = &'static str> {
    const STATES: [&str; 12] = [
        "ACT",
        "Easter",
        "LHI",
        "NSW",
        "North",
        "Queensland",
        "Samoa",
        "South",
        "Tasmania",
        "Victoria",
        "West",
        "Yancowinna",
    ];
    places().filter(|zone| {
        let area = zone.split_once('/').map_or("", |(area, _)| area);
        !matches!(area, "" | "Brazil" | "Canada" | "Chile" | "Mexico" | "US") && !STATES.contains(&last_part(zone))
    })
}

/// The IANA name that ends in this city; the places of America/Indiana and the like come after the zones named directly.
fn by_last_part(key: &str) -> Option<&'static str> {
    places().filter(|known| letters(last_part(known)) == key).min_by_key(|known| match known.matches('/').count() {
        // Names without a continent are old ones: `Hongkong`.
        0 => usize::MAX,
        slashes => slashes,
    })
}

/// The most similar name above a threshold. A slip in a city's name is found under a wrong continent too.
fn nearest(name: &str) -> Option<&'static str> {
    const MIN_SIMILARITY: f64 = 0.86;
    let (full, last) = (letters(name), letters(last_part(name)));
    if last.is_empty() {
        return None;
    }
    KNOWN
        .iter()
        .map(|(known_full, known_last, zone)| {
            let whole = strsim::jaro_winkler(&full, known_full);
            let part = strsim::normalized_damerau_levenshtein(&last, known_last);
            let part = part.max(strsim::jaro_winkler(&last, known_last));
            // Names of one continent all begin alike, so the city decides.
            (0.25 * whole + 0.75 * part, *zone)
        })
        .filter(|(score, _)| *score >= MIN_SIMILARITY)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, zone)| zone)
}

/// The letters of all names and cities, those of their last part, and the zone of each.
static KNOWN: LazyLock<Vec<(String, String, &str)>> = LazyLock::new(|| {
    let names = places().map(|zone| (letters(zone), letters(last_part(zone)), zone));
    let cities = CITIES
        .iter()
        .flat_map(|(zone, keys)| keys.split(' ').map(move |key| (key.to_owned(), key.to_owned(), *zone)))
        // A short key is similar to too many names.
        .filter(|(key, _, _)| key.len() > 4);
    names.chain(cities).collect()
});

/// The names of places, without those such as `Etc/GMT+2` and `EST`.
fn places() -> impl Iterator<Item = &'static str> {
    TZ_VARIANTS
        .iter()
        .filter(|tz| !matches!(tz, Tz::EST | Tz::MST | Tz::HST | Tz::MET | Tz::CET | Tz::EET | Tz::WET))
        .map(|tz| tz.name())
        .filter(|name| !name.starts_with("Etc/") && !name.contains(|c: char| c.is_ascii_digit()))
        .filter(|name| !matches!(*name, "GB-Eire" | "NZ-CHAT" | "W-SU" | "PRC" | "ROC" | "ROK" | "UCT"))
}

fn last_part(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name)
}

fn letters(text: &str) -> String {
    let mut text = any_ascii(text).to_ascii_lowercase();
    text.retain(|c| c.is_ascii_lowercase());
    text
}

fn letters_and_digits(text: &str) -> String {
    let mut text = text.to_ascii_lowercase();
    text.retain(|c| c.is_ascii_alphanumeric());
    text
}

#[cfg(test)]
mod tests;
