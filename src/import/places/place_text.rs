//! The parts of a place: its city, and the venue and the street before it.
//!
//! Comes in: the parts of a text between its commas, without country and state. Goes out: a [`PlaceText`].

use super::buildings::{
    has_house_number, is_before_town, is_like_city, is_like_venue, is_named_like_venue, is_part_of_building, is_room,
    is_saint, is_street, is_university, is_venue,
};
use super::countries::{
    CITIES_LIKE_STATES, country, has_zone_of, is_another_country, is_city, may_be_city_of, zone_of,
};
use super::habits::LoneName;
use super::states::{is_code, subdivision};
use super::words::{is_postcode, without_postcode};

/// The parts of a place, as far as the text names them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct PlaceText {
    pub(crate) venue: Option<String>,
    pub(crate) city: Option<String>,
    pub(crate) state: Option<String>,
    /// ISO 3166-1 alpha-2.
    pub(crate) country: Option<&'static str>,
    /// True if one can take part from anywhere.
    pub(crate) online: bool,
    /// True if the text calls the place uncertain.
    pub(crate) tentative: bool,
    /// The status that stands in the text, in place of a place or beside it: `Oslo (cancelled)`.
    pub(crate) status: Option<&'static str>,
    /// A street, or the whole text where it could not be taken apart.
    pub(crate) address: Option<String>,
    /// The words that are no part of a place, and the reason why a text stayed whole.
    pub(crate) note: Option<String>,
    /// True if the city may be a country as well, so that only another field can say the country: `عمان`.
    pub(crate) is_country_or_city: bool,
    /// True if the text is a name alone that is not known, so that only the other places of the list say whether it is a city.
    pub(crate) is_guess: bool,
}

impl PlaceText {
    pub(super) fn note(&mut self, words: &str) {
        match &mut self.note {
            Some(note) => note.push_str(&format!("; {words}")),
            None => self.note = Some(words.to_owned()),
        }
    }

    /// Takes the city from the parts that are left, and the venue and the street before it.
    pub(super) fn take_city<'t>(&mut self, mut parts: Vec<&'t str>, behind: Option<&'t str>) {
        let Some(mut city) = parts.pop() else {
            self.address = behind.map(str::to_owned);
            return;
        };
        let postcode = is_postcode(city).then_some(city).filter(|_| !parts.is_empty());
        if let Some(before) = postcode.and_then(|_| parts.pop()) {
            city = before;
        }
        let is_street_alone = || is_street(city) && city_behind_a_street(without_postcode(city)).is_none();
        if postcode.is_none() && (is_part_of_building(city) || is_street_alone()) {
            // `Hauptstraße 5, Germany`
            parts.push(city);
            parts.extend(behind);
            self.address = Some(parts.join(", "));
            return;
        }
        let bare = without_postcode(city);
        // `IPAM. Los Angeles`
        // But `St. Petersburg` is one.
        let is_apart = |(before, behind): &(&str, &str)| {
            parts.is_empty() && is_city(behind) && !is_city(bare) && !is_saint(before)
        };
        if let Some((venue, known)) = bare.split_once(". ").filter(is_apart) {
            (self.venue, self.city) = (Some(venue.to_owned()), Some(known.to_owned()));
            return;
        }
        let is_there = |city: &&str| self.country.is_none_or(|of| may_be_city_of(city, of));
        let of_name = || city_behind_a_name(bare).filter(|_| parts.is_empty() && bare == city);
        let known = city_behind_a_building(bare).or_else(of_name).filter(is_there);
        if let Some(known) = known.filter(|_| parts.iter().all(|part| !is_city(part))) {
            parts.push(bare);
            (self.venue, self.city) = (Some(parts.join(", ")), Some(known.to_owned()));
            return;
        }
        let is_within = parts.iter().all(|part| is_venue(part)) && is_university(bare);
        if (parts.is_empty() || is_within) && !is_city(bare) && is_venue(bare) {
            parts.push(bare);
            self.venue = Some(parts.join(", "));
            self.city = self.country.and_then(|of| city_before_a_building(bare, of)).map(str::to_owned);
            self.address = postcode.or(behind).map(str::to_owned);
            return;
        }
        if let Some((street, known)) = city_behind_a_street(bare).filter(|(_, city)| is_there(city)) {
            let (venue, street) = venue_before_number(street);
            parts.extend(venue);
            self.city = Some(known.to_owned());
            self.venue = self.venue.take().or_else(|| (!parts.is_empty()).then(|| parts.join(", ")));
            let end = postcode.or(behind).map_or(String::new(), |code| format!(", {code}"));
            self.address = Some(format!("{street}{end}"));
            return;
        }
        if is_several(bare) && !parts.iter().any(|part| is_like_venue(part)) {
            // `Hannover, Dresden and Bonn`
            parts.push(bare);
            self.city = Some(parts.join(", "));
            return;
        }
        if let Some(before) = parts.last().copied().filter(|_| self.state.is_none() && bare == city)
            && (postcode.is_none() || is_city(before) && !is_city(city))
            && (is_city(before) && !before.ends_with(|char: char| char.is_ascii_digit())
                || (parts.len() == 1 && may_be_city(before) && !is_city(city)))
        {
            // `Wuhan, Hubei, China`, `Geneva, CERN, Switzerland`
            let is_venue =
                is_like_venue(city) && !["State of ", "Province of "].iter().any(|start| city.starts_with(start));
            // `Accra, Ghana, Nigeria`
            if self.country.is_some_and(|of| is_another_country(city, of)) {
                self.note(&format!("`{city}` is a country, and not a state: it is left out"));
            } else {
                let part = if is_venue { &mut self.venue } else { &mut self.state };
                *part = Some(city.to_owned());
            }
            city = before;
            parts.pop();
        }
        let bare = without_postcode(city);
        // `Silicon Valley/Santa Clara`, `RAI Amsterdam`
        let known_parts: Vec<&str> = bare.split('/').map(str::trim).filter(|part| is_city(part)).collect();
        let is_one = known_parts.len() == 1 || self.state.is_some();
        // `Urbana/Champaign` is one city.
        let is_twin = bare.split_once('/').is_some_and(|(one, other)| !one.contains(' ') && !other.contains(' '));
        let known = known_parts.last().copied().filter(|_| bare.contains('/') && is_one && !is_twin);
        self.city = Some(known.unwrap_or(bare).to_owned());
        self.take_street(parts, city, bare, postcode.or(behind));
    }

    /// Takes the venue and the street, which goes on to the postal code: `1 Market Place, San Diego, CA 92101`.
    fn take_street<'t>(&mut self, mut parts: Vec<&'t str>, city: &'t str, bare: &str, postcode: Option<&'t str>) {
        // Behind a street, a part of digits alone is its number: `Rua Augusta, 24`.
        let has_number = parts.get(1).is_some_and(|next| next.starts_with(|c: char| c.is_ascii_digit()));
        let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit() || b"-/ ".contains(&byte));
        let is_street = parts.first().is_some_and(|first| {
            // `Unter den Linden 77, 10117 Berlin`
            let is_before_postcode = parts.len() == 1 && city.starts_with(|c: char| c.is_ascii_digit()) && bare != city;
            first.starts_with(|c: char| c.is_ascii_digit())
                || has_number && is_number(parts[1])
                || is_street(first)
                || is_before_postcode && has_house_number(first)
        });
        if !is_street && !parts.is_empty() {
            let first = parts.remove(0);
            // `Room 4, Athens (Grand Hotel)`
            self.venue = Some(self.venue.take().map_or(first.to_owned(), |venue| format!("{first}, {venue}")));
        }
        if bare != city || postcode.is_some_and(|postcode| !postcode.starts_with(city)) {
            parts.push(city);
        }
        parts.extend(postcode);
        if !parts.is_empty() {
            self.address = Some(parts.join(", "));
        }
    }

    /// Keeps a text that no country ends: the name of a known city is one, that of a building a venue; a name alone of which neither
    /// is known is what such names of the list are. Anything else is an address.
    pub(super) fn keep_whole(&mut self, mut parts: Vec<&str>, text: &str, lone: LoneName) {
        let (first, last) = (parts[0], parts[parts.len() - 1]);
        // `Tanke Road, Ilorin, 240102`
        let before = parts.len().checked_sub(2).map(|at| parts[at]).unwrap_or_default();
        let is_coded = is_postcode(last) && last.bytes().filter(u8::is_ascii_digit).count() > 3;
        let is_coded = is_coded && (parts.len() > 2 || city_behind_a_street(before).is_some());
        let end = if is_coded { before } else { last };
        let has_street = || city_behind_a_street(end).is_some();
        let is_behind_stop = parts.len() == 1 && last.split_once(". ").is_some_and(|(_, behind)| is_city(behind));
        if is_city(without_postcode(end)) || is_behind_stop || has_street() {
            self.take_city(parts, None);
        } else if parts.len() == 2 && (is_city(first) || CITIES_LIKE_STATES.contains(&first)) {
            let is_building = is_like_venue(last) || is_named_like_venue(last) || lone == LoneName::Venue;
            if is_building && !(is_code(last) && last.len() == 2) {
                parts.swap(0, 1);
            } else {
                self.state = parts.pop().map(str::to_owned);
            }
            self.take_city(parts, None);
        } else if parts.len() == 2 && (is_room(first) && is_like_city(last) || is_venue(first) && is_in_building(last))
        {
            // `Lecture Theatre, Queens`, `Mann Library, 160`
            self.venue = Some(text.trim().to_owned());
        } else if parts.len() == 2 && (is_venue(first) || is_named_like_venue(first)) && is_like_city(last) {
            // `Warrior Healing Center, Sierra Vista`
            (self.venue, self.city) = (Some(first.to_owned()), Some(last.to_owned()));
            self.is_guess = true;
        } else if is_behind_street(&parts) {
            self.take_city(parts, None);
            self.is_guess = true;
        } else if let [only] = parts[..] {
            self.keep_name(only, text, lone);
        } else {
            self.keep_address(text);
        }
    }

    /// Keeps a name alone.
    fn keep_name(&mut self, name: &str, text: &str, lone: LoneName) {
        let has_digit = name.contains(char::is_numeric);
        let is_short = name.split(' ').count() <= 4;
        let known = || city_behind_a_building(name).or_else(|| city_behind_a_name(name));
        if let Some(city) = known().filter(|_| !is_named_after_city(name)) {
            (self.venue, self.city) = (Some(text.trim().to_owned()), Some(city.to_owned()));
            self.note = None;
        } else if !has_digit && is_venue(name) {
            self.venue = Some(text.trim().to_owned());
            self.note = None;
        } else if name.contains(' ') && name.is_ascii() && !name.contains(char::is_uppercase) {
            // `free to attend`
            self.note(name);
        } else if is_short
            && (!has_digit && is_named_like_venue(name) || lone == LoneName::Venue && is_numbered_name(name))
        {
            self.venue = Some(name.to_owned());
        } else if has_digit || !is_short {
            self.keep_address(text);
        } else {
            self.is_guess = true;
            match lone {
                LoneName::City => self.city = Some(name.to_owned()),
                LoneName::Venue => {
                    self.venue = Some(text.trim().to_owned());
                    self.note = None;
                }
            }
        }
    }

    fn keep_address(&mut self, text: &str) {
        self.address = Some(text.trim().trim_end_matches(',').to_owned());
        self.note = Some("no country was found in it".to_owned());
    }
}

/// The known city at the end of the name of a building: `RAI Amsterdam`, `Congress Center Basel`, but not `University of Copenhagen`.
fn city_behind_a_building(text: &str) -> Option<&str> {
    // `Narrm / Melbourne` has two names.
    if is_city(text) || text.contains(" / ") {
        return None;
    }
    let (building, city) = text
        .match_indices(' ')
        .map(|(at, _)| (&text[..at], &text[at + 1..]))
        .find(|(_, city)| is_name_of_city(city) && !is_venue(city))?;
    let is_letter = |char: char| char.is_uppercase() || char == '/';
    let is_acronym = building.len() > 1 && building.chars().all(is_letter);
    // `UK London`
    let is_country = country(building).is_some_and(|of| has_zone_of(city, of));
    let is_joined = building.rsplit(' ').next().is_some_and(|last| last.starts_with(char::is_lowercase));
    (is_acronym && !is_country || is_venue(building) && !is_joined).then_some(city)
}

/// The known city at the end of a name that no town has: `Estrel Berlin`, `Fira Barcelona`, but not `West Berlin`.
fn city_behind_a_name(text: &str) -> Option<&str> {
    let is_name = |name: &str| {
        name.starts_with(char::is_uppercase)
            && name.split(' ').count() < 3
            && !name.contains(|char: char| matches!(char, '-' | '&' | '+' | '.' | ':' | '(') || char.is_ascii_digit())
            && !is_saint(name)
            && !name
                .split(['/', ' '])
                .any(|word| is_city(word) || is_before_town(word) || word.starts_with(char::is_lowercase))
            && country(name).is_none()
            && subdivision(name).is_none()
    };
    let mut cuts = text.match_indices(' ').map(|(at, _)| (&text[..at], &text[at + 1..]));
    let (name, city) =
        cuts.find(|(_, city)| is_name_of_city(city)).filter(|_| !is_city(text) && !text.contains(" / "))?;
    (city.len() > 3 && is_name(name)).then_some(city)
}

/// True for a known city without a number: `Paris`, but not `Paris 2016`.
fn is_name_of_city(text: &str) -> bool {
    !text.bytes().any(|byte| byte.is_ascii_digit()) && is_city(text)
}

/// True for the name of a hotel or a café that may be anywhere: `Hotel Paris`.
fn is_named_after_city(name: &str) -> bool {
    const WORDS: [&str; 12] =
        ["hotel", "café", "cafe", "restaurant", "pub", "bar", "kino", "club", "cinema", "palace", "colégio", "colegio"];
    let before = name.rsplit_once(' ').map_or("", |(before, _)| before).to_lowercase();
    before.split(' ').all(|word| WORDS.contains(&word) || word == "grand")
}

/// True for a room, or its number alone: `160`.
fn is_in_building(text: &str) -> bool {
    is_room(text) || text.len() <= 4 && text.starts_with(|char: char| char.is_ascii_digit())
}

/// The city that the name of a building begins with, if it is known to be in this country: `Boston University` of the United States.
fn city_before_a_building<'t>(text: &'t str, of: &'static str) -> Option<&'t str> {
    // Of these the university is in another city.
    const ELSEWHERE: [&str; 4] = ["Washington", "Miami", "Columbia", "Phoenix"];
    let is_there = |city: &&str| zone_of(city).is_some() && may_be_city_of(city, of) && !ELSEWHERE.contains(city);
    let mut ends = text.rmatch_indices(" ").map(|(at, _)| &text[..at]);
    ends.find(|city| city.len() > 3 && is_there(city))
}

/// The street before a known city that no comma parts from it: `10 Downing Street London`.
fn city_behind_a_street(text: &str) -> Option<(&str, &str)> {
    let mut cuts = text.match_indices(' ').map(|(at, _)| (&text[..at], &text[at + 1..]));
    cuts.find(|(street, city)| is_name_of_city(city) && city.len() > 3 && is_street_with_number(street))
}

/// True for a street with a mark of streets, or with a number before its name: `1033 W Van Buren`.
fn is_street_with_number(text: &str) -> bool {
    let is_number = |word: &str| (2..=5).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit());
    let mut words = text.split(' ').skip_while(|word| !is_number(word));
    is_street(text) || words.next().is_some() && words.any(|word| word.contains(char::is_lowercase))
}

/// The building before the number of a street, and the street: `MALhub 1 Ilofa Road`.
fn venue_before_number(street: &str) -> (Option<&str>, &str) {
    let number =
        |(at, _): (usize, &str)| street[at + 1..].starts_with(|char: char| char.is_ascii_digit()).then_some(at);
    match street.match_indices(' ').find_map(number) {
        Some(at) if is_street_with_number(&street[at + 1..]) => (Some(&street[..at]), &street[at + 1..]),
        _ => (None, street),
    }
}

/// True if the part before another may be the city, rather than a building or any word: `meeting, ESTEC, the Netherlands`,
/// `OECD Boulogne, Boulogne-Billancourt, France`.
fn may_be_city(text: &str) -> bool {
    let is_acronym =
        text.split(' ').next().is_some_and(|word| word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_uppercase()));
    !is_like_venue(text) && !is_acronym && !text.starts_with(char::is_lowercase)
}

/// True for a name behind a number of one or two digits, which is no street: `42 Rio`.
fn is_numbered_name(text: &str) -> bool {
    text.split_once(' ').is_some_and(|(number, name)| {
        number.len() < 3 && number.bytes().all(|byte| byte.is_ascii_digit()) && is_like_city(name)
    })
}

/// True if the last part is a city behind a street with its number: `Main Street 24 B, 2840 Holte`, `Kanalvej 7, Kongens Lyngby`.
fn is_behind_street(parts: &[&str]) -> bool {
    let [.., street, last] = parts else { return false };
    let digits = last.bytes().take_while(u8::is_ascii_digit).count();
    let city = last[digits..].trim_start();
    let has_number = street.starts_with(char::is_alphabetic) && street.bytes().any(|byte| byte.is_ascii_digit());
    let is_coded = matches!(digits, 4 | 5) && city.len() + digits < last.len();
    let is_bare = digits == 0 && is_street(street);
    (is_coded && has_number || is_bare) && is_like_city(city)
}

/// True if a text names several cities.
fn is_several(text: &str) -> bool {
    [" and ", " & "].iter().any(|joint| text.split(joint).filter(|part| !part.trim().is_empty()).count() > 1)
        && !is_like_venue(&text.replace('&', ""))
        && !is_venue(text)
}
