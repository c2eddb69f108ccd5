//! Columns with the days of workshops beside those of the conference: `workshopsDate.start`, `tutorial_date`.
//!
//! Proposals for workshops are due long before the conference; workshops are held within days of it.

use super::columns::Column;
use super::progress::Guess;
use crate::import::mapping::{FieldMapping, SessionMapping, Texts};

/// The parts of a conference with days of their own, and what a list calls them.
const PARTS: [(&str, &str); 6] = [
    ("workshop workshops", "Workshops"),
    ("tutorial tutorials", "Tutorials"),
    ("sprint sprints", "Sprints"),
    ("hackathon hackathons", "Hackathon"),
    ("training trainings", "Training"),
    ("unconference", "Unconference"),
];

/// Words that make a date one by which something is due.
const OF_DEADLINES: &str = "deadline deadlines due cfp cfps call calls submission submissions submit proposal proposals close closes open opens \
    notification registration paper papers abstract camera extended";

/// The most days between the first day of a conference and that of its workshops.
const MOST_DAYS: i64 = 7;

impl Guess<'_> {
    /// Takes the days of one kind of parts of the conference, which are none of deadlines.
    pub(super) fn workshop_days(&mut self, dates: &[usize], starts: &[usize]) {
        for (words, name) in PARTS {
            let is_of_part =
                |column: &Column| column.list.is_none() && column.tokens.has(words) && !column.tokens.has(OF_DEADLINES);
            let is_near =
                |index: &usize| starts.iter().any(|start| self.share(*start, *index, -MOST_DAYS, MOST_DAYS) >= 80);
            let days = dates.iter().copied().filter(|index| is_of_part(&self.columns[*index]) && is_near(index));
            let (ends, first): (Vec<usize>, Vec<usize>) = days.partition(|index| self.columns[*index].own.is_end());
            if first.is_empty() || self.mapping.session.is_some() {
                continue;
            }
            let mut fields = FieldMapping { name: Texts::one(format!("= {name}")), ..FieldMapping::default() };
            for (columns, field) in [(first, &mut fields.start), (ends, &mut fields.end)] {
                columns.into_iter().for_each(|index| field.push(self.take(index)));
            }
            self.mapping.session = Some(SessionMapping { each: ".".to_owned(), fields });
        }
    }
}
