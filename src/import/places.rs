//! Places as people write them in one text: `Portland, Oregon, USA and Online`, `Istanbul, Turkey (Online)`, `Austin, TX`.
//!
//! Comes in: a text. Goes out: its city, country and other parts. A text that cannot be taken apart stays whole, as an address.

mod attendance;
mod brackets;
mod buildings;
mod cities;
mod codes;
mod counties;
mod countries;
mod exonyms;
mod habits;
mod joints;
mod place_text;
mod states;
mod words;
mod zones;

#[cfg(test)]
mod tests;

use std::cell::RefCell;
use std::collections::HashSet;

use attendance::is_in_person;
pub(crate) use attendance::{AttendanceText, attendance, is_attendance, is_kind_online, is_online, is_tag_of_online};
use buildings::is_like_venue;
pub(crate) use buildings::{is_like_city, is_venue};
use codes::{Codes, is_state, state_at_the_end, subdivision_in};
pub(crate) use codes::{is_state_alone, is_state_behind, state_of_city};
use counties::is_county;
use countries::{
    CITIES_LIKE_STATES, CITY_STATES, are_several, country, country_at_the_end, drop_second_country, is_another_country,
    is_city_of, is_country_or_city, is_named_like, misspelt_country, turned_name, zone_of,
};
pub(crate) use countries::{
    country_and_state, is_city, is_city_like_state, is_name_of_country, several_countries, without_country,
};
pub(crate) use habits::Habits;
use habits::LoneName;
use joints::{
    TwoCities, between_commas, country_before_a_name, drop_second_city, from_fine_to_coarse, is_before_its_parts,
    street_and_city, two_cities, with_bars, with_postcodes, without_comma, without_stop,
};
pub(crate) use place_text::PlaceText;
use states::{is_code, is_italian, subdivision, subdivision_of};
pub(crate) use words::without_postcode;
use words::{is_continent, is_everywhere, is_postcode, is_tentative, without_emoji};
pub(crate) use zones::{PlaceZone, zone_of_place};

use super::memo::{Memo, read_once};
use super::no_value::is_no_value;
use super::status;
use super::width::narrow;

/// The country whose flag a text has.
pub(crate) fn flag(text: &str) -> Option<&'static str> {
    let has_flag = text.contains(|char| matches!(char, '\u{1f1e6}'..='\u{1f1ff}'));
    without_emoji(text).1.filter(|_| has_flag)
}

/// True if a text without a comma is two known cities: `Berlin and Paris`.
pub(crate) fn are_two_cities(text: &str) -> bool {
    two_cities(text).is_some()
}

/// A longer text is prose, which is not taken apart.
const MAX_PLACE_OCTETS: usize = 1000;

/// The parts of a place in one text of a list with these habits.
pub(crate) fn parse(text: &str, habits: Habits) -> PlaceText {
    thread_local! {
        static READ: RefCell<Memo<Habits, PlaceText>> = RefCell::default();
    }
    read_once(&READ, habits, text, || read(text, habits))
}

fn read(text: &str, habits: Habits) -> PlaceText {
    let Habits { codes, lone, .. } = habits;
    let mut place = PlaceText::default();
    if text.len() > MAX_PLACE_OCTETS {
        place.note("longer than a place is");
        place.address = Some(text.to_owned());
        return place;
    }
    let narrow = narrow(text);
    let text = &*states::with_code_in_capitals(&narrow);
    let (whole, flag) = without_emoji(text);
    // `India [city to follow]`
    let round = whole.replace('[', "(").replace(']', ")");
    // `Dortmund, Germany → online`
    let text =
        ["→", "->", "=>"].iter().find_map(|arrow| round.rsplit_once(arrow)).map_or(&*round, |(_, now)| now.trim());
    let text = place.take_doubt(words::behind_this_year(text).unwrap_or(text));
    let text = place.take_companions(words::without_verb(text));
    let text = match words::unnamed_in(text) {
        Some((words, rest)) => {
            place.note(words);
            rest
        }
        None => text,
    };
    let text = place.take_second_place(text);
    if let Some(cities) = two_cities(text) {
        place.take_two_cities(text, &cities);
        return place;
    }
    let text = place.take_parentheses(text, habits.codes);
    let text = place.take_online(&text);
    let text = with_postcodes(&text);
    let text = with_bars(&text);
    let mut parts = between_commas(without_stop(&text));
    place.take_vicinity(&mut parts);
    parts.retain(|part| !words::is_verb(part) && !place.is_word(part.strip_prefix("and ").unwrap_or(part)));
    for behind in (1..parts.len()).rev() {
        if let Some(name) = turned_name(parts[behind - 1], parts[behind]) {
            parts[behind - 1] = name;
            parts.remove(behind);
        }
    }
    drop_second_city(&mut parts);
    // `Crested Butte, US-CO`
    if let Some((of, state)) = parts.last().and_then(|last| country_and_state(last))
        && parts.len() > 1
    {
        parts.pop();
        parts.extend([state, of]);
    }
    if let Some(continent) = parts.pop_if(|last| is_continent(last)) {
        // `West Coast, North America`
        let part = parts.pop_if(|last| is_continent(last));
        if parts.is_empty() {
            part.into_iter().chain([continent]).for_each(|words| place.note(words));
        }
    }
    if parts.is_empty() {
        place.country = flag;
        return place;
    }
    match parts[..] {
        [only] => parts = without_comma(only, codes),
        _ => parts = parts.into_iter().flat_map(street_and_city).collect(),
    }
    // `Mon-Repos, Corfu/Greece`
    if let Some((city, name)) = parts.last().and_then(|last| last.split_once('/'))
        && parts.len() > 1
        && country(name).is_some()
        && country(city).is_none()
    {
        parts.pop();
        parts.extend([city.trim(), name.trim()]);
    }
    // `Japan, Tokyo`, but not the building of `Columbia, Hall 2, New York`
    let (first, last) = (parts[0], parts[parts.len() - 1]);
    let is_code_of_state = is_code(last) && subdivision(last).is_some();
    let of_first = country(first);
    let is_first = of_first.is_some_and(|of| country(last).is_none() || is_city_of(last, of));
    if parts.len() > 1 && is_first && !is_code_of_state && of_first.is_some_and(|of| is_before_its_parts(&parts, of)) {
        parts.rotate_left(1);
    }
    if of_first.is_some() && are_several(&parts) {
        place.country = of_first;
        place.note(&format!("they are several countries: only {} is taken", place.country.unwrap_or_default()));
        return place;
    }
    from_fine_to_coarse(&mut parts);
    if let [only] = parts[..]
        && is_country_or_city(only)
    {
        place.is_country_or_city = true;
        place.city = Some(only.to_owned());
        return place;
    }
    let whole = if place.online || place.tentative { &*text } else { &whole };
    if !place.take_parts(&mut parts, flag, codes) {
        place.keep_whole(parts, whole, lone);
    }
    place
}

/// The habits that a list shows: in the texts of its whole places, and in those of fields for a city or a venue. `is_calendar` is true
/// for a feed, in which programs ask for a location.
pub(crate) fn habits(wholes: &[String], parts: &[String], is_calendar: bool) -> Habits {
    let codes = Codes::of(wholes.iter().chain(parts).map(String::as_str));
    let is_place = |text: &&str| !is_online(text) && !is_no_value(text);
    let places: Vec<&str> = wholes.iter().map(String::as_str).filter(is_place).collect();
    Habits { codes, lone: lone(&places, codes, is_calendar), has_states_as_countries: false }
}

/// The meaning of names alone: that of a building if more of the other places are buildings or streets than cities.
fn lone(places: &[&str], codes: Codes, is_calendar: bool) -> LoneName {
    let distinct: HashSet<&str> = places.iter().copied().collect();
    let (mut cities, mut venues) = (0, usize::from(is_calendar));
    for text in &distinct {
        match parse(text, Habits { codes, lone: LoneName::City, ..Habits::default() }) {
            PlaceText { is_guess: true, .. } => {}
            PlaceText { venue: Some(_), .. } | PlaceText { address: Some(_), .. } => venues += 1,
            PlaceText { country: Some(_), .. } => cities += 1,
            PlaceText { city: Some(city), .. } => cities += usize::from(is_city(&city)),
            _ => {}
        }
    }
    // Meetings come back to a place; several conferences in one city that is not known are rarer.
    let most = distinct.iter().map(|text| places.iter().filter(|other| *other == text).count()).max().unwrap_or(0);
    let comes_back =
        places.len() >= 4 && distinct.len() * 2 <= places.len() || cities == 0 && most >= 3 && most * 4 >= places.len();
    if venues + usize::from(comes_back) > cities { LoneName::Venue } else { LoneName::City }
}

impl PlaceText {
    /// Takes a word of doubt at the beginning, or one for all of a country: `probably San Jose`, `across Spain`.
    fn take_doubt<'t>(&mut self, text: &'t str) -> &'t str {
        let Some((word, rest)) = text.split_once(' ') else { return text };
        // `tutta Italia`
        if words::is_whole(word) && country(rest.trim_start()).is_some() {
            self.note(word);
            return rest.trim_start();
        }
        let is_doubt = ["probably", "likely", "possibly", "maybe"].contains(&word.to_lowercase().as_str());
        self.tentative |= is_doubt;
        if is_doubt { rest.trim_start() } else { text }
    }

    /// Takes the words behind a place that say with whom or with which parts it is: `Poznan, Poland, with two workshops`.
    fn take_companions<'t>(&mut self, text: &'t str) -> &'t str {
        const WORDS: [&str; 8] = [
            "with ",
            "featuring ",
            "including ",
            "organized by ",
            "organised by ",
            "hosted by ",
            "co-located ",
            "alongside ",
        ];
        let found = text.match_indices([',', ';']).find(|(at, _)| {
            let behind = text[at + 1..].trim_start();
            WORDS.iter().any(|word| behind.starts_with(word))
        });
        let Some((at, _)) = found.filter(|(at, _)| *at > 0) else { return text };
        self.note(text[at + 1..].trim());
        text[..at].trim_end()
    }

    /// Takes the words that say which city a place is near: `Mount Cheeseman, near Christchurch, New Zealand`.
    fn take_vicinity(&mut self, parts: &mut Vec<&str>) {
        const WORDS: [&str; 4] = ["near ", "close to ", "outside ", "just outside "];
        let is_vicinity = |part: &&str| WORDS.iter().any(|word| part.starts_with(word));
        if let Some(at) = parts.iter().skip(1).position(is_vicinity) {
            let vicinity = parts.remove(at + 1);
            self.note(vicinity);
        }
    }

    /// Takes the first of two whole places: `Berlin, Germany & Paris, France`.
    fn take_second_place<'t>(&mut self, text: &'t str) -> &'t str {
        let is_whole = |text: &str| {
            text.rsplit_once(',').is_some_and(|(city, last)| country(last).is_some() && !is_online(city.trim()))
        };
        let joints = [" & ", " and ", " + ", "; ", " / ", " | ", " or "].into_iter();
        let found =
            joints.filter_map(|joint| text.split_once(joint)).find(|(one, other)| is_whole(one) && is_whole(other));
        match found {
            Some((first, second)) => {
                self.note(second.trim());
                first.trim()
            }
            None => text,
        }
    }

    /// Takes the first of two cities that lie apart, `Berlin & Paris`, and both where they do not, `Berlin & Munich`; of two of which one
    /// is meant, none.
    fn take_two_cities(&mut self, text: &str, cities: &TwoCities) {
        let taken = match cities {
            TwoCities { is_choice: true, .. } => {
                self.note(text);
                return;
            }
            TwoCities { are_apart: true, second, first, .. } => {
                self.note(second);
                first
            }
            _ => text,
        };
        self.city = Some(taken.to_owned());
    }

    /// Takes the words for online at either end: `Online & Tokyo, Japan`, `Sofia, Bulgaria and Online`, `Hybrid: Oslo, Norway`.
    fn take_online(&mut self, text: &str) -> String {
        const JOINTS: [&str; 20] = [
            " & ", "&", " and ", " + ", "+", " / ", "/", " or ", "; ", ";", " | ", "|", ": ", " - ", " – ", " — ",
            ", ", " in ", " at ", "- ",
        ];
        let mut rest = text.trim().to_owned();
        if is_online(&rest) {
            self.online = true;
            return String::new();
        }
        for joint in JOINTS {
            let parts: Vec<_> = rest.split(joint).map(str::trim).collect();
            if parts.len() < 2 || !parts.iter().any(|part| is_online(part) || is_in_person(part)) {
                continue;
            }
            let kept: Vec<_> = parts.into_iter().filter(|part| !self.is_word(part)).map(str::to_owned).collect();
            rest = kept.join(joint);
        }
        // `Oslo, Norway Online`, `Hybrid Oslo`
        if let Some((before, last)) = rest.rsplit_once(' ')
            && is_online(last)
        {
            self.online = true;
            rest = before.trim_end_matches([' ', ',', '-', '&', '+', '/']).to_owned();
            rest = rest.strip_suffix(" and").or(rest.strip_suffix(" or")).unwrap_or(&rest).to_owned();
        }
        if let Some((first, behind)) = rest.split_once(' ')
            && first.eq_ignore_ascii_case("hybrid")
        {
            self.online = true;
            rest = behind.to_owned();
        }
        rest
    }

    /// True if a text is one of the words that say how or whether a place is, and remembers it.
    fn is_word(&mut self, text: &str) -> bool {
        if is_online(text) {
            self.online = true;
        } else if is_tentative(text) {
            self.tentative = true;
        } else if is_everywhere(text) || words::is_of_call(text) || words::is_fee(text) || words::is_time_zone(text) {
            self.note(text.trim());
        } else if let Some(status) = status::of_text(text) {
            self.status = Some(status);
        } else {
            return is_in_person(text) || is_no_value(text) || words::is_not_announced(text);
        }
        true
    }

    /// Takes the parts between the commas, from the last to the first: country, state, city, address, venue. False if they name
    /// no country.
    fn take_parts(&mut self, parts: &mut Vec<&str>, flag: Option<&'static str>, codes: Codes) -> bool {
        let mut last = parts[parts.len() - 1];
        // `CA 92101`, `Singapore 139651`: what is before the postal code.
        let bare = last.trim_end_matches(|c: char| c.is_ascii_digit() || c == '-').trim_end();
        let is_apart = last[bare.len()..].starts_with(char::is_whitespace);
        let postcode = (is_apart && (country(bare).is_some() || subdivision(bare).is_some())).then_some(last);
        last = if postcode.is_some() { bare } else { last };
        let before = parts.len().checked_sub(2).map(|at| parts[at]);
        let is_named = flag.is_some_and(|flag| before.is_some() && is_named_like(last, flag));
        let state =
            state_of_city(before, last).or_else(|| subdivision_in(last, codes)).filter(|(_, of)| match before {
                Some(before) => is_state(before, last, of, codes),
                None => country(last).is_none(),
            });
        if before.is_some_and(|before| is_italian(before, last)) {
            (self.state, self.country) = (Some(last.to_owned()), Some("IT"));
            parts.pop();
        } else if let Some((state, of)) = state {
            self.country = Some(of);
            // `New York` alone is the city.
            let is_no_city = zone_of(last).is_none() || (of == "US" && !is_code(last));
            // `Two Sigma, 100 Avenue of the Americas, New York`
            let is_city_too = CITIES_LIKE_STATES.contains(&last) && before.is_some_and(is_like_venue);
            if before.is_some() && !is_city_too || (is_no_city && !CITIES_LIKE_STATES.contains(&last)) {
                self.state = Some(undotted(state));
                parts.pop();
            }
        } else if last == "SA" && before.and_then(zone_of) == Some("Africa/Johannesburg") {
            self.country = Some("ZA");
            parts.pop();
        } else if let Some(found) = country(last) {
            self.country = Some(found);
            parts.pop();
            if ["england", "scotland", "wales", "northern ireland"].contains(&last.to_lowercase().as_str()) {
                self.state = Some(last.to_owned());
            }
            self.add_city_of_country(parts, last, found);
        } else if let Some((city, state, of)) = state_at_the_end(last, codes) {
            (self.state, self.country) = (Some(undotted(state)), Some(of));
            parts.pop();
            parts.push(city);
        } else if let Some((prefix, found)) = country_at_the_end(last) {
            self.country = Some(found);
            parts.pop();
            parts.push(prefix);
            // `Grand Hyatt Singapore`
            if is_venue(prefix) {
                self.add_city_of_country(parts, last[prefix.len()..].trim_matches([' ', '-', '–', '.']), found);
            }
        } else if is_named {
            self.country = flag;
            parts.pop();
        } else if flag.is_some() {
            self.country = flag;
        } else if let Some((found, name)) = before.and_then(|city| misspelt_country(city, last)) {
            self.country = Some(found);
            self.note(&format!("`{last}` is taken for {name}"));
            parts.pop();
        } else if let Some((found, rest)) = country_before_a_name(last) {
            self.country = Some(found);
            self.note(rest);
            parts.pop();
        } else {
            return false;
        }
        if let Some(of) = self.country {
            drop_second_country(parts, of);
            if let [city] = parts[..]
                && is_another_country(city, of)
                && !is_city_of(city, of)
            {
                self.note(&format!("`{city}` is a country, too"));
            }
        }
        let coded = self.take_coded_state(parts);
        self.take_state(parts);
        self.take_city(std::mem::take(parts), postcode.or(coded));
        true
    }

    /// Takes a state with its postal code, which is given back: `PA 19107`.
    fn take_coded_state<'t>(&mut self, parts: &mut Vec<&'t str>) -> Option<&'t str> {
        let (last, of) = parts.last().copied().zip(self.country)?;
        // `AB T6H 5C2`
        let coded = last.split_once(' ').filter(|(state, code)| is_code(state) && is_postcode(code));
        let digits = last.trim_end_matches(|c: char| c.is_ascii_digit() || c == '-').trim_end();
        let bare = coded.map_or(digits, |(state, _)| state);
        let is_coded = parts.len() > 1 && bare != last && subdivision_of(bare, of).is_some();
        is_coded.then(|| {
            self.state = Some(undotted(bare));
            parts.pop();
            last
        })
    }

    /// Adds the city of a country that is one: `Marina Bay Sands, Singapore`.
    fn add_city_of_country<'t>(&self, parts: &mut Vec<&'t str>, last: &'t str, found: &'static str) {
        parts.pop_if(|part| ["SAR", "S.A.R", "S.A.R."].contains(part));
        let Some((_, name)) = CITY_STATES.iter().find(|(code, _)| *code == found) else { return };
        if (found == "LU" && !parts.is_empty()) || parts.last().is_some_and(|part| country(part) == Some(found)) {
            return;
        }
        parts.push(if is_code(last) || last.contains("SAR") { name } else { last });
    }

    fn take_state(&mut self, parts: &mut Vec<&str>) {
        let Some((last, of)) = parts.last().copied().zip(self.country) else { return };
        // `New York, NYC, USA`
        if last == "NYC" && parts.len() > 1 {
            if WITHIN_NEW_YORK.contains(&parts[parts.len() - 2]) {
                parts.pop();
            }
            return;
        }
        if self.state.is_some() {
            // `North Shore, Hawaii, HI`
            let is_city = is_code(last) || CITIES_LIKE_STATES.contains(&last);
            let is_behind_city = parts.len() > 1 && !is_like_venue(parts[parts.len() - 2]);
            if is_behind_city && !is_city && subdivision_of(last, of).is_some() {
                parts.pop();
            }
            return;
        }
        // `Washington, DC` and `New York, USA` are cities, too.
        // So they are behind a building: `Federal University, São Paulo, Brazil`.
        let is_only = parts.len() == 1 || parts.get(parts.len() - 2).is_some_and(|before| is_like_venue(before));
        let of_code = |text: &str| text.len() <= 4 && subdivision_of(&text.to_uppercase(), of).is_some();
        // `Texas, USA` is none, though it has a time zone.
        let is_state_alone =
            ["US", "CA", "AU", "GB"].contains(&of) && !is_code(last) && subdivision_of(last, of).is_some();
        let is_city = is_only && (CITIES_LIKE_STATES.contains(&last) || zone_of(last).is_some() && !is_state_alone);
        let is_state = (subdivision_of(last, of).is_some() || of_code(last)) && !is_city;
        // `Cornwall, UK` is no town.
        let is_county = is_county(last, of) && (!is_only || parts.len() == 1);
        if is_state || is_county || !is_only && is_code(last) {
            self.state = Some(undotted(last));
            parts.pop();
        } else if let Some((city, state)) = last.rsplit_once([' ', '/']).filter(|(_, state)| of_code(state)) {
            // `San Jose CA`, `Curitiba/PR`, `Belo Horizonte - MG`
            self.state = Some(undotted(state));
            parts.pop();
            parts.push(city.trim_end_matches([' ', '-', '–', '/']));
        }
    }
}

/// The city of New York and its parts.
const WITHIN_NEW_YORK: [&str; 6] = ["New York", "New York City", "Manhattan", "Brooklyn", "Queens", "The Bronx"];

/// A code of a state without the dots of an abbreviation: `D.C.`
fn undotted(state: &str) -> String {
    let bare = state.replace('.', "");
    if bare.len() == 2 || is_code(&bare) { bare.to_uppercase() } else { state.trim_end_matches('.').to_owned() }
}
