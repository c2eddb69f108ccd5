//! A guess in the making: the columns of a list, and the fields that they are taken for so far.

use super::columns::Column;
use super::rules::ColumnRule;
use crate::import::mapping::Mapping;
use crate::import::records::Record;

/// Columns, the mapping that they make, and which of them it has already.
pub(super) struct Guess<'c> {
    pub(super) columns: &'c [Column],
    pub(super) taken: Vec<bool>,
    pub(super) mapping: Mapping,
    pub(super) records: &'c [Record<'c>],
}

impl<'c> Guess<'c> {
    pub(super) fn new(columns: &'c [Column], records: &'c [Record<'c>]) -> Guess<'c> {
        Guess { columns, taken: vec![false; columns.len()], mapping: Mapping::default(), records }
    }

    /// The columns that nothing took yet.
    pub(super) fn free(&self) -> impl Iterator<Item = (usize, &'c Column)> + use<'c> {
        let columns = self.columns;
        let taken = self.taken.clone();
        columns.iter().enumerate().filter(move |(index, column)| !taken[*index] && column.counts.all > 0)
    }

    /// Takes a column, and gives its path.
    pub(super) fn take(&mut self, index: usize) -> &'c str {
        self.taken[index] = true;
        &self.columns[index].path
    }

    /// Takes a column for the field of the rule that recognises it.
    pub(super) fn take_by(&mut self, index: usize, rule: &ColumnRule) {
        let path = self.take(index);
        if let Some(field) = rule.field {
            field(&mut self.mapping.fields).push(path);
        }
    }

    /// Takes a column for the link of this name.
    pub(super) fn take_for_link(&mut self, index: usize, name: &str) {
        let path = self.take(index);
        self.mapping.fields.links.entry(name.to_owned()).or_default().push(path);
    }
}
