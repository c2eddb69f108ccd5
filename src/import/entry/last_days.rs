//! The last day of an entry.

use chrono::{Datelike as _, NaiveDate, TimeDelta};

use super::super::dates::{self, Dates, Hint, Parsed, When, Word};
use super::super::mapping::Texts;
use super::super::records::Record;
use super::super::{markdown, status};
use super::date_texts::{is_hour, range, spaced};
use super::moved::moved;
use super::{Entry, Maker, shown};

/// A last day that is further from the first is of another edition, where a text has both days.
const MAX_DAYS_OF_RANGE: i64 = 60;

/// A conference that takes longer does so by a slip, if another field has a last day within these days.
const MAX_DAYS_OF_CONFERENCE: i64 = 14;

/// True if a day is no more than a number amid words, which no month stands beside: `later 3`.
fn is_number_amid_words(text: &str, found: &Dates, hint: &Hint) -> bool {
    let alone = Hint { year: Some(found.start.year()), order: hint.order, ..Hint::default() };
    !found.leftover.is_empty() && !matches!(dates::parse(text, &alone), Parsed::Dates(_))
}

/// Takes a word in the place of a last day: the status that it is, or a comment that there will be one.
fn word_of_end(entry: &mut Entry, word: Word, text: &str) {
    match word {
        Word::Cancelled => entry.status = Some("cancelled"),
        Word::Postponed => entry.status = Some("postponed"),
        Word::None => {}
        _ => {
            entry.comments.entry("end").or_insert_with(|| format!("was `{}`", shown(text)));
        }
    }
}

impl Maker<'_> {
    /// The last day: from a field of its own, else from the text of the first.
    pub(super) fn last(&mut self, record: &Record, entry: &mut Entry, dates: &Dates, hint: &Hint) -> Option<When> {
        let fields = &self.mapping.fields;
        let start = dates.start.day();
        // The last day may lack the year that the first has.
        let end_hint = Hint {
            year: start.map(|day| chrono::Datelike::year(&day)).or(hint.year),
            month: start.map(|day| chrono::Datelike::month(&day)),
            ..*hint
        };
        let mut end = dates.end.clone();
        for (texts, is_exclusive) in [(&fields.end, false), (&fields.end_exclusive, true)] {
            let Some((text, line)) = record.text(texts) else { continue };
            let text = match start {
                Some(day) if is_hour(&text) => format!("{day} {text}"),
                _ => text,
            };
            let end_hint = end_hint.settled_by(&text);
            let text = moved(&text).map_or(text, |moved| moved.now);
            match self.parse(record, &text, line, &end_hint) {
                Parsed::Dates(found)
                    if !matches!(found.start, When::Year(_) | When::Month { .. })
                        && !is_number_amid_words(&text, &found, &end_hint) =>
                {
                    entry.status = entry.status.or_else(|| status::of_text(&found.leftover));
                    let last = found.end.unwrap_or(found.start);
                    let last = match last {
                        When::Day(day) if is_exclusive => When::Day(dates::day_before(day)),
                        // The hours behind the first day say more: `2027-03-12 5:30 - 8:30 PM` beside `2027-03-12`.
                        When::Day(day) if ends_in_hours_of(dates, day) => return dates.end.clone(),
                        // The hour of a field of its own, which is put behind the first day.
                        last if texts.0.iter().any(|path| path.contains('{')) => behind(&dates.start, last),
                        last => last,
                    };
                    let is_far =
                        |day: NaiveDate| start.is_some_and(|start| (day - start).num_days() > MAX_DAYS_OF_RANGE);
                    // The text of both days knows better.
                    if end.is_none() || !last.day().is_some_and(is_far) {
                        end = Some(last);
                    }
                }
                Parsed::Word(word) => word_of_end(entry, word, &text),
                // `2027`, `Postponed to 2028`
                Parsed::Dates(found) if !is_number_amid_words(&text, &found, &end_hint) => {
                    entry.status = entry.status.or_else(|| status::of_text(&text));
                    entry.comments.entry("end").or_insert_with(|| format!("was `{}`", shown(&text)));
                }
                _ => self.note(
                    record,
                    line,
                    format!(
                        "`{}` is not a date that confcal understands: {} has no last day",
                        shown(&text),
                        entry.name
                    ),
                ),
            }
        }
        end
    }

    /// The last day of two that differ, where a text with a range begins on the first day too; the report has both.
    pub(super) fn last_of_two(&mut self, record: &Record, start: &When, end: When, hint: &Hint) -> When {
        let (Some(first), Some(last)) = (start.day(), end.day()) else { return end };
        let hint = Hint { year: Some(first.year()), ..*hint };
        let of_text = |path: &String| {
            let (text, line) = record.text(&Texts::one(path))?;
            match dates::parse(&spaced(&markdown::plain(&text), &hint), &hint) {
                Parsed::Dates(Dates { start, end: Some(other), .. }) if start.day() == Some(first) => {
                    Some((other.day()?, text, line)).filter(|(other, ..)| *other != last)
                }
                _ => None,
            }
        };
        let Some((other, text, line)) = self.mapping.fields.dates.0.iter().find_map(of_text) else { return end };
        let is_long = |last: NaiveDate| (last - first).num_days() >= MAX_DAYS_OF_CONFERENCE;
        let taken = if is_long(last) && !is_long(other) && other >= first { other } else { last };
        let message = format!("`{}` ends on {other}, and another field on {last}: {taken} is taken", shown(&text));
        self.note(record, line, message);
        if taken == last { end } else { When::Day(other) }
    }

    /// The last day of a range in another field, `dates: "14-16 March"` beside `start: 2026-03-14`, if both begin on one day.
    pub(super) fn end_of_range(&mut self, record: &Record, start: &When, hint: &Hint) -> Option<When> {
        let ranges = self.mapping.fields.dates.0.iter();
        let ranges = ranges.filter_map(|path| record.text(&Texts::one(path)).or_else(|| range(record, path, hint)));
        let day = start.day()?;
        let hint = Hint { year: Some(day.year()), ..*hint };
        let found =
            ranges.filter_map(|(text, line)| match dates::parse(&spaced(&markdown::plain(&text), &hint), &hint) {
                Parsed::Dates(Dates { start: first, end: Some(end), .. }) => Some((first.day()?, end, text, line)),
                _ => None,
            });
        let found: Vec<(NaiveDate, When, String, usize)> = found.collect();
        if let Some((_, end, ..)) = found.iter().find(|(first, ..)| *first == day) {
            return Some(end.clone());
        }
        // `May 27-29` beside the 25th, the day of the tutorials.
        let is_near = |first: NaiveDate, end: &When| {
            (first - day).num_days().abs() <= 7 && end.day().is_some_and(|end| end >= day)
        };
        let near = found.iter().find(|(first, end, ..)| is_near(*first, end));
        let (first, _, text, line) = near.or(found.first())?;
        let decided = if near.is_some() { "the last day is taken from it" } else { "the last day is left open" };
        let message = format!("`{}` begins on {first}, and another field on {day}: {decided}", shown(text));
        self.note(record, *line, message);
        near.map(|(_, end, ..)| end.clone())
    }
}

/// The end of a time on its day, which is on the next one if it would be before the start: `20:00` and `02:00`.
fn behind(start: &When, end: When) -> When {
    match (start, end) {
        (When::Local(start, _), When::Local(end, zone)) if end < *start && end.date() == start.date() => {
            When::Local(end.checked_add_signed(TimeDelta::days(1)).unwrap_or(end), zone)
        }
        (_, end) => end,
    }
}

/// True if dates end at an hour of this day.
fn ends_in_hours_of(dates: &Dates, day: NaiveDate) -> bool {
    matches!(&dates.end, Some(end @ (When::Local(..) | When::Instant(_))) if end.day() == Some(day))
}
