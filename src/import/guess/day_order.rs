//! The order of day and month in the dates of a list.

use super::progress::Guess;
use crate::import::dates::{self, DayOrder, Hint, Parsed};
use crate::import::mapping::Texts;

/// The most records whose first and last days are compared.
const MAX_COMPARED: usize = 2000;

impl Guess<'_> {
    /// The order of day and month: as dates tell that have but one reading, else as first and last days are near each other.
    pub(super) fn day_order(&self) -> DayOrder {
        let texts = || self.texts_of_dates();
        let order = dates::day_order(texts());
        let is_open = |text: &str| matches!(dates::parse(text, &Hint::default()), Parsed::Ambiguous(..));
        if order != DayOrder::Unknown || !texts().any(is_open) {
            return order;
        }
        let fields = &self.mapping.fields;
        let mut votes = [0_i64; 2];
        for record in self.records.iter().take(MAX_COMPARED) {
            let text = |texts: &Texts| record.text(texts).map(|(text, _)| text);
            let (Some(start), Some(end)) = (text(&fields.start), text(&fields.end).or_else(|| text(&fields.dates)))
            else {
                continue;
            };
            for (vote, order) in votes.iter_mut().zip([DayOrder::DayFirst, DayOrder::MonthFirst]) {
                let hint = Hint { order, ..Hint::default() };
                let day = |text: &str| match dates::parse(text, &hint) {
                    Parsed::Dates(found) => found.start.day(),
                    _ => None,
                };
                let length = day(&start).zip(day(&end)).map(|(start, end)| (end - start).num_days());
                *vote += i64::from(length.is_some_and(|days| (0..15).contains(&days)));
            }
        }
        match votes {
            [day, month] if day > month => DayOrder::DayFirst,
            [day, month] if month > day => DayOrder::MonthFirst,
            _ => DayOrder::Unknown,
        }
    }

    /// Adds the patterns of dates with dots that have the month first.
    pub(super) fn dotted_dates(&mut self) {
        if dates::are_dots_month_first(self.texts_of_dates()) {
            ["%m.%d.%Y", "%m.%d.%Y %H:%M"].into_iter().for_each(|pattern| self.mapping.words.date_format.push(pattern));
        }
    }

    /// The texts of the columns of dates.
    fn texts_of_dates(&self) -> impl Iterator<Item = &str> + Clone {
        let columns = self.columns.iter().filter(|column| column.counts.are_dates());
        columns.flat_map(|column| column.values.iter().map(String::as_str))
    }
}
