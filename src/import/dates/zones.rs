//! Time zones as people write them: `Europe/Oslo`, `AoE`, `UTC -8`, `PST`.

use std::collections::HashMap;
use std::sync::LazyLock;

use chrono::{DateTime, Datelike as _, NaiveDate, NaiveDateTime, Utc};

use crate::zone::{LocalTime, Zone};

/// A time zone in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ZoneText {
    /// A name of the tz database.
    Name(String),
    /// Anywhere on Earth, UTC-12.
    Aoe,
    /// Minutes east of UTC.
    Offset(i32),
}

/// The time zone that a text names: `Europe/Oslo`, `AoE`, `UTC-12`, `UTC -8`, `PST`.
pub(crate) fn zone(text: &str) -> Option<ZoneText> {
    let text = text.trim().trim_matches(['(', ')']);
    // `UTC/GMT`
    if let Some((one, other)) = text.split_once(['/', '='])
        && let (Some(zone), Some(same)) = (self::zone(one), self::zone(other))
    {
        return Some(zone).filter(|zone| *zone == same);
    }
    let lower = text.to_ascii_lowercase();
    let lower = lower.trim_end_matches(" time").trim_end_matches(" standard").trim_end_matches(" daylight");
    if matches!(lower, "aoe" | "anywhere on earth" | "anywhere on earth (aoe)" | "etc/gmt+12" | "idlw") {
        return Some(ZoneText::Aoe);
    }
    for prefix in ["utc", "gmt", ""] {
        if let Some(minutes) = lower.strip_prefix(prefix).and_then(offset_minutes) {
            return Some(if minutes == -12 * 60 { ZoneText::Aoe } else { ZoneText::Offset(minutes) });
        }
    }
    if let Some((_, name)) = ABBREVIATIONS.iter().find(|(abbreviation, _)| *abbreviation == lower) {
        return Some(ZoneText::Name((*name).to_owned()));
    }
    let name = text.replace(' ', "_");
    let other_case = || IN_LOWER_CASE.get(name.to_ascii_lowercase().as_str()).copied();
    let zone = name.parse::<chrono_tz::Tz>().ok().or_else(other_case)?;
    // `Etc/GMT+5` and their like are offsets with the other sign.
    if let Some(hours) = zone.name().strip_prefix("Etc/GMT").and_then(|hours| hours.parse::<i32>().ok()) {
        return Some(ZoneText::Offset(-hours * 60));
    }
    Some(ZoneText::Name(zone.name().to_owned()))
}

/// The zones of the tz database by their names in lower case.
static IN_LOWER_CASE: LazyLock<HashMap<String, chrono_tz::Tz>> =
    LazyLock::new(|| chrono_tz::TZ_VARIANTS.iter().map(|zone| (zone.name().to_ascii_lowercase(), *zone)).collect());

/// The time zone that words beside a time name: as [`zone`] reads it, or of a city that is in one zone alone, `Oslo time`.
pub(crate) fn zone_of_words(text: &str) -> Option<ZoneText> {
    of_windows(text).or_else(|| zone(text)).or_else(|| {
        let lower = text.trim().to_lowercase();
        let city = lower.strip_suffix("time").unwrap_or(&lower).trim_end();
        let city = city.strip_suffix("local").unwrap_or(city);
        // `Russia/Moscow`
        let city = city.rsplit('/').next().unwrap_or(city);
        crate::zone::of_one_city(city).map(|name| ZoneText::Name(name.to_owned()))
    })
}

/// The zone of a name of Windows. `GMT Standard Time` is that of London, with its summer.
fn of_windows(text: &str) -> Option<ZoneText> {
    let is_name = text.ends_with(" Standard Time") || text.ends_with(" Daylight Time");
    is_name.then(|| crate::zone::windows(text)).flatten().map(|name| ZoneText::Name(name.to_owned()))
}

/// The abbreviation that a zone has at a time, if its own is that of the other season: `CEST` for `CET` in July.
pub(crate) fn other_season(words: &str, zone: &str, local: NaiveDateTime) -> Option<String> {
    const SEASONS: [&str; 20] = [
        "pst", "pdt", "mst", "mdt", "cst", "cdt", "est", "edt", "gmt", "bst", "wet", "west", "cet", "cest", "eet",
        "eest", "aest", "aedt", "nzst", "nzdt",
    ];
    let own = words.trim().trim_end_matches(" time").to_ascii_lowercase();
    if !SEASONS.contains(&own.as_str()) {
        return None;
    }
    abbreviation(zone, local).filter(|other| !is_called(other, &own, zone))
}

/// True if people write an abbreviation, in small letters, for that which the database has: `EST` for `AEST` in Australia.
fn is_called(abbreviation: &str, own: &str, zone: &str) -> bool {
    let there = abbreviation.to_ascii_lowercase();
    there == own || zone.starts_with("Australia/") && there.strip_prefix('a') == Some(own)
}

/// The abbreviation of a zone at a time there.
fn abbreviation(zone: &str, local: NaiveDateTime) -> Option<String> {
    let zone: Zone = zone.parse().ok()?;
    let instant = instant(zone, local)?;
    let Zone::Iana(tz) = zone else { return None };
    crate::zone::abbreviation_at(tz, instant)
}

fn instant(zone: Zone, local: NaiveDateTime) -> Option<DateTime<Utc>> {
    match zone.resolve(local) {
        LocalTime::Unambiguous(instant) | LocalTime::Fold { first: instant, .. } => Some(instant),
        LocalTime::Gap { .. } => None,
    }
}

/// True if the clocks of two zones are alike at a time there.
pub(crate) fn have_same_hours(one: &str, other: &str, local: NaiveDateTime) -> bool {
    let hours = |name: &str| instant(name.parse().ok()?, local);
    hours(one) == hours(other)
}

/// True if an abbreviation is used in a zone in one season or the other: `IST` in Dublin.
pub(crate) fn is_used_in(words: &str, zone: &str, local: NaiveDateTime) -> bool {
    // The database has numbers for these.
    const USED: [(&str, &str); 4] =
        [("bst", "Asia/Dhaka"), ("ast", "Asia/Riyadh"), ("ast", "Asia/Baghdad"), ("mst", "Asia/Kuala_Lumpur")];
    let own = words.trim().trim_end_matches(" time").to_ascii_lowercase();
    if own.len() < 3 || !ABBREVIATIONS.iter().any(|(abbreviation, _)| *abbreviation == own) {
        return false;
    }
    let season = |month| NaiveDate::from_ymd_opt(local.year(), month, 1)?.and_hms_opt(12, 0, 0);
    let mut seasons = [1, 7].into_iter().filter_map(season).filter_map(|at| abbreviation(zone, at));
    USED.contains(&(&own, zone)) || seasons.any(|there| is_called(&there, &own, zone))
}

/// True if an abbreviation names zones far from each other, so that the one that [`zone`] gives is a guess.
pub(crate) fn is_ambiguous_zone(text: &str) -> bool {
    let lower = text.trim().to_ascii_lowercase();
    let lower = lower.strip_suffix(" time").unwrap_or(&lower);
    matches!(lower, "ist" | "cst" | "bst" | "ast" | "ct" | "est")
}

/// Abbreviations and short names of zones, in lower case, with the zone that is most often meant.
#[rustfmt::skip]
const ABBREVIATIONS: &[(&str, &str)] = &[
    ("utc", "UTC"), ("gmt", "UTC"), ("z", "UTC"), ("zulu", "UTC"), ("coordinated universal", "UTC"), ("etc/utc", "UTC"), ("etc/gmt", "UTC"),
    ("pt", "America/Los_Angeles"), ("pst", "America/Los_Angeles"), ("pdt", "America/Los_Angeles"), ("pacific", "America/Los_Angeles"), ("us/pacific", "America/Los_Angeles"),
    ("mt", "America/Denver"), ("mst", "America/Denver"), ("mdt", "America/Denver"), ("mountain", "America/Denver"),
    ("ct", "America/Chicago"), ("cst", "America/Chicago"), ("cdt", "America/Chicago"), ("central", "America/Chicago"),
    ("et", "America/New_York"), ("est", "America/New_York"), ("edt", "America/New_York"), ("eastern", "America/New_York"),
    ("ast", "America/Halifax"), ("adt", "America/Halifax"), ("brt", "America/Sao_Paulo"), ("art", "America/Argentina/Buenos_Aires"),
    ("wet", "Europe/Lisbon"), ("west", "Europe/Lisbon"), ("bst", "Europe/London"), ("cet", "Europe/Paris"), ("cest", "Europe/Paris"),
    ("central european", "Europe/Paris"), ("mez", "Europe/Berlin"), ("mesz", "Europe/Berlin"), ("eet", "Europe/Athens"), ("eest", "Europe/Athens"),
    ("msk", "Europe/Moscow"), ("trt", "Europe/Istanbul"), ("ist", "Asia/Kolkata"), ("sgt", "Asia/Singapore"), ("hkt", "Asia/Hong_Kong"),
    ("jst", "Asia/Tokyo"), ("kst", "Asia/Seoul"), ("wib", "Asia/Jakarta"), ("pkt", "Asia/Karachi"), ("gst", "Asia/Dubai"),
    ("awst", "Australia/Perth"), ("acst", "Australia/Adelaide"), ("aest", "Australia/Sydney"), ("aedt", "Australia/Sydney"),
    ("nzst", "Pacific/Auckland"), ("nzdt", "Pacific/Auckland"), ("eat", "Africa/Nairobi"), ("cat", "Africa/Maputo"), ("sast", "Africa/Johannesburg"), ("wat", "Africa/Lagos"),
];

/// Minutes of `+2`, `-8`, `+05:30`, `-0700`, `±0`; nothing for a text that is longer than an offset.
pub(super) fn offset_minutes(text: &str) -> Option<i32> {
    let text = text.trim();
    let (sign, digits) = match text.chars().next()? {
        '+' | '±' => (1, &text[text.chars().next()?.len_utf8()..]),
        '-' | '−' | '–' => (-1, &text[text.chars().next()?.len_utf8()..]),
        _ => return None,
    };
    let digits = digits.trim();
    let (hours, minutes) = match digits.split_once(':') {
        Some(parts) => parts,
        None if digits.len() == 4 => digits.split_at(2),
        None => (digits, "0"),
    };
    let (hours, minutes) = (small(hours)?, small(minutes)?);
    (hours <= 14 && minutes < 60).then_some(sign * (hours * 60 + minutes))
}

fn small(digits: &str) -> Option<i32> {
    (digits.len() <= 2 && digits.bytes().all(|byte| byte.is_ascii_digit())).then(|| digits.parse().ok())?
}
