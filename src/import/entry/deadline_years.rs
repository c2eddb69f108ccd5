//! The year of a deadline whose text names none.

use chrono::{Datelike as _, NaiveDate};

use super::super::dates::When;
use super::Entry;

/// A deadline whose year is a guess, put before the conference.
pub(super) fn before(due: When, entry: &Entry) -> When {
    let (Some(start), Some(day)) = (entry.day_of_start(), due.day()) else { return due };
    match due {
        When::Day(_) if day > start => a_year_earlier(day).map_or(due, When::Day),
        When::Local(time, ref zone) if day > start => {
            a_year_earlier(day).map_or(due.clone(), |day| When::Local(day.and_time(time.time()), zone.clone()))
        }
        due => due,
    }
}

/// A date whose year is a guess, put into the year that brings it nearest to another day.
pub(super) fn in_year_near(due: When, other: NaiveDate) -> When {
    match due {
        When::Day(day) => When::Day(near(day, other)),
        When::Local(time, zone) => When::Local(near(time.date(), other).and_time(time.time()), zone),
        due => due,
    }
}

/// A day in the year that brings it nearest to another.
pub(super) fn near(day: NaiveDate, other: NaiveDate) -> NaiveDate {
    let year = other.year();
    let days = (year - 1..=year + 1).filter_map(|year| day.with_year(year));
    days.min_by_key(|day| (*day - other).num_days().abs()).unwrap_or(day)
}

fn a_year_earlier(day: NaiveDate) -> Option<NaiveDate> {
    day.with_year(day.year() - 1)
}
