//! The place of an entry that no field has: behind its date, behind its link, or in its name.

use super::super::dates::{self, Parsed};
use super::super::guess::words;
use super::super::mapping::Texts;
use super::super::places::AttendanceText;
use super::super::records::Record;
use super::super::{markdown, places, prefixes};
use super::{Entry, EntryOnline, Maker, shown};

impl Maker<'_> {
    /// Takes the place from beside the date where no field has it: `15–19 May 2027, Vilnius, Lithuania`, `15 May 2027 (Vilnius)`.
    pub(super) fn place_of_dates(&mut self, record: &Record, entry: &mut Entry) {
        let place = &entry.place;
        if place.city.is_some() || place.venue.is_some() || place.address.is_some() || entry.online.is_some() {
            return;
        }
        let hint = self.hint(record);
        let is_date = |text: &str| match dates::parse(text, &hint) {
            Parsed::Dates(found) => found.leftover.is_empty() && found.start.day().is_some(),
            _ => false,
        };
        let fields = &self.mapping.fields;
        let texts = fields.start.0.iter().chain(&fields.dates.0).filter_map(|path| record.text(&Texts::one(path)));
        // A cell may have both in lines of their own.
        let with_bars =
            |text: &str| markdown::LINE_BREAKS.into_iter().fold(text.to_owned(), |text, end| text.replace(end, " | "));
        let plain = |text: &str| markdown::plain(&with_bars(text));
        let is_place = |text: &&str| {
            let parsed = places::parse(text, self.habits);
            let is_known = parsed.country.is_some() || parsed.city.as_deref().is_some_and(places::is_city);
            is_known && parsed.city.is_some() && text.starts_with(char::is_alphabetic)
        };
        let found = texts.map(|(text, line)| (plain(&text), line)).find_map(|(text, line)| {
            // The words behind a time may be of its zone: of `18:00, Warsaw, Poland`, the country alone is no place.
            let commas = text.match_indices([',', '|', '@']).map(|(at, _)| (&text[..at], text[at + 1..].trim()));
            let behind = commas.rev().filter(|(date, _)| is_date(date.trim())).map(|(_, place)| place).find(is_place);
            let mut marks = text.match_indices([',', '|']).map(|(at, _)| (text[..at].trim(), &text[at + 1..]));
            let before = || marks.find(|(_, date)| is_date(date.trim())).map(|(place, _)| place).filter(is_place);
            let apart = || apart_from_date(&text).into_iter().find(|(place, date)| is_date(date) && is_place(place));
            Some((behind.or_else(before).or_else(|| Some(apart()?.0))?.to_owned(), line))
        });
        if let Some((text, line)) = found {
            let country = entry.place.country.take();
            self.one_text(record, entry, &text, line);
            entry.place.country = entry.place.country.take().or(country);
        }
    }

    /// Takes the place from behind the link of the name, `[PyCon](https://pycon.example) Hannover`; true if there is one.
    fn place_behind_link(&mut self, record: &Record, entry: &mut Entry, written: &str) -> bool {
        let is_mark = |char: char| {
            char.is_whitespace() || matches!(char, ',' | '-' | '–' | '—' | '@' | '(' | ')' | '|' | '·' | '~')
        };
        let Some(link) = markdown::links(written).into_iter().find(|link| !link.is_image) else { return false };
        let (name, whole) = (markdown::plain(&link.text), markdown::plain(written));
        let Some(behind) = whole.strip_prefix(&name).filter(|behind| behind.starts_with(is_mark)) else { return false };
        let behind = behind.trim_matches(is_mark);
        let text = ["in ", "at "].iter().find_map(|word| behind.strip_prefix(word)).unwrap_or(behind);
        let parsed = places::parse(text, self.habits);
        let is_place =
            parsed.city.as_deref().is_some_and(places::is_city) || text.contains(',') && parsed.country.is_some();
        if name.is_empty() || !is_place || parsed.note.is_some() {
            return false;
        }
        entry.name = name;
        let line = record.node.line;
        self.one_text(record, entry, text, line);
        self.note(record, line, format!("the place `{}` is taken from behind the name of {}", shown(text), entry.name));
        true
    }

    /// Takes from before the name how one takes part, and the place where no field has it: `[Online] PyCon`, `[Japan] RubyKaigi`.
    fn words_before_name(&mut self, record: &Record, entry: &mut Entry) {
        let found = prefixes::without(&entry.name);
        if found.name == entry.name {
            return;
        }
        let (name, place) = (found.name.to_owned(), found.place.map(str::to_owned));
        if let Some(attendance) = found.attendance {
            entry.attendance = entry.attendance.or(Some(attendance));
            if attendance != AttendanceText::InPerson {
                entry.online.get_or_insert(EntryOnline::Yes);
            }
        }
        entry.name = name;
        let Some(text) = place else { return };
        if entry.place.is_empty() {
            self.one_text(record, entry, &text, record.node.line);
        } else if entry.place.country.is_none() {
            entry.place.country = places::parse(&text, self.habits).country.map(str::to_owned);
        }
        let message = format!("the place `{}` is taken from before the name of {}", shown(&text), entry.name);
        self.note(record, record.node.line, message);
    }

    /// Takes the place from the end of the name where no field has it: `PyCon (Oslo, Norway)`, `PyCon @ Oslo, Norway`.
    pub(super) fn place_of_name(&mut self, record: &Record, entry: &mut Entry, written: &str) {
        self.words_before_name(record, entry);
        let is_online = take_online(entry);
        if is_online || !entry.place.is_empty() || self.place_behind_link(record, entry, written) {
            return;
        }
        let line = record.node.line;
        if let Some((before, text)) = self.place_at_the_end(entry.name.trim_end()) {
            entry.name = before;
            self.one_text(record, entry, &text, line);
            self.note(record, line, format!("the place `{}` is taken from the name of {}", shown(&text), entry.name));
            return;
        }
        let description = entry.description.as_deref().filter(|text| text.len() < MAX_SENTENCE_OCTETS);
        let found = description.and_then(|text| self.place_behind_in(text.trim_end_matches('.')));
        if let Some(text) = found.map(str::to_owned) {
            self.one_text(record, entry, &text, line);
            let message = format!("the place `{}` is taken from the description of {}", shown(&text), entry.name);
            self.note(record, line, message);
        }
    }

    /// The city of a text that is one with its country.
    fn city_with_country(&self, text: &str) -> Option<String> {
        let parsed = places::parse(text, self.habits);
        let is_place = parsed.country.is_some() && parsed.venue.is_none();
        parsed.city.filter(|city| is_place && city.starts_with(char::is_uppercase))
    }

    /// True for a city that is known, with its country.
    fn is_known_city(&self, text: &str) -> bool {
        self.city_with_country(text).is_some_and(|city| places::is_city(&city) || places::is_city_like_state(&city))
    }

    /// True for a city with its country behind one of these marks: `Strasbourg, FR`, `Strasbourg - FR`.
    fn is_pair(&self, text: &str, marks: &[&str]) -> bool {
        let pair = marks.iter().find_map(|mark| text.rsplit_once(mark));
        pair.is_some_and(|(city, last)| {
            !city.trim().is_empty()
                && places::parse(last, self.habits).country.is_some()
                && self.city_with_country(text).is_some()
        })
    }

    /// The place at the end of a text that stays as it is: `Workshop on Robots in Oslo, Norway`, but not `Women in Tech, India`.
    fn place_behind_in<'t>(&self, text: &'t str) -> Option<&'t str> {
        let (_, place) = text.rsplit_once(" in ")?;
        (self.is_pair(place, &[","]) && self.is_known_city(place)).then_some(place)
    }

    /// The name without the place at its end, and the place. What stands in brackets or has a comma may be any city; with other
    /// marks between it and its country, the city has to be one that is known.
    fn place_at_the_end(&self, name: &str) -> Option<(String, String)> {
        let joints = [" @ ", " - ", " – ", " — ", " | "];
        let behind = || joints.iter().filter_map(|joint| name.rsplit_once(joint));
        let commas = name.rmatch_indices(", ").nth(1).map(|(at, _)| (&name[..at], &name[at + 2..]));
        let marks = [",", "/", " - ", " – ", " | "];
        let in_brackets = bracket_at_the_end(name).filter(|(_, text)| self.is_pair(text, &marks));
        let pairs = behind().chain(commas).find(|(_, text)| self.is_pair(text, &[","]));
        // `PyCon - Oslo - Norway`, `PyCon, Oslo (Norway)`
        let apart =
            |joint: &&str| name.rmatch_indices(*joint).nth(1).map(|(at, _)| (&name[..at], &name[at + joint.len()..]));
        let loose = || joints[1..].iter().filter_map(apart).chain(behind()).chain(name.rsplit_once(", "));
        let is_loose = |text: &str| text.contains(['(', '/', '-', '–', '|']) && self.is_known_city(text);
        // `EuroRust @ Vienna`
        let at_city = || name.rsplit_once(" @ ").filter(|(_, text)| places::is_city(text.trim()));
        let found = pairs.or(in_brackets).or_else(|| loose().find(|(_, text)| is_loose(text))).or_else(at_city);
        let (before, text) = match found {
            Some((before, text)) => (before.trim_end(), text),
            None => (name, self.place_behind_in(name)?),
        };
        (!before.is_empty()).then(|| (before.to_owned(), text.to_owned()))
    }
}

/// A longer description is more than a sentence, and may end in any place.
const MAX_SENTENCE_OCTETS: usize = 200;

/// What may be a place, and the date beside it that no comma parts from it: `April 13-15, 2027 (Las Vegas)`, `London September 7-8, 2026`,
/// `5 May 2027 in Oslo`.
fn apart_from_date(text: &str) -> Vec<(&str, &str)> {
    let behind =
        [" in ", " at "].into_iter().filter_map(|word| text.split_once(word)).map(|(date, place)| (place, date));
    let in_brackets = text.strip_suffix(')').and_then(|text| text.rsplit_once(" (")).map(|(date, place)| (place, date));
    let first = text.split(|char: char| !char.is_alphabetic()).next().unwrap_or_default();
    let begins = !first.is_empty() && words::month(first).is_none();
    // The longest date.
    let before =
        text.match_indices(' ').take(MAX_WORDS).filter(|_| begins).map(|(at, _)| (&text[..at], &text[at + 1..]));
    in_brackets.into_iter().chain(behind).chain(before).map(|(place, date)| (place.trim(), date.trim())).collect()
}

/// Places have fewer words.
const MAX_WORDS: usize = 8;

/// The bracket at the end of a name, and what stands before it.
fn bracket_at_the_end(name: &str) -> Option<(&str, &str)> {
    name.strip_suffix([')', ']'])?.rsplit_once(['(', '['])
}

/// Takes the words at the end of a name that say that one can take part from anywhere, in brackets or behind a dash; true if there are
/// some. Beside a place a word alone may be a part of the name: `PyCon (Online)`, but `PyCon (moved online)`.
fn take_online(entry: &mut Entry) -> bool {
    let name = entry.name.trim_end();
    let is_said = |inner: &str| places::is_online(inner) && (entry.place.is_empty() || inner.contains(' '));
    // `Rust - Discord` is a topic.
    let is_event = |words: &str| is_said(words) && words.split(' ').any(places::is_tag_of_online);
    let behind_dash = || [" - ", " – ", " — ", " | "].iter().find_map(|joint| name.rsplit_once(joint));
    let bracket = bracket_at_the_end(name).filter(|(_, inner)| is_said(inner));
    let found = bracket.or_else(|| behind_dash().filter(|(_, words)| is_event(words)));
    // `School (spring 2027 - online)`
    let part = || {
        let (_, words) = behind_dash().filter(|_| bracket_at_the_end(name).is_some())?;
        let words = words.strip_suffix([')', ']']).filter(|words| is_event(words))?;
        let before = name[..name.len() - words.len() - 1].trim_end_matches([' ', '-', '–', '—', '|']);
        Some(format!("{before}{}", &name[name.len() - 1..]))
    };
    let Some(name) =
        found.map(|(before, _)| before.trim_end().to_owned()).or_else(part).filter(|name| !name.is_empty())
    else {
        return false;
    };
    entry.name = name;
    entry.online.get_or_insert(EntryOnline::Yes);
    true
}
