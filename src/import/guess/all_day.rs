//! Ends that are the day behind the last one, as calendar programs have them of events that take whole days.

use chrono::NaiveDate;

use super::columns::{Column, MAX_LOOKED_AT};
use super::progress::Guess;
use super::times::is_time;
use crate::import::answers::yes_or_no;
use crate::import::dates::{self, Hint, Parsed};
use crate::import::mapping::Texts;
use crate::import::records::Record;

/// An event of whole days.
struct AllDay {
    first: NaiveDate,
    end: NaiveDate,
    /// True if it ends at midnight, rather than on a day.
    is_at_midnight: bool,
}

impl Guess<'_> {
    /// True if a column of ends has the day behind the last one: `end.date` beside `end.dateTime` or the UID of a calendar, as events of
    /// Google's calendar have, or midnights beside an answer whether an event takes whole days.
    pub(super) fn is_day_behind(&mut self, end: usize, start: Option<usize>) -> bool {
        let path = &self.columns[end].path;
        let sibling = path.strip_suffix(".date").map(|around| format!("{around}.dateTime"));
        let is_of_google = sibling.is_some_and(|time| {
            let is_of_google = |column: &Column| {
                column.path == time
                    || ["iCalUID", "htmlLink"].iter().any(|name| column.path.eq_ignore_ascii_case(name))
                    || column.values.iter().any(|value| value == "calendar#event")
            };
            self.columns.iter().any(is_of_google)
        });
        if is_of_google {
            return true;
        }
        let Some(answers) = self.columns.iter().position(is_of_all_day) else { return false };
        let is_behind = start.is_some_and(|start| self.end_at_midnight(answers, start, end));
        if is_behind {
            let path = self.take(answers).to_owned();
            self.mapping.fields.ignore.push(path);
        }
        is_behind
    }

    /// True if events that take whole days end at the midnight behind the last one. Some programs write the midnight of the last day:
    /// then one that takes a day ends when it begins. FullCalendar's `end` beside `allDay` is a day without an hour.
    fn end_at_midnight(&self, answers: usize, start: usize, end: usize) -> bool {
        let hours = self.columns.iter().filter(|column| is_time(column) && column.own.is_end());
        let hours: Vec<Texts> = hours.map(|column| Texts::one(&column.path)).collect();
        let [answers, start, end] = [answers, start, end].map(|index| &self.columns[index].path);
        let is_full_calendar =
            answers.rsplit('.').next() == Some("allDay") && matches!(end.as_str(), "end" | "end.date");
        let paths = [answers, start, end].map(Texts::one);
        let records = self.records.iter().take(MAX_LOOKED_AT);
        let events: Vec<AllDay> = records.filter_map(|record| all_day(record, &paths, &hours)).collect();
        !events.is_empty()
            && events.iter().all(|event| event.end > event.first && (is_full_calendar || event.is_at_midnight))
    }
}

/// True if a column says of events whether they take whole days.
fn is_of_all_day(column: &Column) -> bool {
    const NAMES: [&str; 7] =
        ["allday", "ganztag", "journeeentiere", "todoeldia", "diacompleto", "heledag", "tuttoilgiorno"];
    let name: String =
        any_ascii::any_ascii(&column.path).to_lowercase().chars().filter(char::is_ascii_alphabetic).collect();
    NAMES.iter().any(|known| name.contains(known)) && column.most(|value| yes_or_no(value).is_some())
}

/// The days of a record that takes whole ones: `paths` are those of the answer, the beginning and the end.
fn all_day(record: &Record, [answer, start, end]: &[Texts; 3], hours: &[Texts]) -> Option<AllDay> {
    let text = |texts: &Texts| record.text(texts).map(|(text, _)| text);
    yes_or_no(&text(answer)?).filter(|is_all_day| *is_all_day)?;
    let (first, _) = day(&text(start)?)?;
    let written = text(end)?;
    let (last, is_midnight) = day(&written)?;
    let hour = || hours.iter().find_map(text).map(|hour| format!("{written} {hour}"));
    let is_at_midnight =
        is_midnight && (written.contains(':') || hour().is_some_and(|both| day(&both) == Some((last, true))));
    Some(AllDay { first, end: last, is_at_midnight })
}

/// The day of a text, and whether it has no hour but midnight.
fn day(text: &str) -> Option<(NaiveDate, bool)> {
    let hint = Hint { year: Some(2024), order: dates::DayOrder::MonthFirst, ..Hint::default() };
    match dates::parse(text, &hint) {
        Parsed::Dates(found) => Some((found.start.day()?, matches!(found.start, dates::When::Day(_)))),
        _ => None,
    }
}
