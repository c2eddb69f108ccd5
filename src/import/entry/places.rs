//! The place of an entry, from one text or several fields, and how one takes part.

use super::super::answers::yes_or_no;
use super::super::document::Notation;
use super::super::guess::words::Tokens;
use super::super::mapping::{Mapping, Texts};
use super::super::no_value::is_no_value;
use super::super::no_value::is_no_value_or_code;
use super::super::places;
use super::super::record::{Node, Value};
use super::super::records::Record;
use super::super::{entry, markdown, status};
use super::place_fields::what_is_left_out;
use super::{Entry, EntryOnline, EntryPlace, Maker, shown};
use crate::place::Country;

/// The habits of those who wrote the places of these records.
pub(crate) fn habits(mapping: &Mapping, records: &[Record]) -> places::Habits {
    let fields = &mapping.fields;
    let texts = |texts: &[&Texts]| -> Vec<String> {
        let found = records.iter().flat_map(|record| texts.iter().filter_map(|texts| record.text(texts)));
        found.map(|(text, _)| markdown::plain(&text)).collect()
    };
    let is_calendar = records.first().is_some_and(|record| record.document.notation == Notation::Calendar);
    let mut parts = texts(&[&fields.city, &fields.venue]);
    // The codes of states in a field of their own tell what such codes are.
    let with_state =
        |record: &Record| Some(format!("{}, {}", record.text(&fields.city)?.0, record.text(&fields.state)?.0));
    parts.extend(records.iter().filter_map(with_state));
    let mut habits = places::habits(&texts(&[&fields.place]), &parts, is_calendar);
    let mut countries = records.iter().filter_map(|record| record.text(&fields.country));
    habits.has_states_as_countries = countries.any(|(country, _)| places::is_state_alone(&markdown::plain(&country)));
    habits
}

impl Maker<'_> {
    /// The text of a place without its marks, with the country of a flag beside it if it names none: `![DE](de.svg) Berlin`.
    fn with_flag(&self, text: &str) -> String {
        let plain = markdown::plain(text);
        let links = markdown::links(text);
        let mut flags = links.iter().filter(|link| link.is_image).filter_map(|link| Country::known(link.text.trim()));
        match flags.next() {
            Some(country) if !plain.is_empty() && places::parse(&plain, self.habits).country.is_none() => {
                format!("{plain}, {}", country.name())
            }
            _ => plain,
        }
    }

    /// Reads where it is and whether it is online.
    pub(super) fn place(&mut self, record: &Record, entry: &mut Entry) {
        let fields = &self.mapping.fields;
        if let Some((text, line)) = record.text(&fields.place).or_else(|| joined(record, &fields.place)) {
            let plain = self.with_flag(&text);
            self.one_text(record, entry, &plain, line);
        }
        let plain = |texts| {
            record
                .text(texts)
                .or_else(|| joined(record, texts))
                .map(|(text, line)| (on_one_line(&text), line))
                .filter(|(text, _)| !is_no_value_or_code(text) && status::in_place_of_value(text).is_none())
        };
        if let Some((country, line)) = plain(&fields.country) {
            let city = plain(&fields.city).map(|(city, _)| city);
            let state = places::state_of_city(city.as_deref(), &country);
            let is_behind =
                city.as_deref().is_some_and(|city| state.is_none() && places::is_state_behind(city, &country));
            // `Cambridge` beside `MA`, where `OR` stands beside `Portland`.
            let state =
                state.or_else(|| (is_behind && self.habits.has_states_as_countries).then_some((&*country, "US")));
            if let Some(city) = city.as_deref().filter(|_| is_behind && state.is_none()) {
                let message = format!(
                    "`{}` beside `{country}` may be in the American state: it is taken for the country",
                    shown(city)
                );
                self.note(record, line, message);
            }
            match country.parse::<Country>() {
                // `St. Louis` beside `MO` is in Missouri, not in Macao.
                Ok(_) if state.is_some() => {
                    entry.place.country = state.map(|(_, of)| of.to_owned());
                    entry.place.state = state.map(|(state, _)| state.to_owned());
                }
                Ok(country) => {
                    let alpha2 = country.alpha2();
                    let of_text = entry.place.country.replace(alpha2.to_owned()).filter(|of_text| of_text != alpha2);
                    if let Some(of_text) = of_text {
                        let message = format!(
                            "the place is in {of_text} by its text, and in {alpha2} by the field for the country: that is taken"
                        );
                        self.note(record, line, message);
                    }
                }
                Err(_) if places::is_attendance(&country) => {
                    entry.online = entry.online.clone().or(places::is_online(&country).then_some(EntryOnline::Yes));
                    entry.attendance = entry.attendance.or(places::attendance(&country));
                }
                Err(_) => self.text_of_country(record, entry, &country, line),
            }
        }
        if let Some((city, line)) = plain(&fields.city) {
            self.city(record, entry, &city, line);
        }
        if let Some((state, _)) = plain(&fields.state).filter(|(state, _)| state.len() < 60) {
            let is_country = Country::known(&state).map(Country::alpha2) == entry.place.country.as_deref();
            entry.place.state = Some(state).filter(|_| entry.place.country.is_none() || !is_country);
        }
        if let Some((venue, line)) = plain(&fields.venue) {
            self.venue(record, entry, venue, line);
        }
        if let Some((address, _)) = plain(&fields.address) {
            if places::parse(&address, self.habits).online {
                entry.online = entry.online.clone().or(Some(EntryOnline::Yes));
            }
            entry.place.address = Some(address).filter(|address| !places::is_attendance(address));
        }
        // `{"Italy": [{"name": …}]}`
        if entry.place.country.is_none() {
            let named = record.keys.iter().filter(|key| key.len() > 3).find_map(|key| Country::known(key));
            entry.place.country = named.map(|country| country.alpha2().to_owned());
        }
        self.country_of_state(entry);
        self.other_texts(record, entry);
        entry.place.geo = self.geo(record);
        // Some write the longitude first.
        let country = entry.place.country.as_deref().and_then(Country::known);
        if let (Some((lat, lon)), Some(country)) = (entry.place.geo, country)
            && crate::place::Geo::new(lat, lon).is_some_and(|geo| geo.is_swapped(country))
        {
            entry.place.geo = Some((lon, lat));
        }
        self.online(record, entry);
        let place = &mut entry.place;
        if place.venue == place.city {
            place.venue = None;
        }
        self.settle_attendance(record, entry);
    }

    /// Reads a conference as hybrid that is said to be of one kind, and has what the other needs.
    fn settle_attendance(&mut self, record: &Record, entry: &mut Entry) {
        let (said, has) = match entry.attendance {
            Some(places::AttendanceText::Online) if !entry.place.is_empty() => ("online", "a place"),
            Some(places::AttendanceText::InPerson) if entry.online.is_some() => ("in person", "a word for online"),
            _ => return,
        };
        entry.attendance = Some(places::AttendanceText::Hybrid);
        let message = format!("{}: it is said to be {said}, and has {has}: it is taken for both", shown(&entry.name));
        self.note(record, 0, message);
    }

    /// Takes the country from the state where no field has it: `city: Boston` and `state: Massachusetts`; and a country that stands
    /// where the state does for one.
    fn country_of_state(&self, entry: &mut Entry) {
        let place = &mut entry.place;
        let (None, Some(state)) = (&place.country, &place.state) else { return };
        let text = place.city.iter().chain([state]).map(String::as_str).collect::<Vec<_>>().join(", ");
        let parsed = places::parse(&text, self.habits);
        place.country = parsed.country.map(str::to_owned);
        if parsed.country.is_some() && parsed.state.is_none() {
            place.state = None;
        }
    }

    /// Takes from the texts of places what other fields left open: the place from an address without a street, and the building
    /// where a city stands elsewhere.
    fn other_texts(&mut self, record: &Record, entry: &mut Entry) {
        let fields = &self.mapping.fields;
        let texts = |texts: &Texts| -> Vec<String> {
            let texts = texts.0.iter().filter_map(|path| record.text(&Texts::one(path)));
            texts.map(|(text, _)| on_one_line(&text)).filter(|text| !is_no_value_or_code(text)).collect()
        };
        let place = &mut entry.place;
        let lines = texts(&fields.address);
        let addresses = if place.country.is_none() { lines.clone() } else { Vec::new() };
        if place.city.is_none() && place.country.is_some() {
            city_of_lines(place, &lines, self.habits);
        }
        for text in addresses {
            let parsed = places::parse(&text, self.habits);
            if parsed.country.is_none() && place.city.is_none() && ends_with_city(&text, &parsed) {
                if parsed.is_guess {
                    self.guessed(&parsed);
                }
                place.city = parsed.city;
                continue;
            }
            if parsed.country.is_none() || parsed.city.is_none() {
                continue;
            }
            if parsed.address.is_some() || parsed.venue.is_some() {
                // A street with its city: `Congressplatz 1, 20355 Hamburg, Germany`.
                if place.city.is_none() || place.city == parsed.city {
                    (place.city, place.state) = (parsed.city, place.state.take().or(parsed.state));
                    place.country = parsed.country.map(str::to_owned);
                }
                continue;
            }
            let building = place.city.take().filter(|city| !places::is_city(city));
            place.venue = place.venue.take().or(building);
            place.address = place.address.take().filter(|address| *address != text);
            (place.city, place.state) = (parsed.city, parsed.state);
            place.country = parsed.country.map(str::to_owned);
        }
        // One text alone is in its parts already.
        let others = [&fields.city, &fields.state, &fields.country, &fields.venue, &fields.address];
        if fields.place.0.len() < 2 && others.iter().all(|texts| texts.is_empty()) {
            return;
        }
        for text in texts(&fields.place) {
            let parsed = places::parse(&text, self.habits);
            if parsed.country.is_some() && parsed.country != place.country.as_deref() && place.country.is_some() {
                continue;
            }
            let is_same = |city: &String| place.city.as_ref().is_some_and(|other| other.eq_ignore_ascii_case(city));
            let building =
                parsed.city.filter(|city| parsed.country.is_none() && !is_same(city) && !places::is_city(city));
            // Beside a city, a text in small letters is its building too.
            let is_bare = parsed.country.is_none() && parsed.address.is_none() && !parsed.online && !parsed.tentative;
            let small = Some(text).filter(|text| {
                is_bare && !text.contains(char::is_uppercase) && parsed.note.as_deref() == Some(text.as_str())
            });
            if place.city.is_some() {
                if small.is_some() {
                    entry.comments.remove("city");
                }
                place.venue = place.venue.take().or(parsed.venue).or(building).or(small);
            }
            // Without a country, a part behind the city may be anything.
            place.state = place.state.take().or(parsed.state.filter(|_| parsed.country.is_some()));
            place.country = place.country.take().or(parsed.country.map(str::to_owned));
        }
    }

    pub(super) fn one_text(&mut self, record: &Record, entry: &mut Entry, text: &str, line: usize) {
        let without = self.without_address(record, entry, text, line);
        let text = without.as_deref().unwrap_or(text);
        if without.is_some() && text.is_empty() {
            return;
        }
        let parsed = places::parse(text, self.habits);
        // Beside a city, the name is that of a building.
        if parsed.is_guess && record.text(&self.mapping.fields.city).is_none() {
            self.guessed(&parsed);
        }
        let place = &mut entry.place;
        place.venue = parsed.venue;
        place.city = parsed.city;
        place.state = parsed.state;
        place.country = parsed.country.map(str::to_owned);
        place.address = parsed.address;
        if parsed.online {
            entry.online = Some(EntryOnline::Yes);
        }
        entry.status = entry.status.or(parsed.status).or(parsed.tentative.then_some("tentative"));
        if parsed.is_country_or_city && record.text(&self.mapping.fields.country).is_none() {
            let message =
                format!("the place `{}` is a country, or a city of another: no country is taken", shown(text));
            self.note(record, line, message);
        }
        if let Some(note) = parsed.note {
            // An address that is the whole text says it itself, and lacks nothing beside a city of its own.
            if entry.place.address.as_deref() == Some(text) {
                if record.text(&self.mapping.fields.city).is_some_and(|(city, _)| !is_no_value_or_code(&city)) {
                    with_building(&mut entry.place, text);
                    return;
                }
                self.note(record, line, format!("the place `{}` goes whole to `address`: {note}", shown(text)));
                return;
            }
            entry.comments.insert(
                if entry.place.city.is_none() && entry.place.address.is_some() { "address" } else { "city" },
                format!("was `{}`", shown(text)),
            );
            self.note(record, line, format!("the place `{}`: {}", shown(text), what_is_left_out(&note, text)));
        }
    }

    /// Remembers a name alone that was taken for a city or a venue without being known as either.
    pub(super) fn guessed(&mut self, parsed: &places::PlaceText) {
        let names = &mut self.guessed_places;
        let (names, name) = match (&parsed.city, &parsed.venue) {
            (Some(city), _) => (&mut names.cities, city),
            (None, Some(venue)) => (&mut names.venues, venue),
            (None, None) => return,
        };
        if !names.contains(name) {
            names.push(name.clone());
        }
    }

    fn geo(&mut self, record: &Record) -> Option<(f64, f64)> {
        let fields = &self.mapping.fields;
        let number = |texts| {
            record.text(texts).and_then(|(text, _): (String, usize)| text.replace(',', ".").parse::<f64>().ok())
        };
        let (lat, lon) = match (number(&fields.lat), number(&fields.lon)) {
            (Some(lat), Some(lon)) => (lat, lon),
            _ => {
                self.note_half_geo(record);
                let path = fields.geo.0.iter().find(|path| !record.values(path).is_empty())?;
                let found = record.values(path);
                let found = found.first()?;
                let Some(pair) = pair(&found.node) else {
                    let text = found.node.scalar().filter(|text| !is_no_value(text));
                    if let Some(text) = text {
                        self.note(
                            record,
                            found.line,
                            format!("`{}` is no point of the Earth: it is left out", shown(&text)),
                        );
                    }
                    return None;
                };
                // GeoJSON has the longitude first.
                if path.contains("geometry") || pair.0.abs() > 90.0 && pair.1.abs() <= 90.0 {
                    (pair.1, pair.0)
                } else {
                    pair
                }
            }
        };
        if lat.abs() > 90.0 || lon.abs() > 180.0 {
            self.note(record, 0, format!("`{lat}, {lon}` is no point of the Earth: it is left out"));
            return None;
        }
        (lat != 0.0 || lon != 0.0).then_some((lat, lon))
    }

    /// Says where a latitude or a longitude stands without the other, or is no number.
    fn note_half_geo(&mut self, record: &Record) {
        let fields = &self.mapping.fields;
        let found = [&fields.lat, &fields.lon].map(|texts| record.text(texts).filter(|(text, _)| !is_no_value(text)));
        let message = match &found {
            [Some((lat, _)), Some((lon, _))] => format!("`{}, {}` is no point of the Earth", shown(lat), shown(lon)),
            [Some((lat, _)), None] => format!("the latitude `{}` has no longitude beside it", shown(lat)),
            [None, Some((lon, _))] => format!("the longitude `{}` has no latitude beside it", shown(lon)),
            [None, None] => return,
        };
        let line = found.iter().flatten().map(|(_, line)| *line).next().unwrap_or(0);
        self.note(record, line, format!("{message}: it is left out"));
    }

    fn online(&mut self, record: &Record, entry: &mut Entry) {
        for path in &self.mapping.fields.online.0 {
            let Some(found) = record.values(path).into_iter().next() else { continue };
            // Boxes that are ticked come as a list.
            let texts: Vec<String> = found.node.items().iter().filter_map(Node::scalar).collect();
            let Some(text) = found.node.scalar().or_else(|| Some(texts.join(", "))).filter(|text| !text.is_empty())
            else {
                continue;
            };
            if let (Some(address), _) = entry::address(&text)
                && text.contains("://")
            {
                entry.online = Some(EntryOnline::Join(address));
                return;
            }
            let said = match found.node.value {
                // `online: false`, but not `online_only: false`, nor `hybrid: false`, which leaves online alone.
                _ if yes_or_no(&text) == Some(false) && !Tokens::of(path).has("only hybrid") => {
                    Some(places::AttendanceText::InPerson)
                }
                Value::Bool(_) => None,
                _ => places::attendance(&text),
            };
            entry.attendance = said.or(entry.attendance);
            let lower = text.to_lowercase();
            let is_online = match &found.node.value {
                Value::Bool(bool) => *bool,
                _ => {
                    yes_or_no(&text) == Some(true)
                        || places::is_online(&text)
                        || places::is_kind_online(&text)
                        || lower == "remote"
                        || lower.contains("online")
                        || lower.contains("hybrid")
                        || lower.contains("virtual")
                }
            };
            if is_online {
                entry.online.get_or_insert(EntryOnline::Yes);
                return;
            }
            let is_answer = said.is_some() || yes_or_no(&text).is_some() || is_no_value(&text);
            if !is_answer && Tokens::of(path).has("online virtual remote hybrid") {
                let message = format!("`{}` does not say whether it is online: it is left out", shown(&text));
                self.note(record, found.line, message);
            }
        }
    }
}

/// Takes a building and its street apart, `Tech House, Storgata 5`, which stand beside their city.
fn with_building(place: &mut EntryPlace, text: &str) {
    let has_number = |text: &str| text.contains(|char: char| char.is_ascii_digit());
    if let Some((building, street)) = text.split_once(", ")
        && !has_number(building)
        && has_number(street)
    {
        (place.venue, place.address) = (Some(building.to_owned()), Some(street.to_owned()));
    }
}

/// A text with commas for the ends of its lines, as those of an address are: `Main Street 1\nOslo`.
fn on_one_line(text: &str) -> String {
    let lines =
        text.lines().map(|line| markdown::plain(line.trim_end_matches([',', ' ']))).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join(", ")
}

/// Takes the city from the lines of an address in a country, or from a field for the state that has it: `1100 Market St` and `Chattanooga`.
fn city_of_lines(place: &mut EntryPlace, lines: &[String], habits: places::Habits) {
    let Some(country) = place.country.as_deref().and_then(Country::known) else { return };
    let parts_of_city = ["Ward", "District", "Quarter", "Area"];
    let is_line = |line: &str| {
        lines.len() > 1
            && !line.contains(',')
            && places::is_like_city(line)
            && !parts_of_city.iter().any(|part| line.ends_with(part))
    };
    for line in lines.iter().rev() {
        let parsed = places::parse(&format!("{line}, {}", country.name()), habits);
        let is_known = |city: &String| places::is_city(city) || places::is_city_like_state(city) || is_line(line);
        if let Some(city) = parsed.city.filter(|city| parsed.country == Some(country.alpha2()) && is_known(city)) {
            place.city = Some(city);
            place.state = parsed.state.or(place.state.take());
            break;
        }
    }
    let of_state = place.state.as_deref().map(places::without_postcode).filter(|_| place.city.is_none());
    if let Some(city) = of_state.filter(|city| places::is_city(city)).map(str::to_owned) {
        (place.city, place.state) = (Some(city), None);
    }
}

/// True if a street with its number, and behind it a city, are an address without a country: `Åboulevarden 18, 8000 Aarhus`.
fn ends_with_city(address: &str, parsed: &places::PlaceText) -> bool {
    let Some((street, _)) = address.rsplit_once(',') else { return false };
    let is_known = parsed.city.as_deref().is_some_and(places::is_city);
    street.bytes().any(|byte| byte.is_ascii_digit()) && (is_known || parsed.is_guess)
}

/// The items of a list that stands where one text is expected, in one text: the parts of a place between commas, and several
/// cities or countries between strokes.
fn joined(record: &Record, texts: &Texts) -> Option<(String, usize)> {
    let found = texts.0.iter().flat_map(|path| record.values(path)).find(|found| found.node.is_list())?;
    let parts: Vec<String> = found.node.items().iter().filter_map(Node::scalar).collect();
    let are_all = |is_of_kind: fn(&str) -> bool| parts.iter().all(|part| is_of_kind(part));
    let is_country = |part: &str| Country::known(part).is_some();
    let is_city = |part: &str| places::is_city(part) && !places::is_state_alone(part);
    let mark = if are_all(is_country) || are_all(is_city) { " / " } else { ", " };
    (!parts.is_empty()).then(|| (parts.join(mark), found.line))
}

/// Two numbers of a list or a text.
fn pair(node: &Node) -> Option<(f64, f64)> {
    let numbers: Vec<f64> = match &node.value {
        Value::List(items) => items.iter().filter_map(|item| item.scalar()?.parse().ok()).collect(),
        _ => node.scalar()?.split([',', ' ', ';']).filter_map(|part| part.trim().parse().ok()).collect(),
    };
    match numbers[..] {
        [one, other] => Some((one, other)),
        _ => None,
    }
}
