//! Dates that stand in no field of their own: in names, in ids and slugs, in the names of files.

use super::columns::{self, Column};
use super::progress::Guess;
use super::words;
use crate::import::dates::{self, Dates, Hint, Parsed, When};
use crate::import::records::Record;
use crate::import::years::years;
use crate::import::{dated_text, markdown};

impl Guess<'_> {
    /// Takes the fields that have the dates of entries beside another value, where no field of dates covers all entries.
    pub(super) fn dates_elsewhere(&mut self) {
        self.waiting_dates();
        self.days_of_months();
        let fields = &self.mapping.fields;
        let column = |path: &String| self.columns.iter().find(|column| column.path == *path);
        let dated =
            fields.start.0.iter().chain(&fields.dates.0).filter_map(column).map(|column| column.counts.all).max();
        if dated.is_some_and(|dated| dated >= self.records.len().min(columns::MAX_LOOKED_AT)) {
            return;
        }
        let share = |path: &str| {
            let texts = self.records.iter().filter_map(|record: &Record| record.values(path).first()?.node.scalar());
            texts.fold((0, 0), |(all, dated), text| (all + 1, dated + usize::from(holds_day(&text))))
        };
        let names = fields.name.0.iter().filter(|path| !path.contains('{') && share(path).1 > 0);
        let mut found: Vec<String> = names.cloned().collect();
        let is_most = |path: &str| matches!(share(path), (all, dated) if all > 0 && dated * 10 >= all * 9);
        if found.is_empty() && dated.is_none() {
            let ids = self.columns.iter().filter(|column| {
                column.list.is_none() && column.own.has("slug id key uid permalink file filename path")
            });
            found.extend(ids.map(|column| column.path.clone()).filter(|path| is_most(path)).take(1));
            // The file of a post is named by the day on which it was written, unless the post is of an event.
            let has_place = [&fields.place, &fields.city, &fields.venue, &fields.country, &fields.online]
                .iter()
                .any(|texts| !texts.is_empty());
            if found.is_empty() && has_place {
                found.extend(["@key", "@file"].into_iter().filter(|path| is_most(path)).map(str::to_owned).take(1));
            }
        }
        if found.is_empty() && dated.is_none() {
            found.extend(self.dated_texts());
        }
        found.iter().for_each(|path| self.mapping.fields.dates.push(path));
    }

    /// The first column whose texts have the dates, and perhaps the places, of most entries between commas.
    fn dated_texts(&self) -> Option<String> {
        let column = self.free().map(|(_, column)| column).find(|column| {
            column.list.is_none()
                && column.counts.have_letters()
                && column.counts.links == 0
                && column.most(|value| dated_text::dated(&markdown::plain(value)).is_some())
        })?;
        Some(format!("{}{}", dated_text::PREFIX, column.path))
    }

    /// Takes a column of days, `11-13`, where the month is another field or the name of the list around them.
    fn days_of_months(&mut self) {
        let fields = &self.mapping.fields;
        let is_dated = !fields.start.is_empty() || !fields.dates.is_empty();
        let in_month = |record: &Record| record.keys.iter().any(|key| words::month(key).is_some());
        let has_month = self.columns.iter().any(|column| column.own.0 == ["month"])
            || !self.records.is_empty() && self.records.iter().all(in_month);
        if is_dated || !has_month {
            return;
        }
        let is_days = |column: &Column| {
            column.own.has("day days date dates tag tage") && column.list.is_none() && column.most(are_days)
        };
        if let Some((index, _)) = self.free().find(|(_, column)| is_days(column)) {
            let path = self.take(index).to_owned();
            self.mapping.fields.dates.push(path);
        }
    }

    /// Takes columns of nothing but `TBA` that are called as dates are, beside others that have dates.
    fn waiting_dates(&mut self) {
        for (index, column) in self.free() {
            let counts = &column.counts;
            if column.own.is_dates() && !column.own.is_deadline() && column.list.is_none() && counts.words == counts.all
            {
                let path = self.take(index).to_owned();
                self.mapping.fields.dates.push(path);
            }
        }
    }
}

/// True if a text is a day of a month, or the first and the last: `3`, `11-13`, `30 – 2`.
fn are_days(text: &str) -> bool {
    let is_day = |text: &str| text.trim().trim_end_matches('.').parse::<u32>().is_ok_and(|day| (1..=31).contains(&day));
    text.split(['-', '–', '—', '&']).count() < 3 && text.split(['-', '–', '—', '&']).all(is_day)
}

/// True if a text has a day with its year in it.
fn holds_day(text: &str) -> bool {
    let has_year =
        years(text).next().is_some() || text.get(..8).is_some_and(|day| day.bytes().all(|byte| byte.is_ascii_digit()));
    has_year
        && matches!(
            dates::parse(text, &Hint::default()),
            Parsed::Dates(Dates { start: When::Day(_), guessed_year: false, .. })
        )
}
