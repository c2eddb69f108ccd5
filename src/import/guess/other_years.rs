//! Columns of years that are not those of the dates: of the first edition, of a foundation.
//!
//! Comes in: the columns, and those taken for the days of the conference. Goes out: which columns of years no step looks at.

use super::columns::MAX_LOOKED_AT;
use super::progress::Guess;
use super::rules;
use crate::import::dates::{self, Hint, Parsed};
use crate::import::mapping::Texts;
use crate::import::records::Record;

/// A conference in January may have the year before in its name.
const MAX_DISTANCE: i32 = 1;

impl Guess<'_> {
    /// Passes over the columns of which most years are far from those of the dates beside them: in names they would be wrong.
    pub(super) fn other_years(&mut self) {
        let are_years = self.free().filter(|(_, column)| rules::YEAR.holds(column));
        let others = are_years.filter(|(_, column)| self.are_far_from_dates(&Texts::one(&column.path)));
        let others: Vec<usize> = others.map(|(index, _)| index).collect();
        others.into_iter().for_each(|index| self.taken[index] = true);
    }

    /// True if most years of a field differ from those of the first days.
    fn are_far_from_dates(&self, years: &Texts) -> bool {
        let fields = &self.mapping.fields;
        let distance = |record: &Record| {
            let year: i32 = record.text(years)?.0.parse().ok()?;
            let (text, _) = record.text(&fields.start).or_else(|| record.text(&fields.dates))?;
            Some((year - year_of(&text)?).abs())
        };
        let distances: Vec<i32> = self.records.iter().take(MAX_LOOKED_AT).filter_map(distance).collect();
        distances.iter().filter(|distance| **distance > MAX_DISTANCE).count() * 2 > distances.len()
    }
}

/// The year that a date names itself.
fn year_of(text: &str) -> Option<i32> {
    match dates::parse(text, &Hint::default()) {
        Parsed::Dates(found) if !found.guessed_year => Some(found.start.year()),
        Parsed::Ambiguous(day, _) => Some(chrono::Datelike::year(&day)),
        _ => None,
    }
}
