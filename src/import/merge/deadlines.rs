//! The deadlines of an entry of a list, filled in or corrected.

use chrono::NaiveDate;
use toml_edit::{Array, ArrayOfTables, Item, Table, TableLike, Value};

use super::fill::Filling;
use super::identity::day;
use crate::import::entry::{EntryDate, EntryDeadline, shown};
use crate::import::guess::words::Tokens;
use crate::import::write;

impl Filling<'_> {
    /// Fills in the deadlines, and adds those that the list lacks.
    pub(super) fn deadlines(&mut self) {
        let entry = self.entry;
        for deadline in &entry.deadlines {
            let mut tables = self.table.get_mut("deadline").map(tables).unwrap_or_default();
            let of_kind: Vec<usize> = (0..tables.len()).filter(|at| is_of_kind(tables[*at], deadline.kind)).collect();
            // A correction does not know the name of the only one of its kind.
            let is_bare = deadline.name.is_none()
                && deadline.id.is_none()
                && entry.deadlines.iter().filter(|other| other.kind == deadline.kind).count() == 1
                && (self.prefer_input || deadline.due.is_none());
            let known = tables.iter().position(|table| is_of(*table, deadline));
            let known = known.or_else(|| tables.iter().position(|table| is_of_round(*table, deadline)));
            match (known, &of_kind[..]) {
                (Some(at), _) | (None, &[at]) if known.is_some() || is_bare => {
                    let table = tables.swap_remove(at);
                    let (prefer_input, report) = (self.prefer_input, &mut *self.report);
                    Filling { table, entry, part: Some(deadline.kind), prefer_input, report }.deadline(deadline);
                }
                (_, several) if is_bare && several.len() > 1 => self.conflict(format!(
                    "{}: the list has {} deadlines `{}`, and the input does not say which it is of: they stay as they are",
                    entry.name,
                    several.len(),
                    deadline.kind
                )),
                _ => self.add_deadline(deadline, of_kind.len()),
            }
        }
    }

    fn add_deadline(&mut self, deadline: &EntryDeadline, beside: usize) {
        if !self.table.contains_key("deadline") {
            self.table.insert("deadline", Item::ArrayOfTables(ArrayOfTables::new()));
        }
        let mut table = Table::new();
        table.decor_mut().set_prefix("\n");
        table.insert("kind", toml_edit::value(deadline.kind));
        for (key, text) in [("name", &deadline.name), ("id", &deadline.id)] {
            if let Some(text) = text {
                table.insert(key, toml_edit::value(text.as_str()));
            }
        }
        let time = |time: EntryDate| write::literal(time).parse::<toml_edit::Datetime>().ok();
        if let Some(due) = deadline.due.and_then(time) {
            table.insert("due", toml_edit::value(due));
        }
        if let Some(zone) = &deadline.timezone {
            table.insert("timezone", toml_edit::value(zone.as_str()));
        }
        if let Some(opens) = deadline.opens.and_then(time) {
            table.insert("opens", toml_edit::value(opens));
        }
        if !deadline.was.is_empty() {
            let was: Array = deadline.was.iter().filter_map(|was| time(*was)).collect();
            table.insert("was", toml_edit::value(was));
        }
        if let Some(url) = &deadline.url {
            table.insert("url", toml_edit::value(url.as_str()));
        }
        match self.table.get_mut("deadline") {
            Some(Item::ArrayOfTables(tables)) => tables.push(table),
            Some(Item::Value(Value::Array(array))) => array.push(table.into_inline_table()),
            _ => return,
        }
        let name = deadline.name.as_ref().map_or(String::new(), |name| format!(", `{}`,", shown(name)));
        let beside = match beside {
            0 => "",
            1 => "; the list has another of its kind",
            _ => "; the list has others of its kind",
        };
        self.note(format!("{}: the deadline `{}`{name} is added{beside}", self.entry.name, deadline.kind));
    }

    /// Fills in a deadline, which is the table.
    fn deadline(&mut self, deadline: &EntryDeadline) {
        let is_same_day =
            day(self.table.get("due")).zip(deadline.due.map(EntryDate::day)).is_some_and(|(one, other)| one == other);
        // An hour beside a day, or a zone beside none, is no other date, unless the input counts.
        let has_hour = deadline.due.is_some_and(|due| !matches!(due, EntryDate::Day(_)));
        if !is_same_day || self.prefer_input && has_hour {
            let old = day(self.table.get("due"));
            let had_none = self.table.get("due").is_none();
            self.time("due", deadline.due);
            if let Some(old) = old.filter(|_| self.prefer_input && deadline.due.is_some() && !is_same_day) {
                let due = deadline.due.map(EntryDate::day);
                // A correction may say where the deadline stood in between.
                let mut days: Vec<NaiveDate> = deadline.was.iter().map(|was| was.day()).chain([old]).collect();
                days.sort_unstable();
                days.into_iter().for_each(|was| self.was(was, due));
            }
            if had_none || self.prefer_input {
                self.zone(deadline);
            }
        }
        self.time("opens", deadline.opens);
        self.text("url", deadline.url.as_deref());
    }

    /// Sets the zone of the due date.
    fn zone(&mut self, deadline: &EntryDeadline) {
        if matches!(deadline.due, Some(EntryDate::Instant(_))) {
            self.take_out("timezone", "the time has an offset here");
        }
        let is_aoe = deadline.is_aoe && self.table.contains_key("timezone");
        self.text("timezone", deadline.timezone.as_deref().or(is_aoe.then_some("AoE")));
    }

    /// Keeps the date that a deadline had before the input moved it. The one to which it came back is no date of before.
    fn was(&mut self, old: NaiveDate, due: Option<NaiveDate>) {
        let Ok(old) = old.to_string().parse::<toml_edit::Datetime>() else { return };
        let day_of = |was: &Value| day(Some(&Item::Value(was.clone())));
        if let Some(array) = self.table.get_mut("was").and_then(Item::as_array_mut) {
            array.retain(|was| day_of(was).is_none() || day_of(was) != due);
        }
        match self.table.get_mut("was").and_then(Item::as_array_mut) {
            Some(array) if array.iter().any(|was| was.as_datetime() == Some(&old)) => {}
            Some(array) => array.push(old),
            None => self.insert("was", Value::from(Array::from_iter([old]))),
        }
    }
}

/// The tables of a key, whether they have headers or stand in an array.
fn tables(item: &mut Item) -> Vec<&mut dyn TableLike> {
    match item {
        Item::ArrayOfTables(tables) => tables.iter_mut().map(|table| table as &mut dyn TableLike).collect(),
        Item::Value(Value::Array(array)) => {
            array.iter_mut().filter_map(Value::as_inline_table_mut).map(|table| table as &mut dyn TableLike).collect()
        }
        _ => Vec::new(),
    }
}

pub(super) fn is_of_kind(table: &dyn TableLike, kind: &str) -> bool {
    table.get("kind").and_then(Item::as_str) == Some(kind)
}

/// True if a deadline of the list is this one.
fn is_of(table: &dyn TableLike, deadline: &EntryDeadline) -> bool {
    let text = |key: &str| table.get(key).and_then(Item::as_str).map(crate::slug);
    let name = deadline.name.as_deref().map(crate::slug);
    is_of_kind(table, deadline.kind)
        && (text("name") == name && text("id") == deadline.id
            || day(table.get("due")).is_some() && day(table.get("due")) == deadline.due.map(EntryDate::day))
}

/// True if a deadline of the list is of the same round, by another name: `Round 1` and `First round`.
fn is_of_round(table: &dyn TableLike, deadline: &EntryDeadline) -> bool {
    let of_list = table.get("name").and_then(Item::as_str).and_then(round);
    is_of_kind(table, deadline.kind) && of_list.is_some() && of_list == deadline.name.as_deref().and_then(round)
}

/// The number of a round whose name has nothing else: `Round 1`, `R1`, `Second cycle`.
fn round(name: &str) -> Option<usize> {
    const PLAIN: &str = "round cycle call deadline submission cfp phase batch the";
    const ORDINALS: [[&str; 3]; 5] = [
        ["1", "first", "1st"],
        ["2", "second", "2nd"],
        ["3", "third", "3rd"],
        ["4", "fourth", "4th"],
        ["5", "fifth", "5th"],
    ];
    let number = |word: &str| ORDINALS.iter().position(|names| names.contains(&word.strip_prefix('r').unwrap_or(word)));
    let words = Tokens::of(name).0;
    let mut numbers = words.iter().filter_map(|word| number(word));
    let found = numbers.next().filter(|_| numbers.next().is_none())?;
    words.iter().all(|word| number(word).is_some() || PLAIN.split(' ').any(|plain| plain == word)).then_some(found)
}
