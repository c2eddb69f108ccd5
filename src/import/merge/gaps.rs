//! The fields of an input without a value, where the list has one.

use toml_edit::{Item, TableLike, Value};

use super::deadlines::is_of_kind;
use super::fill::{Filling, plain, shown_of};
use crate::import::entry::Origin;
use crate::import::report::Remark;

impl Filling<'_> {
    /// Reports the fields without a value where the list has one: nobody knows whether it is to be taken out.
    pub(super) fn gaps(&mut self) {
        let entry = self.entry;
        for gap in entry.gaps.iter().filter(|_| self.prefer_input) {
            let ours = match gap.deadline {
                None => self.table.get(gap.key).and_then(Item::as_value).map(plain),
                Some(kind) => value(self.table, kind, gap.key).map(plain),
            };
            let Some(ours) = ours else { continue };
            let key = gap.deadline.map_or_else(|| format!("`{}`", gap.key), |kind| shown_of(gap.key, kind));
            let message = format!(
                "{}: {key} is {ours} in the list, and `{}` here: the list counts, because no value is taken out of it",
                entry.name, gap.text
            );
            let origin = Origin { line: gap.line, ..entry.origin.clone() };
            self.report.conflicts.push(Remark::new(&origin, message));
        }
    }
}

/// The value of a key of the first deadline of a kind.
fn value<'t>(table: &'t dyn TableLike, kind: &str, key: &str) -> Option<&'t Value> {
    match table.get("deadline")? {
        Item::ArrayOfTables(tables) => tables.iter().find(|table| is_of_kind(*table, kind))?.get(key)?.as_value(),
        Item::Value(Value::Array(array)) => {
            array.iter().filter_map(Value::as_inline_table).find(|table| is_of_kind(*table, kind))?.get(key)
        }
        _ => None,
    }
}
