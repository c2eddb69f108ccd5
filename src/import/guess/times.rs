//! Columns of times of day, which belong to the dates of the same name, `deadline_time` to `deadline_date`, or to the
//! only date.

use super::columns::Column;
use super::progress::Guess;
use super::words::Tokens;
use crate::import::dates::{self, Dates, Hint, Parsed, When};
use crate::import::mapping::Texts;

/// Words of a name for the time, and for the day.
const TIME: &str = "time times hour hours uhrzeit hora heure zeit hh mm utc gmt";
const DAY: &str = "date dates day days datum fecha yyyy mm dd";

impl Guess<'_> {
    /// Puts the times of day behind the dates that they belong to.
    pub(super) fn times_of_day(&mut self) {
        let times: Vec<usize> = self.free().filter(|(_, column)| is_time(column)).map(|(index, _)| index).collect();
        let mut days = Vec::new();
        for index in times {
            let column = &self.columns[index];
            let Some(date) =
                self.date_of_name(column).or_else(|| self.day_of_end(column)).or_else(|| self.only_day(column))
            else {
                continue;
            };
            // `utc_hh_mm`
            let zone = if column.own.has("utc gmt") { " UTC" } else { "" };
            let both = format!("{{{date}}} {{{}}}{zone}", column.path);
            let is_end = column.own.is_end() && !column.own.is_start();
            let fields = &mut self.mapping.fields;
            if is_end && fields.end.is_empty() && fields.end_exclusive.is_empty() {
                fields.end.push(both);
            } else {
                let dues = self.mapping.deadlines.iter_mut().map(|deadline| &mut deadline.due);
                let ends = [&mut fields.end, &mut fields.end_exclusive];
                for texts in [&mut fields.start, &mut fields.dates].into_iter().chain(ends).chain(dues) {
                    put_before(texts, &date, &both);
                }
            }
            // Of another entry it has the day itself.
            if column.counts.dates > 0 {
                days.push((index, is_end));
            }
            self.taken[index] = true;
        }
        for (index, is_end) in days {
            let fields = &mut self.mapping.fields;
            let texts = if is_end { &mut fields.end } else { &mut fields.start };
            texts.push(&self.columns[index].path);
        }
    }

    /// The column of dates that has the name of one of times.
    fn date_of_name(&self, times: &Column) -> Option<String> {
        let fields = &self.mapping.fields;
        let is_partner =
            |date: &&String| bare(&Tokens::of(date)) == bare(&times.tokens) && self.column(date).is_some_and(is_day);
        let dues = self.mapping.deadlines.iter().filter(|deadline| deadline.each.is_none());
        let texts = [&fields.start, &fields.end, &fields.end_exclusive, &fields.dates]
            .into_iter()
            .chain(dues.map(|deadline| &deadline.due));
        texts.flat_map(|texts| &texts.0).find(is_partner).cloned()
    }

    /// The only column of last days, for the hours at which events end: `Endet um` beside `Endet am`.
    fn day_of_end(&self, times: &Column) -> Option<String> {
        let fields = &self.mapping.fields;
        let mut paths = fields.end.0.iter().chain(&fields.end_exclusive.0);
        let is_end = times.own.is_end() && !times.own.is_start() && !times.tokens.is_deadline();
        let only = paths.next().filter(|_| is_end && paths.next().is_none())?;
        self.column(only).filter(|column| is_day(column)).map(|column| column.path.clone())
    }

    /// The only column of the days of conferences, which other columns may have the hours of: `start: 4:00 PM` beside `date`.
    fn only_day(&self, times: &Column) -> Option<String> {
        let fields = &self.mapping.fields;
        let mut paths = fields.start.0.iter().chain(&fields.dates.0).filter(|path| !path.contains('{'));
        let only = paths.next().filter(|_| paths.next().is_none() && !times.tokens.is_deadline())?;
        let is_single = |column: &&Column| is_day(column) && column.counts.ranges == 0;
        self.column(only).filter(is_single).map(|column| column.path.clone())
    }

    fn column(&self, path: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.path == path)
    }
}

/// True if a column holds days without hours, one in a value.
fn is_day(column: &Column) -> bool {
    column.most(|text| !text.contains(':')) && !column.is_list && column.list.is_none()
}

/// Puts a path before another one, if texts have that.
fn put_before(texts: &mut Texts, known: &str, path: &str) {
    if let Some(at) = texts.0.iter().position(|other| other == known) {
        texts.0.insert(at, path.to_owned());
    }
}

/// The words of a name that are neither for the day nor for the time: `startDate.time` is the time of `startDate.date`.
fn bare(tokens: &Tokens) -> Vec<&str> {
    let is_other = |word: &&str| ![TIME, DAY].iter().any(|list| list.split_ascii_whitespace().any(|one| one == *word));
    tokens.0.iter().map(String::as_str).filter(is_other).collect()
}

/// True if a column holds times of day and nothing else, and is called so or as a beginning or an end.
pub(super) fn is_time(column: &Column) -> bool {
    let is_named = column.own.has(TIME) || column.own.is_start() || column.own.is_end();
    // `ganztags` and `all day` beside hours say nothing of the day.
    let is_word = |value: &String| column.own.has(TIME) && !value.contains(|char: char| char.is_numeric());
    let are_times = || column.most(is_time_of_day);
    let are_beside_words = || {
        let mut times = column.values.iter().filter(|value| !is_word(value)).peekable();
        times.peek().is_some() && times.all(|value| is_time_of_day(value))
    };
    is_named && column.list.is_none() && !column.is_list && (are_times() || are_beside_words())
}

/// True if a text is a time of day, or two: `10:30`, `18:30 - 21:00`, `19 Uhr`, `7pm`.
pub(crate) fn is_time_of_day(text: &str) -> bool {
    let is_short = text.len() <= MAX_TIME_OCTETS && text.starts_with(|char: char| char.is_ascii_digit());
    let on_a_day = || dates::parse(&format!("2027-03-01 {text}"), &Hint::default());
    is_short
        && matches!(on_a_day(), Parsed::Dates(Dates { start, leftover, .. })
            if leftover.is_empty() && (matches!(start, When::Local(..) | When::Instant(_)) || is_midnight(text)))
}

/// True for the time at which programs begin and end whole days, which is no hour of a date: `12:00:00 AM`, `00:00`.
fn is_midnight(text: &str) -> bool {
    text.contains(':')
        && text
            .trim_end_matches(char::is_alphabetic)
            .trim_start_matches("12")
            .chars()
            .all(|char| matches!(char, '0' | ':' | ' '))
}

/// The longest text that is taken for a time of day: `10:30 am - 11:30 am (Oslo time)`.
const MAX_TIME_OCTETS: usize = 32;
