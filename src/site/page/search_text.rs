//! The words by which a card is found.

use any_ascii::any_ascii;
use chrono::{Datelike, NaiveDate};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::cards::section;
use super::translations::Translation;
use crate::model::Conference;
use crate::place::{Place, us_state_name};

/// The distinct words of a conference as [`folded`] has them, with a blank before each: those that its card shows, with these
/// names of its languages, and those that people type for them, such as `usa` or the Latin letters of a name in another script.
pub(super) fn search_text(conference: &Conference, languages: &[String], translation: &Translation) -> String {
    let mut words = Words { language: translation.language, text: String::new() };
    words.add(&conference.name);
    let names = conference.series.iter().chain(&conference.short).chain(&conference.aliases).chain(&conference.tags);
    names.for_each(|name| words.add(name));
    words.add_place(&conference.place);
    conference.sessions.iter().for_each(|session| words.add_place(&session.place));
    languages.iter().for_each(|language| words.add(language));
    match (conference.dates, section(conference)) {
        (Some(dates), _) => {
            [dates.start().day(), dates.last_day()].iter().for_each(|day| words.add_month(translation, *day))
        }
        (None, (year, month)) => {
            let expected = NaiveDate::from_ymd_opt(year, month, 1).filter(|_| conference.expected.is_some());
            expected.into_iter().for_each(|day| words.add_month(translation, day));
        }
    }
    words.text
}

/// A text as the script folds it too: in lower case, in composed form, without the diacritics of Latin, Greek and Cyrillic
/// letters. The marks of other scripts stay, because they are vowels and tones there.
fn folded(text: &str) -> String {
    if text.is_ascii() {
        // It has no marks and one form.
        return text.to_ascii_lowercase();
    }
    let text: String = text.nfkd().collect::<String>().to_lowercase();
    let bare = text.nfd().filter(|char| !matches!(char, '\u{300}'..='\u{36f}'));
    let mut folded = String::with_capacity(text.len());
    for char in bare.nfc() {
        match char {
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ß' => folded.push_str("ss"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' | 'ð' => folded.push('d'),
            'þ' => folded.push_str("th"),
            'ı' => folded.push('i'),
            'ς' => folded.push('σ'),
            _ => folded.push(char),
        }
    }
    folded
}

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

    /// Adds the name and the year of a month, which a card shows.
    fn add_month(&mut self, translation: &Translation, day: NaiveDate) {
        self.add(translation.months[day.month0() as usize]);
        self.add(&day.year().to_string());
    }

    /// Adds the words of a text, in its own letters and in those of ASCII.
    fn add(&mut self, text: &str) {
        let is_of_word = |char: char| char.is_alphanumeric() || is_combining_mark(char) || matches!(char, '+' | '#');
        for word in folded(text).split(|char| !is_of_word(char)) {
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

    /// The page's script folds a query so; `tests/browser` has the same words.
    #[test]
    fn it_folds_as_the_script_does() {
        for (text, expected) in [
            ("Malmö Øen ŁÓDŹ", "malmo oen lodz"),
            ("Straße Æther Œuvre Þing İstanbul", "strasse aether oeuvre thing istanbul"),
            ("Hội nghị Việt", "hoi nghi viet"),
            ("Конференция йод", "конференция иод"),
            ("ΣΥΝΈΔΡΙΟΣ", "συνεδριοσ"),
            ("서울 개발자", "서울 개발자"),
            ("プログラミング がくえん ｶﾞ", "プログラミング がくえん ガ"),
            ("مؤتمر", "مؤتمر"),
            ("सम्मेलन हिन्दी", "सम्मेलन हिन्दी"),
            ("การประชุม", "การประชุม"),
            ("ﬁnal ＴＥＣＨ", "final tech"),
        ] {
            let composed: String = text.nfc().collect();
            let decomposed: String = text.nfd().collect();
            assert_eq!(folded(&composed), expected.nfc().collect::<String>());
            assert_eq!(folded(&decomposed), folded(&composed), "{text}");
        }
    }
    #[test]
    fn it_has_what_people_type() {
        let search = |keys: &str| {
            let feed = read(&format!("[[conference]]\nname = 'Conf'\nstart = 2027-05-01\n{keys}"));
            search_text(&feed.conferences[0], &["Französisch".to_owned()], Translation::for_language(Some("de")))
        };
        for (keys, expected) in [
            (
                "city = 'Austin'\nstate = 'TX'\ncountry = 'US'\n",
                " conf austin tx texas united states vereinigte staaten us usa franzosisch mai 2027",
            ),
            (
                "city = 'London'\ncountry = 'GB'\n",
                " conf london united kingdom vereinigtes konigreich gb gbr uk franzosisch mai 2027",
            ),
            ("city = 'Malmö'\nvenue = 'Øen'\ntags = ['C++', 'C#']\n", " conf c++ c# malmo oen franzosisch mai 2027"),
            ("city = '東京'\naliases = ['CONF-27']\n", " conf 27 東京 dongjing franzosisch mai 2027"),
        ] {
            assert_eq!(search(keys), expected);
        }
    }
}
