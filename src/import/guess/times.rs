//! Columns of times of day, which belong to the dates of the same name: `deadline_time` to `deadline_date`.

use super::columns::Column;
use super::progress::Guess;
use super::words::Tokens;
use crate::import::dates::{self, Dates, Hint, Parsed, When};
use crate::import::mapping::Texts;

/// Words of a name for the time, and for the day.
const TIME: &str = "time times hour hours uhrzeit hora heure zeit";
const DAY: &str = "date dates day days datum fecha";

impl Guess<'_> {
    /// Puts the times of day behind the dates that they belong to.
    pub(super) fn times_of_day(&mut self) {
        let times: Vec<usize> = self.free().filter(|(_, column)| is_time(column)).map(|(index, _)| index).collect();
        for index in times {
            let column = &self.columns[index];
            let is_partner = |date: &&String| {
                let known = self.columns.iter().find(|column| column.path == **date);
                bare(&Tokens::of(date), DAY) == bare(&column.tokens, TIME)
                    && known.is_some_and(|date| date.most(|text| !text.contains(':')) && !date.is_list)
            };
            let fields = &self.mapping.fields;
            let days = [&fields.start, &fields.end, &fields.dates].into_iter();
            let dues = self.mapping.deadlines.iter().filter(|deadline| deadline.each.is_none());
            let texts = days.chain(dues.map(|deadline| &deadline.due));
            let Some(date) = texts.flat_map(|texts| &texts.0).find(is_partner).cloned() else { continue };
            let both = format!("{{{date}}} {{{}}}", column.path);
            let fields = &mut self.mapping.fields;
            let dues = self.mapping.deadlines.iter_mut().map(|deadline| &mut deadline.due);
            for texts in [&mut fields.start, &mut fields.end, &mut fields.dates].into_iter().chain(dues) {
                put_before(texts, &date, &both);
            }
            self.taken[index] = true;
        }
    }
}

/// Puts a path before another one, if texts have that.
fn put_before(texts: &mut Texts, known: &str, path: &str) {
    if let Some(at) = texts.0.iter().position(|other| other == known) {
        texts.0.insert(at, path.to_owned());
    }
}

/// The words of a name without some.
fn bare<'t>(tokens: &'t Tokens, without: &str) -> Vec<&'t str> {
    let is_other = |word: &&str| !without.split_ascii_whitespace().any(|other| other == *word);
    tokens.0.iter().map(String::as_str).filter(is_other).collect()
}

/// True if a column holds times of day and nothing else.
fn is_time(column: &Column) -> bool {
    column.own.has(TIME) && column.list.is_none() && !column.is_list && column.most(is_time_of_day)
}

/// True if a text is a time of day, or two: `10:30`, `18:30 - 21:00`, `19 Uhr`, `7pm`.
fn is_time_of_day(text: &str) -> bool {
    let is_short = text.len() <= MAX_TIME_OCTETS && text.starts_with(|char: char| char.is_ascii_digit());
    let on_a_day = || dates::parse(&format!("2027-03-01 {text}"), &Hint::default());
    is_short
        && matches!(on_a_day(), Parsed::Dates(Dates { start, leftover, .. })
            if leftover.is_empty() && matches!(start, When::Local(..) | When::Instant(_)))
}

/// The longest text that is taken for a time of day: `10:30 am - 11:30 am (Oslo time)`.
const MAX_TIME_OCTETS: usize = 32;
