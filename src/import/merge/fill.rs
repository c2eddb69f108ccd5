//! An entry of a list, filled in with what it lacks. What stands in it stays, but where the input is preferred.

use chrono::NaiveDate;
use toml_edit::{Array, ArrayOfTables, InlineTable, Item, Table, TableLike, Value};

use super::identity::{self, day};
use crate::import::entry::{Entry, EntryDate, EntryDeadline, EntryOnline};
use crate::import::report::{ImportReport, Remark};
use crate::import::write;

/// An entry of the list that gets what it lacks.
pub(super) struct Filling<'f> {
    pub(super) table: &'f mut dyn TableLike,
    pub(super) entry: &'f Entry,
    /// The kind of the deadline that the table is.
    pub(super) part: Option<&'static str>,
    pub(super) prefer_input: bool,
    pub(super) report: &'f mut ImportReport,
}

impl Filling<'_> {
    /// Fills in what the entry of the list lacks.
    pub(super) fn fill(&mut self) {
        let entry = self.entry;
        let is_moved =
            day(self.table.get("start")).zip(entry.start.map(EntryDate::day)).is_some_and(|(one, other)| one != other);
        let was_open = self.table.get("start").is_none();
        self.time("start", entry.start);
        if was_open && entry.start.is_some() {
            self.table.remove("expected");
        }
        // The last day belongs to the first.
        if !is_moved || self.prefer_input {
            let length_known = self.table.get("end").is_some() || entry.end.is_some();
            if length_known && self.table.get("start").is_some() {
                self.time("end", entry.end);
            }
        }
        if self.table.get("start").is_none() {
            self.text("expected", entry.expected.as_deref());
        }
        self.text("short", entry.short.as_deref());
        self.text("url", entry.url.as_deref());
        self.place();
        self.rest();
        self.deadlines();
    }

    fn note(&mut self, message: String) {
        self.report.changed.push(Remark::new(&self.entry.origin, message));
    }

    /// A key for a message, with the deadline that it is of.
    fn shown(&self, key: &str) -> String {
        match self.part {
            Some(kind) => format!("`{key}` of the deadline `{kind}`"),
            None => format!("`{key}`"),
        }
    }

    /// Adds a key with the indentation of those that are there.
    fn insert(&mut self, key: &str, value: Value) {
        let first = self.table.iter().find(|(_, item)| item.is_value()).map(|(key, _)| key.to_owned());
        let decor = first.as_deref().and_then(|key| self.table.key(key)).map(|key| key.leaf_decor().clone());
        let indent = decor.and_then(|decor| {
            let prefix = decor.prefix()?.as_str()?;
            Some(prefix.rsplit('\n').next().unwrap_or_default().to_owned())
        });
        // The blank before a closing brace stays there.
        let last = self.table.iter_mut().last().and_then(|(_, item)| item.as_value_mut().map(Value::decor_mut));
        let mut value = value;
        if let Some(decor) = last
            && decor.suffix().and_then(|suffix| suffix.as_str()) == Some(" ")
        {
            decor.set_suffix("");
            value.decor_mut().set_suffix(" ");
        }
        self.table.insert(key, Item::Value(value));
        let is_blank = |indent: &String| !indent.is_empty() && indent.chars().all(char::is_whitespace);
        if let (Some(mut key), Some(indent)) = (self.table.key_mut(key), indent.filter(is_blank)) {
            key.leaf_decor_mut().set_prefix(indent);
        }
    }

    /// Sets a key that is not there; where it is there with another value, says so.
    fn set(&mut self, key: &str, value: Value) {
        let shown = plain(&value);
        match self.table.get_mut(key).and_then(Item::as_value_mut) {
            None => {
                self.insert(key, value);
                self.note(format!("{}: {} is filled in: {shown}", self.entry.name, self.shown(key)));
            }
            Some(ours) if plain(ours) != shown => {
                let old = plain(ours);
                let counts = if self.prefer_input {
                    let decor = ours.decor().clone();
                    *ours = value;
                    *ours.decor_mut() = decor;
                    "the input"
                } else {
                    "the list"
                };
                let (name, key) = (&self.entry.name, self.shown(key));
                let message = format!("{name}: {key} is {old} in the list, and {shown} here: {counts} counts");
                self.report.conflicts.push(Remark::new(&self.entry.origin, message));
            }
            Some(_) => {}
        }
    }

    fn text(&mut self, key: &str, text: Option<&str>) {
        let Some(text) = text else { return };
        let ours = self.table.get(key).and_then(Item::as_str);
        let is_alike = ours.is_some_and(|ours| match key {
            "url" => identity::site(ours) == identity::site(text),
            "country" => ours.parse::<crate::Country>().ok() == text.parse().ok(),
            "description" | "short" => true,
            _ => ours.trim() == text.trim(),
        });
        if !is_alike {
            self.set(key, Value::from(text));
        }
    }

    fn time(&mut self, key: &str, time: Option<EntryDate>) {
        if let Some(value) = time.and_then(|time| write::literal(time).parse::<toml_edit::Datetime>().ok()) {
            self.set(key, Value::from(value));
        }
    }

    fn place(&mut self) {
        let place = &self.entry.place;
        for (key, text) in [
            ("city", &place.city),
            ("country", &place.country),
            ("state", &place.state),
            ("venue", &place.venue),
            ("address", &place.address),
        ] {
            // Of another city, the venue would be wrong.
            let is_other_city = self
                .table
                .get("city")
                .and_then(Item::as_str)
                .zip(place.city.as_deref())
                .is_some_and(|(one, other)| one != other);
            if key != "city" && is_other_city && !self.prefer_input {
                continue;
            }
            self.text(key, text.as_deref());
        }
        if let Some((lat, lon)) = place.geo.filter(|_| self.table.get("geo").is_none()) {
            let mut geo = InlineTable::new();
            geo.insert("lat", Value::from(lat));
            geo.insert("lon", Value::from(lon));
            self.set("geo", Value::from(geo));
        }
    }

    fn rest(&mut self) {
        let entry = self.entry;
        match &entry.online {
            Some(online) if self.table.get("online").is_none() => self.set(
                "online",
                match online {
                    EntryOnline::No => Value::from(false),
                    EntryOnline::Yes => Value::from(true),
                    EntryOnline::Join(url) => Value::from(url.as_str()),
                },
            ),
            _ => {}
        }
        for (key, texts) in [("tags", &entry.tags), ("aliases", &entry.aliases), ("languages", &entry.languages)] {
            self.unite(key, texts);
        }
        self.text("series", entry.series.as_deref());
        self.text("description", entry.description.as_deref());
        if entry.status.is_some() {
            self.text("status", entry.status);
        }
        let name = entry.name.as_str();
        let ours: Vec<String> = self.table.get("name").and_then(Item::as_str).map(crate::slug).into_iter().collect();
        if !ours.contains(&crate::slug(name)) {
            self.unite("aliases", &[name.to_owned()]);
        }
        self.links();
    }

    fn unite(&mut self, key: &str, texts: &[String]) {
        let ours: Vec<String> = self
            .table
            .get(key)
            .and_then(Item::as_array)
            .into_iter()
            .flatten()
            .filter_map(|text| text.as_str().map(str::to_lowercase))
            .collect();
        let new: Vec<&String> = texts.iter().filter(|text| !ours.contains(&text.to_lowercase())).collect();
        if new.is_empty() {
            return;
        }
        match self.table.get_mut(key).and_then(Item::as_array_mut) {
            Some(array) => new.iter().for_each(|text| array.push(text.as_str())),
            None => {
                let array: Array = new.iter().map(|text| text.as_str()).collect();
                self.insert(key, Value::from(array));
            }
        }
        let shown = new.iter().map(|text| format!("`{text}`")).collect::<Vec<_>>().join(", ");
        self.note(format!("{}: {shown} is added to `{key}`", self.entry.name));
    }

    fn links(&mut self) {
        let entry = self.entry;
        let is_known = |table: &dyn TableLike, name: &str| {
            table.get("links").and_then(Item::as_table_like).is_some_and(|links| links.contains_key(name))
        };
        let new: Vec<&(String, String)> = entry.links.iter().filter(|(name, _)| !is_known(self.table, name)).collect();
        if new.is_empty() {
            return;
        }
        if self.table.get("links").is_none() {
            self.insert("links", Value::from(InlineTable::new()));
        }
        if let Some(links) = self.table.get_mut("links").and_then(Item::as_table_like_mut) {
            for (name, url) in &new {
                links.insert(name, Item::Value(Value::from(url.as_str())));
            }
        }
        let shown = new.iter().map(|(name, _)| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        self.note(format!("{}: {shown} is added to `links`", entry.name));
    }

    fn deadlines(&mut self) {
        let entry = self.entry;
        for deadline in &entry.deadlines {
            let mut tables = self.table.get_mut("deadline").map(tables).unwrap_or_default();
            match tables.iter().position(|table| is_of(*table, deadline)) {
                Some(at) => {
                    let table = tables.swap_remove(at);
                    let (prefer_input, report) = (self.prefer_input, &mut *self.report);
                    Filling { table, entry, part: Some(deadline.kind), prefer_input, report }.deadline(deadline);
                }
                None => self.add_deadline(deadline),
            }
        }
    }

    fn add_deadline(&mut self, deadline: &EntryDeadline) {
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
        self.note(format!("{}: the deadline `{}` is added", self.entry.name, deadline.kind));
    }

    /// Fills in a deadline, which is the table.
    fn deadline(&mut self, deadline: &EntryDeadline) {
        let is_same_day =
            day(self.table.get("due")).zip(deadline.due.map(EntryDate::day)).is_some_and(|(one, other)| one == other);
        // An hour beside a day, or a zone beside none, is no other date.
        if !is_same_day {
            let old = day(self.table.get("due"));
            let had_none = self.table.get("due").is_none();
            self.time("due", deadline.due);
            if let Some(old) = old.filter(|_| self.prefer_input && deadline.due.is_some()) {
                self.was(old);
            }
            if had_none || self.prefer_input {
                self.text("timezone", deadline.timezone.as_deref());
            }
        }
        self.time("opens", deadline.opens);
        self.text("url", deadline.url.as_deref());
    }

    /// Keeps the date that a deadline had before the input moved it.
    fn was(&mut self, old: NaiveDate) {
        let Ok(old) = old.to_string().parse::<toml_edit::Datetime>() else { return };
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

/// True if a deadline of the list is this one.
fn is_of(table: &dyn TableLike, deadline: &EntryDeadline) -> bool {
    let text = |key: &str| table.get(key).and_then(Item::as_str).map(crate::slug);
    let name = deadline.name.as_deref().map(crate::slug);
    let is_kind = table.get("kind").and_then(Item::as_str) == Some(deadline.kind);
    is_kind
        && (text("name") == name && text("id") == deadline.id
            || day(table.get("due")).is_some() && day(table.get("due")) == deadline.due.map(EntryDate::day))
}

/// A value without the blanks and comments around it.
fn plain(value: &Value) -> String {
    let mut value = value.clone();
    value.decor_mut().clear();
    value.to_string().trim().to_owned()
}
