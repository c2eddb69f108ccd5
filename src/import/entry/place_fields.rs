//! The fields of a place that have more than they are called: a venue with its city, a city with its country.

use super::super::places;
use super::super::records::Record;
use super::{Entry, EntryOnline, Maker, shown};
use crate::place::Country;

impl Maker<'_> {
    /// A venue; where no other field has the city, the text may have it: `Stockholm, Sweden`.
    pub(super) fn venue(&mut self, record: &Record, entry: &mut Entry, venue: String, line: usize) {
        let place = &mut entry.place;
        if places::is_online(&venue) {
            entry.online.get_or_insert(EntryOnline::Yes);
        } else if place.city.as_deref() != Some(&venue) {
            let parsed = places::parse(&venue, self.habits);
            // `Nine AS` is a firm, and `Stockholm, Sweden` a city.
            let is_named = || venue.rsplit(',').next().is_some_and(places::is_name_of_country) && venue.contains(',');
            // `Rockville, MD, USA`
            let has_state = parsed.state.is_some() && parsed.venue.is_none() && venue.matches(',').count() > 1;
            let is_known = parsed.city.as_deref().is_some_and(places::is_city)
                || parsed.country.is_some() && (has_state || is_named());
            // `Melbourne, Australia`, which the other fields say again.
            let is_country =
                parsed.country.is_none_or(|code| place.country.as_deref().is_none_or(|country| country == code));
            if parsed.venue.is_none() && parsed.city.is_some() && parsed.city == place.city && is_country {
                // `Istanbul, Beşiktaş`
                place.venue = place.venue.take().or(parsed.state.filter(|_| parsed.country.is_none()));
                if parsed.online {
                    entry.online.get_or_insert(EntryOnline::Yes);
                }
                return;
            }
            // `Convention Center, San Diego, USA`
            let is_whole = is_known && (parsed.venue.is_some() || place.city.is_none() && parsed.city.is_some());
            // `Stockholm, Sweden` beside another city
            let is_other_city = is_named()
                && parsed.country.is_some()
                && parsed.city.as_deref().is_some_and(places::is_city)
                && parsed.venue.is_none();
            if !is_whole && is_other_city {
                self.note(record, line, format!("`{}` names no building: it is left out", shown(&venue)));
                return;
            }
            if !is_whole {
                // `JW Marriott Starpass in Tucson, Arizona, USA`
                let in_city = venue.rsplit_once(" in ").filter(|(_, behind)| {
                    let parsed = places::parse(behind, self.habits);
                    parsed.city.is_some() && parsed.city == place.city && parsed.venue.is_none() && is_country
                });
                place.venue = Some(in_city.map_or(venue.as_str(), |(before, _)| before.trim_end()).to_owned());
                return;
            }
            place.venue = parsed.venue;
            place.city = place.city.take().or(parsed.city);
            place.state = place.state.take().or(parsed.state);
            place.country = place.country.take().or(parsed.country.map(str::to_owned));
            place.address = place.address.take().or(parsed.address);
            if parsed.online {
                entry.online.get_or_insert(EntryOnline::Yes);
            }
        }
    }

    /// A text in the place of a country: a city with its country, a state, or none.
    pub(super) fn text_of_country(&mut self, record: &Record, entry: &mut Entry, text: &str, line: usize) {
        if let Some((country, state)) = places::country_and_state(text) {
            entry.place.country = Some(country.to_owned());
            entry.place.state = entry.place.state.take().or(Some(state.to_owned()));
            return;
        }
        if let [country, ref others @ ..] = places::several_countries(text)[..] {
            entry.place.country = Some(country.to_owned());
            // Here `عمان` is Oman, though it may be Amman elsewhere.
            if others.is_empty() {
                return;
            }
            entry.comments.insert("country", format!("was `{}`", shown(text)));
            self.note(record, line, format!("`{}` are several countries: only {country} is taken", shown(text)));
            return;
        }
        let parsed = places::parse(text, self.habits);
        if let Some(country) = parsed.country {
            entry.place.country = Some(country.to_owned());
            entry.place.state = entry.place.state.take().or(parsed.state);
            entry.place.city = entry.place.city.take().or(parsed.city);
            if parsed.online {
                entry.online.get_or_insert(EntryOnline::Yes);
            }
            return;
        }
        entry.comments.insert("country", format!("was `{}`", shown(text)));
        self.note(record, line, format!("`{}` is not a country that confcal knows: it is left out", shown(text)));
    }

    /// A city, with its state or country if the text has them.
    pub(super) fn city(&mut self, record: &Record, entry: &mut Entry, text: &str, line: usize) {
        if places::is_online(text) {
            entry.online.get_or_insert(EntryOnline::Yes);
            entry.attendance = entry.attendance.or(places::attendance(text));
            return;
        }
        // A country alone is not one of its cities: `city: Ukraine`.
        let same = text.parse::<Country>().ok().filter(|of| {
            places::is_name_of_country(text)
                && !places::is_city(text)
                && entry.place.country.as_deref().is_none_or(|code| code == of.alpha2())
        });
        let has_country = record.text(&self.mapping.fields.country).is_some();
        if let Some(country) = same.filter(|_| !has_country && !places::parse(text, self.habits).is_country_or_city) {
            entry.place.country = Some(country.alpha2().to_owned());
            return;
        }
        if !text.contains([',', '(', '&', '/']) && !places::are_two_cities(text) {
            let of = entry.place.country.as_deref().and_then(Country::known).map(Country::alpha2);
            entry.place.city = Some(of.map_or(text, |of| places::without_country(text, of)).to_owned());
            return;
        }
        // `Guben, Bibliothek` and `Nadarzyn (Ptak Warsaw Expo)`
        let in_brackets = || text.strip_suffix(')').and_then(|text| text.split_once(" ("));
        let is_apart = |text: &str| !text.contains([',', '(', '&', '/']);
        if let Some((city, building)) =
            text.split_once(", ").or_else(|| in_brackets().filter(|(city, of)| is_apart(city) && is_apart(of)))
            && places::is_venue(building)
            && !places::is_venue(city)
            && !places::is_online(city)
        {
            entry.place.city = Some(city.to_owned());
            entry.place.venue.get_or_insert_with(|| building.to_owned());
            return;
        }
        // With the country beside it, the last part is a state, or that country again: `San Jose, CA`, `Accra, Ghana`.
        let whole = match entry.place.country.as_deref().and_then(Country::known) {
            Some(country) => format!("{text}, {}", country.name()),
            None => text.to_owned(),
        };
        let parsed = places::parse(&whole, self.habits);
        entry.status = entry.status.or(parsed.status);
        if parsed.online {
            entry.online.get_or_insert(EntryOnline::Yes);
        }
        if parsed.city.is_none() && parsed.address.is_some() {
            entry.place.city = Some(text.to_owned());
            return;
        }
        entry.place.city = parsed.city;
        entry.place.state = parsed.state;
        entry.place.venue = parsed.venue.or(entry.place.venue.take());
        entry.place.country = entry.place.country.take().or(parsed.country.map(str::to_owned));
        if let Some(note) = parsed.note {
            entry.comments.insert("city", format!("was `{}`", shown(text)));
            self.note(record, line, format!("the city `{}`: {}", shown(text), what_is_left_out(&note, text)));
        }
    }
}

/// What a note says of a text; words of the text alone are left out of the place.
pub(super) fn what_is_left_out(note: &str, text: &str) -> String {
    let said = |words: &str| if text.contains(words) { format!("`{words}` is left out") } else { words.to_owned() };
    note.split("; ").map(said).collect::<Vec<_>>().join("; ")
}
