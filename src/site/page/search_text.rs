//! The words by which a card is found.

use any_ascii::any_ascii;

use crate::model::Conference;
use crate::place::{Place, us_state_name};

/// The distinct words of a conference in lower case, with a blank before each: those that its card shows in a language, and
/// those that people type for them, such as `usa` or, for `ø`, an `o`.
pub(super) fn search_text(conference: &Conference, language: &'static str) -> String {
    let mut words = Words { language, ..Words::default() };
    words.add(&conference.name);
    let names = conference.series.iter().chain(&conference.short).chain(&conference.aliases).chain(&conference.tags);
    names.for_each(|name| words.add(name));
    words.add_place(&conference.place);
    conference.sessions.iter().for_each(|session| words.add_place(&session.place));
    words.text
}

#[derive(Default)]
struct Words {
    text: String,
    language: &'static str,
}

impl Words {
    fn add_place(&mut self, place: &Place) {
        [&place.city, &place.state, &place.venue].into_iter().flatten().for_each(|part| self.add(part));
        if let Some(state) = place.state.as_deref().and_then(us_state_name) {
            self.add(state);
        }
        if let Some(country) = place.country {
            self.add(country.name());
            self.add(country.name_in(self.language));
            self.add(country.alpha2());
            self.add(country.alpha3());
            // The short name that everybody uses is reserved in ISO 3166-1 and belongs to no country.
            if country.alpha2() == "GB" {
                self.add("UK");
            }
        }
    }

    /// Adds the words of a text, in its own letters and in those of ASCII.
    fn add(&mut self, text: &str) {
        let text = text.to_lowercase();
        for word in text.split(|char: char| !char.is_alphanumeric() && !matches!(char, '+' | '#')) {
            self.push(word);
            if !word.is_ascii() {
                any_ascii(word).to_lowercase().split_whitespace().for_each(|word| self.push(word));
            }
        }
    }

    fn push(&mut self, word: &str) {
        let is_there = || self.text.split(' ').any(|other| other == word);
        if word.is_empty() || is_there() {
            return;
        }
        self.text.push(' ');
        self.text.push_str(word);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::page::tests::read;

    #[test]
    fn it_has_what_people_type() {
        let search = |keys: &str| {
            search_text(
                &read(&format!("[[conference]]\nname = 'Conf'\nstart = 2027-05-01\n{keys}")).conferences[0],
                "de",
            )
        };
        for (keys, expected) in [
            (
                "city = 'Austin'\nstate = 'TX'\ncountry = 'US'\n",
                " conf austin tx texas united states vereinigte staaten us usa",
            ),
            (
                "city = 'London'\ncountry = 'GB'\n",
                " conf london united kingdom vereinigtes königreich konigreich gb gbr uk",
            ),
            ("city = 'Malmö'\nvenue = 'Øen'\ntags = ['C++', 'C#']\n", " conf c++ c# malmö malmo øen oen"),
            ("city = '東京'\naliases = ['CONF-27']\n", " conf 27 東京 dongjing"),
        ] {
            assert_eq!(search(keys), expected);
        }
    }
}
