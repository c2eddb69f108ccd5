//! The zone of a list whose entries do not all tell one: that of its other places, or of the city that it is named after.
//!
//! Comes in: the entries and the names of the list. Goes out: a zone, if nothing speaks for another.

use super::super::places::{self, PlaceZone};
use super::Entry;
use crate::place::Country;
use crate::zone;

/// So many places of one zone are those of a list.
const MIN_PLACES: usize = 2;

/// Words of English and French that are cities too.
const WORDS: [&str; 9] = ["Nice", "Reading", "Bath", "Split", "Cork", "Mobile", "Tours", "Essen", "Orange"];

/// The zone of the places of a list, if all have one; else that of the city in its titles or in most of its names.
pub(crate) fn zone_of_list(entries: &[&Entry], titles: &[String]) -> Option<PlaceZone> {
    let of_place = |entry: &&&Entry| {
        let place = &entry.place;
        places::zone_of_place(place.city.as_deref(), place.state.as_deref(), place.country.as_deref())
    };
    let mut found: Vec<PlaceZone> = entries.iter().filter_map(|entry| of_place(&entry)).collect();
    let all = found.len();
    found.dedup_by(|one, other| one.name == other.name);
    let of_places = || "the zone of the other places".to_owned();
    match &found[..] {
        [only] if all >= MIN_PLACES || named_elsewhere(entries, only.name) >= MIN_NAMED => {
            return Some(PlaceZone { name: only.name, of: of_places() });
        }
        [] | [_] => {}
        _ => return None,
    }
    let of_title = titles.iter().find_map(|title| city_in(title));
    let in_title = of_title.map(|(city, name)| (name, format!("the zone of {city}, which the list is named after")));
    let of_most = |cities: Vec<(String, &'static str)>, have: &str| {
        let (city, name) = cities.first()?;
        let is_one = cities.iter().all(|(_, other)| other == name);
        let is_most = cities.len() > 2 && cities.len() * 5 >= entries.len() * 3;
        (is_one && is_most).then(|| (*name, format!("the zone of {city}, which {have}")))
    };
    let in_names = || of_most(entries.iter().filter_map(|entry| city_in(&entry.name)).collect(), "the names have");
    let in_groups = || {
        let groups = entries.iter().filter_map(|entry| group(entry.url.as_deref()?));
        of_most(groups.filter_map(|group| city_of_group(&group)).collect(), "the addresses of the groups have")
    };
    let (name, of) = in_title.or_else(in_names).or_else(in_groups)?;
    found.iter().all(|place| place.name == name).then_some(PlaceZone { name, of })
}

/// Beside the place of one entry, so many have a city of its zone in the name of a building or in their own: `Technopolis Oulu`.
const MIN_NAMED: usize = 3;

/// The zone of the country whose domain a site is in; not of those that anybody takes: `.io`, `.ai`.
fn zone_of_site(url: &str) -> Option<&'static str> {
    const OF_ANYBODY: [&str; 18] =
        ["io", "ai", "me", "tv", "co", "cc", "fm", "am", "to", "ly", "is", "gg", "sh", "so", "tech", "st", "ws", "nu"];
    let host = url.split("://").nth(1)?.split(['/', '?', '#', ':']).next()?;
    let top = host.rsplit('.').next().filter(|top| top.len() == 2 && !OF_ANYBODY.contains(top))?;
    let country = Country::known(&top.to_uppercase())?;
    Some(places::zone_of_place(None, None, Some(country.alpha2()))?.name)
}

/// The number of entries that name a city of a zone, as their place, in that of a building, in their own name or by their site; none if one
/// names another.
fn named_elsewhere(entries: &[&Entry], zone: &str) -> usize {
    let texts = |entry: &Entry| {
        let place = &entry.place;
        [place.city.clone(), place.venue.clone(), place.address.clone(), Some(entry.name.clone())]
    };
    let zones = |entry: &&Entry| -> Vec<&'static str> {
        let of_site = entry.url.as_deref().and_then(zone_of_site);
        texts(entry).iter().flatten().filter_map(|text| Some(city_in(text)?.1)).chain(of_site).collect()
    };
    let named: Vec<Vec<&str>> = entries.iter().map(zones).filter(|zones| !zones.is_empty()).collect();
    if named.iter().flatten().all(|other| *other == zone) { named.len() } else { 0 }
}

/// The only city or country in a name that tells a zone, and that zone: `Toulouse DevOps`, `New York Python`.
fn city_in(name: &str) -> Option<(String, &'static str)> {
    let words: Vec<&str> =
        name.split(|char: char| !char.is_alphanumeric() && char != '-').filter(|word| !word.is_empty()).collect();
    let mut found: Option<(String, &'static str)> = None;
    let mut at = 0;
    while at < words.len() {
        // The longest name first: `New York` is not York.
        let name = (1..=MAX_WORDS).rev().find_map(|count| Some((count, known(&words.get(at..at + count)?.join(" "))?)));
        let Some((count, (city, zone))) = name else {
            at += 1;
            continue;
        };
        if found.as_ref().is_some_and(|(_, other)| *other != zone) {
            return None;
        }
        found.get_or_insert((city, zone));
        at += count;
    }
    found
}

/// The name of a group in the address of a meeting: `phplondon` of `https://www.meetup.com/phplondon/events/1/`.
fn group(address: &str) -> Option<String> {
    let rest = address.split_once("://")?.1;
    let path = rest.strip_prefix("www.").unwrap_or(rest).strip_prefix("meetup.com/")?;
    // `fr-FR`
    let is_language = |part: &&str| part.len() == 5 && part.as_bytes()[2] == b'-';
    path.split('/').find(|part| !is_language(part)).map(|part| part.replace(['-', '_'], " "))
}

/// The only city in the name of a group, which may be the end of a word: `phplondon`, `Rust Berlin`.
fn city_of_group(group: &str) -> Option<(String, &'static str)> {
    let capital = |word: &str| word[..1].to_uppercase() + &word[1..];
    let words: Vec<String> = group.split(' ').filter(|word| word.is_ascii() && !word.is_empty()).map(capital).collect();
    let at_the_end = || {
        let [word] = &words[..] else { return None };
        let ends = (MIN_PREFIX..word.len().saturating_sub(MIN_CITY - 1)).map(|at| capital(&word[at..]));
        ends.into_iter().find_map(|end| known(&end))
    };
    city_in(&words.join(" ")).or_else(at_the_end)
}

/// The fewest letters before the name of a city in one word with it, and of that name.
const MIN_PREFIX: usize = 2;
const MIN_CITY: usize = 5;

/// The most words of the name of a city that is looked for.
const MAX_WORDS: usize = 3;

/// The name of a known city or country with one zone, and that zone.
fn known(name: &str) -> Option<(String, &'static str)> {
    let is_name = name.chars().count() > 3 && name.starts_with(char::is_uppercase) && !WORDS.contains(&name);
    let is_place =
        is_name && (places::is_city(name) || places::is_city_like_state(name) || Country::known(name).is_some());
    is_place.then(|| zone::of_one_city(name)).flatten().map(|zone| (name.to_owned(), zone))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_of_a_group_may_have_its_city() {
        for (address, expected) in [
            ("https://www.meetup.com/phplondon/events/244570413/", "Europe/London"),
            ("https://www.meetup.com/de-DE/Rust-Berlin/events/1/", "Europe/Berlin"),
            ("https://meetup.com/new-york-python", "America/New_York"),
            ("https://www.meetup.com/rustaceans/", ""),
            ("https://www.meetup.com/Docker-Nice/", ""),
            ("https://example.org/phplondon/", ""),
            ("https://www.meetup.com/", ""),
        ] {
            let found = group(address).and_then(|group| city_of_group(&group));
            assert_eq!(found.map_or("", |(_, zone)| zone), expected, "{address}");
        }
    }

    #[test]
    fn a_name_has_one_city_or_none() {
        for (name, expected) in [
            ("Toulouse DevOps", "Europe/Paris"),
            ("New York Python", "America/New_York"),
            ("Meetups of PHP London", "Europe/London"),
            ("Technopolis Oulu City Centre", "Europe/Helsinki"),
            ("Berlin and London", ""),
            ("Berlin and Hamburg", "Europe/Berlin"),
            ("Nice talks", ""),
            ("Reading group", ""),
            ("Foo", ""),
            ("", ""),
        ] {
            assert_eq!(city_in(name).map_or("", |(_, zone)| zone), expected, "{name}");
        }
    }
}
