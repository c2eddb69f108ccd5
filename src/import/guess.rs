//! A mapping that nobody wrote: which field is what, by the names of the fields and by their values.
//!
//! Comes in: the records of a list. Goes out: a [`Mapping`], as a person could have written it. A name is a hint, values
//! decide: a column of dates is one whatever it is called. Nothing here reads single entries.
//!
//! The order of the steps below is part of the rules: a column that one step takes is not seen by the next. Each step has its
//! rules in a table, in [`rules`], [`links`] and [`names`]; those of dates are in [`deadlines`].

mod all_day;
pub(crate) mod columns;
mod date_columns;
mod date_parts;
mod dates_elsewhere;
mod day_order;
mod deadlines;
mod glossary;
mod links;
pub(crate) mod listed_deadlines;
mod meanings;
mod names;
mod other_years;
mod place_rules;
mod progress;
mod rules;
pub(crate) mod times;
mod topic_names;
mod topics;
mod twins;
mod unnamed;
mod values;
pub(crate) mod words;
mod workshop_days;

use std::cmp::Reverse;

use columns::Column;
use place_rules::{NAMED_PLACE, PLACES, WHOLE_PLACES};
use progress::Guess;
use rules::{ColumnRule, PASSED_OVER, REST};

pub(crate) use links::{LinkLabel, link_label};
pub(crate) use unnamed::is_name_of_series;

use super::mapping::Mapping;
use super::records::Record;
use super::status;

/// The mapping that the fields of these records suggest; where the records are is left open.
pub(crate) fn fields(records: &[Record]) -> Mapping {
    let columns = columns::of(records);
    let mut guess = Guess::new(&columns, records);
    guess.take_all(PASSED_OVER);
    guess.twins();
    guess.times_of_form();
    guess.date_parts();
    guess.dates();
    guess.other_years();
    guess.links();
    guess.places();
    guess.names();
    guess.dates_elsewhere();
    guess.rest();
    guess.topics();
    guess.finish()
}

impl Guess<'_> {
    /// Takes every column that one of the rules recognises.
    fn take_all(&mut self, rules: &[ColumnRule]) {
        for (index, column) in self.free() {
            if let Some(rule) = rules::first(rules, column) {
                self.take_by(index, rule);
            }
        }
    }

    /// Passes over when a form was opened and sent, and by whom, which its service puts before the answers: `Start time` beside
    /// `Completion time`.
    fn times_of_form(&mut self) {
        const SERVICES: [[&str; 4]; 2] = [
            ["start time", "completion time", "email", "name"],
            ["start date (utc)", "submit date (utc)", "response type", "network id"],
        ];
        let at = |name: &str| self.columns.iter().position(|column| column.path.eq_ignore_ascii_case(name));
        let services = SERVICES.into_iter().filter(|names| at(names[0]).is_some() && at(names[1]).is_some());
        let found: Vec<usize> = services.flatten().filter_map(at).collect();
        found.into_iter().for_each(|index| self.taken[index] = true);
    }

    /// Takes the place, in one field or several, and how one takes part.
    fn places(&mut self) {
        self.take_all(PLACES);
        let mut wholes: Vec<(i32, usize, &ColumnRule)> = Vec::new();
        for (index, column) in self.free() {
            let found = WHOLE_PLACES.iter().find(|(_, rule)| rule.holds(column));
            if let Some((strength, rule)) = found {
                let share = column.counts.places * 100 / column.counts.all.max(1);
                wholes.push((strength + i32::try_from(share).unwrap_or(0), index, rule));
            }
        }
        wholes.sort_by_key(|(strength, index, _)| (Reverse(*strength), *index));
        // Entries of other shapes have it elsewhere: of columns that are called places, all are taken.
        for (at, (strength, index, rule)) in wholes.into_iter().enumerate() {
            if at == 0 || strength >= NAMED_PLACE {
                self.take_by(index, rule);
            }
        }
    }

    /// Takes what is left; a description that says of an entry whether it takes place is the status too.
    fn rest(&mut self) {
        for (index, column) in self.free() {
            let Some(rule) = rules::first(REST, column) else { continue };
            self.take_by(index, rule);
            if self.mapping.fields.description.0.contains(&column.path) && says_status(column) {
                self.mapping.fields.status.push(&column.path);
            }
        }
    }

    fn finish(mut self) -> Mapping {
        let patterns = self.columns.iter().filter(|column| column.counts.dates > 0).filter_map(Column::pattern);
        patterns.for_each(|pattern| self.mapping.words.date_format.push(pattern));
        self.dotted_dates();
        if let Some(order) = self.day_order().word() {
            self.mapping.words.date_order = Some(order);
        }
        let headings = self.records.iter().any(|record| record.node.get("@heading").is_some());
        if headings && self.mapping.fields.year.is_empty() {
            self.mapping.fields.year.push("@heading");
            self.mapping.fields.month.push("@heading");
        }
        self.mapping
    }
}

/// True if a column of notes says of an entry whether it takes place.
fn says_status(column: &Column) -> bool {
    column.values.iter().any(|value| status::of_text(value).is_some())
}

#[cfg(test)]
mod tests;
