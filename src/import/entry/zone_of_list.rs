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
    match &found[..] {
        [only] if all >= MIN_PLACES => {
            return Some(PlaceZone { name: only.name, of: "the zone of the other places".to_owned() });
        }
        [] | [_] => {}
        _ => return None,
    }
    let of_title = titles.iter().find_map(|title| city_in(title));
    let in_title = of_title.map(|(city, name)| (name, format!("the zone of {city}, which the list is named after")));
    let in_names = || {
        let cities: Vec<(&str, &str)> = entries.iter().filter_map(|entry| city_in(&entry.name)).collect();
        let (city, name) = *cities.first()?;
        let is_one = cities.iter().all(|(_, other)| *other == name);
        let is_most = cities.len() > 2 && cities.len() * 5 >= entries.len() * 3;
        (is_one && is_most).then(|| (name, format!("the zone of {city}, which the names have")))
    };
    let (name, of) = in_title.or_else(in_names)?;
    found.iter().all(|place| place.name == name).then_some(PlaceZone { name, of })
}

/// The only city or country in a name that tells a zone, and that zone: `Toulouse DevOps`.
fn city_in(name: &str) -> Option<(&str, &'static str)> {
    let words: Vec<&str> =
        name.split(|char: char| !char.is_alphanumeric() && char != '-').filter(|word| !word.is_empty()).collect();
    let mut found = words.into_iter().filter_map(known);
    let first = found.next()?;
    found.all(|(_, zone)| zone == first.1).then_some(first)
}

/// A word that is the name of a known city or country with one zone, and that zone.
fn known(word: &str) -> Option<(&str, &'static str)> {
    let is_name = word.chars().count() > 3 && word.starts_with(char::is_uppercase) && !WORDS.contains(&word);
    let is_place = is_name && (places::is_city(word) || Country::known(word).is_some());
    is_place.then(|| zone::of_one_city(word)).flatten().map(|zone| (word, zone))
}
