//! Columns of times of day, which belong to the dates of the same name: `deadline_time` to `deadline_date`.

use super::columns::Column;
use super::progress::Guess;
use super::words::Tokens;
use crate::import::mapping::Texts;

/// Words of a name for the time, and for the day.
const TIME: &str = "time times hour hours uhrzeit hora heure zeit";
const DAY: &str = "date dates day days datum fecha";

impl Guess<'_> {
    /// Puts the times of day behind the dates that they belong to. Without a zone, only those of deadlines count.
    pub(super) fn times_of_day(&mut self) {
        let has_zone = self.columns.iter().any(|column| column.own.has("timezone tz zone"));
        let times: Vec<usize> = self.free().filter(|(_, column)| is_time(column)).map(|(index, _)| index).collect();
        for index in times {
            let column = &self.columns[index];
            let with_offset = column.values.iter().filter(|value| has_offset(value)).count();
            let is_zoned = has_zone || column.counts.most(with_offset);
            let is_partner = |date: &&String| {
                let known = self.columns.iter().find(|column| column.path == **date);
                bare(&Tokens::of(date), DAY) == bare(&column.tokens, TIME)
                    && known.is_some_and(|date| date.counts.average_length() <= 12 && !date.is_list)
            };
            let fields = &self.mapping.fields;
            let days = [&fields.start, &fields.end, &fields.dates].into_iter().filter(|_| is_zoned);
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

/// True if a text begins as `10:30` does, and is one time.
fn is_time_of_day(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &text[digits..];
    (1..3).contains(&digits)
        && rest.starts_with(':')
        && rest.get(1..3).is_some_and(|minutes| minutes.bytes().all(|byte| byte.is_ascii_digit()))
        && text.len() < 16
        && !text.contains(" - ")
}

fn has_offset(text: &str) -> bool {
    text.ends_with('Z') || text.contains('+') || text.rsplit_once('-').is_some_and(|(_, offset)| offset.contains(':'))
}
