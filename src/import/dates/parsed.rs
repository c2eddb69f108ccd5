//! The readings of a date, and what its surroundings tell of it.

use chrono::{DateTime, Datelike as _, FixedOffset, NaiveDate, NaiveDateTime};

use super::words::Word;

/// The surroundings of a date: what a neighbour, a heading or the rest of the file tells of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub(crate) struct Hint {
    /// The year of a date that names none.
    pub(crate) year: Option<i32>,
    /// The month of a date that names none.
    pub(crate) month: Option<u32>,
    /// The order of day and month in `5/6/2027`.
    pub(crate) order: DayOrder,
}

impl Hint {
    /// With the order of day and month that a text tells, if nothing else does: `15/02/2027 (was 01/02/2027)`.
    pub(crate) fn settled_by(self, text: &str) -> Hint {
        match self.order {
            DayOrder::Unknown => Hint { order: super::day_order([text].into_iter()), ..self },
            _ => self,
        }
    }
}

/// The order of day and month where both are numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub(crate) enum DayOrder {
    DayFirst,
    MonthFirst,
    #[default]
    Unknown,
}

impl DayOrder {
    /// The order that a word of a mapping stands for.
    pub(crate) fn of_word(word: &str) -> DayOrder {
        match word {
            "day-first" => DayOrder::DayFirst,
            "month-first" => DayOrder::MonthFirst,
            _ => DayOrder::Unknown,
        }
    }

    /// Its word in a mapping; none if it is unknown.
    pub(crate) fn word(self) -> Option<String> {
        match self {
            DayOrder::DayFirst => Some("day-first".to_owned()),
            DayOrder::MonthFirst => Some("month-first".to_owned()),
            DayOrder::Unknown => None,
        }
    }
}

/// The reading of a text that should be a date.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Parsed {
    /// A date, or a range with its last day, inclusive.
    Dates(Dates),
    /// Dates that are no range: `5 and 12 May 2027`, `2027-01-10; 2027-02-10`.
    Several(Vec<When>),
    /// A date with two readings: day first, and month first.
    Ambiguous(NaiveDate, NaiveDate),
    /// A word in place of a date.
    Word(Word),
    /// Nothing of the above.
    Unknown,
}

impl Parsed {
    /// True if the text is a date or a range and has no other words.
    pub(crate) fn are_dates_alone(&self) -> bool {
        matches!(self, Parsed::Dates(found) if found.leftover.is_empty())
    }
}

/// A date or a range.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Dates {
    pub(crate) start: When,
    pub(crate) end: Option<When>,
    /// True if the year comes from the hint.
    pub(crate) guessed_year: bool,
    /// The words that are no part of the date, such as `tentative`; empty if there are none.
    pub(crate) leftover: String,
}

/// A point of the calendar, as exact as the text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum When {
    Day(NaiveDate),
    Month {
        year: i32,
        month: u32,
    },
    Year(i32),
    /// A time of day, and the words that name its zone if there are any; [`zone`] reads them.
    Local(NaiveDateTime, Option<String>),
    Instant(DateTime<FixedOffset>),
}

impl When {
    /// The day, where the text has one.
    pub(crate) fn day(&self) -> Option<NaiveDate> {
        match self {
            When::Day(day) => Some(*day),
            When::Local(time, _) => Some(time.date()),
            When::Instant(instant) => Some(instant.date_naive()),
            When::Month { .. } | When::Year(_) => None,
        }
    }

    /// The year.
    pub(crate) fn year(&self) -> i32 {
        match self {
            When::Day(day) => day.year(),
            When::Month { year, .. } | When::Year(year) => *year,
            When::Local(time, _) => time.year(),
            When::Instant(instant) => instant.year(),
        }
    }
}
