//! An entry of a list, filled in with what it lacks. What stands in it stays, but where the input is preferred.

use toml_edit::{Array, InlineTable, Item, TableLike, Value};

use super::super::years::years;
use super::identity::{self, day};
use crate::import::entry::{Entry, EntryDate};
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
        let id = identity::table_id(self.table);
        let is_moved =
            day(self.table.get("start")).zip(entry.start.map(EntryDate::day)).is_some_and(|(one, other)| one != other);
        let was_open = self.table.get("start").is_none();
        let before = self.table.get("start").and_then(Item::as_datetime).copied();
        self.time("start", entry.start);
        // The zone belongs to the time.
        if matches!(entry.start, Some(EntryDate::Local(_)))
            && before != self.table.get("start").and_then(Item::as_datetime).copied()
        {
            self.text("timezone", entry.timezone.as_deref());
        }
        if was_open && entry.start.is_some() {
            self.remove("expected");
        }
        // The last day belongs to the first.
        if !is_moved || self.prefer_input {
            let length_known = self.table.get("end").is_some() || entry.end.is_some();
            if length_known && self.table.get("start").is_some() {
                self.time("end", entry.end);
            }
        }
        self.expected(entry.expected.as_deref());
        self.text("short", entry.short.as_deref());
        self.text("url", entry.url.as_deref());
        self.place();
        self.rest();
        self.deadlines();
        self.gaps();
        self.keep_id(id);
    }

    pub(super) fn note(&mut self, message: String) {
        self.report.changed.push(Remark::new(&self.entry.origin, message));
    }

    pub(super) fn conflict(&mut self, message: String) {
        self.report.conflicts.push(Remark::new(&self.entry.origin, message));
    }

    /// A key for a message, with the deadline that it is of.
    fn shown(&self, key: &str) -> String {
        self.part.map_or_else(|| format!("`{key}`"), |kind| shown_of(key, kind))
    }

    /// Adds a key with the indentation of those that are there.
    pub(super) fn insert(&mut self, key: &str, value: Value) {
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
    pub(super) fn set(&mut self, key: &str, value: Value) {
        let shown = plain(&value);
        self.set_shown(key, value, &shown);
    }

    /// Sets a key, with the text of the input for the report.
    fn set_shown(&mut self, key: &str, value: Value, shown: &str) {
        match self.table.get_mut(key).and_then(Item::as_value_mut) {
            None => {
                self.insert(key, value);
                self.note(format!("{}: {} is filled in: {shown}", self.entry.name, self.shown(key)));
            }
            Some(ours) if !is_same(ours, &value) => {
                let old = plain(ours);
                if self.prefer_input {
                    let decor = ours.decor().clone();
                    *ours = value;
                    *ours.decor_mut() = decor;
                }
                let [old, shown] = [&old, shown].map(|text| crate::spelling::shown(text));
                self.differs(key, &old, &format!("{shown} here"));
            }
            Some(_) => {}
        }
    }

    /// Reports that a value of the list differs from the input, and which counts.
    fn differs(&mut self, key: &str, ours: &str, theirs: &str) {
        let counts = if self.prefer_input { "the input" } else { "the list" };
        let (name, key) = (&self.entry.name, self.shown(key));
        self.conflict(format!("{name}: {key} is {ours} in the list, and {theirs}: {counts} counts"));
    }

    /// Takes a value out of the list, where the input counts, and says why.
    pub(super) fn take_out(&mut self, key: &str, why: &str) {
        let Some(ours) = self.table.get(key) else { return };
        let ours = ours.as_value().map_or_else(|| "a table".to_owned(), plain);
        if self.prefer_input {
            self.remove(key);
        }
        self.differs(key, &ours, why);
    }

    /// Removes a key. The comments above it may be of what stands below, and stay.
    fn remove(&mut self, key: &str) {
        let decor = self.table.key(key).map(|key| key.leaf_decor().clone());
        let above = decor.and_then(|decor| decor.prefix()?.as_str().map(str::to_owned));
        let keys: Vec<String> =
            self.table.iter().filter(|(_, item)| item.is_value()).map(|(key, _)| key.to_owned()).collect();
        self.table.remove(key);
        let (Some(above), Some(at)) =
            (above.filter(|above| above.contains('#')), keys.iter().position(|other| other == key))
        else {
            return;
        };
        if let Some(mut next) = keys.get(at + 1).and_then(|next| self.table.key_mut(next)) {
            let decor = next.leaf_decor_mut();
            let prefix = decor.prefix().and_then(|prefix| prefix.as_str()).unwrap_or_default();
            decor.set_prefix(format!("{above}{prefix}"));
        } else if let Some(before) =
            at.checked_sub(1).and_then(|before| self.table.get_mut(&keys[before])?.as_value_mut())
        {
            let decor = before.decor_mut();
            let suffix = decor.suffix().and_then(|suffix| suffix.as_str()).unwrap_or_default();
            decor.set_suffix(format!("{suffix}\n{}", above.trim_end()));
        }
    }

    pub(super) fn text(&mut self, key: &str, text: Option<&str>) {
        let Some(text) = text else { return };
        let ours = self.table.get(key).and_then(Item::as_str);
        let is_alike = ours.is_some_and(|ours| match key {
            "url" => identity::site(ours) == identity::site(text),
            "country" => ours.parse::<crate::Country>().ok() == text.parse().ok(),
            "description" | "short" => ours.split_whitespace().eq(text.split_whitespace()),
            _ => ours.trim() == text.trim(),
        });
        if !is_alike {
            self.set(key, Value::from(text));
        }
    }

    /// Sets a date. A day leaves the hour that stands beside the day of the list.
    pub(super) fn time(&mut self, key: &str, time: Option<EntryDate>) {
        let Some(shown) = time.map(write::literal) else { return };
        let Ok(mut value) = shown.parse::<toml_edit::Datetime>() else { return };
        let ours = self.table.get(key).and_then(Item::as_datetime);
        if let Some(ours) = ours.filter(|ours| ours.time.is_some() && value.time.is_none()) {
            (value.time, value.offset) = (ours.time, ours.offset);
        }
        self.set_shown(key, Value::from(value), &shown);
    }

    /// Sets the month or year that a conference is expected in. One that has a day keeps it, because an event that was
    /// published would vanish.
    fn expected(&mut self, expected: Option<&str>) {
        let ours = self.table.get("start").and_then(Item::as_value).map(plain);
        let Some((ours, expected)) = ours.zip(expected) else { return self.text("expected", expected) };
        if self.prefer_input || !ours.starts_with(expected) {
            self.conflict(format!(
                "{}: `start` is {ours} in the list, and {expected} here: the list counts; `status = \"postponed\"` says that \
                 the day is open again",
                self.entry.name
            ));
        }
    }

    fn rest(&mut self) {
        let entry = self.entry;
        for (key, texts) in [("tags", &entry.tags), ("aliases", &entry.aliases), ("languages", &entry.languages)] {
            self.unite(key, texts);
        }
        self.text("series", entry.series.as_deref());
        self.text("description", entry.description.as_deref());
        let is_confirmed = entry.is_confirmed && self.table.contains_key("status");
        self.text("status", entry.status.or(is_confirmed.then_some("confirmed")));
        self.name();
        self.links();
    }

    /// Takes the name of a correction that names its entry; any other is one more name of the conference. A correction by the name
    /// without its year means no other name.
    fn name(&mut self) {
        let name = self.entry.name.as_str();
        let is_ours = |is_same: fn(&str, &str) -> bool| {
            self.table.get("name").and_then(Item::as_str).is_some_and(|ours| is_same(ours.trim(), name))
        };
        let is_short = self.entry.is_correction && years(name).next().is_none() && is_ours(identity::have_one_stem);
        if self.entry.corrects.is_some() {
            let is_in_other_letters = is_ours(|ours, name| years(ours).next().is_none() && ours != name);
            if !is_ours(|ours, name| ours == name) && (!is_short || is_in_other_letters) {
                self.set("name", Value::from(name));
            }
        } else if !is_short && !is_ours(|ours, name| crate::slug(ours) == crate::slug(name)) {
            self.unite("aliases", &[name.to_owned()]);
        }
    }

    /// Writes down the id that the list's reader makes of name and year, if a correction of these would change it.
    fn keep_id(&mut self, id: Option<String>) {
        let Some(id) = id.filter(|id| identity::table_id(self.table).as_ref() != Some(id)) else { return };
        self.insert("id", Value::from(id.as_str()));
        self.note(format!("{}: `id` is filled in: \"{id}\", so that it stays the same event", self.entry.name));
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

    /// Reports links of the list that lead elsewhere in the input, which takes their place where it counts.
    fn other_links(&mut self) {
        for (name, theirs) in &self.entry.links {
            let links = self.table.get_mut("links").and_then(Item::as_table_like_mut);
            let Some(link) = links.and_then(|links| links.get_mut(name)).and_then(Item::as_value_mut) else { continue };
            let ours = link.as_str().unwrap_or_default().to_owned();
            if identity::site(&ours) == identity::site(theirs) {
                continue;
            }
            if self.prefer_input {
                let decor = link.decor().clone();
                *link = Value::from(theirs.as_str());
                *link.decor_mut() = decor;
            }
            self.differs(&format!("links.{name}"), &format!("\"{ours}\""), &format!("\"{theirs}\" here"));
        }
    }

    fn links(&mut self) {
        let entry = self.entry;
        let is_known = |table: &dyn TableLike, name: &str| {
            table.get("links").and_then(Item::as_table_like).is_some_and(|links| links.contains_key(name))
        };
        self.other_links();
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
}

/// A key of a deadline for a message.
pub(super) fn shown_of(key: &str, kind: &str) -> String {
    format!("`{key}` of the deadline `{kind}`")
}

/// True if two values mean the same, whatever their notation.
fn is_same(one: &Value, other: &Value) -> bool {
    match (one.as_datetime(), other.as_datetime()) {
        (Some(one), Some(other)) => one == other,
        _ => plain(one) == plain(other),
    }
}

/// A value without the blanks and comments around it.
pub(super) fn plain(value: &Value) -> String {
    let mut value = value.clone();
    value.decor_mut().clear();
    value.to_string().trim().to_owned()
}
