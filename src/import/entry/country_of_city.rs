//! The country of cities that stand alone: that of the other entries of the list with this city, if they have one.
//!
//! Comes in: the entries of a list. Goes out: the same with the countries that are certain, and a sentence for the report.

use std::collections::HashMap;

use super::{Entry, shown};

/// The most names in the sentence.
const MAX_SHOWN: usize = 8;

/// Gives cities without a country the only one that others of the list with their name have. A zone that is named after a city tells
/// none: a list may be about another `Dublin`.
pub(crate) fn countries_of_cities<'e>(entries: impl Iterator<Item = &'e mut Entry>) -> Option<String> {
    let entries: Vec<&mut Entry> = entries.collect();
    let mut known: HashMap<String, Option<String>> = HashMap::new();
    // One of several countries may be another than that of the city.
    for entry in entries.iter().filter(|entry| !entry.comments.contains_key("country")) {
        let (Some(city), Some(country)) = (&entry.place.city, &entry.place.country) else { continue };
        let of_city = known.entry(city.to_lowercase()).or_insert_with(|| Some(country.clone()));
        of_city.take_if(|known| known != country);
    }
    let mut taken: Vec<String> = Vec::new();
    for entry in entries {
        let place = &mut entry.place;
        let (Some(city), None, None) = (&place.city, &place.country, &place.state) else { continue };
        let Some(Some(country)) = known.get(&city.to_lowercase()) else { continue };
        let name = format!("{} in {country}", shown(city));
        if !taken.contains(&name) {
            taken.push(name);
        }
        place.country = Some(country.clone());
    }
    let more = taken.len().saturating_sub(MAX_SHOWN);
    taken.truncate(MAX_SHOWN);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    (!taken.is_empty()).then(|| {
        format!("cities that name no country have that of the other entries with them: {}{more}", taken.join(", "))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::entry::Origin;

    #[test]
    fn a_city_has_the_country_that_the_list_names() {
        for (places, expected) in [
            ("Sydney,|Sydney,AU", "AU AU"),
            ("Cambridge,|Cambridge,GB", "GB GB"),
            ("Cambridge,|Cambridge,GB|Cambridge,US", "- GB US"),
            ("London,|London,CA", "CA CA"),
            ("london,|London,CA", "CA CA"),
            ("Dublin,|Austin,US", "- US"),
            ("Dublin,", "-"),
        ] {
            let entry = |place: &str| {
                let (city, country) = place.split_once(',').unwrap();
                let mut entry = Entry::new(Origin { file: String::new(), line: 1 }, "A".to_owned());
                entry.place.city = Some(city.to_owned());
                entry.place.country = Some(country.to_owned()).filter(|country| !country.is_empty());
                entry
            };
            let mut entries: Vec<Entry> = places.split('|').map(entry).collect();
            countries_of_cities(entries.iter_mut());
            let found = entries.iter().map(|entry| entry.place.country.as_deref().unwrap_or("-"));
            assert_eq!(found.collect::<Vec<_>>().join(" "), expected, "{places}");
        }
    }
}
