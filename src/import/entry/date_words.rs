//! Words beside the date of an entry: how sure it is, whether the conference takes place, and those that say nothing to confcal.

use super::super::dates::{self, Dates, Doubt, When};
use super::super::records::Record;
use super::super::{markdown, places, status};
use super::date_texts::is_tentative;
use super::{Entry, EntryOnline, Maker, shown};
use crate::place::Country;

/// Words that only lead to a date, or say that it has no hours.
const LEADING: &str = "starts starting start begins beginning begin for during lasting takes take place held the les los las die à full all day \
    ganztags ganztägig";

/// The words beside a date that say nothing of it, until the other fields tell whether they are theirs.
#[derive(Debug)]
pub(crate) struct WordsBeside {
    words: String,
    text: String,
    line: usize,
}

impl Maker<'_> {
    /// Takes the status, and whether one may take part online, from the words beside a date. Keeps those that say something else.
    pub(super) fn words_beside(&mut self, entry: &mut Entry, dates: &Dates, (text, line): (&str, usize)) {
        let words = &dates.leftover;
        if words.is_empty() {
            return;
        }
        let said = status::of_text(words).or(is_tentative(words).then_some("tentative"));
        entry.status = entry.status.or(said);
        // `5 May 2027 (online, free)`
        let is_online = words.split_whitespace().any(places::is_tag_of_online);
        if is_online {
            entry.online.get_or_insert(EntryOnline::Yes);
        }
        let is_told = is_online
            || said.is_some()
            || dates::doubt(&markdown::plain(text)).is_some()
            || dates::length(text).is_some()
            // The zone of a time is told with the times.
            || matches!(&dates.start, When::Local(..));
        self.words_beside = (!is_told).then(|| WordsBeside { words: words.clone(), text: shown(text), line });
    }

    /// Says which words beside the date no field has taken.
    pub(super) fn unread_words(&mut self, record: &Record, entry: &mut Entry) {
        let Some(WordsBeside { words, text, line }) = self.words_beside.take() else { return };
        let place = &entry.place;
        let country = place.country.as_deref().and_then(Country::known);
        let taken = [&place.venue, &place.address, &place.city, &place.state, &entry.description, &entry.short];
        let taken: Vec<&str> = taken.into_iter().flatten().chain([&entry.name]).map(String::as_str).collect();
        let is_country = |from: &str| country.is_some() && Country::known(from) == country;
        let is_taken = |word: &str| {
            let is_leading = LEADING.split(' ').any(|known| known.eq_ignore_ascii_case(word));
            is_leading || word.bytes().all(|byte| byte == b'0') || taken.iter().any(|text| text.contains(word))
        };
        let list: Vec<&str> = words.split_whitespace().collect();
        let first = (0..list.len()).find(|at| !is_taken(list[*at]));
        if first.is_some_and(|at| !is_country(&list[at..].join(" "))) {
            entry.comments.entry("start").or_insert_with(|| format!("was `{text}`"));
            let message = format!("`{words}` in `{text}` is not read: the date is taken, and a comment has the text");
            self.note(record, line, message);
        }
    }

    /// Says that a date is doubtful, which makes the conference tentative; true if another day is meant, so that only the year is known.
    pub(super) fn is_in_doubt(
        &mut self,
        record: &Record,
        entry: &mut Entry,
        dates: &Dates,
        (text, line): (&str, usize),
    ) -> bool {
        let Some(doubt) = dates::doubt(&markdown::plain(text)) else { return false };
        let (name, text) = (&entry.name, shown(text));
        if doubt == Doubt::About {
            if entry.status.is_none() {
                entry.status = Some("tentative");
                entry.comments.entry("start").or_insert_with(|| format!("was `{text}`"));
            }
            self.note(record, line, format!("`{text}` is no sure date: the entry is tentative"));
            return false;
        }
        let year = dates.start.year();
        self.note(
            record,
            line,
            format!("`{text}` names no day that is sure: {name} is expected in {year}, and not dated"),
        );
        entry.comments.insert("start", format!("was `{text}`"));
        entry.expected = Some(year.to_string());
        true
    }
}
