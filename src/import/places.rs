//! Places as people write them in one text: `Portland, Oregon, USA and Online`, `Istanbul, Turkey (Online)`, `Austin, TX`.
//!
//! Comes in: a text. Goes out: its city, country and other parts. A text that cannot be taken apart stays whole, as an address.

mod countries;
mod exonyms;
mod joints;
mod words;

#[cfg(test)]
mod tests;

use countries::{
    CITY_STATES, country, country_at_the_end, drop_second_country, is_another_country, is_code, is_italian,
    is_named_like, is_state, state_at_the_end, subdivision, subdivision_in, subdivision_of, zone_of,
};
pub(crate) use countries::{Codes, is_city, without_country};
use joints::{country_before_a_name, without_comma};
pub(crate) use words::{AttendanceText, attendance, is_attendance, is_online};
use words::{
    is_continent, is_everywhere, is_in_person, is_like_venue, is_postcode, is_tentative, is_venue, without_emoji,
    without_postcode,
};

use super::no_value::is_no_value;
use super::status;

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
    /// A street, or the whole text where it could not be taken apart.
    pub(crate) address: Option<String>,
    /// The words that are no part of a place, and the reason why a text stayed whole.
    pub(crate) note: Option<String>,
}

/// A longer text is prose, which is not taken apart.
const MAX_PLACE_OCTETS: usize = 1000;

/// Brackets that stay, while others are looked for.
const KEPT_OPEN: char = '\u{e000}';
const KEPT_CLOSE: char = '\u{e001}';

/// The parts of a place in one text. `codes` are those that the places of the list end in.
pub(crate) fn parse(text: &str, codes: Codes) -> PlaceText {
    let mut place = PlaceText::default();
    if text.len() > MAX_PLACE_OCTETS {
        place.note("longer than a place is");
        place.address = Some(text.to_owned());
        return place;
    }
    let (whole, flag) = without_emoji(text);
    // `Dortmund, Germany → online`
    let text =
        ["→", "->", "=>"].iter().find_map(|arrow| whole.rsplit_once(arrow)).map_or(&*whole, |(_, now)| now.trim());
    let text = place.take_doubt(text);
    let text = place.take_parentheses(text);
    let text = place.take_online(&text);
    let mut parts: Vec<&str> = text.split([',', '，', '、']).map(str::trim).filter(|part| !part.is_empty()).collect();
    parts.retain(|part| !place.is_word(part.strip_prefix("and ").unwrap_or(part)));
    if let Some(continent) = parts.pop_if(|last| is_continent(last))
        && parts.is_empty()
    {
        place.note(continent);
    }
    if parts.is_empty() {
        place.country = flag;
        return place;
    }
    if let [only] = parts[..] {
        parts = without_comma(only, codes);
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
    // `Japan, Tokyo`
    let (first, last) = (parts[0], parts[parts.len() - 1]);
    let is_code_of_state = is_code(last) && subdivision(last).is_some();
    if parts.len() > 1 && country(first).is_some() && country(last).is_none() && !is_code_of_state {
        parts.rotate_left(1);
    }
    let whole = if place.online || place.tentative { &text } else { &whole };
    place.take_parts(parts, flag, whole, codes);
    place
}

impl PlaceText {
    fn note(&mut self, words: &str) {
        match &mut self.note {
            Some(note) => note.push_str(&format!("; {words}")),
            None => self.note = Some(words.to_owned()),
        }
    }

    /// Takes a word of doubt at the beginning: `probably San Jose`.
    fn take_doubt<'t>(&mut self, text: &'t str) -> &'t str {
        let Some((word, rest)) = text.split_once(' ') else { return text };
        let is_doubt = ["probably", "likely", "possibly", "maybe"].contains(&word.to_lowercase().as_str());
        self.tentative |= is_doubt;
        if is_doubt { rest.trim_start() } else { text }
    }

    /// Takes the words in parentheses: a country goes behind a comma, others are remembered. `Hybrid (Oslo, Norway)` has its
    /// place there.
    fn take_parentheses(&mut self, text: &str) -> String {
        let mut rest = text.to_owned();
        while let Some((open, close)) = rest.find('(').and_then(|open| Some((open, open + rest[open..].find(')')?))) {
            let inner = rest[open + 1..close].trim().to_owned();
            let behind = rest[close + 1..].to_owned();
            rest.truncate(open);
            let before = rest.trim();
            // `Coogee Beach (Sydney, Australia)`
            if inner.rsplit_once(',').is_some_and(|(_, last)| country(last).is_some())
                && !before.is_empty()
                && !is_online(before)
            {
                rest = format!("{before}, {inner}{behind}");
                continue;
            }
            if (before.is_empty() || is_online(before)) && behind.trim().is_empty() && !self.is_word(&inner) {
                let is_hybrid = before.is_empty()
                    || before.to_lowercase().contains("hybrid")
                    || before.contains(char::is_whitespace);
                self.online |= !before.is_empty();
                if is_hybrid {
                    return inner;
                }
                self.note(&format!("`{inner}` is left out, for it is online"));
                return String::new();
            }
            let mut kept = String::new();
            for part in inner.split(['&', '/', '+', ';']).flat_map(|part| part.split(" and ")).map(str::trim) {
                let part = part.strip_prefix("and ").unwrap_or(part);
                if part.is_empty() || self.is_word(part) {
                    continue;
                }
                if is_italian(before, part) {
                    kept.push_str(&format!(", {part}, Italy"));
                } else if country(part).is_some() || subdivision(part).is_some() {
                    kept.push_str(&format!(", {part}"));
                } else if is_city(part)
                    && !inner.contains(',')
                    && !is_everywhere(before)
                    && !before.contains(',')
                    && !before.is_empty()
                    && !is_city(before)
                {
                    // `Fondation Mozilla (Paris)`
                    kept.push_str(&format!(", {part}"));
                } else if before.rsplit(',').next().is_some_and(is_venue) {
                    // `Convention Centre (Messukeskus), Helsinki`
                    kept.push_str(&format!(" {KEPT_OPEN}{part}{KEPT_CLOSE}"));
                } else {
                    self.note(part);
                }
            }
            rest = format!("{}{kept}{behind}", rest.trim_end());
        }
        rest.replace(KEPT_OPEN, "(").replace(KEPT_CLOSE, ")")
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
        } else if is_everywhere(text) || status::of_word(text) == Some("cancelled") {
            self.note(text.trim());
        } else {
            return is_in_person(text) || is_no_value(text) || words::is_not_announced(text);
        }
        true
    }

    /// Takes the parts between the commas, from the last to the first: country, state, city, address, venue.
    fn take_parts(&mut self, mut parts: Vec<&str>, flag: Option<&'static str>, text: &str, codes: Codes) {
        let mut last = parts[parts.len() - 1];
        // `CA 92101`, `Singapore 139651`: what is before the postal code.
        let bare = last.trim_end_matches(|c: char| c.is_ascii_digit() || c == '-').trim_end();
        let is_apart = last[bare.len()..].starts_with(char::is_whitespace);
        let postcode = (is_apart && (country(bare).is_some() || subdivision(bare).is_some())).then_some(last);
        last = if postcode.is_some() { bare } else { last };
        let before = parts.len().checked_sub(2).map(|at| parts[at]);
        let is_named = flag.is_some_and(|flag| before.is_some() && is_named_like(last, flag));
        let state = subdivision_in(last, codes).filter(|(_, of)| match before {
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
            if before.is_some() || (is_no_city && !CITIES_LIKE_STATES.contains(&last)) {
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
            self.add_city_of_country(&mut parts, last, found);
        } else if let Some((city, state, of)) = state_at_the_end(last, codes) {
            (self.state, self.country) = (Some(undotted(state)), Some(of));
            parts.pop();
            parts.push(city);
        } else if let Some((prefix, found)) = country_at_the_end(last) {
            self.country = Some(found);
            parts.pop();
            parts.push(prefix);
        } else if is_named {
            self.country = flag;
            parts.pop();
        } else if flag.is_some() {
            self.country = flag;
        } else if let Some((found, rest)) = country_before_a_name(last) {
            self.country = Some(found);
            self.note(rest);
            parts.pop();
        } else {
            return self.keep_whole(parts, text);
        }
        if let Some(of) = self.country {
            drop_second_country(&mut parts, of);
        }
        let coded = self.take_coded_state(&mut parts);
        self.take_state(&mut parts);
        self.take_city(parts, postcode.or(coded));
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
        if last == "NYC" && parts.len() > 1 && parts[parts.len() - 2].starts_with("New York") {
            parts.pop();
            return;
        }
        if self.state.is_some() {
            return;
        }
        // `Washington, DC` and `New York, USA` are cities, too.
        // So they are behind a building: `Federal University, São Paulo, Brazil`.
        let is_only = parts.len() == 1 || parts.get(parts.len() - 2).is_some_and(|before| is_like_venue(before));
        let of_code = |text: &str| text.len() <= 4 && subdivision_of(&text.to_uppercase(), of).is_some();
        let is_city = is_only && (CITIES_LIKE_STATES.contains(&last) || zone_of(last).is_some());
        let is_state = (subdivision_of(last, of).is_some() || of_code(last)) && !is_city;
        if is_state || (!is_only && is_code(last)) {
            self.state = Some(undotted(last));
            parts.pop();
        } else if let Some((city, state)) = last.rsplit_once(' ').filter(|(_, state)| of_code(state)) {
            // `San Jose CA`
            self.state = Some(undotted(state));
            parts.pop();
            parts.push(city);
        }
    }

    /// Takes the city from the parts that are left, and the venue and the street before it.
    fn take_city<'t>(&mut self, mut parts: Vec<&'t str>, behind: Option<&'t str>) {
        let Some(mut city) = parts.pop() else {
            self.address = behind.map(str::to_owned);
            return;
        };
        let postcode = is_postcode(city).then_some(city).filter(|_| !parts.is_empty());
        if let Some(before) = postcode.and_then(|_| parts.pop()) {
            city = before;
        }
        let bare = without_postcode(city);
        // `IPAM. Los Angeles`
        if let Some((venue, known)) = bare.split_once(". ").filter(|(_, behind)| parts.is_empty() && is_city(behind)) {
            (self.venue, self.city) = (Some(venue.to_owned()), Some(known.to_owned()));
            return;
        }
        if parts.is_empty() && !is_city(bare) && is_venue(bare) {
            self.venue = Some(bare.to_owned());
            self.address = postcode.or(behind).map(str::to_owned);
            return;
        }
        if is_several(bare) && !parts.iter().any(|part| is_like_venue(part)) {
            // `Hannover, Dresden and Bonn`
            parts.push(bare);
            self.city = Some(parts.join(", "));
            return;
        }
        if let Some(before) =
            parts.last().copied().filter(|_| self.state.is_none() && bare == city && postcode.is_none())
            && (is_city(before) || (parts.len() == 1 && !is_like_venue(before) && !is_city(city)))
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
        let behind_acronym = bare.split_once(' ').filter(|(first, city)| {
            first.len() > 1
                && !first.contains(char::is_lowercase)
                && is_city(city)
                && parts.is_empty()
                && !is_city(bare)
        });
        if let Some((_, known)) = behind_acronym {
            (self.venue, self.city) = (Some(bare.to_owned()), Some(known.to_owned()));
            return;
        }
        self.city = Some(known.unwrap_or(bare).to_owned());
        self.take_street(parts, city, bare, postcode.or(behind));
    }

    /// Takes the venue and the street, which goes on to the postal code: `1 Market Place, San Diego, CA 92101`.
    fn take_street<'t>(&mut self, mut parts: Vec<&'t str>, city: &'t str, bare: &str, postcode: Option<&'t str>) {
        // Behind a street, a part of digits alone is its number: `Rua Augusta, 24`.
        let has_number = parts.get(1).is_some_and(|next| next.starts_with(|c: char| c.is_ascii_digit()));
        let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit() || b"-/ ".contains(&byte));
        let is_street = parts.first().is_some_and(|first| {
            first.starts_with(|c: char| c.is_ascii_digit()) || (has_number && is_number(parts[1]))
        });
        if !is_street && !parts.is_empty() {
            self.venue = Some(parts.remove(0).to_owned());
        }
        if bare != city || postcode.is_some_and(|postcode| !postcode.starts_with(city)) {
            parts.push(city);
        }
        parts.extend(postcode);
        if !parts.is_empty() {
            self.address = Some(parts.join(", "));
        }
    }

    /// Keeps a text that no country ends: one or two words, or the name of a known city, are a city, anything else is an
    /// address.
    fn keep_whole(&mut self, mut parts: Vec<&str>, text: &str) {
        let (first, last) = (parts[0], parts[parts.len() - 1]);
        let has_digit = first.contains(char::is_numeric);
        let is_behind_stop = parts.len() == 1 && last.split_once(". ").is_some_and(|(_, behind)| is_city(behind));
        if is_city(without_postcode(last)) || is_behind_stop {
            self.take_city(parts, None);
        } else if parts.len() == 2 && (is_city(first) || CITIES_LIKE_STATES.contains(&first)) {
            if is_like_venue(last) {
                parts.swap(0, 1);
            } else {
                self.state = parts.pop().map(str::to_owned);
            }
            self.take_city(parts, None);
        } else if parts.len() == 1 && !has_digit && is_venue(first) {
            self.venue = Some(text.trim().to_owned());
            self.note = None;
        } else if parts.len() == 1 && first.contains(' ') && first.is_ascii() && !first.contains(char::is_uppercase) {
            // `free to attend`
            self.note(first);
        } else if parts.len() == 1
            && (4..6).contains(&first.len())
            && first.bytes().all(|byte| byte.is_ascii_uppercase())
        {
            // `HATVP`
            self.venue = Some(first.to_owned());
        } else if parts.len() == 1 && !has_digit && first.split(' ').count() <= 4 {
            self.city = Some(first.to_owned());
        } else {
            self.address = Some(text.trim().trim_end_matches(',').to_owned());
            self.note = Some("no country was found in it".to_owned());
        }
    }
}

/// Names of cities that are also the names of their state.
const CITIES_LIKE_STATES: &[&str] =
    &["New York", "Washington", "Québec", "Quebec", "São Paulo", "Sao Paulo", "Rio de Janeiro", "Delhi", "NYC"];

/// A code of a state without the dots of an abbreviation: `D.C.`
fn undotted(state: &str) -> String {
    let bare = state.replace('.', "");
    if bare.len() == 2 || is_code(&bare) { bare.to_uppercase() } else { state.trim_end_matches('.').to_owned() }
}

/// True if a text names several cities.
fn is_several(text: &str) -> bool {
    [" and ", " & "].iter().any(|joint| text.split(joint).filter(|part| !part.trim().is_empty()).count() > 1)
        && !is_like_venue(&text.replace('&', ""))
        && !is_venue(text)
}
